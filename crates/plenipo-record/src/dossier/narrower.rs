//! Later positions that say less than what they replace: of the order of an issue's options the latest word counts
//! alone, and what only an earlier one says is no longer read.

use crate::case::held::{Held, says_order};
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::issue::Issue;
use crate::case::order::Order;
use crate::case::party::Party;
use crate::case::position::Position;
use crate::case::records::Records;

use super::reader::Reader;

pub(super) fn add(reader: &mut Reader<'_>, records: &Records) {
    for party in (0..records.parties.len()).map(Ix::new) {
        for (later, earlier) in narrower(records, party) {
            let issue = later_issue(records, later);
            let before = match records.id(RecordRef::new(Kind::Position, earlier.get())) {
                Some(id) => format!("position `{id}`"),
                None => "its position before".to_owned(),
            };
            let message = format!(
                "this takes the place of all that {before} says of the options of {issue}, and says less of them \
                 without going against it"
            );
            let hint = "say the whole order again where it still holds, or how it changed";
            let entry = reader.entry(RecordRef::new(Kind::Position, later.get()));
            if let Some((file, span)) = entry.map(|it| (it.file, it.node.span.clone())) {
                reader.warning(file, span, message, hint);
            }
        }
    }
}

fn later_issue(records: &Records, position: Ix<Position>) -> String {
    let issue = records.positions[position.get()].issue;
    issue.map_or_else(String::new, |it| records.issue(it).title.clone())
}

/// The positions of `party` that are read, each with the one before it of which it leaves something out.
fn narrower(records: &Records, party: Ix<Party>) -> Vec<(Ix<Position>, Ix<Position>)> {
    let held = Held::of(records, party);
    let from = |it: &Position| it.meta.counts_from(it.date);
    let mut latest: Vec<Option<Ix<Position>>> = vec![None; records.issues.len()];
    let mut before: Vec<Option<Ix<Position>>> = vec![None; records.issues.len()];
    let own = records.positions.iter().enumerate();
    let own = own.filter(|(_, it)| it.party == party && says_order(it) && !it.ended);
    let own: Vec<(usize, &Position, Ix<Issue>)> =
        own.filter_map(|(place, it)| it.issue.map(|issue| (place, it, issue))).collect();
    for (place, it, issue) in &own {
        if held.order(*issue).is_some_and(|latest| std::ptr::eq(latest, *it)) {
            latest[issue.get()] = Some(Ix::new(*place));
        }
    }
    for (place, it, issue) in &own {
        let Some(last) = latest[issue.get()].map(|it| &records.positions[it.get()]) else {
            continue;
        };
        let best = &mut before[issue.get()];
        let is_later =
            best.is_none_or(|best: Ix<Position>| from(it) >= from(&records.positions[best.get()]));
        if from(it) < from(last) && is_later {
            *best = Some(Ix::new(*place));
        }
    }
    let pairs = latest.into_iter().zip(before).enumerate();
    pairs
        .filter_map(|(issue, (later, earlier))| {
            let (later, earlier) = (later?, earlier?);
            let at = |it: Ix<Position>| &records.positions[it.get()];
            says_less(&records.issues[issue], at(later), at(earlier)).then_some((later, earlier))
        })
        .collect()
}

/// Whether `later` leaves out something that `earlier` says of the order, and nothing in it goes against that.
fn says_less(issue: &Issue, later: &Position, earlier: &Position) -> bool {
    if later.meta.assumption.is_some() || later.indifferent || earlier.indifferent {
        return false;
    }
    // What is no longer called acceptable has been taken back.
    if !later.acceptable.is_empty() && !earlier.acceptable.is_empty() {
        return false;
    }
    let (Ok(now), Ok(was)) = (Order::of(issue, later), Order::of(issue, earlier)) else {
        return false;
    };
    let (now_pairs, was_pairs) = (now.pairs(), was.pairs());
    let against = was_pairs.iter().any(|(better, worse)| {
        now_pairs.contains(&(*worse, *better)) || now.equal(*better).contains(*worse)
    });
    !against && !was_pairs.iter().all(|it| now_pairs.contains(it))
}
