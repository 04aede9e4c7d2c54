//! diff, rename, retire, accept, publish and next-edition.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::{
    AcceptRequest, DiffRequest, Edit, NextEditionRequest, PublishRequest, Refusal, RenameRequest, RetireRequest,
    accept, diff, next_edition, publish, rename, retire,
};

fn diff_request() -> DiffRequest {
    DiffRequest { old: "2024".to_owned(), new: "2025".to_owned(), earlier: false, today: TODAY.to_owned() }
}

fn rename_request(old: &str, new: &str) -> RenameRequest {
    RenameRequest { old: old.to_owned(), new: new.to_owned(), from: "2024".to_owned(), edition: "2025".to_owned() }
}

fn retire_request(id: &str) -> RetireRequest {
    RetireRequest {
        id: id.to_owned(),
        because: "all have begun".to_owned(),
        from: "2024".to_owned(),
        edition: "2025".to_owned(),
    }
}

fn accept_request(rule: &str, at: &str) -> AcceptRequest {
    AcceptRequest {
        rule: rule.to_owned(),
        at: at.to_owned(),
        because: "no answer was larger".to_owned(),
        expires: Some("2024-12-31".to_owned()),
        from: "2024".to_owned(),
        edition: "2025".to_owned(),
        today: TODAY.to_owned(),
    }
}

fn publish_request(edition: &str, from: Option<&str>) -> PublishRequest {
    PublishRequest { edition: edition.to_owned(), from: from.map(str::to_owned), today: TODAY.to_owned() }
}

fn declare(memory: &mut Memory, page: &mut Page, title: &str, declared: Result<Edit, Refusal>) {
    page.head(title);
    match declared {
        Ok(edit) => {
            page.edits(std::slice::from_ref(&edit));
            memory.carry_out(&[edit]);
        }
        Err(refusal) => {
            page.refusal(&refusal);
        }
    }
}

#[test]
fn diff_says_what_an_edition_changes() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let outcome = diff(memory.project(), &diff_request()).unwrap();
    page.head("diff 2024 2025").compared(&outcome.pairs[0]).value(&outcome.conclusion());
    page.head("diff 2024 2025 --format json").line(&outcome.json().unwrap());
    let itself = DiffRequest { old: "2025".to_owned(), ..diff_request() };
    let outcome = diff(memory.project(), &itself).unwrap();
    page.head("diff 2025 2025").line(&outcome.text(true)).value(&outcome.conclusion());
    let earlier = DiffRequest { old: "2025".to_owned(), earlier: true, ..diff_request() };
    let outcome = diff(memory.project(), &earlier).unwrap();
    page.head("diff 2025 2025 --earlier");
    for pair in &outcome.pairs {
        page.compared(pair);
    }
    page.value(&outcome.conclusion());
    page.line(&outcome.html().unwrap_err());
    let nowhere = DiffRequest { old: "2023".to_owned(), ..diff_request() };
    page.head("diff 2023 2025").refusal(&diff(memory.project(), &nowhere).unwrap_err());
    memory.replace("2024/form.yaml", "type: integer", "type: whole_number");
    let refusal = diff(memory.project(), &diff_request()).unwrap_err();
    page.head("an edition that cannot be read").refusal(&refusal).value(&refusal.conclusion());
    page.is_expected("diff");
}

#[test]
fn declarations_go_into_the_change_file() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let declared = rename(memory.project(), &rename_request("partner", "partners"));
    declare(&mut memory, &mut page, "rename partner partners", declared);
    let declared = rename(memory.project(), &rename_request("partner", "partnrs"));
    declare(&mut memory, &mut page, "rename partner partnrs", declared);
    let declared = retire(memory.project(), &retire_request("status.planned"));
    declare(&mut memory, &mut page, "retire status.planned", declared);
    let declared = retire(memory.project(), &retire_request("people"));
    declare(&mut memory, &mut page, "retire people", declared);
    let declared = accept(memory.project(), &accept_request("E012", "people"));
    declare(&mut memory, &mut page, "accept E012 people", declared);
    let declared = accept(memory.project(), &accept_request("E012", "people"));
    declare(&mut memory, &mut page, "accept E012 people, again", declared);
    let declared = accept(memory.project(), &accept_request("E012", "partners"));
    declare(&mut memory, &mut page, "accept E012 partners", declared);
    let outcome = diff(memory.project(), &diff_request()).unwrap();
    page.head("diff 2024 2025").compared(&outcome.pairs[0]).value(&outcome.conclusion());
    page.is_expected("declarations");
}

#[test]
fn publish_locks_an_edition_that_breaks_nothing() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    page.head("publish 2024: a wrong return does not matter");
    let publication = publish(memory.project(), &publish_request("2024", None)).unwrap();
    let edit = publication.edit.unwrap();
    page.line(&format!("{} {}", publication.form, publication.edition)).paths(std::slice::from_ref(&edit));
    memory.carry_out(&[edit]);
    page.head("publish 2024 again").value(&publish(memory.project(), &publish_request("2024", None)).unwrap().edit);
    memory.replace("2024/form.yaml", "max: 1000", "max: 900");
    page.head("publish 2024 after a change");
    page.refusal(&publish(memory.project(), &publish_request("2024", None)).unwrap_err());
    memory.replace("2024/form.yaml", "max: 900", "max: 1000");
    page.head("publish 2025 --from 2024");
    page.refusal(&publish(memory.project(), &publish_request("2025", Some("2024"))).unwrap_err());
    memory.replace("2025/locales/fr.po", "Un rapport annuel", "");
    page.head("publish 2025 with an open text");
    page.refusal(&publish(memory.project(), &publish_request("2025", None)).unwrap_err());
    page.is_expected("publish");
}

#[test]
fn next_edition_carries_rows_of_returns() {
    let memory = Memory::new();
    let mut page = Page::default();
    let mut show = |title: &str, request: &NextEditionRequest| {
        page.head(title);
        match next_edition(memory.project(), request) {
            Ok(started) => {
                page.line(&started.folder).edits(&started.edits);
                for line in &started.to_decide {
                    page.line(&format!("decide: {line}"));
                }
            }
            Err(refusal) => {
                page.refusal(&refusal);
            }
        }
    };
    let request = NextEditionRequest { edition: "2024".to_owned(), ..NextEditionRequest::default() };
    show("next-edition 2024", &request);
    show(
        "next-edition 2024 --returns 2024/returns --out started",
        &NextEditionRequest { returns: names(["2024/returns"]), out: Some("started".to_owned()), ..request.clone() },
    );
    page.is_expected("next-edition");
}
