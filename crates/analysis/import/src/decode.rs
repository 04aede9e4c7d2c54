//! The text of a file in one of the encodings in which spreadsheets write CSV.

use crate::sheet::SheetNote;
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many lines a note names.
const MOST_NAMED: usize = 5;

/// The text of a file, and what a person should know about how it was read.
pub fn decode(bytes: &[u8]) -> (String, Vec<SheetNote>) {
    if let Some((wide, rest)) = wide(bytes) {
        let (text, had_errors) = wide.decode_without_bom_handling(rest);
        let note = had_errors.then(|| SheetNote::grave("it is UTF-16 with broken characters, which show as \u{fffd}"));
        return (text.into_owned(), note.into_iter().collect());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(_) => line_by_line(bytes),
    }
}

/// UTF-16, by its mark or by the zeros of its ASCII characters; with the bytes after the mark.
fn wide(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, &[u8])> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return Some((UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => return Some((UTF_16BE, rest)),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(1024) / 2 * 2];
    let zeros = |at: usize| start.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    let most = start.len() / 4;
    match (zeros(0), zeros(1)) {
        (0, little) if little > most => Some((UTF_16LE, bytes)),
        (big, 0) if big > most => Some((UTF_16BE, bytes)),
        _ => None,
    }
}

/// A file that is not all UTF-8: each line is UTF-8, or Windows-1252 where it is not.
fn line_by_line(bytes: &[u8]) -> (String, Vec<SheetNote>) {
    let mut text = String::with_capacity(bytes.len());
    let (mut others, mut has_utf8) = (Vec::new(), false);
    for (at, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        match std::str::from_utf8(line) {
            Ok(line) => {
                has_utf8 |= !line.is_ascii();
                text.push_str(line);
            }
            Err(_) => {
                others.push(at + 1);
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0);
            }
        }
    }
    let note = if has_utf8 {
        let named: Vec<String> = others.iter().take(MOST_NAMED).map(ToString::to_string).collect();
        let more =
            if others.len() > MOST_NAMED { format!(" and {} more", others.len() - MOST_NAMED) } else { String::new() };
        SheetNote::grave(format!(
            "it mixes two encodings: most of it is UTF-8, and line {}{more} was read as Windows-1252; check the letters with accents there",
            named.join(", ")
        ))
    } else {
        let words = "it is not UTF-8 and was read as Windows-1252; check the letters with accents".to_owned();
        SheetNote { words, grave: false }
    };
    (text, vec![note])
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_encodings_of_spreadsheets_give_one_text() {
        let text = "Pays;Réponse\nCôte d’Ivoire;œuvre\n";
        let wide = |little: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        let with = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for (name, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8 with a mark", with(b"\xef\xbb\xbf", text.as_bytes().to_vec())),
            ("UTF-16 LE", with(b"\xff\xfe", wide(true))),
            ("UTF-16 BE", with(b"\xfe\xff", wide(false))),
            ("UTF-16 LE without a mark", wide(true)),
            ("UTF-16 BE without a mark", wide(false)),
        ] {
            assert_eq!(decode(&bytes), (text.to_owned(), Vec::new()), "{name}");
        }
        let (read, notes) = decode(&encoding_rs::WINDOWS_1252.encode(text).0);
        assert_eq!(read, text);
        assert!(notes[0].words.contains("Windows-1252") && !notes[0].grave, "{notes:?}");
    }

    #[test]
    fn two_encodings_in_one_file_are_named() {
        let (text, notes) = decode(b"\xc3\xa9t\xc3\xa9\n\xe9t\xe9\nx\n");
        assert_eq!(text, "été\nété\nx\n");
        assert!(notes[0].words.contains("line 2 was read as Windows-1252"), "{notes:?}");
    }
}
