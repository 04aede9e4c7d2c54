//! `word/styles.xml` of a document to read: the styles of questionnaires that it needs, and a few more.

use crate::doc::Style;
use crate::plain::LineStyle;
use crate::write::parts::footer::OWN_LINE;
use crate::write::parts::styles::{
    CHARACTERS, DEFAULT_CHARACTER, DEFAULT_TABLE, FOOTER, WIDE_TABLE, defaults, is_own, look, paragraph_style, start,
};
use canevas_model::Language;
use canevas_ooxml::XmlWriter;

/// The style of the cells of a table in small print.
pub const SMALL_CELL: &str = "TableSmall";
/// How much narrower its texts are than those of other tables: so many parts of so many. Heads become less narrow than cells.
pub const SMALLER: [u32; 2] = [9, 10];

const SOFT: &str = "<w:color w:val=\"4A5A6A\"/>";

/// `word/styles.xml`.
pub fn write(language: &Language) -> String {
    let mut xml = XmlWriter::part(16 * 1024);
    defaults(&mut xml, language);
    let start = start(language);
    let shared = |xml: &mut XmlWriter, style: Style| {
        let (base, paragraph, run) = look(style, start);
        paragraph_style(xml, [style.id(), style.name(), base], is_own(style), &paragraph, run);
    };
    for style in LineStyle::ALL {
        match more(*style) {
            Look::Of(style) => shared(&mut xml, style),
            Look::More { base, is_own, paragraph, run } => {
                paragraph_style(&mut xml, [style.id(), style.name(), base], is_own, paragraph, run);
            }
        }
    }
    for style in [Style::TableHead, Style::TableCell, Style::RowLabel, Style::Gap] {
        shared(&mut xml, style);
    }
    let small = "<w:spacing w:before=\"20\" w:after=\"20\"/>";
    let size = "<w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>";
    paragraph_style(&mut xml, [SMALL_CELL, "Table small", Style::TableCell.id()], true, small, size);
    xml.raw(FOOTER).raw(DEFAULT_CHARACTER).raw(CHARACTERS);
    xml.raw("<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"").raw(OWN_LINE);
    xml.raw("\"><w:name w:val=\"Document line\"/></w:style>");
    xml.raw(DEFAULT_TABLE).raw(WIDE_TABLE).raw("</w:styles>");
    xml.finish()
}

/// How a style looks.
enum Look {
    /// As one of questionnaires.
    Of(Style),
    /// In its own way, and otherwise as the style that it is based on.
    More { base: &'static str, is_own: bool, paragraph: &'static str, run: &'static str },
}

fn more(style: LineStyle) -> Look {
    let look = |base, is_own, paragraph, run| Look::More { base, is_own, paragraph, run };
    match style {
        LineStyle::Title => Look::Of(Style::Title),
        LineStyle::Heading => Look::Of(Style::Heading1),
        LineStyle::SubHeading => Look::Of(Style::Heading2),
        LineStyle::Body => Look::Of(Style::BodyText),
        LineStyle::Notice => look(
            "BodyText",
            true,
            "<w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"6\" w:color=\"B00020\"/><w:left w:val=\"single\" w:sz=\"12\" \
             w:space=\"6\" w:color=\"B00020\"/><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"6\" w:color=\"B00020\"/><w:right \
             w:val=\"single\" w:sz=\"12\" w:space=\"6\" w:color=\"B00020\"/></w:pBdr><w:spacing w:before=\"200\" \
             w:after=\"240\"/><w:ind w:left=\"140\" w:right=\"140\"/>",
            "<w:b/><w:bCs/>",
        ),
        LineStyle::Summary => look(
            "BodyText",
            true,
            "<w:spacing w:before=\"60\" w:after=\"160\"/>",
            "<w:b/><w:bCs/><w:sz w:val=\"23\"/><w:szCs w:val=\"23\"/>",
        ),
        LineStyle::SmallPrint => look(
            "BodyText",
            true,
            "<w:spacing w:before=\"80\" w:after=\"80\"/>",
            "<w:color w:val=\"4A5A6A\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
        ),
        LineStyle::Caption => look(
            "Normal",
            false,
            "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/>",
            "<w:color w:val=\"4A5A6A\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
        ),
        LineStyle::Quote => look(
            "BodyText",
            false,
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F5F8FB\"/><w:spacing w:before=\"160\" w:after=\"60\"/><w:ind \
             w:left=\"284\" w:right=\"284\"/><w:contextualSpacing/>",
            "",
        ),
        LineStyle::QuoteSource => look(
            "BodyText",
            true,
            "<w:spacing w:before=\"0\" w:after=\"160\"/><w:ind w:left=\"284\" w:right=\"284\"/>",
            SOFT,
        ),
        LineStyle::ContentsTitle => look(
            "Normal",
            false,
            "<w:keepNext/><w:spacing w:before=\"280\" w:after=\"100\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"3B5B84\"/><w:sz w:val=\"25\"/><w:szCs w:val=\"25\"/>",
        ),
        LineStyle::ContentsLine => look("Normal", false, "<w:spacing w:before=\"0\" w:after=\"40\"/>", ""),
    }
}
