//! Everything that somebody types into a Word file is in an answer or in the report: a word that stands nowhere else is typed
//! at every place of a document, and looked for in what was read.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_docx::read::read;
use canevas_tests::example::Project;
use canevas_tests::word::{blank, project, xml};
use std::collections::BTreeMap;

const DOCUMENT: &str = "word/document.xml";
const MAIN: &str = "xmlns:w=\"w\"";
/// Every how many places a marker stands in one file, so that labels around it stay recognisable.
const APART: usize = 3;

/// What is typed, at which places, and as which XML.
type Places<'a> = (&'a str, Vec<usize>, &'a dyn Fn(&str) -> String);

/// Everything that reading a file tells.
fn told(project: &Project, parts: &xml::Parts) -> String {
    let read = project.read_word(&read(&xml::file(parts).unwrap()).unwrap()).unwrap();
    let unplaced: Vec<String> = read.report.unplaced.iter().map(|text| text.text.clone()).collect();
    let findings: Vec<String> = read.report.findings.iter().map(|about| about.finding.message.clone()).collect();
    format!("{} {} {}", read.json, unplaced.join(" "), findings.join(" "))
}

/// The blank files of several forms.
fn blanks() -> Vec<(&'static str, Project, xml::Parts)> {
    let forms =
        [("everything", "CMR", "fr"), ("alliance87", "CMR", "fr"), ("fleet", "blank", "en"), ("heavy", "blank", "fr")];
    let made = forms.into_iter().map(|(form, code, language)| {
        let project = project(form).unwrap();
        let parts = {
            let copies = project.copies();
            let copy = copies.iter().find(|copy| copy.code.word() == code).unwrap();
            xml::parts(&blank(copy, language).unwrap()).unwrap()
        };
        (form, project, parts)
    });
    made.collect()
}

/// Types a marker at each of some places of the document, a few at a time; gives those that are lost.
fn lost(
    form: &str,
    project: &Project,
    parts: &xml::Parts,
    what: &str,
    places: &[usize],
    piece: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let mut out = Vec::new();
    for first in 0..APART.min(places.len()) {
        let chosen: Vec<usize> = places.iter().copied().skip(first).step_by(APART).collect();
        let mut changed = parts.clone();
        let document = changed.get_mut(DOCUMENT).unwrap();
        for (number, at) in chosen.iter().enumerate().rev() {
            document.insert_str(*at, &piece(&format!("zq{number}w")));
        }
        let told = told(project, &changed);
        for (number, at) in chosen.iter().enumerate() {
            if !told.contains(&format!("zq{number}w")) {
                let around = &parts[DOCUMENT][at.saturating_sub(160)..*at];
                out.push(format!("{form}: {what} is lost after …{around}"));
            }
        }
    }
    out
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\"> {text} </w:t></w:r>")
}

fn after(document: &str, sign: &str) -> Vec<usize> {
    document.match_indices(sign).map(|(at, _)| at + sign.len()).collect()
}

fn before(document: &str, sign: &str) -> Vec<usize> {
    document.match_indices(sign).map(|(at, _)| at).collect()
}

