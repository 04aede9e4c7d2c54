//! Boxes on a line of options: a mark before words that are no label, and a mark that touches two boxes.

use crate::hand::{paragraph, run};
use crate::{Input, hold, input};
use serde_json::Value;

/// A line with yes and no that somebody typed again, the answer that is read from it, and a part of the report.
fn typed(line: &'static str, plan: impl Into<Value>, told: &'static str) -> [Input; 2] {
    let plan = plan.into();
    [false, true].map(|bare| {
        let out = input(&format!("`{line}`, all bare: {bare}"), move |hand| {
            hand.lose("hidden xml");
            hand.line("plan=yes", 0, &run(line).replace('\t', "</w:t><w:tab/><w:t>"));
            if bare {
                hand.bare();
            }
        });
        let out = out.is("plan", plan.clone()).told("does not say which questionnaire");
        if told.is_empty() { out } else { out.told(told) }
    })
}

/// Text that is typed behind the boxes of a question, whose controls are there.
fn behind(text: &'static str, plan: impl Into<Value>, told: &'static str) -> Input {
    let out = input(&format!("`{text}` behind the boxes"), move |hand| {
        hand.lose("hidden xml");
        hand.replace("<w14:checked w14:val=\"1\"/>", "<w14:checked w14:val=\"0\"/>");
        hand.replace("☒", "☐");
        hand.replace("<w:t>No</w:t>", &format!("<w:t xml:space=\"preserve\">No{text}</w:t>"));
    });
    out.is("plan", plan).told(told)
}

#[test]
fn a_mark_before_words_that_are_no_label_is_theirs() {
    let mut inputs = Vec::new();
    for (line, told) in [
        ("☐ Yes ☒ Not yet", "“☒ Not yet” after “1 Is there a plan?”"),
        ("☐ Yes ☒ Non", "“☒ Non” after"),
        ("☐ Yes ✔ Non", "“✔ Non” after"),
        ("☐ Yes [x] Non", "“[x] Non” after"),
        ("☒ Oui ☐ No", "“☒ Oui” after"),
        ("☐ Yes ☐ No ☒ Partly", "“☒ Partly” after"),
        ("☐ Yes ☐ No ☒ N/A", "“☒ N/A” after"),
        ("☐ Yes ☒ Partly ☐ No", "“☒ Partly” after"),
        ("☒ Partly ☐ Yes ☐ No", "“☒ Partly” after"),
        ("☐ Yes\t☒ Planned", "“☒ Planned” after"),
        ("☐ Ja ☒ Nein", "“☐ Ja ☒ Nein” after"),
        ("☐ Yes ☒", "“☒” after"),
    ] {
        inputs.extend(typed(line, Value::Null, told));
    }
    inputs.extend(typed("☐ Yes ☒ No, but planned", "no", "“but planned” after"));
    inputs.extend(typed("☐ Yes ☒ No.", "no", ""));
    inputs.extend(typed("☐ Yes ☒ no", "no", ""));
    inputs.extend(typed("☒ YES! ☐ no", "yes", ""));
    inputs.push(behind(" ☒ Partly", Value::Null, "“☒ Partly” after “1 Is there a plan?”"));
    inputs.push(behind(" x Partly", Value::Null, "“x Partly” after"));
    inputs.push(behind(" ✔ N/A", Value::Null, "“✔ N/A” after"));
    inputs.push(behind(" ✔", "no", "a mark stands beside the box"));
    inputs.push(
        input("the label of one option is typed over, the control of the other is there", |hand| {
            hand.lose("hidden xml");
            hand.replace("<w14:checked w14:val=\"1\"/>", "<w14:checked w14:val=\"0\"/>");
            hand.replace("☒", "☐");
            hand.replace_control("plan=no", 0, &run("☒"));
            hand.replace("<w:t>No</w:t>", "<w:t>No, but planned</w:t>");
        })
        .is("plan", "no")
        .told("“but planned” after"),
    );
    // The same for options on lines of their own.
    for (line, gears) in [("☒ Netting", Value::Null), ("☒ nets.", vec!["nets"].into())] {
        let out = input(&format!("`{line}`"), move |hand| {
            hand.lose("hidden xml");
            hand.line("gears=nets", 0, &run(line));
            hand.bare();
        });
        inputs.push(out.is("gears", gears).told("does not say which questionnaire"));
    }
    hold("other words", inputs);
}

