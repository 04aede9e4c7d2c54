//! Findings that `canevas.toml` accepts, each for one text. The digest of the text stands in the acceptance. If the text
//! changes, the finding comes back.

use crate::Edition;
use crate::setting_rules::ACCEPTANCE_UNUSED;
use canevas_diagnostics::{Finding, Findings, Rule, SourceId, Span, TextPlace, may_suggest, nearest};
use canevas_model::canonical::text_digest;
use canevas_model::{Model, RespondentsKind};
use canevas_project::{Catalogues, CountryFile};
use canevas_syntax::{SourceText, Sp};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// A finding that is accepted for one text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Acceptance {
    pub rule: &'static Rule,
    pub at: Sp<String>,
    /// The digest of the text that was accepted.
    pub digest: Sp<String>,
    pub reason: String,
}

impl Acceptance {
    fn is_for(&self, rule: &Rule, text: &TextPlace) -> bool {
        self.is_at(rule, text) && self.digest.value.eq_ignore_ascii_case(&text.digest)
    }

    fn is_at(&self, rule: &Rule, text: &TextPlace) -> bool {
        self.rule == rule && self.at.value == text.at
    }
}

/// Where the texts of an edition stand, to find the text that a finding points into.
pub(crate) struct TextPlaces<'a> {
    /// In the order of their places. They do not overlap.
    texts: Vec<(Span, TextOrigin<'a>, &'a SourceText)>,
    /// What was found of each: a text may have thousands of findings.
    found: RefCell<HashMap<Span, TextPlace>>,
}

/// Where a text comes from.
#[derive(Clone, Copy)]
enum TextOrigin<'a> {
    Form(&'a str),
    /// The language and the key.
    Translation(&'a str, &'a str),
    /// The code of who answers.
    Respondent(&'a str, RespondentsKind),
}

impl TextOrigin<'_> {
    /// The place as `canevas.toml` names it.
    fn name(self) -> String {
        match self {
            Self::Form(key) => key.to_owned(),
            Self::Translation(language, key) => format!("locales/{language}.po {key}"),
            Self::Respondent(code, kind) => format!("{}/{code}.yaml", kind.folder()),
        }
    }
}

impl<'a> TextPlaces<'a> {
    /// The texts of a form, of its translations and of its country files.
    pub fn new(model: &'a Model, catalogues: &'a Catalogues, countries: &'a [CountryFile]) -> Self {
        let form = model.translated_texts().into_iter().map(|text| (TextOrigin::Form(text.key.as_str()), &text.source));
        let translations = catalogues.iter().flat_map(|(language, catalogue)| {
            let entries = catalogue.entries.iter();
            entries.map(|(key, entry)| (TextOrigin::Translation(language.tag(), key.as_str()), &entry.text))
        });
        let countries = countries.iter().flat_map(|file| {
            file.texts
                .iter()
                .map(|(_, text)| (TextOrigin::Respondent(file.code.as_str(), model.respondents.kind()), text))
        });
        let all = form.chain(translations).chain(countries);
        let mut texts: Vec<_> = all.map(|(origin, text)| (text.span, origin, text)).collect();
        texts.sort_by_key(|(span, ..)| *span);
        Self { texts, found: RefCell::default() }
    }

    /// The digests of the texts with this name.
    fn digests(&self, name: &str) -> Vec<String> {
        let texts = self.texts.iter().filter(|(_, origin, _)| origin.name() == name);
        texts.map(|(.., source)| text_digest(&source.value)).collect()
    }

    /// The text that a span points into.
    fn at(&self, span: Span) -> Option<TextPlace> {
        let after = self.texts.partition_point(|(text, ..)| (text.source, text.start) <= (span.source, span.start));
        let (text, origin, source) = self.texts.get(after.checked_sub(1)?)?;
        let holds = text.source == span.source && span.end <= text.end;
        let place = || TextPlace { at: origin.name(), digest: text_digest(&source.value) };
        holds.then(|| self.found.borrow_mut().entry(*text).or_insert_with(place).clone())
    }
}

/// Findings, parted by what is accepted.
pub(crate) struct Parted {
    pub told: Findings,
    pub accepted: Findings,
    /// The indices of the acceptances that accept a finding, or whose finding came back for another text.
    pub used: BTreeSet<usize>,
}

