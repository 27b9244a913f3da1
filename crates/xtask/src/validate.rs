//! A validator for the part of JSON Schema that the schema of findings uses. A keyword that it does not
//! know is a fault, so that none is passed over.

use serde_json::Value;

/// What of `value` does not fit `schema`, each with its place.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else {
        return found.push(format!("{at}: the schema is no object"));
    };
    for (keyword, of) in keywords {
        let fits = match keyword.as_str() {
            "$schema" | "$defs" | "title" => true,
            "$ref" => {
                let path = of.as_str().and_then(|it| it.strip_prefix('#')).unwrap_or_default();
                match root.pointer(path) {
                    Some(schema) => check(root, schema, value, at, found),
                    None => found.push(format!("{at}: nothing is at {of}")),
                }
                true
            }
            "type" => of.as_str().is_some_and(|it| is(it, value)),
            "const" => of == value,
            "enum" => of.as_array().is_some_and(|it| it.contains(value)),
            "minimum" => value.as_f64() >= of.as_f64(),
            "maximum" => value.as_f64() <= of.as_f64(),
            "pattern" => value.as_str().is_some_and(|it| matches(of.as_str().unwrap_or(""), it)),
            "anyOf" => of.as_array().is_some_and(|any| {
                any.iter().any(|schema| {
                    let mut inner = Vec::new();
                    check(root, schema, value, at, &mut inner);
                    inner.is_empty()
                })
            }),
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, of, item, &format!("{at}[{n}]"), found);
                }
                true
            }
            "properties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    if let Some(schema) = of.get(key) {
                        check(root, schema, value, &format!("{at}.{key}"), found);
                    }
                }
                true
            }
            "required" => of
                .as_array()
                .into_iter()
                .flatten()
                .all(|key| key.as_str().is_some_and(|key| value.get(key).is_some())),
            "additionalProperties" => {
                let known = |key: &String| schema["properties"].get(key).is_some();
                *of == Value::Bool(false) && value.as_object().is_none_or(|it| it.keys().all(known))
            }
            other => return found.push(format!("{at}: the keyword {other} is not known")),
        };
        if !fits {
            found.push(format!("{at}: {keyword} {of} does not fit {value:.80}"));
        }
    }
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

/// Whether `text` is of `pattern`: the two that the schema has, a day and digits.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    match pattern {
        "^[0-9]+$" => digits(text),
        "^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}$" => {
            let parts: Vec<&str> = text.trim_start_matches('-').split('-').collect();
            let lengths: Vec<usize> = parts.iter().map(|it| it.len()).collect();
            parts.iter().all(|it| digits(it)) && matches!(lengths[..], [4..=6, 2, 2])
        }
        _ => false,
    }
}

#[test]
fn what_does_not_fit_is_found() {
    let schema: Value = serde_json::from_str(&plenipo_present::json::schema()).expect("a schema");
    let wrong = serde_json::json!({ "schema": 1, "lens": "x", "more": true });
    let found = faults(&schema, &wrong);
    for what in ["$.schema: const", "$: required", "$: additionalProperties"] {
        assert!(found.iter().any(|it| it.starts_with(what)), "{what}: {found:#?}");
    }
}
