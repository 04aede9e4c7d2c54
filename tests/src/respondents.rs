//! Who answers a random form: mostly countries, at times those of a list, and at times nobody who is named. What is asked stays as it is.

use crate::generate::{Generated, generate};
use crate::random::Random;

/// A random definition that countries, listed respondents or nobody by name answers, with a file of the one who does; an empty text
/// where nobody is named.
pub fn generate_any(random: &mut Random) -> Generated {
    let made = generate(random);
    // No other choice depends on this one.
    match made.form.len() % 4 {
        0 => listed(&made),
        1 => nobody(&made),
        _ => made,
    }
}

const UNKNOWN: &str = "  country:\n    printed_when_unknown: such a country\n";

fn listed(made: &Generated) -> Generated {
    let list = "respondents: { kind: region, called: Region, list: l_who }\nabout:\n";
    let form = made.form.replace(UNKNOWN, "").replacen("about:\n", list, 1);
    let form = form.replacen("lists:\n", "lists:\n  l_who: { north: North, south: South, east_2: East }\n", 1);
    Generated { form, country: made.country.replacen("country: CMR", "respondent: north", 1) }
}

fn nobody(made: &Generated) -> Generated {
    let form = made.form.replace(UNKNOWN, "").replacen("about:\n", "respondents: none\nabout:\n", 1);
    Generated { form, country: String::new() }
}
