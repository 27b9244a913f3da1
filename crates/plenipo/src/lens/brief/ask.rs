//! What to find out, and what a yes would and would not be. Nobody is asked about its own stand.

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::consents::{Consented, Need};
use crate::lens::acceptance::figures::unsaid;
use crate::lens::acceptance::outside::Outside;
use crate::preference::reservation::Reservation;
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::meta::Meta;
use plenipo_record::case::outside::CapacityKind;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::understanding::{ClaimContent, Understanding};

/// The most that is asked, and the most issues named in a question.
const ASKED_MAX: usize = 3;
const ISSUES_MAX: usize = 2;

/// The longest criteria that are given whole; of longer ones their first sentences.
const CRITERIA_MAX: usize = 260;

/// A question, and whose stand it asks about.
struct Question {
    of: Vec<Ix<Party>>,
    words: String,
    on: Vec<Ground>,
}

pub(super) fn find_out(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let mut asked = understandings(desk);
    asked.extend(content(desk));
    asked.extend(conditions(desk));
    let viewer = desk.viewer;
    // One question for all of whom the same is asked: whoever is named first on record is asked no more than others.
    let others = |it: Question| it.of.iter().all(|of| Some(*of) != viewer).then_some(it);
    let of = |all: Vec<Question>| together(desk, all.into_iter().filter_map(others).collect());
    asked.extend(of(overtaken(desk)));
    asked.extend(of(stands(desk)));
    asked.extend(of(without(desk)));
    // What only its reader could answer is no question to it.
    asked.retain(|it| viewer.is_none_or(|viewer| !it.of.contains(&viewer)));
    asked.truncate(ASKED_MAX);
    asked.into_iter().map(|it| Sentence::of(it.words, it.on)).collect()
}

/// Questions of one kind as one: `from Hill and Dale, each: what it has without a deal`, or one after the other where
/// they differ.
fn together(desk: &Desk<'_>, all: Vec<Question>) -> Option<Question> {
    let from = |it: &Question| -> Option<String> {
        let [party] = it.of.as_slice() else { return None };
        it.words.strip_prefix(&format!("from {}: ", desk.party(*party))).map(str::to_owned)
    };
    let rest: Vec<Option<String>> = all.iter().map(from).collect();
    let same = all.len() > 1 && rest.iter().all(|it| it.is_some() && *it == rest[0]);
    let of: Vec<Ix<Party>> = all.iter().flat_map(|it| it.of.iter().copied()).collect();
    let words = match rest.first().cloned().flatten() {
        Some(rest) if same => format!("from {}, each: {rest}", desk.parties(&of)),
        _ => all.iter().map(|it| it.words.as_str()).collect::<Vec<_>>().join("; "),
    };
    let mut on: Vec<Ground> = Vec::new();
    for ground in all.into_iter().flat_map(|it| it.on) {
        if !on.contains(&ground) {
            on.push(ground);
        }
    }
    (!of.is_empty()).then_some(Question { of, words, on })
}

/// What to ask of one party, the most telling first: what only it can answer, or the text that it tabled.
pub(in crate::lens) fn of_party(desk: &Desk<'_>, party: Ix<Party>) -> Vec<Sentence> {
    let mut asked = Vec::new();
    for place in 0..desk.case.understandings.len() {
        let missing = missing_of(desk, Ix::new(place), party);
        let title = super::party::title_of(desk, Ix::new(place));
        asked.extend(missing.map(|it| Sentence::of(format!("of {title}: {it}"), Vec::new())));
    }
    let tabled = |(draft, _): &&(Ix<Draft>, &[Content])| {
        desk.case.draft(*draft).tabled_by.contains(&party) && !desk.is_fallen(*draft)
    };
    if let Some((draft, _)) = desk.drafts.iter().find(tabled)
        && let Some(words) = not_known_of(desk, *draft)
    {
        asked.push(Sentence::of(words, Vec::new()));
    }
    let own = overtaken(desk).into_iter().chain(stands(desk)).chain(without(desk));
    let own = own.filter(|it| it.of.contains(&party));
    // Whom it is asked of is told above.
    let from = format!("from {}: ", desk.party(party));
    let words = |it: &Question| it.words.strip_prefix(&from).unwrap_or(&it.words).to_owned();
    asked.extend(own.map(|it| Sentence::of(words(&it), it.on)));
    asked
}

