//! Reads filled files of one copy in one language: compares each with the blank form.

use super::agreement::{Agreement, agreement};
use super::assemble::assemble;
use super::blank_forms::{BlankForms, Footer, blank_form, footers};
use super::collect::{Collected, collect};
use super::filled::FilledHead;
use super::normalize::norm;
use super::opened::{Opened, OpenedHead};
use super::questions::Questions;
use super::report::{FieldReport, FindingAnswer, ReadReturn, UnplacedText, WordFinding, WordReport};
use super::rules::{
    FIELD_MISSING, IDENTITY_LOST, NOT_AN_ANSWER, OTHER_QUESTIONNAIRE, QUESTIONNAIRE_CHANGED, UNPLACED_TEXT,
};
use super::template::{Printed, Template};
use super::unfit::{Unfit, unfit};
use super::{hidden_answers, notes, own_texts, prompts};
use crate::doc::Doc;
use crate::options::Purpose;
use canevas_diagnostics::{Finding, Rule};
use canevas_model::Language;
use canevas_project::{CopyCode, FormCopy, Sheet, told_facts};
use canevas_responses::{CLARIFIES_KEY, Clarification, HEAD_KEYS, READ_FROM_WORD};
use canevas_wording::Wording;
use canevas_wording::ui::document::DocumentWord;
use serde_json::{Map, Value};
use std::sync::{Arc, OnceLock};

/// Reads the answers of a file of a copy in a language. To read many files of one copy, make a [`CopyReader`] once.
pub fn answers(opened: &Opened, copy: &FormCopy<'_>, language: &Language) -> ReadReturn {
    CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(opened)
}

/// Reads filled files of one copy in one language.
pub struct CopyReader<'a> {
    forms: Arc<BlankForms<'a>>,
    language: &'a Language,
    texts: OnceLock<String>,
    /// The blank form, where the copy is not in this language.
    foreign: OnceLock<Template>,
    /// The blank form with what it prints in its other languages.
    whole: OnceLock<Template>,
    /// The blank form of copies for reading.
    reading: OnceLock<Doc>,
}

impl<'a> CopyReader<'a> {
    /// A reader of files of a copy in a language; `definition` is the digest of the copy's model.
    pub fn new(copy: FormCopy<'a>, language: &'a Language, definition: &str) -> Self {
        Self::with_forms(BlankForms::new(copy, definition), language)
    }

