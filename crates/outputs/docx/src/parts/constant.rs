//! Parts that all documents of a language share, written and packed once per process. The styles are the only large ones:
//! what else never changes is stored as it is, and writing it takes less than looking it up.

use super::{About, package, styles};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// `word/styles.xml` of a language.
pub struct CachedStyles {
    /// The part.
    pub xml: String,
    /// The part packed: a zip in which it is alone.
    pub packed: package::Packed,
}

/// What the styles depend on, and nothing else: see [`CachedStyles::of`].
type Key = (String, bool);

static SHEETS: Mutex<BTreeMap<Key, Arc<CachedStyles>>> = Mutex::new(BTreeMap::new());

impl CachedStyles {
    /// The styles of a document's language. They depend on its `w:lang` and its direction alone.
    pub fn of(about: &About<'_>) -> Arc<Self> {
        let key = (about.lang(), about.language.is_right_to_left());
        // Nothing is left half done in there: what panicked elsewhere takes nothing away.
        let mut sheets = SHEETS.lock().unwrap_or_else(PoisonError::into_inner);
        let sheet = sheets.entry(key).or_insert_with(|| {
            let xml = styles::write(about);
            let packed = package::pack("word/styles.xml", &xml);
            Arc::new(Self { xml, packed })
        });
        Arc::clone(sheet)
    }
}
