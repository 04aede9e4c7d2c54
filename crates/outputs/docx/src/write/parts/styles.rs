//! `word/styles.xml`: all there is to say about how the document looks.

use super::about::DocumentProperties;
use super::languages;
use crate::doc::Style;
use canevas_model::Language;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;
use std::borrow::Cow;

/// Questions' numbers hang in a margin of this width.
const MARGIN: &str = "680";

/// A paragraph style's base, paragraph properties and run properties. `start` is the side of the page on which lines
/// start: borders stay where they are told, while indents turn with the text.
pub(in crate::write) fn look(style: Style, start: &str) -> (&'static str, String, &'static str) {
    let hang = |more: &str| format!("{more}<w:ind w:left=\"{MARGIN}\"/>");
    // Only the last item has space below it.
    let bullet = |before: &str, spacing: &str, left: u32, right: u32| {
        format!(
            "{before}<w:numPr><w:numId w:val=\"1\"/></w:numPr>{spacing}<w:ind w:left=\"{left}\" w:right=\"{right}\" w:hanging=\"284\"/><w:contextualSpacing/>"
        )
    };
    // Borders and shade, then whatever comes later in the schema's order.
    let framed = |bottom: u32, spacing: &str| {
        let edge = |side: &str, space: u32| {
            format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"{space}\" w:color=\"9FB3C8\"/>")
        };
        format!(
            "<w:pBdr>{}{}{}{}</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F5F8FB\"/>{spacing}<w:ind w:left=\"800\" w:right=\"120\"/>",
            edge("top", 3),
            edge("left", 5),
            edge("bottom", bottom),
            edge("right", 5)
        )
    };
    let example = |spacing: &str, ind: &str| {
        format!(
            "<w:pBdr><w:{start} w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"C9A227\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FBF7E9\"/>{spacing}{ind}"
        )
    };
    match style {
        Style::Title => (
            "Normal",
            "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>".into(),
            "<w:b/><w:bCs/><w:color w:val=\"1B365D\"/><w:sz w:val=\"40\"/><w:szCs w:val=\"40\"/>",
        ),
        Style::Subtitle => (
            "Normal",
            "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"1B365D\"/></w:pBdr><w:spacing w:before=\"0\" w:after=\"200\"/>".into(),
            "<w:color w:val=\"3B5B84\"/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/>",
        ),
        Style::CoverLabel => ("Normal", "<w:spacing w:before=\"30\" w:after=\"30\"/>".into(), "<w:color w:val=\"4A5A6A\"/>"),
        Style::CoverValue => ("Normal", "<w:spacing w:before=\"30\" w:after=\"30\"/>".into(), "<w:b/><w:bCs/>"),
        Style::BodyText => ("Normal", "<w:spacing w:before=\"0\" w:after=\"120\"/>".into(), ""),
        Style::BodyBullet => ("Normal", bullet("", "<w:spacing w:after=\"120\"/>", 397, 0), ""),
        Style::Heading1 => (
            "Normal",
            "<w:keepNext/><w:keepLines/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"3\" w:color=\"9FB3C8\"/></w:pBdr><w:spacing w:before=\"480\" w:after=\"160\"/><w:outlineLvl w:val=\"0\"/>".into(),
            "<w:b/><w:bCs/><w:color w:val=\"1B365D\"/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/>",
        ),
        Style::Heading2 => (
            "Normal",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"320\" w:after=\"100\"/><w:outlineLvl w:val=\"1\"/>".into(),
            "<w:b/><w:bCs/><w:color w:val=\"3B5B84\"/><w:sz w:val=\"25\"/><w:szCs w:val=\"25\"/>",
        ),
        Style::FilledBy => ("Normal", "<w:keepNext/><w:spacing w:after=\"120\"/>".into(), "<w:i/><w:iCs/><w:color w:val=\"4A5A6A\"/>"),
        Style::Condition => (
            "Normal",
            format!("<w:keepNext/><w:keepLines/><w:pBdr><w:{start} w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"3B5B84\"/></w:pBdr><w:spacing w:before=\"240\" w:after=\"80\"/><w:ind w:left=\"200\"/>"),
            "<w:i/><w:iCs/><w:color w:val=\"1B365D\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>",
        ),
        Style::NotAsked => (
            "Normal",
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F4\"/><w:spacing w:before=\"80\" w:after=\"120\"/>".into(),
            "<w:color w:val=\"4A5A6A\"/>",
        ),
        Style::Question => (
            "Normal",
            format!("<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val=\"left\" w:pos=\"{MARGIN}\"/></w:tabs><w:spacing w:before=\"280\" w:after=\"60\"/><w:ind w:left=\"{MARGIN}\" w:hanging=\"{MARGIN}\"/>"),
            "<w:b/><w:bCs/>",
        ),
        Style::QuestionIf => ("Question", "<w:spacing w:before=\"60\" w:after=\"60\"/>".into(), ""),
        Style::QuestionMore => ("Normal", hang("<w:keepNext/><w:spacing w:after=\"60\"/>"), "<w:b/><w:bCs/>"),
        Style::QuestionBullet => ("Normal", bullet("<w:keepNext/>", "<w:spacing w:after=\"60\"/>", 964, 0), "<w:b/><w:bCs/>"),
        Style::Hint => (
            "Normal",
            hang("<w:keepNext/><w:spacing w:after=\"60\"/>"),
            "<w:color w:val=\"4A5A6A\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
        ),
        Style::HintBullet => ("Hint", bullet("<w:keepNext/>", "<w:spacing w:after=\"60\"/>", 964, 0), ""),
        Style::LastYear => (
            "Normal",
            "<w:keepNext/><w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"6B8E6B\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F1F6F1\"/><w:spacing w:before=\"60\" w:after=\"60\"/><w:ind w:left=\"880\" w:right=\"120\"/><w:contextualSpacing/>".into(),
            "<w:color w:val=\"2F4A2F\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
        ),
        Style::Example => (
            "Normal",
            format!(
                "<w:keepNext/>{}",
                example("<w:spacing w:before=\"0\" w:after=\"0\"/>", "<w:ind w:left=\"880\" w:right=\"120\"/><w:contextualSpacing/>")
            ),
            "<w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
        ),
        Style::ExampleBullet => (
            "Example",
            format!(
                "<w:keepNext/><w:numPr><w:numId w:val=\"1\"/></w:numPr>{}",
                example("<w:spacing w:before=\"0\" w:after=\"0\"/>", "<w:ind w:left=\"1164\" w:right=\"120\" w:hanging=\"284\"/>")
            ),
            "",
        ),
        Style::FieldLabel => ("Normal", hang("<w:keepNext/><w:spacing w:before=\"160\" w:after=\"40\"/>"), "<w:b/><w:bCs/>"),
        Style::Answer => ("Normal", framed(3, "<w:spacing w:before=\"120\" w:after=\"160\"/>"), ""),
        Style::AnswerLong => ("Answer", framed(31, "<w:spacing w:before=\"120\" w:after=\"160\"/>"), ""),
        Style::Choice => (
            "Normal",
            "<w:keepLines/><w:tabs><w:tab w:val=\"left\" w:pos=\"2268\"/></w:tabs><w:spacing w:before=\"40\" w:after=\"40\"/><w:ind w:left=\"945\" w:hanging=\"265\"/>".into(),
            "",
        ),
        Style::ChoiceHint => ("Hint", "<w:keepNext w:val=\"0\"/><w:spacing w:after=\"40\"/><w:ind w:left=\"945\"/>".into(), ""),
        Style::Specify => ("Answer", "<w:spacing w:before=\"60\" w:after=\"100\"/><w:ind w:left=\"1065\" w:right=\"120\"/>".into(), ""),
        Style::TableHead => ("Normal", "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>".into(), "<w:b/><w:bCs/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>"),
        Style::TableCell => ("Normal", "<w:spacing w:before=\"40\" w:after=\"40\"/>".into(), "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"),
        Style::TableHint => ("Normal", "<w:spacing w:before=\"0\" w:after=\"40\"/>".into(), "<w:color w:val=\"4A5A6A\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>"),
        Style::TableLong => ("TableCell", String::new(), ""),
        Style::TableChoice => ("TableCell", "<w:tabs><w:tab w:val=\"left\" w:pos=\"907\"/></w:tabs><w:spacing w:before=\"20\" w:after=\"20\"/><w:ind w:left=\"250\" w:hanging=\"250\"/>".into(), ""),
        Style::RowLabel => ("TableCell", String::new(), "<w:b/><w:bCs/>"),
        Style::Annotation => (
            "Normal",
            hang("<w:keepNext/><w:spacing w:after=\"40\"/>"),
            "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/><w:color w:val=\"8A3B12\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>",
        ),
        Style::Gap => ("Normal", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"200\" w:lineRule=\"exact\"/>".into(), "<w:sz w:val=\"12\"/><w:szCs w:val=\"12\"/>"),
        Style::Remarks => ("Answer", format!("{}<w:ind w:left=\"120\" w:right=\"120\"/>", framed(31, "").split("<w:ind").next().unwrap_or("")), ""),
    }
}

