//! A catalogue renewed from the form.

use crate::notes::{NoteContext, Notes};
use canevas_diagnostics::{SourceId, Span};
use canevas_model::{Language, Model, Text, TextKey, TextOwner, TextRole, longest};
use canevas_project::{LONGEST, PoEntry, PoFile, obsolete};
use canevas_syntax::changes::Changes;
use canevas_syntax::{SourceText, Sp};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A renewed catalogue, and the changes in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The catalogue.
    pub file: PoFile,
    /// Texts that are new, or were never translated.
    pub new: usize,
    /// Texts whose translation waits for review, because their source changed since it was made.
    pub changed: Vec<ChangedSource>,
    /// Translations that no longer belong to a text. They are kept as obsolete.
    pub gone: usize,
}

/// A text whose source changed after it was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedSource {
    /// Its catalogue key.
    pub key: String,
    /// The source that the translation was made from.
    pub was: String,
    /// The source of today.
    pub now: String,
}

/// The form and edition as catalogues and files for translators name them.
pub(crate) fn name(model: &Model) -> String {
    format!("{} {}", model.form, model.edition)
}

/// Renews the catalogue of a language, or starts one.
///
/// The translations of a question move with it where the change file declares that it has another id, and so do those of a
/// section or heading that has another key and says the same.
pub fn extract(model: &Model, language: &Language, old: Option<&PoFile>, context: NoteContext<'_>) -> Extracted {
    let renames = context.changes.map(Changes::renamed).unwrap_or_default();
    let notes = Notes::new(model, context);
    let known: HashMap<&str, &PoEntry> = old
        .map(|file| file.entries.iter().map(|entry| (entry.context.value.as_str(), entry)).collect())
        .unwrap_or_default();
    let keys: HashSet<&str> = model.texts().iter().map(|text| text.key.as_str()).collect();
    let mut left_over = LeftOver::new(old, &keys);
    let (mut new, mut changed) = (0, Vec::new());
    let mut entries = Vec::new();
    for text in model.texts() {
        let own = known.get(text.key.as_str()).copied();
        let moved = own.is_none().then(|| left_over.take(text, &renames)).flatten();
        let was = own.or(moved);
        let entry = renewed(text, language, was, &notes);
        new += usize::from(entry.is_untranslated());
        if let Some(was) = entry.previous.clone().filter(|_| entry.fuzzy) {
            changed.push(ChangedSource { key: text.key.to_string(), was, now: entry.id.value.clone() });
        }
        entries.push(entry);
    }
    let mut left = old.map(|file| file.obsolete.clone()).unwrap_or_default();
    let mut gone = 0;
    for entry in old.map(|file| file.entries.as_slice()).unwrap_or_default() {
        let key = entry.context.value.as_str();
        if !keys.contains(key) && !left_over.taken.contains(key) && !entry.is_untranslated() {
            gone += 1;
            left.extend(obsolete(entry));
        }
    }
    let file = PoFile {
        comments: old.map(|file| file.comments.clone()).unwrap_or_default(),
        header: header(model, language, old),
        entries,
        obsolete: left,
        ..PoFile::empty(Span::new(SourceId(0), 0..0))
    };
    Extracted { file, new, changed, gone }
}

/// Entries whose key no text of the form has.
struct LeftOver<'o> {
    by_key: HashMap<&'o str, &'o PoEntry>,
    /// Entries of sections and headings, by what they say.
    by_words: HashMap<(TextRole, &'o str), &'o PoEntry>,
    taken: HashSet<&'o str>,
}

