//! Ids: the names that a definition gives to what it holds. Each kind of id is a type of its own.
//!
//! The lowering checks the form of an id and creates it. An id is shared text, so a clone is cheap. It reads as its text
//! wherever a text is wanted, but two kinds of id never compare.

use canevas_syntax::definition::NonResponse;
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// An id of this text.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                (*id.0).to_owned()
            }
        }

        impl From<&$name> for String {
            fn from(id: &$name) -> Self {
                (*id.0).to_owned()
            }
        }

        impl From<&$name> for serde_json::Value {
            fn from(id: &$name) -> Self {
                id.as_str().into()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        ids!(@compare $name, str);
        ids!(@compare $name, &str);
        ids!(@compare $name, String);
    )*};

    (@compare $name:ident, $text:ty) => {
        impl PartialEq<$text> for $name {
            fn eq(&self, other: &$text) -> bool {
                *self.0 == *AsRef::<str>::as_ref(other)
            }
        }

        impl PartialEq<$name> for $text {
            fn eq(&self, other: &$name) -> bool {
                *AsRef::<str>::as_ref(self) == *other.0
            }
        }
    };
}

ids! {
    /// The code of an answer that gives no value but says why, such as `not_available`.
    NonResponseCode;
    /// The id of a question, or of a field of one. Answers are stored under it.
    QuestionId;
    /// The name of a list of options.
    ListId;
    /// The id of a fact about a country.
    FactId;
    /// The name of a number that the form computes.
    ComputedId;
    /// The id of a section.
    SectionId;
    /// A block of a report.
    ReportBlockId;
    /// The id of a field of a list fact's rows.
    FieldId;
    /// The code of an option.
    OptionCode;
}

impl NonResponseCode {
    /// The code as files write it.
    pub fn word(&self) -> &str {
        self.as_str()
    }

    /// Which of the answers of the language it is, where it is one: these have words in every language of the interface.
    pub fn built_in(&self) -> Option<NonResponse> {
        NonResponse::from_word(self.as_str())
    }
}

impl From<NonResponse> for NonResponseCode {
    fn from(said: NonResponse) -> Self {
        said.word().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn an_id_reads_as_its_text() {
        let id = QuestionId::new("difficulties");
        assert_eq!(id, "difficulties");
        assert_eq!("difficulties".to_owned(), id);
        assert_eq!(format!("{id:>14}|{id:?}"), "  difficulties|\"difficulties\"");
        assert_eq!(serde_json::json!({ id.as_str(): id }), serde_json::json!({ "difficulties": "difficulties" }));
        let by_id = BTreeMap::from([(id, 1)]);
        assert_eq!(by_id.get("difficulties"), Some(&1));
    }
}
