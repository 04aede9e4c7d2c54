//! Nothing that a person may write makes the compiler panic: real files, damaged in many small ways, are read, checked and
//! built. `CANEVAS_CASES` looks further.

use canevas_compiler::{Edition, InputFile, Request};
use canevas_tests::editions::real_edition;
use canevas_tests::random::Random;

const FRAGMENTS: [&str; 28] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    " #",
    "|",
    ">",
    "- ",
    "!",
    "&a ",
    "*a",
    "\t",
    "\u{a0}",
    "\u{202e}",
    "'",
    "\"",
    "\\",
    "{country.of}",
    "{{",
    "not ",
    " and ",
    "(",
    ")",
    "\r\n",
    "é",
    "999999999999999999999",
];

/// One small damage: a piece removed, doubled, moved or put in.
fn damage(text: &str, random: &mut Random) -> String {
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut place = || boundaries[random.below(boundaries.len())];
    let (a, b) = (place(), place());
    let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 200));
    let to = boundaries.iter().copied().rfind(|at| *at <= to).unwrap_or(from).max(from);
    match random.below(5) {
        0 => format!("{}{}", &text[..from], &text[to..]),
        1 => format!("{}{}{}", &text[..to], &text[from..to], &text[to..]),
        2 => format!("{}{}{}", &text[..from], FRAGMENTS[random.below(FRAGMENTS.len())], &text[from..]),
        3 => format!("{}{}{}", &text[..from], FRAGMENTS[random.below(FRAGMENTS.len())], &text[to..]),
        _ => {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            let mut lines = lines;
            lines.swap(a, b);
            lines.concat()
        }
    }
}

#[test]
fn damaged_files_are_findings_and_never_panics() {
    let cases: u64 = std::env::var("CANEVAS_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(150);
    // A published edition must not change, so this one counts as a draft.
    let mut files = real_edition();
    files.published = None;
    let (mut with_findings, mut built) = (0, 0);
    for seed in 0..cases {
        let mut random = Random::new(seed);
        let mut damaged = files.clone();
        let times = 1 + random.below(3);
        for _ in 0..times {
            let mut all: Vec<&mut InputFile> = damaged
                .form
                .iter_mut()
                .chain(&mut damaged.catalogues)
                .chain(&mut damaged.countries)
                .chain(&mut damaged.returns)
                .collect();
            // The form is damaged in every other case: most of the compiler reads it.
            let index = if random.below(2) == 0 { 0 } else { random.below(all.len()) };
            all[index].text = damage(&all[index].text, &mut random);
        }
        let edition = Edition::read(&damaged);
        let returns = edition.check_returns(true);
        let findings = edition.findings.len() + returns.len();
        with_findings += usize::from(edition.findings.deny() || findings > 10);
        built +=
            usize::from(!edition.build(&Request { languages: vec!["fr".to_owned()], ..Request::default() }).is_empty());
    }
    // Both kinds happen, or the damage is too small or too large to say anything.
    assert!(
        with_findings > cases as usize / 10 && built > cases as usize / 10,
        "{with_findings} denied and {built} built of {cases}"
    );
}
