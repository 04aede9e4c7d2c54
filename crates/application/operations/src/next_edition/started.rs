//! An edition that is being started, or to which rows are added.

use super::StartedEdition;
use super::returns::Returned;
use crate::{Edit, Edits};
use canevas_compiler::diagnostics::{Finding, Level};
use canevas_compiler::editions::{
    self, CarriedRows, CountryFile, FileBefore, NextEditionFiles, ValuePlace, have_same_rows,
};
use canevas_compiler::files::{Files, join};
use canevas_compiler::model::{Model, QuestionId};
use canevas_compiler::{Edition, EditionFiles, InputFile};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The files of the next edition.
pub(super) struct Started<'r> {
    target: String,
    pub(super) files: EditionFiles,
    /// The files as they were, where the edition was started before.
    before: Option<EditionFiles>,
    /// Whether its form shows answers of the edition before, where it was started before.
    shows_last_year: Option<bool>,
    to_decide: Vec<String>,
    /// The questions that show last year's answers.
    need_last_year: Vec<QuestionId>,
    /// What was carried from returns.
    carried: Vec<Carried<'r>>,
    /// The countries whose rows were carried before.
    known: Vec<String>,
    /// How many returns were left out.
    left_out: usize,
    /// From how many of the returns that were carried before a part is still missing.
    still_in_part: usize,
}

/// The rows of a return in a country file.
struct Carried<'r> {
    returned: &'r Returned,
    /// The text of the country file without the rows; `None` where there was no file.
    before: Option<String>,
    /// What the file was in the edition before.
    file_before: FileBefore<'r>,
    rows: CarriedRows,
    /// The values that the country file cannot hold.
    without: BTreeSet<ValuePlace>,
    /// What is said of them.
    why: Vec<String>,
}

/// What is left of a return without the texts that a country file cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Rows, also where they were carried before.
    Rows,
    /// No row.
    Nothing,
    /// Nobody knows: the file is at fault at another place.
    Unknown,
}

/// Whether a form shows answers of the edition before.
fn shows_last_year(model: &Model) -> bool {
    model.questions.iter().any(|question| question.shown_last_year().is_some())
}

impl<'r> Started<'r> {
    /// A new edition in a folder, made of the files of the edition before.
    pub(super) fn new(target: String, own: &EditionFiles, next: NextEditionFiles) -> Self {
        let mut started = Self::empty(target);
        started.to_decide = next.to_decide;
        started.need_last_year = next.show_last_year;
        started.files = EditionFiles {
            form: Some(started.file("form.yaml", "form", next.form)),
            changes: Some(started.file("changes.yaml", "changes", next.changes)),
            catalogues: own.catalogues.iter().map(|file| started.copy(file, "locales/", "po")).collect(),
            countries: own.countries.iter().map(|file| started.copy(file, "countries/", "yaml")).collect(),
            glossary: own.glossary.as_ref().map(|file| started.copy(file, "", "csv")),
            letters: own.letters.as_ref().map(|file| started.copy(file, "", "yaml")),
            report: own.report.as_ref().map(|file| started.copy(file, "", "yaml")),
            settings: own.settings.clone(),
            ..EditionFiles::default()
        };
        started
    }

    /// An edition that was started before.
    pub(super) fn before(target: String, files: EditionFiles, model: &Model) -> Self {
        let shows_last_year = Some(shows_last_year(model));
        Self { files: files.clone(), before: Some(files), shows_last_year, ..Self::empty(target) }
    }

    fn empty(target: String) -> Self {
        Self {
            target,
            files: EditionFiles::default(),
            before: None,
            shows_last_year: None,
            to_decide: Vec::new(),
            need_last_year: Vec::new(),
            carried: Vec::new(),
            known: Vec::new(),
            left_out: 0,
            still_in_part: 0,
        }
    }

    /// Takes what was said of returns, and how many of them were left out.
    pub(super) fn take_notes(&mut self, notes: Vec<String>, left_out: usize) {
        self.to_decide.extend(notes);
        self.left_out += left_out;
    }

    /// Says why the rows of a return are missing.
    fn leave_out(&mut self, why: String) {
        self.take_notes(vec![why], 1);
    }