/// The looks that differ where somebody reads: an answer stands beside a line and in no frame, and what is said where there is
/// no answer is grey and slanted.
fn look_to_read(style: Style, start: &str) -> Option<(&'static str, String, &'static str)> {
    let beside = |left: u32| {
        format!(
            "<w:pBdr><w:{start} w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"C5D3E3\"/></w:pBdr>\
             <w:spacing w:before=\"60\" w:after=\"120\"/><w:ind w:left=\"{left}\"/><w:contextualSpacing/>"
        )
    };
    let look = if style == Style::Answer {
        ("Normal", beside(880), "")
    } else if style == Style::AnswerLong {
        ("Answer", String::new(), "")
    } else if style == Style::Specify {
        ("Answer", beside(1145), "")
    } else if style == Style::NotAsked {
        let place = format!("<w:spacing w:before=\"60\" w:after=\"120\"/><w:ind w:left=\"{MARGIN}\"/>");
        ("Normal", place, "<w:i/><w:iCs/><w:color w:val=\"5F6B7A\"/>")
    } else if style == Style::TableHint {
        let run = "<w:i/><w:iCs/><w:color w:val=\"5F6B7A\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>";
        ("TableCell", String::new(), run)
    } else {
        return None;
    };
    Some(look)
}

/// The start of the part: what holds without a style, and the style of every paragraph that names none.
pub(in crate::write) fn defaults(xml: &mut XmlWriter, language: &Language) {
    xml.raw("<w:styles ").raw(DECLARATIONS).raw("><w:docDefaults><w:rPrDefault><w:rPr>");
    xml.raw("<w:rFonts w:ascii=\"Calibri\" w:eastAsia=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Arial\"/>");
    xml.raw("<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>").raw(&languages::of_document(language));
    xml.raw(
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"80\" w:line=\"259\" w:lineRule=\"auto\"/>",
    );
    xml.raw("</w:pPr></w:pPrDefault></w:docDefaults>");
    xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
}

