//! The matrix: issue by party, with dated positions and lines.

use super::boxes;
use crate::finding::block::{Block, BlockGrid, BlockGridItem, BlockGridRow, Item, Mark, Text};
use crate::finding::chart::{Chart, ChartKind};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::whence::whence;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Names};
use plenipo_record::case::held::{Held, HeldMatter};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};
use plenipo_record::case::lines::{Line, standing};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Position, Salience};

/// A standing line as it bears on one issue.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lens) struct HeldLine {
    /// Its words with speaker, date and grade.
    pub(in crate::lens) text: Text,
    /// What it does there.
    pub(in crate::lens) does: Does,
}

/// What a line does on an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum Does {
    /// It rules something out.
    Stops,
    /// It rules something out under a condition.
    StopsIf,
    /// Whether it rules anything out there, its words leave unclear.
    Unclear,
}

impl Does {
    /// The mark of such a line.
    pub(in crate::lens) fn mark(self) -> Mark {
        match self {
            Does::Stops => Mark::Stop,
            Does::StopsIf | Does::Unclear => Mark::Maybe,
        }
    }
}

/// What one party has on record on one issue.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::lens) struct Holding {
    /// Standing lines, newest first.
    pub(in crate::lens) lines: Vec<HeldLine>,
    /// Positions that stand, newest first.
    pub(in crate::lens) positions: Vec<Text>,
    /// What it asks for there, newest first: demands and conditions, which are no lines.
    pub(in crate::lens) asks: Vec<Text>,
    /// Whether it is not known which of those holds.
    tied: bool,
    /// Positions that later ones took the place of, newest first.
    before: Vec<Text>,
}

impl Holding {
    pub(in crate::lens) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.positions.is_empty() && self.asks.is_empty()
    }

    /// Every line, position and demand as an item.
    fn items(self) -> Vec<BlockGridItem> {
        if self.is_empty() {
            let text = Text::plain("nothing on record");
            let item = Item { mark: Mark::Unknown, text, under: Vec::new() };
            return vec![BlockGridItem { item, link: ": ", strong: false }];
        }
        let said = |mark, text| BlockGridItem {
            item: Item { mark, text, under: Vec::new() },
            link: ": ",
            strong: true,
        };
        let mut items: Vec<BlockGridItem> =
            self.lines.into_iter().map(|it| said(it.does.mark(), it.text)).collect();
        let tied = "another of the same day says otherwise: which holds is not known";
        for position in self.positions {
            let mut it = said(if self.tied { Mark::Unknown } else { Mark::Plain }, position);
            it.item.under.extend(self.tied.then(|| Text::plain(tied).quietly()));
            items.push(it);
        }
        if let Some(last) = items.last_mut() {
            let before = self.before.into_iter();
            last.item.under.extend(before.map(|it| Text::plain("before: ").then(it).quietly()));
        }
        let asks = self.asks.into_iter();
        items.extend(asks.map(|it| BlockGridItem { link: " ", ..said(Mark::Plain, it) }));
        items
    }

    /// Every line and position, each in words; unknown where there is none.
    fn cell(&self) -> Cell {
        let lines = self.lines.iter().map(|it| &it.text);
        let before = self.before.iter().map(|it| Text::plain("before: ").then(it.clone()).flat());
        let stand = lines.chain(&self.positions).chain(&self.asks).map(|it| it.flat());
        Cell::maybe_list(stand.chain(before).map(Cell::Text))
    }
}

