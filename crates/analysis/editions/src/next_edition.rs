//! The next edition: the form with its period and dates moved by a year, and a list of decisions for a person.

use crate::change_file::edit::{self, quoted, start};
use crate::change_file::freed;
use canevas_diagnostics::{SourceId, Sources, Span};
use canevas_model::dates::{Day, Month};
use canevas_model::{FactKind, Model, Period, Question};
use canevas_project::Catalogues;
use canevas_responses::{Answer, Fields, ROW_NAME_KEY, Response};
use canevas_syntax::changes::Changes;
use canevas_syntax::{Node, NodeKind, condition, parse_yaml, without_forbidden};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

/// The files of the next edition that differ from the old ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextEditionFiles {
    /// Its name.
    pub edition: String,
    /// `form.yaml`.
    pub form: String,
    /// `changes.yaml`.
    pub changes: String,
    /// The decisions that a person has to make.
    pub to_decide: Vec<String>,
}

/// Makes the next edition of a valid form. `changes` is the text of its change file, and `declared` what it says.
pub fn next_edition(
    sources: &Sources,
    model: &Model,
    catalogues: &Catalogues,
    changes: Option<&str>,
    declared: Option<&Changes>,
) -> Result<NextEditionFiles, String> {
    let source = sources.get(model.source);
    let (node, _) = parse_yaml(model.source, source);
    let node = node.ok_or_else(|| "the form cannot be read".to_owned())?;
    let edition = model.edition_in(1);
    if edition == model.edition {
        return Err(format!("the edition `{}` has no year that could be moved", model.edition));
    }
    let mut to_decide = Vec::new();
    let freed = freed(declared, model);
    let from = declared.and_then(|declared| declared.from.as_ref()?.edition.as_ref());
    let last = from.map_or("", |edition| edition.value.as_str());
    let mut edits: Vec<(Span, String)> = Vec::new();
    if let Some(found) = node.get("edition") {
        edits.push((found.span, source.slice(found.span.range()).replace(&model.edition, &edition)));
    }
    match node.get("period") {
        Some(period) => {
            moved(source.text(), period, model.cycle(), &mut edits);
            if let Some(Period { from, to }) = model.period.map(|period| period.plus_editions(1)) {
                to_decide.push(format!("the period is now {from} to {to}: is that right?"));
            }
        }
        None => to_decide.push("the form has no period: only the edition was moved".to_owned()),
    }
    if let Some(dates) = node.get("dates") {
        moved(source.text(), dates, model.cycle(), &mut edits);
        for date in &model.dates {
            let day = date.day.plus_years(model.cycle());
            to_decide.push(format!("the date `{}` is now {day}: is that day right?", date.id));
        }
    }
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut form = source.text().to_owned();
    for (span, text) in edits {
        form.replace_range(span.range(), &text);
    }
    to_decide.extend(typed_bounds(&node).into_iter().map(|(id, bounds)| {
        format!("`{id}` has bounds of its own ({}), which stay as they are: should they move too?", bounds.join(", "))
    }));
    to_decide.extend(typed_conditions(&node).into_iter().map(|(name, condition)| {
        format!("`{name}` is asked if `{condition}`, which stays as it is: should the date or year move too?")
    }));
    decide(sources, model, catalogues, &mut to_decide);
    Ok(NextEditionFiles {
        form,
        changes: edit::with_freed(start(model, changes)?, model, last, &freed)?,
        edition,
        to_decide,
    })
}

