//! A consent that is put to the same bodies once more: on the same text, and on a later one.

use jiff::civil::{Date, date};
use plenipo::finding::Finding;
use plenipo::finding::status::Status;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::outlook;
use plenipo::lens::setting::Settings;
use plenipo::lens::view::View;
use plenipo_record::case::Case;

use super::{ask, case, ids, table, text};

/// Two texts, of which the later was tabled between the votes.
const TALKS: &str = r#"
format = 2
[dossier]
title = "A treaty put to the people"
disclosure = "open"
fictional = true
as_of = 2032-06-01
[[party]]
id = "north"
name = "North"
roles = ["principal"]
[[party]]
id = "south"
name = "South"
roles = ["principal"]
[[party]]
id = "voters"
name = "The voters"
[[issue]]
id = "coin"
title = "Coin"
options = [{ id = "one", text = "one coin" }, { id = "two", text = "two coins" }]
[[draft]]
id = "treaty"
title = "Treaty"
date = 2031-02-07
form = "text"
complete = true
points = [{ number = 1, sets = { coin = "one" } }]
[[draft]]
id = "sequel"
title = "Sequel"
date = 2031-12-12
form = "text"
complete = true
points = [{ number = 1, sets = { coin = "two" } }]
"#;

/// A vote of the voters: on which texts, what a refusal does, and what came of it on which day.
fn vote(id: &str, to: &str, effect: &str, is: &str, day: &str) -> String {
    format!(
        "[[consent]]\nid = \"{id}\"\nact = \"the people vote\"\nof = [\"voters\"]\nform = \"referendum\"\n\
         basis = \"stated\"\n{to}effect = \"{effect}\"\ndue = {day}\noutcome = {{ is = \"{is}\", date = {day} }}\n"
    )
}

const OF_THE_TREATY: &str = "to = [\"treaty\"]\n";
const FIRST: &str = "2031-06-02";
const SECOND: &str = "2032-05-18";

fn with(votes: &[String]) -> Case {
    case(&format!("{TALKS}{}", votes.concat()))
}

fn on(case: &Case, lens: &str, draft: &str, day: Date) -> Finding {
    let context = Context { as_of: Some(day), ..Context::default() };
    let settings = match draft {
        "" => Settings::default(),
        draft => Settings::default().with("draft", ids(&[draft])),
    };
    ask(case, lens, &settings, &context)
}

fn assess(case: &Case, draft: &str) -> Finding {
    on(case, "acceptance", draft, date(2032, 6, 1))
}

fn column(finding: &Finding, id: &str, column: &str) -> Vec<String> {
    let table = table(finding, id);
    let word = |row| table.cell(row, column).and_then(Cell::in_words).unwrap_or_default();
    (0..table.rows.len()).map(word).collect()
}

fn page(finding: &Finding) -> String {
    format!("{}\n{:?}", finding.headline, finding.account)
}

#[test]
fn a_refusal_of_an_earlier_text_leaves_a_new_vote_to_be_held_and_is_never_said_to_be_unknown() {
    for effect in ["voids", "returns", "delays"] {
        let case = with(&[vote("first", "", effect, "refused", FIRST)]);
        let sequel = assess(&case, "sequel");
        assert_eq!(
            text(&sequel, "consents", &[("draft", "sequel")], "is").as_deref(),
            Some("needed")
        );
        let needed = "still needed: a new referendum of The voters, as that of 2031-06-02, which was \
                      refused, was on an earlier text";
        assert!(sequel.headline.contains(needed), "{}", sequel.headline);
        for finding in [&sequel, &on(&case, "outlook", "", date(2032, 6, 1))] {
            let page = page(finding);
            assert!(page.contains("was on an earlier text"), "{page}");
            assert!(!page.contains("without an outcome"), "{page}");
        }
        let brief = page(&on(&case, "brief", "", date(2032, 6, 1)));
        assert!(brief.contains("needed anew: the people vote (referendum)"), "{brief}");
        assert!(!brief.contains("how it was decided is not on record"), "{brief}");
        // Of the text on which it was held it is told as decided, also where both are told.
        assert!(brief.contains("Refused by The voters in the referendum of"), "{brief}");
        assert!(assess(&case, "treaty").headline.contains("refused in the referendum"));
    }
    // A day that has passed without anything known of it is told as that.
    let vote = vote("first", "", "voids", "refused", FIRST);
    let silent =
        vote.lines().filter(|it| !it.starts_with("outcome")).collect::<Vec<_>>().join("\n");
    let silent = with(&[format!("{silent}\n")]);
    assert!(assess(&silent, "sequel").headline.contains("without an outcome on record"));
    assert!(
        page(&on(&silent, "brief", "", date(2032, 6, 1))).contains("how it was decided is not")
    );
    // Whatever is put again is asked for once.
    let again = "[[consent]]\nid = \"second\"\nact = \"the people vote\"\nof = [\"voters\"]\nform = \"referendum\"\n\
                 basis = \"stated\"\neffect = \"voids\"\ndue = 2032-09-01\n";
    let case = with(&[vote, again.to_owned()]);
    assert_eq!(column(&assess(&case, "sequel"), "consents", "is"), ["needed"]);
    assert!(
        assess(&case, "sequel").headline.contains("the referendum of The voters due 2032-09-01")
    );
}

