//! The answer in words, and the tables that go with them.
//!
//! The file is long because it is one page, told from its top to its end: what lines leave, what could be gained, where the
//! drafts lie.

use super::WORK;
use super::drafts::{Better, Lying, Placed, whose_order};
use super::kept::Kept;
use super::of_case::{Asked, drafts_of};
use super::picture::{Picture, SolutionKind};
use super::readings::Reading;
use super::statistic::{Figure, Statistic, Value};
use super::tables::{Parties, TIES_MAX};
use super::zone::{By, Zone};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::status::Status;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance;
use crate::lens::acceptance::emptied::{emptied, in_words};
use crate::lens::acceptance::tables::line_cell;
use crate::lens::notes::Notes;
use crate::preference::numbers::Numbers;
use plenipo_maths::bargain::Bargaining;
use plenipo_maths::frontier::Frontier;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, counted, grouped};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::lines::Stated;
use plenipo_record::case::party::Party;
use plenipo_record::case::rule::Rule;
use plenipo_record::scenario::ScenarioIssue;

/// Names of issues listed in a sentence at most.
const LISTED_MAX: usize = 8;

fn item(mark: Mark, text: Text, under: Vec<Text>) -> Block {
    Block::Item(Item { mark, text, under })
}

// ---- what lines leave

/// What each line rules out.
pub(super) fn lines(asked: &Asked<'_>) -> Table {
    let columns = vec![
        Column::new("issue", ColumnKind::Id),
        Column::new("party", ColumnKind::Id),
        Column::new("line", ColumnKind::Id),
        Column::new("rules_out", ColumnKind::List),
        Column::new("together_with", ColumnKind::List),
        Column::new("left", ColumnKind::Count).unit("options"),
    ];
    let mut table = Table::new("lines", "Options that standing lines rule out", columns);
    let case = asked.case;
    for it in &asked.zone.removed {
        table.push(vec![
            Cell::issue(case.issue_id(it.issue)),
            whose(case, it.by),
            by_cell(case, it.by),
            Cell::list(Cell::options(case.issue(it.issue), it.options)),
            Cell::Unknown,
            Cell::count(asked.zone.left[it.issue.get()].len()),
        ]);
    }
    for it in &asked.zone.joint {
        let each: Vec<_> = it.scope.iter().copied().zip(it.crossing.iter().copied()).collect();
        let Some(((issue, last), when)) = each.split_last() else { continue };
        let (issue, last) = (*issue, *last);
        let when = when.iter().flat_map(|(issue, set)| Cell::options_of(case, *issue, *set));
        table.push(vec![
            Cell::issue(case.issue_id(issue)),
            whose(case, it.by),
            by_cell(case, it.by),
            Cell::list(Cell::options(case.issue(issue), last)),
            Cell::list(when),
            Cell::count(asked.zone.left[issue.get()].len()),
        ]);
    }
    table
}

/// What is recorded of each signatory.
pub(super) fn known(asked: &Asked<'_>) -> Table {
    let columns = vec![
        Column::new("party", ColumnKind::Id),
        Column::new("orders_known", ColumnKind::Count).unit("issues"),
        Column::new("open_issues", ColumnKind::Count).unit("issues"),
        Column::new("alternative", ColumnKind::Text),
        Column::new("missing", ColumnKind::List),
    ];
    let mut table = Table::new("known", "What is on record for each signatory", columns);
    for it in &asked.known {
        let missing = it.missing.iter().map(|issue| asked.case.issue_id(Ix::new(*issue)));
        table.push(vec![
            Cell::party(asked.case.party_id(it.party)),
            Cell::count(it.orders),
            Cell::count(it.open),
            Cell::text(match (it.has_alternative, &it.unsaid) {
                (true, _) => "recorded".to_owned(),
                (false, Some(unsaid)) => format!("recorded{unsaid}"),
                (false, None) => "not recorded".to_owned(),
            }),
            Cell::list(missing.map(Cell::issue)),
        ]);
    }
    table
}

