//! Fills the templates with the page.

use crate::fragment;
use crate::view::Page;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context};
use serde::Serialize;

/// Texts that the templates insert without escaping: JSON, the script and the style.
pub struct Parts {
    pub policy: String,
    /// The style, with the footer of printed pages.
    pub style: String,
    /// The script that runs before the page is drawn.
    pub early: &'static str,
    pub script: &'static str,
    /// The compiled form, as JSON for a script element.
    pub data: String,
    /// The texts of every language but the source, as JSON for script elements.
    pub languages: Vec<LanguageTexts>,
}

#[derive(Debug, Serialize)]
pub struct LanguageTexts {
    pub tag: String,
    /// Its texts, as JSON for a script element.
    pub texts: Value,
}

/// The page as HTML.
pub fn render(page: &Page, parts: Parts) -> Result<String, Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    // The same escaping as in `fragment.rs`, wherever the text is inserted.
    env.set_formatter(|out, _, value| {
        let written = match value.as_str() {
            Some(text) if value.is_safe() => out.write_str(text),
            Some(text) => out.write_str(&fragment::text(text)),
            None => out.write_str(&fragment::text(&value.to_string())),
        };
        written.map_err(Error::from)
    });
    env.add_template("macros.html", include_str!("../templates/macros.html"))?;
    env.add_template("section.html", include_str!("../templates/section.html"))?;
    env.add_template("page.html", include_str!("../templates/page.html"))?;
    let safe = |text: &str| Value::from_safe_string(text.to_owned());
    env.get_template("page.html")?.render(context! {
        page => Value::from(Serde(page.clone())),
        policy => safe(&parts.policy),
        style => safe(&parts.style),
        early => safe(parts.early),
        script => safe(parts.script),
        data => safe(&parts.data),
        languages => Value::from(Serde(parts.languages)),
    })
}
