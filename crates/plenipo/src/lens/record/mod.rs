#![doc = include_str!("record.md")]

mod answer;
mod answered;
mod boxes;
pub mod calendar;
pub(super) mod carry;
mod causes;
pub(super) mod conflicts;
pub(in crate::lens) mod demands;
mod drafts;
pub(super) mod drift;
pub(super) mod entries;
mod fields;
mod history;
pub(in crate::lens) mod keepers;
mod lineage;
pub(super) mod lists;
pub(super) mod matrix;
pub(super) mod meetings;
mod movement;
mod outside;
mod rests;
mod rules;
mod search;
pub(in crate::lens) mod state;
mod summary;
pub(super) mod timeline;
pub(super) mod undertakings;
pub(super) mod unknowns;
mod voice;
mod voices;
mod what;

use jiff::civil::Date;

use super::error::Error;
use super::notes::Notes;
use super::setting::{Key, Settings, Word};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::chart::Chart;
use crate::finding::hint::Hint;
use crate::finding::status::Status;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::glossary::words::is_invisible;
use answer::Of;
pub use answer::RecordAnswer;
pub use carry::{CarryState, Room, RoomRecord};
pub use causes::CauseChain;
pub use conflicts::{ConflictKind, RecordConflict};
pub use demands::{DemandHeld, DemandOnDraft, Departure, Gives, Judged};
pub use drift::Drift;
pub use keepers::{Keeper, Keepers};
pub use movement::Moved;
pub use outside::{ConsentLife, ConsentState, Outside, OutsideParty};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, counted};
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
pub use rules::RuleHeld;
use search::Asked;
pub use state::{StateFor, StateOfPoint, StateOfText};
pub use undertakings::{Undertaken, UndertakenState};
pub use unknowns::{Unknown, UnknownKind};
use voice::Voice;
pub use what::PARTS;
pub(super) use what::What;

pub(super) const WHAT: Key<What> = Key::choice("what", "which part of the record to show");
pub(super) const SINCE: Key<Option<Date>> = Key::day(
    "since",
    "for changes: what became known on or after this day; by default the latest day",
);
pub(super) const TO: Key<Vec<String>> =
    Key::ids("to", "for carry: the party whose room it is; for several, room by room", "party");
const WHO: Key<Option<String>> = Key::words(
    "who",
    "for voice, or for a search: the party, with everybody who speaks for it, or the person",
);
const SEARCH: Key<Option<String>> = Key::words(
    "search",
    "only records that contain these words in any field, or in which somebody of that name speaks; of one part of \
     the record, where that is named",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "record",
    question: "What does the record say?",
    docs: include_str!("record.md"),
    settings: &[WHAT.0, SINCE.0, TO.0, WHO.0, SEARCH.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    finding(view, &answer(view, settings)?)
}

/// What the record says on what `settings` ask for.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, and a scenario, which has no record.
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<RecordAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    apart(settings)?;
    let (case, day) = (view.case()?, view.day());
    let voice = settings.of(&WHO).map(|who| Voice::find(case, &who)).transpose()?;
    let (query, what) = (settings.of(&SEARCH), settings.of(&WHAT));
    let holds = |texts: &[String]| query.as_ref().is_none_or(|it| search::contains(it, texts));
    let of = match what {
        What::Conflicts => {
            let of = |it: &RecordConflict| {
                let sides = it.sides.iter().map(Text::flat).chain([it.about.clone()]);
                holds(&sides.collect::<Vec<_>>())
            };
            let (mut all, mut one_sided) = (conflicts::conflicts(case), conflicts::one_sided(case));
            all.retain(of);
            one_sided.retain(of);
            Of::Conflicts { all, one_sided }
        }
        What::Drift => {
            let mut all = drift::drifts(case);
            all.retain(|it| {
                let name = case.party(it.party).name.clone();
                holds(&[it.before.flat(), it.after.flat(), it.change.clone(), name])
            });
            Of::Drift(all)
        }
        What::Unknowns => {
            let mut all = unknowns::unknowns(case);
            all.extend(unknowns::undecided(case, day));
            all.retain(|it| holds(std::slice::from_ref(&it.text)));
            Of::Unknowns(all)
        }
        _ if let Some(words) = query.clone() => {
            let rooms = match what {
                What::Carry => rooms(view, case, settings)?,
                _ => Vec::new(),
            };
            let since = settings.of(&SINCE);
            let part = settings.has(&WHAT).then_some(what);
            if part == Some(What::Voice) && voice.is_none() {
                return Err(nobody_named());
            }
            Of::Search(Asked { words, part, voice, since, rooms })
        }
        What::Carry => Of::Rooms(rooms(view, case, settings)?),
        What::Voice => Of::Voice(voice.ok_or_else(nobody_named)?),
        What::Changes => Of::Changes(settings.of(&SINCE)),
        What::Outside => Of::Outside(outside::outside(case, day)),
        What::Rules => Of::Rules(rules::rules(case)),
        What::Demands => Of::Demands(demands::demands(case)),
        What::State => Of::State(state::states(case)),
        What::Movement => Of::Movement(movement::movements(case)),
        What::Causes => Of::Causes(causes::chains(case)),
        What::Undertakings => Of::Undertakings(undertakings::undertakings(case, day)),
        What::Keepers => Of::Keepers(keepers::keepers(case)),
        part => Of::Part(part),
    };
    let within = query.filter(|_| !matches!(of, Of::Search(_)));
    Ok(RecordAnswer { case, day, of, within })
}

