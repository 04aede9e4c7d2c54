//! Properties of every text: scanning and mending never panic, mending twice gives the same as mending once, and a sound file
//! reads the same afterwards.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]

use canevas_diagnostics::{Source, SourceId};
use canevas_syntax::{NodeKind, format::format, parse_yaml, traps::scan};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

/// The tree of a file that can be read and has no trap and no invisible space around a key. There is no tree for files with tags
/// or anchors, which the reader refuses, and for files that are not a block of keys.
fn sound(text: &str) -> Option<Value> {
    let source = Source::new("t.yaml", text);
    let traps = scan(SourceId(0), &source);
    if traps.deny() || traps.iter().any(|finding| finding.message.contains("U+")) {
        return None;
    }
    let (node, findings) = parse_yaml(SourceId(0), &source);
    let node = node.filter(|_| !findings.iter().any(|finding| matches!(finding.rule.code, "S001" | "S002")))?;
    let node = matches!(node.kind, NodeKind::Map(_)).then_some(node)?;
    Some(tidied(node.to_json()))
}

/// Lines of texts without spaces at their ends. Two such spaces are a line break in Markdown and stay.
fn tidied(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let lines: Vec<&str> = text
                .split('\n')
                .map(|line| {
                    let bare = line.trim_end_matches([' ', '\t']);
                    if bare.is_empty() || line.len() == bare.len() + 1 { bare } else { line }
                })
                .collect();
            Value::String(lines.join("\n").trim_end_matches('\n').to_owned())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(tidied).collect()),
        Value::Object(map) => Value::Object(
            map.into_iter()
                .map(|(key, value)| (tidied(Value::String(key)).as_str().unwrap_or_default().to_owned(), tidied(value)))
                .collect(),
        ),
        other => other,
    }
}

fn read(text: &str) -> Option<Value> {
    let (node, findings) = parse_yaml(SourceId(0), &Source::new("t.yaml", text));
    node.filter(|_| !findings.iter().any(|finding| finding.rule.code == "S001")).map(|node| tidied(node.to_json()))
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let once = format(&Source::new("t.yaml", text));
    let twice = format(&Source::new("t.yaml", once.as_str()));
    prop_assert_eq!(&once, &twice, "mending again changes something, of {:?}", text);
    for finding in scan(SourceId(0), &Source::new("t.yaml", text)) {
        let range = finding.primary.span.range();
        prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{:?} in {:?}", range, text);
    }
    if let Some(before) = sound(text) {
        prop_assert_eq!(Some(before), read(&once), "{:?} became {:?}", text, once);
    }
    Ok(())
}

/// Pieces that matter to YAML, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "ask",
        "title",
        "choices",
        "lists",
        "show_if",
        "facts",
        "id",
        "a",
        "Oui",
        "é",
        ":",
        ": ",
        " :",
        "- ",
        "-",
        "|",
        ">",
        "|-",
        ">+",
        "|2",
        "\"",
        "'",
        "''",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ", ",
        "#",
        " #",
        "  # ",
        "# ",
        "!",
        "&",
        "*",
        "?",
        "? ",
        "%",
        "@",
        "`",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n  ",
        "\n    ",
        "\n    ",
        "\n      ",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        "\u{a0}",
        "\u{202f}",
        "\u{200b}",
        "\u{feff}",
        "“",
        "”",
        "«",
        "»",
        "---",
        "...",
        "x: y",
        "\nask: ",
        "\n  ask: ",
        "\n  - ask: ",
        "\nchoices:\n  a: ",
        "{ label: ",
        "\\n",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A word that starts a plain text without harm.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Oui",
        "l'école",
        "à",
        "10:30",
        "https://example.org/a#b",
        "« cité »",
        "{edition}",
        "C#",
        "(un",
        "deux)",
        "5%",
        "-",
        "*",
        "a\"b",
        "bien,",
        "x;",
        "[y]",
        "é\u{a0}!",
        "|",
        ">",
        "no",
        "2014",
    ]);
    prop::collection::vec(word, 1..6).prop_map(|words| format!("Le {}", words.join(" ")))
}

