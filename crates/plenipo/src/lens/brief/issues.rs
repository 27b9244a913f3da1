//! Where lines and texts meet: the issues at stake, what each text says on them, and each side's newest line.

use jiff::civil::Date;

use super::answer::Section;
use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::finding::block::Mark;
use crate::lens::acceptance::assess::{SetAside, is_set_aside, set_aside};
use crate::lens::record::matrix;
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::describe::{self, Names, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::held::Held;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Line, Stated, Verdict, standing};
use plenipo_record::case::meta::Basis;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Position, Salience};

/// The most issues, and the most texts quoted on one.
const ISSUES_MAX: usize = 5;
const DRAFTS_MAX: usize = 4;

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

/// Issues on which the texts meet lines, differ or leave the matter open, gravest first.
pub(super) fn open_issues(desk: &Desk<'_>) -> Vec<Ix<Issue>> {
    let case = desk.case;
    let held: Vec<Held<'_>> = case.signatories().into_iter().map(|it| Held::of(case, it)).collect();
    let outside = outside(desk);
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
                cared_for: held.iter().map(|it| cares(desk, it, issue)).sum(),
            };
            for line in desk.lines.iter().chain(&outside).flat_map(|(_, lines)| lines) {
                let verdicts =
                    desk.drafts.iter().map(|(_, contents)| line.judge_on(issue, contents));
                let worst = verdicts.max().unwrap_or(Verdict::Respected);
                let overtaken = || {
                    let mut on = line.overtaken.iter().flat_map(|it| &it.on);
                    on.any(|(on, _)| *on == issue)
                };
                match worst {
                    Verdict::Crossed => it.crossed += 1,
                    Verdict::MayBeCrossed => it.maybe += 1,
                    // Nobody has settled whether it still stands: at one end the text crosses it.
                    Verdict::Unclear if overtaken() => it.maybe += 1,
                    _ => continue,
                }
                it.newest = it.newest.max(line.date);
            }
            let contents = || desk.drafts.iter().map(|(_, contents)| &contents[issue.get()]);
            let mut settled: Vec<_> = contents().filter_map(Content::single).collect();
            settled.sort_unstable();
            settled.dedup();
            it.differs = settled.len() > 1;
            it.unsettled = contents().any(|it| matches!(it.how, How::Narrowed | How::LeftOpen));
            it
        })
        .filter(|it| it.crossed + it.maybe > 0 || it.differs || it.unsettled)
        .collect();
    open.sort_by(|a, b| {
        let key =
            |it: &Open| (it.crossed, it.maybe, it.newest, it.differs, it.unsettled, it.cared_for);
        key(b).cmp(&key(a))
    });
    pick(desk, open.into_iter().map(|it| it.issue).collect())
}

/// How much the party that holds these is said to care for the issue: 4 for critical, 0 where it is not said.
fn cares(desk: &Desk<'_>, held: &Held<'_>, issue: Ix<Issue>) -> usize {
    let said = held.salience(issue).and_then(|it| desk.case.positions[it.get()].salience);
    match said {
        Some(Salience::Class(class)) => class as usize,
        // As much as a class, by how it compares with an even share.
        Some(Salience::Share(range)) => {
            (2.0 * range.high * desk.case.issues.len() as f64).min(4.0) as usize
        }
        None => 0,
    }
}

/// The same issues, of those on which exactly the same lines stand only the first before every quarrel has had its
/// place.
fn pick(desk: &Desk<'_>, open: Vec<Ix<Issue>>) -> Vec<Ix<Issue>> {
    // The lines that stand on an issue, whatever options they name there.
    let quarrel = |issue: Ix<Issue>| -> Vec<Stated> {
        let lines = desk.lines.iter().flat_map(|(_, lines)| lines);
        lines.filter(|line| is_on(line, issue)).map(|line| line.stated).collect()
    };
    let mut shown: Vec<Ix<Issue>> = Vec::new();
    let mut seen: Vec<Vec<Stated>> = Vec::new();
    for issue in &open {
        let this = quarrel(*issue);
        if !this.is_empty() && !seen.contains(&this) {
            seen.push(this);
            shown.push(*issue);
        }
    }
    let rest: Vec<Ix<Issue>> = open.into_iter().filter(|it| !shown.contains(it)).collect();
    shown.extend(rest);
    shown
}

fn is_on(line: &Line, issue: Ix<Issue>) -> bool {
    line.rules_out.iter().chain(&line.unclear).any(|(on, _)| *on == issue)
}

