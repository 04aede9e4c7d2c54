//! The head of a form: name, edition, languages, dates, contact.

use crate::dates::{Day, Month};
use crate::indices::DateIx;
use crate::language::Language;
use crate::period::{NamedDate, Period};
use crate::rules;
use crate::types::Contact;
use canevas_diagnostics::{Finding, Findings, Span, nearest};
use canevas_syntax::Sp;
use canevas_syntax::definition::{Form, Numbering};
use typed_index_collections::TiVec;

pub(super) struct FormHead {
    pub form: String,
    pub edition: String,
    pub edition_span: Span,
    pub form_span: Span,
    pub period_span: Option<Span>,
    pub source_language: Language,
    pub translations: Vec<Language>,
    pub period: Option<Period>,
    pub dates: TiVec<DateIx, NamedDate>,
    pub contact: Contact,
    pub minutes: Option<(u32, u32)>,
    pub numbering: Numbering,
}

pub(super) fn read(form: &Form, findings: &mut Findings) -> Option<FormHead> {
    if let Some(version) = form.canevas.as_ref().filter(|version| version.value != 1) {
        findings.push(
            Finding::new(
                &rules::BAD_HEAD,
                version.span,
                format!("this compiler does not know version {} of the language", version.value),
            )
            .help("write `canevas: 1`, or use a newer compiler"),
        );
    }
    let name = checked(
        form.form.as_ref(),
        is_form_name,
        ("the name of a form", "write the organisation, a slash and a name, in small letters, digits and hyphens"),
        findings,
    );
    let edition = checked(
        form.edition.as_ref(),
        is_edition,
        (
            "the name of an edition",
            "write a year or two, such as 2024 or 2022-2023; small letters, digits and hyphens may follow, as in 2024-q1",
        ),
        findings,
    );
    let languages = form.languages.as_ref();
    let source_language =
        languages.and_then(|languages| languages.source.as_ref()).and_then(|word| language(word, findings));
    let mut translations = Vec::new();
    for word in languages.and_then(|languages| languages.translations.as_deref()).unwrap_or_default() {
        if let Some(tag) = language(word, findings) {
            if translations.contains(&tag) || source_language.as_ref() == Some(&tag) {
                findings.push(Finding::new(
                    &rules::BAD_HEAD,
                    word.span,
                    format!("the language `{tag}` is named twice"),
                ));
            } else {
                translations.push(tag);
            }
        }
    }
    let period = form.period.as_ref().and_then(|period| {
        let from = date(period.from.as_ref()?, Month::parse, "a month such as 2022-05", findings);
        let to = date(period.to.as_ref()?, Month::parse, "a month such as 2023-04", findings);
        let period = Period { from: from?, to: to? };
        if period.from > period.to {
            let span = period_span(form)?;
            findings.push(Finding::new(&rules::BAD_BOUNDS, span, "the period ends before it starts"));
            return None;
        }
        Some(period)
    });
    let dates = form
        .dates
        .iter()
        .flat_map(|dates| &dates.0)
        .filter_map(|(id, entry)| {
            let word = entry.day()?;
            let day = date(word, Day::parse, "a day such as 2023-06-30", findings)?;
            Some(NamedDate { id: id.value.0.clone(), day, moves: entry.moves(), span: word.span })
        })
        .collect();
    let contact = form.contact.as_ref();
    let email = contact.and_then(|contact| contact.email.as_ref());
    let web = contact.and_then(|contact| contact.web.as_ref());
    let contact = Contact {
        email: checked(email, is_email, ("an email address", "write one such as name@example.org"), findings)
            .map(|sp| sp.value),
        web: checked(
            web,
            |w| w.starts_with("https://") && w.len() > 8 && !w.contains(char::is_whitespace),
            ("a web address", "start it with https://"),
            findings,
        )
        .map(|sp| sp.value),
    };
    let minutes = form.minutes.as_ref().and_then(|minutes| {
        let (from, to) = (minutes.from.as_ref()?, minutes.to.as_ref()?);
        if from.value > to.value {
            findings.push(Finding::new(
                &rules::BAD_BOUNDS,
                from.span.to(to.span),
                "the fewest minutes are more than the most",
            ));
        }
        Some((from.value, to.value))
    });
    let edition = edition?;
    let name = name?;
    Some(FormHead {
        form_span: name.span,
        form: name.value,
        period_span: form.period.as_ref().and_then(|period| period.span),
        edition_span: edition.span,
        edition: edition.value,
        source_language: source_language?,
        translations,
        period,
        dates,
        contact,
        minutes,
        numbering: form.numbering.as_ref().map_or(Numbering::Stable, |numbering| numbering.value),
    })
}

