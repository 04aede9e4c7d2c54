//! Where something is in a draft, and how `unread` names it.

use canevas_responses::{ANSWERS_KEY, FACTS_KEY, UnreadPlace};

/// Stands for the name of a file in a saved copy: the answer was set aside for a word such as "nothing to report".
pub(crate) const SET_ASIDE: &str = "set aside";

/// The key under which a draft keeps the parts of a return that the form does not know.
pub(crate) const OTHERS: &str = "others";

/// A place such as `answers/x/0/title`. A draft may hold keys that no form has, so a place is no
/// [`canevas_responses::ResponsePath`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    steps: Vec<String>,
}

impl Place {
    /// All answers.
    pub(crate) fn answers() -> Self {
        Self { steps: vec![ANSWERS_KEY.to_owned()] }
    }

    /// All facts.
    pub(crate) fn facts() -> Self {
        Self { steps: vec![FACTS_KEY.to_owned()] }
    }

    /// What stands at the top of a return beside the parts that every return has.
    pub(crate) fn others() -> Self {
        Self { steps: vec![OTHERS.to_owned()] }
    }

    pub(crate) fn inside(&self, step: &(impl ToString + ?Sized)) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step.to_string());
        Self { steps }
    }

    pub(crate) fn steps(&self) -> &[String] {
        &self.steps
    }

    pub(crate) fn parent(&self) -> Self {
        Self { steps: self.steps[..self.steps.len().saturating_sub(1)].to_vec() }
    }

    /// The place and the two around it: a word may stand in place of each.
    pub(crate) fn around(&self) -> [Self; 3] {
        let parent = self.parent();
        let above = parent.parent();
        [self.clone(), parent, above]
    }

    pub(crate) fn is_inside(&self, holder: &Self) -> bool {
        self.steps.len() > holder.steps.len() && self.steps.starts_with(&holder.steps)
    }

    pub(crate) fn is_answer(&self) -> bool {
        self.steps.len() > 1 && self.steps[0] == ANSWERS_KEY
    }

    pub(crate) fn is_fact(&self) -> bool {
        self.steps.len() > 1 && self.steps[0] == FACTS_KEY
    }

    pub(crate) fn is_other(&self) -> bool {
        self.steps.len() > 1 && self.steps[0] == OTHERS
    }

    /// The key of the place in `unread`: `/x/0/title`, `/facts/list/row`, `//sign_off`. A question may have the name of a part at
    /// the top, so two strokes stand before the latter.
    pub(crate) fn unread_key(&self) -> String {
        if self.is_other() {
            return format!("//{}", self.steps[1..].join("/"));
        }
        let named = if self.is_answer() { &self.steps[1..] } else { &self.steps };
        format!("/{}", named.join("/"))
    }

    /// The place that a key of `unread` names. The key may be any text.
    pub(crate) fn of_unread_key(key: &str) -> Self {
        let below = key.strip_prefix('/').unwrap_or_default();
        if let Some(other) = below.strip_prefix('/') {
            return Self::others().inside(other);
        }
        let is_fact = below.strip_prefix(FACTS_KEY).is_some_and(|rest| rest.starts_with('/'));
        let path = if is_fact { below.to_owned() } else { format!("{ANSWERS_KEY}{key}") };
        Self { steps: path.split('/').map(str::to_owned).collect() }
    }

    /// How many characters the place has as text: the whole comes before its parts.
    pub(crate) fn length(&self) -> usize {
        self.steps.iter().map(|step| step.encode_utf16().count() + 1).sum()
    }
}

/// The number of an entry in a list, from a step. More than a list can have is the largest number.
pub(crate) fn entry_of(step: &str) -> Option<usize> {
    let is_number = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| step.parse().unwrap_or(usize::MAX))
}

/// A key of `unread`: what it is about, and whose answer it holds where answers differ.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UnreadKey {
    pub(crate) place: Place,
    pub(crate) from: Option<String>,
}

impl UnreadKey {
    /// Reads a key: `/x`, or `/x (health.json)` where answers differ.
    pub(crate) fn parse(key: &str) -> Self {
        let (path, from) = UnreadPlace::split(key);
        Self { place: Place::of_unread_key(path), from: from.map(str::to_owned) }
    }

    /// The key of one of the answers that differ.
    pub(crate) fn of_side(key: &str, from: &str) -> String {
        format!("{key} ({from})")
    }
}
