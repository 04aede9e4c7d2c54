//! What the returns of several editions say, place by place. A report counts from it, and an export writes it into tables.

mod coding;
mod country_return;
mod evidence;

pub use canevas_editions::SeriesStep;
pub use coding::Coding;
pub use country_return::{AskedAt, CountryReturn, Given, Target};
pub use evidence::{EditionReturns, Evidence};
