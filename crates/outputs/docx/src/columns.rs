//! How wide the columns of a table are: at least as wide as their longest word, and as wide as what they hold wants. Widths
//! are computed from the texts alone, by the letters of [`canevas_wording::paper`].

use crate::doc::{AnswerControl, ControlKind, ControlValue, Inline, Mark, Paragraph, Style};
use canevas_wording::paper::{BOX, CELL, ColumnKind, LONGEST_WORD, text_extent};

/// The layout of a table is chosen for a page in A4, and not for the page of a reference: whoever reads a filled file back does not
/// know that page.
pub use canevas_wording::paper::TEXT_WIDTH;

/// Where the second box of a line stands.
const STOP: u32 = 907;
/// A list with more options than this is not measured option by option.
const MOST_MEASURED: usize = 30;

/// A column of a table: widths in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Narrower, it tears words.
    pub least: u32,
    /// Wider, it gains little.
    pub wanted: u32,
    /// Its share of the space that no column wants.
    pub share: u32,
    /// Whether it gets what it wants before others do: a little more width saves a number or an option a line, where a text
    /// gains little.
    pub firm: bool,
}

impl Column {
    /// A column by its share alone.
    pub fn of_share(share: u32) -> Self {
        Self { least: 0, wanted: 0, share, firm: false }
    }

    /// A column that holds these paragraphs under this head.
    pub fn of<'p>(kind: ColumnKind, head: &[Paragraph], cells: impl Iterator<Item = &'p Paragraph>) -> Self {
        let [narrowest, low, high, of_head, share] = kind.range();
        let (mut least, mut wanted) = (narrowest, low);
        for paragraph in head {
            let (word, line, _) = extent(paragraph);
            least = least.max(word + CELL);
            // A head may have two lines, and help in it three.
            wanted = wanted.max((line / if paragraph.style == Style::TableHint { 3 } else { 2 } + CELL).min(of_head));
        }
        for paragraph in cells {
            let (word, line, _) = extent(paragraph);
            least = least.max(word + CELL);
            wanted = wanted.max((line + CELL).min(high));
        }
        let firm = matches!(kind, ColumnKind::RowNumber | ColumnKind::Short | ColumnKind::Boxes);
        Self { least, wanted: wanted.max(least), share, firm }
    }
}

/// Whether columns stand beside one another without torn words.
pub fn fit(columns: &[Column]) -> bool {
    columns.iter().map(|column| column.least).sum::<u32>() <= TEXT_WIDTH
}

