//! Expected files of tests: one comparison, and one switch that renews them.
//!
//! `UPDATE=1` writes what a test finds into its expected files. Read the difference before you commit it. A comparison
//! that fails names the command that renews its files.

use std::path::Path;

/// Whether this run renews expected files: `UPDATE` is set.
pub fn renews() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// The command that renews the expected files of the test that this stands in.
#[macro_export]
macro_rules! renew {
    () => {
        concat!(
            "if the difference is right, run `UPDATE=1 cargo test --workspace --test ",
            env!("CARGO_CRATE_NAME"),
            "`"
        )
    };
}

/// Compares a text with its expected file, or writes the file. The error shows the lines that differ and names the
/// command.
///
/// # Errors
///
/// Fails if the file differs or cannot be written.
pub fn compare(path: &Path, found: &str, command: &str) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == found || renew(path, found.as_bytes())? {
        return Ok(());
    }
    let difference = similar::TextDiff::from_lines(expected.as_str(), found);
    let difference = difference.unified_diff().header("expected", "found").to_string();
    Err(format!("{}: {command}\n{difference}", path.display()))
}

/// Compares bytes with their expected file, or writes the file.
///
/// # Errors
///
/// Fails if the file differs or cannot be written.
pub fn compare_bytes(path: &Path, found: &[u8], command: &str) -> Result<(), String> {
    if std::fs::read(path).is_ok_and(|expected| expected == found) || renew(path, found)? {
        return Ok(());
    }
    Err(format!("{} is stale: {command}", path.display()))
}

/// Writes the file if this run renews files.
fn renew(path: &Path, found: &[u8]) -> Result<bool, String> {
    if !renews() {
        return Ok(false);
    }
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(path, found).map_err(failed)?;
    Ok(true)
}
