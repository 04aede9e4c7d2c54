//! Which questions concern whom: whether each country sees each question never, sometimes or always, and why.

use crate::names::{edition_at, model};
use crate::{Failure, Project};
use canevas_compiler::diagnostics::nearest;
use canevas_compiler::files::Scope;
use canevas_compiler::reach::{Reach, causes, reach as reached, sites};
use serde::Serialize;

/// Of which form, and for which countries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReachRequest {
    /// A form file, or the folder of its edition.
    pub name: String,
    /// The codes of countries that have a country file; all copies where empty.
    pub countries: Vec<String>,
}

/// Which questions concern whom, as `--format json` prints it.
#[derive(Debug, Serialize)]
pub struct ReachTable {
    /// The name of the form.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The copies, in the order of the columns: `blank`, and codes of countries.
    pub copies: Vec<String>,
    /// The questions, and the fields with a condition of their own, in the order of the form.
    pub questions: Vec<ReachEntry>,
}

/// A question, or a field.
#[derive(Debug, Serialize)]
pub struct ReachEntry {
    /// Its id; that of a field comes after the question's id and a dot.
    pub question: String,
    /// The section that it stands in.
    pub section: String,
    /// Whether a complete return must answer it, where it is asked.
    pub required: bool,
    /// All conditions that must be true, as the definition writes them; none where it is asked in any case.
    pub condition: Option<String>,
    /// Whether each copy asks it, in the order of the copies.
    pub copies: Vec<ReachInCopy>,
}

/// Whether a copy asks a question.
#[derive(Debug, Serialize)]
pub struct ReachInCopy {
    /// The copy.
    pub copy: String,
    /// `never`, `sometimes` or `always`.
    pub asked: &'static str,
    /// Why it is not asked in each case: conditions and facts; none where it is always asked.
    pub because: Vec<ReachCause>,
}

/// A condition or fact that decides whether a question is asked.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ReachCause {
    /// What has the condition, or which fact it is.
    pub what: String,
    /// The condition as the definition writes it, or the value of the fact.
    pub condition: String,
    /// The condition in words, in the language of the form.
    pub words: Option<String>,
    /// The line of the form file, from 1.
    pub line: Option<usize>,
}

/// Says which questions concern whom. A country without a country file is a failure.
pub fn reach(project: &Project, request: &ReachRequest) -> Result<ReachTable, Failure> {
    let folder = edition_at(project, &request.name)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    let model = model(&edition)?;
    let mut copies = edition.copies();
    for code in &request.countries {
        if !copies.iter().any(|copy| copy.code.word() == code) {
            let near = nearest(code, copies.iter().map(|copy| copy.code.word()));
            let hint = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            return Err(format!("there is no country file `{code}`{hint}"));
        }
    }
    copies.retain(|copy| request.countries.is_empty() || request.countries.iter().any(|code| code == copy.code.word()));
    let sites = sites(model);
    let mut questions = Vec::new();
    for entry in reached(model, &copies) {
        let question = &model.questions[entry.question];
        let field = entry.field.map(|field| &question.fields[field]);
        let site = sites
            .iter()
            .find(|site| site.question.is_some() && site.of == Some(entry.question) && site.field == entry.field);
        let of_copies = copies.iter().zip(&entry.copies).map(|(copy, asked)| ReachInCopy {
            copy: copy.code.word().to_owned(),
            asked: asked.word(),
            because: site
                .filter(|_| *asked != Reach::Always)
                .map(|site| causes(copy, site))
                .into_iter()
                .flatten()
                .map(|cause| ReachCause {
                    what: cause.what,
                    condition: cause.condition,
                    words: cause.words,
                    line: cause.span.map(|span| edition.sources.get(span.source).position(span.start as usize).line),
                })
                .collect(),
        });
        questions.push(ReachEntry {
            question: field.map_or_else(|| question.id.to_string(), |field| format!("{}.{}", question.id, field.id)),
            section: model.sections[question.section].id.to_string(),
            required: entry.required,
            condition: entry.condition.as_ref().map(|condition| condition.as_written(model)),
            copies: of_copies.collect(),
        });
    }
    Ok(ReachTable {
        form: model.form.clone(),
        edition: model.edition.clone(),
        copies: copies.iter().map(|copy| copy.code.word().to_owned()).collect(),
        questions,
    })
}
