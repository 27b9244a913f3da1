//! Which records changed an answer: found by leaving them out and asking again.

use std::collections::BTreeMap;
use std::mem;

use jiff::civil::Date;
use rayon::prelude::*;

use super::replay::{Change, Engines, Pair, Stand, Standing, stand};
use crate::finding::block::Text;
use crate::finding::table::Cell;
use crate::finding::value::{Reference, Target};
use crate::lens::context::Context;
use plenipo_record::case::Case;
use plenipo_record::case::apart::{Apart, World};
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::Kind;
use plenipo_record::case::meta::{Basis, Meta};
use plenipo_record::case::replay::{Learned, Otherwise, Part};

/// The most records of one day that are left out one by one.
const LEFT_OUT_MAX: usize = 256;

/// How many of them are seen anew at once: each is a record of its own while it is.
const AT_ONCE: usize = 16;

/// Why an answer changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cause {
    /// The record's name, e.g. `red line ua-1120-forces`.
    pub(super) name: String,
    /// What it says.
    pub(super) says: Text,
    /// The record, as tables refer to it.
    pub(super) cell: Cell,
    /// Its basis, sources and grade; nothing where it is more than one record.
    pub(super) footing: Option<Footing>,
    /// Whether only several such records together changed the answer.
    pub(super) together: bool,
}

/// What was learned on a day.
pub(super) struct News<'a> {
    /// The viewer's own record, of all days.
    pub(super) record: &'a Case,
    /// What of it answers rest on.
    pub(super) apart: &'a Apart,
    pub(super) date: Date,
    pub(super) learned: &'a [Learned],
    /// The drafts that are asked about; every one where it is empty.
    pub(super) only: &'a [String],
    pub(super) context: &'a Context<'a>,
}

/// A party, and records of its own, by their places.
type Own = (String, Vec<usize>);

/// What leaving out brought about, by the places of what was left out.
struct Tried<'a> {
    news: News<'a>,
    world: &'a mut World,
    /// Where everything stands with nothing left out.
    after: &'a Standing,
    /// Whose record each is that stands by itself: it bears on nobody else's answers.
    owners: Vec<Option<String>>,
    /// Where a party stands without records of its own.
    own: BTreeMap<Own, Vec<(String, Stand)>>,
    /// Where everybody stands without records of which some do not stand by themselves.
    all: BTreeMap<Vec<usize>, Standing>,
}

