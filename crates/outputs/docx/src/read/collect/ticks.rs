//! Boxes and marks on a line of options: which option each mark belongs to.
//!
//! A mark stands in the box, beside it, or behind the label; or it replaced the box. Where it could belong to two options,
//! it is left as text, so that a person decides. A mark before words that are no label belongs to those words.

use super::collector::FlowToken;
use super::marks::{Part, joined_parts};
use super::option_labels::{self, Label, Labels};
use crate::read::template::Segment;

/// What stands at a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoxState {
    /// The field of the box.
    pub slot: usize,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What a line of options says.
#[derive(Debug, Default)]
pub struct Ticks {
    /// The boxes that are drawn or marked outside of their fields.
    pub boxes: Vec<BoxState>,
    /// What else stands on the line.
    pub rest: String,
    /// Whether the label of an option was found.
    pub found: bool,
    /// Whether the label of an option stands without its box, and other options of the line do not: somebody may have typed
    /// it as the answer, or removed the box.
    pub lone_label: bool,
}

/// The parts of a line of the file, each with whether it touches what stands before it.
fn parts_of(tokens: &[FlowToken]) -> Vec<(Part, bool)> {
    let mut out: Vec<(Part, bool)> = Vec::new();
    let mut touches = false;
    for token in tokens {
        match token {
            FlowToken::Claim(field) => {
                out.push((Part::Claim(*field), touches));
                touches = true;
            }
            FlowToken::Text(text) => {
                let mut parts = joined_parts(text);
                if let Some((_, first)) = parts.first_mut() {
                    *first &= touches;
                }
                out.append(&mut parts);
                touches = !text.ends_with(char::is_whitespace);
            }
        }
    }
    out
}

/// A line of the file, in which the labels are known.
struct Line<'l> {
    parts: &'l [(Part, bool)],
    labels: &'l Labels,
    is_box: &'l dyn Fn(usize) -> bool,
    /// Which marks stand before words that are no label: they are a person's own option.
    heads: Vec<bool>,
}

impl<'l> Line<'l> {
    fn new(parts: &'l [(Part, bool)], labels: &'l Labels, is_box: &'l dyn Fn(usize) -> bool) -> Self {
        let mut line = Self { parts, labels, is_box, heads: vec![false; parts.len()] };
        let mut before_words = false;
        for at in (0..parts.len()).rev() {
            match &parts[at].0 {
                Part::Gap => {}
                _ if labels.used[at] => before_words = false,
                Part::Claim(_) => before_words = false,
                Part::Empty(_) | Part::Tick(_) => line.heads[at] = before_words,
                Part::Word(_) => before_words = true,
            }
        }
        line
    }

    /// Whether a part is a box or a mark that may belong to an option.
    fn is_mark(&self, at: usize) -> bool {
        match &self.parts[at].0 {
            Part::Claim(field) => (self.is_box)(*field),
            Part::Empty(_) | Part::Tick(_) => !self.labels.used[at] && !self.heads[at],
            Part::Word(_) | Part::Gap => false,
        }
    }

    /// Whether a part is a box: that of the option `own`, or one that is drawn.
    fn is_box_of(&self, at: usize, own: usize) -> bool {
        match &self.parts[at].0 {
            Part::Claim(field) => *field == own,
            Part::Empty(_) => self.is_mark(at),
            Part::Tick(_) | Part::Word(_) | Part::Gap => false,
        }
    }

    fn is_word(&self, at: usize) -> bool {
        matches!(self.parts[at].0, Part::Word(_)) && !self.labels.used[at]
    }

    fn is_gap(&self, at: usize) -> bool {
        self.parts[at].0 == Part::Gap
    }

