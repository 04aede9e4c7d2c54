//! Declares in the change file of an edition what it changes in an earlier one.

use crate::diff::compare;
use crate::explain::known_rule;
use crate::names::{edition_at, folder_of, is_file, model};
use crate::order::{in_order, is_not_before};
use crate::{Edit, Failure, Refusal};
use canevas_compiler::diagnostics::{Rule, nearest};
use canevas_compiler::editions::{command_word, edit};
use canevas_compiler::files::{Scope, editions_before, join};
use canevas_compiler::model::dates::Day;
use canevas_compiler::model::{Choice, Model, Question};
use canevas_compiler::syntax::changes::{Ids, Relation, Waiver, Was};
use canevas_compiler::syntax::{Sp, without_forbidden};
use canevas_compiler::{Edition, Project};
use std::sync::Arc;

/// Says that a question has another id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameRequest {
    /// The id in the earlier edition.
    pub old: String,
    /// The id in this edition.
    pub new: String,
    /// The earlier edition. `None` means the one that the change file starts from or, if there is none yet, the one before.
    pub from: Option<String>,
    /// The edition whose change file is written.
    pub edition: String,
}

/// Says that a question is no longer asked, or an option no longer offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetireRequest {
    /// A question's id, or the name of a list or question and an option's code: `step_status.planned`.
    pub id: String,
    /// Why.
    pub because: String,
    /// The earlier edition. `None` means the one that the change file starts from or, if there is none yet, the one before.
    pub from: Option<String>,
    /// The edition whose change file is written.
    pub edition: String,
}

/// Accepts a finding about a change, with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptRequest {
    /// The rule, by code or name.
    pub rule: String,
    /// The place that the comparison names.
    pub at: String,
    /// Why.
    pub because: String,
    /// The fingerprint of the finding, or its start, where the rule has several findings at the place and only one is meant.
    pub fingerprint: Option<String>,
    /// The last day on which the waiver is valid.
    pub expires: Option<String>,
    /// The earlier edition. `None` means the one that the change file starts from or, if there is none yet, the one before.
    pub from: Option<String>,
    /// The edition whose change file is written.
    pub edition: String,
    /// The day, such as `2023-06-30`.
    pub today: String,
}

/// The findings that are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The edit that writes the change file.
    pub edit: Edit,
    /// The message and the fingerprint of each finding.
    pub findings: Vec<(String, String)>,
}

/// Declares that a question has another id. The edit writes the change file.
pub fn rename(project: &Project, request: &RenameRequest) -> Result<Edit, Refusal> {
    let from = earlier(project, request.from.as_deref(), &request.edition)?;
    let (old, new) = two(project, &from, &request.edition)?;
    let (old_model, new_model) = (model(&old)?, model(&new)?);
    in_order(old_model, new_model)?;
    if request.old == request.new {
        return Err(format!(
            "`{}` and `{}` are one id: name the id in the earlier edition, and then the one in this edition",
            request.old, request.new
        )
        .into());
    }
    known(old_model, &request.old, "the earlier edition")?;
    known(new_model, &request.new, "this edition")?;
    for was in new.changes.iter().flat_map(|changes| changes.was.as_deref().unwrap_or_default()) {
        undeclared(was, request)?;
    }
    let retired = new.changes.iter().flat_map(|changes| changes.retired.as_deref().unwrap_or_default());
    let mut ids = retired.filter(|entry| entry.option.is_none()).filter_map(|entry| entry.id.as_ref());
    if ids.any(|id| id.value.0 == request.old) {
        return Err(format!("the change file retires `{}`; remove that entry first", request.old).into());
    }
    let mut entries = vec![edit::renamed(&request.old, &request.new)];
    // The comment on all rows of a question is called after it.
    let comment = |model: &Model, id: &str| Some(model.comment_on_rows(model.question(id)?)?.id.clone());
    if let (Some(old), Some(new)) = (comment(old_model, &request.old), comment(new_model, &request.new)) {
        entries.push(edit::renamed(&old, &new));
    }
    declared(project, &request.edition, old_model, &from, &ChangeList::of("was"), &entries)
}

