//! The translation status as text for a terminal.

use super::{LanguageStatus, State, count};
use canevas_diagnostics::redline::sides_in_signs;
use std::fmt::Write as _;

/// The counts of an edition's languages as a table. Each open text follows, with the changed words of its source marked,
/// and then the orphans.
pub fn table(title: &str, languages: &[LanguageStatus<'_>]) -> String {
    let mut out = format!("{title}\n  language   done  texts");
    // Writing to a String cannot fail.
    for state in State::ALL {
        let _ = write!(out, "  {}", state.word());
    }
    out.push_str("  orphans\n");
    for progress in languages {
        let count = count(&progress.entries);
        let _ = write!(out, "  {:<9} {:>3} % {:>6}", progress.language.tag(), count.percent(), count.texts);
        for state in State::ALL {
            let _ = write!(out, "  {:>width$}", count.of(state), width = state.word().len());
        }
        let _ = writeln!(out, "  {:>7}", progress.orphans.len());
    }
    for progress in languages {
        let language = progress.language;
        for entry in progress.entries.iter().filter(|entry| entry.state != State::Current) {
            let _ = writeln!(out, "{language} {}: {}", entry.state.word(), entry.text.key);
            let source = &entry.text.source.value;
            match (entry.made_from, entry.state) {
                (Some(old), _) => {
                    let (was, now) = sides_in_signs(old, source);
                    lines(&mut out, '-', &was);
                    lines(&mut out, '+', &now);
                }
                (None, State::Missing) => lines(&mut out, '+', source),
                (None, State::Mismatch) => {
                    lines(&mut out, '+', source);
                    lines(&mut out, '=', entry.translation.unwrap_or_default());
                }
                _ => {}
            }
        }
        for orphan in &progress.orphans {
            let _ = writeln!(out, "{language} orphan: {}", orphan.context.value);
        }
    }
    out
}

fn lines(out: &mut String, sign: char, text: &str) {
    for line in text.lines() {
        let _ = writeln!(out, "  {sign} {line}");
    }
}
