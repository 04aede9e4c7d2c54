//! returns merge.

use crate::support::{Memory, Page, names};
use canevas_operations::{Conclusion, MergeRequest, merge_returns};
use serde_json::Value;

/// The small project with the copies of three ministries, one of them in Word, and others that do not belong to them.
fn with_copies() -> Memory {
    let mut memory = Memory::new();
    let template = memory.template();
    let good = memory.text("2024/returns/CMR.json");
    let answers = |answers: &str| {
        let (head, _) = good.split_once("\"answers\":").unwrap();
        format!("{}\"answers\": {answers} }}", head.replace("complete", "draft"))
    };
    for (name, text) in [
        (
            "copies/labour.json",
            answers(r#"{ "partner": "The office of statistics", "status": "begun", "people": 200 }"#),
        ),
        (
            "copies/health.json",
            answers(r#"{ "partner": "The ministry of health", "people": 200, "next_steps": [{ "title": "End it" }] }"#),
        ),
        (
            "more/health.json",
            answers(
                r#"{ "status": "planned", "unknown": "kept", "next_steps": [{ "title": "End it" }, { "title": "Publish it" }] }"#,
            ),
        ),
        // An editor may put a byte order mark before the text.
        ("agree/one.json", format!("\u{feff}{}", answers(r#"{ "partner": "The office of statistics" }"#))),
        (
            "agree/two.json",
            answers(r#"{ "people": 200 }"#)
                .replace(", \"steps\": { \"survey\": { \"title\": \"A survey\" } }", "")
                .replace("\"country\": \"CMR\"", ""),
        ),
        ("wrong/FRA.json", good.replace("CMR", "FRA")),
        ("wrong/half.json", good[..good.len() / 2].to_owned()),
        ("wrong/last.json", good.replace("\"2024\"", "\"2023\"")),
    ] {
        memory.write(name, text);
    }
    memory.write("copies/finance.docx", template);
    memory
}

fn request<const N: usize>(copies: [&str; N], out: &str) -> MergeRequest {
    MergeRequest {
        names: names(copies),
        form: Some("2024".to_owned()),
        out: Some(out.to_owned()),
        ..MergeRequest::default()
    }
}

#[test]
fn copies_become_one_draft() {
    let mut memory = with_copies();
    let mut page = Page::default();
    let differ = merge_returns(memory.project(), &request(["copies", "more"], "CMR.json")).unwrap();
    page.head("answers that differ").line(&differ.text()).value(&differ.conclusion());
    page.head("the draft").line(&differ.draft).head("the report as JSON").line(&differ.json().unwrap());
    let agree = merge_returns(memory.project(), &request(["agree"], "CMR.json")).unwrap();
    page.head("answers that agree").line(&agree.text()).value(&agree.conclusion()).line(&agree.draft);

    memory.write("CMR.json", agree.draft.clone());
    let again = merge_returns(memory.project(), &request(["agree"], "CMR.json")).unwrap();
    assert!(again.edit.is_none(), "the file holds it already");
    for (title, request) in [
        ("a file in the way", request(["copies"], "CMR.json")),
        ("into one of the copies", request(["agree"], "agree/one.json")),
        ("a single copy", request(["agree/one.json"], "other.json")),
        ("files that cannot be used", request(["wrong/half.json", "wrong/last.json", "agree"], "other.json")),
        ("several countries", request(["wrong/FRA.json", "copies/labour.json"], "other.json")),
        ("no such language", MergeRequest { language: Some("de".to_owned()), ..request(["agree"], "other.json") }),
    ] {
        page.head(title).value(&merge_returns(memory.project(), &request).map(|_| ()));
    }
    let force = MergeRequest { force: true, ..request(["copies"], "CMR.json") };
    assert!(merge_returns(memory.project(), &force).unwrap().edit.is_some());
    page.is_expected("returns-merge");
}

#[test]
fn merging_a_draft_with_its_own_copies_changes_nothing() {
    let mut memory = with_copies();
    let first = merge_returns(memory.project(), &request(["copies", "more"], "CMR.json")).unwrap().draft;
    memory.write("CMR.json", first.clone());
    let again =
        merge_returns(memory.project(), &request(["CMR.json", "copies/finance.docx"], "again.json")).unwrap().draft;
    let parts = |draft: &str| {
        let json: Value = serde_json::from_str(draft).unwrap();
        [json["answers"].clone(), json["unread"].clone()]
    };
    assert_eq!(parts(&first), parts(&again));
}

/// A draft is in one language, and its texts count as texts in it. So nothing but a word of the user's decides which one it is.
#[test]
fn copies_in_several_languages_are_merged_into_a_named_one() {
    let mut memory = with_copies();
    let french = memory.text("agree/two.json").replace("\"language\": \"en\"", "\"language\": \"fr\"");
    memory.write("agree/three.json", french);
    for order in [["agree/one.json", "agree/three.json"], ["agree/three.json", "agree/one.json"]] {
        let refusal = merge_returns(memory.project(), &request(order, "CMR.json")).map(|_| ()).unwrap_err();
        let refusal = format!("{refusal:?}");
        assert!(refusal.contains("--language"), "{refusal}");
        assert!(refusal.contains("en: agree/one.json") && refusal.contains("fr: agree/three.json"), "{refusal}");
        let named = MergeRequest { language: Some("fr".to_owned()), ..request(order, "CMR.json") };
        let outcome = merge_returns(memory.project(), &named).unwrap();
        assert!(outcome.draft.contains("\"language\": \"fr\""), "{}", outcome.draft);
        assert!(outcome.text().contains("all texts count as fr now"), "{}", outcome.text());
        assert!(outcome.text().contains("agree/one.json (en)"), "{}", outcome.text());
    }
    // A language that the form does not have is another one too.
    let german = memory.text("agree/two.json").replace("\"language\": \"en\"", "\"language\": \"de\"");
    memory.write("agree/three.json", german);
    let refusal = merge_returns(memory.project(), &request(["agree/one.json", "agree/three.json"], "CMR.json"));
    assert!(format!("{:?}", refusal.map(|_| ())).contains("de: agree/three.json"));
}

/// What one copy says of a number keeps its digits while it waits, however often the draft is merged.
#[test]
fn a_number_that_waits_keeps_its_digits() {
    let mut memory = with_copies();
    let long = memory.text("agree/two.json").replace("200", "900719925474099.12");
    memory.write("long/long.json", long);
    let key = "/people (long.json)";
    let first =
        merge_returns(memory.project(), &request(["long/long.json", "copies/labour.json"], "CMR.json")).unwrap();
    memory.write("CMR.json", first.draft.clone());
    let again = merge_returns(memory.project(), &request(["CMR.json", "copies/labour.json"], "again.json")).unwrap();
    for draft in [first.draft, again.draft] {
        let draft: Value = serde_json::from_str(&draft).unwrap();
        assert_eq!(draft["unread"][key], "900719925474099.12", "{draft}");
    }
}

/// A fact that the copy knows is the same in all copies, unless somebody changed it in a file: then the text waits with its sender.
#[test]
fn a_text_about_a_known_fact_waits_with_its_sender() {
    let mut memory = with_copies();
    let said = |memory: &Memory, title: &str| memory.text("copies/labour.json").replace("A survey", title);
    for (name, title) in [("one", "A survey"), ("two", "Survey B"), ("three", "Survey C")] {
        let text = said(&memory, title);
        memory.write(&format!("facts/{name}.json"), text);
    }
    for (copies, differ) in [(["one", "two"], &["two"][..]), (["two", "three"], &["two", "three"])] {
        let outcome = merge_returns(
            memory.project(),
            &request(copies.map(|name| format!("facts/{name}.json")).each_ref().map(String::as_str), "CMR.json"),
        )
        .unwrap();
        assert_eq!(outcome.conclusion(), Conclusion::Denies);
        let draft: Value = serde_json::from_str(&outcome.draft).unwrap();
        let keys: Vec<String> = differ.iter().map(|name| format!("/facts/steps/survey/title ({name}.json)")).collect();
        assert_eq!(draft["unread"].as_object().unwrap().keys().cloned().collect::<Vec<_>>(), keys);
        for name in differ {
            assert!(outcome.text().contains(&format!("    {name}.json: Survey ")), "{}", outcome.text());
        }
        assert!(outcome.text().contains("    the country file: A survey\n"), "{}", outcome.text());
        // What nobody has decided yet is the same when the draft is merged once more.
        memory.write("again/CMR.json", outcome.draft.clone());
        let again = merge_returns(memory.project(), &request(["again/CMR.json", "facts/one.json"], "x.json")).unwrap();
        let again: Value = serde_json::from_str(&again.draft).unwrap();
        assert_eq!(again["unread"], draft["unread"]);
    }
}

/// A text that fits no answer waits with the name of its file where another copy answers the question, and the answer with it.
#[test]
fn a_text_beside_the_answer_of_another_copy_waits_with_its_sender() {
    let mut memory = with_copies();
    let labour = memory.text("copies/labour.json").replace("\"begun\"", "\"planned\"");
    memory.write("beside/labour.json", labour.clone());
    let finance = labour
        .replace("\"status\": \"planned\", ", "")
        .replace("\"answers\":", "\"unread\": { \"/status\": \"planned, or begun\" }, \"answers\":");
    memory.write("beside/finance.json", finance);
    let outcome = merge_returns(memory.project(), &request(["beside"], "CMR.json")).unwrap();
    let draft: Value = serde_json::from_str(&outcome.draft).unwrap();
    let keys: Vec<&String> = draft["unread"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["/status (finance.json)", "/status (labour.json)"]);
    assert!(draft["answers"].get("status").is_none());
    assert!(outcome.text().contains("    finance.json: planned, or begun\n"), "{}", outcome.text());
    // What the other copy says, it says when the draft is merged with it once more.
    memory.write("again/CMR.json", outcome.draft.clone());
    let again = merge_returns(memory.project(), &request(["again/CMR.json", "beside/labour.json"], "x.json")).unwrap();
    let again: Value = serde_json::from_str(&again.draft).unwrap();
    assert_eq!(again["unread"], draft["unread"]);
}
