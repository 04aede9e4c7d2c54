//! A date that stays where it is, although it belongs to the period.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C051", "fixed-date", Warn, since "0.1.0",
    "A date says that it does not move, and lies in the period or in the next one.",
    explain "`moves: no` is for a day that no edition changes, such as the day on which a treaty entered into force. A day in the period or in the one after it, such as a deadline, most likely belongs to this edition: the next one would still print it. A later day, such as the year by which a target is to be met, is none of an edition.",
    bad r#"
period: { from: 2023-01, to: 2024-12 }
dates:
  deadline: { on: 2025-03-31, moves: no }
                  ^^^^^^^^^^
"#,
    good r#"
period: { from: 2023-01, to: 2024-12 }
dates:
  deadline: 2025-03-31
  in_force: { on: 2017-08-16, moves: no }
  target: { on: 2030-12-31, moves: no }
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let Some(period) = edition.model.period else { return };
    let (first, last) = (period.from.first_day(), period.plus_editions(1).to.last_day());
    for date in edition.model.dates.iter().filter(|date| !date.moves && (first..=last).contains(&date.day)) {
        let message = format!("`{}` does not move, and {} lies in the period or in the next one", date.id, date.day);
        let help = "remove `moves: no`: the next edition then moves the day with the period";
        findings.push(Finding::new(&RULE, date.span, message).help(help));
    }
}
