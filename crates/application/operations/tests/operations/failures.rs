//! An operation that fails returns no edits at all: not even for what it did before it failed.

use crate::support::{Memory, TODAY, names};
use canevas_operations::translate::{ExtractRequest, ExtractedCatalogue, ImportRequest, add_language, extract, import};
use canevas_operations::{
    BuildRequest, CasesRequest, Conclusion, Edits, FmtRequest, NextEditionRequest, Project, PublishRequest,
    RetireRequest, build, fmt, next_edition, publish, retire, write_cases,
};

/// Every file with its bytes.
fn bytes(memory: &mut Memory) -> Vec<(String, Vec<u8>)> {
    let names: Vec<String> = memory.0.files_mut().names().map(str::to_owned).collect();
    names.into_iter().map(|name| (name.clone(), memory.project().files().read(&name).unwrap())).collect()
}

/// Runs an operation on good files, where it has edits, and on the same files with a fault. There it fails, and a front that
/// carries out all that it returns leaves every file as it was.
fn assert_all_or_nothing(
    what: &str,
    prepare: impl Fn(&mut Memory),
    fault: impl Fn(&mut Memory),
    run: impl Fn(&Project) -> (bool, Edits),
) {
    let mut memory = Memory::new();
    prepare(&mut memory);
    let (failed, edits) = run(memory.project());
    assert!(!failed && !edits.is_empty(), "{what} has edits for good files");
    fault(&mut memory);
    let before = bytes(&mut memory);
    let (failed, edits) = run(memory.project());
    assert!(failed, "{what} fails");
    memory.carry_out(&edits);
    assert_eq!(bytes(&mut memory), before, "{what} leaves every file as it was");
}

/// Whether an operation failed, and its edits.
fn ended<T, E>(result: Result<T, E>, edits: impl Fn(T) -> Edits) -> (bool, Edits) {
    result.map_or((true, Edits::new()), |value| (false, edits(value)))
}

fn nothing(_: &mut Memory) {}

/// The editions are 2024 and 2025. The later one is at fault, when an operation has done its work for the earlier one.
fn spoil_later(memory: &mut Memory) {
    memory.replace("2025/form.yaml", "type: integer", "type: whole_number");
}

#[test]
fn what_takes_several_files_changes_all_or_none() {
    let untidy = |memory: &mut Memory| memory.replace("2024/form.yaml", "title: A yearly", "title: Step #1 : a yearly");
    let latin1 = |memory: &mut Memory| memory.write("2025/form.yaml", b"title: R\xe9sum\xe9\n".as_slice());
    assert_all_or_nothing("fmt", untidy, latin1, |project| {
        let request = FmtRequest { names: names(["2024", "2025"]), check: false };
        ended(fmt(project, &request), |outcome| outcome.edits)
    });
    assert_all_or_nothing("build", nothing, spoil_later, |project| {
        let outcome = build(project, &BuildRequest::default(), &mut |_| {}).unwrap();
        let plan = outcome.plan.unwrap();
        (outcome.conclusion == Conclusion::Denies, plan.map(|plan| plan.edits).unwrap_or_default())
    });
    assert_all_or_nothing("translate extract", nothing, spoil_later, |project| {
        let edits = |all: Vec<ExtractedCatalogue>| all.into_iter().map(|catalogue| catalogue.edit).collect();
        ended(extract(project, &ExtractRequest::default()), edits)
    });
    let started = |memory: &mut Memory| memory.write("2026/form.yaml", "canevas: 1\n");
    assert_all_or_nothing("next-edition", nothing, started, |project| {
        let request = NextEditionRequest {
            edition: "2024".to_owned(),
            returns: names(["2024/returns"]),
            out: Some("2026".to_owned()),
        };
        ended(next_edition(project, &request), |started| started.edits)
    });
}

#[test]
fn what_changes_one_edition_leaves_it_as_it_was() {
    assert_all_or_nothing("translate add", nothing, spoil_later, |project| {
        ended(add_language(project, "2025", "pt"), |added| added.edits)
    });

    let step = "msgctxt \"question.progress.ask\"\nmsgid \"How far is {item.title}?\"\nmsgstr \"Et {item.title} ?\"\n";
    let work = "msgctxt \"section.work.title\"\nmsgid \"Work\"\nmsgstr \"Travaux\"\n";
    let sent = format!("msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\n{work}\n{step}");
    let send = |memory: &mut Memory| memory.write("back/fr.po", sent.as_str());
    // The first text can be taken, and the second cannot.
    let lose = |memory: &mut Memory| memory.replace("back/fr.po", "Et {item.title} ?", "Et elle ?");
    assert_all_or_nothing("translate import", send, lose, |project| {
        let request = ImportRequest { file: "back/fr.po".to_owned(), edition: "2024".to_owned(), language: None };
        let outcome = import(project, &request).unwrap();
        (outcome.conclusion() == Conclusion::Denies, outcome.edit.into_iter().collect())
    });

    let harmless = |memory: &mut Memory| {
        let form = memory.text("2024/form.yaml").replace("\"2024\"", "\"2025\"").replace("2024-", "2025-");
        memory.write("2025/form.yaml", form);
        memory.write("2025/locales/fr.po", memory.text("2024/locales/fr.po"));
    };
    let tighten = |memory: &mut Memory| memory.replace("2025/form.yaml", "max: 1000", "max: 500");
    assert_all_or_nothing("publish", harmless, tighten, |project| {
        let (edition, from) = ("2025".to_owned(), Some("2024".to_owned()));
        let published = publish(project, &PublishRequest { edition, from, today: TODAY.to_owned() });
        ended(published, |published| published.edit.into_iter().collect())
    });

    let conditional = |memory: &mut Memory| {
        memory.replace("2025/form.yaml", "type: integer", "type: integer\n        show_if: status = begun");
    };
    let others = |memory: &mut Memory| memory.write("2025/cases/conditions-1.yaml", "canevas: 1\nabout: Mine\n");
    assert_all_or_nothing("cases", conditional, others, |project| {
        let request = CasesRequest { name: "2025".to_owned(), force: false };
        ended(write_cases(project, &request), |written| written.edits)
    });

    let unusable = |memory: &mut Memory| memory.write("2025/changes.yaml", "retired: nothing\n");
    assert_all_or_nothing("retire", nothing, unusable, |project| {
        let request = RetireRequest {
            id: "status.planned".to_owned(),
            because: "all have begun".to_owned(),
            from: Some("2024".to_owned()),
            edition: "2025".to_owned(),
        };
        ended(retire(project, &request), |edit| vec![edit])
    });
}
