//! From the paragraphs of a filled document to what stands in each place, and what stands in none.

use super::flow::{Flow, Para};
use super::template::{Part, Template, bare_xpath};
use super::words::{alike, glyph, norm, tidy};
use super::{Channel, UnplacedText};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

/// What stands in a place.
#[derive(Debug, Clone, Default)]
pub struct ControlContent {
    pub text: String,
    pub checked: Option<bool>,
    pub date: Option<String>,
    pub channel: Channel,
}

/// What was found: by field and repeated row (0 outside of one).
#[derive(Debug, Default)]
pub struct Collected {
    pub held: BTreeMap<(usize, usize), ControlContent>,
    pub stray: Vec<UnplacedText>,
    pub warnings: Vec<String>,
}

/// A paragraph with its claims: text, or a place.
struct ParagraphMatch {
    tokens: Vec<Token>,
    key: String,
    weak: String,
    cell: Option<(usize, usize, usize)>,
    used: bool,
}

#[derive(Debug, Clone)]
enum Token {
    Text(String),
    Claim(usize),
}

struct Items {
    count: usize,
    item: Option<usize>,
    row: Option<(usize, usize)>,
    fields: HashSet<usize>,
}

struct Collector<'t> {
    template: &'t Template,
    out: Collected,
    items: HashMap<usize, Items>,
    row_items: BTreeMap<(usize, usize), (usize, usize)>,
}

pub fn collect(template: &Template, flow: &Flow) -> Collected {
    let mut collector =
        Collector { template, out: Collected::default(), items: HashMap::new(), row_items: BTreeMap::new() };
    let mut seen: Vec<ParagraphMatch> = flow.paras.iter().map(|para| collector.claims(flow, para)).collect();
    collector.tables(&mut seen);
    collector.lines(&mut seen);
    collector.out
}

impl<'t> Collector<'t> {
    fn claim(&self, flow: &Flow, piece: &super::flow::Piece) -> Option<(usize, Channel, Option<usize>)> {
        for index in piece.sdts.iter().rev() {
            let sdt = &flow.sdts[*index];
            if let Some(field) = sdt.tag.as_ref().and_then(|tag| self.template.by_tag.get(tag)) {
                return Some((*field, Channel::Tag, Some(*index)));
            }
            if let Some(field) = sdt.xpath.as_ref().and_then(|path| self.template.by_xpath.get(&bare_xpath(path))) {
                return Some((*field, Channel::Xpath, Some(*index)));
            }
        }
        let field = piece.marks.iter().rev().find_map(|mark| self.template.by_mark.get(mark))?;
        // A control around it that we do not know: still this place.
        Some((*field, Channel::Bookmark, piece.sdts.last().copied()))
    }

    fn claims(&mut self, flow: &Flow, para: &Para) -> ParagraphMatch {
        let mut tokens: Vec<Token> = Vec::new();
        // A control inside a bookmark of the same place is the place; text beside it is not.
        let inner: HashSet<usize> = para
            .pieces
            .iter()
            .filter_map(|piece| self.claim(flow, piece))
            .filter(|(_, channel, _)| *channel != Channel::Bookmark)
            .map(|(field, ..)| field)
            .collect();
        let repeated = super::repeated::controls(para);
        for piece in &para.pieces {
            if piece.sdts.last().is_some_and(|control| repeated.contains(control)) {
                continue;
            }
            let claim = self.claim(flow, piece).filter(|(f, c, _)| *c != Channel::Bookmark || !inner.contains(f));
            let Some((field, channel, sdt)) = claim else {
                match tokens.last_mut() {
                    Some(Token::Text(text)) => text.push_str(&piece.text),
                    _ => tokens.push(Token::Text(piece.text.clone())),
                }
                continue;
            };
            let item = self.template.fields[field].repeat.map_or(0, |repeat| {
                let around = piece.sdts.iter().rev().copied().find(|index| flow.sdts[*index].item);
                self.item(repeat, around, para.cell.map(|(table, row, _)| (table, row)), field)
            });
            let again = matches!(tokens.last(), Some(Token::Claim(last)) if *last == field);
            let held = self
                .out
                .held
                .entry((field, item))
                .or_insert_with(|| ControlContent { channel, ..ControlContent::default() });
            if !held.text.is_empty() && !again {
                held.text.push('\n');
            }
            held.text.push_str(&piece.text);
            if let Some(sdt) = sdt.map(|index| &flow.sdts[index]) {
                held.checked = held.checked.or(sdt.checked);
                held.date = held.date.take().or_else(|| sdt.date.clone());
            }
            if !again {
                tokens.push(Token::Claim(field));
            }
        }
        let (mut key, mut weak) = (String::new(), String::new());
        for token in &tokens {
            match token {
                Token::Text(text) => {
                    for c in text.chars() {
                        if glyph(c).is_some() {
                            weak.push_str(" \u{fffc} ");
                        } else {
                            weak.push(c);
                        }
                    }
                    key.push_str(text);
                }
                Token::Claim(field) => {
                    let _ = write!(key, " \u{fffc}{field} ");
                    weak.push_str(" \u{fffc} ");
                }
            }
        }
        ParagraphMatch { tokens, key: norm(&key), weak: norm(&weak), cell: para.cell, used: false }
    }