/// Declares that a question is no longer asked, or an option no longer offered. The edit writes the change file.
pub fn retire(project: &Project, request: &RetireRequest) -> Result<Edit, Refusal> {
    let from = earlier(project, request.from.as_deref(), &request.edition)?;
    let (old, new) = two(project, &from, &request.edition)?;
    let (old_model, new_model) = (model(&old)?, model(&new)?);
    in_order(old_model, new_model)?;
    reason(&request.because, "a retirement")?;
    let (id, option) = request.id.split_once('.').map_or((request.id.as_str(), None), |(id, o)| (id, Some(o)));
    let question = match option {
        None => {
            known(old_model, id, "the earlier edition")?;
            if new_model.question(id).is_some() {
                return Err(format!("`{id}` is still asked: remove it from form.yaml, then retire it").into());
            }
            let was = new.changes.iter().flat_map(|changes| changes.was.as_deref().unwrap_or_default());
            for was in was.filter(|was| was.relation.as_ref().is_some_and(|is| is.value == Relation::Renamed)) {
                if names(was.old.as_ref(), id) {
                    let new = listed(was.new.as_ref());
                    return Err(
                        format!("the change file says that `{id}` became {new}; remove that entry first").into()
                    );
                }
            }
            edit::question_as_it_was(old_model, old.sources.get(old_model.source), id)
        }
        Some(option) => {
            if !offers(old_model, id, option) {
                return Err(format!(
                    "the earlier edition has no option `{}`{}",
                    request.id,
                    near(old_model, id, option)
                )
                .into());
            }
            if offers(new_model, id, option) {
                let why = format!("`{}` is still offered: remove it from form.yaml, then retire it", request.id);
                return Err(why.into());
            }
            None
        }
    };
    let retired = new.changes.iter().flat_map(|changes| changes.retired.as_deref().unwrap_or_default());
    for entry in retired {
        let is_id = entry.id.as_ref().is_some_and(|known| known.value.0 == id);
        if is_id && entry.option.as_ref().map(|known| known.value.as_str()) == option {
            return Err(format!("`{}` is retired already", request.id).into());
        }
    }
    let entry = |id: &str, question: Option<&str>| edit::retired(id, &old_model.edition, &request.because, question);
    let mut entries = vec![entry(&request.id, question.as_deref())];
    // The comment on all rows of a question goes with it.
    let comment = old_model.question(id).filter(|_| option.is_none()).and_then(|of| old_model.comment_on_rows(of));
    if let Some(comment) = comment.filter(|comment| new_model.question(&comment.id).is_none()) {
        let copy = edit::question_as_it_was(old_model, old.sources.get(old_model.source), &comment.id);
        entries.push(entry(&comment.id, copy.as_deref()));
    }
    declared(project, &request.edition, old_model, &from, &ChangeList::of("retired"), &entries)
}

/// Accepts a finding with a reason. The edit writes the change file.
pub fn accept(project: &Project, request: &AcceptRequest) -> Result<Accepted, Refusal> {
    let from = edition_at(project, &earlier(project, request.from.as_deref(), &request.edition)?)?;
    let own = edition_at(project, &request.edition)?;
    let wanted = rule_of_changes(&request.rule)?;
    let compared = compare(project, &from, &own, &request.today)?;
    let (old, new) = project.pair(&from, &own)?;
    in_order(model(&old)?, model(&new)?)?;
    let of_rule: Vec<_> =
        compared.diff.classified.iter().filter(|change| change.finding.rule.code == wanted.code).collect();
    let found: Vec<_> = of_rule.iter().copied().filter(|change| change.at == *request.at).collect();
    let Some(first) = found.first() else {
        let (rule, at) = (&request.rule, &request.at);
        let places: Vec<String> = of_rule.iter().map(|change| change.at.to_string()).collect();
        let near = nearest(at, places.iter().map(String::as_str));
        let near = near.map_or_else(|| ";".to_owned(), |near| format!("; did you mean `{near}`?"));
        let listing = format!("`canevas diff {} {} --all` lists them", command_word(&from), command_word(&own));
        return Err(format!("there is no finding `{rule}` at `{at}`{near} {listing}").into());
    };
    // One rule can have several findings at one place, such as both bounds of a number. The reason is given for all of them, or
    // for the one whose fingerprint is named.
    let is_meant = |found: &str| request.fingerprint.as_ref().is_none_or(|start| found.starts_with(start.as_str()));
    let named: Vec<_> = found.iter().copied().filter(|change| is_meant(&change.fingerprint)).collect();
    let Some(first) = named.first().copied().filter(|_| request.fingerprint.as_deref() != Some("")) else {
        let all: Vec<String> =
            found.iter().map(|change| format!("`{}` ({})", change.fingerprint, change.finding.message)).collect();
        let (rule, at) = (first.finding.rule.name, &request.at);
        let wanted = request.fingerprint.as_deref().unwrap_or_default();
        return Err(format!(
            "no finding `{rule}` at `{at}` has the fingerprint `{wanted}`; there is {}",
            all.join(" and ")
        )
        .into());
    };
    let open: Vec<_> = named.iter().filter(|change| change.waived.is_none() && change.declared.is_none()).collect();
    let rule = first.finding.rule;
    if open.is_empty() {
        let why = if first.waived.is_some() { "waived" } else { "declared" };
        return Err(format!("this finding is {why} already").into());
    }
    reason(&request.because, "a waiver")?;
    if !rule.policy.waivable {
        return Err(format!("`{}` cannot be waived", rule.name).into());
    }
    if let Some(day) = &request.expires {
        let Some(last) = Day::parse(day) else {
            return Err(format!("`{day}` is not a day such as 2023-06-30").into());
        };
        if Day::parse(&request.today).is_some_and(|today| last < today) {
            let why = format!("`{day}` has passed, so the waiver would never be valid: name today or a later day");
            return Err(why.into());
        }
    }
    let entry = |fingerprint: &str| {
        let at = first.at.to_string();
        edit::waiver(rule.name, &at, fingerprint, &request.because, request.expires.as_deref())
    };
    let entries: Vec<Vec<String>> = open.iter().map(|change| entry(&change.fingerprint)).collect();
    // The finding is open, so a waiver that names it has expired. The new one stands in its place.
    let is_word = |word: &Option<Sp<String>>, wanted: &str| word.as_ref().is_some_and(|word| word.value == wanted);
    let is_renewed = |waiver: &Waiver| {
        waiver.rule.as_ref().is_some_and(|named| rule.is_called(&named.value))
            && waiver.at.as_ref().is_some_and(|at| first.at == *at.value.as_str())
            && open.iter().any(|change| is_word(&waiver.fingerprint, &change.fingerprint))
    };
    let waivers = new.changes.iter().flat_map(|changes| changes.waivers.as_deref().unwrap_or_default());
    let renewed: Vec<usize> =
        waivers.enumerate().filter(|(_, waiver)| is_renewed(waiver)).map(|(index, _)| index).collect();
    let list = ChangeList { key: "waivers", replaced: renewed };
    let edit = declared(project, &request.edition, model(&old)?, &from, &list, &entries)?;
    let findings = open.iter().map(|change| (change.finding.message.clone(), change.fingerprint.clone())).collect();
    Ok(Accepted { edit, findings })
}

