//! The kinds of traps of YAML, and what a finding says of each.

use crate::rules;

/// One problem of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trap {
    /// The text starts with a sign that means something to YAML.
    Start(char),
    /// A `#` after a space cuts the text.
    Hash,
    /// A `#` between spaces cuts the text. What follows may be a remark.
    Remark,
    /// A `: ` splits the text.
    Colon,
    /// A condition starts with `!`.
    Negation,
    /// A text in braces that a comma splits.
    Comma,
    /// A text of several words in braces.
    Braces,
    /// A comment after a text.
    Comment,
    /// A text after `>`.
    Folded,
    /// A plain text over several lines.
    SeveralLines,
    /// A text in quotes whose lines show a list or paragraphs.
    QuotedLines,
    /// Curly quotes around the whole text.
    CurlyQuotes,
    /// A line that looks like a comment in a text after `|`.
    CommentInText,
}

impl Trap {
    /// Whether the formatter can remove it.
    pub(crate) fn is_mended(self) -> bool {
        !matches!(self, Self::Comment | Self::CurlyQuotes | Self::CommentInText | Self::QuotedLines | Self::Remark)
    }

    /// What the place is marked with.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Hash | Self::Remark => "everything from here on would be lost",
            Self::Colon => "the text would be split here",
            Self::Comma => "the text would be split at this comma",
            Self::Comment => "this is not part of the text",
            Self::CommentInText => "this line will be printed",
            _ => "",
        }
    }

    /// The rule that it breaks, what is wrong, and what to do.
    pub(crate) fn words(self) -> (&'static canevas_diagnostics::Rule, String, &'static str) {
        const NEXT_LINE: &str = "put it on the next line after |";
        let (deny, warn) = (&rules::TEXT_TRAP, &rules::TEXT_STYLE);
        match self {
            Self::Start(quote @ ('"' | '\'')) => (
                deny,
                format!("this text starts with {quote}, but is not one quoted text from start to end"),
                NEXT_LINE,
            ),
            Self::Start('|') => {
                (deny, "this text stands on the line of the |".to_owned(), "let it start on the next line")
            }
            Self::Start('>') => (
                deny,
                "this text starts with '>', which YAML reads as a sign of its own".to_owned(),
                "if the > belongs to the text, put both on the next line after |; otherwise remove it",
            ),
            Self::Start('#') => {
                (deny, "this text starts with '#', so YAML takes all of it for a comment".to_owned(), NEXT_LINE)
            }
            Self::Start('-') => (deny, "this text starts with a dash, so YAML reads a list".to_owned(), NEXT_LINE),
            Self::Start(c) => {
                (deny, format!("this text starts with '{c}', which YAML reads as a sign of its own"), NEXT_LINE)
            }
            Self::Hash => (deny, "this text contains ' #', and YAML cuts it there in silence".to_owned(), NEXT_LINE),
            Self::Remark => (
                deny,
                "this text contains ' # ', and YAML takes what follows for a remark".to_owned(),
                "put a remark on a line of its own above the key; if it belongs to the text, put the text on the next line after |",
            ),
            Self::Colon => (deny, "this text contains ': ', and YAML splits it there".to_owned(), NEXT_LINE),
            Self::Negation => (
                deny,
                "this condition starts with !, and YAML reads no condition at all".to_owned(),
                "write `not` before the test that must be false",
            ),
            Self::Comma => (
                deny,
                "this text stands in braces { }, and the comma splits it".to_owned(),
                "braces hold ids and numbers only; give each key a line of its own",
            ),
            Self::Braces => (
                deny,
                "this text stands in braces { }, where a comma or a brace would split it".to_owned(),
                "braces hold ids and numbers only; give each key a line of its own",
            ),
            Self::Comment => (
                warn,
                "this is read as a comment and will not be printed".to_owned(),
                "if it is a comment, a line of its own above the key is safer; if it belongs to the text, put the text on the next line after |",
            ),
            Self::Folded => (
                warn,
                "after > line breaks are lost, and lists and paragraphs with them".to_owned(),
                "write | instead; `canevas fmt` keeps the text as it is read today",
            ),
            Self::SeveralLines => {
                (warn, "this text goes on over several lines, and its line breaks are lost".to_owned(), NEXT_LINE)
            }
            Self::QuotedLines => (
                warn,
                "this text in quotes shows a list or paragraphs, and its line breaks are lost".to_owned(),
                "put it without quotes on the next line after |, with the line breaks that you mean",
            ),
            Self::CurlyQuotes => (
                warn,
                "these quotes do not quote: they are part of the text and will be printed".to_owned(),
                "remove them if they should not be printed; otherwise put the text on the next line after |",
            ),
            Self::CommentInText => (
                warn,
                "this line is part of the text, not a comment".to_owned(),
                "move a comment above the key; if the line belongs to the text, start it with another sign than #",
            ),
        }
    }
}
