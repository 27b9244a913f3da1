//! Who else can stop a text: capacities by party with their lines and answers, further consents with their life, and
//! what the public was asked.
//!
//! Nothing here counts in any figure. A poll is shown as it was published: it is no chance, and no two are one.

use jiff::civil::Date;

use super::matrix::line_footing;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::consents::{Need, Needed, consents, falls_by};
use crate::lens::acceptance::outside::sign;
use crate::lens::whence::whence;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{self, counted, listed, spoken};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::lines::{Line, standing};
use plenipo_record::case::outside::{Capacity, CapacityKind, Poll};
use plenipo_record::case::party::Party;
use plenipo_record::case::polled::{percent, said};
use plenipo_record::case::position::Answer;
use plenipo_record::case::process::{Consent, ConsentGiven};

/// Who else can stop a text, and what the public was asked.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Outside {
    /// Whoever has a capacity, and whoever outside the agreement rule has a line or an answer on record; who must
    /// consent first.
    pub parties: Vec<OutsideParty>,
    /// Every further consent.
    pub consents: Vec<ConsentLife>,
    /// Every poll, the latest first.
    pub polls: Vec<Ix<Poll>>,
}

/// A party with what it can do to a text.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OutsideParty {
    /// Whose.
    pub party: Ix<Party>,
    /// What it can do, by somebody's account: what must be had first.
    pub capacities: Vec<Ix<Capacity>>,
    /// Its standing lines; of a party of the agreement rule none, for they are told with it.
    pub lines: Vec<Line>,
    /// Its answers, latest first; of a party of the agreement rule none.
    pub answers: Vec<Ix<Answer>>,
}

/// A further consent and where it stands.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ConsentLife {
    /// The consent.
    pub consent: Ix<Consent>,
    /// Where it stands.
    pub state: ConsentState,
    /// Live drafts that need it, or may.
    pub drafts: Vec<(Ix<Draft>, bool)>,
}

/// Where a further consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConsentState {
    /// It was given.
    Given,
    /// It was refused.
    Refused,
    /// It is to come, as far as the record says.
    ToCome,
    /// The day by which it was due has passed, and how it was decided is not on record.
    NotRecorded,
}

impl ConsentState {
    /// In a word or two, as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            ConsentState::Given => "given",
            ConsentState::Refused => "refused",
            ConsentState::ToCome => "to come",
            ConsentState::NotRecorded => "not recorded",
        }
    }

    pub(super) fn of(consent: &Consent, day: Option<Date>) -> ConsentState {
        match (consent.outcome.as_ref().map(|it| it.is), consent.due, day) {
            (Some(ConsentGiven::Given), ..) => ConsentState::Given,
            (Some(ConsentGiven::Refused), ..) => ConsentState::Refused,
            (None, Some(due), Some(day)) if due < day => ConsentState::NotRecorded,
            (None, ..) => ConsentState::ToCome,
        }
    }

    /// A refusal stops what falls by it, and nothing else.
    fn mark(self, consent: &Consent) -> Mark {
        match self {
            ConsentState::Given => Mark::Fine,
            ConsentState::Refused if falls_by(consent) => Mark::Stop,
            ConsentState::Refused => Mark::Maybe,
            ConsentState::ToCome => Mark::Plain,
            ConsentState::NotRecorded => Mark::Unknown,
        }
    }
}

