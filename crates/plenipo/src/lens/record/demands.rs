//! Warnings, demands and conditions, in the speaker's sense: what each live draft has to do with them.
//!
//! They are a party's words and no lines: nothing here stops a text, and nothing is counted.

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::whence::whence;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Concerned, Content, How, concerned, contents};
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::describe::{self, counted, listed, spoken};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::{Issue, IssueOptions};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Reply;
use plenipo_record::case::understanding::{Claim, ClaimContent, Force, Understanding};

/// A warning, a demand or a condition, and each live draft beside it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DemandHeld {
    /// The demand.
    pub demand: Ix<Demand>,
    /// The live drafts, latest first.
    pub drafts: Vec<DemandOnDraft>,
}

/// A live draft beside a demand.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DemandOnDraft {
    /// The draft.
    pub draft: Ix<Draft>,
    /// Of a warning about an understanding: whether the draft departs from it, by each reading of it.
    pub departs: Vec<Departure>,
    /// Of a warning about options: whether the draft has any one of them; `None` is not known.
    pub has: Option<Option<bool>>,
    /// On which issues it has them, or may.
    pub has_on: Vec<Ix<Issue>>,
    /// Of what is asked: whether the draft gives it.
    pub gives: Option<Gives>,
}

/// Whether a draft departs from an understanding, by one reading of it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Departure {
    /// By which reading; none where the understanding has no content on record. Of a denial whose it is.
    pub under: Option<String>,
    /// What comes of it.
    pub judged: Judged,
}

/// What a draft is beside one reading of an understanding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Judged {
    /// It departs from it.
    Departs,
    /// It keeps to it.
    KeepsToIt,
    /// By what is known of the draft it may depart and may keep to it.
    NotKnown,
    /// It leaves to the principals what the reading takes to be settled, and settles the rest as it does.
    LeavesOpen,
    /// The reading is on record in words only.
    InWords,
    /// What was agreed is not disclosed.
    NotDisclosed,
    /// Neither what was agreed nor what the text says is known.
    BothUnknown,
    /// A party denies that this was agreed: there is nothing to keep to by its account.
    Denied,
}

impl Judged {
    /// In words, as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            Judged::Departs => "departs",
            Judged::KeepsToIt => "keeps to it",
            Judged::NotKnown => {
                "cannot be judged: what the text settles there is open or not known"
            }
            Judged::LeavesOpen => "leaves it open",
            Judged::InWords => "cannot be judged: it is on record in words only",
            Judged::NotDisclosed => "cannot be judged: what was agreed is not disclosed",
            Judged::BothUnknown => "cannot be judged",
            Judged::Denied => "denies that this was agreed",
        }
    }

    fn mark(self) -> Mark {
        match self {
            Judged::Departs => Mark::Maybe,
            Judged::KeepsToIt => Mark::Fine,
            Judged::LeavesOpen | Judged::Denied => Mark::Plain,
            Judged::NotKnown | Judged::InWords | Judged::NotDisclosed | Judged::BothUnknown => {
                Mark::Unknown
            }
        }
    }
}

/// Whether a draft gives what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Gives {
    /// All of it.
    All,
    /// Some of it, and some not.
    Some,
    /// None of it.
    None,
    /// It leaves it, or what of it is not given, to the principals.
    LeavesOpen,
    /// What the text says there is not known.
    NotKnown,
}

impl Gives {
    /// In words, as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            Gives::All => "gives it",
            Gives::Some => "gives some of it",
            Gives::None => "does not give it",
            Gives::LeavesOpen => "leaves it open",
            Gives::NotKnown => "not known",
        }
    }
}

/// How a text stands to options on one issue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    Has,
    Not,
    LeftOpen,
    NotKnown,
}

fn on_each(options: &IssueOptions, contents: &[Content]) -> Vec<On> {
    let one = |(issue, set): &(Ix<_>, plenipo_record::case::issue::OptionSet)| {
        let content: &Content = &contents[Ix::get(*issue)];
        if content.is_within(*set) {
            On::Has
        } else if content.options().is_empty() {
            On::LeftOpen
        } else if content.may_be(*set) || content.may_leave_open() {
            On::NotKnown
        } else {
            On::Not
        }
    };
    options.iter().map(one).collect()
}

