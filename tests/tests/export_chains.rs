//! Chains of editions with removed options, renamed and retyped questions, and returns to each of them: an export loses no value and
//! shifts no cell. What the tables should hold is worked out from the returns alone. `CANEVAS_CASES` sets how many chains are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_operations::diagnostics::Level;
use canevas_operations::files::MemoryFiles;
use canevas_operations::{
    EditionFindings, ExportFormats, ExportPlace, ExportRequest, Outputs, Project, Refusal, export,
};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::generate::generate;
use canevas_tests::random::Random;
use serde_json::Value;
use serde_yaml::Value as Yaml;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Write};
use std::sync::{Arc, Mutex};

const EDITIONS: [&str; 3] = ["2022-2023", "2023-2024", "2024-2025"];
const RETURNS: usize = 8;

/// An edition of a chain.
struct Edition {
    form: String,
    changes: Option<String>,
    /// What each question is, by its id: the same number in each edition.
    identity: BTreeMap<String, usize>,
}

#[test]
fn nothing_is_lost_or_shifted() {
    let chains = std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(30);
    let (mut changed, mut seen) = (0, 0);
    for seed in 0..chains {
        let mut random = Random::new(seed + 7000);
        let editions = chain(&mut random);
        changed += editions.iter().filter(|edition| edition.changes.is_some()).count();
        seen += hold(&mut random, &editions, seed);
    }
    println!("{changed} editions rename something, {seen} simple answers");
    assert!(changed as u64 > chains / 4 && seen as u64 > chains * 10);
}

/// Three editions, each a change of the one before.
fn chain(random: &mut Random) -> Vec<Edition> {
    let mut first: Yaml = serde_yaml::from_str(&generate(random).form).unwrap();
    // An export does not read conditions and rules, and random ones contradict each other.
    without_conditions(&mut first);
    let form = serde_yaml::to_string(&first).unwrap();
    let identity = ids(&first).into_iter().enumerate().map(|(number, id)| (id, number)).collect();
    let mut editions = vec![Edition { form, changes: None, identity }];
    for (index, name) in EDITIONS.iter().enumerate().skip(1) {
        let before = editions.last().unwrap();
        let mut tree: Yaml = serde_yaml::from_str(&before.form).unwrap();
        let mut identity = before.identity.clone();
        tree["edition"] = (*name).into();
        let mut renamed = Vec::new();
        for _ in 0..random.between(1, 4) {
            change(random, &mut tree, &mut identity, &mut renamed, index);
        }
        let form = serde_yaml::to_string(&tree).unwrap();
        let lines: String =
            renamed.iter().map(|(old, new)| format!("  - {{ new: {new}, old: {old}, relation: renamed }}\n")).collect();
        let head = format!("from: {{ edition: {} }}\n", EDITIONS[index - 1]);
        let changes = (!lines.is_empty()).then(|| format!("{head}was:\n{lines}"));
        if Compiled::new(&form, None).is_ok() {
            editions.push(Edition { form, changes, identity });
        } else {
            let form = before.form.replace(EDITIONS[index - 1], name);
            let identity = before.identity.clone();
            editions.push(Edition { form, changes: None, identity });
        }
    }
    editions
}

fn without_conditions(tree: &mut Yaml) {
    match tree {
        Yaml::Mapping(members) => {
            members.remove("show_if");
            members.remove("must");
            members.values_mut().for_each(without_conditions);
        }
        Yaml::Sequence(items) => items.iter_mut().for_each(without_conditions),
        _ => {}
    }
}

/// The questions of a definition.
fn questions(tree: &mut Yaml) -> Vec<&mut Yaml> {
    let mut out = Vec::new();
    for section in tree["sections"].as_sequence_mut().unwrap() {
        for item in section["questions"].as_sequence_mut().unwrap() {
            if item.get("heading").is_some() {
                out.extend(item["questions"].as_sequence_mut().unwrap().iter_mut());
            } else {
                out.push(item);
            }
        }
    }
    out
}

fn ids(tree: &Yaml) -> Vec<String> {
    let mut tree = tree.clone();
    questions(&mut tree).iter().map(|question| question["id"].as_str().unwrap().to_owned()).collect()
}

