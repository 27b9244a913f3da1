//! What a viewer sees does not depend on what is hidden.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use jiff::civil::date;
use plenipo_record::case::Case;
use plenipo_record::case::forecast::{Forecast, Prediction};
use plenipo_record::case::id::Id;
use plenipo_record::case::meeting::Statement;
use plenipo_record::case::meta::Basis;
use plenipo_record::case::party::Party;
use plenipo_record::case::process::Leave;
use plenipo_record::case::red_line::RedLine;

use plenipo_testing::dossier::{TOLD_LATER, named, read_with};

/// Two statements of one day that only their sources tell apart, and hidden sources before those.
fn seen(hidden: usize, date: &str) -> Case {
    let mut text = r#"
format = 1
[dossier]
title = "Cod"
disclosure = "open"
[[draft]]
id = "text"
title = "Text"
date = 2031-01-10
known = 2031-01-10
source = "press-a"
life = [{ is = "superseded", from = 2031-03-01, known = 2031-01-10 }]
[[party]]
id = "north"
name = "North"
[[party]]
id = "south"
name = "South"
[[source]]
id = "press-a"
date = 2031-02-01
[[source]]
id = "press-b"
date = 2031-02-01
[[statement]]
date = 2031-02-01
words = "No."
source = "press-a"
[[statement]]
date = 2031-02-01
words = "Yes."
source = "press-b"
"#
    .to_owned();
    for n in 0..hidden {
        text += &format!("[[source]]\nid = \"note-{n}\"\ndate = {date}\nhandling = [\"south\"]\n");
    }
    let (case, problems) = read_with(&[named("dossier.toml", text)], &[]);
    assert_eq!(problems, []);
    let case = case.unwrap();
    case.seen(case.find("north"), None)
}

#[test]
fn the_order_of_what_is_seen_does_not_depend_on_what_is_hidden() {
    let plain = seen(0, "2031-01-01");
    for hidden in 1..12 {
        assert!(*seen(hidden, "2031-01-01") == *plain, "{hidden} hidden sources");
    }
}

#[test]
fn the_day_does_not_depend_on_what_is_hidden() {
    assert!(*seen(1, "2031-04-01") == *seen(0, ""));
    assert!(seen(1, "2031-04-01").drafts[0].is_live(), "superseded only in March");
}

/// What South has of a dossier that is open but for what `text` closes.
fn to_south(text: &str) -> Case {
    let open = r#"
format = 1
[dossier]
title = "Cod"
disclosure = "open"
as_of = 2031-06-01
[[party]]
id = "north"
name = "North"
order = 1
[[party]]
id = "south"
name = "South"
order = 3
[[issue]]
id = "quota"
title = "Quota"
order = 2
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }]
"#;
    let case = read_with(&[named("dossier.toml", format!("{open}{text}"))], &[]).0.unwrap();
    case.seen(case.find("south"), None)
}

#[test]
fn a_number_in_a_made_id_does_not_tell_of_a_hidden_question() {
    let question = |id: &str, more: &str| {
        format!(
            "[[forecast]]\nid = \"{id}\"\nquestion = \"Will they sign?\"\ncriteria = \"Yes if so.\"\n\
             opens = 2031-05-01\nbasis = \"stated\"\n{more}"
        )
    };
    let view = |id: &str, of: &str| {
        format!(
            "[[prediction]]\nid = \"{id}\"\nforecast = \"{of}\"\nby = \"north\"\nchance = 0.5\n\
             date = 2031-05-02\nbasis = \"stated\"\n"
        )
    };
    let alone = to_south(&(question("sign", "") + &view("sign-north", "sign")));
    let hidden = question("sign", "handling = []\n") + &view("sign-north", "sign");
    let second = question("sign--2", "") + &view("sign-north--2", "sign--2");
    assert!(*to_south(&format!("{hidden}{second}")) == *alone);
    // Those that are there keep their numbers among themselves.
    let third = question("sign--3", "");
    let both = to_south(&format!("{hidden}{second}{third}"));
    let ids: Vec<String> =
        both.forecasts.iter().map(|it| it.meta.id.as_ref().unwrap().to_string()).collect();
    assert_eq!(ids, ["sign", "sign--2"]);
    // What somebody chose stays.
    let chosen = to_south(&(question("sign-2", "") + &question("sign--02", "")));
    assert!(chosen.find::<Forecast>("sign-2").is_some());
    assert!(chosen.find::<Forecast>("sign--02").is_some());
}

