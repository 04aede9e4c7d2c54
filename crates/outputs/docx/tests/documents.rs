//! Documents of a form with every type of question: sound, repeatable, and as they read in text.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::{Profile, WordOptions, lint};
use std::path::Path;
use support::{EVERYTHING, country, made, model, parts};

const KNOWN: &str = include_str!("forms/everything/countries/CMR.yaml");
const FIRST: &str = include_str!("forms/everything/countries/COM.yaml");

/// Compares with the expected file of that name.
fn snapshot(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    canevas_expected::compare(&path, text, canevas_expected::renew!()).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_copy_in_every_language_and_profile_is_sound() {
    let model = model(EVERYTHING);
    let files = [country(&model, KNOWN), country(&model, FIRST)];
    for file in [None, Some(&files[0]), Some(&files[1])] {
        for language in ["fr", "en", "es", "ar"] {
            for profile in [Profile::Clean, Profile::Annotated] {
                for protection in [true, false] {
                    let (bytes, _) =
                        made(&model, file, language, &WordOptions { protection, profile, reference: None });
                    assert_eq!(lint(&bytes), Vec::<String>::new(), "{language} {profile:?}");
                }
            }
        }
    }
}

#[test]
fn the_text_reads_as_it_should() {
    let model = model(EVERYTHING);
    let files = [country(&model, KNOWN), country(&model, FIRST)];
    let options = WordOptions::default();
    snapshot("everything.blank.fr.txt", &made(&model, None, "fr", &options).1);
    snapshot("everything.known.fr.txt", &made(&model, Some(&files[0]), "fr", &options).1);
    snapshot("everything.first.en.txt", &made(&model, Some(&files[1]), "en", &options).1);
    let annotated = WordOptions { profile: Profile::Annotated, ..options };
    snapshot("everything.annotated.fr.txt", &made(&model, None, "fr", &annotated).1);
}

#[test]
fn equal_input_gives_equal_bytes() {
    let options = WordOptions::default();
    let one = made(&model(EVERYTHING), None, "fr", &options);
    let two = made(&model(EVERYTHING), None, "fr", &options);
    assert!(one == two);
}

#[test]
fn tags_are_the_paths_of_answers() {
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &WordOptions::default());
    let document = &parts(&bytes)["word/document.xml"];
    for tag in [
        "@country",
        "@first_report=yes",
        "@region",
        "@priorities/r1/title",
        "a_text",
        "a_text~nothing_to_report",
        "a_text.comment",
        "a_yes_no=no",
        "a_single_choice.other",
        "a_multiple_choice=second",
        "a_multiple_choice.other",
        "some_names/name",
        "a_group/person",
        "a_group/known=yes",
        "some_rows/title",
        "some_rows/areas=one",
        "per_fact/r2",
        "per_fact/r2~not_available",
        "per_fact.comment/r2",
        "per_fact_again.other/r1",
        "per_year/y2022",
        "per_entry/one/count",
    ] {
        assert!(document.contains(&format!("<w:tag w:val=\"{tag}\"/>")), "{tag}");
    }
}

/// Ids have up to 40 characters: a path of three does not fit into a tag.
#[test]
fn long_ids_give_short_tags() {
    let long = |letter: &str| letter.repeat(40);
    let yaml = EVERYTHING
        .replace("id: per_entry", &format!("id: {}", long("e")))
        .replace("one: Première partie", &format!("{}: Première partie", long("o")))
        .replace("id: count", &format!("id: {}", long("c")));
    let (bytes, text) = made(&model(&yaml), None, "fr", &WordOptions::default());
    assert_eq!(lint(&bytes), Vec::<String>::new());
    let head = format!("{}/{}", long("e"), &long("o")[..10]);
    assert!(parts(&bytes)["word/document.xml"].contains(&format!("<w:tag w:val=\"{head}.")));
    assert!(text.contains(&format!("{}/{}/{}", long("e"), long("o"), long("c"))), "the text prints whole paths");
}

#[test]
fn protection_leaves_the_last_part_free() {
    let model = model(EVERYTHING);
    for protection in [true, false] {
        let options = WordOptions { protection, ..WordOptions::default() };
        let parts = parts(&made(&model, None, "fr", &options).0);
        assert_eq!(parts["word/settings.xml"].contains("<w:documentProtection w:edit=\"forms\""), protection);
        assert_eq!(parts["word/document.xml"].matches("<w:formProt w:val=\"0\"/>").count(), 1);
    }
}