/// The dates, months and years that are typed as bounds, by the id of their question or field. Bounds `within: period` move with it.
fn typed_bounds(node: &Node) -> Vec<(String, Vec<String>)> {
    let typed = |map: &Node| {
        let values = |keys: [&'static str; 2]| keys.into_iter().filter_map(|key| scalar(map, key));
        // Other bounds, such as `period.to`, move by themselves.
        let dated = values(["from", "to"]).filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        let bounds: Vec<String> =
            dated.chain(values(["min", "max"]).filter(|text| is_year(text))).map(str::to_owned).collect();
        let is_question = scalar(map, "type").is_some() && !bounds.is_empty();
        scalar(map, "id").filter(|_| is_question).map(|id| (id.to_owned(), bounds))
    };
    maps(node).into_iter().filter_map(typed).collect()
}

/// The conditions in which a date, a month or a year is typed, by the id of what they decide, or by its heading.
fn typed_conditions(node: &Node) -> Vec<(String, String)> {
    let is_typed = |condition: &&str| {
        let is_time = |word: &str| Day::parse(word).is_some() || Month::parse(word).is_some() || is_year(word);
        condition::parse(condition).is_ok_and(|read| read.literals().iter().any(|word| is_time(&word.text)))
    };
    let typed = |map: &Node| {
        let condition = scalar(map, "show_if").filter(is_typed)?;
        let name = scalar(map, "id").or(scalar(map, "heading"))?;
        Some((name.trim().to_owned(), condition.trim().to_owned()))
    };
    maps(node).into_iter().filter_map(typed).collect()
}

/// Whether a number is a year where somebody counts years, such as 2024.
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.bytes().all(|c| c.is_ascii_digit())
}

/// The text of a key's value, where it is a single value.
fn scalar<'n>(map: &'n Node, key: &str) -> Option<&'n str> {
    match &map.get(key)?.kind {
        NodeKind::Scalar(scalar) => Some(&scalar.text),
        NodeKind::Map(_) | NodeKind::List(_) | NodeKind::Empty | NodeKind::Refused => None,
    }
}

/// All maps of a tree, in the order of the file.
fn maps(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Map(entries) => {
            std::iter::once(node).chain(entries.iter().flat_map(|entry| maps(&entry.value))).collect()
        }
        NodeKind::List(items) => items.iter().flat_map(maps).collect(),
        NodeKind::Scalar(_) | NodeKind::Empty | NodeKind::Refused => Vec::new(),
    }
}

/// Moves each year at the start of a value of a block. 29 February becomes 28 February where the year has none.
fn moved(text: &str, block: &Node, years: i32, edits: &mut Vec<(Span, String)>) {
    let NodeKind::Map(entries) = &block.kind else { return };
    for entry in entries {
        let span = entry.value.span;
        let typed = text.get(span.range()).unwrap_or_default();
        let start = typed.len() - typed.trim_start_matches(['"', '\'']).len();
        let day = typed.get(start..start + 10).and_then(Day::parse);
        let month = typed.get(start..start + 7).and_then(Month::parse);
        let (moved, length) = match (day, month) {
            (Some(day), _) => (day.plus_years(years).to_string(), 10),
            (None, Some(month)) => (month.plus_years(years).to_string(), 7),
            (None, None) => continue,
        };
        edits.push((span, format!("{}{moved}{}", &typed[..start], &typed[start + length..])));
    }
}

fn decide(sources: &Sources, model: &Model, catalogues: &Catalogues, out: &mut Vec<String>) {
    let years: Vec<String> = model
        .period
        .map(|period| (period.from.year - 2..=period.to.year + 2).map(|year| year.to_string()).collect())
        .unwrap_or_default();
    for text in model.texts() {
        let words = text.source.value.split(|c: char| !c.is_ascii_digit());
        let found: Vec<&str> = words.filter(|word| years.iter().any(|year| year == word)).collect();
        if !found.is_empty() {
            let place = sources.place(text.span());
            out.push(format!("`{}` names the year {} ({place})", text.key, found.join(", ")));
        }
    }
    for question in model.questions.iter().filter(|question| question.feeds.is_some()) {
        let fact = question.feeds.as_ref().map_or("", |feeds| feeds.fact.as_str());
        out.push(format!("rows of `{}` become `{fact}`: run again with --returns as returns come in", question.id));
    }
    for question in model.questions.iter().filter(|question| question.shown_last_year().is_some()) {
        out.push(format!("`{}` shows last year's answer: it needs each country's return", question.id));
    }
    for fact in model.facts.iter().filter(|fact| matches!(fact.kind, FactKind::Value { .. })) {
        out.push(format!("the fact `{}` stays unchanged in each country file: is it still true?", fact.id));
    }
    for (language, catalogue) in catalogues {
        let open = model.texts().into_iter().filter(|text| catalogue.current(text).is_none()).count();
        if open > 0 {
            out.push(format!("{open} texts have no current `{language}` translation"));
        }
    }
}

