//! check, build, fmt, new and explain.

use crate::support::{Memory, Page, names};
use canevas_operations::{
    BuildOutcome, BuildRequest, CheckRequest, Conclusion, Edit, FmtRequest, NewRequest, build, check, explain, fmt, new,
};

#[test]
fn check_finds_what_is_wrong_in_definitions_and_returns() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let mut show = |memory: &Memory, title: &str, request: &CheckRequest| {
        let found = check(memory.project(), request).unwrap();
        page.head(title).findings(&found).value(&Conclusion::of(&found));
    };
    show(&memory, "check", &CheckRequest::default());
    show(&memory, "check --strict 2025", &CheckRequest { names: names(["2025"]), strict: true, ..Default::default() });
    memory.replace("2024/locales/fr.po", "Un rapport annuel", "");
    show(&memory, "an open text: check 2024", &CheckRequest { names: names(["2024"]), ..Default::default() });
    let publish = CheckRequest { names: names(["2024"]), publish: true, ..Default::default() };
    show(&memory, "an open text: check --publish 2024", &publish);
    memory.replace("2024/form.yaml", "type: integer", "type: whole_number");
    memory.replace("2024/form.yaml", "feeds_next_edition: steps", "feeds_next_edition: stages");
    show(&memory, "two mistakes: check 2024", &CheckRequest { names: names(["2024"]), ..Default::default() });
    page.is_expected("check");
}

fn built(memory: &Memory, request: &BuildRequest) -> BuildOutcome {
    build(memory.project(), request, &mut |_| {}).unwrap()
}

fn edits(outcome: &BuildOutcome) -> Vec<Edit> {
    outcome.plan.as_ref().unwrap().as_ref().map(|plan| plan.edits.clone()).unwrap_or_default()
}

#[test]
fn build_writes_what_changed_and_deletes_what_is_left_over() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let request = BuildRequest { names: names(["2024"]), ..BuildRequest::default() };
    let mut show = |memory: &mut Memory, title: &str, request: &BuildRequest| {
        let outcome = built(memory, request);
        let edits = edits(&outcome);
        page.head(title).findings(&outcome.findings).paths(&edits);
        page.value(&outcome.open_copies)
            .value(&outcome.conclusion)
            .line(&outcome.json(request).unwrap().unwrap_or_default());
        memory.carry_out(&edits);
        edits
    };
    show(&mut memory, "build 2024", &request);
    assert_eq!(show(&mut memory, "build 2024 again", &request), []);
    memory.replace("2024/countries/CMR.yaml", "    - id: survey\n      title: A survey", "    - id: survey");
    show(
        &mut memory,
        "a title less: build --target brackets,schema",
        &BuildRequest { targets: names(["brackets", "schema"]), ..request.clone() },
    );
    show(&mut memory, "a title less: build --locked", &BuildRequest { locked: true, ..request.clone() });
    memory.0.files_mut().remove("2024/countries/CMR.yaml");
    show(&mut memory, "no country: build 2024", &request);
    show(
        &mut memory,
        "build --pseudo --language ar-XB --country blank --target html",
        &BuildRequest {
            pseudo: true,
            languages: names(["ar-XB"]),
            countries: names(["blank"]),
            targets: names(["html"]),
            ..request
        },
    );
    page.is_expected("build");
}

/// A union or a territory that the table of countries does not have is named by its file.
#[test]
fn a_country_of_ones_own_is_built_by_its_code() {
    let mut memory = Memory::new();
    let names_of = "canevas: 1\ncountry: EUE\nnames:\n  fr:\n    name: Union européenne\n    the: l’Union européenne\n    of: de l’Union européenne\n    in: dans l’Union européenne\nfacts: {}\n";
    memory.write("2024/countries/EUE.yaml", names_of);
    let one = BuildRequest {
        names: names(["2024"]),
        countries: names(["eue"]),
        targets: names(["schema"]),
        ..BuildRequest::default()
    };
    let outcome = built(&memory, &one);
    let plan = outcome.plan.as_ref().unwrap().as_ref().expect("a plan");
    assert!(plan.built.iter().all(|path| path.contains("/EUE/")) && !plan.built.is_empty(), "{:?}", plan.built);
    let unknown = BuildRequest { countries: names(["EUX"]), ..one };
    assert!(build(memory.project(), &unknown, &mut |_| {}).unwrap_err().starts_with("`EUX` is not a country code"));
}

#[test]
fn build_refuses_findings_that_deny_and_foreign_folders() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let request = BuildRequest { names: names(["2024"]), ..BuildRequest::default() };
    let unknown = BuildRequest { countries: names(["CMA"]), ..request.clone() };
    page.head("an unknown country").line(&build(memory.project(), &unknown, &mut |_| {}).unwrap_err());
    let unknown = BuildRequest { languages: names(["es"]), ..request.clone() };
    page.head("an unknown language").value(&built(&memory, &unknown).plan.unwrap_err());
    memory.write("generated/mine.txt", "mine");
    page.head("a foreign folder").line(&build(memory.project(), &request, &mut |_| {}).unwrap_err());
    memory.0.files_mut().remove("generated/mine.txt");
    memory.replace("2024/form.yaml", "type: integer", "type: whole_number");
    let outcome = built(&memory, &request);
    page.head("a mistake").findings(&outcome.findings).value(&outcome.conclusion).paths(&edits(&outcome));
    page.is_expected("build-refused");
}

