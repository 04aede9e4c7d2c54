//! The answers to requests about a document.

use crate::capabilities::Editor;
use crate::convert::Converter;
use crate::diagnostics::{Published, diagnostic};
use crate::edits::workspace_edit;
use crate::positions::Lines;
use crate::uri::name_of_uri;
use canevas_language_service::{self as service, CompletionKind, OutlineEntry, OutlineKind};
use canevas_operations::Failure;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CompletionItem, CompletionItemKind,
    CompletionList, CompletionParams, CompletionTextEdit, DocumentFormattingParams, DocumentSymbol,
    DocumentSymbolParams, Documentation, GotoDefinitionParams, HoverContents, HoverParams, Location, MarkupContent,
    MarkupKind, PrepareRenameResponse, ReferenceParams, RenameParams, SymbolKind, TextDocumentPositionParams, TextEdit,
    Uri, WorkspaceEdit,
};

/// Answers requests.
pub(crate) struct Answers<'p> {
    pub(crate) converter: Converter<'p>,
    pub(crate) editor: Editor,
}

/// A place in a document.
struct Place {
    file: String,
    lines: Lines,
    offset: usize,
}

impl Answers<'_> {
    fn place(&self, at: &TextDocumentPositionParams) -> Option<Place> {
        let file = name_of_uri(&at.text_document.uri)?;
        let lines = self.converter.lines(&file);
        let offset = lines.offset(at.position);
        Some(Place { file, lines, offset })
    }

    pub(crate) fn completion(&self, params: &CompletionParams) -> Option<CompletionList> {
        let Place { file, lines, offset } = self.place(&params.text_document_position)?;
        let offers = service::complete(self.converter.project, &file, offset);
        let item = |(at, offer): (usize, service::Completion)| CompletionItem {
            kind: Some(kind(offer.kind)),
            detail: offer.detail,
            documentation: offer.about.map(|about| Documentation::MarkupContent(markdown(about))),
            // The order of the service is that of the list.
            sort_text: Some(format!("{at:05}")),
            filter_text: Some(offer.label.clone()),
            label: offer.label,
            text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                range: lines.range(offer.start, offer.end),
                new_text: offer.insert,
            })),
            ..CompletionItem::default()
        };
        Some(CompletionList { is_incomplete: false, items: offers.into_iter().enumerate().map(item).collect() })
    }

    pub(crate) fn hover(&self, params: &HoverParams) -> Option<lsp_types::Hover> {
        let Place { file, lines, offset } = self.place(&params.text_document_position_params)?;
        let hover = service::hover(self.converter.project, &file, offset)?;
        let range = Some(lines.range(hover.start, hover.end));
        Some(lsp_types::Hover { contents: HoverContents::Markup(markdown(hover.markdown)), range })
    }

    pub(crate) fn definition(&self, params: &GotoDefinitionParams) -> Option<Vec<Location>> {
        let Place { file, offset, .. } = self.place(&params.text_document_position_params)?;
        let places = service::definition(self.converter.project, &file, offset);
        Some(places.iter().filter_map(|place| self.converter.location(place)).collect())
    }

    pub(crate) fn references(&self, params: &ReferenceParams) -> Option<Vec<Location>> {
        let Place { file, offset, .. } = self.place(&params.text_document_position)?;
        let with_definition = params.context.include_declaration;
        let places = service::references(self.converter.project, &file, offset, with_definition);
        Some(places.iter().filter_map(|place| self.converter.location(place)).collect())
    }

    pub(crate) fn prepare_rename(&self, params: &TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
        let Place { file, lines, offset } = self.place(params)?;
        let found = service::rename_place(self.converter.project, &file, offset)?;
        let range = lines.range(found.place.start, found.place.end);
        Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name })
    }

    pub(crate) fn rename(&self, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Failure> {
        let Some(place) = self.place(&params.text_document_position) else { return Ok(None) };
        let changed = service::rename(self.converter.project, &place.file, place.offset, &params.new_name)?;
        let edit = workspace_edit(&changed, self.editor, &self.converter);
        let why =
            "the rename makes a change file, and this editor cannot make files: create an empty `changes.yaml` first";
        edit.map(Some).ok_or_else(|| why.to_owned())
    }

    pub(crate) fn symbols(&self, params: &DocumentSymbolParams) -> Option<Vec<DocumentSymbol>> {
        let file = name_of_uri(&params.text_document.uri)?;
        let lines = self.converter.lines(&file);
        let entries = service::outline(self.converter.project, &file);
        Some(entries.iter().map(|entry| symbol(entry, &lines)).collect())
    }

    pub(crate) fn formatting(&self, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
        let file = name_of_uri(&params.text_document.uri)?;
        let lines = self.converter.lines(&file);
        let edit = service::format(self.converter.project, &file).ok()??;
        Some(vec![TextEdit { range: lines.range(edit.start, edit.end), new_text: edit.text }])
    }

    /// What mends the findings in a range. Editors ask this whenever the cursor moves, so what was published last is used where nothing
    /// changed since.
    pub(crate) fn code_actions(
        &self,
        params: &CodeActionParams,
        published: &Published,
    ) -> Option<Vec<CodeActionOrCommand>> {
        let file = name_of_uri(&params.text_document.uri)?;
        let lines = self.converter.lines(&file);
        let wanted = lines.bytes(params.range);
        let folder = service::edition_folder(self.converter.project, &file)?;
        let new = match published.found(&folder) {
            Some(_) => Vec::new(),
            None => service::findings(self.converter.project, &file).ok()?,
        };
        let found = published.found(&folder).unwrap_or(&new);
        let own = found.iter().filter(|found| found.file == file).flat_map(|found| &found.findings);
        let touched = own.filter(|finding| finding.start <= wanted.end && wanted.start <= finding.end);
        let mut actions = Vec::new();
        for finding in touched {
            let diagnostic = diagnostic(finding, lines.range(finding.start, finding.end), &self.converter);
            for fix in &finding.fixes {
                actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                    title: fix.title.clone(),
                    kind: Some(CodeActionKind::QUICKFIX),
                    diagnostics: Some(vec![diagnostic.clone()]),
                    edit: workspace_edit(&fix.edits, self.editor, &self.converter),
                    is_preferred: Some(true),
                    ..CodeAction::default()
                }));
            }
        }
        Some(actions)
    }
}

