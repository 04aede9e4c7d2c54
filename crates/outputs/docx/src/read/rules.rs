//! What can be found in a filled Word file.
//!
//! In the examples, `filled/*.json` says what happened to the Word file: `fill` is what a person wrote into a field, `beside`
//! what they typed after it, `typed` what they typed elsewhere, `tracked` whether Word recorded changes, `lost` what another
//! program removed, `replaced` what it changed in the text, and `parts` what it added to or changed in a part of the file.

use canevas_diagnostics::{Rule, rule};

/// Every rule about filled Word files, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &MACROS_NOT_RUN,
    &EMBEDDED_CONTENT,
    &EXTERNAL_LINK,
    &FIELD_NOT_EVALUATED,
    &TRACKED_CHANGES,
    &OTHER_QUESTIONNAIRE,
    &QUESTIONNAIRE_CHANGED,
    &IDENTITY_LOST,
    &LANGUAGE_DIFFERS,
    &ANSWER_BESIDE_FIELD,
    &LABELS_CHANGED,
    &HIDDEN_ANSWER_DIFFERS,
    &CHECKBOX_DIFFERS,
    &FIELD_MISSING,
    &NOT_AN_ANSWER,
    &UNPLACED_TEXT,
    &MORE_THAN_TEXT,
    &RANGE_BROKEN,
];

rule! {
    MACROS_NOT_RUN: "W001", "macros-not-run", Warn, since "0.1.0",
    "A Word file contains macros, or is of a type that allows them.",
    explain "Canevas makes files without macros, and never runs one. Somebody else added it. The answers are read as usual. Do not open the file in Word before you know where the macro comes from.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" }, "parts": { "word/vbaProject.bin": "a macro" } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    EMBEDDED_CONTENT: "W002", "embedded-content", Warn, since "0.1.0",
    "A Word file contains another file or object, which is not read.",
    explain "A spreadsheet, a drawing or a second document inside the Word file may hold part of an answer. Canevas does not open it. Open the file in Word, and copy what belongs to an answer into its field.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "See the table" }, "parts": { "word/embeddings/table.bin": "a spreadsheet" } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    EXTERNAL_LINK: "W003", "external-link", Warn, since "0.1.0",
    "A Word file links to another file, which is not opened.",
    explain "Word can show pictures and take templates from other files or from the web. Canevas opens none of them. A linked picture may hold part of an answer; a linked template may come from somebody you do not know. Hyperlinks in the text are not reported.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "parts": { "word/_rels/settings.xml.rels": "<Relationships><Relationship Id='a' Type='t/attachedTemplate' TargetMode='External' Target='https://example.org/a.dotm'/></Relationships>" } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "parts": { "word/_rels/settings.xml.rels": "<Relationships><Relationship Id='a' Type='t/hyperlink' TargetMode='External' Target='https://example.org'/></Relationships>" } }
"#;

    FIELD_NOT_EVALUATED: "W004", "field-not-evaluated", Warn, since "0.1.0",
    "A Word file contains a field code that Word would evaluate.",
    explain "A field code computes its text: a date, a cross-reference, text from another file. Canevas does not evaluate it and reads the text that the file shows. Check that the text is what the respondent meant. The fields that LibreOffice makes of answers, when it saves a Word file as .odt or .doc, keep no line breaks, so the lines of a long answer may be joined. Page numbers and hyperlinks are not reported.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "replaced": [["</w:body>", "<w:p><w:fldSimple w:instr=\" DATE \"/></w:p></w:body>"]] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "replaced": [["</w:body>", "<w:p><w:fldSimple w:instr=\" PAGE \"/></w:p></w:body>"]] }
"#;

    TRACKED_CHANGES: "W005", "tracked-changes", Warn, since "0.1.0",
    "A Word file contains tracked changes.",
    explain "Inserted text is read and deleted text is not, as if all changes were accepted. A cell whose deletion is tracked is read as it stands, and so are two paragraphs that a change joins. Look through the changes in Word where the respondent may have meant something else.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "tracked": true, "fill": { "summary": "Two workshops" } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    OTHER_QUESTIONNAIRE: "W006", "other-questionnaire", Warn, since "0.1.0",
    "A Word file is for another form, edition or country than it was read for.",
    explain "Each Word file says which questionnaire it is. With `--form`, it is read for the form that you name. Answers to questions that both have are kept; look through them, and at the text in no answer.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "parts": { "customXml/item1.xml": ["edition=\"2024\"", "edition=\"2023\""] } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    QUESTIONNAIRE_CHANGED: "W007", "questionnaire-changed", Warn, since "0.1.0",
    "The questionnaire has changed since the Word file was made.",
    explain "The file holds digests of the questions and of the facts about the country. They differ from today's, so somebody changed the form or the country file after the Word file was built. Check the answers to the questions that changed. The footer of each page prints the first digits of the digest.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "parts": { "customXml/item1.xml": ["definition=\"sha256:", "definition=\"sha256:0"] } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    IDENTITY_LOST: "W008", "identity-lost", Warn, since "0.1.0",
    "A Word file does not say which questionnaire, country or language it is.",
    explain "A program that saved the file dropped the hidden part in which Canevas writes them. The file was read as the copy, and in the language, whose labels agree best with it. Check the country and the language of the return.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" }, "lost": ["hidden xml"] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    LANGUAGE_DIFFERS: "W009", "language-differs", Warn, since "0.1.0",
    "The labels of a Word file are in another language than the file says.",
    explain "Somebody may have pasted the questions of one language into the file of another. The file was read in the language of its labels, so that choices and dates are understood.",
    bad r#"languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "parts": { "customXml/item1.xml": ["language=\"en\"", "language=\"fr\""] } }
