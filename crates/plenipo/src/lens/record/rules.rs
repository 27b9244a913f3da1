//! What depends on what: each rule in words, and which live draft, or the status quo, breaks it.

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::describe::{self, counted, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{Clause, clauses, unjudged, warnings};
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
    /// Live drafts that may, by what is not known of them.
    pub maybe_broken_by: Vec<Ix<Draft>>,
    /// Whether the status quo breaks it, as far as it is on record.
    pub by_status_quo: bool,
}

/// Every rule with who breaks it.
pub(super) fn rules(case: &Case) -> Vec<RuleHeld> {
    let live: Vec<(Ix<Draft>, Vec<Content>)> = (0..case.drafts.len())
        .rev()
        .map(Ix::new)
        .filter(|it| case.draft(*it).is_live())
        .map(|it| (it, contents(case, case.draft(it))))
        .collect();
    let all: Vec<Clause> = clauses(case).into_iter().chain(warnings(case)).collect();
    let held = |(place, rule): (usize, &Rule)| {
        let of: Vec<&Clause> = all.iter().filter(|it| it.rule.get() == place).collect();
        let broken = |contents: &[Content]| of.iter().any(|it| it.is_broken(contents));
        let may_be = |contents: &[Content]| {
            let all = |it: &&Clause| {
                it.sets.iter().all(|(issue, set)| contents[issue.get()].may_be(*set))
            };
            of.iter().any(all)
        };
        let now = |it: &&Clause| {
            it.sets.iter().all(|(issue, set)| {
                case.issue(*issue).status_quo.is_some_and(|it| set.contains(it))
            })
        };
        let which = |breaks: &dyn Fn(&[Content]) -> bool| -> Vec<Ix<Draft>> {
            live.iter().filter(|(_, it)| breaks(it)).map(|(ix, _)| *ix).collect()
        };
        let unknown = |it: &[Content]| unjudged(case, it).iter().any(|it| it.get() == place);
        RuleHeld {
            rule: Ix::new(place),
            binds: rule.is.binds(),
            broken_by: which(&broken),
            maybe_broken_by: which(&|it| !broken(it) && (may_be(it) || unknown(it))),
            by_status_quo: of.iter().any(now),
        }
    };
    case.rules.iter().enumerate().map(held).collect()
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
    for ix in all.iter().filter(|it| it.binds).flat_map(|it| &it.broken_by) {
        let id = case.draft(*ix).id().to_owned();
        if !broken.contains(&id) {
            broken.push(id);
        }
    }
    let verb = if broken.len() == 1 { "breaks" } else { "break" };
    if !broken.is_empty() {
        said.push(format!("{} {verb} one", listed(&broken)));
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
    let breaks = !it.broken_by.is_empty() || it.by_status_quo;
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
