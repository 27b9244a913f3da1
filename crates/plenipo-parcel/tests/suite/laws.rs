use plenipo_parcel::{Lock, Opens, open, opens, seal};
use plenipo_record::case::{Case, canonical};
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_record::dossier::write::write;
use plenipo_testing::cases::files;
use plenipo_testing::dossier::{fixture, named};
use plenipo_testing::generate::records;
use plenipo_testing::laws::cases;
use proptest::prelude::*;

use super::{OTHER, PUBLIC, SECRET, key, lock};

proptest! {
    #![proptest_config(cases(64))]

    /// The record that comes out of a parcel is the one that went in.
    #[test]
    fn a_record_comes_back_as_it_went(records in records()) {
        let case = Case::new(records).expect("generated records keep the rules");
        let text = write(&case);
        let parcel = seal(&text, &lock()).expect("sealed");
        let back = open(&parcel, &key(SECRET)).expect("opened");
        prop_assert_eq!(&back, &text);
        let options = ReadOptions { assume: case.assumptions.clone() };
        let again = read(&back, &options).0.expect("a sound dossier");
        prop_assert_eq!(canonical::hash(&again), canonical::hash(&case));
    }

    /// No byte of what is in it shows, wherever it lies.
    #[test]
    fn what_is_sealed_does_not_show(words in "[a-z]{24}", size in 0_usize..200_000) {
        let mut text = vec![b' '; size];
        text.extend(words.as_bytes());
        let parcel = seal(&[named(&format!("{words}.toml"), text)], &lock()).expect("sealed");
        let all = parcel.windows(8).any(|it| words.as_bytes().windows(8).any(|word| word == it));
        prop_assert!(!all);
    }
}

#[test]
fn the_cases_come_back_byte_for_byte() {
    for case in ["three-rivers", "ukraine-2025"] {
        let files = files(case);
        let parcel = seal(&files, &lock()).expect("sealed");
        assert_eq!(open(&parcel, &key(SECRET)), Ok(files), "{case}");
    }
}

#[test]
fn any_one_of_the_keys_opens_it_and_it_says_so() {
    let files = fixture();
    let parcel = seal(&files, &lock()).expect("sealed");
    assert!(parcel.starts_with(b"age-encryption.org/v1\n-> X25519 "));
    assert_eq!(opens(&parcel), Ok(Opens::Identity));
    let both = format!("# mine\n\n{OTHER}\n  {SECRET}\n");
    assert_eq!(open(&parcel, &key(&both)), Ok(files.clone()));
    let twice =
        Lock::Recipients(vec![PUBLIC.parse().expect("a key"), PUBLIC.parse().expect("a key")]);
    assert_eq!(open(&seal(&files, &twice).expect("sealed"), &key(SECRET)), Ok(files.clone()));
    // Nothing is fixed in it: the same dossier is other bytes every time.
    assert_ne!(parcel, seal(&files, &lock()).expect("sealed"));
}
