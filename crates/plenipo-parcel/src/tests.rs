//! What the authors of the format made to test programs by: `tests/reference/`.

use sha2::{Digest, Sha256};

use super::*;

/// A file to test by: what is to become of it, with which key, the sum of what comes out, and the age file.
struct Reference {
    name: String,
    expect: String,
    sum: Option<String>,
    key: Key,
    parcel: Vec<u8>,
}

fn reference(name: String, bytes: &[u8]) -> Reference {
    let end = bytes.windows(2).position(|it| it == b"\n\n").expect("a head");
    let head = std::str::from_utf8(&bytes[..end]).expect("text");
    let all = |key: &str| -> Vec<&str> {
        let value =
            |line: &'_ str| line.split_once(": ").filter(|it| it.0 == key).map(|it| it.1.len());
        head.lines().filter_map(|line| value(line).map(|n| &line[line.len() - n..])).collect()
    };
    let key = match (all("passphrase").first(), all("identity").join("\n")) {
        (Some(passphrase), _) => Key::Passphrase(SecretString::from(*passphrase)),
        // Such as fail whatever the key is.
        (None, keys) if keys.is_empty() => Key::Passphrase(SecretString::from("none")),
        (None, keys) => Key::identities(&SecretString::from(keys)).expect("keys"),
    };
    let expect = all("expect")[0].to_owned();
    let sum = all("payload").first().map(|it| (*it).to_owned());
    Reference { name, expect, sum, key, parcel: bytes[end + 2..].to_vec() }
}

fn references() -> Vec<Reference> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference");
    let paths = std::fs::read_dir(dir).expect("the files").map(|it| it.expect("a file").path());
    let paths = paths.filter(|it| it.extension().is_none());
    let of = |it: std::path::PathBuf| {
        let name = it.file_name().expect("a name").to_string_lossy().into_owned();
        reference(name, &std::fs::read(it).expect("read"))
    };
    paths.map(of).collect()
}

#[test]
fn files_of_the_authors_of_the_format_are_opened_or_refused_as_they_say() {
    let all = references();
    assert!(all.len() > 60, "{}", all.len());
    let mut opened = 0;
    for Reference { name, expect, sum, key, parcel } in all {
        let said = content(&parcel, &key);
        let fits = match (expect.as_str(), &said) {
            ("success", Ok(content)) => {
                opened += 1;
                let found: String =
                    Sha256::digest(content).iter().map(|it| format!("{it:02x}")).collect();
                Some(found) == sum
            }
            // The library still reads what was written before the format was settled.
            ("header failure", Ok(_)) => {
                ["stanza_missing_body", "stanza_missing_final_line"].contains(&name.as_str())
            }
            ("no match", Err(Fault::WrongKey(_) | Fault::OtherKey(_))) => true,
            ("HMAC failure", Err(Fault::Changed)) => true,
            ("payload failure", Err(Fault::Changed | Fault::Cut)) => true,
            ("header failure", Err(fault)) => !matches!(fault, Fault::Bundle(_)),
            _ => false,
        };
        let said = said.map(|it| it.len());
        assert!(fits, "{name}: {expect} is expected, and it is {said:?}");
    }
    assert!(opened > 5, "{opened}");
}
