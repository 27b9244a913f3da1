use insta::assert_snapshot;
use plenipo_present::json::{finding, report};

use super::sample;

#[test]
fn the_stable_interface() {
    assert_snapshot!(finding(&sample::finding()), @r#"
    {
      "schema": 1,
      "lens": "acceptance",
      "question": "Would each principal accept this draft at the table, and what stops it?",
      "headline": "The upper basin's text is blocked by the lower riparian's line on storage; nobody has answered the mediators' text.",
      "status": "stopped",
      "tables": [
        {
          "id": "acceptance",
          "caption": "What each party would do at the table",
          "columns": [
            { "id": "draft", "kind": "id" },
            { "id": "party", "kind": "id" },
            { "id": "answer", "kind": "text" },
            { "id": "lines_crossed", "kind": "count" },
            { "id": "worth_low", "kind": "utility", "unit": "share of the best deal" },
            { "id": "worth", "kind": "utility", "unit": "share of the best deal" },
            { "id": "worth_high", "kind": "utility", "unit": "share of the best deal" },
            { "id": "accept_low", "kind": "probability" },
            { "id": "accept_high", "kind": "probability" }
          ],
          "rows": [
            ["upper-1", "lower", "rejects it, in public", 2, 0.1, 0.333333333, 0.5, 0.0, 0.001],
            ["mediators-2", "upper", null, 0, null, null, null, 0.4, null]
          ]
        },
        {
          "id": "lines",
          "caption": "Lines and how they moved",
          "columns": [
            { "id": "known", "kind": "date" },
            { "id": "words", "kind": "edits" },
            { "id": "volume", "kind": "number", "unit": "m³" },
            { "id": "note", "kind": "text" }
          ],
          "rows": [
            ["2025-11-24", [{ "is": "same", "text": "The parties " }, { "is": "deleted", "text": "shall " }, { "is": "inserted", "text": "should " }, { "is": "same", "text": "share" }], 800000.0, "=HYPERLINK(\"http://example.org\")"],
            [null, null, null, ""]
          ]
        }
      ],
      "charts": [
        { "id": "answers", "title": "Answers by party", "description": "Each draft in a row, each party in a column; one refusal, two unknown.", "kind": "heat-map", "table": "acceptance", "row": "draft", "column": "party", "value": "answer" }
      ],
      "notes": [
        "Figures are at the table: further consents are listed, not multiplied in."
      ],
      "provenance": {
        "dossier": "River sharing",
        "hash": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "as_of": "2025-12-01",
        "viewer": null,
        "seed": 1,
        "samples": 10000,
        "engine": "plenipo 0.1.0",
        "records": 1204,
        "assumptions": [],
        "assumption_hashes": [],
        "settings": { "tau": "0" },
        "features": ["highs"],
        "ledger": null
      }
    }
    "#);
}

#[test]
fn a_report_is_a_list() {
    let two = [sample::finding(), sample::finding()];
    let list: serde_json::Value = serde_json::from_str(&report(&two)).expect("JSON");
    let one: serde_json::Value = serde_json::from_str(&finding(&two[0])).expect("JSON");
    assert_eq!(list, serde_json::json!([one, one]));
    assert_eq!(report(&[]), "[]\n");
}
