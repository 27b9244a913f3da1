//! The styles and lists of a DOCX file: names that word processors know, sizes fit for a desk.

use plenipo::finding::block::Mark;

use super::run::Stand;
use super::xml::Xml;
use crate::terminal::marks;

/// The namespace of word processing.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const MARKS: [Mark; 7] =
    [Mark::Plain, Mark::Stop, Mark::Maybe, Mark::Fine, Mark::Unknown, Mark::Added, Mark::Removed];

/// Sizes of the headings, in half points.
const HEADINGS: [&str; 4] = ["30", "26", "23", "21"];

/// The part with the styles.
pub(super) fn styles() -> Xml {
    let mut out = Xml::part();
    out.open("w:styles", &[("xmlns:w", W)]);
    out.open("w:docDefaults", &[]);
    out.open("w:rPrDefault", &[]);
    out.open("w:rPr", &[]);
    let fonts = [("w:ascii", "Calibri"), ("w:hAnsi", "Calibri"), ("w:cs", "Calibri")];
    out.empty("w:rFonts", &fonts);
    size(&mut out, "20");
    out.close("w:rPr");
    out.close("w:rPrDefault");
    out.empty("w:pPrDefault", &[]);
    out.close("w:docDefaults");
    open(&mut out, "paragraph", "Normal", "Normal", true);
    out.empty("w:qFormat", &[]);
    out.close("w:style");
    for (place, points) in HEADINGS.into_iter().enumerate() {
        let level = place + 1;
        let (id, name) = (format!("Heading{level}"), format!("heading {level}"));
        open(&mut out, "paragraph", &id, &name, false);
        out.value("w:basedOn", "Normal");
        out.value("w:next", "Normal");
        out.empty("w:qFormat", &[]);
        out.open("w:pPr", &[]);
        out.empty("w:keepNext", &[]);
        out.empty("w:spacing", &[("w:before", "200"), ("w:after", "60")]);
        out.value("w:outlineLvl", &place.to_string());
        out.close("w:pPr");
        out.open("w:rPr", &[]);
        out.empty("w:b", &[]);
        out.empty("w:bCs", &[]);
        size(&mut out, points);
        out.close("w:rPr");
        out.close("w:style");
    }
    open(&mut out, "table", "TableNormal", "Normal Table", true);
    out.empty("w:semiHidden", &[]);
    out.open("w:tblPr", &[]);
    margins(&mut out, "0", "108");
    out.close("w:tblPr");
    out.close("w:style");
    open(&mut out, "table", "TableGrid", "Table Grid", false);
    out.value("w:basedOn", "TableNormal");
    out.open("w:tblPr", &[]);
    out.open("w:tblBorders", &[]);
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "9A9A9A")];
        out.empty(side, &line);
    }
    out.close("w:tblBorders");
    margins(&mut out, "30", "80");
    out.close("w:tblPr");
    out.close("w:style");
    out.close("w:styles");
    out
}

/// The part with the lists: each mark has one of its own, with its sign for a bullet.
pub(super) fn lists() -> Xml {
    let mut out = Xml::part();
    out.open("w:numbering", &[("xmlns:w", W)]);
    for (place, mark) in MARKS.into_iter().enumerate() {
        out.open("w:abstractNum", &[("w:abstractNumId", &place.to_string())]);
        out.value("w:multiLevelType", "singleLevel");
        out.open("w:lvl", &[("w:ilvl", "0")]);
        out.value("w:start", "1");
        out.value("w:numFmt", "bullet");
        out.value("w:lvlText", marks::sign(mark));
        out.value("w:lvlJc", "left");
        out.open("w:pPr", &[]);
        out.empty("w:ind", &[("w:left", "360"), ("w:hanging", "280")]);
        out.close("w:pPr");
        out.close("w:lvl");
        out.close("w:abstractNum");
    }
    for place in 0..MARKS.len() {
        out.open("w:num", &[("w:numId", &(place + 1).to_string())]);
        out.value("w:abstractNumId", &place.to_string());
        out.close("w:num");
    }
    out.close("w:numbering");
    out
}

/// How an item with this mark stands.
pub(super) fn item(mark: Mark) -> Stand<'static> {
    let place = MARKS.iter().position(|it| *it == mark).unwrap_or(0);
    Stand { list: Some(place + 1), after: Some(40), ..Stand::default() }
}

fn open(out: &mut Xml, kind: &str, id: &str, name: &str, default: bool) {
    let mut attributes = vec![("w:type", kind)];
    if default {
        attributes.push(("w:default", "1"));
    }
    attributes.push(("w:styleId", id));
    out.open("w:style", &attributes);
    out.value("w:name", name);
}

fn size(out: &mut Xml, half_points: &str) {
    out.value("w:sz", half_points);
    out.value("w:szCs", half_points);
}

/// Space inside the cells of a table, in twentieths of a point.
fn margins(out: &mut Xml, above: &str, beside: &str) {
    out.open("w:tblCellMar", &[]);
    for (side, width) in
        [("w:top", above), ("w:left", beside), ("w:bottom", above), ("w:right", beside)]
    {
        out.empty(side, &[("w:w", width), ("w:type", "dxa")]);
    }
    out.close("w:tblCellMar");
}
