//! Texts: resolves their placeholders.

use super::Lowering;
use crate::indices::{DateIx, FactIx, QuestionIx};
use crate::keys::TextKey;
use crate::rules;
use crate::text::{CountryCase, DatePart, Gender, Piece, Placeholder, Shift, Text, TextScope};
use crate::types::{Fact, FactKind, ForEach, Model, NamedDate};
use canevas_diagnostics::{Finding, Findings, nearest};
use canevas_syntax::{SourceText, template};
use typed_index_collections::TiSlice;

/// What placeholders can refer to.
struct NameScope<'a> {
    facts: &'a TiSlice<FactIx, Fact>,
    /// The index of a fact. While facts are lowered, it knows facts that the list above does not hold yet.
    fact_index: &'a dyn Fn(&str) -> Option<FactIx>,
    dates: &'a TiSlice<DateIx, NamedDate>,
    question: &'a dyn Fn(&str) -> Option<QuestionIx>,
    question_names: &'a dyn Fn() -> Vec<String>,
    has_period: bool,
    rows: Option<ForEach>,
    /// Whether what a placeholder names is given and could not be read, so that another finding says what is wrong.
    is_unread: &'a dyn Fn(&[String]) -> bool,
}

impl Lowering<'_> {
    /// A text of the form.
    pub(crate) fn text(&mut self, key: TextKey, source: &SourceText, scope: TextScope) -> Text {
        let (names, rows_are_uncertain) = (&self.names, self.rows_are_uncertain);
        let resolver = NameScope {
            facts: &self.facts,
            fact_index: &|id| names.facts.get(id).copied(),
            dates: &self.dates,
            question: &|id| names.questions.get(id).copied(),
            question_names: &|| names.questions.keys().cloned().collect(),
            has_period: self.period.is_some(),
            rows: scope.rows,
            is_unread: &|parts| names.hide(parts) || (rows_are_uncertain && parts[0] == "item"),
        };
        let pieces = resolver.pieces(source, self.findings);
        Text { key, source: source.clone(), pieces, scope }
    }
}

/// Resolves the placeholders of a translation, in the scope of the text it translates.
pub fn pieces(model: &Model, translation: &SourceText, scope: TextScope, findings: &mut Findings) -> Vec<Piece> {
    let resolver = NameScope {
        facts: &model.facts,
        fact_index: &|id| model.facts.position(|fact| fact.id == id),
        dates: &model.dates,
        question: &|id| model.questions.position(|question| question.id == id),
        question_names: &|| model.questions.iter().map(|question| question.id.to_string()).collect(),
        has_period: model.period.is_some(),
        rows: scope.rows,
        is_unread: &|_| false,
    };
    resolver.pieces(translation, findings)
}