/// The proof that nothing keeps every line.
pub(super) fn no_zone(asked: &Asked<'_>) -> String {
    let case = asked.case;
    match asked.zone.empty().first() {
        Some(issue) => {
            let against = asked.zone.against(*issue).map(|it| it.by);
            format!(
                "No draft respects {}: every option on {} is ruled out, by {}.",
                everything(case),
                case.issue(*issue).title,
                describe::listed(&by_party(case, against))
            )
        }
        None => {
            let joint = asked.zone.joint.iter().map(|it| it.by);
            format!(
                "No draft respects {}: once the options ruled out by {} are gone, whatever is chosen {}.",
                everything(case),
                describe::listed(&by_party(case, joint)),
                match binding(case).is_empty() {
                    true => "crosses one of their lines",
                    false => "crosses a line or breaks a rule",
                }
            )
        }
    }
}

/// The rules that take packages away.
fn binding(case: &Case) -> Vec<Ix<Rule>> {
    let all = case.rules.iter().enumerate().filter(|(_, it)| it.is.binds());
    all.map(|(place, _)| Ix::new(place)).collect()
}

/// What a draft has to keep to: lines take drafts away, and so do rules where there are any.
fn everything(case: &Case) -> &'static str {
    if binding(case).is_empty() { "every line" } else { "every line and every rule" }
}

/// `Ukraine (‹no recognition of occupation›; ‹no cession›)`: every party once, with its lines; then the rules.
fn by_party(case: &Case, all: impl Iterator<Item = By>) -> Vec<String> {
    let mut of: Vec<(Ix<Party>, Vec<Stated>)> = Vec::new();
    let mut rules: Vec<Ix<Rule>> = Vec::new();
    for by in all {
        match by {
            By::Line(party, stated) => match of.iter_mut().find(|(it, _)| *it == party) {
                Some((_, all)) => all.push(stated),
                None => of.push((party, vec![stated])),
            },
            By::Rule(rule) if rules.contains(&rule) => {}
            By::Rule(rule) => rules.push(rule),
        }
    }
    let each = of.into_iter().map(|(party, lines)| {
        let what = match lines.len() {
            n if n > LISTED_MAX => counted(n, "line"),
            _ => describe::lines(case, lines),
        };
        format!("{} ({what})", case.party(party).label())
    });
    let mut each: Vec<String> = each.collect();
    match rules.len() {
        0 => {}
        n if n > LISTED_MAX => each.push(counted(n, "rule")),
        _ => each.extend(rules.iter().map(|it| describe::rule_named(case, *it))),
    }
    each
}

fn whose(case: &Case, by: By) -> Cell {
    match by {
        By::Line(party, _) => Cell::party(case.party_id(party)),
        By::Rule(_) => Cell::Unknown,
    }
}

fn by_cell(case: &Case, by: By) -> Cell {
    match by {
        By::Line(_, stated) => line_cell(case, stated),
        By::Rule(rule) => Cell::text(describe::rule_in_short(case, rule)),
    }
}

pub(super) fn too_little(asked: &Asked<'_>) -> String {
    let each: Vec<String> = asked
        .short()
        .map(|it| format!("{} {} of {}", asked.case.party(it.party).label(), it.orders, it.open))
        .collect();
    format!(
        "Undetermined: orders of options are recorded on fewer than half of the open issues ({}).",
        describe::listed(&each)
    )
}

fn lines_in_words(asked: &Asked<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(1, "What lines leave"),
        Block::para(format!(
            "{} can be put together from the options on record; {} {} that is applied.",
            drafts_of(&asked.all()),
            match asked.kept {
                Kept::Drafts(0) => "none of them keeps".to_owned(),
                Kept::Drafts(1) => "1 of them keeps".to_owned(),
                Kept::Drafts(n) => format!("{} of them keep", grouped(&n.to_string())),
                Kept::Some => format!("some, of {} that single lines leave, keep", asked.at_most()),
                Kept::Unknown => format!(
                    "it is not worked out whether any, of {} that single lines leave, keeps",
                    asked.at_most()
                ),
            },
            everything(asked.case)
        )),
    ];
    let rules = binding(asked.case);
    if !rules.is_empty() {
        let named = rules.iter().take(LISTED_MAX).map(|it| describe::rule_named(asked.case, *it));
        let mut named: Vec<String> = named.collect();
        if rules.len() > named.len() {
            named.push(format!("{} more", rules.len() - named.len()));
        }
        blocks.push(Block::para(format!(
            "Rules take drafts away whoever would accept them: {}.",
            describe::listed(&named)
        )));
    }
    if let Some(standing) = asked.upheld {
        let n = |kept: Kept| left_in_words(asked, kept);
        blocks.push(Block::para(format!(
            "A later word apparently overtook lines, which nobody has settled. Where all of them stand, {}. Where all \
             of them are lifted on what that word is for, {}.",
            n(standing),
            n(asked.kept)
        )));
    }
    let case = asked.case;
    for (place, issue) in case.issues.iter().enumerate() {
        let against = asked.zone.against(Ix::new(place)).map(|it| it.by);
        let by = by_party(case, against);
        if by.is_empty() {
            continue;
        }
        let left = asked.zone.left[place];
        let (mark, what) = if left.is_empty() {
            (Mark::Stop, "nothing is left".to_owned())
        } else {
            (Mark::Plain, format!("left: {}", describe::option_texts(issue, left)))
        };
        blocks.push(item(
            mark,
            Text::default().strong(issue.title.clone()).and(format!(": {what}")),
            vec![Text::default().quiet(format!("ruled out by {}", describe::listed(&by)))],
        ));
    }
    blocks
}