/// Fails where a reason says nothing, or holds a character that no file may hold.
fn reason(because: &str, what: &str) -> Result<(), Failure> {
    if because.trim().is_empty() {
        return Err(format!("{what} needs a reason"));
    }
    let Some(found) = without_forbidden(because).1.first().copied() else { return Ok(()) };
    Err(format!(
        "the reason after --because holds the invisible character U+{:04X}, which no file may hold: type the reason without it",
        found as u32
    ))
}

/// The rule of a finding about a change that a request names.
fn rule_of_changes(name: &str) -> Result<&'static Rule, Failure> {
    let rule = known_rule(name, |rule| rule.code.starts_with('E'))?;
    if rule.code.starts_with('E') {
        return Ok(rule);
    }
    let elsewhere = if rule.policy.can_err {
        "`canevas check` prints what to copy to canevas.toml to accept its finding for one text"
    } else {
        "mend what it finds"
    };
    Err(format!("`{}` is no rule about changes, and `accept` is for what `canevas diff` finds; {elsewhere}", rule.name))
}

/// Whether a list or a question of this name offers an option.
fn offers(model: &Model, id: &str, option: &str) -> bool {
    choices(model, id).iter().any(|choice| choice.code == option)
}

/// The options of a list or a question of this name.
fn choices<'m>(model: &'m Model, id: &str) -> &'m [Choice] {
    let list = model.lists.iter().find(|list| list.id == id).map(|list| list.choices.as_slice());
    list.or_else(|| model.question(id).map(Question::choices)).unwrap_or_default()
}

/// The names of the lists, and of the questions with options.
fn homes(model: &Model) -> impl Iterator<Item = &str> {
    let questions = model.questions.iter().filter(|question| !question.choices().is_empty());
    model.lists.iter().map(|list| list.id.as_str()).chain(questions.map(|question| question.id.as_str()))
}

/// The options that may have been meant, for the end of a message.
fn near(model: &Model, id: &str, option: &str) -> String {
    let codes = || choices(model, id).iter().map(|choice| choice.code.as_str());
    let all = || codes().map(|code| format!("`{id}.{code}`")).collect::<Vec<_>>().join(", ");
    match nearest(option, codes()) {
        Some(near) => format!("; did you mean `{id}.{near}`?"),
        None if codes().next().is_some() => format!("; its options are {}", all()),
        None => match nearest(id, homes(model)) {
            Some(home) if offers(model, home, option) => format!("; did you mean `{home}.{option}`?"),
            Some(home) => format!("; did you mean an option of `{home}`?"),
            None => "; name a list or question and the code of its option, such as `step_status.planned`".to_owned(),
        },
    }
}

/// Whether an entry of the change file names an id.
fn names(ids: Option<&Ids>, id: &str) -> bool {
    ids.iter().flat_map(|ids| &ids.0).any(|known| known.value.0 == id)
}

