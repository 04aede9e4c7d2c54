//! Cells that somebody merged. A value stays in its cell: in two cells that are one, nobody knows where it belongs.

use crate::hand::{Hand, run};
use crate::{hold, input};
use serde_json::{Value, json};

/// Merges two cells that stand below each other; the text of the lower one goes into the upper one.
fn merge_down(hand: &mut Hand, [upper, lower]: [(&str, usize); 2], text: &str) {
    hand.cell_property(upper.0, upper.1, "<w:vMerge w:val=\"restart\"/>");
    hand.cell_property(lower.0, lower.1, "<w:vMerge/>");
    hand.shows(upper.0, upper.1, text);
    hand.shows(lower.0, lower.1, "");
}

/// Merges the cell that holds a control with the next one.
fn merge_across(hand: &mut Hand, tag: &str, nth: usize) {
    hand.cell_property(tag, nth, "<w:gridSpan w:val=\"2\"/>");
    hand.join_cells(tag, nth);
}

#[test]
fn what_stands_in_a_merged_cell_is_told() {
    let visits = [("ports/north/visits", 0), ("ports/south/visits", 0)];
    hold(
        "merged cells",
        vec![
            input("a figure in one column of two rows", move |hand| {
                merge_down(hand, visits, &run("31018"));
                hand.lose_all();
            })
            .is("ports/north/visits", Value::Null)
            .is("ports/south/visits", Value::Null)
            .is("ports/north/remark", "calm")
            .told("“31018” in row “North port”, column 2, in a cell that was merged with others"),
            input("names of two repeated rows", |hand| {
                merge_down(hand, [("boats/name", 0), ("boats/name", 1)], &run("Alpha"));
                hand.lose_all();
            })
            .is("boats/0", json!({ "_row": "r1", "length": 11, "licensed": "no" }))
            .is("boats/1", json!({ "_row": "r2", "length": 12 }))
            .told("“Alpha” in row 1, column 2, in a cell that was merged with others"),
            input("two empty cells", |hand| {
                let prompts =
                    format!("{}<w:r><w:br/></w:r>{}", run("Click here to answer"), run("Click here to answer"));
                merge_down(hand, [("boats/name", 3), ("boats/name", 4)], &prompts);
                hand.lose_all();
            })
            .is("boats/3", Value::Null)
            .told("does not say which questionnaire")
            .nowhere("merged")
            .nowhere("Click here"),
            input("a name and a number side by side", |hand| {
                merge_across(hand, "boats/name", 1);
                hand.lose_all();
            })
            .is("boats/0/name", "Alpha")
            .is("boats/1/name", "Gamma")
            .told("“Beta” in row 2, column 2, in a cell that was merged with others")
            .told("“12” in row 2, column 2, in a cell that was merged with others"),
            input("a name and a role side by side", |hand| {
                merge_across(hand, "helpers/name", 0);
                hand.lose_all();
            })
            .is("helpers", json!([{ "name": "Ben" }, { "name": "Cleo" }]))
            .told("“Ada” in row 1, column 2, in a cell that was merged with others")
            .told("“Chair” in row 1, column 2, in a cell that was merged with others"),
            input("a name and a number side by side, the controls kept", |hand| merge_across(hand, "boats/name", 0))
                .is("boats/0", json!({ "_row": "r1", "name": "Alpha", "length": 11, "licensed": "no" }))
                .is("boats/1/length", 12),
            input("figures below each other, the controls kept", move |hand| {
                for (tag, nth) in visits {
                    hand.cell_property(tag, nth, "<w:vMerge/>");
                }
            })
            .is("ports/north/visits", 7)
            .is("ports/south/visits", 8),
        ],
    );
}

/// The cells behind it move to the left. Their controls say which they are, and their labels are no answers.
#[test]
fn a_cell_that_is_gone_moves_no_labels() {
    hold(
        "a cell less",
        vec![
            input("two cells as one", |hand| hand.join_cells("boats/name", 0))
                .is("boats/0", json!({ "_row": "r1", "name": "Alpha", "length": 11, "licensed": "no" })),
            input("two cells as one, in an empty row", |hand| hand.join_cells("boats/name", 3))
                .is("boats/3", Value::Null),
        ],
    );
}