/// The account where there are no numbers.
pub(super) fn without_numbers(asked: &Asked<'_>) -> Vec<Block> {
    let mut blocks = lines_in_words(asked);
    if asked.is_empty() {
        return blocks;
    }
    blocks.push(Block::heading(1, "What would decide it"));
    for it in &asked.known {
        let case = asked.case;
        let name = case.party(it.party).label().to_owned();
        let titles: Vec<String> = it
            .missing
            .iter()
            .take(LISTED_MAX)
            .map(|issue| case.issues[*issue].title.clone())
            .collect();
        let more = it.missing.len().saturating_sub(LISTED_MAX);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let mut under = Vec::new();
        if !titles.is_empty() {
            under.push(Text::plain(format!("no order of options on {}{more}", titles.join(", "))));
        }
        if !it.has_alternative {
            under.push(Text::plain(match &it.unsaid {
                Some(unsaid) => format!("its alternative is on record{unsaid}"),
                None => "no alternative that a draft could be weighed against".to_owned(),
            }));
        }
        let mark = if 2 * it.orders < it.open { Mark::Unknown } else { Mark::Plain };
        let text = Text::default().strong(name).and(format!(
            ": order of options recorded on {} of {}",
            it.orders,
            counted(it.open, "open issue")
        ));
        blocks.push(item(mark, text, under));
    }
    blocks
}

pub(super) fn line_notes(asked: &Asked<'_>) -> Notes {
    let mut notes: Notes =
        asked.zone.not_applied.iter().map(|it| format!("not applied: {it}")).collect();
    let lines = asked.case.vetoes();
    let empty = asked.zone.empty();
    let emptied = emptied(asked.case, &lines).into_iter().filter(|it| !empty.contains(&it.issue));
    notes.extend(emptied.map(|it| in_words(asked.case, &lines, &it)));
    if !asked.zone.of_stated_firmness.is_empty() {
        notes.push(format!(
            "taken literally although somebody stated how firm they are: {}",
            describe::listed(&asked.zone.of_stated_firmness)
        ));
    }
    let overtaken: Vec<String> = lines
        .iter()
        .filter(|it| !it.overtaken.is_empty())
        .map(|it| {
            let whose = asked.case.party(it.party).label();
            format!("{whose}'s {}", describe::line_named(asked.case, it.stated))
        })
        .collect();
    if !overtaken.is_empty() {
        let none = Zone::with_overtaken(asked.case).empty();
        let none = none.iter().find(|it| !empty.contains(it));
        let stands = none.map_or(String::new(), |issue| {
            format!(
                "; where all of it stands, every option on {} is ruled out, and no draft keeps every line",
                asked.case.issue(*issue).title
            )
        });
        notes.push(format!(
            "apparently overtaken by a later word, which nobody has settled, and here taken as lifted on what that \
             word is for: {}{stands}",
            describe::listed(&overtaken)
        ));
    }
    if let Some(takes) = describe::agreement(asked.case) {
        notes.push(format!("an agreement takes {takes}; here all principals count"));
    }
    notes
}

// ---- with numbers

pub(super) fn headline(
    asked: &Asked<'_>,
    picture: &Picture,
    numbers: &Numbers,
    readings: &[Reading],
    zone_share: Option<f64>,
    status: Status,
) -> String {
    let lifted = lifted(asked, picture, numbers, readings, zone_share, status);
    format!("{lifted}{}", other_end(asked))
}

