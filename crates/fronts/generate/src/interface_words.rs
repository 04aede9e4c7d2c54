//! The interface's words in every language: catalogues for translators, renewed from the English in the code, and the
//! tables that the code reads, made from the catalogues.

use canevas_compiler::diagnostics::{SourceId, Sources, Span};
use canevas_project::{PoEntry, PoFile, PoPlural, obsolete, parse_po_with_plurals, write_po};
use canevas_syntax::{SourceText, Sp};
use canevas_wording::ui::{self, Declared, placeholders};
use canevas_wording::{Category, Grammar};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// Where catalogues and tables are.
const CATALOGUES: &str = "crates/definition/wording/locales";
const TABLES: &str = "crates/definition/wording/src/ui/tables";

/// The files, and what keeps the tables from being made. A catalogue is renewed all the same, so that its gaps can be
/// filled.
pub struct Made {
    /// Every file: path from the top, and text.
    pub files: Vec<(String, String)>,
    /// What is missing or wrong, in words.
    pub refused: Vec<String>,
}

/// Makes them from the code and the catalogues as they are.
pub fn make(root: &Path) -> Made {
    let mut made = Made { files: Vec::new(), refused: Vec::new() };
    let languages: Vec<Grammar> = Grammar::ALL.iter().copied().filter(|g| *g != Grammar::English).collect();
    for grammar in &languages {
        let path = format!("{CATALOGUES}/{}.po", grammar.tag());
        let mut sources = Sources::default();
        let id = sources.add(&path, std::fs::read_to_string(root.join(&path)).unwrap_or_default());
        let (old, findings) = parse_po_with_plurals(id, sources.get(id));
        if !findings.is_empty() {
            let told = findings.iter().map(|finding| format!("{path}: {}", finding.message));
            made.refused.extend(told);
            continue;
        }
        let renewed = renew(*grammar, &old);
        let wrong: Vec<String> = ui::all()
            .zip(&renewed.entries)
            .flat_map(|(word, entry)| wrong(*grammar, &word, entry))
            .map(|what| format!("{path}: {what}"))
            .collect();
        if wrong.is_empty() {
            made.files.push((format!("{TABLES}/{}.rs", grammar.tag()), table(*grammar, &renewed)));
        }
        made.refused.extend(wrong);
        made.files.push((path, write_po(&renewed)));
    }
    // A language that is being begun has no table yet: it is listed when it has one.
    let has_table = |grammar: &Grammar| {
        let path = format!("{TABLES}/{}.rs", grammar.tag());
        made.files.iter().any(|(made, _)| *made == path) || root.join(&path).is_file()
    };
    let listed: Vec<Grammar> = languages.into_iter().filter(has_table).collect();
    made.files.push((format!("{TABLES}/mod.rs"), index(&listed)));
    made
}

/// A catalogue with the words of today in their order: translations stay, those of another English wait for review, and
/// those of no word are kept at the end.
fn renew(grammar: Grammar, old: &PoFile) -> PoFile {
    let nowhere = Span::new(SourceId(0), 0..0);
    let text = |text: &str| SourceText::opaque(text, nowhere);
    let known: HashMap<&str, &PoEntry> =
        old.entries.iter().map(|entry| (entry.context.value.as_str(), entry)).collect();
    let entries: Vec<PoEntry> = ui::all()
        .map(|word| {
            let was = known.get(word.key).copied();
            let [one, .., other] = [word.english[0], word.english[word.english.len() - 1]];
            let is_same = |was: &PoEntry| {
                was.id.value == one && word.counted.is_none_or(|_| was.plural.as_ref().is_some_and(|p| p.id == other))
            };
            let changed = was.filter(|was| !was.text.value.is_empty() && !is_same(was));
            let before = |was: &PoEntry| was.previous.clone().filter(|_| was.fuzzy).unwrap_or(was.id.value.clone());
            let plural = word.counted.map(|_| {
                let was = was.and_then(|was| was.plural.as_ref());
                let mut forms: Vec<SourceText> = was.map(|was| was.forms.clone()).unwrap_or_default();
                forms.resize(grammar.categories().len(), text(""));
                let previous = was.map(|was| was.previous.clone().unwrap_or(was.id.clone()));
                PoPlural { id: other.to_owned(), forms, previous: previous.filter(|_| changed.is_some()) }
            });
            let mut entry = PoEntry::new(Sp::new(word.key.to_owned(), nowhere), text(one), text(""));
            entry.notes = vec![word.note.to_owned()];
            if let Some(was) = was {
                entry.text = was.text.clone();
                entry.fuzzy = was.fuzzy || changed.is_some();
                entry.comments.clone_from(&was.comments);
                entry.references.clone_from(&was.references);
                entry.flags.clone_from(&was.flags);
                entry.previous = changed.map(before).or_else(|| was.previous.clone());
            }
            if let Some(plural) = &plural {
                entry.text = plural.forms[0].clone();
            }
            entry.plural = plural;
            entry
        })
        .collect();
    let mut left = old.obsolete.clone();
    let gone = |entry: &&PoEntry| {
        !entry.is_untranslated() && entries.iter().all(|new| new.context.value != entry.context.value)
    };
    left.extend(old.entries.iter().filter(gone).flat_map(obsolete));
    let own = format!(
        "Project-Id-Version: Canevas\nLanguage: {}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nPlural-Forms: {}\n",
        grammar.tag(),
        grammar.plural_forms()
    );
    // What a translator's tool wrote besides stays.
    let field = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let known: Vec<String> = own.lines().map(field).collect();
    let others = old.header.lines().filter(|line| !known.contains(&field(line))).map(|line| format!("{line}\n"));
    let header = own.clone() + &others.collect::<String>();
    PoFile { comments: old.comments.clone(), header, span: nowhere, entries, obsolete: left }
}

