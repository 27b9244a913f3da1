//! An axis of time: places as far apart as the days are, and the days or months worth writing below.
//!
//! Where nearly all of the time is one gap (an entry of 2014, all others of 2025), what lies before and
//! after it would be two specks. The axis is broken there, by one scale on both sides, and what was left
//! out is written where it was.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Drawing, wide};
use plenipo_record::case::months::month_name;

/// Least distance of what is written below, besides its own width.
const GAP: f64 = 14.0;
/// Steps in days, for spans of some weeks.
const DAYS: [i64; 4] = [1, 2, 7, 14];
/// Steps in months, for longer ones.
const MONTHS: [i32; 12] = [1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000];

/// A gap as long as this part of the whole is left out.
const MOST: f64 = 0.75;
/// What is left of it.
const BREAK: f64 = 56.0;

/// Days from `first` to `last` on places from `from` to `to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    first: Date,
    last: Date,
    from: f64,
    to: f64,
    /// The days around what is left out.
    gap: Option<(Date, Date)>,
}

impl Days {
    /// An axis over these days; `None` where there are none.
    pub(super) fn over(days: impl Iterator<Item = Date>, from: f64, to: f64) -> Option<Days> {
        let mut all: Vec<Date> = days.collect();
        all.sort_unstable();
        all.dedup();
        let (first, last) = (*all.first()?, *all.last()?);
        let gaps = all.windows(2).map(|it| (it[0], it[1]));
        let longest = gaps.max_by(|a, b| self::days(a.0, a.1).total_cmp(&self::days(b.0, b.1)));
        let whole = self::days(first, last);
        // Of two days alone nothing would be left.
        let gap = longest.filter(|it| all.len() > 2 && self::days(it.0, it.1) > MOST * whole);
        // One day alone stands in the middle.
        let around = i32::from(first == last);
        let first = first.checked_sub(around.days()).unwrap_or(first);
        let last = last.checked_add(around.days()).unwrap_or(last);
        Some(Days { first, last, from, to, gap })
    }

    /// Where `day` stands.
    pub(super) fn place(&self, day: Date) -> f64 {
        let along = |day| days(self.first, day) * self.per_day();
        match self.gap {
            Some((before, after)) if day >= after => {
                self.from + along(before) + BREAK + days(after, day) * self.per_day()
            }
            Some((before, after)) if day > before => {
                let part = days(before, day) / days(before, after);
                self.from + along(before) + BREAK * part
            }
            _ => self.from + along(day),
        }
    }

    /// How wide a day is.
    fn per_day(&self) -> f64 {
        let (out, room) = self.gap.map_or((0.0, 0.0), |it| (days(it.0, it.1), BREAK));
        (self.to - self.from - room) / (days(self.first, self.last) - out).max(1.0)
    }

    /// Where the axis is broken, and how many days are left out there.
    pub(super) fn left_out(&self) -> Option<(f64, String)> {
        let (before, after) = self.gap?;
        let words = match days(before, after) {
            n if n >= 730.0 => format!("{:.0} years", n / 365.25),
            n if n >= 100.0 => format!("{:.0} months", n / 30.44),
            n => format!("{n:.0} days"),
        };
        Some((self.place(before) + BREAK / 2.0, words))
    }

    /// The axis as a line at `y`, with its days below and rules up to `top`; broken where it leaves days out.
    pub(super) fn draw(&self, out: &mut Drawing, (left, right): (f64, f64), top: f64, y: f64) {
        for (x, words) in self.ticks() {
            out.line("rule", (x, top), (x, y + 5.0));
            out.text("small dim middle", x, y + 18.0, &words);
        }
        let Some((x, words)) = self.left_out() else {
            return out.line("axis", (left, y), (right, y));
        };
        out.line("axis", (left, y), (x - 5.0, y));
        out.line("axis", (x + 5.0, y), (right, y));
        for side in [-5.0, 5.0] {
            out.line("axis", (x + side - 3.0, y + 6.0), (x + side + 3.0, y - 6.0));
            out.line("guide", (x + side, top), (x + side, y - 6.0));
        }
        out.text("small middle", x, y + 32.0, &format!("{words} left out"));
    }

