//! The real questionnaire over three years: every step is declared, last year's return is read under this year's contract,
//! and last year's answers stand beside this year's questions.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

use canevas_compiler::diagnostics::Level;
use canevas_compiler::editions::{EditionDiff, Validates, demote_reported};
use canevas_compiler::{Edition, Request};
use canevas_tests::editions::{read_edition, real_folder};
use serde_json::{Value, json};
use std::path::PathBuf;

const EDITIONS: [&str; 3] = ["2021-2022", "2022-2023", "2023-2024"];

fn folder(edition: &str) -> PathBuf {
    real_folder().with_file_name(edition)
}

fn read(edition: &str) -> Edition {
    Edition::read(&read_edition(&folder(edition)))
}

fn compared(old: &str, new: &str) -> EditionDiff {
    let old = read(old);
    let new = Edition::read_after(&read_edition(&folder(new)), old.sources.clone());
    new.compare_with(&old, &[], "2024-05-01").unwrap()
}

/// Code and place of what denies.
fn denied(comparison: &EditionDiff) -> Vec<String> {
    let denied = comparison.classified.iter().filter(|change| change.finding.level == Level::Deny);
    denied.map(|change| format!("{} {}", change.finding.rule.name, change.at)).collect()
}

/// What Cameroon answered in 2022-2023, mended.
fn mended() -> Value {
    let text = std::fs::read_to_string(folder("2022-2023").join("returns/CMR.mended.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn built(edition: &str, target: &str, file: &str) -> String {
    let request = Request { targets: vec![target.to_owned()], ..Request::default() };
    let built = read(edition).build(&request);
    let found = built.iter().find(|artifact| artifact.path.ends_with(file)).unwrap();
    String::from_utf8(found.bytes.clone()).unwrap()
}

/// This year's contract of answers, alone: what a draft may hold.
fn contract() -> jsonschema::Validator {
    let mut schema: Value = serde_json::from_str(&built("2023-2024", "schema", "CMR/return.fr.schema.json")).unwrap();
    let alone = json!({ "$ref": "#/$defs/answers", "$defs": schema["$defs"].take() });
    jsonschema::validator_for(&alone).unwrap()
}

#[test]
fn every_edition_is_clean() {
    for edition in EDITIONS {
        let mut files = read_edition(&folder(edition));
        // Returns have tests of their own.
        files.returns.clear();
        let found = Edition::read(&files).findings;
        let listed: Vec<String> =
            found.iter().filter(|found| found.level > Level::Info).map(|found| found.message.clone()).collect();
        assert_eq!(listed, [""; 0], "{edition}");
    }
}

#[test]
fn every_step_is_declared() {
    let steps = [compared("2021-2022", "2022-2023"), compared("2022-2023", "2023-2024")];
    for step in &steps {
        assert_eq!(denied(step), [""; 0], "{} to {}", step.old, step.new);
        assert!(
            step.classified.iter().any(|change| change.waived.is_some()),
            "each accepts something, with its reason"
        );
    }
    let mut further = compared("2021-2022", "2023-2024");
    assert!(further.denies(), "no one change file declares two steps at once");
    demote_reported(&mut further, &steps.each_ref());
    assert_eq!(denied(&further), [""; 0], "what the steps told is only listed");
}

#[test]
fn what_no_step_told_still_denies() {
    let last = compared("2022-2023", "2023-2024");
    let mut further = compared("2021-2022", "2023-2024");
    demote_reported(&mut further, &[&last]);
    let denied = denied(&further);
    assert!(denied.contains(&"required-added main_results".to_owned()), "{denied:?}");
    assert!(!denied.iter().any(|one| one.contains("revise_roadmap")), "the last step told it: {denied:?}");
}

#[test]
fn each_published_edition_is_as_it_was_published() {
    for edition in ["2021-2022", "2022-2023"] {
        assert!(read_edition(&folder(edition)).published.is_some(), "{edition}");
        assert_eq!(denied(&compared(edition, edition)), [""; 0], "{edition}");
    }
}

#[test]
fn last_years_return_is_read_under_this_years_contract() {
    let comparison = compared("2022-2023", "2023-2024");
    let old = mended();
    assert!(comparison.replay.was_valid(&old));
    assert!(comparison.replay.is_valid(&old), "what is retired goes, what is renamed is carried");
    let carried = comparison.replay.carried(&old);
    assert_eq!(carried["answers"]["difficulties_met"], old["answers"]["difficulties"]);
    assert!(carried["answers"].get("mechanism_useful").is_none());

    // The return from which the waiver of `revise_roadmap` lets go: it passed, and passes no more.
    let mut without = old.clone();
    without["answers"].as_object_mut().unwrap().retain(|id, _| !id.starts_with("revise_"));
    assert!(comparison.replay.was_valid(&without) && !comparison.replay.is_valid(&without));
    assert_eq!(comparison.validates(), Validates::No);
}

#[test]
fn retired_answers_stay_in_the_contract() {
    let contract = contract();
    let mut answers = mended()["answers"].take();
    let object = answers.as_object_mut().unwrap();
    // The rows of the next steps are other ones every year, and the replay leaves their keys open.
    object.remove("step_status");
    assert!(!contract.is_valid(&json!(object)), "a renamed question has its new key alone");
    let difficulties = object.remove("difficulties").unwrap();
    object.insert("difficulties_met".to_owned(), difficulties);
    assert!(object.contains_key("mechanism_useful"));
    let failures: Vec<String> = contract.iter_errors(&json!(object)).map(|error| error.to_string()).collect();
    assert_eq!(failures, [""; 0], "the retired question is there, deprecated");

    let row = "achever_liste_revisee_des_travaux";
    for code in ["not_carried_out", "postponed"] {
        assert!(contract.is_valid(&json!({ "step_status": { row: code } })), "{code}");
    }
    assert!(!contract.is_valid(&json!({ "step_status": { row: "forgotten" } })));
}

#[test]
fn last_years_answers_stand_beside_this_years_questions() {
    let text = built("2023-2024", "word", "CMR/questionnaire.fr.docx.txt");
    let text = text.split_whitespace().filter(|word| *word != "<").collect::<Vec<_>>().join(" ");
    let old = mended();
    // Three priorities, and five more questions; one of them had another id.
    assert_eq!(text.matches("Réponse donnée en 2022-2023").count(), 8);
    for words in [
        "Un centre d’accueil pour réfugiés a été construit",
        "Beaucoup de progrès",
        "une campagne de sensibilisation avait été retenue",
        "Observations empiriques",
        "Observatoire national du travail (ONT)",
    ] {
        assert!(text.to_lowercase().contains(&words.to_lowercase()), "{words}");
    }
    // The steps that the country announced are those it is asked about.
    let steps = old["answers"]["upcoming_steps"].as_array().unwrap();
    assert_eq!(steps.len(), 5);
    for (index, step) in steps.iter().enumerate() {
        let title = step["title"].as_str().unwrap();
        assert!(text.contains(&format!("la prochaine étape {}, « {title} » ?", index + 1)), "{title}");
    }
    let form = built("2023-2024", "html", "CMR/form.html");
    assert!(form.contains("Achever la liste révisée des travaux dangereux") && form.contains("SOSTECAM"));
}