/// All of it as of `day`.
pub(super) fn outside(case: &Case, day: Option<Date>) -> Outside {
    let principals = case.signatories();
    let mut parties: Vec<OutsideParty> = Vec::new();
    for party in (0..case.parties.len()).map(Ix::new) {
        let of = |place: &usize| case.capacities[*place].party == party;
        let mut capacities: Vec<Ix<Capacity>> =
            (0..case.capacities.len()).filter(of).map(Ix::new).collect();
        capacities.sort_by_key(|ix| case.capacities[ix.get()].is);
        let (mut lines, mut answers) = (Vec::new(), Vec::new());
        if !principals.contains(&party) {
            lines = standing(case, party);
            let own = |place: &usize| case.answers[*place].party == party;
            answers = (0..case.answers.len()).filter(own).map(Ix::new).collect();
            // In canonical order the undated come last; they count as the oldest.
            answers.sort_by_key(|ix: &Ix<Answer>| {
                std::cmp::Reverse((case.answers[ix.get()].date, ix.get()))
            });
        }
        if !(capacities.is_empty() && lines.is_empty() && answers.is_empty()) {
            parties.push(OutsideParty { party, capacities, lines, answers });
        }
    }
    let first = |it: &OutsideParty| it.capacities.first().map(|ix| case.capacities[ix.get()].is);
    parties.sort_by_key(|it| (first(it).is_none(), first(it), it.party));
    let needed = needed(case);
    let life = |(place, consent): (usize, &Consent)| {
        let of = needed.iter().filter(|(_, it)| it.consent.get() == place);
        ConsentLife {
            consent: Ix::new(place),
            state: ConsentState::of(consent, day),
            drafts: of.map(|(draft, it)| (*draft, it.is != Need::Possible)).collect(),
        }
    };
    let mut polls: Vec<Ix<Poll>> = (0..case.polls.len()).map(Ix::new).collect();
    polls.sort_by_key(|ix| {
        let it = &case.polls[ix.get()];
        std::cmp::Reverse((it.until.or(it.from).or(it.date), ix.get()))
    });
    Outside { parties, consents: case.consents.iter().enumerate().map(life).collect(), polls }
}

/// The further consents that live drafts need, or may, latest text first.
pub(super) fn needed(case: &Case) -> Vec<(Ix<Draft>, Needed)> {
    let mut all = Vec::new();
    for (place, draft) in case.drafts.iter().enumerate().rev().filter(|(_, it)| it.is_live()) {
        let ix = Ix::new(place);
        // Whether a text needs it is asked of one that was decided as well.
        let of = consents(case, ix, &contents(case, draft), true);
        all.extend(of.into_iter().map(|it| (ix, it)));
    }
    all
}

/// In a sentence, as tables and as an account.
pub(super) fn told(case: &Case, all: &Outside) -> (String, Vec<Table>, Vec<Block>) {
    let tables =
        vec![capacities(case), words(case, all), consents_table(case, all), polls_table(case, all)];
    let mut blocks = Vec::new();
    if !all.parties.is_empty() {
        blocks.push(Block::heading(1, "Parties"));
    }
    for it in &all.parties {
        blocks.push(Block::heading(2, case.party(it.party).name.clone()));
        blocks.extend(party(case, it));
    }
    if !all.consents.is_empty() {
        blocks.push(Block::heading(1, "Further consents"));
        blocks.extend(all.consents.iter().map(|it| consent(case, it)));
    }
    if !all.polls.is_empty() {
        blocks.push(Block::heading(1, "Polls, as published: none of them is a chance"));
        blocks.extend(all.polls.iter().map(|ix| poll(case, *ix)));
    }
    if blocks.is_empty() {
        blocks.push(Block::para("That does not show that nobody else could stop a text."));
    }
    (headline(case, all), tables, blocks)
}

/// `Must consent: the EU. May disrupt: the Guard. 2 further consents: 1 refused, 1 to come. 1 poll.`
fn headline(case: &Case, all: &Outside) -> String {
    let mut said = Vec::new();
    for is in CapacityKind::ALL.iter().map(|it| it.0) {
        let has =
            |it: &&OutsideParty| it.capacities.iter().any(|ix| case.capacities[ix.get()].is == is);
        let names: Vec<String> = all
            .parties
            .iter()
            .filter(has)
            .map(|it| case.party(it.party).label().to_owned())
            .collect();
        if !names.is_empty() {
            said.push(format!("{}: {}", describe::capital(is.spoken()), listed(&names)));
        }
    }
    let without: Vec<String> = all
        .parties
        .iter()
        .filter(|it| it.capacities.is_empty())
        .map(|it| case.party(it.party).label().to_owned())
        .collect();
    if !without.is_empty() {
        said.push(format!("Outside the agreement rule without a capacity: {}", listed(&without)));
    }
    if !all.consents.is_empty() {
        let states = [
            ConsentState::Given,
            ConsentState::Refused,
            ConsentState::ToCome,
            ConsentState::NotRecorded,
        ];
        let each = states.iter().filter_map(|state| {
            let n = all.consents.iter().filter(|it| it.state == *state).count();
            (n > 0).then(|| format!("{n} {}", state.word()))
        });
        let each: Vec<String> = each.collect();
        said.push(format!(
            "{}: {}",
            counted(all.consents.len(), "further consent"),
            each.join(", ")
        ));
    }
    if !all.polls.is_empty() {
        said.push(counted(all.polls.len(), "poll"));
    }
    match said.is_empty() {
        true => "Nobody else is on record as able to stop a text.".to_owned(),
        false => format!("{}.", said.join(". ")),
    }
}

