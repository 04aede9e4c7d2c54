//! A table that is wider than a page.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_syntax::definition::Layout;
use canevas_wording::paper::{SIDE_WIDTH, TEXT_WIDTH, least_width};

rule! {
    RULE: "C064", "table-too-wide", Warn, since "0.1.0",
    "A table is wider than a page.",
    explain "A column is as wide as the longest word in it, and as what somebody writes in it. Where the columns of a table have no room beside one another, the Word file prints a block of lines for each row in place of the table, and the form on paper lies on its side. Ask fewer things in a table, write shorter words above its columns, or make two tables with the same rows. If blocks are what you want, leave out `layout: table`.",
    bad r#"
lists:
  sites:
    north: North
    south: South
sections:
  - id: sites
    title: The sites
    questions:
      - id: visits
            ^^^^^^
        type: group
        for_each: sites
        layout: table
        ask: What did you see at each site?
        fields:
          - id: environment
            type: long_text
            ask: Environmental characteristics
          - id: infrastructure
            type: long_text
            ask: Infrastructural characteristics
          - id: authorisation
            type: text
            ask: Authorisation
          - id: responsibility
            type: text
            ask: Responsibilities
          - id: recommendation
            type: long_text
            ask: Recommendations
"#,
    good r#"
lists:
  sites:
    north: North
    south: South
sections:
  - id: sites
    title: The sites
    questions:
      - id: visits
        type: group
        for_each: sites
        layout: table
        ask: What did you see at each site?
        fields:
          - id: water
            type: text
            ask: Water
          - id: roads
            type: text
            ask: Roads
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Twentieths of a point in a millimetre.
const MILLIMETRE: f64 = 56.693;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let tables = edition.model.questions.iter().filter(|question| question.layout == Layout::Table);
    for question in tables {
        // The language in which it is widest.
        let catalogues = edition.model.translations.iter().filter_map(|language| edition.catalogues.get(language));
        let widths = catalogues.map(|catalogue| {
            least_width(question, &|text| {
                catalogue.current(text).map_or(&text.source, |current| &current.text).value.clone()
            })
        });
        let width = widths.fold(least_width(question, &|text| text.source.value.clone()), u32::max);
        if width <= TEXT_WIDTH {
            continue;
        }
        let in_mm = |width: u32| (f64::from(width) / MILLIMETRE).round();
        let page = in_mm(TEXT_WIDTH);
        let message = format!("the columns of this table need {} mm, and a page has {page} mm", in_mm(width));
        let on_its_side = if width <= SIDE_WIDTH {
            "The form prints it on a page that lies on its side; the Word file prints a block of lines for each row"
        } else {
            "It does not even fit on a page that lies on its side; the Word file prints a block of lines for each row"
        };
        findings.push(Finding::new(&RULE, question.span, message).help(format!(
            "{on_its_side}. For a table, ask fewer things in it, use shorter words above its columns, or make two tables of it; for blocks, leave out `layout: table`"
        )));
    }
}
