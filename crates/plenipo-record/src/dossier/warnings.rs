//! What can be read, and yet deserves a look.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::action::{Action, Phrase};
use crate::case::closed;
use crate::case::describe::listed;
use crate::case::entered::{counted, of_one_author};
use crate::case::forecast::{Prediction, Resolution};
use crate::case::held::Held;
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::meeting::LogState;
use crate::case::party::Role;
use crate::case::position::{Alternative, Salience};
use crate::case::records::Records;
use crate::case::salience::{SalienceClash, clashes, written};
use crate::case::same_day;
use crate::case::without::{self, Lacking};

use super::reader::{Entry, Reader};

/// Kinds that report what somebody said or did, and so come from somewhere.
const REPORTS: [Kind; 17] = [
    Kind::Draft,
    Kind::RedLine,
    Kind::Position,
    Kind::Answer,
    Kind::Understanding,
    Kind::Alternative,
    Kind::Meeting,
    Kind::Statement,
    Kind::Event,
    Kind::Prediction,
    Kind::Capacity,
    Kind::Poll,
    Kind::Demand,
    Kind::TextState,
    Kind::Movement,
    Kind::Cause,
    Kind::Undertaking,
];

/// Adds the warnings of a dossier without errors.
pub(super) fn add(reader: &mut Reader<'_>, records: &Records) {
    hidden_plans(reader, records);
    present(reader, records);
    without_source(reader, records);
    unsettled(reader, records);
    without_form(reader, records);
    forecasts(reader, records);
    salience(reader, records);
    positions(reader, records);
    polls(reader, records);
    alternatives(reader, records);
    one_day(reader, records);
    other_author(reader, records);
    named_but_closed(reader, records);
    super::breaks::add(reader, records);
    super::narrower::add(reader, records);
    super::days::add(reader, records);
}

/// What was said otherwise on one day, where the latest would count. Of what is corrected nothing counts.
fn one_day(reader: &mut Reader<'_>, records: &Records) {
    let mut corrected: HashSet<RecordRef> = HashSet::new();
    for kind in Kind::ALL {
        let metas =
            (0..records.count(kind)).filter_map(|it| records.meta(RecordRef::new(kind, it)));
        let targets = metas.filter_map(|it| it.corrects.as_ref());
        corrected.extend(targets.map(|it| RecordRef { kind, index: it.record }));
    }
    for it in same_day::all(records, &|record| !corrected.contains(&record)) {
        let (message, hint) = (it.message(records), it.hint());
        // The one written down last is pointed at.
        let entries = it.records.iter().filter_map(|it| reader.entry(*it));
        let last = entries.map(|it| (it.file, it.node.span.clone()));
        if let Some((file, span)) = last.max_by_key(|(file, span)| (*file, span.start)) {
            reader.warning(file, span, message, hint);
        }
    }
}

/// Records that name a party in their handling, and that something else keeps closed to it.
fn named_but_closed(reader: &mut Reader<'_>, records: &Records) {
    /// The most that are pointed at.
    const SHOWN_MAX: usize = 10;
    let all = closed::named_but_closed(records);
    for (place, it) in all.iter().take(SHOWN_MAX).enumerate() {
        let name = records.party(it.party).label();
        let by: Vec<String> = it
            .by
            .iter()
            .take(3)
            .map(|it| match records.id(*it) {
                Some(id) => format!("{} `{id}`", it.kind.noun()),
                None => format!("another {}", it.kind.noun()),
            })
            .collect();
        let (stays, is) = match by.len() {
            1 => ("is", "it is"),
            _ => ("are", "they are"),
        };
        let more = match all.len() - SHOWN_MAX.min(all.len()) {
            n if n > 0 && place + 1 == SHOWN_MAX => format!("; so are {n} more"),
            _ => String::new(),
        };
        let message = format!(
            "its handling names {name}, and it stays closed to {name}: it refers to {}, which {stays} closed{more}",
            listed(&by)
        );
        let hint = format!(
            "open what it refers to as well, if {is} for {name}'s eyes, or say so in leave"
        );
        at(reader, it.record.kind, it.record.index as usize, message, hint.as_str());
    }
}

/// Numbers put in the place of somebody else's.
fn other_author(reader: &mut Reader<'_>, records: &Records) {
    for (place, it) in records.predictions.iter().enumerate() {
        let was = it.meta.corrects.as_ref().map(|it| it.record as usize);
        let Some(was) = was.and_then(|it| records.predictions.get(it)) else { continue };
        if !of_one_author(records, was, it) {
            let by = was.by.as_ref().map_or("plenipo".to_owned(), |by| records.speaker(by));
            let message = format!(
                "this correction has no effect: what it corrects was said by {by}, and a number is put right by \
                 its own author"
            );
            let hint = "leave `corrects` out: what somebody else says is a number of his own";
            at(reader, Kind::Prediction, place, message, hint);
        }
    }
}