    /// A reader that shares the blank forms of its copy with the readers of other languages.
    pub fn with_forms(forms: Arc<BlankForms<'a>>, language: &'a Language) -> Self {
        let (texts, foreign, whole, reading) = (OnceLock::new(), OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { forms, language, texts, foreign, whole, reading }
    }

    /// How much of the blank form a file contains.
    pub fn agreement(&self, opened: &Opened) -> Agreement {
        agreement(opened, self.template())
    }

    /// Why a file is not to be read, where reading it would lose answers.
    pub fn unfit(&self, opened: &Opened) -> Option<Unfit> {
        unfit(opened, self.forms.copy.model, self.template())
    }

    fn template(&self) -> &Template {
        self.forms.answering(self.language).unwrap_or_else(|| {
            let BlankForms { copy, definition, .. } = &*self.forms;
            let made = || Template::of(&blank_form(copy, self.language, Purpose::Answering, definition), None);
            self.foreign.get_or_init(made)
        })
    }

    /// Reads the answers of a file that is not unfit.
    pub fn answers(&self, opened: &Opened) -> ReadReturn {
        let forms = &*self.forms;
        let Some(mut filled) = opened.hidden.as_ref().and_then(FilledHead::of) else {
            let whole = self.whole.get_or_init(|| {
                let mut whole = self.template().clone();
                forms.others(self.language, Purpose::Answering).for_each(|other| whole.add_language(other));
                whole
            });
            return self.compared(opened, &forms.copy, (whole, forms.footers()), None);
        };
        // Its texts show what the return said of the country, and it may lack what is only for those who fill in.
        let file = told_facts(&forms.copy, filled.facts.as_ref());
        let sheet = filled.sheet.as_ref().and_then(|kept| Sheet::of_kept(kept, forms.copy.model).ok());
        let copy = forms.copy.clone().with_file(&file).with_computed_text(&filled.computed);
        let copy = copy.with_entered_json(&filled.entered, filled.purpose == Purpose::Answering && sheet.is_none());
        if sheet.is_none()
            && filled.purpose == Purpose::Reading
            && filled.computed.is_empty()
            && filled.entered.is_empty()
            && says_what_is_known(&copy, &forms.copy)
        {
            let doc = self
                .reading
                .get_or_init(|| blank_form(&forms.copy, self.language, Purpose::Reading, &forms.definition));
            let mut template = Template::of(doc, opened.hidden.as_ref());
            forms.others(self.language, Purpose::Reading).for_each(|other| template.add_language(other));
            return self.compared(opened, &copy, (&template, forms.footers()), Some(&filled));
        }
        let copy = match &sheet {
            Some(sheet) => {
                // Older sheets have a place for remarks.
                let words = [DocumentWord::FreeRemarks, DocumentWord::FreeRemarksHint];
                filled.printed.extend(words.map(|word| norm(&Wording::new(&forms.copy, self.language).word(word))));
                copy.with_sheet(sheet)
            }
            None => copy,
        };
        let form = |language: &Language| {
            let doc = blank_form(&copy, language, filled.purpose, &forms.definition);
            Template::of(&doc, opened.hidden.as_ref())
        };
        let mut template = form(self.language);
        for other in copy.model.languages().filter(|other| *other != self.language) {
            template.add_language(&Printed::of(&form(other)));
        }
        let footers = footers(&copy, &forms.definition);
        self.compared(opened, &copy, (&template, &footers), Some(&filled))
    }

    /// Reads the answers of a file that is compared with a blank form of a copy and the lines at its foot.
    fn compared(
        &self,
        opened: &Opened,
        copy: &FormCopy<'_>,
        (template, footers): (&Template, &[Footer]),
        filled: Option<&FilledHead>,
    ) -> ReadReturn {
        let printed = filled.map(|filled| &filled.printed);
        let mut collected = collect(template, &opened.body, &opened.text, &opened.around, printed);
        if let Some(root) = &opened.hidden {
            if filled.is_some() {
                hidden_answers::mark_typed(root, template, &mut collected);
            }
            // Whoever gets a sheet back expects that its answers differ from those that it was made with.
            let expects_changes = copy.sheet().is_some();
            hidden_answers::add(root, template, &mut collected, &opened.text, expects_changes);
        }
        hidden_answers::lost_breaks(template, &mut collected, &opened.text);
        prompts::report(template, &mut collected);
        own_texts::report(template, &mut collected, &opened.text);
        let beside = notes::notes(opened, template, footers, &copy.model.edition, &collected);
        collected.unplaced.extend(beside);
        collected.findings.extend(notes::objects(opened));
        // The labels may be in another language than the answers, and the titles of rows with them.
        let answers_in = filled.and_then(|filled| filled.answers_in.as_deref());
        let answers_in = self.forms.copy.model.languages().find(|language| Some(language.tag()) == answers_in);
        let known = copy.facts_in(answers_in.unwrap_or(self.language));
        let made = assemble(copy, self.language, template, &mut collected, known, &opened.text, filled);
        let questions = Questions::of(template);
        let mut report = fields(template, &collected);
        report.findings.extend(opened.findings.iter().cloned().map(WordFinding::from));
        report.findings.extend(collected.findings.into_iter().map(|of_field| {
            let path = of_field.field.map(|field| template.fields[field].path.full());
            let answer = path.and_then(|path| answer(&questions, path, of_field.item));
            WordFinding { answer, finding: of_field.finding }
        }));
        report.unplaced = collected.unplaced;
        let head = opened.head();
        let file = opened.start();
        let mut put = |rule: &'static Rule, message: String| {
            report.findings.push(Finding::new(rule, file, message).into());
        };
        match &head {
            Some(head) => {
                // A sheet was made from the facts of a return, and says what they were.
                let copy_digest = if copy.sheet().is_some() { copy.digest() } else { self.forms.copy.digest() };
                self.compare_head(head, copy_digest, &mut put);
            }
            None => put(
                &IDENTITY_LOST,
                "the file does not say which questionnaire it is; it was read as the requested one".to_owned(),
            ),
        }
        for path in report.missing.iter().chain(made.unread.keys()) {
            if let Some(question) = questions.of_answer(path) {
                report.questions.insert(path.clone(), question);
            }
        }
        let mut json = self.json(answers_in, head.as_ref(), made.facts, made.answers, made.unread);
        let others = filled.map(|filled| &filled.others).into_iter().flatten();
        json.extend(
            others
                .filter(|(key, _)| !HEAD_KEYS.contains(&key.as_str()))
                .map(|(key, value)| (key.clone(), value.clone())),
        );
        if let Some(sheet) = copy.sheet() {
            // Whoever sends a sheet back has finished it; a Word file cannot say so.
            json.insert("status".to_owned(), "complete".into());
            let asked = sheet.ids(copy.model).into_iter().cloned().collect();
            let clarifies = Clarification { version: sheet.version.clone(), asked };
            json.insert(CLARIFIES_KEY.to_owned(), clarifies.to_json());
        }
        report.reasons = made.reasons;
        report.findings.extend(to_place(&report, &json, opened));
        ReadReturn { json: json.into(), report }
    }

