//! What depends on what: each rule in words, and which live draft, or the status quo, breaks it.

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{self, counted, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{Clause, broken, clauses, unjudged, warned, warnings};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::rule::{Rule, RuleKind};

/// A rule, and who breaks it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RuleHeld {
    /// The rule.
    pub rule: Ix<Rule>,
    /// Whether it takes packages away; a keeper's reading only warns.
    pub binds: bool,
    /// Live drafts that break it, latest first.
    pub broken_by: Vec<Ix<Draft>>,
    /// Live drafts that cannot keep it beside other rules, whatever is not known of them.
    pub broken_beside_others_by: Vec<Ix<Draft>>,
    /// Live drafts that may, by what is not known of them.
    pub maybe_broken_by: Vec<Ix<Draft>>,
    /// Whether the status quo breaks it, as far as it is on record.
    pub by_status_quo: bool,
}

/// Every rule with who breaks it.
pub(super) fn rules(case: &Case) -> Vec<RuleHeld> {
    let mut all: Vec<RuleHeld> = case.rules.iter().enumerate().map(none_yet).collect();
    let clauses: Vec<Clause> = clauses(case).into_iter().chain(warnings(case)).collect();
    for clause in &clauses {
        let now = clause
            .sets
            .iter()
            .all(|(issue, set)| case.issue(*issue).status_quo.is_some_and(|it| set.contains(it)));
        all[clause.rule.get()].by_status_quo |= now;
    }
    let latest_first = (0..case.drafts.len()).rev().map(Ix::new);
    for draft in latest_first.filter(|it| case.draft(*it).is_live()) {
        let contents = contents(case, case.draft(draft));
        let (broken, warned) = (broken(case, &contents), warned(case, &contents));
        for rule in broken.each.iter().chain(&warned.each) {
            all[rule.get()].broken_by.push(draft);
        }
        for rule in broken.together.iter().chain(&warned.together) {
            all[rule.get()].broken_beside_others_by.push(draft);
        }
        let may_be = clauses.iter().filter(|it| it.may_be(&contents)).map(|it| it.rule);
        for rule in may_be.chain(unjudged(case, &contents)) {
            let it = &mut all[rule.get()];
            let told = [&it.broken_by, &it.broken_beside_others_by, &it.maybe_broken_by];
            if !told.iter().any(|it| it.last() == Some(&draft)) {
                it.maybe_broken_by.push(draft);
            }
        }
    }
    all
}

fn none_yet((place, rule): (usize, &Rule)) -> RuleHeld {
    RuleHeld {
        rule: Ix::new(place),
        binds: rule.is.binds(),
        broken_by: Vec::new(),
        broken_beside_others_by: Vec::new(),
        maybe_broken_by: Vec::new(),
        by_status_quo: false,
    }
}

/// In a sentence, as a table and as an account.
pub(super) fn told(case: &Case, all: &[RuleHeld]) -> (String, Vec<Table>, Vec<Block>) {
    let mut blocks = Vec::new();
    let (binding, readings): (Vec<&RuleHeld>, Vec<&RuleHeld>) = all.iter().partition(|it| it.binds);
    for (heading, list) in [
        ("Rules: they take packages away", binding),
        ("Keepers' readings: they only warn", readings),
    ] {
        if !list.is_empty() {
            blocks.push(Block::heading(1, heading));
            blocks.extend(list.into_iter().map(|it| item(case, it)));
        }
    }
    if all.is_empty() {
        blocks.push(Block::para("Any option is taken to go with any other."));
    }
    (headline(case, all), vec![table(case, all)], blocks)
}

