//! Laws of spreadsheets: what goes out comes back as no change, and what is hidden is not in them.

use plenipo_exchange::sheet::export::workbook;
use plenipo_exchange::sheet::import::{Import, import};
use plenipo_exchange::sheet::{SheetCell, Workbook};
use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::write;
use proptest::prelude::*;

use plenipo_testing::generate::records;
use plenipo_testing::laws::cases;

fn taken(book: &Workbook, case: &Case) -> Import {
    import(book, &write(case), "imported.toml", "sheets.xlsx")
}

/// Something hostile or careless in a cell.
fn cell() -> impl Strategy<Value = SheetCell> {
    prop_oneof![
        Just(SheetCell::Blank),
        any::<String>().prop_map(SheetCell::Text),
        "[a-z0-9 =;,>()\"'{}\\[\\]#.-]{0,20}".prop_map(SheetCell::Text),
        any::<f64>().prop_filter("finite", |it| it.is_finite()).prop_map(SheetCell::Number),
        any::<bool>().prop_map(SheetCell::Flag),
        Just(SheetCell::Formula(Box::new(SheetCell::Text("=cmd|' /C calc'!A0".to_owned())))),
        Just(SheetCell::Fault("#REF!".to_owned())),
    ]
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn what_goes_out_comes_back_as_no_change(records in records(), viewer in 0..4usize) {
        let case = Case::new(records).expect("generated records keep the rules");
        // Zero is the keeper.
        let viewer = viewer.checked_sub(1).filter(|it| *it < case.parties.len()).map(Ix::new);
        let seen = case.extract(viewer, None);
        prop_assume!(viewer.is_none_or(|it| seen.find::<Party>(case.party_id(it)).is_some()));
        let found = taken(&workbook(&case, viewer, None), &case);
        prop_assert_eq!(&found.problems, &[]);
        prop_assert_eq!(&found.conflicts, &[]);
        prop_assert_eq!(&found.notes, &[]);
        prop_assert_eq!(&found.elsewhere, &[]);
        prop_assert_eq!((found.text, found.same), (None, seen.total()));
    }

    #[test]
    fn any_cells_are_read_without_panic_and_nothing_old_is_lost(
        records in records(),
        changes in proptest::collection::vec((any::<u16>(), any::<u16>(), any::<u16>(), cell()), 1..12),
    ) {
        let case = Case::new(records).expect("generated records keep the rules");
        let mut book = workbook(&case, None, None);
        for (sheet, row, column, cell) in changes {
            let n = book.sheets.len();
            let rows = &mut book.sheets[usize::from(sheet) % n].rows;
            let row = usize::from(row) % (rows.len() + 2);
            if rows.len() <= row {
                rows.resize_with(row + 1, Vec::new);
            }
            let column = usize::from(column) % 20;
            if rows[row].len() <= column {
                rows[row].resize_with(column + 1, SheetCell::default);
            }
            rows[row][column] = cell;
        }
        let found = taken(&book, &case);
        if let Some(text) = &found.text {
            // What is written reads beside what was there, which stays as it is.
            prop_assert!(found.problems.is_empty() && found.elsewhere.is_empty());
            let mut files = write(&case);
            files.push(NamedBytes {
                name: "imported.toml".to_owned(),
                bytes: text.clone().into_bytes(),
            });
            let assume = case.assumptions.clone();
            let options = ReadOptions { assume };
            let (with, problems) = read(&files, &options);
            prop_assert!(with.is_some(), "{problems:?}\n{text}");
            let new: usize = found.new.iter().map(|it| it.1).sum();
            prop_assert_eq!(with.map(|it| it.total()), Some(case.total() + new));
        }
    }
}
