//! Which field each piece of text belongs to, by the controls and bookmarks around it.

use super::collector::{Collector, FlowToken, ParagraphMatch, Source, text_of};
use crate::read::normalize::{glyph, norm};
use crate::read::repeated;
use crate::read::report::Channel;
use crate::read::template::{Segment, Template, bare_xpath};
use crate::tags::bookmark_of_answer;
use canevas_ooxml::flow::{FlowParagraph, TextFlow, TextPiece};
use canevas_wording::is_direction;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The field that content belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    pub field: usize,
    pub channel: Channel,
    /// The control that holds it.
    pub control: Option<usize>,
    /// What tells this place from a copy of it.
    pub source: Source,
}

/// The field that the controls and bookmarks around some content name.
pub fn claim(template: &Template, flow: &TextFlow, controls: &[usize], bookmarks: &[usize]) -> Option<Claim> {
    let answer_of = |mark: &usize| bookmark_of_answer(&flow.bookmarks[*mark].name);
    let named = |mark: &usize| template.by_bookmark.get(answer_of(mark)).copied();
    // The lines of a long answer are one place.
    let first = |mark: &usize| {
        let name = answer_of(mark);
        let is_line = name.len() < flow.bookmarks[*mark].name.len();
        let whole = || flow.bookmarks.iter().position(|other| bookmark_of_answer(&other.name) == name);
        Source::Bookmark(if is_line { whole().unwrap_or(*mark) } else { *mark })
    };
    for index in controls.iter().rev() {
        let control = &flow.controls[*index];
        let by_tag = control.tag.as_ref().and_then(|tag| template.by_tag.get(tag));
        let by_path = || control.xpath.as_ref().and_then(|path| template.by_xpath.get(&bare_xpath(path)));
        let (field, channel) = match (by_tag, by_tag.is_none().then(by_path).flatten()) {
            (Some(field), _) => (*field, Channel::Tag),
            (None, Some(field)) => (*field, Channel::Binding),
            (None, None) => continue,
        };
        // LibreOffice writes one control as several, all in the same bookmark.
        let mark = bookmarks.iter().rev().find(|mark| named(mark) == Some(field));
        let source = mark.map_or(Source::Control(*index), first);
        return Some(Claim { field, channel, control: Some(*index), source });
    }
    let (mark, field) = bookmarks.iter().rev().find_map(|mark| Some((*mark, named(mark)?)))?;
    // Around a range without an end only the field itself is known, and that it stands alone on its line.
    let own = controls.last().map(|index| &flow.controls[*index]);
    let is_bare = own.is_none_or(|control| control.is_item || control.is_section);
    if flow.bookmarks[mark].broken && is_bare && !stands_alone(template, field) {
        return None;
    }
    // An unknown control inside our bookmark still is this field.
    Some(Claim { field, channel: Channel::Bookmark, control: controls.last().copied(), source: first(&mark) })
}

/// Whether a field is alone on its line in the blank form.
fn stands_alone(template: &Template, field: usize) -> bool {
    let line = template.fields[field].line.map(|line| template.lines[line].segments.as_slice());
    let in_rows = || {
        let lines =
            template.fields[field].repeat.map(|repeat| template.repeats[repeat].rows.iter().flatten().flatten());
        lines.into_iter().flatten().map(Vec::as_slice).find(|line| line.iter().any(|part| part.slot() == Some(field)))
    };
    matches!(line.or_else(in_rows), Some([Segment::Slot(_)]))
}

/// A piece of a paragraph that belongs to a field.
pub struct Claimed {
    pub claim: Claim,
    pub text: String,
    /// The item of a repeating section around it, as a control.
    pub around: Option<usize>,
}

/// A paragraph before its content is put into fields.
pub struct ReadParagraph {
    pub matched: ParagraphMatch,
    /// The fields in it, in the order of the tokens.
    pub claimed: Vec<Claimed>,
    /// The item of a repeating section around it, as a control.
    pub around: Option<usize>,
    /// The fields before whose controls line breaks stand.
    pub breaks_before: Vec<usize>,
}

impl ReadParagraph {
    /// Leaves the text out where it is one of those that the file was made with. A field is never left out.
    pub fn leave_out(&mut self, printed: &HashSet<String>) {
        let matched = &mut self.matched;
        if self.claimed.is_empty() && printed.contains(&norm(&text_of(&matched.tokens))) {
            matched.tokens.clear();
            matched.key.clear();
            matched.loose_key.clear();
        }
    }
}

