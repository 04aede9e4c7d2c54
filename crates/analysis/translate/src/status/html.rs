//! The translation status as a page. It has the style of the redline of two editions, and needs no script.

use super::{Count, LanguageStatus, State, TextStatus, count};
use crate::notes::{NoteContext, Notes, about, split};
use canevas_diagnostics::redline::{END, escape, marked, page, side_by_side};
use canevas_model::{Language, Model};
use canevas_project::PoEntry;
use std::fmt::Write as _;

/// The page.
pub fn html(editions: &[(&Model, Vec<LanguageStatus<'_>>)]) -> String {
    let mut out = page("Translations", include_str!("status.css"));
    out.push_str("</header>\n<main>\n");
    for (number, (model, languages)) in editions.iter().enumerate() {
        edition(number, model, languages, &mut out);
    }
    out.push_str(END);
    out
}

fn edition(number: usize, model: &Model, languages: &[LanguageStatus<'_>], out: &mut String) {
    let name = escape(&format!("{} {}", model.form, model.edition));
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<section aria-labelledby=\"e{number}\">\n<h2 id=\"e{number}\">{name}</h2>");
    if languages.is_empty() {
        out.push_str("<p>This form has no translations.</p>\n</section>\n");
        return;
    }
    let _ = write!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"States of {name}\">\n<table>\n<thead><tr><th scope=\"col\">language</th><th scope=\"col\" class=\"bar\">states</th><th scope=\"col\">done</th><th scope=\"col\">texts</th>"
    );
    for state in State::ALL {
        let _ = write!(out, "<th scope=\"col\">{}</th>", state.word());
    }
    out.push_str("<th scope=\"col\">orphans</th></tr></thead>\n<tbody>\n");
    for progress in languages {
        row(number, progress, out);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    let notes = Notes::new(model, NoteContext::default());
    for progress in languages {
        let tag = escape(progress.language.tag());
        let open = progress.entries.iter().filter(|entry| entry.state.is_open()).count();
        let _ = writeln!(out, "<h3 id=\"e{number}-{tag}\">{tag}: {open} open</h3>");
        let listed: Vec<&TextStatus<'_>> =
            progress.entries.iter().filter(|entry| entry.state != State::Current).collect();
        if listed.is_empty() && progress.orphans.is_empty() {
            out.push_str("<p class=\"small\">Every text has a current translation.</p>\n");
        }
        for entry in listed {
            text(model, progress.language, entry, &notes, out);
        }
        for left in &progress.orphans {
            orphan(model, progress.language, left, out);
        }
    }
    out.push_str("</section>\n");
}

fn row(number: usize, progress: &LanguageStatus<'_>, out: &mut String) {
    let count = count(&progress.entries);
    let tag = escape(progress.language.tag());
    let _ = write!(
        out,
        "<tr><th scope=\"row\"><a href=\"#e{number}-{tag}\">{tag}</a></th><td class=\"bar\">{}</td><td>{} %</td><td>{}</td>",
        bar(&count),
        count.percent(),
        count.texts
    );
    for state in State::ALL {
        let _ = write!(out, "<td>{}</td>", count.of(state));
    }
    let _ = writeln!(out, "<td>{}</td></tr>", progress.orphans.len());
}

/// The states of the texts as a bar. The numbers beside it say the same. A state is never too thin to see.
fn bar(count: &Count) -> String {
    let thinnest = count.texts.div_ceil(40);
    let widths = State::ALL.map(|state| if count.of(state) == 0 { 0 } else { count.of(state).max(thinnest) });
    let all = widths.iter().sum::<usize>().max(1);
    let mut out = format!("<svg viewBox=\"0 0 {all} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut from = 0;
    for (state, width) in State::ALL.into_iter().zip(widths) {
        if width > 0 && state != State::Missing {
            let _ = write!(out, "<rect class=\"{}\" x=\"{from}\" width=\"{width}\" height=\"1\"/>", state.word());
        }
        from += width;
    }
    out.push_str("</svg>");
    out
}

fn text(model: &Model, language: &Language, entry: &TextStatus<'_>, notes: &Notes<'_>, out: &mut String) {
    head(entry.text.key.as_str(), entry.state.word(), out);
    let facts: Vec<String> = notes
        .of(entry.text, language)
        .iter()
        .map(|note| match split(note) {
            (about::KIND, kind) => kind.to_owned(),
            _ => note.clone(),
        })
        .collect();
    let _ = writeln!(out, "<p class=\"small\">{}</p>", escape(&facts.join(" · ")));
    let source = &entry.text.source.value;
    let word = if entry.state.is_open() { "Translation (not used)" } else { "Translation" };
    let translation = entry.translation.map(|text| (word, language, text));
    if let Some(old) = entry.made_from {
        let (before, after) = marked(Some(old), Some(source));
        let tag = escape(model.source_language.tag());
        side_by_side(&tag, &before, &after, &spoken(&model.source_language), out);
        boxes(translation, out);
    } else {
        boxes(std::iter::once(("Source", &model.source_language, source.as_str())).chain(translation), out);
    }
}

fn orphan(model: &Model, language: &Language, entry: &PoEntry, out: &mut String) {
    head(&entry.context.value, "orphan", out);
    out.push_str("<p class=\"small\">The form no longer has this text.</p>\n");
    let source = ("Source", &model.source_language, entry.id.value.as_str());
    boxes([source, ("Translation", language, entry.text.value.as_str())], out);
}

fn head(key: &str, state: &str, out: &mut String) {
    let _ = writeln!(out, "<h4><code>{}</code> <span class=\"state\">{state}</span></h4>", escape(key));
}

/// Texts in boxes side by side, each with a heading.
fn boxes<'t>(texts: impl IntoIterator<Item = (&'t str, &'t Language, &'t str)>, out: &mut String) {
    out.push_str("<div class=\"pair\">\n");
    for (word, language, text) in texts {
        let (tag, spoken, text) = (escape(language.tag()), spoken(language), escape(text));
        let _ = writeln!(out, "<div><p class=\"side\">{word}, {tag}</p><p class=\"text\"{spoken}>{text}</p></div>");
    }
    out.push_str("</div>\n");
}

/// The HTML attributes of a text in a language.
fn spoken(language: &Language) -> String {
    let direction = if language.is_right_to_left() { " dir=\"rtl\"" } else { "" };
    format!(" lang=\"{}\"{direction}", escape(language.tag()))
}
