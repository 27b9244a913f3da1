//! The answer in words: the changes, what stays open, what they do to what is on record.

use super::AmendAnswer;
use super::accepted;
use super::clearing::Clearing;
use super::demands::{Demand, issues_of};
use super::effects::{self, Effect, OnRecordKind};
use super::outside;
use super::pivotal;
use super::reached;
use super::refused;
use super::standing;
use super::tables::{cleared, worsened};
use super::unfillable;
use super::worth::Outcome;
use super::{CLEAR_OF, KEEP, MAX_CHANGES, NEVER, ONLY, WORK};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::status::Status;
use crate::lens::acceptance::consents::{Need, is_fallen};
use crate::lens::acceptance::emptied::{emptied, in_words};
use crate::lens::acceptance::tables::{Said, concerned_in_words};
use crate::lens::notes::Notes;
use crate::lens::setting::Setting;
use crate::preference::way::Way;
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::contents::How;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx};
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::matters::matters;
use plenipo_record::case::party::Party;

/// The most ways to change the same draft shown in the account; the tables have more.
const WAYS_SHOWN: usize = 3;

/// The most other drafts named beside an option.
const AS_IN_SHOWN: usize = 3;

pub(super) fn status(answer: &AmendAnswer<'_>) -> Status {
    let of_worth = answer.worth.as_ref().map(|it| &it.outcome);
    match (&answer.clearing, of_worth) {
        (Clearing::Unfinished(_), _) | (_, Ok(Outcome::Unfinished(_))) => Status::NotConverged,
        (_, Ok(Outcome::Sets { .. })) => Status::Answered,
        (Clearing::Conflict { .. }, _) => Status::Conflict,
        (Clearing::TooFew, _) => Status::TooFewChanges,
        (Clearing::Sets { .. }, Ok(Outcome::None(_))) => Status::TargetNotReached,
        (Clearing::Sets { .. }, Err(_)) => {
            let nothing = answer.demands.lines.is_empty() && answer.asks_nothing();
            if nothing { Status::Undetermined } else { Status::Answered }
        }
    }
}

pub(in crate::lens) fn headline(answer: &AmendAnswer<'_>) -> String {
    let fell = is_fallen(answer.base.case, answer.base.ix, &answer.base.contents);
    let lines = match fell {
        true => format!(
            "{} has fallen with a refused consent. {}",
            answer.base.draft.id(),
            of_lines(answer)
        ),
        false => of_lines(answer),
    };
    let further = [
        unfillable::in_short(answer),
        standing::in_short(answer),
        reached::in_short(answer),
        accepted::in_short(answer),
    ]
    .into_iter()
    .flatten();
    let further = further
        .chain(refused::in_short(answer))
        .chain(outside::in_short(answer))
        .map(|it| format!("; {it}"));
    let further: String = further.collect();
    match further.is_empty() {
        false => format!("{}{further}.", lines.trim_end_matches('.')),
        true => lines,
    }
}

/// The first step in one sentence.
fn of_lines(answer: &AmendAnswer<'_>) -> String {
    let id = answer.base.draft.id();
    if answer.base.case.signatories().is_empty() {
        return "No principal is recorded, so there are no lines to respect.".to_owned();
    }
    let stands = stands(answer);
    match &answer.clearing {
        Clearing::Conflict { demands, .. } => {
            let which = if demands.len() == 1 { "one demand" } else { "some demands" };
            format!(
                "No change to {id} respects everything: {}.",
                conflict_in_short(answer, demands)
                    .unwrap_or_else(|| format!("no draft can meet {which}"))
            )
        }
        Clearing::TooFew => format!(
            "{stands}; more than {} would have to change to respect all.",
            issues(answer.asked.size_max)
        ),
        Clearing::Unfinished(size) => format!(
            "{stands}; no set of fewer than {} respects all, and sets of {size} were not fully searched.",
            changes(*size)
        ),
        Clearing::Sets { sets, more } => {
            let size = sets.first().map_or(0, Vec::len);
            if size == 0 {
                return match answer.demands.lines.is_empty() {
                    true if answer.outside.is_empty() => {
                        format!("No standing line is on record that {id} could cross.")
                    }
                    true => format!(
                        "No standing line of a principal is on record that {id} could cross."
                    ),
                    false => {
                        format!("As far as it is known, {stands}, so nothing has to be cleared.")
                    }
                };
            }
            let ways = match (sets.len(), more) {
                (1, false) => "1 way".to_owned(),
                (n, false) => format!("{} ways", describe::grouped(&n.to_string())),
                (1, true) => "more than 1 way".to_owned(),
                (n, true) => format!("more than {} ways", describe::grouped(&n.to_string())),
            };
            let is = if sets.len() == 1 && !more { "is" } else { "are" };
            let none = match answer.before.broken.is_empty() {
                true => "cross none",
                false => "cross no line and break no rule",
            };
            let clear = match size {
                1 => format!("1 change is enough to {none}"),
                n => format!("{n} changes are needed to {none}"),
            };
            let them = if size == 1 { "it" } else { "them" };
            let open = match answer.first().map_or(0, open_after) {
                0 => String::new(),
                1 => " After the first, 1 line may still be crossed or is unclear.".to_owned(),
                n => format!(" After the first, {n} lines may still be crossed or are unclear."),
            };
            format!("{stands}; {clear}, and there {is} {ways} to make {them}.{open}")
        }
    }
}

