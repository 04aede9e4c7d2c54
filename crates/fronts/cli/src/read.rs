//! `canevas read`.

mod report;

use crate::args::{Format, Read};
use crate::disk::{Disk, name_of, names_of};
use crate::output::carry_out;
use crate::{Failure, Outcome};
use canevas_operations::{FileRead, ReadRequest, ReturnsTo, Written, json, read as read_word, read_report};
use std::path::Path;

/// Reads each file. Fails at the end where one of them could not be read, or its return not be written.
pub fn read(options: &Read) -> Result<Outcome, Failure> {
    let request = ReadRequest {
        files: names_of(&options.files),
        form: options.form.as_deref().map(name_of),
        to: match options.out.as_deref() {
            None => ReturnsTo::Beside,
            Some(path) if path == Path::new("-") => ReturnsTo::Printed,
            Some(folder) => ReturnsTo::Folder(name_of(folder)),
        },
        force: options.force,
    };
    let mut files: Vec<FileRead> = Vec::new();
    read_word(&Disk::default(), &request, &mut |mut file| {
        if let Some(edit) = file.edit.take()
            && let Err(failure) = carry_out(&[edit])
        {
            file.written = Err(failure);
        }
        if options.format == Format::Text {
            if let Ok(Written::Printed(text)) = &file.written {
                print!("{text}");
            }
            report::tell(&file);
        }
        files.push(file);
    })?;
    match options.format {
        Format::Text if files.len() > 1 => report::tell_sum(&files),
        Format::Text => {}
        Format::Json => print!("{}", json(&read_report(&files, request.to == ReturnsTo::Printed))?),
    }
    match (files.iter().filter(|file| file.failed()).count(), files.len()) {
        (0, _) => Ok(Outcome::Clean),
        (_, 1) => Err("the file was not read into a return".to_owned()),
        (failed, all) => {
            let were = if failed == 1 { "was" } else { "were" };
            Err(format!("{failed} of {all} files {were} not read into a return"))
        }
    }
}
