//! Reads the files that came in for an edition, many at once. It keeps a [`Delivery`] of each, and no answers.

use crate::sheet_facts::{bring_facts, other_facts};
use crate::{Edition, WordReader, read_return_text};
use canevas_clarify::shown;
use canevas_desk::{
    Delivery, DeliveryFormat, DeliveryNote, DeliveryState, DeskKnowledge, DeskStatus, NoteKind, ReturnInput,
    clarifying, desk_status, returned, unusable,
};
use canevas_diagnostics::{Level, counted, nearest};
use canevas_docx::read::read as open_word;
use canevas_editions::command_word;
use canevas_merge::{Change, Clarified, Unsettled, clarified};
use canevas_model::{Model, RespondentsKind, canonical};
use canevas_project::files::{split, text_of};
use canevas_project::{CountryFile, FormCopy, told_facts};
use canevas_responses::{Misfit, Response, ReturnFile};
use canevas_validate::{Concern, concerns, verdict_as_complete};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A file that came in: its bytes, or why they could not be read.
#[derive(Debug)]
pub struct DeskFile {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Result<Vec<u8>, String>,
}

/// A return as it came in.
#[derive(Debug)]
pub struct DeskCopy {
    /// The name of its file.
    pub name: String,
    /// The country that it names.
    pub country: Option<String>,
    /// What it says.
    pub response: Response,
    /// What a person must know about reading it.
    pub notes: Vec<DeliveryNote>,
}

/// A return of a country, with all that is known of it.
#[derive(Debug)]
pub struct DeskReturn {
    /// The country that it names.
    pub country: String,
    /// What it says.
    pub read: ReturnFile,
    /// How far it is, and what is open in it.
    pub delivery: Delivery,
}

/// What becomes of the return of a clarification sheet.
#[derive(Debug)]
pub struct ClarifiedReturn {
    /// The whole return.
    pub whole: DeskReturn,
    /// What somebody must decide before it counts.
    pub unsettled: Unsettled,
    /// What the sheet says about the country, and the return does not. It is not taken: a sheet asks about no facts.
    pub facts: Vec<Change>,
}

type Opened = (DeliveryFormat, ReturnFile, Vec<DeliveryNote>);

/// Reads files for one edition.
pub struct DeskReader<'e> {
    edition: &'e Edition,
    model: &'e Model,
    blank: FormCopy<'e>,
    copies: BTreeMap<&'e str, FormCopy<'e>>,
    word: WordReader<'e>,
}

/// Whether a Word file counts as complete. It has no place to say so: nothing that the form requires is missing, and nothing in it
/// waits for a person.
fn is_finished(delivery: &Delivery) -> bool {
    !waits(delivery) && delivery.denying() == 0 && delivery.places().0 > 0
}

/// Whether a text in a Word file waits for a person.
fn waits(delivery: &Delivery) -> bool {
    delivery.notes.iter().any(|note| note.kind == NoteKind::WordReading)
}

/// What to do about a return that cannot be read.
const AGAIN: &str = "ask for the file that the form saves, or open this one in the form";

impl<'e> DeskReader<'e> {
    fn new(edition: &'e Edition) -> Option<Self> {
        let model = edition.model.as_ref()?;
        let copy_of = |file: &'e CountryFile| (file.code.as_str(), edition.copy(model, Some(file)));
        let copies = edition.countries.iter().map(copy_of).collect();
        Some(Self { edition, model, blank: edition.copy(model, None), copies, word: WordReader::new(edition)? })
    }

    /// What is known of each of these files, in their order.
    pub fn read(&self, files: Vec<DeskFile>) -> Vec<Delivery> {
        let known =
            |read: Result<DeskReturn, Box<Delivery>>| read.map_or_else(|delivery| *delivery, |read| read.delivery);
        files.into_par_iter().map(|file| known(self.one(file))).collect()
    }

    /// All deliveries together. `expected` are the codes of the countries that were asked to report, and `known` is what the
    /// desk wrote down itself.
    pub fn status(&self, expected: &[String], files: Vec<Delivery>, known: &DeskKnowledge) -> DeskStatus {
        desk_status(&self.blank, expected, files, known)
    }

