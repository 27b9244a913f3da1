use insta::assert_snapshot;
use plenipo::finding::block::Block;
use plenipo_present::terminal::{TerminalStyle, finding, report};

use super::sample;

fn plain(width: usize) -> String {
    finding(&sample::finding(), &TerminalStyle { width, colour: false })
}

#[test]
fn at_60_columns_a_wide_table_becomes_blocks() {
    assert_snapshot!(plain(60), @r"
    The upper basin's text is blocked by the lower riparian's
    line on storage; nobody has answered the mediators' text.
    as of 2025-12-01, full record, 1,204 records, 14 assumed

    Upper basin text, 2025-11-20
    ════════════════════════════
    The lower riparian has refused it in public.
      ✗ storage above the gorge: “not one cubic metre”
        foreign minister, to the public, 2025-11-24 (B2),
        https://example.org/a/very/long/address/that/cannot/be/broken/at/all
      ~ joint monitoring, if it means foreign staff
      ? whether the upper basin would take a cap
      ✓ data exchange
      • 12 other points

    Figures
    ───────
    What each party would do at the table
    worth in share of the best deal
    draft          upper-1
    party          lower
    answer         rejects it, in public
    lines crossed  2
    worth          0.33 (0.10–0.50)
    accept         <0.01

    draft          mediators-2
    party          upper
    answer         unknown
    lines crossed  0
    worth          unknown
    accept         0.40–?

    Chart: Answers by party. Each draft in a row, each party in
    a column; one refusal, two unknown.

    Reading
    A range, not a forecast.

    Notes
    ─────
      • Figures are at the table: further consents are listed,
        not multiplied in.

    signs: ✗ stops it, ~ may stop it, ✓ fine, ? unknown,
    – unknown

    River sharing · record 0123456789ab · disclosure closed ·
    seed 1 · 10,000 samples · plenipo 0.1.0
    ");
}

#[test]
fn at_80_columns() {
    assert_snapshot!(plain(80), @r"
    The upper basin's text is blocked by the lower riparian's line on storage;
    nobody has answered the mediators' text.
    as of 2025-12-01, full record, 1,204 records, 14 assumed

    Upper basin text, 2025-11-20
    ════════════════════════════
    The lower riparian has refused it in public.
      ✗ storage above the gorge: “not one cubic metre”
        foreign minister, to the public, 2025-11-24 (B2),
        https://example.org/a/very/long/address/that/cannot/be/broken/at/all
      ~ joint monitoring, if it means foreign staff
      ? whether the upper basin would take a cap
      ✓ data exchange
      • 12 other points

    Figures
    ───────
    What each party would do at the table
    worth in share of the best deal
                                                 lines
    draft        party  answer                 crossed             worth  accept
    ───────────  ─────  ─────────────────────  ───────  ────────────────  ──────
    upper-1      lower  rejects it, in public        2  0.33 (0.10–0.50)   <0.01
    mediators-2  upper  –                            0                 –  0.40–?

    Chart: Answers by party. Each draft in a row, each party in a column; one
    refusal, two unknown.

    Reading
    A range, not a forecast.

    Notes
    ─────
      • Figures are at the table: further consents are listed, not multiplied in.

    signs: ✗ stops it, ~ may stop it, ✓ fine, ? unknown, – unknown

    River sharing · record 0123456789ab · disclosure closed · seed 1 · 10,000
    samples · plenipo 0.1.0
    ");
}

#[test]
fn at_120_columns() {
    assert_snapshot!(plain(120), @r"
    The upper basin's text is blocked by the lower riparian's line on storage; nobody has answered the mediators' text.
    as of 2025-12-01, full record, 1,204 records, 14 assumed

    Upper basin text, 2025-11-20
    ════════════════════════════
    The lower riparian has refused it in public.
      ✗ storage above the gorge: “not one cubic metre”
        foreign minister, to the public, 2025-11-24 (B2),
        https://example.org/a/very/long/address/that/cannot/be/broken/at/all
      ~ joint monitoring, if it means foreign staff
      ? whether the upper basin would take a cap
      ✓ data exchange
      • 12 other points

    Figures
    ───────
    What each party would do at the table
    worth in share of the best deal
                                                 lines
    draft        party  answer                 crossed             worth  accept
    ───────────  ─────  ─────────────────────  ───────  ────────────────  ──────
    upper-1      lower  rejects it, in public        2  0.33 (0.10–0.50)   <0.01
    mediators-2  upper  –                            0                 –  0.40–?

    Chart: Answers by party. Each draft in a row, each party in a column; one refusal, two unknown.

    Reading
    A range, not a forecast.

    Notes
    ─────
      • Figures are at the table: further consents are listed, not multiplied in.

    signs: ✗ stops it, ~ may stop it, ✓ fine, ? unknown, – unknown

    River sharing · record 0123456789ab · disclosure closed · seed 1 · 10,000 samples · plenipo 0.1.0
    ");
}

#[test]
fn colour_adds_to_the_text_and_changes_none_of_it() {
    let coloured = finding(&sample::finding(), &TerminalStyle { width: 80, colour: true });
    assert!(coloured.contains("\x1b[31m✗\x1b[0m"));
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\x1b[") {
        stripped.push_str(before);
        rest = after.split_once('m').expect("an escape sequence ends").1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain(80));
}

#[test]
fn assumption_sets_stand_in_the_first_line() {
    let mut it = sample::finding();
    it.provenance.assumptions = vec!["hawkish".into(), "dry-year".into()];
    it.provenance.viewer = Some("lower".into());
    let text = finding(&it, &TerminalStyle::default());
    let head: Vec<&str> = text.lines().take(6).collect();
    assert_snapshot!(head.join("\n"), @r"
    ASSUMPTION SETS: hawkish, dry-year. What follows supposes things nobody has
    stated.

    The upper basin's text is blocked by the lower riparian's line on storage;
    nobody has answered the mediators' text.
    as of 2025-12-01, for lower, 1,204 records, 14 assumed
    ");
}

#[test]
fn tables_the_account_leaves_out_are_shown_only_without_an_account() {
    assert!(!plain(80).contains("Lines and how they moved"));
    let mut it = sample::finding();
    it.account.clear();
    it.headline.clear();
    it.tables.push(plenipo::finding::table::Table::new("empty", "Nothing here", vec![]));
    assert_snapshot!(finding(&it, &TerminalStyle::default()), @r#"
    Would each principal accept this draft at the table, and what stops it?
    as of 2025-12-01, full record, 1,204 records, 14 assumed

    What each party would do at the table
    worth in share of the best deal
                                                 lines
    draft        party  answer                 crossed             worth  accept
    ───────────  ─────  ─────────────────────  ───────  ────────────────  ──────
    upper-1      lower  rejects it, in public        2  0.33 (0.10–0.50)   <0.01
    mediators-2  upper  –                            0                 –  0.40–?

    Lines and how they moved
    volume in m³
    known       words                          volume  note
    ──────────  ────────────────────────────  ───────  ────────────────────────────
    2025-11-24  The parties [-shall-]         800,000  =HYPERLINK("http://example.o
                {+should+} share                       rg")
    –           –                                   –

    Cells with a meaning
    line     on                chance   date              verdict  basis and grade
    ───────  ────────────────  ───────  ────────────────  ───────  ────────────────
    storage  dam: high, low;   0.1–0.6  about 2025-11-24  crossed  reported,
             gate: open                                            gazette B2

    no-dam                     likely   –                 unclear  assumed, source
                                                                   ––, assumption
                                                                   set dry

    Notes
    ─────
      • Figures are at the table: further consents are listed, not multiplied in.

    signs: – unknown

    River sharing · record 0123456789ab · disclosure closed · seed 1 · 10,000
    samples · plenipo 0.1.0
    "#);
}

#[test]
fn a_block_that_names_no_table_is_told_not_hidden() {
    let mut it = sample::finding();
    it.account = vec![Block::Table("gone"), Block::Chart("gone")];
    assert!(finding(&it, &TerminalStyle::default()).contains("(no table gone)"));
}

#[test]
fn words_from_the_dossier_cannot_command_the_terminal() {
    let mut it = sample::finding();
    it.headline = "a\u{1b}]0;title\u{7}b\u{9b}2J\u{202e}".into();
    it.provenance.dossier = "x\u{1b}[2J".into();
    it.account =
        vec![Block::para("\u{1b}[31m"), Block::item("\u{8}"), Block::heading(1, "\u{1b}c")];
    let text = finding(&it, &TerminalStyle::default());
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
}

#[test]
fn a_report_is_its_findings_in_order() {
    let two = [sample::finding(), sample::finding()];
    let one = plain(80);
    assert_eq!(report(&two, &TerminalStyle::default()), format!("{one}\n{one}"));
}

#[test]
fn empty_tables_and_measures_read_well() {
    use plenipo::finding::table::{Cell, Column, ColumnKind, Table};
    let mut it = sample::finding();
    it.account.clear();
    let share = Column::new("share", ColumnKind::Share).unit("of rejecting samples");
    let mut full = Table::new("full", "What is pivotal", vec![share]);
    full.push(vec![Cell::Number(0.5)]);
    let worth = Column::new("gone", ColumnKind::Utility).unit("of nothing");
    let empty = Table::new("empty", "Nothing to see", vec![worth]);
    it.tables = vec![full, empty];
    let page = finding(&it, &TerminalStyle { width: 60, colour: false });
    assert!(page.contains("share of rejecting samples"), "{page}");
    assert!(!page.contains(" in of "), "{page}");
    assert!(!page.contains("Nothing to see"), "{page}");
}
