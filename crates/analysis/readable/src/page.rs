//! A readable return as a page that needs nothing else: no script, no other file.

use crate::tree::ReadableReturn;
use canevas_diagnostics::redline::{END, page_in};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

/// Why the page could not be written.
pub use minijinja::Error as PageError;

const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(readable: &ReadableReturn) -> Result<String, PageError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.add_template("return.html", include_str!("page.html"))?;
    let body = env.get_template("return.html")?.render(Value::from(Serde(readable)))?;
    let title = (readable.title.text.as_str(), readable.title.language.as_deref());
    Ok(format!("{}{body}{END}", page_in(&readable.language, readable.direction, title, STYLE)))
}