/// A country file with the rows that a return feeds into it, and notes about them. `country` is the existing text.
pub fn carry_rows(model: &Model, code: &str, country: Option<&str>, returned: &Response) -> (String, Vec<String>) {
    let mut text = country.map_or_else(|| format!("canevas: 1\ncountry: {code}\n"), str::to_owned);
    let mut notes = Vec::new();
    let language = returned.language().unwrap_or(model.source_language.tag());
    for question in &model.questions {
        let Some(feeds) = &question.feeds else { continue };
        let Some(Answer::Rows(rows)) = returned.answer(question) else {
            notes.push(format!(
                "{code}: the return has no rows for `{}`; the fact `{}` stays unchanged",
                question.id, feeds.fact
            ));
            continue;
        };
        let (entry, carried, removed) = block(model, question, &feeds.fact, &rows, language);
        notes.extend(removed.into_iter().map(|removed| format!("{code}: {removed}")));
        if carried == 0 {
            continue;
        }
        text = put(&text, &feeds.fact, &entry);
        let rows = if carried == 1 { "1 row".to_owned() } else { format!("{carried} rows") };
        notes.push(format!("{code}: {rows} of `{}` became `{}`", question.id, feeds.fact));
    }
    (text, notes)
}

/// The lines of a fact with its rows, indented by two; how many rows these are; and what of the answers is left out.
fn block(
    model: &Model,
    question: &Question,
    fact: &str,
    rows: &[Fields],
    language: &str,
) -> (String, usize, Vec<String>) {
    let fields: Vec<&str> = model
        .facts
        .iter()
        .find(|known| known.id == fact)
        .map(|fact| match &fact.kind {
            FactKind::List { fields, .. } => fields.iter().map(|field| field.id.as_str()).collect(),
            FactKind::Value { .. } => Vec::new(),
        })
        .unwrap_or_default();
    let mut out = format!("  {fact}:\n");
    let (mut taken, mut carried, mut notes) = (HashSet::new(), 0, Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let is_blank =
            |field: &&str| text_of(row, field).is_none_or(|text| without_forbidden(&text).0.trim().is_empty());
        if fields.iter().all(is_blank) {
            notes.push(format!("row {} of `{}` holds no text, and was left out", index + 1, question.id));
            continue;
        }
        carried += 1;
        let title = fields.iter().find_map(|field| text_of(row, field)).unwrap_or_default();
        let given = text_of(row, ROW_NAME_KEY).filter(|key| !is_position(key));
        let key = unique(given.map_or_else(|| slug(&title), Cow::into_owned), index, &mut taken);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "    - id: {key}    # from {} of the edition {}", question.id, model.edition);
        for field in &fields {
            if let Some(value) = text_of(row, field).filter(|_| !is_blank(field)) {
                let (value, removed) = without_forbidden(&value);
                notes.extend(removed.into_iter().map(|c| {
                    let row = index + 1;
                    format!(
                        "`{field}` of row {row} of `{}` lost the invisible character U+{:04X}",
                        question.id, c as u32
                    )
                }));
                let _ = writeln!(out, "      {field}:\n        {language}: {}", quoted(&value));
            }
        }
    }
    (out, carried, notes)
}

/// The text of a row under an id.
fn text_of<'r>(row: &'r Fields, id: &str) -> Option<Cow<'r, str>> {
    row.iter().find(|(key, _)| *key.id == *id && key.companion.is_none())?.1.text()
}

