//! What a page that asks for the country needs to write it in its texts.
//!
//! ```text
//! { in: [[codes, words], [codes, form, ""], …, ["", words]], of: …, the: …, The: … }
//! ```
//!
//! The first entry that names the code, or names none, says what stands before the country's name; a third part stands in
//! place of the name. Only the cases that texts of the form use are there.

use canevas_model::{CountryCase, Language, Piece, Placeholder};
use canevas_project::FormCopy;
use canevas_wording::Wording;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The cases of a language; none where the copy knows its country, or where no text wants more than the plain name.
pub fn cases(copy: &FormCopy<'_>, wording: &Wording<'_>) -> Option<Value> {
    if !copy.is_blank() {
        return None;
    }
    let cases = used(copy, wording.language);
    let out: Map<String, Value> =
        cases.into_iter().map(|case| (case.word().to_owned(), leads(wording, case))).collect();
    (!out.is_empty()).then_some(Value::Object(out))
}

/// The cases that stand in texts which a page shows in a language. A text that is not translated stands on pages of other
/// languages, and takes the country in its own.
fn used(copy: &FormCopy<'_>, language: &Language) -> BTreeSet<CountryCase> {
    let mut out = BTreeSet::new();
    for asked in copy.model.languages() {
        for text in copy.model.texts() {
            let (pieces, written) = copy.pieces(text, asked);
            if written == language {
                for piece in pieces.iter() {
                    if let Piece::Placeholder(Placeholder::Country(case)) = piece {
                        out.insert(*case);
                    }
                }
            }
        }
    }
    out.remove(&CountryCase::Plain);
    out
}

fn leads(wording: &Wording<'_>, case: CountryCase) -> Value {
    wording
        .country_leads(case)
        .into_iter()
        .map(|lead| {
            let codes = lead.codes.join(" ");
            if lead.is_whole { json!([codes, lead.words, ""]) } else { json!([codes, lead.words]) }
        })
        .collect()
}
