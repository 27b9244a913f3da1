//! Cuts a table of samples into chunks that threads may fill on their own.

use rayon::prelude::*;

use super::random::CHUNK;

/// Below this many numbers a table is filled by the calling thread: waking others costs more.
const NUMBERS_WORTH_THREADS: usize = 1 << 16;

/// How much work one number of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// A few nanoseconds.
    Light,
    /// Far more; threads always pay.
    Heavy,
}

/// Calls `fill` with every chunk's index and rows: row `i` of a chunk is the part of item `i`'s
/// samples that falls into it. All rows of one chunk are equally long, at most [`CHUNK`].
pub(crate) fn for_each_chunk<F>(out: &mut [f64], n_samples: usize, work: Work, fill: F)
where
    F: Fn(u64, &mut [&mut [f64]]) + Sync,
{
    if n_samples == 0 {
        return;
    }
    let threads = work == Work::Heavy || out.len() >= NUMBERS_WORTH_THREADS;
    let n_rows = out.len() / n_samples;
    let mut chunks: Vec<Vec<&mut [f64]>> =
        (0..n_samples.div_ceil(CHUNK)).map(|_| Vec::with_capacity(n_rows)).collect();
    for row in out.chunks_exact_mut(n_samples) {
        for (chunk, piece) in chunks.iter_mut().zip(row.chunks_mut(CHUNK)) {
            chunk.push(piece);
        }
    }
    if threads {
        chunks
            .par_iter_mut()
            .enumerate()
            .for_each(|(index, rows)| fill(index as u64, rows.as_mut_slice()));
    } else {
        for (index, rows) in chunks.iter_mut().enumerate() {
            fill(index as u64, rows.as_mut_slice());
        }
    }
}

/// A table of its own for `n_rows` rows of `length` numbers, all zero.
pub(crate) fn scratch(n_rows: usize, length: usize) -> Vec<Vec<f64>> {
    vec![vec![0.0; length]; n_rows]
}

/// The rows of a table as a list of slices.
pub(crate) fn rows_of(table: &mut [Vec<f64>]) -> Vec<&mut [f64]> {
    table.iter_mut().map(Vec::as_mut_slice).collect()
}

/// Rows `a` and `b`, which must differ, at once.
pub(crate) fn pair_mut<'rows>(
    rows: &'rows mut [&mut [f64]],
    a: usize,
    b: usize,
) -> (&'rows mut [f64], &'rows mut [f64]) {
    if a < b {
        let (front, back) = rows.split_at_mut(b);
        (&mut *front[a], &mut *back[0])
    } else {
        let (front, back) = rows.split_at_mut(a);
        (&mut *back[0], &mut *front[b])
    }
}
