//! Where the drafts of a record lie: on the frontier or off it, how far, and what would be better.

use super::picture::{Picture, SolutionKind, distance, lies};
use super::readings::Reading;
use super::tables::{Parties, numbers};
use super::zone::Zone;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::assess::is_set_aside;
use crate::lens::acceptance::consents::is_fallen;
use crate::preference::numbers::{Numbers, Which};
use crate::preference::way::{Way, way};
use plenipo_maths::statistics::quantiles;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{self, counted, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{Broken, broken};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};
use plenipo_record::case::lines::Verdict;
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
    /// Rules it breaks.
    pub(super) broken: Broken,
    /// Whether it is settled, breaks no rule and keeps every line that is applied and counts against it.
    pub(super) keeps_lines: bool,
}

impl Placed {
    pub(super) fn of(case: &Case, draft: Ix<Draft>, zone: &Zone) -> Placed {
        let contents = contents(case, case.draft(draft));
        let options: Vec<Option<OptionIx>> = contents.iter().map(|it| it.single()).collect();
        let unsettled = options.iter().filter(|it| it.is_none()).count();
        let options: Option<Vec<OptionIx>> = options.into_iter().collect();
        let crossed =
            case.vetoes().into_iter().filter(|it| it.judge(&contents) == Verdict::Crossed);
        let (aside, crossed): (Vec<_>, Vec<_>) =
            crossed.partition(|it| is_set_aside(case, draft, it));
        let (aside, crossed) = (aside.len(), crossed.len());
        let broken = broken(case, &contents);
        // Lines set aside for this very text do not count against it; a rule nobody can set aside.
        let keeps = |it: &Vec<OptionIx>| zone.keeps(it) || crossed == 0;
        let keeps_lines = broken.is_empty() && options.as_ref().is_some_and(keeps);
        Placed { draft, options, unsettled, crossed, aside, broken, keeps_lines }
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

/// Where a draft lies against what could be gained.
pub(super) struct Lying<'a> {
    pub(super) placed: &'a Placed,
    /// In what share of the readings it is on the frontier.
    pub(super) on_frontier: Option<f64>,
    /// How far it is from the frontier of the averages.
    pub(super) distance: Option<f64>,
    /// How far in the readings: 5 % are no farther than the first, 95 % no farther than the second.
    pub(super) distances: Option<[f64; 2]>,
    /// How far from what each solution chooses.
    to: [Option<f64>; SolutionKind::ALL.len()],
    /// What it is worth to each party, on average.
    utilities: Option<Vec<f64>>,
    pub(super) better: Better,
    /// How many parties it is weighed for.
    pub(super) parties: usize,
    /// Whether a frontier of some reading is worked out.
    is_read: bool,
}

/// What keeps every line, is no worse for anybody on average and better for somebody, or keeps a line more.
pub(super) enum Better {
    /// The frontier is not worked out, or the draft has no place against it.
    Unknown,
    /// No draft.
    None,
    /// A draft.
    Some {
        /// What it has otherwise.
        changes: Vec<Changed>,
        /// Of whom the order of options on what is changed is not on record: nobody can say that they are no
        /// worse off.
        unordered: Vec<String>,
        /// Whose recorded order of options the changes go against, each with the issues. That it is no worse
        /// off all the same is then a matter of how the issues are weighed.
        against: Vec<(Ix<Party>, Vec<Ix<Issue>>)>,
    },
}

/// An issue on which a point is otherwise than a draft.
pub(super) struct Changed {
    issue: Ix<Issue>,
    /// What it has there; one of these where nobody's order tells which.
    to: OptionSet,
}

/// Where the drafts lie.
pub(super) fn lying<'a>(
    case: &Case,
    picture: &Picture,
    zone: &Zone,
    sampled: &Numbers,
    placed: &'a [Placed],
    readings: &[Reading],
    with_all: bool,
) -> Vec<Lying<'a>> {
    let each = placed.iter().enumerate().map(|(place, it)| {
        let read: Vec<(bool, f64)> =
            readings.iter().filter_map(|reading| reading.drafts[place]).collect();
        let on = read.iter().filter(|it| it.0).count() as f64 / read.len().max(1) as f64;
        // What crosses a line is on no frontier of those that keep every line, whatever else it says.
        let on_frontier = if !it.broken.is_empty() || it.crossed > 0 && !it.keeps_lines {
            Some(0.0)
        } else {
            (!read.is_empty()).then_some(on)
        };
        let utilities = it.utilities(sampled, Which::Mean);
        let lies = match (&picture.frontier, &utilities) {
            (Some((frontier, _)), Some(u)) => lies(frontier, u, !it.keeps_lines),
            _ => None,
        };
        let mut distances: Vec<f64> = read.iter().map(|it| it.1).collect();
        let ends = quantiles(&mut distances, &[0.05, 0.95]);
        let to = SolutionKind::ALL.map(|kind| {
            let ties = picture.ties(kind).iter().filter(|_| with_all);
            let from = |u: &Vec<f64>| ties.map(|it| distance(&it.utilities, u)).reduce(f64::min);
            utilities.as_ref().and_then(from)
        });
        let point = lies.as_ref().and_then(|it| it.dominated_by);
        let point = point.zip(picture.frontier.as_ref()).zip(it.options.as_ref());
        let better = match point {
            Some(((point, (frontier, _)), options)) => {
                let changes = changes(case, picture, zone, &frontier.choice(point), options);
                let mut unordered: Vec<String> = Vec::new();
                for party in changes.iter().flat_map(|it| &picture.unordered[it.issue.get()]) {
                    if !unordered.contains(party) {
                        unordered.push(party.clone());
                    }
                }
                let against = against(case, sampled.parties(), &changes, options);
                Better::Some { changes, unordered, against }
            }
            None if lies.is_some() => Better::None,
            None => Better::Unknown,
        };
        Lying {
            placed: it,
            on_frontier,
            distance: lies.map(|it| it.distance),
            distances: ends.map(|it| [it[0], it[1]]),
            to,
            utilities,
            better,
            parties: sampled.parties().len(),
            is_read: !read.is_empty(),
        }
    });
    each.collect()
}

