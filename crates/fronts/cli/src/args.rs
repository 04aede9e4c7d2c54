//! The command line. Help, manual and completions all come from here.

use canevas_operations::PostAddress;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod cases;
mod explain;
mod lsp;
mod next_edition;
mod reach;
mod returns;
mod translate;

pub use cases::Cases;
pub use explain::Explain;
pub use lsp::Lsp;
pub use next_edition::NextEdition;
pub use reach::Reach;
pub use returns::{
    DeskEntry, DeskFormat, LetterTo, Origin, Returns, ReturnsAccept, ReturnsClarify, ReturnsErase, ReturnsHistory,
    ReturnsLetter, ReturnsMerge, ReturnsReceive, ReturnsRecord, ReturnsStatus, ReturnsUndo, Step,
};
pub use translate::{
    StatusFormat, Translate, TranslateAdd, TranslateExtract, TranslateGlossary, TranslateImport, TranslateStatus,
};

/// Compiles a yearly questionnaire, written once in YAML, into an offline HTML form, a Word template and a JSON Schema,
/// for every country and in every language.
#[derive(Debug, Parser)]
#[command(name = "canevas", version, propagate_version = true)]
#[command(after_help = "Exit codes: 0 nothing denies, 100 a finding denies, 101 the tool could not do its work.")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check definitions, country files, catalogues and returns
    Check(Check),
    /// Build the forms, Word templates and schemas
    Build(Build),
    /// Read filled Word files back into returns
    Read(Read),
    /// Read the exports of other form tools into returns
    ImportAnswers(ImportAnswers),
    /// Write returns down for people: as a page, a Word file or Markdown, in any language of the form
    Fill(Fill),
    /// Write the report of all countries: a page, a Word file, tables and highlights
    Report(Report),
    /// Write the answers of all editions as tables: CSV, Excel and Parquet, with a codebook
    Export(Export),
    /// Mend text that YAML would read in another way than it was meant
    Fmt(Fmt),
    /// Say which questions concern whom: never, sometimes or always, for each country
    Reach(Reach),
    /// Write first cases: tests of the form, in which each condition is true once and false once
    Cases(Cases),
    /// Explain a finding by its code or name
    Explain(Explain),
    /// Start a questionnaire: a commented definition that builds
    New(New),
    /// Say what an edition changes in an earlier one, and what that breaks
    Diff(Diff),
    /// Declare that a question has another id
    Rename(Rename),
    /// Declare that a question is no longer asked, or an option no longer offered
    Retire(Retire),
    /// Accept a finding of diff, with a reason
    Accept(Accept),
    /// Lock an edition as it is published
    Publish(Publish),
    /// Start the next edition: period and dates move on by a year
    NextEdition(NextEdition),
    /// Send texts out to translators, take them back, and see how far each language is
    #[command(subcommand)]
    Translate(Translate),
    /// See what came in: who reported, and what is open
    #[command(subcommand)]
    Returns(Returns),
    /// Serve an editor: findings, completion and renames while you type
    Lsp(Lsp),
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Printing {
    /// Show every finding, also where there are more than 20 of one rule
    #[arg(long)]
    pub all: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Whether the command has no `--all`.
    #[arg(skip)]
    pub without_all: bool,
}

impl Printing {
    /// For people, and not every finding of one rule, by a command without `--all`.
    pub const TEXT: Self = Self { all: false, format: Format::Text, without_all: true };
}

/// `canevas check`
#[derive(Debug, Args)]
pub struct Check {
    /// A form file, an edition's folder, or a folder of editions [default: schemas, or the folder you are in]
    pub paths: Vec<PathBuf>,
    /// Check drafts as if they were complete
    #[arg(long)]
    pub complete: bool,
    /// Let warnings deny too
    #[arg(long)]
    pub strict: bool,
    /// Check translations as publishing does: one that is missing, stale or waits for review denies
    #[arg(long)]
    pub publish: bool,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

/// `canevas build`
#[derive(Debug, Clone, Args)]
pub struct Build {
    /// A form file, an edition's folder, or a folder of editions [default: schemas, or the folder you are in]
    pub paths: Vec<PathBuf>,
    /// Country codes, `blank`, or `all`
    #[arg(long, value_name = "CODE", default_value = "all", value_delimiter = ',')]
    pub country: Vec<String>,
    /// Languages [default: all of the form]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub language: Vec<String>,
    /// Kinds of files to write [default: all]
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = targets())]
    pub target: Vec<String>,
    /// Add two languages made from the form's own texts: en-XA, longer, and ar-XB, from right to left
    #[arg(long)]
    pub pseudo: bool,
    /// Where to write [default: generated; with --pseudo, pseudo]
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Let forms send the finished answers to this address, such as `https://example.org/returns`
    #[arg(long, value_name = "ADDRESS")]
    pub post_to: Option<PostAddress>,
    /// A Word file whose styles, page, header and footer the Word templates take over
    #[arg(long, value_name = "FILE")]
    pub reference: Option<PathBuf>,
    /// Write nothing; fail if a file differs from what would be written
    #[arg(long)]
    pub locked: bool,
    /// Replace files in the output folder that somebody changed, or that canevas did not write
    #[arg(long, conflicts_with = "locked")]
    pub force: bool,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

