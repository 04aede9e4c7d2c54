//! Text to a spanned definition. Nothing here fails: every reader returns what it could read, and findings.
//!
//! * [`parse_yaml`], [`parse_json`] and [`parse_toml`] give a [`Node`] tree with byte spans; nothing else knows a parser of
//!   these.
//! * [`definition`], [`country`], [`changes`], [`return_file`] and [`settings`] say what the files hold, one record per block of keys.
//! * [`xml`] is what readers of XML share; the formats themselves belong to other crates.
//! * [`condition`] and [`template`] are the two small languages inside strings.
//! * [`traps`] finds, before parsing, the places where YAML would read something other than what a person wrote, and
//!   [`mod@format`] mends them.

pub mod changes;
pub mod condition;
pub mod country;
pub mod definition;
mod flow;
pub mod format;
mod json;
mod layout;
mod mend;
mod node;
mod read;
pub mod return_file;
pub mod rules;
mod schema;
pub mod settings;
mod spaces;
pub mod template;
mod toml;
pub mod traps;
pub mod xml;
mod yaml;

pub use json::parse_json;
pub use node::{Entry, Node, NodeKind, Scalar, SourceText, Sp, Style};
pub use read::{
    Id, Number, Ordered, Read, RequiredKeys, Tree, check_id, forbidden, mismatch, missing_key, read_word, unknown_key,
};
pub use schema::required_keys;
pub use toml::parse_toml;
pub use yaml::{MAX_BYTES, MAX_DEPTH, parse_yaml};
