//! Each operation over files in memory: the small project in `tests/project`, and what the operation returns for it, in
//! `tests/expected`. `UPDATE=1` renews the expected files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod added;
mod asked;
mod beside;
mod carried;
mod cases;
mod changes;
mod clarified;
mod clarified_word;
mod computed;
mod declared;
mod definitions;
mod desk;
mod desk_knows;
mod entered;
mod erased;
mod export;
mod failures;
mod filled;
mod follow_up;
mod guide_examples;
mod history;
mod imported;
mod letters;
mod merged;
mod moved_units;
mod near_names;
mod nothing_lost;
mod order;
mod other_parts;
mod published;
mod report;
mod returns;
mod rows_kept;
mod steps;
mod support;
mod tables;
mod translations;
mod twice;
mod typed_rows;
