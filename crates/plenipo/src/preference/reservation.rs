//! What a party has without a deal: its reservation value.

use super::samples::Samples;
use plenipo_maths::random::StreamKey;
use plenipo_record::case::chance::Range;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionIx;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Alternative, AlternativeWorth};
use plenipo_record::case::records::Records;
use plenipo_record::case::without::{self, Lacking};

/// A party's recorded alternative, where it can be compared with a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Reservation {
    /// The record.
    pub alternative: Ix<Alternative>,
    /// Others of the same day: nobody knows which came last, and the worth is what holds them all.
    pub with: Vec<Ix<Alternative>>,
    /// Whether it is somebody else's view of the party's alternative.
    pub of_another: bool,
    /// What it is worth.
    pub worth: Worth,
}

/// The worth of an alternative.
#[derive(Debug, Clone, PartialEq)]
pub enum Worth {
    /// A share of the party's best deal.
    Level(Range),
    /// As much as these options, one an issue.
    Options(Vec<OptionIx>),
}

impl Reservation {
    /// The reservation that `records` allow for `party`.
    ///
    /// The latest alternative that states a level, a draft of known content or an outcome counts;
    /// the party's own view before anybody else's. A direction alone has no number. Of several of one day
    /// nobody knows which came last: of levels the range that holds them all counts; of others that do not
    /// say the same there is no number.
    pub fn of(records: &Records, party: Ix<Party>) -> Option<Reservation> {
        latest(records, party).ok()
    }

    /// The reservation value of every sample: drawn from its range, or computed with the sample's
    /// own weights and values.
    pub fn draw(
        &self,
        records: &Records,
        party: Ix<Party>,
        samples: &Samples,
        seed: u64,
    ) -> Vec<f64> {
        match &self.worth {
            Worth::Level(range) if range.is_exact() => vec![range.low; samples.n_samples()],
            Worth::Level(range) => {
                let key = StreamKey::new(seed)
                    .with(records.party(party).name.as_bytes())
                    .with(b"reservation");
                let mut drawn = vec![0.0; samples.n_samples()];
                for (index, chunk) in drawn.chunks_mut(plenipo_maths::random::CHUNK).enumerate() {
                    key.stream(index as u64).fill_uniform(chunk);
                }
                let width = range.high - range.low;
                drawn.iter_mut().for_each(|it| *it = range.low + width * *it);
                drawn
            }
            Worth::Options(options) => samples.worth(options),
        }
    }

    /// The reservation value of every sample at the end of its range least (`high = true`) or most
    /// favourable to acceptance.
    pub fn at_end(&self, samples: &Samples, high: bool) -> Vec<f64> {
        match &self.worth {
            Worth::Level(range) => {
                vec![if high { range.high } else { range.low }; samples.n_samples()]
            }
            Worth::Options(options) => samples.worth(options),
        }
    }
}

/// What is missing for the alternative on record of `party` to be weighed against a draft, and of which
/// alternative it is, where it is of one; `None` where there is a [`Reservation`], or no alternative on record
/// at all.
pub fn unsaid(records: &Records, party: Ix<Party>) -> Option<(Option<Ix<Alternative>>, Lacking)> {
    latest(records, party).err().flatten()
}

/// An alternative that gives no number, where it is one, and why.
type Unweighed = (Option<Ix<Alternative>>, Lacking);

/// The reservation, or what is missing for one; nothing where no alternative is on record.
fn latest(records: &Records, party: Ix<Party>) -> Result<Reservation, Option<Unweighed>> {
    let of = |ix: &Ix<Alternative>| &records.alternatives[ix.get()];
    let counting = without::counting(records, party, |_| true);
    let first = of(counting.first().ok_or(None)?);
    if let Err(lacking) = worth(records, first) {
        let same = |it: &Alternative| (&it.worth, &it.words) == (&first.worth, &first.words);
        return Err(Some(match counting.iter().all(|it| same(of(it))) {
            true => (Some(counting[0]), lacking),
            false => (None, Lacking::OneDay),
        }));
    }
    let of_another = !first.is_own_view(records);
    let of_day: Vec<(Ix<Alternative>, Worth)> =
        counting.iter().filter_map(|ix| Some((*ix, worth(records, of(ix)).ok()?))).collect();
    let together = of_day.iter().map(|it| Some(it.1.clone())).reduce(|a, b| match (a?, b?) {
        (Worth::Level(a), Worth::Level(b)) => {
            Some(Worth::Level(Range { low: a.low.min(b.low), high: a.high.max(b.high) }))
        }
        (a, b) => (a == b).then_some(a),
    });
    let worth = together.flatten().ok_or(Some((None, Lacking::OneDay)))?;
    let mut with: Vec<Ix<Alternative>> = of_day.iter().map(|it| it.0).collect();
    let alternative = with.pop().ok_or(None)?;
    Ok(Reservation { alternative, with, of_another, worth })
}

fn worth(records: &Records, alternative: &Alternative) -> Result<Worth, Lacking> {
    match &alternative.worth {
        AlternativeWorth::Level(range) => Ok(Worth::Level(*range)),
        _ => without::options(records, alternative).map(Worth::Options),
    }
}
