//! What a Word file may be and hold: each limit with the words that tell it, and nothing that hangs or fills the memory.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::WordOptions;
use canevas_docx::read::{ReadReturn, WordFinding, answers, read};
use canevas_model::Language;
use canevas_project::{Catalogues, FormCopy};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use support::{EVERYTHING, file, made, model, parts, put, unwrap};

type Parts = BTreeMap<String, String>;

const DOCUMENT: &str = "word/document.xml";

fn blank() -> Parts {
    parts(&made(&model(EVERYTHING), None, "fr", &WordOptions::default()).0)
}

/// The words with which a changed file is refused.
fn refused(change: impl FnOnce(&mut Parts)) -> String {
    let mut parts = blank();
    change(&mut parts);
    refused_bytes(&file(&parts))
}

fn refused_bytes(bytes: &[u8]) -> String {
    read(bytes).err().expect("an error").to_string()
}

fn understood(parts: &Parts) -> ReadReturn {
    let model = model(EVERYTHING);
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues);
    answers(&read(&file(parts)).unwrap(), &copy, &Language::new("fr").unwrap())
}

fn lines(read: &ReadReturn) -> Vec<String> {
    read.report.warnings().map(WordFinding::line).collect()
}

/// The warnings about a changed file.
fn warned(change: impl FnOnce(&mut Parts)) -> Vec<String> {
    let mut parts = blank();
    change(&mut parts);
    lines(&understood(&parts))
}

fn into_body(parts: &mut Parts, xml: &str) {
    let document = parts.get_mut(DOCUMENT).unwrap();
    let at = document.find("<w:body>").unwrap() + 8;
    document.insert_str(at, xml);
}

#[test]
fn what_is_no_whole_zip_file_is_refused() {
    let sound = file(&blank());
    assert_eq!(refused_bytes(b""), "it is not a Word file (.docx): it is empty; ask for the file again");
    assert_eq!(refused_bytes(b"Dear all"), "it is not a Word file (.docx): it is not a zip archive");
    let other = |what: &str| {
        format!(
            "it is {what}, and not a Word document (.docx); open it in the program that made it, or in LibreOffice, and save it as a Word document (.docx)"
        )
    };
    assert_eq!(refused_bytes(b"{\\rtf1 text}"), other("a rich text file (.rtf)"));
    assert_eq!(refused_bytes(b"%PDF-1.7"), other("a PDF file, which holds no fields that can be read"));
    for (names, what) in [
        (&["mimetype", "content.xml"][..], "an OpenDocument file (.odt, .ods or .odp)"),
        (&["[Content_Types].xml", "xl/workbook.xml"][..], "an Excel workbook"),
        (&["[Content_Types].xml", "ppt/presentation.xml"][..], "a PowerPoint presentation"),
    ] {
        let parts: Parts = names.iter().map(|name| ((*name).to_owned(), "<a/>".to_owned())).collect();
        assert_eq!(refused_bytes(&file(&parts)), other(what));
    }
    assert_eq!(
        refused_bytes(&sound[..sound.len() / 2]),
        "it is not a Word file (.docx): it is cut off; ask for the file again"
    );
    let old = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    assert_eq!(
        refused_bytes(&old),
        "it has a password, or it is an old Word document (.doc); open it in Word and save it as a Word document (.docx) without a password"
    );
    assert_eq!(
        refused(|parts| drop(parts.remove(DOCUMENT))),
        "it contains no document; open it in Word or LibreOffice and save it as a Word document (.docx)"
    );
    // The list of parts, found by the record at the end.
    let end = sound.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    let start = u32::from_le_bytes(sound[end + 16..end + 20].try_into().unwrap()) as usize;
    let changed = |at: usize, with: &[u8]| {
        let mut bytes = sound.clone();
        bytes[at..at + with.len()].copy_from_slice(with);
        refused_bytes(&bytes)
    };
    assert_eq!(changed(start, b"XX"), "it is not a Word file (.docx): its directory is broken");
    assert_eq!(changed(end + 16, &[0xf0; 4]), "it is not a Word file (.docx): its directory is broken");
    let zip64 = "it is a zip64 archive, which no Word file needs; save it again in Word or LibreOffice";
    assert_eq!(changed(end + 10, &[0xff; 2]), zip64);
    assert_eq!(changed(end + 16, &[0xff; 4]), zip64);
    assert_eq!(
        changed(start + 8, &[1]),
        "[Content_Types].xml is encrypted; remove the password and save the file again"
    );
}

#[test]
fn parts_have_sound_names_each_once() {
    for name in ["../a.xml", "word/../../a.xml", "/etc/passwd.xml", "C:\\a.xml", "word\\a.xml"] {
        let told = refused(|parts| drop(parts.insert(name.to_owned(), String::new())));
        assert_eq!(told, format!("the part name `{name}` leads out of the file"));
    }
    let told = refused(|parts| drop(parts.insert("word/Document.xml".to_owned(), String::new())));
    assert_eq!(told, "it has the part word/document.xml twice");
}

