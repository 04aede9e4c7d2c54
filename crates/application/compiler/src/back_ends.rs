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
    /// One sentence for `--help` and for the page about outputs.
    pub summary: &'static str,
    /// The names of the files it writes; `{language}` stands for a language's tag.
    pub writes: &'static [&'static str],
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
        writes: &["form.html"],
        per: Per::Copy,
        run: |copy, _, request| vec![canevas_html::form(copy, &request.form)],
    },
    BackEnd {
        name: "word",
        summary: "one Word template per copy and language, and its text projection",
        writes: &["questionnaire.{language}.docx", "questionnaire.{language}.docx.txt"],
        per: Per::Language,
        run: |copy, language, request| canevas_docx::questionnaire(copy, language, &request.word),
    },
    BackEnd {
        name: "schema",
        summary: "one JSON Schema of the answers per copy and language",
        writes: &["return.{language}.schema.json"],
        per: Per::Language,
        run: |copy, language, _| vec![canevas_json_schema::schema(copy, language)],
    },
    BackEnd {
        name: "brackets",
        summary: "what stayed in brackets, per copy",
        writes: &["brackets.txt"],
        per: Per::Copy,
        run: |copy, _, _| vec![canevas_wording::brackets(copy)],
    },
];

#[cfg(test)]
mod tests {
    use super::{BACK_ENDS, Per};
    use crate::{Edition, EditionFiles, InputFile, Request};
    use std::collections::BTreeSet;

    const FORM: &str = "canevas: 1\nform: a/b\nedition: \"2024\"\nlanguages: { source: en, translations: [fr] }\n\
        title: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: Q?\n";

    /// Help and docs print what the table says of the files.
    #[test]
    fn each_writes_the_files_that_it_names() {
        let form = InputFile { name: "form.yaml".to_owned(), stem: "form".to_owned(), text: FORM.to_owned() };
        let edition = Edition::read(&EditionFiles { form: Some(form), ..EditionFiles::default() });
        let copies = edition.copies();
        let model = copies[0].model;
        let mut all = BTreeSet::new();
        for back_end in BACK_ENDS {
            let languages: Vec<_> = match back_end.per {
                Per::Copy => vec![&model.source_language],
                Per::Language => model.languages().collect(),
            };
            for language in languages {
                let made = (back_end.run)(&copies[0], language, &Request::default());
                let names: Vec<&str> = made.iter().map(|artifact| artifact.name.as_str()).collect();
                let said: Vec<String> =
                    back_end.writes.iter().map(|name| name.replace("{language}", language.tag())).collect();
                assert_eq!(names, said, "`writes` of the back end `{}`", back_end.name);
                for name in said {
                    assert!(all.insert(name.clone()), "two back ends write `{name}`");
                }
            }
        }
    }
}
