//! Returns that stand in the lines of a file. While some are being written, others are read.

use super::rows_out::{RowsOut, Tables};
use super::{Exported, cannot};
use crate::line_chunks::{Chunk, Line, LineChunks};
use crate::names::cannot_read;
use crate::returns::reader;
use crate::several_editions::EditionWithReturns;
use crate::{Failure, Refusal, shown};
use canevas_compiler::diagnostics::{Sources, counted};
use canevas_compiler::evidence::CountryReturn;
use canevas_compiler::export::{ExportPlan, Layout, Prepared, ReturnHead, Rows, computed_values};
use canevas_compiler::model::Model;
use canevas_compiler::responses::{Response, read_line, read_return};
use canevas_compiler::{DeskReader, FormCopy};
use rayon::prelude::*;
use serde::de::IgnoredAny;
use std::fmt::Write as _;

/// Lines that one thread reads at once.
const TOGETHER: usize = 4096;

/// The most faults of a file, or changes of a step, that are named; the others are counted.
pub(super) const MOST_NAMED: usize = 20;

/// What became of some lines.
pub(super) struct Made {
    /// Their rows.
    pub(super) ready: Prepared,
    /// How many returns they hold.
    pub(super) returns: usize,
    /// How many values are no answers.
    pub(super) left_out: usize,
    /// The lines that are no returns: what each is called, and what is wrong with it.
    pub(super) faults: Vec<(String, String)>,
}

/// Takes lines apart. Several threads do this at once.
pub(super) struct LineTaker<'t> {
    blanks: Vec<&'t FormCopy<'t>>,
    plan: &'t ExportPlan<'t>,
    layout: &'t Layout,
}

impl<'t> LineTaker<'t> {
    /// For the editions of a plan.
    pub(super) fn new(readers: &'t [DeskReader<'t>], plan: &'t ExportPlan<'t>, layout: &'t Layout) -> Self {
        Self { blanks: readers.iter().map(|reader| reader.copy_of(None)).collect(), plan, layout }
    }

    /// Takes lines apart, each of which comes with what names it. `name` writes what the tables call the return of a line.
    pub(super) fn take<'l, N>(
        &self,
        lines: impl Iterator<Item = (N, &'l Line)>,
        name: &dyn Fn(N, &mut String),
    ) -> Result<Made, Failure> {
        let (mut rows, mut faults, mut place) = (Rows::new(self.plan), Vec::new(), String::new());
        for (named, line) in lines {
            let response = match line {
                Err(fault) => Err(fault.words().to_owned()),
                Ok(line) if line.trim().is_empty() => continue,
                Ok(line) => response(line),
            };
            let found = response.and_then(|response| {
                let edition = edition(self.plan, &response)?;
                Ok((edition, country(self.plan.models[edition], &response)?, response))
            });
            let (edition, country, response) = match found {
                Ok(found) => found,
                Err(fault) => {
                    place.clear();
                    name(named, &mut place);
                    faults.push((place.clone(), fault));
                    continue;
                }
            };
            place.clear();
            name(named, &mut place);
            let computed = computed_values(self.blanks[edition], &response);
            let head = ReturnHead { edition, country: &country, name: &place, computed: &computed };
            rows.push(head, &response);
            if self.layout.formats().long {
                rows.push_long(head, &CountryReturn::new(self.blanks[edition], &country, &place, response));
            }
        }
        let (returns, left_out) = (rows.count(0), rows.count(self.plan.tables.len() - 1));
        let ready = self.layout.prepare(&mut rows).map_err(|error| cannot(&error))?;
        Ok(Made { ready, returns, left_out, faults })
    }
}

