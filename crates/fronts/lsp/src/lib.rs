//! `canevas lsp`: the language service over the language server protocol, for editors such as VS Code, Neovim and Zed.
//!
//! The server answers one message after the other, in the order in which they come, and keeps one project for all of them: what did
//! not change is not read again. Open documents lie over the disk ([`documents`]). Findings are published when no message waits, so
//! that a fast typist never waits for them. No clock is needed.
//!
//! Whatever comes in is answered or left out, and never stops the server: bad JSON, a file that belongs to no questionnaire, a
//! place that a document does not have.

mod capabilities;
mod convert;
mod diagnostics;
mod documents;
mod edits;
mod positions;
mod requests;
mod server;
mod transport;
mod uri;

use canevas_operations::Failure;
use std::io::{BufRead, Write};

/// Serves an editor until it says `exit`, or until its messages end.
///
/// # Errors
///
/// Fails where messages cannot be read or written, and where the editor leaves without saying `shutdown`.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write) -> Result<(), Failure> {
    server::Server::new(transport::Incoming::read(input), transport::Outgoing::new(output)).run()
}
