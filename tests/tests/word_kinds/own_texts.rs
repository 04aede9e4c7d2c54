//! What the form itself prints is no answer, wherever somebody moved or copied it: prompts, labels, numbers, and the same form in
//! another language.

use crate::hand::{Hand, paragraph, run};
use crate::{Input, hold, input};
use canevas_tests::word::{blank, project, xml};
use serde_json::{Value, json};

const PROMPT: &str = "Click here to answer";

/// An input whose file has no controls, no bookmarks and no hidden part.
fn bare(name: &str, done: impl Fn(&mut Hand) + 'static) -> Input {
    let all = move |hand: &mut Hand| {
        done(hand);
        hand.lose_all();
    };
    input(name, all).told("does not say which questionnaire")
}

#[test]
fn prompts_are_no_answers() {
    hold(
        "prompts",
        vec![
            bare("two paragraphs of prompts", |hand| {
                hand.below("note", 0, &paragraph(PROMPT));
                hand.shows("note", 0, &run(PROMPT));
            })
            .is("note", Value::Null)
            .is("plans", "A new pier")
            .nowhere(PROMPT),
            bare("two prompts side by side", |hand| {
                hand.shows("note", 0, &run("Click here to answer Click here to answer"));
            })
            .is("note", Value::Null)
            .nowhere(PROMPT),
            bare("the prompt of another field below an answer", |hand| {
                hand.below("note", 0, &paragraph("Choose a date"));
            })
            .is("note", "Two storms")
            .nowhere("Choose a date"),
            bare("two cells of prompts as one", |hand| {
                hand.shows("boats/name", 3, &format!("{}<w:r><w:br/></w:r>{}", run(PROMPT), run("Write a number")));
            })
            .is("boats/3", Value::Null)
            .nowhere(PROMPT),
            input("the prompt of another field, typed on a line of its own", |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &format!("{}<w:r><w:br/></w:r>{}", run("Two storms"), run("Choose a date")));
            })
            .is("note", "Two storms")
            .told("“Choose a date” in a field, where it was taken for a prompt after “4 What has changed?”"),
        ],
    );
}

#[test]
fn labels_are_no_answers() {
    let cut = |hand: &mut Hand, before: &str| {
        hand.replace(before, &format!("</w:p><w:p>{before}"));
    };
    hold(
        "labels",
        vec![
            bare("a number on a line of its own", move |hand| {
                cut(hand, "<w:r><w:tab/></w:r><w:r><w:t>What comes next?");
            })
            .is("note", "Two storms")
            .is("plans", "A new pier"),
            bare("a number on a line of its own, above an empty answer", move |hand| {
                hand.shows("note", 0, &run(PROMPT));
                cut(hand, "<w:r><w:tab/></w:r><w:r><w:t>What comes next?");
            })
            .is("note", Value::Null)
            .is("plans", "A new pier"),
            bare("a question on two lines", |hand| {
                hand.replace("What comes next?", "What</w:t></w:r></w:p><w:p><w:r><w:t>comes next?");
            })
            .is("note", "Two storms")
            .is("plans", "A new pier"),
            bare("a question that was copied", |hand| hand.below("note", 0, &paragraph("4\tWhat has changed?")))
                .is("note", "Two storms")
                .told("“4\tWhat has changed?” after “4 What has changed?” belongs to no answer"),
            input("a question joined with the empty answer above it", |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &run(PROMPT));
                let from = hand.document().find("<w:tag w:val=\"note\"/>").unwrap();
                let document = hand.document();
                let end = from + document[from..].find("</w:p>").unwrap();
                let text = end + document[end..].find("<w:r>").unwrap();
                document.replace_range(end..text, "");
            })
            .is("note", Value::Null)
            .is("plans", "A new pier")
            .told("does not say which questionnaire")
            .nowhere("was taken as the answer"),
            bare("a box on a line of its own", |hand| {
                hand.below("note", 0, &paragraph("☐"));
                hand.shows("note", 0, &run(PROMPT));
            })
            .is("note", Value::Null)
            .is("plans", "A new pier")
            .nowhere("☐"),
            bare("a ticked box on a line of its own", |hand| {
                hand.below("note", 0, &paragraph("☒"));
                hand.shows("note", 0, &run(PROMPT));
            })
            .is("note", Value::Null)
            .told("“☒” after “4 What has changed?”"),
            bare("the label of a row in an answer", |hand| hand.shows("note", 0, &run("North port")))
                .is("note", "North port")
                .told("4 What has changed?: the form itself says “North port”, which stands in the answer"),
        ],
    );
}

/// The paragraphs and tables of the same form in French, with one name.
fn in_french() -> String {
    let project = project("kinds").unwrap();
    let copies = project.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == "blank").unwrap();
    let mut hand = Hand { parts: xml::parts(&blank(copy, "fr").unwrap()).unwrap() };
    hand.put("helpers/name", 0, &json!("Zoe"));
    hand.put("boats/name", 0, &json!("Delta"));
    let document = hand.document();
    let start = document.find("<w:body>").unwrap() + "<w:body>".len();
    document[start..document.rfind("<w:sectPr").unwrap()].to_owned()
}

#[test]
fn the_form_in_another_language_is_a_copy() {
    let paste = |hand: &mut Hand, content: &str| {
        let end = hand.document().rfind("<w:sectPr").unwrap();
        hand.document().insert_str(end, content);
    };
    let table = |content: &str| {
        let at = content.find("<w:tag w:val=\"helpers/name\"/>").unwrap();
        let end = at + content[at..].find("</w:tbl>").unwrap() + "</w:tbl>".len();
        content[content[..at].rfind("<w:tbl>").unwrap()..end].to_owned()
    };
    let names = json!([{ "name": "Ada", "role": "Chair" }, { "name": "Ben" }, { "name": "Cleo" }]);
    hold(
        "two languages",
        vec![
            input("behind the first", move |hand| paste(hand, &in_french()))
                .is("helpers", names.clone())
                .is("boats/3", Value::Null)
                .told("“Zoe” in a second copy of the field “Name”")
                .told("“Delta” in a second copy of the field")
                .nowhere("Cliquez ici")
                .nowhere("Fonction"),
            input("its table of names alone", move |hand| paste(hand, &table(&in_french())))
                .is("helpers", names.clone())
                .told("“Zoe” in a second copy of the")
                .nowhere("Cliquez ici")
                .nowhere("Fonction"),
            bare("behind the first, without controls", move |hand| paste(hand, &in_french()))
                .is("helpers", names.clone())
                .is("note", "Two storms")
                .told("the document holds the questionnaire a second time")
                .told("“Zoe”")
                .told("“Delta”")
                .nowhere("Cliquez ici")
                .nowhere("Fonction"),
        ],
    );
}
