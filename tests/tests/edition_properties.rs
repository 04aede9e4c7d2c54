//! A random edit to a random definition gives the finding its kind calls for and no denial of another kind; where the
//! verdict says that old answers pass, none that is generated fails; where a witness is shown, it fails.
//! `CANEVAS_CASES` sets how many definitions are tried.

use canevas_compiler::{Edition, EditionFiles, InputFile};
use canevas_diagnostics::{Level, Sources};
use canevas_editions::Validates;
use canevas_project::{Catalogues, FormCopy};
use canevas_tests::fill::fill;
use canevas_tests::generate::generate;
use canevas_tests::random::Random;
use std::collections::BTreeMap;

fn cases(default: u64) -> u64 {
    std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

/// A form, read alone: its country file has no part in this.
fn edition(form: &str, sources: Sources) -> Edition {
    let form = InputFile { name: "form.yaml".to_owned(), stem: "form".to_owned(), text: form.to_owned() };
    Edition::read_after(&EditionFiles { form: Some(form), ..EditionFiles::default() }, sources)
}

/// Changes one of the lines of the sections that `change` changes.
fn one_line(random: &mut Random, form: &str, change: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let start = form.find("\nsections:")?;
    let (head, body) = form.split_at(start);
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let possible: Vec<(usize, String)> =
        lines.iter().enumerate().filter_map(|(index, line)| Some((index, change(line)?))).collect();
    if possible.is_empty() {
        return None;
    }
    let (at, new) = random.pick(&possible).clone();
    let mut out = head.to_owned();
    for (index, line) in lines.iter().enumerate() {
        out.push_str(if index == at { &new } else { line });
    }
    Some(out)
}

fn replaced(from: &'static str, to: &'static str) -> impl Fn(&str) -> Option<String> {
    move |line| line.contains(from).then(|| line.replacen(from, to, 1))
}

fn condition(line: &str, write: &dyn Fn(&str) -> String) -> Option<String> {
    let (indent, condition) = line.split_once("show_if: ")?;
    if !indent.trim().is_empty() {
        return None;
    }
    let text = write(condition.trim_end());
    Some(if text.is_empty() { String::new() } else { format!("{indent}show_if: {text}\n") })
}

/// An edit, and the rule that it calls for.
fn edit(random: &mut Random, form: &str) -> Option<(&'static str, String)> {
    let mut line = |rule: &'static str, change: &dyn Fn(&str) -> Option<String>| {
        one_line(random, form, change).map(|form| (rule, form))
    };
    let added = |rule: &'static str, more: &str| {
        let question = format!("      - id: added\n        type: yes_no\n        ask: Is it new?\n{more}");
        Some((rule, format!("{form}  - id: s_added\n    title: A new section\n    questions:\n{question}")))
    };
    match line_number(form) {
        0 => added("id-added", ""),
        1 => added("required-added", "        required: true\n"),
        2 => line("required-removed", &|line| (line.trim() == "required: true").then(String::new)),
        3 => line("required-added", &|line| {
            let indent = line.strip_suffix("ask: What is it?\n").filter(|indent| indent.trim().is_empty())?;
            Some(format!("{line}{indent}required: true\n"))
        }),
        4 => line("bound-tightened", &replaced("max_length: 4", "max_length: 3")),
        5 => line("bound-relaxed", &replaced("max_length: 4", "max_length: 9")),
        6 => line("bound-tightened", &replaced(" max: 7", " max: 5")),
        7 => line("bound-relaxed", &replaced(" max: 7", " max: 8")),
        8 => line("bound-tightened", &replaced("at_most: 3", "at_most: 2")),
        9 => line("bound-relaxed", &replaced("at_least: 2", "at_least: 1")),
        10 => line("bound-tightened", &replaced("from: 2022-12-31", "from: 2023-01-01")),
        11 => line("bound-relaxed", &replaced("to: 2023-04-10", "to: 2023-05-01")),
        12 => line("wording-changed", &replaced("ask: What is it?", "ask: What was that then?")),
        13 => line("help-changed", &|line| {
            let indent = line.strip_suffix("ask: What is it?\n").filter(|indent| indent.trim().is_empty())?;
            Some(format!("{line}{indent}hint: A few words.\n"))
        }),
        14 => line("option-added", &replaced("choices: { a: A, b: B, c: C }", "choices: { a: A, b: B, c: C, z: Z }")),
        15 => line("option-removed", &replaced("choices: { a: A, b: B, c: C }", "choices: { a: A, b: B }")),
        16 => {
            line("option-relabelled", &replaced("choices: { a: A, b: B, c: C }", "choices: { a: Alpha, b: B, c: C }"))
        }
        17 => {
            line("option-code-reassigned", &replaced("choices: { a: A, b: B, c: C }", "choices: { a: B, b: A, c: C }"))
        }
        18 => line("order-changed", &replaced("choices: { a: A, b: B, c: C }", "choices: { b: B, a: A, c: C }")),
        19 => line("frame-changed", &replaced("{ a: Low, b: Middle, c: High }", "{ b: Middle, a: Low, c: High }")),
        20 => line("exclusivity-changed", &replaced("{ label: None, exclusive: true }", "None")),
        21 => line(
            "nothing-to-report-changed",
            &replaced("can_say: [nothing_to_report, not_applicable]", "can_say: [nothing_to_report]"),
        ),
        22 => line("type-widened", &replaced("type: text\n", "type: long_text\n")),
        23 => line("type-changed", &replaced("type: email\n", "type: yes_no\n")),
        24 => line("type-widened", &replaced("type: email\n", "type: text\n")),
        25 => line("condition-changed", &|line| condition(line, &|_| String::new())),
        26 => line("condition-inverted", &|line| condition(line, &|condition| format!("not ({condition})"))),
        27 => line("id-removed", &|line| (line.trim() == "comment: A comment").then(String::new)),
        28 => Some(("language-added", form.replace("translations: [fr]", "translations: [fr, es]"))),
        29 => Some(("language-dropped", form.replace(", translations: [fr]", ""))),
        30 => Some((
            "fact-added",
            form.replace("    f_text:\n", "    f_more:\n      type: yes_no\n      ask: Is there more?\n    f_text:\n"),
        )),
        31 => Some(("edition-not-bumped", form.replace("ask: Is it the first?", "ask: Was it the first?"))),
        32 => line("type-changed", &replaced("type: long_text\n", "type: names_and_roles\n")),
        33 => line("cardinality-changed", &replaced("type: single_choice\n", "type: multiple_choice\n")),
        _ => {
            Some(("order-changed", form.replace("l_options: { a: A, b: B, c: C }", "l_options: { a: A, c: C, b: B }")))
        }
    }
}

