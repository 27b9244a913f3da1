//! The questions with everything said to them, and which of it counts for a score.

use jiff::civil::Date;

use plenipo_record::case::Case;
use plenipo_record::case::chance::Range;
use plenipo_record::case::entered::{
    Chain, Entered, Standing, counted, entered, names, of_one_author, sealed_below,
};
use plenipo_record::case::forecast::{Computed, Fit, Forecast, Outcome, Prediction, Resolution};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::same_day::differ;

use super::{fit, own};

/// A question with everything said to it.
pub(in crate::lens) struct Asked<'a> {
    pub(in crate::lens) ix: Ix<Forecast>,
    pub(in crate::lens) forecast: &'a Forecast,
    pub(in crate::lens) id: &'a str,
    /// By the day from which they count, oldest first; undated ones last.
    pub(in crate::lens) predictions: Vec<Said<'a>>,
    /// What it came to; `None` where nothing is recorded or two resolutions disagree.
    pub(in crate::lens) resolution: Option<&'a Resolution>,
    /// Whether two resolutions disagree.
    pub(in crate::lens) disputed: bool,
    /// Resolutions that count for nothing, because they stand beside the ledger.
    pub(in crate::lens) stray: Vec<&'a Resolution>,
}

/// A prediction, with what becomes of it.
pub(in crate::lens) struct Said<'a> {
    pub(in crate::lens) prediction: &'a Prediction,
    /// Its author, as a reader should see it.
    pub(in crate::lens) by: String,
    /// When it entered the record.
    pub(in crate::lens) entered: Entered,
    /// The probability stated, where one was.
    pub(in crate::lens) stated: Option<Range>,
    /// Whether its author said something newer to the same question.
    pub(in crate::lens) revised: bool,
    /// Whether its author said something else on the same day, so that nobody knows which came last.
    pub(in crate::lens) unordered: bool,
    /// What puts it right and came too late for that: the question was decided or closed.
    pub(in crate::lens) withdrawn: Option<&'a Prediction>,
    /// Why it has no score, where it has none.
    pub(in crate::lens) why_not: Option<WhyUnscored>,
}

/// Why a prediction has no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhyUnscored {
    /// It has no number: a direction or words only.
    NoNumber,
    /// This program's answer was no number.
    NoAnswer,
    /// Nobody said that what this program was asked is what the question asks.
    Unsaid,
    /// What this program was asked is not what the question asks.
    Another,
    /// Its words were said of something else, near to the question or not.
    Fits(Fit),
    /// It was made before the question was open.
    Early,
    /// It was made after the question was closed.
    Late,
    /// Nobody knows when it was made.
    Undated,
    /// The question is open.
    Open,
    /// The question lost its object.
    Annulled,
    /// The criteria did not decide.
    Ambiguous,
    /// Two resolutions disagree.
    Disputed,
    /// It entered the record after the outcome had.
    Afterwards,
    /// It stands beside the ledger, and nothing shows it to be foresight.
    Beside,
    /// It stands beside the ledger, in which its author has a number on the question.
    Second,
    /// Its author said another number on the same day, and nothing shows which came last.
    Unordered,
}

impl WhyUnscored {
    /// As the table says it.
    pub(super) fn words(self) -> &'static str {
        match self {
            WhyUnscored::NoNumber => "no number",
            WhyUnscored::NoAnswer => "the answer was not a number",
            WhyUnscored::Unsaid => "nobody said that it answers this question exactly",
            WhyUnscored::Another => "it answers another question",
            WhyUnscored::Fits(Fit::Closely) => "fits only closely",
            WhyUnscored::Fits(_) => "fits only loosely",
            WhyUnscored::Early => "made before the question opened",
            WhyUnscored::Late => "made after the question closed",
            WhyUnscored::Undated => "undated",
            WhyUnscored::Open => "not resolved",
            WhyUnscored::Annulled => "annulled",
            WhyUnscored::Ambiguous => "ambiguous",
            WhyUnscored::Disputed => "two resolutions disagree",
            WhyUnscored::Afterwards => "entered afterwards",
            WhyUnscored::Unordered => {
                "another number of the same day: nothing shows which came last"
            }
            WhyUnscored::Second => "outside the ledger, in which its author has a number",
            WhyUnscored::Beside => "not in the ledger: nothing shows that it was made beforehand",
        }
    }
}

