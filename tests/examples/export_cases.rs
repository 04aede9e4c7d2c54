//! Prints random cases with what is to be expected of each, for what is not written in Rust:
//! `cargo run -p canevas-tests --example export_cases -- <seed> <definitions> <returns>`.

use canevas_tests::export::export_cases;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<usize>());
    let mut next = |default: usize| numbers.next().unwrap_or(Ok(default));
    let (seed, definitions, returns) = (next(1)?, next(50)?, next(20)?);
    let cases = export_cases(seed as u64, definitions, returns)?;
    serde_json::to_writer(std::io::stdout().lock(), &cases)?;
    std::io::stdout().write_all(b"\n")?;
    Ok(())
}
