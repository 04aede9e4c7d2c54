//! The interface's words in every language: catalogues for translators, renewed from the English in the code, and the
//! tables that the code reads, made from the catalogues.

use canevas_compiler::diagnostics::{SourceId, Sources, Span};
use canevas_inputs::{PoEntry, PoFile, PoPlural, parse_po_with_plurals, write_po};
use canevas_syntax::{SourceText, Sp};
use canevas_wording::ui::{self, Declared, placeholders};
use canevas_wording::{Category, Grammar};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// Where catalogues and tables are.
const CATALOGUES: &str = "crates/wording/locales";
const TABLES: &str = "crates/wording/src/ui/tables";

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
    made.files.push((format!("{TABLES}/mod.rs"), index(&languages)));
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
            PoEntry {
                context: Sp::new(word.key.to_owned(), nowhere),
                id: text(one),
                text: plural.as_ref().map_or_else(
                    || was.map_or_else(|| text(""), |was| was.text.clone()),
                    |plural| plural.forms[0].clone(),
                ),
                fuzzy: changed.is_some() || was.is_some_and(|was| was.fuzzy),
                comments: was.map(|was| was.comments.clone()).unwrap_or_default(),
                notes: vec![word.note.to_owned()],
                previous: changed.map(before).or_else(|| was.and_then(|was| was.previous.clone())),
                plural,
            }
        })
        .collect();
    let mut obsolete = old.obsolete.clone();
    let gone = |entry: &&PoEntry| {
        !entry.text.value.is_empty() && entries.iter().all(|new| new.context.value != entry.context.value)
    };
    for entry in old.entries.iter().filter(gone) {
        let alone = PoFile {
            comments: Vec::new(),
            header: String::new(),
            span: nowhere,
            entries: vec![PoEntry { notes: Vec::new(), ..entry.clone() }],
            obsolete: Vec::new(),
        };
        let written = write_po(&alone);
        obsolete
            .extend(written.lines().skip_while(|line| !line.starts_with("msgctxt")).map(|line| format!("#~ {line}")));
    }
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
    PoFile { comments: old.comments.clone(), header, span: nowhere, entries, obsolete }
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
        if word.set() != open {
            let end = if open.is_empty() { "" } else { "    ],\n" };
            let _ = writeln!(out, "{end}    {}: &[", word.set());
            open = word.set();
        }
        let forms = entry.plural.as_ref().map_or_else(|| vec![&entry.text], |p| p.forms.iter().collect());
        let forms: Vec<String> = forms.into_iter().map(|form| literal(&form.value)).collect();
        let _ = writeln!(out, "        ({}, &[{}]),", literal(word.word()), forms.join(", "));
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
        "//! The words in every language but English: made by `cargo xtask generate` from `locales/`.\n\n{modules}\nuse crate::Grammar;\n\n/// Words in order, each with its key and its forms.\ntype Words = &'static [(&'static str, &'static [&'static str])];\n\n/// The words of a language.\npub(super) struct Table {{\n    pub common: Words,\n    pub form: Words,\n    pub paper: Words,\n}}\n\n/// The table of a language; English, and a language that is being begun, have none.\npub(super) fn of(grammar: Grammar) -> Option<&'static Table> {{\n    match grammar.tag() {{\n{arms}        _ => None,\n    }}\n}}\n"
    )
}
