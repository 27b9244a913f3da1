//! What the answers look like over time: ranges where there are any, statuses as a strip.

use super::Answer;
use super::replay::{Day, Pair, Stand, stand};
use crate::finding::block::Mark;
use crate::finding::chart::{Chart, ChartKind};
use crate::finding::table::{Cell, Column, ColumnKind, Table};

/// Tables and charts of ranges, one a draft, the latest drafts first.
const BANDS: [&str; 3] = ["band-1", "band-2", "band-3"];

/// The most days a strip shows: more would not be read.
const STRIP_MAX: usize = 9;

pub(super) fn charts(answer: &Answer) -> (Vec<Table>, Vec<Chart>) {
    let (mut tables, mut charts) = (Vec::new(), Vec::new());
    if let Some((table, chart)) = strip(answer) {
        tables.push(table);
        charts.push(chart);
    }
    for (id, draft) in BANDS.iter().zip(with_figures(answer)) {
        let (table, chart) = band(answer, id, draft);
        tables.push(table);
        charts.push(chart);
    }
    (tables, charts)
}

/// The chart of an agreement by a day; its data is the table `hazard`.
pub(super) fn hazard(answer: &Answer) -> Option<Chart> {
    let paths = &answer.agreement.as_ref()?.paths;
    let standing = paths.iter().filter(|it| it.base.replaced.is_none());
    let names: Vec<&str> = standing.map(|it| it.base.by.as_str()).collect();
    (!names.is_empty()).then(|| Chart {
        id: "hazard",
        title: "Chance of an agreement, as long as there is none".to_owned(),
        description: format!(
            "What is left of the chance stated by {} as time passes; it falls to 0 on the last day.",
            names.join(", ")
        ),
        kind: ChartKind::Band {
            x: "date".to_owned(),
            low: "chance_low".to_owned(),
            middle: Some("chance".to_owned()),
            high: "chance_high".to_owned(),
            group: Some("source".to_owned()),
        },
        table: "hazard",
    })
}

/// Lower end, as recorded, upper end; nothing where the range is not known.
fn range(stand: Option<&Stand>) -> Option<[Option<f64>; 3]> {
    match stand {
        Some(Stand::Live(told)) if told.accept[0].is_some() && told.accept[2].is_some() => {
            Some(told.accept)
        }
        _ => None,
    }
}

/// A range as wide as this says nothing that a picture could show.
const WIDE: f64 = 0.8;

/// Drafts on the table on the last day of whose answers some range says something on some day, the latest
/// first.
fn with_figures(answer: &Answer) -> Vec<&str> {
    let mut drafts: Vec<&str> = Vec::new();
    for day in answer.replay.days.iter().rev() {
        for (pair, stand) in &day.standing {
            let says = range(Some(stand)).and_then(|it| it[0].zip(it[2]));
            let says = says.is_some_and(|(low, high)| high > 0.0 && high - low < WIDE);
            let last = answer.replay.days.last().and_then(|it| self::stand(&it.standing, pair));
            let live = matches!(last, Some(Stand::Live(_)));
            if says && live && !drafts.contains(&pair.draft.as_str()) {
                drafts.push(&pair.draft);
            }
        }
    }
    drafts
}