    /// Days to write below, each with its words.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let per_day = self.per_day();
        let widest = wide("30 Nov 2025") + GAP;
        let fits = |days: &i64| *days as f64 * per_day >= widest;
        let short = self.shown() < 75.0;
        if let Some(step) = DAYS.into_iter().find(fits).filter(|_| short) {
            // From the first day after what is left out, to both sides.
            let from = self.gap.map_or(self.first, |it| it.1);
            let day = |day: Date| format!("{} {} {}", day.day(), name(day), day.year());
            let ticks = self.by(|it| it.checked_add(step.days()).ok(), from, day);
            return apart(self.begun(ticks, day));
        }
        let widest = wide("Nov 2025") + GAP;
        let fits = |months: &i32| f64::from(*months) * 28.0 * per_day >= widest;
        let step = MONTHS.into_iter().find(fits).unwrap_or(6000);
        let months = i32::from(self.first.year()) * 12 + i32::from(self.first.month()) - 1;
        let start = months.div_euclid(step) * step;
        let month = |it: i32| {
            let year = i16::try_from(it.div_euclid(12)).ok()?;
            Date::new(year, i8::try_from(it.rem_euclid(12)).ok()? + 1, 1).ok()
        };
        let start = month(start).unwrap_or(self.first);
        let ticks = self.by(
            |it| it.checked_add(step.months()).ok(),
            start,
            |day| match step % 12 {
                0 => day.year().to_string(),
                _ => format!("{} {}", name(day), day.year()),
            },
        );
        apart(self.begun(ticks, |day| format!("{} {}", name(day), day.year())))
    }

    /// The same with the first day, where what follows it is left out.
    fn begun(
        &self,
        mut ticks: Vec<(f64, String)>,
        words: impl Fn(Date) -> String,
    ) -> Vec<(f64, String)> {
        if let Some((before, _)) = self.gap
            && ticks.first().is_none_or(|it| it.0 > self.place(before))
        {
            ticks.insert(0, (self.from, words(self.first)));
        }
        ticks
    }

    /// How many days it shows.
    fn shown(&self) -> f64 {
        days(self.first, self.last) - self.gap.map_or(0.0, |it| days(it.0, it.1))
    }

    fn by(
        &self,
        next: impl Fn(Date) -> Option<Date>,
        start: Date,
        words: impl Fn(Date) -> String,
    ) -> Vec<(f64, String)> {
        let all = std::iter::successors(Some(start), |it| next(*it));
        let out = |it: &Date| self.gap.is_some_and(|gap| *it > gap.0 && *it < gap.1);
        let within = all.take_while(|it| *it <= self.last);
        let within = within.filter(|it| *it >= self.first && !out(it));
        within.map(|it| (self.place(it), words(it))).collect()
    }
}

/// Those that have room after the one before.
fn apart(ticks: Vec<(f64, String)>) -> Vec<(f64, String)> {
    let mut kept: Vec<(f64, String)> = Vec::new();
    for (x, words) in ticks {
        if kept.last().is_none_or(|it| x - it.0 >= (wide(&it.1) + wide(&words)) / 2.0 + 4.0) {
            kept.push((x, words));
        }
    }
    kept
}

/// How many days from `first` to `day`.
fn days(first: Date, day: Date) -> f64 {
    day.duration_since(first).as_hours() as f64 / 24.0
}

fn name(day: Date) -> &'static str {
    &month_name(day.month())[..3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn places_are_as_far_apart_as_days() {
        let days = [date(2025, 1, 1), date(2025, 2, 10), date(2025, 4, 11)];
        let axis = Days::over(days.into_iter(), 0.0, 100.0).expect("an axis");
        assert_eq!(days.map(|it| axis.place(it)), [0.0, 40.0, 100.0]);
        assert!(Days::over(std::iter::empty(), 0.0, 1.0).is_none());
        let one = Days::over([date(2025, 1, 1)].into_iter(), 0.0, 100.0).expect("one");
        assert_eq!(one.place(date(2025, 1, 1)), 50.0);
    }

    #[test]
    fn one_gap_that_is_nearly_everything_is_left_out_and_said() {
        let days = [date(2014, 12, 31), date(2025, 4, 1), date(2025, 4, 11), date(2025, 12, 1)];
        let axis = Days::over(days.into_iter(), 0.0, 600.0).expect("an axis");
        assert_eq!(axis.left_out().map(|it| it.1).as_deref(), Some("10 years"));
        let [before, first, second, last] = days.map(|it| axis.place(it));
        assert_eq!((before, first, last), (0.0, BREAK, 600.0));
        // One scale wherever days are shown.
        let scale = (600.0 - BREAK) / 244.0;
        assert!((second - first - 10.0 * scale).abs() < 1e-9);
        let even = [date(2025, 1, 1), date(2025, 5, 1), date(2025, 9, 1)];
        assert!(Days::over(even.into_iter(), 0.0, 1.0).expect("an axis").left_out().is_none());
        let two = [date(2025, 1, 1), date(2025, 9, 1)];
        assert!(Days::over(two.into_iter(), 0.0, 1.0).expect("an axis").left_out().is_none());
    }

    #[test]
    fn what_is_written_below_has_room_whatever_the_span() {
        for (first, last) in [
            (date(2025, 12, 1), date(2025, 12, 2)),
            (date(2025, 10, 3), date(2025, 12, 2)),
            (date(2012, 8, 26), date(2016, 12, 1)),
            (date(-9999, 1, 1), date(9999, 12, 31)),
        ] {
            let axis = Days::over([first, last].into_iter(), 0.0, 560.0).expect("an axis");
            let ticks = axis.ticks();
            assert!((1..17).contains(&ticks.len()), "{ticks:?}");
            for pair in ticks.windows(2) {
                let both = (wide(&pair[0].1) + wide(&pair[1].1)) / 2.0;
                assert!(pair[1].0 - pair[0].0 >= both, "{ticks:?}");
            }
        }
        let axis = Days::over([date(2012, 8, 26), date(2016, 12, 1)].into_iter(), 0.0, 560.0);
        let words: Vec<String> =
            axis.expect("an axis").ticks().into_iter().map(|it| it.1).collect();
        assert_eq!(words[..2], ["2013", "2014"]);
    }
}
