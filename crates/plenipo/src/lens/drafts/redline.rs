//! The redline: a draft against an earlier one, word by word, what matters most first.

use super::comparison::{Change, Comparison, Sure, numbers, words};
use super::moves::{Move, Way};
use super::pairs::{Compared, is_read};
use super::readings::readings;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, EditKind, Table};
use crate::finding::value::Target;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{How, contents};
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Form, Relation};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::party::Party;

/// Ids of the tables of the first, second … comparison.
pub(super) const IDS: [&str; 7] =
    ["redline", "redline_2", "redline_3", "redline_4", "redline_5", "redline_6", "redline_7"];

/// The table that is read: the text with its edits.
pub(super) fn table(case: &Case, id: &'static str, compared: &Comparison) -> Table {
    let (a, b) = (case.draft(compared.a), case.draft(compared.b));
    let mut table = Table::new(
        id,
        format!("{} → {}, point by point", a.id(), b.id()),
        vec![
            Column::new("point_a", ColumnKind::List).label(a.id()),
            Column::new("point_b", ColumnKind::List).label(b.id()),
            Column::new("relation", ColumnKind::Text),
            Column::new("confidence", ColumnKind::Text),
            Column::new("text", ColumnKind::Edits),
            Column::new("flags", ColumnKind::List),
        ],
    );
    for it in &compared.changes {
        table.push(vec![
            points(a, &it.a),
            points(b, &it.b),
            Cell::text(it.word()),
            Cell::text(it.sure.word()),
            if it.edits.is_empty() { Cell::Unknown } else { Cell::Edits(it.edits.clone()) },
            list(&flags(case, it)),
        ]);
    }
    table
}

/// Points of a draft by their numbers; one without is told as that.
fn points(draft: &Draft, places: &[usize]) -> Cell {
    Cell::list(places.iter().map(|at| match &draft.points[*at].number {
        Some(number) => Cell::to(Target::Point, number),
        None => Cell::text("unnumbered"),
    }))
}

fn list(words: &[String]) -> Cell {
    Cell::list(words.iter().map(Cell::text))
}

/// Everything that is known of each change, for programs.
pub(super) fn data(case: &Case, all: &[Comparison]) -> Table {
    let mut table = Table::new(
        "changes",
        "Every change, with what it rests on",
        vec![
            Column::new("from", ColumnKind::Id),
            Column::new("to", ColumnKind::Id),
            Column::new("point_a", ColumnKind::List),
            Column::new("point_b", ColumnKind::List),
            Column::new("relation", ColumnKind::Text),
            Column::new("confidence", ColumnKind::Text),
            Column::new("likeness", ColumnKind::Share),
            Column::new("compared", ColumnKind::Text),
            Column::new("moved", ColumnKind::Text),
            Column::new("heading", ColumnKind::Text),
            Column::new("silent", ColumnKind::Text),
            Column::new("figures", ColumnKind::List),
            Column::new("modality", ColumnKind::List),
            Column::new("references", ColumnKind::List),
            Column::new("names", ColumnKind::List),
            Column::new("toward", ColumnKind::List),
            Column::new("away", ColumnKind::List),
            Column::new("alike", ColumnKind::List),
            Column::new("not_known", ColumnKind::List),
            Column::new("why", ColumnKind::List),
            Column::new("drawn_by", ColumnKind::List),
        ],
    );
    let yes = |it: bool| Cell::text(if it { "yes" } else { "no" });
    for compared in all {
        let (a, b) = (case.draft(compared.a), case.draft(compared.b));
        for it in &compared.changes {
            let way = |way| {
                let of_way = it.moves.iter().filter(|it| it.way == way);
                Cell::list(of_way.map(|it| {
                    let by = if it.by.is_empty() { String::new() } else { format!(" ({})", it.by) };
                    let (party, issue) = (case.party_id(it.party), case.issue_id(it.issue));
                    Cell::Text(format!("{party}: {issue}{by}"))
                }))
            };
            table.push(vec![
                Cell::draft(a.id()),
                Cell::draft(b.id()),
                points(a, &it.a),
                points(b, &it.b),
                Cell::text(it.word()),
                Cell::text(it.sure.word()),
                Cell::maybe(it.likeness),
                Cell::text(it.compared.word()),
                yes(it.moved),
                yes(it.heading),
                yes(it.is_silent()),
                list(&it.figures),
                list(&it.modality),
                list(&it.references),
                list(&it.names),
                way(Way::Toward),
                way(Way::Away),
                way(Way::Alike),
                way(Way::Unknown),
                Cell::maybe_list(it.why.iter().map(Cell::text)),
                Cell::maybe_list(it.drawn_by.iter().map(Cell::text)),
            ]);
        }
    }
    table
}

