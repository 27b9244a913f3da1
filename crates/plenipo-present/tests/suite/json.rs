use insta::assert_snapshot;
use plenipo::finding::Finding;
use plenipo::finding::block::Text;
use plenipo::finding::hint::{Choice, Hint, To};
use plenipo::finding::value::Meant;
use plenipo_present::json::{finding, read, report};
use plenipo_record::action::Action;
use plenipo_record::case::id::Kind;

use super::sample;

#[test]
fn the_stable_interface() {
    assert_snapshot!(finding(&sample::finding()), @r#"
    {
      "schema": 2,
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
        },
        {
          "id": "meant",
          "caption": "Cells with a meaning",
          "columns": [
            { "id": "line", "kind": "id" },
            { "id": "on", "kind": "list" },
            { "id": "chance", "kind": "range" },
            { "id": "date", "kind": "day" },
            { "id": "verdict", "kind": "state" },
            { "id": "grade", "kind": "footing", "label": "basis and grade" }
          ],
          "rows": [
            [{ "ref": "red_line", "id": "storage" }, [{ "ref": "option", "of": "dam", "id": "high" }, { "ref": "option", "of": "dam", "id": "low" }, { "ref": "option", "of": "gate", "id": "open" }], { "low": 0.1, "high": 0.6 }, { "day": "2025-11-24", "is": "about" }, { "state": "crossed", "mark": "stop" }, { "basis": "reported", "sources": [{ "id": "gazette", "reliability": "B", "credibility": 2 }] }],
            [{ "ref": "line", "id": "no-dam" }, [], "likely", null, { "state": "unclear", "mark": "unknown" }, { "basis": "assumed", "sources": [{ "id": null, "reliability": null, "credibility": null }], "assumption": "dry" }]
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
        "whole": false,
        "disclosure": "closed",
        "seed": 1,
        "samples": 10000,
        "engine": "plenipo 0.1.0",
        "features": ["highs"],
        "settings": [
          { "name": "draft", "value": [{ "ref": "draft", "id": "upper-1" }] },
          { "name": "tau", "value": 0.0 }
        ],
        "names_withheld": false,
        "records": 1204,
        "assumed": 14,
        "assumptions": [],
        "assumption_hashes": [],
        "ledger": null,
        "sources": [
          { "id": "gazette", "reliability": "B", "parts": ["Gazette", "2025-11-24"], "address": "https://example.org/a?b=1&c=2", "reprint_of": null }
        ]
      }
    }
    "#);
}

#[test]
fn what_was_written_is_read_back_all_but_the_account() {
    let it = sample::finding();
    let back = read(&finding(&it)).expect("a finding");
    let third = |it: Finding| {
        let text = format!("{it:?}").replace("0.3333333333333333", "0.333333333");
        text.replace("account: ", "")
    };
    assert_eq!(third(back.clone()), third(Finding { account: Vec::new(), ..it }));
    assert_eq!(finding(&back), finding(&sample::finding()));
}

#[test]
fn what_a_reader_could_do_is_no_words() {
    let choice = |setting: &str, to| Choice { setting: setting.to_owned(), to };
    let value = |it: &str| To::Value(it.to_owned());
    let ask = Hint::Ask {
        lens: "record".to_owned(),
        settings: vec![choice("what", value("drift")), choice("to", To::SomeId)],
    };
    let notes = vec![
        Text::plain("more work (").hint(choice("work", To::Any)).and(") or ").and("less"),
        Text::default().hint(choice("by", To::SomeDay)).hint(ask),
        Text::plain("see ").hint(Action::Correct { id: Some("rain".to_owned()) }),
        Text::default().hint(Action::VerifyLedger).and("."),
        Text::plain("entered as ").hint(Kind::RedLine),
    ];
    let it = Finding { account: Vec::new(), notes, ..sample::finding() };
    let text = finding(&it);
    for line in [
        r#"["more work (", { "hint": "set_option", "setting": "work", "to": "any" }, ") or less"],"#,
        r#"[{ "hint": "set_option", "setting": "by", "to": "day" }, { "hint": "ask", "lens": "record", "settings": [{ "setting": "what", "value": "drift" }, { "setting": "to", "to": "id" }] }],"#,
        r#"["see ", { "hint": "do", "action": "correct", "id": "rain" }],"#,
        r#"[{ "hint": "do", "action": "verify_ledger" }, "."],"#,
        r#"["entered as ", { "hint": "add_record", "record": "red_line" }]"#,
    ] {
        assert!(text.lines().any(|it| it.trim() == line), "{text}");
    }
    let back = read(&text).expect("a finding");
    assert_eq!(finding(&back), text);
    let hints = |it: &Finding| -> Vec<Hint> {
        let spans = it.notes.iter().flat_map(|it| &it.0).filter_map(|it| it.meant.clone());
        spans.filter_map(|it| if let Meant::Hint(hint) = it { Some(hint) } else { None }).collect()
    };
    assert_eq!(hints(&back), hints(&it));
    // The terminal says how each is typed.
    let shown = plenipo_present::terminal::finding(&it, &Default::default());
    for typed in [
        "(`--work`) or less",
        "`--by DATE``plenipo show --what drift --to ID`",
        "`--corrects rain`",
        "`plenipo forecast verify`.",
        "entered as `[[red_line]]`",
    ] {
        assert!(shown.contains(typed), "{shown}");
    }
    for (from, to, told) in [
        (
            "\"set_option\"",
            "\"set\"",
            "notes[0][1].hint: `set` is none of set_option, ask, do, add_record",
        ),
        (
            "\"to\": \"any\"",
            "\"to\": 1",
            "notes[0][1].to: this says nothing of what it could be set to",
        ),
        (
            "\"record\": \"red_line\"",
            "\"record\": \"red\"",
            "notes[4][1].record: this is no kind of record",
        ),
        ("\"verify_ledger\"", "\"burn\"", "notes[3][0]: `burn` is nothing that can be done"),
    ] {
        assert_eq!(read(&text.replacen(from, to, 1)).expect_err(to).to_string(), told);
    }
}

#[test]
fn what_is_no_finding_is_told_by_its_place() {
    let text = finding(&sample::finding());
    let told = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        read(&text.replacen(from, to, 1)).expect_err(to).to_string()
    };
    assert_eq!(told("\"schema\": 2", "\"schema\": 1"), "schema: only schema 2 is read");
    assert_eq!(
        told("\"mark\": \"stop\"", "\"mark\": \"halt\""),
        "tables[2].rows[0][4].mark: `halt` is none of plain, stop, maybe, fine, unknown, added, removed"
    );
    assert_eq!(
        told("[null, null, null, \"\"]", "[null]"),
        "tables[1].rows[1]: this row has 1 cells"
    );
    assert_eq!(
        told("\"ref\": \"line\"", "\"ref\": \"dam\""),
        "tables[2].rows[1][0].ref: this names no table and nothing else that can be referred to"
    );
    assert_eq!(told("\"lens\": \"acceptance\"", "\"lens\": null"), "lens: here belongs a text");
    let long = format!("\"lens\": \"{}\"", "x".repeat(200));
    assert!(told("\"lens\": \"acceptance\"", &long).starts_with("lens: a name has at most"));
    assert!(read("{").expect_err("no JSON").to_string().starts_with("this is no JSON"));
}

#[test]
fn a_report_is_a_list() {
    let two = [sample::finding(), sample::finding()];
    let list: serde_json::Value = serde_json::from_str(&report(&two)).expect("JSON");
    let one: serde_json::Value = serde_json::from_str(&finding(&two[0])).expect("JSON");
    assert_eq!(list, serde_json::json!([one, one]));
    assert_eq!(report(&[]), "[]\n");
}
