//! The report as text, for a terminal or a log.

use super::{groups, heads, place, series, verdict, witness};
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::redline::changed_excerpts;
use canevas_diagnostics::{Level, MOST_OF_RULE, Rule, Sources};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The comparison as text: the first changes of each rule. Only `all` shows the others and notes too.
pub fn text(comparison: &EditionDiff, sources: &Sources, all: bool) -> String {
    text_saying(comparison, sources, all, "--all")
}

/// The same, where `how` says what shows the other changes: `--all`, or a command with it.
pub fn text_saying(comparison: &EditionDiff, sources: &Sources, all: bool, how: &str) -> String {
    let mut out = verdict(comparison) + "\n";
    for line in heads(comparison) {
        out.push_str(&line);
        out.push('\n');
    }
    let mut hidden = 0;
    let mut of_rule: BTreeMap<&str, (&Rule, usize)> = BTreeMap::new();
    for (subject, found) in groups(comparison) {
        let shown: Vec<&&ClassifiedChange> =
            found.iter().filter(|change| all || change.finding.level > Level::Info).collect();
        hidden += found.len() - shown.len();
        let shown: Vec<&&ClassifiedChange> = shown
            .into_iter()
            .filter(|change| {
                let rule = change.finding.rule;
                let (_, count) = of_rule.entry(rule.code).or_insert((rule, 0));
                *count += 1;
                all || *count <= MOST_OF_RULE
            })
            .collect();
        if shown.is_empty() {
            continue;
        }
        let _ = write!(out, "\n{subject}\n");
        for change in shown {
            one(change, sources, &mut out);
        }
    }
    let more = of_rule.into_values().filter(|(_, count)| !all && *count > MOST_OF_RULE);
    for (index, (rule, count)) in more.enumerate() {
        let gap = if index == 0 { "\n" } else { "" };
        let more = count - MOST_OF_RULE;
        let _ = writeln!(out, "{gap}{} {}: {more} more like these; {how} shows {}", rule.code, rule.name, them(more));
    }
    if hidden > 0 {
        let what = if hidden == 1 { "1 more is" } else { "more are" };
        let number = if hidden == 1 { String::new() } else { format!("{hidden} ") };
        let _ = write!(out, "\n{number}{what} only listed; {how} shows {}\n", them(hidden));
    }
    out
}

fn them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}

/// The most characters of a side.
const LONG: usize = 240;

/// What the lines with − and + show. Sides that say the same show no change, and are left out.
fn sides(change: &ClassifiedChange) -> [Option<String>; 2] {
    match (change.before.as_deref(), change.after.as_deref()) {
        (Some(before), Some(after)) if before == after => [None, None],
        (Some(before), Some(after)) => excerpts(before, after).map(Some),
        (before, after) => [before, after].map(|text| text.map(|text| cut(text.to_owned(), LONG))),
    }
}

/// Both texts as they stand; of long ones the part that changed, with a few words around it.
fn excerpts(before: &str, after: &str) -> [String; 2] {
    let is_long = |text: &str| text.chars().nth(LONG).is_some();
    if !is_long(before) && !is_long(after) {
        return [before, after].map(str::to_owned);
    }
    let (before, after) = changed_excerpts(before, after);
    // A long word, such as a structure in JSON, may change near its end.
    let alike = before.chars().zip(after.chars()).take_while(|(before, after)| before == after).count();
    let skipped = if alike > LONG / 2 { alike - LONG / 8 } else { 0 };
    [before, after].map(|text| {
        let rest: String = text.chars().skip(skipped).collect();
        cut(if skipped > 0 { format!("… {rest}") } else { rest }, LONG)
    })
}

/// The start of a text that is long.
fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        let word = text[..end].rfind(char::is_whitespace).filter(|word| 2 * word > end);
        text.truncate(word.unwrap_or(end));
        text.push_str(" …");
    }
    text
}

fn one(change: &ClassifiedChange, sources: &Sources, out: &mut String) {
    let finding = &change.finding;
    let (file, line, column) = place(sources, finding.primary.span);
    // Writing to a String cannot fail.
    let _ =
        writeln!(out, "  {} {} {}: {}", finding.level.word(), finding.rule.code, finding.rule.name, finding.message);
    let _ = writeln!(out, "    at {file}:{line}:{column}");
    for label in &finding.others {
        let _ = writeln!(out, "    before {}", sources.place(label.span));
    }
    for (sign, text) in ['-', '+'].into_iter().zip(sides(change)) {
        for line in text.iter().flat_map(|text| text.trim_end().lines()) {
            let _ = writeln!(out, "    {sign} {line}");
        }
    }
    let _ = writeln!(
        out,
        "    old answers pass: {}; series: {}; answers, series, translators, countries: {}",
        change.validates.word(),
        series(change.comparable),
        change.impact.signs()
    );
    if let Some(witness) = witness(change) {
        let _ = writeln!(out, "    passed before, refused now: {witness}");
    }
    if let Some(reason) = &change.declared {
        let _ = writeln!(out, "    declared: {reason}");
    }
    if let Some(reason) = &change.waived {
        let _ = writeln!(out, "    waived: {reason}");
    }
    if let Some(reason) = &finding.set_because {
        let _ = writeln!(out, "    level set in canevas.toml: {reason}");
    }
    if let Some(help) = finding.help.as_ref().filter(|_| finding.level > Level::Info) {
        let _ = writeln!(out, "    = {help}");
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, excerpts};

    #[test]
    fn long_sides_show_what_changed() {
        let words = |word: &str| format!("{} {word} {}", "one two ".repeat(200), "three four ".repeat(200));
        for (before, after) in [
            (words("old"), words("new")),
            (
                format!("{}old{}", "x".repeat(900), "y".repeat(900)),
                format!("{}new{}", "x".repeat(900), "y".repeat(900)),
            ),
            (words("old"), words("new") + " and more"),
        ] {
            let sides = excerpts(&before, &after);
            assert!(sides[0].contains("old") && sides[1].contains("new"), "{sides:?}");
            assert!(sides.iter().all(|side| side.chars().count() < 250), "{sides:?}");
        }
        assert_eq!(excerpts("How many people?", "How many persons?"), ["How many people?", "How many persons?"]);
        assert_eq!(cut("one two".to_owned(), 5), "one …");
    }
}
