//! `canevas reach`.

use crate::Failure;
use crate::args::{Format, Reach};
use crate::disk::name_of;
use crate::terminal::{give, give_json};
use canevas_operations::{
    Conclusion, Project, ReachCause, ReachEntry, ReachRequest, ReachTable, json, reach as reached,
};
use std::fmt::Write as _;

/// Prints which questions concern whom.
pub fn reach(project: &Project, options: &Reach) -> Result<Conclusion, Failure> {
    let request = ReachRequest { name: name_of(&options.form), countries: options.countries.clone() };
    let table = reached(project, &request)?;
    match options.format {
        Format::Json => give_json(&json(&table)?)?,
        Format::Text => give(&text(&table))?,
    }
    Ok(Conclusion::Passes)
}

/// The table: a line for each question and a column for each copy. Below it stands why some questions are not always asked.
fn text(table: &ReachTable) -> String {
    let name = |entry: &ReachEntry| format!("{}{}", entry.question, if entry.required { " *" } else { "" });
    let names: Vec<String> = table.questions.iter().map(name).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut out = format!("{} {}\n\n", table.form, table.edition);
    let mut line = |first: &str, cells: &mut dyn Iterator<Item = &str>| {
        let mut text = format!("{first:width$}");
        for cell in cells {
            let _ = write!(text, "  {cell:9}");
        }
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line("", &mut table.copies.iter().map(String::as_str));
    for (name, entry) in names.iter().zip(&table.questions) {
        line(name, &mut entry.copies.iter().map(|copy| copy.asked));
    }
    out.push_str("\n* required\n");
    for (word, title) in [("never", "Never asked"), ("sometimes", "Asked under conditions")] {
        let mut lines = String::new();
        for entry in &table.questions {
            // Copies with the same reasons stand together.
            let mut groups: Vec<(Vec<&str>, &[ReachCause])> = Vec::new();
            for copy in entry.copies.iter().filter(|copy| copy.asked == word) {
                match groups.iter_mut().find(|(_, because)| *because == copy.because.as_slice()) {
                    Some((copies, _)) => copies.push(&copy.copy),
                    None => groups.push((vec![&copy.copy], &copy.because)),
                }
            }
            for (copies, because) in groups {
                let _ = writeln!(lines, "  {} ({})", entry.question, copies.join(", "));
                for cause in because {
                    let at = cause.line.map(|line| format!("line {line}, ")).unwrap_or_default();
                    let _ = writeln!(lines, "    {at}{}: {}", cause.what, cause.condition);
                    if let Some(words) = &cause.words {
                        let _ = writeln!(lines, "      {words}");
                    }
                }
            }
        }
        if !lines.is_empty() {
            let _ = write!(out, "\n{title}\n{lines}");
        }
    }
    out
}
