//! Country names that a country file gives.

use crate::grammar::capital;
use canevas_model::CountryCase;
use canevas_project::NameForms;

/// The name of a country in a case, where a country file says how it is written.
pub(crate) fn of_file(forms: &NameForms, case: CountryCase) -> String {
    match case {
        // A country file's forms are of its name.
        CountryCase::Plain | CountryCase::Code => forms.name.clone(),
        CountryCase::The => forms.the.clone(),
        CountryCase::TheCapital => capital(&forms.the),
        CountryCase::Of => forms.of.clone(),
        CountryCase::In => forms.r#in.clone(),
    }
}