    /// What these files say, in their order, or what is wrong with each that is no return of a country to this edition.
    pub fn copies(&self, files: Vec<DeskFile>) -> Vec<Result<DeskCopy, Box<Delivery>>> {
        let copy = |file: DeskFile| {
            let (format, read, notes) = self.open(&file.name, file.bytes)?;
            let country = match self.country(&read) {
                Ok(code) => Some(code.to_owned()),
                // The blank form asks for the country; a ministry may leave that to another.
                Err(Misfit::NoRespondent | Misfit::Nobody) => None,
                Err(misfit) => return Err(Box::new(self.misfit(&file.name, format, &read, misfit))),
            };
            Ok(DeskCopy { name: file.name, country, response: read.response, notes })
        };
        files.into_iter().map(copy).collect()
    }

    /// The copy of a country, or the blank one.
    pub fn copy_of(&self, country: Option<&str>) -> &FormCopy<'e> {
        country.and_then(|code| self.copies.get(code)).unwrap_or(&self.blank)
    }

    /// What to ask a country about its return, in the order of the form. Rules that are off ask nothing.
    pub fn concerns(&self, code: &str, response: &Response) -> Vec<Concern> {
        let copy = self.copy_of(Some(code));
        let verdict = verdict_as_complete(copy, response.json());
        concerns(copy, response, &verdict, &|rule| !self.edition.levels.is_off(rule))
    }

    /// What these files say and what is open in them, in their order, or what is wrong with each that is no return of a country
    /// to this edition.
    pub fn returns(&self, files: Vec<DeskFile>) -> Vec<Result<DeskReturn, Box<Delivery>>> {
        files.into_par_iter().map(|file| self.one(file)).collect()
    }

    fn one(&self, file: DeskFile) -> Result<DeskReturn, Box<Delivery>> {
        let sha256 = file.bytes.as_ref().ok().map(|bytes| canonical::sha256(bytes));
        let with_digest = |mut delivery: Delivery| {
            delivery.sha256.clone_from(&sha256);
            delivery
        };
        let (format, mut read, notes) = match self.open(&file.name, file.bytes) {
            Ok(opened) => opened,
            Err(delivery) => return Err(Box::new(with_digest(*delivery))),
        };
        let who = match self.country_of(&read) {
            // A return of nobody is known by its file.
            Err(Misfit::Nobody) => Ok(file.name.clone()),
            other => other.map(str::to_owned),
        };
        match who {
            Ok(country) => {
                let input = ReturnInput { file: &file.name, format, response: &read, notes };
                if read.response.clarifies().is_some() {
                    let delivery = with_digest(clarifying(self.copy_of(Some(&country)), input));
                    return Ok(DeskReturn { country, read, delivery });
                }
                let weigh = |findings| self.edition.levels.part(findings).0;
                let mut delivery = with_digest(returned(self.copy_of(Some(&country)), input, &weigh));
                if format == DeliveryFormat::Word && is_finished(&delivery) {
                    read.response.set_complete();
                    delivery.state = DeliveryState::Complete;
                }
                delivery.country.get_or_insert_with(|| country.clone());
                Ok(DeskReturn { country, read, delivery })
            }
            Err(misfit) => Err(Box::new(with_digest(self.misfit(&file.name, format, &read, misfit)))),
        }
    }

    /// Reads a file as a return.
    fn open(&self, name: &str, bytes: Result<Vec<u8>, String>) -> Result<Opened, Box<Delivery>> {
        let ending = split(name).1.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let format = match &*ending {
            "json" => DeliveryFormat::Json,
            "docx" => DeliveryFormat::Word,
            _ => DeliveryFormat::Other,
        };
        let refuse = |note| Box::new(unusable(name, format, vec![note]));
        let bytes = bytes.map_err(|why| refuse(not_a_return(why, "ask for the file again")))?;
        match format {
            DeliveryFormat::Json => Self::json(name, bytes),
            DeliveryFormat::Word => self.word(name, &bytes),
            DeliveryFormat::Other => Err(refuse(other_format(&ending))),
        }
    }

    fn json(name: &str, bytes: Vec<u8>) -> Result<Opened, Box<Delivery>> {
        let refuse = |note| Box::new(unusable(name, DeliveryFormat::Json, vec![note]));
        if bytes.is_empty() {
            return Err(refuse(not_a_return("the file is empty", "ask for it again")));
        }
        let text = text_of(name, bytes).map_err(|error| refuse(not_a_return(error.to_string(), AGAIN)))?;
        let read = read_text(name, &text).map_err(|why| refuse(not_a_return(why, AGAIN)))?;
        Ok((DeliveryFormat::Json, read, Vec::new()))
    }

    fn word(&self, name: &str, bytes: &[u8]) -> Result<Opened, Box<Delivery>> {
        let refuse = |note| Box::new(unusable(name, DeliveryFormat::Word, vec![note]));
        // What some errors say after what is wrong is what to do.
        let opened = open_word(bytes).map_err(|error| {
            let told = error.to_string();
            let (what, help) = told.split_once("; ").unwrap_or((&told, "ask for it again, saved as .docx"));
            refuse(not_a_return(what, help))
        })?;
        if let Some(head) = opened.head()
            && let Err(misfit) = Misfit::of_edition(self.model, Some(&head.form), Some(&head.edition))
        {
            let note = self.note(misfit);
            let country = Some(head.copy).filter(|code| code != "blank");
            return Err(Box::new(Delivery { country, ..*refuse(note) }));
        }
        let read = self.word.read(&opened).map_err(|unfit| {
            let country = opened.head().map(|head| head.copy).filter(|code| code != "blank");
            Box::new(Delivery { country, ..*refuse(not_a_return(unfit.message(), unfit.help())) })
        })?;
        let unplaced = read.report.unplaced.len();
        let warnings = read.report.findings.iter().filter(|about| about.finding.level != Level::Info).count();
        let mut notes = Vec::new();
        if unplaced + warnings > 0 {
            notes.push(DeliveryNote::new(
                NoteKind::WordReading,
                match (warnings, unplaced) {
                    (0, unplaced) => counted(unplaced, "text belongs to no answer", "texts belong to no answer"),
                    (warnings, 0) => format!("reading it gave {}", counted(warnings, "warning", "warnings")),
                    (warnings, unplaced) => format!(
                        "reading it gave {}, and {}",
                        counted(warnings, "warning", "warnings"),
                        counted(unplaced, "text belongs to no answer", "texts belong to no answer")
                    ),
                },
                format!("`canevas read {} --out -` says which", command_word(name)),
            ));
        }
        let mut response = Response::from_json(read.json);
        // Who has no file of their own stands in the head of the file, where their own copy was made for them.
        let code = opened.head().map(|head| head.copy).filter(|code| self.model.has_respondent(code, |_| false));
        if let Some(code) = code.filter(|_| response.respondent().is_none()) {
            response.set_respondent(self.model, &code);
        }
        Ok((DeliveryFormat::Word, ReturnFile::without_places(response.into_json()), notes))
    }

    fn country<'r>(&self, read: &'r ReturnFile) -> Result<&'r str, Misfit> {
        read.response.respondent_in(self.model, |code| self.copies.contains_key(code))
    }

    /// The country, also of the return of a clarification sheet.
    fn country_of<'r>(&self, read: &'r ReturnFile) -> Result<&'r str, Misfit> {
        match self.country(read) {
            Err(Misfit::Sheet(_)) => read.response.respondent_named(self.model, |code| self.copies.contains_key(code)),
            other => other,
        }
    }

    /// The whole return that the return of a sheet makes of the one that counts now, with all that is known of it.
    /// `made_from` is the return that the sheet was made from.
    pub fn clarified(&self, sheet: &DeskReturn, made_from: &Response, now: &Response) -> ClarifiedReturn {
        let copy = self.copy_of(Some(&sheet.country));
        let of = sheet.read.response.clarifies().unwrap_or_default();
        let shown = shown(copy, made_from, &of, sheet.read.response.is_read_from_word());
        let facts = told_facts(copy, made_from.facts());
        let told = copy.clone().with_file(&facts);
        let response = &sheet.read.response;
        let Clarified { mut whole, unsettled } = clarified(&told, now, (made_from, &shown), response);
        bring_facts(copy, response, &mut whole);
        let mut read = ReturnFile::without_places(whole.into_json());
        let Delivery { file, format, sha256, clarifies, .. } = sheet.delivery.clone();
        let input = ReturnInput { file: &file, format, response: &read, notes: sheet.delivery.notes.clone() };
        let weigh = |findings| self.edition.levels.part(findings).0;
        let mut delivery = returned(copy, input, &weigh);
        // The return came as a Word file, which cannot say that it is complete.
        if read.response.is_read_from_word() && is_finished(&delivery) {
            read.response.set_complete();
            delivery.state = DeliveryState::Complete;
        }
        if waits(&delivery) || !response.is_complete() {
            delivery.state = DeliveryState::Draft;
        }
        let delivery = Delivery { sha256, clarifies, ..delivery };
        let whole = DeskReturn { country: sheet.country.clone(), delivery, read };
        ClarifiedReturn { whole, unsettled, facts: other_facts(&told, [made_from, now], response) }
    }

    fn misfit(&self, name: &str, format: DeliveryFormat, read: &ReturnFile, misfit: Misfit) -> Delivery {
        let note = self.note(misfit);
        // Whom nobody knows is nobody to list the file under.
        let is_listed = self.model.respondents.kind() != RespondentsKind::Countries;
        let is_known = |code: &&str| !is_listed || self.model.listed_respondent(code).is_some();
        let code = read.response.respondent_code().filter(|_| note.kind != NoteKind::UnknownCountry);
        let country = code.filter(is_known).map(str::to_owned);
        let edition = read.response.edition().map(Cow::into_owned);
        Delivery { country, edition, ..unusable(name, format, vec![note]) }
    }

    /// Why a file is no return of a country to this edition, and what to do.
    fn note(&self, misfit: Misfit) -> DeliveryNote {
        let model = self.model;
        let (noun, a_noun) = (model.respondents.noun(), model.respondents.a_noun());
        let (kind, message, help) = match misfit {
            Misfit::NoVersion | Misfit::NoForm | Misfit::NoEdition => {
                (NoteKind::NotAReturn, "it does not say which form it answers".to_owned(), AGAIN.to_owned())
            }
            Misfit::OtherVersion(version) if version.parse::<u64>().is_err() => (
                NoteKind::NotAReturn,
                format!("its `canevas` is {version}, and the version of a return is the number 1"),
                AGAIN.to_owned(),
            ),
            Misfit::OtherVersion(version) => (
                NoteKind::NewerVersion,
                format!("it is of version {version} of the format of returns, and this program reads version 1"),
                "update canevas".to_owned(),
            ),
            Misfit::OtherForm(form) => (
                NoteKind::OtherForm,
                format!("it answers the form `{form}`, and not `{}`", model.form),
                "put it with the files of that form".to_owned(),
            ),
            Misfit::OtherEdition(edition) => (
                NoteKind::OtherEdition,
                format!("it answers the edition {edition}, and not {}", model.edition),
                "put it with the files of that edition; last year's answers go into the folder `last_year`".to_owned(),
            ),
            Misfit::Sheet(version) => (
                NoteKind::Clarifies,
                format!("it is the return of a clarification sheet of version {version}, and no whole return"),
                "`canevas returns accept --as clarified` makes a whole return of it".to_owned(),
            ),
            Misfit::DamagedSheet(why) => (
                NoteKind::NotAReturn,
                format!("it is the return of a clarification sheet, and is damaged: {why}"),
                "ask for the file that the sheet saves, as it was saved".to_owned(),
            ),
            Misfit::NoRespondent => (
                NoteKind::NoCountry,
                format!("it names no {noun}"),
                format!("find out who sent it; the form asks for the {noun} on its first page"),
            ),
            Misfit::Nobody => (
                NoteKind::NoCountry,
                "nobody is named in this form, so no return is of anybody".to_owned(),
                "put it into `returns`: `canevas check` checks it, and `canevas export` and `canevas report` count it"
                    .to_owned(),
            ),
            Misfit::BadRespondent(told) => (
                NoteKind::NoCountry,
                format!("nobody can read who answers, because of its `respondent`: {told}"),
                format!("correct `respondent` in the file, or take it out if {a_noun} answers"),
            ),
            Misfit::OtherRespondent(code) => (
                NoteKind::NoCountry,
                match model.respondents.kind() {
                    RespondentsKind::Countries => {
                        format!("it is of the respondent `{code}`, and countries answer this form")
                    }
                    RespondentsKind::Nobody | RespondentsKind::Listed => {
                        format!("it is of the respondent `{code}`, whom this form does not know")
                    }
                },
                format!("find out who sent it; the form asks for the {noun} on its first page"),
            ),
            Misfit::UnknownRespondent(code) => {
                let codes = self.copies.keys().copied().chain(model.respondent_codes());
                let own = match model.respondents.kind() {
                    RespondentsKind::Countries => "a country of your own needs a file in `countries`",
                    RespondentsKind::Nobody | RespondentsKind::Listed => "add it to the list in the form",
                };
                let help = nearest(&code, codes)
                    .map_or_else(|| own.to_owned(), |near| format!("did somebody mean {near}? If not, {own}"));
                (NoteKind::UnknownCountry, format!("no {noun} has the code `{code}`"), help)
            }
        };
        DeliveryNote::new(kind, message, help)
    }
}

