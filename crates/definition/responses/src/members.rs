//! Reads the small objects of a return whose keys are fixed. Every fault is found at once, and names its place.

use serde_json::{Map, Value};

/// What is wrong with an object of fixed keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberFault {
    /// The keys and indices that lead to the place, from the object itself.
    pub at: Vec<String>,
    /// What is wrong there.
    pub message: String,
}

impl MemberFault {
    pub(crate) fn new(at: &[&str], message: impl Into<String>) -> Self {
        Self { at: at.iter().map(|step| (*step).to_owned()).collect(), message: message.into() }
    }

    /// The same fault, inside the item of a list.
    pub(crate) fn in_item(mut self, index: usize) -> Self {
        self.at.insert(0, index.to_string());
        self
    }
}

/// The members of an object, as they are read one by one.
pub(crate) struct Members<'v> {
    what: &'static str,
    of: Option<&'v Map<String, Value>>,
    pub(crate) faults: Vec<MemberFault>,
}

impl<'v> Members<'v> {
    /// The members of a value, which may have no other keys. `what` names the object in messages.
    pub(crate) fn of(value: &'v Value, what: &'static str, keys: &[&str]) -> Self {
        let of = value.as_object();
        let mut faults = Vec::new();
        if of.is_none() {
            faults.push(MemberFault::new(&[], format!("{what} is an object")));
        }
        for key in of.into_iter().flat_map(Map::keys).filter(|key| !keys.contains(&key.as_str())) {
            let known = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            faults.push(MemberFault::new(&[key], format!("{what} has no key `{key}`; it has {known}")));
        }
        Self { what, of, faults }
    }

    /// A text under a key, where it is given.
    pub(crate) fn text(&mut self, key: &str) -> Option<&'v str> {
        let value = self.of?.get(key)?;
        let text = value.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.faults.push(MemberFault::new(&[key], format!("`{key}` is a text that is not empty")));
        }
        text
    }

    /// A text under a key that must be there.
    pub(crate) fn required(&mut self, key: &str) -> Option<&'v str> {
        if self.of.is_some_and(|members| !members.contains_key(key)) {
            self.faults.push(MemberFault::new(&[], format!("{} needs the key `{key}`", self.what)));
        }
        self.text(key)
    }

    /// The value under a key.
    pub(crate) fn value(&self, key: &str) -> Option<&'v Value> {
        self.of?.get(key)
    }

    /// What was read, or every fault.
    pub(crate) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<MemberFault>> {
        match read {
            Some(read) if self.faults.is_empty() => Ok(read),
            _ => Err(self.faults),
        }
    }
}
