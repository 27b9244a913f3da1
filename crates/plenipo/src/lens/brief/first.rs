//! The first page: five lines, the meeting, the open issues, three questions.

use jiff::civil::Date;

use crate::finding::block::{Block, Item, Mark, Text};
use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::AcceptanceAnswer;
use crate::lens::acceptance::assess::{Assessment, is_set_aside};
use crate::lens::acceptance::figures::unsaid;
use crate::lens::acceptance::model::Model;
use crate::lens::acceptance::tables::{Said, undisclosed};
use crate::lens::acceptance::tested::with_tested;
use crate::lens::record;
use crate::lens::record::conflicts::RecordConflict;
use crate::lens::record::matrix::{Does, bracketed, holding, line_footing};
use crate::lens::record::unknowns::UnknownKind;
use crate::lens::record::{conflicts, meetings, unknowns};
use crate::lens::setting::Word;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, How, contents};
use plenipo_record::case::describe::{self, Names};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::held::Held;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Line, Stated, Verdict, standing};
use plenipo_record::case::meeting::{Became, LogState, Meeting};
use plenipo_record::case::meta::Basis;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer as AnswerOnRecord, AnswerTo, Salience};

/// The most open issues on the page.
const ISSUES_MAX: usize = 5;

/// The most drafts quoted on an issue.
const DRAFTS_MAX: usize = 4;

/// The next planned meeting, or the latest one that was held.
fn meeting(case: &Case, day: Option<Date>) -> Option<&Meeting> {
    let planned = |it: &&Meeting| meetings::state(it, day) == Became::Planned;
    let ahead = |it: &&Meeting| it.date.zip(day).is_none_or(|(date, day)| date >= day);
    case.meetings
        .iter()
        .filter(planned)
        .find(ahead)
        .or_else(|| case.meetings.iter().rev().find(|it| meetings::state(it, day) == Became::Held))
}

/// The drafts the page is about: carried to the meeting, else live; latest first.
fn drafts(case: &Case, day: Option<Date>) -> Vec<Ix<Draft>> {
    // What was carried to a meeting and has been overtaken since is no text to ask about.
    let mut list: Vec<Ix<Draft>> = meeting(case, day)
        .map(|it| it.carries.iter().map(|it| it.draft).collect())
        .unwrap_or_default();
    list.retain(|it| case.draft(*it).is_live());
    for place in (0..case.drafts.len()).rev() {
        let ix = Ix::new(place);
        if case.drafts[place].is_live() && !list.contains(&ix) {
            list.push(ix);
        }
    }
    list
}

/// The state of play in at most five lines; the first is the headline.
pub(super) fn five_lines(
    case: &Case,
    day: Option<Date>,
    assessed: &AcceptanceAnswer<'_>,
) -> Vec<String> {
    let ahead = meeting(case, day).filter(|it| meetings::state(it, day) == Became::Planned);
    let held = case.meetings.iter().rev().find(|it| meetings::state(it, day) == Became::Held);
    let latest = held.map(|it| {
        // What came of it, else what is told of its having been held.
        let told = |is| it.log.iter().rev().filter(move |it| it.is == is);
        let told = told(LogState::Result).chain(told(LogState::Held));
        let said = told.filter_map(|it| it.gist.clone().or(it.words.clone())).next();
        let said = said.unwrap_or_else(|| "what came of it is not on record".to_owned());
        describe::sentence(&format!("Latest meeting held: {}: {said}", meetings::heading(case, it)))
    });
    let mut lines = Vec::new();
    lines.extend(ahead.map(|it| {
        let purpose = it.agenda.join("; ");
        let colon = if purpose.is_empty() { "" } else { ": " };
        describe::sentence(&format!("Next: {}{colon}{purpose}", meetings::heading(case, it)))
    }));
    if ahead.is_none() {
        lines.push(latest.clone().unwrap_or_else(|| "No meeting is on record.".to_owned()));
    }
    lines.extend(of_all_texts(case));
    lines.extend(by_party(assessed));
    lines.extend(latest.filter(|_| ahead.is_some()));
    let content = unknowns::unknowns(case).into_iter().find(|it| it.kind == UnknownKind::Content);
    let mut last: Vec<String> = Vec::new();
    last.extend(content.map(|it| format!("Not known: {}.", it.text)));
    let conflicts = live_conflicts(case);
    if !conflicts.is_empty() {
        let about: Vec<String> = conflicts.iter().take(2).map(|it| it.about.clone()).collect();
        let more = match conflicts.len() - about.len() {
            0 => String::new(),
            n => format!("; and {n} more"),
        };
        last.push(format!("In conflict: {}{more}.", about.join("; ")));
    }
    if !last.is_empty() {
        lines.push(last.join(" "));
    }
    lines
}

