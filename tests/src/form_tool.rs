//! Writes returns as Microsoft Forms and Google Forms export them: a column for each place, a row for each return.

use canevas_model::{AnswerShape, Choice, ForEach, Question};
use canevas_ooxml::archive::{ArchiveEntry, zip};
use canevas_project::FormCopy;
use canevas_responses::{Answer, AnswerPath, CompanionField, is_blank, read_non_response};
use canevas_wording::Wording;
use serde_json::Value;
use std::fmt::Write as _;

/// The tool that exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// Options end with `;`, a matrix has columns such as `Question.Row`.
    Microsoft,
    /// Options stand between commas, a matrix has columns such as `Question [Row]`.
    Google,
}

/// A column of an export.
#[derive(Debug)]
pub struct ToolColumn {
    /// Its head.
    pub head: String,
    /// The place that it answers in the blank copy.
    pub path: AnswerPath,
    /// The same place in the copy that was answered.
    pub place: AnswerPath,
    kind: ColumnKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    Answer,
    Text,
}

/// The columns of a copy. `rows` is how many columns a repeat has.
pub fn columns(copy: &FormCopy<'_>, tool: Tool, rows: usize) -> Vec<ToolColumn> {
    let mut out = Vec::new();
    for question in copy.model.questions.iter().filter(|question| question.takes_answer()) {
        let whole = AnswerPath::question(&question.id);
        let ask = ask(copy, question);
        match question.for_each {
            None => question_columns(&ask, question, &[whole.clone(), whole], rows, &mut out),
            Some(of) => {
                for row in copy.rows(of) {
                    let name = Wording::new(copy, &copy.model.source_language).row_label(&row);
                    let head = match tool {
                        Tool::Microsoft => format!("{ask}.{name}"),
                        Tool::Google => format!("{ask} [{name}]"),
                    };
                    // A copy that knows the rows of a fact has other keys than the blank one.
                    let blank =
                        if matches!(of, ForEach::Fact(_)) { format!("r{}", row.index + 1) } else { row.key.clone() };
                    let paths = [whole.clone().in_row(&blank), whole.clone().in_row(&row.key)];
                    question_columns(&head, question, &paths, rows, &mut out);
                }
            }
        }
    }
    out
}

fn ask(copy: &FormCopy<'_>, question: &Question) -> String {
    let wording = Wording::new(copy, &copy.model.source_language);
    question.ask.as_ref().map(|ask| wording.plain(ask, None)).unwrap_or_default()
}

fn question_columns(head: &str, question: &Question, paths: &[AnswerPath; 2], rows: usize, out: &mut Vec<ToolColumn>) {
    let mut put = |head: String, [path, place]: [AnswerPath; 2], kind| out.push(ToolColumn { head, path, place, kind });
    match &question.shape {
        AnswerShape::Group => {
            for field in &question.fields {
                let paths = paths.clone().map(|path| path.field(&field.id));
                put(format!("{head} {}", field.id.as_str()), paths.clone(), ColumnKind::Answer);
                companions(head, field, &paths, &mut put);
            }
        }
        AnswerShape::Rows { .. } => {
            for index in 0..rows {
                for field in &question.fields {
                    let paths = paths.clone().map(|path| path.item(index).field(&field.id));
                    put(format!("{head} {}: {}", index + 1, field.id.as_str()), paths.clone(), ColumnKind::Answer);
                    companions(head, field, &paths, &mut put);
                }
            }
        }
        _ => put(head.to_owned(), paths.clone(), ColumnKind::Answer),
    }
    companions(head, question, paths, &mut put);
}

/// A comment is a question of its own. What specifies an option stands in place of the option, and has no column.
fn companions(
    head: &str,
    question: &Question,
    paths: &[AnswerPath; 2],
    put: &mut dyn FnMut(String, [AnswerPath; 2], ColumnKind),
) {
    if question.comment.is_some() {
        put(format!("{head}: comment"), paths.clone().map(AnswerPath::comment), ColumnKind::Text);
    }
}

