//! Reading a filled Word file back: to the answers of a return, with a report of where each was found and of all text
//! that is in none.

mod agree;
mod align;
mod assemble;
mod collect;
mod custom;
mod flow;
mod outside;
mod package;
mod places;
mod repeated;
mod template;
mod values;
mod words;

pub use agree::Agreement;
pub use package::ReadError;
pub(crate) use package::{Package, open};

use crate::lint::tree::Element;
use crate::{Profile, build};
use canevas_model::Language;
use canevas_project::FormCopy;
use collect::ControlContent;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use template::Template;

/// What a file says of itself; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The form.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The copy.
    pub copy: String,
    /// The language.
    pub language: String,
    /// The digest of the definition.
    pub definition: String,
    /// The digest of the copy's facts.
    pub copy_digest: String,
}

/// How an answer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Channel {
    /// By the tag of its control.
    #[default]
    Tag,
    /// By the binding of its control.
    Xpath,
    /// By the bookmark around it.
    Bookmark,
    /// By its place in a table of rows.
    Table,
    /// By the label before it.
    Label,
    /// In the custom XML part.
    Xml,
}

impl Channel {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Xpath => "binding",
            Self::Bookmark => "bookmark",
            Self::Table => "table",
            Self::Label => "label",
            Self::Xml => "xml",
        }
    }
}

/// Where an answer was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReport {
    /// Its path; in repeated rows with `#` and the row.
    pub path: String,
    /// How it was found.
    pub channel: Channel,
}

/// Text that is in no answer and that the blank does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnplacedText {
    /// The label before it.
    pub after: String,
    /// The text.
    pub text: String,
}

/// How reading went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Each place that was found.
    pub fields: Vec<FieldReport>,
    /// Places that were not found.
    pub missing: Vec<String>,
    /// What a person should know.
    pub warnings: Vec<String>,
    /// Text in no answer.
    pub stray: Vec<UnplacedText>,
    /// Paths that are missing or unread, each with the number and words of its question.
    pub places: BTreeMap<String, String>,
}

/// A return that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadReturn {
    /// The return, a draft.
    pub json: Value,
    /// How reading went.
    pub report: Report,
}

/// A Word file, opened within limits.
pub struct Opened {
    body: flow::Flow,
    notes: Vec<(String, flow::Flow)>,
    xml: Option<Element>,
    warnings: Vec<String>,
}

/// Opens a Word file.
///
/// # Errors
///
/// Where it is no Word file, is broken, or is beyond the limits that the reader sets.
pub fn read(bytes: &[u8]) -> Result<Opened, ReadError> {
    let package = open(bytes)?;
    let main = package.parts.get("word/document.xml").ok_or(ReadError::NoDocument)?;
    let body = flow::read("word/document.xml", main)?;
    let warnings = outside::warnings(&package);
    let mut notes = Vec::new();
    for (name, text) in &package.parts {
        let base = name.strip_prefix("word/").unwrap_or("");
        if ["comments.xml", "footnotes.xml", "endnotes.xml"].contains(&base) || base.starts_with("header") {
            notes.push((base.trim_end_matches(".xml").to_owned(), flow::read(name, text)?));
        }
    }
    let xml = custom::find(package.parts.iter());
    Ok(Opened { body, notes, xml, warnings })
}

impl Opened {
    /// What the file says of itself, where it still does.
    pub fn head(&self) -> Option<Head> {
        self.xml.as_ref().map(custom::head)
    }
}

/// Reads the answers out of a file of a copy in a language. Where many files are of one copy, a [`Reader`] is made once.
pub fn answers(opened: &Opened, copy: &FormCopy<'_>, language: &Language) -> ReadReturn {
    Reader::new(copy.clone(), language, copy.definition_digest()).answers(opened)
}

/// What reads the files of one copy in one language: it holds the blank that they are compared with.
pub struct Reader<'a> {
    copy: FormCopy<'a>,
    language: &'a Language,
    definition: String,
    copy_digest: String,
    texts: String,
    template: Template,
}

impl<'a> Reader<'a> {
    /// Makes the blank of a copy in a language; `definition` is the digest of the copy's model.
    pub fn new(copy: FormCopy<'a>, language: &'a Language, definition: &str) -> Self {
        let template = {
            let outline = copy.outline();
            Template::of(&build::build(&copy, language, &outline, Profile::Clean, definition))
        };
        let (copy_digest, texts) = (copy.digest().to_owned(), copy.texts_digest(language));
        Self { copy, language, definition: definition.to_owned(), copy_digest, texts, template }
    }

    /// How much of the blank stands in a file.
    pub fn agreement(&self, opened: &Opened) -> Agreement {
        agree::agreement(opened, &self.template)
    }

    /// Reads the answers out of a file.
    pub fn answers(&self, opened: &Opened) -> ReadReturn {
        answers_of(self, opened)
    }
}

