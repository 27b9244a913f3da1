//! What the record holds in the days after something was said: not what it led to.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::record::meetings;
use super::sayings::Saying;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::{Became, LogState, Meeting};
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Reply;

/// The dated course of the visible record, for asking what lies in a stretch of days.
pub(super) struct Course {
    /// The day the record is read as of.
    day: Option<Date>,
    /// Meetings held, by date: each channel's, each party's, everybody's.
    of_channel: BTreeMap<Vec<Ix<Party>>, Vec<Dated<usize>>>,
    of_party: BTreeMap<Ix<Party>, Vec<Dated<usize>>>,
    held: Vec<Dated<usize>>,
    drafts: Vec<Dated<String>>,
    answers: Vec<Dated<(Reply, String)>>,
    results: Vec<Dated<(usize, String)>>,
    /// What came of each meeting.
    own: BTreeMap<usize, Vec<String>>,
}

type Dated<T> = (Date, T);

/// What the record holds in the days after a saying.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Followed<'c> {
    /// The last of the days looked at.
    pub(super) to: Option<Date>,
    pub(super) window: Window,
    /// The next meeting held in the same channel (of a saying about no meeting: with one of its
    /// speakers' parties), and after how many days.
    pub(super) met: Option<(usize, i32)>,
    /// Among which meetings that one is looked for.
    pub(super) among: Among,
    /// How many other meetings were held in those days.
    pub(super) other_meetings: usize,
    pub(super) drafts: &'c [Dated<String>],
    pub(super) answers: &'c [Dated<(Reply, String)>],
    /// Results of other meetings.
    pub(super) results: Vec<&'c Dated<(usize, String)>>,
    /// What came of the meeting that was spoken of, whenever it was entered.
    pub(super) own: &'c [String],
}

/// Which meetings count as a further one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    /// Those of the channel of the meeting that was spoken of.
    Channel,
    /// Those with a party of one of the speakers.
    Party,
    /// All.
    Any,
}

/// Whether the days after a saying are all on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    /// They have all passed.
    Closed,
    /// The record is read as of a day within them.
    Open,
    /// The saying has no exact date.
    Inexact,
}

impl Window {
    pub(super) fn word(self) -> &'static str {
        match self {
            Window::Closed => "closed",
            Window::Open => "open",
            Window::Inexact => "date not exact",
        }
    }
}

impl Followed<'_> {
    /// How many answers are `reply`s.
    pub(super) fn count(&self, is: impl Fn(Reply) -> bool) -> usize {
        self.answers.iter().filter(|(_, (reply, _))| is(*reply)).count()
    }
}

/// Whether a reply refuses.
pub(super) fn refuses(reply: Reply) -> bool {
    matches!(reply, Reply::Reject | Reply::NoFurtherMovement)
}

impl Course {
    pub(super) fn of(case: &Case, day: Option<Date>) -> Course {
        let mut course = Course {
            day,
            of_channel: BTreeMap::new(),
            of_party: BTreeMap::new(),
            held: Vec::new(),
            drafts: Vec::new(),
            answers: Vec::new(),
            results: Vec::new(),
            own: BTreeMap::new(),
        };
        for (place, meeting) in case.meetings.iter().enumerate() {
            course.meeting(meeting, place);
        }
        for draft in &case.drafts {
            let date = draft.date.filter(|_| sure(draft.meta.date_is));
            course.drafts.extend(date.map(|it| (it, draft.id().to_owned())));
        }
        for (place, answer) in case.answers.iter().enumerate() {
            let text = describe::in_one_line(case, RecordRef::new(Kind::Answer, place));
            let date = answer.date.filter(|_| sure(answer.meta.date_is));
            course.answers.extend(date.map(|it| (it, (answer.answer, text))));
        }
        course.of_channel.values_mut().for_each(|it| it.sort());
        course.of_party.values_mut().for_each(|it| it.sort());
        course.held.sort();
        course.drafts.sort();
        course.answers.sort_by_key(|it| it.0);
        course.results.sort();
        course
    }

