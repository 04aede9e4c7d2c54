//! An edition that is read and built again does only the work that a change asks for, and comes to what a first reading
//! comes to.

use canevas_compiler::diagnostics::{Level, Sources};
use canevas_compiler::files::{MemoryFiles, Scope, editions};
use canevas_compiler::{
    BACK_ENDS, BackEnd, Builds, Built, Edition, EditionFiles, InputFile, Per, Project, Request, Work,
};
use canevas_tests::editions::{in_memory, real_edition, with_countries};
use canevas_tests::random::Random;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every file of an edition.
fn all(files: &mut EditionFiles) -> Vec<&mut InputFile> {
    let one = [&mut files.form, &mut files.glossary, &mut files.changes, &mut files.published, &mut files.settings];
    let many = [&mut files.catalogues, &mut files.countries, &mut files.returns, &mut files.last_year];
    one.into_iter().flatten().chain(many.into_iter().flatten()).collect()
}

fn texts(sources: &Sources) -> Vec<(&str, &str)> {
    let mut id = Sources::default().next_id();
    let mut found = Vec::new();
    while let Some(source) = sources.shared(id) {
        found.push((source.name(), source.text()));
        id.0 += 1;
    }
    found
}

/// Whether an edition that was read again is the one that is read anew.
fn assert_same(again: &Edition, files: &EditionFiles, what: &str) {
    let anew = Edition::read(files);
    assert_eq!(texts(&again.sources), texts(&anew.sources), "{what}: sources");
    assert_eq!(again.findings, anew.findings, "{what}: findings");
    assert_eq!(again.suppressed, anew.suppressed, "{what}: suppressed findings");
    assert_eq!(again.readable, anew.readable, "{what}: whether it can be read");
    assert!(again.model == anew.model, "{what}: model");
    assert!(again.catalogues == anew.catalogues, "{what}: catalogues");
    assert!(again.po == anew.po, "{what}: PO files");
    assert!(again.countries == anew.countries, "{what}: country files");
    assert!(again.last_year == anew.last_year, "{what}: last year's answers");
    assert!(again.returns == anew.returns, "{what}: returns");
    assert!(again.changes == anew.changes, "{what}: change file");
}

/// How many jobs the back ends do for some copies in some languages: one per copy, or one per copy and language.
fn jobs(copies: usize, languages: usize) -> usize {
    let per_copy = |back_end: &BackEnd| if back_end.per == Per::Copy { 1 } else { languages };
    copies * BACK_ENDS.iter().map(per_copy).sum::<usize>()
}

/// Two countries, three languages; and the edition as it is read and built first.
fn built() -> (EditionFiles, Edition, Builds) {
    // A published edition does not change, so this one is none.
    let files = EditionFiles { published: None, ..with_countries(2) };
    let edition = Edition::read(&files);
    let mut builds = Builds::default();
    let first = edition.build_again(&Request::default(), &mut builds);
    assert_eq!(builds.rendered().len(), jobs(3, 3));
    let anew = edition.build(&Request::default());
    assert!(first.iter().map(AsRef::as_ref).eq(&anew), "the files are those of a build");
    (files, edition, builds)
}

/// Reads and builds again, and says which jobs ran. The files are those of a first build.
fn again(files: &EditionFiles, edition: Edition, builds: &mut Builds) -> (Edition, BTreeSet<String>) {
    let edition = edition.read_again(files);
    let denied: Vec<&str> = edition.findings.iter().filter(|f| f.level == Level::Deny).map(|f| &*f.message).collect();
    assert!(denied.is_empty(), "the change leaves the edition whole: {denied:?}");
    let built = edition.build_again(&Request::default(), builds);
    let anew = Edition::read(files).build(&Request::default());
    assert!(built.iter().map(AsRef::as_ref).eq(&anew), "the files are those of a build");
    let rendered = builds.rendered().iter().cloned().collect();
    (edition, rendered)
}