/// Outcomes that leave something out, so that no draft can be weighed against them. That a text is not known, or a
/// direction all there is, is no slip: lenses say so.
fn alternatives(reader: &mut Reader<'_>, records: &Records) {
    for (place, it) in records.alternatives.iter().enumerate() {
        let by = |by: &Alternative| {
            by.meta.corrects.as_ref().is_some_and(|it| it.record as usize == place)
        };
        let corrected = records.alternatives.iter().any(by);
        let lacking = without::options(records, it).err();
        let Some(lacking @ Lacking::StatusQuo(_)) = lacking.filter(|_| !corrected) else {
            continue;
        };
        let at = reader.entry(RecordRef::new(Kind::Alternative, place));
        let Some((file, span)) = at.map(|it| (it.file, it.node.span.clone())) else { continue };
        let message = format!(
            "no figure of {} can be given from this alternative: {}",
            records.party(it.party).label(),
            lacking.in_words(records)
        );
        reader.warning(file, span, message, lacking.hint());
    }
}

/// Answers of a poll that come to more people than were asked: it may be that several could be given.
fn polls(reader: &mut Reader<'_>, records: &Records) {
    for (place, poll) in records.polls.iter().enumerate() {
        let told: f64 = poll.shares.iter().map(|it| it.1).chain(poll.undecided).sum();
        // Published shares are rounded, each by half a percentage point at most.
        let rounding = 0.005 * (poll.shares.len() + 1) as f64;
        if told > 1.0 + rounding + 1e-9 {
            let message = format!("the shares of this poll come to {:.0} %", told * 100.0);
            let hint = "look them up again; where several answers could be given, say so in `note`";
            at(reader, Kind::Poll, place, message, hint);
        }
    }
}

/// What a party is said to care for that cannot all hold, or comes to nothing.
fn salience(reader: &mut Reader<'_>, records: &Records) {
    // What is corrected no longer counts.
    let mut counts = vec![true; records.positions.len()];
    for it in records.positions.iter().filter_map(|it| it.meta.corrects.as_ref()) {
        counts.iter_mut().skip(it.record as usize).take(1).for_each(|it| *it = false);
    }
    let mut of_party: Vec<Vec<usize>> = vec![Vec::new(); records.parties.len()];
    for (place, it) in records.positions.iter().enumerate() {
        // Shares outside [0, 1] are errors of their own.
        let sound = match it.salience {
            Some(Salience::Share(range)) => range.low >= 0.0 && range.high <= 1.0,
            Some(Salience::Class(_)) => true,
            None => it.ended,
        };
        if counts[place] && sound {
            of_party.iter_mut().skip(it.party.get()).take(1).for_each(|of| of.push(place));
        }
    }
    let mut held = Records {
        dossier: records.dossier.clone(),
        issues: records.issues.clone(),
        ..Records::default()
    };
    for (party, places) in of_party.into_iter().enumerate().filter(|it| !it.1.is_empty()) {
        let party = Ix::new(party);
        let name = records.party(party).label();
        held.positions = places.iter().map(|it| records.positions[*it].clone()).collect();
        for (clash, positions) in clashes(&held, party) {
            let (message, hint) = clashing(name, &clash);
            // The one written down last is pointed at.
            let at = positions.iter().map(|it| places[it.get()]);
            let at = at.filter_map(|it| reader.entry(RecordRef::new(Kind::Position, it)));
            let last = at.map(|it| (it.file, it.node.span.clone()));
            if let Some((file, span)) = last.max_by_key(|(file, span)| (*file, span.start)) {
                reader.warning(file, span, message, hint);
            }
        }
    }
}

