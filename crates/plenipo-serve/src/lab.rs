//! The draft lab: a draft's issues with their options, and what the record allows once one of them is switched.
//!
//! The address says all of it: `try=` is the draft at hand, and further ones are kept beside it. Going back and
//! forward in the browser takes changes back and makes them again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};
use plenipo::finding::value::{Reference, Target};
use plenipo::lens::context::Context;
use plenipo::lens::named;
use plenipo::lens::view::{TRIED_MAX, View};
use plenipo_present::html::spoken;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Life};
use plenipo_record::case::id::{Id, Kind};
use plenipo_record::case::issue::Issue as Issue_;
use plenipo_record::case::red_line::RedLine;
use plenipo_record::case::tried::Tried;

use crate::answers::Answer;
use crate::asked::Asked;
use crate::cells::{id, list, state_of, text};
use crate::held::{Held, State};
use crate::job::{Job, PATIENCE};
use crate::page::{self, Around};
use crate::pages::Page;
use crate::reading::{Pairs, Reading};
use crate::routes::House;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "lab.html")]
struct Lab {
    title: String,
    here: String,
    /// What the form that chooses a draft keeps.
    kept: Pairs,
    drafts: Vec<DraftChoice>,
    parties: Vec<String>,
    columns: usize,
    groups: Vec<Group>,
    panel: Vec<Panel>,
    joint: Option<(String, &'static str)>,
    /// Rules that the draft breaks: no such text can be.
    broken: Vec<String>,
    /// Those outside the room who are against it, with what they hold.
    against: Vec<String>,
    principals: Vec<String>,
    /// How far it is from what could be gained: that takes longer than the rest.
    distance: String,
    /// The picture that says so too.
    picture: String,
    /// Where the smallest changes are found: so do they.
    repair: String,
    repair_page: String,
    variants: Vec<Variant>,
    as_it_is: Option<String>,
    keep: Option<String>,
    changes: usize,
    /// The draft at hand, to be saved, and where; none where nothing may be written.
    save: Option<Save>,
    /// The draft at hand against the one on record, as a Word file.
    redline: Option<String>,
    /// What became of the draft on record, where it is no longer live.
    state: Option<String>,
    /// Why it was not saved.
    notice: Option<String>,
}

/// The form that saves the draft at hand.
struct Save {
    to: String,
    /// How the record is read, and the draft with those beside it.
    kept: Pairs,
    id: String,
    title: String,
}

/// What somebody tried to save a draft as, and why it could not be.
pub(crate) struct Unsaved {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) why: Trouble,
}

struct DraftChoice {
    id: String,
    title: String,
    is_chosen: bool,
}

struct Group {
    name: String,
    issues: Vec<Issue>,
}

struct Issue {
    id: String,
    title: String,
    points: String,
    says: String,
    changed: bool,
    options: Vec<Switch>,
}

struct Switch {
    text: String,
    breaks: String,
    to: String,
    chosen: bool,
    in_base: bool,
    each: Vec<Stand>,
}

struct Stand {
    party: String,
    line: String,
    class: &'static str,
    place: String,
}

