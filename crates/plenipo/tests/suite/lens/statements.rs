//! Statements: phrases and their denials, readings and to whom they apply, what followed, readouts.

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo::glossary::find::Finder;
use plenipo::glossary::{GENERAL, parse, shipped};
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;
use plenipo_record::case::id::Kind as RecordKind;
use plenipo_record::case::meta::DateIs;

use super::{ask, case, cell, gallery, number, rows, table, text};

/// A list of words.
fn words(all: &[&str]) -> Cell {
    Cell::list(all.iter().map(|it| Cell::text(*it)))
}

/// The phrases in `said`, denied ones after `not`.
fn found(said: &str) -> Vec<String> {
    let glossary = shipped();
    let each = Finder::new(glossary).find(said).into_iter().map(|it| {
        let id = &glossary.terms[it.term].id;
        if it.denied { format!("not {id}") } else { id.clone() }
    });
    each.collect()
}

#[test]
fn the_glossary_has_every_phrase_of_the_field_graded_and_sourced() {
    let glossary = shipped();
    for id in [
        "cordial-and-friendly",
        "frank",
        "serious",
        "exchanged-views",
        "full-exchange-of-views",
        "enhanced-understanding",
        "in-depth",
        "constructive",
        "productive",
        "difficult-but-businesslike",
        "very-interesting",
        "deserves-further-examination",
        "complete-understanding",
        "not-serious",
        "serious-proposal",
        "positive-elements",
        "concrete",
        "consensus",
    ] {
        let term = glossary.terms.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("{id}"));
        assert!(!term.readings.is_empty(), "{id}");
    }
    let mut ids: Vec<&str> = glossary.terms.iter().map(|it| it.id.as_str()).collect();
    let mut forms: Vec<_> =
        glossary.terms.iter().flat_map(|it| &it.forms).map(|it| &it.words).collect();
    let (terms, all) = (ids.len(), forms.len());
    ids.sort();
    ids.dedup();
    forms.sort();
    forms.dedup();
    assert_eq!((ids.len(), forms.len()), (terms, all), "a name or a form stands twice");
    for reading in glossary.terms.iter().flat_map(|it| &it.readings) {
        let grade = reading.grade.as_bytes();
        assert!(matches!(grade, [b'A'..=b'F', b'1'..=b'6']), "{}", reading.grade);
        assert!(["chinese", "russian", "us", GENERAL].contains(&reading.tradition.as_str()));
        assert!(!reading.sources.is_empty());
    }
}

#[test]
fn a_reading_is_there_from_the_day_of_its_source() {
    let glossary = shipped();
    let term = |id: &str| glossary.terms.iter().position(|it| it.id == id).expect("a term");
    let on = |id, day| glossary.readings(term(id), Some(day)).len();
    assert_eq!([on("consensus", date(2026, 3, 10)), on("consensus", date(2026, 3, 11))], [0, 1]);
    let frank = glossary.readings(term("frank"), Some(date(2013, 1, 1)));
    assert_eq!(frank[0].sources, ["tea-leaf-nation-2012"]);
    assert_eq!(glossary.readings(term("frank"), None)[0].sources.len(), 3);
}

#[test]
fn glossaries_that_are_not_well_formed_are_refused() {
    let refused = |text: &str| parse(text).expect_err("refused");
    assert!(refused("format = ").contains("format"));
    assert!(refused("source = 3").contains("source"));
    let source = "negators = []\nno_negators = []\nbreaks = []\nreach = 4\n[[source]]\nid = \"a\"\ntitle = \"A\"\nreliability = \"C\"\n";
    let term = |rest: &str| format!("{source}[[term]]\nid = \"t\"\nphrase = \"t\"\n{rest}");
    assert!(parse(&term("forms = [\"t\"]")).is_ok());
    assert!(refused(&term("forms = [\"...\"]")).contains("a form without words"));
    let reading =
        "readings = [{ tradition = \"us\", reads = \"x\", source = [\"b\"], grade = \"C3\" }]";
    assert!(refused(&term(&format!("forms = [\"t\"]\n{reading}"))).contains("no source b"));
}

