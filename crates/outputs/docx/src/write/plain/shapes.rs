//! A drawing as a group of shapes: Word and LibreOffice draw it themselves, in the fonts that they have.

use crate::drawing::{Drawing, Held, MarkForm, Shape};
use canevas_ooxml::XmlWriter;

/// The unit of drawings in Word: this many to a point, and to a twentieth of a point.
const POINT: i64 = 12_700;
const TWENTIETH: i64 = 635;
/// The most that a unit of a drawing measures: less than a point, so that a drawing leaves room on its page.
const UNIT: i64 = 10_800;
/// The colour of lines, marks and texts, and of what is printed less strongly.
const INK: &str = "1B365D";
const SOFT: &str = "4A5A6A";
/// The height of a line of text, in units of the drawing, and how far its letters stand below its top.
const LINE: i32 = 16;
const ASCENT: i32 = 12;
/// The size of letters, in tenths of a unit of the drawing.
const LETTERS: i64 = 106;

const OPEN: &str = "<mc:AlternateContent xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" \
xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><mc:Choice Requires=\"wpg\"><w:drawing>\
<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">";
const GRAPHIC: &str = "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData \
uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>";

/// Writes a run with a drawing at most as wide as the text of the page, `width` in twentieths of a point. `number` tells it from other
/// drawings, from 1. A program that knows no shapes shows the alternative text.
pub fn write(xml: &mut XmlWriter, drawing: &Drawing, alternative: &str, number: usize, width: u32) {
    let unit = (i64::from(width) * TWENTIETH / i64::from(drawing.width.max(1))).min(UNIT);
    let mut shapes = Shapes { xml, unit, id: number * 1000, width: drawing.width };
    let size = [drawing.width, drawing.height].map(|side| i64::from(side) * unit);
    let [cx, cy] = size;
    let id = shapes.id;
    shapes
        .xml
        .raw("<w:r>")
        .raw(OPEN)
        .raw(&format!("<wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{id}\" name=\""));
    shapes.xml.raw(&format!("Drawing {number}\" descr=\"")).text(alternative).raw("\"/>").raw(GRAPHIC);
    shapes.xml.raw(&format!(
        "<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"{cx}\" \
         cy=\"{cy}\"/></a:xfrm></wpg:grpSpPr>"
    ));
    for shape in &drawing.shapes {
        match shape {
            Shape::Line { points, tenths, dash } => {
                for ends in points.windows(2) {
                    if let [from, to] = ends {
                        shapes.line(*from, *to, *tenths, dash);
                    }
                }
            }
            Shape::Mark { at, form, is_hollow } => shapes.mark(*at, *form, *is_hollow),
            Shape::Text { at, held, text, is_soft } => shapes.text(*at, *held, text, *is_soft),
        }
    }
    shapes.xml.raw("</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>");
    shapes.xml.text(alternative).raw("</w:t></mc:Fallback></mc:AlternateContent></w:r>");
}

/// What writes shapes.
struct Shapes<'x> {
    xml: &'x mut XmlWriter,
    /// The length of a unit of the drawing, in those of Word.
    unit: i64,
    id: usize,
    width: i32,
}

impl Shapes<'_> {
    /// Opens a shape of this kind in a box: left, top, width and height. `turn` says how it is turned over.
    fn open(&mut self, kind: &str, turn: &str, sides: [i32; 4], form: &str) {
        self.id += 1;
        let [x, y, cx, cy] = sides.map(|side| i64::from(side) * self.unit);
        let id = self.id;
        self.xml.raw(&format!(
            "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"Shape {id}\"/>{kind}<wps:spPr><a:xfrm{turn}><a:off x=\"{x}\" y=\"{y}\"/><a:ext \
             cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"{form}\"><a:avLst/></a:prstGeom>"
        ));
    }

    /// One straight line: a broken line made of several needs no path, which programs scale each in its way.
    fn line(&mut self, from: (i32, i32), to: (i32, i32), tenths: u32, dash: &[u32]) {
        let (from, to) = if from.0 <= to.0 { (from, to) } else { (to, from) };
        let turn = if to.1 < from.1 { " flipV=\"1\"" } else { "" };
        let sides = [from.0, from.1.min(to.1), to.0 - from.0, (to.1 - from.1).abs()];
        self.open("<wps:cNvCnPr/>", turn, sides, "line");
        let width = i64::from(tenths) * self.unit / 10;
        self.xml
            .raw(&format!("<a:ln w=\"{width}\" cap=\"flat\"><a:solidFill><a:srgbClr val=\"{INK}\"/></a:solidFill>"));
        if !dash.is_empty() {
            // Dashes are counted in widths of the line, in thousandths of a per cent.
            let lengths: Vec<u32> = dash.iter().map(|length| length * 1_000_000 / tenths.max(1)).collect();
            self.xml.raw("<a:custDash>");
            for pair in lengths.chunks(2) {
                let (long, gap) = (pair[0], pair.get(1).copied().unwrap_or(pair[0]));
                self.xml.raw(&format!("<a:ds d=\"{long}\" sp=\"{gap}\"/>"));
            }
            self.xml.raw("</a:custDash>");
        }
        self.xml.raw("<a:round/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>");
    }

    fn mark(&mut self, (x, y): (i32, i32), form: MarkForm, is_hollow: bool) {
        let [left, top, right, bottom] = form.reach();
        let name = match form {
            MarkForm::Circle => "ellipse",
            MarkForm::Square => "rect",
            MarkForm::Triangle => "triangle",
            MarkForm::Diamond => "diamond",
        };
        self.open("<wps:cNvSpPr/>", "", [x - left, y - top, left + right, top + bottom], name);
        let ink = format!("<a:solidFill><a:srgbClr val=\"{INK}\"/></a:solidFill>");
        if is_hollow {
            // The paper hides the line behind the mark.
            let width = self.unit * 3 / 2;
            self.xml.raw("<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>");
            self.xml.raw(&format!("<a:ln w=\"{width}\">{ink}</a:ln>"));
        } else {
            self.xml.raw(&format!("{ink}<a:ln><a:noFill/></a:ln>"));
        }
        self.xml.raw("</wps:spPr><wps:bodyPr/></wps:wsp>");
    }

    /// A text in a box that reaches to the edge of the drawing, on one side or on both.
    fn text(&mut self, (x, y): (i32, i32), held: Held, text: &str, is_soft: bool) {
        let (left, width, side) = match held {
            Held::Left => (x, self.width - x, "left"),
            Held::Right => (0, x, "right"),
            Held::Middle => {
                let half = x.min(self.width - x);
                (x - half, 2 * half, "center")
            }
        };
        self.open("<wps:cNvSpPr txBox=\"1\"/>", "", [left, y - ASCENT, width, LINE], "rect");
        let line = i64::from(LINE) * self.unit / TWENTIETH;
        // Sizes are in half points.
        let size = LETTERS * self.unit * 2 / (POINT * 10);
        let colour = if is_soft { SOFT } else { INK };
        let rtl = if text.chars().any(is_right_to_left) { "<w:rtl/>" } else { "" };
        self.xml.raw(&format!(
            "<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before=\"0\" \
             w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/><w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc \
             w:val=\"{side}\"/></w:pPr><w:r><w:rPr><w:color w:val=\"{colour}\"/><w:sz w:val=\"{size}\"/><w:szCs \
             w:val=\"{size}\"/>{rtl}</w:rPr><w:t>"
        ));
        self.xml.text(text).raw(
            "</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" \
             anchor=\"t\"><a:noAutofit/></wps:bodyPr></wps:wsp>",
        );
    }
}

/// Whether a letter belongs to a script that is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
