//! Rich text as HTML. Only this module turns text into markup, so all escaping happens here.

use canevas_model::CountryCase;
use canevas_responses::{AnswerPath, FactPath};
use canevas_wording::{Block, BracketFact, Inline, Rich, Wording};

/// Escapes text for elements and double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// A text for a place that allows only phrases, such as a label or a heading. Paragraphs become lines.
pub fn phrase(rich: &Rich) -> String {
    let mut out = String::new();
    for block in &rich.blocks {
        let lines: Vec<&Vec<Inline>> = match block {
            Block::Paragraph(inlines) => vec![inlines],
            Block::List { items, .. } => items.iter().collect(),
        };
        for line in lines {
            if !out.is_empty() {
                // The title of the window takes the text of a heading without its markup, so the words need a space between them.
                out.push_str("<br> ");
            }
            inlines(line, &mut out);
        }
    }
    in_language(rich, out, "span")
}

/// One line of a text.
pub fn line(line: &[Inline]) -> String {
    let mut out = String::new();
    inlines(line, &mut out);
    out
}

/// A text with its paragraphs and lists.
pub fn blocks(rich: &Rich) -> String {
    let mut out = String::new();
    for block in &rich.blocks {
        match block {
            Block::Paragraph(line) => {
                out.push_str("<p>");
                inlines(line, &mut out);
                out.push_str("</p>");
            }
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                open(tag, &mut out);
                for item in items {
                    out.push_str("<li>");
                    inlines(item, &mut out);
                    out.push_str("</li>");
                }
                close(tag, &mut out);
            }
        }
    }
    in_language(rich, out, "div")
}

/// A text without a translation states its language.
fn in_language(rich: &Rich, html: String, tag: &str) -> String {
    match &rich.language {
        Some(language) => marked(language, &html, tag),
        None => html,
    }
}

/// Safe HTML in an element that states its language and direction.
pub fn marked(language: &str, html: &str, tag: &str) -> String {
    let right_to_left = canevas_model::Language::new(language).is_some_and(|language| language.is_right_to_left());
    let dir = if right_to_left { "rtl" } else { "ltr" };
    format!("<{tag} lang=\"{}\" dir=\"{dir}\">{html}</{tag}>", text(language))
}

/// Words of the interface, as safe HTML. If the interface does not exist in the language, the words that replace them state
/// their language.
pub fn of_interface(wording: &Wording<'_>, html: String) -> String {
    match wording.language_of_words() {
        Some(language) => marked(language, &html, "span"),
        None => html,
    }
}

fn inlines(line: &[Inline], out: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) => escape(text, out),
            Inline::Strong(inner) => wrap("strong", inner, out),
            Inline::Emphasis(inner) => wrap("em", inner, out),
            Inline::Link { url, content } => {
                out.push_str("<a href=\"");
                escape(url, out);
                out.push_str("\" target=\"_blank\" rel=\"noopener noreferrer\">");
                inlines(content, out);
                out.push_str("</a>");
            }
            Inline::Break => out.push_str("<br>"),
            Inline::Value(value) => {
                out.push_str("<bdi>");
                escape(value, out);
                out.push_str("</bdi>");
            }
            Inline::Bracket { before, text, fact } => bracket(before, text, fact.as_ref(), out),
        }
    }
}

/// The place that a fact fills is one element. It includes the words before the bracket, which change with the fact.
fn bracket(before: &str, text: &str, fact: Option<&BracketFact>, out: &mut String) {
    // Nobody fills in the title of a row: it says what was answered.
    if let Some(BracketFact::Cell(field)) = fact {
        out.push_str("<bdi data-cell=\"");
        escape(field, out);
        out.push_str("\">");
        escape(text, out);
        out.push_str("</bdi>");
        return;
    }
    out.push_str(if before.is_empty() { "<span class=\"bracket\"" } else { "<span" });
    if let Some(fact) = fact {
        let (attribute, place) = match fact {
            BracketFact::Computed(number) => ("sum", number.to_string()),
            BracketFact::Entered(question, row, field) => {
                let row = AnswerPath::question(question).in_row(row);
                ("entry", row.field(field).control_name())
            }
            BracketFact::Cell(_) => return,
            BracketFact::Respondent(_, key) => ("fact", FactPath::fact(*key).control_name()),
            BracketFact::Value(fact) => ("fact", FactPath::fact(fact).control_name()),
            BracketFact::Field(fact, row, field) => {
                ("fact", FactPath::fact(fact).in_row(row).field(field).control_name())
            }
        };
        out.push_str(" data-");
        out.push_str(attribute);
        out.push_str("=\"");
        escape(&place, out);
        out.push('"');
    }
    if let Some(BracketFact::Respondent(case, _)) = fact
        && *case != CountryCase::Plain
    {
        out.push_str(" data-case=\"");
        out.push_str(case.word());
        out.push('"');
    }
    out.push('>');
    escape(before, out);
    if before.is_empty() {
        escape(text, out);
    } else {
        out.push_str("<span class=\"bracket\">");
        escape(text, out);
        out.push_str("</span>");
    }
    out.push_str("</span>");
}

fn wrap(tag: &str, inner: &[Inline], out: &mut String) {
    open(tag, out);
    inlines(inner, out);
    close(tag, out);
}

fn open(tag: &str, out: &mut String) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
}

fn close(tag: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_text() {
        let hostile = "</script><img src=x onerror=\"alert('1')\">&amp;\u{2028}]]>";
        let rich = Rich {
            blocks: vec![Block::Paragraph(vec![
                Inline::Value(hostile.to_owned()),
                Inline::Link {
                    url: "https://x.org/\"><b>".to_owned(),
                    content: vec![Inline::Text(hostile.to_owned())],
                },
            ])],
            language: Some("fr".to_owned()),
        };
        for html in [phrase(&rich), blocks(&rich)] {
            assert!(!html.contains("<img") && !html.contains("</script") && !html.contains("<b>"), "{html}");
            assert!(html.contains("lang=\"fr\""));
        }
    }
}