struct Panel {
    party: String,
    status: String,
    class: &'static str,
    facts: Vec<(&'static str, String)>,
    /// Lines that are crossed, and those that may be.
    stops: Vec<Crossed>,
    may: Vec<Crossed>,
    delta: String,
}

/// A line of a party, with where it is from.
struct Crossed {
    words: String,
    to: String,
    whence: String,
}

struct Repair {
    words: String,
    to: String,
}

struct Variant {
    title: String,
    to: String,
    without: String,
    is_here: bool,
    each: Vec<(String, &'static str, String)>,
}

/// The lab as an address has it.
pub(crate) async fn show(
    house: &Arc<House>,
    held: &Arc<Held>,
    state: &Arc<State>,
    page: &'static Page,
    pairs: &Pairs,
    unsaved: Option<Unsaved>,
) -> Result<Response, Trouble> {
    let mut reading = Reading::of(pairs, house.viewer.as_deref())?;
    // Only what the viewer has: drafts and words too.
    let case = seen(&*state.case(&reading.assume)?, &reading)?;
    // A draft that is chosen and nothing changed in it is tried as it is.
    if reading.tried.is_empty() {
        let base = crate::asked::values(pairs, "draft").last().map(|it| (*it).to_owned());
        reading.tried.extend(base.map(|base| Tried { base, changes: Vec::new() }));
    }
    let around = |reading| Around { house, held, state, reading, page };
    if case.drafts.is_empty() {
        return Err(Trouble::missing("draft on record to change"));
    }
    let bench =
        match house.answer(held, state, &reading, &ask("lab", Vec::new())?, PATIENCE).await? {
            Ok(answer) => answer,
            Err(job) => return Ok(page::waiting(&around(&reading), &job)),
        };
    let options = table(&bench.finding, "choices")?;
    // The lens chose a draft where the address names none.
    if reading.tried.is_empty() {
        let base = text(options, 0, "try").and_then(|it| it.parse::<Tried>().ok());
        reading.tried.extend(base.map(|it| Tried { changes: Vec::new(), ..it }));
    }
    let Some(at_hand) = reading.tried.first().cloned() else {
        return Err(Trouble::missing("issue on record to change"));
    };
    let assess = assessed(&case, &reading)?;
    let found = match house.answer(held, state, &reading, &assess, PATIENCE).await? {
        Ok(answer) => answer,
        Err(job) => return Ok(page::waiting(&around(&reading), &job)),
    };
    let mut lab = lab(&around(&reading), (&case, &at_hand), &bench.finding, &found)?;
    let status = unsaved.as_ref().map_or(200, |it| it.why.status);
    if let Some(it) = unsaved {
        let words: Vec<String> = [vec![it.why.message], it.why.hints].concat();
        lab.notice = Some(format!("Not saved. {}", words.join(" ")));
        if let Some(save) = &mut lab.save {
            (save.id, save.title) = (it.id, it.title);
        }
    }
    let title = format!("Draft lab: {}", lab.title);
    let body = lab.render().unwrap_or_default();
    let said: Pairs = Vec::new();
    let mut response = page::own(&around(&reading), &title, body, &said);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    Ok(response)
}

/// The record as it is read, without what is tried out.
pub(crate) fn seen(case: &Case, reading: &Reading) -> Result<Case, Trouble> {
    let context = Context { tried: &[], ..reading.context(&Context::default()) };
    Ok(View::of(case, &context)?.case()?.clone())
}

/// The ids that variants have in answers, in their order: one without a change is the draft on record itself, with
/// what was answered to it.
pub(crate) fn tried_ids(case: &Case, reading: &Reading) -> Vec<String> {
    let ids = case.tried_ids(reading.tried.len());
    let id = |(it, id): (&Tried, Id)| match it.changes.is_empty() {
        true => it.base.clone(),
        false => id.as_str().to_owned(),
    };
    reading.tried.iter().zip(ids).map(id).collect()
}

/// Who would accept each variant, and the draft on record that the one at hand was made from.
pub(crate) fn assessed(case: &Case, reading: &Reading) -> Result<Asked, Trouble> {
    let mut asks: Vec<String> = tried_ids(case, reading);
    asks.extend(reading.tried.first().map(|it| it.base.clone()));
    ask("acceptance", vec![("draft", asks.join(","))])
}

/// What variants are called: the draft on record that each is made from, and how much is changed in it.
pub(crate) fn variants(case: &Case, tried: &[Tried]) -> Vec<String> {
    let title = |made: &Tried| {
        let base = case.find::<Draft>(&made.base);
        let title = base.map_or(made.base.clone(), |it| case.draft(it).title.clone());
        match made.changes.len() {
            0 => format!("{title}, as it is"),
            n => format!("{title}, {}", describe::counted(n, "change")),
        }
    };
    tried.iter().map(title).collect()
}

fn lab(
    around: &Around<'_>,
    (case, at_hand): (&Case, &Tried),
    bench: &Finding,
    found: &Answer,
) -> Result<Lab, Trouble> {
    let reading = around.reading;
    let fixed = around.house.viewer.as_deref();
    let to = |tried: Vec<Tried>| {
        let reading = Reading { tried, ..reading.clone() };
        around.to(around.page, None, &reading.pairs(fixed))
    };
    let others: Vec<Tried> = reading.tried.iter().skip(1).cloned().collect();
    let with = |first: Tried| to([first].into_iter().chain(others.clone()).collect());
    let base_title = case
        .find::<Draft>(&at_hand.base)
        .map_or(at_hand.base.clone(), |it| case.draft(it).title.clone());
    let label = |id: &str| {
        let party = case.find::<plenipo_record::case::party::Party>(id);
        party.map_or(id.to_owned(), |it| case.party(it).label().to_owned())
    };
    let options = table(bench, "choices")?;
    let stands = table(bench, "stands")?;
    let mut parties: Vec<String> = Vec::new();
    let mut each: BTreeMap<(String, String), Vec<Stand>> = BTreeMap::new();
    let mut outside: BTreeSet<String> = BTreeSet::new();
    for row in 0..stands.rows.len() {
        let party = id(stands, row, "party");
        if !parties.contains(&party) {
            parties.push(party.clone());
        }
        if is_yes(stands, row, "outside") {
            outside.insert(party.clone());
        }
        let (line, class) = state_of(stands.cell(row, "line"));
        let stand =
            Stand { party: label(&party), line, class, place: place(stands.cell(row, "place")) };
        each.entry((id(stands, row, "issue"), id(stands, row, "option"))).or_default().push(stand);
    }
    let mut groups: Vec<Group> = Vec::new();
    let issues = table(bench, "contents")?;
    for row in in_order(case, &at_hand.base, issues) {
        let issue = id(issues, row, "issue");
        let group = text(issues, row, "group").unwrap_or_default();
        if groups.last().is_none_or(|it| it.name != group) {
            groups.push(Group { name: group, issues: Vec::new() });
        }
        let of = (0..options.rows.len()).filter(|it| id(options, *it, "issue") == issue);
        let mut switches = Vec::new();
        for at in of {
            let key = (issue.clone(), id(options, at, "option"));
            let tried = text(options, at, "try").unwrap_or_default();
            let tried: Tried = tried.parse().map_err(|_| Trouble::missing("such option"))?;
            switches.push(Switch {
                text: text(options, at, "text").unwrap_or_default(),
                breaks: list(options.cell(at, "breaks")),
                to: with(tried),
                chosen: is_yes(options, at, "chosen"),
                in_base: is_yes(options, at, "in_base"),
                each: each.remove(&key).unwrap_or_default(),
            });
        }
        let (says, _) = state_of(issues.cell(row, "content"));
        let one = Issue {
            id: issue,
            title: text(issues, row, "title").unwrap_or_default(),
            points: text(issues, row, "points").unwrap_or_default(),
            says: if switches.iter().any(|it| it.chosen) { String::new() } else { says },
            changed: is_yes(issues, row, "changed"),
            options: switches,
        };
        if let Some(group) = groups.last_mut() {
            group.issues.push(one);
        }
    }
    let changes = at_hand.changes.len();
    let drafts = case.drafts.iter().rev().map(|it| DraftChoice {
        id: it.id().to_owned(),
        title: match it.state() {
            Life::Live => it.title.clone(),
            other => format!("{} ({})", it.title, other.word()),
        },
        is_chosen: it.id() == at_hand.base,
    });
    let ids = tried_ids(case, reading);
    let entry = |line: &Reference, party: &str| {
        let entry = entry_of(case, line, party)?;
        Some(around.to_named(&entry, &reading.pairs_on_record(fixed)))
    };
    let acceptance = table(&found.finding, "acceptance")?;
    let principals = parties.iter().filter(|it| !outside.contains(*it));
    let panel = principals.clone().map(|it| {
        panel(&found.finding, acceptance, (&ids[0], &at_hand.base), (it, &label(it)), &entry)
    });
    let titles = variants(case, &reading.tried);
    let variants = reading.tried.iter().enumerate().map(|(at, _)| {
        let mut rest = reading.tried.clone();
        let own = rest.remove(at);
        Variant {
            title: titles[at].clone(),
            to: to([own].into_iter().chain(rest.clone()).collect()),
            without: to(rest),
            is_here: at == 0,
            each: principals.clone().map(|it| answer_of(acceptance, &ids[at], it)).collect(),
        }
    });
    let variants: Vec<Variant> = variants.collect();
    let mut twice = reading.tried.clone();
    twice.insert(0, at_hand.clone());
    Ok(Lab {
        title: base_title.clone(),
        here: around.to(around.page, None, &[]),
        kept: reading.pairs_on_record(fixed),
        drafts: drafts.collect(),
        columns: parties.len().min(5),
        groups,
        panel: panel.collect(),
        joint: joint(&found.finding, &ids[0]),
        broken: broken(&found.finding, &ids[0]),
        against: against(&found.finding, &ids[0], &label),
        principals: principals.clone().map(|it| label(it)).collect(),
        distance: around.to_named("lab/distance", &reading.pairs(fixed)),
        picture: around.to_named("gains/frontier", &reading.pairs(fixed)),
        repair: around.to_named("lab/repair", &reading.pairs(fixed)),
        repair_page: amend_page(around, &ids[0]),
        as_it_is: (changes > 0).then(|| with(Tried { changes: Vec::new(), ..at_hand.clone() })),
        keep: (changes > 0 && reading.tried.len() < TRIED_MAX).then(|| to(twice)),
        variants: if variants.len() > 1 { variants } else { Vec::new() },
        parties: parties.iter().map(|it| label(it)).collect(),
        changes,
        save: (crate::enter::may(around.house, around.held, around.reading).is_ok() && changes > 0)
            .then(|| Save {
                to: format!("/c/{}/lab/save", around.held.slug),
                kept: reading.pairs(fixed),
                id: free(case, &at_hand.base),
                title: format!("{base_title}, with {}", describe::counted(changes, "change")),
            }),
        redline: (changes > 0).then(|| redline(around, at_hand)),
        state: case.find::<Draft>(&at_hand.base).and_then(|it| state_told(case.draft(it))),
        notice: None,
    })
}

/// The rows of the issues in the order of the record; where it gives none, in that of the draft's points. Those of one
/// group follow each other.
fn in_order(case: &Case, draft: &str, issues: &Table) -> Vec<usize> {
    let points = case.find::<Draft>(draft).map_or(&[][..], |it| &case.draft(it).points);
    let place = |row: usize| {
        let it = case.issue(case.find::<Issue_>(&id(issues, row, "issue"))?);
        let at = case.issues.iter().position(|of| std::ptr::eq(of, it))?;
        let settles = |of: &plenipo_record::case::draft::Point| {
            let sets = of.sets.iter().map(|it| it.0).chain(of.among.iter().map(|it| it.0));
            sets.chain(of.leaves_open.iter().copied()).any(|it| it.get() == at)
        };
        let order = it.order.unwrap_or(i64::MAX);
        Some((order, points.iter().position(settles).unwrap_or(usize::MAX)))
    };
    let mut rows: Vec<usize> = (0..issues.rows.len()).collect();
    rows.sort_by_key(|row| place(*row).unwrap_or((i64::MAX, usize::MAX)));
    let groups: Vec<String> =
        rows.iter().map(|row| text(issues, *row, "group").unwrap_or_default()).collect();
    let mut firsts: Vec<(usize, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let first = groups.iter().position(|it| *it == groups[at]).unwrap_or(at);
        firsts.push((first, *row));
    }
    firsts.sort_by_key(|it| it.0);
    firsts.into_iter().map(|it| it.1).collect()
}

/// Where the draft at hand is shown against the one that it was made from, as a file with tracked changes.
fn redline(around: &Around<'_>, at_hand: &Tried) -> String {
    let reading = Reading { tried: vec![at_hand.clone()], ..around.reading.clone() };
    around.to_named("lab/redline", &reading.pairs(around.house.viewer.as_deref()))
}

/// That a draft is no longer live, and since when: whoever changes it should know.
fn state_told(draft: &Draft) -> Option<String> {
    let state = draft.state();
    let since = draft.life.iter().max_by_key(|it| it.from).map(|it| it.from);
    let since = since.map_or(String::new(), |it| format!(" since {}", spoken(&it.to_string())));
    (state != Life::Live).then(|| format!("This text is {}{since}.", state.word()))
}

/// A name that no draft has, for what is made of `base`.
fn free(case: &Case, base: &str) -> String {
    let base: String = base.chars().take(48).collect();
    let names = (1..).map(|n| match n {
        1 => format!("{base}-changed"),
        n => format!("{base}-changed-{n}"),
    });
    let mut free = names.filter(|it| case.find::<Draft>(it).is_none());
    free.next().unwrap_or_default()
}

/// A question of the lab.
pub(crate) fn ask(lens: &'static str, set: Vec<(&'static str, String)>) -> Result<Asked, Trouble> {
    let lens = named(lens).ok_or_else(|| Trouble::missing("such question"))?;
    let set: Pairs = set.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Asked::of(lens, &[], &set)
}

/// The page of the smallest change, for who has no script.
fn amend_page(around: &Around<'_>, draft: &str) -> String {
    let mut pairs = around.reading.pairs(around.house.viewer.as_deref());
    pairs.push(("draft".to_owned(), draft.to_owned()));
    around.to_named("gains/amend", &pairs)
}

#[derive(Template)]
#[template(path = "repair.html")]
struct Repairs {
    said: String,
    repairs: Vec<Repair>,
    /// Where to look again, where it is not there yet.
    again: Option<String>,
}

/// The smallest changes to the draft at hand, for the lab to put in.
pub(crate) async fn repair(
    house: &Arc<House>,
    held: &Arc<Held>,
    state: &Arc<State>,
    page: &'static Page,
    pairs: &Pairs,
) -> Result<String, Trouble> {
    let reading = Reading::of(pairs, house.viewer.as_deref())?;
    let case = seen(&*state.case(&reading.assume)?, &reading)?;
    let at_hand = reading.tried.first().cloned().ok_or_else(|| Trouble::missing("such draft"))?;
    let draft = tried_ids(&case, &reading).swap_remove(0);
    let asked = ask("amend", vec![("draft", draft), ("steps", "lines".to_owned())])?;
    let found = house.answer(held, state, &reading, &asked, 5 * PATIENCE).await;
    let around = Around { house, held, state, reading: &reading, page };
    let fixed = house.viewer.as_deref();
    let others: Vec<Tried> = reading.tried.iter().skip(1).cloned().collect();
    let with = |first: Tried| {
        let tried = [first].into_iter().chain(others.clone()).collect();
        let reading = Reading { tried, ..reading.clone() };
        around.to(page, None, &reading.pairs(fixed))
    };
    let again =
        matches!(found, Ok(Err(_))).then(|| around.to_named("lab/repair", &reading.pairs(fixed)));
    let (repairs, said) = repairs(&case, found, &at_hand, &with);
    Ok(Repairs { said, repairs, again }.render().unwrap_or_default())
}

/// The smallest changes that leave no line crossed, each as a draft to try out.
fn repairs(
    case: &Case,
    found: Result<Result<Arc<Answer>, Arc<Job>>, Trouble>,
    at_hand: &Tried,
    with: &impl Fn(Tried) -> String,
) -> (Vec<Repair>, String) {
    let answer = match found {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => {
            return (Vec::new(), "Being worked out.".to_owned());
        }
        Err(why) => return (Vec::new(), why.message),
    };
    let finding = &answer.finding;
    let said = finding.headline.clone();
    let Ok(table) = table(finding, "amendments") else { return (Vec::new(), said) };
    let mut sets: BTreeMap<u64, (Vec<String>, Tried)> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let Some(Cell::Count(set)) = table.cell(row, "set") else { continue };
        let (issue, option) = (id(table, row, "issue"), id(table, row, "to"));
        if issue.is_empty() || option.is_empty() {
            continue;
        }
        let Some(at) = case.find::<Issue_>(&issue) else { continue };
        let of = case.issue(at);
        let words =
            of.option(&option).map_or(option.clone(), |it| of.options[it.get()].text.clone());
        let title = &of.title;
        let entry = sets.entry(*set).or_insert_with(|| (Vec::new(), at_hand.clone()));
        entry.0.push(format!("{title}: {words}"));
        entry.1.changes.retain(|(it, _)| *it != issue);
        entry.1.changes.push((issue, option));
    }
    let shown = sets.into_values().take(6);
    let repairs = shown.map(|(words, tried)| Repair { words: words.join("; "), to: with(tried) });
    (repairs.collect(), said)
}

