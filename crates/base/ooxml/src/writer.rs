//! A small XML writer. It escapes text and attribute values, and writes everything else as given.

/// The bytes that need no escape, whatever follows them. A table, because every text goes through here.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut at = 0;
    while at < 0x20 {
        plain[at] = false;
        at += 1;
    }
    let special = [b'&', b'<', b'>', b'"', 0x7f, 0xef];
    at = 0;
    while at < special.len() {
        plain[special[at] as usize] = false;
        at += 1;
    }
    plain
};

/// Writes XML into a string.
#[derive(Debug, Default)]
pub struct XmlWriter {
    out: String,
}

impl XmlWriter {
    /// Starts a part with its XML declaration.
    pub fn part(capacity: usize) -> Self {
        let mut out = String::with_capacity(capacity);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        Self { out }
    }

    /// Writes markup as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Writes a number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        let mut digits = [0_u8; 20];
        let (mut rest, mut at) = (number, digits.len());
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        for digit in &digits[at..] {
            self.out.push(char::from(*digit));
        }
        self
    }

    /// Writes text, or the value of an attribute in double quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let mut start = 0;
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            if PLAIN[*byte as usize] {
                continue;
            }
            let (length, replacement) = match byte {
                b'&' => (1, "&amp;"),
                b'<' => (1, "&lt;"),
                b'>' => (1, "&gt;"),
                b'"' => (1, "&quot;"),
                // An XML parser reads a plain one in an attribute as a space.
                b'\n' => (1, "&#10;"),
                b'\t' => (1, "&#9;"),
                // XML cannot hold these. A replacement character shows that one stood here. The last two are U+FFFE and U+FFFF.
                0..=0x1f | 0x7f => (1, "\u{fffd}"),
                0xef if matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => (3, "\u{fffd}"),
                _ => continue,
            };
            self.out.push_str(&text[start..at]);
            self.out.push_str(replacement);
            start = at + length;
        }
        self.out.push_str(&text[start..]);
        self
    }

    /// The XML that was written.
    pub fn finish(self) -> String {
        self.out
    }
}

/// Whether a character cannot stand in XML, so that a replacement character is written in its place.
pub fn is_replaced(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}') && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_replaced_is_known() {
        for c in ('\0'..='\u{a0}').chain(['\u{fffd}', '\u{fffe}', '\u{ffff}']).filter(|c| *c != '\u{fffd}') {
            let mut xml = XmlWriter::default();
            xml.text(&c.to_string());
            assert_eq!(is_replaced(c), xml.finish() == "\u{fffd}", "{c:?}");
        }
    }

    #[test]
    fn text_is_escaped_and_control_characters_are_seen() {
        let mut xml = XmlWriter::default();
        xml.text("a<b>&\"]]>\u{0}\u{1b}\u{ffff}é😀").number(0).number(1234);
        assert_eq!(xml.finish(), "a&lt;b&gt;&amp;&quot;]]&gt;\u{fffd}\u{fffd}\u{fffd}é😀01234");
    }
}
