//! Every rule's bad example gives the finding, and its good example does not; nor does it give any other that denies.

use canevas_compiler::all_rules;
use canevas_diagnostics::Level;
use canevas_tests::example::{files_of, read};
use std::fmt::Write as _;

#[test]
fn every_rule_does_what_its_examples_say() {
    let mut wrong = String::new();
    for rule in all_rules() {
        let bad = read(&files_of(rule.bad));
        let found = bad.all_findings();
        if !found.iter().any(|finding| finding.rule.code == rule.code) {
            let _ = writeln!(wrong, "{} {}: the bad example gives\n{}", rule.code, rule.name, bad.listing(&found));
        }
        let good = read(&files_of(rule.good));
        let found = good.all_findings();
        if found.iter().any(|finding| finding.rule.code == rule.code || finding.level == Level::Deny) {
            let _ = writeln!(wrong, "{} {}: the good example gives\n{}", rule.code, rule.name, good.listing(&found));
        }
        assert!(good.model.is_some() || !wrong.is_empty(), "{}: the good example is no form", rule.code);
    }
    assert!(wrong.is_empty(), "{wrong}");
}
