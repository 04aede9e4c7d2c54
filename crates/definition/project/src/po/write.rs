//! From entries to text.

use super::obsolete::blocks;
use super::{PoEntry, PoFile};
use std::fmt::Write as _;

fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn field(out: &mut String, prefix: &str, name: &str, text: &str) {
    // Writing to a String cannot fail.
    let _ = if text.contains('\n') && !text.trim_end_matches('\n').is_empty() && text.find('\n') != Some(text.len() - 1)
    {
        let mut all = format!("{prefix}{name} \"\"\n");
        for line in text.split_inclusive('\n') {
            let _ = writeln!(all, "{prefix}{}", quote(line));
        }
        write!(out, "{all}")
    } else {
        writeln!(out, "{prefix}{name} {}", quote(text))
    };
}

/// Writes a PO file, the header first.
pub fn write_po(file: &PoFile) -> String {
    let mut out = String::new();
    for comment in &file.comments {
        line(&mut out, "#", comment);
    }
    field(&mut out, "", "msgid", "");
    field(&mut out, "", "msgstr", &file.header);
    for entry in &file.entries {
        out.push('\n');
        write_entry(&mut out, entry);
    }
    for block in blocks(&file.obsolete) {
        out.push('\n');
        for line in block {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

fn write_entry(out: &mut String, entry: &PoEntry) {
    for comment in &entry.comments {
        line(out, "#", comment);
    }
    for note in &entry.notes {
        line(out, "#.", note);
    }
    for reference in &entry.references {
        line(out, "#:", reference);
    }
    let flags: Vec<&str> =
        entry.fuzzy.then_some("fuzzy").into_iter().chain(entry.flags.iter().map(String::as_str)).collect();
    if !flags.is_empty() {
        line(out, "#,", &flags.join(", "));
    }
    if let Some(previous) = &entry.previous {
        field(out, "#| ", "msgid", previous);
    }
    if let Some(previous) = entry.plural.as_ref().and_then(|plural| plural.previous.as_ref()) {
        field(out, "#| ", "msgid_plural", previous);
    }
    field(out, "", "msgctxt", &entry.context.value);
    field(out, "", "msgid", &entry.id.value);
    match &entry.plural {
        None => field(out, "", "msgstr", &entry.text.value),
        Some(plural) => {
            field(out, "", "msgid_plural", &plural.id);
            for (at, form) in plural.forms.iter().enumerate() {
                field(out, "", &format!("msgstr[{at}]"), &form.value);
            }
        }
    }
}

fn line(out: &mut String, sign: &str, text: &str) {
    let _ = writeln!(out, "{}", format!("{sign} {text}").trim_end());
}

/// The lines of an entry that belongs to no text any more.
pub fn obsolete(entry: &PoEntry) -> Vec<String> {
    let mut written = String::new();
    write_entry(&mut written, &PoEntry { notes: Vec::new(), references: Vec::new(), ..entry.clone() });
    let old = |line: &str| match line.strip_prefix("#|") {
        Some(previous) => format!("#~|{previous}"),
        None if line.starts_with('#') => line.to_owned(),
        None => format!("#~ {line}"),
    };
    written.lines().map(old).collect()
}
