//! Drawing from a [`Region`] that has no direct sampler: rejection while enough proposals fall
//! inside, then a hit-and-run walk.
//!
//! Hit-and-run (Smith, Operations Research 32(6), 1984) draws a direction from a fixed symmetric
//! distribution and then a point uniformly on the part of that line inside the region; the uniform
//! distribution is stationary. Directions uniform on the sphere mix slowly in an ordered region,
//! which is a thin wedge. Here half of the directions exchange two items (or move one, if no sum
//! is given) and half run along *up-sets* of the order: chosen items and all above them, in the
//! proportions the relations ask for. For a ranking those are the edges of its order simplex.

use super::chunks::{Work, for_each_chunk, rows_of, scratch};
use super::random::{CHUNK, Stream, StreamKey};
use super::region::{Region, Relation};
use super::spec::{Method, SampleReport};
use super::statistics::effective_samples;

/// Proposals drawn to estimate how many are kept.
pub(crate) const PILOT_PROPOSALS: usize = 4096;
/// Rejection is used while at least this share is kept.
pub(crate) const ACCEPTANCE_MIN: f64 = 1.0 / 128.0;
/// Independent draws that a chunk-long pilot walk must be worth before its step count is used.
const PILOT_EFFECTIVE_MIN: f64 = CHUNK as f64 / 2.0;
/// A walk never takes more steps between two samples; the effective sample size tells.
const STEPS_MAX: usize = 4096;
/// A chunk's walk first forgets its starting point for as long as this many samples take.
const SAMPLES_FORGOTTEN: usize = 32;

/// Fills one chunk of rows with proposals.
pub(crate) type Propose<'a> = &'a (dyn Fn(&mut Stream, &mut [&mut [f64]]) + Sync);