#[test]
fn made_ids_are_ids_and_are_told_apart() {
    let long = "Will A, at last, ".repeat(20);
    for (words, stem) in [("Will A sign?", "will-a-sign"), ("???", "entry"), ("日本", "entry")] {
        let first = Id::made(words, |_| false);
        assert_eq!((first.as_str(), first.stem()), (stem, (stem, 1)));
        let second = Id::made(words, |it| it == stem);
        assert_eq!(second.as_str(), format!("{stem}--2"));
        assert_eq!(second.stem(), (stem, 2));
    }
    let taken = |it: &str| !it.ends_with("--1000");
    let last = Id::made(&long, taken);
    assert!(last.as_str().len() <= Id::LENGTH_MAX && Id::new(last.as_str()).is_some());
    for chosen in ["us-28", "a--1", "a--0", "a--02", "--2", "a--x", "a--99999999999"] {
        assert_eq!(Id::new(chosen).unwrap().stem(), (chosen, 1));
    }
}

#[test]
fn places_among_others_tell_of_no_gap() {
    let hidden = "[[party]]\nid = \"east\"\nname = \"East\"\norder = 2\nhandling = []\n";
    assert!(*to_south(hidden) == *to_south(""));
    assert_eq!(
        to_south("").parties.iter().map(|it| it.order).collect::<Vec<_>>(),
        [Some(1), Some(2)]
    );
}

#[test]
fn remarks_of_the_keeper_are_nobody_elses() {
    let text = r#"
[[meeting]]
id = "m"
date = 2031-05-01
note = "REMARK"
said = [{ by = "north", words = "No.", note = "REMARK" }]
[[statement]]
id = "told"
date = 2031-05-01
by = "north"
words = "Perhaps."
note = "REMARK"
handling = []
[[leave]]
id = "leave"
records = ["told"]
to = ["south"]
by = "north"
date = 2031-05-01
form = "REMARK on how to put it"
words = "REMARK"
note = "REMARK"
[[statement]]
id = "mistaken"
date = 2031-05-02
by = "north"
words = "Yes."
[[statement]]
id = "right"
date = 2031-05-02
by = "north"
words = "Yes, if."
handling = []
corrects = { id = "mistaken", by = "The scribe", why = "REMARK" }
[[leave]]
records = ["right"]
to = ["south"]
date = 2031-05-02
"#;
    let south = to_south(text);
    assert!(south.find::<Statement>("told").is_some() && south.find::<Leave>("leave").is_some());
    assert!(south.find::<Statement>("right").is_some());
    let shown = format!("{:?}", *south);
    assert!(!shown.contains("REMARK"), "{shown}");
}

#[test]
fn an_answer_of_this_program_is_its_keepers_alone() {
    let text = |handling: &str| {
        format!(
            r#"
[[draft]]
id = "text"
title = "Text"
date = 2031-01-10
[[forecast]]
id = "sign"
question = "Will they sign?"
criteria = "Yes if so."
[[prediction]]
id = "own"
forecast = "sign"
date = 2031-05-02
computed = {{ lens = "acceptance", draft = "text", status = "stopped", record = "{}", engine = "plenipo 0.1.0" }}
{handling}
"#,
            "ab".repeat(32)
        )
    };
    // In an open dossier too: it rests on what may be closed.
    assert_eq!(to_south(&text("")).predictions.len(), 0);
    let told = to_south(&text("handling = \"open\""));
    let computed = told.predictions[0].computed.as_ref().unwrap();
    assert!(!computed.record.contains("ab"), "the hash of the whole record is not told");
}

#[test]
fn an_assumption_set_has_no_name_for_a_party() {
    let text = |sets: [&str; 4]| {
        let mut text = "[[draft]]\nid = \"text\"\ntitle = \"Text\"\ndate = 2031-01-10\n\
            [[forecast]]\nid = \"sign\"\nquestion = \"Will they sign?\"\ncriteria = \"Yes if so.\"\n"
            .to_owned();
        for (day, set) in sets.iter().enumerate() {
            text += &format!(
                "[[prediction]]\nforecast = \"sign\"\ndate = 2031-05-0{}\nhandling = \"open\"\n\
                 computed = {{ lens = \"acceptance\", draft = \"text\", status = \"stopped\", \
                 record = \"{}\", engine = \"plenipo 0.1.0\", assume = [{set}] }}\n",
                1 + day / 2,
                "ab".repeat(32)
            );
        }
        text
    };
    let told = |sets: [&str; 4]| to_south(&text(sets)).predictions.clone();
    let first = told(["", "\"hopeful\"", "\"grim\", \"hopeful\"", "\"hopeful\""]);
    assert!(!format!("{first:?}").contains("hopeful"), "{first:?}");
    // That something was assumed is told, and whether it is the same.
    let sets = |told: &[Prediction]| -> Vec<Vec<String>> {
        told.iter().filter_map(|it| Some(it.computed.as_ref()?.assume.clone())).collect()
    };
    let mut distinct = sets(&first);
    distinct.sort();
    assert_eq!(distinct, [vec![], vec!["withheld"], vec!["withheld"], vec!["withheld-2"]]);
    // Other names, in whatever order they come, are not seen.
    for [one, two] in [["a", "z"], ["z", "a"]] {
        let (one, two) = (format!("\"{one}\""), format!("\"{two}\""));
        let both = format!("{two}, {one}");
        assert_eq!(told(["", &one, &both, &one]), first, "{both}");
    }
}

