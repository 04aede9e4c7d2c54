//! Makes the clarification sheet of a return. It sends nothing, and writes nothing down.

use super::accept::return_of;
use super::desk_files::{Desk, known_country, read};
use super::outcome::DeskOutcome;
use super::places::{desk_file, edition_of, reader};
use super::written::{NewFile, into_folder};
use crate::names::{is_file, model};
use crate::{Conclusion, EditionFindings, Failure, Refusal, shown};
use canevas_compiler::clarify::{SheetRequest, placeholder_in, read_asks, sheet, word};
use canevas_compiler::diagnostics::{counted, nearest};
use canevas_compiler::editions::command_word;
use canevas_compiler::files::{EntryKind, Scope, join};
use canevas_compiler::html::{FormOptions, form};
use canevas_compiler::model::{ForEach, Language, Model, QuestionIx, deciding::deciding_facts};
use canevas_compiler::responses::{AnswerPath, FACTS_KEY, Response, ResponsePath, in_plain_words, says_something};
use canevas_compiler::returns::{remark, version_of};
use canevas_compiler::validate::{Concern, ConcernKind, FailureKind, FailureSubject, verdict_as_complete};
use canevas_compiler::{DeskReader, FormCopy, Project, Sheet, Wording, entered_rows, key_in_words, told_facts};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Which return to ask about, and what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClarifyRequest {
    /// The code of the country.
    pub country: String,
    /// The return; the one that was accepted if none is named.
    pub file: Option<String>,
    /// What the secretariat asks itself: the id of a question, and the text. What `clarify/CMR.yaml` asks comes before.
    pub asks: Vec<(String, String)>,
    /// The form file, or the folder of its edition. If none is named, it is the edition that holds the file, or the only one
    /// there is.
    pub form: Option<String>,
    /// The folder that the sheet goes into.
    pub out: String,
    /// Whether to replace files that exist and differ.
    pub force: bool,
}

#[derive(Debug, Serialize)]
struct SheetReport {
    country: String,
    version: String,
    files: Vec<String>,
    questions: Vec<AskedQuestion>,
    #[serde(flatten)]
    left_out: LeftOut,
}

/// What somebody may miss on the sheet.
#[derive(Debug, Serialize)]
struct LeftOut {
    /// What is open in the facts of the country.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_on_it: Vec<String>,
    /// Questions on it that lack their rows, each with the fact that they come from.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    without_rows: BTreeMap<String, String>,
    /// The country file into which missing facts can be written, where some are missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    supply_in: Option<String>,
    /// Texts that wait for a choice, or stand where the form asks nothing, by place.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    waiting: BTreeMap<String, String>,
    /// The same for people: each place in words.
    #[serde(skip)]
    waiting_in_words: Vec<(String, String)>,
    /// Questions that the form does not ask of this country, whatever it answers on the sheet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_asked: Vec<NotAsked>,
}

/// A question that the form does not ask of a country.
#[derive(Debug, Serialize)]
struct NotAsked {
    question: String,
    /// The facts of the country that decide it, each with what the country's is.
    decided_by: Vec<String>,
}

#[derive(Debug, Serialize)]
struct AskedQuestion {
    question: String,
    asks: Vec<String>,
}

