//! A catalogue renewed from the form.

use crate::notes::{NoteContext, Notes};
use canevas_diagnostics::{SourceId, Span};
use canevas_model::{Language, Model, OptionCode, OptionHome, Text, TextKey, TextOwner, TextRole, longest};
use canevas_project::{LONGEST, ObsoleteEntry, PoEntry, PoFile, obsolete, obsolete_entries};
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
    /// Texts that stand under another key than before, and took their translation along.
    pub moved: Vec<MovedEntry>,
    /// Translations that no longer belong to a text. They are kept as obsolete.
    pub gone: usize,
}

/// A translation that went along with a text to another key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedEntry {
    /// The catalogue key of today.
    pub key: String,
    /// The key that the text had.
    pub was: String,
    /// Whether a translator must look at it: texts with other translations say the same, or the text has its old place too.
    pub is_unsure: bool,
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
/// The translations of a question move with it where the change file declares that it has another id. Where the key of a text is
/// gone, and a text that has no translation says the same, that text takes the translation: options of a list that became options of
/// a question, a section that has another id. A translation that was put aside comes back with its text.
pub fn extract(model: &Model, language: &Language, old: Option<&PoFile>, context: NoteContext<'_>) -> Extracted {
    let renames = context.changes.map(Changes::renamed).unwrap_or_default();
    let notes = Notes::new(model, context);
    let known: HashMap<&str, &PoEntry> = old
        .map(|file| file.entries.iter().map(|entry| (entry.context.value.as_str(), entry)).collect())
        .unwrap_or_default();
    let keys: HashSet<&str> = model.translated_texts().iter().map(|text| text.key.as_str()).collect();
    let aside = old.map(|file| obsolete_entries(&file.obsolete)).unwrap_or_default();
    let mut left_over = LeftOver::new(old, &aside, &keys);
    let (mut new, mut changed, mut moves) = (0, Vec::new(), Vec::new());
    let mut entries = Vec::new();
    for text in model.translated_texts() {
        let own = known.get(text.key.as_str()).copied();
        let is_open = own.is_none_or(PoEntry::is_untranslated);
        let taken = is_open.then(|| left_over.take(text, &renames)).flatten();
        if let Some(taken) = taken.filter(|taken| taken.is_by_words && !taken.entry.is_untranslated()) {
            let was = taken.entry.context.value.clone();
            moves.push(MovedEntry { key: text.key.to_string(), was, is_unsure: taken.is_unsure });
        }
        let moved = taken.map(|taken| {
            let entry = beside(taken.entry, own);
            PoEntry { fuzzy: entry.fuzzy || taken.is_unsure, ..entry }
        });
        let entry = renewed(text, language, moved.as_ref().or(own), &notes);
        new += usize::from(entry.is_untranslated());
        if let Some(was) = entry.previous.clone().filter(|_| entry.fuzzy) {
            changed.push(ChangedSource { key: text.key.to_string(), was, now: entry.id.value.clone() });
        }
        entries.push(entry);
    }
    let is_taken = |entry: Option<&PoEntry>| entry.is_some_and(|entry| left_over.has_taken(entry));
    let mut left: Vec<String> =
        aside.iter().filter(|old| !is_taken(old.entry.as_ref())).flat_map(|old| old.lines.iter().cloned()).collect();
    let mut gone = 0;
    for entry in old.map(|file| file.entries.as_slice()).unwrap_or_default() {
        if !keys.contains(entry.context.value.as_str()) && !is_taken(Some(entry)) && !entry.is_untranslated() {
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
    Extracted { file, new, changed, moved: moves, gone }
}

/// An entry for a text that has one already, without a translation: what people wrote beside both.
fn beside(entry: &PoEntry, own: Option<&PoEntry>) -> PoEntry {
    let mut entry = entry.clone();
    if let Some(own) = own {
        let new = own.comments.iter().filter(|comment| !entry.comments.contains(comment)).cloned().collect::<Vec<_>>();
        entry.comments.extend(new);
        entry.references.clone_from(&own.references);
    }
    entry
}

/// Entries whose key no text of the form has, and those that were put aside.
struct LeftOver<'o> {
    /// Those put aside come last, and of these the one that was put aside last comes first.
    by_key: HashMap<&'o str, Vec<&'o PoEntry>>,
    by_words: Alike<'o>,
    /// Entries of options of a list that the form still has.
    in_lists: Alike<'o>,
    taken: HashSet<*const PoEntry>,
}

impl<'o> LeftOver<'o> {
    fn new(old: Option<&'o PoFile>, aside: &'o [ObsoleteEntry], keys: &HashSet<&str>) -> Self {
        let entries = old.map(|file| file.entries.as_slice()).unwrap_or_default();
        let left = entries.iter().filter(|entry| !keys.contains(entry.context.value.as_str()));
        let aside = aside.iter().rev().filter_map(|old| old.entry.as_ref()).filter(|entry| !entry.is_untranslated());
        let (mut by_key, mut by_words, mut in_lists) =
            (HashMap::<_, Vec<_>>::new(), Alike::default(), Alike::default());
        for entry in left.chain(aside) {
            by_key.entry(entry.context.value.as_str()).or_default().push(entry);
            by_words.add(entry, |owner| !entry.is_untranslated() || has_shifting_key(owner));
        }
        for entry in
            entries.iter().filter(|entry| keys.contains(entry.context.value.as_str()) && !entry.is_untranslated())
        {
            in_lists.add(entry, |owner| matches!(owner, TextOwner::Option(OptionHome::List(_), _)));
        }
        Self { by_key, by_words, in_lists, taken: HashSet::new() }
    }

    /// Whether a text of the form has this entry now.
    fn has_taken(&self, entry: &PoEntry) -> bool {
        self.taken.contains(&std::ptr::from_ref(entry))
    }

    /// The entry that a text had before: under its own key, which it has again, or under another one.
    fn take(&mut self, text: &Text, renames: &BTreeMap<&str, &str>) -> Option<Taken<'o>> {
        let key = &text.key;
        let renamed = key.owner().question().and_then(|id| renames.get(id.as_str())).and_then(|old| {
            let was = TextKey::new(key.owner().with_question((*old).into()), key.role());
            self.of_key(was.as_str(), &text.source.value)
        });
        // Options that a question has of its own now may have been those of a list that other questions still use.
        let in_list = || {
            let is_own = matches!(key.owner(), TextOwner::Option(OptionHome::Question(_) | OptionHome::Field(..), _));
            let found = is_own.then(|| self.in_lists.like(text)).flatten()?;
            let of_same = option(key.owner()) == option(TextKey::parse(&found.entry.context.value)?.owner());
            of_same.then_some(Taken { is_unsure: true, ..found })
        };
        let own = self.of_key(key.as_str(), &text.source.value).or(renamed);
        let own = own.map(|entry| Taken { entry, is_by_words: false, is_unsure: false });
        let found = own.or_else(|| self.by_words.like(text)).or_else(in_list)?;
        self.taken.insert(std::ptr::from_ref(found.entry));
        Some(found)
    }

    /// The entry of a key, rather one with this source.
    fn of_key(&self, key: &str, source: &str) -> Option<&'o PoEntry> {
        let found = self.by_key.get(key)?;
        found.iter().find(|entry| entry.id.value == source).or_else(|| found.first()).copied()
    }
}

