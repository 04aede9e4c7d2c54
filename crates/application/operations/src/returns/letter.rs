//! Drafts letters to countries. It sends nothing, and writes nothing down.

use super::accept::return_of;
use super::clarify::{asked, asked_in_file};
use super::desk_files::{Desk, day, known_country};
use super::fill::languages_named;
use super::outcome::DeskOutcome;
use super::places::{desk_file, edition_of, files_at, reader};
use super::status::read_all;
use super::written::{NewFile, into_folder};
use crate::names::model;
use crate::{Conclusion, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::counted;
use canevas_compiler::editions::command_word;
use canevas_compiler::files::{EntryKind, Scope, join};
use canevas_compiler::model::dates::Day;
use canevas_compiler::model::{Language, LetterKind, Model, QuestionIx};
use canevas_compiler::responses::AnswerPath;
use canevas_compiler::returns::{
    CountryStatus, DeskKnowledge, DeskStatus, Event, LetterFacts, concerns_country, letter, remark,
};
use canevas_compiler::validate::Concern;
use canevas_compiler::{DeskReader, Project, Wording};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What the secretariat asks itself about a return, by question.
type Asks = BTreeMap<QuestionIx, Vec<String>>;

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPurpose {
    /// It asks a country to report.
    Invitation,
    /// It asks a country for what has not come yet.
    Reminder,
    /// It thanks a country whose return was accepted.
    Thanks,
    /// It asks a country about answers of its return.
    Clarification,
}

impl LetterPurpose {
    fn kind(self) -> LetterKind {
        match self {
            Self::Invitation => LetterKind::Invitation,
            Self::Reminder => LetterKind::Reminder,
            Self::Thanks => LetterKind::Thanks,
            Self::Clarification => LetterKind::Clarification,
        }
    }
}

/// Which letters to draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRequest {
    /// What the letters are for.
    pub purpose: LetterPurpose,
    /// The codes of the countries; those that the desk has a reason to write to where empty.
    pub countries: Vec<String>,
    /// What the secretariat asks the only country itself, beside what `clarify/CMR.yaml` asks: the id of a question, and the text.
    pub asks: Vec<(String, String)>,
    /// Where the returns are that came in; those of the edition where empty.
    pub names: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the edition that holds the first of these folders, or
    /// the only one there is.
    pub form: Option<String>,
    /// The languages; where empty, that of the country's return, or every language of the form.
    pub languages: Vec<String>,
    /// Today, such as `2024-03-31`.
    pub today: String,
    /// The folder that the letters go into.
    pub out: String,
    /// Whether to replace files that exist and differ.
    pub force: bool,
}