#[test]
fn forms_nest_and_words_have_unicode_boundaries() {
    assert_eq!(found("a full exchange of views"), ["full-exchange-of-views"]);
    assert_eq!(found("they exchanged views"), ["exchanged-views"]);
    assert_eq!(found("a full and frank exchange of views"), ["full-exchange-of-views"]);
    assert_eq!(found("frank, in full. An exchange of views"), ["frank", "exchanged-views"]);
    assert_eq!(found("In-Depth; IN DEPTH; in‑depth"), ["in-depth"; 3]);
    assert_eq!(found("in - depth"), [""; 0]);
    // Inside other words there is nothing.
    assert_eq!(found("Frankfurt, frankincense, deconstructive, FRANK_1, élfrank, frankß"), [""; 0]);
    assert_eq!(found("«frank» “candid” frank’s «Frank»"), ["frank"; 3]);
    // A soft hyphen is not seen, and not a boundary.
    assert_eq!(found("con\u{ad}structive"), ["constructive"]);
    assert_eq!(found(""), [""; 0]);
}

#[test]
fn denials() {
    for said in [
        "not constructive",
        "Not at all constructive.",
        "it wasn't constructive",
        "far from constructive",
        "nobody called it constructive",
        "without constructive ideas",
        "completely unconstructive",
        "no very constructive",
        "nor constructive",
        "isn’t constructive",
        "not “constructive”",
    ] {
        assert_eq!(found(said), ["not constructive"], "{said}");
    }
    for said in [
        "constructive",
        "not only constructive",
        "nothing but constructive talk",
        "no, constructive",
        "no doubt constructive",
        "not easy but constructive",
        "not for the first time in weeks constructive",
        "not unconstructive",
        "not without constructive ideas",
    ] {
        assert!(found(said).contains(&"constructive".to_owned()), "{said}: {:?}", found(said));
    }
    assert_eq!(found("no compromise on territory found"), ["not compromise"]);
    assert_eq!(found("doubt that there will be progress"), ["not progress"]);
    assert_eq!(found("no doubt that there was progress"), ["progress"]);
    assert_eq!(found("no progress on a ceasefire yet"), ["not progress"]);
    assert_eq!(found("no breakthrough or progress"), ["not compromise", "not progress"]);
    assert_eq!(found("this is not serious"), ["not-serious"]);
    assert_eq!(found("difficult / not easy; progress"), ["difficult", "difficult", "progress"]);
}

/// Two delegations of different traditions, a meeting of which both speak, and what followed.
const RECORD: &str = r#"
format = 1
[dossier]
title = "Three wells"
disclosure = "open"
as_of = 2031-06-01
[[party]]
id = "hill"
name = "Hill"
tradition = "chinese"
roles = ["principal"]
[[party]]
id = "vale"
name = "Vale"
tradition = "us"
[[party]]
id = "moor"
name = "Moor"
[[person]]
id = "aldo"
name = "Aldo"
party = "hill"
[[issue]]
id = "pumps"
title = "Closing the pumps"
options = [{ id = "a", text = "yes" }, { id = "b", text = "no" }]
[[meeting]]
id = "first"
date = 2031-03-01
channel = ["hill", "vale"]
said = [
  { by = "aldo", words = "A frank talk about the pumps." },
  { by = "vale", words = "Not frank, productive." },
  { by = ["hill", "moor"], words = "candid" },
  { by = "moor", words = "frank" },
]
log = [
  { is = "result", date = 2031-03-01, gist = "no agreement" },
  { is = "result", date = 2031-03-02, gist = "a frank talk by all accounts", by = "vale" },
]
[[meeting]]
id = "second"
date = 2031-03-31
channel = ["vale", "hill"]
log = [{ is = "held", date = 2031-03-31 }]
[[meeting]]
id = "aside"
date = 2031-03-10
channel = ["vale", "moor"]
log = [{ is = "held", date = 2031-03-10 }, { is = "result", date = 2031-03-10, gist = "a map" }]
[[draft]]
id = "same-day"
title = "Tabled that very day"
date = 2031-03-01
[[draft]]
id = "later"
title = "Tabled later"
date = 2031-03-05
[[draft]]
id = "perhaps"
title = "Tabled before some day"
date = 2031-03-06
date_is = "before"
[[answer]]
party = "hill"
to = "later"
answer = "reject"
date = 2031-03-20
[[answer]]
party = "vale"
to = "later"
answer = "accept"
date = 2031-04-20
[[statement]]
date = 2031-05-20
by = "aldo"
about = ["later"]
audience = "public"
words = "frank"
[[statement]]
by = "aldo"
words = "frank, with no date"
"#;

