use super::Change::{Duplicate, Insert, Move, Remove, RenameKey, Set};
use super::{Change, EditError, Place, Step, edit};
use serde_json::{Value, json};

/// `sections/0/ask` as a place.
fn place(path: &str) -> Place {
    path.split('/').map(|step| step.parse().map_or_else(|_| Step::Key(step.to_owned()), Step::Item)).collect()
}

fn after(text: &str, change: Change) -> String {
    edit(text, &[change]).unwrap_or_else(|error| format!("refused: {error}"))
}

fn set(text: &str, at: &str, value: Value) -> String {
    after(text, Set { at: place(at), value })
}

const FORM: &str = "\
# A form.
title: Old   # the name
intro: 'In quotes'
sections:
  # About the first.
  - id: one
    ask: |   # long
      Two
      lines

    # Inside.
    options: [a, b]

  # About the second.
  - id: two
    hint: { fr: Oui, en: Yes }
    rows:
      - x
      - y   # last
end: ~
";

#[test]
fn a_value_is_set_and_the_rest_stays() {
    assert_eq!(set(FORM, "title", json!("New")), FORM.replace("Old ", "New "));
    assert_eq!(set(FORM, "intro", json!("It's")), FORM.replace("'In quotes'", "It's"));
    assert_eq!(set(FORM, "intro", json!("So")), FORM.replace("'In quotes'", "'So'"));
    assert_eq!(set(FORM, "sections/1/hint/fr", json!("Non, jamais")), FORM.replace("Oui", "\"Non, jamais\""));
    assert_eq!(set(FORM, "sections/1/rows/1", json!("z")), FORM.replace("- y", "- z"));
    assert_eq!(set(FORM, "title", json!("A: b")), FORM.replace("Old   # the name", "|   # the name\n  A: b"));
    let short = FORM.replace("|   # long\n      Two\n      lines", "Short   # long");
    assert_eq!(set(FORM, "sections/0/ask", json!("Short")), short);
    let longer = FORM.replace("|   # long\n      Two\n      lines", "|   # long\n      One\n\n      more");
    assert_eq!(set(FORM, "sections/0/ask", json!("One\n\nmore")), longer);
}

#[test]
fn keys_are_added_where_the_block_ends() {
    let text = set(FORM, "sections/1/show_if", json!("one = a"));
    assert_eq!(text, FORM.replace("      - y   # last\n", "      - y   # last\n    show_if: one = a\n"));
    let text = set(FORM, "sections/1/hint/es", json!("Sí"));
    assert_eq!(text, FORM.replace("en: Yes", "en: Yes, es: Sí"));
    let text = set(FORM, "sections/0/comment/ask/fr", json!("Pourquoi ?"));
    assert_eq!(text, FORM.replace("[a, b]\n", "[a, b]\n    comment:\n      ask:\n        fr: Pourquoi ?\n"));
    assert_eq!(set("a:\n", "a/b", json!("c")), "a:\n  b: c\n");
    assert_eq!(set("a: {}  # why\n", "a/b", json!("c")), "a:  # why\n  b: c\n");
    assert_eq!(set("a: b", "c", json!("d")), "a: b\nc: d\n");
    assert_eq!(set("a: b\r\n", "c", json!("d\ne")), "a: b\r\nc: |\r\n  d\r\n  e\r\n");
}

#[test]
fn what_is_removed_takes_its_comments_along() {
    let remove = |at: &str| after(FORM, Remove { at: place(at) });
    let second = FORM.find("\n  # About the second").unwrap_or(0);
    let end = FORM.find("end:").unwrap_or(0);
    assert_eq!(remove("sections/1"), format!("{}{}", &FORM[..second], &FORM[end..]));
    assert_eq!(remove("sections/0/options"), FORM.replace("\n    # Inside.\n    options: [a, b]\n", ""));
    assert_eq!(remove("sections/1/id"), FORM.replace("- id: two\n    hint", "- hint"));
    assert_eq!(remove("sections/0/options/1"), FORM.replace("[a, b]", "[a]"));
    assert_eq!(remove("sections/0/options/0"), FORM.replace("[a, b]", "[b]"));
    assert_eq!(remove("sections/1/hint/fr"), FORM.replace("fr: Oui, ", ""));
    assert_eq!(remove("sections/1/rows/0"), FORM.replace("      - x\n", ""));
    assert_eq!(after("a:\n  - b\n", Remove { at: place("a/0") }), "a: []\n");
    assert_eq!(after("a:\n  b: c\nd: e\n", Remove { at: place("a/b") }), "a: {}\nd: e\n");
}

