//! Who stands for a return: the name under it, as on the last line of a paper form.

use crate::members::{MemberFault, Members};
use crate::path::ResponsePath;
use canevas_model::Model;
use canevas_model::dates::Day;
use serde_json::{Map, Value};

/// The key of the sign-off at the top of a return.
pub const SIGN_OFF_KEY: &str = "sign_off";

/// Who signed a return off, as which person, where and when. It says what was typed, and proves nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// The name.
    pub name: String,
    /// The function, such as "Head of the department".
    pub function: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// The day.
    pub date: Option<Day>,
}

impl SignOff {
    /// Reads `{ "name": …, "function"?: …, "place"?: …, "date"?: "2024-05-31" }`, or says all that is wrong with it.
    pub fn read(value: &Value) -> Result<Self, Vec<MemberFault>> {
        let mut members = Members::of(value, "a sign-off", &["name", "function", "place", "date"]);
        let name = members.required("name").map(str::to_owned);
        let function = members.text("function").map(str::to_owned);
        let place = members.text("place").map(str::to_owned);
        let typed = members.text("date");
        let date = typed.and_then(Day::parse);
        if let (Some(typed), None) = (typed, date) {
            members.faults.push(MemberFault::new(&["date"], format!("`{typed}` is no day such as 2024-05-31")));
        }
        members.finish(name.map(|name| Self { name, function, place, date }))
    }

    /// The sign-off as a return holds it.
    pub fn to_json(&self) -> Value {
        let mut out = Map::new();
        out.insert("name".to_owned(), self.name.as_str().into());
        let date = self.date.map(|date| date.to_string());
        let more = [("function", &self.function), ("place", &self.place), ("date", &date)];
        out.extend(more.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text.as_deref()?.into()))));
        Value::Object(out)
    }
}

impl ResponsePath {
    /// Whether this is the place of the sign-off. A key of `unread` may name it as an answer, where no question has its name.
    pub fn is_sign_off(&self, model: &Model) -> bool {
        match self {
            Self::Head(key) => **key == *SIGN_OFF_KEY,
            Self::Answer(path) => *path.question_id() == *SIGN_OFF_KEY && model.question(SIGN_OFF_KEY).is_none(),
            Self::Whole | Self::Fact(_) => false,
        }
    }
}
