//! The rules behind findings.

use crate::Failure;
use canevas_compiler::diagnostics::example::without_marks;
use canevas_compiler::diagnostics::{Rule, nearest};
use canevas_compiler::{all_rules, rule};
use serde::Serialize;

/// The rule with a code or name, or all rules.
pub fn explain(word: Option<&str>) -> Result<RuleList, Failure> {
    let rules: Vec<&Rule> = match word {
        None => all_rules(),
        Some(word) => vec![known_rule(word, |_| true)?],
    };
    Ok(RuleList { rules: rules.into_iter().map(RuleEntry::new).collect() })
}

/// The rule with a code or name. If there is none, the failure suggests the nearest name of a likely one.
pub(crate) fn known_rule(word: &str, is_likely: impl Fn(&Rule) -> bool) -> Result<&'static Rule, Failure> {
    rule(word).ok_or_else(|| {
        let likely = all_rules().into_iter().filter(|rule| is_likely(rule));
        let hint = nearest(word, likely.flat_map(Rule::names))
            .map_or_else(|| "; `canevas explain` lists them all".to_owned(), |near| format!("; did you mean {near}?"));
        format!("no rule is called `{word}`{hint}")
    })
}

/// Rules, as `--format json` prints them.
#[derive(Debug, Serialize)]
pub struct RuleList {
    /// The rules, by code.
    pub rules: Vec<RuleEntry>,
}

/// One rule.
#[derive(Debug, Serialize)]
pub struct RuleEntry {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Names that it had in earlier versions.
    #[serde(skip)]
    pub former_names: &'static [&'static str],
    /// The level that its findings have where no settings change it.
    pub level: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// Whether settings may lower its level.
    pub may_be_lowered: bool,
    /// Whether settings may accept a finding for one text.
    pub may_be_accepted: bool,
    /// One line about it.
    pub summary: &'static str,
    /// Why it exists.
    pub explanation: &'static str,
    /// An example that it finds.
    pub bad: String,
    /// The same example, with marks under the text that it finds.
    #[serde(skip)]
    pub marked: &'static str,
    /// The example without the fault.
    pub good: &'static str,
}

impl RuleEntry {
    fn new(rule: &Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            former_names: rule.former_names,
            level: rule.level.word(),
            since: rule.since,
            may_be_lowered: rule.may_be_lowered(),
            may_be_accepted: rule.policy.can_err,
            summary: rule.summary,
            explanation: rule.explanation,
            bad: without_marks(rule.bad),
            marked: rule.bad,
            good: rule.good,
        }
    }
}
