//! Lines that a later word of the same party apparently overtook.
//!
//! A party that later asks for an option, calls it acceptable or moves to it, outside any package, with at
//! least the authority with which it once ruled it out, has said two things, and which of them holds is for a
//! keeper to settle. Until then the line is read as unclear on that option: every answer has an end at which it
//! stands and one at which it is lifted. What was accepted inside a draft lifts nothing outside it.
//!
//! Where a keeper has settled it, the line is lifted for the options that the later word is for, or as a whole
//! where the word names no option.

use jiff::civil::Date;

use super::course::MovementKind;
use super::held::Held;
use super::id::{Ix, Kind, RecordRef};
use super::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use super::learned::When;
use super::lines::{Line, Overtaken, Stated};
use super::meta::{Basis, DateIs, Meta};
use super::party::{Party, Speaker};
use super::records::Records;
use super::red_line::RedLine;

use std::collections::HashMap;

/// A later word: who said it when, and which options it is for.
struct LaterWord<'r> {
    record: RecordRef,
    by: Option<&'r Speaker>,
    said: Said,
    meta: &'r Meta,
    wants: Vec<(Ix<Issue>, OptionSet)>,
}

/// Between which days something was said, as far as its date tells.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    no_earlier: Option<Date>,
    no_later: Option<Date>,
}

impl Said {
    fn of(date: Option<Date>, meta: &Meta) -> Said {
        let no_later = date.and_then(|day| match meta.date_is {
            DateIs::Exact | DateIs::Before | DateIs::Inferred => Some(day),
            DateIs::Month => Some(day.last_of_month()),
            // Give or take some days, or later by any number of them.
            DateIs::About | DateIs::After => None,
        });
        Said { no_earlier: When::happened(date, meta.date_is).earliest(), no_later }
    }

    /// Whether it is known to come after `other`.
    fn is_after(self, other: Said) -> bool {
        self.no_earlier.zip(other.no_later).is_some_and(|(this, other)| this > other)
    }
}

/// What a word is for: none where it names no option.
fn wanted(records: &Records, word: RecordRef) -> Option<Vec<(Ix<Issue>, OptionSet)>> {
    let at = word.index as usize;
    let wants = match word.kind {
        Kind::Position => {
            let it = records.positions.get(at)?;
            let wants = it.ideal.map_or(OptionSet::EMPTY, OptionSet::one).or(it.acceptable);
            it.issue.map(|issue| vec![(issue, wants)])?
        }
        Kind::Demand => records.demands.get(at)?.asks.clone(),
        Kind::Movement => {
            let it = records.movements.get(at)?;
            vec![(it.issue, it.to)]
        }
        _ => return None,
    };
    Some(wants).filter(|it| it.iter().any(|(_, set)| !set.is_empty()))
}

/// What a position that names no option it is for puts first of all; nothing where it puts nothing before anything.
fn put_first(records: &Records, word: RecordRef) -> Option<Vec<(Ix<Issue>, OptionSet)>> {
    let it =
        (word.kind == Kind::Position).then(|| records.positions.get(word.index as usize))??;
    let first = it.ranking.first().filter(|_| it.ranking.len() > 1)?;
    Some(vec![(it.issue?, *first)])
}

/// All words of `party` that may overtake a line of its own.
fn words<'r>(records: &'r Records, party: Ix<Party>) -> Vec<LaterWord<'r>> {
    let mut all = Vec::new();
    let mut word = |record, by: Option<&'r Speaker>, date, meta| {
        // Somebody else's word for a party is no word of the party.
        let own = |by: &'r Speaker| records.party_of(by) == Some(party);
        let wants = wanted(records, record).or_else(|| put_first(records, record));
        if let Some(wants) = wants.filter(|_| by.is_none_or(own)) {
            all.push(LaterWord { record, by, said: Said::of(date, meta), meta, wants });
        }
    };
    let held = Held::of(records, party);
    for (place, it) in records.positions.iter().enumerate().filter(|it| it.1.party == party) {
        // What it no longer holds, or has put otherwise since, overtakes nothing.
        if !it.ended && it.issue.is_some_and(|issue| held.is_latest(issue, Ix::new(place))) {
            let record = RecordRef::new(Kind::Position, place);
            word(record, it.by.as_ref(), it.date, &it.meta);
        }
    }
    for (place, it) in records.demands.iter().enumerate().filter(|it| it.1.party == party) {
        word(RecordRef::new(Kind::Demand, place), it.by.as_ref(), it.date, &it.meta);
    }
    for (place, it) in records.movements.iter().enumerate().filter(|it| it.1.party == party) {
        // Only what the party tells of itself, is held to, and makes no condition of.
        if it.by.is_some() && it.is != MovementKind::Floated && it.condition.is_none() {
            let record = RecordRef::new(Kind::Movement, place);
            word(record, it.by.as_ref(), it.date, &it.meta);
        }
    }
    all
}

