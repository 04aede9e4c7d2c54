//! A readable return as Markdown (CommonMark).

use crate::tree::{ReadableAnswer, ReadableField, ReadableReturn, ReadableValue};
use canevas_model::before_title;
use std::fmt::Write as _;

/// The return as Markdown. What the country wrote stands in quotation blocks; what the form says in words does not.
pub fn markdown(readable: &ReadableReturn) -> String {
    let mut out = format!("# {}\n\n", escaped(&readable.title.text));
    // Writing to a String cannot fail.
    for (label, value) in &readable.cover {
        let _ = writeln!(out, "- {}{}{}", escaped(label), readable.colon, escaped(value));
    }
    for section in &readable.sections {
        let _ = write!(out, "\n## {}\n", escaped(&section.title.text));
        if let Some(instead) = &section.instead {
            let _ = write!(out, "\n*{}*\n", escaped(&instead.text));
        }
        for question in &section.questions {
            if let Some(heading) = &question.heading {
                let _ = write!(out, "\n### {}\n", escaped(&heading.text));
            }
            let number =
                if question.number.is_empty() { String::new() } else { format!("{} ", before_title(&question.number)) };
            let text: Vec<String> = question.text.iter().map(|line| escaped(&line.text)).collect();
            let heading = format!("{number}{}", text.join(" "));
            if !heading.is_empty() {
                let _ = write!(out, "\n**{}**\n", heading.trim_end());
            }
            for place in &question.places {
                out.push('\n');
                if let Some(row) = &place.row {
                    let colon = if row.text.ends_with(['?', ':', '!', '.']) { "" } else { readable.colon.trim_end() };
                    let _ = write!(out, "{}{colon}\n\n", escaped(&row.text));
                }
                answer(&place.answer, readable, &mut out);
            }
        }
    }
    if let Some(left) = &readable.left {
        let _ = write!(out, "\n## {}\n", escaped(&left.title));
        for (what, lines) in &left.texts {
            let _ = write!(out, "\n{}{}\n\n", escaped(what), readable.colon.trim_end());
            quotation(lines, readable, &mut out);
        }
    }
    out
}

/// A text as somebody wrote it, line by line.
fn quotation(lines: &[String], readable: &ReadableReturn, out: &mut String) {
    let tag = readable.answers_in.as_ref().map_or_else(String::new, |tag| format!(" *({tag})*"));
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.iter().enumerate() {
        let (tag, quote) = (if index == last { &*tag } else { "" }, escaped(line));
        // A line break in the text stays one.
        let is_followed = lines.get(index + 1).is_some_and(|next| !next.is_empty());
        let end = if line.is_empty() || !is_followed { "" } else { "\\" };
        let _ = writeln!(out, "{}", format!("> {quote}{tag}{end}").trim_end());
    }
}

fn answer(answer: &ReadableAnswer, readable: &ReadableReturn, out: &mut String) {
    let colon = readable.colon;
    match &answer.value {
        ReadableValue::Text(lines) => quotation(lines, readable, out),
        ReadableValue::Fields(fields) => items(fields, "", colon, out),
        ReadableValue::Rows(rows) => {
            for (index, row) in rows.iter().enumerate() {
                let title =
                    row.title.as_ref().map_or_else(String::new, |title| format!(" **{}**", escaped(&title.text)));
                let _ = writeln!(out, "{}.{title}", index + 1);
                items(&row.fields, "   ", colon, out);
            }
        }
        ReadableValue::List(words) => {
            for word in words {
                let _ = writeln!(out, "- {}", escaped(&word.text));
            }
        }
        ReadableValue::None(_, _) | ReadableValue::Said(_) | ReadableValue::Words(_) => {
            let _ = writeln!(out, "{}", in_line(&answer.value, colon));
        }
    }
    if !answer.beside.is_empty() {
        out.push('\n');
        items(&answer.beside, "", colon, out);
    }
}

fn items(fields: &[ReadableField], indent: &str, colon: &str, out: &mut String) {
    for field in fields {
        let after = if field.label.text.ends_with(['?', ':']) { " " } else { colon };
        let _ = writeln!(out, "{indent}- {}{after}{}", escaped(&field.label.text), in_line(&field.answer.value, colon));
        items(&field.answer.beside, &format!("{indent}  "), colon, out);
    }
}

/// An answer in one line.
fn in_line(value: &ReadableValue, colon: &str) -> String {
    match value {
        ReadableValue::None(_, words) | ReadableValue::Said(words) => format!("*{}*", escaped(words)),
        ReadableValue::Words(words) => escaped(&words.text),
        ReadableValue::List(words) => words.iter().map(|word| escaped(&word.text)).collect::<Vec<_>>().join("; "),
        ReadableValue::Text(lines) => {
            let lines = lines.iter().filter(|line| !line.is_empty());
            lines.map(|line| escaped(line)).collect::<Vec<_>>().join(" / ")
        }
        ReadableValue::Fields(fields) => one_line(fields, colon),
        ReadableValue::Rows(rows) => {
            rows.iter().map(|row| one_line(&row.fields, colon)).collect::<Vec<_>>().join(" / ")
        }
    }
}

fn one_line(fields: &[ReadableField], colon: &str) -> String {
    let field =
        |field: &ReadableField| format!("{}{colon}{}", escaped(&field.label.text), in_line(&field.answer.value, colon));
    fields.iter().map(field).collect::<Vec<_>>().join("; ")
}

/// A text in which no sign means anything to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (index, c) in text.char_indices() {
        let starts_block = index == 0 && matches!(c, '#' | '+' | '-' | '=' | '>');
        let ends_number = index == digits && digits > 0 && matches!(c, '.' | ')');
        if starts_block
            || ends_number
            || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!')
        {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_sign_of_a_text_means_anything() {
        for (text, expected) in [
            ("1. one", "1\\. one"),
            ("12) *two*", "12\\) \\*two\\*"),
            ("2.5 %", "2\\.5 %"),
            ("- a <b>", "\\- a \\<b\\>"),
            ("a - b", "a - b"),
            ("[x](y) & z", "\\[x\\](y) \\& z"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
