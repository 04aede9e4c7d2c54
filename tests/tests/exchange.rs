//! Catalogues out to translators' tools and back: nothing is lost on the way, what is written is what the standards say,
//! and no damaged file is taken by halves.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

use canevas_compiler::{Edition, EditionFiles, InputFile, write_po};
use canevas_diagnostics::Sources;
use canevas_model::Language;
use canevas_project::{PoFile, parse_po};
use canevas_tests::catalogues::{catalogue, read_xliff, told, xliff};
use canevas_tests::editions::real_edition;
use canevas_tests::random::Random;
use canevas_translate::{SkipReason, XliffVersion};
use std::path::Path;
use std::process::Command;

const VERSIONS: [XliffVersion; 2] = [XliffVersion::V1_2, XliffVersion::V2_1];

fn cases(usual: u64) -> u64 {
    std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

fn read(files: &EditionFiles) -> Edition {
    let edition = Edition::read(files);
    assert!(edition.readable, "{:?}", edition.findings);
    edition
}

fn read_po(text: &str) -> PoFile {
    let mut sources = Sources::default();
    let id = sources.add("a.po", text);
    let (file, findings) = parse_po(id, sources.get(id));
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    file
}

/// The real catalogues, as they are sent out.
fn real() -> Vec<(Language, PoFile)> {
    let edition = read(&real_edition());
    let languages = edition.model.as_ref().unwrap().translations.clone();
    languages.into_iter().map(|language| (language.clone(), edition.extract(&language, None).unwrap().file)).collect()
}

#[test]
fn catalogues_lose_nothing_on_any_way() {
    for seed in 0..cases(300) {
        let file = catalogue(&mut Random::new(seed));
        let text = write_po(&file);
        let again = read_po(&text);
        assert_eq!(told(&again), told(&file), "{seed}");
        assert_eq!(write_po(&again), text, "{seed}");
        for version in VERSIONS {
            let sent = xliff(&file, version);
            let (back, wrong) = read_xliff(&sent);
            assert!(wrong.is_empty(), "{seed} {version:?}: {wrong:?}\n{sent}");
            assert!(back.skipped.is_empty(), "{seed}: {:?}", back.skipped);
            assert_eq!(told(&back.file), told(&file), "{seed} {version:?}\n{sent}");
            // A tool on Windows ends lines its own way; XML makes one of both.
            let (back, wrong) = read_xliff(&sent.replace('\n', "\r\n"));
            assert!(wrong.is_empty(), "{seed} {version:?}: {wrong:?}");
            assert_eq!(told(&back.file), told(&file), "{seed} {version:?}");
        }
    }
    for (language, file) in real() {
        for version in VERSIONS {
            let (back, wrong) = read_xliff(&xliff(&file, version));
            assert!(wrong.is_empty(), "{language}: {wrong:?}");
            assert_eq!(told(&back.file), told(&file), "{language}");
        }
    }
}

/// Holds a file against the schema of its standard.
fn validate(name: &str, text: &str, schema: &str) -> (bool, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/xliff");
    let held = tempfile::tempdir().unwrap();
    let path = held.path().join(name);
    std::fs::write(&path, text).unwrap();
    let ran = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(folder.join(schema))
        .arg(&path)
        .env("XML_CATALOG_FILES", folder.join("catalog.xml"))
        .output()
        .expect("xmllint; tests/setup.sh installs it");
    (ran.status.success(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn xliff_is_as_its_standard_says() {
    let random = (0..12).map(|seed| catalogue(&mut Random::new(seed)));
    for file in real().into_iter().map(|(_, file)| file).chain(random) {
        for (version, schema) in VERSIONS.into_iter().zip(["xliff-core-1.2-strict.xsd", "xliff-2.1.xsd"]) {
            let text = xliff(&file, version);
            let (valid, why) = validate("sent.xlf", &text, schema);
            assert!(valid, "{version:?}: {why}");
        }
    }
    // The schemas are no empty promise: each refuses what is none.
    let wrong = "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file/></xliff>";
    assert!(!validate("wrong.xlf", wrong, "xliff-core-1.2-strict.xsd").0);
    let wrong = "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"fr\"><file id=\"a b\"/></xliff>";
    assert!(!validate("wrong.xlf", wrong, "xliff-2.1.xsd").0);
}

/// Keys name units: they hold nothing that the standards do not allow in a name, so nothing has to be hidden in them.
#[test]
fn keys_are_names() {
    for (_, file) in real() {
        for entry in &file.entries {
            let key = &entry.context.value;
            assert!(key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-')), "{key}");
        }
    }
}

const HEAD_12: &str = "<xliff version=\"1.2\"><file original=\"x\" source-language=\"fr\" target-language=\"en-GB\" datatype=\"plaintext\"><body>";
const END_12: &str = "</body></file></xliff>";

#[test]
fn a_text_that_is_translated_twice_is_refused() {
    let unit = |targets: &str| format!("<trans-unit id=\"a\"><source>Un</source>{targets}</trans-unit>");
    let part = |targets: &str| format!("<unit id=\"a\"><segment><source>Un</source>{targets}</segment></unit>");
    let head = "<xliff version=\"2.0\" srcLang=\"fr\" trgLang=\"en\"><file id=\"f\">";
    let (one, two) = ("<target>One</target>", "<target>Two</target>");
    let old = |units: &str| format!("{HEAD_12}{units}{END_12}");
    let new = |units: &str| format!("{head}{units}</file></xliff>");
    for (text, expected) in [
        (old(&unit(&format!("{one}{two}"))), "two elements <target>"),
        (old(&unit(&format!("{one}<target/>"))), "two elements <target>"),
        (old(&unit(&format!("<source>Deux</source>{one}"))), "two elements <source>"),
        (old(&format!("{}{}", unit(one), unit(two))), "`a` is translated in two ways"),
        (new(&part(&format!("{one}{two}"))), "two elements <target>"),
        (new(&part(&format!("<source>Deux</source>{one}"))), "two elements <source>"),
        (new(&format!("{}{}", part(one), part(two))), "`a` is translated in two ways"),
    ] {
        let (_, wrong) = read_xliff(&text);
        assert!(wrong.iter().any(|why| why.contains(expected)), "{text}: {wrong:?}");
    }
    // An alternative of the tool is no second translation, and neither is a copy.
    let alternative = format!("{one}<alt-trans>{two}</alt-trans>");
    for text in [old(&unit(&alternative)), old(&format!("{0}{0}", unit(one))), new(&format!("{0}{0}", part(one)))] {
        assert_eq!(read_xliff(&text).1, Vec::<String>::new());
    }
}

#[test]
fn what_tools_do_to_xliff_1_2() {
    // Units numbered anew, inline elements without what they stand for, a segment marked, a tool's own mark, no state.
    let text = format!(
        "{HEAD_12}<trans-unit id=\"7\" resname=\"form.title\"><source>Le <x id=\"1\" equiv-text=\"{{edition}}\"/> de <g id=\"2\" ctype=\"link\" equiv-text=\"https://a.org\">l'an</g></source>\
         <seg-source>left out</seg-source><target><mrk mtype=\"seg\" mid=\"0\">The <g id=\"2\">year's</g> <g id=\"9\">one</g>: <x id=\"1\"/></mrk></target>\
         <note>line one\nline two</note><alt-trans><source>a</source><target>b</target></alt-trans></trans-unit>{END_12}"
    );
    let (back, wrong) = read_xliff(&text);
    assert!(wrong.is_empty(), "{wrong:?}");
    let entry = &back.file.entries[0];
    assert_eq!(entry.context.value, "form.title");
    assert_eq!(entry.text.value, "The [year's](https://a.org) one: {edition}");
    assert_eq!(entry.comments, ["line one", "line two"]);
    assert!(!entry.fuzzy && entry.previous.is_none());
    for (states, taken, waits) in [
        ("state=\"new\"", false, false),
        ("", false, false),
        ("state=\"translated\"", true, false),
        ("state=\"needs-review-translation\"", true, true),
    ] {
        let text = format!(
            "{HEAD_12}<trans-unit id=\"a\"><source>Oui</source><target {states}>Oui</target></trans-unit>{END_12}"
        );
        let (back, _) = read_xliff(&text);
        assert_eq!((!back.file.entries[0].is_untranslated(), back.file.entries[0].fuzzy), (taken, waits), "{states}");
        assert_eq!(back.skipped.len(), usize::from(!taken));
    }
}

#[test]
fn what_tools_do_to_xliff_2_1() {
    let head = "<xliff version=\"2.0\" srcLang=\"fr\" trgLang=\"en\"><file id=\"f\" original=\"x\">";
    // Split into segments, one moved; a suggestion of a memory; a link whose ends stand alone; a character by its code.
    let text = format!(
        "{head}<unit id=\"u1\" name=\"form.title\"><mtc:matches><mtc:match><source>x</source><target>y</target></mtc:match></mtc:matches>\
         <originalData><data id=\"d1\">{{edition}}</data><data id=\"d2\">[</data><data id=\"d3\">](https://a.org)</data></originalData>\
         <segment state=\"translated\"><source>Un <ph id=\"1\" dataRef=\"d1\"/>.</source><target order=\"3\">One <ph id=\"1\"/>.</target></segment>\
         <ignorable><source> </source></ignorable>\
         <segment state=\"final\"><source><pc id=\"2\" dataRefStart=\"d2\" dataRefEnd=\"d3\">Deux</pc></source><target order=\"1\"><sc id=\"2\" dataRef=\"d2\"/>Two<cp hex=\"0021\"/><ec startRef=\"2\"/></target></segment></unit></file></xliff>"
    );
    let (back, wrong) = read_xliff(&text);
    assert!(wrong.is_empty(), "{wrong:?}");
    let entry = &back.file.entries[0];
    assert_eq!(entry.id.value, "Un {edition}. [Deux](https://a.org)");
    assert_eq!(entry.text.value, "[Two!](https://a.org) One {edition}.");
    assert!(!entry.fuzzy);
    for (states, taken, waits) in [
        ("state=\"initial\"", true, true),
        ("", true, false),
        ("state=\"translated\"", true, false),
        ("state=\"final\" subState=\"x:y\"", true, false),
    ] {
        let text = format!(
            "{head}<unit id=\"a\"><segment {states}><source>Oui</source><target>Yes</target></segment></unit></file></xliff>"
        );
        let (back, _) = read_xliff(&text);
        assert_eq!((!back.file.entries[0].is_untranslated(), back.file.entries[0].fuzzy), (taken, waits), "{states}");
        // A copy of the source needs a state to count.
        let (back, _) = read_xliff(&text.replace("Yes", "Oui"));
        assert_eq!(back.skipped.is_empty(), states.contains("translated") || states.contains("final"), "{states}");
    }
    // One segment of two is not translated: nothing is taken, and it is told.
    let text = format!(
        "{head}<unit id=\"a\"><segment><source>Un.</source><target>One.</target></segment><segment><source>Deux.</source></segment></unit></file></xliff>"
    );
    let (back, wrong) = read_xliff(&text);
    assert!(wrong.is_empty() && back.file.entries[0].is_untranslated());
    assert_eq!(back.skipped[0].why, SkipReason::InPart);
}

/// A file damaged in some small ways.
fn damaged(whole: &str, random: &mut Random, signs: &[char]) -> String {
    let mut text: Vec<char> = whole.chars().collect();
    for _ in 0..=random.below(3) {
        let at = random.below(text.len());
        match random.below(5) {
            0 => drop(text.remove(at)),
            1 => text.insert(at, *random.pick(signs)),
            2 => text.truncate(at.max(1)),
            3 => {
                let to = (at + random.below(60)).min(text.len());
                let again: Vec<char> = text[at..to].to_vec();
                text.splice(at..at, again);
            }
            _ => text[at] = *random.pick(signs),
        }
    }
    text.into_iter().collect()
}

/// PO and XLIFF damaged in many small ways: no panic, and what is taken without a finding that denies reads back clean.
#[test]
fn damaged_files_are_refused_or_taken_whole() {
    let files = real_edition();
    let edition = read(&files);
    let language = &edition.model.as_ref().unwrap().translations[0];
    let mut sent = edition.extract(language, None).unwrap().file;
    // A short file damages faster, and in the same ways.
    sent.entries.truncate(8);
    let po = write_po(&sent);
    let names = ["back.po", "back.xlf", "back.XLIFF"];
    let texts = [po, xliff(&sent, XliffVersion::V1_2), xliff(&sent, XliffVersion::V2_1)];
    let texts: Vec<String> =
        texts.into_iter().map(|text| text.replace("a/b 2024", "alliance87/annual-report 2022-2023")).collect();
    for (name, whole) in names.iter().zip(&texts) {
        let (mut refused, mut taken) = (0, 0);
        for seed in 0..cases(50) {
            let signs = ['"', '\\', '\n', '{', '}', '#', '\u{202e}', 'x', '<', '>', '&', '/', ' ', '|', '~'];
            let text = damaged(whole, &mut Random::new(seed), &signs);
            let file = InputFile { name: (*name).to_owned(), stem: language.tag().to_owned(), text };
            let returned = edition.import(language, &file).unwrap();
            if returned.findings.deny() {
                refused += 1;
                continue;
            }
            taken += 1;
            let mut with = files.clone();
            with.catalogues.iter_mut().find(|file| file.stem == language.tag()).unwrap().text =
                write_po(&returned.imported.file);
            let (now, before) = (&read(&with).catalogues[language], &edition.catalogues[language]);
            assert!(now.entries.len() >= before.entries.len(), "{name} {seed}");
        }
        assert!(refused > 0 && taken > 0, "{name}: {refused} refused, {taken} taken");
    }
}

/// Everything that is wrong with a file is told at once, and then nothing of it is taken.
#[test]
fn all_that_is_wrong_comes_at_once() {
    let edition = read(&real_edition());
    let language = Language::new("en").unwrap();
    let text = "<xliff version=\"1.2\"><file original=\"alliance87/annual-report 1999\" source-language=\"es\" target-language=\"fr\" datatype=\"plaintext\"><body>\
        <trans-unit id=\"form.titel\"><source>a</source></trans-unit>\
        <trans-unit id=\"form.title\"><source>Rapport annuel de pays pionnier, <x id=\"1\" equiv-text=\"{edition}\"/></source><target>Report <x id=\"1\"/> <x id=\"1\"/></target></trans-unit>\
        <trans-unit id=\"form.introduction\"><source>Autre</source><target>Other</target></trans-unit>\
        </body></file></xliff>";
    let file = InputFile { name: "a.xlf".to_owned(), stem: "en".to_owned(), text: text.to_owned() };
    let returned = edition.import(&language, &file).unwrap();
    let mut found: Vec<&str> = returned.findings.iter().map(|finding| finding.rule.name).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(
        found,
        ["check-glossary", "old-source", "other-edition", "other-languages", "placeholders", "unknown-text"]
    );
    let told = returned.findings.iter().filter(|finding| finding.rule.name == "other-languages").count();
    assert_eq!(told, 2, "source and target are both told");
}

/// What tools write into a head without meaning another language or edition is no finding.
#[test]
fn heads_of_tools_are_let_be() {
    let edition = read(&real_edition());
    let language = Language::new("en").unwrap();
    let found = |head: &str| -> Vec<&'static str> {
        let text = format!("msgid \"\"\nmsgstr \"\"\n{head}\n");
        let file = InputFile { name: "en.po".to_owned(), stem: "en".to_owned(), text };
        edition.import(&language, &file).unwrap().findings.iter().map(|finding| finding.rule.name).collect()
    };
    for head in [
        "\"Language: en_GB\\n\"\n\"X-Source-Language: C\\n\"",
        "\"Language: English\\n\"\n\"Project-Id-Version: PACKAGE VERSION\\n\"",
        "\"Language: EN\\n\"\n\"Project-Id-Version: C:/reports/annual 2.po\\n\"",
        "\"Language: \\n\"\n\"X-Source-Language: fr-CA\\n\"",
    ] {
        assert_eq!(found(head), Vec::<&str>::new(), "{head}");
    }
    assert_eq!(found("\"X-Source-Language: es\\n\""), ["other-languages"]);
    assert_eq!(found("\"Project-Id-Version: alliance87/annual-report 2021-2022\\n\""), ["other-edition"]);
}