#[test]
fn fmt_mends_files() {
    let mut memory = Memory::new();
    memory.replace("2024/form.yaml", "title: A yearly report", "title: Step #1 : a yearly report");
    memory.write("2025/form.yaml", "canevas: 1\r\ntitle: \"Yes\" or \"no\"\r\n");
    let mut page = Page::default();
    for check in [true, false] {
        let outcome = fmt(memory.project(), &FmtRequest { names: names(["2024", "2025"]), check }).unwrap();
        page.head(if check { "fmt --check" } else { "fmt" });
        page.value(&outcome.changed).value(&outcome.total).value(&outcome.conclusion).paths(&outcome.edits);
        memory.carry_out(&outcome.edits);
    }
    page.line(&memory.text("2025/form.yaml").replace("\r\n", "<CRLF>\n"));
    assert!(memory.text("2024/form.yaml").contains("title: |\n  Step #1 : a yearly report\n"));
    let outcome = fmt(memory.project(), &FmtRequest { names: names(["2024", "2025"]), check: true }).unwrap();
    page.head("fmt --check again").value(&outcome.changed).value(&outcome.conclusion);
    page.is_expected("fmt");
}

#[test]
fn new_starts_a_form_that_builds() {
    let mut memory = Memory::new();
    let request = |form: &str, language: &str| NewRequest {
        form: form.to_owned(),
        edition: "2026".to_owned(),
        language: language.to_owned(),
        out: "forms".to_owned(),
    };
    let mut page = Page::default();
    let started = new(memory.project(), &request("office/survey", "fr")).unwrap();
    page.head("new office/survey --language fr").line(&started.folder).paths(std::slice::from_ref(&started.edit));
    memory.carry_out(&[started.edit]);
    let found = check(memory.project(), &CheckRequest { names: names(["forms"]), ..Default::default() }).unwrap();
    page.findings(&found).value(&Conclusion::of(&found));
    for (form, language) in [("office/survey", "fr"), ("office/other", "de"), ("no organisation", "en")] {
        page.head(&format!("new {form} --language {language}"));
        page.refusal(&new(memory.project(), &request(form, language)).unwrap_err());
    }
    page.is_expected("new");
}

#[test]
fn explain_knows_rules_by_code_and_name() {
    let by = |word: &str| explain(Some(word)).map(|list| list.rules.iter().map(|rule| rule.name).collect::<Vec<_>>());
    assert_eq!(by("C019"), Ok(vec!["brackets-left"]));
    assert_eq!(by("brackets-left"), Ok(vec!["brackets-left"]));
    assert!(by("brackets-lefd").is_err_and(|failure| failure.ends_with("did you mean brackets-left?")));
    assert!(explain(None).is_ok_and(|list| list.rules.is_sorted_by_key(|rule| rule.code)));
}

/// A front that stays alive keeps one project for all requests.
#[test]
fn a_request_after_a_change_reads_the_changed_file_only() {
    let mut memory = Memory::new();
    let request = BuildRequest { names: names(["2024"]), ..BuildRequest::default() };
    let first = built(&memory, &request);
    assert!(check(memory.project(), &CheckRequest::default()).is_ok());
    let checked = memory.reads();
    assert!(check(memory.project(), &CheckRequest::default()).is_ok());
    assert_eq!(memory.reads(), checked, "a check of what is known reads nothing");
    let jobs = memory.project().rendered("2024");

    memory.replace("2024/countries/CMR.yaml", "A survey", "A census");
    let before = memory.reads();
    assert!(check(memory.project(), &CheckRequest::default()).is_ok());
    assert_eq!(memory.reads(), before + 1, "a check reads the changed file");
    let again = built(&memory, &request);
    let renewed = memory.project().rendered("2024");
    assert!(renewed > 0 && jobs == 2 * renewed, "one of two copies is made again: {renewed} of {jobs} jobs");
    assert_ne!(edits(&first), edits(&again));
    assert_eq!(edits(&again), edits(&built(&memory, &request)));
    assert_eq!(memory.project().rendered("2024"), 0);
}

#[test]
fn two_folders_with_one_edition_are_both_named() {
    let mut memory = Memory::new();
    let copy = memory.text("2024/form.yaml");
    // A copy under another name, a copy below, and a third one.
    for name in ["2024-copy/form.yaml", "old/2024/form.yaml"] {
        memory.write(name, copy.replace("translations: [fr]", "translations: []"));
        let found = check(memory.project(), &CheckRequest::default()).unwrap();
        assert_eq!(Conclusion::of(&found), Conclusion::Denies);
        let mut of_copies = found.iter().flat_map(|edition| edition.findings.iter().map(move |told| (edition, told)));
        let (edition, told) = of_copies
            .find(|(edition, told)| {
                edition.sources.get(told.primary.span.source).name() == name && told.rule.name == "edition-not-bumped"
            })
            .unwrap();
        assert!(told.message.contains("`2024/form.yaml`"), "{}", told.message);
        assert_eq!(edition.sources.get(told.primary.span.source).slice(told.primary.span.range()), "\"2024\"");
        let outcome = build(memory.project(), &BuildRequest::default(), &mut |_| {}).unwrap();
        assert_eq!((outcome.conclusion, outcome.plan), (Conclusion::Denies, Ok(None)));
    }
    // Another edition of the form, and another form with this edition, are neither.
    let mut memory = Memory::new();
    memory.write(
        "other/form.yaml",
        copy.replace("demo/report", "demo/other").replace("translations: [fr]", "translations: []"),
    );
    let found = check(memory.project(), &CheckRequest::default()).unwrap();
    assert!(found.iter().flat_map(|edition| &edition.findings).all(|told| told.rule.name != "edition-not-bumped"));
}
