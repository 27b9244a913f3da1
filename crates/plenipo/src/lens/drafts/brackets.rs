//! Bracketed text: what the drafts have in common as it stands, what they have not in brackets, with
//! who proposes and who opposes it; and the same without anybody's name.
//!
//! The file is long because the row, its brackets and what stands below them are read together: each decides
//! what the others may leave out.

use super::comparison::settled;
use super::moves::Stands;
use super::pairs::settling;
use super::passages::{Passage, passages};
use super::readings::readings;
use super::rows::{Row, Slot, same};
use super::wording::edits;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::provenance::Provenance;
use crate::finding::table::{Cell, Column, ColumnKind, EditKind, Table};
use crate::lens::acceptance::assess::is_set_aside;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::describe::{self, Names};
use plenipo_record::case::draft::{Draft, Point, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::Verdict;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::{AnswerTo, Reply};

/// One of several texts for a row; `None` is no text at all.
struct Alternative {
    text: Option<String>,
    wording: bool,
    /// The drafts that have it.
    drafts: Vec<usize>,
    propose: Vec<Ix<Party>>,
    /// What is on record against it in the drafts that have it, party by party.
    against: Vec<Against>,
}

/// Something a party has on record against a text as one draft has it: what a draft says elsewhere may decide
/// whether a line stands against it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Against {
    party: Ix<Party>,
    words: String,
    /// Whether it is so only under a condition that the draft meets.
    conditional: bool,
    /// The draft, by place.
    draft: usize,
    /// Whether the party, which tabled the draft, said so of this very text once it had.
    since: bool,
}

impl Alternative {
    /// Who opposes it, each with the drafts in which it does, by place.
    fn oppose(&self) -> Vec<(Ix<Party>, Vec<usize>)> {
        let each = self.against.chunk_by(|a, b| a.party == b.party).map(|group| {
            let mut drafts: Vec<usize> = group.iter().map(|it| it.draft).collect();
            drafts.sort_unstable();
            drafts.dedup();
            (group[0].party, drafts)
        });
        each.collect()
    }

    /// Who opposes it, as told in a bracket: with the drafts where it does so in some of those alone that have
    /// the text.
    fn opposers(&self, case: &Case, drafts: &[Ix<Draft>], names: Names) -> Vec<String> {
        let each = self.oppose().into_iter().map(|(party, at)| {
            let name = match names {
                Names::Ids => case.party_id(party),
                Names::Texts => case.party(party).label(),
            };
            match at.len() == self.drafts.len() {
                true => name.to_owned(),
                false => format!("{name} (in {})", describe::listed(&ids(case, drafts, &at))),
            }
        });
        each.collect()
    }

    /// Who proposes it; a party of `several` that proposes another of the texts as well, with the drafts in which it
    /// does this one.
    fn proposers(&self, case: &Case, drafts: &[Ix<Draft>], several: &[Ix<Party>]) -> Vec<String> {
        let each = self.propose.iter().map(|party| {
            let name = case.party(*party).label();
            if !several.contains(party) {
                return name.to_owned();
            }
            let tabled = |at: &usize| case.draft(drafts[*at]).tabled_by.contains(party);
            let own: Vec<usize> = self.drafts.iter().copied().filter(tabled).collect();
            format!("{name} (in {})", describe::listed(&ids(case, drafts, &own)))
        });
        each.collect()
    }

    /// Whether what stands against it does so only in some of the drafts that have it, or under a condition.
    fn is_opposed_in_part(&self) -> bool {
        let n = self.drafts.len();
        self.against.iter().any(|it| it.conditional)
            || self.oppose().iter().any(|(_, drafts)| drafts.len() < n)
    }

    /// Whether the text has brackets of its own.
    fn has_brackets(&self) -> bool {
        self.text.as_deref().is_some_and(|it| it.contains(['[', ']']))
    }
}