#[test]
fn a_change_costs_only_what_depends_on_it() {
    let (mut files, edition, mut builds) = built();

    let (edition, rendered) = again(&files, edition, &mut builds);
    assert_eq!(edition.work, Work::default(), "nothing changed");
    assert!(rendered.is_empty(), "nothing changed: {rendered:?}");

    let code = files.countries[0].stem.clone();
    files.countries[0].text = files.countries[0].text.replace("title: Education", "title: Schooling");
    let (edition, rendered) = again(&files, edition, &mut builds);
    assert_eq!(edition.work.parsed, [format!("countries/{code}.yaml")]);
    assert!(edition.work.held.is_empty() && !edition.work.lowered);
    assert_eq!(rendered.len(), jobs(1, 3), "one copy: {rendered:?}");
    assert!(rendered.iter().all(|job| job.starts_with(&code)), "a country file is in its own copy only: {rendered:?}");

    files.countries[0].text.push_str("names:\n  en:\n    name: Isles\n    of: of the Isles\n");
    let (edition, rendered) = again(&files, edition, &mut builds);
    assert_eq!(edition.work.parsed.len(), 1);
    let copies: BTreeSet<&str> = rendered.iter().filter_map(|job| job.split(' ').next()).collect();
    assert_eq!(copies, BTreeSet::from(["blank", &code]), "a blank copy writes the name of a country that is chosen");

    let at = files.catalogues.iter().position(|file| file.stem == "es");
    let Some(catalogue) = at.map(|at| &mut files.catalogues[at]) else { unreachable!("the form is in Spanish") };
    let name = catalogue.name.clone();
    let Some(changed) = catalogue.text.rfind("msgstr \"") else { unreachable!("it has texts") };
    catalogue.text.insert_str(changed + "msgstr \"".len(), "Y ");
    let (edition, rendered) = again(&files, edition, &mut builds);
    assert_eq!((&edition.work.parsed, &edition.work.held), (&vec![name.clone()], &vec![name]));
    assert!(!edition.work.lowered);
    let languages: BTreeSet<&str> = rendered.iter().filter_map(|job| job.split(' ').nth(2)).collect();
    assert_eq!(languages, BTreeSet::from(["es"]), "files in one language need that language only");
    assert_eq!(rendered.len(), jobs(3, 1), "three copies in one language, and the files that hold all languages");

    let Some(form) = &mut files.form else { unreachable!("there is a form") };
    form.text.push_str("# A comment.\n");
    let (edition, rendered) = again(&files, edition, &mut builds);
    assert!(edition.work.lowered && edition.work.checked);
    assert_eq!(rendered.len(), jobs(3, 3), "everything depends on the form");
}

#[test]
fn a_part_of_what_was_built_is_there_already() {
    let (_, edition, mut builds) = built();
    let word = Request { targets: vec!["word".to_owned()], ..Request::default() };
    edition.build_again(&word, &mut builds);
    assert!(builds.rendered().is_empty());
}

/// Changes, damages, removes and restores files, and compares each reading with one that knows nothing of it.
#[test]
fn an_edition_read_again_is_the_one_read_anew() {
    let mut whole = with_countries(4);
    whole.returns = real_edition().returns;
    whole.settings = Some(InputFile {
        name: "canevas.toml".to_owned(),
        stem: "canevas".to_owned(),
        text: "[rules.text-length]\nlevel = \"info\"\nreason = \"labels are long by law\"\n".to_owned(),
    });
    let mut files = whole.clone();
    let mut edition = Edition::read(&files);
    let mut random = Random::new(7);
    for round in 0..24 {
        let count = all(&mut files).len();
        let at = random.below(count);
        let what = match random.below(6) {
            0 => {
                files = whole.clone();
                "restored".to_owned()
            }
            1 if !files.countries.is_empty() => {
                let removed = files.countries.remove(0);
                format!("{} removed", removed.name)
            }
            2 => {
                let mut every = all(&mut files);
                let half = every[at].text.len() / 2;
                let half = (0..=half).rev().find(|end| every[at].text.is_char_boundary(*end)).unwrap_or(0);
                every[at].text.truncate(half);
                format!("{} cut in half", every[at].name)
            }
            _ => {
                let mut every = all(&mut files);
                every[at].text.push('\n');
                format!("{} one line longer", every[at].name)
            }
        };
        edition = edition.read_again(&files);
        assert_same(&edition, &files, &format!("round {round}: {what}"));
    }
}

