//! Files made from the code: the JSON Schemas of the language, the catalogue of rules, and the words of the interface.

use crate::{interface_words, language};
use canevas_compiler::diagnostics::{Rule, conflicts};
use canevas_compiler::{BACK_ENDS, all_rules, language_schemas, rules_of_keys};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Every generated file: path from the top, and text; and what is refused: words that cannot be used, keys without an example.
fn files(root: &Path, rules: &[&Rule]) -> (Vec<(String, String)>, Vec<String>) {
    let mut files: Vec<(String, String)> =
        language_schemas().into_iter().map(|(name, text)| (format!("schemas/canevas/{name}"), text)).collect();
    files.push(("docs/rules.md".to_owned(), catalogue(rules)));
    files.push(("docs/question-types.md".to_owned(), types()));
    files.push(("docs/outputs.md".to_owned(), outputs()));
    files.push(("docs/report.md".to_owned(), report()));
    let (page, mut refused) = language::make();
    files.push(("docs/language.md".to_owned(), page));
    let words = interface_words::make(root);
    files.extend(words.files);
    refused.extend(words.refused);
    (files, refused)
}

/// The rules, if no two of them share a code or a name.
fn rules() -> Result<Vec<&'static Rule>, String> {
    let rules = all_rules();
    refuse("rules that conflict", &conflicts(&rules))?;
    Ok(rules)
}

fn refuse(what: &str, refused: &[String]) -> Result<(), String> {
    if refused.is_empty() { Ok(()) } else { Err(format!("{what}:\n{}", refused.join("\n"))) }
}

/// Writes the generated files.
pub fn write(root: &Path) -> Result<(), String> {
    let (files, refused) = files(root, &rules()?);
    for (path, text) in files {
        let target = root.join(&path);
        if fs::read_to_string(&target).is_ok_and(|found| found == text) {
            continue;
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{path}: {error}"))?;
        }
        fs::write(&target, text).map_err(|error| format!("{path}: {error}"))?;
        println!("renewed {path}");
    }
    refuse("the generated files need something first", &refused)
}

/// Fails if a generated file is stale, and names it.
pub fn check(root: &Path) -> Result<(), String> {
    let (files, refused) = files(root, &rules()?);
    refuse("the generated files need something first", &refused)?;
    let stale: Vec<String> = files
        .into_iter()
        .filter(|(path, text)| !fs::read_to_string(root.join(path)).is_ok_and(|found| found == *text))
        .map(|(path, _)| path)
        .collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("stale: {}; renew with `cargo xtask generate`", stale.join(", ")))
}

fn catalogue(rules: &[&Rule]) -> String {
    let mut out = String::from(
        "# What Canevas finds\n\nMade by `cargo xtask generate` from the rules themselves; `canevas explain CODE` prints one page of it.\n\nIn an example, a line `-- path --` starts another file, and a line of `^` marks the place of the finding.\n\n| code | name | level | what |\n|---|---|---|---|\n",
    );
    // Writing to a String cannot fail.
    for rule in rules {
        let _ =
            writeln!(out, "| [{0}](#{1}) | {1} | {2} | {3} |", rule.code, rule.name, rule.level.word(), rule.summary);
    }
    out.push_str(&keys());
    for rule in rules {
        let former = rule.former_names.iter().map(|name| format!(" · formerly {name}")).collect::<String>();
        let _ = write!(
            out,
            "\n## {}\n\n{} · {} · since {}{former}\n\n{}\n\n{}\n\nWrong:\n\n```yaml\n{}\n```\n\nRight:\n\n```yaml\n{}\n```\n",
            rule.name,
            rule.code,
            rule.level.word(),
            rule.since,
            rule.summary,
            rule.explanation,
            rule.bad.trim_end(),
            rule.good.trim_end()
        );
    }
    out
}