/// Of which texts a capacity is: `; of us-28; where a text has NATO: never`.
fn scope(case: &Case, it: &Capacity) -> String {
    let mut scope = String::new();
    if !it.to.is_empty() {
        scope.push_str(&format!("; of {}", listed(&ids(case, &it.to))));
    }
    if !it.when.is_empty() {
        let when = describe::issue_option_texts(case, &it.when);
        scope.push_str(&format!("; where a text has {when}"));
    }
    scope
}

fn ids(case: &Case, drafts: &[Ix<Draft>]) -> Vec<String> {
    drafts.iter().map(|ix| case.draft(*ix).id().to_owned()).collect()
}

fn party(case: &Case, it: &OutsideParty) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut item = |mark, text, under| blocks.push(Block::Item(Item { mark, text, under }));
    if it.capacities.is_empty() {
        item(Mark::Plain, Text::plain("no capacity on record"), Vec::new());
    }
    for ix in &it.capacities {
        let capacity = &case.capacities[ix.get()];
        let act = capacity.act.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        let whence = whence(case, capacity.by.as_ref(), None, capacity.date, &capacity.meta, " · ");
        let mark = match capacity.is {
            CapacityKind::MustConsent => Mark::Maybe,
            _ => Mark::Plain,
        };
        let text = Text::default()
            .strong(capacity.is.spoken())
            .and(format!("{act}{}", scope(case, capacity)));
        item(mark, text, vec![whence.quietly()]);
    }
    for line in &it.lines {
        let text = Text::plain(describe::line_named(case, line.stated));
        item(Mark::Maybe, text, vec![line_footing(case, line).quietly()]);
    }
    for ix in &it.answers {
        let answer = &case.answers[ix.get()];
        let to = super::entries::answered(case, answer.to);
        let on = describe::on_points(answer);
        let text = Text::plain(format!("to {to}: "))
            .strong(format!("{}{on}", spoken(answer.answer.word())));
        let text = match &answer.words {
            Some(words) => text.and(" — ").quote(words.clone()),
            None => text,
        };
        let whence =
            whence(case, answer.by.as_ref(), answer.audience, answer.date, &answer.meta, " · ");
        let must = it
            .capacities
            .iter()
            .any(|ix| case.capacities[ix.get()].is == CapacityKind::MustConsent);
        item(sign(answer.answer, must), text, vec![whence.quietly()]);
    }
    if case.signatories().contains(&it.party) {
        let text = "a party of the agreement rule: its lines and answers are told with the texts";
        item(Mark::Plain, Text::default().quiet(text), Vec::new());
    } else if it.lines.is_empty() && it.answers.is_empty() && !has_decided(case, it.party) {
        let text = "no line and no answer of it on record: that is not consent";
        item(Mark::Unknown, Text::plain(text), Vec::new());
    }
    blocks
}

/// Whether a consent that the party, or a body of it, was asked for is decided: that is told with the consents.
fn has_decided(case: &Case, party: Ix<Party>) -> bool {
    let own = |it: &&Consent| it.of.iter().any(|by| case.party_of(by) == Some(party));
    case.consents.iter().filter(own).any(|it| it.outcome.is_some())
}

