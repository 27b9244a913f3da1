//! The laws of acceptance, on random small talks.

use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, ColumnKind, Table};
use plenipo::lens::acceptance;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;
use plenipo::preference::profile::Profile;
use plenipo::preference::samples::Samples;
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use proptest::prelude::*;

use super::talks::{OPTIONS, Salience, Says, Stand, Talk, Without, talk};
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;

const SAMPLES: usize = 700;

/// Figures that are sums of the same numbers in another order may differ by this.
const ROUNDING: f64 = 1e-12;

fn read_all(files: &[NamedBytes]) -> Case {
    let (case, problems) = read(files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

fn case(talk: &Talk) -> Case {
    read_all(&[named("all.toml", talk.blocks("").concat())])
}

fn ask(case: &Case, seed: u64) -> Finding {
    let context = Context { samples: SAMPLES, seed, ..Context::default() };
    let answer = acceptance::LENS.ask(case, &Settings::default(), &context);
    answer.expect("an answer")
}

fn answer(talk: &Talk) -> Finding {
    ask(&case(talk), talk.seed)
}

fn table<'a>(finding: &'a Finding, id: &str) -> &'a Table {
    finding.table(id).unwrap_or_else(|| unreachable!("no table {id}"))
}

/// The figures of one draft and party, by column.
struct Row<'a> {
    table: &'a Table,
    row: usize,
}

impl Row<'_> {
    fn number(&self, column: &str) -> Option<f64> {
        match self.table.cell(self.row, column) {
            Some(Cell::Number(number)) => Some(*number),
            Some(Cell::Count(count)) => Some(*count as f64),
            _ => None,
        }
    }

    fn text(&self, column: &str) -> &str {
        self.table.cell(self.row, column).and_then(Cell::as_text).unwrap_or("")
    }
}

fn row<'a>(finding: &'a Finding, draft: usize, party: usize) -> Row<'a> {
    let table = table(finding, "acceptance");
    let (draft, party) = (format!("d{draft}"), format!("p{party}"));
    let is = |row: &usize| {
        let it = Row { table, row: *row };
        it.text("draft") == draft && it.text("party") == party
    };
    let row = (0..table.rows.len()).find(is).expect("a row for each draft and party");
    Row { table, row }
}

/// Every draft and party.
fn pairs(talk: &Talk) -> impl Iterator<Item = (usize, usize)> {
    let parties = talk.parties.len();
    (0..talk.drafts.len()).flat_map(move |draft| (0..parties).map(move |party| (draft, party)))
}

/// Cells that hold figures or words that are no names, table by table.
fn figures(finding: &Finding) -> Vec<Vec<&Cell>> {
    let keep = |table: &&Table| table.id != "answers" && table.id != "lines";
    let tables = finding.tables.iter().filter(keep).map(|table| {
        let rows = table.rows.iter().flat_map(|row| table.columns.iter().zip(row));
        let figure = |(column, _): &(&plenipo::finding::table::Column, &Cell)| {
            column.kind.is_figure() || column.id == "status" || column.id == "kind"
        };
        rows.filter(figure).map(|(_, cell)| cell).collect()
    });
    tables.collect()
}

