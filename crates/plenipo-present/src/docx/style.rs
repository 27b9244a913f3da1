//! The styles of a DOCX file: names that word processors know, sizes fit for a desk.

use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, NumberFormat,
    Numbering, NumberingId, PageMargin, Paragraph, RunFonts, SpecialIndentType, Start, Style,
    StyleType,
};
use plenipo::finding::block::Mark;

use crate::terminal::marks;

/// The first list of the file; each mark has one of its own, with its sign for a bullet.
const LIST: usize = 2;

const MARKS: [Mark; 7] =
    [Mark::Plain, Mark::Stop, Mark::Maybe, Mark::Fine, Mark::Unknown, Mark::Added, Mark::Removed];

/// `docx` with page, fonts, headings and list.
pub(super) fn dressed(docx: Docx) -> Docx {
    // Twentieths of a point: A4 with margins of two centimetres.
    let margin = PageMargin::new().top(1134).bottom(1134).left(1134).right(1134);
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let mut docx = docx
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(20)
        .add_style(heading("Title", "Title", 34, None));
    for (place, mark) in MARKS.into_iter().enumerate() {
        let id = LIST + place;
        let list = AbstractNumbering::new(id).add_level(bullet(marks::sign(mark)));
        docx = docx.add_abstract_numbering(list).add_numbering(Numbering::new(id, id));
    }
    for (place, size) in [30, 26, 23, 21].into_iter().enumerate() {
        let level = place + 1;
        let (id, name) = (format!("Heading{level}"), format!("heading {level}"));
        docx = docx.add_style(heading(&id, &name, size, Some(place)));
    }
    docx
}

fn heading(id: &str, name: &str, size: usize, outline: Option<usize>) -> Style {
    let style = Style::new(id, StyleType::Paragraph)
        .name(name)
        .size(size)
        .bold()
        .next("Normal")
        .q_format(true)
        .line_spacing(LineSpacing::new().before(200).after(60));
    match outline {
        Some(level) => style.outline_lvl(level),
        None => style,
    }
}

fn bullet(sign: &str) -> Level {
    Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new(sign),
        LevelJc::new("left"),
    )
    .indent(Some(360), Some(SpecialIndentType::Hanging(280)), None, None)
}

/// An item of the list of `mark`.
pub(super) fn item(mark: Mark) -> Paragraph {
    let place = MARKS.iter().position(|it| *it == mark).unwrap_or(0);
    Paragraph::new()
        .numbering(NumberingId::new(LIST + place), IndentLevel::new(0))
        .line_spacing(LineSpacing::new().after(40))
}
