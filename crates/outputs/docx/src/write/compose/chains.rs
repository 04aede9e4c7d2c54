//! Lines that stay on one page: a heading, a question, its help, its example and the first place to answer. Such a chain moves to
//! the next page as a whole. So a long one may leave half a page empty. Its help, which is only read, may then end a page.

use crate::columns::{self, TEXT_WIDTH};
use crate::doc::{Block, Keep, Paragraph, Style, Table, TableRow, TableRows};

/// The most lines of a chain that stays whole: a third of a page.
const LONGEST: u32 = 17;
/// Lines of help that stay together at its start and at its end.
const TOGETHER: u32 = 2;
/// How much narrower help is than the page.
const MARGIN: u32 = 1000;

/// Lets a page end in the help of each chain that is longer than a third of a page: in last year's answer, and if that is not
/// enough, in the example.
pub(super) fn loosen(blocks: &mut [Block]) {
    let mut start = 0;
    while start < blocks.len() {
        let more = blocks[start..].iter().take_while(|block| stays(block)).count();
        let end = (start + more + 1).min(blocks.len());
        for kind in [Help::LastYear, Help::Example] {
            if longest(&blocks[start..end]) > LONGEST {
                free(&mut blocks[start..end], kind);
            }
        }
        start = end;
    }
}

/// What is only read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Help {
    LastYear,
    Example,
}

/// Which help a block is.
fn help_of(block: &Block) -> Option<Help> {
    match block {
        Block::Paragraph(paragraph) if paragraph.style == Style::LastYear => Some(Help::LastYear),
        Block::Paragraph(paragraph) if matches!(paragraph.style, Style::Example | Style::ExampleBullet) => {
            Some(Help::Example)
        }
        Block::Paragraph(_) | Block::Table(_) => None,
    }
}

/// Whether a block stays on the page of the next one.
fn stays(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => match paragraph.keep {
            Keep::AsStyle => paragraph.style.stays_with_next(),
            Keep::Next => true,
            Keep::Free => false,
        },
        Block::Table(_) => false,
    }
}

/// The lines of the longest part of a chain in which no page may end.
fn longest(chain: &[Block]) -> u32 {
    let (mut most, mut sum) = (0, 0);
    for block in chain {
        sum += lines(block);
        most = most.max(sum);
        if !stays(block) {
            sum = 0;
        }
    }
    most
}

/// Lets a page end in the runs of lines of one kind of help.
fn free(chain: &mut [Block], kind: Help) {
    let mut start = 0;
    while start < chain.len() {
        let count = chain[start..].iter().take_while(|block| help_of(block) == Some(kind)).count();
        let run = &mut chain[start..start + count];
        let heights: Vec<u32> = run.iter().map(lines).collect();
        let all: u32 = heights.iter().sum();
        let mut before = 0;
        for (block, height) in run.iter_mut().zip(heights) {
            before += height;
            if let Block::Paragraph(paragraph) = block
                && before >= TOGETHER
                && all >= before + TOGETHER
            {
                paragraph.keep = Keep::Free;
            }
        }
        start += count.max(1);
    }
}

/// About how many lines high a block is. Of a table only the rows count that stay with its head.
fn lines(block: &Block) -> u32 {
    match block {
        Block::Paragraph(paragraph) => {
            columns::lines(std::slice::from_ref(paragraph), TEXT_WIDTH - MARGIN) + room(paragraph.style)
        }
        Block::Table(table) => table_lines(table),
    }
}

/// The lines of space around a paragraph.
fn room(style: Style) -> u32 {
    let is_one_of = |styles: &[Style]| styles.contains(&style);
    if is_one_of(&[Style::Heading1, Style::AnswerLong, Style::Remarks]) {
        3
    } else if style == Style::Heading2 {
        2
    } else {
        let some = [Style::Question, Style::QuestionIf, Style::Condition, Style::FieldLabel, Style::Answer];
        u32::from(is_one_of(&some))
    }
}

fn table_lines(table: &Table) -> u32 {
    let widths = columns::widths(&table.columns, TEXT_WIDTH);
    let height =
        |row: &TableRow| row.iter().zip(&widths).map(|(cell, width)| columns::lines(cell, *width)).max().unwrap_or(1);
    let rows: Vec<&TableRow> = match &table.rows {
        TableRows::Fixed(rows) => rows.iter().collect(),
        TableRows::Repeating { items, .. } => items.iter().flatten().collect(),
    };
    let is_kept = |row: &&&TableRow| row.iter().flatten().all(|line: &Paragraph| line.keep == Keep::Next);
    let kept = rows.iter().take_while(is_kept).count();
    let first = rows.iter().take(kept + 1).map(|row| height(row)).sum::<u32>();
    if table.header.is_empty() { first } else { height(&table.header) + first }
}