/// What is left where every line stands that a later word apparently overtook: the other end of the answer, which a
/// headline may not leave out. Nothing where it is the same.
pub(super) fn other_end(asked: &Asked<'_>) -> String {
    match asked.upheld.filter(|it| *it != asked.kept) {
        None => String::new(),
        Some(standing) => format!(
            " Lines that a later word apparently overtook count as lifted there; if they still stand, {}.",
            left_in_words(asked, standing)
        ),
    }
}

/// `18 drafts keep every line`, `no draft keeps every line`.
fn left_in_words(asked: &Asked<'_>, kept: Kept) -> String {
    let every = everything(asked.case);
    match kept {
        Kept::Drafts(0) => format!("no draft keeps {every}"),
        Kept::Drafts(1) => format!("1 draft keeps {every}"),
        Kept::Drafts(n) => format!("{} drafts keep {every}", grouped(&n.to_string())),
        Kept::Some => format!("some drafts keep {every}; how many is not counted"),
        Kept::Unknown => format!("whether any draft keeps {every} is not worked out"),
    }
}

/// The headline where those lines count as lifted.
fn lifted(
    asked: &Asked<'_>,
    picture: &Picture,
    numbers: &Numbers,
    readings: &[Reading],
    zone_share: Option<f64>,
    status: Status,
) -> String {
    let every = asked.every();
    let keep = match asked.kept {
        Kept::Drafts(1) => format!("1 draft keeps every {every}"),
        Kept::Drafts(n) => format!("{} keep every {every}", drafts_of(&n.to_string())),
        Kept::Some => format!("Of {} drafts some keep every {every}", asked.at_most()),
        Kept::Unknown => format!(
            "Whether any of {} drafts keeps every {every} is not worked out",
            asked.at_most()
        ),
    };
    let size = picture.frontier.as_ref().map(|it| grouped(&it.0.len().to_string()));
    let without: Vec<String> = asked
        .known
        .iter()
        .filter(|it| !it.has_alternative)
        .map(|it| asked.case.party(it.party).label().to_owned())
        .collect();
    let start = match size {
        Some(size) if numbers.is_exact() => {
            format!("{keep}, {size} of them on the frontier")
        }
        Some(size) => {
            format!("{keep}, {size} of them on the frontier in expectation")
        }
        None => format!("{keep}; their frontier is too large to be exact"),
    };
    match (status, zone_share) {
        (Status::NoAgreementZone, _) => {
            let drafts = match asked.kept {
                Kept::Drafts(1) => "The 1 draft that keeps every line is not".to_owned(),
                Kept::Drafts(n) => {
                    format!("None of {} that keep every line is", drafts_of(&n.to_string()))
                }
                Kept::Some | Kept::Unknown => "No draft that keeps every line is".to_owned(),
            };
            format!("{drafts} worth as much as no deal to everybody.")
        }
        (_, _) if !without.is_empty() => {
            let recorded = asked.known.iter().any(|it| it.unsaid.is_some());
            let which = if recorded { " that can be weighed" } else { "" };
            format!(
                "{start}; whether any is better than no deal is undetermined without an alternative of {}{which}.",
                describe::listed(&without)
            )
        }
        (_, Some(share)) if !numbers.is_exact() => format!(
            "{start}; in {} of {} readings of the record some draft is worth no less than no deal \
             to everybody.",
            libm::round(share * readings.len() as f64),
            readings.len()
        ),
        _ => format!("{start}."),
    }
}

/// Notes on numbers and samples.
pub(super) fn reading_notes(asked: &Asked<'_>, numbers: &Numbers, n: usize, read: usize) -> Notes {
    let mut notes = Notes::default();
    if !numbers.is_exact() {
        let means = format!(
            "utilities are means: expected shares of each party's best deal, over {} samples of \
             what the record leaves open (",
            numbers.n_samples()
        );
        let same = Text::plain(means).hint(acceptance::LENS.hint([]));
        notes.push(same.and(format!(
            " says medians of the same samples); shares of readings are over the first {n} of them"
        )));
    }
    if read < n {
        let left =
            format!("{} readings did not fit into the memory and the work allowed (", n - read);
        notes.push(Text::plain(left).hint(WORK.any()).and(") and are left out"));
    }
    for (place, party) in numbers.parties().iter().enumerate() {
        if numbers.of_another(place) {
            notes.push(format!(
                "the alternative of {} is somebody else's view of it",
                asked.case.party(*party).label()
            ));
        }
    }
    notes.push("a frontier says what could be gained, not what will happen".to_owned());
    notes
}

