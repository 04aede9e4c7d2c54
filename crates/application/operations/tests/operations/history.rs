//! returns receive, record, accept, undo, history, erase: what the desk writes down.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::{
    AcceptReturnRequest, DeskOutcome, DeskStep, EraseRequest, HistoryRequest, Project, ReceiveRequest, RecordRequest,
    Refusal, Signature, StatusRequest, UndoRequest, ValueOrigin, accept_returns, erase_answers, receive_returns,
    record_step, returns_history, returns_status, undo_entry,
};

const FORM: &str = "2024";
/// What only the first return says, and what only the better one says.
const FIRST: &str = "\"people\": 200";
const BETTER: &str = "\"people\": 250";

fn signed(on: &str, reason: Option<&str>) -> Signature {
    Signature { by: "Aya Secretary".to_owned(), on: on.to_owned(), reason: reason.map(str::to_owned) }
}

/// The small project with what one country sends over time. A question about a person is personal.
fn with_inbox() -> Memory {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "      - id: status\n",
        "      - id: contacts\n        type: repeat\n        ask: Whom may we ask?\n        fields:\n          - id: name\n            type: text\n            ask: What is the name?\n            personal: yes\n          - id: office\n            type: text\n            ask: Which office is it?\n      - id: status\n",
    );
    memory.replace("2024/returns/CMR.json", "2000", "200");
    memory.replace(
        "2024/returns/CMR.json",
        "\"status\": \"begun\",",
        "\"contacts\": [{ \"name\": \"Bo\", \"office\": \"Statistics\" }, { \"name\": \"Cy\" }], \"status\": \"begun\",",
    );
    let good = memory.text("2024/returns/CMR.json");
    memory.write("inbox/first.json", good.clone());
    memory.write("inbox/better.json", good.replace("200", "250").replace("The office of statistics", "Two offices"));
    memory.write("inbox/draft.json", good.replace("complete", "draft"));
    memory.write("inbox/no-return.json", "[]");
    memory
}

fn receive(on: &str, files: &[&str]) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let request = ReceiveRequest {
        names: files.iter().map(|name| (*name).to_owned()).collect(),
        form: Some(FORM.to_owned()),
        signature: signed(on, None),
    };
    move |project| receive_returns(project, &request)
}

fn record(step: DeskStep, on: &str, reason: Option<&str>) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let (form, countries) = (Some(FORM.to_owned()), names(["CMR"]));
    let request = RecordRequest { step, countries, form, signature: signed(on, reason) };
    move |project| record_step(project, &request)
}

fn accept(change: impl Fn(&mut AcceptReturnRequest)) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let mut request = AcceptReturnRequest {
        names: names(["inbox/first.json"]),
        form: Some(FORM.to_owned()),
        origin: ValueOrigin::Given,
        replace: false,
        incomplete: false,
        signature: signed("2024-03-10", None),
    };
    change(&mut request);
    move |project| accept_returns(project, &request)
}

fn undo(entry: Option<usize>, reason: Option<&str>) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let (country, form) = ("CMR".to_owned(), Some(FORM.to_owned()));
    let request = UndoRequest { country, entry, form, signature: signed("2024-03-20", reason) };
    move |project| undo_entry(project, &request)
}

fn erase(places: &[&str], personal: bool) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let request = EraseRequest {
        country: "CMR".to_owned(),
        places: places.iter().map(|place| (*place).to_owned()).collect(),
        personal,
        form: Some(FORM.to_owned()),
        signature: signed("2024-04-02", Some("the person asked for it")),
    };
    move |project| erase_answers(project, &request)
}

fn history(project: &Project) -> Result<DeskOutcome, Refusal> {
    returns_history(project, &HistoryRequest { countries: Vec::new(), form: Some(FORM.to_owned()) })
}

fn better(request: &mut AcceptReturnRequest) {
    request.names = names(["inbox/better.json"]);
}

fn corrected(request: &mut AcceptReturnRequest) {
    better(request);
    request.replace = true;
    request.origin = ValueOrigin::Corrected;
    request.signature.reason = Some("letter of 9 March".to_owned());
}