#[test]
fn a_text_that_fell_stands_again_only_by_a_consent_that_is_given() {
    let second = |is: &str, effect: &str| {
        with(&[
            vote("first", OF_THE_TREATY, "voids", "refused", FIRST),
            vote("second", OF_THE_TREATY, effect, is, SECOND),
        ])
    };
    for effect in ["voids", "returns", "delays", "advises"] {
        let finding = assess(&second("refused", effect), "treaty");
        assert_eq!(finding.status, Status::Fallen, "{effect}");
        assert!(finding.headline.contains("treaty has fallen"), "{}", finding.headline);
        // Both refusals are told, and what the second does no more is not.
        let page = page(&finding);
        for day in [FIRST, SECOND] {
            assert!(page.contains(&format!("in the referendum of {day}")), "{page}");
        }
        assert!(!page.contains("goes back to its negotiators"), "{page}");
        assert!(page.contains("the text had fallen by the refusal of 2031-06-02"), "{page}");
    }
    for effect in ["voids", "returns", "delays"] {
        let finding = assess(&second("given", effect), "treaty");
        assert_ne!(finding.status, Status::Fallen, "{effect}");
        assert_eq!(column(&finding, "consents", "is"), ["given"]);
        // The first vote stays told.
        let words = "refused on 2031-06-02; put again and given on 2032-05-18: the people vote";
        assert!(page(&finding).contains(words), "{}", page(&finding));
    }
    // Advice is no consent.
    assert_eq!(assess(&second("given", "advises"), "treaty").status, Status::Fallen);
    // What only sent a text back is told by its last vote.
    let returned = with(&[
        vote("first", OF_THE_TREATY, "returns", "refused", FIRST),
        vote("second", OF_THE_TREATY, "voids", "refused", SECOND),
    ]);
    assert_eq!(column(&assess(&returned, "treaty"), "consents", "is"), ["refused"]);
    assert_eq!(assess(&returned, "treaty").status, Status::Fallen);
}

#[test]
fn a_fall_and_a_revival_are_changes_of_their_day_with_the_consent_as_the_cause() {
    let first = || vote("first", OF_THE_TREATY, "voids", "refused", FIRST);
    let revived = with(&[first(), vote("second", OF_THE_TREATY, "voids", "given", SECOND)]);
    let fell = with(&[first()]);
    let outlook_of = |case: &Case| on(case, "outlook", "", date(2032, 6, 1));
    let finding = outlook_of(&fell);
    assert_eq!(column(&finding, "falls", "date"), [FIRST]);
    assert_eq!(column(&finding, "falls", "cause"), ["first"]);
    let counted = "answers, or whether a text stands, changed on 2 days, last on 2031-12-12";
    assert!(finding.headline.contains(counted), "{}", finding.headline);
    assert!(page(&finding).contains("fallen since 2031-06-02; at the table"), "{}", page(&finding));
    let finding = outlook_of(&revived);
    assert_eq!(column(&finding, "falls", "is"), ["fell", "stands again"]);
    assert_eq!(column(&finding, "falls", "cause"), ["first", "second"]);
    let counted = "changed on 3 days, last on 2032-05-18: treaty stands again";
    assert!(finding.headline.contains(counted), "{}", finding.headline);
    let said = page(&finding);
    assert!(said.contains("consent second: "), "{said}");
    assert!(said.contains("refused on 2031-06-02; put again and given on 2032-05-18"), "{said}");
    assert!(!said.contains("fallen since"), "{said}");
    // A second refusal changes nothing more, and a record without one says of answers alone that they changed.
    let again = with(&[first(), vote("second", OF_THE_TREATY, "returns", "refused", SECOND)]);
    assert_eq!(column(&outlook_of(&again), "falls", "date"), [FIRST]);
    assert!(outlook_of(&with(&[])).headline.contains("answers changed on 1 day,"));
    // Of a draft that was not asked about nothing is told.
    let sequel = on(&revived, "outlook", "sequel", date(2032, 6, 1));
    assert!(column(&sequel, "falls", "date").is_empty());
    // Each day has the status that assess gives on it.
    for case in [&fell, &revived, &again] {
        let context = Context::default();
        let view = View::of(case, &context).expect("a view");
        let answer = outlook::answer(&view, &Settings::default()).expect("an answer");
        let mut falls = 0;
        for day in answer.days() {
            for draft in ["treaty", "sequel"] {
                if !day.stands.iter().any(|it| it.draft == draft) {
                    continue;
                }
                let assessed = on(case, "acceptance", draft, day.date).status == Status::Fallen;
                assert_eq!(day.fallen.contains(&draft), assessed, "{draft} on {}", day.date);
                falls += usize::from(assessed);
            }
        }
        assert!(falls > 0);
    }
}

#[test]
fn another_act_of_the_same_body_undoes_no_refusal() {
    let other = vote("second", OF_THE_TREATY, "voids", "given", SECOND)
        .replace("the people vote", "the people approve a later day");
    let first = vote("first", OF_THE_TREATY, "voids", "refused", FIRST);
    let finding = assess(&with(&[first, other]), "treaty");
    assert_eq!(finding.status, Status::Fallen);
    let page = page(&finding);
    assert!(!page.contains("put again"), "{page}");
}