/// How many lines a set of changes leaves possibly crossed or unclear.
pub(super) fn open_after(set: &Effect) -> usize {
    [Verdict::MayBeCrossed, Verdict::Unclear].into_iter().map(|it| set.lines(it).count()).sum()
}

/// What the draft does as it stands.
fn stands(answer: &AmendAnswer<'_>) -> String {
    let case = answer.base.case;
    let id = answer.base.draft.id();
    let gravest = answer.demands.gravest;
    let each = case.signatories().into_iter().filter_map(|party| {
        let lines = answer.demands.lines.iter().zip(&answer.before.verdicts);
        let n = lines.filter(|(line, it)| line.party == party && **it >= gravest).count();
        (n > 0).then_some((n, case.party(party).label()))
    });
    let each: Vec<(usize, &str)> = each.collect();
    let does = match gravest {
        Verdict::Crossed => "crosses",
        Verdict::MayBeCrossed => "crosses or may cross",
        _ => "crosses, may cross or leaves unclear",
    };
    let nevers = answer.demands.never.iter().zip(&answer.base.contents);
    let nevers = nevers.filter(|(never, it)| it.is_within(**never));
    let has = match nevers.count() {
        0 => String::new(),
        n => format!(" and contains {n} of the options it may not contain"),
    };
    let of = |(n, name): &(usize, &str)| format!("{n} of {name}");
    // Many lines may all stand on one thing.
    let counted: Vec<&Line> = answer
        .demands
        .lines
        .iter()
        .zip(&answer.demands.aside)
        .filter_map(|(line, aside)| (!aside).then_some(line))
        .collect();
    let on = match gravest {
        Verdict::Crossed => {
            let n = matters(&counted, &answer.base.contents);
            let total: usize = each.iter().map(|(n, _)| n).sum();
            // As many matters as lines are what a reader takes them for.
            if n < total {
                format!(" on {}", describe::counted(n, "matter"))
            } else {
                String::new()
            }
        }
        _ => String::new(),
    };
    let broken = describe::broken(case, &answer.before.broken);
    let has = format!("{has}{}", broken.map(|it| format!(" and {it}")).unwrap_or_default());
    match each.as_slice() {
        [] if answer.demands.aside.contains(&true) => {
            format!("{id} {does} no standing line that counts against it{has}")
        }
        [] => format!("{id} {does} no standing line{has}"),
        [(1, name)] => format!("{id} {does} 1 standing line of {name}{has}"),
        [(n, name)] => format!("{id} {does} {n} standing lines of {name}{on}{has}"),
        several => {
            let total: usize = several.iter().map(|(n, _)| n).sum();
            let each: Vec<String> = several.iter().map(of).collect();
            format!("{id} {does} {total} standing lines, {}{on}{has}", listed(&each))
        }
    }
}

/// Changes in words: “the seat: Rome; the term: five years”.
pub(super) fn listed_changes(answer: &AmendAnswer<'_>, set: &[Amendment]) -> String {
    let each = set.iter().map(|it| {
        let issue = answer.base.case.issue(it.issue);
        format!("{}: {}", issue.title, issue.options[it.option.get()].text)
    });
    each.collect::<Vec<_>>().join("; ")
}

