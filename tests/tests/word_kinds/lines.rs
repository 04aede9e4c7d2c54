//! Line breaks: an answer of one line holds none, and some programs lose those of a long answer.

use crate::hand::{paragraph, run};
use crate::{hold, input};
use serde_json::json;

const BREAK: &str = "<w:r><w:br/></w:r>";

#[test]
fn an_answer_of_one_line_holds_no_line_break() {
    let two = |first: &str, second: &str| format!("{}{BREAK}{}", run(first), run(second));
    hold(
        "one line",
        vec![
            input("in a row", move |hand| {
                hand.lose("hidden xml");
                hand.shows("boats/name", 1, &two("Beta", "the old one"));
            })
            .is("boats/1/name", "Beta; the old one")
            .told("10 Name, row 2: the answer takes one line, and 2 were typed"),
            input("in a table, with empty lines", move |hand| {
                hand.lose("hidden xml");
                hand.shows("ports/north/remark", 0, &format!("{}{BREAK}{BREAK}{}", run("calm"), run("then wind")));
            })
            .is("ports/north/remark", "calm; then wind")
            .told("11 What happened in each port?, North port, Remark: the answer takes one line, and 2 were typed"),
            input("in a name", move |hand| {
                hand.lose("hidden xml");
                hand.shows("helpers/name", 1, &two("Ben", "Bea"));
            })
            .is("helpers/1", json!({ "name": "Ben; Bea" }))
            .told("Name, row 2: the answer takes one line"),
            input("in a second paragraph, without controls", |hand| {
                hand.below("boats/name", 1, &paragraph("the old one"));
                hand.lose_all();
            })
            .is("boats/1/name", "Beta; the old one")
            .told("10 Name, row 2: the answer takes one line"),
            input("in an answer of several lines", move |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &two("Two storms", "A flood"));
            })
            .is("note", "Two storms\nA flood")
            .told("does not say which questionnaire")
            .nowhere("takes one line"),
            input("in a number", move |hand| {
                hand.lose("hidden xml");
                hand.shows("crew", 0, &two("40", "50"));
            })
            .is("crew", serde_json::Value::Null)
            .told("“40\n50” is not an answer"),
        ],
    );
}

#[test]
fn a_field_that_keeps_no_line_breaks_is_told() {
    let field = |code: &str, inside: &str| {
        let part = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let code = format!("<w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>");
        format!("{BREAK}{}{code}{}{inside}{}", part("begin"), part("separate"), part("end"))
    };
    let of_note = |code: &'static str| {
        input(code, move |hand| {
            hand.shows("note", 0, &field(code, &run("Two stormsA flood")));
            hand.shows("plans", 0, &field(code, &run("Click here to answer")));
            hand.shows("boats/name", 1, &field(code, &run("Beta")));
            hand.lose("controls");
            hand.lose("hidden xml");
        })
        .is("note", "Two stormsA flood")
        .told("4 What has changed?: another program put the answer into a field that keeps no line breaks")
        .nowhere("5 What comes next?: another program")
        .nowhere("10 Name, row 2: another program")
    };
    hold(
        "fields without line breaks",
        vec![
            of_note("FILLIN \"\""),
            of_note("FORMTEXT"),
            input("a field that holds a line break", move |hand| {
                hand.shows("note", 0, &field("FORMTEXT", &format!("{}{BREAK}{}", run("Two storms"), run("A flood"))));
                hand.lose("controls");
                hand.lose("hidden xml");
            })
            .is("note", "Two storms\nA flood")
            .told("the field `FORMTEXT` was not evaluated")
            .nowhere("keeps no line breaks"),
        ],
    );
}