/// Every demand with the live drafts, oldest first.
pub(super) fn demands(case: &Case) -> Vec<DemandHeld> {
    let live: Vec<(Ix<Draft>, Vec<Content>)> = (0..case.drafts.len())
        .rev()
        .map(Ix::new)
        .filter(|it| case.draft(*it).is_live())
        .map(|it| (it, contents(case, case.draft(it))))
        .collect();
    let held = |(place, demand): (usize, &Demand)| DemandHeld {
        demand: Ix::new(place),
        drafts: live.iter().map(|(draft, it)| beside(case, demand, *draft, it)).collect(),
    };
    case.demands.iter().enumerate().map(held).collect()
}

fn beside(case: &Case, it: &Demand, draft: Ix<Draft>, contents: &[Content]) -> DemandOnDraft {
    // Any one of them is what was warned against, as with a consent or a capacity.
    let (has, has_on) = match concerned(&it.when, contents) {
        _ if it.when.is_empty() => (None, Vec::new()),
        Concerned::Surely(on) => (Some(Some(true)), on),
        Concerned::Perhaps(on) => (Some(None), on),
        Concerned::Not => (Some(Some(false)), Vec::new()),
    };
    DemandOnDraft {
        draft,
        departs: it.departs_from.map_or(Vec::new(), |ix| departs(case, ix, draft, contents)),
        has,
        has_on,
        gives: (!it.asks.is_empty()).then(|| gives(&it.asks, contents)),
    }
}

/// Whether the text departs, by each reading of the understanding and each claim that has content.
pub(in crate::lens) fn departs(
    case: &Case,
    ix: Ix<Understanding>,
    draft: Ix<Draft>,
    contents: &[Content],
) -> Vec<Departure> {
    let it = &case.understandings[ix.get()];
    let mut all: Vec<Departure> = Vec::new();
    let mut add = |under: String, settles: &IssueOptions| {
        let judged = judged(settles, contents);
        all.push(Departure { under: Some(under), judged });
    };
    for reading in &it.readings {
        let by = reading.by.as_ref().map(|by| format!(" ({})", case.speaker(by)));
        add(format!("reading {}{}", reading.name, by.unwrap_or_default()), &reading.settles);
    }
    let mut denials: Vec<&Claim> = Vec::new();
    for party in (0..case.parties.len()).map(Ix::new) {
        for place in it.latest_of(party) {
            // Who denies something does not claim it.
            if it.claims[place].force == Some(Force::Denied) {
                denials.push(&it.claims[place]);
                continue;
            }
            let under = format!("the claim of {}", case.party(party).label());
            match &it.claims[place].content {
                ClaimContent::Settles(settles) => add(under, settles),
                ClaimContent::Words(_) => add(under, &Vec::new()),
                ClaimContent::NotDisclosed => {}
            }
        }
    }
    if all.is_empty() {
        let unread =
            !case.draft(draft).is_read() || contents.iter().all(|it| it.how == How::Unknown);
        let judged = if unread { Judged::BothUnknown } else { Judged::NotDisclosed };
        all.push(Departure { under: None, judged });
    }
    all.extend(
        denials.into_iter().map(|denial| Departure {
            under: Some(denied(case, it, denial)),
            judged: Judged::Denied,
        }),
    );
    all
}

/// Who denies, and what, where that is another thing than somebody reads or claims: `West`, `West, of Toll: none,`.
fn denied(case: &Case, it: &Understanding, denial: &Claim) -> String {
    let name = case.party(denial.party).label();
    let ClaimContent::Settles(settles) = &denial.content else { return name.to_owned() };
    let claims = it.claims.iter().filter(|it| it.force != Some(Force::Denied));
    let claimed = claims.filter_map(|it| match &it.content {
        ClaimContent::Settles(settles) => Some(settles),
        ClaimContent::Words(_) | ClaimContent::NotDisclosed => None,
    });
    let read = it.readings.iter().map(|it| &it.settles);
    match claimed.chain(read).any(|it| it == settles) {
        true => name.to_owned(),
        false => format!("{name}, of {},", describe::issue_option_texts(case, settles)),
    }
}

fn judged(settles: &IssueOptions, contents: &[Content]) -> Judged {
    let on = on_each(settles, contents);
    if on.is_empty() {
        // Words alone settle nothing that a text could be held against.
        Judged::InWords
    } else if on.contains(&On::Not) {
        Judged::Departs
    } else if on.contains(&On::NotKnown) {
        Judged::NotKnown
    } else if on.contains(&On::LeftOpen) {
        Judged::LeavesOpen
    } else {
        Judged::KeepsToIt
    }
}

