//! The meaning of a key and of a word of the language, as the schemas say it. The guide is made from them, too.

use super::Hover;
use crate::file_kind::FileKind;
use crate::schema::FileSchema;
use canevas_compiler::model::question_types;
use canevas_compiler::syntax::cursor::{Cursor, CursorSlot, CursorStep};

/// What there is to say of a key or a word of the language at a place.
pub(super) fn hover(kind: FileKind, text: &str, offset: usize) -> Option<Hover> {
    let schema = FileSchema::of(kind)?;
    let cursor = Cursor::at(text, offset);
    let typed = text.get(cursor.typed.clone()).filter(|typed| !typed.is_empty())?;
    let markdown = match cursor.slot {
        CursorSlot::Comment => return None,
        CursorSlot::Key => {
            let step = CursorStep::Key { name: typed.to_owned(), block: cursor.block.clone() };
            let steps: Vec<CursorStep> = cursor.steps.iter().cloned().chain([step]).collect();
            format!("**{typed}**: {}", schema.about_key(&steps)?)
        }
        CursorSlot::Value(_) | CursorSlot::Item => {
            let word = typed.trim_matches(['"', '\'']);
            let found = schema.words(&cursor.steps).into_iter().find(|known| known.word == word)?;
            let about = found.about.map(|about| format!("**{word}**: {about}"));
            let keys =
                question_types::by_name(word).filter(|_| cursor.steps.last().is_some_and(|step| step.name() == "type"));
            let keys = keys.map(|kind| keys_of(kind.keys)).filter(|keys| !keys.is_empty());
            let parts: Vec<String> = about.into_iter().chain(keys).collect();
            if parts.is_empty() {
                return None;
            }
            parts.join("\n\n")
        }
    };
    Some(Hover { markdown, start: cursor.typed.start, end: cursor.typed.end })
}

/// The keys that a type takes beside those of all types.
fn keys_of(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    if keys.is_empty() { String::new() } else { format!("Keys of its own: {}", keys.join(", ")) }
}
