//! Ids of records that nobody gave one.

use plenipo_record::case::Case;
use plenipo_record::case::called::{is_made, made};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::dossier::upgrade::upgraded;

use plenipo_testing::dossier::{named, read_with};

const HEAD: &str = "format = 1\n[dossier]\ntitle = \"Cod\"\ndisclosure = \"open\"\n\
    [[party]]\nid = \"north\"\nname = \"North\"\n[[party]]\nid = \"south\"\nname = \"South\"\n\
    [[person]]\nid = \"nora\"\nname = \"Nora\"\nparty = \"north\"\n";

fn statement(by: &str, words: &str, more: &str) -> String {
    format!(
        "[[statement]]\ndate = 2031-02-01\nby = \"{by}\"\nwords = \"{words}\"\nbasis = \"assumed\"\n{more}"
    )
}

fn case(text: &str) -> Case {
    let (case, problems) = read_with(&[named("dossier.toml", format!("{HEAD}{text}"))], &[]);
    case.unwrap_or_else(|| unreachable!("{problems:?}"))
}

fn ids(case: &Case) -> Vec<String> {
    made(case).into_iter().map(|it| it.1.to_string()).collect()
}

#[test]
fn an_id_is_made_of_table_day_and_parties() {
    let text = statement("nora", "No.", "") + &statement("The press", "Yes.", "");
    let meeting =
        "[[meeting]]\ndate = 2031-02-02\nchannel = [\"south\", \"north\"]\nbasis = \"assumed\"\n";
    let all = ids(&case(&(text + meeting)));
    let expected =
        ["meeting-2031-02-02-south-north", "statement-2031-02-01", "statement-2031-02-01-north"];
    assert_eq!(all, expected);
}

#[test]
fn somebody_named_in_words_is_joined_to_no_party() {
    // Whether `North` is a party depends on who else is on record.
    assert_eq!(ids(&case(&statement("North Sea Gazette", "No.", ""))), ["statement-2031-02-01"]);
    assert_eq!(ids(&case(&statement("North", "No.", ""))), ["statement-2031-02-01"]);
}

#[test]
fn an_id_that_somebody_chose_is_not_made_again() {
    let chosen = statement("nora", "No.", "id = \"statement-2031-02-01-north\"\n");
    let case = case(&(chosen + &statement("nora", "Yes.", "")));
    assert_eq!(ids(&case), ["statement-2031-02-01-north--2"]);
    let named = (0..2).map(|it| RecordRef::new(Kind::Statement, it));
    assert_eq!(named.filter(|it| is_made(&case, *it)).count(), 1);
}

#[test]
fn a_viewers_ids_count_what_it_sees() {
    let closed = statement("nora", "A secret.", "handling = [\"north\"]\n");
    let open = statement("nora", "No.", "") + &statement("nora", "Yes.", "");
    let to_south = |text: &str| {
        let case = case(text);
        let south = case.find("south");
        case.seen(south, None)
    };
    let (with, alone) = (to_south(&(closed.clone() + &open)), to_south(&open));
    assert_eq!(ids(&with), ["statement-2031-02-01-north", "statement-2031-02-01-north--2"]);
    assert_eq!(ids(&with), ids(&alone));
    // Nor once they are written down.
    let text = format!("{HEAD}{closed}{open}");
    let files = upgraded(&[named("dossier.toml", text)]).unwrap_or_default().files;
    let (written, problems) = read_with(&files, &[]);
    let written = written.unwrap_or_else(|| panic!("{problems:?}"));
    assert_eq!(ids(&written), [""; 0]);
    let seen = written.seen(written.find("south"), None);
    let shown: Vec<&str> =
        seen.statements.iter().filter_map(|it| it.meta.id.as_ref().map(|it| it.as_str())).collect();
    assert_eq!(shown, ["statement-2031-02-01-north", "statement-2031-02-01-north--2"]);
}

/// The files as `upgrade` writes them, read.
fn written(text: &str) -> Case {
    let files =
        upgraded(&[named("dossier.toml", format!("{HEAD}{text}"))]).unwrap_or_default().files;
    let (case, problems) = read_with(&files, &[]);
    case.unwrap_or_else(|| unreachable!("{problems:?}"))
}

