//! From what must hold, clause by clause, to the smallest sets of beliefs, and back: what every set needs.

use super::answer::{Belief, BelievedSet, SideBelieved, Supposed};
use super::evidence::{Evidence, evidence, independent};
use super::grounds::{Clauses, Grounds};
use super::worth::Weighing;
use super::{around, lines, said, told};
use plenipo_maths::transversal::{minimal, minimal_transversals};
use plenipo_record::case::contents::Content;
use plenipo_record::case::forbidden::clauses;
use plenipo_record::case::issue::OptionSet;

/// The most sets that are kept between two steps.
const SETS_MAX: usize = 2_000;

/// What rounding may take from a worth.
const ROUNDING: f64 = 1e-9;

/// The most different beliefs about what a text says on one issue: those that lines ask for, and what is common to them.
const CONTENTS_MAX: usize = 64;

/// What one would have to believe for the party to accept.
pub(super) fn acceptance(grounds: &Grounds<'_>) -> SideBelieved {
    if grounds.has_accepted() {
        let nothing = BelievedSet { beliefs: Vec::new(), against: 0, break_even: None };
        let by = grounds.assessment.word.own.clone();
        let whole = true;
        return SideBelieved {
            sets: vec![nothing],
            whole,
            suffices: true,
            by,
            ..SideBelieved::default()
        };
    }
    let weighing = Weighing::of(grounds);
    let mut known = Clauses::default();
    lines::cleared(grounds, &mut known);
    said::withdrawn(grounds, &mut known);
    around::awaited(grounds, &mut known);
    if !weighing.as_ref().is_some_and(|it| it.is_enough(grounds.contents)) {
        known.add([Supposed::Better(true)]);
    }
    let better = known.supposed.iter().position(|it| *it == Supposed::Better(true));
    let asked = stricter(&mut known);
    let needs = minimal(&asked);
    let alike = alike(&known.supposed, &needs, weighing.is_some());
    let (sets, whole) = smallest(grounds, &known.supposed, (&needs, &alike));
    // Where values are on record, what a text is believed to say may be enough by itself.
    let mut dropped = false;
    let mut found: Vec<(Vec<usize>, Option<f64>)> = Vec::new();
    for mut set in sets {
        let mut break_even = None;
        if let Some((weighing, better)) =
            weighing.as_ref().zip(better.filter(|it| set.contains(it)))
        {
            let contents = narrowed(grounds, &known.supposed, &set);
            match weighing.is_enough(&contents) {
                true => {
                    set.retain(|it| *it != better);
                    dropped = true;
                }
                false => break_even = weighing.at_most(&contents),
            }
        }
        found.push((set, break_even));
    }
    let needs = match dropped {
        false => needs,
        true => {
            let sets: Vec<Vec<usize>> =
                found.iter().map(|(set, _)| with_weaker(&known.supposed, set)).collect();
            let firsts = minimal_transversals(&sets, SETS_MAX).0;
            let each =
                firsts.iter().map(|it| it.iter().flat_map(|it| one_of(&alike, *it)).collect());
            each.collect()
        }
    };
    let needs: Vec<Vec<usize>> = needs.iter().map(|it| weakest(&known.supposed, it)).collect();
    let found = found.into_iter().map(|(set, number)| {
        let each = set.iter().map(|it| weakest(&known.supposed, &one_of(&alike, *it)));
        (each.collect(), number)
    });
    let found = (found.collect(), whole);
    side(grounds, known.supposed, minimal(&needs), found, grounds.has_position())
}

/// What one would have to believe for it to refuse.
pub(super) fn refusal(grounds: &Grounds<'_>) -> SideBelieved {
    let mut known = Clauses::default();
    let mut break_even = None;
    if grounds.has_accepted() {
        known.add(grounds.assessment.word.own.iter().map(|it| Supposed::NotFinal(*it)));
    } else {
        let weighing = Weighing::of(grounds);
        if weighing.as_ref().is_some_and(|it| it.is_too_little(grounds.contents)) {
            let nothing = BelievedSet { beliefs: Vec::new(), against: 0, break_even: None };
            let (sets, whole) = (vec![nothing], true);
            return SideBelieved { sets, whole, suffices: true, ..SideBelieved::default() };
        }
        lines::crossed(grounds, &mut known);
        said::stands(grounds, &mut known);
        around::held_up(grounds, &mut known);
        break_even = weighing.map(|it| it.above(grounds.contents));
        // No deal is worth more than the party's best one.
        if break_even.is_none_or(|it| it < 1.0 - ROUNDING) {
            known.add([Supposed::Better(false)]);
        }
    }
    let worse = known.supposed.iter().position(|it| *it == Supposed::Better(false));
    let mut sets = minimal(&known.all);
    // One that asks for more of the text than another, and for nothing less, is not among the smallest.
    let implied = |by: &[usize], of: &[usize]| {
        let each =
            |it: &usize| by.iter().any(|by| implies(&known.supposed[*by], &known.supposed[*it]));
        of.iter().all(each)
    };
    let all = sets.clone();
    sets.retain(|it| {
        !all.iter().any(|other| other != it && implied(it, other) && !implied(other, it))
    });
    let (needs, whole) = minimal_transversals(&sets, SETS_MAX);
    let found = sets.into_iter().map(|set| {
        let number = break_even.filter(|_| worse.is_some_and(|it| set.contains(&it)));
        (set.into_iter().map(|it| vec![it]).collect(), number)
    });
    side(grounds, known.supposed, needs, (found.collect(), whole), true)
}

