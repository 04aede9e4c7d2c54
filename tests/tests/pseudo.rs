//! Every text can be translated: in a copy in a pseudo-language, all that is read or heard is transformed but for what is
//! filled in, and what is not words.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests")]

use canevas_compiler::{BACK_ENDS, Edition, EditionFiles, FormCopy, InputFile, Request};
use canevas_model::{Pseudo, canonical};
use canevas_project::{Artifact, FactValue, KnownValue};
use canevas_tests::editions::{read_edition, real_folder};
use canevas_tests::html;
use serde_json::Value;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

/// The real form, and every form that the crates keep as a fixture.
fn folders() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut folders = vec![
        real_folder(),
        crates.join("outputs/html/tests/every-control"),
        crates.join("outputs/docx/tests/forms/everything"),
        crates.join("fronts/cli/tests/cases/build.in/form"),
        crates.join("fronts/cli/tests/cases/complete.in/form"),
        crates.join("fronts/cli/tests/cases/diff.in/2025"),
        crates.join("fronts/cli/tests/cases/new.out/forms/demo/annual/2025"),
    ];
    folders.retain(|folder| folder.join("form.yaml").is_file());
    assert_eq!(folders.len(), 7, "a fixture was moved: {folders:?}");
    folders
}

fn edition(folder: &Path) -> Edition {
    let mut edition = Edition::read(&EditionFiles { returns: Vec::new(), ..read_edition(folder) });
    assert!(edition.model.is_some(), "{}", folder.display());
    edition.add_pseudo_languages();
    edition
}

/// Calls `look` with every copy of every form.
fn each_copy(look: &mut dyn FnMut(&FormCopy<'_>)) {
    for folder in folders() {
        let edition = edition(&folder);
        edition.copies().iter().for_each(&mut *look);
    }
}

/// What is filled in and no word of anybody's to translate: what the country file holds, addresses, names and codes.
fn values(copy: &FormCopy<'_>) -> Vec<String> {
    let model = copy.model;
    let digest = canonical::definition_digest(model);
    let digest = digest.trim_start_matches("sha256:");
    let mut values = vec![
        model.form.clone(),
        model.edition.clone(),
        format!("sha256:{digest}"),
        digest.chars().take(12).collect(),
        copy.code.word().to_owned(),
    ];
    values.extend(model.contact.email.clone());
    values.extend(model.contact.web.iter().map(|web| web.trim_start_matches("https://").to_owned()));
    for fact in model.facts.keys() {
        let mut known = |value: &KnownValue| match value {
            KnownValue::Text(text) => values.extend(text.by_language.values().chain(&text.any).cloned()),
            KnownValue::Value(_) => {}
        };
        match copy.fact(fact) {
            Some(FactValue::One(value)) => known(value),
            Some(FactValue::Rows(rows)) => rows.iter().flat_map(|row| row.fields.iter().flatten()).for_each(known),
            None => {}
        }
    }
    // Last year's answers are the country's own words; codes of options that are gone among them.
    if let Some(last) = copy.last_year {
        last.answers.values().for_each(|answer| typed(answer, &mut values));
    }
    // The longest first: one may hold another.
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    values
}

fn typed(answer: &Value, out: &mut Vec<String>) {
    match answer {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| typed(item, out)),
        Value::Object(fields) => fields.values().for_each(|field| typed(field, out)),
        _ => {}
    }
}

/// What is left of a text that is no value and was not transformed.
fn left(pseudo: Pseudo, text: &str, values: &[String]) -> Option<String> {
    // A name that Word shows at a control has parts: the question, its row, the option. Each may be cut.
    if let Some((question, part)) = ["… – ", "…, "].iter().find_map(|between| text.split_once(between)) {
        return left(pseudo, &format!("{question}…"), values).or_else(|| left(pseudo, part, values));
    }
    let mut rest = text.to_owned();
    // A name that Word shows at a control is cut, maybe within a value or a word.
    let cut = text.strip_suffix('…');
    if let Some(cut) = cut {
        let starts = |at: &usize| values.iter().any(|value| value.starts_with(&cut[*at..]));
        let end = cut.char_indices().map(|(at, _)| at).find(starts).unwrap_or(cut.len());
        rest.truncate(end);
    }
    for value in values {
        rest = rest.replace(value.as_str(), " ");
    }
    let is_address = |word: &&str| word.contains("://") || word.contains('@');
    rest = rest.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ");
    let has_left = match pseudo {
        Pseudo::Longer => rest.contains(|c: char| c.is_ascii_alphabetic()),
        Pseudo::Mirrored => {
            let (before, parts) = rest.split_once('\u{202e}').unwrap_or((&rest, ""));
            let after = |part: &str| match part.split_once('\u{202c}') {
                Some((_, after)) => after.to_owned(),
                None if cut.is_some() => String::new(),
                None => part.to_owned(),
            };
            let outside: String =
                std::iter::once(before.to_owned()).chain(parts.split('\u{202e}').map(after)).collect();
            outside.contains(char::is_alphabetic)
        }
    };
    has_left.then(|| text.to_owned())
}

