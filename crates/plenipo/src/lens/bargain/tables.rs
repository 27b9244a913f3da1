//! The tables that a scenario and a dossier share.

use super::made::Packages;
use super::picture::{Picture, SolutionKind};
use super::statistic::{Figure, Value};
use crate::finding::chart::PlottedPoint;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_maths::bargain::BargainOutcome;
use plenipo_record::case::tried::Tried;

/// Points of a frontier shown at most; beyond, evenly chosen ones.
pub(super) const POINTS_MAX: usize = 200;

/// Outcomes that tie for a solution shown at most.
pub(super) const TIES_MAX: usize = 5;

/// Names of the parties for columns, and what their figures are.
pub(super) struct Parties {
    /// E.g. `u_ua`.
    pub(super) columns: Vec<String>,
    /// For people.
    pub(super) labels: Vec<String>,
    pub(super) kind: ColumnKind,
}

impl Parties {
    pub(super) fn utilities(&self) -> impl Iterator<Item = Column> {
        let each = self.columns.iter().zip(&self.labels);
        each.map(|(id, label)| Column::new(id.clone(), self.kind).label(label.clone()))
    }
}

pub(super) fn numbers(values: &[f64]) -> impl Iterator<Item = Cell> {
    values.iter().map(|value| Cell::Number(*value))
}

fn blank(n: usize) -> impl Iterator<Item = Cell> {
    (0..n).map(|_| Cell::Unknown)
}

/// The places of the points shown, in order of the first party's utility.
pub(super) fn shown(picture: &Picture) -> Vec<usize> {
    let Some((frontier, _)) = &picture.frontier else { return Vec::new() };
    let order = frontier.order();
    if order.len() <= POINTS_MAX {
        return order;
    }
    (0..POINTS_MAX).map(|at| order[at * (order.len() - 1) / (POINTS_MAX - 1)]).collect()
}

pub(super) fn frontier(picture: &Picture, parties: &Parties) -> Table {
    let mut columns: Vec<Column> = parties.utilities().collect();
    columns.push(Column::new("rational", ColumnKind::Text));
    columns.push(Column::new("draft", ColumnKind::Text));
    let shown = shown(picture);
    let all = picture.frontier.as_ref().map_or(0, |it| it.0.len());
    let caption = if shown.len() < all {
        format!("The frontier: {} of its {all} points, evenly chosen", shown.len())
    } else {
        "The frontier: what no draft improves for one party without loss to another".to_owned()
    };
    let mut table = Table::new("frontier", caption, columns);
    let Some((frontier, rational)) = &picture.frontier else { return table };
    for point in shown {
        let mut row: Vec<Cell> = numbers(&frontier.utilities(point)).collect();
        let is_rational = rational.binary_search(&point).is_ok();
        row.push(Cell::text(if is_rational { "yes" } else { "no" }));
        row.push(Cell::text(picture.words(&frontier.choice(point))));
        table.push(row);
    }
    table
}

/// `with_all` says whether the solutions that weigh gains against no deal can be named.
pub(super) fn solutions(picture: &Picture, parties: &Parties, with_all: bool) -> Table {
    let mut columns =
        vec![Column::new("solution", ColumnKind::Text), Column::new("draft", ColumnKind::Text)];
    columns.extend(parties.utilities());
    columns.push(Column::new("value", ColumnKind::Number));
    columns.push(Column::new("ties", ColumnKind::Count).unit("drafts"));
    columns.push(Column::new("all_ties", ColumnKind::Text).label("whether these are all"));
    let mut table = Table::new("solutions", "What the bargaining solutions choose", columns);
    let n = parties.columns.len();
    let mut push = |name: &str, value: f64, outcomes: &[BargainOutcome], truncated: bool| {
        for outcome in outcomes.iter().take(TIES_MAX) {
            let mut row = vec![Cell::text(name), Cell::text(picture.words(&outcome.choice))];
            row.extend(numbers(&outcome.utilities));
            row.push(Cell::maybe(Some(value).filter(|it| it.is_finite())));
            row.push(Cell::count(outcomes.len()));
            row.push(Cell::text(if truncated { "there may be more" } else { "yes" }));
            table.push(row);
        }
    };
    let mut missing = Vec::new();
    for kind in SolutionKind::ALL {
        let name = kind.word();
        match picture.solution(kind).filter(|_| with_all) {
            Some(it) => push(name, it.value, &it.outcomes, it.truncated),
            None => missing.push(name),
        }
    }
    if let Some(it) = picture.ks_spread.as_ref().filter(|_| with_all) {
        push("ks_spread", it.value, &it.points, it.truncated);
    }
    for name in missing {
        let mut row = vec![Cell::text(name), Cell::Unknown];
        row.extend(blank(n + 3));
        table.push(row);
    }
    table
}

