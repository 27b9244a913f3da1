//! Third-party data that stay outside the repository.

use std::io::Write;
use std::path::PathBuf;

/// The folder or file `subpath` of the reference data, which lie where `PLENIPO_REFERENCE_DATA`
/// points, or beside the repository in `shared/data`. Without them the caller has nothing to test:
/// one line says so, past the capture of the test harness, and with
/// `PLENIPO_REQUIRE_REFERENCE_DATA=1` the test fails.
pub(crate) fn reference_data(subpath: &str) -> Option<PathBuf> {
    let root = match std::env::var_os("PLENIPO_REFERENCE_DATA") {
        Some(root) => PathBuf::from(root),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
    };
    let path = root.join(subpath);
    if path.exists() {
        return Some(path);
    }
    let required = std::env::var_os("PLENIPO_REQUIRE_REFERENCE_DATA").is_some_and(|v| v == "1");
    assert!(!required, "reference data are required, but {} does not exist", path.display());
    // Written directly: the harness captures the macros only.
    let line = format!("skipped: no reference data at {subpath}\n");
    drop(std::io::stderr().write_all(line.as_bytes()));
    None
}
