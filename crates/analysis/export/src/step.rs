//! A step from one edition to the next, as the files about changes need it.

use canevas_editions::{EditionDiff, QuestionPlace, SeriesStep};
use canevas_syntax::changes::{Changes, Retired, Was};

/// A step from one edition to the next, with what it was made from.
#[derive(Debug, Clone, Copy)]
pub struct ExportStep<'s> {
    /// What it means for series.
    pub series: &'s SeriesStep,
    /// The comparison.
    pub diff: &'s EditionDiff,
    /// The change file of the later edition.
    pub changes: Option<&'s Changes>,
}

/// A question that may be another one under a new id, and nobody said so.
pub(crate) struct LooksRenamed<'s> {
    pub(crate) from: &'s QuestionPlace,
    pub(crate) to: &'s QuestionPlace,
    /// What to do about it.
    pub(crate) help: String,
}

impl<'s> ExportStep<'s> {
    /// The lineage, other than a rename, in which a question of the later edition stands.
    pub(crate) fn lineage_to(&self, id: &str) -> Option<&'s Was> {
        self.lineages().find(|was| ids(was.new.as_ref()).contains(&id))
    }

    /// The lineage, other than a rename, in which a question of the earlier edition stands.
    pub(crate) fn lineage_from(&self, id: &str) -> Option<&'s Was> {
        self.lineages().find(|was| ids(was.old.as_ref()).contains(&id))
    }

    fn lineages(&self) -> impl Iterator<Item = &'s Was> {
        let renamed = self.changes.map(Changes::renamed).unwrap_or_default();
        let all = self.changes.and_then(|changes| changes.was.as_deref()).unwrap_or_default();
        all.iter().filter(move |was| {
            // A rename of one question joins its answers.
            !ids(was.new.as_ref()).iter().any(|id| renamed.contains_key(id))
        })
    }

    /// The retirement of a question of the earlier edition.
    pub(crate) fn retired(&self, id: &str) -> Option<&'s Retired> {
        let all = self.changes.and_then(|changes| changes.retired.as_deref()).unwrap_or_default();
        all.iter().find(|of| of.option.is_none() && of.id.as_ref().is_some_and(|known| known.value.0 == id))
    }

    /// The pair that looks like a rename and has this question or field on one of its sides.
    pub(crate) fn looks_renamed(
        &self,
        is_side: impl Fn(&QuestionPlace, &QuestionPlace) -> bool,
    ) -> Option<LooksRenamed<'s>> {
        self.diff.changes.iter().find_map(|change| {
            let [from, to] = change.looks_renamed()?;
            let reported = || {
                let mut all = self.diff.classified.iter().chain(&self.diff.suppressed);
                all.find(|found| found.at == change.at && found.before == Some(from.to_string()))?.finding.help.clone()
            };
            let help = || reported().unwrap_or_else(|| format!("run `canevas rename {from} {to}`"));
            is_side(from, to).then(|| LooksRenamed { from, to, help: help() })
        })
    }
}

/// The ids of a side of a lineage.
pub(crate) fn ids(ids: Option<&canevas_syntax::changes::Ids>) -> Vec<&str> {
    ids.map(|ids| ids.0.iter().map(|id| id.value.0.as_str()).collect()).unwrap_or_default()
}
