//! Which repeated row each row of a table is, from the first to the last: also a row whose controls are gone.

use super::claims::ReadParagraph;
use super::collector::{Collector, Source, text_of};
use crate::read::normalize::{alike, norm};
use crate::read::rules::LABELS_CHANGED;
use crate::read::template::{Repeat, Segment, plain};
use canevas_wording::plain_digits;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How alike the header of a table must be to that of the blank form.
const ALIKE: f64 = 0.7;
/// How alike the label of a row must be to that of the blank form.
const ALIKE_LABEL: f64 = 0.6;

/// The rows of a table: the paragraphs of each, by index.
pub type Rows = BTreeMap<usize, Vec<usize>>;

/// The items of a repeat that were found so far.
#[derive(Default)]
struct Items {
    count: usize,
    /// The control around the last item.
    around: Option<usize>,
    /// The rows of the blank form that the last item has so far.
    rows: HashSet<usize>,
    /// The fields of the last item, and where each was found.
    fields: HashMap<usize, Source>,
}

impl Items {
    /// Whether a row of a table starts the next item, and whether that is doubtful, where no control says so: by the rows
    /// that the last item has. A line that somebody copied or moved does not tear an item in two.
    fn by_order(&self, row: Option<usize>, next: Option<usize>) -> (bool, bool) {
        let Some(row) = row else { return (false, false) };
        let has = |row: &usize| self.rows.contains(row);
        match (row, has(&row)) {
            // An item of nothing but its first line: somebody may have copied that line.
            (0, true) => (true, self.rows.len() == 1),
            // The first line of an item stands behind others of it, or the item before lacks its own.
            (0, false) => (self.rows.len() > 1, !self.rows.is_empty()),
            (_, false) => (false, false),
            // A second copy, or the next item without its first line.
            (_, true) => (next.is_some_and(|next| next > row && has(&next)), true),
        }
    }
}

/// A row of a table of repeated rows.
struct TableRow {
    /// Its number in the table.
    row: usize,
    /// The row of the blank form's item that it is.
    known: Option<usize>,
    /// The item of a repeating section around it, as a control.
    around: Option<usize>,
    /// Its first paragraph.
    paragraph: Option<usize>,
}

/// The tables of a document by number, each with its rows.
pub fn tables_of(paragraphs: &[ReadParagraph]) -> BTreeMap<usize, Rows> {
    let mut tables: BTreeMap<usize, Rows> = BTreeMap::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if let Some((table, row, _)) = paragraph.matched.cell {
            tables.entry(table).or_default().entry(row).or_default().push(at);
        }
    }
    tables
}

/// The row of the blank form's item that a row of a table is: by the fields in it, else by its label.
pub fn item_row(known: &Repeat, inside: &[&ReadParagraph]) -> Option<usize> {
    if known.rows.len() == 1 {
        return Some(0);
    }
    let fields: HashSet<usize> =
        inside.iter().flat_map(|p| p.claimed.iter().map(|claimed| claimed.claim.field)).collect();
    let holds = |row: &&Vec<Vec<Vec<Segment>>>| {
        row.iter().flatten().flatten().filter_map(Segment::slot).any(|slot| fields.contains(&slot))
    };
    if let Some(at) = known.rows.iter().position(|row| holds(&row)) {
        return Some(at);
    }
    let label = |row: &Vec<Vec<Vec<Segment>>>| {
        let lines = row.iter().flatten().filter(|line| line.iter().all(|part| part.slot().is_none()));
        norm(&lines.map(|line| plain(line)).collect::<Vec<_>>().join(" "))
    };
    let texts: Vec<String> = inside.iter().map(|p| norm(&text_of(&p.matched.tokens))).collect();
    let scored = known.rows.iter().enumerate().map(|(at, row)| {
        let label = label(row);
        let best = texts.iter().map(|text| alike(&label, text)).fold(0.0, f64::max);
        (at, best)
    });
    let best = scored.fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
    (best.1 > ALIKE_LABEL).then_some(best.0)
}

