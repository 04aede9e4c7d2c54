//! The pictures in the header and footer of a reference, such as a logo. The drawing around each is written anew from its size
//! and place. Only kinds that every program shows come along, and only files within the reference itself.

use canevas_ooxml::relationships::Relationship;
use canevas_ooxml::{Element, Package, local, package};

/// The most bytes of one picture, and of all.
const LARGEST: usize = 2 << 20;
const LARGEST_WHOLE: usize = 4 << 20;
/// The most drawings.
const MOST: usize = 20;
/// The widest and highest picture: 22 inches, the largest page of Word, in its units.
const WIDEST: u32 = 22 * 914_400;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
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

/// A picture as a reference shows it.
struct Found<'e> {
    /// Its relationship.
    id: String,
    /// Width and height.
    size: Option<[u32; 2]>,
    /// Its description.
    description: String,
    /// What is cut off.
    crop: Option<&'e Element>,
    /// Its place, where it floats.
    anchor: Option<&'e Element>,
}

/// The first element of a local name in an element.
fn first<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    let mut found = None;
    element.walk(&mut |inner, _| {
        if found.is_none() && local(&inner.name) == name {
            found = Some(inner);
        }
    });
    found
}

fn word<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.attributes.iter().find(|(known, _)| local(known) == name).map(|(_, value)| value.as_str())
}

impl<'e> Found<'e> {
    fn of(drawing: &'e Element) -> Option<Self> {
        let Some(blip) = first(drawing, "blip") else { return Self::older(drawing) };
        let id = word(blip, "embed").or_else(|| word(blip, "link"))?.to_owned();
        let frame = if matches!(local(&drawing.name), "anchor") { Some(drawing) } else { first(drawing, "anchor") };
        let side = |name: &str| word(first(drawing, "extent")?, name)?.parse().ok();
        Some(Self {
            id,
            size: side("cx").zip(side("cy")).map(|(width, height)| [width, height]),
            description: first(drawing, "docPr").and_then(|of| word(of, "descr")).unwrap_or("").to_owned(),
            crop: first(drawing, "srcRect"),
            anchor: frame,
        })
    }

    /// A picture as older programs write it.
    fn older(drawing: &'e Element) -> Option<Self> {
        let id = word(first(drawing, "imagedata")?, "id")?.to_owned();
        let shape = first(drawing, "shape").or_else(|| first(drawing, "rect"));
        let side = |name: &str| length(word(shape?, "style")?, name);
        Some(Self {
            id,
            size: side("width").zip(side("height")).map(|(width, height)| [width, height]),
            description: shape.and_then(|shape| word(shape, "alt")).unwrap_or("").to_owned(),
            crop: None,
            anchor: None,
        })
    }