/// Reads a paragraph: which text belongs to which field, and the other text.
pub fn read(template: &Template, flow: &TextFlow, at: usize, paragraph: &FlowParagraph) -> ReadParagraph {
    let mut tokens: Vec<FlowToken> = Vec::new();
    let mut claimed: Vec<Claimed> = Vec::new();
    // Where a control stands inside the bookmark of the same field, the control is the field. Text beside it is not.
    let of = |piece: &TextPiece| claim(template, flow, &piece.controls, &piece.bookmarks);
    let named = || paragraph.pieces.iter().filter_map(of);
    let inner: HashSet<usize> =
        named().filter(|claim| claim.channel != Channel::Bookmark).map(|claim| claim.field).collect();
    // In how many controls the content of each field stands: its own is the innermost.
    let mut depths: HashMap<usize, usize> = HashMap::new();
    for (claim, piece) in paragraph.pieces.iter().filter_map(|piece| Some((of(piece)?, piece))) {
        let depth = depths.entry(claim.field).or_default();
        *depth = piece.controls.len().max(*depth);
    }
    let repeated = repeated::controls(paragraph);
    let item_of = |piece: &TextPiece| piece.controls.iter().rev().copied().find(|index| flow.controls[*index].is_item);
    let around = paragraph.pieces.iter().find_map(item_of);
    let mut breaks_before = Vec::new();
    for piece in &paragraph.pieces {
        if piece.controls.last().is_some_and(|control| repeated.contains(control)) {
            continue;
        }
        let is_beside = |claim: &Claim| claim.channel == Channel::Bookmark && inner.contains(&claim.field);
        let claim = of(piece);
        // LibreOffice 7.4 moves the line breaks of an answer before its control.
        if let Some(claim) = claim.filter(|claim| depths.get(&claim.field) > Some(&piece.controls.len()))
            && piece.text.contains('\n')
            && piece.text.trim().is_empty()
        {
            breaks_before.push(claim.field);
        }
        let claim = claim.filter(|claim| !is_beside(claim));
        let Some(mut claim) = claim else {
            // The form itself puts direction marks around a text in another script.
            let shown = piece.text.replace(is_direction, "");
            match tokens.last_mut() {
                Some(FlowToken::Text(text)) => text.push_str(&shown),
                _ => tokens.push(FlowToken::Text(shown)),
            }
            continue;
        };
        // Word never divides a control: a second one with the tag of the first was pasted beside it.
        let is_pasted = |other: &Claimed| {
            other.claim.field == claim.field
                && other.claim.channel == Channel::Tag
                && other.claim.control != claim.control
        };
        if let (Channel::Tag, Some(control)) = (claim.channel, claim.control)
            && claimed.iter().any(is_pasted)
        {
            claim.source = Source::Control(control);
        }
        // The same place goes on. What goes on in another control without a bookmark is a copy beside it.
        let is_on = matches!(tokens.last(), Some(FlowToken::Claim(last)) if *last == claim.field);
        let last = claimed.last_mut().filter(|last| is_on && last.claim.source == claim.source);
        match last {
            Some(last) => last.text.push_str(&piece.text),
            None => {
                claimed.push(Claimed { claim, text: piece.text.clone(), around: item_of(piece) });
                if !is_on {
                    tokens.push(FlowToken::Claim(claim.field));
                }
            }
        }
    }
    let (key, loose_key) = keys(&tokens);
    let matched = ParagraphMatch {
        at,
        tokens,
        key,
        loose_key,
        cell: paragraph.cell,
        columns: paragraph.columns,
        is_merged_down: paragraph.is_merged_down,
        used: false,
    };
    ReadParagraph { matched, claimed, around, breaks_before }
}

/// The text of tokens with each field by index, and with all fields and boxes alike.
fn keys(tokens: &[FlowToken]) -> (String, String) {
    let (mut key, mut loose) = (String::new(), String::new());
    for token in tokens {
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
    (norm(&key), norm(&loose))
}

impl Collector<'_> {
    /// Puts what belongs to fields into them, now that the rows of tables are known.
    pub fn fill(&mut self, flow: &TextFlow, paragraphs: &[ReadParagraph]) {
        // The last paragraph of each answer in a filled file: its lines follow one another, with nothing but empty ones between.
        let mut ends: HashMap<(usize, usize), usize> = HashMap::new();
        let is_empty = |at: usize| paragraphs[at].matched.key.is_empty();
        for ReadParagraph { matched, claimed, breaks_before, .. } in paragraphs {
            for Claimed { claim, text, .. } in claimed {
                let repeat = self.template.fields[claim.field].repeat;
                let item = match (repeat, matched.cell) {
                    (None, _) => 0,
                    (Some(_), Some((table, row, _))) => self.row_items.get(&(table, row)).map_or(0, |(_, item)| *item),
                    (Some(_), None) => self.flat_items.get(&(matched.at, claim.source)).copied().unwrap_or(0),
                };
                let place = (claim.field, item);
                self.belongs(matched.at, self.template.fields[claim.field].group);
                let end = ends.get(&place).copied().filter(|end| self.is_filled && *end < matched.at);
                let follows = end.filter(|end| (*end + 1..matched.at).all(is_empty));
                let is_copy = follows.is_none() && repeat.is_some() && item == 0
                    || follows.is_none()
                        && self.out.contents.get(&place).is_some_and(|content| content.source != Some(claim.source));
                if !is_copy {
                    ends.insert(place, matched.at);
                }
                let control = claim.control.map(|index| &flow.controls[index]);
                if is_copy {
                    self.copy(place, text, control.and_then(|control| control.checked), matched.at, claim.source);
                    continue;
                }
                let content = self.out.content(place, claim.channel, matched.at);
                content.source = Some(claim.source);
                content.lost_breaks |= breaks_before.contains(&claim.field);
                if !content.text.is_empty() {
                    let breaks = follows.map_or(1, |end| matched.at - end);
                    content.text.push_str(&"\n".repeat(breaks));
                }
                content.text.push_str(text);
                if let Some(control) = control {
                    content.checked = content.checked.or(control.checked);
                    content.date = content.date.take().or_else(|| control.date.clone());
                    content.calendar = content.calendar.take().or_else(|| control.calendar.clone());
                }
            }
        }
    }
}
