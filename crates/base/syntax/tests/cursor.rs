//! Where a place of a file stands.

use canevas_syntax::cursor::{Cursor, CursorSlot};

/// The place of `‸` in a text, as one line: steps, slot, keys of the block, and what is typed.
fn told(text: &str) -> String {
    let Some(at) = text.find('‸') else { unreachable!("no mark in {text}") };
    let text = text.replacen('‸', "", 1);
    let cursor = Cursor::at(&text, at);
    let block: Vec<&str> = cursor.block.iter().map(|key| key.name.as_str()).collect();
    let slot = match cursor.slot {
        CursorSlot::Key => "key".to_owned(),
        CursorSlot::Value(role) => format!("value {role:?}"),
        CursorSlot::Item => "item".to_owned(),
        CursorSlot::Comment => "comment".to_owned(),
    };
    format!("{} | {slot} | {} | {}", cursor.names().join("/"), block.join(","), &text[cursor.typed])
}

const FORM: &str = "\
canevas: 1
sections:
  - id: a
    title: A
    questions:
      - id: q
        type: text
        hint: |
          Note: a text
            # of lines
      - id: r
        choices:
          one: One
        show_if: q = 1
";

fn with(before: &str, typed: &str) -> String {
    FORM.replacen(before, &format!("{before}{typed}"), 1)
}

#[test]
fn says_where_a_place_is() {
    for (text, expected) in [
        (with("type: te", "‸"), "sections/[]/questions/[]/type | value Other |  | text"),
        (with("        ty", "‸"), "sections/[]/questions/[] | key | id,type,hint | type"),
        (
            with("Note: a", "‸"),
            "sections/[]/questions/[]/hint | value Text |  | |\n          Note: a text\n            # of lines",
        ),
        (with("one: O", "‸"), "sections/[]/questions/[]/choices/one | value Text |  | One"),
        (with("show_if: q =", "‸"), "sections/[]/questions/[]/show_if | value Condition |  | q = 1"),
        (with("# of lines\n", "        sho‸\n"), "sections/[]/questions/[] | key | id,type,hint | sho"),
        (with("# of lines\n", "        ‸\n"), "sections/[]/questions/[] | key | id,type,hint | "),
        (with("type: text\n", "            ‸\n"), "sections/[]/questions/[] | key | id,type,hint | "),
        (with("# of lines\n", "      - ‸\n"), "sections/[]/questions/[] | item |  | "),
        (with("# of lines\n", "    ‸\n"), "sections/[] | key | id,title,questions | "),
        (with("# of lines\n", "‸\n"), " | key | canevas,sections | "),
        (with("canevas: 1\n", "# a‸\n"), " | comment |  | "),
        (with("type: text\n", "        can_say: [a, b‸]\n"), "sections/[]/questions/[]/can_say/[] | item |  | b"),
        (with("type: text\n", "        can_say: [‸\n"), "sections/[]/questions/[]/can_say/[] | item |  | "),
        (with("canevas: 1\n", "period: { from: 2022-05, to: ‸ }\n"), "period/to | value Other |  | "),
        (with("canevas: 1\n", "period: { from: 2022-05, t‸ }\n"), "period | key | from | t"),
        (
            with("type: text\n", "        show_if: \"a = ‸\n"),
            "sections/[]/questions/[]/show_if | value Condition |  | \"a = ",
        ),
        (with("type: text\n", "        required:‸\n"), "sections/[]/questions/[]/required | value Other |  | "),
        ("sections:\n- id: a\n  questions:\n  - id: b\n    ‸".to_owned(), "sections/[]/questions/[] | key | id | "),
        ("‸".to_owned(), " | key |  | "),
    ] {
        assert_eq!(told(&text), expected, "{text}");
    }
}

#[test]
fn any_place_of_any_text_has_an_answer() {
    for text in [FORM, "- - a: [{b: ", "é: \"ü\n  - x", "\t- a\r\n\u{feff}", "a: {b: [c, {d: e", "? x\n: y"] {
        for at in 0..=text.len() + 2 {
            let _ = Cursor::at(text, at);
        }
    }
}
