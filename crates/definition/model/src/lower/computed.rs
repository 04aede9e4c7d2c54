//! Numbers that the form computes. They are read after the questions, so that each may name any of them.

use super::Lowering;
use super::conditions::ConditionPlace;
use crate::expression::{Computed, Exact, Expression};
use crate::indices::ComputedIx;
use canevas_syntax::definition::Form;
use typed_index_collections::{TiSlice, TiVec};

impl Lowering<'_> {
    /// The computed numbers of the form. One names the questions of the form, facts, and those that stand above it.
    pub(super) fn lower_computed(&mut self, form: &Form) -> TiVec<ComputedIx, Computed> {
        let place = ConditionPlace { for_each: None, question: None, fields: TiSlice::from_ref(&[]), is_field: false };
        for (id, text) in form.computed.iter().flat_map(|computed| &computed.0) {
            let expression = self.computed_number(text, &place).unwrap_or_else(|| {
                // A finding says what is wrong. Whatever uses the name needs no other one.
                self.names.unread.insert(id.value.0.clone());
                Expression::Number(Exact::ZERO)
            });
            self.computed.push(Computed { id: id.value.0.as_str().into(), expression, span: id.span });
        }
        std::mem::take(&mut self.computed)
    }
}
