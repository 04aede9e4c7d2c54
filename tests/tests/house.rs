//! The rules of the house that a test can hold: see ARCHITECTURE.md.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects by failing")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_path_buf()
}

/// A package of the workspace.
struct Package {
    name: String,
    /// Its floor: the place of its folder among the `members` of Cargo.toml. The first floor carries all others.
    floor: usize,
    /// The folder of its floor, such as `crates/outputs`.
    folder: String,
    /// What it uses; development dependencies are left out.
    uses: BTreeSet<String>,
}

/// The folders of the floors, from the lowest to the highest, as `members` of Cargo.toml lists them.
fn floors() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read");
    let manifest: toml_edit::DocumentMut = manifest.parse().expect("the manifest is TOML");
    let members = manifest["workspace"]["members"].as_array().expect("the workspace has members");
    members.iter().map(|member| member.as_str().expect("a folder").trim_end_matches("/*").to_owned()).collect()
}

fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let floors = floors();
    let package = |package: &Value| {
        let name = package["name"].as_str().expect("a name").to_owned();
        let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
        let folder = manifest.parent().and_then(|folder| folder.strip_prefix(root()).ok()).expect("a folder");
        let floor = floors
            .iter()
            .position(|floor| folder.starts_with(floor))
            .unwrap_or_else(|| panic!("{name} is on no floor: put its folder under one of {}", floors.join(", ")));
        let uses = package["dependencies"].as_array().expect("dependencies").iter();
        let uses = uses.filter(|used| used["kind"].is_null()).filter_map(|used| used["name"].as_str());
        Package { name, floor, folder: floors[floor].clone(), uses: uses.map(str::to_owned).collect() }
    };
    metadata["packages"].as_array().expect("packages").iter().map(package).collect()
}

/// The arrows that the floors forbid: from a lower floor to a higher one, and between two back ends.
fn forbidden(packages: &[Package]) -> Vec<String> {
    let arrows = packages
        .iter()
        .flat_map(|from| packages.iter().filter(|to| from.uses.contains(&to.name)).map(move |to| (from, to)));
    arrows
        .filter_map(|(from, to)| {
            let arrow = format!("{} ({}) -> {} ({})", from.name, from.folder, to.name, to.folder);
            if to.floor > from.floor {
                return Some(format!("{arrow}: the arrow points upward"));
            }
            let back_ends = from.folder == BACK_ENDS && to.folder == BACK_ENDS;
            back_ends.then(|| format!("{arrow}: a back end uses another one"))
        })
        .collect()
}

/// The floor of the back ends.
const BACK_ENDS: &str = "crates/outputs";

#[test]
fn no_arrow_points_upward_and_no_back_end_uses_another() {
    let packages = packages();
    assert!(packages.iter().any(|package| package.folder == BACK_ENDS), "no crate stands in {BACK_ENDS}");
    let forbidden = forbidden(&packages);
    assert!(forbidden.is_empty(), "{}", forbidden.join("\n"));
}

/// The map of ARCHITECTURE.md has a row for each crate, and names no other.
#[test]
fn the_map_names_every_crate() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let table = page.lines().skip_while(|line| !line.starts_with("| floor | crate |")).skip(2);
    let rows: Vec<&str> = table.take_while(|line| line.starts_with('|')).collect();
    let cells = rows.iter().filter_map(|row| row.split('|').nth(2)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let mut named: Vec<&str> = cells.collect();
    named.sort_unstable();
    let packages = packages();
    let of_floors = packages.iter().filter(|package| package.folder.starts_with("crates/"));
    let mut crates: Vec<&str> =
        of_floors.map(|p| if p.name == "canevas" { "cli" } else { p.name.trim_start_matches("canevas-") }).collect();
    crates.sort_unstable();
    assert_eq!(named, crates, "the table \"The crates\" of ARCHITECTURE.md");
}

/// A verdict is all that the judging crates ask of a back end.
#[test]
fn checks_and_editions_use_the_json_schema_only() {
    let packages = packages();
    let back_ends = || packages.iter().filter(|package| package.folder == BACK_ENDS);
    for package in packages.iter().filter(|package| ["canevas-checks", "canevas-editions"].contains(&&*package.name)) {
        for used in back_ends().filter(|used| package.uses.contains(&used.name)) {
            assert_eq!(used.name, "canevas-json-schema", "{} uses {}", package.name, used.name);
        }
    }
}

/// The test above must fail when it should.
#[test]
fn forbidden_arrows_are_named() {
    let package = |name: &str, floor: usize, folder: &str, uses: &[&str]| Package {
        name: name.to_owned(),
        floor,
        folder: folder.to_owned(),
        uses: uses.iter().map(|&used| used.to_owned()).collect(),
    };
    let packages = [
        package("base", 0, "crates/base", &["html"]),
        package("html", 2, BACK_ENDS, &["base", "docx"]),
        package("docx", 2, BACK_ENDS, &["base"]),
        package("front", 5, "crates/fronts", &["html", "docx", "base"]),
    ];
    assert_eq!(
        forbidden(&packages),
        [
            "base (crates/base) -> html (crates/outputs): the arrow points upward",
            "html (crates/outputs) -> docx (crates/outputs): a back end uses another one",
        ]
    );
}

#[test]
fn only_the_fronts_know_clap_and_the_terminal() {
    for package in packages().iter().filter(|package| package.folder != "crates/fronts") {
        for name in ["clap", "miette"] {
            assert!(!package.uses.contains(name), "{} uses {name}", package.name);
        }
    }
}

