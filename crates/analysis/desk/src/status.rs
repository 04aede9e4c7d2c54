//! What came in for one edition: a line per country, and rates.

use crate::countries::{CountryState, CountryStatus, country_status};
use crate::delivery::{Delivery, DeliveryState};
use crate::history::{CountryHistory, EditionDays};
use crate::note::{DeliveryNote, NoteKind};
use crate::regions::Region;
use canevas_model::dates::Day;
use canevas_model::{Language, Respondents, RespondentsKind};
use canevas_project::FormCopy;
use canevas_wording::Wording;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many countries are how far. A rate is of the countries that were asked to report, and a country counts as reported once
/// a return of it is complete: the reporting rate, as DHIS2 defines it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Counts {
    /// Countries that were asked to report.
    pub expected: usize,
    /// Those of them that reported.
    pub reported: usize,
    /// Those whose return is not complete although it says so.
    pub incomplete: usize,
    /// Those with drafts only.
    pub drafts: usize,
    /// Those of which nothing came.
    pub missing: usize,
    /// Countries that sent something and were not asked.
    pub not_expected: usize,
    /// The reported per hundred expected, with one decimal.
    pub rate: Option<f64>,
    /// Those that reported on time.
    pub on_time: usize,
    /// Those that reported late.
    pub late: usize,
    /// Those that did not report, although their last day is over.
    pub overdue: usize,
    /// The reported on time per hundred expected, with one decimal; none where no last day is known.
    pub rate_on_time: Option<f64>,
    /// Those whose return was accepted.
    pub accepted: usize,
    /// Files that belong to no country or cannot be used.
    pub unusable_files: usize,
}

/// What the desk wrote down itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskKnowledge {
    /// The history of each country by its code.
    pub histories: BTreeMap<String, CountryHistory>,
    /// The last day for returns, and the day of the report.
    pub days: EditionDays,
    /// The countries whose history cannot be read, with what is wrong in it.
    pub unreadable: BTreeMap<String, Vec<DeliveryNote>>,
    /// The regions by which the secretariat counts.
    pub regions: Vec<Region>,
    /// Today; whether a country is overdue depends on it. What was written down for a later day does not hold yet.
    pub today: Option<Day>,
}

impl DeskKnowledge {
    /// The same as it was today.
    fn as_of_today(&self) -> Self {
        let Some(today) = self.today else { return self.clone() };
        let histories = self.histories.iter().map(|(code, history)| (code.clone(), history.on(today)));
        Self { histories: histories.collect(), ..self.clone() }
    }

    /// The day on which a file came in, where that is later than today.
    fn came_later(&self, code: &str, delivery: &Delivery) -> Option<Day> {
        let on = self.histories.get(code)?.received(delivery.sha256.as_deref()?)?;
        self.today.is_some_and(|today| today < on).then_some(on)
    }
}

/// How many countries of a region are how far.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionStatus {
    /// Its id; none for the countries that belong to no region.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// How many of its countries are how far.
    pub counts: Counts,
}

/// A section and its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionTitle {
    /// Its id.
    pub section: String,
    /// Its title.
    pub title: String,
}

/// What came in for one edition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeskStatus {
    /// The version of this report's format.
    pub canevas: u32,
    /// The form.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The title of the form.
    pub title: String,
    /// The last day on which a return is on time.
    pub due: Option<String>,
    /// How many countries are how far.
    pub counts: Counts,
    /// The same by region, in the order of the secretariat's file.
    pub regions: Vec<RegionStatus>,
    /// A line per country, in the order of their names.
    pub countries: Vec<CountryStatus>,
    /// The sections, in the order of the form.
    pub sections: Vec<SectionTitle>,
    /// Every file, in the order of its name.
    pub files: Vec<Delivery>,
    /// What those who answer are called in messages.
    #[serde(skip)]
    pub nouns: Nouns,
}

/// What those who answer are called in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nouns {
    /// Who answers.
    pub kind: RespondentsKind,
    /// One of them: `country`.
    pub one: String,
    /// Several of them: `countries`.
    pub many: &'static str,
}

impl Nouns {
    /// Those of a form.
    pub fn of(respondents: &Respondents) -> Self {
        Self { kind: respondents.kind(), one: respondents.noun().to_owned(), many: respondents.plural() }
    }
}

impl DeskStatus {
    /// Whether a file cannot be used, a history cannot be read, or a country sent answers that differ.
    pub fn needs_a_person(&self) -> bool {
        let needs = |note: &DeliveryNote| matches!(note.kind, NoteKind::Several | NoteKind::UnreadableHistory);
        self.counts.unusable_files > 0 || self.countries.iter().any(|country| country.notes.iter().any(needs))
    }
}

