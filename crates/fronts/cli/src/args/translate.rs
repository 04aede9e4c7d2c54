//! The arguments of `canevas translate`.

use super::Build;
use canevas_operations::translate::XliffVersion;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `canevas translate`
#[derive(Debug, Subcommand)]
pub enum Translate {
    /// Say how far each language is, and which texts are open
    Status(TranslateStatus),
    /// Renew the catalogues from the form: a text that changed waits for review, beside its old source
    Extract(TranslateExtract),
    /// Take a translator's PO or XLIFF file into the edition's catalogue
    Import(TranslateImport),
    /// Add a language to a form: start its catalogue, then build form, schema and Word templates
    Add(TranslateAdd),
    /// Write the edition's glossary as TBX-Basic, for a translator's tool
    Glossary(TranslateGlossary),
    /// Build in two languages made from the form's own texts, as the option --pseudo of build does
    Pseudo(TranslatePseudo),
}

/// `canevas translate status`
#[derive(Debug, Args)]
pub struct TranslateStatus {
    /// A form file, an edition's folder, or a folder of editions [default: schemas, or the folder you are in]
    pub paths: Vec<PathBuf>,
    /// Languages, such as en,es [default: all that the form is translated into]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub language: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = StatusFormat::Text)]
    pub format: StatusFormat,
    /// Write into this file instead; badges, one per language, into this folder
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How `translate status` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people
    Text,
    /// For machines
    Json,
    /// A page with every open text, its old source and its new one
    Html,
    /// A small picture per language: es 100 %
    Badge,
}

/// `canevas translate extract`
#[derive(Debug, Args)]
pub struct TranslateExtract {
    /// A form file, an edition's folder, or a folder of editions [default: schemas, or the folder you are in]
    pub paths: Vec<PathBuf>,
    /// Languages, such as en,es [default: all that the form is translated into]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub language: Vec<String>,
    /// Write XLIFF files for a translator's tool into this folder, and leave the catalogues alone
    #[arg(long, value_name = "FOLDER")]
    pub xliff: Option<PathBuf>,
    /// Which XLIFF
    #[arg(long, value_enum, default_value_t = Xliff::V1_2, requires = "xliff")]
    pub xliff_version: Xliff,
    /// The address or path of a built form: each text gets a link to its place there
    #[arg(long, value_name = "ADDRESS")]
    pub preview: Option<String>,
    /// Replace an XLIFF file that holds translations which the edition has not taken
    #[arg(long, requires = "xliff")]
    pub force: bool,
}

/// Versions of XLIFF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Xliff {
    /// What every tool reads
    #[value(name = "1.2")]
    V1_2,
    /// What some tools want
    #[value(name = "2.1")]
    V2_1,
}

impl Xliff {
    /// The version, as operations name it.
    pub fn version(self) -> XliffVersion {
        match self {
            Self::V1_2 => XliffVersion::V1_2,
            Self::V2_1 => XliffVersion::V2_1,
        }
    }
}

/// `canevas translate import`
#[derive(Debug, Args)]
pub struct TranslateImport {
    /// The translator's file; its name says the language, such as en.po, or its head does
    pub file: PathBuf,
    /// The edition's folder
    #[arg(default_value = ".")]
    pub edition: PathBuf,
    /// The language, where the file does not say it
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Show every finding, also where there are more than 20 of one rule
    #[arg(long)]
    pub all: bool,
}

/// `canevas translate pseudo`
#[derive(Debug, Args)]
pub struct TranslatePseudo {
    /// What and where to build.
    #[command(flatten)]
    pub build: Build,
}

/// `canevas translate add`
#[derive(Debug, Args)]
pub struct TranslateAdd {
    /// The language's tag, such as pt, ar or sw
    #[arg(value_name = "TAG")]
    pub language: String,
    /// The edition's folder
    #[arg(default_value = ".")]
    pub edition: PathBuf,
    /// Where to build [default: generated]
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// `canevas translate glossary`
#[derive(Debug, Args)]
pub struct TranslateGlossary {
    /// The edition's folder, with a glossary.csv in it
    #[arg(default_value = ".")]
    pub edition: PathBuf,
    /// The file to write [default: printed]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
