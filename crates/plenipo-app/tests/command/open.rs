//! What is not opened leaves nothing behind.

use std::fs;

use super::seal::{PUBLIC, sealed};
use super::{names, run, write};

#[test]
fn what_was_cut_or_changed_is_refused_and_nothing_is_left() {
    let dir = sealed();
    let here = dir.path();
    let whole = fs::read(here.join("r.age")).expect("the file");
    fs::create_dir(here.join("empty")).expect("a folder");
    let before = names(here).len() + 1;
    let at = |n: usize| whole.len() * n / 8;
    let cut: Vec<Vec<u8>> = (0..8).map(|n| whole[..at(n)].to_vec()).collect();
    let flipped = (0..8).map(|n| {
        let mut bytes = whole.clone();
        bytes[at(n)] ^= 0x10;
        bytes
    });
    let other =
        ["not an age file", "-----BEGIN AGE ENCRYPTED FILE-----\n", "age-encryption.org/v7\n"];
    let other = other.iter().map(|it| it.as_bytes().to_vec());
    for bytes in cut.into_iter().chain(flipped).chain(other) {
        fs::write(here.join("bad.age"), bytes).expect("written");
        for out in ["back", "empty"] {
            let said = run(here, &["open", "bad.age", "--identity", "key", "--out", out]);
            assert_eq!((said.code, said.out.as_str()), (4, ""), "{}", said.err);
            assert!(said.err.contains("nothing was written"), "{}", said.err);
            assert_eq!(names(here).len(), before, "{:?}", names(here));
        }
    }
}

#[test]
fn only_an_empty_folder_is_filled() {
    let dir = sealed();
    let here = dir.path();
    let open = |out: &str| run(here, &["open", "r.age", "--identity", "key", "--out", out]);
    write(&here.join("full/theirs.txt"), "theirs");
    let said = open("full");
    assert_eq!(said.code, 4);
    assert!(said.err.contains("not empty"), "{}", said.err);
    assert_eq!(names(&here.join("full")).len(), 1);
    assert_eq!(open("key").code, 4, "a file");
    // A copy never lies in a dossier.
    assert_eq!(open("river/back").code, 2);
    assert_eq!(open("-").code, 2);
    #[cfg(unix)]
    {
        fs::create_dir(here.join("elsewhere")).expect("a folder");
        std::os::unix::fs::symlink("elsewhere", here.join("link")).expect("a link");
        std::os::unix::fs::symlink("nowhere", here.join("hanging")).expect("a link");
        for link in ["link", "hanging"] {
            let said = open(link);
            assert_eq!(said.code, 4, "{link}");
            assert!(said.err.contains("is a link"), "{}", said.err);
        }
        assert!(names(&here.join("elsewhere")).is_empty() && !here.join("nowhere").exists());
    }
    fs::create_dir(here.join("empty")).expect("a folder");
    assert_eq!(open("empty").code, 0);
    assert!(here.join("empty/dossier.toml").is_file());
}

#[test]
fn the_right_kind_of_key_is_asked_for() {
    let dir = sealed();
    let here = dir.path();
    let said = run(here, &["open", "r.age", "--out", "back"]);
    assert!(said.code == 2 && said.err.contains("--identity"), "{}", said.err);
    let wrong = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";
    write(&here.join("wrong"), wrong);
    write(&here.join("public"), PUBLIC);
    write(&here.join("none"), "# none\n");
    for (file, words) in
        [("wrong", "none of these keys opens it"), ("public", "line 1"), ("none", "no key")]
    {
        let said = run(here, &["open", "r.age", "--identity", file, "--out", "back"]);
        assert_eq!(said.code, 4, "{}", said.err);
        assert!(said.err.contains(words) && !said.err.contains("GTZVFFV"), "{}", said.err);
    }
    assert_eq!(run(here, &["open", "nothing.age", "--out", "back"]).code, 4);
    assert_eq!(run(here, &["open", "river", "--out", "back"]).code, 4);
    assert!(!here.join("back").exists());
}
