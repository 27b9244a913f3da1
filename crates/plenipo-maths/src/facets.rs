//! Values on a scale: uniform on the part of a [`Region`] in which the least value is 0 and the
//! greatest 1.
//!
//! That part is made of *facets*: on each of them one item stands at 0, another at 1, and the others
//! vary as the region lets them; two facets have nothing in common but what is of no volume. So: a
//! facet is chosen by the volume of its box, values are drawn in the box, and those that break the
//! order are thrown away. Where there is one facet alone, as for items ranked from first to last, it
//! is a region like any other, and a walk stands by for it.

use super::chunks::{Work, for_each_chunk};
use super::random::{Stream, StreamKey};
use super::region::Region;
use super::spec::{Interval, Method, SampleReport};
use super::walk::{ACCEPTANCE_MIN, PILOT_PROPOSALS, Propose, sample_region};

/// What came of drawing on the scale.
#[derive(Debug)]
pub(crate) enum OnScale {
    /// The rows are filled.
    Drawn(SampleReport),
    /// No item may be 0 while another is 1.
    Off,
    /// Too little of the boxes is kept to draw by throwing away.
    Thin,
}

/// Draws `out`, one row an item of `region`, which has no sum, uniformly from what of it lies on the
/// scale.
pub(crate) fn sample_on_scale(
    region: &Region,
    key: StreamKey,
    n_samples: usize,
    out: &mut [f64],
) -> OnScale {
    let facets = facets(region);
    match facets.as_slice() {
        [] => return OnScale::Off,
        [alone] => {
            let from_box = |stream: &mut Stream, rows: &mut [&mut [f64]]| {
                for (row, (&lo, &hi)) in rows.iter_mut().zip(alone.lo.iter().zip(&alone.hi)) {
                    stream.fill_uniform(row);
                    row.iter_mut().for_each(|value| *value = lo + (hi - lo) * *value);
                }
            };
            let proposals: [Propose<'_>; 1] = [&from_box];
            return OnScale::Drawn(sample_region(alone, &proposals, key, n_samples, out));
        }
        _ => {}
    }
    let mut end = 0.0;
    let ends: Vec<f64> = facets
        .iter()
        .map(|facet| {
            let widths = facet.free().into_iter().map(|item| facet.hi[item] - facet.lo[item]);
            end += widths.product::<f64>();
            end
        })
        .collect();
    // Volumes of many narrow boxes may be too small for a number.
    if end.is_nan() || end <= 0.0 {
        return OnScale::Thin;
    }
    let propose = |stream: &mut Stream, point: &mut [f64]| {
        let at = stream.uniform() * end;
        let facet = &facets[ends.partition_point(|it| *it <= at).min(facets.len() - 1)];
        for (value, (&lo, &hi)) in point.iter_mut().zip(facet.lo.iter().zip(&facet.hi)) {
            *value = lo + (hi - lo) * stream.uniform();
        }
        facet.contains(point)
    };
    let mut pilot = key.with(b"pilot").stream(0);
    let mut point = vec![0.0; region.lo.len()];
    let kept = (0..PILOT_PROPOSALS).filter(|_| propose(&mut pilot, &mut point)).count();
    let acceptance = kept as f64 / PILOT_PROPOSALS as f64;
    if acceptance < ACCEPTANCE_MIN {
        return OnScale::Thin;
    }
    for_each_chunk(out, n_samples, Work::Heavy, |index, rows| {
        let mut stream = key.stream(index);
        let mut point = vec![0.0; rows.len()];
        for sample in 0..rows.first().map_or(0, |row| row.len()) {
            // Ends: a pilot has seen at least `ACCEPTANCE_MIN` of these very proposals kept.
            while !propose(&mut stream, &mut point) {}
            rows.iter_mut().zip(&point).for_each(|(row, value)| row[sample] = *value);
        }
    });
    let method = Method::Rejection { acceptance };
    OnScale::Drawn(SampleReport { method, effective_samples: n_samples as f64 })
}

/// The facets of `region`, those of no volume beside the others left out.
fn facets(region: &Region) -> Vec<Region> {
    let mut found = all(region);
    let free = found.iter().map(|it| it.free().len()).max().unwrap_or(0);
    found.retain(|it| it.free().len() == free);
    found
}

/// Every facet of `region`.
pub(crate) fn all(region: &Region) -> Vec<Region> {
    let items = || 0..region.lo.len();
    // Where one stands at an end anyway, it need not be another.
    let worst: Vec<usize> = match items().find(|&item| region.hi[item] <= 0.0) {
        Some(item) => vec![item],
        None => items().filter(|&item| region.lo[item] <= 0.0).collect(),
    };
    let best: Vec<usize> = match items().find(|&item| region.lo[item] >= 1.0) {
        Some(item) => vec![item],
        None => items().filter(|&item| region.hi[item] >= 1.0).collect(),
    };
    let mut found = Vec::new();
    for (&least, &most) in worst.iter().flat_map(|it| best.iter().map(move |other| (it, other))) {
        let mut boxes: Vec<Interval> =
            region.lo.iter().zip(&region.hi).map(|(&lo, &hi)| Interval::new(lo, hi)).collect();
        if least != most {
            (boxes[least], boxes[most]) = (Interval::fixed(0.0), Interval::fixed(1.0));
            found.extend(Region::new(&boxes, region.relations.clone(), false));
        }
    }
    found
}
