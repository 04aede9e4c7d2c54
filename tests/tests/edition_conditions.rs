//! Conditions of two editions, made at random. A condition that says the same in other words is no change, and what a
//! comparison says of two conditions is what their returns show. `CANEVAS_CASES` sets how many are tried.

use canevas_editions::{EditionDiff, Validates};
use canevas_model::Model;
use canevas_model::condition::{Condition, Facts, Kleene, Operand, evaluate};
use canevas_tests::example::{Files, Project, read, read_after};
use canevas_tests::random::Random;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Questions of every kind that a condition can read. Some may go without an answer, and one is hidden at times.
const QUESTIONS: &[(&str, &str)] = &[
    ("gate", "type: yes_no"),
    ("maybe", "type: yes_no\n        can_say: [not_available]"),
    ("one", "type: single_choice\n        choices: { a: A, b: B, c: C }"),
    ("hidden", "type: single_choice\n        choices: { a: A, b: B }\n        show_if: gate"),
    (
        "many",
        "type: multiple_choice\n        choices:\n          a: A\n          b: B\n          n:\n            label: None of them\n            exclusive: true",
    ),
    ("count", "type: integer\n        min: 0\n        max: 9"),
    ("rate", "type: decimal\n        decimals: 1\n        min: 0\n        max: 3"),
    ("day", "type: date"),
    ("grade", "type: rating\n        choices: { low: Low, middle: Middle, high: High }"),
];

fn form(edition: u32, condition: &str, required: bool) -> Project {
    read(&files(edition, condition, required))
}

fn files(edition: u32, condition: &str, required: bool) -> Files {
    let questions: String = QUESTIONS
        .iter()
        .map(|(id, lines)| format!("      - id: {id}\n        {lines}\n        ask: What is the {id}?\n"))
        .collect();
    let required = if required { "        required: true\n" } else { "" };
    let form = format!(
        "canevas: 1\nform: demo/conditions\nedition: \"{edition}\"\nlanguages: {{ source: en }}\ntitle: A form\nsections:\n  - id: all\n    title: All\n    questions:\n{questions}      - id: target\n        type: text\n{required}        show_if: {condition}\n        ask: What then?\n"
    );
    Files::from([("form.yaml".to_owned(), form)])
}

fn compared(old: &str, new: &str, required: bool) -> EditionDiff {
    let old = form(2024, old, required);
    assert!(old.readable, "{}", old.listing(&old.findings));
    let new = read_after(&files(2025, new, required), old.sources.clone());
    match new.compare_with(&old, &[], "2025-01-01") {
        Some(comparison) => comparison,
        None => unreachable!("{}", new.listing(&new.findings)),
    }
}