/// Draws `out`, one row an item of `region`, uniformly from `region`. Each of `proposals` must
/// draw uniformly from a set that contains the region.
pub(crate) fn sample_region(
    region: &Region,
    proposals: &[Propose<'_>],
    key: StreamKey,
    n_samples: usize,
    out: &mut [f64],
) -> SampleReport {
    let exact = SampleReport { method: Method::Exact, effective_samples: n_samples as f64 };
    let free = region.free();
    if free.is_empty() {
        for (row, value) in out.chunks_exact_mut(n_samples.max(1)).zip(region.interior()) {
            row.fill(value);
        }
        return exact;
    }
    let pilot = key.with(b"pilot");
    let mut best: Option<(f64, Propose<'_>)> = None;
    for (index, propose) in proposals.iter().enumerate() {
        let acceptance = acceptance(region, *propose, pilot.stream(index as u64));
        if best.is_none_or(|(rate, _)| acceptance > rate) {
            best = Some((acceptance, *propose));
        }
    }
    if let Some((acceptance, propose)) = best.filter(|(rate, _)| *rate >= ACCEPTANCE_MIN) {
        for_each_chunk(out, n_samples, Work::Heavy, |index, rows| {
            fill_by_rejection(region, propose, &mut key.stream(index), rows);
        });
        return SampleReport { method: Method::Rejection { acceptance }, ..exact };
    }
    let steps = steps_needed(region, &free, pilot.with(b"steps"));
    for_each_chunk(out, n_samples, Work::Heavy, |index, rows| {
        Walk::new(region, &free).fill(&mut key.stream(index), steps, rows);
    });
    let effective = free
        .iter()
        .map(|&item| effective_samples(&out[item * n_samples..(item + 1) * n_samples], CHUNK))
        .fold(n_samples as f64, f64::min);
    SampleReport {
        method: Method::HitAndRun { steps_per_sample: steps },
        effective_samples: effective,
    }
}

fn acceptance(region: &Region, propose: Propose<'_>, mut stream: Stream) -> f64 {
    let mut table = scratch(region.lo.len(), CHUNK);
    let mut point = vec![0.0; region.lo.len()];
    let mut kept = 0usize;
    for _ in 0..PILOT_PROPOSALS / CHUNK {
        propose(&mut stream, &mut rows_of(&mut table));
        kept += (0..CHUNK).filter(|&s| keeps(region, &table, s, &mut point)).count();
    }
    kept as f64 / PILOT_PROPOSALS as f64
}

fn keeps(region: &Region, table: &[Vec<f64>], sample: usize, point: &mut [f64]) -> bool {
    for (x, row) in point.iter_mut().zip(table) {
        *x = row[sample];
    }
    region.contains(point)
}

fn fill_by_rejection(
    region: &Region,
    propose: Propose<'_>,
    stream: &mut Stream,
    rows: &mut [&mut [f64]],
) {
    let wanted = rows.first().map_or(0, |row| row.len());
    let mut table = scratch(rows.len(), CHUNK);
    let mut point = vec![0.0; rows.len()];
    let mut filled = 0;
    // Ends: a pilot has seen at least `ACCEPTANCE_MIN` of these very proposals kept.
    while filled < wanted {
        propose(stream, &mut rows_of(&mut table));
        for sample in 0..CHUNK {
            if filled < wanted && keeps(region, &table, sample, &mut point) {
                for (row, &x) in rows.iter_mut().zip(&point) {
                    row[filled] = x;
                }
                filled += 1;
            }
        }
    }
}

/// Doubles the steps between samples until a pilot walk is worth enough independent draws.
fn steps_needed(region: &Region, free: &[usize], key: StreamKey) -> usize {
    let mut steps = free.len().max(8);
    let mut attempt = 0;
    while steps < STEPS_MAX {
        let mut table = scratch(region.lo.len(), CHUNK);
        Walk::new(region, free).fill(&mut key.stream(attempt), steps, &mut rows_of(&mut table));
        let worst = free
            .iter()
            .map(|&item| effective_samples(&table[item], CHUNK))
            .fold(f64::INFINITY, f64::min);
        if worst >= PILOT_EFFECTIVE_MIN {
            return steps;
        }
        steps *= 2;
        attempt += 1;
    }
    STEPS_MAX
}

/// A walk and where it stands.
struct Walk<'region> {
    region: &'region Region,
    free: &'region [usize],
    /// For each item that can vary: how much that item and all above it get of one unit.
    up_sets: Vec<Vec<f64>>,
    /// For each item: the relations it stands in.
    touching: Vec<Vec<Relation>>,
    point: Vec<f64>,
    direction: Vec<f64>,
}

impl<'region> Walk<'region> {
    fn new(region: &'region Region, free: &'region [usize]) -> Self {
        let n = region.lo.len();
        let up_sets = free
            .iter()
            .map(|&item| {
                let mut share = vec![0.0; n];
                share[item] = 1.0f64;
                for _ in 0..n {
                    let mut changed = false;
                    for &Relation { a, b, ratio } in &region.relations {
                        if share[a] < ratio * share[b] {
                            share[a] = ratio * share[b];
                            changed = true;
                        }
                    }
                    if !changed {
                        break;
                    }
                }
                (0..n).filter(|&other| !region.is_free(other)).for_each(|other| share[other] = 0.0);
                share
            })
            .collect();
        let mut touching = vec![Vec::new(); n];
        for &relation in &region.relations {
            touching[relation.a].push(relation);
            touching[relation.b].push(relation);
        }
        Self { region, free, up_sets, touching, point: region.interior(), direction: vec![0.0; n] }
    }

    fn fill(&mut self, stream: &mut Stream, steps: usize, rows: &mut [&mut [f64]]) {
        for _ in 0..steps * SAMPLES_FORGOTTEN {
            self.step(stream);
        }
        let length = rows.first().map_or(0, |row| row.len());
        for sample in 0..length {
            for _ in 0..steps {
                self.step(stream);
            }
            for (row, &x) in rows.iter_mut().zip(&self.point) {
                row[sample] = x;
            }
        }
    }

    fn step(&mut self, stream: &mut Stream) {
        if stream.below(2) == 0 {
            self.step_along_items(stream);
        } else {
            self.step_along_up_sets(stream);
        }
    }

    fn step_along_items(&mut self, stream: &mut Stream) {
        let first = stream.below(self.free.len());
        let mut moved = [self.free[first]; 2];
        self.direction[moved[0]] = 1.0;
        if self.region.unit_sum {
            let other = (first + 1 + stream.below(self.free.len() - 1)) % self.free.len();
            moved[1] = self.free[other];
            self.direction[moved[1]] = -1.0;
        }
        let moved = if self.region.unit_sum { &moved[..] } else { &moved[..1] };
        let mut range = Range::default();
        for &item in moved {
            self.narrow_by_box(&mut range, item);
            for &relation in &self.touching[item] {
                self.narrow_by_relation(&mut range, relation);
            }
        }
        let length = range.draw(stream);
        for &item in moved {
            self.advance(item, length);
        }
    }

    fn step_along_up_sets(&mut self, stream: &mut Stream) {
        self.add_up_set(stream, 1.0);
        if self.region.unit_sum {
            self.add_up_set(stream, -1.0);
        }
        let mut range = Range::default();
        for &item in self.free {
            self.narrow_by_box(&mut range, item);
        }
        for &relation in &self.region.relations {
            self.narrow_by_relation(&mut range, relation);
        }
        let length = range.draw(stream);
        for &item in self.free {
            self.advance(item, length);
        }
    }

    /// Adds a random up-set, its parts summing to `sign`, to the direction.
    fn add_up_set(&mut self, stream: &mut Stream, sign: f64) {
        let n = self.free.len();
        let chosen = if stream.below(2) == 0 { 1 } else { 1 + stream.below(n) };
        let mut union = self.up_sets[stream.below(n)].clone();
        for _ in 1..chosen {
            for (share, &other) in union.iter_mut().zip(&self.up_sets[stream.below(n)]) {
                *share = share.max(other);
            }
        }
        let scale = sign / union.iter().sum::<f64>();
        for (part, share) in self.direction.iter_mut().zip(union) {
            *part += scale * share;
        }
    }

    fn narrow_by_box(&self, range: &mut Range, item: usize) {
        let (x, rate) = (self.point[item], self.direction[item]);
        range.narrow(x - self.region.lo[item], rate);
        range.narrow(self.region.hi[item] - x, -rate);
    }

    fn narrow_by_relation(&self, range: &mut Range, Relation { a, b, ratio }: Relation) {
        range.narrow(
            self.point[a] - ratio * self.point[b],
            self.direction[a] - ratio * self.direction[b],
        );
    }

    /// Moves `item` and clears its part of the direction.
    fn advance(&mut self, item: usize, length: f64) {
        let x = self.point[item] + length * self.direction[item];
        self.point[item] = x.max(self.region.lo[item]).min(self.region.hi[item]);
        self.direction[item] = 0.0;
    }
}

/// How far back and forward a line stays inside.
struct Range {
    from: f64,
    to: f64,
}

impl Default for Range {
    fn default() -> Self {
        Self { from: f64::NEG_INFINITY, to: f64::INFINITY }
    }
}

impl Range {
    /// Keeps `slack + t · rate` from falling below 0. Rounding may leave a slack a hair below 0.
    fn narrow(&mut self, slack: f64, rate: f64) {
        let slack = slack.max(0.0);
        if rate > 0.0 {
            self.from = self.from.max(-slack / rate);
        } else if rate < 0.0 {
            self.to = self.to.min(slack / -rate);
        }
    }

    fn draw(&self, stream: &mut Stream) -> f64 {
        let length = self.from + (self.to - self.from) * stream.uniform();
        if length.is_finite() { length } else { 0.0 }
    }
}
