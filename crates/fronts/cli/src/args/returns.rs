//! The arguments of `canevas returns`.

use super::Format;
use crate::disk::name_of;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `canevas returns`
#[derive(Debug, Subcommand)]
pub enum Returns {
    /// Say who reported, who is missing, and what is open in each return
    Status(ReturnsStatus),
    /// Put the copies that several ministries filled in together as one draft
    Merge(ReturnsMerge),
    /// Write down which files came in, and when
    Receive(ReturnsReceive),
    /// Write down that a country was invited, reminded or given more time, or that its return is read or was sent back
    Record(ReturnsRecord),
    /// Accept returns: they count from now on, and what counted before is kept
    Accept(ReturnsAccept),
    /// Take an entry of a history back
    Undo(ReturnsUndo),
    /// Show what happened with the return of a country
    History(ReturnsHistory),
    /// Make a sheet that asks a country again about some answers of its return; nothing is sent
    Clarify(ReturnsClarify),
    /// Draft letters to countries; nothing is sent
    Letter(ReturnsLetter),
    /// Erase the data of a person in every version of a return
    Erase(ReturnsErase),
}

/// The edition that files answer
#[derive(Debug, Args)]
pub struct EditionOfFiles {
    /// The form file or the folder of the edition that the files answer [default: the edition that holds the first folder, or
    /// the only one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<PathBuf>,
}

/// The edition of a desk
#[derive(Debug, Args)]
pub struct OnlyEdition {
    /// The form file or the folder of the edition [default: the only one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<PathBuf>,
}

impl EditionOfFiles {
    /// Its name, as operations take it; none if none was typed.
    pub fn name(&self) -> Option<String> {
        self.form.as_deref().map(name_of)
    }
}

impl OnlyEdition {
    /// The same as [`EditionOfFiles::name`].
    pub fn name(&self) -> Option<String> {
        self.form.as_deref().map(name_of)
    }
}

/// What is written into a history beside what was done: who did it, when and why
#[derive(Debug, Args)]
pub struct DeskEntry {
    /// Who does it
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// The day, such as 2024-03-31 [default: today]
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// How to print what was done
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
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
    #[command(flatten)]
    pub edition: EditionOfFiles,
    /// Say whose file a receipt is of: its digest, or the first 12 digits of it
    #[arg(long, value_name = "DIGEST")]
    pub receipt: Vec<String>,
    /// The day for which the status is [default: today]
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
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
    #[command(flatten)]
    pub edition: EditionOfFiles,
    /// The language that the draft says it is in [default: that of the copies]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Replace a file that exists and differs
    #[arg(long)]
    pub force: bool,
    /// How to print what differs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `canevas returns receive`
#[derive(Debug, Args)]
pub struct ReturnsReceive {
    /// Returns and filled Word files, or folders of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub edition: EditionOfFiles,
    #[command(flatten)]
    pub written: DeskEntry,
}

/// What happened with the return of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// It was asked to report
    Invited,
    /// It was reminded
    Reminded,
    /// It got more time; --until says until when
    Extended,
    /// Somebody reads the return
    InReview,
    /// It was asked to clarify or correct its return; --reason says why
    SentBack,
}

/// `canevas returns record`
#[derive(Debug, Args)]
pub struct ReturnsRecord {
    /// What happened
    #[arg(value_enum)]
    pub step: Step,
    /// The codes of the countries [default: all with a country file]
    pub countries: Vec<String>,
    /// The new last day
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    #[command(flatten)]
    pub edition: OnlyEdition,
    #[command(flatten)]
    pub written: DeskEntry,
}

/// Where the values come from that differ from what was accepted before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Origin {
    /// The country gave them
    Given,
    /// The country gave them when it was asked again
    Clarified,
    /// The secretariat corrected them; --reason says why
    Corrected,
}

/// `canevas returns accept`
#[derive(Debug, Args)]
pub struct ReturnsAccept {
    /// Returns and filled Word files, or folders of them: one file of each country
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub edition: EditionOfFiles,
    /// Where the values come from that differ from what was accepted before
    #[arg(long = "as", value_enum, value_name = "ORIGIN", default_value_t = Origin::Given)]
    pub origin: Origin,
    /// Replace what was accepted before
    #[arg(long)]
    pub replace: bool,
    /// Accept a return that is not complete
    #[arg(long)]
    pub incomplete: bool,
    #[command(flatten)]
    pub written: DeskEntry,
}

