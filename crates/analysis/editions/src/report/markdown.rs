//! The report as Markdown, for a pull request.

use super::{groups, heads, place, series, texts_of_subjects, verdict, witness};
use crate::diff::TextPair;
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::redline::{WordRun, words};
use canevas_diagnostics::{Level, MOST_OF_RULE, Rule, Sources};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The comparison as the Markdown of code hosts: the first changes of each rule, because a host cuts off what is long.
pub fn markdown(comparison: &EditionDiff, sources: &Sources) -> String {
    let mut out = format!("## {}\n", escape(&verdict(comparison)));
    for line in heads(comparison) {
        // Writing to a String cannot fail.
        let _ = write!(out, "\n{}\n", escape(&line));
    }
    let (mut shown, mut listed) = (String::new(), String::new());
    let mut of_rule: BTreeMap<(&str, bool), (&Rule, usize)> = BTreeMap::new();
    let texts = texts_of_subjects(comparison);
    for (about, found) in groups(comparison) {
        for (level, out) in [(true, &mut shown), (false, &mut listed)] {
            let of_level = found.iter().filter(|change| (change.finding.level > Level::Info) == level);
            let of_level: Vec<&&ClassifiedChange> = of_level
                .filter(|change| {
                    let rule = change.finding.rule;
                    let (_, count) = of_rule.entry((rule.code, level)).or_insert((rule, 0));
                    *count += 1;
                    *count <= MOST_OF_RULE
                })
                .collect();
            if of_level.is_empty() {
                continue;
            }
            let _ = write!(out, "\n### {}\n", escape(about));
            for change in &of_level {
                one(change, sources, out);
            }
            for (key, pairs) in texts.get(about).into_iter().flatten() {
                translations(key.as_str(), pairs, &of_level, out);
            }
        }
    }
    for ((_, level), (rule, count)) in of_rule {
        let out = if level { &mut shown } else { &mut listed };
        let more = count.saturating_sub(MOST_OF_RULE);
        if more > 0 {
            let name = format!("{} {}", rule.code, rule.name);
            let _ = write!(
                out,
                "\n{more} more like these of **{name}**: `canevas diff` with `--all` or with `--format html` shows them.\n"
            );
        }
    }
    out.push_str(&shown);
    if !listed.is_empty() {
        let _ = write!(out, "\n<details><summary>Declared, waived and listed</summary>\n{listed}\n</details>\n");
    }
    out
}

fn one(change: &ClassifiedChange, sources: &Sources, out: &mut String) {
    let finding = &change.finding;
    let (file, line, _) = place(sources, finding.primary.span);
    let _ = write!(
        out,
        "\n- **{} {} {}**: {} ({}:{line})\n",
        finding.level.word(),
        finding.rule.code,
        finding.rule.name,
        escape(&finding.message),
        escape(&file)
    );
    if change.before != change.after {
        let _ = write!(out, "\n  > {}\n", marked(change.before.as_deref(), change.after.as_deref()));
    }
    let _ =
        write!(out, "\n  - Old answers pass: {}. Series: {}.\n", change.validates.word(), series(change.comparable));
    if let Some(witness) = witness(change) {
        let _ = writeln!(out, "  - Passed before, refused now: {}", escape(&witness));
    }
    for (word, reason) in [
        ("Declared", &change.declared),
        ("Waived", &change.waived),
        ("Level set in canevas.toml", &finding.set_because),
    ] {
        if let Some(reason) = reason {
            let _ = writeln!(out, "  - {word}: {}", escape(reason));
        }
    }
    if let Some(help) = finding.help.as_ref().filter(|_| finding.level > Level::Info) {
        let _ = writeln!(out, "  - To do: {}", escape(help));
    }
}

/// The changes of a text in other languages.
fn translations(key: &str, pairs: &[TextPair], found: &[&&ClassifiedChange], out: &mut String) {
    let told = |pair: &&TextPair| {
        found.iter().any(|change| change.before.is_some() && change.before == pair.before && change.after == pair.after)
    };
    if !pairs.iter().any(|pair| told(&pair)) {
        return;
    }
    for pair in pairs.iter().filter(|pair| !told(pair)) {
        let text = if pair.redo {
            "to be translated again".to_owned()
        } else {
            marked(pair.before.as_deref(), pair.after.as_deref())
        };
        let _ = write!(out, "\n- {}, {}: {text}\n", escape(key), escape(&pair.language));
    }
}

/// Both texts as one, with removed and added words marked.
fn marked(before: Option<&str>, after: Option<&str>) -> String {
    let runs = words(before.unwrap_or_default(), after.unwrap_or_default());
    let marked: Vec<String> = runs
        .into_iter()
        .map(|run| match run {
            WordRun::Same(text) => lines(&text),
            WordRun::Gone(text) => format!("<del>{}</del>", lines(&text)),
            WordRun::New(text) => format!("<ins>{}</ins>", lines(&text)),
        })
        .collect();
    let text = marked.join(" ");
    // The first character must not start a list.
    match text.chars().next() {
        Some('-' | '+' | '=') => format!("\\{text}"),
        Some('0'..='9') => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, rest) = text.split_at(digits);
            if rest.starts_with(['.', ')']) { format!("{number}\\{rest}") } else { text }
        }
        _ => text,
    }
}

/// A text that keeps its line breaks.
fn lines(text: &str) -> String {
    text.split('\n').map(|line| escape(line.trim())).collect::<Vec<_>>().join("<br>")
}

/// A text without markup. A line break becomes a space. `` `id` `` stays unchanged.
fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    let ticks = text.matches('`').count().is_multiple_of(2);
    for c in text.chars() {
        match c {
            '`' if ticks => {
                code = !code;
                out.push('`');
            }
            '<' if !code => out.push_str("&lt;"),
            '>' if !code => out.push_str("&gt;"),
            '&' if !code => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '@' | '!' if !code => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escape, marked};

    #[test]
    fn a_text_begins_no_list_and_keeps_its_lines() {
        assert_eq!(marked(Some("- a\n- b"), Some("- a\n- c")), "\\- a<br>- <del>b</del> <ins>c</ins>");
        assert_eq!(marked(None, Some("1. a")), "<ins>1. a</ins>");
        assert_eq!(marked(Some("1. a"), Some("1. a")), "1\\. a");
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("`a_b` <b> *x*\n# y"), "`a_b` &lt;b&gt; \\*x\\* \\# y");
        assert_eq!(escape("a ` b"), "a \\` b");
    }
}
