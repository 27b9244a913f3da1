//! What was said otherwise on one day, where the latest of several counts: which of them that is, nobody has on
//! record, and no order of their ids tells.
//!
//! Each place that looks for the latest says for itself what it does then; this names where that is.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::forecast::{Forecast, Prediction};
use super::id::{Ix, Kind, RecordRef};
use super::lines::{by_day, say_the_same, threads};
use super::overtaken;
use super::party::Party;
use super::position::{Alternative, AlternativeWorth, Answer, AnswerTo};
use super::records::Records;
use super::red_line::{Audience, RedLine};
use super::without;

/// What several records of one day say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A line: each stands.
    Lines,
    /// A line, and a word of the same party for what it rules out: the line stands.
    LineAndWord,
    /// An understanding: each binding claim stands.
    Claims,
    /// How good no deal is: levels give a range, others no number.
    Alternatives,
    /// A number, a direction or words to a question: none is the last.
    Predictions,
    /// An answer to a text before one audience: each stands.
    Answers,
}

/// Records of one day that do not say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct OneDay {
    /// What they are about.
    pub what: What,
    /// In canonical order; of claims, the understanding alone.
    pub records: Vec<RecordRef>,
    /// Whose words they are.
    pub of: String,
    /// Their day; `None` where none has one.
    pub day: Option<Date>,
}

impl OneDay {
    /// What it is about, in words.
    pub fn about(&self, records: &Records) -> String {
        let on = self.day.map_or("undated".to_owned(), |day| format!("of {day}"));
        let id = || self.records.first().and_then(|it| records.id(*it)).unwrap_or_default();
        match self.what {
            What::Lines => format!("{}, its line {on}", self.of),
            What::LineAndWord => format!("{}, what it rules out and wants {on}", self.of),
            What::Claims => format!("{}, what it says of {} {on}", self.of, id()),
            What::Alternatives => format!("{}, its alternative {on}", self.of),
            What::Answers => format!("{}, what it answers {on}", self.of),
            What::Predictions => {
                let question = self.records.first().and_then(|it| {
                    let asked = records.predictions.get(it.index as usize)?.forecast;
                    records.id(RecordRef::new(Kind::Forecast, asked.get()))
                });
                format!("{} on {} {on}", self.of, question.unwrap_or_default())
            }
        }
    }

    /// That they do not say the same, and what follows.
    pub fn message(&self, records: &Records) -> String {
        let (n, of) = (self.records.len(), &self.of);
        let day = self.day.map_or("no day".to_owned(), |day| day.to_string());
        match self.what {
            What::Lines => {
                format!("{of} states one line in {n} ways, each of {day}: each of them stands")
            }
            What::LineAndWord => format!(
                "{of} rules out what it is for in another word, each of {day}: the line stands"
            ),
            What::Claims => format!(
                "{of} says of this in more than one way, each of {day}: each that binds stands"
            ),
            What::Alternatives => format!(
                "{n} alternatives of {of} are of {day}: levels count as the range that holds them all, \
                 others give no number"
            ),
            What::Answers => format!(
                "{of} gives {n} answers to one text, by one voice before one audience, each of {day}: which of them holds is \
                 not on record"
            ),
            What::Predictions => {
                let question = records
                    .predictions
                    .get(self.records.first().map_or(usize::MAX, |it| it.index as usize))
                    .and_then(|it| records.id(RecordRef::new(Kind::Forecast, it.forecast.get())))
                    .unwrap_or_default();
                format!(
                    "{of} says {n} things to {question}, each of {day}: none of them counts as the last"
                )
            }
        }
    }

    /// What could be done.
    pub fn hint(&self) -> &'static str {
        match self.what {
            What::Predictions => {
                "give each its day, or put them into the ledger, whose order tells which came last"
            }
            _ => {
                "which came last is not on record: give each its day, or put the one right by the other: \
                 corrects = { id = \"…\" }"
            }
        }
    }
}

/// All of them among the records that `counts`.
pub fn all(records: &Records, counts: &dyn Fn(RecordRef) -> bool) -> Vec<OneDay> {
    let mut all = Vec::new();
    for party in (0..records.parties.len()).map(Ix::new) {
        lines(records, party, counts, &mut all);
        words(records, party, counts, &mut all);
        claims(records, party, counts, &mut all);
        alternatives(records, party, counts, &mut all);
        answers(records, party, counts, &mut all);
    }
    predictions(records, counts, &mut all);
    all
}

fn lines(
    records: &Records,
    party: Ix<Party>,
    counts: &dyn Fn(RecordRef) -> bool,
    all: &mut Vec<OneDay>,
) {
    for mut thread in threads(records, party) {
        thread.retain(|ix| counts(RecordRef::new(Kind::RedLine, ix.get())));
        let Some(latest) = by_day(records, &thread).last().copied() else { continue };
        let of = |ix: &Ix<_>| &records.red_lines[ix.get()];
        if latest.windows(2).any(|it| !say_the_same(of(&it[0]), of(&it[1]))) {
            all.push(OneDay {
                what: What::Lines,
                records: latest.iter().map(|ix| RecordRef::new(Kind::RedLine, ix.get())).collect(),
                of: records.party(party).label().to_owned(),
                day: latest.first().and_then(|ix| of(ix).date),
            });
        }
    }
}