fn headline(case: &Case, all: &[RuleHeld]) -> String {
    let binds = all.iter().filter(|it| it.binds).count();
    let mut said = Vec::new();
    match (all.len(), all.len() - binds) {
        (0, _) => said.push("No rule is on record".to_owned()),
        (n, 0) => said.push(counted(n, "rule")),
        (_, readings) if binds == 0 => said.push(counted(readings, "keeper's reading")),
        (_, readings) => {
            said.push(format!("{} and {}", counted(binds, "rule"), counted(readings, "reading")));
        }
    }
    let mut broken: Vec<String> = Vec::new();
    let mut beside: Vec<String> = Vec::new();
    for it in all.iter().filter(|it| it.binds) {
        for (ids, list) in
            [(&mut broken, &it.broken_by), (&mut beside, &it.broken_beside_others_by)]
        {
            for ix in list {
                let id = case.draft(*ix).id().to_owned();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }
    let verb = if broken.len() == 1 { "breaks" } else { "break" };
    if !broken.is_empty() {
        said.push(format!("{} {verb} one", listed(&broken)));
    }
    if !beside.is_empty() {
        said.push(format!("{} cannot keep all of them together", listed(&beside)));
    }
    if all.iter().any(|it| it.binds && it.by_status_quo) {
        said.push("The status quo on record breaks one".to_owned());
    }
    format!("{}.", said.join(". "))
}

/// `a rule of logic`, `a rule of a text`, `a keeper's reading`.
fn kind(is: RuleKind) -> &'static str {
    match is {
        RuleKind::Logic => "a rule of logic",
        RuleKind::Text => "a rule of a text",
        RuleKind::Reading => "a keeper's reading",
    }
}

fn item(case: &Case, it: &RuleHeld) -> Block {
    let rule = &case.rules[it.rule.get()];
    let mut text = Text::plain(describe::rule(case, rule));
    if let Some(words) = &rule.words {
        text = text.and(format!(" — {words}"));
    }
    let mut under = Vec::new();
    let ids = |list: &[Ix<Draft>]| -> String {
        listed(&list.iter().map(|ix| case.draft(*ix).id().to_owned()).collect::<Vec<_>>())
    };
    if !it.broken_by.is_empty() {
        under.push(Text::default().strong("broken by ").and(ids(&it.broken_by)));
    }
    if !it.broken_beside_others_by.is_empty() {
        let which = ids(&it.broken_beside_others_by);
        under.push(Text::plain(format!(
            "beside the other rules it cannot be kept by {which}, whatever is not known of it"
        )));
    }
    if rule.is_unjudged() {
        under.push(Text::plain(
            "of what it requires no option is on record, so that it cannot be judged against it",
        ));
    }
    if !it.maybe_broken_by.is_empty() {
        let which = ids(&it.maybe_broken_by);
        under.push(Text::plain(format!("whether it holds is not known of {which}")));
    }
    if it.by_status_quo {
        under.push(Text::default().strong("the status quo breaks it").and(match it.binds {
            true => ": one of the two is entered wrongly",
            false => "",
        }));
    }
    let by = rule.by.as_ref().map(|by| format!(", {}", case.speaker(by))).unwrap_or_default();
    let footing = Text::from(describe::footing(case, &rule.meta));
    under.push(Text::plain(format!("{}{by} · ", kind(rule.is))).then(footing).quietly());
    let breaks =
        !it.broken_by.is_empty() || !it.broken_beside_others_by.is_empty() || it.by_status_quo;
    let mark = match (breaks, it.binds) {
        (true, true) => Mark::Stop,
        (true, false) => Mark::Maybe,
        (false, _) => Mark::Plain,
    };
    Block::Item(Item { mark, text, under })
}

fn table(case: &Case, all: &[RuleHeld]) -> Table {
    let mut table = Table::new(
        "rules",
        "What depends on what, and who breaks it",
        vec![
            Column::new("id", ColumnKind::Id),
            Column::new("kind", ColumnKind::Text),
            Column::new("rule", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("broken_by", ColumnKind::List),
            Column::new("broken_beside_others_by", ColumnKind::List),
            Column::new("may_be_broken_by", ColumnKind::List),
            Column::new("status_quo", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for it in all {
        let rule = &case.rules[it.rule.get()];
        let ids = |list: &[Ix<Draft>]| {
            Cell::list(list.iter().map(|ix| Cell::draft(case.draft(*ix).id())))
        };
        table.push(vec![
            Cell::maybe_to(Kind::Rule, case.id(RecordRef::new(Kind::Rule, it.rule.get()))),
            Cell::text(rule.is.word()),
            Cell::text(describe::rule(case, rule)),
            Cell::maybe_text(rule.words.clone()),
            ids(&it.broken_by),
            ids(&it.broken_beside_others_by),
            ids(&it.maybe_broken_by),
            match it.by_status_quo {
                true => Cell::text("breaks it"),
                false if rule.is_unjudged() => Cell::Unknown,
                false => Cell::text("keeps to it"),
            },
            Cell::maybe_text(rule.by.as_ref().map(|by| case.speaker(by))),
            Cell::Footing(describe::footing(case, &rule.meta)),
        ]);
    }
    table
}
