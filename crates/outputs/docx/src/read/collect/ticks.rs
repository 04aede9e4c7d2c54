//! Boxes and marks on a line of options: which option each mark belongs to.
//!
//! A mark stands in the box, beside it, or behind the label; or it replaced the box. Where it could belong to two options,
//! it is left as text, so that a person decides.

use super::collector::FlowToken;
use super::marks::{Part, parts_of_text};
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
}

/// The parts of a line of the file.
fn parts_of(tokens: &[FlowToken]) -> Vec<Part> {
    let parts = tokens.iter().map(|token| match token {
        FlowToken::Claim(field) => vec![Part::Claim(*field)],
        FlowToken::Text(text) => parts_of_text(text),
    });
    parts.flatten().collect()
}

/// The word that a part is, whatever else it may be.
fn word(part: &Part) -> Option<&str> {
    match part {
        Part::Word(word) | Part::Tick(word) | Part::Empty(word) => Some(word),
        Part::Claim(_) | Part::Gap => None,
    }
}

/// A label that was found: its option, and its place among the parts.
struct Label {
    slot: usize,
    start: usize,
    end: usize,
}

/// Reads a line of the file as a line of options; `slots` says which fields are boxes.
pub fn read(segments: &[Segment], tokens: &[FlowToken], is_box: &dyn Fn(usize) -> bool) -> Ticks {
    let parts = parts_of(tokens);
    let mut used = vec![false; parts.len()];
    let mut labels: Vec<Label> = Vec::new();
    let mut from = 0;
    let mut option = None;
    let mut options = 0;
    for segment in segments {
        match segment {
            Segment::Slot(slot) => {
                option = is_box(*slot).then_some(*slot);
                options += usize::from(option.is_some());
            }
            Segment::Text(text) => {
                let wanted: Vec<Part> = parts_of_text(text);
                let wanted: Vec<&str> = wanted.iter().filter_map(word).collect();
                let Some(start) = find(&parts, &used, from, &wanted) else { continue };
                let end = start + wanted.len();
                used[start..end].fill(true);
                from = end;
                if let Some(slot) = option {
                    labels.push(Label { slot, start, end });
                }
            }
        }
    }
    let mut out = Ticks { found: !labels.is_empty(), ..Ticks::default() };
    let is_mark = |at: usize| match &parts[at] {
        Part::Claim(field) => is_box(*field),
        Part::Empty(_) | Part::Tick(_) => !used[at],
        Part::Word(_) | Part::Gap => false,
    };
    let marks = |from: usize, to: usize| (from..to).any(is_mark);
    let (Some(first), Some(last)) = (labels.first(), labels.last()) else {
        out.rest = rest(&parts, &used);
        return out;
    };
    let boxes_first = marks(0, first.start);
    let boxes_behind = !boxes_first && marks(last.end, parts.len());
    let drawn = (0..parts.len()).filter(|at| is_mark(*at)).count();
    let mut owners: Vec<Option<usize>> = vec![None; parts.len()];
    for gap in 0..=labels.len() {
        let left = gap.checked_sub(1).and_then(|at| labels.get(at));
        let right = labels.get(gap);
        let (from, to) = (left.map_or(0, |label| label.end), right.map_or(parts.len(), |label| label.start));
        let split = match (left, right) {
            (None, _) => from,
            (_, None) => to,
            (Some(_), Some(right)) => {
                let box_at = (from..to).find(|at| match &parts[*at] {
                    Part::Claim(field) => *field == right.slot,
                    Part::Empty(_) => true,
                    Part::Tick(_) | Part::Word(_) | Part::Gap => false,
                });
                let gap_at = (from..to).find(|at| parts[*at] == Part::Gap);
                if boxes_behind {
                    to
                } else if let Some(at) = box_at.or(gap_at) {
                    at
                } else if boxes_first && drawn == options {
                    from
                } else if marks(from, to) {
                    // It could be either one's.
                    continue;
                } else {
                    to
                }
            }
        };
        for (at, owner) in owners.iter_mut().enumerate().take(to).skip(from) {
            *owner = if at < split { left } else { right }.map(|label| label.slot);
        }
    }
    for (at, owner) in owners.iter().enumerate() {
        let Some(slot) = owner.filter(|_| !used[at]) else { continue };
        let ticked = match &parts[at] {
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
    out
}

/// Where words stand one after the other.
fn find(parts: &[Part], used: &[bool], from: usize, wanted: &[&str]) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    let last = parts.len().checked_sub(wanted.len())?;
    (from..=last).find(|start| {
        wanted.iter().enumerate().all(|(at, wanted)| !used[start + at] && word(&parts[start + at]) == Some(wanted))
    })
}

/// The parts that are not used, as text. An empty box says nothing.
fn rest(parts: &[Part], used: &[bool]) -> String {
    let left = parts.iter().zip(used).filter(|(_, used)| !**used).filter_map(|(part, _)| match part {
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
        assert_eq!(told(&["Oui", "Non"], "Oui ✔ Non"), (Vec::new(), "✔".to_owned()));
    }

    #[test]
    fn words_are_left() {
        assert_eq!(told(&["Oui", "Non"], "☐ Oui coché\t☐ Non"), (vec![(0, false), (1, false)], "coché".to_owned()));
        // An option may be called so.
        assert_eq!(told(&["x", "Grade X"], "☐ x\t☒ Grade X").0, [(0, false), (1, true)]);
    }
}
