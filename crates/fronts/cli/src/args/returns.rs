//! The arguments of `canevas returns`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `canevas returns`
#[derive(Debug, Subcommand)]
pub enum Returns {
    /// Say who reported, who is missing, and what is open in each return
    Status(ReturnsStatus),
}

/// How the status is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DeskFormat {
    /// A table
    Text,
    /// JSON
    Json,
    /// A page that needs no other file
    Html,
}

/// `canevas returns status`
#[derive(Debug, Args)]
pub struct ReturnsStatus {
    /// Returns and filled Word files, or folders of them [default: the edition's own returns]
    pub paths: Vec<PathBuf>,
    /// The form file or the folder of the edition that the files answer [default: the edition that holds the first folder, or
    /// the only one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = DeskFormat::Text)]
    pub format: DeskFormat,
}