impl Edition {
    /// A reader for the files that came in. `None` where the form has no model.
    pub fn desk_reader(&self) -> Option<DeskReader<'_>> {
        DeskReader::new(self)
    }
}

/// A return, or why nobody can say what it says.
fn read_text(name: &str, text: &str) -> Result<ReturnFile, String> {
    let (read, faults) = read_return_text(name, text);
    let why = faults.first().map(|fault| format!("{} (line {})", fault.message, fault.line));
    match read {
        Some(read) if !faults.first().is_some_and(|fault| fault.is_unclear) => Ok(read),
        _ => Err(why.unwrap_or_else(|| "it is no return".to_owned())),
    }
}

fn not_a_return(why: impl Into<String>, help: &str) -> DeliveryNote {
    DeliveryNote::new(NoteKind::NotAReturn, why, help)
}

/// A file that is neither a return nor a Word file.
fn other_format(ending: &str) -> DeliveryNote {
    let (what, help) = match ending {
        "doc" | "odt" | "rtf" | "pages" | "docm" => {
            ("it is a text document of another format", "open it, save it as .docx, and put that here")
        }
        "pdf" | "png" | "jpg" | "jpeg" => {
            ("it is a picture or a PDF, and holds no answers to read", "ask for the form itself")
        }
        "xlsx" | "xls" | "ods" | "csv" => ("it is a spreadsheet", "ask for the form itself"),
        "zip" | "gz" | "7z" | "rar" => ("it is an archive", "unpack it here"),
        _ => ("it is neither a return (.json) nor a Word file (.docx)", "set it aside, or ask for the form itself"),
    };
    not_a_return(what, help)
}

