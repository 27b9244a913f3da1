//! What the amended draft may not say, where the draft leaves an issue open or is not known: both steps
//! against going through every set of changes.

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Value;

use super::super::{ask, case};
use super::worth::{accepted, numbers};
use super::{said, sets, settings};

/// What the draft says on an issue of three options.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    This(usize),
    NotThis(usize),
    LeftOpen,
    Unknown,
}

const SAYS: [Says; 8] = [
    Says::This(0),
    Says::This(1),
    Says::This(2),
    Says::NotThis(0),
    Says::NotThis(1),
    Says::NotThis(2),
    Says::LeftOpen,
    Says::Unknown,
];

impl Says {
    /// What may come of it.
    fn may(self) -> Vec<usize> {
        (0..3)
            .filter(|it| match self {
                Says::This(this) => *it == this,
                Says::NotThis(this) => *it != this,
                Says::LeftOpen | Says::Unknown => true,
            })
            .collect()
    }

    /// Whether it is among what may not be said; `strictly`: possibly.
    fn is_said(self, never: &[usize], strictly: bool) -> bool {
        let may = self.may();
        match strictly {
            _ if self == Says::LeftOpen => false,
            true => may.iter().any(|it| never.contains(it)),
            false => may.iter().all(|it| never.contains(it)),
        }
    }
}

/// A draft without a line that bears on it, between two parties with stated values.
fn draft(says: [Says; 3]) -> String {
    let text = numbers([0, 0, 0]);
    let (head, _) = text.split_once("complete = true").expect("a draft");
    let each = says.iter().enumerate().filter_map(|(i, it)| match it {
        Says::This(this) => Some(format!("{{ number = {i}, sets = {{ i{i} = \"o{this}\" }} }}")),
        Says::NotThis(this) => {
            Some(format!("{{ number = {i}, excludes = {{ i{i} = [\"o{this}\"] }} }}"))
        }
        Says::LeftOpen => Some(format!("{{ number = {i}, leaves_open = [\"i{i}\"] }}")),
        Says::Unknown => None,
    });
    let each: Vec<String> = each.collect();
    format!("{head}complete = false\npoints = [{}]\n", each.join(", "))
}

/// The smallest sets of changes after which the draft says nothing that it may not say and, where `worth`,
/// both parties accept whatever comes of the rest.
fn smallest(
    says: [Says; 3],
    never: &[Vec<usize>; 3],
    strictly: bool,
    worth: bool,
) -> Vec<Vec<String>> {
    let mut fine: Vec<[Option<usize>; 3]> = Vec::new();
    let states = |i: usize| {
        let to = (0..3).filter(move |to| says[i] != Says::This(*to) && !never[i].contains(to));
        std::iter::once(None).chain(to.map(Some)).collect::<Vec<_>>()
    };
    for a in states(0) {
        for b in states(1) {
            for c in states(2) {
                let set = [a, b, c];
                let kept =
                    (0..3).all(|i| set[i].is_some() || !says[i].is_said(&never[i], strictly));
                let may = |i: usize| set[i].map_or_else(|| says[i].may(), |to| vec![to]);
                let accepts = || {
                    may(0).iter().all(|a| {
                        may(1).iter().all(|b| may(2).iter().all(|c| accepted(&[*a, *b, *c])))
                    })
                };
                if kept && (!worth || accepts()) {
                    fine.push(set);
                }
            }
        }
    }
    let size = |it: &[Option<usize>; 3]| it.iter().flatten().count();
    let least = fine.iter().map(size).min().unwrap_or(0);
    let named = |it: &[Option<usize>; 3]| -> Vec<String> {
        (0..3).filter_map(|i| it[i].map(|option| format!("i{i}=o{option}"))).collect()
    };
    let mut sets: Vec<Vec<String>> =
        fine.iter().filter(|it| least > 0 && size(it) == least).map(named).collect();
    sets.sort();
    sets
}

fn asked(says: [Says; 3], never: &[Vec<usize>; 3], strictly: bool) -> Finding {
    let pairs =
        never.iter().enumerate().flat_map(|(i, it)| it.iter().map(move |o| format!("i{i}=o{o}")));
    let mut settings = settings("text").with("never", Value::Ids(pairs.collect()));
    settings = settings.with("sets", Value::Number(1000.0));
    if strictly {
        settings = settings.with("clear-of", Value::Text("may-be-crossed".to_owned()));
    }
    let context = Context { samples: 50, ..Context::default() };
    ask(&case(&draft(says)), "amend", &settings, &context)
}

#[test]
fn both_steps_mean_the_same_by_what_may_not_be_said() {
    let mut next = 1_u64;
    let mut draw = |n: usize| {
        next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (next >> 33) as usize % n
    };
    // How often the worth needed more, and a draft that may possibly say it was left as it is.
    let (mut more, mut left) = (0, 0);
    for round in 0..1200 {
        let says = [0; 3].map(|_: usize| SAYS[draw(SAYS.len())]);
        // None of an issue, one option of it or two.
        let never = [0; 3].map(|_: usize| match draw(3) {
            0 => Vec::new(),
            1 => vec![draw(3)],
            _ => {
                let out = draw(3);
                (0..3).filter(|it| *it != out).collect()
            }
        });
        // There is no figure for a draft that is not known to settle anything.
        if !says.iter().any(|it| matches!(it, Says::This(_))) {
            continue;
        }
        let strictly = round % 3 == 0;
        let finding = asked(says, &never, strictly);
        let found = |step| {
            let mut sets = sets(&finding, step);
            sets.sort();
            sets
        };
        let (lines, worth) =
            (smallest(says, &never, strictly, false), smallest(says, &never, strictly, true));
        let what = format!("{says:?} never {never:?}, strictly {strictly}: {}", finding.headline);
        assert_eq!(found("lines"), lines, "{what}");
        assert_eq!(found("worth"), worth, "{what}");
        let may = |i: usize| says[i].is_said(&never[i], true) && !says[i].is_said(&never[i], false);
        left += usize::from(
            !strictly
                && worth.iter().any(|set| {
                    (0..3)
                        .any(|i| may(i) && !set.iter().any(|it| it.starts_with(&format!("i{i}="))))
                }),
        );
        more += usize::from(worth.first().map_or(0, Vec::len) > lines.first().map_or(0, Vec::len));
    }
    assert!(more > 10 && left > 5, "{more} {left}");
}

#[test]
fn what_may_still_come_of_it_is_said() {
    let says = [Says::This(1), Says::Unknown, Says::This(0)];
    let words = said(&asked(says, &[vec![], vec![1], vec![]], false));
    assert!(words.contains("such an option may still result: Issue 1"), "{words}");
    let words = said(&asked(says, &[vec![1], vec![], vec![]], false));
    assert!(!words.contains("such an option may still result"), "{words}");
}