#[test]
fn a_return_from_the_invitation_to_the_erasure() {
    let (mut memory, mut page) = (with_inbox(), Page::default());
    let memory = &mut memory;
    page.run(memory, "nothing yet", &history);
    page.run(memory, "invited", &record(DeskStep::Invited, "2024-01-15", None));
    page.run(memory, "more time", &record(DeskStep::Extended("2024-03-31".to_owned()), "2024-02-20", None));
    page.run(memory, "a draft comes", &receive("2024-02-28", &["inbox/draft.json"]));
    page.run(memory, "all that came", &receive("2024-03-02", &["inbox"]));
    page.run(memory, "the same again", &receive("2024-03-03", &["inbox/first.json"]));
    page.run(memory, "sent back without a reason", &record(DeskStep::SentBack, "2024-03-05", None));
    page.run(memory, "sent back", &record(DeskStep::SentBack, "2024-03-05", Some("the number of people")));
    page.run(memory, "a draft is not accepted", &accept(|request| request.names = names(["inbox/draft.json"])));
    page.run(memory, "one file of several", &accept(|request| request.names = names(["inbox"])));
    page.run(memory, "accepted", &accept(|_| {}));
    page.run(memory, "accepted again", &accept(|_| {}));
    page.run(memory, "another one is compared first", &accept(better));
    page.run(
        memory,
        "a correction needs a reason",
        &accept(|request| {
            corrected(request);
            request.signature.reason = None;
        }),
    );
    page.run(memory, "corrected", &accept(corrected));
    page.run(memory, "an undone correction", &undo(None, Some("the wrong file")));
    assert!(memory.text("2024/accepted/CMR.json").contains(FIRST));
    page.run(memory, "the undoing is undone", &undo(Some(9), Some("it was the right one")));
    assert!(memory.text("2024/accepted/CMR.json").contains(BETTER));
    page.run(memory, "no such entry", &undo(Some(99), Some("?")));
    page.run(memory, "undone before", &undo(Some(9), Some("?")));
    page.run(memory, "no such place", &erase(&["contakts"], false));
    page.run(memory, "erased", &erase(&[], true));
    page.run(memory, "erased again", &erase(&[], true));
    page.run(memory, "nobody brings that back", &undo(Some(11), Some("?")));
    page.run(memory, "the whole story", &history);
    page.head("the file").line(&memory.text("2024/desk/CMR.yaml"));
    let all: Vec<String> = canevas_operations::files::files_below(memory.project().files(), "2024").unwrap();
    for name in all.iter().filter(|name| name.ends_with(".json") && !name.contains("locales")) {
        let text = memory.text(name);
        assert!(!text.contains("\"Bo\"") && !text.contains("\"Cy\""), "{name}: {text}");
        assert!(text.contains("Statistics"), "only what is personal goes: {name}");
    }
    page.is_expected("returns-history");
}

/// A name or a file's name may hold what a history cannot: it is written without, and no other file is held up.
#[test]
fn odd_signs_in_names_hold_nothing_up() {
    let name = "odd/a\u{202e}b\u{e000} \u{2028}#: \"c\".json";
    for by in ["A\u{202e}ya", "A: #\"ya\u{feff}", "A\nya\t\u{7f}"] {
        let mut memory = with_inbox();
        memory.write(name, memory.text("inbox/first.json"));
        let request = ReceiveRequest {
            names: names(["odd"]),
            form: Some(FORM.to_owned()),
            signature: Signature { by: by.to_owned(), ..signed("2024-03-02", None) },
        };
        let outcome = receive_returns(memory.project(), &request).unwrap();
        memory.carry_out(&outcome.edits);
        let written = memory.text("2024/desk/CMR.yaml");
        assert!(written.contains("file: \"a b #: \\\"c\\\".json\""), "{written}");
        assert!(history(memory.project()).is_ok());
    }
}

