//! `canevas build`.

use crate::args::{Build, Format};
use crate::disk::{Disk, name_of, names_of};
use crate::output::{self, Progress};
use crate::print::print;
use crate::{Failure, Outcome};
use canevas_operations::{BuildOutcome, BuildRequest, OutputPlan, build as built, denies, json_line, shown};

/// Builds every edition below the paths.
pub fn build(options: &Build) -> Result<Outcome, Failure> {
    run(&request(options), options.locked, options.format)
}

/// Carries out a build.
pub fn run(request: &BuildRequest, locked: bool, format: Format) -> Result<Outcome, Failure> {
    output::refuse_links(&request.out, &["manifest.json"])?;
    let progress = Progress::new(format == Format::Text);
    let outcome = built(&Disk::default(), request, &mut |edition| progress.show(&format!("building {edition}")))?;
    progress.clear();
    if format == Format::Text || denies(&outcome.findings) {
        print(&outcome.findings, format)?;
    }
    let Some(plan) = outcome.plan.as_ref().map_err(Clone::clone)? else {
        if format == Format::Text {
            eprintln!("nothing was written");
        }
        return Ok(Outcome::Denied);
    };
    output::refuse_links(&request.out, &plan.built)?;
    if locked {
        return compared(&outcome, plan, request, format);
    }
    let total = plan.edits.len();
    for (index, edit) in plan.edits.iter().enumerate() {
        if index % 8 == 0 {
            progress.show(&format!("writing {} of {total}", index + 1));
        }
        output::carry_out(std::slice::from_ref(edit))?;
    }
    progress.clear();
    written(&outcome, plan, request, format)
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
        out: name_of(&options.folder()),
    }
}

/// Prints how the output folder differs from what a build would write.
fn compared(
    outcome: &BuildOutcome,
    plan: &OutputPlan,
    request: &BuildRequest,
    format: Format,
) -> Result<Outcome, Failure> {
    if format == Format::Json {
        println!("{}", json_line(&outcome.locked_report(plan))?);
    } else {
        for file in &plan.stale {
            eprintln!("{}: {}/{}", file.state.word(), shown(&request.out), file.path);
        }
        if plan.stale.is_empty() {
            eprintln!("{} files are as they should be", plan.built.len());
        } else {
            let count = plan.stale.len();
            let files = if count == 1 { "file is" } else { "files are" };
            eprintln!("{count} {files} not what would be built; renew with `canevas build`");
        }
    }
    Ok(if plan.stale.is_empty() { Outcome::Clean } else { Outcome::Denied })
}

/// Says what was written.
fn written(
    outcome: &BuildOutcome,
    plan: &OutputPlan,
    request: &BuildRequest,
    format: Format,
) -> Result<Outcome, Failure> {
    if format == Format::Json {
        println!("{}", json_line(&outcome.report(plan, &request.out))?);
        return Ok(Outcome::Clean);
    }
    let (out, total, written) = (shown(&request.out), plan.built.len(), plan.written().count());
    let (kept, removed) = (total - written, plan.deleted().count());
    eprintln!("{total} files in {out}: {written} written, {kept} as before, {removed} removed");
    for copy in &outcome.open_copies {
        let stay = if copy.count == 1 { "value stays" } else { "values stay" };
        eprintln!("{}: {} {stay} in brackets, listed in {out}/{}", copy.code, copy.count, copy.list);
    }
    Ok(Outcome::Clean)
}
