//! The server: takes messages, answers requests, and publishes findings when nothing waits.

use crate::capabilities::{Editor, capabilities, watch};
use crate::convert::Converter;
use crate::diagnostics::Published;
use crate::documents::Documents;
use crate::positions::Lines;
use crate::requests::{Answers, file_of};
use crate::transport::{Arrival, Incoming, Outgoing};
use canevas_language_service::{edition_folder, findings};
use canevas_operations::files::{EntryKind, Files as _, editions, split};
use canevas_operations::{Failure, Project};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    CancelParams, ClientCapabilities, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams,
    InitializeResult, NumberOrString, RegistrationParams, ServerInfo,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, VecDeque};
use std::io::Write;

/// A server, and the editor that it serves.
pub(crate) struct Server<W> {
    incoming: Incoming,
    outgoing: Outgoing<W>,
    waiting: VecDeque<Message>,
    project: Project<Documents>,
    editor: Editor,
    published: Published,
    /// The folders of editions whose findings are to be published.
    to_check: BTreeSet<String>,
    /// The folders that the editor shows.
    folders: Vec<String>,
    state: State,
    /// How many requests were sent to the editor.
    sent: i32,
}

/// Where the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The editor has not said yet what it can do.
    New,
    /// Everything is asked.
    Open,
    /// The editor said `shutdown`, and nothing but `exit` follows.
    Closing,
}

/// The answer to a request, or its error.
type Answer = Result<serde_json::Value, (ErrorCode, String)>;

impl<W: Write> Server<W> {
    pub(crate) fn new(incoming: Incoming, outgoing: Outgoing<W>) -> Self {
        Self {
            incoming,
            outgoing,
            waiting: VecDeque::new(),
            project: Project::new(Documents::default()),
            editor: Editor::of(&ClientCapabilities::default()),
            published: Published::default(),
            to_check: BTreeSet::new(),
            folders: Vec::new(),
            state: State::New,
            sent: 0,
        }
    }

