//! A hand on the XML of a filled document.

use canevas_tests::word::xml;
use serde_json::{Value, json};

const DOCUMENT: &str = "word/document.xml";

/// A document and what is done to it.
pub struct Hand {
    pub parts: xml::Parts,
}

/// A run of text.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of text.
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

impl Hand {
    /// A document with every question answered.
    pub fn filled(parts: xml::Parts) -> Self {
        let mut hand = Self { parts };
        for (tag, nth, value) in [
            ("plan=yes", 0, json!(true)),
            ("plan.comment", 0, json!("Since May")),
            ("gear", 0, json!("Lines")),
            ("gears=nets", 0, json!(true)),
            ("note", 0, json!("Two storms")),
            ("plans", 0, json!("A new pier")),
            ("day", 0, json!({ "day": "2025-06-01", "shown": "1 June 2025" })),
            ("since", 0, json!("2019")),
            ("catch", 0, json!("12.5")),
            ("crew", 0, json!("40")),
            ("boats/name", 0, json!("Alpha")),
            ("boats/length", 0, json!("11")),
            ("boats/licensed=no", 0, json!(true)),
            ("boats/name", 1, json!("Beta")),
            ("boats/length", 1, json!("12")),
            ("boats/name", 2, json!("Gamma")),
            ("boats/length", 2, json!("13")),
            ("ports/north/visits", 0, json!("7")),
            ("ports/north/remark", 0, json!("calm")),
            ("ports/south/visits", 0, json!("8")),
            ("helpers/name", 0, json!("Ada")),
            ("helpers/role", 0, json!("Chair")),
            ("helpers/name", 1, json!("Ben")),
            ("helpers/name", 2, json!("Cleo")),
            ("trips/place", 0, json!("Reef")),
            ("trips/cost", 0, json!("100")),
            ("trips/left", 0, json!("2020")),
            ("trips/done=yes", 0, json!(true)),
            ("trips/place", 1, json!("Shoal")),
            ("trips/cost", 1, json!("200")),
            ("trips/left", 1, json!("2021")),
        ] {
            hand.put(tag, nth, &value);
        }
        hand
    }

    /// The text of the document.
    pub fn document(&mut self) -> &mut String {
        self.parts.get_mut(DOCUMENT).unwrap()
    }

    /// Types into a control, and into the hidden part.
    pub fn put(&mut self, tag: &str, nth: usize, value: &Value) {
        xml::put(&mut self.parts, tag, nth, value, false).unwrap();
    }

    /// Changes a value in the hidden part.
    pub fn hides(&mut self, old: &str, new: &str) {
        let part = self.parts.get_mut("customXml/item1.xml").unwrap();
        assert!(part.contains(&format!(">{old}<")), "no {old}");
        *part = part.replacen(&format!(">{old}<"), &format!(">{new}<"), 1);
    }

    /// Types over what a control shows; the hidden part stays as it was.
    pub fn shows(&mut self, tag: &str, nth: usize, content: &str) {
        let (_, from, to) = self.control(tag, nth);
        let inside = self.document()[from..to].find("<w:sdtContent>").map(|at| from + at + 14).unwrap();
        let end = self.document()[..to].rfind("</w:sdtContent>").unwrap();
        self.document().replace_range(inside..end, content);
    }

    /// The element of a control of a tag: its start, the start of its properties and its end.
    fn control(&mut self, tag: &str, nth: usize) -> (usize, usize, usize) {
        let sign = format!("<w:tag w:val=\"{tag}\"/>");
        let document = self.document();
        let at = document.match_indices(&sign).nth(nth).unwrap_or_else(|| panic!("no control {tag}")).0;
        let start = document[..at].rfind("<w:sdt>").unwrap();
        let end = at + document[at..].find("</w:sdt>").unwrap() + "</w:sdt>".len();
        (start, start, end)
    }

    /// Replaces a control and the bookmark around it.
    pub fn replace_control(&mut self, tag: &str, nth: usize, content: &str) {
        let (start, _, end) = self.control(tag, nth);
        let document = self.document();
        let from = document[..start].rfind("<w:bookmarkStart ").unwrap();
        let to = end + document[end..].find("/>").unwrap() + 2;
        document.replace_range(from..to, content);
    }

    /// Replaces what the paragraph that holds a control says. Its controls and bookmarks are gone then.
    pub fn line(&mut self, tag: &str, nth: usize, content: &str) {
        let (start, _, end) = self.control(tag, nth);
        let document = self.document();
        let from = document[..start].rfind("<w:p>").unwrap();
        let from = from + document[from..].find("</w:pPr>").map_or("<w:p>".len(), |at| at + "</w:pPr>".len());
        let to = end + document[end..].find("</w:p>").unwrap();
        document.replace_range(from..to, content);
    }

    /// Replaces what the cell that holds a control says.
    pub fn cell(&mut self, tag: &str, nth: usize, content: &str) {
        let (start, _, end) = self.control(tag, nth);
        let document = self.document();
        let from = document[..start].rfind("<w:tc>").unwrap() + "<w:tc>".len();
        let properties = document[from..start].find("</w:tcPr>").map_or(0, |at| at + "</w:tcPr>".len());
        let to = end + document[end..].find("</w:tc>").unwrap();
        document.replace_range(from + properties..to, content);
    }

