//! Puts the copies that several ministries filled in together as one draft.
//!
//! The form does the same when somebody opens several copies in it, and both must give the same draft: a country may merge
//! in the browser, and its secretariat on the command line. So each module here has its counterpart in the form's script:
//!
//! | here | script |
//! |---|---|
//! | `place` | `paths.js` |
//! | `asked` | `questions.js`, `values.js` |
//! | `draft`, `adopt`, `items`, `pack`, `written` | `draft.js`, `replaced.js` |
//! | `merge`, `settle` | `merge.js` |
//!
//! A test merges generated copies with both and compares. Three modules stand alone: `changed` compares a return with an earlier
//! one; `clarified`, with `sides`, puts the return of a clarification sheet into the return that counts.
//!
//! The rule: an answer that only some copies have, or that is the same in all, is taken. Where answers differ, none is taken,
//! and each waits in `unread` under its place and the name of its file. What a copy says otherwise than a fact that is known waits
//! there too, although the fact itself counts. Nothing that a copy holds is lost.

mod adopt;
mod asked;
mod changed;
mod clarified;
mod draft;
mod items;
mod json;
mod merge;
mod pack;
mod place;
mod settle;
mod sides;
mod words;
mod written;

pub use changed::{Change, ValueInWords, changes};
pub use clarified::{Clarified, Unsettled, clarified};
pub use merge::{Difference, FilledCopy, Merged, Side, merge};
