//! `canevas cases`.

use crate::args::Cases;
use crate::disk::name_of;
use crate::output::carry_out;
use crate::terminal::give;
use crate::{Failure, print};
use canevas_operations::{CasesRequest, Conclusion, Project, write_cases};

/// Writes the first cases of a form, and prints the names of their files.
pub fn cases(project: &Project, options: &Cases) -> Result<Conclusion, Failure> {
    let request = CasesRequest { name: name_of(&options.form), force: options.force };
    let written = match write_cases(project, &request) {
        Ok(written) => written,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    carry_out(&written.edits)?;
    give(&written.text())?;
    Ok(Conclusion::Passes)
}