/// That nobody was named whose voice it is.
fn nobody_named() -> Error {
    Error::setting("who", "name the party or the person whose voice it is")
}

/// `answer` in words and tables.
///
/// # Errors
/// None of a record's own view; those of `View::case` otherwise.
pub fn finding(view: &View<'_>, answer: &RecordAnswer<'_>) -> Result<Finding, Error> {
    let (seen, day) = (answer.case, answer.day);
    let (headline, mut tables, account) = match &answer.of {
        Of::Search(asked) => searched(seen, asked),
        Of::Rooms(rooms) => carry::told(seen, rooms),
        Of::Voice(voice) => voice::told(seen, *voice),
        Of::Conflicts { all, one_sided } => conflict(all, one_sided),
        Of::Drift(all) => drifting(seen, all),
        Of::Unknowns(all) => unknown(all),
        Of::Changes(since) => {
            let (tables, blocks) = timeline::changes_since(seen, *since);
            let headline = format!("{}.", tables[0].caption);
            (headline, tables, blocks)
        }
        Of::Outside(all) => outside::told(seen, all),
        Of::Rules(all) => rules::told(seen, all),
        Of::Demands(all) => demands::told(seen, all),
        Of::State(all) => state::told(seen, all),
        Of::Movement(all) => movement::told(seen, all),
        Of::Causes(all) => causes::told(seen, all),
        Of::Undertakings(all) => undertakings::told(seen, all),
        Of::Keepers(all) => keepers::told(seen, all, view.is_a_partys()),
        Of::Part(part) => listed(seen, *part, day),
    };
    let headline = match (&answer.within, none_of(&answer.of)) {
        // That there is none is not so: none contains the words.
        (Some(query), Some(none)) => format!("{none} contains “{query}”."),
        (Some(query), None) => format!("{headline} Only what contains “{query}” is told."),
        (None, _) => headline,
    };
    let charts = match answer.of {
        Of::Part(part) => charts(seen, part, day, &mut tables),
        _ => Vec::new(),
    };
    let mut notes: Notes = stamp::of_words(seen).into_iter().collect();
    if let Of::Unknowns(all) = &answer.of
        && !view.is_a_partys()
    {
        notes.extend(unknowns::entered_as(all));
    }
    let answered = Answered {
        headline,
        status: Status::Answered,
        account: stamp::worded(seen, account),
        tables,
        charts,
        notes,
        samples: None,
    };
    Ok(view.finding(&LENS, answered))
}

/// That there is nothing of what is concluded from several records; none where there is something.
fn none_of(of: &Of) -> Option<&'static str> {
    match of {
        Of::Conflicts { all, one_sided } if all.is_empty() && one_sided.is_empty() => {
            Some("No contradiction on record")
        }
        Of::Drift(all) if all.is_empty() => Some("No difference from what was said before"),
        Of::Unknowns(all) if all.is_empty() => Some("Nothing that is not known"),
        _ => None,
    }
}

fn searched(seen: &Case, asked: &Asked) -> (String, Vec<Table>, Vec<Block>) {
    let (table, mut blocks) = search::search(seen, asked);
    let n = table.rows.len();
    let contain = if n == 1 { "contains" } else { "contain" };
    let of = asked.voice.map(|it| format!(" of {}", it.label(seen))).unwrap_or_default();
    let words = &asked.words;
    let part = asked.narrow().map(|it| format!(" under {}", it.word())).unwrap_or_default();
    let headline = match n {
        0 => format!("Nothing{of} on record{part} contains “{words}”."),
        _ => format!("{}{of} on record{part} {contain} “{words}”.", counted(n, "item")),
    };
    // What one part does not have others may: none there is not none on record.
    let elsewhere = match asked.narrow() {
        Some(_) if n == 0 => search::search(seen, &asked.everywhere()).0.rows.len(),
        _ => 0,
    };
    if elsewhere > 0 {
        let search = SEARCH.to(words);
        let hint = Hint::Ask { lens: LENS.name.to_owned(), settings: vec![search] };
        let said = format!("{} elsewhere on record: ", counted(elsewhere, "item"));
        blocks = vec![Block::Para(Text::plain(said).hint(hint).and("."))];
    } else if n == 0 {
        blocks = vec![Block::para("Words are looked for in every field of every record.")];
    }
    (headline, vec![table], blocks)
}

