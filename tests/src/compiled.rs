//! A definition and a country file, read.

use canevas_diagnostics::Sources;
use canevas_model::{Model, lower};
use canevas_project::{Catalogues, CountryFile, FormCopy, read_country};

/// A model with what belongs to it.
#[derive(Debug)]
pub struct Compiled {
    /// The files.
    pub sources: Sources,
    /// The form.
    pub model: Model,
    /// The country file.
    pub country: Option<CountryFile>,
    /// No translations.
    pub catalogues: Catalogues,
}

impl Compiled {
    /// Reads both; an error names the finding and its place.
    pub fn new(form: &str, country: Option<&str>) -> Result<Self, String> {
        let mut sources = Sources::default();
        let id = sources.add("form.yaml", form);
        let (model, mut findings) = lower(&sources, id);
        let model = model.ok_or_else(|| format!("no model: {findings:?}"))?;
        // A form that names nobody has no file of anybody.
        let country = match country.filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => {
                let code = if text.contains("\nrespondent: ") { "north" } else { "CMR" };
                let id = sources.add(format!("{}/{code}.yaml", model.respondents.kind().folder()), text);
                let (file, more) = read_country(&sources, id, Some(code), &model);
                findings.extend(more);
                Some(file.ok_or_else(|| format!("no country: {findings:?}"))?)
            }
        };
        if let Some(finding) = findings.iter().find(|finding| finding.level == canevas_diagnostics::Level::Deny) {
            return Err(format!("{}: {}", sources.place(finding.primary.span), finding.message));
        }
        Ok(Self { sources, model, country, catalogues: Catalogues::new() })
    }

    /// The copy.
    pub fn copy(&self) -> FormCopy<'_> {
        FormCopy::new(&self.model, self.country.as_ref(), &self.catalogues)
    }
}
