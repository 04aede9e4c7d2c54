//! Rich text to paragraphs and runs.

use super::builder::Builder;
use crate::doc::{Counter, Inline, Keep, Mark, Paragraph, Run, Style};
use canevas_model::{Choice, NonResponseCode, Text};
use canevas_project::Row;
use canevas_wording::{Block, Inline as Piece, Rich};

impl<'a> Builder<'a> {
    /// Pushes a text's paragraphs.
    pub(super) fn texts(&mut self, text: &'a Text, row: Option<&Row>, style: Style, bullet: Style) {
        let rich = self.wording.rich(text, row);
        let paragraphs = self.paragraphs(&rich, style, bullet);
        self.push_all(paragraphs);
    }

    /// The paragraphs of a text.
    pub(super) fn paragraphs(&mut self, rich: &Rich, style: Style, bullet: Style) -> Vec<Paragraph> {
        let mut out = Vec::new();
        for block in &rich.blocks {
            match block {
                Block::Paragraph(pieces) => out.push(Paragraph::new(style, inlines(pieces, rich.language.as_deref()))),
                Block::List { ordered, items } => {
                    let counter = ordered.then(|| self.counter(true));
                    out.extend(items.iter().map(|item| Paragraph {
                        style: bullet,
                        counter,
                        keep: Keep::AsStyle,
                        inlines: inlines(item, rich.language.as_deref()),
                    }));
                }
            }
        }
        out
    }

    /// A text as one line: paragraphs and items follow one another.
    pub(super) fn line(&self, text: &'a Text, row: Option<&Row>) -> Vec<Inline> {
        one_line(&self.wording.rich(text, row))
    }

    /// What an option says, as one line.
    pub(super) fn label(&self, choice: &'a Choice) -> Vec<Inline> {
        one_line(&self.wording.label(choice))
    }

    /// What a special answer says, as one line. A document for reading stresses those of the language.
    pub(super) fn said_label(&self, said: &NonResponseCode) -> Vec<Inline> {
        match self.wording.said_text(said) {
            Some(text) if self.reads() => self.line(text, None).into_iter().map(stressed).collect(),
            Some(text) => self.line(text, None),
            None if self.reads() => vec![self.stressed(self.wording.said(said))],
            None => vec![self.own(self.wording.said(said))],
        }
    }

    /// A new counter.
    pub(super) fn counter(&mut self, list: bool) -> Counter {
        self.counters += 1;
        Counter { index: self.counters - 1, list }
    }
}

pub(super) fn one_line(rich: &Rich) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in &rich.blocks {
        let lines: Vec<&Vec<Piece>> = match block {
            Block::Paragraph(pieces) => vec![pieces],
            Block::List { items, .. } => items.iter().collect(),
        };
        for pieces in lines {
            if !out.is_empty() {
                out.push(Inline::text(" "));
            }
            out.extend(inlines(pieces, rich.language.as_deref()));
        }
    }
    out
}

fn inlines(pieces: &[Piece], language: Option<&str>) -> Vec<Inline> {
    let mut out = Vec::new();
    let base = Run { language: language.map(str::to_owned), ..Run::default() };
    flatten(pieces, &base, &mut out);
    out
}

fn flatten(pieces: &[Piece], base: &Run, out: &mut Vec<Inline>) {
    for piece in pieces {
        match piece {
            Piece::Text(text) | Piece::Value(text) => push_run(out, Run { text: text.clone(), ..base.clone() }),
            Piece::Bracket { before, text, .. } => {
                if !before.is_empty() {
                    push_run(out, Run { text: before.to_string(), ..base.clone() });
                }
                push_run(out, Run { text: text.clone(), mark: Mark::Bracket, ..base.clone() });
            }
            Piece::Strong(inner) => flatten(inner, &Run { strong: true, ..base.clone() }, out),
            Piece::Emphasis(inner) => flatten(inner, &Run { emphasis: true, ..base.clone() }, out),
            Piece::Break => out.push(Inline::Break),
            Piece::Link { url, content } => {
                let mut inner = Vec::new();
                flatten(content, base, &mut inner);
                // A link in a link is no link: only its runs count.
                let runs = inner
                    .into_iter()
                    .flat_map(|inline| match inline {
                        Inline::Run(run) => vec![run],
                        Inline::Link { runs, .. } => runs,
                        Inline::Break | Inline::Tab | Inline::Control(_) => Vec::new(),
                    })
                    .collect();
                out.push(Inline::Link { url: url.clone(), runs });
            }
        }
    }
}

fn stressed(inline: Inline) -> Inline {
    match inline {
        Inline::Run(run) => Inline::Run(Run { emphasis: true, ..run }),
        other @ (Inline::Break | Inline::Tab | Inline::Link { .. } | Inline::Control(_)) => other,
    }
}

/// Text beside text of the same look is one run, which Word files read back better.
fn push_run(out: &mut Vec<Inline>, run: Run) {
    if let Some(Inline::Run(last)) = out.last_mut()
        && (last.mark, last.strong, last.emphasis, &last.language)
            == (run.mark, run.strong, run.emphasis, &run.language)
    {
        last.text.push_str(&run.text);
        return;
    }
    if !run.text.is_empty() {
        out.push(Inline::Run(run));
    }
}
