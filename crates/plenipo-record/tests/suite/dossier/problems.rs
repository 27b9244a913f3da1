//! Each kind of problem: its message, its hint, and the bytes it points at.
//!
//! The file is long because each kind of problem is shown once, beside the others.

use plenipo_record::dossier::problem::{Problem, Severity};

use plenipo_testing::dossier::{fixture, named, read_with};

/// Every problem of the fixture with one more file, as `bytes at fault | message | hint`.
fn with(text: &str) -> Vec<String> {
    let mut files = fixture();
    files.push(named("extra.toml", text));
    let (_, problems) = read_with(&files, &[]);
    let show = |it: &Problem| {
        let bytes = match it.file.as_str() {
            "extra.toml" => &text[it.span.clone()],
            other => other,
        };
        format!("{bytes} | {} | {}", it.message, it.hint.as_deref().unwrap_or("-"))
    };
    problems.iter().map(show).collect()
}

/// The only problem of the fixture with one more file.
#[track_caller]
fn only(text: &str) -> String {
    let problems = with(text);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.into_iter().next().unwrap_or_default()
}

/// The problem of a statement with one more line.
#[track_caller]
fn statement(line: &str) -> String {
    only(&format!("[[statement]]\nbasis = \"stated\"\n{line}\n"))
}

#[test]
fn unknown_keys_and_tables() {
    assert_eq!(
        statement("audiance = \"public\""),
        "audiance | a statement has no key `audiance` | did you mean `audience`?"
    );
    assert_eq!(
        only("[[redline]]\nparty = \"east\"\n"),
        "redline | unknown table `redline` | did you mean `red_line`?"
    );
    assert_eq!(
        only("[[treaty]]\nparty = \"east\"\n"),
        "treaty | unknown table `treaty` | there are: party, person, issue, draft, red_line, \
         position, answer, understanding, alternative, meeting, statement, event, leave, consent, \
         capacity, poll, rule, demand, text_state, movement, cause, undertaking, handover, \
         forecast, prediction, resolution, source"
    );
    assert_eq!(
        only("title = \"x\"\n"),
        "title | unknown key `title` | only `format = 2` may come before the first table"
    );
    assert_eq!(
        statement("[statement.about]\nx = 1"),
        "[statement.about] | expected a list, found a table | write it in brackets, the entries with commas"
    );
    assert_eq!(
        only("[party]\nid = \"north\"\nname = \"North\"\n"),
        "[party] | expected `[[party]]`, found a table | write [[party]] above its keys"
    );
    assert_eq!(
        only("[[file]]\nknown = 2031-01-01\n"),
        "[[file]] | expected `[file]`, found a list | write [file] above its keys"
    );
    assert_eq!(
        only(
            "[[event]]\nbasis = \"stated\"\nwhat = \"x\"\naffects = [{ whose_view = \"east\", of = \"west\", what = \"position\" }]\n"
        ),
        "whose_view | an effect has no key `whose_view` | an effect has: view, of, what, issue, \
         direction, by_how_much, words, by"
    );
}

#[test]
fn missing_keys() {
    assert_eq!(
        with("[[person]]\nparty = \"east\"\n"),
        [
            "[[person]] | this person needs `id` | id = … (its identifier)",
            "[[person]] | this person needs `name` | name = … (name)"
        ]
    );
    assert_eq!(
        only("[[event]]\nbasis = \"stated\"\nwhat = \"x\"\naffects = [{ of = \"east\" }]\n"),
        "{ of = \"east\" } | this effect needs `what` | what = … (what of it)"
    );
}

#[test]
fn values_of_the_wrong_sort() {
    assert_eq!(
        statement("date = \"2031-05-01\""),
        "\"2031-05-01\" | expected a day, found text | write it without quotes: 2031-05-01"
    );
    assert_eq!(
        statement("date = 2031-05-01T10:00:00"),
        "2031-05-01T10:00:00 | expected a day, found a day with a time | write the day only: \
         2031-05-01"
    );
    assert_eq!(
        statement("date = 10:00:00"),
        "10:00:00 | expected a day, found a time | a day is written 2025-12-01"
    );
    assert_eq!(
        statement("date = 2031"),
        "2031 | expected a day, found a whole number | a day is written 2025-12-01"
    );
    assert_eq!(
        statement("date = 2031-02-30"),
        "2031-02-30 | invalid date, expected day between 01 and 28 | a day is written 2025-12-01"
    );
    assert_eq!(
        statement("words = 4"),
        "4 | expected text, found a whole number | put it in quotes"
    );
    assert_eq!(
        statement("about = \"round-3\""),
        "\"round-3\" | expected a list, found text | write it in brackets: [\"round-3\"]"
    );
    assert_eq!(
        statement("audience = \"pubic\""),
        "\"pubic\" | `pubic` is not one of the words for this | did you mean `public`?"
    );
    assert_eq!(
        statement("audience = \"everybody\""),
        "\"everybody\" | `everybody` is not one of the words for this | write \"public\", \
         \"room\" or \"mediator\""
    );
    assert_eq!(
        only("[[draft]]\nid = \"x\"\ntitle = \"X\"\nbasis = \"stated\"\ncomplete = \"true\"\n"),
        "\"true\" | expected true or false, found text | write true without quotes"
    );
    assert_eq!(
        statement("handling = [\"est\"]"),
        "\"est\" | there is no party `est` | did you mean `east` or `west`?"
    );
}

