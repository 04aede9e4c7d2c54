//! How rules write their examples.

/// An example of two editions. Each text starts with a line break: questions of the two forms, with six spaces before the
/// dash; then, where needed, keys of the new form, keys of the old form, and further files.
macro_rules! pair {
    (old $old:literal, new $new:literal $(, new_form $new_form:literal)? $(, old_form $old_form:literal)? $(, files $files:literal)? $(,)?) => {
        concat!(
            "edition: \"2025\"", $($new_form,)?
            "\nsections:\n  - id: work\n    title: Work\n    questions:", $new, $($files,)?
            "\n-- old/form.yaml --", $($old_form,)?
            "\nsections:\n  - id: work\n    title: Work\n    questions:", $old, "\n",
        )
    };
}
pub(super) use pair;