/// A consent with its life.
fn consent(case: &Case, it: &ConsentLife) -> Block {
    let consent = &case.consents[it.consent.get()];
    // How it was decided is told once; where it is still to come, of the drafts that need it.
    let decided = match it.state {
        ConsentState::Given => Some(Need::Given),
        ConsentState::Refused => Some(Need::Refused),
        ConsentState::ToCome | ConsentState::NotRecorded => None,
    };
    let sure = it.drafts.iter().any(|it| it.1);
    let is = decided.unwrap_or(if sure { Need::Certain } else { Need::Possible });
    let (issues, before) = (Vec::new(), Vec::new());
    let needed = Needed { consent: it.consent, is, issues, anew: false, before };
    let text = match decided.is_none() && it.drafts.is_empty() {
        true => Text::plain(format!("{}: no live draft needs it", consent.act)),
        false => Text::plain(needed.said(case)),
    };
    let mut under = Vec::new();
    if it.state == ConsentState::NotRecorded {
        under.push(Text::plain("that day has passed, and how it was decided is not on record"));
    }
    let (need, may) = match decided {
        Some(_) => ("bears on", "may bear on"),
        None => ("live drafts that need it", "live drafts that may"),
    };
    for (sure, words) in [(true, need), (false, may)] {
        let of: Vec<String> = it
            .drafts
            .iter()
            .filter(|it| it.1 == sure)
            .map(|it| case.draft(it.0).id().to_owned())
            .collect();
        if !of.is_empty() {
            under.push(Text::plain(format!("{words}: {}", listed(&of))));
        }
    }
    if !consent.when.is_empty() {
        let when = describe::issue_option_texts(case, &consent.when);
        under.push(Text::plain(format!("where a text has {when}")));
    }
    under.extend(consent.words.iter().map(|it| Text::default().quote(it.clone())));
    under.push(Text::from(describe::footing(case, &consent.meta)).quietly());
    if let Some(outcome) = &consent.outcome {
        under.extend(outcome.words.iter().map(|it| Text::default().quote(it.clone())));
        let by = outcome.by.as_ref();
        let whence = whence(case, by, None, Some(outcome.date), &outcome.meta, " · ");
        under.push(Text::plain("outcome: ").then(whence).quietly());
    }
    Block::Item(Item { mark: it.state.mark(consent), text, under })
}

fn poll(case: &Case, ix: Ix<Poll>) -> Block {
    let poll = &case.polls[ix.get()];
    let mut under = Vec::new();
    let about: Vec<String> = poll.about.iter().map(|it| describe::in_one_line(case, *it)).collect();
    if !about.is_empty() {
        under.push(Text::plain(format!("on {}", listed(&about))));
    }
    under.push(Text::from(describe::footing(case, &poll.meta)).quietly());
    Block::Item(Item { mark: Mark::Plain, text: Text::plain(said(case, poll)), under })
}

