//! What collects, and what all steps of collecting use: which field a piece of text belongs to, and where content goes.

use crate::read::align::extra;
use crate::read::document_text::DocumentText;
use crate::read::normalize::{glyph, norm, tidy};
use crate::read::repeated;
use crate::read::report::{Channel, UnplacedText};
use crate::read::rules::ANSWER_BESIDE_FIELD;
use crate::read::template::{Segment, Template, bare_xpath, plain};
use canevas_diagnostics::{Finding, Rule};
use canevas_ooxml::flow::{FlowParagraph, TextFlow, TextPiece};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

/// The content of a field.
#[derive(Debug, Clone, Default)]
pub struct ControlContent {
    /// The text, the prompt included.
    pub text: String,
    /// Whether the checkbox is ticked.
    pub checked: Option<bool>,
    /// The day of a date control, as Word writes it.
    pub date: Option<String>,
    /// How the field was found.
    pub channel: Channel,
    /// The paragraph in which the content starts; none where it comes from the custom XML part.
    pub paragraph: Option<usize>,
}

/// A finding about a field.
pub struct FieldFinding {
    /// The finding.
    pub finding: Finding,
    /// The field, by index; none where the finding is about the document.
    pub field: Option<usize>,
}

/// What was found.
#[derive(Default)]
pub struct Collected {
    /// The content of each field, by field and repeated row (0 outside repeated rows).
    pub contents: BTreeMap<(usize, usize), ControlContent>,
    /// Text that belongs to no field.
    pub unplaced: Vec<UnplacedText>,
    /// The findings.
    pub findings: Vec<FieldFinding>,
}

impl Collected {
    /// The content of a field. It is made where there is none; `channel` and `paragraph` then say where it comes from.
    fn content(&mut self, place: (usize, usize), channel: Channel, paragraph: usize) -> &mut ControlContent {
        self.contents.entry(place).or_insert_with(|| ControlContent {
            channel,
            paragraph: Some(paragraph),
            ..ControlContent::default()
        })
    }
}

/// A paragraph of the filled document, to be matched with one of the blank form.
pub struct ParagraphMatch {
    /// Its index in the document.
    pub at: usize,
    /// Its text and the fields in it.
    pub tokens: Vec<FlowToken>,
    /// Its text with each field by index.
    pub key: String,
    /// Its text with all fields and checkboxes alike.
    pub loose_key: String,
    /// The table, row and cell that it stands in.
    pub cell: Option<(usize, usize, usize)>,
    /// Whether a table of repeated rows contains it.
    pub used: bool,
}

/// A part of a paragraph.
#[derive(Debug, Clone)]
pub enum FlowToken {
    /// Text that belongs to no field.
    Text(String),
    /// A field, by index.
    Claim(usize),
}

impl FlowToken {
    /// The field that it is.
    pub fn field(&self) -> Option<usize> {
        match self {
            Self::Claim(field) => Some(*field),
            Self::Text(_) => None,
        }
    }
}

/// The items of a repeated section that were found so far.
struct Items {
    count: usize,
    /// The control around the last item.
    control: Option<usize>,
    row: Option<(usize, usize)>,
    /// The fields of the last item.
    fields: HashSet<usize>,
}

/// Collects the content of fields.
pub struct Collector<'t> {
    /// The blank form.
    pub template: &'t Template,
    text: &'t DocumentText,
    /// What was found.
    pub out: Collected,
    items: HashMap<usize, Items>,
    /// Rows of tables, by table and row: the repeat and the item that they belong to.
    pub row_items: BTreeMap<(usize, usize), (usize, usize)>,
}

impl<'t> Collector<'t> {
    /// A collector that has found nothing yet.
    pub fn new(template: &'t Template, text: &'t DocumentText) -> Self {
        Self { template, text, out: Collected::default(), items: HashMap::new(), row_items: BTreeMap::new() }
    }

    /// Adds a finding about a field, or about the document.
    pub fn report(&mut self, rule: &'static Rule, field: Option<usize>, paragraph: Option<usize>, message: &str) {
        let finding = Finding::new(rule, self.text.span(paragraph), message);
        self.out.findings.push(FieldFinding { finding, field });
    }

    fn claim(&self, flow: &TextFlow, piece: &TextPiece) -> Option<(usize, Channel, Option<usize>)> {
        for index in piece.controls.iter().rev() {
            let control = &flow.controls[*index];
            if let Some(field) = control.tag.as_ref().and_then(|tag| self.template.by_tag.get(tag)) {
                return Some((*field, Channel::Tag, Some(*index)));
            }
            let bound = control.xpath.as_ref().and_then(|path| self.template.by_xpath.get(&bare_xpath(path)));
            if let Some(field) = bound {
                return Some((*field, Channel::Binding, Some(*index)));
            }
        }
        let field = piece.bookmarks.iter().rev().find_map(|name| self.template.by_bookmark.get(name))?;
        // An unknown control inside our bookmark still is this field.
        Some((*field, Channel::Bookmark, piece.controls.last().copied()))
    }

