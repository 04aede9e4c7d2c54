//! The text of a filled file with one line per paragraph: the source that findings point into.

use canevas_diagnostics::{SourceId, Span};
use canevas_ooxml::flow::TextFlow;

/// The id of the text in sources of its own.
const ID: SourceId = SourceId(0);

/// The text of a document, one line per paragraph.
pub struct DocumentText {
    text: String,
    /// Where each paragraph starts.
    starts: Vec<usize>,
}

impl DocumentText {
    /// The text of the body.
    pub fn of(body: &TextFlow) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::with_capacity(body.paragraphs.len()));
        for paragraph in &body.paragraphs {
            starts.push(text.len());
            for piece in &paragraph.pieces {
                // A line break inside a paragraph does not start a new line here.
                for (at, line) in piece.text.split('\n').enumerate() {
                    text.push_str(if at == 0 { "" } else { " " });
                    text.push_str(line);
                }
            }
            text.push('\n');
        }
        Self { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a paragraph is; the start of the document where no paragraph is given.
    pub fn span(&self, paragraph: Option<usize>) -> Span {
        let range = paragraph.and_then(|at| {
            let end = self.starts.get(at + 1).copied().unwrap_or(self.text.len());
            Some(*self.starts.get(at)?..end - 1)
        });
        Span::new(ID, range.unwrap_or(0..0))
    }
}