/// What a reader should see at once beside a change.
fn flags(case: &Case, it: &Change) -> Vec<String> {
    let mut flags = Vec::new();
    if it.heading {
        flags.push("heading".to_owned());
    }
    if it.is_silent() {
        flags.push("without a word".to_owned());
    }
    if !it.figures.is_empty() {
        flags.push(format!("FIGURES {}", it.figures.join(", ")));
    }
    if !it.modality.is_empty() {
        flags.push(format!("MODALITY {}", it.modality.join(", ")));
    }
    if !it.references.is_empty() {
        flags.push(format!("REFERENCES {}", it.references.join(", ")));
    }
    if !it.names.is_empty() {
        flags.push(format!("NAMES {}", it.names.join(", ")));
    }
    if let Some(it) = &it.otherwise {
        let word = it.recorded.word();
        flags
            .push(format!("CONTRADICTION: its lineage says {word}, but it settles something else"));
    }
    if it.is_small() {
        flags.push("one or two words".to_owned());
    }
    if it.moved && it.is != Some(Relation::Moved) {
        flags.push("moved".to_owned());
    }
    if it.compared == Compared::Mixed {
        flags.push("a wording against a gist: not compared".to_owned());
    }
    for (way, sign) in [(Way::Toward, "toward"), (Way::Away, "away from")] {
        let names = parties(case, it, way);
        if !names.is_empty() {
            flags.push(format!("{sign} {}", describe::listed(&names)));
        }
    }
    flags
}

fn parties(case: &Case, it: &Change, way: Way) -> Vec<String> {
    let mut parties: Vec<Ix<Party>> =
        it.moves.iter().filter(|it| it.way == way).map(|it| it.party).collect();
    parties.sort_unstable();
    parties.dedup();
    parties.into_iter().map(|it| case.party(it).label().to_owned()).collect()
}

/// What became of the points of a draft, in a sentence without its end.
pub(super) fn in_short(case: &Case, compared: &Comparison) -> String {
    let (headings, points): (Vec<&Change>, Vec<&Change>) =
        compared.changes.iter().partition(|it| it.heading);
    let of_list = |list: &[&Change], of: &dyn Fn(&Change) -> bool| {
        let each = list.iter().filter(|it| of(it)).map(|it| it.a.len().max(it.b.len()));
        each.sum::<usize>()
    };
    let count = |of: &dyn Fn(&Change) -> bool| of_list(&points, of);
    let b = case.draft(compared.b);
    if !is_read(case.draft(compared.a)) || !is_read(b) {
        return format!("{}, so nothing is compared", nobody_has_read(case.draft(compared.a), b));
    }
    let silent = count(&|it| it.is_silent());
    let mut parts = Vec::new();
    for (word, is) in [
        ("dropped", Some(Relation::Dropped)),
        ("new", Some(Relation::New)),
        ("reworded", Some(Relation::Reworded)),
        ("merged", Some(Relation::Merged)),
        ("split", Some(Relation::Split)),
        ("moved", Some(Relation::Moved)),
        ("kept", Some(Relation::Kept)),
        ("unknown", None),
    ] {
        let n = count(&|it| it.is == is);
        if n == 0 {
            continue;
        }
        parts.push(match (is, silent) {
            (Some(Relation::Dropped), 1..) if silent == n => format!("{n} dropped without a word"),
            (Some(Relation::Dropped), 1..) => format!("{n} dropped ({silent} without a word)"),
            _ => format!("{n} {word}"),
        });
    }
    // Headings settle nothing: what became of them is told apart from the points.
    let kept = of_list(&headings, &|it| it.is == Some(Relation::Kept));
    let other = of_list(&headings, &|_| true) - kept;
    match (parts.is_empty(), other) {
        (true, 0) if kept > 0 => parts.push(format!("{} kept", describe::counted(kept, "heading"))),
        (_, 0) => {}
        (_, n) => parts.push(format!("{} changed", describe::counted(n, "heading"))),
    }
    describe::listed(&parts)
}

