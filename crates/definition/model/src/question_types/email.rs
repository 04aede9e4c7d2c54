//! `email`: an email address.

use super::QuestionType;
use crate::text_format::TextFormat;
use std::sync::OnceLock;

pub(super) static TYPE: QuestionType = QuestionType::formatted("An email address.", &FORMAT);

static FORMAT: TextFormat = TextFormat {
    name: "email",
    noun: "an email address",
    pattern: r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$",
    // The longest address that a mail server must take: RFC 5321, 4.5.3.1.3, without its angle brackets.
    max_length: 254,
    input_mode: "email",
    example: "name@example.org",
    right: &["a@b.org", "a.b+c@d-e.f.org", "a.longer.name@example.org"],
    wrong: &["a@b", "a b@c.org", "a@b.org\n", "a@b..c", "@b.c"],
    matcher: OnceLock::new(),
};
