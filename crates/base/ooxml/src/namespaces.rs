//! The XML namespaces of Word files.

/// `WordprocessingML`, in the transitional variant that Word writes.
pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// `WordprocessingML`, in the strict variant.
pub const WORD_STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
/// Relationships between the parts of an Office document.
pub const OFFICE_RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Packages: content types and relationships stand below this name.
pub const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The declarations on the root of each `WordprocessingML` part. Older programs may ignore `w14` and `w15`; each part must
/// say so.
pub const DECLARATIONS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";