fn asked(case: &Case, settings: &Settings) -> Finding {
    ask(case, "statements", settings, &Context::default())
}

fn record() -> Finding {
    asked(&case(RECORD), &Settings::default())
}

#[test]
fn who_said_it_of_what_when_and_to_whom() {
    let finding = record();
    let uses = table(&finding, "uses");
    assert_eq!(uses.rows.len(), 8);
    let key = [("date", "2031-05-20")];
    let of = |column| text(&finding, "uses", &key, column);
    assert_eq!(of("by").as_deref(), Some("Aldo (Hill)"));
    assert_eq!(of("about").as_deref(), Some("later"));
    assert_eq!(of("audience").as_deref(), Some("public"));
    assert_eq!(of("tradition").as_deref(), Some("chinese"));
    let denied = rows(uses, &[("denied", "yes")]);
    assert_eq!(denied.len(), 1);
    assert_eq!(uses.cell(denied[0], "by"), Some(&Cell::text("Vale")));
    // An entry by nobody is no saying; one by somebody is, and its words are the keeper's.
    let summaries = rows(uses, &[("whose", "record keeper's summary")]);
    assert_eq!(summaries.len(), 1);
    assert_eq!(
        uses.cell(summaries[0], "date"),
        Some(&Cell::day(Some(date(2031, 3, 2)), DateIs::Exact))
    );
}

#[test]
fn a_reading_applies_to_its_tradition_only() {
    let finding = record();
    let readings = table(&finding, "readings");
    let uses = table(&finding, "uses");
    let applies = |by: &str, tradition: &str| -> Vec<(String, String)> {
        let at = rows(uses, &[("by", by), ("date", "2031-03-01"), ("term", "frank")]);
        let row = rows(readings, &[("term", "frank"), ("tradition", tradition)]);
        let of =
            row.into_iter().filter(|row| readings.cell(*row, "use") == uses.cell(at[0], "use"));
        let word = |row, column| {
            readings.cell(row, column).and_then(Cell::as_text).expect("words").to_owned()
        };
        of.map(|row| (word(row, "applies"), word(row, "why"))).collect()
    };
    let is = |by, tradition| applies(by, tradition).remove(0);
    assert_eq!(is("Aldo (Hill)", "chinese").0, "yes");
    assert_eq!(is("Aldo (Hill)", "us").0, "no");
    assert!(is("Aldo (Hill)", "us").1.contains("on record as Chinese"));
    assert_eq!(is("Vale", "us"), ("no".into(), "the phrase is denied".into()));
    assert_eq!(
        is("Hill and Moor", "chinese"),
        ("yes".into(), "the tradition of some of the speakers".into())
    );
    assert_eq!(is("Moor", "us"), ("no".into(), "the speaker's tradition is not on record".into()));
    let said = format!("{:?}", finding.account);
    assert!(said.contains("Hill, in a joint saying"), "{said}");
}

