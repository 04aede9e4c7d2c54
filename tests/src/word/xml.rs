//! A respondent's hand on the XML of a Word file: what Word leaves when someone types, chooses and ticks, and what is
//! left of a file after other programs.

use super::Case;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

/// The text parts of a Word file.
pub type Parts = BTreeMap<String, String>;

const DOCUMENT: &str = "word/document.xml";
const ANSWERS: &str = "customXml/item1.xml";

/// Takes a Word file apart.
pub fn parts(bytes: &[u8]) -> Result<Parts, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| error.to_string())?;
        let mut text = String::new();
        entry.read_to_string(&mut text).map_err(|error| error.to_string())?;
        parts.insert(entry.name().map_err(|error| error.to_string())?.into_owned(), text);
    }
    Ok(parts)
}

/// Puts a Word file together.
pub fn file(parts: &Parts) -> Result<Vec<u8>, String> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).map_err(|error| error.to_string())?;
        zip.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

/// Fills a case in, and does to the file what then happened to it.
pub fn filled(case: &Case, project: &crate::example::Project) -> Result<Vec<u8>, String> {
    let mut parts = parts(&case.blank(project, case.word("language"))?)?;
    if !case.word("labels").is_empty() {
        let other = self::parts(&case.blank(project, case.word("labels"))?)?;
        parts.insert(DOCUMENT.to_owned(), other[DOCUMENT].clone());
    }
    let tracked = case.value("tracked") == true;
    for (place, value) in case.value("fill").as_object().into_iter().flatten() {
        let (tag, row) = place.split_once('#').unwrap_or((place, "1"));
        let row: usize = row.parse().map_err(|_| format!("{}: {place}", case.name))?;
        put(&mut parts, tag, row - 1, value, tracked)?;
    }
    let document = parts.entry(DOCUMENT.to_owned()).or_default();
    for (place, text) in case.value("beside").as_object().into_iter().flatten() {
        let (tag, row) = place.split_once('#').unwrap_or((place, "1"));
        let nth = row.parse::<usize>().map_err(|_| format!("{}: {place}", case.name))? - 1;
        let sign = format!("<w:tag w:val=\"{tag}\"/>");
        let (at, _) = document.match_indices(&sign).nth(nth).ok_or_else(|| format!("there is no control {place}"))?;
        let end =
            document[at..].find("<w:bookmarkEnd ").and_then(|end| Some(at + end + document[at + end..].find('>')? + 1));
        document.insert_str(end.ok_or("no bookmark")?, &run(text.as_str().unwrap_or("")));
    }
    for (after, text) in case.pairs("typed") {
        let at = document.find(after).ok_or_else(|| format!("{}: no `{after}`", case.name))?;
        type_at_end(document, at, text);
    }
    if !case.word("remarks").is_empty() {
        let at = document.rfind("<w:pStyle w:val=\"Remarks\"/>").ok_or("no remarks")?;
        type_at_end(document, at, case.word("remarks"));
    }
    for (old, new) in case.pairs("replaced") {
        if !document.contains(old) {
            return Err(format!("{}: no `{old}`", case.name));
        }
        *document = document.replace(old, new);
    }
    for what in case.words("lost") {
        lose(&mut parts, what)?;
    }
    for (name, change) in case.value("parts").as_object().into_iter().flatten() {
        let part = parts.entry(name.clone()).or_default();
        match (change.as_str(), change.get(0).and_then(Value::as_str), change.get(1).and_then(Value::as_str)) {
            (Some(text), ..) => text.clone_into(part),
            (None, Some(old), Some(new)) if part.contains(old) => *part = part.replace(old, new),
            _ => return Err(format!("{}: {name} cannot be changed so", case.name)),
        }
    }
    file(&parts)
}

fn type_at_end(document: &mut String, at: usize, text: &str) {
    let end = document[at..].find("</w:p>").map_or(document.len(), |end| at + end);
    document.insert_str(end, &run(text));
}

fn run(text: &str) -> String {
    format!(
        "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text, "</w:t><w:br/><w:t xml:space=\"preserve\">")
    )
}

fn escaped(text: &str, line: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', line)
}

/// What a file loses on its way, by name: `tags`, `repeating sections` (what LibreOffice 25.2 drops), `controls` (their
/// content stays), `bookmarks`, `hidden xml`, `body` (nothing but the hidden XML is left).
pub fn lose(parts: &mut Parts, what: &str) -> Result<(), String> {
    let document = parts.entry(DOCUMENT.to_owned()).or_default();
    match what {
        "tags" => cut(document, "<w:tag ", "/>"),
        "repeating sections" => {
            for element in ["<w15:repeatingSection/>", "<w15:repeatingSectionItem/>"] {
                *document = document.replace(element, "");
            }
        }
        "controls" => {
            cut(document, "<w:sdtPr>", "</w:sdtPr>");
            for element in ["<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>"] {
                *document = document.replace(element, "");
            }
        }
        "bookmarks" => {
            cut(document, "<w:bookmarkStart ", "/>");
            cut(document, "<w:bookmarkEnd ", "/>");
        }
        "hidden xml" => parts.retain(|name, _| !name.starts_with("customXml")),
        "body" => "<w:document xmlns:w=\"w\"><w:body><w:p/></w:body></w:document>".clone_into(document),
        other => return Err(format!("nothing is known that loses `{other}`")),
    }
    Ok(())
}

