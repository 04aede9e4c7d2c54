//! Words that a country wrote itself. Rules that judge words by signs look for what an author forgot, such as a bracket that
//! nobody filled in. Rows that a return feeds into the next edition are no author's words, so there these rules only warn.

use canevas_diagnostics::{Findings, Level, SourceId, Sources, Span};
use canevas_model::Model;
use canevas_project::CountryFile;
use canevas_syntax::parse_yaml;
use std::collections::BTreeMap;

/// Findings, of which those that judge a country's own words do not deny.
pub(crate) fn weigh(findings: Findings, sources: &Sources, model: &Model, countries: &[CountryFile]) -> Findings {
    let mut rows: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
    let mut out = Findings::default();
    for mut finding in findings {
        let at = finding.primary.span;
        let may_be_own = finding.level == Level::Deny
            && finding.rule.policy.can_err
            && countries.iter().any(|country| country.span.source == at.source);
        if may_be_own {
            let rows = rows.entry(at.source).or_insert_with(|| fed_rows(sources, at.source, model));
            if rows.iter().any(|span| span.start <= at.start && at.end <= span.end) {
                finding.level = Level::Warn;
                finding.help = Some(
                    "a country wrote this row in its return: leave it as it is, or ask the country what it means"
                        .to_owned(),
                );
            }
        }
        out.push(finding);
    }
    out
}

/// The places of the rows in a country file that returns feed.
fn fed_rows(sources: &Sources, file: SourceId, model: &Model) -> Vec<Span> {
    let (node, _) = parse_yaml(file, sources.get(file));
    let facts = node.as_ref().and_then(|node| node.get("facts"));
    let fed = model.questions.iter().filter_map(|question| question.feeds.as_ref());
    fed.filter_map(|feeds| Some(facts?.get(&feeds.fact)?.span)).collect()
}
