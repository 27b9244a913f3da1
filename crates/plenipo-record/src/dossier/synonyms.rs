//! Keys by other names: what people write where a table has a word of its own.

use super::schema::SchemaTable;

/// Each key with words that are written for it. The first key that the table has, and has not been given, is meant.
const MEANT: [(&str, &[&str]); 22] = [
    ("to", &["draft", "drafts", "for", "of", "text"]),
    ("of", &["by", "who", "body", "party"]),
    ("by", &["pollster", "speaker", "said_by", "who", "of", "source_of"]),
    ("wording", &["question", "asked", "text"]),
    ("shares", &["results", "answers", "result", "values"]),
    ("n", &["sample", "size", "asked", "respondents"]),
    ("is", &["type", "kind", "status", "state", "what"]),
    ("sets", &["settles", "options"]),
    ("settles", &["sets", "options"]),
    ("under", &["parent", "in", "below"]),
    ("who", &["by", "party", "parties"]),
    ("words", &["quote", "quotation", "said", "text", "why", "reason"]),
    ("date", &["on", "day", "dated", "published"]),
    ("excludes", &["forbids", "rules_out", "not"]),
    ("rules_out", &["excludes", "forbids", "no"]),
    ("heading", &["header", "title"]),
    ("when", &["if", "where", "condition", "conditions"]),
    ("asks", &["demands", "wants", "requires"]),
    ("act", &["what", "action", "text"]),
    ("what", &["action", "task", "act", "words"]),
    ("keeper", &["name", "by", "who"]),
    ("outcome", &["result", "decided"]),
];

/// The key of `table` that somebody means who writes `name`; none that is `given` already.
pub(super) fn meant(
    table: &SchemaTable,
    name: &str,
    given: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let of = MEANT.iter().filter(|(_, words)| words.contains(&name)).map(|(key, _)| *key);
    let mut fitting = of.filter(|key| table.has(key) && !given(key));
    fitting.next()
}

#[cfg(test)]
mod tests {
    use super::super::schema;
    use super::*;

    #[test]
    fn words_of_everyday_lead_to_the_tables_own() {
        let none = |_: &str| false;
        let meant = |table, name| meant(table, name, none);
        assert_eq!(meant(&schema::CAPACITY, "of"), Some("to"));
        assert_eq!(meant(&schema::POLL, "question"), Some("wording"));
        assert_eq!(meant(&schema::POLL, "results"), Some("shares"));
        assert_eq!(meant(&schema::RULE, "kind"), Some("is"));
        assert_eq!(meant(&schema::RULE, "if"), Some("when"));
        assert_eq!(meant(&schema::POINT, "parent"), Some("under"));
        assert_eq!(meant(&schema::RULE, "colour"), None);
    }

    #[test]
    fn what_is_given_already_is_not_meant() {
        assert_eq!(meant(&schema::CONSENT, "by", |key| key == "of"), None);
    }
}