/// The rules that report a change of each key, so that a key without a rule is visible.
fn keys() -> String {
    let mut out = String::from(
        "\n## Which rule reports a change of a key\n\nA key without a rule can change from one edition to the next without a finding.\n\n| key | rules |\n|---|---|\n",
    );
    for (key, rules) in rules_of_keys() {
        let links: Vec<String> = rules.iter().map(|rule| format!("[{}](#{})", rule.code, rule.name)).collect();
        let links = if links.is_empty() { "none".to_owned() } else { links.join(", ") };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| `{key}` | {links} |");
    }
    out
}

/// What a build writes, from the table of back ends.
fn outputs() -> String {
    let mut out = String::from(
        "# What a build writes\n\nMade by `cargo xtask generate` from the table of back ends.\n\n`canevas build` writes these files for each copy: the blank one, and one per country file. `--target NAME` writes those of one back end.\n\n| `--target` | what | files |\n|---|---|---|\n",
    );
    for back_end in BACK_ENDS {
        let files: Vec<String> = back_end.writes.iter().map(|name| format!("`{name}`")).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| `{}` | {} | {} |", back_end.name, back_end.summary, files.join(" "));
    }
    out.push_str(
        "\nThe JSON Schema does not count the decimals of a number. \
         [question-types.md](question-types.md#decimals) says why, and what to do.\n",
    );
    out.push_str(RETURNS);
    out
}

/// The guide to reports, with the table of blocks.
fn report() -> String {
    use canevas_compiler::report::BlockKey;
    use canevas_compiler::report::blocks::KINDS;
    let keys = |keys: &[BlockKey]| keys.iter().map(|key| format!("`{}`", key.word())).collect::<Vec<_>>().join(" ");
    let mut blocks = String::from("| `show` | what | needs | may have |\n|---|---|---|---|\n");
    for kind in KINDS {
        // Writing to a String cannot fail.
        let _ = writeln!(
            blocks,
            "| `{}` | {} | {} | {} |",
            kind.kind.word(),
            kind.summary,
            keys(kind.needs),
            keys(kind.takes)
        );
    }
    include_str!("report.md").replace("{blocks}", blocks.trim_end())
}

/// What a return holds, which no table of the code says.
const RETURNS: &str = include_str!("returns.md");

fn types() -> String {
    use canevas_compiler::model::question_types::{ALL, COMMON, COMMON_OF_ANSWERS};
    let code = |keys: &[&str]| keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
    let mut out = format!(
        "# Question types\n\nMade by `cargo xtask generate` from the types themselves.\n\nEvery question takes {}; one that takes an answer also {}.\n\n| type | what | its own keys | field | fact | for_each |\n|---|---|---|---|---|---|\n",
        code(COMMON),
        code(COMMON_OF_ANSWERS)
    );
    let yes = |allowed: bool| if allowed { "yes" } else { "no" };
    for kind in ALL {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            kind.name,
            kind.summary,
            code(kind.keys),
            yes(kind.may.be_field),
            yes(kind.may.be_fact),
            yes(kind.may.repeat)
        );
    }
    out.push_str(DECIMALS);
    out
}

/// What nobody sees in the table of types. `same_verdicts.rs` holds it.
const DECIMALS: &str = "
## Decimals

A `decimal` takes as many decimals as its key `decimals` says: 2 without the key, 9 at most. With `decimals: 2`, 1.13 is an answer and
1.005 is not. Nothing rounds a number. Programs keep about 16 digits: a number of which digits would be dropped, such as
900719925474099.12, is refused as well.

| where | what holds the limit |
|---|---|
| the form | It refuses the number at its box, and *Finish* waits until the number is corrected. |
| the Word file | `canevas read` does not take the number as an answer. It reports the number as unread and keeps what was typed. |
| `canevas check` | It refuses a return with such a number. |
| the JSON Schema | Nothing. It takes 1.005. |

The JSON Schema does not count decimals. Its only means is `multipleOf`, and validators divide binary floating-point numbers to decide
it: with `multipleOf: 0.01`, many of them refuse 1.13. Whoever takes in returns with the JSON Schema alone runs `canevas check` as well,
or counts decimals in the text of the number.
";
