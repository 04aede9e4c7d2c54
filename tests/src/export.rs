//! The same random cases for what is not written in Rust: definitions, returns, and what is to be expected of each.

use crate::compiled::Compiled;
use crate::fill::fill;
use crate::generate::generate;
use crate::random::Random;
use canevas_validate::{verdict, verdict_as_complete};
use serde_json::{Value, json};

/// Cases from a seed: an array of definitions, each with its returns and their verdicts.
///
/// `[{ "form": yaml, "country": yaml or null, "cases": [{ "return": …, "valid": …, "failing": […],
/// "complete": { "valid": …, "failing": […] } }] }]`, where `complete` judges the return as if it were complete.
pub fn export_cases(seed: u64, definitions: usize, returns: usize) -> Result<Value, String> {
    let mut out = Vec::with_capacity(definitions);
    for index in 0..definitions {
        let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(index as u64));
        let generated = generate(&mut random);
        let country = random.percent(60).then_some(generated.country);
        let compiled = Compiled::new(&generated.form, country.as_deref())?;
        let copy = compiled.copy();
        let cases: Vec<Value> = (0..returns)
            .map(|_| {
                let json = fill(&mut random, &copy);
                let (own, whole) = (verdict(&copy, &json), verdict_as_complete(&copy, &json));
                json!({
                    "valid": own.is_valid(), "failing": own.failing(),
                    "complete": { "valid": whole.is_valid(), "failing": whole.failing() },
                    "return": json,
                })
            })
            .collect();
        out.push(json!({ "form": generated.form, "country": country, "cases": cases }));
    }
    Ok(Value::Array(out))
}
