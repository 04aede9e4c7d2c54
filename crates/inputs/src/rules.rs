//! What can be wrong with a country file or a catalogue.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &UNKNOWN_COUNTRY,
    &UNKNOWN_FACT,
    &WRONG_FACT,
    &BAD_ROW,
    &BAD_PO,
    &ORPHAN_TRANSLATION,
    &LAST_YEARS_RETURN,
    &LAST_YEARS_OPTION,
];

rule! {
    UNKNOWN_COUNTRY: "I001", "unknown-country", Deny, since "0.1.0",
    "A country file names no country, or another than its file name.",
    explain "A country file is named after the ISO 3166-1 alpha-3 code of its country, in capitals, and says the same inside. A country that is not in the table gives its `names` per language.",
    bad "-- countries/CMR.yaml --\ncanevas: 1\ncountry: CIV",
    good "-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR";

    UNKNOWN_FACT: "I002", "unknown-fact", Deny, since "0.1.0",
    "A country file supplies something that the form does not ask for.",
    explain "Facts, the fields of their rows and languages are declared in the form. The message names the nearest, or all there are.",
    bad "-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  priorites: []",
    good "about:\n  facts:\n    priorities:\n      list_of:\n        title:\n          type: text\n          ask: Title\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        for_each: priorities\n        type: text\n        ask: |\n          What about {item.title}?\n-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  priorities:\n    - id: first_one\n      title: The first one";

    WRONG_FACT: "I003", "wrong-fact", Deny, since "0.1.0",
    "A fact is not of the type that the form declares.",
    explain "The form says whether a fact is yes or no, a number, a date, a text or a list of rows. A text may be given once, or per language.",
    bad "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\nsections:\n  - id: s\n    title: A section\n    show_if: not first_report\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  first_report: perhaps",
    good "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\nsections:\n  - id: s\n    title: A section\n    show_if: not first_report\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  first_report: no";

    BAD_ROW: "I004", "bad-row", Deny, since "0.1.0",
    "A row of facts has no id of its own.",
    explain "A row's id stays the same from year to year and keys the answers about it, so two rows cannot share one. r1, r2 and so on are kept for the rows of blank copies.",
    bad "about:\n  facts:\n    priorities:\n      list_of:\n        title:\n          type: text\n          ask: Title\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        for_each: priorities\n        type: text\n        ask: |\n          What about {item.title}?\n-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  priorities:\n    - id: r1",
    good "about:\n  facts:\n    priorities:\n      list_of:\n        title:\n          type: text\n          ask: Title\nsections:\n  - id: s\n    title: A section\n    questions:\n      - id: q\n        for_each: priorities\n        type: text\n        ask: |\n          What about {item.title}?\n-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  priorities:\n    - id: schooling";

    BAD_PO: "I005", "bad-po", Deny, since "0.1.0",
    "A translation catalogue cannot be read.",
    explain "An entry of a PO file has msgctxt, msgid and msgstr, each followed by text in double quotes; a quote inside is written \\\". Nothing of a file that cannot be read is used.",
    bad "languages:\n  source: en\n  translations: [fr]\n-- locales/fr.po --\nmsgctxt \"form.title\"\nmsgid \"A form\"",
    good "languages:\n  source: en\n  translations: [fr]\n-- locales/fr.po --\nmsgctxt \"form.title\"\nmsgid \"A form\"\nmsgstr \"Un formulaire\"";

    ORPHAN_TRANSLATION: "I006", "orphan-translation", Warn, since "0.1.0",
    "A translation belongs to no text of the form.",
    explain "The question or option it translated was removed or renamed. The entry does no harm, and costs the next translator time.",
    bad "languages:\n  source: en\n  translations: [fr]\n-- locales/fr.po --\nmsgctxt \"form.titel\"\nmsgid \"A form\"\nmsgstr \"Un formulaire\"",
    good "languages:\n  source: en\n  translations: [fr]\n-- locales/fr.po --\nmsgctxt \"form.title\"\nmsgid \"A form\"\nmsgstr \"Un formulaire\"";

    LAST_YEARS_RETURN: "I007", "last-years-return", Deny, since "0.1.0",
    "A file in `last_year/` is no return of this form's edition before.",
    explain "`last_year/CMR.json` is what Cameroon answered in the edition before; its answers are shown beside the questions that ask for it with `last_year`. A return of another form, of this edition or of another country would put wrong words beside them.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: stage\n        type: single_choice\n        last_year: show\n        ask: How far is it?\n        choices:\n          planned: Planned\n          done: Done\n-- last_year/CMR.json --\n{\"canevas\":1,\"form\":\"demo/sample\",\"edition\":\"2023\",\"language\":\"en\",\"status\":\"complete\",\"facts\":{\"country\":\"CIV\"},\"answers\":{\"stage\":\"planned\"}}",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: stage\n        type: single_choice\n        last_year: show\n        ask: How far is it?\n        choices:\n          planned: Planned\n          done: Done\n-- last_year/CMR.json --\n{\"canevas\":1,\"form\":\"demo/sample\",\"edition\":\"2023\",\"language\":\"en\",\"status\":\"complete\",\"facts\":{\"country\":\"CMR\"},\"answers\":{\"stage\":\"planned\"}}";

    LAST_YEARS_OPTION: "I008", "last-years-option", Warn, since "0.1.0",
    "What a country chose last year is no longer offered.",
    explain "The old answer is still shown beside the question, by its code, and the country has to choose anew. Retire the option in the change file, or offer it again.",
    bad "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: stage\n        type: single_choice\n        last_year: show\n        ask: How far is it?\n        choices:\n          planned: Planned\n          done: Done\n-- last_year/CMR.json --\n{\"canevas\":1,\"form\":\"demo/sample\",\"edition\":\"2023\",\"language\":\"en\",\"status\":\"complete\",\"facts\":{\"country\":\"CMR\"},\"answers\":{\"stage\":\"under_way\"}}",
    good "sections:\n  - id: s\n    title: A section\n    questions:\n      - id: stage\n        type: single_choice\n        last_year: show\n        ask: How far is it?\n        choices:\n          planned: Planned\n          done: Done\n-- last_year/CMR.json --\n{\"canevas\":1,\"form\":\"demo/sample\",\"edition\":\"2023\",\"language\":\"en\",\"status\":\"complete\",\"facts\":{\"country\":\"CMR\"},\"answers\":{\"stage\":\"planned\"}}";
}
