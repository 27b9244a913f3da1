//! The account: what holds under every view, then draft by draft, then what the views turn on.

use super::answer::{Crux, ViewColumn, ViewStatus, ViewsAnswer};
use super::cruxes::BLOCKS_MAX;
use crate::finding::block::{Block, Item, Mark, Text};
use plenipo_record::case::describe::{capital, counted, listed};

/// The most things that all views share that are written out; the table has them all.
const SHARED_SHOWN: usize = 20;

/// The most cruxes of one draft and pair of views that are written out.
const CRUXES_SHOWN: usize = 6;

const SMALL: [&str; 11] =
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

fn number(n: usize) -> String {
    SMALL.get(n).map_or_else(|| n.to_string(), |it| (*it).to_owned())
}

fn views<'a>(
    answer: &'a ViewsAnswer<'_>,
) -> impl Iterator<Item = (usize, &'a ViewColumn, &'a str)> {
    let each = answer.columns.iter().enumerate();
    each.filter_map(|(place, it)| Some((place, it, it.name.as_deref()?)))
}

/// `three of four: a, b and c`
fn under(answer: &ViewsAnswer<'_>, names: &[String]) -> String {
    let all = views(answer).count();
    match names.len() {
        0 => format!("none of {}", number(all)),
        n => format!("{} of {}: {}", number(n), number(all), listed(names)),
    }
}

pub(super) fn headline(answer: &ViewsAnswer<'_>) -> String {
    let n = views(answer).count();
    if answer.drafts.is_empty() {
        return "No draft is on record that could be looked at.".to_owned();
    }
    if n == 0 {
        return "No view was read beside the record: what holds is what the record alone has."
            .to_owned();
    }
    let all = |place: usize| {
        views(answer).filter(|(_, it, _)| it.drafts[place].joint == ViewStatus::Better).count()
    };
    let good = (0..answer.drafts.len()).filter(|it| all(*it) == n);
    let good: Vec<String> =
        good.map(|it| answer.case.draft(answer.drafts[it]).id().to_owned()).collect();
    let drafts = match good.len() {
        0 if n == 1 => "under it no draft crosses no line and is better for everybody than no deal".to_owned(),
        0 => "under all of them at once no draft crosses no line and is better for everybody than no deal".to_owned(),
        1 => format!("under all of them {} crosses no line and is better for everybody than no deal", good[0]),
        _ => format!(
            "under all of them {} cross no line and are better for everybody than no deal",
            listed(&good)
        ),
    };
    format!("{} beside the record; {drafts}.", capital(&counted(n, "view")))
}

pub(super) fn account(answer: &ViewsAnswer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    who(answer, &mut blocks);
    same(answer, &mut blocks);
    if answer.drafts.is_empty() {
        return blocks;
    }
    blocks.push(Block::heading(1, "Draft by draft"));
    for place in 0..answer.drafts.len() {
        draft(answer, place, &mut blocks);
    }
    turns(answer, &mut blocks);
    blocks
}

/// Which views, and whose.
fn who(answer: &ViewsAnswer<'_>, blocks: &mut Vec<Block>) {
    for (_, it, name) in views(answer) {
        let by = match it.by.is_empty() {
            true => "nobody is named as holding it".to_owned(),
            false => format!("held by {}", listed(&it.by)),
        };
        blocks.push(Block::Item(Item {
            mark: Mark::Plain,
            text: Text::plain("View ").strong(name).and(format!(": {by}; assumed")),
            under: Vec::new(),
        }));
    }
}

fn same(answer: &ViewsAnswer<'_>, blocks: &mut Vec<Block>) {
    let n = views(answer).count();
    blocks.push(Block::heading(
        1,
        match n {
            0 => "What holds on the record alone",
            _ => "The same under every view",
        },
    ));
    if answer.shared.is_empty() {
        blocks.push(Block::para("Nothing of what is looked at here."));
    }
    for it in answer.shared.iter().take(SHARED_SHOWN) {
        let beside = match (n, it.on_record) {
            (0, _) => "",
            (_, true) => ", as on the record alone",
            (_, false) => ", and not on the record alone",
        };
        blocks.push(Block::item(format!("{}{beside}", capital(&it.words))));
    }
    let more = answer.shared.len().saturating_sub(SHARED_SHOWN);
    if more > 0 {
        blocks.push(Block::item(format!("and {more} more, in the table of what is shared")));
    }
}

