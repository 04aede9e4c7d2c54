//! The drawing around a picture: read from what programs write, and written anew in one form.

use canevas_ooxml::{Element, local};

/// The widest and highest picture: 22 inches, the largest page of Word, in its units.
pub const WIDEST: u32 = 22 * 914_400;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A picture as a reference shows it.
pub struct Found<'e> {
    /// Its relationship.
    pub id: String,
    /// Width and height.
    pub size: Option<[u32; 2]>,
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
    /// The picture in a drawing, if there is one.
    pub fn of(drawing: &'e Element) -> Option<Self> {
        let Some(blip) = first(drawing, "blip") else { return Self::older(drawing) };
        let id = word(blip, "embed").or_else(|| word(blip, "link"))?.to_owned();
        let side = |name: &str| word(first(drawing, "extent")?, name)?.parse().ok();
        Some(Self {
            id,
            size: side("cx").zip(side("cy")).map(|(width, height)| [width, height]),
            description: first(drawing, "docPr").and_then(|of| word(of, "descr")).unwrap_or("").to_owned(),
            crop: first(drawing, "srcRect"),
            anchor: first(drawing, "anchor"),
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

    /// The drawing of the picture. `number` tells it from other drawings.
    pub fn written(&self, [width, height]: [u32; 2], relationship: &str, number: usize) -> Element {
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
#[allow(clippy::cast_sign_loss, reason = "a length is larger than zero")]
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
