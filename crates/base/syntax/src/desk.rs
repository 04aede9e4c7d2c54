//! What the desk of a secretariat writes and reads: the history of a country (`desk/CMR.yaml`), the days of an edition
//! (`desk.yaml`), what it asks about a return (`clarify/CMR.yaml`), and the regions of the world (`regions.yaml`).

use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::{Ordered, Read};
use crate::{record, words};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

record! {
    /// What happened with the return of one country. Entries are only added.
    pub struct History as "a history" requires [canevas, entries] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// The country's code.
        country: Sp<String>,
        /// The code of who answers, where they are not countries.
        respondent: Sp<String>,
        /// What happened, the earliest first.
        entries: Vec<HistoryEntry>,
    }
}

record! {
    /// One thing that happened.
    pub struct HistoryEntry as "an entry" requires [event, on, by] {
        /// What happened.
        event: Sp<Event>,
        /// The day, such as `2024-03-31`.
        on: Sp<String>,
        /// Who did it, or who writes it down.
        by: SourceText,
        /// Why.
        reason: SourceText,
        /// The name of the file that came in.
        file: SourceText,
        /// The SHA-256 digest of the bytes of this file, as 64 hexadecimal digits.
        sha256: Sp<String>,
        /// The version that was accepted: the name of a file in the folder of the country.
        version: Sp<String>,
        /// The new last day for this country.
        until: Sp<String>,
        /// The number of the entry that no longer holds, from 1.
        entry: Sp<u32>,
        /// The states of values that changed.
        values: Vec<ValueEntry>,
        /// The places at which something was erased.
        places: Vec<Sp<String>>,
        /// The versions that were written anew, because something was erased in them.
        erased: Vec<ErasedVersion>,
    }
}

record! {
    /// The state of one value from now on.
    pub struct ValueEntry as "the state of a value" requires [at, state] {
        /// Its place, as `unread` of a return writes it: `/question/row/field`.
        at: Sp<String>,
        /// Its state.
        state: Sp<ValueState>,
    }
}

record! {
    /// A version in which something was erased.
    pub struct ErasedVersion as "an erased version" requires [was, now] {
        /// The name of its file before.
        was: Sp<String>,
        /// The name of the file that stands in its place.
        now: Sp<String>,
    }
}

record! {
    /// What a secretariat asks about the return of one country, for its clarification sheet.
    pub struct Asks as "what is asked" requires [canevas, ask] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// What is asked, by the id of the question. The country reads it as it is written here.
        ask: Ordered<SourceText>,
    }
}

words! {
    /// What happened with the return of a country.
    pub enum Event {
        /// The country was asked to report.
        Invited = "invited",
        /// It was reminded.
        Reminded = "reminded",
        /// It got more time.
        Extended = "extended",
        /// A file came in.
        Received = "received",
        /// Somebody reads the return.
        InReview = "in_review",
        /// The country was asked to clarify or correct it.
        SentBack = "sent_back",
        /// The return was accepted.
        Accepted = "accepted",
        /// The data of a person were erased.
        Erased = "erased",
        /// An earlier entry no longer holds.
        Undone = "undone",
    }
}

words! {
    /// Where a value comes from.
    pub enum ValueState {
        /// The country gave it.
        Given = "given",
        /// The country took it over from last year.
        Carried = "carried",
        /// The country gave it when it was asked again.
        Clarified = "clarified",
        /// The secretariat corrected it.
        Corrected = "corrected",
    }
}

record! {
    /// The days of an edition at the desk.
    pub struct DeskDays as "the days of an edition" requires [canevas] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// The last day on which a return is on time.
        due: Sp<String>,
        /// The day from which a report takes no more changes.
        frozen: Sp<String>,
        /// The countries that are asked to report, by their codes; where it is left out, those that have a country file.
        expected: Vec<Sp<String>>,
    }
}

record! {
    /// The regions by which a secretariat counts.
    pub struct Regions as "regions" requires [canevas, regions] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// Regions by id, in the order in which they are shown.
        regions: Ordered<Region>,
    }
}

record! {
    /// A region.
    pub struct Region as "a region" requires [name, countries] {
        /// Its name: once, or per language.
        name: RegionName,
        /// The codes of its countries.
        countries: Vec<Sp<String>>,
    }
}

/// The name of a region: one for all languages, or one for each.
#[derive(Debug, Clone, PartialEq)]
pub enum RegionName {
    /// One for all languages.
    Same(SourceText),
    /// One for each language, by its tag.
    PerLanguage(Ordered<SourceText>),
}

impl Read for RegionName {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(_) => Ordered::read(node, findings).map(Self::PerLanguage),
            _ => SourceText::read(node, findings).map(Self::Same),
        }
    }
}

impl JsonSchema for RegionName {
    fn schema_name() -> Cow<'static, str> {
        "RegionName".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let name = json_schema!({ "type": "string" });
        json_schema!({ "anyOf": [name, { "type": "object", "additionalProperties": name }] })
    }
}
