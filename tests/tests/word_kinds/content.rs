//! What a document holds besides plain text, and text that the form itself prints.

use crate::hand::{paragraph, run};
use crate::{hold, input};
use serde_json::Value;

#[test]
fn what_is_no_text_is_told() {
    let picture = "<w:r><w:drawing><wp:docPr descr=\"A pier\"/><pic:pic/></w:drawing></w:r>";
    hold(
        "content",
        vec![
            input("a picture in an answer", move |hand| hand.shows("note", 0, &format!("{}{picture}", run("Two storms"))))
                .is("note", "Two storms")
                .told("4 What has changed?: the field holds a picture, which was not read; its description is “A pier”"),
            input("a picture in a row", move |hand| hand.shows("boats/name", 1, &format!("{}{picture}", run("Beta"))))
                .told("10 Name, row 2: the field holds a picture"),
            input("a picture between questions", move |hand| hand.below("note", 0, &format!("<w:p>{picture}</w:p>")))
                .told("after “4 What has changed?” stands a picture"),
            input("an old picture", |hand| hand.shows("note", 0, &format!("{}<w:r><w:pict><v:shape alt=\"A pier\"><v:imagedata/></v:shape></w:pict></w:r>", run("Two storms"))))
                .told("the field holds a picture, which was not read; its description is “A pier”"),
            input("a chart", |hand| hand.below("note", 0, "<w:p><w:r><w:drawing><c:chart r:id=\"x\"/></w:drawing></w:r></w:p>"))
                .told("stands a chart, which was not read"),
            input("a diagram", |hand| hand.below("note", 0, "<w:p><w:r><w:drawing><dgm:relIds/></w:drawing></w:r></w:p>"))
                .told("stands a diagram (SmartArt), which was not read"),
            input("a drawing", |hand| hand.below("note", 0, "<w:p><w:r><w:drawing><wps:wsp/></w:drawing></w:r></w:p>"))
                .told("stands a drawing, which was not read"),
            input("an equation", |hand| {
                let half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>";
                hand.shows("note", 0, &format!("{}{half}", run("We lost ")));
            })
            .is("note", "We lost 1/2")
            .told("the field holds an equation, which was read as `1/2`")
            .nowhere("We lost 12"),
            input("an equation in a number", |hand| {
                hand.shows("catch", 0, "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>");
            })
            .is("catch", Value::Null)
            .told("“1/2” is not an answer"),
            input("a symbol of Symbol", |hand| hand.shows("note", 0, &format!("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>{}", run(" 5"))))
                .is("note", "≥ 5")
                .told("the hidden part of the file holds"),
            input("a symbol that only its font shows", |hand| hand.shows("note", 0, "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F021\"/></w:r>"))
                .told("the field holds the symbol U+F021 of the font Wingdings"),
            input("a link", |hand| hand.shows("note", 0, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/a\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Two storms</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"))
                .is("note", "Two storms")
                .told("the field holds a link to https://example.org/a"),
            input("a list", |hand| {
                let start = hand.document().find("<w:tag w:val=\"note\"/>").unwrap();
                let start = hand.document()[..start].rfind("</w:pPr>").unwrap();
                hand.document().insert_str(start, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"9\"/></w:numPr>");
            })
            .is("note", "Two storms")
            .told("a line has an automatic number or bullet"),
            input("a list by its style", |hand| {
                let styles = hand.parts.get_mut("word/styles.xml").unwrap();
                let list = "<w:style w:styleId=\"Points\"><w:basedOn w:val=\"List9\"/></w:style><w:style w:styleId=\"List9\"><w:pPr><w:numPr><w:numId w:val=\"9\"/></w:numPr></w:pPr></w:style>";
                *styles = styles.replace("</w:styles>", &format!("{list}</w:styles>"));
                let start = hand.document().find("<w:tag w:val=\"note\"/>").unwrap();
                let start = hand.document()[..start].rfind("<w:pStyle w:val=\"").unwrap();
                hand.document().insert_str(start + 17, "Points\"/><w:x w:y=\"");
            })
            .is("note", "Two storms")
            .told("a line has an automatic number or bullet"),
            input("an embedded sheet", |hand| hand.below("note", 0, "<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r></w:p>"))
                .told("after “4 What has changed?” stands an embedded object, such as a spreadsheet, which was not read"),
            input("an older box beside a label", |hand| {
                hand.replace_control("plan=yes", 0, "");
                hand.replace_control("plan=no", 0, "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>");
            })
            .is("plan", "no")
            .told("holds a tick"),
            input("a picture in the footer", move |hand| {
                let footer = hand.parts.get_mut("word/footer1.xml").unwrap();
                *footer = footer.replace("</w:ftr>", &format!("<w:p>{picture}</w:p></w:ftr>"));
            })
            .told("the footer of the pages holds a picture, which was not read; its description is “A pier”"),
            input("a comment", |hand| {
                hand.behind("note", 0, "<w:r><w:commentReference w:id=\"4\"/></w:r>");
                hand.parts.insert("word/comments.xml".to_owned(), format!("<w:comments xmlns:w=\"w\"><w:comment w:id=\"4\" w:author=\"Ada\">{}</w:comment></w:comments>", paragraph("Are you sure?")));
            })
            .told("“Are you sure?” in a comment by Ada after “4 What has changed?” belongs to no answer"),
            input("a footer", |hand| {
                let footer = hand.parts.get_mut("word/footer1.xml").unwrap();
                *footer = footer.replace("</w:ftr>", &format!("{}</w:ftr>", paragraph("Draft")));
            })
            .told("“Draft” in the footer of the pages"),
            input("a header", |hand| {
                hand.parts.insert("word/header7.xml".to_owned(), format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", paragraph("Draft")));
            })
            .told("“Draft” in the header of the pages"),
        ],
    );
}

#[test]
fn what_the_form_prints_is_no_answer_and_what_is_typed_is() {
    hold(
        "own text",
        vec![
            input("a hint typed as an answer", |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &run("Name the most important changes."));
            })
            .is("note", "Name the most important changes.")
            .told("does not say which questionnaire"),
            input("a hint typed as an answer, without controls", |hand| {
                hand.shows("note", 0, &run("Name the most important changes."));
                for what in ["hidden xml", "controls", "bookmarks"] {
                    hand.lose(what);
                }
            })
            .is("note", "Name the most important changes.")
            .is("plans", "A new pier")
            .told("does not say which questionnaire"),
            input("decomposed letters", |hand| {
                hand.shows("note", 0, &run("e\u{301}te\u{301}"));
                hand.lose("hidden xml");
            })
            .is("note", "été")
            .told("does not say which questionnaire"),
            input("a prompt with another space", |hand| {
                hand.shows("crew", 0, &run("Write\u{a0}a number"));
                hand.lose("hidden xml");
            })
            .is("crew", Value::Null)
            .told("does not say which questionnaire")
            .nowhere("Write a number"),
            input("the prompt of another field, typed as an answer", |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &run("Choose a date"));
            })
            .is("note", Value::Null)
            .told("“Choose a date” in a field, where it was taken for a prompt after “4 What has changed?” belongs to no answer"),
            input("a full stop beside the prompt", |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &run("Click here to answer."));
            })
            .is("note", Value::Null)
            .told("“Click here to answer.” in a field, where it was taken for a prompt"),
            input("the prompt of another field in an answer", |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &run("Choose a date for the meeting"));
            })
            .is("note", "Choose a date for the meeting")
            .told("does not say which questionnaire"),
            input("words right behind the prompt", |hand| {
                hand.lose("hidden xml");
                hand.shows("note", 0, &run("Click here to answerTwo storms"));
            })
            .is("note", "Two storms")
            .told("does not say which questionnaire"),
            input("text after a hint", |hand| hand.below("note", 0, &paragraph("And more")))
                .is("note", "Two storms")
                .told("“And more” after “4 What has changed?” belongs to no answer"),
        ],
    );
}