pub(super) fn changes(n: usize) -> String {
    if n == 1 { "1 change".to_owned() } else { format!("{n} changes") }
}

/// How far a search went that was given up, and what would help.
pub(super) fn given_up(answer: &AmendAnswer<'_>, size: usize) -> Text {
    let million = answer.asked.work / 1_000_000;
    Text::plain(format!(
        "The search was given up: no set of fewer than {} does, and sets of {size} were not fully \
         searched. More work (",
        changes(size)
    ))
    .hint(WORK.any())
    .and(format!(
        ", now {} million steps), fewer issues that may change (",
        describe::grouped(&million.to_string())
    ))
    .hint(ONLY.any())
    .and(", ")
    .hint(KEEP.any())
    .and(") or fewer changes (")
    .hint(MAX_CHANGES.any())
    .and(") make an answer possible.")
}

fn issues(n: usize) -> String {
    if n == 1 { "1 issue".to_owned() } else { format!("{n} issues") }
}

pub(super) fn account(answer: &AmendAnswer<'_>) -> Vec<Block> {
    let case = answer.base.case;
    let draft = answer.base.draft;
    let mut blocks = vec![
        Block::heading(1, format!("From {} · {}", draft.id(), draft.title)),
        Block::Para(Text::default().quiet(describe::about(case, draft))),
    ];
    asked(answer, &mut blocks);
    known(answer, &mut blocks);
    if let Some(broken) = describe::broken(case, &answer.before.broken) {
        blocks.push(Block::Item(Item {
            mark: Mark::Stop,
            text: Text::plain(format!(
                "As it stands it {broken}. A text by which a rule is broken can never be, so this has to change \
                 beside whatever lines ask for."
            )),
            under: Vec::new(),
        }));
    }
    if is_fallen(answer.base.case, answer.base.ix, &answer.base.contents) {
        blocks.push(Block::Item(Item {
            mark: Mark::Stop,
            text: Text::plain(
                "This text fell with a consent that was refused. A changed text is another, and needs that consent \
                 anew.",
            ),
            under: Vec::new(),
        }));
    }
    warned(answer, &mut blocks);
    accepted::blocks(answer, &mut blocks);
    match &answer.clearing {
        Clearing::Conflict { .. } => {
            blocks.push(Block::heading(1, "What cannot all be respected"));
            blocks.extend(conflict(answer));
        }
        Clearing::TooFew | Clearing::Unfinished(_) => {
            blocks.push(Block::heading(1, "Lines it crosses"));
            if let Clearing::Unfinished(size) = &answer.clearing {
                blocks.push(Block::Para(given_up(answer, *size)));
            }
            crossed(answer, &mut blocks);
        }
        Clearing::Sets { .. } => clear(answer, &mut blocks),
    }
    unfillable::blocks(answer, &mut blocks);
    standing::blocks(answer, &mut blocks);
    reached::blocks(answer, &mut blocks);
    outside::blocks(answer, &mut blocks);
    if let Some(first) = answer.first() {
        stays_open(answer, first, &mut blocks);
        on_record(answer, first, &mut blocks);
    }
    blocks
}

/// Which texts a keeper's reading sets parts of apart: it warns, and no set is kept back for it.
fn warned(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    let mut sets: Vec<(usize, &Effect)> =
        super::tables::sets(answer).map(|(number, _, it)| (number, it)).collect();
    sets.sort_by_key(|(number, _)| *number);
    // The same changes may have been found twice.
    sets.dedup_by_key(|(number, _)| *number);
    for (place, rule) in case.rules.iter().enumerate() {
        let warns = |it: &Effect| {
            it.warned.each.iter().chain(&it.warned.together).any(|it| it.get() == place)
        };
        let after: Vec<String> =
            sets.iter().filter(|it| warns(it.1)).map(|it| it.0.to_string()).collect();
        let after = match after.as_slice() {
            [] => None,
            [one] => Some(format!("after set {one} of the tables")),
            several => Some(format!("after sets {} of the tables", listed(several))),
        };
        let now = warns(&answer.before).then(|| "as it stands".to_owned());
        let when: Vec<String> = now.into_iter().chain(after).collect();
        if when.is_empty() {
            continue;
        }
        let mut under: Vec<Text> = rule.words.iter().map(|it| Text::plain(it.clone())).collect();
        under.push(Text::from(describe::footing(case, &rule.meta)).quietly());
        blocks.push(Block::Item(Item {
            mark: Mark::Maybe,
            text: Text::plain(format!(
                "By a record keeper's reading the parts of the text do not go together, {}: {}. That warns, and rules \
                 nothing out.",
                listed(&when),
                describe::rule_named(case, Ix::new(place))
            )),
            under,
        }));
    }
}

