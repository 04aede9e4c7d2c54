//! How well the labels of a file agree with those of a blank. A file that no longer says which copy it is, or in which
//! language, still shows it.

use super::Opened;
use super::template::{Part, Template};
use super::words::norm;
use crate::{Options, build};
use canevas_inputs::Copy;
use canevas_model::{Language, canonical};
use std::collections::HashSet;

/// How many lines without a place to answer the file has in common with the blank of a copy in a language, word for word.
pub fn agreement(opened: &Opened, copy: &Copy<'_>, language: &Language) -> usize {
    let text_of = |para: &super::flow::Para| para.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let found: HashSet<String> = opened.body.paras.iter().map(|para| norm(&text_of(para))).collect();
    let digest = canonical::definition_digest(copy.model);
    let template = Template::of(&build::build(copy, language, &copy.outline(), Options::default(), &digest));
    let labels = template.lines.iter().filter(|line| line.parts.iter().all(|part| matches!(part, Part::Text(_))));
    labels.filter(|line| found.contains(&line.key)).count()
}