#[test]
fn names_that_are_unknown() {
    assert_eq!(
        only(
            "[[answer]]\nbasis = \"stated\"\nparty = \"oren\"\nto = \"any-text\"\nanswer = \"accept\"\n"
        ),
        "\"oren\" | there is no party `oren` | `oren` is a person; a party is needed here"
    );
    assert_eq!(
        only(
            "[[answer]]\nbasis = \"stated\"\nparty = \"east\"\nto = \"spring\"\nanswer = \"accept\"\n"
        ),
        "\"spring\" | there is no draft `spring` | did you mean `spring-paper`?"
    );
    assert_eq!(
        statement("source = [\"courrier\"]"),
        "\"courrier\" | there is no source `courrier` | did you mean `courier`?"
    );
    assert_eq!(
        statement("about = [\"round-4\"]"),
        "\"round-4\" | there is no record `round-4` | did you mean `round-3`?"
    );
    assert_eq!(
        statement("about = [\"council\"]"),
        "\"council\" | `council` is the id of 2 records | write \"party:council\" or \
         \"statement:council\""
    );
    assert_eq!(
        statement("about = [\"meting:round-3\"]"),
        "\"meting:round-3\" | there is no table `meting` | did you mean `meeting`?"
    );
    assert_eq!(
        statement("about = [\"draft:round-3\"]"),
        "\"draft:round-3\" | there is no draft `round-3` | `round-3` is a meeting; a draft is needed here"
    );
    assert_eq!(
        statement("corrects = { id = \"councl\" }"),
        "\"councl\" | there is no statement `councl` | did you mean `council`?"
    );
}

#[test]
fn speakers() {
    assert_eq!(
        statement("by = \"orin\""),
        "\"orin\" | there is no person or party `orin` | did you mean `oren`? words have a space \
         or a capital letter: \"Orin\""
    );
    assert_eq!(
        statement("by = \"unnamed\""),
        "\"unnamed\" | there is no person or party `unnamed` | words have a space or a capital \
         letter: \"Unnamed\""
    );
    assert_eq!(statement("by = \" \""), "\" \" | nobody is named | leave it out");
    assert_eq!(with("[[statement]]\nbasis = \"stated\"\nby = \"officials, unnamed\"\n"), [""; 0]);
}

#[test]
fn options() {
    let consent = |when: &str| {
        only(&format!("[[consent]]\nact = \"x\"\nbasis = \"stated\"\nwhen = {when}\n"))
    };
    assert_eq!(
        consent("{ dam = \"hihg\" }"),
        "\"hihg\" | issue `dam` has no option `hihg` | did you mean `high`?"
    );
    assert_eq!(
        consent("{ dam = [\"low\", \"panel\"] }"),
        "\"panel\" | issue `dam` has no option `panel` | it is an option of `court`"
    );
    assert_eq!(consent("{ dan = \"low\" }"), "dan | there is no issue `dan` | did you mean `dam`?");
    // What has to be met may be met by nothing: a copy as of an earlier day has such sets.
    assert_eq!(
        consent("{ dam = [] }"),
        "[] | no option is named, so that no text meets this | name an option, or leave the issue out"
    );
    assert_eq!(
        consent("{ dam = 1 }"),
        "1 | expected an option, or a list of options, found a whole number | name the option by its id, in quotes"
    );
    assert_eq!(
        consent("[\"dam\"]"),
        "[\"dam\"] | expected a table from issues to options, found a list | write { ISSUE = [\"OPTION\"] }, with the ids of the issue and its options"
    );
    assert_eq!(
        only(
            "[[issue]]\nid = \"x\"\ntitle = \"X\"\nstatus_quo = \"c\"\noptions = [{ id = \"a\", text = \"A\" }, { id = \"b\", text = \"B\" }]\n"
        ),
        "\"c\" | this issue has no option `c` | there are: a, b"
    );
    assert_eq!(
        only(
            "[[position]]\nparty = \"east\"\nbasis = \"stated\"\nideal = \"low\"\ngroup = \"water\"\nsalience = \"high\"\n"
        ),
        "ideal | `ideal` needs an issue whose options it names | issue = \"…\""
    );
}

#[test]
fn ids() {
    assert_eq!(
        only("[[meeting]]\nbasis = \"stated\"\nid = \"Round 4\"\n"),
        "\"Round 4\" | `Round 4` cannot be an id | 1 to 64 of a-z, 0-9 and -"
    );
    // Files are read in order of name: this one comes before record.toml, which has the second.
    let text = "[[meeting]]\nbasis = \"stated\"\nid = \"round-3\"\n";
    assert_eq!(
        only(text),
        "record.toml | a meeting `round-3` already exists | the first is in extra.toml"
    );
    let mut files = fixture();
    files.push(named("z.toml", text));
    let (_, problems) = read_with(&files, &[]);
    assert_eq!(problems[0].file, "z.toml");
    assert_eq!(&text[problems[0].span.clone()], "\"round-3\"");
    assert_eq!(problems[0].hint.as_deref(), Some("the first is in record.toml"));
}

#[test]
fn an_id_of_an_assumption_set_may_not_be_that_of_the_record() {
    let mut files = fixture();
    let text = "[[meeting]]\nid = \"round-3\"\n";
    files.push(named("assumptions/later.toml", text));
    assert_eq!(read_with(&files, &[]).1, []);
    let (case, problems) = read_with(&files, &["later"]);
    assert!(case.is_none());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].hint.as_deref(), Some("the first is in assumptions/later.toml"));
}

#[test]
fn figures() {
    let alternative = |level: &str| {
        only(&format!("[[alternative]]\nparty = \"east\"\nbasis = \"stated\"\nlevel = {level}\n"))
    };
    assert_eq!(alternative("1.5"), "1.5 | this must lie between 0 and 1 | -");
    assert_eq!(alternative("[0.5, 0.2]"), "[0.5, 0.2] | the low end is above the high end | -");
    assert_eq!(alternative("nan"), "nan | this is not a finite number | -");
    assert_eq!(alternative("[0, inf]"), "inf | this is not a finite number | -");
    assert_eq!(alternative("1e999"), "1e999 | this is not a finite number | -");
    assert_eq!(
        alternative("[0.1]"),
        "[0.1] | a range is two numbers, low and high | write 0.1 alone, or both ends: [low, high]"
    );
    assert_eq!(
        alternative("\"low\""),
        "\"low\" | expected a number or a range [low, high], found text | -"
    );
    let prediction = |chance: &str| {
        only(&format!(
            "[[prediction]]\nforecast = \"signed\"\nbasis = \"stated\"\nchance = {chance}\n"
        ))
    };
    assert_eq!(
        prediction("\"very likley\""),
        "\"very likley\" | `very likley` is not an ICD 203 term | did you mean `very likely`?"
    );
    assert_eq!(prediction("-0.1"), "-0.1 | this must lie between 0 and 1 | -");
    assert_eq!(
        statement("source = { id = \"notes\", credibility = 7 }"),
        "7 | credibility goes from 1 to 6 | 1 is confirmed, 6 cannot be judged"
    );
}

