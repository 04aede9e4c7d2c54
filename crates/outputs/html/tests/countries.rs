//! Countries in running text: a blank copy, in which the country is chosen, against each country's own copy.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests")]

use canevas_diagnostics::Sources;
use canevas_model::{CountryCase, Model, countries};
use canevas_project::{Catalogues, CountryFile, FormCopy, hold_catalogue, parse_po, read_country};
use canevas_wording::{Inline, Wording};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

struct Form {
    model: Model,
    catalogues: Catalogues,
    files: Vec<CountryFile>,
}

/// The form of `country-cases`, with a country file for `code` beside the one that it has.
fn form(code: &str) -> Form {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/country-cases");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", read("form.yaml"));
    let (model, findings) = canevas_model::lower(&sources, id);
    let model = model.unwrap_or_else(|| panic!("{findings:?}"));
    let mut catalogues = Catalogues::new();
    for language in &model.translations {
        let id = sources.add(language.tag(), read(&format!("locales/{language}.po")));
        let (po, _) = parse_po(id, sources.get(id));
        catalogues.insert(language.clone(), hold_catalogue(&po, language.clone(), &model).0);
    }
    let mut texts = vec![("COD", read("countries/COD.yaml"))];
    if code != "COD" {
        texts.push((code, format!("canevas: 1\ncountry: {code}\n")));
    }
    let files = texts
        .into_iter()
        .map(|(code, text)| {
            let id = sources.add(code, text);
            let (file, findings) = read_country(&sources, id, Some(code), &model);
            file.unwrap_or_else(|| panic!("{findings:?}"))
        })
        .collect();
    Form { model, catalogues, files }
}

impl Form {
    fn copy(&self, code: Option<&str>) -> FormCopy<'_> {
        let file = code.map(|code| self.files.iter().find(|file| file.code == code).unwrap());
        FormCopy::new(&self.model, file, &self.catalogues).with_names_of(&self.files)
    }
}

fn page(copy: &FormCopy<'_>) -> String {
    String::from_utf8(canevas_html::form(copy, &canevas_html::FormOptions::default()).bytes).unwrap()
}

/// What the page holds of countries in a language.
fn cases(html: &str, tag: &str) -> Value {
    let data = html.split("<script type=\"application/json\" id=\"form\">").nth(1).unwrap();
    let data: Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    data["languages"][tag]["countries"].clone()
}

/// What the script makes of it.
fn written(cases: &Value, case: &str, code: &str, name: &str) -> String {
    let leads = cases[case].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let lead = leads.iter().find(|lead| text(&lead[0]).is_empty() || text(&lead[0]).contains(code)).unwrap();
    text(&lead[1]) + &lead.get(2).map_or_else(|| name.to_owned(), text)
}

#[test]
fn a_chosen_country_reads_as_in_its_own_copy() {
    for code in countries::all().iter().map(|country| country.alpha3) {
        let form = form(code);
        let (blank, own) = (form.copy(None), form.copy(Some(code)));
        let html = page(&blank);
        for language in form.model.languages() {
            let wording = Wording::new(&own, language);
            let of = |case| match wording.respondent(case).as_slice() {
                [Inline::Value(text)] => text.clone(),
                other => panic!("{other:?}"),
            };
            let cases = cases(&html, language.tag());
            for case in [CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In] {
                let written = written(&cases, case.word(), code, &of(CountryCase::Plain));
                assert_eq!(written, of(case), "{code} {language} {}", case.word());
            }
        }
        if code == "COD" {
            assert!(html.contains(">RDC &amp; Cie d&#39;ici</option>"), "the list has the name of the country file");
        }
    }
}

#[test]
fn a_bracket_holds_the_words_that_go_with_it() {
    let form = form("CMR");
    let html = page(&form.copy(None));
    for bracket in [
        "<span data-fact=\"facts/country\" data-case=\"in\">dans <span class=\"bracket\">[tel pays]</span></span>",
        "<span data-fact=\"facts/country\" data-case=\"of\">de <span class=\"bracket\">[tel pays]</span></span>",
        "<span class=\"bracket\" data-fact=\"facts/country\" data-case=\"The\">[tel pays]</span>",
        "<strong><span class=\"bracket\" data-fact=\"facts/country\">[tel pays]</span></strong>",
    ] {
        assert!(html.contains(bracket), "{bracket}");
    }
    let filled_by = html.split("<span class=\"by\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(filled_by.contains("du travail <span data-fact=\"facts/country\" data-case=\"of\">"), "{filled_by}");
}

#[test]
fn a_copy_that_knows_its_country_carries_no_table() {
    let form = form("CMR");
    for code in ["CMR", "COD"] {
        let html = page(&form.copy(Some(code)));
        assert!(!html.contains(" data-fact=") && !html.contains("[tel pays]"));
        assert_eq!(["fr", "en", "es"].map(|tag| cases(&html, tag)), [Value::Null, Value::Null, Value::Null]);
    }
    let html = page(&form.copy(Some("COD")));
    assert!(html.contains("<bdi>de la RDC</bdi>") && html.contains("<bdi>en RDC</bdi>"));
}

/// The real form says only where the country is, and carries only that.
#[test]
fn only_the_cases_that_texts_use_are_there() {
    let text = "canevas: 1\nform: a/b\nedition: 2024\nlanguages: { source: fr, translations: [en] }\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: Où, CASE ?\n";
    for (case, wanted) in [("{country.in}", Some("in")), ("{country}", None), ("là", None)] {
        let mut sources = Sources::default();
        let id = sources.add("form.yaml", text.replace("CASE", case));
        let (model, findings) = canevas_model::lower(&sources, id);
        let model = model.unwrap_or_else(|| panic!("{findings:?}"));
        let html = page(&FormCopy::new(&model, None, &Catalogues::new()));
        let french = cases(&html, "fr");
        assert_eq!(
            french.as_object().map(|cases| cases.keys().map(String::as_str).collect()),
            wanted.map(|case| vec![case])
        );
        // The text is not translated: on the English page too, the country stands in French.
        assert_eq!(cases(&html, "en"), Value::Null);
    }
}

/// A union has no entry in the table of countries. Its file gives its names.
#[test]
fn a_country_that_only_a_file_has_can_be_chosen() {
    let mut form = form("CMR");
    let names = "names:\n  en:\n    name: European Union\n    the: the European Union\n    of: of the European Union\n    in: in the European Union\n";
    let mut sources = Sources::default();
    let id = sources.add("EUE", format!("canevas: 1\ncountry: EUE\n{names}facts: {{}}\n"));
    let (file, findings) = read_country(&sources, id, Some("EUE"), &form.model);
    form.files.push(file.unwrap_or_else(|| panic!("{findings:?}")));
    let html = page(&form.copy(None));
    let (before, after) = html.split_once("<option value=\"EUE\"").expect("an option");
    let code = |text: &str| text.rsplit("<option value=\"").next().unwrap()[..3].to_owned();
    let (before, after) = (code(before), after.split("<option value=\"").nth(1).unwrap()[..3].to_owned());
    assert_ne!((before.as_str(), after.as_str()), ("ZWE", ""), "it stands in the alphabet");
    let cases = cases(&html, "en");
    assert_eq!(written(&cases, "of", "EUE", "European Union"), "of the European Union");
}
