//! `canevas build`.

use crate::args::{Build, Format};
use crate::output::{Folder, Plan};
use crate::print::print;
use crate::{Failure, Outcome, discover};
use canevas_compiler::diagnostics::{Findings, Level};
use canevas_compiler::docx::{self, Reference};
use canevas_compiler::html;
use canevas_compiler::model::{Language, countries};
use canevas_compiler::{Built, CopyCode, Edition, Request};
use canevas_operations::EditionFindings;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;

/// Builds every edition below the paths.
pub fn build(options: &Build) -> Result<Outcome, Failure> {
    let folder = Folder::open(&options.folder())?;
    let reference = options.reference.as_deref().map(read_reference).transpose()?;
    let show_progress = std::io::stderr().is_terminal() && options.format == Format::Text;
    let mut editions = Vec::new();
    for path in discover::editions(&options.paths)? {
        let mut files = discover::read_edition(&path)?;
        for code in wanted_countries(options)? {
            // A country without a file still gets its name and grammar.
            discover::add_country(&mut files, &path, &code);
        }
        // Returns have no part in a build.
        files.returns.clear();
        let mut edition = Edition::read(&files);
        if options.pseudo {
            edition.add_pseudo_languages();
        }
        editions.push(edition);
    }
    let reports: Vec<EditionFindings<'_>> = editions
        .iter()
        .map(|edition| EditionFindings::new(&edition.sources, worth_saying(edition), &edition.suppressed))
        .collect();
    let denied = reports.iter().any(|report| report.findings.deny());
    if options.format == Format::Text || denied {
        let outcome = print(&reports, options.format)?;
        if outcome == Outcome::Denied {
            if options.format == Format::Text {
                eprintln!("nothing was written");
            }
            return Ok(outcome);
        }
    }
    let request = request(options, &editions, reference)?;
    let mut built: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut scopes = Vec::new();
    for edition in &editions {
        let Some(model) = &edition.model else { continue };
        let scope = format!("{}/{}/", model.form, model.edition);
        if scopes.contains(&scope) {
            return Err(format!("two definitions say that they are edition {} of {}", model.edition, model.form));
        }
        if show_progress {
            eprint!("\r\u{1b}[Kbuilding {} {}", model.form, model.edition);
        }
        for Built { path, bytes } in edition.build(&request) {
            built.insert(path, bytes);
        }
        scopes.push(scope);
    }
    if show_progress {
        eprint!("\r\u{1b}[K");
    }
    // A build of all there is owns all that it wrote before; a part of it owns only what it names.
    let whole = !request.is_partial();
    let plan = folder.plan(&built, &|path| whole && scopes.iter().any(|scope| path.starts_with(scope)))?;
    if options.locked {
        return Ok(locked(&plan, &editions, options));
    }
    folder.carry_out(&plan, show_progress)?;
    done(&plan, &editions, &request, options);
    Ok(Outcome::Clean)
}

/// Takes the looks out of a Word file.
fn read_reference(path: &Path) -> Result<Arc<Reference>, Failure> {
    let refuse = |why: String| format!("cannot take the looks of `{}`: {why}", discover::display(path));
    let bytes = discover::read_word(path).map_err(refuse)?;
    Reference::read(&bytes).map(Arc::new).map_err(|error| refuse(error.to_string()))
}

/// What a build shows: notes are left to `check`.
fn worth_saying(edition: &Edition) -> Findings {
    edition.findings.iter().filter(|finding| finding.level != Level::Info).cloned().collect()
}

fn wanted_countries(options: &Build) -> Result<Vec<String>, Failure> {
    options
        .country
        .iter()
        .filter(|word| *word != "all" && *word != "blank")
        .map(|word| {
            let code = word.to_uppercase();
            if countries::by_code(&code).is_some() {
                return Ok(code);
            }
            let near =
                canevas_compiler::diagnostics::nearest(&code, countries::all().iter().map(|country| country.alpha3));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
            Err(format!("`{word}` is not a country code: write an ISO 3166-1 alpha-3 code, `blank`, or `all`{hint}"))
        })
        .collect()
}

fn request(options: &Build, editions: &[Edition], reference: Option<Arc<Reference>>) -> Result<Request, Failure> {
    let all = options.country.iter().any(|word| word == "all");
    let copies = if all {
        Vec::new()
    } else {
        options
            .country
            .iter()
            .map(|word| if word == "blank" { CopyCode::Blank.word().to_owned() } else { word.to_uppercase() })
            .collect()
    };
    for tag in &options.language {
        let known = editions
            .iter()
            .filter_map(|edition| edition.model.as_ref())
            .any(|model| model.languages().any(|l| l.tag() == tag));
        if !known {
            let is_pseudo = Language::new(tag).is_some_and(|language| language.pseudo().is_some());
            let hint = if is_pseudo { "; --pseudo adds it" } else { "" };
            return Err(format!("no form has the language `{tag}`{hint}"));
        }
    }
    Ok(Request {
        copies,
        languages: options.language.clone(),
        targets: options.target.clone(),
        form: html::Options { post_to: options.post_to.clone() },
        word: docx::Options { reference, ..docx::Options::default() },
    })
}

/// How many findings are of rules that are off.
fn off(editions: &[Edition]) -> usize {
    editions.iter().map(|edition| edition.suppressed.len()).sum()
}

/// Compares without writing.
fn locked(plan: &Plan<'_>, editions: &[Edition], options: &Build) -> Outcome {
    let stale: Vec<(&str, &str)> = plan
        .write
        .iter()
        .map(|file| (if file.exists { "stale" } else { "missing" }, file.path))
        .chain(plan.delete.iter().map(|path| ("left over", path.as_str())))
        .chain(plan.manifest_changes.then_some(("stale", "manifest.json")))
        .collect();
    if options.format == Format::Json {
        let files: Vec<_> = stale.iter().map(|(state, path)| json!({ "state": state, "path": path })).collect();
        println!("{}", json!({ "locked": true, "files": files, "suppressed": off(editions) }));
    } else {
        for (state, path) in &stale {
            eprintln!("{state}: {}/{path}", discover::display(&options.folder()));
        }
        if stale.is_empty() {
            eprintln!("{} files are as they should be", plan.total);
        } else {
            let files = if stale.len() == 1 { "file is" } else { "files are" };
            eprintln!("{} {files} not what would be built; renew with `canevas build`", stale.len());
        }
    }
    if stale.is_empty() { Outcome::Clean } else { Outcome::Denied }
}

fn done(plan: &Plan<'_>, editions: &[Edition], request: &Request, options: &Build) {
    let out = discover::display(&options.folder());
    if options.format == Format::Json {
        let files: Vec<&str> = plan.write.iter().map(|file| file.path).collect();
        println!(
            "{}",
            json!({ "locked": false, "out": out, "total": plan.total, "written": files, "deleted": plan.delete, "suppressed": off(editions) })
        );
        return;
    }
    eprintln!(
        "{} files in {out}: {} written, {} as before, {} removed",
        plan.total,
        plan.write.len(),
        plan.total - plan.write.len(),
        plan.delete.len()
    );
    for edition in editions {
        for copy in edition.copies().into_iter().filter(|copy| request.wants_copy(copy)) {
            let left = canevas_compiler::brackets_left(&copy);
            if left > 0 && !copy.is_blank() {
                eprintln!(
                    "{}: {left} {} in brackets, listed in {out}/{}/{}/{0}/brackets.txt",
                    copy.code.word(),
                    if left == 1 { "value stays" } else { "values stay" },
                    copy.model.form,
                    copy.model.edition
                );
            }
        }
    }
}
