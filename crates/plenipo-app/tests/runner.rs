//! The command's one test binary: a file for each verb, and what all verbs share.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod command;

/// One verb, one test file of the same name.
#[test]
fn no_verb_is_forgotten() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = ["ask.rs", "mod.rs", "passphrase.rs", "settings.rs"];
    for entry in std::fs::read_dir(root.join("src/command")).expect("the verbs") {
        let name = entry.expect("a verb").file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".rs") && !shared.contains(&&*name) {
            assert!(root.join("tests/command").join(&*name).exists(), "no tests for {name}");
        }
    }
}
