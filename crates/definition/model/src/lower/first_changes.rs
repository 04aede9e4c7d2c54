//! The change file of a first edition. It has no edition to start from.

use canevas_diagnostics::{Finding, Findings};
use canevas_syntax::changes::Changes;
use canevas_syntax::rules::MISSING_KEY;

/// The findings about a change file, with what is true about a missing `from`.
///
/// Only `errata` says something about one edition alone: it corrects texts of this edition after it was published. All other
/// lists are about the step from an edition before.
pub fn about_start(changes: &Changes, findings: Findings) -> Findings {
    if changes.from.is_some() || changes.is_unread("from") {
        return findings;
    }
    let is_about_start = |finding: &Finding| {
        finding.rule == &MISSING_KEY && changes.span.is_some_and(|span| finding.primary.span.start == span.start)
    };
    let of_a_step = [
        ("was", changes.was.is_some() || changes.is_damaged("was")),
        ("retired", changes.retired.is_some() || changes.is_damaged("retired")),
        ("meaning", changes.meaning.is_some() || changes.is_damaged("meaning")),
        ("waivers", changes.waivers.is_some() || changes.is_damaged("waivers")),
    ];
    let Some((key, _)) = of_a_step.into_iter().find(|(_, is_given)| *is_given) else {
        let has_errata = changes.errata.is_some() || changes.is_damaged("errata");
        return findings.into_iter().filter(|finding| !(has_errata && is_about_start(finding))).collect();
    };
    let help = format!(
        "add `from: {{ edition: … }}` with the name of the edition before this one, or remove `{key}`: the change file of a \
         first edition holds `errata` only"
    );
    let told = |finding: Finding| {
        if is_about_start(&finding) { Finding { help: Some(help.clone()), ..finding } } else { finding }
    };
    findings.into_iter().map(told).collect()
}
