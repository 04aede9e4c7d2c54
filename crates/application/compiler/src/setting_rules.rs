//! The rules about settings.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub(crate) static RULES: &[&Rule] =
    &[&UNKNOWN_RULE, &LEVEL_FIXED, &RULE_SET_TWICE, &ACCEPTANCE_REFUSED, &ACCEPTANCE_UNUSED];

rule! {
    // A level that was misread would weigh findings in another way than the settings say.
    all [build_depends];

    UNKNOWN_RULE: "L001", "unknown-rule", Deny, since "0.1.0",
    "`canevas.toml` names an unknown rule.",
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

    ACCEPTANCE_REFUSED: "L004", "acceptance-refused", Deny, since "0.1.0",
    "`canevas.toml` accepts a finding that cannot be accepted for one text.",
    explain "An acceptance is for rules that judge words by signs, because these can be wrong about one text: a title that is quoted, a name. What other rules find is wrong in every text, or is not about a text. Mend what the rule finds. `canevas accept` accepts a finding about a change.",
    bad r#"
-- canevas.toml --
[[accept]]
rule = "placeholders"
       ^^^^^^^^^^^^^^
at = "locales/fr.po question.law.ask"
text = "0123456789ab"
reason = "the number is not needed"
"#,
    good r#"
-- form.yaml --
title: Brackets [XX]

-- canevas.toml --
[[accept]]
rule = "brackets-left"
at = "form.title"
text = "1e7055cff78f"
reason = "XX is the sign of a table"
"#;

    ACCEPTANCE_UNUSED: "L005", "acceptance-unused", Warn, since "0.1.0",
    "`canevas.toml` accepts a finding that nothing gives.",
    explain "The text may have changed, or its place has another name. An acceptance without a use would hide a later finding unseen. Remove it. `canevas check` prints the lines to copy where a finding can be accepted. It looks for unused acceptances only if it checks every edition below the folder of `canevas.toml`.",
    bad r#"
-- canevas.toml --
[[accept]]
rule = "brackets-left"
at = "form.titel"
     ^^^^^^^^^^^^
text = "0123456789ab"
reason = "XX is the sign of a table"
"#,
    good r#"
-- form.yaml --
title: Table XX

-- canevas.toml --
[[accept]]
rule = "brackets-left"
at = "form.title"
text = "bda33198c6a7"
reason = "XX is the sign of a table"
"#;
}