/// `word/glossary/styles.xml`: what prompts need.
pub fn for_prompts(about: &DocumentProperties<'_>) -> String {
    let mut xml = XmlWriter::part(2048);
    defaults(&mut xml, about.language);
    xml.raw(DEFAULT_CHARACTER).raw(&prompt(about)).raw("</w:styles>");
    xml.finish()
}

/// `word/styles.xml`.
pub fn write(about: &DocumentProperties<'_>) -> String {
    let mut xml = XmlWriter::part(24 * 1024);
    defaults(&mut xml, about.language);
    let start = start(about.language);
    for style in Style::ALL {
        let read = about.reads().then(|| look_to_read(*style, start)).flatten();
        let (base, paragraph, run) = read.unwrap_or_else(|| look(*style, start));
        paragraph_style(&mut xml, [style.id(), style.name(), base], is_own(*style), &paragraph, run);
    }
    xml.raw(FOOTER).raw(DEFAULT_CHARACTER).raw(&prompt(about)).raw(CHARACTERS).raw(FORM_CHARACTERS);
    xml.raw(DEFAULT_TABLE).raw(COVER_TABLE).raw(WIDE_TABLE).raw("</w:styles>");
    xml.finish()
}

/// The side of the page on which lines start.
pub(in crate::write) fn start(language: &Language) -> &'static str {
    if language.is_right_to_left() { "right" } else { "left" }
}

/// Whether Word knows no style of that name.
pub(in crate::write) fn is_own(style: Style) -> bool {
    !matches!(style, Style::Title | Style::Subtitle | Style::Heading1 | Style::Heading2 | Style::BodyText)
}

/// A paragraph style: its id, its name, and the style that it is based on; whether it is one of ours; its properties and those of
/// its text.
pub(in crate::write) fn paragraph_style(
    xml: &mut XmlWriter,
    [id, name, base]: [&str; 3],
    is_own: bool,
    paragraph: &str,
    run: &str,
) {
    xml.raw("<w:style w:type=\"paragraph\"").raw(if is_own { " w:customStyle=\"1\"" } else { "" });
    xml.raw(" w:styleId=\"").raw(id).raw("\"><w:name w:val=\"").raw(name);
    xml.raw("\"/><w:basedOn w:val=\"").raw(base).raw("\"/><w:qFormat/><w:pPr>").raw(paragraph);
    xml.raw("</w:pPr>");
    if !run.is_empty() {
        xml.raw("<w:rPr>").raw(run).raw("</w:rPr>");
    }
    xml.raw("</w:style>");
}

