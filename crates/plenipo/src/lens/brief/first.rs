//! The first page: five lines, the meeting, the open issues, three questions.

use jiff::civil::Date;

use crate::case::Case;
use crate::case::contents::{Content, How, contents};
use crate::case::describe;
use crate::case::draft::Draft;
use crate::case::id::Ix;
use crate::case::issue::Issue;
use crate::case::lines::{Line, Stated, Verdict, standing};
use crate::case::meeting::Meeting;
use crate::case::meta::Basis;
use crate::case::party::Party;
use crate::case::position::AnswerTo;
use crate::finding::Finding;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::Cell;
use crate::lens::record::matrix::holding;
use crate::lens::record::{conflicts, meetings, unknowns};

/// The most open issues on the page.
const ISSUES_MAX: usize = 5;

/// The most drafts quoted on an issue.
const DRAFTS_MAX: usize = 4;

/// The next planned meeting, or the latest one that was held.
fn meeting(case: &Case, day: Option<Date>) -> Option<&Meeting> {
    let planned = |it: &&Meeting| meetings::state(it, day) == "planned";
    let ahead = |it: &&Meeting| it.date.zip(day).is_none_or(|(date, day)| date >= day);
    case.meetings
        .iter()
        .filter(planned)
        .find(ahead)
        .or_else(|| case.meetings.iter().rev().find(|it| meetings::state(it, day) == "held"))
}

/// The drafts the page is about: carried to the meeting, else live; latest first.
fn drafts(case: &Case, day: Option<Date>) -> Vec<Ix<Draft>> {
    let mut list: Vec<Ix<Draft>> = meeting(case, day)
        .map(|it| it.carries.iter().map(|it| it.draft).collect())
        .unwrap_or_default();
    for place in (0..case.drafts.len()).rev() {
        let ix = Ix::new(place);
        if case.drafts[place].is_live() && !list.contains(&ix) {
            list.push(ix);
        }
    }
    list
}

/// The state of play in at most five lines; the first is the headline.
pub(super) fn five_lines(case: &Case, day: Option<Date>, assessed: &Finding) -> Vec<String> {
    let mut lines = vec![match meeting(case, day) {
        Some(it) if meetings::state(it, day) == "planned" => {
            let purpose = it.agenda.join("; ");
            let colon = if purpose.is_empty() { "" } else { ": " };
            format!("Next: {}{colon}{purpose}.", meetings::heading(case, it))
        }
        Some(it) => format!("Latest meeting: {}.", meetings::heading(case, it)),
        None => "No meeting is on record.".to_owned(),
    }];
    lines.extend(by_party(case, assessed));
    let held = case.meetings.iter().rev().find(|it| meetings::state(it, day) == "held");
    let came_to = held.and_then(|it| {
        let gist = it.log.iter().rev().find_map(|it| it.gist.clone().or(it.words.clone()))?;
        Some(format!("{}: {gist}.", meetings::heading(case, it)))
    });
    lines.extend(came_to);
    let conflicts = conflicts::conflicts(case);
    if !conflicts.is_empty() {
        let about: Vec<String> = conflicts.iter().take(3).map(|it| it.about.clone()).collect();
        let more = if conflicts.len() > 3 {
            format!("; and {} more", conflicts.len() - 3)
        } else {
            String::new()
        };
        lines.push(format!("In conflict on the record: {}{more}.", about.join("; ")));
    }
    let content = unknowns::unknowns(case).into_iter().filter(|it| it.kind == "content");
    let unread: Vec<String> = content.map(|it| it.text).collect();
    if let Some(first) = unread.first() {
        lines.push(format!("Not known: {first}."));
    }
    lines.truncate(5);
    lines
}