/// The table of drafts.
pub(super) fn table(case: &Case, parties: &Parties, lying: &[Lying<'_>]) -> Table {
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
    columns.extend(
        SolutionKind::ALL.map(|it| Column::new(format!("to_{}", it.word()), ColumnKind::Number)),
    );
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
    for it in lying {
        let mut row = vec![
            Cell::draft(case.draft(it.placed.draft).id()),
            Cell::count(it.placed.unsettled),
            Cell::count(it.placed.crossed),
            Cell::count(it.placed.aside),
            Cell::maybe(it.on_frontier),
            Cell::maybe(it.distance),
        ];
        row.extend([0, 1].map(|end| Cell::maybe(it.distances.map(|it| it[end]))));
        row.extend(it.to.map(Cell::maybe));
        match &it.utilities {
            Some(u) => row.extend(numbers(u)),
            None => row.extend((0..parties.columns.len()).map(|_| Cell::Unknown)),
        }
        row.extend(match &it.better {
            Better::Unknown => [Cell::Unknown, Cell::Unknown, Cell::Unknown],
            Better::None => [Cell::text("none"), Cell::Unknown, Cell::Unknown],
            Better::Some { changes, unordered, against } => {
                let changes: Vec<String> = changes.iter().map(|it| it.in_words(case)).collect();
                [
                    Cell::text(changes.join("; ")),
                    Cell::text(unordered.join(", ")),
                    Cell::text(whose_order(case, against)),
                ]
            }
        });
        row.push(Cell::maybe_text(reason(case, it.placed, it.distance.is_some(), it.is_read)));
        table.push(row);
    }
    table
}

impl Changed {
    /// `forces: six`, `land: all or half`.
    fn in_words(&self, case: &Case) -> String {
        let issue = case.issue(self.issue);
        let to: Vec<&str> = self.to.iter().map(|it| issue.options[it.get()].id.as_str()).collect();
        format!("{}: {}", case.issue_id(self.issue), to.join(" or "))
    }
}

/// Why a draft is not on the frontier, or why that is not known.
fn reason(case: &Case, draft: &Placed, is_placed: bool, is_read: bool) -> Option<String> {
    let mut why = Vec::new();
    if draft.crossed > 0 {
        why.push(format!("crosses {}", counted(draft.crossed, "line")));
    }
    why.extend(describe::broken(case, &draft.broken));
    if is_fallen(case, draft.draft, &contents(case, case.draft(draft.draft))) {
        why.push("fell with a refused consent".to_owned());
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

/// What a point has otherwise than a draft.
fn changes(
    case: &Case,
    picture: &Picture,
    zone: &Zone,
    choice: &[usize],
    options: &[OptionIx],
) -> Vec<Changed> {
    let mut changed = Vec::new();
    for (place, (&at, option)) in choice.iter().zip(options).enumerate() {
        let (issue, left) = (Ix::new(place), zone.left[place]);
        if picture.idle[place] {
            // Nobody's order tells which, but what a line rules out it cannot stay.
            if !left.contains(*option) {
                changed.push(Changed { issue, to: left });
            }
            continue;
        }
        let label = picture.scenario.issues[place].values.label(at);
        let of = case.issue(issue);
        let is = |it: &OptionIx| of.options[it.get()].id.as_str() == label;
        if !is(option) {
            changed.push(Changed { issue, to: of.all().iter().filter(is).collect() });
        }
    }
    changed
}

/// Whose recorded order of options the changes go against, and on which issues.
fn against(
    case: &Case,
    parties: &[Ix<Party>],
    changed: &[Changed],
    options: &[OptionIx],
) -> Vec<(Ix<Party>, Vec<Ix<Issue>>)> {
    let each = parties.iter().map(|party| {
        let worse = changed.iter().filter(|it| {
            let before = OptionSet::one(options[it.issue.get()]);
            way(case, *party, it.issue, before, it.to) == Some(Way::Worse)
        });
        (*party, worse.map(|it| it.issue).collect::<Vec<_>>())
    });
    each.filter(|(_, issues)| !issues.is_empty()).collect()
}

/// `Hill on Price; Dale on Road`.
pub(super) fn whose_order(case: &Case, against: &[(Ix<Party>, Vec<Ix<Issue>>)]) -> String {
    let each = against.iter().map(|(party, issues)| {
        let titles: Vec<String> = issues.iter().map(|it| case.issue(*it).title.clone()).collect();
        format!("{} on {}", case.party(*party).label(), listed(&titles))
    });
    each.collect::<Vec<_>>().join("; ")
}
