//! Drafts: what is known of each, point by point.

use super::lineage::state;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::Target;
use crate::lens::drafts::readings::{reading, readings};
use crate::lens::drafts::tree::Tree;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{How, contents};
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Point};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};

pub(super) fn drafts(case: &Case) -> (Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "drafts",
        "Drafts, oldest first",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("date", ColumnKind::Day),
            Column::new("title", ColumnKind::Text),
            Column::new("state", ColumnKind::State),
            Column::new("form", ColumnKind::Text),
            Column::new("complete", ColumnKind::Text),
            Column::new("tabled_by", ColumnKind::List),
            Column::new("points", ColumnKind::Count),
            Column::new("counts_claimed", ColumnKind::List),
            Column::new("settled", ColumnKind::Count),
            Column::new("narrowed", ColumnKind::Count),
            Column::new("left_open", ColumnKind::Count),
            Column::new("unknown", ColumnKind::Count),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let mut points = Table::new(
        "points",
        "Points of the drafts",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("number", ColumnKind::Id),
            Column::new("path", ColumnKind::Text),
            Column::new("heading", ColumnKind::Text),
            Column::new("gist", ColumnKind::Text),
            Column::new("says", ColumnKind::Text),
            Column::new("read_as", ColumnKind::List),
            Column::new("lineage", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let mut blocks = vec![Block::Chart("lineage")];
    for (place, draft) in case.drafts.iter().enumerate() {
        let (state, mark) = state(case, Ix::new(place));
        let contents = contents(case, draft);
        let count = |how: How| Cell::count(contents.iter().filter(|it| it.how == how).count());
        let by = draft.tabled_by.iter().map(|ix| Cell::party(case.party_id(*ix)));
        let counts = draft.counts.iter().map(|it| Cell::Count(u64::from(it.n)));
        table.push(vec![
            Cell::draft(draft.id()),
            Cell::day(draft.date, draft.meta.date_is),
            Cell::text(draft.title.clone()),
            Cell::state(state, mark),
            Cell::text(draft.form.word()),
            Cell::text(if draft.complete { "yes" } else { "no" }),
            Cell::maybe_list(by),
            Cell::count(draft.points.iter().filter(|it| !it.heading).count()),
            Cell::maybe_list(counts),
            count(How::Set),
            count(How::Narrowed),
            count(How::LeftOpen),
            count(How::Unknown),
            Cell::Footing(describe::footing(case, &draft.meta)),
        ]);
        blocks.push(Block::heading(1, format!("{} · {}", draft.id(), draft.title)));
        blocks.push(Block::Para(
            Text::default().quiet(format!("{state} · {}", describe::about(case, draft))),
        ));
        related(case, draft, &mut blocks);
        let tree = Tree::of(draft);
        for (k, point) in draft.points.iter().enumerate() {
            points.push(vec![
                Cell::draft(draft.id()),
                Cell::maybe_to(Target::Point, point.number.clone()),
                Cell::text(tree.path(k)),
                Cell::text(if point.heading { "yes" } else { "no" }),
                Cell::maybe_text(point.gist.clone().or(point.text.clone())),
                Cell::text(says(case, point)),
                Cell::list(point.readings.iter().map(|it| Cell::text(reading(case, it)))),
                Cell::maybe_text(lineage(case, point, |draft, number| format!("{draft}#{number}"))),
                Cell::Footing(describe::footing(case, &point.meta)),
            ]);
            blocks.push(point_item(case, &tree, k));
        }
        if let Some(note) = &draft.meta.note {
            blocks.push(Block::Para(Text::default().quiet(note.clone())));
        }
    }
    (vec![table, points], blocks)
}

fn related(case: &Case, draft: &Draft, blocks: &mut Vec<Block>) {
    let ids = |list: &[Ix<Draft>]| -> Vec<String> {
        list.iter().map(|ix| case.draft(*ix).id().to_owned()).collect()
    };
    let mut parts = Vec::new();
    for (word, list) in [
        ("based on", ids(&draft.based_on)),
        ("answers", ids(draft.answers.as_slice())),
        ("said to be the same as", ids(&draft.same_as)),
        ("goes with", ids(&draft.companions)),
    ] {
        if !list.is_empty() {
            parts.push(format!("{word} {}", describe::listed(&list)));
        }
    }
    if !draft.known_to.is_empty() {
        let names: Vec<String> =
            draft.known_to.iter().map(|ix| case.party(*ix).label().to_owned()).collect();
        parts.push(format!("known to {}", describe::listed(&names)));
    }
    if !parts.is_empty() {
        blocks.push(Block::Para(Text::default().quiet(parts.join(" · "))));
    }
}

fn point_item(case: &Case, tree: &Tree<'_>, place: usize) -> Block {
    let draft = tree.draft;
    let point = &draft.points[place];
    let mut text = Text::plain(tree.indent(place));
    if let Some(number) = &point.number {
        text = text.strong(format!("{number}. "));
    }
    if point.heading {
        // Its words stand over what is under it, and settle nothing.
        let words = point.text.as_ref().or(point.gist.as_ref()).cloned().unwrap_or_default();
        return Block::Item(Item {
            mark: Mark::Plain,
            text: text.strong(words),
            under: Vec::new(),
        });
    }
    text = match (&point.text, &point.gist) {
        (Some(words), _) => text.quote(words.clone()),
        (None, Some(gist)) => text.and(gist.clone()),
        (None, None) => text.and(says(case, point)),
    };
    let mut under = Vec::new();
    for variant in &point.variants {
        let by = variant.by.as_ref().map(|by| case.speaker(by)).unwrap_or_default();
        under.push(Text::plain("also given as ").quote(variant.text.clone()).and(format!(" {by}")));
    }
    if let Some(condition) = &point.only_if {
        let words = condition
            .text
            .clone()
            .unwrap_or_else(|| describe::issue_option_texts(case, &condition.when));
        under.push(Text::plain(format!("only if {words}")));
    }
    if !point.after.is_empty() {
        under.push(Text::plain(format!("after {}", point.after.join(", "))));
    }
    if let Some(words) = &point.lapses_if {
        under.push(Text::plain(format!("lapses if {words}")));
    }
    if let Some(lineage) =
        lineage(case, point, |draft, number| format!("point {number} of {draft}"))
    {
        under.push(Text::plain(lineage));
    }
    under.extend(readings(case, point).map(Text::plain));
    let said = read_as(case, point);
    let said = if said.is_empty() { said } else { format!("{said} · ") };
    let sources = describe::graded(case, &point.meta);
    under.push(match sources.is_empty() {
        true => Text::default().quiet(format!("{said}{}", point.meta.basis.word())),
        false => Text::plain(said).sources(&sources).quietly(),
    });
    Block::Item(Item { mark: Mark::Plain, text, under })
}

/// What a point is read to settle, in words.
fn read_as(case: &Case, point: &Point) -> String {
    let on = |ix: Ix<Issue>| case.issue(ix).title.as_str();
    let text = |ix, it| describe::option_texts(case.issue(ix), OptionSet::one(it));
    let mut parts: Vec<String> =
        point.sets.iter().map(|(ix, it)| format!("{}: {}", on(*ix), text(*ix, *it))).collect();
    for (ix, brackets) in &point.among {
        let each = brackets.iter().map(|it| {
            let by: Vec<String> =
                it.by.iter().map(|ix| case.party(*ix).label().to_owned()).collect();
            let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
            format!("{}{by}", text(*ix, it.option))
        });
        let each: Vec<String> = each.collect();
        parts.push(format!("{}: [{}]", on(*ix), each.join(" | ")));
    }
    for (ix, set) in &point.excludes {
        parts.push(format!("{}: not {}", on(*ix), describe::option_texts(case.issue(*ix), *set)));
    }
    for ix in &point.leaves_open {
        parts.push(format!("{}: left open", on(*ix)));
    }
    if parts.is_empty() { String::new() } else { format!("read as {}", parts.join("; ")) }
}

/// What a point settles, in ids.
fn says(case: &Case, point: &Point) -> String {
    let option = |issue, option: plenipo_record::case::issue::OptionIx| {
        case.issue(issue).options[option.get()].id.to_string()
    };
    let mut parts: Vec<String> = point
        .sets
        .iter()
        .map(|(ix, it)| format!("{} = {}", case.issue_id(*ix), option(*ix, *it)))
        .collect();
    for (ix, brackets) in &point.among {
        let each = brackets.iter().map(|it| {
            let by: Vec<&str> = it.by.iter().map(|ix| case.party_id(*ix)).collect();
            let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
            format!("{}{by}", option(*ix, it.option))
        });
        parts.push(format!("{} = [{}]", case.issue_id(*ix), each.collect::<Vec<_>>().join(" | ")));
    }
    for (ix, set) in &point.excludes {
        parts.push(format!(
            "{} ≠ {}",
            case.issue_id(*ix),
            describe::options(case.issue(*ix), *set)
        ));
    }
    for ix in &point.leaves_open {
        parts.push(format!("{} left open", case.issue_id(*ix)));
    }
    parts.join("; ")
}

/// What the point came from; `named` says which point of which draft.
fn lineage(case: &Case, point: &Point, named: impl Fn(&str, &str) -> String) -> Option<String> {
    let each = point.lineage.iter().map(|it| {
        let of = it
            .of
            .as_ref()
            .map(|(draft, number)| format!(" {}", named(case.draft(*draft).id(), number)));
        let why = it.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let by = it.by.as_ref().map(|by| format!(" ({})", case.speaker(by))).unwrap_or_default();
        format!("{}{}{why}{by}", it.is.word(), of.unwrap_or_default())
    });
    (!point.lineage.is_empty()).then(|| each.collect::<Vec<_>>().join("; "))
}
