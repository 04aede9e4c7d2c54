//! Documents that take over the looks of another Word file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::read::{PackageError, answers, read};
use canevas_docx::{Reference, ReferenceError, WordOptions, lint};
use canevas_model::Language;
use canevas_project::{Catalogues, FormCopy};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{EVERYTHING, file, made, model, parts, put};

type Parts = BTreeMap<String, String>;

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:x=\"urn:another:program\"";

/// A file as a French Word writes it: styles known by name, numbered headings, a letterhead in a table.
fn french() -> Parts {
    let style = |kind: &str, more: &str, id: &str, name: &str, inside: &str| {
        format!(
            "<w:style w:type=\"{kind}\" {more} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:rsid w:val=\"00AA\"/>{inside}</w:style>"
        )
    };
    let styles = [
        style("paragraph", "w:default=\"1\"", "Standard", "Normal", "<w:rPr><w:color w:val=\"222222\"/></w:rPr>"),
        style("character", "w:default=\"1\"", "Policepardfaut", "Default Paragraph Font", ""),
        style(
            "paragraph",
            "",
            "Titre1",
            "heading 1",
            // Out of order, in another language, and with what another program adds.
            "<w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:numId w:val=\"7\"/></w:numPr><x:y/></w:pPr>\
             <w:rPr><w:lang w:val=\"de-DE\"/><w:sz w:val=\"36\"/><w:color w:val=\"7A1F1F\" w:themeColor=\"accent1\"/></w:rPr>\
             <w:basedOn w:val=\"Standard\"/><w:next w:val=\"Gone\"/>",
        ),
        style("paragraph", "", "Title", "Something else", "<w:basedOn w:val=\"Titre\"/>"),
        style("paragraph", "", "Titre", "title", "<w:rPr><w:sz w:val=\"60\"/></w:rPr>"),
        style("paragraph", "w:customStyle=\"1\"", "Hint", "Aide", "<w:rPr><w:color w:val=\"00AA00\"/></w:rPr>"),
        style("paragraph", "", "Boucle1", "Loop one", "<w:basedOn w:val=\"Boucle2\"/>"),
        style("paragraph", "", "Boucle2", "Loop two", "<w:basedOn w:val=\"Boucle1\"/>"),
        style("numbering", "", "Listes", "Lists", ""),
    ]
    .concat();
    let numbering = "<w:abstractNum w:abstractNumId=\"3\"><w:nsid w:val=\"1234ABCD\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
                     <w:numFmt w:val=\"upperRoman\"/><w:pStyle w:val=\"Titre1\"/><w:lvlText w:val=\"Partie %1\"/></w:lvl></w:abstractNum>\
                     <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num>";
    let header = "<w:tbl><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val=\"Titre\"/></w:pPr><w:r><w:drawing/></w:r>\
                  <w:r><w:t>Secrétariat &amp; partenaires</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
                  <w:p><w:r><w:t xml:space=\"preserve\">Feuille </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                  <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t></w:r>\
                  <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                  <w:r><w:instrText> INCLUDETEXT \"/etc/passwd\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
                  <w:r><w:t xml:space=\"preserve\"> sur place</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p><w:p/>";
    let document = "<w:body><w:p><w:r><w:t>Un modèle</w:t></w:r></w:p><w:sectPr><w:headerReference w:type=\"default\" r:id=\"a\"/>\
                    <w:footerReference w:type=\"default\" r:id=\"b\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"2000\" \
                    w:right=\"1800\" w:bottom=\"1417\" w:left=\"1800\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body>";
    let relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                         <Relationship Id=\"a\" Type=\"t\" Target=\"header2.xml\"/><Relationship Id=\"b\" Type=\"t\" Target=\"footer9.xml\"/>\
                         </Relationships>";
    let part = |name: &str, root: &str, inside: &str| {
        (format!("word/{name}.xml"), format!("<w:{root} {WORD}>{inside}</w:{root}>"))
    };
    BTreeMap::from([
        part("document", "document", document),
        part("styles", "styles", &styles),
        part("numbering", "numbering", numbering),
        part("header2", "hdr", header),
        part("footer9", "ftr", "<w:p><w:r><w:t>12, rue des Lilas</w:t></w:r></w:p>"),
        ("word/_rels/document.xml.rels".to_owned(), relationships.to_owned()),
    ])
}

fn options(reference: &Parts) -> WordOptions {
    let reference = Reference::read(&file(reference)).unwrap();
    WordOptions { reference: Some(Arc::new(reference)), ..WordOptions::default() }
}

/// A style of a document.
fn style<'s>(parts: &'s Parts, id: &str) -> &'s str {
    let styles = &parts["word/styles.xml"];
    let at = styles.find(&format!("w:styleId=\"{id}\"")).unwrap_or_else(|| panic!("no style {id}"));
    let start = styles[..at].rfind("<w:style ").unwrap();
    &styles[start..at + styles[at..].find("</w:style>").unwrap()]
}