/// The widths of columns that are `all` wide together.
pub fn widths(columns: &[Column], all: u32) -> Vec<u32> {
    let all_wide = u64::from(all);
    let sum = |part: &dyn Fn(&Column) -> u64| columns.iter().map(part).sum::<u64>();
    let gain = |column: &Column| u64::from(column.wanted.saturating_sub(column.least));
    let (least, shares) = (sum(&|column| u64::from(column.least)), sum(&|column| u64::from(column.share)));
    let left = all_wide.saturating_sub(least);
    let firm = sum(&|column| if column.firm { gain(column) } else { 0 });
    let loose = sum(&|column| if column.firm { 0 } else { gain(column) });
    let (for_firm, for_loose) = (left.min(firm), left.saturating_sub(firm).min(loose));
    let over = left - for_firm - for_loose;
    let width = |column: &Column| -> u64 {
        if least > all_wide {
            return u64::from(column.least) * all_wide / least;
        }
        let (part, whole) = if column.firm { (for_firm, firm) } else { (for_loose, loose) };
        let grown = u64::from(column.least) + part * gain(column) / whole.max(1);
        let (share, shares) = if shares == 0 { (1, columns.len() as u64) } else { (u64::from(column.share), shares) };
        grown + over * share / shares.max(1)
    };
    let mut widths: Vec<u32> = columns.iter().map(|column| u32::try_from(width(column)).unwrap_or(all)).collect();
    // What rounding left goes to the last column.
    let rest = all.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

/// How many lines the paragraphs of a cell take in a column.
pub fn lines(cell: &[Paragraph], width: u32) -> u32 {
    let inside = width.saturating_sub(CELL).max(1);
    cell.iter().map(|paragraph| extent(paragraph).2.div_ceil(inside).max(1)).sum()
}

/// The widest part of a paragraph that must not be torn, the widest that should stand on one line, and its whole length. A
/// number and its unit may stand on two lines.
fn extent(paragraph: &Paragraph) -> (u32, u32, u32) {
    let (size, bold) = look(paragraph.style);
    let hanging = if paragraph.style == Style::TableChoice { BOX } else { 0 };
    let (mut word, mut longest, mut line, mut all, mut stops) = (0, 0, 0, 0, false);
    for inline in &paragraph.inlines {
        match inline {
            Inline::Run(run) => {
                let (part, whole) = text_extent(&run.text, size, bold || run.strong || run.mark != Mark::Plain);
                word = word.max(part);
                line += whole;
            }
            Inline::Link { runs, .. } => {
                for run in runs {
                    let (part, whole) = text_extent(&run.text, size, bold || run.strong);
                    word = word.max(part);
                    line += whole;
                }
            }
            Inline::Break => {
                longest = longest.max(line);
                all += line;
                line = 0;
            }
            Inline::Tab => {
                stops = true;
                line = STOP.max(line + BOX / 2);
            }
            Inline::Control(control) => {
                let (part, whole) = control_extent(control, size);
                word = word.max(part);
                if matches!(control.kind, ControlKind::Check) {
                    line += whole;
                } else {
                    // What stands behind a field may stand below it.
                    longest = longest.max(line + whole);
                    all += line + whole;
                    line = 0;
                }
            }
        }
    }
    let whole = longest.max(line);
    // Two boxes that stand at a stop stay on one line.
    let word = if stops { whole } else { (word + hanging).min(LONGEST_WORD) };
    (word, whole, all + line)
}

/// The size of a style's text in half points, and whether it is bold.
fn look(style: Style) -> (u32, bool) {
    match style.id() {
        "TableHead" => (19, true),
        "TableHint" => (17, false),
        "RowLabel" => (20, true),
        _ => (20, false),
    }
}

fn control_extent(control: &AnswerControl, size: u32) -> (u32, u32) {
    if let ControlValue::Words { shown, .. } = &control.value {
        return text_extent(shown, size, false);
    }
    match &control.kind {
        ControlKind::Check => (BOX, BOX),
        ControlKind::Text { prompt, .. } | ControlKind::Date { prompt } => text_extent(prompt, size, false),
        ControlKind::Select { options, prompt } => {
            let labels = options.iter().take(MOST_MEASURED).map(|(_, label)| label.as_str());
            labels
                .chain([prompt.as_str()])
                .map(|text| text_extent(text, size, false))
                .fold((0, 0), |most, next| (most.0.max(next.0), most.1.max(next.1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(style: Style, text: &str) -> Paragraph {
        Paragraph::text(style, text)
    }

    #[test]
    fn a_column_is_never_narrower_than_its_longest_word() {
        let head = [text(Style::TableHead, "Quantity"), text(Style::TableHint, "in millions of euros")];
        let cells = [text(Style::TableCell, "Dichlorodiphenyltrichloroethane")];
        let column = Column::of(ColumnKind::Short, &head, cells.iter());
        let (word, _) = text_extent("Dichlorodiphenyltrichloroethane", 20, false);
        assert_eq!(column.least, word + CELL);
        let without_breaks = text_extent("millions\u{a0}of\u{a0}euros", 20, false).0;
        assert!(text_extent("millions of euros", 20, false).0 < without_breaks);
        assert!(text_extent("漢字漢字", 20, false).0 < text_extent("漢字漢字", 20, false).1);
    }

    #[test]
    fn widths_fill_the_page_whatever_the_columns_want() {
        let narrow = Column { least: 500, wanted: 900, share: 0, firm: true };
        let wide = Column { least: 1400, wanted: 2400, share: 3, firm: false };
        assert_eq!(widths(&[narrow, wide], 9638), [900, 8738]);
        assert_eq!(widths(&[narrow, wide], 2600), [900, 1700], "a number has its width before a text has more");
        assert_eq!(widths(&[narrow, narrow], 2000), [1000, 1000]);
        assert_eq!(widths(&[Column::of_share(3), Column::of_share(7)], 9638), [2891, 6747]);
        for all in [1, 999, 3402, 9638, 31_680] {
            let found = widths(&[narrow, wide, narrow], all);
            assert_eq!(found.iter().sum::<u32>(), all, "{found:?}");
        }
        assert_eq!(widths(&[], 9638), [0_u32; 0]);
    }
}
