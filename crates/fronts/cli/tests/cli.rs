//! The command line as people meet it: each file of `cases/` is a session with its output. `TRYCMD=overwrite` renews them;
//! read the difference.

#[test]
fn sessions() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cases/*.trycmd");
}
