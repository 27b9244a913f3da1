//! Rules beside drafts that are not read whole: both steps against going through everything a changed draft may still
//! turn out to be.

use super::super::{rows, table};
use super::{TALKS, amend, said, sets, settings, text};

/// A small generator of random numbers (splitmix64, Steele et al. 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

const ISSUES: usize = 3;
const OPTIONS: usize = 3;

/// Worths to hill and to dale in sixteenths, so that each sample is the same and sums are exact.
const SHARES: [[f64; ISSUES]; 2] = [[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]];
const LEVEL: f64 = 0.375;

/// A combination that may not be: options, issue by issue.
type Clause = Vec<(usize, Vec<usize>)>;

struct Talks {
    /// What the draft says; absent where nothing is known of it.
    says: [Option<usize>; ISSUES],
    rules: Vec<Clause>,
    /// Whose line rules out which options, issue by issue.
    lines: Vec<(usize, Clause)>,
    values: [[[f64; OPTIONS]; ISSUES]; 2],
}

impl Talks {
    fn of(chance: &mut Chance) -> Talks {
        let some = |chance: &mut Chance| -> Vec<usize> {
            let first = chance.below(OPTIONS);
            match chance.below(2) {
                0 => vec![first],
                _ => vec![first, (first + 1) % OPTIONS],
            }
        };
        let mut says = [None; ISSUES];
        for it in &mut says {
            *it = (chance.below(2) == 0).then(|| chance.below(OPTIONS));
        }
        says[0].get_or_insert(0);
        let rules = (0..1 + chance.below(3)).map(|_| {
            let out = chance.below(ISSUES);
            let on = (0..ISSUES).filter(|it| *it != out && chance.below(3) > 0);
            let mut on: Vec<usize> = on.collect();
            on.push(out);
            on.sort_unstable();
            on.into_iter().map(|it| (it, some(chance))).collect()
        });
        let rules = rules.collect();
        let lines = (0..chance.below(4)).map(|_| {
            let party = chance.below(2);
            let mut on = vec![chance.below(ISSUES)];
            // Some rule out something on either of two issues, which rules may tie.
            if chance.below(2) == 0 {
                on.push((on[0] + 1) % ISSUES);
            }
            (party, on.into_iter().map(|it| (it, some(chance))).collect())
        });
        let lines = lines.collect();
        let mut values = [[[0.0; OPTIONS]; ISSUES]; 2];
        for value in values.iter_mut().flatten() {
            let best = chance.below(OPTIONS);
            value[best] = 1.0;
            value[(best + 1) % OPTIONS] = chance.below(17) as f64 / 16.0;
        }
        Talks { says, rules, lines, values }
    }

    fn text(&self) -> String {
        let mut text =
            "format = 2\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\n".to_owned();
        for party in PARTIES {
            text += &format!(
                "[[party]]\nid = \"{party}\"\nname = \"{party}\"\nroles = [\"principal\"]\n\
                 [[alternative]]\nparty = \"{party}\"\nlevel = {LEVEL:?}\n"
            );
        }
        for issue in 0..ISSUES {
            text += &format!(
                "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\norder = {issue}\noptions = [\
                 {{ id = \"o0\", text = \"0\" }}, {{ id = \"o1\", text = \"1\" }}, {{ id = \"o2\", text = \"2\" }}]\n"
            );
            for (place, party) in PARTIES.iter().enumerate() {
                let [a, b, c] = self.values[place][issue];
                text += &format!(
                    "[[position]]\nparty = \"{party}\"\nissue = \"i{issue}\"\n\
                     values = {{ o0 = {a:?}, o1 = {b:?}, o2 = {c:?} }}\nsalience = {:?}\n",
                    SHARES[place][issue]
                );
            }
        }
        let options = |it: &[usize]| {
            let each: Vec<String> = it.iter().map(|it| format!("\"o{it}\"")).collect();
            format!("[{}]", each.join(", "))
        };
        for rule in &self.rules {
            let of = |it: &(usize, Vec<usize>)| format!("i{} = {}", it.0, options(&it.1));
            let (last, when) = rule.split_last().expect("an issue");
            let when: Vec<String> = when.iter().map(of).collect();
            text += "[[rule]]\nis = \"logic\"\n";
            if !when.is_empty() {
                text += &format!("when = {{ {} }}\n", when.join(", "));
            }
            text += &format!("excludes = {{ {} }}\n", of(last));
        }
        for (party, out) in &self.lines {
            let out = out.iter().map(|(issue, out)| format!("i{issue} = {}", options(out)));
            text += &format!(
                "[[red_line]]\nparty = \"{}\"\nwords = \"no\"\nrules_out = {{ {} }}\n",
                PARTIES[*party],
                out.collect::<Vec<_>>().join(", ")
            );
        }
        let sets = self.says.iter().enumerate();
        let sets = sets.filter_map(|(issue, it)| Some(format!("i{issue} = \"o{}\"", (*it)?)));
        let sets: Vec<String> = sets.collect();
        text + &format!(
            "[[draft]]\nid = \"text\"\ntitle = \"A text\"\n\
             points = [{{ number = 1, sets = {{ {} }} }}]\n",
            sets.join(", ")
        )
    }

