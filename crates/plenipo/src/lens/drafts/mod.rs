#![doc = include_str!("drafts.md")]

pub mod pairs;
mod passages;
pub mod proposed;
pub mod returned;
pub mod vocabulary;

pub mod lineage;

mod comparison;
mod moves;
mod rows;
mod weighty;
mod wording;

mod answer;
mod brackets;
mod columns;
pub(super) mod readings;
pub(super) mod redline;
mod sources;
pub(super) mod tree;

use jiff::civil::Date;

use super::AS_OF;
use super::error::Error;
use super::setting::{Key, Settings, Word};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::block::Block;
use crate::finding::block::Text;
use crate::finding::hint::{Hint, To};
use crate::finding::status::Status;
use crate::finding::table::Table;
pub use answer::{DraftComparison, DraftsAnswer, HowSure, PointChange};
use brackets::Brackets;
use comparison::{Comparison, compare};
use moves::Stands;
use pairs::{POINTS_MAX, is_read};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::on_the_table::{Forerunner, chosen_to_compare, forerunner};

/// The document that a comparison is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Document {
    /// What changed, point by point.
    Redline,
    /// The drafts side by side.
    Columns,
    /// One text, with what is not agreed in brackets.
    Brackets,
    /// Where each point of the last draft comes from.
    Sources,
}

impl Word for Document {
    const ALL: &'static [Document] =
        &[Document::Redline, Document::Columns, Document::Brackets, Document::Sources];
    const WORDS: &'static [&'static str] = &["redline", "columns", "brackets", "sources"];
}

/// What each draft of a redline is set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// The first.
    First,
    /// The one before.
    Previous,
}

impl Word for Against {
    const ALL: &'static [Against] = &[Against::First, Against::Previous];
    const WORDS: &'static [&'static str] = &["first", "previous"];
}

/// Whether names stand in bracketed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribution {
    /// They do.
    Named,
    /// They do not.
    Removed,
}

impl Word for Attribution {
    const ALL: &'static [Attribution] = &[Attribution::Named, Attribution::Removed];
    const WORDS: &'static [&'static str] = &["named", "removed"];
}

pub(super) const DRAFT: Key<Vec<String>> = Key::ids(
    "draft",
    "drafts to compare, the earliest first; where none is named, what the next \
                   meeting carries (else the latest text known) and what that was made from, else the \
                   latest text before it or, with none before it, the latest other",
    "draft",
);
const AS: Key<Document> = Key::choice("as", "the document to make");
const AGAINST: Key<Against> =
    Key::choice("against", "in a redline of three drafts or more, what each is set against");
const ATTRIBUTION: Key<Attribution> = Key::choice(
    "attribution",
    "in bracketed text, whether proposers, opposers, drafts and sources are named",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "drafts",
    question: "What changed from one draft to another, and whose way?",
    docs: include_str!("drafts.md"),
    settings: &[DRAFT.0, AS.0, AGAINST.0, ATTRIBUTION.0],
    run,
};

/// The most drafts that are compared at once.
pub const DRAFTS_MAX: usize = 8;

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let seen = view.case()?;
    let Asked { drafts, chosen } = asked(seen, view.day(), &settings.of(&DRAFT))?;
    let document = settings.of(&AS);
    let named = settings.of(&ATTRIBUTION) == Attribution::Named;
    if !named && document != Document::Brackets {
        let message = format!(
            "names are omitted from bracketed text only; ask for `brackets`, not `{}`",
            document.word()
        );
        return Err(Error::setting("attribution", message));
    }
    let made = if drafts.is_empty() {
        Made {
            headline: match view.day() {
                // Texts laid later are not counted: that there are any would be told early.
                Some(day) => {
                    format!("There are no two texts known here as of {day} that could be compared.")
                }
                None => "There are no two texts known here that could be compared.".to_owned(),
            },
            account: view.day().map(|_| later()).into_iter().collect(),
            tables: Vec::new(),
        }
    } else {
        make(seen, &drafts, document, settings.of(&AGAINST), named)
    };
    let mut account = made.account;
    if let Some(words) = chosen {
        // Which drafts they are is told by name alone.
        let words = if named { words } else { UNNAMED.to_owned() };
        account.insert(0, Block::para(words));
    }
    let read = drafts.iter().filter(|it| is_read(seen.draft(**it))).count();
    let answered = Answered {
        headline: made.headline,
        status: if read < 2 { Status::Undetermined } else { Status::Answered },
        account,
        tables: made.tables,
        charts: Vec::new(),
        notes: notes(seen, &drafts, document, named).into(),
        samples: None,
    };
    let mut finding = view.finding(&LENS, answered);
    if !named {
        finding.provenance = brackets::unnamed(finding.provenance);
    }
    Ok(finding)
}