fn targets() -> clap::builder::PossibleValuesParser {
    canevas_operations::BACK_ENDS
        .iter()
        .map(|back_end| clap::builder::PossibleValue::new(back_end.name).help(back_end.summary))
        .collect::<Vec<_>>()
        .into()
}

/// `canevas read`
#[derive(Debug, Args)]
pub struct Read {
    /// Filled Word files
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The form file or the folder of its edition [default: the form that each file names]
    #[arg(long, value_name = "PATH")]
    pub form: Option<PathBuf>,
    /// Where to write the returns, or `-` to print them [default: beside each file]
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Replace a return that exists and differs
    #[arg(long)]
    pub force: bool,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `canevas import-answers`
#[derive(Debug, Args)]
pub struct ImportAnswers {
    /// Exports of Microsoft Forms or Google Forms: workbooks (.xlsx) and CSV files
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The form file or the folder of its edition [default: the folder you are in]
    #[arg(long, value_name = "FORM", default_value = ".", hide_default_value = true)]
    pub form: PathBuf,
    /// Which question each column answers [default: propose a mapping]
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// The country that answers in every row, where no column says it
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// The language of the answers [default: that of the heads]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Of several rows of a country, take the one that was sent last
    #[arg(long)]
    pub latest: bool,
    /// Where to write the mapping, the returns and the list of what was not placed
    #[arg(short, long, value_name = "FOLDER", default_value = "imported")]
    pub out: PathBuf,
    /// Replace files that exist and differ
    #[arg(long)]
    pub force: bool,
}

/// What a readable return is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Readable {
    /// A page that needs no other file
    Html,
    /// Markdown
    Markdown,
    /// A Word file, which reads back; needs --out
    Word,
}

/// `canevas fill`
#[derive(Debug, Args)]
pub struct Fill {
    /// Returns and filled Word files, or folders of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The form file or the folder of its edition [default: the edition that holds the first file, or the only one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<PathBuf>,
    /// The language of the labels; may be given several times [default: that of the return]
    #[arg(long = "language", value_name = "TAG")]
    pub languages: Vec<String>,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Readable::Html)]
    pub to: Readable,
    /// Show answers that the definition calls personal or not published
    #[arg(long)]
    pub personal: bool,
    /// Where to write the files [default: print the only one]
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Replace files that exist and differ
    #[arg(long)]
    pub force: bool,
}

/// `canevas report`
#[derive(Debug, Args)]
pub struct Report {
    /// The form file or the folder of its edition [default: the folder you are in]
    #[arg(default_value = ".", hide_default_value = true)]
    pub form: PathBuf,
    /// A return, or a folder with the returns of each edition in a folder of its name [default: the returns of the editions
    /// themselves]
    #[arg(long, value_name = "RETURNS")]
    pub returns: Option<PathBuf>,
    /// A language of the report; may be given several times [default: every language of the form]
    #[arg(long = "language", value_name = "TAG")]
    pub languages: Vec<String>,
    /// A Word file whose styles, page, header and footer the Word file of the report takes over
    #[arg(long, value_name = "FILE")]
    pub reference: Option<PathBuf>,
    /// Where to write the files
    #[arg(short, long, value_name = "FOLDER", default_value = "report")]
    pub out: PathBuf,
    /// Replace files that exist and differ
    #[arg(long)]
    pub force: bool,
}