fn answers_of(reader: &Reader<'_>, opened: &Opened) -> ReadReturn {
    let Reader { copy, language, template, definition: digest, .. } = reader;
    let mut collected = collect::collect(template, &opened.body);
    let mut report = Report { warnings: opened.warnings.clone(), ..Report::default() };
    report.warnings.extend(opened.body.warnings.iter().cloned());
    if let Some(root) = &opened.xml {
        from_xml(root, template, &mut collected);
    }
    let around: Vec<String> = head_words(opened.xml.as_ref());
    for (part, flow) in &opened.notes {
        for para in &flow.paras {
            let text: String = para.pieces.iter().map(|piece| piece.text.as_str()).collect();
            let known = part.starts_with("header") && around.contains(&letters(&text));
            if !text.trim().is_empty() && !known {
                collected.stray.push(UnplacedText { after: part.clone(), text: words::tidy(&text) });
            }
        }
    }
    let made = assemble::assemble(copy, template, &collected, copy.facts_in(language));
    for (index, field) in template.fields.iter().enumerate() {
        let mut found = false;
        for ((_, item), held) in collected.held.range((index, 0)..(index + 1, 0)) {
            let path = field.path.full();
            let path = if *item == 0 { path.to_owned() } else { format!("{path}#{item}") };
            report.fields.push(FieldReport { path, channel: held.channel });
            found = true;
        }
        if !found {
            report.missing.push(field.path.full().to_owned());
        }
    }
    report.warnings.extend(collected.warnings.iter().cloned());
    report.warnings.extend(made.warnings);
    report.stray = collected.stray;
    let head = opened.head();
    if let Some(head) = &head {
        differs(head, reader, &mut report.warnings);
    } else {
        report
            .warnings
            .push("the file no longer says which questionnaire it is; it was read as the one asked for".to_owned());
    }
    let said = |word: fn(&Head) -> &String, own: &str| {
        head.as_ref().map(word).filter(|word| !word.is_empty()).cloned().unwrap_or_else(|| own.to_owned())
    };
    let mut json = Map::new();
    json.insert("canevas".to_owned(), 1.into());
    json.insert("form".to_owned(), copy.model.form.as_str().into());
    json.insert("edition".to_owned(), said(|head| &head.edition, &copy.model.edition).into());
    json.insert("definition".to_owned(), said(|head| &head.definition, digest).into());
    json.insert("texts".to_owned(), reader.texts.as_str().into());
    json.insert("copy".to_owned(), said(|head| &head.copy_digest, &reader.copy_digest).into());
    json.insert("language".to_owned(), language.tag().into());
    json.insert("status".to_owned(), "draft".into());
    json.insert("made_by".to_owned(), "canevas read".into());
    json.insert("facts".to_owned(), made.facts.into());
    json.insert("answers".to_owned(), made.answers.into());
    places::name(template, &made.unread, &mut report);
    if !made.unread.is_empty() {
        json.insert("unread".to_owned(), made.unread.into());
    }
    ReadReturn { json: json!(json), report }
}

/// The lines that a reference put at the head of each page.
fn head_words(xml: Option<&Element>) -> Vec<String> {
    xml.and_then(|root| root.attribute("around")).map_or_else(Vec::new, |around| around.lines().map(letters).collect())
}

/// A text without white space and digits: a page's number differs from page to page.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
}

/// Tells where a file says that it is another than what it was read as. Answers are kept in any case.
fn differs(head: &Head, reader: &Reader<'_>, warnings: &mut Vec<String>) {
    let (copy, before) = (&reader.copy, warnings.len());
    for (what, theirs, ours) in [
        ("of the form", head.form.as_str(), copy.model.form.as_str()),
        ("of the edition", &head.edition, &copy.model.edition),
        ("the copy of", &head.copy, copy.code.word()),
    ] {
        if !theirs.is_empty() && theirs != ours {
            warnings.push(format!("the file is {what} {theirs}, and was read as {ours}; its answers were kept"));
        }
    }
    // What is another form, edition or copy has other digests, which tell nothing more.
    if warnings.len() > before {
        return;
    }
    for (what, theirs, ours) in [
        ("the questions have changed", &head.definition, &reader.definition),
        ("what is known of the country has changed", &head.copy_digest, &reader.copy_digest),
    ] {
        if !theirs.is_empty() && theirs != ours {
            let (then, now) = (short(theirs), short(ours));
            warnings.push(format!(
                "{what} since the file was made ({then} then, {now} now); its answers were kept, look them through"
            ));
        }
    }
}

/// The beginning of a digest, as the foot of each page prints it.
fn short(digest: &str) -> String {
    digest.trim_start_matches("sha256:").chars().take(12).collect()
}

/// The body wins; where it holds no answer at all, or a place is gone, the XML is taken.
fn from_xml(root: &Element, template: &Template, collected: &mut collect::Collected) {
    let answered = |(field, _): &(usize, usize), held: &ControlContent| {
        held.checked == Some(true)
            || !template.fields[*field].is_check() && !assemble::strip(template, *field, &held.text).is_empty()
    };
    let emptied = !collected.held.iter().any(|(place, held)| answered(place, held));
    for (field, item, text) in custom::values(root, template) {
        let check = template.fields[field].is_check();
        let ticked = matches!(text.trim(), "true" | "1");
        let path = template.fields[field].path.full();
        let known = collected.held.get(&(field, item));
        if known.is_none() || emptied {
            let held = ControlContent {
                text: if check { String::new() } else { text.clone() },
                checked: check.then_some(ticked),
                date: None,
                channel: Channel::Xml,
            };
            collected.held.insert((field, item), held);
            continue;
        }
        let Some(held) = known else { continue };
        let differs = if check {
            ticked != held.checked.or_else(|| held.text.chars().find_map(words::glyph)).unwrap_or(false)
        } else {
            let code = match &template.fields[field].kind {
                crate::doc::Kind::Select { options, .. } => {
                    options.iter().find(|(code, _)| *code == text).map(|(_, label)| label.as_str())
                }
                _ => None,
            };
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let body = bare(&assemble::strip(template, field, &held.text));
            let dated = held.date.as_deref().and_then(|date| date.get(..10)).is_some_and(|date| text.starts_with(date));
            body != bare(&text) && code.is_none_or(|label| bare(label) != body) && !dated
        };
        if differs {
            collected.warnings.push(format!("{path}: the hidden XML holds `{text}`; what is seen was taken"));
        }
    }
}
