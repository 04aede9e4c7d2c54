//! `canevas read`: filled Word files back into returns.

use crate::args::{Format, Read};
use crate::format::replace;
use crate::{Failure, Outcome, discover};
use canevas_compiler::Edition;
use canevas_compiler::docx::read::{Opened, ReadReturn};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Larger files are no answers.
const LARGEST: u64 = 64 << 20;

/// Reads each file. Text that a person must place denies.
pub fn read(options: &Read) -> Result<Outcome, Failure> {
    let mut editions = Vec::new();
    let paths: Vec<PathBuf> = options.form.iter().cloned().collect();
    for folder in discover::editions(&paths)? {
        let mut files = discover::read_edition(&folder)?;
        files.returns.clear();
        editions.push(Edition::read(&files));
    }
    let mut outcome = Outcome::Clean;
    let mut reports = Vec::new();
    for file in &options.files {
        let name = discover::display(file);
        let opened = open(file)?;
        let edition = edition_of(&opened, &editions, options.form.is_some()).ok_or_else(|| {
            format!("`{name}` does not say which form it is, or there is none such here; name it with --form")
        })?;
        let read = edition
            .read_word(&opened)
            .ok_or_else(|| format!("the form of `{name}` has errors; see `canevas check`"))?;
        let text =
            serde_json::to_string_pretty(&read.json).map_err(|error| format!("cannot write JSON: {error}"))? + "\n";
        if options.out.as_deref() == Some(Path::new("-")) {
            print!("{text}");
        } else {
            write(file, &text, options)?;
        }
        if !read.report.stray.is_empty() || read.json.get("unread").is_some() {
            outcome = Outcome::Denied;
        }
        match options.format {
            Format::Text => tell(&name, &read),
            Format::Json => reports.push(report(&name, &read)),
        }
    }
    if options.format == Format::Json {
        // The returns have standard output where they are printed.
        let text = json!({ "files": reports }).to_string();
        if options.out.as_deref() == Some(Path::new("-")) { eprintln!("{text}") } else { println!("{text}") }
    }
    Ok(outcome)
}

fn open(file: &Path) -> Result<Opened, Failure> {
    let name = discover::display(file);
    let mut bytes = Vec::new();
    fs::File::open(file)
        .and_then(|handle| handle.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("cannot read `{name}`: {error}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("`{name}` is larger than 64 MiB"));
    }
    canevas_compiler::docx::read::read(&bytes).map_err(|error| format!("cannot read `{name}`: {error}"))
}

fn edition_of<'e>(opened: &Opened, editions: &'e [Edition], named: bool) -> Option<&'e Edition> {
    let head = opened.head();
    let same = editions.iter().find(|edition| {
        let model = edition.model.as_ref();
        head.as_ref().zip(model).is_some_and(|(head, model)| head.form == model.form && head.edition == model.edition)
    });
    // Where the form is named, a file of another edition is read all the same, and told.
    same.or_else(|| if let ([only], true) = (editions, named) { Some(only) } else { None })
}

fn write(file: &Path, text: &str, options: &Read) -> Result<(), Failure> {
    let name = file.file_name().map(|name| format!("{}.json", name.to_string_lossy())).unwrap_or_default();
    let path = options.out.as_ref().map_or_else(|| file.with_file_name(&name), |folder| folder.join(&name));
    if let Ok(known) = fs::symlink_metadata(&path) {
        let equal = known.is_file() && fs::read_to_string(&path).is_ok_and(|there| there == text);
        if equal {
            return Ok(());
        }
        if !options.force || !known.is_file() {
            return Err(format!("`{}` is there and differs; replace it with --force", discover::display(&path)));
        }
    }
    if let Some(folder) = &options.out {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    }
    replace(&path, text)?;
    eprintln!("wrote {}", discover::display(&path));
    Ok(())
}

fn tell(name: &str, read: &ReadReturn) {
    let report = &read.report;
    let mut channels: BTreeMap<&str, usize> = BTreeMap::new();
    for field in &report.fields {
        *channels.entry(field.channel.word()).or_default() += 1;
    }
    let channels: Vec<String> = channels.iter().map(|(word, count)| format!("{count} by {word}")).collect();
    eprintln!("{name}: {} places ({})", report.fields.len(), channels.join(", "));
    for warning in &report.warnings {
        eprintln!("  warning: {warning}");
    }
    for path in &report.missing {
        eprintln!("  missing: {path}");
    }
    for (path, text) in read.json.get("unread").and_then(Value::as_object).into_iter().flatten() {
        eprintln!("  unread: {path}: {text}");
    }
    for stray in &report.stray {
        eprintln!("  in no answer, after \u{201c}{}\u{201d}: {}", stray.after, stray.text);
    }
}

fn report(name: &str, read: &ReadReturn) -> Value {
    let report = &read.report;
    let fields: Map<String, Value> =
        report.fields.iter().map(|field| (field.path.clone(), field.channel.word().into())).collect();
    let stray: Vec<Value> =
        report.stray.iter().map(|stray| json!({ "after": stray.after, "text": stray.text })).collect();
    json!({
        "file": name,
        "fields": fields,
        "missing": report.missing,
        "warnings": report.warnings,
        "unread": read.json.get("unread"),
        "stray": stray,
    })
}
