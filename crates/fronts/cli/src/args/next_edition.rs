//! The arguments of `canevas next-edition`.

use clap::Args;
use std::path::PathBuf;

/// `canevas next-edition`
#[derive(Debug, Args)]
pub struct NextEdition {
    /// The folder of the edition to start from
    #[arg(default_value = ".")]
    pub edition: PathBuf,
    /// Returns, or folders of returns, whose rows go into country files
    #[arg(long, value_name = "PATH")]
    pub returns: Vec<PathBuf>,
    /// The folder to start it in [default: beside it, named after the next edition]
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}
