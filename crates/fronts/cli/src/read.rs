//! `canevas read`: filled Word files back into returns. A file that cannot be read is told, and the others are read all
//! the same.

mod report;

use crate::args::{Format, Read};
use crate::output;
use crate::{Failure, Outcome, discover};
use canevas_compiler::docx::read::{Head, Opened, ReadReturn};
use canevas_compiler::model::countries;
use canevas_compiler::{Edition, WordReader};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What came of one file.
struct ReadOutcome {
    /// The file, as messages call it.
    name: String,
    /// The return and how reading went, or why there is none.
    read: Result<ReadReturn, Failure>,
    /// Where the return went, or why it did not.
    written: Result<Written, Failure>,
}

/// Where a return went.
enum Written {
    /// Into a file.
    To(String),
    /// A file holds the same already.
    Same(String),
    /// To standard output, or into the report.
    Printed,
}

impl ReadOutcome {
    fn failed(&self) -> bool {
        self.read.is_err() || self.written.is_err()
    }
}

/// Reads each file. Fails at the end where one of them could not be read, or its return not be written.
pub fn read(options: &Read) -> Result<Outcome, Failure> {
    let editions = editions(options)?;
    let mut readers: Vec<Option<WordReader<'_>>> = editions.iter().map(|_| None).collect();
    let mut places = BTreeMap::new();
    let mut readings: Vec<ReadOutcome> = Vec::new();
    for file in &options.files {
        let name = discover::display(file);
        let read = one(file, &editions, &mut readers, options.form.is_some());
        let written = match &read {
            Ok(read) => keep(file, read, options, &mut places),
            Err(failure) => Err(failure.clone()),
        };
        let reading = ReadOutcome { name, read, written };
        if options.format == Format::Text {
            report::tell(&reading);
        }
        readings.push(reading);
    }
    match options.format {
        Format::Text if readings.len() > 1 => report::tell_sum(&readings),
        Format::Text => {}
        Format::Json => println!("{}", report::json(&readings, prints(options))?),
    }
    let failed = readings.iter().filter(|reading| reading.failed()).count();
    match (failed, readings.len()) {
        (0, _) => Ok(Outcome::Clean),
        (_, 1) => Err("the file was not read into a return".to_owned()),
        (failed, all) => Err(format!("{failed} of {all} files {} not read into a return", were(failed))),
    }
}

fn were(count: usize) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

fn prints(options: &Read) -> bool {
    options.out.as_deref() == Some(Path::new("-"))
}

fn editions(options: &Read) -> Result<Vec<Edition>, Failure> {
    let mut editions = Vec::new();
    let paths: Vec<PathBuf> = options.form.iter().cloned().collect();
    let countries = countries(options);
    for folder in discover::editions(&paths)? {
        let mut files = discover::read_edition(&folder)?;
        files.returns.clear();
        for code in &countries {
            discover::add_country(&mut files, &folder, code);
        }
        editions.push(Edition::read(&files));
    }
    Ok(editions)
}

/// The countries whose copies the files say that they are: one may have been built for a country without a file.
fn countries(options: &Read) -> BTreeSet<String> {
    let heads = options.files.iter().filter_map(|file| open(file).ok()?.head());
    heads.map(|head| head.copy).filter(|code| countries::by_code(code).is_some()).collect()
}

/// Reads one file as what it says it is.
fn one<'e>(
    file: &Path,
    editions: &'e [Edition],
    readers: &mut [Option<WordReader<'e>>],
    named: bool,
) -> Result<ReadReturn, Failure> {
    let opened = open(file)?;
    let head = opened.head();
    let at = edition_of(head.as_ref(), editions, named)?;
    if readers[at].is_none() {
        readers[at] = editions[at].word_reader();
    }
    let reader = readers[at].as_mut().ok_or("its form has errors; see `canevas check`")?;
    Ok(reader.read(&opened))
}

fn open(file: &Path) -> Result<Opened, Failure> {
    let bytes = discover::read_word(file)?;
    canevas_compiler::docx::read::read(&bytes).map_err(|error| error.to_string())
}

/// The edition that a file says it is of. Where the form is named, a file of another edition is read all the same, and
/// told.
fn edition_of(head: Option<&Head>, editions: &[Edition], named: bool) -> Result<usize, Failure> {
    let same = editions.iter().position(|edition| {
        let model = edition.model.as_ref();
        head.zip(model).is_some_and(|(head, model)| head.form == model.form && head.edition == model.edition)
    });
    match (same, editions, head) {
        (Some(at), ..) => Ok(at),
        (None, [_], _) if named => Ok(0),
        (None, _, None) => Err("it does not say which form it is; name the form with --form".to_owned()),
        (None, _, Some(head)) => Err(format!(
            "it says that it is {} {}, and there is no such form here; to read it as another, name that with --form",
            head.form, head.edition
        )),
    }
}

/// Writes or prints a return. `places` holds what this run wrote, and from which file.
fn keep(
    file: &Path,
    read: &ReadReturn,
    options: &Read,
    places: &mut BTreeMap<PathBuf, String>,
) -> Result<Written, Failure> {
    let text = serde_json::to_string_pretty(&read.json).map_err(|error| format!("cannot write JSON: {error}"))? + "\n";
    if prints(options) {
        if options.format == Format::Text {
            print!("{text}");
        }
        return Ok(Written::Printed);
    }
    let name = file.file_name().map(|name| format!("{}.json", name.to_string_lossy())).unwrap_or_default();
    let path = options.out.as_ref().map_or_else(|| file.with_file_name(&name), |folder| folder.join(&name));
    let shown = discover::display(&path);
    // Files of one name in two folders would be one return, and the second replace the first.
    if let Some(other) = places.insert(path.clone(), discover::display(file)) {
        return Err(format!("`{shown}` was written from `{other}` just now; read the two into different folders"));
    }
    if let Ok(known) = fs::symlink_metadata(&path) {
        if known.is_file() && fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(Written::Same(shown));
        }
        if !options.force || !known.is_file() {
            return Err(format!("`{shown}` is there and differs; replace it with --force"));
        }
    }
    if let Some(folder) = &options.out {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make `{}`: {error}", discover::display(folder)))?;
    }
    output::write(&path, text.as_bytes())?;
    Ok(Written::To(shown))
}
