//! `show --what voice`: everything one party or one person said.

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::named;
use plenipo::lens::setting::Value;

use super::word::TALKS;
use super::{ask, case, table, what_is};

const SAID: &str = r#"
[[person]]
id = "aldo"
name = "Aldo Reyes"
party = "hill"
[[red_line]]
party = "hill"
by = "aldo"
date = 2031-07-02
words = "never six"
rules_out = { a = ["z"] }
[[answer]]
party = "hill"
to = "d"
date = 2031-07-03
answer = "reserve"
[[statement]]
by = "Aldo Reyes"
date = 2031-07-01
about = ["a"]
words = "Six hours is thirst."
[[statement]]
by = "vale"
date = 2031-07-04
words = "Hill talks of Aldo Reyes."
"#;

#[test]
fn a_voice_is_told_over_time_and_issue_by_issue() {
    let case = case(&[TALKS, SAID].concat());
    let of = |who: &str| {
        let settings = what_is("voice").with("who", Value::Text(who.to_owned()));
        ask(&case, "record", &settings, &Context::default())
    };
    let said = |finding: &Finding| table(finding, "voice").rows.len();
    let (hill, aldo) = (of("hill"), of("Aldo Reyes"));
    assert_eq!(hill.headline, "Hill: 3 sayings on record, from 2031-07-01 to 2031-07-03.");
    // The answer is Hill's and nobody's of its people; what Vale says of him is Vale's.
    assert_eq!([&hill, &aldo, &of("vale")].map(said), [3, 2, 1]);
    let page = format!("{:?}", aldo.account);
    let (before, after) = page.split_once("Issue by issue").expect("issues");
    for part in [before, after] {
        assert!(part.contains("Six hours is thirst."), "{page}");
    }
    assert!(after.contains("Hours") && after.contains("never six"), "{page}");
}

#[test]
fn a_voice_is_somebodys_and_nothing_else_is_asked_of_one() {
    let case = case(TALKS);
    let lens = named("record").expect("a lens");
    let refused = |what: &str, who: Option<&str>| {
        let settings = who
            .into_iter()
            .fold(what_is(what), |settings, who| settings.with("who", Value::Text(who.to_owned())));
        lens.ask(&case, &settings, &Context::default()).expect_err("a refusal").to_string()
    };
    assert!(refused("voice", None).contains("whose voice it is"));
    assert!(refused("voice", Some("hil")).contains("no party or person `hil`"));
    assert!(refused("drift", Some("hill")).contains("voice"));
}