#[derive(Debug, Serialize)]
struct DraftedLetter {
    country: String,
    language: String,
    file: String,
    subject: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

/// Drafts one letter for each country and language.
pub fn draft_letters(project: &Project, request: &LetterRequest) -> Result<DeskOutcome, Refusal> {
    let folder = edition_of(project, request.form.as_deref(), &request.names)?;
    let desk = Desk::new(project, &folder);
    let today = day(&request.today)?;
    let known = DeskKnowledge { today: Some(today), ..desk.known()? };
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    if edition.findings.deny() {
        return Err(Refusal::Before(Box::new(crate::EditionFindings::of(&edition))));
    }
    let own = join(&folder, "returns");
    let files = match &*request.names {
        [] if project.files().kind(&own) != Some(EntryKind::Folder) => Vec::new(),
        [] => files_at(project.files(), &[own])?,
        names => files_at(project.files(), names)?,
    };
    let status = read_all(project, &folder, &files, &known, &mut |_, _| {})?;
    let was_invited = |code: &str| known.histories.get(code).is_some_and(|own| own.last(Event::Invited).is_some());
    let has_reason =
        |country: &CountryStatus| concerns_country(request.purpose.kind(), country, was_invited(&country.code));
    let form = model(&edition)?;
    // What somebody asks about a return is a reason to ask.
    let mut asks: BTreeMap<String, Asks> = BTreeMap::new();
    if request.purpose == LetterPurpose::Clarification {
        for country in &status.countries {
            asks.insert(country.code.clone(), asked_in_file(project, &folder, form, &country.code)?);
        }
    }
    if !request.asks.is_empty() {
        let (LetterPurpose::Clarification, [code]) = (request.purpose, &*request.countries) else {
            return Err("--ask asks one country: canevas returns letter clarification CMR --ask QUESTION=\"TEXT\""
                .to_owned()
                .into());
        };
        asks.insert(code.clone(), asked(project, &folder, form, code, &request.asks)?);
    }
    let is_asked = |code: &str| asks.get(code).is_some_and(|asks| !asks.is_empty());
    let has_reason = |country: &CountryStatus| has_reason(country) || is_asked(&country.code);
    let codes: Vec<String> = match &*request.countries {
        [] => {
            let can_be_read = |country: &&CountryStatus| !known.unreadable.contains_key(&country.code);
            let countries = status.countries.iter().filter(can_be_read).filter(|country| has_reason(country));
            countries.map(|own| own.code.clone()).collect()
        }
        named => named.iter().map(|code| known_country(&edition, code)).collect::<Result<_, Failure>>()?,
    };
    let mut others = codes.clone();
    others = edition.without_file(others);
    let edition = project.edition_with(&folder, Scope::WithoutReturns, &others)?;
    let writer =
        Writer { project, desk: &desk, reader: &reader(&edition)?, status: &status, asks: &asks, today, request };
    let model = model(&edition)?;
    let (mut made, mut drafted) = (Vec::new(), Vec::new());
    for code in &codes {
        let line = status.countries.iter().find(|country| country.code == *code);
        let reason = line.is_some_and(has_reason) || is_asked(code);
        for (letter, file) in writer.of_country(model, code, line, reason, known.days.due)? {
            made.push(file);
            drafted.push(letter);
        }
    }
    let mut text = told(request, &drafted, &codes);
    let left_out = known.unreadable.iter().filter(|_| request.countries.is_empty());
    for (code, faults) in left_out.clone() {
        for fault in faults {
            let _ = writeln!(text, "{code}: no letter, because {}\n  {}", fault.message, fault.help);
        }
    }
    let conclusion = Conclusion::denies_if(left_out.count() > 0);
    let edits = if made.is_empty() { Edits::new() } else { into_folder(project, &request.out, made, request.force)? };
    Ok(DeskOutcome::new(edits, text, &drafted, conclusion)?)
}

struct Writer<'w, 'p> {
    project: &'p Project,
    desk: &'w Desk<'p>,
    reader: &'w DeskReader<'w>,
    status: &'w DeskStatus,
    asks: &'w BTreeMap<String, Asks>,
    today: Day,
    request: &'w LetterRequest,
}

impl Writer<'_, '_> {
    fn of_country(
        &self,
        model: &Model,
        code: &str,
        line: Option<&CountryStatus>,
        has_reason: bool,
        due: Option<Day>,
    ) -> Result<Vec<(DraftedLetter, NewFile)>, Refusal> {
        let kind = self.request.purpose.kind();
        let copy = self.reader.copy_of(Some(code));
        let parse = |day: Option<&String>| day.and_then(|day| Day::parse(day));
        // A form without a desk may still name a deadline.
        let deadline = || model.dates.iter().find(|date| date.id == "deadline").map(|date| date.day);
        let facts = LetterFacts {
            due: parse(line.and_then(|line| line.due.as_ref())).or(due).or_else(deadline),
            received: parse(line.and_then(|line| line.last_received.as_ref())),
            today: Some(self.today),
        };
        let (language, open) = self.returned(code, kind)?;
        let languages: Vec<&Language> = match &*self.request.languages {
            [] => match language.as_deref().and_then(|tag| model.languages().find(|own| own.tag() == tag)) {
                Some(own) => vec![own],
                None => copy.languages().collect(),
            },
            tags => languages_named(model, tags)?,
        };
        let mut all = Vec::new();
        for language in languages {
            let made = letter(copy, language, kind, &facts, &|wording| {
                let own = self.asks.get(code).into_iter().flatten();
                let own =
                    own.flat_map(|(question, texts)| texts.iter().map(|text| own_remark(wording, *question, text)));
                own.chain(open.iter().map(|concern| remark(wording, concern))).collect()
            });
            let name = format!("{code}.{}.{}.txt", kind.word(), language.tag());
            let mut notes = Vec::new();
            if !has_reason {
                notes.push(why_not(kind).to_owned());
            }
            if let Some(other) = &made.other_language {
                let tag = language.tag();
                notes.push(format!("it is in {}, because it is not translated into {tag}", other.tag()));
            }
            if made.gaps > 0 {
                let gaps = counted(made.gaps, "value is not known", "values are not known");
                notes.push(format!("{gaps}: fill in the text in brackets"));
            }
            let drafted = DraftedLetter {
                country: code.to_owned(),
                language: language.tag().to_owned(),
                file: join(&self.request.out, &name),
                subject: made.subject.clone(),
                notes,
            };
            let content = format!("Subject: {}\n\n{}", made.subject, made.text).into_bytes();
            all.push((drafted, NewFile { from: code.to_owned(), name, content }));
        }
        Ok(all)
    }