/// Notes on what was computed.
pub(super) fn notes(picture: &Picture, parties: &Parties) -> Notes {
    let mut notes: Notes = picture.not_converged.iter().cloned().collect();
    notes.extend(picture.lost_in_words(&parties.labels));
    match &picture.frontier {
        Some((frontier, _)) if picture.programmed => notes.push(by_programming(frontier)),
        Some((frontier, _)) if frontier.epsilon() > 0.0 => notes.push(format!(
            "the frontier is within {:.3e} of the exact one, as asked; what was dropped was at \
             most {:.3e} better",
            frontier.epsilon(),
            frontier.gap()
        )),
        _ => {}
    }
    for kind in SolutionKind::ALL {
        let label = kind.label();
        let Some(it) = picture.solution(kind) else { continue };
        if !it.proven {
            let bounds = format!(
                "the {label} solution is not proven: its value is {} at least and {} at most; more \
                 work (",
                figure(it.value),
                figure(it.bound)
            );
            notes.push(Text::plain(bounds).hint(WORK.any()).and(") may settle it"));
        }
        if it.value.is_nan() {
            notes.push(format!(
                "the value of the {label} solution, a product of gains, is beyond the numbers that \
                 can be written here; which draft it chooses is exact all the same"
            ));
        }
        if it.truncated || it.outcomes.len() > TIES_MAX {
            let (n, shown) = (it.outcomes.len(), it.outcomes.len().min(TIES_MAX));
            let shown = format!("{shown} {} shown", if shown == 1 { "is" } else { "are" });
            notes.push(match it.truncated {
                true => format!(
                    "at least {} for the {label} solution, and there may be more; {shown}",
                    tie(n)
                ),
                false => format!("{} for the {label} solution; {shown}", tie(n)),
            });
        }
    }
    if let Some(fraction) = picture.rational_fraction.filter(|it| !it.exact) {
        notes.push(format!(
            "the rational fraction is from random drafts: {:.6} to {:.6} at 99 %",
            fraction.low, fraction.high
        ));
    }
    notes
}

/// A number of any size.
fn figure(number: f64) -> String {
    match number.abs() {
        _ if number.is_nan() => "beyond what can be written".to_owned(),
        size if size == 0.0 || (1e-4..1e6).contains(&size) => format!("{number:.9}"),
        _ => format!("{number:.9e}"),
    }
}

/// A share of readings, never rounded to none or all of them.
fn share(share: f64) -> String {
    match share {
        it if it > 0.0 && it < 0.005 => "under 0.01".to_owned(),
        it if (0.995..1.0).contains(&it) => "over 0.99".to_owned(),
        it => format!("{it:.2}"),
    }
}

/// What a frontier found by mixed-integer programming rests on.
fn by_programming(frontier: &Frontier) -> String {
    let missing = if frontier.epsilon() > 0.0 {
        format!(
            "for every outcome one of them is worth at least as much less {:.3e} to everybody",
            frontier.epsilon()
        )
    } else {
        "none is missing".to_owned()
    };
    format!(
        "the issues depend on each other too closely to be combined one by one: the frontier was \
         found by mixed-integer programming. What each point is worth is exact; that {missing} \
         rests on a solver that calculates in floating point"
    )
}

/// What there is to be gained; whether anybody can agree, where that `is_asked`.
pub(super) fn what_there_is(picture: &Picture, parties: &Parties, is_asked: bool) -> Vec<Block> {
    let mut blocks = not_reached(picture, parties);
    if !is_asked {
        return blocks;
    }
    if let Some(Bargaining::NoAgreement { smallest_gain, nearest }) = &picture.bargaining {
        let mut text = format!(
            "Proven: whatever is chosen, somebody stays at least {:.4} below what no deal is \
             worth to it.",
            -smallest_gain
        );
        if let Some(it) = nearest.first() {
            text.push_str(&format!(
                " Nearest to acceptable: {} ({}).",
                figures(parties, &it.utilities),
                picture.told(&it.choice)
            ));
        }
        blocks.push(item(Mark::Stop, Text::plain(text), Vec::new()));
    }
    blocks
}

