//! The invented case: every table and every feature of the format, and what each viewer sees of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use jiff::civil::{Date, date};
use plenipo_record::case::Case;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::contents::{How, contents, holds};
use plenipo_record::case::draft::{Draft, Form, Life, Relation};
use plenipo_record::case::forecast::{Fit, Outcome, Resolution};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Line, Stated, Verdict, standing};
use plenipo_record::case::meeting::{LogState, Meeting};
use plenipo_record::case::meta::{Basis, DateIs, Handling};
use plenipo_record::case::order::Order;
use plenipo_record::case::party::{Party, Role};
use plenipo_record::case::position::{
    AlternativeWorth, Answer, AnswerTo, Position, Reply, Salience,
};
use plenipo_record::case::process::Disclosure;
use plenipo_record::case::records::Record;
use plenipo_record::case::red_line::{Audience, RedLine};
use plenipo_record::case::source::{Cited, Source};
use plenipo_record::case::understanding::{ClaimContent as Claimed, Force};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

const PRINCIPALS: [&str; 3] = ["asterin", "belmora", "corvane"];

fn files() -> Vec<NamedBytes> {
    plenipo_testing::cases::files("three-rivers")
}

/// The whole record, with everything later than its day in it.
fn whole(assume: &[&str]) -> Case {
    let assume = assume.iter().map(|it| (*it).to_owned()).collect();
    let (case, problems) = read(&files(), &ReadOptions { assume });
    assert_eq!(problems, []);
    case.unwrap()
}

/// The record as its keeper has it on its own day.
fn case() -> Case {
    whole(&[]).seen(None, None)
}

fn seen_by(viewer: &str, as_of: Option<Date>) -> Case {
    let whole = whole(&[]);
    whole.seen(Some(whole.find::<Party>(viewer).unwrap()), as_of)
}

fn get<'a, T: Record>(case: &'a Case, id: &str) -> &'a T {
    let ix = case.find::<T>(id).unwrap_or_else(|| panic!("there is no {id}"));
    &T::list(case)[ix.get()]
}

fn has<T: Record>(case: &Case, id: &str) -> bool {
    case.find::<T>(id).is_some()
}

/// Its name in these tests: the id of the red line, or of the understanding.
fn name(case: &Case, line: &Line) -> String {
    let of = match line.stated {
        Stated::RedLine(ix) => RecordRef::new(Kind::RedLine, ix.get()),
        Stated::Claim(ix, _) => RecordRef::new(Kind::Understanding, ix.get()),
    };
    case.id(of).unwrap().to_owned()
}

fn lines(case: &Case, party: &str) -> Vec<(String, Line)> {
    let lines = standing(case, case.find::<Party>(party).unwrap());
    lines.into_iter().map(|it| (name(case, &it), it)).collect()
}

/// What `draft` does to the standing lines of `party`, respected ones left out.
fn verdicts(case: &Case, party: &str, draft: &str) -> Vec<(String, Verdict)> {
    let contents = contents(case, get::<Draft>(case, draft));
    let judged = lines(case, party).into_iter().map(|(name, line)| (name, line.judge(&contents)));
    let mut judged: Vec<_> = judged.filter(|(_, it)| *it != Verdict::Respected).collect();
    judged.sort();
    judged
}

fn expect(case: &Case, party: &str, draft: &str, expected: &[(&str, Verdict)]) {
    let expected: Vec<_> = expected.iter().map(|(line, it)| ((*line).to_owned(), *it)).collect();
    assert_eq!(verdicts(case, party, draft), expected, "{party} on {draft}");
}

fn replies(case: &Case, party: &str, draft: &str) -> Vec<(Option<Audience>, Reply)> {
    let (party, draft) = (case.find::<Party>(party), case.find::<Draft>(draft));
    let to = AnswerTo::Draft(draft.unwrap());
    let answers = case.answers.iter().filter(|it| Some(it.party) == party && it.to == to);
    answers.filter(|it| it.points.is_empty()).map(|it| (it.audience, it.answer)).collect()
}

