//! Random forms and answers, exported as form tools export them and imported again: every cell is accounted for, and every answer that has
//! one reading comes back. What a proposal calls certain is right. Nothing that a file may hold makes the reader panic. `CANEVAS_CASES`
//! looks further.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::Edition;
use canevas_compiler::import::{
    Becomes, ColumnPlan, Head, Imported, Importer, Mapping, Names, RespondentNames, Sheet, Table, Target, TextIndex,
    read_sheets, targets,
};
use canevas_compiler::syntax::import::Confidence;
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_tests::compiled::Compiled;
use canevas_tests::editions::{read_edition, real_folder};
use canevas_tests::fill::fill;
use canevas_tests::form_tool::{Tool, ToolColumn, book, cell, columns, csv, workbook};
use canevas_tests::generate::generate;
use canevas_tests::random::Random;
use canevas_wording::Wording;
use serde_json::{Map, Value};

/// How many columns a repeat has.
const ROWS: usize = 4;

fn cases(usual: u64) -> u64 {
    std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// Labels that hold the signs between options.
fn with_signs(form: &str, random: &mut Random) -> String {
    if random.percent(50) {
        form.replace("choices: { a: A, b: B, c: C }", "choices: { a: 'A; or a', b: 'B, or b', c: 'A; or a, B' }")
    } else {
        form.to_owned()
    }
}

/// A mapping that says what each column is, whatever its head.
fn known_mapping(columns: &[ToolColumn], targets: &[Target<'_>]) -> Mapping {
    let mut plans = vec![plan(
        "Country",
        0,
        target_at(targets, &canevas_responses::FactPath::fact(canevas_responses::FactPath::COUNTRY).into()),
    )];
    for (at, column) in columns.iter().enumerate() {
        let nth = columns[..at].iter().filter(|before| before.head == column.head).count();
        plans.push(plan(&column.head, nth, target_at(targets, &column.path.clone().into())));
    }
    Mapping::new(None, plans)
}

fn target_at(targets: &[Target<'_>], path: &ResponsePath) -> Option<usize> {
    targets.iter().position(|target| target.path == *path)
}

fn plan(head: &str, nth: usize, target: Option<usize>) -> ColumnPlan {
    let becomes = target.map_or(Becomes::Unknown, |target| Becomes::Answers(target, Confidence::Certain));
    ColumnPlan { head: head.to_owned(), nth, becomes, dates: None, decimals: None, options: Vec::new(), why: None }
}

/// The file that a tool writes, as one of its kinds.
fn file(tool: Tool, kind: usize, rows: &[Vec<String>]) -> Vec<u8> {
    match (tool, kind) {
        (Tool::Microsoft, 0) => workbook(rows),
        (Tool::Microsoft, _) => csv(';', rows).into_bytes(),
        (Tool::Google, 0) => csv(',', rows).into_bytes(),
        (Tool::Google, _) => csv('\t', rows).into_bytes(),
    }
}

/// What is read of a file with a mapping.
fn imported(
    copy: &FormCopy<'_>,
    blank: &FormCopy<'_>,
    all: &[Target<'_>],
    mapping: &Mapping,
    sheets: &[Sheet],
) -> Imported {
    let tables: Vec<Table<'_>> = sheets.iter().filter_map(|sheet| Table::new(sheet, &|_| false)).collect();
    let countries = RespondentNames::of(blank, &[]);
    let copies = [copy.clone()];
    let language = &blank.model.source_language;
    Importer { blank, copies: &copies, targets: all, countries: &countries, mapping, language }.import(sheets, &tables)
}

/// How many cells below the heads hold something.
fn cells(sheets: &[Sheet]) -> usize {
    sheets.iter().map(|sheet| sheet.rows.iter().skip(1).map(|row| row.cells.len()).sum::<usize>()).sum()
}

#[test]
fn every_cell_is_accounted_for_and_answers_come_back() {
    let names = Names::new([]);
    let (mut compared, mut wrong) = (0, Vec::new());
    for seed in 0..cases(100) {
        let random = &mut Random::new(seed);
        let generated = generate(random);
        let form = with_signs(&generated.form, random);
        let compiled = Compiled::new(&form, Some(&generated.country)).unwrap();
        let copy = compiled.copy();
        let blank = FormCopy::new(&compiled.model, None, &compiled.catalogues);
        let all = targets(&blank, std::slice::from_ref(&copy), &names);
        let tool = if random.percent(50) { Tool::Microsoft } else { Tool::Google };
        let columns = columns(&copy, tool, ROWS);
        let returned = fill(random, &copy);
        let Some(answers) = returned["answers"].as_object() else { continue };
        let texts: Vec<Option<String>> = columns.iter().map(|column| cell(&copy, tool, column, answers)).collect();
        let row = |of: &dyn Fn(usize) -> String| -> Vec<String> { (0..columns.len()).map(of).collect() };
        let head = [vec!["Country".to_owned()], row(&|at| columns[at].head.clone())].concat();
        let answered = [vec!["CMR".to_owned()], row(&|at| texts[at].clone().unwrap_or_default())].concat();
        let bytes = file(tool, random.below(2), &[head, answered]);
        let sheets = read_sheets("export", &bytes).unwrap();
        let mapping = known_mapping(&columns, &all);
        let imported = imported(&copy, &blank, &all, &mapping, &sheets);
        // Every cell is an answer or in the list.
        assert_eq!(imported.cells, cells(&sheets), "seed {seed}");
        assert!(imported.left.len() <= imported.cells, "seed {seed}");
        let [back] = imported.returns.as_slice() else { panic!("seed {seed}: {} returns", imported.returns.len()) };
        let none = Map::new();
        let read = back.json["answers"].as_object().unwrap_or(&none);
        let taken = columns.iter().zip(&texts).filter(|(_, text)| text.is_some());
        let found = taken.clone().filter(|(column, _)| moved(&columns, &texts, column, read).is_some()).count();
        assert_eq!(found + 1, imported.cells - imported.left.len(), "seed {seed}: {:?}", imported.left);
        for (column, text) in taken {
            // A repeat has no more rows than it takes, and a year has four digits: such cells are listed.
            let is_short_year = text.as_deref().is_some_and(|text| text.len() == 3 && text.starts_with("99"));
            if target_at(&all, &column.path.clone().into()).is_none() || is_short_year {
                continue;
            }
            let was = column.place.find_in(answers);
            let now = moved(&columns, &texts, column, read);
            compared += 1;
            if was != now && !is_same_set(was, now) {
                wrong.push(format!("seed {seed} {}: {text:?}: {was:?} {now:?}", column.place.unread_key()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    assert!(compared > 300, "only {compared} answers were compared");
}

/// The answer at the place of a column. A row of a repeat moves up where the rows before it have no cell.
fn moved<'r>(
    columns: &[ToolColumn],
    texts: &[Option<String>],
    column: &ToolColumn,
    answers: &'r Map<String, Value>,
) -> Option<&'r Value> {
    let Some(index) = column.place.index() else { return column.place.find_in(answers) };
    let has_cell = |index: usize| {
        columns.iter().zip(texts).any(|(other, text)| {
            text.is_some() && other.place.list() == column.place.list() && other.place.index() == Some(index)
        })
    };
    let before = (0..index).filter(|index| has_cell(*index)).count();
    let place = column.place.list().item(before);
    let place = column.place.key_of_field().map_or(place.clone(), |key| place.field_key(&key));
    place.find_in(answers)
}

/// Whether two lists of options are the same options: a return may hold them in another order, or twice.
fn is_same_set(one: Option<&Value>, other: Option<&Value>) -> bool {
    let set = |value: Option<&Value>| -> Option<std::collections::BTreeSet<String>> {
        Some(value?.as_array()?.iter().map(ToString::to_string).collect())
    };
    set(one).is_some() && set(one) == set(other) && !one.is_some_and(|one| one[0].is_object())
        || one.and_then(Value::as_f64).is_some_and(|one| other.and_then(Value::as_f64) == Some(one))
}

/// The heads of a real edition in one of its languages, as a tool writes them for a country; with the place of each.
fn heads<'m>(copy: &'m FormCopy<'m>, language: &'m Language) -> Vec<(String, AnswerPath)> {
    let wording = Wording::new(copy, language);
    let mut out = Vec::new();
    for question in copy.model.questions.iter().filter(|question| question.takes_answer()) {
        let Some(ask) = &question.ask else { continue };
        let path = AnswerPath::question(&question.id);
        match question.for_each {
            None => out.push((wording.plain(ask, None), path)),
            Some(rows) => {
                for row in copy.rows(rows) {
                    let blank = format!("r{}", row.index + 1);
                    out.push((wording.plain(ask, Some(&row)), path.clone().in_row(&blank)));
                }
            }
        }
    }
    out
}

#[test]
fn what_a_proposal_calls_certain_is_right() {
    for edition in ["2021-2022", "2022-2023", "2023-2024"] {
        let edition = Edition::read(&read_edition(&real_folder().join("..").join(edition)));
        let copies = edition.copies();
        let (blank, of_countries) = copies.split_first().unwrap();
        let names = Names::new([]);
        let all = targets(blank, of_countries, &names);
        let index = TextIndex::new(&all, &names);
        for copy in of_countries {
            for language in copy.model.languages() {
                let heads = heads(copy, language);
                let row: Vec<String> = heads.iter().map(|(head, _)| head.clone()).collect();
                let sheets =
                    read_sheets("export", csv(',', &[row.clone(), vec!["x".to_owned(); row.len()]]).as_bytes())
                        .unwrap();
                let tables: Vec<Table<'_>> = sheets.iter().filter_map(|sheet| Table::new(sheet, &|_| false)).collect();
                let mapping = index.propose(&tables, &RespondentNames::of(blank, &[]), blank);
                let mut certain = 0;
                for (at, (text, path)) in heads.iter().enumerate() {
                    let plan = mapping.plan(&tables[0].heads[at]).unwrap();
                    let of = |head: &Head| format!("{} {language}: {}", copy.code.word(), head.text);
                    if let Becomes::Answers(target, Confidence::Certain | Confidence::Likely) = plan.becomes {
                        certain += 1;
                        assert_eq!(all[target].path, path.clone().into(), "{} ({text})", of(&tables[0].heads[at]));
                    }
                }
                assert!(
                    10 * certain >= 9 * heads.len(),
                    "{} {language}: {certain} of {}",
                    copy.code.word(),
                    heads.len()
                );
            }
        }
    }
}

#[test]
fn nothing_in_a_file_makes_the_reader_panic() {
    let texts = [
        "<c r=\"A1\" t=\"s\"><v>99999999999</v></c>",
        "<c r=\"XFD1048576\"><v>1e999</v></c>",
        "<c t=\"e\"><v>#N/A</v></c>",
        "<c r=\"ZZZZZZZZZ9\"><v>1</v></c>",
        "<c r=\"A0\"><v>1</v></c>",
        "<c t=\"d\"><v>2023-99-99</v></c>",
        "<f t=\"shared\" si=\"99999999999\"/>",
        "<row r=\"99999999999\">",
        "</sheetData>",
        "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
        "<mergeCell ref=\"9A\"/>",
        "<c t=\"b\"><v>7</v></c>",
        "<c s=\"4000000000\"><v>45000.99999999</v></c>",
        "&#x0;",
        "<is><t/></is>",
        "<dimension ref=\"A1:ZZZ99999999\"/>",
    ];
    let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:B2\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Country</t></is></c><c r=\"B1\" t=\"str\"><f>1+1</f><v>x</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>";
    for seed in 0..cases(1500) {
        let random = &mut Random::new(seed);
        let mut damaged = sheet.to_owned();
        for _ in 0..random.between(1, 3) {
            let at = random.below(damaged.len() + 1);
            let at = (at..=damaged.len()).find(|at| damaged.is_char_boundary(*at)).unwrap();
            let end = (at + random.below(12)).min(damaged.len());
            let end = (end..=damaged.len()).find(|at| damaged.is_char_boundary(*at)).unwrap();
            damaged.replace_range(at..end, random.pick::<&str>(&texts));
        }
        let mut bytes = book(&damaged);
        if random.percent(30) {
            let at = random.below(bytes.len());
            bytes[at] ^= u8::try_from(random.below(255) + 1).unwrap();
        }
        let _ = read_sheets("export.xlsx", &bytes);
        let mut text = csv(';', &[vec!["a".to_owned(), "é\"".to_owned()], vec!["1\n2".to_owned()]]).into_bytes();
        let at = random.below(text.len());
        text[at] = u8::try_from(random.below(256)).unwrap();
        text.truncate(random.below(text.len()) + 1);
        let _ = read_sheets("export.csv", &text);
    }
}