impl<'o> LeftOver<'o> {
    fn new(old: Option<&'o PoFile>, keys: &HashSet<&str>) -> Self {
        let entries = old.map(|file| file.entries.as_slice()).unwrap_or_default();
        let left = entries.iter().filter(|entry| !keys.contains(entry.context.value.as_str()));
        let (mut by_key, mut by_words) = (HashMap::new(), HashMap::new());
        for entry in left {
            by_key.insert(entry.context.value.as_str(), entry);
            if let Some(key) = TextKey::parse(&entry.context.value).filter(|key| has_shifting_key(key.owner())) {
                by_words.entry((key.role(), entry.id.value.as_str())).or_insert(entry);
            }
        }
        Self { by_key, by_words, taken: HashSet::new() }
    }

    /// The entry that a text had under another key.
    fn take(&mut self, text: &Text, renames: &BTreeMap<&str, &str>) -> Option<&'o PoEntry> {
        let key = &text.key;
        let renamed = key.owner().question().and_then(|id| renames.get(id.as_str())).and_then(|old| {
            let was = TextKey::new(key.owner().with_question((*old).into()), key.role());
            self.by_key.get(was.as_str()).copied()
        });
        let alike = || {
            has_shifting_key(key.owner())
                .then(|| self.by_words.get(&(key.role(), text.source.value.as_str())).copied())
                .flatten()
        };
        let found = renamed.or_else(alike)?;
        self.taken.insert(found.context.value.as_str()).then_some(found)
    }
}

/// Whether nobody reads the key: the id of a section, or the first question under a heading.
fn has_shifting_key(owner: &TextOwner) -> bool {
    matches!(owner, TextOwner::Section(_) | TextOwner::Heading(_))
}

/// The entry of a text, with the translation and comments of its old entry.
fn renewed(text: &Text, language: &Language, was: Option<&PoEntry>, notes: &Notes<'_>) -> PoEntry {
    let nowhere = Span::new(SourceId(0), 0..0);
    let opaque = |text: &str| SourceText::opaque(text, nowhere);
    let source = &text.source.value;
    let mut entry = PoEntry::new(Sp::new(text.key.to_string(), nowhere), opaque(source), opaque(""));
    entry.notes = notes.of(text, language);
    if let Some(was) = was {
        entry.comments.clone_from(&was.comments);
        entry.references.clone_from(&was.references);
        entry.flags = was.flags.iter().filter(|flag| !flag.starts_with(LONGEST)).cloned().collect();
    }
    entry.flags.extend(longest(text.key.role()).map(|most| format!("{LONGEST}{most}")));
    if let Some(was) = was.filter(|was| !was.is_untranslated()) {
        entry.text = opaque(&was.text.value);
        entry.fuzzy = was.fuzzy;
        entry.previous.clone_from(&was.previous);
        if was.id.value != *source {
            // A translation that already waits was made from the source that it names as the previous one.
            entry.previous = was.previous.clone().filter(|_| was.fuzzy).or_else(|| Some(was.id.value.clone()));
            entry.fuzzy = true;
        }
    }
    entry
}

/// The header. It keeps its lines, names this edition, and has the fields that gettext's tools need.
fn header(model: &Model, language: &Language, old: Option<&PoFile>) -> String {
    let project = ("Project-Id-Version", name(model));
    let needed = [
        ("Language", language.tag().to_owned()),
        ("MIME-Version", "1.0".to_owned()),
        ("Content-Type", "text/plain; charset=UTF-8".to_owned()),
        ("Content-Transfer-Encoding", "8bit".to_owned()),
    ];
    let line = |(name, value): &(&str, String)| format!("{name}: {value}\n");
    let Some(old) = old.filter(|file| !file.header.is_empty()) else {
        return std::iter::once(&project).chain(&needed).map(line).collect();
    };
    let renewed = |found: &str| match found.strip_prefix("Project-Id-Version:") {
        Some(named) if named.trim().starts_with(&format!("{} ", model.form)) => line(&project),
        _ => found.to_owned(),
    };
    let mut out: String = old.header.split_inclusive('\n').map(renewed).collect();
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.extend(needed.iter().filter(|(name, _)| old.header_field(name).is_none()).map(line));
    out
}
