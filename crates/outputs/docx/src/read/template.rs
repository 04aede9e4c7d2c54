//! What the blank document of a copy holds: its places to answer, and the text around them.

use super::words::norm;
use crate::doc::{Block, Control, Doc, Inline, Kind, Paragraph, Row, Rows};
use crate::tags::Path;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// A place to answer.
#[derive(Debug)]
pub struct Field {
    pub path: Path,
    pub kind: Kind,
    /// Number and short name of the question, as Word shows them at the handle.
    pub alias: String,
    /// The repeat it belongs to.
    pub repeat: Option<usize>,
}

impl Field {
    pub fn prompt(&self) -> &str {
        match &self.kind {
            Kind::Text { prompt, .. } | Kind::Select { prompt, .. } | Kind::Date { prompt } => prompt,
            Kind::Check => "",
        }
    }

    pub fn is_check(&self) -> bool {
        matches!(self.kind, Kind::Check)
    }
}

/// A part of a paragraph.
#[derive(Debug, Clone)]
pub enum Part {
    Text(String),
    Slot(usize),
}

/// A paragraph outside of repeated rows.
#[derive(Debug)]
pub struct Line {
    pub parts: Vec<Part>,
    pub key: String,
    pub weak: String,
}

/// A table of repeated rows.
#[derive(Debug)]
pub struct Repeat {
    pub header: String,
    /// The paragraphs of each cell of the rows of one item.
    pub rows: Vec<Vec<Vec<Vec<Part>>>>,
    /// Every text in it.
    pub texts: HashSet<String>,
}

/// A blank document.
#[derive(Debug, Default)]
pub struct Template {
    pub fields: Vec<Field>,
    pub lines: Vec<Line>,
    pub repeats: Vec<Repeat>,
    pub by_tag: HashMap<String, usize>,
    pub by_xpath: HashMap<String, usize>,
    pub by_mark: HashMap<String, usize>,
    pub prompts: Vec<String>,
}

/// An `XPath` without prefixes and places.
pub fn bare_xpath(xpath: &str) -> String {
    let mut out = String::new();
    for step in xpath.split('/').filter(|step| !step.is_empty()) {
        let step = step.split('[').next().unwrap_or("");
        out.push('/');
        out.push_str(canevas_syntax::xml::local(step));
    }
    out
}

impl Template {
    pub fn of(doc: &Doc) -> Self {
        let mut template = Self::default();
        for block in doc.blocks.iter().chain(&doc.remarks) {
            match block {
                Block::Paragraph(paragraph) => template.line(paragraph),
                Block::Table(table) => match &table.rows {
                    Rows::Fixed(rows) => {
                        for paragraph in table.header.iter().chain(rows.iter().flatten()).flatten() {
                            template.line(paragraph);
                        }
                    }
                    Rows::Repeating { items, .. } => template.repeat(&table.header, items),
                },
            }
        }
        template.prompts = template.fields.iter().map(|f| f.prompt().to_owned()).filter(|p| !p.is_empty()).collect();
        template.prompts.sort_by_key(|prompt| std::cmp::Reverse(prompt.len()));
        template.prompts.dedup();
        template
    }

    fn parts(&mut self, paragraph: &Paragraph, repeat: Option<usize>) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut put = |text: &str| match parts.last_mut() {
            Some(Part::Text(last)) => last.push_str(text),
            _ => parts.push(Part::Text(text.to_owned())),
        };
        let mut slots = Vec::new();
        for inline in &paragraph.inlines {
            match inline {
                Inline::Run(run) => put(&run.text),
                Inline::Break => put("\n"),
                Inline::Tab => put("\t"),
                Inline::Link { runs, .. } => runs.iter().for_each(|run| put(&run.text)),
                Inline::Control(control) => {
                    put(&format!("\u{fffc}{}\u{fffc}", slots.len()));
                    slots.push(control);
                }
            }
        }
        let mut out = Vec::new();
        for part in parts {
            let Part::Text(text) = part else { continue };
            for (at, piece) in text.split('\u{fffc}').enumerate() {
                if at % 2 == 0 {
                    if !piece.is_empty() {
                        out.push(Part::Text(piece.to_owned()));
                    }
                } else if let Some(control) = piece.parse().ok().and_then(|at: usize| slots.get(at)) {
                    let slot = self.field(control, repeat);
                    out.push(Part::Slot(slot));
                }
            }
        }
        out
    }

    fn field(&mut self, control: &Control, repeat: Option<usize>) -> usize {
        let next = self.fields.len();
        let path = &control.path;
        self.by_tag.insert(path.tag(), next);
        self.by_xpath.insert(bare_xpath(&path.xpath(false)), next);
        self.by_mark.insert(path.mark().0, next);
        self.fields.push(Field {
            path: path.clone(),
            kind: control.kind.clone(),
            alias: control.alias.clone(),
            repeat,
        });
        next
    }

    fn line(&mut self, paragraph: &Paragraph) {
        let parts = self.parts(paragraph, None);
        if parts.is_empty() {
            return;
        }
        let (mut key, mut weak) = (String::new(), String::new());
        for part in &parts {
            match part {
                Part::Text(text) => {
                    key.push_str(text);
                    weak.push_str(text);
                }
                Part::Slot(slot) => {
                    let _ = write!(key, " \u{fffc}{slot} ");
                    weak.push_str(" \u{fffc} ");
                }
            }
        }
        self.lines.push(Line { parts, key: norm(&key), weak: norm(&weak) });
    }

    fn repeat(&mut self, header: &Row, items: &[Vec<Row>]) {
        let index = self.repeats.len();
        let mut texts = HashSet::new();
        let mut heads = Vec::new();
        for cell in header {
            for paragraph in cell {
                let text = plain(&self.parts(paragraph, Some(index)));
                texts.insert(norm(&text));
                heads.push(text);
            }
        }
        let mut rows = Vec::new();
        for row in items.first().into_iter().flatten() {
            let mut cells = Vec::new();
            for cell in row {
                let lines: Vec<Vec<Part>> = cell.iter().map(|line| self.parts(line, Some(index))).collect();
                texts.extend(lines.iter().map(|parts| norm(&plain(parts))));
                cells.push(lines);
            }
            rows.push(cells);
        }
        // The bookmarks of the other items.
        for (at, _) in items.iter().enumerate().skip(1) {
            for slot in 0..self.fields.len() {
                if self.fields[slot].repeat == Some(index) {
                    let mark = self.fields[slot].path.in_item(at + 1).mark().0;
                    self.by_mark.insert(mark, slot);
                }
            }
        }
        self.repeats.push(Repeat { header: norm(&heads.join(" ")), rows, texts });
    }
}

/// The text of parts, places to answer left out.
pub fn plain(parts: &[Part]) -> String {
    parts.iter().map(|part| if let Part::Text(text) = part { text.as_str() } else { " " }).collect()
}
