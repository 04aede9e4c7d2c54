//! The phases of reading an edition. Each phase keeps its findings with the file that it read. When an edition is read again,
//! a phase whose inputs did not change gives the same result without running: a changed catalogue does not lower the model
//! again, and a changed country file does not parse a catalogue again. The result equals that of a first reading.

use crate::{Edition, EditionFiles, InputFile, own_words, settings, unread_findings};
use canevas_cases::read_case;
use canevas_diagnostics::{Finding, Findings, Level, SourceId, Sources, Span, nearest};
use canevas_model::lower::{about_start, declared_twice, read_letters, read_report};
use canevas_model::{Model, RespondentsKind};
use canevas_project::rules::{BAD_PUBLISHED, ORPHAN_TRANSLATION, UNKNOWN_COUNTRY};
use canevas_project::{
    Catalogue, CountryFile, LastAnswers, PoFile, hold_catalogue, hold_last_year, parse_po, read_country, read_glossary,
};
use canevas_report::{misquoted, plan};
use canevas_responses::read_return;
use canevas_syntax::Read as _;
use canevas_syntax::changes::Changes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a phase does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Text to a value of its own.
    Parse,
    /// A value held against the model.
    Hold,
}

/// What the last reading had to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// The files that were parsed, in order.
    pub parsed: Vec<String>,
    /// The files that were held against the model, in order.
    pub held: Vec<String>,
    /// Whether the form was lowered to a model.
    pub lowered: bool,
    /// Whether the checks ran.
    pub checked: bool,
}

/// What the phases leave for the next reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traces {
    found: BTreeMap<(Phase, SourceId), Findings>,
    /// The change file.
    pub(crate) changes: Option<SourceId>,
    /// Last year's answers, by country.
    pub(crate) last_year: BTreeMap<String, SourceId>,
    /// The sources that the checks looked at, and their findings.
    checks: Option<(Vec<SourceId>, Findings)>,
    published: Option<String>,
}

/// One reading.
pub(crate) struct Reading {
    edition: Edition,
    before: Option<Edition>,
    /// The sources that the reading before had under the same id, with the same text.
    same: BTreeSet<SourceId>,
    /// Whether the model did not change.
    model_is_same: bool,
    /// The sources that the checks look at.
    checked: Vec<SourceId>,
}

impl Reading {
    /// Reads an edition; `before` is what it was when it was last read.
    pub(crate) fn run(files: &EditionFiles, sources: Sources, before: Option<Edition>) -> Edition {
        let mut reading = Self {
            edition: Edition::empty(sources),
            before,
            same: BTreeSet::new(),
            model_is_same: false,
            checked: Vec::new(),
        };
        reading.all(files);
        reading.unread(files);
        let of_settings = files.settings.as_ref().map_or_else(Findings::default, |file| reading.settings(file));
        let mut edition = reading.edition;
        let told = edition.without_accepted();
        let (told, off) = edition.levels.part(told);
        edition.findings = told;
        edition.suppressed.extend(off);
        edition.readable &= !of_settings.deny();
        edition.findings.extend(of_settings);
        edition
    }

