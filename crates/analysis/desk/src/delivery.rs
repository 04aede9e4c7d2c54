//! One file that came in: its country, its state, and what is open in it. It keeps no answers.

use crate::note::{DeliveryNote, NoteKind};
use crate::progress::{SectionProgress, sections};
use canevas_diagnostics::{Findings, Level};
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_responses::{ANSWERS_KEY, FACTS_KEY, Response, ReturnFile, UNREAD_KEY, in_plain_words};
use canevas_syntax::rules::MISSING_KEY;
use canevas_validate::{findings_of, verdict_as_complete};
use serde::Serialize;
use std::borrow::Cow;

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryFormat {
    /// A return, as the HTML form saves it.
    Json,
    /// A filled Word file.
    Word,
    /// Another file.
    Other,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Its answers cannot be used.
    Unusable,
    /// It says that it is a draft, or it is a Word file in which something is open.
    Draft,
    /// It says that it is complete, and something in it denies that.
    Incomplete,
    /// It is complete. A Word file cannot say so: it counts as complete once nothing is missing and nothing waits for a person.
    Complete,
}

/// Something that is open in a return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenPoint {
    /// Whether it keeps the return from being complete.
    pub denies: bool,
    /// The code of the rule.
    pub rule: &'static str,
    /// What is open, in one sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// One file that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Its name.
    pub file: String,
    /// What kind of file it is.
    pub format: DeliveryFormat,
    /// How far it is.
    pub state: DeliveryState,
    /// The code of its country.
    pub country: Option<String>,
    /// The edition that it says it answers.
    pub edition: Option<String>,
    /// The language that it was filled in in.
    pub language: Option<String>,
    /// The version of the return that it clarifies, where it is the return of a clarification sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clarifies: Option<String>,
    /// The SHA-256 digest of its bytes, as 64 hexadecimal digits; the receipt of the form prints it.
    pub sha256: Option<String>,
    /// The digest of its answers: two files with one digest say the same.
    pub answers: Option<String>,
    /// How far each section is.
    pub sections: Vec<SectionProgress>,
    /// What is open in it.
    pub open: Vec<OpenPoint>,
    /// What a person must know.
    pub notes: Vec<DeliveryNote>,
}

impl Delivery {
    /// Whether its answers can be used.
    pub fn is_usable(&self) -> bool {
        self.state != DeliveryState::Unusable
    }

    /// How many points keep it from being complete.
    pub fn denying(&self) -> usize {
        self.open.iter().filter(|point| point.denies).count()
    }

    /// How many places it answers, and how many the form asks.
    pub fn places(&self) -> (usize, usize) {
        self.sections
            .iter()
            .fold((0, 0), |(answered, asked), section| (answered + section.answered, asked + section.asked))
    }
}

/// A file without answers that could be used, and why.
pub fn unusable(file: &str, format: DeliveryFormat, notes: Vec<DeliveryNote>) -> Delivery {
    Delivery {
        file: file.to_owned(),
        format,
        state: DeliveryState::Unusable,
        country: None,
        edition: None,
        language: None,
        clarifies: None,
        sha256: None,
        answers: None,
        sections: Vec::new(),
        open: Vec::new(),
        notes,
    }
}

/// A return that was read, and what reading it told.
#[derive(Debug)]
pub struct ReturnInput<'r> {
    /// The name of its file.
    pub file: &'r str,
    /// What kind of file it is.
    pub format: DeliveryFormat,
    /// The return.
    pub response: &'r ReturnFile,
    /// What reading the file told.
    pub notes: Vec<DeliveryNote>,
}

