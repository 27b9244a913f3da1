#![doc = include_str!("amend.md")]

mod accepted;
pub(super) mod account;
mod asked;
pub(super) mod base;
mod clearing;
mod demands;
mod effects;
mod figures;
mod forbidden;
mod judges;
mod outside;
mod pivotal;
mod reached;
mod refused;
pub mod save;
mod standing;
mod tables;
mod unfillable;
mod worth;

use super::acceptance::outside_lines::{OutsideLine, outside_lines, vetoes};
use super::acceptance::tested::with_tested;
use super::error::Error;
use super::setting::{Key, Settings, Word};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::block::Block;
use accepted::Accepted;
use asked::Asked;
use base::Base;
use clearing::{Clearing, clearing};
use demands::Demands;
use effects::Effect;
use plenipo_maths::change::work::SearchWork;
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use refused::Refused;
use standing::Standing;
use unfillable::Unfillable;
use worth::{Outcome, Without, Worth, worth};

/// How much is searched where nothing is said, in million steps: some seconds on one processor.
const WORK_DEFAULT: f64 = 20_000.0;

/// What no standing line may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClearOf {
    /// Crossed.
    Crossed,
    /// Not even possibly crossed.
    MayBeCrossed,
    /// Not even unclear.
    Unclear,
}

impl Word for ClearOf {
    const ALL: &'static [ClearOf] = &[ClearOf::Crossed, ClearOf::MayBeCrossed, ClearOf::Unclear];
    const WORDS: &'static [&'static str] = &["crossed", "may-be-crossed", "unclear"];
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Steps {
    /// Lines, and acceptance where alternatives are recorded.
    Both,
    /// Lines alone.
    Lines,
}

impl Word for Steps {
    const ALL: &'static [Steps] = &[Steps::Both, Steps::Lines];
    const WORDS: &'static [&'static str] = &["both", "lines"];
}

pub(super) const DRAFT: Key<Vec<String>> = Key::id(
    "draft",
    "the draft to start from; by default the one the next meeting carries, or the latest text known",
    "draft",
);
const TARGET: Key<f64> = Key::number(
    "target",
    "the acceptance to reach for each principal whose alternative is recorded",
    0.6,
    (0.0, 1.0),
)
.unit("probability at the table");
const MAX_CHANGES: Key<f64> =
    Key::number("max-changes", "the most issues to change", 7.0, (1.0, 40.0));
const KEEP: Key<Vec<String>> = Key::ids("keep", "issues that stay as they are", "issue");
const ONLY: Key<Vec<String>> = Key::ids("only", "issues that may change, and no others", "issue");
const NEVER: Key<Vec<String>> = Key::ids(
    "never",
    "options the amended draft may not contain, as ISSUE=OPTION; what it leaves open does not \
     count as contained",
    "pair",
);
const CLEAR_OF: Key<ClearOf> = Key::choice(
    "clear-of",
    "how clear of standing lines it must be: no line crossed; none even possibly crossed; or none \
     even unclear",
);
const STEPS: Key<Steps> = Key::choice(
    "steps",
    "whether to consider lines alone, or acceptance too where alternatives are recorded",
);
const SETS: Key<f64> = Key::number("sets", "the most sets of changes to show", 10.0, (1.0, 1000.0));
const WORK: Key<f64> = Key::number(
    "work",
    "how much work to do before giving up; the first step takes at most half of it",
    WORK_DEFAULT,
    (1.0, 100_000_000.0),
)
.unit("million steps");

/// The lens.
pub const LENS: Lens = Lens {
    name: "amend",
    question: "What is the smallest change that would make this draft acceptable?",
    docs: include_str!("amend.md"),
    settings: &[
        DRAFT.0,
        TARGET.0,
        MAX_CHANGES.0,
        KEEP.0,
        ONLY.0,
        NEVER.0,
        CLEAR_OF.0,
        STEPS.0,
        SETS.0,
        WORK.0,
    ],
    run,
};

/// Everything the lens found, before it is put into words and tables.
pub struct AmendAnswer<'a> {
    asked: Asked,
    base: Base<'a>,
    demands: Demands,
    /// Who has accepted it as it stands.
    accepted: Accepted,
    /// Whose own word stops it, or any text.
    refused: Refused,
    /// Lines of those outside the agreement rule, with which no set is looked for.
    outside: Vec<OutsideLine>,
    /// What the draft does as it stands.
    before: Effect,
    clearing: Clearing,
    /// What it found where every line stands that a later word apparently overtook.
    standing: Option<Standing>,
    /// Where nothing has to be cleared, that what the draft does not settle can be settled in no way.
    unfillable: Option<Unfillable>,
    /// The first sets of changes that clear the lines.
    clear: Vec<Effect>,
    /// The second step, or why there is none.
    worth: Result<Worth, Without>,
    /// The sets of the second step, in its order.
    reach: Vec<Effect>,
}

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    finding(view, &answer(view, settings)?)
}