#[test]
fn its_styles_win_by_name_and_by_id_and_ours_fill_the_rest() {
    let options = options(&french());
    for language in ["fr", "ar"] {
        let (bytes, _) = made(&model(EVERYTHING), None, language, &options);
        assert_eq!(lint(&bytes), Vec::<String>::new(), "{language}");
        let parts = parts(&bytes);
        let heading = style(&parts, "Heading1");
        assert!(heading.contains("w:val=\"heading 1\"") && heading.contains("<w:sz w:val=\"36\"/>"), "{heading}");
        assert!(heading.contains("<w:basedOn w:val=\"Normal\"/>") && !heading.contains("w:next"), "{heading}");
        assert!(heading.contains("<w:color w:val=\"7A1F1F\"/>"), "no theme, no colour of one: {heading}");
        assert!(heading.find("w:numPr").unwrap() < heading.find("w:outlineLvl").unwrap(), "{heading}");
        assert!(!heading.contains("lang") && !heading.contains("rsid") && !heading.contains("x:"), "{heading}");
        assert!(style(&parts, "Normal").contains("222222"));
        assert!(style(&parts, "Hint").contains("00AA00"));
        assert!(style(&parts, "HintBullet").contains("<w:basedOn w:val=\"Hint\"/>"), "ours, on theirs");
        // The one that is called the title is the title; the other keeps its looks under another id.
        assert!(style(&parts, "Title").contains("<w:sz w:val=\"60\"/>"));
        assert!(style(&parts, "Title_").contains("Something else"));
        assert!(!style(&parts, "Boucle1").contains("basedOn"), "a circle is cut");
        assert!(!parts["word/styles.xml"].contains("w:val=\"Lists\""));
        assert!(parts["word/styles.xml"].contains("w:styleId=\"AnswerTable\""));
        assert_eq!(parts["word/styles.xml"].matches("w:default=\"1\"").count(), 3);
        let numbering = &parts["word/numbering.xml"];
        assert!(numbering.contains("Partie %1") && numbering.contains("<w:pStyle w:val=\"Heading1\"/>"));
        assert!(!numbering.contains("nsid"));
    }
}

#[test]
fn its_page_header_and_footer_are_taken_over() {
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &options(&french()));
    let parts = parts(&bytes);
    let document = &parts["word/document.xml"];
    assert_eq!(document.matches("<w:pgSz w:w=\"12240\" w:h=\"15840\"/>").count(), 2);
    assert_eq!(document.matches("w:left=\"1800\"").count(), 2);
    assert_eq!(document.matches("r:id=\"rIdHeader\"").count(), 2);
    // Tables are as wide as the text.
    assert!(document.contains("<w:tblW w:w=\"8640\" w:type=\"dxa\"/>") && !document.contains("w:w=\"9638\""));
    let header = &parts["word/header1.xml"];
    assert!(header.contains("Secrétariat &amp; partenaires") && header.contains("<w:pStyle w:val=\"Title\"/>"));
    assert!(header.contains("<w:fldSimple w:instr=\" PAGE \">") && header.contains(" sur place"));
    for gone in ["drawing", "tbl", "INCLUDETEXT", "passwd", "<w:p/>"] {
        assert!(!header.contains(gone), "{gone}");
    }
    let footer = &parts["word/footer1.xml"];
    assert!(footer.find("12, rue des Lilas").unwrap() < footer.find("NUMPAGES").unwrap());
}

#[test]
fn what_it_puts_around_the_answers_is_not_read_as_one() {
    let model = model(EVERYTHING);
    let (bytes, _) = made(&model, None, "fr", &options(&french()));
    let mut parts = parts(&bytes);
    put(parts.get_mut("word/document.xml").unwrap(), "only_later", 0, "la suite");
    let header = parts.get_mut("word/header1.xml").unwrap();
    *header = header
        .replace("<w:t>1</w:t>", "<w:t>12</w:t>")
        .replace("</w:hdr>", "<w:p><w:r><w:t>écrit ici</w:t></w:r></w:p></w:hdr>");
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues);
    let read = answers(&read(&file(&parts)).unwrap(), &copy, &Language::new("fr").unwrap());
    assert_eq!(read.json["answers"], json!({ "only_later": "la suite" }));
    let unplaced: Vec<&str> = read.report.unplaced.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(unplaced, ["écrit ici"]);
    assert_eq!(read.report.warnings().next(), None);
}