/// Makes a sheet. A return about which there is nothing to ask gives none.
pub fn clarify_return(project: &Project, request: &ClarifyRequest) -> Result<DeskOutcome, Refusal> {
    let named: Vec<String> = request.file.iter().cloned().collect();
    let folder = edition_of(project, request.form.as_deref(), &named)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    if edition.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&edition))));
    }
    let code = known_country(&edition, &request.country)?;
    let mut others = vec![code.clone()];
    others = edition.without_file(others);
    let edition = project.edition_with(&folder, Scope::WithoutReturns, &others)?;
    let (model, reader) = (model(&edition)?, reader(&edition)?);
    let desk = Desk::new(project, &folder);
    let (response, version) = returned(project, &desk, &reader, &code, request.file.as_deref())?;
    let concerns = reader.concerns(&code, &response);
    let asks = asked(project, &folder, model, &code, &request.asks)?;
    let copy = reader.copy_of(Some(&code));
    let file = told_facts(copy, response.facts());
    let copy = copy.clone().with_file(&file);
    // A sheet asks about the rows that there are.
    let rows = entered_rows(&copy, response.answers(), true);
    let copy = copy.with_entered(rows, false);
    let made = sheet(&copy, SheetRequest { response: &response, version: &version, concerns: &concerns, asks: &asks });
    let copy = copy.with_sheet(&made);
    let wording = Wording::new(&copy, &model.source_language);
    let outline = copy.outline();
    let blocks = outline.iter().flat_map(|section| &section.blocks);
    let on_it: BTreeSet<QuestionIx> =
        blocks.flat_map(|block| &block.questions).map(|question| question.index).collect();
    let country_file = edition.file_of(&folder, &code);
    let left_out = left_out(&copy, &response, &made, (&wording, &concerns), &on_it, &country_file);
    if !outline.iter().any(|section| !section.blocks.is_empty()) {
        let nothing = if asks.is_empty() {
            "there is nothing to ask about this return; ask something with --ask QUESTION=\"TEXT\""
        } else {
            "there is nothing to ask about this return that a sheet can hold"
        };
        let nothing = format!("{code}: {nothing}\n{}", left_out.text());
        return Ok(DeskOutcome::new(Vec::new(), nothing, &Vec::<SheetReport>::new(), Conclusion::Passes)?);
    }
    let language = response.language().and_then(|tag| model.languages().find(|own| own.tag() == tag));
    let files = files(&copy, &code, language.unwrap_or(&model.source_language), &response);
    let report = SheetReport {
        files: files.iter().map(|file| join(&request.out, &file.name)).collect(),
        questions: questions(model, &made, &wording, &on_it),
        country: code,
        version,
        left_out,
    };
    let text = told(&report, request);
    let edits = into_folder(project, &request.out, files, request.force)?;
    Ok(DeskOutcome::new(edits, text, &report, Conclusion::Passes)?)
}

impl LeftOut {
    /// What is not on the sheet, and why.
    fn text(&self) -> String {
        let mut out = String::new();
        // Writing to a String cannot fail.
        for fact in &self.not_on_it {
            let _ = writeln!(out, "  not on the sheet, because it is a fact of the country: {fact}");
        }
        for (question, fact) in &self.without_rows {
            let _ = writeln!(
                out,
                "  `{question}` asks about each row of the fact `{fact}`, and nobody has said yet which rows it has"
            );
        }
        if let Some(file) = &self.supply_in {
            let _ = writeln!(
                out,
                "  without the facts, what the sheet brings is not complete: write them into {}, and make the sheet again",
                shown(file)
            );
        }
        for NotAsked { question, decided_by } in &self.not_asked {
            let why = if decided_by.is_empty() { String::new() } else { format!(" ({})", decided_by.join(", ")) };
            let _ =
                writeln!(out, "  not on the sheet, because the form does not ask it of this country{why}: {question}");
        }
        for (place, text) in &self.waiting_in_words {
            let _ = writeln!(
                out,
                "  not on the sheet, because it waits for a choice or belongs to no question: {}: “{}”",
                shown(place),
                shown(text)
            );
        }
        out
    }
}

