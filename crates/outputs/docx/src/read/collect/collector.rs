//! What collects, and what all steps of collecting use: which field a piece of text belongs to, and where content goes.

use super::marks::{self, Part};
use super::ticks;
use crate::read::align::extra;
use crate::read::document_text::DocumentText;
use crate::read::normalize::{alike, norm, tidy};
use crate::read::report::{Channel, UnplacedText};
use crate::read::rules::{ANSWER_BESIDE_FIELD, CHECKBOX_DIFFERS, LABELS_CHANGED};
use crate::read::template::{Segment, Template, plain};
use canevas_diagnostics::{Finding, Rule};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How alike two wordings of one text are at least.
const ALIKE: f64 = 0.4;

/// The content of a field.
#[derive(Debug, Clone, Default)]
pub struct ControlContent {
    /// The text, the prompt included.
    pub text: String,
    /// Whether the checkbox is stored as ticked.
    pub checked: Option<bool>,
    /// Whether a mark outside of the box ticks it.
    pub marked: Option<bool>,
    /// The day of a date control, as Word writes it.
    pub date: Option<String>,
    /// The calendar in which a date control shows its day.
    pub calendar: Option<String>,
    /// Whether line breaks of the answer stand before the field.
    pub lost_breaks: bool,
    /// Whether its text is an answer although it says the same as a prompt.
    pub is_typed: bool,
    /// How the field was found.
    pub channel: Channel,
    /// The paragraph in which the content starts; none where it comes from the custom XML part.
    pub paragraph: Option<usize>,
    /// The control or bookmark that holds it.
    pub source: Option<Source>,
}

impl ControlContent {
    /// Whether the box is ticked: what is seen decides, then what is stored.
    pub fn is_ticked(&self) -> bool {
        if self.marked == Some(true) {
            return true;
        }
        marks::marks_and_words(&self.text).0.or(self.checked).or(self.marked).unwrap_or(false)
    }
}

/// A control or a bookmark, by index. A second one for the same field is a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A control.
    Control(usize),
    /// A bookmark.
    Bookmark(usize),
}

/// A finding about a field.
pub struct FieldFinding {
    /// The finding.
    pub finding: Finding,
    /// The field, by index; none where the finding is about the document.
    pub field: Option<usize>,
    /// The repeated row, from 1; 0 outside of repeated rows.
    pub item: usize,
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
    /// The questions, by group, of which a line stands in the document.
    pub visible: BTreeSet<usize>,
    /// The question, by group, that each paragraph belongs to.
    pub groups: Vec<usize>,
}

impl Collected {
    /// The content of a field. It is made where there is none; `channel` and `paragraph` then say where it comes from.
    pub fn content(&mut self, place: (usize, usize), channel: Channel, paragraph: usize) -> &mut ControlContent {
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
    /// How many columns its cell covers.
    pub columns: usize,
    /// Whether its cell is one with the cell above or below it.
    pub is_merged_down: bool,
    /// Whether it was read with its table.
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

/// Collects the content of fields.
pub struct Collector<'t> {
    /// The blank form.
    pub template: &'t Template,
    text: &'t DocumentText,
    /// Whether the file was made with answers in it.
    pub is_filled: bool,
    /// What was found.
    pub out: Collected,
    /// Rows of tables, by table and row: the repeat and the item that they belong to.
    pub row_items: BTreeMap<(usize, usize), (usize, usize)>,
    /// The number of each row of such a table, from 1, as the document counts them.
    pub row_numbers: BTreeMap<(usize, usize), usize>,
    /// The items for rows that became running text, by paragraph and place.
    pub flat_items: BTreeMap<(usize, Source), usize>,
    /// Tables, by number, that hold the rows of a repeat.
    pub repeat_tables: HashMap<usize, usize>,
    /// The places that are copies of others, and the fields that have such copies, with their paragraphs.
    pub copied: HashSet<Source>,
    pub copied_fields: Vec<(usize, usize)>,
    /// The paragraph from which on the questionnaire stands in the document a second time.
    pub copied_from: Option<usize>,
    /// The header rows of tables of repeated rows, by table and row.
    pub headers: HashSet<(usize, usize)>,
    /// Tables, by number, that are copies of others.
    pub copied_tables: HashSet<usize>,
    /// The repeats whose rows became running text.
    pub flat_repeats: HashSet<usize>,
    /// The paragraphs that are parts of a label, by index.
    pub label_parts: HashSet<usize>,
    /// The lines of the blank form that were read with their tables.
    pub done: Vec<bool>,
}

impl<'t> Collector<'t> {
    /// A collector that has found nothing yet.
    pub fn new(template: &'t Template, text: &'t DocumentText, paragraphs: usize) -> Self {
        let out = Collected { groups: vec![usize::MAX; paragraphs], ..Collected::default() };
        Self {
            template,
            text,
            is_filled: false,
            out,
            row_items: BTreeMap::new(),
            row_numbers: BTreeMap::new(),
            flat_items: BTreeMap::new(),
            repeat_tables: HashMap::new(),
            copied: HashSet::new(),
            headers: HashSet::new(),
            copied_tables: HashSet::new(),
            flat_repeats: HashSet::new(),
            copied_fields: Vec::new(),
            copied_from: None,
            label_parts: HashSet::new(),
            done: vec![false; template.lines.len()],
        }
    }

