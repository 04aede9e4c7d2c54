//! Where an answer stands: ranges without an end, hidden copies, copies in sight, rows and cells.

use crate::hand::{paragraph, run};
use crate::{hold, input};
use serde_json::{Value, json};

#[test]
fn a_range_without_an_end_ends_with_its_paragraph() {
    hold(
        "range without an end",
        vec![
            input("of one answer", |hand| hand.lose_end("note", 0))
                .is("note", "Two storms")
                .is("plans", "A new pier")
                .told("4 What has changed?: the end of the field is lost"),
            input("of one answer, without controls", |hand| {
                hand.lose_end("note", 0);
                hand.lose("controls");
            })
            .is("note", "Two storms")
            .is("plans", "A new pier")
            .is("crew", 40)
            .told("4 What has changed?: the end of the field is lost"),
            input("of all answers, without controls", |hand| {
                for tag in ["note", "plans", "day", "since", "catch", "crew"] {
                    hand.lose_end(tag, 0);
                }
                hand.lose("controls");
            })
            .is("note", "Two storms")
            .is("since", 2019)
            .is("crew", 40)
            .told("5 What comes next?: the end of the field is lost"),
            input("of the last field of a row, without controls", |hand| {
                hand.lose_end("boats/length", 1);
                hand.lose("controls");
            })
            .is("boats/1/length", 12)
            .is("boats/2/name", "Gamma")
            .told("the end of the field is lost"),
            input("of a box, without controls", |hand| {
                hand.lose_end("plan=yes", 0);
                hand.lose("controls");
            })
            .is("plan", "yes")
            .is("plan.comment", "Since May")
            .told("the end of the field is lost"),
            input("of all fields, which have no tags", |hand| {
                let document = hand.document();
                while let Some(at) = document.find("<w:bookmarkEnd ") {
                    let end = at + document[at..].find("/>").unwrap() + 2;
                    document.replace_range(at..end, "");
                }
                hand.lose("tags");
                let document = hand.document();
                *document = document.replace("w15:dataBinding", "w15:x");
            })
            .is("note", "Two storms")
            .is("boats/1", json!({ "_row": "r2", "name": "Beta", "length": 12 }))
            .is("boats/0/licensed", "no")
            .told("the ends of "),
            input("whose end lies far below", |hand| {
                hand.lose_end("note", 0);
                let start = hand.document().find("<w:tag w:val=\"note\"/>").unwrap();
                let start = hand.document()[..start].rfind("<w:bookmarkStart ").unwrap();
                let id: String = hand.document()[start..]
                    .chars()
                    .skip_while(|c| !c.is_ascii_digit())
                    .take_while(char::is_ascii_digit)
                    .collect();
                hand.below("crew", 0, &format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
                hand.lose("controls");
            })
            .is("note", "Two storms")
            .is("plans", "A new pier")
            .told("the end of the field is lost"),
        ],
    );
}

#[test]
fn what_is_seen_counts_and_what_is_hidden_is_told() {
    hold(
        "hidden copy",
        vec![
            input("words over a day", |hand| hand.shows("day", 0, &run("after the rains")))
                .is("day", Value::Null)
                .told("“after the rains” is not an answer: it is not a date; the field also stores 1 June 2025"),
            input("another day over a day", |hand| hand.shows("day", 0, &run("3 June 2025")))
                .is("day", "2025-06-03")
                .told("the field shows 3 June 2025 and stores 1 June 2025"),
            input("a day in short", |hand| hand.shows("day", 0, &run("01/06/25"))).is("day", "2025-06-01"),
            input("an emptied day", |hand| hand.shows("day", 0, ""))
                .is("day", Value::Null)
                .told("the field is empty and stores 2025-06-01"),
            input("an emptied answer", |hand| hand.shows("note", 0, ""))
                .is("note", Value::Null)
                .told("only the hidden part of the file holds “Two storms”; it counts as deleted"),
            input("all answers emptied", |hand| {
                for tag in ["note", "plans", "since", "catch", "crew"] {
                    hand.shows(tag, 0, "");
                }
            })
            .is("note", Value::Null)
            .is("crew", Value::Null)
            .told("9 How many people work there?: only the hidden part of the file holds “40”"),
            input("a deleted answer", |hand| hand.without_paragraph("note", 0))
                .is("note", Value::Null)
                .is("plans", "A new pier")
                .told("only the hidden part of the file holds “Two storms”"),
            input("a deleted row", |hand| hand.replace_row("boats/name", 1, ""))
                .is("boats/1/name", "Gamma")
                .is("boats/2", Value::Null)
                .told("only the hidden part of the file holds “Beta”"),
            input("an emptied row", |hand| {
                hand.shows("boats/name", 1, "");
                hand.shows("boats/length", 1, "");
            })
            .is("boats/1/name", "Gamma")
            .told("only the hidden part of the file holds “Beta”"),
            input("an emptied body", |hand| hand.lose("body"))
                .is("note", "Two storms")
                .is("boats/1/name", "Beta")
                .told("“Two storms” was taken from the hidden part of the file"),
            input("line breaks that LibreOffice lost", |hand| {
                hand.hides("A new pier", "10\n12 piers\nA third");
                hand.shows("plans", 0, &run("1012 piersA third"));
            })
            .is("plans", "10\n12 piers\nA third")
            .told("5 What comes next?: line breaks of the answer are lost in the document; “10 12 piers A third” was taken from the hidden part"),
            input("line breaks that became spaces", |hand| {
                hand.hides("A new pier", "A pier\nA crane");
                hand.shows("plans", 0, &run("A pier A crane"));
            })
            .is("plans", "A pier\nA crane")
            .told("line breaks of the answer are lost"),
            input("a line break in a number that was lost", |hand| {
                hand.hides("40", "10\n12");
                hand.shows("crew", 0, &run("1012"));
            })
            .is("crew", Value::Null)
            .told("line breaks of the answer are lost")
            .told("it is not one number"),
            input("a line break in a row that was lost", |hand| {
                hand.hides("Beta", "Beta\n2");
                hand.shows("boats/name", 1, &run("Beta2"));
            })
            .is("boats/1/name", "Beta; 2")
            .told("row 2: line breaks of the answer are lost"),
            input("spaces that were taken out", |hand| {
                hand.hides("A new pier", "10 12 piers");
                hand.shows("plans", 0, &run("1012 piers"));
            })
            .is("plans", "1012 piers")
            .told("the hidden part of the file holds “10 12 piers”, with other spaces; what is seen was taken"),
            input("a line break that was added", |hand| hand.shows("note", 0, "<w:r><w:t>Two</w:t><w:br/><w:t>storms</w:t></w:r>"))
                .is("note", "Two\nstorms"),
            input("line breaks before the control, without a hidden copy", |hand| {
                hand.lose("hidden xml");
                let document = hand.document();
                let at = document.find("<w:tag w:val=\"plans\"/>").unwrap();
                let at = document[..at].rfind("<w:sdt>").unwrap();
                document.insert_str(at, "<w:r><w:br/></w:r>");
                hand.shows("plans", 0, &run("Line1Line2"));
            })
            .is("plans", "Line1Line2")
            .told("5 What comes next?: line breaks of the answer are lost in the document; words and numbers"),
            input("prompts, while all controls and bookmarks are gone", |hand| {
                hand.shows("note", 0, &run("Click here to answer"));
                hand.shows("crew", 0, &run("Write a number"));
                hand.bare();
            })
            .is("note", "Two storms")
            .is("crew", 40)
            .told("9 How many people work there?: the field itself is gone in the document; “40” was taken from the hidden part of the file; check it"),
            input("a prompt in a control", |hand| hand.shows("crew", 0, &run("Write a number")))
                .is("crew", Value::Null)
                .told("9 How many people work there?: only the hidden part of the file holds “40”; it counts as deleted"),
            input("emptied lines, while all controls and bookmarks are gone", |hand| {
                hand.shows("note", 0, "");
                hand.bare();
            })
            .is("note", Value::Null)
            .told("4 What has changed?: only the hidden part of the file holds “Two storms”; it counts as deleted"),
            input("a box cleared in sight", |hand| {
                hand.replace("<w14:checked w14:val=\"1\"/>", "<w14:checked w14:val=\"0\"/>");
                hand.replace("☒", "☐");
            })
            .is("plan", Value::Null)
            .told("the hidden part of the file holds a tick"),
        ],
    );
}

#[test]
fn a_second_copy_of_a_field_is_told() {
    let copy = |tag: &str, text: &str| {
        format!("<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run(text))
    };
    hold(
        "copy",
        vec![
            input("in a paragraph of its own", move |hand| {
                hand.below("note", 0, &format!("<w:p>{}</w:p>", copy("note", "A copy")));
            })
            .is("note", "Two storms")
            .told("“A copy” in a second copy of the field “4 What has changed?” after “4 What has changed?”"),
            input("beside the first", move |hand| hand.behind("note", 0, &copy("note", "A copy")))
                .is("note", "Two storms")
                .told("“A copy” in a second copy of the field"),
            input("inside the bookmark of the first", move |hand| {
                let document = hand.document();
                let at = document.find("<w:tag w:val=\"note\"/>").unwrap();
                let at = at + document[at..].find("</w:sdt>").unwrap() + 8;
                document.insert_str(at, &copy("note", "A copy"));
            })
            .is("note", "Two storms")
            .told("“A copy” in a second copy of the field"),
            input("of a field in a row", move |hand| hand.behind("boats/name", 1, &copy("boats/name", "A copy")))
                .is("boats/1/name", "Beta")
                .is("boats/2/name", "Gamma")
                .told("“A copy” in a second copy of the field"),
            input("of a field in a row, outside of the table", move |hand| {
                hand.below("crew", 0, &format!("<w:p>{}</w:p>", copy("boats/name", "A copy")));
            })
            .is("boats/0/name", "Alpha")
            .is("boats/3", Value::Null)
            .told("“A copy” in a second copy of the field"),
            input("of the table", |hand| {
                let document = hand.document();
                let at = document.find("<w:tag w:val=\"boats/name\"/>").unwrap();
                let from = document[..at].rfind("<w:tbl>").unwrap();
                let to = at + document[at..].find("</w:tbl>").unwrap() + 8;
                let table = document[from..to]
                    .replace("Alpha", "Delta")
                    .replace("<w:bookmarkStart", "<w:x")
                    .replace("<w:bookmarkEnd", "<w:x");
                document.insert_str(to, &format!("<w:p/>{table}"));
            })
            .is("boats/0/name", "Alpha")
            .is("boats/3", Value::Null)
            .told("“Delta” in a second copy of the field"),
            input("of the questionnaire", |hand| {
                let document = hand.document();
                let from = document.find("<w:body>").unwrap() + 8;
                let to = document.rfind("<w:sectPr>").unwrap();
                let again = document[from..to].replace("Two storms", "No storms").replace("Alpha", "Delta");
                document.insert_str(to, &again);
            })
            .is("note", "Two storms")
            .is("boats/0/name", "Alpha")
            .is("boats/3", Value::Null)
            .told("the document holds the questionnaire a second time")
            .told("“No storms” in a second copy of the field")
            .told("“Delta” in a second copy of the field"),
            input("of the questions without their title", |hand| {
                let document = hand.document();
                let from = document.find("<w:pStyle w:val=\"Question\"/>").unwrap();
                let from = document[..from].rfind("<w:p>").unwrap();
                let to = document.rfind("<w:pStyle w:val=\"Remarks\"/>").unwrap();
                let to = document[..to].rfind("<w:p>").unwrap();
                let to = document[..to].rfind("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:sectPr>").unwrap();
                let again = document[from..to].replace("Two storms", "No storms");
                document.insert_str(to, &again);
            })
            .is("note", "Two storms")
            .told("the document holds the questionnaire a second time")
            .told("“No storms” in a second copy of the field"),
            input("of the questionnaire, without controls", |hand| {
                hand.lose("hidden xml");
                hand.bare();
                let document = hand.document();
                let from = document.find("<w:body>").unwrap() + 8;
                let to = document.rfind("<w:sectPr>").unwrap();
                let again = document[from..to]
                    .replace("Two storms", "No storms")
                    .replace("Lines</w:t>", "Nets</w:t>")
                    .replace("Alpha", "Delta");
                document.insert_str(to, &again);
            })
            .is("note", "Two storms")
            .is("gear", "lines")
            .is("gears", vec!["nets"])
            .is("boats/0/name", "Alpha")
            .is("boats/3", Value::Null)
            .told("the document holds the questionnaire a second time")
            .told("“No storms” in a second copy of the questionnaire after “4 What has changed?”")
            .told("“Delta” in ")
            .nowhere("“Click here to answer”")
            .nowhere("“Name the most important changes.”")
            .nowhere("“Place of the trip”"),
            input("of the hidden part, of another country", |hand| {
                let text = hand.parts["customXml/item1.xml"].replace("copy=\"blank\"", "copy=\"CIV\"");
                hand.parts.insert("customXml/item7.xml".to_owned(), text);
            })
            .is("note", "Two storms")
            .told("also holds the hidden part of another questionnaire (CIV, demo/kinds 2025)"),
            input("of a table, and text after it", |hand| {
                let document = hand.document();
                let at = document.find("<w:tag w:val=\"boats/name\"/>").unwrap();
                let from = document[..at].rfind("<w:tbl>").unwrap();
                let to = at + document[at..].find("</w:tbl>").unwrap() + 8;
                let table = document[from..to].to_owned();
                document.insert_str(to, &format!("<w:p/>{table}"));
                hand.replace_control("ports/north/visits", 0, &run("7"));
            })
            .is("ports/north/visits", 7)
            .told("“Beta” in a second copy of the field"),
            input("that was split is no copy", |hand| {
                let row = hand.row("boats/name", 2);
                hand.document()
                    .insert_str(row.start, "</w:sdtContent></w:sdt></w:tbl><w:p/><w:tbl><w:sdt><w:sdtContent>");
            })
            .is("boats/2/name", "Gamma")
            .is("boats/1/name", "Beta"),
        ],
    );
}

#[test]
fn a_value_stays_in_its_row_and_cell() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    hold(
        "row and cell",
        vec![
            input("two cells typed over", |hand| {
                hand.replace_control("ports/north/visits", 0, &run("12"));
                hand.replace_control("ports/north/fines", 0, &run("3"));
            })
            .is("ports/north/visits", 12)
            .is("ports/north/fines", 3)
            .is("ports/south/visits", 8)
            .told("the hidden part of the file holds “7”"),
            input("a row typed over", |hand| {
                for (tag, text) in [("visits", "1"), ("fines", "2"), ("remark", "rough")] {
                    hand.replace_control(&format!("ports/south/{tag}"), 0, &run(text));
                }
            })
            .is("ports/south", json!({ "visits": 1, "fines": 2, "remark": "rough" }))
            .told("holds “8”"),
            input("a number typed over its control", |hand| hand.replace_control("boats/length", 1, &run("15")))
                .is("boats/1", json!({ "_row": "r2", "name": "Beta", "length": 15 }))
                .is("boats/2/length", 13)
                .told("holds “12”"),
            input("a row whose controls are gone", move |hand| {
                hand.replace_row("boats/name", 1, &row(&["2", "Beta", "12", "☐ Yes ☒ No"]));
            })
            .is("boats/1", json!({ "_row": "r2", "name": "Beta", "length": 12, "licensed": "no" }))
            .is("boats/2/name", "Gamma"),
            input("a plain row in the middle", move |hand| {
                let at = hand.row("boats/name", 1).start;
                hand.document().insert_str(at, &row(&["", "Between", "99", ""]));
            })
            .is("boats/0/name", "Alpha")
            .is("boats/1", json!({ "_row": "r2", "name": "Between", "length": 99 }))
            .is("boats/2/name", "Beta")
            .is("boats/3/name", "Gamma"),
            input("a column of amounts", move |hand| {
                for nth in 0..3 {
                    let end = hand.row("boats/name", nth).end - "</w:tr></w:sdtContent></w:sdt>".len();
                    hand.document().insert_str(end, &format!("<w:tc>{}</w:tc>", paragraph(&format!("700{nth}"))));
                }
            })
            .is("boats/1/name", "Beta")
            .told("“7001” in row 2, column 5 after “10 Which boats joined?”"),
            input("a column of amounts in the middle", move |hand| {
                for nth in 0..3 {
                    let row = hand.row("boats/name", nth);
                    let text = hand.document()[row.clone()].replacen(
                        "</w:tc>",
                        &format!("</w:tc><w:tc>{}</w:tc>", paragraph(&format!("700{nth}"))),
                        1,
                    );
                    hand.document().replace_range(row, &text);
                }
                hand.replace(
                    "<w:t>Name</w:t></w:r></w:p></w:tc>",
                    &format!("<w:t>Budget</w:t></w:r></w:p></w:tc><w:tc>{}</w:tc>", paragraph("Name")),
                );
            })
            .is("boats/1", json!({ "_row": "r2", "name": "Beta", "length": 12 }))
            .told("“7001” in row 2, column 2")
            .told("“Budget” in the header of column 2"),
            input("columns in another order, without controls", |hand| {
                for nth in 0..3 {
                    let row = hand.row("boats/name", nth);
                    let text = hand.document()[row.clone()].to_owned();
                    let cells: Vec<&str> = text.split("<w:tc>").collect();
                    let turned = [cells[0], cells[1], cells[3], cells[2]].join("<w:tc>") + "<w:tc>" + cells[4];
                    hand.document().replace_range(row, &turned);
                }
                hand.replace("<w:t>Name</w:t>", "<w:t>swap</w:t>");
                hand.replace("<w:t>Length</w:t>", "<w:t>Name</w:t>");
                hand.replace("<w:t>swap</w:t>", "<w:t>Length</w:t>");
                hand.lose("controls");
                hand.lose("bookmarks");
            })
            .is("boats/1", json!({ "_row": "r2", "name": "Beta", "length": 12 })),
            input("a column in a table of places", move |hand| {
                hand.replace(
                    "<w:t>Visits</w:t></w:r></w:p></w:tc>",
                    &format!("<w:t>Budget</w:t></w:r></w:p></w:tc><w:tc>{}</w:tc>", paragraph("Visits")),
                );
                for (port, amount) in [("north", "70001"), ("south", "70002")] {
                    let row = hand.row(&format!("ports/{port}/visits"), 0);
                    let text = hand.document()[row.clone()].replacen(
                        "</w:tc>",
                        &format!("</w:tc><w:tc>{}</w:tc>", paragraph(amount)),
                        1,
                    );
                    hand.document().replace_range(row, &text);
                }
            })
            .is("ports/north/visits", 7)
            .is("ports/south/fines", Value::Null)
            .told("“70001” in row “North port”, column 2")
            .told("“70002” in row “South port”, column 2"),
            input("rows of places in another order, without controls", |hand| {
                let north = hand.row("ports/north/visits", 0);
                let text = hand.document()[north.clone()].to_owned();
                let south = hand.row("ports/south/visits", 0);
                hand.document().insert_str(south.end, &text);
                hand.document().replace_range(north, "");
                hand.lose("controls");
                hand.lose("bookmarks");
            })
            .is("ports/north/visits", 7)
            .is("ports/south/visits", 8),
            input("digits below a control", |hand| hand.below("boats/length", 1, &paragraph("4524")))
                .is("boats/1/length", 12)
                .told("“4524” in row 2, column 3"),
            input("digits in the column of numbers", |hand| {
                let row = hand.row("boats/name", 1);
                let at = row.start + hand.document()[row.clone()].find("</w:p>").unwrap();
                hand.document().insert_str(at, &run("45240"));
            })
            .told("“45240” in row 2, column 1"),
            input("the text of a header in another cell", |hand| hand.below("boats/name", 1, &paragraph("Length")))
                .told("“Length” in row 2, column 2"),
            input("a label of a row changed, its controls gone", |hand| {
                hand.replace("<w:t>North port</w:t>", "<w:t>The port in the north</w:t>");
                hand.lose("controls");
                hand.lose("bookmarks");
                hand.lose("hidden xml");
            })
            .is("ports/north/visits", 7)
            .is("ports/south/visits", 8)
            .told("“The port in the north” in row “North port”, column 1"),
            input("two cells as one", |hand| {
                let row = hand.row("ports/north/visits", 0);
                let text = hand.document()[row.clone()]
                    .replacen("<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"2\"/>", 2)
                    .replacen("<w:gridSpan w:val=\"2\"/>", "", 1);
                hand.document().replace_range(row, &text);
            })
            .is("ports/north/visits", 7)
            .is("ports/north/remark", "calm"),
            input("a total below the rows", move |hand| {
                let end = hand.row("boats/name", 4).end;
                hand.document().insert_str(end, &row(&["", "Total", "36", ""]));
            })
            .is("boats/3/name", "Total"),
            input("a row that a tracked change deletes", |hand| {
                let row = hand.row("boats/name", 1);
                let text = hand.document()[row.clone()].replacen("<w:trPr>", "<w:trPr><w:del w:id=\"9\"/>", 1);
                hand.document().replace_range(row, &text);
            })
            .is("boats/1/name", "Gamma")
            .told("a tracked change deletes a row of a table (“Beta · 12”)"),
            input("a table as text, the controls kept", |hand| {
                let document = hand.document();
                for sign in ["tbl", "tr", "tc"] {
                    *document = document.replace(&format!("<w:{sign}>"), "").replace(&format!("</w:{sign}>"), "");
                }
            })
            .is("boats/1", json!({ "_row": "r2", "name": "Beta", "length": 12 }))
            .is("boats/2/name", "Gamma")
            .is("ports/north/visits", 7),
            input("rows of places without controls", |hand| {
                hand.lose("controls");
                hand.lose("bookmarks");
                hand.lose("hidden xml");
            })
            .is("ports/north/visits", 7)
            .is("ports/north/remark", "calm")
            .is("ports/south/visits", 8)
            .is("boats/1", json!({ "_row": "r2", "name": "Beta", "length": 12 }))
            .told("does not say which questionnaire"),
        ],
    );
}