#[test]
fn sizes_are_bounded_whatever_the_file_says() {
    let many = refused(|parts| (0..300).for_each(|n| drop(parts.insert(format!("a/{n}.bin"), String::new()))));
    assert!(many.ends_with("parts; the limit is 200"), "{many}");
    let bomb = refused(|parts| drop(parts.insert("word/a.xml".to_owned(), " ".repeat(8 << 20))));
    assert_eq!(bomb, "the compression ratio of word/a.xml is above 200 to 1, which no document reaches");
    let large = refused(|parts| drop(parts.insert("word/a.xml".to_owned(), noise(21 << 20))));
    assert_eq!(large, "word/a.xml is too large: the limits are 20 MiB for a part and 60 MiB for all parts");
    let all = refused(|parts| (0..4).for_each(|n| drop(parts.insert(format!("word/z{n}.xml"), noise(16 << 20)))));
    assert_eq!(all, "word/z3.xml is too large: the limits are 20 MiB for a part and 60 MiB for all parts");
    // What is no XML is not unpacked.
    let read = warned(|parts| drop(parts.insert("word/media/image1.png".to_owned(), " ".repeat(30 << 20))));
    assert_eq!(read, Vec::<String>::new());
}

/// Text that packs badly enough not to be a bomb.
fn noise(length: usize) -> String {
    let mut state = 1_u64;
    let block: String = (0..4096)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + (state >> 59) as u8 % 26)
        })
        .collect();
    let mut out = String::with_capacity(length + 8192);
    while out.len() < length {
        let _ = write!(out, "{}{block}", out.len());
    }
    out
}

#[test]
fn no_entity_is_ever_looked_up() {
    for name in [DOCUMENT, "word/comments.xml", "customXml/item1.xml", "word/_rels/document.xml.rels"] {
        let xxe = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:p>&a;</w:p>";
        let told = refused(|parts| drop(parts.insert(name.to_owned(), xxe.to_owned())));
        assert_eq!(told, format!("{name} has a DOCTYPE, which no Word file has"));
    }
    let told = refused(|parts| into_body(parts, "<w:p><w:r><w:t>&xxe;</w:t></w:r></w:p>"));
    assert_eq!(told, "word/document.xml is not well-formed: the reference &xxe; means nothing");
}

#[test]
fn xml_neither_nests_without_end_nor_breaks_off() {
    let deep = |n: usize| format!("{}{}", "<w:x>".repeat(n), "</w:x>".repeat(n));
    let told = refused(|parts| into_body(parts, &deep(5000)));
    assert_eq!(told, "word/document.xml is not well-formed: it nests too deep");
    let told = refused(|parts| parts.get_mut(DOCUMENT).unwrap().truncate(5000));
    assert!(told.starts_with("word/document.xml is not well-formed: "), "{told}");
    let many: String = (0..300).fold(String::new(), |mut out, n| {
        let _ = write!(out, " a{n}=\"\"");
        out
    });
    let told = refused(|parts| into_body(parts, &format!("<w:x{many}/>")));
    assert_eq!(told, "word/document.xml is not well-formed: an element has too many attributes");
    // The hidden answers are of use, and not needed: where they cannot be read, what is seen is.
    let mut parts = blank();
    put(parts.get_mut(DOCUMENT).unwrap(), "only_later", 0, "la suite");
    let hidden = parts.get_mut("customXml/item1.xml").unwrap();
    let at = hidden.find("<c:answers>").unwrap();
    hidden.insert_str(at, &deep(5000).replace("w:x", "c:x"));
    let read = understood(&parts);
    assert_eq!(read.json["answers"]["only_later"], "la suite");
    assert_eq!(lines(&read), ["the file does not say which questionnaire it is; it was read as the requested one"]);
}

