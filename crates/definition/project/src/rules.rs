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
    &BAD_GLOSSARY,
    &GLOSSARY_COLUMN,
    &GLOSSARY_TERM,
    &TERM_TWICE,
    &PLURALS,
    &FILE_NOT_READ,
    &BAD_PUBLISHED,
];

rule! {
    UNKNOWN_COUNTRY: "I001", "unknown-country", Deny, since "0.1.0",
    "A country file names no country, or another than its file name.",
    explain "A country file is named after the ISO 3166-1 alpha-3 code of its country, in capitals, and says the same inside. A country that is not in the table gives its `names` per language.",
    bad r#"
-- countries/CMR.yaml --
canevas: 1
country: CIV
         ^^^
"#,
    good r#"
-- countries/CMR.yaml --
canevas: 1
country: CMR
"#;

    UNKNOWN_FACT: "I002", "unknown-fact", Deny, since "0.1.0",
    "A country file supplies something that the form does not ask for.",
    explain "Facts, the fields of their rows and languages are declared in the form. The message names the nearest, or all there are.",
    bad r#"
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  priorites: []
  ^^^^^^^^^
"#,
    good r#"
about:
  facts:
    priorities:
      list_of:
        title:
          type: text
          ask: Title
sections:
  - id: s
    title: A section
    questions:
      - id: q
        for_each: priorities
        type: text
        ask: |
          What about {item.title}?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  priorities:
    - id: first_one
      title: The first one
"#;

    WRONG_FACT: "I003", "wrong-fact", Deny, since "0.1.0",
    "A fact is not of the type that the form declares.",
    explain "The form says whether a fact is yes or no, a number, a date, a text or a list of rows. A text may be given once, or per language.",
    bad r#"
about:
  facts:
    first_report:
      type: yes_no
      ask: Is it the first report?
sections:
  - id: s
    title: A section
    show_if: not first_report
    questions:
      - id: q
        type: text
        ask: What is it?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  first_report: perhaps
                ^^^^^^^
"#,
    good r#"
about:
  facts:
    first_report:
      type: yes_no
      ask: Is it the first report?
sections:
  - id: s
    title: A section
    show_if: not first_report
    questions:
      - id: q
        type: text
        ask: What is it?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  first_report: no
"#;

    BAD_ROW: "I004", "bad-row", Deny, since "0.1.0",
    "A row of facts has no id of its own.",
    explain "A row's id stays the same from year to year and keys the answers about it, so two rows cannot share one. r1, r2 and so on are kept for the rows of blank copies.",
    bad r#"
about:
  facts:
    priorities:
      list_of:
        title:
          type: text
          ask: Title
sections:
  - id: s
    title: A section
    questions:
      - id: q
        for_each: priorities
        type: text
        ask: |
          What about {item.title}?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  priorities:
    - id: r1
          ^^
"#,
    good r#"
about:
  facts:
    priorities:
      list_of:
        title:
          type: text
          ask: Title
sections:
  - id: s
    title: A section
    questions:
      - id: q
        for_each: priorities
        type: text
        ask: |
          What about {item.title}?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  priorities:
    - id: schooling
"#;

    BAD_PO: "I005", "bad-po", Deny, since "0.1.0",
    "A translation catalogue cannot be read.",
    explain "An entry of a PO file has msgctxt, msgid and msgstr, each followed by text in double quotes; a quote inside is written \\\". Nothing of a file that cannot be read is used.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
        ^^^^^^^^^^^^
msgid "A form"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;

    ORPHAN_TRANSLATION: "I006", "orphan-translation", Warn, since "0.1.0",
    "A translation belongs to no text of the form.",
    // The import itself reports an unknown text, as an error.
    policy [may_follow, not_on_import],
    explain "The question or option it translated was removed or renamed. The entry does no harm, and costs the next translator time.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.titel"
        ^^^^^^^^^^^^
msgid "A form"
msgstr "Un formulaire"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;

    LAST_YEARS_RETURN: "I007", "last-years-return", Deny, since "0.1.0",
    "A file in `last_year/` is no return of this form's edition before.",
    explain "`last_year/CMR.json` is what Cameroon answered in the edition before; its answers are shown beside the questions that ask for it with `last_year`. A return of another form, of this edition or of another country would put wrong words beside them.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: stage
        type: single_choice
        last_year: show
        ask: How far is it?
        choices:
          planned: Planned
          done: Done
-- last_year/CMR.json --
{"canevas":1,"form":"demo/sample","edition":"2023","language":"en","status":"complete","facts":{"country":"CIV"},"answers":{"stage":"planned"}}
                                                                                                          ^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: stage
        type: single_choice
        last_year: show
        ask: How far is it?
        choices:
          planned: Planned
          done: Done
-- last_year/CMR.json --
{"canevas":1,"form":"demo/sample","edition":"2023","language":"en","status":"complete","facts":{"country":"CMR"},"answers":{"stage":"planned"}}
"#;

    LAST_YEARS_OPTION: "I008", "last-years-option", Warn, since "0.1.0",
    "What a country chose last year is no longer offered.",
    explain "The old answer is still shown beside the question, by its code, and the country has to choose anew. Retire the option in the change file, or offer it again.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: stage
        type: single_choice
        last_year: show
        ask: How far is it?
        choices:
          planned: Planned
          done: Done
-- last_year/CMR.json --
{"canevas":1,"form":"demo/sample","edition":"2023","language":"en","status":"complete","facts":{"country":"CMR"},"answers":{"stage":"under_way"}}
                                                                                                                                    ^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: stage
        type: single_choice
        last_year: show
        ask: How far is it?
        choices:
          planned: Planned
          done: Done
-- last_year/CMR.json --
{"canevas":1,"form":"demo/sample","edition":"2023","language":"en","status":"complete","facts":{"country":"CMR"},"answers":{"stage":"planned"}}
"#;

    BAD_GLOSSARY: "I009", "bad-glossary", Deny, since "0.1.0",
    "The glossary cannot be read.",
    explain "`glossary.csv` is a table saved as CSV in UTF-8: the first row names the columns, each further row is a term. Cells are parted by commas, or by semicolons as some spreadsheets do; a text that holds the separator or a quote stands in double quotes, with \"\" for a quote inside. One column is the language that the form is written in.",
    bad r#"
-- glossary.csv --
term,en
roadmap,"roadmap
        ^^^^^^^^
"#,
    good r#"
-- glossary.csv --
term,en
roadmap,"roadmap"
"#;

    GLOSSARY_COLUMN: "I010", "glossary-column", Deny, since "0.1.0",
    "A column of the glossary means nothing.",
    explain "The columns are `term`, `definition`, `note`, one per language of the form, such as `fr`, and beside it `fr forbidden`. What stands in any other column would be used by nobody. A column of a language that the form is not in is only listed: a glossary may serve several forms.",
    bad r#"
-- glossary.csv --
term,en,en forbiden
        ^^^^^^^^^^^
roadmap,roadmap,road map
"#,
    good r#"
-- glossary.csv --
term,en,en forbidden
roadmap,roadmap,road map
"#;

    GLOSSARY_TERM: "I011", "glossary-term", Deny, since "0.1.0",
    "A term of the glossary has no text in the language of the form.",
    explain "A term is looked for where the form says it, in the language that the form is written in. Without a text in that language it is never found, and its translations are never asked for.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- glossary.csv --
term,en,fr
roadmap,,feuille de route
^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- glossary.csv --
term,en,fr
roadmap,roadmap,feuille de route
"#;

    TERM_TWICE: "I012", "term-twice", Deny, since "0.1.0",
    "A term is in the glossary twice, or a text is both accepted and forbidden.",
    explain "Two rows for one term may say two different things, and nobody can follow both. Put all the texts of a term into one row, the preferred one first, parted by |. Two terms may have the same text in a translation, but not in the language of the form.",
    bad r#"
-- glossary.csv --
term,en
roadmap,roadmap
plan,national plan | Roadmap
                     ^^^^^^^
"#,
    good r#"
-- glossary.csv --
term,en
roadmap,roadmap
plan,national plan
"#;

    PLURALS: "I013", "plurals", Deny, since "0.1.0",
    "An entry of a catalogue has plural forms.",
    explain "No text of a questionnaire is counted, so each has one translation. An entry with msgid_plural and msgstr[0], msgstr[1] comes from another catalogue, or was made in a translation tool by mistake. Keep msgctxt, msgid and one msgstr, with the translation that the form is to show.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgid_plural "Forms"
^^^^^^^^^^^^^^^^^^^^
msgstr[0] "Un formulaire"
msgstr[1] "Des formulaires"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;

    FILE_NOT_READ: "I014", "file-not-read", Warn, since "0.1.0",
    "A file or folder seems to belong to an edition, but has a name that is not read.",
    explain "An edition consists of `form.yaml`, `glossary.csv`, `letters.yaml`, `report.yaml`, `changes.yaml`, `published.json`, and of `locales/*.po`, `countries/*.yaml`, `returns/*.json` and `last_year/*.json`, with these names and in small letters. `canevas.toml` may stand beside them or above. A file with a similar name is left out, and a country's copy would be built without its facts. The same is true of a file in another format, such as `glossary.xlsx` or `CMR.json` among the country files, and of a file in the wrong place: a catalogue beside the form, or a folder within `countries`. A catalogue in XLIFF is taken with `canevas translate import`, and a Word file among the returns with `canevas read`. An edition behind a link, in a folder that is left out such as `generated`, or whose form has another name is not read either. The message says what to do with each.",
    bad r#"
-- countries/CMR.yml --
canevas: 1
|<
country: CMR
"#,
    good r#"
-- countries/CMR.yaml --
canevas: 1
country: CMR
"#;

    BAD_PUBLISHED: "I015", "bad-published", Deny, since "0.1.0",
    "The record of what was published cannot be read.",
    explain "`canevas publish` writes `published.json`: the digests of what the countries received. Later editions are compared with it. A file that somebody changed or that a merge damaged says nothing any more. Restore it from the version control.",
    bad r#"
-- published.json --
{ 1 }
|<
"#,
    good r#"
title: A form
"#;
}