#[test]
fn items_are_put_in_moved_and_duplicated() {
    let insert = |at: &str, value: Value| after(FORM, Insert { at: place(at), value });
    let new = json!({ "id": "new", "ask": "Why?" });
    let lines = "  - id: new\n    ask: Why?\n";
    assert_eq!(insert("sections/2", new.clone()), FORM.replace("end:", &format!("\n{lines}end:")));
    assert_eq!(insert("sections/0", new.clone()), FORM.replace("  - id: one", &format!("{lines}\n  - id: one")));
    assert_eq!(
        insert("sections/1", new),
        FORM.replace("  # About the second", &format!("{lines}\n  # About the second"))
    );
    assert_eq!(insert("sections/0/options/1", json!("c")), FORM.replace("[a, b]", "[a, c, b]"));
    assert_eq!(after("a: []   # none\n", Insert { at: place("a/0"), value: json!("b") }), "a:   # none\n  - b\n");
    assert_eq!(after("a:\n", Insert { at: place("a/0"), value: json!({ "b": "c" }) }), "a:\n  - b: c\n");

    let rows = "a:\n  # one\n  - x: 1\n    y: 2\n  # two\n  - x: 3   # three\nb:\n    - x: 4\n";
    let moved = |from: &str, to: &str| after(rows, Move { from: place(from), to: place(to) });
    assert_eq!(moved("a/1", "a/0"), "a:\n  # one\n  # two\n  - x: 3   # three\n  - x: 1\n    y: 2\nb:\n    - x: 4\n");
    assert_eq!(
        moved("a/1", "b/1"),
        "a:\n  # one\n  - x: 1\n    y: 2\nb:\n    - x: 4\n    # two\n    - x: 3   # three\n"
    );
    assert_eq!(moved("b/0", "a/2"), "a:\n  # one\n  - x: 1\n    y: 2\n  # two\n  - x: 3   # three\n  - x: 4\nb: []\n");
    let twice = after(rows, Duplicate { at: place("a/0") });
    assert_eq!(
        twice,
        "a:\n  # one\n  - x: 1\n    y: 2\n  - x: 1\n    y: 2\n  # two\n  - x: 3   # three\nb:\n    - x: 4\n"
    );
    assert_eq!(after("a: [b, c]\n", Duplicate { at: place("a/1") }), "a: [b, c, c]\n");
    assert_eq!(after(rows, RenameKey { at: place("a/0/y"), name: "z".to_owned() }), rows.replace("y: 2", "z: 2"));
}

#[test]
fn what_cannot_be_changed_says_why() {
    let error = |text: &str, change: Change| edit(text, &[change]).err();
    let nowhere = Remove { at: place("sections/7") };
    assert_eq!(error(FORM, nowhere), Some(EditError::NoPlace(place("sections/7"))));
    let taken = RenameKey { at: place("title"), name: "intro".to_owned() };
    assert_eq!(error(FORM, taken), Some(EditError::Taken("intro".to_owned())));
    let broken = error("a: b\nc: [\n", Set { at: place("a"), value: json!("x") });
    assert!(matches!(broken, Some(EditError::Unreadable { .. })), "{broken:?}");
    let comment = Remove { at: place("a/0") };
    assert_eq!(error("a: [ b, # why\n  c ]\n", comment), Some(EditError::Style { line: 1 }));
}

#[test]
fn several_changes_are_made_or_none() {
    let first = Set { at: place("title"), value: json!("New") };
    let second = Remove { at: place("nothing") };
    assert!(edit(FORM, &[first.clone(), second]).is_err());
    let both = edit(FORM, &[first, Remove { at: place("intro") }]);
    assert_eq!(both, Ok(FORM.replace("Old ", "New ").replace("intro: 'In quotes'\n", "")));
}

#[test]
fn the_blocks_around_a_place_are_found() {
    let (root, _) = super::parse_with_traps(super::SourceId(0), &super::Source::new("", FORM));
    let Some(root) = root else { unreachable!() };
    let at = |word: &str| super::blocks_around(&root, FORM.find(word).unwrap_or_default());
    assert_eq!(at("Old"), [Place::new()]);
    assert_eq!(at("one"), [Place::new(), place("sections/0")]);
    assert_eq!(at("Oui"), [Place::new(), place("sections/1"), place("sections/1/hint")]);
}