fn issue_of<'a>(case: &'a Case, draft: &str, issue: &str) -> (How, Vec<&'a str>) {
    let contents = contents(case, get::<Draft>(case, draft));
    let ix = case.find::<Issue>(issue).unwrap();
    let content = &contents[ix.get()];
    let options = &case.issue(ix).options;
    (content.how, content.options().iter().map(|it| options[it.get()].id.as_str()).collect())
}

#[test]
fn every_table_has_records() {
    let case = whole(&[]);
    for kind in Kind::ALL {
        assert!(case.count(kind) > 0, "no {}", kind.table());
    }
    let open_files = files().into_iter().filter(|it| !it.bytes.starts_with(b"# "));
    assert_eq!(open_files.map(|it| it.name).collect::<Vec<_>>(), [""; 0], "no opening comment");
}

#[test]
fn the_frame() {
    let case = case();
    assert_eq!(case.dossier.as_of, Some(date(2031, 5, 25)));
    assert_eq!(case.dossier.disclosure, Disclosure::Closed);
    assert_eq!(case.signatories(), case.parties_with(Role::Principal));
    assert_eq!(case.parties_with(Role::Principal).len(), 3);
    assert_eq!(case.parties_with(Role::Mediator).len(), 2);
    assert!(get::<Party>(&case, "bank").is(Role::Guarantor));
    assert!(get::<Party>(&case, "bank").is(Role::CanObstruct));
    assert_eq!(case.issues.len(), 14);
    let groups: std::collections::BTreeSet<_> = case.issues.iter().map(|it| &it.group).collect();
    assert_eq!(groups.len(), 4);
    assert!(case.issues.iter().all(|it| it.status_quo.is_some()));
    assert!(case.issues.iter().any(|it| !it.ordered));
    let flow = get::<Issue>(&case, "min-flow");
    assert!(flow.ordered && flow.unit.is_some() && flow.options[2].value.is_some());
    let canal = get::<Issue>(&case, "canal");
    assert!(canal.options.iter().any(|it| it.value.is_some_and(|it| !it.is_exact())));
    // A mediator's own interest is a position like any other.
    let dunmere = case.find::<Party>("dunmere").unwrap();
    assert!(case.positions.iter().any(|it| it.party == dunmere));
}

#[test]
fn every_feature_of_a_draft() {
    let case = case();
    let drafts = &case.drafts;
    let points = || drafts.iter().flat_map(|it| &it.points);
    for relation in Relation::ALL.map(|(it, _)| it) {
        let lineage = || points().flat_map(|it| &it.lineage);
        assert!(lineage().any(|it| it.is == relation), "no point was {}", relation.word());
        assert!(lineage().any(|it| it.why.is_some() && it.by.is_some()));
    }
    for state in Life::ALL.map(|(it, _)| it) {
        assert!(drafts.iter().any(|it| it.state() == state), "no draft is {}", state.word());
    }
    for form in [Form::Text, Form::Leak, Form::Oral] {
        assert!(drafts.iter().any(|it| it.form == form), "no draft is known as {}", form.word());
    }
    assert!(points().any(|it| !it.among.is_empty() && !it.among[0].1[1].by.is_empty()));
    assert!(points().any(|it| !it.excludes.is_empty()));
    assert!(points().any(|it| !it.leaves_open.is_empty()));
    assert!(points().any(|it| it.only_if.as_ref().is_some_and(|it| !it.when.is_empty())));
    assert!(points().any(|it| it.only_if.as_ref().is_some_and(|it| it.when.is_empty())));
    assert!(points().any(|it| !it.after.is_empty()));
    assert!(points().any(|it| it.lapses_if.is_some()));
    assert!(points().any(|it| it.variants.len() == 2));
    assert!(points().any(|it| it.account.is_some()));
    assert!(points().any(|it| it.meta.basis == Basis::Inferred));
    let draft_3 = get::<Draft>(&case, "draft-3");
    assert!(!draft_3.companions.is_empty() && !draft_3.contributors.is_empty());
    assert_eq!(get::<Draft>(&case, "side-paper").counts.len(), 2);
    assert_eq!(get::<Draft>(&case, "side-paper").meta.date_is, DateIs::About);
    assert!(!get::<Draft>(&case, "belmora-lines").same_as.is_empty());
    assert!(get::<Draft>(&case, "corvane-counter").answers.is_some());
}

