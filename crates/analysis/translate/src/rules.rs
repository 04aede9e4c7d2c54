//! The rules about translations that come back.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] =
    &[&UNKNOWN_TEXT, &OLD_SOURCE, &BAD_XLIFF, &OTHER_LANGUAGES, &OTHER_EDITION, &NOT_TAKEN, &MOVED_KEY];

rule! {
    UNKNOWN_TEXT: "T001", "unknown-text", Deny, since "0.1.0",
    "A translation that comes back belongs to no text of the form.",
    explain "`canevas translate import` takes translations only for texts of the form. The question or option was removed or renamed after the file was sent out, or the file belongs to another form. Where the change file declares the new id, or exactly one text has the same source, the translation goes there by itself. Otherwise the import takes nothing from the file.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgctxt "form.titel"
        ^^^^^^^^^^^^
msgid "A form"
msgstr "Un formulaire"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;

    OLD_SOURCE: "T002", "old-source", Deny, since "0.1.0",
    "A translation that comes back was made from an earlier or different source text.",
    explain "The source text was edited after the file was sent out, or in the translator's tool. Renew the catalogue with `canevas translate extract` and send it again: it shows the old source beside the new one. The import takes nothing from the file.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgctxt "form.title"
msgid "The form"
      ^^^^^^^^^^
msgstr "Le formulaire"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;

    BAD_XLIFF: "T003", "bad-xliff", Deny, since "0.1.0",
    "A file that comes back is not readable XLIFF.",
    explain "`canevas translate import` reads XLIFF 1.2, 2.0 and 2.1, which `canevas translate extract --xliff FOLDER` writes. If the file is cut off or has another version, it was damaged on the way or exported in another format. The import takes nothing from it.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- import/fr.xlf --
<xliff version="1.2"><file original="a" source-language="en" target-language="fr" datatype="plaintext"><body><trans-unit id="form.title"><source>A form</source><target>Un formulaire</source></trans-unit></body></file></xliff>
                                                                                                                                                                                     ^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- import/fr.xlf --
<xliff version="1.2"><file original="a" source-language="en" target-language="fr" datatype="plaintext"><body><trans-unit id="form.title"><source>A form</source><target>Un formulaire</target></trans-unit></body></file></xliff>
"#;

    OTHER_LANGUAGES: "T004", "other-languages", Deny, since "0.1.0",
    "A file that comes back has other languages than the import expects.",
    explain "The head of a translator's file says which languages it is from and into: `Language` in PO, `target-language` or `trgLang` in XLIFF. If the catalogue has another language, the files were mixed up. A different region, such as `fr-CA` for `fr`, counts as the same language. The import takes nothing from the file. Where you name the language with `--language`, that counts, and the finding is a warning.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgid ""
^^^^^^^^
msgstr "Language: es\n"

msgctxt "form.title"
msgid "A form"
msgstr "Un formulario"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgid ""
msgstr "Language: fr\n"

msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;

    OTHER_EDITION: "T005", "other-edition", Deny, since "0.1.0",
    "A file that comes back was sent out for another form or edition.",
    explain "The head of the file names the form and edition that it was made for: `original` in XLIFF, `Project-Id-Version` in PO. The same key can mean something else there, so the import takes nothing from the file. If the translations are meant for this edition anyway, write its name into the head. The import still refuses translations of another source. It accepts a head that names no form.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgid ""
^^^^^^^^
msgstr "Project-Id-Version: demo/sample 2019\n"

msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgid ""
msgstr "Project-Id-Version: demo/sample 2024\n"

msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;

    NOT_TAKEN: "T006", "not-taken", Warn, since "0.1.0",
    "The import skipped a text that nobody has translated.",
    explain "Some tools copy the source into each text that nobody translated, and some return a text that is only partly translated. Such a text counts as untranslated. The import takes a translation that equals its source only if the file marks it as translated. XLIFF marks it with a state; in PO, an entry counts as marked.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- import/fr.xlf --
<xliff version="1.2"><file original="a" source-language="en" target-language="fr" datatype="plaintext"><body><trans-unit id="form.title"><source>A form</source><target>A form</target></trans-unit></body></file></xliff>
                                                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- import/fr.xlf --
<xliff version="1.2"><file original="a" source-language="en" target-language="fr" datatype="plaintext"><body><trans-unit id="form.title"><source>A form</source><target state="translated">Un formulaire</target></trans-unit></body></file></xliff>
"#;

    MOVED_KEY: "T007", "moved-key", Info, since "0.1.0",
    "A translation that comes back goes to a text that has another key now.",
    explain "The question, option or section got another id or another place after the file was sent out. The translation goes to the new key where the change file declares the new id. It also goes there where the old key is gone and exactly one text of the form has the same source in the same part, and the file has no translation of its own for it. Look whether the translation still fits at the new place.",
    bad r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: work
    title: The work of the year
    questions:
      - id: offices
        type: yes_no
        ask: Are there offices in the country?
-- import/fr.po --
msgctxt "section.jobs.title"
        ^^^^^^^^^^^^^^^^^^^^
msgid "The work of the year"
msgstr "Le travail cette fois"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- import/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#;
}