/// Which options are the party's best on an issue, as far as the record says.
fn best(talk: &Talk, party: usize, issue: usize) -> Option<usize> {
    match &talk.parties[party].stands[issue] {
        Stand::Ranking(order) => Some(order[0]),
        Stand::Ideal(it) => Some(*it),
        Stand::Values(values) => (0..OPTIONS).max_by(|a, b| values[*a].total_cmp(&values[*b])),
        Stand::Indifferent => Some(0),
        Stand::Unknown | Stand::Prefers(..) => None,
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn figures_are_finite_ordered_and_within_bounds(talk in talk()) {
        let finding = answer(&talk);
        for table in &finding.tables {
            for row in &table.rows {
                for (column, cell) in table.columns.iter().zip(row) {
                    let bounded =
                        matches!(column.kind, ColumnKind::Probability | ColumnKind::Share | ColumnKind::Utility);
                    if let (true, Cell::Number(it)) = (bounded, cell) {
                        prop_assert!((0.0..=1.0 + ROUNDING).contains(it), "{}.{}", table.id, column.id);
                    }
                }
            }
        }
        for (draft, party) in pairs(&talk) {
            let row = row(&finding, draft, party);
            for [low, mid, high] in
                [["accept_low", "accept", "accept_high"], ["worth_low", "worth", "worth_high"]]
            {
                let [low, mid, high] = [low, mid, high].map(|it| row.number(it));
                let ends = low.zip(high).is_none_or(|(low, high)| low <= high + ROUNDING);
                let below = low.zip(mid).is_none_or(|(low, mid)| low <= mid + ROUNDING);
                let above = mid.zip(high).is_none_or(|(mid, high)| mid <= high + ROUNDING);
                prop_assert!(ends && below && above, "d{draft} p{party}: {low:?} {mid:?} {high:?}");
            }
            // A line at its word is a veto, whatever else the draft offers.
            let blocked = ["blocked"].contains(&row.text("status"));
            prop_assert!(!blocked || row.number("accept") == Some(0.0));
            prop_assert!(!blocked || row.number("accept_low") == Some(0.0));
        }
        // Everybody's acceptance is nobody's above the least.
        let joint = table(&finding, "joint");
        for draft in 0..talk.drafts.len() {
            let id = Cell::draft(format!("d{draft}"));
            let at = (0..joint.rows.len()).find(|it| joint.cell(*it, "draft") == Some(&id));
            let joint = Row { table: joint, row: at.expect("a row") };
            for column in ["accept_low", "accept", "accept_high"] {
                let Some(all) = joint.number(column) else { continue };
                for party in 0..talk.parties.len() {
                    let one = row(&finding, draft, party).number(column);
                    prop_assert!(one.is_none_or(|it| all <= it + ROUNDING), "{column} of d{draft}");
                }
            }
        }
    }

    #[test]
    fn points_a_party_likes_never_buy_off_a_line(talk in talk(), draft in 0usize..3) {
        let draft = draft % talk.drafts.len();
        let before = answer(&talk);
        for party in 0..talk.parties.len() {
            let row_before = row(&before, draft, party);
            if row_before.text("status") != "blocked" {
                continue;
            }
            // Points on issues that none of its lines and no condition of the draft speaks of.
            let spoken: Vec<usize> = talk.parties[party]
                .lines
                .iter()
                .flat_map(|it| it.rules_out.iter().chain(&it.unclear).chain(&it.condition))
                .chain(talk.drafts[draft].exception.iter().flatten())
                .map(|(issue, _)| *issue)
                .collect();
            let mut sweetened = talk.clone();
            for (issue, says) in sweetened.drafts[draft].says.iter_mut().enumerate() {
                if let Some(best) = best(&talk, party, issue).filter(|_| !spoken.contains(&issue)) {
                    *says = Says::Sets(best);
                }
            }
            let after = answer(&sweetened);
            let row_after = row(&after, draft, party);
            prop_assert_eq!(row_after.text("status"), "blocked");
            prop_assert_eq!(row_after.number("accept"), Some(0.0));
            prop_assert_eq!(row_after.number("lines_crossed"), row_before.number("lines_crossed"));
        }
    }

    #[test]
    fn learning_an_unknown_never_widens_what_content_leaves_open(
        talk in talk(), draft in 0usize..3, issue in 0usize..4, option in 0..OPTIONS,
    ) {
        let (draft, issue) = (draft % talk.drafts.len(), issue % talk.issues.len());
        let says = &talk.drafts[draft].says[issue];
        let possible = match says {
            Says::Nothing => !talk.drafts[draft].complete || talk.issues[issue].status_quo.is_none(),
            Says::Brackets(not) | Says::Excludes(not) => option != *not,
            Says::Sets(_) | Says::LeavesOpen => false,
        };
        prop_assume!(possible);
        let mut learned = talk.clone();
        learned.drafts[draft].says[issue] = Says::Sets(option);
        let (before, after) = (answer(&talk), answer(&learned));
        for party in 0..talk.parties.len() {
            // An alternative that is this very draft is learned with it.
            if matches!(talk.parties[party].without, Some(Without::Draft(it)) if it % talk.drafts.len() == draft) {
                continue;
            }
            let (before, after) = (row(&before, draft, party), row(&after, draft, party));
            // What is learned may set its own text against its line: which of the two holds is then not known.
            if after.text("status") == "conflict" {
                continue;
            }
            for (low, high) in [("worth_low", "worth_high"), ("accept_low", "accept_high")] {
                let ends = |row: &Row<'_>| row.number(low).zip(row.number(high));
                let (Some(wide), Some(narrow)) = (ends(&before), ends(&after)) else { continue };
                prop_assert!(
                    wide.0 <= narrow.0 + ROUNDING && narrow.1 <= wide.1 + ROUNDING,
                    "p{party} {low}: {wide:?} then {narrow:?}"
                );
            }
        }
    }

    #[test]
    fn a_better_alternative_or_a_firmer_line_never_raises_acceptance(
        talk in talk(), by in 1u8..10, line in any::<bool>(),
    ) {
        let by = f64::from(by) / 10.0;
        let up = |(low, high): (f64, f64)| ((low + by).min(1.0), (high + by).min(1.0));
        let mut raised = talk.clone();
        for party in &mut raised.parties {
            if line {
                for it in &mut party.lines {
                    it.firmness = it.firmness.map(up);
                }
            } else if let Some(Without::Level(low, high)) = &mut party.without {
                (*low, *high) = up((*low, *high));
            }
        }
        let (before, after) = (answer(&talk), answer(&raised));
        for (draft, party) in pairs(&talk) {
            let (before, after) = (row(&before, draft, party), row(&after, draft, party));
            for column in ["accept_low", "accept", "accept_high"] {
                let both = before.number(column).zip(after.number(column));
                prop_assert!(both.is_none_or(|(before, after)| after <= before), "{column} {both:?}");
            }
        }
    }

    #[test]
    fn restating_a_line_changes_nothing(talk in talk()) {
        let mut restated = talk.clone();
        restated.parties.iter_mut().flat_map(|it| &mut it.lines).for_each(|it| it.restated += 1);
        let (before, after) = (answer(&talk), answer(&restated));
        for id in ["acceptance", "blockers", "joint", "ranks", "deciders"] {
            prop_assert_eq!(table(&before, id), table(&after, id));
        }
    }

    #[test]
    fn cutting_files_and_moving_tables_changes_nothing(
        talk in talk(), keys in proptest::collection::vec(any::<u32>(), 80),
    ) {
        let blocks = talk.blocks("");
        let whole = read_all(&[named("all.toml", blocks.concat())]);
        // Tables in any order, cut into up to three files; the dossier's own opens the first.
        let mut order: Vec<usize> = (1..blocks.len()).collect();
        order.sort_by_key(|it| keys[it % keys.len()].wrapping_mul(2 * *it as u32 + 1));
        let mut files = [blocks[0].clone(), String::new(), String::new()];
        for (n, block) in order.into_iter().enumerate() {
            files[keys[n % keys.len()] as usize % 3].push_str(&blocks[block]);
        }
        let files: Vec<NamedBytes> =
            files.iter().enumerate().map(|(k, it)| named(&format!("{k}.toml"), it.as_str())).collect();
        let cut = read_all(&files);
        let (before, after) = (ask(&whole, talk.seed), ask(&cut, talk.seed));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn renames_that_keep_the_order_change_no_number(talk in talk()) {
        let renamed = read_all(&[named("all.toml", talk.blocks("x-").concat())]);
        let (before, after) = (answer(&talk), ask(&renamed, talk.seed));
        prop_assert_eq!(figures(&before), figures(&after));
    }

    #[test]
    fn the_number_of_threads_changes_nothing(talk in talk()) {
        let case = case(&talk);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| ask(&case, talk.seed))
        };
        prop_assert_eq!(on(1), on(3));
    }

    #[test]
    fn a_party_accepts_its_ideal(talk in talk(), party in 0usize..3, level in 0.0f64..=1.0) {
        let party = party % talk.parties.len();
        let mut talk = talk;
        let it = &mut talk.parties[party];
        it.lines.clear();
        it.without = Some(Without::Level(level, 1.0));
        for stand in &mut it.stands {
            if matches!(stand, Stand::Unknown | Stand::Prefers(..)) {
                *stand = Stand::Ideal(1);
            }
        }
        let ideal = (0..talk.issues.len()).map(|issue| best(&talk, party, issue).map(Says::Sets));
        talk.drafts[0].says = ideal.collect::<Option<_>>().expect("an ideal on every issue");
        talk.drafts[0].exception = None;
        let finding = answer(&talk);
        let row = row(&finding, 0, party);
        // Shares that leave no weights are a contradiction, and give no figure.
        if row.number("worth").is_some() {
            for column in ["accept_low", "accept", "accept_high"] {
                prop_assert_eq!(row.number(column), Some(1.0));
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn salience_classes_compare_across_headings(talk in talk()) {
        let case = case(&talk);
        let order = ["low", "medium", "high", "critical"];
        for (k, party) in talk.parties.iter().enumerate() {
            let id = format!("p{k}");
            let ix = case.signatories().into_iter().find(|it| case.party_id(*it) == id).expect("a party");
            let profile = Profile::of(&case, ix);
            // Within a group that weighs as one, and where shares leave no weights, there is no such order.
            let Ok(drawn) = Samples::draw(&case, &profile, talk.seed, 200) else { continue };
            prop_assume!(!talk.one_matter);
            let place = |i: usize| {
                let id = format!("i{i}");
                case.issues.iter().position(|it| it.meta.id.as_ref().is_some_and(|it| it.as_str() == id)).expect("an issue")
            };
            let class = |i: usize| match &party.salience[i] {
                Some(Salience::Word(word)) => order.iter().position(|it| it == word),
                _ => None,
            };
            for (a, b) in (0..talk.issues.len()).flat_map(|a| (0..talk.issues.len()).map(move |b| (a, b))) {
                let (Some(high), Some(low)) = (class(a), class(b)) else { continue };
                if high > low {
                    let pairs = drawn.weight(place(a)).iter().zip(drawn.weight(place(b)));
                    for (high, low) in pairs {
                        prop_assert!(*high >= *low - ROUNDING, "{high} of issue {a}, {low} of issue {b}");
                    }
                }
            }
        }
    }
}