    fn meeting(&mut self, meeting: &Meeting, place: usize) {
        let sure = sure(meeting.meta.date_is);
        if let Some(date) = meeting.date
            && sure
            && meetings::state(meeting, self.day) == Became::Held
        {
            self.of_channel.entry(channel(meeting)).or_default().push((date, place));
            for party in channel(meeting) {
                self.of_party.entry(party).or_default().push((date, place));
            }
            self.held.push((date, place));
        }
        for entry in meeting.log.iter().filter(|it| it.is == LogState::Result) {
            let Some(said) = entry.gist.as_ref().or(entry.words.as_ref()) else { continue };
            self.own.entry(place).or_default().push(said.clone());
            let date = entry.date.or(meeting.date.filter(|_| sure));
            self.results.extend(date.map(|it| (it, (place, said.clone()))));
        }
    }

    /// What followed `saying` within `days`.
    pub(super) fn after(&self, case: &Case, saying: &Saying, days: i32) -> Followed<'_> {
        let meeting = saying.meeting();
        let own = meeting.and_then(|it| self.own.get(&it.get())).map_or(&[][..], Vec::as_slice);
        let Some(from) = saying.date else {
            let (to, window) = (None, Window::Inexact);
            let (drafts, answers) = (&[][..], &[][..]);
            let (among, results) = (Among::Any, Vec::new());
            return Followed {
                to,
                window,
                met: None,
                among,
                other_meetings: 0,
                drafts,
                answers,
                results,
                own,
            };
        };
        let to = from.saturating_add(jiff::Span::new().days(days));
        let window = match (saying.date_is, self.day) {
            (DateIs::Exact | DateIs::Inferred, Some(day)) if to <= day => Window::Closed,
            (DateIs::Exact | DateIs::Inferred, _) => Window::Open,
            _ => Window::Inexact,
        };
        let among = match meeting {
            Some(_) => Among::Channel,
            None if saying.parties(case).is_empty() => Among::Any,
            None => Among::Party,
        };
        let met = match meeting {
            Some(it) => {
                let channel = channel(&case.meetings[it.get()]);
                self.of_channel.get(&channel).and_then(|it| within(it, from, to).first())
            }
            None => self.next_with(case, saying, from, to),
        };
        let held = within(&self.held, from, to).iter();
        // The meeting that was spoken of may lie ahead of what was said of it.
        let other_meetings = held.filter(|it| Some(it.1) != meeting.map(Ix::get)).count();
        let other_meetings = other_meetings.saturating_sub(usize::from(met.is_some()));
        let results = within(&self.results, from, to).iter();
        let other = |it: &&Dated<(usize, String)>| Some(it.1.0) != meeting.map(Ix::get);
        Followed {
            to: Some(to),
            window,
            met: met.map(|(date, place)| (*place, days_between(from, *date))),
            among,
            other_meetings,
            drafts: within(&self.drafts, from, to),
            answers: within(&self.answers, from, to),
            results: results.filter(other).collect(),
            own,
        }
    }

    /// The next meeting with a party of one of the speakers; of any, where they are of none.
    fn next_with(
        &self,
        case: &Case,
        saying: &Saying,
        from: Date,
        to: Date,
    ) -> Option<&Dated<usize>> {
        let parties = saying.parties(case);
        if parties.is_empty() {
            return within(&self.held, from, to).first();
        }
        let of = |party| within(self.of_party.get(party).map_or(&[][..], Vec::as_slice), from, to);
        parties.iter().filter_map(|it| of(it).first()).min()
    }
}

/// Whether something so dated surely lies on its day or later: what is dated `before` or `about`
/// cannot be said to have followed.
fn sure(date_is: DateIs) -> bool {
    matches!(date_is, DateIs::Exact | DateIs::Inferred | DateIs::After)
}

/// The channel of a meeting as a set.
pub(super) fn channel(meeting: &Meeting) -> Vec<Ix<Party>> {
    let mut channel = meeting.channel.clone();
    channel.sort();
    channel.dedup();
    channel
}

/// Days from `from` to `to`.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |it| it.get_days())
}

/// What lies after `from` and not after `to`; `list` is in order of dates.
fn within<T>(list: &[Dated<T>], from: Date, to: Date) -> &[Dated<T>] {
    let start = list.partition_point(|it| it.0 <= from);
    let end = list.partition_point(|it| it.0 <= to);
    &list[start..end.max(start)]
}
