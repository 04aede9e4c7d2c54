//! `canevas rename`, `retire` and `accept`.

use crate::args::{Accept, Rename, Retire};
use crate::clock::today;
use crate::disk::Disk;
use crate::output::carry_out;
use crate::{Failure, Outcome, print};
use canevas_operations::{AcceptRequest, Edit, Refusal, RenameRequest, RetireRequest};

/// Declares that a question has another id.
pub fn rename(options: &Rename) -> Result<Outcome, Failure> {
    let disk = Disk::default();
    let request = RenameRequest {
        old: options.old.clone(),
        new: options.new.clone(),
        from: disk.place(&options.from),
        edition: disk.folder(&options.edition)?,
    };
    declare(canevas_operations::rename(&disk, &request))
}

/// Declares that a question is asked no more, or an option is no longer offered.
pub fn retire(options: &Retire) -> Result<Outcome, Failure> {
    let disk = Disk::default();
    let request = RetireRequest {
        id: options.id.clone(),
        because: options.because.clone(),
        from: disk.place(&options.from),
        edition: disk.folder(&options.edition)?,
    };
    declare(canevas_operations::retire(&disk, &request))
}

/// Accepts a finding with a reason.
pub fn accept(options: &Accept) -> Result<Outcome, Failure> {
    let disk = Disk::default();
    let request = AcceptRequest {
        rule: options.rule.clone(),
        at: options.at.clone(),
        because: options.because.clone(),
        expires: options.expires.clone(),
        from: disk.place(&options.from),
        edition: disk.folder(&options.edition)?,
        today: today()?,
    };
    declare(canevas_operations::accept(&disk, &request))
}

fn declare(declared: Result<Edit, Refusal>) -> Result<Outcome, Failure> {
    match declared {
        Ok(edit) => {
            carry_out(std::slice::from_ref(&edit))?;
            eprintln!("declared in {}", edit.path());
            Ok(Outcome::Clean)
        }
        Err(refusal) => print::refused(refusal, "nothing was declared"),
    }
}
