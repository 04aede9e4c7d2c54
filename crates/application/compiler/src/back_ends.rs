//! The table of back ends. To add one: a crate (or a module) with a pure function, and one line here.

use crate::Request;
use canevas_model::Language;
use canevas_project::{Artifact, FormCopy};

/// Whether a back end makes one file for all languages, or one per language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Once per copy.
    Copy,
    /// Once per copy and language.
    Language,
}

/// A back end: a pure function from a copy (and a language) to files.
pub struct BackEnd {
    /// The name that `--target` takes.
    pub name: &'static str,
    /// One sentence for `--help`.
    pub summary: &'static str,
    /// How often it runs.
    pub per: Per,
    /// The function. A back end that runs once per copy ignores the language. Each takes its own options from the request.
    pub run: fn(&FormCopy<'_>, &Language, &Request) -> Vec<Artifact>,
}

/// Every back end.
pub static BACK_ENDS: &[BackEnd] = &[
    BackEnd {
        name: "html",
        summary: "one form per copy, all languages inside",
        per: Per::Copy,
        run: |copy, _, request| vec![canevas_html::form(copy, &request.form)],
    },
    BackEnd {
        name: "word",
        summary: "one Word template per copy and language, and its text projection",
        per: Per::Language,
        run: |copy, language, request| canevas_docx::questionnaire(copy, language, &request.word),
    },
    BackEnd {
        name: "schema",
        summary: "one JSON Schema of the answers per copy and language",
        per: Per::Language,
        run: |copy, language, _| vec![canevas_json_schema::schema(copy, language)],
    },
    BackEnd {
        name: "brackets",
        summary: "what stayed in brackets, per copy",
        per: Per::Copy,
        run: |copy, _, _| vec![canevas_wording::brackets(copy)],
    },
];
