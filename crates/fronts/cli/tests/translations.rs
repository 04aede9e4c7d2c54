//! `canevas translate` and `canevas check --publish` on an edition with a catalogue of every state.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/translate.in");
        fs::create_dir(folder.path().join("locales")).unwrap();
        for file in ["form.yaml", "locales/fr.po"] {
            fs::copy(from.join(file), folder.path().join(file)).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_canevas"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }

    /// The exit code, and what was said.
    fn says(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let ran = self.run(arguments);
        let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
        (ran.status.code(), said)
    }
}

#[test]
fn the_gate_says_what_publishing_would_say_and_publishes_nothing() {
    let project = Project::new();
    assert_eq!(project.says(&["check", "."]).0, Some(0), "a translation that is not there is no error yet");
    let (code, said) = project.says(&["check", ".", "--publish"]);
    assert_eq!(code, Some(100));
    for what in ["translation-missing", "translation-stale", "waits for review"] {
        assert!(said.contains(what), "{what}: {said}");
    }
    assert!(!project.path("published.json").exists());
    let (code, published) = project.says(&["publish", "."]);
    assert_eq!(code, Some(100));
    assert_eq!(published, said + "nothing was published\n");
    // With all that is open translated and reviewed, both let it pass.
    let catalogue =
        "msgctxt \"form.title\"\nmsgid \"A small return, {edition}\"\nmsgstr \"Un petit rapport, {edition}\"\n";
    fs::write(project.path("locales/fr.po"), catalogue).unwrap();
    let form = project.read("form.yaml").replace("[fr, es]", "[fr]");
    let form = form.split("sections:").next().unwrap().to_owned()
        + "sections:\n  - id: a\n    title: \"{edition}\"\n    questions:\n      - id: b\n        type: text\n        ask: \"{edition}?\"\n";
    fs::write(project.path("form.yaml"), form).unwrap();
    let (code, said) = project.says(&["check", ".", "--publish"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(project.says(&["publish", "."]).0, Some(0));
}

#[test]
fn the_status_is_as_its_schema_says() {
    let project = Project::new();
    let schemas = canevas_compiler::language_schemas();
    let (_, schema) = schemas.iter().find(|(name, _)| *name == "status.schema.json").unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let (code, _) = project.says(&["translate", "status", ".", "--format", "json", "-o", "status.json"]);
    assert_eq!(code, Some(0));
    let mut status: serde_json::Value = serde_json::from_str(&project.read("status.json")).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&status).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let french = &status["editions"][0]["languages"][0];
    assert_eq!((&french["stale"], &french["waiting"], &french["missing"]), (&1.into(), &1.into(), &2.into()));
    assert_eq!(french["orphans"][0]["key"], "question.gone.ask");
    status["editions"][0]["languages"][0]["stale"] = "one".into();
    assert!(!schema.is_valid(&status));
}

#[test]
fn the_page_stands_alone_and_the_badges_are_pictures() {
    let project = Project::new();
    // A text that would be markup, and languages of both directions.
    let form = project
        .read("form.yaml")
        .replace("[fr, es]", "[fr, es, ar]")
        .replace("How far is it?", "Is <it> \\\"a\\\" & b?");
    fs::write(project.path("form.yaml"), form.replace("ask: Is <it> \\\"a\\\" & b?", "ask: 'Is <it> \"a\" & b?'"))
        .unwrap();
    fs::write(
        project.path("locales/ar.po"),
        "msgctxt \"section.work.title\"\nmsgid \"Your work, as it was\"\nmsgstr \"عملكم\"\n",
    )
    .unwrap();
    let (code, said) = project.says(&["translate", "status", ".", "--format", "html", "-o", "out/status.html"]);
    assert_eq!(code, Some(0), "{said}");
    let page = project.read("out/status.html");
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    for never in ["<script", "style=\"", "http://", "https://", "<it>", "src=", "@import", "url("] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("Is &lt;it&gt; &quot;a&quot; &amp; b?"));
    assert!(page.contains("<del>, as it was</del>") || page.contains("<del>work, as it was</del>"), "{page}");
    assert!(page.contains("<p class=\"text\" lang=\"ar\" dir=\"rtl\">عملكم</p>"));
    assert!(page.contains("<code>question.gone.ask</code> <span class=\"state\">orphan</span>"));
    let (code, said) = project.says(&["translate", "status", ".", "--format", "badge"]);
    assert_eq!(code, Some(101));
    assert!(said.contains("there are 3 badges"), "{said}");
    let (code, picture) = project.says(&["translate", "status", ".", "--format", "badge", "--language", "fr"]);
    assert_eq!(code, Some(0));
    assert!(picture.starts_with("<svg ") && picture.contains("aria-label=\"fr "), "{picture}");
    project.run(&["translate", "status", ".", "--format", "badge", "-o", "badges"]);
    for language in ["fr", "es", "ar"] {
        let path = project.path(&format!("badges/demo-translated-2024.{language}.svg"));
        let checked = Command::new("xmllint").args(["--nonet", "--noout"]).arg(&path).output();
        assert!(checked.expect("xmllint; tests/setup.sh installs it").status.success());
    }
    assert_eq!(project.read("badges/demo-translated-2024.fr.svg"), picture);
}

