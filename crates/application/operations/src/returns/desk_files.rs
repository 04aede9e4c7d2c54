//! The files of the desk: the history of each country, the versions that were accepted, and the ones that count.
//!
//! ```text
//! desk/CMR.yaml          what happened with the return of Cameroon; entries are only added
//! desk/CMR/VERSION.json  each version that was accepted, by its digest
//! accepted/CMR.json      the version that counts
//! ```

use crate::names::{is_file, neither};
use crate::unread::{DAYS, REGIONS};
use crate::{Edit, EditionFindings, Failure, Refusal, shown};
use canevas_compiler::diagnostics::{Finding, Findings, SourceId, Sources, nearest};
use canevas_compiler::editions::command_word;
use canevas_compiler::files::{EntryKind, Scope, join};
use canevas_compiler::model::Model;
use canevas_compiler::model::dates::Day;
use canevas_compiler::returns::{
    CountryHistory, DeliveryNote, DeskKnowledge, EditionDays, Event, HistoryEvent, NoteKind, read_days, read_history,
    read_regions, version_of, with_entry,
};
use canevas_compiler::syntax::forbidden;
use canevas_compiler::{Edition, Project};
use std::collections::BTreeMap;

/// Who does something at the desk, when, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// Who does it.
    pub by: String,
    /// The day, such as `2024-03-31`.
    pub on: String,
    /// Why.
    pub reason: Option<String>,
}

impl Signature {
    /// An entry of a history.
    pub(super) fn event(&self, event: Event) -> Result<HistoryEvent, Failure> {
        let by = one_line(&self.by);
        if by.is_empty() {
            return Err("say who does this: --by \"Your name\"".to_owned());
        }
        let reason = self.reason.as_deref().map(one_line).filter(|reason| !reason.is_empty());
        Ok(HistoryEvent { reason, ..HistoryEvent::new(event, day(&self.on)?, by) })
    }

    /// Fails where no reason is given for something that needs one.
    pub(super) fn needs_reason(&self, what: &str) -> Result<(), Failure> {
        match self.reason.as_deref().map(one_line) {
            Some(reason) if !reason.is_empty() => Ok(()),
            _ => Err(format!("{what} needs a reason: --reason \"…\"")),
        }
    }
}

/// A text in one line, without characters that a file cannot hold.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() || forbidden(c) { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn day(text: &str) -> Result<Day, Failure> {
    Day::parse(text).ok_or_else(|| format!("`{}` is not a day such as 2024-03-31", shown(text)))
}

/// The desk of one edition.
pub(crate) struct Desk<'p> {
    project: &'p Project,
    folder: String,
}

/// The history of a country, and the file that holds it.
pub(super) struct KeptHistory {
    pub(super) code: String,
    pub(super) history: CountryHistory,
    name: String,
    text: Option<String>,
}

/// The countries whose history cannot be read, with what is wrong in it.
pub(super) type Unreadable = BTreeMap<String, Vec<DeliveryNote>>;

fn notes_of(faults: &EditionFindings) -> Vec<DeliveryNote> {
    let note = |finding: &Finding| {
        let place = faults.sources.place(finding.primary.span);
        let message = format!("its history cannot be read, at {}: {}", shown(&place), finding.message);
        let help = finding.help.clone().unwrap_or_else(|| "put the file back as it was".to_owned());
        DeliveryNote::new(NoteKind::UnreadableHistory, message, help)
    };
    faults.findings.iter().map(note).collect()
}

/// The folder of an edition in which the desk writes. One command at a time may do so.
pub const DESK: &str = "desk";

impl<'p> Desk<'p> {
    pub(crate) fn new(project: &'p Project, folder: &str) -> Self {
        Self { project, folder: folder.to_owned() }
    }

