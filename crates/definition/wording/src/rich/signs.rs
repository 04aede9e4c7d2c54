//! Which signs of a text are markup. Markdown knows many more than an editor means: to it, the option "> 50 vessels" is a quote,
//! and the title "3. Fisheries" a list. Only what the guide names is markup here. Every other sign gets a backslash before it,
//! so that the reader of Markdown shows it as typed.

/// A text in which only documented signs are markup.
pub(super) struct Documented {
    /// The text.
    pub(super) text: String,
    /// Where the text stands in its source: pairs of an offset here and one there, for every piece that was copied.
    pieces: Vec<(usize, usize)>,
}

impl Documented {
    /// Puts a backslash before each sign that the guide does not name.
    pub(super) fn new(source: &str) -> Self {
        let mut writer = Self { text: String::with_capacity(source.len() + 8), pieces: vec![(0, 0)] };
        let numbered = numbered_lines(source);
        // A single line is no list: "- 5 %" is a number.
        let has_lines = source.trim().contains('\n');
        let has_signs = source.lines().filter(|line| has_typed_sign(line.trim())).nth(1).is_some();
        let (mut at, mut in_list, mut after_gap) = (0, false, false);
        // How far the list stands from the margin. Markdown would read a list that stands far from it as code.
        let mut margin = 0;
        for (index, line) in source.split_inclusive('\n').enumerate() {
            let content = line.trim_end();
            let indent = content.len() - content.trim_start().len();
            let rest = &content[indent..];
            let is_item = has_lines && is_bullet(rest) || numbered.contains(&index);
            // A line without spaces before it is no part of the item above it, also where no empty line parts them.
            if in_list && !is_item && !after_gap && indent == 0 && !rest.is_empty() {
                writer.text.push('\n');
                in_list = false;
            }
            if is_item && !in_list {
                margin = indent;
            }
            in_list = is_item || (in_list && !(after_gap && indent == 0 && !rest.is_empty()));
            // Signs that the guide does not name make no list, but whoever typed them gave each a line of its own.
            if has_signs && !is_item && !after_gap && index > 0 && has_typed_sign(rest) {
                writer.end_line();
            }
            after_gap = rest.is_empty();
            // In a list, spaces before a line say to which item it belongs. Elsewhere they say nothing.
            if in_list {
                writer.copy(source, at + margin.min(indent), at + indent);
            }
            writer.line(source, at + indent, rest, is_item);
            let end = at + line.len();
            // Spaces at the end of a line say nothing either.
            writer.copy(source, end - (line.len() - line.trim_end_matches('\n').len()), end);
            at = end;
        }
        writer
    }

    /// The offset in the source of an offset in the text.
    pub(super) fn source_offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(own, _)| *own <= at).saturating_sub(1);
        let (own, source) = self.pieces[piece];
        source + (at - own)
    }

    /// Makes the line break before this place one that readers see.
    fn end_line(&mut self) {
        if self.text.ends_with('\n') && !self.text.ends_with("\n\n") {
            self.text.pop();
            self.text.push_str("\\\n");
        }
    }

    fn copy(&mut self, source: &str, from: usize, to: usize) {
        if from < to {
            self.pieces.push((self.text.len(), from));
            self.text.push_str(&source[from..to]);
        }
    }

    /// Writes a line that starts at `start` of the source, without the spaces around it.
    fn line(&mut self, source: &str, start: usize, rest: &str, is_item: bool) {
        let at_start = if is_item { None } else { block_sign(rest) };
        let bytes = rest.as_bytes();
        let (mut done, mut at, mut address_end) = (0, 0, 0);
        while at < bytes.len() {
            if at >= address_end {
                address_end = address(rest, at).unwrap_or(address_end);
            }
            let next = bytes.get(at + 1).copied();
            let escapes = match bytes[at] {
                // What an editor escaped stays as it is.
                b'\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => {
                    at += 2;
                    continue;
                }
                b'\\' | b'_' | b'`' | b'<' => true,
                b'&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == b'#'),
                b'!' => next == Some(b'['),
                // An address is shown as typed.
                b'*' if at < address_end => true,
                // A product, as in 3*4.
                b'*' => {
                    let before = at.checked_sub(1).map(|before| bytes[before]);
                    before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit())
                }
                _ => false,
            };
            if escapes || at_start == Some(at) {
                self.copy(source, start + done, start + at);
                self.text.push('\\');
                done = at;
            }
            at += 1;
        }
        self.copy(source, start + done, start + rest.len());
    }
}