/// Positions of one party and one day that say different things of one matter.
fn positions(reader: &mut Reader<'_>, records: &Records) {
    let mut corrected = vec![false; records.positions.len()];
    for it in records.positions.iter().filter_map(|it| it.meta.corrects.as_ref()) {
        corrected.iter_mut().skip(it.record as usize).take(1).for_each(|it| *it = true);
    }
    let places: Vec<usize> = (0..corrected.len()).filter(|it| !corrected[*it]).collect();
    let stand = Records {
        issues: records.issues.clone(),
        positions: places.iter().map(|it| records.positions[*it].clone()).collect(),
        ..Records::default()
    };
    for party in (0..records.parties.len()).map(Ix::new) {
        for tie in Held::of(&stand, party).ties() {
            let at = tie.positions.iter().map(|it| places[it.get()]);
            let at = at.filter_map(|it| reader.entry(RecordRef::new(Kind::Position, it)));
            let last = at.map(|it| (it.file, it.node.span.clone()));
            let Some((file, span)) = last.max_by_key(|(file, span)| (*file, span.start)) else {
                continue;
            };
            let day = tie.positions.first().and_then(|it| stand.positions[it.get()].date);
            let message = format!(
                "{} positions of {}{} say different things of {}: which of them holds is not known, and nothing is \
                 read from them",
                tie.positions.len(),
                records.party(party).label(),
                day.map_or(", none with a day,".to_owned(), |day| format!(" of {day}")),
                tie.in_words(&stand)
            );
            let hint = "date the later one later, put the earlier one right with `corrects`, or leave one out";
            reader.warning(file, span, message, hint);
        }
    }
}

/// A few by their names, more by their number.
fn named(of: &[String]) -> String {
    if of.len() > 4 { format!("{} others", of.len()) } else { listed(of) }
}

fn clashing(party: &str, clash: &SalienceClash) -> (String, &'static str) {
    let no_figures = "no figure of it can be given";
    match clash {
        SalienceClash::Shares { within: None, sum } => (
            format!(
                "the shares of weight stated for {party} add up to {}: {no_figures}",
                written(*sum)
            ),
            "shares sum to 1; each may be off by half of its last digit, counting at least two \
             decimals",
        ),
        SalienceClash::Shares { within: Some(group), sum } => (
            format!(
                "the shares of weight stated for {party} within `{group}` add up to {}: {no_figures}",
                written(*sum)
            ),
            "in a group that weighs as one, shares are of the group's weight and sum to 1; for \
             shares of the whole, leave out the salience of the group",
        ),
        SalienceClash::NothingLeft { of } => (
            format!(
                "the shares of weight stated for {party} add up to 1 and leave nothing for {}",
                named(of)
            ),
            "give it a share, or say salience = \"none\"",
        ),
        SalienceClash::EmptyGroup { group } => (
            format!("{party} gives weight to `{group}` but to no issue in it: it has none"),
            "leave out one of the two, or say what it cares about in the group",
        ),
        SalienceClash::WeightlessGroup { group, of } => (
            format!(
                "{party} gives no weight to `{group}` but some to {} in it: it has none",
                named(of)
            ),
            "leave out the salience of the group, or say salience = \"none\" of the issue",
        ),
        SalienceClash::Twice { group } => (
            format!(
                "{party} says one thing about `{group}` and another about the only issue in it: \
                 the issue's salience counts"
            ),
            "leave out one of the two",
        ),
    }
}

