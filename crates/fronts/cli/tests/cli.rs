//! The command line as a user sees it: each file of `cases/` is a session with its output. `UPDATE=1` renews them.

use std::process::Command;

#[test]
fn sessions() {
    println!("{}", canevas_expected::renew!());
    if canevas_expected::renews() && std::env::var_os("TRYCMD").is_none() {
        // The library that runs the sessions has a switch of its own.
        let this_test = std::env::current_exe().expect("a test knows its program");
        let status = Command::new(this_test).arg("sessions").env("TRYCMD", "overwrite").status();
        assert!(status.is_ok_and(|status| status.success()), "the sessions could not be renewed");
        return;
    }
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cases/*.trycmd");
}