fn capacities(case: &Case) -> Table {
    let mut table = Table::new(
        "outside",
        "Who must consent, must deliver or may disrupt",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("capacity", ColumnKind::Text),
            Column::new("act", ColumnKind::Text),
            Column::new("drafts", ColumnKind::List),
            Column::new("when", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for it in &case.capacities {
        let when = describe::issue_options(case, &it.when);
        table.push(vec![
            Cell::party(case.party_id(it.party)),
            Cell::text(it.is.spoken()),
            Cell::maybe_text(it.act.clone()),
            Cell::list(it.to.iter().map(|ix| Cell::draft(case.draft(*ix).id()))),
            Cell::text(when),
            Cell::maybe_text(it.by.as_ref().map(|by| case.speaker(by))),
            Cell::day(it.date, it.meta.date_is),
            Cell::Footing(describe::footing(case, &it.meta)),
        ]);
    }
    table
}

/// Lines and answers of those outside the agreement rule.
fn words(case: &Case, all: &Outside) -> Table {
    let mut table = Table::new(
        "outside_words",
        "Lines and answers of those outside the agreement rule",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("kind", ColumnKind::Text),
            Column::new("id", ColumnKind::Id),
            Column::new("date", ColumnKind::Day),
            Column::new("text", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for it in &all.parties {
        for line in &it.lines {
            let meta = line.meta(case);
            let id = meta.id.as_ref().map(ToString::to_string);
            table.push(vec![
                Cell::party(case.party_id(it.party)),
                Cell::text("line"),
                Cell::maybe_to(Kind::RedLine, id),
                Cell::day(line.date, meta.date_is),
                Cell::text(describe::line(case, line.stated)),
                Cell::Footing(describe::footing(case, meta)),
            ]);
        }
        for ix in &it.answers {
            let answer = &case.answers[ix.get()];
            let at = RecordRef::new(Kind::Answer, ix.get());
            table.push(vec![
                Cell::party(case.party_id(it.party)),
                Cell::text("answer"),
                Cell::maybe_to(Kind::Answer, case.id(at)),
                Cell::day(answer.date, answer.meta.date_is),
                Cell::text(describe::in_one_line(case, at)),
                Cell::Footing(describe::footing(case, &answer.meta)),
            ]);
        }
    }
    table
}

fn consents_table(case: &Case, all: &Outside) -> Table {
    let mut table = Table::new(
        "consents_life",
        "Further consents and where they stand",
        vec![
            Column::new("id", ColumnKind::Id),
            Column::new("act", ColumnKind::Text),
            Column::new("of", ColumnKind::List),
            Column::new("form", ColumnKind::Text),
            Column::new("threshold", ColumnKind::Text),
            Column::new("due", ColumnKind::Date),
            Column::new("state", ColumnKind::State),
            Column::new("decided", ColumnKind::Date),
            Column::new("vote", ColumnKind::Text),
            Column::new("effect", ColumnKind::Text),
            Column::new("drafts", ColumnKind::List),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for it in &all.consents {
        let at = RecordRef::new(Kind::Consent, it.consent.get());
        let consent = &case.consents[it.consent.get()];
        let outcome = consent.outcome.as_ref();
        table.push(vec![
            Cell::maybe_to(Kind::Consent, case.id(at)),
            Cell::text(consent.act.clone()),
            Cell::maybe_list(consent.of.iter().map(|by| Cell::Text(case.speaker(by)))),
            Cell::maybe_text(consent.form.map(|it| spoken(it.word()))),
            Cell::maybe_text(consent.threshold.clone()),
            Cell::maybe_date(consent.due),
            Cell::state(it.state.word(), it.state.mark(consent)),
            Cell::maybe_date(outcome.map(|it| it.date)),
            Cell::maybe_text(outcome.and_then(|it| it.vote.clone())),
            Cell::maybe_text(consent.effect.map(|it| it.word())),
            Cell::list(it.drafts.iter().map(|it| Cell::draft(case.draft(it.0).id()))),
            Cell::Footing(describe::footing(case, &consent.meta)),
        ]);
    }
    table
}

fn polls_table(case: &Case, all: &Outside) -> Table {
    let mut table = Table::new(
        "polls",
        "Polls, as they were published",
        vec![
            Column::new("id", ColumnKind::Id),
            Column::new("wording", ColumnKind::Text),
            Column::new("shares", ColumnKind::List),
            Column::new("undecided", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("sponsor", ColumnKind::Text),
            Column::new("from", ColumnKind::Date),
            Column::new("until", ColumnKind::Date),
            Column::new("date", ColumnKind::Day),
            Column::new("n", ColumnKind::Count),
            Column::new("among", ColumnKind::Text),
            Column::new("about", ColumnKind::List),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for ix in &all.polls {
        let poll = &case.polls[ix.get()];
        let at = RecordRef::new(Kind::Poll, ix.get());
        let shares = poll.shares.iter().map(|(answer, share)| (answer, percent(*share)));
        let about = poll.about.iter().map(|it| match case.id(*it) {
            Some(id) => Cell::to(it.kind, id),
            None => Cell::text(describe::in_one_line(case, *it)),
        });
        table.push(vec![
            Cell::maybe_to(Kind::Poll, case.id(at)),
            Cell::text(poll.wording.clone()),
            Cell::list(shares.map(|(answer, share)| Cell::text(format!("{answer} {share}")))),
            Cell::maybe_text(poll.undecided.map(percent)),
            Cell::maybe_text(poll.by.as_ref().map(|by| case.speaker(by))),
            Cell::maybe_text(poll.sponsor.as_ref().map(|by| case.speaker(by))),
            Cell::maybe_date(poll.from),
            Cell::maybe_date(poll.until),
            Cell::day(poll.date, poll.meta.date_is),
            poll.n.map_or(Cell::Unknown, |it| Cell::Count(u64::from(it))),
            Cell::maybe_text(poll.among.clone()),
            Cell::list(about),
            Cell::Footing(describe::footing(case, &poll.meta)),
        ]);
    }
    table
}
