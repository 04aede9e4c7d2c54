//! The settings of a repository: which levels are in force, and why. Settings can name the rules of every crate, and this is
//! the first crate that knows them all.

use crate::explain::{all_rules, rule};
use crate::setting_rules as rules;
use canevas_diagnostics::{Finding, Findings, Level, LevelSetting, Levels, Rule, SourceId, Sources, nearest};
use canevas_syntax::settings::{SetLevel, Settings};
use canevas_syntax::{Read as _, parse_toml};

/// Reads the settings in a source. A setting that is wrong gives a finding, and is not in force.
pub(crate) fn read_levels(sources: &Sources, id: SourceId) -> (Levels, Findings) {
    let mut levels = Levels::default();
    let (node, mut findings) = parse_toml(id, sources.get(id));
    let settings = node.and_then(|node| Settings::read(&node, &mut findings)).unwrap_or_default();
    for (name, given) in settings.rules.unwrap_or_default().0 {
        let Some(rule) = rule(&name.value) else {
            let words = all_rules().into_iter().flat_map(Rule::names);
            let help = nearest(&name.value, words).map_or_else(
                || "`canevas explain` lists the names and codes of all rules".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("no rule is called `{}`", name.value);
            findings.push(Finding::new(&rules::UNKNOWN_RULE, name.span, message).help(help));
            continue;
        };
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
    (levels, findings)
}