    /// The repeated row that a place stands in.
    fn item(&mut self, repeat: usize, around: Option<usize>, row: Option<(usize, usize)>, field: usize) -> usize {
        let side_by_side = self.template.repeats[repeat].rows.len() == 1;
        let items = self.items.entry(repeat).or_insert_with(|| Items {
            count: 0,
            item: None,
            row: None,
            fields: HashSet::new(),
        });
        let moved = row != items.row;
        let new = items.count == 0
            || match (around, items.item) {
                (Some(a), Some(b)) => a != b,
                _ => moved && (side_by_side || items.fields.contains(&field)),
            };
        if new {
            items.count += 1;
            items.fields.clear();
        }
        items.item = around;
        items.row = row;
        items.fields.insert(field);
        if let Some(row) = row {
            self.row_items.insert(row, (repeat, items.count));
        }
        items.count
    }

    /// Tables of repeated rows: rows whose controls are gone are read by column or by the label beside.
    fn tables(&mut self, seen: &mut [ParagraphMatch]) {
        let mut tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, para) in seen.iter().enumerate() {
            if let Some((table, ..)) = para.cell {
                tables.entry(table).or_default().push(at);
            }
        }
        let mut taken = HashSet::new();
        for (table, paras) in tables {
            let head: Vec<&str> = paras
                .iter()
                .filter(|at| seen[**at].cell.is_some_and(|c| c.1 == 0))
                .map(|at| seen[*at].key.as_str())
                .collect();
            let head = norm(&head.join(" "));
            let by_claim = self.row_items.range((table, 0)..(table + 1, 0)).next().map(|(_, (repeat, _))| *repeat);
            let repeat = by_claim.or_else(|| {
                let mut best = None;
                for (index, known) in self.template.repeats.iter().enumerate() {
                    let score = alike(&known.header, &head);
                    if !taken.contains(&index) && score > 0.7 && best.is_none_or(|(_, high)| score > high) {
                        best = Some((index, score));
                    }
                }
                best.map(|(index, _)| index)
            });
            let Some(repeat) = repeat else { continue };
            taken.insert(repeat);
            let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for at in paras {
                rows.entry(seen[at].cell.map_or(0, |cell| cell.1)).or_default().push(at);
            }
            for (row, paras) in rows {
                let claimed = self.row_items.contains_key(&(table, row));
                if !claimed && row > 0 {
                    self.bare_row(repeat, (table, row), &paras, seen);
                    continue;
                }
                for at in paras {
                    let text: String = text_of(&seen[at].tokens);
                    seen[at].used = true;
                    let known =
                        self.template.repeats[repeat].texts.contains(&norm(&text)) || text.parse::<u32>().is_ok();
                    let item = self.row_items.get(&(table, row)).map_or(0, |(_, item)| *item);
                    if !known && !self.behind(self.line_of(repeat, &seen[at].tokens), &seen[at].tokens, item) {
                        self.stray(&text, &self.template.repeats[repeat].header.clone());
                    }
                }
            }
        }
    }

    fn bare_row(&mut self, repeat: usize, place: (usize, usize), paras: &[usize], seen: &mut [ParagraphMatch]) {
        let template = self.template;
        let known = &template.repeats[repeat];
        let mut cells: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for at in paras {
            seen[*at].used = true;
            cells.entry(seen[*at].cell.map_or(0, |cell| cell.2)).or_default().push(text_of(&seen[*at].tokens));
        }
        let label = |cells: &BTreeMap<usize, Vec<String>>| norm(&cells.get(&1).map_or(String::new(), |c| c.join(" ")));
        let row = if known.rows.len() == 1 {
            known.rows.first()
        } else {
            let text = label(&cells);
            let score = |row: &&Vec<Vec<Vec<Part>>>| {
                let known: Vec<String> =
                    row.get(1).into_iter().flatten().map(|line| super::template::plain(line)).collect();
                alike(&norm(&known.join(" ")), &text)
            };
            known.rows.iter().max_by(|a, b| score(a).total_cmp(&score(b))).filter(|row| score(row) > 0.6)
        };
        for (column, lines) in cells {
            let parts = row.and_then(|row| row.get(column));
            let slots: Vec<usize> = parts
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|part| if let Part::Slot(slot) = part { Some(*slot) } else { None })
                .collect();
            let text = lines.join("\n");
            if slots.is_empty() {
                if !known.texts.contains(&norm(&text))
                    && !lines.iter().all(|line| known.texts.contains(&norm(line)))
                    && text.trim().parse::<u32>().is_err()
                {
                    self.stray(&text, &known.header);
                }
                continue;
            }
            let checks = template.fields[slots[0]].is_check();
            if !checks {
                let item = self.item(repeat, None, Some(place), slots[0]);
                // A unit after the place is the blank's.
                let around: String = parts.into_iter().flatten().map(|line| super::template::plain(line)).collect();
                let around: Vec<String> = norm(&around).split_whitespace().map(str::to_owned).collect();
                let text = if around.is_empty() { text } else { super::align::extra(&around, &text) };
                self.hold(slots[0], item, &text, Channel::Table);
                continue;
            }
            let boxes: Vec<usize> = slots.iter().copied().filter(|slot| template.fields[*slot].is_check()).collect();
            let mut ticks: Vec<(usize, bool)> = Vec::new();
            for c in text.chars() {
                if let (Some(ticked), Some(slot)) = (glyph(c), boxes.get(ticks.len())) {
                    ticks.push((*slot, ticked));
                }
            }
            for (slot, ticked) in ticks {
                let item = self.item(repeat, None, Some(place), slot);
                let held =
                    ControlContent { checked: Some(ticked), channel: Channel::Table, ..ControlContent::default() };
                self.out.held.insert((slot, item), held);
            }
            for line in &lines {
                let rest: String = line.chars().filter(|c| glyph(*c).is_none()).collect();
                // Among the boxes, what an option wants to have specified.
                let place_of = |parts: &Vec<Part>| {
                    let label = norm(&super::template::plain(parts));
                    let slot =
                        parts.iter().find_map(|part| if let Part::Slot(slot) = part { Some(*slot) } else { None })?;
                    let text = !template.fields[slot].is_check() && !label.is_empty();
                    (text && norm(&rest).starts_with(&label)).then_some((slot, label))
                };
                if let Some((slot, label)) = parts.into_iter().flatten().find_map(place_of) {
                    let item = self.item(repeat, None, Some(place), slot);
                    let label: Vec<String> = label.split_whitespace().map(str::to_owned).collect();
                    self.hold(slot, item, &super::align::extra(&label, &rest), Channel::Table);
                } else if !known.texts.contains(&norm(&rest)) {
                    self.stray(line, &known.header);
                }
            }
        }
    }

    fn stray(&mut self, text: &str, after: &str) {
        let text = tidy(text);
        let told: String = text.chars().filter(|c| glyph(*c).is_none() && !c.is_whitespace()).collect();
        if told.is_empty() {
            return;
        }
        self.out.stray.push(UnplacedText { after: after.replace('\u{fffc}', "☐"), text });
    }

    /// The line of repeated rows that the place among some tokens stands in.
    fn line_of(&self, repeat: usize, tokens: &[Token]) -> &'t [Part] {
        let claimed = tokens.iter().find_map(|token| if let Token::Claim(field) = token { Some(*field) } else { None });
        let mut lines = self.template.repeats[repeat].rows.iter().flatten().flatten();
        let holds = |part: &Part| matches!(part, Part::Slot(slot) if Some(*slot) == claimed);
        lines.find(|line| line.iter().any(holds)).map_or(&[], Vec::as_slice)
    }

    /// Text behind the one place of a line that is not answered is its answer: someone typed behind the control, not in
    /// it. Whether it was taken.
    fn behind(&mut self, parts: &[Part], tokens: &[Token], item: usize) -> bool {
        let slots = parts.iter().filter_map(|part| if let Part::Slot(slot) = part { Some(*slot) } else { None });
        let claims =
            tokens.iter().filter_map(|token| if let Token::Claim(field) = token { Some(*field) } else { None });
        let (slots, claims): (Vec<usize>, Vec<usize>) = (slots.collect(), claims.collect());
        let ([slot], [claim]) = (slots.as_slice(), claims.as_slice()) else { return false };
        let held = self.out.held.get(&(*slot, item)).map_or("", |held| held.text.as_str());
        let answered = !super::assemble::strip(self.template, *slot, held).is_empty();
        if slot != claim || answered || self.template.fields[*slot].is_check() {
            return false;
        }
        let split = parts.iter().position(|part| matches!(part, Part::Slot(_))).unwrap_or(0);
        let (before, after) = (super::template::plain(&parts[..split]), super::template::plain(&parts[split..]));
        let split = tokens.iter().position(|token| matches!(token, Token::Claim(_))).unwrap_or(0);
        if norm(&before) != norm(&text_of(&tokens[..split])) {
            return false;
        }
        let after: Vec<String> = norm(&after).split_whitespace().map(str::to_owned).collect();
        let text = tidy(&super::align::extra(&after, &text_of(&tokens[split..])));
        if text.is_empty() {
            return false;
        }
        self.hold(*slot, item, &text, Channel::Label);
        let path = self.template.fields[*slot].path.full();
        self.out.warnings.push(format!("{path}: taken from behind its place, which is empty"));
        true
    }

    fn hold(&mut self, field: usize, item: usize, text: &str, channel: Channel) {
        let held = self
            .out
            .held
            .entry((field, item))
            .or_insert_with(|| ControlContent { channel, ..ControlContent::default() });
        if !held.text.is_empty() && !text.is_empty() {
            held.text.push('\n');
        }
        held.text.push_str(text);
    }

    /// Paragraphs outside of repeated rows, held against those of the blank.
    fn lines(&mut self, seen: &mut [ParagraphMatch]) {
        let left: Vec<usize> = (0..seen.len()).filter(|at| !seen[*at].used && !seen[*at].key.is_empty()).collect();
        let keys: Vec<(&str, &str)> = left.iter().map(|at| (seen[*at].key.as_str(), seen[*at].weak.as_str())).collect();
        let known: Vec<(&str, &str)> =
            self.template.lines.iter().map(|line| (line.key.as_str(), line.weak.as_str())).collect();
        let super::align::Aligned { pairs, truncated } = super::align::align(&known, &keys);
        if truncated {
            let warning = "its text is too long and too different from the blank to find every edited line; what was not found is listed as in no answer";
            self.out.warnings.push(warning.to_owned());
        }
        let mut label = String::new();
        let (mut line, mut para) = (0, 0);
        for (next_line, next_para) in pairs.into_iter().chain(std::iter::once((known.len(), left.len()))) {
            self.between(line..next_line, &left[para..next_para], seen, &label);
            if next_line < known.len() {
                let tokens = &seen[left[next_para]].tokens;
                if known[next_line].0 != seen[left[next_para]].key {
                    self.pair(next_line, tokens, &label);
                }
                let text = super::template::plain(&self.template.lines[next_line].parts);
                if text.split_whitespace().next().is_some() {
                    label = norm(&text);
                }
            }
            (line, para) = (next_line + 1, next_para + 1);
        }
    }

    /// Paragraphs between two that are known: they belong to the place that stands there, if one does and is empty.
    fn between(&mut self, lines: std::ops::Range<usize>, paras: &[usize], seen: &[ParagraphMatch], label: &str) {
        let open: Vec<usize> = lines
            .clone()
            .filter_map(|line| match self.template.lines[line].parts.as_slice() {
                [Part::Slot(slot)] if !self.template.fields[*slot].is_check() => Some(*slot),
                _ => None,
            })
            .filter(|slot| !self.out.held.contains_key(&(*slot, 0)))
            .collect();
        for (at, para) in paras.iter().enumerate() {
            let mut text = text_of(&seen[*para].tokens);
            let slot = if open.len() == 1 { open.first() } else { open.get(at).filter(|_| open.len() == paras.len()) };
            match slot {
                Some(slot) => {
                    if open.len() > 1 {
                        let path = self.template.fields[*slot].path.full().to_owned();
                        self.out.warnings.push(format!("{path}: taken by its place among the answers around it"));
                    }
                    // Empty paragraphs between two of an answer are its empty lines.
                    let last = at.checked_sub(1).and_then(|last| paras.get(last));
                    if let Some(last) = last.filter(|_| open.len() == 1) {
                        let empty = |para: &&ParagraphMatch| !para.used && para.key.is_empty();
                        text.insert_str(0, &"\n".repeat(seen[last + 1..*para].iter().filter(empty).count()));
                    }
                    self.hold(*slot, 0, &text, Channel::Label);
                }
                None => {
                    let tokens = &seen[*para].tokens;
                    let claims = |part: &Part| matches!(part, Part::Slot(slot) if tokens.iter().any(|t| matches!(t, Token::Claim(field) if field == slot)));
                    let line = lines.clone().find(|line| self.template.lines[*line].parts.iter().any(claims));
                    let parts = line.map_or(&[][..], |line| &self.template.lines[line].parts);
                    if !self.behind(parts, tokens, 0) {
                        self.stray(&text, label);
                    }
                }
            }
        }
    }

    /// A paragraph whose text or places differ from the blank's.
    fn pair(&mut self, line: usize, tokens: &[Token], label: &str) {
        let parts = &self.template.lines[line].parts;
        let claimed: HashSet<usize> =
            tokens.iter().filter_map(|t| if let Token::Claim(field) = t { Some(*field) } else { None }).collect();
        let gone: Vec<usize> = parts
            .iter()
            .filter_map(|part| if let Part::Slot(slot) = part { Some(*slot) } else { None })
            .filter(|slot| !claimed.contains(slot))
            .collect();
        let text = text_of(tokens);
        let mut rest = text.clone();
        let mut boxes = gone.iter().filter(|slot| self.template.fields[**slot].is_check());
        let ticks: Vec<bool> = text.chars().filter_map(glyph).collect();
        for ticked in ticks {
            if let Some(slot) = boxes.next() {
                let held =
                    ControlContent { checked: Some(ticked), channel: Channel::Label, ..ControlContent::default() };
                self.out.held.entry((*slot, 0)).or_insert(held);
            }
        }
        rest.retain(|c| glyph(c).is_none());
        // The blank's words, in order; what is left over is an answer where a place lost its control, else stray.
        let known: Vec<String> =
            super::template::plain(parts).split_whitespace().map(|word| word.replace('’', "'")).collect();
        let extra = super::align::extra(&known, &rest);
        let extra = tidy(&extra);
        match gone.iter().find(|slot| !self.template.fields[**slot].is_check()) {
            Some(slot) => self.hold(*slot, 0, &extra, Channel::Label),
            None if gone.is_empty() && self.behind(parts, tokens, 0) => {}
            None => {
                let here = norm(&super::template::plain(parts));
                self.stray(&extra, if here.is_empty() { label } else { &here });
            }
        }
    }
}

fn text_of(tokens: &[Token]) -> String {
    tokens.iter().map(|token| if let Token::Text(text) = token { text.as_str() } else { " " }).collect()
}
