//! What the tests share: editions from disk, small projects in memory, random definitions and returns. Nothing of it is
//! shipped.

pub mod catalogues;
pub mod compiled;
pub mod editions;
pub mod example;
pub mod export;
pub mod fill;
pub mod form_tool;
pub mod generate;
pub mod html;
pub mod pairs;
pub mod paths;
pub mod program;
pub mod random;
pub mod respondents;
pub mod whole_case;
pub mod word;
