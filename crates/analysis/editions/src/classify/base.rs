//! The types that rules about changes are made of. Rules depend on this module, and this module depends on no rule.

use super::cause::Cause;
pub(crate) use super::context::RuleContext;
use crate::diff::{Aspect, Change, ChangeKind, ChangePlace, Refused};
use canevas_diagnostics::{Level, Rule, Span};
use canevas_model::QuestionId;
use canevas_syntax::changes::{Comparable, Verdict, Waiver};

/// How much a change affects one concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Not at all.
    Clear,
    /// A person has to look at it.
    Review,
    /// It breaks.
    Breaks,
}

impl Effect {
    /// The sign in reports.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Clear => "-",
            Self::Review => "!",
            Self::Breaks => "x",
        }
    }

    const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }
}

/// What a change affects: old answers, the series, translators, countries' copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Impact {
    /// Old answers.
    pub answers: Effect,
    /// The series.
    pub series: Effect,
    /// Translators.
    pub translators: Effect,
    /// Countries' copies.
    pub countries: Effect,
}

impl Impact {
    /// The four signs in order, such as `x x ! -`.
    pub fn signs(self) -> String {
        [self.answers, self.series, self.translators, self.countries].map(Effect::sign).join(" ")
    }
}

/// The impact of a change on old answers, the series, translators and countries' copies.
pub(crate) const fn impact(answers: Effect, series: Effect, translators: Effect, countries: Effect) -> Impact {
    Impact { answers, series, translators, countries }
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Something is new.
    Adds,
    /// Something is no longer there.
    Removes,
    /// More answers pass.
    Widens,
    /// Fewer answers pass.
    Narrows,
    /// Something has a new place and is otherwise the same.
    Moves,
    /// Something is different.
    Alters,
}

/// How severe the findings of a rule are, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Severity {
    /// What the change affects.
    pub impact: Impact,
    /// The direction of the change.
    pub direction: Direction,
    /// A level that overrides the derived one, with the reason.
    pub set: Option<(Level, &'static str)>,
}

impl Severity {
    pub const fn of(impact: Impact, direction: Direction) -> Self {
        Self { impact, direction, set: None }
    }

    /// The same impact, with a level that overrides the derived one.
    pub const fn but(self, level: Level, reason: &'static str) -> Self {
        Self { set: Some((level, reason)), ..self }
    }

    /// The level that follows from impact and direction. A change that breaks answers, the series or copies denies. A
    /// change that can shift numbers warns, unless something only moved. Work for translators is only listed.
    pub const fn derived(self) -> Level {
        let Impact { answers, series, countries, .. } = self.impact;
        if answers.is(Effect::Breaks) || series.is(Effect::Breaks) || countries.is(Effect::Breaks) {
            Level::Deny
        } else if series.is(Effect::Review) && !matches!(self.direction, Direction::Moves) {
            Level::Warn
        } else {
            Level::Info
        }
    }

    /// The level of the rule.
    pub const fn level(self) -> Level {
        match self.set {
            Some((level, _)) => level,
            None => self.derived(),
        }
    }
}

/// A rule about changes.
pub(crate) struct EditionRule {
    /// The rule.
    pub rule: &'static Rule,
    /// How severe its findings are.
    pub severity: Severity,
    /// The keys of the language whose changes it reports, as `question.hint`.
    pub keys: &'static [&'static str],
    /// Its counterpart.
    #[cfg_attr(not(test), expect(dead_code, reason = "held by a test"))]
    pub mirror: Mirror,
    /// How it finds changes.
    pub detectors: &'static [Detector],
}

/// How a rule finds changes: what it reads, and the function that reads it.
pub(crate) enum Detector {
    /// Each change of these kinds.
    Changes(&'static [Aspect], fn(&RuleContext<'_>, &Change) -> Option<ChangeFinding>),
    /// The two editions as a whole.
    Editions(fn(&RuleContext<'_>) -> Vec<ChangeFinding>),
    /// The waivers, after they were matched with the findings.
    Waivers(fn(&RuleContext<'_>, &[WaiverUse<'_>]) -> Vec<ChangeFinding>),
}

/// A waiver, and whether it applies.
#[derive(Debug)]
pub(crate) struct WaiverUse<'a> {
    /// The waiver.
    pub waiver: &'a Waiver,
    /// Whether it matches a finding.
    pub is_met: bool,
    /// Whether its rule can be waived.
    pub is_allowed: bool,
}

/// The counterpart of a rule: added and removed, tightened and relaxed.
#[cfg_attr(not(test), expect(dead_code, reason = "held by a test"))]
pub(crate) enum Mirror {
    /// The rule of this name.
    Of(&'static str),
    /// None, with the reason.
    None(&'static str),
}

/// What a rule found.
#[derive(Debug, Clone)]
pub(crate) struct ChangeFinding {
    pub at: ChangePlace,
    pub message: String,
    pub help: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub old: Option<Span>,
    pub new: Option<Span>,
    pub declared: Option<String>,
    pub comparable: Option<Comparable>,
    pub question: Option<QuestionId>,
    /// Whether old answers certainly pass, whatever the impact of the rule.
    pub safe: bool,
    /// Whether old answers certainly fail: a country gave such an answer, whether a witness is found or not.
    pub fails: bool,
    /// Why old answers fail, if they do.
    pub cause: Cause,
    /// Old answers that may fail.
    pub refused: Vec<Refused>,
    /// The affected countries, if not all are affected.
    pub countries: Option<Vec<String>>,
}

impl ChangeFinding {
    /// A finding with a place and a message.
    pub fn at(at: ChangePlace, message: String) -> Self {
        Self {
            at,
            message,
            help: None,
            before: None,
            after: None,
            old: None,
            new: None,
            declared: None,
            comparable: None,
            question: None,
            safe: false,
            fails: false,
            cause: Cause::Any,
            refused: Vec::new(),
            countries: None,
        }
    }

    /// A finding about a change.
    pub fn of(change: &Change, message: String) -> Self {
        let (refused, safe) = match &change.kind {
            ChangeKind::Condition { refused, .. } => (refused.clone(), refused.is_empty()),
            ChangeKind::Added { required, refused } | ChangeKind::Required { now: required, refused } => {
                (refused.clone(), *required && refused.is_empty())
            }
            _ => (Vec::new(), false),
        };
        Self {
            old: change.old,
            new: change.new,
            question: change.question.clone(),
            cause: Cause::of(change),
            refused,
            safe,
            ..Self::at(change.at.clone(), message)
        }
    }

    pub fn from(mut self, before: Option<String>, after: Option<String>) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What the change file says about a meaning, for the line “declared” of a report.
pub(crate) fn meaning_in_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "the meaning is the same",
        Verdict::Other => "the meaning changed",
    }
}

/// Whether a declaration is one of [`meaning_in_words`], which gives no reason.
pub(crate) fn is_own_word(declared: &str) -> bool {
    [Verdict::Same, Verdict::Other].map(meaning_in_words).contains(&declared)
}

/// A value in a message; “none” where there is no value.
pub(crate) fn or_none(value: Option<&str>) -> &str {
    value.unwrap_or("none")
}