#[test]
fn what_is_not_followed_is_told() {
    let told = warned(|parts| drop(parts.insert("word/vbaProject.bin".to_owned(), "macro".to_owned())));
    assert_eq!(told, ["the file contains macros (word/vbaProject.bin); they were not run"]);
    let told = warned(|parts| {
        let types = parts.get_mut("[Content_Types].xml").unwrap();
        *types = types.replace(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        );
    });
    assert_eq!(told, ["the file is of a type that allows macros (.docm); none was run"]);
    let told = warned(|parts| {
        parts.insert("word/embeddings/oleObject1.bin".to_owned(), "ole".to_owned());
        into_body(parts, "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>");
    });
    assert_eq!(
        told,
        [
            "the file contains an embedded object (word/embeddings/oleObject1.bin); it was not read",
            "before the first question stands an embedded object, such as a spreadsheet, which was not read"
        ]
    );
    let told = warned(|parts| into_body(parts, "<w:altChunk r:id=\"rId1\"/><w:altChunk r:id=\"rId2\"/>"));
    assert_eq!(told, ["2 embedded files (altChunk) were not read"]);
    let told = warned(|parts| {
        let links = "<Relationships><Relationship Id='a' Type='t/hyperlink' TargetMode='External' Target='https://a'/>\
                     <Relationship Id='b' Type='t/image' TargetMode = 'External' Target='file:///c'/>\
                     <p:Relationship Id=\"c\" Type=\"t/attachedTemplate\" TargetMode=\"External\" Target=\"https://c\"/></Relationships>";
        parts.insert("word/_rels/settings.xml.rels".to_owned(), links.to_owned());
    });
    assert_eq!(told, ["word/_rels/settings.xml.rels links to other files (attachedTemplate, image); none was opened"]);
    let told = warned(|parts| {
        let field = |code: &str| {
            format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
            )
        };
        let cut = field(" INCLU</w:instrText></w:r><w:r><w:instrText>DETEXT \"c:\\a\" ");
        let fields = [cut, field("DDEAUTO x"), field("PAGE"), field("DDEAUTO y")].concat();
        into_body(parts, &format!("<w:p>{fields}<w:fldSimple w:instr=\" DATE \"/></w:p>"));
    });
    assert_eq!(
        told,
        ["DATE", "DDEAUTO", "INCLUDETEXT"]
            .map(|word| format!("the field `{word}` was not evaluated; its text was read as it stands"))
    );
    let told = warned(|parts| into_body(parts, &"<w:altChunk r:id=\"rId1\"/>".repeat(30_000)));
    assert_eq!(told, ["30000 embedded files (altChunk) were not read"]);
}

/// Texts of their own, so that none stands for another.
fn paragraphs(count: usize) -> String {
    (0..count).fold(String::new(), |mut out, n| {
        let _ = write!(
            out,
            "<w:p><w:r><w:t>Paragraphe {n} : la suite {} de notre rapport, page {}</w:t></w:r></w:p>",
            n * 7,
            n / 40
        );
        out
    })
}

#[test]
fn long_answers_and_long_documents_are_read_whole() {
    let answer = (0..4000).fold(String::new(), |mut out, n| {
        let _ = write!(out, "mot{n} ");
        out
    });
    assert!(answer.len() > 20_000);
    for controls in [true, false] {
        let mut parts = blank();
        let document = parts.get_mut(DOCUMENT).unwrap();
        put(document, "only_later", 0, answer.trim());
        if !controls {
            unwrap(document);
        }
        into_body(&mut parts, &paragraphs(10_000));
        let read = understood(&parts);
        assert_eq!(read.json["answers"]["only_later"], answer.trim(), "controls: {controls}");
        assert_eq!(read.report.unplaced.len(), 10_000, "controls: {controls}");
    }
}

/// A file that has nothing in common with the blank: the reader loses no line, and says that it did not compare all of them.
#[test]
fn a_monster_loses_no_text() {
    let mut parts = blank();
    let label = "Réponses possibles : Nord du pays · Sud du pays · Est · Ouest · Centre · autre · rien";
    let body = (0..10_000).fold(String::new(), |mut out, n| {
        let words: Vec<&str> = label.split(' ').collect();
        let mixed: Vec<&str> = (0..words.len()).map(|at| words[(at * (n % 11 + 2) + n) % words.len()]).collect();
        let _ = write!(out, "<w:p><w:r><w:t>{} z{n}</w:t></w:r></w:p>", mixed.join(" "));
        out
    });
    parts.insert(DOCUMENT.to_owned(), format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"));
    let read = understood(&parts);
    let all = format!("{} {:?}", read.json, read.report);
    let told: BTreeSet<&str> = all.split(|c: char| !c.is_alphanumeric()).collect();
    // A line break is written `\n` there.
    let lost =
        (0..10_000).find(|n| !told.contains(format!("z{n}").as_str()) && !told.contains(format!("nz{n}").as_str()));
    assert_eq!(lost, None);
}

#[test]
fn marks_and_controls_that_nothing_closes_fill_no_memory() {
    let marks = (0..50_000).fold(String::new(), |mut out, n| {
        let _ = write!(out, "<w:bookmarkStart w:id=\"{n}\" w:name=\"q_{n}\"/>");
        out
    });
    let nested = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(150), "</w:sdtContent></w:sdt>".repeat(150));
    let mut parts = blank();
    put(parts.get_mut(DOCUMENT).unwrap(), "only_later", 0, "la suite");
    into_body(&mut parts, &format!("<w:p>{marks}<w:r><w:t>ici</w:t></w:r>{nested}</w:p>"));
    let read = understood(&parts);
    assert_eq!(read.json["answers"]["only_later"], "la suite");
    assert_eq!(read.report.unplaced.len(), 1);
}