/// Conflicts but for those about texts that are no longer on the table.
pub(super) fn live_conflicts(case: &Case) -> Vec<RecordConflict> {
    let mut all = conflicts::conflicts(case);
    all.retain(|it| it.of.is_none_or(|draft| case.draft(draft).is_live()));
    all
}

/// One line for what principals said of every text at once: it bears on whatever is carried next.
fn of_all_texts(case: &Case) -> Option<String> {
    let said: Vec<String> = case
        .signatories()
        .into_iter()
        .filter_map(|party| {
            let mut parts = Vec::new();
            parts.extend(to_any_text(case, party).map(|it| {
                let by = it.by.as_ref().map(|by| case.speaker(by));
                let from = from(by, it.date.map(|date| it.meta.date_is.show(date)));
                format!("{}{from}", describe::spoken(it.answer.word()))
            }));
            parts.extend(undisclosed(case, party).into_iter().map(|(place, claim)| {
                let it = &case.understandings[place];
                let said = Said::of_claim(case, place, claim);
                let at = RecordRef::new(Kind::Understanding, place);
                let title = describe::in_one_line(case, at);
                let of = it.date.map(|date| it.meta.date_is.show(date));
                let of = of.map(|date| format!(" of {date}")).unwrap_or_default();
                format!(
                    "calls binding: {title}{of}, not disclosed{}",
                    from(said.by, said.date.map(|it| said.date_is.show(it)))
                )
            }));
            let name = case.party(party).label();
            (!parts.is_empty()).then(|| format!("{name}: {}", parts.join("; ")))
        })
        .collect();
    (!said.is_empty()).then(|| format!("Of any text, {}.", said.join(" — ")))
}