impl Asked<'_> {
    /// Whether it came true, where that was decided.
    pub(super) fn happened(&self) -> Option<bool> {
        match self.resolution.map(|it| it.outcome) {
            Some(Outcome::Yes) => Some(true),
            Some(Outcome::No) => Some(false),
            _ => None,
        }
    }

    /// How it stands, in a word.
    pub(in crate::lens) fn outcome(&self) -> Option<&'static str> {
        match self.disputed {
            true => Some("disputed"),
            false => self.resolution.map(|it| it.outcome.word()),
        }
    }

    /// Predictions with a score.
    pub(super) fn scored(&self) -> impl Iterator<Item = (&Said<'_>, Range)> {
        let counts = |it: &&Said<'_>| it.why_not.is_none();
        self.predictions.iter().filter(counts).filter_map(|it| Some((it, it.stated?)))
    }
}

/// Every question of the case, in its order, `only` those named if any are.
pub(super) fn book<'a>(case: &'a Case, only: &[Ix<Forecast>]) -> Vec<Asked<'a>> {
    let chain = Chain::of(case);
    let all = case.forecasts.iter().enumerate().map(|(place, forecast)| (Ix::new(place), forecast));
    all.filter(|(ix, _)| only.is_empty() || only.contains(ix))
        .map(|(ix, forecast)| asked(case, &chain, ix, forecast))
        .collect()
}

