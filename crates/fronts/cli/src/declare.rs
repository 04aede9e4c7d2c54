//! `canevas rename`, `retire`, `accept`, `publish` and `next-edition`: the commands that write change files, locks and
//! the next edition.

use crate::args::{Accept, NextEdition, Publish, Rename, Retire};
use crate::diff::{compare, edition_files, folder_of};
use crate::format::replace;
use crate::{Failure, Outcome, discover, report};
use canevas_compiler::diagnostics::suppressed_line;
use canevas_compiler::editions::{self, edit};
use canevas_compiler::model::{Model, Question};
use canevas_compiler::{Edition, EditionFiles, InputFile};
use std::fs;
use std::path::{Path, PathBuf};

/// Declares that a question has another id.
pub fn rename(options: &Rename) -> Result<Outcome, Failure> {
    let (old, new) = two(&options.from, &options.edition)?;
    let (old_model, new_model) = (model(&old)?, model(&new)?);
    known(old_model, &options.old, "the earlier edition")?;
    known(new_model, &options.new, "this edition")?;
    write(&options.edition, old_model, &options.from, "was", &edit::renamed(&options.old, &options.new))
}

/// Declares that a question is asked no more, or an option is no longer offered.
pub fn retire(options: &Retire) -> Result<Outcome, Failure> {
    let (old, new) = two(&options.from, &options.edition)?;
    let (old_model, new_model) = (model(&old)?, model(&new)?);
    let (id, option) = options.id.split_once('.').map_or((options.id.as_str(), None), |(id, o)| (id, Some(o)));
    let question = match option {
        None => {
            known(old_model, id, "the earlier edition")?;
            if new_model.question(id).is_some() {
                return Err(format!("`{id}` is still asked: remove it from form.yaml, then retire it"));
            }
            edit::question_as_typed(old_model, old.sources.get(old_model.source), id)
        }
        Some(option) => {
            let lists = old_model.lists.iter().find(|list| list.id == id).map(|list| list.choices.as_slice());
            let choices = lists.or_else(|| old_model.question(id).map(Question::choices));
            if !choices.unwrap_or_default().iter().any(|choice| choice.code == option) {
                return Err(format!("the earlier edition has no option `{}`", options.id));
            }
            None
        }
    };
    let entry = edit::retired(&options.id, &old_model.edition, &options.because, question.as_deref());
    write(&options.edition, old_model, &options.from, "retired", &entry)
}

/// Accepts a finding with a reason.
pub fn accept(options: &Accept) -> Result<Outcome, Failure> {
    let compared = compare(&edition_files(&options.from)?, &edition_files(&options.edition)?)?;
    let found: Vec<_> = compared
        .comparison
        .judged
        .iter()
        .filter(|judged| {
            let rule = judged.finding.rule;
            rule.is_called(&options.rule) && judged.at == *options.at
        })
        .collect();
    let [judged] = found.as_slice() else {
        return Err(format!(
            "there is no finding `{}` at `{}`; `canevas diff --all` lists them",
            options.rule, options.at
        ));
    };
    if judged.waived.is_some() {
        return Err("this finding is waived already".to_owned());
    }
    if !judged.finding.rule.policy.waivable {
        return Err(format!("`{}` cannot be waived", judged.finding.rule.name));
    }
    if let Some(day) = &options.expires
        && canevas_compiler::model::dates::Day::parse(day).is_none()
    {
        return Err(format!("`{day}` is no day such as 2023-06-30"));
    }
    let rule = judged.finding.rule.name;
    let entry =
        edit::waiver(rule, &judged.at.to_string(), &judged.fingerprint, &options.because, options.expires.as_deref());
    let old = Edition::read(&edition_files(&options.from)?);
    write(&options.edition, model(&old)?, &options.from, "waivers", &entry)
}

