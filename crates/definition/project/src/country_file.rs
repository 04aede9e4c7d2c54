//! Country files: what is known about one country, held against the facts that a form declares.

use crate::expected::expected;
use crate::rules;
use canevas_diagnostics::{Finding, Findings, SourceId, Sources, Span, first_names, nearest};
use canevas_model::dates::{Day, Month};
use canevas_model::{
    AnswerShape, Fact, FactField, FactIx, FactKind, FieldIx, JsonValue, Language, Model, TextFormat, TiSlice, TiVec,
};
use canevas_responses::{LARGEST_NUMBER, changed_by_reading, fits, is_too_large};
use canevas_syntax::country::Country;
use canevas_syntax::{Node, NodeKind, Read as _, SourceText, Sp, check_id, traps::parse_with_traps};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// A country file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct CountryFile {
    /// Alpha-3 code.
    pub code: String,
    /// Where the code stands.
    pub span: Span,
    /// Name forms by primary language, where they differ from the table.
    pub names: BTreeMap<String, NameForms>,
    /// The languages of its outputs; none where it has all of the form's.
    pub languages: Vec<Language>,
    /// What is known, by fact index.
    pub facts: TiVec<FactIx, Option<FactValue>>,
    /// Every text in it, for checks.
    pub texts: Vec<(Option<Language>, SourceText)>,
}

/// How a country's name is written in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameForms {
    /// Without article.
    pub name: String,
    /// With its article.
    pub the: String,
    /// After "of".
    pub of: String,
    /// After "in".
    pub r#in: String,
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue {
    /// One value.
    One(KnownValue),
    /// Rows of a list.
    Rows(Vec<FactRow>),
}

/// One simple value, of a fact or of a field of its rows.
#[derive(Debug, Clone, PartialEq)]
pub enum KnownValue {
    /// A value as in a return (not a text).
    Value(Value),
    /// A text, in one language or several.
    Text(Localized),
}

impl KnownValue {
    /// A value as a return holds it.
    pub fn of_return(shape: &AnswerShape, value: &Value) -> Self {
        match (shape, value) {
            (AnswerShape::Text { .. }, Value::String(text)) => {
                Self::Text(Localized { any: Some(text.clone()), ..Localized::default() })
            }
            (_, value) => Self::Value(value.clone()),
        }
    }

    /// The value as it stands in a return in a language; a text in another language where it has none in this one.
    pub fn json_in(&self, language: &Language) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Text(text) => text.in_language(language).map_or(Value::Null, |(text, _)| text.into()),
        }
    }

    /// Whether a value of a return is this one, in any of the languages. `1` and `1.0` are the same number.
    pub fn is<'l, 'v>(&self, value: impl JsonValue<'v>, mut languages: impl Iterator<Item = &'l Language>) -> bool {
        match self {
            Self::Value(Value::String(known)) => value.is(known),
            Self::Value(known) => {
                let numbers = known.as_f64().zip(value.number());
                numbers.and_then(|(a, b)| a.partial_cmp(&b)).is_some_and(std::cmp::Ordering::is_eq)
                    || *known == value.to_value()
            }
            Self::Text(known) => {
                languages.any(|language| known.in_language(language).is_some_and(|(text, _)| value.is(text)))
            }
        }
    }
}

/// A row of a list fact.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRow {
    /// Its key.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
    /// Its values by field index; `None` is not known.
    pub fields: TiVec<FieldIx, Option<KnownValue>>,
}

/// A text in one language or several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localized {
    /// By language.
    pub by_language: BTreeMap<Language, String>,
    /// Without a language: it is the same in all.
    pub any: Option<String>,
}

impl Localized {
    /// The text in a language; else the one for all languages, else the first there is, with its own language.
    pub fn in_language(&self, language: &Language) -> Option<(&str, Option<&Language>)> {
        if let Some((language, text)) = self.by_language.get_key_value(language) {
            return Some((text, Some(language)));
        }
        self.any
            .as_deref()
            .map(|text| (text, None))
            .or_else(|| self.by_language.iter().next().map(|(l, text)| (text.as_str(), Some(l))))
    }
}

