//! The checks of translations and the glossary on the real editions: nothing is told of them as they are, and one slip in
//! one translation is told by the rule that is made for it.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

use canevas_compiler::{Edition, EditionFiles};
use canevas_model::Language;
use canevas_tests::editions::{read_edition, real_edition, real_folder};
use canevas_tests::example::{files_of, read};
use canevas_tests::random::Random;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Rules about translations and the glossary, by what their codes start with.
fn is_of_translations(code: &str) -> bool {
    code == "C012" || code == "C022" || ("C030".."C046").contains(&code) || ("I009".."I014").contains(&code)
}

/// The names of such rules that tell something of an edition.
fn told(files: &EditionFiles) -> BTreeSet<&'static str> {
    let edition = Edition::read(files);
    edition
        .findings
        .iter()
        .map(|finding| finding.rule)
        .filter(|rule| is_of_translations(rule.code))
        .map(|rule| rule.name)
        .collect()
}

#[test]
fn nothing_is_told_of_the_real_editions() {
    for edition in ["2021-2022", "2022-2023", "2023-2024"] {
        let files = read_edition(&real_folder().with_file_name(edition));
        assert!(files.glossary.is_some());
        assert_eq!(told(&files), BTreeSet::new(), "{edition}");
    }
}

#[test]
fn one_slip_is_told_by_its_rule() {
    let files = real_edition();
    let slips: &[(&str, &str, &str, &[&str])] = &[
        ("en", "\"- Surveys: 800 households", "\"- Surveys: 80 households", &["numbers"]),
        (
            "es",
            "pioneros](https://www.alliance87.org/pathfinder-countries/)",
            "pioneros](https://www.alliance87.org/paises-pioneros/)",
            &["url"],
        ),
        (
            "en",
            "countries](https://www.alliance87.org/pathfinder-countries/)\"",
            "countries] (https://www.alliance87.org/pathfinder-countries/)\"",
            &["md-link"],
        ),
        ("en", "msgstr \"Surveys\"", "msgstr \"Interviews\"", &["reused"]),
        ("en", "msgstr \"No international partner\"", "msgstr \"No <i>international</i> partner\"", &["xml-tags"]),
        ("es", "¿Qué desea añadir a este informe?", "Qué desea añadir a este informe", &["end-unlike-source"]),
        (
            "en",
            "Each priority of your national roadmap",
            "Each priority of your national road map",
            &["glossary-forbidden"],
        ),
        ("en", "msgstr \"Child labour\"", "msgstr \"Children at work\"", &["check-glossary"]),
        (
            "en",
            "msgstr \"Other pathfinder countries\"",
            "msgstr \"Other path\u{200b}finder countries\"",
            &["check-glossary", "zero-width-space"],
        ),
        (
            "es",
            "msgstr \"¿Es este el primer informe del país?\"",
            "msgstr \"¿Es este (el primer informe del país?\"",
            &["brackets"],
        ),
        ("en", "effects of the COVID-19 pandemic", "effects of the pandemic", &["acronyms", "numbers"]),
        (
            "en",
            "What would you like to add to this report?",
            "What would you like to add to this report ?",
            &["punctuation-spacing"],
        ),
        (
            "en",
            "msgstr \"Usefulness of the mechanism\"",
            "msgstr \"Usefulness of the mechanism for your country, for the priorities of its roadmap, for its next steps and for all of the target, from start to end\"",
            &["max-length"],
        ),
    ];
    for (language, before, after, rules) in slips {
        let mut files = files.clone();
        let file = files.catalogues.iter_mut().find(|file| file.stem == *language).unwrap();
        assert_eq!(file.text.matches(before).count(), 1, "{before}");
        file.text = file.text.replace(before, after);
        assert_eq!(told(&files), rules.iter().copied().collect(), "{after}");
    }
}

#[test]
fn translators_are_told_the_terms_of_a_text() {
    let edition = Edition::read(&real_edition());
    let spanish = Language::new("es").unwrap();
    let extracted = edition.extract(&spanish, None).unwrap().file;
    let notes = |key: &str| {
        extracted.entries.iter().find(|entry| entry.context.value == key).map(|entry| entry.notes.clone()).unwrap()
    };
    assert_eq!(
        notes("question.cooperation_how.example").last().unwrap(),
        "glossary: cas de traite = trata de personas or trata"
    );
    let tells = |note: &String| note.starts_with("glossary: ");
    assert!(!notes("section.last_words.title").iter().any(tells));
    let with_terms = extracted.entries.iter().filter(|entry| entry.notes.iter().any(tells)).count();
    assert!((40..80).contains(&with_terms), "{with_terms} of {}", extracted.entries.len());
}

/// What XML tools say of a file: whether it is of the grammar.
fn is_tbx(text: &str) -> Result<(), String> {
    let grammar = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/tbx-basic.rng");
    let mut xmllint = Command::new("xmllint")
        .args(["--noout", "--relaxng"])
        .arg(grammar)
        .arg("-")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("xmllint; tests/setup.sh installs it");
    xmllint.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let said = xmllint.wait_with_output().unwrap();
    if said.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&said.stderr).into_owned()) }
}

