//! Paths as text, and back: JSON pointers, tags of a Word file, names of a page's controls. A text is read against a
//! form, which knows whether `q/x` is a row of a question or a field of a group.

use crate::key::AnswerKey;
use crate::path::{AnswerPath, FactPath, RepeatedRow, ResponsePath};
use canevas_model::{AnswerShape, Model, Question};
use std::borrow::Cow;
use std::fmt::Write as _;

/// The key of a return under which the answers stand.
pub const ANSWERS_KEY: &str = "answers";
/// The key of a return under which the facts stand.
pub const FACTS_KEY: &str = "facts";
/// What stands in a name for the index of [`RepeatedRow::Each`].
pub const EACH_ROW: &str = "{i}";
/// The sign before the tag of a fact.
const FACT_SIGN: char = '@';

/// One step down the tree of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeStep<'p> {
    /// To what a key holds.
    Key(Cow<'p, str>),
    /// To the item at an index.
    Index(usize),
    /// To any item; no tree has it.
    Each,
}

impl AnswerPath {
    /// The steps below `answers`.
    pub fn steps(&self) -> impl Iterator<Item = TreeStep<'_>> {
        fn named(id: &str, key: Option<AnswerKey>) -> TreeStep<'_> {
            TreeStep::Key(key.filter(|key| key.companion.is_some()).map_or(id.into(), |key| key.to_string().into()))
        }
        let item = self.repeated_row().map(|row| match row {
            RepeatedRow::At(index) => TreeStep::Index(index),
            RepeatedRow::Each => TreeStep::Each,
        });
        std::iter::once(named(self.question_id(), Some(self.key())))
            .chain(self.row().map(|row| TreeStep::Key(row.into())))
            .chain(item)
            .chain(self.field_id().map(|id| named(id, self.key_of_field())))
    }

    /// `/answers/q/row`, from the root of a return.
    pub fn pointer(&self) -> String {
        pointer(ANSWERS_KEY, self.steps())
    }

    /// `/q/row`, the key of text under `unread` that is not an answer at this place.
    pub fn unread_key(&self) -> String {
        pointer("", self.steps()).split_off(1)
    }

    /// Reads what [`Self::unread_key`] gives; the first stroke may be left out.
    pub fn from_unread_key(text: &str, model: &Model) -> Option<Self> {
        let below = text.strip_prefix('/').unwrap_or(text);
        Self::from_parts(below.split('/').map(unescape), true, model)
    }

    /// Reads what [`Self::pointer`] gives. None where the form has no such place below a question that it knows. An
    /// unknown key of `answers` is a path too.
    pub fn from_pointer(text: &str, model: &Model) -> Option<Self> {
        let below = text.strip_prefix('/')?.strip_prefix(ANSWERS_KEY)?.strip_prefix('/')?;
        Self::from_parts(below.split('/').map(unescape), true, model)
    }

    /// `answers/q/row`, the name of a control on a page; `{i}` stands for the index of any row.
    pub fn control_name(&self) -> String {
        name(ANSWERS_KEY, self.steps())
    }

    /// Reads what [`Self::control_name`] gives.
    pub fn from_control_name(text: &str, model: &Model) -> Option<Self> {
        let below = text.strip_prefix(ANSWERS_KEY)?.strip_prefix('/')?;
        Self::from_parts(below.split('/').map(Cow::Borrowed), true, model)
    }

    /// `q/row`, the tag of a content control and the name of a column. It does not name the repeated row, since a word
    /// processor copies a tag with its row.
    pub fn tag(&self) -> String {
        let mut out = String::new();
        for step in self.steps() {
            let TreeStep::Key(key) = step else { continue };
            if !out.is_empty() {
                out.push('/');
            }
            out.push_str(&key);
        }
        out
    }

    /// Reads what [`Self::tag`] gives; the path names no repeated row.
    pub fn from_tag(text: &str, model: &Model) -> Option<Self> {
        Self::from_parts(text.split('/').map(Cow::Borrowed), false, model)
    }

    /// Reads the parts of a text; `with_rows` says whether that names repeated rows.
    fn from_parts<'t>(mut parts: impl Iterator<Item = Cow<'t, str>>, with_rows: bool, model: &Model) -> Option<Self> {
        let key = AnswerKey::parse(&parts.next()?);
        let mut parts = parts.peekable();
        let mut path = Self::of_key(&key);
        let Some(question) = question_of(model, &key.id) else {
            return parts.peek().is_none().then_some(path);
        };
        if question.for_each.is_some()
            && let Some(row) = parts.next()
        {
            path = path.in_row(&row);
        }
        if key.companion.is_some() {
            return parts.peek().is_none().then_some(path);
        }
        if with_rows
            && matches!(question.shape, AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. })
            && let Some(row) = parts.peek().and_then(|part| repeated_row(part))
        {
            path = path.in_repeated_row(row);
            parts.next();
        }
        if let Some(part) = parts.next() {
            let has_fields = matches!(
                question.shape,
                AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. }
            );
            if !has_fields {
                return None;
            }
            path = path.field_key(&AnswerKey::parse(&part));
        }
        parts.peek().is_none().then_some(path)
    }
}

