//! Figures as pages read them: precision, recall and F1 with intervals from seeded bootstrap over articles.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::compare::{KINDS, Level, Tally};

/// How many resamples an interval is made from.
const RESAMPLES: usize = 1_000;

/// One part of the page.
pub(crate) struct Section {
    pub(crate) title: String,
    body: String,
}

impl Section {
    pub(crate) fn new(title: &str) -> Section {
        Section { title: title.to_owned(), body: String::new() }
    }

    pub(crate) fn say(&mut self, line: &str) {
        let _ = writeln!(self.body, "{line}\n");
    }

    /// A table of every kind, and of all together, beside the baseline.
    pub(crate) fn table(&mut self, level: &str, all: &[Tally], base: &[Tally], at: Level) {
        let _ = writeln!(
            self.body,
            "| {level} | annotated | proposed | right | precision | recall | F1 | baseline P | baseline R |\n|---|---|---|---|---|---|---|---|---|"
        );
        let whole: Vec<usize> = (0..KINDS.len()).collect();
        let without: Vec<usize> =
            whole.iter().copied().filter(|it| KINDS[*it] != "source").collect();
        let rows = KINDS.iter().enumerate().map(|(at, name)| ((*name).to_owned(), vec![at]));
        let rows =
            rows.chain([("without source".to_owned(), without), ("**all**".to_owned(), whole)]);
        for (name, kinds) in rows {
            let sums = counts(all, &kinds, at);
            let trivial = counts(base, &kinds, at);
            let (p, r, f) = measures(sums);
            let (bp, br, _) = measures(trivial);
            let spread = interval(all, &kinds, at);
            let _ = writeln!(
                self.body,
                "| {name} | {} | {} | {} | {} | {} | {} | {} | {} |",
                sums.0,
                sums.1,
                sums.2,
                told(p, spread.map(|it| it.0)),
                told(r, spread.map(|it| it.1)),
                told(f, spread.map(|it| it.2)),
                told(bp, None),
                told(br, None)
            );
        }
        self.body.push('\n');
    }

    pub(crate) fn row(&mut self, line: &str) {
        let _ = writeln!(self.body, "{line}");
    }

    pub(crate) fn text(&self) -> String {
        format!("## {}\n\n{}", self.title, self.body)
    }
}

fn counts(all: &[Tally], kinds: &[usize], level: Level) -> (usize, usize, usize) {
    let mut out = (0, 0, 0);
    for it in all {
        for at in kinds {
            out.0 += it.gold[*at];
            out.1 += it.proposed[*at];
            out.2 += match level {
                Level::Right => it.right[*at],
                Level::Quote => it.quote[*at],
            };
        }
    }
    out
}

/// Precision, recall and F1; none where there is nothing to divide by.
pub(crate) fn measures(
    (gold, proposed, right): (usize, usize, usize),
) -> (Option<f64>, Option<f64>, Option<f64>) {
    let share = |of: usize| (of > 0).then(|| right as f64 / of as f64);
    let (p, r) = (share(proposed), share(gold));
    let f = (gold + proposed > 0).then(|| 2.0 * right as f64 / (gold + proposed) as f64);
    (p, r, f)
}

type Spread = ((f64, f64), (f64, f64), (f64, f64));

/// The middle 95 % of the measures over resampled articles.
fn interval(all: &[Tally], kinds: &[usize], level: Level) -> Option<Spread> {
    if all.len() < 3 {
        return None;
    }
    let mut state = 1u64;
    let mut next = || {
        // SplitMix64: the same resamples in every run.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = state;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    };
    let mut found: [Vec<f64>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..RESAMPLES {
        let sample: Vec<Tally> =
            (0..all.len()).map(|_| all[(next() % all.len() as u64) as usize].clone()).collect();
        let (p, r, f) = measures(counts(&sample, kinds, level));
        for (list, it) in found.iter_mut().zip([p, r, f]) {
            list.extend(it);
        }
    }
    let ends = |list: &mut Vec<f64>| {
        list.sort_by(f64::total_cmp);
        let at = |share: f64| {
            list.get(((list.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0)
        };
        (at(0.025), at(0.975))
    };
    let [mut p, mut r, mut f] = found;
    (!p.is_empty() && !r.is_empty()).then(|| (ends(&mut p), ends(&mut r), ends(&mut f)))
}

fn told(it: Option<f64>, spread: Option<(f64, f64)>) -> String {
    match (it, spread) {
        (None, _) => "–".to_owned(),
        (Some(it), None) => format!("{it:.2}"),
        (Some(it), Some((low, high))) => format!("{it:.2} [{low:.2}, {high:.2}]"),
    }
}

/// Writes the sections into the page; those of other runs stay.
pub(crate) fn write(path: &Path, sections: &[Section]) -> Result<(), String> {
    const HEAD: &str = include_str!("head.md");
    let before = fs::read_to_string(path).unwrap_or_default();
    let mut kept: Vec<(String, String)> = Vec::new();
    for part in before.split("\n## ").skip(1) {
        let (title, body) = part.split_once('\n').unwrap_or((part, ""));
        kept.push((title.to_owned(), body.trim().to_owned()));
    }
    for it in sections {
        let body = it.body.trim().to_owned();
        match kept.iter_mut().find(|(title, _)| *title == it.title) {
            Some(old) => old.1 = body,
            None => kept.push((it.title.clone(), body)),
        }
    }
    let mut text = HEAD.trim_end().to_owned();
    for (title, body) in kept {
        let _ = write!(text, "\n\n## {title}\n\n{body}");
    }
    text.push('\n');
    fs::write(path, text).map_err(|why| format!("{}: {why}", path.display()))
}
