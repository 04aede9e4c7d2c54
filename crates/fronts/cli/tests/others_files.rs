//! Files of other people and other programs: filled in where canevas writes, damaged, endless, or with a name that is not read.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;
use std::process::{Command, Stdio};

const FORM: &str = "canevas: 1\nform: a/b\nedition: \"2025\"\nlanguages: { source: en }\ntitle: A form\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n";

/// A project with one form, and a copy for Cameroon.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        place.write("schemas/a/b/2025/form.yaml", FORM);
        place.write("schemas/a/b/2025/countries/CMR.yaml", "canevas: 1\ncountry: CMR\n");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canevas"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// What a run prints for people, and its exit code.
    fn run(&self, arguments: &[&str]) -> (String, i32) {
        let output = self.command(arguments).output().unwrap();
        (String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
    }
}

const FILLED: &str = "generated/a/b/2025/CMR/questionnaire.en.docx";

#[test]
fn a_template_that_somebody_filled_in_is_left_alone() {
    let place = Place::new();
    assert_eq!(place.run(&["build"]).1, 0);
    place.write(FILLED, "answers");
    // The definition changes, so that every file is written again, and then the country goes.
    place.write("schemas/a/b/2025/form.yaml", FORM.replace("What is it?", "Which one is it?"));
    // What --force would do is said in its own word.
    for (gone, why, what) in [
        (false, "since canevas wrote it\n", "Move it to another folder and build again, or replace it with --force."),
        (true, "and it is no longer built", "Move it to another folder and build again, or delete it with --force."),
    ] {
        if gone {
            fs::remove_file(place.path("schemas/a/b/2025/countries/CMR.yaml")).unwrap();
        }
        let (said, code) = place.run(&["build"]);
        assert_eq!(code, 100, "{said}");
        assert!(said.contains(&format!("left alone: {FILLED}")) && said.contains(why), "{said}");
        assert!(said.contains(&format!("This file may hold answers. {what}")), "{said}");
        assert_eq!(fs::read(place.path(FILLED)).unwrap(), b"answers");
        assert_eq!(place.path("generated/a/b/2025/CMR/form.html").exists(), !gone);
        let (said, code) = place.run(&["build", "--locked"]);
        let state = if gone { "left over, and changed" } else { "changed" };
        let alone =
            format!("{state}: {FILLED}\n1 file is not what would be built\nThis file may hold answers. {what}\n");
        assert_eq!((said, code), (alone, 100));
    }
    // A file that is no longer built and one that is: both words.
    place.write("generated/a/b/2025/blank/questionnaire.en.docx", "answers");
    let (said, code) = place.run(&["build"]);
    let what = "These files may hold answers. Move them to another folder and build again, or replace or delete them with --force.";
    assert!(code == 100 && said.contains(what), "{said}");
    let (said, code) = place.run(&["build", "--locked"]);
    assert!(code == 100 && said.ends_with(&format!("2 files are not what would be built\n{what}\n")), "{said}");
    // A form that somebody filled in, beside a file that a build renews.
    place.write("generated/a/b/2025/blank/form.html", "answers");
    fs::remove_file(place.path("generated/a/b/2025/blank/return.en.schema.json")).unwrap();
    let (said, code) = place.run(&["build", "--locked"]);
    let renew = "4 files are not what would be built; renew with `canevas build`\nThe 3 files that somebody changed may hold answers. Move them to another folder and build again, or replace or delete them with --force.\n";
    assert!(code == 100 && said.ends_with(renew), "{said}");
    assert_eq!(place.run(&["build", "--force"]).1, 0);
    assert!(!place.path(FILLED).exists());
    assert_eq!(place.run(&["build", "--locked"]).1, 0);
}