fn draft(answer: &ViewsAnswer<'_>, place: usize, blocks: &mut Vec<Block>) {
    let case = answer.case;
    let text = case.draft(answer.drafts[place]);
    blocks.push(Block::heading(2, format!("{} · {}", text.id(), text.title)));
    let of = |status: ViewStatus| -> Vec<String> {
        let each = views(answer).filter(|(_, it, _)| it.drafts[place].joint == status);
        each.map(|(_, _, name)| name.to_owned()).collect()
    };
    if views(answer).next().is_some() {
        let good = of(ViewStatus::Better);
        let mark = if good.is_empty() { Mark::Plain } else { Mark::Fine };
        let said = format!(
            "Crosses no line, and everybody does better than without a deal, under {}",
            under(answer, &good)
        );
        blocks.push(Block::Item(Item { mark, text: Text::plain(said), under: Vec::new() }));
    }
    for (column, it) in answer.columns.iter().enumerate() {
        let name = it.name.as_deref().unwrap_or("the record alone");
        let parties = it.drafts[place].parties.iter().map(|it| {
            let label = case.party(it.party).label();
            let what = match (it.status, it.whatever) {
                (ViewStatus::Crosses, _) => {
                    let mut lines = it.crossed.clone();
                    lines.dedup();
                    format!("crosses {}", listed(&lines))
                }
                (
                    status @ (ViewStatus::Better | ViewStatus::Worse | ViewStatus::MayCross),
                    true,
                ) => {
                    format!("{}, whatever the weighting", status.word())
                }
                (status, _) => status.word().to_owned(),
            };
            format!("{label}: {what}")
        });
        let parties: Vec<String> = parties.collect();
        let mark = match (it.drafts[place].joint, column) {
            (ViewStatus::Crosses | ViewStatus::Worse, _) => Mark::Stop,
            (ViewStatus::Better, _) => Mark::Fine,
            (ViewStatus::Depends | ViewStatus::MayCross, _) => Mark::Maybe,
            (ViewStatus::NotKnown, _) => Mark::Unknown,
        };
        let text = Text::plain(format!("Under {name}: {}", parties.join("; ")));
        blocks.push(Block::Item(Item { mark, text, under: Vec::new() }));
    }
}

/// What the views turn on.
fn turns(answer: &ViewsAnswer<'_>, blocks: &mut Vec<Block>) {
    if views(answer).count() < 2 {
        return;
    }
    blocks.push(Block::heading(1, "What the views turn on"));
    let differ = |place: usize| {
        let mut all = views(answer).map(|(_, it, _)| it.drafts[place].joint);
        let first = all.next();
        all.any(|it| Some(it) != first)
    };
    let differing: Vec<usize> = (0..answer.drafts.len()).filter(|it| differ(*it)).collect();
    if differing.is_empty() {
        blocks.push(Block::para(
            "On no draft do the views differ in whether it crosses a line and whether everybody does better than without a deal.",
        ));
    }
    let name = |at: usize| answer.columns[at].name.as_deref().unwrap_or_default();
    for place in differing {
        let draft = answer.drafts[place];
        blocks.push(Block::heading(2, answer.case.draft(draft).title.clone()));
        let pairs = (1..answer.columns.len())
            .flat_map(|from| (1..answer.columns.len()).map(move |to| (from, to)));
        for (from, to) in pairs {
            let [a, b] = [from, to].map(|it| answer.columns[it].drafts[place].joint);
            if a == b {
                continue;
            }
            let of: Vec<&Crux> = answer
                .cruxes
                .iter()
                .filter(|it| it.draft == draft && it.from == from && it.to == to)
                .collect();
            let lead =
                format!("From {} ({}) towards {} ({})", name(from), a.word(), name(to), b.word());
            if of.is_empty() {
                blocks.push(Block::item(format!(
                    "{lead}: it takes more than {} blocks of the other view to turn it",
                    number(BLOCKS_MAX)
                )));
                continue;
            }
            let mut under: Vec<Text> =
                of.iter().take(CRUXES_SHOWN).map(|it| Text::plain(crux(answer, it))).collect();
            let more = of.len().saturating_sub(CRUXES_SHOWN);
            if more > 0 {
                under.push(Text::plain(format!("and {more} more, in the table of cruxes")));
            }
            let text = Text::plain(format!("{lead}, the smallest swaps that turn it:"));
            blocks.push(Block::Item(Item { mark: Mark::Plain, text, under }));
        }
    }
}

fn crux(answer: &ViewsAnswer<'_>, it: &Crux) -> String {
    let each = it.blocks.iter().map(|(party, block)| {
        format!("of {}, {}", answer.case.party(*party).label(), block.words())
    });
    format!("{}: then {}", listed(&each.collect::<Vec<String>>()), it.turns.1.word())
}

pub(super) fn notes(answer: &ViewsAnswer<'_>) -> Vec<String> {
    let mut notes = vec![
        "A view is an assumption set: what somebody supposes. How many views have something says nothing of how likely it is, and no view is weighed against another.".to_owned(),
        format!(
            "Better than no deal: worth no less in at least {} of every hundred weightings that the view allows, at the least favourable of what is open; “whatever the weighting” is exact, and rests on no sample.",
            (answer.target * 100.0).round()
        ),
    ];
    if views(answer).count() > 1 {
        notes.push(format!(
            "Cruxes are looked for among swaps of up to {} blocks, and of those the ones that could not be smaller are told.",
            number(BLOCKS_MAX)
        ));
    }
    notes
}