    /// Moves the rows of a return into the country's file. `old` is the text of that file in the edition before.
    pub(super) fn carry(&mut self, returned: &'r Returned, model: &Model, old: Option<&'r str>) {
        let code = &returned.country;
        if self.shows_last_year.unwrap_or_else(|| shows_last_year(model)) {
            self.keep_answers(returned);
        }
        let name = join(&self.target, &format!("countries/{code}.yaml"));
        let found = self.files.countries.iter().position(|country| country.stem == *code);
        let before = found.map(|index| self.files.countries[index].text.as_str());
        let file_before = if self.before.is_some() { FileBefore::StartedFrom(old) } else { FileBefore::Same };
        let country = CountryFile { text: before, before: file_before };
        let rows = match editions::carry_rows(model, code, country, &returned.response, &BTreeSet::new()) {
            Ok(rows) => rows,
            Err(why) => {
                let advice = "and run the same command again, or type the rows in by hand";
                let from = &returned.name;
                return self.leave_out(format!("{code}: nothing was carried from {from}: `{name}`: {why}, {advice}"));
            }
        };
        if self.before.is_some() && have_same_rows(model, before, Some(&rows.text)) {
            if rows.count > 0 && rows.faults.is_empty() {
                self.known.push(code.clone());
            }
            self.still_in_part += usize::from(!rows.faults.is_empty());
            return self.to_decide.extend(rows.notes.into_iter().chain(rows.faults));
        }
        let before = before.map(str::to_owned);
        match found {
            Some(index) => self.files.countries[index].text.clone_from(&rows.text),
            None => self.files.countries.push(InputFile { name, stem: code.clone(), text: rows.text.clone() }),
        }
        self.carried.push(Carried { returned, before, file_before, rows, without: BTreeSet::new(), why: Vec::new() });
    }

    /// Says which countries' returns are missing for the questions that show last year's answers.
    pub(super) fn name_missing_returns(&mut self) {
        let has_return = |code: &str| self.files.last_year.iter().any(|file| file.stem == code);
        let codes = || self.files.countries.iter().map(|country| country.stem.as_str());
        let missing: Vec<&str> = codes().filter(|code| !has_return(code)).collect();
        let needs = match missing.as_slice() {
            [] if !self.files.last_year.is_empty() => return,
            missing if missing.len() < codes().count() => format!("the returns of {}", missing.join(", ")),
            _ => "each country's return".to_owned(),
        };
        let lines = self.need_last_year.iter().map(|id| format!("`{id}` shows last year's answer: it needs {needs}"));
        self.to_decide.extend(lines.collect::<Vec<_>>());
    }

    /// Puts a return where the form finds last year's answers.
    fn keep_answers(&mut self, returned: &Returned) {
        let code = &returned.country;
        let file = self.file(&format!("last_year/{code}.json"), code, returned.text.clone());
        match self.files.last_year.iter().find(|known| known.stem == *code) {
            None => self.files.last_year.push(file),
            Some(known) if known.text == file.text => {}
            Some(known) => self.to_decide.push(format!(
                "{code}: `{}` holds another return than {}, and stays as it is: replace it if the other one counts",
                known.name, returned.name
            )),
        }
    }

    /// Whether the edition was started before.
    pub(super) fn is_added_to(&self) -> bool {
        self.before.is_some()
    }

    /// Takes the cases over that hold in the new edition too, and says what to do about the others.
    pub(super) fn keep_cases(&mut self, cases: &[InputFile]) {
        if cases.is_empty() {
            return;
        }
        self.files.cases = cases.iter().map(|file| self.copy(file, "cases/", "yaml")).collect();
        let edition = Edition::read(&self.files);
        let mut findings = edition.findings.clone();
        findings.extend(edition.levels.part(edition.check_cases()).0);
        let mut kept = std::mem::take(&mut self.files.cases);
        kept.retain(|file| {
            let is_at_fault = |finding: &&Finding| {
                finding.level == Level::Deny && edition.sources.get(finding.primary.span.source).name() == file.name
            };
            let Some(first) = findings.iter().find(is_at_fault) else { return true };
            let advice = "if it is still meant, write it anew for this edition";
            self.to_decide.push(format!("`cases/{}.yaml` was not copied: {}: {advice}", file.stem, first.message));
            false
        });
        self.files.cases = kept;
    }

    /// Takes what is at fault out of the country files: texts of rows, or all rows where the fault is in none of them. One text does
    /// not stop the others, and one return not the others. Whether there are such files.
    pub(super) fn take_back(&mut self, result: &Edition, model: &Model) -> bool {
        let mut taken_back = false;
        for mut carried in std::mem::take(&mut self.carried) {
            let country = &carried.returned.country;
            let name = join(&self.target, &format!("countries/{country}.yaml"));
            let denied = result.findings.iter().filter(|finding| finding.level == Level::Deny);
            let at_fault: Vec<&Finding> =
                denied.filter(|finding| result.sources.get(finding.primary.span.source).name() == name).collect();
            let Some(first) = at_fault.first() else {
                self.carried.push(carried);
                continue;
            };
            taken_back = true;
            let place = self.files.countries.iter().position(|file| file.stem == *country);
            let is_left = carried.leave_out(&at_fault, model);
            if is_left == Left::Rows {
                if let Some(place) = place {
                    self.files.countries[place].text.clone_from(&carried.rows.text);
                }
                self.carried.push(carried);
                continue;
            }
            match (place, carried.before) {
                (Some(place), Some(text)) => self.files.countries[place].text = text,
                (Some(place), None) => drop(self.files.countries.remove(place)),
                (None, _) => {}
            }
            let nothing = format!("{country}: nothing was carried from {}", carried.returned.name);
            if is_left == Left::Unknown {
                self.leave_out(format!("{nothing}: {}", first.message));
                continue;
            }
            // Each value that is missing is named, and so is what else is said of the return.
            self.leave_out(nothing);
            let CarriedRows { notes, faults, .. } = carried.rows;
            self.to_decide.extend(carried.why.into_iter().chain(notes).chain(faults));
        }
        taken_back
    }