#[test]
fn what_followed_is_counted_from_the_next_day_on() {
    let finding = record();
    let followed = table(&finding, "followed");
    let first = rows(table(&finding, "uses"), &[("by", "Aldo (Hill)"), ("date", "2031-03-01")])[0];
    let of = |row, column| followed.cell(row, column).expect("a cell").clone();
    // The thirtieth day is the last; the draft of that very day and the one of before do not count.
    assert_eq!(of(first, "until"), Cell::Date(date(2031, 3, 31)));
    assert_eq!(of(first, "window"), Cell::text("closed"));
    assert_eq!(of(first, "next_meeting"), Cell::to(RecordKind::Meeting, "second"));
    assert_eq!(of(first, "next_after"), Cell::count(30));
    assert_eq!(of(first, "drafts"), Cell::count(1));
    assert_eq!((of(first, "accepts"), of(first, "refusals")), (Cell::count(0), Cell::count(1)));
    assert_eq!(of(first, "own_result"), words(&["no agreement", "a frank talk by all accounts"]));
    assert_eq!(of(first, "results"), words(&["a map"]));
    let shorter = asked(&case(RECORD), &Settings::default().with("days", Value::Number(29.0)));
    assert_eq!(table(&shorter, "followed").cell(first, "next_meeting"), Some(&Cell::Unknown));
    let longer = asked(&case(RECORD), &Settings::default().with("days", Value::Number(60.0)));
    assert_eq!(table(&longer, "followed").cell(first, "accepts"), Some(&Cell::count(1)));
    // Days not yet passed, and no date at all.
    let open = rows(table(&finding, "uses"), &[("date", "2031-05-20")])[0];
    assert_eq!(of(open, "window"), Cell::text("open"));
    let undated = followed.rows.len() - 1;
    assert_eq!(of(undated, "drafts"), Cell::Unknown, "unknown is never none");
}

#[test]
fn the_own_record_counts_occasions_and_only_those_that_have_passed() {
    let finding = record();
    let of = |column| number(&finding, "record", &[("term", "frank"), ("denied", "no")], column);
    // Three readouts of the first meeting, its summary a day later, one in May, one undated.
    let counts =
        ["uses", "occasions", "passed", "met_again", "draft", "refusal", "acceptance"].map(of);
    assert_eq!(counts.map(Option::unwrap), [6.0, 4.0, 2.0, 2.0, 2.0, 2.0, 0.0]);
    let said = format!("{:?}", finding.account);
    assert!(said.contains("days: a further meeting of the same channel or speakers after 2, a draft after 2, a refusal after 2"));
    assert!(said.contains("Too few to draw a conclusion."));
}

#[test]
fn readouts_stand_side_by_side() {
    let finding = record();
    let of = |by, column| {
        let key = [("meeting", "first"), ("date", "2031-03-01"), ("by", by)];
        text(&finding, "readouts", &key, column)
    };
    assert_eq!(of("Aldo (Hill)", "alone").as_deref(), Some("pump"));
    assert_eq!(of("Vale", "mentions").as_deref(), Some("not frank; productive"));
    assert_eq!(of("Moor", "omits").as_deref(), Some("not frank; productive; pump"));
    // Its summary a day later affirms what Vale denied: the side as a whole mentions both.
    assert_eq!(of("Vale", "omits").as_deref(), Some("pump"));
    assert!(format!("{:?}", finding.account).contains("affirmed and denied"));
}

#[test]
fn only_the_sayings_of_some_parties() {
    let by = Settings::default().with("by", Value::Ids(vec!["vale".into()]));
    let finding = asked(&case(RECORD), &by);
    let uses = table(&finding, "uses");
    assert_eq!(rows(uses, &[("by", "Vale")]).len(), uses.rows.len());
    assert_eq!(uses.rows.len(), 3);
}

#[test]
fn a_record_without_such_words_says_so() {
    let finding = asked(&case("format = 1\n[dossier]\ntitle = \"Quiet\"\n"), &Settings::default());
    assert_eq!(finding.status.word(), "none");
    assert_eq!(finding.headline, "No coded phrase of the glossary is on record.");
}

