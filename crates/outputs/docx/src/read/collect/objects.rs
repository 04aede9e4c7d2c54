//! What stands in a document and is no text, or more than its text: which answer it is part of.

use super::claims::claim;
use super::collector::{Collector, ControlContent};
use super::marks;
use crate::doc::ControlKind;
use crate::read::normalize::norm;
use crate::read::rules::{EMBEDDED_CONTENT, FIELD_NOT_EVALUATED, MORE_THAN_TEXT, TRACKED_CHANGES};
use canevas_diagnostics::Rule;
use canevas_ooxml::flow::{FlowObject, FlowParagraph, ObjectKind, TextFlow};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What other parts say about the document.
#[derive(Debug, Default)]
pub struct Around {
    /// The addresses of links, by the ids of their relationships.
    pub addresses: BTreeMap<String, String>,
    /// The ids of the styles that give a paragraph an automatic number or bullet.
    pub list_styles: BTreeSet<String>,
}

/// What is said of an object; `None` where there is nothing to say.
pub fn told(object: &FlowObject, shown: &str, addresses: &BTreeMap<String, String>) -> Option<(&'static Rule, String)> {
    let described = |what: &str| {
        if object.text.trim().is_empty() {
            format!("{what}, which was not read")
        } else {
            format!("{what}, which was not read; its description is \u{201c}{}\u{201d}", object.text.trim())
        }
    };
    let link = |address: &str| {
        let bare = address.trim_start_matches("mailto:").trim_end_matches('/');
        let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
        (!bare.is_empty() && !shown.contains(bare)).then(|| {
            let message = format!(
                "a link to {address}; the answer holds its text and not the address; add the address where it matters"
            );
            (&MORE_THAN_TEXT, message)
        })
    };
    match object.kind {
        ObjectKind::Picture => Some((&EMBEDDED_CONTENT, described("a picture"))),
        ObjectKind::Chart => Some((&EMBEDDED_CONTENT, described("a chart"))),
        ObjectKind::Diagram => Some((&EMBEDDED_CONTENT, described("a diagram (SmartArt)"))),
        ObjectKind::Shape => Some((&EMBEDDED_CONTENT, described("a drawing"))),
        ObjectKind::Ink => Some((&EMBEDDED_CONTENT, described("handwriting"))),
        ObjectKind::Embedded => Some((&EMBEDDED_CONTENT, described("an embedded object, such as a spreadsheet"))),
        ObjectKind::Equation => {
            Some((&MORE_THAN_TEXT, format!("an equation, which was read as `{}`; check that it is right", object.text)))
        }
        ObjectKind::Struck => Some((
            &MORE_THAN_TEXT,
            format!(
                "the text \u{201c}{}\u{201d}, which is struck out and was left out; check the answer",
                shown_of(object)
            ),
        )),
        ObjectKind::Hidden => Some((
            &MORE_THAN_TEXT,
            format!(
                "the text \u{201c}{}\u{201d}, which is hidden and was left out; check the answer",
                shown_of(object)
            ),
        )),
        ObjectKind::JoinedParagraph => Some((
            &TRACKED_CHANGES,
            "a tracked change that joins its paragraph with the next one; the two were read apart".to_owned(),
        )),
        ObjectKind::DeletedCell => Some((
            &TRACKED_CHANGES,
            "a tracked change that deletes the cell of a table; the cell was read as it stands".to_owned(),
        )),
        ObjectKind::Symbol => Some((
            &MORE_THAN_TEXT,
            format!("the symbol {}, which other fonts do not show; replace it with an ordinary character", object.text),
        )),
        ObjectKind::LinkId => addresses.get(&object.text).and_then(|address| link(address)),
        ObjectKind::Link => link(&object.text),
        ObjectKind::Deleted
        | ObjectKind::Comment
        | ObjectKind::Footnote
        | ObjectKind::Endnote
        | ObjectKind::FormField => None,
    }
}