"#,
    good r#"languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    ANSWER_BESIDE_FIELD: "W010", "answer-beside-field", Warn, since "0.1.0",
    "An answer stands after its field, which is empty.",
    explain "The respondent typed after the field and not in it. The text was taken as the answer. Check that it is one.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "beside": { "summary": "Two workshops" } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    LABELS_CHANGED: "W011", "labels-changed", Warn, since "0.1.0",
    "Answers were recognised only by their position, or some lines not at all.",
    explain "Where the fields of a file are gone, an answer is recognised by the label before it. Where that label is gone as well, only the position between other answers is left; check these answers. An answer that was recognised so and says what the form itself says may be a label that somebody moved. The label of the question itself, at the start of its answer, is left out of the answer. In a very long file that differs from the blank form everywhere, not every line is compared; look through the text in no answer.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: progress
        type: group
        ask: How far is your plan?
        fields:
          - id: state
            type: text
            ask: State
          - id: next_step
            type: text
            ask: Next step
-- filled/CMR.json --
{ "fill": { "progress/state": "Begun", "progress/next_step": "To open two schools" }, "replaced": [["<w:t>State</w:t>", "<w:t/>"], ["<w:t>Next step</w:t>", "<w:t/>"]], "lost": ["controls", "bookmarks", "hidden xml"] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: progress
        type: group
        ask: How far is your plan?
        fields:
          - id: state
            type: text
            ask: State
          - id: next_step
            type: text
            ask: Next step
-- filled/CMR.json --
{ "fill": { "progress/state": "Begun", "progress/next_step": "To open two schools" } }
"#;

    HIDDEN_ANSWER_DIFFERS: "W012", "hidden-answer-differs", Warn, since "0.1.0",
    "The visible answer differs from the copy in the hidden part of the Word file.",
    explain "Word writes each answer into a hidden part of the file as well. Another program changed one and not the other. The visible text was taken, because it is what the respondent sees: an empty field is empty, and a deleted row stays deleted. Only where nothing of a question is left in the document, or its fields are gone and still show prompts, its answers come from the hidden part. Line breaks that another program lost come from there too.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" }, "parts": { "customXml/item1.xml": ["Two", "Three"] } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    CHECKBOX_DIFFERS: "W013", "checkbox-differs", Warn, since "0.1.0",
    "A checkbox shows another state than the Word file stores, or has a mark beside it or a word in its place.",
    explain "Word stores whether a checkbox is ticked, and draws it. Another program, or somebody who typed over the box, changed one and not the other. What the box shows was taken, because it is what the respondent sees. A mark that somebody typed beside a box counts as a tick. So does the label of one option that somebody typed in the cell of a table in place of its boxes. Check the answer.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: went_well
        type: yes_no
        ask: Did it go well?
-- filled/CMR.json --
{ "replaced": [["w14:checked w14:val=\"0\"", "w14:checked w14:val=\"1\""]] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: went_well
        type: yes_no
        ask: Did it go well?
-- filled/CMR.json --
{ "fill": { "went_well=yes": true } }
"#;

    FIELD_MISSING: "W014", "field-missing", Warn, since "0.1.0",
    "A field of the questionnaire was not found in the Word file.",
    explain "Somebody deleted the field together with its label, or another program dropped it. If the respondent answered the question elsewhere in the file, the answer is listed as text in no answer. Otherwise ask again.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "lost": ["body", "hidden xml"] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    NOT_AN_ANSWER: "W015", "not-an-answer", Warn, since "0.1.0",
    "The text in a field is not an answer to its question.",
    explain "A number, date or choice was expected, and the text is something else. The return keeps it under `unread`. Write the answer that the respondent meant into the return, or ask again.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: people
        type: integer
        ask: How many people took part?
-- filled/CMR.json --
{ "fill": { "people": "about a dozen" } }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: people
        type: integer
        ask: How many people took part?
-- filled/CMR.json --
{ "fill": { "people": "12" } }
"#;

    UNPLACED_TEXT: "W016", "unplaced-text", Warn, since "0.1.0",
    "A Word file contains text that belongs to no answer.",
    explain "The respondent typed between the questions, or changed a question. No text is dropped: the report lists it with the label before it. Copy what belongs to an answer into the return.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "typed": [["Your work", "See the annex as well."]] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    MORE_THAN_TEXT: "W017", "more-than-text", Warn, since "0.1.0",
    "An answer in a Word file says more than its text.",
    explain "An equation, a symbol of a special font, the address behind a link, or an automatic number or bullet is more than the text around it. So is a line break in an answer of one line. Text that is struck out or hidden is no answer and is left out. The message says how it was read, or that it was not. Check the answer, and write out what is missing.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" }, "replaced": [["Two workshops", "Growth </w:t><w:sym w:font='Wingdings' w:char='F021'/><w:t>"]] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;

    RANGE_BROKEN: "W018", "range-broken", Warn, since "0.1.0",
    "The end of a field in a Word file is lost.",
    explain "A program deleted the mark that says where an answer ends. The answer was read up to the end of its paragraph. What follows belongs to the next questions, or is listed as text in no answer. Check that the answer is whole.",
    bad r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" }, "replaced": [["<w:bookmarkEnd w:id=\"1\"/>", ""]] }
"#,
    good r#"sections:
  - id: work
    title: Your work
    questions:
      - id: summary
        type: text
        ask: What was done?
-- filled/CMR.json --
{ "fill": { "summary": "Two workshops" } }
"#;
}
