//! One side of a comparison.

use crate::Published;
use canevas_model::Model;
use canevas_project::{Catalogues, CountryFile};
use canevas_responses::ReturnFile;
use canevas_syntax::changes::Changes;

/// One edition of a comparison. Both editions share one set of sources.
#[derive(Debug, Clone, Copy)]
pub struct EditionSide<'a> {
    /// The name of its folder, for commands in messages.
    pub folder: &'a str,
    /// The command that brings the folder to the disk, where only a git revision holds it.
    pub restore: Option<&'a str>,
    /// The form.
    pub model: &'a Model,
    /// Its translations.
    pub catalogues: &'a Catalogues,
    /// Its country files.
    pub countries: &'a [CountryFile],
    /// Its change file.
    pub changes: Option<&'a Changes>,
    /// Returns that countries gave to it.
    pub returns: &'a [ReturnFile],
    /// What was published of it.
    pub published: Option<&'a Published>,
}