/// Whether whoever believes the first believes the second.
fn implies(a: &Supposed, b: &Supposed) -> bool {
    match (a, b) {
        (Supposed::Content(on, a), Supposed::Content(of, b)) => on == of && a.within(*b),
        _ => a == b,
    }
}

/// The clauses with every stricter belief about what the text says beside each: also what several of them have in common,
/// so that one belief may do for two lines.
fn stricter(known: &mut Clauses) -> Vec<Vec<usize>> {
    let mut place = 0;
    while place < known.supposed.len() {
        if let Supposed::Content(issue, set) = known.supposed[place].clone() {
            let of = |it: &Supposed| match it {
                Supposed::Content(on, set) if *on == issue => Some(*set),
                _ => None,
            };
            let others: Vec<OptionSet> = known.supposed.iter().filter_map(of).collect();
            for both in others.iter().map(|it| it.and(set)) {
                if !both.is_empty() && others.len() < CONTENTS_MAX {
                    known.place(Supposed::Content(issue, both));
                }
            }
        }
        place += 1;
    }
    let each = known.all.iter().map(|clause| {
        let of = |it: &usize| {
            let any = clause.iter().any(|of| implies(&known.supposed[*it], &known.supposed[*of]));
            let nothing =
                matches!(known.supposed[*it], Supposed::Content(_, set) if set.is_empty());
            any && (!nothing || clause.contains(it))
        };
        (0..known.supposed.len()).filter(of).collect()
    });
    each.collect()
}

/// The beliefs of a set with those that each of them implies.
fn with_weaker(supposed: &[Supposed], set: &[usize]) -> Vec<usize> {
    let of = |it: &usize| set.iter().any(|by| implies(&supposed[*by], &supposed[*it]));
    (0..supposed.len()).filter(of).collect()
}

/// Of several beliefs of which one would do, those that none of the others follows from.
fn weakest(supposed: &[Supposed], clause: &[usize]) -> Vec<usize> {
    let weaker = |it: &usize| {
        clause.iter().any(|by| {
            by != it
                && implies(&supposed[*it], &supposed[*by])
                && !implies(&supposed[*by], &supposed[*it])
        })
    };
    clause.iter().copied().filter(|it| !weaker(it)).collect()
}

/// The clauses in which some beliefs stand, all in the same, and these beliefs.
type Alike = (Vec<usize>, Vec<usize>);

/// Beliefs that stand in the same clauses are one to the search: any of them will do where one does. Not those about what
/// the text says where that bears on what it is worth, or where there are several of one issue.
fn alike(supposed: &[Supposed], needs: &[Vec<usize>], weighs: bool) -> Vec<Alike> {
    let own = |it: usize| match supposed[it] {
        Supposed::Content(issue, _) => {
            let on = |it: &&Supposed| matches!(it, Supposed::Content(on, _) if *on == issue);
            weighs || supposed.iter().filter(on).count() > 1
        }
        _ => false,
    };
    let mut alike: Vec<Alike> = Vec::new();
    for it in 0..supposed.len() {
        let within: Vec<usize> =
            (0..needs.len()).filter(|need| needs[*need].contains(&it)).collect();
        if within.is_empty() {
            continue;
        }
        let same = |(of, members): &&mut Alike| {
            *of == within && !own(it) && members.iter().all(|it| !own(*it))
        };
        match alike.iter_mut().find(same) {
            Some((_, members)) => members.push(it),
            None => alike.push((within, vec![it])),
        }
    }
    alike
}

/// The beliefs that stand for the one that stands for them all.
fn one_of(alike: &[Alike], first: usize) -> Vec<usize> {
    let of = alike.iter().find(|(_, members)| members.first() == Some(&first));
    of.map_or_else(|| vec![first], |(_, members)| members.clone())
}

