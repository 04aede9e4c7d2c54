//! The page as a whole, over a form with every control and with texts that try to be more than texts.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a test reads its cases"
)]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests")]

use canevas_diagnostics::Sources;
use canevas_html::FormOptions;
use canevas_project::{Catalogues, FormCopy, hold_catalogue, parse_po, read_country};
use std::fs;
use std::path::PathBuf;

/// The page of a copy of the form in a folder of `tests`, and its compiled form.
fn page(country: Option<&str>) -> (String, serde_json::Value) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/every-control");
    page_of(&fs::read_to_string(folder.join("form.yaml")).unwrap(), country)
}

fn page_of(form: &str, country: Option<&str>) -> (String, serde_json::Value) {
    page_with(form, country, &FormOptions::default())
}

fn page_with(form: &str, country: Option<&str>, options: &FormOptions) -> (String, serde_json::Value) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/every-control");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", form);
    let (model, findings) = canevas_model::lower(&sources, id);
    let model = model.unwrap_or_else(|| panic!("{findings:?}"));
    let mut catalogues = Catalogues::new();
    for language in &model.translations {
        let id = sources.add(language.tag(), read(&format!("locales/{language}.po")));
        let (po, _) = parse_po(id, sources.get(id));
        let (catalogue, _) = hold_catalogue(&po, language.clone(), &model);
        catalogues.insert(language.clone(), catalogue);
    }
    let file = country.map(|code| {
        let id = sources.add(code, read(&format!("countries/{code}.yaml")));
        let (file, findings) = read_country(&sources, id, Some(code), &model);
        file.unwrap_or_else(|| panic!("{findings:?}"))
    });
    let copy = FormCopy::new(&model, file.as_ref(), &catalogues);
    let artifact = canevas_html::form(&copy, options);
    assert_eq!(artifact.name, "form.html");
    (String::from_utf8(artifact.bytes).unwrap(), canevas_html::compiled_form(&copy))
}

#[test]
fn every_control_is_on_the_page() {
    let (html, _) = page(None);
    assert!(html.starts_with("<!DOCTYPE html>"), "{}", &html[..html.len().min(600)]);
    for place in
        ["line", "long", "whole", "part", "year_of", "mail", "site", "partner", "place/town", "steps/{i}/title"]
    {
        assert!(html.contains(&format!("id=\"answers/{place}\"")), "{place}");
    }
    for place in
        ["day=d", "month_of=y", "agree=yes", "one=other", "many=none_of_these", "grade=good", "long!not_available"]
    {
        assert!(html.contains(&format!("id=\"answers/{place}\"")), "{place}");
    }
    for place in ["one.other", "long.comment", "per_site/north/people", "per_year/y2024", "progress/r2"] {
        assert!(html.contains(&format!("id=\"answers/{place}\"")), "{place}");
    }
    assert!(html.contains("id=\"facts/country\"") && html.contains("id=\"facts/projects/r1/title\""));
}

#[test]
fn texts_stay_texts() {
    for country in [None, Some("CMR")] {
        let (html, _) = page(country);
        assert!(!html.contains("<img") && !html.contains("<b>bold") && !html.contains("alert(1)</script><"));
        // Every script element is one of ours.
        assert_eq!(html.matches("<script").count(), 2 + 1 + 2);
        assert_eq!(html.matches("</script>").count(), html.matches("<script").count());
        assert!(!html.contains('\u{2028}') || !html[html.find("application/json").unwrap()..].contains('\u{2028}'));
    }
}

#[test]
fn no_handlers_no_style_attributes_and_no_addresses_but_links() {
    let (html, _) = page(None);
    for bad in [" onclick", " onload", " onerror=\"", " style=\"", " src=\"", "@import", "url(", "http-equiv=\"refresh"]
    {
        assert!(!html.contains(bad), "{bad}");
    }
}

