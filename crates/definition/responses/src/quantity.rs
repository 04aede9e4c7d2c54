//! A number with the unit that the respondent chose. Where the form fixes the unit, the answer is the number alone.

use crate::members::{MemberFault, Members};
use serde_json::{Number, Value, json};

/// A number in a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number, as it was typed.
    pub value: Number,
    /// The code of the unit, such as `kg`.
    pub unit: String,
}

impl Quantity {
    /// Reads `{ "value": 12.5, "unit": "kg" }`, or says all that is wrong with it.
    pub fn read(value: &Value) -> Result<Self, Vec<MemberFault>> {
        let mut members = Members::of(value, "a number with a unit", &["value", "unit"]);
        let unit = members.required("unit").map(str::to_owned);
        let given = members.value("value");
        let number = given.and_then(Value::as_number).cloned();
        if number.is_none() && value.is_object() {
            let message = match given {
                None => "a number with a unit needs the key `value`".to_owned(),
                Some(_) => "`value` is a number, without quotes".to_owned(),
            };
            members.faults.push(MemberFault::new(if given.is_some() { &["value"] } else { &[] }, message));
        }
        members.finish(number.zip(unit).map(|(value, unit)| Self { value, unit }))
    }

    /// The number with its unit, as a return holds it.
    pub fn to_json(&self) -> Value {
        json!({ "value": self.value, "unit": self.unit })
    }
}
