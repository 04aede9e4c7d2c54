//! The settings of a repository: which levels are in force, and why. Settings can name the rules of every crate, and this is
//! the first crate that knows them all.

use crate::explain::{all_rules, rule};
use canevas_diagnostics::{Finding, Findings, Level, LevelSetting, Levels, Rule, SourceId, Sources, nearest};
use canevas_syntax::settings::{SetLevel, Settings};
use canevas_syntax::{Read as _, parse_toml};

/// The rules about settings.
pub(crate) mod rules {
    use canevas_diagnostics::{Rule, rule};

    /// Every rule of this crate, in the order of their codes.
    pub(crate) static RULES: &[&Rule] = &[&UNKNOWN_RULE, &LEVEL_FIXED, &RULE_SET_TWICE];

    rule! {
        // A level that was misread would weigh findings in another way than the settings say.
        all [build_depends];

        UNKNOWN_RULE: "L001", "unknown-rule", Deny, since "0.1.0",
        "`canevas.toml` sets the level of an unknown rule.",
        explain "A setting with an unknown name changes nothing, and the rule that was meant keeps its level. Write the rule's name or code as findings show it; `canevas explain` lists them all.",
        bad r#"
-- canevas.toml --
[rules.text-lenght]
       ^^^^^^^^^^^
level = "info"
reason = "our labels are long by law"
"#,
        good r#"
-- canevas.toml --
[rules.text-length]
level = "info"
reason = "our labels are long by law"
"#;

        LEVEL_FIXED: "L002", "level-fixed", Deny, since "0.1.0",
        "`canevas.toml` lowers a rule that cannot be lowered.",
        explain "Canevas cannot build what it cannot read, at any level. An id that is used again, an edition whose name did not change, and a published edition that was edited have no waiver: existing returns would be read as answers to another question. Remove the setting, and mend what the rule finds.",
        bad r#"
-- canevas.toml --
[rules.id-reused]
level = "warn"
        ^^^^^^
reason = "no country answered it"
"#,
        good r#"
-- canevas.toml --
[rules.id-removed]
level = "warn"
reason = "the form is still being drafted"
"#;

        RULE_SET_TWICE: "L003", "rule-set-twice", Deny, since "0.1.0",
        "`canevas.toml` sets a rule by its name and by its code.",
        explain "Only one of the two can be in force. Remove one.",
        bad r#"
-- canevas.toml --
[rules.text-length]
level = "info"
reason = "our labels are long by law"

[rules.C025]
       ^^^^
level = "off"
reason = "our labels are long by law"
"#,
        good r#"
-- canevas.toml --
[rules.C025]
level = "off"
reason = "our labels are long by law"
"#;
    }
}

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