/// `answer` in words and tables.
///
/// # Errors
/// [`Error::NotADossier`] where `view` is of a scenario, of which there is no answer.
pub fn finding(view: &View<'_>, answer: &AmendAnswer<'_>) -> Result<Finding, Error> {
    let (seen, context) = (view.case()?, view.context());
    let chosen = answer.asked.chosen.iter().map(Block::para);
    let answered = Answered {
        headline: with_tested(answer.base.case, account::headline(answer)),
        status: account::status(answer),
        account: chosen.chain(stamp::worded(seen, account::account(answer))).collect(),
        tables: tables::tables(answer),
        charts: Vec::new(),
        notes: account::notes(answer).and(stamp::of_words(seen)),
        samples: answer.worth.is_ok().then_some(context.samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// What would have to change in the draft that `settings` name.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, a scenario, and [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<AmendAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let (seen, context) = (view.case()?, view.context());
    let asked = Asked::of(seen, view.day(), settings)?;
    let base = Base::of(seen, asked.draft);
    let demands =
        Demands::of(seen, asked.draft, asked.never.clone(), asked.free.clone(), asked.gravest);
    let mut go_on = |share: f64| context.tell(worth::SEARCHED * share);
    let mut work = SearchWork::new(asked.work, &mut go_on);
    let accepted = Accepted::of(&base);
    // Where the draft stands as it is only because its party accepted it since, no change is asked for.
    let stands = demands.aside.contains(&true) && demands.keeps_as_it_stands(&base);
    let clearing = match stands {
        true => Clearing::Sets { sets: vec![Vec::new()], more: false },
        false => work.part(2, |work| clearing(&base, &demands, asked.size_max, work)),
    };
    let standing = Standing::of(&base, &asked, &mut work);
    let unfillable = work.part(8, |work| Unfillable::of(&base, &demands, &clearing, work));
    if work.cancelled() {
        return Err(Error::Cancelled);
    }
    let clear = match &clearing {
        Clearing::Sets { sets, .. } => {
            let first = sets.iter().take(asked.sets_max).cloned();
            first.map(|it| Effect::of(&base, &demands, it)).collect()
        }
        _ => Vec::new(),
    };
    let before = Effect::of(&base, &demands, Vec::new());
    let outside = outside_lines(seen, Some(base.ix));
    let refused = Refused::of(&base);
    let said = (&accepted, &refused);
    let worth = worth(&base, &demands, &asked, &clearing, said, view, &mut work)?;
    let reach = match &worth {
        Ok(Worth { outcome: Outcome::Sets { sets, .. }, .. }) => {
            sets.iter().map(|(set, _)| Effect::of(&base, &demands, set.clone())).collect()
        }
        _ => Vec::new(),
    };
    let answer = AmendAnswer {
        asked,
        base,
        demands,
        accepted,
        refused,
        outside,
        before,
        clearing,
        standing,
        unfillable,
        clear,
        worth,
        reach,
    };
    Ok(answer)
}

/// What has to change, as far as lines and rules go.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Smallest {
    /// No standing line is on record that it could cross.
    NoLines,
    /// It crosses no line and breaks no rule, as far as it is known.
    Nothing,
    /// These changes, one of the smallest sets there are.
    Changes(Vec<Amendment>),
    /// No change respects everything.
    Impossible,
    /// More issues than were asked about would have to change, or the search was given up.
    NotFound,
}

impl AmendAnswer<'_> {
    /// The draft that would be changed.
    pub fn draft(&self) -> Ix<Draft> {
        self.base.ix
    }

    /// The smallest change after which it crosses no line and breaks no rule.
    pub fn smallest(&self) -> Smallest {
        match &self.clearing {
            Clearing::Sets { sets, .. } => match sets.first() {
                Some(first) if !first.is_empty() => Smallest::Changes(first.clone()),
                _ if self.demands.lines.is_empty() && self.outside.is_empty() => Smallest::NoLines,
                _ => Smallest::Nothing,
            },
            Clearing::Conflict { .. } => Smallest::Impossible,
            Clearing::TooFew | Clearing::Unfinished(_) => Smallest::NotFound,
        }
    }

    /// The lines of those outside who must consent that the draft crosses after the smallest change, or as it stands
    /// where it needs none.
    pub(in crate::lens) fn vetoes_after(&self) -> Option<String> {
        let after = self.clear.first().unwrap_or(&self.before);
        vetoes(self.base.case, &self.outside, &after.contents)
    }

    /// What it takes where a line still stands that a later word apparently overtook, if that is something else, with the
    /// first set that does.
    pub(in crate::lens) fn other_end(&self) -> Option<String> {
        let told = standing::in_short(self)?;
        let first = self.at_the_other_end().iter().find(|it| !it.changes.is_empty());
        Some(match first {
            Some(it) => format!("{told}: {}", account::listed_changes(self, &it.changes)),
            None => told,
        })
    }

    /// The set to look at first.
    fn first(&self) -> Option<&Effect> {
        let with_changes = |it: &&Effect| !it.changes.is_empty();
        self.reach.first().filter(with_changes).or(self.clear.first())
    }

    /// Every set shown.
    fn effects(&self) -> impl Iterator<Item = &Effect> {
        self.clear.iter().chain(&self.reach).chain(self.at_the_other_end())
    }

    /// The sets where every line stands that a later word apparently overtook, if there are such lines.
    fn at_the_other_end(&self) -> &[Effect] {
        self.standing.as_ref().map_or(&[], |it| &it.effects)
    }

    /// Whether nothing was asked for beside the lines.
    fn asks_nothing(&self) -> bool {
        self.demands.never.iter().all(|it| it.is_empty())
    }
}
