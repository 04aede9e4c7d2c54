//! The codebook for data archives: DDI-Codebook 2.5. One `fileDscr` for each table, one `var` for each column.

use super::{Codebook, CodebookColumn, CodebookTable};
use crate::kind::ValueKind;
use canevas_ooxml::XmlWriter;

/// Where the schema says that its elements come from, and what else an archive needs to find it.
const ROOT: &str = "<codeBook version=\"2.5\" xmlns=\"ddi:codebook:2_5\" \
     xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
     xsi:schemaLocation=\"ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd\" \
     xml:lang=\"";

/// The codebook as XML: `codebook.xml`.
pub(crate) fn ddi(codebook: &Codebook) -> String {
    let mut xml = XmlWriter::part(64 * 1024);
    xml.raw(ROOT).text(&codebook.language).raw("\">\n");
    document(codebook, &mut xml);
    study(codebook, &mut xml);
    for (index, table) in codebook.tables.iter().enumerate() {
        file(index, table, &mut xml);
    }
    xml.raw("<dataDscr>\n");
    for (index, table) in codebook.tables.iter().enumerate() {
        for (at, column) in table.columns.iter().enumerate() {
            variable([index, at], column, &mut xml);
        }
    }
    xml.raw("</dataDscr>\n</codeBook>\n");
    xml.finish()
}

fn element(name: &str, text: &str, xml: &mut XmlWriter) {
    xml.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">");
}

fn attribute(name: &str, value: &str, xml: &mut XmlWriter) {
    xml.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
}

/// The codebook itself.
fn document(codebook: &Codebook, xml: &mut XmlWriter) {
    xml.raw("<docDscr><citation><titlStmt>");
    element("titl", &codebook.title, xml);
    xml.raw("</titlStmt><prodStmt><software>Canevas</software></prodStmt></citation></docDscr>\n");
}

/// The questionnaire with its editions.
fn study(codebook: &Codebook, xml: &mut XmlWriter) {
    xml.raw("<stdyDscr><citation><titlStmt>");
    element("titl", &codebook.title, xml);
    element("IDNo", &codebook.form, xml);
    xml.raw("</titlStmt>");
    for edition in &codebook.editions {
        xml.raw("<verStmt>");
        element("version", &edition.name, xml);
        xml.raw("</verStmt>");
    }
    xml.raw("</citation>");
    let periods = codebook.editions.iter().filter_map(|edition| Some((edition, edition.period.as_ref()?)));
    let mut periods = periods.peekable();
    if periods.peek().is_some() {
        xml.raw("<stdyInfo><sumDscr>");
        for (edition, [from, to]) in periods {
            for (event, month) in [("start", from), ("end", to)] {
                xml.raw("<timePrd");
                attribute("event", event, xml);
                attribute("date", month, xml);
                attribute("cycle", &edition.name, xml);
                xml.raw(">").text(month).raw("</timePrd>");
            }
        }
        xml.raw("</sumDscr></stdyInfo>");
    }
    xml.raw("</stdyDscr>\n");
}

fn file(index: usize, table: &CodebookTable, xml: &mut XmlWriter) {
    xml.raw("<fileDscr ID=\"F").number(index + 1).raw("\"><fileTxt>");
    element("fileName", &table.name, xml);
    element("fileCont", &table.label, xml);
    xml.raw("<dimensns><varQnty>").number(table.columns.len()).raw("</varQnty></dimensns>");
    xml.raw("</fileTxt></fileDscr>\n");
}

/// A column. The schema fixes the order of what stands in it.
fn variable([table, at]: [usize; 2], column: &CodebookColumn, xml: &mut XmlWriter) {
    xml.raw("<var ID=\"V").number(table + 1).raw("_").number(at + 1).raw("\"");
    attribute("name", &column.name, xml);
    xml.raw(" files=\"F").number(table + 1).raw("\"");
    let is_number = matches!(column.kind, ValueKind::Integer | ValueKind::Decimal);
    attribute("intrvl", if is_number { "contin" } else { "discrete" }, xml);
    if let Some(unit) = &column.unit {
        attribute("measUnit", unit, xml);
    }
    xml.raw(">");
    element("labl", &column.label, xml);
    if let Some(question) = &column.question {
        xml.raw("<qstn");
        attribute("responseDomainType", domain(column.kind), xml);
        if let Some(number) = &column.number {
            attribute("seqNo", number, xml);
        }
        xml.raw(">");
        element("qstnLit", question, xml);
        xml.raw("</qstn>");
    }
    range(column, xml);
    if let Some(when) = &column.asked_when {
        element("universe", when, xml);
    }
    for option in &column.options {
        // Where a country chose one of the reasons for having no answer, the answer itself is missing.
        xml.raw(if column.part == "said" { "<catgry missing=\"Y\">" } else { "<catgry>" });
        element("catValu", &option.code, xml);
        if !option.label.is_empty() {
            element("labl", &option.label, xml);
        }
        if !option.editions.is_empty() {
            element("txt", &option.editions.join(", "), xml);
        }
        xml.raw("</catgry>");
    }
    if column.kind == ValueKind::Codes {
        element("codInstr", "A cell holds the codes of all chosen options, with ; between them.", xml);
    }
    if let Some(section) = &column.section {
        element("concept", section, xml);
    }
    xml.raw("<varFormat");
    attribute("type", if is_number { "numeric" } else { "character" }, xml);
    if matches!(column.kind, ValueKind::Date | ValueKind::Month) {
        attribute("schema", "ISO", xml);
        attribute("category", "date", xml);
    }
    xml.raw("/>");
    for asked in &column.asked {
        xml.raw("<notes type=\"edition\"");
        attribute("subject", &asked.edition, xml);
        xml.raw(">").text(&asked.place).raw("</notes>");
    }
    for broken in &column.breaks {
        xml.raw("<notes type=\"comparability\"");
        attribute("subject", broken.comparable.word(), xml);
        xml.raw(">").text(&broken.words).raw("</notes>");
    }
    xml.raw("</var>\n");
}

fn range(column: &CodebookColumn, xml: &mut XmlWriter) {
    let [min, max] = &column.range;
    if min.is_none() && max.is_none() {
        return;
    }
    xml.raw("<valrng><range");
    if column.kind == ValueKind::Decimal {
        attribute("UNITS", "REAL", xml);
    }
    for (name, bound) in [("min", min), ("max", max)] {
        if let Some(bound) = bound {
            attribute(name, bound, xml);
        }
    }
    xml.raw("/></valrng>");
}

fn domain(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "text",
        ValueKind::Code => "category",
        ValueKind::Codes => "multiple",
        ValueKind::Integer | ValueKind::Decimal => "numeric",
        ValueKind::Date | ValueKind::Month => "datetime",
    }
}