#[test]
fn points_and_their_numbers() {
    let draft = |point: &str| {
        only(&format!(
            "[[draft]]\nid = \"x\"\ntitle = \"X\"\nbasis = \"stated\"\npoints = [{{ number = 1, sets = {{ dam = \"low\" }} }}, {point}]\n"
        ))
    };
    assert_eq!(
        draft("{ number = 1.1 }"),
        "1.1 | expected text or a whole number | put it in quotes: \"1.1\""
    );
    assert_eq!(
        draft("{ number = 1 }"),
        "1 | two points of this draft have the number 1 | give sub-points letters (21a, 21b), or \
         leave the number out where it is not known"
    );
    assert_eq!(
        draft("{ number = 2, lineage = [{ is = \"kept\", of = \"spring-paper\" }] }"),
        "\"spring-paper\" | this does not name a point of a draft | write \"spring-paper#3\" for \
         its point 3"
    );
    assert_eq!(
        draft("{ number = 2, lineage = [{ is = \"kept\", of = \"spring-paper#9\" }] }"),
        "\"spring-paper#9\" | draft `spring-paper` has no point 9 | its points are 1, 2a, 2b"
    );
    assert_eq!(
        draft("{ number = 2, sets = { dam = \"high\" } }"),
        "\"high\" | `dam` is already set by point 1 | a text can settle an issue once; use \
         `among` for alternatives in brackets"
    );
    assert!(draft("\"words\"").starts_with(
        "\"words\" | expected a table, found text | write { number = … }; its keys are: "
    ));
    assert_eq!(
        draft("{ among = { court = [\"panel\", { option = \"panel\" }] } }"),
        "{ option = \"panel\" } | this option appears twice | -"
    );
}

#[test]
fn what_can_be_said_in_one_way_only() {
    assert_eq!(
        only(
            "[[alternative]]\nparty = \"east\"\nbasis = \"stated\"\nlevel = 0.1\ndirection = \"up\"\n"
        ),
        "direction | only one of `level`, `draft`, `outcome` and `direction` can be said | write a \
         second [[alternative]]"
    );
    assert_eq!(
        only(
            "[[understanding]]\nbasis = \"stated\"\nclaims = [{ party = \"east\", settles = { dam = \"low\" }, content = \"x\" }]\n"
        ),
        "content | either `settles` or `content` says what was settled | leave `content` out, or \
         put it into `words`"
    );
}

#[test]
fn broken_form_is_told_once() {
    // The unknown id in the same record may be the doing of the open quotation.
    assert_eq!(
        only("[[statement]]\nby = \"nobody-known\nwords = \"x\"\n"),
        " | invalid basic string, expected `\"` | close the quotation on the same line, or use \
         \"\"\" for text over several lines"
    );
    // Names of a broken file are not called unknown elsewhere; other records are read on.
    let text = "[[party]]\nid = \"north\"\nname = North\n[[statement]]\nby = \"north\"\nbasis = \"stated\"\nwrds = \"x\"\n";
    assert_eq!(
        with(text),
        [
            "North | text must be in quotes | put text in quotes: \"…\"",
            "wrds | a statement has no key `wrds` | did you mean `words`?"
        ]
    );
    for word in ["x", "truth", "infinite", "nothing", "false-flag"] {
        let told = format!("{word} | text must be in quotes | put text in quotes: \"…\"");
        assert_eq!(statement(&format!("words = {word}")), told);
    }
    assert_eq!(
        statement("words = \"x\"\nwords = \"y\""),
        "words | `words` appears twice | write the key once; a second record needs its own \
         [[table]] header"
    );
}

#[test]
fn an_error_hides_no_other_and_makes_none() {
    // The draft cannot be read; that it has no point 7 is therefore not said of the answer, while
    // the fault of another record is.
    let text = "[[draft]]\nid = \"x\"\ntitle = 3\npoints = []\n\
                [[answer]]\nparty = \"east\"\nto = \"x\"\npoints = [7]\nanswer = \"accept\"\n\
                [[alternative]]\nparty = \"east\"\nlevel = 2\n";
    assert_eq!(
        with(text),
        [
            "3 | expected text, found a whole number | put it in quotes",
            "2 | this must lie between 0 and 1 | -"
        ]
    );
}