/// Reads each line of `party` as unclear on the options on which a later word of the party apparently overtook it,
/// and lifts what a keeper has settled as overtaken: the options that the word is for, or all where it names none.
pub(super) fn relax(records: &Records, party: Ix<Party>, lines: &mut Vec<Line>) {
    let of = |line: &Line| match line.stated {
        Stated::RedLine(ix) => records.red_lines.get(ix.get()),
        Stated::Claim(..) => None,
    };
    lines.retain_mut(|line| {
        let Some(by) = of(line).and_then(|it| it.overtaken_by) else { return true };
        let Some(wants) = wanted(records, by) else { return false };
        for (issue, wanted) in wants {
            lift(&mut line.rules_out, issue, wanted);
            lift(&mut line.unclear, issue, wanted);
        }
        !(line.rules_out.is_empty() && line.unclear.is_empty())
    });
    if lines.is_empty() {
        return;
    }
    let words = ByOption::of(words(records, party));
    for line in lines {
        let Some(stated) = of(line).filter(|it| !it.stands) else { continue };
        let found = words.that_overtake(records, stated, &line.rules_out);
        for (issue, on) in found.iter().flat_map(|it| &it.on) {
            lift(&mut line.rules_out, *issue, *on);
            put(&mut line.unclear, *issue, *on);
        }
        line.overtaken.extend(found);
    }
}

/// The lines of `party` that a keeper says still stand, each with the later words that would have overtaken it.
pub fn settled_to_stand(records: &Records, party: Ix<Party>) -> Vec<(Ix<RedLine>, Vec<Overtaken>)> {
    let own = |(_, it): &(usize, &RedLine)| it.party == party && it.stands;
    let lines: Vec<(usize, &RedLine)> = records.red_lines.iter().enumerate().filter(own).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let words = ByOption::of(words(records, party));
    let with = |(place, it): (usize, &RedLine)| {
        (Ix::new(place), words.that_overtake(records, it, &it.rules_out))
    };
    lines.into_iter().map(with).collect()
}

/// The lines of `party` that stand, each with the first word of the same day that is for something which the line
/// rules out: which was said last is not on record. Of lines that a keeper says stand there is none.
pub(super) fn of_one_day(records: &Records, party: Ix<Party>) -> Vec<(Ix<RedLine>, RecordRef)> {
    let lines: Vec<(Ix<RedLine>, &RedLine)> = (records.red_lines.iter().enumerate())
        .filter(|(_, it)| it.party == party && !it.stands && it.lifted.is_none())
        .filter(|(_, it)| it.date.is_some() && it.meta.date_is == DateIs::Exact)
        .map(|(place, it)| (Ix::new(place), it))
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let words = words(records, party);
    let mut by: HashMap<(Date, Ix<Issue>, OptionIx), RecordRef> = HashMap::new();
    for word in words.iter().rev().filter(|it| it.meta.date_is == DateIs::Exact) {
        let Some(day) = word.said.no_earlier else { continue };
        for (issue, wanted) in &word.wants {
            by.extend(wanted.iter().map(|it| ((day, *issue, it), word.record)));
        }
    }
    let word = |line: &RedLine| {
        let day = line.date?;
        let each = line.rules_out.iter().flat_map(|(issue, out)| out.iter().map(|it| (*issue, it)));
        let found =
            each.filter_map(|(issue, option)| by.get(&(day, issue, option)).copied()).next();
        found.filter(|it| line.overtaken_by != Some(*it))
    };
    lines.into_iter().filter_map(|(ix, line)| Some((ix, word(line)?))).collect()
}

/// Of the words that overtook a line on one option so many are told, the latest.
const WORDS_TOLD: usize = 8;

/// Words by the options that they are for, the latest first.
struct ByOption<'r> {
    words: Vec<LaterWord<'r>>,
    by: HashMap<(Ix<Issue>, OptionIx), Vec<usize>>,
}