/// What a party answers to the draft at hand, and what changed against the draft it was made from.
fn panel(
    finding: &Finding,
    acceptance: &Table,
    (draft, base): (&str, &str),
    (party, label): (&str, &str),
    entry: &impl Fn(&Reference, &str) -> Option<String>,
) -> Panel {
    let row = |of: &str| {
        (0..acceptance.rows.len()).find(|row| {
            id(acceptance, *row, "draft") == of && id(acceptance, *row, "party") == party
        })
    };
    let number =
        |row: Option<usize>, column: &str| match row.and_then(|it| acceptance.cell(it, column)) {
            Some(Cell::Number(it)) => Some(*it),
            _ => None,
        };
    let (now, before) = (row(draft), row(base));
    let (status, class) = state_of(now.and_then(|it| acceptance.cell(it, "status")));
    let range = |low: &str, high: &str| match (number(now, low), number(now, high)) {
        (Some(low), Some(high)) => format!("{low:.2}–{high:.2}"),
        _ => "no figure".to_owned(),
    };
    let crossed = |of: &str, verdict: &str| match table(finding, "lines") {
        Ok(lines) => (0..lines.rows.len())
            .filter(|row| id(lines, *row, "draft") == of && id(lines, *row, "party") == party)
            .filter(|row| state_of(lines.cell(*row, "verdict")).0 == verdict)
            .count(),
        Err(_) => 0,
    };
    let told = |verdict: &str| match table(finding, "lines") {
        Ok(lines) => (0..lines.rows.len())
            .filter(|row| id(lines, *row, "draft") == draft && id(lines, *row, "party") == party)
            .filter(|row| state_of(lines.cell(*row, "verdict")).0 == verdict)
            .map(|row| crossed_line(lines, row, entry))
            .collect(),
        Err(_) => Vec::new(),
    };
    let (c, m) = (crossed(draft, "crossed"), crossed(draft, "may be crossed"));
    let unclear = crossed(draft, "unclear");
    let lines = format!("{c} crossed, {m} may be, {unclear} unclear");
    let mut delta = Vec::new();
    let was = crossed(base, "crossed");
    if was != c {
        delta.push(format!("lines crossed {was} → {c}"));
    }
    let old = state_of(before.and_then(|it| acceptance.cell(it, "status"))).0;
    if old != status && !old.is_empty() {
        delta.push(format!("{old} → {status}"));
    }
    Panel {
        party: label.to_owned(),
        status,
        class,
        facts: vec![
            ("Lines", lines),
            ("Worth", range("worth_low", "worth_high")),
            ("Chance", range("accept_low", "accept_high")),
        ],
        stops: told("crossed"),
        may: told("may be crossed"),
        delta: delta.join("; "),
    }
}

