//! Only `canevas-responses` turns the place of an answer into text and back. This test reads the literals of every other
//! crate and fails where one of them builds or splits such a text.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects by failing")]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::fs;
use std::path::{Path, PathBuf};

/// The crate that may.
const HOME: &str = "crates/definition/responses/";

/// Where a literal that looks like a part of a path means something else. A folder ends with a slash.
const OTHER_MEANING: &[(&str, &str)] = &[
    // Keys of texts (`question.id.ask`) and names in conditions (`question.field`) have dots of their own. In these
    // folders, only files that deal with answers are looked at.
    (".", "crates/base/"),
    (".", "crates/definition/model/"),
    (".", "crates/definition/project/"),
    (".", "crates/definition/wording/"),
    (".", "crates/analysis/checks/"),
    (".", "crates/analysis/editions/"),
    (".", "crates/analysis/translate/"),
    (".", "crates/definition/model/src/lower/questions.rs"),
    (".", "crates/definition/wording/src/wording.rs"),
    (".", "crates/base/syntax/src/report.rs"),
    (".", "crates/analysis/editions/src/report.rs"),
    (".", "crates/analysis/translate/src/notes.rs"),
    // Dots as people type them for a gap.
    (".", "crates/analysis/validate/src/phrases.rs"),
    // Punctuation of sentences and dates, the end of a shortened tag, a decimal sign.
    (".", "crates/outputs/docx/src/read/"),
    (".", "crates/outputs/docx/src/columns.rs"),
    (".", "crates/outputs/docx/src/tags.rs"),
    (".", "crates/outputs/docx/src/write/compose/last_year.rs"),
    (".", "crates/outputs/docx/src/write/parts/settings.rs"),
    // Names of files and versions, hosts of addresses.
    (".", "crates/outputs/docx/src/lint/references.rs"),
    (".", "crates/outputs/docx/src/reference/pictures.rs"),
    // The element of a companion field begins with that of its question. The lint looks at elements, and not at answers.
    (".", "crates/outputs/docx/src/lint/controls.rs"),
    (".", "crates/fronts/"),
    (".", "crates/application/"),
    (".", "crates/application/operations/src/next_edition/started.rs"),
    (".", "crates/application/compiler/src/desk.rs"),
    (".", "crates/outputs/html/src/post.rs"),
    (".", "crates/analysis/desk/src/page.rs"),
    (".", "crates/application/operations/src/returns/fill.rs"),
    (".", "crates/application/operations/src/returns/letter.rs"),
    (".", "crates/application/operations/src/returns/clarify.rs"),
    // Numbered lists of Markdown.
    (".", "crates/analysis/readable/src/markdown.rs"),
    // Dates and numbers of questions as people type them, and the stop behind a label.
    (".", "crates/analysis/import/src/days.rs"),
    (".", "crates/analysis/import/src/mask.rs"),
    (".", "crates/analysis/import/src/options.rs"),
    // Names of columns in tables and in programs that load them.
    (".", "crates/analysis/export/src/plan.rs"),
    (".", "crates/analysis/export/src/scripts/duckdb.rs"),
    ("said", "crates/analysis/export/"),
    // The name of a column has a label.
    ("said", "crates/definition/wording/src/ui/"),
    // Parts of the form as cases name them, and conditions do: `question.field`.
    (".", "crates/analysis/cases/src/place.rs"),
    (".comment", "crates/analysis/cases/src/place.rs"),
    // Names in conditions, bounds and reports: `question.field`. A word of the condition language.
    (".", "crates/application/language-service/src/completion/values.rs"),
    ("said", "crates/application/language-service/src/completion/condition.rs"),
    // Names of functions in spreadsheets.
    (".", "crates/analysis/validate/src/formula.rs"),
    (".", "crates/analysis/validate/src/bounds.rs"),
    // A word of the condition language, in the form and in its script.
    ("said", "crates/base/syntax/src/condition.rs"),
    ("said", "crates/definition/model/src/lower/names.rs"),
    ("said", "crates/outputs/html/src/compiled/condition.rs"),
    // The evaluator of conditions stands below the crate, and lends it the key.
    ("said", "crates/definition/model/src/condition/"),
    // A change of a comment's label is reported at `question.comment`.
    (".comment", "crates/analysis/editions/src/diff/"),
    // The key of the language that a rule covers.
    (".comment", "crates/analysis/editions/src/classify/rules/"),
];