#[test]
fn what_is_typed_in_any_paragraph_cell_or_control_is_told() {
    let mut wrong = Vec::new();
    for (form, project, parts) in blanks() {
        let document = &parts[DOCUMENT];
        let paragraph = |text: &str| format!("<w:p>{}</w:p>", run(text));
        let row = |text: &str| format!("<w:tr><w:tc><w:p/></w:tc><w:tc>{}</w:tc></w:tr>", paragraph(text));
        let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
        let control = |text: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run(text));
        let text_box = |text: &str| {
            format!(
                "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
                paragraph(text)
            )
        };
        let table = |text: &str| format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(text));
        let equation = |text: &str| format!("<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>");
        let picture = |text: &str| format!("<w:r><w:drawing><wp:docPr descr=\"{text}\"/><pic:pic/></w:drawing></w:r>");
        let kinds: [Places<'_>; 15] = [
            ("the start of a paragraph", after(document, "</w:pPr>"), &run),
            ("the end of a paragraph", before(document, "</w:p>"), &run),
            ("a paragraph after another", after(document, "</w:p>"), &paragraph),
            ("text before a control", before(document, "<w:bookmarkStart "), &run),
            ("text in a control", after(document, "<w:sdtContent><w:r>"), &|text| {
                format!("<w:t xml:space=\"preserve\">{text} </w:t>")
            }),
            ("text at the end of a control", before(document, "</w:r></w:sdtContent>"), &|text| {
                format!("<w:t xml:space=\"preserve\"> {text}</w:t>")
            }),
            ("a row", after(document, "</w:tr>"), &row),
            ("a cell at the end of a row", before(document, "</w:tr>"), &cell),
            ("a cell at the start of a row", after(document, "</w:trPr>"), &cell),
            ("a control", before(document, "</w:p>"), &control),
            ("a text box", before(document, "</w:p>"), &text_box),
            ("a table", before(document, "<w:p><w:pPr><w:pStyle w:val=\"Question\"/>"), &table),
            ("an equation", before(document, "</w:p>"), &equation),
            ("the description of a picture", before(document, "</w:p>"), &picture),
            ("an inserted text", before(document, "</w:p>"), &|text| format!("<w:ins>{}</w:ins>", run(text))),
        ];
        for (what, places, piece) in kinds {
            assert!(!places.is_empty(), "{form}: no place for {what}");
            wrong.extend(lost(form, &project, &parts, what, &places, piece));
        }
    }
    assert!(wrong.is_empty(), "{} are lost:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

/// The same where the controls, the bookmarks and the hidden part are gone.
#[test]
fn what_is_typed_into_a_bare_document_is_told() {
    let mut wrong = Vec::new();
    for (form, project, mut parts) in blanks() {
        for what in ["controls", "bookmarks"] {
            xml::lose(&mut parts, what).unwrap();
        }
        let document = &parts[DOCUMENT];
        let paragraph = |text: &str| format!("<w:p>{}</w:p>", run(text));
        let kinds: [Places<'_>; 4] = [
            ("the start of a paragraph", after(document, "</w:pPr>"), &run),
            ("the end of a paragraph", before(document, "</w:p>"), &run),
            ("a paragraph after another", after(document, "</w:p>"), &paragraph),
            ("a cell at the end of a row", before(document, "</w:tr>"), &|text| {
                format!("<w:tc>{}</w:tc>", paragraph(text))
            }),
        ];
        for (what, places, piece) in kinds {
            wrong.extend(lost(form, &project, &parts, what, &places, piece));
        }
    }
    assert!(wrong.is_empty(), "{} are lost:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

#[test]
fn what_stands_beside_the_document_is_told() {
    let paragraph = |text: &str| format!("<w:p>{}</w:p>", run(text));
    let part = |root: &str, inside: &str| format!("<w:{root} {MAIN}>{inside}</w:{root}>");
    for (form, project, parts) in blanks() {
        // Their names say nothing; their relationships do.
        let mut changed = parts.clone();
        let beside: BTreeMap<&str, (&str, String)> = [
            (
                "comments",
                (
                    "a/b1.xml",
                    part(
                        "comments",
                        &format!("<w:comment w:id=\"1\" w:author=\"Ada\">{}</w:comment>", paragraph("zqCOMMENTw")),
                    ),
                ),
            ),
            (
                "footnotes",
                (
                    "a/b2.xml",
                    part("footnotes", &format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph("zqFOOTNOTEw"))),
                ),
            ),
            (
                "endnotes",
                (
                    "a/b3.xml",
                    part("endnotes", &format!("<w:endnote w:id=\"3\">{}</w:endnote>", paragraph("zqENDNOTEw"))),
                ),
            ),
            ("header", ("a/b4.xml", part("hdr", &paragraph("zqHEADERw")))),
            ("footer", ("a/b5.xml", part("ftr", &paragraph("zqFOOTERw")))),
            ("chart", ("a/b6.xml", "<c:chartSpace><c:title><a:t>zqCHARTw</a:t></c:title></c:chartSpace>".to_owned())),
            ("diagramData", ("a/b7.xml", "<dgm:dataModel><a:t>zqDIAGRAMw</a:t></dgm:dataModel>".to_owned())),
        ]
        .into();
        let links: String = beside
            .iter()
            .map(|(kind, (name, _))| {
                format!("<Relationship Id=\"z{kind}\" Type=\"http://x/{kind}\" Target=\"/{name}\"/>")
            })
            .collect();
        for (name, text) in beside.values() {
            changed.insert((*name).to_owned(), text.clone());
        }
        let link = "<Relationship Id=\"zlink\" Type=\"http://x/hyperlink\" TargetMode=\"External\" Target=\"https://example.org/zqLINKw\"/>";
        let rels = changed.get_mut("word/_rels/document.xml.rels").unwrap();
        *rels = rels.replace("</Relationships>", &format!("{links}{link}</Relationships>"));
        let document = changed.get_mut(DOCUMENT).unwrap();
        let references = "<w:r><w:commentReference w:id=\"1\"/><w:footnoteReference w:id=\"2\"/></w:r><w:hyperlink r:id=\"zlink\"><w:r><w:t>ici</w:t></w:r></w:hyperlink>";
        let at = document.rfind("<w:bookmarkEnd ").unwrap();
        document.insert_str(at, references);
        let footer = changed.get_mut("word/footer1.xml").unwrap();
        *footer = footer.replace("</w:p></w:ftr>", &format!("{}</w:p></w:ftr>", run("zqFOOTw")));
        let told = told(&project, &changed);
        for marker in ["COMMENT", "FOOTNOTE", "ENDNOTE", "HEADER", "FOOTER", "CHART", "DIAGRAM", "LINK", "FOOT"] {
            assert!(told.contains(&format!("zq{marker}w")), "{form}: {marker} is lost in {told}");
        }
        assert!(told.contains("a comment by Ada"), "{told}");
    }
}
