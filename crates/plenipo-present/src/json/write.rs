//! Writing.

use plenipo::finding::Finding;
use plenipo::finding::block::{Span, Text};
use plenipo::finding::chart::Chart;
use plenipo::finding::hint::{Choice, Hint, To};
use plenipo::finding::provenance::{GivenSetting, Provenance, SourceLine};
use plenipo::finding::table::{Cell, Column, Edit, Table};
use plenipo::finding::value::{Meant, Reference};
use plenipo_record::action::Action;
use plenipo_record::case::LedgerState;
use plenipo_record::case::describe::{Footing, Graded};
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::source::Reliability;
use serde_json::{Number, Value};

use super::SCHEMA;
use crate::clean;

/// One finding as a JSON object.
pub fn finding(finding: &Finding) -> String {
    let mut out = String::new();
    object(&mut out, "", finding);
    out.push('\n');
    out
}

/// Several findings as a JSON list, in their order.
pub fn report(findings: &[Finding]) -> String {
    let mut out = String::from("[");
    for (i, it) in findings.iter().enumerate() {
        out.push_str(if i == 0 { "\n  " } else { ",\n  " });
        object(&mut out, "  ", it);
    }
    out.push_str(if findings.is_empty() { "]\n" } else { "\n]\n" });
    out
}

fn object(out: &mut String, indent: &str, finding: &Finding) {
    let inner = format!("{indent}  ");
    let tables: Vec<String> = finding.tables.iter().map(|it| table(it, &inner)).collect();
    let charts: Vec<String> = finding.charts.iter().map(chart).collect();
    let notes: Vec<String> = finding.notes.iter().map(words).collect();
    let fields = [
        ("schema", SCHEMA.to_string()),
        ("lens", text(finding.lens)),
        ("question", text(&finding.question)),
        ("headline", text(&finding.headline)),
        ("status", text(finding.status.word())),
        ("tables", list(&inner, &tables)),
        ("charts", list(&inner, &charts)),
        ("notes", list(&inner, &notes)),
        ("provenance", provenance(&finding.provenance, &inner)),
    ];
    out.push_str(&tall(indent, &fields));
}

fn table(table: &Table, indent: &str) -> String {
    let indent = format!("{indent}  ");
    let inner = format!("{indent}  ");
    let columns: Vec<String> = table.columns.iter().map(column).collect();
    let rows: Vec<String> = table.rows.iter().map(|cells| row(cells.iter().map(cell))).collect();
    let fields = [
        ("id", text(table.id)),
        ("caption", text(&table.caption)),
        ("columns", list(&inner, &columns)),
        ("rows", list(&inner, &rows)),
    ];
    tall(&indent, &fields)
}

fn column(column: &Column) -> String {
    let mut fields = vec![("id", text(&column.id)), ("kind", text(column.kind.word()))];
    if column.label != Column::new(column.id.clone(), column.kind).label {
        fields.push(("label", text(&column.label)));
    }
    if let Some(unit) = column.unit {
        fields.push(("unit", text(unit)));
    }
    flat(&fields)
}

fn chart(chart: &Chart) -> String {
    let mut fields = vec![
        ("id", text(chart.id)),
        ("title", text(&chart.title)),
        ("description", text(&chart.description)),
    ];
    fields.extend([("kind", text(chart.kind.word())), ("table", text(chart.table))]);
    fields.extend(chart.kind.columns().into_iter().map(|(part, column)| (part, text(column))));
    flat(&fields)
}

fn or_null(it: Option<String>) -> String {
    it.unwrap_or_else(|| "null".to_owned())
}