fn cases(default: u64) -> u64 {
    std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

/// A condition as a tree of texts.
#[derive(Clone)]
enum Tree {
    Atom(String),
    Not(Box<Tree>),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

impl Tree {
    fn random(random: &mut Random, depth: u32) -> Self {
        match random.below(if depth == 0 { 1 } else { 4 }) {
            1 => Self::Not(Box::new(Self::random(random, depth - 1))),
            2 => Self::All((0..2).map(|_| Self::random(random, depth - 1)).collect()),
            3 => Self::Any((0..2).map(|_| Self::random(random, depth - 1)).collect()),
            _ => Self::Atom((*random.pick(ATOMS)).to_owned()),
        }
    }

    fn text(&self) -> String {
        let joined = |parts: &[Self], word: &str| {
            let parts: Vec<String> = parts.iter().map(Self::text).collect();
            format!("({})", parts.join(word))
        };
        match self {
            Self::Atom(atom) => atom.clone(),
            Self::Not(inner) => format!("not ({})", inner.text()),
            Self::All(parts) => joined(parts, " and "),
            Self::Any(parts) => joined(parts, " or "),
        }
    }

    /// The same in other words.
    fn rewritten(&self, random: &mut Random, positive: bool) -> Self {
        let not = |tree: Self| Self::Not(Box::new(tree));
        let again = |parts: &[Self], random: &mut Random| -> Vec<Self> {
            let mut parts: Vec<Self> = parts.iter().map(|part| part.rewritten(random, positive)).collect();
            match random.below(4) {
                0 => parts.reverse(),
                1 => parts.push(parts[0].clone()),
                _ => {}
            }
            parts
        };
        match self {
            Self::Atom(atom) => {
                match (random.below(4), SAME.iter().find(|(known, _, exact)| known == atom && (*exact || positive))) {
                    (0, _) => not(not(self.clone())),
                    (1 | 2, Some((_, other, _))) => Self::Atom((*other).to_owned()),
                    // a = a and (a or b) = a or (a and b)
                    (3, _) => {
                        let other = Self::Atom((*random.pick(ATOMS)).to_owned());
                        Self::All(vec![self.clone(), Self::Any(vec![other, self.clone()])])
                    }
                    _ => self.clone(),
                }
            }
            Self::Not(inner) => match &**inner {
                Self::All(parts) if random.below(2) == 0 => {
                    Self::Any(parts.iter().map(|part| not(part.rewritten(random, !positive))).collect())
                }
                Self::Any(parts) if random.below(2) == 0 => {
                    Self::All(parts.iter().map(|part| not(part.rewritten(random, !positive))).collect())
                }
                inner => not(inner.rewritten(random, !positive)),
            },
            Self::All(parts) => match parts.as_slice() {
                // a and (b or c) = a and b or a and c
                [first, Self::Any(options)] if random.below(2) == 0 => {
                    Self::Any(options.iter().map(|option| Self::All(vec![first.clone(), option.clone()])).collect())
                }
                parts => Self::All(again(parts, random)),
            },
            Self::Any(parts) => Self::Any(again(parts, random)),
        }
    }
}

const ATOMS: &[&str] = &[
    "gate",
    "gate = no",
    "maybe",
    "maybe = no",
    "maybe != yes",
    "said(maybe)",
    "answered(maybe)",
    "one = a",
    "one in (a, b)",
    "one != c",
    "answered(one)",
    "hidden = a",
    "answered(hidden)",
    "many has a",
    "answered(many)",
    "count >= 3",
    "count < 7",
    "count = 5",
    "rate > 1.5",
    "rate <= 2",
    "day > 2024-02-29",
    "day <= 2024-06-30",
    "grade > low",
    "grade = high",
];

/// Tests that say the same, with every answer that these questions may have. Some only say the same where they are true: without
/// an answer, one of them is false and the other one unknown, and `not` tells them apart.
const SAME: &[(&str, &str, bool)] = &[
    ("gate", "not (gate = no)", true),
    ("gate = no", "not gate", true),
    ("one = a", "one in (a)", true),
    ("one in (a, b)", "(one = b or one = a)", true),
    ("one != c", "one in (b, a)", true),
    ("answered(one)", "one in (a, b, c)", false),
    ("hidden = a", "(gate and hidden = a)", false),
    ("answered(hidden)", "(hidden in (b, a) and gate)", false),
    ("many has a", "(answered(many) and many has a)", false),
    ("answered(many)", "(many has b or many has a)", false),
    ("count >= 3", "count > 2", true),
    ("count < 7", "(count <= 6)", true),
    ("count = 5", "(count > 4 and count < 6)", true),
    ("rate > 1.5", "(rate >= 1.5 and rate != 1.5)", true),
    ("rate <= 2", "(rate < 2 or rate = 2)", true),
    ("day > 2024-02-29", "day >= 2024-03-01", true),
    ("day <= 2024-06-30", "day < 2024-07-01", true),
    ("grade > low", "(grade = high or grade = middle)", true),
    ("grade = high", "grade > middle", true),
    ("maybe = no", "(maybe = no and answered(maybe))", false),
    ("said(maybe)", "(said(maybe) and not answered(maybe))", true),
];

#[test]
fn the_same_in_other_words_is_no_change() {
    for (one, other, _) in SAME {
        let comparison = compared(one, other, true);
        assert_eq!(comparison.changes, [], "{one} and {other}");
    }
    for seed in 0..cases(300) {
        let mut random = Random::new(seed);
        let tree = Tree::random(&mut random, 3);
        let (old, new) = (tree.text(), tree.rewritten(&mut random, true).rewritten(&mut random, true).text());
        let comparison = compared(&old, &new, seed % 2 == 0);
        assert_eq!(comparison.changes, [], "seed {seed}: {old} and {new}");
    }
}

/// Every answer that these questions tell apart, none included.
fn values(id: &str) -> Vec<Option<Value>> {
    let values: Vec<Value> = match id {
        "gate" => vec!["yes".into(), "no".into()],
        "maybe" => vec!["yes".into(), "no".into(), json!({ "said": "not_available" })],
        "one" => vec!["a".into(), "b".into(), "c".into()],
        "hidden" => vec!["a".into(), "b".into()],
        "many" => vec![json!(["a"]), json!(["b"]), json!(["a", "b"]), json!(["n"])],
        "count" => (0..10).map(Value::from).collect(),
        "rate" => vec![1.into(), json!(1.5), json!(1.6), 2.into(), 3.into()],
        "day" => vec!["2024-02-29".into(), "2024-03-01".into(), "2024-06-30".into(), "2024-07-01".into()],
        "grade" => vec!["low".into(), "middle".into(), "high".into()],
        _ => Vec::new(),
    };
    std::iter::once(None).chain(values.into_iter().map(Some)).collect()
}

struct Answers<'a>(&'a Model, HashMap<String, Value>);

impl Facts for Answers<'_> {
    fn value(&self, operand: Operand) -> Option<&Value> {
        self.1.get(&operand.name(self.0))
    }
}

