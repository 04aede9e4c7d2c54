//! Every language has every word.

use super::{Declared, all, common::Common, form::Form, form_of, placeholders, tables};
use crate::{Category, Grammar};

/// The forms of every word in a language, with its declaration.
fn words(grammar: Grammar) -> Vec<(Declared, &'static [&'static str])> {
    use super::{Word, desk::DeskWord, document::DocumentWord, export::ExportWord, report::ReportWord};
    let common = Common::ALL.iter().map(|word| (word.declared(), word.forms(grammar)));
    let form = Form::ALL.iter().map(|word| (word.declared(), word.forms(grammar)));
    let document = DocumentWord::ALL.iter().map(|word| (word.declared(), word.forms(grammar)));
    let desk = DeskWord::ALL.iter().map(|word| (word.declared(), word.forms(grammar)));
    let report = ReportWord::ALL.iter().map(|word| (word.declared(), word.forms(grammar)));
    let export = ExportWord::ALL.iter().map(|word| (word.declared(), word.forms(grammar)));
    common.chain(form).chain(document).chain(desk).chain(report).chain(export).collect()
}

/// The tables hold every word, in order: none falls back to English.
#[test]
fn every_language_has_every_word() {
    let wanted: Vec<(&str, &str)> = all().map(|word| (word.set, word.word)).collect();
    for grammar in Grammar::ALL.iter().filter(|grammar| **grammar != Grammar::English) {
        let renew = format!("{} is stale: cargo xtask generate", grammar.tag());
        let Some(table) = tables::of(*grammar) else { unreachable!("{renew}") };
        let sets = [
            ("common", table.common),
            ("form", table.form),
            ("document", table.document),
            ("desk", table.desk),
            ("report", table.report),
            ("export", table.export),
        ];
        let found: Vec<(&str, &str)> =
            sets.into_iter().flat_map(|(set, words)| words.iter().map(move |(key, _)| (set, *key))).collect();
        assert_eq!(found, wanted, "{renew}");
    }
}

#[test]
fn keys_stand_once_and_every_word_has_its_note() {
    let mut keys: Vec<&str> = all().map(|word| word.key).collect();
    keys.sort_unstable();
    assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "a key stands twice");
    for word in all() {
        assert!(word.note.ends_with('.') && !word.note.contains('\n'), "{}: {:?}", word.key, word.note);
        assert_eq!(word.counted.is_some(), word.english.len() == 2, "{}", word.key);
    }
}

/// Every form has the placeholders of the English; one that says its number in a word needs no figure.
#[test]
fn translations_are_whole() {
    for grammar in Grammar::ALL {
        for (word, forms) in words(*grammar) {
            let categories = word.counted.map_or(&[Category::Other] as &[Category], |_| grammar.categories());
            assert_eq!(forms.len(), categories.len(), "{} in {grammar:?}", word.key);
            let wanted = placeholders(word.english.last().copied().unwrap_or_default());
            for (form, category) in forms.iter().zip(categories) {
                let mut found = placeholders(form);
                if let Some(counted) = word.counted.filter(|_| category.may_be_a_word())
                    && !found.contains(&counted)
                {
                    found.push(counted);
                    found.sort_unstable();
                }
                assert_eq!(found, wanted, "{} in {grammar:?}", word.key);
            }
        }
    }
}

/// No English is left in another language, but for what is the same there.
#[test]
fn nothing_is_left_in_english() {
    let same = [
        "ui.common.no",
        "ui.common.question",
        "ui.common.signature",
        "ui.common.signed_date",
        "ui.common.total",
        "ui.document.contact",
        "ui.form.contents",
        "ui.document.field_title",
        "ui.document.page",
        "ui.form.error",
        "ui.form.error_prefix",
    ];
    for grammar in Grammar::ALL.iter().filter(|grammar| **grammar != Grammar::English) {
        for (word, forms) in words(*grammar) {
            for form in forms {
                assert!(
                    !word.english.contains(form) || same.contains(&word.key),
                    "{} in {grammar:?}: {form}",
                    word.key
                );
            }
        }
    }
}

#[test]
fn signs_are_those_of_the_language() {
    for (word, forms) in words(Grammar::French) {
        for text in forms {
            assert!(!text.contains(['\'', '"']), "{}: {text}", word.key);
            for (at, sign) in
                text.match_indices(['?', '!', ';', ':', '»']).filter(|(at, _)| !text[*at..].starts_with("://"))
            {
                let space = if matches!(sign, ":" | "»") { '\u{a0}' } else { '\u{202f}' };
                assert!(text[..at].ends_with(space), "{}: {text} ({sign})", word.key);
            }
            for (at, sign) in text.match_indices('«') {
                assert!(text[at + sign.len()..].starts_with('\u{a0}'), "{}: {text} ({sign})", word.key);
            }
        }
    }
    for (word, forms) in words(Grammar::Spanish) {
        for text in forms {
            for [open, close] in [['¿', '?'], ['¡', '!']] {
                assert_eq!(text.matches(open).count(), text.matches(close).count(), "{}: {text}", word.key);
            }
        }
    }
    for (word, forms) in words(Grammar::Arabic) {
        for text in forms {
            assert!(
                !text.contains([',', ';', '?', '\u{640}', '\u{200e}', '\u{200f}', '\u{61c}']),
                "{}: {text}",
                word.key
            );
            assert!(text.chars().any(|c| matches!(c, '\u{621}'..='\u{64a}')), "{}: {text}", word.key);
        }
    }
}

/// What is quoted from another word is that word.
#[test]
fn quoted_words_stand_as_they_are() {
    for grammar in Grammar::ALL {
        let quoted = grammar.quoted(Common::AboutCountry.text(*grammar));
        assert!(Form::NoRows.text(*grammar).contains(&quoted), "{grammar:?}: {quoted}");
    }
}

#[test]
fn a_number_chooses_its_form() {
    use super::Word;
    let form = |grammar: Grammar, number: u64| form_of(Form::UpTo.forms(grammar), grammar, grammar.category(number));
    assert_eq!(form(Grammar::English, 1), "Up to {n} character.");
    assert_eq!(form(Grammar::French, 0), "{n} caractère au plus.");
    assert_eq!(form(Grammar::Spanish, 2_000_000), "Hasta {n} de caracteres.");
    assert_eq!(form(Grammar::Portuguese, 300), "Até {n} carateres.");
    let arabic = [2, 10, 300, 311].map(|number| form(Grammar::Arabic, number));
    assert_eq!(arabic, ["حرفان على الأكثر.", "{n} أحرف على الأكثر.", "{n} حرف على الأكثر.", "{n} حرفًا على الأكثر."]);
}
