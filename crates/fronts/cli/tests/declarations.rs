//! What a person does about the findings of a comparison: the commands that `diff` prints run as printed, and each does what it
//! says.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FORM: &str = "canevas: 1\nform: demo/small\nedition: \"2023\"\nlanguages: { source: en, translations: [fr] }\nperiod: { from: 2023-01, to: 2023-12 }\ntitle: A form\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: number\n        type: integer\n        min: 0\n        max: 100\n        ask: How many are there?\n      - id: name\n        type: text\n        ask: What is it?\n      - id: kind\n        type: single_choice\n        ask: Of which kind is it?\n        choices:\n          wood: Wood\n          stone: Stone\n      - id: other\n        type: text\n        ask: What else?\n";

/// The form without translations, so that it can be published.
fn publishable() -> String {
    FORM.replace(", translations: [fr]", "")
}

/// Two editions in folders of their own; `changes` are what the second one replaces.
fn editions(test: &str, changes: &[(&str, &str)]) -> PathBuf {
    let top = Path::new(env!("CARGO_TARGET_TMPDIR")).join("declarations").join(test).join("my forms");
    if top.exists() {
        fs::remove_dir_all(&top).unwrap();
    }
    let mut new = FORM.replace("2023", "2024");
    for (from, to) in changes {
        assert!(new.contains(from), "{from}");
        new = new.replacen(from, to, 1);
    }
    for (name, form) in [("2023", FORM), ("2024", new.as_str())] {
        fs::create_dir_all(top.join(name)).unwrap();
        fs::write(top.join(name).join("form.yaml"), form).unwrap();
    }
    top
}

fn canevas(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_canevas"))
        .args(arguments)
        .current_dir(folder)
        .env("CANEVAS_TODAY", "2024-06-30")
        .env_remove("GITHUB_STEP_SUMMARY")
        .output();
    said(&run.unwrap())
}

fn said(output: &Output) -> (i32, String) {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), text)
}