#[test]
fn the_glossary_goes_out_as_tbx_basic() {
    let text = Edition::read(&real_edition()).tbx().unwrap();
    assert_eq!(is_tbx(&text), Ok(()));
    assert!(is_tbx(&text.replacen("preferredTerm-admn-sts", "preferred", 1)).is_err(), "the grammar looks at statuses");
    assert!(
        is_tbx(&text.replacen("conceptEntry id=\"term-child-labour\"", "conceptEntry id=\"term-ilo\"", 1)).is_err()
    );
    // Ids that are none in XML, twice the same, or missing; signs of XML in a text; a language that the form has not.
    let odd = "-- glossary.csv --\nterm,en,pt\nа б,<b> & \"\"c,x\n1,d,\n,e,\n-1,f,y\nrow-3,g,\n";
    assert_eq!(is_tbx(&read(&files_of(odd)).tbx().unwrap()), Ok(()));
}

/// Glossaries damaged in many small ways: no panic, and what denies nothing can be written and used.
#[test]
fn damaged_glossaries_are_read_to_their_ends() {
    let whole = real_edition().glossary.unwrap().text;
    let short: Vec<char> = whole.lines().take(5).flat_map(|line| line.chars().chain(['\n'])).collect();
    let (mut refused, mut taken) = (0, 0);
    for seed in 0..80 {
        let mut random = Random::new(seed);
        let mut text = short.clone();
        for _ in 0..=random.below(3) {
            let at = random.below(text.len());
            match random.below(4) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, *random.pick(&['"', ',', ';', '\n', '\r', '|', '\u{feff}', '\u{0}', 'x'])),
                2 => text.truncate(at.max(1)),
                _ => text[at] = *random.pick(&['"', ',', '\n', ' ', '|', '\u{202e}']),
            }
        }
        // A short form reads faster, and in the same way.
        let mut files = files_of("languages:\n  source: fr\n  translations: [en, es]\ntitle: La feuille de route\n");
        files.insert("glossary.csv".to_owned(), text.into_iter().collect());
        let edition = read(&files);
        if edition.findings.iter().any(|finding| finding.rule.code.starts_with("I0")) {
            refused += 1;
        } else {
            taken += 1;
            assert_eq!(is_tbx(&edition.tbx().unwrap()), Ok(()), "{seed}");
        }
    }
    assert!(refused > 20 && taken > 5, "{refused} {taken}");
}

/// Texts of odd signs in a row, in a form, its translations, a country file and the glossary: nothing panics, and every
/// place that is told is one of its source.
#[test]
fn odd_texts_panic_nowhere() {
    const PARTS: &[&str] = &[
        "[",
        "]",
        "(",
        ")",
        "](",
        "<b",
        "</",
        ">",
        "&",
        ";",
        "&amp",
        "\"",
        "«",
        "»",
        "“",
        "{{",
        "}}",
        "é",
        "ـ",
        "ه",
        "٣",
        "1",
        "1 000",
        " ",
        "\u{a0}",
        ".",
        ",",
        "'",
        "\u{200b}",
        "\u{ad}",
        "http://",
        "www.",
        "@",
        "**",
        "_",
        "\n",
        "\n\n",
        "a",
        "OIT",
        "İ",
        "ß",
        "？",
        "…",
        "𝟙",
        "½",
        "XX",
        "/",
        "-",
        "feuille de route",
        "{edition}",
        "e\u{301}",
    ];
    let mut told = 0;
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let mut text = |most: usize| -> String {
            let parts: Vec<&str> = (0..=random.below(most)).map(|_| *random.pick(PARTS)).collect();
            serde_json::Value::from(format!("x{}", parts.concat())).to_string()
        };
        let (source, other) = (text(14), text(14));
        let cell = text(5).replace("\\\"", "\"\"");
        let example = format!(
            "languages:\n  source: fr\n  translations: [en, ar]\ntitle: {source}\n-- glossary.csv --\nterm,fr,en\na,{cell},{}\nb,feuille de route,roadmap\n-- locales/en.po --\nmsgctxt \"form.title\"\nmsgid {source}\nmsgstr {other}\n-- locales/ar.po --\nmsgctxt \"form.title\"\nmsgid {source}\nmsgstr {}\n-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nnames:\n  fr: {{ plain: {other} }}\n",
            text(3).replace("\\\"", "\"\""),
            text(14)
        );
        let project = read(&files_of(&example));
        for finding in &project.all_findings() {
            let source = project.sources.get(finding.primary.span.source);
            assert!(source.text().get(finding.primary.span.range()).is_some(), "{seed}: {finding:?}");
            told += usize::from(is_of_translations(finding.rule.code));
        }
    }
    assert!(told > 300, "{told}");
}