#[test]
fn status_knows_days_regions_steps_and_receipts() {
    let (mut memory, mut page) = (with_inbox(), Page::default());
    memory.write("2024/countries/MDG.yaml", "canevas: 1\ncountry: MDG\nfacts: {}\n");
    memory.write("2024/desk.yaml", "canevas: 1\ndue: 2024-03-01\n");
    memory.write(
        "regions.yaml",
        "canevas: 1\nregions:\n  mainland:\n    name: Mainland\n    countries: [CMR]\n  islands:\n    name: Islands\n    countries: [COM]\n",
    );
    let status = |memory: &Memory, page: &mut Page, title: &str, receipts: &[&str], today: &str| {
        let request = StatusRequest {
            names: names(["inbox/first.json"]),
            form: Some(FORM.to_owned()),
            today: Some(today.to_owned()),
            receipts: receipts.iter().map(|receipt| (*receipt).to_owned()).collect(),
        };
        page.head(title);
        match returns_status(memory.project(), &request, &mut |_, _| {}) {
            Ok(outcome) => {
                page.line(&outcome.text()).value(&outcome.conclusion());
                assert!(outcome.html().is_ok() && outcome.json().is_ok());
            }
            Err(refusal) => {
                page.refusal(&refusal);
            }
        }
    };
    let mut story = Page::default();
    status(&memory, &mut page, "before anything is written down", &[], "2024-03-01");
    story.run(&mut memory, "", &receive("2024-03-02", &["inbox/first.json"]));
    status(&memory, &mut page, "a day late", &[], "2024-03-02");
    story.run(&mut memory, "", &record(DeskStep::Extended("2024-03-02".to_owned()), "2024-03-01", None));
    status(&memory, &mut page, "with more time", &[], "2024-03-02");
    story.run(&mut memory, "", &accept(|_| {}));
    let digest = memory.text("2024/desk/CMR.yaml");
    let digest = digest.split("sha256: \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let grouped = format!("{} {}", &digest[..8].to_uppercase(), &digest[8..24]);
    status(&memory, &mut page, "receipts", &[&grouped, &"0".repeat(64)], TODAY);
    status(&memory, &mut page, "no receipt", &["2024"], TODAY);
    memory.write("2024/desk.yaml", "canevas: 1\ndue: 2024-02-30\nfrosen: 2024-05-01\n");
    status(&memory, &mut page, "days that cannot be", &[], TODAY);
    memory.write("2024/desk.yaml", "canevas: 1\n");
    memory.write(
        "regions.yaml",
        "canevas: 1\nregions:\n  a: { name: A, countries: [CMR] }\n  b: { name: B, countries: [CMR] }\n",
    );
    status(&memory, &mut page, "a country in two regions", &[], TODAY);
    memory.write("regions.yaml", "canevas: 1\nregions: {}\n");
    let written = memory.text("2024/desk/CMR.yaml");
    memory.write(
        "2024/desk/CMR.yaml",
        written.replace("event: extended", "event: extendet").replace("on: 2024-03-02", "on: today"),
    );
    status(&memory, &mut page, "a history that somebody damaged", &[], TODAY);
    page.is_expected("returns-status-desk");
}

/// A run that is killed stops after any of its edits. The next run, with the same request, must leave what a whole run leaves.
#[test]
fn a_killed_run_is_finished_by_the_next_one() {
    type Command = Box<dyn Fn(&Project) -> Result<DeskOutcome, Refusal>>;
    let steps: [Command; 6] = [
        Box::new(receive("2024-03-02", &["inbox"])),
        Box::new(accept(|_| {})),
        Box::new(accept(corrected)),
        Box::new(undo(Some(5), Some("the wrong file"))),
        Box::new(erase(&["contacts/0"], false)),
        Box::new(erase(&[], true)),
    ];
    for killed in 0..steps.len() {
        let mut memory = with_inbox();
        for step in &steps[..killed] {
            let edits = step(memory.project()).unwrap().edits;
            memory.carry_out(&edits);
        }
        let whole = steps[killed](memory.project()).unwrap().edits;
        let mut count = 0;
        loop {
            // The same story up to here, and then only the first edits of the run.
            let mut memory = with_inbox();
            for step in &steps[..killed] {
                let edits = step(memory.project()).unwrap().edits;
                memory.carry_out(&edits);
            }
            memory.carry_out(&whole[..count]);
            match steps[killed](memory.project()) {
                Ok(outcome) => memory.carry_out(&outcome.edits),
                // All was erased before the run ended.
                Err(Refusal::Failed(why)) => {
                    assert!(why.contains("nothing to erase") || why.contains("moved up"), "{why}");
                }
                Err(other) => panic!("{other:?}"),
            }
            let outcome = history(memory.project()).unwrap();
            let accepted = memory.project().text("2024/accepted/CMR.json").map(|file| file.text).unwrap_or_default();
            let kept = memory.text("2024/desk/CMR.yaml");
            let events = kept.matches("- event:").count();
            let expected = [3, 4, 5, 6, 7, 8][killed];
            assert_eq!(events, expected, "step {killed} after {count} edits: {}", outcome.text());
            match killed {
                0 => assert_eq!(accepted, ""),
                1 | 3 => assert!(accepted.contains(FIRST), "step {killed} after {count} edits"),
                2 => assert!(accepted.contains(BETTER), "step {killed} after {count} edits"),
                _ => {
                    let all = canevas_operations::files::files_below(memory.project().files(), "2024").unwrap();
                    for name in all.iter().filter(|name| name.ends_with(".json")) {
                        let text = memory.text(name);
                        assert!(!text.contains("\"Bo\""), "step {killed} after {count} edits: {name}");
                    }
                }
            }
            if count == whole.len() {
                break;
            }
            count += 1;
        }
    }
}