#[test]
fn parts_are_found_by_their_relationships() {
    hold(
        "parts",
        vec![
            input("a document of another name", |hand| {
                let text = hand.parts.remove("word/document.xml").unwrap();
                let rels = hand.parts.remove("word/_rels/document.xml.rels").unwrap();
                hand.parts.insert("word/document2.xml".to_owned(), text);
                hand.parts.insert("word/_rels/document2.xml.rels".to_owned(), rels);
                for part in ["_rels/.rels", "[Content_Types].xml"] {
                    let part = hand.parts.get_mut(part).unwrap();
                    *part = part.replace("word/document.xml", "word/document2.xml");
                }
            })
            .is("note", "Two storms"),
            input("a document in another folder", |hand| {
                let text = hand.parts.remove("word/document.xml").unwrap();
                hand.parts.insert("story/text.xml".to_owned(), text);
                let part = hand.parts.get_mut("_rels/.rels").unwrap();
                *part = part.replace("word/document.xml", "/story/text.xml");
            })
            .is("boats/1/name", "Beta"),
            input("footnotes of another name", |hand| {
                hand.parts.insert(
                    "word/footnotes2.xml".to_owned(),
                    format!(
                        "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
                        paragraph("See the annex")
                    ),
                );
                let rels = hand.parts.get_mut("word/_rels/document.xml.rels").unwrap();
                *rels = rels.replace(
                    "</Relationships>",
                    "<Relationship Id=\"z\" Type=\"t/footnotes\" Target=\"footnotes2.xml\"/></Relationships>",
                );
                hand.behind("note", 0, "<w:r><w:footnoteReference w:id=\"2\"/></w:r>");
            })
            .told("“See the annex” in a footnote after “4 What has changed?”"),
        ],
    );
}

