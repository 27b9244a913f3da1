//! Spreadsheets: what is written is read as it was, and a damaged file is told and no more.

use jiff::civil::{Date, date};
use plenipo_exchange::sheet::import::{CellPlace, Conflict, Import, Remark};
use plenipo_exchange::sheet::{ABOUT, Sheet, SheetCell, Workbook, read};
use plenipo_present::sheets::{csv, report, xlsx};
use plenipo_present::terminal::TerminalStyle;
use plenipo_testing::laws::cases;
use proptest::prelude::*;

fn sheet(rows: Vec<Vec<SheetCell>>) -> Sheet {
    Sheet { name: "position".to_owned(), rows, ..Sheet::default() }
}

fn bytes(book: &Workbook) -> Vec<u8> {
    xlsx(book, Some(date(2031, 5, 25))).expect("written").expect("short enough")
}

/// Rows as they are read: without blank cells and rows at the end.
fn trimmed(mut rows: Vec<Vec<SheetCell>>) -> Vec<Vec<SheetCell>> {
    for row in &mut rows {
        while row.last() == Some(&SheetCell::Blank) {
            row.pop();
        }
    }
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    rows
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[=+@\\-'\"\t\r\n ;,#_x0-9A-F＝]{0,12}",
        "_x[0-9A-Fa-f]{4}_{0,2}",
        "[\u{0}-\u{20}\u{fffe}\u{ffff}\u{feff}\u{202e}a]{0,6}",
    ]
}

fn is_damage(sign: char) -> bool {
    sign.is_control() && !matches!(sign, '\t' | '\n' | '\r')
}

fn days() -> impl Strategy<Value = Date> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn cells() -> impl Strategy<Value = Vec<Vec<SheetCell>>> {
    let cell = prop_oneof![
        text().prop_map(SheetCell::text),
        (-1e9..1e9_f64).prop_map(SheetCell::Number),
        days().prop_map(SheetCell::Day),
        Just(SheetCell::Blank),
    ];
    proptest::collection::vec(proptest::collection::vec(cell, 0..5), 0..6)
}