/// What `party` has on record on `issue`; `lines` are its standing lines.
pub(in crate::lens) fn holding(
    case: &Case,
    party: Ix<Party>,
    lines: &[Line],
    issue: Ix<Issue>,
    names: Names,
) -> Holding {
    let mut held = Holding::default();
    for line in lines {
        let unclear = line.unclear.iter().find(|(it, _)| *it == issue).map(|(_, set)| *set);
        let out = line.rules_out_on(issue);
        if out.is_empty() && unclear.is_none() {
            continue;
        }
        let mut text = match &line_words(case, line) {
            Some(words) => describe::quoted(case, words),
            None => "line".to_owned(),
        };
        let set = |set: OptionSet| names.options(case.issue(issue), set);
        if !out.is_empty() {
            let colon = if names == Names::Texts { ":" } else { "" };
            text.push_str(&format!(" rules out{colon} {}", set(out)));
        }
        if let Some(unclear) = unclear.filter(|it| !it.is_empty()) {
            text.push_str(&match out.is_empty() {
                true => format!(" leaves unclear: {}", set(unclear)),
                false => format!("; unclear: {}", set(unclear)),
            });
        }
        text.push_str(&only_if(case, line, names));
        let does = match (out.is_empty(), &line.condition) {
            (true, _) => Does::Unclear,
            (false, None) => Does::Stops,
            (false, Some(_)) => Does::StopsIf,
        };
        held.lines.push(HeldLine {
            text: Text::plain(text).then(bracketed(line_footing(case, line))),
            does,
        });
    }
    held.asks = asks(case, party, issue, names);
    let mut positions: Vec<Ix<Position>> = (0..case.positions.len())
        .map(Ix::new)
        .filter(|it| {
            let it = &case.positions[it.get()];
            it.party == party && it.issue == Some(issue)
        })
        .collect();
    if positions.is_empty() {
        return held;
    }
    // In canonical order the undated come last; they count as the oldest.
    positions.sort_by_key(|it| std::cmp::Reverse((case.positions[it.get()].date, it.get())));
    let stand = Held::of(case, party);
    for ix in positions {
        let text = position(case, &case.positions[ix.get()], names);
        match stand.stands(ix) {
            true => held.positions.push(text),
            false => held.before.push(text),
        }
    }
    let on = [HeldMatter::Order(issue), HeldMatter::Salience(issue)];
    held.tied = stand.ties().iter().any(|it| on.contains(&it.of));
    held
}

/// What the party demands or makes a condition on the issue, newest first.
fn asks(case: &Case, party: Ix<Party>, issue: Ix<Issue>, names: Names) -> Vec<Text> {
    let mut all: Vec<(Option<jiff::civil::Date>, Text)> = Vec::new();
    for it in case.demands.iter().filter(|it| it.party == party) {
        let Some((_, set)) = it.asks.iter().find(|(on, _)| *on == issue) else { continue };
        let words = it.words.as_ref().map(|it| format!("; {}", describe::quoted(case, it)));
        let text = format!(
            "{}: {}{}",
            it.is.verb(),
            names.options(case.issue(issue), *set),
            words.unwrap_or_default()
        );
        let from = whence(case, it.by.as_ref(), it.audience, it.date, &it.meta, ", ");
        all.push((it.date, Text::plain(text).then(bracketed(from))));
    }
    all.sort_by_key(|it| std::cmp::Reverse(it.0));
    all.into_iter().map(|it| it.1).collect()
}

/// The condition under which a line applies: `, only if: no monitors come`.
fn only_if(case: &Case, line: &Line, names: Names) -> String {
    let Some(condition) = &line.condition else { return String::new() };
    let when = match names {
        Names::Ids => describe::issue_options(case, &condition.when),
        Names::Texts => describe::issue_option_texts(case, &condition.when),
    };
    match &condition.text {
        Some(text) => format!(", only if: {text}"),
        None => format!(", only if {when}"),
    }
}

fn line_words(case: &Case, line: &Line) -> Option<String> {
    match line.stated {
        plenipo_record::case::lines::Stated::RedLine(ix) => case.red_lines[ix.get()].words.clone(),
        plenipo_record::case::lines::Stated::Claim(ix, place) => {
            case.understandings[ix.get()].claims[place].words.clone()
        }
    }
}

/// Who said a line, to whom and when, and how that is known.
pub(in crate::lens) fn line_footing(case: &Case, line: &Line) -> Text {
    match line.stated {
        plenipo_record::case::lines::Stated::RedLine(ix) => {
            let it = &case.red_lines[ix.get()];
            whence(case, it.by.as_ref(), it.audience, it.date, &it.meta, ", ")
        }
        plenipo_record::case::lines::Stated::Claim(ix, place) => {
            let it = &case.understandings[ix.get()].claims[place];
            whence(case, it.by.as_ref(), None, it.date, &it.meta, ", ")
        }
    }
}

