//! The differences between two texts, word by word.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordRun {
    /// Words in both texts.
    Same(String),
    /// Words in the old text only.
    Gone(String),
    /// Words in the new text only.
    New(String),
}

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
pub fn words(before: &str, after: &str) -> Vec<WordRun> {
    let (old, new) = (split(before), split(after));
    let mut runs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (gone, came) = (old[op.old_range()].join(" "), new[op.new_range()].join(" "));
        match op.tag() {
            DiffTag::Equal => runs.push(WordRun::Same(gone)),
            DiffTag::Delete => runs.push(WordRun::Gone(gone)),
            DiffTag::Insert => runs.push(WordRun::New(came)),
            DiffTag::Replace => runs.extend([WordRun::Gone(gone), WordRun::New(came)]),
        }
    }
    runs
}

/// The parts of two texts from their first difference to the last one, with a few words around them.
pub fn changed_excerpts(before: &str, after: &str) -> (String, String) {
    const AROUND: usize = 3;
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let equal = |op: Option<&DiffOp>| op.filter(|op| op.tag() == DiffTag::Equal).map_or(0, |op| op.old_range().len());
    let start = equal(ops.first());
    let end = if ops.len() > 1 { equal(ops.last()) } else { 0 };
    let excerpt = |words: &[&str]| {
        let (from, to) = (start.saturating_sub(AROUND), (words.len() - end + AROUND).min(words.len()));
        let (left, right) = (if from > 0 { "… " } else { "" }, if to < words.len() { " …" } else { "" });
        format!("{left}{}{right}", words[from..to].join(" "))
    };
    (excerpt(&old), excerpt(&new))
}

/// Both texts with their differences between signs: `[-old words-]` in the first, `[+new words+]` in the second.
pub fn sides_in_signs(before: &str, after: &str) -> (String, String) {
    let (mut was, mut now) = (Vec::new(), Vec::new());
    for run in words(before, after) {
        match run {
            WordRun::Same(text) => {
                was.push(text.clone());
                now.push(text);
            }
            WordRun::Gone(text) => was.push(format!("[-{text}-]")),
            WordRun::New(text) => now.push(format!("[+{text}+]")),
        }
    }
    (lines(&was), lines(&now))
}

/// Joins runs into text. The end of a line is a word of its own among them.
fn lines(runs: &[String]) -> String {
    runs.join(" ").replace(" \n ", "\n").replace(" \n", "\n").replace("\n ", "\n")
}

#[cfg(test)]
mod tests {
    use super::{WordRun, changed_excerpts, sides_in_signs, words};

    #[test]
    fn words_that_changed_are_marked() {
        let runs = words("How many people work here?", "How many persons are employed here?");
        let expected = [
            WordRun::Same("How many".to_owned()),
            WordRun::Gone("people work".to_owned()),
            WordRun::New("persons are employed".to_owned()),
            WordRun::Same("here?".to_owned()),
        ];
        assert_eq!(runs, expected);
        let lines = words("a\n- b", "a\n- c\n");
        assert_eq!(
            lines,
            [WordRun::Same("a \n -".to_owned()), WordRun::Gone("b".to_owned()), WordRun::New("c".to_owned())]
        );
        assert_eq!(words("a b", "a b"), [WordRun::Same("a b".to_owned())].to_vec());
        assert_eq!(words("", "a"), [WordRun::New("a".to_owned())]);
    }

    #[test]
    fn signs_stand_for_colours() {
        let sides = sides_in_signs("Say who did it.\n- one", "Say in a few words who did it.\n- two");
        assert_eq!(sides.0, "Say who did it.\n- [-one-]");
        assert_eq!(sides.1, "Say [+in a few words+] who did it.\n- [+two+]");
    }
    #[test]
    fn an_excerpt_holds_the_change_and_a_few_words_around_it() {
        let (old, new) = changed_excerpts("a b c d e f g h i j", "a b c d e X g h i j");
        assert_eq!((old.as_str(), new.as_str()), ("… c d e f g h i …", "… c d e X g h i …"));
        assert_eq!(changed_excerpts("a", "a b").1, "a b");
        assert_eq!(changed_excerpts("a a", "a a a").0, "a a");
    }
}