/// What a CSV file keeps of a cell: its words.
fn words(rows: Vec<Vec<SheetCell>>) -> Vec<Vec<SheetCell>> {
    let row = |row: Vec<SheetCell>| row.into_iter().map(|it| SheetCell::text(it.shown())).collect();
    rows.into_iter().map(row).collect()
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn an_xlsx_file_says_what_was_written(rows in cells()) {
        // A day that spreadsheets are at odds over is written as text.
        let expected: Vec<Vec<SheetCell>> = rows.iter().map(|row| row.iter().map(|it| match it {
            SheetCell::Day(day) if *day < date(1900, 3, 1) => SheetCell::text(day.to_string()),
            it => it.clone(),
        }).collect()).collect();
        let book = read::xlsx(&bytes(&Workbook { sheets: vec![sheet(rows)] })).expect("read");
        prop_assert_eq!(trimmed(book.sheets[0].rows.clone()), trimmed(expected));
    }

    #[test]
    fn a_csv_file_says_what_was_written(rows in cells()) {
        // A control character in a file of text is damage, and told as such.
        let told = |it: &SheetCell| matches!(it, SheetCell::Text(text) if text.contains(is_damage));
        let is_told = |it: &SheetCell| matches!(it, SheetCell::Fault(_));
        let damaged = csv(&sheet(rows.clone()));
        let n_told = rows.iter().flatten().filter(|it| told(it)).count();
        let found = read::csv("position", &damaged).expect("read");
        prop_assert_eq!(found.rows.iter().flatten().filter(|it| is_told(it)).count(), n_told);
        let whole = |it: SheetCell| match it {
            SheetCell::Text(text) => SheetCell::text(text.replace(is_damage, "")),
            it => it,
        };
        let rows: Vec<Vec<SheetCell>> =
            rows.into_iter().map(|row| row.into_iter().map(whole).collect()).collect();
        let read = read::csv("position", &csv(&sheet(rows.clone()))).expect("read");
        let (read, rows) = (trimmed(words(read.rows)), trimmed(words(rows)));
        // A row of nothing is an empty line or one of separators.
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn no_cell_of_a_csv_file_begins_like_a_formula(text in text()) {
        let bytes = csv(&sheet(vec![vec![SheetCell::text(text)]]));
        let file = String::from_utf8(bytes).expect("text");
        let cell = file.strip_prefix('\u{feff}').unwrap_or(&file);
        let cell = cell.strip_prefix('"').unwrap_or(cell);
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']), "{file:?}");
    }

    #[test]
    fn a_damaged_file_is_refused_or_read_but_never_a_panic(
        at in 0.0..1.0_f64, damage in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let rows = vec![vec![SheetCell::text("party"), SheetCell::text("issue")]; 20];
        let whole = bytes(&Workbook { sheets: vec![sheet(rows)] });
        let at = (whole.len() as f64 * at) as usize;
        prop_assert!(read::xlsx(&whole[..at]).is_err());
        let mut changed = whole;
        let end = (at + damage.len()).min(changed.len());
        changed.splice(at..end, damage);
        let _ = read::xlsx(&changed);
        let _ = read::csv("position", &changed);
    }
}

#[test]
fn the_same_sheets_are_the_same_bytes() {
    let book = Workbook { sheets: vec![sheet(vec![vec![SheetCell::text("a")]])] };
    assert_eq!(bytes(&book), bytes(&book));
    assert_ne!(bytes(&book), xlsx(&book, None).expect("written").expect("short"));
}

#[test]
fn text_that_no_cell_can_hold_is_told_with_its_place() {
    let rows = vec![
        vec![SheetCell::text("words")],
        vec![SheetCell::Blank, SheetCell::text("x".repeat(32_768))],
    ];
    let long = xlsx(&Workbook { sheets: vec![sheet(rows)] }, None).expect("no fault of ours");
    assert_eq!(long.expect_err("too long").cell, "position B2");
}

#[test]
fn the_first_sheet_may_be_any_list() {
    let about = Sheet {
        name: ABOUT.to_owned(),
        rows: vec![vec![SheetCell::text("as of"), SheetCell::Day(date(2031, 5, 25))]],
        ..Sheet::default()
    };
    let book = read::xlsx(&bytes(&Workbook { sheets: vec![about.clone()] })).expect("read");
    assert_eq!(book.sheets, [about]);
}

#[test]
fn european_csv_is_read() {
    for text in ["a;b\r\n\"1;5\";ü\r\n", "sep=;\r\na;b\r\n\"1;5\";ü\r\n", "\u{feff}a\tb\n1;5\tü\n"]
    {
        let read = read::csv("x", text.as_bytes()).expect(text);
        let rows = [["a", "b"], ["1;5", "ü"]].map(|row| row.map(SheetCell::text).to_vec());
        assert_eq!(read.rows, rows, "{text}");
    }
    // Rows keep the numbers that a spreadsheet gives them.
    let read = read::csv("x", b"a,b\n\n\n\"two\nlines\",1\n\nlast,2\n").expect("read");
    assert_eq!(read.rows[3][1], SheetCell::text("1"));
    assert_eq!(read.rows[5][0], SheetCell::text("last"));
    let fault = read::csv("x", b"a,b\n1,\xfc\n").expect_err("Latin");
    assert!(fault.message.contains("line 2") && fault.hint.is_some(), "{fault:?}");
    let fault = read::csv("x", b"a\n\"b\"\n\"c\n").expect_err("open");
    assert!(fault.message.contains("row 3") && fault.hint.is_some(), "{fault:?}");
    let long = "x\n".repeat(60_000);
    assert!(read::csv("x", long.as_bytes()).is_err());
    assert!(read::csv("x", ",".repeat(300).as_bytes()).is_err());
}

#[test]
fn what_came_of_a_spreadsheet_fits_a_terminal() {
    let at = CellPlace { sheet: "position".to_owned(), row: Some(7), column: Some(27) };
    let found = Import {
        problems: vec![Remark {
            at: Some(at.clone()),
            message: "there is no issue `gatez`".to_owned(),
            hint: Some("did you mean `gates`?".into()),
        }],
        conflicts: vec![Conflict {
            at,
            message: "`words` is not what the record says".to_owned(),
            sheet: Some("one\u{1b}[31m thing".to_owned()),
            dossier: Some("another thing, and at such a length that no line of it fits".to_owned()),
            file: Some(("reports/2031-02.toml".to_owned(), 12)),
        }],
        ..Import::default()
    };
    let shown = report(&found, "talks", &TerminalStyle { width: 60, colour: false });
    insta::assert_snapshot!(shown, @r"
    error: position AB7: there is no issue `gatez`
      hint: did you mean `gates`?
    conflict: position AB7: `words` is not what the record says
      the sheet:   one�[31m thing
      the dossier: another thing, and at such a length that no
        line of it fits (talks/reports/2031-02.toml:12)
    ");
}