#[test]
fn the_dossier_and_its_format() {
    let read = |files: &[(&str, &str)]| {
        let files: Vec<_> = files.iter().map(|(name, text)| named(name, *text)).collect();
        let problems = read_with(&files, &[]).1;
        let show = |it: Problem| {
            let at = format!("{} {:?}", it.file, it.span);
            format!("{at} | {} | {}", it.message, it.hint.unwrap_or_default())
        };
        problems.into_iter().map(show).collect::<Vec<_>>()
    };
    assert_eq!(
        read(&[("a.toml", "")]),
        [" 0..0 | no file has a [dossier] table | start one with: format = 2, then [dossier], \
             then title = \"…\""]
    );
    assert_eq!(read(&[]).len(), 1);
    assert_eq!(
        read(&[("a.toml", "[dossier]\ntitle = \"x\"\n")]),
        ["a.toml 0..9 | this dossier does not say its format | write `format = 2` above [dossier]"]
    );
    assert_eq!(
        read(&[("a.toml", "format = 3\n[dossier]\ntitle = \"x\"\n")]),
        ["a.toml 9..10 | this format is not known; this program reads formats 1 and 2 | write \
          format = 2, or get a newer plenipo"]
    );
    assert_eq!(
        read(&[("a.toml", "[dossier]\nformat = 1\ntitle = \"x\"\n")]),
        [
            "a.toml 0..9 | this dossier does not say its format | write `format = 2` above \
             [dossier]",
            "a.toml 10..16 | a dossier has no key `format` | write `format = 2` above [dossier]"
        ]
    );
    assert_eq!(
        read(&[
            ("a.toml", "format = 1\n[dossier]\ntitle = \"x\"\n"),
            ("b.toml", "format = 1\n[dossier]\ntitle = \"y\"\n")
        ]),
        [
            "b.toml 9..10 | `format` does not belong in this file | it appears once, in a.toml",
            "b.toml 11..20 | there is a second [dossier] table | the first is in a.toml"
        ]
    );
    assert_eq!(
        read(&[("a.toml", "format = 1\n[dossier]\ntitle = \" \"\n")]),
        ["a.toml 29..32 | `title` says nothing | write it in words, or leave the whole entry out"]
    );
    // What format 2 brought is refused in format 1, once a file, and read in format 2.
    let newer = |format: &str| {
        let text = format!(
            "format = {format}\n[dossier]\ntitle = \"x\"\nnothing_agreed_until = \"all is\"\n"
        );
        let more = "[[party]]\nid = \"a\"\nname = \"A\"\n[[demand]]\nparty = \"a\"\nbasis = \"assumed\"\nwords = \"now\"\n";
        read(&[("a.toml", &text), ("b.toml", more)])
    };
    assert_eq!(
        newer("1"),
        [
            "a.toml 33..53 | `nothing_agreed_until` came with format 2, and this dossier says \
             format 1 | write `format = 2` above [dossier]; nothing else changes",
            "b.toml 30..40 | [[demand]] came with format 2, and this dossier says format 1 | \
             write `format = 2` above [dossier]; nothing else changes"
        ]
    );
    assert_eq!(newer("2"), [""; 0]);
    // A mark at the start of a file and line ends of another system are no trouble.
    assert_eq!(
        read(&[("a.toml", "\u{feff}format = 1\r\n[dossier]\r\ntitle = \"x\"\r\n")]),
        [""; 0]
    );
}

#[test]
fn assumption_sets() {
    let (case, problems) = read_with(&fixture(), &["hawk"]);
    assert!(case.is_none());
    assert_eq!(problems[0].message, "there is no assumption set `hawk`");
    assert_eq!(problems[0].hint.as_deref(), Some("did you mean `hawks`?"));
    let (_, problems) = read_with(&fixture(), &["moderation"]);
    assert_eq!(problems[0].hint.as_deref(), Some("this dossier has: hawks"));
    let mut files = fixture();
    let text = "[[statement]]\nbasis = \"stated\"\nwords = \"x\"\n";
    files.push(named("assumptions/hawks/more.toml", text));
    let (case, problems) = read_with(&files, &["hawks"]);
    assert!(case.is_some());
    assert_eq!(problems[0].severity, Severity::Warning);
    assert_eq!(problems[0].message, "this is read as assumed, not as stated");
    assert_eq!(&text[problems[0].span.clone()], "basis");
    // The name of a file is text too: composed or decomposed, it is one name.
    files.push(named("assumptions/e\u{301}te\u{301}.toml", ""));
    assert!(read_with(&files, &["\u{e9}t\u{e9}"]).0.is_some());
}

#[test]
fn warnings() {
    assert_eq!(
        only("[[statement]]\nwords = \"x\"\n[[statement]]\nwords = \"y\"\n"),
        "[[statement]] | 2 records in this file name no source, so they count as assumed | add source = \
         \"…\", or say basis = \"assumed\" (once, under [file])"
    );
    assert_eq!(
        only("[[meeting]]\nbasis = \"stated\"\ndate = 2031-06-01\nlog = [{ is = \"planned\" }]\n"),
        "[[meeting]] | this planned meeting is not visible before 2031-06-01 | add known = the day \
         it became known"
    );
}

/// Who was there and whose meeting it was, where they do not go together.
#[test]
fn people_at_a_meeting_of_others() {
    let of = |channel: &str, present: &str| {
        let parties = ["pa", "qa", "ra"].map(|it| {
            format!("[[party]]\nid = \"{it}\"\nname = \"{it}\"\nroles = [\"principal\"]\n")
        });
        let text = format!(
            "format = 1\n[dossier]\ntitle = \"T\"\n[file]\nbasis = \"stated\"\n{}\
             [[party]]\nid = \"bank\"\nname = \"bank\"\n\
             [[meeting]]\ndate = 2031-06-01\nchannel = [{channel}]\npresent = [{present}]\n\
             log = [{{ is = \"held\" }}]\n",
            parties.concat()
        );
        let (case, problems) = read_with(&[named("all.toml", text.as_str())], &[]);
        assert!(case.is_some(), "{problems:#?}");
        problems.into_iter().map(|it| it.message).collect::<Vec<String>>()
    };
    let lead = "listed as present, but from no party of the meeting's channel";
    assert_eq!(
        of("\"pa\", \"qa\"", "\"pa\", \"ra\""),
        [format!("{lead}: ra; nobody is listed for qa, whose meeting it is")]
    );
    assert_eq!(of("\"pa\", \"qa\"", "\"pa\", \"qa\", \"ra\""), [format!("{lead}: ra")]);
    // Guests, people of nobody's, and a list that only names some.
    for present in ["\"pa\", \"qa\", \"bank\"", "\"pa\", \"Others, unnamed\"", "\"pa\""] {
        assert_eq!(of("\"pa\", \"qa\"", present), [""; 0], "{present}");
    }
}

