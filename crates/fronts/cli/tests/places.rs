//! Commands from the folder of an edition, from one of its folders, and over links: they mean the same edition as from above.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

const FORM: &str = "canevas: 1\nform: o/f\nedition: \"EDITION\"\nlanguages: { source: en, translations: [fr] }\nperiod: { from: EDITION-01, to: EDITION-12 }\ntitle: Report of the year\nsections:\n  - id: s\n    title: First part\n    questions:\n      - id: ID\n        type: text\n        ask: What was done?\n";

const CATALOGUE: &str = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgctxt \"form.title\"\nmsgid \"Report of the year\"\nmsgstr \"Rapport de l’année\"\n";

/// Two editions of a form, of which the later one calls its question otherwise.
fn editions() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    for (edition, id) in [("2024", "done"), ("2025", "acts")] {
        let folder = place.path().join("schemas/o/f").join(edition);
        fs::create_dir_all(folder.join("countries")).unwrap();
        fs::write(folder.join("form.yaml"), FORM.replace("EDITION", edition).replace("ID", id)).unwrap();
        fs::write(folder.join("countries/CMR.yaml"), "canevas: 1\ncountry: CMR\n").unwrap();
    }
    fs::write(place.path().join("back.fr.po"), CATALOGUE).unwrap();
    place
}