fn gives(asks: &IssueOptions, contents: &[Content]) -> Gives {
    let on = on_each(asks, contents);
    let all = |is: On| on.iter().all(|it| *it == is);
    match () {
        () if all(On::Has) => Gives::All,
        () if all(On::Not) => Gives::None,
        () if on.contains(&On::NotKnown) => Gives::NotKnown,
        () if on.contains(&On::Not) => match on.contains(&On::Has) {
            true => Gives::Some,
            false => Gives::None,
        },
        () => Gives::LeavesOpen,
    }
}

/// What `party` demands, makes a condition or warns of, newest first, each with what `draft` of this content is
/// beside it.
pub(in crate::lens) fn of_party(
    case: &Case,
    party: Ix<Party>,
    draft: Ix<Draft>,
    contents: &[Content],
) -> Vec<Block> {
    let own = case.demands.iter().rev().filter(|it| it.party == party);
    own.map(|it| block(case, it, draft, contents)).collect()
}

/// Of somebody outside the agreement rule: its warnings and conditions one by one, its demands by how many the draft gives.
pub(in crate::lens) fn of_outsider(
    case: &Case,
    party: Ix<Party>,
    draft: Ix<Draft>,
    contents: &[Content],
) -> Vec<Block> {
    let own = || case.demands.iter().rev().filter(|it| it.party == party);
    let presses = own().filter(|it| it.is != DemandKind::Demand);
    let mut blocks: Vec<Block> = presses.map(|it| block(case, it, draft, contents)).collect();
    let demands = own().filter(|it| it.is == DemandKind::Demand && !it.asks.is_empty());
    let given: Vec<Gives> = demands.map(|it| gives(&it.asks, contents)).collect();
    let each = [Gives::All, Gives::Some, Gives::None, Gives::LeavesOpen, Gives::NotKnown];
    let each = each.into_iter().filter_map(|is| {
        let n = given.iter().filter(|it| **it == is).count();
        let what = match is {
            Gives::All => "given by this text",
            Gives::Some => "given in part",
            Gives::None => "not given",
            Gives::LeavesOpen => "left open",
            Gives::NotKnown => "not known to be given",
        };
        (n > 0).then(|| format!("{n} {what}"))
    });
    let each: Vec<String> = each.collect();
    if !each.is_empty() {
        let n = counted(given.len(), "demand");
        blocks.push(Block::item(format!("{n} of it on record: {}", each.join(", "))));
    }
    blocks
}

fn block(case: &Case, it: &Demand, draft: Ix<Draft>, contents: &[Content]) -> Block {
    let mut sense = in_sense(case, it);
    if let Some(first) = sense.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let mut text = Text::default().strong(sense);
    if let Some(words) = &it.words {
        text = text.and(" — ").quote(words.clone());
    }
    let whence = whence(case, it.by.as_ref(), it.audience, it.date, &it.meta, " · ");
    let mut under = vec![whence.quietly()];
    let says = says(case, it, &beside(case, it, draft, contents));
    if !says.is_empty() {
        under.push(Text::plain(format!("This text: {}", says.join("; "))));
    }
    let mark = if it.is == DemandKind::Warning { Mark::Maybe } else { Mark::Plain };
    Block::Item(Item { mark, text, under })
}

/// In a sentence, as tables and as an account.
pub(super) fn told(case: &Case, all: &[DemandHeld]) -> (String, Vec<Table>, Vec<Block>) {
    let mut blocks = Vec::new();
    if !all.is_empty() {
        blocks.push(Block::para(
            "These are the parties' words. None of them is a line, and none is counted as a veto.",
        ));
    }
    for is in [DemandKind::Warning, DemandKind::Condition, DemandKind::Demand] {
        let of: Vec<&DemandHeld> =
            all.iter().rev().filter(|it| case.demands[it.demand.get()].is == is).collect();
        if of.is_empty() {
            continue;
        }
        let heading = match is {
            DemandKind::Warning => "Warnings",
            DemandKind::Condition => "Conditions",
            DemandKind::Demand => "Demands",
        };
        blocks.push(Block::heading(1, heading));
        blocks.extend(of.into_iter().map(|it| item(case, it)));
    }
    let each = DemandKind::ALL.iter().filter_map(|(is, word)| {
        let n = all.iter().filter(|it| case.demands[it.demand.get()].is == *is).count();
        (n > 0).then(|| counted(n, word))
    });
    let each: Vec<String> = each.collect();
    let headline = match each.is_empty() {
        true => "No demand, condition or warning is on record.".to_owned(),
        false => format!("{} on record; none is a veto.", listed(&each)),
    };
    (headline, vec![table(case, all), on_drafts(case, all)], blocks)
}

