//! A required field of an optional group.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::AnswerShape;

rule! {
    RULE: "C048", "required-in-optional", Info, since "0.1.0",
    "A group may be left unanswered, but one of its fields is required.",
    explain "The field counts only once something in the group is answered: people can still skip the whole group. With `for_each`, this holds for each row. If they must answer it, write `required: yes` at the group as well. If they may skip it, ignore this finding.",
    bad r#"
sections:
  - id: law
    title: Law
    questions:
      - id: adviser
        type: group
        ask: Whom can we ask?
        fields:
          - id: name
                ^^^^
            type: text
            ask: Name
            required: yes
          - id: phone
            type: text
            ask: Telephone
"#,
    good r#"
sections:
  - id: law
    title: Law
    questions:
      - id: adviser
        type: group
        ask: Whom can we ask?
        required: yes
        fields:
          - id: name
            type: text
            ask: Name
            required: yes
          - id: phone
            type: text
            ask: Telephone
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let groups = edition.model.questions.iter().filter(|question| question.shape == AnswerShape::Group);
    for group in groups.filter(|group| !group.required) {
        let mut required = group.fields.iter().filter(|field| field.required);
        // One finding per group: the same is true of its other fields.
        let Some(first) = required.next() else { continue };
        let when = if group.for_each.is_some() { "once its row has an answer" } else { "once the group has an answer" };
        let message = format!("`{}` counts only {when}, because `{}` is optional", first.id, group.id);
        let finding = Finding::new(&RULE, first.span, message).also(group.span, "the group");
        findings.push(
            required
                .fold(finding, |finding, field| finding.also(field.span, "required too"))
                .help(format!("if `{}` must be answered, add `required: yes` to it", group.id)),
        );
    }
}