/// A line in its words, with who said it and when, and on what footing.
fn crossed_line(
    lines: &Table,
    row: usize,
    entry: &impl Fn(&Reference, &str) -> Option<String>,
) -> Crossed {
    let to = match lines.cell(row, "line") {
        Some(Cell::Ref(it)) => entry(it, &id(lines, row, "party")),
        _ => None,
    };
    let whence = ["by", "date", "grade"].into_iter();
    let whence = whence.filter_map(|it| lines.cell(row, it)?.in_words());
    Crossed {
        words: text(lines, row, "words").unwrap_or_else(|| id(lines, row, "line")),
        to: to.unwrap_or_default(),
        whence: spoken(&whence.collect::<Vec<_>>().join(", ")),
    }
}

/// The entry of a line. One that was stated several times goes by the name of its thread: then that of its latest
/// statement.
fn entry_of(case: &Case, line: &Reference, party: &str) -> Option<String> {
    match line.to {
        Target::Record(kind) => {
            (!line.id.is_empty()).then(|| format!("record/{}/{}", kind.table(), line.id))
        }
        Target::Line => {
            let party = case.find(party)?;
            let of = |it: &&RedLine| it.party == party && it.thread.as_deref() == Some(&*line.id);
            let stated = case.red_lines.iter().filter(of);
            let latest = stated.max_by_key(|it| it.date)?;
            let id = latest.meta.id.as_ref()?;
            Some(format!("record/{}/{}", Kind::RedLine.table(), id.as_str()))
        }
        _ => None,
    }
}

