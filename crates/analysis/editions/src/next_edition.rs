//! The next edition: the form with its period and dates moved by as many years as the period has, and a list of decisions for a
//! person.

use crate::change_file::edit::{self, start};
use crate::change_file::freed;
use canevas_diagnostics::{Findings, Sources, Span};
use canevas_model::condition::{Condition, Operand};
use canevas_model::dates::{Day, Month};
use canevas_model::{FactKind, Feeds, Model, Period, Question, QuestionId};
use canevas_project::Catalogues;
use canevas_syntax::changes::Changes;
use canevas_syntax::{DateEntry, Entry, Node, NodeKind, Read as _, condition, parse_yaml};

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
    /// The questions that show last year's answers, which come with each country's return.
    pub show_last_year: Vec<QuestionId>,
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
        for date in model.dates.iter().filter(|date| date.moves) {
            let day = date.day.plus_years(model.cycle());
            to_decide.push(format!("the date `{}` is now {day}: is that day right?", date.id));
        }
    }
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut form = source.text().to_owned();
    for (span, text) in edits {
        form.replace_range(span.range(), &text);
    }
    to_decide.extend(typed_bounds(&node).into_iter().map(|(name, bounds)| {
        format!("{name} has bounds of its own ({}), which stay as they are: should they move too?", bounds.join(", "))
    }));
    to_decide.extend(typed_conditions(&node).into_iter().map(|(what, condition)| {
        format!("{what} if `{condition}`, which stays as it is: should the date or year move too?")
    }));
    decide(sources, model, catalogues, &mut to_decide);
    Ok(NextEditionFiles {
        form,
        changes: edit::with_freed(start(model, changes)?, model, last, &freed)?,
        edition,
        to_decide,
        show_last_year: model
            .questions
            .iter()
            .filter(|question| question.shown_last_year().is_some())
            .map(|question| question.id.clone())
            .collect(),
    })
}