/// One line for all parties: which drafts stand how with each, gravest first.
fn by_party(case: &Case, assessed: &Finding) -> Option<String> {
    let table = assessed.table("acceptance")?;
    let text = |row: usize, id: &str| table.cell(row, id).and_then(Cell::as_text).unwrap_or("");
    let mut parties: Vec<&str> = Vec::new();
    for row in 0..table.rows.len() {
        if !parties.contains(&text(row, "party")) {
            parties.push(text(row, "party"));
        }
    }
    let said = parties.iter().map(|party| {
        let states = ["refused", "conflict", "blocked", "open", "accepted", "undetermined"];
        let each = states.iter().filter_map(|state| {
            let is = |row: &usize| text(*row, "party") == *party && text(*row, "status") == *state;
            let drafts: Vec<String> =
                (0..table.rows.len()).filter(is).map(|row| text(row, "draft").to_owned()).collect();
            (!drafts.is_empty()).then(|| format!("{state}: {}", drafts.join(", ")))
        });
        let name = case.find::<Party>(party).map_or(*party, |ix| case.party(ix).label());
        format!("for {name} {}", each.collect::<Vec<_>>().join("; "))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("Drafts {}.", said.join(" — ")))
}

/// An issue with what is at stake on it.
struct Open {
    issue: Ix<Issue>,
    /// Lines that some draft crosses or may cross on it.
    crossed: usize,
    maybe: usize,
    /// Newest date of those lines.
    newest: Option<Date>,
    /// Whether two drafts on the page differ on it.
    differs: bool,
}

/// Issues on which the drafts meet lines or differ, gravest first.
fn open_issues(case: &Case, drafts: &[(Ix<Draft>, Vec<Content>)], lines: &[Line]) -> Vec<Open> {
    let mut open: Vec<Open> = (0..case.issues.len())
        .map(Ix::new)
        .map(|issue| {
            let mut it = Open { issue, crossed: 0, maybe: 0, newest: None, differs: false };
            for line in lines {
                let verdicts = drafts.iter().map(|(_, contents)| line.judge_on(issue, contents));
                let worst = verdicts.max().unwrap_or(Verdict::Respected);
                match worst {
                    Verdict::Crossed => it.crossed += 1,
                    Verdict::MayBeCrossed => it.maybe += 1,
                    _ => continue,
                }
                it.newest = it.newest.max(line.date);
            }
            let mut settled: Vec<_> =
                drafts.iter().filter_map(|(_, it2)| it2[issue.get()].possible.single()).collect();
            settled.sort_unstable();
            settled.dedup();
            it.differs = settled.len() > 1;
            it
        })
        .filter(|it| it.crossed + it.maybe > 0 || it.differs)
        .collect();
    open.sort_by(|a, b| {
        (b.crossed, b.maybe, b.newest, b.differs).cmp(&(a.crossed, a.maybe, a.newest, a.differs))
    });
    open
}

pub(super) fn page(case: &Case, day: Option<Date>, lines: &[String]) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, "In five lines")];
    blocks.extend(lines.iter().map(|it| Block::item(it.clone())));
    if let Some(it) = meeting(case, day) {
        let state = meetings::state(it, day);
        blocks.push(Block::heading(1, format!("The meeting ({state})")));
        blocks.push(Block::Para(Text::default().strong(meetings::heading(case, it))));
        blocks.extend(meetings::particulars(case, it, day));
        let grade = describe::footing(case, &it.meta);
        blocks.push(Block::Para(Text::default().quiet(grade)));
    }
    let parties = case.signatories();
    let standing_of: Vec<(Ix<Party>, Vec<Line>)> =
        parties.iter().map(|it| (*it, standing(case, *it))).collect();
    let all_lines: Vec<Line> = standing_of.iter().flat_map(|(_, it)| it.clone()).collect();
    let drafts: Vec<(Ix<Draft>, Vec<Content>)> =
        drafts(case, day).into_iter().map(|ix| (ix, contents(case, case.draft(ix)))).collect();
    let open = open_issues(case, &drafts, &all_lines);
    let shown = pick(&open, &standing_of);
    blocks.push(Block::heading(1, "Open issues"));
    if shown.is_empty() {
        blocks.push(Block::para("No draft meets a recorded line, and no two differ."));
    }
    of_any_text(case, &mut blocks);
    for issue in &shown {
        open_issue(case, *issue, &drafts, &standing_of, &mut blocks);
    }
    blocks.push(Block::Up);
    if open.len() > shown.len() {
        blocks.push(Block::Para(Text::default().quiet(format!(
            "{} more issues on which drafts meet lines or differ: see `show --what matrix` and the annex.",
            open.len() - shown.len()
        ))));
    }
    blocks.push(Block::heading(1, "Three questions to ask"));
    blocks.extend(questions(case, &drafts, &all_lines, &shown).into_iter().map(Block::item));
    blocks
}

