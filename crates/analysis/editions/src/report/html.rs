//! The redline: one page without scripts or external resources. It shows an editor each change in each language, before and
//! after side by side. Removed words are struck through and added words are underlined, so that no reader depends on
//! colour. Screen readers announce both.

use super::{groups, heads, series, texts_of_subjects, verdict, witness};
use crate::diff::TextPair;
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::redline::{END, NOTHING, escape, marked, page, prose, side_by_side};
use canevas_diagnostics::{Level, Sources};
use std::collections::HashSet;
use std::fmt::Write as _;

/// The comparison as a page.
pub fn html(comparison: &EditionDiff, sources: &Sources) -> String {
    let title = format!("{} {} to {}", comparison.form, comparison.old, comparison.new);
    let mut out = page(&title, "");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<p class=\"verdict\">{}</p>", escape(&said(comparison)));
    for line in heads(comparison) {
        let _ = writeln!(out, "<p>{}</p>", escape(&line));
    }
    let found = groups(comparison);
    let texts = texts_of_subjects(comparison);
    out.push_str("</header>\n");
    contents(&found, &mut out);
    out.push_str("<main>\n");
    for (number, (about, found)) in found.into_iter().enumerate() {
        let _ = writeln!(out, "<section aria-labelledby=\"s{number}\">\n<h2 id=\"s{number}\">{}</h2>", escape(about));
        let texts = texts.get(about).map(Vec::as_slice).unwrap_or_default();
        let shown_below: HashSet<Versions<'_>> = texts
            .iter()
            .flat_map(|(_, pairs)| *pairs)
            .map(|pair| (pair.before.as_deref(), pair.after.as_deref()))
            .collect();
        for change in found {
            one(change, &shown_below, sources, &mut out);
        }
        for (key, languages) in texts {
            let _ = writeln!(out, "<h3>{}</h3>", escape(key.as_str()));
            for pair in *languages {
                language(pair, &mut out);
            }
        }
        out.push_str("</section>\n");
    }
    out.push_str(END);
    out
}

/// The verdict without the name of the form, which the heading has.
fn said(comparison: &EditionDiff) -> String {
    let verdict = verdict(comparison);
    let said = verdict.split_once(": ").map_or(verdict.as_str(), |(_, said)| said);
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn contents(found: &[(&str, Vec<&ClassifiedChange>)], out: &mut String) {
    if found.len() < 2 {
        return;
    }
    out.push_str("<nav aria-label=\"Changes\">\n<ul>\n");
    for (number, (about, found)) in found.iter().enumerate() {
        let level = found.iter().map(|change| change.finding.level).max().unwrap_or(Level::Info);
        let _ = writeln!(out, "<li><a href=\"#s{number}\">{}</a> ({})</li>", escape(about), level.word());
    }
    out.push_str("</ul>\n</nav>\n");
}

/// The two versions of a text.
type Versions<'t> = (Option<&'t str>, Option<&'t str>);

fn one(change: &ClassifiedChange, shown_below: &HashSet<Versions<'_>>, sources: &Sources, out: &mut String) {
    let finding = &change.finding;
    let _ = write!(
        out,
        "<div class=\"finding {level}\">\n<p><strong>{level} {} {}</strong>: {}</p>\n",
        finding.rule.code,
        finding.rule.name,
        prose(&finding.message),
        level = finding.level.word()
    );
    // The page shows a text below, in every language.
    let is_shown_below = shown_below.contains(&(change.before.as_deref(), change.after.as_deref()));
    if !is_shown_below && change.before != change.after {
        let (before, after) = marked(change.before.as_deref(), change.after.as_deref());
        side_by_side("", &before, &after, "", out);
    }
    let witness = witness(change).map(|witness| format!("<code>{}</code>", escape(&witness)));
    let plain = |text: &Option<String>| text.as_ref().map(|text| prose(text));
    let help = finding.help.as_ref().filter(|_| change.declared.is_none() && change.waived.is_none());
    let lines = [
        ("Old answers pass", Some(change.validates.word().to_owned())),
        ("Series", Some(series(change.comparable).to_owned())),
        ("Passed before, refused now", witness),
        ("Declared", plain(&change.declared)),
        ("Waived", plain(&change.waived)),
        ("Level set in canevas.toml", plain(&finding.set_because)),
        ("To do", plain(&help.cloned())),
        ("Place", Some(escape(&sources.place(finding.primary.span)))),
    ];
    out.push_str("<ul class=\"small\">\n");
    for (word, text) in lines {
        if let Some(text) = text {
            let _ = writeln!(out, "<li>{word}: {text}</li>");
        }
    }
    out.push_str("</ul>\n</div>\n");
}

fn language(pair: &TextPair, out: &mut String) {
    let (before, after) = match (&pair.before, &pair.after) {
        (Some(before), None) if pair.redo => {
            (escape(before), "<strong lang=\"en\" dir=\"ltr\">to be translated again</strong>".to_owned())
        }
        (None, None) => (NOTHING.to_owned(), "<strong lang=\"en\" dir=\"ltr\">to be translated</strong>".to_owned()),
        (before, after) => marked(before.as_deref(), after.as_deref()),
    };
    let tag = escape(&pair.language);
    let direction = if pair.right_to_left { " dir=\"rtl\"" } else { "" };
    side_by_side(&tag, &before, &after, &format!(" lang=\"{tag}\"{direction}"), out);
}