/// The dates, months and years that are typed as bounds, by what they belong to: a question, a field or a fact. Bounds
/// `within: period` move with it.
fn typed_bounds(node: &Node) -> Vec<(String, Vec<String>)> {
    let bounds = |map: &Node| {
        let values = |keys: [&'static str; 2]| keys.into_iter().filter_map(|key| scalar(map, key));
        // Other bounds, such as `period.to`, move by themselves.
        let dated = values(["from", "to"]).filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        let bounds: Vec<String> =
            dated.chain(values(["min", "max"]).filter(|text| is_year(text))).map(str::to_owned).collect();
        Some(bounds).filter(|bounds| scalar(map, "type").is_some() && !bounds.is_empty())
    };
    let of_question = |map: &Node| Some((format!("`{}`", scalar(map, "id")?), bounds(map)?));
    let of_fact = |entry: &Entry| Some((format!("the fact `{}`", entry.key.value), bounds(&entry.value)?));
    let facts = node.get("about").and_then(|about| about.get("facts")).map(|facts| &facts.kind);
    let facts: &[Entry] = if let Some(NodeKind::Map(entries)) = facts { entries } else { &[] };
    facts.iter().filter_map(of_fact).chain(maps(node).into_iter().filter_map(of_question)).collect()
}

/// The conditions in which a date, a month or a year is typed, after what they decide: a question, a heading, or the rows that
/// go on.
fn typed_conditions(node: &Node) -> Vec<(String, String)> {
    let is_typed = |condition: &&str| {
        let is_time = |word: &str| Day::parse(word).is_some() || Month::parse(word).is_some() || is_year(word);
        condition::parse(condition).is_ok_and(|read| read.literals().iter().any(|word| is_time(&word.text)))
    };
    let typed = |map: &Node| {
        let condition = scalar(map, "show_if").filter(is_typed)?;
        let name = scalar(map, "id").or(scalar(map, "heading"))?;
        Some((format!("`{}` is asked", name.trim()), condition.trim().to_owned()))
    };
    let of_rows = |map: &Node| {
        let condition = scalar(map.get("feeds_next_edition")?, "when").filter(is_typed)?;
        Some((format!("a row of `{}` goes on", scalar(map, "id")?.trim()), condition.trim().to_owned()))
    };
    let of_comment = |map: &Node| {
        let condition = scalar(map.get("comment")?, "show_if").filter(is_typed)?;
        Some((format!("the comment on `{}` is asked", scalar(map, "id")?.trim()), condition.trim().to_owned()))
    };
    let all = maps(node).into_iter();
    all.flat_map(|map| typed(map).into_iter().chain(of_comment(map)).chain(of_rows(map))).collect()
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

/// Moves each year at the start of a value of a block, except a date that stays. 29 February becomes 28 February where the year
/// has none.
fn moved(text: &str, block: &Node, years: i32, edits: &mut Vec<(Span, String)>) {
    let NodeKind::Map(entries) = &block.kind else { return };
    for entry in entries {
        let is_fixed = DateEntry::read(&entry.value, &mut Findings::default()).is_some_and(|date| !date.moves());
        if is_fixed {
            continue;
        }
        let span = entry.value.get("on").unwrap_or(&entry.value).span;
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

/// The fields of rows that the fact they become has no field for.
fn without_place(model: &Model, question: &Question, feeds: &Feeds) -> Option<String> {
    let fact = model.facts.iter().find(|fact| fact.id == feeds.fact)?;
    // What decides whether a row goes on has done its work.
    let decides = |field: &Question| {
        let atoms = feeds.when.as_ref().map(Condition::atoms).unwrap_or_default();
        let reads = |operand| matches!(operand, Operand::Field(_, at) if question.fields[at].id == field.id);
        atoms.into_iter().any(|atom| reads(atom.operand))
    };
    let lost = question.fields.iter().filter(|field| field.takes_answer() && !decides(field));
    let lost = lost.filter(|field| fact.fields().iter().all(|known| *known.id != *field.id));
    let names: Vec<String> = lost.map(|field| format!("`{}`", field.id)).collect();
    let (last, others) = names.split_last()?;
    Some(match others {
        [] => format!("{last} of `{}` has no field in `{}`, so it stays behind", question.id, fact.id),
        others => {
            let names = format!("{} and {last}", others.join(", "));
            format!("{names} of `{}` have no field in `{}`, so they stay behind", question.id, fact.id)
        }
    })
}

fn decide(sources: &Sources, model: &Model, catalogues: &Catalogues, out: &mut Vec<String>) {
    let years: Vec<String> = model
        .period
        .map(|period| (period.from.year - 2..=period.to.year + 2).map(|year| year.to_string()).collect())
        .unwrap_or_default();
    for text in model.texts() {
        let words = text.source.value.split(|c: char| !c.is_ascii_digit());
        let mut found: Vec<&str> = Vec::new();
        for word in words.filter(|word| years.iter().any(|year| year == word)) {
            if !found.contains(&word) {
                found.push(word);
            }
        }
        if let Some((last, others)) = found.split_last() {
            let place = sources.place(text.span());
            let named = match others {
                [] => format!("year {last}"),
                others => format!("years {} and {last}", others.join(", ")),
            };
            out.push(format!("`{}` names the {named} ({place})", text.key));
        }
    }
    for question in &model.questions {
        let Some(feeds) = &question.feeds else { continue };
        let (id, fact) = (&question.id, &feeds.fact);
        let become_facts = if feeds.adds { "are added to" } else { "become" };
        out.push(format!("rows of `{id}` {become_facts} `{fact}`: run again with --returns as returns come in"));
        out.extend(without_place(model, question, feeds));
    }
    for fact in model.facts.iter().filter(|fact| matches!(fact.kind, FactKind::Value { .. })) {
        out.push(format!("the fact `{}` stays unchanged in each country file: is it still true?", fact.id));
    }
    for (language, catalogue) in catalogues {
        let open = model.translated_texts().into_iter().filter(|text| catalogue.current(text).is_none()).count();
        if open > 0 {
            out.push(format!("{open} texts have no current `{language}` translation"));
        }
    }
}
