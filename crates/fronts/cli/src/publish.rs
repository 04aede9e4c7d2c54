//! `canevas publish`.

use crate::args::Publish;
use crate::clock::today;
use crate::disk::{Disk, name_of};
use crate::output::carry_out;
use crate::{Failure, Outcome, print};
use canevas_operations::{PublishRequest, publish as lock};

/// Locks an edition as it is.
pub fn publish(options: &Publish) -> Result<Outcome, Failure> {
    let disk = Disk::default();
    let request = PublishRequest {
        edition: name_of(&options.edition),
        from: options.from.as_ref().map(|from| disk.place(from)),
        today: today()?,
    };
    let publication = match lock(&disk, &request) {
        Ok(publication) => publication,
        Err(refusal) => return print::refused(refusal, "nothing was published"),
    };
    let (form, edition) = (&publication.form, &publication.edition);
    let Some(edit) = &publication.edit else {
        eprintln!("{form} {edition} is published, as it is");
        return Ok(Outcome::Clean);
    };
    if let Some(line) = &publication.suppressed {
        eprintln!("{line}");
    }
    carry_out(std::slice::from_ref(edit))?;
    eprintln!("published {form} {edition}: {}", edit.path());
    Ok(Outcome::Clean)
}
