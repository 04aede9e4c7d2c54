use super::{append, put, remove, set};
use crate::carry::rows::{Cell, Row};

fn row(key: &str, text: &str) -> Row {
    Row {
        key: key.to_owned(),
        from: "from next of the edition 2024".to_owned(),
        cells: vec![("title".to_owned(), Cell::Texts(vec![(Some("en".to_owned()), text.to_owned())]))],
    }
}

fn with_rows(text: &str) -> Result<(String, Vec<String>), String> {
    put(text, "steps", &[row("c", "C # 3"), row("d", "D: \"4\"")])
}

/// The lines of the new rows, with the key in a column.
fn lines(column: usize) -> String {
    let lines = "steps:\n  - id: c    # from next of the edition 2024\n    title:\n      en: \"C # 3\"\n  \
                 - id: d    # from next of the edition 2024\n    title:\n      en: \"D: \\\"4\\\"\"\n";
    lines.lines().map(|line| format!("{:column$}{line}\n", "")).collect()
}

const BRACKETS: &str = r#"[{id: c, title: {en: "C # 3"}}, {id: d, title: {en: "D: \"4\""}}]"#;

#[test]
fn rows_take_the_place_of_those_there_are_in_every_style() {
    let head = "canevas: 1\ncountry: CMR\n";
    for (before, after, comments) in [
        // A list in the column of its key, quoted keys, a space before the colon, an indentation of four.
        (
            "facts:\n  steps:\n  - id: a\n  - id: b\n    title: B\n  region: C\n",
            format!("facts:\n{}  region: C\n", lines(2)),
            &[][..],
        ),
        ("\"facts\":\n  region: C\n  'steps':\n    - id: a\n", format!("\"facts\":\n  region: C\n{}", lines(2)), &[]),
        ("facts :\n  steps :\n    - id: a\n  region: C\n", format!("facts :\n{}  region: C\n", lines(2)), &[]),
        ("facts:\n    steps:\n        - id: a\n    region: C\n", format!("facts:\n{}    region: C\n", lines(4)), &[]),
        // Comments between rows and before them, in any column.
        (
            "facts:\n  steps:\n    - id: a\n# a note\n    - id: b\n\n  region: C\n",
            format!("facts:\n{}\n  region: C\n", lines(2)),
            &["# a note"],
        ),
        (
            "facts:\n# first\n  steps: # old\n    # deep\n    - id: a  # A\n      title: 'x # y'\n    # last\n# next\n  region: C\n",
            format!("facts:\n# first\n{}# next\n  region: C\n", lines(2)),
            &["# old", "# deep", "# A", "# last"],
        ),
        ("facts:\n      # deep\n  steps: []\n", format!("facts:\n      # deep\n{}", lines(2)), &[]),
        // A key of the same name in a text.
        (
            "facts:\n  region: |\n    one\n    steps: two\n  steps:\n    - id: a\n",
            format!("facts:\n  region: |\n    one\n    steps: two\n{}", lines(2)),
            &[],
        ),
        // Braces.
        ("facts: {region: C, steps: [{id: a}]}\n", format!("facts: {{region: C, steps: {BRACKETS}}}\n"), &[]),
        ("facts:\n  {region: C}\n", format!("facts:\n  {{region: C, steps: {BRACKETS}}}\n"), &[]),
        ("facts: {\n  region: C, # c\n}\n", format!("facts: {{\n  region: C, steps: {BRACKETS}, # c\n}}\n"), &[]),
        ("facts:\n  steps: [\n    {id: a} # A\n  ]\n", format!("facts:\n{}", lines(2)), &["# A"]),
        // Nothing is known yet.
        ("facts: {}  # none\n", format!("facts:  # none\n{}", lines(2)), &[]),
        ("facts:\n  {}\n# end\n", format!("facts:\n{}# end\n", lines(2)), &[]),
        ("facts:   # none\n", format!("facts:   # none\n{}", lines(2)), &[]),
        ("", format!("facts:\n{}", lines(2)), &[]),
        ("# end", format!("# end\nfacts:\n{}", lines(2)), &[]),
        (
            "facts:\n  region: C\n  # steps: none\n# end",
            format!("facts:\n  region: C\n  # steps: none\n{}# end", lines(2)),
            &[],
        ),
        ("facts:\n  region: C", format!("facts:\n  region: C\n{}", lines(2)), &[]),
    ] {
        let expect = |before: String, after: String| {
            let comments = comments.iter().map(|comment| (*comment).to_owned()).collect();
            assert_eq!(with_rows(&before), Ok((after, comments)), "{before}");
        };
        let (before, after) = (format!("{head}{before}"), format!("{head}{after}"));
        expect(before.clone(), after.clone());
        expect(format!("\u{feff}{before}"), format!("\u{feff}{after}"));
        expect(before.replace('\n', "\r\n"), after.replace('\n', "\r\n"));
        let ended = |text: &str| format!("---\n{}\n...\n", text.trim_end());
        expect(ended(&before), ended(&after));
        let indented =
            |text: &str| text.lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect::<String>();
        // A comment in column 0 is one in column 2 here: it still belongs to no row.
        expect(indented(&before), indented(&after));
    }
}