/// What was asked for beside the lines.
fn asked(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    let free: Vec<usize> = (0..case.issues.len()).filter(|it| answer.demands.free[*it]).collect();
    let kept = case.issues.len() - free.len();
    let named = |issues: &[usize]| {
        let titles: Vec<&str> = issues.iter().map(|it| case.issues[*it].title.as_str()).collect();
        titles.join("; ")
    };
    if kept > 0 {
        blocks.push(Block::para(match free.len() <= kept {
            true => format!("Only these may change: {}.", named(&free)),
            false => {
                let kept: Vec<usize> =
                    (0..case.issues.len()).filter(|it| !answer.demands.free[*it]).collect();
                format!("These stay as they are: {}.", named(&kept))
            }
        }));
    }
    let never = answer.demands.never.iter().enumerate().filter(|(_, it)| !it.is_empty());
    let never: Vec<String> = never
        .map(|(issue, set)| {
            let options = describe::option_texts(&case.issues[issue], *set);
            format!("{}: {options}", case.issues[issue].title)
        })
        .collect();
    if !never.is_empty() {
        blocks.push(Block::para(format!("It may not contain: {}.", never.join("; "))));
    }
    let open = (0..case.issues.len()).filter(|it| {
        let (never, content) = (answer.demands.never[*it], &answer.base.contents[*it]);
        let may = !content.completions(&case.issues[*it]).and(never).is_empty();
        may && !answer.demands.has(content, never)
    });
    let open: Vec<usize> = open.collect();
    if !open.is_empty() {
        blocks.push(Block::para(format!(
            "What the draft leaves open, or is not known to say, does not count as contained in \
             it; unless a change settles these issues, such an option may still result: {}.",
            named(&open)
        )));
    }
}

