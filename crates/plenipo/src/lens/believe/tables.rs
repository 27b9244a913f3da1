//! The same as tables: beliefs, what every set needs, and the sets.

use super::answer::{Belief, BelieveAnswer};
use super::evidence::{Evidence, independent};
use crate::finding::table::{Cell, Column, ColumnKind, Table};

pub(super) fn tables(answer: &BelieveAnswer<'_>) -> Vec<Table> {
    vec![beliefs(answer), needs(answer), sets(answer)]
}

fn start() -> Vec<Column> {
    vec![Column::new("party", ColumnKind::Id), Column::new("side", ColumnKind::Text)]
}

fn beliefs(answer: &BelieveAnswer<'_>) -> Table {
    let own = [
        Column::new("belief", ColumnKind::Count),
        Column::new("kind", ColumnKind::Text),
        Column::new("that", ColumnKind::Text),
        Column::new("speaks_for", ColumnKind::List),
        Column::new("speaks_against", ColumnKind::List),
        Column::new("independent_for", ColumnKind::Count),
        Column::new("independent_against", ColumnKind::Count),
        Column::new("would_count_against", ColumnKind::Text),
    ];
    let columns = start().into_iter().chain(own).collect();
    let mut table = Table::new("beliefs", "What would have to be believed", columns);
    let case = answer.case;
    let told = |all: &[Evidence]| {
        let each = all.iter().map(|it| Cell::text(format!("{} ({})", it.words, it.footing)));
        Cell::list(each)
    };
    for it in &answer.parties {
        for (word, side) in it.sides() {
            for (place, belief) in side.beliefs.iter().enumerate() {
                let Belief { supposed, words, speaks_for, against, would_count_against } = belief;
                table.push(vec![
                    Cell::party(case.party_id(it.party)),
                    Cell::text(word),
                    Cell::count(place + 1),
                    Cell::text(supposed.kind().word()),
                    Cell::text(words),
                    told(speaks_for),
                    told(against),
                    Cell::count(independent(speaks_for.iter())),
                    Cell::count(independent(against.iter())),
                    Cell::text(would_count_against),
                ]);
            }
        }
    }
    table
}

fn needs(answer: &BelieveAnswer<'_>) -> Table {
    let own = [Column::new("need", ColumnKind::Count), Column::new("one_of", ColumnKind::List)];
    let columns = start().into_iter().chain(own).collect();
    let mut table =
        Table::new("needs", "What every set of beliefs that suffices has one of", columns);
    for it in &answer.parties {
        for (word, side) in it.sides() {
            for (place, need) in side.needs.iter().enumerate() {
                table.push(vec![
                    Cell::party(answer.case.party_id(it.party)),
                    Cell::text(word),
                    Cell::count(place + 1),
                    Cell::list(need.iter().map(|it| Cell::count(it + 1))),
                ]);
            }
        }
    }
    table
}

fn sets(answer: &BelieveAnswer<'_>) -> Table {
    let own = [
        Column::new("set", ColumnKind::Count),
        Column::new("place", ColumnKind::Count),
        Column::new("beliefs", ColumnKind::List),
        Column::new("independent_against", ColumnKind::Count),
        Column::new("break_even", ColumnKind::Utility).unit("share of the party's best deal"),
    ];
    let columns = start().into_iter().chain(own).collect();
    let mut table =
        Table::new("sufficient_sets", "The smallest sets of beliefs that suffice", columns);
    for it in &answer.parties {
        for (word, side) in it.sides() {
            for (place, set) in side.sets.iter().enumerate() {
                // Ties share a place.
                let before = side.sets.iter().filter(|it| it.against < set.against).count();
                let one_of = |group: &Vec<usize>| {
                    let each: Vec<String> = group.iter().map(|it| (it + 1).to_string()).collect();
                    Cell::text(each.join(" or "))
                };
                table.push(vec![
                    Cell::party(answer.case.party_id(it.party)),
                    Cell::text(word),
                    Cell::count(place + 1),
                    Cell::count(before + 1),
                    Cell::list(set.beliefs.iter().map(one_of)),
                    Cell::count(set.against),
                    Cell::maybe(set.break_even),
                ]);
            }
        }
    }
    table
}
