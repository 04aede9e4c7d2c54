//! An edition's catalogues, out to translators and back.

use crate::acceptances::{TextPlaces, part};
use crate::{Edition, InputFile};
use canevas_diagnostics::{Finding, Findings, Level, SourceId, Sources};
use canevas_model::Language;
use canevas_project::{Catalogues, PoEntry, hold_catalogue, parse_po};
use canevas_translate::{
    Extracted, Imported, ImportedFile, LanguageStatus, NoteContext, extract, import, language_status, parse_xliff,
    write_tbx,
};
use std::collections::BTreeMap;

/// A translator's file, held against the form.
#[derive(Debug)]
pub struct Returned {
    /// The sources that the findings point into.
    pub sources: Sources,
    /// The findings. Where one denies, nothing may be taken.
    pub findings: Findings,
    /// The findings of rules that are off.
    pub suppressed: Findings,
    /// The catalogue with the translations of the file.
    pub imported: Imported,
}

/// Reads a translator's file: XLIFF if it holds XML or its name says so, else PO. Tools give XLIFF many names, such as
/// `.mxliff` and `.xml`.
fn read_back(file: &InputFile, sources: &mut Sources) -> (SourceId, ImportedFile, Findings) {
    let id = sources.add(&file.name, &file.text);
    let name = file.name.to_ascii_lowercase();
    let is_xml = file.text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    if is_xml || [".xlf", ".xliff"].iter().any(|ending| name.ends_with(ending)) {
        let (back, findings) = parse_xliff(id, sources.get(id));
        return (id, back, findings);
    }
    let (po, findings) = parse_po(id, sources.get(id));
    (id, ImportedFile::po(po), findings)
}

/// The language into which a translator's file says that it is translated.
pub fn language_of(file: &InputFile) -> Option<String> {
    let (_, back, _) = read_back(file, &mut Sources::default());
    back.heads.into_iter().find_map(|head| head.target)
}

/// Why a translator's file cannot be read at all. `None` where it can.
pub fn unreadable(file: &InputFile) -> Option<(Sources, Findings)> {
    let mut sources = Sources::default();
    let (_, _, findings) = read_back(file, &mut sources);
    findings.deny().then_some((sources, findings))
}

impl Edition {
    /// The findings as publishing weighs them: a translation that is missing, stale or waits for review denies, unless
    /// the settings give a reason.
    pub fn findings_for_publishing(&self) -> Findings {
        let weighed = |mut finding: Finding| {
            if ["translation-stale", "translation-missing"].contains(&finding.rule.name)
                && finding.set_because.is_none()
            {
                finding.level = Level::Deny;
            }
            finding
        };
        self.findings.clone().into_iter().map(weighed).collect()
    }

    /// What the notes for translators show beside the form.
    fn telling<'a>(&'a self, preview: Option<&'a str>) -> NoteContext<'a> {
        NoteContext { changes: self.changes.as_ref(), glossary: self.glossary.as_ref(), preview }
    }

    /// How far each translation language is. Empty where the form has no model.
    pub fn translation_progress(&self) -> Vec<LanguageStatus<'_>> {
        let Some(model) = &self.model else { return Vec::new() };
        let of = |language| language_status(model, language, self.catalogues.get(language), self.po.get(language));
        model.translations.iter().map(of).collect()
    }

    /// The catalogue of a language, renewed from the form. `preview` is the address of a built form, for links to the place
    /// of each text. `None` where the form has no model.
    pub fn extract(&self, language: &Language, preview: Option<&str>) -> Option<Extracted> {
        Some(extract(self.model.as_ref()?, language, self.po.get(language), self.telling(preview)))
    }

    /// The glossary as TBX-Basic. `None` where the edition has none, or no model.
    pub fn tbx(&self) -> Option<String> {
        Some(write_tbx(self.glossary.as_ref()?, self.model.as_ref()?))
    }

    /// How many translations of a translator's file differ from those of the catalogue. `None` where the file cannot be read.
    pub fn not_taken(&self, language: &Language, file: &InputFile) -> Option<usize> {
        let (_, back, findings) = read_back(file, &mut Sources::default());
        if findings.deny() {
            return None;
        }
        let back = match &self.model {
            Some(model) => back.placed(model, self.changes.as_ref()).0,
            None => back,
        };
        let own: BTreeMap<&str, &str> = self.po.get(language).map_or_else(BTreeMap::new, |po| {
            po.entries.iter().map(|entry| (entry.context.value.as_str(), entry.text.value.as_str())).collect()
        });
        let is_new = |entry: &&PoEntry| {
            !entry.is_untranslated() && own.get(entry.context.value.as_str()) != Some(&entry.text.value.as_str())
        };
        Some(back.file.entries.iter().filter(is_new).count())
    }

    /// Holds a translator's file against the form: its keys and sources, its placeholders, and the checks of a translation.
    /// `None` where the form has no model.
    pub fn import(&self, language: &Language, file: &InputFile) -> Option<Returned> {
        self.import_with(language, file, false)
    }

    /// Does the same where a person named the language. It counts, whatever the file says; another one in the file is a warning.
    pub fn import_as(&self, language: &Language, file: &InputFile) -> Option<Returned> {
        self.import_with(language, file, true)
    }

    fn import_with(&self, language: &Language, file: &InputFile, is_named: bool) -> Option<Returned> {
        let model = self.model.as_ref()?;
        let mut sources = self.sources.clone();
        let (id, back, mut findings) = read_back(file, &mut sources);
        let (back, moved) = back.placed(model, self.changes.as_ref());
        findings.extend(moved);
        let (imported, found) = import(model, (language, is_named), self.po.get(language), &back, self.telling(None));
        findings.extend(found);
        let back = back.file;
        let (catalogue, held) = hold_catalogue(&back, language.clone(), model);
        let on_import = |finding: &Finding| finding.rule.policy.on_import;
        findings.extend(held.into_iter().filter(on_import).collect());
        let catalogues = Catalogues::from([(language.clone(), catalogue)]);
        let checked = canevas_checks::run(&canevas_checks::EditionParts {
            sources: &sources,
            model,
            catalogues: &catalogues,
            countries: &self.countries,
            glossary: self.glossary.as_ref(),
        });
        let of_file = |finding: &Finding| finding.primary.span.source == id && on_import(finding);
        findings.extend(checked.into_iter().filter(of_file).collect());
        let parted = part(&self.acceptances, &TextPlaces::new(model, &catalogues, &self.countries), findings);
        let (findings, mut suppressed) = self.levels.part(parted.told);
        suppressed.extend(parted.accepted);
        Some(Returned { sources, findings: findings.sorted(), suppressed, imported })
    }
}