/// ` (Vladimir Putin, before 2025-12-01)`
fn from(by: Option<String>, date: Option<String>) -> String {
    let parts: Vec<String> = by.into_iter().chain(date).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// The latest answer of a party to every text at once.
fn to_any_text(case: &Case, party: Ix<Party>) -> Option<&AnswerOnRecord> {
    case.answers.iter().rev().find(|it| it.party == party && it.to == AnswerTo::AnyText)
}

/// The answers in the order in which they are told, gravest first.
const GRAVEST_FIRST: [Acceptance; 6] = [
    Acceptance::Refused,
    Acceptance::Conflict,
    Acceptance::Blocked,
    Acceptance::Open,
    Acceptance::Accepted,
    Acceptance::Undetermined,
];

/// One line for all parties: which drafts stand how with each, gravest first.
fn by_party(assessed: &AcceptanceAnswer<'_>) -> Option<String> {
    let case = assessed.case;
    let of_party = |(place, model): (usize, &Model)| {
        let each = GRAVEST_FIRST.iter().flat_map(|status| [(status, true), (status, false)]);
        let each = each.filter_map(|(status, over_a_line)| {
            // Open alone sounds like good news.
            let over = |it: &Assessment| {
                it.status == Acceptance::Open && it.verdicts.contains(&Verdict::Crossed)
            };
            let drafts: Vec<String> = assessed
                .each
                .iter()
                .filter(|of| of.assessments[place].status == *status)
                .filter(|of| over(&of.assessments[place]) == over_a_line)
                .map(|of| case.draft(of.joint.draft).id().to_owned())
                .collect();
            let though = if over_a_line { ", though over its line" } else { "" };
            (!drafts.is_empty())
                .then(|| format!("{} {}{though}", describe::listed(&drafts), status.said()))
        });
        let name = case.party(model.party).label();
        format!("for {name}, {}", each.collect::<Vec<_>>().join("; "))
    };
    if assessed.each.is_empty() {
        return None;
    }
    let said: Vec<String> = assessed.models.iter().enumerate().map(of_party).collect();
    let drafts = || with_tested(case, format!("Drafts: {}.", said.join(" — ")));
    (!said.is_empty()).then(drafts)
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
    /// Whether a draft on the page speaks of it and does not settle it: brackets, or left to the principals.
    unsettled: bool,
    /// How much the principals are said to care for it, by class, together.
    cared_for: usize,
}

/// Issues on which the drafts meet lines, differ or leave the matter open, gravest first.
fn open_issues(case: &Case, drafts: &[(Ix<Draft>, Vec<Content>)], lines: &[Line]) -> Vec<Open> {
    let held: Vec<Held<'_>> = case.signatories().into_iter().map(|it| Held::of(case, it)).collect();
    let mut open: Vec<Open> = (0..case.issues.len())
        .map(Ix::new)
        .map(|issue| {
            let mut it = Open {
                issue,
                crossed: 0,
                maybe: 0,
                newest: None,
                differs: false,
                unsettled: false,
                cared_for: held.iter().map(|it| cares(case, it, issue)).sum(),
            };
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
                drafts.iter().filter_map(|(_, it2)| it2[issue.get()].single()).collect();
            settled.sort_unstable();
            settled.dedup();
            it.differs = settled.len() > 1;
            let hows = drafts.iter().map(|(_, contents)| contents[issue.get()].how);
            it.unsettled = hows.into_iter().any(|it| matches!(it, How::Narrowed | How::LeftOpen));
            it
        })
        .filter(|it| it.crossed + it.maybe > 0 || it.differs || it.unsettled)
        .collect();
    open.sort_by(|a, b| {
        let key =
            |it: &Open| (it.crossed, it.maybe, it.newest, it.differs, it.unsettled, it.cared_for);
        key(b).cmp(&key(a))
    });
    open
}

/// How much the party that holds these is said to care for the issue: 4 for critical, 0 where it is not said.
fn cares(case: &Case, held: &Held<'_>, issue: Ix<Issue>) -> usize {
    let said = held.salience(issue).and_then(|it| case.positions[it.get()].salience);
    match said {
        Some(Salience::Class(class)) => class as usize,
        // As much as a class, by how it compares with an even share.
        Some(Salience::Share(range)) => {
            (2.0 * range.high * case.issues.len() as f64).min(4.0) as usize
        }
        None => 0,
    }
}

pub(super) fn page(case: &Case, day: Option<Date>, lines: &[String]) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, "In five lines")];
    blocks.extend(lines.iter().map(|it| Block::item(it.clone())));
    if let Some(it) = meeting(case, day) {
        let state = meetings::state(it, day).word();
        blocks.push(Block::heading(1, format!("The meeting ({state})")));
        let grade = Text::plain(". ").standing_on(&describe::footing(case, &it.meta)).quietly();
        blocks.push(Block::Para(Text::default().strong(meetings::heading(case, it)).then(grade)));
        blocks.extend(meetings::particulars(case, it, day));
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
        blocks.push(Block::para(
            "No draft meets a recorded line or leaves an issue open, and no two differ.",
        ));
    }
    of_any_text(case, &mut blocks);
    for issue in &shown {
        open_issue(case, *issue, &drafts, &standing_of, &mut blocks);
    }
    blocks.push(Block::Up);
    if open.len() > shown.len() {
        let more = describe::counted(open.len() - shown.len(), "more issue");
        let matrix = record::LENS.hint([record::WHAT.to(record::What::Matrix.word())]);
        let text = Text::plain(format!(
            "{more} on which drafts meet lines, differ or leave the matter open: see "
        ));
        blocks.push(Block::Para(text.hint(matrix).and(" and the annex.").quietly()));
    }
    let asked = questions(case, &drafts, &all_lines, &shown);
    let heading = match asked.len() {
        0 => return blocks,
        1 => "A question to ask",
        2 => "Two questions to ask",
        _ => "Three questions to ask",
    };
    blocks.push(Block::heading(1, heading));
    blocks.extend(asked.into_iter().map(Block::item));
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

