//! Rows that are laid out as lines, and rows of names and roles.

use crate::hand::{Hand, paragraph, run};
use crate::{hold, input};
use serde_json::{Value, json};

/// A line of a row without its controls, with another text.
fn plain_line(hand: &mut Hand, tag: &str, nth: usize, old: &str, new: &str) -> String {
    let row = hand.table_row(tag, nth);
    let mut line = hand.document()[row].replace(old, new);
    for sign in ["<w:sdtPr>", "<w:bookmarkStart ", "<w:bookmarkEnd "] {
        while let Some(at) = line.find(sign) {
            let end = if sign == "<w:sdtPr>" { "</w:sdtPr>" } else { "/>" };
            let end = at + line[at..].find(end).unwrap() + end.len();
            line.replace_range(at..end, "");
        }
    }
    ["<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>"].iter().fold(line, |line, sign| line.replace(sign, ""))
}

#[test]
fn a_row_of_lines_is_not_torn() {
    let reef = || json!({ "_row": "r1", "place": "Reef", "cost": 100, "left": 2020, "done": "yes" });
    let shoal = || json!({ "_row": "r2", "place": "Shoal", "cost": 200, "left": 2021 });
    let mut inputs = Vec::new();
    for (tag, old, new) in [("trips/cost", "100", "150"), ("trips/left", "2020", "2025")] {
        for bare in [false, true] {
            let out = input(&format!("a copied line of {tag}, bare: {bare}"), move |hand| {
                let line = plain_line(hand, tag, 0, old, new);
                let at = hand.table_row(tag, 0).end;
                hand.document().insert_str(at, &line);
                if bare {
                    hand.bare();
                }
            });
            let out = out.is("trips/0", reef()).is("trips/1", shoal()).is("trips/2", Value::Null);
            let out = out.told(format!("“{new}” in row 1, column 3 after “13 Which trips were made?”"));
            let order = "this row has its lines in another order than the blank form, or one of them twice";
            inputs.push(if bare { out.told(order) } else { out });
        }
    }
    for bare in [false, true] {
        let out = input(&format!("a line that was moved up, bare: {bare}"), move |hand| {
            let cost = hand.table_row("trips/cost", 0);
            let line = hand.document()[cost.clone()].to_owned();
            hand.document().replace_range(cost, "");
            let at = hand.table_row("trips/place", 0).start;
            hand.document().insert_str(at, &line);
            if bare {
                hand.bare();
            }
        });
        let out = out.is("trips/0", reef()).is("trips/1", shoal());
        inputs.push(if bare { out.told("lines in another order than the blank form") } else { out });
    }
    inputs.extend([
        input("a copied first line", |hand| {
            let line = plain_line(hand, "trips/place", 0, "Reef", "Bank");
            let at = hand.table_row("trips/place", 0).end;
            hand.document().insert_str(at, &line);
        })
        .is("trips/0", reef())
        .is("trips/1", shoal())
        .told("“Bank” in row 1, column 3"),
        input("a copied first line, bare", |hand| {
            let line = plain_line(hand, "trips/place", 0, "Reef", "Bank");
            let at = hand.table_row("trips/place", 0).end;
            hand.document().insert_str(at, &line);
            hand.bare();
        })
        .told("this row has its lines in another order than the blank form, or one of them twice"),
        input("a deleted line, bare", |hand| {
            let line = hand.table_row("trips/cost", 0);
            hand.document().replace_range(line, "");
            hand.lose("hidden xml");
            hand.bare();
        })
        .is("trips/0/left", 2020)
        .is("trips/1", shoal())
        .told("does not say which questionnaire"),
        input("a deleted first line, bare", |hand| {
            let line = hand.table_row("trips/place", 1);
            hand.document().replace_range(line, "");
            hand.lose("hidden xml");
            hand.bare();
        })
        .is("trips/0", reef())
        .is("trips/1", json!({ "_row": "r2", "cost": 200, "left": 2021 }))
        .told("lines in another order than the blank form"),
    ]);
    hold("row of lines", inputs);
}

