//! Equal input gives equal bytes.

use canevas_compiler::{Built, Edition, EditionFiles, Request};
use canevas_tests::editions::real_edition;

fn build(files: &EditionFiles) -> Vec<Built> {
    Edition::read(files).build(&Request::default())
}

#[test]
fn building_twice_gives_the_same_bytes() {
    let files = real_edition();
    let (first, second) = (build(&files), build(&files));
    assert!(first.len() > 40, "the real edition has many files, and {} were built", first.len());
    for (a, b) in first.iter().zip(&second) {
        assert_eq!(a.path, b.path);
        assert!(a.bytes == b.bytes, "{} differs between two builds", a.path);
    }
}

#[test]
fn where_the_sources_lie_leaves_no_trace() {
    let files = real_edition();
    let mut elsewhere = files.clone();
    let all = elsewhere
        .form
        .iter_mut()
        .chain(&mut elsewhere.catalogues)
        .chain(&mut elsewhere.countries)
        .chain(&mut elsewhere.returns);
    for file in all {
        file.name = format!("somewhere/else/{}", file.name);
    }
    assert!(build(&files) == build(&elsewhere));
}

#[test]
fn one_copy_alone_is_the_same_as_among_all() {
    let files = real_edition();
    let all = build(&files);
    let request = Request { copies: vec!["CMR".to_owned()], languages: vec!["fr".to_owned()], ..Request::default() };
    let part = Edition::read(&files).build(&request);
    assert!(!part.is_empty());
    for file in &part {
        assert!(all.contains(file), "{} differs when built alone", file.path);
    }
}
