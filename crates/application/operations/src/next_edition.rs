//! Starts the next edition of a form.

use crate::names::{edition_at, model};
use crate::{Edit, EditionFindings, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::Level;
use canevas_compiler::files::{EntryKind, Scope, files_below, join, unread_returns};
use canevas_compiler::model::{Model, countries};
use canevas_compiler::{Edition, EditionFiles, InputFile, Project, Response, editions};

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
    for name in &request.returns {
        let (names, unread) = return_names(project, name)?;
        started.to_decide.extend(unread);
        for name in names {
            started.carry(&project.text(&name)?, model)?;
        }
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

/// The returns that a name means: a file, or all below a folder. Then what seems to be one of them and is not read.
fn return_names(project: &Project, name: &str) -> Result<(Vec<String>, Vec<String>), Failure> {
    if project.files().kind(name) != Some(EntryKind::Folder) {
        return Ok((vec![name.to_owned()], Vec::new()));
    }
    let mut names = files_below(project.files(), name)?;
    names.retain(|name| name.ends_with(".json"));
    let unread = unread_returns(project.files(), name)?;
    Ok((names, unread.into_iter().map(|file| format!("`{}` is not read: {}", file.name, file.advice)).collect()))
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
}

impl Started {
    /// Takes the rows out of the country files in which they are at fault, so that one return does not stop the others. Whether
    /// there are such files.
    fn take_back(&mut self, result: &Edition) -> bool {
        let at_fault = |country: &str| {
            let name = self.file(&format!("countries/{country}.yaml"), country, String::new()).name;
            let mut denied = result.findings.iter().filter(|finding| finding.level == Level::Deny);
            denied.find(|finding| result.sources.get(finding.primary.span.source).name() == name)
        };
        let mut faults: Vec<(String, String)> = Vec::new();
        for carried in &self.carried {
            let Some(finding) = at_fault(&carried.country) else { continue };
            if faults.iter().all(|(country, _)| *country != carried.country) {
                let why = format!("nothing was carried from {}: {}", carried.from, finding.message);
                faults.push((carried.country.clone(), why));
            }
        }
        for (country, why) in &faults {
            // The first return of a country found its file as it was.
            let before = self.carried.iter().find(|carried| carried.country == *country);
            let before = before.and_then(|carried| carried.before.clone());
            let place = self.files.countries.iter().position(|file| file.stem == *country);
            match (place, before) {
                (Some(place), Some(text)) => self.files.countries[place].text = text,
                (Some(place), None) => drop(self.files.countries.remove(place)),
                (None, _) => {}
            }
            self.to_decide.push(format!("{country}: {why}"));
        }
        !faults.is_empty()
    }

    fn file(&self, name: &str, stem: &str, text: String) -> InputFile {
        InputFile { name: join(&self.target, name), stem: stem.to_owned(), text }
    }

    fn copy(&self, file: &InputFile, folder: &str, ending: &str) -> InputFile {
        self.file(&format!("{folder}{}.{ending}", file.stem), &file.stem, file.text.clone())
    }

    /// Moves the rows of a return into the country's file.
    fn carry(&mut self, read: &InputFile, model: &Model) -> Result<(), Failure> {
        let response =
            Response::from_text(&read.text).map_err(|error| format!("`{}` is not JSON: {error}", read.name))?;
        let Some(edition) = response.edition() else {
            let why = "names no edition, so it is not a return of this form; nothing was carried from it";
            self.to_decide.push(format!("{} {why}", read.name));
            return Ok(());
        };
        if *edition != *model.edition {
            self.to_decide.push(format!("{} is of another edition; nothing was carried from it", read.name));
            return Ok(());
        }
        let code = response.country().unwrap_or_default().to_owned();
        if code.is_empty() && response.answers().is_none_or(serde_json::Map::is_empty) {
            self.to_decide.push(format!("{} is empty; nothing was carried from it", read.name));
            return Ok(());
        }
        // A union, or a country that the table does not have, has a country file.
        let is_own = self.files.countries.iter().any(|file| file.stem == code);
        if countries::by_code(&code).is_none() && !is_own {
            return Err(format!("`{}` names no country", read.name));
        }
        if model.questions.iter().any(|question| question.shown_last_year().is_some()) {
            if self.files.last_year.iter().any(|file| file.stem == code) {
                let note =
                    format!("{code}: {} is shown as last year's answers, and not the return before it", read.name);
                self.to_decide.push(note);
            }
            let file = self.file(&format!("last_year/{code}.json"), &code, read.text.clone());
            self.files.last_year.retain(|file| file.stem != code);
            self.files.last_year.push(file);
        }
        let found = self.files.countries.iter().position(|country| country.stem == code);
        let before = found.map(|index| self.files.countries[index].text.as_str());
        let (text, done) = editions::carry_rows(model, &code, before, &response);
        self.carried.push(Carried {
            from: read.name.clone(),
            country: code.clone(),
            before: before.map(str::to_owned),
        });
        self.to_decide.extend(done);
        match found {
            Some(index) => self.files.countries[index].text = text,
            None => {
                let file = self.file(&format!("countries/{code}.yaml"), &code, text);
                self.files.countries.push(file);
            }
        }
        Ok(())
    }

    fn finish(self) -> StartedEdition {
        let EditionFiles { form, changes, glossary, catalogues, countries, last_year, .. } = self.files;
        let single = [form, changes, glossary].into_iter().flatten();
        let all = single.chain(catalogues).chain(countries).chain(last_year);
        let edits = all.map(|file| Edit::write(file.name, file.text)).collect();
        StartedEdition { folder: self.target, edits, to_decide: self.to_decide }
    }
}
