//! What the page gets: a JSON object, and the bytes of files.

use canevas_operations::{EditionFindings, Failure, FindingInWords, Refusal};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A file of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its path.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The answer to a request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// What was asked for, or `failed` with a sentence and `findings` that say why there is none.
    pub body: Map<String, Value>,
    /// The files of the folder that the request changed.
    pub changed: Vec<String>,
    /// The files of the folder that the request removed.
    pub removed: Vec<String>,
    /// Files for the page that do not belong into the folder.
    pub blobs: Vec<Blob>,
}

impl Reply {
    /// A reply with one member.
    pub(crate) fn of(name: &str, value: &impl Serialize) -> Result<Self, Failure> {
        let mut reply = Self::default();
        reply.add(name, value)?;
        Ok(reply)
    }

    /// Adds a member.
    pub(crate) fn add(&mut self, name: &str, value: &impl Serialize) -> Result<(), Failure> {
        let value = serde_json::to_value(value).map_err(|error| format!("cannot write JSON: {error}"))?;
        self.body.insert(name.to_owned(), value);
        Ok(())
    }

    /// A reply that says why there is no answer.
    pub(crate) fn failed(why: impl Into<String>) -> Self {
        Self { body: Map::from_iter([("failed".to_owned(), Value::String(why.into()))]), ..Self::default() }
    }

    /// Why an operation made nothing, with the findings because of which it did not.
    pub(crate) fn refused(refusal: &Refusal) -> Self {
        let (why, findings) = match refusal {
            Refusal::Failed(failure) => (failure.clone(), Vec::new()),
            Refusal::Unreadable(found) => ("an edition cannot be read".to_owned(), found.in_words()),
            Refusal::Before(found) => ("the edition has errors; correct them first".to_owned(), found.in_words()),
            Refusal::After(found) => ("this would leave an edition with errors".to_owned(), found.in_words()),
            Refusal::Changes(compared) => {
                ("a change to an earlier edition is not allowed as it stands".to_owned(), changes(compared))
            }
        };
        let mut reply = Self::failed(why);
        let findings = findings.iter().map(in_json).collect();
        reply.body.insert("findings".to_owned(), Value::Array(findings));
        reply
    }

    /// The reply as bytes: the length of the JSON in four bytes, the lowest first, then the JSON, then the files one after the
    /// other. The JSON names each file with its length.
    pub fn to_bytes(&self) -> Vec<u8> {
        let blobs: Vec<Value> =
            self.blobs.iter().map(|blob| json!({ "name": blob.name, "length": blob.bytes.len() })).collect();
        let mut head = self.body.clone();
        head.insert("changed".to_owned(), json!(self.changed));
        head.insert("removed".to_owned(), json!(self.removed));
        head.insert("blobs".to_owned(), Value::Array(blobs));
        let head = Value::Object(head).to_string().into_bytes();
        let mut out = (head.len() as u32).to_le_bytes().to_vec();
        out.extend(head);
        for blob in &self.blobs {
            out.extend(&blob.bytes);
        }
        out
    }
}

fn changes(compared: &canevas_operations::ComparedEditions) -> Vec<FindingInWords> {
    let findings = compared.diff.findings();
    EditionFindings::new(&compared.sources, findings, &canevas_operations::diagnostics::Findings::default()).in_words()
}

fn in_json(finding: &FindingInWords) -> Value {
    json!({
        "code": finding.code, "level": finding.level, "message": finding.message, "help": finding.help,
        "file": finding.file, "line": finding.line, "column": finding.column,
    })
}
