//! The answer as tables.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::StatementsAnswer;
use super::followed::{Window, refuses};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::Target;
use crate::glossary::GlossaryReading;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Kind as RecordKind, RecordRef};
use plenipo_record::case::position::Reply;

/// More results than these are counted and not written out.
pub(super) const TOLD_MAX: usize = 5;

pub(super) fn tables(answer: &StatementsAnswer<'_>) -> Vec<Table> {
    vec![
        uses(answer),
        readings(answer),
        followed(answer),
        record(answer),
        readouts(answer),
        glossary(answer),
    ]
}

/// What a saying is about; a record without an id in words.
fn about(answer: &StatementsAnswer<'_>, saying: usize) -> Cell {
    let about = &answer.sayings[saying].about;
    Cell::maybe_list(about.iter().map(|it| Cell::of(answer.case, *it)))
}

/// The term at `place`.
fn term(answer: &StatementsAnswer<'_>, place: usize) -> Cell {
    Cell::to(Target::Term, answer.glossary.terms[place].id.clone())
}

/// The same for people: the first few by id, else in words.
pub(super) fn about_in_words(answer: &StatementsAnswer<'_>, saying: usize) -> Option<String> {
    let case = answer.case;
    let name = |it: &RecordRef| match case.id(*it) {
        Some(id) => id.to_owned(),
        None => describe::in_one_line(case, *it),
    };
    let about = &answer.sayings[saying].about;
    let names: Vec<String> = about.iter().take(TOLD_MAX).map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn yes(is: bool) -> Cell {
    Cell::text(if is { "yes" } else { "no" })
}

fn uses(answer: &StatementsAnswer<'_>) -> Table {
    let mut table = Table::new(
        "uses",
        "Coded phrases in what was said, by date",
        vec![
            Column::new("use", ColumnKind::Count),
            Column::new("term", ColumnKind::Id),
            Column::new("phrase", ColumnKind::Text),
            Column::new("denied", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("by", ColumnKind::Text),
            Column::new("party", ColumnKind::List),
            Column::new("tradition", ColumnKind::List),
            Column::new("kind", ColumnKind::Text).label("kind of record"),
            Column::new("about", ColumnKind::List),
            Column::new("audience", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("whose", ColumnKind::Text).label("whose words"),
            Column::new("known", ColumnKind::Date),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for (place, it) in answer.uses.iter().enumerate() {
        let saying = &answer.sayings[it.saying];
        let parties = saying.parties(answer.case);
        let parties = parties.iter().map(|it| Cell::party(answer.case.party_id(*it)));
        let traditions = saying.traditions(answer.case);
        table.push(vec![
            Cell::count(place + 1),
            term(answer, it.term),
            Cell::text(it.phrase.clone()),
            yes(it.denied),
            Cell::day(saying.date, saying.date_is),
            Cell::text(saying.who(answer.case)),
            Cell::maybe_list(parties),
            Cell::maybe_list(traditions.iter().map(|it| Cell::text(it.as_str()))),
            Cell::text(saying.kind),
            about(answer, it.saying),
            Cell::maybe_text(saying.audience.map(|it| it.word())),
            Cell::text(saying.words.clone()),
            Cell::text(if saying.summary { "record keeper's summary" } else { "speaker's" }),
            Cell::maybe_date(saying.known),
            Cell::Footing(saying.footing.clone()),
        ]);
    }
    table
}

/// The sources of a reading by name.
pub(super) fn sources(reading: &GlossaryReading) -> String {
    reading.sources.join(", ")
}

/// The same as a list.
fn source_list(reading: &GlossaryReading) -> Cell {
    Cell::list(reading.sources.iter().map(|it| Cell::to(Target::TermSource, it.as_str())))
}

fn readings(answer: &StatementsAnswer<'_>) -> Table {
    let mut table = Table::new(
        "readings",
        "Readings of the phrases used, each its source's claim: first the glossary's by \
         tradition, graded by its editors; then readings of these very words on record",
        vec![
            Column::new("use", ColumnKind::Count),
            Column::new("term", ColumnKind::Id),
            Column::new("tradition", ColumnKind::Text),
            Column::new("reads", ColumnKind::Text).label("is said to signal"),
            Column::new("source", ColumnKind::List),
            Column::new("grade", ColumnKind::Footing),
            Column::new("applies", ColumnKind::Text),
            Column::new("why", ColumnKind::Text),
        ],
    );
    for (place, it) in answer.uses.iter().enumerate() {
        let term = &answer.glossary.terms[it.term];
        for reading in &answer.readings[it.term] {
            let fits = answer.fits(it, reading);
            table.push(vec![
                Cell::count(place + 1),
                Cell::to(Target::Term, term.id.clone()),
                Cell::text(reading.tradition.clone()),
                Cell::text(reading.told()),
                source_list(reading),
                Cell::text(reading.grade.clone()),
                yes(fits.applies()),
                Cell::text(fits.why()),
            ]);
        }
        for reading in &answer.sayings[it.saying].readings {
            let by = reading.by.as_ref();
            let by = by.map_or("nobody named".to_owned(), |by| answer.case.speaker(by));
            table.push(vec![
                Cell::count(place + 1),
                Cell::to(Target::Term, term.id.clone()),
                Cell::Unknown,
                Cell::text(reading.reads.clone()),
                Cell::list([Cell::text(by)]),
                Cell::Footing(describe::footing(answer.case, &reading.meta)),
                yes(true),
                Cell::text("said of these very words"),
            ]);
        }
    }
    table
}

fn followed(answer: &StatementsAnswer<'_>) -> Table {
    let mut table = Table::new(
        "followed",
        format!("What the record has in the {} days after each use", answer.days),
        vec![
            Column::new("use", ColumnKind::Count),
            Column::new("term", ColumnKind::Id),
            Column::new("until", ColumnKind::Date),
            Column::new("window", ColumnKind::Text),
            Column::new("next_meeting", ColumnKind::Id),
            Column::new("next_after", ColumnKind::Count).unit("days"),
            Column::new("drafts", ColumnKind::Count),
            Column::new("accepts", ColumnKind::Count),
            Column::new("refusals", ColumnKind::Count),
            Column::new("other_answers", ColumnKind::Count),
            Column::new("own_result", ColumnKind::List).label("result of the meeting spoken of"),
            Column::new("results", ColumnKind::List).label("results of other meetings"),
        ],
    );
    for (place, it) in answer.uses.iter().enumerate() {
        let after = &answer.followed(place);
        let accepts = after.count(|it| it == Reply::Accept);
        let refusals = after.count(refuses);
        // Of an undated saying nothing can be told to have followed.
        let count = |n| if after.to.is_some() { Cell::count(n) } else { Cell::Unknown };
        let results = after.results.iter().map(|it| Cell::text(it.1.1.clone()));
        table.push(vec![
            Cell::count(place + 1),
            term(answer, it.term),
            Cell::maybe_date(after.to),
            Cell::text(after.window.word()),
            after.met.map_or(Cell::Unknown, |it| meeting_cell(answer, it.0)),
            after.met.map_or(Cell::Unknown, |it| Cell::count(usize::try_from(it.1).unwrap_or(0))),
            count(after.drafts.len()),
            count(accepts),
            count(refusals),
            count(after.answers.len() - accepts - refusals),
            Cell::maybe_list(after.own.iter().map(Cell::text)),
            Cell::maybe_list(results),
        ]);
    }
    table
}

/// A meeting, as tables refer to it.
fn meeting_cell(answer: &StatementsAnswer<'_>, place: usize) -> Cell {
    Cell::of(answer.case, RecordRef::new(RecordKind::Meeting, place))
}

/// The id of a meeting, else the meeting in words.
pub(super) fn meeting(answer: &StatementsAnswer<'_>, place: usize) -> String {
    let at = RecordRef::new(RecordKind::Meeting, place);
    let id = answer.case.id(at).map(str::to_owned);
    id.unwrap_or_else(|| describe::in_one_line(answer.case, at))
}

/// The first of some words, the rest counted.
pub(super) fn told(all: &[String]) -> Option<String> {
    let mut text = all.iter().take(TOLD_MAX).cloned().collect::<Vec<_>>().join("; ");
    if all.len() > TOLD_MAX {
        text.push_str(&format!("; and {} more", all.len() - TOLD_MAX));
    }
    (!all.is_empty()).then_some(text)
}

/// The tool's own record of a phrase.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// Uses on record.
    pub(super) uses: usize,
    /// Different occasions among them: a day and what was spoken of.
    pub(super) occasions: usize,
    /// Occasions whose days have all passed.
    pub(super) closed: usize,
    /// Of those: occasions after which ...
    pub(super) met: usize,
    pub(super) draft: usize,
    pub(super) accepted: usize,
    pub(super) refused: usize,
    pub(super) result: usize,
}

/// The tool's own record, by phrase and whether it was denied.
pub(super) fn tallies(answer: &StatementsAnswer<'_>) -> BTreeMap<(usize, bool), Tally> {
    let mut tallies: BTreeMap<(usize, bool), Tally> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (place, it) in answer.uses.iter().enumerate() {
        let tally = tallies.entry((it.term, it.denied)).or_default();
        tally.uses += 1;
        let saying = &answer.sayings[it.saying];
        // Three readouts of one round are one occasion: the same things follow them.
        if !seen.insert((it.term, it.denied, saying.date, saying.about.first().copied())) {
            continue;
        }
        tally.occasions += 1;
        let after = &answer.followed(place);
        if after.window != Window::Closed {
            continue;
        }
        tally.closed += 1;
        tally.met += usize::from(after.met.is_some());
        tally.draft += usize::from(!after.drafts.is_empty());
        tally.accepted += usize::from(after.count(|it| it == Reply::Accept) > 0);
        tally.refused += usize::from(after.count(refuses) > 0);
        tally.result += usize::from(!after.own.is_empty() || !after.results.is_empty());
    }
    tallies
}

fn record(answer: &StatementsAnswer<'_>) -> Table {
    let mut table = Table::new(
        "record",
        format!(
            "This record's own count: of the occasions whose {} days have passed, after how many \
             the record has …",
            answer.days
        ),
        vec![
            Column::new("term", ColumnKind::Id),
            Column::new("denied", ColumnKind::Text),
            Column::new("uses", ColumnKind::Count),
            Column::new("occasions", ColumnKind::Count),
            Column::new("passed", ColumnKind::Count),
            Column::new("met_again", ColumnKind::Count),
            Column::new("draft", ColumnKind::Count).label("a draft"),
            Column::new("acceptance", ColumnKind::Count),
            Column::new("refusal", ColumnKind::Count),
            Column::new("result", ColumnKind::Count),
        ],
    );
    for ((term, denied), tally) in tallies(answer) {
        let mut row = vec![self::term(answer, term), yes(denied)];
        let Tally { uses, occasions, closed, met, draft, accepted, refused, result } = tally;
        let counts = [uses, occasions, closed, met, draft, accepted, refused, result];
        row.extend(counts.map(Cell::count));
        table.push(row);
    }
    table
}

fn readouts(answer: &StatementsAnswer<'_>) -> Table {
    let mut table = Table::new(
        "readouts",
        "What was said of one meeting, side by side",
        vec![
            Column::new("meeting", ColumnKind::Id),
            Column::new("date", ColumnKind::Day),
            Column::new("by", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("whose", ColumnKind::Text).label("whose words"),
            Column::new("mentions", ColumnKind::List),
            Column::new("alone", ColumnKind::List).label("mentioned by no other side"),
            Column::new("omits", ColumnKind::List).label("mentioned by others only"),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let list = |it: &[String]| Cell::maybe_list(it.iter().map(Cell::text));
    for it in &answer.readouts {
        for readout in &it.each {
            let saying = &answer.sayings[readout.saying];
            table.push(vec![
                meeting_cell(answer, it.meeting.get()),
                Cell::day(saying.date, saying.date_is),
                Cell::text(saying.who(answer.case)),
                Cell::text(saying.words.clone()),
                Cell::text(if saying.summary { "record keeper's summary" } else { "speaker's" }),
                list(&readout.mentions),
                list(&readout.alone),
                list(&readout.omits),
                Cell::Footing(saying.footing.clone()),
            ]);
        }
    }
    table
}

fn glossary(answer: &StatementsAnswer<'_>) -> Table {
    let mut table = Table::new(
        "glossary",
        "The glossary; grades are its editors' own",
        vec![
            Column::new("term", ColumnKind::Id),
            Column::new("phrase", ColumnKind::Text),
            Column::new("forms", ColumnKind::List),
            Column::new("tradition", ColumnKind::Text),
            Column::new("reads", ColumnKind::Text).label("is said to signal"),
            Column::new("source", ColumnKind::List),
            Column::new("grade", ColumnKind::Text),
        ],
    );
    for (term, readings) in answer.glossary.terms.iter().zip(&answer.readings) {
        let forms: Vec<Cell> = term.forms.iter().map(|it| Cell::Text(it.words.join(" "))).collect();
        let head = || {
            let forms = Cell::list(forms.clone());
            vec![Cell::to(Target::Term, &term.id), Cell::text(&term.phrase), forms]
        };
        for reading in readings {
            let titles = reading.sources.iter().filter_map(|id| {
                let source = answer.glossary.sources.iter().find(|it| it.id == *id)?;
                Some(Cell::Text(format!("{} {}", source.reliability, source.title)))
            });
            let mut row = head();
            row.extend([
                Cell::text(&reading.tradition),
                Cell::text(reading.told()),
                Cell::list(titles),
                Cell::text(&reading.grade),
            ]);
            table.push(row);
        }
        if readings.is_empty() {
            let mut row = head();
            row.extend([Cell::Unknown, Cell::Unknown, Cell::Unknown, Cell::Unknown]);
            table.push(row);
        }
    }
    table
}
