//! The direction of a text in another script than the document's. By the rules of Unicode, a sign at the edge of such a text
//! takes the direction of the paragraph: the question mark of an English question in an Arabic document would stand before it.
//! A mark that nobody sees keeps the sign with its text.

use crate::doc::{Inline, Paragraph, Run, Style};
use canevas_model::Language;

/// What stands before and behind a run.
pub(super) type Marks = [&'static str; 2];

const LEFT_TO_RIGHT: &str = "\u{200e}";
const RIGHT_TO_LEFT: &str = "\u{200f}";

/// Whether a run is in a language of its own, and whether that is written from right to left.
fn own_direction(run: &Run) -> Option<bool> {
    run.language.as_deref().and_then(Language::new).map(|language| language.is_right_to_left())
}

/// The runs of an inline that all have one direction of their own: the first and the last of them, and that direction.
fn directed(inline: &Inline) -> Option<(&Run, &Run, bool)> {
    let runs = match inline {
        Inline::Run(run) => std::slice::from_ref(run),
        Inline::Link { runs, .. } => runs.as_slice(),
        Inline::Break | Inline::Tab | Inline::Control(_) => &[],
    };
    let (first, last) = (runs.first()?, runs.last()?);
    let direction = own_direction(first)?;
    runs.iter().all(|run| own_direction(run) == Some(direction)).then_some((first, last, direction))
}

/// The same where that is not the direction of the paragraph.
fn other(inline: &Inline, is_right_to_left: bool) -> Option<(&Run, &Run, bool)> {
    directed(inline).filter(|(.., direction)| *direction != is_right_to_left)
}

/// The marks around each inline of a paragraph.
pub(super) fn marks(inlines: &[Inline], is_right_to_left: bool) -> Vec<Marks> {
    let continues = |at: Option<usize>| {
        at.and_then(|at| inlines.get(at)).is_some_and(|inline| other(inline, is_right_to_left).is_some())
    };
    let of = |(at, inline): (usize, &Inline)| {
        let Some((first, last, direction)) = other(inline, is_right_to_left) else { return [""; 2] };
        let mark = if direction { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT };
        let is_edge = |c: Option<char>, ends_in_digit: bool| {
            c.is_some_and(|c| !(c.is_alphabetic() || ends_in_digit && !direction && c.is_ascii_digit()))
        };
        let before = !continues(at.checked_sub(1)) && is_edge(first.text.chars().next(), false);
        let after = !continues(Some(at + 1)) && is_edge(last.text.chars().next_back(), true);
        [if before { mark } else { "" }, if after { mark } else { "" }]
    };
    inlines.iter().enumerate().map(of).collect()
}

/// Whether a paragraph of running text has fallen back to a language from left to right as a whole: then it is set as one,
/// its full stop at its end.
pub(super) fn is_left_to_right(paragraph: &Paragraph) -> bool {
    matches!(paragraph.style, Style::BodyText | Style::Hint)
        && paragraph.counter.is_none()
        && paragraph.inlines.iter().all(|inline| match inline {
            Inline::Run(_) | Inline::Link { .. } => directed(inline).is_some_and(|(.., direction)| !direction),
            Inline::Break => true,
            Inline::Tab | Inline::Control(_) => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, language: Option<&str>) -> Inline {
        Inline::Run(Run { text: text.to_owned(), language: language.map(str::to_owned), ..Run::default() })
    }

    #[test]
    fn a_sign_at_the_edge_of_a_text_keeps_its_side() {
        for (texts, is_right_to_left, wanted) in [
            (vec![run("Which kind?", Some("en"))], true, vec![["", LEFT_TO_RIGHT]]),
            (vec![run("(Other)", Some("fr"))], true, vec![[LEFT_TO_RIGHT, LEFT_TO_RIGHT]]),
            (vec![run("2024 plans", Some("en"))], true, vec![[LEFT_TO_RIGHT, ""]]),
            (vec![run("plans of 2024", Some("en"))], true, vec![["", ""]]),
            (
                vec![
                    run("8", None),
                    Inline::Tab,
                    run("Which ", Some("en")),
                    run("kind", Some("en")),
                    run("?", Some("en")),
                ],
                true,
                vec![["", ""], ["", ""], ["", ""], ["", ""], ["", LEFT_TO_RIGHT]],
            ),
            (vec![run("Which kind?", Some("en"))], false, vec![["", ""]]),
            (vec![run("أي نوع.", Some("ar"))], false, vec![["", RIGHT_TO_LEFT]]),
            (vec![run("أي نوع.", None)], true, vec![["", ""]]),
        ] {
            assert_eq!(marks(&texts, is_right_to_left), wanted, "{texts:?}");
        }
    }
}