    /// Adds a finding about a field, or about the document.
    pub fn report(
        &mut self,
        rule: &'static Rule,
        place: Option<(usize, usize)>,
        paragraph: Option<usize>,
        message: &str,
    ) {
        let finding = Finding::new(rule, self.text.span(paragraph), message);
        let (field, item) = place.map_or((None, 0), |(field, item)| (Some(field), item));
        self.out.findings.push(FieldFinding { finding, field, item });
    }

    /// Whether a field is a checkbox.
    pub fn is_check(&self, field: usize) -> bool {
        self.template.fields[field].is_check()
    }

    /// Notes that a paragraph belongs to a question.
    pub fn belongs(&mut self, paragraph: usize, group: usize) {
        if let Some(place) = self.out.groups.get_mut(paragraph) {
            *place = group;
        }
    }

    /// Keeps text that belongs to no field, with the label before it.
    pub fn unplaced(&mut self, text: &str, after: &str) {
        self.unplaced_in("", text, after);
    }

    /// Keeps text that belongs to no field; `place` says where it stands.
    pub fn unplaced_in(&mut self, place: &str, text: &str, after: &str) {
        let text = tidy(text);
        // An empty box says nothing, and neither does the prompt of an empty field.
        let key = norm(&text);
        let is_prompt = || self.template.is_prompt(&key) || self.template.options.contains(&key);
        if text.is_empty() || marks::only_mark(&text) == Some(false) || is_prompt() {
            return;
        }
        let after = after.replace('\u{fffc}', "☐");
        self.out.unplaced.push(UnplacedText { place: place.to_owned(), after, text, is_reworded: false });
    }

    /// Keeps a text of the form in another wording. The report lists all of these on one line, and each as a whole.
    pub fn reworded(&mut self, text: &str, after: &str) {
        let before = self.out.unplaced.len();
        self.unplaced(&text.split_whitespace().collect::<Vec<_>>().join(" "), after);
        for text in self.out.unplaced.iter_mut().skip(before) {
            text.is_reworded = true;
        }
    }

    /// Whether a field holds an answer.
    pub fn is_answered(&self, place: (usize, usize)) -> bool {
        let content = self.out.contents.get(&place);
        content.is_some_and(|content| !self.template.answer(place.0, content).is_empty())
    }

