//! Reads XLIFF 1.2.

use super::inline::InlineContents;
use super::take_note;
use super::version_reader::{TextInProgress, VersionReader, XmlAttributes, two_of};
use crate::imported::{ImportedFile, ImportedHead};
use canevas_diagnostics::Span;
use canevas_project::{LONGEST, PoEntry};
use canevas_syntax::{SourceText, Sp};

/// The reader.
#[derive(Default)]
pub(super) struct Read12 {
    unit: Option<Unit12>,
    open: Option<TextInProgress<Kind12>>,
    /// Inside an alternative: whether it holds the previous source.
    alternative: Option<bool>,
    /// The depth inside an element that the reader ignores.
    skip: usize,
}

/// The kind of a text.
#[derive(PartialEq)]
enum Kind12 {
    Source,
    Target,
    Previous,
    /// A note, and its author.
    Note(String),
}

struct Unit12 {
    entry: PoEntry,
    has_source: bool,
    has_target: bool,
    is_approved: bool,
    state: Option<String>,
    known: InlineContents,
}

impl VersionReader for Read12 {
    fn start(
        &mut self,
        name: &str,
        attributes: &XmlAttributes,
        span: Span,
        is_empty: bool,
        back: &mut ImportedFile,
    ) -> Result<(), String> {
        let attribute = |name: &str| attributes.get(name);
        if self.skip > 0 {
            self.skip += usize::from(!is_empty);
            return Ok(());
        }
        match name {
            "file" => back.heads.push(ImportedHead {
                span,
                source: attribute("source-language").cloned(),
                target: attribute("target-language").cloned(),
                original: attribute("original").cloned(),
            }),
            "trans-unit" if !is_empty => self.unit = Some(Unit12::new(attributes, span)?),
            "alt-trans" if !is_empty => {
                self.alternative = Some(attribute("alttranstype").is_some_and(|kind| kind == "previous-version"));
            }
            "seg-source" if !is_empty => self.skip = 1,
            "source" | "target" if self.unit.is_some() && self.open.is_none() => {
                self.start_text(name, attribute("state"), is_empty)?;
            }
            "note" if self.unit.is_some() && self.open.is_none() => {
                let from = attribute("from").cloned().unwrap_or_default();
                if is_empty {
                    if let Some(unit) = &mut self.unit {
                        take_note(&mut unit.entry, &from, "");
                    }
                } else {
                    self.open = Some(TextInProgress::new(Kind12::Note(from)));
                }
            }
            _ => self.inline(name, attributes, span, is_empty)?,
        }
        Ok(())
    }