/// The real form with two countries as a project in memory, in the folder `a`; and the code of its first country.
fn project() -> (Project<MemoryFiles>, String) {
    let edition = with_countries(2);
    let code = edition.countries[0].stem.clone();
    let files = in_memory(&edition, "a");
    assert_eq!(editions(&files, &[String::new()]), Ok(vec!["a".to_owned()]));
    (Project::new(files), code)
}

/// The edition in the folder `a`, what a build of it comes to, and how many jobs ran.
fn build(project: &Project) -> (Arc<Edition>, Vec<Arc<Built>>, usize) {
    let Ok(edition) = project.edition("a", Scope::WithoutReturns) else { unreachable!("the files are there") };
    let built = project.build("a", &edition, &Request::default());
    (edition, built, project.rendered("a"))
}

#[test]
fn a_project_in_memory_is_read_and_built_once() {
    let (mut project, code) = project();
    let (first, built, rendered) = build(&project);
    assert_eq!(rendered, jobs(3, 3));
    let reads = project.files_mut().reads();
    let (again, same, rendered) = build(&project);
    assert!(Arc::ptr_eq(&first, &again), "nothing is read again");
    assert!(same == built && rendered == 0, "nothing is built again");
    assert_eq!(project.files_mut().reads(), reads);

    project.files_mut().write(format!("a/countries/{code}.yaml"), format!("canevas: 1\ncountry: {code}\n"));
    let (edition, changed, rendered) = build(&project);
    assert_eq!(edition.work.parsed, [format!("a/countries/{code}.yaml")]);
    assert!(changed.len() == built.len() && changed != built);
    assert_eq!((rendered, project.files_mut().reads()), (jobs(1, 3), reads + 1));
}

#[test]
fn two_editions_to_compare_are_read_once() {
    let (mut project, code) = project();
    let text = |project: &Project, name: &str| project.text(name).map(|file| file.text).unwrap_or_default();
    for name in ["form.yaml", "locales/es.po", "locales/en.po"] {
        let copy = text(&project, &format!("a/{name}"));
        project.files_mut().write(format!("b/{name}"), copy);
    }
    let pair = |project: &Project| match project.pair("a", "b") {
        Ok(pair) => pair,
        Err(error) => unreachable!("{error}"),
    };
    let (old, new) = pair(&project);
    let (old_again, new_again) = pair(&project);
    assert!(Arc::ptr_eq(&old, &old_again) && Arc::ptr_eq(&new, &new_again), "nothing is read again");

    let mut catalogue = text(&project, "b/locales/es.po");
    let Some(last) = catalogue.rfind("msgstr \"") else { unreachable!("it has texts") };
    catalogue.insert_str(last + "msgstr \"".len(), "Y ");
    project.files_mut().write("b/locales/es.po", catalogue);
    let (old_again, new) = pair(&project);
    assert!(Arc::ptr_eq(&old, &old_again), "the other edition is not read again");
    assert_eq!((&*new.work.parsed, new.work.lowered), (&["b/locales/es.po".to_owned()][..], false));

    // Every source of the new edition then has another number.
    project.files_mut().remove(&format!("a/countries/{code}.yaml"));
    let (old, new) = pair(&project);
    let anew = Project::new(std::mem::take(project.files_mut()));
    let (old_anew, new_anew) = pair(&anew);
    assert_eq!(texts(&new.sources), texts(&new_anew.sources));
    assert_eq!((&old.findings, &new.findings), (&old_anew.findings, &new_anew.findings));
    let compared = |new: &Edition, old: &Edition| new.compare_with(old, &[], "2024-01-01").map(|diff| diff.findings());
    assert_eq!(compared(&new, &old), compared(&new_anew, &old_anew));
    assert!(compared(&new, &old).is_some());
}
