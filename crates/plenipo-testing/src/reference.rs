//! Finds third-party reference data, which are not part of this repository.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The path of reference data, given below the data folder: `$PLENIPO_REFERENCE_DATA`, or
/// `../shared/data` beside the repository. `None` if it is not there, after a line on standard
/// error saying which test was skipped.
///
/// # Panics
/// If it is not there and `PLENIPO_REQUIRE_REFERENCE_DATA` is 1.
pub fn reference_data(subpath: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PLENIPO_REFERENCE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = folder.join(subpath);
    if path.exists() {
        return Some(path);
    }
    let required = std::env::var("PLENIPO_REQUIRE_REFERENCE_DATA").is_ok_and(|value| value == "1");
    assert!(!required, "reference data are required and {} is not there", path.display());
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let line = format!("skipped {test}: no reference data at {}\n", path.display());
    // The harness captures what the print macros write, not what is written to the stream itself.
    let written = std::io::stderr().write_all(line.as_bytes());
    assert!(written.is_ok(), "a skipped test could not be reported");
    None
}
