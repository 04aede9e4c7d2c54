//! The blank form of a copy: its fields, and the text around them.

use super::collect::ControlContent;
use super::custom_xml;
use super::normalize::{alike, composed, norm, tidy};
use crate::doc::{AnswerControl, Block, ControlKind, Doc, Inline, OPTIONS, Paragraph, Style, TableRow, TableRows};
use crate::tags::ControlPath;
use canevas_ooxml::Element;
use canevas_wording::is_direction;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// A field: a control for an answer.
#[derive(Debug, Clone)]
pub struct TemplateField {
    pub path: ControlPath,
    pub kind: ControlKind,
    /// The number and short name of the question, and its row, as Word shows them at the handle of the control.
    pub alias: String,
    /// The same of the question or field alone, without its row.
    pub question: String,
    /// The option of a box.
    pub option: Option<String>,
    /// The table of repeated rows that it stands in.
    pub repeat: Option<usize>,
    /// The line that it stands in, outside repeated rows.
    pub line: Option<usize>,
    /// The question that it belongs to.
    pub group: usize,
    /// The text behind it on its line: of a number, the unit.
    pub unit: String,
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
#[derive(Debug, Clone)]
pub struct Line {
    pub segments: Vec<Segment>,
    /// Its text with each field by index.
    pub key: String,
    /// Its text with all fields alike.
    pub loose_key: String,
    /// The question that it belongs to.
    pub group: usize,
    /// The table of fixed rows, the row and the cell that it stands in.
    pub place: Option<(usize, usize, usize)>,
}

/// A table of repeated rows.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// The text of its header row.
    pub header: String,
    /// The texts of each cell of the header row.
    pub heads: Vec<Vec<String>>,
    /// The header rows of the same table in the other languages of the form: the texts of each cell.
    pub other_heads: Vec<Vec<Vec<String>>>,
    /// The paragraphs of each cell of the rows of one item.
    pub rows: Vec<Vec<Vec<Vec<Segment>>>>,
    /// The question that it belongs to.
    pub group: usize,
}

/// A table whose rows stay as they are: the lines of each cell of each row.
pub type FixedTable = Vec<Vec<Vec<usize>>>;

/// The blank form.
#[derive(Debug, Clone, Default)]
pub struct Template {
    pub fields: Vec<TemplateField>,
    pub lines: Vec<Line>,
    pub repeats: Vec<Repeat>,
    pub by_tag: HashMap<String, usize>,
    pub by_xpath: HashMap<String, usize>,
    pub by_bookmark: HashMap<String, usize>,
    /// The prompts as they are compared, the longest first, in every language that is known.
    pub prompts: Vec<String>,
    /// The same prompts.
    pub prompt_keys: HashSet<String>,
    /// What can be chosen in the columns of tables, as it is compared. Older files say it in the head of the column.
    pub options: HashSet<String>,
    /// Tables whose rows stay as they are.
    pub fixed: Vec<FixedTable>,
    /// Those of them that start with a header.
    pub headed: HashSet<usize>,
    /// The first line of each question: what a person looks for. Before the first question, and for headings, their text.
    pub groups: Vec<String>,
    /// Its lines without a field, as they are compared.
    pub texts: HashSet<String>,
    /// Those of them that are a question with its number.
    pub numbered: HashSet<String>,
    /// The lines of the form in its other languages, without their fields, as they are compared, and the question of each.
    pub other_texts: HashMap<String, usize>,
    /// The first line of the form in each of its other languages.
    pub other_titles: HashSet<String>,
    /// The lines of the form in its other languages, with all fields alike.
    pub other_loose_keys: HashSet<String>,
    /// The addresses of its links.
    pub links: HashSet<String>,
    /// The paths of the places that the file lacks from the start.
    lacking: HashSet<String>,
}

