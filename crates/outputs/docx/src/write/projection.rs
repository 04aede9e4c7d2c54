//! The document as text, for reviewers: a change of the Word file shows in a difference of this.

use crate::doc::{
    AnswerControl, Block, ControlKind, ControlValue, Doc, Inline, Paragraph, Run, Style, Table, TableLook, TableRow,
    TableRows,
};
use std::fmt::Write as _;

/// Options printed one by one; a longer list (of countries) is told by its ends.
const MOST_OPTIONS: usize = 30;
/// The longest line of running text.
const WIDTH: usize = 100;

/// The text of a document.
pub fn project(doc: &Doc) -> String {
    let mut out = String::new();
    blocks(&doc.blocks, &mut out);
    if !doc.remarks.is_empty() {
        out.push_str("\n---- not protected ----\n");
        blocks(&doc.remarks, &mut out);
    }
    let _ = writeln!(out, "\n---- foot ----\n{}", doc.footer);
    out
}

fn blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => one(paragraph, out),
            Block::Table(table) => table_text(table, out),
        }
    }
}

/// What stands before and at a paragraph of a style: lines left free, indent, sign.
fn look(style: Style) -> (usize, &'static str, &'static str) {
    match style {
        Style::Title | Style::Subtitle => (0, "", "# "),
        Style::BodyText | Style::Question | Style::QuestionIf => (1, "", ""),
        Style::BodyBullet => (0, "", "- "),
        Style::Heading1 => (2, "", "## "),
        Style::Heading2 => (1, "", "### "),
        Style::FilledBy => (1, "", "(filled by) "),
        Style::Condition => (1, "", "→ "),
        Style::NotAsked => (1, "", "| "),
        Style::QuestionBullet => (0, "    ", "- "),
        Style::Hint => (0, "    ", "? "),
        Style::HintBullet => (0, "    ", "? - "),
        Style::LastYear => (0, "    ", "< "),
        Style::Example => (0, "    ", "> "),
        Style::ExampleBullet => (0, "    ", "> - "),
        Style::FieldLabel => (1, "    ", ""),
        Style::QuestionMore | Style::Answer | Style::AnswerLong | Style::Choice => (0, "    ", ""),
        Style::ChoiceHint => (0, "        ", "? "),
        Style::Specify => (0, "        ", ""),
        Style::CoverLabel
        | Style::CoverValue
        | Style::Gap
        | Style::TableHead
        | Style::TableCell
        | Style::TableLong
        | Style::TableChoice
        | Style::RowLabel => (0, "", ""),
        Style::TableHint => (0, "", "? "),
        Style::Annotation => (0, "    ", "@ "),
        Style::Remarks => (0, "", "[free text]"),
    }
}

fn one(paragraph: &Paragraph, out: &mut String) {
    if paragraph.style == Style::Gap {
        return;
    }
    let (free, indent, sign) = look(paragraph.style);
    for _ in 0..free {
        out.push('\n');
    }
    let sign = if paragraph.counter.is_some() { sign.replace("- ", "1. ") } else { sign.to_owned() };
    let text = inlines(&paragraph.inlines);
    for line in text.split('\n') {
        wrap(&format!("{sign}{line}"), indent, out);
    }
    for inline in &paragraph.inlines {
        if let Inline::Control(control) = inline {
            options(control, &format!("{indent}  "), out);
        }
    }
}