    /// Serves until the editor leaves.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        loop {
            while let Some(arrival) = self.incoming.waiting() {
                self.take(arrival)?;
            }
            if self.waiting.is_empty() {
                if self.check_one()? {
                    continue;
                }
                match self.incoming.wait() {
                    Some(arrival) => self.take(arrival)?,
                    None if self.state == State::Closing => return Ok(()),
                    None => return Err("the editor left without saying `shutdown`".to_owned()),
                }
                continue;
            }
            let Some(message) = self.waiting.pop_front() else { continue };
            match message {
                Message::Request(request) => self.request(request)?,
                Message::Notification(note) if note.method == "exit" => {
                    let is_expected = self.state == State::Closing;
                    return if is_expected {
                        Ok(())
                    } else {
                        Err("the editor left without saying `shutdown`".to_owned())
                    };
                }
                Message::Notification(note) => self.notification(note)?,
                // What the editor answers to a registration changes nothing.
                Message::Response(_) => {}
            }
        }
    }

    /// Takes what came in. A request that is cancelled while it waits is answered at once.
    fn take(&mut self, arrival: Arrival) -> Result<(), Failure> {
        match arrival {
            Arrival::Broken(failure) => Err(failure),
            Arrival::Unreadable(answer) => self.outgoing.send_value(&answer),
            Arrival::Message(Message::Notification(note)) if note.method == "$/cancelRequest" => {
                let Some(params) = read::<CancelParams>(note.params) else { return Ok(()) };
                let id: RequestId = match params.id {
                    NumberOrString::Number(number) => number.into(),
                    NumberOrString::String(text) => text.into(),
                };
                let is_it = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
                if let Some(at) = self.waiting.iter().position(is_it) {
                    self.waiting.remove(at);
                    let response = Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned());
                    return self.outgoing.send(response);
                }
                Ok(())
            }
            Arrival::Message(message) => {
                self.waiting.push_back(message);
                Ok(())
            }
        }
    }

    fn request(&mut self, request: Request) -> Result<(), Failure> {
        let id = request.id.clone();
        let answer = match (self.state, request.method.as_str()) {
            (State::New, "initialize") => self.initialize(request),
            (State::New, _) => Err((ErrorCode::ServerNotInitialized, "the editor says `initialize` first".to_owned())),
            (State::Closing, _) => Err((ErrorCode::InvalidRequest, "the server is shutting down".to_owned())),
            (State::Open, "shutdown") => {
                self.state = State::Closing;
                self.to_check.clear();
                Ok(serde_json::Value::Null)
            }
            (State::Open, _) => self.asked(request),
        };
        let response = match answer {
            Ok(value) => Response::new_ok(id, value),
            Err((code, why)) => Response::new_err(id, code as i32, why),
        };
        self.outgoing.send(response)
    }

    fn initialize(&mut self, request: Request) -> Answer {
        let params: InitializeParams = read(request.params).ok_or_else(|| unreadable(&request.method))?;
        self.editor = Editor::of(&params.capabilities);
        self.folders = params.workspace_folders.unwrap_or_default().iter().filter_map(|f| file_of(&f.uri)).collect();
        #[allow(deprecated, reason = "older editors name one folder in this way")]
        if let (true, Some(root)) = (self.folders.is_empty(), &params.root_uri) {
            self.folders.extend(file_of(root));
        }
        self.state = State::Open;
        let info = ServerInfo { name: "canevas".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        value(&InitializeResult { capabilities: capabilities(self.editor), server_info: Some(info) })
    }

    fn asked(&self, request: Request) -> Answer {
        let answers = Answers { converter: self.converter(), editor: self.editor };
        let Request { method, params, .. } = request;
        let bad = || unreadable(&method);
        match method.as_str() {
            "textDocument/completion" => value(&answers.completion(&read(params).ok_or_else(bad)?)),
            "textDocument/hover" => value(&answers.hover(&read(params).ok_or_else(bad)?)),
            "textDocument/definition" => value(&answers.definition(&read(params).ok_or_else(bad)?)),
            "textDocument/references" => value(&answers.references(&read(params).ok_or_else(bad)?)),
            "textDocument/prepareRename" => value(&answers.prepare_rename(&read(params).ok_or_else(bad)?)),
            "textDocument/rename" => {
                let renamed = answers.rename(&read(params).ok_or_else(bad)?);
                value(&renamed.map_err(|why| (ErrorCode::RequestFailed, why))?)
            }
            "textDocument/documentSymbol" => value(&answers.symbols(&read(params).ok_or_else(bad)?)),
            "textDocument/formatting" => value(&answers.formatting(&read(params).ok_or_else(bad)?)),
            "textDocument/codeAction" => value(&answers.code_actions(&read(params).ok_or_else(bad)?, &self.published)),
            _ => Err((ErrorCode::MethodNotFound, format!("this server does not know `{method}`"))),
        }
    }

    fn notification(&mut self, note: Notification) -> Result<(), Failure> {
        if self.state != State::Open {
            return Ok(());
        }
        match note.method.as_str() {
            "initialized" => {
                if self.editor.watches_files {
                    self.sent += 1;
                    let params = RegistrationParams { registrations: vec![watch()] };
                    let method = "client/registerCapability".to_owned();
                    self.outgoing.send(Request::new(self.sent.into(), method, params))?;
                }
                for folder in self.folders.clone() {
                    self.check_below(&folder);
                }
            }
            "textDocument/didOpen" => {
                if let Some(DidOpenTextDocumentParams { text_document: opened }) = read(note.params)
                    && let Some(file) = file_of(&opened.uri)
                {
                    self.project.files_mut().put(file.clone(), opened.text, opened.version);
                    self.changed(&file);
                }
            }
            "textDocument/didChange" => self.edited(note),
            "textDocument/didClose" => {
                if let Some(params) = read::<DidCloseTextDocumentParams>(note.params)
                    && let Some(file) = file_of(&params.text_document.uri)
                {
                    self.project.files_mut().close(&file);
                    self.changed(&file);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let changes = read::<DidChangeWatchedFilesParams>(note.params).map(|params| params.changes);
                for change in changes.unwrap_or_default() {
                    if let Some(file) = file_of(&change.uri) {
                        self.changed(&file);
                    }
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                let Some(params) = read::<DidChangeWorkspaceFoldersParams>(note.params) else { return Ok(()) };
                let gone: Vec<String> = params.event.removed.iter().filter_map(|folder| file_of(&folder.uri)).collect();
                self.folders.retain(|folder| !gone.contains(folder));
                for folder in params.event.added.iter().filter_map(|folder| file_of(&folder.uri)) {
                    self.check_below(&folder);
                    self.folders.push(folder);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Changes a document, part by part.
    fn edited(&mut self, note: Notification) {
        let Some(params) = read::<DidChangeTextDocumentParams>(note.params) else { return };
        let Some(file) = file_of(&params.text_document.uri) else { return };
        let documents = self.project.files_mut();
        // A document that was never opened has the text of its file.
        let known = documents.get(&file).map(|document| document.text.clone());
        let on_disk = || documents.read(&file).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let mut text = known.or_else(on_disk).unwrap_or_default();
        for change in params.content_changes {
            text = match change.range {
                None => change.text,
                Some(range) => {
                    let place = Lines::new(text.as_str(), self.editor.columns).bytes(range);
                    format!("{}{}{}", &text[..place.start], change.text, &text[place.end..])
                }
            };
        }
        documents.put(file.clone(), text, params.text_document.version);
        self.changed(&file);
    }

    /// Marks the editions that a file belongs to. Settings belong to all of them.
    fn changed(&mut self, file: &str) {
        let project: &Project = &self.project;
        let own = edition_folder(project, file);
        // A file that is gone, or that made its edition what it was.
        let is_settings = split(file).1 == "canevas.toml";
        let known = self.published.folders().into_iter().filter(|folder| is_settings || is_below(file, folder));
        for folder in own.into_iter().chain(known) {
            self.published.outdate(&folder);
            self.to_check.insert(folder);
        }
    }

    /// Marks every edition below a folder.
    fn check_below(&mut self, folder: &str) {
        let files = self.project.files_mut();
        if files.kind(folder) == Some(EntryKind::Folder) {
            self.to_check.extend(editions(files, &[folder.to_owned()]).unwrap_or_default());
        }
    }

    /// Publishes the findings of one edition that changed; says whether there was one.
    fn check_one(&mut self) -> Result<bool, Failure> {
        let Some(folder) = self.to_check.pop_first() else { return Ok(false) };
        let project: &Project = &self.project;
        let found = findings(project, &folder).ok();
        let mut published = std::mem::take(&mut self.published);
        let messages = published.replace(&folder, found, &self.converter());
        self.published = published;
        for params in messages {
            self.outgoing.send(Notification::new("textDocument/publishDiagnostics".to_owned(), params))?;
        }
        Ok(true)
    }

    fn converter(&self) -> Converter<'_> {
        let project: &Project = &self.project;
        Converter { documents: self.project.own_files(), project, columns: self.editor.columns }
    }
}

/// Whether a file stands in a folder or below it.
fn is_below(file: &str, folder: &str) -> bool {
    folder.is_empty() || file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn read<T: DeserializeOwned>(params: serde_json::Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn value(answer: &impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|why| (ErrorCode::InternalError, why.to_string()))
}

fn unreadable(method: &str) -> (ErrorCode, String) {
    (ErrorCode::InvalidParams, format!("the parameters of `{method}` cannot be read"))
}