/// What a form prints, as it is compared with a file in another language.
pub struct Printed {
    prompts: HashSet<String>,
    options: HashSet<String>,
    texts: HashMap<String, usize>,
    /// The first line.
    title: Option<String>,
    /// The lines, with all fields alike.
    loose_keys: Vec<String>,
    /// The texts of each cell of the header row of each table of repeated rows.
    heads: Vec<Vec<Vec<String>>>,
}

impl Printed {
    /// What a form prints.
    pub fn of(form: &Template) -> Self {
        let lines = form.lines.iter().filter(|line| !plain(&line.segments).trim().is_empty());
        Self {
            prompts: form.prompt_keys.clone(),
            options: form.options.clone(),
            texts: form.own_texts(),
            title: form.lines.first().map(|line| line.key.clone()),
            loose_keys: lines.map(|line| line.loose_key.clone()).collect(),
            heads: form.repeats.iter().map(|repeat| repeat.heads.clone()).collect(),
        }
    }
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

impl Repeat {
    /// How alike a text is to the header row, in the language in which it is most alike.
    pub fn header_alike(&self, text: &str) -> f64 {
        let others = self.other_heads.iter().map(|heads| norm(&heads.concat().join(" ")));
        others.map(|header| alike(&header, text)).fold(alike(&self.header, text), f64::max)
    }

    /// The column that a field stands in.
    pub fn column_of(&self, field: usize) -> Option<usize> {
        let holds = |cell: &Vec<Vec<Segment>>| cell.iter().flatten().any(|part| part.slot() == Some(field));
        self.rows.iter().find_map(|row| row.iter().position(holds))
    }

    /// Whether a text stands in the header of a column, in any language.
    pub fn is_head(&self, column: usize, text: &str) -> bool {
        let mut tables = std::iter::once(&self.heads).chain(&self.other_heads);
        tables.any(|heads| heads.get(column).is_some_and(|heads| heads.iter().any(|head| head == text)))
    }
}

impl Template {
    /// The blank form of a document. `made_with` is the hidden part of a file that lacks some places from the start: these are no
    /// fields, so that no text is taken for their answer.
    pub fn of(doc: &Doc, made_with: Option<&Element>) -> Self {
        let lacks = |path: &ControlPath| made_with.is_some_and(|root| !custom_xml::has(root, path.xml()));
        let mut template = Self { groups: vec![String::new()], ..Self::default() };
        template.lacking = all_controls(doc).filter(|path| lacks(path)).map(|path| path.full().to_owned()).collect();
        for block in doc.blocks.iter().chain(&doc.remarks) {
            match block {
                Block::Paragraph(paragraph) => drop(template.line(paragraph, None)),
                Block::Table(table) => match &table.rows {
                    TableRows::Fixed(rows) => template.fixed(&table.header, rows),
                    TableRows::Repeating { items, .. } => template.repeat(&table.header, items),
                },
            }
        }
        let prompts = template.fields.iter().map(|field| norm(&composed(field.prompt())));
        template.prompt_keys = prompts.filter(|prompt| !prompt.is_empty()).collect();
        template.sort_prompts();
        template
    }

    /// Adds what the same form prints in another language. Somebody may have pasted it into the file.
    pub fn add_language(&mut self, other: &Printed) {
        self.prompt_keys.extend(other.prompts.iter().cloned());
        self.sort_prompts();
        self.options.extend(other.options.iter().cloned());
        self.other_texts.extend(other.texts.iter().map(|(text, group)| (text.clone(), *group)));
        self.other_titles.extend(other.title.clone());
        self.other_loose_keys.extend(other.loose_keys.iter().cloned());
        if self.repeats.len() == other.heads.len() {
            for (own, heads) in self.repeats.iter_mut().zip(&other.heads) {
                own.other_heads.push(heads.clone());
            }
        }
    }

    fn sort_prompts(&mut self) {
        self.prompts = self.prompt_keys.iter().cloned().collect();
        self.prompts.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    }