#[test]
fn what_the_texts_contain() {
    let case = case();
    // Silence of a complete text, and of one known in part.
    assert_eq!(issue_of(&case, "draft-1", "canal"), (How::Silent, vec!["open"]));
    assert_eq!(
        issue_of(&case, "side-paper", "canal"),
        (How::Unknown, vec!["open", "cap", "freeze"])
    );
    // Brackets, an option shut out, an issue left open.
    let brackets = (How::Narrowed, vec!["years-5", "years-7"]);
    assert_eq!(issue_of(&case, "draft-2", "filling"), brackets);
    assert_eq!(issue_of(&case, "draft-2", "disputes"), (How::Narrowed, vec!["talks", "finding"]));
    assert_eq!(issue_of(&case, "draft-2", "payer"), (How::LeftOpen, vec![]));
    // One condition the text decides, one it does not.
    assert_eq!(issue_of(&case, "draft-3", "drought"), (How::Set, vec!["drinking-first"]));
    assert_eq!(issue_of(&case, "draft-3", "pulse"), (How::Narrowed, vec!["none", "three-weeks"]));
}

#[test]
fn every_feature_of_a_line() {
    let case = case();
    let lines = &case.red_lines;
    let firm = |id: &str| get::<RedLine>(&case, id).firmness;
    assert_eq!(firm("asterin-gates-caucus"), Some(Chance::Range(0.3, 0.5)));
    assert_eq!(firm("belmora-no-blank-cheque"), Some(Chance::Number(0.7)));
    assert!(matches!(firm("corvane-spring"), Some(Chance::Word(_))));
    for audience in Audience::ALL.map(|(it, _)| it) {
        assert!(lines.iter().any(|it| it.audience == Some(audience)), "{}", audience.word());
    }
    assert_eq!(lines.iter().filter(|it| it.lifted.is_some()).count(), 1);
    assert!(lines.iter().any(|it| !it.unclear.is_empty()));
    let conditions = || lines.iter().filter_map(|it| it.condition.as_ref());
    assert!(conditions().any(|it| it.when.len() == 2), "a line over three issues");
    assert!(conditions().any(|it| it.when.is_empty()), "a condition in words");
    for party in PRINCIPALS {
        let mandate: Vec<_> =
            self::lines(&case, party).into_iter().filter(|it| it.1.mandate).collect();
        assert!(!mandate.is_empty(), "{party} has no mandate");
        for (_, line) in mandate {
            let Stated::RedLine(ix) = line.stated else { panic!("a mandate is a red line") };
            let handling = &lines[ix.get()].meta.handling;
            assert_eq!(*handling, Handling::Parties(vec![line.party]));
        }
    }
}

#[test]
fn the_latest_of_a_thread_stands_unless_it_was_lifted() {
    let case = case();
    let names = |party| lines(&case, party).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert!(!names("asterin").contains(&"asterin-inspectors".to_owned()));
    assert!(names("asterin").contains(&"lodge".to_owned()), "an understanding it calls binding");
    let all = lines(&case, "asterin");
    let gates = all.iter().find(|it| it.0 == "asterin-gates-caucus").unwrap();
    assert_eq!(gates.1.restates.len(), 2);
    let april = whole(&[]).seen(None, Some(date(2031, 4, 10)));
    assert!(lines(&april, "asterin").iter().any(|it| it.0 == "asterin-inspectors"));
    // Narrower in April: what January ruled out, draft 3 may set.
    let march = whole(&[]).seen(None, Some(date(2031, 3, 30)));
    assert!(lines(&march, "corvane").iter().any(|it| it.0 == "corvane-tavel-january"));
    assert!(lines(&case, "corvane").iter().any(|it| it.0 == "corvane-tavel-april"));
}

