//! The glossary of an edition: what its terms are called in each language, and what they must not be called.
//!
//! `glossary.csv` has one row per term and one column per language, `fr`, `en`, with the texts that may stand for the term,
//! parted by `|`, the best one first. A column `fr forbidden` has the texts that must not. `definition` and `note` explain;
//! `term` is a short id.

mod csv;
mod finder;

pub use finder::{Finder, Hit, outermost};

use crate::rules;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span, nearest};
use canevas_model::{Language, Model};
use canevas_syntax::{SourceText, Sp};
use csv::CsvRow;
use std::collections::{BTreeMap, HashMap};

/// A glossary.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Glossary {
    /// Its terms, in the order of the file.
    pub terms: Vec<Term>,
}

/// A term: one thing, and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its id; empty where the file gives none.
    pub id: String,
    /// Its row.
    pub span: Span,
    /// What it is.
    pub definition: Option<String>,
    /// What to know when using it.
    pub note: Option<String>,
    texts: BTreeMap<Language, TermTexts>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct TermTexts {
    accepted: Vec<Sp<String>>,
    forbidden: Vec<Sp<String>>,
}

impl Term {
    /// The texts that may stand for it in a language, the preferred one first. A language with a region takes those of the
    /// language where it has none of its own.
    pub fn accepted(&self, language: &Language) -> &[Sp<String>] {
        self.texts(language).map_or(&[], |texts| &texts.accepted)
    }

    /// The texts that must not stand for it in a language.
    pub fn forbidden(&self, language: &Language) -> &[Sp<String>] {
        self.texts(language).map_or(&[], |texts| &texts.forbidden)
    }

    /// The text to write in a language.
    pub fn preferred(&self, language: &Language) -> Option<&str> {
        self.accepted(language).first().map(|text| text.value.as_str())
    }

    /// The languages that it has texts in.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.texts.keys()
    }

    fn texts(&self, language: &Language) -> Option<&TermTexts> {
        let general = || Language::new(language.primary()).and_then(|primary| self.texts.get(&primary));
        self.texts.get(language).or_else(general)
    }
}

/// What a column holds.
#[derive(Clone, PartialEq)]
enum Column {
    Id,
    Definition,
    Note,
    Accepted(Language),
    Forbidden(Language),
    Unknown,
}

/// Reads a glossary. What is wrong with it is found all at once; a row that cannot be used is left out.
pub fn read_glossary(id: SourceId, source: &Source, model: &Model) -> (Glossary, Findings) {
    let (rows, mut findings) = csv::rows(id, source);
    for (at, c) in source.text().char_indices().filter(|(at, c)| canevas_syntax::forbidden(*c) && *at > 0 && *c != '\r')
    {
        let message = format!("the glossary holds the invisible character U+{:04X}", u32::from(c));
        let span = Span::new(id, at..at + c.len_utf8());
        findings.push(Finding::new(&rules::BAD_GLOSSARY, span, message).help("delete it"));
    }
    let mut rows = rows.into_iter();
    let Some(header) = rows.next() else {
        let help = "the first row names the columns: term, a language such as fr, en, definition, note";
        findings.push(Finding::new(&rules::BAD_GLOSSARY, Span::new(id, 0..0), "this glossary is empty").help(help));
        return (Glossary::default(), findings);
    };
    let columns = columns(&header, model, &mut findings);
    if !columns.contains(&Column::Accepted(model.source_language.clone())) {
        let message =
            format!("the glossary has no column `{0}`, and the form is written in `{0}`", model.source_language);
        let help = "add the column, with the terms as the form writes them";
        findings.push(Finding::new(&rules::BAD_GLOSSARY, header.span, message).help(help));
        return (Glossary::default(), findings);
    }
    let terms = rows.filter_map(|row| term(&row, &columns, model, &mut findings)).collect();
    let glossary = Glossary { terms };
    told_twice(&glossary, model, &mut findings);
    (glossary, findings.sorted())
}

