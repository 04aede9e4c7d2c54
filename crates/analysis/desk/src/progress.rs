//! How far the sections of a return are, and who answered which.

use canevas_model::Model;
use canevas_validate::Verdict;
use serde::Serialize;

/// How far a section is in one file. Places are counted as the form counts them: a question, or each of its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionProgress {
    /// The id of the section.
    pub section: String,
    /// How many places the form asks, given the answers.
    pub asked: usize,
    /// How many of them hold something.
    pub answered: usize,
}

/// Which files of a country answer a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionAnswers {
    /// The id of the section.
    pub section: String,
    /// The most places that one of the files answers.
    pub answered: usize,
    /// The places asked in that file.
    pub asked: usize,
    /// The files that answer something in it.
    pub files: Vec<String>,
}

/// The progress of each section that asks something, in the order of the form.
pub(crate) fn sections(model: &Model, verdict: &Verdict) -> Vec<SectionProgress> {
    let mut counts = vec![(0, 0); model.sections.len()];
    for place in &verdict.asked {
        let (asked, answered) = &mut counts[usize::from(model.questions[place.question].section)];
        *asked += 1;
        *answered += usize::from(place.is_answered);
    }
    let all = model.sections.iter().zip(counts).filter(|(_, (asked, _))| *asked > 0);
    all.map(|(section, (asked, answered))| SectionProgress { section: section.id.to_string(), asked, answered })
        .collect()
}

/// Puts the progress of several files side by side.
pub(crate) fn side_by_side<'d>(files: impl Iterator<Item = (&'d str, &'d [SectionProgress])>) -> Vec<SectionAnswers> {
    let mut out: Vec<SectionAnswers> = Vec::new();
    for (file, sections) in files {
        for progress in sections {
            let at = out.iter().position(|known| known.section == progress.section).unwrap_or_else(|| {
                out.push(SectionAnswers {
                    section: progress.section.clone(),
                    answered: 0,
                    asked: 0,
                    files: Vec::new(),
                });
                out.len() - 1
            });
            let of_section = &mut out[at];
            if progress.answered > 0 {
                of_section.files.push(file.to_owned());
            }
            if of_section.asked == 0 || progress.answered > of_section.answered {
                (of_section.asked, of_section.answered) = (progress.asked, progress.answered);
            }
        }
    }
    out
}