/// What keeps an entry from being used.
fn wrong(grammar: Grammar, word: &Declared, entry: &PoEntry) -> Vec<String> {
    let forms: Vec<&str> = entry
        .plural
        .as_ref()
        .map_or_else(|| vec![entry.text.value.as_str()], |p| p.forms.iter().map(|form| form.value.as_str()).collect());
    let categories = if word.counted.is_some() { grammar.categories() } else { &[Category::Other] };
    if forms.iter().any(|form| form.is_empty()) {
        return vec![format!("{} is not translated", word.key)];
    }
    if entry.fuzzy {
        return vec![format!("{} waits for review: its English is now {:?}", word.key, word.english)];
    }
    if forms.len() != categories.len() {
        return vec![format!("{} has {} forms instead of {}", word.key, forms.len(), categories.len())];
    }
    let wanted = placeholders(word.english[word.english.len() - 1]);
    let mut out = Vec::new();
    for (form, category) in forms.iter().zip(categories) {
        let mut found = placeholders(form);
        // "One answer" says its number in a word.
        let spoken = word.counted.filter(|counted| category.may_be_a_word() && !found.contains(counted));
        found.extend(spoken);
        found.sort_unstable();
        if found != wanted {
            out.push(format!("{} has the placeholders {found:?} instead of {wanted:?} in {form:?}", word.key));
        }
    }
    out
}

/// The table that the code reads: sets of words, each word with its key and its forms.
fn table(grammar: Grammar, file: &PoFile) -> String {
    let mut out = format!(
        "//! {}: made by `cargo xtask generate` from `locales/{}.po`.\n\nuse super::Table;\n\n#[rustfmt::skip]\npub(super) static TABLE: Table = Table {{\n",
        grammar.name(),
        grammar.tag()
    );
    let mut open = "";
    // Writing to a String cannot fail.
    for (word, entry) in ui::all().zip(&file.entries) {
        if word.set != open {
            let end = if open.is_empty() { "" } else { "    ],\n" };
            let _ = writeln!(out, "{end}    {}: &[", word.set);
            open = word.set;
        }
        let forms = entry.plural.as_ref().map_or_else(|| vec![&entry.text], |p| p.forms.iter().collect());
        let forms: Vec<String> = forms.into_iter().map(|form| literal(&form.value)).collect();
        let _ = writeln!(out, "        ({}, &[{}]),", literal(word.word), forms.join(", "));
    }
    out.push_str("    ],\n};\n");
    out
}

