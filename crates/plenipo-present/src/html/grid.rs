//! A grid as a table: a row for each name, a list of items in each column. Where there is no room for columns
//! the style sheet stacks them, each under the name of its column.

use plenipo::finding::block::{BlockGrid, OptionStand};

use super::account::Writer;

/// What the boxes of options say.
const BOXES: &str = "Boxes, one an option in the order of the options: \u{2717} ruled out, ~ may be ruled out, \u{25cf} wanted, \
                     \u{25cb} acceptable, 1 2 3 place in an order, = does not matter, \u{2026} something else said, ? nothing said. They are not added up.";

pub(super) fn grid(writer: &mut Writer<'_>, grid: &BlockGrid) {
    if writer.is_among_others()
        && grid.rows.iter().any(|it| it.boxes.iter().any(|it| !it.is_empty()))
    {
        writer.out.element("p", &[("class", "quiet boxes-key")], BOXES);
    }
    let label = format!("{} by {}", grid.corner, grid.heads.join(", "));
    let frame = [("class", "scroll"), ("tabindex", "0"), ("role", "region")];
    let frame: Vec<_> = frame.into_iter().chain([("aria-label", label.as_str())]).collect();
    writer.out.open("div", &frame);
    writer.out.open("table", &[("class", "grid")]);
    writer.out.open("thead", &[]);
    writer.out.open("tr", &[]);
    for head in std::iter::once(&grid.corner).chain(&grid.heads) {
        writer.out.element("th", &[("scope", "col"), ("class", "words")], head);
    }
    writer.out.close("tr");
    writer.out.close_line("thead");
    let span = (grid.heads.len() + 1).to_string();
    // A body for each group: its heading is read with its rows.
    for rows in grid.rows.chunk_by(|a, b| a.group == b.group) {
        writer.out.open("tbody", &[]);
        if let Some(group) = rows.first().and_then(|it| it.group.as_ref()) {
            writer.out.open("tr", &[("class", "group")]);
            writer.out.element("th", &[("scope", "rowgroup"), ("colspan", &span)], group);
            writer.out.close_line("tr");
        }
        for row in rows {
            writer.out.open("tr", &[]);
            writer.out.open("th", &[("scope", "row")]);
            writer.out.text(&row.name);
            // Boxes say in short what the items say in words: on a page of others, where there is room for both.
            let boxed = writer.is_among_others() && row.boxes.iter().any(|it| !it.is_empty());
            if boxed {
                writer.out.open("ul", &[("class", "options")]);
                row.options.iter().for_each(|it| writer.out.element("li", &[], it));
                writer.out.close("ul");
            }
            writer.out.close("th");
            for (at, (head, cell)) in grid.heads.iter().zip(&row.cells).enumerate() {
                writer.out.open("td", &[("class", "words")]);
                // Only seen where columns are stacked; a reader that does not see has the heads.
                let of = [("class", "of"), ("aria-hidden", "true")];
                writer.out.element("span", &of, head);
                if let Some(boxes) = row.boxes.get(at).filter(|it| boxed && !it.is_empty()) {
                    self::boxes(writer, &row.options, boxes);
                }
                writer.out.open("ul", &[]);
                cell.iter().for_each(|it| writer.item(&it.item));
                writer.out.close("ul");
                writer.out.close("td");
            }
            writer.out.close_line("tr");
        }
        writer.out.close_line("tbody");
    }
    writer.out.close("table");
    writer.out.close_line("div");
}

/// A box for each option, in the order of the options.
fn boxes(writer: &mut Writer<'_>, options: &[String], boxes: &[OptionStand]) {
    let said = options.iter().zip(boxes).map(|(option, it)| format!("{option}: {}", it.words()));
    let said = said.collect::<Vec<_>>().join("; ");
    writer.out.open("span", &[("class", "boxes-of"), ("role", "img"), ("aria-label", &said)]);
    for it in boxes {
        let (class, sign) = match it {
            OptionStand::RuledOut => ("box out", "\u{2717}".to_owned()),
            OptionStand::MayBeRuledOut => ("box may", "~".to_owned()),
            OptionStand::Wanted => ("box", "\u{25cf}".to_owned()),
            OptionStand::Acceptable => ("box", "\u{25cb}".to_owned()),
            OptionStand::Place(n) => ("box", n.to_string()),
            OptionStand::Indifferent => ("box", "=".to_owned()),
            OptionStand::Otherwise => ("box", "\u{2026}".to_owned()),
            OptionStand::Unsaid => ("box none", "?".to_owned()),
        };
        writer.out.element("span", &[("class", class)], &sign);
    }
    writer.out.close("span");
}