/// `r1`, `r2`: the keys of rows in blank copies.
fn is_position(key: &str) -> bool {
    key.strip_prefix('r').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A key from a title: its first words in plain letters.
fn slug(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = title.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 2);
    let mut out = String::new();
    for word in words {
        if out.len() + word.len() >= 36 {
            break;
        }
        if !out.is_empty() {
            out.push('_');
        }
        out.push_str(&word.to_ascii_lowercase());
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) { format!("n{out}") } else { out }
}

fn unique(key: String, index: usize, taken: &mut HashSet<String>) -> String {
    let key = if key.is_empty() || is_position(&key) { format!("row_{}", index + 1) } else { key };
    if taken.insert(key.clone()) {
        return key;
    }
    let other = format!("{key}_{}", index + 1);
    taken.insert(other.clone());
    other
}

/// Replaces the lines of a fact, or adds them at the end of the facts.
fn put(text: &str, fact: &str, entry: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let source = canevas_diagnostics::Source::new("", text);
    let (node, _) = parse_yaml(SourceId(0), &source);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let Some(facts_line) = lines.iter().position(|line| line.starts_with("facts:")) else {
        let gap = if text.ends_with('\n') { "" } else { "\n" };
        return format!("{text}{gap}{}", format!("facts:\n{entry}").replace('\n', newline));
    };
    let is_empty = node.as_ref().and_then(|node| node.get("facts")).is_none_or(|facts| match &facts.kind {
        NodeKind::Map(entries) => entries.is_empty(),
        _ => true,
    });
    let mut out: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    if is_empty {
        out[facts_line] = format!("facts:\n{entry}").replace('\n', newline);
        return out.concat();
    }
    let end_of = |start: usize, least: usize| {
        let mut end = start + 1;
        let mut last = end;
        while end < lines.len() && (lines[end].trim().is_empty() || depth(lines[end]) >= least) {
            end += 1;
            if !lines[end - 1].trim().is_empty() {
                last = end;
            }
        }
        last
    };
    let step = lines.get(facts_line + 1..).and_then(|rest| rest.iter().find(|line| !line.trim().is_empty()));
    let inner = step.map_or(2, |line| depth(line));
    let found = (facts_line + 1..end_of(facts_line, 1)).find(|at| {
        let line = lines[*at];
        depth(line) == inner && line.trim_start().strip_prefix(fact).is_some_and(|rest| rest.starts_with(':'))
    });
    let entry: String = if inner == 2 {
        entry.to_owned()
    } else {
        entry.split_inclusive('\n').map(|line| format!("{:inner$}{}", "", &line[2..])).collect()
    };
    let entry = entry.replace('\n', newline);
    match found {
        Some(at) => {
            let end = end_of(at, inner + 1);
            out.splice(at..end, [entry]);
        }
        None => {
            let end = end_of(facts_line, 1);
            if let Some(last) = out.get_mut(end - 1).filter(|line| !line.ends_with('\n')) {
                last.push('\n');
            }
            out.insert(end, entry);
        }
    }
    out.concat()
}

#[cfg(test)]
mod tests {
    use super::{put, slug};

    #[test]
    fn rows_take_the_place_of_those_there_are() {
        let text =
            "canevas: 1\ncountry: CMR\nfacts:\n  first_report: no\n  steps:\n    - id: a\n    - id: b\n\n  other: 1\n";
        let expected = "canevas: 1\ncountry: CMR\nfacts:\n  first_report: no\n  steps:\n    - id: c\n\n  other: 1\n";
        assert_eq!(put(text, "steps", "  steps:\n    - id: c\n"), expected);
        assert_eq!(put("country: CMR\n", "steps", "  steps:\n"), "country: CMR\nfacts:\n  steps:\n");
        assert_eq!(put("facts:\n  a: 1", "steps", "  steps:\n"), "facts:\n  a: 1\n  steps:\n");
    }

    #[test]
    fn keys_are_made_of_plain_letters() {
        assert_eq!(slug("Achever la liste révisée des travaux"), "achever_liste_revisee_des_travaux");
        assert_eq!(slug("2024: plan"), "n2024_plan");
        assert_eq!(slug("计划"), "");
    }
}
