//! In which samples a line of stated firmness binds.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::bits::Bits;
use plenipo_maths::random::{CHUNK, StreamKey};
use plenipo_record::case::Case;
use plenipo_record::case::chance::Range;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::Line;
use plenipo_record::case::party::Party;

/// The samples in which a line binds once it is crossed: at the high end of its firmness, within its range, and at
/// the low end.
pub(super) type Binds = Arc<[Bits; 3]>;

/// The most lines that are kept between two askings; of 10,000 samples each takes some 4 KB.
const KEPT_MAX: usize = 8_192;

/// What was drawn of lines, kept by what it was drawn from: asking again changes no number, only the time it
/// takes.
#[derive(Default)]
pub(in crate::lens) struct Firmness {
    kept: HashMap<(StreamKey, [u64; 2]), Binds>,
}

impl Firmness {
    /// Draws, for each line of stated firmness, in which of `n_samples` samples it binds. Lines of one thread are
    /// one line and are drawn once, keyed by what the line rules out: restating it changes nothing.
    pub(super) fn binding(
        &mut self,
        case: &Case,
        party: Ix<Party>,
        lines: &[Line],
        (seed, n_samples): (u64, usize),
    ) -> Vec<Option<Binds>> {
        let of_party =
            StreamKey::new(seed).with(case.party(party).name.as_bytes()).with(b"firmness");
        let mut drawn: HashSet<StreamKey> = HashSet::new();
        let each = lines.iter().map(|line| {
            let range = line.firmness?.range();
            let mut key = of_content(case, line, of_party);
            // Lines that rule out the same are different lines nevertheless.
            while !drawn.insert(key) {
                key = key.with(b"another");
            }
            if self.kept.len() >= KEPT_MAX {
                self.kept.clear();
            }
            let ends = [range.low.to_bits(), range.high.to_bits()];
            let kept = self.kept.entry((key, ends));
            Some(Arc::clone(kept.or_insert_with(|| Arc::new(draw(key, range, n_samples)))))
        });
        each.collect()
    }
}

fn draw(key: StreamKey, range: Range, n_samples: usize) -> [Bits; 3] {
    let width = range.high - range.low;
    let mut uniform = vec![(0.0, 0.0); n_samples];
    for (index, chunk) in uniform.chunks_mut(CHUNK).enumerate() {
        let mut stream = key.stream(index as u64);
        chunk.iter_mut().for_each(|it| *it = (stream.uniform(), stream.uniform()));
    }
    let of = |firmness: &dyn Fn(f64) -> f64| {
        Bits::of(n_samples, |sample| {
            let (u, within) = uniform[sample];
            u < firmness(within)
        })
    };
    [of(&|_| range.high), of(&|within| range.low + within * width), of(&|_| range.low)]
}

/// `key` with what the line rules out, in words and not in ids or places.
fn of_content(case: &Case, line: &Line, key: StreamKey) -> StreamKey {
    let ruled_out = line.rules_out.iter().chain(&line.unclear);
    let mut words: Vec<(&str, Vec<&str>)> = ruled_out
        .map(|(issue, options)| {
            let issue = case.issue(*issue);
            let texts = options.iter().map(|it| issue.options[it.get()].text.as_str());
            (issue.title.as_str(), texts.collect())
        })
        .collect();
    // The order in which they were written down says nothing.
    words.sort_unstable();
    words.iter().fold(key, |key, (issue, options)| {
        options.iter().fold(key.with(issue.as_bytes()), |key, it| key.with(it.as_bytes()))
    })
}
