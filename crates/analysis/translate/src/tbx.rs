//! The glossary as TBX-Basic (ISO 30042:2019), which translation tools import. Each term is one concept, with its texts in
//! each language, the preferred one first.

use canevas_model::Model;
use canevas_project::{Glossary, Term};
use quick_xml::escape::escape;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Writes a glossary with all its languages, including those that the form does not have.
pub fn write_tbx(glossary: &Glossary, model: &Model) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"{}\" xmlns=\"urn:iso:std:iso:30042:ed-2\">",
        model.source_language
    );
    let _ = writeln!(
        out,
        "<tbxHeader>\n<fileDesc>\n<titleStmt><title>{form}</title></titleStmt>\n<sourceDesc><p>glossary.csv of {form} {edition}</p></sourceDesc>\n</fileDesc>\n</tbxHeader>\n<text>\n<body>",
        form = escape(model.form.as_str()),
        edition = escape(model.edition.as_str())
    );
    let mut ids = BTreeSet::new();
    for (index, term) in glossary.terms.iter().enumerate() {
        concept(&mut out, &id(term, index, &mut ids), term, model);
    }
    out.push_str("</body>\n</text>\n</tbx>\n");
    out
}

/// A valid XML id that no other concept has.
fn id(term: &Term, index: usize, ids: &mut BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let own = format!("term-{}", term.id.chars().map(plain).collect::<String>());
    let id = if term.id.is_empty() || ids.contains(&own) { format!("row-{}", index + 1) } else { own };
    ids.insert(id.clone());
    id
}

fn concept(out: &mut String, id: &str, term: &Term, model: &Model) {
    let _ = writeln!(out, "<conceptEntry id=\"{id}\">");
    if let Some(definition) = &term.definition {
        let _ = writeln!(out, "<descrip type=\"definition\">{}</descrip>", escape(definition.as_str()));
    }
    if let Some(note) = &term.note {
        let _ = writeln!(out, "<note>{}</note>", escape(note.as_str()));
    }
    // The language of the form first, then the others by their tags.
    let own = term.languages().filter(|language| **language == model.source_language);
    let others = term.languages().filter(|language| **language != model.source_language);
    for language in own.chain(others) {
        let (accepted, forbidden) = (term.accepted(language), term.forbidden(language));
        if accepted.is_empty() && forbidden.is_empty() {
            continue;
        }
        let _ = writeln!(out, "<langSec xml:lang=\"{language}\">");
        for (index, text) in accepted.iter().enumerate() {
            let status = if index == 0 { "preferredTerm-admn-sts" } else { "admittedTerm-admn-sts" };
            section(out, &text.value, status);
        }
        for text in forbidden {
            section(out, &text.value, "deprecatedTerm-admn-sts");
        }
        out.push_str("</langSec>\n");
    }
    out.push_str("</conceptEntry>\n");
}

fn section(out: &mut String, text: &str, status: &str) {
    let _ = writeln!(
        out,
        "<termSec>\n<term>{}</term>\n<termNote type=\"administrativeStatus\">{status}</termNote>\n</termSec>",
        escape(text)
    );
}
