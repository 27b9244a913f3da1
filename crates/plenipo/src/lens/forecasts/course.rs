//! What each predictor said to each question over time, up to what it came to: a table and its picture.

use jiff::civil::Date;

use super::Answer;
use super::book::Asked;
use crate::finding::chart::{Chart, ChartKind, StepRow};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::Kind;

/// The name of the picture and of its table.
pub(super) const COURSE: &str = "course";

/// The course of every question; nothing where nobody gave a number with a day. What stands last holds until `today`,
/// where the question came to nothing yet.
pub(super) fn course(answer: &Answer<'_>, today: Option<Date>) -> Option<(Table, Chart)> {
    let mut table = Table::new(
        COURSE,
        "What was said to each question over time, and what it came to",
        vec![
            Column::new("forecast", ColumnKind::Id),
            Column::new("question", ColumnKind::Text),
            Column::new("row", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("date", ColumnKind::Date),
            Column::new("low", ColumnKind::Probability),
            Column::new("high", ColumnKind::Probability),
        ],
    );
    let (mut drawn, mut ranges, mut without) = (0, 0, 0);
    for asked in &answer.book {
        let mut row = |is: StepRow, by: &str, day: Option<Date>, ends: Option<(f64, f64)>| {
            table.push(vec![
                Cell::to(Kind::Forecast, asked.id),
                Cell::text(asked.forecast.question.clone()),
                Cell::text(is.word()),
                Cell::text(by),
                Cell::maybe_date(day),
                Cell::maybe(ends.map(|it| it.0)),
                Cell::maybe(ends.map(|it| it.1)),
            ]);
        };
        for said in &asked.predictions {
            let ends = said.stated.map(|it| (it.low, it.high));
            let day = said.prediction.day();
            match ends.filter(|_| day.is_some()) {
                Some((low, high)) => {
                    drawn += 1;
                    ranges += usize::from(low < high);
                }
                None => without += 1,
            }
            row(StepRow::Said, &said.by, day, ends);
        }
        match end(asked, today) {
            Some((is @ StepRow::Outcome, word, day)) => {
                let figure = asked.happened().map(|it| if it { 1.0 } else { 0.0 });
                row(is, word, day, figure.map(|it| (it, it)));
            }
            Some((is, word, day)) => row(is, word, day, None),
            None => {}
        }
    }
    if drawn == 0 {
        return None;
    }
    let ranges = match ranges {
        0 => String::new(),
        1 => ", one of them a range, drawn at both ends".to_owned(),
        n => format!(", {n} of them ranges, drawn at both ends"),
    };
    let without = match without {
        0 => String::new(),
        n => format!(
            "; {} without a number or a day, listed and not drawn",
            counted(n, "prediction")
        ),
    };
    let chart = Chart {
        id: COURSE,
        title: "What was said to each question over time".to_owned(),
        description: format!(
            "{} with a day{ranges}{without}. A line holds until its author says another, up to the outcome.",
            counted(drawn, "number")
        ),
        kind: ChartKind::Steps {
            panel: "question",
            date: "date",
            group: "by",
            low: "low",
            high: "high",
            row: "row",
        },
        table: COURSE,
    };
    Some((table, chart))
}

/// Where a question's picture ends: at what it came to, else on the day of the record.
fn end(asked: &Asked<'_>, today: Option<Date>) -> Option<(StepRow, &'static str, Option<Date>)> {
    if let (Some(outcome), Some(day)) = (asked.outcome(), asked.resolution.and_then(|it| it.date)) {
        return Some((StepRow::Outcome, outcome, Some(day)));
    }
    today.map(|day| (StepRow::Until, "the day of the record", Some(day)))
}
