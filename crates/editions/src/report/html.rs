//! The redline: one page, no script and nothing from elsewhere, for an editor who reads what changes, in each language,
//! before and after side by side. Words that left are struck through and words that came are underlined, so that neither
//! colour nor sight is needed to tell them apart; a reading program hears both.

use super::words::{Run, words};
use super::{groups, heads, series, subject, verdict, witness};
use crate::judge::{Comparison, Judged, TextPair};
use canevas_diagnostics::{Level, Sources};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

const STYLE: &str = include_str!("redline.css");

/// The comparison as a page.
pub fn html(comparison: &Comparison, sources: &Sources) -> String {
    let title = escape(&format!("{} {} to {}", comparison.form, comparison.old, comparison.new));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p class=\"verdict\">{}</p>\n",
        base64(&Sha256::digest(STYLE.as_bytes())),
        escape(&said(comparison))
    );
    for line in heads(comparison) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "<p>{}</p>", escape(&line));
    }
    let found = groups(comparison);
    out.push_str("</header>\n");
    contents(&found, &mut out);
    out.push_str("<main>\n");
    for (number, (about, found)) in found.into_iter().enumerate() {
        let _ = writeln!(out, "<section aria-labelledby=\"s{number}\">\n<h2 id=\"s{number}\">{}</h2>", escape(about));
        let texts: Vec<(&String, &Vec<TextPair>)> =
            comparison.texts.iter().filter(|(key, _)| subject(key) == about).collect();
        for judged in found {
            one(judged, &texts, sources, &mut out);
        }
        for (key, languages) in texts {
            let _ = writeln!(out, "<h3>{}</h3>", escape(key));
            for pair in languages {
                language(pair, &mut out);
            }
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The verdict without the name of the form, which is the heading.
fn said(comparison: &Comparison) -> String {
    let verdict = verdict(comparison);
    let said = verdict.split_once(": ").map_or(verdict.as_str(), |(_, said)| said);
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn contents(found: &[(&str, Vec<&Judged>)], out: &mut String) {
    if found.len() < 2 {
        return;
    }
    out.push_str("<nav aria-label=\"Changes\">\n<ul>\n");
    for (number, (about, found)) in found.iter().enumerate() {
        let level = found.iter().map(|judged| judged.finding.level).max().unwrap_or(Level::Info);
        let _ = writeln!(out, "<li><a href=\"#s{number}\">{}</a> ({})</li>", escape(about), level.word());
    }
    out.push_str("</ul>\n</nav>\n");
}

fn one(judged: &Judged, texts: &[(&String, &Vec<TextPair>)], sources: &Sources, out: &mut String) {
    let finding = &judged.finding;
    let _ = write!(
        out,
        "<div class=\"finding {level}\">\n<p><strong>{level} {} {}</strong>: {}</p>\n",
        finding.rule.code,
        finding.rule.name,
        prose(&finding.message),
        level = finding.level.word()
    );
    // A text is shown below, in every language.
    let is_shown_below = texts
        .iter()
        .flat_map(|(_, pairs)| pairs.iter())
        .any(|pair| pair.before == judged.before && pair.after == judged.after);
    if !is_shown_below && (judged.before.is_some() || judged.after.is_some()) {
        let (before, after) = marked(judged.before.as_deref(), judged.after.as_deref());
        side_by_side("", &before, &after, "", out);
    }
    let witness = witness(judged).map(|witness| format!("<code>{}</code>", escape(&witness)));
    let plain = |text: &Option<String>| text.as_ref().map(|text| prose(text));
    let help = finding.help.as_ref().filter(|_| judged.declared.is_none() && judged.waived.is_none());
    let lines = [
        ("Old answers pass", Some(judged.validates.word().to_owned())),
        ("Series", Some(series(judged.comparable).to_owned())),
        ("Passed before, refused now", witness),
        ("Declared", plain(&judged.declared)),
        ("Waived", plain(&judged.waived)),
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

/// What stands on a side that has no text.
const NOTHING: &str = "<span lang=\"en\" dir=\"ltr\" class=\"none\">none</span>";

fn side_by_side(tag: &str, before: &str, after: &str, attributes: &str, out: &mut String) {
    let comma = if tag.is_empty() { "" } else { ", " };
    out.push_str("<div class=\"pair\">\n");
    for (word, text) in [("Before", before), ("After", after)] {
        let _ = writeln!(
            out,
            "<div><p class=\"side\">{word}{comma}{tag}</p><p class=\"text\"{attributes}>{text}</p></div>"
        );
    }
    out.push_str("</div>\n");
}

/// Both sides, each with what is not on the other one marked.
fn marked(before: Option<&str>, after: Option<&str>) -> (String, String) {
    let (mut was, mut now) = (Vec::new(), Vec::new());
    for run in words(before.unwrap_or_default(), after.unwrap_or_default()) {
        match run {
            Run::Same(text) => {
                was.push(escape(&text));
                now.push(escape(&text));
            }
            Run::Gone(text) => was.push(format!("<del>{}</del>", escape(&text))),
            Run::New(text) => now.push(format!("<ins>{}</ins>", escape(&text))),
        }
    }
    let side = |text: Option<&str>, marked: Vec<String>| {
        if text.is_none() { NOTHING.to_owned() } else { marked.join(" ") }
    };
    (side(before, was), side(after, now))
}

/// A sentence in which names stand between backticks.
fn prose(text: &str) -> String {
    let parts: Vec<String> = text.split('`').map(escape).collect();
    if parts.len().is_multiple_of(2) {
        return parts.join("`");
    }
    let part =
        |(index, part): (usize, &String)| if index % 2 == 1 { format!("<code>{part}</code>") } else { part.clone() };
    parts.iter().enumerate().map(part).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// Base64, for the digest by which the page's policy knows its own style.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let all = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * place) & 63) as usize];
            out.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, marked, prose};

    #[test]
    fn digests_are_written_as_policies_want_them() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }

    #[test]
    fn each_side_has_its_own_words_marked() {
        let sides = marked(Some("Is it <old>?"), Some("Is it new?"));
        assert_eq!(sides, ("Is it <del>&lt;old&gt;?</del>".to_owned(), "Is it <ins>new?</ins>".to_owned()));
        assert!(marked(None, Some("x")).0.contains("none"));
        assert_eq!(prose("`a<b` is <new>"), "<code>a&lt;b</code> is &lt;new&gt;");
        assert_eq!(prose("one ` is left"), "one ` is left");
    }
}