/// Parts findings by what is accepted. A finding that could be accepted learns the place and digest of its text.
pub(crate) fn part(acceptances: &[Acceptance], texts: &TextPlaces<'_>, findings: Findings) -> Parted {
    let mut parted = Parted { told: Findings::default(), accepted: Findings::default(), used: BTreeSet::new() };
    let mut told = Vec::new();
    for mut finding in findings {
        if finding.rule.policy.can_err {
            finding.text = texts.at(finding.primary.span);
        }
        let Some(text) = &finding.text else {
            told.push(finding);
            continue;
        };
        match acceptances.iter().position(|acceptance| acceptance.is_for(finding.rule, text)) {
            Some(index) => {
                finding.set_because = Some(acceptances[index].reason.clone());
                parted.used.insert(index);
                parted.accepted.push(finding);
            }
            None => told.push(finding),
        }
    }
    // An acceptance of the place that fits none of its texts was for the text that stood there before.
    let mut came_back = BTreeSet::new();
    for mut finding in told {
        let text = finding.text.as_ref();
        let before = text.and_then(|text| {
            let is_before = |(index, acceptance): &(usize, &Acceptance)| {
                acceptance.is_at(finding.rule, text) && !parted.used.contains(index)
            };
            acceptances.iter().enumerate().find(is_before)
        });
        if let Some((index, acceptance)) = before {
            came_back.insert(index);
            let earlier =
                "this entry accepts the text that stood here before; to accept the new one, change its `text`";
            finding = finding.also(acceptance.digest.span, earlier);
        }
        parted.told.push(finding);
    }
    parted.used.extend(came_back);
    parted
}

impl Edition {
    /// Takes the findings, and puts those that are accepted to the suppressed ones.
    pub(crate) fn without_accepted(&mut self) -> Findings {
        let findings = std::mem::take(&mut self.findings);
        let Some(model) = &self.model else { return findings };
        let texts = TextPlaces::new(model, &self.catalogues, &self.countries);
        let Parted { told, accepted, used } = part(&self.acceptances, &texts, findings);
        self.suppressed = accepted;
        self.used_acceptances = used;
        told
    }

    /// The acceptances of the settings that accept nothing in this edition. Other editions with the same settings may need
    /// them. Empty where the edition could not be read whole.
    pub fn unused_acceptances(&self) -> Findings {
        let Some(model) = self.model.as_ref().filter(|_| self.readable) else { return Findings::default() };
        let texts = TextPlaces::new(model, &self.catalogues, &self.countries);
        let unused = self.acceptances.iter().enumerate().filter(|(index, _)| !self.used_acceptances.contains(index));
        let names: BTreeSet<String> = texts.texts.iter().map(|(_, origin, _)| origin.name()).collect();
        let findings = unused.enumerate().map(|(count, (index, acceptance))| {
            let (rule, at) = (acceptance.rule.name, &acceptance.at);
            let is_same = |before: &Acceptance| {
                before.rule == acceptance.rule
                    && before.at.value == at.value
                    && before.digest.value == acceptance.digest.value
            };
            if self.acceptances[..index].iter().any(is_same) {
                let message = format!("`{rule}` is accepted already for this text of `{}`", at.value);
                return Finding::new(&ACCEPTANCE_UNUSED, at.span, message).help("remove one of the two");
            }
            let (message, help) = match texts.digests(&at.value).as_slice() {
                [] => {
                    let near =
                        may_suggest(count).then(|| nearest(&at.value, names.iter().map(String::as_str))).flatten();
                    let help = near.map_or_else(
                        || "remove the acceptance, or write the place as the finding prints it".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    (format!("no text is called `{}`", at.value), help)
                }
                digests => {
                    let is_same = digests.contains(&acceptance.digest.value.to_ascii_lowercase());
                    let message = if is_same {
                        format!("`{rule}` finds nothing in the text of `{}`", at.value)
                    } else {
                        format!("the text of `{}` is no longer the one for which `{rule}` is accepted", at.value)
                    };
                    (message, "remove the acceptance".to_owned())
                }
            };
            Finding::new(&ACCEPTANCE_UNUSED, at.span, message).help(help)
        });
        self.levels.part(findings.collect()).0
    }

    /// The source of the settings, if these accept anything.
    pub fn source_of_acceptances(&self) -> Option<SourceId> {
        self.acceptances.first().map(|acceptance| acceptance.at.span.source)
    }
}
