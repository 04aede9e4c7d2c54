//! A key that stands twice in a return: nobody can say which of the two counts. Every command that reads the return names it.

use crate::support::{Memory, names};
use canevas_operations::{
    BuildRequest, CheckRequest, Conclusion, NextEditionRequest, StatusRequest, build, check, next_edition,
    returns_status,
};

/// The place of a second key in the return of Cameroon: what it replaces, and the text with both.
const PLACES: [(&str, &str, &str, usize); 5] = [
    ("status", "\"status\": \"complete\",", "\"status\": \"draft\", \"status\": \"complete\",", 6),
    ("country", "{ \"country\": \"CMR\",", "{ \"country\": \"MDG\", \"country\": \"CMR\",", 7),
    ("partner", "\"people\": 2000,", "\"people\": 10, \"partner\": \"Nobody\",", 12),
    ("next_steps", "\"people\": 2000,", "\"people\": 10, \"next_steps\": [],", 13),
    ("title", "{ \"title\": \"Publish it\" }", "{ \"title\": \"Burn it\", \"title\": \"Publish it\" }", 13),
];

/// The project with a return that holds a key twice.
fn with_twice((_, from, to, _): (&str, &str, &str, usize)) -> Memory {
    let mut memory = Memory::new();
    memory.replace("2024/returns/CMR.json", from, to);
    memory
}

#[test]
fn next_edition_carries_nothing_of_it() {
    for place in PLACES {
        let memory = with_twice(place);
        let returns = names(["2024/returns"]);
        let request = NextEditionRequest { edition: "2024".to_owned(), returns, out: Some("started".to_owned()) };
        let started = next_edition(memory.project(), &request).unwrap();
        let said = format!("2024/returns/CMR.json:{}:", place.3);
        let told = started.to_decide.iter().find(|line| line.starts_with(&said));
        let wanted = format!("the key `{}` stands twice in this block; nothing was carried from it", place.0);
        assert!(told.is_some_and(|line| line.ends_with(&wanted)), "{:?}", started.to_decide);
        assert!(!started.to_decide.iter().any(|line| line.contains("became")), "{:?}", started.to_decide);
        assert_eq!((started.left_out, started.conclusion()), (1, Conclusion::Denies));
        assert!(!started.edits.iter().any(|edit| edit.path().contains("last_year")));
    }
}

#[test]
fn returns_status_cannot_use_it() {
    for place in PLACES {
        let memory = with_twice(place);
        let request = StatusRequest { names: names(["2024"]), form: None, ..StatusRequest::default() };
        let status = returns_status(memory.project(), &request, &mut |_, _| {}).unwrap();
        let text = status.text();
        assert!(
            text.contains(&format!("the key `{}` stands twice in this block (line {})", place.0, place.3)),
            "{text}"
        );
        assert_eq!(status.conclusion(), Conclusion::Denies);
    }
}

#[test]
fn check_and_build_deny() {
    for place in PLACES {
        let mut memory = with_twice(place);
        let request = CheckRequest { names: names(["2024"]), ..CheckRequest::default() };
        let found = |memory: &Memory, request: &CheckRequest| {
            let editions = check(memory.project(), request).unwrap();
            let all = editions.iter().flat_map(|edition| &edition.findings);
            all.filter(|finding| finding.rule.name == "duplicate-key").map(|finding| finding.message.clone()).collect()
        };
        let twice: Vec<String> = found(&memory, &request);
        assert_eq!(twice, [format!("the key `{}` stands twice in this block", place.0)]);

        // The same as last year's answers of the next edition.
        memory.replace("2025/form.yaml", "id: people\n", "id: people\n        last_year: show\n");
        let text = memory.text("2024/returns/CMR.json");
        memory.write("2025/last_year/CMR.json", text);
        let request = CheckRequest { names: names(["2025"]), ..request };
        assert_eq!(found(&memory, &request), twice);
        let request = BuildRequest { names: names(["2025"]), ..BuildRequest::default() };
        let built = build(memory.project(), &request, &mut |_| {}).unwrap();
        assert_eq!(built.conclusion, Conclusion::Denies);
    }
}
