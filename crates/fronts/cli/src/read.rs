//! `canevas read`.

mod report;

use crate::Failure;
use crate::args::{Format, Read};
use crate::disk::{name_of, names_of};
use crate::output::carry_out;
use crate::terminal::give_json;
use canevas_operations::{
    Conclusion, FileRead, Project, ReadRequest, ReturnsTo, Written, json, read as read_word, read_conclusion,
    read_report,
};
use std::path::Path;

/// Reads each file. Fails at the end if a file was not read, or its return not written.
pub fn read(project: &Project, options: &Read) -> Result<Conclusion, Failure> {
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
    read_word(project, &request, &mut |mut file| {
        if let Some(edit) = file.edit.take()
            && let Err(failure) = carry_out(&[edit])
        {
            file.written = Err(failure);
        }
        if options.format == Format::Text {
            if let Ok(Written::Printed(text)) = &file.written
                && let Err(failure) = give_json(text)
            {
                file.written = Err(failure);
            }
            report::tell(&file);
        }
        files.push(file);
    })?;
    match options.format {
        Format::Text if files.len() > 1 => report::tell_sum(&files),
        Format::Text => {}
        Format::Json => give_json(&json(&read_report(&files, request.to == ReturnsTo::Printed))?)?,
    }
    read_conclusion(&files)
}
