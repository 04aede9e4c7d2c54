//! Locks an edition as it is published.

use crate::change_file::earlier;
use crate::diff::compare;
use crate::names::{edition_at, is_file, model};
use crate::order::in_order;
use crate::start::start_elsewhere;
use crate::{Edit, EditionFindings, Refusal};
use canevas_compiler::diagnostics::suppressed_line;
use canevas_compiler::files::{Scope, editions_before, join};
use canevas_compiler::{Project, editions};

/// What to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishRequest {
    /// The edition.
    pub edition: String,
    /// The earlier edition, which it must not break. `None` means the one that its change file starts from, if it has one.
    pub from: Option<String>,
    /// The day, such as `2023-06-30`.
    pub today: String,
}

/// An edition that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The form.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The edit that writes the lock. `None` if the edition is already published as it is.
    pub edit: Option<Edit>,
    /// Whether the edition was published before, so that the edit renews its lock.
    pub is_renewed: bool,
    /// One line that names the findings of rules that are off.
    pub suppressed: Option<String>,
}

/// Publishes an edition: checks it, compares it with the earlier one and with what was published, and writes its lock.
pub fn publish(project: &Project, request: &PublishRequest) -> Result<Publication, Refusal> {
    let folder = edition_at(project, &request.edition)?;
    let edition = project.edition(&folder, Scope::Whole)?;
    let mut findings = edition.findings_for_publishing();
    findings.extend(edition.levels.part(edition.check_cases()).0);
    let (told, off) = start_elsewhere(project, &folder, &edition)?;
    findings.extend(told);
    if findings.deny() {
        let findings = EditionFindings::new(&edition.sources, findings, &edition.suppressed);
        return Err(Refusal::After(Box::new(findings)));
    }
    let mut suppressed = edition.suppressed.clone();
    suppressed.extend(off);
    let from = match &request.from {
        Some(from) => Some(from.clone()),
        None => match &edition.changes {
            // The change file of a first edition only corrects its own texts.
            Some(changes) if changes.from.is_none() => editions_before(project.files(), &folder)?.into_iter().next(),
            Some(_) => Some(earlier(project, None, &request.edition)?),
            None => None,
        },
    };
    if let Some(from) = from {
        let from = edition_at(project, &from)?;
        let compared = compare(project, &from, &folder, &request.today)?;
        let (old, new) = project.pair(&from, &folder)?;
        in_order(model(&old)?, model(&new)?)?;
        suppressed.extend(compared.diff.suppressed.iter().map(|change| change.finding.clone()).collect());
        if compared.diff.denies() {
            return Err(Refusal::Changes(Box::new(compared)));
        }
    }
    let model = model(&edition)?;
    let text = editions::lock(model, &edition.catalogues);
    let (form, name) = (model.form.clone(), model.edition.clone());
    let lock = join(&folder, "published.json");
    let is_renewed = is_file(project, &lock);
    if is_renewed {
        if project.text(&lock)?.text == text {
            return Ok(Publication { form, edition: name, edit: None, is_renewed: false, suppressed: None });
        }
        let compared = compare(project, &folder, &folder, &request.today)?;
        if compared.diff.denies() {
            return Err(Refusal::Changes(Box::new(compared)));
        }
    }
    let edit = Edit::write(lock, text);
    Ok(Publication { form, edition: name, edit: Some(edit), is_renewed, suppressed: suppressed_line(&suppressed) })
}
