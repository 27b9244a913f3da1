//! The tables of the answer.

use super::Answer;
use super::account::{footing, footing_of_prediction};
use super::book::{self, Said};
use super::score::Loss;
use crate::finding::chart::{Chart, ChartKind};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::Target;
use plenipo_maths::scores::{calibration as bins, decompose};
use plenipo_record::case::chance::Range;
use plenipo_record::case::describe::Footing;
use plenipo_record::case::id::Kind as RecordKind;

pub(super) fn tables(answer: &Answer<'_>) -> Vec<Table> {
    vec![
        questions(answer),
        predictions(answer),
        scores(answer),
        apart(answer),
        averaged(answer),
        authors(answer),
        comparison(answer),
        decomposition(answer),
        calibration(answer),
    ]
}

pub(super) fn charts(answer: &Answer<'_>) -> Vec<Chart> {
    if answer.scores.each.is_empty() {
        return Vec::new();
    }
    let n = answer.scores.pairs(|it| it.low).len();
    let twice = if answer.scores.ranges() {
        ", each range once at its low and once at its high end"
    } else {
        ""
    };
    vec![Chart {
        id: "calibration",
        title: "How often what was forecast came true".to_owned(),
        description: format!(
            "{n} last numbers by the probability stated{twice}; on the diagonal what was stated with \
             probability p came true in a share p of cases."
        ),
        kind: ChartKind::Calibration {
            forecast: "stated".to_owned(),
            observed: "came_true".to_owned(),
            count: "count".to_owned(),
        },
        table: "calibration",
    }]
}

fn loss(of: Loss) -> [Cell; 2] {
    [Cell::Number(of.low), Cell::Number(of.high)]
}

