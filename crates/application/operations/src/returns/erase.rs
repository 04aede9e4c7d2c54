//! Erases the data of a person: in every version that was accepted, in the returns of the edition, and in last year's answers
//! of later editions. A mark stays that something was erased, by whom and why.

use super::accept::return_of;
use super::desk_files::{DESK, Desk, KeptHistory, Signature, known_country};
use super::erased_rows::{FoundPlaces, NamedPlace, not_moved_up, other_rows, row_in_words};
use super::outcome::DeskOutcome;
use super::places::{edition_of, named_places};
use crate::names::{edition_folders, is_file, model};
use crate::{Conclusion, Edit, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::nearest;
use canevas_compiler::files::{EntryKind, Scope, files_below, join, split};
use canevas_compiler::model::{AnswerShape, Model, Question};
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
    /// The places, as `unread` of a return writes them: `/question/row/field`. The number of a row that can be added is that of the
    /// return that counts. `/question=TEXT` and `/question/field=TEXT` are about the rows in which a text stands.
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
    let (held, carried_to) = held(project, (&desk, &folder), &kept, model)?;
    let counts = counting(&held, kept.history.accepted());
    if let Some(Err(why)) = counts.map(|counts| not_moved_up(&what.places, &kept, &counts.response, model)) {
        return finished(&desk, &kept)?.ok_or_else(|| why.into());
    }
    let found = counts.map_or_else(|| Ok(Vec::new()), |counts| what.find(&held, counts))?;
    let (mut erased, mut places, mut rows) = (Vec::new(), BTreeSet::new(), String::new());
    let (mut edits, mut changed) = (Edits::new(), Vec::new());
    for (file, found) in held.into_iter().zip(found) {
        rows.extend(found.told);
        let HeldReturn { name, mut response, version } = file;
        if !what.erase(&mut response, found.paths, &mut places) {
            continue;
        }
        let text = response.to_text();
        match version {
            Some(version) => {
                let now = version_of(&text);
                edits.push(Edit::write(desk.version_file(&code, &now), text));
                erased.push((version, now));
            }
            None => {
                edits.push(Edit::write(name.clone(), text));
                changed.push(name);
            }
        }
    }
    if erased.is_empty() && changed.is_empty() {
        if let Some(outcome) = finished(&desk, &kept)? {
            return Ok(outcome);
        }
        if let Some(outcome) = marked(&mut kept, &what, &request.signature)? {
            return Ok(outcome);
        }
        let is_personal = |question: &Question| question.personal || question.fields.iter().any(|field| field.personal);
        if what.places.is_empty() && !model.questions.iter().any(is_personal) {
            let why = "no question of this form is `personal`, and no file of";
            return Err(format!("{why} {code} has a sign-off, so there is nothing to erase").into());
        }
        let came = came_in(&kept);
        let came: Vec<&str> = came.iter().map(|file| shown(file)).collect();
        let delete = if came.is_empty() {
            String::new()
        } else {
            format!(
                "; what came in may hold it, so delete these files yourself, wherever you keep them: {}",
                came.join(", ")
            )
        };
        return Err(format!("no file of {code} holds an answer there, so there is nothing to erase{delete}").into());
    }
    let files_that_came = came_in(&kept);
    let personal = what.personal.then(|| PERSONAL.to_owned());
    let places: Vec<String> = places.into_iter().chain(personal).collect();
    kept.add(HistoryEvent { places, erased, ..request.signature.event(Event::Erased)? })?;
    edits.extend(kept.edit());
    if accepted.is_some() {
        let text = kept.history.accepted().and_then(|version| written(&edits, &desk.version_file(&code, version)));
        edits.extend(text.map(|text| desk.accept_text(&kept, Some(text))).transpose()?.flatten());
    }
    edits.extend(unnamed(&desk, &kept)?);
    let named = named_places(&edition, &code);
    let erased = places_of(&kept).iter().filter(|place| *place != PERSONAL).map(|place| named(place));
    let erased: Vec<String> = erased.collect();
    let mut text = format!("{code}: erased {}\n{rows}", erased.join("; "));
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

/// Stands among the places of an entry that erased everything personal. It has no stroke, as a place in a return has.
const PERSONAL: &str = "personal";

/// Writes down that something is erased that no file here holds, where a file came in before that may hold it: it is not accepted
/// then. None where no such file came in since an entry says the same.
fn marked(kept: &mut KeptHistory, what: &Erasure<'_>, signature: &Signature) -> Result<Option<DeskOutcome>, Refusal> {
    let named = what.places.iter().filter(|place| place.says.is_none() && place.path.index().is_none());
    let mut places: Vec<String> = named.map(|place| place.path.unread_key()).collect();
    places.extend(what.personal.then(|| PERSONAL.to_owned()));
    let events = kept.history.events();
    let says_the_same =
        |event: &HistoryEvent| event.event == Event::Erased && places.iter().all(|place| event.places.contains(place));
    let since = events.iter().rposition(says_the_same).map_or(0, |at| at + 1);
    let came = events[since..].iter().filter(|event| event.event == Event::Received);
    let came: BTreeSet<String> = came.filter_map(|event| event.file.clone()).collect();
    if places.is_empty() || came.is_empty() {
        return Ok(None);
    }
    let came: Vec<&str> = came.iter().map(|file| shown(file)).collect();
    let text = format!(
        "{}: no file here holds an answer there; written down, so that no file that came in is accepted while it holds one\n  delete the files that came in yourself, wherever you keep them: {}\n",
        kept.code,
        came.join(", ")
    );
    let report = json!({ "country": kept.code, "places": places, "files": [], "look_at": came });
    kept.add(HistoryEvent { places, ..signature.event(Event::Erased)? })?;
    Ok(Some(DeskOutcome::new(kept.edit().into_iter().collect(), text, &report, Conclusion::Passes)?))
}

/// Removes what a run that was killed has left: versions that no entry names any more, and an older accepted return. None where
/// there is nothing of it.
fn finished(desk: &Desk<'_>, kept: &KeptHistory) -> Result<Option<DeskOutcome>, Refusal> {
    let left: Edits = desk.settle(kept)?.into_iter().chain(unnamed(desk, kept)?).collect();
    if left.is_empty() {
        return Ok(None);
    }
    let text = format!("{}: removed what an earlier run had left\n", kept.code);
    Ok(Some(DeskOutcome::new(left, text, &json!({ "country": kept.code }), Conclusion::Passes)?))
}

/// A file that holds a return of the country to this edition.
struct HeldReturn {
    name: String,
    response: Response,
    /// The version that was accepted, where it is one.
    version: Option<String>,
}

/// The return that row numbers are about: the accepted one, or else the last version, or else the first file.
fn counting<'h>(files: &'h [HeldReturn], accepted: Option<&str>) -> Option<&'h HeldReturn> {
    let is_accepted = |file: &&HeldReturn| accepted.is_some() && file.version.as_deref() == accepted;
    let last = || files.iter().rfind(|file| file.version.is_some());
    files.iter().find(is_accepted).or_else(last).or(files.first())
}

