//! Pairs of editions as files: each folder of `cases/editions` holds `old/`, `new/`, and in `expected.txt` exactly what
//! the new one changes. Every rule runs on every pair. `UPDATE=1` writes the lists anew; read the difference.

use canevas_editions::{Validates, report};
use canevas_model::{ChoiceLabel, Piece, Placeholder, Shift, Text};
use canevas_tests::example::{Files, load, read, read_after};
use canevas_tests::pairs::{compared, listing, pairs, rule_cases, side};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_rule_on_every_pair() {
    let (mut wrong, mut found) = (Vec::new(), Vec::new());
    for folder in rule_cases() {
        let (comparison, _) = compared(&folder);
        let list = listing(&comparison);
        let compared = canevas_expected::compare(&folder.join("expected.txt"), &list, canevas_expected::renew!());
        wrong.extend(compared.err());
        for change in &comparison.classified {
            // A witness passed before and is refused now; nothing else is called one. An answer that a country gave needs none.
            let is_given = change.finding.rule.name == "old-return-fails";
            assert_eq!(change.witness.is_some() || is_given, change.validates == Validates::No);
            if let Some(witness) = &change.witness {
                assert!(comparison.replay.was_valid(witness) && !comparison.replay.is_valid(witness));
            }
        }
        let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let names: BTreeSet<(&str, bool)> = comparison
            .classified
            .iter()
            .map(|change| (change.finding.rule.name, change.finding.level == change.finding.rule.level))
            .collect();
        found.push((name, names));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for rule in canevas_editions::RULES {
        let case = found.iter().find(|(name, _)| name == rule.name);
        assert!(case.is_some_and(|(_, found)| found.contains(&(rule.name, true))), "{} has no case", rule.name);
    }
}

#[test]
fn an_edition_changes_nothing_in_itself() {
    for folder in rule_cases().into_iter().chain(pairs()) {
        let files = side(&load(&folder), "old/");
        let old = read(&files);
        let new = read_after(&files, old.sources.clone());
        let Some(comparison) = new.compare_with(&old, &[], "2025-01-01") else {
            unreachable!("{}: {}", folder.display(), old.listing(&old.findings))
        };
        assert_eq!(comparison.changes, [], "{}", folder.display());
    }
}

/// What a comparison starts from are the texts that were published; none of them may be overlooked.
#[test]
fn every_text_of_a_model_can_be_put_otherwise() {
    let mut forms: Vec<canevas_model::Model> =
        rule_cases().iter().filter_map(|folder| read(&side(&load(folder), "new/")).model.clone()).collect();
    forms.extend(canevas_compiler::Edition::read(&canevas_tests::editions::real_edition()).model);
    forms.extend((0..40).filter_map(|seed| {
        let form = canevas_tests::generate::generate(&mut canevas_tests::random::Random::new(seed)).form;
        read(&Files::from([("form.yaml".to_owned(), form)])).model.clone()
    }));
    assert!(forms.len() > 80);
    for mut model in forms {
        let keys: BTreeSet<String> = model.texts().iter().map(|text| text.key.to_string()).collect();
        let mut met = BTreeSet::new();
        model.replace_texts(|text| {
            met.insert(text.key.to_string());
            Some("otherwise {edition}".to_owned())
        });
        assert_eq!(met, keys);
        // A text and its pieces change together, in lists and in the questions that use them.
        let pieces = [Piece::Text("otherwise ".to_owned()), Piece::Placeholder(Placeholder::Edition(Shift::This))];
        // The title of a row prints answers, and nothing else.
        let is_title = |text: &Text| text.key.role() == canevas_model::TextRole::RowTitle;
        let is_new =
            |text: &&Text| text.source.value == "otherwise {edition}" && (is_title(text) || text.pieces == pieces);
        assert!(model.texts().iter().all(is_new));
        let labels =
            model.questions.iter().flat_map(canevas_model::Question::choices).filter_map(|choice| {
                match &choice.label {
                    ChoiceLabel::Text(label) => Some(label),
                    ChoiceLabel::Country(_) | ChoiceLabel::Entered(..) => None,
                }
            });
        assert!(labels.clone().all(|label| is_new(&label)));
    }
}

/// Settings and waivers may use the name that a rule had when they were written.
#[test]
fn a_former_name_of_a_rule_is_accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/editions/help-changed");
    let files = load(&folder);
    let old = read(&side(&files, "old/"));
    let with = |name: &str, text: &str| {
        let mut new = side(&files, "new/");
        new.insert(name.to_owned(), text.to_owned());
        let new = read_after(&new, old.sources.clone());
        assert!(!new.findings.deny(), "{:?}", new.findings);
        let Some(comparison) = new.compare_with(&old, &[], "2025-01-01") else { unreachable!("{:?}", new.findings) };
        comparison
    };
    let set = with("canevas.toml", "[rules.hint-changed]\nlevel = \"info\"\nreason = \"the help is new\"\n");
    let [change] = set.classified.as_slice() else { unreachable!("{}", listing(&set)) };
    assert_eq!(change.finding.set_because.as_deref(), Some("the help is new"));
    let waiver = format!(
        "from: {{ edition: \"2024\" }}\nwaivers:\n  - rule: hint-changed\n    at: {}\n    fingerprint: \"{}\"\n    reason: the help is new\n",
        change.at, change.fingerprint
    );
    let waived = with("changes.yaml", &waiver);
    let [change] = waived.classified.as_slice() else { unreachable!("{}", listing(&waived)) };
    assert_eq!(change.waived.as_deref(), Some("the help is new"));
}

