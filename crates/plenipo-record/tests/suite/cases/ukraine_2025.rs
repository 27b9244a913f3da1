//! The founding case: what its twelve items became, what stays unknown, and what was known when.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use jiff::civil::{Date, date};
use plenipo_record::case::Case;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::contents::{Content, How, contents};
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Form};
use plenipo_record::case::forecast::{Fit, Forecast, Outcome, Prediction};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Stated, Verdict, standing};
use plenipo_record::case::meeting::{Event, LogState, Meeting, Statement};
use plenipo_record::case::meta::{Basis, DateIs};
use plenipo_record::case::party::{Party, Person, Speaker};
use plenipo_record::case::position::{Answer, AnswerTo, Direction, Position, Reply};
use plenipo_record::case::records::{Record, Records};
use plenipo_record::case::red_line::{Audience, RedLine};
use plenipo_record::case::source::{Reliability, Source};
use plenipo_record::case::understanding::{ClaimContent as Claimed, Understanding};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

const EVE: Date = date(2025, 12, 1);
const YEAR_END: Date = date(2025, 12, 31);

fn files() -> Vec<NamedBytes> {
    plenipo_testing::cases::files("ukraine-2025")
}

/// The whole record, to its last day.
fn whole() -> Case {
    let (case, problems) = read(&files(), &ReadOptions::default());
    assert_eq!(problems, []);
    case.unwrap()
}

/// The record as its keeper has it on `day`.
fn on(day: Date) -> Case {
    whole().seen(None, Some(day))
}

fn the<'c, T: Record>(case: &'c Case, id: &str) -> &'c T {
    let ix = case.find::<T>(id).expect(id);
    &T::list(case)[ix.get()]
}

fn has<T: Record>(case: &Case, id: &str) -> bool {
    case.find::<T>(id).is_some()
}

/// Sources of a record with their grades.
fn graded<T: Record>(case: &Case, record: &T) -> String {
    describe::sources(case, record.meta())
}

fn is_person(case: &Case, speaker: &Speaker, id: &str) -> bool {
    *speaker == Speaker::Person(case.find::<Person>(id).unwrap())
}

fn content(case: &Case, draft: &str, issue: &str) -> Content {
    let all = contents(case, the::<Draft>(case, draft));
    all[case.find::<Issue>(issue).unwrap().get()].clone()
}

/// Ids of the options that a draft may still contain on an issue.
fn possible(case: &Case, draft: &str, issue: &str) -> String {
    describe::options(the::<Issue>(case, issue), content(case, draft, issue).options())
}

/// What a draft does to each standing line of a party, by the line's id.
fn verdicts(case: &Case, party: &str, draft: &str) -> Vec<(String, Verdict)> {
    let contents = contents(case, the::<Draft>(case, draft));
    let lines = standing(case, case.find::<Party>(party).unwrap());
    let id = |stated| match stated {
        Stated::RedLine(ix) => describe::name(case, ix),
        Stated::Claim(ix, _) => describe::name(case, ix),
    };
    lines.iter().map(|line| (id(line.stated), line.judge(&contents))).collect()
}