#[test]
fn a_complete_text_of_which_too_little_is_entered() {
    let draft = |complete: bool, points: &str| {
        with(&format!(
            "[[draft]]\nid = \"extra\"\ntitle = \"Extra\"\nbasis = \"stated\"\nform = \"text\"\ncomplete = {complete}\n\
             points = [{points}]\n"
        ))
    };
    let (words, open) = ("{ text = \"One.\" }", "{ text = \"Two.\", leaves_open = [\"dam\"] }");
    let said = |n: &str, read: &str| {
        [format!(
            "[[draft]] | complete, but {n} nothing yet: until that is entered, its silence is read \
             as {read} | enter what each point settles (sets, among, excludes, leaves_open)"
        )]
    };
    assert_eq!(draft(true, words), said("its only point settles", "unknown"));
    assert_eq!(draft(true, ""), said("without a point it settles", "unknown"));
    let two = format!("{words}, {words}");
    assert_eq!(draft(true, &two), said("2 of its 2 points settle", "unknown"));
    let most = format!("{words}, {words}, {open}");
    assert_eq!(draft(true, &most), said("2 of its 3 points settle", "the status quo"));
    for (complete, points) in
        [(false, two), (true, format!("{words}, {open}")), (true, open.to_owned())]
    {
        assert_eq!(draft(complete, &points), [""; 0], "{points}");
    }
}

#[test]
fn a_direction_says_of_what() {
    assert_eq!(
        statement("words = \"worse\"\ndirection = \"down\""),
        "\"down\" | this does not say what has become more or less likely | name the question \
         with `forecast`, or the draft or meeting with `about`"
    );
    assert!(
        statement("words = \"worse\"\ndirection = \"sideways\"").starts_with("\"sideways\" | ")
    );
    assert_eq!(
        statement("words = \"worse\"\nfits = \"loosely\""),
        "\"loosely\" | words fit a question: name it with `forecast` | -"
    );
    assert!(statement("readings = [{ by = \"somebody else\" }]").contains("needs `reads`"));
    assert!(statement("readings = \"bad\"").contains("expected"));
}

#[test]
fn a_name_in_words_names_one_party() {
    let party = |names: &str| {
        only(&format!(
            "[[party]]\nid = \"extra\"\nname = \"Extra\"\nbasis = \"stated\"\nalso_known_as = {names}\n\
             [[party]]\nid = \"other\"\nname = \"Other Land\"\nshort = \"Other\"\nbasis = \"stated\"\n"
        ))
    };
    assert!(party("[\"other  land\"]").contains("already names party `other`"));
    assert!(party("[\"OTHER\"]").contains("already names party `other`"));
    assert!(party("[\" \"]").contains("this name is empty"));
    assert!(party("\"Ministry\"").contains("expected"));
}

#[test]
fn a_circle_of_preferences_names_two_options() {
    let dam = |keys: &str| {
        only(&format!(
            "[[position]]\nparty = \"east\"\nissue = \"dam\"\ndate = 2031-05-02\nbasis = \"stated\"\n{keys}\n"
        ))
    };
    let told = |what: &str| {
        format!(
            "[[position]] | contradictory order: {what} | compare ideal, ranking, prefers and \
             acceptable of this position"
        )
    };
    assert_eq!(
        dam("ranking = [\"none\", \"low\", \"high\"]\nprefers = [[\"high\", \"low\"]]"),
        told("`low` and `high` would each be better than the other")
    );
    // Round through all of them.
    assert_eq!(
        dam("prefers = [[\"none\", \"low\"], [\"low\", \"high\"], [\"high\", \"none\"]]"),
        told("`none` and `low` would each be better than the other")
    );
    assert_eq!(
        dam("acceptable = [\"low\"]\nprefers = [[\"high\", \"low\"]]"),
        told("`low` and `high` would each be better than the other")
    );
    assert_eq!(
        // The scale lies between them.
        dam("ideal = \"none\"\nranking = [\"high\", \"none\"]"),
        told("`none` and `low` would each be better than the other")
    );
    // A circle that goes through equals.
    assert_eq!(
        dam("ranking = [[\"none\", \"low\"], \"high\"]\nprefers = [[\"high\", \"low\"]]"),
        told("`none` and `high` would each be better than the other")
    );
    assert_eq!(
        dam("ranking = [[\"none\", \"low\"], \"high\"]\nprefers = [[\"none\", \"low\"]]"),
        told("`none` and `low` are equally good, and one would be better than the other")
    );
    assert_eq!(dam("prefers = [[\"low\", \"low\"]]"), told("`low` would be better than itself"));
}

