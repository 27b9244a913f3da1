//! What a party is shown: where the footing of it is hidden, and of what day a copy for it tells.

use jiff::civil::date;
use plenipo::lens::context::Context;
use plenipo::lens::named;
use plenipo::lens::setting::Settings;
use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_testing::dossier::{TOLD_LATER, named as file, read_with};

#[test]
fn what_is_stated_by_a_hidden_source_is_no_assumption() {
    let case = read_with(&[file("dossier.toml", TOLD_LATER)], &[]).0.expect("a case");
    let lens = named("record").expect("a lens");
    let context = Context { viewer: Some("south"), ..Context::default() };
    let shown = lens.ask(&case, &Settings::default(), &context).expect("an answer");
    assert_eq!(shown.provenance.assumed, 0);
}

fn case(text: &str) -> Case {
    read_with(&[file("dossier.toml", text)], &[]).0.expect("a case")
}

const TALKS: &str = r#"
format = 1
[dossier]
title = "Talks"
disclosure = "open"
[[party]]
id = "north"
name = "North"
basis = "assumed"
"#;

#[test]
fn an_option_goes_with_the_draft_that_alone_made_it_known() {
    // Of the options known by then the condition names all, so that the draft cannot be told of yet; and without
    // it nothing tells of the option that it sets, nor of the issue, of which no option is left.
    let whole = case(&format!(
        r#"{TALKS}
        [[issue]]
        id = "water"
        title = "Water"
        known = 2031-02-18
        basis = "assumed"
        options = [
          {{ id = "shared", text = "Shared", known = 2031-12-14 }},
          {{ id = "not", text = "Not shared", known = 2031-12-05 }},
        ]
        [[draft]]
        id = "first"
        title = "First"
        form = "text"
        basis = "assumed"
        [[draft.points]]
        sets = {{ water = "shared" }}
        only_if = {{ when = {{ water = ["shared"] }} }}
        "#
    ));
    let (north, day) = (Some(Ix::new(0)), Some(date(2031, 2, 19)));
    let seen = whole.seen(north, day);
    assert_eq!((seen.drafts.len(), seen.issues.len()), (0, 0));
    assert_eq!(*whole.extract(north, day).seen(None, None), *seen);
}

#[test]
fn a_copy_has_nothing_before_what_it_once_referred_to() {
    // By the day of the copy the option that the consent is about is not known; the consent is there all the
    // same, from the day of the issue on and not before.
    let whole = case(&format!(
        r#"{TALKS}
        [[issue]]
        id = "water"
        title = "Water"
        known = 2031-06-01
        basis = "assumed"
        options = [
          {{ id = "shared", text = "Shared", known = 2031-12-14 }},
          {{ id = "half", text = "Half" }},
          {{ id = "not", text = "Not shared" }},
        ]
        [[consent]]
        act = "a law"
        when = {{ water = ["shared", "half"] }}
        basis = "assumed"
        "#
    ));
    let north = Some(Ix::new(0));
    let copy = whole.extract(north, Some(date(2031, 7, 1)));
    for (day, there) in [(date(2031, 5, 1), 0), (date(2031, 6, 1), 1)] {
        assert_eq!(whole.seen(north, Some(day)).consents.len(), there);
        assert_eq!(copy.seen(north, Some(day)).consents.len(), there, "{day}");
    }
}