/// Locks an edition as it is.
pub fn publish(options: &Publish) -> Result<Outcome, Failure> {
    let folder = folder_of(&options.edition);
    let files = discover::read_edition(&folder)?;
    let edition = Edition::read(&files);
    let findings = edition.findings_for_publishing();
    if findings.deny() {
        let shown = report::Report::new(&edition.sources, findings, &edition.suppressed);
        report::print(&[shown], crate::args::Format::Text)?;
        eprintln!("nothing was published");
        return Ok(Outcome::Denied);
    }
    let mut suppressed = edition.suppressed.clone();
    if let Some(from) = &options.from {
        let compared = compare(&edition_files(from)?, &files)?;
        suppressed.extend(compared.comparison.suppressed.iter().map(|judged| judged.finding.clone()).collect());
        if compared.comparison.denies() {
            print!("{}", editions::report::text(&compared.comparison, &compared.sources, false));
            eprintln!("nothing was published");
            return Ok(Outcome::Denied);
        }
    } else if edition.changes.is_some() {
        return Err("this edition has a change file: say with --from which edition it starts from".to_owned());
    }
    let model = model(&edition)?;
    let path = folder.join("published.json");
    let text = editions::lock(model, &edition.catalogues);
    if let Some(found) = &files.published {
        if found.text == text {
            eprintln!("{} {} is published, as it is", model.form, model.edition);
            return Ok(Outcome::Clean);
        }
        let compared = compare(&files, &files)?;
        if compared.comparison.denies() {
            print!("{}", editions::report::text(&compared.comparison, &compared.sources, false));
            eprintln!("nothing was published");
            return Ok(Outcome::Denied);
        }
    }
    if let Some(line) = suppressed_line(&suppressed) {
        eprintln!("{line}");
    }
    replace(&path, &text)?;
    eprintln!("published {} {}: {}", model.form, model.edition, discover::display(&path));
    Ok(Outcome::Clean)
}

/// Starts the next edition.
pub fn next_edition(options: &NextEdition) -> Result<Outcome, Failure> {
    let folder = folder_of(&options.edition);
    let files = discover::read_edition(&folder)?;
    let edition = Edition::read(&EditionFiles { returns: Vec::new(), ..files.clone() });
    if edition.findings.deny() {
        let shown = report::Report::of(&edition);
        return report::print(&[shown], crate::args::Format::Text);
    }
    let model = model(&edition)?;
    let changes = files.changes.as_ref().map(|file| file.text.as_str());
    let next = editions::next_edition(&edition.sources, model, &edition.catalogues, changes)?;
    let target = match &options.out {
        Some(out) => out.clone(),
        None => folder.parent().unwrap_or(Path::new(".")).join(&next.edition),
    };
    if target.join("form.yaml").exists() {
        return Err(format!("`{}` is there already; nothing was changed", target.join("form.yaml").display()));
    }
    let mut to_decide = next.to_decide.clone();
    let mut made = EditionFiles {
        form: Some(at(&target.join("form.yaml"), "form", next.form)),
        changes: Some(at(&target.join("changes.yaml"), "changes", next.changes)),
        catalogues: files.catalogues.iter().map(|file| copied(file, &target.join("locales"), "po")).collect(),
        countries: files.countries.iter().map(|file| copied(file, &target.join("countries"), "yaml")).collect(),
        glossary: files.glossary.as_ref().map(|file| copied(file, &target, "csv")),
        settings: files.settings.clone(),
        ..EditionFiles::default()
    };
    for path in &options.returns {
        carry(path, model, &target, &mut made, &mut to_decide)?;
    }
    // The result is held against the language before it is written.
    let result = Edition::read(&made);
    if result.findings.deny() {
        let shown = report::Report::of(&result);
        let outcome = report::print(&[shown], crate::args::Format::Text)?;
        eprintln!("nothing was written");
        return Ok(outcome);
    }
    let parts = [&made.catalogues, &made.countries, &made.last_year];
    let all = made.form.iter().chain(&made.changes).chain(&made.glossary).chain(parts.into_iter().flatten());
    for file in all {
        let path = Path::new(&file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| format!("cannot make `{}`: {error}", parent.display()))?;
        }
        replace(path, &file.text)?;
    }
    eprintln!("started {}\nstill to decide:", discover::display(&target));
    for line in &to_decide {
        eprintln!("  - {line}");
    }
    Ok(Outcome::Clean)
}

