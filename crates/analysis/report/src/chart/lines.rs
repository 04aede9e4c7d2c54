//! Shares over editions: a line for each answer, with its name at its end. A line stops where its series breaks, and where an edition
//! has no answers. Here alone it is decided what stands where; who prints a drawing only prints.

use canevas_docx::drawing::{Drawing, Held, MarkForm, Shape};

/// The shares of one answer, in whole per cent, edition by edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The answer.
    pub name: String,
    /// Its shares; none where there is nothing to take a share of.
    pub values: Vec<Option<usize>>,
}

/// What a chart of lines shows.
pub struct LineChart<'c> {
    /// The editions, the earliest first.
    pub editions: &'c [&'c str],
    /// The lines.
    pub lines: &'c [Line],
    /// Whether the series breaks after each edition but the last.
    pub is_broken: &'c [bool],
    /// What stands at a break.
    pub break_word: &'c str,
    /// A share in words.
    pub percent: &'c dyn Fn(usize) -> String,
    /// Whether time runs from right to left, as the language does.
    pub is_right_to_left: bool,
}

const WIDTH: i32 = 480;
const TOP: i32 = 24;
const PLOT: i32 = 200;
const HEIGHT: i32 = TOP + PLOT + 36;
/// Between the axis and the edge of the drawing.
const EDGE: i32 = 44;
/// The room for the names of the lines.
const NAMES: i32 = 170;
/// The least height between two names.
const STEP: i32 = 15;
/// The letters of a name for which there is room.
const LONGEST: usize = 26;
const DASHES: [&[u32]; 4] = [&[], &[7, 3], &[2, 3], &[9, 3, 2, 3]];

/// Draws a chart.
pub fn line_chart(chart: &LineChart<'_>) -> Drawing {
    let mut shapes = Vec::new();
    let at = Positions { count: chart.editions.len(), is_right_to_left: chart.is_right_to_left };
    for percent in [0, 50, 100] {
        let y = height_of(percent);
        shapes.push(line(vec![(at.side(EDGE), y), (at.side(WIDTH - NAMES), y)], 5, &[]));
        let held = if chart.is_right_to_left { Held::Left } else { Held::Right };
        shapes.push(text((at.side(EDGE - 6), y + 4), held, (chart.percent)(percent), true));
    }
    for (index, edition) in chart.editions.iter().enumerate() {
        shapes.push(text((at.x(index), TOP + PLOT + 20), Held::Middle, (*edition).to_owned(), false));
    }
    for (index, _) in chart.is_broken.iter().enumerate().filter(|(_, is_broken)| **is_broken) {
        let x = i32::midpoint(at.x(index), at.x(index + 1));
        shapes.push(line(vec![(x, TOP - 4), (x, TOP + PLOT)], 10, &[3, 3]));
        shapes.push(text((x, TOP - 10), Held::Middle, chart.break_word.to_owned(), true));
    }
    for (index, line) in chart.lines.iter().enumerate() {
        draw(&mut shapes, line, index, &at, chart.is_broken);
    }
    names(&mut shapes, chart, &at);
    Drawing { width: WIDTH, height: HEIGHT, shapes }
}

fn line(points: Vec<(i32, i32)>, tenths: u32, dash: &'static [u32]) -> Shape {
    Shape::Line { points, tenths, dash }
}

fn text(at: (i32, i32), held: Held, text: String, is_soft: bool) -> Shape {
    Shape::Text { at, held, text, is_soft }
}

/// The mark of a line.
fn mark(at: (i32, i32), index: usize) -> Shape {
    let forms = MarkForm::ALL.len();
    Shape::Mark { at, form: MarkForm::ALL[index % forms], is_hollow: index / forms % 2 == 1 }
}

/// Where things are.
struct Positions {
    count: usize,
    is_right_to_left: bool,
}

impl Positions {
    fn x(&self, index: usize) -> i32 {
        let (first, last) = (EDGE + 24, WIDTH - NAMES - 24);
        let steps = i32::try_from(self.count.saturating_sub(1)).unwrap_or(1).max(1);
        let index = i32::try_from(index).unwrap_or(0);
        self.side(first + (last - first) * index / steps)
    }

    /// A place counted from the side at which reading starts.
    fn side(&self, x: i32) -> i32 {
        if self.is_right_to_left { WIDTH - x } else { x }
    }
}

/// How far down a share stands.
fn height_of(percent: usize) -> i32 {
    TOP + PLOT - PLOT * i32::try_from(percent.min(100)).unwrap_or(0) / 100
}

/// Draws a line in parts: each is a run of editions with figures and without a break.
fn draw(shapes: &mut Vec<Shape>, line: &Line, index: usize, at: &Positions, is_broken: &[bool]) {
    let mut part: Vec<(i32, i32)> = Vec::new();
    let dash = DASHES[index / 4 % DASHES.len()];
    for (edition, value) in line.values.iter().enumerate() {
        match value {
            Some(percent) => part.push((at.x(edition), height_of(*percent))),
            None => end(shapes, &mut part, index, dash),
        }
        if is_broken.get(edition) == Some(&true) {
            end(shapes, &mut part, index, dash);
        }
    }
    end(shapes, &mut part, index, dash);
}

fn end(shapes: &mut Vec<Shape>, part: &mut Vec<(i32, i32)>, index: usize, dash: &'static [u32]) {
    if part.len() > 1 {
        shapes.push(line(part.clone(), 20, dash));
    }
    shapes.extend(part.drain(..).map(|at| mark(at, index)));
}

/// The name of each line at its last figure, with that figure. Names never lie over one another.
fn names(shapes: &mut Vec<Shape>, chart: &LineChart<'_>, at: &Positions) {
    let last = |line: &Line| line.values.last().copied().flatten();
    let mut named: Vec<(i32, usize, String)> = chart
        .lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let percent = last(line)?;
            Some((height_of(percent), index, format!("{} {}", (chart.percent)(percent), shortened(&line.name))))
        })
        .collect();
    named.sort();
    let mut above = i32::MIN / 2;
    let lowest = TOP + PLOT;
    let count = i32::try_from(named.len()).unwrap_or(0);
    let held = if chart.is_right_to_left { Held::Right } else { Held::Left };
    for (place, (y, index, name)) in (0..).zip(named) {
        // What follows needs room too.
        let y = y.max(above + STEP).min(lowest - STEP * (count - 1 - place));
        above = y;
        let x = at.x(chart.editions.len().saturating_sub(1));
        let aside = if chart.is_right_to_left { -1 } else { 1 };
        shapes.push(mark((x + aside * 18, y), index));
        shapes.push(text((x + aside * 28, y + 4), held, name, false));
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let short: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", short.trim_end())
}