/// What stands in a row.
struct Bracketed {
    alternatives: Vec<Alternative>,
    /// Brackets inside a draft's own point, option by option: the draft, the text, who wants it.
    inside: Vec<(usize, String, Vec<Ix<Party>>)>,
    /// Drafts of which it is not known what they have.
    unknown: Vec<usize>,
    /// Whether the record holds all of it to settle the same.
    alike: bool,
    /// What it settles in each draft, by place, where lineage calls it kept and that differs.
    otherwise: Vec<(usize, String)>,
    /// Whether it is a heading in every draft that has it: words that settle nothing.
    heading: bool,
    /// How parties read what a draft has there, where they read it differently.
    readings: Vec<(usize, String)>,
}

/// How a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowStatus {
    /// Several texts, of which none is agreed.
    Several,
    /// Several texts that the record holds to settle the same.
    SettlesTheSame,
    /// One draft alone is known to have it.
    OneOnly,
    /// One text in two drafts or more.
    TheSame,
    /// A heading: words that settle nothing, and so are never open.
    Heading,
}

impl RowStatus {
    /// Its word in the table.
    fn word(self) -> &'static str {
        match self {
            RowStatus::Several => "bracketed",
            RowStatus::SettlesTheSame => "settles the same",
            RowStatus::OneOnly => "known in one draft only",
            RowStatus::TheSame => "the same",
            RowStatus::Heading => "heading",
        }
    }

    /// Whether nothing of it is agreed: several texts, or one that stands in one draft only.
    fn is_open(self) -> bool {
        matches!(self, RowStatus::Several | RowStatus::OneOnly)
    }
}

impl Bracketed {
    fn status(&self) -> RowStatus {
        match (self.alternatives.len() > 1, self.held()) {
            _ if self.heading => RowStatus::Heading,
            // What is settled decides, whatever the lineage or the words say.
            _ if !self.otherwise.is_empty() => RowStatus::Several,
            (true, _) if self.alike && self.wordings() < 2 => RowStatus::SettlesTheSame,
            (true, _) => RowStatus::Several,
            (false, 0 | 1) => RowStatus::OneOnly,
            (false, _) => RowStatus::TheSame,
        }
    }

    /// Of how many drafts it is known what they have.
    fn held(&self) -> usize {
        self.alternatives.iter().map(|it| it.drafts.len()).sum()
    }

    /// How many wordings there are: two that differ are for the negotiators to make one, whatever the
    /// record holds them to settle.
    fn wordings(&self) -> usize {
        self.alternatives.iter().filter(|it| it.wording).count()
    }

    fn is_open(&self) -> bool {
        self.status().is_open()
    }
}

/// Bracketed text.
pub(super) struct Brackets {
    pub(super) table: Table,
    pub(super) account: Vec<Block>,
    /// How many rows have a text in brackets.
    pub(super) open: usize,
    /// How many of these one draft alone is known to have.
    pub(super) alone: usize,
}