/// What is open in a return, or was asked, and is not on its sheet.
fn left_out(
    copy: &FormCopy<'_>,
    response: &Response,
    made: &Sheet,
    (wording, concerns): (&Wording<'_>, &[Concern]),
    on_it: &BTreeSet<QuestionIx>,
    country_file: &str,
) -> LeftOut {
    let is_missing = |concern: &Concern| concern.kind == ConcernKind::Failure(FailureKind::Missing);
    // What the country file has learned since comes with the sheet.
    let known = Response::from_json(json!({ FACTS_KEY: Value::from(copy.facts_in(wording.language)) }));
    let is_brought =
        |concern: &Concern| !on_it.is_empty() && is_missing(concern) && known.value(&concern.path).is_some();
    let facts = concerns.iter().filter(|concern| matches!(concern.path, ResponsePath::Fact(_)) && !is_brought(concern));
    let without_rows = on_it.iter().filter_map(|index| {
        let question = &copy.model.questions[*index];
        let Some(ForEach::Fact(fact)) = question.for_each else { return None };
        let rows = (question.id.to_string(), copy.model.facts[fact].id.to_string());
        copy.fact(fact).is_none().then_some(rows)
    });
    let without_rows: BTreeMap<String, String> = without_rows.collect();
    let not_asked = |index: QuestionIx| NotAsked {
        question: copy.model.questions[index].id.to_string(),
        decided_by: decided_by(copy, index),
    };
    let unread = response.unread().into_iter().flatten().filter(|(place, _)| !made.unread.contains_key(*place));
    let text = |value: &Value| in_plain_words(value).trim().to_owned();
    let unread = unread.map(|(place, value)| (place.clone(), value)).chain(homeless(copy, response));
    let waiting: BTreeMap<String, String> = unread.map(|(place, value)| (place, text(value))).collect();
    LeftOut {
        supply_in: (facts.clone().any(|concern| is_missing(concern) && known.value(&concern.path).is_none())
            || !without_rows.is_empty())
        .then(|| country_file.to_owned()),
        without_rows,
        not_on_it: facts.map(|concern| remark(wording, concern)).collect(),
        waiting_in_words: waiting
            .iter()
            .map(|(key, text)| (key_in_words(copy, wording.language, key), text.clone()))
            .collect(),
        waiting,
        not_asked: made.remarks.keys().filter(|index| !on_it.contains(index)).map(|index| not_asked(*index)).collect(),
    }
}

/// The facts that decide whether a question is asked, in words: "the fact `federal` is no".
fn decided_by(copy: &FormCopy<'_>, index: QuestionIx) -> Vec<String> {
    let known = copy.facts_in(&copy.model.source_language);
    let told = |id: &str| match known.get(id) {
        None => format!("the fact `{id}` is not known"),
        Some(value) if value.is_object() => format!("the fact `{id}` decides"),
        Some(value) => format!("the fact `{id}` is {}", in_plain_words(value)),
    };
    deciding_facts(copy.model, index).into_iter().map(|fact| told(copy.model.facts[fact].id.as_str())).collect()
}

/// What the return holds at places that the form does not have: no question and no fact is there to ask about.
fn homeless<'r>(copy: &FormCopy<'_>, response: &'r Response) -> impl Iterator<Item = (String, &'r Value)> {
    let failures = verdict_as_complete(copy, response.json()).failures.into_iter();
    let of_head = failures.filter(|failure| failure.subject == FailureSubject::Head);
    let is_lost = |kind: &FailureKind| {
        matches!(kind, FailureKind::UnknownKey(_) | FailureKind::NotAsked(_) | FailureKind::WrongKind)
    };
    let lost = of_head.filter(move |failure| is_lost(&failure.kind)).filter_map(|failure| {
        let place = failure.path.answer().map_or_else(|| failure.path.pointer(), AnswerPath::unread_key);
        Some((place, response.value(&failure.path).filter(|value| says_something(value))?))
    });
    // Texts under `unread` are named one by one.
    lost.filter(|(_, value)| response.unread().is_none_or(|texts| !value.as_object().is_some_and(|own| own == texts)))
}

/// The sheet in each format.
fn files(copy: &FormCopy<'_>, code: &str, language: &Language, response: &Response) -> Vec<NewFile> {
    let file = |name, content| NewFile { from: code.to_owned(), name, content };
    let page = file(format!("{code}.html"), form(copy, &FormOptions::default()).bytes);
    let word = word(copy, language, response);
    let word = word.map(|made| file(format!("{code}.{}.docx", language.tag()), made.bytes));
    std::iter::once(page).chain(word).collect()
}

/// The return to ask about, and its version.
fn returned(
    project: &Project,
    desk: &Desk<'_>,
    reader: &DeskReader<'_>,
    code: &str,
    file: Option<&str>,
) -> Result<(Response, String), Refusal> {
    let Some(name) = file else {
        let kept = desk.history(code)?;
        let version = kept.history.accepted().ok_or_else(|| {
            format!("no return of {code} is accepted; name the file to ask about: --file inbox/{code}.json")
        })?;
        return Ok((return_of(desk, code, version)?.response, version.to_owned()));
    };
    if !is_file(project, name) {
        return Err(crate::names::neither(project.files(), name).into());
    }
    let read = reader.returns(vec![desk_file(project.files(), name)]).into_iter().next();
    match read {
        Some(Ok(read)) if read.delivery.clarifies.is_some() => Err(format!(
            "`{}` is the return of a clarification sheet; take it in first: canevas returns accept {} --as clarified --by \"NAME\"",
            shown(name),
            command_word(name)
        )
        .into()),
        Some(Ok(read)) if read.country == code => {
            let version = version_of(&read.read.to_text());
            Ok((read.read.response, version))
        }
        Some(Ok(read)) => Err(format!("`{}` is a return of {}, and not of {code}", shown(name), read.country).into()),
        Some(Err(delivery)) => {
            let notes = delivery.notes.iter().map(|note| format!("{}; {}", note.message, note.help));
            Err(format!("`{}` cannot be used: {}", shown(name), notes.collect::<Vec<_>>().join("; ")).into())
        }
        None => Err(Refusal::from("there is no file to ask about".to_owned())),
    }
}

