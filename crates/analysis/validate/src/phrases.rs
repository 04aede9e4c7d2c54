//! Phrases that stand for no answer, and gaps that nobody filled in.

use crate::prepared::letters;
use canevas_model::NonResponse;

/// Letters and digits of each phrase, in small letters.
static NOTHING: &[&str] = &[
    "ras",
    "rien",
    "rienasignaler",
    "rienàsignaler",
    "neant",
    "néant",
    "aucun",
    "aucune",
    "nil",
    "none",
    "nothing",
    "nothingtoreport",
    "ninguno",
    "ninguna",
    "nada",
    "nadaqueseñalar",
    "nadaquesenalar",
    "sinnovedad",
    "",
];
static NOT_AVAILABLE: &[&str] =
    &["nd", "nondisponible", "notavailable", "nodisponible", "unknown", "inconnu", "desconocido"];
static NOT_APPLICABLE: &[&str] =
    &["na", "so", "sansobjet", "nonapplicable", "notapplicable", "noaplica", "noseaplica", "noaplicable", "noprocede"];

/// The non-response that a text stands for: "RAS", "n/a", or a dash alone.
pub(crate) fn non_answer(text: &str) -> Option<NonResponse> {
    if text.chars().count() > 40 {
        return None;
    }
    let letters = letters(text);
    [
        (NOTHING, NonResponse::NothingToReport),
        (NOT_AVAILABLE, NonResponse::NotAvailable),
        (NOT_APPLICABLE, NonResponse::NotApplicable),
    ]
    .into_iter()
    .find(|(phrases, _)| phrases.contains(&letters.as_str()))
    .map(|(_, said)| said)
}

/// The gap in a text. `unknown` is the text that a blank copy prints for the country.
pub(crate) fn gap<'t>(text: &'t str, unknown: &str) -> Option<&'t str> {
    let blank = text.find("____").map(|start| {
        let length = text[start..].bytes().take_while(|byte| *byte == b'_').count();
        &text[start..start + length]
    });
    blank.or_else(|| {
        text.match_indices('[').find_map(|(start, _)| {
            let rest = &text[start..];
            let end = rest.find(']')?;
            let inner = rest[1..end].trim();
            let dots =
                inner.chars().all(|c| matches!(c, '.' | '…' | '"' | '“' | '”' | '«' | '»' | '_' | ' ' | '\u{a0}'));
            (dots || (!unknown.is_empty() && inner == unknown)).then(|| &rest[..=end])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_in_three_languages_and_not_more() {
        for text in [
            "RAS",
            "R.A.S.",
            "Néant",
            "n/a",
            "N.A.",
            "s.o.",
            "Sans objet",
            "nil",
            "Ninguno",
            "Nada que señalar",
            "-",
            " — ",
        ] {
            assert!(non_answer(text).is_some(), "{text}");
        }
        for text in ["Rien n’a été fait", "None of the plans was adopted", "Aucune réunion", "Rasm"] {
            assert_eq!(non_answer(text), None, "{text}");
        }
    }

    #[test]
    fn gaps_differ_from_other_brackets() {
        assert_eq!(gap("le [\"…\"] plan", ""), Some("[\"…\"]"));
        assert_eq!(gap("le [...] plan", ""), Some("[...]"));
        assert_eq!(gap("du [tel pays]", "tel pays"), Some("[tel pays]"));
        assert_eq!(gap("le _____ mai", ""), Some("_____"));
        assert_eq!(gap("voir [1] et [annexe]", "tel pays"), None);
        assert_eq!(gap("[", ""), None);
    }
}
