//! Columns whose words are too far from the form, such as those of an old edition that asked in other words. An export mostly follows
//! the order of its form, and the cells of a closed question are its options. The two together say what such a column may be.

use crate::mapping::{Becomes, ColumnPlan};
use crate::mask::Compared;
use crate::options::{Options, Sign};
use crate::sheet::Cell;
use crate::target::{Takes, Target};
use canevas_model::AnswerShape;
use canevas_project::FormCopy;
use canevas_responses::AnswerPath;
use std::collections::BTreeMap;

/// The most comparisons. Beyond that, a person finds the columns faster than a machine compares them.
const MOST: usize = 100_000;
/// How many cells of a column are looked at.
const CELLS: usize = 50;
/// How similar a text must be, with what the cells say, to count.
const LEAST: f64 = 0.2;
/// How well a column must fit one question to have it in whatever order, and by how much better than any other.
const CLEAR: f64 = 0.4;
const CLEARLY: f64 = 0.1;
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

/// A place that a column may have.
pub struct OrderedPlace {
    /// The column.
    pub column: usize,
    /// The place.
    pub target: usize,
    /// The language of the text that is most similar, by its place among those of the form.
    pub language: usize,
    /// Why, in words.
    pub why: &'static str,
}

/// How well a column fits a place.
#[derive(Clone, Copy)]
struct Score {
    /// From below 0 to above 1.
    sum: f64,
    /// The language of the text that is most similar.
    language: usize,
    /// Whether its cells are the options of the place.
    options: bool,
}

