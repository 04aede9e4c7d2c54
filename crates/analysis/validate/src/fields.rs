//! The fields of a group or of a row.

use crate::verdict::{FailureKind, escape};
use crate::walk::{ResponseValidator, Spot, is_chosen, sides};
use canevas_model::Question;
use serde_json::{Map, Value};

impl ResponseValidator<'_> {
    /// Required fields, bounds and conditions in one group or row; gives the effective fields.
    pub(crate) fn fields(
        &mut self,
        question: &Question,
        fields: &Map<String, Value>,
        spot: &Spot,
    ) -> Map<String, Value> {
        let mut effective = fields.clone();
        for (index, field) in question.fields.iter_enumerated() {
            let at = |key: &str| Spot { field: Some(index), ..spot.under(&escape(key)) };
            let shown = self.effective.shows(field.show_if.outer.as_ref())
                && self.effective.shows_in(field.show_if.row.as_ref(), spot.row.as_deref(), Some(&effective));
            let sides = sides(field);
            let value = fields.get(field.id.as_str());
            if !shown {
                for key in std::iter::once(field.id.as_str()).chain(sides.iter().map(|(key, _)| key.as_str())) {
                    if effective.shift_remove(key).is_some() {
                        self.fail_at(&at(key), FailureKind::Hidden);
                    }
                }
                continue;
            }
            match value {
                Some(value) => self.bounds(&field.shape, value, &at(&field.id)),
                None if field.required => self.fail_at(&at(&field.id), FailureKind::Missing),
                None => {}
            }
            for (key, chosen) in &sides {
                if let (Some(code), true) = (chosen, fields.contains_key(key))
                    && !is_chosen(value, code)
                {
                    self.fail_at(&at(key), FailureKind::NotChosen);
                }
            }
        }
        effective
    }
}