#[test]
fn a_role_without_a_name_is_in_no_other_row() {
    let rest = || json!([{ "name": "Ada", "role": "Chair" }, { "name": "Cleo" }]);
    let told =
        "Role, row 3: “Cook” is not an answer: it stands in row 2 of the table, below “Ada”, and that row has no name";
    let mut inputs = Vec::new();
    for bare in [false, true] {
        let out = input(&format!("between two rows, bare: {bare}"), move |hand| {
            hand.lose("hidden xml");
            hand.shows("helpers/name", 1, "");
            hand.shows("helpers/role", 1, &run("Cook"));
            if bare {
                hand.bare();
            }
        });
        inputs.push(out.is("helpers", rest()).told(told));
    }
    inputs.push(
        input("two of them, one in the first row", |hand| {
            hand.lose("hidden xml");
            hand.shows("helpers/name", 0, "");
            hand.shows("helpers/name", 2, "");
            hand.shows("helpers/role", 2, &run("Cook"));
        })
        .is("helpers", json!([{ "name": "Ben" }]))
        .told("Role, row 2: “Chair” is not an answer: it stands in row 1 of the table, and that row has no name")
        .told("Role, row 3: “Cook” is not an answer: it stands in row 3 of the table, below “Ben”"),
    );
    hold("role without a name", inputs);
}

#[test]
fn only_its_own_number_is_the_number_of_a_row() {
    let mut inputs = Vec::new();
    for bare in [false, true] {
        for (nth, digits, own) in [
            (0, "77", false),
            (1, "88", false),
            (2, "250", false),
            (0, "2", false),
            (1, "1.", false),
            (0, "007", false),
            (0, "1", true),
            (1, "2.", true),
            (2, "3", true),
        ] {
            let out = input(&format!("{digits} in row {}, all bare: {bare}", nth + 1), move |hand| {
                hand.first_cell("boats/name", nth, digits);
                if bare {
                    hand.bare();
                }
            });
            let out = out.is("boats/1/name", "Beta").is("boats/3", Value::Null);
            inputs.push(if own {
                out.nowhere("belongs to no answer")
            } else {
                out.told(format!("“{digits}” in row {}, column 1 after", nth + 1))
            });
        }
    }
    // A row without any other word.
    for (nth, digits) in [(3, "12"), (4, "2024"), (3, "99")] {
        let out = input(&format!("{digits} in the empty row {}", nth + 1), move |hand| {
            hand.first_cell("boats/name", nth, digits);
        });
        inputs.push(out.told(format!("“{digits}” in row {}, column 1 after", nth + 1)));
    }
    // Rows of names, and rows of lines.
    inputs.push(input("a number before a name", |hand| hand.first_cell("helpers/name", 1, "45")).told("“45” in row 2"));
    inputs.push(input("a number before lines", |hand| hand.first_cell("trips/place", 1, "88")).told("“88” in row 2"));
    inputs.push(
        input("the own number before lines", |hand| hand.first_cell("trips/place", 1, "2"))
            .nowhere("belongs to no answer"),
    );
    hold("row number", inputs);
}

#[test]
fn a_row_of_places_has_the_name_of_its_place() {
    let name = |port: &str, field: &str| format!("11 What happened in each port?, {port}, {field}: ");
    hold(
        "name of a row",
        vec![
            input("a text that is no number", |hand| hand.shows("ports/north/visits", 0, &run("many")))
                .told(name("North port", "Visits")),
            input("another one", |hand| hand.shows("ports/south/fines", 0, &run("few")))
                .told(name("South port", "Fines")),
            input("a text below", |hand| hand.below("ports/north/remark", 0, &paragraph("and windy")))
                .told("in row “North port”, column 4 after “11 What happened in each port?”"),
            input("a row that was added", |hand| {
                let row = hand.row("ports/south/visits", 0);
                let cells: String = ["East port", "9"].map(|text| format!("<w:tc>{}</w:tc>", paragraph(text))).concat();
                hand.document().insert_str(row.end, &format!("<w:tr>{cells}</w:tr>"));
            })
            .told("“East port” in row 3, column 1")
            .told("“9” in row 3, column 2"),
            input("a text in the header", |hand| {
                hand.replace("<w:t>Visits</w:t>", "<w:t>Visits of ferries</w:t>");
            })
            .told("of ferries” in the header of column 2"),
        ],
    );
}