    /// Everything the draft may turn out to be where it says this and no rule is broken.
    fn ways(&self, says: &[Option<usize>; ISSUES]) -> Vec<[usize; ISSUES]> {
        let all = (0..OPTIONS.pow(3)).map(|it| [it / 9, it / 3 % 3, it % 3]);
        let breaks = |way: &[usize; ISSUES], rule: &Clause| {
            rule.iter().all(|(issue, set)| set.contains(&way[*issue]))
        };
        let fits = |way: &[usize; ISSUES]| {
            (0..ISSUES).all(|it| says[it].is_none_or(|says| says == way[it]))
                && !self.rules.iter().any(|rule| breaks(way, rule))
        };
        all.filter(fits).collect()
    }

    /// Whether some rule-keeping draft is left and none of the lines is crossed whatever it turns out to be.
    fn clear(&self, says: &[Option<usize>; ISSUES]) -> bool {
        let ways = self.ways(says);
        let mut lines = self.lines.iter();
        !ways.is_empty() && !lines.any(|it| ways.iter().all(|way| crosses(&it.1, way)))
    }

    /// Whether it is accepted by both, and crosses no line, whatever it turns out to be.
    fn reached(&self, says: &[Option<usize>; ISSUES]) -> bool {
        let ways = self.ways(says);
        let fine = |way: &[usize; ISSUES]| {
            let worth = |party: usize| -> f64 {
                let each =
                    (0..ISSUES).map(|it| SHARES[party][it] * self.values[party][it][way[it]]);
                each.sum()
            };
            (0..2).all(|party| worth(party) >= LEVEL)
                && !self.lines.iter().any(|it| crosses(&it.1, way))
        };
        !ways.is_empty() && ways.iter().all(fine)
    }

    /// The smallest sets of changes after which it `is` so.
    fn smallest(&self, is: impl Fn(&[Option<usize>; ISSUES]) -> bool) -> Vec<Vec<String>> {
        let mut best: Vec<Vec<String>> = Vec::new();
        let mut least = usize::MAX;
        for set in 0..(OPTIONS + 1).pow(3) {
            let (mut says, mut named) = (self.says, Vec::new());
            for (issue, to) in [set / 16, set / 4 % 4, set % 4].into_iter().enumerate() {
                if let Some(to) = to.checked_sub(1) {
                    says[issue] = Some(to);
                    named.push((issue, to));
                }
            }
            if named.iter().any(|(issue, to)| self.says[*issue] == Some(*to)) || !is(&says) {
                continue;
            }
            let named: Vec<String> =
                named.iter().map(|(issue, to)| format!("i{issue}=o{to}")).collect();
            if named.len() < least {
                (least, best) = (named.len(), Vec::new());
            }
            if named.len() == least && least > 0 {
                best.push(named);
            }
        }
        best.sort();
        best
    }
}

fn crosses(line: &[(usize, Vec<usize>)], way: &[usize; ISSUES]) -> bool {
    line.iter().any(|(issue, out)| out.contains(&way[*issue]))
}

const PARTIES: [&str; 2] = ["hill", "dale"];

#[test]
fn rules_and_drafts_not_read_whole_give_what_going_through_everything_gives() {
    let mut chance = Chance(7);
    let mut found = [0; 2];
    for turn in 0..120 {
        let talks = Talks::of(&mut chance);
        let finding = amend(&talks.text(), &settings("text"));
        let of = |step: &str| {
            let mut sets = sets(&finding, step);
            sets.sort();
            sets
        };
        let expected =
            [talks.smallest(|it| talks.clear(it)), talks.smallest(|it| talks.reached(it))];
        assert_eq!(of("lines"), expected[0], "{turn}\n{}", talks.text());
        assert_eq!(of("worth"), expected[1], "{turn}\n{}", talks.text());
        for (found, expected) in found.iter_mut().zip(&expected) {
            *found += usize::from(!expected.is_empty());
        }
    }
    assert!(found.iter().all(|it| *it > 20), "{found:?}");
}

#[test]
fn the_rule_that_a_draft_breaks_is_named() {
    let talks = TALKS.replace("format = 1", "format = 2");
    let rule = "[[rule]]\nid = \"no-toll\"\nis = \"text\"\nwhen = { hours = [\"six\"] }\n\
                excludes = { road = [\"toll\"] }\n";
    let finding = amend(&format!("{talks}{rule}"), &settings("first"));
    assert!(finding.headline.contains("breaks the rule"), "{}", finding.headline);
    assert!(finding.headline.contains("(no-toll)"), "{}", finding.headline);
    let lines = table(&finding, "lines");
    let broken = rows(lines, &[("verdict", "rule broken")]);
    assert!(!broken.is_empty());
    assert!(broken.iter().all(|row| text(lines, *row, "words").contains("ruled out is")));
    assert!(said(&finding).contains("As it stands it breaks the rule"));
    // One without an id is named by what it says, and never twice by its sort.
    let finding =
        amend(&format!("{talks}{}", rule.replace("id = \"no-toll\"\n", "")), &settings("first"));
    assert!(!format!("{finding:?}").contains("rule rule"));
    assert!(finding.headline.contains("breaks the rule “where"), "{}", finding.headline);
}
