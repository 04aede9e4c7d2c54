//! Columns whose words are too far from the form, such as those of an old edition that asked in other words. An export mostly follows
//! the order of its form, and the cells of a closed question are its options. The two together say what such a column may be.

use crate::mapping::{Becomes, ColumnPlan};
use crate::mask::Compared;
use crate::options::{Options, Sign};
use crate::sheet::Cell;
use crate::target::{Takes, Target};
use canevas_model::AnswerShape;
use canevas_project::FormCopy;

/// The most comparisons. Beyond that, a person finds the columns faster than a machine compares them.
const MOST: usize = 100_000;
/// How many cells of a column are looked at.
const CELLS: usize = 50;
/// How similar a text must be, with what the cells say, to count.
const LEAST: f64 = 0.2;
/// What it counts that all cells are options of a question, or that they are yes and no.
const OPTIONS: f64 = 0.5;
const YES_NO: f64 = 0.15;
/// What it counts against a closed question that hardly any cell is an option.
const NO_OPTIONS: f64 = -0.3;
/// What a column counts that has its place already.
const KNOWN: f64 = 2.0;

/// A column, in the order of the export.
pub struct OrderedColumn<'c> {
    /// Its head.
    pub text: Compared,
    /// Its cells.
    pub cells: Vec<&'c Cell>,
    /// The place that it has already.
    pub has: Option<usize>,
    /// Whether it may get one.
    pub is_open: bool,
}

/// Places for open columns, with the reason.
pub fn in_order(targets: &[Target<'_>], blank: &FormCopy<'_>, columns: &[OrderedColumn<'_>]) -> Vec<(usize, usize, String)> {
    let open = columns.iter().filter(|column| column.is_open).count();
    if open == 0 || open * targets.len() > MOST {
        return Vec::new();
    }
    let all: Vec<&OrderedColumn<'_>> = columns.iter().collect();
    let options: Vec<Option<Options>> = targets.iter().map(|target| closed(blank, target)).collect();
    let scores: Vec<Vec<f64>> = all
        .iter()
        .map(|column| (0..targets.len()).map(|at| score(column, at, &targets[at], options[at].as_ref())).collect())
        .collect();
    let mut found: Vec<Option<usize>> = best_order(&scores, targets.len());
    for (at, column) in columns.iter().enumerate() {
        if !column.is_open {
            found[at] = column.has;
        }
    }
    let mut out: Vec<(usize, usize, String)> = Vec::new();
    for (at, target) in found.iter().enumerate().filter(|(at, _)| columns[*at].is_open) {
        if let Some(target) = target {
            let why = if scores[at][*target] >= OPTIONS && options[*target].is_some() {
                "its cells are options of this question"
            } else {
                "similar words in the order of the form"
            };
            out.push((at, *target, why.to_owned()));
        }
    }
    out.extend(between(targets, columns, &found));
    out
}

fn closed(blank: &FormCopy<'_>, target: &Target<'_>) -> Option<Options> {
    let has_options = match target.takes {
        Takes::Value { shape, .. } => *shape == AnswerShape::YesNo || !shape.choices().is_empty(),
        Takes::Country | Takes::Text => false,
    };
    let plan = ColumnPlan {
        head: String::new(),
        nth: 0,
        becomes: Becomes::Unknown,
        dates: None,
        decimals: None,
        options: Vec::new(),
        why: None,
    };
    has_options.then(|| Options::new(blank, target.takes, &plan))
}

/// How well a column fits a place, from below 0 to above 1.
fn score(column: &OrderedColumn<'_>, at: usize, target: &Target<'_>, options: Option<&Options>) -> f64 {
    if let Some(has) = column.has {
        return if has == at { KNOWN } else { 0.0 };
    }
    // The fields of rows that were added, and texts beside options, are called by their own words or by nothing.
    let is_main = target.path.answer().is_none_or(|path| path.index().is_none() && path.companion_field().is_none());
    if !column.is_open || !is_main || matches!(target.takes, Takes::Country) {
        return 0.0;
    }
    let likeness = target.texts.iter().map(|text| column.text.likeness(&text.text)).fold(0.0, f64::max);
    let Some(options) = options else { return likeness };
    let cells: Vec<&Cell> = column.cells.iter().take(CELLS).copied().collect();
    let sign = options.sign_of(&cells, Sign::Semicolon);
    let fit = cells.iter().filter(|cell| {
        let picked = options.many(&cell.to_string(), sign);
        // A text beside an option says nothing of the question.
        picked.codes.len() > usize::from(picked.beside.is_some()) && picked.left.is_none()
    });
    let fit = fit.count();
    let is_yes_no = matches!(target.takes, Takes::Value { shape: AnswerShape::YesNo, .. });
    likeness
        + match (fit == cells.len() && fit > 0, 2 * fit < cells.len()) {
            (true, _) => if is_yes_no { YES_NO } else { OPTIONS },
            (false, true) => NO_OPTIONS,
            (false, false) => 0.0,
        }
}

/// The places of columns with the highest sum of scores, where both stand in the same order.
fn best_order(scores: &[Vec<f64>], targets: usize) -> Vec<Option<usize>> {
    let mut sums = vec![vec![0.0_f64; targets + 1]; scores.len() + 1];
    for (i, row) in scores.iter().enumerate() {
        for (j, score) in row.iter().enumerate() {
            let pair = if *score >= LEAST { sums[i][j] + score } else { f64::MIN };
            sums[i + 1][j + 1] = pair.max(sums[i][j + 1]).max(sums[i + 1][j]);
        }
    }
    let mut out = vec![None; scores.len()];
    let (mut i, mut j) = (scores.len(), targets);
    while i > 0 && j > 0 {
        if sums[i][j] <= sums[i][j - 1] {
            j -= 1;
        } else if sums[i][j] <= sums[i - 1][j] {
            i -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            out[i] = Some(j);
        }
    }
    out
}

/// Runs of columns without a place between two that have one, where the form has as many questions without a column there.
fn between(targets: &[Target<'_>], columns: &[OrderedColumn<'_>], found: &[Option<usize>]) -> Vec<(usize, usize, String)> {
    let question = |target: usize| targets[target].path.answer().map(canevas_responses::AnswerPath::question_id);
    let has_column = |target: usize| found.iter().flatten().any(|known| question(*known) == question(target));
    // The first place of each question: the question itself.
    let heads: Vec<usize> = (0..targets.len())
        .filter(|at| question(*at).is_some() && (*at == 0 || question(*at) != question(at - 1)))
        .collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        if !columns[at].is_open || found[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..columns.len()).find(|end| !columns[*end].is_open || found[*end].is_some()).unwrap_or(columns.len());
        let before = found[..at].iter().rev().flatten().next();
        let after = found.get(end).copied().flatten();
        let is_inside = |target: &usize| {
            before.is_some_and(|before| target > before) && after.map_or(end == columns.len(), |after| *target < after)
        };
        let free: Vec<usize> = heads.iter().copied().filter(is_inside).filter(|target| !has_column(*target)).collect();
        if free.len() == end - at {
            let why = "by its place among the columns alone";
            out.extend(free.into_iter().enumerate().map(|(nth, target)| (at + nth, target, why.to_owned())));
        }
        at = end;
    }
    out
}