    /// Up to where the marks between two labels belong to the left one, and from where to the right one. What lies between
    /// could be either one's.
    fn split(&self, pattern: Pattern, left: Option<&Label>, right: Option<&Label>) -> (usize, usize) {
        let (from, to) = (left.map_or(0, |label| label.end), right.map_or(self.parts.len(), |label| label.start));
        // Behind words, a mark is no longer that of the left label, and before them not yet that of the right one.
        let left_to = (from..to).find(|at| self.is_word(*at)).unwrap_or(to);
        let right_from = (from..to).rev().find(|at| self.is_word(*at)).map_or(from, |at| at + 1);
        let next = left.map_or(0, |label| label.option + 1);
        let misses_label = right.map_or(self.labels.options, |label| label.option) > next;
        let in_front = pattern == Pattern::BoxesFirst || pattern == Pattern::OneEach;
        let Some(right) = right else {
            let extra = (from..to).any(|at| matches!(self.parts[at].0, Part::Empty(_)) && self.is_mark(at));
            return (if in_front && (misses_label || extra) { from } else { left_to }, to);
        };
        if left.is_none() {
            let mut marks = (from..to).filter(|at| self.is_mark(*at)).collect::<Vec<_>>();
            let last = marks.pop().filter(|_| misses_label && !marks.is_empty());
            return (from, last.unwrap_or(right_from));
        }
        if pattern == Pattern::BoxesBehind {
            return (left_to, to);
        }
        let left_to = if misses_label && in_front { from } else { left_to };
        let boxes: Vec<usize> = (from..to).filter(|at| self.is_box_of(*at, right.slot)).collect();
        let first_gap = (from..to).find(|at| self.is_gap(*at));
        match boxes.as_slice() {
            [own] => {
                let gap = first_gap.filter(|gap| gap < own);
                if self.parts[*own].1 && *own > from && self.is_mark(own - 1) {
                    // It touches the box of the right option.
                    return gap.map_or((from, *own), |gap| (left_to.min(gap), right_from.max(gap)));
                }
                (left_to.min(gap.unwrap_or(*own)), *own)
            }
            [.., last] => (from, *last),
            [] => {
                let last_gap = (from..to).rev().find(|at| self.is_gap(*at));
                match (first_gap, last_gap) {
                    (Some(first), Some(last)) => (left_to.min(first), right_from.max(last)),
                    _ if pattern == Pattern::OneEach => (from, right_from),
                    _ if (from..to).any(|at| self.is_mark(at)) => (from, to),
                    _ => (left_to, to),
                }
            }
        }
    }
}

/// Where the boxes of a line stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pattern {
    /// Before the labels, one for each.
    OneEach,
    /// Before the labels.
    BoxesFirst,
    /// Behind the labels.
    BoxesBehind,
    /// It is not known.
    Unknown,
}

/// Reads a line of the file as a line of options; `is_box` says which fields are boxes.
pub fn read(segments: &[Segment], tokens: &[FlowToken], is_box: &dyn Fn(usize) -> bool) -> Ticks {
    let parts = parts_of(tokens);
    let labels = option_labels::find(segments, &parts, is_box);
    let mut used = labels.used.clone();
    let mut out = Ticks { found: !labels.found.is_empty(), ..Ticks::default() };
    let (Some(first), Some(last)) = (labels.found.first(), labels.found.last()) else {
        out.rest = rest(&parts, &used);
        return out;
    };
    let line = Line::new(&parts, &labels, is_box);
    let marks = |from: usize, to: usize| (from..to).filter(|at| line.is_mark(*at)).count();
    let pattern = if marks(0, first.start) > 0 {
        if marks(0, parts.len()) == labels.found.len() { Pattern::OneEach } else { Pattern::BoxesFirst }
    } else if marks(last.end, parts.len()) > 0 {
        Pattern::BoxesBehind
    } else {
        Pattern::Unknown
    };
    let mut owners: Vec<Option<usize>> = vec![None; parts.len()];
    for gap in 0..=labels.found.len() {
        let left = gap.checked_sub(1).and_then(|at| labels.found.get(at));
        let right = labels.found.get(gap);
        let (from, to) = (left.map_or(0, |label| label.end), right.map_or(parts.len(), |label| label.start));
        let (left_to, right_from) = line.split(pattern, left, right);
        for (at, owner) in owners.iter_mut().enumerate().take(to).skip(from) {
            let label = if at < left_to { left } else { right.filter(|_| at >= right_from) };
            *owner = label.map(|label| label.slot).filter(|_| line.is_mark(at));
        }
    }
    for (at, owner) in owners.iter().enumerate() {
        let Some(slot) = *owner else { continue };
        let ticked = match &parts[at].0 {
            Part::Tick(_) => true,
            Part::Empty(_) => false,
            Part::Claim(_) | Part::Word(_) | Part::Gap => continue,
        };
        used[at] = true;
        match out.boxes.iter_mut().find(|state| state.slot == slot) {
            Some(state) => state.ticked |= ticked,
            None => out.boxes.push(BoxState { slot, ticked }),
        }
    }
    out.rest = rest(&parts, &used);
    let has_box = |slot: usize| {
        out.boxes.iter().any(|state| state.slot == slot) || parts.iter().any(|(part, _)| *part == Part::Claim(slot))
    };
    let lone = labels.found.iter().filter(|label| !has_box(label.slot)).count();
    // A line of the blank form whose boxes are all lost says nothing.
    let is_blank = out.rest.is_empty() && lone == labels.options && lone > 1;
    out.lone_label = lone > 0 && !is_blank;
    out
}

