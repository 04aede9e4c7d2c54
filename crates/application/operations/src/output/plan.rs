//! What a build does to its output folder, file by file.

use crate::Edits;
use serde::Serialize;

/// What a build does to its output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputPlan {
    /// The edits from the folder as it is to the folder as it should be. After each of them the manifest lists every file that
    /// was written, so that the next run knows all files of a run that is killed.
    pub edits: Edits,
    /// Every file that was built, by its path in the folder.
    pub built: Vec<String>,
    /// The files that are not as they should be.
    pub stale: Vec<StaleFile>,
    /// How many files are not written because a file of a person stands where their folder belongs.
    pub blocked: usize,
}

/// A file of an output folder that is not what would be built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StaleFile {
    /// What is wrong with it.
    pub state: FileState,
    /// Its path in the folder.
    pub path: String,
}

/// How a file differs from what would be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum FileState {
    /// It has the bytes that an earlier build wrote.
    #[serde(rename = "stale")]
    Stale,
    /// It does not exist.
    #[serde(rename = "missing")]
    Missing,
    /// An earlier build wrote it, and it would not be built now.
    #[serde(rename = "left over")]
    LeftOver,
    /// An earlier build wrote it, and somebody changed it since. It may hold answers.
    #[serde(rename = "changed")]
    Changed,
    /// An earlier build wrote it, it would not be built now, and somebody changed it.
    #[serde(rename = "left over, and changed")]
    ChangedLeftOver,
    /// No build wrote it, and it has the name of a file that is built.
    #[serde(rename = "in the way")]
    InTheWay,
    /// A file that has the name of a folder that the build needs.
    #[serde(rename = "where a folder belongs")]
    ForFolder,
    /// A folder that has the name of a file that is built. No build replaces it.
    #[serde(rename = "a folder")]
    Folder,
}

impl FileState {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::LeftOver => "left over",
            Self::Changed => "changed",
            Self::ChangedLeftOver => "left over, and changed",
            Self::InTheWay => "in the way",
            Self::ForFolder => "where a folder belongs",
            Self::Folder => "a folder",
        }
    }

    /// Whether a person made the file what it is. A build leaves it alone.
    pub fn is_of_a_person(self) -> bool {
        !matches!(self, Self::Stale | Self::Missing | Self::LeftOver)
    }
}

impl OutputPlan {
    /// The files that are written, without the manifest.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.in_state(|state| matches!(state, FileState::Stale | FileState::Missing))
            .filter(|path| *path != super::manifest::MANIFEST)
    }

    /// How many files are already as they should be.
    pub fn kept(&self) -> usize {
        let in_place = |state| matches!(state, FileState::Changed | FileState::InTheWay | FileState::Folder);
        self.built.len() - self.written().count() - self.in_state(in_place).count() - self.blocked
    }

    /// The files that are deleted.
    pub fn deleted(&self) -> impl Iterator<Item = &str> {
        self.in_state(|state| state == FileState::LeftOver)
    }

    /// The files of a person, which the build leaves alone.
    pub fn of_persons(&self) -> impl Iterator<Item = &StaleFile> {
        self.stale.iter().filter(|file| file.state.is_of_a_person())
    }

    fn in_state(&self, wanted: impl Fn(FileState) -> bool) -> impl Iterator<Item = &str> {
        self.stale.iter().filter(move |file| wanted(file.state)).map(|file| file.path.as_str())
    }
}
