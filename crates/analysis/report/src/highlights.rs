//! The highlights of a report for a website: one sentence for each block that is marked, as Markdown and as JSON.

use crate::tree::{ReportPage, ReportSection};
use serde::Serialize;

#[derive(Serialize)]
struct ForWebsite<'p> {
    canevas: u32,
    title: &'p str,
    language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'p str>,
    highlights: Vec<Highlight<'p>>,
}

#[derive(Serialize)]
struct Highlight<'p> {
    id: &'p str,
    title: &'p str,
    sentence: &'p str,
}

fn marked(page: &ReportPage) -> impl Iterator<Item = (&ReportSection, &str)> {
    let marked = page.sections.iter().filter(|section| section.highlight);
    marked.filter_map(|section| Some((section, section.summary.as_deref()?)))
}

/// The highlights as Markdown.
pub fn highlights_markdown(page: &ReportPage) -> String {
    let mut out = format!("# {}\n", page.title.text);
    out.extend(page.notice.iter().map(|notice| format!("\n> {}\n", notice.text)));
    out.push('\n');
    out.extend(marked(page).map(|(section, sentence)| format!("- **{}** {sentence}\n", section.title.text)));
    out
}

/// The highlights as JSON.
pub fn highlights_json(page: &ReportPage) -> Result<String, serde_json::Error> {
    let highlights =
        marked(page).map(|(section, sentence)| Highlight { id: &section.id, title: &section.title.text, sentence });
    let all = ForWebsite {
        canevas: 1,
        title: &page.title.text,
        language: &page.language,
        notice: page.notice.as_ref().map(|notice| notice.text.as_str()),
        highlights: highlights.collect(),
    };
    serde_json::to_string_pretty(&all).map(|text| format!("{text}\n"))
}
