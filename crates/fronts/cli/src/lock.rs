//! One run at a time writes into an output folder or at a desk. Another one waits.

use crate::Failure;
use crate::disk::path_of;
use crate::terminal::tell;
use canevas_operations::{LOCK, shown};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How often a folder may vanish before the build gives up.
const MOST_TRIES: usize = 1_000;

/// How often this process tried, so that each of its locks writes a text of its own.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

/// The right to write into a folder, for as long as it lives. The system gives it back when a process dies.
#[derive(Debug)]
pub struct FolderLock {
    place: PathBuf,
    /// `None` where the disk knows no locks.
    file: Option<File>,
}

impl FolderLock {
    /// Waits until no other run writes into a folder. The folder is made where it is not there.
    pub fn take(folder: &str) -> Result<Self, Failure> {
        let path = path_of(folder);
        let cannot = |error: &std::io::Error| format!("cannot write in `{}`: {error}", shown(folder));
        let (mut is_waiting, mut tries) = (false, 0);
        loop {
            let place = path.join(LOCK);
            let opened = fs::create_dir_all(path)
                .and_then(|()| OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&place));
            let mut file = match opened {
                Ok(file) => file,
                // The build before has just removed the folder, which it found empty.
                Err(error) if is_gone(&error) && tries < MOST_TRIES && !path.is_file() => {
                    tries += 1;
                    continue;
                }
                Err(error) => return Err(cannot(&error)),
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if !is_waiting {
                        tell!("another run of canevas writes into `{}`; this one waits for it", shown(folder));
                        is_waiting = true;
                    }
                    file.lock().map_err(|error| cannot(&error))?;
                }
                // A disk without locks, such as some that are shared over a network.
                Err(TryLockError::Error(_)) => return Ok(Self { place, file: None }),
            }
            // The build before removed the file that it had locked. Only the file that has the name now counts.
            let own = format!("{}.{}", std::process::id(), TAKEN.fetch_add(1, Ordering::Relaxed));
            file.set_len(0).and_then(|()| file.write_all(own.as_bytes())).map_err(|error| cannot(&error))?;
            if fs::read(&place).is_ok_and(|found| found == own.as_bytes()) {
                return Ok(Self { place, file: Some(file) });
            }
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Removed before it is given back, so that nobody removes a file that another build has locked.
        let _ = fs::remove_file(&self.place);
        drop(self.file.take());
        // A build that wrote nothing leaves no folder.
        let _ = self.place.parent().map(remove_empty);
    }
}

/// Whether an error can mean that the folder was removed between two steps.
fn is_gone(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists)
}

fn remove_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let folder = place.path().join("out").to_string_lossy().into_owned();
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let lock = FolderLock::take(&folder);
                        assert!(lock.is_ok(), "{lock:?}");
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert!(!place.path().join("out").exists());
    }
}
