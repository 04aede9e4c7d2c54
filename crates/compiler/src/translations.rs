//! An edition's catalogues, out to translators and back.

use crate::{Edition, InputFile};
use canevas_diagnostics::{Finding, Findings, Sources};
use canevas_inputs::rules::ORPHAN_TRANSLATION;
use canevas_inputs::{Catalogues, hold_catalogue, parse_po};
use canevas_model::Language;
use canevas_translate::{Entry, Extracted, Imported, entries, extract, import, parse_xliff, write_tbx};

/// What came back from a translator.
#[derive(Debug)]
pub struct Returned {
    /// The sources that the findings point into.
    pub sources: Sources,
    /// What is wrong; where something denies, nothing may be taken.
    pub findings: Findings,
    /// What was found of rules that are off.
    pub suppressed: Findings,
    /// The catalogue with what came back.
    pub imported: Imported,
}

impl Edition {
    /// Every translation language with the state of each text; nothing where the form has no model.
    pub fn translation_states(&self) -> Vec<(&Language, Vec<Entry<'_>>)> {
        let Some(model) = &self.model else { return Vec::new() };
        model.translations.iter().map(|language| (language, entries(model, self.catalogues.get(language)))).collect()
    }

    /// The catalogue of a language, renewed from the form. `None` where the form has no model.
    pub fn extract(&self, language: &Language) -> Option<Extracted> {
        Some(extract(self.model.as_ref()?, self.glossary.as_ref(), language, self.po.get(language)))
    }

    /// The glossary as TBX-Basic. `None` where the edition has none, or no model.
    pub fn tbx(&self) -> Option<String> {
        Some(write_tbx(self.glossary.as_ref()?, self.model.as_ref()?))
    }

    /// Holds a file of translations that came back, PO or by its name XLIFF, against the form: its keys and sources, its placeholders, and what every
    /// check says of a translation. `None` where the form has no model.
    pub fn import(&self, language: &Language, file: &InputFile) -> Option<Returned> {
        let model = self.model.as_ref()?;
        let mut sources = self.sources.clone();
        let id = sources.add(&file.name, &file.text);
        let is_xliff = [".xlf", ".xliff"].iter().any(|ending| file.name.ends_with(ending));
        let (back, mut findings) =
            if is_xliff { parse_xliff(id, sources.get(id)) } else { parse_po(id, sources.get(id)) };
        let (imported, found) = import(model, self.glossary.as_ref(), language, self.po.get(language), &back);
        findings.extend(found);
        let (catalogue, held) = hold_catalogue(&back, language.clone(), model);
        // An unknown text was told already, as what denies.
        let known = |finding: &Finding| finding.rule.code != ORPHAN_TRANSLATION.code;
        findings.extend(held.into_iter().filter(known).collect());
        let catalogues = Catalogues::from([(language.clone(), catalogue)]);
        let checked = canevas_checks::run(&canevas_checks::Edition {
            sources: &sources,
            model,
            catalogues: &catalogues,
            countries: &self.countries,
            glossary: self.glossary.as_ref(),
        });
        // What the file leaves out is no fault of it.
        let of_file = |finding: &Finding| {
            finding.primary.span.source == id
                && !["translation-missing", "translation-stale"].contains(&finding.rule.name)
        };
        findings.extend(checked.into_iter().filter(of_file).collect());
        let (findings, suppressed) = self.levels.part(findings);
        Some(Returned { sources, findings: findings.sorted(), suppressed, imported })
    }
}
