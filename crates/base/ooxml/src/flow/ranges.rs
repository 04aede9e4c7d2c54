//! Bookmarks that are open while a part is read, and those whose end is lost.

use super::{Bookmark, FlowParagraph};

/// How many bookmarks around a piece of text are kept with it: the innermost. Our own documents have one. Each piece has its
/// own list, so a file that nests thousands would otherwise fill the memory.
const MOST_AROUND: usize = 16;

/// An open bookmark.
struct Open {
    id: String,
    index: usize,
    /// The paragraph that it starts in, by number.
    paragraph: usize,
    /// Whether another bookmark started since.
    overlapped: bool,
}

/// The bookmarks of a part.
#[derive(Default)]
pub struct Ranges {
    open: Vec<Open>,
    pub all: Vec<Bookmark>,
}

impl Ranges {
    /// Whether a bookmark is open.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The open bookmarks by index, outermost first.
    pub fn around(&self) -> impl Iterator<Item = usize> {
        self.open.iter().map(|open| open.index)
    }

    /// A bookmark starts in the paragraph of a number.
    pub fn start(&mut self, id: &str, name: &str, paragraph: usize) {
        for open in &mut self.open {
            open.overlapped = true;
        }
        // A bookmark without an end stays open. The oldest is dropped first.
        if self.open.len() >= MOST_AROUND {
            let oldest = self.open.remove(0);
            self.lose(&oldest);
        }
        self.open.push(Open { id: id.to_owned(), index: self.all.len(), paragraph, overlapped: false });
        self.all.push(Bookmark { name: name.to_owned(), broken: false });
    }

    /// A bookmark ends in the paragraph of a number.
    pub fn end(&mut self, id: &str, paragraph: usize) {
        while let Some(at) = self.open.iter().position(|open| open.id == id) {
            let open = self.open.remove(at);
            // No two of our ranges overlap. The end belongs elsewhere.
            if open.overlapped && open.paragraph != paragraph {
                self.lose(&open);
            }
        }
    }

    fn lose(&mut self, open: &Open) {
        if let Some(bookmark) = self.all.get_mut(open.index) {
            bookmark.broken = true;
        }
    }

    /// Ends each range whose end is lost with the paragraph in which it starts.
    pub fn finish(mut self, paragraphs: &mut [FlowParagraph]) -> Vec<Bookmark> {
        for open in std::mem::take(&mut self.open) {
            self.lose(&open);
        }
        if self.all.iter().any(|bookmark| bookmark.broken) {
            let mut first: Vec<Option<usize>> = vec![None; self.all.len()];
            for (at, paragraph) in paragraphs.iter_mut().enumerate() {
                let pieces = paragraph.pieces.iter_mut().map(|piece| &mut piece.bookmarks);
                for marks in pieces.chain(paragraph.objects.iter_mut().map(|object| &mut object.bookmarks)) {
                    marks.retain(|mark| *first[*mark].get_or_insert(at) == at || !self.all[*mark].broken);
                }
            }
        }
        self.all
    }
}