/// The command line parses arguments, prints, and writes files; the Python module turns values into requests. The language server
/// asks the language service, too, and the command line only starts it. The fronts share the disk and the clock.
#[test]
fn fronts_use_operations_only() {
    let packages = packages();
    let shared: [(&str, &[&str]); 4] = [
        ("canevas", &["canevas-lsp", "canevas-machine"]),
        ("canevas-lsp", &["canevas-language-service", "canevas-machine"]),
        ("canevas-python", &["canevas-machine"]),
        ("canevas-machine", &[]),
    ];
    for (name, shared) in shared {
        let front = packages.iter().find(|package| package.name == name).expect("a front");
        let own = packages.iter().map(|package| &*package.name).filter(|own| front.uses.contains(*own));
        let own: Vec<&str> = own.filter(|own| !shared.contains(own)).collect();
        assert_eq!(
            own,
            ["canevas-operations"],
            "{name}: what an operation needs of another crate belongs to `operations`"
        );
    }
}

/// The macros of the Python module write some `unsafe`, and so does the boundary between a page and the compiler in it. Nobody else does, so
/// every other crate takes the lints of the workspace.
#[test]
fn only_the_boundaries_have_lints_of_their_own() {
    for floor in fs::read_dir(root().join("crates")).expect("a folder") {
        for package in fs::read_dir(floor.expect("an entry").path()).expect("a folder") {
            let Ok(manifest) = fs::read_to_string(package.expect("an entry").path().join("Cargo.toml")) else {
                continue;
            };
            let names = ["canevas-python", "canevas-studio"];
            let is_boundary = names.iter().any(|name| manifest.contains(&format!("name = \"{name}\"")));
            assert_eq!(manifest.contains("[lints]\nworkspace = true"), !is_boundary, "{manifest}");
            assert_eq!(manifest.contains("unsafe_code = \"deny\""), is_boundary, "{manifest}");
        }
    }
    let of_studio = |path: &str| path.starts_with("crates/fronts/studio/");
    let boundary: Vec<String> = sources().into_iter().map(|(path, _)| path).filter(|path| of_studio(path)).collect();
    assert_eq!(boundary, ["crates/fronts/studio/src/lib.rs"], "the boundary of the page is one small file");
    let of_python = |path: &str| path.starts_with("crates/fronts/python/");
    for (path, text) in sources().into_iter().filter(|(path, _)| of_python(path)) {
        assert!(!text.contains("unsafe "), "{path} writes `unsafe` itself");
        assert!(!text.contains("allow(unsafe"), "{path} allows `unsafe`");
    }
}

/// Through these a front implements files, prints findings, and offers back ends. Whatever else a front could reach through
/// `operations` would let it work past the operations.
#[test]
fn operations_pass_on_only_what_a_front_prints_with() {
    let allowed = [
        "canevas_compiler::diagnostics;",
        "canevas_compiler::export::{ExportFormats, Outputs};",
        "canevas_compiler::files;",
        "canevas_compiler::html::PostAddress;",
        "canevas_compiler::translate::XliffVersion;",
        "canevas_compiler::{BACK_ENDS, BackEnd, Project};",
    ];
    let sources = sources().into_iter().filter(|(path, _)| path.starts_with("crates/application/operations/"));
    let texts: Vec<String> = sources.map(|(_, text)| text).collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    let passed_on: BTreeSet<&str> = lines.filter_map(|line| line.trim().strip_prefix("pub use canevas_")).collect();
    let allowed = allowed.map(|line| line.strip_prefix("canevas_").expect("a crate of the workspace"));
    assert_eq!(passed_on, BTreeSet::from(allowed));
}

/// Clippy finds the nearest configuration above a crate. One below the top would hide what the top forbids.
#[test]
fn only_fronts_and_tests_have_a_clippy_configuration_of_their_own() {
    let has_own = |folder: &Path| [".clippy.toml", "clippy.toml"].iter().any(|name| folder.join(name).exists());
    let crates = fs::read_dir(root().join("crates")).expect("a folder").map(|entry| entry.expect("an entry").path());
    for floor in crates {
        let is_front = floor.ends_with("crates/fronts");
        assert_eq!(has_own(&floor), is_front, "{}", floor.display());
        for package in fs::read_dir(&floor).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            assert!(!has_own(&package), "{} has a clippy configuration of its own", package.display());
        }
    }
}

#[test]
fn back_ends_see_no_type_names_and_match_shapes_whole() {
    const WHOLE: &str = "#![deny(clippy::wildcard_enum_match_arm)]";
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with(BACK_ENDS)) {
        assert!(!before_tests(&text).contains("type_name"), "{path} looks at a question type's name");
        if path.ends_with("src/lib.rs") {
            assert!(text.contains(WHOLE), "{path} lacks `{WHOLE}`: back ends name every shape and control");
        }
    }
}

#[test]
fn files_stay_small() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{path} has {lines} lines; split it so that each file has one subject");
    }
}

fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// Every Rust file of the crates, with its path from the top.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder can be read").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                walk(&entry, found);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    let mut files = Vec::new();
    let folders =
        |folder: PathBuf| fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    for package in folders(root().join("crates")).flat_map(folders).filter(|package| package.is_dir()) {
        walk(&package.join("src"), &mut files);
    }
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source can be read");
            let name = path.strip_prefix(root()).expect("below the top").to_string_lossy().replace('\\', "/");
            (name, text)
        })
        .collect()
}
