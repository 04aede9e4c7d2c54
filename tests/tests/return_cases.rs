//! What the check says of returns, as files: each folder of `cases/returns` holds a form, a country file where it needs one, and
//! a return. Its `expected.txt` lists all findings. `UPDATE=1` renews the lists; read the difference.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_diagnostics::{Findings, Sources};
use canevas_model::lower;
use canevas_project::{Catalogues, FormCopy, read_country};
use canevas_responses::read_return;
use canevas_tests::example::{listing, load};
use canevas_validate::{Validator, check_return};
use std::path::Path;

/// All findings about the return of a folder.
fn told(folder: &Path) -> String {
    let files = load(folder);
    let mut sources = Sources::default();
    let mut add = |name: &str| files.get(name).map(|text| sources.add(name.to_owned(), text.clone()));
    let (form, country, given) = (add("form.yaml").unwrap(), add("countries/CMR.yaml"), add("return.json").unwrap());
    let (model, findings) = lower(&sources, form);
    assert!(!findings.deny(), "{}", listing(&findings, &sources));
    let model = model.unwrap();
    let country = country.map(|id| {
        let (file, findings) = read_country(&sources, id, Some("CMR"), &model);
        assert!(findings.is_empty(), "{}", listing(&findings, &sources));
        file.unwrap()
    });
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, country.as_ref(), &catalogues);
    let (file, mut findings): (_, Findings) = read_return(&sources, given);
    if let Some(file) = file {
        findings.extend(check_return(&Validator::new(&copy), &file, false, &model.source_language));
    }
    listing(&findings.sorted(), &sources)
}

#[test]
fn returns() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/returns");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 1);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            canevas_expected::compare(&case.join("expected.txt"), &told(case), canevas_expected::renew!()).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