    fn file(&self, name: &str, stem: &str, text: String) -> InputFile {
        InputFile { name: join(&self.target, name), stem: stem.to_owned(), text }
    }

    fn copy(&self, file: &InputFile, folder: &str, ending: &str) -> InputFile {
        self.file(&format!("{folder}{}.{ending}", file.stem), &file.stem, file.text.clone())
    }

    /// Files that stand where this edition writes new ones, and that nobody read.
    pub(super) fn others_files(&self, on_disk: &dyn Files) -> Vec<String> {
        let read: HashSet<&str> = self.before.iter().flat_map(files_of).map(|file| file.name.as_str()).collect();
        let new = files_of(&self.files).filter(|file| !read.contains(file.name.as_str()));
        new.filter(|file| on_disk.kind(&file.name).is_some()).map(|file| file.name.clone()).collect()
    }

    /// The edits that write what is new, and what is said of it.
    pub(super) fn finish(self) -> StartedEdition {
        let mut to_decide = self.to_decide;
        let is_in_part = |carried: &&Carried<'_>| !carried.why.is_empty() || !carried.rows.faults.is_empty();
        let in_part = self.carried.iter().filter(is_in_part).count() + self.still_in_part;
        to_decide.extend(
            self.carried
                .into_iter()
                .flat_map(|Carried { rows, why, .. }| rows.notes.into_iter().chain(rows.faults).chain(why)),
        );
        if !self.known.is_empty() {
            to_decide.push(format!("{}: the rows were carried before", self.known.join(", ")));
        }
        let is_added_to = self.before.is_some();
        let before = self.before.iter().flat_map(files_of);
        let before: HashMap<&str, &str> = before.map(|file| (file.name.as_str(), file.text.as_str())).collect();
        let edits: Edits = files_of(&self.files)
            .filter(|file| before.get(file.name.as_str()) != Some(&file.text.as_str()))
            .map(|file| Edit::write(file.name.clone(), file.text.clone()))
            .collect();
        StartedEdition { folder: self.target, is_added_to, edits, to_decide, left_out: self.left_out, in_part }
    }
}

impl Carried<'_> {
    /// Leaves out the texts at which the findings point, and says what that leaves.
    fn leave_out(&mut self, at_fault: &[&Finding], model: &Model) -> Left {
        let Returned { name, country, response, .. } = self.returned;
        let (mut without, mut why) = (self.without.clone(), self.why.clone());
        for finding in at_fault {
            let Some(text) = self.rows.text_at(finding.primary.span.start as usize) else { return Left::Unknown };
            let advice = "mend it, and type it into the country file";
            let told = format!("{country}: {text} was not carried from {name}: {}: {advice}", finding.message);
            if without.insert(text) {
                why.push(told);
            }
        }
        // A text that was left out is not at fault again.
        if without.len() == self.without.len() {
            return Left::Unknown;
        }
        let file = CountryFile { text: self.before.as_deref(), before: self.file_before };
        let were_carried = match self.file_before {
            FileBefore::Same => false,
            FileBefore::StartedFrom(old) => !have_same_rows(model, file.text, old),
        };
        let Ok(rows) = editions::carry_rows(model, country, file, response, &without) else { return Left::Unknown };
        // Where rows were carried before, one value may be all that is missing.
        let is_left = rows.count > 0 || were_carried;
        (self.rows, self.without, self.why) = (rows, without, why);
        if is_left { Left::Rows } else { Left::Nothing }
    }
}

/// The files of an edition that starting it writes.
fn files_of(files: &EditionFiles) -> impl Iterator<Item = &InputFile> {
    let EditionFiles { form, changes, glossary, letters, report, catalogues, countries, last_year, cases, .. } = files;
    let single = [form, changes, glossary, letters, report].into_iter().flatten();
    single.chain(catalogues).chain(countries).chain(last_year).chain(cases)
}