    /// The language of the country's return, and what there is to ask about it: of the file that is furthest, or else of the
    /// version that counts.
    fn returned(&self, code: &str, kind: LetterKind) -> Result<(Option<String>, Vec<Concern>), Refusal> {
        let of_country = |delivery: &&canevas_compiler::returns::Delivery| {
            delivery.is_usable() && delivery.clarifies.is_none() && delivery.country.as_deref() == Some(code)
        };
        let best = self.status.files.iter().filter(of_country).max_by_key(|file| (file.state, file.places().0));
        let needs_open = matches!(kind, LetterKind::Reminder | LetterKind::Clarification);
        if let Some(best) = best {
            let open = if needs_open {
                let read = self.reader.returns(vec![desk_file(self.project.files(), &best.file)]);
                let read = read.into_iter().find_map(Result::ok);
                read.map(|read| self.reader.concerns(code, &read.read.response)).unwrap_or_default()
            } else {
                Vec::new()
            };
            return Ok((best.language.clone(), open));
        }
        let kept = self.desk.history(code)?;
        let Some(version) = kept.history.accepted() else { return Ok((None, Vec::new())) };
        let response = return_of(self.desk, code, version)?.response;
        let open = if needs_open { self.reader.concerns(code, &response) } else { Vec::new() };
        Ok((response.language().map(str::to_owned), open))
    }
}

/// What the secretariat asks itself about a question, on one line.
fn own_remark(wording: &Wording<'_>, question: QuestionIx, text: &str) -> String {
    let path = AnswerPath::question(wording.copy.model.questions[question].id.clone());
    let text = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    format!("{}{}{text}", wording.named_place(&path.into()), wording.colon())
}

/// Why the desk would not write this letter by itself.
fn why_not(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Invitation => "it was invited before, has answered, or has no country file",
        LetterKind::Reminder => "it has reported, or has no country file",
        LetterKind::Thanks => "no return of it is accepted",
        LetterKind::Clarification => "nothing is open in a return that says it is complete",
    }
}

fn told(request: &LetterRequest, drafted: &[DraftedLetter], codes: &[String]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    for letter in drafted {
        let _ = writeln!(out, "{}: {}", letter.country, shown(&letter.file));
        for note in &letter.notes {
            let _ = writeln!(out, "  {note}");
        }
    }
    if drafted.is_empty() {
        out.push_str("the desk has no reason to write this letter to a country; name one to draft it all the same\n");
        return out;
    }
    out.push_str("nothing was sent\n");
    let step = match request.purpose {
        LetterPurpose::Invitation => "invited",
        LetterPurpose::Reminder => "reminded",
        LetterPurpose::Clarification => "sent-back",
        LetterPurpose::Thanks => return out,
    };
    let form = request.form.as_deref().map(|form| format!(" --form {}", command_word(form))).unwrap_or_default();
    let reason = if step == "sent-back" { " --reason \"WHY\"" } else { "" };
    let _ = writeln!(
        out,
        "once you have sent them, write it down: canevas returns record {step} {}{form} --by \"NAME\"{reason}",
        codes.join(" ")
    );
    out
}