/// Bracketed text of the drafts; without names if `named` is not set.
pub(super) fn brackets(
    case: &Case,
    stands: &Stands,
    drafts: &[Ix<Draft>],
    rows: &[Row],
    named: bool,
) -> Brackets {
    let all_contents: Vec<Vec<Content>> =
        drafts.iter().map(|it| contents(case, case.draft(*it))).collect();
    let all: Vec<Bracketed> = rows
        .iter()
        .map(|row| {
            // Where a point went, by the name its row has on the page.
            let called = |id: &str| match rows.iter().position(|it| it.id == id) {
                Some(place) if named => number(case, drafts, &rows[place]),
                Some(place) => (place + 1).to_string(),
                None => String::new(),
            };
            bracketed(case, stands, drafts, row, &all_contents, named, &called)
        })
        .collect();
    let mut heads = vec![
        Column::new("row", ColumnKind::Text),
        Column::new("status", ColumnKind::Text),
        Column::new("alternative", ColumnKind::Count),
        Column::new("text", ColumnKind::Text),
        Column::new("form", ColumnKind::Text),
    ];
    if named {
        heads.extend(
            ["drafts", "propose", "oppose", "not_known"]
                .map(|it| Column::new(it, ColumnKind::List)),
        );
    }
    let mut table = Table::new("brackets", "The text and what is in brackets", heads);
    let mut blocks = Vec::new();
    let mut naming = Vec::new();
    for (place, (row, it)) in rows.iter().zip(&all).enumerate() {
        let row_id = if named { row.id.clone() } else { (place + 1).to_string() };
        let status = it.status();
        for (n, alternative) in it.alternatives.iter().enumerate() {
            let mut cells = vec![
                Cell::text(&row_id),
                Cell::text(status.word()),
                Cell::count(n + 1),
                Cell::text(alternative.text.as_deref().unwrap_or("no text")),
                Cell::text(match (&alternative.text, alternative.wording) {
                    (None, _) => "no text",
                    (_, true) => "wording",
                    (_, false) => "gist",
                }),
            ];
            if named {
                let ids = alternative.drafts.iter().map(|it| case.draft(drafts[*it]).id());
                cells.push(Cell::list(ids.map(Cell::draft)));
                let ids = |list: &[Ix<Party>]| {
                    Cell::list(list.iter().map(|it| Cell::party(case.party_id(*it))))
                };
                cells.push(ids(&alternative.propose));
                let opposers = alternative.opposers(case, drafts, Names::Ids).into_iter();
                let everywhere = alternative.oppose().into_iter();
                let everywhere = everywhere.map(|it| it.1.len() == alternative.drafts.len());
                cells.push(Cell::list(opposers.zip(everywhere).map(|(it, everywhere)| {
                    if everywhere { Cell::party(it) } else { Cell::text(it) }
                })));
                let oppose = alternative.oppose();
                let others: Vec<Ix<Party>> = (0..case.parties.len())
                    .map(Ix::new)
                    .filter(|it| {
                        !alternative.propose.contains(it)
                            && oppose.iter().all(|(party, _)| party != it)
                    })
                    .collect();
                cells.push(ids(&others));
            }
            table.push(cells);
        }
        let number = if named { number(case, drafts, row) } else { row_id.clone() };
        let text = Text::default().strong(format!("{number}. ")).and(line(case, drafts, it, named));
        let mut under = beside(case, drafts, it, named);
        if !it.inside.is_empty() {
            let inside = it.inside.iter().map(|(_, text, by)| {
                let by: Vec<String> =
                    by.iter().map(|it| case.party(*it).label().to_owned()).collect();
                bracket(&by, &[], text, named)
            });
            let each: Vec<String> = inside.collect();
            let whose = match it.inside.first() {
                Some((draft, ..)) if named => format!(" of {}", case.draft(drafts[*draft]).id()),
                _ => String::new(),
            };
            under.push(Text::plain(format!("open inside the text{whose}: {}", each.join(" "))));
        }
        if named
            && it.is_open()
            && (is_inline(it) || it.alternatives.iter().any(Alternative::is_opposed_in_part))
        {
            under.extend(opposed(case, drafts, it));
        }
        under.extend(not_known(case, drafts, it, named));
        if !named && names_somebody(case, it) {
            naming.push(row_id);
        }
        let mark = match status {
            RowStatus::Several | RowStatus::Heading => Mark::Plain,
            RowStatus::OneOnly => Mark::Unknown,
            RowStatus::SettlesTheSame | RowStatus::TheSame => Mark::Fine,
        };
        blocks.push(Block::Item(Item { mark, text, under }));
    }
    let mut account = vec![Block::para(if named {
        "Text outside brackets is the same in two drafts or more, and in every draft here of \
         which it is known what it has there, or, where stated, settles the same thing by the \
         record. A text known in one draft only is in brackets. A party not named in a bracket is \
         not on record there: that is neither consent nor refusal."
    } else {
        "Text outside brackets is the same in two drafts or more, and in every draft here of which it \
         is known what it has there, or is held by the record to settle the same where that is said. A \
         text known in one draft only is in brackets. The names of those who propose or oppose a \
         bracket, of drafts, speakers and sources are left out, and the texts in a row stand in \
         alphabetical order."
    })];
    if all.iter().any(|it| it.alternatives.iter().any(Alternative::has_brackets)) {
        account.push(Block::para(
            "Some texts have brackets of their own. They are printed in full and unchanged.",
        ));
    }
    if !naming.is_empty() {
        let rows = describe::listed(&naming);
        account.push(Block::para(format!(
            "Texts are printed as they stand. In these rows they name a party or a person themselves; \
             read them before this is passed on: {rows}."
        )));
    }
    account.extend(blocks);
    let count = |of: &dyn Fn(RowStatus) -> bool| {
        all.iter().filter(|it| !it.alternatives.is_empty() && of(it.status())).count()
    };
    let alone = count(&|it| it == RowStatus::OneOnly);
    Brackets { table, account, open: count(&RowStatus::is_open), alone }
}