fn questions(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "questions",
        "The questions and their outcomes",
        vec![
            Column::new("id", ColumnKind::Id),
            Column::new("question", ColumnKind::Text),
            Column::new("criteria", ColumnKind::Text),
            Column::new("opens", ColumnKind::Date),
            Column::new("closes", ColumnKind::Date),
            Column::new("resolves", ColumnKind::Date),
            Column::new("outcome", ColumnKind::Text),
            Column::new("resolved", ColumnKind::Date),
            Column::new("why", ColumnKind::Text),
            Column::new("predictions", ColumnKind::Count),
            Column::new("scored", ColumnKind::Count),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for asked in &answer.book {
        let it = asked.forecast;
        table.push(vec![
            Cell::to(RecordKind::Forecast, asked.id),
            Cell::text(it.question.clone()),
            Cell::text(it.criteria.clone()),
            Cell::maybe_date(it.opens),
            Cell::maybe_date(it.closes),
            Cell::maybe_date(it.resolves),
            Cell::maybe_text(asked.outcome()),
            Cell::maybe_date(asked.resolution.and_then(|it| it.date)),
            Cell::maybe_text(asked.resolution.and_then(|it| it.words.clone())),
            Cell::count(asked.predictions.len()),
            Cell::count(asked.scored().count()),
            asked.resolution.map_or(Cell::Unknown, |it| stands(footing(answer.case, &it.meta))),
        ]);
    }
    table
}

fn predictions(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "predictions",
        "Predictions, oldest first",
        vec![
            Column::new("forecast", ColumnKind::Id),
            Column::new("date", ColumnKind::Date),
            Column::new("by", ColumnKind::Text),
            Column::new("chance", ColumnKind::Range),
            Column::new("chance_low", ColumnKind::Probability).label("low end"),
            Column::new("chance_high", ColumnKind::Probability).label("high end"),
            Column::new("direction", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("fits", ColumnKind::Text),
            Column::new("read_as", ColumnKind::Range),
            Column::new("read_by", ColumnKind::Text),
            Column::new("read_fits", ColumnKind::Text),
            Column::new("standing", ColumnKind::Text),
            Column::new("scored", ColumnKind::Text),
            Column::new("lens", ColumnKind::Id),
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("status", ColumnKind::Text),
            Column::new("engine", ColumnKind::Text),
            Column::new("record", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
            Column::new("counts_from", ColumnKind::Date).label("counts from"),
        ],
    );
    let case = answer.case;
    for asked in &answer.book {
        for said in &asked.predictions {
            let it = said.prediction;
            let computed = it.computed.as_ref();
            let mapped = it.mapped.as_ref();
            let reader = mapped.and_then(|it| it.by.as_ref()).map(|by| case.speaker(by));
            table.push(vec![
                Cell::to(RecordKind::Forecast, asked.id),
                Cell::maybe_date(it.day()),
                Cell::text(said.by.clone()),
                Cell::chance(it.chance),
                Cell::maybe(said.stated.map(|it| it.low)),
                Cell::maybe(said.stated.map(|it| it.high)),
                Cell::maybe_text(it.direction.map(|it| it.word())),
                Cell::maybe_text(it.words.clone()),
                Cell::maybe_text(it.fits.map(|it| it.word())),
                Cell::chance(mapped.map(|it| it.chance)),
                Cell::maybe_text(reader),
                Cell::maybe_text(mapped.map(|it| it.fits.word())),
                Cell::text(match (said.withdrawn, said.revised) {
                    (Some(_), _) => "corrected too late",
                    (None, true) => "revised",
                    (None, false) if said.unordered => "one of several of its day",
                    (None, false) => "stands",
                }),
                Cell::text(scored(said)),
                Cell::maybe_to(Target::Lens, computed.map(|it| it.lens.clone())),
                Cell::maybe_to(RecordKind::Draft, computed.map(|it| book::draft_of(case, it))),
                Cell::maybe_to(RecordKind::Party, computed.and_then(|it| book::party_of(case, it))),
                Cell::maybe_text(computed.map(|it| it.status.clone())),
                Cell::maybe_text(computed.map(|it| it.engine.clone())),
                Cell::maybe_text(computed.map(|it| it.record.clone())),
                stands(footing_of_prediction(case, it)),
                Cell::maybe_date(said.entered.day),
            ]);
        }
    }
    table
}

/// `yes`, or why not.
fn scored(said: &Said<'_>) -> &'static str {
    said.why_not.map_or("yes", |it| it.words())
}

fn scores(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "scores",
        "Every number with a score, ranges at both ends; 0 is best",
        vec![
            Column::new("forecast", ColumnKind::Id),
            Column::new("by", ColumnKind::Text),
            Column::new("date", ColumnKind::Date),
            Column::new("stated_low", ColumnKind::Probability),
            Column::new("stated_high", ColumnKind::Probability),
            Column::new("outcome", ColumnKind::Text),
            Column::new("brier_low", ColumnKind::Number),
            Column::new("brier_high", ColumnKind::Number),
            Column::new("log_low", ColumnKind::Number),
            Column::new("log_high", ColumnKind::Number),
            Column::new("last", ColumnKind::Text),
        ],
    );
    for it in &answer.scores.each {
        let asked = &answer.book[it.at.0];
        let said = &asked.predictions[it.at.1];
        let mut row = vec![
            Cell::to(RecordKind::Forecast, asked.id),
            Cell::text(said.by.clone()),
            Cell::maybe_date(said.prediction.day()),
            Cell::Number(it.stated.low),
            Cell::Number(it.stated.high),
            Cell::text(if it.happened { "yes" } else { "no" }),
        ];
        row.extend(loss(it.brier));
        row.extend(loss(it.log));
        row.push(Cell::text(if it.last { "last" } else { "revised" }));
        table.push(row);
    }
    table
}

fn apart(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "apart",
        "Numbers that do not count as foresight: part of no other figure",
        vec![
            Column::new("forecast", ColumnKind::Id),
            Column::new("by", ColumnKind::Text),
            Column::new("date", ColumnKind::Date),
            Column::new("why", ColumnKind::Text),
            Column::new("stated_low", ColumnKind::Probability),
            Column::new("stated_high", ColumnKind::Probability),
            Column::new("outcome", ColumnKind::Text),
            Column::new("brier_low", ColumnKind::Number),
            Column::new("brier_high", ColumnKind::Number),
        ],
    );
    for it in &answer.scores.apart {
        let asked = &answer.book[it.at.0];
        let said = &asked.predictions[it.at.1];
        let mut row = vec![
            Cell::to(RecordKind::Forecast, asked.id),
            Cell::text(said.by.clone()),
            Cell::maybe_date(said.prediction.day()),
            Cell::text(scored(said)),
            Cell::Number(it.stated.low),
            Cell::Number(it.stated.high),
            Cell::text(if it.happened { "yes" } else { "no" }),
        ];
        row.extend(loss(it.brier));
        table.push(row);
    }
    table
}

fn averaged(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "averaged",
        "Brier score averaged over the days from the first number to the day the question closes",
        vec![
            Column::new("forecast", ColumnKind::Id),
            Column::new("by", ColumnKind::Text),
            Column::new("numbers", ColumnKind::Count),
            Column::new("brier_low", ColumnKind::Number),
            Column::new("brier_high", ColumnKind::Number),
            Column::new("days", ColumnKind::Count),
            Column::new("horizon", ColumnKind::Count).unit("days"),
        ],
    );
    for it in &answer.scores.averaged {
        let mut row = vec![
            Cell::text(answer.book[it.question].id),
            Cell::text(it.by.clone()),
            Cell::count(it.numbers),
        ];
        row.extend(loss(it.brier));
        row.extend([Cell::Count(it.days.into()), Cell::Count(it.horizon.into())]);
        table.push(row);
    }
    table
}