/// At most [`ISSUES_MAX`] issues; of those on which exactly the same lines stand only the first,
/// until every quarrel has had its place.
fn pick(open: &[Open], standing_of: &[(Ix<Party>, Vec<Line>)]) -> Vec<Ix<Issue>> {
    // The lines that stand on an issue, whatever options they name there.
    let quarrel = |issue: Ix<Issue>| -> Vec<Stated> {
        let lines = standing_of.iter().flat_map(|(_, lines)| lines);
        let on = |line: &&Line| {
            let mut named = line.rules_out.iter().chain(&line.unclear);
            named.any(|(it, _)| *it == issue)
        };
        lines.filter(on).map(|line| line.stated).collect()
    };
    let mut shown: Vec<Ix<Issue>> = Vec::new();
    let mut seen: Vec<Vec<Stated>> = Vec::new();
    for it in open {
        let this = quarrel(it.issue);
        if !this.is_empty() && !seen.contains(&this) {
            seen.push(this);
            shown.push(it.issue);
        }
    }
    for it in open {
        if !shown.contains(&it.issue) {
            shown.push(it.issue);
        }
    }
    shown.truncate(ISSUES_MAX);
    shown
}

/// What principals answered to every text at once, which no issue below shows.
fn of_any_text(case: &Case, blocks: &mut Vec<Block>) {
    for party in case.signatories() {
        let answer =
            case.answers.iter().rev().find(|it| it.party == party && it.to == AnswerTo::AnyText);
        let Some(answer) = answer else { continue };
        let mut text = Text::default()
            .strong(case.party(party).label())
            .and(format!(", of any text: {}", answer.answer.word()));
        if let Some(words) = &answer.words {
            text = text.and(" — ").quote(words.clone());
        }
        let mut footing = Vec::new();
        footing.extend(answer.by.as_ref().map(|by| case.speaker(by)));
        footing.extend(answer.audience.map(|it| it.word().to_owned()));
        footing.extend(answer.date.map(|date| answer.meta.date_is.show(date)));
        footing.push(describe::footing(case, &answer.meta));
        text = text.quiet(format!(" [{}]", footing.join(", ")));
        blocks.push(Block::Item(Item { mark: Mark::Maybe, text, under: Vec::new() }));
    }
}