impl<'a> Tried<'a> {
    fn new(news: News<'a>, world: &'a mut World, after: &'a Standing) -> Tried<'a> {
        let owner = |it: &Learned| {
            let out = Otherwise::Without(*it);
            let party = world.party(&out).filter(|_| news.apart.is_loose(&out))?;
            Some(world.case().party_id(party).to_owned())
        };
        let owners = news.learned.iter().map(owner).collect();
        Tried { news, world, after, owners, own: BTreeMap::new(), all: BTreeMap::new() }
    }

    fn otherwise(&self, out: &[usize]) -> Vec<Otherwise> {
        out.iter().map(|it| Otherwise::Without(self.news.learned[*it])).collect()
    }

    /// Leaves out each by itself, for the parties of `pairs`.
    fn singles(&mut self, pairs: &[&Pair], engines: &mut Engines) {
        let (mut own, mut all) = (Vec::new(), Vec::new());
        for (place, owner) in self.owners.iter().enumerate() {
            match owner {
                None => all.push(vec![place]),
                Some(owner) if pairs.iter().any(|it| it.party == *owner) => {
                    own.push((owner.clone(), vec![place]));
                }
                Some(_) => {}
            }
        }
        let asked: Vec<(String, Vec<Otherwise>)> =
            own.iter().map(|(owner, out)| (owner.clone(), self.otherwise(out))).collect();
        let found = engines.ask_otherwise(self.world, &asked, self.news.only);
        self.own.extend(own.into_iter().zip(found));
        self.seen_anew(all, engines);
    }

    /// Leaves out each of these sets, whatever refers to what.
    fn seen_anew(&mut self, sets: Vec<Vec<usize>>, engines: &mut Engines) {
        let world =
            |out: &Vec<usize>| self.news.apart.otherwise(&self.otherwise(out), self.news.date);
        let mut found: Vec<Standing> = Vec::with_capacity(sets.len());
        for some in sets.chunks(AT_ONCE) {
            let worlds: Vec<Case> = some.par_iter().map(world).collect();
            found.extend(engines.ask(&worlds, self.news.only, self.news.context));
        }
        self.all.extend(sets.into_iter().zip(found));
    }

    /// Where the pair stands without these.
    fn without(&mut self, out: &[usize], pair: &Pair, engines: &mut Engines) -> Option<Stand> {
        let mut out = out.to_vec();
        out.sort_unstable();
        if out.iter().any(|it| self.owners[*it].is_none()) {
            if !self.all.contains_key(&out) {
                self.seen_anew(vec![out.clone()], engines);
            }
            return self.all.get(&out).and_then(|it| stand(it, pair)).cloned();
        }
        let now = stand(self.after, pair).cloned();
        // Nothing of anybody else's bears on its answer, and on that of a draft off the table nothing does.
        out.retain(|it| self.owners[*it].as_ref() == Some(&pair.party));
        if out.is_empty() || !matches!(now, Some(Stand::Live(_))) {
            return now;
        }
        let key = (pair.party.clone(), out);
        if !self.own.contains_key(&key) {
            let asked = [(key.0.clone(), self.otherwise(&key.1))];
            let found = engines.ask_otherwise(self.world, &asked, self.news.only).pop();
            self.own.insert(key.clone(), found.unwrap_or_default());
        }
        let found = self.own.get(&key)?.iter().find(|(draft, _)| *draft == pair.draft);
        found.map(|(_, stand)| stand.clone())
    }
}

/// Every answer that differs from the day before, with why.
pub(super) fn changes(
    news: News<'_>,
    world: &mut World,
    before: &Standing,
    after: &Standing,
    engines: &mut Engines,
) -> Vec<Change> {
    let changed = after.iter().filter_map(|(pair, now)| {
        let then = stand(before, pair);
        // A draft that was off the table when it became known changes nothing.
        let never = then.is_none() && matches!(now, Stand::Left(_));
        (then != Some(now) && !never).then(|| (pair.clone(), then.cloned(), now.clone()))
    });
    let changed: Vec<(Pair, Option<Stand>, Stand)> = changed.collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let n = news.learned.len();
    let mut tried = Tried::new(news, world, after);
    if n <= LEFT_OUT_MAX {
        let pairs: Vec<&Pair> = changed.iter().map(|it| &it.0).collect();
        tried.singles(&pairs, engines);
    }
    let each = changed.into_iter().map(|(pair, before, after)| {
        let causes = if n > LEFT_OUT_MAX {
            vec![Cause::of_many(n)]
        } else {
            causes(&mut tried, &pair, before.as_ref(), &after, engines)
        };
        Change { pair, before, after, causes }
    });
    each.collect()
}

/// The records without which the answer would be another; then those that only together make up the
/// rest of the change.
fn causes(
    tried: &mut Tried<'_>,
    pair: &Pair,
    before: Option<&Stand>,
    after: &Stand,
    engines: &mut Engines,
) -> Vec<Cause> {
    let all: Vec<usize> = (0..tried.news.learned.len()).collect();
    let alike = |a: Option<&Stand>, b: Option<&Stand>| match after {
        // Why a draft left the table has nothing to do with what was then answered to it.
        Stand::Left(_) => a.map(mem::discriminant) == b.map(mem::discriminant),
        Stand::Live(_) => a == b,
    };
    let mut alone: Vec<usize> = all
        .iter()
        .copied()
        .filter(|it| !alike(tried.without(&[*it], pair, engines).as_ref(), Some(after)))
        .collect();
    let mut together: Vec<usize> = Vec::new();
    let mut elsewhere = false;
    if !alike(tried.without(&alone, pair, engines).as_ref(), before) {
        if alike(tried.without(&all, pair, engines).as_ref(), before) {
            together = all.iter().copied().filter(|it| !alone.contains(it)).collect();
            // Keep letting back in whatever does not bring the change back.
            for it in together.clone() {
                let fewer: Vec<usize> = together.iter().copied().filter(|o| *o != it).collect();
                let out = [alone.as_slice(), &fewer].concat();
                if alike(tried.without(&out, pair, engines).as_ref(), before) {
                    together = fewer;
                }
            }
        } else {
            elsewhere = true;
        }
    }
    // A text goes with the issues it speaks of and the people it names: the text is the news.
    let learned = tried.news.learned;
    let news = |it: &usize| !is_structure(learned[*it]);
    if alone.iter().chain(&together).any(news) {
        alone.retain(news);
        together.retain(news);
    }
    let record = tried.news.record;
    let cause = |together: bool| move |it: &usize| Cause::of(record, learned[*it], together);
    let mut causes: Vec<Cause> = alone.iter().map(cause(false)).collect();
    // One record that is left over beside others acts with them.
    causes.extend(together.iter().map(cause(true)));
    if elsewhere || causes.is_empty() {
        causes.push(Cause::elsewhere());
    }
    causes
}

/// Whether it is one of the things that records speak of, and says nothing itself.
fn is_structure(learned: Learned) -> bool {
    matches!(learned.record.kind, Kind::Party | Kind::Person | Kind::Issue)
}

impl Cause {
    pub(super) fn of(case: &Case, learned: Learned, together: bool) -> Cause {
        let (name, says) = named(case, learned);
        let unsaid = Meta::default();
        let meta = case.meta_of(learned).unwrap_or(&unsaid);
        let (cell, footing) = (cell(case, learned), Some(describe::footing(case, meta)));
        Cause { name, says, cell, footing, together }
    }