impl NameScope<'_> {
    fn pieces(&self, source: &SourceText, findings: &mut Findings) -> Vec<Piece> {
        // Most texts have no brace.
        if !source.value.contains('{') {
            return vec![Piece::Text(source.value.clone())];
        }
        match template::pieces(&source.value) {
            Err(error) => {
                findings.push(
                    Finding::new(&rules::UNKNOWN_PLACEHOLDER, source.part(error.range), error.message)
                        .help("placeholders are such as {edition} or {period.from}; a brace that is meant as a brace is typed twice: {{"),
                );
                vec![Piece::Text(source.value.clone())]
            }
            Ok(pieces) => pieces
                .into_iter()
                .map(|piece| match piece {
                    template::Piece::Text(text) => Piece::Text(text),
                    template::Piece::Placeholder(parts, range) => match self.placeholder(&parts) {
                        Ok(placeholder) => Piece::Placeholder(placeholder),
                        Err(_) if !parts.is_empty() && (self.is_unread)(&parts) => {
                            Piece::Text(format!("{{{}}}", parts.join(".")))
                        }
                        Err(help) => {
                            let name = parts.join(".");
                            findings.push(
                                Finding::new(
                                    &rules::UNKNOWN_PLACEHOLDER,
                                    source.part(range),
                                    format!("`{{{name}}}` is not known here"),
                                )
                                .help(help),
                            );
                            Piece::Text(format!("{{{name}}}"))
                        }
                    },
                })
                .collect(),
        }
    }

    fn placeholder(&self, parts: &[String]) -> Result<Placeholder, String> {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let (shift, rest) = match parts.as_slice() {
            ["previous", rest @ ..] => (Shift::Previous, rest),
            ["next", rest @ ..] => (Shift::Next, rest),
            rest => (Shift::This, rest),
        };
        match rest {
            ["edition"] => return Ok(Placeholder::Edition(shift)),
            ["period", end @ ("from" | "to"), part @ ..] => {
                if !self.has_period {
                    return Err("the form has no `period`; declare one at the top".to_owned());
                }
                let part = date_part(part).ok_or("after {period.from} there may be .of, .year or .month")?;
                return Ok(if *end == "from" {
                    Placeholder::PeriodFrom(shift, part)
                } else {
                    Placeholder::PeriodTo(shift, part)
                });
            }
            // The edition comes first, as in {next.period.to}.
            ["period", when @ ("previous" | "next"), end @ ("from" | "to"), ..] => {
                return Err(format!("did you mean `{when}.period.{end}`?"));
            }
            ["edition", when @ ("previous" | "next"), ..] => return Err(format!("did you mean `{when}.edition`?")),
            _ if shift != Shift::This => {
                return Err("after previous. and next. there may be edition, period.from or period.to".to_owned());
            }
            _ => {}
        }
        match rest {
            ["dates", id, part @ ..] => {
                let index = self.dates.position(|date| date.id == *id).ok_or_else(|| {
                    did_you_mean(id, self.dates.iter().map(|d| d.id.as_str()))
                        .unwrap_or_else(|| format!("declare it: dates: {{ {id}: 2023-06-30 }}"))
                })?;
                Ok(Placeholder::Date(index, date_part(part).ok_or("after a date there may be .of, .year or .month")?))
            }
            ["minutes", "from"] => Ok(Placeholder::MinutesFrom),
            ["minutes", "to"] => Ok(Placeholder::MinutesTo),
            ["contact", "email"] => Ok(Placeholder::ContactEmail),
            ["contact", "web"] => Ok(Placeholder::ContactWeb),
            ["country"] => Ok(Placeholder::Country(CountryCase::Plain)),
            ["country", case] => Ok(Placeholder::Country(match *case {
                "the" => CountryCase::The,
                "The" => CountryCase::TheCapital,
                "of" => CountryCase::Of,
                "in" => CountryCase::In,
                _ => return Err(
                    "the cases of a country are {country}, {country.the}, {country.The}, {country.of}, {country.in}"
                        .to_owned(),
                ),
            })),
            ["question", id] => (self.question)(id).map(Placeholder::Question).ok_or_else(|| {
                let names = (self.question_names)();
                did_you_mean(id, names.iter().map(String::as_str))
                    .unwrap_or_else(|| format!("no question has the id `{id}`"))
            }),
            ["item", rest @ ..] => self.item(rest),
            [first, rest @ ..] => {
                if rest.is_empty()
                    && let Some(index) = (self.fact_index)(first)
                {
                    return match self.facts.get(index).map(|fact| &fact.kind) {
                        Some(FactKind::List { .. }) => Err(format!(
                            "`{first}` is a list; quote its rows in a question with for_each: {first}, as {{item.…}}"
                        )),
                        _ => Ok(Placeholder::Fact(index)),
                    };
                }
                if let Some((_, ends)) = PARTS.iter().find(|(name, _)| name == first) {
                    return Err(one_of(first, ends, rest.first().copied()));
                }
                let known = [
                    "edition", "previous", "next", "period", "dates", "minutes", "contact", "country", "item",
                    "question",
                ];
                Err(did_you_mean(first, known)
                    .unwrap_or_else(|| format!("known are: {}, and the facts by their id", known.join(", "))))
            }
            [] => Err("write a name between the braces".to_owned()),
        }
    }

    fn item(&self, rest: &[&str]) -> Result<Placeholder, String> {
        let Some(rows) = self.rows else {
            return Err("{item.…} stands only in a question with for_each".to_owned());
        };
        match rest {
            ["number"] => Ok(Placeholder::ItemNumber),
            ["ordinal", "f"] => Ok(Placeholder::ItemOrdinal(Gender::Feminine)),
            ["ordinal", "m"] => Ok(Placeholder::ItemOrdinal(Gender::Masculine)),
            ["ordinal"] => {
                Err("write {item.ordinal.f} or {item.ordinal.m}: first is première or premier in French".to_owned())
            }
            [field] => match rows {
                ForEach::Fact(fact) => match self.facts.get(fact).map(|fact| &fact.kind) {
                    Some(FactKind::List { fields, .. }) => fields
                        .position(|known| known.id == *field)
                        .map(|index| Placeholder::Item(Some(index)))
                        .ok_or_else(|| {
                            did_you_mean(field, fields.iter().map(|f| f.id.as_str())).unwrap_or_else(|| {
                                format!(
                                    "the rows have: {}, number, ordinal.f, ordinal.m",
                                    fields.iter().map(|f| f.id.as_str()).collect::<Vec<_>>().join(", ")
                                )
                            })
                        }),
                    _ => Err("the rows are not known".to_owned()),
                },
                ForEach::List(_) | ForEach::Years if *field == "label" => Ok(Placeholder::Item(None)),
                _ => {
                    Err("these rows have {item.label}, {item.number}, {item.ordinal.f} and {item.ordinal.m}".to_owned())
                }
            },
            _ => Err("write {item.number}, {item.ordinal.f} or a field of the row".to_owned()),
        }
    }
}

/// The placeholders that say nothing without a part, with their parts.
const PARTS: [(&str, &[&str]); 4] =
    [("period", &["from", "to"]), ("minutes", &["from", "to"]), ("contact", &["email", "web"]), ("dates", &["DATE"])];

/// Help for a placeholder that needs a part: the part that is nearest to the one given, or all parts that it can have.
fn one_of(name: &str, ends: &[&str], given: Option<&str>) -> String {
    let all = ends.iter().map(|end| format!("{{{name}.{end}}}")).collect::<Vec<_>>().join(" or ");
    match given.and_then(|given| nearest(given, ends.iter().copied())) {
        Some(near) => format!("did you mean `{name}.{near}`?"),
        None => format!("write {all}"),
    }
}

fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

fn date_part(parts: &[&str]) -> Option<DatePart> {
    match parts {
        [] => Some(DatePart::Whole),
        ["of"] => Some(DatePart::Of),
        ["year"] => Some(DatePart::Year),
        ["month"] => Some(DatePart::Month),
        _ => None,
    }
}
