//! Messages over a pair of streams: a head with a length, then JSON. A thread reads, so that the server sees what waits: requests that
//! were cancelled meanwhile need no work, and findings wait for the last letter that was typed.

use canevas_operations::Failure;
use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// The largest message that is read, in bytes. A form has 32 MiB at most, and JSON writes some letters as six.
const MOST_BYTES: usize = 256 << 20;

/// What came in.
pub(crate) enum Arrival {
    /// A message.
    Message(Message),
    /// Something that is no message, and the answer to it.
    Unreadable(Value),
    /// The stream cannot be read any further.
    Broken(Failure),
}

/// The messages of an editor.
pub(crate) struct Incoming(Receiver<Arrival>);

impl Incoming {
    /// Reads messages from a stream until it ends.
    pub(crate) fn read(mut input: impl BufRead + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        // The thread ends with the stream, or with the program.
        thread::spawn(move || {
            loop {
                let arrival = match next(&mut input) {
                    Ok(Some(body)) => message(&body),
                    Ok(None) => return,
                    Err(failure) => Arrival::Broken(failure),
                };
                let is_last = matches!(arrival, Arrival::Broken(_));
                if sender.send(arrival).is_err() || is_last {
                    return;
                }
            }
        });
        Self(receiver)
    }

    /// The next one, once it is there. `None` where the stream ended.
    pub(crate) fn wait(&self) -> Option<Arrival> {
        self.0.recv().ok()
    }

    /// The next one, if it is there already.
    pub(crate) fn waiting(&self) -> Option<Arrival> {
        self.0.try_recv().ok()
    }
}

/// The bytes of the next message. `None` where the stream ends before it.
fn next(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Failure> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line).map_err(|why| format!("cannot read from the editor: {why}"))?;
        if read == 0 {
            return Ok(None);
        }
        let head = String::from_utf8_lossy(&line);
        let head = head.trim_end();
        if head.is_empty() {
            break;
        }
        if let Some((name, value)) = head.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let Some(length) = length.filter(|length| *length <= MOST_BYTES) else {
        return Err("a message of the editor has no length that can be read".to_owned());
    };
    let mut body = vec![0; length];
    match input.read_exact(&mut body) {
        Ok(()) => Ok(Some(body)),
        Err(_) => Ok(None),
    }
}

fn message(body: &[u8]) -> Arrival {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(why) => return Arrival::Unreadable(error(&Value::Null, ErrorCode::ParseError, &why.to_string())),
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    match serde_json::from_value(value) {
        Ok(message) => Arrival::Message(message),
        Err(why) => Arrival::Unreadable(error(&id, ErrorCode::InvalidRequest, &why.to_string())),
    }
}

fn error(id: &Value, code: ErrorCode, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } })
}

/// The way to the editor.
pub(crate) struct Outgoing<W>(W);

impl<W: Write> Outgoing<W> {
    /// Writes to a stream.
    pub(crate) fn new(output: W) -> Self {
        Self(output)
    }

    /// Sends a message.
    pub(crate) fn send(&mut self, message: impl Into<Message>) -> Result<(), Failure> {
        let message: Message = message.into();
        message.write(&mut self.0).and_then(|()| self.0.flush()).map_err(|why| failed(&why))
    }

    /// Sends JSON that is no message of its own type.
    pub(crate) fn send_value(&mut self, value: &Value) -> Result<(), Failure> {
        let text = value.to_string();
        let written = write!(self.0, "Content-Length: {}\r\n\r\n{text}", text.len());
        written.and_then(|()| self.0.flush()).map_err(|why| failed(&why))
    }
}

fn failed(why: &std::io::Error) -> Failure {
    format!("cannot write to the editor: {why}")
}