/// Reads and writes all lines of some files.
pub(super) fn stream(
    names: &[String],
    editions: &[EditionWithReturns],
    tables: Tables<'_>,
    rows: &mut dyn RowsOut,
    out: &mut Exported,
) -> Result<(), Refusal> {
    let readers = editions.iter().map(|of| reader(&of.edition)).collect::<Result<Vec<_>, _>>()?;
    let taker = LineTaker::new(&readers, tables.plan, tables.layout);
    let mut inputs = Vec::new();
    for name in names {
        let lines = rows.lines(name).map_err(|error| cannot_read(name, &error))?;
        inputs.push((name, lines));
    }
    rows.begin(tables)?;
    for (name, mut lines) in inputs {
        let write_name = |number: usize, place: &mut String| {
            // Writing to a String cannot fail.
            let _ = write!(place, "{name}:{number}");
        };
        let take = |chunk: &Chunk| taker.take((chunk.first..).zip(&chunk.lines), &write_name);
        let mut file = Faults::of(name);
        let (mut from, mut made) = (LineChunks::new(&mut *lines, TOGETHER), Vec::new());
        loop {
            let chunks = from.read().map_err(|error| cannot_read(name, &error))?;
            let ready: Vec<Made> = std::mem::take(&mut made);
            if chunks.is_empty() && ready.is_empty() {
                break;
            }
            let (written, new) = rayon::join(
                || ready.into_iter().try_for_each(|of| rows.write(of.ready)),
                || chunks.par_iter().map(take).collect::<Result<Vec<Made>, Failure>>(),
            );
            written?;
            made = new?;
            for of in &mut made {
                out.returns += of.returns;
                out.left_out += of.left_out;
                file.add(std::mem::take(&mut of.faults));
            }
        }
        out.denies |= file.tell(&mut out.text);
    }
    Ok(())
}

/// Reads a line as a return.
fn response(line: &str) -> Result<Response, String> {
    if let Some(response) = read_line(line.trim_end()) {
        return Ok(response);
    }
    if serde_json::from_str::<IgnoredAny>(line).is_err() {
        return Err("this is no JSON, or only a part of it".to_owned());
    }
    let mut sources = Sources::default();
    let id = sources.add("line", line);
    let (read, findings) = read_return(&sources, id);
    match (read, findings.iter().next()) {
        (Some(read), None) => Ok(read.response),
        (_, Some(finding)) => Err(finding.message.clone()),
        (None, None) => Err("this is no return".to_owned()),
    }
}

/// The edition that a return answers.
fn edition(plan: &ExportPlan<'_>, response: &Response) -> Result<usize, String> {
    let form = response.form().ok_or("it does not say which form it answers")?;
    let edition = response.edition().ok_or("it does not say which edition it answers")?;
    let known = plan.models.iter().position(|model| *model.edition == *edition && *model.form == *form);
    known.ok_or_else(|| format!("it answers {form} {edition}, which is not exported"))
}

fn country(model: &Model, response: &Response) -> Result<String, String> {
    if model.respondents.key().is_none() {
        return Ok(String::new());
    }
    let code = response.respondent().map(|respondent| respondent.code.to_owned());
    code.ok_or_else(|| "it does not say whose return it is".to_owned())
}

/// What is wrong with the lines of a file.
pub(super) struct Faults<'n> {
    name: &'n str,
    named: Vec<(String, String)>,
    more: usize,
}

impl<'n> Faults<'n> {
    pub(super) fn of(name: &'n str) -> Self {
        Self { name, named: Vec::new(), more: 0 }
    }

    pub(super) fn add(&mut self, new: Vec<(String, String)>) {
        let free = MOST_NAMED - self.named.len();
        self.more += new.len().saturating_sub(free);
        self.named.extend(new.into_iter().take(free));
    }

    /// Whether there is any.
    pub(super) fn tell(&self, text: &mut String) -> bool {
        for (place, fault) in &self.named {
            let _ = writeln!(text, "{}: left out: {}", shown(place), shown(fault));
        }
        if self.more > 0 {
            let lines = counted(self.more, "more line is", "more lines are");
            let _ = writeln!(text, "{}: {lines} left out", shown(self.name));
        }
        !self.named.is_empty()
    }
}