fn authors(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "authors",
        "Each author's last numbers, on average",
        vec![
            Column::new("by", ColumnKind::Text),
            Column::new("questions", ColumnKind::Count),
            Column::new("brier_low", ColumnKind::Number),
            Column::new("brier_high", ColumnKind::Number),
            Column::new("log_low", ColumnKind::Number),
            Column::new("log_high", ColumnKind::Number),
        ],
    );
    for it in &answer.scores.authors {
        let mut row = vec![Cell::text(it.by.clone()), Cell::count(it.questions)];
        row.extend(loss(it.brier));
        row.extend(loss(it.log));
        table.push(row);
    }
    table
}

fn comparison(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "comparison",
        "Brier score beside that of the base rate and of the mean of all, on the same questions",
        vec![
            Column::new("by", ColumnKind::Text),
            Column::new("against", ColumnKind::Text),
            Column::new("questions", ColumnKind::Count),
            Column::new("brier_low", ColumnKind::Number),
            Column::new("brier_high", ColumnKind::Number),
            Column::new("other_low", ColumnKind::Number),
            Column::new("other_high", ColumnKind::Number),
        ],
    );
    for it in &answer.scores.compared {
        let mut row = vec![
            Cell::text(it.by.clone()),
            Cell::text(it.against.word()),
            Cell::count(it.questions),
        ];
        row.extend(loss(it.own));
        row.extend(loss(it.other));
        table.push(row);
    }
    table
}

/// One end of a stated chance.
type End = fn(&Range) -> f64;

/// The ends at which the last numbers are looked at together: once where all are single figures.
fn ends(answer: &Answer<'_>) -> Vec<(&'static str, End)> {
    match answer.scores.ranges() {
        true => vec![("low ends", |it| it.low), ("high ends", |it| it.high)],
        false => vec![("as stated", |it| it.low)],
    }
}

fn decomposition(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "decomposition",
        "Brier score of the last numbers = reliability − resolution + uncertainty + spread − covariance",
        vec![
            Column::new("at", ColumnKind::Text),
            Column::new("numbers", ColumnKind::Count),
            Column::new("brier", ColumnKind::Number),
            Column::new("reliability", ColumnKind::Number),
            Column::new("resolution", ColumnKind::Number),
            Column::new("uncertainty", ColumnKind::Number),
            Column::new("spread", ColumnKind::Number),
            Column::new("covariance", ColumnKind::Number),
        ],
    );
    for (at, end) in ends(answer) {
        let pairs = answer.scores.pairs(end);
        let Some(it) = decompose(&pairs, answer.cut) else { continue };
        let mut row = vec![Cell::text(at), Cell::count(pairs.len())];
        let parts = [it.brier, it.reliability, it.resolution, it.uncertainty];
        row.extend(parts.map(Cell::Number));
        row.extend([it.spread, it.covariance].map(Cell::Number));
        table.push(row);
    }
    table
}

fn calibration(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "calibration",
        "Last numbers by what was stated, and the share of them that came true",
        vec![
            Column::new("at", ColumnKind::Text),
            Column::new("from", ColumnKind::Probability),
            Column::new("to", ColumnKind::Probability),
            Column::new("count", ColumnKind::Count),
            Column::new("stated", ColumnKind::Probability).label("stated on average"),
            Column::new("came_true", ColumnKind::Share).unit("of those counted"),
        ],
    );
    for (at, end) in ends(answer) {
        for bin in bins(&answer.scores.pairs(end), answer.cut) {
            table.push(vec![
                Cell::text(at),
                Cell::Number(bin.low),
                Cell::Number(bin.high),
                Cell::count(bin.count),
                Cell::Number(bin.stated),
                Cell::Number(bin.happened),
            ]);
        }
    }
    table
}

/// What something rests on; in words where no record of it says so.
fn stands(on: Result<Footing, &'static str>) -> Cell {
    on.map_or_else(Cell::text, Cell::Footing)
}
