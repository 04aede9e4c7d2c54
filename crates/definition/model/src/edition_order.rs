//! Which of two editions comes later.

use crate::edition_years::years_of;
use crate::types::Model;
use std::cmp::Ordering;

/// How the years in the names of two editions follow. `None` where one of them has none.
pub fn order_of_names(one: &str, other: &str) -> Option<Ordering> {
    let years = |name: &str| years_of(name).into_iter().map(|found| found.year).collect::<Vec<_>>();
    let (one, other) = (years(one), years(other));
    (!one.is_empty() && !other.is_empty()).then(|| one.cmp(&other))
}

impl Model {
    /// Whether this edition of a form comes after another one of the same form. The years in their names say so, and where these
    /// are the same, the periods. It does not where years and periods contradict each other.
    pub fn comes_after(&self, other: &Self) -> bool {
        let first_months = self.period.zip(other.period).map(|(own, others)| own.from.cmp(&others.from));
        let is_after = match order_of_names(&self.edition, &other.edition) {
            Some(Ordering::Greater) => first_months != Some(Ordering::Less),
            Some(Ordering::Less) => false,
            Some(Ordering::Equal) | None => first_months == Some(Ordering::Greater),
        };
        is_after && self.form == other.form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_names_are_compared() {
        for (one, other, order) in [
            ("2025", "2024", Some(Ordering::Greater)),
            ("2023-24", "2024", Some(Ordering::Less)),
            ("2023-2024", "2022-23", Some(Ordering::Greater)),
            ("autumn-2026", "spring-2026", Some(Ordering::Equal)),
            ("first", "2024", None),
            ("24", "25", None),
        ] {
            assert_eq!(order_of_names(one, other), order, "{one}, {other}");
        }
    }
}