/// A value after a key in column `indent`, in each notation.
fn value(indent: usize) -> impl Strategy<Value = String> {
    let pad = " ".repeat(indent + 2);
    let lines = || prop::collection::vec((words(), 0..3_usize, 0..3_usize, 0..4_usize), 1..5);
    let block = move |sign: &'static str| {
        let pad = pad.clone();
        lines().prop_map(move |lines| {
            let mut text = sign.to_owned();
            for (nth, (words, deeper, empty, end)) in lines.into_iter().enumerate() {
                text.push_str(&"\n".repeat(1 + empty));
                text.push_str(&pad);
                // The first line of a block says how deep it is.
                text.push_str(&" ".repeat(if nth == 0 { 0 } else { deeper }));
                text.push_str(&words);
                text.push_str(&" ".repeat(end));
            }
            text
        })
    };
    let pad = " ".repeat(indent + 2);
    let quoted = lines().prop_map({
        let pad = pad.clone();
        move |lines| {
            let lines: Vec<String> =
                lines.into_iter().map(|(words, ..)| words.replace('"', "\\\"").replace('\'', "’")).collect();
            format!("\"{}\"", lines.join(&format!(" : # \n\n{pad}")))
        }
    });
    let several = move || {
        lines().prop_map({
            let pad = pad.clone();
            move |lines| {
                let lines: Vec<String> = lines
                    .into_iter()
                    .map(|(words, _, empty, end)| format!("{words}{}{}", " ".repeat(end), "\n".repeat(empty)))
                    .collect();
                lines.join(&format!("\n{pad}"))
            }
        })
    };
    let below = several().prop_map({
        let pad = " ".repeat(indent + 2);
        move |text| format!("\n{pad}{text}")
    });
    prop_oneof![
        words(),
        words().prop_map(|words| format!("{words}  ")),
        words().prop_map(|words| format!("{words}   # une note")),
        words().prop_map(|words| format!("'{}'", words.replace('\'', "''"))),
        quoted,
        several().prop_map(|text| text.trim_end().to_owned()),
        below.prop_map(|text| text.trim_end().to_owned()),
        block("|"),
        block("|-  # une note"),
        block(">"),
        block(">+"),
    ]
}

/// A file whose only findings are warnings.
fn file() -> impl Strategy<Value = String> {
    let question = (value(8), value(8), value(10), any::<bool>()).prop_map(|(ask, hint, label, flow)| {
        let end = if flow { "        can_say: [nothing_to_report, not_available]   # une note \n" } else { "\n   \n" };
        format!(
            "      - id: q\n        ask: {ask}\n        hint: {hint}\n        choices:\n          a: {label}\n{end}"
        )
    });
    (value(0), value(4), prop::collection::vec(question, 0..3), any::<bool>(), any::<bool>()).prop_map(
        |(title, section, questions, crlf, bom)| {
            let questions = questions.concat();
            let text = format!(
                "# a comment: here\ntitle: {title}\nminutes: {{ from: 1, to: 2 }}\nsections:\n  - id: s\n    title: {section}\n    questions:\n{questions}"
            );
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            if bom { format!("\u{feff}{text}") } else { text }
        },
    )
}

/// The same cases in every run, so that no run fails by chance. `PROPTEST_CASES=1000000` tries more.
fn config() -> ProptestConfig {
    let given = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return given;
    }
    ProptestConfig { cases: 1000, rng_seed: RngSeed::Fixed(87), ..given }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_pieces(text in pieces()) {
        check(&text)?;
    }

    #[test]
    fn well_formed_files_read_the_same(text in file()) {
        prop_assert!(sound(&text).is_some(), "not sound: {}", text);
        check(&text)?;
    }
}

#[test]
fn deep_and_broken_files_take_no_more_than_linear_time() {
    let mut stairs = String::new();
    for depth in 0..2_000 {
        stairs.extend(std::iter::repeat_n(' ', depth));
        stairs.push_str("ask: \"{ x\n");
    }
    let braces = format!("ask: {}", "{ label: a b, x: ".repeat(50_000));
    let closed = format!("ask: {}a b{}", "{ label: ".repeat(5_000), " }".repeat(5_000));
    let hashes = "title: a #b : c\n".repeat(50_000);
    for text in [stairs, braces, closed, hashes] {
        let source = Source::new("t.yaml", text);
        scan(SourceId(0), &source);
        format(&source);
    }
}