/// A text as Rust writes it, spaces that cannot be seen by their number.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\u{a0}' | '\u{202f}' => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The list of the tables.
fn index(languages: &[Grammar]) -> String {
    let mut tags: Vec<&str> = languages.iter().map(|grammar| grammar.tag()).collect();
    tags.sort_unstable();
    let modules: String = tags.iter().map(|tag| format!("mod {tag};\n")).collect();
    let arms: String = tags.iter().map(|tag| format!("        \"{tag}\" => Some(&{tag}::TABLE),\n")).collect();
    format!(
        "//! The words in every language but English: made by `cargo xtask generate` from `locales/`.\n\n{modules}\nuse crate::Grammar;\n\n/// Words in order, each with its key and its forms.\ntype Words = &'static [(&'static str, &'static [&'static str])];\n\n/// The words of a language.\npub(super) struct Table {{\n    pub common: Words,\n    pub form: Words,\n    pub document: Words,\n    pub desk: Words,\n    pub report: Words,\n    pub export: Words,\n}}\n\n/// The table of a language; English, and a language that is being begun, have none.\npub(super) fn of(grammar: Grammar) -> Option<&'static Table> {{\n    match grammar.tag() {{\n{arms}        _ => None,\n    }}\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> PoFile {
        let mut sources = Sources::default();
        let id = sources.add("fr.po", text);
        let (file, findings) = parse_po_with_plurals(id, sources.get(id));
        assert!(findings.is_empty(), "{findings:?}");
        file
    }

    fn entry<'f>(file: &'f PoFile, key: &str) -> (Declared, &'f PoEntry) {
        let found = ui::all().zip(&file.entries).find(|(word, _)| word.key == key);
        let Some(found) = found else { unreachable!("{key}") };
        assert_eq!(found.1.context.value, key);
        found
    }

    /// What is wrong with one word of a catalogue that holds only it.
    fn wrong_with(key: &str, rest: &str) -> String {
        let file = renew(Grammar::French, &read(&format!("msgctxt \"{key}\"\n{rest}\n")));
        let (word, entry) = entry(&file, key);
        wrong(Grammar::French, &word, entry).join("; ")
    }

    #[test]
    fn what_is_not_translated_waits_or_loses_a_placeholder_is_refused() {
        let key = "ui.common.question";
        assert_eq!(wrong_with(key, "msgid \"Question {n}\"\nmsgstr \"Question {n}\""), "");
        assert!(wrong_with("ui.common.no", "msgid \"No\"\nmsgstr \"\"").contains("ui.common.no is not translated"));
        assert!(wrong_with(key, "msgid \"Question {n}\"\nmsgstr \"La question\"").contains("placeholders"));
        assert!(wrong_with(key, "msgid \"Question {n}\"\nmsgstr \"Question {n} {m}\"").contains("placeholders"));
        assert!(wrong_with(key, "msgid \"The question {n}\"\nmsgstr \"Question {n}\"").contains("waits for review"));
        let plural = |forms: &str| {
            wrong_with(
                "ui.form.up_to",
                &format!("msgid \"Up to {{n}} character.\"\nmsgid_plural \"Up to {{n}} characters.\"\n{forms}"),
            )
        };
        // One may be said in a word; a million may not.
        assert_eq!(plural("msgstr[0] \"un seul\"\nmsgstr[1] \"{n} de signes\"\nmsgstr[2] \"{n} signes\""), "");
        assert!(plural("msgstr[0] \"{n}\"\nmsgstr[1] \"mille\"\nmsgstr[2] \"{n}\"").contains("placeholders"));
        assert!(plural("msgstr[0] \"{n}\"\nmsgstr[1] \"{n}\"").contains("not translated"));
    }

    #[test]
    fn a_catalogue_is_renewed_without_loss() {
        let old = "# of a translator\nmsgctxt \"ui.common.yes\"\nmsgid \"Yes!\"\nmsgstr \"Oui\"\n\nmsgctxt \"ui.common.gone\"\nmsgid \"Gone\"\nmsgstr \"Parti\"\n\nmsgctxt \"ui.common.no\"\nmsgid \"No\"\nmsgstr \"Non\"\n";
        let file = renew(Grammar::French, &read(old));
        assert_eq!(file.entries.len(), ui::all().count());
        let (_, yes) = entry(&file, "ui.common.yes");
        assert_eq!((yes.fuzzy, yes.text.value.as_str(), yes.previous.as_deref()), (true, "Oui", Some("Yes!")));
        assert_eq!(yes.comments, ["of a translator"]);
        let (_, no) = entry(&file, "ui.common.no");
        assert_eq!((no.fuzzy, no.text.value.as_str(), no.previous.as_deref()), (false, "Non", None));
        assert!(file.obsolete.iter().any(|line| line == "#~ msgstr \"Parti\""), "{:?}", file.obsolete);
        // Renewed again, it is the same.
        let written = write_po(&file);
        assert_eq!(write_po(&renew(Grammar::French, &read(&written))), written);
    }
}
