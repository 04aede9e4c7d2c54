//! What the server can do, and what it needs to know of the editor.

use crate::positions::Columns;
use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, HoverProviderCapability, OneOf,
    Registration, RenameOptions, ResourceOperationKind, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

/// What the editor can do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Editor {
    /// What its columns count.
    pub(crate) columns: Columns,
    /// Whether an edit may name the version of a document.
    pub(crate) takes_versions: bool,
    /// Whether an edit may make a file.
    pub(crate) makes_files: bool,
    /// Whether it can be asked to watch files.
    pub(crate) watches_files: bool,
}

impl Editor {
    /// What an editor says that it can do.
    pub(crate) fn of(capabilities: &ClientCapabilities) -> Self {
        let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let workspace = capabilities.workspace.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let watches = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let operations = edits.and_then(|edits| edits.resource_operations.as_ref());
        Self {
            columns: Columns::agreed(offered),
            takes_versions: edits.and_then(|edits| edits.document_changes).unwrap_or_default(),
            makes_files: operations.is_some_and(|all| all.contains(&ResourceOperationKind::Create)),
            watches_files: watches.and_then(|watches| watches.dynamic_registration).unwrap_or_default(),
        }
    }
}

/// What the server can do.
pub(crate) fn capabilities(editor: Editor) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(editor.columns.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([" ", "{", ".", "[", ",", "(", "="].map(str::to_owned).into()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// The request to watch the files of questionnaires.
pub(crate) fn watch() -> Registration {
    let watcher =
        |pattern: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(pattern.to_owned()), kind: None };
    let watchers = ["**/*.yaml", "**/*.po", "**/*.json", "**/*.csv", "**/canevas.toml"].map(watcher).into();
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    Registration {
        id: "canevas-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}
