//! Back-pointers: how every point of a frontier came about, step by step.

/// A partial sum during the dynamic programme, with where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<const P: usize> {
    /// Units, one entry a player (padded with zeros, which never decide a comparison).
    pub(super) units: [i64; P],
    /// Index of the partial sum it extends, in the previous layer.
    pub(super) parent: u32,
    /// Index of the option added, among the rows of the step.
    pub(super) option: u32,
}

/// The sum of two partial sums, or of one and an option.
///
/// It cannot wrap: a [`Scale`](super::Scale) keeps every total, and with it every partial sum,
/// difference and threshold, below 2^54 in absolute value, so that the sum of any two is far from
/// 2^63. The check would cost a tenth of the time of a step.
#[inline]
pub(super) fn plus<const P: usize>(a: &[i64; P], b: &[i64; P]) -> [i64; P] {
    std::array::from_fn(|player| a[player].wrapping_add(b[player]))
}

/// The back-pointers of one step, in the order of its points.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// The criterion the step added.
    pub(super) criterion: usize,
    parents: Vec<u32>,
    /// Numbers of the options as given.
    options: Vec<u32>,
}

impl Layer {
    /// Takes the back-pointers out of a finished step; `options[i]` is the given number of row `i`.
    pub(super) fn of<const P: usize>(
        criterion: usize,
        entries: &[Entry<P>],
        options: &[u32],
    ) -> Self {
        Self {
            criterion,
            parents: entries.iter().map(|entry| entry.parent).collect(),
            options: entries.iter().map(|entry| options[entry.option as usize]).collect(),
        }
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> u64 {
        (self.parents.len() * 8) as u64
    }
}

/// The option of each criterion behind point `index` of the last layer.
pub(super) fn trace(layers: &[Layer], n_criteria: usize, index: usize) -> Vec<usize> {
    let mut choice = vec![0; n_criteria];
    let mut at = index;
    for layer in layers.iter().rev() {
        choice[layer.criterion] = layer.options[at] as usize;
        at = layer.parents[at] as usize;
    }
    choice
}
