//! A mapping (`mapping.yaml`): which question of a form each column of an export answers. A command proposes it, and a person
//! corrects it.

use crate::node::{Node, NodeKind, Sp};
use crate::read::{Read, mismatch};
use crate::{record, words};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

record! {
    /// Which question of a form each column of an export answers.
    pub struct Mapping as "a mapping" requires [canevas, columns] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// The code of the country that answers in every row, where no column says it.
        country: Sp<String>,
        /// How the export writes days, where they can be read in two ways.
        dates: Sp<DateOrder>,
        /// The sign before the decimals of a number; that of the language where it is left out.
        decimals: Sp<DecimalSign>,
        /// The columns. Several columns with the same head stand in the order of the export.
        columns: Vec<MappedColumn>,
    }
}

record! {
    /// What a column of an export is.
    pub struct MappedColumn as "a column" requires [head] {
        /// Its head, as it stands in the export.
        head: Sp<String>,
        /// The place that it answers: `question`, `question/field`, `question/row`, `question/0/field` for the first row that was
        /// added, `question.code` for the text beside an option, `facts/country`. Where it is left out, its cells are listed as
        /// not placed.
        to: Sp<String>,
        /// How sure it is. An unsure column is not placed.
        confidence: Sp<Confidence>,
        /// How this column writes days.
        dates: Sp<DateOrder>,
        /// The sign before the decimals in this column.
        decimals: Sp<DecimalSign>,
        /// Texts that stand for an option: the text as it stands in the export, and the option's code. In a column of countries,
        /// the code of the country.
        options: OptionTexts,
        /// Whether its cells are no answers.
        ignore: Sp<bool>,
    }
}

words! {
    /// How sure it is that a column answers a question.
    pub enum Confidence {
        /// The texts are the same, but for names, dates and brackets.
        Certain = "certain",
        /// The texts are similar, and no other question is.
        Likely = "likely",
        /// A person must look.
        Unsure = "unsure",
    }
}

words! {
    /// In which order a day is written.
    pub enum DateOrder {
        /// The day first: 30/04/2023.
        DayFirst = "d/m/y",
        /// The month first: 04/30/2023.
        MonthFirst = "m/d/y",
        /// The year first: 2023-04-30.
        YearFirst = "y-m-d",
    }
}

words! {
    /// The sign before the decimals of a number.
    pub enum DecimalSign {
        /// A comma.
        Comma = ",",
        /// A full stop.
        Stop = ".",
    }
}

impl DecimalSign {
    /// The sign.
    pub fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Stop => '.',
        }
    }
}

/// Texts as they stand in an export, and the codes that they mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OptionTexts(pub Vec<(Sp<String>, Sp<String>)>);

impl Read for OptionTexts {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            mismatch(node, "lines of `\"text in the export\": code`", findings);
            return None;
        };
        let pairs = entries.iter().filter_map(|entry| Some((entry.key.clone(), Sp::read(&entry.value, findings)?)));
        Some(Self(pairs.collect()))
    }
}

impl JsonSchema for OptionTexts {
    fn schema_name() -> Cow<'static, str> {
        "OptionTexts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": { "type": ["string", "boolean", "number"] } })
    }
}