    /// Every line and heading that it prints, without their fields, as they are compared, and the question of each.
    pub fn own_texts(&self) -> HashMap<String, usize> {
        let of_repeat = |repeat: &Repeat| {
            let lines = repeat.rows.iter().flatten().flatten().map(|line| norm(&plain(line)));
            let texts = repeat.heads.iter().flatten().cloned().chain(lines);
            let group = repeat.group;
            texts.map(move |text| (text, group)).collect::<Vec<_>>()
        };
        let lines = self.lines.iter().map(|line| (norm(&plain(&line.segments)), line.group));
        let all = self.repeats.iter().flat_map(of_repeat).chain(lines);
        all.filter(|(text, _)| !text.is_empty()).collect()
    }

    /// Whether a text is nothing but prompts of the form: one, or several that stand side by side.
    pub fn is_prompt(&self, text: &str) -> bool {
        let key = norm(text);
        let mut rest = key.as_str();
        while let Some(after) = self.prompts.iter().find_map(|prompt| rest.strip_prefix(prompt.as_str())) {
            rest = after.trim_start();
        }
        rest.is_empty() && !key.is_empty()
    }

    /// The label of a question, by group: the first line before it that has one.
    pub fn label(&self, group: usize) -> &str {
        let groups = self.groups.get(..=group).unwrap_or(&[]);
        groups.iter().rev().find(|label| !label.is_empty()).map_or("", String::as_str)
    }

    /// The prompt of a field, as it is compared.
    pub fn own_prompt_key(&self, field: usize) -> String {
        norm(&composed(self.fields[field].prompt()))
    }

    /// The answer in a field: its content without the prompt.
    pub fn answer(&self, field: usize, content: &ControlContent) -> String {
        if content.is_typed { tidy(&content.text) } else { self.without_prompt(field, &content.text) }
    }

    /// The text without the prompt of a field, also where somebody typed before or after the prompt. The prompt of another
    /// field is no answer either, and neither is a line of it; words around it are.
    pub fn without_prompt(&self, field: usize, text: &str) -> String {
        let own = composed(self.fields[field].prompt());
        if self.is_prompt(text) {
            return String::new();
        }
        let lines: Vec<&str> = text.split('\n').filter(|line| !self.is_prompt(line)).collect();
        let text = tidy(&lines.join("\n"));
        if own.is_empty() || !text.contains(&own) {
            return text;
        }
        let rest = tidy(&text.replace(&own, ""));
        // A full stop beside the prompt is no answer.
        if rest.contains(char::is_alphanumeric) { rest } else { String::new() }
    }