#[test]
fn the_policy_names_exactly_what_is_inline() {
    use sha2::{Digest as _, Sha256};
    let (html, _) = page(Some("CMR"));
    let policy_at = html.find("Content-Security-Policy").unwrap();
    assert!(policy_at < html.find("<style").unwrap() && policy_at < html.find("<script").unwrap());
    let policy = html[policy_at..].split('"').nth(2).unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert!(policy.ends_with("img-src data:; base-uri 'none'; form-action 'none'"));
    let inner = |open: &str, close: &str| -> Vec<String> {
        html.split(open).skip(1).map(|part| part.split(close).next().unwrap().to_owned()).collect()
    };
    let scripts = inner("<script>", "</script>");
    let style = inner("<style>", "</style>");
    assert_eq!((scripts.len(), style.len()), (2, 1));
    for content in scripts.iter().chain(&style) {
        let digest = Sha256::digest(content.as_bytes());
        assert!(
            policy.contains(&data_encoding::BASE64.encode(&digest)),
            "not in the policy: {}",
            &content[..40.min(content.len())]
        );
    }
}

#[test]
fn equal_input_gives_equal_bytes() {
    assert_eq!(page(None).0, page(None).0);
    assert_eq!(page(Some("CMR")).0, page(Some("CMR")).0);
}