/// Cuts every part of a text from a sign to the end of another.
fn cut(text: &mut String, from: &str, to: &str) {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(from) {
        out.push_str(before);
        rest = after.split_once(to).map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    *text = out;
}

/// Types, chooses or ticks in the control of a tag, the `nth` of those that have it, and in the hidden XML that Word
/// keeps in step with it.
pub fn put(parts: &mut Parts, tag: &str, nth: usize, value: &Value, tracked: bool) -> Result<(), String> {
    let document = parts.get_mut(DOCUMENT).ok_or("no document")?;
    let sign = format!("<w:tag w:val=\"{tag}\"/>");
    let (at, _) = document.match_indices(&sign).nth(nth).ok_or_else(|| format!("there is no control {tag} #{nth}"))?;
    let end = document[at..].find("</w:sdt>").map_or(document.len(), |end| at + end);
    let control = document[at..end].to_owned();
    let bound = between(&control, "w:xpath=\"", "\"").to_owned();
    let (text, kept) = match value {
        Value::Bool(_) => (String::new(), "true".to_owned()),
        Value::Object(day) => {
            let word = |key: &str| day.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
            (word("shown"), word("day"))
        }
        text => {
            let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
            // A list shows the label and keeps the code.
            let item = format!("w:displayText=\"{}\" w:value=\"", escaped(&text, "\n"));
            let code = between(&control, &item, "\"").to_owned();
            (text.clone(), if code.is_empty() { text } else { code })
        }
    };
    let filled = if control.contains("w14:checkbox") {
        control.replace("<w14:checked w14:val=\"0\"/>", "<w14:checked w14:val=\"1\"/>").replace('☐', "☒")
    } else {
        let (head, _) = control.split_once("<w:sdtContent>").ok_or("no content")?;
        let mut head = head.replace("<w:showingPlcHdr/>", "");
        if value.is_object() {
            head = head.replace("<w:date>", &format!("<w:date w:fullDate=\"{kept}T00:00:00Z\">"));
        }
        let mut content = run(&text);
        if tracked {
            content =
                format!("<w:del><w:r><w:delText>un premier essai</w:delText></w:r></w:del><w:ins>{content}</w:ins>");
        }
        format!("{head}<w:sdtContent>{content}</w:sdtContent>")
    };
    document.replace_range(at..end, &filled);
    if let Some(xml) = parts.get_mut(ANSWERS) {
        bind(xml, &bound, nth, &kept);
    }
    Ok(())
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(inside, _)| inside)
}

/// Writes into the element that an `XPath` names; `nth` row, where it names a repeated one.
fn bind(xml: &mut String, xpath: &str, nth: usize, text: &str) {
    let (mut from, mut until) = (0, xml.len());
    for step in xpath.split('/').filter(|step| !step.is_empty()) {
        let (name, place) = step.trim_end_matches(']').split_once('[').unwrap_or((step, "1"));
        let place = if name == "c:row" { nth + 1 } else { place.parse().unwrap_or(1) };
        let Some((inside, end)) = child(&xml[from..until], name, place) else { return };
        (from, until) = (from + inside, from + end);
    }
    // An element without content closes itself.
    if from >= 2 && from == until && xml[..from].ends_with("/>") {
        let name = xpath.rsplit('/').next().and_then(|step| step.split('[').next()).unwrap_or("");
        let content = format!(">{}</{name}>", escaped(text, "\n"));
        xml.replace_range(from - 2..from, &content);
    }
}

/// The content of the `place`th child of a name, in the content of its parent.
fn child(content: &str, name: &str, place: usize) -> Option<(usize, usize)> {
    let (mut depth, mut at, mut seen, mut open) = (0, 0, 0, None);
    while let Some(start) = content[at..].find('<').map(|start| at + start) {
        let end = start + content[start..].find('>')? + 1;
        let tag = &content[start + 1..end - 1];
        at = end;
        if tag.starts_with('?') {
            continue;
        }
        if tag.starts_with('/') {
            depth -= 1;
            if let (0, Some(inside)) = (depth, open) {
                return Some((inside, start));
            }
            continue;
        }
        let own = tag.trim_end_matches('/').split_whitespace().next() == Some(name);
        if depth == 0 && own {
            seen += 1;
            if seen == place {
                if tag.ends_with('/') {
                    return Some((end, end));
                }
                open = Some(end);
            }
        }
        depth += i32::from(!tag.ends_with('/'));
    }
    None
}
