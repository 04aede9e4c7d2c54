//! Findings: a message about a place, with advice.

use crate::{Level, Rule, Span};

/// A marked place with a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The marked place.
    pub span: Span,
    /// A comment on the place; may be empty.
    pub text: String,
}

/// The text that a finding is about, as `canevas.toml` names it in order to accept the finding for this text alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPlace {
    /// The place of the text, such as `question.law.ask`.
    pub at: String,
    /// The digest of the text as it is now.
    pub digest: String,
}

/// A change that mends what a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule it belongs to.
    pub rule: &'static Rule,
    /// The level: the rule's own unless `canevas.toml` sets another.
    pub level: Level,
    /// The reason, if `canevas.toml` sets the level.
    pub set_because: Option<String>,
    /// The problem in one sentence.
    pub message: String,
    /// The place that is underlined.
    pub primary: Label,
    /// Other places that explain the problem.
    pub others: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// What an editor can offer to write, where that is certain enough.
    pub fix: Option<Fix>,
    /// The text that it is about, if it can be accepted for this text alone.
    pub text: Option<TextPlace>,
    /// The place in a return that it is about, as a JSON pointer. It may name what is missing there.
    pub pointer: Option<String>,
}

impl Finding {
    /// A finding at `span`, at the rule's own level.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            set_because: None,
            message: message.into(),
            primary: Label { span, text: String::new() },
            others: Vec::new(),
            help: None,
            fix: None,
            text: None,
            pointer: None,
        }
    }

    /// Adds the words under the underlined place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says which word was probably meant, if there is one. An editor can write it in the place of the underlined word.
    #[must_use]
    pub fn meant(self, word: Option<impl AsRef<str>>) -> Self {
        let Some(word) = word else { return self };
        let span = self.primary.span;
        self.help(format!("did you mean `{}`?", word.as_ref())).fix(span, word.as_ref())
    }

    /// Adds a change that mends what it is about.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }

    /// Adds the place in a return.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Adds what to do, if there is advice.
    #[must_use]
    pub fn help_if(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.others.push(Label { span, text: text.into() });
        self
    }
}

/// Findings in the order they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether one of the findings denies.
    pub fn deny(&self) -> bool {
        self.0.iter().any(|finding| finding.level == Level::Deny)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of findings.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The findings in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// The findings that were made since there were `count`, to complete them.
    pub fn since(&mut self, count: usize) -> impl Iterator<Item = &mut Finding> {
        self.0.iter_mut().skip(count)
    }

    /// Whether the next finding may name what was probably meant. To compare a name with all others takes time, and whoever has
    /// hundreds of findings needs no such help with each.
    pub fn may_suggest(&self) -> bool {
        may_suggest(self.len())
    }

    /// Orders by source and place, and removes exact repetitions.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0
            .sort_by(|a, b| (a.primary.span, a.rule.code, &a.message).cmp(&(b.primary.span, b.rule.code, &b.message)));
        self.0.dedup();
        self
    }
}

/// Whether the next finding may name what was probably meant, after so many findings. See [`Findings::may_suggest`].
pub fn may_suggest(count: usize) -> bool {
    const MOST: usize = 200;
    count < MOST
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}
