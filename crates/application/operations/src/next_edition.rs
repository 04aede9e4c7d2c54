//! Starts the next edition of a form.

mod returns;

use crate::names::{edition_at, model};
use crate::{Edit, EditionFindings, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::Level;
use canevas_compiler::files::{Scope, join};
use canevas_compiler::model::Model;
use canevas_compiler::{Edition, EditionFiles, InputFile, Project, editions};
use returns::Returned;

/// Which edition to start from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NextEditionRequest {
    /// The edition to start from.
    pub edition: String,
    /// Returns, or folders of them, whose rows are carried into country files.
    pub returns: Vec<String>,
    /// The folder to start it in; beside the edition where none is named.
    pub out: Option<String>,
}

/// The next edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedEdition {
    /// Its folder.
    pub folder: String,
    /// The edits that write its files.
    pub edits: Edits,
    /// What a person still has to decide.
    pub to_decide: Vec<String>,
}

/// Starts the next edition.
pub fn next_edition(project: &Project, request: &NextEditionRequest) -> Result<StartedEdition, Refusal> {
    let folder = edition_at(project, &request.edition)?;
    let own = project.edition_files(&folder, Scope::WithoutReturns)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    if edition.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&edition))));
    }
    let model = model(&edition)?;
    let changes = own.changes.as_ref().map(|file| file.text.as_str());
    let next = editions::next_edition(&edition.sources, model, &edition.catalogues, changes, edition.changes.as_ref())?;
    let target = match &request.out {
        Some(out) => out.clone(),
        None => join(&folder_beside(project, &folder)?, &next.edition),
    };
    let form = join(&target, "form.yaml");
    if project.files().kind(&form).is_some() {
        return Err(format!(
            "`{form}` exists already, so nothing was changed: start from the last edition, or name another folder with --out"
        ).into());
    }
    let mut started =
        Started { target, files: EditionFiles::default(), to_decide: next.to_decide, carried: Vec::new() };
    started.files = EditionFiles {
        form: Some(started.file("form.yaml", "form", next.form)),
        changes: Some(started.file("changes.yaml", "changes", next.changes)),
        catalogues: own.catalogues.iter().map(|file| started.copy(file, "locales/", "po")).collect(),
        countries: own.countries.iter().map(|file| started.copy(file, "countries/", "yaml")).collect(),
        glossary: own.glossary.as_ref().map(|file| started.copy(file, "", "csv")),
        settings: own.settings.clone(),
        ..EditionFiles::default()
    };
    let read =
        returns::read(project, &request.returns, model, |code| own.countries.iter().any(|file| file.stem == code))?;
    started.to_decide.extend(read.notes);
    for returned in &read.returns {
        let old = own.countries.iter().find(|file| file.stem == returned.country);
        started.carry(returned, model, old.map(|file| file.name.as_str()));
    }
    // The result is read before it is written, to report what is wrong with it.
    let mut result = Edition::read(&started.files);
    if result.findings.deny() && started.take_back(&result) {
        result = Edition::read(&started.files);
    }
    if result.findings.deny() {
        return Err(Refusal::After(Box::new(EditionFindings::of(&result))));
    }
    Ok(started.finish())
}

/// The folder in which the next edition stands beside one.
fn folder_beside(project: &Project, folder: &str) -> Result<String, Failure> {
    let place = project.files().place_of(folder);
    let why = || format!("`{}` stands in no other folder: name a place for the next edition with --out", shown(folder));
    place.map(|(above, _)| above).ok_or_else(why)
}

/// An edition that is being started.
struct Started {
    target: String,
    files: EditionFiles,
    to_decide: Vec<String>,
    /// What was carried from returns.
    carried: Vec<Carried>,
}

/// The rows of a return in a country file.
struct Carried {
    /// The return.
    from: String,
    country: String,
    /// The text of the country file without the rows; `None` where there was no file.
    before: Option<String>,
    /// What is said of the rows, if they stay.
    notes: Vec<String>,
}

impl Started {
    /// Takes the rows out of the country files in which they are at fault, so that one return does not stop the others. Whether
    /// there are such files.
    fn take_back(&mut self, result: &Edition) -> bool {
        let at_fault = |started: &Self, country: &str| {
            let name = started.file(&format!("countries/{country}.yaml"), country, String::new()).name;
            let mut denied = result.findings.iter().filter(|finding| finding.level == Level::Deny);
            denied.find(|finding| result.sources.get(finding.primary.span.source).name() == name)
        };
        let mut taken_back = false;
        for carried in std::mem::take(&mut self.carried) {
            let Some(finding) = at_fault(self, &carried.country) else {
                self.carried.push(carried);
                continue;
            };
            taken_back = true;
            let place = self.files.countries.iter().position(|file| file.stem == carried.country);
            match (place, carried.before) {
                (Some(place), Some(text)) => self.files.countries[place].text = text,
                (Some(place), None) => drop(self.files.countries.remove(place)),
                (None, _) => {}
            }
            let why = format!("{}: nothing was carried from {}: {}", carried.country, carried.from, finding.message);
            self.to_decide.push(why);
        }
        taken_back
    }

    fn file(&self, name: &str, stem: &str, text: String) -> InputFile {
        InputFile { name: join(&self.target, name), stem: stem.to_owned(), text }
    }

    fn copy(&self, file: &InputFile, folder: &str, ending: &str) -> InputFile {
        self.file(&format!("{folder}{}.{ending}", file.stem), &file.stem, file.text.clone())
    }

    /// Moves the rows of a return into the country's file. `old` is that file in the edition before.
    fn carry(&mut self, returned: &Returned, model: &Model, old: Option<&str>) {
        let code = &returned.country;
        if model.questions.iter().any(|question| question.shown_last_year().is_some()) {
            let file = self.file(&format!("last_year/{code}.json"), code, returned.text.clone());
            self.files.last_year.push(file);
        }
        let found = self.files.countries.iter().position(|country| country.stem == *code);
        let before = found.map(|index| self.files.countries[index].text.as_str());
        let (text, notes) = match editions::carry_rows(model, code, before, &returned.response) {
            Ok(carried) => carried,
            Err(why) => {
                let old = old.map_or_else(|| format!("countries/{code}.yaml"), str::to_owned);
                let advice = "and start the edition again, or type the rows in by hand";
                self.to_decide
                    .push(format!("{code}: nothing was carried from {}: `{old}`: {why}, {advice}", returned.name));
                return;
            }
        };
        let before = before.map(str::to_owned);
        self.carried.push(Carried { from: returned.name.clone(), country: code.clone(), before, notes });
        match found {
            Some(index) => self.files.countries[index].text = text,
            None => {
                let file = self.file(&format!("countries/{code}.yaml"), code, text);
                self.files.countries.push(file);
            }
        }
    }

    fn finish(self) -> StartedEdition {
        let mut to_decide = self.to_decide;
        to_decide.extend(self.carried.into_iter().flat_map(|carried| carried.notes));
        let EditionFiles { form, changes, glossary, catalogues, countries, last_year, .. } = self.files;
        let single = [form, changes, glossary].into_iter().flatten();
        let all = single.chain(catalogues).chain(countries).chain(last_year);
        let edits = all.map(|file| Edit::write(file.name, file.text)).collect();
        StartedEdition { folder: self.target, edits, to_decide }
    }
}
