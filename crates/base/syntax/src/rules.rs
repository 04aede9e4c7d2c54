//! What can be wrong with a file before its meaning is looked at.

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
    bad "sections: [a, b",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    YAML_FEATURE: "S002", "yaml-feature", Deny, since "0.1.0",
    "YAML's tags, anchors, aliases, merge keys and second documents have no place here.",
    explain "YAML gives `!`, `&`, `*` and `<<` a meaning of their own, and reads something other than what was written: `show_if: !a` would be no condition at all, in silence. Write `not a`. A text that starts with such a sign stands on the next line after `|`.",
    bad "sections:\n  - id: &first s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    DUPLICATE_KEY: "S003", "duplicate-key", Deny, since "0.1.0",
    "A key stands twice in one block.",
    explain "Only one of the two can count, and other tools keep the last in silence. Remove one, or give the second its right name. An option's code is a key as well.",
    bad "sections:\n  - id: s\n    id: t\n    title: A section\n    questions: []",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    TOO_BIG: "S004", "too-big", Deny, since "0.1.0",
    "The file is larger or nested deeper than any questionnaire needs.",
    explain "A file has 16 MiB at most and 32 levels at most; ten thousand questions need a quarter of that. The limit keeps a broken or hostile file from filling the machine.",
    bad "sections: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    NOT_JSON: "S005", "not-json", Deny, since "0.1.0",
    "The file is not JSON.",
    explain "A return is written by the form or by `canevas`. When it was changed by hand, a comma or a quote may be missing at the place shown.",
    bad "-- returns/ABC.json --\n{ \"canevas\": 1,",
    good "-- returns/ABC.json --\n{ \"canevas\": 1, \"form\": \"demo/sample\", \"edition\": \"2024\", \"language\": \"en\", \"status\": \"draft\", \"facts\": {}, \"answers\": {} }";

    UNKNOWN_KEY: "S006", "unknown-key", Deny, since "0.1.0",
    "A key is not known in this block.",
    explain "Most often it is a slip of the pen, or it stands in the wrong block because of its indentation. The message names the nearest key, or all that the block may have.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n        requird: yes",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n        required: yes";

    MISSING_KEY: "S007", "missing-key", Deny, since "0.1.0",
    "A block lacks a key that it needs.",
    explain "The message names the key and the line where the block starts. Check the indentation as well: the key may stand in the block above.",
    bad "sections:\n  - id: s\n    questions:\n      - id: q\n        type: text\n        ask: What is it?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    WRONG_KIND: "S008", "wrong-kind", Deny, since "0.1.0",
    "A value is of another kind than the key takes.",
    explain "A text stands where a list was expected, or the other way round. A list has lines that start with `-`; a block has lines of `key: value`, all in one column.",
    bad "sections: none",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    EMPTY_VALUE: "S009", "empty-value", Deny, since "0.1.0",
    "Nothing stands after a key.",
    explain "An empty value is not the same as an absent key, and nobody can tell which was meant. Write the value or remove the key.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n        hint:",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    UNKNOWN_WORD: "S010", "unknown-word", Deny, since "0.1.0",
    "A value is not one of the words that the key takes.",
    explain "The key takes one of a few words. The message names the nearest, or all of them.",
    bad "numbering: stabel\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?",
    good "numbering: stable\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    BAD_ID: "S011", "bad-id", Deny, since "0.1.0",
    "A word cannot be an id.",
    explain "Ids name questions and options in files, formulas and other programs for years. They start with a small letter and have small letters, digits and _ only, 40 at most. The label beside them may be in any language.",
    bad "sections:\n  - id: Première partie\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?",
    good "sections:\n  - id: premiere_partie\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    FORBIDDEN_CHARACTER: "S012", "forbidden-character", Deny, since "0.1.0",
    "A text holds an invisible character that breaks documents.",
    explain "Control characters and direction marks come along when text is pasted from Word or from the web. They break Word files or turn the reading order round. Delete the character at the place shown.",
    bad "sections:\n  - id: s\n    title: \"A\\u202e section\"\n    questions:\n      - id: q\n        type: text\n        ask: What is it?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    TEXT_TRAP: "S013", "text-trap", Deny, since "0.1.0",
    "YAML would read something other than the text that was written.",
    explain "Without `|`, a ` #` cuts the text, a ` : ` splits it, and a text that starts with { [ \" ' * & % @ > ! or - is taken for something else. Put the text on the next line after `|`; `canevas fmt` does it for you.",
    bad "sections:\n  - id: s\n    title: Your #5 priority\n    questions:\n      - id: q\n        type: text\n        ask: What about your #5 priority?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: |\n          What about your #5 priority?";

    TEXT_STYLE: "S014", "text-style", Warn, since "0.1.0",
    "A text is written in a way that loses paragraphs or hides a slip.",
    explain "`>` joins lists and paragraphs into one line, a plain text over several lines loses its line breaks, a line that starts with `# ` inside `|` is text and not a comment, and curly quotes do not quote. Write texts after `|`; `canevas fmt` mends what it can.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: >\n          What is it?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: |\n          What is it?";

    NOT_TOML: "S015", "not-toml", Deny, since "0.1.0",
    "The file is not TOML.",
    explain "`canevas.toml` sets levels of rules: a line `[rules.NAME]` per rule, and below it `level` and `reason`, each with its value in quotes. The reader stopped at the place shown; what stands after it is not read.",
    bad "-- canevas.toml --\n[rules.text-length]\nlevel = info\nreason = \"our labels are long by law\"\n",
    good "-- canevas.toml --\n[rules.text-length]\nlevel = \"info\"\nreason = \"our labels are long by law\"\n";
}
