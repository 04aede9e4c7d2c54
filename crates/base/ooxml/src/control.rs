//! Content controls (`w:sdt`): their properties in the order of the schema, written and checked from one place.

use crate::XmlWriter;

/// The longest tag and alias that Word accepts, in characters.
pub const LONGEST_NAME: usize = 64;

/// The order inside `w:sdtPr`. Names in one group are alternatives.
pub const PROPERTY_ORDER: &[&[&str]] = &[
    &["w:rPr"],
    &["w:alias"],
    &["w:tag"],
    &["w:id"],
    &["w:lock"],
    &["w:placeholder"],
    &["w:temporary"],
    &["w:showingPlcHdr"],
    &["w:dataBinding", "w15:dataBinding"],
    &["w:label"],
    &["w:tabIndex"],
    KINDS,
];

/// The elements that say what a control accepts. A control has at most one.
pub const KINDS: &[&str] = &[
    "w:text",
    "w:richText",
    "w:dropDownList",
    "w:comboBox",
    "w:date",
    "w:picture",
    "w:group",
    "w:equation",
    "w:citation",
    "w:bibliography",
    "w:docPartObj",
    "w:docPartList",
    "w14:checkbox",
    "w15:repeatingSection",
    "w15:repeatingSectionItem",
];

/// The glyph of an empty checkbox.
pub const UNCHECKED: &str = "☐";

/// The glyph of a ticked checkbox.
pub const CHECKED: &str = "☒";

/// The states of a checkbox. Word writes its glyphs in this font after a click.
const STATES: &str = "<w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>\
<w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox>";

/// The properties of a content control.
pub struct ControlProperties<'a> {
    /// The name that Word shows at the handle of the control.
    pub alias: Option<&'a str>,
    /// The tag.
    pub tag: Option<&'a str>,
    /// The id, which no other control of the document has.
    pub id: u32,
    /// Whether the control itself cannot be deleted.
    pub locked: bool,
    /// The prompt of an empty control.
    pub prompt: Option<Prompt<'a>>,
    /// The element of a custom XML part that holds the same value.
    pub binding: Option<Binding<'a>>,
    /// What the control accepts.
    pub kind: ControlType<'a>,
}

/// The prompt of an empty control.
#[derive(Clone, Copy)]
pub struct Prompt<'a> {
    /// The entry of the glossary that holds it.
    pub entry: &'a str,
    /// Whether the control is empty and shows it.
    pub is_shown: bool,
}

/// The element of a custom XML part that a control is bound to.
///
/// It is written as `w15:dataBinding`. With the older `w:dataBinding`, LibreOffice empties the custom XML part as soon as
/// an answer contains `&` or `<`, and shows a bound checkbox as the word "false". It ignores the newer one.
pub struct Binding<'a> {
    /// The prefix that `xpath` uses, and its namespace.
    pub prefix: (&'a str, &'a str),
    /// The path of the element.
    pub xpath: &'a str,
    /// The id of the custom XML part.
    pub store: &'a str,
}

/// What a control accepts.
pub enum ControlType<'a> {
    /// Plain text.
    Text {
        /// Whether it may contain line breaks.
        multi_line: bool,
    },
    /// One item of a list.
    DropDownList {
        /// The text of the first item, which has no value.
        prompt: &'a str,
        /// Values and texts.
        items: &'a [(String, String)],
    },
    /// A day.
    Date {
        /// The language of the calendar.
        language: &'a str,
        /// The day in it, such as `2023-04-30`; empty where there is none.
        day: &'a str,
    },
    /// A checkbox.
    Checkbox {
        /// Whether it is ticked.
        is_ticked: bool,
    },
    /// All items of a repeating section.
    RepeatingSection,
    /// One item of a repeating section.
    RepeatingSectionItem,
}

impl ControlProperties<'_> {
    /// Writes `w:sdtPr`.
    pub fn write(&self, xml: &mut XmlWriter) {
        xml.raw("<w:sdtPr>");
        if let Some(alias) = self.alias {
            xml.raw("<w:alias w:val=\"").text(alias).raw("\"/>");
        }
        if let Some(tag) = self.tag {
            xml.raw("<w:tag w:val=\"").text(tag).raw("\"/>");
        }
        xml.raw("<w:id w:val=\"").number(self.id as usize).raw("\"/>");
        if self.locked {
            xml.raw("<w:lock w:val=\"sdtLocked\"/>");
        }
        if let Some(Prompt { entry, is_shown }) = self.prompt {
            xml.raw("<w:placeholder><w:docPart w:val=\"").raw(entry).raw("\"/></w:placeholder>");
            xml.raw(if is_shown { "<w:showingPlcHdr/>" } else { "" });
        }
        if let Some(Binding { prefix: (prefix, namespace), xpath, store }) = self.binding {
            xml.raw("<w15:dataBinding w:prefixMappings=\"xmlns:").raw(prefix).raw("='").raw(namespace);
            xml.raw("'\" w:xpath=\"").text(xpath).raw("\" w:storeItemID=\"").raw(store).raw("\"/>");
        }
        self.kind.write(xml);
        xml.raw("</w:sdtPr>");
    }
}

impl ControlType<'_> {
    fn write(&self, xml: &mut XmlWriter) {
        match self {
            Self::Text { multi_line: true } => xml.raw("<w:text w:multiLine=\"1\"/>"),
            Self::Text { multi_line: false } => xml.raw("<w:text/>"),
            Self::DropDownList { prompt, items } => {
                xml.raw("<w:dropDownList><w:listItem w:displayText=\"").text(prompt).raw("\" w:value=\"\"/>");
                for (value, text) in *items {
                    xml.raw("<w:listItem w:displayText=\"").text(text).raw("\" w:value=\"").text(value).raw("\"/>");
                }
                xml.raw("</w:dropDownList>")
            }
            Self::Date { language, day } => {
                if day.is_empty() {
                    xml.raw("<w:date>");
                } else {
                    xml.raw("<w:date w:fullDate=\"").text(day).raw("T00:00:00Z\">");
                }
                xml.raw("<w:dateFormat w:val=\"d MMMM yyyy\"/><w:lid w:val=\"").raw(language);
                xml.raw("\"/><w:storeMappedDataAs w:val=\"date\"/><w:calendar w:val=\"gregorian\"/></w:date>")
            }
            Self::Checkbox { is_ticked } => {
                xml.raw("<w14:checkbox><w14:checked w14:val=\"").raw(if *is_ticked { "1" } else { "0" });
                xml.raw("\"/>").raw(STATES)
            }
            Self::RepeatingSection => xml.raw("<w15:repeatingSection/>"),
            Self::RepeatingSectionItem => xml.raw("<w15:repeatingSectionItem/>"),
        };
    }
}