#[test]
fn json_is_as_its_schema_says() {
    let Ok(validator) = jsonschema::options().build(&report::schema()) else { unreachable!() };
    for folder in rule_cases() {
        let (comparison, sources) = compared(&folder);
        let value = json!({ "comparisons": [report::json(&comparison, &sources)] });
        assert!(validator.is_valid(&value), "{}: {value:#}", folder.display());
    }
}

/// The schema that OASIS publishes with the standard; see `schema/README.md`.
fn sarif_schema() -> Validator {
    let text = include_str!("../schema/sarif-schema-2.1.0.json");
    // Its pattern of a language has a bracket too many, which is no regular expression; errata 01 writes it so.
    let text = text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let Ok(schema) = serde_json::from_str(&text) else { unreachable!("the schema is JSON") };
    match jsonschema::options().should_validate_formats(true).build(&schema) {
        Ok(validator) => validator,
        Err(error) => unreachable!("{error}"),
    }
}

#[test]
fn sarif_is_as_the_standard_says() {
    let validator = sarif_schema();
    let mut suppressed = 0;
    for folder in rule_cases() {
        let (comparison, sources) = compared(&folder);
        let value = json!(report::sarif(&[(&comparison, &sources)]));
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{} {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", folder.display());
        let rules = value.pointer("/runs/0/tool/driver/rules").and_then(Value::as_array);
        assert_eq!(rules.map(Vec::len), Some(canevas_editions::RULES.len()));
        let results = value.pointer("/runs/0/results").and_then(Value::as_array);
        for result in results.into_iter().flatten() {
            // The rule that a result points to is its own.
            let rule = result.get("ruleIndex").and_then(Value::as_u64).and_then(|index| {
                let index = usize::try_from(index).ok()?;
                rules?.get(index)?.get("id")
            });
            assert_eq!(rule, result.get("ruleId"));
            suppressed += usize::from(result.get("suppressions").is_some());
        }
        let off =
            comparison.classified.iter().filter(|change| change.waived.is_some()).count() + comparison.suppressed.len();
        assert!(suppressed >= off, "{}", folder.display());
    }
    assert!(suppressed > 0, "no case has a result that is suppressed");
    // The schema is no empty promise: it refuses what is none.
    let wrong = json!({ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "x" } }, "results": [{}] }] });
    assert!(!validator.is_valid(&wrong));
}

/// Every report shows the declaration of a change.
#[test]
fn reports_show_what_the_change_file_declares() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/editions/id-removed.declared");
    let (comparison, sources) = compared(&folder);
    let reason = comparison.classified.iter().find_map(|change| change.declared.clone());
    let reason = reason.unwrap_or_else(|| unreachable!("{}", listing(&comparison)));
    assert!(report::html(&comparison, &sources).contains(&format!("<li>Declared: {reason}</li>")));
    let markdown = report::markdown(&comparison, &sources);
    assert!(markdown.contains(&format!("  - Declared: {reason}")), "{markdown}");
    assert!(markdown.contains("<summary>Declared, waived and listed</summary>"), "{markdown}");
    assert!(report::text(&comparison, &sources, true).contains(&format!("    declared: {reason}")));
}

#[test]
fn a_page_holds_nothing_that_a_text_could_turn_into_markup() {
    for folder in rule_cases() {
        let (comparison, sources) = compared(&folder);
        let page = report::html(&comparison, &sources);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("://"), "{}", folder.display());
        let markdown = report::markdown(&comparison, &sources);
        assert!(!markdown.contains("<img"), "{}", folder.display());
    }
}