/// What belongs beside text that stands outside brackets: how else its keepers put it, and who is on
/// record against it.
fn beside(case: &Case, drafts: &[Ix<Draft>], it: &Bracketed, named: bool) -> Vec<Text> {
    let mut beside = Vec::new();
    if it.heading {
        let each = it.alternatives.iter().skip(1);
        beside.extend(each.map(|it| {
            let text = it.text.as_deref().unwrap_or("no heading");
            Text::default().quiet(format!("elsewhere: {text}"))
        }));
        return beside;
    }
    if named {
        let each = it.readings.iter();
        beside.extend(
            each.map(|(at, read)| Text::plain(format!("{}: {read}", case.draft(drafts[*at]).id()))),
        );
    }
    if !it.otherwise.is_empty() {
        let each: Vec<String> = it
            .otherwise
            .iter()
            .map(|(at, settles)| format!("{settles} ({})", case.draft(drafts[*at]).id()))
            .collect();
        let each = if named { format!(" {}", each.join(" — ")) } else { String::new() };
        let end = if named { ":" } else { "" };
        beside.push(Text::plain(format!(
            "the record contradicts itself: the lineage says that this was kept, but the drafts \
             settle different things{end}{each}"
        )));
    }
    if it.alike && it.wordings() > 1 {
        beside.push(Text::default().quiet(
            "by the record these texts settle the same thing: the words differ, not the recorded \
             substance",
        ));
    }
    if it.is_open() {
        return beside;
    }
    if let [first, others @ ..] = it.alternatives.as_slice()
        && !others.is_empty()
    {
        let each: Vec<String> = others
            .iter()
            .map(|other| {
                let text = other.text.as_deref().unwrap_or_default();
                let ids: Vec<&str> =
                    other.drafts.iter().map(|it| case.draft(drafts[*it]).id()).collect();
                if named { format!("{text} ({})", ids.join(", ")) } else { text.to_owned() }
            })
            .collect();
        let how = match first.wording {
            true => "the others are known in the record keeper's words",
            false => "the record keeper's gists differ",
        };
        beside.push(Text::default().quiet(format!(
            "by the record these settle the same thing; {how}: {}",
            each.join("; ")
        )));
    }
    if named && it.alternatives.iter().any(Alternative::is_opposed_in_part) {
        beside.extend(opposed(case, drafts, it));
    } else if named {
        let each = it.alternatives.iter().flat_map(|it| it.oppose()).map(|it| it.0);
        let mut oppose: Vec<Ix<Party>> = each.collect();
        oppose.sort_unstable();
        oppose.dedup();
        if !oppose.is_empty() {
            let names: Vec<String> =
                oppose.iter().map(|it| case.party(*it).label().to_owned()).collect();
            beside.push(Text::plain(format!("on record against it: {}", describe::listed(&names))));
        }
    }
    beside
}

/// Where it is not known what stands there.
fn not_known(case: &Case, drafts: &[Ix<Draft>], it: &Bracketed, named: bool) -> Option<Text> {
    if it.unknown.is_empty() || it.alternatives.is_empty() {
        return None;
    }
    let ids = || -> Vec<String> {
        it.unknown.iter().map(|it| case.draft(drafts[*it]).id().to_owned()).collect()
    };
    let said = match (named, it.unknown.len(), it.held()) {
        (true, ..) => format!("not known in {}", describe::listed(&ids())),
        (false, 1, 1) => "not known in the other text".to_owned(),
        (false, _, 1) => "not known in the other texts".to_owned(),
        (false, n, _) => format!("not known in {n} of the {} texts", drafts.len()),
    };
    Some(Text::default().quiet(said))
}

