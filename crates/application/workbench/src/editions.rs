//! The editions of a folder, and their outputs.

use crate::reply::{Blob, Reply};
use crate::{Workbench, writing};
use canevas_compiler::files::{Scope, editions};
use canevas_compiler::{BACK_ENDS, CopyCode, Edition, Request};
use canevas_operations::{BuildRequest, Failure, build};
use serde::Serialize;

/// An edition of the folder.
#[derive(Debug, Serialize)]
struct EditionEntry {
    folder: String,
    /// The name of the form, where the edition can be read.
    form: Option<String>,
    edition: Option<String>,
    title: Option<String>,
    /// The languages, that of the definition first.
    languages: Vec<String>,
    /// The copies, the blank one first.
    copies: Vec<CopyEntry>,
    /// Whether it is locked as published.
    is_published: bool,
}

#[derive(Debug, Serialize)]
struct CopyEntry {
    code: String,
    name: String,
}

impl Workbench {
    pub(crate) fn editions(&self) -> Result<Reply, Failure> {
        let project = self.project();
        let folders = editions(project.files(), &[String::new()]).unwrap_or_default();
        let mut found = Vec::new();
        for folder in folders {
            let edition = project.edition(&folder, Scope::Whole)?;
            found.push(entry(folder, &edition));
        }
        let mut reply = Reply::of("editions", &found)?;
        reply.add("targets", &BACK_ENDS.iter().map(|back_end| back_end.name).collect::<Vec<_>>())?;
        Ok(reply)
    }

    pub(crate) fn preview(&self, folder: &str, copy: &str, language: &str, target: &str) -> Result<Reply, Failure> {
        let project = self.project();
        let countries: Vec<String> = (copy != CopyCode::Blank.word()).then(|| copy.to_owned()).into_iter().collect();
        // The check reads the whole edition; a preview of a copy that it knows reads nothing again.
        let known = project.edition(folder, Scope::Whole)?;
        let has_copy = known.copies().iter().any(|known| known.code.word() == copy);
        let edition = if has_copy { known } else { project.edition_with(folder, Scope::Whole, &countries)? };
        if edition.model.is_none() || !edition.readable {
            return Ok(Reply::failed("the form has errors, so there is nothing to show"));
        }
        let request = Request {
            copies: vec![copy.to_owned()],
            languages: vec![language.to_owned()],
            targets: vec![target.to_owned()],
            ..Request::default()
        };
        let built = project.build(folder, &edition, &request);
        let blobs = built.iter().map(|file| Blob { name: file.path.clone(), bytes: file.bytes.clone() }).collect();
        Ok(Reply { blobs, ..Reply::default() })
    }

    pub(crate) fn build(&self, names: &[String]) -> Result<Reply, Failure> {
        // The page gives the files to the user; what stands in the folder's own `generated` stays there.
        let request = BuildRequest { names: names.to_vec(), out: Some(OUT.to_owned()), ..BuildRequest::default() };
        let outcome = build(self.project(), &request, &mut |_| ())?;
        let Some(plan) = outcome.plan? else {
            return Ok(Reply::failed("a finding denies, so nothing was built"));
        };
        Ok(Reply { blobs: writing::blobs(plan.edits, OUT), ..Reply::default() })
    }
}

/// A folder that no user has.
const OUT: &str = ".canevas-studio-build";

fn entry(folder: String, edition: &Edition) -> EditionEntry {
    let Some(model) = &edition.model else {
        return EditionEntry {
            folder,
            form: None,
            edition: None,
            title: None,
            languages: Vec::new(),
            copies: Vec::new(),
            is_published: edition.published.is_some(),
        };
    };
    let copies = edition.copies();
    let name = |copy: &canevas_compiler::FormCopy<'_>| {
        copy.name_forms(&model.source_language).map(|forms| forms.name.clone()).unwrap_or_default()
    };
    EditionEntry {
        form: Some(model.form.clone()),
        edition: Some(model.edition.clone()),
        title: Some(canevas_compiler::Wording::new(&copies[0], &model.source_language).plain(&model.title, None)),
        languages: model.languages().map(|language| language.tag().to_owned()).collect(),
        copies: copies.iter().map(|copy| CopyEntry { code: copy.code.word().to_owned(), name: name(copy) }).collect(),
        is_published: edition.published.is_some(),
        folder,
    }
}
