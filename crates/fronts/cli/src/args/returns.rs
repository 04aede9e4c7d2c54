//! The arguments of `canevas returns`.

use super::Format;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `canevas returns`
#[derive(Debug, Subcommand)]
pub enum Returns {
    /// Say who reported, who is missing, and what is open in each return
    Status(ReturnsStatus),
    /// Put the copies that several ministries filled in together as one draft
    Merge(ReturnsMerge),
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

/// `canevas returns merge`
#[derive(Debug, Args)]
pub struct ReturnsMerge {
    /// Returns and filled Word files of one country, or folders of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The file that the draft goes into; `-` prints it
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
    /// The form file or the folder of the edition that the files answer [default: the edition that holds the first folder, or
    /// the only one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<PathBuf>,
    /// The language that the draft says it is in [default: that of the first copy]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Replace a file that exists and differs
    #[arg(long)]
    pub force: bool,
    /// How to print what differs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
