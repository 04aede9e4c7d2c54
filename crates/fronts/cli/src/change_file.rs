//! `canevas rename`, `retire` and `accept`.

use crate::args::{Accept, Rename, Retire};
use crate::disk::Disk;
use crate::output::carry_out;
use crate::terminal::tell;
use crate::{Failure, print};
use canevas_machine::today;
use canevas_operations::{AcceptRequest, Conclusion, Edit, Project, Refusal, RenameRequest, RetireRequest, shown};

/// Declares that a question has another id.
pub fn rename(project: &Project, options: &Rename) -> Result<Conclusion, Failure> {
    let request = RenameRequest {
        old: options.old.clone(),
        new: options.new.clone(),
        from: options.from.as_deref().map(Disk::place),
        edition: Disk::folder(&options.edition)?,
    };
    declare(canevas_operations::rename(project, &request))
}

/// Declares that a question is no longer asked, or an option no longer offered.
pub fn retire(project: &Project, options: &Retire) -> Result<Conclusion, Failure> {
    let request = RetireRequest {
        id: options.id.clone(),
        because: options.because.clone(),
        from: options.from.as_deref().map(Disk::place),
        edition: Disk::folder(&options.edition)?,
    };
    declare(canevas_operations::retire(project, &request))
}

/// Accepts a finding with a reason.
pub fn accept(project: &Project, options: &Accept) -> Result<Conclusion, Failure> {
    let request = AcceptRequest {
        rule: options.rule.clone(),
        at: options.at.clone(),
        because: options.because.clone(),
        fingerprint: options.fingerprint.clone(),
        expires: options.expires.clone(),
        from: options.from.as_deref().map(Disk::place),
        edition: Disk::folder(&options.edition)?,
        today: today()?,
    };
    let accepted = canevas_operations::accept(project, &request);
    let findings = accepted.as_ref().map_or_else(|_| Vec::new(), |accepted| accepted.findings.clone());
    let conclusion = declare(accepted.map(|accepted| accepted.edit))?;
    if findings.len() > 1 {
        tell!(
            "{} findings of this rule at `{}` are accepted; --fingerprint accepts only one:",
            findings.len(),
            shown(&options.at)
        );
        for (message, fingerprint) in findings {
            tell!("  {fingerprint}  {message}");
        }
    }
    Ok(conclusion)
}

fn declare(declared: Result<Edit, Refusal>) -> Result<Conclusion, Failure> {
    match declared {
        Ok(edit) => {
            carry_out(std::slice::from_ref(&edit))?;
            tell!("declared in {}", edit.path());
            Ok(Conclusion::Passes)
        }
        Err(refusal) => print::refused(&refusal, "nothing was declared"),
    }
}
