//! The proposals of an answer that is no whole JSON: fenced, with words around it, or cut off in the middle.

use serde_json::Value;

/// What was found: the objects, and whether something that began as one did not end.
pub(super) struct Salvaged {
    pub(super) objects: Vec<Value>,
    pub(super) is_cut: bool,
}

/// The objects of the list `proposals` in `content`; `None` where there is no such list.
pub(super) fn objects(content: &str) -> Option<Salvaged> {
    let content = unfenced(content);
    if let Ok(value) = serde_json::from_str::<Value>(content) {
        return of_value(value).map(|objects| Salvaged { objects, is_cut: false });
    }
    let start = content.find('{')?;
    // Words around a whole object.
    let mut whole = serde_json::Deserializer::from_str(&content[start..]).into_iter::<Value>();
    if let Some(Ok(value)) = whole.next()
        && let Some(objects) = of_value(value)
    {
        return Some(Salvaged { objects, is_cut: false });
    }
    let list = content.find("\"proposals\"")?;
    let mut rest = content[list..].split_once('[')?.1;
    let mut objects = Vec::new();
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == ',');
        if !rest.starts_with('{') {
            return Some(Salvaged { objects, is_cut: !rest.starts_with(']') });
        }
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(object)) = stream.next() else {
            return Some(Salvaged { objects, is_cut: true });
        };
        let end = stream.byte_offset();
        objects.push(object);
        rest = &rest[end..];
    }
}

fn of_value(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(list) => Some(list),
        Value::Object(mut of) => match of.remove("proposals") {
            Some(Value::Array(list)) => Some(list),
            _ => None,
        },
        _ => None,
    }
}

/// What stands within a code fence, where there is one.
fn unfenced(content: &str) -> &str {
    let content = content.trim();
    let Some(after) = content.find("```").map(|at| &content[at + 3..]) else { return content };
    // The fence may name its language.
    let body = after.split_once('\n').map_or(after, |it| it.1);
    body.split("```").next().unwrap_or(body).trim()
}