/// `nobody here has read draft-2`, of two of which at least one is unread.
fn nobody_has_read(a: &Draft, b: &Draft) -> String {
    match (is_read(a), is_read(b)) {
        (false, false) => format!("the record does not have the text of {} or {}", a.id(), b.id()),
        (false, true) => format!("the record does not have the text of {}", a.id()),
        (true, _) => format!("the record does not have the text of {}", b.id()),
    }
}

/// The heading of a comparison.
pub(super) fn heading(a: &Draft, b: &Draft) -> String {
    format!("{} → {}", a.id(), b.id())
}

/// The account of one comparison.
pub(super) fn account(case: &Case, compared: &Comparison) -> Vec<Block> {
    let (a, b) = (case.draft(compared.a), case.draft(compared.b));
    let mut blocks = vec![Block::heading(1, heading(a, b))];
    blocks.extend(in_words(case, compared, 2));
    if is_read(a) && is_read(b) {
        // A part of its own, as wide as the page.
        blocks.push(Block::heading(1, format!("{} → {}, point by point", a.id(), b.id())));
        blocks.extend(compared.changes.iter().map(|it| point(case, a, b, it)));
    }
    blocks
}

/// The same without its heading, and without the change of every point; its parts below headings of that depth.
pub(super) fn in_words(case: &Case, compared: &Comparison, depth: u8) -> Vec<Block> {
    let (a, b) = (case.draft(compared.a), case.draft(compared.b));
    let mut blocks = Vec::new();
    for draft in [a, b] {
        let text =
            Text::default().strong_id(Kind::Draft, draft.id()).and(format!(" · {}. ", draft.title));
        blocks.push(Block::Para(text.quiet(describe::about(case, draft))));
    }
    if let Some(words) = on_what(compared).filter(|_| is_read(a) && is_read(b)) {
        blocks.push(Block::para(words));
    }
    if is_read(b) && b.form != Form::Text {
        let known = match b.form {
            Form::Readout => "one side's readout",
            Form::Oral => "what somebody wrote down",
            Form::Leak => "a leak",
            _ => "a reconstruction",
        };
        blocks.push(Block::para(format!(
            "{} is known here from {known}: what is missing may be in the text itself.",
            b.id()
        )));
    }
    dropped(case, compared, depth, &mut blocks);
    major((a, b), compared, depth, &mut blocks);
    ways(case, compared, depth, &mut blocks);
    unknown(case, compared, depth, &mut blocks);
    blocks
}

/// One change as a line of the redline.
fn point(case: &Case, a: &Draft, b: &Draft, it: &Change) -> Block {
    let mut text =
        Text::default().strong(format!("{} ", from_to(a, b, it))).quiet(format!("{}: ", how(it)));
    for edit in &it.edits {
        text = match edit.is {
            EditKind::Same => text.and(&edit.text),
            EditKind::Inserted => text.inserted(&edit.text),
            EditKind::Deleted => text.deleted(&edit.text),
        };
    }
    let mut under = Vec::new();
    let flags = flags(case, it);
    if !flags.is_empty() {
        under.push(Text::plain(flags.join("; ")));
    }
    if let Some(it) = &it.otherwise {
        under.push(Text::plain(format!("settled before: {}; now: {}", it.before, it.after)));
    }
    if !it.why.is_empty() {
        under.push(Text::default().quiet(format!("why: {}", it.why.join("; "))));
    }
    for (draft, places) in [(a, &it.a), (b, &it.b)] {
        let read = places.iter().filter_map(|at| readings(case, &draft.points[*at]));
        under.extend(read.map(|it| Text::plain(format!("{}: {it}", draft.id()))));
    }
    let mark = match it.is {
        Some(Relation::Dropped) => Mark::Removed,
        Some(Relation::New) => Mark::Added,
        None => Mark::Unknown,
        _ => Mark::Plain,
    };
    Block::Item(Item { mark, text, under })
}