#[cfg(unix)]
fn run_as_printed(folder: &Path, command: &str) -> (i32, String) {
    let bin = Path::new(env!("CARGO_BIN_EXE_canevas")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let run = Command::new("sh").args(["-c", command]).current_dir(folder).env("PATH", path).output();
    said(&run.unwrap())
}

/// The commands that a comparison prints between backticks, with words in place of those that a person chooses.
fn commands(text: &str) -> Vec<String> {
    let parts = text.split('`').filter(|part| part.starts_with("canevas "));
    parts.map(|part| part.replace(" WHY ", " 'nobody used it' ").replace(" NEW ", " title_of ")).collect()
}

#[test]
#[cfg(unix)]
fn commands_run_as_they_are_printed() {
    let top = editions(
        "printed",
        &[
            ("id: name", "id: title_of"),
            ("          stone: Stone\n", ""),
            ("      - id: other\n        type: text\n        ask: What else?\n", ""),
        ],
    );
    // The folder that a person stands in makes no difference, and neither does a space in its name.
    let above = top.parent().unwrap();
    let (code, text) = canevas(above, &["diff", "my forms/2023", "my forms/2024"]);
    assert_eq!(code, 100, "{text}");
    let commands = commands(&text);
    let wanted =
        |word: &str| commands.iter().find(|command| command.contains(word)).unwrap_or_else(|| panic!("{text}"));
    for command in [wanted("rename name"), wanted("retire kind.stone"), wanted("retire other")] {
        let (code, said) = run_as_printed(above, command);
        assert_eq!(code, 0, "{command}: {said}");
    }
    let (code, text) = canevas(above, &["diff", "my forms/2023", "my forms/2024"]);
    assert_eq!(code, 0, "{text}");
}

/// A folder of three editions: the question `name` has another id in the second, an option goes there too, and a question goes
/// in the third.
fn three_editions(test: &str) -> PathBuf {
    let top = editions(test, &[("id: name", "id: title_of"), ("          stone: Stone\n", "")]);
    let second = fs::read_to_string(top.join("2024/form.yaml")).unwrap();
    let third =
        second.replace("2024", "2025").replace("      - id: other\n        type: text\n        ask: What else?\n", "");
    fs::create_dir_all(top.join("2025")).unwrap();
    fs::write(top.join("2025/form.yaml"), third).unwrap();
    top
}

/// No change file declares what two steps changed together, so each command writes the change file of its step.
#[test]
#[cfg(unix)]
fn commands_of_a_comparison_over_two_steps_run_as_they_are_printed() {
    // With --earlier, what another step reported is only listed.
    let comparisons: [(&str, &[&str], usize); 2] = [
        ("direct", &["diff", "my forms/2023", "my forms/2025"], 3),
        ("earlier", &["diff", "my forms/2024", "my forms/2025", "--earlier"], 1),
    ];
    for (test, arguments, count) in comparisons {
        let top = three_editions(test);
        let above = top.parent().unwrap();
        let (code, text) = canevas(above, arguments);
        assert_eq!(code, 100, "{text}");
        let mut commands = commands(&text);
        // A person chooses between retiring a question and renaming it.
        commands.retain(|command| !command.contains("rename other"));
        assert_eq!(commands.len(), count, "{commands:?}");
        for command in &commands {
            let (code, said) = run_as_printed(above, command);
            assert_eq!(code, 0, "{command}: {said}");
        }
        let (code, text) = canevas(above, arguments);
        assert_eq!(code, 0, "{text}");
        let declared = |edition: &str| fs::read_to_string(top.join(edition).join("changes.yaml")).unwrap_or_default();
        assert_eq!(declared("2024").contains("old: name"), count == 3, "{test}");
        assert!(declared("2025").contains("id: other") && !declared("2025").contains("old: name"), "{test}");
    }
}

/// Where no step has a finding of its own, the advice names no command that would be refused.
#[test]
#[cfg(unix)]
fn a_comparison_prints_no_command_that_is_refused() {
    // The question goes in the second edition, and the third asks it under another id.
    let question = "      - id: name\n        type: text\n        ask: What is it?\n";
    let top = editions("no command", &[(question, "")]);
    fs::create_dir_all(top.join("2025")).unwrap();
    fs::write(top.join("2025/form.yaml"), FORM.replace("2023", "2025").replace("id: name", "id: title_of")).unwrap();
    for change_file in [None, Some("from: { edition: \"2024\" }\n")] {
        if let Some(text) = change_file {
            fs::write(top.join("2025/changes.yaml"), text).unwrap();
        }
        let (_, text) = canevas(&top, &["diff", "2023", "2025", "--all"]);
        assert!(
            text.contains("E003 rename-undeclared") && text.contains("compare each edition with the one before it"),
            "{text}"
        );
        assert_eq!(commands(&text), [""; 0], "{text}");
    }
}

/// `from` of a change file that was copied from the edition before names the wrong edition.
#[test]
fn a_change_file_that_starts_elsewhere_is_found() {
    let top = three_editions("starts elsewhere");
    let start = |from: &str| fs::write(top.join("2025/changes.yaml"), from).unwrap();
    for (from, wanted) in [
        ("from: { edition: \"2024\" }\n", None),
        (
            "from: { edition: \"2023\" }\n",
            Some("starts from the edition 2023, and the edition before this one is 2024"),
        ),
        ("from:\n  edition: \"2032\"\n", Some("starts from the edition 2032, and the edition before this one is 2024")),
        (
            "errata:\n  - part: question.number.ask\n    reason: a slip\n",
            Some("names no edition to start from, and the edition before this one is 2024"),
        ),
    ] {
        start(from);
        let (code, text) = canevas(&top, &["check", "2025"]);
        assert_eq!(code, 0, "{text}");
        assert_eq!(text.contains("E044 start-elsewhere"), wanted.is_some(), "{from}: {text}");
        assert!(text.contains(wanted.unwrap_or_default()), "{from}: {text}");
        if wanted.is_some() {
            assert!(text.contains("2025/changes.yaml:1:") || text.contains("2025/changes.yaml:2:"), "{text}");
            assert_eq!(canevas(&top, &["check", "2025", "--strict"]).0, 100);
        }
    }
    // A form that comes back every second year has no edition between.
    fs::remove_dir_all(top.join("2024")).unwrap();
    start("from: { edition: \"2023\" }\n");
    let (_, text) = canevas(&top, &["check", "2025"]);
    assert!(!text.contains("start-elsewhere"), "{text}");
    // Another form in the folder before is not the edition before.
    let other = FORM.replace("2023", "2024").replace("demo/small", "demo/other");
    fs::create_dir_all(top.join("2024")).unwrap();
    fs::write(top.join("2024/form.yaml"), other).unwrap();
    let (_, text) = canevas(&top, &["check", "2025"]);
    assert!(!text.contains("start-elsewhere"), "{text}");
}

/// A first edition has no edition before it. Its change file corrects texts that were published.
#[test]
fn the_change_file_of_a_first_edition_holds_corrections() {
    let top = editions("first", &[]);
    fs::remove_dir_all(top.join("2024")).unwrap();
    fs::write(top.join("2023/form.yaml"), publishable()).unwrap();
    assert_eq!(canevas(&top, &["publish", "2023"]).0, 0);
    let form = publishable().replace("How many are there?", "How many are there now?");
    fs::write(top.join("2023/form.yaml"), form).unwrap();
    let (code, text) = canevas(&top, &["check", "2023"]);
    assert_eq!(code, 100, "{text}");
    assert!(
        text.contains("name `question.number.ask` under `errata` in changes.yaml") || text.contains("`errata`"),
        "{text}"
    );
    let errata = "errata:\n  - part: question.number.ask\n    reason: a word was missing\n";
    fs::write(top.join("2023/changes.yaml"), errata).unwrap();
    let (code, text) = canevas(&top, &["check", "2023"]);
    assert_eq!(code, 0, "{text}");
    for (key, entry) in [
        ("was", "{ new: number, old: count, relation: renamed }"),
        ("retired", "{ id: old_one, last_edition: \"2022\", reason: unused }"),
        ("meaning", "{ part: question.number.ask, verdict: same }"),
        ("waivers", "{ rule: E012, at: number, fingerprint: a, reason: b }"),
    ] {
        fs::write(top.join("2023/changes.yaml"), format!("{errata}{key}:\n  - {entry}\n")).unwrap();
        let (code, text) = canevas(&top, &["check", "2023"]);
        assert_eq!(code, 100, "{text}");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("a change file needs the key `from`"), "{text}");
        assert!(
            flat.contains(&format!("or remove `{key}`: the change file of a first edition holds `errata` only")),
            "{text}"
        );
    }
}