/// What is written as at home, with what to write here.
#[test]
fn slips_of_form_are_told_as_what_was_meant() {
    let line = |words: &str| {
        format!(
            "[[red_line]]\nparty = \"east\"\nbasis = \"stated\"\nrules_out = {{ dam = [\"high\"] }}\n{words}\n"
        )
    };
    let hint = |text: &str| -> String {
        let mut files = fixture();
        files.push(named("new.toml", text));
        let (_, problems) = read_with(&files, &[]);
        let own: Vec<_> = problems.iter().filter(|it| it.file == "new.toml").collect();
        assert_eq!(own.len(), 1, "{text}: {own:#?}");
        own[0].hint.clone().unwrap_or_default().to_string()
    };
    for (written, meant) in [
        ("date = 4 March 2032", "write 2032-03-04"),
        ("date = 03/20/2032", "write 2032-03-20"),
        ("date = 03/04/2032", "write 2032-04-03 or 2032-03-04"),
        ("date = 20.03.2032", "write 2032-03-20"),
        ("date = 2032-3-4", "write 2032-03-04"),
        ("date = \"4 March 2032\"", "write it without quotes: 2032-03-04"),
        ("date = \"20.03.2032\"", "write it without quotes: 2032-03-20"),
        ("firmness = 40%", "write 0.4"),
        ("firmness = 0,4", "write 0.4"),
        ("firmness = .5", "write 0.5"),
        ("firmness = 0.3-0.5", "write [0.3, 0.5]"),
        ("firmness = [0,3 0,5]", "write [0.3, 0.5]"),
        ("firmness = 40", "if per cent are meant, write 0.4"),
        ("firmness = [30, 50]", "if per cent are meant, write [0.3, 0.5]"),
        ("words = “never”", "write straight quotes: \"never\""),
        ("words = «never»", "write straight quotes: \"never\""),
        ("words = „never“", "write straight quotes: \"never\""),
        ("words = \"never”", "write straight quotes: \"never\""),
        ("words = 'we don't'", "put it in double quotes: \"we don't\""),
        (
            "words = \"he said \"never\" twice\"",
            "put the whole in single quotes: 'he said \"never\" twice'",
        ),
        ("words: \"x\"", "write: words = \"x\""),
        ("words \"x\"", "write: words = \"x\""),
        ("words == \"x\"", "write: words = \"x\""),
        ("firmness: 40%", "write: firmness = 0.4"),
        ("// note", "write: # note"),
        ("source = { id: \"gazette\" }", "write: { id = \"gazette\" }"),
        ("source = [\"gazette\"; \"courier\"]", "write: [\"gazette\", \"courier\"]"),
        ("source = [\"gazette\" \"courier\"]", "write: [\"gazette\", \"courier\"]"),
        ("source = { id = \"gazette\", credibility = 40% }", "write 0.4"),
        ("handling = \"east\"", "write [\"east\"]"),
        ("handling = \"east, west\"", "write [\"east\", \"west\"]"),
        ("handling = \"East\"", "write [\"east\"]"),
    ] {
        assert_eq!(hint(&line(written)), meant, "{written}");
    }
    let meeting = |keys: &str| format!("[[meeting]]\nbasis = \"stated\"\n{keys}\n");
    let position = |keys: &str| {
        format!("[[position]]\nbasis = \"stated\"\nparty = \"east\"\nissue = \"dam\"\n{keys}\n")
    };
    for (written, meant) in [
        (meeting("log = \"held\""), "write [{ is = \"held\" }]"),
        (meeting("channel = \"east, west\""), "write it in brackets: [\"east\", \"west\"]"),
        (meeting("channel = [\"east, west\"]"), "each in quotes of its own: \"east\", \"west\""),
        (
            meeting("channel = [\"East Aldmark\"]"),
            "that is what `east` is called: write the id, \"east\"",
        ),
        (position("ranking = \"low > high\""), "write it in brackets: [\"low\", \"high\"]"),
        (position("ranking = [\"low > high\"]"), "write [\"low\", \"high\"]"),
        (position("prefers = \"low > high\""), "write [[\"low\", \"high\"]]"),
        (position("indifferent = yes"), "write true"),
        (position("indifferent = True"), "write true"),
        (position("indifferent = \"yes\""), "write true without quotes"),
        (position("salience = \"30%\""), "write it without quotes: 0.3"),
        (position("salience = 30"), "if per cent are meant, write 0.3"),
        ("[[red line]]\nparty = \"east\"\n".to_owned(), "write [[red_line]]"),
        (
            "[[position]]\nbasis = \"stated\"\nparty = \"east\"\nideal = \"low\"\n".to_owned(),
            "issue = \"…\"",
        ),
        (
            "[[position]]\nbasis = \"stated\"\nparty = \"east\"\n".to_owned(),
            "issue = \"…\", or group = \"…\"",
        ),
    ] {
        assert_eq!(hint(&written), meant, "{written}");
    }
}

/// What a hint says can be followed, and no figure in it is anybody's but the writer's.
#[test]
fn hints_fit_the_key_and_invent_nothing() {
    let line = |words: &str| {
        format!(
            "[[red_line]]\nparty = \"east\"\nbasis = \"stated\"\nrules_out = {{ dam = [\"high\"] }}\n{words}\n"
        )
    };
    let bare = |keys: &str| format!("[[red_line]]\nparty = \"east\"\nbasis = \"stated\"\n{keys}\n");
    let level = |value: &str| {
        format!("[[alternative]]\nparty = \"east\"\nbasis = \"stated\"\nlevel = {value}\n")
    };
    let position = |keys: &str| {
        format!("[[position]]\nbasis = \"stated\"\nparty = \"east\"\nissue = \"dam\"\n{keys}\n")
    };
    let point = |point: &str| {
        format!("[[draft]]\nid = \"d\"\ntitle = \"D\"\nbasis = \"stated\"\npoints = [{point}]\n")
    };
    let once = "write the key once; a second record needs its own [[table]] header";
    let no_day = "leave the key out where the day is not known";
    for (text, meant) in [
        (line("date = 2031-05-05\ndate = 2031-05-06"), once),
        (line("known = 2031-05-05\nknown = 2031-05-05"), once),
        (line("firmness = 0.4\nfirmness = 0.5"), once),
        (line("words = No"), "write \"No\""),
        (position("ideal = no"), "write \"no\""),
        (bare("rules_out = { dam = off }"), "write \"off\""),
        (position("ranking = [no, \"low\"]"), "write \"no\""),
        (level("[0.2]"), "write 0.2 alone, or both ends: [low, high]"),
        (level("[0,2; 0,4]"), "write [0.2, 0.4]"),
        (level("[0,2, 0,4]"), "write [0.2, 0.4]"),
        (point("{ number = 1., text = \"x\" }"), "write 1"),
        (point("{ number = 1a, text = \"x\" }"), "put text in quotes: \"…\""),
        (
            bare("rules_out = { dam = \"high\", dam = \"low\" }"),
            "several are a list: dam = [\"high\", \"low\"]",
        ),
        (
            point("{ number = 1, sets = { dam = \"high\", dam = \"low\" } }"),
            "a point sets one option of an issue; where it leaves several open: among = { dam = [\"high\", \"low\"] }",
        ),
        (
            line("date = about 2031-06-05"),
            "write 2031-06-05, and date_is = \"about\" in a line of its own",
        ),
        (
            line("date = \"about 2031-06-05\""),
            "write 2031-06-05, and date_is = \"about\" in a line of its own",
        ),
        (bare("rules_out = { dam = 0 }"), "name the option by its id, in quotes"),
        (
            bare("rules_out = [\"dam=high\"]"),
            "write { ISSUE = [\"OPTION\"] }, with the ids of the issue and its options",
        ),
        (
            position("values = [0, 1]"),
            "write { OPTION = 1, OTHER = [0.2, 0.4] }, with the ids of the options",
        ),
        (
            position("ideal = [\"high\"]"),
            "name one option; of what may be either of several a point says `among`, a position `ranking`",
        ),
        (line("lifted = true"), "write { date = … }; its keys are: date, by, words"),
        (
            line("handling = \"secret\""),
            "write \"open\", \"mediator\", or the parties that may see it in brackets",
        ),
        (line("date = unknown"), no_day),
        (line("date = null"), no_day),
        (line("date = \"\""), no_day),
        (line("date = 5/6/31"), "write the year with four digits, as in 2025-12-01"),
        (line("date = 31.6.2031"), "there is no such day; a day is written 2025-12-01"),
        (line("words = “the \"ours\" thing”"), "write straight quotes: 'the \"ours\" thing'"),
        (
            position("values = { none = 0, low = 0,4, high = 1 }"),
            "write: values = { none = 0, low = 0.4, high = 1 }",
        ),
        (
            "[[issue]]\nid = \"zz\"\ntitle = \"Z\"\noptions = [\"a\", \"b\"]\n".to_owned(),
            "write { id = \"a\", text = … }",
        ),
        (line("lifted = 2031-06-10"), "write { date = 2031-06-10 }"),
        (
            "[[meeting]]\nbasis = \"stated\"\nlog = [\"held\"]\n".to_owned(),
            "write { is = \"held\" }",
        ),
        (bare("rules_out = \"panel\""), "write { court = \"panel\" }"),
        (line("words = \"x\";"), "write: words = \"x\""),
        (line("words = \"x\","), "write: words = \"x\""),
        (line("source = [\"gazette\"];"), "write: source = [\"gazette\"]"),
        (
            "[[source]]\nid = \"pp\"\naddress = \"C:\\Users\\mediator\"\n".to_owned(),
            "put it in single quotes: 'C:\\Users\\mediator'",
        ),
        (
            "[[answer]]\nparty = \"east\"\nbasis = \"stated\"\nanswer = \"reject\"\nto = \"any\"\n"
                .to_owned(),
            "write \"any-text\"",
        ),
        (line("firmness = \"30 %\""), "write it without quotes: 0.3"),
    ] {
        let mut files = fixture();
        files.push(named("new.toml", text.as_str()));
        let (_, problems) = read_with(&files, &[]);
        let own: Vec<_> = problems.iter().filter(|it| it.file == "new.toml").collect();
        assert_eq!(own.len(), 1, "{text}: {own:#?}");
        assert_eq!(own[0].hint.as_deref(), Some(meant), "{text}");
    }
}