    fn written(&self, [width, height]: [u32; 2], relationship: &str, number: usize) -> Element {
        let (width, height) = (width.to_string(), height.to_string());
        let size = [("cx", width.as_str()), ("cy", height.as_str())];
        let name = format!("Picture {number}");
        let number = number.to_string();
        let mut said = vec![("id", number.as_str()), ("name", name.as_str())];
        said.extend(Some(("descr", self.description.as_str())).filter(|(_, text)| !text.is_empty()));
        let edges = ["l", "t", "r", "b"];
        let cut = |edge: &'static str| {
            let part = word(self.crop?, edge)?;
            part.parse::<u32>().is_ok_and(|part| part < 100_000).then_some((edge, part))
        };
        let cut: Vec<(&str, &str)> = edges.into_iter().filter_map(cut).collect();
        let picture = element(
            "pic:pic",
            &[],
            vec![
                element(
                    "pic:nvPicPr",
                    &[],
                    vec![element("pic:cNvPr", &said, Vec::new()), element("pic:cNvPicPr", &[], Vec::new())],
                ),
                element(
                    "pic:blipFill",
                    &[],
                    vec![
                        element("a:blip", &[("r:embed", relationship)], Vec::new()),
                        element("a:srcRect", &cut, Vec::new()),
                        element("a:stretch", &[], vec![element("a:fillRect", &[], Vec::new())]),
                    ],
                ),
                element(
                    "pic:spPr",
                    &[],
                    vec![
                        element(
                            "a:xfrm",
                            &[],
                            vec![
                                element("a:off", &[("x", "0"), ("y", "0")], Vec::new()),
                                element("a:ext", &size, Vec::new()),
                            ],
                        ),
                        element("a:prstGeom", &[("prst", "rect")], vec![element("a:avLst", &[], Vec::new())]),
                    ],
                ),
            ],
        );
        let graphic = element("a:graphic", &[], vec![element("a:graphicData", &[("uri", PICTURE)], vec![picture])]);
        let shown = vec![element("wp:docPr", &said, Vec::new()), graphic];
        let extent = element("wp:extent", &size, Vec::new());
        let spaces = [("xmlns:wp", DRAWING), ("xmlns:a", MAIN), ("xmlns:pic", PICTURE)];
        match self.anchor.and_then(|anchor| Some((anchor, place(anchor, "positionH")?, place(anchor, "positionV")?))) {
            Some((anchor, across, down)) => {
                let behind = if matches!(word(anchor, "behindDoc"), Some("1" | "true")) { "1" } else { "0" };
                let mut attributes = spaces.to_vec();
                attributes.extend([("distT", "0"), ("distB", "0"), ("distL", "114300"), ("distR", "114300")]);
                attributes.extend([("simplePos", "0"), ("relativeHeight", number.as_str()), ("behindDoc", behind)]);
                attributes.extend([("locked", "0"), ("layoutInCell", "1"), ("allowOverlap", "1")]);
                let mut children = vec![
                    element("wp:simplePos", &[("x", "0"), ("y", "0")], Vec::new()),
                    across,
                    down,
                    extent,
                    wrap(anchor),
                ];
                children.extend(shown);
                element("wp:anchor", &attributes, children)
            }
            None => {
                let mut attributes = spaces.to_vec();
                attributes.extend([("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
                element("wp:inline", &attributes, std::iter::once(extent).chain(shown).collect())
            }
        }
    }
}

/// Where a picture floats, across or down the page.
fn place(anchor: &Element, name: &str) -> Option<Element> {
    const FROM: [&str; 12] = [
        "character",
        "column",
        "insideMargin",
        "leftMargin",
        "margin",
        "outsideMargin",
        "page",
        "rightMargin",
        "bottomMargin",
        "line",
        "paragraph",
        "topMargin",
    ];
    // The first eight measure across, and these down.
    const DOWN: [&str; 8] =
        ["bottomMargin", "insideMargin", "line", "margin", "outsideMargin", "page", "paragraph", "topMargin"];
    let found = first(anchor, name)?;
    let is_down = name == "positionV";
    let known: &[&str] = if is_down { &DOWN } else { &FROM[..8] };
    let from = known.iter().find(|known| word(found, "relativeFrom") == Some(known))?;
    let aligned: &[&str] = if is_down {
        &["top", "bottom", "center", "inside", "outside"]
    } else {
        &["left", "right", "center", "inside", "outside"]
    };
    let align = first(found, "align").and_then(|align| aligned.iter().find(|known| align.text.trim() == **known));
    let inner = match align {
        Some(align) => Element { name: "wp:align".to_owned(), text: (*align).to_owned(), ..Element::default() },
        None => {
            let offset: i32 = first(found, "posOffset")?.text.trim().parse().ok()?;
            Element { name: "wp:posOffset".to_owned(), text: offset.to_string(), ..Element::default() }
        }
    };
    Some(element(&format!("wp:{name}"), &[("relativeFrom", from)], vec![inner]))
}

/// How text runs around a floating picture.
fn wrap(anchor: &Element) -> Element {
    let has = |name: &str| anchor.children.iter().any(|child| local(&child.name) == name);
    if has("wrapTopAndBottom") {
        element("wp:wrapTopAndBottom", &[], Vec::new())
    } else if has("wrapSquare") || has("wrapTight") || has("wrapThrough") {
        element("wp:wrapSquare", &[("wrapText", "bothSides")], Vec::new())
    } else {
        element("wp:wrapNone", &[], Vec::new())
    }
}

fn element(name: &str, attributes: &[(&str, &str)], children: Vec<Element>) -> Element {
    let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Element { name: name.to_owned(), attributes, children, text: String::new() }
}

/// A length in a style such as `width:85.05pt;height:1.2in`, in the units of drawings.
fn length(style: &str, name: &str) -> Option<u32> {
    let value = style.split(';').filter_map(|part| part.split_once(':')).find(|(key, _)| key.trim() == name)?.1.trim();
    let at = value.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = value.split_at(at);
    let each = match unit.trim() {
        "pt" => 12_700.0,
        "in" => 914_400.0,
        "cm" => 360_000.0,
        "mm" => 36_000.0,
        "px" => 9525.0,
        _ => return None,
    };
    let length = number.trim().parse::<f64>().ok()? * each;
    // Both bounds are far inside the range of the type.
    (1.0..=f64::from(WIDEST)).contains(&length).then_some(length as u32)
}
