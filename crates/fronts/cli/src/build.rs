//! `canevas build`.

use crate::Failure;
use crate::args::{Build, Format, Printing};
use crate::disk::{name_of, names_of};
use crate::lock::FolderLock;
use crate::output::{self, Progress};
use crate::print::print;
use crate::terminal::{give_json, tell};
use canevas_operations::diagnostics::counted;
use canevas_operations::{
    BuildOutcome, BuildRequest, Conclusion, FileState, OutputPlan, Project, build as built, shown,
};

/// Builds every edition below the paths.
pub fn build(project: &Project, options: &Build) -> Result<Conclusion, Failure> {
    run(project, &request(options), options.printing)
}

/// Carries out a build.
pub fn run(project: &Project, request: &BuildRequest, printing: Printing) -> Result<Conclusion, Failure> {
    let format = printing.format;
    output::refuse_links(request.folder(), &["manifest.json"])?;
    let _lock = if request.locked { None } else { Some(FolderLock::take(request.folder())?) };
    let progress = Progress::new(format == Format::Text);
    let outcome = built(project, request, &mut |edition| progress.show(&format!("building {edition}")))?;
    progress.clear();
    if format == Format::Text || matches!(outcome.plan, Ok(None)) {
        print(&outcome.findings, printing)?;
    }
    let Some(plan) = outcome.plan.as_ref().map_err(Clone::clone)? else {
        if format == Format::Text {
            tell!("nothing was written");
        }
        return Ok(outcome.conclusion);
    };
    output::refuse_links(request.folder(), &plan.built)?;
    let total = plan.edits.len();
    for (index, edit) in plan.edits.iter().enumerate() {
        if index % 8 == 0 {
            progress.show(&format!("writing {} of {total}", index + 1));
        }
        output::carry_out_build(edit)?;
    }
    progress.clear();
    match (format, request.locked) {
        (Format::Json, _) => {
            give_json(&outcome.json(request)?.iter().map(|line| format!("{line}\n")).collect::<String>())?;
        }
        (Format::Text, true) => tell_difference(plan, request),
        (Format::Text, false) => tell_written(&outcome, plan, request),
    }
    Ok(outcome.conclusion)
}

fn request(options: &Build) -> BuildRequest {
    BuildRequest {
        names: names_of(&options.paths),
        countries: options.country.clone(),
        languages: options.language.clone(),
        targets: options.target.clone(),
        pseudo: options.pseudo,
        post_to: options.post_to.clone(),
        reference: options.reference.as_deref().map(name_of),
        out: options.out.as_deref().map(name_of),
        locked: options.locked,
        force: options.force,
    }
}

/// Says which files are not as they would be built.
fn tell_difference(plan: &OutputPlan, request: &BuildRequest) {
    let folder = shown(request.folder());
    for file in &plan.stale {
        tell!("{}: {folder}/{}", file.state.word(), file.path);
    }
    let (stale, of_persons) = (plan.stale.len(), plan.of_persons().count());
    let (files, are) = (counted(stale, "file", "files"), if stale == 1 { "is" } else { "are" });
    match stale {
        0 if plan.built.len() == 1 => tell!("1 file is as it should be"),
        0 => tell!("{} files are as they should be", plan.built.len()),
        // A build leaves files of persons alone.
        _ if of_persons == stale => tell!("{files} {are} not what would be built"),
        _ => tell!("{files} {are} not what would be built; renew with `canevas build`"),
    }
    tell_of_answers(plan, of_persons == stale);
}

/// How many files of persons are named one by one.
const MOST_NAMED: usize = 20;

/// Says which files the build left alone, and what to do about them.
fn tell_left_alone(plan: &OutputPlan, folder: &str) {
    let total = plan.of_persons().count();
    for file in plan.of_persons().take(MOST_NAMED) {
        let why = match file.state {
            FileState::ChangedLeftOver => "somebody changed it since canevas wrote it, and it is no longer built",
            FileState::InTheWay => "canevas did not write it",
            FileState::ForFolder => "canevas did not write it, and needs a folder of this name",
            FileState::Folder => "it is a folder, and canevas needs a file of this name",
            _ => "somebody changed it since canevas wrote it",
        };
        tell!("left alone: {folder}/{}: {why}", file.path);
    }
    if total > MOST_NAMED {
        tell!("left alone: {} more files", total - MOST_NAMED);
    }
    tell_of_answers(plan, true);
}

/// Says what to do about files that a person changed. They are named by their state where there are others too.
fn tell_of_answers(plan: &OutputPlan, are_alone: bool) {
    // Nothing replaces a folder.
    let total = plan.of_persons().filter(|file| file.state != FileState::Folder).count();
    if total < plan.of_persons().count() {
        tell!("Move or rename what is a folder, and build again.");
    }
    if total == 0 {
        return;
    }
    let (it, has) = match (total, are_alone) {
        (1, true) => ("it", "This file".to_owned()),
        (_, true) => ("them", "These files".to_owned()),
        (1, false) => ("it", "The file that somebody changed".to_owned()),
        (_, false) => ("them", format!("The {total} files that somebody changed")),
    };
    // With --force, a file that is no longer built goes, and any other one is written anew.
    let left_over = plan.of_persons().filter(|file| file.state == FileState::ChangedLeftOver).count();
    let what = match left_over {
        0 => "replace",
        _ if left_over == total => "delete",
        _ => "replace or delete",
    };
    tell!("{has} may hold answers. Move {it} to another folder and build again, or {what} {it} with --force.");
}

/// Says what was written.
fn tell_written(outcome: &BuildOutcome, plan: &OutputPlan, request: &BuildRequest) {
    let (out, total) = (shown(request.folder()), plan.built.len());
    let (written, kept, removed) = (plan.written().count(), plan.kept(), plan.deleted().count());
    let files = counted(total, "file", "files");
    tell!("{files} in {out}: {written} written, {kept} as before, {removed} removed");
    tell_left_alone(plan, out);
    for sentence in &outcome.left_out {
        tell!("warning: {}", shown(sentence));
    }
    for copy in &outcome.open_copies {
        let stay = if copy.count == 1 { "value stays" } else { "values stay" };
        tell!("{}: {} {stay} in brackets, listed in {out}/{}", copy.code, copy.count, copy.list);
    }
}
