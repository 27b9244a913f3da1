//! The answer as tables.

use super::Answer;
use super::replay::{Change, Day, Pair, Stand};
use crate::finding::block::Mark;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::Acceptance;
use plenipo_record::case::id::Kind as RecordKind;
use plenipo_record::case::lines::Judgement;

pub(super) fn tables(answer: &Answer) -> Vec<Table> {
    vec![
        outlook(answer),
        falls(answer),
        super::said::table(answer),
        super::outside::table(answer),
        claims(answer),
        hazard(answer),
        sensitivity(answer),
    ]
}

/// What changed of an answer, in a word each.
fn changed(change: &Change) -> Vec<&'static str> {
    match (&change.before, &change.after) {
        (_, Stand::Left(_)) => vec!["off the table"],
        (None | Some(Stand::Left(_)), Stand::Live(_)) => vec!["on the table"],
        (Some(Stand::Live(before)), Stand::Live(after)) => {
            let mut words = Vec::new();
            let mut add = |differs: bool, word: &'static str| {
                words.extend(differs.then_some(word));
            };
            add(before.status != after.status, "status");
            add(before.replies != after.replies, "reply");
            add(before.lines != after.lines, "lines");
            add(before.accept != after.accept, "range");
            words
        }
    }
}

/// A status with what it means for an agreement.
fn status(it: Acceptance) -> Cell {
    Cell::state(it.word(), it.mark())
}

fn outlook(answer: &Answer) -> Table {
    let mut table = Table::new(
        "outlook",
        "Each draft's answers on every day on which the visible record changed",
        vec![
            Column::new("date", ColumnKind::Date),
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("status", ColumnKind::State),
            Column::new("accept_low", ColumnKind::Probability),
            Column::new("accept", ColumnKind::Probability),
            Column::new("accept_high", ColumnKind::Probability),
            Column::new("cause", ColumnKind::List),
            Column::new("together", ColumnKind::List).label("only together"),
            Column::new("change", ColumnKind::List),
            Column::new("grade", ColumnKind::List).label("basis and grade of the cause"),
            Column::new("lines_crossed", ColumnKind::Count),
            Column::new("lines_maybe", ColumnKind::Count),
        ],
    );
    for day in &answer.replay.days {
        for (pair, stand) in &day.standing {
            let change = day.changes.iter().find(|it| it.pair == *pair);
            match (stand, change) {
                // Off the table is said once, on the day.
                (Stand::Left(_), None) => {}
                _ => table.push(row(day, pair, stand, change)),
            }
        }
    }
    table
}

/// Which texts fell with a consent that was refused, and which stand again.
fn falls(answer: &Answer) -> Table {
    let mut table = Table::new(
        "falls",
        "Texts that fell with a consent that was refused, or stand again by one that was given",
        vec![
            Column::new("date", ColumnKind::Date),
            Column::new("draft", ColumnKind::Id),
            Column::new("is", ColumnKind::State),
            Column::new("cause", ColumnKind::List),
            Column::new("grade", ColumnKind::List).label("basis and grade of the cause"),
        ],
    );
    for day in &answer.replay.days {
        for it in &day.turns {
            let mark = if it.fell { Mark::Stop } else { Mark::Fine };
            let grades = it.causes.iter().map(|it| match &it.footing {
                Some(footing) => Cell::Footing(footing.clone()),
                None => Cell::Unknown,
            });
            table.push(vec![
                Cell::Date(day.date),
                Cell::draft(it.draft.clone()),
                Cell::state(it.word(), mark),
                Cell::list(it.causes.iter().map(|it| it.cell.clone())),
                Cell::list(grades),
            ]);
        }
    }
    table
}

fn row(day: &Day, pair: &Pair, stand: &Stand, change: Option<&Change>) -> Vec<Cell> {
    let told = match stand {
        Stand::Live(told) => Some(told),
        Stand::Left(_) => None,
    };
    let accept = |at: usize| Cell::maybe(told.and_then(|it| it.accept[at]));
    let count = |of: &[Judgement]| told.map_or(Cell::Unknown, |it| Cell::count(it.count(of)));
    let causes = change.map(|it| it.causes.as_slice()).unwrap_or_default();
    let of = |together: bool| causes.iter().filter(move |it| it.together == together);
    let cells = |together: bool| Cell::maybe_list(of(together).map(|it| it.cell.clone()));
    let grades = of(false).chain(of(true)).map(|it| match &it.footing {
        Some(footing) => Cell::Footing(footing.clone()),
        None => Cell::Unknown,
    });
    vec![
        Cell::Date(day.date),
        Cell::draft(pair.draft.clone()),
        Cell::party(pair.party.clone()),
        match stand {
            Stand::Live(told) => status(told.status),
            Stand::Left(word) => Cell::state(*word, Mark::Removed),
        },
        accept(0),
        accept(1),
        accept(2),
        cells(false),
        cells(true),
        change.map_or(Cell::Unknown, |it| Cell::list(changed(it).into_iter().map(Cell::text))),
        Cell::maybe_list(grades),
        count(&[Judgement::Crossed]),
        count(&[Judgement::MayBeCrossed, Judgement::Unclear, Judgement::CannotBeJudged]),
    ]
}

