//! Beliefs written into the record, and every set of beliefs there is.

use plenipo::lens::acceptance::{self, Acceptance};
use plenipo::lens::believe::{self, BelieveAnswer, PartyBelieved, SideBelieved, Supposed};
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::case::issue::OptionSet;
use plenipo_record::case::lines::{Stated, Verdict};
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;
use proptest::prelude::*;

use super::talks::{OPTIONS, Says, Talk, Without, talk};

const SAMPLES: usize = 200;

const TARGET: f64 = 0.6;

fn case(talk: &Talk) -> Case {
    let files = [named("all.toml", talk.blocks("").concat())];
    let (case, problems) = read(&files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

fn context(talk: &Talk) -> Context<'_> {
    Context { samples: SAMPLES, seed: talk.seed, ..Context::default() }
}

fn of_draft(k: usize) -> Settings {
    Settings::default().with("draft", Value::Ids(vec![format!("d{k}")]))
}

/// Talks whose drafts nobody at the table laid there and that have no exceptions.
fn plain() -> impl Strategy<Value = Talk> {
    talk().prop_map(|mut talk| {
        for draft in &mut talk.drafts {
            (draft.tabled_by, draft.exception) = (None, None);
        }
        // What is supposed of a text must not change what no deal comes to.
        for party in &mut talk.parties {
            party.without.take_if(|it| matches!(it, Without::Draft(_)));
        }
        talk
    })
}

fn believed<T>(talk: &Talk, draft: usize, each: impl FnOnce(&BelieveAnswer<'_>, &Case) -> T) -> T {
    let (case, context) = (case(talk), context(talk));
    let view = View::of(&case, &context).expect("a view");
    each(&believe::answer(&view, &of_draft(draft)).expect("an answer"), &case)
}

/// The same talk where what is supposed is on record, as that of party `k` on draft `d`.
fn written(
    talk: &Talk,
    case: &Case,
    (k, d): (usize, usize),
    of: &[(Supposed, Option<f64>)],
) -> Talk {
    let mut talk = talk.clone();
    for (supposed, number) in of {
        let line = |stated: &Stated| {
            let Stated::RedLine(ix) = stated else { unreachable!("{stated:?}") };
            let thread = case.red_lines[ix.get()].thread.clone().expect("a thread");
            let n = thread.rsplit('-').next().and_then(|it| it.parse::<usize>().ok());
            n.expect("a number")
        };
        match supposed {
            Supposed::Content(issue, set) => {
                talk.drafts[d].says[issue.get()] = said(*set);
            }
            Supposed::Gives(it) => talk.parties[k].lines[line(it)].firmness = Some((0.0, 0.0)),
            Supposed::Holds(it) => talk.parties[k].lines[line(it)].firmness = Some((1.0, 1.0)),
            Supposed::Spares(it) => talk.parties[k].lines[line(it)].unclear = None,
            Supposed::Reaches(it) => {
                let line = &mut talk.parties[k].lines[line(it)];
                line.rules_out = line.unclear.take().into_iter().collect();
            }
            Supposed::Better(true) => {
                let level = number.unwrap_or(0.0);
                talk.parties[k].without = Some(Without::Level(level, level));
            }
            Supposed::Better(false) => {
                let level = (number.expect("a number") + 1e-9).min(1.0);
                talk.parties[k].without = Some(Without::Level(level, level));
            }
            other => unreachable!("{other:?}"),
        }
    }
    talk
}

fn said(set: OptionSet) -> Says {
    let has = |it: &usize| set.iter().any(|option| option.get() == *it);
    match set.len() {
        1 => Says::Sets((0..OPTIONS).find(has).expect("one")),
        2 => Says::Brackets((0..OPTIONS).find(|it| !has(it)).expect("one is left out")),
        _ => Says::Nothing,
    }
}

/// Whether party `k` accepts draft `d`: in the share of weightings that is asked for, with no line that binds or may.
fn accepts(talk: &Talk, (k, d): (usize, usize)) -> bool {
    let (case, context) = (case(talk), context(talk));
    let view = View::of(&case, &context).expect("a view");
    let answer = acceptance::answer(&view, &of_draft(d)).expect("an answer");
    let id = format!("p{k}");
    let it = answer.answers().find(|it| case.party_id(it.party) == id).expect("a party");
    let gives = |line: &plenipo_record::case::lines::Line| {
        line.firmness.is_some_and(|it| it.range().high == 0.0)
    };
    let clear =
        it.lines.iter().all(|(line, verdict)| *verdict == Verdict::Respected || gives(line));
    clear && it.low.is_some_and(|low| low >= TARGET)
}

/// Whether it refuses it: by a line, or in the share of weightings that is asked for.
fn refuses(talk: &Talk, (k, d): (usize, usize)) -> bool {
    let (case, context) = (case(talk), context(talk));
    let view = View::of(&case, &context).expect("a view");
    let answer = acceptance::answer(&view, &of_draft(d)).expect("an answer");
    let id = format!("p{k}");
    let it = answer.answers().find(|it| case.party_id(it.party) == id).expect("a party");
    it.acceptance == Acceptance::Blocked || it.high.is_some_and(|high| high <= 1.0 - TARGET + 1e-9)
}

type Written = Vec<(Supposed, Option<f64>)>;

/// The sets of one side, each "or" written out, with the number that goes with its value of no deal.
fn sets(side: &SideBelieved) -> Vec<Written> {
    let mut all = Vec::new();
    for set in &side.sets {
        let mut each: Vec<Written> = vec![Vec::new()];
        for group in &set.beliefs {
            let one = |start: &Written, it: &usize| {
                let supposed = side.beliefs[*it].supposed.clone();
                let number = set.break_even.filter(|_| matches!(supposed, Supposed::Better(_)));
                [start.as_slice(), &[(supposed, number)]].concat()
            };
            let longer = each.iter().flat_map(|start| group.iter().map(move |it| one(start, it)));
            each = longer.collect();
        }
        all.extend(each);
    }
    all
}

fn of_party<'a>(answer: &'a BelieveAnswer<'_>, case: &Case, k: usize) -> &'a PartyBelieved {
    let id = format!("p{k}");
    answer.parties.iter().find(|it| case.party_id(it.party) == id).expect("a party")
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_set_written_into_the_record_suffices_and_without_one_belief_does_not(talk in plain()) {
        for (k, d) in (0..talk.parties.len()).flat_map(|k| (0..talk.drafts.len()).map(move |d| (k, d))) {
            let (case, found, has_values) = believed(&talk, d, |answer, case| {
                let it = of_party(answer, case, k);
                (case.clone(), sets(&it.acceptance), it.has_values)
            });
            if !has_values {
                continue;
            }
            // Of a text that says so much that too few values are on record there is no number.
            let numbered = |set: &&Written| {
                !set.iter().any(|(it, number)| *it == Supposed::Better(true) && number.is_none())
            };
            for set in found.iter().filter(numbered).take(6) {
                prop_assert!(accepts(&written(&talk, &case, (k, d), set), (k, d)), "{:?}", set);
                for place in 0..set.len() {
                    let mut less = set.clone();
                    less.remove(place);
                    prop_assert!(!accepts(&written(&talk, &case, (k, d), &less), (k, d)), "{:?} without {}", set, place);
                }
            }
        }
    }

    #[test]
    fn a_refusal_written_into_the_record_is_one_and_without_one_belief_is_not_on_record(talk in plain()) {
        for (k, d) in (0..talk.parties.len()).flat_map(|k| (0..talk.drafts.len()).map(move |d| (k, d))) {
            let (case, found, has_values) = believed(&talk, d, |answer, case| {
                let it = of_party(answer, case, k);
                (case.clone(), sets(&it.refusal), it.has_values)
            });
            if !has_values {
                continue;
            }
            for set in found.iter().take(6) {
                prop_assert!(refuses(&written(&talk, &case, (k, d), set), (k, d)), "{:?}", set);
            }
        }
    }

    /// Every set has one of each need, and a need is no longer than it has to be.
    #[test]
    fn needs_and_sets_are_each_others_transversals(talk in plain()) {
        believed(&talk, 0, |answer, _| {
            for it in &answer.parties {
                for (_, side) in it.sides() {
                    for (need, set) in side.needs.iter().flat_map(|need| side.sets.iter().map(move |set| (need, set))) {
                        let hit = |group: &Vec<usize>| group.iter().all(|it| {
                            need.iter().any(|of| follows(&side.beliefs[*it].supposed, &side.beliefs[*of].supposed))
                        });
                        prop_assert!(set.beliefs.iter().any(hit), "{:?} {:?}", need, set);
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn threads_change_no_byte(talk in plain()) {
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            let (case, context) = (case(&talk), context(&talk));
            pool.install(|| format!("{:?}", believe::LENS.ask(&case, &Settings::default(), &context)))
        };
        prop_assert_eq!(run(1), run(4));
    }

    /// Parties that change places change answers.
    #[test]
    fn exchanging_two_parties_exchanges_what_must_be_believed(talk in plain()) {
        prop_assume!(talk.parties.len() >= 2);
        let mut talk = talk;
        talk.parties.truncate(2);
        // Draws go by a party's name: what does not turn on them.
        talk.parties.iter_mut().for_each(|it| it.without = None);
        let mut other = talk.clone();
        other.parties.swap(0, 1);
        let words = |talk: &Talk, k: usize, name: &str| believed(talk, 0, |answer, case| {
            let it = of_party(answer, case, k);
            let side = |it: &SideBelieved| {
                let beliefs: Vec<String> = it.beliefs.iter().map(|it| it.words.replace(name, "it")).collect();
                let against: Vec<usize> = it.sets.iter().map(|it| it.against).collect();
                format!("{beliefs:?} {:?} {:?} {against:?}", it.needs, it.sets.iter().map(|it| &it.beliefs).collect::<Vec<_>>())
            };
            [side(&it.acceptance), side(&it.refusal)]
        });
        prop_assert_eq!(words(&talk, 0, "Party 0"), words(&other, 1, "Party 1"));
        prop_assert_eq!(words(&talk, 1, "Party 1"), words(&other, 0, "Party 0"));
    }
}

fn follows(a: &Supposed, b: &Supposed) -> bool {
    match (a, b) {
        (Supposed::Content(on, a), Supposed::Content(of, b)) => on == of && a.within(*b),
        _ => a == b,
    }
}

/// One way of believing: for each issue what the text has there, for each line whether it gives way and whether it reaches
/// what it leaves unclear, and whether the text is better than no deal.
#[derive(Debug, Clone, PartialEq)]
struct Way {
    contents: Vec<OptionSet>,
    gives: Vec<bool>,
    spares: Vec<bool>,
    better: bool,
}

impl Way {
    /// Whether it supposes no more than the other.
    fn is_within(&self, other: &Way) -> bool {
        let all = |a: &[bool], b: &[bool]| a.iter().zip(b).all(|(a, b)| !*a || *b);
        let weaker = self.contents.iter().zip(&other.contents).all(|(a, b)| b.within(*a));
        weaker
            && all(&self.gives, &other.gives)
            && all(&self.spares, &other.spares)
            && (!self.better || other.better)
    }

    fn talk(&self, talk: &Talk, known: &[OptionSet]) -> Talk {
        let mut talk = talk.clone();
        for (issue, set) in self.contents.iter().enumerate().filter(|(it, set)| known[*it] != **set)
        {
            talk.drafts[0].says[issue] = said(*set);
        }
        for (n, line) in talk.parties[0].lines.iter_mut().enumerate() {
            if self.gives[n] {
                line.firmness = Some((0.0, 0.0));
            }
            if self.spares[n] {
                line.unclear = None;
            }
        }
        talk.parties[0].without = self.better.then_some(Without::Level(0.0, 0.0));
        talk
    }
}

proptest! {
    #![proptest_config(cases(12))]

    /// Of all ways of believing, those found are the ones that suffice and suppose as little as possible.
    #[test]
    fn exhaustive_search_finds_the_same_sets(talk in plain().prop_filter("two issues", |it| it.issues.len() == 2)) {
        let mut talk = talk;
        talk.drafts.truncate(1);
        talk.parties.truncate(1);
        talk.parties[0].without = None;
        for line in &mut talk.parties[0].lines {
            (line.firmness, line.condition) = (None, None);
        }
        let (found, has_values, known, order) = believed(&talk, 0, |answer, case| {
            let it = of_party(answer, case, 0);
            let known: Vec<OptionSet> = plenipo_record::case::contents::contents(case, case.draft(answer.draft))
                .iter().map(|it| it.options()).collect();
            let order: Vec<usize> = case.red_lines.iter().map(|it| {
                let thread = it.thread.as_deref().unwrap_or("-0");
                thread.rsplit('-').next().and_then(|it| it.parse().ok()).unwrap_or(0)
            }).collect();
            (sets(&it.acceptance), it.has_values, known, order)
        });
        prop_assume!(has_values);
        let n = talk.parties[0].lines.len();
        let none = Way { contents: known.clone(), gives: vec![false; n], spares: vec![false; n], better: false };
        let mut ways = Vec::new();
        let subsets = |set: OptionSet| -> Vec<OptionSet> {
            let options: Vec<_> = set.iter().collect();
            let of = |bits: usize| {
                let mut set = OptionSet::EMPTY;
                options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).for_each(|(_, it)| set.insert(*it));
                set
            };
            match options.len() {
                0 => vec![set],
                n => (1..1usize << n).map(of).collect(),
            }
        };
        for bits in 0..1usize << (2 * n + 1) {
            for (a, b) in subsets(known[0]).into_iter().flat_map(|a| subsets(known[1]).into_iter().map(move |b| (a, b))) {
                let is = |it: usize| bits >> it & 1 == 1;
                let spares: Vec<bool> = (0..n).map(|it| is(n + it)).collect();
                // A line that leaves nothing unclear spares nothing.
                if (0..n).any(|it| spares[it] && talk.parties[0].lines[it].unclear.is_none()) {
                    continue;
                }
                ways.push(Way { contents: vec![a, b], gives: (0..n).map(is).collect(), spares, better: is(2 * n) });
            }
        }
        let enough: Vec<&Way> = ways.iter().filter(|it| accepts(&it.talk(&talk, &known), (0, 0))).collect();
        let smallest = |it: &&&Way| !enough.iter().any(|other| *other != **it && other.is_within(it));
        let mut expected: Vec<String> = enough.iter().filter(smallest).map(|it| format!("{it:?}")).collect();
        let way = |set: &Written| {
            let mut way = none.clone();
            for (supposed, _) in set {
                let at = |it: &Stated| match it {
                    Stated::RedLine(ix) => order[ix.get()],
                    Stated::Claim(..) => unreachable!("no claims"),
                };
                match supposed {
                    Supposed::Content(issue, set) => way.contents[issue.get()] = *set,
                    Supposed::Gives(it) => way.gives[at(it)] = true,
                    Supposed::Spares(it) => way.spares[at(it)] = true,
                    Supposed::Better(true) => way.better = true,
                    other => unreachable!("{other:?}"),
                }
            }
            format!("{way:?}")
        };
        let mut found: Vec<String> = found.iter().map(way).collect();
        expected.sort();
        expected.dedup();
        found.sort();
        found.dedup();
        prop_assert_eq!(found, expected);
    }
}
