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
    // The finding names the unknown code, and the codes that the question offers.
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

/// Merges copies of the return that say these things beside it, and prints what differs.
fn merged(parts: &[Value]) -> (Value, String) {
    let mut memory = Memory::new();
    for (index, part) in parts.iter().enumerate() {
        let text = with(&memory, |json| {
            json["status"] = "draft".into();
            for (key, value) in part.as_object().unwrap() {
                match json.get_mut(key).and_then(Value::as_object_mut) {
                    Some(block) => block.extend(value.as_object().unwrap().clone()),
                    None => json[key] = value.clone(),
                }
            }
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
    (serde_json::from_str(&outcome.draft).unwrap(), outcome.text())
}

/// Merging keeps what the form does not know. Where two copies differ in it, each stays under the name of its file.
#[test]
fn merging_keeps_what_the_form_does_not_know() {
    let one = json!({ "sign_off": { "name": "A. Person" }, "later": [1, 2] });
    let other = json!({ "sign_off": { "name": "B. Person" } });
    let (both, _) = merged(&[one.clone(), json!({})]);
    assert_eq!((&both["sign_off"], &both["later"], &both["unread"]), (&one["sign_off"], &one["later"], &Value::Null));
    let (differing, told) = merged(&[one.clone(), other, one.clone()]);
    assert_eq!((&differing["sign_off"], &differing["later"]), (&Value::Null, &one["later"]));
    assert_eq!(
        differing["unread"],
        json!({
            "//sign_off (0.json, 2.json)": "{\"name\":\"A. Person\"}",
            "//sign_off (1.json)": "{\"name\":\"B. Person\"}",
        })
    );
    assert!(told.contains("0.json, 2.json: name: A. Person\n") && told.contains("1.json: name: B. Person\n"), "{told}");
}

/// Values that the form cannot place and that are no texts stay what they are where the copies agree. Where they differ, or
/// another copy has an answer there, each waits under the name of its file.
#[test]
fn merging_keeps_values_that_are_no_texts() {
    let special = json!({
        "partner": { "said": "confidential" },
        "people": { "value": 3, "unit": "kg" },
        "docs": [{ "title": "Law", "file": "law.pdf" }],
    });
    let (agree, told) = merged(&[json!({ "answers": special }), json!({ "answers": special })]);
    for (key, value) in special.as_object().unwrap() {
        assert_eq!(&agree["answers"][key], value, "{agree}");
    }
    assert!(agree["unread"].is_null() && told.contains("no answers differ"), "{agree}\n{told}");
    let other = json!({ "partner": "Two", "people": 7, "docs": [{ "title": "Other", "file": "law.pdf" }] });
    let (differ, told) = merged(&[json!({ "answers": special }), json!({ "answers": other })]);
    for key in ["partner", "people", "docs"] {
        assert!(differ["answers"][key].is_null(), "{differ}");
        for file in ["0.json", "1.json"] {
            assert!(differ["unread"][format!("/{key} ({file})")].is_string(), "{key} {file}: {differ}");
        }
    }
    assert!(told.contains("0.json: confidential\n") && told.contains("1.json: Two\n"), "{told}");
    assert!(told.contains("0.json: title: Law; file: law.pdf\n") && told.contains("title: Other"), "{told}");
}

/// Two returns that differ only in a part at the top differ: nothing replaces one by the other unasked.
#[test]
fn a_return_with_another_sign_off_is_another_return() {
    let mut memory = Memory::new();
    let signed = |memory: &Memory, name: &str| with(memory, |json| json["sign_off"] = json!({ "name": name }));
    let (one, two, none) = (signed(&memory, "A. Person"), signed(&memory, "B. Person"), with(&memory, |_| {}));
    memory.write("inbox/one.json", one);
    memory.write("inbox/two.json", two);
    let (form, today) = (Some("2024".to_owned()), Some("2024-06-30".to_owned()));
    let request = StatusRequest { names: names(["inbox"]), form: form.clone(), today, receipts: Vec::new() };
    let status = returns_status(memory.project(), &request, &mut |_, _| {}).unwrap();
    assert!(status.text().contains("2 files hold different answers"), "{}", status.text());
    memory.write("inbox/none.json", none);
    let signature = Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: None };
    let mut accept = |file: &str, replace| {
        let request = AcceptReturnRequest {
            names: names([file]),
            form: form.clone(),
            origin: ValueOrigin::Given,
            replace,
            incomplete: true,
            signature: signature.clone(),
        };
        let outcome = accept_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        memory.carry_out(&outcome.edits);
        outcome.text().to_owned()
    };
    assert!(accept("inbox/one.json", false).contains("accepted for CMR"));
    for (file, now) in [("inbox/two.json", "name: B. Person"), ("inbox/none.json", "no answer")] {
        let told = accept(file, false);
        assert!(told.contains("not accepted") && told.contains("--replace"), "{told}");
        assert!(told.contains(&format!("`sign_off`\n    before: name: A. Person\n    now: {now}\n")), "{told}");
    }
    assert!(accept("inbox/two.json", true).contains("accepted for CMR"));
}

/// A draft with the same answers, or the same answers in another language, replaces nothing unasked: what differs is listed.
#[test]
fn a_draft_is_another_return_than_a_complete_one() {
    let mut memory = Memory::new();
    memory.write("inbox/base.json", with(&memory, |_| {}));
    memory.write("inbox/draft.json", with(&memory, |json| json["status"] = "draft".into()));
    memory.write("inbox/fr.json", with(&memory, |json| json["language"] = "fr".into()));
    memory.write("unread/text.json", with(&memory, |json| json["unread"] = "A text".into()));
    let form = Some("2024".to_owned());
    let request = StatusRequest { names: names(["inbox"]), form: form.clone(), today: None, receipts: Vec::new() };
    let status = returns_status(memory.project(), &request, &mut |_, _| {}).unwrap();
    for told in [
        "inbox/draft.json holds the same answers as inbox/base.json, and only inbox/base.json says that it is complete\n    help: set inbox/draft.json aside",
        "inbox/fr.json holds the same answers as inbox/base.json; inbox/fr.json says fr, and inbox/base.json says en",
    ] {
        assert!(status.text().contains(told), "{}", status.text());
    }
    let mut accept = |file: &str, replace| {
        let request = AcceptReturnRequest {
            names: names([file]),
            form: form.clone(),
            origin: ValueOrigin::Given,
            replace,
            incomplete: true,
            signature: Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: None },
        };
        let outcome = accept_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        memory.carry_out(&outcome.edits);
        outcome.text().to_owned()
    };
    assert!(accept("inbox/base.json", false).contains("accepted for CMR"));
    for (file, change) in [
        ("inbox/draft.json", "`status`\n    before: complete\n    now: draft\n"),
        ("inbox/fr.json", "`language`\n    before: en\n    now: fr\n"),
        ("unread/text.json", "`unread`\n    before: no answer\n    now: A text\n"),
    ] {
        let told = accept(file, false);
        assert!(told.contains("not accepted") && told.contains(change) && told.contains("--replace"), "{told}");
    }
    let told = accept("inbox/draft.json", true);
    assert!(told.contains("accepted for CMR") && told.contains("before: complete"), "{told}");
}

/// A report names who signed the return off, where it shows personal data, and shows no signs of JSON.
#[test]
fn a_report_shows_what_the_form_does_not_know() {
    let mut memory = Memory::new();
    let text = with(&memory, |json| {
        json["sign_off"] = json!({ "name": "A. Person", "function": "Head", "date": "2024-05-31" });
        json["answers"]["partner"] = json!({ "said": "secret" });
        json["answers"]["people"] = json!({ "value": 3, "unit": "kg" });
    });
    memory.write("inbox/CMR.json", text);
    let page = |personal| {
        let (names, form) = (names(["inbox/CMR.json"]), Some("2024".to_owned()));
        let languages = vec!["en".to_owned()];
        let format = FillFormat::Markdown;
        let request = FillRequest { names, form, languages, format, personal, ..FillRequest::default() };
        fill_returns(memory.project(), &request).unwrap().printed.unwrap()
    };
    let shown = page(true);
    for told in ["Signed off by: A. Person; Head; 31 May 2024\n", "\n> secret", "\n> 3 kg"] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert!(!shown.contains('{') && !page(false).contains("A. Person"), "{shown}");
}

/// Where nobody can read who answers, no command takes the country among the facts for it.
#[test]
fn a_respondent_that_nobody_can_read_is_named() {
    let mut memory = Memory::new();
    let bad = with(&memory, |json| json["respondent"] = json!({ "code": "not a code" }));
    let good = with(&memory, |_| {});
    memory.write("inbox/bad.json", bad);
    memory.write("inbox/good.json", good);
    let form = Some("2024".to_owned());
    let told = "because of its `respondent`: `not a code` is no code";
    let request = StatusRequest { names: names(["inbox"]), form: form.clone(), today: None, receipts: Vec::new() };
    let status = returns_status(memory.project(), &request, &mut |_, _| {}).unwrap();
    assert!(status.text().contains(told), "{}", status.text());
    let request = MergeRequest { names: names(["inbox"]), form, ..MergeRequest::default() };
    let refusal = merge_returns(memory.project(), &request).unwrap_err();
    assert!(refusal.contains(told), "{refusal}");
}

/// A sign-off names a person, also where no question asks for personal data.
#[test]
fn a_sign_off_is_erased_where_no_question_is_personal() {
    let erase = |memory: &Memory| {
        let signature =
            Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: Some("as asked".to_owned()) };
        let (country, form) = ("CMR".to_owned(), Some("2024".to_owned()));
        let request = EraseRequest { country, places: Vec::new(), personal: true, form, signature };
        erase_answers(memory.project(), &request)
    };
    let mut memory = Memory::new();
    let told = format!("{:?}", erase(&memory).unwrap_err());
    assert!(told.contains("no question of this form is `personal`, and no file of CMR has a sign-off"), "{told}");
    let text = with(&memory, |json| json["sign_off"] = json!({ "name": "A. Person" }));
    memory.write("2024/returns/CMR.json", text);
    let outcome = erase(&memory).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    memory.carry_out(&outcome.edits);
    assert!(!memory.text("2024/returns/CMR.json").contains("sign_off"), "{}", memory.text("2024/returns/CMR.json"));
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

/// Sign-offs of several copies wait for a choice after a merge. They name persons too: they are erased, and no file for reading
/// shows them unless personal data are asked for.
#[test]
fn sign_offs_that_wait_are_personal() {
    let mut memory = Memory::new();
    let text = with(&memory, |json| {
        json["unread"] = json!({
            "//sign_off (a.json)": "{\"name\":\"A. Person\"}",
            "/sign_off": "B. Person",
            "//later (a.json)": "kept",
        });
    });
    memory.write("2024/returns/CMR.json", text);
    for format in [FillFormat::Markdown, FillFormat::Html, FillFormat::Word] {
        for personal in [false, true] {
            let request = FillRequest {
                names: names(["2024/returns/CMR.json"]),
                languages: vec!["en".to_owned()],
                format,
                personal,
                out: Some("out".to_owned()),
                force: true,
                ..FillRequest::default()
            };
            let outcome = fill_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
            assert_eq!(outcome.text().contains("as no answer: 3 texts"), personal, "{}", outcome.text());
        }
    }
    let signature =
        Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: Some("as asked".to_owned()) };
    let (country, form) = ("CMR".to_owned(), Some("2024".to_owned()));
    let request = EraseRequest { country, places: Vec::new(), personal: true, form, signature };
    let outcome = erase_answers(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    memory.carry_out(&outcome.edits);
    let now: Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    assert_eq!(now["unread"], json!({ "//later (a.json)": "kept" }));
}

/// A merge leaves texts of a personal field under rows that have no answer. They are erased, and what is beside them stays.
#[test]
fn a_personal_field_is_erased_where_its_text_waits() {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "      - id: partner\n",
        "      - id: contact\n        for_each: steps\n        type: group\n        ask: Whom may we ask about {item.title}?\n        fields:\n          - id: name\n            type: text\n            ask: Name\n            personal: yes\n          - id: since\n            type: integer\n            ask: Since\n      - id: partner\n",
    );
    let text = with(&memory, |json| {
        json["unread"] = json!({
            "/contact/survey/name (a.json)": "A. Person",
            "/contact/survey/since": "soon",
            "/contact/survey (b.json)": "{\"name\":\"B. Person\",\"since\":\"x\"}",
            "/contact": "{\"survey\":{\"since\":\"y\"}}",
            "/contact/survey": "no block",
        });
    });
    memory.write("2024/returns/CMR.json", text);
    let signature =
        Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: Some("as asked".to_owned()) };
    let (country, form) = ("CMR".to_owned(), Some("2024".to_owned()));
    let request = EraseRequest { country, places: Vec::new(), personal: true, form, signature };
    let outcome = erase_answers(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    memory.carry_out(&outcome.edits);
    let now: Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    assert_eq!(
        now["unread"],
        json!({
            "/contact/survey/since": "soon",
            "/contact": "{\"survey\":{\"since\":\"y\"}}",
            "/contact/survey": "no block",
        })
    );
}

