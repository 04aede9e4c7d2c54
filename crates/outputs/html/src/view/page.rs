//! The page as a whole.

use super::about::{self, KnownFact};
use super::fact_names::{self, FactName};
use super::question::{in_words, question};
use super::{BlockView, Item, QuestionView, SectionView};
use crate::FormOptions;
use crate::fragment;
use crate::texts::{PageTexts, Switched};
use crate::words::{self, Delivery};
use canevas_model::{AnswerShape, Control, CountryCase, Fact, Language, Layout, Question, QuestionIx};
use canevas_project::{FormCopy, Localized, OutlineSection, Presence, Sheet};
use canevas_responses::FactPath;
use canevas_wording::paper::{TEXT_WIDTH, least_width};
use canevas_wording::ui::common::Common;
use canevas_wording::ui::desk::DeskWord;
use canevas_wording::ui::fill;
use canevas_wording::ui::form::Form;
use canevas_wording::{Inline, Wording, language_name};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    pub tag: String,
    pub name: String,
    pub dir: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The languages, the source first.
    pub languages: Vec<LanguageView>,
    /// The title, for the head.
    pub plain_title: String,
    pub title: Switched,
    /// The country's name, where it is known.
    pub respondent: Option<Switched>,
    /// The place where whoever fills it in says who answers.
    pub asks_who_answers: Option<String>,
    /// "Edition 2022-2023".
    pub edition: Switched,
    /// "Answer by …".
    pub deadline: Option<Switched>,
    /// Whether a question must be answered, so that paper explains the asterisk.
    pub has_required: bool,
    /// Text before the first section.
    pub introduction: Option<Switched>,
    /// Text after the last section.
    pub closing: Option<Switched>,
    /// What is asked about the country.
    pub about: Vec<Item>,
    /// What is known about it.
    pub known: Vec<KnownFact>,
    /// Names of facts that it does not show.
    pub fact_names: Vec<FactName>,
    pub sections: Vec<SectionView>,
    /// Months of the year.
    pub months: Vec<Switched>,
    /// "Up to n characters", by n.
    pub counts: BTreeMap<u32, Switched>,
    pub form: String,
    pub edition_name: String,
    /// "Language" in every language.
    pub language_names: String,
    pub email: Option<String>,
    /// Where the finished return can be sent.
    pub post_to: Option<String>,
    /// Digest of the definition.
    pub digest: String,
    /// The first digits of it, to be read aloud.
    pub short_digest: String,
    /// Words of the interface, by name.
    pub words: BTreeMap<&'static str, Switched>,
}

/// The page of a copy.
pub fn page<'a>(texts: &mut PageTexts<'a>, copy: &'a FormCopy<'a>, options: &FormOptions) -> Page {
    let model = copy.model;
    let (digest, is_sheet) = (copy.definition_digest(), copy.sheet().is_some());
    let has = |control: Control| {
        model.questions.iter().flat_map(|q| std::iter::once(q).chain(&q.fields)).any(|q| q.control == control)
    };
    let about = about::asked(texts, copy);
    let mut questions = model.questions.iter().flat_map(|q| std::iter::once(q).chain(&q.fields));
    let has_required = !about.is_empty() || questions.any(|question| question.required);
    let has_months = has(Control::Day) || has(Control::Month) || asks_dates(copy);
    let known = if is_sheet { Vec::new() } else { about::known(texts, copy) };
    Page {
        languages: texts.wordings.iter().map(|wording| language_view(wording.language)).collect(),
        plain_title: texts.source().plain(&model.title, None),
        title: texts.phrase(&model.title, None),
        respondent: (!copy.is_blank()).then(|| {
            texts.interface(|wording| match wording.respondent(CountryCase::Plain).as_slice() {
                [Inline::Value(name)] => name.clone(),
                _ => copy.code.word().to_owned(),
            })
        }),
        asks_who_answers: FactPath::of_respondent(model).filter(|_| copy.is_blank()).map(|path| path.control_name()),
        edition: texts.make(|wording| {
            // In a text from right to left, a browser would turn 2022-2023 round. Its own element prevents this.
            let name = format!("<bdi>{}</bdi>", fragment::text(&model.edition));
            let word = fragment::text(&wording.word(Common::Edition));
            fragment::of_interface(wording, fill(&word, &[("edition", &name)]))
        }),
        deadline: model.dates.iter().find(|date| date.id == "deadline" && !is_sheet).map(|date| {
            texts.interface(|wording| wording.filled(Common::Deadline, &[("date", &wording.day(date.day))]))
        }),
        introduction: if is_sheet {
            Some(sheet_introduction(texts))
        } else {
            model.introduction.as_ref().map(|text| texts.blocks(text, None))
        },
        closing: model.closing.as_ref().filter(|_| !is_sheet).map(|text| texts.blocks(text, None)),
        has_required,
        about,
        fact_names: fact_names::names(texts, copy, &known),
        known,
        sections: {
            let outline = copy.outline();
            let all = outline.len();
            outline.iter().enumerate().map(|(index, view)| section(texts, view, copy.sheet(), index + 1, all)).collect()
        },
        months: if has_months {
            (0..12).map(|month| texts.interface(|wording| wording.month_names()[month].clone().into_owned())).collect()
        } else {
            Vec::new()
        },
        counts: counts(texts, copy),
        form: model.form.clone(),
        edition_name: model.edition.clone(),
        language_names: texts
            .wordings
            .iter()
            .map(|wording| wording.word(Form::Language))
            .collect::<Vec<_>>()
            .join(" / "),
        email: model.contact.email.clone(),
        post_to: options.post_to.as_ref().map(|address| address.as_str().to_owned()),
        short_digest: digest.trim_start_matches("sha256:").chars().take(12).collect(),
        digest: digest.to_owned(),
        words: words(texts, Delivery::of(model, options), is_sheet),
    }
}

