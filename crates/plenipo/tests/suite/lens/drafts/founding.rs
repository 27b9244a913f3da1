//! 28 points ↔ E3 counter ↔ 20 points, against what a person judged point by point.

use std::collections::BTreeMap;
use std::path::Path;

use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo_record::case::Case;
use plenipo_record::case::records::Records;

use super::super::{gallery, table};
use super::compare;

/// `14 merged` for each point of the first draft, and for what is in the second only.
fn fates(finding: &Finding) -> BTreeMap<String, String> {
    let changes = table(finding, "changes");
    let text = |row: usize, column: &str| {
        changes.cell(row, column).and_then(Cell::in_words).unwrap_or_default()
    };
    let mut fates = BTreeMap::new();
    for row in 0..changes.rows.len() {
        let (a, b, is) = (text(row, "point_a"), text(row, "point_b"), text(row, "relation"));
        // A point that only marks where another stood is not where it went.
        let to = if b.is_empty() || is == "dropped" { "–" } else { &b };
        for from in a.split(", ").filter(|it| !it.is_empty()) {
            fates.insert(from.to_owned(), format!("{to} {is}"));
        }
        if a.is_empty() {
            fates.insert(format!("+{b}"), format!("{to} {is}"));
        }
    }
    fates
}

/// The same case with no lineage on record.
fn without_lineage(case: &Case) -> Case {
    let mut records: Records = (**case).clone();
    for point in records.drafts.iter_mut().flat_map(|it| &mut it.points) {
        point.lineage.clear();
    }
    Case::new(records).unwrap_or_else(|faults| unreachable!("{faults:?}"))
}

/// A row of the page: point, judged, with lineage, without.
struct Row {
    point: String,
    judged: String,
    lens: String,
    found: String,
}

fn sections(page: &str) -> Vec<(String, Vec<Row>)> {
    let mut sections: Vec<(String, Vec<Row>)> = Vec::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            sections.push((title.to_owned(), Vec::new()));
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let is_row = cells.len() >= 6 && !cells[1].starts_with("--") && cells[1] != "point";
        if let (true, Some((_, rows))) = (is_row, sections.last_mut()) {
            let [point, judged, lens, found] =
                [cells[1], cells[2], cells[3], cells[4]].map(str::to_owned);
            rows.push(Row { point, judged, lens, found });
        }
    }
    sections
}

#[test]
fn every_point_fares_as_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/lens/drafts/founding.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let case = gallery("ukraine-2025");
    let bare = without_lineage(&case);
    let mut stale: Vec<String> = Vec::new();
    let (mut judged, mut agreed, mut agreed_bare, mut paired_bare) = (0, 0, 0, 0);
    for (title, rows) in sections(&page) {
        let Some((a, b)) = title.split_once(" → ") else { continue };
        let lens = fates(&compare(&case, &[a, b], "redline"));
        let found = fates(&compare(&bare, &[a, b], "redline"));
        let mut keys: Vec<&String> = lens.keys().chain(found.keys()).collect();
        keys.sort();
        keys.dedup();
        let said: Vec<&String> = rows.iter().map(|it| &it.point).collect();
        for key in &keys {
            assert!(
                said.contains(key),
                "{title}: the page has no {key}: {:?} {:?}",
                lens.get(*key),
                found.get(*key)
            );
        }
        for row in &rows {
            let of = |fates: &BTreeMap<String, String>| {
                fates.get(&row.point).cloned().unwrap_or_else(|| "–".to_owned())
            };
            for (how, said, page) in
                [("with", of(&lens), &row.lens), ("without", of(&found), &row.found)]
            {
                if said != *page {
                    let point = &row.point;
                    stale.push(format!("{title}, {point} {how} lineage: {said}, not {page}"));
                }
            }
            judged += 1;
            agreed += usize::from(of(&lens) == row.judged);
            agreed_bare += usize::from(of(&found) == row.judged);
            let to = |fate: &str| fate.split(' ').next().map(str::to_owned);
            paired_bare += usize::from(to(&of(&found)) == to(&row.judged));
        }
    }
    assert!(stale.is_empty(), "{stale:#?}; {judged} {agreed} {agreed_bare} {paired_bare}");
    // What the page says in words at its top.
    assert!(page.contains(&format!(
        "Of {judged} judgements the lens agrees with {agreed}; without any lineage on record with \
         {agreed_bare}, and in {paired_bare} it finds where the point went."
    )), "{judged} {agreed} {agreed_bare} {paired_bare}");
    assert!(agreed * 20 >= judged * 18, "{agreed} of {judged}");
}