fn band(answer: &Answer, id: &'static str, draft: &str) -> (Table, Chart) {
    let mut table = Table::new(
        id,
        format!("{draft}: the range of each party's answer, from which day on"),
        vec![
            Column::new("date", ColumnKind::Date),
            Column::new("party", ColumnKind::Text),
            Column::new("accept_low", ColumnKind::Probability),
            Column::new("accept", ColumnKind::Probability).label("accepts at the table"),
            Column::new("accept_high", ColumnKind::Probability),
            Column::new("is", ColumnKind::Text),
        ],
    );
    let days = &answer.replay.days;
    let mut parties: Vec<&Pair> = Vec::new();
    for (pair, stand) in days.iter().flat_map(|it| &it.standing) {
        let known = pair.draft == draft && range(Some(stand)).is_some();
        if known && !parties.iter().any(|it| it.party == pair.party) {
            parties.push(pair);
        }
    }
    for pair in &parties {
        let mut push = |date, of: [Option<f64>; 3], is: &str| {
            table.push(vec![
                Cell::Date(date),
                Cell::text(pair.party_name.clone()),
                Cell::maybe(of[0]),
                Cell::maybe(of[1]),
                Cell::maybe(of[2]),
                Cell::text(is),
            ]);
        };
        let mut before = None;
        for day in days {
            let now = range(stand(&day.standing, pair));
            if now != before {
                // An answer holds until it changes: the range steps, it does not slope.
                before.into_iter().for_each(|it| push(day.date, it, "until"));
                now.into_iter().for_each(|it| push(day.date, it, "from"));
            }
            before = now;
        }
        if let (Some(last), Some(until)) = (before, answer.until) {
            push(until, last, "until");
        }
    }
    let names: Vec<&str> = parties.iter().map(|it| it.party_name.as_str()).collect();
    let chart = Chart {
        id,
        title: format!("{draft}: chance that each accepts at the table"),
        description: format!(
            "Ranges for {} by day; a range holds until the record changes. Days without a figure are left out.",
            names.join(", ")
        ),
        kind: ChartKind::Band {
            x: "date".to_owned(),
            low: "accept_low".to_owned(),
            middle: Some("accept".to_owned()),
            high: "accept_high".to_owned(),
            group: Some("party".to_owned()),
        },
        table: id,
    };
    (table, chart)
}

/// Days on which some status changed, and the first.
fn turning<'a>(days: &'a [Day]) -> Vec<&'a Day> {
    let statuses = |day: &'a Day| -> Vec<(&'a Pair, &'static str)> {
        day.standing.iter().map(|(pair, it)| (pair, it.word())).collect()
    };
    let mut turning: Vec<&Day> = Vec::new();
    for day in days.iter().filter(|it| !it.standing.is_empty()) {
        if turning.last().is_none_or(|it| statuses(it) != statuses(day)) {
            turning.push(day);
        }
    }
    turning
}

fn strip(answer: &Answer) -> Option<(Table, Chart)> {
    let turning = turning(&answer.replay.days);
    let shown = &turning[turning.len().saturating_sub(STRIP_MAX)..];
    let (first, last) = (shown.first()?, shown.last()?);
    let mut pairs: Vec<&Pair> = Vec::new();
    for day in shown.iter().rev() {
        for (pair, stand) in &day.standing {
            let same = |it: &&Pair| it.draft == pair.draft && it.party == pair.party;
            if matches!(stand, Stand::Live(_)) && !pairs.iter().any(same) {
                pairs.push(pair);
            }
        }
    }
    let mut table = Table::new(
        "strip",
        "The status of each answer on the days on which one changed",
        vec![
            Column::new("answer", ColumnKind::Text),
            Column::new("date", ColumnKind::Date),
            Column::new("status", ColumnKind::State),
        ],
    );
    for pair in pairs {
        let mut push = |date, of: &Stand| {
            table.push(vec![
                Cell::text(format!("{} · {}", pair.draft, pair.party_name)),
                Cell::Date(date),
                match of {
                    Stand::Live(told) => Cell::state(told.status.word(), told.status.mark()),
                    Stand::Left(word) => Cell::state(*word, Mark::Removed),
                },
            ]);
        };
        // Before a draft is on record there is no answer to it: that is not an answer unknown.
        for day in shown {
            stand(&day.standing, pair).into_iter().for_each(|it| push(day.date, it));
        }
        if let (Some(stand), Some(until)) = (stand(&last.standing, pair), answer.until)
            && until > last.date
        {
            push(until, stand);
        }
    }
    let chart = Chart {
        id: "strip",
        title: "Statuses over time".to_owned(),
        description: format!(
            "The status of each answer on {}{}, by the day; a bar ends where its draft left the table or \
             the status changed, and no bar stands before a draft was on record.",
            first.date,
            match shown.len() - 1 {
                0 => ", since when none changed".to_owned(),
                1 => format!(" and on the day after it on which one changed, {}", last.date),
                n =>
                    format!(" and on the {n} days after it on which one changed, to {}", last.date),
            },
        ),
        kind: ChartKind::Strip { lane: "answer", date: "date", value: "status" },
        table: "strip",
    };
    Some((table, chart))
}