/// What a clarification sheet says before its questions.
fn sheet_introduction(texts: &mut PageTexts<'_>) -> Switched {
    texts.make(|wording| {
        let line = |tag: &str, word: DeskWord| format!("<{tag}>{}</{tag}>", fragment::text(&wording.word(word)));
        let both = line("h2", DeskWord::SheetTitle) + &line("p", DeskWord::SheetIntroduction);
        match wording.language_of_words() {
            Some(language) => fragment::marked(language, &both, "div"),
            None => both,
        }
    })
}

/// "Up to n characters" for each limit in the form.
fn counts(texts: &mut PageTexts<'_>, copy: &FormCopy<'_>) -> BTreeMap<u32, Switched> {
    let model = copy.model;
    let of_shape = |shape: &AnswerShape| match shape {
        AnswerShape::Text { max_length, format: _ } => *max_length,
        AnswerShape::YesNo
        | AnswerShape::One { .. }
        | AnswerShape::Many { .. }
        | AnswerShape::Number(_)
        | AnswerShape::Year { .. }
        | AnswerShape::Date { .. }
        | AnswerShape::Month { .. }
        | AnswerShape::NamesAndRoles { .. }
        | AnswerShape::Group
        | AnswerShape::Rows { .. }
        | AnswerShape::Nothing => None,
    };
    let questions = model.questions.iter().flat_map(|q| std::iter::once(q).chain(&q.fields));
    let mut counts: Vec<u32> = questions.filter_map(|q| of_shape(&q.shape)).collect();
    counts.extend(model.facts.iter().flat_map(Fact::shapes).filter_map(of_shape));
    counts
        .into_iter()
        .map(|count| {
            let n = count.to_string();
            (count, texts.interface(|wording| wording.counted(Form::UpTo, count.into(), &[("n", &n)])))
        })
        .collect()
}

fn asks_dates(copy: &FormCopy<'_>) -> bool {
    let mut shapes = copy.model.facts.iter().flat_map(Fact::shapes);
    shapes.any(|shape| matches!(shape, AnswerShape::Date { .. } | AnswerShape::Month { .. }))
}

fn language_view(language: &Language) -> LanguageView {
    LanguageView { tag: language.tag().to_owned(), name: language_name(language), dir: direction(language) }
}

/// The direction of a language's script.
pub fn direction(language: &Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}

/// The words that the page contains before the script runs.
const FORM_WORDS: &[Form] = &[
    Form::Language,
    Form::Skip,
    Form::NoScript,
    Form::Contents,
    Form::AllSections,
    Form::Previous,
    Form::Next,
    Form::Check,
    Form::CheckIntro,
    Form::Finish,
    Form::Draft,
    Form::DraftWhere,
    Form::Save,
    Form::Open,
    Form::Print,
    Form::Erase,
    Form::ChooseAnswer,
    Form::Add,
    Form::Remove,
    Form::Day,
    Form::Month,
    Form::Year,
    Form::Required,
    Form::NoRows,
    Form::KnownFacts,
    Form::AboutHint,
    Form::Finished,
    Form::DownloadAgain,
    Form::Mail,
];

