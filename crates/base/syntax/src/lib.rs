//! Turns text into a definition with spans. Readers never fail: each returns what it could read, and findings.
//!
//! * [`parse_yaml`], [`parse_json`] and [`parse_toml`] return a tree of [`Node`]s with byte spans. Only this
//!   crate uses parsers of these formats.
//! * [`definition`], [`country`], [`changes`], [`return_file`], [`desk`], [`letters`], [`report`],
//!   [`import`] and [`settings`] say what the files contain, with one record for each block of keys.
//! * [`xml`] is what readers of XML share. The formats themselves belong to other crates.
//! * [`condition`], [`expression`] and [`template`] are the small languages inside strings.
//! * [`cursor`] says where a place of a file stands, for editors.
//! * [`traps`] finds the places where YAML would read something other than a person meant, before the file is parsed, and
//!   [`mod@format`] mends them.
//! * [`mod@edit`] changes a value in a text and leaves every other byte alone.

pub mod case;
pub mod changes;
mod companions;
pub mod condition;
pub mod country;
pub mod cursor;
mod date_entry;
pub mod definition;
pub mod desk;
pub mod edit;
pub mod expression;
mod feed;
mod flow;
pub mod format;
mod id;
pub mod import;
mod json;
mod layout;
pub mod letters;
mod limits;
mod mend;
mod node;
mod of_key;
mod of_rows;
mod official_number;
mod over;
mod read;
pub mod report;
mod respondents;
pub mod return_file;
pub mod rules;
mod schema;
pub mod settings;
mod spaces;
pub mod template;
mod texts;
mod toml;
mod trap;
pub mod traps;
mod units;
mod unknown_key;
pub mod xml;
mod yaml;

pub use date_entry::{DateBlock, DateEntry};
pub use id::{Id, check_id, mended_id};
pub use json::parse_json;
pub use limits::{MustRule, NumberLimit, is_name};
pub use node::{Entry, Node, NodeKind, Scalar, SourceText, Sp, Style};
pub use of_key::{fit_to_key, refuse_switch};
pub use official_number::OfficialNumber;
pub use over::Over;
pub use read::{Number, Ordered, Read, RequiredKeys, Tree, UnreadKey, block_of, mismatch, missing_key, read_word};
pub use respondents::{RespondentList, Respondents};
pub use schema::required_keys;
pub use texts::{forbidden, without_forbidden};
pub use toml::parse_toml;
pub use units::Units;
pub use unknown_key::{free_keys, unknown_key};
pub use yaml::{MAX_BYTES, MAX_DEPTH, parse_yaml};
