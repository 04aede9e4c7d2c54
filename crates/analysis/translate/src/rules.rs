//! What can be wrong with translations that come back.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[&UNKNOWN_TEXT, &OLD_SOURCE, &BAD_XLIFF, &OTHER_LANGUAGES, &OTHER_EDITION, &NOT_TAKEN];

rule! {
    UNKNOWN_TEXT: "T001", "unknown-text", Deny, since "0.1.0",
    "A translation that comes back belongs to no text of the form.",
    explain "`canevas translate import` takes translations of the texts that the form has. The question or option was removed or renamed since the file was sent out, or the file is of another form. Nothing of the file is taken.",
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
    "A translation that comes back was made from another source than the form has now.",
    explain "The source text was edited after the file was sent out, or in the translator's tool. Renew the catalogue with `canevas translate extract` and send it again: it shows the old source beside the new one. Nothing of the file is taken.",
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
    "A file that comes back is no XLIFF that can be read.",
    explain "`canevas translate import` reads XLIFF 1.2, 2.0 and 2.1, which `canevas translate extract --xliff FOLDER` writes. A file that ends in the middle, or is of another version, was damaged on its way or exported as something else. Nothing of it is taken.",
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
    "A file that comes back is of other languages than those that it is taken for.",
    explain "The head of a translator's file says which languages it is from and into: `Language` in PO, `target-language` or `trgLang` in XLIFF. Where that is another language than the catalogue it is taken into, the files were mixed up. A region more or less, `fr-CA` for `fr`, is no other language. Nothing of the file is taken.",
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
    explain "The head of the file names the form and edition that it was made for: `original` in XLIFF, `Project-Id-Version` in PO. The same key can ask something else there, so nothing of it is taken. Where the translations are meant for this edition all the same, write its name into the head; what was made from another source is refused then too. A head that names no form is left alone.",
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
    "A text that comes back was not taken, because nobody can have translated it.",
    explain "Some tools copy the source into each text that nobody translated, and some give back a text of which only a part is translated. Such a text counts as untranslated. A translation that is the same as its source is taken where the file says that it is translated: with its state in XLIFF, by being there in PO.",
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
}