#[test]
fn draft_3_crosses_one_line_whose_firmness_is_stated() {
    let case = case();
    use Verdict::{Crossed, MayBeCrossed, Unclear};
    let asterin = [("asterin-gates-caucus", Crossed), ("asterin-judges", Unclear)];
    expect(&case, "asterin", "draft-3", &asterin);
    expect(&case, "belmora", "draft-3", &[]);
    let corvane = [("corvane-canal", Unclear), ("corvane-spring", MayBeCrossed)];
    expect(&case, "corvane", "draft-3", &corvane);
}

#[test]
fn draft_2_crosses_one_line_of_corvane_at_its_word() {
    let case = case();
    use Verdict::{Crossed, MayBeCrossed, Unclear};
    let corvane = [
        ("corvane-canal", Unclear),
        ("corvane-mandate-disputes", MayBeCrossed),
        ("corvane-spring", Crossed),
        ("corvane-tavel-april", Crossed),
    ];
    expect(&case, "corvane", "draft-2", &corvane);
    let at_its_word = lines(&case, "corvane").into_iter().filter(|(_, line)| {
        let contents = contents(&case, get::<Draft>(&case, "draft-2"));
        line.firmness.is_none() && line.judge(&contents) == Crossed
    });
    assert_eq!(at_its_word.map(|it| it.0).collect::<Vec<_>>(), ["corvane-tavel-april"]);
    let asterin = [
        ("asterin-gates-caucus", Crossed),
        ("asterin-judges", Unclear),
        ("asterin-loan", MayBeCrossed),
        ("asterin-mandate-flow", Crossed),
    ];
    expect(&case, "asterin", "draft-2", &asterin);
}

#[test]
fn the_counter_draft_crosses_everybody_its_author_too() {
    let case = case();
    use Verdict::{Crossed, MayBeCrossed};
    expect(&case, "corvane", "corvane-counter", &[("corvane-purse", Crossed)]);
    let belmora = [("belmora-canal", Crossed), ("belmora-mandate-tavel", Crossed)];
    expect(&case, "belmora", "corvane-counter", &belmora);
    let asterin = [
        ("asterin-gates-caucus", Crossed),
        ("asterin-judges", Crossed),
        ("asterin-loan", MayBeCrossed),
        ("asterin-mandate-flow", Crossed),
        ("asterin-mandate-majority", Crossed),
        ("lodge", Crossed),
    ];
    expect(&case, "asterin", "corvane-counter", &asterin);
    assert_eq!(
        replies(&case, "asterin", "corvane-counter"),
        [(Some(Audience::Public), Reply::Reject)]
    );
}

#[test]
fn the_side_paper_may_cross_lines_by_what_is_not_known_of_it() {
    let case = case();
    use Verdict::MayBeCrossed;
    let corvane = [
        ("corvane-canal", MayBeCrossed),
        ("corvane-mandate-disputes", MayBeCrossed),
        ("corvane-purse", MayBeCrossed),
        ("corvane-spring", MayBeCrossed),
        ("corvane-tavel-april", MayBeCrossed),
    ];
    expect(&case, "corvane", "side-paper", &corvane);
}

#[test]
fn a_joint_line_applies_only_where_its_condition_holds() {
    let case = case();
    expect(&case, "belmora", "draft-1", &[("belmora-no-blank-cheque", Verdict::Crossed)]);
    let line = get::<RedLine>(&case, "belmora-no-blank-cheque").condition.clone().unwrap();
    let holds_in = |draft| holds(&line, &contents(&case, get::<Draft>(&case, draft)));
    assert_eq!(holds_in("draft-1"), Some(true));
    assert_eq!(holds_in("draft-3"), Some(false));
    assert_eq!(holds_in("side-paper"), None);
}