/// Renames or retypes a question, or takes an option away.
fn change(
    random: &mut Random,
    tree: &mut Yaml,
    identity: &mut BTreeMap<String, usize>,
    renamed: &mut Vec<(String, String)>,
    edition: usize,
) {
    let mut free = questions(tree);
    if free.is_empty() {
        return;
    }
    let at = random.below(free.len());
    let question = &mut *free[at];
    let id = question["id"].as_str().unwrap().to_owned();
    match random.below(4) {
        0 | 1 => {
            let new = format!("{id}_in_{edition}");
            // What was renamed in this step already keeps its new id.
            if renamed.iter().any(|(_, known)| *known == id) {
                return;
            }
            question["id"] = new.as_str().into();
            let number = identity.remove(&id).unwrap();
            identity.insert(new.clone(), number);
            renamed.push((id, new));
        }
        2 => {
            let kind = *random.pick(&["text", "integer", "yes_no", "date", "long_text"]);
            *question = serde_yaml::from_str(&format!("{{ id: {id}, type: {kind}, ask: What is it? }}")).unwrap();
        }
        _ => {
            if let Some(choices) = question.get_mut("choices").and_then(Yaml::as_mapping_mut)
                && choices.len() > 2
            {
                let last = choices.keys().last().unwrap().clone();
                choices.remove(&last);
            }
        }
    }
}

/// Exports returns to the editions, and holds the tables against them. Returns how many simple answers were found.
fn hold(random: &mut Random, editions: &[Edition], seed: u64) -> usize {
    let mut files = MemoryFiles::default();
    let (mut lines, mut given) = (String::new(), Vec::new());
    for (edition, name) in editions.iter().zip(EDITIONS) {
        files.write(format!("a/{name}/form.yaml"), edition.form.as_str());
        if let Some(changes) = &edition.changes {
            files.write(format!("a/{name}/changes.yaml"), changes.as_str());
        }
        let compiled = Compiled::new(&edition.form, None).unwrap();
        for _ in 0..RETURNS {
            let json = fill(random, &compiled.copy());
            lines.extend([json.to_string().as_str(), "\n"]);
            given.push(json);
        }
    }
    let told =
        || editions.iter().map(|edition| format!("{}\n{:?}\n---\n", edition.form, edition.changes)).collect::<String>();
    let request = ExportRequest {
        form: format!("a/{}", EDITIONS[2]),
        lines: vec!["lines".to_owned()],
        personal: true,
        formats: ExportFormats { csv: true, ..ExportFormats::default() },
        today: "2025-06-30".to_owned(),
        ..ExportRequest::default()
    };
    let mut place = Place { lines, files: Arc::default() };
    let outcome = export(&Project::new(files), &request, &mut place);
    let outcome = outcome.unwrap_or_else(|refusal| match refusal {
        Refusal::Before(found) => panic!("seed {seed}: {:?}\n{}", denying(&found), told()),
        other => panic!("seed {seed}: {:?}\n{}", other.conclusion(), told()),
    });
    let files = place.files.lock().unwrap();
    let is_table = |name: &str| name.starts_with("csv/") && name.ends_with(".csv");
    let tables: BTreeMap<String, Vec<BTreeMap<String, String>>> =
        files.iter().filter(|(name, _)| is_table(name)).map(|(name, bytes)| (name.clone(), rows(bytes))).collect();
    for (number, json) in (1..).zip(&given) {
        let name = format!("lines:{number}");
        // A return whose head is wrong is named.
        if outcome.text().contains(&format!("{name}: left out: ")) {
            continue;
        }
        let mut expected = Vec::new();
        for part in ["answers", "facts", "unread"] {
            if let Some(held) = json.get(part) {
                leaves(held, &mut expected);
            }
        }
        // The country is a key of every row.
        let country = json["facts"]["country"].as_str().unwrap();
        expected.remove(expected.iter().position(|leaf| leaf == country).unwrap());
        let mut found = Vec::new();
        for row in tables.values().flatten().filter(|row| row["return"] == name) {
            cells(row, &mut found);
        }
        // Codes of several options stand in one cell.
        let parted = |all: Vec<String>| {
            let mut parts: Vec<String> = all
                .iter()
                .flat_map(|text| text.split(';'))
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect();
            parts.sort();
            parts
        };
        let (expected, found) = (parted(expected), parted(found));
        assert_eq!(expected, found, "seed {seed}, {name}: {json:#}\n{}\n{}", outcome.text(), told());
    }
    columns(editions, &given, &tables, seed)
}

