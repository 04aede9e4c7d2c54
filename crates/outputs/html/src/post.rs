//! The address to which a form may send a finished return.
//!
//! The page writes the address into its policy and into its form element. [`PostAddress`] therefore refuses characters that
//! end an entry of a policy, secrets, and connections that others can read.

use std::fmt;
use std::str::FromStr;

/// An address that accepts finished returns: https, or http on the same machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostAddress(String);

/// Why a text is not such an address, and what to do: a sentence for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongAddress(String);

impl fmt::Display for WrongAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for WrongAddress {}

impl PostAddress {
    /// The address as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as a policy names it, without a query.
    pub fn in_policy(&self) -> &str {
        self.0.split('?').next().unwrap_or_default()
    }
}

impl FromStr for PostAddress {
    type Err = WrongAddress;

    /// Reads an address such as `https://example.org/returns`.
    fn from_str(text: &str) -> Result<Self, WrongAddress> {
        let wrong = |why: String| Err(WrongAddress(why));
        let (rest, secure) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (rest, true),
            (None, Some(rest)) => (rest, false),
            (None, None) => return wrong(start_with_https()),
        };
        if let Some(c) = text.chars().find(|c| !is_allowed(*c)) {
            return wrong(refused(c));
        }
        let stray = |(at, _)| !text[at + 1..].bytes().take(2).filter(u8::is_ascii_hexdigit).count().eq(&2);
        if text.match_indices('%').any(stray) {
            return wrong("write a `%` of the address itself as %25".to_owned());
        }
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        if authority.contains('@') {
            return wrong(
                "leave out the user and password before `@`: whoever has the form could read them".to_owned(),
            );
        }
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        if port.is_some_and(|port| !port.bytes().all(|b| b.is_ascii_digit()) || port.parse::<u16>().unwrap_or(0) == 0) {
            return wrong("the port, after `:`, is a number from 1 to 65535".to_owned());
        }
        let is_name = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !host.split('.').all(is_name) {
            return wrong("name a host after `//`, such as https://example.org/returns".to_owned());
        }
        if !secure && !["localhost", "127.0.0.1"].contains(&host) {
            return wrong(start_with_https());
        }
        Ok(Self(text.to_owned()))
    }
}

fn start_with_https() -> String {
    "start it with https://, so that nobody on the way reads the answers; http:// is for localhost and 127.0.0.1 alone"
        .to_owned()
}

/// The characters of addresses, except those with a meaning in a policy or in markup.
fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?@!$&()*+=%".contains(c)
}

fn refused(c: char) -> String {
    match c {
        '#' => "leave out `#` and what follows: a browser does not send it".to_owned(),
        c if c.is_whitespace() => "leave out white space, or write a space of the address itself as %20".to_owned(),
        c if c.is_ascii_graphic() => format!("write `{c}` as %{:02X}", u32::from(c)),
        c => format!("write {} percent-encoded, and a host in letters of ASCII (xn--…)", c.escape_debug()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_a_form_may_send_to() {
        for text in [
            "https://example.org",
            "https://example.org/",
            "https://example.org:8443/a/b%20c?form=x&year=2024",
            "https://xn--bcher-kva.example/returns",
            "http://localhost:8080/returns",
            "http://127.0.0.1/returns",
        ] {
            assert_eq!(PostAddress::from_str(text).map(|address| address.0), Ok(text.to_owned()));
        }
        let address = PostAddress::from_str("https://example.org/a?b=c");
        assert_eq!(address.as_ref().map(PostAddress::in_policy), Ok("https://example.org/a"));
    }

    #[test]
    fn addresses_that_it_may_not() {
        for (text, part) in [
            ("", "start it with https://"),
            ("example.org/returns", "start it with https://"),
            ("http://example.org/returns", "start it with https://"),
            ("http://localhost.example.org/", "start it with https://"),
            ("http://127.0.0.1.example.org/", "start it with https://"),
            ("javascript:alert(1)", "start it with https://"),
            ("HTTPS://example.org/", "start it with https://"),
            ("https://ada:secret@example.org/", "user and password"),
            ("https://ada@example.org?x", "user and password"),
            ("https://example.org/#top", "leave out `#`"),
            ("https://example.org/a;b", "write `;` as %3B"),
            ("https://example.org/a,b", "write `,` as %2C"),
            ("https://example.org/?a='b'", "write `'` as %27"),
            ("https://example.org/\"", "write `\"` as %22"),
            ("https://example.org/<", "write `<` as %3C"),
            ("https://example.org\\@evil.org", "write `\\` as %5C"),
            ("https://example.org/a b", "white space"),
            ("https://example.org/\n", "white space"),
            ("https://example.org/\u{a0}", "white space"),
            ("https://example.org/\u{0}", "percent-encoded"),
            ("https://bücher.example/", "percent-encoded"),
            ("https://example.org/50%", "%25"),
            ("https://example.org/%2", "%25"),
            ("https://", "name a host"),
            ("https:///returns", "name a host"),
            ("https://*.example.org/", "name a host"),
            ("https://example..org/", "name a host"),
            ("https://example.org:/", "the port"),
            ("https://example.org:0/", "the port"),
            ("https://example.org:65536/", "the port"),
            ("https://example.org:+80/", "the port"),
        ] {
            let Err(wrong) = PostAddress::from_str(text) else { unreachable!("{text}") };
            assert!(wrong.0.contains(part), "{text}: {wrong}");
        }
    }
}