/// Predictions that cannot be scored because of their day, and questions resolved twice.
fn forecasts(reader: &mut Reader<'_>, records: &Records) {
    let mut corrected = vec![false; records.resolutions.len()];
    for it in records.resolutions.iter().filter_map(|it| it.meta.corrects.as_ref()) {
        corrected.iter_mut().skip(it.record as usize).take(1).for_each(|it| *it = true);
    }
    let mut resolved: Vec<Option<usize>> = vec![None; records.forecasts.len()];
    // What is sealed, or resolved, in the ledger is resolved there, and what stands beside it does not count.
    let counts = |it: &&Resolution| {
        let all = records.resolutions.iter().filter(|of| of.forecast == it.forecast).collect();
        let all = counted(&records.forecasts[it.forecast.get()], all);
        all.iter().any(|of| std::ptr::eq(*of, *it))
    };
    let mut standing: Vec<(usize, &Resolution)> = records
        .resolutions
        .iter()
        .enumerate()
        .filter(|(place, it)| !corrected[*place] && counts(it))
        .collect();
    // In order of the text, what is only assumed last, so that the second is the one that is pointed at.
    standing.sort_by_key(|(_, it)| it.meta.assumption.is_some());
    for (place, it) in standing {
        let first = &mut resolved[it.forecast.get()];
        if first.is_some() {
            let message = "this question is already resolved".to_owned();
            let hint =
                Phrase::from("correct the earlier one instead: corrects = { id = \"…\" }, or ")
                    .with(Action::Correct { id: None });
            at(reader, Kind::Resolution, place, message, hint);
        } else {
            *first = Some(place);
        }
        let opens = records.forecasts[it.forecast.get()].opens;
        if let (Some(opens), Some(date)) = (opens, it.date)
            && date < opens
        {
            let message = format!("this resolves a question before it opens ({opens})");
            at(reader, Kind::Resolution, place, message, "check both days");
        }
    }
    for (place, it) in records.predictions.iter().enumerate() {
        let forecast = &records.forecasts[it.forecast.get()];
        let Some(day) = it.day() else { continue };
        let settled = resolved[it.forecast.get()].and_then(|it| records.resolutions[it].date);
        let outcome = resolved[it.forecast.get()].map(|it| &records.resolutions[it]);
        let (message, hint) = if forecast.opens.is_some_and(|opens| day < opens) {
            ("this was said before the question opened", "what is said then has no score".into())
        } else if forecast.closes.is_some_and(|closes| day > closes) {
            ("this was said after the question closed", "what is said then has no score".into())
        } else if settled.is_some_and(|settled| day > settled) {
            (
                "this was said after the question was resolved",
                "what is said then has no score".into(),
            )
        } else if it.place.is_none()
            && it.chance.is_some()
            && outcome.is_some_and(|it| it.place.is_some())
            && !dated(records, it, day, settled)
        {
            (
                "this is outside the ledger, which has the outcome, and no source published in \
                 time dates it",
                Phrase::from(
                    "it is scored separately, because nothing shows that it was made beforehand; add \
                     numbers to the ledger with ",
                )
                .with(Action::AddForecast)
                .and(" before there is an outcome"),
            )
        } else if it.place.is_none() && it.chance.is_some() && has_sealed(records, it) {
            (
                "this is outside the ledger, which has a number by the same author on this question",
                Phrase::from(
                    "it revises nothing and is scored separately; add numbers to the ledger with ",
                )
                .with(Action::AddForecast),
            )
        } else {
            continue;
        };
        at(reader, Kind::Prediction, place, message.to_owned(), hint);
    }
}

/// Texts said to be complete whose words are here and of which it is not entered what they settle.
fn unsettled(reader: &mut Reader<'_>, records: &Records) {
    for (place, draft) in records.drafts.iter().enumerate() {
        let all = draft.settling_points().count();
        let without = draft.settling_points().filter(|it| it.settles_nothing()).count();
        // Half of a text may be preamble and procedure; beyond that, it looks half entered.
        if !draft.complete || all > 0 && without * 2 <= all {
            continue;
        }
        let which = match (all, without) {
            (0, _) => "without a point it settles".to_owned(),
            (1, _) => "its only point settles".to_owned(),
            (_, 1) => format!("1 of its {all} points settles"),
            _ => format!("{without} of its {all} points settle"),
        };
        let read = if draft.speaks_by_silence() { "the status quo" } else { "unknown" };
        let message = format!(
            "complete, but {which} nothing yet: until that is entered, its silence is read as {read}"
        );
        let hint = "enter what each point settles (sets, among, excludes, leaves_open)";
        at(reader, Kind::Draft, place, message, hint);
    }
}

/// Texts whose words are here and said to be all of it, without what kind of text that is: they are read as
/// known from reports alone.
fn without_form(reader: &mut Reader<'_>, records: &Records) {
    for (place, draft) in records.drafts.iter().enumerate() {
        let said = |it: &Entry<'_>| it.node.table.contains_key("form");
        let stated = reader.entry(RecordRef::new(Kind::Draft, place)).is_none_or(said);
        let words = draft.points.iter().any(|it| it.text.is_some());
        if stated || !draft.complete || !words {
            continue;
        }
        let message = "complete, and its words are here, but without `form` it counts as known only from reports";
        at(
            reader,
            Kind::Draft,
            place,
            message.to_owned(),
            "add form = \"text\" if this is the text itself",
        );
    }
}

/// Whether the ledger has a number of the same author on the same question.
fn has_sealed(records: &Records, it: &Prediction) -> bool {
    records.predictions.iter().any(|other| {
        other.place.is_some()
            && other.chance.is_some()
            && other.forecast == it.forecast
            && other.by.is_some()
            && other.by == it.by
    })
}

/// Whether a source published on or after the day of what it reports, and no later than the outcome, dates
/// what somebody said.
fn dated(records: &Records, it: &Prediction, day: Date, settled: Option<Date>) -> bool {
    let published = it.meta.sources.iter().filter_map(|it| records.source(it.source).date);
    let in_time = |on: &Date| *on >= day && settled.is_none_or(|settled| *on <= settled);
    it.computed.is_none() && published.into_iter().any(|on| in_time(&on))
}

