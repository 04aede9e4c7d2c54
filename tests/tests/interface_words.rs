//! The interface's words: their catalogues as other tools see them, and forms in languages that have no catalogue of the
//! questionnaire yet.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

use canevas_compiler::{Edition, EditionFiles};
use canevas_model::Language;
use canevas_tests::editions::real_edition;
use canevas_tests::html::content;
use canevas_wording::ui::{self, Word as _, common::Common, desk::DeskWord, document::DocumentWord, form::Form};
use canevas_wording::{Category, Grammar};
use serde_json::{Value, json};
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// The output of a program that is given a text.
fn run(program: &str, arguments: &[&str], given: &str) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("tests/setup.sh installs it");
    child.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn gettext_takes_the_catalogues() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/definition/wording/locales");
    let mut tags: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        run("msgfmt", &["-c", "-o", "/dev/null", "-"], &fs::read_to_string(&path).unwrap());
        tags.push(path.file_stem().unwrap().to_string_lossy().into_owned());
    }
    tags.sort();
    let mut known: Vec<&str> = Grammar::ALL.iter().map(|grammar| grammar.tag()).filter(|tag| *tag != "en").collect();
    known.sort_unstable();
    assert_eq!(tags, known);
}

/// The compiler, a browser and gettext choose the same form for a number, in every language.
#[test]
fn everyone_chooses_the_same_form() {
    let numbers: Vec<u64> = (0..=1000)
        .chain([1001, 1002, 1003, 1011, 1100, 9_999, 10_000, 100_000, 123_456, 999_999])
        .chain((1..=25).map(|n| n * 1_000_000))
        .chain([1_000_001, 1_000_002, 1_500_000, 100_000_000, 1_000_000_000])
        .collect();
    let names = |categories: &[Category]| categories.iter().map(|category| category.name()).collect::<Vec<_>>();
    let languages: Value = Grammar::ALL
        .iter()
        .map(|g| (g.tag().to_owned(), json!({ "header": g.plural_forms(), "categories": names(g.categories()) })))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/plural_categories.mjs");
    let given = json!({ "numbers": numbers, "languages": languages }).to_string();
    let told: Value = serde_json::from_slice(&run("node", &[script.to_str().unwrap()], &given)).unwrap();
    for grammar in Grammar::ALL {
        let mut seen: Vec<Category> = Vec::new();
        for (at, number) in numbers.iter().enumerate() {
            let category = grammar.category(*number);
            seen.push(category);
            let (rules, header) = (&told[grammar.tag()]["rules"][at], &told[grammar.tag()]["header"][at]);
            assert_eq!((rules, header), (&json!(category.name()), &json!(category.name())), "{number} in {grammar:?}");
        }
        // Every form is that of some number.
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, grammar.categories(), "{grammar:?}");
    }
}

/// The real edition in Portuguese and Arabic too, without catalogues.
fn edition() -> Edition {
    let mut files = EditionFiles { returns: Vec::new(), ..real_edition() };
    let form = files.form.as_mut().unwrap();
    form.text = form.text.replace("translations: [en, es]", "translations: [en, es, pt, ar]");
    let edition = Edition::read(&files);
    assert_eq!(edition.model.as_ref().unwrap().languages().count(), 5);
    edition
}

/// A piece of HTML without the elements that are marked as French.
fn unmarked(html: &str) -> String {
    let Some(mark) = html.find(" lang=\"fr\"") else { return html.to_owned() };
    let start = html[..mark].rfind('<').unwrap();
    let name = &html[start + 1..mark];
    let (mut depth, mut at) = (1, mark);
    while depth > 0 {
        let next = at + 1 + html[at + 1..].find('<').unwrap();
        let tag = &html[next..];
        if tag.strip_prefix("</").is_some_and(|tag| tag.starts_with(&format!("{name}>"))) {
            depth -= 1;
        } else if tag
            .strip_prefix('<')
            .and_then(|tag| tag.strip_prefix(name))
            .is_some_and(|t| t.starts_with([' ', '>']))
        {
            depth += 1;
        }
        at = next;
    }
    format!("{} {}", &html[..start], unmarked(&html[at + name.len() + 3..]))
}

