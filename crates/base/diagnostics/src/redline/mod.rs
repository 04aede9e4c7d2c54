//! Differences between texts, for people: word by word, with signs for a terminal or a translator's tool, and as a page.
//! The page strikes old words through and underlines new ones, so that nobody needs colours to tell them apart. A screen
//! reader announces both.

mod word_diff;

pub use word_diff::{WordRun, changed_excerpts, sides_in_signs, words};

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

const STYLE: &str = include_str!("redline.css");

/// The start of a page, up to and with its heading: no script, no file from elsewhere, and a policy that forbids both.
/// `style` follows the common style of these pages. The caller adds the rest of the page, and [`END`].
pub fn page(title: &str, style: &str) -> String {
    page_in("en", "ltr", (title, None), style)
}

/// The same in another language, of this direction. A title that is in yet another one comes with the tag of that.
pub fn page_in(language: &str, direction: &str, (title, title_in): (&str, Option<&str>), style: &str) -> String {
    let title = escape(title);
    let heading = match title_in {
        Some(tag) => format!("<span lang=\"{}\" dir=\"auto\">{title}</span>", escape(tag)),
        None => title.clone(),
    };
    let direction = if direction == "rtl" { " dir=\"rtl\"" } else { "" };
    let language = escape(language);
    let style = format!("{STYLE}{style}");
    format!(
        "<!doctype html>\n<html lang=\"{language}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<header>\n<h1>{heading}</h1>\n",
        BASE64.encode(&Sha256::digest(style.as_bytes())),
    )
}

/// The end of a page.
pub const END: &str = "</main>\n</body>\n</html>\n";

/// Shown in place of a text that does not exist.
pub const NOTHING: &str = "<span lang=\"en\" dir=\"ltr\" class=\"none\">none</span>";

/// Two texts side by side, headed `Before` and `After` with their language.
pub fn side_by_side(tag: &str, before: &str, after: &str, attributes: &str, out: &mut String) {
    let comma = if tag.is_empty() { "" } else { ", " };
    out.push_str("<div class=\"pair\">\n");
    for (word, text) in [("Before", before), ("After", after)] {
        let _ = writeln!(
            out,
            "<div><p class=\"side\">{word}{comma}{tag}</p><p class=\"text\"{attributes}>{text}</p></div>"
        );
    }
    out.push_str("</div>\n");
}

/// Both texts, each with its own words marked.
pub fn marked(before: Option<&str>, after: Option<&str>) -> (String, String) {
    let (mut was, mut now) = (Vec::new(), Vec::new());
    for run in words(before.unwrap_or_default(), after.unwrap_or_default()) {
        match run {
            WordRun::Same(text) => {
                was.push(escape(&text));
                now.push(escape(&text));
            }
            WordRun::Gone(text) => was.push(format!("<del>{}</del>", escape(&text))),
            WordRun::New(text) => now.push(format!("<ins>{}</ins>", escape(&text))),
        }
    }
    let side = |text: Option<&str>, marked: Vec<String>| {
        if text.is_none() { NOTHING.to_owned() } else { marked.join(" ") }
    };
    (side(before, was), side(after, now))
}

/// A sentence as HTML. Names between backticks become code.
pub fn prose(text: &str) -> String {
    let parts: Vec<String> = text.split('`').map(escape).collect();
    if parts.len().is_multiple_of(2) {
        return parts.join("`");
    }
    let part =
        |(index, part): (usize, &String)| if index % 2 == 1 { format!("<code>{part}</code>") } else { part.clone() };
    parts.iter().enumerate().map(part).collect()
}

/// A text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::{marked, prose};

    #[test]
    fn each_side_has_its_own_words_marked() {
        let sides = marked(Some("Is it <old>?"), Some("Is it new?"));
        assert_eq!(sides, ("Is it <del>&lt;old&gt;?</del>".to_owned(), "Is it <ins>new?</ins>".to_owned()));
        assert!(marked(None, Some("x")).0.contains("none"));
        assert_eq!(prose("`a<b` is <new>"), "<code>a&lt;b</code> is &lt;new&gt;");
        assert_eq!(prose("one ` is left"), "one ` is left");
    }
}
