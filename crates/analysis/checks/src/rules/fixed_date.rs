//! A date that stays where it is, although it belongs to the period.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C051", "fixed-date", Warn, since "0.1.0",
    "A date says that it does not move, and lies in the period or after it.",
    explain "`moves: no` is for a day that no edition changes, such as the day on which a treaty entered into force. A day in the period or after it, such as a deadline, belongs to this edition: the next one would still print it.",
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
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let Some(period) = edition.model.period else { return };
    for date in edition.model.dates.iter().filter(|date| !date.moves && date.day >= period.from.first_day()) {
        let message = format!("`{}` does not move, and {} lies in the period or after it", date.id, date.day);
        let help = "remove `moves: no`: the next edition then moves the day with the period";
        findings.push(Finding::new(&RULE, date.span, message).help(help));
    }
}