/// The relation, and how sure it is where nobody recorded it.
fn how(it: &Change) -> String {
    match (it.is, it.sure) {
        (None, _) => "unknown".to_owned(),
        // Nothing answers to it: there is no pair to be sure of.
        (Some(Relation::Dropped | Relation::New), Sure::Found(_)) => it.word().to_owned(),
        (_, Sure::Found(_)) => format!("{} (found, {})", it.word(), it.sure.word()),
        _ => it.word().to_owned(),
    }
}

/// What was compared with what.
fn on_what(compared: &Comparison) -> Option<String> {
    let any = |what| compared.changes.iter().any(|it| it.compared == what);
    match (any(Compared::Wording), any(Compared::Gist), any(Compared::Mixed)) {
        (false, true, false) => Some(
            "Both texts are known here only as the record keeper's gists: gists are compared with \
             gists, and the words put in or taken out are the keeper's, not the drafts'. “Kept” \
             means that, by the record, both settle the same thing."
                .to_owned(),
        ),
        (_, true, _) | (_, _, true) => Some(
            "Some points are known in their own wording and some as the record keeper's gists: a \
             wording is compared only with a wording, and a gist only with a gist."
                .to_owned(),
        ),
        _ => None,
    }
}

/// What was dropped: without a word first.
fn dropped(case: &Case, compared: &Comparison, depth: u8, blocks: &mut Vec<Block>) {
    let (a, b) = (case.draft(compared.a), case.draft(compared.b));
    let is_dropped = |it: &&Change| it.is == Some(Relation::Dropped) && !it.heading;
    let all = compared.changes.iter().filter(is_dropped);
    let mut all: Vec<&Change> = all.collect();
    all.sort_by_key(|it| it.a.first());
    let (silent, told): (Vec<&Change>, Vec<&Change>) =
        all.into_iter().partition(|it| it.is_silent());
    for (heading, list) in
        [("Dropped without a word", silent), ("Dropped, with a note saying so", told)]
    {
        if list.is_empty() {
            continue;
        }
        blocks.push(Block::heading(depth, heading));
        for it in list {
            let mut text = Text::default().strong(format!("{}: ", numbers(a, &it.a)));
            let said: Vec<&str> = it.a.iter().map(|at| words(&a.points[*at])).collect();
            text = text.and(said.join(" "));
            let mut under = Vec::new();
            let in_place: Vec<&str> =
                it.b.iter()
                    .chain(&it.in_place)
                    .map(|at| words(&b.points[*at]))
                    .filter(|it| super::vocabulary::read(it).is_none())
                    .collect();
            if !it.told_at.is_empty() {
                let at = numbers(b, &it.told_at);
                under.push(Text::plain(format!(
                    "noted at point {at} of the new text, which comes from another point"
                )));
            }
            if !in_place.is_empty() {
                under.push(Text::plain(format!("in its place: {}", in_place.join(" "))));
            }
            if !it.why.is_empty() {
                under.push(Text::plain(format!("why: {}", it.why.join("; "))));
            }
            under.extend(way_line(case, it));
            blocks.push(Block::Item(Item { mark: Mark::Removed, text, under }));
        }
    }
}

/// Figures, modality, references and names.
fn major((a, b): (&Draft, &Draft), compared: &Comparison, depth: u8, blocks: &mut Vec<Block>) {
    let list: Vec<&Change> = compared.changes.iter().filter(|it| it.is_major()).collect();
    if list.is_empty() {
        return;
    }
    blocks.push(Block::heading(depth, "Figures, modality, references and names that changed"));
    for it in list {
        let mut text = Text::default().strong(format!("{}: ", from_to(a, b, it)));
        let mut parts = it.figures.clone();
        parts.extend(it.modality.iter().chain(&it.references).chain(&it.names).cloned());
        text = text.and(parts.join("; "));
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }));
    }
}

/// `6 → 4`, or the number alone where it stays.
fn from_to(a: &Draft, b: &Draft, it: &Change) -> String {
    let (from, to) = (numbers(a, &it.a), numbers(b, &it.b));
    match (from.is_empty(), to.is_empty()) {
        (false, false) if from != to => format!("{from} → {to}"),
        (true, _) => to,
        _ => from,
    }
}

