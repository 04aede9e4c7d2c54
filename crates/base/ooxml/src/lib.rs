//! Office Open XML (ECMA-376): what Word files are made of. The crate knows packages, XML trees, the text of a document and
//! content controls. It knows nothing of questionnaires.
//!
//! - [`package`] opens a package within limits; [`archive`] writes one.
//! - [`relationships`] finds the parts that belong to a part.
//! - [`tree`] reads a part as a tree; [`XmlWriter`] writes one.
//! - [`flow`] reads a document as paragraphs of text with the controls and bookmarks around it.
//! - [`control`] writes the properties of content controls.

pub mod archive;
pub mod control;
pub mod flow;
pub mod namespaces;
pub mod package;
pub mod relationships;
pub mod tree;
mod writer;

pub use package::{Package, PackageError};
pub use tree::Element;
pub use writer::{XmlWriter, is_replaced};

/// An XML name without its prefix.
pub use canevas_syntax::xml::local;