/// Whether nothing of it can be seen.
fn says_nothing(words: &str) -> bool {
    !words.chars().any(|it| !it.is_whitespace() && !it.is_control() && !is_invisible(it))
}

/// Settings that do not go together: none of them is dropped without a word.
fn apart(settings: &Settings) -> Result<(), Error> {
    let fault = |name: &str, message: Text| Err(Error::setting(name, message));
    let only_with = |name: &str, what: What| {
        fault(name, Text::plain("it goes with ").hint(WHAT.to(what.word())).and(" only"))
    };
    let what = settings.of(&WHAT);
    let search = settings.has(&SEARCH);
    if settings.of(&SEARCH).is_some_and(|it| says_nothing(&it)) {
        return fault("search", "there are no words to look for".into());
    }
    if settings.has(&TO) && what != What::Carry {
        return only_with("to", What::Carry);
    }
    // What is concluded from several records is nobody's.
    let concluded = matches!(what, What::Conflicts | What::Drift | What::Unknowns);
    if settings.has(&WHO) && (concluded || what != What::Voice && !search) {
        return only_with("who", What::Voice);
    }
    if settings.has(&SINCE) && what != What::Changes {
        return only_with("since", What::Changes);
    }
    Ok(())
}

/// The rooms asked about: to the record's keeper also with what may not be carried there.
fn rooms(view: &View<'_>, seen: &Case, settings: &Settings) -> Result<Vec<Room>, Error> {
    let mut to: Vec<Ix<Party>> = Vec::new();
    for id in settings.of(&TO) {
        let room = stamp::find::<Party>(seen, &id)?;
        if !to.contains(&room) {
            to.push(room);
        }
    }
    if to.is_empty() {
        return Err(Error::setting("to", "name the party whose room it is"));
    }
    let room = |to: Ix<Party>| Room::of(seen, to, view.of_party(to).as_ref(), view.day());
    Ok(to.into_iter().map(room).collect())
}

/// A part of the record that is a list of what it holds.
fn listed(seen: &Case, part: What, day: Option<Date>) -> (String, Vec<Table>, Vec<Block>) {
    match part {
        What::Parties => {
            let tables = lists::parties(seen);
            (headline(seen.parties.len(), "party"), tables, vec![Block::Table("parties")])
        }
        What::Issues => {
            let (table, blocks) = lists::issues(seen);
            (headline(seen.issues.len(), "issue"), vec![table], blocks)
        }
        What::Matrix => {
            let (table, blocks) = matrix::matrix(seen);
            ("Standing lines and positions, issue by party.".to_owned(), vec![table], blocks)
        }
        What::Timeline => {
            let (table, blocks) = timeline::timeline(seen);
            (format!("{} dated entries.", table.rows.len()), vec![table], blocks)
        }
        What::Meetings => meetings::meetings(seen, day),
        What::Drafts => {
            let (tables, blocks) = drafts::drafts(seen);
            let of = |word: &str| -> Vec<String> {
                let all = (0..seen.drafts.len()).map(Ix::new);
                let such = all.filter(|it| lineage::state(seen, *it).0 == word);
                such.map(|it| seen.draft(it).id().to_owned()).collect()
            };
            let (live, fallen) = (of("live").len(), of(lineage::FALLEN));
            let all = counted(seen.drafts.len(), "draft");
            let headline = match fallen.is_empty() {
                true => format!("{all}, {live} of them live."),
                false => {
                    let has = if fallen.len() == 1 { "has" } else { "have" };
                    let fallen = describe::listed(&fallen);
                    format!(
                        "{fallen} {has} fallen with a refused consent. {all}, {live} of them live."
                    )
                }
            };
            (headline, tables, blocks)
        }
        What::Sources => {
            let headline = headline(seen.sources.len(), "source");
            let (rests, blocks) = rests::rests(seen);
            let all = std::iter::once(Block::Sources).chain(blocks).collect();
            (headline, vec![lists::sources(seen), rests], all)
        }
        _ => summary::summary(seen, day),
    }
}