#[test]
fn in_the_html_form() {
    let mut found = Vec::new();
    each_copy(&mut |copy| {
        let page = String::from_utf8(canevas_html::form(copy, &canevas_html::FormOptions::default()).bytes).unwrap();
        let compiled: Value = serde_json::from_str(html::content(&page, "form").unwrap()).unwrap();
        let values = values(copy);
        for pseudo in Pseudo::ALL {
            let tag = pseudo.tag();
            let texts: Vec<String> =
                serde_json::from_str(html::content(&page, &format!("texts-{tag}")).unwrap()).unwrap();
            let mut tell = |at: &str, text: &str| {
                found.extend(left(pseudo, text, &values).map(|left| format!("{} {tag} {at}: {left}", copy.model.form)));
            };
            for heard in html::heard(&page) {
                let at = heard.around.join(" ");
                match heard.switched {
                    Some(index) => html::heard(&texts[index]).iter().for_each(|part| tell(&at, &part.text)),
                    // Without the script there is no switch: the page is in its source language, and so is the title
                    // before the script sets it.
                    None if at.contains("noscript") || at.ends_with("head title") => {}
                    // The switch is found by readers of every language: each language's name, and "language" in each.
                    None if at.ends_with("nav button") || at.ends_with("nav @aria-label") => {}
                    None => tell(&at, &heard.text),
                }
            }
            let language = &compiled["languages"][tag];
            let dir = if pseudo == Pseudo::Mirrored { "rtl" } else { "ltr" };
            assert_eq!(language["dir"], dir);
            for (key, word) in language["words"].as_object().unwrap() {
                let word = word.as_str().unwrap();
                let names: Vec<String> = word
                    .split('{')
                    .skip(1)
                    .filter_map(|part| Some(format!("{{{}}}", part.split_once('}')?.0)))
                    .collect();
                found.extend(left(pseudo, word, &names).map(|left| format!("{tag} word {key}: {left}")));
            }
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What each back end of the table makes in a pseudo-language. A new back end is among them.
#[test]
fn in_the_files_of_every_back_end() {
    let mut found = Vec::new();
    let request = Request::default();
    each_copy(&mut |copy| {
        let values = values(copy);
        for (pseudo, back_end) in Pseudo::ALL.into_iter().flat_map(|pseudo| BACK_ENDS.iter().map(move |b| (pseudo, b)))
        {
            for artifact in (back_end.run)(copy, &pseudo.language(), &request) {
                let left = shown(&artifact).into_iter().filter_map(|text| left(pseudo, &text, &values));
                found.extend(left.map(|left| format!("{} {}: {left}", copy.model.form, artifact.name)));
            }
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The texts of a file that a person reads or hears, by its ending.
fn shown(artifact: &Artifact) -> Vec<String> {
    match Path::new(&artifact.name).extension().and_then(|extension| extension.to_str()) {
        // A form holds all languages: see `in_the_html_form`. Lists and projections are for reviewers: they name keys,
        // and their texts are those of another file.
        Some("html" | "txt") => Vec::new(),
        Some("docx") => {
            assert_eq!(canevas_docx::lint(&artifact.bytes), Vec::<String>::new());
            let mut texts: Vec<String> = parts(&artifact.bytes).iter().flat_map(|(_, xml)| shown_in(xml)).collect();
            // The number of a page.
            texts.retain(|text| text != "1");
            assert!(texts.len() > 10, "{}", artifact.name);
            texts
        }
        Some("json") => {
            let schema: Value = serde_json::from_slice(&artifact.bytes).unwrap();
            let mut texts = Vec::new();
            titles(&schema, &mut texts);
            assert!(texts.len() > 1, "{}", artifact.name);
            texts.into_iter().map(str::to_owned).collect()
        }
        _ => panic!("say in `shown`, in tests/tests/pseudo.rs, how to read the texts of {}", artifact.name),
    }
}

/// The parts of a Word file that are shown.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    ["word/document.xml", "word/footer1.xml", "word/glossary/document.xml", "docProps/core.xml"]
        .into_iter()
        .map(|name| {
            let mut xml = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
            (name.to_owned(), xml)
        })
        .collect()
}

/// The paragraphs of a part, and what it says of controls and tables.
fn shown_in(xml: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for paragraph in xml.split("<w:p>") {
        let runs = paragraph.split("<w:t").skip(1).filter(|run| run.starts_with(['>', ' ']));
        let text: String = runs.filter_map(|run| run.split_once('>')?.1.split("</w:t>").next()).collect();
        out.push(text);
    }
    for (open, close) in [
        ("<w:alias w:val=\"", "\""),
        ("<w:tblCaption w:val=\"", "\""),
        ("<w:listItem w:displayText=\"", "\""),
        ("<dc:title>", "<"),
    ] {
        out.extend(xml.split(open).skip(1).filter_map(|part| part.split(close).next()).map(str::to_owned));
    }
    for text in &mut out {
        *text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
    out.retain(|text| !text.is_empty());
    out
}

/// Every `title` and `description` of a schema that is a text; under `properties` the two are ids.
fn titles<'v>(value: &'v Value, out: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => {
            out.extend(["title", "description"].iter().filter_map(|key| map.get(*key)?.as_str()));
            map.values().for_each(|inner| titles(inner, out));
        }
        Value::Array(items) => items.iter().for_each(|inner| titles(inner, out)),
        _ => {}
    }
}

/// What was built before stays as it is: a pseudo-language adds files and texts, and changes no other language's.
#[test]
fn other_languages_are_as_before() {
    for folder in folders() {
        let plain = Edition::read(&read_edition(&folder));
        let with = edition(&folder);
        for (before, after) in plain.copies().iter().zip(with.copies().iter()) {
            assert_eq!(before.digest(), after.digest());
            for language in before.model.languages() {
                let word = |copy| canevas_docx::questionnaire(copy, language, &canevas_docx::WordOptions::default());
                assert!(word(before) == word(after), "{} {language}", before.model.form);
                assert_eq!(before.texts_digest(language), after.texts_digest(language));
            }
        }
    }
}

/// A form that is written in any language, with nothing translated, has both.
#[test]
fn a_form_without_translations_has_both() {
    let text = "canevas: 1\nform: a/b\nedition: \"2024\"\nlanguages: { source: sw }\ntitle: Kichwa\nsections:\n  - id: s\n    title: Sehemu {country.of} na [kiungo](https://a.org/b) {{x}\n    questions:\n      - id: q\n        type: text\n        ask: Swali?\n";
    let form = InputFile { name: "form.yaml".to_owned(), stem: "form".to_owned(), text: text.to_owned() };
    let mut edition = Edition::read(&EditionFiles { form: Some(form), ..EditionFiles::default() });
    edition.add_pseudo_languages();
    let copies = edition.copies();
    let page = String::from_utf8(canevas_html::form(&copies[0], &canevas_html::FormOptions::default()).bytes).unwrap();
    let texts = |tag: &str| -> Vec<String> {
        serde_json::from_str(html::content(&page, &format!("texts-{tag}")).unwrap()).unwrap()
    };
    let title = |tag: &str| texts(tag).into_iter().find(|text| text.contains("https://a.org/b")).unwrap();
    let longer = title("en-XA");
    assert!(
        longer.starts_with("[Šéĥéɱû <span data-fact=\"facts/country\" data-case=\"of\">öƒ <span class=\"bracket\"")
            && longer.ends_with("{ẋ} öñé ţŵö]"),
        "{longer}"
    );
    assert!(longer.contains("[çöûñţŕý]") && longer.contains(">ķîûñĝö</a>"), "{longer}");
    let mirrored = title("ar-XB");
    assert!(mirrored.starts_with("\u{202e}Sehemu\u{202c} <span"), "{mirrored}");
}

/// No form declares one: it would be sent to people.
#[test]
fn a_pseudo_language_is_not_declared() {
    let text = "canevas: 1\nform: a/b\nedition: \"2024\"\nlanguages: { source: en, translations: [en-XA] }\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: Q\n";
    let form = InputFile { name: "form.yaml".to_owned(), stem: "form".to_owned(), text: text.to_owned() };
    let edition = Edition::read(&EditionFiles { form: Some(form), ..EditionFiles::default() });
    let messages: Vec<&str> = edition.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.contains(&"`en-XA` is a pseudo-language, which nobody reads"), "{messages:?}");
}