/// A lock that an earlier version wrote, or that holds a text which was corrected since, is renewed; one that is right stays.
#[test]
fn publishing_again_renews_the_lock() {
    let top = editions("renewed", &[]);
    fs::write(top.join("2023/form.yaml"), publishable()).unwrap();
    let lock = top.join("2023/published.json");
    let published = |wanted: &str| {
        let (code, text) = canevas(&top, &["publish", "2023"]);
        assert_eq!(code, 0, "{text}");
        assert!(text.contains(wanted), "{wanted}: {text}");
        fs::read_to_string(&lock).unwrap()
    };
    let first = published("published demo/small 2023: 2023/published.json");
    assert_eq!(published("demo/small 2023 is published, as it is"), first);
    let form = publishable().replace("How many are there?", "How many are there now?");
    fs::write(top.join("2023/form.yaml"), form).unwrap();
    assert_eq!(canevas(&top, &["publish", "2023"]).0, 100);
    assert_eq!(fs::read_to_string(&lock).unwrap(), first);
    let errata = "errata:\n  - part: question.number.ask\n    reason: a word was missing\n";
    fs::write(top.join("2023/changes.yaml"), errata).unwrap();
    let second = published("demo/small 2023 was published before; its lock is renewed: 2023/published.json");
    assert_ne!(second, first);
    assert_eq!(published("demo/small 2023 is published, as it is"), second);
}

