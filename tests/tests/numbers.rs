//! Numbers as people type them: the Word reader and the form read the same. The cases are files, which
//! `html/runtime/test/numbers.test.js` reads too. `UPDATE=1 cargo test --workspace --test numbers` writes anew what is
//! read; read the difference.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_model::{Language, NumberShape};
use canevas_tests::random::Random;
use canevas_wording::{Grammar, read_number};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const COLUMNS: &str = "language\tshape\ttyped\tread\n";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/numbers").join(name)
}

/// A line of a case file, with what is read.
fn line(language: &str, shape: &str, typed: &str) -> String {
    let decimals = shape.strip_prefix("decimals ").map(|count| count.parse().unwrap());
    let of = NumberShape { whole: decimals.is_none(), min: None, max: None, decimals: decimals.unwrap_or(0) };
    let sign = Grammar::of(&Language::new(language).unwrap()).decimal_sign();
    let read = match read_number(&of, typed, sign) {
        Ok(number) => canevas_model::condition::number_json(number).to_string(),
        Err(refusal) => refusal.to_string(),
    };
    format!("{language}\t{shape}\t{}\t{read}\n", serde_json::to_string(typed).unwrap())
}

#[test]
fn each_typed_number_is_read_as_expected() {
    let path = file("cases.tsv");
    let cases = std::fs::read_to_string(&path).unwrap();
    let found = cases.lines().skip(1).fold(COLUMNS.to_owned(), |mut out, case| {
        let columns: Vec<&str> = case.split('\t').collect();
        out.push_str(&line(columns[0], columns[1], &serde_json::from_str::<String>(columns[2]).unwrap()));
        out
    });
    canevas_expected::compare(&path, &found, canevas_expected::renew!()).unwrap();
}

/// Many strings of digits, signs and spaces.
#[test]
fn random_texts_are_read_as_by_the_form() {
    let mut random = Random::new(87);
    let pieces = [
        "1",
        "12",
        "123",
        "000",
        "500",
        "1234",
        "5",
        "0",
        ",",
        ".",
        ",",
        ".",
        " ",
        "\u{a0}",
        "\u{202f}",
        "-",
        "+",
        "\u{2212}",
        "e",
        "٣",
        "٫",
        "٬",
        "\u{200f}",
        "x",
        "१२३",
        "\t",
        "'",
        "\u{2019}",
    ];
    let mut found = COLUMNS.to_owned();
    for _ in 0..3000 {
        let language = *random.pick(&["en", "fr"]);
        let shape = *random.pick(&["whole", "decimals 0", "decimals 1", "decimals 2", "decimals 3"]);
        let mut typed = String::new();
        for _ in 0..=random.below(6) {
            let _ = write!(typed, "{}", random.pick(&pieces));
        }
        found.push_str(&line(language, shape, &typed));
    }
    canevas_expected::compare(&file("random.tsv"), &found, canevas_expected::renew!()).unwrap();
}