/// The way to begin: a document of ours, restyled.
#[test]
fn a_document_of_ours_serves_as_one() {
    let model = model(EVERYTHING);
    let (first, _) = made(&model, None, "en", &WordOptions::default());
    let mut restyled = parts(&first);
    let styles = restyled.get_mut("word/styles.xml").unwrap();
    *styles = styles.replace("1B365D", "006633");
    let options = options(&restyled);
    let (second, _) = made(&model, None, "fr", &options);
    assert_eq!(lint(&second), Vec::<String>::new());
    assert!(second == made(&model, None, "fr", &options).0, "equal input gives equal bytes");
    let second = parts(&second);
    assert!(style(&second, "Title").contains("006633"));
    assert!(second["word/styles.xml"].contains("<w:lang w:val=\"fr-FR\""));
    assert_eq!(second["word/footer1.xml"].matches("NUMPAGES").count(), 1, "our own line is not taken twice");
    assert!(!second.contains_key("word/header1.xml"));
    // And once more: nothing piles up.
    let options = self::options(&second);
    let third = parts(&made(&model, None, "fr", &options).0);
    assert_eq!(third["word/styles.xml"], second["word/styles.xml"]);
    assert_eq!(third["word/footer1.xml"], second["word/footer1.xml"]);
}

#[test]
fn a_theme_comes_along_where_it_stands_alone() {
    let mut reference = french();
    let theme = |inside: &str| format!("<a:theme xmlns:a=\"urn:a\" xmlns:r=\"urn:r\">{inside}</a:theme>");
    reference.insert("word/theme/theme1.xml".to_owned(), theme("<a:colours/>"));
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &options(&reference));
    assert_eq!(lint(&bytes), Vec::<String>::new());
    let made_of = parts(&bytes);
    assert!(made_of.contains_key("word/theme/theme1.xml") && style(&made_of, "Heading1").contains("themeColor"));
    reference.insert("word/theme/theme1.xml".to_owned(), theme("<a:blip r:embed=\"rId1\"/>"));
    let made_of = parts(&made(&model(EVERYTHING), None, "fr", &options(&reference)).0);
    assert!(!made_of.contains_key("word/theme/theme1.xml") && !style(&made_of, "Heading1").contains("themeColor"));
}

#[test]
fn what_is_no_word_file_is_refused_with_what_to_do() {
    let refused = |bytes: &[u8]| Reference::read(bytes).unwrap_err();
    let changed = |change: &dyn Fn(&mut Parts)| {
        let mut parts = french();
        change(&mut parts);
        refused(&file(&parts))
    };
    let again = "open it in Word or LibreOffice and save it as a Word document (.docx)";
    let text = refused(b"a text");
    assert_eq!(text.to_string(), format!("it is not a Word file (.docx): it is not a zip archive; {again}"));
    assert_eq!(changed(&|parts| drop(parts.remove("word/styles.xml"))), ReferenceError::NoStyles);
    assert_eq!(
        changed(&|parts| drop(parts.remove("word/document.xml"))),
        ReferenceError::Unreadable(PackageError::NoDocument)
    );
    let strict = changed(&|parts| {
        let styles = parts.get_mut("word/document.xml").unwrap();
        *styles = styles.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        );
    });
    assert_eq!(strict, ReferenceError::Strict);
    let doctype = changed(&|parts| parts.get_mut("word/styles.xml").unwrap().insert_str(0, "<!DOCTYPE a>"));
    assert_eq!(doctype, ReferenceError::Unreadable(PackageError::Doctype("word/styles.xml".to_owned())));
    for broken in ["<w:styles", "", "<w:a></w:b>", "<other/>", &"<w:a>".repeat(10_000)] {
        let error = changed(&|parts| drop(parts.insert("word/styles.xml".to_owned(), broken.to_owned())));
        assert!(matches!(&error, ReferenceError::Broken(part, _) if part == "word/styles.xml"), "{error}");
        assert!(error.to_string().ends_with(again), "{error}");
    }
    let nested = format!("{}{}", "<w:a>".repeat(50_000), "</w:a>".repeat(50_000));
    let deep = changed(&|parts| drop(parts.insert("word/numbering.xml".to_owned(), nested.clone())));
    assert!(deep.to_string().contains("it nests too deep"), "{deep}");
    let bomb = changed(&|parts| drop(parts.insert("word/a.xml".to_owned(), " ".repeat(8 << 20))));
    assert!(matches!(bomb, ReferenceError::Unreadable(PackageError::Bomb(_))), "{bomb}");
}

/// Whoever restyles has to know every style that is used.
#[test]
fn the_guide_names_every_style() {
    let guide = include_str!("../../../../docs/word.md");
    let styles = parts(&made(&model(EVERYTHING), None, "fr", &WordOptions::default()).0)["word/styles.xml"].clone();
    let ids = styles.split("w:styleId=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for id in ids.filter(|id| !["Normal", "DefaultParagraphFont", "TableNormal"].contains(id)) {
        assert!(guide.contains(&format!("`{id}`")), "{id}");
    }
}
