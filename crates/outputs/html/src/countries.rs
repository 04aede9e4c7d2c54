//! The forms of the names of those who may answer, for a page that asks who it is and then writes its name in the texts.
//!
//! ```text
//! { in: [[codes, words], [codes, form, ""], …, ["", words]], of: …, the: …, The: … }
//! ```
//!
//! The first entry that names the code, or names no code, applies. It says what stands before the country's name. A third
//! part replaces the name. Only the cases that the form's texts use are listed.

use canevas_model::{CountryCase, Language, Piece, Placeholder};
use canevas_project::FormCopy;
use canevas_wording::Wording;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The cases of a language. `None` if the copy knows its country, or if the texts use only the plain name.
pub fn cases(copy: &FormCopy<'_>, wording: &Wording<'_>) -> Option<Value> {
    if !copy.asks_who_answers() {
        return None;
    }
    let cases = used(copy, wording.language);
    let out: Map<String, Value> =
        cases.into_iter().map(|case| (case.word().to_owned(), leads(wording, case))).collect();
    (!out.is_empty()).then_some(Value::Object(out))
}

/// The cases in the texts that a page shows in a language. A text without a translation appears on the pages of other
/// languages too. It takes the country's name in its own language.
fn used(copy: &FormCopy<'_>, language: &Language) -> BTreeSet<CountryCase> {
    let mut out = BTreeSet::new();
    for asked in copy.languages() {
        for text in copy.model.texts() {
            let (pieces, written) = copy.pieces(text, asked);
            if written == language {
                for piece in pieces.iter() {
                    if let Piece::Placeholder(Placeholder::Respondent(case)) = piece {
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
        .respondent_leads(case)
        .into_iter()
        .map(|lead| {
            let codes = lead.codes.join(" ");
            if lead.is_whole { json!([codes, lead.words, ""]) } else { json!([codes, lead.words]) }
        })
        .collect()
}
