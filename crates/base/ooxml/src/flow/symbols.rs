//! Characters of fonts that have their own code: Symbol, Wingdings, Webdings.

/// The characters of the font Symbol from 0x20; a blank stands for none.
const SYMBOL: [&str; 14] = [
    " !∀#∃%&∋()∗+,−./",
    "0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ",
    "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "‾αβχδεφγηιϕκλμνο",
    "πθρστυϖωξψζ{|}∼ ",
    "                ",
    "                ",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓",
    "°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉",
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    " ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ",
];

/// A font whose letters are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolFont {
    /// Symbol.
    Symbol,
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// Wingdings 3, Webdings and others.
    Other,
}

impl SymbolFont {
    /// The symbol font of a name.
    pub fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "symbol" => Some(Self::Symbol),
            "wingdings" => Some(Self::Wingdings),
            "wingdings 2" => Some(Self::Wingdings2),
            "webdings" | "wingdings 3" | "zapfdingbats" | "marlett" => Some(Self::Other),
            _ => None,
        }
    }

    /// The character that the font shows at a place, where Unicode has it.
    fn at(self, code: u32) -> Option<char> {
        let c = match (self, code) {
            (Self::Symbol, 0x20..=0xff) => {
                let line = SYMBOL.get((code as usize - 0x20) / 16)?;
                line.chars().nth(code as usize % 16).filter(|c| *c != ' ' || code == 0x20)?
            }
            (Self::Wingdings | Self::Wingdings2 | Self::Other, 0x20) => ' ',
            (Self::Wingdings, 0xfc) | (Self::Wingdings2, 0x50) => '✓',
            (Self::Wingdings, 0xfb) | (Self::Wingdings2, 0x4f) => '✗',
            (Self::Wingdings, 0xfd | 0x78) | (Self::Wingdings2, 0x51 | 0x53 | 0x54) => '☒',
            (Self::Wingdings, 0xfe) | (Self::Wingdings2, 0x52) => '☑',
            (Self::Wingdings, 0x6f | 0x71 | 0x72 | 0xa8) | (Self::Wingdings2, 0xa3) => '☐',
            (Self::Wingdings, 0x6e) => '■',
            (Self::Wingdings, 0x6c) => '●',
            (Self::Wingdings, 0xa1) => '○',
            (Self::Wingdings, 0xa4) => '◉',
            (Self::Wingdings, 0xa7) => '▪',
            (Self::Wingdings, 0x9f) => '•',
            (Self::Wingdings, 0xd8) => '➢',
            (Self::Wingdings, 0xdf) => '←',
            (Self::Wingdings, 0xe0 | 0xe8) => '→',
            (Self::Wingdings, 0xe1) => '↑',
            (Self::Wingdings, 0xe2) => '↓',
            (Self::Wingdings, 0xab) => '★',
            (Self::Wingdings, 0x4a) => '☺',
            (Self::Wingdings, 0x4c) => '☹',
            _ => return None,
        };
        Some(c)
    }
}

/// The code of a character inside a symbol font: fonts keep theirs from U+F000, and older files write the letter.
fn code(c: char) -> Option<u32> {
    match c as u32 {
        code @ 0xf020..=0xf0ff => Some(code - 0xf000),
        code @ 0x20..=0xff => Some(code),
        _ => None,
    }
}

/// The text that a font shows, and the characters that only this font shows.
pub fn shown(text: &str, font: Option<SymbolFont>) -> (String, Vec<char>) {
    let mut unknown = Vec::new();
    let text = text.chars().map(|c| {
        let own = matches!(c as u32, 0xe000..=0xf8ff);
        match font {
            None if !own => c,
            // Without its font, the boxes and marks are those of Wingdings, and the bullet that of Symbol.
            None => match code(c) {
                Some(mark @ (0x6f | 0x78 | 0xa8 | 0xfb..=0xfe)) => SymbolFont::Wingdings.at(mark).unwrap_or(c),
                Some(0xb7) => '•',
                _ => {
                    unknown.push(c);
                    c
                }
            },
            Some(font) => code(c).and_then(|code| font.at(code)).unwrap_or_else(|| {
                if !c.is_whitespace() && (own || code(c).is_some()) {
                    unknown.push(c);
                }
                c
            }),
        }
    });
    (text.collect(), unknown)
}

/// Digits and signs as raised or lowered characters.
pub fn raised(text: &str, up: bool) -> String {
    let all =
        if up { "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾" } else { "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎" };
    let plain = |c: char| "0123456789+-=()".chars().position(|known| known == c);
    text.chars().map(|c| plain(c).and_then(|at| all.chars().nth(at)).unwrap_or(c)).collect()
}