/// Whether nobody reads the key: the id of a section, or the first question under a heading.
fn has_shifting_key(owner: &TextOwner) -> bool {
    matches!(owner, TextOwner::Section(_) | TextOwner::Heading(_))
}

/// The code of an option.
fn option(owner: &TextOwner) -> Option<&OptionCode> {
    if let TextOwner::Option(_, code) = owner { Some(code) } else { None }
}

/// An entry that a text takes.
#[derive(Clone, Copy)]
struct Taken<'o> {
    entry: &'o PoEntry,
    /// Whether only its words say that it is the entry of the text.
    is_by_words: bool,
    is_unsure: bool,
}

/// Entries by what they say: the one that a text with these words takes, by ever less of the text's place.
#[derive(Default)]
struct Alike<'o>(HashMap<Likeness<'o>, Taken<'o>>);

/// Words, and of the text's place the code of its option and its part, where they count.
type Likeness<'w> = (&'w str, Option<Option<OptionCode>>, Option<TextRole>);

/// The likenesses of a text, the nearest first.
fn likenesses<'w>(words: &'w str, key: &TextKey) -> [Likeness<'w>; 4] {
    let (code, role) = (Some(option(key.owner()).cloned()), Some(key.role()));
    [(words, code.clone(), role), (words, code, None), (words, None, role), (words, None, None)]
}

impl<'o> Alike<'o> {
    /// Adds an entry whose key belongs to a wanted owner. The first one with a translation counts, and it is unsure where another
    /// one has another translation.
    fn add(&mut self, entry: &'o PoEntry, is_wanted: impl Fn(&TextOwner) -> bool) {
        let Some(key) = TextKey::parse(&entry.context.value).filter(|key| is_wanted(key.owner())) else { return };
        let own = Taken { entry, is_by_words: true, is_unsure: false };
        for likeness in likenesses(&entry.id.value, &key) {
            let known = self.0.entry(likeness).or_insert(own);
            if known.entry.is_untranslated() {
                *known = own;
            } else if !entry.is_untranslated() && known.entry.text.value != entry.text.value {
                known.is_unsure = true;
            }
        }
    }

    /// The entry of the text that is most like this one.
    fn like(&self, text: &Text) -> Option<Taken<'o>> {
        likenesses(&text.source.value, &text.key).iter().find_map(|likeness| self.0.get(likeness)).copied()
    }
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