/// What a finding without names says of where it comes from.
pub(super) fn unnamed(provenance: Provenance) -> Provenance {
    let withheld = |_: String| "name withheld".to_owned();
    Provenance {
        dossier: String::new(),
        viewer: provenance.viewer.map(withheld),
        assumptions: provenance.assumptions.into_iter().map(withheld).collect(),
        ledger: None,
        sources: Vec::new(),
        names_withheld: true,
        ..provenance
    }
}

fn bracketed(
    case: &Case,
    stands: &Stands,
    drafts: &[Ix<Draft>],
    row: &Row,
    contents: &[Vec<Content>],
    named: bool,
    called: &dyn Fn(&str) -> String,
) -> Bracketed {
    let mut it = Bracketed {
        alternatives: Vec::new(),
        inside: Vec::new(),
        unknown: Vec::new(),
        alike: false,
        otherwise: Vec::new(),
        heading: is_heading(case, drafts, row),
        readings: Vec::new(),
    };
    for (at, slot) in row.cells.iter().enumerate() {
        let draft = case.draft(drafts[at]);
        let text = match slot {
            Slot::Unknown => None,
            Slot::Merged(id) => Some(Some(format!("see {}", called(id)))),
            Slot::Nothing => Some(None),
            Slot::Points { .. } => slot.words(draft).map(Some),
        };
        let Some(text) = text else {
            it.unknown.push(at);
            continue;
        };
        let wording = slot.is_wording(draft);
        let known = it.alternatives.iter_mut().find(|it| match (&it.text, &text) {
            (None, None) => true,
            // A gist that reads the same may stand for other words.
            (Some(a), Some(b)) => it.wording == wording && same(a, b),
            _ => false,
        });
        match known {
            Some(known) => known.drafts.push(at),
            None => it.alternatives.push(Alternative {
                text,
                wording,
                drafts: vec![at],
                propose: Vec::new(),
                against: Vec::new(),
            }),
        }
        if let Slot::Points { places, .. } = slot {
            let read = places.iter().filter_map(|it| readings(case, &draft.points[*it]));
            it.readings.extend(read.map(|it| (at, it)));
            for (issue, brackets) in places.iter().flat_map(|it| &draft.points[*it].among) {
                for bracket in brackets {
                    let text = &case.issue(*issue).options[bracket.option.get()].text;
                    it.inside.push((at, text.clone(), bracket.by.clone()));
                }
            }
        }
    }
    for alternative in &mut it.alternatives {
        for at in &alternative.drafts {
            let draft = case.draft(drafts[*at]);
            alternative.propose.extend(&draft.tabled_by);
            let against = against(case, stands, drafts[*at], row, *at, &contents[*at]);
            // Its own text it does not oppose, whatever it has said elsewhere, unless it said so since.
            let other = |it: &Against| it.since || !draft.tabled_by.contains(&it.party);
            alternative.against.extend(against.into_iter().filter(other));
        }
        alternative.against.sort();
        alternative.against.dedup();
        alternative.propose.sort_unstable();
        alternative.propose.dedup();
        // What it proposes in one draft it opposes in another only for what else that one says.
        let propose = &alternative.propose;
        let since = |it: &Against| it.conditional || it.since;
        alternative.against.retain(|it| since(it) || !propose.contains(&it.party));
    }
    if row.cells.iter().any(|it| matches!(it, Slot::Points { otherwise: true, .. })) {
        it.otherwise = otherwise(case, drafts, row);
    }
    it.alike = it.alternatives.iter().all(|it| it.text.is_some())
        && it.otherwise.is_empty()
        && (is_kept(row) || settles_the_same(case, drafts, row));
    if !named {
        // The order of the drafts would tell whose is whose.
        it.alternatives.sort_by(|a, b| a.text.cmp(&b.text));
        it.inside.sort_by(|a, b| a.1.cmp(&b.1));
    }
    if it.alike {
        // The text that is known goes before what its keepers say of the others.
        it.alternatives.sort_by_key(|it| !it.wording);
    }
    it
}