#[test]
fn a_file_in_braces_takes_rows() {
    for (before, after) in [
        ("{canevas: 1, country: CMR}\n", format!("{{canevas: 1, country: CMR, facts: {{steps: {BRACKETS}}}}}\n")),
        (
            "{country: CMR, facts: {}, canevas: 1}",
            format!("{{country: CMR, facts: {{steps: {BRACKETS}}}, canevas: 1}}"),
        ),
        ("{\n  facts: {steps: [], region: C}\n}\n", format!("{{\n  facts: {{steps: {BRACKETS}, region: C}}\n}}\n")),
    ] {
        assert_eq!(with_rows(before), Ok((after, Vec::new())));
    }
}

#[test]
fn what_cannot_be_edited_is_refused() {
    for refused in [
        "facts:\n  ? steps\n  : - id: a\n",
        "facts: none\n",
        "facts:\n  - steps\n",
        "- facts\n",
        "facts:\n  steps: [\n",
        "facts:\n  a: 1\nfacts:\n  steps: []\n",
    ] {
        let why = with_rows(refused).expect_err(refused);
        assert!(why.contains("write each fact on a line of its own"), "{why}");
    }
    for old_macintosh in
        ["canevas: 1\rfacts:\r  steps:\r    - id: a\r", "facts:\r  region: C\r", "canevas: 1\rfacts:\r  steps: []\r"]
    {
        let why = with_rows(old_macintosh).expect_err(old_macintosh);
        assert!(why.contains("save it with line ends of Unix or Windows"), "{why}");
    }
}

/// A change of one row.
type Change<'c> = &'c dyn Fn(&str) -> Result<(String, Vec<String>), String>;

/// Rows are added, taken out and changed one at a time, and everything else stays as it is typed.
#[test]
fn one_row_changes_and_the_rest_stays() {
    let head = "canevas: 1\ncountry: CMR\n";
    let in_block = "facts:\n  # all\n  steps: # ours\n    # about a\n    - id: a # A\n      title: 'A # 1'\n    # about b\n    - id: b\n      title:\n        fr: B\n      # day\n      due: 2026-01-31\n  region: C\n";
    let in_braces = "facts: {steps: [{id: a, title: A}, {id: b, title: {fr: B}, due: 2026-01-31}], region: C}\n";
    let day = Cell::Word("2027-02-28".to_owned());
    let english = Cell::Texts(vec![(Some("en".to_owned()), "B: 2".to_owned())]);
    let c = "    - id: c    # from next of the edition 2024\n      title:\n        en: \"C\"\n";
    for (change, from, to, to_in_braces, gone) in [
        (
            &(|text: &str| append(text, "steps", &[row("c", "C")])) as Change<'_>,
            "  region: C\n",
            format!("{c}  region: C\n"),
            in_braces.replace("}], region", "}, {id: c, title: {en: \"C\"}}], region"),
            &[][..],
        ),
        (
            &|text: &str| set(text, "steps", "b", "due", &day),
            "2026-01-31",
            "2027-02-28".to_owned(),
            in_braces.replace("2026-01-31", "2027-02-28"),
            &[],
        ),
        (
            &|text: &str| set(text, "steps", "a", "due", &day),
            "'A # 1'\n",
            "'A # 1'\n      due: 2027-02-28\n".to_owned(),
            in_braces.replace("title: A}", "title: A, due: 2027-02-28}"),
            &[],
        ),
        (
            &|text: &str| set(text, "steps", "b", "title", &english),
            "        fr: B\n",
            "        fr: B\n        en: \"B: 2\"\n".to_owned(),
            in_braces.replace("{fr: B}", "{fr: B, en: \"B: 2\"}"),
            &[],
        ),
        (
            &|text: &str| remove(text, "steps", "b"),
            "    # about b\n    - id: b\n      title:\n        fr: B\n      # day\n      due: 2026-01-31\n",
            String::new(),
            "facts: {steps: [{id: a, title: A}], region: C}\n".to_owned(),
            &["# about b", "# day"],
        ),
        (
            &|text: &str| remove(text, "steps", "a"),
            "    - id: a # A\n      title: 'A # 1'\n    # about b\n",
            "    # about b\n".to_owned(),
            in_braces.replace("{id: a, title: A}, ", ""),
            &["# A"],
        ),
    ] {
        let gone: Vec<String> = gone.iter().map(|comment| (*comment).to_owned()).collect();
        assert!(in_block.contains(from), "{from}");
        let expected = format!("{head}{}", in_block.replacen(from, &to, 1));
        assert_eq!(change(&format!("{head}{in_block}")), Ok((expected.clone(), gone.clone())));
        let windows = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(change(&windows(&format!("{head}{in_block}"))), Ok((windows(&expected), gone)));
        assert_eq!(change(&format!("{head}{in_braces}")), Ok((format!("{head}{to_in_braces}"), Vec::new())));
    }
    let one = |steps: &str| format!("{head}facts:\n  steps:{steps}");
    assert_eq!(remove(&one(" # ours\n    - id: a\n"), "steps", "a"), Ok((one(" [] # ours\n"), Vec::new())));
    assert_eq!(remove(&one(" [{id: a}]\n"), "steps", "a"), Ok((one(" []\n"), Vec::new())));
}