/// What was not reached, and what is known all the same.
fn not_reached(picture: &Picture, parties: &Parties) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(why) = &picture.not_converged {
        let mut under = Vec::new();
        if picture.ranges.len() == parties.labels.len() {
            let most: Vec<f64> = picture.ranges.iter().map(|range| range.1).collect();
            under.push(Text::default().quiet(format!(
                "certain all the same: no draft is worth more than {}",
                figures(parties, &most)
            )));
        }
        blocks.push(item(Mark::Unknown, Text::plain("Not converged: ").then(why.clone()), under));
    }
    for said in picture.lost_in_words(&parties.labels) {
        blocks.push(item(Mark::Unknown, Text::plain(said), Vec::new()));
    }
    blocks
}

fn figures(parties: &Parties, utilities: &[f64]) -> String {
    let each = parties.labels.iter().zip(utilities);
    let each = each.map(|(label, u)| match u.abs() {
        size if size == 0.0 || (1e-3..1e6).contains(&size) => format!("{label} {u:.3}"),
        _ => format!("{label} {u:.3e}"),
    });
    each.collect::<Vec<_>>().join(", ")
}

/// What the drafts that tie for a solution are worth: each combination once, and how many tie.
fn worth_of(picture: &Picture, kind: SolutionKind, parties: &Parties) -> String {
    let ties = picture.ties(kind);
    let mut said: Vec<String> = Vec::new();
    for it in ties {
        let one = figures(parties, &it.utilities);
        if !said.contains(&one) {
            said.push(one);
        }
    }
    let more = said.len().saturating_sub(TIES_MAX);
    said.truncate(TIES_MAX);
    let mut said = said.join("; or ");
    if more > 0 {
        said.push_str(&format!("; and {more} other combinations"));
    }
    let cut = picture.solution(kind).is_some_and(|it| it.truncated);
    match (cut, ties.len()) {
        (true, n) => said.push_str(&format!(" (at least {})", tie(n))),
        (false, 0 | 1) => {}
        (false, n) => said.push_str(&format!(" ({})", tie(n))),
    }
    said
}

/// `2 drafts tie`.
fn tie(n: usize) -> String {
    match n {
        1 => "1 draft ties".to_owned(),
        n => format!("{} drafts tie", grouped(&n.to_string())),
    }
}

/// The options of an issue, in words: more than one where drafts tie.
fn either(issue: &ScenarioIssue, options: &[usize]) -> String {
    let each: Vec<String> = options.iter().map(|&at| issue.values.label(at)).collect();
    each.join(" or ")
}

/// What the solutions choose.
pub(super) fn chosen(picture: &Picture, parties: &Parties) -> Vec<Block> {
    let (found, missing): (Vec<SolutionKind>, Vec<SolutionKind>) =
        SolutionKind::ALL.into_iter().partition(|it| !picture.ties(*it).is_empty());
    if found.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(2, "What the bargaining solutions are worth")];
    for kind in &found {
        let worth = worth_of(picture, *kind, parties);
        let text = Text::default().strong(kind.label()).and(format!(": {worth}"));
        blocks.push(item(Mark::Plain, text, Vec::new()));
    }
    for kind in missing {
        let text = Text::default().strong(kind.label()).and(
            ": none, since no draft that is worth no less than no deal to all gives anybody more \
             than the others do",
        );
        blocks.push(item(Mark::Plain, text, Vec::new()));
    }
    blocks.push(Block::heading(2, "What they choose"));
    let mut alike: Vec<String> = Vec::new();
    for (place, issue) in picture.issues().iter().enumerate() {
        if issue.values.len() < 2 {
            continue;
        }
        let first = picture.options_of(found[0], place);
        let unknown = picture.unordered[place].as_slice();
        let unknown = match unknown {
            [] => String::new(),
            who => format!(" (the order of {} is not on record)", describe::listed(who)),
        };
        if found.iter().all(|it| picture.options_of(*it, place) == first) {
            alike.push(format!("{}: {}{unknown}", issue.name, either(issue, &first)));
            continue;
        }
        let each = found.iter().map(|kind| {
            format!("{} {}", kind.label(), either(issue, &picture.options_of(*kind, place)))
        });
        let each: Vec<String> = each.collect();
        let text = Text::default()
            .strong(issue.name.clone())
            .and(format!(": {}{unknown}", each.join("; ")));
        blocks.push(item(Mark::Plain, text, Vec::new()));
    }
    let idle: Vec<&str> = picture
        .issues()
        .iter()
        .zip(&picture.idle)
        .filter(|(_, idle)| **idle)
        .map(|(issue, _)| issue.name.as_str())
        .collect();
    if !idle.is_empty() {
        let text = "nobody's order of options is on record, so what would be chosen is unknown";
        blocks.push(item(
            Mark::Unknown,
            Text::default().strong(text).and(format!(": {}", idle.join(", "))),
            Vec::new(),
        ));
    }
    if !alike.is_empty() {
        blocks.push(item(
            Mark::Plain,
            Text::default()
                .strong("the same in all of them")
                .and(format!(": {}", alike.join("; "))),
            Vec::new(),
        ));
    }
    blocks
}