    /// Takes text after the only field of a line as the answer, where the field is empty: somebody typed after the control
    /// and not in it. Says whether it did.
    pub fn behind(&mut self, segments: &[Segment], paragraph: &ParagraphMatch, item: usize) -> bool {
        let tokens = &paragraph.tokens;
        let slots: Vec<usize> = segments.iter().filter_map(Segment::slot).collect();
        let claims: Vec<usize> = tokens.iter().filter_map(FlowToken::field).collect();
        let ([slot], [claim]) = (slots.as_slice(), claims.as_slice()) else { return false };
        if slot != claim || self.is_answered((*slot, item)) || self.is_check(*slot) {
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
        // A label that was joined with the line of the field is no answer.
        if text.is_empty() || self.template.texts.contains(&norm(&text)) {
            return false;
        }
        self.beside((*slot, item), &text, paragraph.at, "after");
        true
    }

    /// Takes text beside a field that is empty as its answer.
    pub fn beside(&mut self, place: (usize, usize), text: &str, paragraph: usize, side: &str) {
        self.hold(place, text, Channel::Label, paragraph);
        let message = format!("the field is empty; the text {side} it was taken as the answer; check that it is one");
        self.report(&ANSWER_BESIDE_FIELD, Some(place), Some(paragraph), &message);
    }

    /// Adds text to the content of a field and row.
    pub fn hold(&mut self, place: (usize, usize), text: &str, channel: Channel, paragraph: usize) {
        let content = self.out.content(place, channel, paragraph);
        if !content.text.is_empty() && !text.is_empty() {
            content.text.push('\n');
        }
        content.text.push_str(text);
    }

    /// Compares a paragraph with a line of the blank form that differs from it. Boxes and marks go to their options, text to
    /// the field that lost its control, and the rest to the text in no answer.
    pub fn pair(
        &mut self,
        segments: &'t [Segment],
        paragraph: &ParagraphMatch,
        item: usize,
        [place, after]: [&str; 2],
    ) {
        let template = self.template;
        let slots: Vec<usize> = segments.iter().filter_map(Segment::slot).collect();
        let has_box = slots.iter().any(|slot| self.is_check(*slot));
        let is_claimed = |slot: usize| paragraph.tokens.iter().any(|token| token.field() == Some(slot));
        let open = slots.iter().find(|slot| {
            !template.fields[**slot].is_check()
                && !is_claimed(**slot)
                && !self.out.contents.contains_key(&(**slot, item))
        });
        let known: Vec<String> = plain(segments).split_whitespace().map(|word| word.replace('’', "'")).collect();
        let rest = if has_box {
            let ticks = ticks::read(segments, &paragraph.tokens, &|slot| template.fields[slot].is_check());
            if ticks.found {
                self.mark(&ticks, paragraph, item);
                // The report quotes a label that may be an answer together with the words beside it.
                if ticks.lone_label { without_boxes(&text_of(&paragraph.tokens)) } else { ticks.rest }
            } else {
                self.boxes_in_order(&slots, paragraph, item);
                extra(&known, &text_of(&paragraph.tokens))
            }
        } else {
            extra(&known, &text_of(&paragraph.tokens))
        };
        let rest = tidy(&rest);
        let all_claimed = slots.iter().all(|slot| is_claimed(*slot));
        let is_question = |slot: usize| template.numbered.contains(&norm(&template.without_prompt(slot, &rest)));
        match open {
            // A question that was joined with the line of the field is no answer.
            Some(slot) if is_question(*slot) => {
                self.hold((*slot, item), "", Channel::Label, paragraph.at);
                self.unplaced_in(place, &template.without_prompt(*slot, &rest), after);
            }
            Some(slot) => self.hold((*slot, item), &rest, Channel::Label, paragraph.at),
            None if all_claimed && !has_box && self.behind(segments, paragraph, item) => {}
            None if slots.is_empty() && is_reworded(segments, paragraph) => {
                self.reworded(&text_of(&paragraph.tokens), after);
            }
            None => self.unplaced_in(place, &rest, after),
        }
    }

    /// Puts the marks of a line of options into its boxes.
    fn mark(&mut self, ticks: &ticks::Ticks, paragraph: &ParagraphMatch, item: usize) {
        for state in &ticks.boxes {
            let place = (state.slot, item);
            let known = self.out.contents.contains_key(&place);
            let content = self.out.content(place, Channel::Label, paragraph.at);
            content.marked = Some(content.marked.unwrap_or(false) || state.ticked);
            if known && state.ticked {
                let message = "a mark stands beside the box; it was read as a tick; check that it is one";
                self.report(&CHECKBOX_DIFFERS, Some(place), Some(paragraph.at), message);
            }
        }
    }

    /// Reads the boxes of a line whose labels are gone: in order, where there are as many as in the blank form. Before other
    /// words, a box is no longer known.
    fn boxes_in_order(&mut self, slots: &[usize], paragraph: &ParagraphMatch, item: usize) {
        let boxes: Vec<usize> = slots.iter().copied().filter(|slot| self.is_check(*slot)).collect();
        let parts = marks::parts_of_text(&text_of(&paragraph.tokens));
        let drawn: Vec<bool> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Empty(_) => Some(false),
                Part::Tick(_) => Some(true),
                Part::Claim(_) | Part::Word(_) | Part::Gap => None,
            })
            .collect();
        let has_words = parts.iter().any(|part| matches!(part, Part::Word(_)));
        let is_claimed = boxes.iter().any(|slot| paragraph.tokens.iter().any(|token| token.field() == Some(*slot)));
        if has_words || is_claimed || drawn.is_empty() || drawn.len() != boxes.len() {
            return;
        }
        for (slot, ticked) in boxes.into_iter().zip(drawn) {
            let content = self.out.content((slot, item), Channel::Label, paragraph.at);
            content.marked = Some(ticked);
            if ticked {
                let message = "the label of the box is gone; the tick was read by its place; check it";
                self.report(&LABELS_CHANGED, Some((slot, item)), Some(paragraph.at), message);
            }
        }
    }
}

/// Whether a paragraph is a text of the form in another wording, as in a file that was made from an earlier template: it
/// lacks words of the blank form, and has others. Words that only came along were typed.
pub fn is_reworded(segments: &[Segment], paragraph: &ParagraphMatch) -> bool {
    let (known, found) = (norm(&plain(segments)), norm(&text_of(&paragraph.tokens)));
    let words: Vec<String> = found.split(' ').map(str::to_owned).collect();
    !extra(&words, &known).is_empty() && alike(&known, &found) >= ALIKE
}

/// A text without the empty boxes in it.
fn without_boxes(text: &str) -> String {
    let words = marks::parts_of_text(text).into_iter().filter_map(|part| match part {
        Part::Word(word) | Part::Tick(word) => Some(word),
        Part::Empty(_) | Part::Claim(_) | Part::Gap => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The text of tokens, with a space for each field.
pub fn text_of(tokens: &[FlowToken]) -> String {
    tokens.iter().map(|token| if let FlowToken::Text(text) = token { text.as_str() } else { " " }).collect()
}
