//! Drafts and their points.

use jiff::civil::Date;

use super::id::{Id, Ix};
use super::issue::{Issue, IssueOptions, OptionIx};
use super::meta::Meta;
use super::party::{Party, Speaker};

/// A text on or near the table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// Id (always present), sources, handling.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// When it was tabled or became known to exist.
    pub date: Option<Date>,
    /// Whose text it is.
    pub tabled_by: Vec<Ix<Party>>,
    /// Others who are said to have worked on it.
    pub contributors: Vec<Ix<Party>>,
    /// By whose account it exists or says what it says.
    pub account: Option<Speaker>,
    /// In what form we have it.
    pub form: Form,
    /// Whether we have all of it: only then is silence the status quo, and only once it is entered what
    /// it settles ([`Draft::speaks_by_silence`]).
    pub complete: bool,
    /// How many points it is said to have, by different accounts.
    pub counts: Vec<Count>,
    /// Drafts it was made from.
    pub based_on: Vec<Ix<Draft>>,
    /// The draft it replies to.
    pub answers: Option<Ix<Draft>>,
    /// Drafts said to be the same text under another name.
    pub same_as: Vec<Ix<Draft>>,
    /// Papers that go with it.
    pub companions: Vec<Ix<Draft>>,
    /// Who is known to have it.
    pub known_to: Vec<Ix<Party>>,
    /// When it was live, superseded, withdrawn; live from its date where nothing is said.
    pub life: Vec<LifeEntry>,
    /// Its points, in its own order.
    pub points: Vec<Point>,
}

impl Draft {
    /// Its id. Drafts always have one: `check` sees to it.
    pub fn id(&self) -> &str {
        self.meta.id.as_ref().map_or("", Id::as_str)
    }

    /// Whether somebody has read it, so that what it does not say is known. A text of which only the
    /// existence is reported has no points: what is told of it is hearsay on issues.
    pub fn is_read(&self) -> bool {
        self.form != Form::Reported && !self.points.is_empty()
    }

    /// Whether no point says yet what it settles: its words may be there, and nobody has entered what they come
    /// to.
    pub fn is_unsettled(&self) -> bool {
        self.points.iter().all(Point::settles_nothing)
    }

    /// Its points without headings, which have words and settle nothing.
    pub fn settling_points(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|it| !it.heading)
    }

    /// Whether its silence on an issue is the status quo. It takes the whole text, and somebody who has
    /// entered what it settles: until then its silence is the keeper's, not the text's.
    pub fn speaks_by_silence(&self) -> bool {
        self.complete && !self.is_unsettled()
    }

    /// Whether it is on the table.
    pub fn is_live(&self) -> bool {
        self.state() == Life::Live
    }

    /// Its state, by the latest entry of its life that is visible.
    pub fn state(&self) -> Life {
        self.life.iter().max_by_key(|entry| entry.from).map_or(Life::Live, |entry| entry.is)
    }
}

/// In what form a draft is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Form {
    /// The text itself. Whether it is authentic is for its sources to say.
    Text,
    /// A leaked text, possibly re-translated.
    Leak,
    /// One side's published account of it.
    Readout,
    /// Spoken, written down by a recipient.
    Oral,
    /// Known only because somebody says that it exists.
    #[default]
    Reported,
    /// Put together by the record keeper.
    Reconstruction,
}

impl Form {
    /// Every form with its word.
    pub const ALL: [(Form, &'static str); 6] = [
        (Form::Text, "text"),
        (Form::Leak, "leak"),
        (Form::Readout, "readout"),
        (Form::Oral, "oral"),
        (Form::Reported, "reported"),
        (Form::Reconstruction, "reconstruction"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(form, _)| *form == self).map_or("", |(_, word)| word)
    }
}

/// A claimed number of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// The number.
    pub n: u32,
    /// Who says so.
    pub by: Option<Speaker>,
    /// Since when and from where this is known.
    pub meta: Meta,
}

/// Part of a draft's dated life.
#[derive(Debug, Clone, PartialEq)]
pub struct LifeEntry {
    /// Its state from that day.
    pub is: Life,
    /// First day of the state.
    pub from: Date,
    /// Who made it so.
    pub by: Option<Speaker>,
    /// Since when and from where this is known.
    pub meta: Meta,
}

