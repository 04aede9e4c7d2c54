//! Text that looks otherwise than it reads: struck out, hidden, raised, in an equation, or deleted with a tracked change.

use crate::hand::{paragraph, run};
use crate::{Input, hold, input};
use serde_json::Value;

/// A run with properties.
fn looking(look: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn struck_out_and_hidden_text_is_told_and_never_joined() {
    let struck = "<w:strike/>";
    let mut inputs = Vec::new();
    for (look, what) in [
        (struck, "struck out"),
        ("<w:dstrike/>", "struck out"),
        ("<w:vanish/>", "hidden"),
        ("<w:rStyle w:val=\"GoneText\"/>", "struck out"),
        ("<w:rStyle w:val=\"UnseenText\"/>", "hidden"),
    ] {
        for bare in [false, true] {
            let out = input(&format!("a number {look}, bare: {bare}"), move |hand| {
                let styles = hand.parts.get_mut("word/styles.xml").unwrap();
                let own = "<w:style w:type=\"character\" w:styleId=\"GoneText\"><w:basedOn w:val=\"GoneBase\"/></w:style><w:style w:type=\"character\" w:styleId=\"GoneBase\"><w:rPr><w:strike/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"UnseenText\"><w:rPr><w:vanish/></w:rPr></w:style>";
                *styles = styles.replace("</w:styles>", &format!("{own}</w:styles>"));
                hand.lose("hidden xml");
                hand.shows("crew", 0, &format!("{}{}", looking(look, "12"), run("15")));
                if bare {
                    hand.bare();
                }
            });
            inputs.push(out.is("crew", 15).told(format!("the text “12”, which is {what} and was left out")));
        }
    }
    inputs.extend([
        input("hidden digits behind a number", |hand| {
            hand.lose("hidden xml");
            hand.shows("crew", 0, &format!("{}{}", run("12"), looking("<w:vanish/>", "9")));
        })
        .is("crew", 12)
        .told("9 How many people work there?: the field holds the text “9”, which is hidden"),
        input("a struck-out text", move |hand| {
            hand.shows("note", 0, &format!("{}{}", looking(struck, "Two storms "), run("One storm")));
        })
        .is("note", "One storm")
        .told("the text “Two storms”, which is struck out"),
        input("an answer that is struck out as a whole", move |hand| {
            hand.shows("note", 0, &looking(struck, "Two storms"));
        })
        .is("note", Value::Null)
        .told("the text “Two storms”, which is struck out"),
        input("text that a property turns off again", |hand| {
            hand.shows("note", 0, &looking("<w:strike w:val=\"0\"/><w:vanish w:val=\"false\"/>", "Two storms"));
        })
        .is("note", "Two storms"),
        input("a choice that is struck out", move |hand| hand.shows("gear", 0, &looking(struck, "Lines")))
            .is("gear", Value::Null)
            .told("the text “Lines”, which is struck out"),
        input("a ticked option whose label is struck out", |hand| {
            hand.replace("<w:r><w:t>Nets</w:t></w:r>", "<w:r><w:rPr><w:strike/></w:rPr><w:t>Nets</w:t></w:r>");
        })
        .is("gears", Value::Null)
        .told("3 Which gears are used? – Nets: the option is ticked and struck out or hidden"),
        input("a tick that is struck out", move |hand| hand.shows("plan=yes", 0, &looking(struck, "☒")))
            .is("plan", Value::Null)
            .told(" – Yes: the option is ticked and struck out or hidden"),
        input("an option that is struck out and not ticked", |hand| {
            hand.replace("<w:t>No</w:t></w:r>", "<w:t/></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>No</w:t></w:r>");
        })
        .is("plan", "yes")
        .told("after “1 Is there a plan?” stands the text “No”, which is struck out"),
        input("a struck-out paragraph between questions", move |hand| {
            hand.below("note", 0, &paragraph("x").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>"));
        })
        .told("after “4 What has changed?” stands the text “x”, which is struck out"),
        input("a digit that is moved up", |hand| {
            hand.lose("hidden xml");
            hand.shows("crew", 0, &format!("{}{}", run("5"), looking("<w:position w:val=\"6\"/>", "2")));
        })
        .is("crew", Value::Null)
        .told("“5²” is not an answer"),
        input("a digit that is moved down", |hand| {
            hand.lose("hidden xml");
            hand.shows("crew", 0, &format!("{}{}", run("5"), looking("<w:position w:val=\"-4\"/>", "2")));
        })
        .is("crew", Value::Null)
        .told("“5₂” is not an answer"),
    ]);
    hold("struck out or hidden", inputs);
}

/// An equation in the box of a number.
fn equation(name: &str, inside: &'static str, shown: &str) -> Input {
    let out = input(name, move |hand| {
        hand.lose("hidden xml");
        hand.shows("crew", 0, &format!("<m:oMath>{inside}</m:oMath>"));
    });
    out.is("crew", Value::Null)
        .told(format!("9 How many people work there?: the field holds an equation, which was read as `{shown}`"))
        .told(format!("“{shown}” is not an answer: it is not one number"))
}

#[test]
fn an_equation_of_several_parts_is_no_number() {
    const FIVE: &str = "<m:e><m:r><m:t>5</m:t></m:r></m:e>";
    hold(
        "equation",
        vec![
            equation(
                "a matrix",
                "<m:m><m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e><m:e><m:r><m:t>2</m:t></m:r></m:e></m:mr></m:m>",
                "[1 2]",
            ),
            equation(
                "a sum",
                "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup><m:r><m:t>5</m:t></m:r></m:sup><m:e><m:r><m:t>4</m:t></m:r></m:e></m:nary>",
                "∑_1^5(4)",
            ),
            equation(
                "an index before",
                "<m:sPre><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup><m:r><m:t>2</m:t></m:r></m:sup><m:e><m:r><m:t>3</m:t></m:r></m:e></m:sPre>",
                "_1^2(3)",
            ),
            equation(
                "an amount",
                "<m:d><m:dPr><m:begChr m:val=\"|\"/><m:endChr m:val=\"|\"/></m:dPr><m:e><m:r><m:t>5</m:t></m:r></m:e></m:d>",
                "|5|",
            ),
            equation("a bar", "<m:bar><m:e><m:r><m:t>5</m:t></m:r></m:e></m:bar>", "5\u{305}"),
            equation("an accent", "<m:acc><m:e><m:r><m:t>5</m:t></m:r></m:e></m:acc>", "5\u{302}"),
            input("nothing but digits", |hand| {
                hand.lose("hidden xml");
                hand.shows("crew", 0, "<m:oMath><m:r><m:t>1234</m:t></m:r></m:oMath>");
            })
            .is("crew", 1234)
            .told("the field holds an equation, which was read as `1234`"),
            input("a fraction behind a number", |hand| {
                hand.shows(
                    "note",
                    0,
                    &format!(
                        "{}<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den>{}</m:den></m:f></m:oMath>",
                        run("3"),
                        FIVE.replace("m:e>", "m:box>")
                    ),
                );
            })
            .is("note", "3 1/5")
            .told("was read as `1/5`"),
        ],
    );
}

#[test]
fn tracked_deletions_are_told_with_their_text() {
    let deleted = |text: &str| format!("<w:del w:id=\"9\"><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    hold(
        "tracked deletion",
        vec![
            input("of a whole answer", move |hand| hand.shows("note", 0, &deleted("Two storms")))
                .is("note", Value::Null)
                .told("4 What has changed?: the field is empty, because a tracked change deletes “Two storms”"),
            input("of an answer in a row", move |hand| hand.shows("boats/length", 1, &deleted("12")))
                .is("boats/1/length", Value::Null)
                .told("row 2: the field is empty, because a tracked change deletes “12”"),
            input("of one of two words", move |hand| {
                hand.shows("crew", 0, &format!("{}{}", deleted("40"), run("41")));
            })
            .is("crew", 41)
            .told("1 tracked change was read as if accepted")
            .nowhere("because a tracked change deletes"),
            input("of a cell", |hand| {
                let row = hand.table_row("ports/north/visits", 0);
                let text = hand.document()[row.clone()].replacen("<w:tcPr>", "<w:tcPr><w:cellDel w:id=\"9\"/>", 1);
                hand.document().replace_range(row, &text);
            })
            .is("ports/north/visits", 7)
            .told("stands a tracked change that deletes the cell of a table; the cell was read as it stands"),
            input("of the end of a paragraph", |hand| {
                hand.below(
                    "note",
                    0,
                    "<w:p><w:pPr><w:rPr><w:del w:id=\"9\"/></w:rPr></w:pPr><w:r><w:t>Between</w:t></w:r></w:p>",
                );
            })
            .is("note", "Two storms")
            .told("stands a tracked change that joins its paragraph with the next one"),
        ],
    );
}
