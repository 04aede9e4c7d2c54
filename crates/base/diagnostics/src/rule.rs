//! Rules: what can be found, declared once.

/// How a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Listed.
    Info,
    /// Shown; does not stop a build.
    Warn,
    /// Stops artifacts from being written.
    Deny,
}

impl Level {
    /// The word in output and configuration.
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// One thing that can be found. Codes are never reused.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code, such as `C004`.
    pub code: &'static str,
    /// Readable name, such as `unknown-option`.
    pub name: &'static str,
    /// Default level.
    pub level: Level,
    /// The version that introduced it.
    pub since: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// Why it matters and what to do, for a person who does not program.
    pub explanation: &'static str,
    /// Definition text that gives the finding. `-- name --` lines separate further files; a head is added where missing.
    pub bad: &'static str,
    /// The same, mended: gives no finding of this rule.
    pub good: &'static str,
}

/// Declares a [`Rule`] as a `pub static`, documented by its own summary.
///
/// ```
/// canevas_diagnostics::rule! {
///     EMPTY_SECTION: "X001", "empty-section", Deny, since "0.1.0",
///     "A section holds no question.",
///     explain "A reader would see a title and nothing under it. Add a question or remove the section.",
///     bad "sections: []",
///     good "sections: []",
/// }
/// assert_eq!(EMPTY_SECTION.name, "empty-section");
/// ```
#[macro_export]
macro_rules! rule {
    ($($ident:ident: $code:literal, $name:literal, $level:ident, since $since:literal, $summary:literal,
       explain $explanation:expr, bad $bad:expr, good $good:expr $(,)?);+ $(;)?) => {
        $(
            #[doc = $summary]
            pub static $ident: $crate::Rule = $crate::Rule {
                code: $code,
                name: $name,
                level: $crate::Level::$level,
                since: $since,
                summary: $summary,
                explanation: $explanation,
                bad: $bad,
                good: $good,
            };
        )+
    };
}
