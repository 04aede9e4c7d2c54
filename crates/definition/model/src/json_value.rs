//! A JSON value, however a program keeps it. What judges a return is written once, for values that own their parts and for values that
//! a reader left in the text of a line: to copy the parts of a return takes longer than to judge them.

use serde_json::{Map, Value};
use std::marker::PhantomData;

/// A JSON value that is cheap to copy, with texts that live for `'v`.
pub trait JsonValue<'v>: Copy {
    /// The text, where it is one.
    fn text(self) -> Option<&'v str>;

    /// The number, where it is one.
    fn number(self) -> Option<f64>;

    /// The items, where it is a list.
    fn items(self) -> Option<impl Iterator<Item = Self>>;

    /// The members in their order, where it is an object.
    fn members(self) -> Option<impl Iterator<Item = (&'v str, Self)>>;

    /// The member under a key, where it is an object that has one.
    fn member(self, key: &str) -> Option<Self> {
        self.members()?.find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// The same value with parts of its own.
    fn to_value(self) -> Value;

    /// Whether it is this text.
    fn is(self, text: &str) -> bool {
        self.text() == Some(text)
    }

    /// Whether it is an object or a list without anything in it.
    fn is_empty(self) -> bool {
        self.members().is_some_and(|mut members| members.next().is_none())
            || self.items().is_some_and(|mut items| items.next().is_none())
    }
}

impl<'v> JsonValue<'v> for &'v Value {
    fn text(self) -> Option<&'v str> {
        self.as_str()
    }

    fn number(self) -> Option<f64> {
        self.as_f64()
    }

    fn items(self) -> Option<impl Iterator<Item = Self>> {
        self.as_array().map(|items| items.iter())
    }

    fn members(self) -> Option<impl Iterator<Item = (&'v str, Self)>> {
        self.as_object().map(of_map)
    }

    fn member(self, key: &str) -> Option<Self> {
        self.as_object()?.get(key)
    }

    fn to_value(self) -> Value {
        self.clone()
    }
}

fn of_map(map: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    map.iter().map(|(key, value)| (key.as_str(), value))
}

/// A value of a return, or one that a program made beside it.
#[derive(Debug, Clone, Copy)]
pub enum EitherValue<'c, 'v, V> {
    /// As the return holds it.
    Given(V, PhantomData<&'v ()>),
    /// Made.
    Made(&'c Value),
    /// The members of an object that was made.
    Members(&'c Map<String, Value>),
}

impl<V> EitherValue<'_, '_, V> {
    /// As the return holds it.
    pub fn given(value: V) -> Self {
        Self::Given(value, PhantomData)
    }
}

impl<'c, 'v: 'c, V: JsonValue<'v>> JsonValue<'c> for EitherValue<'c, 'v, V> {
    fn text(self) -> Option<&'c str> {
        match self {
            Self::Given(value, _) => value.text(),
            Self::Made(value) => value.as_str(),
            Self::Members(_) => None,
        }
    }

    fn number(self) -> Option<f64> {
        match self {
            Self::Given(value, _) => value.number(),
            Self::Made(value) => value.as_f64(),
            Self::Members(_) => None,
        }
    }

    fn items(self) -> Option<impl Iterator<Item = Self>> {
        let (given, made) = match self {
            Self::Given(value, _) => (Some(value.items()?), None),
            Self::Made(value) => (None, Some(value.items()?)),
            Self::Members(_) => return None,
        };
        Some(given.into_iter().flatten().map(Self::given).chain(made.into_iter().flatten().map(Self::Made)))
    }

    fn members(self) -> Option<impl Iterator<Item = (&'c str, Self)>> {
        let (given, made) = match self {
            Self::Given(value, _) => (Some(value.members()?), None),
            Self::Made(value) => (None, Some(of_map(value.as_object()?))),
            Self::Members(map) => (None, Some(of_map(map))),
        };
        let given = given.into_iter().flatten().map(|(key, value)| (key, Self::given(value)));
        Some(given.chain(made.into_iter().flatten().map(|(key, value)| (key, Self::Made(value)))))
    }

    fn member(self, key: &str) -> Option<Self> {
        match self {
            Self::Given(value, _) => value.member(key).map(Self::given),
            Self::Made(value) => value.member(key).map(Self::Made),
            Self::Members(map) => map.get(key).map(Self::Made),
        }
    }

    fn to_value(self) -> Value {
        match self {
            Self::Given(value, _) => value.to_value(),
            Self::Made(value) => value.clone(),
            Self::Members(map) => Value::Object(map.clone()),
        }
    }
}