/// Moves rows of a return, or of all returns in a folder, into country files.
fn carry(
    path: &Path,
    model: &Model,
    target: &Path,
    made: &mut EditionFiles,
    notes: &mut Vec<String>,
) -> Result<(), Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        discover::walk(path, &mut |file| {
            if file.extension().is_some_and(|extension| extension == "json") {
                files.push(file.to_path_buf());
            }
        })?;
    } else {
        files.push(path.to_path_buf());
    }
    for file in files {
        let read = discover::read(&file)?;
        let json: serde_json::Value =
            serde_json::from_str(&read.text).map_err(|error| format!("`{}` is not JSON: {error}", read.name))?;
        if json.get("edition").and_then(serde_json::Value::as_str) != Some(&model.edition) {
            notes.push(format!("{} is of another edition; nothing was carried from it", read.name));
            continue;
        }
        let code = json.pointer("/facts/country").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        if canevas_compiler::model::countries::by_code(&code).is_none() {
            return Err(format!("`{}` names no country", read.name));
        }
        if model.questions.iter().any(|question| question.shown_last_year().is_some()) {
            let path = target.join("last_year").join(format!("{code}.json"));
            if made.last_year.iter().any(|file| file.stem == code) {
                notes.push(format!(
                    "{code}: {} is shown as last year's answers, and not the return before it",
                    read.name
                ));
            }
            made.last_year.retain(|file| file.stem != code);
            made.last_year.push(at(&path, &code, read.text.clone()));
        }
        let found = made.countries.iter().position(|country| country.stem == code);
        let before = found.map(|index| made.countries[index].text.clone());
        let (text, done) = editions::carry_rows(model, &code, before.as_deref(), &json);
        notes.extend(done);
        match found {
            Some(index) => made.countries[index].text = text,
            None => made.countries.push(at(&target.join("countries").join(format!("{code}.yaml")), &code, text)),
        }
    }
    Ok(())
}

fn at(path: &Path, stem: &str, text: String) -> InputFile {
    InputFile { name: discover::display(path), stem: stem.to_owned(), text }
}

fn copied(file: &InputFile, folder: &Path, extension: &str) -> InputFile {
    at(&folder.join(format!("{}.{extension}", file.stem)), &file.stem, file.text.clone())
}

fn two(old: &str, new: &str) -> Result<(Edition, Edition), Failure> {
    Ok((Edition::read(&edition_files(old)?), Edition::read(&edition_files(new)?)))
}

/// The model of an edition, or why there is none.
pub fn model(edition: &Edition) -> Result<&Model, Failure> {
    edition.model.as_ref().ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())
}

fn known(model: &Model, id: &str, edition: &str) -> Result<(), Failure> {
    if model.question(id).is_some() {
        return Ok(());
    }
    let near = canevas_compiler::diagnostics::nearest(id, model.questions.iter().map(|question| question.id.as_str()));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Err(format!("{edition} asks no `{id}`{hint}"))
}

/// Adds an entry to the change file of an edition, which is started where there is none.
fn write(place: &str, old: &Model, from: &str, key: &str, entry: &[String]) -> Result<Outcome, Failure> {
    let folder = folder_of(Path::new(place));
    let path = folder.join("changes.yaml");
    let text = if path.is_file() {
        discover::read(&path)?.text
    } else {
        let earlier = edition_files(from)?.changes;
        edit::start(old, earlier.as_ref().map(|file| file.text.as_str()))
    };
    let text = edit::append(&text, key, entry)?;
    replace(&path, &text)?;
    eprintln!("declared in {}", discover::display(&path));
    Ok(Outcome::Clean)
}
