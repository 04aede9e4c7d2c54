//! Where something is declared, and where it is named.

use crate::mentions::{self, FileMentions, Mention};
use crate::range::FileRange;
use crate::symbol::Symbol;
use crate::view::View;
use canevas_compiler::Project;

/// Where what stands at a place is declared. A country is declared by its file.
pub fn definition(project: &Project, file: &str, offset: usize) -> Vec<FileRange> {
    let Some((view, symbol)) = symbol_at(project, file, offset) else { return Vec::new() };
    places(&view, &symbol, |mention| mention.is_definition)
}

/// Every place that names what stands at a place, in the order of the files. `with_definition` also lists where it is declared.
pub fn references(project: &Project, file: &str, offset: usize, with_definition: bool) -> Vec<FileRange> {
    let Some((view, symbol)) = symbol_at(project, file, offset) else { return Vec::new() };
    places(&view, &symbol, |mention| with_definition || !mention.is_definition)
}

/// The edition of a file, and what the name at a place stands for.
pub(crate) fn symbol_at<'p>(project: &'p Project, file: &str, offset: usize) -> Option<(View<'p>, Symbol)> {
    let view = View::of(project, file, None)?;
    let text = view.text(file)?;
    let mentions = mentions::of_file(&view, file, &text);
    let symbol = mentions::at(&mentions, offset)?.symbol.clone();
    Some((view, symbol))
}

fn places(view: &View<'_>, symbol: &Symbol, is_wanted: impl Fn(&Mention) -> bool) -> Vec<FileRange> {
    let of_file = |found: FileMentions| {
        let named = found.mentions.into_iter().filter(|mention| mention.symbol == *symbol && is_wanted(mention));
        let place = |mention: Mention| FileRange {
            file: found.file.clone(),
            start: mention.range.start,
            end: mention.range.end,
        };
        named.map(place).collect::<Vec<_>>()
    };
    mentions::all(view).into_iter().flat_map(of_file).collect()
}