impl Collector<'_> {
    /// Numbers the repeated rows in the order of the document.
    pub fn items(&mut self, paragraphs: &[ReadParagraph]) {
        let mut items: HashMap<usize, Items> = HashMap::new();
        let mut taken: HashSet<usize> = HashSet::new();
        for (table, rows) in tables_of(paragraphs) {
            let Some(repeat) = self.repeat_of(&rows, paragraphs, &taken) else { continue };
            self.repeat_tables.insert(table, repeat);
            let known = &self.template.repeats[repeat];
            let first = rows.first_key_value().map(|(row, _)| *row);
            let is_first = taken.insert(repeat);
            for (row, inside) in &rows {
                let is_bare = inside.iter().all(|at| paragraphs[*at].claimed.is_empty());
                // The first row is the header also where somebody changed it.
                let is_first_row = is_first && Some(*row) == first && !known.header.is_empty();
                if is_bare && (is_first_row || known.header_alike(&head_of(inside, paragraphs)) > ALIKE) {
                    self.headers.insert((table, *row));
                }
            }
            // A second table with its header is a copy. Without one, it is the rest of a table that somebody split.
            if !is_first && first.is_some_and(|row| self.headers.contains(&(table, row))) {
                self.copied_tables.insert(table);
                continue;
            }
            let items = items.entry(repeat).or_default();
            // The rest of a table that somebody split counts on.
            let (before, lines) = (items.count, known.rows.len().max(1));
            let body = rows.iter().filter(|(row, _)| !self.headers.contains(&(table, **row)));
            let numbered: Vec<(usize, usize)> =
                body.clone().enumerate().map(|(at, (row, _))| (*row, before + at / lines + 1)).collect();
            let body: Vec<TableRow> = body
                .zip(&numbered)
                .filter_map(|((row, inside), (_, number))| {
                    let own = [*number, *number - before];
                    self.table_row(repeat, *row, inside, paragraphs, &own)
                })
                .collect();
            self.row_numbers.extend(numbered.into_iter().map(|(row, number)| ((table, row), number)));
            for (at, row) in body.iter().enumerate() {
                self.row(items, repeat, table, row, body.get(at + 1));
            }
        }
        self.flat(paragraphs, &taken);
    }

    /// What a row of a table is; `None` where it says nothing. `own` are the numbers that it may have.
    fn table_row(
        &self,
        repeat: usize,
        row: usize,
        inside: &[usize],
        paragraphs: &[ReadParagraph],
        own: &[usize],
    ) -> Option<TableRow> {
        let known = &self.template.repeats[repeat];
        let inside: Vec<&ReadParagraph> = inside.iter().map(|at| &paragraphs[*at]).collect();
        let mut claims = inside.iter().flat_map(|p| &p.claimed);
        let claim = claims.find(|claimed| self.template.fields[claimed.claim.field].repeat == Some(repeat));
        if claim.is_none() && !inside.iter().any(|p| is_content(known, p, own)) {
            return None;
        }
        let around = inside.iter().find_map(|p| p.around);
        let paragraph = inside.first().map(|p| p.matched.at);
        Some(TableRow { row, known: item_row(known, &inside), around, paragraph })
    }

    /// Numbers a row of a table; `next` is the one below it.
    fn row(&mut self, items: &mut Items, repeat: usize, table: usize, row: &TableRow, next: Option<&TableRow>) {
        let is_single = self.template.repeats[repeat].rows.len() == 1;
        let by_control = row.around.zip(items.around).map(|(own, last)| own != last);
        let (is_new, is_doubtful) = match by_control {
            _ if items.count == 0 || is_single => (true, false),
            Some(is_new) => (is_new, false),
            None => items.by_order(row.known, next.and_then(|next| next.known)),
        };
        if is_doubtful {
            let message = "this row has its lines in another order than the blank form, or one of them twice; check which row each answer is in";
            let field = self.template.fields.iter().position(|field| field.repeat == Some(repeat));
            let place = field.map(|field| (field, items.count + usize::from(is_new)));
            self.report(&LABELS_CHANGED, place, row.paragraph, message);
        }
        if is_new {
            items.count += 1;
            items.rows.clear();
            items.around = row.around;
        }
        items.around = row.around.or(items.around);
        items.rows.extend(row.known);
        self.row_items.insert((table, row.row), (repeat, items.count));
    }

    /// The repeated rows of the blank form that a table holds: by the fields in it, or by its header.
    fn repeat_of(&self, rows: &Rows, paragraphs: &[ReadParagraph], taken: &HashSet<usize>) -> Option<usize> {
        let inside = || rows.values().flatten().map(|at| &paragraphs[*at]);
        let mut claimed = inside().flat_map(|p| &p.claimed);
        if let Some(repeat) = claimed.find_map(|claimed| self.template.fields[claimed.claim.field].repeat) {
            return Some(repeat);
        }
        // A table with fields of other questions is none of these.
        if inside().any(|p| !p.claimed.is_empty()) {
            return None;
        }
        let (_, first) = rows.first_key_value()?;
        let head = head_of(first, paragraphs);
        let all = self.template.repeats.iter().enumerate();
        let scored =
            all.filter(|(index, _)| !taken.contains(index)).map(|(index, known)| (index, known.header_alike(&head)));
        let best = scored.fold((0, ALIKE), |best, next| if next.1 > best.1 { next } else { best });
        (best.1 > ALIKE).then_some(best.0)
    }

    /// Numbers the rows of tables that became running text: a row ends where a field comes again.
    fn flat(&mut self, paragraphs: &[ReadParagraph], in_tables: &HashSet<usize>) {
        let mut items: HashMap<usize, Items> = HashMap::new();
        for paragraph in paragraphs.iter().filter(|paragraph| paragraph.matched.cell.is_none()) {
            for claimed in &paragraph.claimed {
                let field = claimed.claim.field;
                let Some(repeat) = self.template.fields[field].repeat else { continue };
                if in_tables.contains(&repeat) {
                    continue;
                }
                self.flat_repeats.insert(repeat);
                let items = items.entry(repeat).or_default();
                let is_new = items.count == 0
                    || match (claimed.around, items.around) {
                        (Some(a), Some(b)) => a != b,
                        _ => items.fields.get(&field).is_some_and(|source| *source != claimed.claim.source),
                    };
                if is_new {
                    items.count += 1;
                    items.fields.clear();
                }
                items.around = claimed.around;
                items.fields.insert(field, claimed.claim.source);
                self.flat_items.insert((paragraph.matched.at, claimed.claim.source), items.count);
            }
        }
    }
}

