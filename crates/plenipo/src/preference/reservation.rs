//! What a party has without a deal: its reservation value.

use super::samples::Samples;
use plenipo_maths::random::StreamKey;
use plenipo_record::case::chance::Range;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionIx;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::{Alternative, AlternativeWorth};
use plenipo_record::case::records::Records;
use plenipo_record::case::without::{self, Lacking};

/// A party's recorded alternative, where it can be compared with a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Reservation {
    /// The record.
    pub alternative: Ix<Alternative>,
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
    /// the party's own view before anybody else's. A direction alone has no number.
    pub fn of(records: &Records, party: Ix<Party>) -> Option<Reservation> {
        let each = records.alternatives.iter().enumerate();
        let usable = each.filter(|(_, it)| it.party == party).filter_map(|(place, it)| {
            let worth = worth(records, it).ok()?;
            let of_another = !own_view(records, it);
            let rank = (!of_another, it.date, place);
            Some((rank, Reservation { alternative: Ix::new(place), of_another, worth }))
        });
        usable.max_by_key(|(rank, _)| *rank).map(|(_, it)| it)
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

/// Whether the alternative is stated by the party itself; an unattributed one counts as its own.
fn own_view(records: &Records, alternative: &Alternative) -> bool {
    match &alternative.view {
        None => true,
        Some(Speaker::Party(view)) => *view == alternative.party,
        Some(Speaker::Person(ix)) => records.persons[ix.get()].party == Some(alternative.party),
        Some(Speaker::Named(_)) => false,
    }
}

/// What is missing for the alternative on record of `party` to be weighed against a draft; `None` where there is
/// a [`Reservation`], or no alternative on record at all.
pub fn unsaid(records: &Records, party: Ix<Party>) -> Option<(Ix<Alternative>, Lacking)> {
    if Reservation::of(records, party).is_some() {
        return None;
    }
    let each = records.alternatives.iter().enumerate();
    let own = each.filter(|(_, it)| it.party == party);
    let rank = |(place, it): &(usize, &Alternative)| (own_view(records, it), it.date, *place);
    let (place, latest) = own.max_by_key(rank)?;
    Some((Ix::new(place), worth(records, latest).err()?))
}

fn worth(records: &Records, alternative: &Alternative) -> Result<Worth, Lacking> {
    match &alternative.worth {
        AlternativeWorth::Level(range) => Ok(Worth::Level(*range)),
        _ => without::options(records, alternative).map(Worth::Options),
    }
}