/// What principals said that bears on every text at once, and that no issue below shows: answers
/// to any text, and what they call binding without disclosing it.
fn of_any_text(case: &Case, blocks: &mut Vec<Block>) {
    for party in case.signatories() {
        for (place, claim) in undisclosed(case, party) {
            let said = Said::of_claim(case, place, claim);
            let title = describe::in_one_line(case, RecordRef::new(Kind::Understanding, place));
            let mut text = Text::default()
                .strong(case.party(party).label())
                .and(format!(", of any text: calls binding: {title}, not disclosed"));
            if let Some(words) = &said.words {
                text = text.and(" — ").quote(words.clone());
            }
            text = text.then(bracketed(said.whence(", ")));
            blocks.push(Block::Item(Item { mark: Mark::Maybe, text, under: Vec::new() }));
        }
        let Some(answer) = to_any_text(case, party) else { continue };
        let mut text = Text::default()
            .strong(case.party(party).label())
            .and(format!(", of any text: {}", describe::spoken(answer.answer.word())));
        if let Some(words) = &answer.words {
            text = text.and(" — ").quote(words.clone());
        }
        text = text.then(bracketed(Said::of_answer(case, answer).whence(", ")));
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
            .and(format!(": {}", describe::says(case, draft, issue, content)));
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
        let held = holding(case, *party, lines, issue, Names::Texts);
        if held.is_empty() {
            // What it said of every text is said of this issue too, though not of it alone.
            let general =
                to_any_text(case, *party).is_some() || !undisclosed(case, *party).is_empty();
            let nothing = if general {
                ": nothing but what it said of any text"
            } else {
                ": nothing on record"
            };
            blocks.push(Block::Item(Item {
                mark: Mark::Unknown,
                text: Text::default().strong(name).and(nothing),
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
            (false, None) => Does::Unclear.mark(),
        };
        let on = |it: &&Line| it.rules_out.iter().chain(&it.unclear).any(|(on, _)| *on == issue);
        let line = lines.iter().filter(on).nth(ruling.unwrap_or(0));
        let said = line.map(|it| line_on(case, it, issue, drafts));
        if let Some(first) = said.or_else(|| held.positions.first().cloned()) {
            let mut text = Text::default().strong(name).and(": ").then(first);
            if more > 0 {
                text = text.quiet(format!(" (and {more} more)"));
            }
            blocks.push(Block::Item(Item { mark, text, under: Vec::new() }));
        }
    }
}

/// A line with the drafts that cross it on `issue`, or may: what it rules out is in the matrix.
fn line_on(
    case: &Case,
    line: &Line,
    issue: Ix<Issue>,
    drafts: &[(Ix<Draft>, Vec<Content>)],
) -> Text {
    let mut text = Text::plain(describe::line(case, line.stated));
    for (verdict, words) in [
        (Verdict::Crossed, "crossed by"),
        (Verdict::MayBeCrossed, "may be crossed by"),
        (Verdict::Unclear, "unclear for"),
    ] {
        let is = |(_, it): &&(Ix<Draft>, Vec<Content>)| {
            line.judge_on(issue, it) == verdict && it[issue.get()].how != How::Unknown
        };
        // An older line that it has accepted the draft over stops that draft no more.
        let since = |ix: Ix<Draft>| {
            let aside = verdict == Verdict::Crossed && is_set_aside(case, ix, line);
            let since = if aside { " (which it has accepted since)" } else { "" };
            format!("{}{since}", case.draft(ix).id())
        };
        let of: Vec<String> = drafts.iter().filter(is).map(|(ix, _)| since(*ix)).collect();
        if !of.is_empty() {
            text = text.and(", ").strong(format!("{words} {}", describe::listed(&of)));
        }
    }
    text.then(bracketed(line_footing(case, line)))
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
                let open = contents[issue.get()].is_undecided();
                open && lines
                    .iter()
                    .any(|it| it.judge_on(*issue, contents) == Verdict::MayBeCrossed)
            })
            .map(|issue| case.issue(issue).title.clone())
            .collect();
        if !issues.is_empty() {
            let named: Vec<String> = issues.iter().take(4).cloned().collect();
            asked.push(format!(
                "What does {} say on {}? A recorded line stands there.",
                case.draft(*ix).id(),
                describe::listed(&named)
            ));
            break;
        }
    }
    // What a text says is known, and whether a line applies to it turns on a fact that the text cannot tell.
    let turning = drafts.iter().find_map(|(ix, contents)| {
        lines.iter().find(|it| it.turns_on_words(contents)).map(|line| (ix, line))
    });
    if let Some((ix, line)) = turning {
        let words = line.condition.as_ref().and_then(|it| it.text.as_deref()).unwrap_or("");
        asked.push(format!(
            "Is this so: {}? If it is, {}'s {} stands against {}.",
            describe::quoted(case, words),
            case.party(line.party).label(),
            describe::line_named(case, line.stated),
            case.draft(*ix).id()
        ));
    }
    if let Some(it) = conflicts::claims(case).first() {
        asked.push(format!("{}: what does each side consider settled, in writing?", it.about));
    }
    for party in case.signatories() {
        let lines = standing(case, party);
        let silent: Vec<String> = shown
            .iter()
            .filter(|issue| holding(case, party, &lines, **issue, Names::Ids).is_empty())
            .map(|issue| case.issue(*issue).title.clone())
            .collect();
        if !silent.is_empty() {
            let named: Vec<String> = silent.iter().take(3).cloned().collect();
            asked.push(format!(
                "Where does {} stand on {}? Nothing of that is on record.",
                case.party(party).label(),
                describe::listed(&named)
            ));
        }
    }
    for party in case.signatories() {
        if crate::preference::reservation::Reservation::of(case, party).is_none() {
            let name = case.party(party).label();
            asked.push(match unsaid(case, party) {
                Some(it) => {
                    format!("How good is what {name} has without a deal? It is on record{it}.")
                }
                None => format!("What does {name} have without a deal, in its own view?"),
            });
        }
    }
    asked.truncate(3);
    asked
}
