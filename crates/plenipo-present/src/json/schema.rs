//! The JSON Schema of a finding, made from the same words as the writer uses.

use plenipo::finding::block::Mark;
use plenipo::finding::hint::{Hint, To};
use plenipo::finding::status::Status;
use plenipo::finding::table::{ColumnKind, EditKind};
use plenipo::finding::value::Target;
use plenipo_record::action::Action;
use plenipo_record::case::LedgerFault;
use plenipo_record::case::id::Kind;
use plenipo_record::case::meta::{Basis, DateIs};
use plenipo_record::case::source::Reliability;
use serde_json::{Map, Value, json};

use super::SCHEMA;

/// The schema of what [`finding`](super::finding) writes (JSON Schema, draft 2020-12), as a text.
pub fn schema() -> String {
    let text = json!({ "type": "string" });
    let day = json!({ "type": "string", "pattern": "^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}$" });
    let count = json!({ "anyOf": [
        { "type": "integer", "minimum": 0 },
        { "type": "string", "pattern": "^[0-9]+$" },
    ] });
    let or_null = |of: &Value| json!({ "anyOf": [of, { "type": "null" }] });
    let list = |of: Value| json!({ "type": "array", "items": of });
    let number = or_null(&json!({ "type": "number" }));
    let reliability = or_null(&words(&Reliability::ALL));
    let graded = object(&[
        ("id", or_null(&text)),
        ("reliability", reliability.clone()),
        ("credibility", or_null(&json!({ "type": "integer", "minimum": 1, "maximum": 6 }))),
    ]);
    let targets: Vec<&str> = Target::all().map(Target::word).collect();
    let one = json!({ "anyOf": [
        { "type": "null" },
        { "type": "number" },
        text,
        { "$ref": "#/$defs/day" },
        { "$ref": "#/$defs/reference" },
        { "$ref": "#/$defs/range" },
        { "$ref": "#/$defs/state" },
        { "$ref": "#/$defs/footing" },
    ] });
    let cell = json!({ "anyOf": [
        { "$ref": "#/$defs/one" },
        list(json!({ "$ref": "#/$defs/edit" })),
        list(json!({ "$ref": "#/$defs/one" })),
    ] });
    let table = object(&[
        ("id", text.clone()),
        ("caption", text.clone()),
        ("columns", list(json!({ "$ref": "#/$defs/column" }))),
        ("rows", list(list(json!({ "$ref": "#/$defs/cell" })))),
    ]);
    let column = with(
        object(&[("id", text.clone()), ("kind", words(&ColumnKind::ALL))]),
        &[("label", text.clone()), ("unit", text.clone())],
    );
    let parts = [
        "date", "lane", "label", "row", "column", "value", "detail", "x", "y", "low", "middle",
        "high", "group", "series", "one", "other", "held", "planned", "forecast", "observed",
        "count", "state", "shade", "to", "text", "title_of", "by", "from", "points", "known",
        "panel",
    ];
    let parts: Vec<(&str, Value)> = parts.iter().map(|it| (*it, text.clone())).collect();
    let kinds = [
        "timeline",
        "strip",
        "heat-map",
        "band",
        "calibration",
        "scatter",
        "channels",
        "lineage",
        "steps",
    ];
    let chart = with(
        object(&[
            ("id", text.clone()),
            ("title", text.clone()),
            ("description", text.clone()),
            ("kind", json!({ "enum": kinds })),
            ("table", text.clone()),
        ]),
        &parts,
    );
    let ledger = object(&[("entries", count.clone()), ("head", text.clone())]);
    let source = object(&[
        ("id", text.clone()),
        ("reliability", reliability),
        ("parts", list(text.clone())),
        ("address", or_null(&text)),
        ("reprint_of", or_null(&text)),
    ]);
    let setting = object(&[("name", text.clone()), ("value", json!({ "$ref": "#/$defs/cell" }))]);
    let tried = object(&[("id", text.clone()), ("made", text.clone())]);
    let provenance = with(
        object(&[
            ("dossier", text.clone()),
            ("hash", text.clone()),
            ("as_of", or_null(&day)),
            ("viewer", or_null(&text)),
            ("whole", json!({ "type": "boolean" })),
            ("disclosure", text.clone()),
            ("seed", count.clone()),
            ("samples", or_null(&count)),
            ("engine", text.clone()),
            ("features", list(text.clone())),
            ("settings", list(setting)),
            ("names_withheld", json!({ "type": "boolean" })),
            ("records", count.clone()),
            ("assumed", count),
            ("assumptions", list(text.clone())),
            ("assumption_hashes", list(text.clone())),
            ("ledger", or_null(&ledger)),
            ("sources", list(source)),
        ]),
        &[("ledger_fault", words(&LedgerFault::ALL)), ("tried", list(tried))],
    );
    let to: Vec<&str> = To::OPEN.iter().map(|(_, word)| *word).collect();
    let choices = [("to", json!({ "enum": to })), ("value", text.clone())];
    let choice = choices.clone().map(|to| object(&[("setting", text.clone()), to]));
    let kind = |place: usize| ("hint", json!({ "const": Hint::WORDS[place] }));
    let [any, value] = choices.map(|to| object(&[kind(0), ("setting", text.clone()), to]));
    let asked = list(json!({ "$ref": "#/$defs/choice" }));
    let hint = json!({ "anyOf": [
        any,
        value,
        object(&[kind(1), ("lens", text.clone()), ("settings", asked)]),
        with(object(&[kind(2), ("action", words(&Action::ALL))]), &[("id", text.clone())]),
        object(&[kind(3), ("record", json!({ "enum": Kind::ALL.map(Kind::table) }))]),
    ] });
    let mut whole = object(&[
        ("schema", json!({ "const": SCHEMA })),
        ("lens", text.clone()),
        ("question", text.clone()),
        ("headline", text.clone()),
        ("status", words(&Status::ALL)),
        ("tables", list(json!({ "$ref": "#/$defs/table" }))),
        ("charts", list(json!({ "$ref": "#/$defs/chart" }))),
        ("notes", list(json!({ "$ref": "#/$defs/words" }))),
        ("provenance", json!({ "$ref": "#/$defs/provenance" })),
    ]);
    whole["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    whole["title"] = "An answer of plenipo".into();
    whole["$defs"] = json!({
        "table": table,
        "column": column,
        "cell": cell,
        "one": one,
        "day": object(&[("day", day), ("is", words(&DateIs::ALL))]),
        "reference": with(
            object(&[("ref", json!({ "enum": targets })), ("id", text.clone())]),
            &[("of", text.clone())],
        ),
        "range": object(&[("low", number.clone()), ("high", number)]),
        "state": object(&[("state", text.clone()), ("mark", words(&Mark::ALL))]),
        "footing": with(
            object(&[("basis", words(&Basis::ALL)), ("sources", list(graded))]),
            &[("assumption", text.clone())],
        ),
        "words": json!({ "anyOf": [text, list(json!({ "anyOf": [text, { "$ref": "#/$defs/hint" }] }))] }),
        "hint": hint,
        "choice": { "anyOf": choice },
        "edit": object(&[("is", words(&EditKind::ALL)), ("text", text)]),
        "chart": chart,
        "provenance": provenance,
    });
    format!("{whole:#}\n")
}

/// One of several words.
fn words<T>(of: &[(T, &str)]) -> Value {
    let words: Vec<&str> = of.iter().map(|(_, word)| *word).collect();
    json!({ "enum": words })
}

/// An object with these keys and no others.
fn object(fields: &[(&str, Value)]) -> Value {
    let keys: Vec<&str> = fields.iter().map(|(key, _)| *key).collect();
    let properties: Map<String, Value> =
        fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": keys,
        "additionalProperties": false,
    })
}

/// The same object, which may have these keys as well.
fn with(mut object: Value, fields: &[(&str, Value)]) -> Value {
    for (key, value) in fields {
        object["properties"][*key] = value.clone();
    }
    object
}