thread_local! {
    static EDIT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

const EDITS: usize = 35;

/// Which edit is tried: each in turn, so that none is left to chance.
fn line_number(_: &str) -> usize {
    EDIT.get()
}

#[test]
fn an_edit_gives_its_finding_and_denies_nothing_else() {
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut passed, mut refused, mut replayed) = (0, 0, 0);
    for seed in 0..cases(480) {
        let mut random = Random::new(seed);
        let form = generate(&mut random).form;
        EDIT.set(usize::try_from(seed).unwrap_or(0) % EDITS);
        let Some((rule, changed)) = edit(&mut random, &form) else { continue };
        let changed = if rule == "edition-not-bumped" {
            changed
        } else {
            changed.replace("edition: 2022-2023", "edition: 2023-2024")
        };

        let old = edition(&form, Sources::default());
        assert!(old.readable, "seed {seed}: {:?}", old.findings);
        let same = edition(&form, old.sources.clone());
        let nothing = same.compare_with(&old, &[], "2025-01-01");
        assert!(nothing.is_some_and(|same| same.changes.is_empty() && same.classified.is_empty()), "seed {seed}");
        let new = edition(&changed, old.sources.clone());
        // Some edits make a form that is none: a condition names what is gone.
        let Some(comparison) = new.compare_with(&old, &[], "2025-01-01") else { continue };
        let found: Vec<(&str, Level, String)> = comparison
            .classified
            .iter()
            // The period stays where it is, so that bounds do: the edits are about something else.
            .filter(|change| change.finding.rule.name != "period-off-series")
            .map(|change| (change.finding.rule.name, change.finding.level, change.at.to_string()))
            .collect();
        let names: Vec<&str> = found.iter().map(|(name, ..)| *name).collect();
        if matches!(rule, "condition-changed" | "condition-inverted") && found.is_empty() {
            // The heading above says the same as the question, or nobody is asked under either condition: nothing is asked otherwise.
            continue;
        }
        let expected: &[&str] = match rule {
            // A condition that is its own contrary under `loose` reading, and none where it was.
            "condition-changed" => &["condition-changed", "condition-inverted"],
            // What is too much to search is only said to have changed.
            "condition-inverted" => &["condition-inverted", "condition-changed"],
            // Fewer rows give fewer options where options come from rows.
            "bound-tightened" => &["bound-tightened", "option-removed"],
            "edition-not-bumped" => &["edition-not-bumped", "wording-changed"],
            other => &[other],
        };
        assert!(
            expected.iter().any(|name| names.contains(name)),
            "seed {seed}: {rule} is not in {found:?}\n{form}\n-----\n{changed}"
        );
        let denied = found.iter().filter(|(_, level, _)| *level == Level::Deny);
        for (name, ..) in denied {
            assert!(expected.contains(name), "seed {seed}: {name} for an edit of {rule}: {found:?}\n{form}");
        }
        *tried.entry(rule).or_default() += 1;
        eprintln!(
            "W {seed} {rule} {}",
            comparison
                .classified
                .iter()
                .map(|c| format!("{}:{:?}:{}", c.finding.rule.name, c.validates, c.witness.is_some()))
                .collect::<Vec<_>>()
                .join(" ")
        );
        for change in &comparison.classified {
            if let Some(witness) = &change.witness {
                assert!(comparison.replay.was_valid(witness), "seed {seed}: {witness}");
                assert!(!comparison.replay.is_valid(witness), "seed {seed}: {witness}");
                refused += 1;
            }
        }
        let Some(model) = &old.model else { continue };
        if comparison.validates() == Validates::Yes {
            passed += 1;
            let empty = Catalogues::new();
            let copy = FormCopy::new(model, None, &empty);
            for _ in 0..6 {
                let json = fill(&mut random, &copy);
                if comparison.replay.was_valid(&json) {
                    replayed += 1;
                    assert!(comparison.replay.is_valid(&json), "seed {seed}: {rule}: {json}\n{form}");
                }
            }
        }
    }
    assert!(tried.len() >= 20, "{tried:?}");
    assert!(passed > 40 && refused > 30 && replayed > 60, "{passed} {refused} {replayed} {tried:?}");
}
