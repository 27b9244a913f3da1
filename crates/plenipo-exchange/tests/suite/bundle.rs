use std::io::{Cursor, Write};

use plenipo_exchange::bundle::{BundleError, pack, unpack};
use plenipo_testing::dossier::{fixture, named};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive as somebody else may make one.
fn archive(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(method);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn the_files_come_back_as_they_were() {
    let mut files = fixture();
    files.push(named("drafts/deep/er/no-text.toml", vec![0xff, 0, 0xfe]));
    files.push(named("empty.toml", Vec::new()));
    let packed = pack(&files).expect("packed");
    assert_eq!(unpack(&packed), Ok(files.clone()));
    assert_eq!(pack(&files), Ok(packed), "the same files are the same bytes");
}

#[test]
fn what_another_program_packed_is_unpacked() {
    let parts: [(&str, &[u8]); 2] = [("dossier.toml", b"format = 1\n"), ("a/b.toml", b"x = 1\n")];
    let packed = archive(&parts, CompressionMethod::Deflated);
    let files = unpack(&packed).expect("unpacked");
    assert_eq!(files, [named("dossier.toml", "format = 1\n"), named("a/b.toml", "x = 1\n")]);
}

#[test]
fn a_name_that_leads_elsewhere_is_refused_both_ways() {
    for name in ["../a.toml", "/tmp/a.toml", "a/../../b.toml", "..\\a.toml", "run.sh", ".a.toml"] {
        let packed = archive(&[("a.toml", b""), (name, b"")], CompressionMethod::Stored);
        assert_eq!(unpack(&packed), Err(BundleError::Name(name.to_owned())), "{name}");
        let fault = pack(&[named(name, "")]).expect_err(name);
        assert!(matches!(fault, BundleError::Name(_) | BundleError::NoArchive), "{name}: {fault}");
    }
}

#[test]
fn a_bomb_is_refused() {
    let zeros = vec![b' '; 64 << 20];
    let packed = archive(&[("a.toml", &zeros)], CompressionMethod::Deflated);
    assert!(packed.len() < 1 << 20);
    assert_eq!(unpack(&packed), Err(BundleError::Large));
}

#[test]
fn what_an_archive_says_of_its_size_is_not_relied_on() {
    let packed = archive(&[("a.toml", b"x = 1\n")], CompressionMethod::Stored);
    // The sizes of a part stand in its own head and in the list at the end: 1 GiB in either, or both.
    let heads: Vec<usize> = [(&b"PK\x03\x04"[..], 18), (&b"PK\x01\x02"[..], 20)]
        .iter()
        .map(|(mark, at)| packed.windows(4).position(|it| it == *mark).expect("a head") + at)
        .collect();
    for which in [&heads[..1], &heads[1..], &heads[..]] {
        for offset in [0, 4] {
            let mut claims = packed.clone();
            for head in which {
                claims[head + offset..head + offset + 4]
                    .copy_from_slice(&(1_u32 << 30).to_le_bytes());
            }
            // Its bytes, or a fault: never a gibibyte.
            if let Ok(files) = unpack(&claims) {
                assert_eq!(files, [named("a.toml", "x = 1\n")]);
            }
        }
    }
    let mut claims = packed.clone();
    let list = heads[1];
    claims[list..list + 4].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    assert!(unpack(&claims).is_err());
}

#[test]
fn no_damage_is_taken_for_a_bundle_of_other_files() {
    let files = fixture();
    let packed = pack(&files).expect("packed");
    for end in (0..packed.len()).step_by(97) {
        assert!(unpack(&packed[..end]).is_err(), "cut at {end}");
    }
    assert_eq!(unpack(b""), Err(BundleError::NoArchive));
    assert_eq!(unpack(&archive(&[], CompressionMethod::Stored)), Err(BundleError::Empty));
    assert_eq!(pack(&[]), Err(BundleError::Empty));
    let many: Vec<_> = (0..4_001).map(|n| named(&format!("{n}.toml"), "")).collect();
    assert_eq!(pack(&many), Err(BundleError::Many(4_000)));
}
