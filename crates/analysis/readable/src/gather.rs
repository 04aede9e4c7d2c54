//! From a return to what people read.

use crate::answers::{Answers, lines};
use crate::tree::{NotAnswered, ReadableLeft, ReadablePlace, ReadableQuestion, ReadableReturn, ReadableSection};
use canevas_model::{AnswerShape, Language};
use canevas_project::{
    FormCopy, LeftText, LeftTexts, OutlineBlock, OutlineQuestion, OutlineSection, Presence, Repetition, Row,
    entered_rows, told_facts,
};
use canevas_responses::{AnswerKey, AnswerPath, Response, SIGN_OFF_KEY, in_plain_words};
use canevas_validate::{AskedPlace, computed, verdict_as_complete};
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::form::Form;
use canevas_wording::{PlainText, Wording, language_name};
use std::collections::BTreeSet;

/// A return of this copy in a language. `personal` says whether personal answers are shown.
pub fn readable(copy: &FormCopy<'_>, language: &Language, response: &Response, personal: bool) -> ReadableReturn {
    let file = told_facts(copy, response.facts());
    let copy = copy.clone().with_file(&file);
    let (sums, asked) = (computed(&copy, response.json(), personal), asked_places(&copy, response));
    let rows = entered_rows(&copy, response.answers(), personal);
    let copy = &copy.with_computed(sums).with_entered(rows, false);
    let wording = Wording::new(copy, language);
    let gatherer = Gatherer { answers: Answers::new(wording, personal), response, asked };
    let wording = &gatherer.answers.wording;
    let mut cover = Vec::new();
    if let Some(country) = response.respondent_code() {
        cover.push((wording.respondent_word().text, wording.listed_respondent(country)));
    }
    cover.extend(about_return(wording, response, personal));
    cover.extend(wording.cover_of_answers().into_iter().map(|row| (row.label, row.value.plain())));
    let sections = copy.outline().iter().map(|section| gatherer.section(section)).collect();
    let answers_in = response.language().filter(|tag| *tag != language.tag()).map(str::to_owned);
    ReadableReturn {
        title: wording.plain_text(&copy.model.title, None),
        language: language.tag().to_owned(),
        direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
        colon: wording.colon(),
        answers_in,
        cover,
        sections,
        left: gatherer.left(),
    }
}

/// The places that a return is asked, given its answers: the paths of questions; of a question with rows, of its rows. The copy
/// must know what the return says about the country.
pub fn asked_places(copy: &FormCopy<'_>, response: &Response) -> BTreeSet<AnswerPath> {
    let verdict = verdict_as_complete(copy, response.json());
    let path = |place: AskedPlace| {
        let path = AnswerPath::question(&copy.model.questions[place.question].id);
        place.row.map_or_else(|| path.clone(), |row| path.clone().in_row(&row))
    };
    verdict.asked.into_iter().map(path).collect()
}

/// What a cover says about the return itself: whether it is finished, in which language it was written where that is another
/// one, and, where personal data are shown, who signed it off.
pub(crate) fn about_return(wording: &Wording<'_>, response: &Response, personal: bool) -> Vec<(String, String)> {
    let word = |word: DocumentWord| wording.word(word).into_owned();
    let status = if response.is_complete() { DocumentWord::IsComplete } else { DocumentWord::IsDraft };
    let mut lines = vec![(word(DocumentWord::Status), word(status))];
    if let Some(tag) = response.language().filter(|tag| *tag != wording.language.tag()) {
        let name = Language::new(tag).map_or_else(|| tag.to_owned(), |language| language_name(&language));
        lines.push((word(DocumentWord::AnswersIn), name));
    }
    let signed = response.json().get(SIGN_OFF_KEY).filter(|_| personal);
    lines.extend(signed.map(|signed| {
        let words = response.sign_off().map_or_else(
            || in_plain_words(signed),
            |signed| {
                let day = signed.date.map(|day| wording.day(day));
                let parts = [Some(signed.name), signed.function, signed.place, day];
                parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
            },
        );
        (word(DocumentWord::SignedOff), words)
    }));
    lines
}

pub(crate) struct Gatherer<'a, 'r> {
    pub(crate) answers: Answers<'a>,
    response: &'r Response,
    asked: BTreeSet<AnswerPath>,
}