#[test]
fn every_feature_of_a_position() {
    let case = case();
    let positions = &case.positions;
    assert!(positions.iter().any(|it| it.ranking.iter().any(|it| it.len() > 1)));
    assert!(positions.iter().any(|it| it.ideal.is_some_and(|_| it.issue.is_some())));
    assert!(positions.iter().any(|it| !it.prefers.is_empty()));
    assert!(positions.iter().any(|it| !it.acceptable.is_empty()));
    let values = || positions.iter().flat_map(|it| &it.values);
    assert!(values().any(|it| it.1.is_exact()) && values().any(|it| !it.1.is_exact()));
    assert!(positions.iter().any(|it| it.indifferent));
    assert_eq!(positions.iter().filter(|it| it.ended).count(), 1);
    let salience = || positions.iter().filter_map(|it| it.salience);
    assert!(salience().any(|it| matches!(it, Salience::Share(share) if share.is_exact())));
    assert!(salience().any(|it| matches!(it, Salience::Share(share) if !share.is_exact())));
    assert!(salience().any(|it| matches!(it, Salience::Class(_))));
    for party in PRINCIPALS {
        let party = case.find::<Party>(party).unwrap();
        assert!(positions.iter().any(|it| it.party == party && it.group.is_some()));
        let known = |issue| {
            let on = |it: &&Position| it.party == party && it.issue == Some(issue) && !it.ended;
            positions.iter().filter(on).any(|it| {
                let order = Order::of(case.issue(issue), it).unwrap();
                it.indifferent || order.says_something() || !it.values.is_empty()
            })
        };
        let contents = contents(&case, get::<Draft>(&case, "draft-3"));
        let set = (0..contents.len()).filter(|it| contents[*it].how == How::Set);
        let (known, unknown): (Vec<_>, Vec<_>) =
            set.partition(|it| known(plenipo_record::case::id::Ix::new(*it)));
        assert!(known.len() >= 5 * unknown.len(), "enough is recorded for a number");
    }
}

#[test]
fn every_form_of_answer() {
    let case = case();
    for (reply, word) in Reply::ALL {
        let there = case.answers.iter().any(|it| it.answer == reply);
        assert!(there, "nobody answered {word}");
    }
    assert!(case.answers.iter().any(|it| it.to == AnswerTo::AnyText));
    assert!(case.answers.iter().any(|it| it.points.len() == 2));
    // A public no and a private basis to one text are two records.
    let expected =
        [(Some(Audience::Public), Reply::Reject), (Some(Audience::Mediator), Reply::Basis)];
    assert_eq!(replies(&case, "asterin", "draft-2"), expected);
    let accepted = [(Some(Audience::Mediator), Reply::Accept)];
    assert_eq!(replies(&case, "belmora", "draft-3"), accepted);
    let price = get::<Answer>(&case, "corvane-price").condition.clone().unwrap();
    assert_eq!(holds(&price, &contents(&case, get::<Draft>(&case, "draft-2"))), Some(false));
    assert_eq!(holds(&price, &contents(&case, get::<Draft>(&case, "draft-3"))), Some(true));
}

#[test]
fn three_stories_of_one_understanding() {
    let case = case();
    let claims = &case.understandings[0].claims;
    for (force, word) in Force::ALL {
        assert!(claims.iter().any(|it| it.force == Some(force)), "nobody calls it {word}");
    }
    assert!(claims.iter().any(|it| matches!(it.content, Claimed::Settles(_))));
    assert!(claims.iter().any(|it| matches!(it.content, Claimed::NotDisclosed)));
    assert!(claims.iter().any(|it| matches!(it.content, Claimed::Words(_))));
}

#[test]
fn every_way_of_saying_what_no_deal_is_worth() {
    let case = case();
    let worth = |party: &str| {
        let party = case.find::<Party>(party);
        let of = case.alternatives.iter().filter(move |it| Some(it.party) == party);
        of.map(|it| it.worth.clone()).collect::<Vec<_>>()
    };
    use AlternativeWorth::{Direction, Draft, Level, Outcome};
    assert!(matches!(worth("asterin")[..], [Level(range), Direction(_)] if !range.is_exact()));
    assert!(matches!(worth("belmora")[..], [Draft(_)]));
    assert!(matches!(&worth("corvane")[..], [Outcome(options)] if options.len() == 2));
}

