//! The text of a part: its paragraphs in order. Each paragraph is a list of pieces of text, with the controls and bookmarks
//! around each piece, and of what stands among them that is no text.

mod looks;
mod math;
mod objects;
mod older;
mod ranges;
mod symbols;
mod walk;

pub use looks::StyleLooks;

use crate::PackageError;
use canevas_syntax::xml;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use walk::Walk;

/// No document nests deeper.
const DEEPEST: usize = 400;

/// A content control.
#[derive(Debug, Clone, Default)]
pub struct ContentControl {
    /// Its tag.
    pub tag: Option<String>,
    /// The `XPath` of the element that it is bound to.
    pub xpath: Option<String>,
    /// Whether it is a checkbox.
    pub is_check: bool,
    /// Whether its checkbox is stored as checked; `None` where the file does not say.
    pub checked: Option<bool>,
    /// The day that a date control holds, as Word writes it.
    pub date: Option<String>,
    /// The calendar in which a date control shows its day.
    pub calendar: Option<String>,
    /// Whether it is an item of a repeating section.
    pub is_item: bool,
    /// Whether it is a repeating section.
    pub is_section: bool,
}

/// A bookmark.
#[derive(Debug, Clone, Default)]
pub struct Bookmark {
    /// Its name.
    pub name: String,
    /// Whether its end is missing or lies behind the start of another one. Then it reaches to the end of the paragraph in
    /// which it starts.
    pub broken: bool,
}

/// A piece of text in a paragraph.
#[derive(Debug, Clone)]
pub struct TextPiece {
    /// The text.
    pub text: String,
    /// The controls around it by index, outermost first.
    pub controls: Vec<usize>,
    /// The bookmarks around it by index, outermost first.
    pub bookmarks: Vec<usize>,
}

/// What stands in a paragraph and is no text, or is more than its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// A picture; the text is its description.
    Picture,
    /// A chart.
    Chart,
    /// A diagram (`SmartArt`).
    Diagram,
    /// A drawn shape without text.
    Shape,
    /// Handwriting.
    Ink,
    /// An embedded object (OLE), such as a spreadsheet.
    Embedded,
    /// An equation; the text is how it was read.
    Equation,
    /// A character that only one font shows; the text names it.
    Symbol,
    /// A link; the text is the id of a relationship.
    LinkId,
    /// A link; the text is its address.
    Link,
    /// Text that is struck out.
    Struck,
    /// Text that is hidden.
    Hidden,
    /// Text that a tracked change deletes.
    Deleted,
    /// A tracked change that joins the paragraph with the next one.
    JoinedParagraph,
    /// A tracked change that deletes the cell of a table.
    DeletedCell,
    /// The place of a comment, by its id.
    Comment,
    /// The place of a footnote, by its id.
    Footnote,
    /// The place of an endnote, by its id.
    Endnote,
    /// A place to type of an older form. LibreOffice makes it of a control, and joins the lines of its text.
    FormField,
}

/// What stands in a paragraph and is no text.
#[derive(Debug, Clone)]
pub struct FlowObject {
    /// What it is.
    pub kind: ObjectKind,
    /// What is known of it.
    pub text: String,
    /// How many pieces of text stand before it in its paragraph.
    pub piece: usize,
    /// The controls around it by index, outermost first.
    pub controls: Vec<usize>,
    /// The bookmarks around it by index, outermost first.
    pub bookmarks: Vec<usize>,
}

/// The comment or note that a paragraph belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Who wrote it, where the file says so.
    pub author: String,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct FlowParagraph {
    /// Its text.
    pub pieces: Vec<TextPiece>,
    /// The table, row and cell that it stands in, each from 0. Of nested tables, the outermost. A cell over several columns
    /// counts as several.
    pub cell: Option<(usize, usize, usize)>,
    /// How many columns that cell covers; 0 outside of tables.
    pub columns: usize,
    /// Whether that cell is one with the cell above or below it.
    pub is_merged_down: bool,
    /// What it holds that is no text.
    pub objects: Vec<FlowObject>,
    /// Whether it has an automatic number or bullet; `None` where its style decides.
    pub is_listed: Option<bool>,
    /// The id of its style.
    pub style: String,
    /// The text that a tracked change deletes.
    pub deleted: String,
    /// Whether a tracked change deletes the row of its table.
    pub in_deleted_row: bool,
    /// The comment or note that it belongs to.
    pub note: Option<Rc<Note>>,
}

