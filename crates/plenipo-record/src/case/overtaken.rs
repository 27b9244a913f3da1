//! Lines that a later word of the same party apparently overtook.
//!
//! A party that later asks for an option, calls it acceptable or moves to it, outside any package, with at
//! least the authority with which it once ruled it out, has said two things, and which of them holds is for a
//! keeper to settle. Until then the line is read as unclear on that option: every answer has an end at which it
//! stands and one at which it is lifted. What was accepted inside a draft lifts nothing outside it.

use jiff::civil::Date;

use super::id::{Ix, Kind, RecordRef};
use super::issue::{Issue, IssueOptions, OptionSet};
use super::lines::{Line, Stated};
use super::meta::{Basis, Meta};
use super::party::{Party, Speaker};
use super::records::Records;

/// A later word: who said it when, and which options it is for.
struct LaterWord<'r> {
    record: RecordRef,
    party: Ix<Party>,
    by: Option<&'r Speaker>,
    date: Option<Date>,
    meta: &'r Meta,
    wants: Vec<(Ix<Issue>, OptionSet)>,
}

/// All words that may overtake a line.
fn words(records: &Records) -> Vec<LaterWord<'_>> {
    let mut all = Vec::new();
    for (place, it) in records.positions.iter().enumerate() {
        let Some(issue) = it.issue.filter(|_| !it.ended) else { continue };
        let wants = it.ideal.map_or(OptionSet::EMPTY, OptionSet::one).or(it.acceptable);
        all.push(LaterWord {
            record: RecordRef::new(Kind::Position, place),
            party: it.party,
            by: it.by.as_ref(),
            date: it.date,
            meta: &it.meta,
            wants: vec![(issue, wants)],
        });
    }
    for (place, it) in records.demands.iter().enumerate() {
        all.push(LaterWord {
            record: RecordRef::new(Kind::Demand, place),
            party: it.party,
            by: it.by.as_ref(),
            date: it.date,
            meta: &it.meta,
            wants: it.asks.clone(),
        });
    }
    for (place, it) in records.movements.iter().enumerate() {
        all.push(LaterWord {
            record: RecordRef::new(Kind::Movement, place),
            party: it.party,
            // By whose account it is told says nothing of who moved: the party did.
            by: None,
            date: it.date,
            meta: &it.meta,
            wants: vec![(it.issue, it.to)],
        });
    }
    all
}

/// Reads each line as unclear on the options on which a later word of its party apparently overtook it.
pub(super) fn relax(records: &Records, lines: &mut [Line]) {
    if lines.is_empty() {
        return;
    }
    let words = words(records);
    for line in lines {
        let Stated::RedLine(ix) = line.stated else { continue };
        let stated = &records.red_lines[ix.get()];
        if stated.stands {
            continue;
        }
        let later = |it: &&LaterWord<'_>| {
            it.party == line.party
                && it.date.zip(stated.date).is_some_and(|(word, line)| word > line)
                && has_authority(records, it.by, stated.by.as_ref())
                && (is_on_record(it.meta) || !is_on_record(&stated.meta))
        };
        for word in words.iter().filter(later) {
            let mut overtakes = false;
            for (issue, wanted) in &word.wants {
                overtakes |= soften(&mut line.rules_out, &mut line.unclear, *issue, *wanted);
            }
            if overtakes {
                line.overtaken.push(word.record);
            }
        }
    }
}

/// Moves the wanted options of an issue from what is ruled out to what is unclear; whether there were any.
fn soften(
    rules_out: &mut IssueOptions,
    unclear: &mut IssueOptions,
    issue: Ix<Issue>,
    wanted: OptionSet,
) -> bool {
    let Some((_, out)) = rules_out.iter_mut().find(|(it, _)| *it == issue) else {
        // Another word may have softened it already.
        return unclear.iter().any(|(it, set)| *it == issue && !set.and(wanted).is_empty());
    };
    let both = out.and(wanted);
    if both.is_empty() {
        return false;
    }
    *out = out.without(both);
    rules_out.retain(|(_, set)| !set.is_empty());
    match unclear.iter_mut().find(|(it, _)| *it == issue) {
        Some((_, set)) => *set = set.or(both),
        None => {
            unclear.push((issue, both));
            unclear.sort_by_key(|(it, _)| *it);
        }
    }
    true
}

fn is_on_record(meta: &Meta) -> bool {
    meta.basis != Basis::Assumed && meta.assumption.is_none()
}

/// Whether who said the later word speaks for the party with at least the authority of who drew the line. Of
/// two people whose rank is not on record that is only known where they are one.
fn has_authority(records: &Records, later: Option<&Speaker>, line: Option<&Speaker>) -> bool {
    let rank = |by: Option<&Speaker>| match by {
        // The party itself, nobody in particular named.
        None | Some(Speaker::Party(_)) => Some(1),
        Some(Speaker::Person(ix)) => records.persons[ix.get()].rank,
        Some(Speaker::Named(_)) => None,
    };
    if later == line {
        return true;
    }
    match (rank(later), rank(line)) {
        (Some(later), Some(line)) => later <= line,
        // The highest authority there is needs no comparison.
        (Some(1), None) => true,
        _ => false,
    }
}
