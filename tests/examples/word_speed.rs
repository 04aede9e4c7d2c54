//! Times Word files for `bench/word.mjs`, which holds other programs beside them: prints JSON, times in milliseconds.
//! `word_speed real [RUNS]` measures the Alliance's blank copy and a country's, and reads a filled one back;
//! `word_speed large`, forms of 1,000 and of 10,000 questions. `word_speed returns COUNT FOLDER` writes a country's return as often
//! as JSON and as filled Word files, in turn in each language of the form, for `canevas returns status` to read.

use canevas_compiler::docx::{WordOptions, questionnaire, read::read};
use canevas_compiler::{Edition, FormCopy};
use canevas_tests::editions::{large_form, real_edition, real_folder};
use canevas_tests::word::{by_hand, project};
use mimalloc::MiMalloc;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

/// What `canevas` itself uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let runs: usize = args.get(1).map_or(Ok(500), |runs| runs.parse())?;
    let told = match args.first().map(String::as_str) {
        Some("real") => real(runs)?,
        Some("large") => json!({ "1000": large(1_000, 20)?, "10000": large(10_000, 5)? }),
        Some("returns") => returns(runs, args.get(2).ok_or("word_speed returns COUNT FOLDER")?)?,
        _ => return Err("word_speed real|large [RUNS], or returns COUNT FOLDER".into()),
    };
    println!("{told}");
    Ok(())
}

/// The real form: the blank copy, a country's, and that country's return read back out of Word.
fn real(runs: usize) -> Result<Value, Box<dyn Error>> {
    let edition = Edition::read(&real_edition());
    let copies = edition.copies();
    let of = |code: &str| copies.iter().find(|copy| copy.code.word() == code).ok_or("no such copy");
    let (blank, country) = (of("blank")?, of("CMR")?);
    let given = serde_json::from_str(&fs::read_to_string(real_folder().join("returns/CMR.mended.json"))?)?;
    let filled = by_hand::filled(&project("alliance87")?, &given)?;
    let opened = read(&filled)?;
    let reader = edition.word_reader().ok_or("no model")?;
    reader.read(&opened).map_err(|unfit| unfit.message())?;
    Ok(json!({
        "blank": median(runs, || one(blank)),
        "country": median(runs, || one(country)),
        "read_back": median(runs, || read(&filled).map(|opened| reader.read(&opened)).is_ok()),
        "bytes": one(blank),
    }))
}

/// Writes a return into a folder, so many times as JSON and as a Word file.
fn returns(count: usize, folder: &str) -> Result<Value, Box<dyn Error>> {
    let project = project("alliance87")?;
    let given: Value = serde_json::from_str(&fs::read_to_string(real_folder().join("returns/CMR.mended.json"))?)?;
    let made = |tag: &str| -> Result<(String, Vec<u8>), Box<dyn Error>> {
        let mut given = given.clone();
        given["language"] = tag.into();
        Ok((given.to_string(), by_hand::filled(&project, &given)?))
    };
    let made: Vec<_> = ["fr", "en", "es"].into_iter().map(made).collect::<Result<_, _>>()?;
    fs::create_dir_all(folder)?;
    for (number, (json, word)) in (0..count).zip(made.iter().cycle()) {
        fs::write(format!("{folder}/{number}.json"), json)?;
        fs::write(format!("{folder}/{number}.docx"), word)?;
    }
    Ok(json!({ "files": 2 * count }))
}

fn large(size: usize, runs: usize) -> Result<Value, Box<dyn Error>> {
    let edition = Edition::read(&large_form(size));
    let copies = edition.copies();
    let copy = copies.first().ok_or("no copy")?;
    Ok(json!(median(runs, || one(copy))))
}

/// Makes a Word file and its text; how large the file is.
fn one(copy: &FormCopy<'_>) -> usize {
    let made = questionnaire(copy, &copy.model.source_language, &WordOptions::default());
    made.first().map_or(0, |word| word.bytes.len())
}

/// The median of some runs, after a tenth as many that do not count.
fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    for _ in 0..runs / 10 {
        black_box(run());
    }
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(runs / 2).copied().unwrap_or_default()
}