/// Puts deliveries together. `blank` is the blank copy, with the names that country files give. `expected` are the countries that
/// were asked to report because they have a country file; so were those that were invited. Names and titles are in the form's source language.
pub fn desk_status(
    blank: &FormCopy<'_>,
    expected: &[String],
    mut files: Vec<Delivery>,
    known: &DeskKnowledge,
) -> DeskStatus {
    files.sort_by(|a, b| a.file.cmp(&b.file));
    let model = blank.model;
    let nouns = Nouns::of(&model.respondents);
    let wording = Wording::new(blank, &model.source_language);
    let codes = expected.iter().chain(known.histories.keys()).chain(known.unreadable.keys());
    let mut of_country: BTreeMap<&str, (Vec<&Delivery>, Vec<DeliveryNote>)> =
        codes.map(|code| (code.as_str(), (Vec::new(), Vec::new()))).collect();
    for delivery in &files {
        let Some(code) = &delivery.country else { continue };
        let (deliveries, notes) = of_country.entry(code).or_default();
        match known.came_later(code, delivery) {
            Some(on) => notes.push(came_later(delivery, on)),
            None => deliveries.push(delivery),
        }
    }
    let known = &known.as_of_today();
    let mut countries: Vec<CountryStatus> = of_country
        .into_iter()
        .map(|(code, (deliveries, notes))| {
            // Who is not named was not asked by name: each file is what it is.
            let has_file = nouns.kind == RespondentsKind::Nobody || expected.iter().any(|known| known == code);
            let named = (code, wording.listed_respondent(code));
            let mut country = country_status(named, has_file, &deliveries, known, nouns.kind);
            country.notes.extend(known.unreadable.get(code).into_iter().flatten().cloned().chain(notes));
            country
        })
        .collect();
    let key = |country: &CountryStatus| canevas_wording::sort_key(&country.name);
    countries.sort_by_cached_key(|country| (key(country), country.code.clone()));
    let sections = model
        .sections
        .iter()
        .map(|section| SectionTitle { section: section.id.to_string(), title: wording.plain(&section.title, None) });
    DeskStatus {
        canevas: 1,
        form: model.form.clone(),
        edition: model.edition.clone(),
        title: wording.plain(&model.title, None),
        due: known.days.due.map(|day| day.to_string()),
        counts: counts(&countries, &files, known),
        regions: regions(&countries, known, &model.source_language),
        countries,
        sections: sections.collect(),
        files,
        nouns,
    }
}

fn came_later(delivery: &Delivery, on: Day) -> DeliveryNote {
    DeliveryNote::new(
        NoteKind::CameLater,
        format!("{} came in on {on}, so it does not count on this day", delivery.file),
        "--on with a later day counts it",
    )
}

fn counts<'c>(
    countries: impl IntoIterator<Item = &'c CountryStatus>,
    files: &[Delivery],
    known: &DeskKnowledge,
) -> Counts {
    let (expected, others): (Vec<_>, Vec<_>) = countries.into_iter().partition(|country| country.expected);
    let number = |is: &dyn Fn(&CountryStatus) -> bool| expected.iter().filter(|country| is(country)).count();
    let in_state = |state| number(&|country| country.state == state);
    let reported = in_state(CountryState::Reported);
    let on_time = number(&|country| country.on_time == Some(true));
    // One decimal, rounded half up: in tenths, so that no other decimal comes in.
    let rate = |part: usize| {
        let whole = expected.len();
        let tenths = || u32::try_from((part * 2000 + whole) / (2 * whole)).unwrap_or(u32::MAX);
        (whole > 0).then(|| f64::from(tenths()) / 10.0)
    };
    Counts {
        expected: expected.len(),
        reported,
        incomplete: in_state(CountryState::Incomplete),
        drafts: in_state(CountryState::Draft),
        missing: in_state(CountryState::Missing),
        not_expected: others.len(),
        rate: rate(reported),
        on_time,
        late: number(&|country| country.on_time == Some(false)),
        overdue: number(&|country| country.overdue),
        rate_on_time: known.days.due.and_then(|_| rate(on_time)),
        accepted: number(&|country| country.accepted.is_some()),
        unusable_files: files.iter().filter(|file| file.state == DeliveryState::Unusable).count(),
    }
}

/// The counts of each region, and of the countries that are in none.
fn regions(countries: &[CountryStatus], known: &DeskKnowledge, language: &Language) -> Vec<RegionStatus> {
    let of = |id: Option<&str>, name: &str| RegionStatus {
        id: id.map(str::to_owned),
        name: name.to_owned(),
        counts: counts(countries.iter().filter(|country| country.region.as_deref() == id), &[], known),
    };
    if known.regions.is_empty() {
        return Vec::new();
    }
    let mut regions: Vec<RegionStatus> =
        known.regions.iter().map(|region| of(Some(&region.id), region.name_in(language))).collect();
    if countries.iter().any(|country| country.region.is_none()) {
        regions.push(of(None, "in no region"));
    }
    regions
}