/// A warning at a record's header.
fn at(reader: &mut Reader<'_>, kind: Kind, place: usize, message: String, hint: impl Into<Phrase>) {
    if let Some(entry) = reader.entry(RecordRef::new(kind, place)) {
        let (file, span) = (entry.file, entry.node.span.clone());
        reader.warning(file, span, message, hint);
    }
}

/// Who is listed at a meeting and belongs to a party that its channel leaves out: where it is a principal's,
/// or where nobody of a party of the channel is listed. A guest among all of them is a guest.
fn present(reader: &mut Reader<'_>, records: &Records) {
    for (place, meeting) in records.meetings.iter().enumerate() {
        if meeting.channel.is_empty() || meeting.present.is_empty() {
            continue;
        }
        let there: Vec<_> = meeting.present.iter().map(|it| (it, records.party_of(it))).collect();
        let mut beside: Vec<String> = Vec::new();
        let mut principals = false;
        for (speaker, party) in &there {
            let Some(party) = party.filter(|it| !meeting.channel.contains(it)) else { continue };
            principals |= records.party(party).is(Role::Principal);
            let (name, label) = (records.speaker(speaker), records.party(party).label());
            let name = if name == label { name } else { format!("{name} ({label})") };
            if !beside.contains(&name) {
                beside.push(name);
            }
        }
        let missing: Vec<String> = meeting
            .channel
            .iter()
            .filter(|party| there.iter().all(|(_, it)| *it != Some(**party)))
            .map(|party| records.party(*party).label().to_owned())
            .collect();
        if beside.is_empty() || missing.is_empty() && !principals {
            continue;
        }
        let missing = match missing.as_slice() {
            [] => String::new(),
            some => {
                format!("; nobody is listed for {}, whose meeting it is", listed(some))
            }
        };
        let message = format!(
            "listed as present, but from no party of the meeting's channel: {}{missing}",
            listed(&beside)
        );
        let hint =
            "add the party to `channel`, or remove it from `present`; both count as having met";
        at(reader, Kind::Meeting, place, message, hint);
    }
}

/// A planned meeting of which nobody says when it became known appears on its own day only.
fn hidden_plans(reader: &mut Reader<'_>, records: &Records) {
    for (place, meeting) in records.meetings.iter().enumerate() {
        let mut log = meeting.log.iter();
        let planned = !meeting.log.is_empty() && log.all(|it| it.is == LogState::Planned);
        let dated = |it: &crate::case::meta::Citation| records.source(it.source).date.is_some();
        if !planned || meeting.meta.known.is_some() || meeting.meta.sources.iter().any(dated) {
            continue;
        }
        let Some(date) = meeting.date else { continue };
        if let Some(entry) = reader.entry(RecordRef::new(Kind::Meeting, place)) {
            let (file, span) = (entry.file, entry.node.span.clone());
            let message = format!("this planned meeting is not visible before {date}");
            reader.warning(file, span, message, "add known = the day it became known");
        }
    }
}

/// One warning a file: whoever works without sources need not be told at every record.
fn without_source(reader: &mut Reader<'_>, records: &Records) {
    let mut first: Vec<Option<(std::ops::Range<usize>, usize)>> = Vec::new();
    for kind in REPORTS {
        for place in 0..records.count(kind) {
            let record = RecordRef::new(kind, place);
            let (Some(meta), Some(entry)) = (records.meta(record), reader.entry(record)) else {
                continue;
            };
            let says = entry.node.table.contains_key("basis")
                || reader.frames.get(entry.file).is_some_and(|it| it.basis.is_some());
            if !meta.sources.is_empty() || meta.assumption.is_some() || says {
                continue;
            }
            let span = entry.node.span.clone();
            if first.len() <= entry.file {
                first.resize(entry.file + 1, None);
            }
            let slot = &mut first[entry.file];
            *slot = Some(match slot.take() {
                None => (span, 1),
                Some((earlier, n)) => {
                    (if span.start < earlier.start { span } else { earlier }, n + 1)
                }
            });
        }
    }
    for (file, slot) in first.into_iter().enumerate() {
        let Some((span, count)) = slot else { continue };
        let message = match count {
            1 => "this record names no source, so it counts as assumed".to_owned(),
            n => format!("{n} records in this file name no source, so they count as assumed"),
        };
        let hint = "add source = \"…\", or say basis = \"assumed\" (once, under [file])";
        reader.warning(file, span, message, hint);
    }
}