/// What is told in a language by a form: its texts that are not marked as another's, and the script's words.
fn told_by_form(html: &str, tag: &str) -> Vec<String> {
    let texts: Vec<String> = serde_json::from_str(content(html, &format!("texts-{tag}")).unwrap()).unwrap();
    let form: Value = serde_json::from_str(content(html, "form").unwrap()).unwrap();
    let words = form["languages"][tag]["words"].as_object().unwrap();
    assert!(words.len() > 50, "{}", words.len());
    texts
        .iter()
        .map(|text| unmarked(text))
        .chain(words.values().map(|word| word.as_str().unwrap().to_owned()))
        .collect()
}

/// What is told in its own language by a Word file: paragraph by paragraph, without runs that are marked as French.
fn told_by_word(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = Vec::new();
    for name in ["word/document.xml", "word/footer1.xml"] {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        for paragraph in text.split("<w:p>") {
            let runs = paragraph.split("<w:r>").filter(|run| !run.contains("<w:lang w:val=\"fr\"/>"));
            let texts = runs.flat_map(|run| run.split("<w:t").skip(1)).filter(|text| text.starts_with(['>', ' ']));
            out.push(texts.filter_map(|text| text.split_once('>')?.1.split("</w:t>").next()).collect());
        }
    }
    out
}

/// The pieces of the English words between placeholders that no word of the language or of French has.
fn pieces(grammar: Grammar) -> Vec<String> {
    let mut other = String::new();
    for grammar in [Grammar::French, grammar] {
        let words = Common::ALL.iter().flat_map(|word| word.forms(grammar));
        let words = words.chain(Form::ALL.iter().flat_map(|word| word.forms(grammar)));
        words
            .chain(DocumentWord::ALL.iter().flat_map(|word| word.forms(grammar)))
            .chain(DeskWord::ALL.iter().flat_map(|word| word.forms(grammar)))
            .for_each(|form| other.push_str(form));
    }
    ui::all()
        .flat_map(|word| word.english)
        .flat_map(|english| english.split(['{', '}']).step_by(2))
        .map(|piece| piece.trim().trim_matches(['.', ':', ',']).to_owned())
        .filter(|piece| piece.chars().filter(|c| c.is_alphabetic()).count() > 2 && !other.contains(piece))
        .collect()
}

/// What a form says in a language without a catalogue of the questionnaire is all in that language, but for the
/// questionnaire's own texts, which are marked.
#[test]
fn no_word_is_left_in_another_language() {
    let edition = edition();
    for copy in edition.copies() {
        let html = String::from_utf8(canevas_html::form(&copy, &canevas_html::FormOptions::default()).bytes).unwrap();
        for grammar in [Grammar::Portuguese, Grammar::Arabic] {
            let language = Language::new(grammar.tag()).unwrap();
            let word = canevas_docx::questionnaire(&copy, &language, &canevas_docx::WordOptions::default());
            let told = [told_by_form(&html, grammar.tag()), told_by_word(&word[0].bytes)];
            let english = pieces(grammar);
            assert!(english.len() > 100, "{}", english.len());
            for text in told.iter().flatten() {
                // English stands as a word of its own, not within another's.
                let left = english.iter().find(|piece| {
                    text.split(piece.as_str()).collect::<Vec<_>>().windows(2).any(|around| {
                        !around[0].ends_with(char::is_alphabetic) && !around[1].starts_with(char::is_alphabetic)
                    })
                });
                assert_eq!(left, None, "{} in {grammar:?}: {text}", copy.code.word());
            }
            if grammar == Grammar::Arabic {
                // Only what is filled in, and what is quoted from the questionnaire, is in Latin letters.
                for text in &told[0] {
                    let rest: String = text.split(['<', '>']).step_by(2).collect();
                    let arabic = rest.chars().any(|c| matches!(c, '\u{621}'..='\u{64a}'));
                    assert!(arabic || !rest.chars().any(char::is_alphabetic), "{}: {text}", copy.code.word());
                }
            }
        }
    }
}

/// Every word that a language has is used as it is: the bad half of the test above.
#[test]
fn a_word_in_another_language_would_be_seen() {
    assert_eq!(unmarked("a<p lang=\"fr\" dir=\"ltr\">b<p class=\"x\">c</p>d</p>e").replace(' ', ""), "ae");
    let english = pieces(Grammar::Arabic);
    for text in ["Save a copy", "Erase all answers", "Click here to answer"] {
        assert!(english.iter().any(|piece| piece == text), "{text}");
    }
}
