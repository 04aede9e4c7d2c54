//! Renders the folder of a form for tests in a browser. `render_form FOLDER OUT` writes `blank.html` and one file for each
//! country, with the compiled form beside each. Two arguments may follow: `pseudo` adds the pseudo-languages, and an address
//! makes forms that can send answers to it.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "an example is a small front")]

use canevas_diagnostics::Sources;
use canevas_html::FormOptions;
use canevas_model::Pseudo;
use canevas_project::{Catalogues, CountryFile, FormCopy, hold_catalogue, parse_po, read_country};
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (places, more) = arguments.split_at(arguments.len().min(2));
    let [folder, out] = places else {
        return Err(io::Error::other("usage: render <form folder> <out folder> [pseudo] [<address>]"));
    };
    let pseudo = more.iter().any(|word| word == "pseudo");
    let address = more.iter().find(|word| *word != "pseudo");
    let post_to = address.map(|address| address.parse().map_err(io::Error::other)).transpose()?;
    let options = FormOptions { post_to };
    let folder = Path::new(folder);
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
    let mut last_year = Vec::new();
    if let Ok(entries) = fs::read_dir(folder.join("last_year")) {
        for entry in entries {
            let path = entry?.path();
            let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let id = sources.add(format!("{code}.json"), fs::read_to_string(&path)?);
            let read = canevas_responses::read_return(&sources, id).0;
            last_year.extend(read.and_then(|read| canevas_project::hold_last_year(&read, &code, &model, None).0));
        }
    }
    if pseudo {
        model.translations.extend(Pseudo::ALL.map(Pseudo::language));
    }
    fs::create_dir_all(out)?;
    for file in std::iter::once(None).chain(files.iter().map(Some)) {
        let copy = FormCopy::new(&model, file, &catalogues).with_names_of(&files).with_last_year(&last_year);
        let name = copy.code.word();
        fs::write(Path::new(out).join(format!("{name}.html")), canevas_html::form(&copy, &options).bytes)?;
        let compiled = canevas_html::compiled_form(&copy).to_string();
        fs::write(Path::new(&out).join(format!("{name}.compiled.json")), compiled)?;
    }
    Ok(())
}
