//! `canevas diff` with editions out of git, with files that cannot be read, and with texts that would end an annotation.

#![allow(clippy::expect_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const FORMATS: [&str; 6] = ["text", "json", "sarif", "github", "markdown", "html"];

fn canevas(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_canevas"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .expect("canevas runs")
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn form(edition: &str, most: u32) -> String {
    format!(
        "canevas: 1\nform: demo/small\nedition: \"{edition}\"\nlanguages: {{ source: en, translations: [fr] }}\ntitle: A small form\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n        max_length: {most}\n        ask: What was done?\n"
    )
}

fn write(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the folder is made");
    fs::write(path, bytes).expect("the file is written");
}

/// A repository with three editions in two commits: the first has 2023 and 2024, the second another 2024 and 2025.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    write(root, "forms/2023/form.yaml", form("2023", 300));
    write(root, "forms/2024/form.yaml", form("2024", 200));
    write(root, "forms/2024/countries/CMR.yaml", "canevas: 1\ncountry: CMR\n");
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "one"]);
    write(root, "forms/2024/form.yaml", form("2024", 250));
    write(root, "forms/2025/form.yaml", form("2025", 250));
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "two"]);
    folder
}

#[test]
fn both_sides_come_out_of_git() {
    let folder = repository();
    let root = folder.path();
    let first = canevas(root, &["diff", "HEAD~1:forms/2024", "HEAD:forms/2025"]);
    assert_eq!(first.status.code(), Some(0), "{}", errors(&first));
    assert!(out(&first).starts_with("demo/small 2024 to 2025: may be published"), "{}", out(&first));
    let edited = canevas(root, &["diff", "HEAD~1:forms/2024/form.yaml", "HEAD:forms/2024/form.yaml"]);
    assert_eq!(edited.status.code(), Some(100), "{}", errors(&edited));
    assert!(out(&edited).contains("edition-not-bumped"), "{}", out(&edited));
    assert!(out(&edited).contains("before HEAD~1:forms/2024/form.yaml:3:"), "{}", out(&edited));
    let same = canevas(root, &["diff", "HEAD:forms/2024", "forms/2024"]);
    assert_eq!((same.status.code(), out(&same).as_str()), (Some(0), "demo/small 2024 to 2024: no changes\n"));
    // A path is taken from where one stands.
    let below = canevas(&root.join("forms"), &["diff", "HEAD~1:2024", "HEAD:./2025/"]);
    assert_eq!(below.status.code(), Some(0), "{}", errors(&below));
    // A change file is written on the disk, so the commands that write one name the folder there.
    let edited = canevas(root, &["diff", "HEAD~1:forms/2023", "HEAD~1:forms/2024", "--all"]);
    assert!(out(&edited).contains("--from 'HEAD~1:forms/2023' --in forms/2024`"), "{}", out(&edited));
    let below = canevas(&root.join("forms"), &["diff", "HEAD~1:2023", "HEAD~1:./2024", "--all"]);
    assert!(out(&below).contains("--from 'HEAD~1:2023' --in 2024`"), "{}", out(&below));
    // Every format reads files that have a colon in their names.
    for format in FORMATS {
        let output = canevas(root, &["diff", "HEAD~1:forms/2023", "HEAD~1:forms/2024", "--format", format]);
        assert_eq!(output.status.code(), Some(100), "{format}: {}", errors(&output));
    }
}