/// Places for open columns.
pub fn in_order(targets: &[Target<'_>], blank: &FormCopy<'_>, columns: &[OrderedColumn<'_>]) -> Vec<OrderedPlace> {
    let open = columns.iter().filter(|column| column.is_open).count();
    if open == 0 || open * targets.len() > MOST {
        return Vec::new();
    }
    let options: Vec<Option<Options>> = targets.iter().map(|target| closed(blank, target)).collect();
    let mut scores: Vec<Vec<Score>> = columns
        .iter()
        .map(|column| (0..targets.len()).map(|at| score(column, at, &targets[at], options[at].as_ref())).collect())
        .collect();
    let mut out: Vec<OrderedPlace> = Vec::new();
    let place = |column: usize, target: usize, score: Score, why: &'static str| {
        let why = if score.options { "its cells are options of this question" } else { why };
        OrderedPlace { column, target, language: score.language, why }
    };
    // A column that fits one question much better than any other has that, in whatever order.
    let mut found: Vec<Option<usize>> = columns.iter().map(|column| column.has).collect();
    for column in 0..columns.len() {
        if let Some(target) = clear(&scores[column], targets).filter(|target| !found.contains(&Some(*target)))
            && columns[column].is_open
        {
            out.push(place(column, target, scores[column][target], "it has similar words"));
            found[column] = Some(target);
            let known = |at: usize| Score { sum: if at == target { KNOWN } else { 0.0 }, language: 0, options: false };
            scores[column] = (0..targets.len()).map(known).collect();
        }
    }
    for (column, target) in best_order(&scores, targets.len()).into_iter().enumerate() {
        let is_free = columns[column].is_open && found[column].is_none();
        let Some(target) = target.filter(|target| is_free && !found.contains(&Some(*target))) else { continue };
        out.push(place(
            column,
            target,
            scores[column][target],
            "it has similar words, and stands in the order of the form",
        ));
        found[column] = Some(target);
    }
    let language = main_language(&out);
    out.extend(between(targets, columns, &found, language));
    out
}

/// The language of most places.
fn main_language(places: &[OrderedPlace]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(place.language).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(0, |(language, _)| language)
}

/// The place that fits much better than those of any other question.
fn clear(scores: &[Score], targets: &[Target<'_>]) -> Option<usize> {
    let (best, score) = scores.iter().enumerate().max_by(|(_, a), (_, b)| a.sum.total_cmp(&b.sum))?;
    let question = |target: usize| targets[target].path.answer().map(AnswerPath::question_id);
    let others = scores.iter().enumerate().filter(|(at, _)| question(*at) != question(best));
    let next = others.map(|(_, score)| score.sum).fold(0.0, f64::max);
    (score.sum >= CLEAR && score.sum - next >= CLEARLY).then_some(best)
}

fn closed(blank: &FormCopy<'_>, target: &Target<'_>) -> Option<Options> {
    let has_options = match target.takes {
        Takes::Value { shape, .. } => *shape == AnswerShape::YesNo || !shape.choices().is_empty(),
        Takes::Respondent | Takes::Text => false,
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

fn score(column: &OrderedColumn<'_>, at: usize, target: &Target<'_>, options: Option<&Options>) -> Score {
    let plain = |sum: f64| Score { sum, language: 0, options: false };
    if let Some(has) = column.has {
        return plain(if has == at { KNOWN } else { 0.0 });
    }
    // The fields of rows that were added, and texts beside options, are called by their own words or by nothing.
    let is_main = target.path.answer().is_none_or(|path| path.index().is_none() && path.companion_field().is_none());
    if !column.is_open || !is_main || matches!(target.takes, Takes::Respondent) {
        return plain(0.0);
    }
    let likenesses = target.texts.iter().map(|text| (column.text.likeness(&text.text), text.language));
    let (likeness, language) = likenesses.fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best });
    let Some(options) = options else { return Score { sum: likeness, language, options: false } };
    let cells: Vec<&Cell> = column.cells.iter().take(CELLS).copied().collect();
    let sign = options.sign_of(&cells, Sign::Semicolon);
    let fit = cells.iter().filter(|cell| {
        let picked = options.many(&cell.to_string(), sign);
        // A text beside an option says nothing of the question.
        picked.codes.len() > usize::from(picked.beside.is_some()) && picked.left.is_none()
    });
    let fit = fit.count();
    let is_yes_no = matches!(target.takes, Takes::Value { shape: AnswerShape::YesNo, .. });
    let (all, few) = (fit == cells.len() && fit > 0, 2 * fit < cells.len());
    let extra = match (all, few) {
        (true, _) if is_yes_no => YES_NO,
        (true, _) => OPTIONS,
        (false, true) => NO_OPTIONS,
        (false, false) => 0.0,
    };
    Score { sum: likeness + extra, language, options: all }
}

/// The places of columns with the highest sum of scores, where both stand in the same order.
fn best_order(scores: &[Vec<Score>], targets: usize) -> Vec<Option<usize>> {
    let mut sums = vec![vec![0.0_f64; targets + 1]; scores.len() + 1];
    for (i, row) in scores.iter().enumerate() {
        for (j, score) in row.iter().enumerate() {
            let pair = if score.sum >= LEAST { sums[i][j] + score.sum } else { f64::MIN };
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
fn between(
    targets: &[Target<'_>],
    columns: &[OrderedColumn<'_>],
    found: &[Option<usize>],
    language: usize,
) -> Vec<OrderedPlace> {
    let question = |target: usize| targets[target].path.answer().map(AnswerPath::question_id);
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
        let end =
            (at..columns.len()).find(|end| !columns[*end].is_open || found[*end].is_some()).unwrap_or(columns.len());
        let before = found[..at].iter().rev().flatten().next();
        let after = found.get(end).copied().flatten();
        let is_inside = |target: &usize| {
            before.is_some_and(|before| target > before) && after.map_or(end == columns.len(), |after| *target < after)
        };
        let free: Vec<usize> = heads.iter().copied().filter(is_inside).filter(|target| !has_column(*target)).collect();
        if free.len() == end - at {
            let why = "it stands between the same questions";
            out.extend(free.into_iter().enumerate().map(|(nth, target)| OrderedPlace {
                column: at + nth,
                target,
                language,
                why,
            }));
        }
        at = end;
    }
    out
}