fn asked<'a>(case: &'a Case, chain: &Chain, ix: Ix<Forecast>, forecast: &'a Forecast) -> Asked<'a> {
    let all: Vec<&Resolution> = case.resolutions.iter().filter(|it| it.forecast == ix).collect();
    let resolutions = counted(forecast, all.clone());
    let counts = |it: &&Resolution| resolutions.iter().any(|of| std::ptr::eq(*of, *it));
    let disputed = resolutions.windows(2).any(|it| it[0].outcome != it[1].outcome);
    let mut asked = Asked {
        ix,
        forecast,
        id: case.id(RecordRef::new(Kind::Forecast, ix.get())).unwrap_or_default(),
        predictions: Vec::new(),
        // Of several that agree, the first decided it.
        resolution: resolutions.first().copied().filter(|_| !disputed),
        disputed,
        stray: all.iter().filter(|it| !counts(it)).copied().collect(),
    };
    let of = case.predictions.iter().filter(|it| it.forecast == ix);
    let mut predictions: Vec<(&Prediction, Entered)> = of
        .map(|it| {
            let entered = entered(case, chain, &resolutions, it);
            // A correction that came too late is no foresight, whatever day it names.
            let late = corrects(case, it).is_some();
            let standing = if late { Standing::Afterwards } else { entered.standing };
            (it, Entered { standing, ..entered })
        })
        .collect();
    // Who has a number in the ledger has said there what he says: what stands beside it in his name can be
    // written, and dated by a paper that is written with it, at any time.
    let sealed: Vec<&Prediction> = predictions
        .iter()
        .map(|(it, _)| *it)
        .filter(|it| it.place.is_some() && it.chance.is_some())
        .collect();
    // So can what is sealed below the outcome.
    let above = predictions.iter().filter(|(it, entered)| {
        it.place.is_some()
            && it.chance.is_some()
            && entered.standing == Standing::Before
            && !sealed_below(&resolutions, it)
    });
    let foreseen: Vec<&Prediction> = above.map(|(it, _)| *it).collect();
    let has = |all: &[&Prediction], it: &Prediction| all.iter().any(|of| same_author(case, of, it));
    for (it, entered) in &mut predictions {
        if entered.standing != Standing::Before {
            continue;
        }
        if it.place.is_none() && has(&sealed, it) {
            // Nor does a paper date it.
            *entered = Entered { day: it.day(), standing: Standing::Second, dated_by: None };
        } else if sealed_below(&resolutions, it) && has(&foreseen, it) {
            entered.standing = Standing::Afterwards;
        }
    }
    // Of several on one day, the place in the ledger tells which came first.
    predictions.sort_by_key(|(it, entered)| {
        (entered.day.unwrap_or(Date::MAX), it.place.map_or(0, |it| it + 1))
    });
    let authors: Vec<(String, Standing)> =
        predictions.iter().map(|(it, entered)| (author(case, it), entered.standing)).collect();
    // What was said on one day has no order but that of the ledger.
    let all = predictions.clone();
    let of_one_day = |a: usize, b: usize| {
        let by_hand = |at: usize| all[at].0.place.is_none();
        a != b
            && authors[a] == authors[b]
            && all[a].1.day == all[b].1.day
            && by_hand(a)
            && by_hand(b)
            && differ(all[a].0, all[b].0)
    };
    let mates = |place: usize| (0..all.len()).filter(move |it| of_one_day(place, *it));
    for (place, (prediction, entered)) in predictions.into_iter().enumerate() {
        let by = authors[place].0.clone();
        // Words and directions revise a number as little as a number revises words, and what is known to
        // have come after the outcome revises nothing.
        let counts = |it: &&(String, Standing)| match it.1 {
            Standing::Before => true,
            Standing::Afterwards => false,
            // What is sealed is not revised by what is not.
            Standing::Beside | Standing::Second => prediction.place.is_none(),
        };
        let later = authors.iter().enumerate().skip(place + 1);
        let later = later.filter(|(at, _)| !of_one_day(place, *at)).map(|(_, it)| it);
        let revised = later.filter(counts).map(|it| &it.0).any(|it| *it == by);
        let unordered = mates(place).next().is_some();
        let stated = prediction.chance.map(|it| it.range());
        let counting = |it: &Prediction, entered: &Entered| why_not(case, &asked, it, entered);
        let why_not = counting(prediction, &entered).or_else(|| {
            // Only a number that would count itself leaves it open which came last.
            let other = |at: usize| {
                let (it, entered) = &all[at];
                it.chance.map(|it| it.range()) != stated && counting(it, entered).is_none()
            };
            mates(place).any(other).then_some(WhyUnscored::Unordered)
        });
        let withdrawn = withdrawn(case, prediction);
        asked.predictions.push(Said {
            prediction,
            by,
            entered,
            stated,
            revised,
            unordered,
            withdrawn,
            why_not,
        });
    }
    asked
}

/// What a prediction puts right that is still there: it came too late to replace it.
pub(super) fn corrects<'a>(case: &'a Case, it: &Prediction) -> Option<&'a Prediction> {
    let at = it.meta.corrects.as_ref()?.record as usize;
    let was = case.predictions.get(at).filter(|was| !std::ptr::eq(*was, it))?;
    // What somebody else says is his own number, of its own day.
    of_one_author(case, was, it).then_some(was)
}

/// The correction of a prediction that is still there: what came in time to replace it has replaced it.
fn withdrawn<'a>(case: &'a Case, it: &Prediction) -> Option<&'a Prediction> {
    let is = |other: &&Prediction| corrects(case, other).is_some_and(|was| std::ptr::eq(was, it));
    case.predictions.iter().find(is)
}

/// Why a prediction on the question at `ix` has no score; `None` where it has one.
pub(super) fn why_unscored(case: &Case, ix: Ix<Forecast>, it: &Prediction) -> Option<WhyUnscored> {
    let (chain, forecast) = (Chain::of(case), &case.forecasts[ix.get()]);
    let resolutions =
        counted(forecast, case.resolutions.iter().filter(|it| it.forecast == ix).collect());
    let entered = entered(case, &chain, &resolutions, it);
    why_not(case, &asked(case, &chain, ix, forecast), it, &entered)
}

