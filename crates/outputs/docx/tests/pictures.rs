//! The pictures in the header and footer of a reference.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::read::{answers, read};
use canevas_docx::{Reference, WordOptions, lint};
use canevas_model::Language;
use canevas_project::{Catalogues, FormCopy};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;
use support::{EVERYTHING, made, model, put};

type Files = BTreeMap<String, Vec<u8>>;
/// Other parts of a reference: name and content.
type Parts = Vec<(&'static str, Vec<u8>)>;

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"urn:wp\" xmlns:a=\"urn:a\" \
xmlns:pic=\"urn:pic\" xmlns:v=\"urn:v\" xmlns:mc=\"urn:mc\"";

/// The smallest picture that is whole.
fn png() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".as_slice(), b"\0\0\0\rIHDR....", b"IDAT....", b"IEND...."].concat()
}

fn drawing(id: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"1080000\" cy=\"432000\"/><wp:docPr id=\"9\" name=\"x\" descr=\"Our logo\"/>\
         <a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed=\"{id}\"/></pic:blipFill></pic:pic></a:graphicData>\
         </a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// A reference whose header holds this, with these relationships of the header, and these other parts.
fn reference(header: &str, related: &str, more: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let rels = |inside: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
        )
    };
    let mut files: Files = BTreeMap::from([
        ("word/styles.xml".to_owned(), format!("<w:styles {NAMES}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>").into_bytes()),
        ("word/document.xml".to_owned(), format!("<w:document {NAMES}><w:body><w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/></w:sectPr></w:body></w:document>").into_bytes()),
        ("word/header4.xml".to_owned(), format!("<w:hdr {NAMES}><w:p>{header}</w:p></w:hdr>").into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), rels("<Relationship Id=\"h\" Type=\"t/header\" Target=\"header4.xml\"/>").into_bytes()),
        ("word/_rels/header4.xml.rels".to_owned(), rels(related).into_bytes()),
    ]);
    files.extend(more.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())));
    zipped(&files)
}

fn zipped(files: &Files) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn unzipped(bytes: &[u8]) -> Files {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

const IMAGE: &str = "<Relationship Id=\"p\" Type=\"t/image\" Target=\"media/logo.PNG\"/>";

/// A document made with a reference, and what the reference leaves out.
fn document(reference: &[u8]) -> (Vec<u8>, Vec<String>) {
    let reference = Reference::read(reference).unwrap();
    let left_out = reference.left_out().to_vec();
    let options = WordOptions { reference: Some(Arc::new(reference)), ..WordOptions::default() };
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &options);
    assert_eq!(lint(&bytes), Vec::<String>::new());
    assert!(bytes == made(&model(EVERYTHING), None, "fr", &options).0, "equal input gives equal bytes");
    (bytes, left_out)
}

#[test]
fn a_logo_comes_along() {
    let header = format!("{}<w:r><w:t>Secrétariat</w:t></w:r>", drawing("p"));
    let (bytes, left_out) = document(&reference(&header, IMAGE, &[("word/media/logo.PNG", png())]));
    assert_eq!(left_out, Vec::<String>::new());
    let files = unzipped(&bytes);
    assert_eq!(files["word/media/reference1.png"], png(), "byte for byte");
    let header = text(&files, "word/header1.xml");
    for part in
        ["<wp:inline", "cx=\"1080000\" cy=\"432000\"", "descr=\"Our logo\"", "r:embed=\"rIdPicture1\"", "Secrétariat"]
    {
        assert!(header.contains(part), "{part}: {header}");
    }
    assert!(text(&files, "word/_rels/header1.xml.rels").contains("Target=\"media/reference1.png\""));
    assert!(!files.contains_key("word/_rels/footer1.xml.rels"));
    assert!(text(&files, "[Content_Types].xml").contains("<Default Extension=\"png\" ContentType=\"image/png\"/>"));
}

#[test]
fn a_logo_alone_and_shown_twice_is_one_file() {
    let header = format!("{}{}", drawing("p"), drawing("q"));
    let related = format!("{IMAGE}<Relationship Id=\"q\" Type=\"t/image\" Target=\"/word/media/logo.PNG\"/>");
    let files = unzipped(&document(&reference(&header, &related, &[("word/media/logo.PNG", png())])).0);
    assert_eq!(files.keys().filter(|name| name.contains("media")).count(), 1);
    let header = text(&files, "word/header1.xml");
    assert_eq!(header.matches("r:embed=\"rIdPicture1\"").count(), 2);
    assert!(header.contains("<wp:docPr id=\"1\"") && header.contains("<wp:docPr id=\"2\""), "{header}");
}

#[test]
fn a_floating_logo_keeps_its_place_and_an_older_one_its_size() {
    let floating = drawing("p").replace("wp:inline", "wp:anchor").replace(
        "<wp:extent",
        "<wp:positionH relativeFrom=\"page\"><wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom=\"paragraph\">\
         <wp:posOffset>-5000</wp:posOffset></wp:positionV><wp:wrapTopAndBottom/><wp:extent",
    );
    let older = "<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:shape alt=\"Sceau\" style=\"position:absolute;width:2cm;height:36pt\">\
                 <v:imagedata r:id=\"p\"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
    let files =
        unzipped(&document(&reference(&format!("{floating}{older}"), IMAGE, &[("word/media/logo.PNG", png())])).0);
    let header = text(&files, "word/header1.xml");
    for part in [
        "<wp:positionH relativeFrom=\"page\"><wp:align>right</wp:align></wp:positionH>",
        "<wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>-5000</wp:posOffset></wp:positionV>",
        "<wp:wrapTopAndBottom/>",
        "cx=\"720000\" cy=\"457200\"",
        "descr=\"Sceau\"",
    ] {
        assert!(header.contains(part), "{part}: {header}");
    }
}

