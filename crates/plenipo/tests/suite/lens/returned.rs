//! The last column of drafts side by side, come back as a new draft.

use plenipo::lens::drafts::returned::{self, Returned, ReturnedCell};
use plenipo_record::case::Case;
use plenipo_record::case::draft::{Point, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::dossier::read::{ReadOptions, read};
use proptest::prelude::*;

use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;

const TALKS: &str = r#"format = 1
[dossier]
title = "Water"
[[party]]
id = "up"
name = "Up"
[[draft]]
id = "first"
title = "First"
date = 2030-01-01
form = "text"
complete = true
points = [
  { number = 1, text = "No dam is built." },
  { number = 2, text = "Data are shared." },
  { number = 3, gist = "A fee is paid" },
  { number = "4a", text = "A court decides." },
  { text = "Done in two languages." },
]
[[draft]]
id = "second"
title = "Second"
date = 2030-02-01
form = "text"
points = [
  { number = 7, text = "One small dam is built." },
  { number = 8, text = "Fish are counted." },
]
"#;

fn case() -> Case {
    let (case, problems) = read(&[named("dossier.toml", TALKS)], &ReadOptions::default());
    case.unwrap_or_else(|| panic!("{problems:?}"))
}

/// Reads a table headed `row | first | second (partly gists) | new text`.
fn returned(rows: &[[&str; 4]]) -> Returned {
    let heads = ["row", "first", "second (partly gists)", "new text"].map(str::to_owned);
    let cell = |it: &&str| ReturnedCell { now: (*it).to_owned(), before: None };
    let rows: Vec<Vec<ReturnedCell>> =
        rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    returned::read(&case(), &heads, &rows).expect("a table of this record")
}

/// `number: words [relation of draft#number, …]`; a gist in angle brackets.
fn shown(case: &Case, point: &Point) -> String {
    let words = match (&point.text, &point.gist) {
        (Some(text), _) => text.clone(),
        (None, Some(gist)) => format!("<{gist}>"),
        (None, None) => String::new(),
    };
    let lineage = point.lineage.iter().map(|it| match &it.of {
        Some((draft, number)) => {
            format!("{} {}#{number}", it.is.word(), case.draft(*draft).id())
        }
        None => it.is.word().to_owned(),
    });
    let lineage: Vec<String> = lineage.collect();
    format!("{}: {words} [{}]", point.number.as_deref().unwrap_or("-"), lineage.join(", "))
}

#[test]
fn every_word_of_the_vocabulary_is_read() {
    let it = returned(&[
        ["first#1", "1. No dam is built.", "7. One small dam is built.", "as second"],
        ["first#2", "2. Data are shared.", "[no change]", "Data are shared each month."],
        ["first#3", "3. A fee is paid", "unknown", "[No change]."],
        ["first#4a", "4a. A court decides.", "deleted", "Deleted"],
        ["first#(5)", "Done in two languages.", "no text", "moved to 9"],
        ["second#8", "no text", "8. Fish are counted.", "idem"],
        ["", "", "", "10. Something else."],
        ["first#2", "2. Data are shared.", "", "to be discussed"],
    ]);
    let case = case();
    let points: Vec<String> = it.points.iter().map(|it| shown(&case, it)).collect();
    assert_eq!(
        points,
        [
            "1: One small dam is built. [kept second#7, reworded first#1]",
            "2: Data are shared each month. [reworded first#2]",
            "3: <A fee is paid> [kept first#3]",
            "4a: <Deleted> [dropped first#4a]",
            "9: Done in two languages. []",
            "-: Fish are counted. [kept second#8]",
            "10: Something else. [new]",
        ]
    );
    assert!(it.remarks.iter().any(|it| it.contains("no text, so no point: first#2")));
    assert!(it.remarks.iter().any(|it| it == "deleted: first#4a"), "{:?}", it.remarks);
}

#[test]
fn merges_splits_moves_and_numbers_are_kept_apart() {
    let it = returned(&[
        ["first#1", "1. No dam is built.", "", "No dam is built, and data are shared."],
        ["first#2", "2. Data are shared.", "", "merged with 1"],
        ["first#3", "3. A fee is paid", "", "moved to 5: A fee is paid yearly."],
        ["first#4a", "4a. A court decides.", "", "6. A court decides.\n7. A panel advises."],
        ["second#8", "no text", "8. Fish are counted.", "6. Fish are counted."],
    ]);
    let case = case();
    let points: Vec<String> = it.points.iter().map(|it| shown(&case, it)).collect();
    assert_eq!(
        points,
        [
            "1: No dam is built, and data are shared. [merged first#1, merged first#2]",
            "5: A fee is paid yearly. [reworded first#3]",
            "6: A court decides. [split first#4a]",
            "7: A panel advises. [split first#4a]",
            "-: Fish are counted. [kept second#8]",
        ]
    );
    assert_eq!(it.beside[4], ["numbered 6 in the file, as a point before it is"]);
    let lost = returned(&[["first#2", "2. Data are shared.", "", "merged with 99"]]);
    assert!(lost.points.is_empty() && lost.remarks[0].contains("99"), "{:?}", lost.remarks);
}

#[test]
fn empty_cells_enter_nothing_and_strange_tables_are_refused() {
    let it = returned(&[["first#1", "1. No dam is built.", "", " "]]);
    assert!(it.points.is_empty());
    assert_eq!(it.remarks, ["1 row left empty: nothing is entered for them"]);
    let heads = ["row", "other", "new text"].map(str::to_owned);
    assert!(returned::read(&case(), &heads, &[]).is_err());
    assert!(returned::read(&case(), &[], &[]).is_err());
}

#[test]
fn what_tracked_changes_struck_out_is_told() {
    let heads = ["row", "first", "new text"].map(str::to_owned);
    let cell = |now: &str, before: Option<&str>| ReturnedCell {
        now: now.to_owned(),
        before: before.map(str::to_owned),
    };
    let rows = [
        vec![
            cell("first#1", None),
            cell("1. No dam is built.", None),
            cell("A dam.", Some("No dam.")),
        ],
        vec![cell("first#2", None), cell("2. Data are shared.", None), cell("", Some("Data."))],
    ];
    let it = returned::read(&case(), &heads, &rows).expect("a table");
    assert_eq!(it.beside[0], ["before the tracked changes it read: No dam."]);
    assert!(it.remarks[0].contains("struck out in the last column: Data."), "{:?}", it.remarks);
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn any_table_is_read_and_no_lineage_is_invented(
        rows in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
            "", "first#1", "first#2", "second#7", "first#99", "x#1", "first#(1)", "first#(9)", "idem", "as first",
            "as second", "as third", "[no change]", "merged with 1", "merged with 2", "moved to 3", "moved to 3: a b",
            "deleted", "1. No dam is built.", "No dam is built.", "4. a\n5. b", "free words", "é: x", "not acceptable",
        ]), 0..6), 0..12),
    ) {
        let heads = ["row", "first", "second", "new text"].map(str::to_owned);
        let cell = |it: &&str| ReturnedCell { now: (*it).to_owned(), before: None };
        let rows: Vec<Vec<ReturnedCell>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let case = case();
        let it = returned::read(&case, &heads, &rows).expect("a table of this record");
        prop_assert_eq!(it.points.len(), it.beside.len());
        let mut numbers = std::collections::BTreeSet::new();
        for point in &it.points {
            prop_assert!(point.number.as_ref().is_none_or(|it| numbers.insert(it.clone())));
            for step in &point.lineage {
                let known = step.of.as_ref().is_none_or(|(draft, number)| {
                    let points = &case.draft(Ix::new(draft.get())).points;
                    points.iter().any(|it| it.number.as_ref() == Some(number))
                });
                prop_assert!(known, "{point:?}");
                prop_assert!(step.of.is_some() == (step.is != Relation::New));
            }
        }
    }
}
