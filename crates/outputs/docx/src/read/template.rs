//! The blank form of a copy: its fields, and the text around them.

use super::normalize::{norm, tidy};
use crate::doc::{AnswerControl, Block, ControlKind, Doc, Inline, Paragraph, TableRow, TableRows};
use crate::tags::ControlPath;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// A field: a control for an answer.
#[derive(Debug)]
pub struct TemplateField {
    pub path: ControlPath,
    pub kind: ControlKind,
    /// The number and short name of the question, as Word shows them at the handle of the control.
    pub alias: String,
    /// The table of repeated rows that it stands in.
    pub repeat: Option<usize>,
}

impl TemplateField {
    pub fn prompt(&self) -> &str {
        self.kind.prompt().unwrap_or("")
    }

    pub fn is_check(&self) -> bool {
        matches!(self.kind, ControlKind::Check)
    }
}

/// A segment of a paragraph.
#[derive(Debug, Clone)]
pub enum Segment {
    /// Text of the form.
    Text(String),
    /// A field, by index.
    Slot(usize),
}

impl Segment {
    /// The field that it is, by index.
    pub fn slot(&self) -> Option<usize> {
        match self {
            Self::Slot(field) => Some(*field),
            Self::Text(_) => None,
        }
    }
}

/// A paragraph outside repeated rows.
#[derive(Debug)]
pub struct Line {
    pub segments: Vec<Segment>,
    /// Its text with each field by index.
    pub key: String,
    /// Its text with all fields alike.
    pub loose_key: String,
}

/// A table of repeated rows.
#[derive(Debug)]
pub struct Repeat {
    /// The text of its header row.
    pub header: String,
    /// The paragraphs of each cell of the rows of one item.
    pub rows: Vec<Vec<Vec<Vec<Segment>>>>,
    /// Every text in the table.
    pub texts: HashSet<String>,
}

/// The blank form.
#[derive(Debug, Default)]
pub struct Template {
    pub fields: Vec<TemplateField>,
    pub lines: Vec<Line>,
    pub repeats: Vec<Repeat>,
    pub by_tag: HashMap<String, usize>,
    pub by_xpath: HashMap<String, usize>,
    pub by_bookmark: HashMap<String, usize>,
    pub prompts: Vec<String>,
}

/// An `XPath` without prefixes and indices.
pub fn bare_xpath(xpath: &str) -> String {
    let mut out = String::new();
    for step in xpath.split('/').filter(|step| !step.is_empty()) {
        let step = step.split('[').next().unwrap_or("");
        out.push('/');
        out.push_str(canevas_ooxml::local(step));
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
                    TableRows::Fixed(rows) => {
                        for paragraph in table.header.iter().chain(rows.iter().flatten()).flatten() {
                            template.line(paragraph);
                        }
                    }
                    TableRows::Repeating { items, .. } => template.repeat(&table.header, items),
                },
            }
        }
        template.prompts = template.fields.iter().map(|f| f.prompt().to_owned()).filter(|p| !p.is_empty()).collect();
        template.prompts.sort_by_key(|prompt| std::cmp::Reverse(prompt.len()));
        template.prompts.dedup();
        template
    }

    /// The text without the prompt of a field, also where somebody typed before or after the prompt.
    pub fn without_prompt(&self, field: usize, text: &str) -> String {
        let own = self.fields[field].prompt();
        let mut text = tidy(text);
        for prompt in std::iter::once(own).chain(self.prompts.iter().map(String::as_str)) {
            if prompt.is_empty() {
                continue;
            }
            if let Some(rest) = text.strip_prefix(prompt).or_else(|| text.strip_suffix(prompt)) {
                text = tidy(rest);
                break;
            }
            if prompt == own && text.contains(prompt) {
                text = tidy(&text.replacen(prompt, "", 1));
                break;
            }
        }
        text
    }

    fn segments(&mut self, paragraph: &Paragraph, repeat: Option<usize>) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut put = |text: &str| match segments.last_mut() {
            Some(Segment::Text(last)) => last.push_str(text),
            _ => segments.push(Segment::Text(text.to_owned())),
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
        for part in segments {
            let Segment::Text(text) = part else { continue };
            for (at, piece) in text.split('\u{fffc}').enumerate() {
                if at % 2 == 0 {
                    if !piece.is_empty() {
                        out.push(Segment::Text(piece.to_owned()));
                    }
                } else if let Some(control) = piece.parse().ok().and_then(|at: usize| slots.get(at)) {
                    let slot = self.field(control, repeat);
                    out.push(Segment::Slot(slot));
                }
            }
        }
        out
    }

    fn field(&mut self, control: &AnswerControl, repeat: Option<usize>) -> usize {
        let next = self.fields.len();
        let path = &control.path;
        self.by_tag.insert(path.tag(), next);
        self.by_xpath.insert(bare_xpath(&path.xpath(false)), next);
        self.by_bookmark.insert(path.bookmark().0, next);
        self.fields.push(TemplateField {
            path: path.clone(),
            kind: control.kind.clone(),
            alias: control.alias.clone(),
            repeat,
        });
        next
    }

    fn line(&mut self, paragraph: &Paragraph) {
        let segments = self.segments(paragraph, None);
        if segments.is_empty() {
            return;
        }
        let (mut key, mut loose) = (String::new(), String::new());
        for part in &segments {
            match part {
                Segment::Text(text) => {
                    key.push_str(text);
                    loose.push_str(text);
                }
                Segment::Slot(slot) => {
                    let _ = write!(key, " \u{fffc}{slot} ");
                    loose.push_str(" \u{fffc} ");
                }
            }
        }
        self.lines.push(Line { segments, key: norm(&key), loose_key: norm(&loose) });
    }

    fn repeat(&mut self, header: &TableRow, items: &[Vec<TableRow>]) {
        let index = self.repeats.len();
        let mut texts = HashSet::new();
        let mut heads = Vec::new();
        for cell in header {
            for paragraph in cell {
                let text = plain(&self.segments(paragraph, Some(index)));
                texts.insert(norm(&text));
                heads.push(text);
            }
        }
        let mut rows = Vec::new();
        for row in items.first().into_iter().flatten() {
            let mut cells = Vec::new();
            for cell in row {
                let lines: Vec<Vec<Segment>> = cell.iter().map(|line| self.segments(line, Some(index))).collect();
                texts.extend(lines.iter().map(|segments| norm(&plain(segments))));
                cells.push(lines);
            }
            rows.push(cells);
        }
        // The other items have the same fields under other bookmarks.
        for (at, _) in items.iter().enumerate().skip(1) {
            for slot in 0..self.fields.len() {
                if self.fields[slot].repeat == Some(index) {
                    let mark = self.fields[slot].path.in_item(at + 1).bookmark().0;
                    self.by_bookmark.insert(mark, slot);
                }
            }
        }
        self.repeats.push(Repeat { header: norm(&heads.join(" ")), rows, texts });
    }
}

/// The text of segments without the fields.
pub fn plain(segments: &[Segment]) -> String {
    segments.iter().map(|part| if let Segment::Text(text) = part { text.as_str() } else { " " }).collect()
}
