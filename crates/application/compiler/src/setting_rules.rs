//! The rules about settings.

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