/// Where the folder of the new edition is only in git, the advice names the command that brings it back. What the comparison
/// names then can be done.
#[test]
fn a_folder_that_is_only_in_git_is_brought_back_first() {
    for (at, old, new) in [
        ("", "HEAD:forms/2023", "HEAD:forms/2024"),
        ("forms", "HEAD:2023", "HEAD:./2024"),
        ("", "forms/2023", "HEAD:forms/2024"),
    ] {
        let folder = repository();
        let root = folder.path();
        fs::remove_dir_all(root.join("forms/2024")).expect("the folder is removed");
        let place = root.join(at);
        let first = out(&canevas(&place, &["diff", old, new, "--all"]));
        let path = new.trim_start_matches("HEAD:").trim_start_matches("./");
        let restore = format!("`git restore --source HEAD -- {path}`");
        assert!(first.contains(&restore) && !first.contains("canevas accept"), "{first}");
        git(&place, &["restore", "--source", "HEAD", "--", path]);
        let second = out(&canevas(&place, &["diff", old, new, "--all"]));
        let command = second.split('`').find(|part| part.starts_with("canevas accept")).expect("a command");
        let words: Vec<String> =
            command.split(' ').skip(1).map(|word| word.trim_matches('\'').replace("WHY", "reason")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let accepted = canevas(&place, &words);
        assert_eq!(accepted.status.code(), Some(0), "{command}: {}", errors(&accepted));
    }
}

#[test]
fn editions_before_one_out_of_git_come_out_of_git() {
    let folder = repository();
    let root = folder.path();
    // The newest edition is beside the old one as well, and is not taken for an earlier one.
    let all = canevas(root, &["diff", "HEAD:forms/2024", "forms/2025", "--earlier"]);
    // What 2024 denied about 2023 was told then, and is listed.
    assert_eq!(all.status.code(), Some(0), "{}", errors(&all));
    let verdicts: Vec<String> =
        out(&all).lines().filter(|line| line.starts_with("demo/")).map(|line| line[..24].to_owned()).collect();
    assert_eq!(verdicts, ["demo/small 2024 to 2025:", "demo/small 2023 to 2025:"]);
    let below = canevas(&root.join("forms"), &["diff", "HEAD:2024", "2025", "--earlier"]);
    assert_eq!(out(&below).matches("demo/small").count(), 2, "{}", errors(&below));
}

#[test]
fn what_is_not_in_git_is_said() {
    let folder = repository();
    for (old, words) in [
        ("nowhere:forms/2024", "nowhere"),
        ("HEAD:forms/1999", "`HEAD:forms/1999` holds no form.yaml"),
        ("--output=x:forms/2024", "unexpected argument"),
        (":forms/2024", "there is no folder"),
    ] {
        for format in FORMATS {
            let output = canevas(folder.path(), &["diff", old, "forms/2025", "--format", format]);
            assert_eq!(output.status.code(), Some(101), "{old}");
            assert!(errors(&output).contains(words), "{old}: {}", errors(&output));
            assert_eq!(out(&output), "", "{old}");
        }
    }
}

/// Files that cannot be read, by what is wrong with them.
const UNREADABLE: [(&str, &[u8]); 10] = [
    ("form.yaml", b"canevas: 1\nsections: ["),
    ("form.yaml", b"canevas: 1\ntitle: \xff\n"),
    ("form.yaml", b""),
    ("form.yaml", b"canevas: 1\nform: demo/small\n"),
    ("locales/fr.po", b"msgid \"never closed\nmsgstr"),
    ("countries/CMR.yaml", b"canevas: 1\ncountry: CMR\nfacts: ["),
    ("changes.yaml", b"from: [\n"),
    ("published.json", b"{"),
    ("published.json", b"{\"canevas\": 1, \"edition\": \"2024\", \"definition\": \"sha256:0\", \"projection\": {}}"),
    ("last_year/CMR.json", b"{"),
];

#[test]
fn what_cannot_be_read_is_never_without_changes() {
    for (file, bytes) in UNREADABLE {
        for (broken, old, new) in [("2024", "2024", "same"), ("same", "2024", "same"), ("2024", "2024", "2024")] {
            let folder = tempfile::tempdir().expect("a folder");
            for edition in ["2024", "same"] {
                write(folder.path(), &format!("{edition}/form.yaml"), form("2024", 200));
            }
            write(folder.path(), &format!("{broken}/{file}"), bytes);
            for format in FORMATS {
                let output = canevas(folder.path(), &["diff", old, new, "--format", format]);
                let what = format!("{file} in {broken}, {format}: {}", out(&output));
                assert_eq!(output.status.code(), Some(101), "{what}");
                assert_eq!(out(&output), "", "{what}");
                assert!(errors(&output).contains("canevas: "), "{what}");
            }
        }
    }
}

#[test]
fn settings_that_cannot_be_read_compare_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "2024/form.yaml", form("2024", 200));
    write(folder.path(), "2025/form.yaml", form("2025", 200));
    for settings in ["[rules", "[rules.no-such-rule]\nlevel = \"off\"\nreason = \"x\"\n"] {
        write(folder.path(), "canevas.toml", settings);
        for format in FORMATS {
            let output = canevas(folder.path(), &["diff", "2024", "2025", "--format", format]);
            assert_eq!((output.status.code(), out(&output).as_str()), (Some(101), ""), "{settings}");
        }
    }
}

