//! A third figure of points in the plane: four steps, more as a stronger and larger dot, told apart by size as well as
//! by shade.

use super::points::{Legend, short};
use super::{Drawing, cut};

/// Steps at most: more shades of one colour are not told apart.
const STEPS: usize = 4;

/// Classes of the dots, the least first, and how large each is.
const DOTS: [(&str, f64); STEPS] =
    [("b0 dot", 2.7), ("b1 dot", 3.5), ("b2 dot", 4.3), ("b3 dot", 5.2)];

/// Steps of a figure: each has about as many points as the next.
pub(super) struct Shades {
    /// From where on each step but the first goes, as it is written.
    cuts: Vec<f64>,
    is_empty: bool,
}

impl Shades {
    /// Steps of `values`, cut where two decimals tell values apart.
    pub(super) fn over(mut values: Vec<f64>) -> Shades {
        values.sort_by(f64::total_cmp);
        let written = |it: f64| (it * 100.0).round() / 100.0;
        let quarter = |at: usize| values.get(at * values.len() / STEPS).map(|it| written(*it));
        let mut cuts: Vec<f64> = (1..STEPS).filter_map(quarter).collect();
        cuts.dedup();
        // A step that nothing lies below is none.
        cuts.retain(|it| values.first().is_some_and(|least| least < it));
        Shades { cuts, is_empty: values.is_empty() }
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// The step that `value` is on, the greatest being the last of all.
    pub(super) fn step(&self, value: f64) -> usize {
        let above = self.cuts.iter().filter(|it| value >= **it).count();
        STEPS - 1 - self.cuts.len() + above
    }

    /// What each step is, greatest first, of the party `of`, and what `without` a deal is worth to it.
    pub(super) fn in_words(&self, of: &str, without: Option<f64>) -> Vec<(Legend, String)> {
        let of = cut(of, 40);
        let without = match without {
            Some(it) => format!("no deal: {}", short(it)),
            None => "what it has without a deal is not on record".to_owned(),
        };
        let heading = format!("shade and size: worth to {of} ({without})");
        let mut all = vec![(Legend::Words, heading)];
        for at in (0..=self.cuts.len()).rev() {
            let from = at.checked_sub(1).map(|it| short(self.cuts[it]));
            let to = self.cuts.get(at).map(|it| short(*it));
            let words = match (from, to) {
                (Some(from), Some(to)) => format!("{from} to under {to}"),
                (Some(from), None) => format!("{from} and more"),
                (None, Some(to)) => format!("under {to}"),
                (None, None) => "about the same in all".to_owned(),
            };
            all.push((Legend::Step(STEPS - 1 - self.cuts.len() + at), words));
        }
        all
    }
}

/// The dot of a step.
pub(super) fn dot(out: &mut Drawing, step: usize, (x, y): (f64, f64), title: &str) {
    let (class, radius) = DOTS[step.min(STEPS - 1)];
    out.disc(class, x, y, radius, title);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_hold_about_as_many_each_and_the_words_say_where_they_end() {
        let of = Shades::over((0..100).map(|it| f64::from(it) / 100.0).collect());
        let steps = [0.0, 0.249, 0.25, 0.5, 0.75, 0.99].map(|it| of.step(it));
        assert_eq!(steps, [0, 0, 1, 2, 3, 3]);
        let words: Vec<String> =
            of.in_words("Vale", Some(0.1)).into_iter().map(|it| it.1).collect();
        let expected = ["0.75 and more", "0.50 to under 0.75", "0.25 to under 0.50", "under 0.25"];
        assert_eq!(words[0], "shade and size: worth to Vale (no deal: 0.10)");
        assert_eq!(words[1..], expected);
    }

    #[test]
    fn figures_that_two_decimals_do_not_tell_apart_are_one_step() {
        let of = Shades::over(vec![0.501, 0.502, 0.503]);
        assert_eq!([of.step(0.501), of.step(0.503)], [3, 3]);
        assert_eq!(of.in_words("Vale", None).len(), 2);
        assert!(Shades::over(Vec::new()).is_empty());
    }
}
