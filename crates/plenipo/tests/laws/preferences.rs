//! What is drawn of a party's weights and values against what the record says of them, and against
//! draws made by throwing away.

use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::named as lens;
use plenipo::lens::setting::Settings;
use plenipo::preference::profile::Profile;
use plenipo::preference::samples::Samples;
use plenipo_maths::random::{Stream, StreamKey};
use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionIx;
use plenipo_record::dossier::read::{ReadOptions, read};
use proptest::collection::vec;
use proptest::prelude::*;

use super::talks::{OPTIONS, talk};
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;

const N: usize = 2000;

/// What is said of the salience of one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    Nothing,
    None,
    Class(usize),
    /// A share, in hundredths.
    Share(u8, u8),
}

const WORDS: [&str; 4] = ["low", "medium", "high", "critical"];

impl Says {
    fn toml(self) -> Option<String> {
        let hundredths = |it: u8| f64::from(it) / 100.0;
        Some(match self {
            Says::Nothing => return None,
            Says::None => "salience = \"none\"\n".to_owned(),
            Says::Class(class) => format!("salience = \"{}\"\n", WORDS[class]),
            Says::Share(low, high) if low == high => format!("salience = {:?}\n", hundredths(low)),
            Says::Share(low, high) => {
                format!("salience = [{:?}, {:?}]\n", hundredths(low), hundredths(high))
            }
        })
    }
}

fn says() -> impl Strategy<Value = Says> {
    prop_oneof![
        2 => Just(Says::Nothing),
        1 => Just(Says::None),
        4 => (0usize..4).prop_map(Says::Class),
        3 => (5u8..30).prop_map(|it| Says::Share(it, it)),
        2 => (0u8..25, 10u8..40).prop_map(|(low, by)| Says::Share(low, low + by)),
    ]
}

/// A talk about weights alone: what is said of five issues, two of them in a group, and of the group.
#[derive(Debug, Clone)]
struct Weighing {
    issues: Vec<Says>,
    group: Says,
    one_matter: bool,
}

fn weighing() -> impl Strategy<Value = Weighing> {
    let group = prop_oneof![3 => Just(Says::Nothing), 2 => says()];
    (vec(says(), 5), group, any::<bool>()).prop_map(|(issues, group, one_matter)| Weighing {
        issues,
        group,
        one_matter,
    })
}

impl Weighing {
    fn case(&self) -> Case {
        let matter = if self.one_matter { "one_matter = [\"land\"]\n" } else { "" };
        let mut text = format!(
            "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n{matter}\
             [[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n"
        );
        for (k, says) in self.issues.iter().enumerate() {
            let group = if k < 2 { "group = \"land\"\n" } else { "" };
            text += &format!(
                "[[issue]]\nid = \"i{k}\"\ntitle = \"I{k}\"\norder = {k}\n{group}\
                 options = [{{ id = \"a\", text = \"a\" }}, {{ id = \"b\", text = \"b\" }}]\n"
            );
            let salience = says.toml().unwrap_or_default();
            text += &format!(
                "[[position]]\nparty = \"p\"\nissue = \"i{k}\"\nranking = [\"a\", \"b\"]\n{salience}"
            );
        }
        if let Some(salience) = self.group.toml() {
            text += &format!("[[position]]\nparty = \"p\"\ngroup = \"land\"\n{salience}");
        }
        let (case, problems) = read(&[named("all.toml", text)], &ReadOptions::default());
        case.unwrap_or_else(|| unreachable!("{problems:#?}"))
    }

    /// Weights of the issues drawn by throwing away; `None` where too few are kept, or none may be.
    fn naive(&self) -> Option<Vec<Vec<f64>>> {
        let as_one = self.one_matter || self.group != Says::Nothing;
        if !as_one {
            return thrown_away(&self.issues, 0);
        }
        let inside = &self.issues[..2];
        let group = if inside.iter().all(|it| *it == Says::None) { Says::None } else { self.group };
        let outside = [&[group], &self.issues[2..]].concat();
        let outer = thrown_away(&outside, 0)?;
        let inner =
            if group == Says::None { vec![vec![0.0; 2]; N] } else { thrown_away(inside, 1)? };
        let pairs = outer.iter().zip(&inner);
        Some(
            pairs
                .map(|(outer, inner)| {
                    let shares = inner.iter().map(|it| it * outer[0]);
                    shares.chain(outer[1..].iter().copied()).collect()
                })
                .collect(),
        )
    }
}