#[test]
fn a_missing_translation_is_the_source_with_its_own_language() {
    let (html, _) = page(Some("CMR"));
    let french = &html[html.find("id=\"texts-fr\"").unwrap()..];
    assert!(french.contains(r#"\u003cspan lang=\"en\" dir=\"ltr\"\u003eWhy not?"#));
    assert!(french.contains("Êtes-vous d’accord\u{202f}?"));
}

#[test]
fn every_reference_resolves() {
    let (html, _) = page(None);
    let ids: std::collections::HashSet<&str> =
        html.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    let total = html.split(" id=\"").count() - 1;
    assert_eq!(ids.len(), total, "an id stands twice");
    for attribute in ["for", "aria-describedby", "aria-labelledby"] {
        for part in html.split(&format!(" {attribute}=\"")).skip(1) {
            for id in part.split('"').next().unwrap().split_whitespace() {
                assert!(ids.contains(id), "{attribute}: {id}");
            }
        }
    }
}

#[test]
fn what_stands_in_a_table_names_its_row() {
    let (html, _) = page(None);
    let cell = &html[html.find("id=\"w:answers/per_site/south/visited\"").unwrap()..];
    let legend = cell.split("</legend>").next().unwrap();
    assert!(legend.contains("South &quot;quoted&quot;") && legend.contains("Visited"), "{legend}");
}

#[test]
fn conditions_are_trees() {
    let (_, compiled) = page(None);
    let find = |id: &str| compiled["questions"].as_array().unwrap().iter().find(|q| q["id"] == id).unwrap().clone();
    assert_eq!(find("why")["show"], serde_json::json!(["atom", ["question", "agree"], ["=", "no"]]));
    assert_eq!(find("more")["show"], serde_json::json!(["atom", ["question", "grade"], ["in", ["fair", "good"]]]));
    assert_eq!(
        find("steps")["fields"][2]["show_row"],
        serde_json::json!(["atom", ["field", "steps", "done"], ["=", "yes"]])
    );
    assert_eq!(
        find("progress")["rows"],
        serde_json::json!({ "keys": ["r1", "r2"], "open": true, "if_in": "projects" })
    );
}

/// 28 KiB, and 2 KiB for what the desk asks of the script (rows that go on from last year's file, parts of a return that this form
/// does not know and keeps, sheets) and for words about what a file or pasted cells hold; 2 KiB for what national reports need.
#[test]
fn the_weight_without_a_questionnaire() {
    let form = "canevas: 1\nform: a/b\nedition: 2024\nlanguages: { source: en }\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: Q\n";
    let (html, _) = page_of(form, Some("COM"));
    let path = std::env::temp_dir().join(format!("canevas-weight-{}.html", std::process::id()));
    fs::write(&path, html).unwrap();
    let packed =
        std::process::Command::new("gzip").args(["-9", "-n", "-c"]).arg(&path).output().expect("gzip").stdout.len();
    fs::remove_file(&path).unwrap();
    assert!(packed <= 32_768, "{packed} bytes");
    println!("{packed} bytes");
}

/// A bound that leaves one answer is said as this answer, and whole numbers are asked for before somebody writes another.
#[test]
fn bounds_are_said_in_one_line() {
    let form = "canevas: 1\nform: a/b\nedition: 2024\nlanguages: { source: en, translations: [fr, ar] }\ntitle: T\nperiod: { from: 2024-01, to: 2024-12 }\nsections:\n  - id: s\n    title: S\n    questions:\n      - { id: within, type: year, ask: Q, within: period }\n      - { id: day, type: date, ask: Q, from: 2024-05-01, to: 2024-05-01 }\n      - { id: years, type: year, ask: Q, from: 2023, to: 2024 }\n      - { id: exact, type: integer, ask: Q, min: 5, max: 5 }\n      - { id: least, type: decimal, ask: Q, decimals: 0, min: 2 }\n      - { id: plain, type: decimal, ask: Q, decimals: 0 }\n      - { id: part, type: decimal, ask: Q, decimals: 1, max: 9 }\n";
    let (html, _) = page_of(form, None);
    for (id, said) in [
        ("within", "2024 only."),
        ("day", "1 May 2024 only."),
        ("years", "Between 2023 and 2024."),
        ("exact", "5 only. A whole number."),
        ("least", "At least 2. A whole number."),
        ("plain", "A whole number."),
        ("part", "At most 9. Decimals: 1 at most."),
    ] {
        let hint = html.split(&format!("id=\"h:answers/{id}\">")).nth(1).unwrap().split("</div>").next().unwrap();
        let line = hint.split_once("<p").unwrap().1.split_once('>').unwrap().1.split('<').next().unwrap();
        assert_eq!((line, hint.matches("<p").count()), (said, 1), "{id}: {hint}");
    }
    for said in ["2024 uniquement.", "2024 فقط.", "1er mai 2024 uniquement."] {
        assert!(html.contains(said), "{said}");
    }
}

/// Every form carries the script's words in every language: one that the script never says is left out.
#[test]
fn the_script_says_each_of_its_words() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
    let script: String = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let (html, _) = page(Some("CMR"));
    let data = html.split("id=\"form\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    // Families whose last or first part the script puts together.
    let family = |key: &str| {
        ["status_", "error_", "date_", "month_", "said_"].iter().any(|start| key.starts_with(start))
            || key.ends_with("_title")
            || key.ends_with("_text")
    };
    for key in data["languages"]["en"]["words"].as_object().unwrap().keys() {
        assert!(family(key) || script.contains(&format!("\"{key}\"")), "`{key}` is never said");
    }
}

/// What the form calls a question in its messages and in the list of answers: the short name, and in a row also the name of the row.
#[test]
fn short_names_and_marks_of_tables_are_on_the_page() {
    let form = "canevas: 1\nform: a/b\nedition: 2024\nlanguages: { source: en }\ntitle: T\nlists:\n  sites: { north: North, south: South }\n  uses: { lamps: Lamps }\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: work\n        type: text\n        for_each: sites\n        short: Work\n        ask: What is done in {item.label}?\n      - id: own\n        type: text\n        for_each: sites\n        short: Work in {item.label}\n        ask: Q\n      - id: staff\n        type: group\n        for_each: sites\n        layout: table\n        short: Staff\n        ask: Who works there?\n        fields:\n          - id: men\n            type: integer\n            short: M\n            ask: How many men?\n          - id: women\n            type: integer\n            required: yes\n            ask: How many women?\n      - id: used\n        type: integer\n        for_each: [sites, uses]\n        ask: How many?\n";
    let (html, _) = page_of(form, None);
    for name in ["id=\"n:answers/staff\" hidden>Staff</span>", "id=\"n:answers/staff/north/men\" hidden>M</span>"] {
        assert!(html.contains(name), "{name}");
    }
    let name = |path: &str| html.split(&format!("id=\"n:answers/{path}\" hidden>")).nth(1).unwrap_or_default();
    let words = |path: &str| name(path).split("</span>").next().unwrap().replace("<bdi>", "").replace("</bdi>", "");
    assert_eq!([words("work/north"), words("own/south")], ["Work – North", "Work in South"]);
    let head = |ask: &str| {
        let from = html.find(&format!("<th scope=\"col\" class=\"number\"><span>{ask}</span>")).unwrap();
        html[from..].split("</th>").next().unwrap().to_owned()
    };
    assert!(head("How many men?").contains("class=\"opt\"") && head("How many women?").contains("class=\"must\""));
    // Columns that are all alike have one mark, beside the question.
    assert!(!head("Lamps").contains("class=\"opt\""));
    let caption = html.split("How many?</span>").nth(1).unwrap();
    assert!(caption.trim_start().starts_with("<span class=\"opt\">"), "{}", &caption[..80]);
}
