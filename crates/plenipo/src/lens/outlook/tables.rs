//! The answer as tables.

use super::Answer;
use super::causes::Cause;
use super::replay::{Change, Day, Pair, Stand};
use crate::finding::table::{Cell, Column, Kind, Table};
use crate::lens::acceptance::Acceptance;
use plenipo_record::case::lines::Judgement;

pub(super) fn tables(answer: &Answer) -> Vec<Table> {
    vec![outlook(answer), claims(answer), hazard(answer), sensitivity(answer)]
}

/// What changed of an answer, in a word each.
pub(super) fn changed(change: &Change) -> String {
    match (&change.before, &change.after) {
        (_, Stand::Left(_)) => "off the table".to_owned(),
        (None | Some(Stand::Left(_)), Stand::Live(_)) => "on the table".to_owned(),
        (Some(Stand::Live(before)), Stand::Live(after)) => {
            let mut words = Vec::new();
            let mut add = |differs: bool, word: &'static str| {
                words.extend(differs.then_some(word));
            };
            add(before.status != after.status, "status");
            add(before.replies != after.replies, "reply");
            add(before.lines != after.lines, "lines");
            add(before.accept != after.accept, "range");
            words.join(", ")
        }
    }
}

/// The names of causes; those that act only together last.
pub(super) fn names(causes: &[Cause]) -> Option<String> {
    let of = |together: bool| {
        let each = causes.iter().filter(|it| it.together == together).map(|it| it.name.as_str());
        each.collect::<Vec<_>>()
    };
    let (alone, together) = (of(false).join("; "), of(true));
    let together = match together.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        several => format!("only together: {}", several.join("; ")),
    };
    let parts: Vec<String> = [alone, together].into_iter().filter(|it| !it.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn outlook(answer: &Answer) -> Table {
    let mut table = Table::new(
        "outlook",
        "Each draft's answers on every day on which the visible record changed",
        vec![
            Column::new("date", Kind::Date),
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("status", Kind::Text),
            Column::new("accept_low", Kind::Probability),
            Column::new("accept", Kind::Probability),
            Column::new("accept_high", Kind::Probability),
            Column::new("cause", Kind::Text),
            Column::new("change", Kind::Text),
            Column::new("grade", Kind::Text).label("basis and grade of the cause"),
            Column::new("lines_crossed", Kind::Count),
            Column::new("lines_maybe", Kind::Count),
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

fn row(day: &Day, pair: &Pair, stand: &Stand, change: Option<&Change>) -> Vec<Cell> {
    let told = match stand {
        Stand::Live(told) => Some(told),
        Stand::Left(_) => None,
    };
    let accept = |at: usize| Cell::maybe(told.and_then(|it| it.accept[at]));
    let count = |of: &[Judgement]| told.map_or(Cell::Unknown, |it| Cell::count(it.count(of)));
    let causes = change.map(|it| it.causes.as_slice()).unwrap_or_default();
    let grades: Vec<&str> = causes.iter().map(|it| it.footing.as_str()).collect();
    vec![
        Cell::Date(day.date),
        Cell::text(pair.draft.clone()),
        Cell::text(pair.party.clone()),
        Cell::text(stand.word()),
        accept(0),
        accept(1),
        accept(2),
        Cell::maybe_text(names(causes)),
        Cell::maybe_text(change.map(changed)),
        Cell::maybe_text((!grades.is_empty()).then(|| grades.join("; "))),
        count(&[Judgement::Crossed]),
        count(&[Judgement::MayBeCrossed, Judgement::Unclear, Judgement::CannotBeJudged]),
    ]
}

fn claims(answer: &Answer) -> Table {
    let mut table = Table::new(
        "claims",
        "Directions and words without a number, as their source's claim; they move no figure",
        vec![
            Column::new("date", Kind::Text),
            Column::new("source", Kind::Text),
            Column::new("about", Kind::Text),
            Column::new("direction", Kind::Text),
            Column::new("words", Kind::Text),
            Column::new("fits", Kind::Text),
            Column::new("reading", Kind::Text),
            Column::new("because", Kind::Text),
        ],
    );
    for it in &answer.claims {
        table.push(vec![
            Cell::maybe_text(it.shown.clone()),
            Cell::text(match it.by.as_str() {
                "" => it.footing.clone(),
                by => format!("{by} ({})", it.footing),
            }),
            Cell::text(it.about.clone()),
            Cell::maybe_text(it.direction.map(|it| it.word())),
            Cell::maybe_text(it.words.clone()),
            Cell::maybe_text(it.fits),
            Cell::maybe_text(it.reading.clone()),
            Cell::maybe_text(it.because.clone()),
        ]);
    }
    table
}

fn hazard(answer: &Answer) -> Table {
    let mut table = Table::new(
        "hazard",
        "The chance of an agreement by a day that is left of a stated base, as long as there is none",
        vec![
            Column::new("date", Kind::Date),
            Column::new("source", Kind::Text),
            Column::new("chance_low", Kind::Probability),
            Column::new("chance", Kind::Probability).label("chance of an agreement"),
            Column::new("chance_high", Kind::Probability),
            Column::new("left", Kind::Share).unit("of what was ahead when the base was stated"),
            Column::new("is", Kind::Text),
            Column::new("by", Kind::Date).label("by which day"),
            Column::new("of", Kind::Text),
            Column::new("clock", Kind::Text),
            Column::new("break_off", Kind::Probability),
            Column::new("grade", Kind::Text).label("basis and grade"),
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
            Cell::text(path.base.footing.clone()),
        ]);
    }
    table
}

fn sensitivity(answer: &Answer) -> Table {
    let mut table = Table::new(
        "sensitivity",
        "What the answers of the last day hang on: what they would be were it otherwise",
        vec![
            Column::new("kind", Kind::Text),
            Column::new("input", Kind::Text),
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("status_now", Kind::Text),
            Column::new("status", Kind::Text).label("status then"),
            Column::new("accept_low", Kind::Probability).label("accept low then"),
            Column::new("accept_high", Kind::Probability).label("accept high then"),
            Column::new("shift", Kind::Probability),
            Column::new("grade", Kind::Text).label("basis and grade"),
        ],
    );
    for lever in &answer.levers {
        for it in &lever.moves {
            table.push(vec![
                Cell::text(lever.kind),
                Cell::text(lever.what.clone()),
                Cell::text(it.pair.draft.clone()),
                Cell::text(it.pair.party.clone()),
                Cell::text(it.now.word()),
                Cell::maybe_text(it.status.map(Acceptance::word)),
                Cell::maybe(it.accept[0]),
                Cell::maybe(it.accept[1]),
                Cell::maybe(it.shift),
                Cell::maybe_text(lever.footing.clone()),
            ]);
        }
    }
    table
}
