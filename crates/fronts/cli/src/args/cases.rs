//! The arguments of `canevas cases`.

use clap::Args;
use std::path::PathBuf;

/// `canevas cases`
#[derive(Debug, Args)]
pub struct Cases {
    /// The form file, or the folder of its edition [default: the folder you are in]
    #[arg(default_value = ".", hide_default_value = true)]
    pub form: PathBuf,
    /// Replace files that exist and differ
    #[arg(long)]
    pub force: bool,
}