/// Who says it: this program's answers are its own, told apart by what they were asked of and by what
/// was assumed for them.
fn author(case: &Case, it: &Prediction) -> String {
    if let Some(computed) = &it.computed {
        let draft = draft_of(case, computed);
        let of = match party_of(case, computed) {
            Some(party) => format!("{draft} for {party}"),
            None => draft.to_owned(),
        };
        let assuming = match computed.assume.as_slice() {
            [] => String::new(),
            sets => format!(", assuming {}", sets.join(", ")),
        };
        return format!("plenipo, {} of {of}{assuming}", computed.lens);
    }
    it.by.as_ref().map_or_else(|| "unnamed".to_owned(), |by| case.speaker(by))
}

/// Whether two numbers are of one author, by any of the names that the record has for him.
fn same_author(case: &Case, a: &Prediction, b: &Prediction) -> bool {
    if a.computed.is_some() || b.computed.is_some() || a.by.is_none() || b.by.is_none() {
        return author(case, a) == author(case, b);
    }
    let of = names(case, a);
    names(case, b).iter().any(|it| of.contains(it))
}

/// The draft that this program was asked about, as the entry has it.
pub(super) fn draft_of<'a>(case: &'a Case, it: &'a Computed) -> &'a str {
    it.draft_was.as_deref().unwrap_or_else(|| case.draft(it.draft).id())
}

/// The party that it was asked about, as the entry has it.
pub(super) fn party_of<'a>(case: &'a Case, it: &'a Computed) -> Option<&'a str> {
    let party = it.party?;
    Some(it.party_was.as_deref().unwrap_or_else(|| case.party_id(party)))
}

fn why_not(
    case: &Case,
    asked: &Asked<'_>,
    it: &Prediction,
    entered: &Entered,
) -> Option<WhyUnscored> {
    // Whatever stands beside it: an answer of another status is no figure.
    let no_figure = it.computed.as_ref().is_some_and(|it| it.status != own::FIGURE);
    if it.chance.is_none() || no_figure {
        return Some(if it.computed.is_some() {
            WhyUnscored::NoAnswer
        } else {
            WhyUnscored::NoNumber
        });
    }
    if let Some(fit) = it.fits.filter(|it| *it != Fit::Exactly) {
        return Some(WhyUnscored::Fits(fit));
    }
    // Somebody who states a chance on a question answers it. A lens answers what it was asked.
    if let Some(computed) = &it.computed {
        if it.fits.is_none() {
            return Some(WhyUnscored::Unsaid);
        }
        // What was found when it was sealed stays found: a draft or party that is called otherwise since
        // takes no score away.
        let found = computed.checked && it.place.is_some();
        if !found && fit::another(case, asked.forecast, computed.draft, computed.party).is_some() {
            return Some(WhyUnscored::Another);
        }
    }
    let Some((own, day)) = it.day().zip(entered.day) else { return Some(WhyUnscored::Undated) };
    // An answer is no older than the record that it was read from.
    let read = it.computed.as_ref().and_then(|it| it.as_of).unwrap_or(own);
    let (own, day) = (own.max(read), day.max(read));
    if asked.forecast.opens.is_some_and(|opens| own < opens) {
        return Some(WhyUnscored::Early);
    }
    // What entered afterwards is told so, even where its place in the ledger lies beyond the last day.
    let day = if entered.standing == Standing::Afterwards { own } else { day };
    let settled = asked.resolution.and_then(|it| it.date);
    let ends = asked.forecast.closes.into_iter().chain(settled).min();
    // On the day of the event itself nobody can tell which came first: the author has the benefit.
    if ends.is_some_and(|ends| day > ends) {
        return Some(WhyUnscored::Late);
    }
    match asked.resolution.map(|it| it.outcome) {
        _ if asked.disputed => Some(WhyUnscored::Disputed),
        None => Some(WhyUnscored::Open),
        Some(Outcome::Annulled) => Some(WhyUnscored::Annulled),
        Some(Outcome::Ambiguous) => Some(WhyUnscored::Ambiguous),
        Some(Outcome::Yes | Outcome::No) => match entered.standing {
            Standing::Before => None,
            Standing::Afterwards => Some(WhyUnscored::Afterwards),
            Standing::Beside => Some(WhyUnscored::Beside),
            Standing::Second => Some(WhyUnscored::Second),
        },
    }
}
