//! The steps of the test suite. CI and people run the same ones.

use crate::lines::run_with_name;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

/// Checks the format of the files that a list of rules, checks or types declares. Without `--check` it formats them.
const RUSTFMT_OF_LISTS: &str = "rustfmt --edition 2024 --check crates/analysis/editions/src/classify/rules/*.rs \
    crates/analysis/checks/src/rules/*.rs crates/definition/model/src/question_types/*.rs";

/// When a step runs. The tests leave a core idle much of the time, and so do the compiler's last crates: two lanes fill both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lane {
    /// Before all others, one by one.
    First,
    /// Beside the tests.
    Beside,
    /// The tests that take longest.
    Tests,
}

struct Step {
    name: &'static str,
    lane: Lane,
    program: &'static str,
    arguments: &'static [&'static str],
    folder: &'static str,
    environment: &'static [(&'static str, &'static str)],
}

const NONE: &[(&str, &str)] = &[];
/// Programs of the workspace. A step that runs one builds it first.
const CANEVAS: &str = "canevas";
const GENERATE: &str = "canevas-generate";
/// Builds every program and example as the tests do, with the same features.
const BUILD: &[&str] = &["build", "--quiet", "--workspace", "--bins", "--examples", "--locked"];

/// Quick and telling steps come first.
const STEPS: &[Step] = &[
    Step {
        name: "setup",
        lane: Lane::First,
        program: "bash",
        arguments: &["tests/setup.sh"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "format",
        lane: Lane::First,
        program: "cargo",
        arguments: &["fmt", "--all", "--check"],
        folder: ".",
        environment: NONE,
    },
    // Macros declare the modules of these files, so that `cargo fmt` does not see them.
    Step {
        name: "format-rules",
        lane: Lane::First,
        program: "bash",
        arguments: &["-c", RUSTFMT_OF_LISTS],
        folder: ".",
        environment: NONE,
    },
    // The first of the steps beside the tests needs no compiler: the tests build meanwhile, and nothing waits for another's build.
    Step {
        name: "runtime",
        lane: Lane::Beside,
        program: "npm",
        arguments: &["run", "--silent", "runtime"],
        folder: "tests",
        environment: NONE,
    },
    Step {
        name: "clippy",
        lane: Lane::Beside,
        program: "cargo",
        arguments: &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "tests",
        lane: Lane::Tests,
        program: "cargo",
        arguments: &["test", "--workspace", "--locked", "--no-fail-fast"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "docs",
        lane: Lane::Beside,
        program: "cargo",
        arguments: &["doc", "--workspace", "--no-deps", "--locked"],
        folder: ".",
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
    },
    Step {
        name: "generated",
        lane: Lane::Beside,
        program: GENERATE,
        arguments: &["--check"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "gate",
        lane: Lane::Beside,
        program: "bash",
        // A copy without the branch main compares its uncommitted changes with its last commit.
        arguments: &[
            "-c",
            "exec bash docs/ci/gate.sh --base \"${CANEVAS_BASE:-$(git rev-parse -q --verify origin/main || git rev-parse -q --verify main || echo HEAD)}\"",
        ],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "fmt",
        lane: Lane::Beside,
        program: CANEVAS,
        arguments: &["fmt", "--check"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "locked",
        lane: Lane::Beside,
        program: CANEVAS,
        arguments: &["build", "--locked"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "browser",
        lane: Lane::Tests,
        program: "npm",
        arguments: &["run", "--silent", "browser"],
        folder: "tests",
        environment: NONE,
    },
    // The page is built from nothing, then its tasks are done in browsers.
    Step {
        name: "studio",
        lane: Lane::Beside,
        program: "bash",
        arguments: &["tests/studio/run.sh"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "office",
        lane: Lane::Beside,
        program: "npm",
        arguments: &["run", "--silent", "office"],
        folder: "tests",
        environment: NONE,
    },
    Step {
        name: "editors",
        lane: Lane::Beside,
        program: "npm",
        arguments: &["run", "--silent", "editors"],
        folder: "tests",
        environment: NONE,
    },
    Step {
        name: "python",
        lane: Lane::Beside,
        program: "bash",
        arguments: &["tests/python/run.sh"],
        folder: ".",
        environment: NONE,
    },
    Step {
        name: "deny",
        lane: Lane::Beside,
        program: "bash",
        arguments: &["tests/deny.sh"],
        folder: ".",
        environment: NONE,
    },
];

impl Step {
    /// Whether it runs a program of the workspace.
    fn needs_programs(&self) -> bool {
        ["generated", "gate", "fmt", "locked", "python"].contains(&self.name)
    }
}

/// Returns the folder of the workspace's programs. If the step runs one of them, this builds them first.
fn programs_of(root: &Path, step: &Step) -> std::io::Result<PathBuf> {
    if step.needs_programs() {
        build(root)?;
    }
    programs(root)
}

/// Builds every program and example.
fn build(root: &Path) -> std::io::Result<()> {
    let status = Command::new("cargo").args(BUILD).current_dir(root).status()?;
    if status.success() { Ok(()) } else { Err(std::io::Error::other("the workspace cannot be built")) }
}

/// Returns the folder into which Cargo puts programs. This program is in it too. The path starts at the top if it can.
fn programs(root: &Path) -> std::io::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().unwrap_or(root);
    Ok(folder.strip_prefix(root).map_or_else(|_| folder.to_owned(), |below| Path::new(".").join(below)))
}

/// Renews what is generated from the code, or checks it.
pub fn generate(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let run = || {
        build(root)?;
        Command::new(root.join(programs(root)?).join(GENERATE)).args(arguments).current_dir(root).status()
    };
    match run() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("what is generated is not renewed".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Builds the studio's page.
pub fn studio(root: &Path) -> Result<(), String> {
    let status = Command::new("bash").arg("crates/fronts/studio/build.sh").current_dir(root).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("the studio was not built".to_owned()),
        Err(error) => Err(format!("cannot run bash: {error}")),
    }
}

/// How a step ended.
struct Ended {
    name: &'static str,
    passed: bool,
    seconds: u64,
    /// Lines about failed tests, where the step ran beside others.
    failures: Vec<String>,
}

/// Runs a step. With others beside it (`named`), each line that it prints starts with its name.
fn run(root: &Path, step: &Step, update: bool, named: bool) -> Ended {
    println!("\n== {}: {} {}", step.name, step.program, step.arguments.join(" "));
    let start = Instant::now();
    let (passed, failures) = match status_of(root, step, update, named) {
        Ok((status, failures)) => (status.success(), failures),
        Err(error) => {
            println!("cannot run {}: {error}", step.program);
            (false, Vec::new())
        }
    };
    Ended { name: step.name, passed, seconds: start.elapsed().as_secs(), failures }
}

fn status_of(root: &Path, step: &Step, update: bool, named: bool) -> std::io::Result<(ExitStatus, Vec<String>)> {
    let programs = programs_of(root, step)?;
    let own = [CANEVAS, GENERATE].contains(&step.program);
    let mut command = Command::new(if own { root.join(&programs).join(step.program) } else { step.program.into() });
    command
        .args(step.arguments)
        .envs(step.environment.iter().copied())
        .envs(step.needs_programs().then(|| ("CANEVAS", programs.join(CANEVAS))))
        .envs(update.then_some(("UPDATE", "1")))
        .current_dir(root.join(step.folder));
    if named { run_with_name(step.name, &mut command) } else { Ok((command.status()?, Vec::new())) }
}

/// Runs all steps, or one, and says how each ended. A step that fails does not stop the others. `update` renews expected
/// files.
pub fn test(root: &Path, only: Option<&str>, update: bool) -> Result<(), String> {
    let steps: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|only| step.name == only)).collect();
    if steps.is_empty() {
        return Err(format!("the steps are: {}", STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")));
    }
    let mut ended = Vec::new();
    for step in steps.iter().filter(|step| only.is_some() || step.lane == Lane::First) {
        ended.push(run(root, step, update, false));
        // Without their tools the other steps would fail for no other reason.
        if step.name == "setup" && !ended.iter().all(|end| end.passed) {
            return told(&ended);
        }
    }
    if only.is_none() {
        let beside = Mutex::new(ended);
        thread::scope(|scope| {
            for lane in [Lane::Beside, Lane::Tests] {
                let (steps, ended) = (&steps, &beside);
                scope.spawn(move || {
                    for step in steps.iter().filter(|step| step.lane == lane) {
                        let end = run(root, step, update, true);
                        println!(
                            "== {} {} ({} s)",
                            step.name,
                            if end.passed { "passed" } else { "FAILED" },
                            end.seconds
                        );
                        ended.lock().unwrap_or_else(PoisonError::into_inner).push(end);
                    }
                });
            }
        });
        ended = beside.into_inner().unwrap_or_else(PoisonError::into_inner);
    }
    told(&ended)
}

/// Prints which tests failed, and how each step ended. It is an error if one failed.
fn told(ended: &[Ended]) -> Result<(), String> {
    println!();
    for Ended { name, failures, .. } in ended.iter().filter(|end| !end.passed) {
        for line in failures {
            println!("{name} | {line}");
        }
    }
    for Ended { name, passed, seconds, .. } in ended {
        println!("{} {name} ({seconds} s)", if *passed { "ok    " } else { "FAILED" });
    }
    let failed = ended.iter().filter(|end| !end.passed).count();
    println!("steps: {} passed, {failed} failed", ended.len() - failed);
    if failed > 0 { Err(format!("{failed} of {} steps failed", ended.len())) } else { Ok(()) }
}