/// Draws uniform on the simplex, of which those are kept that are as said. Exact shares are set, the
/// rest of the weight is drawn.
fn thrown_away(says: &[Says], stream: u64) -> Option<Vec<Vec<f64>>> {
    const TRIES: usize = 400_000;
    let exact = |it: &Says| match it {
        Says::None => Some(0.0),
        Says::Share(low, high) if low == high => Some(f64::from(*low) / 100.0),
        _ => None,
    };
    let left = 1.0 - says.iter().filter_map(exact).sum::<f64>();
    let free = says.iter().filter(|it| exact(it).is_none()).count();
    if left <= 0.0 || free == 0 {
        return None;
    }
    let mut stream = StreamKey::new(77).stream(stream);
    let mut kept = Vec::new();
    for _ in 0..TRIES {
        let drawn = one(says, &exact, left, &mut stream);
        let fits = says.iter().zip(&drawn).all(|(says, it)| match says {
            Says::Share(low, high) if low != high => {
                f64::from(*low) / 100.0 <= *it && *it <= f64::from(*high) / 100.0
            }
            _ => true,
        });
        let ordered = says.iter().zip(&drawn).all(|(a, high)| {
            says.iter().zip(&drawn).all(|(b, low)| match (a, b) {
                (Says::Class(a), Says::Class(b)) if a > b => high >= low,
                _ => true,
            })
        });
        if fits && ordered {
            kept.push(drawn);
        }
        if kept.len() == N {
            return Some(kept);
        }
    }
    None
}

fn one(
    says: &[Says],
    exact: &impl Fn(&Says) -> Option<f64>,
    left: f64,
    stream: &mut Stream,
) -> Vec<f64> {
    let mut drawn: Vec<f64> =
        says.iter().map(|it| exact(it).map_or_else(|| stream.exponential(), |_| 0.0)).collect();
    let sum: f64 = drawn.iter().sum();
    for (it, says) in drawn.iter_mut().zip(says) {
        *it = exact(says).unwrap_or(*it * left / sum);
    }
    drawn
}

fn quantile(row: &[f64], share: f64) -> f64 {
    let mut sorted = row.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted[(share * (sorted.len() - 1) as f64).round() as usize]
}

fn samples(case: &Case, seed: u64) -> Option<Samples> {
    Samples::draw(case, &Profile::of(case, Ix::new(0)), seed, N).ok()
}

/// What is said of an issue's options.
#[derive(Debug, Clone)]
struct Valued {
    /// The first of each pair stands above the second.
    above: Vec<(usize, usize)>,
    /// Stated, in tenths.
    values: Vec<Option<(u8, u8)>>,
}

fn valued() -> impl Strategy<Value = Valued> {
    let stated = prop_oneof![
        3 => Just(None),
        2 => (0u8..11).prop_map(|it| Some((it, it))),
        1 => (0u8..8, 1u8..4).prop_map(|(low, by)| Some((low, low + by))),
    ];
    (3usize..6).prop_flat_map(move |n| {
        let pairs = vec((0..n, 0..n), 0..n).prop_map(|pairs| {
            pairs.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect()
        });
        (pairs, vec(stated.clone(), n)).prop_map(|(above, values)| Valued { above, values })
    })
}

impl Valued {
    /// `None` where the record contradicts itself.
    fn case(&self) -> Option<Case> {
        let option = |it: usize| format!("{{ id = \"o{it}\", text = \"option {it}\" }}");
        let options: Vec<String> = (0..self.values.len()).map(option).collect();
        let pairs: Vec<String> =
            self.above.iter().map(|(a, b)| format!("[\"o{a}\", \"o{b}\"]")).collect();
        let tenths = |it: u8| f64::from(it) / 10.0;
        let values = self.values.iter().enumerate().filter_map(|(it, range)| {
            range.map(|(low, high)| format!("o{it} = [{:?}, {:?}]", tenths(low), tenths(high)))
        });
        let text = format!(
            "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n\
             [[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n\
             [[issue]]\nid = \"i\"\ntitle = \"I\"\noptions = [{}]\n\
             [[position]]\nparty = \"p\"\nissue = \"i\"\nprefers = [{}]\nvalues = {{ {} }}\n",
            options.join(", "),
            pairs.join(", "),
            values.collect::<Vec<_>>().join(", ")
        );
        read(&[named("all.toml", text)], &ReadOptions::default()).0
    }

    /// The least and the greatest that each may be.
    fn ends(&self) -> Vec<(f64, f64)> {
        let tenths = |(low, high): (u8, u8)| (f64::from(low) / 10.0, f64::from(high) / 10.0);
        let mut ends: Vec<(f64, f64)> =
            self.values.iter().map(|it| it.map_or((0.0, 1.0), tenths)).collect();
        for _ in 0..ends.len() {
            for (a, b) in &self.above {
                ends[*a].0 = ends[*a].0.max(ends[*b].0);
                ends[*b].1 = ends[*b].1.min(ends[*a].1);
            }
        }
        ends
    }
}