#[test]
fn the_outputs_of_an_edition_go_with_it() {
    let place = Place::new();
    place.write("schemas/a/b/2024/form.yaml", FORM.replace("2025", "2024"));
    place.write("schemas/a/c/2025/form.yaml", FORM.replace("a/b", "a/c"));
    assert_eq!(place.run(&["build"]).1, 0);
    fs::remove_dir_all(place.path("schemas/a/b/2024")).unwrap();
    // Whoever builds one edition says nothing about the others.
    assert_eq!(place.run(&["build", "schemas/a/c/2025"]).1, 0);
    assert!(place.path("generated/a/b/2024").exists());
    assert_eq!(place.run(&["build", "--locked"]).1, 100);
    assert_eq!(place.run(&["build", "schemas/a/b"]).1, 0);
    assert!(!place.path("generated/a/b/2024").exists() && place.path("generated/a/c/2025").exists());
    fs::remove_dir_all(place.path("schemas/a/c")).unwrap();
    assert_eq!(place.run(&["build"]).1, 0);
    assert!(!place.path("generated/a/c").exists() && place.path("generated/a/b/2025").exists());
}

#[test]
fn builds_at_once_wait_for_each_other() {
    let place = Place::new();
    let others: Vec<_> = (0..6)
        .map(|index| {
            place.write(&format!("forms/{index}/form.yaml"), FORM.replace("What", &format!("What {index}")));
            let form = format!("forms/{index}");
            place.command(&["build", &form]).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for other in others {
        let output = other.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let left: Vec<_> = fs::read_dir(place.path("generated")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn names_that_are_not_read_are_warnings() {
    let place = Place::new();
    place.write("schemas/a/b/2025/countries/MDG.yml", "");
    place.write("schemas/a/b/generated/form.yaml", FORM);
    place.write("real/form.yaml", FORM.replace("2025", "2023"));
    symlink(place.path("real"), place.path("schemas/a/b/2023")).unwrap();
    let (said, code) = place.run(&["check"]);
    assert_eq!(code, 0, "{said}");
    for name in ["countries/MDG.yml` is not read", "b/2023` is not read", "b/generated` is not read"] {
        assert!(said.contains(name), "{said}");
    }
    assert_eq!(place.run(&["check", "--strict"]).1, 100);
    let alone = Place::new();
    fs::rename(alone.path("schemas/a/b/2025/form.yaml"), alone.path("schemas/a/b/2025/form.yml")).unwrap();
    let (said, code) = alone.run(&["check"]);
    assert!(said.contains("rename it to `form.yaml`") && code == 101, "{said}");
}

#[test]
fn a_file_is_looked_at_before_it_is_read() {
    for name in ["form.yaml", "countries/CMR.yaml", "locales/fr.po", "returns/CMR.json", "glossary.csv", "changes.yaml"]
    {
        let place = Place::new();
        let path = place.path("schemas/a/b/2025").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(&path).unwrap().set_len(3 << 30).unwrap();
        for command in ["check", "fmt"] {
            if command == "check" || name.ends_with(".yaml") {
                let (said, code) = place.run(&[command]);
                // A return is one of many: the check names it and goes on.
                let wanted = if name.starts_with("returns") { 100 } else { 101 };
                assert!(said.contains("is larger than 32 MiB") && said.len() < 400 && code == wanted, "{said}");
            }
        }
    }
    let place = Place::new();
    let pipe = place.path("schemas/a/b/2025/countries/MDG.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (said, code) = place.run(&["check"]);
    assert!(said.contains("it is a pipe or a device") && code == 101, "{said}");
}

/// A lock behind a link that leads nowhere is no missing lock: the published edition could be edited without a word.
#[test]
fn a_file_that_is_there_and_cannot_be_read_is_not_missing() {
    for name in ["published.json", "changes.yaml", "canevas.toml", "glossary.csv"] {
        for kind in ["link", "folder", "pipe"] {
            let place = Place::new();
            let path = place.path("schemas/a/b/2025").join(name);
            match kind {
                "link" => symlink(place.path("nowhere"), &path).unwrap(),
                "folder" => fs::create_dir(&path).unwrap(),
                _ => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
            }
            let (said, code) = place.run(&["check"]);
            assert!(said.contains(name) && code == 101, "{name} {kind}: {said}");
        }
    }
    for name in ["locales", "returns", "last_year"] {
        for kind in ["link", "file", "pipe"] {
            let place = Place::new();
            let path = place.path("schemas/a/b/2025").join(name);
            match kind {
                "link" => symlink(place.path("nowhere"), &path).unwrap(),
                "file" => fs::write(&path, "").unwrap(),
                _ => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
            }
            let (said, code) = place.run(&["check"]);
            assert!(said.contains(&format!("{name}` is not read")) && code == 0, "{name} {kind}: {said}");
        }
    }
    for kind in ["folder", "pipe"] {
        let place = Place::new();
        let path = place.path("schemas/a/b/2024/form.yaml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match kind {
            "folder" => fs::create_dir(&path).unwrap(),
            _ => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
        }
        let (said, code) = place.run(&["check"]);
        assert!(said.contains("2024/form.yaml` is not read") && code == 0, "{kind}: {said}");
    }
}

#[test]
fn fmt_keeps_links_and_permissions() {
    let place = Place::new();
    let form = place.path("schemas/a/b/2025/form.yaml");
    place.write("real.yaml", FORM.replace("What is it?", "What is it?   "));
    fs::remove_file(&form).unwrap();
    symlink(place.path("real.yaml"), &form).unwrap();
    fs::set_permissions(place.path("real.yaml"), fs::Permissions::from_mode(0o600)).unwrap();
    let (said, code) = place.run(&["fmt", "schemas/a/b/2025/form.yaml"]);
    assert!(code == 0 && said.contains("mended"), "{said}");
    assert!(form.is_symlink());
    assert_eq!(fs::read_to_string(place.path("real.yaml")).unwrap(), FORM);
    assert_eq!(fs::metadata(place.path("real.yaml")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_file_with_several_names_keeps_them() {
    let place = Place::new();
    let form = place.path("schemas/a/b/2025/form.yaml");
    fs::write(&form, FORM.replace("What is it?", "What is it?   ")).unwrap();
    fs::hard_link(&form, place.path("other.yaml")).unwrap();
    let (said, code) = place.run(&["fmt"]);
    assert!(code == 0 && said.contains("mended"), "{said}");
    for path in [&form, &place.path("other.yaml")] {
        assert_eq!(fs::read_to_string(path).unwrap(), FORM);
    }
    // A run was killed while it wrote into the file.
    let whole = form.with_file_name(".form.yaml.canevas-whole");
    fs::write(&whole, FORM).unwrap();
    fs::write(&form, &FORM[..60]).unwrap();
    for command in ["check", "fmt", "build"] {
        let (said, code) = place.run(&[command]);
        assert!(code == 101 && said.contains("could not finish writing it"), "{code} {said}");
        assert!(said.contains(".form.yaml.canevas-whole"), "{said}");
        assert_eq!(fs::read_to_string(&form).unwrap(), FORM[..60]);
    }
    // What the message says is enough.
    fs::write(&form, fs::read(&whole).unwrap()).unwrap();
    fs::remove_file(&whole).unwrap();
    assert_eq!(place.run(&["check"]).1, 0);
}

#[test]
fn no_text_of_a_file_reaches_the_terminal_as_a_command() {
    let place = Place::new();
    let hidden = "\u{1b}]0;title\u{7}\u{9b}31m\u{202e}\r";
    let escaped: String = hidden.chars().map(|c| format!("\\u{:04x}", c as u32)).collect();
    let answers = format!("{{ \"q\": \"{escaped}\", \"{escaped}\": 1 }}");
    let head = "\"canevas\": 1, \"form\": \"a/b\", \"edition\": \"2025\", \"language\": \"en\", \"status\": \"draft\"";
    let returned = format!("{{ {head}, \"facts\": {{ \"country\": \"CMR\" }}, \"answers\": {answers} }}");
    place.write("schemas/a/b/2025/returns/CMR.json", returned);
    place.write("schemas/a/b/2025/countries/CMR.yaml", format!("canevas: 1\ncountry: {hidden}\n{hidden}: 1\n"));
    place.write("schemas/a/b/2025/changes.yaml", format!("# {hidden}\nnonsense: {hidden}\n"));
    for arguments in [&["check"][..], &["build"], &["check", hidden], &["diff", hidden, "schemas/a/b/2025"]] {
        let output = place.command(arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
        let found = said.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t') || *c == '\u{202e}');
        assert!(found.is_none() && said.contains("U+001B"), "{arguments:?}: {said:?}");
    }
    let output = place.command(&["check", "--format", "json"]).output().unwrap();
    let json = String::from_utf8(output.stdout).unwrap();
    assert!(!json.contains(['\u{1b}', '\u{9b}', '\u{202e}']));
    assert!(serde_json::from_str::<serde_json::Value>(&json).unwrap().to_string().contains('\u{202e}'));
}

#[test]
fn a_byte_order_mark_is_accepted() {
    let place = Place::new();
    let head = "\"canevas\": 1, \"form\": \"a/b\", \"edition\": \"2025\", \"language\": \"en\", \"status\": \"draft\"";
    let returned =
        format!("\u{feff}{{ {head}, \"facts\": {{ \"country\": \"CMR\" }}, \"answers\": {{ \"q\": \"x\" }} }}");
    place.write("schemas/a/b/2025/returns/CMR.json", returned);
    place.write("canevas.toml", "\u{feff}[rules.reused]\nlevel = \"off\"\nreason = \"none\"\n");
    place.write("schemas/a/b/2025/form.yaml", format!("\u{feff}{FORM}"));
    let (said, code) = place.run(&["check"]);
    assert!(code == 0 && !said.contains("unexpected"), "{said}");
}

/// A pipe and a link that leads nowhere are named as what they are.
#[test]
fn what_is_no_file_is_called_what_it_is() {
    let place = Place::new();
    assert!(Command::new("mkfifo").arg(place.path("p")).status().unwrap().success());
    for command in [&["fmt", "p"][..], &["check", "p"], &["build", "p"]] {
        let (said, code) = place.run(command);
        let is_named = said.contains("`p` is a pipe or a device, and not a file or a folder");
        assert!(is_named && code == 101, "{command:?}: {said}");
    }
    // Below a folder, fmt mends the others and names them.
    assert!(Command::new("mkfifo").arg(place.path("schemas/a/pipe.yaml")).status().unwrap().success());
    symlink("nowhere", place.path("schemas/a/b/link.yaml")).unwrap();
    let (said, code) = place.run(&["fmt", "schemas"]);
    let pipe = "warning: `schemas/a/pipe.yaml` is a pipe or a device, and not a file or a folder\n";
    let link = "warning: `schemas/a/b/link.yaml` is not read: the link leads nowhere\n";
    assert!(said.contains(pipe) && said.contains(link) && code == 0, "{said}");
}

/// Settings with another name decide nothing, so they are named wherever they stand above an edition.
#[test]
fn settings_with_another_name_are_named() {
    for (name, above) in [("Canevas.toml", ""), ("CANEVAS.TOML", "schemas/a/"), ("canevas.toml.txt", "schemas/")] {
        let place = Place::new();
        place.write(&format!("{above}{name}"), "");
        let (said, _) = place.run(&["check"]);
        assert!(said.contains(&format!("`{above}{name}` is not read")), "{said}");
        assert_eq!(said.matches("rename it to `canevas.toml`").count(), 1, "{said}");
        // Where there are settings, those further up count no longer.
        place.write("schemas/a/b/canevas.toml", "");
        assert!(!place.run(&["check"]).0.contains(name));
    }
}

/// All files have one limit, and one sentence says so.
#[test]
fn a_country_file_may_have_as_much_as_any_file() {
    let place = Place::new();
    let country = "canevas: 1\ncountry: CMR\n# ";
    place.write("schemas/a/b/2025/countries/CMR.yaml", format!("{country}{}\n", "x".repeat(20 << 20)));
    let (said, code) = place.run(&["check"]);
    assert_eq!(code, 0, "{said}");
}

/// A link that leads nowhere is a return that did not come.
#[test]
fn a_link_among_the_returns_is_named() {
    let place = Place::new();
    fs::create_dir_all(place.path("inbox/below")).unwrap();
    for name in ["inbox/link.json", "inbox/below/link.docx"] {
        symlink("nowhere", place.path(name)).unwrap();
    }
    for command in ["status", "receive", "accept"] {
        let by = if command == "status" { &[][..] } else { &["--by", "Aya"] };
        let output = place.command(&[&["returns", command, "inbox"], by].concat()).output().unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert_eq!(output.status.code(), Some(100), "{command}: {text}");
        for name in ["inbox/link.json", "inbox/below/link.docx"] {
            assert!(text.contains(name) && text.contains("leads nowhere"), "{command}: {text}");
        }
    }
}