/// What the secretariat asks in the file of a country, by question.
pub(super) fn asked_in_file(
    project: &Project,
    folder: &str,
    model: &Model,
    code: &str,
) -> Result<BTreeMap<QuestionIx, Vec<String>>, Refusal> {
    let within = join(folder, "clarify");
    let name = join(&within, &format!("{code}.yaml"));
    if project.files().kind(&within) == Some(EntryKind::Folder) {
        // Without a word, what somebody asks in such a file would not be asked.
        let is_meant =
            |entry: &str| entry.eq_ignore_ascii_case(&format!("{code}.yaml")) && join(&within, entry) != name;
        if let Some(entry) = project.files().list(&within)?.into_iter().find(|entry| is_meant(&entry.name)) {
            let found = join(&within, &entry.name);
            return Err(format!("`{}` is not read; rename it to `{code}.yaml`", shown(&found)).into());
        }
    }
    match project.files().kind(&name) {
        Some(_) => read(&name, &project.text(&name)?.text, |sources, id| read_asks(sources, id, model)),
        None => Ok(BTreeMap::new()),
    }
}

/// What the secretariat asks itself: in the file of the country, and in the request.
pub(super) fn asked(
    project: &Project,
    folder: &str,
    model: &Model,
    code: &str,
    more: &[(String, String)],
) -> Result<BTreeMap<QuestionIx, Vec<String>>, Refusal> {
    let mut asks = asked_in_file(project, folder, model, code)?;
    for (id, text) in more {
        let found = model.questions.iter_enumerated().find(|(_, known)| known.id == **id && known.takes_answer());
        let Some((index, _)) = found else {
            let ids = model.questions.iter().filter(|known| known.takes_answer()).map(|known| known.id.as_str());
            let near = nearest(id, ids).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("no question has the id `{}`{near}", shown(id)).into());
        };
        if text.trim().is_empty() {
            return Err(Failure::from(format!("say what to ask about `{id}`: --ask {id}=\"TEXT\"")).into());
        }
        if let Some(placeholder) = placeholder_in(text) {
            return Err(format!(
                "`{placeholder}` in --ask {id} would be printed as it stands: write the words that the country is to read"
            )
            .into());
        }
        asks.entry(index).or_default().push(text.trim().to_owned());
    }
    Ok(asks)
}

/// The questions with what is asked, in the source language.
fn questions(model: &Model, made: &Sheet, wording: &Wording<'_>, on_it: &BTreeSet<QuestionIx>) -> Vec<AskedQuestion> {
    let asked = |index: &QuestionIx| AskedQuestion {
        question: model.questions[*index].id.to_string(),
        asks: made
            .remarks
            .get(index)
            .into_iter()
            .flatten()
            .filter_map(|remark| remark.in_language(wording.language).map(|(text, _)| text.to_owned()))
            .collect(),
    };
    let is_answered = |index: &&QuestionIx| on_it.contains(index) && model.questions[**index].takes_answer();
    let answered = made.questions.iter().filter(is_answered);
    answered.map(asked).collect()
}

fn told(report: &SheetReport, request: &ClarifyRequest) -> String {
    let code = &report.country;
    let mut out = format!(
        "{code}: {} about version {}\n",
        counted(report.questions.len(), "question", "questions"),
        report.version
    );
    // Writing to a String cannot fail.
    for question in &report.questions {
        let _ = writeln!(out, "  {}", question.question);
        for ask in &question.asks {
            let _ = writeln!(out, "    {}", ask.replace('\n', "\n    "));
        }
        if question.asks.is_empty() {
            let _ = writeln!(out, "    it goes with another answer of the sheet");
        }
    }
    out.push_str(&report.left_out.text());
    for file in &report.files {
        let _ = writeln!(out, "written: {}", shown(file));
    }
    let form = request.form.as_deref().map(|form| format!(" --form {}", command_word(form))).unwrap_or_default();
    // The letter asks the same. What stands in the country's file it reads there.
    let asks: String = request
        .asks
        .iter()
        .map(|(id, text)| format!(" --ask {}", command_word(&format!("{id}={}", text.trim()))))
        .collect();
    let _ = writeln!(
        out,
        "nothing was sent; `canevas returns letter clarification {code}{form}{asks}` drafts the letter\nonce you have sent it, write it down: canevas returns record sent-back {code}{form} --by \"NAME\" --reason \"WHY\""
    );
    out
}
