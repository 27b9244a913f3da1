//! What a recorded alternative comes to, as options; or what is missing for that to be said.

use super::contents::contents;
use super::describe::listed;
use super::draft::Draft;
use super::held::Held;
use super::id::Ix;
use super::issue::{Issue, OptionIx};
use super::party::Party;
use super::position::{Alternative, AlternativeWorth, Direction};
use super::records::Records;
use super::salience::weightless;

/// What is missing for a recorded alternative to be weighed against a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking {
    /// There is nothing but words.
    Worth,
    /// It is on record that it rose or fell, and not how good it is.
    Level(Direction),
    /// What its outcome comes to on these issues: it does not say, and no status quo is on record.
    StatusQuo(Vec<Ix<Issue>>),
    /// Which of several of one day holds, of which not all state a level and not all say the same.
    OneDay,
    /// What the draft that it is as good as says on these issues.
    Content(Ix<Draft>, Vec<Ix<Issue>>),
}

/// The options, one an issue, to which `alternative` comes, where it is a draft or an outcome.
///
/// On an issue that makes no difference to its party any option will do.
///
/// # Errors
/// What is missing; of an alternative that states a level, nothing is asked here.
pub fn options(records: &Records, alternative: &Alternative) -> Result<Vec<OptionIx>, Lacking> {
    let all_the_same = all_the_same(records, alternative.party);
    let of = |known: &dyn Fn(usize) -> Option<OptionIx>| {
        let mut missing = Vec::new();
        let mut options = Vec::with_capacity(records.issues.len());
        for (place, same) in all_the_same.iter().enumerate() {
            match known(place).or(same.then(|| OptionIx::new(0))) {
                Some(option) => options.push(option),
                None => missing.push(Ix::new(place)),
            }
        }
        if missing.is_empty() { Ok(options) } else { Err(missing) }
    };
    match &alternative.worth {
        AlternativeWorth::Draft(draft) => {
            let contents = contents(records, records.draft(*draft));
            of(&|issue| contents[issue].single())
                .map_err(|missing| Lacking::Content(*draft, missing))
        }
        AlternativeWorth::Outcome(set) => of(&|issue| {
            let said = set.iter().find(|(it, _)| it.get() == issue).map(|(_, it)| *it);
            said.or(records.issues[issue].status_quo)
        })
        .map_err(Lacking::StatusQuo),
        AlternativeWorth::Direction(direction) => Err(Lacking::Level(*direction)),
        AlternativeWorth::Unstated | AlternativeWorth::Level(_) => Err(Lacking::Worth),
    }
}

/// The alternatives of `party` among those that `counts` that count: of those that give a number, where any do,
/// else of all of them, the party's own view before another's, and of these the ones of the latest day.
pub fn counting(
    records: &Records,
    party: Ix<Party>,
    counts: impl Fn(Ix<Alternative>) -> bool,
) -> Vec<Ix<Alternative>> {
    let of = |ix: &Ix<Alternative>| &records.alternatives[ix.get()];
    let all = (0..records.alternatives.len()).map(Ix::new);
    let own: Vec<Ix<Alternative>> = all.filter(|it| of(it).party == party && counts(*it)).collect();
    let gives_a_number = |it: &Ix<Alternative>| {
        matches!(of(it).worth, AlternativeWorth::Level(_)) || options(records, of(it)).is_ok()
    };
    let usable: Vec<Ix<Alternative>> = own.iter().copied().filter(gives_a_number).collect();
    let mut counting = if usable.is_empty() { own } else { usable };
    let rank = |it: &Ix<Alternative>| {
        let it = of(it);
        (it.is_own_view(records), it.meta.counts_from(it.date))
    };
    let top = counting.iter().map(rank).max();
    counting.retain(|it| Some(rank(it)) == top);
    counting
}

/// Issues on which it makes no difference to `party` which option there is.
fn all_the_same(records: &Records, party: Ix<Party>) -> Vec<bool> {
    let mut same = weightless(records, party);
    let held = Held::of(records, party);
    for (place, same) in same.iter_mut().enumerate() {
        *same |= held.order(Ix::new(place)).is_some_and(|it| it.indifferent);
    }
    same
}

/// The most issues named one by one.
const NAMED_MAX: usize = 3;

impl Lacking {
    /// Why no number follows, as half a sentence.
    pub fn in_words(&self, records: &Records) -> String {
        let titles = |issues: &[Ix<Issue>]| {
            let each = issues.iter().take(NAMED_MAX);
            let mut titles: Vec<String> =
                each.map(|it| format!("“{}”", records.issue(*it).title)).collect();
            if issues.len() > NAMED_MAX {
                titles.push(format!("{} more", issues.len() - NAMED_MAX));
            }
            listed(&titles)
        };
        match self {
            Lacking::Worth => "what it is worth is not stated".to_owned(),
            Lacking::Level(direction) => format!(
                "it is stated only that it has become {}, not how good it is",
                match direction {
                    Direction::Up => "better",
                    Direction::Down => "worse",
                }
            ),
            Lacking::OneDay => {
                "of several of one day, which do not say the same, it is not on record which came last"
                    .to_owned()
            }
            Lacking::StatusQuo(issues) => format!(
                "its outcome says nothing on {}, where no status quo is on record",
                titles(issues)
            ),
            Lacking::Content(draft, issues) => format!(
                "it is as good as {}, and it is not known what that settles on {}",
                records.draft(*draft).id(),
                titles(issues)
            ),
        }
    }

    /// What would have to be on record.
    pub fn hint(&self) -> &'static str {
        match self {
            Lacking::Worth | Lacking::Level(_) => {
                "state `level`, `draft` or `outcome`, or leave it in words only"
            }
            Lacking::OneDay => {
                "give each the day on which it was stated, or put the one right by the other: \
                 corrects = { id = \"…\" }"
            }
            Lacking::StatusQuo(_) => {
                "name an option of each issue in `outcome`, give the issue a `status_quo`, or say that \
                 the party gives it no weight (salience = \"none\")"
            }
            Lacking::Content(..) => {
                "enter what the draft settles, or say `outcome` with an option of each issue"
            }
        }
    }
}