/// The words that the page contains before the script runs, by key.
fn words(texts: &mut PageTexts<'_>, delivery: Delivery, is_sheet: bool) -> BTreeMap<&'static str, Switched> {
    let send = (delivery == Delivery::Post).then_some(&Form::Send);
    let own = FORM_WORDS
        .iter()
        .chain(send)
        .map(|word| (word.key(), texts.interface(|wording| words::text(*word, wording, delivery))));
    let mut out: BTreeMap<_, _> = own.collect();
    let totals = texts.source().copy.model.questions.iter().any(|question| question.total.is_some());
    let of_totals = [Common::Total, Common::Incomplete].into_iter().filter(|_| totals);
    for word in [Common::Optional, Common::Example, Common::RequiredMark].into_iter().chain(of_totals) {
        out.insert(word.key(), texts.word(word));
    }
    let about = texts.interface(|wording| wording.about_respondent().into_owned());
    out.insert(Common::AboutCountry.key(), about);
    if is_sheet {
        let word = DeskWord::WhatWeAsk;
        out.insert(word.key(), texts.interface(|wording| wording.word(word).into_owned()));
    }
    out
}

/// The most columns of a table, beside the names of its rows, for which a sheet of paper is wide enough.
const PAPER_COLUMNS: usize = 5;

/// What the secretariat asks about a question.
fn remarks(texts: &mut PageTexts<'_>, sheet: Option<&Sheet>, question: QuestionIx) -> Vec<Switched> {
    let of_question = sheet.and_then(|sheet| sheet.remarks.get(&question));
    let remark = |remark: &Localized, texts: &mut PageTexts<'_>| {
        texts.make(|wording| {
            let (text, own) = remark.in_language(wording.language).unwrap_or_default();
            let lines: Vec<String> = text.lines().map(fragment::text).collect();
            match own.filter(|own| *own != wording.language) {
                Some(own) => fragment::marked(own.tag(), &lines.join("<br>"), "span"),
                None => lines.join("<br>"),
            }
        })
    };
    of_question.into_iter().flatten().map(|own| remark(own, texts)).collect()
}

fn section<'a>(
    texts: &mut PageTexts<'a>,
    view: &OutlineSection<'a>,
    sheet: Option<&Sheet>,
    number: usize,
    all: usize,
) -> SectionView {
    let section = view.section;
    let mut tables = view.blocks.iter().flat_map(|block| &block.questions).map(|view| view.question);
    let is_wide = |question: &'a Question| {
        let width = |wording: &Wording<'a>| least_width(question, &|text| wording.plain(text, None));
        match question.layout {
            Layout::Stacked => false,
            Layout::Table => {
                question.fields.len() > PAPER_COLUMNS
                    || texts.wordings.iter().any(|wording| width(wording) > TEXT_WIDTH)
            }
            Layout::Grid => question.choices().len() > PAPER_COLUMNS,
        }
    };
    let wide = tables.any(is_wide);
    let (number, all) = (number.to_string(), all.to_string());
    SectionView {
        id: section.id.to_string(),
        title: texts.phrase(&section.title, None),
        introduction: section.introduction.as_ref().map(|text| texts.blocks(text, None)),
        filled_by: section.filled_by.as_ref().map(|who| {
            texts.make(|wording| {
                let mut who = fragment::phrase(&wording.rich(who, None));
                if wording.language_of_words().is_some() {
                    who = fragment::marked(wording.language.tag(), &who, "span");
                }
                let words = fragment::of_interface(wording, fragment::text(&wording.word(Common::FilledBy)));
                fill(&words, &[("who", &who)])
            })
        }),
        not_published: section.not_published.then(|| texts.word(Common::SectionNotPublished)),
        condition: match &view.presence {
            Presence::If(condition) => Some(in_words(texts, condition, Common::SectionIf)),
            Presence::Asked | Presence::NotAsked(_) => None,
        },
        // The script shows it when the condition does not hold.
        if_not_shown: section
            .if_not_shown
            .as_ref()
            .filter(|_| view.presence != Presence::Asked)
            .map(|text| texts.blocks(text, None)),
        wide,
        place: texts.interface(|wording| wording.filled(Form::SectionPlace, &[("n", &number), ("all", &all)])),
        blocks: view
            .blocks
            .iter()
            .map(|block| BlockView {
                title: block.block.heading.as_ref().map(|heading| texts.phrase(&heading.title, None)),
                condition: block.condition.as_ref().map(|condition| in_words(texts, condition, Common::HeadingIf)),
                index: block.index.into(),
                questions: block
                    .questions
                    .iter()
                    .map(|view| QuestionView { remarks: remarks(texts, sheet, view.index), ..question(texts, view) })
                    .collect(),
            })
            .collect(),
    }
}