/// The question of an id, also one that is asked no more.
fn question_of<'m>(model: &'m Model, id: &str) -> Option<&'m Question> {
    model.question(id).or_else(|| {
        let retired = model.retired.iter().find(|retired| retired.id == *id)?;
        retired.question.as_ref()
    })
}

fn repeated_row(part: &str) -> Option<RepeatedRow> {
    if part == EACH_ROW {
        return Some(RepeatedRow::Each);
    }
    let index: usize = part.parse().ok()?;
    // Only what is written as this program writes it comes back as the same text.
    (index.to_string() == part).then_some(RepeatedRow::At(index))
}

impl FactPath {
    /// The steps below `facts`.
    pub fn steps(&self) -> impl Iterator<Item = TreeStep<'_>> {
        let below = self.row().into_iter().chain(self.field_id().map(canevas_model::FieldId::as_str));
        std::iter::once(self.id().as_str()).chain(below).map(|key| TreeStep::Key(key.into()))
    }

    /// `/facts/fact/row/field`, from the root of a return.
    pub fn pointer(&self) -> String {
        pointer(FACTS_KEY, self.steps())
    }

    /// Reads what [`Self::pointer`] gives.
    pub fn from_pointer(text: &str) -> Option<Self> {
        let below = text.strip_prefix('/')?.strip_prefix(FACTS_KEY)?.strip_prefix('/')?;
        Self::from_parts(below.split('/').map(unescape))
    }

    /// `facts/fact/row/field`, the name of a control on a page.
    pub fn control_name(&self) -> String {
        name(FACTS_KEY, self.steps())
    }

    /// Reads what [`Self::control_name`] gives.
    pub fn from_control_name(text: &str) -> Option<Self> {
        let below = text.strip_prefix(FACTS_KEY)?.strip_prefix('/')?;
        Self::from_parts(below.split('/').map(Cow::Borrowed))
    }

    /// `@fact/row/field`, the tag of a content control.
    pub fn tag(&self) -> String {
        let keys = [Some(self.id().as_str()), self.row(), self.field_id().map(canevas_model::FieldId::as_str)];
        let keys: Vec<&str> = keys.into_iter().flatten().collect();
        format!("{FACT_SIGN}{}", keys.join("/"))
    }

    /// Reads what [`Self::tag`] gives.
    pub fn from_tag(text: &str) -> Option<Self> {
        Self::from_parts(text.strip_prefix(FACT_SIGN)?.split('/').map(Cow::Borrowed))
    }

    fn from_parts<'t>(mut parts: impl Iterator<Item = Cow<'t, str>>) -> Option<Self> {
        let mut path = Self::fact(&*parts.next()?);
        if let Some(row) = parts.next() {
            path = path.in_row(&row);
        }
        if let Some(field) = parts.next() {
            path = path.field(&*field);
        }
        parts.next().is_none().then_some(path)
    }
}

