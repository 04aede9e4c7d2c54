//! JSON as a reader finds it in a line: one list of parts, with the texts left where they stand. What is looked at once and thrown away
//! needs no tree of its own.

use canevas_model::JsonValue;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// From here on, a whole number has more than 15 digits.
const TOO_LONG: u64 = 1_000_000_000_000_000;

/// The bytes of a line for each of its parts, about.
const BYTES_OF_PART: usize = 16;

/// Members of an object that are compared one by one.
const FEW: usize = 64;

/// The parts of a line, each before what is in it. A member is its key, then its value.
#[derive(Debug)]
pub(crate) struct LineParts<'t> {
    parts: Vec<Part<'t>>,
    /// Whether there is a number with a point or an exponent, or one that is too large for a whole one.
    pub(crate) has_decimals: bool,
}

#[derive(Debug)]
enum Part<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    /// The index of the part behind the last one in it.
    List(usize),
    /// The same.
    Object(usize),
}

impl<'t> LineParts<'t> {
    /// Reads a line. `None` where it is no JSON, a key stands twice, or a whole number has more than 15 digits.
    pub(crate) fn read(line: &'t str) -> Option<Self> {
        let parts = Vec::with_capacity(line.len() / BYTES_OF_PART);
        let mut read = Self { parts, has_decimals: false };
        let mut from = serde_json::Deserializer::from_str(line);
        Next(&mut read).deserialize(&mut from).ok()?;
        from.end().ok()?;
        Some(read)
    }

    /// The whole line as a value.
    pub(crate) fn root(&self) -> LineValue<'_> {
        LineValue { parts: &self.parts, at: 0 }
    }

    fn push(&mut self, part: Part<'t>) {
        self.parts.push(part);
    }

    /// Whether a key that was just read stands in an object already. `seen` has a bit for most keys before it.
    fn is_second(&self, object: usize, seen: &mut u64) -> bool {
        let Some(Part::Text(key)) = self.parts.last() else { return false };
        let bytes = key.as_bytes();
        let ends =
            bytes.first().zip(bytes.last()).map_or(0, |(first, last)| usize::from(*first) * 7 + usize::from(*last));
        let bit = 1_u64 << ((bytes.len() * 11 + ends) % 64);
        let may_be = *seen & bit != 0;
        *seen |= bit;
        let before = Members { parts: &self.parts[..self.parts.len() - 1], at: object + 1 };
        may_be && before.into_iter().any(|(known, _)| known == key)
    }
}

/// Reads the next value into the parts.
struct Next<'r, 't>(&'r mut LineParts<'t>);

impl<'de> DeserializeSeed<'de> for Next<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Next<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push(Part::Bool(value));
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        if value.unsigned_abs() >= TOO_LONG {
            return Err(E::custom("a number is too long"));
        }
        self.0.push(Part::Number(value.into()));
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        if value >= TOO_LONG {
            return Err(E::custom("a number is too long"));
        }
        self.0.push(Part::Number(value.into()));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.has_decimals = true;
        self.0.push(Number::from_f64(value).map_or(Part::Null, Part::Number));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<(), E> {
        self.0.push(Part::Text(value.into()));
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.push(Part::Text(value.to_owned().into()));
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(Part::Null);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let at = self.0.parts.len();
        self.0.push(Part::List(at));
        while items.next_element_seed(Next(self.0))?.is_some() {}
        self.0.parts[at] = Part::List(self.0.parts.len());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let at = self.0.parts.len();
        let (mut count, mut seen) = (0, 0);
        self.0.push(Part::Object(at));
        while members.next_key_seed(Next(self.0))?.is_some() {
            count += 1;
            if count <= FEW && self.0.is_second(at, &mut seen) {
                return Err(A::Error::custom("a key stands twice"));
            }
            members.next_value_seed(Next(self.0))?;
        }
        self.0.parts[at] = Part::Object(self.0.parts.len());
        let mut keys = HashSet::new();
        if count > FEW && !(Members { parts: &self.0.parts, at: at + 1 }).all(|(key, _)| keys.insert(key)) {
            return Err(A::Error::custom("a key stands twice"));
        }
        Ok(())
    }
}

/// A value in a line.
#[derive(Debug, Clone, Copy)]
pub struct LineValue<'v> {
    parts: &'v [Part<'v>],
    at: usize,
}

impl<'v> LineValue<'v> {
    /// Whether it is this whole number.
    #[inline]
    pub(crate) fn is_whole(self, number: u64) -> bool {
        matches!(self.part(), Some(Part::Number(own)) if own.as_u64() == Some(number))
    }

    #[inline]
    fn part(self) -> Option<&'v Part<'v>> {
        self.parts.get(self.at)
    }

    /// The index of the part behind it.
    #[inline]
    fn end(self) -> usize {
        match self.part() {
            Some(Part::List(end) | Part::Object(end)) => *end,
            _ => self.at + 1,
        }
    }
}

impl<'v> JsonValue<'v> for LineValue<'v> {
    #[inline]
    fn text(self) -> Option<&'v str> {
        match self.part()? {
            Part::Text(text) => Some(text),
            _ => None,
        }
    }

    #[inline]
    fn number(self) -> Option<f64> {
        match self.part()? {
            Part::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    #[inline]
    fn items(self) -> Option<impl Iterator<Item = Self>> {
        match self.part()? {
            Part::List(end) => Some(Items { parts: &self.parts[..*end], at: self.at + 1 }),
            _ => None,
        }
    }

    #[inline]
    fn members(self) -> Option<impl Iterator<Item = (&'v str, Self)>> {
        match self.part()? {
            Part::Object(end) => Some(Members { parts: &self.parts[..*end], at: self.at + 1 }),
            _ => None,
        }
    }

    fn to_value(self) -> Value {
        match self.part() {
            None | Some(Part::Null) => Value::Null,
            Some(Part::Bool(value)) => Value::Bool(*value),
            Some(Part::Number(number)) => Value::Number(number.clone()),
            Some(Part::Text(text)) => Value::String(text.clone().into_owned()),
            Some(Part::List(_)) => Value::Array(self.items().into_iter().flatten().map(Self::to_value).collect()),
            Some(Part::Object(_)) => {
                let members = self.members().into_iter().flatten();
                let members = members.map(|(key, value)| (key.to_owned(), value.to_value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// The items of a list: the values from an index on, to the end of the parts.
struct Items<'v> {
    parts: &'v [Part<'v>],
    at: usize,
}

impl<'v> Iterator for Items<'v> {
    type Item = LineValue<'v>;

    #[inline]
    fn next(&mut self) -> Option<LineValue<'v>> {
        let value = LineValue { parts: self.parts, at: self.at };
        value.part()?;
        self.at = value.end();
        Some(value)
    }
}

/// The members of an object: the keys and values from an index on, to the end of the parts.
struct Members<'v> {
    parts: &'v [Part<'v>],
    at: usize,
}

impl<'v> Iterator for Members<'v> {
    type Item = (&'v str, LineValue<'v>);

    #[inline]
    fn next(&mut self) -> Option<(&'v str, LineValue<'v>)> {
        let Some(Part::Text(key)) = self.parts.get(self.at) else { return None };
        let value = LineValue { parts: self.parts, at: self.at + 1 };
        self.at = value.end();
        Some((key, value))
    }
}