impl Valued {
    /// Values drawn by throwing away: one option is put at 0, another at 1, what is stated as one number
    /// stands there, and the rest is drawn; `None` where too few are kept.
    fn naive(&self) -> Option<Vec<Vec<f64>>> {
        const TRIES: usize = 400_000;
        let ends = self.ends();
        let n = ends.len();
        let fixed = |it: usize| ends[it].1 - ends[it].0 < 1e-9;
        let at = |level: f64| (0..n).find(|it| fixed(*it) && ends[*it].0 == level);
        let mut stream = StreamKey::new(78).stream(0);
        let mut kept = Vec::new();
        for _ in 0..TRIES {
            let worst = at(0.0).unwrap_or_else(|| stream.below(n));
            let best = at(1.0).unwrap_or_else(|| stream.below(n));
            if worst == best {
                continue;
            }
            let value = |it: usize| match it {
                it if it == worst => 0.0,
                it if it == best => 1.0,
                it if fixed(it) => ends[it].0,
                _ => stream.uniform(),
            };
            let drawn: Vec<f64> = (0..n).map(value).collect();
            let fits = drawn.iter().zip(&ends).all(|(it, (low, high))| low <= it && it <= high);
            if fits && self.above.iter().all(|(a, b)| drawn[*a] >= drawn[*b]) {
                kept.push(drawn);
            }
            if kept.len() == N {
                return Some(kept);
            }
        }
        None
    }
}

