//! Values as people type them: a code, a number, a day or a month in a text. Whoever reads what somebody typed outside of the
//! form reads it here: a filled Word file, or an export of another form tool.

mod dates;
mod normalize;
mod values;

pub use dates::{can_mean, days, month};
pub use normalize::{MOST_WORDS, alike, norm, tidy};
pub use values::{Read, Typed, value};
