//! Two editions where the later one is named as the earlier one.

use crate::support::{Memory, TODAY};
use canevas_operations::{
    AcceptRequest, CheckRequest, DiffRequest, PublishRequest, Refusal, RenameRequest, RetireRequest, accept, check,
    diff, publish, rename, retire,
};

fn compared(memory: &Memory, old: &str, new: &str) -> Option<String> {
    let request =
        DiffRequest { old: old.into(), new: new.into(), earlier: false, returns: Vec::new(), today: TODAY.into() };
    diff(memory.project(), &request).unwrap().reversed
}

#[test]
fn diff_says_that_the_later_edition_is_named_first() {
    let mut memory = Memory::new();
    assert_eq!(compared(&memory, "2024", "2025"), None);
    assert_eq!(compared(&memory, "2025", "2025"), None);
    let said = compared(&memory, "2025", "2024").unwrap();
    assert!(said.contains("2025 comes after 2024") && said.ends_with("canevas diff 2024 2025"), "{said}");
    // A name without a year: the period says it.
    memory.replace("2025/form.yaml", "edition: \"2025\"", "edition: second");
    memory.replace("2024/form.yaml", "edition: \"2024\"", "edition: first");
    assert!(compared(&memory, "2025", "2024").is_some());
    assert_eq!(compared(&memory, "2024", "2025"), None);
    // Names and periods that contradict each other say nothing, and neither do other forms.
    let mut memory = Memory::new();
    memory.replace("2025/form.yaml", "{ from: 2025-01, to: 2025-12 }", "{ from: 2023-01, to: 2023-12 }");
    assert_eq!(compared(&memory, "2025", "2024"), None);
    let mut memory = Memory::new();
    memory.replace("2025/form.yaml", "form: demo/report", "form: demo/other");
    assert_eq!(compared(&memory, "2025", "2024"), None);
}

#[test]
fn no_later_edition_is_the_earlier_one_of_a_declaration() {
    let mut memory = Memory::new();
    memory.replace("2024/form.yaml", "max: 1000", "max: 400");
    let (from, edition) = (Some("2025".to_owned()), "2024".to_owned());
    let refused = [
        rename(
            memory.project(),
            &RenameRequest {
                old: "partners".into(),
                new: "partner".into(),
                from: from.clone(),
                edition: edition.clone(),
            },
        )
        .map(|_| ()),
        retire(
            memory.project(),
            &RetireRequest {
                id: "partners".into(),
                because: "nobody".into(),
                from: from.clone(),
                edition: edition.clone(),
            },
        )
        .map(|_| ()),
        accept(
            memory.project(),
            &AcceptRequest {
                rule: "E012".into(),
                at: "people".into(),
                because: "rare".into(),
                fingerprint: None,
                expires: None,
                from: from.clone(),
                edition: edition.clone(),
                today: TODAY.into(),
            },
        )
        .map(|_| ()),
    ];
    for refused in refused {
        let Err(Refusal::Failed(failure)) = refused else { panic!("{refused:?}") };
        assert!(failure.contains("the edition 2025 comes after 2024") && failure.contains("--from"), "{failure}");
    }
    let mut memory = Memory::new();
    memory.replace("2025/form.yaml", "id: partners", "id: partner");
    memory.replace("2025/form.yaml", "max: 500", "max: 1000");
    memory.replace("2025/form.yaml", "          begun: Begun", "          planned: Planned\n          begun: Begun");
    memory.write("2025/locales/fr.po", memory.text("2024/locales/fr.po"));
    let published = publish(memory.project(), &PublishRequest { edition, from, today: TODAY.into() });
    let Err(Refusal::Failed(failure)) = published else { panic!("{published:?}") };
    assert!(failure.contains("the edition 2025 comes after 2024"), "{failure}");
}

#[test]
fn a_change_file_starts_from_no_later_edition() {
    for (edition, from, said) in [
        ("2024", "2025", Some("starts from the edition 2025, which comes after 2024")),
        ("2024", "2024", Some("starts from the edition 2024, which is this edition")),
        ("2025", "2026", Some("starts from the edition 2026, and the edition before this one is 2024")),
        ("2025", "2024", None),
        ("2024", "pilot", None),
        ("2024", "2023", None),
    ] {
        let mut memory = Memory::new();
        memory.write(&format!("{edition}/changes.yaml"), format!("from: {{ edition: \"{from}\" }}\n"));
        let request = CheckRequest { names: vec![edition.to_owned()], ..CheckRequest::default() };
        let found = check(memory.project(), &request).unwrap();
        let mut all = found.iter().flat_map(|edition| &edition.findings);
        let finding = all.find(|finding| finding.rule.name == "start-elsewhere");
        match said {
            Some(said) => assert!(finding.is_some_and(|finding| finding.message.contains(said)), "{from}: {finding:?}"),
            None => assert!(finding.is_none(), "{from}: {finding:?}"),
        }
        // A declaration names the same edition without --from, and says why it cannot.
        if said.is_some() && from != edition {
            let request =
                RetireRequest { id: "partner".into(), because: "nobody".into(), from: None, edition: edition.into() };
            let Err(Refusal::Failed(failure)) = retire(memory.project(), &request) else { panic!("{from}") };
            assert!(failure.contains(&format!("starts from the edition {from}")), "{failure}");
        }
    }
}