/// Each issue at stake under a heading of its own.
pub(super) fn sections(desk: &mut Desk<'_>) -> Vec<Section> {
    let open = open_issues(desk);
    let heading = "Where lines and texts meet".to_owned();
    if open.is_empty() {
        let none = Sentence::of(
            "no text meets a recorded line or leaves an issue open, and no two differ",
            vec![Ground::Literal],
        );
        return vec![Section { heading, within: false, items: vec![(Mark::Plain, none)] }];
    }
    let mut first = Section { heading, within: false, items: Vec::new() };
    if open.len() > ISSUES_MAX {
        let words = format!(
            "{} of {}, crossed lines first",
            words::count(ISSUES_MAX),
            describe::counted(open.len(), "issue")
        );
        first.items.push((Mark::Plain, Sentence::of(words, Vec::new())));
    }
    let mut sections = vec![first];
    for issue in open.into_iter().take(ISSUES_MAX) {
        let heading = desk.case.issue(issue).title.clone();
        let items = on_issue(desk, issue);
        sections.push(Section { heading, within: true, items });
    }
    sections
}

fn on_issue(desk: &mut Desk<'_>, issue: Ix<Issue>) -> Vec<(Mark, Sentence)> {
    let mut items = Vec::new();
    let mut unread = Vec::new();
    let mut shown = 0;
    for (ix, contents) in desk.drafts.clone() {
        let draft = desk.case.draft(ix);
        let content = &contents[issue.get()];
        if content.how == How::Unknown {
            unread.push(desk.title(ix));
            continue;
        }
        if shown == DRAFTS_MAX {
            continue;
        }
        shown += 1;
        items.push((Mark::Plain, says(desk, draft, ix, issue, content)));
    }
    if !unread.is_empty() {
        let words = format!("not known here: {}", listed(&unread));
        items.push((Mark::Unknown, Sentence::of(words, vec![Ground::Silent])));
    }
    for (party, lines) in desk.lines.clone() {
        items.push(holds(desk, party, &lines, issue));
    }
    // Whoever is outside the room and may be crossed there.
    for (party, lines) in outside(desk) {
        if lines
            .iter()
            .any(|it| on_any(desk, it, issue) >= Verdict::MayBeCrossed && is_on(it, issue))
        {
            items.push(holds(desk, party, &lines, issue));
        }
    }
    items
}

/// Those who must consent to a text of the page, with their standing lines.
fn outside(desk: &Desk<'_>) -> Vec<(Ix<Party>, Vec<Line>)> {
    let mut all: Vec<Ix<Party>> = Vec::new();
    for (draft, _) in desk.drafts.iter().filter(|(ix, _)| !desk.is_fallen(*ix)) {
        let of = desk.found(*draft).into_iter().flat_map(|it| &it.outside);
        all.extend(of.filter(|it| it.must_consent(desk.case)).map(|it| it.party));
    }
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|it| (it, standing(desk.case, it))).collect()
}

fn says(
    desk: &Desk<'_>,
    draft: &Draft,
    ix: Ix<Draft>,
    issue: Ix<Issue>,
    content: &Content,
) -> Sentence {
    let points = describe::points(draft, content);
    let point = match points.contains(',') {
        _ if points.is_empty() => String::new(),
        true => format!(" (points {points})"),
        false => format!(" (point {points})"),
    };
    let words = content
        .points
        .first()
        .and_then(|it| draft.points[*it].text.as_ref())
        .filter(|_| content.points.len() == 1);
    let words = words.map(|it| format!(" — {}", desk.quoted(it))).unwrap_or_default();
    let mut said = describe::says(desk.case, draft, issue, content);
    // What nobody said of the text, but the record's keepers concluded.
    let concluded =
        |it: &usize| matches!(draft.points[*it].meta.basis, Basis::Inferred | Basis::Assumed);
    if content.how == How::Narrowed && content.points.iter().any(concluded)
        || !content.points.is_empty() && content.points.iter().all(concluded)
    {
        said.push_str(" (inferred)");
    }
    let mut on: Vec<Ground> = Vec::new();
    for place in &content.points {
        for ground in Ground::of(desk.case, &draft.points[*place].meta) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
    }
    if on.is_empty() {
        on = Ground::of(desk.case, &draft.meta);
    }
    Sentence::of(format!("{}{point}: {said}{words}", desk.title(ix)), on)
}