#[test]
fn meetings_statements_and_events() {
    let case = case();
    for (state, word) in LogState::ALL {
        let there = case.meetings.iter().any(|it| it.log.iter().any(|it| it.is == state));
        assert!(there, "no meeting was {word}");
    }
    let planned = get::<Meeting>(&case, "session-4");
    assert!(planned.date > case.dossier.as_of);
    assert!(planned.log.iter().all(|it| it.is == LogState::Planned));
    let series = case.meetings.iter().filter_map(|it| it.series.as_ref()?.number);
    assert_eq!(series.collect::<Vec<_>>(), [1, 2, 3, 4]);
    let said = || case.meetings.iter().flat_map(|it| &it.said);
    assert!(said().any(|it| it.by.len() > 1));
    assert!(case.meetings.iter().any(|it| !it.carries.is_empty() && !it.agenda.is_empty()));
    assert!(case.statements.iter().all(|it| it.words.is_some() && it.gist.is_some()));
    assert!(case.statements.iter().any(|it| it.by.len() == 3));
    assert!(case.statements.iter().any(|it| it.about.len() > 1));
    let effects = || case.events.iter().flat_map(|it| &it.affects);
    assert!(effects().any(|it| it.by_how_much.is_some()));
    assert!(effects().any(|it| it.issue.is_some()));
    let kinds: std::collections::BTreeSet<_> = effects().map(|it| it.what).collect();
    assert_eq!(kinds.len(), 3);
    assert!(case.events.iter().any(|it| it.meta.date_is == DateIs::Month));
    // The plan of a meeting was there before it was called off.
    let before = whole(&[]).seen(None, Some(date(2031, 4, 5)));
    let log = &get::<Meeting>(&before, "session-2").log;
    assert_eq!(log.iter().map(|it| it.is).collect::<Vec<_>>(), [LogState::Planned]);
}

#[test]
fn consents_and_forecasts() {
    let case = case();
    let forms: std::collections::BTreeSet<_> = case.consents.iter().map(|it| it.form).collect();
    assert_eq!(forms.len(), 5);
    let chances = || case.predictions.iter().filter_map(|it| it.chance);
    assert!(chances().any(|it| matches!(it, Chance::Number(_))));
    assert!(chances().any(|it| matches!(it, Chance::Range(..))));
    assert!(chances().any(|it| matches!(it, Chance::Word(_))));
    let only_up = case.predictions.iter().find(|it| it.direction.is_some()).unwrap();
    assert!(only_up.chance.is_none() && only_up.mapped.as_ref().unwrap().fits == Fit::Loosely);
    assert!(case.predictions.iter().any(|it| it.fits.is_some() && it.words.is_some()));
    assert!(case.predictions.iter().any(|it| it.because.len() == 2));
    let outcomes: Vec<_> = Resolution::list(&case).iter().map(|it| it.outcome).collect();
    use Outcome::{Ambiguous, Annulled, No, Yes};
    assert_eq!(outcomes, [No, No, No, Annulled, Yes, Yes, Yes, Ambiguous]);
}

#[test]
fn sources_are_graded_and_a_reprint_names_its_origin() {
    let case = case();
    assert!(case.sources.iter().all(|it| it.reliability.is_some()));
    let reprint = get::<Source>(&case, "evening-post-0406");
    assert_eq!(reprint.syndicated_from, case.find("courier-0406"));
    assert!(matches!(reprint.citing[..], [Cited::Source(_)]));
    assert!(matches!(get::<Source>(&case, "courier-0406").citing[..], [Cited::Named(_)]));
    // Nothing of the record itself is without a source.
    for kind in Kind::ALL.into_iter().filter(|it| *it != Kind::Source) {
        for place in 0..case.count(kind) {
            let meta = case.meta(RecordRef::new(kind, place)).unwrap();
            // The tool's own answers rest on the record and on no page.
            if kind == Kind::Prediction && case.predictions[place].computed.is_some() {
                assert_eq!(meta.basis, Basis::Inferred);
                continue;
            }
            assert!(!meta.sources.is_empty(), "{} {place} has no source", kind.table());
            assert_ne!(meta.basis, Basis::Assumed);
        }
    }
}

