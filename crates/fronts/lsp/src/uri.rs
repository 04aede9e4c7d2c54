//! Addresses of files, and the names under which the project knows them: relative to where the server runs, as messages print them.

use canevas_machine::name_of;
use lsp_types::Uri;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr as _;

/// The name of the file of an address; `None` where it is no file of this machine.
pub(crate) fn name_of_uri(uri: &Uri) -> Option<String> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let slash = rest.find('/')?;
    let host = &rest[..slash];
    if !matches!(host, "" | "localhost") {
        return None;
    }
    let path = decoded(&rest[slash..])?;
    let path = if cfg!(windows) { path.trim_start_matches('/').to_owned() } else { path };
    let mut plain = PathBuf::new();
    for part in Path::new(&path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    let here = std::path::absolute(".").ok();
    let below = here.as_deref().and_then(|here| plain.strip_prefix(here).ok());
    Some(name_of(below.unwrap_or(&plain)))
}

/// The address of the file of a name.
pub(crate) fn uri_of_name(name: &str) -> Option<Uri> {
    let path = std::path::absolute(Path::new(if name.is_empty() { "." } else { name })).ok()?;
    let path = path.to_string_lossy().replace('\\', "/");
    let start = if path.starts_with('/') { "" } else { "/" };
    let mut text = format!("file://{start}");
    for byte in path.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
        if is_plain {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    Uri::from_str(&text).ok()
}

/// A path without percent signs; `None` where it is not UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{name_of_uri, uri_of_name};
    use lsp_types::Uri;
    use std::str::FromStr as _;

    #[test]
    fn names_become_addresses_and_come_back() {
        for name in ["schemas/a/form.yaml", "/elsewhere/é ü/form.yaml", "a#b?c%20/form.yaml"] {
            let uri = uri_of_name(name).unwrap();
            assert_eq!(name_of_uri(&uri).as_deref(), Some(name), "{}", uri.as_str());
        }
    }

    #[test]
    fn other_addresses_are_no_files() {
        for uri in [
            "untitled:Untitled-1",
            "https://example.org/form.yaml",
            "file://host/form.yaml",
            "file:///%FF",
            "file:///%4",
        ] {
            let Ok(uri) = Uri::from_str(uri) else { continue };
            assert_eq!(name_of_uri(&uri), None, "{}", uri.as_str());
        }
    }
}
