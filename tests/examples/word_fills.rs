//! The half in Rust of `office/fill.test.mjs`. `word_fills blanks FOLDER` writes the file that was sent for each case that
//! LibreOffice fills in, and `FOLDER/cases.json` for `office/fill.py`; `word_fills compare FOLDER` reads what LibreOffice
//! saved and holds it against what is expected, exit code 1 where it differs. `word_fills answer FORM RETURN.json` fills a
//! return into the Word file of its copy and prints what is read from that.

use canevas_docx::read::read;
use canevas_tests::word::{by_hand, cases, project, seen};
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [task, form, path] = args.as_slice()
        && task == "answer"
    {
        let given = serde_json::from_str(&fs::read_to_string(path)?)?;
        println!("{}", by_hand::through_word(&project(form)?, &given)?.json);
        return Ok(());
    }
    let [task, folder] = args.as_slice() else { return Err("word_fills blanks|compare FOLDER".into()) };
    let folder = Path::new(folder);
    let cases = cases()?;
    let mine = cases.iter().filter(|case| case.is_by("libreoffice"));
    let mut list = Vec::new();
    let mut wrong = Vec::new();
    for case in mine {
        let project = project(case.word("form"))?;
        let out = folder.join(format!("{}.docx", case.name));
        if task == "blanks" {
            let blank = folder.join(format!("{}.blank.docx", case.name));
            fs::write(&blank, case.blank(&project, case.word("language"))?)?;
            let mut entry = json!({ "name": case.name, "blank": blank, "out": out });
            for key in ["fill", "beside", "typed", "remarks", "tracked", "saves"] {
                if !case.value(key).is_null() {
                    entry[key] = case.value(key).clone();
                }
            }
            list.push(entry);
        } else {
            let opened = read(&fs::read(&out)?).map_err(|error| format!("{}: {error}", case.name))?;
            let read = project.read_word(&opened).ok_or("no model")?;
            wrong.extend(seen::compare(&cases, case, "libreoffice", &read)?);
        }
    }
    if task == "blanks" {
        fs::write(folder.join("cases.json"), Value::from(list).to_string())?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