/// A file with one of these names in it deals with answers.
const NAMES_OF_ANSWERS: &[&str] = &[
    "answer",
    "answers",
    "answers_key",
    "answerkey",
    "answerpath",
    "companionfield",
    "response",
    "responsepath",
    "returned",
];

#[test]
fn only_one_crate_writes_and_reads_the_places_of_answers() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        found.extend(suspicious(&path, &text));
    }
    assert!(
        found.is_empty(),
        "use AnswerPath, AnswerKey or CompanionField of canevas-responses instead:\n{}",
        found.join("\n")
    );
}

/// The test itself: planted code is found however it is written, and harmless code is not.
#[test]
fn planted_code_is_found() {
    let planted = [
        r#"let answers = 1; format!("{}.{}", id, code)"#,
        r#"let answers = 1; format!("{id}.{code}")"#,
        r#"let answers = 1; format!("{0:}.{1}", id, code)"#,
        r##"let answers = 1; format!(r#"{id}.{code}"#)"##,
        r"answers.iter().map(|key| key.split_once('.'))",
        r#"answers.iter().map(|key| key.split_once("."))"#,
        r"answers.iter().map(|key| key.splitn(2, '\x2e'))",
        r#"answers.iter().map(|key| key.rsplit("\u{2e}"))"#,
        r"answers.iter().map(|key| key.bytes().position(|byte| byte == b'.'))",
        r#"let answers = [id, code].join(".");"#,
        r#"let answers = id + "." + code;"#,
        r#"let answers = concat!("q", ".", "code");"#,
        r"const DOT: char = '.'; fn answer() {}",
        r#"json.pointer("/answers/q")"#,
        r#"format!("/answers/{id}")"#,
        r#"path.strip_prefix("/answers")"#,
        r#"format!("answers/{id}")"#,
        r#"format!("{id}.comment")"#,
        r#"key.ends_with(".comment")"#,
        r#"key.push_str(".comment")"#,
        r#"json!({ "said": word })"#,
        r#"value.get("said")"#,
        r#"format!("{{ \"said\": \"{word}\" }}")"#,
        r"value.get(b'.' as usize); fn response() {}",
        r#"row.get("_row")"#,
    ];
    for code in planted {
        for path in ["crates/analysis/validate/src/x.rs", "crates/analysis/editions/src/x.rs"] {
            assert!(!suspicious(path, code).is_empty(), "not found in {path}: {code}");
        }
    }
    let harmless = [
        "/// A key is `id.comment`, and `{ \"said\": … }` stands under `/answers/q`.\nfn a() {}",
        "#[doc = \"/answers/q\"] fn a() {}",
        "let answers = \"A sentence. Another one.\";",
        "// \"said\"\nfn a<'a>(x: &'a str) {}",
        "rule! { NAME: \"R001\", bad \"{ \\\"answers\\\": { \\\"q\\\": { \\\"said\\\": 1 } } }\"; }",
        "fn a() {}\n#[cfg(test)]\nmod tests { const A: &str = \"/answers/q\"; }",
    ];
    for code in harmless {
        assert_eq!(suspicious("crates/analysis/validate/src/x.rs", code), [""; 0], "{code}");
    }
    let text_key = r#"fn key() { format!("{prefix}.{part}") }"#;
    assert_eq!(suspicious("crates/analysis/editions/src/x.rs", text_key), [""; 0], "keys of texts have dots");
}