#[test]
fn the_nearest_settings_above_an_edition_count_up_to_its_repository() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let off = |rule: &str| format!("[rules.{rule}]\nlevel = \"off\"\nreason = \"a test\"\n");
    write(root, "canevas.toml", off("bound-relaxed"));
    write(root, "repository/.git/HEAD", "ref: refs/heads/main\n");
    write(root, "repository/forms/2024/form.yaml", form("2024", 300));
    write(root, "repository/forms/2025/form.yaml", form("2025", 200));
    let repository = root.join("repository");
    let denied = || {
        let forms = repository.join("forms");
        canevas(&forms, &["diff", "2024", "2025", "--format", "github"])
    };
    assert_eq!(denied().status.code(), Some(100));
    assert!(!out(&denied()).contains("suppressed"), "{}", out(&denied()));
    write(&repository, "canevas.toml", off("E012"));
    assert_eq!(denied().status.code(), Some(0), "{}", out(&denied()));
    assert!(out(&denied()).contains("1 suppressed by canevas.toml: E012 bound-tightened 1 (a test)"));
    write(&repository, "forms/2025/canevas.toml", off("no-such-rule"));
    assert_eq!(denied().status.code(), Some(101));
    assert!(errors(&denied()).contains("2025/canevas.toml:1:8"), "{}", errors(&denied()));
    fs::remove_file(repository.join("forms/2025/canevas.toml")).expect("the file is removed");
    write(&repository, "canevas.toml", off("no-such-rule"));
    assert!(errors(&denied()).contains("../canevas.toml:1:8"), "{}", errors(&denied()));
}

#[test]
fn annotations_hold_what_would_end_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "2024/form.yaml", form("2024", 300));
    write(root, "a,b:c%d/form.yaml", form("2025", 200));
    write(
        root,
        "canevas.toml",
        "[rules.option-added]\nlevel = \"off\"\nreason = \"one\\n::error::two\"\n[rules.E025]\nlevel = \"off\"\nreason = \"x\"\n",
    );
    let list = "      - id: pick\n        type: single_choice\n        ask: Which?\n        choices:\n          a: A part\n          b: B part\n";
    write(root, "2024/form.yaml", form("2024", 300) + list);
    write(
        root,
        "a,b:c%d/form.yaml",
        form("2025", 200) + list + "          c: |\n            100 %\n            ::error::C part\n",
    );
    let output = canevas(root, &["diff", "2024", "a,b:c%d", "--format", "github"]);
    assert_eq!(output.status.code(), Some(100), "{}", errors(&output));
    let lines: Vec<String> = out(&output).lines().map(str::to_owned).collect();
    let commands: Vec<&String> = lines.iter().filter(|line| line.starts_with("::")).collect();
    assert_eq!(
        commands,
        [
            "::error file=a%2Cb%3Ac%25d/form.yaml,line=10,col=13,title=E012 bound-tightened::“What was done?” (`answer`): the longest text changed from 300 to 200"
        ],
        "{lines:?}"
    );
    assert_eq!(
        lines.last().map(String::as_str),
        Some("1 suppressed by canevas.toml: E019 option-added 1 (one%0A::error::two)")
    );
    // Shown, its message is one line too.
    fs::remove_file(root.join("canevas.toml")).expect("the file is removed");
    let shown = canevas(root, &["diff", "2024", "a,b:c%d", "--format", "github"]);
    let commands: Vec<String> = out(&shown).lines().filter(|line| line.starts_with("::")).map(str::to_owned).collect();
    assert_eq!(commands.len(), 2, "{}", out(&shown));
    assert!(out(&shown).contains("100 %25 ::error::C part"), "{}", out(&shown));
}