/// The chart of a part, where it has one; a table made for it joins `tables`.
fn charts(seen: &Case, what: What, day: Option<Date>, tables: &mut Vec<Table>) -> Vec<Chart> {
    match what {
        What::Matrix => {
            let (table, chart) = matrix::stands(seen);
            tables.push(table);
            vec![chart]
        }
        What::Timeline => tables.iter().map(timeline::chart).collect(),
        What::Meetings => meetings::charts(seen, day),
        What::Drafts => vec![lineage::chart(seen, tables)],
        _ => Vec::new(),
    }
}

/// `3 drafts.`
fn headline(n: usize, noun: &str) -> String {
    format!("{}.", counted(n, noun))
}

fn unknown(all: &[Unknown]) -> (String, Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "unknowns",
        "What is not known",
        vec![
            Column::new("kind", ColumnKind::Text),
            Column::new("about", ColumnKind::Id),
            Column::new("text", ColumnKind::Text),
        ],
    );
    let mut blocks = Vec::new();
    for it in all {
        table.push(vec![Cell::text(it.kind.word()), it.cell.clone(), Cell::text(it.text.clone())]);
        blocks.push(Block::Item(Item {
            mark: Mark::Unknown,
            text: Text::plain(it.text.clone()),
            under: Vec::new(),
        }));
    }
    (format!("{} not known.", counted(table.rows.len(), "thing")), vec![table], blocks)
}

fn conflict(
    all: &[RecordConflict],
    claimed: &[RecordConflict],
) -> (String, Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "conflicts",
        "Contradictions on record",
        vec![
            Column::new("kind", ColumnKind::Text),
            Column::new("about", ColumnKind::Text),
            Column::new("side", ColumnKind::Text),
        ],
    );
    // What only one side speaks of is no conflict: nobody on record says otherwise.
    let mut one_sided = table.clone();
    one_sided.id = "one_sided";
    one_sided.caption = "Understandings on which not every side is on record".to_owned();
    let mut blocks = tell(&mut table, all);
    if !claimed.is_empty() {
        blocks.push(Block::heading(1, "Claimed, and not by every side"));
        blocks.extend(tell(&mut one_sided, claimed));
    }
    (headline(all.len(), "conflict"), vec![table, one_sided], blocks)
}

/// Every side as a row, every conflict as a list item.
fn tell(table: &mut Table, all: &[RecordConflict]) -> Vec<Block> {
    for it in all {
        for side in &it.sides {
            table.push(vec![
                Cell::text(it.kind.word()),
                Cell::text(it.about.clone()),
                Cell::text(side.flat()),
            ]);
        }
    }
    all.iter().map(conflict_item).collect()
}

/// A conflict as a list item with its sides under it.
pub(super) fn conflict_item(it: &RecordConflict) -> Block {
    Block::Item(Item {
        mark: Mark::Plain,
        text: Text::default().strong(it.about.clone()).and(format!(": {}", it.kind.word())),
        under: it.sides.clone(),
    })
}

fn drifting(seen: &Case, all: &[Drift]) -> (String, Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "drift",
        "What a party said at one time against what it said or tabled at another",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("from", ColumnKind::Date),
            Column::new("to", ColumnKind::Date),
            Column::new("change", ColumnKind::Text),
            Column::new("before", ColumnKind::Text),
            Column::new("after", ColumnKind::Text),
        ],
    );
    let mut blocks = Vec::new();
    for it in all {
        table.push(vec![
            Cell::party(seen.party_id(it.party)),
            Cell::maybe_date(it.from),
            Cell::maybe_date(it.to),
            Cell::text(it.change.clone()),
            Cell::text(it.before.flat()),
            Cell::text(it.after.flat()),
        ]);
        blocks.push(drift_item(seen, it));
    }
    (
        format!("{} from what was said before.", counted(table.rows.len(), "difference")),
        vec![table],
        blocks,
    )
}

/// A drift as a list item, both sides under it.
pub(super) fn drift_item(seen: &Case, it: &Drift) -> Block {
    let day = |date: Option<Date>| date.map_or("undated".into(), |it| it.to_string());
    Block::Item(Item {
        mark: Mark::Maybe,
        text: Text::default().strong(seen.party(it.party).name.clone()).and(format!(
            ", {} to {}: {}",
            day(it.from),
            day(it.to),
            it.change
        )),
        under: vec![
            Text::plain("before: ").then(it.before.clone()),
            Text::plain("after: ").then(it.after.clone()),
        ],
    })
}
