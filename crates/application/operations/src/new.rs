//! Starts a questionnaire: a commented definition that builds.

use crate::{Edit, EditionFindings, Failure, Refusal, shown};
use canevas_compiler::files::join;
use canevas_compiler::model::dates::{Month, YEARS};
use canevas_compiler::model::years_of;
use canevas_compiler::{Edition, EditionFiles, InputFile, Project};

/// The definition in each language: its texts must be in the language that it names.
const SCAFFOLDS: [(&str, &str); 3] = [
    ("en", include_str!("scaffolds/en.yaml")),
    ("fr", include_str!("scaffolds/fr.yaml")),
    ("es", include_str!("scaffolds/es.yaml")),
];

/// What to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// The form's name: organisation/name.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The tag of the language that it is written in.
    pub language: String,
    /// The folder to start it in.
    pub out: String,
}

/// A questionnaire that was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedForm {
    /// The folder of its edition.
    pub folder: String,
    /// The edit that writes its form file.
    pub edit: Edit,
    /// What to say of its period, where the name of the edition does not say which one it is.
    pub note: Option<String>,
}

/// Writes the definition of a questionnaire.
pub fn new(project: &Project, request: &NewRequest) -> Result<StartedForm, Refusal> {
    let folder = join(&join(&request.out, &request.form), &request.edition);
    let name = join(&folder, "form.yaml");
    if project.files().kind(&name).is_some() {
        return Err(format!("`{name}` exists already; nothing was changed").into());
    }
    let primary = request.language.split('-').next().unwrap_or_default();
    let Some((_, scaffold)) = SCAFFOLDS.iter().find(|(language, _)| *language == primary) else {
        let known = SCAFFOLDS.map(|(language, _)| language).join(", ");
        return Err(format!(
            "a questionnaire can be started in {known}; in `{}`, start with one of those, then change `source` and the texts",
            request.language
        )
        .into());
    };
    let period = FirstPeriod::of(&request.edition)?;
    let text = scaffold
        .replace("FROM", &period.from)
        .replace("TO", &period.to)
        .replace("DEADLINE", &period.deadline)
        .replace("FORM", &request.form)
        .replace("EDITION", &request.edition)
        .replace("LANGUAGE", &request.language);
    // The result is read before it is written, to report a name that cannot be used.
    let file = InputFile { name, stem: "form".to_owned(), text };
    let edition = Edition::read(&EditionFiles { form: Some(file.clone()), ..EditionFiles::default() });
    if edition.findings.deny() {
        return Err(Refusal::After(Box::new(EditionFindings::of(&edition))));
    }
    let note = period.is_example.then(|| {
        format!(
            "the name `{}` has no year of four digits, so the period is an example: {} to {}. Correct `period` and `dates` in the form, or start again with a name such as `2024` or `2023-24`, which `canevas next-edition` can move on",
            request.edition, period.from, period.to
        )
    });
    Ok(StartedForm { folder, edit: Edit::write(file.name, file.text), note })
}

/// The period of a new form, and the day by which answers are due.
struct FirstPeriod {
    from: String,
    to: String,
    deadline: String,
    /// Whether the name of the edition does not say which period it is.
    is_example: bool,
}

impl FirstPeriod {
    /// What the name of an edition says: 2024 is a calendar year, 2023-2024 or 2023-24 the twelve months around the
    /// new year, and 2021-2024 four calendar years. A name without a year gives an example.
    /// 2024-06 is a month. An edition cannot end before it begins.
    fn of(edition: &str) -> Result<Self, Failure> {
        let years = years_of(edition).into_iter().map(|found| found.year);
        let years: Vec<i32> = years.filter(|year| *year > 0).collect();
        let is_example = years.is_empty();
        let (first, last) = match years.as_slice() {
            [] => (2025, 2025),
            [year] => match Month::parse(edition) {
                Some(month) => return Ok(Self::of_month(month)),
                None => (*year, *year),
            },
            [first, .., last] if last < first => {
                return Err(format!(
                    "the edition `{}` ends before it begins; write the earlier year first, such as `{last}-{first}`",
                    shown(edition)
                ));
            }
            [first, .., last] => (*first, *last),
        };
        if last == first + 1 {
            let (from, to) = (format!("{first:04}-07"), format!("{last:04}-06"));
            return Ok(Self { from, to, deadline: format!("{last:04}-09-30"), is_example });
        }
        // The last year of the calendar has no year after it.
        let deadline = format!("{:04}-03-31", (last + 1).min(9999));
        Ok(Self { from: format!("{first:04}-01"), to: format!("{last:04}-12"), deadline, is_example })
    }

    /// One month, with answers due three months later.
    fn of_month(month: Month) -> Self {
        let due = month.after().after().after();
        // The last month of the calendar has none after it.
        let due = if YEARS.contains(&due.year) { due } else { month };
        Self { from: month.to_string(), to: month.to_string(), deadline: due.last_day().to_string(), is_example: false }
    }
}

#[cfg(test)]
mod tests {
    use super::FirstPeriod;

    #[test]
    fn the_period_agrees_with_the_edition() {
        let of = |edition: &str| {
            let FirstPeriod { from, to, deadline, is_example } = FirstPeriod::of(edition).unwrap();
            format!("{from} {to} {deadline}{}", if is_example { " example" } else { "" })
        };
        assert_eq!(of("2024"), "2024-01 2024-12 2025-03-31");
        assert_eq!(of("2023-2024"), "2023-07 2024-06 2024-09-30");
        assert_eq!(of("2023-24"), "2023-07 2024-06 2024-09-30");
        assert_eq!(of("2021-2024"), "2021-01 2024-12 2025-03-31");
        assert_eq!(of("2024-06"), "2024-06 2024-06 2024-09-30");
        assert_eq!(of("2024-12"), "2024-12 2024-12 2025-03-31");
        assert_eq!(of("9999-12"), "9999-12 9999-12 9999-12-31");
        assert_eq!(of("2024-13"), "2024-01 2024-12 2025-03-31");
        for name in ["2024-2023", "2024-2020"] {
            assert!(FirstPeriod::of(name).is_err_and(|why| why.contains("ends before it begins")), "{name}");
        }
        assert_eq!(of("autumn-2026"), "2026-01 2026-12 2027-03-31");
        for name in ["first", "24", "24-25", "20245", "v1.2"] {
            assert_eq!(of(name), "2025-01 2025-12 2026-03-31 example", "{name}");
        }
        assert_eq!(of("9999"), "9999-01 9999-12 9999-03-31");
    }
}
