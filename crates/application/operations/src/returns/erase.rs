//! Erases the data of a person: in every version that was accepted, in the returns of the edition, and in last year's answers
//! of later editions. A mark stays that something was erased, by whom and why.

use super::accept::return_of;
use super::desk_files::{DESK, Desk, KeptHistory, Signature, known_country};
use super::outcome::DeskOutcome;
use super::places::edition_of;
use crate::names::{edition_folders, is_file, model};
use crate::{Conclusion, Edit, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::nearest;
use canevas_compiler::files::{EntryKind, Scope, files_below, join, split};
use canevas_compiler::model::{Model, Question};
use canevas_compiler::responses::{AnswerPath, SIGN_OFF_KEY};
use canevas_compiler::returns::{Event, HistoryEvent, version_of};
use canevas_compiler::{Misfit, Project, Response, read_return_text};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What to erase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EraseRequest {
    /// The code of the country.
    pub country: String,
    /// The places, as `unread` of a return writes them: `/question/row/field`.
    pub places: Vec<String>,
    /// Whether to erase every answer that the definition calls personal.
    pub personal: bool,
    /// The form file, or the folder of its edition. If none is named, it is the only one there is.
    pub form: Option<String>,
    /// Who erases, when, and why.
    pub signature: Signature,
}

/// Erases answers of a country.
pub fn erase_answers(project: &Project, request: &EraseRequest) -> Result<DeskOutcome, Refusal> {
    request.signature.needs_reason("erasing data")?;
    let folder = edition_of(project, request.form.as_deref(), &[])?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    let code = known_country(&edition, &request.country)?;
    let model = model(&edition)?;
    let what = Erasure { model, places: places(model, request)?, personal: request.personal };
    let desk = Desk::new(project, &folder);
    let mut kept = desk.history(&code)?;
    let accepted = desk.accepted_text(&kept)?;
    let (mut erased, mut places) = (Vec::new(), BTreeSet::new());
    let (mut edits, mut changed) = (Edits::new(), Vec::new());
    for version in kept.history.versions() {
        let mut response = return_of(&desk, &code, version)?.response;
        if what.erase(&mut response, &mut places) {
            let text = response.to_text();
            let now = version_of(&text);
            edits.push(Edit::write(desk.version_file(&code, &now), text));
            erased.push((version.to_owned(), now));
        }
    }
    let (own, carried_to) = other_files(project, &folder, &code)?;
    for name in own {
        let (read, _) = read_return_text(&name, &project.text(&name)?.text);
        let Some(mut response) = read.map(|read| read.response) else { continue };
        let is_of_it = Misfit::of_edition(model, response.form().as_deref(), response.edition().as_deref()).is_ok()
            && response.country() == Some(&code);
        if is_of_it && what.erase(&mut response, &mut places) {
            edits.push(Edit::write(name.clone(), response.to_text()));
            changed.push(name);
        }
    }
    if erased.is_empty() && changed.is_empty() {
        // A run that was killed may have left versions that no entry names any more.
        let left: Edits = desk.settle(&kept)?.into_iter().chain(unnamed(&desk, &kept)?).collect();
        if left.is_empty() {
            let is_personal =
                |question: &Question| question.personal || question.fields.iter().any(|field| field.personal);
            if what.places.is_empty() && !model.questions.iter().any(is_personal) {
                let why = "no question of this form is `personal`, and no file of";
                return Err(format!("{why} {code} has a sign-off, so there is nothing to erase").into());
            }
            return Err(format!("no file of {code} holds an answer there, so there is nothing to erase").into());
        }
        let text = format!("{code}: removed what an earlier run had left\n");
        return Ok(DeskOutcome::new(left, text, &json!({ "country": code }), Conclusion::Passes)?);
    }
    let files_that_came = came_in(&kept);
    let places: Vec<String> = places.into_iter().collect();
    kept.add(HistoryEvent { places, erased, ..request.signature.event(Event::Erased)? })?;
    edits.extend(kept.edit());
    if accepted.is_some() {
        let text = kept.history.accepted().and_then(|version| written(&edits, &desk.version_file(&code, version)));
        edits.extend(text.map(|text| desk.accept_text(&kept, Some(text))).transpose()?.flatten());
    }
    edits.extend(unnamed(&desk, &kept)?);
    let mut text = format!("{code}: erased {}\n", places_of(&kept).join(", "));
    // Writing to a String cannot fail.
    for file in &changed {
        let _ = writeln!(text, "  also in {}", shown(file));
    }
    for file in files_that_came {
        let _ = writeln!(text, "  delete the file that came in yourself, wherever you keep it: {}", shown(&file));
    }
    for file in carried_to {
        let _ = writeln!(text, "  look at {}: it may hold rows that were carried from this return", shown(&file));
    }
    let made = made_from(project, &folder, &code, &edits)?;
    for file in &made {
        let _ = writeln!(text, "  look at {}: it may show what was erased", shown(file));
    }
    text.push_str("  sheets, letters and copies for reading that you keep elsewhere may show it too\n");
    text.push_str("  git keeps what was committed before, and so do backups\n");
    let report = json!({ "country": code, "places": places_of(&kept), "files": changed, "look_at": made });
    Ok(DeskOutcome::new(edits, text, &report, Conclusion::Passes)?)
}

/// The files in the folder of the edition that have the name of a country and were perhaps made from its return: sheets, letters,
/// copies for reading, and drafts.
fn made_from(project: &Project, folder: &str, code: &str, edits: &Edits) -> Result<Vec<String>, Failure> {
    let own = ["accepted", DESK, "countries", "clarify", "locales"].map(|part| join(folder, part));
    let is_own =
        |name: &str| own.iter().any(|part| name.strip_prefix(part.as_str()).is_some_and(|rest| rest.starts_with('/')));
    let mut found = files_below(project.files(), folder)?;
    found.retain(|name| {
        let is_of_country =
            split(name).1.strip_prefix(code).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        is_of_country && !is_own(name) && !edits.iter().any(|edit| edit.path() == name)
    });
    Ok(found)
}

/// Deletes the versions that no entry names any more. They go last: a run that is killed before leaves them to the next one.
fn unnamed(desk: &Desk<'_>, kept: &KeptHistory) -> Result<Edits, Failure> {
    let named: BTreeSet<String> =
        kept.history.versions().iter().map(|version| desk.version_file(&kept.code, version)).collect();
    let files = desk.version_files(&kept.code)?.into_iter();
    Ok(files.filter(|file| !named.contains(file)).map(|path| Edit::Delete { path }).collect())
}

fn places_of(kept: &KeptHistory) -> &[String] {
    kept.history.events().last().map_or(&[], |event| &event.places)
}

/// The files that came in from a country, by the names that its history has.
fn came_in(kept: &KeptHistory) -> BTreeSet<String> {
    kept.history.events().iter().filter_map(|event| event.file.clone()).collect()
}

fn written(edits: &Edits, name: &str) -> Option<String> {
    edits.iter().find_map(|edit| match edit {
        Edit::Write { path, bytes } if path == name => String::from_utf8(bytes.clone()).ok(),
        _ => None,
    })
}

/// The places that somebody names.
fn places(model: &Model, request: &EraseRequest) -> Result<Vec<AnswerPath>, Failure> {
    let known = |path: &AnswerPath| model.questions.iter().any(|question| question.id == *path.question_id());
    let mut paths = Vec::new();
    for place in &request.places {
        let path = AnswerPath::from_unread_key(place, model).filter(known);
        paths.push(path.ok_or_else(|| {
            let id = place.trim_start_matches('/').split('/').next().unwrap_or_default();
            let near = nearest(id, model.questions.iter().map(|question| question.id.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            format!("the form has no place `{}`{near}", shown(place))
        })?);
    }
    if paths.is_empty() && !request.personal {
        return Err("say what to erase: --at QUESTION, or --personal".to_owned());
    }
    Ok(paths)
}

/// What to erase.
struct Erasure<'m> {
    model: &'m Model,
    places: Vec<AnswerPath>,
    personal: bool,
}

impl<'m> Erasure<'m> {
    /// The questions of the form, and those that it asks no more: an old return still holds their answers.
    fn questions(&self) -> impl Iterator<Item = &'m Question> + use<'m> {
        let retired = self.model.retired.iter().filter_map(|retired| retired.question.as_ref());
        self.model.questions.iter().chain(retired)
    }

    /// Erases in a return, and adds the places that held something. Returns whether any did.
    fn erase(&self, response: &mut Response, places: &mut BTreeSet<String>) -> bool {
        let mut paths = self.places.clone();
        if self.personal {
            paths.extend(self.questions().flat_map(|question| personal(question, response)));
        }
        // The later rows of a list come first, so that the earlier ones keep their numbers.
        paths.sort_by_key(|path| Reverse(path.index()));
        let mut erased: Vec<AnswerPath> = paths.into_iter().filter(|path| response.erase(path)).collect();
        if self.personal {
            let waited = self.questions().filter(|question| response.erase_waiting(question, self.model));
            erased.extend(waited.map(|question| AnswerPath::question(question.id.clone())));
        }
        places.extend(erased.iter().map(AnswerPath::unread_key));
        // A name that nobody asked for is as personal as one that the form asks for.
        let signed = self.personal && response.erase_sign_off(self.model);
        places.extend(signed.then(|| SIGN_OFF_KEY.to_owned()));
        !erased.is_empty() || signed
    }
}

/// The places of a question in a return that hold personal answers.
fn personal(question: &Question, response: &Response) -> Vec<AnswerPath> {
    let whole = AnswerPath::question(question.id.clone());
    if question.personal {
        return vec![whole];
    }
    let rows = response.value_at(&whole).and_then(Value::as_object).filter(|_| question.for_each.is_some());
    let blocks = match rows {
        Some(rows) => rows.keys().map(|row| whole.clone().in_row(row)).collect(),
        None => vec![whole],
    };
    let fields = || question.fields.iter().filter(|field| field.personal);
    let mut paths = Vec::new();
    for block in blocks {
        let added = response.value_at(&block).and_then(Value::as_array).map(Vec::len);
        let places = match added {
            Some(length) => (0..length).map(|index| block.clone().item(index)).collect(),
            None => vec![block],
        };
        for place in places {
            paths.extend(fields().map(|field| place.clone().field(field.id.clone())));
        }
    }
    paths
}

/// The returns of the edition and last year's answers of other editions, and the country files of those, which may hold rows
/// that were carried.
fn other_files(project: &Project, folder: &str, code: &str) -> Result<(Vec<String>, Vec<String>), Failure> {
    let files = project.files();
    let (mut names, mut carried_to) = (Vec::new(), Vec::new());
    let returns = join(folder, "returns");
    if files.kind(&returns) == Some(EntryKind::Folder) {
        names.extend(files.list(&returns)?.iter().map(|entry| join(&returns, &entry.name)));
        names.retain(|name| name.ends_with(".json") && is_file(project, name));
    }
    let above = files.place_of(folder).map(|(above, _)| above);
    for other in edition_folders(project, above.as_slice()).unwrap_or_default() {
        let last_year = join(&other, &format!("last_year/{code}.json"));
        if other != folder && is_file(project, &last_year) {
            names.push(last_year);
            let country = join(&other, &format!("countries/{code}.yaml"));
            carried_to.extend(Some(country).filter(|name| is_file(project, name)));
        }
    }
    Ok((names, carried_to))
}