/// Issue by issue: what the solutions choose, and how often the readings' Nash solutions agree.
///
/// `nash` has the outcomes of each reading's Nash solution.
pub(super) fn options(picture: &Picture, nash: &[&[Vec<usize>]], with_all: bool) -> Table {
    let mut columns = vec![
        Column::new("issue", ColumnKind::Id),
        Column::new("left", ColumnKind::Count).unit("options"),
    ];
    columns.extend(
        SolutionKind::ALL.map(|it| Column::new(it.word(), ColumnKind::Text).label(it.label())),
    );
    let shares = !nash.is_empty();
    columns.extend(shares.then(|| {
        Column::new("nash_share", ColumnKind::Share)
            .unit("readings")
            .label("same in Nash of readings")
    }));
    let unknown = picture.unordered.iter().any(|it| !it.is_empty());
    columns.extend(
        unknown
            .then(|| Column::new("order_unknown", ColumnKind::Text).label("order not on record")),
    );
    let mut table = Table::new("options", "What the solutions choose, issue by issue", columns);
    for (place, issue) in picture.scenario.issues.iter().enumerate() {
        let mut row = vec![Cell::text(issue.name.clone()), Cell::count(picture.left_on(place))];
        for kind in SolutionKind::ALL {
            let options = picture.options_of(kind, place);
            let chosen = Some(options).filter(|it| with_all && !it.is_empty());
            let chosen = chosen.filter(|_| !picture.idle[place]);
            row.push(Cell::maybe_text(chosen.map(|it| either(issue, &it))));
        }
        let chosen = picture.options_of(SolutionKind::Nash, place);
        let asked = shares && !picture.idle[place] && !chosen.is_empty();
        let share = asked.then(|| {
            let same = |ties: &&[Vec<usize>]| {
                let same = ties.iter().filter(|other| chosen.contains(&other[place])).count();
                same as f64 / ties.len() as f64
            };
            nash.iter().map(same).sum::<f64>() / nash.len() as f64
        });
        row.extend(shares.then_some(Cell::maybe(share)));
        row.extend(unknown.then(|| Cell::text(picture.unordered[place].join(", "))));
        table.push(row);
    }
    table
}

