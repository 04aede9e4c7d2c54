//! Returns that come in after the next edition was started: a second run adds their rows, and nothing else.

use crate::support::{Memory, names};
use canevas_operations::{Conclusion, Edit, NextEditionRequest, Refusal, StartedEdition, next_edition};

const OUT: &str = "2031";

fn request(returns: &[&str]) -> NextEditionRequest {
    let returns = returns.iter().map(|name| (*name).to_owned()).collect();
    NextEditionRequest { edition: "2024".to_owned(), returns, out: Some(OUT.to_owned()) }
}

fn run(memory: &mut Memory, returns: &[&str]) -> StartedEdition {
    let started = next_edition(memory.project(), &request(returns)).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    memory.carry_out(&started.edits);
    started
}

/// A project whose next edition was started without a return, and whose form is edited since. It has returns of two countries.
fn started() -> Memory {
    let mut memory = Memory::new();
    memory.replace("2024/form.yaml", "id: people\n", "id: people\n        last_year: show\n");
    memory.replace("2024/returns/CMR.json", "2000", "10");
    let text = memory.text("2024/returns/CMR.json").replace("\"CMR\"", "\"MDG\"");
    let text = text.replace(r#", "steps": { "survey": { "title": "A survey" } }"#, "");
    memory.write("2024/returns/MDG.json", text);
    let first = run(&mut memory, &[]);
    assert!(!first.is_added_to && first.to_decide.contains(&needs("each country's return")), "{:?}", first.to_decide);
    memory.replace("2031/form.yaml", "title: A yearly report", "title: The report");
    memory.replace("2031/countries/CMR.yaml", "country: CMR\n", "country: CMR\n# checked\n");
    memory
}

/// That a question waits for returns.
fn needs(what: &str) -> String {
    format!("`people` shows last year's answer: it needs {what}")
}

/// Nobody is asked for a return that was named.
#[test]
fn only_missing_returns_are_asked_for() {
    for (others, needed) in [(&[][..], None), (&["KEN"][..], Some("the returns of KEN"))] {
        let mut memory = Memory::new();
        memory.replace("2024/form.yaml", "id: people\n", "id: people\n        last_year: show\n");
        memory.replace("2024/returns/CMR.json", "2000", "10");
        for code in others {
            let text = memory.text("2024/countries/CMR.yaml").replace("CMR", code);
            memory.write(&format!("2024/countries/{code}.yaml"), text);
        }
        let lines = run(&mut memory, &["2024/returns/CMR.json"]).to_decide;
        let waiting: Vec<&String> = lines.iter().filter(|line| line.contains("shows last year's answer")).collect();
        assert_eq!(waiting, needed.map(needs).iter().collect::<Vec<_>>(), "{lines:?}");
    }
}

fn paths(started: &StartedEdition) -> Vec<&str> {
    started.edits.iter().map(Edit::path).collect()
}

#[test]
fn rows_are_added_as_returns_come_in() {
    let mut memory = started();
    let first = run(&mut memory, &["2024/returns/CMR.json"]);
    assert!(first.is_added_to && first.conclusion() == Conclusion::Passes);
    assert_eq!(paths(&first), ["2031/countries/CMR.yaml", "2031/last_year/CMR.json"]);
    assert_eq!(first.to_decide, ["CMR: 2 rows of `next_steps` became `steps`, in place of `survey`"]);
    let text = memory.text("2031/countries/CMR.yaml");
    assert!(text.contains("# checked") && text.contains("End the survey") && !text.contains("A survey"), "{text}");
    assert!(memory.text("2031/form.yaml").contains("The report"));

    // What was carried before is not carried again, also where somebody translated it since.
    memory.replace("2031/countries/CMR.yaml", "en: \"Publish it\"", "en: \"Publish it\"\n        fr: \"Le publier\"");
    let text = memory.text("2031/countries/CMR.yaml");
    let second = run(&mut memory, &["2024/returns"]);
    assert_eq!(paths(&second), ["2031/countries/MDG.yaml", "2031/last_year/MDG.json"]);
    let said = ["MDG: 2 rows of `next_steps` became `steps`", "CMR: the rows were carried before"];
    assert_eq!(second.to_decide, said);
    assert_eq!(memory.text("2031/countries/CMR.yaml"), text);

    let third = run(&mut memory, &["2024/returns/MDG.json"]);
    assert_eq!(paths(&third), [""; 0]);
    assert_eq!(third.to_decide, ["MDG: the rows were carried before"]);
}

#[test]
fn what_is_left_out_the_first_time_is_added_once_it_is_mended() {
    let mut memory = started();
    memory.replace("2024/returns/MDG.json", "\"MDG\"", "\"XXX\"");
    let first = run(&mut memory, &["2024/returns"]);
    assert_eq!((first.left_out, first.conclusion()), (1, Conclusion::Denies));
    let advice = first.advice().unwrap();
    assert!(
        advice.contains("its rows are missing in 2031") && advice.contains("run the same command again"),
        "{advice}"
    );
    memory.replace("2024/returns/MDG.json", "\"XXX\"", "\"MDG\"");
    let second = run(&mut memory, &["2024/returns"]);
    assert_eq!(paths(&second), ["2031/countries/MDG.yaml", "2031/last_year/MDG.json"]);
    assert_eq!((second.left_out, second.advice()), (0, None));
}

#[test]
fn a_corrected_return_replaces_nothing_by_itself() {
    let mut memory = started();
    run(&mut memory, &["2024/returns/CMR.json"]);
    memory.replace("2024/returns/CMR.json", "Publish it", "Print it");
    let again = run(&mut memory, &["2024/returns/CMR.json"]);
    assert_eq!(paths(&again), [""; 0]);
    let told = again.to_decide.join("\n");
    assert!(told.contains("`2031/last_year/CMR.json` holds another return"), "{told}");
    let why =
        "CMR: row 2 of `next_steps` (“Print it”) is not in `steps`, whose rows are no longer those of the edition 2024";
    assert!(told.contains(why) && !told.contains("End the survey") && !told.contains("carried before"), "{told}");
    assert_eq!((again.in_part, again.conclusion()), (1, Conclusion::Denies));
}

/// Two layouts of one country file hold the same rows.
#[test]
fn rows_go_by_what_they_say_and_not_by_the_layout() {
    let mut memory = started();
    memory.write(
        "2031/countries/CMR.yaml",
        "canevas: 1\ncountry: CMR\nfacts: { steps: [{ id: survey, title: \"A survey\" }] }\n",
    );
    let added = run(&mut memory, &["2024/returns/CMR.json"]);
    assert!(memory.text("2031/countries/CMR.yaml").contains("End the survey"), "{:?}", added.to_decide);
}

#[test]
fn only_the_next_edition_of_the_form_takes_rows() {
    for (from, to, why) in [
        ("edition: \"2025\"", "edition: \"2026\"", "it is demo/report 2026, and the next edition is demo/report 2025"),
        ("form: demo/report", "form: demo/other", "it is demo/other 2025"),
    ] {
        let mut memory = started();
        memory.replace("2031/form.yaml", from, to);
        let Err(Refusal::Failed(failure)) = next_edition(memory.project(), &request(&["2024/returns"])) else {
            panic!("{why}")
        };
        assert!(failure.contains("exists already") && failure.contains(why), "{failure}");
    }
    // An edition at fault takes none, and without returns there is nothing to add.
    let mut memory = started();
    let Err(Refusal::Failed(failure)) = next_edition(memory.project(), &request(&[])) else { panic!("no returns") };
    assert!(failure.contains("--returns"), "{failure}");
    memory.replace("2031/form.yaml", "type: integer", "type: whole_number");
    assert!(matches!(next_edition(memory.project(), &request(&["2024/returns"])), Err(Refusal::Before(_))));
}

/// A return whose rows the country file cannot hold stops no other.
#[test]
fn rows_that_the_country_file_cannot_hold_are_not_added() {
    let mut memory = started();
    memory.replace("2024/returns/MDG.json", "\"language\": \"en\"", "\"language\": \"de\"");
    let added = run(&mut memory, &["2024/returns"]);
    assert_eq!(added.left_out, 1);
    assert!(!paths(&added).contains(&"2031/countries/MDG.yaml") && paths(&added).contains(&"2031/countries/CMR.yaml"));
    assert_eq!(names([OUT]), [added.folder]);
}