/// A list on one line.
fn row(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn provenance(from: &Provenance, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let sources: Vec<String> = from.sources.iter().map(source_line).collect();
    let settings: Vec<String> = from.settings.iter().map(setting).collect();
    let mut fields = vec![
        ("dossier", text(&from.dossier)),
        ("hash", text(&from.hash)),
        ("as_of", or_null(from.as_of.map(|day| text(&day.to_string())))),
        ("viewer", or_null(from.viewer.as_deref().map(text))),
        ("whole", from.whole.to_string()),
        ("disclosure", text(from.disclosure)),
        ("seed", count(from.seed)),
        ("samples", or_null(from.samples.map(|samples| count(samples as u64)))),
        ("engine", text(from.engine)),
        ("features", row(from.features.iter().map(|it| text(it)))),
        ("settings", list(&inner, &settings)),
        ("names_withheld", from.names_withheld.to_string()),
        ("records", count(from.records as u64)),
        ("assumed", count(from.assumed as u64)),
        ("assumptions", row(from.assumptions.iter().map(|it| text(it)))),
        ("assumption_hashes", row(from.assumption_hashes.iter().map(|it| text(it)))),
        ("ledger", or_null(from.ledger.as_ref().map(ledger))),
    ];
    // There only where something was tried out, or is wrong.
    if !from.tried.is_empty() {
        let tried =
            from.tried.iter().map(|it| flat(&[("id", text(&it.id)), ("made", text(&it.made))]));
        fields.push(("tried", row(tried)));
    }
    fields.extend(from.ledger_fault.map(|it| ("ledger_fault", text(it.word()))));
    fields.push(("sources", list(&inner, &sources)));
    tall(indent, &fields)
}

fn setting(it: &GivenSetting) -> String {
    flat(&[("name", text(it.name)), ("value", cell(&it.value))])
}

fn reliability(it: Option<Reliability>) -> String {
    or_null(it.map(|it| text(it.letter())))
}

fn source_line(it: &SourceLine) -> String {
    flat(&[
        ("id", text(&it.id)),
        ("reliability", reliability(it.reliability)),
        ("parts", row(it.parts.iter().map(|it| text(it)))),
        ("address", or_null(it.address.as_deref().map(text))),
        ("reprint_of", or_null(it.reprint_of.as_deref().map(text))),
    ])
}

/// Words: a string, or a list of strings and hints in their order where they name something to do.
fn words(it: &Text) -> String {
    let hints = |it: &Span| matches!(it.meant, Some(Meant::Hint(_)));
    if !it.0.iter().any(hints) {
        return text(&it.flat());
    }
    let parts = it.0.chunk_by(|one, other| !hints(one) && !hints(other));
    row(parts.map(|spans| match spans {
        [Span { meant: Some(Meant::Hint(it)), .. }] => hint(it),
        spans => text(&Text(spans.to_vec()).flat()),
    }))
}

fn hint(it: &Hint) -> String {
    let kind = ("hint", text(it.word()));
    match it {
        Hint::SetOption(it) => flat(&[vec![kind], choice(it)].concat()),
        Hint::Ask { lens, settings } => {
            let settings = row(settings.iter().map(|it| flat(&choice(it))));
            flat(&[kind, ("lens", text(lens)), ("settings", settings)])
        }
        Hint::Do(Action::Correct { id: Some(id) }) => {
            let word = Action::Correct { id: None }.word();
            flat(&[kind, ("action", text(word)), ("id", text(id))])
        }
        Hint::Do(it) => flat(&[kind, ("action", text(it.word()))]),
        Hint::AddRecord(it) => flat(&[kind, ("record", text(it.table()))]),
        other => text(&other.to_string()),
    }
}

fn choice(it: &Choice) -> Vec<(&'static str, String)> {
    let to = match &it.to {
        To::Value(value) => ("value", text(value)),
        open => ("to", text(open.word().unwrap_or_default())),
    };
    vec![("setting", text(&it.setting)), to]
}

/// How the ledger stood.
fn ledger(it: &LedgerState) -> String {
    flat(&[("entries", count(it.entries as u64)), ("head", text(&it.head))])
}

fn cell(it: &Cell) -> String {
    match it {
        Cell::Unknown => "null".to_owned(),
        Cell::Number(it) => or_null(number(*it)),
        Cell::Count(it) => count(*it),
        Cell::Date(day) => text(&day.to_string()),
        Cell::Day { date, is } => day(&date.to_string(), *is),
        Cell::Text(it) => text(it),
        Cell::Edits(edits) => row(edits.iter().map(edit)),
        Cell::Ref(to) => reference(to),
        Cell::List(cells) => row(cells.iter().map(part)),
        Cell::Range { low, high } => {
            let end = |it: &Option<f64>| or_null(it.and_then(number));
            flat(&[("low", end(low)), ("high", end(high))])
        }
        Cell::State { word, mark } => flat(&[("state", text(word)), ("mark", text(mark.word()))]),
        Cell::Footing(it) => footing(it),
    }
}

/// A part of a list: a day says itself what it is, there is no column to say it.
fn part(it: &Cell) -> String {
    match it {
        Cell::Date(date) => day(&date.to_string(), DateIs::Exact),
        other => cell(other),
    }
}

fn day(date: &str, is: DateIs) -> String {
    flat(&[("day", text(date)), ("is", text(is.word()))])
}

fn reference(to: &Reference) -> String {
    let mut fields = vec![("ref", text(to.to.word()))];
    fields.extend(to.of.as_ref().map(|of| ("of", text(of))));
    fields.push(("id", text(&to.id)));
    flat(&fields)
}

fn footing(it: &Footing) -> String {
    let mut fields =
        vec![("basis", text(it.basis.word())), ("sources", row(it.sources.iter().map(graded)))];
    fields.extend(it.assumption.as_ref().map(|set| ("assumption", text(set))));
    flat(&fields)
}

fn graded(it: &Graded) -> String {
    flat(&[
        ("id", or_null(it.id.as_deref().map(text))),
        ("reliability", reliability(it.grade.reliability)),
        ("credibility", or_null(it.grade.credibility.map(|it| it.to_string()))),
    ])
}

fn edit(edit: &Edit) -> String {
    flat(&[("is", text(edit.is.word())), ("text", text(&edit.text))])
}

/// `it` with nine significant digits; `None` where it is no number.
pub(crate) fn number(it: f64) -> Option<String> {
    let nine: f64 = format!("{it:.8e}").parse().ok()?;
    // Adding zero turns -0 into 0.
    Number::from_f64(nine + 0.0).map(|it| it.to_string())
}

fn count(it: u64) -> String {
    if it > 1 << 53 { format!("\"{it}\"") } else { it.to_string() }
}

/// `it` as a JSON string. Characters that could command a terminal or cannot be seen on one are escaped
/// beyond what JSON asks, because people print JSON there; a reader of JSON gets them as they were.
pub(crate) fn text(it: &str) -> String {
    let told = |c: char| clean::is_unsafe(c) || clean::is_unseen(c);
    let escaped = Value::from(it).to_string();
    if !escaped.chars().any(told) {
        return escaped;
    }
    let mut safe = String::with_capacity(escaped.len() + 16);
    for c in escaped.chars() {
        if told(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// An object on one line.
pub(crate) fn flat(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// An object with a line for each field, closing at `indent`.
pub(crate) fn tall(indent: &str, fields: &[(&str, String)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(key, value)| format!("{indent}  \"{key}\": {value}")).collect();
    format!("{{\n{}\n{indent}}}", fields.join(",\n"))
}

/// A list with a line for each item, closing at `indent`.
pub(crate) fn list(indent: &str, items: &[String]) -> String {
    if items.is_empty() {
        return "[]".to_owned();
    }
    let items: Vec<String> = items.iter().map(|item| format!("{indent}  {item}")).collect();
    format!("[\n{}\n{indent}]", items.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_digits_and_no_negative_zero() {
        let shown = [1.0 / 3.0, 2.0, -0.0, 1e-30, 123_456_789_012.0].map(number);
        let expected = ["0.333333333", "2.0", "0.0", "1e-30", "123456789000.0"];
        assert_eq!(shown, expected.map(|it| Some(it.to_owned())));
        assert_eq!(number(f64::NAN), None);
    }

    #[test]
    fn great_counts_are_strings() {
        assert_eq!(count(1 << 53), "9007199254740992");
        assert_eq!(count((1 << 53) + 1), "\"9007199254740993\"");
    }

    #[test]
    fn nothing_in_a_string_commands_a_terminal() {
        assert_eq!(text("a\u{1b}[2J\u{9b}\u{202e}\"\n"), r#""a\u001b[2J\u009b\u202e\"\n""#);
        assert_eq!(text("a\u{200b}\u{e0041}é"), r#""a\u200b\udb40\udc41é""#);
    }
}