/// What a tool writes for a place of a return, where it can be written so that it has one reading.
pub fn cell(
    copy: &FormCopy<'_>,
    tool: Tool,
    column: &ToolColumn,
    answers: &serde_json::Map<String, Value>,
) -> Option<String> {
    let value = column.place.find_in(answers)?;
    if column.kind == ColumnKind::Text {
        return plain_text(value.as_str()?);
    }
    let question = question_at(copy, &column.place)?;
    let wording = Wording::new(copy, &copy.model.source_language);
    if let Some(said) = read_non_response(&question.can_say, value) {
        return Some(wording.said(&said).into_owned());
    }
    let beside = |code: &str| column.place.clone().companion(CompanionField::other(code)).find_in(answers)?.as_str();
    match Answer::read_one(question, value) {
        Answer::Text(text) => plain_text(&text),
        Answer::YesNo(yes) => Some(wording.yes_no(yes).into_owned()),
        Answer::Code(code) => {
            let choice = question.choices().iter().find(|choice| choice.code == *code)?;
            option(&wording, question, choice, beside(&code))
        }
        Answer::Codes(codes) => {
            let choices = question.choices().iter().filter(|choice| codes.iter().any(|code| choice.code == **code));
            let texts: Option<Vec<String>> =
                choices.map(|choice| option(&wording, question, choice, beside(choice.code.as_str()))).collect();
            let texts = texts?;
            Some(match tool {
                Tool::Microsoft => texts.iter().map(|text| format!("{text};")).collect(),
                Tool::Google => texts.join(", "),
            })
        }
        Answer::Number(number) => Some(number.to_string()),
        Answer::Date(day) => Some(day.to_string()),
        Answer::Month(month) => Some(month.to_string()),
        Answer::NamesAndRoles(people) => {
            let line = |person: &canevas_responses::NameAndRole| match &person.role {
                Some(role) => format!("{}: {role}", person.name),
                None => person.name.clone(),
            };
            Some(people.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Answer::NonResponse(_) | Answer::Group(_) | Answer::Rows(_) | Answer::PerRow(_) | Answer::Unfit(_) => None,
    }
}

/// The label of an option, or the text that specifies it: tools write the one or the other.
fn option(wording: &Wording<'_>, question: &Question, choice: &Choice, beside: Option<&str>) -> Option<String> {
    let label =
        wording.copy.model.languages().next().map(|_| wording.answer(&question.shape, &choice.code.as_str().into()))?;
    match beside {
        None => Some(label),
        Some(text) => {
            let is_label = question.choices().iter().any(|other| {
                let label = wording.answer(&question.shape, &other.code.as_str().into());
                label.eq_ignore_ascii_case(text) || other.code == *text
            });
            plain_text(text).filter(|text| !is_label && !text.contains([';', ',', '\n', ':']))
        }
    }
}

/// A text that an export gives back as it is.
fn plain_text(text: &str) -> Option<String> {
    (!is_blank(text) && text == canevas_wording::typed::tidy(text)).then(|| text.to_owned())
}

/// The question or field at a path.
pub fn question_at<'m>(copy: &FormCopy<'m>, path: &AnswerPath) -> Option<&'m Question> {
    let question = copy.model.question(path.question_id())?;
    match path.field_id() {
        None => Some(question),
        Some(field) => question.fields.iter().find(|known| known.id == *field),
    }
}

/// Rows as CSV.
pub fn csv(sign: char, rows: &[Vec<String>]) -> String {
    let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(&sign.to_string()) + "\r\n").collect()
}

/// Rows as a workbook with one sheet of texts.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet =
        String::from("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    for (at, row) in rows.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(sheet, "<row r=\"{}\">", at + 1);
        for text in row {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = write!(sheet, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>");
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    book(&sheet)
}

/// A workbook around the XML of its one sheet.
pub fn book(sheet: &str) -> Vec<u8> {
    const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
    const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    const SHEETS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    zip(&[
        ("[Content_Types].xml", ArchiveEntry::Text(TYPES.into())),
        ("_rels/.rels", ArchiveEntry::Text(RELATIONS.into())),
        ("xl/workbook.xml", ArchiveEntry::Text(BOOK.into())),
        ("xl/_rels/workbook.xml.rels", ArchiveEntry::Text(SHEETS.into())),
        ("xl/worksheets/sheet1.xml", ArchiveEntry::Text(sheet.into())),
    ])
}
