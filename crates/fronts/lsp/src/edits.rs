//! Changes to files as edits of the workspace.

use crate::capabilities::Editor;
use crate::convert::Converter;
use crate::uri::uri_of_name;
use canevas_language_service::{FileEdits, TextEdit as Change};
use lsp_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use std::collections::HashMap;

/// Changes to files as one edit of the workspace; `None` where the editor cannot make a file that the edit needs.
pub(crate) fn workspace_edit(all: &[FileEdits], editor: Editor, converter: &Converter<'_>) -> Option<WorkspaceEdit> {
    let needs_file = all.iter().any(|edits| edits.is_new && !converter.exists(&edits.file));
    if needs_file && !editor.makes_files {
        return None;
    }
    // Neovim makes files and says nothing of versions. Files are made only by an edit that may name versions.
    if !editor.takes_versions && !needs_file {
        // Nobody reads this map in its order.
        #[allow(clippy::mutable_key_type, reason = "the protocol's own type; an address does not change")]
        let mut changes = HashMap::new();
        for edits in all {
            changes.insert(uri_of_name(&edits.file)?, text_edits(edits, converter));
        }
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let mut operations = Vec::new();
    for edits in all {
        let uri = uri_of_name(&edits.file)?;
        if edits.is_new && !converter.exists(&edits.file) {
            let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        let version = converter.version(&edits.file);
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: text_edits(edits, converter).into_iter().map(OneOf::Left).collect(),
        }));
    }
    let document_changes = Some(DocumentChanges::Operations(operations));
    Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

fn text_edits(edits: &FileEdits, converter: &Converter<'_>) -> Vec<TextEdit> {
    let lines = converter.lines(&edits.file);
    let edit =
        |change: &Change| TextEdit { range: lines.range(change.start, change.end), new_text: change.text.clone() };
    edits.edits.iter().map(edit).collect()
}
