use plenipo_maths::align::assign::{Edge, assign};
use plenipo_maths::align::likeness::{LikenessItem, Topic};
use plenipo_maths::align::matching::{Confidence, links};
use plenipo_maths::align::words::{digit, pieces, plain, stems};
use proptest::prelude::*;

/// The greatest worth of any assignment, by trying all of them.
fn by_trying(
    rows: usize,
    columns: usize,
    edges: &[Edge],
    row: usize,
    taken: &mut Vec<bool>,
) -> i64 {
    if row == rows {
        return 0;
    }
    let mut best = by_trying(rows, columns, edges, row + 1, taken);
    for column in 0..columns {
        let worth = edges.iter().filter(|it| (it.row, it.column) == (row, column));
        let Some(worth) = worth.map(|it| it.worth).max() else { continue };
        if worth > 0 && !taken[column] {
            taken[column] = true;
            best = best.max(worth + by_trying(rows, columns, edges, row + 1, taken));
            taken[column] = false;
        }
    }
    best
}

proptest! {
    #[test]
    fn no_assignment_is_worth_more(
        rows in 0_usize..6,
        columns in 0_usize..6,
        edges in proptest::collection::vec((0_usize..7, 0_usize..7, -3_i64..20), 0..24),
    ) {
        let edges: Vec<Edge> =
            edges.into_iter().map(|(row, column, worth)| Edge { row, column, worth }).collect();
        let found = assign(rows, columns, &edges);
        prop_assert_eq!(found.len(), rows);
        let mut used = vec![false; columns];
        let mut total = 0;
        for (row, column) in found.iter().enumerate().filter_map(|(row, it)| Some((row, (*it)?))) {
            prop_assert!(!std::mem::replace(&mut used[column], true), "a column twice");
            let of = edges.iter().filter(|it| (it.row, it.column) == (row, column));
            let worth = of.map(|it| it.worth).max().expect("an edge");
            prop_assert!(worth > 0);
            total += worth;
        }
        let inside: Vec<Edge> =
            edges.iter().copied().filter(|it| it.row < rows && it.column < columns).collect();
        let best = by_trying(rows, columns, &inside, 0, &mut vec![false; columns]);
        prop_assert_eq!(total, best);
    }

    #[test]
    fn pieces_lose_nothing(text in "\\PC{0,60}") {
        prop_assert_eq!(pieces(&text).concat(), text);
    }

    #[test]
    fn plain_is_plain(text in "\\PC{0,60}") {
        let once = plain(&text);
        prop_assert_eq!(plain(&once), once);
    }
}

#[test]
fn stems_of_many_scripts() {
    assert_eq!(stems("The parties’ guarantees"), stems("the PARTIES' guarantee"));
    assert_eq!(stems("гарантии сторон"), stems("гарантий сторонам"));
    // Composed or not, with vowel signs or without.
    assert_eq!(stems("cafe\u{301}"), stems("caf\u{e9}"));
    assert_eq!(stems("שָׁלוֹם"), stems("שלום"));
    assert_eq!(stems("٢٨ نقطة"), stems("28 نقطة"));
    assert_eq!(stems("停火協定"), ["停火", "火協", "協定"]);
    assert_eq!(stems("หยุดยิง").len(), stems("หยุดยิง").len());
    assert!(!stems("หยุดยิง").is_empty());
    assert!(stems(" … — ").is_empty());
    assert_eq!(
        (digit('7'), digit('٣'), digit('９'), digit('x')),
        (Some(7), Some(3), Some(9), None)
    );
}

#[test]
fn plain_text_keeps_the_words_only() {
    assert_eq!(plain("  “One\u{a0}text”\n—  two "), "\"One text\" - two");
    assert_eq!(plain("\u{202b}שלום\u{202c}"), "שלום");
    assert_ne!(plain("will not"), plain("will"));
}

fn item<'a>(number: &'a str, text: &'a str) -> LikenessItem<'a> {
    LikenessItem { text, topics: Vec::new(), number: Some(number) }
}

#[test]
fn merges_splits_and_strangers() {
    let a = [
        item("1", "Prisoners of war are exchanged all for all within thirty days of signature"),
        item("2", "Remains of the fallen are returned through the Red Cross without delay"),
        item(
            "3",
            "The ports of the delta stay open to grain ships; customs posts are shared by both sides",
        ),
        item("4", "A museum of the war is founded in the capital"),
    ];
    let b = [
        item("1", "The ports of the delta stay open to grain ships"),
        item("2", "Customs posts are shared by both sides"),
        item(
            "3",
            "Prisoners of war are exchanged all for all within thirty days of signature, and remains of the fallen are returned through the Red Cross without delay",
        ),
        item("4", "Inflation targets are published by the central bank"),
    ];
    let found: Vec<(usize, usize)> = links(&a, &b).iter().map(|it| (it.a, it.b)).collect();
    assert_eq!(found, [(2, 0), (2, 1), (0, 2), (1, 2)]);
}

#[test]
fn topics_go_before_words_and_numbers_break_ties_only() {
    let topic = |of, says| Topic { of, says };
    let a = [
        LikenessItem { text: "the cap on troops", topics: vec![topic(1, 1)], number: Some("1") },
        LikenessItem { text: "the cap on tanks", topics: vec![topic(2, 1)], number: Some("2") },
    ];
    let b = [
        LikenessItem { text: "the cap on tanks", topics: vec![topic(1, 2)], number: Some("1") },
        LikenessItem { text: "the cap on troops", topics: vec![topic(2, 1)], number: Some("2") },
    ];
    let found: Vec<(usize, usize)> = links(&a, &b).iter().map(|it| (it.a, it.b)).collect();
    assert_eq!(found, [(0, 0), (1, 1)]);
    // Alike in everything: the number decides.
    let same = |number| LikenessItem { text: "reserved", topics: Vec::new(), number: Some(number) };
    let found = links(&[same("1"), same("2")], &[same("2"), same("1")]);
    assert_eq!(found.iter().map(|it| (it.a, it.b)).collect::<Vec<_>>(), [(1, 0), (0, 1)]);
    // Nothing but the number in common: no pair.
    let found = links(&[item("1", "open ports and grain")], &[item("1", "a peace council sits")]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_text_like_no_other_is_sure() {
    let a = [
        item("1", "Forces are capped at six hundred thousand"),
        item("2", "The river is open to the ships of all nations"),
    ];
    let found = links(&a, &a);
    assert!(found.iter().all(|it| it.confidence == Confidence::High && it.likeness > 0.999));
}
