//! Every dated thing the record says, one entry each.

use jiff::civil::Date;

use super::voices;
use crate::finding::table::Cell;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::learned::{When, known, known_within, when, when_logged};
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::party::Speaker;
use plenipo_record::case::position::AnswerTo;
use plenipo_record::case::records::Record;

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum EntryKind {
    /// A record, or what was said or done in one of that kind.
    Record(Kind),
    /// What a party claims of an understanding.
    Claim,
    /// A point of a draft.
    Point,
    /// What somebody takes words to signal.
    Reading,
    /// Something undertaken.
    Action,
    /// How many points a draft is said to have.
    Count,
}

impl EntryKind {
    /// Its noun.
    pub(in crate::lens) fn noun(self) -> &'static str {
        match self {
            EntryKind::Record(kind) => kind.noun(),
            EntryKind::Claim => "claim",
            EntryKind::Point => "point",
            EntryKind::Reading => "reading",
            EntryKind::Action => "action",
            EntryKind::Count => "count",
        }
    }
}

/// What of a record an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum Part {
    /// The record without what entries of their own tell of it.
    Whole,
    /// An entry in a meeting's log, by place.
    Log(usize),
    /// Something said at a meeting.
    Said(usize),
    /// What somebody reads into something said at a meeting.
    ReadingOf(usize, usize),
    /// What somebody reads into a statement.
    Reading(usize),
    /// Something undertaken at a meeting.
    Action(usize),
    /// A claim on an understanding.
    Claim(usize),
    /// A reading of an understanding that has a name.
    Named(usize),
    /// Part of a draft's life.
    Life(usize),
    /// How many points a draft is said to have.
    Count(usize),
    /// A point of the draft at the first place.
    Point(usize, usize),
    /// How a party reads a point of a draft: the draft, the point, the reading.
    PointReading(usize, usize, usize),
    /// How a consent was decided.
    Outcome,
    /// That the line at this place was lifted.
    Lifted(usize),
}

/// A dated thing the record says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lens) struct Entry {
    pub(in crate::lens) date: Option<Date>,
    pub(in crate::lens) date_is: DateIs,
    /// When it was learned.
    pub(in crate::lens) known: Option<Date>,
    pub(in crate::lens) kind: EntryKind,
    /// The record that it is, or that it is in.
    pub(in crate::lens) record: Option<RecordRef>,
    /// What of that record it is.
    pub(in crate::lens) part: Part,
    /// The record's id, if it has one.
    pub(in crate::lens) id: Option<String>,
    /// The record, as tables refer to it; unknown where it has no id.
    pub(in crate::lens) cell: Cell,
    pub(in crate::lens) text: String,
    /// What it stands on, where that is told.
    pub(in crate::lens) footing: Option<Footing>,
    /// Who speaks in it, whose it is, whom it is between.
    pub(in crate::lens) who: Vec<Speaker>,
}

/// Every record, and every dated entry inside one, oldest first; undated ones last.
pub(in crate::lens) fn entries(case: &Case) -> Vec<Entry> {
    let mut all = Vec::new();
    fn each<T: Record>(case: &Case, all: &mut Vec<Entry>) {
        for (place, record) in T::list(case).iter().enumerate() {
            let at = RecordRef::new(T::KIND, place);
            // A meeting with a log is told by its log.
            if T::KIND == Kind::Meeting && !case.meetings[place].log.is_empty() {
                continue;
            }
            // What this program computed is nothing that became known.
            if T::KIND == Kind::Prediction && case.predictions[place].computed.is_some() {
                continue;
            }
            let text = describe::in_one_line(case, at);
            let (meta, who) = (record.meta(), voices::of(case, at));
            all.push(entry(
                case,
                EntryKind::Record(T::KIND),
                Some(at),
                meta,
                when(record),
                text,
                who,
            ));
        }
    }
    macro_rules! list {
        ($($type:ident in $module:ident),* $(,)?) => {
            $(each::<plenipo_record::case::$module::$type>(case, &mut all);)*
        };
    }
    list!(
        Draft in draft, RedLine in red_line, Position in position, Answer in position,
        Understanding in understanding, Alternative in position, Meeting in meeting,
        Statement in meeting, Event in meeting, Leave in process, Consent in process,
        Capacity in outside, Poll in outside, Rule in rule, Demand in demand, TextState in course,
        Movement in course, Cause in course, Undertaking in upkeep,
        Forecast in forecast, Prediction in forecast, Resolution in forecast,
    );
    inner(case, &mut all);
    all.sort_by(|a, b| {
        let key = |it: &Entry| it.date.unwrap_or(Date::MAX);
        key(a).cmp(&key(b))
    });
    all
}

fn entry(
    case: &Case,
    kind: EntryKind,
    at: Option<RecordRef>,
    meta: &Meta,
    when: When,
    text: String,
    who: Vec<Speaker>,
) -> Entry {
    let id = at.and_then(|at| case.id(at));
    Entry {
        date: when.day(),
        date_is: meta.date_is,
        known: known(case, meta, when),
        kind,
        record: at,
        part: Part::Whole,
        id: id.map(str::to_owned),
        cell: at.map_or(Cell::Unknown, |at| Cell::maybe_to(at.kind, id)),
        text,
        footing: Some(describe::footing(case, meta)),
        who,
    }
}