fn with(verdicts: &[(String, Verdict)], asked: Verdict) -> Vec<&str> {
    let mut ids: Vec<&str> =
        verdicts.iter().filter(|(_, it)| *it == asked).map(|(id, _)| id.as_str()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn reads_without_a_problem_as_of_the_eve_of_the_meeting() {
    let case = whole();
    assert_eq!(case.dossier.as_of, Some(EVE));
    assert_eq!(case.day(None, None), Some(EVE));
    let signatories: Vec<&str> = case.signatories().iter().map(|it| case.party_id(*it)).collect();
    assert_eq!(signatories, ["ua", "ru"]);
    assert_eq!(case.assumptions, Vec::<String>::new());
}

#[test]
fn published_texts_have_their_points() {
    let case = whole();
    let points = |id| {
        let draft: &Draft = the(&case, id);
        let number = |it: &String| it.trim_end_matches(char::is_alphabetic).to_owned();
        let mut numbers: Vec<String> =
            draft.points.iter().filter_map(|it| it.number.as_ref()).map(number).collect();
        numbers.dedup();
        (draft.points.len(), numbers.len(), draft.complete)
    };
    assert_eq!(points("us-28"), (31, 28, true), "point 21 is four rows");
    assert_eq!(points("ua-us-20"), (20, 20, true));
    assert_eq!(points("e3-28"), (22, 22, false), "six points were seen nowhere");
    assert_eq!(points("eu-24"), (12, 12, false));
    assert_eq!(points("us-paris"), (15, 15, false), "one point was seen nowhere");
    assert_eq!(points("eu-ua-london"), (8, 8, false));
    assert_eq!(points("us-ua-19"), (2, 0, false), "what is told of it has no numbers");
    assert_eq!(points("ru-us-27"), (0, 0, false));
    let counts = |id| the::<Draft>(&case, id).counts.iter().map(|it| it.n).collect::<Vec<_>>();
    assert_eq!(counts("us-28"), [28]);
    assert_eq!(counts("us-ua-19"), [19, 22], "both counts stay");
    assert_eq!(counts("ru-us-27"), [27]);
    assert_eq!(the::<Draft>(&case, "ua-us-20").form, Form::Readout);
}

#[test]
fn every_published_point_says_what_it_settles_or_why_not() {
    let case = whole();
    for draft in &case.drafts {
        for point in &draft.points {
            assert!(point.gist.is_some(), "{}", draft.id());
            assert!(point.text.is_none(), "{}: nothing here is a wording", draft.id());
        }
    }
    let silent = |id| {
        let points = the::<Draft>(&case, id).points.iter();
        let says_nothing =
            points.filter(|it| it.sets.is_empty() && it.among.is_empty() && it.excludes.is_empty());
        says_nothing.filter_map(|it| it.number.clone()).collect::<Vec<_>>()
    };
    assert_eq!(silent("us-28"), Vec::<String>::new());
    assert_eq!(silent("e3-28"), Vec::<String>::new());
    assert_eq!(silent("ua-us-20"), ["3"], "strong guarantees: point 5 names the givers");
}

#[test]
fn items_1_3_and_5_are_a_meeting_still_ahead() {
    let case = on(EVE);
    let meeting: &Meeting = the(&case, "moscow-1202");
    assert_eq!(meeting.date, Some(date(2025, 12, 2)));
    assert_eq!(meeting.meta.date_is, DateIs::Inferred);
    assert_eq!(graded(&case, meeting), "report F6");
    for id in ["witkoff", "kushner", "putin"] {
        assert!(meeting.present.iter().any(|it| is_person(&case, it, id)), "{id}");
    }
    let channel: Vec<&str> = meeting.channel.iter().map(|it| case.party_id(*it)).collect();
    assert_eq!(channel, ["us", "ru"]);
    let log: Vec<LogState> = meeting.log.iter().map(|it| it.is).collect();
    assert_eq!(log, [LogState::Planned, LogState::SeriesResult]);
    assert_eq!(meeting.said, []);

    assert_eq!(meeting.agenda.len(), 2);
    let [carried] = meeting.carries.as_slice() else { unreachable!("one text is carried") };
    assert_eq!(case.draft(carried.draft).id(), "us-ua-19");
    assert_eq!(carried.meta.basis, Basis::Inferred, "the report says only: the current version");

    assert_eq!(meeting.series.as_ref().and_then(|it| it.number), Some(6));
    let result = meeting.log[1].gist.as_deref();
    assert!(result.is_some_and(|it| it.starts_with("none of the meetings this year")));
}

#[test]
fn items_2_and_7_are_a_meeting_held_and_the_words_used_of_it() {
    let case = on(EVE);
    let meeting: &Meeting = the(&case, "florida-1130");
    assert_eq!(meeting.date, Some(date(2025, 11, 30)));
    let result = meeting.log.iter().find(|it| it.is == LogState::Result).unwrap();
    assert!(result.gist.as_ref().is_some_and(|it| it.contains("again reached no consensus")));
    assert_eq!(describe::sources(&case, &result.meta), "report F6");

    let said = |words: &str| meeting.said.iter().find(|it| it.words == words).unwrap();
    let rubio = said("difficult yet productive");
    assert!(is_person(&case, &rubio.by[0], "rubio"));
    assert_eq!(describe::sources(&case, &rubio.meta), "report F6");
    let frank: Vec<&str> = meeting
        .said
        .iter()
        .filter(|it| it.words == "frank")
        .filter_map(|it| case.party_of(&it.by[0]))
        .map(|it| case.party_id(it))
        .collect();
    assert_eq!(frank, ["us", "ua"], "each side for itself, and no joint statement");
    assert!(is_person(&case, &meeting.led_by[0], "rubio"), "who led the US team");
    let other = said("productive, much work left");
    assert_eq!(describe::sources(&case, &other.meta), "niezalezna-1130 D3", "kept apart");
}

#[test]
fn item_4_is_two_texts_one_made_from_the_other() {
    let case = on(EVE);
    let cut: &Statement = the(&case, "item-4-cut");
    assert_eq!((graded(&case, cut).as_str(), cut.about.len()), ("report F6", 2));
    let after: &Draft = the(&case, "us-ua-19");
    assert_eq!(after.based_on, [case.find::<Draft>("us-28").unwrap()]);
    assert_eq!(after.meta.date_is, DateIs::About);
    for id in ["us-28", "us-ua-19", "e3-28"] {
        assert!(the::<Draft>(&case, id).is_live(), "{id}: nobody withdrew it");
    }
}

#[test]
fn item_6_is_a_forecast_in_words_and_says_what_changes_are_about() {
    let case = on(EVE);
    let forecast: &Forecast = the(&case, "moscow-acceptance");
    assert!(forecast.criteria.contains("\"Constructive\""));
    let media: &Prediction = the(&case, "media-on-moscow");
    assert!(media.words.as_ref().is_some_and(|it| it.contains("almost certain to reject")));
    assert_eq!(media.chance, None, "nobody gave a number");
    assert_eq!(media.fits, Some(Fit::Loosely));
    let mapped = media.mapped.as_ref().unwrap();
    assert!(matches!(mapped.chance, Chance::Word(it) if it.text == "almost no chance"));
    assert_eq!(graded(&case, media), "report F6");
    // In which direction they go the report does not say: the text settles and excludes nothing by it.
    let changes: &Statement = the(&case, "item-6-changes");
    let about: Vec<&str> = changes.about.iter().filter_map(|it| case.id(*it)).collect();
    assert_eq!(about, ["us-ua-19", "donetsk-forces", "nato-membership"]);
    for issue in ["donetsk-forces", "nato-membership"] {
        assert_eq!(content(&case, "us-ua-19", issue).how, How::LeftOpen, "{issue}");
    }
}

#[test]
fn item_8_is_two_refusals_in_the_room_and_a_position_of_the_past() {
    let case = on(EVE);
    let territory: &RedLine = the(&case, "ua-1130-territory");
    assert_eq!(
        describe::issue_options(&case, &territory.rules_out),
        "donetsk-forces: withdraw-buffer"
    );
    let bar: &RedLine = the(&case, "ua-1130-nato-bar");
    assert_eq!(
        describe::issue_options(&case, &bar.rules_out),
        "nato-membership: constitutional-bar"
    );
    for line in [territory, bar] {
        assert_eq!(line.audience, Some(Audience::Room));
        assert_eq!(line.meta.basis, Basis::Reported);
        assert_eq!(graded(&case, line), "report F6");
    }
    let past: &Position = the(&case, "ua-nato-until-2014");
    assert!(past.ended);
    assert_eq!((past.date, past.meta.date_is), (Some(date(2014, 12, 31)), DateIs::Before));
}

#[test]
fn item_9_is_a_direction_without_a_number() {
    let case = on(EVE);
    let report: &Prediction = the(&case, "report-on-moscow");
    assert_eq!((report.direction, report.chance), (Some(Direction::Down), None));
    assert_eq!(report.mapped, None);
    let florida = case.find::<Meeting>("florida-1130").unwrap();
    assert_eq!(report.because, [RecordRef::new(Kind::Meeting, florida.get())]);
    assert_eq!(graded(&case, report), "report F6");
}

#[test]
fn item_10_is_a_claim_whose_content_is_not_disclosed() {
    let case = on(EVE);
    let anchorage: &Understanding = the(&case, "anchorage");
    assert_eq!(anchorage.date, Some(date(2025, 8, 15)));
    let [claim] = anchorage.claims.as_slice() else { panic!("one side's claim") };
    assert_eq!(case.party_id(claim.party), "ru");
    assert!(is_person(&case, claim.by.as_ref().unwrap(), "lavrov"));
    assert_eq!((claim.force, &claim.content), (None, &Claimed::NotDisclosed));
    // The warning is a warning: neither a line nor a claim of what binds.
    let warning: &Demand = the(&case, "ru-alaska-warning");
    assert_eq!((warning.is, warning.then), (DemandKind::Warning, Some(Reply::Reject)));
    assert_eq!(warning.departs_from, case.find::<Understanding>("anchorage"));
    assert!(warning.asks.is_empty() && warning.when.is_empty());
    assert_eq!(graded(&case, anchorage), "report F6");
    assert!(has::<Meeting>(&case, "anchorage-summit"));
}

#[test]
fn item_11_is_an_answer_to_every_text() {
    let case = on(EVE);
    let answer: &Answer = the(&case, "ru-no-further");
    assert_eq!((answer.to, answer.answer), (AnswerTo::AnyText, Reply::NoFurtherMovement));
    assert!(is_person(&case, answer.by.as_ref().unwrap(), "putin"));
    assert_eq!((answer.date, answer.meta.date_is), (Some(EVE), DateIs::Before));
    assert_eq!(graded(&case, answer), "report F6");
}

#[test]
fn item_12_is_what_moved_the_mediator_in_the_view_of_unnamed_officials() {
    let case = on(EVE);
    let pokrovsk: &Event = the(&case, "pokrovsk");
    assert_eq!(pokrovsk.affects, [], "what it led to is a chain, link by link");
    let chain: Vec<(&str, &str)> = case
        .causes
        .iter()
        .filter(|it| it.to.kind == Kind::Event)
        .map(|it| (case.id(it.from).unwrap(), case.id(it.to).unwrap()))
        .collect();
    assert_eq!(chain, [("us-belief", "us-push"), ("pokrovsk", "us-belief")]);
    let event: &Event = the(&case, "us-belief");
    let [effect] = event.affects.as_slice() else { panic!("one view") };
    assert!(is_person(&case, effect.view.as_ref().unwrap(), "trump"));
    assert_eq!(effect.by, Some(Speaker::Named("White House officials, by the report".to_owned())));
    assert_eq!((effect.direction, effect.by_how_much), (Some(Direction::Down), None));
    assert_eq!(graded(&case, event), "report F6");
    let push: &Event = the(&case, "us-push");
    assert_eq!((push.date, push.meta.date_is), (Some(date(2025, 11, 1)), DateIs::Month));
}

#[test]
fn nobody_is_given_a_firmness_a_ranking_or_an_alternative() {
    let case = whole();
    assert_eq!(case.alternatives, []);
    assert!(case.red_lines.iter().all(|it| it.firmness.is_none() && it.lifted.is_none()));
    let ru = case.find::<Party>("ru").unwrap();
    assert!(case.red_lines.iter().all(|it| it.party != ru));
    for position in &case.positions {
        assert!(position.party != ru);
        assert!(position.ranking.is_empty() && position.prefers.is_empty());
        // One is on record as accepting a figure, in December.
        let figure = case.find("zelensky-forces-position");
        let told = figure.is_some_and(|it: Ix<Position>| case.positions[it.get()] == *position);
        assert!(position.ideal.is_none() && (told || position.acceptable.is_empty()));
        assert!(position.values.is_empty() && position.salience.is_none());
        assert!(!position.indifferent);
    }
    assert!(case.predictions.iter().all(|it| it.chance.is_none()));
    let settled = |it: &Claimed| matches!(it, Claimed::Settles(_));
    assert!(case.understandings.iter().all(|it| !it.claims.iter().any(|it| settled(&it.content))));
}

#[test]
fn texts_nobody_read_settle_nothing() {
    let case = whole();
    let told = |id: &str, how: How| {
        let all = contents(&case, the::<Draft>(&case, id));
        let each = all.iter().enumerate().filter(|(_, it)| it.how == how);
        each.map(|(place, _)| case.issue_id(Ix::new(place)).to_owned()).collect::<Vec<_>>()
    };
    for id in ["us-ua-19", "ru-us-27"] {
        assert_eq!(told(id, How::Set), Vec::<String>::new(), "{id}");
        assert_eq!(told(id, How::Silent), Vec::<String>::new(), "{id}");
        assert_eq!(the::<Draft>(&case, id).form, Form::Reported);
    }
    assert_eq!(told("us-ua-19", How::Narrowed), ["compliance-group", "us-russia-economy"]);
    assert_eq!(
        told("us-ua-19", How::LeftOpen),
        [
            "nato-membership",
            "crimea",
            "luhansk",
            "donetsk",
            "donetsk-forces",
            "kherson-zaporizhzhia",
            "recognised-by",
            "other-areas"
        ]
    );
    assert_eq!(told("ru-us-27", How::Unknown).len(), case.issues.len());
    for point in &the::<Draft>(&case, "us-ua-19").points {
        assert!(point.account.is_some(), "whose account of it this is");
        let inferred = point.excludes.is_empty() == (point.meta.basis == Basis::Reported);
        assert!(inferred, "what is excluded is inferred, what is told is reported");
    }
}

#[test]
fn everything_told_has_a_source_or_is_marked_assumed() {
    let case = whole();
    // The editors' own work stands on no page: who is in it, the list of issues, the questions.
    let own = [Kind::Party, Kind::Person, Kind::Issue, Kind::Forecast, Kind::Source];
    for kind in Kind::ALL {
        for index in 0..case.count(kind) {
            let record = RecordRef::new(kind, index);
            let meta = case.meta(record).unwrap();
            let name = case.id(record).unwrap_or_default();
            // The tool's own answers rest on the record and on no page.
            let computed = kind == Kind::Prediction && case.predictions[index].computed.is_some();
            let sourced = !meta.sources.is_empty() || computed;
            assert!(own.contains(&kind) || sourced, "{} {name}", kind.table());
            for citation in &meta.sources {
                assert!(citation.credibility.is_some_and(|it| it >= 3), "{} {name}", kind.table());
            }
        }
    }
    let mut assumed = Vec::new();
    for draft in &case.drafts {
        for point in &draft.points {
            assert_eq!(point.meta.sources.is_empty(), point.meta.basis == Basis::Assumed);
            if point.meta.basis == Basis::Assumed {
                assumed.push((draft.id(), point.number.as_deref().unwrap_or_default()));
            }
        }
    }
    assert_eq!(assumed, [("ua-us-20", "15"), ("ua-us-20", "19"), ("ua-us-20", "20")]);
    let graded = |it: &Source| {
        matches!(it.reliability, Some(Reliability::D | Reliability::E | Reliability::F))
    };
    assert!(case.sources.iter().all(graded));
    assert!(case.sources.iter().all(|it| it.address.is_some() || it.title.is_some()));
}

#[test]
fn on_the_eve_ukraines_lines_block_the_28_points() {
    let case = on(EVE);
    let verdicts = verdicts(&case, "ua", "us-28");
    assert_eq!(
        with(&verdicts, Verdict::Crossed),
        [
            "ua-1120-alliances",
            "ua-1124-allies",
            "ua-1124-forces",
            "ua-1126-constitution",
            "ua-1126-recognition",
            "ua-1130-nato-bar",
            "ua-1130-territory",
        ]
    );
    // The narrower sentence stands beside the wider one and does not loosen it.
    assert_eq!(with(&verdicts, Verdict::Unclear), ["ua-1124-legal-recognition"]);
    let lines = standing(&case, case.find::<Party>("ua").unwrap());
    let forces = case.find::<RedLine>("ua-1124-forces").unwrap();
    let forces = lines.iter().find(|it| it.stated == Stated::RedLine(forces)).unwrap();
    assert_eq!(forces.restates, [case.find::<RedLine>("ua-1120-forces").unwrap()]);
    assert!(case.red_lines.iter().all(|it| it.by.is_some() && it.audience.is_some()));
}

#[test]
fn on_the_eve_the_e3_text_crosses_a_line_and_is_refused() {
    let case = on(EVE);
    assert_eq!(with(&verdicts(&case, "ua", "e3-28"), Verdict::Crossed), ["ua-1124-forces"]);
    let answer: &Answer = the(&case, "ru-on-e3");
    assert_eq!(answer.to, AnswerTo::Draft(case.find::<Draft>("e3-28").unwrap()));
    assert_eq!((answer.answer, answer.audience), (Reply::Reject, Some(Audience::Public)));
    assert!(is_person(&case, answer.by.as_ref().unwrap(), "ushakov"));
    assert_eq!(possible(&case, "e3-28", "amnesty"), "no-clause, victims", "only what is gone");
}

#[test]
fn on_the_eve_nothing_decides_the_19_points() {
    let case = on(EVE);
    let verdicts = verdicts(&case, "ua", "us-ua-19");
    assert_eq!(with(&verdicts, Verdict::Crossed), Vec::<&str>::new());
    assert!(!with(&verdicts, Verdict::MayBeCrossed).is_empty());
    let ru = case.find::<Party>("ru").unwrap();
    assert_eq!(standing(&case, ru), []);
    let of_russia = case.answers.iter().filter(|it| it.party == ru).count();
    assert_eq!(of_russia, 2, "on the E3 text, and on any text");
}

#[test]
fn at_the_end_of_the_year_the_20_points_cross_ukraines_own_lines() {
    let case = on(YEAR_END);
    let draft: &Draft = the(&case, "ua-us-20");
    assert!(draft.tabled_by.contains(&case.find::<Party>("ua").unwrap()));
    let verdicts = verdicts(&case, "ua", "ua-us-20");
    // The line on forces is apparently overtaken by the figure that the head of state accepts.
    assert_eq!(with(&verdicts, Verdict::Crossed), ["ua-1126-recognition"]);
    let ua = case.find::<Party>("ua").unwrap();
    let forces = standing(&case, ua).into_iter().find(|it| !it.overtaken.is_empty()).unwrap();
    assert_eq!(case.id(forces.overtaken[0].word), Some("zelensky-forces-position"));
    assert_eq!(forces.judge(&contents(&case, draft)), Verdict::Unclear);
    assert_eq!(possible(&case, "ua-us-20", "znpp"), "three-way, us-ua-50-50");
    assert_eq!(content(&case, "ua-us-20", "nato-membership").how, How::Silent);
    let live: Vec<&str> = case.drafts.iter().filter(|it| it.is_live()).map(Draft::id).collect();
    assert_eq!(live, ["ru-us-27", "ua-us-20"]);
    let inferred = case.drafts.iter().flat_map(|it| &it.life);
    assert!(inferred.into_iter().all(|it| it.meta.basis == Basis::Inferred));
}

/// Days `known` anywhere in a record, entries inside records included.
fn known_days(records: &Records) -> Vec<Date> {
    let text = format!("{records:?}");
    let after = text.split("known: Some(").skip(1);
    after.map(|it| it[..10].parse().unwrap()).collect()
}

#[test]
fn on_no_day_is_anything_known_that_came_later() {
    let whole = whole();
    for day in whole.days() {
        for day in [day.yesterday().unwrap(), day] {
            let case = whole.seen(None, Some(day));
            assert!(known_days(&case).into_iter().all(|it| it <= day), "{day}");
            assert!(case.sources.iter().all(|it| it.date.is_none_or(|it| it <= day)), "{day}");
            // What lies ahead of the day is planned, and says so.
            for meeting in case.meetings.iter().filter(|it| it.date.is_some_and(|it| it > day)) {
                assert!(meeting.log.iter().any(|it| it.is == LogState::Planned), "{day}");
                assert!(meeting.log.iter().all(|it| it.is != LogState::Held), "{day}");
            }
            let said = |it: Option<Date>| it.is_none_or(|it| it <= day);
            assert!(case.statements.iter().all(|it| said(it.date)), "{day}");
            assert!(case.red_lines.iter().all(|it| said(it.date)), "{day}");
            assert!(case.answers.iter().all(|it| said(it.date)), "{day}");
            assert!(case.drafts.iter().all(|it| said(it.date)), "{day}");
            assert!(case.events.iter().all(|it| said(it.date)), "{day}");
        }
    }
}

#[test]
fn records_appear_on_their_day() {
    fn from<T: Record>(whole: &Case, id: &str, day: Date) {
        let eve = whole.seen(None, Some(day.yesterday().unwrap()));
        assert!(!has::<T>(&eve, id), "{id} before {day}");
        assert!(has::<T>(&whole.seen(None, Some(day)), id), "{id} on {day}");
    }
    let whole = whole();
    from::<Draft>(&whole, "us-paris", date(2025, 4, 25));
    from::<Draft>(&whole, "eu-ua-london", date(2025, 4, 26));
    from::<Draft>(&whole, "us-28", date(2025, 11, 20));
    from::<RedLine>(&whole, "ua-1120-forces", date(2025, 11, 20));
    from::<Draft>(&whole, "e3-28", date(2025, 11, 23));
    from::<Draft>(&whole, "us-ua-19", date(2025, 11, 24));
    from::<Answer>(&whole, "ru-on-e3", date(2025, 11, 24));
    from::<RedLine>(&whole, "ua-1126-constitution", date(2025, 11, 26));
    from::<Meeting>(&whole, "florida-1130", date(2025, 11, 30));
    from::<Meeting>(&whole, "moscow-1202", EVE);
    from::<Understanding>(&whole, "anchorage", EVE);
    from::<Issue>(&whole, "funds", date(2025, 12, 24));
    from::<Draft>(&whole, "ua-us-20", date(2025, 12, 24));
    from::<Draft>(&whole, "ru-us-27", date(2025, 12, 27));
    from::<Demand>(&whole, "peskov-donbas", date(2026, 1, 23));
}

#[test]
fn texts_are_complete_only_once_all_of_their_pages_were_out() {
    let complete = |id: &str, day: Date| {
        let case = on(day);
        let draft: &Draft = the(&case, id);
        (draft.complete, draft.points.len())
    };
    assert_eq!(complete("us-28", date(2025, 11, 20)), (false, 22));
    assert_eq!(complete("us-28", date(2025, 11, 21)), (true, 31));
    assert_eq!(complete("us-28", EVE), (true, 31));
    assert_eq!(complete("ua-us-20", date(2025, 12, 24)), (true, 20));
    assert_eq!(complete("us-ua-19", date(2025, 11, 30)), (false, 2));
    assert_eq!(complete("us-ua-19", EVE), (false, 2));
}

#[test]
fn on_the_day_the_meeting_has_been_held_and_one_question_is_decided() {
    let eve = on(EVE);
    assert_eq!(eve.resolutions, []);
    let case = on(date(2025, 12, 2));
    let meeting: &Meeting = the(&case, "moscow-1202");
    let log: Vec<LogState> = meeting.log.iter().map(|it| it.is).collect();
    assert_eq!(log, [LogState::Planned, LogState::SeriesResult, LogState::Held, LogState::Result]);
    assert!(is_person(&case, &meeting.said[0].by[0], "ushakov"));
    assert_eq!(meeting.carries.len(), 1, "the 27 points were spoken of later");
    let [resolution] = case.resolutions.as_slice() else { panic!("one question is decided") };
    assert_eq!(resolution.outcome, Outcome::No);
    assert_eq!(resolution.forecast, case.find::<Forecast>("moscow-acceptance").unwrap());
    assert_eq!(the::<Meeting>(&on(YEAR_END), "moscow-1202").carries.len(), 2);
}

#[test]
fn every_source_is_cited() {
    // A source nobody cites would pretend to support something.
    let case = whole();
    let records: &Records = &case;
    let text = format!("{records:?}");
    for place in 0..case.sources.len() {
        let cited = format!("source: {:?},", Ix::<Source>::new(place));
        assert!(text.contains(&cited), "{:?}", case.sources[place].meta.id);
    }
}
