//! Returns that stand in the lines of a file. While some are being written, others are read.

use super::{Exported, cannot};
use crate::returns::reader;
use crate::several_editions::EditionWithReturns;
use crate::{Failure, Refusal, shown};
use canevas_compiler::diagnostics::{Sources, counted};
use canevas_compiler::evidence::CountryReturn;
use canevas_compiler::export::{ExportFiles, ExportPlan, Layout, Prepared, ReturnHead, Rows};
use canevas_compiler::responses::{Response, read_line, read_return};
use canevas_compiler::{DeskReader, FormCopy};
use rayon::prelude::*;
use serde::de::IgnoredAny;
use std::fmt::Write as _;
use std::io::{self, BufRead, Read as _};

use super::ExportPlace;

/// Lines that one thread reads at once.
const TOGETHER: usize = 4096;

/// The most bytes of a line, as of a file with one return.
const LONGEST: u64 = 32 * 1024 * 1024;

/// The most faults of a file that are named; the others are counted.
const MOST_NAMED: usize = 20;

/// Lines of a file.
struct Chunk {
    /// The number of the first one, from 1.
    first: usize,
    lines: Vec<Result<String, String>>,
}

/// What became of a chunk.
struct Made {
    ready: Prepared,
    returns: usize,
    left_out: usize,
    faults: Vec<(usize, String)>,
}

/// Reads and writes all lines of some files.
pub(super) fn stream(
    names: &[String],
    editions: &[EditionWithReturns],
    plan: &ExportPlan<'_>,
    layout: &Layout,
    place: &mut dyn ExportPlace,
    out: &mut Exported,
) -> Result<(), Refusal> {
    let readers = editions.iter().map(|of| reader(&of.edition)).collect::<Result<Vec<_>, _>>()?;
    let blanks: Vec<&FormCopy<'_>> = readers.iter().map(|reader: &DeskReader<'_>| reader.copy_of(None)).collect();
    let mut inputs = Vec::new();
    for name in names {
        let lines = place.lines(name).map_err(|error| format!("cannot read `{}`: {error}", shown(name)))?;
        inputs.push((name, lines));
    }
    let mut outputs = OnlyOutputs(place);
    let mut files = ExportFiles::new(plan, layout, &mut outputs).map_err(cannot)?;
    for (name, mut lines) in inputs {
        let take = |chunk: &Chunk| taken(name, chunk, &blanks, plan, layout);
        let mut file = Faults { name, faults: Vec::new(), more: 0 };
        let (mut next, mut made) = (1, Vec::new());
        loop {
            let chunks =
                read(&mut lines, &mut next).map_err(|error| format!("cannot read `{}`: {error}", shown(name)))?;
            let ready: Vec<Made> = std::mem::take(&mut made);
            if chunks.is_empty() && ready.is_empty() {
                break;
            }
            let (written, new) = rayon::join(
                || ready.iter().try_for_each(|of| files.write(&of.ready)),
                || chunks.par_iter().map(take).collect::<Result<Vec<Made>, Failure>>(),
            );
            written.map_err(cannot)?;
            made = new?;
            for of in &mut made {
                out.returns += of.returns;
                out.left_out += of.left_out;
                file.add(std::mem::take(&mut of.faults));
            }
        }
        out.denies |= file.tell(&mut out.text);
    }
    files.finish().map_err(cannot)?;
    Ok(())
}

/// As many chunks as there are threads.
fn read(from: &mut dyn BufRead, next: &mut usize) -> io::Result<Vec<Chunk>> {
    let mut chunks = Vec::new();
    for _ in 0..rayon::current_num_threads() {
        let first = *next;
        let mut lines = Vec::with_capacity(TOGETHER);
        while lines.len() < TOGETHER {
            let Some(line) = read_one(from)? else { break };
            lines.push(line);
        }
        *next += lines.len();
        if lines.is_empty() {
            break;
        }
        chunks.push(Chunk { first, lines });
    }
    Ok(chunks)
}