impl<'a> Gatherer<'a, '_> {
    /// What the sections do not show. Every section must have been gathered.
    fn left(&self) -> Option<ReadableLeft> {
        let wording = &self.answers.wording;
        let left =
            LeftTexts::of(wording.copy, self.response, &|value| self.answers.has_shown(value), self.answers.personal);
        let text = |LeftText { place, sender, text }: LeftText| {
            let place = wording.named_place(&place);
            let place = sender.map_or_else(|| place.clone(), |sender| format!("{place} ({sender})"));
            (wording.filled(Form::NotRead, &[("place", &place)]), lines(&text))
        };
        let texts: Vec<_> = left.texts.into_iter().map(text).collect();
        (!texts.is_empty()).then(|| ReadableLeft { title: wording.word(Form::UnreadTitle).into_owned(), texts })
    }

    fn section(&self, section: &OutlineSection<'a>) -> ReadableSection {
        let wording = &self.answers.wording;
        let instead = match &section.presence {
            Presence::NotAsked(text) => Some(match text {
                Some(text) => wording.plain_text(text, None),
                None => wording.word(DocumentWord::NotAsked).into(),
            }),
            Presence::Asked | Presence::If(_) => None,
        };
        let questions = section.blocks.iter().flat_map(|block| self.block(block)).collect();
        ReadableSection { title: wording.plain_text(&section.section.title, None), instead, questions }
    }

    fn block(&self, block: &OutlineBlock<'a>) -> Vec<ReadableQuestion> {
        let mut questions: Vec<ReadableQuestion> =
            block.questions.iter().flat_map(|question| self.question(question)).collect();
        let heading = block.block.heading.as_ref();
        if let Some((first, heading)) = questions.first_mut().zip(heading) {
            first.heading = Some(self.answers.wording.plain_text(&heading.title, None));
        }
        questions
    }

    /// A question; one after the other where each row has words of its own.
    fn question(&self, outline: &OutlineQuestion<'a>) -> Vec<ReadableQuestion> {
        if matches!(outline.question.shape, AnswerShape::Nothing) {
            return Vec::new();
        }
        match (&outline.presence, &outline.repetition) {
            (Presence::NotAsked(_), _) | (_, Repetition::Once) => {
                vec![self.asked(outline, None, vec![self.place(outline, None, false)])]
            }
            (_, Repetition::PerRow(rows)) => rows
                .iter()
                .map(|row| self.asked(outline, Some(row), vec![self.place(outline, Some(row), false)]))
                .chain(self.total_of_rows(outline))
                .collect(),
            (_, Repetition::Table(rows)) => vec![self.table(outline, rows)],
        }
    }

    /// One question about all rows. A text that names its row stands above the answers of each; the whole has the short name.
    fn table(&self, outline: &OutlineQuestion<'a>, rows: &[Row]) -> ReadableQuestion {
        let wording = &self.answers.wording;
        let question = outline.question;
        let mut places: Vec<ReadablePlace> =
            rows.iter().map(|row| self.with_total(outline, row, self.place(outline, Some(row), true))).collect();
        let of = |row: Option<&Row>| question.ask.as_ref().map(|text| wording.plain_text(text, row));
        let names_row = rows.iter().any(|row| of(Some(row)) != of(None));
        let below = self.totals_below(outline);
        if !names_row {
            places.extend(below);
            return self.asked(outline, None, places);
        }
        for (place, row) in places.iter_mut().zip(rows) {
            place.row = of(Some(row)).map(|of| PlainText::joined(&lines_of(&of), " "));
        }
        places.extend(below);
        let short = question.short.as_ref().map(|text| wording.plain_text(text, None));
        ReadableQuestion { text: short.into_iter().collect(), ..self.asked(outline, None, places) }
    }

    fn asked(&self, outline: &OutlineQuestion<'a>, row: Option<&Row>, places: Vec<ReadablePlace>) -> ReadableQuestion {
        let wording = &self.answers.wording;
        let text = outline.question.ask.as_ref().map(|text| wording.plain_text(text, row)).unwrap_or_default();
        ReadableQuestion { heading: None, number: wording.number(outline.index, row), text: lines_of(&text), places }
    }

    fn place(&self, outline: &OutlineQuestion<'a>, row: Option<&Row>, is_named: bool) -> ReadablePlace {
        let question = outline.question;
        let place = AnswerPath::question(&question.id);
        let place = row.map_or_else(|| place.clone(), |row| place.clone().in_row(&row.key));
        let answer = if self.asked.contains(&place) {
            self.answers.answer(question, &|key: &AnswerKey| {
                let path = AnswerPath::of_key(key);
                let path = row.map_or_else(|| path.clone(), |row| path.clone().in_row(&row.key));
                self.response.value_at(&path)
            })
        } else {
            self.answers.none(NotAnswered::NotAsked)
        };
        let name = row.filter(|_| is_named).map(|row| self.answers.wording.row_label(row).into());
        ReadablePlace { row: name, answer }
    }
}

/// The lines of a text that say something.
fn lines_of(text: &PlainText) -> Vec<PlainText> {
    let lines = text.text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| PlainText { text: line.to_owned(), language: text.language.clone() }).collect()
}