/// Statistics, one a row; a whole number beyond 2^53 is words.
pub(super) fn statistics(figures: &[Figure], parties: &Parties) -> Table {
    let columns =
        vec![Column::new("statistic", ColumnKind::Text), Column::new("value", ColumnKind::Number)];
    let mut table = Table::new("statistics", "Figures of the negotiation as a whole", columns);
    for it in figures {
        let cell = match &it.value {
            Value::Unknown => Cell::Unknown,
            Value::Whole(digits) => match digits.parse::<u64>() {
                Ok(count) if count <= 1 << 53 => Cell::Count(count),
                // Many readers would round it.
                _ => Cell::text(digits),
            },
            Value::Number(number) => Cell::Number(*number),
        };
        table.push(vec![Cell::text(it.of.name(parties)), cell]);
    }
    table
}

/// The column with what to try out to have a point in hand.
pub(super) const TRY: &str = "try";

/// A draft in the chart.
pub(super) struct Shown {
    /// Its id.
    pub(super) name: String,
    /// What it is worth to each.
    pub(super) utilities: Vec<f64>,
    /// Whether it keeps every line.
    pub(super) keeps_lines: bool,
    /// What to try out to have it in hand.
    pub(super) made: Tried,
}

/// The points of the chart: what is shown of the frontier, the solutions, drafts, and what each has without
/// a deal. `packages` say what to try out to have an outcome in hand; there is no such column where there is no
/// draft to begin with.
pub(super) fn points(
    picture: &Picture,
    parties: &Parties,
    with_all: bool,
    drafts: &[Shown],
    packages: Option<&Packages<'_>>,
) -> Table {
    let mut columns =
        vec![Column::new("series", ColumnKind::Text), Column::new("name", ColumnKind::Text)];
    columns.extend(parties.utilities());
    columns.extend(packages.map(|_| Column::new(TRY, ColumnKind::Id).label("to try it out")));
    let mut table = Table::new("points", "The points of the chart", columns);
    let mut push = |is: PlottedPoint, name: Cell, utilities: &[f64], tried: Option<Tried>| {
        let mut row = vec![Cell::text(is.word()), name];
        row.extend(numbers(utilities));
        row.extend(packages.map(|_| tried.map_or(Cell::Unknown, |it| Cell::tried(&it))));
        table.push(row);
    };
    if let Some((frontier, _)) = &picture.frontier {
        for point in shown(picture) {
            let tried = packages.map(|it| it.outcome(picture, &frontier.choice(point)));
            push(PlottedPoint::Frontier, Cell::Unknown, &frontier.utilities(point), tried);
        }
    }
    for kind in SolutionKind::ALL.into_iter().filter(|_| with_all) {
        // Each place on the chart once; which of several drafts comes first there is nobody's gain.
        let mut told: Vec<&[f64]> = Vec::new();
        for it in picture.ties(kind) {
            if told.contains(&it.utilities.as_slice()) {
                continue;
            }
            told.push(&it.utilities);
            let tried = packages.map(|all| all.outcome(picture, &it.choice));
            push(PlottedPoint::Solution, Cell::text(kind.label()), &it.utilities, tried);
        }
    }
    for it in drafts {
        let is = if it.keeps_lines { PlottedPoint::Draft } else { PlottedPoint::Crossing };
        push(is, Cell::text(it.name.clone()), &it.utilities, Some(it.made.clone()));
    }
    let without: Vec<Option<f64>> =
        picture.scenario.parties.iter().map(|it| it.reservation).collect();
    if without.iter().any(Option::is_some) {
        let mut row = vec![Cell::text(PlottedPoint::NoDeal.word()), Cell::Unknown];
        row.extend(without.into_iter().map(Cell::maybe));
        row.extend(packages.map(|_| Cell::Unknown));
        table.push(row);
    }
    table
}
