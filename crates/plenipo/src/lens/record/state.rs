//! Where each version of a text stands, point by point and party by party.
//!
//! The latest word on a point holds, by its day; of one day, what names the point goes before what is said of the
//! whole text or of the point above. Nothing is counted as a share: which points are open is told by their numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::Target;
use crate::lens::drafts::tree::Tree;
use crate::lens::whence::whence;
use plenipo_record::case::Case;
use plenipo_record::case::course::{TextState, TextStateKind};
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;

/// How a version of a text stands.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StateOfText {
    /// Which version.
    pub draft: Ix<Draft>,
    /// Its points in their order; the text as a whole where none is on record.
    pub points: Vec<StateOfPoint>,
}

/// How a point stands.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StateOfPoint {
    /// Its number; none for the text as a whole, or for a point without one.
    pub number: Option<String>,
    /// Where it stands in the draft: its own number, below those of the points above it.
    pub path: String,
    /// How it stands, and for whom: for all of them, where nobody is named. Several where accounts of one day differ;
    /// none where nothing is on record.
    pub states: Vec<StateFor>,
}

/// How a point stands for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateFor {
    /// For which party; for all of them where none is named.
    pub party: Option<Ix<Party>>,
    /// How it stands.
    pub is: TextStateKind,
    /// The record that says so.
    pub by: Ix<TextState>,
}

impl StateOfPoint {
    /// Whether it stands differently for different parties, or by accounts of one day.
    pub fn is_disputed(&self) -> bool {
        self.states.windows(2).any(|pair| pair[0].is != pair[1].is)
    }

    /// Whether the same is told differently: how it stands for one party, or for all of them. That two parties have
    /// not come equally far contradicts nothing.
    pub(super) fn is_contradicted(&self) -> bool {
        let mut pairs = self
            .states
            .iter()
            .enumerate()
            .flat_map(|(at, a)| self.states[at + 1..].iter().map(move |b| (a, b)));
        pairs.any(|(a, b)| a.is != b.is && a.party == b.party)
    }
}

/// Every version of which a state is on record, latest first.
pub(in crate::lens) fn states(case: &Case) -> Vec<StateOfText> {
    let with = |place: &usize| case.text_states.iter().any(|it| it.draft.get() == *place);
    let drafts = (0..case.drafts.len()).rev().filter(with);
    drafts.map(|place| of_draft(case, Ix::new(place))).collect()
}

fn of_draft(case: &Case, ix: Ix<Draft>) -> StateOfText {
    let draft = case.draft(ix);
    let tree = Tree::of(draft);
    let said: Vec<(Ix<TextState>, &TextState)> = case
        .text_states
        .iter()
        .enumerate()
        .filter(|(_, it)| it.draft == ix)
        .map(|(place, it)| (Ix::new(place), it))
        .collect();
    // Parties for whom something of their own is said.
    let mut named: Vec<Ix<Party>> = said.iter().filter_map(|(_, it)| it.party).collect();
    named.sort_unstable();
    named.dedup();
    let stand = |place: Option<usize>| -> Vec<StateFor> {
        let for_all = latest(&tree, &said, place, None);
        let mut all: Vec<StateFor> = Vec::new();
        for party in &named {
            let own = latest(&tree, &said, place, Some(*party));
            // What is only said of all is told once.
            if own != for_all {
                all.extend(own.into_iter().map(|it| StateFor { party: Some(*party), ..it }));
            }
        }
        // What was once said of all holds of nobody any more where more was said of each since.
        let has_own = |it: &Ix<Party>| all.iter().any(|state| state.party == Some(*it));
        let principals = case.signatories();
        let mut states = match !principals.is_empty() && principals.iter().all(has_own) {
            true => Vec::new(),
            false => for_all,
        };
        states.extend(all);
        states
    };
    let mut points: Vec<StateOfPoint> = Vec::new();
    for (place, point) in draft.points.iter().enumerate().filter(|(_, it)| !it.heading) {
        points.push(StateOfPoint {
            number: point.number.clone(),
            path: tree.path(place),
            states: stand(Some(place)),
        });
    }
    if points.is_empty() {
        points.push(StateOfPoint { number: None, path: String::new(), states: stand(None) });
    }
    StateOfText { draft: ix, points }
}