/// The newest line of a party that rules something out there, else its newest line or position.
fn holds(
    desk: &mut Desk<'_>,
    party: Ix<Party>,
    lines: &[Line],
    issue: Ix<Issue>,
) -> (Mark, Sentence) {
    let name = desk.party(party);
    let mut own: Vec<(Verdict, &Line)> = lines
        .iter()
        .filter(|it| is_on(it, issue))
        .map(|it| (on_any(desk, it, issue), it))
        .collect();
    // What some text does to it comes before how new it is.
    own.sort_by_key(|it| std::cmp::Reverse(it.0));
    let mut positions: Vec<&Position> = desk
        .case
        .positions
        .iter()
        .filter(|it| it.party == party && it.issue == Some(issue) && !it.ended)
        .collect();
    positions.sort_by_key(|it| std::cmp::Reverse(it.date));
    let more = |lines: usize, positions: usize| {
        let mut parts = Vec::new();
        match lines {
            0 => {}
            n => parts.push(format!("{} more of its lines", words::count(n))),
        }
        match (positions, own.is_empty()) {
            (0, _) => {}
            (n, true) => parts.push(format!("{} more of its positions", words::count(n))),
            (n, false) => parts.push(words::counted(n, "position")),
        }
        parts.iter().map(|it| format!(", and {it}")).collect::<String>()
    };
    if let Some((verdict, line)) = own.first() {
        let mark = match verdict {
            Verdict::Crossed => Mark::Stop,
            Verdict::MayBeCrossed | Verdict::Unclear => Mark::Maybe,
            Verdict::Respected => Mark::Plain,
        };
        let does = on_texts(desk, line, issue);
        let whose = who_and_when(desk, line);
        let more = more(own.len() - 1, positions.len());
        let words = format!("{name}: {}{does}{whose}{more}", desk.line(line));
        return (mark, Sentence::of(words, desk.of_line(line)));
    }
    if let Some(it) = positions.first() {
        let said = matrix::position(desk.case, it, Names::Texts);
        // What follows its words is where they come from, which is told by marks.
        let said: String = said.0.first().map(|it| it.text.clone()).unwrap_or_default();
        let more = more(0, positions.len() - 1);
        let words = format!("{name}: {said}{more}");
        return (Mark::Plain, desk.sentence(words, &it.meta));
    }
    let words = format!("{name}: nothing {} on this", desk.on_record());
    (Mark::Unknown, Sentence::of(words, vec![Ground::Silent]))
}

/// The gravest that a text of the page does to a line on an issue. What stands aside for a text its party has accepted
/// since stops it no more.
fn on_any(desk: &Desk<'_>, line: &Line, issue: Ix<Issue>) -> Verdict {
    let each = desk.drafts.iter().map(|(ix, contents)| match line.judge_on(issue, contents) {
        Verdict::Respected => Verdict::Respected,
        _ if is_set_aside(desk.case, *ix, line) => Verdict::Respected,
        verdict => verdict,
    });
    each.max().unwrap_or(Verdict::Respected)
}

/// ` (Sergey Lavrov, in public, 2 Dec 2025)`
fn who_and_when(desk: &mut Desk<'_>, line: &Line) -> String {
    let (by, audience, date) = match line.stated {
        Stated::RedLine(ix) => {
            let it = &desk.case.red_lines[ix.get()];
            (it.by.as_ref(), it.audience, it.date)
        }
        Stated::Claim(ix, place) => {
            let it = &desk.case.understandings[ix.get()].claims[place];
            (it.by.as_ref(), None, it.date)
        }
    };
    let mut parts = Vec::new();
    parts.extend(by.map(|it| desk.voice(it)));
    parts.extend(audience.map(|it| match it {
        plenipo_record::case::red_line::Audience::Public => "in public".to_owned(),
        plenipo_record::case::red_line::Audience::Room => "in the room".to_owned(),
        plenipo_record::case::red_line::Audience::Mediator => "to the mediator".to_owned(),
    }));
    let is = line.meta(desk.case).date_is;
    parts.extend(date.map(|it| words::as_known(it, is)));
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// Which texts cross a line on an issue, or may: `; crossed by the 28 points`.
fn on_texts(desk: &Desk<'_>, line: &Line, issue: Ix<Issue>) -> String {
    let mut said = String::new();
    for (verdict, words) in [
        (Verdict::Crossed, "crossed by"),
        (Verdict::MayBeCrossed, "may be crossed by"),
        (Verdict::Unclear, "unclear for"),
    ] {
        let is = |(_, it): &&(Ix<Draft>, &[Content])| {
            line.judge_on(issue, it) == verdict && it[issue.get()].how != How::Unknown
        };
        // An older line that it has accepted the draft over stops that draft no more.
        let since = |ix: Ix<Draft>| {
            let aside = set_aside(desk.case, ix, line);
            let since = match aside {
                Some(SetAside::ByTheText) => " (which it has accepted since)",
                Some(SetAside::ByPoints) => " (at points that it has accepted since)",
                None => "",
            };
            format!("{}{since}", desk.title(ix))
        };
        let of: Vec<String> = desk.drafts.iter().filter(is).map(|(ix, _)| since(*ix)).collect();
        if !of.is_empty() {
            said.push_str(&format!("; {words} {}", listed(&of)));
        }
    }
    said
}