fn open_issue(
    case: &Case,
    issue: Ix<Issue>,
    drafts: &[(Ix<Draft>, Vec<Content>)],
    standing_of: &[(Ix<Party>, Vec<Line>)],
    blocks: &mut Vec<Block>,
) {
    blocks.push(Block::heading(2, case.issue(issue).title.clone()));
    let mut unread = Vec::new();
    let mut shown = 0;
    for (ix, contents) in drafts {
        let draft = case.draft(*ix);
        let content = &contents[issue.get()];
        if content.how == How::Unknown {
            unread.push(draft.id().to_owned());
            continue;
        }
        if shown == DRAFTS_MAX {
            continue;
        }
        shown += 1;
        let points = describe::points(draft, content);
        let point = if points.is_empty() { String::new() } else { format!(" (point {points})") };
        let words = content
            .points
            .first()
            .and_then(|it| draft.points[*it].text.clone())
            .filter(|_| content.points.len() == 1);
        let mut text = Text::default()
            .strong(format!("{}{point}", draft.id()))
            .and(format!(": {}", describe::says(case, issue, content)));
        // What nobody said of the text, but the record's keepers concluded.
        let concluded =
            |it: &usize| matches!(draft.points[*it].meta.basis, Basis::Inferred | Basis::Assumed);
        // What narrows a text may be concluded beside something that was said of it.
        let by = match content.how {
            How::Narrowed => content.points.iter().find(|it| concluded(it)),
            _ => content.points.first().filter(|_| content.points.iter().all(concluded)),
        };
        if let Some(by) = by {
            text = text.quiet(format!(" ({})", draft.points[*by].meta.basis.word()));
        }
        if let Some(words) = words {
            text = text.and(" — ").quote(words);
        }
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }));
    }
    if !unread.is_empty() {
        blocks.push(Block::Item(Item {
            mark: Mark::Unknown,
            text: Text::plain(format!("Not known here: {}", describe::listed(&unread))),
            under: Vec::new(),
        }));
    }
    for (party, lines) in standing_of {
        let name = case.party(*party).label();
        let held = holding(case, *party, lines, issue);
        if held.is_empty() {
            blocks.push(Block::Item(Item {
                mark: Mark::Unknown,
                text: Text::default().strong(name).and(": nothing on record"),
                under: Vec::new(),
            }));
            continue;
        }
        // The newest line that rules something out says where the party stands, else the newest;
        // the others are in the matrix.
        let more = (held.lines.len() + held.positions.len()).saturating_sub(1);
        let ruling = lines
            .iter()
            .filter(|it| {
                !it.rules_out_on(issue).is_empty() || it.unclear.iter().any(|(on, _)| *on == issue)
            })
            .position(|it| !it.rules_out_on(issue).is_empty());
        let mark = match (held.lines.is_empty(), ruling) {
            (true, _) => Mark::Plain,
            (false, Some(_)) => Mark::Stop,
            (false, None) => Mark::Unknown,
        };
        let line = held.lines.get(ruling.unwrap_or(0));
        if let Some(first) = line.or(held.positions.first()) {
            let mut text = Text::default().strong(name).and(": ").then(first.clone());
            if more > 0 {
                text = text.quiet(format!(" (and {more} more)"));
            }
            blocks.push(Block::Item(Item { mark, text, under: Vec::new() }));
        }
    }
}

/// Three questions whose answers would settle most: what an unread text says where a line stands,
/// what an undisclosed understanding settles, and where a party without a recorded position stands.
fn questions(
    case: &Case,
    drafts: &[(Ix<Draft>, Vec<Content>)],
    lines: &[Line],
    shown: &[Ix<Issue>],
) -> Vec<String> {
    let mut asked = Vec::new();
    for (ix, contents) in drafts {
        let issues: Vec<String> = (0..case.issues.len())
            .map(Ix::new)
            .filter(|issue| {
                lines.iter().any(|it| it.judge_on(*issue, contents) == Verdict::MayBeCrossed)
            })
            .map(|issue| case.issue(issue).title.clone())
            .collect();
        if !issues.is_empty() {
            let named: Vec<String> = issues.iter().take(4).cloned().collect();
            asked.push(format!(
                "What does {} (“{}”) say on {}? A recorded line stands there.",
                case.draft(*ix).id(),
                case.draft(*ix).title,
                describe::listed(&named)
            ));
            break;
        }
    }
    for it in &case.understandings {
        let Some(conflict) = conflicts::contested(case, it) else { continue };
        asked.push(format!(
            "What, in writing, does each side hold to be settled by {}?",
            conflict.about
        ));
        break;
    }
    for party in case.signatories() {
        let lines = standing(case, party);
        let silent: Vec<String> = shown
            .iter()
            .filter(|issue| holding(case, party, &lines, **issue).is_empty())
            .map(|issue| case.issue(*issue).title.clone())
            .collect();
        if !silent.is_empty() {
            let named: Vec<String> = silent.iter().take(3).cloned().collect();
            asked.push(format!(
                "Where does {} stand on {}? Nothing of it is on record.",
                case.party(party).name,
                describe::listed(&named)
            ));
        }
    }
    for party in case.signatories() {
        if crate::preference::reservation::Reservation::of(case, party).is_none() {
            asked.push(format!(
                "What does {} have if there is no deal, in its own view?",
                case.party(party).name
            ));
        }
    }
    asked.truncate(3);
    asked
}
