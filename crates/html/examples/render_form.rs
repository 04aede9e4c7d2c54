//! Renders a form's folder, for tests in a browser: `render <folder> <out>` writes `blank.html`, and one file per
//! country, with the compiled form beside each. With `pseudo` as third word the pseudo-languages are among the languages.

use canevas_diagnostics::Sources;
use canevas_inputs::{Catalogues, Copy, CountryFile, hold_catalogue, parse_po, read_country};
use canevas_model::Pseudo;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (folder, out, pseudo) = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [folder, out] => ((*folder).to_owned(), (*out).to_owned(), false),
        [folder, out, "pseudo"] => ((*folder).to_owned(), (*out).to_owned(), true),
        _ => return Err(io::Error::other("usage: render <form folder> <out folder> [pseudo]")),
    };
    let folder = Path::new(&folder);
    let mut sources = Sources::default();
    let form = folder.join("form.yaml");
    let id = sources.add("form.yaml".to_owned(), fs::read_to_string(&form)?);
    let (model, findings) = canevas_model::lower(&sources, id);
    let Some(mut model) = model else { return Err(io::Error::other(format!("{findings:#?}"))) };
    let mut catalogues = Catalogues::new();
    for language in &model.translations {
        let name = format!("locales/{language}.po");
        let Ok(text) = fs::read_to_string(folder.join(&name)) else { continue };
        let id = sources.add(name, text);
        let (po, _) = parse_po(id, sources.get(id));
        let (catalogue, _) = hold_catalogue(&po, language.clone(), &model);
        catalogues.insert(language.clone(), catalogue);
    }
    let mut files: Vec<CountryFile> = Vec::new();
    if let Ok(entries) = fs::read_dir(folder.join("countries")) {
        for entry in entries {
            let path = entry?.path();
            let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let id = sources.add(format!("{code}.yaml"), fs::read_to_string(&path)?);
            files.extend(read_country(&sources, id, Some(&code), &model).0);
        }
    }
    if pseudo {
        model.translations.extend(Pseudo::ALL.map(Pseudo::language));
    }
    fs::create_dir_all(&out)?;
    for file in std::iter::once(None).chain(files.iter().map(Some)) {
        let copy = Copy::new(&model, file, &catalogues);
        let name = copy.code.word();
        fs::write(Path::new(&out).join(format!("{name}.html")), canevas_html::form(&copy).bytes)?;
        let compiled = canevas_html::compiled_form(&copy).to_string();
        fs::write(Path::new(&out).join(format!("{name}.compiled.json")), compiled)?;
    }
    Ok(())
}