/// ` [public, 2031-05-02, stated, gazette B2]`, in quieter words.
pub(in crate::lens) fn bracketed(from: Text) -> Text {
    Text::plain(" [").then(from).and("]").quietly()
}

/// A position in one line.
pub(in crate::lens) fn position(case: &Case, it: &Position, names: Names) -> Text {
    let mut parts = Vec::new();
    if let Some(issue) = it.issue.map(|ix| case.issue(ix)) {
        let id = |option: OptionIx| names.options(issue, OptionSet::one(option));
        if it.indifferent {
            parts.push("indifferent".to_owned());
        }
        parts.extend(it.ideal.map(|it| format!("wants {}", id(it))));
        if !it.ranking.is_empty() {
            let tiers = it.ranking.iter().map(|tier| {
                let ids: Vec<String> = tier.iter().map(id).collect();
                ids.join(" = ")
            });
            parts.push(tiers.collect::<Vec<_>>().join(" > "));
        }
        for (better, worse) in &it.prefers {
            parts.push(format!("{} > {}", id(*better), id(*worse)));
        }
        if !it.acceptable.is_empty() {
            parts.push(format!("acceptable: {}", names.options(issue, it.acceptable)));
        }
        for (option, range) in &it.values {
            let value = if range.is_exact() {
                format!("{}", range.low)
            } else {
                format!("{}–{}", range.low, range.high)
            };
            parts.push(format!("{} {value}", id(*option)));
        }
    }
    parts.extend(it.salience.map(|it| match it {
        Salience::Class(class) => format!("salience {}", class.word()),
        Salience::Share(range) if range.is_exact() => format!("weight {}", range.low),
        Salience::Share(range) => format!("weight {}–{}", range.low, range.high),
    }));
    parts.extend(it.words.as_ref().map(|words| describe::quoted(case, words)));
    if it.ended {
        parts.push("no longer held".to_owned());
    }
    let from = whence(case, it.by.as_ref(), it.audience, it.date, &it.meta, ", ");
    Text::plain(parts.join("; ")).then(bracketed(from))
}

/// Parties that have a column: the principals and whoever has a line or position on an issue.
fn columns(case: &Case) -> Vec<Ix<Party>> {
    let signatories = case.signatories();
    let speaks = |ix: &Ix<Party>| {
        signatories.contains(ix)
            || case.red_lines.iter().any(|it| it.party == *ix)
            || case.positions.iter().any(|it| it.party == *ix && it.issue.is_some())
            || case.demands.iter().any(|it| it.party == *ix && !it.asks.is_empty())
    };
    (0..case.parties.len()).map(Ix::new).filter(speaks).collect()
}

/// The matrix cell by cell, with what kind of stand each party has: for a chart.
pub(in crate::lens) fn stands(case: &Case) -> (Table, Chart) {
    let mut table = Table::new(
        "stands",
        "What kind of stand each party has on record, issue by issue",
        vec![
            Column::new("issue", ColumnKind::Id),
            Column::new("title", ColumnKind::Text).label("issue"),
            Column::new("party", ColumnKind::Text),
            Column::new("stand", ColumnKind::State),
            Column::new("words", ColumnKind::List),
        ],
    );
    let parties = columns(case);
    let lines: Vec<Vec<Line>> = parties.iter().map(|it| standing(case, *it)).collect();
    let mut unknown = 0;
    for (place, issue) in case.issues.iter().enumerate() {
        for (party, lines) in parties.iter().zip(&lines) {
            let held = holding(case, *party, lines, Ix::new(place), Names::Ids);
            unknown += usize::from(held.is_empty());
            let unclear = held.lines.iter().all(|it| it.does == Does::Unclear);
            let stand = match (held.lines.is_empty(), unclear, held.positions.is_empty()) {
                (true, _, true) if !held.asks.is_empty() => Some("demand"),
                (true, _, true) => None,
                (true, _, false) => Some("position"),
                (false, true, true) => Some("unclear line"),
                (false, true, false) => Some("unclear line and position"),
                (false, false, true) => Some("line"),
                (false, false, false) => Some("line and position"),
            };
            table.push(vec![
                Cell::issue(case.issue_id(Ix::new(place))),
                Cell::text(issue.title.clone()),
                Cell::text(case.party(*party).label()),
                stand.map_or(Cell::Unknown, |it| Cell::state(it, Mark::Plain)),
                held.cell(),
            ]);
        }
    }
    let chart = Chart {
        id: "matrix",
        title: "Issue by party".to_owned(),
        description: format!(
            "For each of {} and {}, whether a line stands or may bear on the issue, whether a \
             position is on record, or both; of {} cells {unknown} are unknown.",
            describe::counted(case.issues.len(), "issue"),
            describe::counted(parties.len(), "party"),
            table.rows.len()
        ),
        kind: ChartKind::HeatMap {
            row: "title",
            column: "party",
            value: "stand",
            detail: Some("words"),
        },
        table: "stands",
    };
    (table, chart)
}

