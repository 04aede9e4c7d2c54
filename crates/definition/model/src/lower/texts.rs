//! Texts: resolves their placeholders.

use super::Lowering;
use crate::indices::{ComputedIx, DateIx, FactIx, QuestionIx};
use crate::keys::TextKey;
use crate::period::NamedDate;
use crate::rules;
use crate::shape::AnswerShape;
use crate::text::{CountryCase, DatePart, Gender, LetterWord, Piece, Placeholder, Shift, Text, TextScope, TextUse};
use crate::types::{Fact, FactKind, ForEach, Model, Question};
use canevas_diagnostics::{Finding, Findings, first_names, nearest};
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
    fact_names: &'a dyn Fn() -> Vec<String>,
    /// The fields of a question by their ids, and whether each has one value.
    fields: &'a dyn Fn(QuestionIx) -> Vec<(String, bool)>,
    computed: &'a dyn Fn(&str) -> Option<ComputedIx>,
    computed_names: &'a dyn Fn() -> Vec<String>,
    has_period: bool,
    rows: Option<ForEach>,
    /// Where the text is used.
    used_in: TextUse,
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
            fact_names: &|| names.facts.keys().cloned().collect(),
            fields: &|question| fields_of(self.questions.get(question)),
            computed: &|id| names.computed.get(id).copied(),
            computed_names: &|| names.computed.keys().cloned().collect(),
            has_period: self.period.is_some(),
            rows: scope.rows,
            used_in: scope.used_in,
            is_unread: &|parts| names.hide(parts) || (rows_are_uncertain && parts[0] == "item"),
        };
        let pieces = resolver.pieces(source, self.findings);
        Text { key, source: source.clone(), pieces, scope }
    }
}

/// Resolves the placeholders of a translation, in the scope of the text it translates.
pub fn pieces(model: &Model, translation: &SourceText, scope: TextScope, findings: &mut Findings) -> Vec<Piece> {
    with_names(model, scope, |names| names.pieces(translation, findings))
}