impl ResponsePath {
    /// The steps from the root.
    pub fn steps(&self) -> Vec<TreeStep<'_>> {
        match self {
            Self::Whole => Vec::new(),
            Self::Head(key) => vec![TreeStep::Key((&**key).into())],
            Self::Fact(path) => std::iter::once(TreeStep::Key(FACTS_KEY.into())).chain(path.steps()).collect(),
            Self::Answer(path) => std::iter::once(TreeStep::Key(ANSWERS_KEY.into())).chain(path.steps()).collect(),
        }
    }

    /// The JSON pointer from the root.
    pub fn pointer(&self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Head(key) => pointer(key, std::iter::empty()),
            Self::Fact(path) => path.pointer(),
            Self::Answer(path) => path.pointer(),
        }
    }

    /// Reads what [`Self::pointer`] gives.
    pub fn from_pointer(text: &str, model: &Model) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::Whole);
        }
        let key = text.strip_prefix('/')?;
        if !key.contains('/') {
            return Some(Self::Head(unescape(key).into()));
        }
        let fact = FactPath::from_pointer(text).map(Self::Fact);
        fact.or_else(|| AnswerPath::from_pointer(text, model).map(Self::Answer))
    }

    /// `q/row`, `facts/country`: a place as people write it in a file of their own.
    pub fn name(&self) -> String {
        match self {
            Self::Answer(path) => path.unread_key().trim_start_matches('/').to_owned(),
            Self::Fact(path) => path.control_name(),
            Self::Head(_) | Self::Whole => self.pointer(),
        }
    }

    /// Reads what [`Self::name`] gives. None where the form has no such place below a question that it knows.
    pub fn from_name(text: &str, model: &Model) -> Option<Self> {
        let fact = FactPath::from_control_name(text).filter(|_| model.question(FACTS_KEY).is_none());
        fact.map(Self::Fact).or_else(|| AnswerPath::from_unread_key(text, model).map(Self::Answer))
    }

    /// The tag of a fact or an answer: `q/row`, `@fact`.
    pub fn from_tag(text: &str, model: &Model) -> Option<Self> {
        let fact = FactPath::from_tag(text).map(Self::Fact);
        fact.or_else(|| AnswerPath::from_tag(text, model).map(Self::Answer))
    }
}

/// The JSON pointer of some steps from the root.
pub(crate) fn tree_pointer(steps: Vec<TreeStep<'_>>) -> String {
    let mut steps = steps.into_iter();
    match steps.next() {
        Some(TreeStep::Key(first)) => pointer(&first, steps),
        _ => String::new(),
    }
}

fn pointer<'p>(first: &str, steps: impl Iterator<Item = TreeStep<'p>>) -> String {
    let mut out = String::from("/");
    push_escaped(&mut out, first);
    for step in steps {
        out.push('/');
        match step {
            TreeStep::Key(key) => push_escaped(&mut out, &key),
            TreeStep::Index(index) => push_index(&mut out, index),
            TreeStep::Each => out.push_str(EACH_ROW),
        }
    }
    out
}

fn name<'p>(first: &str, steps: impl Iterator<Item = TreeStep<'p>>) -> String {
    let mut out = String::from(first);
    for step in steps {
        out.push('/');
        match step {
            TreeStep::Key(key) => out.push_str(&key),
            TreeStep::Index(index) => push_index(&mut out, index),
            TreeStep::Each => out.push_str(EACH_ROW),
        }
    }
    out
}

fn push_index(out: &mut String, index: usize) {
    // Writing to a String cannot fail.
    let _ = write!(out, "{index}");
}

pub(crate) fn push_escaped(out: &mut String, key: &str) {
    for c in key.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}

fn unescape(part: &str) -> Cow<'_, str> {
    if part.contains('~') { part.replace("~1", "/").replace("~0", "~").into() } else { part.into() }
}
