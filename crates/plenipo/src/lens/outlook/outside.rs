//! Those outside the room, as they stand today: whose lines the drafts on the table cross. What is still needed of them
//! leads the answer; the answers day by day are those of the principals alone.

use super::OutlookAnswer;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::outside::{Outside, outside};
use crate::lens::acceptance::tables::{Said, verdict_mark};
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{self, Footing, counted};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::lines::Verdict;

/// What stands beyond the table of one draft.
pub(super) struct OutsideOfDraft {
    draft: String,
    lines: Vec<OutsideCrossing>,
}

/// A line of somebody outside that the draft crosses, or may cross.
struct OutsideCrossing {
    party: String,
    name: String,
    must_consent: bool,
    words: String,
    verdict: Verdict,
    footing: Footing,
}

/// The same of each live draft of `only` (all, where that is empty), the latest first; nothing of those of which there
/// is nothing to say.
pub(super) fn of_drafts(case: &Case, only: &[String]) -> Vec<OutsideOfDraft> {
    let drafts = (0..case.drafts.len()).rev().map(Ix::new).filter(|it| {
        let draft = case.draft(*it);
        draft.is_live() && (only.is_empty() || only.iter().any(|id| id == draft.id()))
    });
    let each = drafts.map(|ix| {
        let contents = contents(case, case.draft(ix));
        let lines =
            outside(case, ix, &contents).iter().flat_map(|it| crossings(case, it)).collect();
        OutsideOfDraft { draft: case.draft(ix).id().to_owned(), lines }
    });
    each.filter(|it| !it.lines.is_empty()).collect()
}

fn crossings(case: &Case, of: &Outside) -> Vec<OutsideCrossing> {
    let touched = |verdict: &Verdict| matches!(verdict, Verdict::Crossed | Verdict::MayBeCrossed);
    let lines = of.lines.iter().filter(|(_, verdict)| touched(verdict));
    let party = case.party(of.party);
    let each = lines.map(|(line, verdict)| {
        let said = Said::of(case, line);
        let words = match &said.words {
            Some(words) => describe::quoted(case, words),
            None => describe::line(case, line.stated),
        };
        OutsideCrossing {
            party: case.party_id(of.party).to_owned(),
            name: party.label().to_owned(),
            must_consent: of.must_consent(case),
            words,
            verdict: *verdict,
            footing: said.grade,
        }
    });
    each.collect()
}

/// The most lines of one draft that the account tells.
const LINES_MAX: usize = 4;

pub(super) fn account(answer: &OutlookAnswer) -> Vec<Block> {
    if answer.outside.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(1, "Outside the room, today")];
    for of in &answer.outside {
        blocks.extend(of.lines.iter().take(LINES_MAX).map(|it| told(&of.draft, it)));
        if of.lines.len() > LINES_MAX {
            let more = counted(of.lines.len() - LINES_MAX, "more line");
            blocks.push(Block::item(format!("{}: {more}, in the table “outside_lines”", of.draft)));
        }
    }
    blocks
}

/// `march: crosses a line of the Congress, who must consent: “no crane without a man in it”`.
fn told(draft: &str, it: &OutsideCrossing) -> Block {
    let does = if it.verdict == Verdict::Crossed { "crosses" } else { "may cross" };
    let must = if it.must_consent { ", who must consent" } else { "" };
    let said = format!(": {does} a line of {}{must}: {}", it.name, it.words);
    let stops = it.must_consent && it.verdict == Verdict::Crossed;
    Block::Item(Item {
        mark: if stops { Mark::Stop } else { Mark::Maybe },
        text: Text::default().strong_id(Kind::Draft, draft).and(said),
        under: vec![Text::from(it.footing.clone()).quietly()],
    })
}

pub(super) fn table(answer: &OutlookAnswer) -> Table {
    let mut table = Table::new(
        "outside_lines",
        "Lines of those outside the agreement rule that the drafts on the table cross, or may cross, today",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("must_consent", ColumnKind::Text),
            Column::new("verdict", ColumnKind::State),
            Column::new("words", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for of in &answer.outside {
        for it in &of.lines {
            table.push(vec![
                Cell::draft(&of.draft),
                Cell::party(&it.party),
                Cell::text(if it.must_consent { "yes" } else { "no" }),
                Cell::state(it.verdict.word(), verdict_mark(it.verdict)),
                Cell::text(it.words.clone()),
                Cell::Footing(it.footing.clone()),
            ]);
        }
    }
    table
}