/// `canevas export`
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Export {
    /// The form file or the folder of its latest edition [default: the folder you are in]
    #[arg(default_value = ".", hide_default_value = true)]
    pub form: PathBuf,
    /// A return, or a folder with the returns of each edition in a folder of its name [default: the returns of the editions
    /// themselves]
    #[arg(long, value_name = "RETURNS")]
    pub returns: Option<PathBuf>,
    /// A file with a return in each line (NDJSON), of any of the editions, or `-` for the standard input; may be given several
    /// times
    #[arg(long, value_name = "FILE", conflicts_with = "returns")]
    pub lines: Vec<PathBuf>,
    /// The first edition [default: all editions before the latest]
    #[arg(long, value_name = "EDITION")]
    pub first_edition: Option<String>,
    /// A question to export, by its id in any edition; may be given several times [default: all]
    #[arg(long = "question", value_name = "ID")]
    pub questions: Vec<String>,
    /// Which files to write [default: csv,xlsx,parquet; of lines csv,parquet]
    #[arg(long = "format", value_enum, value_name = "FORMAT", value_delimiter = ',')]
    pub formats: Vec<ExportFormat>,
    /// The language of labels in the codebook and in scripts [default: that of the form]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Write a Parquet file for each edition and country, in folders such as `edition=2023/country=CMR`
    #[arg(long)]
    pub partitions: bool,
    /// Leave out the long table, which has a row for each answer
    #[arg(long)]
    pub without_long: bool,
    /// Export answers that the definition calls personal or not published
    #[arg(long)]
    pub personal: bool,
    /// Where to write the files
    #[arg(short, long, value_name = "FOLDER", default_value = "export")]
    pub out: PathBuf,
    /// Replace files that exist and differ
    #[arg(long)]
    pub force: bool,
}

/// A kind of file that an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Comma-separated values
    Csv,
    /// A workbook of Excel, with a sheet for each table but the long one
    Xlsx,
    /// Parquet
    Parquet,
}

/// `canevas fmt`
#[derive(Debug, Args)]
pub struct Fmt {
    /// YAML files, or folders of them [default: schemas, or the folder you are in]
    pub paths: Vec<PathBuf>,
    /// Write nothing; fail if a file would change
    #[arg(long)]
    pub check: bool,
}

/// `canevas new`
#[derive(Debug, Args)]
pub struct New {
    /// The form's name: organisation/name
    pub form: String,
    /// The edition
    #[arg(long, default_value = "2025")]
    pub edition: String,
    /// The language it is written in
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub language: String,
    /// The folder to start it in
    #[arg(long, value_name = "FOLDER", default_value = "schemas")]
    pub out: PathBuf,
}

/// `canevas diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier edition: its folder, or a git revision and a path, such as main:schemas/a/b/2024
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The new edition
    #[arg(value_name = "NEW")]
    pub new: String,
    /// How to print
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Show notes too
    #[arg(long)]
    pub all: bool,
    /// Hold returns of OLD against NEW: files, or folders of them
    #[arg(long, value_name = "RETURNS")]
    pub returns: Vec<PathBuf>,
    /// Compare also with every earlier edition beside OLD; findings already reported between those become notes
    #[arg(long)]
    pub earlier: bool,
}

/// How `diff` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// For machines
    Json,
    /// For code hosts: SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// For a pull request
    Markdown,
    /// A redline for an editor
    Html,
}

/// `canevas rename`
#[derive(Debug, Args)]
pub struct Rename {
    /// The id in the earlier edition
    pub old: String,
    /// The id in this edition
    pub new: String,
    /// The earlier edition; the one that changes.yaml starts from, or the one before, where left out
    #[arg(long, value_name = "EDITION")]
    pub from: Option<String>,
    /// The edition whose change file is written
    #[arg(long = "in", value_name = "FOLDER", default_value = ".")]
    pub edition: String,
}

/// `canevas retire`
#[derive(Debug, Args)]
pub struct Retire {
    /// A question's id, or the name of a list or question and an option's code: step_status.planned
    pub id: String,
    /// Why
    #[arg(long, value_name = "REASON")]
    pub because: String,
    /// The earlier edition; the one that changes.yaml starts from, or the one before, where left out
    #[arg(long, value_name = "EDITION")]
    pub from: Option<String>,
    /// The edition whose change file is written
    #[arg(long = "in", value_name = "FOLDER", default_value = ".")]
    pub edition: String,
}

/// `canevas accept`
#[derive(Debug, Args)]
pub struct Accept {
    /// The rule, by code or name
    pub rule: String,
    /// The place that diff names
    pub at: String,
    /// Why
    #[arg(long, value_name = "REASON")]
    pub because: String,
    /// The finding, where the rule has several at the place; all of them where left out
    #[arg(long, value_name = "FINGERPRINT")]
    pub fingerprint: Option<String>,
    /// The last day on which the waiver is valid
    #[arg(long, value_name = "DAY")]
    pub expires: Option<String>,
    /// The earlier edition; the one that changes.yaml starts from, or the one before, where left out
    #[arg(long, value_name = "EDITION")]
    pub from: Option<String>,
    /// The edition whose change file is written
    #[arg(long = "in", value_name = "FOLDER", default_value = ".")]
    pub edition: String,
}

/// `canevas publish`
#[derive(Debug, Args)]
pub struct Publish {
    /// The edition's folder
    #[arg(default_value = ".")]
    pub edition: PathBuf,
    /// The earlier edition, which this one must not break [default: the one that its change file starts from]
    #[arg(long, value_name = "EDITION")]
    pub from: Option<String>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
