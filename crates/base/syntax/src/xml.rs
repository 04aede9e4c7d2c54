//! What every reader of XML needs besides the events of `quick-xml`: names without prefixes, attributes, and references. An
//! error is a sentence without a place, because the reader knows the place.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// More attributes than any element needs. The limit matters, because finding equal ones takes the square of their number.
const MOST_ATTRIBUTES: usize = 200;

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The attributes of an element, in the order of the file, names as written.
pub fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, String> {
    let mut out = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if out.len() >= MOST_ATTRIBUTES {
            return Err("an element has too many attributes".to_owned());
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        out.push((attribute.key.into_inner().to_owned(), value.into_owned()));
    }
    Ok(out)
}

/// The character of a reference: `amp` of `&amp;`, `#x2028` of `&#x2028;`.
pub fn reference(name: &str) -> Result<char, String> {
    let numbered = |number: &str| {
        let code = match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => other.strip_prefix('#').and_then(numbered),
    }
    .ok_or_else(|| format!("the reference &{name}; means nothing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!([reference("amp"), reference("#65"), reference("#x1F600")], [Ok('&'), Ok('A'), Ok('😀')]);
        for wrong in ["nbsp", "#", "#x", "#xD800", "#99999999999", ""] {
            assert_eq!(reference(wrong), Err(format!("the reference &{wrong}; means nothing")));
        }
    }
}