fn language(word: &Sp<String>, findings: &mut Findings) -> Option<Language> {
    let language = Language::new(&word.value);
    if language.is_none() {
        findings.push(
            Finding::new(&rules::BAD_HEAD, word.span, format!("`{}` is not a language tag", word.value))
                .help("language tags are such as fr, en, es, ar"),
        );
    }
    if language.as_ref().is_some_and(|language| language.pseudo().is_some()) {
        findings.push(
            Finding::new(
                &rules::BAD_HEAD,
                word.span,
                format!("`{}` is a pseudo-language, which nobody reads", word.value),
            )
            .help("take it out: `canevas build --pseudo` adds both pseudo-languages to any form"),
        );
        return None;
    }
    language
}

fn period_span(form: &Form) -> Option<Span> {
    form.period.as_ref()?.to.as_ref().map(|to| to.span)
}

fn checked(
    word: Option<&Sp<String>>,
    is_right: fn(&str) -> bool,
    (what, help): (&str, &str),
    findings: &mut Findings,
) -> Option<Sp<String>> {
    let word = word?;
    if !is_right(&word.value) {
        let mended: String = word
            .value
            .trim()
            .to_ascii_lowercase()
            .replace([' ', '_', '.'], "-")
            .chars()
            .filter(char::is_ascii)
            .collect();
        let near =
            Some(mended).filter(|mended| is_right(mended)).map(|mended| format!("did you mean `{mended}`? {help}"));
        let message = format!("`{}` cannot be {what}", word.value);
        findings.push(Finding::new(&rules::BAD_HEAD, word.span, message).help(help).help_if(near));
        return None;
    }
    Some(word.clone())
}

pub(crate) fn date<T>(
    word: &Sp<String>,
    parse: fn(&str) -> Option<T>,
    wanted: &str,
    findings: &mut Findings,
) -> Option<T> {
    let date = parse(&word.value);
    if date.is_none() {
        let help = if word.value.starts_with(|c: char| c.is_ascii_digit()) {
            "check the order (year first) and the calendar".to_owned()
        } else {
            not_a_date(&word.value, wanted)
        };
        findings
            .push(Finding::new(&rules::BAD_DATE, word.span, format!("`{}` is not {wanted}", word.value)).help(help));
    }
    date
}

/// What to write for a word that is no date.
fn not_a_date(word: &str, wanted: &str) -> String {
    let takes_period = wanted.contains("period.");
    let of_other = ["previous.", "next."].iter().any(|other| word.starts_with(other));
    match nearest(word, ["period.from", "period.to"]).filter(|_| takes_period) {
        _ if of_other && takes_period => {
            format!("only texts name the period before and the one after; here, write {wanted}")
        }
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {wanted}"),
    }
}

/// Names become folders, so they hold only characters that every file system takes.
fn is_form_name(name: &str) -> bool {
    name.split('/').count() == 2 && name.split('/').all(is_folder)
}

fn is_edition(name: &str) -> bool {
    is_folder(name)
}

fn is_folder(name: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let device = DEVICES.contains(&name) || (name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt")));
    (1..=60).contains(&name.len())
        && !device
        && name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A plain check: one @, something before it, a dot after it, no spaces or separators.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let word = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    !local.is_empty()
        && local.bytes().all(word)
        && domain.contains('.')
        && domain
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}
