//! What is cut, changed, false or meant to do harm.

use std::io::{Cursor, Write};
use std::str::FromStr;

use age::{Encryptor, x25519};
use plenipo_exchange::bundle::BundleError;
use plenipo_parcel::{Fault, Key, Lock, Opens, Recipient, RecipientFault, open, opens, seal};
use plenipo_testing::dossier::{fixture, named};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{OTHER, PUBLIC, SECRET, key, lock, passphrase};

/// A parcel of whatever these bytes are, as anybody who knows the public key can make one.
fn parcel(content: &[u8]) -> Vec<u8> {
    let to: x25519::Recipient = PUBLIC.parse().expect("a key");
    let all = Encryptor::with_recipients(std::iter::once(&to as _)).expect("a recipient");
    let mut parcel = Vec::new();
    let mut writer = all.wrap_output(&mut parcel).expect("a head");
    writer.write_all(content).expect("written");
    writer.finish().expect("finished");
    parcel
}

fn archive(name: &str, bytes: &[u8], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default().compression_method(method)).expect("a part");
    zip.write_all(bytes).expect("written");
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn a_parcel_that_was_cut_anywhere_is_refused() {
    let mut files = fixture();
    // More than two of the chunks in which it is encrypted.
    files.push(named("long.toml", vec![b'#'; 150_000]));
    let whole = seal(&files, &lock()).expect("sealed");
    let key = key(SECRET);
    for end in (0..whole.len()).step_by(97) {
        let fault = open(&whole[..end], &key).expect_err("cut");
        let told = match fault {
            Fault::NotAge => end == 0,
            // Where a chunk ends, what is missing shows as the wrong kind of end.
            Fault::Cut | Fault::Changed => true,
            _ => false,
        };
        assert!(told, "cut at {end}: {fault:?}");
    }
    assert_eq!(open(&whole, &key), Ok(files));
}

#[test]
fn a_parcel_in_which_a_byte_was_changed_is_refused() {
    let whole = seal(&fixture(), &lock()).expect("sealed");
    let key = key(SECRET);
    // Every byte of the head, and every 31st of the rest.
    for at in (0..400).chain((400..whole.len()).step_by(31)) {
        for bit in [0x01, 0x20, 0x80] {
            let mut changed = whole.clone();
            changed[at] ^= bit;
            assert!(open(&changed, &key).is_err(), "{at} {bit}");
        }
    }
    let longer = [&whole[..], b"x"].concat();
    assert_eq!(open(&longer, &key), Err(Fault::Changed));
    let twice = [&whole[..], &whole[..]].concat();
    assert!(open(&twice, &key).is_err());
}

#[test]
fn another_key_opens_nothing() {
    let whole = seal(&fixture(), &lock()).expect("sealed");
    assert_eq!(open(&whole, &key(OTHER)), Err(Fault::WrongKey(Opens::Identity)));
    let words = Key::Passphrase(passphrase("anything"));
    assert_eq!(open(&whole, &words), Err(Fault::OtherKey(Opens::Identity)));
}