fn columns(header: &CsvRow, model: &Model, findings: &mut Findings) -> Vec<Column> {
    let tags: Vec<&str> = model.languages().map(Language::tag).collect();
    let known: Vec<String> = ["term", "definition", "note"]
        .into_iter()
        .map(str::to_owned)
        .chain(tags.iter().flat_map(|tag| [(*tag).to_owned(), format!("{tag} forbidden")]))
        .collect();
    let mut columns: Vec<Column> = Vec::new();
    for cell in &header.cells {
        let name = cell.value.as_str();
        let (tag, is_forbidden) = match name.rsplit_once(char::is_whitespace) {
            Some((tag, word)) if word.eq_ignore_ascii_case("forbidden") => (tag.trim(), true),
            _ => (name, false),
        };
        let column = match name.to_lowercase().as_str() {
            "term" => Column::Id,
            "definition" => Column::Definition,
            "note" => Column::Note,
            // A spreadsheet makes capitals of its own accord.
            _ => match Language::new(tags.iter().find(|known| known.eq_ignore_ascii_case(tag)).unwrap_or(&tag)) {
                Some(language) if is_forbidden => Column::Forbidden(language),
                Some(language) => Column::Accepted(language),
                None => Column::Unknown,
            },
        };
        let is_used = match &column {
            Column::Accepted(language) | Column::Forbidden(language) => {
                tags.iter().any(|tag| *tag == language.tag() || tag.split('-').next() == Some(language.tag()))
            }
            Column::Unknown => name.is_empty(),
            _ => true,
        };
        if !is_used {
            let near = findings.may_suggest().then(|| nearest(name, known.iter().map(String::as_str))).flatten();
            let is_language = !matches!(column, Column::Unknown) && near.is_none();
            let message = if is_language {
                format!("the form is not in `{tag}`, and this column is not used")
            } else {
                format!("the glossary knows no column `{name}`")
            };
            let mut finding = Finding::new(&rules::GLOSSARY_COLUMN, cell.span, message)
                .help(format!("the columns are {}", known.join(", ")))
                .meant(near);
            if is_language {
                finding.level = canevas_diagnostics::Level::Info;
            }
            findings.push(finding);
        } else if column != Column::Unknown && columns.contains(&column) {
            let message = format!("there are two columns `{name}`");
            let help = "put all texts into one of them, parted by |";
            findings.push(Finding::new(&rules::BAD_GLOSSARY, cell.span, message).help(help));
        }
        columns.push(column);
    }
    columns
}

/// A row as a term.
fn term(row: &CsvRow, columns: &[Column], model: &Model, findings: &mut Findings) -> Option<Term> {
    if row.cells.iter().all(|cell| cell.value.is_empty()) {
        return None;
    }
    if let Some(extra) = row.cells.iter().skip(columns.len()).find(|cell| !cell.value.is_empty()) {
        let message = format!("this row has {} cells, and the glossary {} columns", row.cells.len(), columns.len());
        let help = "put a text that holds the separator in double quotes";
        findings.push(Finding::new(&rules::BAD_GLOSSARY, extra.span, message).help(help));
        return None;
    }
    let mut term = Term { id: String::new(), span: row.span, definition: None, note: None, texts: BTreeMap::new() };
    for (cell, column) in row.cells.iter().zip(columns) {
        let text = Some(cell.value.replace('\r', "")).filter(|text| !text.is_empty());
        match column {
            Column::Id => term.id.clone_from(&cell.value),
            Column::Definition => term.definition = text,
            Column::Note => term.note = text,
            Column::Accepted(language) => {
                term.texts.entry(language.clone()).or_default().accepted.extend(texts(cell));
            }
            Column::Forbidden(language) => {
                term.texts.entry(language.clone()).or_default().forbidden.extend(texts(cell));
            }
            Column::Unknown => {}
        }
    }
    if term.accepted(&model.source_language).is_empty() {
        let message = format!("this term has no text in `{}`, the language of the form", model.source_language);
        let help = "write what the form calls it, or remove the row";
        findings.push(Finding::new(&rules::GLOSSARY_TERM, row.span, message).help(help));
        return None;
    }
    Some(term)
}

/// The texts of a cell, parted by `|`.
fn texts(cell: &SourceText) -> Vec<Sp<String>> {
    let (mut found, mut at) = (Vec::new(), 0);
    for part in cell.value.split('|') {
        let text = part.trim();
        let from = at + part.len() - part.trim_start().len();
        if !text.is_empty() {
            found.push(Sp::new(text.to_owned(), cell.part(from..from + text.len())));
        }
        at += part.len() + 1;
    }
    found
}

/// A term in two rows, and a text that both may and must not stand.
fn told_twice(glossary: &Glossary, model: &Model, findings: &mut Findings) {
    let normal = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    let mut push = |span: Span, first: Span, message: String, help: &str| {
        findings.push(Finding::new(&rules::TERM_TWICE, span, message).also(first, "first here").help(help));
    };
    let mut ids: HashMap<&str, Span> = HashMap::new();
    for term in glossary.terms.iter().filter(|term| !term.id.is_empty()) {
        if let Some(first) = ids.insert(&term.id, term.span) {
            push(term.span, first, format!("`{}` is the id of two terms", term.id), "give one of them another id");
        }
    }
    for language in model.languages() {
        let mut accepted: HashMap<String, Span> = HashMap::new();
        for term in &glossary.terms {
            let mut own = Vec::new();
            for text in term.accepted(language) {
                let key = normal(&text.value);
                // Two terms may well be called the same in a translation, and not in the form itself.
                let first = accepted.get(&key).filter(|_| language == &model.source_language || own.contains(&key));
                if let Some(first) = first {
                    let help = "one term is one row: put the texts of both into it, parted by |";
                    push(text.span, *first, format!("`{}` is in the glossary twice", text.value), help);
                }
                accepted.entry(key.clone()).or_insert(text.span);
                own.push(key);
            }
        }
        for text in glossary.terms.iter().flat_map(|term| term.forbidden(language)) {
            if let Some(first) = accepted.get(&normal(&text.value)) {
                let help = "keep it in one of the two columns";
                push(text.span, *first, format!("`{}` is both accepted and forbidden", text.value), help);
            }
        }
    }
}

#[cfg(test)]
mod tests;
