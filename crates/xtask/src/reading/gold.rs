//! What a person annotated.

use toml::{Table, Value};

/// An annotated entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gold {
    pub(crate) kind: String,
    pub(crate) quote: String,
    pub(crate) who: Vec<String>,
    pub(crate) date: String,
    pub(crate) target: String,
    pub(crate) status: String,
}

/// Reads a file of annotations.
pub(crate) fn read(text: &str) -> Result<Vec<Gold>, String> {
    let table: Table = text.parse().map_err(|why: toml::de::Error| why.to_string())?;
    let all = table.get("gold").and_then(Value::as_array).ok_or("no [[gold]]")?;
    let of =
        |it: &Value, key: &str| it.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let entry = |it: &Value| Gold {
        kind: of(it, "kind"),
        quote: of(it, "quote"),
        who: {
            let list = it.get("who").and_then(Value::as_array).into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_owned).collect()
        },
        date: of(it, "date"),
        target: of(it, "target"),
        status: of(it, "status"),
    };
    Ok(all.iter().map(entry).collect())
}
