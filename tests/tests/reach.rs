//! What is said of whom a question concerns is true of random returns: a question that is never asked is asked by none of them, and one
//! that is always asked by each complete one. `CANEVAS_CASES` sets how many definitions are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_reach::{Reach, reach};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::generate::generate;
use canevas_tests::random::Random;
use canevas_validate::{FailureKind, verdict_as_complete};

#[test]
fn never_and_always_are_certain() {
    let cases = std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200);
    let (mut never, mut always, mut sometimes, mut both) = (0, 0, 0, 0);
    for seed in 0..cases {
        let mut random = Random::new(seed);
        let generated = generate(&mut random);
        let country = random.percent(60).then_some(generated.country);
        let compiled = Compiled::new(&generated.form, country.as_deref()).unwrap_or_else(|error| panic!("{error}"));
        let copy = compiled.copy();
        let table = reach(&compiled.model, std::slice::from_ref(&copy));
        let mut seen = vec![[false; 2]; compiled.model.questions.len()];
        for _ in 0..30 {
            let json = fill(&mut random, &copy);
            let verdict = verdict_as_complete(&copy, &json);
            // An answer that is out of its bounds is no answer that decides anything.
            let fits = verdict.failures.iter().all(|failure| {
                matches!(failure.kind, FailureKind::Missing | FailureKind::Hidden | FailureKind::Unspecified)
            });
            for entry in table.iter().filter(|entry| entry.field.is_none()) {
                let asked = verdict.asked.iter().any(|place| place.question == entry.question);
                let id = &compiled.model.questions[entry.question].id;
                let say = || {
                    format!(
                        "seed {seed}, {id}\n{}\n{}\n{json:#}",
                        generated.form,
                        country.as_deref().unwrap_or_default()
                    )
                };
                match entry.copies[0] {
                    Reach::Never => assert!(!asked || !fits, "{}", say()),
                    Reach::Always => assert!(asked || !verdict.is_valid(), "{}", say()),
                    Reach::Sometimes => seen[usize::from(entry.question)][usize::from(asked)] = true,
                }
            }
        }
        for entry in table.iter().filter(|entry| entry.field.is_none()) {
            match entry.copies[0] {
                Reach::Never => never += 1,
                Reach::Always => always += 1,
                Reach::Sometimes => sometimes += 1,
            }
            both += usize::from(seen[usize::from(entry.question)] == [true; 2]);
        }
    }
    println!("never {never}, always {always}, sometimes {sometimes}, seen both ways {both}");
    assert!(never > 20 && always > 100 && both * 3 > sometimes * 2, "{never} {always} {sometimes} {both}");
}