fn answer_of(acceptance: &Table, draft: &str, party: &str) -> (String, &'static str, String) {
    let row = (0..acceptance.rows.len()).find(|row| {
        id(acceptance, *row, "draft") == draft && id(acceptance, *row, "party") == party
    });
    let (status, class) = state_of(row.and_then(|it| acceptance.cell(it, "status")));
    let number = |column: &str| match row.and_then(|it| acceptance.cell(it, column)) {
        Some(Cell::Number(it)) => Some(*it),
        _ => None,
    };
    let worth = match (number("worth_low"), number("worth_high")) {
        (Some(low), Some(high)) => format!("worth {low:.2}–{high:.2}"),
        _ => String::new(),
    };
    (status, class, worth)
}

/// The rules that the draft is known to break, in words.
fn broken(finding: &Finding, draft: &str) -> Vec<String> {
    let Some(table) = finding.table("rules_broken") else { return Vec::new() };
    let of = (0..table.rows.len()).filter(|row| id(table, *row, "draft") == draft);
    let of = of.filter(|row| state_of(table.cell(*row, "verdict")).1 == "stop");
    of.filter_map(|row| text(table, row, "words").or_else(|| text(table, row, "rule"))).collect()
}

/// Those outside the room whose line the draft crosses, or who rejected it.
fn against(finding: &Finding, draft: &str, label: &impl Fn(&str) -> String) -> Vec<String> {
    let Some(table) = finding.table("outside") else { return Vec::new() };
    let of = (0..table.rows.len()).filter(|row| id(table, *row, "draft") == draft);
    let of = of.filter_map(|row| {
        let capacity = id(table, row, "capacity").replace('-', " ");
        let crosses = list(table.cell(row, "crosses"));
        let (answer, class) = state_of(table.cell(row, "answer"));
        let said = match (crosses.is_empty(), class) {
            (false, _) => format!("its line is crossed ({crosses})"),
            (true, "stop") => answer,
            (true, _) => return None,
        };
        Some(format!("{} ({capacity}): {said}", label(&id(table, row, "party"))))
    });
    of.collect()
}

fn joint(finding: &Finding, draft: &str) -> Option<(String, &'static str)> {
    let table = table(finding, "joint").ok()?;
    let row = (0..table.rows.len()).find(|row| id(table, *row, "draft") == draft)?;
    Some(state_of(table.cell(row, "status")))
}

fn table<'f>(finding: &'f Finding, of: &str) -> Result<&'f Table, Trouble> {
    finding.table(of).ok_or_else(|| Trouble::new(500, "An answer lacks what the lab shows."))
}

fn is_yes(table: &Table, row: usize, column: &str) -> bool {
    text(table, row, column).is_some_and(|it| it == "yes")
}

/// `2nd`, `1st–3rd`; nothing where no order is on record.
fn place(cell: Option<&Cell>) -> String {
    let ordinal = |it: f64| describe::ordinal(it as usize);
    match cell {
        Some(Cell::Range { low: Some(best), high: Some(worst) }) if best == worst => ordinal(*best),
        Some(Cell::Range { low: Some(best), high: Some(worst) }) => {
            format!("{}–{}", ordinal(*best), ordinal(*worst))
        }
        _ => String::new(),
    }
}
