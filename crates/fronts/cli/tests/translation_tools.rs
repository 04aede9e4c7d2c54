//! Files for translators in the tools that translators use: each opens what was written and saves it, and what it saved is
//! taken back with nothing lost. The tools are gettext, polib, the Translate Toolkit and OmegaT; `tests/setup.sh` installs
//! them, and a test without its tool fails.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An edition with a catalogue of every state, in a folder of its own, its catalogue renewed.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/translate.in");
        fs::create_dir(folder.path().join("locales")).unwrap();
        for file in ["form.yaml", "locales/fr.po"] {
            fs::copy(from.join(file), folder.path().join(file)).unwrap();
        }
        let project = Self { folder };
        project.canevas(&["translate", "extract", ".", "--language", "fr"]);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn catalogue(&self) -> String {
        fs::read_to_string(self.path("locales/fr.po")).unwrap()
    }

    /// Runs `canevas` in the folder; what it says. It has to go well.
    fn canevas(&self, arguments: &[&str]) -> String {
        let ran = self.run(env!("CARGO_BIN_EXE_canevas"), arguments);
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "canevas {arguments:?}: {said}");
        said
    }

    /// What `canevas` says of something that it must refuse.
    fn refused(&self, arguments: &[&str]) -> String {
        let before = self.catalogue();
        let ran = self.run(env!("CARGO_BIN_EXE_canevas"), arguments);
        assert_eq!(ran.status.code(), Some(100), "{arguments:?}");
        assert_eq!(self.catalogue(), before, "what is refused changes nothing");
        String::from_utf8_lossy(&ran.stderr).into_owned()
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program)
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap_or_else(|error| unreachable!("{program}: {error}; tests/setup.sh installs it"))
    }

    /// Runs a tool, which has to go well.
    fn tool(&self, program: &str, arguments: &[&str]) -> String {
        let ran = self.run(program, arguments);
        let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{program} {arguments:?}: {said}");
        said
    }

    /// Runs a program of the system's own Python, to which Debian's modules belong.
    fn python(&self, program: &str, arguments: &[&str]) {
        let mut all = vec!["-c", program];
        all.extend(arguments);
        self.tool("/usr/bin/python3", &all);
    }
}

/// The entries of a catalogue by key, without its head.
fn entries(catalogue: &str) -> Vec<&str> {
    let mut entries: Vec<&str> = catalogue.split("\n\n").skip(1).collect();
    entries.sort_unstable();
    entries
}

/// What has no translation in the small catalogue, and one for each.
const ASK: &str = "What did your country do from {period.from} to {period.to}?";
const ASKED: &str = "Entre {period.from} et {period.to}, qu'a fait votre pays ?";

#[test]
fn gettext_and_polib_give_back_what_they_were_given() {
    let project = Project::new();
    let before = project.catalogue();
    project.tool("msgfmt", &["-c", "-o", "/dev/null", "locales/fr.po"]);
    project.tool("msgcat", &["--no-wrap", "-o", "msgcat.po", "locales/fr.po"]);
    project.tool("msgcat", &["--width=30", "-o", "narrow.po", "locales/fr.po"]);
    project.python("import polib, sys\npolib.pofile(sys.argv[1]).save(sys.argv[2])", &["locales/fr.po", "polib.po"]);
    for file in ["msgcat.po", "narrow.po", "polib.po"] {
        let said = project.canevas(&["translate", "import", file, ".", "--language", "fr"]);
        assert!(said.contains("0 translations taken"), "{file}: {said}");
        assert_eq!(project.catalogue(), before, "{file}");
    }
    // A translator works in it: one text translated, one reviewed.
    project.python(
        "import polib, sys\np = polib.pofile(sys.argv[1])\nfor e in p:\n  if e.msgid == sys.argv[3]: e.msgstr = sys.argv[4]\n  if e.msgctxt == 'question.done.hint': e.msgstr = 'En peu de mots, dites qui.'; e.flags.remove('fuzzy'); e.previous_msgid = None\np.save(sys.argv[2])",
        &["locales/fr.po", "done.fr.po", ASK, ASKED],
    );
    let said = project.canevas(&["translate", "import", "done.fr.po", "."]);
    assert!(said.contains("2 translations taken"), "{said}");
    let after = project.catalogue();
    assert!(after.contains(ASKED) && after.contains("En peu de mots"), "{after}");
    let kept = entries(&before).iter().filter(|entry| entries(&after).contains(entry)).count();
    assert_eq!(kept, entries(&before).len() - 2, "the rest is as it was");
}