    pub(super) fn history(&self, code: &str) -> Result<KeptHistory, Refusal> {
        let edition = self.project.edition(&self.folder, Scope::WithoutReturns).ok();
        let respondents = edition.as_ref().and_then(|edition| Some(&edition.model.as_ref()?.respondents));
        if respondents.is_some_and(|respondents| respondents.key().is_none()) {
            let why = "this form names nobody (`respondents: none`), so the desk cannot accept a return for anybody";
            let help = "put the files into `returns`: `canevas check`, `export` and `report` take them as they are";
            return Err(format!("{why}; {help}").into());
        }
        let name = join(&self.folder, &format!("{DESK}/{code}.yaml"));
        let mut kept =
            KeptHistory { code: code.to_owned(), history: CountryHistory::default(), name: name.clone(), text: None };
        if self.project.files().kind(&name).is_some() {
            let text = self.project.text(&name)?.text;
            kept.history = read(&name, &text, |sources, id| read_history(sources, id, code))?;
            kept.text = Some(text);
        }
        Ok(kept)
    }

    /// The histories of all countries, in the order of their codes, and what is wrong in those that cannot be read.
    pub(super) fn histories(&self) -> Result<(Vec<KeptHistory>, Unreadable), Refusal> {
        let folder = join(&self.folder, DESK);
        let (mut histories, mut unreadable) = (Vec::new(), Unreadable::new());
        if self.project.files().kind(&folder) != Some(EntryKind::Folder) {
            return Ok((histories, unreadable));
        }
        let entries = self.project.files().list(&folder)?;
        let codes = entries.iter().filter_map(|entry| entry.name.strip_suffix(".yaml"));
        for code in codes.filter(|code| !code.is_empty()) {
            match self.history(code) {
                Ok(kept) => histories.push(kept),
                Err(Refusal::Before(faults)) => drop(unreadable.insert(code.to_owned(), notes_of(&faults))),
                Err(other) => return Err(other),
            }
        }
        Ok((histories, unreadable))
    }

    /// What the desk wrote down: histories, days and regions.
    pub(crate) fn known(&self) -> Result<DeskKnowledge, Refusal> {
        let (histories, unreadable) = self.histories()?;
        let histories = histories.into_iter().map(|kept| (kept.code, kept.history)).collect();
        let days = self.known_days()?;
        let files = self.project.files();
        let mut regions = None;
        // One file serves all editions, so it may stand in a folder above.
        for above in files.folders_above(&self.folder) {
            regions = self.optional(&join(&above, REGIONS), read_regions)?;
            if regions.is_some() || files.kind(&join(&above, ".git")).is_some() {
                break;
            }
        }
        Ok(DeskKnowledge { histories, days, unreadable, regions: regions.unwrap_or_default(), today: None })
    }

    /// The last day for returns, and the day of the report, where somebody wrote them down.
    pub(super) fn known_days(&self) -> Result<EditionDays, Refusal> {
        let days = join(&self.folder, DAYS);
        if self.project.files().kind(&days).is_none() {
            return Ok(EditionDays::default());
        }
        // The form says who may answer. Returns may stand in a folder without it, and then the table of countries is known.
        let edition = self.project.edition(&self.folder, Scope::WithoutReturns).ok();
        let model = edition.as_ref().and_then(|edition| edition.model.as_ref());
        Ok(self.optional(&days, |sources, id| read_days(sources, id, model))?.unwrap_or_default())
    }

    fn optional<T>(
        &self,
        name: &str,
        reader: impl FnOnce(&Sources, SourceId) -> (T, Findings),
    ) -> Result<Option<T>, Refusal> {
        if self.project.files().kind(name).is_none() {
            return Ok(None);
        }
        let text = self.project.text(name)?.text;
        read(name, &text, reader).map(Some)
    }

    pub(super) fn accepted_file(&self, code: &str) -> String {
        join(&self.folder, &format!("accepted/{code}.json"))
    }

    pub(super) fn version_file(&self, code: &str, version: &str) -> String {
        join(&self.folder, &format!("{DESK}/{code}/{version}.json"))
    }

    /// The files of versions that a country has, whether its history names them or not.
    pub(super) fn version_files(&self, code: &str) -> Result<Vec<String>, Failure> {
        let folder = join(&self.folder, &format!("{DESK}/{code}"));
        if self.project.files().kind(&folder) != Some(EntryKind::Folder) {
            return Ok(Vec::new());
        }
        let entries = self.project.files().list(&folder)?;
        Ok(entries.iter().map(|entry| join(&folder, &entry.name)).collect())
    }

