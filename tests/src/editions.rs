//! Editions for tests: the real one from disk, and large ones made up.

use crate::example::load;
use canevas_compiler::files::MemoryFiles;
use canevas_compiler::{EditionFiles, InputFile};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the real questionnaire.
pub fn real_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/alliance87/annual-report/2022-2023")
}

/// The folders of all editions in `schemas/`, in order.
pub fn all_folders() -> Vec<PathBuf> {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let forms = load(&schemas).into_keys().filter_map(|path| Some(path.strip_suffix("/form.yaml")?.to_owned()));
    forms.map(|folder| schemas.join(folder)).collect()
}

/// The files of the real questionnaire.
pub fn real_edition() -> EditionFiles {
    read_edition(&real_folder())
}

/// The files of an edition's folder.
pub fn read_edition(folder: &Path) -> EditionFiles {
    EditionFiles {
        form: read(&folder.join("form.yaml")),
        catalogues: read_all(&folder.join("locales"), "po"),
        countries: read_all(&folder.join("countries"), "yaml"),
        returns: read_all(&folder.join("returns"), "json"),
        last_year: read_all(&folder.join("last_year"), "json"),
        glossary: read(&folder.join("glossary.csv")),
        letters: read(&folder.join("letters.yaml")),
        report: read(&folder.join("report.yaml")),
        changes: read(&folder.join("changes.yaml")),
        published: read(&folder.join("published.json")),
        ..EditionFiles::default()
    }
}

fn read(path: &Path) -> Option<InputFile> {
    let text = fs::read_to_string(path).ok()?;
    let name = path.file_name()?.to_str()?.to_owned();
    Some(InputFile { stem: path.file_stem()?.to_str()?.to_owned(), name, text })
}

fn read_all(folder: &Path, extension: &str) -> Vec<InputFile> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .filter_map(|path| read(path))
        .collect()
}

/// The real questionnaire for more countries: each with the facts of a country that reports again.
pub fn with_countries(count: usize) -> EditionFiles {
    let mut files = real_edition();
    files.returns.clear();
    files.countries = canevas_compiler::model::countries::all()
        .iter()
        .take(count)
        .map(|country| {
            let code = country.alpha3;
            let text = format!(
                "canevas: 1\ncountry: {code}\nfacts:\n  first_report: no\n  priorities:\n    - {{ id: first_one, title: Education }}\n    - {{ id: second_one, title: Inspection }}\n    - {{ id: third_one, title: Protection }}\n"
            );
            InputFile { name: format!("countries/{code}.yaml"), stem: code.to_owned(), text }
        })
        .collect();
    files
}

/// The files of an edition in a folder in memory.
pub fn in_memory(edition: &EditionFiles, folder: &str) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    let one =
        [&edition.form, &edition.glossary, &edition.letters, &edition.report, &edition.changes, &edition.published];
    let one = one.into_iter().flatten();
    for file in one {
        let name =
            Path::new(&file.name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.write(format!("{folder}/{name}"), file.text.as_str());
    }
    let many = [
        ("locales", "po", &edition.catalogues),
        ("countries", "yaml", &edition.countries),
        ("returns", "json", &edition.returns),
        ("last_year", "json", &edition.last_year),
    ];
    for (within, ending, all) in many {
        for file in all {
            files.write(format!("{folder}/{within}/{}.{ending}", file.stem), file.text.as_str());
        }
    }
    files
}

/// A form with `count` questions of many types, a third of them conditional, in sections of twenty.
pub fn large_form(count: usize) -> EditionFiles {
    let mut text = String::from(
        "canevas: 1\nform: demo/large\nedition: \"2024\"\nlanguages: { source: en }\ntitle: A large form\nsections:\n",
    );
    for index in 0..count {
        if index % 20 == 0 {
            let _ = write!(text, "  - id: s{0}\n    title: Part {0}\n    questions:\n", index / 20);
        }
        let gate = format!("q{}", index - index % 6);
        let _ = match index % 6 {
            0 => write!(
                text,
                "      - id: q{index}\n        type: yes_no\n        required: yes\n        ask: Has matter {index} been settled?\n"
            ),
            1 => write!(
                text,
                "      - id: q{index}\n        type: long_text\n        show_if: {gate}\n        max_length: 4000\n        ask: How was matter {index} settled?\n        hint: A few sentences are enough.\n"
            ),
            2 => write!(
                text,
                "      - id: q{index}\n        type: multiple_choice\n        ask: Who took part in matter {index}?\n        choices:\n          workers: Workers\n          employers: Employers\n          other: {{ label: Other, specify: Who? }}\n"
            ),
            3 => write!(
                text,
                "      - id: q{index}\n        type: integer\n        min: 0\n        ask: How many cases of matter {index} were there?\n"
            ),
            4 => write!(
                text,
                "      - id: q{index}\n        type: single_choice\n        show_if: {gate}\n        ask: How far has matter {index} come?\n        choices:\n          planned: Planned\n          done: Done\n"
            ),
            _ => {
                write!(text, "      - id: q{index}\n        type: text\n        ask: What is matter {index} called?\n")
            }
        };
    }
    EditionFiles {
        form: Some(InputFile { name: "form.yaml".to_owned(), stem: "form".to_owned(), text }),
        ..EditionFiles::default()
    }
}
