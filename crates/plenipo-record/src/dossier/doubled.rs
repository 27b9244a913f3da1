//! What stands twice in a file and may stand once: keys, and headers that were meant to open one record each.

use std::ops::Range;

use crate::case::id::Kind;

use super::files::short;
use super::slips;

/// What is to be told of it, and where.
pub(super) struct Doubled {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) hint: String,
}

/// What is wrong where the parser came upon something at `span` for the second time.
pub(super) fn told(text: &str, span: &Range<usize>) -> Vec<Doubled> {
    let line = slips::line_of(text, span.start);
    let bare = text[line.clone()].trim();
    let name = bare.trim_matches(['[', ']']).trim();
    let is_table = Kind::ALL.iter().any(|it| it.table() == name);
    if bare.starts_with('[') && is_table {
        let single = singles(text, name);
        if !single.is_empty() {
            return single;
        }
    }
    if bare.starts_with('[') && ["file", "dossier"].contains(&name) {
        let message = format!("`[{name}]` stands twice in this file");
        let hint = format!("put its keys together under the first [{name}]");
        return vec![Doubled { span: span.clone(), message, hint }];
    }
    let key = text.get(span.clone()).unwrap_or_default();
    let own = span.start.saturating_sub(line.start);
    let hint = of_one_issue(&text[line], own, key).unwrap_or_else(|| {
        "write the key once; a second record needs its own [[table]] header".to_owned()
    });
    vec![Doubled { span: span.clone(), message: format!("`{}` appears twice", short(key)), hint }]
}

/// Every header `[name]` of a table that is written `[[name]]`: with one of them it holds a single record.
fn singles(text: &str, name: &str) -> Vec<Doubled> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let inner = bare.strip_prefix('[').and_then(|it| it.split_once(']'));
        if inner.is_some_and(|(it, _)| it.trim() == name) {
            let start = at + (line.len() - line.trim_start().len());
            found.push(Doubled {
                span: start..start + bare.len(),
                message: format!("`[{name}]` opens one record and no second"),
                hint: format!("write [[{name}]]"),
            });
        }
        at += line.len();
    }
    found
}

/// Several values of one key within braces: they are a list.
fn of_one_issue(line: &str, at: usize, key: &str) -> Option<String> {
    let before = line.get(..at)?;
    let open = before.rfind('{').filter(|it| !before[*it..].contains('}'))?;
    let inner = line.get(open + 1..)?;
    let end = inner.find('}').unwrap_or(inner.len());
    let values: Vec<&str> = inner[..end]
        .split(',')
        .filter_map(|it| it.split_once('='))
        .filter(|(it, _)| it.trim() == key)
        .map(|(_, value)| value.trim())
        .collect();
    let texts = values.len() > 1 && values.iter().all(|it| it.starts_with('"'));
    if !texts {
        return None;
    }
    let outer = before[..open].trim_end().trim_end_matches('=').trim_end();
    let outer = outer.rsplit([' ', ',', '{', '[']).next().unwrap_or_default();
    let list = format!("{key} = [{}]", values.join(", "));
    Some(match outer {
        "sets" => format!(
            "a point sets one option of an issue; where it leaves several open: among = {{ {list} }}"
        ),
        _ => format!("several are a list: {}", short(&list)),
    })
}