/// The latest word on a point, or on the whole text, for `party`: what is said of all parties counts for each.
/// `None` asks for what is said of all alone.
fn latest(
    tree: &Tree<'_>,
    said: &[(Ix<TextState>, &TextState)],
    place: Option<usize>,
    party: Option<Ix<Party>>,
) -> Vec<StateFor> {
    // How near to the point what a record speaks of is: the point itself, one above it, the whole text.
    let nearness = |it: &TextState| -> Option<usize> {
        if it.points.is_empty() {
            return Some(0);
        }
        let place = place?;
        let mut up = vec![place];
        up.extend(tree.above(place));
        let far = up.iter().position(|at| {
            tree.draft.points[*at].number.as_ref().is_some_and(|number| it.points.contains(number))
        })?;
        Some(usize::MAX - far)
    };
    let counts = |it: &TextState| it.party.is_none() || it.party == party;
    // Of one day what is said of the party itself goes before what is said of all.
    let key = |it: &TextState| -> Option<(Option<Date>, usize, bool)> {
        counts(it).then_some(())?;
        Some((it.date, nearness(it)?, it.party.is_some()))
    };
    let last = said.iter().filter_map(|(_, it)| key(it)).max();
    let mut found: Vec<StateFor> = Vec::new();
    for (ix, it) in said.iter().filter(|(_, it)| last.is_some() && key(it) == last) {
        if !found.iter().any(|other| other.is == it.is) {
            found.push(StateFor { party: it.party, is: it.is, by: *ix });
        }
    }
    found
}

/// In a sentence, as a table and as an account.
pub(super) fn told(case: &Case, all: &[StateOfText]) -> (String, Vec<Table>, Vec<Block>) {
    let mut blocks = Vec::new();
    if let Some(until) = &case.dossier.nothing_agreed_until {
        blocks.push(Block::para(format!("Nothing is agreed until {until}, as the parties said.")));
    }
    for it in all {
        blocks.push(Block::heading(1, {
            let draft = case.draft(it.draft);
            format!("{} · {}", draft.id(), draft.title)
        }));
        blocks.extend(of_text(case, it));
    }
    let headline = match all.first() {
        None => "The state of no text is on record.".to_owned(),
        Some(it) => format!("{}: {}.", case.draft(it.draft).id(), in_short(case, it)),
    };
    (headline, vec![table(case, all)], blocks)
}

/// A point by its number: `3`, or that it is the whole text.
fn name(it: &StateOfPoint) -> String {
    match (&it.number, it.path.is_empty()) {
        (Some(number), _) => number.clone(),
        (None, true) => "the text".to_owned(),
        (None, false) => it.path.clone(),
    }
}

fn points(list: &[&StateOfPoint]) -> String {
    let names: Vec<String> = list.iter().map(|it| name(it)).collect();
    match list {
        [one] if one.path.is_empty() => "the text".to_owned(),
        [_] => format!("point {}", names.join("")),
        _ => format!("points {}", listed(&names)),
    }
}

/// Points that stand so by every account, by for whom they do: for all of them where nobody is named, first.
fn all_so(of: &StateOfText, is: TextStateKind) -> BTreeMap<Vec<Ix<Party>>, Vec<&StateOfPoint>> {
    let mut all: BTreeMap<_, Vec<&StateOfPoint>> = BTreeMap::new();
    for it in of.points.iter().filter(|it| !it.states.is_empty() && !it.is_disputed()) {
        if it.states.iter().all(|it| it.is == is) {
            // One account of all of them tells of each.
            let each: Option<Vec<Ix<Party>>> = it.states.iter().map(|it| it.party).collect();
            let mut whom = each.unwrap_or_default();
            whom.sort_unstable();
            whom.dedup();
            all.entry(whom).or_default().push(it);
        }
    }
    all
}

/// How they stand, and for whom: `open`, `open for West`.
fn stands(case: &Case, is: TextStateKind, whom: &[Ix<Party>]) -> String {
    let names: Vec<String> = whom.iter().map(|it| case.party(*it).label().to_owned()).collect();
    match names.is_empty() {
        true => is.spoken().to_owned(),
        false => format!("{} for {}", is.spoken(), listed(&names)),
    }
}

/// The points by how they stand, those that are told differently last; more than `named_max` of a kind are counted.
pub(in crate::lens) fn by_kind(case: &Case, of: &StateOfText, named_max: usize) -> Vec<String> {
    let named = |list: &[&StateOfPoint]| match list.len() > named_max {
        true => format!("{} of its {}", list.len(), describe::counted(of.points.len(), "point")),
        false => points(list),
    };
    let mut said = Vec::new();
    for (is, _) in TextStateKind::ALL {
        for (whom, of) in all_so(of, is) {
            said.push(format!("{}: {}", stands(case, is, &whom), named(&of)));
        }
    }
    let disputed: Vec<&StateOfPoint> = of.points.iter().filter(|it| it.is_disputed()).collect();
    if !disputed.is_empty() {
        said.push(format!("told differently: {}", named(&disputed)));
    }
    said
}