/// Where a text that is not known yet is to be found.
fn later() -> Block {
    let text = Text::plain("A text of a later day is read with ");
    Block::Para(text.hint(Hint::set(AS_OF, To::Any)).and("."))
}

/// What changed from one draft to another.
pub(super) struct Between {
    /// The two, as a heading.
    pub(super) title: String,
    /// The answer in a sentence.
    pub(super) headline: String,
    /// The account without the change of every point.
    pub(super) account: Vec<Block>,
}

/// What changed from the draft `a` to the draft `b`, in parts below headings of that depth.
pub(super) fn between(case: &Case, a: Ix<Draft>, b: Ix<Draft>, depth: u8) -> Between {
    let compared = compare(case, &Stands::of(case), a, b);
    Between {
        title: redline::heading(case.draft(a), case.draft(b)),
        headline: format!("{}.", from_to(case, &compared)),
        account: redline::in_words(case, &compared, depth),
    }
}

/// A comparison in a sentence without its end.
fn from_to(case: &Case, it: &Comparison) -> String {
    let (a, b) = (case.draft(it.a).id(), case.draft(it.b).id());
    format!("From {a} to {b}: {}", redline::in_short(case, it))
}

/// The drafts that `settings` name, else those that stand to be compared, each with the one that it is set
/// against.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, and a scenario.
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<DraftsAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let case = view.case()?;
    let Asked { drafts, .. } = asked(case, view.day(), &settings.of(&DRAFT))?;
    let against = settings.of(&AGAINST);
    let stands = Stands::of(case);
    let all = (1..drafts.len()).map(|at| {
        let of = if against == Against::Previous { at - 1 } else { 0 };
        compare(case, &stands, drafts[of], drafts[at])
    });
    Ok(DraftsAnswer { case, comparisons: all.collect() })
}

/// What a document is made of.
struct Made {
    headline: String,
    account: Vec<Block>,
    tables: Vec<Table>,
}

fn make(
    case: &Case,
    drafts: &[Ix<Draft>],
    document: Document,
    against: Against,
    named: bool,
) -> Made {
    let stands = Stands::of(case);
    let compared = |a: usize, b: usize| compare(case, &stands, drafts[a], drafts[b]);
    let ids: Vec<String> = drafts.iter().map(|it| case.draft(*it).id().to_owned()).collect();
    let listed = describe::listed(&ids);
    match document {
        Document::Columns => {
            let rows = rows::rows(case, drafts, &compared);
            let (table, account) = columns::columns(case, drafts, &rows);
            let headline = format!("{listed} side by side, {}.", counted(rows.len()));
            Made { headline, account, tables: vec![table] }
        }
        Document::Brackets => {
            let rows = rows::rows(case, drafts, &compared);
            let Brackets { table, account, open, alone } =
                brackets::brackets(case, &stands, drafts, &rows, named);
            let of = if named { format!(" of {listed}") } else { String::new() };
            let are = if open == 1 { "is" } else { "are" };
            let of_them = match (alone, open) {
                (0, _) => String::new(),
                (1, 1) => ", known in one draft only".to_owned(),
                _ => format!(", {alone} of them known in one draft only"),
            };
            let headline =
                format!("{open} of {}{of} {are} in brackets{of_them}.", counted(rows.len()));
            Made { headline, account, tables: vec![table] }
        }
        Document::Sources => {
            let last = drafts.len() - 1;
            let from: Vec<Comparison> = (0..last).map(|at| compared(at, last)).collect();
            let (table, account) = sources::sources(case, &from);
            let headline =
                format!("What {} was made from: {}.", ids[last], describe::listed(&ids[..last]));
            Made { headline, account, tables: vec![table] }
        }
        Document::Redline => {
            let of = |at: usize| if against == Against::Previous { at - 1 } else { 0 };
            let all: Vec<Comparison> = (1..drafts.len()).map(|at| compared(of(at), at)).collect();
            let mut said = Vec::new();
            let mut account = Vec::new();
            let mut tables = Vec::new();
            for (it, id) in all.iter().zip(redline::IDS) {
                said.push(from_to(case, it));
                account.extend(redline::account(case, it));
                tables.push(redline::table(case, id, it));
            }
            tables.push(redline::data(case, &all));
            Made { headline: format!("{}.", said.join(". ")), account, tables }
        }
    }
}