impl FlowParagraph {
    /// All text of the paragraph.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// The text of a part.
#[derive(Debug, Default)]
pub struct TextFlow {
    /// The paragraphs.
    pub paragraphs: Vec<FlowParagraph>,
    /// The content controls, which pieces of text name by index.
    pub controls: Vec<ContentControl>,
    /// The bookmarks, which pieces of text name by index.
    pub bookmarks: Vec<Bookmark>,
    /// What the part contains besides plain text.
    pub not_followed: NotFollowed,
}

/// What a part contains besides plain text, and what the reader does not execute or open.
#[derive(Debug, Default)]
pub struct NotFollowed {
    /// How many tracked changes there are. The text is read as if all were accepted.
    pub tracked_changes: usize,
    /// The kinds of fields, by the first word of their codes.
    pub fields: BTreeSet<String>,
    /// How many files are embedded (`altChunk`).
    pub embedded_files: usize,
}

impl NotFollowed {
    /// Notes a field by the first word of its code. Page numbers and links are ordinary.
    fn field(&mut self, code: &str) {
        let word = code.split_whitespace().next().unwrap_or("").to_uppercase();
        if !matches!(word.as_str(), "PAGE" | "NUMPAGES" | "HYPERLINK" | "") {
            self.fields.insert(word);
        }
    }
}

/// Reads the part `name`, which contains paragraphs. Keeps the bookmarks whose names start with `bookmark_prefix`. `styles`
/// say which text is struck out or hidden.
///
/// # Errors
///
/// Where the part is not well-formed or nests too deep.
pub fn read(name: &str, text: &str, bookmark_prefix: &str, styles: &StyleLooks) -> Result<TextFlow, PackageError> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::new(bookmark_prefix, styles);
    let bad = |why: String| PackageError::NotXml(name.to_owned(), why);
    loop {
        match reader.read_event().map_err(|error| bad(error.to_string()))? {
            Event::Start(start) => {
                let (local, attributes) = element(&start).map_err(bad)?;
                if walk.depth() >= DEEPEST {
                    return Err(bad("it nests too deep".to_owned()));
                }
                walk.start(&local, &attributes);
                walk.open(local);
            }
            Event::Empty(start) => {
                let (local, attributes) = element(&start).map_err(bad)?;
                walk.start(&local, &attributes);
                walk.end(&local);
            }
            Event::End(_) => walk.close(),
            Event::Text(piece) => walk.put(&piece, false),
            Event::CData(piece) => walk.put(&piece, false),
            Event::GeneralRef(reference) => {
                let c = xml::reference(&reference).map_err(bad)?;
                walk.put(c.encode_utf8(&mut [0; 4]), false);
            }
            Event::DocType(_) => return Err(PackageError::Doctype(name.to_owned())),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if walk.depth() > 0 {
        return Err(bad("it ends in the middle".to_owned()));
    }
    Ok(walk.finish())
}

type Attributes = HashMap<String, String>;

/// The name and the attributes, without prefixes. No two attributes that matter differ only in their prefix.
fn element(start: &BytesStart<'_>) -> Result<(String, Attributes), String> {
    let attributes = xml::attributes(start)?.into_iter();
    let attributes = attributes.map(|(name, value)| (xml::local(&name).to_owned(), value)).collect();
    Ok((xml::local(start.name().into_inner()).to_owned(), attributes))
}

#[cfg(test)]
mod tests {
    fn text(run: &str) -> String {
        let xml = format!("<w:p><w:sdt><w:sdtContent><w:r>{run}</w:r></w:sdtContent></w:sdt></w:p>");
        let flow = super::read("a.xml", &xml, "q_", &super::StyleLooks::default()).expect("a flow");
        flow.paragraphs.iter().map(super::FlowParagraph::text).collect()
    }

    #[test]
    fn texts_side_by_side_in_a_control_are_lines() {
        assert_eq!(text("<w:t>un</w:t><w:t>deux</w:t>"), "un\ndeux");
        assert_eq!(text("<w:t>un</w:t><w:br/><w:t>deux</w:t>"), "un\ndeux");
        assert_eq!(
            text("<w:t>un</w:t><w:lastRenderedPageBreak/><w:t> et</w:t></w:r><w:r><w:t> deux</w:t>"),
            "un et deux"
        );
    }

    #[test]
    fn text_is_composed_and_symbols_are_characters() {
        assert_eq!(text("<w:t>e\u{301}te\u{301}</w:t>"), "été");
        assert_eq!(text("<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/>"), "≥");
        assert_eq!(text("<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>a\u{f0b3}</w:t>"), "α≥");
        assert_eq!(text("<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\u{fc}</w:t>"), "✓");
        assert_eq!(text("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>"), "☑");
        assert_eq!(text("<w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/>"), "☑");
    }

    #[test]
    fn raised_digits_stay_raised() {
        let up = "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>";
        assert_eq!(text(&format!("<w:t>10</w:t></w:r><w:r>{up}<w:t>2</w:t>")), "10²");
        assert_eq!(text(&format!("<w:t>1</w:t></w:r><w:r>{up}<w:t>er</w:t>")), "1er");
        let moved = "<w:rPr><w:position w:val=\"6\"/></w:rPr>";
        assert_eq!(text(&format!("<w:t>5</w:t></w:r><w:r>{moved}<w:t>2</w:t>")), "5²");
        let level = "<w:rPr><w:position w:val=\"0\"/></w:rPr>";
        assert_eq!(text(&format!("<w:t>5</w:t></w:r><w:r>{level}<w:t>2</w:t>")), "52");
    }

    #[test]
    fn struck_and_hidden_text_is_told_and_not_read() {
        for (look, kind) in [
            ("<w:strike/>", Some(super::ObjectKind::Struck)),
            ("<w:dstrike w:val=\"true\"/>", Some(super::ObjectKind::Struck)),
            ("<w:vanish/>", Some(super::ObjectKind::Hidden)),
            ("<w:rStyle w:val=\"Gone\"/>", Some(super::ObjectKind::Struck)),
            ("<w:rStyle w:val=\"Gone\"/><w:strike w:val=\"0\"/>", None),
            ("<w:strike w:val=\"false\"/>", None),
            ("<w:webHidden/>", None),
        ] {
            let styles = "<w:styles><w:style w:styleId=\"Gone\"><w:basedOn w:val=\"Base\"/></w:style><w:style w:styleId=\"Base\"><w:rPr><w:strike/></w:rPr></w:style></w:styles>";
            let styles = super::StyleLooks::of(&crate::tree::parse(styles).expect("styles"));
            let xml = format!("<w:p><w:r><w:rPr>{look}</w:rPr><w:t>12</w:t></w:r><w:r><w:t>15</w:t></w:r></w:p>");
            let flow = super::read("a.xml", &xml, "q_", &styles).expect("a flow");
            let paragraph = &flow.paragraphs[0];
            let told: Vec<_> = paragraph.objects.iter().map(|object| (object.kind, object.text.as_str())).collect();
            match kind {
                Some(kind) => assert_eq!((paragraph.text().as_str(), told), ("15", vec![(kind, "12")]), "{look}"),
                None => assert_eq!((paragraph.text().as_str(), told), ("1215", Vec::new()), "{look}"),
            }
        }
    }

    #[test]
    fn boxes_and_lists_of_older_forms_are_text() {
        let field =
            |inside: &str| format!("<w:fldChar w:fldCharType=\"begin\"><w:ffData>{inside}</w:ffData></w:fldChar>");
        assert_eq!(text(&field("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>")), "☒");
        assert_eq!(text(&field("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>")), "☐");
        let list =
            "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"un\"/><w:listEntry w:val=\"deux\"/></w:ddList>";
        assert_eq!(text(&field(list)), "deux");
    }

    #[test]
    fn equations_are_written_on_a_line() {
        let half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>";
        assert_eq!(text(half), "1/2");
        let power = "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>n+1</m:t></m:r></m:sup></m:sSup></m:oMath>";
        assert_eq!(text(power), "x^(n+1)");
    }

    /// No equation of several parts reads as a number.
    #[test]
    fn equations_of_several_parts_are_no_numbers() {
        let e = |digit: &str| format!("<m:e><m:r><m:t>{digit}</m:t></m:r></m:e>");
        for (inside, wanted) in [
            (format!("<m:m><m:mr>{}{}</m:mr></m:m>", e("1"), e("2")), "[1 2]"),
            (format!("<m:m><m:mr>{}</m:mr><m:mr>{}</m:mr></m:m>", e("1"), e("2")), "[1; 2]"),
            (
                format!(
                    "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup><m:r><m:t>5</m:t></m:r></m:sup>{}</m:nary>",
                    e("4")
                ),
                "∑_1^5(4)",
            ),
            (format!("<m:nary>{}</m:nary>", e("4")), "∫(4)"),
            (
                format!(
                    "<m:sPre><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup><m:r><m:t>2</m:t></m:r></m:sup>{}</m:sPre>",
                    e("5")
                ),
                "_1^2(5)",
            ),
            (format!("<m:d><m:dPr><m:begChr m:val=\"|\"/><m:endChr m:val=\"|\"/></m:dPr>{}</m:d>", e("5")), "|5|"),
            (format!("<m:d>{}{}</m:d>", e("1"), e("2")), "(1|2)"),
            (format!("<m:acc><m:accPr><m:chr m:val=\"̃\"/></m:accPr>{}</m:acc>", e("5")), "5̃"),
            (format!("<m:acc>{}</m:acc>", e("5")), "5̂"),
            (format!("<m:bar>{}</m:bar>", e("5")), "5̅"),
            (format!("<m:limLow>{}<m:lim><m:r><m:t>2</m:t></m:r></m:lim></m:limLow>", e("5")), "5_2"),
            (format!("<m:eqArr>{}{}</m:eqArr>", e("1"), e("2")), "[1; 2]"),
            (format!("<m:borderBox>{}</m:borderBox>", e("5")), "[5]"),
            ("<m:r><m:t>12</m:t></m:r>".to_owned(), "12"),
        ] {
            assert_eq!(text(&format!("<m:oMath>{inside}</m:oMath>")), wanted);
        }
    }
}