    /// Reads a paragraph: puts text in controls and bookmarks into their fields, and keeps the other text.
    pub fn claims(&mut self, flow: &TextFlow, at: usize, paragraph: &FlowParagraph) -> ParagraphMatch {
        let mut tokens: Vec<FlowToken> = Vec::new();
        // Where a control stands inside the bookmark of the same field, the control is the field. Text beside it is not.
        let inner: HashSet<usize> = paragraph
            .pieces
            .iter()
            .filter_map(|piece| self.claim(flow, piece))
            .filter(|(_, channel, _)| *channel != Channel::Bookmark)
            .map(|(field, ..)| field)
            .collect();
        let repeated = repeated::controls(paragraph);
        for piece in &paragraph.pieces {
            if piece.controls.last().is_some_and(|control| repeated.contains(control)) {
                continue;
            }
            let claim = self.claim(flow, piece).filter(|(f, c, _)| *c != Channel::Bookmark || !inner.contains(f));
            let Some((field, channel, control)) = claim else {
                match tokens.last_mut() {
                    Some(FlowToken::Text(text)) => text.push_str(&piece.text),
                    _ => tokens.push(FlowToken::Text(piece.text.clone())),
                }
                continue;
            };
            let item = self.template.fields[field].repeat.map_or(0, |repeat| {
                let around = piece.controls.iter().rev().copied().find(|index| flow.controls[*index].is_item);
                self.item(repeat, around, paragraph.cell.map(|(table, row, _)| (table, row)), field)
            });
            let again = matches!(tokens.last(), Some(FlowToken::Claim(last)) if *last == field);
            let content = self.out.content((field, item), channel, at);
            if !content.text.is_empty() && !again {
                content.text.push('\n');
            }
            content.text.push_str(&piece.text);
            if let Some(control) = control.map(|index| &flow.controls[index]) {
                content.checked = content.checked.or(control.checked);
                content.date = content.date.take().or_else(|| control.date.clone());
            }
            if !again {
                tokens.push(FlowToken::Claim(field));
            }
        }
        let (mut key, mut loose) = (String::new(), String::new());
        for token in &tokens {
            match token {
                FlowToken::Text(text) => {
                    for c in text.chars() {
                        if glyph(c).is_some() {
                            loose.push_str(" \u{fffc} ");
                        } else {
                            loose.push(c);
                        }
                    }
                    key.push_str(text);
                }
                FlowToken::Claim(field) => {
                    let _ = write!(key, " \u{fffc}{field} ");
                    loose.push_str(" \u{fffc} ");
                }
            }
        }
        ParagraphMatch { at, tokens, key: norm(&key), loose_key: norm(&loose), cell: paragraph.cell, used: false }
    }

    /// The number of the repeated item that a field stands in.
    pub fn item(&mut self, repeat: usize, around: Option<usize>, row: Option<(usize, usize)>, field: usize) -> usize {
        let side_by_side = self.template.repeats[repeat].rows.len() == 1;
        let items = self.items.entry(repeat).or_insert_with(|| Items {
            count: 0,
            control: None,
            row: None,
            fields: HashSet::new(),
        });
        let moved = row != items.row;
        let new = items.count == 0
            || match (around, items.control) {
                (Some(a), Some(b)) => a != b,
                _ => moved && (side_by_side || items.fields.contains(&field)),
            };
        if new {
            items.count += 1;
            items.fields.clear();
        }
        items.control = around;
        items.row = row;
        items.fields.insert(field);
        if let Some(row) = row {
            self.row_items.insert(row, (repeat, items.count));
        }
        items.count
    }

    /// Keeps text that belongs to no field, with the label before it.
    pub fn unplaced(&mut self, text: &str, after: &str) {
        let text = tidy(text);
        if text.chars().all(|c| glyph(c).is_some() || c.is_whitespace()) {
            return;
        }
        self.out.unplaced.push(UnplacedText { after: after.replace('\u{fffc}', "☐"), text });
    }

    /// Takes text after the only field of a line as the answer, where the field is empty: somebody typed after the control
    /// and not in it. Says whether it did.
    pub fn behind(&mut self, segments: &[Segment], paragraph: &ParagraphMatch, item: usize) -> bool {
        let tokens = &paragraph.tokens;
        let slots: Vec<usize> = segments.iter().filter_map(Segment::slot).collect();
        let claims: Vec<usize> = tokens.iter().filter_map(FlowToken::field).collect();
        let ([slot], [claim]) = (slots.as_slice(), claims.as_slice()) else { return false };
        let content = self.out.contents.get(&(*slot, item)).map_or("", |content| content.text.as_str());
        let answered = !self.template.without_prompt(*slot, content).is_empty();
        if slot != claim || answered || self.template.fields[*slot].is_check() {
            return false;
        }
        let split = segments.iter().position(|segment| segment.slot().is_some()).unwrap_or(0);
        let (before, after) = (plain(&segments[..split]), plain(&segments[split..]));
        let split = tokens.iter().position(|token| token.field().is_some()).unwrap_or(0);
        if norm(&before) != norm(&text_of(&tokens[..split])) {
            return false;
        }
        let after: Vec<String> = norm(&after).split_whitespace().map(str::to_owned).collect();
        let text = tidy(&extra(&after, &text_of(&tokens[split..])));
        if text.is_empty() {
            return false;
        }
        self.hold((*slot, item), &text, Channel::Label, paragraph.at);
        let message = "the field is empty; the text after it was taken as the answer";
        self.report(&ANSWER_BESIDE_FIELD, Some(*slot), Some(paragraph.at), message);
        true
    }

    /// Adds text to the content of a field and row.
    pub fn hold(&mut self, place: (usize, usize), text: &str, channel: Channel, paragraph: usize) {
        let content = self.out.content(place, channel, paragraph);
        if !content.text.is_empty() && !text.is_empty() {
            content.text.push('\n');
        }
        content.text.push_str(text);
    }
}

/// The text of tokens, with a space for each field.
pub fn text_of(tokens: &[FlowToken]) -> String {
    tokens.iter().map(|token| if let FlowToken::Text(text) = token { text.as_str() } else { " " }).collect()
}
