//! The answer as tables.

use super::Answer;
use super::causes::Cause;
use super::replay::{Change, Day, Pair, Stand};
use crate::case::lines::Verdict;
use crate::finding::table::{Cell, Column, Kind, Table};

pub(super) fn tables(answer: &Answer) -> Vec<Table> {
    vec![outlook(answer), claims(answer)]
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
    let count =
        |verdicts: &[Verdict]| told.map_or(Cell::Unknown, |it| Cell::count(it.count(verdicts)));
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
        count(&[Verdict::Crossed]),
        count(&[Verdict::MayBeCrossed, Verdict::Unclear]),
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