/// `canevas returns undo`
#[derive(Debug, Args)]
pub struct ReturnsUndo {
    /// The code of the country
    pub country: String,
    /// The number of the entry, as `canevas returns history` prints it [default: the last one that holds]
    #[arg(long, value_name = "NUMBER")]
    pub entry: Option<usize>,
    #[command(flatten)]
    pub edition: OnlyEdition,
    #[command(flatten)]
    pub written: DeskEntry,
}

/// `canevas returns history`
#[derive(Debug, Args)]
pub struct ReturnsHistory {
    /// The codes of the countries [default: all with a history]
    pub countries: Vec<String>,
    #[command(flatten)]
    pub edition: OnlyEdition,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `canevas returns clarify`
#[derive(Debug, Args)]
pub struct ReturnsClarify {
    /// The code of the country
    pub country: String,
    /// The return to ask about: a return or a filled Word file [default: the accepted return]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Ask about a question, beside what a check finds
    #[arg(long = "ask", value_name = "QUESTION=TEXT", value_parser = ask)]
    pub asks: Vec<(String, String)>,
    /// The form file or the folder of the edition [default: the edition that holds the file, or the only one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<PathBuf>,
    /// The folder that the sheet goes into
    #[arg(short, long, value_name = "FOLDER", default_value = "sheets")]
    pub out: PathBuf,
    /// Replace files that exist and differ
    #[arg(long)]
    pub force: bool,
    /// How to print what is asked
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Reads `question=text`.
fn ask(typed: &str) -> Result<(String, String), String> {
    let (question, text) = typed.split_once('=').ok_or("write QUESTION=\"TEXT\", such as partner=\"Which office?\"")?;
    Ok((question.trim().to_owned(), text.to_owned()))
}

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LetterTo {
    /// Asks countries to report
    Invitation,
    /// Asks countries for what has not come yet
    Reminder,
    /// Thanks countries whose return was accepted
    Thanks,
    /// Asks countries about answers of their return
    Clarification,
}

/// `canevas returns letter`
#[derive(Debug, Args)]
pub struct ReturnsLetter {
    /// What the letters are for
    #[arg(value_enum)]
    pub kind: LetterTo,
    /// The codes of the countries [default: those that the desk has a reason to write to]
    pub countries: Vec<String>,
    /// Ask the country about a question, as on its sheet: only in a clarification
    #[arg(long = "ask", value_name = "QUESTION=TEXT", value_parser = ask)]
    pub asks: Vec<(String, String)>,
    /// Where the returns are that came in: files, or folders of them [default: the edition's own returns]
    #[arg(long, value_name = "PATH")]
    pub inbox: Vec<PathBuf>,
    /// The form file or the folder of the edition [default: the edition that holds the inbox, or the only one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<PathBuf>,
    /// A language of the letters [default: that of the country's return, or every language of the form]
    #[arg(long = "language", value_name = "TAG")]
    pub languages: Vec<String>,
    /// The day on which the letters are written [default: today]
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// The folder that the letters go into
    #[arg(short, long, value_name = "FOLDER", default_value = "letters")]
    pub out: PathBuf,
    /// Replace files that exist and differ
    #[arg(long)]
    pub force: bool,
    /// How to print what was drafted
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `canevas returns erase`
#[derive(Debug, Args)]
pub struct ReturnsErase {
    /// The code of the country
    pub country: String,
    /// What to erase: a question, such as `contact`, a place in it, such as `contact/0/name`, or what a row says, such as
    /// `contact=Aya`
    #[arg(long, value_name = "PLACE")]
    pub at: Vec<String>,
    /// Erase every answer that the definition calls personal
    #[arg(long)]
    pub personal: bool,
    #[command(flatten)]
    pub edition: OnlyEdition,
    #[command(flatten)]
    pub written: DeskEntry,
}