/// What in a file may build or split the place of an answer.
fn suspicious(path: &str, text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    // Where `cfg(test)` stands inside an item, the text before it is no whole file.
    let tokens: Result<TokenStream, _> = code.parse().or_else(|_| text.parse());
    let tokens = tokens.unwrap_or_else(|error| panic!("{path} is Rust: {error}"));
    let mut literals = Vec::new();
    let mut deals_with_answers = false;
    walk(tokens, &mut literals, &mut deals_with_answers);
    let mut found = Vec::new();
    for literal in literals {
        for sign in signs(&literal) {
            let of_answers = sign == "." && deals_with_answers;
            let other = OTHER_MEANING.iter().any(|(known, place)| {
                let is_here = if place.ends_with('/') { path.starts_with(place) } else { path == *place };
                let is_folder_of_dots = *known == "." && place.ends_with('/') && !place.starts_with("crates/fronts/");
                is_here && (*known == sign || known.is_empty()) && !(of_answers && is_folder_of_dots)
            });
            if !other {
                found.push(format!(
                    "{path}: {literal:?} has {sign:?}; if it means something else there, add a line to `OTHER_MEANING`"
                ));
            }
        }
    }
    found
}

/// The signs of an answer's place in a literal.
fn signs(literal: &str) -> Vec<&'static str> {
    let mut signs = Vec::new();
    if literal == "said" || literal.contains("\"said\"") {
        signs.push("said");
    }
    if literal.contains("/answers") || literal.contains("answers/") {
        signs.push("/answers");
    }
    if literal.contains(".comment") {
        signs.push(".comment");
    }
    if literal == "_row" {
        signs.push("_row");
    }
    let is_sentence = literal.contains(' ') && literal.ends_with("}.");
    let joins = literal.contains("}.{") || literal.starts_with(".{") || literal.ends_with("}.") && !is_sentence;
    if literal == "." || joins {
        signs.push(".");
    }
    signs
}

/// Collects the literals outside of attributes and of examples of rules, and whether a name speaks of answers.
fn walk(tokens: TokenStream, literals: &mut Vec<String>, deals_with_answers: &mut bool) {
    let mut before: [Option<String>; 2] = [None, None];
    for token in tokens {
        let shown = match &token {
            TokenTree::Group(group) => {
                let is_attribute = group.delimiter() == Delimiter::Bracket
                    && (before[1].as_deref() == Some("#")
                        || before[0].as_deref() == Some("#") && before[1].as_deref() == Some("!"));
                let is_rule = before[0].as_deref() == Some("rule") && before[1].as_deref() == Some("!");
                if !is_attribute && !is_rule {
                    walk(group.stream(), literals, deals_with_answers);
                }
                None
            }
            TokenTree::Ident(ident) => {
                let name = ident.to_string().to_lowercase();
                *deals_with_answers |= NAMES_OF_ANSWERS.contains(&name.as_str());
                Some(ident.to_string())
            }
            TokenTree::Punct(punct) => Some(punct.as_char().to_string()),
            TokenTree::Literal(literal) => {
                literals.push(unquoted(&literal.to_string()));
                None
            }
        };
        before = [before[1].take(), shown];
    }
}

/// What a literal means: quotes, raw marks and escapes resolved.
fn unquoted(literal: &str) -> String {
    let is_raw = literal.trim_start_matches(['b', 'c']).starts_with('r');
    let inner = literal.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    let inner = inner.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\''])).unwrap_or(inner);
    if is_raw {
        return inner.to_owned();
    }
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('x') => out.extend(code_point(&chars.by_ref().take(2).collect::<String>())),
            Some('u') => {
                let digits: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
                out.extend(code_point(&digits));
            }
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some(c) => out.push(c),
            None => {}
        }
    }
    out
}

fn code_point(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// Every Rust file of the crates but the home, with its path from the top.
fn sources() -> Vec<(String, String)> {
    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder can be read").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                files(&entry, found);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_path_buf();
    let mut found = Vec::new();
    files(&root.join("crates"), &mut found);
    found.sort();
    let named = found.into_iter().map(|file| {
        let name = file.strip_prefix(&root).expect("below the top").to_string_lossy().replace('\\', "/");
        (name, file)
    });
    let shipped = named.filter(|(name, _)| name.contains("/src/") && !name.starts_with(HOME));
    shipped.map(|(name, file)| (name, fs::read_to_string(file).expect("a source can be read"))).collect()
}