#[test]
fn a_mistaken_report_stays_visible_as_corrected() {
    let before = whole(&[]).seen(None, Some(date(2031, 2, 20)));
    assert_eq!(replies(&before, "corvane", "draft-1"), [(Some(Audience::Public), Reply::Accept)]);
    let case = case();
    assert_eq!(replies(&case, "corvane", "draft-1"), [(Some(Audience::Room), Reply::Reserve)]);
    let corrected: Vec<_> = case.corrected.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(corrected, ["corvane-yes"]);
    assert!(case.corrected[0].by.is_some() && case.corrected[0].why.is_some());
}

#[test]
fn what_was_learned_later_appears_later() {
    assert!(!has::<Answer>(&case(), "asterin-if"));
    let june = whole(&[]).seen(None, Some(date(2031, 6, 5)));
    assert_eq!(replies(&june, "asterin", "draft-3"), [(Some(Audience::Room), Reply::AcceptIf)]);
    let held = &get::<Meeting>(&june, "session-4").log;
    assert!(held.iter().any(|it| it.is == LogState::Held));
    let winter = whole(&[]).seen(None, Some(date(2031, 2, 11)));
    let drafts: Vec<_> = winter.drafts.iter().map(Draft::id).collect();
    assert_eq!(drafts, ["draft-1"]);
    assert!(get::<Draft>(&winter, "draft-1").is_live());
}

#[test]
fn an_assumption_set_supplies_what_nobody_stated() {
    let drought = |case: &Case| {
        let (party, issue) = (case.find::<Party>("asterin"), case.find::<Issue>("drought"));
        let on = |it: &&Position| Some(it.party) == party && it.issue == issue;
        case.positions.iter().find(on).map(|it| it.meta.clone())
    };
    assert_eq!(drought(&case()), None);
    let assumed = whole(&["hydrologist"]).seen(None, None);
    assert_eq!(assumed.assumptions, ["hydrologist"]);
    let meta = drought(&assumed).unwrap();
    assert_eq!(meta.basis, Basis::Assumed);
    assert_eq!(meta.assumption.as_deref(), Some("hydrologist"));
    assert!(case().assumptions.is_empty());
}

#[test]
fn everybody_sees_the_frame_and_the_texts_on_the_table() {
    let all = case();
    for viewer in ["asterin", "belmora", "corvane", "dunmere", "commission", "bank"] {
        let seen = seen_by(viewer, None);
        let options = |case: &Case| -> Vec<_> {
            case.issues.iter().map(|it| (it.title.clone(), it.options.clone())).collect()
        };
        assert_eq!(options(&seen), options(&all), "{viewer}");
        assert_eq!(seen.parties.len(), all.parties.len(), "{viewer}");
        assert_eq!(seen.persons.len(), all.persons.len(), "{viewer}");
        for draft in ["draft-1", "corvane-counter", "draft-2", "side-paper", "draft-3"] {
            assert!(has::<Draft>(&seen, draft), "{viewer} lacks {draft}");
        }
    }
}

#[test]
fn a_mandate_is_for_its_delegation_alone() {
    for viewer in ["asterin", "belmora", "corvane", "dunmere", "commission", "bank"] {
        let seen = seen_by(viewer, None);
        for (line, party) in [
            ("asterin-mandate-flow", "asterin"),
            ("belmora-mandate-tavel", "belmora"),
            ("corvane-mandate-disputes", "corvane"),
        ] {
            assert_eq!(has::<RedLine>(&seen, line), viewer == party, "{viewer} and {line}");
        }
    }
}

