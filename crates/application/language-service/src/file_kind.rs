//! What a file of an edition is, by its name and the name of its folder.

use canevas_compiler::files::split;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// The form: `form.yaml`.
    Form,
    /// The change file: `changes.yaml`.
    Changes,
    /// A country file: `countries/CMR.yaml`.
    Country,
    /// The report: `report.yaml`.
    Report,
    /// The letters: `letters.yaml`.
    Letters,
    /// The days of the desk: `desk.yaml`.
    Desk,
    /// The regions: `regions.yaml`.
    Regions,
    /// A case: `cases/first.yaml`.
    Case,
    /// What is asked about a return: `clarify/CMR.yaml`.
    Asks,
    /// A mapping of an import: `mapping.yaml`.
    Mapping,
    /// A catalogue: `locales/fr.po`.
    Catalogue,
    /// A return, or last year's answers: `returns/CMR.json`.
    Return,
    /// Anything else.
    Other,
}

impl FileKind {
    /// The kind of the file of a name.
    pub(crate) fn of(name: &str) -> Self {
        let (folder, file) = split(name);
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        match (split(folder).1, file, ending) {
            (_, "form.yaml", _) => Self::Form,
            (_, "changes.yaml", _) => Self::Changes,
            (_, "report.yaml", _) => Self::Report,
            (_, "letters.yaml", _) => Self::Letters,
            (_, "desk.yaml", _) => Self::Desk,
            (_, "regions.yaml", _) => Self::Regions,
            (_, "mapping.yaml", _) => Self::Mapping,
            ("countries", _, "yaml") => Self::Country,
            ("cases", _, "yaml") => Self::Case,
            ("clarify", _, "yaml") => Self::Asks,
            ("locales", _, "po") => Self::Catalogue,
            ("returns" | "last_year", _, "json") => Self::Return,
            _ => Self::Other,
        }
    }

    /// The JSON Schema that says what the file takes, where it is YAML.
    pub(crate) fn schema(self) -> Option<&'static str> {
        Some(match self {
            Self::Form => "form.schema.json",
            Self::Changes => "changes.schema.json",
            Self::Country => "country.schema.json",
            Self::Report => "report.schema.json",
            Self::Letters => "letters.schema.json",
            Self::Desk => "desk.schema.json",
            Self::Regions => "regions.schema.json",
            Self::Case => "case.schema.json",
            Self::Asks => "clarify.schema.json",
            Self::Mapping => "mapping.schema.json",
            Self::Catalogue | Self::Return | Self::Other => return None,
        })
    }
}
