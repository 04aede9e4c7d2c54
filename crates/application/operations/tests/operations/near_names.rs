//! A name that nothing has: the failure says so, and suggests the nearest one.

use crate::support::{Memory, TODAY};
use canevas_operations::{
    AcceptRequest, Failure, Refusal, RenameRequest, RetireRequest, accept, explain, rename, retire,
};
use std::fmt::Debug;

fn failure<T: Debug>(result: Result<T, Refusal>) -> Failure {
    match result {
        Err(Refusal::Failed(failure)) => failure,
        other => panic!("{other:?}"),
    }
}

fn accepted(memory: &Memory, rule: &str, at: &str) -> Failure {
    failure(accept(
        memory.project(),
        &AcceptRequest {
            rule: rule.into(),
            at: at.into(),
            because: "rare".into(),
            fingerprint: None,
            expires: None,
            from: None,
            edition: "2025".into(),
            today: TODAY.into(),
        },
    ))
}

#[test]
fn accept_knows_rules_and_places() {
    let memory = Memory::new();
    for (rule, at, said) in [
        ("bound-tightend", "people", &["no rule is called `bound-tightend`; did you mean bound-tightened?"][..]),
        ("E12", "people", &["no rule is called `E12`", "did you mean E"]),
        ("nothing-of-the-kind", "people", &["no rule is called `nothing-of-the-kind`", "canevas explain"]),
        ("unknown-option", "people", &["`unknown-option` is no rule about changes", "mend what it finds"]),
        ("wrong-language", "people", &["`wrong-language` is no rule about changes", "canevas.toml"]),
        ("E012", "poeple", &["there is no finding `E012` at `poeple`; did you mean `people`?", "--all` lists them"]),
        ("E012", "status", &["there is no finding `E012` at `status`; `canevas diff"]),
    ] {
        let failure = accepted(&memory, rule, at);
        assert!(said.iter().all(|said| failure.contains(said)), "{failure}");
    }
}

#[test]
fn declarations_know_ids_and_options() {
    let memory = Memory::new();
    let retired = |id: &str| {
        let (id, because) = (id.to_owned(), "nobody".to_owned());
        failure(retire(memory.project(), &RetireRequest { id, because, from: None, edition: "2025".into() }))
    };
    for (id, said) in [
        ("parter", "the earlier edition has no question `parter`; did you mean partner?"),
        ("status.planed", "did you mean `status.planned`?"),
        ("statsu.planned", "did you mean `status.planned`?"),
        ("statsu.plan", "did you mean an option of `status`?"),
        ("nothing.planned", "name a list or question and the code of its option"),
    ] {
        let failure = retired(id);
        assert!(failure.contains(said), "{failure}");
    }
    let renamed = |old: &str, new: &str| {
        let (old, new) = (old.to_owned(), new.to_owned());
        failure(rename(memory.project(), &RenameRequest { old, new, from: None, edition: "2025".into() }))
    };
    let failure = renamed("parter", "partners");
    assert!(failure.contains("the earlier edition has no question `parter`; did you mean partner?"), "{failure}");
    let failure = renamed("partner", "parners");
    assert!(failure.contains("this edition has no question `parners`; did you mean partners?"), "{failure}");
    let failure = explain(Some("bound-tightend")).unwrap_err();
    assert_eq!(failure, "no rule is called `bound-tightend`; did you mean bound-tightened?");
}
