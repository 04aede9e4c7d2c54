//! Rules about the notation of a file. Its meaning is checked later.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &NOT_YAML,
    &YAML_FEATURE,
    &DUPLICATE_KEY,
    &TOO_BIG,
    &NOT_JSON,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_KIND,
    &EMPTY_VALUE,
    &UNKNOWN_WORD,
    &BAD_ID,
    &FORBIDDEN_CHARACTER,
    &TEXT_TRAP,
    &TEXT_STYLE,
    &NOT_TOML,
];

rule! {
    // Nothing can be built from a form that cannot be read or that has no meaning.
    all [build_depends];

    NOT_YAML: "S001", "not-yaml", Deny, since "0.1.0",
    "The file is not YAML.",
    explain "The reader stopped because indentation, quotes or brackets do not fit together. Look at the line it names and the one above. Lines of one block start in the same column, with spaces and not with tabs.",
    bad r#"
sections:
  - id: s
   title: A section
   ^^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    YAML_FEATURE: "S002", "yaml-feature", Deny, since "0.1.0",
    "A file uses tags, anchors, aliases, merge keys or several documents of YAML.",
    explain "YAML gives `!`, `&`, `*` and `<<` a meaning of their own: it would silently drop the condition of `show_if: !a`. Write `not a`. Put a text that starts with such a sign on the next line after `|`.",
    bad r#"
sections:
  - id: &first s
        ^^^^^^
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    DUPLICATE_KEY: "S003", "duplicate-key", Deny, since "0.1.0",
    "A block has the same key twice.",
    explain "Only one of the two can apply, and other tools silently keep the last one. Remove one, or correct its name. An option's code is a key as well.",
    bad r#"
sections:
  - id: s
    id: t
    ^^
    title: A section
    questions: []
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    TOO_BIG: "S004", "too-big", Deny, since "0.1.0",
    "The file is larger or more deeply nested than any questionnaire needs.",
    explain "A file may have 32 MiB and 32 levels; ten thousand questions need an eighth of that. The limit stops a broken or hostile file from filling the memory.",
    bad r#"
sections: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
                                         ^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    NOT_JSON: "S005", "not-json", Deny, since "0.1.0",
    "The file is not JSON.",
    explain "The form or `canevas` writes returns. If somebody edited the file by hand, a comma or a quote may be missing at this place.",
    bad r#"
-- returns/ABC.json --
{ "canevas": 1,
              ^
"#,
    good r#"
-- returns/ABC.json --
{ "canevas": 1, "form": "demo/sample", "edition": "2024", "language": "en", "status": "draft", "facts": {}, "answers": {} }
"#;

    UNKNOWN_KEY: "S006", "unknown-key", Deny, since "0.1.0",
    "A block has an unknown key.",
    explain "Most often the key is misspelled, or its indentation puts it into the wrong block. The message names the most similar key, or all keys of the block.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
        requird: yes
        ^^^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
        required: yes
"#;

    MISSING_KEY: "S007", "missing-key", Deny, since "0.1.0",
    "A block lacks a key that it needs.",
    explain "The message names the key and the line where the block starts. Check the indentation as well: the key may belong to the block above.",
    bad r#"
sections:
  - id: s
    ^^
    questions:
      - id: q
        type: text
        ask: What is it?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    WRONG_KIND: "S008", "wrong-kind", Deny, since "0.1.0",
    "A value has the wrong kind for its key.",
    explain "The value is a text and the key takes a list, or the other way round. A list has lines that start with `-`; a block has lines of `key: value`, all in one column.",
    bad r#"
sections: none
          ^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    EMPTY_VALUE: "S009", "empty-value", Deny, since "0.1.0",
    "A key has no value.",
    explain "An empty value differs from a missing key, and nobody knows which one you mean. Write the value or remove the key.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
        hint:
        ^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    UNKNOWN_WORD: "S010", "unknown-word", Deny, since "0.1.0",
    "A value is none of the words that its key takes.",
    explain "The key takes one of a few words. The message names the most similar one, or all of them.",
    bad r#"
numbering: stabel
           ^^^^^^
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#,
    good r#"
numbering: stable
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    BAD_ID: "S011", "bad-id", Deny, since "0.1.0",
    "A word cannot be an id.",
    explain "Ids name questions and options in files, formulas and other programs for years. An id starts with a lower-case letter and has at most 40 lower-case letters, digits and _. The label beside it may be in any language.",
    bad r#"
sections:
  - id: Première partie
        ^^^^^^^^^^^^^^^
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#,
    good r#"
sections:
  - id: premiere_partie
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    FORBIDDEN_CHARACTER: "S012", "forbidden-character", Deny, since "0.1.0",
    "A text holds an invisible character that breaks documents.",
    explain "Text pasted from Word or from the web may hold control characters and direction marks. They break Word files or reverse the reading order. Delete the character at this place.",
    bad r#"
sections:
  - id: s
    title: "A\u202e section"
           ^^^^^^^^^^^^^^^^^
    questions:
      - id: q
        type: text
        ask: What is it?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    TEXT_TRAP: "S013", "text-trap", Deny, since "0.1.0",
    "YAML reads the text differently from how it is written.",
    policy [fmt_mends],
    explain "Without `|`, a ` #` cuts the text, a ` : ` splits it, and a text that starts with { [ \" ' * & % @ > ! or - gets another meaning. Put the text on the next line after `|`; `canevas fmt` does it for you. Where a space follows the `#`, it may be a remark: `canevas fmt` leaves it alone, and you put it on a line of its own or make it part of the text.",
    bad r#"
sections:
  - id: s
    title: Your #5 priority
                ^
    questions:
      - id: q
        type: text
        ask: What about your #5 priority?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: |
          What about your #5 priority?
"#;

    TEXT_STYLE: "S014", "text-style", Warn, since "0.1.0",
    "The style of a text loses paragraphs or hides a mistake.",
    policy [fmt_mends],
    explain "`>` joins lists and paragraphs into one line, a plain text over several lines loses its line breaks, a line that starts with `# ` inside `|` is text and not a comment, and curly quotes do not quote. Write texts after `|`. `canevas fmt` corrects most of these.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: >
             ^
          What is it?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: |
          What is it?
"#;

    NOT_TOML: "S015", "not-toml", Deny, since "0.1.0",
    "The file is not TOML.",
    explain "`canevas.toml` sets levels of rules: a line `[rules.NAME]` per rule, and below it `level` and `reason`, each with its value in quotes. The reader stops at this place and ignores the rest of the file.",
    bad r#"
-- canevas.toml --
[rules.text-length]
level = info
        ^^^^
reason = "our labels are long by law"
"#,
    good r#"
-- canevas.toml --
[rules.text-length]
level = "info"
reason = "our labels are long by law"
"#;
}