/// What cannot come along is left out and told, and the document is whole.
#[test]
fn odd_pictures_are_left_out_and_told() {
    let whole = [("word/media/logo.PNG", png())];
    let with = |bytes: &[u8]| vec![("word/media/logo.PNG", bytes.to_vec())];
    let external =
        "<Relationship Id=\"p\" Type=\"t/image\" Target=\"https://example.org/logo.png\" TargetMode=\"External\"/>";
    let part = "<Relationship Id=\"p\" Type=\"t/image\" Target=\"styles.xml\"/>";
    let outside = "<Relationship Id=\"p\" Type=\"t/image\" Target=\"../../../etc/passwd\"/>";
    let another = "<Relationship Id=\"p\" Type=\"t/oleObject\" Target=\"media/logo.PNG\"/>";
    let terminal = "<Relationship Id=\"p\" Type=\"t/image\" Target=\"media/&#27;[2J.png\"/>";
    let large = [png(), vec![0; 3 << 20]].concat();
    let cases: Vec<(String, &str, Parts, &str)> = vec![
        (drawing("p"), "", whole.to_vec(), "a picture in word/header4.xml is left out: its relationship is missing"),
        (
            drawing("p"),
            IMAGE,
            Vec::new(),
            "the picture word/media/logo.PNG in word/header4.xml is left out: it is missing",
        ),
        (drawing("p"), external, whole.to_vec(), "it is a link to another file"),
        (drawing("p"), part, whole.to_vec(), "it is missing, broken"),
        (drawing("p"), outside, whole.to_vec(), "it is missing, broken"),
        (drawing("p"), another, whole.to_vec(), "it is missing, broken"),
        (drawing("p"), terminal, whole.to_vec(), "the picture word/media/\u{fffd}[2J.png in"),
        (drawing("p"), IMAGE, with(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "save it as PNG"),
        (drawing("p"), IMAGE, with(&[1, 0, 0, 0, b'E', b'M', b'F']), "save it as PNG"),
        (drawing("p"), IMAGE, with(&png()[..20]), "save it as PNG"),
        (drawing("p"), IMAGE, with(&large), "larger than 2 MiB"),
        (drawing("p").replace("1080000", "0"), IMAGE, whole.to_vec(), "its size is missing or too large"),
        (drawing("p").replace("1080000", "99999999"), IMAGE, whole.to_vec(), "its size is missing or too large"),
        (drawing("p").repeat(30), IMAGE, whole.to_vec(), "there are too many"),
    ];
    for (header, related, more, told) in cases {
        let (bytes, left_out) = document(&reference(&header, related, &more));
        assert!(left_out.len() == 1 && left_out[0].contains(told), "{told}: {left_out:?}");
        let files = unzipped(&bytes);
        let shown = files
            .get("word/header1.xml")
            .map_or(0, |header| String::from_utf8_lossy(header).matches("<w:drawing>").count());
        assert_eq!(shown, if told == "there are too many" { 20 } else { 0 }, "{told}");
        assert_eq!(files.keys().filter(|name| name.contains("media")).count(), usize::from(shown > 0), "{told}");
    }
}

#[test]
fn a_drawing_that_is_no_picture_is_nothing() {
    let header = "<w:r><w:drawing><wp:inline><wp:extent cx=\"9\" cy=\"9\"/><a:graphic/></wp:inline></w:drawing></w:r>\
                  <w:r><w:t>Texte</w:t></w:r>";
    let (bytes, left_out) = document(&reference(header, IMAGE, &[("word/media/logo.PNG", png())]));
    assert_eq!(left_out, Vec::<String>::new());
    let files = unzipped(&bytes);
    assert!(!text(&files, "word/header1.xml").contains("drawing") && !files.keys().any(|name| name.contains("media")));
}

/// The reader knows the logo, and tells of a picture that somebody adds.
#[test]
fn the_logo_is_not_reported_when_a_file_comes_back() {
    let model = model(EVERYTHING);
    let (bytes, _) = document(&reference(&drawing("p"), IMAGE, &[("word/media/logo.PNG", png())]));
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues);
    let warnings = |files: &Files| -> Vec<String> {
        let read = answers(&read(&zipped(files)).unwrap(), &copy, &Language::new("fr").unwrap());
        assert_eq!(read.json["answers"], json!({ "only_later": "la suite" }));
        read.report.warnings().map(|warning| format!("{warning:?}")).collect()
    };
    let mut files = unzipped(&bytes);
    let mut body = text(&files, "word/document.xml");
    put(&mut body, "only_later", 0, "la suite");
    files.insert("word/document.xml".to_owned(), body.into_bytes());
    assert_eq!(warnings(&files), Vec::<String>::new());
    let header = text(&files, "word/header1.xml");
    let shown = &header[header.find("<w:drawing>").unwrap()..header.find("</w:drawing>").unwrap() + 12];
    let twice = header.replace(shown, &shown.repeat(2));
    files.insert("word/header1.xml".to_owned(), twice.into_bytes());
    assert_eq!(warnings(&files).len(), 1);
}
