//! Indices: places in the lists of a model. Each list has an index type of its own, and takes no other.
//!
//! A typed list is a [`TiVec`](typed_index_collections::TiVec): `model.questions[question]` wants a [`QuestionIx`], and
//! `model.questions.iter_enumerated()` gives one.

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                Self(index)
            }
        }

        impl From<$name> for usize {
            fn from(index: $name) -> Self {
                index.0
            }
        }
    )*};
}

indices! {
    /// A question of [`Model::questions`](crate::Model::questions).
    QuestionIx;
    /// A field of [`Question::fields`](crate::Question::fields), or of a list fact's fields.
    FieldIx;
    /// A fact of [`Model::facts`](crate::Model::facts).
    FactIx;
    /// A list of [`Model::lists`](crate::Model::lists).
    ListIx;
    /// A section of [`Model::sections`](crate::Model::sections).
    SectionIx;
    /// A block of [`Section::blocks`](crate::Section::blocks).
    BlockIx;
    /// A rule or named bound of [`Question::must`](crate::Question::must).
    MustIx;
    /// A number of [`Model::computed`](crate::Model::computed).
    ComputedIx;
    /// A date of [`Model::dates`](crate::Model::dates).
    DateIx;
}