/// A header in single brackets is the fault, whether another of its table stands above it or below.
#[test]
fn a_single_header_is_named_and_not_the_right_one() {
    let one = |header: &str, words: &str| {
        format!("{header}\nparty = \"east\"\nbasis = \"stated\"\nwords = \"{words}\"\n")
    };
    let told = |first: &str, second: &str| {
        let text = one(first, "a") + &one(second, "b");
        let mut files = fixture();
        files.push(named("new.toml", text.as_str()));
        let (_, problems) = read_with(&files, &[]);
        let own = problems.iter().filter(|it| it.file == "new.toml");
        let own = own.filter(|it| it.hint.as_deref().is_some_and(|it| it.starts_with("write [[")));
        own.map(|it| text[..it.span.start].matches('\n').count()).collect::<Vec<_>>()
    };
    assert_eq!(told("[red_line]", "[[red_line]]"), [0]);
    assert_eq!(told("[[red_line]]", "[red_line]"), [4]);
    assert_eq!(told("[red_line]", "[red_line]"), [0, 4]);
}

#[test]
fn a_whole_text_without_its_form_is_told() {
    let draft = |keys: &str| {
        with(&format!(
            "[[draft]]\nid = \"d\"\ntitle = \"D\"\nbasis = \"stated\"\n{keys}\n\
             points = [{{ number = 1, text = \"Low.\", sets = {{ dam = \"low\" }} }}]\n"
        ))
    };
    let told = draft("complete = true");
    assert!(told.iter().any(|it| it.contains("without `form`")), "{told:#?}");
    for keys in ["complete = true\nform = \"text\"", "form = \"reported\"\ncomplete = true", ""] {
        assert!(!draft(keys).iter().any(|it| it.contains("without `form`")), "{keys}");
    }
}

#[test]
fn an_acceptance_on_a_condition_names_it() {
    let warned = |condition: &str| {
        let mut files = fixture();
        let text = format!(
            "[[answer]]\nparty = \"east\"\nto = \"any-text\"\nanswer = \"accept-if\"\nbasis = \"stated\"\n{condition}\n"
        );
        files.push(named("new.toml", text));
        let (_, problems) = read_with(&files, &[]);
        problems.iter().any(|it| it.message.contains("on a condition that is not on record"))
    };
    assert!(warned(""));
    assert!(!warned("condition = \"the bank pays\""));
}

/// Left out, each of these would mean every text; empty, nobody can have meant that.
#[test]
fn a_list_that_says_which_texts_names_some() {
    let draft = "name the drafts, or leave it out where every text is meant";
    let issue = "name issues and options, or leave it out where every text is meant";
    for (text, key, bytes, hint) in [
        ("[[capacity]]\nparty = \"east\"\nis = \"must-consent\"\nto = []\n", "to", "[]", draft),
        ("[[capacity]]\nparty = \"east\"\nis = \"must-consent\"\nwhen = {}\n", "when", "{}", issue),
        ("[[consent]]\nact = \"a vote\"\nto = []\n", "to", "[]", draft),
        ("[[consent]]\nact = \"a vote\"\nwhen = {}\n", "when", "{}", issue),
        (
            "[[rule]]\nwhen = {}\nexcludes = { court = \"nobody\" }\n",
            "when",
            "{}",
            "name issues and options, or leave it out where the rule holds for every text",
        ),
        (
            "[[demand]]\nparty = \"east\"\nis = \"warning\"\nwords = \"x\"\nwhen = {}\n",
            "when",
            "{}",
            "name issues and options, or leave it out",
        ),
    ] {
        let text = format!("{text}basis = \"assumed\"\n");
        let wanted = format!("{bytes} | `{key}` names nothing | {hint}");
        let all = with(&text);
        // The fixture is of format 1, which knows few of these tables.
        let (found, format): (Vec<_>, Vec<_>) = all.iter().partition(|it| **it == wanted);
        assert_eq!(found.len(), 1, "{all:#?}");
        assert!(format.iter().all(|it| it.contains("came with format 2")), "{all:#?}");
    }
}