#[test]
fn a_mark_that_touches_two_boxes_is_neither_s() {
    let mut inputs = Vec::new();
    for (line, told) in [
        ("☐ Yes x☐ No", "“x” after “1 Is there a plan?”"),
        ("☐ Yes ☒☐ No", "“☒” after"),
        ("☐ Yes✔☐ No", "“✔” after"),
        ("☐ Yes ☐x ☐ No", "“x” after"),
        ("☐ Yes ☐ ✔ ☐ No", "“✔” after"),
        ("☐ Yes\tx ☐ No", "“x” after"),
        ("☐ Yes ☐ No x☐", "“x” after"),
    ] {
        inputs.extend(typed(line, Value::Null, told));
    }
    // A tab parts the two.
    inputs.extend(typed("☐ Yes\tx☐ No", "no", ""));
    inputs.extend(typed("☐ Yes x\t☐ No", "yes", ""));
    inputs.push(
        input("a mark that touches the control of the second box", |hand| {
            hand.lose("hidden xml");
            hand.replace("<w14:checked w14:val=\"1\"/>", "<w14:checked w14:val=\"0\"/>");
            hand.replace("☒", "☐");
            hand.replace("<w:t>Yes</w:t></w:r><w:r><w:tab/></w:r>", "<w:t xml:space=\"preserve\">Yes x</w:t></w:r>");
        })
        .is("plan", Value::Null)
        .told("“x” after"),
    );
    hold("two boxes", inputs);
}

#[test]
fn a_label_in_place_of_the_boxes_of_a_cell_is_not_lost() {
    let mut inputs = Vec::new();
    for bare in [false, true] {
        let typed = |tag: &'static str, nth: usize, content: String| {
            input(&format!("`{content}` at {tag}, all bare: {bare}"), move |hand| {
                hand.lose("hidden xml");
                hand.cell(tag, nth, &content);
                if bare {
                    hand.bare();
                }
            })
        };
        // A label alone is the option.
        for (tag, nth, word, path, value) in [
            ("boats/licensed=yes", 1, "Yes", "boats/1/licensed", Value::from("yes")),
            ("boats/licensed=yes", 2, "No.", "boats/2/licensed", "no".into()),
            ("boats/licensed=yes", 0, "yes", "boats/0/licensed", "yes".into()),
            ("trips/done=yes", 1, "No", "trips/1/done", "no".into()),
            ("trips/areas=reef", 0, "Coral reef", "trips/0/areas", vec!["reef"].into()),
            ("trips/areas=reef", 1, "deep water", "trips/1/areas", vec!["deep"].into()),
            ("ports/north/open=yes", 0, "Yes", "ports/north/open", "yes".into()),
            ("ports/south/open=yes", 0, "NO", "ports/south/open", "no".into()),
        ] {
            let told = format!("“{word}” stands in place of the boxes; it was read as a tick at this option");
            inputs.push(typed(tag, nth, paragraph(word)).is(path, value).told(told));
        }
        // Other words, words beside a label, and several labels are for a person.
        for (tag, nth, content, path, told) in [
            ("boats/licensed=yes", 1, paragraph("Oui"), "boats/1/licensed", "“Oui” in row 2, column 4"),
            ("boats/licensed=yes", 1, paragraph("No because"), "boats/1/licensed", "“No because” in row 2, column 4"),
            ("boats/licensed=yes", 1, paragraph("Yes / No"), "boats/1/licensed", "“Yes / No” in row 2, column 4"),
            (
                "ports/south/open=yes",
                0,
                paragraph("No, not yet"),
                "ports/south/open",
                "“No, not yet” in row “South port”",
            ),
            (
                "ports/north/open=yes",
                0,
                paragraph("North port"),
                "ports/north/open",
                "“North port” in row “North port”",
            ),
            (
                "trips/areas=reef",
                0,
                paragraph("Coral reef") + &paragraph("The bay"),
                "trips/0/areas",
                "“The bay” in row 1, column 3",
            ),
            ("trips/areas=reef", 0, paragraph("Coral reef The bay"), "trips/0/areas", "“Coral reef The bay” in row 1"),
        ] {
            inputs.push(typed(tag, nth, content).is(path, Value::Null).told(told));
        }
    }
    // Outside of tables, too.
    for word in ["Yes", "No", "no plan"] {
        inputs.extend(typed(
            word,
            Value::Null,
            match word {
                "Yes" => "“Yes” after “1 Is there a plan?”",
                "No" => "“No” after “1 Is there a plan?”",
                _ => "“no plan” after “1 Is there a plan?”",
            },
        ));
    }
    inputs.push(
        input("the label of an option without its box", |hand| {
            hand.lose("hidden xml");
            hand.line("gears=lines", 0, &run("Lines"));
        })
        .is("gears", vec!["nets"])
        .told("“Lines” after “3 Which gears are used?”"),
    );
    hold("label for boxes", inputs);
}
