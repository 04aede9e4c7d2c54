//! `canevas next-edition`.

use crate::args::NextEdition;
use crate::disk::{Disk, name_of, names_of};
use crate::output::carry_out;
use crate::{Failure, Outcome, print};
use canevas_operations::{NextEditionRequest, next_edition as start, shown};

/// Starts the next edition.
pub fn next_edition(options: &NextEdition) -> Result<Outcome, Failure> {
    let request = NextEditionRequest {
        edition: name_of(&options.edition),
        returns: names_of(&options.returns),
        out: options.out.as_deref().map(name_of),
    };
    let started = match start(&Disk::default(), &request) {
        Ok(started) => started,
        Err(refusal) => return print::refused(refusal, "nothing was written"),
    };
    carry_out(&started.edits)?;
    eprintln!("started {}\nstill to decide:", shown(&started.folder));
    for line in &started.to_decide {
        eprintln!("  - {line}");
    }
    Ok(Outcome::Clean)
}