#[test]
fn a_delegation_sees_its_own_paper_and_nobody_elses() {
    for viewer in PRINCIPALS.into_iter().chain(["dunmere", "commission", "bank"]) {
        let seen = seen_by(viewer, None);
        let papers = PRINCIPALS.map(|it| has::<Source>(&seen, &format!("{it}-paper")));
        let mediator = get::<Party>(&seen, viewer).is(Role::Mediator);
        assert_eq!(papers, PRINCIPALS.map(|it| it == viewer || mediator), "{viewer}");
        let of_principals = seen.positions.iter().any(|it| {
            seen.party(it.party).is(Role::Principal) && seen.party_id(it.party) != viewer
        });
        assert_eq!(of_principals, mediator, "{viewer}");
    }
}

#[test]
fn a_private_answer_is_seen_by_those_told_of_it() {
    for (viewer, sees) in [
        ("asterin", true),
        ("belmora", true),
        ("corvane", false),
        ("commission", true),
        ("bank", false),
    ] {
        let seen = seen_by(viewer, None);
        assert!(has::<Answer>(&seen, "asterin-public-no"), "{viewer}");
        assert_eq!(has::<Answer>(&seen, "asterin-private-basis"), sees, "{viewer}");
    }
    // Belmora has it by leave, from the day of the leave.
    assert!(!has::<Answer>(&seen_by("belmora", Some(date(2031, 3, 27))), "asterin-private-basis"));
}

#[test]
fn leave_counts_from_its_day_until_it_is_withdrawn() {
    let cap = |viewer, day| has::<Position>(&seen_by(viewer, Some(day)), "belmora-canal-cap");
    assert!(!cap("corvane", date(2031, 4, 9)));
    assert!(cap("corvane", date(2031, 4, 15)));
    assert!(!cap("corvane", date(2031, 4, 20)));
    assert!(!cap("asterin", date(2031, 4, 15)));
    let yes = |viewer, day| has::<Answer>(&seen_by(viewer, day), "belmora-yes");
    assert!(!yes("corvane", None), "leave not before the session");
    assert!(yes("corvane", Some(date(2031, 6, 4))));
    assert!(!yes("bank", Some(date(2031, 6, 4))));
}

#[test]
fn firmness_stated_in_confidence_is_the_mediators() {
    let gates = |viewer| {
        let seen = seen_by(viewer, None);
        let all = lines(&seen, "asterin");
        let line = all.into_iter().find(|it| it.0.starts_with("asterin-gates")).unwrap();
        (line.0, line.1.firmness.is_some())
    };
    assert_eq!(gates("commission"), ("asterin-gates-caucus".to_owned(), true));
    assert_eq!(gates("asterin"), ("asterin-gates-march".to_owned(), false));
    assert_eq!(gates("corvane"), ("asterin-gates-march".to_owned(), false));
}

#[test]
fn what_is_hidden_moves_nothing_that_is_seen() {
    // Hidden sources shift every place behind them; enough of them to pass from 9 to 10, 99 to 100.
    for (viewer, other) in [("corvane", "asterin"), ("asterin", "belmora"), ("bank", "corvane")] {
        let plain = seen_by(viewer, None);
        for count in [1, 3, 5, 7, 9, 70] {
            let mut text = format!("[file]\nhandling = [\"{other}\"]\nknown = 2030-01-01\n");
            for n in 0..count {
                text += &format!("[[source]]\nid = \"aa-{n}\"\ndate = 2030-01-01\n");
            }
            let mut files = files();
            files.push(NamedBytes { name: "extra.toml".to_owned(), bytes: text.into_bytes() });
            let (case, _) = read(&files, &ReadOptions::default());
            let case = case.unwrap();
            let seen = case.seen(Some(case.find::<Party>(viewer).unwrap()), None);
            assert!(*seen == *plain, "{viewer} with {count} more sources for {other}");
        }
    }
}
