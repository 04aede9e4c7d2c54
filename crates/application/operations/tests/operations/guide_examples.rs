//! The examples of the guide for editors that are whole forms, or are once they have a head: each passes the check and builds.

use crate::support::{Memory, names};
use canevas_operations::diagnostics::Level;
use canevas_operations::files::MemoryFiles;
use canevas_operations::{BuildRequest, CheckRequest, Edit, Project, build, check};

const GUIDE: &str = include_str!("../../../../../docs/editors.md");
const HEAD: &str = "canevas: 1\nform: demo/guide\nedition: \"2026\"\nlanguages: { source: en }\ntitle: A form\n";

/// The blocks of YAML that have sections.
fn examples() -> Vec<String> {
    let blocks = GUIDE.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let whole = blocks.filter(|block| block.lines().any(|line| line == "sections:"));
    let with_head =
        |block: &str| if block.starts_with("canevas:") { block.to_owned() } else { format!("{HEAD}{block}") };
    whole.map(with_head).collect()
}

#[test]
fn every_example_of_a_form_builds() {
    let examples = examples();
    assert!(examples.len() >= 5, "{} examples", examples.len());
    for example in examples {
        let mut files = MemoryFiles::default();
        files.write("2026/form.yaml", example.clone());
        let memory = Memory(Project::new(files));
        let request = CheckRequest { names: names(["2026"]), ..CheckRequest::default() };
        let found = check(memory.project(), &request).unwrap();
        let findings = found.iter().flat_map(|edition| &edition.findings);
        let denied: Vec<_> = findings.filter(|finding| finding.level == Level::Deny).map(|f| &f.message).collect();
        assert!(denied.is_empty(), "{example}\n{denied:?}");
        let request = BuildRequest { names: names(["2026"]), ..BuildRequest::default() };
        let plan = build(memory.project(), &request, &mut |_| {}).unwrap().plan.unwrap().unwrap();
        let pages =
            plan.edits.iter().filter(|edit| matches!(edit, Edit::Write { path, .. } if path.ends_with(".html")));
        assert!(pages.count() > 0, "{example}");
    }
}
