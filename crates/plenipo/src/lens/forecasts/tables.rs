//! The tables of the answer.

use super::Answer;
use super::account::{footing, footing_of_prediction};
use super::book::{self, Said};
use super::score::Loss;
use crate::finding::chart::{Chart, ChartKind};
use crate::finding::table::{Cell, Column, Kind, Table};
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
        title: "How often what was foreseen came true".to_owned(),
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
        "The questions, and what came of them",
        vec![
            Column::new("id", Kind::Id),
            Column::new("question", Kind::Text),
            Column::new("criteria", Kind::Text),
            Column::new("opens", Kind::Date),
            Column::new("closes", Kind::Date),
            Column::new("resolves", Kind::Date),
            Column::new("outcome", Kind::Text),
            Column::new("resolved", Kind::Date),
            Column::new("why", Kind::Text),
            Column::new("predictions", Kind::Count),
            Column::new("scored", Kind::Count),
            Column::new("grade", Kind::Footing).label("basis and grade"),
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
        "What was said to them, oldest first",
        vec![
            Column::new("forecast", Kind::Id),
            Column::new("date", Kind::Date),
            Column::new("by", Kind::Text),
            Column::new("chance", Kind::Range),
            Column::new("chance_low", Kind::Probability).label("low end"),
            Column::new("chance_high", Kind::Probability).label("high end"),
            Column::new("direction", Kind::Text),
            Column::new("words", Kind::Text),
            Column::new("fits", Kind::Text),
            Column::new("read_as", Kind::Range),
            Column::new("read_by", Kind::Text),
            Column::new("read_fits", Kind::Text),
            Column::new("standing", Kind::Text),
            Column::new("scored", Kind::Text),
            Column::new("lens", Kind::Id),
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("status", Kind::Text),
            Column::new("engine", Kind::Text),
            Column::new("record", Kind::Text),
            Column::new("grade", Kind::Footing).label("basis and grade"),
            Column::new("counts_from", Kind::Date).label("counts from"),
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
            Column::new("forecast", Kind::Id),
            Column::new("by", Kind::Text),
            Column::new("date", Kind::Date),
            Column::new("stated_low", Kind::Probability),
            Column::new("stated_high", Kind::Probability),
            Column::new("outcome", Kind::Text),
            Column::new("brier_low", Kind::Number),
            Column::new("brier_high", Kind::Number),
            Column::new("log_low", Kind::Number),
            Column::new("log_high", Kind::Number),
            Column::new("last", Kind::Text),
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
        "Numbers that nothing shows to be foresight: part of no other figure",
        vec![
            Column::new("forecast", Kind::Id),
            Column::new("by", Kind::Text),
            Column::new("date", Kind::Date),
            Column::new("why", Kind::Text),
            Column::new("stated_low", Kind::Probability),
            Column::new("stated_high", Kind::Probability),
            Column::new("outcome", Kind::Text),
            Column::new("brier_low", Kind::Number),
            Column::new("brier_high", Kind::Number),
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
            Column::new("forecast", Kind::Id),
            Column::new("by", Kind::Text),
            Column::new("numbers", Kind::Count),
            Column::new("brier_low", Kind::Number),
            Column::new("brier_high", Kind::Number),
            Column::new("days", Kind::Count),
            Column::new("horizon", Kind::Count).unit("days"),
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
            Column::new("by", Kind::Text),
            Column::new("questions", Kind::Count),
            Column::new("brier_low", Kind::Number),
            Column::new("brier_high", Kind::Number),
            Column::new("log_low", Kind::Number),
            Column::new("log_high", Kind::Number),
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
            Column::new("by", Kind::Text),
            Column::new("against", Kind::Text),
            Column::new("questions", Kind::Count),
            Column::new("brier_low", Kind::Number),
            Column::new("brier_high", Kind::Number),
            Column::new("other_low", Kind::Number),
            Column::new("other_high", Kind::Number),
        ],
    );
    for it in &answer.scores.compared {
        let mut row =
            vec![Cell::text(it.by.clone()), Cell::text(it.against), Cell::count(it.questions)];
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
            Column::new("at", Kind::Text),
            Column::new("numbers", Kind::Count),
            Column::new("brier", Kind::Number),
            Column::new("reliability", Kind::Number),
            Column::new("resolution", Kind::Number),
            Column::new("uncertainty", Kind::Number),
            Column::new("spread", Kind::Number),
            Column::new("covariance", Kind::Number),
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
            Column::new("at", Kind::Text),
            Column::new("from", Kind::Probability),
            Column::new("to", Kind::Probability),
            Column::new("count", Kind::Count),
            Column::new("stated", Kind::Probability).label("stated on average"),
            Column::new("came_true", Kind::Share).unit("of those counted"),
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
