//! A grid as a table: a row for each name, a list of items in each column. Where there is no room for columns
//! the style sheet stacks them, each under the name of its column.

use plenipo::finding::block::{BlockGrid, Item, Text};
use plenipo::finding::value::Meant;

use super::account::Writer;

pub(super) fn grid(writer: &mut Writer<'_>, grid: &BlockGrid) {
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
            writer.out.element("th", &[("scope", "row")], &row.name);
            for (head, cell) in grid.heads.iter().zip(&row.cells) {
                writer.out.open("td", &[("class", "words")]);
                // Only seen where columns are stacked; a reader that does not see has the heads.
                let of = [("class", "of"), ("aria-hidden", "true")];
                writer.out.element("span", &of, head);
                writer.out.open("ul", &[]);
                cell.iter().for_each(|it| writer.item(&dated(&it.item)));
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

/// The item with its days as they are spoken: `2 Dec 2025`. A column is narrow, and its days are read rather than
/// sorted.
fn dated(item: &Item) -> Item {
    let spoken = |text: &Text| {
        let mut text = text.clone();
        for span in &mut text.0 {
            if let Some(Meant::Day(day, _)) = &span.meant {
                let spoken = day.strftime("%-d %b %Y").to_string();
                span.text = span.text.replace(&day.to_string(), &spoken);
            }
        }
        text
    };
    let under = item.under.iter().map(spoken).collect();
    Item { mark: item.mark, text: spoken(&item.text), under }
}