/// The open points by number, and whether any is disputed.
fn in_short(case: &Case, of: &StateOfText) -> String {
    let mut said = by_kind(case, of, usize::MAX);
    let silent: Vec<&StateOfPoint> = of.points.iter().filter(|it| it.states.is_empty()).collect();
    if !silent.is_empty() {
        said.push(format!("not on record: {}", points(&silent)));
    }
    let until = case.dossier.nothing_agreed_until.as_ref();
    let until = until.map(|it| format!("; nothing is agreed until {it}")).unwrap_or_default();
    format!("{}{until}", said.join("; "))
}

fn of_text(case: &Case, of: &StateOfText) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut item = |mark, text, under| blocks.push(Block::Item(Item { mark, text, under }));
    for (is, _) in TextStateKind::ALL {
        for (whom, list) in all_so(of, is) {
            let mut by: Vec<Ix<TextState>> =
                list.iter().flat_map(|it| &it.states).map(|it| it.by).collect();
            by.sort_unstable();
            by.dedup();
            let mark = match is {
                TextStateKind::Open => Mark::Maybe,
                TextStateKind::AdReferendum | TextStateKind::Parked => Mark::Plain,
                // What is closed for one is not closed for the others.
                TextStateKind::Closed if !whom.is_empty() => Mark::Plain,
                TextStateKind::Closed => Mark::Fine,
            };
            let how = stands(case, is, &whom);
            let text = Text::default().strong(how).and(format!(": {}", points(&list)));
            item(mark, text, by.into_iter().map(|it| said(case, it)).collect());
        }
    }
    for it in of.points.iter().filter(|it| it.is_disputed()) {
        let several = it.states.iter().any(|it| it.party.is_some());
        let whom = |it: &StateFor| match it.party {
            Some(ix) => format!(" for {}", case.party(ix).label()),
            None if several => " for the others".to_owned(),
            None => String::new(),
        };
        let each = it.states.iter().map(|it| format!("{}{}", it.is.spoken(), whom(it)));
        let each: Vec<String> = each.collect();
        let name = points(&[it]);
        let text = Text::default().strong(name).and(format!(": {}", each.join("; ")));
        item(Mark::Maybe, text, it.states.iter().map(|it| said(case, it.by)).collect());
    }
    let silent: Vec<&StateOfPoint> = of.points.iter().filter(|it| it.states.is_empty()).collect();
    if !silent.is_empty() {
        item(Mark::Unknown, Text::plain(format!("not on record: {}", points(&silent))), Vec::new());
    }
    blocks
}

/// How a point stands by one account: `open for West: “not yet” · Orla Vane · 2031-05-03 · …`.
pub(super) fn side(case: &Case, it: &StateFor) -> Text {
    let whom = it.party.map(|ix| format!(" for {}", case.party(ix).label())).unwrap_or_default();
    Text::plain(format!("{}{whom}: ", it.is.spoken())).then(said(case, it.by))
}

/// By whose account, when, in what words.
fn said(case: &Case, ix: Ix<TextState>) -> Text {
    let it = &case.text_states[ix.get()];
    let whence = whence(case, it.by.as_ref(), None, it.date, &it.meta, " · ");
    let words = match &it.words {
        Some(words) => Text::default().quote(words.clone()).and(" · "),
        None => Text::default(),
    };
    words.then(whence.quietly())
}

fn table(case: &Case, all: &[StateOfText]) -> Table {
    let mut table = Table::new(
        "text_state",
        "Where each point stands, by the latest word on it",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("number", ColumnKind::Id),
            Column::new("path", ColumnKind::Text),
            Column::new("party", ColumnKind::Id),
            Column::new("state", ColumnKind::State),
            Column::new("date", ColumnKind::Day),
            Column::new("by", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for of in all {
        for point in &of.points {
            let head = || {
                vec![
                    Cell::draft(case.draft(of.draft).id()),
                    Cell::maybe_to(Target::Point, point.number.clone()),
                    Cell::text(point.path.clone()),
                ]
            };
            if point.states.is_empty() {
                let mut row = head();
                row.extend([
                    Cell::text("all"),
                    Cell::state("not on record", Mark::Unknown),
                    Cell::Unknown,
                    Cell::Unknown,
                    Cell::Unknown,
                    Cell::Unknown,
                ]);
                table.push(row);
            }
            for state in &point.states {
                let it = &case.text_states[state.by.get()];
                let mut row = head();
                row.extend([
                    match state.party {
                        Some(ix) => Cell::party(case.party_id(ix)),
                        None => Cell::text("all"),
                    },
                    Cell::state(state.is.spoken(), Mark::Plain),
                    Cell::day(it.date, it.meta.date_is),
                    Cell::maybe_text(it.by.as_ref().map(|by| case.speaker(by))),
                    Cell::maybe_text(it.words.clone()),
                    Cell::Footing(describe::footing(case, &it.meta)),
                ]);
                table.push(row);
            }
        }
    }
    table
}
