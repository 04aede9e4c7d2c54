//! Texts that moved after a file was sent out. Each translation goes to the key that its text has now.

use crate::imported::ImportedFile;
use crate::rules::MOVED_KEY;
use canevas_diagnostics::{Finding, Findings};
use canevas_model::{Model, Text, TextKey, TextOwner};
use canevas_syntax::changes::Changes;
use std::collections::{HashMap, HashSet};

impl ImportedFile {
    /// The file with the keys of today. A key that the form does not have goes to the text that it belonged to: by the change
    /// file, or by its source where exactly one text that the file lacks says the same in the same part. Other keys stay, and
    /// the import reports them.
    #[must_use]
    pub fn placed(mut self, model: &Model, changes: Option<&Changes>) -> (Self, Findings) {
        let texts = model.translated_texts();
        let known: HashSet<&str> = texts.iter().map(|text| text.key.as_str()).collect();
        let given: HashSet<String> = self
            .file
            .entries
            .iter()
            .filter(|entry| known.contains(entry.context.value.as_str()))
            .map(|entry| entry.context.value.clone())
            .collect();
        let free: Vec<&Text> = texts.into_iter().filter(|text| !given.contains(text.key.as_str())).collect();
        let declared = declared(&free, changes);
        let (by_id, by_part) = (Alike::new(&free, tail), Alike::new(&free, part));
        let mut taken: HashSet<&str> = HashSet::new();
        let mut findings = Findings::default();
        for entry in self.file.entries.iter_mut().filter(|entry| !known.contains(entry.context.value.as_str())) {
            let Some(was) = TextKey::parse(&entry.context.value) else { continue };
            let source = entry.id.value.as_str();
            let by_words = || by_id.only(source, &was).or_else(|| by_part.only(source, &was));
            let by_change_file = declared.get(was.as_str()).copied();
            let Some(text) = by_change_file.or_else(by_words).filter(|text| taken.insert(text.key.as_str())) else {
                continue;
            };
            if !entry.is_untranslated() {
                let why = if by_change_file.is_some() { "the change file says so" } else { "its source is the same" };
                let message = format!("`{was}` is `{}` now, and its translation goes there: {why}", text.key);
                let finding = Finding::new(&MOVED_KEY, entry.context.span, message).also(text.span(), "the text now");
                findings.push(finding.help("look whether the translation still fits at the new place"));
            }
            entry.context.value = text.key.to_string();
        }
        (self, findings)
    }
}

/// Texts by the key that they had before their question got the id that it has now.
fn declared<'m>(texts: &[&'m Text], changes: Option<&Changes>) -> HashMap<String, &'m Text> {
    let renames = changes.map(Changes::renamed).unwrap_or_default();
    let of = |text: &&'m Text| {
        let owner = text.key.owner();
        let old = renames.get(owner.question()?.as_str())?;
        Some((TextKey::new(owner.with_question((*old).into()), text.key.role()).to_string(), *text))
    };
    texts.iter().filter_map(of).collect()
}

/// Which text of what it is: its part and, of an option, its code.
fn part(key: &TextKey) -> String {
    let code = if let TextOwner::Option(_, code) = key.owner() { code.as_str() } else { "" };
    format!("{code}.{}", key.role().word())
}

/// The end of a key: the last id and the part.
fn tail(key: &TextKey) -> String {
    let mut words = key.as_str().rsplitn(3, '.');
    let (role, id) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    format!("{id}.{role}")
}

/// Texts by their source and a part of their key; `None` where several are alike.
struct Alike<'m> {
    texts: HashMap<(&'m str, String), Option<&'m Text>>,
    of_key: fn(&TextKey) -> String,
}

impl<'m> Alike<'m> {
    fn new(texts: &[&'m Text], of_key: fn(&TextKey) -> String) -> Self {
        let mut found: HashMap<_, Option<&Text>> = HashMap::new();
        for text in texts {
            let alike = (text.source.value.as_str(), of_key(&text.key));
            found.entry(alike).and_modify(|known| *known = None).or_insert(Some(text));
        }
        Self { texts: found, of_key }
    }

    /// The only text with this source whose key is alike.
    fn only(&self, source: &str, key: &TextKey) -> Option<&'m Text> {
        self.texts.get(&(source, (self.of_key)(key))).copied().flatten()
    }
}
