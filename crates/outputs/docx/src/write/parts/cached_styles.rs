//! The styles that all documents of a language share: written and packed once per process. Other parts that never change
//! are small. Writing one takes less time than looking it up.

use super::about::DocumentProperties;
use super::styles;
use canevas_ooxml::archive::{self, PackedPart};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// `word/styles.xml` of a language.
pub struct CachedStyles {
    /// The part.
    pub xml: String,
    /// The part, packed.
    pub packed: PackedPart,
}

/// What the styles depend on: the `w:lang` of the document, its direction, and whether somebody reads in it.
type Key = (String, bool, bool);

static CACHE: Mutex<BTreeMap<Key, Arc<CachedStyles>>> = Mutex::new(BTreeMap::new());

impl CachedStyles {
    /// The styles of a document's language.
    pub fn of(about: &DocumentProperties<'_>) -> Arc<Self> {
        let key = (about.lang(), about.language.is_right_to_left(), about.reads());
        // An entry is complete or absent, so a panic elsewhere does no harm.
        let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        let styles = cache.entry(key).or_insert_with(|| {
            let xml = styles::write(about);
            let packed = archive::pack("word/styles.xml", &xml);
            Arc::new(Self { xml, packed })
        });
        Arc::clone(styles)
    }
}