#[test]
fn the_founding_case_has_the_second_of_december_both_ways() {
    let case = gallery("ukraine-2025");
    let on = |day| {
        ask(
            &case,
            "statements",
            &Settings::default(),
            &Context { as_of: Some(day), ..Context::default() },
        )
    };
    let eve = on(date(2025, 12, 1));
    // What is known on the eve: nothing of the meeting, and no reading of a later page.
    assert!(rows(table(&eve, "uses"), &[("about", "moscow-1202")]).is_empty());
    assert!(rows(table(&eve, "readings"), &[("tradition", "russian")]).is_empty());
    let whole = on(date(2026, 6, 1));
    let said =
        |term: &str| rows(table(&whole, "uses"), &[("about", "moscow-1202"), ("term", term)]);
    for term in ["useful", "constructive", "substantive", "compromise"] {
        assert_eq!(said(term).len(), 1, "{term}");
    }
    let key = [("about", "moscow-1202"), ("term", "compromise")];
    assert_eq!(text(&whole, "uses", &key, "denied").as_deref(), Some("yes"));
    assert_eq!(text(&whole, "uses", &key, "whose").as_deref(), Some("record keeper's summary"));
    // Chinese glossaries are not applied to anybody here; the Russian one to one remark.
    let applied = rows(table(&whole, "readings"), &[("tradition", "chinese"), ("applies", "yes")]);
    assert!(applied.is_empty());
    assert_eq!(
        rows(table(&whole, "readings"), &[("tradition", "russian"), ("applies", "yes")]).len(),
        1
    );
    let passed = cell(&whole, "record", &[("term", "constructive"), ("denied", "no")], "uses");
    assert_eq!(*passed, Cell::count(6));
}

/// Three sides of one round; two of them put out a text together, and a ministry speaks for the third.
const ROUND: &str = r#"
format = 1
[dossier]
title = "Three wells"
disclosure = "open"
as_of = 2031-03-02
[[party]]
id = "hill"
name = "Hill"
[[party]]
id = "vale"
name = "Vale"
[[party]]
id = "moor"
name = "Kingdom of Moor"
short = "Moor"
tradition = "us"
also_known_as = ["Foreign Ministry  of Moor"]
[[person]]
id = "aldo"
name = "Aldo"
party = "hill"
[[meeting]]
id = "round"
date = 2031-03-01
channel = ["hill", "vale", "moor"]
said = [
  { by = ["hill", "vale"], words = "a productive and respectful round", readings = [{ reads = "nothing was agreed", by = "The Well Courier", basis = "reported" }] },
  { by = "aldo", words = "productive; fruitful and successful, a Fruitful day" },
  { by = "foreign ministry of moor", words = "frank" },
  { by = "a friend of Moor", words = "frank" },
  { by = "vale", words = "long", readings = [{ reads = "tired" }] },
]
"#;

fn round(by: &str, column: &str) -> Option<String> {
    let finding = asked(&case(ROUND), &Settings::default());
    text(&finding, "readouts", &[("by", by)], column)
}

#[test]
fn what_is_said_jointly_is_said_by_each_side() {
    // Both sides of the joint text have its words; of Moor and its friend they are others' words.
    assert_eq!(round("Hill and Vale", "alone"), None);
    let vale = round("Vale", "omits").unwrap_or_default();
    assert_eq!(vale, "frank; Fruitful, fruitful, successful (counted as useful)");
    // Aldo is of Hill: what Hill has signed he does not leave to others.
    let omits = round("Aldo (Hill)", "omits").unwrap_or_default();
    assert_eq!(omits, "frank");
    assert_eq!(
        round("foreign ministry of moor (Moor)", "omits").as_deref(),
        Some("productive; respectful; Fruitful, fruitful, successful (counted as useful)")
    );
}

#[test]
fn the_word_said_stands_before_the_term_it_is_counted_under() {
    let alone = round("Aldo (Hill)", "alone");
    assert_eq!(alone.as_deref(), Some("Fruitful, fruitful, successful (counted as useful)"));
    let finding = asked(&case(ROUND), &Settings::default());
    let said = text(&finding, "uses", &[("term", "useful")], "phrase");
    assert_eq!(said.as_deref(), Some("fruitful, successful, Fruitful"));
    let account = format!("{:?}", finding.account);
    assert!(account.contains("fruitful, successful, Fruitful"), "{account}");
}

