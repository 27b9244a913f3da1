//! The smallest changes against going through every set of changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo::lens::{acceptance, amend};
use plenipo_maths::change::Change;
use plenipo_maths::change::clear::{
    ClearLimits, Cleared, Combination, Puzzle, Violations, possible, smallest, state,
};
use plenipo_maths::change::reach::{self, Gap, Judge, Reached, Term, WorthRow};
use plenipo_maths::change::work::SearchWork;
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{ReadOptions, read};
use proptest::prelude::*;

use super::talks::talk;
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;

/// Forbidden combinations: for each, some items and the states that are forbidden together.
type Forbidden = Vec<Vec<(usize, Vec<usize>)>>;

/// Items with `n` states each, 0 being as it is.
fn states(n: usize, n_items: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..n_items {
        let longer = |it: &Vec<usize>| {
            let it = it.clone();
            (0..n).map(move |state| [it.as_slice(), &[state]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn broken(forbidden: &Forbidden, state: &[usize]) -> Vec<Vec<usize>> {
    let is = |combination: &&Vec<(usize, Vec<usize>)>| {
        combination.iter().all(|(item, states)| states.contains(&state[*item]))
    };
    let scope = |it: &Vec<(usize, Vec<usize>)>| it.iter().map(|(item, _)| *item).collect();
    forbidden.iter().filter(is).map(scope).collect()
}

fn changes(state: &[usize]) -> Vec<Change> {
    state.iter().copied().enumerate().filter(|(_, it)| *it > 0).collect()
}

fn forbidden() -> impl Strategy<Value = Forbidden> {
    let part = (0usize..5, prop::collection::btree_set(0usize..3, 1..3));
    let combination = prop::collection::vec(part, 1..4).prop_map(|parts| {
        let mut combination: Vec<(usize, Vec<usize>)> = Vec::new();
        for (item, states) in parts {
            if combination.iter().all(|(it, _)| *it != item) {
                combination.push((item, states.into_iter().collect()));
            }
        }
        combination
    });
    prop::collection::vec(combination, 0..12)
}

/// What of `forbidden` is asked of the search as combinations, the rest being read anew for each set.
fn as_combinations(forbidden: &Forbidden) -> Vec<Combination> {
    let of = |states: &Vec<usize>| {
        states.iter().map(|it| state(it.checked_sub(1))).fold(0, |all, it| all | it)
    };
    forbidden
        .iter()
        .map(|it| it.iter().map(|(item, states)| (*item, of(states))).collect())
        .collect()
}

/// Every set of the smallest size, found by going through all states.
fn naive(forbidden: &Forbidden, n: usize, n_items: usize) -> BTreeSet<Vec<Change>> {
    let all: Vec<Vec<Change>> = states(n, n_items)
        .into_iter()
        .filter(|it| broken(forbidden, it).is_empty())
        .map(|it| changes(&it).into_iter().map(|(item, state)| (item, state - 1)).collect())
        .collect();
    let size = all.iter().map(Vec::len).min();
    all.into_iter().filter(|it| Some(it.len()) == size).collect()
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn smallest_changes_are_those_found_by_going_through_all(
        forbidden in forbidden(),
        split in 0usize..13,
    ) {
        let (given, anew) = forbidden.split_at(split.min(forbidden.len()));
        let (given, anew) = (as_combinations(&given.to_vec()), anew.to_vec());
        let mut watched: Vec<usize> = anew.iter().flatten().map(|(item, _)| *item).collect();
        watched.sort_unstable();
        watched.dedup();
        let violations = |made: &[Change]| -> Violations {
            let mut state = [0; 5];
            made.iter().for_each(|(item, choice)| state[*item] = choice + 1);
            broken(&anew, &state)
        };
        let puzzle = Puzzle { choices: &[2; 5], forbidden: &given, watched: &watched, asking: 1 };
        let expected = naive(&forbidden, 3, 5);
        let with = |steps: u64| {
            let limits = ClearLimits { size_max: 5, sets_max: 1000 };
            smallest(puzzle, limits, &mut SearchWork::new(steps, &mut |_| true), violations)
        };
        let mut go_on = |_: f64| true;
        let can = possible(puzzle, &mut SearchWork::new(1 << 40, &mut go_on), violations);
        prop_assert_eq!(can, Some(!expected.is_empty()));
        match (with(1 << 40), expected.is_empty()) {
            (Cleared::None, true) => {}
            (Cleared::Sets { sets, more }, false) => {
                prop_assert!(!more);
                let unique: BTreeSet<Vec<Change>> = sets.iter().cloned().collect();
                prop_assert_eq!(unique.len(), sets.len(), "no set twice");
                prop_assert_eq!(&unique, &expected);
                let size = sets[0].len();
                let small = ClearLimits { size_max: size.max(1) - 1, sets_max: 1 };
                let found = smallest(puzzle, small, &mut SearchWork::new(1 << 40, &mut go_on), violations);
                prop_assert_eq!(found == Cleared::None, size > 0);
                // Given up early, it claims no more than is so, and finds no other sets.
                for steps in [1, 1000, 5000, 20_000] {
                    match with(steps) {
                        Cleared::Unfinished(proved) => prop_assert!(proved <= size),
                        Cleared::Sets { sets, .. } => {
                            prop_assert!(sets.iter().all(|it| expected.contains(it)));
                        }
                        Cleared::None => prop_assert!(false, "there are some"),
                    }
                }
            }
            (found, none) => prop_assert!(false, "{found:?}, none: {none}"),
        }
    }
}

/// One judge in plain numbers: what it has on each item in each state, and in each sample.
#[derive(Debug, Clone)]
struct Plain {
    /// `worth[item][state][sample]`; state 0 is as it is.
    worth: Vec<Vec<Vec<f64>>>,
    asks: Vec<f64>,
    /// Items, their states, and what that combination costs in each sample.
    terms: Vec<(Vec<usize>, Vec<usize>, Vec<f64>)>,
    share: f64,
}

const ITEMS: usize = 4;
const STATES: usize = 3;
const SAMPLES: usize = 12;

impl Plain {
    fn needed(&self) -> usize {
        (self.share * SAMPLES as f64).ceil() as usize
    }

    fn satisfied(&self, state: &[usize]) -> usize {
        let sum = |sample: usize| -> f64 {
            let worth = state.iter().enumerate().map(|(item, it)| self.worth[item][*it][sample]);
            let broken = self.terms.iter().filter(|(items, states, _)| {
                items.iter().zip(states).all(|(item, it)| state[*item] == *it)
            });
            worth.sum::<f64>() + broken.map(|it| it.2[sample]).sum::<f64>() - self.asks[sample]
        };
        (0..SAMPLES).filter(|it| sum(*it) >= 0.0).count()
    }

    fn judge(&self) -> Judge {
        let now =
            |sample: usize| -> f64 { (0..ITEMS).map(|item| self.worth[item][0][sample]).sum() };
        let gap: Vec<f64> = (0..SAMPLES).map(|it| now(it) - self.asks[it]).collect();
        let gain = |item: usize, choice: usize| {
            let row: Vec<f64> = (0..SAMPLES)
                .map(|it| self.worth[item][choice + 1][it] - self.worth[item][0][it])
                .collect();
            Arc::new(WorthRow::of(&row))
        };
        let gains = (0..ITEMS).map(|item| (0..STATES - 1).map(|it| gain(item, it)).collect());
        let terms = self.terms.iter().map(|(items, states, costs)| Term {
            items: items
                .iter()
                .zip(states)
                .map(|(item, state)| (*item, (0..STATES).map(|it| it == *state).collect()))
                .collect(),
            row: Arc::new(WorthRow::of(costs)),
        });
        Judge {
            needed: self.needed(),
            gap: Gap::of(&gap),
            gains: gains.collect(),
            terms: terms.collect(),
        }
    }
}

/// Sixty-fourths, so that sums are exact and ties occur.
fn sixty_fourths(low: i32, high: i32) -> impl Strategy<Value = f64> {
    (low..=high).prop_map(|it| f64::from(it) / 64.0)
}

fn plain() -> impl Strategy<Value = Plain> {
    let row = |low, high| prop::collection::vec(sixty_fourths(low, high), SAMPLES);
    let worth = prop::collection::vec(prop::collection::vec(row(0, 20), STATES), ITEMS);
    // Often a loss in every sample that is there as things are, as a broken rule is.
    let state = || prop_oneof![Just(0), 0..STATES];
    let costs = prop_oneof![row(-128, 32), row(-128, 0)];
    let term =
        (0..ITEMS, 1..ITEMS, state(), state(), costs).prop_map(|(a, step, one, other, costs)| {
            (vec![a, (a + step) % ITEMS], vec![one, other], costs)
        });
    (worth, row(20, 64), prop::collection::vec(term, 0..6), sixty_fourths(0, 64))
        .prop_map(|(worth, asks, terms, share)| Plain { worth, asks, terms, share })
}

/// Numbers far beyond what eight coarse bits of whole numbers hold, as when a draft crosses many lines.
fn far() -> impl Strategy<Value = Plain> {
    let row = |low, high| prop::collection::vec(sixty_fourths(low, high), SAMPLES);
    let worth = prop::collection::vec(prop::collection::vec(row(-640, 640), STATES), ITEMS);
    let term = (0..ITEMS, 1..ITEMS, 0..STATES, 0..STATES, row(-2560, 640)).prop_map(
        |(a, step, one, other, costs)| (vec![a, (a + step) % ITEMS], vec![one, other], costs),
    );
    (worth, row(-640, 640), prop::collection::vec(term, 0..3), sixty_fourths(0, 64))
        .prop_map(|(worth, asks, terms, share)| Plain { worth, asks, terms, share })
}

/// The search with as much work as it takes.
fn reached(choices: &[usize], judges: &[Judge], size_max: usize, sets_max: usize) -> Reached {
    let mut go_on = |_: f64| true;
    let mut work = SearchWork::new(u64::MAX, &mut go_on);
    reach::smallest(choices, judges, reach::Limits { size_max, sets_max }, &mut work)
}

fn is_found_by_going_through_all(plain: &[Plain]) -> Result<(), TestCaseError> {
    let judges: Vec<Judge> = plain.iter().map(Plain::judge).collect();
    let fine = |state: &[usize]| plain.iter().all(|it| it.satisfied(state) >= it.needed());
    let all: Vec<Vec<Change>> = states(STATES, ITEMS)
        .into_iter()
        .filter(|it| fine(it))
        .map(|it| changes(&it).into_iter().map(|(item, state)| (item, state - 1)).collect())
        .collect();
    let size = all.iter().map(Vec::len).min();
    let choices = [STATES - 1; ITEMS];
    match (reached(&choices, &judges, ITEMS, 1000), size) {
        (Reached::None, None) => {}
        (Reached::Sets { sets, more }, Some(size)) => {
            prop_assert!(!more);
            let expected: BTreeSet<Vec<Change>> =
                all.into_iter().filter(|it| it.len() == size).collect();
            let unique: BTreeSet<Vec<Change>> = sets.iter().cloned().collect();
            prop_assert_eq!(unique.len(), sets.len(), "no set twice");
            prop_assert_eq!(&unique, &expected);
            // A limit keeps some of them and says so.
            let few = reached(&choices, &judges, ITEMS, 1);
            let Reached::Sets { sets, more } = few else { unreachable!("there are some") };
            prop_assert_eq!((sets.len(), more), (1, expected.len() > 1));
            prop_assert!(expected.contains(&sets[0]));
        }
        (found, size) => prop_assert!(false, "{found:?} instead of size {size:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn smallest_reaching_changes_are_those_found_by_going_through_all(
        plain in prop::collection::vec(plain(), 1..4),
    ) {
        is_found_by_going_through_all(&plain)?;
    }

    #[test]
    fn what_else_is_asked_is_asked_of_every_set(
        plain in prop::collection::vec(plain(), 1..3), of in 2..4usize, rest in 0..4usize,
    ) {
        let judges: Vec<Judge> = plain.iter().map(Plain::judge).collect();
        let asked = |set: &[Change]| {
            let sum: usize = set.iter().map(|(item, choice)| 1 + 3 * item + choice).sum();
            sum % of == rest % of
        };
        let fine = |state: &[usize]| plain.iter().all(|it| it.satisfied(state) >= it.needed());
        let all: Vec<Vec<Change>> = states(STATES, ITEMS)
            .into_iter()
            .filter(|it| fine(it))
            .map(|it| changes(&it).into_iter().map(|(item, state)| (item, state - 1)).collect())
            .filter(|it: &Vec<Change>| asked(it))
            .collect();
        let size = all.iter().map(Vec::len).min();
        let mut go_on = |_: f64| true;
        let found = reach::smallest_where(
            &[STATES - 1; ITEMS],
            &judges,
            &mut |set, _| Ok(asked(set)),
            reach::Limits { size_max: ITEMS, sets_max: 1000 },
            &mut SearchWork::new(u64::MAX, &mut go_on),
        );
        match (found, size) {
            (Reached::None, None) => {}
            (Reached::Sets { sets, more: false }, Some(size)) => {
                let found: BTreeSet<Vec<Change>> = sets.into_iter().collect();
                prop_assert_eq!(found, all.into_iter().filter(|it| it.len() == size).collect());
            }
            (found, size) => prop_assert!(false, "{found:?} instead of size {size:?}"),
        }
    }

    #[test]
    fn numbers_beyond_the_coarse_ones_change_nothing(
        plain in prop::collection::vec(far(), 1..4),
    ) {
        is_found_by_going_through_all(&plain)?;
    }
}

proptest! {
    #![proptest_config(cases(64))]

    /// Hundreds of lines crossed at once: each takes 250, so that nine of them are beyond 32 bits.
    #[test]
    fn hundreds_of_lines_are_summed_as_they_are(
        lines in prop::collection::vec(
            (0..ITEMS, 1..ITEMS, 0..STATES, 0..STATES, prop::collection::vec(any::<bool>(), SAMPLES)),
            200..600,
        ),
        asks in prop::collection::vec(sixty_fourths(0, 64), SAMPLES),
        share in sixty_fourths(1, 64),
    ) {
        let terms = lines.into_iter().map(|(a, step, one, other, binds)| {
            let costs = binds.into_iter().map(|it| if it { -250.0 } else { 0.0 }).collect();
            (vec![a, (a + step) % ITEMS], vec![one, other], costs)
        });
        let worth = vec![vec![vec![0.25; SAMPLES]; STATES]; ITEMS];
        let plain = Plain { worth, asks, terms: terms.collect(), share };
        let judge = plain.judge();
        for it in states(STATES, ITEMS) {
            let made: Vec<Change> =
                changes(&it).into_iter().map(|(item, state)| (item, state - 1)).collect();
            prop_assert_eq!(reach::satisfied(&judge, &made), plain.satisfied(&it), "{:?}", it);
        }
        is_found_by_going_through_all(&[plain])?;
    }

    /// Hundreds of issues on each of which a line is crossed, all in the gap.
    #[test]
    fn a_gap_of_hundreds_of_lines_is_no_gain(crossed in 129usize..700, lifted in 0usize..8) {
        let mut gap = Gap::of(&[0.5]);
        (0..crossed).for_each(|_| gap.add(&[reach::fixed(-250.0)]));
        let gains = vec![vec![Arc::new(WorthRow::of(&[250.0]))]; lifted];
        let judge = Judge { needed: 1, gap, gains, terms: Vec::new() };
        let all: Vec<Change> = (0..lifted).map(|it| (it, 0)).collect();
        prop_assert_eq!(reach::satisfied(&judge, &all), 0);
        prop_assert_eq!(reached(&vec![1; lifted], &[judge], 8, 10), Reached::None);
    }
}

/// The change that most helps whoever is worst off, again and again.
fn greedy(plain: &[Plain]) -> Option<Vec<Change>> {
    let mut state = vec![0; ITEMS];
    let least = |state: &[usize]| {
        let each = plain.iter().map(|it| it.satisfied(state) as f64 / it.needed() as f64);
        each.fold(f64::INFINITY, f64::min)
    };
    for _ in 0..ITEMS {
        if least(&state) >= 1.0 {
            return Some(changes(&state));
        }
        let mut best: Option<(f64, Vec<usize>)> = None;
        for item in (0..ITEMS).filter(|it| state[*it] == 0) {
            for choice in 1..STATES {
                let mut next = state.clone();
                next[item] = choice;
                let reached = least(&next);
                if best.as_ref().is_none_or(|(it, _)| reached > *it) {
                    best = Some((reached, next));
                }
            }
        }
        state = best?.1;
    }
    (least(&state) >= 1.0).then(|| changes(&state))
}

/// Two judges and four items: one change helps both a little and bars the way, two changes that each
/// please one of them do it.
fn trap() -> Vec<Plain> {
    let rows = |worths: [[f64; STATES]; ITEMS]| -> Vec<Vec<Vec<f64>>> {
        worths.map(|it| it.map(|worth| vec![worth; SAMPLES]).to_vec()).to_vec()
    };
    // In half of the samples each asks for less, so that the small change wins those at once.
    let asks: Vec<f64> = (0..SAMPLES).map(|it| if it % 2 == 0 { 0.25 } else { 0.75 }).collect();
    let first = [[0.0, 0.25, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.25, 0.0]];
    let second = [[0.0, 0.25, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.25, 0.0]];
    let judge =
        |worths| Plain { worth: rows(worths), asks: asks.clone(), terms: Vec::new(), share: 1.0 };
    vec![judge(first), judge(second)]
}

#[test]
fn greedy_needs_more_where_fewer_changes_do() {
    let plain = trap();
    let judges: Vec<Judge> = plain.iter().map(Plain::judge).collect();
    let found = reached(&[STATES - 1; ITEMS], &judges, ITEMS, 10);
    assert_eq!(found, Reached::Sets { sets: vec![vec![(1, 0), (2, 0)]], more: false });
    assert_eq!(greedy(&plain).map(|it| it.len()), Some(3));
}

#[test]
fn giving_up_is_told() {
    let plain = trap();
    let judges: Vec<Judge> = plain.iter().map(Plain::judge).collect();
    let choices = [STATES - 1; ITEMS];
    let limits = reach::Limits { size_max: ITEMS, sets_max: 10 };
    // However little may be done, what is claimed is so: the smallest sets have two changes.
    let mut ends = BTreeSet::new();
    for steps in 0..5000 {
        let found =
            reach::smallest(&choices, &judges, limits, &mut SearchWork::new(steps, &mut |_| true));
        match found {
            Reached::Unfinished(size) => ends.insert(size),
            Reached::Sets { sets, .. } => ends.insert(10 + sets[0].len()),
            Reached::None => unreachable!("there are some"),
        };
    }
    assert_eq!(ends, BTreeSet::from([0, 1, 2, 12]));
    let mut stop = |_: f64| false;
    let mut work = SearchWork::new(u64::MAX, &mut stop);
    assert_eq!(work.take(1 << 30).is_err(), work.cancelled());
    assert_eq!(reach::smallest(&choices, &judges, limits, &mut work), Reached::Unfinished(0));
    assert_eq!(reached(&choices, &judges, 1, 10), Reached::None);
}

proptest! {
    #![proptest_config(cases(60))]

    /// One draft, one figure: what `amend` says of it as it is is what `acceptance` says.
    #[test]
    fn a_draft_as_it_is_has_the_figures_of_acceptance(talk in talk()) {
        let file = named("all.toml", talk.blocks("").concat());
        let (case, problems) = read(&[file], &ReadOptions::default());
        let case = case.unwrap_or_else(|| unreachable!("{problems:#?}"));
        let context = Context { samples: 400, seed: talk.seed, ..Context::default() };
        for draft in &case.drafts {
            let settings = Settings::default().with("draft", Value::Ids(vec![draft.id().to_owned()]));
            let assessed = acceptance::LENS.ask(&case, &settings, &context);
            let settings = settings.with("work", Value::Number(50.0));
            let amended = amend::LENS.ask(&case, &settings, &context);
            let (assessed, amended) = (assessed.expect("an answer"), amended.expect("an answer"));
            let (there, here) = (assessed.table("acceptance"), amended.table("acceptance_after"));
            let (Some(there), Some(here)) = (there, here) else { unreachable!("both have it") };
            for row in (0..here.rows.len()).filter(|it| here.cell(*it, "set") == Some(&Cell::Count(0))) {
                let party = here.cell(row, "party");
                let other = (0..there.rows.len()).find(|it| there.cell(*it, "party") == party);
                let other = other.expect("a row of the party");
                for column in ["accept_low", "accept_high", "worth_low", "worth", "worth_high"] {
                    prop_assert_eq!(here.cell(row, column), there.cell(other, column), "{}", column);
                }
                let both = (here.cell(row, "accept"), there.cell(other, "accept"));
                if let (Some(Cell::Number(here)), Some(Cell::Number(there))) = both {
                    prop_assert_eq!(here, there);
                }
            }
        }
    }

    /// The same of a draft that is made of what `amend` found, once it is one of the record.
    #[test]
    fn a_set_has_the_figures_of_the_draft_it_makes(talk in talk(), target in 0u8..10) {
        let file = named("all.toml", talk.blocks("").concat());
        let (case, problems) = read(&[file], &ReadOptions::default());
        let case = case.unwrap_or_else(|| unreachable!("{problems:#?}"));
        let context = Context { samples: 300, seed: talk.seed, ..Context::default() };
        let id = case.drafts[0].id().to_owned();
        let asked = Settings::default()
            .with("draft", Value::Ids(vec![id.clone()]))
            .with("target", Value::Number(f64::from(target) / 10.0));
        let view = View::of(&case, &context).expect("a view");
        let answer = amend::answer(&view, &asked).expect("an answer");
        let amended = amend::finding(&view, &answer).expect("a finding");
        let here = amended.table("acceptance_after").expect("a table");
        let sets: BTreeSet<u64> = (0..here.rows.len())
            .filter_map(|row| match here.cell(row, "set") {
                Some(Cell::Count(set)) if *set > 0 => Some(*set),
                _ => None,
            })
            .collect();
        for set in sets.into_iter().take(3) {
            let number = usize::try_from(set).expect("a small number");
            let made = amend::save::saved(&view, &answer, Some(number), "made");
            let made = Case::new(made.expect("saved").records).expect("a record");
            let asked = Settings::default().with("draft", Value::Ids(vec!["made".to_owned()]));
            let assessed = acceptance::LENS.ask(&made, &asked, &context);
            let assessed = assessed.expect("an answer");
            let there = assessed.table("acceptance").expect("a table");
            for row in (0..here.rows.len()).filter(|it| here.cell(*it, "set") == Some(&Cell::Count(set))) {
                let party = here.cell(row, "party");
                let other = (0..there.rows.len()).find(|it| there.cell(*it, "party") == party);
                let other = other.expect("a row of the party");
                for column in ["accept_low", "accept_high", "worth_low", "worth", "worth_high"] {
                    prop_assert_eq!(here.cell(row, column), there.cell(other, column), "{}", column);
                }
                let both = (here.cell(row, "accept"), there.cell(other, "accept"));
                if let (Some(Cell::Number(here)), Some(Cell::Number(there))) = both {
                    prop_assert_eq!(here, there);
                }
            }
        }
    }
}