/// The end of the address that starts at a place of a line, if one does. Stars behind it close what is bold before it.
fn address(line: &str, at: usize) -> Option<usize> {
    let rest = line.get(at..)?;
    let is_address = ["https://", "http://", "mailto:"].iter().any(|scheme| rest.starts_with(scheme));
    let typed = rest.split_whitespace().next().filter(|_| is_address && !line[..at].ends_with("]("))?;
    let shown = if line[..at].contains('*') { typed.trim_end_matches('*') } else { typed };
    Some(at + shown.len())
}

/// Whether a line is an item of a list: a hyphen, a space, and a text.
fn is_bullet(rest: &str) -> bool {
    rest.strip_prefix("- ").is_some_and(|text| text.bytes().any(|c| !matches!(c, b'-' | b' ')))
}

/// Whether a line begins as an item of a list does that the guide does not name: `a) by mail`, `(ii) by boat`, `• by car`, `3. on
/// foot`.
fn has_typed_sign(line: &str) -> bool {
    let Some((sign, text)) = line.split_once([' ', '\t', '\u{a0}', '\u{202f}']) else { return false };
    let is_sign = match sign.strip_suffix(['.', ')']) {
        Some(count) => is_count(count.strip_prefix('(').unwrap_or(count)),
        None => matches!(sign, "+" | "*" | "-") || is_bullet_sign(sign),
    };
    is_sign && !text.trim().is_empty()
}

/// A number, a letter, or a small Roman number.
fn is_count(count: &str) -> bool {
    let mut letters = count.chars();
    let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let is_number = !count.is_empty() && count.len() <= 8 && count.chars().all(char::is_numeric);
    let is_roman = (1..=6).contains(&count.len()) && count.bytes().all(|c| b"ivxIVX".contains(&c));
    is_letter || is_number || is_roman
}

/// One sign outside of ASCII that is no letter, digit or quotation mark: `•`, `–`, `☐`, `①`.
fn is_bullet_sign(sign: &str) -> bool {
    let mut all = sign.chars();
    let (Some(c), None) = (all.next(), all.next()) else { return false };
    let is_circled = matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}');
    is_circled || !c.is_ascii() && !c.is_alphanumeric() && !"«»‹›“”„‘’…".contains(c)
}

/// The sign at the start of a line that would make it something else than text.
fn block_sign(rest: &str) -> Option<usize> {
    let first = *rest.as_bytes().first()?;
    let only = |signs: &[u8]| rest.bytes().all(|c| signs.contains(&c) || c == b' ');
    let before_space = |length: usize| rest.as_bytes().get(length).is_none_or(|c| matches!(c, b' ' | b'\t'));
    let is_sign = match first {
        b'>' => true,
        b'-' => only(b"-") || before_space(1),
        b'=' => only(b"="),
        b'*' => only(b"*") || before_space(1),
        b'+' => before_space(1),
        b'#' => before_space(rest.len() - rest.trim_start_matches('#').len()),
        b'~' => rest.starts_with("~~~"),
        b'[' => rest.split_once("]:").is_some_and(|(label, _)| !label.contains(']')),
        b'0'..=b'9' => return number_sign(rest).map(|(_, at)| at),
        _ => false,
    };
    is_sign.then_some(0)
}

/// The number at the start of a line, and where its sign stands: `3. Fisheries`, `2) Class two`.
fn number_sign(rest: &str) -> Option<(u32, usize)> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut after = rest[digits..].chars();
    let is_sign = matches!(after.next(), Some('.' | ')')) && after.next().is_none_or(|c| c == ' ' || c == '\t');
    is_sign.then(|| Some((rest[..digits].parse().ok()?, digits))).flatten()
}