    /// Every phase, at the rules' own levels. Settings say how a finding weighs, not whether the next phase can run.
    fn all(&mut self, files: &EditionFiles) {
        let Some(form) = &files.form else { return };
        let id = self.add(form);
        if let Some(file) = &files.changes {
            self.changes(file);
        }
        let Some(mut model) = self.model(id, form) else { return };
        self.checked.push(id);
        self.checked.extend(self.edition.traces.changes);
        let put_letters = |model: &mut Model, letters| !std::mem::replace(&mut model.letters, letters).is_empty();
        self.beside(files.letters.as_ref(), &mut model, read_letters, put_letters);
        let put_report = |model: &mut Model, report| std::mem::replace(&mut model.report, report).is_some();
        let read_report = |sources: &Sources, id, model: &Model| {
            let (report, mut findings) = read_report(sources, id, model);
            findings.extend(report.as_ref().map(|report| plan(report, model).1).unwrap_or_default());
            (report, findings)
        };
        self.beside(files.report.as_ref(), &mut model, read_report, put_report);
        for file in &files.catalogues {
            self.catalogue(file, &model);
        }
        if let Some(file) = &files.glossary {
            self.glossary(file, &model);
        }
        self.respondents(files, &model);
        for file in &files.last_year {
            self.last_year(file, &model);
        }
        if let Some(file) = &files.published {
            self.published(file);
        }
        self.edition.readable = !self.edition.findings.deny();
        self.checks(&model);
        for file in &files.returns {
            self.return_file(file);
        }
        for file in &files.asks {
            self.asks(file, &model);
        }
        // What a form with errors asks is not known yet.
        if self.edition.form_is_whole {
            for file in &files.cases {
                self.case(file, &model);
            }
        }
        if let Some(report) = &model.report {
            let returns: Vec<_> = self.edition.returns.iter().map(|read| &read.response).collect();
            let found = misquoted(report, &model, &returns);
            self.edition.findings.extend(found);
        }
        self.edition.model = Some(model);
        // An edition that was published stays as it was, whoever looks at it. What cannot be read is not compared: one mistake
        // would differ from the lock in many places, and nobody would find it among them.
        if self.edition.readable
            && let Some(side) = self.edition.side()
        {
            let found = canevas_editions::edited_since_publication(&side);
            self.edition.findings.extend(found);
        }
    }

    /// Names what seems to belong to the edition and was not read.
    fn unread(&mut self, files: &EditionFiles) {
        let mut found = unread_findings(&files.unread, &mut self.edition.sources);
        // Nobody can have meant a return whose bytes are damaged.
        let damaged = unread_findings(&files.damaged, &mut self.edition.sources).into_iter();
        found.extend(damaged.map(|finding| Finding { level: Level::Deny, ..finding }).collect());
        self.edition.findings.extend(found);
    }

    /// Adds a file to the sources. A file that did not change keeps its source.
    fn add(&mut self, file: &InputFile) -> SourceId {
        let id = self.edition.sources.next_id();
        let before = self.before.as_ref().and_then(|before| before.sources.shared(id));
        if let Some(source) = before.filter(|source| source.name() == file.name && source.text() == file.text) {
            self.same.insert(id);
            return self.edition.sources.share(Arc::clone(source));
        }
        self.edition.sources.add(&file.name, &file.text)
    }

    /// The findings that a phase had in a file before, and the edition of before, which holds what the phase made. `None` if
    /// the file changed, or the model that it is held against.
    fn known(&mut self, phase: Phase, id: SourceId) -> Option<(Findings, &mut Edition)> {
        if !self.same.contains(&id) || (phase == Phase::Hold && !self.model_is_same) {
            return None;
        }
        let before = self.before.as_mut()?;
        let findings = before.traces.found.remove(&(phase, id))?;
        Some((findings, before))
    }

    fn keep(&mut self, phase: Phase, id: SourceId, findings: Findings) {
        self.edition.findings.extend(findings.clone());
        self.edition.traces.found.insert((phase, id), findings);
    }

