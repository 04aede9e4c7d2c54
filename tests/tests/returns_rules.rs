//! Every rule about returns finds its bad example, and nothing in its good one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_diagnostics::example::Example;
use canevas_diagnostics::{Sources, conflicts};
use canevas_model::lower;
use canevas_project::{Catalogues, FormCopy, read_country};
use canevas_responses::read_return;
use canevas_validate::{Validator, check_return, rules};

/// The names of the rules that find something in an example's return.
fn found(example: &str) -> Vec<&'static str> {
    let parts = Example::read(example).files;
    let mut sources = Sources::default();
    let ids: Vec<_> = parts.into_iter().map(|(name, text)| (name.clone(), sources.add(name, text))).collect();
    let (model, findings) = lower(&sources, ids[0].1);
    assert!(findings.is_empty(), "{findings:?}\n{example}");
    let model = model.unwrap();
    let file = ids.iter().find(|(name, _)| name.starts_with("countries/")).map(|(_, id)| {
        let (file, findings) = read_country(&sources, *id, Some("CMR"), &model);
        assert!(findings.is_empty(), "{findings:?}\n{example}");
        file.unwrap()
    });
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, file.as_ref(), &catalogues);
    let (_, id) = ids.iter().find(|(name, _)| name.starts_with("returns/")).unwrap();
    let (file, findings) = read_return(&sources, *id);
    assert!(findings.is_empty(), "{findings:?}\n{example}");
    let findings = check_return(&Validator::new(&copy), &file.unwrap(), false, &model.source_language);
    findings.iter().map(|finding| finding.rule.name).collect()
}

#[test]
fn examples_show_their_rule() {
    for rule in rules::RULES {
        assert_eq!(found(rule.bad), [rule.name], "{}", rule.code);
        assert_eq!(found(rule.good), [""; 0], "{}", rule.code);
    }
}

#[test]
fn codes_run_on_and_names_differ() {
    assert_eq!(conflicts(rules::RULES), [""; 0]);
    for (index, rule) in rules::RULES.iter().enumerate() {
        assert_eq!(rule.code, format!("R{:03}", index + 1));
    }
}
