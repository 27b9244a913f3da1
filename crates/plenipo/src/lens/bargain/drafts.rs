//! Where the drafts of a record lie: on the frontier or off it, how far, and what would be better.

use super::picture::{Picture, SOLUTIONS, distance, lies};
use super::readings::Reading;
use super::tables::{Parties, numbers};
use super::zone::Zone;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::assess::is_set_aside;
use crate::preference::numbers::{Numbers, Which};
use crate::preference::way::{Way, way};
use plenipo_maths::statistics::quantiles;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{counted, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{OptionIx, OptionSet};
use plenipo_record::case::lines::{Verdict, standing};
use plenipo_record::case::party::Party;

/// A draft as the lens sees it.
pub(super) struct Placed {
    pub(super) draft: Ix<Draft>,
    /// Its option of every issue, where all are known.
    pub(super) options: Option<Vec<OptionIx>>,
    /// Issues on which it is not known, or left to the principals.
    pub(super) unsettled: usize,
    /// Lines it crosses, but for those set aside.
    pub(super) crossed: usize,
    /// Lines it crosses that their party set aside by accepting this very text since.
    pub(super) aside: usize,
    /// Whether it is settled and keeps every line that is applied and counts against it.
    pub(super) keeps_lines: bool,
}

impl Placed {
    pub(super) fn of(case: &Case, draft: Ix<Draft>, parties: &[Ix<Party>], zone: &Zone) -> Placed {
        let contents = contents(case, case.draft(draft));
        let options: Vec<Option<OptionIx>> =
            contents.iter().map(|it| it.possible.single()).collect();
        let unsettled = options.iter().filter(|it| it.is_none()).count();
        let options: Option<Vec<OptionIx>> = options.into_iter().collect();
        let lines = parties.iter().flat_map(|party| standing(case, *party));
        let crossed = lines.filter(|it| it.judge(&contents) == Verdict::Crossed);
        let (aside, crossed): (Vec<_>, Vec<_>) =
            crossed.partition(|it| is_set_aside(case, draft, it));
        let (aside, crossed) = (aside.len(), crossed.len());
        // Lines set aside for this very text do not count against it.
        let keeps_lines = options.as_ref().is_some_and(|it| zone.keeps(it) || crossed == 0);
        Placed { draft, options, unsettled, crossed, aside, keeps_lines }
    }

    /// What it is worth to each party; `None` where its content is not known.
    pub(super) fn utilities(&self, numbers: &Numbers, which: Which) -> Option<Vec<f64>> {
        let options = self.options.as_ref()?;
        let worth = |place: usize| {
            let each = options.iter().enumerate();
            each.map(|(issue, option)| numbers.worth(place, issue, *option, which)).sum()
        };
        Some((0..numbers.parties().len()).map(worth).collect())
    }
}

/// The table of drafts.
pub(super) fn table(
    case: &Case,
    picture: &Picture<'_>,
    zone: &Zone,
    parties: &Parties,
    sampled: &Numbers,
    placed: &[Placed],
    readings: &[Reading],
    with_all: bool,
) -> Table {
    let mut columns = vec![
        Column::new("draft", ColumnKind::Id),
        Column::new("unsettled", ColumnKind::Count).unit("issues"),
        Column::new("lines_crossed", ColumnKind::Count),
        Column::new("lines_set_aside", ColumnKind::Count),
        Column::new("on_frontier", ColumnKind::Share).unit("readings"),
        Column::new("distance", ColumnKind::Number),
        Column::new("distance_low", ColumnKind::Number),
        Column::new("distance_high", ColumnKind::Number),
    ];
    columns
        .extend(SOLUTIONS.map(|(name, _)| Column::new(format!("to_{name}"), ColumnKind::Number)));
    columns.extend(parties.utilities());
    columns.push(Column::new("better_for_all", ColumnKind::Text));
    columns
        .push(Column::new("order_unknown", ColumnKind::Text).label("whose order is not on record"));
    columns.push(
        Column::new("against_order", ColumnKind::Text)
            .label("against whose recorded order, and on what"),
    );
    columns.push(Column::new("reason", ColumnKind::Text).label("why not, or why unknown"));
    let mut table = Table::new("drafts", "The drafts against what could be gained", columns);
    for (place, it) in placed.iter().enumerate() {
        let mut row = vec![
            Cell::draft(case.draft(it.draft).id()),
            Cell::count(it.unsettled),
            Cell::count(it.crossed),
            Cell::count(it.aside),
        ];
        let read: Vec<(bool, f64)> =
            readings.iter().filter_map(|reading| reading.drafts[place]).collect();
        let on = read.iter().filter(|it| it.0).count() as f64 / read.len().max(1) as f64;
        // What crosses a line is on no frontier of those that keep every line, whatever else it says.
        let on = if it.crossed > 0 && !it.keeps_lines {
            Some(0.0)
        } else {
            (!read.is_empty()).then_some(on)
        };
        row.push(Cell::maybe(on));
        let u = it.utilities(sampled, Which::Mean);
        let lies = match (&picture.frontier, &u) {
            (Some((frontier, _)), Some(u)) => lies(frontier, u, !it.keeps_lines),
            _ => None,
        };
        row.push(Cell::maybe(lies.as_ref().map(|it| it.distance)));
        let mut distances: Vec<f64> = read.iter().map(|it| it.1).collect();
        let ends = quantiles(&mut distances, &[0.05, 0.95]);
        row.extend([0, 1].map(|end| Cell::maybe(ends.as_ref().map(|it| it[end]))));
        for (name, _) in SOLUTIONS {
            let outcome = picture.outcome(name).filter(|_| with_all);
            row.push(Cell::maybe(
                outcome.zip(u.as_ref()).map(|(outcome, u)| distance(&outcome.utilities, u)),
            ));
        }
        match &u {
            Some(u) => row.extend(numbers(u)),
            None => row.extend((0..parties.columns.len()).map(|_| Cell::Unknown)),
        }
        let is_placed = lies.is_some();
        let better = lies.and_then(|it| it.dominated_by);
        let better = better.zip(picture.frontier.as_ref()).zip(it.options.as_ref());
        let changed = better.map(|((point, (frontier, _)), options)| {
            changes(case, picture, zone, &frontier.choice(point), options)
        });
        // Of a party whose order is not on record on what is changed nobody can say that it is no
        // worse off.
        let mut unknown: Vec<&str> = Vec::new();
        for (place, _) in changed.iter().flat_map(|it| &it.0) {
            for party in &picture.unordered[*place] {
                if !unknown.contains(&party.as_str()) {
                    unknown.push(party);
                }
            }
        }
        let none = is_placed.then(|| NONE.to_owned());
        row.push(Cell::maybe_text(changed.as_ref().map(|it| it.1.clone()).or(none)));
        row.push(Cell::maybe_text(changed.as_ref().map(|_| unknown.join(", "))));
        let both = changed.as_ref().zip(it.options.as_ref());
        let against =
            both.map(|(changed, options)| against(case, sampled.parties(), &changed.0, options));
        row.push(Cell::maybe_text(against));
        row.push(Cell::maybe_text(reason(it, is_placed, !read.is_empty())));
        table.push(row);
    }
    table
}

/// What stands where no draft that keeps every line is no worse for anybody and better, or no line crossed.
pub(super) const NONE: &str = "none";

/// Why a draft is not on the frontier, or why that is not known.
fn reason(draft: &Placed, is_placed: bool, is_read: bool) -> Option<String> {
    let mut why = Vec::new();
    if draft.crossed > 0 {
        why.push(format!("crosses {}", counted(draft.crossed, "line")));
    }
    if draft.unsettled > 0 {
        why.push(format!("not settled on {}", counted(draft.unsettled, "issue")));
    } else if !is_placed {
        why.push("the frontier is not worked out".to_owned());
    } else if !is_read {
        why.push("no frontier of a reading is worked out".to_owned());
    }
    (!why.is_empty()).then(|| why.join("; "))
}

/// What a point has otherwise than a draft: the places of the issues with what it has there, and in words.
fn changes(
    case: &Case,
    picture: &Picture<'_>,
    zone: &Zone,
    choice: &[usize],
    options: &[OptionIx],
) -> (Vec<(usize, OptionSet)>, String) {
    let mut places = Vec::new();
    let mut changed = Vec::new();
    for (place, (&at, option)) in choice.iter().zip(options).enumerate() {
        let label = picture.scenario.issues[place].values.label(at);
        if !picture.idle[place] && label != case.issues[place].options[option.get()].id.as_str() {
            let all = case.issues[place].all();
            let is = |it: &OptionIx| case.issues[place].options[it.get()].id.as_str() == label;
            places.push((place, all.iter().filter(is).collect()));
            changed.push(format!("{}: {label}", picture.scenario.issues[place].name));
        } else if picture.idle[place] && !zone.left[place].contains(*option) {
            // Nobody's order tells which, but what a line rules out it cannot stay.
            let left = zone.left[place].iter();
            let left = left.map(|it| case.issues[place].options[it.get()].id.to_string());
            let left: Vec<String> = left.collect();
            places.push((place, zone.left[place]));
            changed.push(format!("{}: {}", picture.scenario.issues[place].name, left.join(" or ")));
        }
    }
    (places, changed.join("; "))
}

/// Whose recorded order of options the changes go against, and on which issues: `Hill on Price; Dale on Road`. That
/// it is no worse off all the same is then a matter of how the issues are weighed.
fn against(
    case: &Case,
    parties: &[Ix<Party>],
    changed: &[(usize, OptionSet)],
    options: &[OptionIx],
) -> String {
    let each = parties.iter().filter_map(|party| {
        let worse = changed.iter().filter(|(place, after)| {
            let before = OptionSet::one(options[*place]);
            way(case, *party, Ix::new(*place), before, *after) == Some(Way::Worse)
        });
        let titles: Vec<String> =
            worse.map(|(place, _)| case.issues[*place].title.clone()).collect();
        (!titles.is_empty())
            .then(|| format!("{} on {}", case.party(*party).label(), listed(&titles)))
    });
    each.collect::<Vec<_>>().join("; ")
}
