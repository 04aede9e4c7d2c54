//! The form's script, read as text: what a test can hold without npm.
#![allow(clippy::disallowed_methods, reason = "a test reads the sources")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests")]

use canevas_diagnostics::Sources;
use canevas_html::FormOptions;
use canevas_model::TextFormat;
use canevas_project::{Catalogues, FormCopy};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

const BUILD: &str =
    "run `bash tests/setup.sh`, then `node crates/outputs/html/runtime/build.mjs`, then `cargo run -- build`";

fn crate_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the script by name, as written.
fn sources() -> BTreeMap<String, String> {
    let folder = crate_folder().join("runtime/src");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// The modules of the script without their comments.
fn modules() -> BTreeMap<String, String> {
    let scripts = sources().into_iter().filter(|(name, _)| name.ends_with(".js"));
    scripts.map(|(name, text)| (name, without_comments(&text))).collect()
}

/// Comments of a line, and `/* … */` that stand at the start of a line or after a space.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("/*") {
        let end = rest[at..].find("*/").map_or(rest.len(), |end| at + end + 2);
        out.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// `dist/` is built with npm, so nothing builds it by itself: a change of the script that is not in `dist/` fails here.
#[test]
fn dist_is_what_the_sources_make() {
    let folder = crate_folder();
    let digest = |name: &str| {
        let bytes = fs::read(folder.join("runtime").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    };
    let lock = fs::read_to_string(folder.join("../../../tests/package-lock.json")).unwrap();
    let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
    let version = |tool: &str| lock["packages"][format!("node_modules/{tool}")]["version"].as_str().unwrap().to_owned();
    let mut now: BTreeMap<String, String> = sources()
        .keys()
        .map(|name| format!("src/{name}"))
        .chain(["build.mjs", "dist/form.js", "dist/form.css"].map(str::to_owned))
        .map(|name| (name.clone(), digest(&name)))
        .collect();
    now.extend(["esbuild", "terser"].map(|tool| (tool.to_owned(), version(tool))));
    let written = fs::read_to_string(folder.join("runtime/dist/digests.txt")).unwrap();
    let built: BTreeMap<String, String> = written
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, is)| (name.to_owned(), is.to_owned()))
        .collect();
    let changed: BTreeSet<&String> =
        now.keys().chain(built.keys()).filter(|name| now.get(*name) != built.get(*name)).collect();
    assert!(changed.is_empty(), "runtime/dist/ is stale: {changed:?} changed since it was built; {BUILD}");
}

/// The script reads the compiled form by the names of its members, so the build must leave these names as they are.
#[test]
fn the_names_of_members_survive_the_build() {
    let types = &sources()["types.js"];
    let members: BTreeSet<&str> = types
        .lines()
        .filter_map(|line| line.split_once("@property {"))
        .filter_map(|(_, rest)| rest.split_once("} "))
        .map(|(_, rest)| rest.trim_start_matches('[').split([']', ' ']).next().unwrap())
        .collect();
    assert!(["asked", "show_row", "copy_digest"].iter().all(|name| members.contains(name)), "{members:?}");
    let own = own_names();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let words_of = |text: &str| text.split(|c| !is_name(c)).map(str::to_owned).collect::<BTreeSet<String>>();
    let built = words_of(&fs::read_to_string(crate_folder().join("runtime/dist/form.js")).unwrap());
    let read = words_of(&modules().into_values().collect::<String>());
    let lost: Vec<&&str> = members
        .iter()
        .filter(|name| read.contains(**name) && !built.contains(**name) && !own.contains(**name))
        .collect();
    assert!(
        lost.is_empty(),
        "the build renames {lost:?}, and runtime/build.mjs does not list them as the script's own"
    );
}

/// The names of members that the build shortens.
fn own_names() -> BTreeSet<String> {
    let build = fs::read_to_string(crate_folder().join("runtime/build.mjs")).unwrap();
    let list = build.split("const OWN = [").nth(1).unwrap().split(']').next().unwrap();
    list.split(',').map(|name| literal(name.trim()).unwrap().to_owned()).collect()
}

/// The build may shorten a name only if nothing outside the script knows it: neither the page's data, a return, nor an attribute.
#[test]
fn the_build_shortens_no_name_that_others_know() {
    fn keys(value: &serde_json::Value, into: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, into)),
            serde_json::Value::Object(members) => {
                for (key, value) in members {
                    into.insert(key.clone());
                    // A word is found by a text, which the build does not touch.
                    if key != "words" {
                        keys(value, into);
                    }
                }
            }
            _ => {}
        }
    }
    let folder = crate_folder().join("tests/every-control");
    let mut known: BTreeSet<String> = BTreeSet::new();
    keys(&data_of_form(&fs::read_to_string(folder.join("form.yaml")).unwrap()), &mut known);
    keys(&serde_json::from_str(&fs::read_to_string(folder.join("last_year/CMR.json")).unwrap()).unwrap(), &mut known);
    assert!(["answers", "facts", "show_if", "questions"].iter().filter(|name| known.contains(**name)).count() > 2);
    known.extend(["unread", "made_by", "copy", "texts", "_row", "name", "role", "said", "last"].map(str::to_owned));
    for text in modules().into_values() {
        known.extend(after(&text, "dataset[\"").into_iter().map(str::to_owned));
    }
    let shared: Vec<String> = own_names().into_iter().filter(|name| known.contains(name)).collect();
    assert!(shared.is_empty(), "runtime/build.mjs shortens {shared:?}, which others know by their names");
}

