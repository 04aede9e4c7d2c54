//! Parts of a return that no form asks for yet: each is named, and nothing loses it.

use crate::support::{Memory, names};
use canevas_operations::{
    AcceptReturnRequest, CheckRequest, EraseRequest, FillFormat, FillRequest, MergeRequest, Signature, StatusRequest,
    ValueOrigin, accept_returns, check, erase_answers, fill_returns, merge_returns, returns_status,
};
use serde_json::{Value, json};

/// The return of Cameroon with more in it.
fn with(memory: &Memory, change: impl FnOnce(&mut Value)) -> String {
    let mut json: Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    json["answers"]["people"] = 20.into();
    change(&mut json);
    format!("{json:#}\n")
}

/// What the check says about returns: the marked text, the message and the help.
fn told(memory: &Memory) -> Vec<String> {
    let request = CheckRequest { names: names(["2024"]), ..CheckRequest::default() };
    let mut out = Vec::new();
    for edition in &check(memory.project(), &request).unwrap() {
        for finding in &edition.findings {
            let source = edition.sources.get(finding.primary.span.source);
            if source.name().contains("returns/") {
                let marked =
                    source.slice(finding.primary.span.range()).split_whitespace().collect::<Vec<_>>().join(" ");
                out.push(format!("{marked} | {} | {}", finding.message, finding.help.as_deref().unwrap_or_default()));
            }
        }
    }
    out
}

#[test]
fn what_the_form_does_not_ask_for_is_told_at_its_place() {
    let cases: [(&str, Value, &str); 6] = [
        (
            "/sign_off",
            json!({ "name": "A. Person", "date": "2024-05-31" }),
            "{ \"name\": \"A. Person\", \"date\": \"2024-05-31\" } | this form does not ask for a sign-off | remove it; nothing else depends on it",
        ),
        (
            "/respondent",
            json!({ "code": "CMR" }),
            "{ \"code\": \"CMR\" } | this form does not ask for a respondent other than the country | remove it; nothing else depends on it",
        ),
        (
            "/answers/partner",
            json!({ "said": "confidential" }),
            "this question takes no special answer, such as `confidential`",
        ),
        ("/answers/partner", json!([{ "title": "A", "file": "a.pdf" }]), "this question does not ask for documents"),
        (
            "/answers/people",
            json!({ "value": 3, "unit": "kg" }),
            "this question takes the number alone: its unit is fixed",
        ),
        ("/answers/people", json!({ "value": 3 }), "expected a whole number, without quotes"),
    ];
    for (place, value, expected) in cases {
        let mut memory = Memory::new();
        let text = with(&memory, |json| match place.strip_prefix("/answers/") {
            Some(question) => json["answers"][question] = value,
            None => json[place.trim_start_matches('/')] = value,
        });
        memory.write("2024/returns/CMR.json", text);
        let told = told(&memory);
        assert!(told.len() == 1 && told[0].contains(expected), "{place}: {told:?}");
    }
    // A code that is not offered is told with those that are.
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "        ask: Who took part in the work?\n",
        "        ask: Who took part in the work?\n        can_say: [not_available, nothing_to_report]\n",
    );
    let text = with(&memory, |json| json["answers"]["partner"] = json!({ "said": "not_avaliable" }));
    memory.write("2024/returns/CMR.json", text);
    let told = told(&memory);
    assert!(
        told.iter()
            .any(|told| told
                .ends_with("`not_avaliable` is not one of its special answers: did you mean `not_available`?")),
        "{told:?}"
    );
}

/// Merging keeps what the form does not know. Where two copies differ in it, the first stays, and the other is an unread text.
#[test]
fn merging_keeps_what_the_form_does_not_know() {
    let merged = |parts: &[Value]| {
        let mut memory = Memory::new();
        for (index, part) in parts.iter().enumerate() {
            let text = with(&memory, |json| {
                json["status"] = "draft".into();
                json.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
            });
            memory.write(&format!("copies/{index}.json"), text);
        }
        let request = MergeRequest {
            names: names(["copies"]),
            form: Some("2024".to_owned()),
            out: Some("draft.json".to_owned()),
            ..MergeRequest::default()
        };
        let outcome = merge_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        serde_json::from_str::<Value>(&outcome.draft).unwrap()
    };
    let one = json!({ "sign_off": { "name": "A. Person" }, "later": [1, 2] });
    let other = json!({ "sign_off": { "name": "B. Person" } });
    let both = merged(&[one.clone(), json!({})]);
    assert_eq!((&both["sign_off"], &both["later"], &both["unread"]), (&one["sign_off"], &one["later"], &Value::Null));
    let differing = merged(&[one.clone(), other, one.clone()]);
    assert_eq!((&differing["sign_off"], &differing["later"]), (&one["sign_off"], &one["later"]));
    assert_eq!(differing["unread"], json!({ "/sign_off": "{\"name\":\"B. Person\"}" }));
}

/// The desk lists, shows and keeps a return with parts that the form does not ask for, and erases the name of a person in it.
#[test]
fn the_desk_keeps_what_the_form_does_not_know() {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "        ask: Who took part in the work?\n",
        "        ask: Who took part in the work?\n        personal: yes\n",
    );
    let parts = json!({
        "sign_off": { "name": "A. Person" },
        "respondent": { "code": "CMR" },
    });
    let text = with(&memory, |json| {
        json.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        json["answers"]["status"] = json!({ "said": "confidential" });
        json["answers"]["progress"]["survey"] = json!([{ "title": "A", "address": "https://example.org" }]);
    });
    memory.write("inbox/CMR.json", text);
    let (form, inbox) = (Some("2024".to_owned()), names(["inbox/CMR.json"]));
    let today = Some("2024-06-30".to_owned());
    let request = StatusRequest { names: inbox.clone(), form: form.clone(), today, receipts: Vec::new() };
    let status = returns_status(memory.project(), &request, &mut |_, _| {}).unwrap();
    assert!(status.text().contains("CMR"), "{}", status.text());
    let request = FillRequest {
        names: inbox.clone(),
        form: form.clone(),
        format: FillFormat::Markdown,
        ..FillRequest::default()
    };
    let page = fill_returns(memory.project(), &request).unwrap().printed.unwrap();
    assert!(
        page.contains("confidential") && page.contains("example.org") && !page.contains("office of statistics"),
        "{page}"
    );
    let signature =
        || Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: Some("as agreed".to_owned()) };
    let request = AcceptReturnRequest {
        names: inbox,
        form: form.clone(),
        origin: ValueOrigin::Given,
        replace: false,
        incomplete: true,
        signature: signature(),
    };
    let outcome = accept_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    memory.carry_out(&outcome.edits);
    let accepted = |memory: &Memory| serde_json::from_str::<Value>(&memory.text("2024/accepted/CMR.json")).unwrap();
    let kept = accepted(&memory);
    assert_eq!((&kept["sign_off"], &kept["respondent"]), (&parts["sign_off"], &parts["respondent"]));
    assert_eq!(kept["answers"]["status"], json!({ "said": "confidential" }));
    let request =
        EraseRequest { country: "CMR".to_owned(), places: Vec::new(), personal: true, form, signature: signature() };
    let outcome = erase_answers(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    memory.carry_out(&outcome.edits);
    let erased = accepted(&memory);
    assert_eq!((&erased["sign_off"], &erased["answers"]["partner"]), (&Value::Null, &Value::Null));
    assert_eq!(erased["respondent"], parts["respondent"]);
}
