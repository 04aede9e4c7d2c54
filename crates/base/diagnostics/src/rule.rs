//! Rules: each kind of finding is declared once.

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The finding is listed.
    Info,
    /// The finding is shown and does not stop a build.
    Warn,
    /// The finding stops the build before it writes anything.
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

/// How many findings of one rule people see, unless they ask for all.
pub const MOST_OF_RULE: usize = 20;

/// What users and later phases may do with the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "independent answers")]
pub struct Policy {
    /// Whether a build depends on the rule: nothing can be built from what it denies.
    pub build_depends: bool,
    /// Whether a waiver may accept a finding. Only findings about changes can be waived.
    pub waivable: bool,
    /// Whether a finding can be the mere consequence of an error elsewhere. It waits until that error is corrected.
    pub may_follow: bool,
    /// Whether the rule looks at a file of translations that comes back. Such a file may hold fewer texts than the form.
    pub on_import: bool,
    /// Whether `canevas fmt` mends most of the findings.
    pub fmt_mends: bool,
    /// Whether the rule judges words by signs, and can be wrong about one text. Its findings can be accepted for one text.
    pub can_err: bool,
}

impl Policy {
    /// What holds unless a rule says otherwise.
    pub const DEFAULT: Self = Self {
        build_depends: false,
        waivable: true,
        may_follow: false,
        on_import: true,
        fmt_mends: false,
        can_err: false,
    };

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

    /// `canevas fmt` mends most of the findings.
    #[must_use]
    pub const fn fmt_mends(self) -> Self {
        Self { fmt_mends: true, ..self }
    }

    /// The rule judges words by signs, and can be wrong about one text.
    #[must_use]
    pub const fn can_err(self) -> Self {
        Self { can_err: true, ..self }
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

/// One kind of finding. Codes are never reused.
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
    /// Definition text that gives the finding, with a mark under the place that the finding underlines; see
    /// [`crate::example`]. Readers add the keys of the form's head that it leaves out.
    pub bad: &'static str,
    /// The same, corrected: it gives no finding of this rule.
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

/// The rules whose code or name another rule has already, and the codes that are out of order. Each message names both
/// rules, and the next free code where one is needed. Rules come in the order of their codes, one letter after another.
pub fn conflicts(rules: &[&Rule]) -> Vec<String> {
    let mut found = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let before = &rules[..index];
        if let Some(other) = before.iter().find(|other| other.code == rule.code) {
            let next = next_code(rule.code, rules);
            found.push(format!(
                "`{}`: {} is taken by `{}`, the next free code is {next}",
                rule.name, rule.code, other.name
            ));
        } else if let Some(other) =
            before.last().filter(|other| is_of_one_letter(other, rule) && other.code > rule.code)
        {
            found.push(format!(
                "`{}`: {} stands after {} (`{}`); list the rules in the order of their codes",
                rule.name, rule.code, other.code, other.name
            ));
        }
        if let Some(other) = before.iter().find(|other| other.name == rule.name) {
            found.push(format!("{}: the name `{}` is taken by {}", rule.code, rule.name, other.code));
        }
    }
    found
}

fn is_of_one_letter(a: &Rule, b: &Rule) -> bool {
    a.code.get(..1) == b.code.get(..1)
}

/// The first code with this letter above all that are taken: a code of a removed rule in between stays unused.
fn next_code(code: &str, rules: &[&Rule]) -> String {
    let letter = code.get(..1).unwrap_or_default();
    let numbers = rules.iter().filter_map(|rule| rule.code.strip_prefix(letter)?.parse::<u32>().ok());
    format!("{letter}{:03}", numbers.max().unwrap_or(0) + 1)
}

/// A raw string starts on the line below its opening quote, so that its marks stand in their columns. This removes that
/// first line break.
#[doc(hidden)]
pub const fn from_next_line(text: &'static str) -> &'static str {
    match text.as_bytes() {
        [b'\n', ..] => text.split_at(1).1,
        _ => text,
    }
}

/// Declares a [`Rule`] as a `pub static`, documented by its own summary.
///
/// ```
/// canevas_diagnostics::rule! {
///     EMPTY_SECTION: "X001", "empty-section", Deny, since "0.1.0",
///     "A section holds no question.",
///     explain "A reader would see a title and nothing under it. Add a question or remove the section.",
///     bad r#"
/// sections: []
///           ^^
/// "#,
///     good r#"
/// sections:
///   - id: law
/// "#,
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
                bad: $crate::from_next_line($bad),
                good: $crate::from_next_line($good),
            };
        )+
    };
    (@level ($level:expr)) => { $level };
    (@level $level:ident) => { $crate::Level::$level };
    (@policy [$($all:ident),*] [$($own:ident),*]) => { $crate::Policy::DEFAULT$(.$all())*$(.$own())* };
    (all $all:tt; $($rules:tt)+) => { $crate::rule!(@rules $all $($rules)+); };
    ($($rules:tt)+) => { $crate::rule!(@rules [] $($rules)+); };
}

#[cfg(test)]
mod tests {
    use super::{Level, Policy, Rule, conflicts};

    fn rule(code: &'static str, name: &'static str) -> Rule {
        let (since, summary, explanation) = ("0.1.0", "", "");
        Rule {
            code,
            name,
            former_names: &[],
            level: Level::Warn,
            policy: Policy::DEFAULT,
            since,
            summary,
            explanation,
            bad: "",
            good: "",
        }
    }

    #[test]
    fn a_conflict_names_both_rules_and_the_next_code() {
        let rules = [rule("C001", "a"), rule("C003", "b"), rule("C003", "c"), rule("C002", "a"), rule("E001", "e")];
        assert_eq!(
            conflicts(&rules.iter().collect::<Vec<_>>()),
            [
                "`c`: C003 is taken by `b`, the next free code is C004",
                "`a`: C002 stands after C003 (`c`); list the rules in the order of their codes",
                "C002: the name `a` is taken by C001",
            ]
        );
        assert_eq!(conflicts(&[&rules[0], &rules[1], &rules[4]]), [""; 0]);
    }
}