/// Whether every draft that is known to have something in the row settles the same there: the same
/// issues in the same way under the same conditions.
fn settles_the_same(case: &Case, drafts: &[Ix<Draft>], row: &Row) -> bool {
    let mut settled = Vec::new();
    for (at, slot) in row.cells.iter().enumerate() {
        match slot {
            Slot::Unknown => {}
            Slot::Nothing | Slot::Merged(_) => return false,
            Slot::Points { places, .. } => {
                let points = &case.draft(drafts[at]).points;
                settled.push(settling(places.iter().map(|it| &points[*it])));
            }
        }
    }
    settled.len() > 1
        && settled.windows(2).all(|pair| pair[0] == pair[1])
        && settled.iter().all(|it| !it.is_empty())
}

/// What each draft that settles something in the row settles there, if they do not all settle the same.
fn otherwise(case: &Case, drafts: &[Ix<Draft>], row: &Row) -> Vec<(usize, String)> {
    let mut each = Vec::new();
    for (at, slot) in row.cells.iter().enumerate() {
        let Slot::Points { places, .. } = slot else { continue };
        let points = &case.draft(drafts[at]).points;
        let settles = settling(places.iter().map(|it| &points[*it]));
        if !settles.is_empty() {
            let words: Vec<String> = places.iter().map(|it| settled(case, &points[*it])).collect();
            each.push((at, settles, words.join("; ")));
        }
    }
    if each.windows(2).all(|pair| pair[0].1 == pair[1].1) {
        return Vec::new();
    }
    each.into_iter().map(|(at, _, words)| (at, words)).collect()
}

/// Whether every draft that is known to have something in the row has a heading there.
fn is_heading(case: &Case, drafts: &[Ix<Draft>], row: &Row) -> bool {
    let mut has = false;
    let all = row.cells.iter().enumerate().all(|(at, slot)| match slot {
        Slot::Points { places, .. } => {
            has = true;
            places.iter().all(|it| case.draft(drafts[at]).points[*it].heading)
        }
        Slot::Unknown | Slot::Nothing | Slot::Merged(_) => true,
    });
    has && all
}

/// Whether what opened the row stands in every other draft that has the row as kept, or moved.
fn is_kept(row: &Row) -> bool {
    let mut later = row.cells.iter().filter(|it| **it != Slot::Unknown).skip(1);
    later.all(|it| matches!(it, Slot::Points { is: Some(Relation::Kept | Relation::Moved), .. }))
}

/// Who is on record against what draft `at` has in the row, and by what: an answer that rejects the
/// draft's points, or a standing line that they cross.
fn against(
    case: &Case,
    stands: &Stands,
    draft: Ix<Draft>,
    row: &Row,
    at: usize,
    contents: &[Content],
) -> Vec<Against> {
    let Slot::Points { places, .. } = &row.cells[at] else { return Vec::new() };
    let points: Vec<&Point> = places.iter().map(|it| &case.draft(draft).points[*it]).collect();
    let rejected = case.answers.iter().filter(|it| {
        it.to == AnswerTo::Draft(draft)
            && it.answer == Reply::Reject
            && points
                .iter()
                .any(|point| point.number.as_ref().is_some_and(|n| it.points.contains(n)))
    });
    let mut against: Vec<Against> = rejected
        .map(|it| {
            let words = it.words.as_ref().map(|it| format!(", {}", describe::quoted(case, it)));
            let words = format!("its answer rejects it{}", words.unwrap_or_default());
            // Whoever rejects a point of its own text has changed its mind.
            let since = case.draft(draft).tabled_by.contains(&it.party);
            Against { party: it.party, words, conditional: false, draft: at, since }
        })
        .collect();
    let says = |issue: Ix<Issue>| {
        points.iter().any(|it| {
            it.sets.iter().any(|(on, _)| *on == issue)
                || it.among.iter().any(|(on, _)| *on == issue)
        })
    };
    for party in (0..case.parties.len()).map(Ix::new) {
        for line in stands.lines(party) {
            let crossed = line
                .rules_out
                .iter()
                .filter(|(on, _)| says(*on) && line.judge_on(*on, contents) == Verdict::Crossed);
            let crossed: Vec<(Ix<Issue>, _)> =
                crossed.map(|(on, _)| (*on, contents[on.get()].options())).collect();
            // Over an older line it has accepted the draft since.
            if !crossed.is_empty() && !is_set_aside(case, draft, line) {
                let named = describe::line_named(case, line.stated);
                let out = describe::issue_option_texts(case, &crossed);
                let condition = line.condition.as_ref();
                let under = condition.map(|it| {
                    let when = describe::issue_option_texts(case, &it.when);
                    let met = match &it.text {
                        Some(text) => describe::quoted(case, text),
                        None => when,
                    };
                    format!(", under a condition that this draft meets: {met}")
                });
                let words = format!("its {named} is against {out}{}", under.unwrap_or_default());
                let text = case.draft(draft);
                let since = text.tabled_by.contains(&party)
                    && text.date.zip(line.date).is_some_and(|(tabled, drawn)| drawn > tabled);
                let conditional = condition.is_some();
                against.push(Against { party, words, conditional, draft: at, since });
            }
        }
    }
    against
}

