//! A file with traps often does not parse. To find its other errors in the same run, it is read as `canevas fmt` would
//! mend it, and each finding is moved to its place in the file as it is.

use canevas_diagnostics::{Findings, Source, SourceId, Span};
use canevas_syntax::definition::Form;
use canevas_syntax::{Read as _, format, parse_yaml, traps};

/// Findings of the mended text, at their places in the source.
pub(super) fn findings(id: SourceId, source: &Source) -> Findings {
    let mended = Source::new(source.name(), format::format(source));
    let mut findings = Findings::default();
    // What cannot be mended is reported already.
    let left = traps::scan(id, &mended);
    let (node, parsed) = parse_yaml(id, &mended);
    findings.extend(parsed);
    if let Some(form) = node.and_then(|node| Form::read(&node, &mut findings)) {
        super::lower_form(id, &form, None, &mut findings);
    }
    let lines = line_map(source, &mended);
    findings
        .into_iter()
        .filter(traps::news_beside(&left, &mended))
        .map(|mut finding| {
            let labels = std::iter::once(&mut finding.primary).chain(&mut finding.others);
            for label in labels.filter(|label| label.span.source == id) {
                label.span = lead_back(label.span, source, &mended, &lines);
            }
            finding
        })
        .collect()
}

fn text_of(source: &Source, line: usize) -> &str {
    source.slice(source.line_start(line)..source.line_start(line + 1)).trim_end()
}

/// For each line of the mended text, the line of the source that it came from. Mending keeps the order of lines, so one
/// walk over both texts finds it.
fn line_map(source: &Source, mended: &Source) -> Vec<usize> {
    let mut at = 0;
    (0..mended.line_count())
        .map(|line| {
            let text = text_of(mended, line);
            let came_from = |at: usize| {
                let original = text_of(source, at);
                let key = |line: &'_ str| line.split_once(':').map(|(key, _)| key.to_owned());
                original.contains(text.trim()) || (key(text).is_some() && key(text) == key(original))
            };
            // An equal line further down is a better match than a part of this one.
            let ahead = (at..(at + 4).min(source.line_count())).find(|ahead| text_of(source, *ahead) == text);
            if let Some(found) =
                ahead.or_else(|| (at..(at + 4).min(source.line_count())).find(|ahead| came_from(*ahead)))
            {
                at = found;
            }
            at
        })
        .collect()
}

fn lead_back(span: Span, source: &Source, mended: &Source, lines: &[usize]) -> Span {
    let line = mended.line_of(span.start as usize);
    let original = lines.get(line).copied().unwrap_or(0);
    let (start, text) = (source.line_start(original), text_of(source, original));
    let last_line = mended.line_of((span.end.max(span.start + 1) - 1) as usize);
    let words = mended
        .slice(span.start as usize..if last_line == line { span.end as usize } else { mended.line_start(line + 1) })
        .trim_end();
    let range = text
        .find(words)
        .filter(|_| !words.is_empty())
        .map_or(start..start + text.len(), |at| start + at..start + at + words.len());
    Span::new(span.source, range)
}
