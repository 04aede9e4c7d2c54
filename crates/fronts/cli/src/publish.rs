//! `canevas publish`.

use crate::args::Publish;
use crate::disk::{Disk, name_of};
use crate::output::carry_out;
use crate::terminal::tell;
use crate::{Failure, print};
use canevas_machine::today;
use canevas_operations::{Conclusion, Project, PublishRequest, publish as lock};

/// Locks an edition as it is.
pub fn publish(project: &Project, options: &Publish) -> Result<Conclusion, Failure> {
    let request = PublishRequest {
        edition: name_of(&options.edition),
        from: options.from.as_ref().map(|from| Disk::place(from)),
        today: today()?,
    };
    let publication = match lock(project, &request) {
        Ok(publication) => publication,
        Err(refusal) => return print::refused(&refusal, "nothing was published"),
    };
    let (form, edition) = (&publication.form, &publication.edition);
    let Some(edit) = &publication.edit else {
        tell!("{form} {edition} is published, as it is");
        return Ok(Conclusion::Passes);
    };
    if let Some(line) = &publication.suppressed {
        tell!("{line}");
    }
    carry_out(std::slice::from_ref(edit))?;
    if publication.is_renewed {
        tell!("{form} {edition} was published before; its lock is renewed: {}", edit.path());
    } else {
        tell!("published {form} {edition}: {}", edit.path());
    }
    Ok(Conclusion::Passes)
}
