//! The arguments of `canevas reach`.

use super::Format;
use clap::Args;
use std::path::PathBuf;

/// `canevas reach`
#[derive(Debug, Args)]
pub struct Reach {
    /// The form file, or the folder of its edition [default: the folder you are in]
    #[arg(default_value = ".", hide_default_value = true)]
    pub form: PathBuf,
    /// The code of a country that has a country file; may be given several times [default: the blank copy and all countries]
    #[arg(long = "country", value_name = "CODE")]
    pub countries: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