fn head_of(row: &[usize], paragraphs: &[ReadParagraph]) -> String {
    let texts: Vec<&str> = row.iter().map(|at| paragraphs[*at].matched.key.as_str()).collect();
    norm(&texts.join(" "))
}

/// Whether a paragraph of a row holds more than the row's own number and the text of the blank form.
fn is_content(known: &Repeat, paragraph: &ReadParagraph, own: &[usize]) -> bool {
    let text = norm(&text_of(&paragraph.matched.tokens));
    let cell = paragraph.matched.cell.map_or(0, |(_, _, cell)| cell);
    let is_number = cell == 0 && is_row_number(known, &text, own);
    !text.is_empty() && !is_number
}

/// Whether a text in the first column is the number of its row: the blank form counts there, and has no text of its own.
/// `own` are the numbers that the row may have: among the rows that say something, and among all.
pub fn is_row_number(known: &Repeat, text: &str, own: &[usize]) -> bool {
    let counts = known.rows.iter().all(|row| {
        row.first().is_none_or(|cell| {
            cell.iter().flatten().all(|part| matches!(part, Segment::Text(text) if text.trim().is_empty()))
        })
    });
    let digits = plain_digits(text);
    let number = digits.strip_suffix('.').unwrap_or(&digits);
    counts && own.iter().any(|own| number == own.to_string())
}