/// The lines that are items of a numbered list: at least two of them, `1.`, `2.` and so on. A single one is a text.
fn numbered_lines(source: &str) -> Vec<usize> {
    let (mut items, mut run): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut keep = |run: &mut Vec<usize>| {
        if run.len() > 1 {
            items.append(run);
        }
        run.clear();
    };
    for (index, line) in source.lines().enumerate() {
        let rest = line.trim();
        let Some((number, at)) = number_sign(rest) else { continue };
        if rest.as_bytes()[at] != b'.' || rest.len() <= at + 2 {
            continue;
        }
        if number as usize != run.len() + 1 {
            keep(&mut run);
        }
        if number as usize == run.len() + 1 {
            run.push(index);
        }
    }
    keep(&mut run);
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rich::{Block, Rich, read};

    fn blocks(text: &str) -> Vec<Block> {
        read(text, &[], false)
    }

    #[test]
    fn what_is_not_documented_is_shown_as_typed() {
        for text in [
            "https://example.org/a_b_c*d*",
            "see http://example.org/*a* and mailto:a*b*@example.org",
            "> 50 vessels",
            "< 50 vessels",
            "2) Class two",
            "1. Class one",
            "3. Fisheries",
            "2019. Landings of that year",
            "+ 5 % is allowed",
            "+",
            "- 5 %",
            "  - 5 %\n",
            "* a star",
            "# 4 priority",
            "###",
            "---",
            "- - -",
            "-",
            "=====",
            "***",
            "_a_ __b__ snake_case_name",
            "`code` ``` ~~~",
            "~~~",
            "<b>bold</b> <https://x.org> <!-- c -->",
            "AT&T &amp; &nbsp; &#38; R&D",
            "[a]: https://x.org",
            "[tel pays] [a][b]",
            "3*4*5 = 60",
            "C:\\temp\\x",
            "the end \\",
        ] {
            let rich = Rich { blocks: blocks(text), language: None };
            assert_eq!(rich.plain(), text.trim());
            assert!(matches!(&rich.blocks[..], [Block::Paragraph(_)]), "{text}: {rich:?}");
        }
    }

    #[test]
    fn lines_of_signs_make_no_heading() {
        for sign in ["---", "===", "-", "***"] {
            let rich = Rich { blocks: blocks(&format!("A\n{sign}\nB")), language: None };
            assert_eq!(rich.plain(), format!("A {sign} B"));
        }
        // Neither do spaces before a line make it code, nor spaces after it a break.
        assert_eq!(Rich { blocks: blocks("    a  \n      b"), language: None }.plain(), "a b");
        assert_eq!(Rich { blocks: blocks("a\n\n    b *c*"), language: None }.blocks.len(), 2);
    }

    #[test]
    fn what_is_documented_is_markup() {
        for (text, plain) in [
            ("**a** *b* [c](https://x.org)", "a b c"),
            ("\\*a\\* \\- \\[b\\]", "*a* - [b]"),
            ("l'*annexe* (**3**)", "l'annexe (3)"),
            ("Attention ![c](https://x.org)", "Attention !c"),
        ] {
            assert_eq!(Rich { blocks: blocks(text), language: None }.plain(), plain);
        }
        for (text, ordered, count) in [
            ("A\n- a", false, 1),
            ("- a\n- b", false, 2),
            ("- a\n  - b\n  - c\n- d", false, 4),
            ("1. a\n2. b\n3. c", true, 3),
            ("1. a\n   more of a\n\n2. b", true, 2),
        ] {
            let found = blocks(text);
            let Some(Block::List { ordered: is_ordered, items }) = found.last() else { unreachable!("{found:?}") };
            assert_eq!((*is_ordered, items.len()), (ordered, count), "{text}");
        }
    }

    #[test]
    fn numbers_that_count_nothing_are_text() {
        for text in ["1. a\n3. b", "2. a\n3. b", "1) a\n2) b", "0. a\n1. b"] {
            assert_eq!(Rich { blocks: blocks(text), language: None }.plain(), text);
        }
        assert_eq!(
            Rich { blocks: blocks("In the year\n2019. That year"), language: None }.plain(),
            "In the year 2019. That year"
        );
    }

    #[test]
    fn lines_with_signs_of_their_own_stay_lines() {
        for text in [
            "a) b\nb) c",
            "• a\n• b",
            "– a\n– b",
            "+ a\n+ b",
            "(1) a\n(2) b",
            "☐ a\n☐ b",
            "1. a\n1. b",
            "A:\n2. a\n3. b",
            "i) a\nii) b\niii) c",
            "① a\n② b",
            "أ) a\nب) b",
            "■ a\n■ b",
        ] {
            assert_eq!(Rich { blocks: blocks(text), language: None }.plain(), text);
        }
        for text in ["« a »\n« b »", "5 a\n6 b", "Mr. A\nMr. B"] {
            assert_eq!(Rich { blocks: blocks(text), language: None }.plain(), text.replace('\n', " "));
        }
        let text = "a) by mail\nto the desk\nb) by boat";
        assert_eq!(Rich { blocks: blocks(text), language: None }.plain(), "a) by mail to the desk\nb) by boat");
    }

    #[test]
    fn a_list_far_from_the_margin_is_a_list() {
        let text = "Do this:\n\n    - a\n    - b\n      more\n\nThen that.";
        assert_eq!(Rich { blocks: blocks(text), language: None }.plain(), "Do this:\na\nb more\nThen that.");
        assert_eq!(blocks(text).len(), 3);
    }

    #[test]
    fn offsets_lead_back() {
        let source = "  > a_b *c*  \n* é `d`\n- e_f\n  g_h";
        let documented = Documented::new(source);
        for (at, c) in documented.text.char_indices().filter(|(_, c)| c.is_alphabetic() || matches!(c, '*' | '_')) {
            assert!(source[documented.source_offset(at)..].starts_with(c), "{at} {c} in {:?}", documented.text);
        }
    }
}
