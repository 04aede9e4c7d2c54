//! Returns: read with spans. Answers stay a tree; what they mean is held against a copy in the crate `returns`.

use canevas_diagnostics::{Findings, SourceId, Sources};
use canevas_syntax::return_file::Return;
use canevas_syntax::{Node, Read as _, parse_json};
use serde_json::Value;

/// A return, read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnFile {
    /// The source it was read from.
    pub source: SourceId,
    /// The whole file as a spanned tree.
    pub node: Node,
    /// The whole file as JSON.
    pub json: Value,
    /// Its head.
    pub head: Return,
}

/// Reads a return file.
pub fn read_return(sources: &Sources, id: SourceId) -> (Option<ReturnFile>, Findings) {
    let (node, mut findings) = parse_json(id, sources.get(id));
    let Some(node) = node else { return (None, findings) };
    let head = Return::read(&node, &mut findings);
    let json = node.to_json();
    (head.map(|head| ReturnFile { source: id, node, json, head }), findings)
}
