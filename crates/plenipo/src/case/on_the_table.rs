//! Which text a question is about where nobody names one.
//!
//! It is what the next meeting carries, if that text is known here; else the latest text that is.

use jiff::civil::Date;

use super::describe;
use super::draft::Draft;
use super::id::{Ix, Kind, RecordRef};
use super::meeting::Meeting;
use super::records::Records;

/// A text that was chosen because nobody named one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// The text.
    pub draft: Ix<Draft>,
    /// Why this one.
    pub why: Why,
}

/// Why a text was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The next meeting carries it.
    Carried(Ix<Meeting>),
    /// The next meeting carries no text that is known here; this is the latest one.
    LatestBefore(Ix<Meeting>),
    /// No meeting lies ahead; this is the latest text.
    Latest,
}

/// The text on the table on `day`; `None` where no text is known.
///
/// A text is known whose points somebody has read. One that is no longer live is chosen only where it
/// is carried, or where no live one is known; one of which only its points by report are there, where
/// nothing better is.
pub fn chosen(records: &Records, day: Option<Date>) -> Option<Chosen> {
    let next = next_meeting(records, day);
    if let Some(meeting) = next {
        let carried = records.meetings[meeting.get()].carries.iter().map(|it| it.draft);
        let known = carried.filter(|it| records.draft(*it).is_read());
        if let Some(draft) = known.max_by_key(|it| age(records, *it)) {
            return Some(Chosen { draft, why: Why::Carried(meeting) });
        }
    }
    let why = next.map_or(Why::Latest, Why::LatestBefore);
    let latest = |fits: &dyn Fn(&Draft) -> bool| {
        let all = (0..records.drafts.len()).map(Ix::new);
        all.filter(|it| fits(records.draft(*it))).max_by_key(|it| age(records, *it))
    };
    let live = latest(&|it| it.is_live() && it.is_read());
    let draft = live
        .or_else(|| latest(&Draft::is_read))
        .or_else(|| latest(&|it| it.is_live() && !it.points.is_empty()))?;
    Some(Chosen { draft, why })
}

/// The next meeting: the first that is planned for `day` or later, else one of an unknown day.
pub fn next_meeting(records: &Records, day: Option<Date>) -> Option<Ix<Meeting>> {
    let ahead = |it: &&Ix<Meeting>| {
        let meeting = &records.meetings[it.get()];
        meeting.state(day) == "planned"
            && meeting.date.zip(day).is_none_or(|(date, day)| date >= day)
    };
    let all: Vec<Ix<Meeting>> = (0..records.meetings.len()).map(Ix::new).collect();
    let date = |it: &&Ix<Meeting>| records.meetings[it.get()].date.unwrap_or(Date::MAX);
    all.iter().filter(ahead).min_by_key(date).copied()
}

/// The text that `draft` is to be set against: what it was made from or replies to, as far back as it
/// takes to come to one that is known; else the latest known one before it.
pub fn forerunner(records: &Records, draft: Ix<Draft>) -> Option<(Ix<Draft>, Forerunner)> {
    let made_from = |it: Ix<Draft>| {
        let it = records.draft(it);
        it.based_on.iter().chain(&it.answers).copied().collect::<Vec<_>>()
    };
    let mut seen = vec![draft];
    let mut at = 0;
    while let Some(here) = seen.get(at).copied() {
        at += 1;
        let before: Vec<_> = made_from(here).into_iter().filter(|it| !seen.contains(it)).collect();
        if let Some(known) = before.iter().find(|it| records.draft(**it).is_read()) {
            let how = if here == draft { Forerunner::Direct } else { Forerunner::Far };
            return Some((*known, how));
        }
        seen.extend(before);
    }
    let earlier = |it: &Ix<Draft>| {
        *it != draft
            && records.draft(*it).is_read()
            && age(records, *it) < age(records, draft)
            && !made_from(*it).contains(&draft)
    };
    let all = (0..records.drafts.len()).map(Ix::new);
    let latest = all.filter(earlier).max_by_key(|it| age(records, *it))?;
    Some((latest, Forerunner::Earlier))
}

/// How a text comes to be the one that another is set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forerunner {
    /// The other was made from it, or replies to it.
    Direct,
    /// The same, through texts that are not known here.
    Far,
    /// It is the latest known one before the other.
    Earlier,
}

impl Forerunner {
    /// `which it was made from`
    pub fn in_words(self) -> &'static str {
        match self {
            Forerunner::Direct => "which it was made from or replies to",
            Forerunner::Far => {
                "which it goes back to through texts whose wording is not known here"
            }
            Forerunner::Earlier => "the latest text known here before it",
        }
    }
}

impl Chosen {
    /// `draft-3, which the next meeting carries (Fourth session, 2031-05-20)`
    pub fn in_words(&self, records: &Records) -> String {
        let id = records.draft(self.draft).id();
        let read = records.draft(self.draft).is_read();
        let known =
            if read { "the latest text known here" } else { "the latest text told of here" };
        match self.why {
            Why::Carried(meeting) => {
                format!("{id}, which the next meeting carries ({})", named(records, meeting))
            }
            Why::LatestBefore(meeting) => {
                let carries = &records.meetings[meeting.get()].carries;
                let ids: Vec<String> =
                    carries.iter().map(|it| records.draft(it.draft).id().to_owned()).collect();
                let meeting = named(records, meeting);
                match ids.as_slice() {
                    [] => format!(
                        "{id}, {known}; which text the next meeting ({meeting}) carries is not on \
                         record"
                    ),
                    ids => format!(
                        "{id}, {known}; the next meeting ({meeting}) carries {}, of which the text \
                         is not known here",
                        describe::listed(ids)
                    ),
                }
            }
            Why::Latest => format!("{id}, {known}; no meeting ahead is on record"),
        }
    }
}

/// The title of a meeting and its day.
fn named(records: &Records, meeting: Ix<Meeting>) -> String {
    let at = RecordRef::new(Kind::Meeting, meeting.get());
    let it = &records.meetings[meeting.get()];
    let title = describe::in_one_line(records, at);
    let day = it.date.map(|day| it.meta.date_is.show(day));
    let parts: Vec<String> = [Some(title), day].into_iter().flatten().collect();
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    if parts.is_empty() { "untitled".to_owned() } else { parts.join(", ") }
}

/// What tells an earlier text from a later one; the undated are the oldest.
fn age(records: &Records, draft: Ix<Draft>) -> (Option<Date>, usize) {
    (records.draft(draft).date, draft.get())
}
