//! What stands in a document twice, was deleted with tracked changes, or lost its end.

use super::claims::ReadParagraph;
use super::collector::{Collector, Source, text_of};
use super::marks;
use crate::read::normalize::norm;
use crate::read::rules::{RANGE_BROKEN, TRACKED_CHANGES};
use crate::read::template::{Segment, plain};
use canevas_ooxml::flow::TextFlow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// From how many copied questions on the whole questionnaire is a copy.
const MANY: usize = 3;
/// How many fields without an end are named one by one.
const MOST_BROKEN: usize = 12;

impl Collector<'_> {
    /// Leaves rows out that a tracked change deletes, and says so.
    pub fn deleted_rows(&mut self, flow: &TextFlow, paragraphs: &mut [ReadParagraph]) {
        if !flow.paragraphs.iter().any(|paragraph| paragraph.in_deleted_row) {
            return;
        }
        let mut rows: BTreeMap<(usize, usize), (usize, String)> = BTreeMap::new();
        let mut fields: BTreeMap<usize, usize> = BTreeMap::new();
        let in_rows = self.template.repeats.iter().flat_map(|repeat| repeat.rows.iter().flatten().flatten());
        let lines = in_rows.chain(self.template.lines.iter().map(|line| &line.segments));
        let labels: HashSet<String> = lines.map(|line| norm(&plain(line))).collect();
        for (at, paragraph) in flow.paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.in_deleted_row) {
            let read = &mut paragraphs[at];
            let (table, row, _) = paragraph.cell.unwrap_or_default();
            let (first, told) = rows.entry((table, row)).or_insert_with(|| (at, String::new()));
            if let Some(claimed) = read.claimed.first() {
                fields.entry(*first).or_insert(claimed.claim.field);
            }
            let mut shown: Vec<String> = vec![norm(&paragraph.deleted)];
            shown.extend(read.claimed.drain(..).map(|claimed| {
                let text = self.template.without_prompt(claimed.claim.field, &claimed.text);
                if marks::only_mark(&text) == Some(false) { String::new() } else { text }
            }));
            let own = norm(&text_of(&read.matched.tokens));
            shown.push(if labels.contains(&own) { String::new() } else { own });
            for text in shown.iter().filter(|text| !text.is_empty() && !self.template.is_prompt(text)) {
                told.push_str(if told.is_empty() { "" } else { " · " });
                told.push_str(text);
            }
            read.matched.tokens.clear();
            read.matched.key.clear();
            read.matched.loose_key.clear();
            read.matched.used = true;
        }
        for (at, text) in rows.into_values() {
            let text = if text.is_empty() { text } else { format!(" (\u{201c}{text}\u{201d})") };
            let message = format!(
                "a tracked change deletes a row of a table{text}; the row was left out; accept or reject the change in Word"
            );
            let place = fields.get(&at).map(|field| (*field, 0));
            self.report(&TRACKED_CHANGES, place, Some(at), &message);
        }
    }

    /// Keeps the content of a second control for a field apart.
    pub fn copy(&mut self, place: (usize, usize), text: &str, checked: Option<bool>, at: usize, source: Source) {
        let field = &self.template.fields[place.0];
        let first = self.out.contents.get(&place);
        let is_new = if field.is_check() {
            let ticked = marks::marks_and_words(text).0.or(checked).unwrap_or(false);
            ticked && !first.is_some_and(super::ControlContent::is_ticked)
        } else {
            let text = self.template.without_prompt(place.0, text);
            !text.is_empty() && first.is_none_or(|first| norm(&first.text) != norm(&text))
        };
        if self.copied.insert(source) {
            self.copied_fields.push((place.0, at));
        }
        if is_new {
            let text = if field.is_check() {
                format!("{text} {}", field.unit)
            } else {
                self.template.without_prompt(place.0, text)
            };
            let where_ = format!("a second copy of the field \u{201c}{}\u{201d}", field.alias);
            let label = self.template.label(field.group).to_owned();
            self.unplaced_in(&where_, &text, &label);
        }
    }

    /// Keeps the lines of a second questionnaire in the same document apart. Its own labels are no text of anyone.
    pub fn copied_lines(&mut self, paragraphs: &mut [ReadParagraph]) {
        let groups: BTreeSet<usize> =
            self.copied_fields.iter().map(|(field, _)| self.template.fields[*field].group).collect();
        let title = self.template.lines.first().map_or("", |line| line.key.as_str());
        // The first title is that of the first questionnaire.
        let titles: Vec<usize> = (0..paragraphs.len())
            .filter(|at| {
                let key = paragraphs[*at].matched.key.as_str();
                !key.is_empty() && (key == title || self.template.other_titles.contains(key))
            })
            .skip(1)
            .collect();
        let template = self.template;
        let keys: HashMap<&str, usize> = template
            .lines
            .iter()
            .map(|line| (line.key.as_str(), line.group))
            .filter(|(key, _)| !key.is_empty())
            .collect();
        // Without controls, the labels of a second questionnaire follow its title, and those of the first one stand before it.
        let bare = || {
            let (labels, others) =
                (|text: &str| keys.contains_key(text), |text: &str| template.other_texts.contains_key(text));
            let is_second = |at: &&usize| {
                self.has_labels(&paragraphs[..**at], &labels)
                    && (self.has_labels(&paragraphs[**at..], &labels) || self.has_labels(&paragraphs[**at..], &others))
            };
            titles.iter().find(is_second).copied()
        };
        let first = self.copied_fields.iter().map(|(_, at)| *at).min();
        let bare = if first.is_some() { None } else { bare() };
        if bare.is_none() && groups.len() < MANY && (titles.is_empty() || groups.is_empty()) {
            return;
        }
        let Some(first) = bare.map(|title| title + 1).or(first) else { return };
        let has_text =
            |line: &&crate::read::template::Line| line.segments.iter().any(|part| matches!(part, Segment::Text(_)));
        let loose: HashSet<&str> = template.lines.iter().filter(has_text).map(|line| line.loose_key.as_str()).collect();
        let is_label = |p: &ReadParagraph| {
            let key = p.matched.key.as_str();
            p.claimed.is_empty() && (key.is_empty() || keys.contains_key(key) || template.other_texts.contains_key(key))
        };
        // It starts with its title, before its first field.
        let start = titles.into_iter().rfind(|at| *at < first);
        let mut from = start.unwrap_or(first);
        while start.is_none() && from > 0 && is_label(&paragraphs[from - 1]) {
            from -= 1;
        }
        self.copied_from = Some(from);
        let message = "the document holds the questionnaire a second time, perhaps of another country; its answers were not joined to those of the first; save the second one in a file of its own, and read that";
        self.report(&crate::read::rules::UNPLACED_TEXT, None, Some(from), message);
        let mut own = template.own_texts();
        own.extend(template.other_texts.clone());
        let without_prompts = |text: &str| {
            norm(&template.prompts.iter().fold(norm(text), |text, prompt| text.replace(prompt.as_str(), " ")))
        };
        let mut group = 0;
        for paragraph in &mut paragraphs[from..] {
            let matched = &mut paragraph.matched;
            let text = text_of(&matched.tokens);
            let known = keys.get(matched.key.as_str()).or_else(|| template.other_texts.get(&matched.key));
            if let Some(known) = known {
                group = *known;
            }
            if std::mem::replace(&mut matched.used, true) {
                continue;
            }
            // A line of options is known, and a tick in it is somebody's.
            let is_ticked = marks::marks_and_words(&text).0 == Some(true);
            let is_known = !is_ticked
                && (keys.contains_key(matched.key.as_str())
                    || own.contains_key(&without_prompts(&text))
                    || loose.contains(matched.loose_key.as_str())
                    || template.other_loose_keys.contains(&matched.loose_key));
            if !is_known {
                self.unplaced_in("a second copy of the questionnaire", &text, template.label(group));
            }
        }
    }

    /// Whether most labels of the blank form stand in some paragraphs.
    fn has_labels(&self, paragraphs: &[ReadParagraph], is_label: &dyn Fn(&str) -> bool) -> bool {
        let keys = paragraphs.iter().map(|paragraph| paragraph.matched.key.as_str());
        let found: HashSet<&str> = keys.filter(|key| is_label(key)).collect();
        2 * found.len()
            > self.template.lines.iter().filter(|line| !line.segments.iter().any(|part| part.slot().is_some())).count()
    }

    /// Reports fields whose range has no end.
    pub fn broken_ranges(&mut self, flow: &TextFlow, paragraphs: &[ReadParagraph]) {
        if !flow.bookmarks.iter().any(|mark| mark.broken) {
            return;
        }
        let mut told = HashSet::new();
        let mut found: Vec<((usize, usize), usize)> = Vec::new();
        for (at, paragraph) in flow.paragraphs.iter().enumerate() {
            let marks: Vec<usize> = paragraph.pieces.iter().flat_map(|piece| piece.bookmarks.iter().copied()).collect();
            for mark in marks.into_iter().filter(|mark| flow.bookmarks[*mark].broken) {
                let Some(field) = self.template.by_bookmark.get(&flow.bookmarks[mark].name).copied() else { continue };
                if told.insert(mark) {
                    let claimed = paragraphs[at].claimed.iter().find(|claimed| claimed.claim.field == field);
                    let row = paragraphs[at].matched.cell.and_then(|(table, row, _)| self.row_items.get(&(table, row)));
                    let item = row.filter(|_| claimed.is_some()).map_or(0, |(_, item)| *item);
                    found.push(((field, item), at));
                }
            }
        }
        if found.len() > MOST_BROKEN {
            let message = format!(
                "the ends of {} fields are lost; each answer was read up to the end of its paragraph; check that the answers are whole",
                found.len()
            );
            self.report(&RANGE_BROKEN, None, found.first().map(|(_, at)| *at), &message);
            return;
        }
        for (place, at) in found {
            let message = "the end of the field is lost; its answer was read up to the end of its paragraph; check that the answer is whole";
            self.report(&RANGE_BROKEN, Some(place), Some(at), message);
        }
    }

    /// Gives each paragraph of no known line the question before it.
    pub fn follow_on(&mut self) {
        let mut last = 0;
        for group in &mut self.out.groups {
            if *group == usize::MAX {
                *group = last;
            }
            last = *group;
        }
    }
}
