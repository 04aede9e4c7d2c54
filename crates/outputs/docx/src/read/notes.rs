//! Text beside the document: comments, notes, headers, footers, and what charts and diagrams say.

use super::collect::{Collected, FieldFinding, told};
use super::normalize::{composed, tidy};
use super::opened::{NoteKind, Opened};
use super::report::UnplacedText;
use super::template::Template;
use canevas_diagnostics::Finding;
use canevas_ooxml::Element;
use canevas_ooxml::flow::{FlowParagraph, ObjectKind};
use std::collections::{BTreeMap, HashMap};

/// Text in comments, notes, headers and footers. What the form or a reference put there is not reported.
pub fn notes(
    opened: &Opened,
    template: &Template,
    footers: &[(String, String)],
    edition: &str,
    collected: &Collected,
) -> Vec<UnplacedText> {
    // A file of another edition says so at its foot.
    let theirs = opened.head().map(|head| head.edition).filter(|theirs| !theirs.is_empty());
    let ours = |text: &str| {
        theirs.as_ref().map_or_else(|| text.to_owned(), |theirs| text.replacen(theirs.as_str(), edition, 1))
    };
    let around = lines_around(opened.hidden.as_ref());
    let places = places(opened);
    let mut out = Vec::new();
    for (kind, flow) in &opened.notes {
        for paragraph in &flow.paragraphs {
            let text = paragraph.text();
            let is_known = match kind {
                NoteKind::Header => around.contains(&letters(&text)),
                NoteKind::Footer => around.contains(&letters(&text)) || is_own_footer(footers, &ours(&text)),
                NoteKind::Comments | NoteKind::Footnotes | NoteKind::Endnotes => false,
            };
            if text.trim().is_empty() || is_known {
                continue;
            }
            let at = paragraph.note.as_ref().and_then(|note| places.get(&(object_of(*kind)?, note.id.as_str())));
            let after = at.map_or("", |at| template.label(collected.groups[*at])).to_owned();
            out.push(UnplacedText { place: place_of(*kind, paragraph), after, text: tidy(&text), is_reworded: false });
        }
    }
    for (what, texts) in &opened.drawn {
        let text = composed(&texts.join(" · "));
        if !text.is_empty() {
            out.push(UnplacedText { place: (*what).to_owned(), after: String::new(), text, is_reworded: false });
        }
    }
    out
}

/// Pictures and the like beside the document. Their links are ordinary there.
pub fn objects(opened: &Opened) -> Vec<FieldFinding> {
    let mut out = Vec::new();
    // A logo that a reference put into the header or footer is not that of whoever fills in.
    let ours = opened.hidden.as_ref().and_then(|root| root.attribute("pictures")?.parse().ok());
    let mut ours: usize = ours.unwrap_or(0);
    for (kind, flow) in &opened.notes {
        for paragraph in &flow.paragraphs {
            for object in &paragraph.objects {
                let is_around = matches!(kind, NoteKind::Header | NoteKind::Footer);
                if is_around && object.kind == ObjectKind::Picture && ours > 0 {
                    ours -= 1;
                    continue;
                }
                let Some((rule, message)) = told(object, "", &BTreeMap::new()) else { continue };
                let message = format!("{} holds {message}", place_of(*kind, paragraph));
                out.push(FieldFinding { finding: Finding::new(rule, opened.start(), message), field: None, item: 0 });
            }
        }
    }
    out
}

fn place_of(kind: NoteKind, paragraph: &FlowParagraph) -> String {
    let author = paragraph.note.as_ref().map_or("", |note| note.author.trim());
    match kind {
        NoteKind::Comments if author.is_empty() => "a comment".to_owned(),
        NoteKind::Comments => format!("a comment by {author}"),
        NoteKind::Footnotes => "a footnote".to_owned(),
        NoteKind::Endnotes => "an endnote".to_owned(),
        NoteKind::Header => "the header of the pages".to_owned(),
        NoteKind::Footer => "the footer of the pages".to_owned(),
    }
}

fn object_of(kind: NoteKind) -> Option<ObjectKind> {
    match kind {
        NoteKind::Comments => Some(ObjectKind::Comment),
        NoteKind::Footnotes => Some(ObjectKind::Footnote),
        NoteKind::Endnotes => Some(ObjectKind::Endnote),
        NoteKind::Header | NoteKind::Footer => None,
    }
}

/// The paragraph that each comment or note belongs to.
fn places(opened: &Opened) -> HashMap<(ObjectKind, &str), usize> {
    let paragraphs = opened.body.paragraphs.iter().enumerate();
    let objects = paragraphs.flat_map(|(at, paragraph)| paragraph.objects.iter().map(move |object| (at, object)));
    objects.map(|(at, object)| ((object.kind, object.text.as_str()), at)).collect()
}

/// The lines that a reference put into the header and the footer of each page.
fn lines_around(hidden: Option<&Element>) -> Vec<String> {
    hidden.and_then(|root| root.attribute("around")).map_or_else(Vec::new, |lines| lines.lines().map(letters).collect())
}

/// A text without white space and digits: the page number differs from page to page.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
}

/// Whether a line is the one that the form prints at the foot of each page, perhaps of another version of the form.
fn is_own_footer(footers: &[(String, String)], text: &str) -> bool {
    let words = |text: &str| {
        let words = text.split_whitespace().filter(|word| *word != "·" && !is_digest(word));
        words.map(composed).collect::<Vec<_>>()
    };
    let is_number = |word: &str| word.chars().all(|c| c.is_numeric() || c == '/');
    let (line, page) = text.rsplit_once('\t').unwrap_or((text, ""));
    footers.iter().any(|(footer, word)| {
        let mut page = page.split_whitespace().filter(|part| !is_number(part));
        words(line) == words(footer) && page.all(|part| composed(word).split_whitespace().any(|word| word == part))
    })
}

fn is_digest(word: &str) -> bool {
    word.len() >= 8 && word.bytes().all(|b| b.is_ascii_hexdigit())
}