/// Long lines are folded at spaces, so that a difference shows little more than what changed.
fn wrap(line: &str, indent: &str, out: &mut String) {
    let mut width = 0;
    out.push_str(indent);
    for (index, word) in line.split(' ').enumerate() {
        let length = word.chars().count();
        if index > 0 {
            if width + 1 + length > WIDTH {
                out.push('\n');
                out.push_str(indent);
                out.push_str("  ");
                width = 2;
            } else {
                out.push(' ');
                width += 1;
            }
        }
        out.push_str(word);
        width += length;
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

fn options(control: &AnswerControl, indent: &str, out: &mut String) {
    let (ControlValue::Empty, ControlKind::Select { options, .. }) = (&control.value, &control.kind) else { return };
    let mut print = |(code, label): &(String, String)| {
        let _ = writeln!(out, "{indent}(○ {code}) {label}");
    };
    if options.len() <= MOST_OPTIONS {
        options.iter().for_each(print);
    } else if let (Some(first), Some(last)) = (options.first(), options.last()) {
        print(first);
        print(&("…".to_owned(), format!("{} options in all", options.len())));
        print(last);
    }
}

fn inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Run(run) => push(run, &mut out),
            Inline::Break => out.push('\n'),
            Inline::Tab => out.push_str("  "),
            Inline::Link { url, runs } => {
                let mut text = String::new();
                for run in runs {
                    push(run, &mut text);
                }
                out.push_str(&text);
                let address = url.trim_start_matches("mailto:").trim_start_matches("https://");
                if address != text {
                    let _ = write!(out, " <{url}>");
                }
            }
            Inline::Control(control) => {
                let path = control.path.full();
                let _ = match (&control.value, &control.kind) {
                    (ControlValue::Words { shown, language, .. }, _) => {
                        let language = language.as_ref().map_or_else(String::new, |tag| format!("{{{tag}}}"));
                        write!(out, "[{path}: {shown}]{language}")
                    }
                    (ControlValue::Tick, _) => write!(out, "☒[{path}]"),
                    (ControlValue::Empty, ControlKind::Text { lines: false, prompt }) if prompt.starts_with('[') => {
                        write!(out, "[text: {path}] {prompt}")
                    }
                    (ControlValue::Empty, ControlKind::Text { lines: false, .. }) => write!(out, "[text: {path}]"),
                    (ControlValue::Empty, ControlKind::Text { lines: true, .. }) => write!(out, "[long text: {path}]"),
                    (ControlValue::Empty, ControlKind::Select { .. }) => write!(out, "[one of: {path}]"),
                    (ControlValue::Empty, ControlKind::Date { .. }) => write!(out, "[date: {path}]"),
                    (ControlValue::Empty, ControlKind::Check) => write!(out, "☐[{path}]"),
                };
            }
        }
    }
    out
}

fn push(run: &Run, out: &mut String) {
    out.push_str(&run.text);
    if let Some(language) = &run.language {
        let _ = write!(out, "{{{language}}}");
    }
}

fn table_text(table: &Table, out: &mut String) {
    out.push('\n');
    if table.look == TableLook::Cover {
        if let TableRows::Fixed(rows) = &table.rows {
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| cell_text(cell)).collect();
                let _ = writeln!(out, "{}", cells.join(": "));
            }
        }
        return;
    }
    let _ = writeln!(out, "[table] {}", table.caption.replace('\n', " "));
    if !table.header.is_empty() {
        row_text(&table.header, "=", out);
    }
    match &table.rows {
        TableRows::Fixed(rows) => rows.iter().for_each(|row| row_text(row, "-", out)),
        TableRows::Repeating { path, items, .. } => {
            if let Some(first) = items.first() {
                for row in first {
                    row_text(row, "-", out);
                }
            }
            let _ = writeln!(out, "[rows: {}] {} of these, and more can be added", path.full(), items.len());
        }
    }
}

/// A row, a line for each cell.
fn row_text(row: &TableRow, sign: &str, out: &mut String) {
    for (index, cell) in row.iter().enumerate() {
        let mut text = cell_text(cell).replace('\n', "\n    ");
        if text.is_empty() && cell.iter().any(|paragraph| paragraph.counter.is_some()) {
            text.push_str("(row number)");
        }
        let sign = if index == 0 { sign } else { " " };
        let _ = writeln!(out, "{sign} | {text}");
        for paragraph in cell {
            for inline in &paragraph.inlines {
                if let Inline::Control(control) = inline {
                    options(control, "      ", out);
                }
            }
        }
    }
}

fn cell_text(cell: &[Paragraph]) -> String {
    let lines: Vec<String> =
        cell.iter().map(|paragraph| format!("{}{}", look(paragraph.style).2, inlines(&paragraph.inlines))).collect();
    lines.join("\n")
}