/// The file of a document, where it is one.
pub(crate) fn file_of(uri: &Uri) -> Option<String> {
    name_of_uri(uri)
}

fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Key => CompletionItemKind::PROPERTY,
        CompletionKind::Word | CompletionKind::Rule => CompletionItemKind::KEYWORD,
        CompletionKind::Question => CompletionItemKind::VARIABLE,
        CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Fact | CompletionKind::Date => CompletionItemKind::CONSTANT,
        CompletionKind::List => CompletionItemKind::ENUM,
        CompletionKind::Option => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Country | CompletionKind::Language => CompletionItemKind::VALUE,
        CompletionKind::Text | CompletionKind::Placeholder => CompletionItemKind::TEXT,
    }
}

#[allow(deprecated, reason = "the protocol's type has a field that nobody fills any more")]
fn symbol(entry: &OutlineEntry, lines: &Lines) -> DocumentSymbol {
    let kind = match entry.kind {
        OutlineKind::Section => SymbolKind::MODULE,
        OutlineKind::Heading => SymbolKind::NAMESPACE,
        OutlineKind::Question => SymbolKind::VARIABLE,
        OutlineKind::Field => SymbolKind::FIELD,
    };
    let children: Vec<DocumentSymbol> = entry.children.iter().map(|child| symbol(child, lines)).collect();
    DocumentSymbol {
        name: if entry.title.is_empty() { entry.id.clone() } else { entry.title.clone() },
        detail: (!entry.id.is_empty()).then(|| entry.id.clone()),
        kind,
        tags: None,
        deprecated: None,
        range: lines.range(entry.start, entry.whole_end),
        selection_range: lines.range(entry.start, entry.end),
        children: (!children.is_empty()).then_some(children),
    }
}