/// What was said, in the speaker's sense and no stronger: `warned that a text that departs from the Anchorage
/// understanding would be rejected`.
pub(in crate::lens) fn in_sense(case: &Case, it: &Demand) -> String {
    let options = |set: &IssueOptions| describe::issue_option_texts(case, set);
    let asked = match it.asks.is_empty() {
        true => String::new(),
        false => format!(": {}", options(&it.asks)),
    };
    if it.is != DemandKind::Warning {
        return format!("{}{asked}", it.is.verb());
    }
    let mut of: Vec<String> = Vec::new();
    if let Some(ix) = it.departs_from {
        let at = RecordRef::new(Kind::Understanding, ix.get());
        of.push(format!("departs from {}", describe::in_one_line(case, at)));
    }
    if !it.when.is_empty() {
        let any = if it.when.len() > 1 { "any of these: " } else { "" };
        of.push(format!("has {any}{}", options(&it.when)));
    }
    let then = it.then.map(|reply| match reply {
        Reply::Accept => "would be accepted".to_owned(),
        Reply::Reject => "would be rejected".to_owned(),
        other => format!("would be answered with “{}”", spoken(other.word())),
    });
    match (of.is_empty(), then) {
        (true, None) => format!("{}{asked}", it.is.verb()),
        (true, Some(then)) => format!("warned that a text {then}{asked}"),
        (false, Some(then)) => {
            format!("warned that a text that {} {then}{asked}", of.join(" or "))
        }
        // What would come of it was not said.
        (false, None) => format!("warned of a text that {}{asked}", of.join(" or ")),
    }
}

fn item(case: &Case, held: &DemandHeld) -> Block {
    let it = &case.demands[held.demand.get()];
    let name = case.party(it.party).label();
    let mut text = Text::default().strong(name).and(format!(" {}", in_sense(case, it)));
    if let Some(words) = &it.words {
        text = text.and(" — ").quote(words.clone());
    }
    let whence = whence(case, it.by.as_ref(), it.audience, it.date, &it.meta, " · ");
    let mut under = vec![whence.quietly()];
    // Drafts of which the same is to be said are told together.
    let mut told: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for on in &held.drafts {
        let (says, id) = (says(case, it, on), case.draft(on.draft).id().to_owned());
        match told.iter_mut().find(|it| it.0 == says) {
            Some((_, ids)) => ids.push(id),
            None if says.is_empty() => {}
            None => told.push((says, vec![id])),
        }
    }
    under.extend(told.into_iter().map(|(says, ids)| {
        Text::default().strong(listed(&ids)).and(format!(": {}", says.join("; ")))
    }));
    Block::Item(Item { mark: Mark::Plain, text, under })
}

/// What a live draft is beside the demand, in words: `departs, under reading A`.
/// What a text of this content is beside an understanding, reading by reading: `departs, under reading A (East)`.
pub(in crate::lens) fn beside_readings(
    case: &Case,
    ix: Ix<Understanding>,
    draft: Ix<Draft>,
    contents: &[Content],
) -> Vec<String> {
    by_reading(&departs(case, ix, draft, contents))
}

fn by_reading(departs: &[Departure]) -> Vec<String> {
    let mut judged: Vec<Judged> = Vec::new();
    for it in departs.iter().map(|it| it.judged) {
        if !judged.contains(&it) {
            judged.push(it);
        }
    }
    let said = |is: Judged| {
        let of = departs.iter().filter(|it| it.judged == is);
        let under: Vec<String> = of.filter_map(|it| it.under.clone()).collect();
        if is == Judged::Denied {
            let each = under.iter().map(|it| format!("{it} {}", is.word()));
            return each.collect::<Vec<_>>().join("; ");
        }
        match under.is_empty() {
            true => is.word().to_owned(),
            false => format!("{}, under {}", is.word(), listed(&under)),
        }
    };
    judged.into_iter().map(said).collect()
}