#[cfg(test)]
mod tests {
    use super::{is_finished, not_a_return};
    use canevas_desk::{Delivery, DeliveryFormat, DeliveryNote, NoteKind, OpenPoint, SectionProgress, unusable};

    /// A Word file with one answer.
    fn answered() -> Delivery {
        let section = SectionProgress { section: "work".to_owned(), asked: 2, answered: 1 };
        Delivery { sections: vec![section], ..unusable("CMR.docx", DeliveryFormat::Word, Vec::new()) }
    }

    #[test]
    fn a_word_file_is_finished_when_nothing_is_missing_and_nothing_waits() {
        let point = |denies| OpenPoint { denies, rule: "R001", message: String::new(), help: None };
        let waits = DeliveryNote::new(NoteKind::WordReading, "1 text belongs to no answer", "");
        assert!(is_finished(&answered()));
        assert!(is_finished(&Delivery { open: vec![point(false)], ..answered() }), "a warning is not missing");
        assert!(is_finished(&Delivery { notes: vec![not_a_return("", "")], ..answered() }));
        assert!(!is_finished(&Delivery { open: vec![point(true)], ..answered() }), "something is missing");
        assert!(!is_finished(&Delivery { notes: vec![waits], ..answered() }), "a text waits");
        assert!(!is_finished(&Delivery { sections: Vec::new(), ..answered() }), "the blank file came back");
    }
}