/// Mean, and quantiles that say something where a value often stands at an end.
fn in_short(row: &[f64]) -> [f64; 4] {
    let share = |of: &dyn Fn(f64) -> bool| {
        row.iter().filter(|it| of(**it)).count() as f64 / row.len() as f64
    };
    let mean = row.iter().sum::<f64>() / row.len() as f64;
    [mean, share(&|it| it == 0.0), share(&|it| it == 1.0), share(&|it| it < 0.5)]
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn values_are_those_that_throwing_away_leaves(valued in valued(), seed in any::<u64>()) {
        let Some(case) = valued.case() else { return Ok(()) };
        prop_assume!(valued.values.iter().any(Option::is_some));
        let Some(naive) = valued.naive() else { return Ok(()) };
        let drawn = samples(&case, seed).expect("samples");
        for option in 0..valued.values.len() {
            let there: Vec<f64> = naive.iter().map(|it| it[option]).collect();
            let here = drawn.value(0, OptionIx::new(option));
            let here: Vec<f64> = (0..N).map(|it| here.get(it)).collect();
            for (here, there) in in_short(&here).into_iter().zip(in_short(&there)) {
                prop_assert!((here - there).abs() < 0.07, "{option}: {here} for {there}");
            }
        }
    }

    #[test]
    fn weights_are_those_that_throwing_away_leaves(weighing in weighing(), seed in any::<u64>()) {
        let case = weighing.case();
        let Some(naive) = weighing.naive() else { return Ok(()) };
        let drawn = samples(&case, seed);
        prop_assert!(drawn.is_some(), "there are such weights");
        let drawn = drawn.expect("samples");
        for issue in 0..weighing.issues.len() {
            let of = |it: &[f64]| {
                let mean = it.iter().sum::<f64>() / it.len() as f64;
                [mean, quantile(it, 0.1), quantile(it, 0.5), quantile(it, 0.9)]
            };
            let row: Vec<f64> = naive.iter().map(|it| it[issue]).collect();
            let (there, here) = (of(&row), of(drawn.weight(issue)));
            for (place, (here, there)) in here.into_iter().zip(there).enumerate() {
                // A mean is surer than a quantile.
                let near = if place == 0 { 0.03 } else { 0.07 };
                prop_assert!((here - there).abs() < near, "{place} of {issue}: {here} for {there}");
            }
        }
    }

    #[test]
    fn a_stated_share_holds_in_every_sample(weighing in weighing(), seed in any::<u64>()) {
        let case = weighing.case();
        let Some(drawn) = samples(&case, seed) else { return Ok(()) };
        let as_one = weighing.one_matter || weighing.group != Says::Nothing;
        let shares = |issue: usize| -> Vec<f64> {
            if !as_one || issue > 1 {
                return drawn.weight(issue).to_vec();
            }
            // Of the weight of its group.
            let both = drawn.weight(0).iter().zip(drawn.weight(1));
            let own = drawn.weight(issue).iter().zip(both);
            own.map(|(own, (a, b))| own / (a + b)).collect()
        };
        for (issue, says) in weighing.issues.iter().enumerate() {
            let Says::Share(low, high) = *says else { continue };
            // Where every weight of a level is stated they may have been stretched by what their
            // digits leave.
            let inside = as_one && issue < 2;
            let level: Vec<Says> = match (as_one, inside) {
                (_, true) => weighing.issues[..2].to_vec(),
                (true, false) => [&[weighing.group], &weighing.issues[2..]].concat(),
                (false, false) => weighing.issues.clone(),
            };
            let open = |it: &Says| matches!(it, Says::Nothing | Says::Class(_));
            let empty = weighing.issues[..2].iter().all(|it| *it == Says::None);
            let slack = match level.iter().any(open) && !(as_one && empty) {
                true => 1e-9,
                false => 0.005 * 5.0,
            };
            for share in shares(issue) {
                let fits = f64::from(low) / 100.0 - slack <= share && share <= f64::from(high) / 100.0 + slack;
                prop_assert!(share.is_nan() || fits, "{share} of {issue}, slack {slack}");
            }
        }
        for sample in 0..N {
            let sum: f64 = (0..weighing.issues.len()).map(|it| drawn.weight(it)[sample]).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
    }

    #[test]
    fn values_hold_as_stated_and_run_from_0_to_1(valued in valued(), seed in any::<u64>()) {
        let Some(case) = valued.case() else { return Ok(()) };
        prop_assume!(valued.values.iter().any(Option::is_some));
        let drawn = samples(&case, seed).expect("samples");
        let n = valued.values.len();
        let ends = valued.ends();
        let can_be = |a: usize, b: usize| a != b && ends[a].0 <= 0.0 && ends[b].1 >= 1.0;
        let on_scale = (0..n).any(|a| (0..n).any(|b| can_be(a, b)));
        let rows: Vec<Vec<f64>> = (0..n)
            .map(|it| (0..N).map(|s| drawn.value(0, OptionIx::new(it)).get(s)).collect())
            .collect();
        for sample in 0..N {
            let value = |it: usize| rows[it][sample];
            let least = (0..n).map(value).fold(f64::INFINITY, f64::min);
            let most = (0..n).map(value).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(most == 1.0 && (least == 0.0 || least == 1.0), "{least} to {most}");
            for (a, b) in &valued.above {
                prop_assert!(value(*a) >= value(*b) - 1e-12, "{} and {}", value(*a), value(*b));
            }
            for (it, range) in valued.values.iter().enumerate().filter(|_| on_scale) {
                let Some((low, high)) = range else { continue };
                let (low, high) = (f64::from(*low) / 10.0, f64::from(*high) / 10.0);
                prop_assert!(low <= value(it) && value(it) <= high, "{} of {it}", value(it));
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(40))]

    /// Same draws, same figure: what `frontier` says of a draft is the average of the very samples of
    /// which `assess` gives the median.
    #[test]
    fn the_frontier_averages_the_samples_of_acceptance(talk in talk()) {
        let (case, problems) = read(&[named("all.toml", talk.blocks("").concat())], &ReadOptions::default());
        let case = case.unwrap_or_else(|| unreachable!("{problems:#?}"));
        let context = Context { samples: 300, seed: talk.seed, ..Context::default() };
        let frontier = lens("bargain").expect("a lens");
        let found = frontier.ask(&case, &Settings::default(), &context).expect("an answer");
        let Some(table) = found.table("drafts") else { return Ok(()) };
        for row in 0..table.rows.len() {
            let Some(id) = table.cell(row, "draft").and_then(Cell::as_text) else { continue };
            let ix = case.find(id).expect("a draft");
            let contents = plenipo_record::case::contents::contents(&case, case.draft(ix));
            let Some(options) = contents.iter().map(|it| it.single()).collect::<Option<Vec<_>>>() else { continue };
            for party in case.signatories() {
                let profile = Profile::of(&case, party);
                let drawn = Samples::draw(&case, &profile, talk.seed, 300).expect("samples");
                let mut expected = 0.0;
                for (issue, option) in options.iter().enumerate() {
                    let mean = |option: OptionIx| {
                        let weights = drawn.weight(issue).iter().enumerate();
                        weights.map(|(s, w)| w * drawn.value(issue, option).get(s)).sum::<f64>() / 300.0
                    };
                    // Where no order is on record all options are worth the same.
                    let all = (0..OPTIONS).map(|it| mean(OptionIx::new(it)));
                    expected += if profile.known[issue] { mean(*option) } else { all.sum::<f64>() / OPTIONS as f64 };
                }
                let column = format!("u_{}", case.party_id(party));
                let found = table.cell(row, &column).expect("a column of each party");
                if let Cell::Number(found) = found {
                    prop_assert!((found - expected).abs() < 1e-9, "{id}: {found} for {expected}");
                }
            }
        }
    }
}