fn says(case: &Case, it: &Demand, on: &DemandOnDraft) -> Vec<String> {
    let mut says = by_reading(&on.departs);
    says.extend(on.has.map(|has| match has {
        // Of several options it is told which.
        Some(true) if it.when.len() > 1 => {
            let met = it.when.iter().filter(|it| on.has_on.contains(&it.0)).cloned().collect();
            format!(
                "contains {}, which was warned against",
                describe::issue_option_texts(case, &met)
            )
        }
        has => met(has).to_owned(),
    }));
    says.extend(on.gives.map(|it| match it {
        Gives::NotKnown => "whether it gives this is not known".to_owned(),
        other => other.word().to_owned(),
    }));
    says
}

/// Whether a text contains what was warned against.
fn met(has: Option<bool>) -> &'static str {
    match has {
        Some(true) => "contains what was warned against",
        Some(false) => "does not contain what was warned against",
        None => "whether it contains what was warned against is not known",
    }
}

fn table(case: &Case, all: &[DemandHeld]) -> Table {
    let mut table = Table::new(
        "demands",
        "Demands, conditions and warnings; none is a line",
        vec![
            Column::new("id", ColumnKind::Id),
            Column::new("kind", ColumnKind::Text),
            Column::new("party", ColumnKind::Id),
            Column::new("by", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("audience", ColumnKind::Text),
            Column::new("said", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("asks", ColumnKind::Text),
            Column::new("when", ColumnKind::Text),
            Column::new("departs_from", ColumnKind::Id),
            Column::new("then", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for held in all {
        let it = &case.demands[held.demand.get()];
        let of = it.departs_from.map(|ix| RecordRef::new(Kind::Understanding, ix.get()));
        table.push(vec![
            Cell::maybe_to(Kind::Demand, case.id(RecordRef::new(Kind::Demand, held.demand.get()))),
            Cell::text(it.is.word()),
            Cell::party(case.party_id(it.party)),
            Cell::maybe_text(it.by.as_ref().map(|by| case.speaker(by))),
            Cell::day(it.date, it.meta.date_is),
            Cell::maybe_text(it.audience.map(|it| it.word())),
            Cell::text(in_sense(case, it)),
            Cell::maybe_text(it.words.clone()),
            Cell::text(describe::issue_options(case, &it.asks)),
            Cell::text(describe::issue_options(case, &it.when)),
            of.map_or(Cell::text(""), |it| Cell::maybe_to(it.kind, case.id(it))),
            Cell::maybe_text(it.then.map(|it| it.word())),
            Cell::Footing(describe::footing(case, &it.meta)),
        ]);
    }
    table
}

fn on_drafts(case: &Case, all: &[DemandHeld]) -> Table {
    let mut table = Table::new(
        "demand_drafts",
        "Each live draft beside each demand, condition and warning",
        vec![
            Column::new("id", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("draft", ColumnKind::Id),
            Column::new("asked", ColumnKind::Text),
            Column::new("under", ColumnKind::Text),
            Column::new("state", ColumnKind::State),
        ],
    );
    for held in all {
        let it = &case.demands[held.demand.get()];
        let id = case.id(RecordRef::new(Kind::Demand, held.demand.get()));
        for on in &held.drafts {
            let mut push = |asked: &str, under: Option<String>, word: &'static str, mark| {
                table.push(vec![
                    Cell::maybe_to(Kind::Demand, id),
                    Cell::party(case.party_id(it.party)),
                    Cell::draft(case.draft(on.draft).id()),
                    Cell::text(asked),
                    Cell::maybe_text(under),
                    Cell::state(word, mark),
                ]);
            };
            for it in &on.departs {
                push("departs from", it.under.clone(), it.judged.word(), it.judged.mark());
            }
            if let Some(has) = on.has {
                let mark = match has {
                    Some(true) => Mark::Maybe,
                    Some(false) => Mark::Fine,
                    None => Mark::Unknown,
                };
                push("has", None, met(has), mark);
            }
            if let Some(gives) = on.gives {
                let mark = match gives {
                    Gives::All => Mark::Fine,
                    Gives::NotKnown => Mark::Unknown,
                    Gives::Some | Gives::None | Gives::LeavesOpen => Mark::Plain,
                };
                push("gives", None, gives.word(), mark);
            }
        }
    }
    table
}