    /// Gives the cell that holds a control a property.
    pub fn cell_property(&mut self, tag: &str, nth: usize, property: &str) {
        let (start, ..) = self.control(tag, nth);
        let document = self.document();
        let at = document[..start].rfind("<w:tcPr>").unwrap() + "<w:tcPr>".len();
        document.insert_str(at, property);
    }

    /// Puts what the next cell holds into the cell that holds a control, in place of that cell.
    pub fn join_cells(&mut self, tag: &str, nth: usize) {
        let (_, _, end) = self.control(tag, nth);
        let document = self.document();
        let from = end + document[end..].find("</w:tc>").unwrap();
        let to = from + document[from..].find("</w:tcPr>").unwrap() + "</w:tcPr>".len();
        document.replace_range(from..to, "");
    }

    /// Types into the first cell of the row that holds a control.
    pub fn first_cell(&mut self, tag: &str, nth: usize, text: &str) {
        let row = self.table_row(tag, nth);
        let at = row.start + self.document()[row].find("</w:p>").unwrap();
        self.document().insert_str(at, &run(text));
    }

    /// Loses the controls and bookmarks of all fields.
    pub fn bare(&mut self) {
        self.lose("controls");
        self.lose("bookmarks");
    }

    /// The row of a table that holds a control, without the item around it.
    pub fn table_row(&mut self, tag: &str, nth: usize) -> std::ops::Range<usize> {
        let (start, _, end) = self.control(tag, nth);
        let document = self.document();
        let from = document[..start].rfind("<w:tr>").unwrap();
        from..end + document[end..].find("</w:tr>").unwrap() + "</w:tr>".len()
    }

    /// Deletes the paragraph that holds a control.
    pub fn without_paragraph(&mut self, tag: &str, nth: usize) {
        let (start, _, end) = self.control(tag, nth);
        let document = self.document();
        let from = document[..start].rfind("<w:p>").unwrap();
        let to = end + document[end..].find("</w:p>").unwrap() + "</w:p>".len();
        document.replace_range(from..to, "");
    }

    /// The row that holds a control, with its repeating item where it has one.
    pub fn row(&mut self, tag: &str, nth: usize) -> std::ops::Range<usize> {
        let (start, _, end) = self.control(tag, nth);
        let document = self.document();
        let mut from = document[..start].rfind("<w:tr>").unwrap();
        let mut to = end + document[end..].find("</w:tr>").unwrap() + "</w:tr>".len();
        let item =
            document[..from].rfind("<w15:repeatingSectionItem/>").filter(|at| !document[*at..from].contains("<w:tr>"));
        if let Some(item) = item {
            from = document[..item].rfind("<w:sdt>").unwrap();
            to += "</w:sdtContent></w:sdt>".len();
        }
        from..to
    }

    /// Replaces the row that holds a control.
    pub fn replace_row(&mut self, tag: &str, nth: usize, content: &str) {
        let row = self.row(tag, nth);
        self.document().replace_range(row, content);
    }

    /// Puts something behind a control and the bookmark around it.
    pub fn behind(&mut self, tag: &str, nth: usize, content: &str) {
        let (_, _, end) = self.control(tag, nth);
        let document = self.document();
        let at = end + document[end..].find("/>").unwrap() + 2;
        document.insert_str(at, content);
    }

    /// Puts something before the bookmark around a control.
    pub fn before(&mut self, tag: &str, nth: usize, content: &str) {
        let (start, ..) = self.control(tag, nth);
        let document = self.document();
        let at = document[..start].rfind("<w:bookmarkStart ").unwrap();
        document.insert_str(at, content);
    }

    /// Puts a paragraph after the one that holds a control.
    pub fn below(&mut self, tag: &str, nth: usize, content: &str) {
        let (_, _, end) = self.control(tag, nth);
        let document = self.document();
        let at = end + document[end..].find("</w:p>").unwrap() + "</w:p>".len();
        document.insert_str(at, content);
    }

    /// Loses the end of the bookmark around a control.
    pub fn lose_end(&mut self, tag: &str, nth: usize) {
        let (_, _, end) = self.control(tag, nth);
        let document = self.document();
        let to = end + document[end..].find("/>").unwrap() + 2;
        assert!(document[end..to].starts_with("<w:bookmarkEnd "));
        document.replace_range(end..to, "");
    }

    /// Loses the controls, the bookmarks and the hidden part.
    pub fn lose_all(&mut self) {
        self.bare();
        self.lose("hidden xml");
    }

    /// Replaces text of the document, which must be there.
    pub fn replace(&mut self, old: &str, new: &str) {
        let document = self.document();
        assert!(document.contains(old), "no {old}");
        *document = document.replacen(old, new, 1);
    }

    /// Loses something, see [`xml::lose`].
    pub fn lose(&mut self, what: &str) {
        xml::lose(&mut self.parts, what).unwrap();
    }
}