fn counted(rows: usize) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

/// What is said of drafts that nobody named where none may be named.
const UNNAMED: &str = "No draft was named: these are what the next meeting carries, or else the latest \
    text known, and the text it was made from or, with none known, another.";

/// What was asked.
struct Asked {
    drafts: Vec<Ix<Draft>>,
    /// Where nobody named a draft: a sentence on which was chosen and why.
    chosen: Option<String>,
}

/// The drafts to compare: those named, else the one on the table and what it was made from.
fn asked(case: &Case, day: Option<Date>, ids: &[String]) -> Result<Asked, Error> {
    let mut drafts: Vec<Ix<Draft>> = Vec::new();
    for id in ids {
        drafts.push(stamp::find(case, id)?);
    }
    let fault = |message: String| Err(Error::setting("draft", message));
    if let Some(id) = ids.iter().enumerate().find(|(at, id)| ids[..*at].contains(id)) {
        return fault(format!("`{}` is named twice; a draft does not differ from itself", id.1));
    }
    if drafts.len() > DRAFTS_MAX {
        return fault(format!("at most {DRAFTS_MAX} drafts are compared at once"));
    }
    let mut chosen = None;
    match drafts.as_slice() {
        [] => {
            if let Some((pair, words)) = on_the_table(case, day) {
                drafts = pair.to_vec();
                chosen = Some(words);
            }
        }
        [one] => {
            let hint = forerunner(case, *one).map_or(String::new(), |(it, how)| {
                let id = case.draft(it).id();
                match how {
                    Forerunner::Direct => format!("; it was made from `{id}`"),
                    Forerunner::Other => format!("; there is also `{id}`"),
                    Forerunner::Far | Forerunner::Earlier => {
                        format!("; before it there was `{id}`")
                    }
                }
            });
            return fault(format!("one draft alone has nothing to be compared with{hint}"));
        }
        _ => {}
    }
    if let Some(large) = drafts.iter().find(|it| case.draft(**it).points.len() > POINTS_MAX) {
        return fault(format!(
            "`{}` has more than {POINTS_MAX} points, too many to be compared one by one",
            case.draft(*large).id()
        ));
    }
    Ok(Asked { drafts, chosen })
}

/// The text on the table and the one it is set against, in their order, and a sentence on both.
fn on_the_table(case: &Case, day: Option<Date>) -> Option<([Ix<Draft>; 2], String)> {
    let chosen = chosen_to_compare(case, day)?;
    let (before, how) = forerunner(case, chosen.draft)?;
    let words = format!(
        "No draft was named. This compares {}, with {}, {}.",
        chosen.in_words(case),
        case.draft(before).id(),
        how.in_words()
    );
    // The earliest first, as where they are named.
    let pair = match how {
        Forerunner::Other => [chosen.draft, before],
        Forerunner::Direct | Forerunner::Far | Forerunner::Earlier => [before, chosen.draft],
    };
    Some((pair, words))
}

fn notes(case: &Case, drafts: &[Ix<Draft>], document: Document, named: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if drafts.is_empty() {
        return notes;
    }
    if document == Document::Redline {
        notes.push(
            "Confidence: “recorded” is lineage on record; “high”, “fair” and “low” were found by \
             likeness and need a person to confirm them."
                .to_owned(),
        );
        notes.push(
            "Toward and away: by a standing line that is no longer, or newly, crossed, or by the \
             party's recorded order of the options. What is not recorded stays unknown."
                .to_owned(),
        );
    }
    let gists = drafts.iter().any(|it| {
        case.draft(*it).points.iter().any(|it| it.text.is_none() && !pairs::is_placeholder(it))
    });
    if gists && document != Document::Redline {
        notes.push(
            "Gists are the record keeper's words, not the drafts': they are not quoted, and not \
             compared word by word with a wording."
                .to_owned(),
        );
    }
    if document == Document::Columns {
        notes.push(
            "“[no change]”: the words of the first draft; “idem”: those of the column before; \
             “deleted”: nothing in its place."
                .to_owned(),
        );
    }
    if named {
        notes.extend(stamp::of_words(case));
    }
    notes
}