/// For each of two texts with brackets inside the sentence, who opposes it and by what line or answer: such
/// a bracket holds the words that differ, and a line need not be about these words.
fn opposed(case: &Case, drafts: &[Ix<Draft>], it: &Bracketed) -> Vec<Text> {
    let mut said = Vec::new();
    for alternative in &it.alternatives {
        for group in alternative.against.chunk_by(|a, b| a.party == b.party) {
            let party = case.party(group[0].party).label();
            // What is said in the same words of several drafts is said once.
            let mut said_of: Vec<(&str, Vec<usize>)> = Vec::new();
            for it in group {
                match said_of.iter_mut().find(|(words, _)| *words == it.words) {
                    Some((_, drafts)) => drafts.push(it.draft),
                    None => said_of.push((&it.words, vec![it.draft])),
                }
            }
            for of_same in said_of.chunk_by(|a, b| a.1 == b.1) {
                let by: Vec<&str> = of_same.iter().map(|it| it.0).collect();
                said.push(Text::plain(format!(
                    "{party} opposes the text of {}: {}",
                    describe::listed(&ids(case, drafts, &of_same[0].1)),
                    by.join("; ")
                )));
            }
        }
    }
    said
}

/// The ids of drafts, by place.
fn ids(case: &Case, drafts: &[Ix<Draft>], places: &[usize]) -> Vec<String> {
    places.iter().map(|it| case.draft(drafts[*it]).id().to_owned()).collect()
}

/// The row as one line of text.
fn line(case: &Case, drafts: &[Ix<Draft>], it: &Bracketed, named: bool) -> String {
    let mut all: Vec<Ix<Party>> =
        it.alternatives.iter().flat_map(|it| it.propose.iter().copied()).collect();
    all.sort_unstable();
    let several: Vec<Ix<Party>> =
        all.chunk_by(|a, b| a == b).filter(|it| it.len() > 1).map(|it| it[0]).collect();
    match it.alternatives.as_slice() {
        [] => "not known".to_owned(),
        // What one draft alone is known to have is not agreed.
        [one, ..] if !it.is_open() => one.text.clone().unwrap_or_else(|| "no text".to_owned()),
        [a, b] if inline(a, b).is_some() => {
            let (a_text, b_text) = inline(a, b).unwrap_or_default();
            let mut out = String::new();
            let passages = passages(a_text, b_text);
            let differ = passages.iter().filter(|it| matches!(it, Passage::Differs { .. })).count();
            for it in passages {
                match it {
                    Passage::Same(text) => out.push_str(&text),
                    Passage::Differs { a: of_a, b: of_b, space } => {
                        let parted = |it: &str| it.starts_with(char::is_whitespace);
                        if (parted(&of_a) || parted(&of_b)) && out.ends_with(char::is_alphanumeric)
                        {
                            out.push(' ');
                        }
                        for (of, text) in [(a, of_a), (b, of_b)] {
                            if !text.trim().is_empty() {
                                let text = text.trim();
                                // Of several passages nobody knows which one a line is about: who
                                // opposes the text is told below it.
                                let oppose = match differ {
                                    1 => of.opposers(case, drafts, Names::Texts),
                                    _ => Vec::new(),
                                };
                                let propose = of.proposers(case, drafts, &several);
                                spaced(&mut out, &bracket(&propose, &oppose, text, named));
                            }
                        }
                        if space {
                            out.push(' ');
                        }
                    }
                }
            }
            out
        }
        more => {
            let each: Vec<String> = more
                .iter()
                .map(|it| {
                    bracket(
                        &it.proposers(case, drafts, &several),
                        &it.opposers(case, drafts, Names::Texts),
                        it.text.as_deref().unwrap_or("no text"),
                        named,
                    )
                })
                .collect();
            each.join(" ")
        }
    }
}

