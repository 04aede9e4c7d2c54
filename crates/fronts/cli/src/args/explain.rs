//! The arguments of `canevas explain`.

use super::Format;
use clap::Args;

/// `canevas explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// A code such as M010, or a name such as unknown-option; all rules where left out
    pub code: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
