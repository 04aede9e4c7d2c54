//! What the language service says of marked places. `cases/FEATURE.case` has the places, `FEATURE.expected` the answers. All cases
//! work on the small project in `project`. `UPDATE=1` renews the expected files. Read the difference before you commit it.
//!
//! A case is a block that ends at a line `---`:
//!
//! ```text
//! # what it shows
//! 2024/form.yaml
//! > a line of the file, or a part of it that no other line has
//! the lines that stand after it in this case, with ‸ at the place
//! ```
//!
//! Instead of `>`, `=` replaces the line, and `+` alone makes the file of the lines below. A line `: word` holds what else the feature asks, such as the new name.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its cases, and stops where it cannot go on"
)]

mod cases;

use canevas_language_service as service;
use cases::{Case, places, run, shown};
use service::{Completion, FileEdits, OutlineEntry};
use std::fmt::Write as _;

#[test]
fn completion() {
    run("complete", |case| {
        let offers = service::complete(&case.project, &case.file, case.offset);
        // An editor compares what is typed with the labels.
        let is_meant = |offer: &&Completion| {
            let typed = case.text.get(offer.start..case.offset).unwrap_or_default().to_lowercase();
            offer.label.to_lowercase().contains(&typed)
        };
        let meant: Vec<&Completion> = offers.iter().filter(is_meant).collect();
        let mut out = String::new();
        for offer in meant.iter().take(MOST) {
            let kind = serde_json::to_value(offer.kind).unwrap();
            let _ = write!(out, "{} {}", kind.as_str().unwrap(), offer.label);
            if offer.insert != offer.label {
                let _ = write!(out, " => {:?}", offer.insert);
            }
            let more = offer.detail.iter().chain(&offer.about).cloned().collect::<Vec<_>>().join(" | ");
            let _ = writeln!(out, "{}{more}", if more.is_empty() { "" } else { "  -- " });
        }
        if meant.len() > MOST {
            let _ = writeln!(out, "and {} more", meant.len() - MOST);
        }
        out
    });
}

/// The most offers that a case shows.
const MOST: usize = 24;

#[test]
fn hover() {
    run("hover", |case| match service::hover(&case.project, &case.file, case.offset) {
        Some(hover) => format!("`{}`\n{}\n", &case.text[hover.start..hover.end], hover.markdown),
        None => "nothing\n".to_owned(),
    });
}

#[test]
fn definition() {
    run("definition", |case| places(case, &service::definition(&case.project, &case.file, case.offset)));
}

#[test]
fn references() {
    run("references", |case| places(case, &service::references(&case.project, &case.file, case.offset, true)));
}

#[test]
fn rename() {
    run("rename", |case| {
        let place = service::rename_place(&case.project, &case.file, case.offset);
        let place = place.map_or_else(|| "no name\n".to_owned(), |place| format!("name: {}\n", place.name));
        let renamed = match service::rename(&case.project, &case.file, case.offset, &case.word) {
            Ok(changed) => changed.iter().map(|edits| changed_lines(case, edits)).collect(),
            Err(why) => format!("refused: {why}\n"),
        };
        place + &renamed
    });
}

#[test]
fn findings() {
    run("findings", |case| {
        let mut out = String::new();
        for file in service::findings(&case.project, &case.file).unwrap() {
            let text = case.project.text(&file.file).unwrap().text;
            for finding in file.findings {
                let place = &text[finding.start..finding.end];
                let _ = writeln!(out, "{} {} {}: {}", file.file, finding.level, finding.name, finding.message);
                let _ = writeln!(out, "  at {}", shown(place));
                for fix in finding.fixes {
                    let _ = writeln!(out, "  fix: {}", fix.title);
                    out.extend(fix.edits.iter().map(|edits| changed_lines(case, edits)));
                }
            }
        }
        out
    });
}

#[test]
fn outline() {
    fn lines(entries: &[OutlineEntry], depth: usize, text: &str, out: &mut String) {
        for entry in entries {
            let name = &text[entry.start..entry.end];
            let last = text[..entry.whole_end].trim_end().lines().last().unwrap_or_default().trim();
            let kind = serde_json::to_value(entry.kind).unwrap();
            let (indent, kind) = ("  ".repeat(depth), kind.as_str().unwrap());
            let _ = writeln!(out, "{indent}{kind} {} ({}) at {}, to {last:?}", entry.title, entry.id, shown(name));
            lines(&entry.children, depth + 1, text, out);
        }
    }
    run("outline", |case| {
        let mut out = String::new();
        lines(&service::outline(&case.project, &case.file), 0, &case.text, &mut out);
        out
    });
}

#[test]
fn formatting() {
    run("format", |case| match service::format(&case.project, &case.file).unwrap() {
        Some(edit) => changed_lines(case, &FileEdits { file: case.file.clone(), is_new: false, edits: vec![edit] }),
        None => "nothing\n".to_owned(),
    });
}

/// The lines of a file that edits change, before and after.
fn changed_lines(case: &Case, edits: &FileEdits) -> String {
    let before = case.project.text(&edits.file).map(|file| file.text).unwrap_or_default();
    let after = edits.apply(&before);
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = format!("{}{}\n", edits.file, if edits.is_new { " (new)" } else { "" });
    if old.len() == new.len() {
        for (old, new) in old.iter().zip(&new).filter(|(old, new)| old != new) {
            let _ = writeln!(out, "  - {}\n  + {}", old.trim(), new.trim());
        }
        return out;
    }
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(old, new)| old == new).count();
    out.extend(old[start..old.len() - end].iter().map(|line| format!("  - {line}\n")));
    out.extend(new[start..new.len() - end].iter().map(|line| format!("  + {line}\n")));
    out
}

/// No place of any file may stop the service, whatever is typed there.
#[test]
fn every_place_of_every_broken_file_has_an_answer() {
    for typed in ["\"a = ", "{pla", "- [\u{e9}"] {
        for (file, text) in cases::files() {
            let step = (text.len() / 7).max(1);
            for offset in (0..=text.len()).step_by(step).filter(|at| text.is_char_boundary(*at)) {
                let broken = format!("{}{typed}{}", &text[..offset], &text[offset..]);
                let project = cases::project(&[(&file, &broken)]);
                let at = offset + typed.len();
                let _ = service::complete(&project, &file, at);
                let _ = service::hover(&project, &file, at);
                let _ = service::definition(&project, &file, at);
                let _ = service::rename(&project, &file, at, "new_name");
                let _ = service::outline(&project, &file);
                let _ = service::findings(&project, &file);
                let _ = service::format(&project, &file);
            }
        }
    }
}