    /// What no record that became known on the day accounts for.
    pub(super) fn elsewhere() -> Cause {
        Cause {
            name: "what records refer to".to_owned(),
            says: Text::plain("no record that became known on the day accounts for it"),
            cell: Cell::text("what records refer to"),
            footing: Some(Footing { basis: Basis::Inferred, ..Footing::default() }),
            together: true,
        }
    }

    fn of_many(n: usize) -> Cause {
        let name = format!("{n} records that became known on the day");
        Cause {
            cell: Cell::text(&name),
            name,
            says: Text::plain("too many to leave out one by one"),
            footing: None,
            together: true,
        }
    }
}

/// A record or a part of one, as tables refer to it.
fn cell(case: &Case, learned: Learned) -> Cell {
    let (record, place) = (learned.record, learned.record.index as usize);
    match learned.part {
        Some(Part::Point(at)) => {
            let draft = &case.drafts[place];
            match &draft.points[at].number {
                Some(number) => Cell::point_of(draft.id(), number),
                None => Cell::of(case, record),
            }
        }
        Some(Part::Option(at)) => {
            let of = Some(case.id(record).unwrap_or_default().to_owned());
            let id = case.issues[place].options[at].id.to_string();
            Cell::Ref(Reference { to: Target::Option, of, id })
        }
        _ => match case.id(record) {
            Some(id) => Cell::to(record.kind, id),
            // Without an id it is told by its kind and day.
            None => Cell::Text(named(case, Learned { part: None, ..learned }).0),
        },
    }
}

/// A record or an entry by name, and what it says.
pub(super) fn named(case: &Case, learned: Learned) -> (String, Text) {
    let record = learned.record;
    let place = record.index as usize;
    let name = match (case.id(record), case.date(record)) {
        (Some(id), _) => format!("{} {id}", record.kind.noun()),
        (None, Some(date)) => format!("{} of {date}", record.kind.noun()),
        (None, None) => record.kind.noun().to_owned(),
    };
    let plain = || Text::plain(describe::in_one_line(case, record));
    let quoted =
        |words: Option<&String>| words.map_or_else(plain, |it| Text::default().quote(it.clone()));
    match learned.part {
        None => match record.kind {
            Kind::RedLine => (name, quoted(case.red_lines[place].words.as_ref())),
            Kind::Answer => {
                let it = &case.answers[place];
                let party = case.party(it.party).label();
                let said = Text::plain(format!("{party}: {}", it.answer.word()));
                let words = it.words.clone();
                (name, words.map_or(said.clone(), |words| said.and(": ").quote(words)))
            }
            _ => (name, plain()),
        },
        Some(Part::Point(at)) => {
            let point = &case.drafts[place].points[at];
            let number = point.number.as_ref();
            let number = number.map_or("a point".to_owned(), |it| format!("point {it}"));
            let gist = point.gist.clone().or(point.text.clone()).unwrap_or_default();
            (format!("{number} of {}", case.drafts[place].id()), Text::plain(gist))
        }
        Some(Part::Life(at)) => {
            let it = &case.drafts[place].life[at];
            (name, Text::plain(format!("{} from {}", it.is.word(), it.from)))
        }
        Some(Part::Lifted) => {
            let lifted = case.red_lines[place].lifted.as_ref();
            (format!("lifting of {name}"), quoted(lifted.and_then(|it| it.words.as_ref())))
        }
        Some(Part::Claim(at)) => {
            let claim = &case.understandings[place].claims[at];
            let party = case.party(claim.party).label();
            (format!("claim of {party} on {name}"), quoted(claim.words.as_ref()))
        }
        Some(Part::Option(at)) => {
            let option = &case.issues[place].options[at];
            (format!("option {} of {name}", option.id), Text::plain(option.text.clone()))
        }
    }
}
