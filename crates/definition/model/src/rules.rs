//! What can be wrong with the meaning of a form.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &UNKNOWN_TYPE,
    &KEY_NOT_OF_TYPE,
    &DUPLICATE_ID,
    &UNKNOWN_LIST,
    &UNKNOWN_PLACEHOLDER,
    &CONDITION_SYNTAX,
    &UNKNOWN_NAME,
    &LATER_REFERENCE,
    &CONDITION_TYPE,
    &UNKNOWN_OPTION,
    &ROWS_IN_CONDITION,
    &BAD_DATE,
    &BAD_HEAD,
    &BAD_BOUNDS,
    &BAD_ROWS,
    &HIDDEN_NAME,
    &BAD_FIELD,
    &MISSING_TEXT,
    &BAD_FEED,
];

rule! {
    // Nothing can be built from a form that cannot be read or that has no meaning.
    all [build_depends];

    UNKNOWN_TYPE: "M001", "unknown-type", Deny, since "0.1.0",
    "A question's type is not known.",
    explain "The message names the nearest type, or all of them: text, long_text, yes_no, single_choice, multiple_choice, rating, integer, decimal, date, month, year, email, url, names_and_roles, group, repeat, note.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: longtext\n        ask: What is it?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: long_text\n        ask: What is it?";

    KEY_NOT_OF_TYPE: "M002", "key-not-of-type", Deny, since "0.1.0",
    "A key has no meaning for the question's type.",
    explain "A text has no `choices`, and a choice has no `max_length`. Remove the key, or change the type.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: yes_no\n        max_length: 20\n        ask: Is it so?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        max_length: 20\n        ask: What is it?";

    DUPLICATE_ID: "M003", "duplicate-id", Deny, since "0.1.0",
    "An id is used twice.",
    explain "Answers are stored by id, so two questions of one id would overwrite one another. Question ids are unique in the whole form, section ids among sections, field ids within their question.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n      - id: q\n        type: text\n        ask: And what is that?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n      - id: r\n        type: text\n        ask: And what is that?";

    UNKNOWN_LIST: "M004", "unknown-list", Deny, since "0.1.0",
    "A list of options is not declared.",
    explain "`choices` names an entry of `lists`, or says `countries`, or holds the options itself.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: single_choice\n        choices: colours\n        ask: Which one?",
    good "lists:\n  colours:\n    red: Red\n    blue: Blue\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: single_choice\n        choices: colours\n        ask: Which one?";

    UNKNOWN_PLACEHOLDER: "M005", "unknown-placeholder", Deny, since "0.1.0",
    "A placeholder in braces is not known here.",
    explain "There are {edition}, {period.from}, {period.to}, {dates.…}, {minutes.from}, {contact.email}, {country} and its cases, facts by their id, {item.…} in a question with for_each, and {question.…}. A brace that is meant as a brace is typed twice: {{.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: |\n          What about {county.of}?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: |\n          What about the people {country.of}?";

    CONDITION_SYNTAX: "M006", "condition-syntax", Deny, since "0.1.0",
    "A condition cannot be read.",
    explain "A condition is a test, or several joined by and / or, with parentheses where both occur. A test is a name (a yes), a name, a sign and a value, `name in (a, b)`, `name has option`, `answered(name)` or `said(name)`.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: yes_no\n        ask: Is it so?\n      - id: r\n        type: text\n        show_if: q == yes\n        ask: How so?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: yes_no\n        ask: Is it so?\n      - id: r\n        type: text\n        show_if: q = yes\n        ask: How so?";

    UNKNOWN_NAME: "M007", "unknown-name", Deny, since "0.1.0",
    "A condition names a question or fact that does not exist.",
    explain "The name is matched with the fields of the same row, the questions before this one, and the facts. The message names the nearest.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: revise\n        type: yes_no\n        ask: Is it so?\n      - id: r\n        type: text\n        show_if: revize = yes\n        ask: How so?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: revise\n        type: yes_no\n        ask: Is it so?\n      - id: r\n        type: text\n        show_if: revise = yes\n        ask: How so?";

    LATER_REFERENCE: "M008", "later-reference", Deny, since "0.1.0",
    "A condition depends on a question that comes later.",
    explain "A form is read from top to bottom, on paper as on screen; what has not been asked yet cannot decide. Move the question up, or the condition down.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: r\n        type: text\n        show_if: q = yes\n        ask: How so?\n      - id: q\n        type: yes_no\n        ask: Is it so?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: yes_no\n        ask: Is it so?\n      - id: r\n        type: text\n        show_if: q = yes\n        ask: How so?";

    CONDITION_TYPE: "M009", "condition-type", Deny, since "0.1.0",
    "A condition tests a question in a way that does not fit its type.",
    explain "A yes_no is tested by its name or `= yes`; a choice by `= option`; several choices by `has option`; numbers, dates and scales by `<` and `>` as well; texts only by answered(…).",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n      - id: r\n        type: text\n        show_if: q > 3\n        ask: How so?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: integer\n        ask: How many?\n      - id: r\n        type: text\n        show_if: q > 3\n        ask: How so?";

    UNKNOWN_OPTION: "M010", "unknown-option", Deny, since "0.1.0",
    "A condition names an option that the question does not have.",
    explain "The word after the sign is an option's code, not its label. The message names the nearest code.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: single_choice\n        ask: Which one?\n        choices:\n          red: Red\n          blue: Blue\n      - id: r\n        type: text\n        show_if: q = green\n        ask: How so?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: single_choice\n        ask: Which one?\n        choices:\n          red: Red\n          blue: Blue\n      - id: r\n        type: text\n        show_if: q = blue\n        ask: How so?";

    ROWS_IN_CONDITION: "M011", "rows-in-condition", Deny, since "0.1.0",
    "A condition reads a question that has several rows as if it had one answer.",
    explain "From outside, say any(name) or all(name), or answered(name). In a row, what depends on the row and what depends on the rest of the form are joined by `and` at the top; `or` and `not` over both cannot be told apart: give the question the outer condition and the field the inner one.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        fields:\n          - id: done\n            type: yes_no\n            ask: Is it done?\n      - id: r\n        type: text\n        show_if: steps.done = yes\n        ask: How so?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        fields:\n          - id: done\n            type: yes_no\n            ask: Is it done?\n      - id: r\n        type: text\n        show_if: any(steps.done) = yes\n        ask: How so?";

    BAD_DATE: "M012", "bad-date", Deny, since "0.1.0",
    "A date is not one of the calendar, or not of the kind that is wanted.",
    explain "Days are written 2023-06-30, months 2023-06, years 2023. `period.from` and `period.to` stand for the form's period.",
    bad "dates:\n  deadline: 2023-02-30\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?",
    good "dates:\n  deadline: 2023-02-28\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    BAD_HEAD: "M013", "bad-head", Deny, since "0.1.0",
    "The head of the form does not say what it should.",
    explain "`canevas: 1`, a form named organisation/name, an edition such as 2022-2023, language tags such as fr, an e-mail address, a web address that starts with https://.",
    bad "form: Our form\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?",
    good "form: demo/our-form\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    BAD_BOUNDS: "M014", "bad-bounds", Deny, since "0.1.0",
    "Bounds exclude every answer.",
    explain "The least is more than the most, or more than there are options. No answer could ever be right.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: integer\n        min: 10\n        max: 1\n        ask: How many?",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: integer\n        min: 1\n        max: 10\n        ask: How many?";

    BAD_ROWS: "M015", "bad-rows", Deny, since "0.1.0",
    "A question cannot be repeated in this way.",
    explain "`for_each` names a list fact of `about`, an entry of `lists`, or `years` (where the form has a period). Repeats and notes are not repeated, and only a group is laid out as a table.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        for_each: priorites\n        type: text\n        ask: What is it?",
    good "about:\n  facts:\n    priorities:\n      list_of:\n        title:\n          type: text\n          ask: Title\n      blank_rows: 2\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        for_each: priorities\n        type: text\n        ask: |\n          What about {item.title}?";

    HIDDEN_NAME: "M016", "hidden-name", Deny, since "0.1.0",
    "A name hides another, so that a condition could mean either.",
    explain "A field may not be called like a question or a fact, and a question not like a fact. Words of the language (and, or, not, in, has, yes, no, answered, said, any, all, years, countries, country, period) cannot be ids of questions.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: title\n        type: text\n        ask: What is it?\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        fields:\n          - id: title\n            type: text\n            ask: Title",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: main_title\n        type: text\n        ask: What is it?\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        fields:\n          - id: title\n            type: text\n            ask: Title";

    BAD_FIELD: "M017", "bad-field", Deny, since "0.1.0",
    "A field or fact is of a type that cannot stand there.",
    explain "Fields are simple answers: no repeats in repeats, no groups in groups. Facts are single values or lists of texts.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        fields:\n          - id: parts\n            type: repeat\n            ask: Which parts?\n            fields: []",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        fields:\n          - id: name\n            type: text\n            ask: Name";

    MISSING_TEXT: "M018", "missing-text", Deny, since "0.1.0",
    "A question asks nothing.",
    explain "Every question needs `ask`, a note `text`, a choice `choices`, a group or repeat `fields`.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        type: text\n        ask: What is it?";

    BAD_FEED: "M019", "bad-feed", Deny, since "0.1.0",
    "Rows feed a fact of the next edition that is not there, or has other fields.",
    explain "`feeds_next_edition` names a list fact; each field of that fact must be a text field of the rows, so that it can be filled from them.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        feeds_next_edition: next_steps\n        fields:\n          - id: title\n            type: text\n            ask: Title",
    good "about:\n  facts:\n    next_steps:\n      list_of:\n        title:\n          type: text\n          ask: Title\n      blank_rows: 2\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: known\n        for_each: next_steps\n        type: text\n        ask: |\n          What about {item.title}?\n      - id: steps\n        type: repeat\n        ask: Which steps?\n        feeds_next_edition: next_steps\n        fields:\n          - id: title\n            type: text\n            ask: Title";
}
