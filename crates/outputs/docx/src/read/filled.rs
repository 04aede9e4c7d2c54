//! What a file that was made with answers in it says of itself: what it is for, which facts its texts show, and which of its
//! paragraphs the blank form does not have.

use super::normalize::norm;
use crate::options::Purpose;
use crate::write::parts::{
    ANSWERS_IN, COMPUTED, ENTERED, FACTS, FILLED, OTHERS, PRINTED, PURPOSE, ROW_NAMES, SHEET, WITHOUT,
};
use canevas_ooxml::{Element, local};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a filled file says of itself.
#[derive(Debug, Default)]
pub struct FilledHead {
    /// What it is for.
    pub purpose: Purpose,
    /// Whether personal answers of the return were left out.
    pub lacks_personal: bool,
    /// The language of the answers.
    pub answers_in: Option<String>,
    /// The facts that its texts show.
    pub facts: Option<Map<String, Value>>,
    /// The computed numbers that its texts show, by name.
    pub computed: BTreeMap<String, String>,
    /// The entered rows that it has blocks for, by question and key.
    pub entered: Map<String, Value>,
    /// The parts of the return beside its answers.
    pub others: Map<String, Value>,
    /// What it keeps of the clarification sheet that it is.
    pub sheet: Option<Value>,
    /// The names of its repeated rows, by the path of their question.
    pub row_names: HashMap<String, Vec<Option<String>>>,
    /// The paragraphs that the blank form does not have, as they are compared.
    pub printed: HashSet<String>,
}

impl FilledHead {
    /// What the hidden part of a file says; none where the file was made blank.
    pub fn of(root: &Element) -> Option<Self> {
        let filled = root.children.iter().find(|child| local(&child.name) == FILLED)?;
        let named = |name: &'static str| filled.children.iter().filter(move |child| local(&child.name) == name);
        let facts = named(FACTS).next().and_then(|facts| serde_json::from_str(&facts.all_text()).ok());
        let computed = named(COMPUTED).next().and_then(|numbers| serde_json::from_str(&numbers.all_text()).ok());
        let entered = named(ENTERED).next().and_then(|rows| serde_json::from_str(&rows.all_text()).ok());
        let others = named(OTHERS).next().and_then(|others| serde_json::from_str(&others.all_text()).ok());
        // A sheet of which nothing can be read is a sheet all the same.
        let sheet = named(SHEET).next().map(|sheet| serde_json::from_str(&sheet.all_text()).unwrap_or_default());
        let (rows, of) = ROW_NAMES;
        let (without, personal) = WITHOUT;
        let names =
            |rows: &Element| Some((rows.attribute(of)?.to_owned(), serde_json::from_str(&rows.all_text()).ok()?));
        Some(Self {
            others: others.unwrap_or_default(),
            sheet,
            purpose: filled.attribute(PURPOSE).and_then(Purpose::of_word).unwrap_or_default(),
            lacks_personal: filled.attribute(without) == Some(personal),
            answers_in: filled.attribute(ANSWERS_IN).map(str::to_owned),
            facts,
            computed: computed.unwrap_or_default(),
            entered: entered.unwrap_or_default(),
            row_names: named(rows).filter_map(names).collect(),
            printed: named(PRINTED).map(|line| norm(&line.all_text())).filter(|line| !line.is_empty()).collect(),
        })
    }
}
