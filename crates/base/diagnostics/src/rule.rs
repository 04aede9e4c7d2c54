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

/// What users and later phases may do with the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four independent answers")]
pub struct Policy {
    /// Whether a build depends on the rule: nothing can be built from what it denies.
    pub build_depends: bool,
    /// Whether a waiver may accept a finding. Only findings about changes can be waived.
    pub waivable: bool,
    /// Whether a finding can be the mere consequence of an error elsewhere. It waits until that error is corrected.
    pub may_follow: bool,
    /// Whether the rule looks at a file of translations that comes back. Such a file may hold fewer texts than the form.
    pub on_import: bool,
}

impl Policy {
    /// What holds unless a rule says otherwise.
    pub const DEFAULT: Self = Self { build_depends: false, waivable: true, may_follow: false, on_import: true };

    /// A build depends on the rule.
    #[must_use]
    pub const fn build_depends(self) -> Self {
        Self { build_depends: true, ..self }
    }

    /// No waiver accepts a finding.
    #[must_use]
    pub const fn never_waived(self) -> Self {
        Self { waivable: false, ..self }
    }

    /// The rule does not look at a file of translations that comes back.
    #[must_use]
    pub const fn not_on_import(self) -> Self {
        Self { on_import: false, ..self }
    }

    /// A finding can be the consequence of an error elsewhere.
    #[must_use]
    pub const fn may_follow(self) -> Self {
        Self { may_follow: true, ..self }
    }
}

/// One thing that can be found. Codes are never reused.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code, such as `C004`.
    pub code: &'static str,
    /// Readable name, such as `unknown-option`.
    pub name: &'static str,
    /// Names that the rule had in earlier versions. Settings and waivers may still use them.
    pub former_names: &'static [&'static str],
    /// Default level.
    pub level: Level,
    /// What users and later phases may do with its findings.
    pub policy: Policy,
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

impl Rule {
    /// Whether a word names the rule: its code, its name or a former name, in upper or lower case.
    pub fn is_called(&self, word: &str) -> bool {
        self.names().any(|name| name.eq_ignore_ascii_case(word))
    }

    /// Its code, its name and its former names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.code, self.name].into_iter().chain(self.former_names.iter().copied())
    }

    /// Whether `canevas.toml` may lower its level.
    pub fn may_be_lowered(&self) -> bool {
        self.level < Level::Deny || (self.policy.waivable && !self.policy.build_depends)
    }
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
/// assert!(EMPTY_SECTION.may_be_lowered());
/// ```
///
/// A rule may state its [`Policy`] and the names it had. `all [...];` at the top states a policy for every rule of the
/// block. A level in parentheses is an expression.
///
/// ```
/// use canevas_diagnostics::{Level, rule};
/// rule! {
///     all [build_depends];
///     NOT_TEXT: "X002", "not-text", (Level::Deny), since "0.1.0",
///     "The file is not text.",
///     formerly ["binary"], policy [may_follow],
///     explain "Save it as text.",
///     bad "", good "",
/// }
/// assert!(NOT_TEXT.policy.build_depends && NOT_TEXT.policy.may_follow && !NOT_TEXT.may_be_lowered());
/// assert!(NOT_TEXT.is_called("x002") && NOT_TEXT.is_called("binary"));
/// ```
#[macro_export]
macro_rules! rule {
    (@rules $all:tt $($ident:ident: $code:literal, $name:literal, $level:tt, since $since:literal, $summary:literal,
       $(formerly [$($former:literal),+ $(,)?],)? $(policy [$($flag:ident),+],)?
       explain $explanation:expr, bad $bad:expr, good $good:expr $(,)?);+ $(;)?) => {
        $(
            #[doc = $summary]
            pub static $ident: $crate::Rule = $crate::Rule {
                code: $code,
                name: $name,
                former_names: &[$($($former),+)?],
                level: $crate::rule!(@level $level),
                policy: $crate::rule!(@policy $all [$($($flag),+)?]),
                since: $since,
                summary: $summary,
                explanation: $explanation,
                bad: $bad,
                good: $good,
            };
        )+
    };
    (@level ($level:expr)) => { $level };
    (@level $level:ident) => { $crate::Level::$level };
    (@policy [$($all:ident),*] [$($own:ident),*]) => { $crate::Policy::DEFAULT$(.$all())*$(.$own())* };
    (all $all:tt; $($rules:tt)+) => { $crate::rule!(@rules $all $($rules)+); };
    ($($rules:tt)+) => { $crate::rule!(@rules [] $($rules)+); };
}
