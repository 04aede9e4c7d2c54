//! The list of what a copy leaves in brackets.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_project::{Catalogues, FormCopy};
use canevas_wording::brackets;
use support::{EVERYTHING, country, model};

fn listed(country_file: Option<&str>) -> String {
    let model = model(&EVERYTHING.replace("translations: [en, es, ar]", "translations: [en]"));
    let file = country_file.map(|yaml| country(&model, yaml));
    let catalogues = Catalogues::new();
    let artifact = brackets(&FormCopy::new(&model, file.as_ref(), &catalogues));
    assert_eq!(artifact.name, "brackets.txt");
    String::from_utf8(artifact.bytes).unwrap()
}

#[test]
fn brackets_of_a_copy() {
    let language = "form.introduction  [tel pays]\n\
        question.per_fact.ask  row r1  [\"…\"]\nquestion.per_fact.ask  row r2  [\"…\"]\n\
        question.per_fact.comment  row r1  [\"…\"]\nquestion.per_fact.comment  row r2  [\"…\"]\n\
        question.per_fact_again.ask  row r1  [\"…\"]\nquestion.per_fact_again.ask  row r2  [\"…\"]\n\
        form.closing  [tel pays]\n";
    assert_eq!(listed(None), format!("[fr]\n{language}\n[en]\n{language}"));
    // All is known, or what is not is never asked.
    for file in
        [include_str!("forms/everything/countries/CMR.yaml"), include_str!("forms/everything/countries/COM.yaml")]
    {
        assert_eq!(listed(Some(file)), "[fr]\nnone\n\n[en]\nnone\n");
    }
}
