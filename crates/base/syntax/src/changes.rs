//! A change file (`changes.yaml`): what an editor declares about the step from the last edition to this one.

use crate::id::Id;
use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::{Read, Tree, mismatch};
use crate::{record, words};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::collections::BTreeMap;

record! {
    /// What changed since an earlier edition, declared.
    pub struct Changes as "a change file" requires [from] {
        /// The edition it starts from.
        from: From,
        /// Lineage of questions.
        was: Vec<Was>,
        /// Questions that are asked no more, and options no longer offered; they stay listed for ever.
        retired: Vec<Retired>,
        /// Corrections of text that change no meaning.
        errata: Vec<Erratum>,
        /// Verdicts on texts that changed.
        meaning: Vec<Meaning>,
        /// Findings accepted with a reason.
        waivers: Vec<Waiver>,
    }
}

record! {
    /// The edition a change file starts from.
    pub struct From as "the block `from`" requires [edition] {
        /// Its name.
        edition: Sp<String>,
        /// Its definition digest.
        definition: Sp<String>,
    }
}

/// One id or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Ids(pub Vec<Sp<Id>>);

impl Read for Ids {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::List(_) => Vec::read(node, findings).map(Self),
            NodeKind::Scalar(_) => Sp::<Id>::read(node, findings).map(|id| Self(vec![id])),
            _ => {
                mismatch(node, "an id or a list of ids", findings);
                None
            }
        }
    }
}

impl JsonSchema for Ids {
    fn schema_name() -> Cow<'static, str> {
        "Ids".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let id = generator.subschema_for::<Id>();
        json_schema!({ "anyOf": [id, { "type": "array", "items": id }] })
    }
}

record! {
    /// Where a question comes from.
    pub struct Was as "a lineage" requires [new, old, relation] {
        /// The question or questions of this edition.
        new: Ids,
        /// The question or questions of the earlier edition.
        old: Ids,
        /// How they relate.
        relation: Sp<Relation>,
        /// Whether the series goes on.
        comparable: Sp<Comparable>,
        /// How old answers map to new ones.
        bridge: Sp<String>,
    }
}

words! {
    /// How new and old questions relate.
    pub enum Relation {
        /// The same question under a new id.
        Renamed = "renamed",
        /// One became several.
        Split = "split",
        /// Several became one.
        Merged = "merged",
        /// Another question stands in its place.
        Replaced = "replaced",
    }
}

words! {
    /// Whether the series goes on.
    pub enum Comparable {
        /// In full.
        Full = "full",
        /// With a bridge.
        WithBridge = "with_bridge",
        /// It is broken.
        Broken = "broken",
    }
}

record! {
    /// A question that is asked no more, or an option that is no longer offered.
    pub struct Retired as "a retirement" requires [id, last_edition, reason] {
        /// Its id, never used again; or the list or question whose option is retired.
        id: Sp<Id>,
        /// The option's code, where only an option is retired.
        option: Sp<String>,
        /// The last edition that asked it.
        last_edition: Sp<String>,
        /// Why.
        reason: SourceText,
        /// The question as it was.
        question: Tree,
    }
}

record! {
    /// A correction of text that changes no meaning.
    pub struct Erratum as "an erratum" requires [part, reason] {
        /// Which text, by its catalogue key.
        part: Sp<String>,
        /// In which languages.
        languages: Vec<Sp<String>>,
        /// Why.
        reason: SourceText,
    }
}

record! {
    /// A verdict on a text that changed.
    pub struct Meaning as "a meaning" requires [part, verdict] {
        /// Which text, by its catalogue key.
        part: Sp<String>,
        /// Whether it means the same.
        verdict: Sp<Verdict>,
        /// Why, for the readers of a report whose series it breaks.
        reason: SourceText,
        /// Who said so.
        reviewed_by: SourceText,
    }
}

words! {
    /// Whether a text that changed means the same.
    pub enum Verdict {
        /// It does.
        Same = "same",
        /// It does not.
        Other = "other",
    }
}

record! {
    /// A finding accepted with a reason.
    pub struct Waiver as "a waiver" requires [rule, at, fingerprint, reason] {
        /// The rule's name.
        rule: Sp<String>,
        /// The place: a question's id or a catalogue key.
        at: Sp<String>,
        /// What exactly is accepted; written by `canevas accept`.
        fingerprint: Sp<String>,
        /// Why.
        reason: SourceText,
        /// The day after which it counts no more, `2023-06-30`.
        expires: Sp<String>,
    }
}

impl Was {
    /// Whether the series goes on: as it is declared, or as the relation has it.
    pub fn comparability(&self) -> Comparable {
        let by_relation = || match self.relation.as_ref().map(|relation| relation.value) {
            Some(Relation::Renamed) => Comparable::Full,
            Some(Relation::Split | Relation::Merged) => Comparable::WithBridge,
            Some(Relation::Replaced) | None => Comparable::Broken,
        };
        self.comparable.as_ref().map_or_else(by_relation, |comparable| comparable.value)
    }
}

impl Changes {
    /// Questions that are the same under another id: the old id by the new one.
    pub fn renamed(&self) -> BTreeMap<&str, &str> {
        fn only(ids: Option<&Ids>) -> Option<&str> {
            match ids?.0.as_slice() {
                [id] => Some(&id.value.0),
                _ => None,
            }
        }
        let all = self.was.as_deref().unwrap_or_default().iter();
        all.filter(|was| was.relation.as_ref().is_some_and(|relation| relation.value == Relation::Renamed))
            .filter_map(|was| Some((only(was.new.as_ref())?, only(was.old.as_ref())?)))
            .collect()
    }
}