/// The latest word counts alone: what only an earlier one says of the order is dropped, and that is told.
#[test]
fn a_later_position_that_says_less_is_told() {
    let of = |later: &str| {
        let all = with(&format!(
            "[file]\nbasis = \"assumed\"\n[[issue]]\nid = \"way\"\ntitle = \"Way\"\n\
             options = [{{ id = \"a\", text = \"a\" }}, {{ id = \"b\", text = \"b\" }}, {{ id = \"c\", text = \"c\" }}]\n\
             [[position]]\nid = \"whole\"\nparty = \"east\"\nissue = \"way\"\ndate = 2031-04-01\n\
             ranking = [\"a\", \"b\", \"c\"]\n\
             [[position]]\nparty = \"east\"\nissue = \"way\"\ndate = 2031-04-02\n{later}\n"
        ));
        // That the new issue has no status quo is told of other records.
        all.into_iter().filter(|it| !it.starts_with("record.toml")).collect::<Vec<_>>()
    };
    let told = "[[position]] | this takes the place of all that position `whole` says of the options of Way, and says \
                less of them without going against it | say the whole order again where it still holds, or how it changed";
    assert_eq!(of("acceptable = [\"a\", \"b\"]"), [told]);
    assert_eq!(of("ideal = \"a\""), [told]);
    for fine in [
        "acceptable = [\"b\"]",
        "ranking = [\"a\", \"b\", \"c\"]",
        "ranking = [\"c\", \"b\", \"a\"]",
        "salience = \"high\"",
        "ended = true",
    ] {
        assert!(of(fine).is_empty(), "{fine}: {:?}", of(fine));
    }
}

/// What is told of a dossier of this one file.
fn alone(text: &str) -> Vec<String> {
    let (_, problems) = read_with(&[named("a.toml", text)], &[]);
    problems.into_iter().map(|it| it.message).collect()
}

#[test]
fn what_has_to_be_said_says_something() {
    let frame = "format = 2\n[dossier]\ntitle = \"x\"\n[file]\nbasis = \"assumed\"\n\
                 [[party]]\nid = \"a\"\nname = \"A\"\n";
    for blank in ["", "  ", "\u{200b}\u{2060}", "\u{202e}"] {
        for (entry, key) in [
            ("[[handover]]\nkeeper = \"KEY\"\ndate = 2031-01-01\n", "keeper"),
            ("[[consent]]\nact = \"KEY\"\n", "act"),
            ("[[undertaking]]\nwhat = \"KEY\"\n", "what"),
        ] {
            let text = format!("{frame}{}", entry.replace("KEY", blank));
            let told = alone(&text);
            let says = format!("`{key}` says nothing");
            assert!(told.iter().any(|it| it.contains(&says)), "{entry} {told:?}");
        }
    }
}

#[test]
fn rules_that_no_text_can_keep_are_told_of() {
    let text = |more: &str| {
        format!(
            "format = 2\n[dossier]\ntitle = \"x\"\n[file]\nbasis = \"assumed\"\n\
             [[issue]]\nid = \"i\"\ntitle = \"I\"\noptions = [{{ id = \"a\", text = \"a\" }}, {{ id = \"b\", text = \"b\" }}]\n\
             [[issue]]\nid = \"j\"\ntitle = \"J\"\noptions = [{{ id = \"a\", text = \"a\" }}, {{ id = \"b\", text = \"b\" }}]\n\
             [[rule]]\nid = \"r\"\nwhen = {{ i = [\"a\"] }}\nexcludes = {{ j = [\"a\"] }}\n\
             [[rule]]\nid = \"s\"\nwhen = {{ i = [\"a\"] }}\nexcludes = {{ j = [\"b\"] }}\n{more}"
        )
    };
    let told = |more: &str| -> Vec<String> {
        let all = alone(&text(more));
        all.into_iter().filter(|it| it.contains("no text can keep")).collect()
    };
    // Without the first option of the first issue both rules are kept.
    assert!(told("").is_empty());
    let more = "[[rule]]\nid = \"t\"\nwhen = { j = [\"a\"] }\nexcludes = { i = [\"b\"] }\n\
                [[rule]]\nid = \"u\"\nwhen = { j = [\"b\"] }\nexcludes = { i = [\"b\"] }\n";
    let all = told(more);
    assert!(all.len() == 1 && all[0].contains("whatever it says, it breaks one"), "{all:?}");
}

#[test]
fn a_line_and_a_word_for_what_it_rules_out_of_one_day_are_told_of() {
    let text = |day: &str| {
        format!(
            "format = 2\n[dossier]\ntitle = \"x\"\n[file]\nbasis = \"assumed\"\n\
             [[party]]\nid = \"a\"\nname = \"A\"\nroles = [\"principal\"]\n\
             [[issue]]\nid = \"i\"\ntitle = \"I\"\noptions = [{{ id = \"a\", text = \"a\" }}, {{ id = \"b\", text = \"b\" }}]\n\
             [[red_line]]\nid = \"l\"\nparty = \"a\"\nwords = \"no a\"\ndate = 2031-01-02\nrules_out = {{ i = [\"a\"] }}\n\
             [[demand]]\nid = \"d\"\nparty = \"a\"\ndate = {day}\nasks = {{ i = [\"a\"] }}\n"
        )
    };
    let told = |day: &str| -> Vec<String> {
        let all = alone(&text(day));
        all.into_iter().filter(|it| it.contains("rules out what it is for")).collect()
    };
    assert!(!told("2031-01-02").is_empty());
    // Before the line it is what the line took back, after it what apparently overtook it.
    assert!(told("2031-01-01").is_empty() && told("2031-01-03").is_empty());
}