#[test]
fn an_id_names_no_party_that_a_reader_may_not_be_told_of() {
    let ghost = "[[party]]\nid = \"ghost\"\nname = \"Ghost\"\nhandling = [\"north\"]\n[[person]]\nid = \"zed\"\n\
        name = \"Zed\"\nparty = \"north\"\nhandling = [\"north\"]\n";
    let line = "[[event]]\nid = \"l\"\nwhat = \"no\"\nhandling = [\"north\"]\n";
    let leave =
        "[[leave]]\nrecords = [\"event:l\"]\nto = [\"south\", \"ghost\"]\ndate = 2031-02-01\n";
    assert_eq!(ids(&case(&format!("{ghost}{line}{leave}"))), ["leave-2031-02-01"]);
    // Who is told of a record by leave is told of nobody in its id either.
    for (body, of) in [
        ("[[event]]\nid = \"x\"\nwhat = \"x\"\n", "event:x"),
        (
            "[[statement]]\nid = \"x\"\ndate = 2031-02-01\nby = [\"zed\", \"south\"]\nwords = \"x\"\n",
            "statement:x",
        ),
    ] {
        let leave = leave.replace("event:l", of);
        let case = written(&format!("{ghost}{body}{leave}"));
        let copy = format!("{:?}", *case.extract(case.find("south"), None));
        assert!(!copy.contains("ghost") && !copy.contains("zed"), "{copy}");
    }
}

#[test]
fn nothing_that_the_keeper_alone_sees_orders_made_ids() {
    let two = |first: &str, second: &str| {
        written(&(statement("nora", "AAA", first) + &statement("nora", "BBB", second)))
    };
    let shown = |case: &Case| -> Vec<String> {
        let seen = case.seen(case.find("south"), None);
        let told = |it: &plenipo_record::case::meeting::Statement| {
            format!("{:?} {:?}", it.meta.id.as_ref().map(|it| it.as_str()), it.words)
        };
        seen.statements.iter().map(told).collect()
    };
    let plain = shown(&two("", ""));
    assert_eq!(plain.len(), 2);
    for (first, second) in [
        ("note = \"zz\"\n", "note = \"aa\"\n"),
        ("note = \"zz\"\n", ""),
        ("", "note = \"aa\"\n"),
        ("handling = [\"south\"]\n", ""),
        ("handling = [\"south\"]\n", "handling = [\"south\", \"north\"]\n"),
        ("handling = [\"south\", \"north\"]\n", "handling = \"open\"\n"),
    ] {
        assert_eq!(shown(&two(first, second)), plain, "{first} {second}");
    }
    // Nor do a closed leave's giver, words and source, or a day before its own on which it was learned.
    let leaves = |first: &str, second: &str| {
        let each = [("1", first), ("2", second)].map(|(n, more)| {
            format!(
                "[[event]]\nid = \"l{n}\"\nwhat = \"{n}\"\nbasis = \"assumed\"\n\
                 handling = [\"north\"]\n[[leave]]\nrecords = [\"event:l{n}\"]\nto = [\"south\"]\n\
                 date = 2031-02-05\nhandling = [\"north\"]\n{more}"
            )
        });
        each.concat() + "[[source]]\nid = \"s\"\ndate = 2031-02-01\nhandling = [\"north\"]\n"
    };
    let copies = |text: &str| {
        [case(text), written(text)]
            .map(|case| format!("{:?}", case.extract(case.find("south"), None).leaves))
    };
    let plain = copies(&leaves("", ""));
    for (first, second) in [
        ("by = \"nora\"\n", "by = \"north\"\n"),
        ("by = \"north\"\n", "by = \"nora\"\n"),
        ("words = \"z\"\n", "words = \"a\"\n"),
        ("words = \"a\"\n", "words = \"z\"\n"),
        ("form = \"z\"\n", ""),
        ("note = \"z\"\n", ""),
        ("known = 2031-02-03\n", "known = 2031-02-01\n"),
        ("", "known = 2031-02-01\n"),
        ("source = \"s\"\nbasis = \"assumed\"\n", ""),
    ] {
        assert_eq!(copies(&leaves(first, second)), plain, "{first} {second}");
    }
}

#[test]
fn an_id_that_stands_in_an_assumption_set_is_not_made() {
    let event =
        |id: &str, what: &str| format!("[[event]]\n{id}what = \"{what}\"\ndate = 2031-02-01\n");
    let files = [
        named("dossier.toml", format!("{HEAD}{}", event("", "one"))),
        named("assumptions/h.toml", event("id = \"event-2031-02-01\"\n", "q")),
        named("assumptions/m.toml", event("", "q2")),
        named("assumptions/broken.toml", event("id = \"event-2031-02-01--2\"\nwhy = 1\n", "q3")),
    ];
    let upgraded = upgraded(&files).expect("a copy");
    assert_eq!(upgraded.skipped, ["broken"]);
    let all: Vec<String> = upgraded.named.iter().map(|it| it.2.to_string()).collect();
    assert_eq!(all, ["event-2031-02-01--4", "event-2031-02-01--3"]);
    for sets in [vec![], vec!["h"], vec!["m"], vec!["h", "m"]] {
        let (case, problems) = read_with(&upgraded.files, &sets);
        assert!(case.is_some(), "{sets:?}: {problems:?}");
    }
}
