//! What breaks a rule: a draft, or the status quo itself.

use crate::case::contents::{Content, contents};
use crate::case::describe::{self, listed};
use crate::case::forbidden::{Clause, broken, clauses, warned};
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::records::Records;
use crate::case::rule::Rule;

use super::reader::Reader;

/// Most drafts that are held against rules: each has to be read whole.
const DRAFTS_MAX: usize = 500;

pub(super) fn add(reader: &mut Reader<'_>, records: &Records) {
    if !records.rules.is_empty() {
        no_text(reader, records);
        drafts(reader, records);
        status_quo(reader, records);
    }
}

fn named(records: &Records, clause: &Clause) -> String {
    describe::rule(records, &records.rules[clause.rule.get()])
}

/// Rules that no text can keep: whatever it says, it breaks one of them.
fn no_text(reader: &mut Reader<'_>, records: &Records) {
    let any: Vec<Content> = records.issues.iter().map(|it| Content::one_of(it.all())).collect();
    let none = broken(records, &any);
    let mut rules = [none.each, none.together].concat();
    rules.sort_unstable();
    let Some(first) = rules.first() else { return };
    let named: Vec<String> = rules.iter().map(|it| describe::rule_named(records, *it)).collect();
    let message = match named.as_slice() {
        [one] => format!("no text can keep {one}"),
        several => format!("no text can keep {}: whatever it says, it breaks one", listed(several)),
    };
    let hint = "mend one of them, or say that it is a reading: is = \"reading\"";
    at(reader, Kind::Rule, first.get(), message, hint);
}

fn drafts(reader: &mut Reader<'_>, records: &Records) {
    for (place, draft) in records.drafts.iter().enumerate().take(DRAFTS_MAX) {
        let contents = contents(records, draft);
        // A text on the table says what it says: the reading may be wrong.
        const READ: &str = "nothing has to be mended: a reading only warns";
        const MEND: &str = "mend what its points settle, or what the rule says";
        let told = |rules: &[Ix<Rule>]| -> String {
            listed(&rules.iter().map(|it| describe::rule_named(records, *it)).collect::<Vec<_>>())
        };
        let binding = (broken(records, &contents), ["breaks", "cannot keep together"], MEND);
        let reading = (warned(records, &contents), ["does not go with"; 2], READ);
        for (of, [alone, beside], hint) in [binding, reading] {
            for rule in &of.each {
                let message = format!("this draft {alone} {}", told(&[*rule]));
                at(reader, Kind::Draft, place, message, hint);
            }
            if !of.together.is_empty() {
                let rules = told(&of.together);
                let message = format!("this draft {beside} {rules}, whatever is not known of it");
                at(reader, Kind::Draft, place, message, hint);
            }
        }
    }
}

/// A status quo that breaks a rule cannot be: one of the two is entered wrong.
fn status_quo(reader: &mut Reader<'_>, records: &Records) {
    for clause in clauses(records) {
        let broken = clause.sets.iter().all(|(issue, set)| {
            records.issue(*issue).status_quo.is_some_and(|it| set.contains(it))
        });
        if broken {
            let message = format!("the status quo breaks this rule: {}", named(records, &clause));
            let hint = "mend `status_quo` of one of these issues, or the rule";
            at(reader, Kind::Rule, clause.rule.get(), message, hint);
        }
    }
}

fn at(reader: &mut Reader<'_>, kind: Kind, place: usize, message: String, hint: &str) {
    let entry = reader.entry(RecordRef::new(kind, place));
    if let Some((file, span)) = entry.map(|it| (it.file, it.node.span.clone())) {
        reader.warning(file, span, message, hint);
    }
}