#[test]
fn what_is_told_by_leave_became_known_to_its_receiver_when_it_was_told() {
    let (case, problems) = read_with(&[named("dossier.toml", TOLD_LATER)], &[]);
    let case = case.unwrap_or_else(|| panic!("{problems:#?}"));
    let south = case.find("south");
    let copy = case.extract(south, None);
    let line =
        |case: &Case| case.find::<RedLine>("line").map(|it| case.red_lines[it.get()].meta.known);
    assert_eq!(line(&copy), Some(Some(date(2031, 6, 15))));
    assert_eq!(line(&case.seen(None, None)), Some(Some(date(2031, 6, 12))), "to its keeper");
    for day in 10..=20 {
        let day = Some(date(2031, 6, day));
        let (then, read) = (case.seen(south, day), copy.seen(None, day));
        assert_eq!(line(&then), line(&read), "{day:?}");
        let about = |case: &Case| case.find::<Statement>("about").is_some();
        assert_eq!(about(&then), about(&read), "what refers to it, on {day:?}");
        let leaves = |case: &Case| ["leave", "again"].map(|it| case.find::<Leave>(it).is_some());
        assert_eq!(leaves(&then), leaves(&read), "{day:?}");
    }
}

#[test]
fn a_footing_is_kept_where_its_source_is_hidden() {
    let case = read_with(&[named("dossier.toml", TOLD_LATER)], &[]).0.expect("a case");
    let copy = case.extract(case.find("south"), None);
    assert_eq!(copy.leaves.len(), 2);
    let line = copy.find::<RedLine>("line").expect("the line");
    for meta in copy.leaves.iter().map(|it| &it.meta).chain([&copy.red_lines[line.get()].meta]) {
        assert_eq!((meta.basis, meta.sources.len()), (Basis::Stated, 0), "{:?}", meta.id);
    }
}

#[test]
fn a_side_that_mediates_too_is_not_told_how_firm_the_others_are() {
    let told = |roles: &str| {
        let text = format!(
            "format = 2\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n[file]\nbasis = \"assumed\"\n\
             [[party]]\nid = \"east\"\nname = \"East\"\nroles = [\"principal\"]\n\
             [[party]]\nid = \"west\"\nname = \"West\"\nroles = [{roles}]\n\
             [[issue]]\nid = \"x\"\ntitle = \"X\"\noptions = [{{ id = \"a\", text = \"a\" }}, {{ id = \"b\", text = \"b\" }}]\n\
             [[red_line]]\nparty = \"east\"\nwords = \"no\"\nrules_out = {{ x = \"a\" }}\nfirmness = 0.2\n"
        );
        let (case, problems) = read_with(&[named("all.toml", text)], &[]);
        let case = case.unwrap_or_else(|| unreachable!("{problems:#?}"));
        case.seen(case.find::<Party>("west"), None).red_lines[0].firmness.is_some()
    };
    assert!(told("\"mediator\""));
    assert!(!told("\"principal\", \"mediator\""));
    assert!(!told("\"principal\""));
}

#[test]
fn what_others_believe_of_a_party_reaches_nobody_in_an_open_dossier_unless_it_is_opened() {
    let text = |handling: &str| {
        format!(
            "format = 2\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n[file]\nbasis = \"assumed\"\n\
             [[party]]\nid = \"east\"\nname = \"East\"\nroles = [\"principal\"]\n\
             [[party]]\nid = \"west\"\nname = \"West\"\nroles = [\"principal\"]\n\
             [[party]]\nid = \"envoy\"\nname = \"Envoy\"\nroles = [\"mediator\"]\n\
             [[alternative]]\nparty = \"east\"\nview = \"west\"\nlevel = [0.1, 0.2]\n{handling}\
             [[event]]\nid = \"e\"\ndate = 2031-01-01\nwhat = \"rain\"\n{handling}\
             affects = [{{ view = \"west\", of = \"east\", what = \"alternative\", direction = \"down\" }}]\n"
        )
    };
    let told = |handling: &str, to: Option<&str>| {
        let (case, problems) = read_with(&[named("all.toml", text(handling))], &[]);
        let case = case.unwrap_or_else(|| unreachable!("{problems:#?}"));
        let seen = case.seen(to.and_then(|it| case.find::<Party>(it)), None);
        (seen.alternatives.len(), seen.events[0].affects.len())
    };
    assert_eq!(told("", None), (1, 1));
    assert_eq!(told("", Some("east")), (0, 0));
    assert_eq!(told("", Some("west")), (1, 1));
    assert_eq!(told("", Some("envoy")), (1, 1));
    assert_eq!(told("handling = \"open\"\n", Some("east")), (1, 1));
}