/// Reads a country file. `expected` is the code that its file name promises.
pub fn read_country(
    sources: &Sources,
    id: SourceId,
    expected: Option<&str>,
    model: &Model,
) -> (Option<CountryFile>, Findings) {
    let (node, mut findings) = parse_with_traps(id, sources.get(id));
    let Some(country) = node.as_ref().and_then(|node| Country::read(node, &mut findings)) else {
        return (None, findings);
    };
    let Some(code) = &country.country else { return (None, findings) };
    if canevas_model::countries::by_code(&code.value).is_none() && country.names.is_none() {
        let near = nearest(&code.value, canevas_model::countries::all().iter().map(|country| country.alpha3));
        findings.push(
            Finding::new(
                &rules::UNKNOWN_COUNTRY,
                code.span,
                format!("`{}` is not a country code of the table", code.value),
            )
            .help("write the ISO 3166-1 alpha-3 code, such as CMR; or give the country's `names`")
            .meant(near),
        );
        return (None, findings);
    }
    if code.value.len() != 3 || !code.value.bytes().all(|b| b.is_ascii_uppercase()) {
        findings.push(
            Finding::new(
                &rules::UNKNOWN_COUNTRY,
                code.span,
                format!("`{}` is not a code of three capitals", code.value),
            )
            .help(
                "a place without an ISO 3166-1 code takes one that ISO leaves to its users, such as XAA to XZZ, with \
                     `names`; its file is named after it: countries/XEU.yaml",
            ),
        );
        return (None, findings);
    }
    if let Some(expected) = expected.filter(|expected| *expected != code.value) {
        findings.push(
            Finding::new(
                &rules::UNKNOWN_COUNTRY,
                code.span,
                format!("the file is named `{expected}`, and says `{}`", code.value),
            )
            .help("a country file is named after its code: countries/CMR.yaml says country: CMR"),
        );
        return (None, findings);
    }
    let mut names = BTreeMap::new();
    for (language, forms) in country.names.iter().flat_map(|names| &names.0) {
        let Some(name) = &forms.name else { continue };
        let or_name = |form: &Option<SourceText>| form.as_ref().unwrap_or(name).value.clone();
        names.insert(
            language.value.0.clone(),
            NameForms {
                name: name.value.clone(),
                the: or_name(&forms.the),
                of: or_name(&forms.of),
                r#in: or_name(&forms.r#in),
            },
        );
    }
    let languages = languages(country.languages.as_deref(), code.span, model, &mut findings);
    let mut reader = CountryFileReader { model, findings, texts: Vec::new() };
    let mut facts: TiVec<_, _> = vec![None; model.facts.len()].into();
    for (name, tree) in country.facts.iter().flat_map(|facts| &facts.0) {
        match model.facts.position(|fact| fact.id == name.value.0) {
            Some(index) => facts[index] = reader.fact(&model.facts[index], &tree.0),
            None => {
                let known = || model.facts.iter().map(|fact| fact.id.as_str());
                let near = reader.findings.may_suggest().then(|| nearest(&name.value.0, known())).flatten();
                reader.findings.push(
                    Finding::new(&rules::UNKNOWN_FACT, name.span, format!("the form has no fact `{}`", name.value.0))
                        .help(format!("it has: {}", first_names(known())))
                        .meant(near),
                );
            }
        }
    }
    let file = CountryFile { code: code.value.clone(), span: code.span, names, languages, facts, texts: reader.texts };
    (Some(file), reader.findings)
}

/// The languages of a country's outputs, each of them one of the form's. `at` is where a finding stands if none is named.
fn languages(named: Option<&[Sp<String>]>, at: Span, model: &Model, findings: &mut Findings) -> Vec<Language> {
    let Some(named) = named else { return Vec::new() };
    let known = || model.languages().map(Language::tag);
    if named.is_empty() {
        findings.push(
            Finding::new(&rules::UNKNOWN_FACT, at, "this country has no language")
                .help(format!("name some under `languages`, or leave the key out for all: {}", first_names(known()))),
        );
    }
    let mut out: Vec<Language> = Vec::new();
    for word in named {
        let language = model.languages().find(|language| language.tag() == word.value);
        let message = match language {
            Some(language) if !out.contains(language) => {
                out.push(language.clone());
                continue;
            }
            Some(_) => format!("the language `{}` is named twice", word.value),
            None => format!("the form has no language `{}`", word.value),
        };
        let near = nearest(&word.value, known()).filter(|_| language.is_none());
        findings.push(
            Finding::new(&rules::UNKNOWN_FACT, word.span, message)
                .help(format!("the form has: {}", first_names(known())))
                .meant(near),
        );
    }
    out
}

