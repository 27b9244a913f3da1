//! What had not happened is not there, whenever its source appeared.

use jiff::civil::date;
use plenipo_record::case::Case;
use plenipo_record::case::id::Kind;
use plenipo_record::case::meeting::Became;

use plenipo_testing::dossier::{named, read_with};

const TALKS: &str = r#"
format = 1
[dossier]
title = "Cod"
disclosure = "open"
as_of = 2032-04-30
[[party]]
id = "north"
name = "North"
roles = ["principal"]
[[party]]
id = "south"
name = "South"
roles = ["principal"]
[[issue]]
id = "quota"
title = "Quota"
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }]
[[source]]
id = "notes"
date = 2032-03-01
[[draft]]
id = "text"
title = "Text"
date = 2032-03-02
source = "notes"
points = [{ number = 1, sets = { quota = "low" } }]
"#;

fn case(more: &str) -> Case {
    let (case, problems) = read_with(&[named("dossier.toml", format!("{TALKS}{more}"))], &[]);
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

/// How many records of the kind its keeper has on a day.
fn count(case: &Case, kind: Kind, day: (i16, i8, i8)) -> usize {
    case.seen(None, Some(date(day.0, day.1, day.2))).count(kind)
}

#[test]
fn nothing_is_there_before_it_was_said() {
    let said = [
        (Kind::Answer, "party = \"north\"\nto = \"text\"\nanswer = \"accept\""),
        (Kind::RedLine, "party = \"north\"\nrules_out = { quota = \"high\" }"),
        (Kind::Position, "party = \"north\"\nissue = \"quota\"\nideal = \"low\""),
        (Kind::Statement, "by = \"north\"\nwords = \"No.\""),
        (Kind::Understanding, "between = [\"north\", \"south\"]"),
        (Kind::Alternative, "party = \"north\"\nlevel = 0.4"),
        (Kind::Draft, "id = \"second\"\ntitle = \"Second\""),
    ];
    for (kind, keys) in said {
        let with = |more: &str| {
            case(&format!(
                "[[{}]]\n{keys}\ndate = 2032-03-25\nsource = \"notes\"\n{more}\n",
                kind.table()
            ))
        };
        let drafts = usize::from(kind == Kind::Draft);
        for more in ["", "known = 2032-03-03", "date_is = \"inferred\"", "date_is = \"after\""] {
            let case = with(more);
            assert_eq!(count(&case, kind, (2032, 3, 24)), drafts, "{kind:?} {more}");
            assert_eq!(count(&case, kind, (2032, 3, 25)), drafts + 1, "{kind:?} {more}");
        }
        // Of a month it is known that it is not before it; of others, nothing.
        let case = with("date_is = \"about\"");
        assert_eq!(count(&case, kind, (2032, 3, 5)), drafts + 1, "{kind:?}");
        assert_eq!(count(&with("date_is = \"before\""), kind, (2032, 3, 5)), drafts + 1);
        assert_eq!(count(&with("date_is = \"month\""), kind, (2032, 3, 5)), drafts + 1);
    }
}

#[test]
fn what_is_announced_is_there_before_its_day() {
    let case = case(
        "[[meeting]]\nid = \"round\"\ndate = 2032-03-25\nchannel = [\"north\", \"south\"]\nsource = \"notes\"\n\
         log = [{ is = \"held\" }]\n\
         [[event]]\nid = \"vote\"\nwhat = \"A vote\"\ndate = 2032-03-25\nsource = \"notes\"\n",
    );
    let early = case.seen(None, Some(date(2032, 3, 5)));
    assert_eq!((early.events.len(), early.meetings.len()), (1, 1));
    // That it was held was not known then.
    assert_eq!(early.meetings[0].state(Some(date(2032, 3, 5))), Became::Planned);
    let later = case.seen(None, Some(date(2032, 3, 25)));
    assert_eq!(later.meetings[0].state(Some(date(2032, 3, 25))), Became::Held);
}

#[test]
fn a_claim_is_not_there_before_it_was_made() {
    let case = case(
        "[[understanding]]\nid = \"call\"\nbetween = [\"north\", \"south\"]\ndate = 2032-03-02\nsource = \"notes\"\n\
         claims = [{ party = \"north\", date = 2032-03-25, force = \"binding\", known = 2032-03-03 }]\n",
    );
    let claims = |day| case.seen(None, Some(day)).understandings[0].claims.len();
    assert_eq!(claims(date(2032, 3, 24)), 0);
    assert_eq!(claims(date(2032, 3, 25)), 1);
}

#[test]
fn a_copy_of_what_loses_its_source_keeps_the_day_it_was_said() {
    let text = TALKS
        .replace("source = \"notes\"\npoints", "points")
        .replace("date = 2032-03-01\n", "date = 2032-03-01\nhandling = \"mediator\"\n");
    let text = text
        + "[[answer]]\nid = \"yes\"\nparty = \"north\"\nto = \"text\"\nanswer = \"accept\"\ndate = 2032-03-25\nsource = \"notes\"\n\
           [[leave]]\nrecords = [\"yes\"]\nby = \"north\"\nto = [\"south\"]\ndate = 2032-03-02\nbasis = \"stated\"\nhandling = \"open\"\n";
    let (case, problems) = read_with(&[named("dossier.toml", text)], &[]);
    let case = case.unwrap_or_else(|| panic!("{problems:#?}"));
    let copy = case.extract(case.find("south"), None);
    for (day, there) in [(24, 0), (25, 1)] {
        let seen = |it: &Case| it.seen(it.find("south"), Some(date(2032, 3, day))).answers.len();
        assert_eq!((seen(&case), seen(&copy)), (there, there), "{day}");
    }
}
