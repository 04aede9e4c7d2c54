//! The settings of a repository: which levels are in force, which findings are accepted, and why. Settings can name the
//! rules of every crate, and this is the first crate that knows them all.

use crate::acceptances::Acceptance;
use crate::explain::{all_rules, rule};
use crate::setting_rules as rules;
use canevas_diagnostics::{Finding, Findings, Level, LevelSetting, Levels, Rule, SourceId, Sources, nearest};
use canevas_syntax::settings::{GivenAcceptance, SetLevel, Settings};
use canevas_syntax::{Read as _, Sp, parse_toml};

/// Reads the settings in a source. A setting that is wrong gives a finding, and is not in force.
pub(crate) fn read_settings(sources: &Sources, id: SourceId) -> (Levels, Vec<Acceptance>, Findings) {
    let mut levels = Levels::default();
    let (node, mut findings) = parse_toml(id, sources.get(id));
    let settings = node.and_then(|node| Settings::read(&node, &mut findings)).unwrap_or_default();
    for (name, given) in settings.rules.unwrap_or_default().0 {
        let Some(rule) = known_rule(&name, all_rules(), &mut findings) else { continue };
        let (Some(level), Some(reason)) = (given.level, given.reason) else { continue };
        let set = match level.value {
            SetLevel::Deny => Some(Level::Deny),
            SetLevel::Warn => Some(Level::Warn),
            SetLevel::Info => Some(Level::Info),
            SetLevel::Off => None,
        };
        if !rule.may_be_lowered() && set.is_none_or(|set| set < rule.level) {
            let message = format!("`{}` cannot be lowered to {}", rule.name, level.value.word());
            let finding = Finding::new(&rules::LEVEL_FIXED, level.span, message);
            findings.push(finding.help("remove the setting, and mend what the rule finds"));
            continue;
        }
        if !levels.set(rule, LevelSetting { level: set, reason: reason.value }) {
            let message = format!("`{}` is set already, by its name or its code", rule.name);
            findings.push(Finding::new(&rules::RULE_SET_TWICE, name.span, message).help("remove one of the two"));
        }
    }
    let given = settings.accept.unwrap_or_default().0;
    let acceptances = given.into_iter().filter_map(|given| acceptance(given, &mut findings)).collect();
    (levels, acceptances, findings)
}

/// An acceptance with its rule. `None` where it is wrong.
fn acceptance(given: GivenAcceptance, findings: &mut Findings) -> Option<Acceptance> {
    let name = given.rule?;
    let can_err = all_rules().into_iter().filter(|rule| rule.policy.can_err).collect();
    let rule = known_rule(&name, can_err, findings)?;
    if !rule.policy.can_err {
        let message = format!("what `{}` finds cannot be accepted for one text", rule.name);
        let finding = Finding::new(&rules::ACCEPTANCE_REFUSED, name.span, message);
        let help = if rule.code.starts_with('E') {
            "remove the acceptance; `canevas accept` accepts a finding about a change"
        } else {
            "remove the acceptance, and mend what the rule finds"
        };
        findings.push(finding.help(help));
        return None;
    }
    Some(Acceptance { rule, at: given.at?, digest: given.text?, reason: given.reason?.value })
}

/// The rule with a name. If there is none, the finding suggests the nearest name among `likely`.
fn known_rule(name: &Sp<String>, likely: Vec<&'static Rule>, findings: &mut Findings) -> Option<&'static Rule> {
    let found = rule(&name.value);
    if found.is_none() {
        let help = nearest(&name.value, likely.into_iter().flat_map(Rule::names)).map_or_else(
            || "`canevas explain` lists the names and codes of all rules".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("no rule is called `{}`", name.value);
        findings.push(Finding::new(&rules::UNKNOWN_RULE, name.span, message).help(help));
    }
    found
}