/// The change file says which edition it starts from, and before there is one, the edition before is meant.
#[test]
fn the_earlier_edition_need_not_be_named() {
    let top = editions("from", &[("id: name", "id: title_of"), ("max: 100", "max: 50")]);
    let (code, text) = canevas(&top, &["rename", "name", "title_of", "--in", "2024"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = canevas(&top, &["accept", "E012", "number", "--because", "none was larger", "--in", "2024"]);
    assert_eq!(code, 0, "{text}");
    // A change file that starts from an edition which is nowhere beside it.
    let changes = top.join("2024/changes.yaml");
    fs::write(&changes, fs::read_to_string(&changes).unwrap().replace("\"2023\"", "\"2020\"")).unwrap();
    let (code, text) = canevas(&top, &["retire", "other", "--because", "no use", "--in", "2024"]);
    assert_eq!(code, 101, "{text}");
    assert!(text.contains("no folder beside this one holds the edition 2020: name it with --from"), "{text}");
    let (code, text) = canevas(&top, &["rename", "a", "b", "--in", "2023"]);
    assert_eq!(code, 101, "{text}");
    assert!(text.contains("there is no edition before this one: name the earlier edition with --from"), "{text}");
}

#[test]
fn all_findings_of_a_rule_at_a_place_are_accepted_together() {
    let top = editions("accept", &[("min: 0", "min: 5"), ("max: 100", "max: 50")]);
    for empty in ["", "  "] {
        let (code, text) = canevas(&top, &["accept", "E012", "number", "--because", empty, "--in", "2024"]);
        assert_eq!(code, 101, "{text}");
        assert!(text.contains("a waiver needs a reason"), "{text}");
    }
    let (code, text) = canevas(&top, &["accept", "E012", "number", "--because", "rare", "--in", "2024"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = canevas(&top, &["diff", "2023", "2024"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = canevas(&top, &["accept", "E012", "number", "--because", "rare", "--in", "2024"]);
    assert_eq!(code, 101, "{text}");
    assert!(text.contains("waived already"), "{text}");
    // One of them changes: only this one is open again.
    let form = top.join("2024/form.yaml");
    fs::write(&form, fs::read_to_string(&form).unwrap().replace("max: 50", "max: 40")).unwrap();
    let (code, text) = canevas(&top, &["accept", "E012", "number", "--because", "rare", "--in", "2024"]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(fs::read_to_string(top.join("2024/changes.yaml")).unwrap().matches("rule: ").count(), 3);
}

/// What was accepted when an edition was published is a part of it.
#[test]
fn a_waiver_does_not_expire_after_publication() {
    let top = editions("expired", &[("max: 100", "max: 50")]);
    let accept = ["accept", "E012", "number", "--because", "rare", "--expires", "2024-07-31", "--in", "2024"];
    assert_eq!(canevas(&top, &accept).0, 0);
    let later = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_canevas"))
            .args(arguments)
            .current_dir(&top)
            .env("CANEVAS_TODAY", "2027-01-01")
            .output();
        said(&run.unwrap())
    };
    let (code, text) = later(&["diff", "2023", "2024"]);
    assert_eq!(code, 100, "{text}");
    assert!(text.contains("expired on 2024-07-31"), "{text}");
    // French is left out, so that nothing keeps the edition from being published.
    for name in ["2023", "2024"] {
        let form = top.join(name).join("form.yaml");
        fs::write(&form, fs::read_to_string(&form).unwrap().replace(", translations: [fr]", "")).unwrap();
    }
    let (code, text) = canevas(&top, &["publish", "2024", "--from", "2023"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = later(&["diff", "2023", "2024"]);
    assert_eq!(code, 0, "{text}");
}

/// Windows ends lines with two characters. An edit keeps what the file, or the form beside it, has.
#[test]
fn an_edit_keeps_the_ends_of_lines() {
    let windows = |path: &Path| {
        let text = fs::read_to_string(path).unwrap().replace('\n', "\r\n");
        fs::write(path, text).unwrap();
    };
    for (name, before) in
        [("none", None), ("comment", Some("# why\n")), ("entries", Some("from: { edition: \"2023\" }\n"))]
    {
        let top = editions(&format!("ends-{name}"), &[("id: name", "id: title_of"), ("min: 0", "min: 5")]);
        windows(&top.join("2024/form.yaml"));
        let changes = top.join("2024/changes.yaml");
        if let Some(before) = before {
            fs::write(&changes, before).unwrap();
            windows(&changes);
        }
        assert_eq!(canevas(&top, &["rename", "name", "title_of", "--in", "2024"]).0, 0);
        assert_eq!(canevas(&top, &["accept", "E012", "number", "--because", "rare", "--in", "2024"]).0, 0);
        let text = fs::read_to_string(&changes).unwrap();
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}: {text:?}");
        assert!(text.contains("waivers:\r\n"), "{text:?}");
    }
}

#[test]
fn empty_returns_carry_nothing_and_break_nothing() {
    let top = editions("empty", &[]);
    let head =
        "\"canevas\": 1, \"form\": \"demo/small\", \"edition\": \"2023\", \"language\": \"en\", \"status\": \"draft\"";
    // The second one names no country, so it is left out.
    for (name, facts, ends) in [("a", "{ \"country\": \"CMR\" }", 0), ("b", "{}", 100)] {
        fs::write(top.join(format!("{name}.json")), format!("{{ {head}, \"facts\": {facts}, \"answers\": {{}} }}"))
            .unwrap();
        let out = format!("next-{name}");
        let returns = format!("{name}.json");
        let (code, text) = canevas(&top, &["next-edition", "2023", "--returns", &returns, "--out", &out]);
        assert_eq!(code, ends, "{text}");
        let (code, text) = canevas(&top, &["check", &out]);
        assert_eq!(code, 0, "{text}");
    }
}

/// The identical translation of a renamed question moves with it.
#[test]
fn a_rename_keeps_its_translation() {
    let top = editions("translated", &[("id: name", "id: title_of"), ("id: work", "id: labour")]);
    let head = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    let entry = |key: &str, source: &str, translation: &str| {
        format!("\nmsgctxt \"{key}\"\nmsgid \"{source}\"\nmsgstr \"{translation}\"\n")
    };
    let po = head.to_owned()
        + &entry("section.work.title", "Work", "Travail")
        + &entry("question.name.ask", "What is it?", "Qu’est-ce ?");
    for name in ["2023", "2024"] {
        fs::create_dir_all(top.join(name).join("locales")).unwrap();
        fs::write(top.join(name).join("locales/fr.po"), &po).unwrap();
    }
    assert_eq!(canevas(&top, &["rename", "name", "title_of", "--in", "2024"]).0, 0);
    let (code, text) = canevas(&top, &["translate", "extract", "2024"]);
    assert_eq!(code, 0, "{text}");
    let renewed = fs::read_to_string(top.join("2024/locales/fr.po")).unwrap();
    for (key, translation) in [("question.title_of.ask", "Qu’est-ce ?"), ("section.labour.title", "Travail")] {
        let entry = renewed.split("\n\n").find(|entry| entry.contains(&format!("msgctxt \"{key}\"")));
        let entry = entry.unwrap_or_else(|| panic!("{renewed}"));
        assert!(entry.contains(translation) && !entry.contains("fuzzy"), "{entry}");
    }
    assert!(!renewed.contains("question.name.ask"), "{renewed}");
    let (code, text) = canevas(&top, &["diff", "2023", "2024"]);
    assert!(code == 0 && !text.contains("translat"), "{text}");
}

#[test]
fn check_and_build_say_that_a_published_edition_was_edited() {
    let top = editions("locked", &[]);
    let form = top.join("2023/form.yaml");
    fs::write(&form, fs::read_to_string(&form).unwrap().replace(", translations: [fr]", "")).unwrap();
    assert_eq!(canevas(&top, &["publish", "2023"]).0, 0);
    for (from, to) in [("max: 100", "max: 90"), ("What else?", "And what else?"), ("wood: Wood", "wood: Timber")] {
        let before = fs::read_to_string(&form).unwrap();
        fs::write(&form, before.replace(from, to)).unwrap();
        for command in ["check", "build"] {
            let (code, text) = canevas(&top, &[command, "2023"]);
            assert_eq!(code, 100, "{command}: {text}");
            assert!(text.contains("published-edition-edited"), "{command}: {text}");
        }
        fs::write(&form, before).unwrap();
        let (code, text) = canevas(&top, &["check", "2023"]);
        assert_eq!(code, 0, "{text}");
    }
}