/// The issues, those of one group together: groups in the order of their first issue, issues of none last.
pub(super) fn by_group(case: &Case) -> Vec<Ix<Issue>> {
    let first = |issue: &Ix<Issue>| {
        let group = case.issue(*issue).group.as_ref()?;
        case.issues.iter().position(|it| it.group.as_ref() == Some(group))
    };
    let mut issues: Vec<Ix<Issue>> = (0..case.issues.len()).map(Ix::new).collect();
    issues.sort_by_key(|it| first(it).unwrap_or(usize::MAX));
    issues
}

pub(super) fn matrix(case: &Case) -> (Table, Vec<Block>) {
    let parties = columns(case);
    let lines: Vec<Vec<Line>> = parties.iter().map(|it| standing(case, *it)).collect();
    let mut table = Table::new(
        "matrix",
        "Standing lines and positions, issue by party",
        ["group", "issue", "title"]
            .into_iter()
            .map(|id| {
                Column::new(id, if id == "issue" { ColumnKind::Id } else { ColumnKind::Text })
            })
            .chain(parties.iter().map(|it| {
                Column::new(case.party_id(*it), ColumnKind::List).label(case.party(*it).label())
            }))
            .collect(),
    );
    let heads = parties.iter().map(|it| case.party(*it).label().to_owned()).collect();
    let mut grid = BlockGrid { corner: "issue".to_owned(), heads, rows: Vec::new() };
    let mut silent = Vec::new();
    for ix in by_group(case) {
        let issue = case.issue(ix);
        let held: Vec<Holding> = parties
            .iter()
            .zip(&lines)
            .map(|(party, lines)| holding(case, *party, lines, ix, Names::Ids))
            .collect();
        let mut row = vec![
            Cell::maybe_text(issue.group.clone()),
            Cell::issue(case.issue_id(ix)),
            Cell::text(issue.title.clone()),
        ];
        row.extend(held.iter().map(|it| it.cell()));
        table.push(row);
        if held.iter().all(Holding::is_empty) {
            silent.push(issue.title.clone());
            continue;
        }
        let held = parties.iter().zip(&lines);
        let boxes = held.clone().map(|(party, lines)| boxes::boxes(case, *party, lines, ix));
        let boxes = boxes.collect();
        let held = held.map(|(party, lines)| holding(case, *party, lines, ix, Names::Texts));
        grid.rows.push(BlockGridRow {
            group: Some(issue.group.clone().unwrap_or_else(|| "other".to_owned())),
            name: issue.title.clone(),
            cells: held.map(Holding::items).collect(),
            options: issue.options.iter().map(|it| it.text.clone()).collect(),
            boxes,
        });
    }
    let mut blocks = Vec::new();
    if !grid.rows.is_empty() {
        blocks.push(Block::Grid(grid));
    }
    if !silent.is_empty() {
        blocks.push(Block::heading(
            1,
            format!(
                "Nobody's position is on record ({})",
                describe::counted(silent.len(), "issue")
            ),
        ));
        blocks.push(Block::para(silent.join("; ")));
    }
    (table, blocks)
}
