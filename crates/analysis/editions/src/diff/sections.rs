//! The keys of sections and headings with a single value: official numbers, and whether the answers are published.

use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_diagnostics::Span;
use canevas_model::{Heading, Model, Section};
use canevas_syntax::Sp;

/// What changed of sections and headings that both editions have. A heading is known by its key.
pub(super) fn sections(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for section in &pair.new.sections {
        let Some(old) = section_of(pair.old, section) else { continue };
        let mut push = |kind, [was, now]: [Option<Span>; 2]| {
            out.push(Change {
                at: ChangePlace::Section(section.id.clone()),
                kind,
                old: was.or(Some(old.span)),
                new: now.or(Some(section.span)),
                question: None,
            });
        };
        if old.not_published != section.not_published {
            push(ChangeKind::NotPublished { now: section.not_published }, [None, None]);
        }
        if let Some(kind) = number(old.number.as_ref(), section.number.as_ref()) {
            push(kind, [&old.number, &section.number].map(|number| number.as_ref().map(|number| number.span)));
        }
    }
    let old = headings(pair.old);
    for heading in headings(pair.new) {
        let Some(was) = old.iter().find(|was| was.title.key == heading.title.key) else { continue };
        if let Some(kind) = number(was.number.as_ref(), heading.number.as_ref()) {
            out.push(Change {
                at: ChangePlace::Text(heading.title.key.clone()),
                kind,
                old: Some(was.number.as_ref().map_or(was.title.span(), |number| number.span)),
                new: Some(heading.number.as_ref().map_or(heading.title.span(), |number| number.span)),
                question: None,
            });
        }
    }
}

/// The same section of another edition.
pub(super) fn section_of<'m>(model: &'m Model, section: &Section) -> Option<&'m Section> {
    model.sections.iter().find(|other| other.id == section.id)
}

/// A number that changed.
pub(super) fn number(was: Option<&Sp<String>>, now: Option<&Sp<String>>) -> Option<ChangeKind> {
    let [before, after] = [was, now].map(|number| number.map(|number| number.value.clone()));
    (before != after).then_some(ChangeKind::Number { before, after })
}

fn headings(model: &Model) -> Vec<&Heading> {
    let blocks = model.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| block.heading.as_ref()).collect()
}
