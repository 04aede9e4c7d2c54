//! Work that goes on in a thread of its own while Python takes what it has made so far. The thread waits where Python is slower, so a
//! stream takes little memory; and it stops where Python wants no more.

use crate::errors::Error;
use pyo3::prelude::*;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many parts wait for Python.
const WAITING: usize = 2;

/// How often a wait looks whether somebody pressed Ctrl-C.
const LOOK: Duration = Duration::from_millis(100);

/// What a thread makes.
pub struct Stream<T>(Mutex<Receiver<T>>);

impl<T: Send + 'static> Stream<T> {
    /// Begins the work.
    pub fn begin(work: impl FnOnce(&SyncSender<T>) + Send + 'static) -> PyResult<Self> {
        let (to, from) = sync_channel(WAITING);
        std::thread::Builder::new().name("canevas".to_owned()).spawn(move || work(&to))?;
        Ok(Self(Mutex::new(from)))
    }

    /// The next part. The work itself says which one is the last.
    pub fn next(&self, py: Python<'_>) -> PyResult<T> {
        let wait = || self.0.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(LOOK);
        loop {
            match py.detach(wait) {
                Ok(part) => return Ok(part),
                Err(RecvTimeoutError::Timeout) => py.check_signals()?,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Error::new_err(
                        "canevas stopped in the middle of its work; this is a fault of canevas",
                    ));
                }
            }
        }
    }
}