fn words(
    records: &Records,
    party: Ix<Party>,
    counts: &dyn Fn(RecordRef) -> bool,
    all: &mut Vec<OneDay>,
) {
    let threads = threads(records, party);
    let latest: Vec<Ix<RedLine>> = (threads.iter())
        .flat_map(|it| by_day(records, it).last().copied().unwrap_or_default())
        .copied()
        .collect();
    let all_days = overtaken::of_one_day(records, party).into_iter();
    for (line, word) in all_days.filter(|(line, _)| latest.contains(line)) {
        let both = vec![RecordRef::new(Kind::RedLine, line.get()), word];
        if both.iter().all(|it| counts(*it)) {
            all.push(OneDay {
                what: What::LineAndWord,
                records: both,
                of: records.party(party).label().to_owned(),
                day: records.red_lines[line.get()].date,
            });
        }
    }
}

fn claims(
    records: &Records,
    party: Ix<Party>,
    counts: &dyn Fn(RecordRef) -> bool,
    all: &mut Vec<OneDay>,
) {
    for (place, it) in records.understandings.iter().enumerate() {
        let this = RecordRef::new(Kind::Understanding, place);
        let latest: Vec<_> = it.latest_of(party).into_iter().map(|at| &it.claims[at]).collect();
        let differs = |a: usize, b: usize| {
            (latest[a].force, &latest[a].content) != (latest[b].force, &latest[b].content)
        };
        if counts(this) && (1..latest.len()).any(|at| differs(at - 1, at)) {
            all.push(OneDay {
                what: What::Claims,
                records: vec![this],
                of: records.party(party).label().to_owned(),
                day: latest.first().and_then(|it| it.date),
            });
        }
    }
}

fn alternatives(
    records: &Records,
    party: Ix<Party>,
    counts: &dyn Fn(RecordRef) -> bool,
    all: &mut Vec<OneDay>,
) {
    let record = |ix: Ix<Alternative>| RecordRef::new(Kind::Alternative, ix.get());
    let of = |ix: &Ix<Alternative>| &records.alternatives[ix.get()];
    let mut counting = without::counting(records, party, |ix| counts(record(ix)));
    // Words alone and a direction say no other level than what stands beside them.
    counting.retain(|it| {
        !matches!(of(it).worth, AlternativeWorth::Unstated | AlternativeWorth::Direction(_))
    });
    if counting.windows(2).any(|it| of(&it[0]).worth != of(&it[1]).worth) {
        all.push(OneDay {
            what: What::Alternatives,
            day: counting.first().and_then(|it| of(it).date),
            records: counting.into_iter().map(record).collect(),
            of: records.party(party).label().to_owned(),
        });
    }
}

fn answers(
    records: &Records,
    party: Ix<Party>,
    counts: &dyn Fn(RecordRef) -> bool,
    all: &mut Vec<OneDay>,
) {
    // Two voices of one side may well say two things; that is for whoever reads of conflicts.
    type About<'r> = (AnswerTo, &'r [String], Option<Audience>, Option<String>);
    let given = |it: &Answer| it.meta.counts_from(it.date);
    let mut latest: BTreeMap<About<'_>, Vec<(usize, &Answer)>> = BTreeMap::new();
    for (place, it) in records.answers.iter().enumerate().filter(|(_, it)| it.party == party) {
        if !counts(RecordRef::new(Kind::Answer, place)) {
            continue;
        }
        let by = it.by.as_ref().map(|it| records.speaker(it));
        let list = latest.entry((it.to, &it.points, it.audience, by)).or_default();
        match list.first().map(|(_, first)| given(first)) {
            Some(day) if given(it) < day => continue,
            Some(day) if given(it) > day => list.clear(),
            _ => {}
        }
        list.push((place, it));
    }
    for list in latest.into_values() {
        let said = |it: &Answer| (it.answer, it.condition.clone());
        if list.windows(2).any(|it| said(it[0].1) != said(it[1].1)) {
            all.push(OneDay {
                what: What::Answers,
                records: list.iter().map(|it| RecordRef::new(Kind::Answer, it.0)).collect(),
                of: records.party(party).label().to_owned(),
                day: list.first().and_then(|it| it.1.date),
            });
        }
    }
}

/// Of one author, question and day. In the ledger the places tell.
fn predictions(records: &Records, counts: &dyn Fn(RecordRef) -> bool, all: &mut Vec<OneDay>) {
    type Said<'r> = (usize, &'r Prediction);
    let mut of: BTreeMap<(Ix<Forecast>, String, Option<Date>), Vec<Said<'_>>> = BTreeMap::new();
    for (place, it) in records.predictions.iter().enumerate() {
        let Some(by) = it.by.as_ref().filter(|_| it.place.is_none() && it.computed.is_none())
        else {
            continue;
        };
        if counts(RecordRef::new(Kind::Prediction, place)) {
            let key = (it.forecast, records.speaker(by), it.day());
            of.entry(key).or_default().push((place, it));
        }
    }
    for ((_, of, day), said) in of {
        if said.windows(2).any(|it| differ(it[0].1, it[1].1)) {
            let records = said.iter().map(|it| RecordRef::new(Kind::Prediction, it.0)).collect();
            all.push(OneDay { what: What::Predictions, records, of, day });
        }
    }
}

/// Whether two of one author and day say otherwise, so that it matters which came last.
pub fn differ(a: &Prediction, b: &Prediction) -> bool {
    let chance = |it: &Prediction| it.chance.map(|it| it.range());
    (chance(a), a.direction, &a.words) != (chance(b), b.direction, &b.words)
}