#[test]
fn the_translate_toolkit_reads_po_and_xliff() {
    let project = Project::new();
    let before = project.catalogue();
    // What it picks out of a catalogue can be taken back: here what is not done, told in comments.
    project.tool("pofilter", &["locales/fr.po", "open.fr.po"]);
    let picked = fs::read_to_string(project.path("open.fr.po")).unwrap();
    assert!(
        picked.contains("msgctxt \"question.done.hint\"") && !picked.contains("msgctxt \"form.title\""),
        "{picked}"
    );
    project.canevas(&["translate", "import", "open.fr.po", "."]);
    let with_comments = project.catalogue();
    assert!(with_comments.contains("# (pofilter) isfuzzy"));
    assert!(before.lines().all(|line| with_comments.contains(line)));
    // No text of ours breaks a placeholder, an address or an escape in its eyes.
    let checks = ["-t", "escapes", "-t", "newlines", "-t", "tabs", "-t", "urls", "-t", "xmltags", "-t", "blank"];
    let mut all = checks.to_vec();
    all.extend(["locales/fr.po", "wrong.po"]);
    project.tool("pofilter", &all);
    assert!(!project.path("wrong.po").exists(), "{:?}", fs::read_to_string(project.path("wrong.po")));
    // Its XLIFF classes keep the ids of inline elements and drop what they stand for.
    project.canevas(&["translate", "extract", ".", "--language", "fr", "--xliff", "out"]);
    project.python(
        "import sys\nfrom translate.storage import xliff\nfrom translate.storage.placeables import StringElem\ns = xliff.xlifffile.parsefile(sys.argv[1])\nfor u in s.units:\n  if u.source == 'Finished': u.target = 'Fini'\n  if u.getid().endswith('question.done.ask'):\n    x = [e for e in u.rich_source[0].sub if type(e).__name__ == 'X']\n    u.rich_target = [StringElem(['Entre ', x[0].copy(), ' et ', x[1].copy(), ', qu\\'a fait votre pays ?'])]\ns.savefile(sys.argv[2])",
        &["out/demo-translated-2024.fr.xlf", "saved.fr.xlf"],
    );
    let saved = fs::read_to_string(project.path("saved.fr.xlf")).unwrap();
    assert!(saved.contains("Entre <x id=\"1\"/> et"), "{saved}");
    let said = project.canevas(&["translate", "import", "saved.fr.xlf", "."]);
    assert!(said.contains("2 translations taken; 2 of the file wait for review"), "{said}");
    let after = project.catalogue();
    assert!(after.contains(ASKED) && after.contains("msgstr \"Fini\""), "{after}");
    let (before, after) = (entries(&with_comments), entries(&after));
    let kept = before.iter().filter(|entry| after.contains(entry)).count();
    assert_eq!(kept, before.len() - 2, "the rest is as it was");
}

/// Its converters lose the keys of texts and what stands inline: nothing of what they make may be taken by halves.
#[test]
fn what_a_converter_makes_is_refused_whole() {
    let project = Project::new();
    project.tool("po2xliff", &["locales/fr.po", "converted.xlf"]);
    let said = project.refused(&["translate", "import", "converted.xlf", ".", "--language", "fr"]);
    assert!(said.contains("bad-xliff") && said.contains("its version is 1.1"), "{said}");
    project.canevas(&["translate", "extract", ".", "--language", "fr", "--xliff", "out"]);
    project.tool("xliff2po", &["out/demo-translated-2024.fr.xlf", "converted.po"]);
    let said = project.refused(&["translate", "import", "converted.po", ".", "--language", "fr"]);
    assert!(said.contains("this entry has no msgctxt"), "{said}");
}

/// A project of OmegaT with its memory, and what it makes of a file.
fn omegat(project: &Project, name: &str, memory: &[(&str, &str)]) -> String {
    let root = project.path("omegat-project");
    for folder in ["source", "target", "tm", "glossary", "dictionary", "omegat"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    let places = ["source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir"];
    let places: String = places.iter().map(|place| format!("<{place}>__DEFAULT__</{place}>")).collect();
    let settings = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<omegat><project version=\"1.0\">{places}<source_lang>en</source_lang><target_lang>fr</target_lang><sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>\n"
    );
    fs::write(root.join("omegat.project"), settings).unwrap();
    let units: String = memory
        .iter()
        .map(|(from, to)| {
            format!("<tu><tuv lang=\"en\"><seg>{from}</seg></tuv><tuv lang=\"fr\"><seg>{to}</seg></tuv></tu>")
        })
        .collect();
    let held = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx11.dtd\">\n<tmx version=\"1.1\"><header creationtool=\"OmegaT\" o-tmf=\"OmegaT TMX\" adminlang=\"EN-US\" datatype=\"plaintext\" creationtoolversion=\"3.6.0\" segtype=\"paragraph\" srclang=\"en\"/><body>{units}</body></tmx>\n"
    );
    fs::write(root.join("omegat/project_save.tmx"), held).unwrap();
    let file = Path::new(name).file_name().unwrap();
    fs::copy(project.path(name), root.join("source").join(file)).unwrap();
    // Java does not ask HOME for the folder of a person's settings.
    let settings = format!("--config-dir={}", project.path("omegat-settings").display());
    project.tool("omegat", &["omegat-project", "--mode=console-translate", &settings]);
    format!("omegat-project/target/{}", file.to_string_lossy())
}

#[test]
fn omegat_translates_po() {
    let project = Project::new();
    let before = project.catalogue();
    let made = omegat(&project, "locales/fr.po", &[("Finished", "Fini"), (ASK, ASKED)]);
    let said = project.canevas(&["translate", "import", &made, "."]);
    assert!(said.contains("2 translations taken; 2 texts that are not translated in it stay as they were"), "{said}");
    let after = project.catalogue();
    assert!(after.contains(ASKED) && after.contains("msgstr \"Fini\""), "{after}");
    // It empties what waits for review until somebody translates it; the catalogue keeps it, and its comment.
    let (before, after) = (entries(&before), entries(&after));
    let kept = before.iter().filter(|entry| after.contains(entry)).count();
    assert_eq!(kept, before.len() - 2, "the rest is as it was");
}

/// Its own filter for XLIFF offers only what has a target: it gives back what it was given.
#[test]
fn omegat_keeps_xliff() {
    let project = Project::new();
    let before = project.catalogue();
    project.canevas(&["translate", "extract", ".", "--language", "fr", "--xliff", "out"]);
    let made = omegat(&project, "out/demo-translated-2024.fr.xlf", &[("Prévu", "Planifié")]);
    let said = project.canevas(&["translate", "import", &made, "."]);
    assert!(said.contains("1 translation taken"), "{said}");
    let after = project.catalogue();
    assert_eq!(after, before.replace("msgstr \"Prévu\"", "msgstr \"Planifié\""));
}