struct CountryFileReader<'a> {
    model: &'a Model,
    findings: Findings,
    texts: Vec<(Option<Language>, SourceText)>,
}

impl CountryFileReader<'_> {
    fn fact(&mut self, fact: &Fact, node: &Node) -> Option<FactValue> {
        match &fact.kind {
            FactKind::List { fields, .. } => {
                let NodeKind::List(items) = &node.kind else {
                    return self.wrong(node, "a list of rows: lines that start with `- id: …`");
                };
                let mut keys: HashMap<String, Span> = HashMap::new();
                let rows = items
                    .iter()
                    .filter_map(|item| {
                        let row = self.row(item, fields)?;
                        if let Some(first) = keys.insert(row.key.clone(), row.span) {
                            self.findings.push(
                                Finding::new(&rules::BAD_ROW, row.span, format!("two rows have the id `{}`", row.key))
                                    .also(first, "first here"),
                            );
                            return None;
                        }
                        Some(row)
                    })
                    .collect();
                Some(FactValue::Rows(rows))
            }
            FactKind::Value { shape, .. } => self.known(shape, fact.span, node).map(FactValue::One),
        }
    }

    /// A simple value: a text in one language or several, or a word. Nobody knows what is right where the definition has a mistake.
    fn known(&mut self, shape: &AnswerShape, declared: Span, node: &Node) -> Option<KnownValue> {
        if self.model.uncertain.contains(&declared) {
            return None;
        }
        match shape {
            AnswerShape::Text { max_length, format } => {
                self.localized(node, *max_length, *format).map(KnownValue::Text)
            }
            shape => self.value(shape, node).map(KnownValue::Value),
        }
    }

    fn row(&mut self, node: &Node, fields: &TiSlice<FieldIx, FactField>) -> Option<FactRow> {
        let NodeKind::Map(entries) = &node.kind else {
            return self.wrong(node, "a row: `id: …` and its fields");
        };
        let Some((key, span)) = node.get("id").and_then(Node::source_text).map(|text| (text.value, text.span)) else {
            self.findings.push(
                Finding::new(&rules::WRONG_FACT, node.span, "this row has no `id`")
                    .help("add `id: …`, a short name that stays the same from year to year"),
            );
            return None;
        };
        if !check_id(&key, span, &mut self.findings) {
            return None;
        }
        if key.starts_with('r') && key.len() > 1 && key[1..].bytes().all(|b| b.is_ascii_digit()) {
            self.findings.push(
                Finding::new(&rules::BAD_ROW, span, format!("`{key}` is reserved for rows of blank copies"))
                    .help("name the row after what it is about"),
            );
            return None;
        }
        let mut row = FactRow { key, span, fields: vec![None; fields.len()].into() };
        for entry in entries.iter().filter(|entry| entry.key.value != "id") {
            match fields.position(|field| field.id == entry.key.value) {
                Some(index) => row.fields[index] = self.known(&fields[index].shape, fields[index].span, &entry.value),
                None => {
                    let known = || fields.iter().map(|field| field.id.as_str());
                    let near = self.findings.may_suggest().then(|| nearest(&entry.key.value, known())).flatten();
                    self.findings.push(
                        Finding::new(
                            &rules::UNKNOWN_FACT,
                            entry.key.span,
                            format!("these rows have no field `{}`", entry.key.value),
                        )
                        .help(format!("they have: id, {}", first_names(known())))
                        .meant(near),
                    );
                }
            }
        }
        Some(row)
    }

    fn localized(&mut self, node: &Node, max_length: Option<u32>, format: Option<&TextFormat>) -> Option<Localized> {
        let mut localized = Localized::default();
        let NodeKind::Map(entries) = &node.kind else {
            let text = self.text(node, None, max_length, format)?;
            localized.any = Some(text);
            return Some(localized);
        };
        for entry in entries {
            let language = self.model.languages().find(|language| language.tag() == entry.key.value).cloned();
            let Some(language) = language else {
                let known: Vec<&str> = self.model.languages().map(Language::tag).collect();
                self.findings.push(
                    Finding::new(
                        &rules::UNKNOWN_FACT,
                        entry.key.span,
                        format!("`{}` is not a language of the form", entry.key.value),
                    )
                    .help(format!("its languages are: {}", known.join(", "))),
                );
                continue;
            };
            if let Some(text) = self.text(&entry.value, Some(&language), max_length, format) {
                localized.by_language.insert(language, text);
            }
        }
        (!localized.by_language.is_empty()).then_some(localized)
    }

    fn text(
        &mut self,
        node: &Node,
        language: Option<&Language>,
        max_length: Option<u32>,
        format: Option<&TextFormat>,
    ) -> Option<String> {
        let text = SourceText::read(node, &mut self.findings)?;
        let length = text.value.chars().count();
        if let Some(most) = max_length.filter(|most| length > *most as usize) {
            self.findings.push(Finding::new(
                &rules::WRONG_FACT,
                text.span,
                format!("this text has {length} characters, and {most} at most are allowed"),
            ));
        }
        if let Some(format) = format.filter(|format| !format.accepts(&text.value)) {
            let message = format!("`{}` is not a value of the type `{}`", text.value, format.name);
            let help = format!("write one such as {}", format.example);
            self.findings.push(Finding::new(&rules::WRONG_FACT, text.span, message).help(help));
        }
        let value = text.value.clone();
        self.texts.push((language.cloned(), text));
        Some(value)
    }

    fn value(&mut self, shape: &AnswerShape, node: &Node) -> Option<Value> {
        let Some(text) = node.source_text() else { return self.wrong_value(node, shape) };
        let word = text.value.as_str();
        let value = match shape {
            AnswerShape::YesNo => match word {
                "yes" | "true" => Some("yes".into()),
                "no" | "false" => Some("no".into()),
                _ => None,
            },
            AnswerShape::One { choices, .. } => choices.iter().find(|choice| choice.code == word).map(|_| word.into()),
            AnswerShape::Number(_) | AnswerShape::Year { .. } => shape.number().and_then(|number| {
                let value = word.parse::<f64>().ok().filter(|value| value.is_finite())?;
                if changed_by_reading(word).is_some() {
                    return None;
                }
                let fits = number.is_exact(value)
                    && number.min.is_none_or(|min| value >= min)
                    && number.max.is_none_or(|max| value <= max);
                fits.then(|| canevas_model::condition::number_json(value))
            }),
            AnswerShape::Date { from, to } => {
                Day::parse(word).and_then(|day| within(day.to_string(), from.as_deref(), to.as_deref()))
            }
            AnswerShape::Month { from, to } => {
                Month::parse(word).and_then(|month| within(month.to_string(), from.as_deref(), to.as_deref()))
            }
            _ => None,
        };
        // A number that readers of JSON would change is not in any file.
        let value = value.filter(|value| fits(shape, value));
        if value.is_none() {
            return self.wrong_value(node, shape);
        }
        value
    }

    fn wrong<T>(&mut self, node: &Node, expected: &str) -> Option<T> {
        let message = format!("expected {expected}, found {}", node.describe());
        self.findings.push(Finding::new(&rules::WRONG_FACT, node.span, message));
        None
    }

    fn wrong_value<T>(&mut self, node: &Node, shape: &AnswerShape) -> Option<T> {
        let text = node.source_text();
        let word = text.as_ref().map(|text| text.value.as_str());
        let found = word.map_or_else(|| node.describe().to_owned(), |word| format!("`{word}`"));
        let near = match shape {
            AnswerShape::One { choices, .. } => {
                let word = word.filter(|_| self.findings.may_suggest());
                word.and_then(|word| nearest(word, choices.iter().map(|choice| choice.code.as_str())))
            }
            _ => None,
        };
        let message = format!("expected {}, found {found}", expected(shape));
        let finding = Finding::new(&rules::WRONG_FACT, node.span, message).meant(near);
        let is_large =
            shape.number().is_some() && word.and_then(|word| word.parse::<f64>().ok()).is_some_and(is_too_large);
        let help = is_large.then(|| format!("the largest number is {LARGEST_NUMBER:.0}"));
        let kept = word.filter(|_| shape.number().is_some()).and_then(changed_by_reading);
        let help = help.or_else(|| kept.map(|kept| format!("write it with fewer digits: programs would read {kept}")));
        self.findings.push(finding.help_if(help));
        None
    }
}

/// A day or month, if it is within its bounds. As text they sort like dates.
fn within(value: String, from: Option<&str>, to: Option<&str>) -> Option<Value> {
    let fits = from.is_none_or(|from| value.as_str() >= from) && to.is_none_or(|to| value.as_str() <= to);
    fits.then(|| value.into())
}