    fn end(&mut self, name: &str, back: &mut ImportedFile) -> Result<(), String> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        match name {
            "g" => {
                if let Some(open) = &mut self.open
                    && let Some(end) = open.ends.pop()
                {
                    open.text.push_str(&end);
                }
            }
            "alt-trans" => self.alternative = None,
            "source" | "target" | "note" => {
                if let Some((open, unit)) = self.open.take().zip(self.unit.as_mut()) {
                    unit.take(open);
                }
            }
            "trans-unit" => {
                if let Some(unit) = self.unit.take() {
                    unit.give(back)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str, span: Span) -> Result<(), String> {
        match self.open.as_mut().filter(|_| self.skip == 0) {
            Some(open) => open.put(text, span),
            None => Ok(()),
        }
    }
}

impl Read12 {
    /// A source or target starts, of the unit or of an alternative.
    fn start_text(&mut self, name: &str, state: Option<&String>, is_empty: bool) -> Result<(), String> {
        let kind = match (name, self.alternative) {
            ("source", None) => Kind12::Source,
            ("target", None) => Kind12::Target,
            ("source", Some(true)) => Kind12::Previous,
            _ => {
                self.skip = usize::from(!is_empty);
                return Ok(());
            }
        };
        if let Some(unit) = &mut self.unit {
            let has = match kind {
                Kind12::Source => Some(&mut unit.has_source),
                Kind12::Target => Some(&mut unit.has_target),
                Kind12::Previous | Kind12::Note(_) => None,
            };
            if has.is_some_and(|has| std::mem::replace(has, true)) {
                return Err(two_of(name, &unit.entry.context.value));
            }
            if kind == Kind12::Target {
                unit.state = state.cloned();
            }
        }
        if !is_empty {
            self.open = Some(TextInProgress::new(kind));
        }
        Ok(())
    }

    /// An element within a text. The reader ignores elements that only mark a part of the text.
    fn inline(&mut self, name: &str, attributes: &XmlAttributes, span: Span, is_empty: bool) -> Result<(), String> {
        let (Some(open), Some(unit)) = (&mut self.open, &mut self.unit) else { return Ok(()) };
        if matches!(open.kind, Kind12::Note(_)) {
            return Ok(());
        }
        let in_source = open.kind == Kind12::Source;
        // A link and a placeholder can have the same number.
        let id = attributes.get("id").map(|id| if name == "g" { format!("g {id}") } else { id.clone() });
        match name {
            "x" | "ph" | "it" | "bx" | "ex" => {
                let word = unit.known.of(id.as_ref(), attributes.get("equiv-text"), in_source)?;
                open.put(&word, span)?;
                // The content of such an element is the tool's own text for it.
                self.skip = usize::from(!is_empty);
            }
            "g" => {
                let content = attributes.get("equiv-text");
                let is_link = attributes.get("ctype").is_some_and(|kind| kind == "link");
                let url = unit.known.of(id.as_ref(), content, in_source);
                // A tool can put its own mark around words. It has no text.
                let end = match url {
                    Ok(url) => format!("]({url})"),
                    Err(why) if is_link => return Err(why),
                    Err(_) => String::new(),
                };
                if !end.is_empty() {
                    open.put("[", span)?;
                }
                if is_empty {
                    open.text.push_str(&end);
                } else {
                    open.ends.push(end);
                }
            }
            "mrk" | "sub" => {}
            other => return Err(format!("the inline element <{other}> was not in the file that was sent out")),
        }
        Ok(())
    }
}

impl Unit12 {
    fn new(attributes: &XmlAttributes, span: Span) -> Result<Self, String> {
        let attribute = |name: &str| attributes.get(name);
        // Some tools renumber the units and keep their names.
        let key = attribute("resname").or(attribute("id")).ok_or("a unit has no id")?;
        let nothing = SourceText::opaque("", span);
        let mut entry = PoEntry::new(Sp::new(key.clone(), span), nothing.clone(), nothing);
        entry.flags.extend(
            attribute("maxwidth")
                .filter(|_| attribute("size-unit").is_some_and(|unit| unit == "char"))
                .map(|most| format!("{LONGEST}{most}")),
        );
        let is_approved = attribute("approved").is_some_and(|approved| approved == "yes");
        Ok(Self {
            entry,
            has_source: false,
            has_target: false,
            is_approved,
            state: None,
            known: InlineContents::default(),
        })
    }

    fn take(&mut self, open: TextInProgress<Kind12>) {
        let text = SourceText::opaque(open.text, open.span.unwrap_or(self.entry.context.span));
        match open.kind {
            Kind12::Source => self.entry.id = text,
            Kind12::Target => self.entry.text = text,
            Kind12::Previous => self.entry.previous = Some(text.value),
            Kind12::Note(from) => take_note(&mut self.entry, &from, &text.value),
        }
    }

    fn give(mut self, back: &mut ImportedFile) -> Result<(), String> {
        let key = &self.entry.context.value;
        if !self.has_source {
            return Err(format!("the unit {key} has no source"));
        }
        let state = self.state.as_deref().unwrap_or("");
        let is_new = matches!(state, "new" | "needs-translation");
        self.entry.fuzzy = !self.is_approved && (is_new || state.starts_with("needs-"));
        let is_marked = self.is_approved || !state.is_empty() && !is_new;
        back.take(self.entry, is_marked);
        Ok(())
    }
}
