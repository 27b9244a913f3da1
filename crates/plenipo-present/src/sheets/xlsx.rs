//! Sheets as an XLSX file. The same sheets are the same bytes: no clock is asked.

use jiff::civil::{Date, date};
use plenipo_exchange::sheet::{Sheet, SheetCell, Workbook, letters};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook as Writer, Worksheet, XlsxError,
};

/// Most characters of a cell in an XLSX file.
const CELL_MAX: usize = 32_767;

/// Columns are as wide as their text, within these bounds; in characters.
const WIDTH: std::ops::RangeInclusive<usize> = 8..=48;

/// Height of a line of text, in points.
const LINE: f64 = 15.0;

/// Rows are at most so many lines high: the rest of a long text is read in its cell.
const LINES_MAX: usize = 20;

/// A cell has more text than an XLSX file can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLong {
    /// The cell, as a reader finds it: `draft.points H7`.
    pub cell: String,
}

/// `book` as the bytes of an XLSX file, said to be made on `day`.
///
/// # Errors
/// A cell is too long for the format; the text is then better written as CSV. The inner error is of
/// the library that writes, which no workbook is known to cause.
pub fn xlsx(book: &Workbook, day: Option<Date>) -> Result<Result<Vec<u8>, TooLong>, String> {
    if let Some(cell) = too_long(book) {
        return Ok(Err(TooLong { cell }));
    }
    write(book, day).map(Ok).map_err(|error| error.to_string())
}

fn too_long(book: &Workbook) -> Option<String> {
    for sheet in &book.sheets {
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                // Counted as the format does; characters beyond its first plane count twice.
                if let SheetCell::Text(text) = cell
                    && text.encode_utf16().count() > CELL_MAX
                {
                    return Some(format!("{} {}{}", sheet.name, letters(column), row + 1));
                }
            }
        }
    }
    None
}

fn write(book: &Workbook, day: Option<Date>) -> Result<Vec<u8>, XlsxError> {
    let mut writer = Writer::new();
    let day = day.filter(|it| it.year() >= 1980).unwrap_or(date(1980, 1, 1));
    let made = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
    writer.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let formats = Formats::new();
    for sheet in &book.sheets {
        let page = writer.add_worksheet();
        page.set_name(&sheet.name)?;
        fill(page, sheet, &formats)?;
    }
    writer.save_to_buffer()
}

struct Formats {
    head: Format,
    text: Format,
    number: Format,
    day: Format,
}

impl Formats {
    fn new() -> Formats {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Formats {
            head: cell().set_bold().set_num_format("@"),
            // So that a spreadsheet leaves what is typed over it as it is typed.
            text: cell().set_text_wrap().set_num_format("@"),
            number: cell().set_align(FormatAlign::Left),
            day: cell().set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    // The first sheet is a list of what is said; the others have names of columns.
    let is_table = sheet.name != plenipo_exchange::sheet::ABOUT;
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut widths = vec![*WIDTH.start(); width];
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (y, x) = (row as u32, column as u16);
            let widest = cell.shown().lines().map(|it| it.chars().count()).max();
            widths[column] = widths[column].max(widest.unwrap_or_default() + 2).min(*WIDTH.end());
            match cell {
                SheetCell::Text(text) if is_table && row == 0 || !is_table && column == 0 => {
                    page.write_string_with_format(y, x, text, &formats.head)?;
                }
                SheetCell::Text(text) => {
                    page.write_string_with_format(y, x, text, &formats.text)?;
                }
                SheetCell::Number(number) => {
                    page.write_number_with_format(y, x, *number, &formats.number)?;
                }
                // Spreadsheets are at odds over days before this one.
                SheetCell::Day(day) if *day >= date(1900, 3, 1) => {
                    let days = (*day - date(1899, 12, 30)).get_days();
                    page.write_number_with_format(y, x, days, &formats.day)?;
                }
                SheetCell::Blank => {}
                other => {
                    page.write_string_with_format(y, x, other.shown(), &formats.text)?;
                }
            }
        }
    }
    for &column in &sheet.words {
        // Also the cells of rows to come.
        page.set_column_format(column as u16, &formats.text)?;
    }
    for (column, width) in widths.iter().enumerate() {
        page.set_column_width(column as u16, *width as f64)?;
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        // Not every program makes room for text that wraps.
        let lines = cells.iter().zip(&widths).map(|(cell, width)| lines(&cell.shown(), *width));
        let lines = lines.max().unwrap_or(1).min(LINES_MAX);
        page.set_row_height(row as u32, lines as f64 * LINE)?;
    }
    if is_table {
        // Names and marks stay in sight.
        page.set_freeze_panes(1, 1)?;
        page.set_repeat_rows(0, 0)?;
    }
    page.set_landscape();
    Ok(())
}

/// How many lines `text` takes in a column of this width, in characters.
fn lines(text: &str, width: usize) -> usize {
    // Letters are wider than the figures that a width is counted in, and words do not break.
    let fit = (width * 9 / 10).max(1);
    text.lines().map(|line| line.chars().count().div_ceil(fit).max(1)).sum::<usize>().max(1)
}