/// Whether a draft is still on the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Life {
    /// On the table.
    #[default]
    Live,
    /// Replaced by a later one.
    Superseded,
    /// Taken back.
    Withdrawn,
}

impl Life {
    /// Every state with its word.
    pub const ALL: [(Life, &'static str); 3] =
        [(Life::Live, "live"), (Life::Superseded, "superseded"), (Life::Withdrawn, "withdrawn")];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(life, _)| *life == self).map_or("", |(_, word)| word)
    }
}

/// A point of a draft.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// Number in the draft, if known, as written there (`21a`).
    pub number: Option<String>,
    /// What it says, in the keeper's words.
    pub gist: Option<String>,
    /// Its wording, where a wording is known.
    pub text: Option<String>,
    /// Other wordings in circulation.
    pub variants: Vec<Variant>,
    /// By whose account.
    pub account: Option<Speaker>,
    /// Options it settles.
    pub sets: Vec<(Ix<Issue>, OptionIx)>,
    /// Options it leaves side by side, each with who wants it.
    pub among: Vec<(Ix<Issue>, Vec<Bracket>)>,
    /// Options it is known not to contain.
    pub excludes: IssueOptions,
    /// Issues it leaves to the principals.
    pub leaves_open: Vec<Ix<Issue>>,
    /// The condition under which it applies at all.
    pub only_if: Option<Condition>,
    /// What must come first, in words or as numbers of points of the same draft.
    pub after: Vec<String>,
    /// What would end it, in words.
    pub lapses_if: Option<String>,
    /// Where it comes from in earlier drafts.
    pub lineage: Vec<Lineage>,
    /// The number of the point that it stands under, as written there.
    pub under: Option<String>,
    /// Whether it is a heading: it has words and settles nothing.
    pub heading: bool,
    /// What it settles as single parties read it, where they read it differently on purpose.
    pub readings: Vec<PointReading>,
    /// Since when, from where, on what footing it is known.
    pub meta: Meta,
}

impl Point {
    /// Whether it speaks of no issue: it settles, narrows, excludes and leaves open nothing.
    pub fn settles_nothing(&self) -> bool {
        self.sets.is_empty()
            && self.among.is_empty()
            && self.excludes.is_empty()
            && self.leaves_open.is_empty()
            && self.readings.iter().all(|it| it.settles.is_empty())
    }
}

/// What a point settles, as one party reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct PointReading {
    /// Who reads it so.
    pub party: Ix<Party>,
    /// The options that the point settles by this reading.
    pub settles: IssueOptions,
    /// The reading in words.
    pub words: Option<String>,
}

/// Another wording of a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The wording.
    pub text: String,
    /// Who has it so.
    pub by: Option<Speaker>,
    /// Where it comes from.
    pub meta: Meta,
}

/// One of several options left side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Bracket {
    /// The option.
    pub option: OptionIx,
    /// Who wants it; empty where that is not recorded.
    pub by: Vec<Ix<Party>>,
}

/// A condition, in words and, where the record can decide it, on the draft's own content.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Condition {
    /// The condition in words.
    pub text: Option<String>,
    /// It holds when the draft's option of every issue named is among those given. Empty when only
    /// words are known: then it cannot be decided from the record.
    pub when: IssueOptions,
}

/// How a point relates to a point of an earlier draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Lineage {
    /// The relation.
    pub is: Relation,
    /// The earlier draft and the number of its point; absent for a new point.
    pub of: Option<(Ix<Draft>, String)>,
    /// Reason given.
    pub why: Option<String>,
    /// Who made or drew the relation.
    pub by: Option<Speaker>,
}

/// What became of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same words.
    Kept,
    /// Other words.
    Reworded,
    /// Another place.
    Moved,
    /// Joined with others.
    Merged,
    /// One of several made from it.
    Split,
    /// Left out.
    Dropped,
    /// Without a forerunner.
    New,
}

impl Relation {
    /// Every relation with its word.
    pub const ALL: [(Relation, &'static str); 7] = [
        (Relation::Kept, "kept"),
        (Relation::Reworded, "reworded"),
        (Relation::Moved, "moved"),
        (Relation::Merged, "merged"),
        (Relation::Split, "split"),
        (Relation::Dropped, "dropped"),
        (Relation::New, "new"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}