#[test]
fn a_passphrase_opens_what_it_sealed_and_no_other_does() {
    let files = fixture();
    let words = "größe: six words that nobody guesses";
    let whole = seal(&files, &Lock::Passphrase(passphrase(words))).expect("sealed");
    assert!(whole.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    assert_eq!(opens(&whole), Ok(Opens::Passphrase));
    let key_of = |words: &str| Key::Passphrase(passphrase(words));
    assert_eq!(open(&whole, &key_of(words)), Ok(files));
    assert_eq!(open(&whole, &key_of("another")), Err(Fault::WrongKey(Opens::Passphrase)));
    assert_eq!(open(&whole, &key(SECRET)), Err(Fault::OtherKey(Opens::Passphrase)));
    // A parcel that asks for 2^40 blocks is not tried.
    let head = whole.iter().position(|it| *it == b'\n').expect("a line") + 1;
    let line = whole[head..].iter().position(|it| *it == b'\n').expect("a line") + head;
    let asks = [&whole[..line - 2], b"40", &whole[line..]].concat();
    assert_eq!(open(&asks, &key_of(words)), Err(Fault::Work));
}

#[test]
fn what_is_no_parcel_is_told_from_one_that_is_damaged() {
    let key = key(SECRET);
    for bytes in [&b""[..], b"PK\x03\x04", b"format = 1\n", b"-----BEGIN PGP MESSAGE-----\n"] {
        assert_eq!(open(bytes, &key), Err(Fault::NotAge));
        assert_eq!(opens(bytes), Err(Fault::NotAge));
    }
    assert_eq!(open(b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", &key), Err(Fault::Armoured));
    let whole = seal(&fixture(), &lock()).expect("sealed");
    let later = [b"age-encryption.org/v9", &whole[21..]].concat();
    assert_eq!(open(&later, &key), Err(Fault::Version));
    // A head that never ends.
    let head = [&b"age-encryption.org/v1\n"[..], &b"-> X25519 ".repeat(100_000)].concat();
    assert_eq!(open(&head, &key), Err(Fault::Head));
    // One that does, and would take hours.
    let stanzas =
        [&b"age-encryption.org/v1\n"[..], &b"-> a b\nAAAA\n".repeat(100_000), b"--- "].concat();
    assert_eq!(open(&stanzas, &key), Err(Fault::Head));
    let begun = std::time::Instant::now();
    let stanzas =
        [&b"age-encryption.org/v1\n"[..], &b"-> a\n\n".repeat(2_600), b"--- AAAA\n"].concat();
    assert!(open(&stanzas, &key).is_err());
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

#[test]
fn what_somebody_else_sealed_cannot_leave_the_folder_or_fill_the_memory() {
    let key = key(SECRET);
    let of = |content: &[u8]| open(&parcel(content), &key);
    assert_eq!(of(b"format = 1\n"), Err(Fault::Bundle(BundleError::NoArchive)));
    assert_eq!(of(b""), Err(Fault::Bundle(BundleError::NoArchive)));
    for name in ["../a.toml", "/etc/a.toml", "..\\a.toml", ".bashrc", "a/../../b.toml", "a.sh"] {
        let found = of(&archive(name, b"", CompressionMethod::Stored));
        assert_eq!(found, Err(Fault::Bundle(BundleError::Name(name.to_owned()))));
    }
    let zeros = vec![0; 64 << 20];
    let bomb = archive("a.toml", &zeros, CompressionMethod::Deflated);
    assert_eq!(of(&bomb), Err(Fault::Bundle(BundleError::Large)));
    // It says that its part has a gibibyte.
    let mut claims = archive("a.toml", b"x = 1\n", CompressionMethod::Stored);
    let list = claims.windows(4).position(|it| it == b"PK\x01\x02").expect("the list");
    for at in [list + 20, list + 24] {
        claims[at..at + 4].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    }
    assert!(matches!(of(&claims), Err(Fault::Bundle(_))));
}

#[test]
fn only_public_keys_are_recipients() {
    let fault = |text: &str| Recipient::from_str(text).expect_err(text);
    assert_eq!(Recipient::from_str(&format!(" {PUBLIC}\n")).expect("a key").to_string(), PUBLIC);
    assert_eq!(fault(SECRET), RecipientFault::Secret);
    assert_eq!(fault(&SECRET.to_lowercase()), RecipientFault::Secret);
    assert_eq!(fault("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA"), RecipientFault::Kind);
    // One letter wrong, and one missing.
    let wrong = PUBLIC.replace("zvky", "zvkz");
    for text in ["", "age1", &PUBLIC[..61], &wrong, "corvane"] {
        assert_eq!(fault(text), RecipientFault::Text, "{text}");
    }
    assert_eq!(seal(&fixture(), &Lock::Recipients(Vec::new())), Err(Fault::NoRecipient));
    let of = |n| Lock::Recipients(vec![PUBLIC.parse().expect("a key"); n]);
    assert_eq!(seal(&fixture(), &of(101)), Err(Fault::Recipients(100)));
    let most = seal(&fixture(), &of(100)).expect("sealed");
    assert_eq!(open(&most, &key(SECRET)), Ok(fixture()));
}

#[test]
fn a_file_of_keys_is_told_by_its_line_and_never_by_what_stands_there() {
    let fault = |text: &str| match Key::identities(&passphrase(text)) {
        Err(fault) => fault,
        Ok(_) => panic!("{text} has a key"),
    };
    assert_eq!(fault(""), Fault::Identities(0));
    assert_eq!(fault("# nothing\n"), Fault::Identities(0));
    assert_eq!(fault(&format!("# mine\n{SECRET}\nhunter2\n")), Fault::Identities(3));
    assert_eq!(fault(PUBLIC), Fault::Identities(1));
    assert!(!fault("hunter2").to_string().contains("hunter2"));
}