/// What `party` has not said of what an understanding settled.
fn missing_of(desk: &Desk<'_>, ix: Ix<Understanding>, party: Ix<Party>) -> Option<&'static str> {
    let it = &desk.case.understandings[ix.get()];
    if !it.between.contains(&party) {
        return None;
    }
    let latest = it.latest_of(party);
    let disclosed =
        latest.iter().any(|at| !matches!(it.claims[*at].content, ClaimContent::NotDisclosed));
    let mut demands = desk.case.demands.iter();
    let warns = demands.any(|it| it.party == party && it.departs_from == Some(ix));
    match (latest.is_empty(), disclosed, warns) {
        (true, ..) => Some("its own account"),
        (false, true, _) => None,
        (false, false, true) => Some("what it settled and what departs from it"),
        (false, false, false) => Some("what it settled"),
    }
}

/// What an understanding settled, asked of each side that has not said so.
fn understandings(desk: &Desk<'_>) -> Vec<Question> {
    let mut asked = Vec::new();
    for (place, it) in desk.case.understandings.iter().enumerate() {
        let mut each = Vec::new();
        for party in it.between.iter().filter(|it| Some(**it) != desk.viewer) {
            let name = desk.party(*party);
            let missing = missing_of(desk, Ix::new(place), *party);
            each.extend(missing.map(|it| format!("from {name}, {it}")));
        }
        let title = super::party::title_of(desk, Ix::new(place));
        if !each.is_empty() {
            let words = format!("of {title}: {}", each.join("; "));
            asked.push(Question { of: Vec::new(), words, on: Vec::new() });
        }
    }
    asked
}

/// What a text says where a line stands and its words are not known, asked of who has it.
fn content(desk: &Desk<'_>) -> Option<Question> {
    desk.drafts.iter().filter(|(ix, _)| !desk.is_fallen(*ix)).find_map(|(ix, contents)| {
        let draft = desk.case.draft(*ix);
        // Of a text that is here nobody has to say what it says: what it leaves open is for its sides to choose.
        let mut shown = open_where_lines_stand(desk, *ix).into_iter().take(ISSUES_MAX);
        let is_here = |it: Ix<Issue>| contents[it.get()].how != How::Unknown;
        if draft.is_read() && shown.all(is_here) {
            let what = left_by(desk, *ix)?;
            let sides: Vec<Ix<Party>> = desk.lines.iter().map(|(party, _)| *party).collect();
            let sides: Vec<Ix<Party>> =
                sides.into_iter().filter(|it| Some(*it) != desk.viewer).collect();
            if sides.is_empty() {
                return None;
            }
            let words = format!("from {}, each: {what}", desk.parties(&sides));
            return Some(Question { of: Vec::new(), words, on: Vec::new() });
        }
        let what = not_known_of(desk, *ix)?;
        let has: Vec<Ix<Party>> = draft.tabled_by.iter().chain(&draft.known_to).copied().collect();
        let from: Vec<Ix<Party>> =
            draft.tabled_by.iter().copied().filter(|it| Some(*it) != desk.viewer).collect();
        let from =
            if from.is_empty() { String::new() } else { format!("from {}: ", desk.parties(&from)) };
        let words = format!("{from}{what}");
        let of = has.into_iter().filter(|it| Some(*it) == desk.viewer).collect();
        Some(Question { of, words, on: Vec::new() })
    })
}

/// `which option it would take on “Who watches the line”, which the text carried leaves open`
fn left_by(desk: &Desk<'_>, draft: Ix<Draft>) -> Option<String> {
    let issues = open_where_lines_stand(desk, draft);
    let first = issues.iter().take(ISSUES_MAX);
    let named = first.map(|it| format!("“{}”", words::short_title(&desk.case.issue(*it).title)));
    let named: Vec<String> = named.collect();
    let text = desk.text(draft);
    let words =
        format!("which option it would take on {}, which {text} leaves open", listed(&named));
    (!named.is_empty()).then_some(words)
}

/// `what the text carried says on “Size of the forces”, where a line stands`
fn not_known_of(desk: &Desk<'_>, draft: Ix<Draft>) -> Option<String> {
    let issues = open_where_lines_stand(desk, draft);
    let first = issues.iter().take(ISSUES_MAX);
    let named = first.map(|it| format!("“{}”", words::short_title(&desk.case.issue(*it).title)));
    let named: Vec<String> = named.collect();
    let text = desk.text(draft);
    let words = format!("what {text} says on {}, where a line stands", listed(&named));
    (!named.is_empty()).then_some(words)
}

/// The issues on which it is not decided what a text says and that a line may be crossed on, the most contested
/// first.
pub(in crate::lens) fn open_where_lines_stand(desk: &Desk<'_>, draft: Ix<Draft>) -> Vec<Ix<Issue>> {
    let Some((_, contents)) = desk.drafts.iter().find(|(it, _)| *it == draft) else {
        return Vec::new();
    };
    let stands = |issue: &Ix<Issue>| {
        let mut lines = desk.lines.iter().flat_map(|(_, lines)| lines);
        let may = |it: &Line| it.judge_on(*issue, contents) == Verdict::MayBeCrossed;
        contents[issue.get()].is_undecided() && lines.any(may)
    };
    let mut issues: Vec<Ix<Issue>> =
        (0..desk.case.issues.len()).map(Ix::new).filter(stands).collect();
    let standing = |issue: Ix<Issue>| {
        let lines = desk.lines.iter().flat_map(|(_, lines)| lines);
        lines.filter(|it| !it.rules_out_on(issue).is_empty()).count()
    };
    issues.sort_by_key(|it| std::cmp::Reverse(standing(*it)));
    issues
}

/// What is said in words that no record can decide, and on which a line turns.
fn conditions(desk: &Desk<'_>) -> Option<Question> {
    desk.drafts.iter().filter(|(ix, _)| !desk.is_fallen(*ix)).find_map(|(ix, contents)| {
        let mut lines = desk.lines.iter().flat_map(|(_, lines)| lines);
        let line = lines.find(|it| it.turns_on_words(contents))?;
        let condition = line.condition.as_ref()?.text.as_deref()?;
        let words = format!(
            "is this so: {}? If it is, the {} of {} stands against {}",
            describe::quoted(desk.case, condition),
            desk.line_named(line),
            desk.party(line.party),
            desk.text(*ix)
        );
        Some(Question { of: Vec::new(), words, on: desk.of_line(line) })
    })
}

/// Whether a line that was apparently overtaken still stands.
fn overtaken(desk: &Desk<'_>) -> Vec<Question> {
    let lines = desk.lines.iter().flat_map(|(_, lines)| lines);
    let each = lines.filter(|it| desk.is_unsettled(it)).map(|line| Question {
        of: vec![line.party],
        words: format!(
            "from {}: whether its {} still stands after what it said since",
            desk.party(line.party),
            desk.line_named(line)
        ),
        on: desk.of_line(line),
    });
    each.collect()
}

/// Where a principal stands of whom neither a line nor a position is on record.
fn stands(desk: &Desk<'_>) -> Vec<Question> {
    let mut asked = Vec::new();
    for (party, lines) in &desk.lines {
        let positions = desk.case.positions.iter();
        let speaks = positions.filter(|it| it.party == *party && !it.ended && it.issue.is_some());
        if !lines.is_empty() || speaks.count() > 0 {
            continue;
        }
        let name = desk.party(*party);
        let on_record = desk.on_record();
        let words =
            format!("{} position on each issue: none is {on_record}", words::possessive(&name));
        asked.push(Question { of: vec![*party], words, on: Vec::new() });
    }
    asked
}

/// What a principal has without a deal.
fn without(desk: &Desk<'_>) -> Vec<Question> {
    let mut asked = Vec::new();
    for (party, _) in &desk.lines {
        // Who has accepted the text has said how it compares.
        if desk.drafts.first().is_some_and(|(draft, _)| has_accepted(desk, *draft, *party)) {
            continue;
        }
        if Reservation::of(desk.case, *party).is_some() {
            continue;
        }
        let name = desk.party(*party);
        let words = match unsaid(desk.case, *party) {
            Some(_) => format!("from {name}: how good what it has without a deal is to it"),
            None => format!("from {name}: what it has without a deal, in its own view"),
        };
        asked.push(Question { of: vec![*party], words, on: Vec::new() });
    }
    asked
}

fn has_accepted(desk: &Desk<'_>, draft: Ix<Draft>, party: Ix<Party>) -> bool {
    let of = desk.found(draft);
    of.into_iter().flat_map(|of| &of.assessments).any(|it| {
        desk.assessed.models[it.model].party == party && it.status == Acceptance::Accepted
    })
}

/// What a yes would be, and what would not be one.
pub(in crate::lens) fn listen_for(desk: &mut Desk<'_>) -> Vec<Sentence> {
    // Of a text that fell nothing is a yes any more.
    if desk.drafts.first().is_none_or(|(draft, _)| desk.is_fallen(*draft)) {
        return Vec::new();
    }
    let mut said = Vec::new();
    let asked = question(desk);
    match asked {
        Some(it) => {
            let criteria = shortened(&it.criteria);
            let criteria = criteria.strip_prefix("Yes if ").unwrap_or(&criteria);
            let words = format!("a yes would be: {criteria}");
            said.push(desk.sentence(words, &it.meta));
        }
        None => said.push(Sentence::of(
            "a yes is acceptance of the whole text; to call it a basis, to accept parts of it, to \
             reserve an answer or to keep silent is none",
            vec![Ground::Counting],
        )),
    }
    // The criteria say from whom it has to come.
    if asked.is_none() {
        said.extend(who_says_it(desk));
    }
    said.extend(beyond(desk));
    said
}

/// Whose consent the text needs besides: a yes in the room is not the end of it.
fn beyond(desk: &Desk<'_>) -> Option<Sentence> {
    let case = desk.case;
    let (draft, _) = desk.drafts.first()?;
    let place = desk.assessed.drafts.iter().position(|it| it == draft)?;
    let of = &desk.assessed.each[place];
    let mut names: Vec<String> = Vec::new();
    let mut on: Vec<Ground> = Vec::new();
    let mut add = |name: String, meta: &Meta| {
        if !names.contains(&name) {
            names.push(name);
        }
        for ground in Ground::of(case, meta) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
    };
    // What it may need, by what is not known of it, stands on the second page.
    for it in of.consents.iter().filter(|it| it.is == Need::Certain && !it.advises(case)) {
        let consent = &case.consents[it.consent.get()];
        for by in &consent.of {
            let name = match by {
                Speaker::Party(party) => desk.party(*party),
                by => words::run_on(&case.speaker(by)),
            };
            add(name, &consent.meta);
        }
    }
    // Who has voted is not asked any more.
    let decided =
        |it: &&Outside| matches!(it.consented, Some(Consented::Given(_) | Consented::Refused(_)));
    for it in of.outside.iter().filter(|it| !decided(it)) {
        for (ix, sure) in &it.capacities {
            let capacity = &case.capacities[ix.get()];
            if capacity.is == CapacityKind::MustConsent && *sure {
                add(desk.party(it.party), &capacity.meta);
            }
        }
    }
    let words = format!("beyond the room it needs the consent of {}", listed(&names));
    (!names.is_empty()).then(|| Sentence::of(words, on))
}

/// The open question on record about what is ahead: one that closes with the meeting, or that somebody spoke to
/// when he spoke of the meeting or of the text.
fn question<'a>(desk: &Desk<'a>) -> Option<&'a Forecast> {
    let case = desk.case;
    let ahead = desk.ahead?;
    let meeting = RecordRef::new(Kind::Meeting, ahead.get());
    let text = desk.drafts.first().map(|(it, _)| RecordRef::new(Kind::Draft, it.get()));
    let about = |it: &RecordRef| *it == meeting || Some(*it) == text;
    let named = case.statements.iter().filter(|it| it.about.iter().any(about));
    let named: Vec<Ix<Forecast>> = named.filter_map(|it| it.forecast).collect();
    let is_open = |ix: &Ix<Forecast>| {
        let it = &case.forecasts[ix.get()];
        let settled = case.resolutions.iter().any(|it| it.forecast == *ix);
        let closed = it.closes.zip(desk.day).is_some_and(|(closes, day)| closes < day);
        !settled && !closed && !it.criteria.trim().is_empty()
    };
    let date = case.meetings[ahead.get()].date;
    let with_it = |ix: &Ix<Forecast>| {
        named.contains(ix) || date.is_some() && case.forecasts[ix.get()].closes == date
    };
    let all = (0..case.forecasts.len()).map(Ix::new);
    let found = all.filter(|it| is_open(it) && with_it(it));
    let first = found.min_by_key(|ix| (case.forecasts[ix.get()].closes, ix.get()))?;
    Some(&case.forecasts[first.get()])
}

