//! Size and margins of a page.

use canevas_ooxml::Element;

/// A narrower text has no room for questions: 6 cm, in twentieths of a point.
const NARROWEST: u32 = 3402;
/// The largest page that Word allows: 22 inches.
const LARGEST: u32 = 31_680;

/// Size and margins of a page, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSetup {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Whether it is in landscape format.
    pub landscape: bool,
    /// The margins: top, right, bottom, left.
    pub margins: [u32; 4],
    /// The distance from the edge to the header, and to the footer.
    pub edges: [u32; 2],
}

impl Default for PageSetup {
    /// A4 with 2 cm on each side, and a little more above a footer of two lines.
    fn default() -> Self {
        Self { width: 11_906, height: 16_838, landscape: false, margins: [1134, 1134, 1247, 1134], edges: [567; 2] }
    }
}

impl PageSetup {
    /// The page with room for a header and a footer of these heights, and space between them and the text. A long name of a
    /// country takes the line at the foot of each page to a second one.
    #[must_use]
    pub fn with_room(mut self, header: u32, footer: u32) -> Self {
        const SPACE: u32 = 170;
        for (edge, height, at, other) in [(self.edges[0], header, 0, 2), (self.edges[1], footer, 2, 0)] {
            if height > 0 {
                let most = self.height.saturating_sub(self.margins[other] + NARROWEST);
                let wanted = edge.saturating_add(height).saturating_add(SPACE).min(most);
                self.margins[at] = self.margins[at].max(wanted);
            }
        }
        self
    }

    /// The width between the margins.
    pub fn text_width(&self) -> u32 {
        self.width.saturating_sub(self.margins[1] + self.margins[3])
    }

    /// How many lines of a table have room on it, each with the space around it.
    pub(crate) fn lines(&self) -> u32 {
        const LINE: u32 = 285;
        self.height.saturating_sub(self.margins[0] + self.margins[2]) / LINE
    }

    /// The page of the last section of a document, where it gives a usable one.
    pub(super) fn of(document: &Element) -> Option<Self> {
        let section = document.child("w:body")?.child("w:sectPr")?;
        let (size, margins) = (section.child("w:pgSz")?, section.child("w:pgMar")?);
        let number = |element: &Element, name: &str| {
            element.attribute(name)?.parse::<u32>().ok().filter(|number| *number <= LARGEST)
        };
        // A negative margin means that a tall header must not move the text.
        let margin = |name: &str| {
            let value = margins.attribute(name)?;
            value.strip_prefix('-').unwrap_or(value).parse::<u32>().ok().filter(|number| *number <= LARGEST)
        };
        let page = Self {
            width: number(size, "w:w")?,
            height: number(size, "w:h")?,
            landscape: size.attribute("w:orient") == Some("landscape"),
            margins: [margin("w:top")?, margin("w:right")?, margin("w:bottom")?, margin("w:left")?],
            edges: [margin("w:header").unwrap_or(567), margin("w:footer").unwrap_or(567)],
        };
        let high = page.height.saturating_sub(page.margins[0] + page.margins[2]);
        (page.text_width() >= NARROWEST && high >= NARROWEST).then_some(page)
    }
}
