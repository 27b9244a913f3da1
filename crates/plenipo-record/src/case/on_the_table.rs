//! Which text a question is about where nobody names one.
//!
//! It is what the next meeting carries, if that text is known here; else the latest text that is.

use jiff::civil::Date;

use super::describe;
use super::draft::Draft;
use super::id::{Ix, Kind, RecordRef};
use super::meeting::{Became, Meeting};
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
    let latest = |fits: &dyn Fn(&Draft) -> bool| latest(records, fits);
    let live = latest(&|it| it.is_live() && it.is_read());
    let draft = live
        .or_else(|| latest(&Draft::is_read))
        .or_else(|| latest(&|it| it.is_live() && !it.points.is_empty()))?;
    Some(Chosen { draft, why })
}

/// [`chosen`] where texts are only to be set against each other: one of which points by report are
/// there will do even if it is no longer live, where there is nothing better.
pub fn chosen_to_compare(records: &Records, day: Option<Date>) -> Option<Chosen> {
    chosen(records, day).or_else(|| {
        let why = next_meeting(records, day).map_or(Why::Latest, Why::LatestBefore);
        latest(records, &|it| !it.points.is_empty()).map(|draft| Chosen { draft, why })
    })
}

/// The latest of the texts that fit.
fn latest(records: &Records, fits: &dyn Fn(&Draft) -> bool) -> Option<Ix<Draft>> {
    let all = (0..records.drafts.len()).map(Ix::new);
    all.filter(|it| fits(records.draft(*it))).max_by_key(|it| age(records, *it))
}

/// The next meeting: the first that is planned for `day` or later, else one of an unknown day.
pub fn next_meeting(records: &Records, day: Option<Date>) -> Option<Ix<Meeting>> {
    let ahead = |it: &&Ix<Meeting>| {
        let meeting = &records.meetings[it.get()];
        meeting.state(day) == Became::Planned
            && meeting.date.zip(day).is_none_or(|(date, day)| date >= day)
    };
    let all: Vec<Ix<Meeting>> = (0..records.meetings.len()).map(Ix::new).collect();
    let date = |it: &&Ix<Meeting>| records.meetings[it.get()].date.unwrap_or(Date::MAX);
    all.iter().filter(ahead).min_by_key(date).copied()
}

/// The text that `draft` is to be set against: what it was made from or replies to, as far back as it
/// takes to come to one that is known; else the latest known one before it; else the latest known one
/// of all the others. Texts of which only points by report are there count where no other is left.
pub fn forerunner(records: &Records, draft: Ix<Draft>) -> Option<(Ix<Draft>, Forerunner)> {
    let read = |it: Ix<Draft>| records.draft(it).is_read();
    let told_of = |it: Ix<Draft>| !records.draft(it).points.is_empty();
    against(records, draft, &read).or_else(|| against(records, draft, &told_of))
}

/// [`forerunner`] among the texts that are `known`.
fn against(
    records: &Records,
    draft: Ix<Draft>,
    known: &dyn Fn(Ix<Draft>) -> bool,
) -> Option<(Ix<Draft>, Forerunner)> {
    let made_from = |it: Ix<Draft>| {
        let it = records.draft(it);
        it.based_on.iter().chain(&it.answers).copied().collect::<Vec<_>>()
    };
    let mut seen = vec![draft];
    let mut at = 0;
    while let Some(here) = seen.get(at).copied() {
        at += 1;
        let before: Vec<_> = made_from(here).into_iter().filter(|it| !seen.contains(it)).collect();
        if let Some(found) = before.iter().find(|it| known(**it)) {
            let how = if here == draft { Forerunner::Direct } else { Forerunner::Far };
            return Some((*found, how));
        }
        seen.extend(before);
    }
    let others = || (0..records.drafts.len()).map(Ix::new).filter(|it| *it != draft && known(*it));
    let latest = |fits: &dyn Fn(&Ix<Draft>) -> bool| {
        others().filter(fits).max_by_key(|it| age(records, *it))
    };
    let earlier = |it: &Ix<Draft>| {
        age(records, *it) < age(records, draft) && !made_from(*it).contains(&draft)
    };
    let before = latest(&earlier).map(|it| (it, Forerunner::Earlier));
    before.or_else(|| latest(&|_| true).map(|it| (it, Forerunner::Other)))
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
    /// It is the latest known one of all the others: none is known that came before.
    Other,
}

impl Forerunner {
    /// `which it was made from`
    pub fn in_words(self) -> &'static str {
        match self {
            Forerunner::Direct => "which it was made from or replies to",
            Forerunner::Far => {
                "from which it descends through texts whose wording is not known here"
            }
            Forerunner::Earlier => "the latest text known here before it",
            Forerunner::Other => "the latest other text known here; none before it is known",
        }
    }
}

impl Chosen {
    /// `draft-3, which the next meeting carries (Fourth session, 2031-05-20)`
    pub fn in_words(&self, records: &Records) -> String {
        let id = records.draft(self.draft).id();
        let read = records.draft(self.draft).is_read();
        let known =
            if read { "the latest text known here" } else { "the latest text reported here" };
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
                        "{id}, {known}; the next meeting ({meeting}) carries {}, whose text is \
                         not known here",
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