    /// The text of a version. It must be what was accepted.
    pub(super) fn version(&self, code: &str, version: &str) -> Result<String, Failure> {
        let name = self.version_file(code, version);
        if !is_file(self.project, &name) {
            return Err(format!("{}; it held what was accepted", neither(self.project.files(), &name)));
        }
        let text = self.project.text(&name)?.text;
        if version_of(&text) != version {
            return Err(format!("`{}` was changed since it was accepted; put it back as it was", shown(&name)));
        }
        Ok(text)
    }

    /// What `accepted` holds of a country. Fails where somebody changed it by hand, so that nothing is lost.
    pub(super) fn accepted_text(&self, kept: &KeptHistory) -> Result<Option<String>, Failure> {
        let name = self.accepted_file(&kept.code);
        if self.project.files().kind(&name).is_none() {
            return Ok(None);
        }
        let text = self.project.text(&name)?.text;
        // A command that was killed leaves the version before.
        if kept.history.knows(&version_of(&text)) {
            return Ok(Some(text));
        }
        Err(format!(
            "`{}` is not what was accepted. If somebody corrected it there, take it in: `canevas returns accept {} --as corrected --replace --by \"NAME\" --reason \"WHY\"`. If not, remove it",
            shown(&name),
            command_word(&name)
        ))
    }

    /// The edit that makes `accepted` hold the version that counts; none where it does.
    pub(super) fn settle(&self, kept: &KeptHistory) -> Result<Option<Edit>, Failure> {
        let text = kept.history.accepted().map(|version| self.version(&kept.code, version)).transpose()?;
        self.accept_text(kept, text)
    }

    /// The edit that makes `accepted` hold a text; none where it does.
    pub(super) fn accept_text(&self, kept: &KeptHistory, text: Option<String>) -> Result<Option<Edit>, Failure> {
        let name = self.accepted_file(&kept.code);
        let found = match self.project.files().kind(&name) {
            Some(_) => Some(self.project.text(&name)?.text),
            None => None,
        };
        Ok(match text {
            text if text == found => None,
            Some(text) => Some(Edit::write(name, text)),
            None => Some(Edit::Delete { path: name }),
        })
    }
}

impl KeptHistory {
    /// Adds an entry.
    pub(super) fn add(&mut self, event: HistoryEvent) -> Result<(), Failure> {
        self.text = Some(with_entry(&self.name, self.text.as_deref(), &self.code, &event)?);
        let events = self.history.events().iter().cloned().chain([event]);
        self.history = CountryHistory::new(events.collect());
        Ok(())
    }

    /// The edit that writes it.
    pub(super) fn edit(&self) -> Option<Edit> {
        self.text.as_ref().map(|text| Edit::write(self.name.clone(), text.as_str()))
    }
}

/// The code of one who may answer, which somebody names: a country with a country file or of the table, or one of the form's list.
pub(super) fn known_country(edition: &Edition, code: &str) -> Result<String, Failure> {
    let own = || edition.countries.iter().map(|file| file.code.as_str());
    if own().any(|known| known == code) || edition.can_answer(code) {
        return Ok(code.to_owned());
    }
    let model = edition.model.as_ref();
    let all = own().chain(model.map(Model::respondent_codes).unwrap_or_default());
    let near = nearest(code, all).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let noun = model.map_or("country", |model| model.respondents.noun());
    Err(format!("no {noun} has the code `{}`{near}", shown(code)))
}

/// Reads a file of the desk. Findings that deny refuse the command.
pub(super) fn read<T>(
    name: &str,
    text: &str,
    read: impl FnOnce(&Sources, SourceId) -> (T, Findings),
) -> Result<T, Refusal> {
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let (value, findings) = read(&sources, id);
    if findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::new(&sources, findings, &Findings::default()))));
    }
    Ok(value)
}