/// Every return of the country to this edition: the versions, the returns of the edition, and last year's answers of later
/// editions. And the country files that may hold rows of them.
fn held(
    project: &Project,
    (desk, folder): (&Desk<'_>, &str),
    kept: &KeptHistory,
    model: &Model,
) -> Result<(Vec<HeldReturn>, Vec<String>), Failure> {
    let code = &kept.code;
    let mut out = Vec::new();
    for version in kept.history.versions() {
        let response = return_of(desk, code, version)?.response;
        out.push(HeldReturn { name: desk.version_file(code, version), response, version: Some(version.to_owned()) });
    }
    let (own, carried_to) = other_files(project, folder, code)?;
    for name in own {
        let (read, _) = read_return_text(&name, &project.text(&name)?.text);
        let Some(response) = read.map(|read| read.response) else { continue };
        let is_of_edition =
            Misfit::of_edition(model, response.form().as_deref(), response.edition().as_deref()).is_ok();
        if is_of_edition && response.respondent_code() == Some(code) {
            out.push(HeldReturn { name, response, version: None });
        }
    }
    Ok((out, carried_to))
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
fn places(model: &Model, request: &EraseRequest) -> Result<Vec<NamedPlace>, Failure> {
    let mut places = Vec::new();
    for place in &request.places {
        let (at, says) = place.split_once('=').map_or((place.as_str(), None), |(at, says)| (at, Some(says)));
        let path = AnswerPath::from_unread_key(at, model);
        let question = path.as_ref().and_then(|path| {
            let id = path.question_id();
            model.questions.iter().find(|question| question.id == *id)
        });
        let (Some(path), Some(question)) = (path, question) else {
            let id = at.trim_start_matches('/').split('/').next().unwrap_or_default();
            let near = nearest(id, model.questions.iter().map(|question| question.id.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("the form has no place `{}`{near}", shown(at)));
        };
        if let Some(says) = says {
            let has_rows = matches!(question.shape, AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. });
            if !has_rows {
                return Err(format!("nobody adds rows to `{}`, so name the place alone, without `=`", question.id));
            }
            if path.index().is_some() || says.trim().is_empty() {
                let list = path.list().unread_key();
                return Err(format!("say which row by its number, `{list}/0`, or by a text in it, `{list}=TEXT`"));
            }
        }
        places.push(NamedPlace { path, says: says.map(str::to_owned) });
    }
    if places.is_empty() && !request.personal {
        return Err("say what to erase: --at QUESTION, or --personal".to_owned());
    }
    Ok(places)
}

/// What to erase.
struct Erasure<'m> {
    model: &'m Model,
    places: Vec<NamedPlace>,
    personal: bool,
}

/// What the named places mean in one file.
#[derive(Default)]
struct FoundIn {
    paths: Vec<AnswerPath>,
    /// What the file loses of its rows, a line each.
    told: Vec<String>,
}

/// Whether a return holds something personal, where a place of an entry says that everything personal was erased; none for
/// another place.
pub(super) fn holds_personal(place: &str, response: &Response, model: &Model) -> Option<bool> {
    let all = Erasure { model, places: Vec::new(), personal: true };
    (place == PERSONAL).then(|| all.erase(&mut response.clone(), Vec::new(), &mut BTreeSet::new()))
}

impl<'m> Erasure<'m> {
    /// The questions of the form, and those that it asks no more: an old return still holds their answers.
    fn questions(&self) -> impl Iterator<Item = &'m Question> + use<'m> {
        let retired = self.model.retired.iter().filter_map(|retired| retired.question.as_ref());
        self.model.questions.iter().chain(retired)
    }

    /// What the named places mean in each file. Fails where a file has other rows than the one that counts.
    fn find(&self, files: &[HeldReturn], counts: &HeldReturn) -> Result<Vec<FoundIn>, Failure> {
        let mut out: Vec<FoundIn> = files.iter().map(|_| FoundIn::default()).collect();
        let mut faults = Vec::new();
        for place in &self.places {
            let mut others = Vec::new();
            for (file, out) in files.iter().zip(&mut out) {
                match place.find_in(&file.response, &counts.response) {
                    FoundPlaces::At(paths) => {
                        let rows = paths.iter().filter_map(|path| Some((path, row_in_words(&file.response, path)?)));
                        let told = |(path, row): (&AnswerPath, String)| {
                            format!("  {} loses `{}` of the row {row}\n", shown(&file.name), path.unread_key())
                        };
                        out.told.extend(rows.map(told));
                        out.paths.extend(paths);
                    }
                    FoundPlaces::NoSuchRow => out.told.push(format!("  {} has no such row\n", shown(&file.name))),
                    FoundPlaces::OtherRows => others.push((file.name.as_str(), &file.response)),
                }
            }
            if !others.is_empty() {
                faults.push(other_rows(place, (&counts.name, &counts.response), &others));
            }
        }
        if faults.is_empty() { Ok(out) } else { Err(faults.join("\n")) }
    }

    /// Erases in a return: what was named, and what is personal. Adds the places that held something. Returns whether any did.
    fn erase(&self, response: &mut Response, named: Vec<AnswerPath>, places: &mut BTreeSet<String>) -> bool {
        let mut paths = named;
        if self.personal {
            paths.extend(self.questions().flat_map(|question| personal(question, response)));
        }
        // Fields come before whole rows, and the later rows of a list before the earlier ones, so that those keep their numbers.
        paths.sort_by(|a, b| {
            (a.field_id().is_none(), Reverse(a.index()), a).cmp(&(b.field_id().is_none(), Reverse(b.index()), b))
        });
        paths.dedup();
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
