//! Documents that an answer names. A return holds where they are, and never their bytes.

use crate::key::ROW_NAME_KEY;
use crate::members::{MemberFault, Members};
use serde_json::{Value, json};

/// A document that an answer names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub place: DocumentPlace,
}

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentPlace {
    /// At a web address.
    Address(String),
    /// In a file of this name, which comes beside the return.
    File(String),
}

impl Document {
    /// Reads `{ "title": …, "address": … }` or `{ "title": …, "file": … }`, or says all that is wrong with it.
    /// The key of its row, by which other questions name it, may stand beside.
    pub fn read(value: &Value) -> Result<Self, Vec<MemberFault>> {
        let mut members = Members::of(value, "a document", &["title", "address", "file"]);
        members.faults.retain(|fault| fault.at != [ROW_NAME_KEY]);
        let title = members.required("title").map(str::to_owned);
        let (address, file) = (members.text("address"), members.text("file"));
        if let Some(address) = address.filter(|address| !is_address(address)) {
            let message = format!("`{address}` is no web address: it starts with https:// or http://");
            members.faults.push(MemberFault::new(&["address"], message));
        }
        if let Some(file) = file.filter(|file| !is_file_name(file)) {
            let message = format!("`{file}` is no name of a file alone, without its folder");
            members.faults.push(MemberFault::new(&["file"], message));
        }
        let given = [members.value("address"), members.value("file")].into_iter().flatten().count();
        if given != 1 && value.is_object() {
            members.faults.push(MemberFault::new(&[], "a document has an `address` or a `file`"));
        }
        let place = match (address, file) {
            (Some(address), _) => Some(DocumentPlace::Address(address.to_owned())),
            (None, file) => file.map(|file| DocumentPlace::File(file.to_owned())),
        };
        members.finish(title.zip(place).map(|(title, place)| Self { title, place }))
    }

    /// Reads a list of documents, which is never empty.
    pub fn read_list(value: &Value) -> Result<Vec<Self>, Vec<MemberFault>> {
        let items = value.as_array().filter(|items| !items.is_empty());
        let items = items.ok_or_else(|| vec![MemberFault::new(&[], "documents are a list that is not empty")])?;
        let (mut read, mut faults) = (Vec::new(), Vec::new());
        for (index, item) in items.iter().enumerate() {
            match Self::read(item) {
                Ok(document) => read.push(document),
                Err(more) => faults.extend(more.into_iter().map(|fault| fault.in_item(index))),
            }
        }
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    /// The document as a return holds it.
    pub fn to_json(&self) -> Value {
        match &self.place {
            DocumentPlace::Address(address) => json!({ "title": self.title, "address": address }),
            DocumentPlace::File(file) => json!({ "title": self.title, "file": file }),
        }
    }
}

/// Whether a text can be followed as a link without harm.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace))
}

/// Whether a text names a file, and no place of one.
fn is_file_name(text: &str) -> bool {
    !text.contains(['/', '\\', ':']) && !text.contains(char::is_control) && !text.bytes().all(|byte| byte == b'.')
}
