//! What a sound dossier becomes.

use plenipo_testing::dossier::{fixture, named, read_with};

#[test]
fn a_sound_dossier_has_no_problems() {
    for assume in [&[][..], &["hawks"]] {
        let (case, problems) = read_with(&fixture(), assume);
        assert_eq!(problems, []);
        assert!(case.is_some());
    }
}

#[test]
fn a_meeting_and_what_corrects_it_are_one_of_their_series() {
    let with = |more: &str| {
        let mut files = fixture();
        let meeting =
            "id = \"again\"\ndate = 2031-05-11\nseries = { id = \"rounds\", number = 3 }\n";
        files.push(named("more.toml", format!("[[meeting]]\n{meeting}{more}")));
        read_with(&files, &[])
    };
    let (case, problems) = with("corrects = { id = \"round-3\", why = \"the day\" }\n");
    assert!(case.is_some(), "{problems:?}");
    let (case, problems) = with("");
    assert!(case.is_none());
    assert!(problems.iter().any(|it| it.message == "series `rounds` already has a meeting 3"));
}
