//! The redline: one page, no script and nothing from elsewhere, for an editor who reads what changes, in each language.

use super::words::{Run, words};
use super::{groups, heads, series, subject, verdict, witness};
use crate::judge::{Comparison, Judged, TextPair};
use canevas_diagnostics::Sources;
use std::fmt::Write as _;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:52rem;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1{font-size:1.3rem}h2{font-size:1.1rem;margin-top:2.5rem;border-top:1px solid #888;padding-top:.8rem}\
del{background:#fde0dc;color:#8a1c10}ins{background:#d9f2dd;color:#0f5a23;text-decoration:none;border-bottom:2px solid}\
.deny,.warn,.info{border-left:.4rem solid;padding:.1rem 0 .1rem .8rem;margin:1rem 0}\
.deny{border-color:#b3261e}.warn{border-color:#a56a00}.info{border-color:#666}\
.level{font-weight:600}.small{font-size:.9rem;color:#444}table{border-collapse:collapse;width:100%}\
th,td{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0}th{width:3rem;font-weight:600}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}.small{color:#bbb}del{background:#5a1a14;color:#ffd9d4}ins{background:#123f1e;color:#d3f5da}}";

/// The comparison as a page.
pub fn html(comparison: &Comparison, sources: &Sources) -> String {
    let title = escape(&format!("{} {} to {}", comparison.form, comparison.old, comparison.new));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        escape(&verdict(comparison))
    );
    for line in heads(comparison) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "<p>{}</p>", escape(&line));
    }
    for (about, found) in groups(comparison) {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>", escape(about));
        for judged in found {
            one(judged, sources, &mut out);
        }
        let texts: Vec<(&String, &Vec<TextPair>)> =
            comparison.texts.iter().filter(|(key, _)| subject(key) == about).collect();
        for (key, languages) in texts {
            table(key, languages, &mut out);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn one(judged: &Judged, sources: &Sources, out: &mut String) {
    let finding = &judged.finding;
    let _ = write!(
        out,
        "<div class=\"{level}\">\n<p><span class=\"level\">{level} {} {}</span>: {}</p>\n",
        finding.rule.code,
        finding.rule.name,
        escape(&finding.message),
        level = finding.level.word()
    );
    // Texts are shown below, in every language.
    let is_text = judged.at.contains('.') && judged.before.as_ref().is_some_and(|before| before.contains(' '));
    if !is_text && (judged.before.is_some() || judged.after.is_some()) {
        let _ = writeln!(out, "<p>{}</p>", marked(judged.before.as_deref(), judged.after.as_deref()));
    }
    let _ = writeln!(
        out,
        "<p class=\"small\">Old answers pass: {}. Series: {}. {}</p>",
        judged.validates.word(),
        series(judged.comparable),
        escape(&sources.place(finding.primary.span))
    );
    let witness = witness(judged);
    let lines = [
        ("Passed before, refused now", witness.as_ref()),
        ("Declared", judged.declared.as_ref()),
        ("Waived", judged.waived.as_ref()),
        ("Level set in canevas.toml", finding.set_because.as_ref()),
        ("To do", finding.help.as_ref().filter(|_| judged.declared.is_none() && judged.waived.is_none())),
    ];
    for (word, text) in lines {
        if let Some(text) = text {
            let _ = writeln!(out, "<p class=\"small\">{word}: {}</p>", escape(text));
        }
    }
    out.push_str("</div>\n");
}

fn table(key: &str, languages: &[TextPair], out: &mut String) {
    let _ = write!(out, "<p class=\"small\">{}</p>\n<table>\n", escape(key));
    for pair in languages {
        let text = if pair.before.is_some() && pair.after.is_none() && pair.redo {
            format!("{} <strong>to be translated again</strong>", escape(pair.before.as_deref().unwrap_or_default()))
        } else if pair.redo {
            "<strong>to be translated</strong>".to_owned()
        } else {
            marked(pair.before.as_deref(), pair.after.as_deref())
        };
        let direction = if pair.right_to_left { " dir=\"rtl\"" } else { "" };
        let tag = escape(&pair.language);
        let _ = writeln!(out, "<tr><th scope=\"row\">{tag}</th><td lang=\"{tag}\"{direction}>{text}</td></tr>");
    }
    out.push_str("</table>\n");
}

fn marked(before: Option<&str>, after: Option<&str>) -> String {
    words(before.unwrap_or_default(), after.unwrap_or_default())
        .into_iter()
        .map(|run| match run {
            Run::Same(text) => escape(&text),
            Run::Gone(text) => format!("<del>{}</del>", escape(&text)),
            Run::New(text) => format!("<ins>{}</ins>", escape(&text)),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
