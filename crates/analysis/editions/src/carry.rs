//! The rows that a return feeds into a country file of the next edition.

mod country_text;

use canevas_diagnostics::counted;
use canevas_model::{FactId, FactKind, Model, Question, QuestionId};
use canevas_responses::{Answer, Fields, ROW_NAME_KEY, Response};
use canevas_syntax::{Id, without_forbidden};
use country_text::{facts, place_in_rows, put};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

/// A row of a fact in a country file.
struct Row {
    key: String,
    /// Its place among the rows of the return, from 1.
    number: usize,
    /// Where it comes from, for a comment.
    from: String,
    language: String,
    /// Its texts by the id of their field.
    texts: Vec<(String, String)>,
}

/// A country file with the rows of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedRows {
    /// The text of the file.
    pub text: String,
    /// How many rows the return fed into it.
    pub count: usize,
    /// What is said of the rows.
    pub notes: Vec<String>,
    /// The places of the rows in the return, by the fact that they became.
    origins: Vec<(FactId, QuestionId, Vec<usize>)>,
}

/// A text of a row of a return: its question, the row from 1, and the field.
type TextPlace = (String, usize, String);

impl CarriedRows {
    /// The text of the return that stands at a place in the text of the file: its question, the row from 1, and the field.
    pub fn text_at(&self, place: usize) -> Option<(String, usize, String)> {
        self.origins.iter().find_map(|(fact, question, numbers)| {
            let (index, field) = place_in_rows(&self.text, fact.as_str(), place)?;
            Some((question.to_string(), *numbers.get(index)?, field))
        })
    }
}

/// A country file with the rows that a return feeds into it, without some of their texts. `country` is the existing text. Fails
/// where the file is not written so that rows can be put into it.
pub fn carry_rows(
    model: &Model,
    code: &str,
    country: Option<&str>,
    returned: &Response,
    without: &BTreeSet<(String, usize, String)>,
) -> Result<CarriedRows, String> {
    let mut text = country.map_or_else(|| format!("canevas: 1\ncountry: {code}\n"), str::to_owned);
    let (mut count, mut notes, mut origins) = (0, Vec::new(), Vec::new());
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
        let (rows, removed) = carried(model, question, &feeds.fact, &rows, language, without);
        notes.extend(removed.into_iter().map(|removed| format!("{code}: {removed}")));
        if rows.is_empty() {
            continue;
        }
        let (with, comments) = put(&text, &feeds.fact, &rows)?;
        text = with;
        count += rows.len();
        origins.push((feeds.fact.clone(), question.id.clone(), rows.iter().map(|row| row.number).collect()));
        let counted = counted(rows.len(), "row", "rows");
        notes.push(format!("{code}: {counted} of `{}` became `{}`", question.id, feeds.fact));
        notes.extend(
            comments
                .into_iter()
                .map(|comment| format!("{code}: the comment `{comment}` went with the old rows of `{}`", feeds.fact)),
        );
    }
    Ok(CarriedRows { text, count, notes, origins })
}

/// Whether two texts of a country file have the same rows in every fact that returns feed. Where there is no file, there are no
/// rows.
pub fn have_same_rows(model: &Model, one: Option<&str>, other: Option<&str>) -> bool {
    let rows = |text: Option<&str>| {
        let facts = text.map_or(Some(Value::Null), facts)?;
        let fed = model.questions.iter().filter_map(|question| question.feeds.as_ref());
        Some(fed.map(|feeds| facts.get(feeds.fact.as_str()).cloned()).collect::<Vec<_>>())
    };
    one == other || rows(one).is_some_and(|rows_of_one| rows(other) == Some(rows_of_one))
}

/// The rows of an answer as rows of a fact, and what of the answer is left out.
fn carried(
    model: &Model,
    question: &Question,
    fact: &str,
    rows: &[Fields],
    language: &str,
    without: &BTreeSet<TextPlace>,
) -> (Vec<Row>, Vec<String>) {
    let fields: Vec<&str> = model
        .facts
        .iter()
        .find(|known| known.id == fact)
        .map(|fact| match &fact.kind {
            FactKind::List { fields, .. } => fields.iter().map(|field| field.id.as_str()).collect(),
            FactKind::Value { .. } => Vec::new(),
        })
        .unwrap_or_default();
    let (mut out, mut taken, mut notes) = (Vec::new(), HashSet::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let is_blank =
            |field: &&str| text_of(row, field).is_none_or(|text| without_forbidden(&text).0.trim().is_empty());
        if fields.iter().all(is_blank) {
            notes.push(format!("row {} of `{}` holds no text, and was left out", index + 1, question.id));
            continue;
        }
        let stays = |field: &&str| {
            let is_out =
                |(of, row, out): &TextPlace| *of == *question.id.as_str() && *row == index + 1 && out == *field;
            !is_blank(field) && !without.iter().any(is_out)
        };
        // What was left out is said where it was found.
        if !fields.iter().any(&stays) {
            continue;
        }
        let title = fields.iter().find_map(|field| text_of(row, field)).unwrap_or_default();
        let given = text_of(row, ROW_NAME_KEY).filter(|key| !is_position(key) && Id::is_valid(key));
        let key = unique(given.map_or_else(|| slug(&title), Cow::into_owned), index, &mut taken);
        let mut texts = Vec::new();
        for field in &fields {
            if let Some(value) = text_of(row, field).filter(|_| stays(field)) {
                let (value, removed) = without_forbidden(&value);
                notes.extend(removed.into_iter().map(|c| {
                    let row = index + 1;
                    format!(
                        "`{field}` of row {row} of `{}` lost the invisible character U+{:04X}",
                        question.id, c as u32
                    )
                }));
                texts.push(((*field).to_owned(), value));
            }
        }
        let from = format!("from {} of the edition {}", question.id, model.edition);
        out.push(Row { key, number: index + 1, from, language: language.to_owned(), texts });
    }
    (out, notes)
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

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn keys_are_made_of_plain_letters() {
        assert_eq!(slug("Achever la liste révisée des travaux"), "achever_liste_revisee_des_travaux");
        assert_eq!(slug("2024: plan"), "n2024_plan");
        assert_eq!(slug("计划"), "");
    }
}
