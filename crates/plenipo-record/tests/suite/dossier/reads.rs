//! What a sound dossier becomes.

use plenipo_testing::dossier::{fixture, read_with};

#[test]
fn a_sound_dossier_has_no_problems() {
    for assume in [&[][..], &["hawks"]] {
        let (case, problems) = read_with(&fixture(), assume);
        assert_eq!(problems, []);
        assert!(case.is_some());
    }
}