pub(in crate::write) const FOOTER: &str = "<w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/>\
<w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"5\" w:color=\"9FB3C8\"/></w:pBdr><w:tabs><w:tab w:val=\"right\" \
w:pos=\"9638\"/></w:tabs><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:color w:val=\"4A5A6A\"/><w:sz w:val=\"16\"/><w:szCs \
w:val=\"16\"/></w:rPr></w:style>";

/// The styles of prompts. Where somebody reads, a prompt says that there is no answer.
fn prompt(about: &DocumentProperties<'_>) -> Cow<'static, str> {
    if !about.reads() {
        return PROMPT.into();
    }
    PROMPT.replace("<w:color w:val=\"5F6B7A\"/>", "<w:i/><w:iCs/><w:color w:val=\"5F6B7A\"/>").into()
}

pub(in crate::write) const DEFAULT_CHARACTER: &str = "<w:style w:type=\"character\" w:default=\"1\" \
w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>";

const PROMPT: &str = "<w:style w:type=\"character\" w:styleId=\"PlaceholderText\"><w:name w:val=\"Placeholder Text\"/><w:rPr><w:b w:val=\"0\"/><w:bCs \
w:val=\"0\"/><w:color w:val=\"5F6B7A\"/></w:rPr></w:style>";

pub(in crate::write) const CHARACTERS: &str = "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"1F5FA8\"/><w:u \
w:val=\"single\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>\
<w:style w:type=\"character\" w:styleId=\"Emphasis\"><w:name w:val=\"Emphasis\"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>";

const FORM_CHARACTERS: &str = "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Bracket\"><w:name w:val=\"Bracket\"/><w:rPr><w:b/><w:bCs/><w:color \
w:val=\"7A4B00\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFE9A8\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"QuestionNumber\"><w:name w:val=\"Question number\"/><w:rPr><w:b/>\
<w:bCs/><w:color w:val=\"1F5FA8\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"RequiredMark\"><w:name w:val=\"Required mark\"/><w:rPr><w:b/><w:bCs/>\
<w:color w:val=\"B00020\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Label\"><w:name w:val=\"Label\"/><w:rPr><w:b/><w:bCs/><w:color \
w:val=\"4A5A6A\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Code\"><w:name w:val=\"Code\"/><w:rPr><w:rFonts w:ascii=\"Consolas\" \
w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/><w:color w:val=\"8A3B12\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Box\"><w:name w:val=\"Box\"/><w:rPr><w:rFonts w:ascii=\"MS Gothic\" \
w:eastAsia=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:cs=\"MS Gothic\"/></w:rPr></w:style>";

pub(in crate::write) const DEFAULT_TABLE: &str = "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority \
w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left \
w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";

const COVER_TABLE: &str = "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"CoverTable\"><w:name w:val=\"Cover table\"/><w:basedOn \
w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"9FB3C8\"/></w:tblBorders></w:tblPr></w:style>";

pub(in crate::write) const WIDE_TABLE: &str = "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"AnswerTable\"><w:name w:val=\"Answer table\"/><w:basedOn \
w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"9FB3C8\"/><w:left \
w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"9FB3C8\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"9FB3C8\"/>\
<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"9FB3C8\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" \
w:color=\"9FB3C8\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"9FB3C8\"/></w:tblBorders></w:tblPr>\
<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E4ECF5\"/></w:tcPr></w:tblStylePr></w:style>";

#[cfg(test)]
mod tests {
    use super::look;
    use crate::doc::Style;

    /// Whether lines of a style stay with the next line, as the style or the one that it is based on says.
    fn keeps(style: Style) -> bool {
        let (base, paragraph, _) = look(style, "left");
        let base = Style::ALL.iter().find(|other| other.id() == base);
        let says_no = paragraph.contains("<w:keepNext w:val=\"0\"/>");
        paragraph.contains("<w:keepNext/>") || (!says_no && base.is_some_and(|base| keeps(*base)))
    }

    #[test]
    fn styles_stay_with_the_next_line_as_the_document_counts_on() {
        for style in Style::ALL {
            assert_eq!(style.stays_with_next(), keeps(*style), "{}", style.id());
        }
    }
}