/// How a command ends in a folder, and what it says.
fn run(folder: &Path, command: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_canevas")).args(command).current_dir(folder).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// Every file below a folder, with its bytes. What is built stands where the user stands, and is left out.
fn texts(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("generated") {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_command_in_the_folder_of_an_edition_does_what_it_does_from_above() {
    let commands: [(&str, &[&str]); 12] = [
        ("2025", &["check", "PLACE"]),
        ("2025", &["fmt", "PLACE"]),
        ("2025", &["rename", "done", "acts", "--in", "PLACE"]),
        ("2025", &["retire", "done", "--because", "asked elsewhere", "--in", "PLACE"]),
        ("2025", &["accept", "rename-undeclared", "--at", "acts", "--because", "it is new", "--in", "PLACE"]),
        ("2025", &["accept", "question-added", "--at", "acts", "--because", "it is new", "--in", "PLACE"]),
        ("2024", &["next-edition", "PLACE", "--out", "../2026"]),
        ("2025", &["next-edition", "PLACE"]),
        ("2025", &["translate", "extract", "PLACE"]),
        ("2025", &["translate", "status", "PLACE"]),
        ("2025", &["translate", "add", "es", "PLACE"]),
        ("2025", &["translate", "import", "../../../../back.fr.po", "PLACE"]),
    ];
    for (edition, command) in commands {
        let of = |from: &str, named: &str| {
            let place = editions();
            let folder = place.path().join("schemas/o/f").join(from);
            let words: Vec<&str> = command.iter().map(|word| if *word == "PLACE" { named } else { word }).collect();
            (run(&folder, &words).0, texts(place.path()))
        };
        let above = of("2024", &format!("../{edition}"));
        for (from, named) in [(edition, "."), (edition, "./"), ("2024/countries", &*format!("../../{edition}"))] {
            // A path in the command starts where the user stands.
            if from.contains('/') && command.iter().any(|word| word.starts_with("..")) {
                continue;
            }
            assert_eq!(of(from, named), above, "{command:?} with {named} in {from}");
        }
        if edition == "2025" && command[0] != "accept" {
            let from = format!("{edition}/countries");
            if !command.iter().any(|word| word.starts_with("..")) {
                assert_eq!(of(&from, ".."), above, "{command:?} with .. in {from}");
            }
        }
    }
}

#[test]
fn the_edition_where_the_user_stands_is_the_one_that_is_meant() {
    let place = editions();
    let own = place.path().join("schemas/o/f/2025");
    let (code, said) = run(&own, &["rename", "done", "acts"]);
    assert!(code == 0 && own.join("changes.yaml").is_file(), "{said}");
    let (code, said) = run(&own, &["next-edition", "."]);
    assert!(code == 0 && said.contains("../2026"), "{said}");
    assert!(place.path().join("schemas/o/f/2026/form.yaml").is_file() && !own.join("2026").exists());
    let (code, said) = run(&own.join("countries"), &["check", "CMR.yaml"]);
    assert!(code == 0, "{said}");
    // What is no file is named as the user named it.
    let (code, said) = run(&own, &["translate", "import", ".", "."]);
    assert!(code == 101 && said.contains("cannot read `.`"), "{said}");
    let (code, said) = run(&place.path().join("schemas"), &["next-edition", "."]);
    assert!(code == 101 && said.contains("`.` holds no form.yaml"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_is_read_and_one_to_nothing_is_named() {
    use std::os::unix::fs::symlink;
    let place = editions();
    let forms = place.path().join("schemas/o/f");
    fs::create_dir_all(forms.join("2026/countries")).unwrap();
    fs::write(place.path().join("form-of-2026.yaml"), FORM.replace("EDITION", "2026").replace("ID", "acts")).unwrap();
    symlink("../../../../form-of-2026.yaml", forms.join("2026/form.yaml")).unwrap();
    fs::write(place.path().join("CIV.yaml"), "canevas: 1\ncountry: CIV\nfacts:\n  a: 12:30\n").unwrap();
    symlink("../../../../../CIV.yaml", forms.join("2026/countries/CIV.yaml")).unwrap();
    symlink("nowhere", forms.join("2027")).unwrap();
    for named in [&["check"][..], &["check", "schemas/o/f/2026"], &["check", "schemas/o/f/2026/form.yaml"]] {
        let (code, said) = run(place.path(), named);
        assert!(code == 100 && said.contains("CIV.yaml"), "{named:?}: {said}");
        assert_eq!(said.contains("2027` is not read"), named.len() == 1, "{said}");
    }
    // `fmt` reads what `check` reads.
    let (_, said) = run(place.path(), &["fmt", "schemas/o/f/2026", "--check"]);
    assert!(said.starts_with("2 files"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_has_the_name_of_a_return_and_is_none_is_named() {
    let place = editions();
    let returns = place.path().join("returns");
    fs::create_dir_all(returns.join("CMR.json")).unwrap();
    assert!(Command::new("mkfifo").arg(returns.join("CIV.json")).status().unwrap().success());
    std::os::unix::fs::symlink("nowhere", returns.join("MDG.json")).unwrap();
    let (code, said) = run(place.path(), &["next-edition", "schemas/o/f/2025", "--returns", "returns"]);
    assert!(
        code == 100 && said.trim_end().lines().last().is_some_and(|line| line.starts_with("3 returns were left out")),
        "{said}"
    );
    for (name, what) in [("CMR", "a folder"), ("CIV", "a pipe"), ("MDG", "leads nowhere")] {
        let line = said.lines().find(|line| line.contains(&format!("returns/{name}.json")));
        assert!(line.is_some_and(|line| line.contains("is not read") && line.contains(what)), "{said}");
    }
}

/// A person sees a link there, so "no such file" would say too little.
#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named_with_its_target() {
    use std::os::unix::fs::symlink;
    let place = editions();
    let path = |name: &str| place.path().join(name);
    symlink("../gone/answers.docx", path("filled.docx")).unwrap();
    symlink("old", path("schemas/o/f/2023")).unwrap();
    fs::create_dir(path("schemas/o/f/2022")).unwrap();
    symlink("../2021/form.yaml", path("schemas/o/f/2022/form.yaml")).unwrap();
    // A link to a link that leads nowhere.
    symlink("filled.docx", path("again.docx")).unwrap();
    let of_2023 = "is a link to `old`, which leads nowhere";
    for (command, said) in [
        (&["read", "filled.docx"][..], "it is a link to `../gone/answers.docx`, which leads nowhere"),
        (&["read", "again.docx"], "it is a link to `filled.docx`, which leads nowhere"),
        (&["build", "schemas/o/f/2024", "--reference", "filled.docx"], "it is a link to `../gone/answers.docx`"),
        (&["check", "schemas/o/f/2023"], of_2023),
        (&["check", "schemas/o/f/2023/form.yaml"], of_2023),
        (&["fmt", "schemas/o/f/2023"], of_2023),
        (&["diff", "schemas/o/f/2023", "schemas/o/f/2024"], of_2023),
        (&["diff", "schemas/o/f/2022", "schemas/o/f/2024"], "it is a link to `../2021/form.yaml`, which leads nowhere"),
        (&["next-edition", "schemas/o/f/2024", "--out", "new", "--returns", "filled.docx"], "`../gone/answers.docx`"),
        (&["translate", "import", "filled.docx", "schemas/o/f/2024"], "`../gone/answers.docx`"),
    ] {
        let (code, text) = run(place.path(), command);
        assert!(code == 101 && text.contains(said), "{command:?}: {text}");
    }
    symlink("gone.json", path("schemas/o/f/2025/published.json")).unwrap();
    let (code, text) = run(place.path(), &["check", "schemas/o/f/2025"]);
    assert!(code == 101 && text.contains("it is a link to `gone.json`, which leads nowhere"), "{text}");
    fs::remove_file(path("schemas/o/f/2025/published.json")).unwrap();
    // Where there is no link, there is none to name.
    let (code, text) = run(place.path(), &["read", "missing.docx"]);
    assert!(code == 101 && text.contains("there is no such file") && !text.contains("link"), "{text}");
}
