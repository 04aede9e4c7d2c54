//! Letters to countries: drafted from the secretariat's own words, or from those that Canevas has. Nothing is sent.

use crate::countries::{CountryState, CountryStatus};
use canevas_model::dates::Day;
use canevas_model::{CountryCase, Language, LetterKind, LetterWord};
use canevas_project::FormCopy;
use canevas_wording::ui::desk::DeskWord;
use canevas_wording::{Block, LetterText, Rich, Wording};

/// What the desk knows of the country that a letter goes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LetterFacts {
    /// The last day for the country.
    pub due: Option<Day>,
    /// The day on which its last file came in.
    pub received: Option<Day>,
    /// Today; whether the last day is over depends on it.
    pub today: Option<Day>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject, on one line.
    pub subject: String,
    /// The letter.
    pub text: String,
    /// The language that it is in, where it has no translation into the one that was asked for.
    pub other_language: Option<Language>,
    /// How many values are not known. Brackets stand in their place.
    pub gaps: usize,
}

/// Whether the desk has a reason to write this letter to a country.
pub fn concerns_country(kind: LetterKind, country: &CountryStatus, was_invited: bool) -> bool {
    match kind {
        LetterKind::Invitation => country.expected && !was_invited && country.state == CountryState::Missing,
        LetterKind::Reminder => country.expected && country.state != CountryState::Reported,
        LetterKind::Thanks => country.accepted.is_some(),
        LetterKind::Clarification => {
            country.accepted.is_none() && country.state == CountryState::Incomplete && country.open > 0
        }
    }
}

/// Drafts a letter. `open` is what is open in the return of the country, one remark each, in this language.
pub fn letter(
    copy: &FormCopy<'_>,
    language: &Language,
    kind: LetterKind,
    facts: &LetterFacts,
    open: &dyn Fn(&Wording<'_>) -> Vec<String>,
) -> Letter {
    let wording = Wording::new(copy, language);
    let Some(own) = copy.model.letters.iter().find(|letter| letter.kind == kind) else {
        return built_in(&wording, kind, facts, open);
    };
    let value = |inner: &Wording<'_>, word| match word {
        LetterWord::Title => Some(inner.plain(&copy.model.title, None)),
        LetterWord::Due => facts.due.map(|day| inner.day(day)),
        LetterWord::Received => facts.received.map(|day| inner.day(day)),
        LetterWord::Open => Some(list(&open(inner))),
    };
    let (subject, text) = (wording.letter(&own.subject, &value), wording.letter(&own.text, &value));
    let LetterText { text: body, other_language, gaps } = text;
    Letter {
        subject: one_line(&subject.text),
        text: format!("{}\n", body.trim_end()),
        other_language: other_language.or(subject.other_language),
        gaps: gaps + subject.gaps,
    }
}

/// Writes the built-in letter. It leaves out every sentence whose value nobody knows.
fn built_in(
    wording: &Wording<'_>,
    kind: LetterKind,
    facts: &LetterFacts,
    open: &dyn Fn(&Wording<'_>) -> Vec<String>,
) -> Letter {
    let due = facts.due.map(|day| {
        let is_over = facts.today.is_some_and(|today| today > day);
        let word = if is_over { DeskWord::WasDue } else { DeskWord::Due };
        wording.filled(word, &[("due", &wording.day(day))])
    });
    let open = || Some(open(wording)).filter(|open| !open.is_empty()).map(|open| list(&open));
    let word = |word| Some(wording.word(word).into_owned());
    let paragraphs = match kind {
        LetterKind::Invitation => vec![word(DeskWord::Invitation), due],
        LetterKind::Reminder => {
            let open = open();
            let above = open.as_ref().and_then(|_| word(DeskWord::StillOpen));
            vec![word(DeskWord::Reminder), due, above, open]
        }
        LetterKind::Thanks => vec![word(DeskWord::Thanks)],
        LetterKind::Clarification => {
            let open = open();
            let above = open.as_ref().and_then(|_| word(DeskWord::LookAgain));
            vec![word(DeskWord::ThankYou), above, open, word(DeskWord::FillSheet)]
        }
    };
    let subject = match kind {
        LetterKind::Invitation => DeskWord::InvitationSubject,
        LetterKind::Reminder => DeskWord::ReminderSubject,
        LetterKind::Thanks => DeskWord::ThanksSubject,
        LetterKind::Clarification => DeskWord::ClarificationSubject,
    };
    let contact = wording.copy.model.contact.email.as_deref();
    let contact = contact.map(|contact| wording.filled(DeskWord::AskUs, &[("contact", contact)]));
    let all = [word(DeskWord::Greeting)].into_iter().chain(paragraphs).chain([contact, word(DeskWord::Regards)]);
    let text = all.flatten().collect::<Vec<String>>().join("\n\n");
    let country = Rich { blocks: vec![Block::Paragraph(wording.respondent(CountryCase::Plain))], language: None };
    let country = country.plain();
    let title = wording.plain(&wording.copy.model.title, None);
    Letter {
        subject: one_line(&wording.filled(subject, &[("title", &title), ("country", &country)])),
        text: format!("{text}\n"),
        other_language: wording.language_of_words().and_then(Language::new),
        gaps: 0,
    }
}

/// A list with an item in each line. The lines of a text that a country wrote stand below one another, as parts of their item.
fn list(items: &[String]) -> String {
    let item = |item: &String| {
        let lines: Vec<&str> = item.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        format!("- {}", lines.join("\n  "))
    };
    items.iter().map(item).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
