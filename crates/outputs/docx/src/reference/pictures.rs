//! The pictures in the header and footer of a reference, such as a logo. The drawing around each is written anew from its size
//! and place. Only kinds that every program shows come along, and only files within the reference itself.

use super::drawings::{Found, WIDEST};
use canevas_ooxml::relationships::Relationship;
use canevas_ooxml::{Element, Package, local, package};

/// The most bytes of one picture, and of all.
const LARGEST: usize = 2 << 20;
const LARGEST_WHOLE: usize = 4 << 20;
/// The most drawings.
const MOST: usize = 20;
/// The attribute, in the namespace of Word, that marks where a drawing stood.
const MARK: &str = "canevas-picture";

/// The pictures of a reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    files: Vec<PictureFile>,
    drawings: Vec<Element>,
    /// Pictures that do not come along, and why, in words.
    pub left_out: Vec<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PictureFile {
    /// Its part in the reference.
    from: String,
    extension: &'static str,
    bytes: Vec<u8>,
}

/// Where the pictures are looked for.
pub struct Source<'s> {
    /// The file.
    pub bytes: &'s [u8],
    /// Its parts.
    pub package: &'s Package,
    /// The part that shows the pictures.
    pub part: &'s str,
    /// What belongs to that part.
    pub related: &'s [Relationship],
}

impl Pictures {
    /// The pictures that a part with this XML shows, with the names of their own parts.
    pub fn parts<'p>(&'p self, xml: &'p str) -> impl Iterator<Item = (String, &'p [u8])> {
        let all = self.files.iter().enumerate().filter(move |(at, _)| shows(xml, *at));
        all.map(|(at, file)| (format!("word/{}", target(at, file)), file.bytes.as_slice()))
    }

    /// The endings of their names, each once, with the content type.
    pub fn types(&self) -> Vec<(&'static str, &'static str)> {
        let mut types: Vec<_> = self.files.iter().map(|file| (file.extension, content_type(file.extension))).collect();
        types.sort_unstable();
        types.dedup();
        types
    }

    /// The relationships that a part with this XML needs: id and target.
    pub fn relationships(&self, xml: &str) -> Vec<(String, String)> {
        let all = self.files.iter().enumerate().filter(|(at, _)| shows(xml, *at));
        all.map(|(at, file)| (relationship(at), target(at, file))).collect()
    }

    /// Puts a mark in the place of each drawing of a part. What is no picture, or none that comes along, is gone.
    pub fn mark(&mut self, element: &mut Element, source: &Source<'_>) {
        let children = std::mem::take(&mut element.children);
        for mut child in children {
            if matches!(local(&child.name), "drawing" | "pict" | "AlternateContent") {
                // The prefix of what is around it is that of Word.
                let prefix = element.name.split_once(':').map_or("", |(prefix, _)| prefix);
                if let Some(at) = self.drawing(&child, source) {
                    element.children.push(Element {
                        name: format!("{prefix}:drawing"),
                        attributes: vec![(format!("{prefix}:{MARK}"), at.to_string())],
                        ..Element::default()
                    });
                }
            } else {
                self.mark(&mut child, source);
                element.children.push(child);
            }
        }
    }

    /// The drawing that a mark stands for.
    pub fn of_mark(&self, mark: &Element) -> Option<Element> {
        let at: usize = mark.attribute(&format!("w:{MARK}"))?.parse().ok()?;
        let drawing = self.drawings.get(at)?.clone();
        Some(Element { name: "w:drawing".to_owned(), children: vec![drawing], ..Element::default() })
    }

    fn drawing(&mut self, drawing: &Element, source: &Source<'_>) -> Option<usize> {
        let found = Found::of(drawing)?;
        if self.drawings.len() == MOST {
            self.leave_out(source, "a picture", "there are too many");
            return None;
        }
        let Some(size) = found.size.filter(|size| size.iter().all(|side| (1..=WIDEST).contains(side))) else {
            self.leave_out(source, "a picture", "its size is missing or too large");
            return None;
        };
        let file = self.file(source, &found.id)?;
        let number = self.drawings.len();
        self.drawings.push(found.written(size, &relationship(file), number + 1));
        Some(number)
    }

    /// The picture of a relationship, by its place among all.
    fn file(&mut self, source: &Source<'_>, id: &str) -> Option<usize> {
        let Some(related) = source.related.iter().find(|of| of.id == id) else {
            self.leave_out(source, "a picture", "its relationship is missing");
            return None;
        };
        let what = format!("the picture {}", related.target);
        if related.is_external {
            self.leave_out(source, &what, "it is a link to another file");
            return None;
        }
        if let Some(at) = self.files.iter().position(|file| file.from.eq_ignore_ascii_case(&related.target)) {
            return Some(at);
        }
        let name = source.package.others.iter().find(|name| name.eq_ignore_ascii_case(&related.target));
        let bytes = name.and_then(|name| package::other(source.bytes, name, LARGEST));
        let Some(bytes) = bytes.filter(|_| related.kind == "image") else {
            self.leave_out(source, &what, "it is missing, broken, or larger than 2 MiB");
            return None;
        };
        let Some(extension) = extension(&bytes) else {
            self.leave_out(source, &what, "it is no whole PNG, JPEG, GIF or BMP; save it as PNG");
            return None;
        };
        if self.files.iter().map(|file| file.bytes.len()).sum::<usize>() + bytes.len() > LARGEST_WHOLE {
            self.leave_out(source, &what, "all pictures together are larger than 4 MiB");
            return None;
        }
        self.files.push(PictureFile { from: related.target.clone(), extension, bytes });
        Some(self.files.len() - 1)
    }

    fn leave_out(&mut self, source: &Source<'_>, what: &str, why: &str) {
        let message = format!("{what} in {} is left out: {why}", source.part);
        // Names come from the file, and messages go to a terminal.
        let message: String =
            message.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
        if !self.left_out.contains(&message) {
            self.left_out.push(message);
        }
    }
}

/// Whether a part shows a picture.
fn shows(xml: &str, at: usize) -> bool {
    xml.contains(&format!("r:embed=\"{}\"", relationship(at)))
}

fn relationship(at: usize) -> String {
    format!("rIdPicture{}", at + 1)
}

fn target(at: usize, file: &PictureFile) -> String {
    format!("media/reference{}.{}", at + 1, file.extension)
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "png" => "image/png",
        "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        _ => "image/bmp",
    }
}

/// The kind of a picture, by how it starts and ends, whatever its name is.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    let has = |sign: &[u8]| bytes.windows(sign.len()).any(|window| window == sign);
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] if has(b"IDAT") && has(b"IEND") => Some("png"),
        [0xff, 0xd8, 0xff, ..] if has(&[0xff, 0xd9]) => Some("jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] if bytes.len() > 13 => Some("gif"),
        [b'B', b'M', ..] if bytes.len() > 54 => Some("bmp"),
        _ => None,
    }
}