fn claims(answer: &Answer) -> Table {
    let mut table = Table::new(
        "claims",
        "Directions and words without a number, as their source's claim; they affect no figure",
        vec![
            Column::new("date", ColumnKind::Day),
            Column::new("by", ColumnKind::Text),
            Column::new("about", ColumnKind::Text),
            Column::new("direction", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("fits", ColumnKind::Text),
            Column::new("reading", ColumnKind::Text),
            Column::new("because", ColumnKind::List),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
            Column::new("reprinted", ColumnKind::List).label("reprinted by"),
        ],
    );
    for it in &answer.claims {
        table.push(vec![
            Cell::day(it.date, it.date_is),
            Cell::maybe_text(Some(it.by.clone()).filter(|it| !it.is_empty())),
            Cell::text(it.about.clone()),
            Cell::maybe_text(it.direction.map(|it| it.word())),
            Cell::maybe_text(it.words.clone()),
            Cell::maybe_text(it.fits),
            Cell::maybe_text(it.reading.clone()),
            Cell::maybe_list(it.because.iter().map(|it| it.cell.clone())),
            Cell::Footing(it.footing.clone()),
            Cell::maybe_list(
                it.reprinted.iter().map(|it| Cell::maybe_to(RecordKind::Source, it.id.clone())),
            ),
        ]);
    }
    table
}

fn hazard(answer: &Answer) -> Table {
    let mut table = Table::new(
        "hazard",
        "What is left of a stated chance of an agreement by a date, as long as there is no agreement",
        vec![
            Column::new("date", ColumnKind::Date),
            Column::new("source", ColumnKind::Text),
            Column::new("chance_low", ColumnKind::Probability),
            Column::new("chance", ColumnKind::Probability).label("chance of an agreement"),
            Column::new("chance_high", ColumnKind::Probability),
            Column::new("left", ColumnKind::Share)
                .unit("of what was ahead when the base was stated"),
            Column::new("is", ColumnKind::Text),
            Column::new("by", ColumnKind::Date).label("by which day"),
            Column::new("of", ColumnKind::Text),
            Column::new("clock", ColumnKind::Text),
            Column::new("break_off", ColumnKind::Probability),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let paths = answer.agreement.iter().flat_map(|it| &it.paths);
    for (path, point) in paths.flat_map(|path| path.points.iter().map(move |it| (path, it))) {
        table.push(vec![
            Cell::Date(point.date),
            Cell::text(path.base.by.clone()),
            Cell::Number(point.low),
            Cell::maybe((path.base.low == path.base.high).then_some(point.low)),
            Cell::Number(point.high),
            Cell::Number(point.left),
            Cell::text(point.is.clone()),
            Cell::Date(path.base.horizon),
            Cell::text(path.base.of.clone()),
            Cell::text(path.unit),
            Cell::maybe(path.break_off),
            match &path.base.footing {
                Some(footing) => Cell::Footing(footing.clone()),
                None => Cell::text("stated with the question"),
            },
        ]);
    }
    table
}

fn sensitivity(answer: &Answer) -> Table {
    let mut table = Table::new(
        "sensitivity",
        "What the answers of the last day depend on: what each would be otherwise",
        vec![
            Column::new("kind", ColumnKind::Text),
            Column::new("input", ColumnKind::Text),
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("status_now", ColumnKind::State),
            Column::new("status", ColumnKind::State).label("status then"),
            Column::new("accept_low", ColumnKind::Probability).label("accept low then"),
            Column::new("accept_high", ColumnKind::Probability).label("accept high then"),
            Column::new("shift", ColumnKind::Probability),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for lever in &answer.levers {
        for it in &lever.moves {
            table.push(vec![
                Cell::text(lever.kind.word()),
                Cell::text(lever.what.clone()),
                Cell::draft(it.pair.draft.clone()),
                Cell::party(it.pair.party.clone()),
                status(it.now),
                it.status.map_or(Cell::Unknown, status),
                Cell::maybe(it.accept[0]),
                Cell::maybe(it.accept[1]),
                Cell::maybe(it.shift),
                lever.footing.clone().map_or(Cell::Unknown, Cell::Footing),
            ]);
        }
    }
    table
}
