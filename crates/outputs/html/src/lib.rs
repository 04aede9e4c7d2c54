//! The HTML form: one file that works from a mail attachment, without network, install or account.
//!
//! [`form`] is a pure function from a copy to one file that contains every language. Without its script, the page can be read
//! and printed: it contains all sections and questions. The script makes the page a form that people fill in. It is built
//! from `runtime/` and committed in `runtime/dist/`. It reads the compiled form (`compiled.rs`), not the definition.

// The compiler must report a new shape of answers or kind of control that this back end does not handle.
#![deny(clippy::wildcard_enum_match_arm)]

mod compiled;
mod countries;
mod fragment;
mod post;
mod render;
mod script_data;
mod texts;
mod view;
mod words;

pub use compiled::form as compiled_form;
pub use post::{PostAddress, WrongAddress};

use canevas_model::{AnswerShape, Model, TextFormat};
use canevas_project::{Artifact, FormCopy};
use canevas_wording::Wording;
use minijinja::Value as Safe;
use render::{LanguageTexts, Parts};
use serde_json::{Map, Value, json};
use texts::PageTexts;

/// Runs before the browser draws the page, so that it never lays out the sections that are not open.
const EARLY: &str = "document.documentElement.classList.add('js')";
const SCRIPT: &str = include_str!("../runtime/dist/form.js");
const STYLE: &str = include_str!("../runtime/dist/form.css");

/// What only a clarification sheet needs: what is asked stays with its question.
const SHEET_STYLE: &str = ".inset[data-p]{break-after:avoid;break-inside:avoid}.inset[data-p]+*{margin-top:.75rem}";

/// Optional parts of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormOptions {
    /// The address to which the form can send the finished return.
    pub post_to: Option<PostAddress>,
}

/// The form of a copy, in all its languages: `form.html`.
pub fn form(copy: &FormCopy<'_>, options: &FormOptions) -> Artifact {
    let wordings: Vec<Wording<'_>> = copy.languages().map(|language| Wording::new(copy, language)).collect();
    let mut texts = PageTexts::new(wordings);
    let page = view::page(&mut texts, copy, options);
    let mut data = compiled::form(copy);
    if let Some(data) = data.as_object_mut() {
        data.insert("languages".to_owned(), languages(copy, &texts, options));
    }
    let switched = (1..texts.wordings.len())
        .map(|index| LanguageTexts {
            tag: texts.wordings[index].language.tag().to_owned(),
            texts: Safe::from_safe_string(script_data::json(&json!(texts.of_language(index)))),
        })
        .collect();
    let style = STYLE.to_owned()
        + copy.sheet().map_or("", |_| SHEET_STYLE)
        + &script_data::page_footer(&format!("{} {}", page.form, page.edition_name), &page.short_digest);
    let parts = Parts {
        policy: script_data::policy(&[EARLY, SCRIPT], &[&style], options.post_to.as_ref()),
        style,
        early: EARLY,
        script: SCRIPT,
        data: script_data::json(&data),
        languages: switched,
    };
    // Tests render the templates with every control, so an error here is a mistake in this crate. A file with the message
    // is more useful than a panic.
    let html = render::render(&page, parts).unwrap_or_else(|error| fragment::text(&format!("{error:#}")));
    Artifact { name: "form.html".to_owned(), bytes: html.into_bytes() }
}

/// What the script needs of each language, besides the texts of the page.
fn languages(copy: &FormCopy<'_>, texts: &PageTexts<'_>, options: &FormOptions) -> Value {
    let formats = formats(copy.model);
    let languages: Map<String, Value> = texts
        .wordings
        .iter()
        .map(|wording| {
            let language = wording.language;
            let mut value = json!({
                "dir": view::direction(language),
                "name": canevas_wording::language_name(language),
                "texts": copy.texts_digest(language),
                "facts": copy.facts_in(language),
                "words": words::of_script(wording, copy, &formats, words::Delivery::of(copy.model, options)),
            });
            if let Some(cases) = countries::cases(copy, wording) {
                value["countries"] = cases;
            }
            (language.tag().to_owned(), value)
        })
        .collect();
    Value::Object(languages)
}

/// The text formats that a form asks for, each once.
fn formats(model: &Model) -> Vec<&'static TextFormat> {
    let asked: Vec<&TextFormat> = model.shapes().filter_map(AnswerShape::format).collect();
    TextFormat::all().filter(|format| asked.contains(format)).collect()
}
