//! `url`: a web address.

use super::QuestionType;
use crate::text_format::TextFormat;
use std::sync::OnceLock;

pub(super) static TYPE: QuestionType = QuestionType::formatted("A web address.", &FORMAT);

static FORMAT: TextFormat = TextFormat {
    name: "url",
    noun: "a web address, which starts with http:// or https://",
    pattern: r"^https?://[^ \t\r\n]+$",
    max_length: 2000,
    input_mode: "url",
    example: "https://example.org",
    right: &["http://a.org", "https://a.org", "http://x", "http://a.org/a-longer-way-to-it"],
    wrong: &["https://", "ftp://a.org", "https://a b", "http://a\n"],
    matcher: OnceLock::new(),
};
