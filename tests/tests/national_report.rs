//! What the report to a convention needs, from end to end: a cycle of two years, dates that stay, official numbers, sections that are
//! not published, units that respondents choose, and a country with languages of its own. `cases/national-report` holds the
//! definition, the edition before it and a return, with what comes of them beside. `UPDATE=1` renews the expected files.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::Request;
use canevas_tests::whole_case::{WholeCase, text};

fn case() -> WholeCase {
    WholeCase::of("national-report")
}

#[test]
fn three_outputs_show_it() {
    case().three_outputs("law");
}

#[test]
fn a_country_has_its_own_languages() {
    let built = case().edition().build(&Request::default());
    let files = |copy: &str| -> Vec<String> {
        let own = built.iter().filter_map(|built| built.path.split_once(copy).map(|(_, name)| name.to_owned()));
        own.filter(|name| name.ends_with(".docx") || name.ends_with(".schema.json")).collect()
    };
    assert_eq!(files("/CMR/"), ["questionnaire.fr.docx", "return.fr.schema.json"]);
    assert_eq!(files("/blank/").len(), 4);
    let page = text(&built, "CMR/form.html");
    assert!(page.contains("<html lang=\"fr\"") && !page.contains("class=\"languages\""), "one language, and no choice");
}

#[test]
fn the_edition_before_differs() {
    case().difference();
}

#[test]
fn a_return_is_checked_and_read() {
    case().return_in_words("CMR", &[false, true]);
}