#[test]
fn a_speaker_in_words_is_joined_by_a_recorded_name_or_not_at_all() {
    let finding = asked(&case(ROUND), &Settings::default());
    let of = |by, column| text(&finding, "uses", &[("by", by)], column);
    assert_eq!(of("foreign ministry of moor (Moor)", "party").as_deref(), Some("moor"));
    assert_eq!(of("foreign ministry of moor (Moor)", "tradition").as_deref(), Some("us"));
    assert_eq!(of("a friend of Moor", "party"), None);
    let account = format!("{:?}", finding.account);
    assert!(account.contains("Applied here to: foreign ministry of moor (Moor)."), "{account}");
    let uses = table(&finding, "uses");
    let row = rows(uses, &[("by", "a friend of Moor")])[0];
    let readings = table(&finding, "readings");
    let of_friend = rows(readings, &[("tradition", "us")])
        .into_iter()
        .find(|it| readings.cell(*it, "use") == uses.cell(row, "use"))
        .expect("a reading");
    let why = readings.cell(of_friend, "why").and_then(Cell::as_text);
    assert_eq!(why, Some("the record links a friend of Moor to no party"));
}

#[test]
fn what_a_source_takes_the_words_to_signal_is_its_opinion() {
    let finding = asked(&case(ROUND), &Settings::default());
    let readings = table(&finding, "readings");
    let own = rows(readings, &[("reads", "nothing was agreed")]);
    // Once for each coded phrase of the saying.
    assert_eq!(own.len(), 2);
    for row in own {
        let of = |column| readings.cell(row, column).cloned();
        assert_eq!(of("tradition"), Some(Cell::Unknown));
        assert_eq!(of("source"), Some(words(&["The Well Courier"])));
        assert!(of("grade").and_then(|it| it.in_words()).is_some_and(|it| it.contains("reported")));
    }
    let account = format!("{:?}", finding.account);
    assert!(account.contains("Read by The Well Courier as: "), "{account}");
    // Of words without a coded phrase it stands with the readout.
    assert!(account.contains("Read by nobody named as: "), "{account}");
    // The founding case's report reads “frank” itself, beside the glossary's readings.
    let finding = asked(&gallery("ukraine-2025"), &Settings::default());
    let readings = table(&finding, "readings");
    let own = rows(readings, &[("source", "the report, naming nobody")]);
    assert_eq!(own.len(), 2, "of each side's words");
    for row in own {
        let reads = readings.cell(row, "reads").and_then(Cell::as_text);
        assert_eq!(reads, Some("words such as this usually signal hard negotiations"));
    }
}

#[test]
fn a_reading_seen_in_one_negotiation_says_so() {
    let seen: Vec<_> = shipped()
        .terms
        .iter()
        .flat_map(|it| &it.readings)
        .filter(|it| it.seen_in.is_some())
        .collect();
    assert!(!seen.is_empty());
    // This project's own list is of one negotiation.
    for reading in shipped().terms.iter().flat_map(|it| &it.readings) {
        let own = reading.sources.iter().any(|it| it == "own-record-2026");
        assert_eq!(own, reading.seen_in.is_some(), "{}", reading.reads);
    }
    let case = case(
        "format = 1\n[dossier]\ntitle = \"Wells\"\ndisclosure = \"open\"\nas_of = 2031-06-01\n\
         [[party]]\nid = \"hill\"\nname = \"Hill\"\nroles = [\"principal\"]\n\
         [[statement]]\ndate = 2031-05-01\nby = \"hill\"\nwords = \"It was a constructive round.\"\n",
    );
    let finding = asked(&case, &Settings::default());
    let told = format!("{:?}", finding.account);
    assert!(told.contains("Seen in one negotiation, the talks on Ukraine of 2025-26"), "{told}");
    assert!(!told.contains("diplomats at large"), "{told}");
    assert!(format!("{:?}", finding.tables).contains("(seen in one negotiation: "));
}