/// The text of an object on one line.
fn shown_of(object: &FlowObject) -> String {
    object.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Collector<'_> {
    /// Reports pictures and other objects, with the answer that they are part of.
    pub fn objects(&mut self, flow: &TextFlow, around: &Around) {
        let template = self.template;
        let placed = self.out.contents.iter().filter(|(_, content)| content.source.is_none());
        let by_place: HashMap<usize, (usize, usize)> =
            placed.filter_map(|(place, content)| Some((content.paragraph?, *place))).collect();
        let mut listed: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        for (at, paragraph) in flow.paragraphs.iter().enumerate() {
            let shown = paragraph.text();
            let mut said = BTreeSet::new();
            self.form_fields(flow, paragraph, at, &by_place);
            self.deleted_answers(flow, paragraph, at, &by_place);
            self.struck_options(flow, paragraph, at, &by_place);
            for object in &paragraph.objects {
                let address = match object.kind {
                    ObjectKind::LinkId => around.addresses.get(&object.text),
                    ObjectKind::Link
                    | ObjectKind::Picture
                    | ObjectKind::Chart
                    | ObjectKind::Diagram
                    | ObjectKind::Shape
                    | ObjectKind::Ink
                    | ObjectKind::Embedded
                    | ObjectKind::Equation
                    | ObjectKind::Symbol
                    | ObjectKind::Struck
                    | ObjectKind::Hidden
                    | ObjectKind::Deleted
                    | ObjectKind::JoinedParagraph
                    | ObjectKind::DeletedCell
                    | ObjectKind::Comment
                    | ObjectKind::Footnote
                    | ObjectKind::Endnote
                    | ObjectKind::FormField => Some(&object.text),
                };
                let is_own = address.is_some_and(|address| template.links.contains(address));
                // An empty text says nothing, and neither does the mark at the end of a deleted paragraph.
                let is_left_out = matches!(object.kind, ObjectKind::Struck | ObjectKind::Hidden);
                let is_joined = object.kind == ObjectKind::JoinedParagraph;
                let is_shown = !(is_left_out && object.text.trim().is_empty())
                    && !(is_joined && (shown.trim().is_empty() || paragraph.in_deleted_row));
                if !is_shown {
                    continue;
                }
                let Some((rule, message)) = told(object, &shown, &around.addresses).filter(|_| !is_own) else {
                    continue;
                };
                if !said.insert(message.clone()) {
                    continue;
                }
                let field = self.field_of(flow, &object.controls, &object.bookmarks, paragraph, at, &by_place);
                let message = if field.is_some() {
                    format!("the field holds {message}")
                } else {
                    let label = template.label(self.out.groups[at]);
                    if label.is_empty() {
                        format!("before the first question stands {message}")
                    } else {
                        format!("after \u{201c}{label}\u{201d} stands {message}")
                    }
                };
                self.report(rule, field, Some(at), &message);
            }
            if paragraph.is_listed.unwrap_or_else(|| around.list_styles.contains(&paragraph.style))
                && !shown.trim().is_empty()
            {
                let controls = paragraph
                    .pieces
                    .iter()
                    .find_map(|piece| self.field_of(flow, &piece.controls, &piece.bookmarks, paragraph, at, &by_place));
                if let Some(place) = controls {
                    listed.entry(place).or_insert((at, 0)).1 += 1;
                }
            }
        }
        for (place, (at, count)) in listed {
            let message = if count == 1 {
                "a line has an automatic number or bullet, which is not part of the answer; type it where it matters"
                    .to_owned()
            } else {
                format!(
                    "{count} lines have automatic numbers or bullets, which are not part of the answer; type them where they matter"
                )
            };
            self.report(&MORE_THAN_TEXT, Some(place), Some(at), &message);
        }
    }

    /// Reports answers that are empty because a tracked change deletes their text.
    fn deleted_answers(
        &mut self,
        flow: &TextFlow,
        paragraph: &FlowParagraph,
        at: usize,
        by_place: &HashMap<usize, (usize, usize)>,
    ) {
        let deleted = paragraph.objects.iter().filter(|object| object.kind == ObjectKind::Deleted);
        for object in deleted.filter(|_| !paragraph.in_deleted_row) {
            let (text, around) = (shown_of(object), (&object.controls, &object.bookmarks));
            let place = self.field_of(flow, around.0, around.1, paragraph, at, by_place);
            let Some(place) = place.filter(|place| !self.is_answered(*place) && !self.is_check(place.0)) else {
                continue;
            };
            if !text.is_empty() && !self.template.is_prompt(&text) {
                let message = format!(
                    "the field is empty, because a tracked change deletes \u{201c}{text}\u{201d}; accept or reject the change in Word"
                );
                self.report(&TRACKED_CHANGES, Some(place), Some(at), &message);
            }
        }
    }

    /// Reports long answers on one line that stand in a field of an older form: such a field holds no line breaks.
    fn form_fields(
        &mut self,
        flow: &TextFlow,
        paragraph: &FlowParagraph,
        at: usize,
        by_place: &HashMap<usize, (usize, usize)>,
    ) {
        let fields = paragraph.objects.iter().filter(|object| object.kind == ObjectKind::FormField);
        let places: BTreeSet<(usize, usize)> = fields
            .filter_map(|field| self.field_of(flow, &field.controls, &field.bookmarks, paragraph, at, by_place))
            .collect();
        for place in places {
            let is_long = matches!(self.template.fields[place.0].kind, ControlKind::Text { lines: true, .. });
            let answer = self.out.contents.get(&place).map(|content| self.template.answer(place.0, content));
            if is_long && answer.is_some_and(|answer| !answer.is_empty() && !answer.contains('\n')) {
                let message = "another program put the answer into a field that keeps no line breaks; words and numbers on lines of their own may be joined; check it";
                self.report(&FIELD_NOT_EVALUATED, Some(place), Some(at), message);
            }
        }
    }

    /// Reads a box as empty where its tick or the label behind it is struck out.
    fn struck_options(
        &mut self,
        flow: &TextFlow,
        paragraph: &FlowParagraph,
        at: usize,
        by_place: &HashMap<usize, (usize, usize)>,
    ) {
        for object in &paragraph.objects {
            if !matches!(object.kind, ObjectKind::Struck | ObjectKind::Hidden) {
                continue;
            }
            let own = self.field_of(flow, &object.controls, &object.bookmarks, paragraph, at, by_place);
            let ticked = marks::marks_and_words(&object.text).0 == Some(true);
            let label = norm(&object.text);
            // The label stands behind its box.
            let before = paragraph.pieces.get(..object.piece).unwrap_or(&[]).iter().rev();
            let before = || {
                let mut all = before.clone().filter(|piece| !piece.controls.is_empty());
                all.find_map(|piece| self.field_of(flow, &piece.controls, &piece.bookmarks, paragraph, at, by_place))
            };
            let place = match own {
                Some(place) => Some(place).filter(|_| ticked),
                None => before().filter(|place| self.template.fields[place.0].unit == label),
            };
            let Some(place) = place.filter(|place| self.is_check(place.0)) else { continue };
            if let Some(content) = self.out.contents.get_mut(&place).filter(|content| content.is_ticked()) {
                *content = ControlContent { text: String::new(), checked: None, marked: None, ..content.clone() };
                let message =
                    "the option is ticked and struck out or hidden; it was read as not ticked; check the answer";
                self.report(&MORE_THAN_TEXT, Some(place), Some(at), message);
            }
        }
    }

    /// The field and row that some content belongs to.
    fn field_of(
        &self,
        flow: &TextFlow,
        controls: &[usize],
        bookmarks: &[usize],
        paragraph: &FlowParagraph,
        at: usize,
        by_place: &HashMap<usize, (usize, usize)>,
    ) -> Option<(usize, usize)> {
        let claim = claim(self.template, flow, controls, bookmarks);
        let item = |field: usize| match (self.template.fields[field].repeat, paragraph.cell) {
            (None, _) => 0,
            (Some(_), Some((table, row, _))) => self.row_items.get(&(table, row)).map_or(0, |(_, item)| *item),
            (Some(_), None) => claim.and_then(|claim| self.flat_items.get(&(at, claim.source))).copied().unwrap_or(0),
        };
        if let Some(claim) = claim {
            return Some((claim.field, item(claim.field)));
        }
        // An answer without a control was found by its place.
        by_place.get(&at).copied()
    }
}