/// An entry inside the record of footing and day `of`.
fn within(
    case: &Case,
    kind: EntryKind,
    at: Option<RecordRef>,
    meta: &Meta,
    when: When,
    text: String,
    of: (&Meta, When, Vec<Speaker>),
) -> Entry {
    let learned = known_within(case, meta, of.0, when, known(case, of.0, of.1));
    Entry { known: learned, ..entry(case, kind, at, meta, when, text, of.2) }
}

/// Entries inside records: what a meeting came to, what was said there, claims, a draft's life.
fn inner(case: &Case, all: &mut Vec<Entry>) {
    for (place, meeting) in case.meetings.iter().enumerate() {
        let at = RecordRef::new(Kind::Meeting, place);
        let name = describe::in_one_line(case, at);
        let of = |who| (&meeting.meta, when(meeting), who);
        let all_there = voices::of(case, at);
        for (k, it) in meeting.log.iter().enumerate() {
            let words = it.gist.clone().or(it.words.clone()).unwrap_or_default();
            let text =
                format!("{name}: {}{}{words}", describe::spoken(it.is.word()), colon(&words));
            let who = it.by.iter().cloned().chain(all_there.iter().cloned()).collect();
            let on = when_logged(it, meeting);
            let mut entry = within(
                case,
                EntryKind::Record(Kind::Meeting),
                Some(at),
                &it.meta,
                on,
                text,
                of(who),
            );
            entry.date = it.date.or(meeting.date);
            entry.part = Part::Log(k);
            all.push(entry);
        }
        for (k, it) in meeting.said.iter().enumerate() {
            let by: Vec<String> = it.by.iter().map(|by| case.speaker(by)).collect();
            let by = if by.is_empty() { "somebody".to_owned() } else { describe::listed(&by) };
            let text = format!("{name}: {by}: {}", describe::quoted(case, &it.words));
            let who = it.by.clone();
            let mut entry = within(
                case,
                EntryKind::Record(Kind::Statement),
                Some(at),
                &it.meta,
                When::undated(),
                text,
                of(who),
            );
            entry.date = meeting.date;
            entry.part = Part::Said(k);
            all.push(entry);
        }
    }
    for (place, it) in case.understandings.iter().enumerate() {
        let at = RecordRef::new(Kind::Understanding, place);
        for (k, claim) in it.claims.iter().enumerate() {
            let force = claim.force.map(|it| it.word()).unwrap_or("of unstated force");
            let words = claim.words.clone().unwrap_or_default();
            let text = format!(
                "{} on {}: {force}{}{words}",
                case.party(claim.party).label(),
                describe::in_one_line(case, at),
                colon(&words)
            );
            let who = claim.by.iter().cloned().chain([Speaker::Party(claim.party)]).collect();
            let of = (&it.meta, when(it), who);
            let on = When::happened(claim.date, claim.meta.date_is);
            let entry = within(case, EntryKind::Claim, Some(at), &claim.meta, on, text, of);
            all.push(Entry { part: Part::Claim(k), ..entry });
        }
    }
    for (place, draft) in case.drafts.iter().enumerate() {
        let at = RecordRef::new(Kind::Draft, place);
        for (k, it) in draft.life.iter().enumerate() {
            let text = format!("{} is {}", draft.title, it.is.word());
            let who = it.by.iter().cloned().collect();
            let of = (&draft.meta, when(draft), who);
            let on = When::announced(Some(it.from));
            let kind = EntryKind::Record(Kind::Draft);
            let entry = within(case, kind, Some(at), &it.meta, on, text, of);
            all.push(Entry { part: Part::Life(k), ..entry });
        }
    }
    for (place, consent) in case.consents.iter().enumerate() {
        if let Some(it) = &consent.outcome {
            let vote = it.vote.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
            let text = format!("{}: {}{vote}", consent.act, it.is.word());
            let at = RecordRef::new(Kind::Consent, place);
            let who = it.by.iter().cloned().chain(voices::of(case, at)).collect();
            let of = (&consent.meta, when(consent), who);
            let on = When::happened(Some(it.date), DateIs::Exact);
            let kind = EntryKind::Record(Kind::Consent);
            let entry = within(case, kind, Some(at), &it.meta, on, text, of);
            all.push(Entry { part: Part::Outcome, ..entry });
        }
    }
    for (place, line) in case.red_lines.iter().enumerate() {
        if let Some(lifted) = &line.lifted {
            let words = lifted.words.clone().unwrap_or_default();
            let text = format!(
                "{} lifts the line {}{}{words}",
                case.party(line.party).label(),
                describe::quoted(case, line.words.as_deref().unwrap_or_default()),
                colon(&words)
            );
            let who = lifted.by.iter().cloned().chain([Speaker::Party(line.party)]).collect();
            let of = (&line.meta, when(line), who);
            let on = When::announced(Some(lifted.date));
            let kind = EntryKind::Record(Kind::RedLine);
            let entry = within(case, kind, None, &lifted.meta, on, text, of);
            all.push(Entry { part: Part::Lifted(place), ..entry });
        }
    }
}

fn colon(words: &str) -> &'static str {
    if words.is_empty() { "" } else { ": " }
}

/// What an answer is an answer to, by id.
pub(super) fn answered(case: &Case, to: AnswerTo) -> String {
    match to {
        AnswerTo::AnyText => "any text".to_owned(),
        AnswerTo::Draft(ix) => {
            describe::name::<plenipo_record::case::draft::Draft>(case, Ix::new(ix.get()))
        }
    }
}