/// What was made from a return may show what was erased from it: each such file of the edition is named.
#[test]
fn erasing_names_what_was_made_from_the_return() {
    let mut memory = Memory::new();
    let text = with(&memory, |json| json["sign_off"] = json!({ "name": "A. Person" }));
    memory.write("2024/returns/CMR.json", text);
    for name in ["sheets/CMR.html", "readable/CMR.en.docx", "letters/CIV.thanks.en.txt", "accepted/CMR.old.json"] {
        memory.write(&format!("2024/{name}"), "{}");
    }
    let signature =
        Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: Some("as asked".to_owned()) };
    let (country, form) = ("CMR".to_owned(), Some("2024".to_owned()));
    let request = EraseRequest { country, places: Vec::new(), personal: true, form, signature };
    let outcome = erase_answers(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let named: Vec<&str> = outcome.text().lines().filter(|line| line.contains("look at")).collect();
    assert_eq!(
        named,
        [
            "  look at 2024/readable/CMR.en.docx: it may show what was erased",
            "  look at 2024/sheets/CMR.html: it may show what was erased",
        ]
    );
}

/// A row that only the return knows is named by its title, and a broken Word file is asked for once.
#[test]
fn messages_of_the_desk_name_rows_and_say_each_thing_once() {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "          ask: Title of the step\n",
        "          ask: Title of the step\n        due:\n          type: date\n          ask: By which day?\n",
    );
    let tunisia = |memory: &Memory, due: &str, progress: &str| {
        with(memory, |json| {
            json["facts"] = json!({ "country": "TUN", "steps": { "r1": { "title": "One", "due": due } } });
            json["answers"]["progress"] = json!({ "r1": progress });
        })
    };
    memory.write("inbox/one.json", tunisia(&memory, "2024-01-01", "Half"));
    memory.write("inbox/two.json", tunisia(&memory, "2024-02-01", "All"));
    memory.write("broken/cut.docx", "PK\u{3}\u{4}");
    let form = Some("2024".to_owned());
    let mut accept = |file: &str| {
        let request = AcceptReturnRequest {
            names: names([file]),
            form: form.clone(),
            origin: ValueOrigin::Given,
            replace: false,
            incomplete: true,
            signature: Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: None },
        };
        let outcome = accept_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        memory.carry_out(&outcome.edits);
        outcome.text().to_owned()
    };
    assert!(accept("inbox/one.json").contains("accepted for TUN"));
    let told = accept("inbox/two.json");
    for named in ["`due` of row “One” of the fact `steps`\n", "question 1.1 (“How far is One?”)\n"] {
        assert!(told.contains(named), "{told}");
    }
    assert!(!told.contains("r1"), "{told}");
    let told = accept("broken/cut.docx");
    assert!(told.contains("it is cut off; ask for the file again\n") && told.matches("ask for").count() == 1, "{told}");
}