fn condition(project: &Project) -> &Condition {
    let target = project.model.as_ref().and_then(|model| model.question("target"));
    target
        .and_then(|target| target.show_if.outer.as_ref())
        .unwrap_or_else(|| unreachable!("the target has a condition"))
}

/// Random returns are read under both conditions, and what is found agrees with what the comparison says.
#[test]
fn a_verdict_is_what_returns_show() {
    let (mut wider, mut narrower, mut witnesses) = (0, 0, 0);
    for seed in 0..cases(250) {
        let mut random = Random::new(seed + 10_000);
        let (old, new) = (Tree::random(&mut random, 2).text(), Tree::random(&mut random, 2).text());
        let required = seed % 3 == 0;
        let comparison = compared(&old, &new, required);
        let (before, after) = (form(2024, &old, required), form(2024, &new, required));
        let (Some(model), Some(new_model)) = (&before.model, &after.model) else { unreachable!() };
        let (mut lost, mut gained) = (0, 0);
        for _ in 0..150 {
            let mut answers = HashMap::new();
            for question in &model.questions {
                let value = random.pick(&values(&question.id)).clone();
                let is_shown = question.id != "hidden" || answers.get("gate") == Some(&Value::from("yes"));
                if let Some(value) = value.filter(|_| is_shown) {
                    answers.insert(question.id.to_string(), value);
                }
            }
            let was = evaluate(condition(&before), model, &Answers(model, answers.clone())) == Kleene::True;
            let is = evaluate(condition(&after), new_model, &Answers(new_model, answers.clone())) == Kleene::True;
            lost += usize::from(was && !is);
            gained += usize::from(is && !was);
        }
        if comparison.classified.is_empty() {
            assert_eq!((lost, gained), (0, 0), "seed {seed}: {old} and {new} are the same");
            continue;
        }
        let [change] = comparison.classified.as_slice() else { unreachable!("{:?}", comparison.classified) };
        let message = &change.finding.message;
        if message.contains("in more cases") {
            wider += 1;
            assert_eq!(lost, 0, "seed {seed}: {old} and {new}: {message}");
        }
        if message.contains("in fewer cases") {
            narrower += 1;
            assert_eq!(gained, 0, "seed {seed}: {old} and {new}: {message}");
        }
        // Old answers pass exactly where nobody is asked less, and nobody must answer who was not asked.
        let refuses = lost > 0 || (required && gained > 0);
        if refuses {
            assert_eq!(change.validates, Validates::No, "seed {seed}: {old} and {new}, required: {required}");
        }
        if change.validates == Validates::Yes {
            assert!(!refuses, "seed {seed}: {old} and {new}");
        }
        if let Some(witness) = &change.witness {
            witnesses += 1;
            let failures = comparison.replay.failures(witness);
            let at: Vec<String> = failures.iter().map(|failure| failure.path.pointer()).collect();
            assert_eq!(at, ["/answers/target"], "seed {seed}: {witness}");
        }
    }
    assert!(wider > 10 && narrower > 10 && witnesses > 80, "{wider} {narrower} {witnesses}");
}
