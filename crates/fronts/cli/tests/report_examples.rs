//! The two reports of the repository: of the real return alone, and of invented returns over three editions. `UPDATE=1` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The edition, the returns, and the folder below `generated/reports`.
const REPORTS: [(&str, &str, &str); 2] = [
    (
        "schemas/alliance87/annual-report/2022-2023",
        "schemas/alliance87/annual-report/2022-2023/returns/CMR.mended.json",
        "generated/reports/2022-2023",
    ),
    ("schemas/alliance87/annual-report/2023-2024", "tests/examples/status-report", "generated/reports/2023-2024"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        for entry in std::fs::read_dir(&path).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_reports_are_as_the_program_makes_them() {
    let mut stale = Vec::new();
    for (edition, returns, kept) in REPORTS {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().to_str().unwrap();
        let made = Command::new(env!("CARGO_BIN_EXE_canevas"))
            .args(["report", edition, "--returns", returns, "--out", folder])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let (made, kept) = (files(out.path()), root().join(kept));
        if std::env::var_os("UPDATE").is_some() {
            let _ = std::fs::remove_dir_all(&kept);
            for (name, bytes) in &made {
                std::fs::create_dir_all(kept.join(name).parent().unwrap()).unwrap();
                std::fs::write(kept.join(name), bytes).unwrap();
            }
        }
        let found = files(&kept);
        let names = made.keys().chain(found.keys().filter(|name| !made.contains_key(*name)));
        stale.extend(names.filter(|name| made.get(*name) != found.get(*name)).map(|name| kept.join(name)));
    }
    assert!(stale.is_empty(), "not what `canevas report` writes: {stale:#?}\n{}", canevas_expected::renew!());
}