    /// Reports where a file says that it is something else than what it was read as. Its answers are kept in any case.
    fn compare_head(&self, head: &OpenedHead, copy_digest: &str, put: &mut dyn FnMut(&'static Rule, String)) {
        let (copy, mut is_other) = (&self.forms.copy, false);
        for (what, theirs, ours) in [
            ("form", head.form.as_str(), copy.model.form.as_str()),
            ("edition", &head.edition, &copy.model.edition),
            (copy.model.respondents.noun(), &head.copy, copy.code.word()),
        ] {
            if !theirs.is_empty() && theirs != ours {
                let message =
                    format!("the file is for the {what} {theirs} and was read for {ours}; its answers were kept");
                put(&OTHER_QUESTIONNAIRE, message);
                is_other = true;
            }
        }
        // Another form, edition or copy always has other digests.
        if is_other {
            return;
        }
        for (what, theirs, ours) in [
            ("the questions", &head.definition, self.forms.definition.as_str()),
            ("the known facts about the country", &head.copy_digest, copy_digest),
        ] {
            if !theirs.is_empty() && theirs != ours {
                let (then, now) = (short(theirs), short(ours));
                let message = format!(
                    "{what} have changed since the file was made ({then} then, {now} now); its answers were kept, please check them"
                );
                put(&QUESTIONNAIRE_CHANGED, message);
            }
        }
    }

    /// The return.
    fn json(
        &self,
        answers_in: Option<&Language>,
        head: Option<&OpenedHead>,
        facts: Map<String, Value>,
        answers: Map<String, Value>,
        unread: Map<String, Value>,
    ) -> Map<String, Value> {
        let said = |word: fn(&OpenedHead) -> &String, own: &str| {
            head.map(word).filter(|word| !word.is_empty()).cloned().unwrap_or_else(|| own.to_owned())
        };
        let model = self.forms.copy.model;
        let language = answers_in.unwrap_or(self.language);
        let digest = |language: &Language| self.forms.copy.texts_digest(language);
        let texts = if language == self.language {
            self.texts.get_or_init(|| digest(language)).clone()
        } else {
            digest(language)
        };
        let entries: [(&str, Value); 11] = [
            ("canevas", 1.into()),
            ("form", model.form.as_str().into()),
            ("edition", said(|head| &head.edition, &model.edition).into()),
            ("definition", said(|head| &head.definition, &self.forms.definition).into()),
            ("texts", texts.into()),
            ("copy", said(|head| &head.copy_digest, self.forms.copy.digest()).into()),
            ("language", language.tag().into()),
            ("status", "draft".into()),
            ("made_by", READ_FROM_WORD.into()),
            ("facts", facts.into()),
            ("answers", answers.into()),
        ];
        let mut json: Map<String, Value> = entries.map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
        if !unread.is_empty() {
            json.insert("unread".to_owned(), unread.into());
        }
        json
    }
}

/// Whether a file for a country shows the facts that its copy knows, and no other. Then its texts are those of the copy.
fn says_what_is_known(told: &FormCopy<'_>, copy: &FormCopy<'_>) -> bool {
    matches!(copy.code, CopyCode::Respondent(_)) && told.digest() == copy.digest()
}

/// How each field was found, and which are missing.
fn fields(template: &Template, collected: &Collected) -> WordReport {
    let mut report = WordReport::default();
    for (index, field) in template.fields.iter().enumerate() {
        let path = field.path.full();
        let mut found = false;
        for ((_, item), content) in collected.contents.range((index, 0)..(index + 1, 0)) {
            let path = if *item == 0 { path.to_owned() } else { format!("{path}#{item}") };
            report.fields.push(FieldReport { path, channel: content.channel });
            found = true;
        }
        if !found {
            report.missing.push(path.to_owned());
        }
    }
    report
}

fn answer(questions: &Questions<'_>, path: &str, item: usize) -> Option<FindingAnswer> {
    let question = questions.of_answer(path)?;
    let question = questions.option(path).map_or_else(|| question.clone(), |option| format!("{question} – {option}"));
    if item == 0 {
        return Some(FindingAnswer { path: path.to_owned(), question });
    }
    Some(FindingAnswer { path: format!("{path}#{item}"), question: format!("{question}, row {item}") })
}

/// The start of a digest, as the footer of each page prints it.
fn short(digest: &str) -> String {
    digest.trim_start_matches("sha256:").chars().take(12).collect()
}

/// The findings about what a person must place: missing fields, text that is not an answer, and text in no answer.
fn to_place(report: &WordReport, json: &Map<String, Value>, opened: &Opened) -> Vec<WordFinding> {
    let file = opened.start();
    let of_path = |rule: &'static Rule, path: &str, message: String| {
        let question = report.questions.get(path).cloned();
        let answer = question.map(|question| FindingAnswer { path: path.to_owned(), question });
        WordFinding { finding: Finding::new(rule, file, message), answer }
    };
    let mut out: Vec<WordFinding> = Vec::new();
    for path in &report.missing {
        out.push(of_path(&FIELD_MISSING, path, "the field was not found in the file".to_owned()));
    }
    for (path, text) in json.get("unread").and_then(Value::as_object).into_iter().flatten() {
        let text = text.as_str().unwrap_or_default();
        let why = report.reasons.get(path).map_or_else(String::new, |why| format!(": {why}"));
        out.push(of_path(&NOT_AN_ANSWER, path, format!("\u{201c}{text}\u{201d} is not an answer{why}")));
    }
    for UnplacedText { place, after, text, .. } in report.unplaced.iter().filter(|text| !text.is_reworded) {
        let after = match (after.is_empty(), place.is_empty()) {
            (true, true) => " at the start".to_owned(),
            (true, false) => String::new(),
            (false, _) => format!(" after \u{201c}{after}\u{201d}"),
        };
        let place = if place.is_empty() { String::new() } else { format!(" in {place}") };
        let message = format!("\u{201c}{text}\u{201d}{place}{after} belongs to no answer");
        out.push(Finding::new(&UNPLACED_TEXT, file, message).into());
    }
    out.extend(reworded(&report.unplaced).map(|message| Finding::new(&UNPLACED_TEXT, file, message).into()));
    out
}

/// One line about the texts of the form that stand in another wording. It holds each as a whole: nobody can tell what was
/// typed into one of them.
fn reworded(unplaced: &[UnplacedText]) -> Option<String> {
    let texts: Vec<String> =
        unplaced.iter().filter(|text| text.is_reworded).map(|text| format!("\u{201c}{}\u{201d}", text.text)).collect();
    let count = match texts.len() {
        0 => return None,
        1 => "a text of the form stands".to_owned(),
        count => format!("{count} texts of the form stand"),
    };
    let texts = texts.join("; ");
    Some(format!(
        "{count} in another wording than in the blank form, as in a file from an earlier template; look whether somebody typed there: {texts}"
    ))
}
