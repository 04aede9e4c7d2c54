//! Says whose a receipt is. The form prints the digest of the file that it saved, and a country may show it later.

use crate::{Failure, shown};
use canevas_compiler::returns::{DeskKnowledge, DeskStatus, Event};
use serde::Serialize;

/// How few digits of a digest are enough to know a file by.
const FEWEST: usize = 12;

/// A receipt that somebody shows, and what is known of the file.
#[derive(Debug, Serialize)]
pub(super) struct Receipt {
    sha256: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<ReceiptFile>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct ReceiptFile {
    country: Option<String>,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
}

impl Receipt {
    /// Whether a file with this digest is here or was written down.
    pub(super) fn is_known(&self) -> bool {
        !self.files.is_empty()
    }

    /// What is known, for people.
    pub(super) fn line(&self) -> String {
        let start: String = self.sha256.chars().take(FEWEST).collect();
        if !self.is_known() {
            return format!("  {start}…: no file here and no entry of a history has this digest\n");
        }
        let file = |file: &ReceiptFile| {
            let country = file.country.as_deref().unwrap_or("no country");
            let when = match (file.event, &file.on) {
                (Some(event), Some(on)) => format!(", {event} on {on}"),
                _ => ", here".to_owned(),
            };
            format!("  {start}…: {} ({country}){when}\n", shown(&file.file))
        };
        self.files.iter().map(file).collect()
    }
}

/// Looks for a digest among the files and in the histories. The digits may stand in groups.
pub(super) fn verified(digits: &str, status: &DeskStatus, known: &DeskKnowledge) -> Result<Receipt, Failure> {
    let sha256: String = digits.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let sha256 = sha256.to_lowercase();
    let sha256 = sha256.strip_prefix("sha256:").unwrap_or(&sha256);
    if sha256.len() < FEWEST || sha256.len() > 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(format!(
            "`{}` is no digest of a receipt; give at least its first {FEWEST} digits, from 0 to 9 and a to f",
            shown(digits)
        ));
    }
    let is_it = |other: &Option<String>| other.as_ref().is_some_and(|other| other.starts_with(sha256));
    let here = status.files.iter().filter(|file| is_it(&file.sha256));
    let mut files: Vec<ReceiptFile> = here
        .map(|file| ReceiptFile { country: file.country.clone(), file: file.file.clone(), event: None, on: None })
        .collect();
    for (code, history) in &known.histories {
        for (_, event) in history.holding().filter(|(_, event)| is_it(&event.sha256)) {
            if matches!(event.event, Event::Received | Event::Accepted) {
                files.push(ReceiptFile {
                    country: Some(code.clone()),
                    file: event.file.clone().unwrap_or_default(),
                    event: Some(event.event.word()),
                    on: Some(event.on.to_string()),
                });
            }
        }
    }
    Ok(Receipt { sha256: sha256.to_owned(), files })
}