/// A path such as `answers/q.comment/row` is written and taken apart in `paths.js` only. `numbers.js` and `expression.js` write decimal
/// signs.
#[test]
fn one_module_writes_and_splits_answer_paths() {
    // An addition of "/" or "." to a name, a split at one, and the words that paths begin with.
    let marks = [
        "/${", "}/", "\"/", "/\"", "`/", "/`", "'/'", "answers/", "facts/", "section/", "heading/", "s/", "}.${",
        "\".\"", "`.${", ".comment", "\\/", "\\.", "{i}", "}=${", "}!${",
    ];
    // Text with these characters that is no path.
    let harmless = ["application/json", "\"./", "\"{\\\"", "question.comment"];
    let mut found = Vec::new();
    for (name, text) in modules() {
        for (number, line) in text.lines().enumerate() {
            let line = harmless.iter().fold(line.to_owned(), |line, text| line.replace(text, ""));
            let is_regex = |at: usize, mark: &str| mark.ends_with('/') && line[at + mark.len()..].starts_with("gu");
            for mark in marks {
                if !["paths.js", "numbers.js", "expression.js"].contains(&name.as_str())
                    && line.match_indices(mark).any(|(at, _)| !is_regex(at, mark))
                {
                    found.push(format!("{name}:{number}: `{mark}` in {}", line.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "move this to runtime/src/paths.js:\n{}", found.join("\n"));
}

/// The parts of a union of string literals that `types.js` declares under a name.
fn union(name: &str) -> BTreeSet<String> {
    let types = &sources()["types.js"];
    let line = types
        .lines()
        .find(|line| line.contains(&format!("}} {name}")))
        .unwrap_or_else(|| panic!("types.js declares no {name}"));
    let inside = line.split("@typedef {").nth(1).unwrap();
    inside.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The string literals that follow a text.
fn after<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The arguments of each call of a function.
fn calls(text: &str, function: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices(&format!("{function}(")) {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        if before.is_alphanumeric() || before == '.' || text[..at].ends_with("function ") {
            continue;
        }
        let (mut depth, mut arguments) = (0, vec![String::new()]);
        for c in text[at + function.len()..].chars() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            match c {
                _ if depth == 0 => break,
                '(' if depth == 1 && arguments == [""] => {}
                ',' if depth == 1 => arguments.push(String::new()),
                c => arguments.last_mut().unwrap().push(c),
            }
        }
        out.push(arguments.iter().map(|argument| argument.trim().to_owned()).collect());
    }
    out
}

fn literal(argument: &str) -> Option<&str> {
    argument.strip_prefix('"')?.strip_suffix('"')
}

/// The words that the script can say, by the place that needs each.
fn words() -> BTreeMap<String, String> {
    let modules = modules();
    let mut out = BTreeMap::new();
    for (name, text) in &modules {
        for arguments in calls(text, "word") {
            let argument = &arguments[0];
            let family = ["`error_${", "`status_${", "`error_title_${", "`${name}_t", "`date_${", "`month_${"]
                .iter()
                .any(|start| argument.starts_with(start));
            // A button's word is its third argument, and `data-word` repeats it.
            // The word of a special answer ends with its code.
            let said = argument.starts_with("`said_${") && name == "answer.js";
            // What must hold between answers is a word of the form itself.
            let said = said || argument == "must" && name == "errors.js";
            let button = said || argument == "name" || argument == "(place.dataset[\"word\"])";
            match literal(argument) {
                Some(word) => _ = out.insert(word.to_owned(), name.clone()),
                None => {
                    assert!(family || button, "{name}: this test does not know which words `word({argument})` says");
                }
            }
        }
        for arguments in calls(text, "button") {
            let word = literal(&arguments[2])
                .unwrap_or_else(|| panic!("{name}: button({arguments:?}) needs its word as a literal"));
            out.insert(word.to_owned(), name.clone());
        }
    }
    let errors = &modules["errors.js"];
    let same = errors.split("const SAME = {").nth(1).unwrap().split('}').next().unwrap();
    let same: BTreeMap<&str, &str> = same
        .split(',')
        .filter_map(|pair| pair.split_once(':'))
        .map(|(rule, other)| (rule.trim(), literal(other.trim()).unwrap()))
        .collect();
    for rule in union("Rule") {
        let word = same.get(rule.as_str()).copied().unwrap_or(&rule);
        out.insert(format!("error_{word}"), format!("the rule `{rule}`"));
    }
    let months = (1..=12).map(|number| format!("month_{number}"));
    for word in ["date_day", "date_first", "date_month"].map(str::to_owned).into_iter().chain(months) {
        out.insert(word, "dates".to_owned());
    }
    for status in union("Status") {
        out.insert(format!("status_{status}"), format!("the status `{status}`"));
    }
    for listing in union("Listing") {
        for part in ["title", "text"] {
            out.insert(format!("{listing}_{part}"), format!("the list `{listing}`"));
        }
    }
    out
}

/// Every rule that the script reports is declared, so that the next test asks for its word.
/// What a blank text is stands in one place of the compiler; the script has the same expression.
#[test]
fn the_script_knows_blank_texts_by_the_same_expression() {
    let pattern = canevas_responses::text_pattern();
    assert!(sources()["values.js"].contains(&format!("/{pattern}/u")), "values.js: TEXT is not {pattern}");
}

#[test]
fn every_rule_is_declared() {
    let rules = union("Rule");
    let modules = modules();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for arguments in calls(&modules["verdict.js"], "fail") {
        used.extend(literal(&arguments[1]).map(str::to_owned));
    }
    for arguments in calls(&modules["verdict.js"], "check") {
        used.insert(literal(&arguments[0]).unwrap_or_else(|| panic!("check({arguments:?})")).to_owned());
    }
    for text in modules.values() {
        used.extend(after(text, "rule: \"").into_iter().map(str::to_owned));
    }
    assert!(used.len() > 10, "{used:?}");
    let unknown: Vec<_> = used.difference(&rules).collect();
    assert!(unknown.is_empty(), "add {unknown:?} to the type `Rule` in runtime/src/types.js");
    let unused: Vec<_> = rules.difference(&used).collect();
    assert!(unused.is_empty(), "the script never reports {unused:?}: remove it from `Rule` in runtime/src/types.js");
}

/// The data that the page of a definition gives to its script.
fn data_of_form(definition: &str) -> serde_json::Value {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", definition.to_owned());
    let (model, findings) = canevas_model::lower(&sources, id);
    let model = model.unwrap_or_else(|| panic!("{findings:?}"));
    let html = canevas_html::form(&FormCopy::new(&model, None, &Catalogues::new()), &FormOptions::default());
    let html = String::from_utf8(html.bytes).unwrap();
    let data = html.split("id=\"form\">").nth(1).unwrap().split("</script>").next().unwrap();
    serde_json::from_str(data).unwrap()
}

/// What the script says has its word in every language; a word that is missing would show its key on the page.
#[test]
fn every_word_of_the_script_is_in_the_form() {
    let form = fs::read_to_string(crate_folder().join("tests/every-control/form.yaml")).unwrap();
    let says = "can_say: [nothing_to_report, not_available";
    assert!(form.contains(says), "the form says what it can");
    // And a bound of it names another answer.
    let bound = "        ask: A decimal?";
    assert!(form.contains(bound), "the form asks for a decimal");
    let form = form.replace(bound, &format!("        min: whole\n{bound}"));
    let data = data_of_form(&form.replace(says, &format!("{says}, not_applicable")));
    let needed = words();
    assert!(needed.len() > 50, "{needed:?}");
    for (tag, language) in data["languages"].as_object().unwrap() {
        let known = language["words"].as_object().unwrap();
        let missing: Vec<_> = needed
            .iter()
            .filter(|(word, _)| !known.contains_key(*word))
            .map(|(word, place)| format!("`{word}` for {place}"))
            .collect();
        assert!(
            missing.is_empty(),
            "the form has no {} in {tag}: add it to `Form` in crates/definition/wording/src/ui/form.rs and to `WORDS` in crates/outputs/html/src/words.rs",
            missing.join(", ")
        );
        assert!(known.contains_key("error_title_other"), "{tag}");
    }
}

/// A form holds the error word of each text format that it asks for, in every language.
#[test]
fn a_form_has_the_word_of_each_of_its_formats() {
    for format in TextFormat::all() {
        let name = format.name;
        let data = data_of_form(&format!(
            "canevas: 1\nform: a/b\nedition: 2024\ntitle: T\nlanguages: {{ source: en, translations: [fr, es, pt, ar] }}\n\
             sections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: {name}\n        ask: Which one?\n"
        ));
        let languages = data["languages"].as_object().unwrap();
        assert_eq!(languages.len(), 5);
        for (tag, language) in languages {
            let word = language["words"][format!("error_{name}")].as_str().unwrap_or_default();
            assert!(word.contains("{place}") && !word.contains("{example}"), "{tag}, {name}: {word:?}");
        }
    }
}