/// The smallest sets that have one of each clause: none could do with less, or with a weaker belief about the text.
fn smallest(
    grounds: &Grounds<'_>,
    supposed: &[Supposed],
    (needs, alike): (&[Vec<usize>], &[Alike]),
) -> (Vec<Vec<usize>>, bool) {
    let first = |need: usize| {
        let of = alike.iter().filter(move |(within, _)| within.contains(&need));
        of.map(|(_, members)| members[0]).collect::<Vec<usize>>()
    };
    let family: Vec<Vec<usize>> = (0..needs.len()).map(first).collect();
    let (mut sets, whole) = minimal_transversals(&family, SETS_MAX);
    let meets = |set: &[usize]| needs.iter().all(|need| need.iter().any(|it| set.contains(it)));
    let rules = clauses(grounds.case);
    sets.retain(|set| {
        let on = |it: &usize| match supposed[*it] {
            Supposed::Content(issue, _) => Some(issue),
            _ => None,
        };
        // Two beliefs on one issue come to what they have in common, which is a belief of its own.
        let issues: Vec<_> = set.iter().filter_map(on).collect();
        let twice = issues.iter().enumerate().any(|(place, it)| issues[..place].contains(it));
        let weaker = || {
            set.iter().enumerate().any(|(place, it)| {
                (0..supposed.len()).any(|other| {
                    let weaker = other != *it && implies(&supposed[*it], &supposed[other]);
                    let mut with = set.clone();
                    with[place] = other;
                    weaker && meets(&with)
                })
            })
        };
        let contents = narrowed(grounds, supposed, set);
        !twice && !weaker() && !rules.iter().any(|it| it.is_broken(&contents))
    });
    (sets, whole)
}

/// The content of the text with what a set believes of it.
fn narrowed(grounds: &Grounds<'_>, supposed: &[Supposed], set: &[usize]) -> Vec<Content> {
    let mut contents = grounds.contents.to_vec();
    for it in set {
        if let Supposed::Content(issue, options) = supposed[*it] {
            let content = &mut contents[issue.get()];
            if !content.may_leave_open() && !options.is_empty() {
                *content = Content::one_of(content.options().and(options));
            }
        }
    }
    contents
}

/// Sets, each with one of several beliefs for each of its places, and a number; whether these are all.
type FoundSets = (Vec<(Vec<Vec<usize>>, Option<f64>)>, bool);

/// Puts together what was found, with what speaks for each belief and against it.
fn side(
    grounds: &Grounds<'_>,
    supposed: Vec<Supposed>,
    needs: Vec<Vec<usize>>,
    (sets, whole): FoundSets,
    suffices: bool,
) -> SideBelieved {
    let mut used: Vec<usize> =
        needs.iter().chain(sets.iter().flat_map(|it| &it.0)).flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    let believe = |of: &Supposed| {
        let (speaks_for, against) = evidence(grounds, of);
        Belief {
            supposed: of.clone(),
            words: told::words(grounds, of),
            speaks_for,
            against,
            would_count_against: told::would_count_against(grounds, of),
        }
    };
    let mut beliefs: Vec<Belief> = used.iter().map(|it| believe(&supposed[*it])).collect();
    let new = |it: &usize| used.iter().position(|used| used == it);
    let moved = |of: &[usize]| of.iter().filter_map(new).collect::<Vec<usize>>();
    let weights: Vec<usize> = beliefs.iter().map(|it| independent(it.against.iter())).collect();
    // Of one and the other those with fewer records against come first; of ties the text, then the line.
    let ordered = |of: &[usize]| {
        let mut of = moved(of);
        of.sort_by_key(|it| (weights[*it], beliefs[*it].supposed.kind(), *it));
        of
    };
    let mut needs: Vec<Vec<usize>> = needs.iter().map(|it| ordered(it)).collect();
    needs.sort_by_key(|it| it.iter().map(|it| weights[*it]).min().unwrap_or(0));
    let mut sets: Vec<BelievedSet> = match suffices {
        false => Vec::new(),
        true => {
            let each = sets.into_iter().map(|(set, break_even)| {
                let each: Vec<Vec<usize>> = set.iter().map(|it| ordered(it)).collect();
                let lightest = each.iter().filter_map(|it| it.first());
                let speaking: Vec<&Evidence> =
                    lightest.flat_map(|it| &beliefs[*it].against).collect();
                let against = independent(speaking.into_iter());
                BelievedSet { beliefs: each, against, break_even }
            });
            each.collect()
        }
    };
    sets.sort_by_key(|it| it.against);
    // What nobody thought of can always be it.
    beliefs.push(believe(&Supposed::NotOnRecord));
    SideBelieved { beliefs, needs, sets, whole, suffices, by: Vec::new() }
}