/// The parts that are not used, as text. An empty box says nothing.
fn rest(parts: &[(Part, bool)], used: &[bool]) -> String {
    let left = parts.iter().zip(used).filter(|(_, used)| !**used).filter_map(|((part, _), _)| match part {
        Part::Word(word) | Part::Tick(word) => Some(word.as_str()),
        Part::Empty(_) | Part::Claim(_) | Part::Gap => None,
    });
    left.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `text` says on the line "☐ Oui ☐ Non", or on the lines of other options.
    fn told(options: &[&str], text: &str) -> (Vec<(usize, bool)>, String) {
        let segments: Vec<Segment> = options
            .iter()
            .enumerate()
            .flat_map(|(at, label)| [Segment::Slot(at), Segment::Text(format!(" {label}"))])
            .collect();
        let ticks = read(&segments, &[FlowToken::Text(text.to_owned())], &|_| true);
        (ticks.boxes.iter().map(|state| (state.slot, state.ticked)).collect(), ticks.rest)
    }

    #[test]
    fn a_mark_belongs_to_its_option() {
        let yes = vec![(0, true), (1, false)];
        let no = vec![(0, false), (1, true)];
        for mark in ["☒", "☑", "✔", "✓", "✅", "■", "◉", "⊠", "x", "X", "[x]", "(x)", "[ X ]", "(✓)", "✔\u{fe0f}"]
        {
            for (text, wanted) in [
                (format!("{mark} Oui\t☐ Non"), &yes),
                (format!("☐ Oui\t{mark} Non"), &no),
                (format!("☐ Oui {mark}\t☐ Non"), &yes),
                (format!("☐ Oui {mark} ☐ Non"), &yes),
                (format!("☐ Oui ☐ Non {mark}"), &no),
                (format!("☐ {mark} Oui ☐ Non"), &yes),
                (format!("☐ Oui ☐ {mark} Non"), &no),
                (format!("Oui {mark} Non ☐"), &yes),
                (format!("Oui ☐ Non {mark}"), &no),
            ] {
                assert_eq!(told(&["Oui", "Non"], &text), (wanted.clone(), String::new()), "{text}");
            }
            assert_eq!(told(&["Oui", "Non"], &format!("{mark} Non")), (vec![(1, true)], String::new()));
            assert_eq!(told(&["Oui", "Non"], &format!("Oui {mark}")), (vec![(0, true)], String::new()));
        }
        assert_eq!(told(&["Oui", "Non"], "( ) Oui [ ] Non").0, [(0, false), (1, false)]);
        assert_eq!(told(&["Oui", "Non"], "☒Oui ☐Non").0, yes);
    }

    #[test]
    fn what_could_be_either_is_left_as_text() {
        for (text, boxes, rest) in [
            ("Oui ✔ Non", vec![], "✔"),
            ("☐ Oui x☐ Non", vec![(0, false), (1, false)], "x"),
            ("☐ Oui ☒☐ Non", vec![(0, false), (1, false)], "☒"),
            ("☐ Oui✔☐ Non", vec![(0, false), (1, false)], "✔"),
            ("☐ Oui ☐x ☐ Non", vec![(0, false), (1, false)], "x"),
            ("☐ Oui\tx ☐ Non", vec![(0, false), (1, false)], "x"),
            ("☐ Oui ☐ Non x☐", vec![(0, false), (1, false)], "x"),
            ("☐ Oui ☒", vec![(0, false)], "☒"),
        ] {
            assert_eq!(told(&["Oui", "Non"], text), (boxes, rest.to_owned()), "{text}");
        }
        assert_eq!(told(&["Oui", "Non"], "☐ Oui\tx☐ Non").0, [(0, false), (1, true)]);
        assert_eq!(told(&["A", "B", "C"], "☐ A ☒ ☐ C"), (vec![(0, false), (2, false)], "☒".to_owned()));
    }

    #[test]
    fn a_mark_before_other_words_is_theirs() {
        for (text, boxes, rest) in [
            ("☐ Yes ☒ Not yet", vec![(0, false)], "☒ Not yet"),
            ("☐ Yes ☒ Non", vec![(0, false)], "☒ Non"),
            ("☐ Yes ✔ Non", vec![(0, false)], "✔ Non"),
            ("☐ Yes [x] Non", vec![(0, false)], "[x] Non"),
            ("☒ Oui ☐ No", vec![(1, false)], "☒ Oui"),
            ("☐ Yes ☐ No ☒ Partly", vec![(0, false), (1, false)], "☒ Partly"),
            ("☐ Yes ☐ No x N/A", vec![(0, false), (1, false)], "x N/A"),
            ("☐ Yes ☒ Partly ☐ No", vec![(0, false), (1, false)], "☒ Partly"),
            ("☒ Partly ☐ Yes ☐ No", vec![(0, false), (1, false)], "☒ Partly"),
            ("☐ Yes ☐ No thanks x", vec![(0, false), (1, false)], "thanks x"),
        ] {
            assert_eq!(told(&["Yes", "No"], text), (boxes, rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn case_and_stops_are_ignored_beside_a_mark() {
        let no = vec![(0, false), (1, true)];
        for (text, rest) in [
            ("☐ Yes ☒ no", ""),
            ("☐ Yes ☒ No.", ""),
            ("☐ yes ☒ NO;", ""),
            ("☐ Yes ☒ No, but planned", "but planned"),
            ("yes ☐ no ☒", ""),
        ] {
            assert_eq!(told(&["Yes", "No"], text), (no.clone(), rest.to_owned()), "{text}");
        }
        // Words in a sentence are no labels.
        assert_eq!(told(&["Yes", "No"], "there is no plan").1, "there is no plan");
        // The longer of two labels that start alike.
        assert_eq!(told(&["No", "No answer"], "☒ No answer"), (vec![(1, true)], String::new()));
        assert_eq!(told(&["Yes", "Yes, partly"], "☒ yes, partly."), (vec![(1, true)], String::new()));
    }

    #[test]
    fn a_label_without_its_box_is_told() {
        let lone = |options: &[&str], text: &str| {
            let segments: Vec<Segment> = options
                .iter()
                .enumerate()
                .flat_map(|(at, label)| [Segment::Slot(at), Segment::Text(format!(" {label}"))])
                .collect();
            read(&segments, &[FlowToken::Text(text.to_owned())], &|_| true).lone_label
        };
        for text in ["Yes", "No", "No because", "Yes ☐ No", "☒ Yes No", "Yes / No", "Yes ✔ No"] {
            assert!(lone(&["Yes", "No"], text), "{text}");
        }
        for text in ["☐ Yes ☐ No", "☒ Yes", "Yes No", "☐ Yes ☒ Not yet", "Maybe"] {
            assert!(!lone(&["Yes", "No"], text), "{text}");
        }
        assert!(lone(&["Nets"], "Nets"));
        assert!(lone(&["Nets", "Lines", "Traps"], "Nets Lines"));
    }

    #[test]
    fn words_are_left() {
        assert_eq!(told(&["Oui", "Non"], "☐ Oui coché\t☐ Non"), (vec![(0, false), (1, false)], "coché".to_owned()));
        // An option may be called so.
        assert_eq!(told(&["x", "Grade X"], "☐ x\t☒ Grade X").0, [(0, false), (1, true)]);
    }
}