/// The account with numbers.
pub(super) fn with_numbers(
    asked: &Asked<'_>,
    picture: &Picture,
    parties: &Parties,
    lying: &[Lying<'_>],
    figures: &[Figure],
    with_all: bool,
    zone_share: Option<f64>,
) -> Vec<Block> {
    let mut blocks = lines_in_words(asked);
    blocks.push(Block::heading(1, "What could be gained"));
    for it in asked.known.iter().filter(|it| !it.has_alternative) {
        blocks.push(item(
            Mark::Unknown,
            Text::default()
                .strong(asked.case.party(it.party).label())
                .and(match &it.unsaid {
                    Some(unsaid) => format!(
                        ": its alternative is on record{unsaid}, so there is no solution that measures gains against it"
                    ),
                    None => ": no alternative on record, so no solution that measures gains against it"
                        .to_owned(),
                }),
            Vec::new(),
        ));
    }
    if let Some(zone) = zone_share.filter(|it| *it < 1.0) {
        blocks.push(item(
            if zone == 0.0 { Mark::Stop } else { Mark::Maybe },
            Text::plain(format!(
                "in {} of the readings no draft is worth as much as no deal to everybody",
                share(1.0 - zone)
            )),
            Vec::new(),
        ));
    }
    blocks.extend(what_there_is(picture, parties, with_all));
    if with_all {
        blocks.extend(chosen(picture, parties));
    }
    blocks.push(Block::Chart("frontier"));
    blocks.push(Block::heading(1, "Where the drafts lie"));
    blocks.extend(lying.iter().map(|it| draft(asked.case, it)));
    blocks.push(Block::heading(1, "Figures"));
    blocks.extend(statistics(figures, parties));
    blocks
}

/// A draft in words.
fn draft(case: &Case, it: &Lying<'_>) -> Block {
    let Placed { unsettled, crossed, aside, .. } = *it.placed;
    let broken = describe::broken(case, &it.placed.broken);
    let mut said: Vec<String> = Vec::new();
    let mut mark = Mark::Plain;
    if crossed > 0 {
        said.push(format!("crosses {}", counted(crossed, "line")));
        mark = Mark::Stop;
    }
    let stops = crossed > 0 || broken.is_some();
    if let Some(broken) = &broken {
        said.push(broken.clone());
        mark = Mark::Stop;
    }
    if aside > 0 {
        let whose = if aside == 1 { "its party's" } else { "their parties'" };
        said.push(format!(
            "{} that it crosses {} set aside by {whose} later acceptance of it",
            counted(aside, "line"),
            if aside == 1 { "is" } else { "are" },
        ));
        mark = if stops { Mark::Stop } else { Mark::Maybe };
    }
    if unsettled > 0 {
        said.push(format!("{} not settled, so it has no place", counted(unsettled, "issue")));
        mark = if stops { Mark::Stop } else { Mark::Unknown };
    }
    if broken.is_some() {
        said.push("so no such draft can be, and it is not on the frontier".to_owned());
    } else if crossed > 0 && it.on_frontier == Some(0.0) {
        said.push(
            "not on the frontier, which contains only drafts that respect every line".to_owned(),
        );
    } else if let Some(on) = it.on_frontier {
        said.push(format!("on the frontier in a share of {} of the readings", share(on)));
    }
    if let Some(distance) = it.distance {
        let range = match it.distances {
            Some([low, high]) if high - low > 1e-9 => {
                format!(" in expectation, {low:.2}–{high:.2} in the readings")
            }
            _ => String::new(),
        };
        said.push(format!("distance from the frontier {distance:.2}{range}"));
    }
    let under = match &it.better {
        Better::Some { changes, unordered, against } if !changes.is_empty() => {
            let all = unordered.len() == it.parties;
            let mut words = match (unordered.as_slice(), all) {
                ([], _) => "keeping every line, and worth no less to anybody on average over the readings".to_owned(),
                (who, false) => format!(
                    "keeping every line, and worth no less on average over the readings to anybody but {}, whose \
                     order of options there is not on record",
                    describe::listed(who)
                ),
                (_, true) => "keeping every line; nobody's order of options there is on record, so that nothing \
                              says what it is worth to anybody"
                    .to_owned(),
            };
            words.push_str(&format!(
                ": {} changed; table drafts has them",
                counted(changes.len(), "issue")
            ));
            if !against.is_empty() {
                words.push_str(&format!(
                    ". It goes against the recorded order of {}, which other issues outweigh",
                    whose_order(case, against)
                ));
            }
            Some(words)
        }
        // For whoever keeps every line that is what being on the frontier means.
        Better::None if stops => Some(
            "no draft that respects every line is worth at least as much to everybody on average"
                .to_owned(),
        ),
        _ => None,
    };
    let name = case.draft(it.placed.draft).id();
    let text = Text::default().strong_id(Kind::Draft, name).and(format!(": {}", said.join("; ")));
    item(mark, text, under.into_iter().map(|it| Text::default().quiet(it)).collect())
}

/// The figures as a whole in words: names such as `frontier_size_rational` are for programs.
pub(super) fn statistics(figures: &[Figure], parties: &Parties) -> Vec<Block> {
    let of_record = figures.iter().any(|it| it.of == Statistic::OutcomesRecorded);
    let each = figures.iter().map(|it| {
        let value = match &it.value {
            Value::Whole(digits) => grouped(digits),
            Value::Number(number) => written(*number),
            Value::Unknown => "not known".to_owned(),
        };
        Block::item(format!("{}: {value}", it.of.words(of_record, parties)))
    });
    each.collect()
}

/// A number in as many digits as tell it from 0.
fn written(number: f64) -> String {
    let two = format!("{number:.2}");
    match number {
        0.0 => "0".to_owned(),
        it if it.fract() == 0.0 && it.abs() < 1e15 => grouped(&format!("{it:.0}")),
        it if it.abs() < 0.005 => format!("{it:.1e}"),
        _ => two,
    }
}