/// Texts of a form that was made from an earlier template: none of their words is lost, and they take one line.
#[test]
fn texts_in_another_wording_take_one_line() {
    let told =
        "texts of the form stand in another wording than in the blank form, as in a file from an earlier template";
    hold(
        "another wording",
        vec![
            input("two hints", |hand| {
                hand.replace("Name the most important changes.", "Please name the most important of the changes.");
                hand.replace("What happened in each port?", "What has happened in every port?");
            })
            .told(format!("2 {told}"))
            .told("“Please name the most important of the changes.”; “11 What has happened in every port?”"),
            input("one hint", |hand| {
                hand.replace("Name the most important changes.", "Name only the largest, most important changes!");
            })
            .told("a text of the form stands in another wording")
            .told("“Name only the largest, most important changes!”"),
            input("words that came along", |hand| {
                hand.replace("Name the most important changes.", "Name the most important changes. Two piers burnt.");
            })
            .told("“Two piers burnt.” after “4 What has changed?”"),
            input("words in place of a hint", |hand| {
                hand.replace("Name the most important changes.", "Two piers burnt down.");
            })
            .told("“Two piers burnt down.” after “4 What has changed?”"),
        ],
    );
}

/// A text box with a text, in a run.
fn text_box(text: &str) -> String {
    format!(
        "<w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        paragraph(text)
    )
}

#[test]
fn a_text_box_stands_behind_the_line_that_holds_it() {
    let mut inputs = Vec::new();
    for (label, told) in [
        ("What has changed?", "“by hand” after “4 What has changed?”"),
        ("What comes next?", "“by hand” after “5 What comes next?”"),
        ("How many people work there?", "“by hand” after “9 How many people work there?”"),
    ] {
        let out = input(&format!("a text box at {label}"), move |hand| {
            let text = format!("<w:t>{label}</w:t></w:r>");
            hand.replace(&text, &format!("{text}{}", text_box("by hand")));
        });
        inputs.push(out.is("note", "Two storms").is("crew", 40).told(told));
    }
    hold("text box", inputs);
}