    fn changes(&mut self, file: &InputFile) {
        let id = self.add(file);
        self.edition.traces.changes = Some(id);
        let known = self.known(Phase::Parse, id).map(|(findings, before)| (before.changes.take(), findings));
        let (changes, findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            let source = self.edition.sources.get(id);
            let (node, mut findings) = canevas_syntax::traps::parse_with_traps(id, source);
            let changes = node.as_ref().and_then(|node| Changes::read(node, &mut findings));
            if let Some(changes) = &changes {
                findings = about_start(changes, findings);
                findings.extend(declared_twice(changes));
            }
            (changes, findings)
        });
        self.edition.changes = changes;
        self.keep(Phase::Parse, id, findings);
    }

    fn model(&mut self, id: SourceId, form: &InputFile) -> Option<Model> {
        let changes = self.edition.traces.changes;
        let changes_are_same = self.before.as_ref().is_some_and(|before| before.traces.changes == changes)
            && changes.is_none_or(|changes| self.same.contains(&changes));
        let known = if changes_are_same { self.known(Phase::Parse, id) } else { None };
        let known = known.map(|(findings, before)| (before.model.take(), findings));
        self.model_is_same = known.is_some();
        let (mut model, findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(form.name.clone());
            self.edition.work.lowered = true;
            canevas_model::lower_after(&self.edition.sources, id, self.edition.changes.as_ref())
        });
        if let Some(model) = &mut model {
            // Pseudo-languages are added to what was read.
            model.translations.retain(|language| language.pseudo().is_none());
        }
        self.edition.form_is_whole = !findings.deny();
        self.keep(Phase::Parse, id, findings);
        model
    }

    /// Reads what the secretariat writes beside the form: letters, a report. Their texts are translated too, so catalogues are
    /// held against them. `put` receives what was read, nothing without a file, and says whether the model had something there.
    fn beside<T: Default>(
        &mut self,
        file: Option<&InputFile>,
        model: &mut Model,
        read: impl Fn(&Sources, SourceId, &Model) -> (T, Findings),
        put: impl Fn(&mut Model, T) -> bool,
    ) {
        let Some(file) = file else {
            self.model_is_same &= !put(model, T::default());
            return;
        };
        let id = self.add(file);
        self.checked.push(id);
        // A model that did not change still holds them.
        let known = self.known(Phase::Hold, id).map(|(findings, _)| findings);
        let findings = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            self.model_is_same = false;
            let (found, findings) = read(&self.edition.sources, id, model);
            put(model, found);
            let holds = |finding: &Finding| self.edition.form_is_whole || !finding.rule.policy.may_follow;
            findings.into_iter().filter(holds).collect()
        });
        self.keep(Phase::Hold, id, findings);
    }

    /// Reads a catalogue. One in a language that the form does not have is not kept: every reading parses it.
    fn catalogue(&mut self, file: &InputFile, model: &Model) {
        let id = self.add(file);
        self.checked.push(id);
        let known = self.known(Phase::Parse, id).and_then(|(findings, before)| {
            let language = before.po.iter().find(|(_, po)| po.span.source == id)?.0.clone();
            Some((before.po.remove(&language)?, findings))
        });
        let (po, findings): (PoFile, Findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            parse_po(id, self.edition.sources.get(id))
        });
        self.keep(Phase::Parse, id, findings);
        let Some(language) = model.translations.iter().find(|language| language.tag() == file.stem) else {
            let message = format!("the form is not translated into `{}`", file.stem);
            self.edition.findings.push(
                Finding::new(&ORPHAN_TRANSLATION, po.span, message)
                    .help("name the language under `languages: translations`, or remove the file"),
            );
            return;
        };
        let known = self
            .known(Phase::Hold, id)
            .and_then(|(findings, before)| Some((before.catalogues.remove(language)?, findings)));
        let (catalogue, findings): (Catalogue, Findings) = known.unwrap_or_else(|| {
            self.edition.work.held.push(file.name.clone());
            let (catalogue, findings) = hold_catalogue(&po, language.clone(), model);
            let holds = |finding: &Finding| self.edition.form_is_whole || !finding.rule.policy.may_follow;
            (catalogue, findings.into_iter().filter(holds).collect())
        });
        self.keep(Phase::Hold, id, findings);
        self.edition.catalogues.insert(language.clone(), catalogue);
        self.edition.po.insert(language.clone(), po);
    }

    fn glossary(&mut self, file: &InputFile, model: &Model) {
        let id = self.add(file);
        self.checked.push(id);
        let known = self.known(Phase::Hold, id).map(|(findings, before)| (before.glossary.take(), findings));
        let (glossary, findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            let (glossary, findings) = read_glossary(id, self.edition.sources.get(id), model);
            (Some(glossary), findings)
        });
        self.edition.glossary = glossary;
        self.keep(Phase::Hold, id, findings);
    }

    /// Reads what is known about those who answer. Files about others than the form is for are named.
    fn respondents(&mut self, files: &EditionFiles, model: &Model) {
        let kind = model.respondents.kind();
        let (own, others) = match kind {
            RespondentsKind::Countries => (&files.countries, &files.respondents),
            RespondentsKind::Nobody | RespondentsKind::Listed => (&files.respondents, &files.countries),
        };
        for file in own {
            self.country(file, model);
        }
        let may_answer = |file: &&InputFile| model.has_respondent(&file.stem, |_| false);
        for file in files.without_file.iter().filter(may_answer) {
            let text = match kind.key() {
                Some(key) => format!("canevas: 1\n{key}: {}\n", file.stem),
                None => "canevas: 1\n".to_owned(),
            };
            self.country(&InputFile { text, ..file.clone() }, model);
        }
        // Who answers a form with errors is not known yet.
        let others = if self.edition.form_is_whole { others.as_slice() } else { &[] };
        for file in others {
            let span = Span::new(self.add(file), 0..0);
            let message = format!(
                "`{}` is not read: {}",
                file.name,
                match kind {
                    RespondentsKind::Countries => "countries answer this form",
                    RespondentsKind::Nobody => "nobody is named in this form",
                    RespondentsKind::Listed => "no country answers this form",
                }
            );
            let help = match kind {
                RespondentsKind::Nobody => "remove it; a form that says `respondents: none` knows nothing about anybody".to_owned(),
                RespondentsKind::Countries => "a country has a file in the folder `countries`, and `respondents` at the top of the form names others".to_owned(),
                RespondentsKind::Listed => "what is known about one of the list stands in the folder `respondents`, in a file named after its code".to_owned(),
            };
            self.edition.findings.push(Finding::new(&UNKNOWN_COUNTRY, span, message).help(help));
        }
    }

    fn country(&mut self, file: &InputFile, model: &Model) {
        let id = self.add(file);
        self.checked.push(id);
        let known = self.known(Phase::Hold, id).map(|(findings, before)| {
            let at = before.countries.iter().position(|country| country.span.source == id);
            (at.map(|at| before.countries.swap_remove(at)), findings)
        });
        let (country, findings): (Option<CountryFile>, Findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            read_country(&self.edition.sources, id, Some(&file.stem), model)
        });
        self.edition.countries.extend(country);
        self.keep(Phase::Hold, id, findings);
    }

    fn last_year(&mut self, file: &InputFile, model: &Model) {
        let id = self.add(file);
        let known = self.known(Phase::Hold, id).map(|(findings, before)| {
            let at = before.last_year.iter().position(|answers| answers.respondent == file.stem);
            (at.map(|at| before.last_year.swap_remove(at)), findings)
        });
        let (answers, findings): (Option<LastAnswers>, Findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            let (read, mut findings) = read_return(&self.edition.sources, id);
            let held = read.and_then(|read| {
                let (held, found) = hold_last_year(&read, &file.stem, model, self.edition.changes.as_ref());
                findings.extend(found);
                held
            });
            (held, findings)
        });
        if let Some(answers) = &answers {
            self.edition.traces.last_year.insert(answers.respondent.clone(), id);
        }
        self.edition.last_year.extend(answers);
        self.keep(Phase::Hold, id, findings);
    }

    fn published(&mut self, file: &InputFile) {
        let before = self.before.as_mut().filter(|before| before.traces.published.as_ref() == Some(&file.text));
        let known = before.and_then(|before| before.published.take());
        let published = known.unwrap_or_else(|| canevas_editions::read_published(&file.text));
        if let Err(why) = &published {
            let span = Span::new(self.add(file), 0..0);
            let finding = Finding::new(&BAD_PUBLISHED, span, format!("this file cannot be used: {why}"));
            self.edition.findings.push(finding.help(
                "take it from the version control, where the edition was published; `canevas publish` writes it only once",
            ));
        }
        self.edition.published = Some(published);
        self.edition.traces.published = Some(file.text.clone());
    }

    fn checks(&mut self, model: &Model) {
        let is_same = |looked_at: &[SourceId]| {
            self.model_is_same && looked_at == self.checked && self.checked.iter().all(|id| self.same.contains(id))
        };
        let before = self.before.as_mut().and_then(|before| before.traces.checks.take());
        let known = before.filter(|(looked_at, _)| is_same(looked_at)).map(|(_, findings)| findings);
        let findings = known.unwrap_or_else(|| {
            self.edition.work.checked = true;
            let Edition { sources, catalogues, countries, glossary, .. } = &self.edition;
            let glossary = glossary.as_ref();
            let parts = canevas_checks::EditionParts { sources, model, catalogues, countries, glossary };
            own_words::weigh(canevas_checks::run(&parts), sources, model, countries)
        });
        // A form with errors is checked too. A warning of something missing or unused waits until the errors are mended.
        let readable = self.edition.readable;
        let holds = |finding: &&Finding| readable || finding.level == Level::Deny && !finding.rule.policy.may_follow;
        self.edition.findings.extend(findings.iter().filter(holds).cloned().collect());
        self.edition.traces.checks = Some((std::mem::take(&mut self.checked), findings));
    }

    /// Reads what the secretariat asks about a return. The command that makes the sheet reads it again.
    fn asks(&mut self, file: &InputFile, model: &Model) {
        let id = self.add(file);
        let known = self.known(Phase::Hold, id).map(|(findings, _)| findings);
        let findings = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            canevas_clarify::read_asks(&self.edition.sources, id, model).1
        });
        self.keep(Phase::Hold, id, findings);
        let own = || self.edition.countries.iter().map(|country| country.code.as_str());
        if !model.has_respondent(&file.stem, |code| own().any(|own| own == code)) {
            let is_listed = model.respondents.kind() == RespondentsKind::Listed;
            let wanted = if is_listed { file.stem.clone() } else { file.stem.to_uppercase() };
            let near = nearest(&wanted, own().chain(model.respondent_codes()));
            let near = near.map(|near| format!("did you mean `{near}.yaml`?"));
            let noun = model.respondents.noun();
            let message = format!("no {noun} has the code `{}`, so nothing in this file is asked", file.stem);
            let finding = Finding::new(&UNKNOWN_COUNTRY, Span::new(id, 0..0), message);
            let example = model.respondent_codes().first().copied().filter(|_| is_listed).unwrap_or("CMR");
            let help = format!("name the file after the {noun} whose return it asks about, such as `{example}.yaml`");
            self.edition.findings.push(finding.help(help).help_if(near));
        }
    }

    /// Reads a case. `check` runs it.
    fn case(&mut self, file: &InputFile, model: &Model) {
        let id = self.add(file);
        // Which countries there are depends on other files, and a case is read at once.
        self.edition.work.parsed.push(file.name.clone());
        let (case, findings) = read_case(&self.edition.sources, id, model, &self.edition.countries);
        self.edition.cases.extend(case);
        self.keep(Phase::Hold, id, findings);
    }

    fn return_file(&mut self, file: &InputFile) {
        let id = self.add(file);
        let known = self.known(Phase::Parse, id).map(|(findings, before)| {
            let at = before.returns.iter().position(|read| read.source == id);
            (at.map(|at| before.returns.swap_remove(at)), findings)
        });
        let (read, findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            read_return(&self.edition.sources, id)
        });
        self.edition.returns.extend(read);
        self.keep(Phase::Parse, id, findings);
    }

    fn settings(&mut self, file: &InputFile) -> Findings {
        let id = self.add(file);
        let known = self.known(Phase::Parse, id).map(|(findings, before)| {
            (std::mem::take(&mut before.levels), std::mem::take(&mut before.acceptances), findings)
        });
        let (levels, acceptances, findings) = known.unwrap_or_else(|| {
            self.edition.work.parsed.push(file.name.clone());
            settings::read_settings(&self.edition.sources, id)
        });
        self.edition.levels = levels;
        self.edition.acceptances = acceptances;
        self.edition.traces.found.insert((Phase::Parse, id), findings.clone());
        findings
    }
}