/// What is not known of the draft: it stays so unless a change settles it.
fn known(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let count = |how: How| answer.base.contents.iter().filter(|it| it.how == how).count();
    let parts = [
        (count(How::Unknown), "it is not known what it says"),
        (count(How::Narrowed), "it leaves several options"),
        (count(How::LeftOpen), "it leaves the matter to the principals"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("on {n} {what}")).collect();
    if !parts.is_empty() {
        blocks.push(Block::para(format!(
            "Of {}, {}. These stay as they are unless a change settles them.",
            issues(answer.base.contents.len()),
            listed(&parts)
        )));
    }
}

/// The sets that clear the lines: those that change the same issues together.
fn clear(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let smallest = smallest(answer);
    if !smallest.is_empty() {
        blocks.push(Block::heading(1, "The smallest change after which no line is crossed"));
        blocks.extend(smallest);
    }
}

/// The same without its heading; nothing where there is none to make.
pub(in crate::lens) fn smallest(answer: &AmendAnswer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let Clearing::Sets { sets, more } = &answer.clearing else { return blocks };
    let Some(size) = sets.first().map(Vec::len).filter(|it| *it > 0) else { return blocks };
    let more = *more;
    let ways = Ways::all(sets);
    for (place, way) in ways.iter().take(WAYS_SHOWN).enumerate() {
        let lead = match (place, ways.len()) {
            (0, 1) => format!("{} must change", issues(size)),
            (0, n) => format!(
                "{} must change; {n} different choices of issues would do. The first",
                issues(size)
            ),
            _ => "Another".to_owned(),
        };
        let how = match way.n_sets {
            1 => ":".to_owned(),
            n if way.is_product() => {
                format!("; any combination of these options will do ({n} sets):")
            }
            n => format!("; {n} sets, though not every combination of these options:"),
        };
        blocks.push(Block::para(format!("{lead}{how}")));
        for (issue, options) in &way.options {
            blocks.push(change_item(answer, *issue, options));
        }
    }
    let shown = answer.clear.len();
    if shown > 1 && answer.asked.both_steps {
        blocks.push(Block::para(match sets.len() > shown || more {
            false if shown == 2 => "They are sets 1 and 2 of the tables.".to_owned(),
            false => format!("They are sets 1 to {shown} of the tables."),
            true if shown == 2 => {
                "The first two of them are sets 1 and 2 of the tables.".to_owned()
            }
            true => format!("The first {shown} of them are sets 1 to {shown} of the tables."),
        }));
    }
    if ways.len() > WAYS_SHOWN || more {
        let rest = ways.len().saturating_sub(WAYS_SHOWN);
        let words = match (rest, more) {
            (0, _) => "There are more sets than were examined.".to_owned(),
            (n, false) => format!("{n} more choices of issues are in the table “amendments”."),
            (n, true) => format!("{n} more choices of issues were found, and there are more."),
        };
        blocks.push(Block::para(words));
    }
    blocks
}

/// Sets that change the same issues.
struct Ways {
    /// Each issue with its options, the least awkward first.
    options: Vec<(Ix<Issue>, Vec<OptionIx>)>,
    n_sets: usize,
}

impl Ways {
    fn all(sets: &[Vec<Amendment>]) -> Vec<Ways> {
        let mut ways: Vec<Ways> = Vec::new();
        for set in sets {
            let same = |way: &&mut Ways| {
                let issues = way.options.iter().map(|(issue, _)| *issue);
                issues.eq(set.iter().map(|it| it.issue))
            };
            match ways.iter_mut().find(same) {
                Some(way) => way.add(set),
                None => {
                    let options = set.iter().map(|it| (it.issue, vec![it.option])).collect();
                    ways.push(Ways { options, n_sets: 1 });
                }
            }
        }
        ways
    }

    fn add(&mut self, set: &[Amendment]) {
        self.n_sets += 1;
        for ((_, options), change) in self.options.iter_mut().zip(set) {
            if !options.contains(&change.option) {
                options.push(change.option);
            }
        }
    }

    fn is_product(&self) -> bool {
        let sizes = self.options.iter().map(|(_, options)| options.len());
        sizes.fold(1usize, usize::saturating_mul) == self.n_sets
    }
}

pub(super) fn change_item(
    answer: &AmendAnswer<'_>,
    issue: Ix<Issue>,
    options: &[OptionIx],
) -> Block {
    let case = answer.base.case;
    let from = describe::says(case, answer.base.draft, issue, &answer.base.contents[issue.get()]);
    let text_of = |it: &OptionIx| case.issue(issue).options[it.get()].text.clone();
    let mut text = Text::default().strong(case.issue(issue).title.clone()).and(format!(": {from}"));
    let mut under = Vec::new();
    let remark = |option: OptionIx| {
        let change = Amendment { issue, option };
        let with = answer.effects().find(|it| it.changes.contains(&change));
        let mut remarks = Vec::new();
        let drafts = effects::as_in(&answer.base, change);
        if !drafts.is_empty() {
            let named: Vec<String> =
                drafts.iter().take(AS_IN_SHOWN).map(|it| case.draft(*it).id().to_owned()).collect();
            let more = drafts.len() - named.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            remarks.push(format!("as in {}{more}", named.join(", ")));
        }
        let worse = with.and_then(|it| worsened(answer, it, change));
        remarks.extend(worse.map(|it| format!("then {it}")));
        let pivots = with.iter().flat_map(|it| pivotal::created(answer, it, change));
        remarks.extend(pivots.map(|it| format!("then {}", it.words())));
        remarks
    };
    if let [only] = options {
        text = text.and(" → ").strong(text_of(only));
        under.extend(remark(*only).into_iter().map(|it| Text::default().quiet(it)));
    } else {
        for option in options {
            let remarks = remark(*option);
            let line = Text::plain("→ ").strong(text_of(option));
            let after = if remarks.is_empty() {
                String::new()
            } else {
                format!(" · {}", remarks.join(" · "))
            };
            under.push(line.quiet(after));
        }
    }
    let change = Amendment { issue, option: options[0] };
    let with = answer.effects().find(|it| it.changes.contains(&change));
    if let Some(kept) = with.and_then(|it| cleared(answer, it, change)) {
        under.push(Text::default().quiet(format!("clears {kept}")));
    }
    for pivot in with.iter().flat_map(|it| pivotal::removed(answer, it, change)) {
        under.push(Text::default().quiet(format!("was {}", pivot.words())));
    }
    Block::Item(Item { mark: Mark::Plain, text, under })
}

/// The lines the draft does not keep to as it stands.
fn crossed(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    for (place, line) in answer.demands.lines.iter().enumerate() {
        let verdict = answer.before.verdicts[place];
        if verdict < answer.demands.gravest {
            continue;
        }
        let on = concerned_in_words(case, line, verdict, &answer.base.contents);
        let mark = if verdict == Verdict::Crossed { Mark::Stop } else { Mark::Maybe };
        blocks.push(line_item(answer, place, mark, &format!("{}, on {on}", verdict.word())));
    }
}

/// A line with its words and where they come from.
fn line_item(answer: &AmendAnswer<'_>, place: usize, mark: Mark, what: &str) -> Block {
    let case = answer.base.case;
    let line = &answer.demands.lines[place];
    let said = Said::of(case, line);
    let mut text = Text::default().strong(format!("{}: ", case.party(line.party).label()));
    text = match &said.words {
        Some(words) => text.quote(words.clone()),
        None => text.and(describe::line(case, line.stated)),
    };
    text = text.and(format!(" — {what}"));
    let mut parts = said.voice();
    if line.mandate {
        parts.push(Text::plain("part of its mandate"));
    }
    parts.push(said.grade.into());
    let mut under = vec![Text::joined(parts, " · ").quietly()];
    under.extend(
        effects::condition(case, line)
            .map(|it| Text::plain(format!("Applies under a condition: {it}"))),
    );
    under.extend(line.firmness.map(|it| Text::plain(format!("Firmness stated: {it}"))));
    Block::Item(Item { mark, text, under })
}

/// What was asked for, by the name of its setting.
fn setting(it: Setting) -> String {
    format!("`{}`", it.name)
}

/// One sentence where a single issue is the whole of the conflict.
fn conflict_in_short(answer: &AmendAnswer<'_>, demands: &[Demand]) -> Option<String> {
    let issue = conflict_issue(answer, demands)?;
    let case = answer.base.case;
    let mut by: Vec<String> = Vec::new();
    for demand in demands {
        let who = match demand {
            Demand::Line(place) => effects::by_words(case, &answer.demands.lines[*place]),
            Demand::Never(_) => setting(NEVER.0),
            Demand::Rule(_) => demand_name(answer, *demand),
            Demand::Keep(issue) if answer.asked.kept[*issue] => setting(KEEP.0),
            Demand::Keep(_) => setting(ONLY.0),
        };
        by.push(who);
    }
    let title = &case.issue(issue).title;
    Some(format!("every option of “{title}” is ruled out, by {}", listed(&by)))
}

/// The issue of which the demands rule out every option, each without a condition, if there is one.
fn conflict_issue(answer: &AmendAnswer<'_>, demands: &[Demand]) -> Option<Ix<Issue>> {
    let case = answer.base.case;
    (0..case.issues.len()).map(Ix::new).find(|issue: &Ix<Issue>| {
        let place = issue.get();
        let all = case.issue(*issue).all();
        let kept = demands.contains(&Demand::Keep(place));
        let left = if kept { answer.base.contents[place].options() } else { all };
        !left.is_empty() && left.within(answer.demands.ruled_out(place, demands))
    })
}

/// Why no draft keeps everything.
/// What no draft keeps together; nothing where there is a draft that keeps it all.
pub(in crate::lens) fn conflict(answer: &AmendAnswer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let Clearing::Conflict { demands, minimal } = &answer.clearing else { return blocks };
    let case = answer.base.case;
    blocks.push(Block::Para(match minimal {
        true => Text::plain("No draft respects all of the following; without any one of them, there is a draft that respects the rest."),
        false => Text::plain("No draft respects all of the following; whether each of them is part of the conflict was not fully searched (")
            .hint(WORK.any())
            .and(")."),
    }));
    let issue = conflict_issue(answer, demands);
    if let Some(issue) = issue {
        blocks.push(Block::Para(
            Text::plain("Of ")
                .strong(case.issue(issue).title.clone())
                .and(" every option is ruled out:"),
        ));
        for option in case.issue(issue).all().iter() {
            let out = |demand: &&Demand| {
                let only = answer.demands.ruled_out(issue.get(), &[**demand]).contains(option);
                let kept = **demand == Demand::Keep(issue.get())
                    && !answer.base.contents[issue.get()].options().contains(option);
                only || kept
            };
            let by: Vec<String> =
                demands.iter().filter(out).map(|it| demand_name(answer, *it)).collect();
            let text = case.issue(issue).options[option.get()].text.clone();
            blocks.push(Block::Item(Item {
                mark: Mark::Stop,
                text: Text::default().strong(text).and(format!(" — by {}", listed(&by))),
                under: Vec::new(),
            }));
        }
    }
    for demand in demands {
        match demand {
            Demand::Line(place) => {
                let line = &answer.demands.lines[*place];
                let each = issues_of(line).into_iter().filter_map(|it| {
                    let out = answer.demands.touched(line, it);
                    let options = describe::option_texts(case.issue(it), out);
                    (!out.is_empty()).then(|| format!("{}: {options}", case.issue(it).title))
                });
                let each: Vec<String> = each.collect();
                let what = format!("rules out {}", each.join("; "));
                blocks.push(line_item(answer, *place, Mark::Stop, &what));
            }
            Demand::Rule(_) => {
                blocks.push(Block::item(describe::capital(&demand_name(answer, *demand))));
            }
            _ => blocks.push(Block::item(format!("Asked for: {}", demand_name(answer, *demand)))),
        }
    }
    blocks
}

pub(super) fn demand_name(answer: &AmendAnswer<'_>, demand: Demand) -> String {
    let case = answer.base.case;
    match demand {
        Demand::Line(place) => effects::by_words(case, &answer.demands.lines[place]),
        Demand::Never(issue) => {
            let options = describe::options(&case.issues[issue], answer.demands.never[issue]);
            format!("{} {}={options}", setting(NEVER.0), case.issue_id(Ix::new(issue)))
        }
        Demand::Keep(issue) => format!("that “{}” stays as it is", case.issues[issue].title),
        Demand::Rule(place) => describe::rule_named(case, answer.demands.rules[place].rule),
    }
}

/// What stays unclear or unknown once the first set is made.
fn stays_open(answer: &AmendAnswer<'_>, first: &Effect, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    let mut open = Vec::new();
    let unclear = match first.changes.is_empty() {
        true => "unclear for this text",
        false => "unclear for the changed text",
    };
    for (verdict, what) in [
        (Verdict::Crossed, "still crossed"),
        (Verdict::MayBeCrossed, "may be crossed"),
        (Verdict::Unclear, unclear),
    ] {
        for place in first.lines(verdict) {
            let line = &answer.demands.lines[place];
            let on = concerned_in_words(case, line, verdict, &first.contents);
            let mark = match verdict {
                Verdict::Crossed => Mark::Stop,
                Verdict::MayBeCrossed => Mark::Maybe,
                _ => Mark::Unknown,
            };
            open.push(line_item(answer, place, mark, &format!("{what}, on {on}")));
        }
    }
    let unknown: Vec<&str> = (0..first.contents.len())
        .filter(|it| first.contents[*it].how == How::Unknown)
        .map(|it| case.issues[it].title.as_str())
        .collect();
    if !unknown.is_empty() {
        open.push(Block::Item(Item {
            mark: Mark::Unknown,
            text: Text::plain(format!(
                "Not known what the draft says on {}: {}",
                issues(unknown.len()),
                unknown.join("; ")
            )),
            under: Vec::new(),
        }));
    }
    if open.is_empty() {
        return;
    }
    let after = if first.changes.is_empty() { "as it is" } else { "after the first set" };
    blocks.push(Block::heading(1, format!("What stays open {after}")));
    blocks.append(&mut open);
}

/// What the first set does to what each principal has said.
fn on_record(answer: &AmendAnswer<'_>, first: &Effect, blocks: &mut Vec<Block>) {
    if first.changes.is_empty() {
        return;
    }
    let case = answer.base.case;
    blocks.push(Block::heading(1, "How the first set bears on what is on record"));
    for party in case.signatories() {
        blocks.push(Block::heading(2, case.party(party).name.clone()));
        let before = blocks.len();
        if answer.demands.lines.iter().all(|it| it.party != party) {
            blocks.push(Block::item("It has no line on record."));
        }
        if answer.base.draft.tabled_by.contains(&party) {
            blocks.push(Block::item("It tabled this draft: its own text is being changed."));
        }
        for it in effects::on_record(&answer.base, first, party) {
            let mut text = Text::default().strong(describe::capital(&it.said));
            if let Some(words) = it.from.words.clone() {
                text = text.and(" — ").quote(words);
            }
            let mark =
                if it.kind == OnRecordKind::Understanding { Mark::Unknown } else { Mark::Maybe };
            let under = vec![Text::plain(it.effect), it.from.whence(" · ").quietly()];
            blocks.push(Block::Item(Item { mark, text, under }));
        }
        blocks.extend(ways_of(answer, first, party));
        if blocks.len() == before {
            blocks.push(Block::item(
                "Nothing on record from it bears on these changes. Silence is not consent.",
            ));
        }
    }
    for (place, was, now) in effects::consents_changed(&answer.base, first) {
        let consent = &case.consents[place];
        let mark = if now.is_none() { Mark::Removed } else { Mark::Added };
        let [was, now] = [was, now].map(Need::in_words);
        blocks.push(Block::Item(Item {
            mark,
            text: Text::plain(format!("Further consent {now} (before: {was}): {}. ", consent.act))
                .then(Text::from(describe::footing(case, &consent.meta)).quietly()),
            under: Vec::new(),
        }));
    }
}

/// Which way the changes go for a party, by the order of options it has on record.
fn ways_of(answer: &AmendAnswer<'_>, first: &Effect, party: Ix<Party>) -> Option<Block> {
    let of = |way: Way| -> Vec<&str> {
        let each = first.changes.iter().filter(|it| effects::way(&answer.base, party, **it) == way);
        each.map(|it| answer.base.case.issue(it.issue).title.as_str()).collect()
    };
    let base = &answer.base;
    let from_unknown =
        first.changes.iter().filter(|it| effects::is_from_unknown(base, party, **it)).count();
    let unknown = of(Way::Unknown).len() - from_unknown;
    if from_unknown == first.changes.len() {
        return Some(Block::item(
            "Which way it goes by its recorded order of options is not known, for it is not known what the draft says there now.",
        ));
    }
    if unknown == first.changes.len() {
        return Some(Block::item(match first.changes.len() {
            1 => "Its order of options on the issue that changes is not on record.".to_owned(),
            n => {
                format!(
                    "Its order of options is not on record for any of the {n} issues that \
                         change."
                )
            }
        }));
    }
    let parts = [(Way::Better, "better"), (Way::Worse, "worse"), (Way::Alike, "the same")];
    let mut parts: Vec<String> = parts
        .into_iter()
        .filter(|(way, _)| !of(*way).is_empty())
        .map(|(way, word)| format!("{word} for it on {}", of(way).join("; ")))
        .collect();
    if unknown > 0 {
        parts.push(format!("of unknown worth to it on {}", issues(unknown)));
    }
    if from_unknown > 0 {
        parts.push(format!(
            "better or worse on {}, of which it is not known what the draft says now",
            issues(from_unknown)
        ));
    }
    let (change, is) = match first.changes.len() {
        1 => ("change", "is"),
        _ => ("changes", "are"),
    };
    Some(Block::item(format!(
        "By its recorded order of options, the {change} {is} {}.",
        listed(&parts)
    )))
}

pub(super) fn notes(answer: &AmendAnswer<'_>) -> Notes {
    let mut notes = Notes::from(vec![
        "A change settles one issue with one of the options on record; leaving an issue to the principals or inventing an option is not among them.".to_owned(),
        "Crossing no line is not acceptance: what nobody has said is not known.".to_owned(),
    ]);
    if answer.worth.is_ok() {
        notes.push(
            "Figures are for the table and use the same draws as `assess`, which the search did not use; they are shares of the preferences that the record allows, not forecasts.".to_owned(),
        );
    }
    let lines = &answer.demands.lines;
    for it in emptied(answer.base.case, lines) {
        let told = match &answer.clearing {
            Clearing::Conflict { demands, .. } => {
                it.lines.iter().all(|place| demands.contains(&Demand::Line(*place)))
            }
            _ => false,
        };
        if !told {
            notes.push(format!("{}.", describe::capital(&in_words(answer.base.case, lines, &it))));
        }
    }
    if answer.demands.gravest == Verdict::Crossed {
        notes.push(
            Text::plain("Lines that may be crossed or are unclear do not count as crossed; ")
                .hint(CLEAR_OF.any())
                .and(" asks for more."),
        );
    }
    notes
}