/// A row in brackets takes its comment along, and the outcome repeats the comment. Comments of other rows stay.
#[test]
fn comments_in_brackets_go_with_their_row() {
    let of = |rows: &str| format!("canevas: 1\ncountry: CMR\nfacts:\n  steps: [\n{rows}  ]\n");
    let (a, b, c) = ("    {id: a}, # first\n", "    {id: b}, # second\n", "    {id: c} # third\n");
    let all = of(&format!("{a}{b}{c}"));
    for (key, kept, gone) in [
        ("a", of(&format!("{b}{c}")), &["# first"][..]),
        ("b", of(&format!("{a}{c}")), &["# second"]),
        ("c", of(&format!("{a}    {{id: b}} # second\n     # third\n")), &[]),
    ] {
        let gone: Vec<String> = gone.iter().map(|comment| (*comment).to_owned()).collect();
        assert_eq!(remove(&all, "steps", key), Ok((kept, gone)), "{key}");
    }
}

/// A comment on a line of its own is about the row below it, and a comment beside a dash is about the row of that dash.
#[test]
fn a_comment_stays_with_the_row_that_it_is_about() {
    let of = |rows: &str| format!("canevas: 1\ncountry: CMR\nfacts:\n  steps:{rows}");
    for (before, key, after, gone) in [
        (
            " [\n    {id: a}, # of a\n\n    # above b\n    # too\n    {id: b}\n  ]\n",
            "a",
            " [\n    # above b\n    # too\n    {id: b}\n  ]\n",
            &["# of a"][..],
        ),
        (" [\n    {id: a} # of a\n    , # c\n    {id: b}\n  ]\n", "a", " [\n    {id: b}\n  ]\n", &["# of a", "# c"]),
        (
            "\n  - # dash a\n    id: a\n    title: A\n  - # dash b\n    id: b\n",
            "a",
            "\n  - # dash b\n    id: b\n",
            &["# dash a"],
        ),
        (
            "\n    - id: a\n    - # dash b\n\n      # deep\n      id: b\n    - id: c\n",
            "b",
            "\n    - id: a\n    - id: c\n",
            &["# dash b", "# deep"],
        ),
    ] {
        let gone: Vec<String> = gone.iter().map(|comment| (*comment).to_owned()).collect();
        assert_eq!(remove(&of(before), "steps", key), Ok((of(after), gone.clone())), "{before}");
        let windows = |rows: &str| of(rows).replace('\n', "\r\n");
        assert_eq!(remove(&windows(before), "steps", key), Ok((windows(after), gone)), "{before}");
    }
}

/// A row whose dash stands on a line of its own is edited too, or refused: nothing is guessed.
#[test]
fn a_row_of_another_style_is_refused() {
    let text = "canevas: 1\ncountry: CMR\nfacts:\n  steps:\n    -\n      id: a\n";
    for done in [append(text, "steps", &[row("c", "C")]), remove(text, "steps", "a")] {
        match done {
            Ok((out, _)) => assert!(out.starts_with("canevas: 1"), "{out}"),
            Err(why) => assert!(why.contains("cannot be put into this country file"), "{why}"),
        }
    }
}