#[test]
fn what_is_not_taken_is_told() {
    let project = Project::new();
    let file = |target: &str, language: &str, original: &str| {
        format!(
            "<xliff version=\"1.2\"><file original=\"{original}\" source-language=\"en\" target-language=\"{language}\" datatype=\"plaintext\"><body><trans-unit id=\"question.stage.choices.finished.label\"><source>Finished</source>{target}</trans-unit></body></file></xliff>"
        )
    };
    let ours = "demo/translated 2024";
    fs::write(project.path("copied.xlf"), file("<target>Finished</target>", "fr-FR", ours)).unwrap();
    // The name of the file says no language; its head does.
    let (code, said) = project.says(&["translate", "import", "copied.xlf", ".", "--language", "fr"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("was not taken: it is a copy of its source") && said.contains("0 translations taken"),
        "{said}"
    );
    fs::write(project.path("done.xlf"), file("<target>Fini</target>", "fr", "C:\\work\\done file.xlf")).unwrap();
    let (code, said) = project.says(&["translate", "import", "done.xlf", "."]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("locales/fr.po: 1 translation taken"), "{said}");
    let before = project.read("locales/fr.po");
    for (text, rule) in [
        (file("<target>Fin</target>", "es", ours), "other-languages"),
        (file("<target>Fin</target>", "fr", "demo/translated 2023"), "other-edition"),
        (file("<target>Fin</target>", "fr", "demo/other 2024"), "other-edition"),
    ] {
        fs::write(project.path("wrong.fr.xlf"), text).unwrap();
        let (code, said) = project.says(&["translate", "import", "wrong.fr.xlf", "."]);
        assert_eq!(code, Some(100), "{said}");
        assert!(said.contains(rule) && said.contains("nothing was taken"), "{said}");
        assert_eq!(project.read("locales/fr.po"), before);
    }
    // Where the language is named, that counts.
    fs::write(project.path("named.xlf"), file("<target>Fin</target>", "es", ours)).unwrap();
    let (code, said) = project.says(&["translate", "import", "named.xlf", ".", "--language", "fr"]);
    let warned = said.contains("into `es`, and --language says `fr`, which counts");
    assert!(code == Some(0) && warned && project.read("locales/fr.po").contains("\"Fin\""), "{said}");
}

#[test]
fn both_ways_to_pseudo_languages_are_one() {
    let project = Project::new();
    fs::write(project.path("locales/fr.po"), "").unwrap();
    let (code, said) = project.says(&["translate", "pseudo", ".", "--out", "one"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(project.says(&["build", ".", "--pseudo", "--out", "two"]).0, Some(0));
    let form = "demo/translated/2024/blank/form.html";
    assert_eq!(project.read(&format!("one/{form}")), project.read(&format!("two/{form}")));
    assert!(project.read(&format!("one/{form}")).contains("ar-XB"));
    project.run(&["translate", "pseudo", "."]);
    assert!(project.path("pseudo").join(form).is_file(), "in a folder of its own where none is named");
}

#[test]
fn both_xliffs_carry_a_link_to_the_place_of_a_text() {
    let project = Project::new();
    for version in ["1.2", "2.1"] {
        let arguments = [
            "translate",
            "extract",
            ".",
            "--language",
            "fr",
            "--xliff",
            version,
            "--xliff-version",
            version,
            "--preview",
            "form.html",
        ];
        let (code, said) = project.says(&arguments);
        assert_eq!(code, Some(0), "{said}");
        let text = project.read(&format!("{version}/demo-translated-2024.fr.xlf"));
        assert!(text.contains(&format!("<xliff version=\"{version}\"")));
        for place in [">form.html<", ">form.html#s/work<", ">form.html#answers/done<"] {
            assert!(text.contains(place), "{place}");
        }
        let (code, said) =
            project.says(&["translate", "import", &format!("{version}/demo-translated-2024.fr.xlf"), "."]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("translations taken; 2 of the file wait for review"), "{said}");
    }
    assert_eq!(project.says(&["translate", "extract", ".", "--xliff-version", "2.1"]).0, Some(101));
}