/// Does something with what the placeholders of a text can refer to.
fn with_names<T>(model: &Model, scope: TextScope, f: impl FnOnce(&NameScope<'_>) -> T) -> T {
    f(&NameScope {
        facts: &model.facts,
        fact_index: &|id| model.facts.position(|fact| fact.id == id),
        dates: &model.dates,
        question: &|id| model.questions.position(|question| question.id == id),
        question_names: &|| model.questions.iter().map(|question| question.id.to_string()).collect(),
        fact_names: &|| model.facts.iter().map(|fact| fact.id.to_string()).collect(),
        fields: &|question| fields_of(model.questions.get(question)),
        computed: &|id| model.computed.position(|number| number.id == id),
        computed_names: &|| model.computed.iter().map(|number| number.id.to_string()).collect(),
        has_period: model.period.is_some(),
        rows: scope.rows,
        used_in: scope.used_in,
        is_unread: &|_| false,
    })
}

/// The whole names that may stand between braces in a text of this scope, sorted, without the parts of dates.
pub fn placeholder_names(model: &Model, scope: TextScope) -> Vec<String> {
    with_names(model, scope, |names| {
        let mut names = names.names();
        names.sort_unstable();
        names
    })
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
                            let meant = findings.may_suggest().then(|| self.meant(&parts)).flatten();
                            let message = format!("`{{{name}}}` is not known here");
                            findings.push(
                                Finding::new(&rules::UNKNOWN_PLACEHOLDER, source.part(range), message)
                                    .help(help)
                                    .meant(meant.map(|meant| format!("{{{meant}}}"))),
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
        if let TextUse::RowTitle(question) = self.used_in {
            return self.row_field(question, &parts);
        }
        if let Some((_, word)) =
            LetterWord::ALL.iter().find(|(name, _)| self.used_in == TextUse::Letter && parts == [*name])
        {
            return Ok(Placeholder::Letter(*word));
        }
        if self.used_in == TextUse::Report && self.is_about_one_country(parts[0]) {
            return Err("a report is about all countries; leave it out".to_owned());
        }
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
                let part = date_part(part)
                    .ok_or("after {period.from} and {period.to}, only .of, .year or .month may follow")?;
                return Ok(if *end == "from" {
                    Placeholder::PeriodFrom(shift, part)
                } else {
                    Placeholder::PeriodTo(shift, part)
                });
            }
            _ if shift != Shift::This => {
                return Err("after previous. and next., write edition, period.from or period.to".to_owned());
            }
            _ => {}
        }
        match rest {
            ["dates", id, part @ ..] => {
                let index = self
                    .dates
                    .position(|date| date.id == *id)
                    .ok_or_else(|| format!("declare it: dates: {{ {id}: 2023-06-30 }}"))?;
                Ok(Placeholder::Date(
                    index,
                    date_part(part).ok_or("after a date, only .of, .year or .month may follow")?,
                ))
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
            ["question", id] => {
                (self.question)(id).map(Placeholder::Question).ok_or_else(|| format!("no question has the id `{id}`"))
            }
            ["item", rest @ ..] => self.item(rest),
            [first] if (self.computed)(first).is_some() => match self.used_in {
                TextUse::Form => (self.computed)(first).map(Placeholder::Computed).ok_or_else(String::new),
                // Nobody has answered when a letter is drafted.
                TextUse::Letter | TextUse::Report | TextUse::RowTitle(_) => {
                    Err("what is computed from answers stands only in the texts of the form".to_owned())
                }
            },
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
                    return Err(one_of(first, ends));
                }
                let head = nearest(first, PARTS.iter().map(|(name, _)| *name));
                Err(match PARTS.iter().find(|(name, _)| Some(*name) == head) {
                    Some((name, ends)) => one_of(name, ends),
                    None if self.used_in == TextUse::Letter => {
                        let own = LetterWord::ALL.map(|(name, _)| name).join(", ");
                        format!("write one of: {own}, {}; or the id of a fact", HEADS.join(", "))
                    }
                    None => format!("write one of: {}; or the id of a fact", HEADS.join(", ")),
                })
            }
            [] => Err("write a name between the braces".to_owned()),
        }
    }

    /// Whether a placeholder that begins with this word says something else in each copy.
    fn is_about_one_country(&self, first: &str) -> bool {
        matches!(first, "country" | "item") || (self.fact_index)(first).is_some() || (self.computed)(first).is_some()
    }

    /// The whole name that was probably meant, as it is typed between braces.
    fn meant(&self, parts: &[String]) -> Option<String> {
        let name = parts.join(".");
        // These are written right, and their help says what is missing.
        if (self.fact_index)(&name).is_some() || name == "item.ordinal" {
            return None;
        }
        let mut known: Vec<String> = self.names().into_iter().filter(|known| *known != name).collect();
        known.sort_unstable();
        // Only the first part is missing, as in {deadline}.
        let ending = format!(".{name}");
        let mut ends = known.iter().filter(|known| parts.len() == 1 && known.ends_with(&ending));
        if let (Some(whole), None) = (ends.next(), ends.next()) {
            return Some(whole.clone());
        }
        let of_all = |word: &str| {
            let whole = nearest(word, known.iter().map(String::as_str)).map(str::to_owned);
            whole.or_else(|| without_head(word, &known))
        };
        let near = of_all(&name).or_else(|| {
            // What follows a date: {dates.deadlin.year}.
            let (part, stem) = parts.split_last().filter(|(_, stem)| !stem.is_empty())?;
            let part = nearest(part, DATE_PARTS)?;
            let stem = stem.join(".");
            let whole = self.names().into_iter().find(|known| *known == stem).or_else(|| of_all(&stem))?;
            Some(format!("{whole}.{part}"))
        });
        // A name that would not be known either is no help.
        near.filter(|near| {
            let parts: Vec<String> = near.split('.').map(str::to_owned).collect();
            self.placeholder(&parts).is_ok()
        })
    }

    /// The whole names that may stand in this text, without the parts of dates.
    fn names(&self) -> Vec<String> {
        if let TextUse::RowTitle(question) = self.used_in {
            return (self.fields)(question).into_iter().map(|(id, _)| id).collect();
        }
        let mut out: Vec<String> = ["edition", "previous.edition", "next.edition"].map(str::to_owned).into();
        if self.has_period {
            for when in ["", "previous.", "next."] {
                out.extend(["from", "to"].map(|end| format!("{when}period.{end}")));
            }
        }
        for (name, ends) in PARTS {
            let ends = ends.iter().filter(|_| !matches!(name, "period" | "dates"));
            out.extend(ends.map(|end| format!("{name}.{end}")));
        }
        if self.used_in == TextUse::Letter {
            out.extend(LetterWord::ALL.map(|(name, _)| name.to_owned()));
        }
        out.push("country".to_owned());
        out.extend(["the", "The", "of", "in"].map(|case| format!("country.{case}")));
        out.extend(self.dates.iter().map(|date| format!("dates.{}", date.id)));
        out.extend((self.fact_names)());
        if self.used_in == TextUse::Form {
            out.extend((self.computed_names)());
        }
        out.extend((self.question_names)().into_iter().map(|id| format!("question.{id}")));
        if let Some(rows) = self.rows {
            out.extend(["number", "ordinal.f", "ordinal.m"].map(|part| format!("item.{part}")));
            match rows {
                ForEach::Fact(fact) => {
                    if let Some(FactKind::List { fields, .. }) = self.facts.get(fact).map(|fact| &fact.kind) {
                        out.extend(fields.iter().map(|field| format!("item.{}", field.id)));
                    }
                }
                ForEach::Rows(question) => {
                    let fields = (self.fields)(question).into_iter();
                    out.extend(fields.filter(|(_, one)| *one).map(|(id, _)| format!("item.{id}")));
                }
                ForEach::List(_) | ForEach::Years => out.push("item.label".to_owned()),
            }
        }
        out
    }

    /// A field in the title of its row.
    fn row_field(&self, question: QuestionIx, parts: &[&str]) -> Result<Placeholder, String> {
        let fields = (self.fields)(question);
        match fields.iter().position(|(id, _)| parts == [id]) {
            Some(at) => Ok(Placeholder::RowField(at.into())),
            None => Err(format!("the rows have: {}", first_names(fields.iter().map(|(id, _)| id.as_str())))),
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
                            let fields: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
                            format!("the rows have: {}, number, ordinal.f, ordinal.m", fields.join(", "))
                        }),
                    _ => Err("the rows are not known".to_owned()),
                },
                ForEach::Rows(question) => {
                    let fields = (self.fields)(question);
                    match fields.iter().position(|(id, one)| id == field && *one) {
                        Some(index) => Ok(Placeholder::Item(Some(index.into()))),
                        None => {
                            let known = fields.iter().filter(|(_, one)| *one).map(|(id, _)| id.as_str());
                            let known: Vec<&str> = known.collect();
                            Err(format!("the rows have: {}, number, ordinal.f, ordinal.m", known.join(", ")))
                        }
                    }
                }
                ForEach::List(_) | ForEach::Years if *field == "label" => Ok(Placeholder::Item(None)),
                _ => {
                    Err("these rows have {item.label}, {item.number}, {item.ordinal.f} and {item.ordinal.m}".to_owned())
                }
            },
            _ => Err("write {item.number}, {item.ordinal.f} or a field of the row".to_owned()),
        }
    }
}

