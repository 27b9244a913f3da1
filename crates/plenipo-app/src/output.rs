//! Writing the answer, whole and in one go.

use std::io::{ErrorKind, Write};

use crate::failure::Failure;

/// Writes `text` to standard output.
///
/// A reader that has seen enough (`plenipo show … | head`) closes the pipe: that is its right and
/// no fault to report.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io(format!("could not write the answer: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes `text` to standard error; if even that is closed, nobody is left to tell.
pub(crate) fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