/// Adds a bracket, apart from a bracket before it.
fn spaced(out: &mut String, text: &str) {
    if out.ends_with(']') {
        out.push(' ');
    }
    out.push_str(text);
}

/// Whether brackets stand within the sentence.
fn is_inline(it: &Bracketed) -> bool {
    matches!(it.alternatives.as_slice(), [a, b] if inline(a, b).is_some())
}

/// The two texts, where they are wordings that have more than half of their letters in common: then
/// brackets stand within the sentence.
fn inline<'a>(a: &'a Alternative, b: &'a Alternative) -> Option<(&'a str, &'a str)> {
    let (a_text, b_text) = (a.text.as_deref()?, b.text.as_deref()?);
    // Brackets of its own and brackets put into it could not be told apart.
    if !(a.wording && b.wording) || a.has_brackets() || b.has_brackets() {
        return None;
    }
    let edits = edits(a_text, b_text);
    let stays: usize =
        edits.iter().filter(|it| it.is == EditKind::Same).map(|it| it.text.len()).sum();
    (2 * stays > a_text.len().max(b_text.len())).then_some((a_text, b_text))
}

/// `[US propose; RU oppose: text]`, or `[text]`.
fn bracket(propose: &[String], oppose: &[String], text: &str, named: bool) -> String {
    if !named {
        return format!("[{text}]");
    }
    let mut parts = Vec::new();
    let both = [(propose, "proposes", "propose"), (oppose, "opposes", "oppose")];
    for (list, one, several) in both {
        match list {
            [] => {}
            // `A opposes (in d1)`: the verb stands with the name.
            [alone] => parts.push(match alone.split_once(" (in ") {
                Some((name, drafts)) => format!("{name} {one} (in {drafts}"),
                None => format!("{alone} {one}"),
            }),
            more => parts.push(format!("{} {several}", more.join("/"))),
        }
    }
    if parts.is_empty() {
        parts.push("proposer not recorded".to_owned());
    }
    format!("[{}: {text}]", parts.join("; "))
}

/// The number of the point that opened the row, with its draft where that is not the first.
fn number(case: &Case, drafts: &[Ix<Draft>], row: &Row) -> String {
    match &row.cells[0] {
        Slot::Points { places, .. } => super::comparison::numbers(case.draft(drafts[0]), places),
        _ => row.id.clone(),
    }
}

/// Whether a text of the row itself has the name of a party or a person of the record.
fn names_somebody(case: &Case, it: &Bracketed) -> bool {
    let texts = it.alternatives.iter().filter_map(|it| it.text.as_deref());
    let texts: Vec<String> = texts
        .chain(it.inside.iter().map(|(_, text, _)| text.as_str()))
        .map(str::to_lowercase)
        .collect();
    let mut names: Vec<&str> = Vec::new();
    for party in &case.parties {
        names.push(&party.name);
        names.extend(party.short.as_deref());
        names.extend(party.meta.id.as_ref().map(|it| it.as_str()));
    }
    for person in &case.persons {
        names.push(&person.name);
        names.extend(person.meta.id.as_ref().map(|it| it.as_str()));
    }
    let speakers: Vec<&Speaker> = case.drafts.iter().filter_map(|it| it.account.as_ref()).collect();
    for speaker in speakers {
        if let Speaker::Named(name) = speaker {
            names.push(name);
        }
    }
    let is_word = |text: &str, name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            [before, after].iter().all(|c| c.is_none_or(|c| !c.is_alphanumeric()))
        })
    };
    names.iter().any(|name| {
        let name = name.to_lowercase();
        !name.is_empty() && texts.iter().any(|text| is_word(text, &name))
    })
}