/// The fields of a question, and whether each has one value that a text can quote.
fn fields_of(question: Option<&Question>) -> Vec<(String, bool)> {
    let fields = question.into_iter().flat_map(|question| &question.fields);
    fields.map(|field| (field.id.to_string(), !matches!(field.shape, AnswerShape::Many { .. }))).collect()
}

/// The whole name that was probably meant where its first part is missing and there is a slip in the rest, as in `{dealine}`.
/// `None` where several names end in this way.
fn without_head(word: &str, known: &[String]) -> Option<String> {
    const OWN_NAMES: [&str; 4] = ["dates", "item", "question", "contact"];
    let ends = known
        .iter()
        .filter_map(|name| Some((name.split_once('.').filter(|(head, _)| OWN_NAMES.contains(head))?.1, name)));
    let near = nearest(word, ends.clone().map(|(end, _)| end))?;
    let mut alike = ends.filter(|(end, _)| *end == near);
    match (alike.next(), alike.next()) {
        (Some((_, whole)), None) => Some(whole.clone()),
        _ => None,
    }
}

/// The placeholders that say nothing without a part, with their parts.
const PARTS: [(&str, &[&str]); 4] =
    [("period", &["from", "to"]), ("minutes", &["from", "to"]), ("contact", &["email", "web"]), ("dates", &["DATE"])];

/// The words that a placeholder can begin with, beside the facts.
const HEADS: [&str; 10] =
    ["edition", "previous", "next", "period", "dates", "minutes", "contact", "country", "item", "question"];

const DATE_PARTS: [&str; 3] = ["of", "year", "month"];

/// Help for a placeholder that needs a part: all parts that it can have.
fn one_of(name: &str, ends: &[&str]) -> String {
    format!("write {}", ends.iter().map(|end| format!("{{{name}.{end}}}")).collect::<Vec<_>>().join(" or "))
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
