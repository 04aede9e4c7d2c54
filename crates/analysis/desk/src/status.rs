//! What came in for one edition: a line per country, and rates.

use crate::countries::{CountryState, CountryStatus, country_status};
use crate::delivery::{Delivery, DeliveryState};
use crate::note::NoteKind;
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
    /// Files that belong to no country or cannot be used.
    pub unusable_files: usize,
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
    /// How many countries are how far.
    pub counts: Counts,
    /// A line per country, in the order of their names.
    pub countries: Vec<CountryStatus>,
    /// The sections, in the order of the form.
    pub sections: Vec<SectionTitle>,
    /// Every file, in the order of its name.
    pub files: Vec<Delivery>,
}

impl DeskStatus {
    /// Whether a file cannot be used, or a country sent answers that differ.
    pub fn needs_a_person(&self) -> bool {
        let differ = |country: &CountryStatus| country.notes.iter().any(|note| note.kind == NoteKind::Several);
        self.counts.unusable_files > 0 || self.countries.iter().any(differ)
    }
}

/// Puts deliveries together. `blank` is the blank copy, with the names that country files give. `expected` are the countries that
/// were asked to report. Names and titles are in the form's source language.
pub fn desk_status(blank: &FormCopy<'_>, expected: &[String], mut files: Vec<Delivery>) -> DeskStatus {
    files.sort_by(|a, b| a.file.cmp(&b.file));
    let model = blank.model;
    let wording = Wording::new(blank, &model.source_language);
    let mut of_country: BTreeMap<&str, Vec<&Delivery>> =
        expected.iter().map(|code| (code.as_str(), Vec::new())).collect();
    for delivery in &files {
        if let Some(code) = &delivery.country {
            of_country.entry(code).or_default().push(delivery);
        }
    }
    let mut countries: Vec<CountryStatus> = of_country
        .into_iter()
        .map(|(code, deliveries)| {
            let is_expected = expected.iter().any(|known| known == code);
            country_status(code, wording.listed_country(code), is_expected, &deliveries)
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
        counts: counts(&countries, &files),
        countries,
        sections: sections.collect(),
        files,
    }
}

fn counts(countries: &[CountryStatus], files: &[Delivery]) -> Counts {
    let expected = countries.iter().filter(|country| country.expected).count();
    let in_state = |state| countries.iter().filter(|country| country.expected && country.state == state).count();
    let reported = in_state(CountryState::Reported);
    // One decimal, rounded half up: in tenths, so that no other decimal comes in.
    let tenths = |whole: usize| u32::try_from((reported * 2000 + whole) / (2 * whole)).unwrap_or(u32::MAX);
    let rate = (expected > 0).then(|| f64::from(tenths(expected)) / 10.0);
    Counts {
        expected,
        reported,
        incomplete: in_state(CountryState::Incomplete),
        drafts: in_state(CountryState::Draft),
        missing: in_state(CountryState::Missing),
        not_expected: countries.iter().filter(|country| !country.expected).count(),
        rate,
        unusable_files: files.iter().filter(|file| file.state == DeliveryState::Unusable).count(),
    }
}