/// Whose way the changes go, party by party.
fn ways(case: &Case, compared: &Comparison, depth: u8, blocks: &mut Vec<Block>) {
    let (a, b) = (case.draft(compared.a), case.draft(compared.b));
    let mut items = Vec::new();
    for party in (0..case.parties.len()).map(Ix::new) {
        let mut lines = Vec::new();
        for (way, word) in [
            (Way::Toward, "toward it"),
            (Way::Away, "away from it"),
            (Way::Alike, "no different for it"),
            (Way::Unknown, "not known"),
        ] {
            let mut said = Vec::new();
            for it in &compared.changes {
                let mine: Vec<&Move> =
                    it.moves.iter().filter(|it| it.party == party && it.way == way).collect();
                for group in mine.chunk_by(|a, b| a.issue == b.issue) {
                    let title = &case.issue(group[0].issue).title;
                    let by: Vec<&str> = group.iter().map(|it| it.by).collect();
                    said.push(match way {
                        Way::Unknown => title.clone(),
                        _ => {
                            format!("{title} ({}, by its {})", from_to(a, b, it), by.join(" and "))
                        }
                    });
                }
            }
            match (way, said.len()) {
                (_, 0) => {}
                // Named one by one in the table of changes.
                (Way::Unknown, 5..) => {
                    lines.push((way, format!("{word}: on {} further issues", said.len())));
                }
                _ => lines.push((way, format!("{word}: {}", said.join("; ")))),
            }
        }
        if lines.iter().all(|(way, _)| *way == Way::Unknown) && !lines.is_empty() {
            // Nothing recorded tells of any: one line is enough.
            let text = Text::default()
                .strong(case.party(party).label())
                .and(": nothing on record shows whether any of these changes goes its way");
            items.push(Block::Item(Item { mark: Mark::Unknown, text, under: Vec::new() }));
        } else if !lines.is_empty() {
            let text = Text::default().strong(case.party(party).label());
            let under = lines.into_iter().map(|(_, line)| Text::plain(line)).collect();
            items.push(Block::Item(Item { mark: Mark::Plain, text, under }));
        }
    }
    if !items.is_empty() {
        blocks.push(Block::heading(depth, "Whose way the changes go"));
        blocks.extend(items);
    }
}

fn way_line(case: &Case, it: &Change) -> Option<Text> {
    let mut parts = Vec::new();
    for (way, word) in [(Way::Toward, "toward"), (Way::Away, "away from")] {
        let names = parties(case, it, way);
        if !names.is_empty() {
            parts.push(format!("{word} {}", describe::listed(&names)));
        }
    }
    (!parts.is_empty()).then(|| Text::plain(parts.join("; ")))
}

/// Points of which nobody knows what became of them, and what is told of a text nobody has read.
fn unknown(case: &Case, compared: &Comparison, depth: u8, blocks: &mut Vec<Block>) {
    let (a, b) = (case.draft(compared.a), case.draft(compared.b));
    let of_a: Vec<usize> = compared
        .changes
        .iter()
        .filter(|it| it.is.is_none() && !it.heading)
        .flat_map(|it| it.a.iter().copied())
        .collect();
    if of_a.is_empty() && is_read(b) {
        return;
    }
    blocks.push(Block::heading(depth, "Not known"));
    let mut item = |text: Text| {
        blocks.push(Block::Item(Item { mark: Mark::Unknown, text, under: Vec::new() }));
    };
    if !of_a.is_empty() {
        let why = match is_read(a) && is_read(b) {
            true => format!("{} is not known in full", b.id()),
            false => nobody_has_read(a, b),
        };
        let them = if of_a.len() == 1 { "it" } else { "them" };
        item(
            Text::plain("what became of ")
                .strong(numbers(a, &of_a))
                .and(format!(": {why}, and nothing seen of {} corresponds to {them}", b.id())),
        );
    }
    if !is_read(b) {
        // Hearsay on issues, as it stands on record.
        for (place, content) in contents(case, b).iter().enumerate() {
            if !content.points.is_empty() && content.how != How::Unknown {
                let issue = Ix::new(place);
                let told = describe::says(case, b, issue, content);
                item(
                    Text::plain("reported of ")
                        .strong(b.id())
                        .and(format!(" on {}: {told}", case.issue(issue).title)),
                );
            }
        }
    }
}