/// Ids as a sentence lists them.
fn listed(ids: Option<&Ids>) -> String {
    let ids: Vec<String> = ids.iter().flat_map(|ids| &ids.0).map(|id| format!("`{}`", id.value.0)).collect();
    ids.join(", ")
}

/// Fails if an entry of the change file says already what a rename would say, or contradicts it.
fn undeclared(was: &Was, request: &RenameRequest) -> Result<(), Failure> {
    let (is_old, is_new) = (names(was.old.as_ref(), &request.old), names(was.new.as_ref(), &request.new));
    let (old, new) = (listed(was.old.as_ref()), listed(was.new.as_ref()));
    match (is_old, is_new) {
        (false, false) => Ok(()),
        (true, true) => Err(format!("the change file says already that {old} became {new}")),
        _ => Err(format!("the change file says that {old} became {new}; correct that entry first")),
    }
}

/// The earlier edition: as named, or else the one that the change file starts from, or else the one before it.
pub(crate) fn earlier(project: &Project, named: Option<&str>, edition: &str) -> Result<String, Failure> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let folder = edition_at(project, edition)?;
    let own = project.edition(&folder, Scope::WithoutReturns)?;
    let from = own.changes.as_ref().and_then(|changes| changes.from.as_ref()?.edition.as_ref());
    let before = editions_before(project.files(), &folder)?;
    let Some(from) = from else {
        let why = "there is no edition before this one: name the earlier edition with --from";
        return before.first().cloned().ok_or_else(|| why.to_owned());
    };
    for candidate in &before {
        let read = project.edition(candidate, Scope::WithoutReturns)?;
        if read.model.as_ref().is_some_and(|model| model.edition == from.value) {
            return Ok(candidate.clone());
        }
    }
    if let Some(model) = own.model.as_ref().filter(|model| is_not_before(&from.value, &model.edition)) {
        return Err(format!(
            "the change file starts from the edition {}, and this is {}: correct its `from`",
            from.value, model.edition
        ));
    }
    Err(format!("no folder beside this one holds the edition {}: name it with --from", from.value))
}

/// Fails if the change file starts from another edition. Its declarations are about the step from that edition only.
fn starts_from(project: &Project, edition: &str, old: &Model) -> Result<(), Failure> {
    let own = project.edition(&edition_at(project, edition)?, Scope::WithoutReturns)?;
    let from = own.changes.as_ref().and_then(|changes| changes.from.as_ref()?.edition.as_ref());
    let Some(from) = from.map(|from| from.value.as_str()).filter(|from| *from != old.edition) else { return Ok(()) };
    Err(format!(
        "the change file starts from the edition {from}, so it declares nothing about the edition {}: leave --from out if it changed since {from}, or else name with --in the edition where it changed",
        old.edition
    ))
}

fn two(project: &Project, old: &str, new: &str) -> Result<(Arc<Edition>, Arc<Edition>), Failure> {
    Ok(project.pair(&edition_at(project, old)?, &edition_at(project, new)?)?)
}

fn known(model: &Model, id: &str, edition: &str) -> Result<(), Failure> {
    if model.question(id).is_some() {
        return Ok(());
    }
    let near = nearest(id, model.questions.iter().map(|question| question.id.as_str()));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Err(format!("{edition} has no question `{id}`{hint}"))
}

/// A list of the change file, with the entries that a new one replaces.
struct ChangeList {
    key: &'static str,
    replaced: Vec<usize>,
}

impl ChangeList {
    fn of(key: &'static str) -> Self {
        Self { key, replaced: Vec::new() }
    }
}

/// Adds an entry to the change file of an edition. An edition without one gets a new change file, and so does one whose change
/// file holds nothing but comments, which stay.
fn declared(
    project: &Project,
    edition: &str,
    old: &Model,
    from: &str,
    list: &ChangeList,
    entries: &[Vec<String>],
) -> Result<Edit, Refusal> {
    let name = join(&folder_of(project, edition), "changes.yaml");
    let mut text = if is_file(project, &name) { project.text(&name)?.text } else { String::new() };
    if edit::is_empty(&text) {
        let earlier = project.edition_files(&edition_at(project, from)?, Scope::WithoutReturns)?.changes;
        let form = project.text(&join(&folder_of(project, edition), "form.yaml"))?.text;
        let newline = if [&text, &form].iter().any(|text| text.contains("\r\n")) { "\r\n" } else { "\n" };
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { newline };
        let start = edit::start(old, earlier.as_ref().map(|file| file.text.as_str()))?;
        text = format!("{text}{gap}{}", start.replace('\n', newline));
    } else {
        starts_from(project, edition, old)?;
    }
    for entry in entries {
        text = edit::declare(&text, list.key, entry)?;
    }
    text = edit::without(&text, list.key, &list.replaced)?;
    Ok(Edit::write(name, text))
}