#[test]
fn arabic_is_set_from_right_to_left() {
    let parts = parts(&made(&model(EVERYTHING), None, "ar", &WordOptions::default()).0);
    let document = &parts["word/document.xml"];
    // Running text that falls back as a whole is set from left to right; the last paragraph only ends the section.
    // A paragraph that is not seen has no text to set.
    let seen = document.split("<w:p>").skip(1).filter(|text| !text.contains("<w:vanish/>"));
    let paragraphs: Vec<&str> = seen.collect();
    let others: Vec<&&str> = paragraphs.iter().filter(|text| !text.contains("<w:bidi/></w:pPr>")).collect();
    let fallen = others.iter().filter(|text| text.contains("<w:lang w:val=\"fr-FR\"/>") && !text.contains("<w:rtl/>"));
    assert_eq!(fallen.count() + 1, others.len());
    assert!(others.len() > 1 && others.len() < paragraphs.len() / 2);
    assert!(document.contains("<w:bidiVisual/>"));
    assert!(document.contains("<w:bidi/></w:sectPr>"));
    // Texts fall back to the source, which is set in its own direction. A sign at the end of one stays at its end.
    assert!(document.contains("<w:lang w:val=\"fr-FR\"/>"));
    assert!(document.contains("?\u{200e}</w:t>"));
    for paragraph in paragraphs.iter().filter(|text| text.contains("<w:bidi/></w:pPr>")) {
        let last = paragraph.rsplit("<w:r>").next().unwrap_or_default();
        let ends_bare = last.contains("<w:lang w:val=\"fr-FR\"/>")
            && ["?</w:t>", ".</w:t>", ")</w:t>"].iter().any(|end| last.contains(end));
        assert!(!ends_bare, "{paragraph}");
    }
}

/// Whatever is in a text, it is text.
#[test]
fn hostile_texts_stay_text() {
    let hostile =
        ["]]>", "&", "&amp;", "<w:p>", "\"'", "😀", "العربية", "<script>alert(1)</script>", "--><!--", "%s{{x}}"];
    for text in hostile {
        let quoted = format!("'{}'", text.replace('\'', "''"));
        let yaml = EVERYTHING
            .replace("label: Première\n", &format!("label: {quoted}\n"))
            .replace("north: Nord", &format!("north: {quoted}"))
            .replace("specify: Précisez", &format!("specify: {quoted}"))
            .replace("short: Texte court", &format!("short: {quoted}"))
            .replace("ask: Oui ou non ?", &format!("ask: {quoted}"))
            .replace("unit: personnes", &format!("unit: {quoted}"));
        let model = model(&yaml);
        let file = country(&model, &KNOWN.replace("title: Une priorité", &format!("title: {quoted}")));
        for file in [None, Some(&file)] {
            for language in ["fr", "ar"] {
                let (bytes, projected) = made(&model, file, language, &WordOptions::default());
                assert_eq!(lint(&bytes), Vec::<String>::new(), "{text}");
                // A label is Markdown; what a country file says is text to the letter.
                assert!(file.is_none() || projected.contains(text), "{text}");
            }
        }
    }
}

/// A screen reader says nothing but the name of an empty field: the row is part of it.
#[test]
fn fields_of_rows_are_named_by_their_row() {
    let parts = parts(&made(&model(EVERYTHING), None, "fr", &WordOptions::default()).0);
    let document = &parts["word/document.xml"];
    let names: Vec<(&str, &str)> = document
        .split("<w:alias w:val=\"")
        .skip(1)
        .filter_map(|rest| Some((rest.split('"').next()?, rest.split("<w:tag w:val=\"").nth(1)?.split('"').next()?)))
        .collect();
    for row in 1..=5 {
        let of_row = names.iter().filter(|(name, _)| {
            name.contains(&format!(", ligne\u{a0}{row}")) || name.contains(&format!(", ligne {row}"))
        });
        assert!(of_row.count() > 0, "{names:#?}");
    }
    // In repeated rows, each field has one tag, and no two rows have one name.
    let mut seen = std::collections::BTreeSet::new();
    for (name, tag) in names.iter().filter(|(name, _)| name.contains(", ligne")) {
        assert!(seen.insert((*name, *tag)), "{name} ({tag}) twice");
    }
}
