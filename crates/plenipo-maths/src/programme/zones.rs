//! Where undominated vectors may still be: local bounds of the vectors found.

/// A part of the space of totals in which something may still be found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Zone {
    /// Every total in it is greater for every player, in units.
    pub(super) above: Vec<i64>,
    /// No outcome in it has a greater weighted sum.
    pub(super) sum_most: f64,
}

/// The zones still open, and what is known of those that are not.
#[derive(Clone, Debug)]
pub(super) struct Zones {
    pub(super) open: Vec<Zone>,
    /// Bounds of zones that hold nothing.
    empty: Vec<Vec<i64>>,
}

/// Whether zone `a` holds all that zone `b` holds.
fn holds(a: &[i64], b: &[i64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a <= b)
}

impl Zones {
    pub(super) fn new(above: Vec<i64>, sum_most: f64) -> Self {
        Self { open: vec![Zone { above, sum_most }], empty: Vec::new() }
    }

    /// Takes note that zone `place` holds nothing.
    pub(super) fn close(&mut self, place: usize) {
        let zone = self.open.swap_remove(place);
        self.open.retain(|other| !holds(&zone.above, &other.above));
        self.empty.retain(|other| !holds(&zone.above, other));
        self.empty.push(zone.above);
    }

    /// Splits every zone that holds `total`: what is not worse than it for everybody is better for
    /// somebody. `room` says whether a part can hold anything at all.
    pub(super) fn split(&mut self, total: &[i64], room: impl Fn(&Zone) -> bool) {
        let inside = |zone: &Zone| total.iter().zip(&zone.above).all(|(u, l)| u > l);
        let (split, kept): (Vec<Zone>, Vec<Zone>) = self.open.drain(..).partition(inside);
        self.open = kept;
        let mut parts: Vec<Zone> = Vec::new();
        for zone in split {
            for player in 0..total.len() {
                let mut part = zone.clone();
                part.above[player] = total[player];
                if room(&part) && !self.empty.iter().any(|it| holds(it, &part.above)) {
                    parts.push(part);
                }
            }
        }
        for place in 0..parts.len() {
            let part = &parts[place];
            let doubled = |other: &Zone| holds(&other.above, &part.above);
            // Of parts that are the same the first stays.
            let by_part = parts.iter().enumerate().any(|(at, other)| {
                at != place && doubled(other) && (other.above != part.above || at < place)
            });
            if !by_part && !self.open.iter().any(doubled) {
                self.open.push(part.clone());
            }
        }
    }
}
