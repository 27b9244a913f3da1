use insta::assert_snapshot;
use plenipo_present::csv::{list, table};

use super::sample;

fn shown(csv: &str) -> String {
    csv.replace("\r\n", "␍␊\n")
}

#[test]
fn unknown_is_an_empty_cell_and_formulas_are_defused() {
    let it = sample::finding();
    assert_snapshot!(shown(&table(&it, "acceptance").expect("a table")), @r#"
    draft,party,answer,lines_crossed,worth_low,worth,worth_high,accept_low,accept_high␍␊
    upper-1,lower,"rejects it, in public",2,0.1,0.333333333,0.5,0.0,0.001␍␊
    mediators-2,upper,,0,,,,0.4,␍␊
    "#);
    assert_snapshot!(shown(&table(&it, "lines").expect("a table")), @r#"
    known,words,volume,note␍␊
    2025-11-24,The parties [-shall-] {+should+} share,800000.0,"'=HYPERLINK(""http://example.org"")"␍␊
    ,,,""␍␊
    "#);
    assert_eq!(table(&it, "gone"), None);
}

#[test]
fn assumption_sets_stand_in_the_first_line() {
    let mut it = sample::finding();
    it.provenance.assumptions = vec!["dry\nyear".into(), "hawkish".into()];
    let csv = table(&it, "lines").expect("a table");
    assert!(csv.starts_with("# assumption set: dryyear\r\n# assumption set: hawkish\r\nknown,"));
}

#[test]
fn the_tables_there_are() {
    assert_snapshot!(shown(&list(&sample::finding())), @r"
    table,caption,rows␍␊
    acceptance,What each party would do at the table,2␍␊
    lines,Lines and how they moved,2␍␊
    meant,Cells with a meaning,2␍␊
    ");
}