impl<'r> ByOption<'r> {
    fn of(words: Vec<LaterWord<'r>>) -> ByOption<'r> {
        let mut by: HashMap<(Ix<Issue>, OptionIx), Vec<usize>> = HashMap::new();
        for (place, word) in words.iter().enumerate() {
            for (issue, wanted) in &word.wants {
                for option in wanted.iter() {
                    by.entry((*issue, option)).or_default().push(place);
                }
            }
        }
        for places in by.values_mut() {
            places.sort_by_key(|it| std::cmp::Reverse(words[*it].said.no_earlier));
        }
        ByOption { words, by }
    }

    /// Those that overtake the line on the options that it rules out, in canonical order.
    fn that_overtake(
        &self,
        records: &Records,
        stated: &RedLine,
        rules_out: &IssueOptions,
    ) -> Vec<Overtaken> {
        let said = Said::of(stated.date, &stated.meta);
        let overtakes = |it: &LaterWord<'_>| {
            stated.overtaken_by != Some(it.record)
                && has_authority(records, stated.party, it.by, stated.by.as_ref())
                && (is_on_record(it.meta) || !is_on_record(&stated.meta))
        };
        let mut found: Vec<Overtaken> = Vec::new();
        for (issue, out) in rules_out {
            for option in out.iter() {
                let later = self.later(*issue, option, said);
                for word in later.filter(|it| overtakes(it)).take(WORDS_TOLD) {
                    let place = found.iter().position(|it| it.word == word.record);
                    let place = place.unwrap_or_else(|| {
                        found.push(Overtaken { word: word.record, on: IssueOptions::new() });
                        found.len() - 1
                    });
                    put(&mut found[place].on, *issue, OptionSet::one(option));
                }
            }
        }
        found.sort_by_key(|it| (it.word.kind, it.word.index));
        found
    }

    /// Those for this option that are known to come after `said`, the latest first.
    fn later(
        &self,
        issue: Ix<Issue>,
        option: OptionIx,
        said: Said,
    ) -> impl Iterator<Item = &LaterWord<'r>> {
        let places = self.by.get(&(issue, option)).map_or(&[][..], Vec::as_slice).iter();
        places.map(|it| &self.words[*it]).take_while(move |it| it.said.is_after(said))
    }
}

/// Whether what a keeper takes to have overtaken a line touches nothing of it.
pub(super) fn misses(records: &Records, line: &RedLine, word: RecordRef) -> bool {
    let Some(wants) = wanted(records, word) else { return false };
    let drawn = || line.rules_out.iter().chain(&line.unclear);
    !wants
        .iter()
        .any(|(issue, set)| drawn().any(|(it, out)| it == issue && !out.and(*set).is_empty()))
}

/// Takes the options of an issue out.
fn lift(options: &mut IssueOptions, issue: Ix<Issue>, lifted: OptionSet) {
    for (_, set) in options.iter_mut().filter(|(it, _)| *it == issue) {
        *set = set.without(lifted);
    }
    options.retain(|(_, set)| !set.is_empty());
}

/// Adds options of an issue.
pub(super) fn put(options: &mut IssueOptions, issue: Ix<Issue>, more: OptionSet) {
    match options.iter_mut().find(|(it, _)| *it == issue) {
        Some((_, set)) => *set = set.or(more),
        None => {
            options.push((issue, more));
            options.sort_by_key(|(it, _)| *it);
        }
    }
}

fn is_on_record(meta: &Meta) -> bool {
    meta.basis != Basis::Assumed && meta.assumption.is_none()
}

/// Whether who said the later word speaks for the party with at least the authority of who drew the line. Of
/// two people whose rank is not on record that is only known where they are one; a description fits several.
fn has_authority(
    records: &Records,
    party: Ix<Party>,
    later: Option<&Speaker>,
    line: Option<&Speaker>,
) -> bool {
    let rank = |by: Option<&Speaker>| match by {
        // The party itself, nobody in particular named.
        None | Some(Speaker::Party(_)) => Some(1),
        Some(Speaker::Person(ix)) => records.persons.get(ix.get()).and_then(|it| it.rank),
        Some(by @ Speaker::Named(_)) => (records.party_of(by) == Some(party)).then_some(1),
    };
    if later == line && matches!(later, Some(Speaker::Person(_))) {
        return true;
    }
    match (rank(later), rank(line)) {
        (Some(later), Some(line)) => later <= line,
        // The highest authority there is needs no comparison.
        (Some(1), None) => true,
        _ => false,
    }
}