/// What is known of a return of this copy. `weigh` gives the findings the levels in force.
pub fn returned(copy: &FormCopy<'_>, input: ReturnInput<'_>, weigh: &dyn Fn(Findings) -> Findings) -> Delivery {
    let ReturnInput { file, format, response: read, mut notes } = input;
    let (model, response) = (copy.model, &read.response);
    let language = response.language().and_then(|tag| model.languages().find(|known| known.tag() == tag));
    let verdict = verdict_as_complete(copy, response.json());
    let findings = weigh(findings_of(copy, read, &verdict, true, language.unwrap_or(&model.source_language)));
    let status = response.json().get("status");
    let is_status = status.is_some_and(|status| status == "draft" || status == "complete");
    let no_status = (!is_status).then(|| OpenPoint {
        denies: true,
        rule: MISSING_KEY.code,
        message: match status {
            Some(status) => format!("`status` is `{}`, which is neither draft nor complete", in_plain_words(status)),
            None => "`status` is missing, so it says neither draft nor complete".to_owned(),
        },
        help: Some("ask whether it is finished, and write `complete` or `draft`".to_owned()),
    });
    let no_answers = response.json().get(ANSWERS_KEY).is_none().then(|| OpenPoint {
        denies: true,
        rule: MISSING_KEY.code,
        message: format!("`{ANSWERS_KEY}` is missing, so it has no answers at all"),
        help: Some("ask for the file again; if its answers stand under another name, correct the name".to_owned()),
    });
    let found = findings.iter().filter(|finding| finding.level != Level::Info).map(|finding| OpenPoint {
        denies: finding.level == Level::Deny,
        rule: finding.rule.code,
        message: finding.message.clone(),
        help: finding.help.clone(),
    });
    let open: Vec<OpenPoint> = no_status.into_iter().chain(no_answers).chain(found).collect();
    let state = match (response.is_complete(), open.iter().any(|point| point.denies)) {
        (false, _) => DeliveryState::Draft,
        (true, true) => DeliveryState::Incomplete,
        (true, false) => DeliveryState::Complete,
    };
    let unread = response.unread().map_or(0, serde_json::Map::len);
    if unread > 0 {
        let (texts, wait) = if unread == 1 { ("text", "waits") } else { ("texts", "wait") };
        notes.push(DeliveryNote::new(
            NoteKind::Unread,
            format!("{unread} {texts} {wait} for a person: answers that differ, or that fit no question"),
            "open the file in the form, and choose or correct them on the page of answers",
        ));
    }
    notes.extend(other_copy(copy, response, language.unwrap_or(&model.source_language)));
    Delivery {
        file: file.to_owned(),
        format,
        state,
        country: response.respondent_code().map(str::to_owned),
        edition: response.edition().map(Cow::into_owned),
        language: language.map(|language: &Language| language.tag().to_owned()),
        clarifies: None,
        sha256: None,
        answers: Some(canevas_model::canonical::digest_of(&answers_of(read))),
        sections: sections(model, &verdict),
        open,
        notes,
    }
}

/// What is known of the return of a clarification sheet of this copy. Whether it is complete shows only together with the return
/// that it clarifies.
pub fn clarifying(copy: &FormCopy<'_>, input: ReturnInput<'_>) -> Delivery {
    let ReturnInput { file, format, response: read, notes } = input;
    let response = &read.response;
    let tag = response.language().filter(|tag| copy.model.languages().any(|known| known.tag() == *tag));
    Delivery {
        state: if response.is_complete() { DeliveryState::Complete } else { DeliveryState::Draft },
        country: response.respondent_code().map(str::to_owned),
        edition: response.edition().map(Cow::into_owned),
        language: tag.map(str::to_owned),
        clarifies: response.clarifies().map(|of| of.version),
        answers: Some(canevas_model::canonical::digest_of(&answers_of(read))),
        ..unusable(file, format, notes)
    }
}

/// Which part of the form is not what it was when the country filled it in: after an erratum, say.
fn other_copy(copy: &FormCopy<'_>, response: &Response, language: &Language) -> Option<DeliveryNote> {
    let differs = |key: &str, now: &str| response.head(key).is_some_and(|was| was != now);
    let parts = [("texts", differs("texts", &copy.texts_digest(language))), ("facts", differs("copy", copy.digest()))];
    let parts: Vec<&str> = parts.iter().filter(|(_, differs)| *differs).map(|(part, _)| *part).collect();
    (!parts.is_empty()).then(|| {
        DeliveryNote::new(
            NoteKind::OtherCopy,
            format!("it was filled in on another copy: its {} are not those of today", parts.join(" and ")),
            "if the change matters to an answer, ask the country about that answer",
        )
    })
}

/// What a return says, without what another program or another day would write differently.
fn answers_of(read: &ReturnFile) -> serde_json::Value {
    let response = &read.response;
    let others: serde_json::Map<String, serde_json::Value> =
        response.others().map(|(key, value)| (key.to_owned(), value.clone())).collect();
    let part = |key: &str| response.json().get(key);
    let (facts, answers, unread) = (part(FACTS_KEY), part(ANSWERS_KEY), part(UNREAD_KEY));
    // The digest of a return without other parts is the one that earlier versions gave it.
    if others.is_empty() {
        serde_json::json!({ "facts": facts, "answers": answers, "unread": unread })
    } else {
        serde_json::json!({ "facts": facts, "answers": answers, "unread": unread, "others": others })
    }
}