/// As many whole sentences as have room.
fn shortened(criteria: &str) -> String {
    let mut kept = String::new();
    for sentence in criteria.split_inclusive(". ") {
        if !kept.is_empty() && kept.chars().count() + sentence.chars().count() > CRITERIA_MAX {
            break;
        }
        kept.push_str(sentence);
    }
    kept.trim_end().to_owned()
}

/// From whom a yes would have to come, where the record says who speaks with the highest authority.
fn who_says_it(desk: &mut Desk<'_>) -> Option<Sentence> {
    let mut each = Vec::new();
    let mut on = Vec::new();
    for party in desk.case.signatories() {
        if Some(party) == desk.viewer {
            continue;
        }
        let first = |it: &&plenipo_record::case::party::Person| {
            it.party == Some(party) && it.rank == Some(1)
        };
        let Some(place) = desk.case.persons.iter().position(|it| first(&it)) else { continue };
        let meta = &desk.case.persons[place].meta;
        for ground in Ground::of(desk.case, meta) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
        let by = Speaker::Person(Ix::new(place));
        let name = desk.voice_for_its_party(&by);
        each.push(format!("for {} {name}", desk.party(party)));
    }
    let words = format!("who speaks with the highest authority: {}", listed(&each));
    (!each.is_empty()).then(|| Sentence::of(words::bare(&words), on))
}
