//! For a pull request.

use super::words::{Run, words};
use super::{groups, heads, place, series, verdict, witness};
use crate::judge::{Comparison, Judged};
use canevas_diagnostics::{Level, Sources};
use std::fmt::Write as _;

/// The comparison as Markdown of code hosts.
pub fn markdown(comparison: &Comparison, sources: &Sources) -> String {
    let mut out = format!("## {}\n", escape(&verdict(comparison)));
    for line in heads(comparison) {
        // Writing to a String cannot fail.
        let _ = write!(out, "\n{}\n", escape(&line));
    }
    let (mut shown, mut listed) = (String::new(), String::new());
    for (subject, found) in groups(comparison) {
        for (level, out) in [(true, &mut shown), (false, &mut listed)] {
            let of_level: Vec<&&Judged> =
                found.iter().filter(|judged| (judged.finding.level > Level::Info) == level).collect();
            if of_level.is_empty() {
                continue;
            }
            let _ = write!(out, "\n### {}\n", escape(subject));
            for judged in of_level {
                one(judged, sources, out);
            }
        }
    }
    out.push_str(&shown);
    if !listed.is_empty() {
        let _ = write!(out, "\n<details><summary>Declared, waived and listed</summary>\n{listed}\n</details>\n");
    }
    out
}

fn one(judged: &Judged, sources: &Sources, out: &mut String) {
    let finding = &judged.finding;
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
    match (&judged.before, &judged.after) {
        (Some(before), Some(after)) => {
            let marked: Vec<String> = words(before, after)
                .into_iter()
                .map(|run| match run {
                    Run::Same(text) => escape(&text),
                    Run::Gone(text) => format!("<del>{}</del>", escape(&text)),
                    Run::New(text) => format!("<ins>{}</ins>", escape(&text)),
                })
                .collect();
            let _ = write!(out, "\n  > {}\n", marked.join(" "));
        }
        (Some(before), None) => {
            let _ = write!(out, "\n  > <del>{}</del>\n", escape(before));
        }
        (None, Some(after)) => {
            let _ = write!(out, "\n  > <ins>{}</ins>\n", escape(after));
        }
        (None, None) => {}
    }
    let _ = write!(out, "\n  Old answers pass: {}. Series: {}.\n", judged.validates.word(), series(judged.comparable));
    if let Some(witness) = witness(judged) {
        let _ = writeln!(out, "  Passed before, refused now: {}", escape(&witness));
    }
    for (word, reason) in [
        ("Declared", &judged.declared),
        ("Waived", &judged.waived),
        ("Level set in canevas.toml", &finding.set_because),
    ] {
        if let Some(reason) = reason {
            let _ = writeln!(out, "  {word}: {}", escape(reason));
        }
    }
    if let Some(help) = finding.help.as_ref().filter(|_| finding.level > Level::Info) {
        let _ = writeln!(out, "  To do: {}", escape(help));
    }
}

/// Text that no Markdown reads as markup; a line break becomes a space. `` `id` `` stays as it is.
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
    use super::escape;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("`a_b` <b> *x*\n# y"), "`a_b` &lt;b&gt; \\*x\\* \\# y");
        assert_eq!(escape("a ` b"), "a \\` b");
    }
}
