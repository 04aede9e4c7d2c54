//! What can be wrong with translations that come back.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[&UNKNOWN_TEXT, &OLD_SOURCE, &BAD_XLIFF];

rule! {
    UNKNOWN_TEXT: "T001", "unknown-text", Deny, since "0.1.0",
    "A translation that comes back belongs to no text of the form.",
    explain "`canevas translate import` takes translations of the texts that the form has. The question or option was removed or renamed since the file was sent out, or the file is of another form. Nothing of the file is taken.",
    bad "languages:\n  source: en\n  translations: [fr]\n-- import/fr.po --\nmsgctxt \"form.titel\"\nmsgid \"A form\"\nmsgstr \"Un formulaire\"",
    good "languages:\n  source: en\n  translations: [fr]\n-- import/fr.po --\nmsgctxt \"form.title\"\nmsgid \"A form\"\nmsgstr \"Un formulaire\"";

    OLD_SOURCE: "T002", "old-source", Deny, since "0.1.0",
    "A translation that comes back was made from another source than the form has now.",
    explain "The source text was edited after the file was sent out, or in the translator's tool. Renew the catalogue with `canevas translate extract` and send it again: it shows the old source beside the new one. Nothing of the file is taken.",
    bad "languages:\n  source: en\n  translations: [fr]\n-- import/fr.po --\nmsgctxt \"form.title\"\nmsgid \"The form\"\nmsgstr \"Le formulaire\"",
    good "languages:\n  source: en\n  translations: [fr]\n-- import/fr.po --\nmsgctxt \"form.title\"\nmsgid \"A form\"\nmsgstr \"Un formulaire\"";

    BAD_XLIFF: "T003", "bad-xliff", Deny, since "0.1.0",
    "A file that comes back is no XLIFF 1.2.",
    explain "`canevas translate import` reads XLIFF 1.2, which `canevas translate extract --xliff FOLDER` writes. A file that ends in the middle, or is of another version, was damaged on its way or exported as something else. Nothing of it is taken.",
    bad "languages:\n  source: en\n  translations: [fr]\n-- import/fr.xlf --\n<xliff version=\"1.2\"><file original=\"a\" source-language=\"en\" target-language=\"fr\" datatype=\"plaintext\"><body><trans-unit id=\"form.title\"><source>A form</source><target>Un formulaire</target>",
    good "languages:\n  source: en\n  translations: [fr]\n-- import/fr.xlf --\n<xliff version=\"1.2\"><file original=\"a\" source-language=\"en\" target-language=\"fr\" datatype=\"plaintext\"><body><trans-unit id=\"form.title\"><source>A form</source><target>Un formulaire</target></trans-unit></body></file></xliff>";
}