    fn segments(&mut self, paragraph: &Paragraph, repeat: Option<usize>) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut put = |text: &str| {
            let text = composed(text).replace(is_direction, "");
            match segments.last_mut() {
                Some(Segment::Text(last)) => last.push_str(&text),
                _ => segments.push(Segment::Text(text)),
            }
        };
        let mut slots = Vec::new();
        for inline in &paragraph.inlines {
            match inline {
                Inline::Run(run) => put(&run.text),
                Inline::Break => put("\n"),
                Inline::Tab => put("\t"),
                Inline::Link { url, runs } => {
                    self.links.insert(url.clone());
                    for run in runs {
                        put(&run.text);
                    }
                }
                Inline::Control(control) if self.lacking.contains(control.path.full()) => {}
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
        for pair in out.windows(2) {
            if let [Segment::Slot(slot), Segment::Text(text)] = pair {
                self.fields[*slot].unit = norm(text);
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
            alias: control.full_name(repeat.is_some()),
            question: control.alias.clone(),
            option: control.part.clone().filter(|_| matches!(control.kind, ControlKind::Check)),
            repeat,
            line: None,
            group: self.group(),
            unit: String::new(),
        });
        next
    }

    /// The question that the next line belongs to.
    fn group(&self) -> usize {
        self.groups.len() - 1
    }

    /// Adds a paragraph. Gives the index of its line, where it is not empty.
    fn line(&mut self, paragraph: &Paragraph, place: Option<(usize, usize, usize)>) -> Option<usize> {
        let starts = matches!(
            paragraph.style,
            Style::Question | Style::QuestionIf | Style::Heading1 | Style::Heading2 | Style::Condition | Style::Remarks
        );
        let first = self.fields.len();
        // The condition of a question stands before it.
        let follows = starts && self.groups.last().is_some_and(String::is_empty) && self.groups.len() > 1;
        if starts && !follows {
            self.groups.push(String::new());
        }
        let segments = self.segments(paragraph, None);
        if segments.is_empty() {
            return None;
        }
        if starts && paragraph.style != Style::Condition {
            let group = self.group();
            self.groups[group] = plain(&segments).split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if let Some(Inline::Run(run)) = paragraph.inlines.last().filter(|_| paragraph.style == Style::Hint)
            && let Some(options) = run.text.strip_prefix(OPTIONS)
        {
            self.options.insert(norm(&composed(options)));
        }
        if segments.iter().all(|part| part.slot().is_none()) {
            let text = norm(&plain(&segments));
            if matches!(paragraph.style, Style::Question | Style::QuestionIf) && split_number(&text).is_some() {
                self.numbered.insert(text.clone());
            }
            self.texts.insert(text);
        }
        let line = self.lines.len();
        for field in &mut self.fields[first..] {
            field.line = Some(line);
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
        let group = self.group();
        self.lines.push(Line { segments, key: norm(&key), loose_key: norm(&loose), group, place });
        Some(line)
    }

    /// Adds a table whose rows stay as they are.
    fn fixed(&mut self, header: &TableRow, rows: &[TableRow]) {
        let table = self.fixed.len();
        if !header.is_empty() {
            self.headed.insert(table);
        }
        let all = std::iter::once(header).filter(|header| !header.is_empty()).chain(rows);
        let mut lines = Vec::new();
        for (at, row) in all.enumerate() {
            let cells = row.iter().enumerate().map(|(cell, paragraphs)| {
                paragraphs.iter().filter_map(|paragraph| self.line(paragraph, Some((table, at, cell)))).collect()
            });
            lines.push(cells.collect());
        }
        self.fixed.push(lines);
    }

    fn repeat(&mut self, header: &TableRow, items: &[Vec<TableRow>]) {
        let index = self.repeats.len();
        let heads: Vec<Vec<String>> = header
            .iter()
            .map(|cell| cell.iter().map(|line| norm(&plain(&self.segments(line, Some(index))))).collect())
            .collect();
        let mut rows = Vec::new();
        for row in items.first().into_iter().flatten() {
            let cells = row.iter().map(|cell| cell.iter().map(|line| self.segments(line, Some(index))).collect());
            rows.push(cells.collect());
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
        let header = norm(&heads.concat().join(" "));
        self.repeats.push(Repeat { header, heads, other_heads: Vec::new(), rows, group: self.group() });
    }
}

/// The paths of the controls of a document.
fn all_controls(doc: &Doc) -> impl Iterator<Item = &ControlPath> {
    let paragraphs = doc.blocks.iter().flat_map(Block::paragraphs);
    paragraphs.flat_map(|paragraph| &paragraph.inlines).filter_map(|inline| match inline {
        Inline::Control(control) => Some(&control.path),
        Inline::Run(_) | Inline::Break | Inline::Tab | Inline::Link { .. } => None,
    })
}

/// The number of a question and its words, where a text starts with a number.
pub fn split_number(text: &str) -> Option<(&str, &str)> {
    text.split_once(' ').filter(|(number, _)| number.starts_with(char::is_numeric))
}

/// The text of segments without the fields.
pub fn plain(segments: &[Segment]) -> String {
    segments.iter().map(|part| if let Segment::Text(text) = part { text.as_str() } else { " " }).collect()
}
