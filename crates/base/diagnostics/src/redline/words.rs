//! Words that left and words that came.

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// In both.
    Same(String),
    /// Only before.
    Gone(String),
    /// Only after.
    New(String),
}

/// Above this many words on both sides together, a text is shown as replaced: marking it would cost more than it tells.
const MOST: usize = 1_000_000;

/// The words of a text; the end of a line is one of them, so that paragraphs and lists stay apart.
fn split(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for (index, line) in text.trim().lines().enumerate() {
        if index > 0 {
            out.push("\n");
        }
        out.extend(line.split_whitespace());
    }
    out
}

/// The difference of two texts, word by word.
pub fn words(before: &str, after: &str) -> Vec<Run> {
    let (old, new) = (split(before), split(after));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_middle, new_middle) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut out = Vec::new();
    push(&mut out, Run::Same, &old[..head]);
    if old_middle.len() * new_middle.len() > MOST {
        push(&mut out, Run::Gone, old_middle);
        push(&mut out, Run::New, new_middle);
    } else {
        middle(old_middle, new_middle, &mut out);
    }
    push(&mut out, Run::Same, &old[old.len() - tail..]);
    out
}

fn push(out: &mut Vec<Run>, kind: fn(String) -> Run, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let text = words.join(" ");
    match (out.last_mut(), kind(String::new())) {
        (Some(Run::Same(last)), Run::Same(_))
        | (Some(Run::Gone(last)), Run::Gone(_))
        | (Some(Run::New(last)), Run::New(_)) => {
            last.push(' ');
            last.push_str(&text);
        }
        _ => out.push(kind(text)),
    }
}

/// Longest common subsequence.
fn middle(old: &[&str], new: &[&str], out: &mut Vec<Run>) {
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = if old[i] == new[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(out, Run::Same, &old[i..=i]);
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            push(out, Run::Gone, &old[i..=i]);
            i += 1;
        } else {
            push(out, Run::New, &new[j..=j]);
            j += 1;
        }
    }
}

/// Both sides of a difference as plain text, each with what is not on the other one between signs:
/// `[-what left-]` before, `[+what came+]` after.
pub fn sides_in_signs(before: &str, after: &str) -> (String, String) {
    let (mut was, mut now) = (Vec::new(), Vec::new());
    for run in words(before, after) {
        match run {
            Run::Same(text) => {
                was.push(text.clone());
                now.push(text);
            }
            Run::Gone(text) => was.push(format!("[-{text}-]")),
            Run::New(text) => now.push(format!("[+{text}+]")),
        }
    }
    (lines(&was), lines(&now))
}

/// Runs as text again: the end of a line is a word of its own among them.
fn lines(runs: &[String]) -> String {
    runs.join(" ").replace(" \n ", "\n").replace(" \n", "\n").replace("\n ", "\n")
}

#[cfg(test)]
mod tests {
    use super::{Run, sides_in_signs, words};

    #[test]
    fn words_that_changed_are_marked() {
        let runs = words("How many people work here?", "How many persons are employed here?");
        let expected = [
            Run::Same("How many".to_owned()),
            Run::Gone("people work".to_owned()),
            Run::New("persons are employed".to_owned()),
            Run::Same("here?".to_owned()),
        ];
        assert_eq!(runs, expected);
        let lines = words("a\n- b", "a\n- c\n");
        assert_eq!(lines, [Run::Same("a \n -".to_owned()), Run::Gone("b".to_owned()), Run::New("c".to_owned())]);
        assert_eq!(words("a b", "a b"), [Run::Same("a b".to_owned())].to_vec());
        assert_eq!(words("", "a"), [Run::New("a".to_owned())]);
    }

    #[test]
    fn signs_stand_for_colours() {
        let sides = sides_in_signs("Say who did it.\n- one", "Say in a few words who did it.\n- two");
        assert_eq!(sides.0, "Say who did it.\n- [-one-]");
        assert_eq!(sides.1, "Say [+in a few words+] who did it.\n- [+two+]");
    }
}