fn denying(found: &EditionFindings) -> Vec<&str> {
    let denying = found.findings.iter().filter(|finding| finding.level == Level::Deny);
    denying.map(|finding| finding.message.as_str()).collect()
}

/// Each simple answer stands in the column of its question, and in no other one.
fn columns(
    editions: &[Edition],
    given: &[Value],
    tables: &BTreeMap<String, Vec<BTreeMap<String, String>>>,
    seed: u64,
) -> usize {
    // A question is called as the latest edition that asks it calls it.
    let mut newest: BTreeMap<usize, &str> = BTreeMap::new();
    for edition in editions {
        newest.extend(edition.identity.iter().map(|(id, number)| (*number, id.as_str())));
    }
    let mut seen = 0;
    for (number, json) in (1..).zip(given) {
        let Some(at) = EDITIONS.iter().position(|name| json["edition"] == **name) else { continue };
        let found = tables["csv/returns.csv"].iter().find(|row| row["return"] == format!("lines:{number}"));
        let Some(row) = found else { continue };
        for (id, answer) in json["answers"].as_object().unwrap() {
            let Some(identity) = editions[at].identity.get(id) else { continue };
            if answer.is_object() || answer.is_array() {
                continue;
            }
            let mut own = Vec::new();
            leaves(answer, &mut own);
            let names: Vec<&str> =
                (0..=2).filter_map(|at| name_in(&editions[at], *identity)).chain([newest[identity]]).collect();
            let mut here = 0;
            for (column, cell) in row.iter().filter(|(_, cell)| !cell.is_empty()) {
                let is_own = names.iter().any(|name| column == name || column.starts_with(&format!("{name}@")));
                if is_own {
                    assert_eq!([plain(cell)], *own, "seed {seed}, {number}, {column}: {json:#}");
                    here += 1;
                }
            }
            let is_left_out = tables["csv/left_out.csv"]
                .iter()
                .any(|row| row["return"] == format!("lines:{number}") && row["place"] == *id);
            assert_eq!(here, usize::from(!is_left_out && own != [""]), "seed {seed}, {number}, {id}: {json:#}");
            seen += here;
        }
    }
    seen
}

fn name_in(edition: &Edition, identity: usize) -> Option<&str> {
    edition.identity.iter().find(|(_, number)| **number == identity).map(|(id, _)| id.as_str())
}

/// The simple values in a part of a return, as text.
fn leaves(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| leaves(item, out)),
        // The name of a row is a key.
        Value::Object(members) => {
            for (_, value) in members.iter().filter(|(key, _)| *key != "_row") {
                leaves(value, out);
            }
        }
        Value::String(text) => out.push(text.clone()),
        Value::Number(number) => out.push(number.as_f64().unwrap().to_string()),
        Value::Null | Value::Bool(_) => out.push(value.to_string()),
    }
}

/// The values in a row of a table, as text.
fn cells(row: &BTreeMap<String, String>, out: &mut Vec<String>) {
    const KEYS: [&str; 9] = ["edition", "country", "return", "language", "status", "row", "item", "place", "why"];
    let left_out = row.contains_key("why");
    // What the form computes is in no return.
    let is_given = |column: &str| !KEYS.contains(&column) && !column.starts_with("computed/");
    for (_, cell) in row.iter().filter(|(column, _)| is_given(column)) {
        if cell.is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(cell) {
            Ok(value @ (Value::Array(_) | Value::Object(_) | Value::Number(_) | Value::Bool(_) | Value::Null))
                if left_out =>
            {
                leaves(&value, out);
            }
            _ => out.push(plain(cell)),
        }
    }
}

/// A cell without the sign that keeps a spreadsheet from taking it for a formula.
fn plain(cell: &str) -> String {
    let is_safe = cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_safe { cell[1..].to_owned() } else { cell.to_owned() }
}

fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().unwrap().clone();
    let record = |record: csv::Result<csv::StringRecord>| {
        heads.iter().map(str::to_owned).zip(record.unwrap().iter().map(str::to_owned)).collect()
    };
    reader.records().map(record).collect()
}

/// Lines and files in memory.
struct Place {
    lines: String,
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

/// A file in memory.
struct File {
    name: String,
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.files.lock().unwrap().entry(self.name.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Outputs for Place {
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(File { name: name.to_owned(), files: Arc::clone(&self.files) }))
    }
}

impl ExportPlace for Place {
    fn lines(&self, _: &str) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(Box::new(Cursor::new(self.lines.clone())))
    }
}