/// The next line, or why it cannot be taken. None at the end.
fn read_one(from: &mut dyn BufRead) -> io::Result<Option<Result<String, String>>> {
    let mut line = Vec::new();
    let length = from.take(LONGEST + 1).read_until(b'\n', &mut line)?;
    if length == 0 {
        return Ok(None);
    }
    if length as u64 > LONGEST {
        from.skip_until(b'\n')?;
        return Ok(Some(Err("this line is larger than 32 MiB".to_owned())));
    }
    Ok(Some(String::from_utf8(line).map_err(|_| "this line is no text in UTF-8".to_owned())))
}

fn taken(
    name: &str,
    chunk: &Chunk,
    blanks: &[&FormCopy<'_>],
    plan: &ExportPlan<'_>,
    layout: &Layout,
) -> Result<Made, Failure> {
    let (mut rows, mut faults, mut place) = (Rows::new(plan), Vec::new(), String::new());
    for (number, line) in (chunk.first..).zip(&chunk.lines) {
        let response = match line {
            Err(fault) => Err(fault.clone()),
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => response(line),
        };
        let found = response.and_then(|response| Ok((edition(plan, &response)?, country(&response)?, response)));
        let (edition, country, response) = match found {
            Ok(found) => found,
            Err(fault) => {
                faults.push((number, fault));
                continue;
            }
        };
        place.clear();
        // Writing to a String cannot fail.
        let _ = write!(place, "{name}:{number}");
        let head = ReturnHead { edition, country: &country, name: &place };
        rows.push(head, &response);
        if layout.formats().long {
            rows.push_long(head, &CountryReturn::new(blanks[edition], &country, &place, response));
        }
    }
    let (returns, left_out) = (rows.count(0), rows.count(plan.tables.len() - 1));
    let ready = layout.prepare(&mut rows).map_err(cannot)?;
    Ok(Made { ready, returns, left_out, faults })
}

/// Reads a line as a return.
fn response(line: &str) -> Result<Response, String> {
    if let Some(response) = read_line(line.trim_end()) {
        return Ok(response);
    }
    if serde_json::from_str::<IgnoredAny>(line).is_err() {
        return Err("this line is no JSON, or only a part of it".to_owned());
    }
    let mut sources = Sources::default();
    let id = sources.add("line", line);
    let (read, findings) = read_return(&sources, id);
    match (read, findings.iter().next()) {
        (Some(read), None) => Ok(read.response),
        (_, Some(finding)) => Err(finding.message.clone()),
        (None, None) => Err("this line is no return".to_owned()),
    }
}

/// The edition that a return answers.
fn edition(plan: &ExportPlan<'_>, response: &Response) -> Result<usize, String> {
    let form = response.form().ok_or("it does not say which form it answers")?;
    let edition = response.edition().ok_or("it does not say which edition it answers")?;
    let known = plan.models.iter().position(|model| *model.edition == *edition && *model.form == *form);
    known.ok_or_else(|| format!("it answers {form} {edition}, which is not exported"))
}

fn country(response: &Response) -> Result<String, String> {
    let code = response.respondent().map(|respondent| respondent.code.to_owned());
    code.ok_or_else(|| "it does not say whose return it is".to_owned())
}

/// What is wrong with the lines of a file.
struct Faults<'n> {
    name: &'n str,
    faults: Vec<(usize, String)>,
    more: usize,
}

impl Faults<'_> {
    fn add(&mut self, new: Vec<(usize, String)>) {
        let free = MOST_NAMED - self.faults.len();
        self.more += new.len().saturating_sub(free);
        self.faults.extend(new.into_iter().take(free));
    }

    /// Whether there is any.
    fn tell(&self, text: &mut String) -> bool {
        for (number, fault) in &self.faults {
            let _ = writeln!(text, "{}:{number}: left out: {}", shown(self.name), shown(fault));
        }
        if self.more > 0 {
            let lines = counted(self.more, "more line is", "more lines are");
            let _ = writeln!(text, "{}: {lines} left out", shown(self.name));
        }
        !self.faults.is_empty()
    }
}

/// A place of which only the outputs are used.
struct OnlyOutputs<'p>(&'p mut dyn ExportPlace);

impl canevas_compiler::export::Outputs for OnlyOutputs<'_> {
    fn create(&mut self, name: &str) -> io::Result<Box<dyn io::Write + Send>> {
        self.0.create(name)
    }
}
