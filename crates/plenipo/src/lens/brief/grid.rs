//! A party × draft grid in words and marks.

use super::answer::{Grid, GridRow};
use super::desk::Desk;
use super::words;
use crate::finding::block::Mark;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::assess::Assessment;
use crate::lens::acceptance::consents::Consented;
use crate::lens::acceptance::uncrossed::{Uncrossed, uncrossed};
use crate::lens::acceptance::word::Says;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::{Judgement, Line, Verdict};
use plenipo_record::case::matters::matters;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};

/// The most texts and parties shown.
const DRAFTS_MAX: usize = 6;
const PARTIES_MAX: usize = 4;

pub(super) fn grid(desk: &Desk<'_>) -> Grid {
    let assessed = desk.assessed;
    let principals: Vec<Ix<Party>> = assessed.models.iter().map(|it| it.party).collect();
    let mut parties = principals.clone();
    let of = |draft| {
        let place = assessed.drafts.iter().position(|it| *it == draft)?;
        Some(&assessed.each[place])
    };
    // Who is outside the agreement rule is shown where it has said or drawn something.
    for (draft, _) in &desk.drafts {
        for it in of(*draft).into_iter().flat_map(|it| &it.outside) {
            let voted = matches!(it.consented, Some(Consented::Given(_) | Consented::Refused(_)));
            let speaks = !it.lines.is_empty() || !it.word.own.is_empty() || voted;
            if speaks && !parties.contains(&it.party) {
                parties.push(it.party);
            }
        }
    }
    parties.truncate(PARTIES_MAX.max(principals.len()));
    let mut rows = Vec::new();
    for (draft, contents) in desk.drafts.iter().take(DRAFTS_MAX) {
        let Some(of) = of(*draft) else { continue };
        let cells = parties.iter().map(|party| {
            let own = of.assessments.iter().find(|it| assessed.models[it.model].party == *party);
            if let Some(it) = own {
                return principal(desk.case, it, &assessed.models[it.model].lines, contents);
            }
            let Some(it) = of.outside.iter().find(|it| it.party == *party) else {
                return ("nothing on record".to_owned(), Mark::Unknown);
            };
            let rejects = |it: &&Ix<_>| is_reply(desk.case, **it, Reply::Reject);
            let accepts = |it: &&Ix<_>| is_reply(desk.case, **it, Reply::Accept);
            let must = if it.must_consent(desk.case) { "must consent; " } else { "" };
            let its_own = desk.case.draft(*draft).tabled_by.contains(party);
            let crossed =
                it.lines.iter().filter(|(_, verdict)| *verdict == Verdict::Crossed).count();
            match () {
                () if matches!(it.consented, Some(Consented::Refused(_))) => {
                    (format!("{must}refused its consent"), Mark::Stop)
                }
                () if matches!(it.consented, Some(Consented::Given(_)))
                    && it.accepts(desk.case) =>
                {
                    (format!("{must}gave its consent"), Mark::Fine)
                }
                () if it.word.own.iter().any(|it| rejects(&it)) => {
                    (format!("{must}rejected it"), Mark::Stop)
                }
                () if crossed > 0 => {
                    let stops = it.must_consent(desk.case);
                    let mark = if stops { Mark::Stop } else { Mark::Maybe };
                    (format!("{must}crosses {}", words::counted(crossed, "line")), mark)
                }
                () if it.word.own.iter().any(|it| accepts(&it)) => {
                    (format!("{must}accepted it"), Mark::Fine)
                }
                () if it.word.own.is_empty() && it.may_cross(contents) => {
                    (format!("{must}may cross its lines"), Mark::Maybe)
                }
                () if its_own => (format!("{must}its own text"), Mark::Unknown),
                () => match it.word.own.first().or(it.word.any.first()) {
                    Some(ix) => (format!("{must}{}", answered(desk.case, *ix)), Mark::Unknown),
                    None => (format!("{must}no answer"), Mark::Unknown),
                },
            }
        });
        // What was said of a text that fell is on record; nothing of it stops or carries the text any more.
        let told = |(words, mark): (String, Mark)| match of.is_fallen() {
            true => (format!("{words}; the text fell"), Mark::Stop),
            false => (words, mark),
        };
        rows.push(GridRow { draft: *draft, stands: cells.map(told).collect() });
    }
    Grid { parties, rows }
}

/// An answer that neither accepts nor rejects the text, in a cell's few words.
fn answered(case: &Case, ix: Ix<Answer>) -> String {
    let it = &case.answers[ix.get()];
    let any = it.to == AnswerTo::AnyText;
    let said = match it.answer {
        Reply::Accept => {
            if any {
                "welcomed any text"
            } else {
                "accepted it"
            }
        }
        Reply::AcceptIf if any => "accepts any text on a condition",
        Reply::AcceptIf => "accepted it on a condition",
        Reply::Basis if any => "called any text a basis",
        Reply::Basis => "called it a basis",
        Reply::Reserve if any => "reserved its answer to any text",
        Reply::Reserve => "reserved its answer",
        Reply::Reject => {
            if any {
                "rejected any text"
            } else {
                "rejected it"
            }
        }
        Reply::NoFurtherMovement if any => "of any text: no further movement",
        Reply::NoFurtherMovement => "said it moves no further",
    };
    said.to_owned()
}

fn is_reply(case: &Case, ix: Ix<Answer>, reply: Reply) -> bool {
    case.answers[ix.get()].answer == reply
}

/// A principal's word on a text, or what the text does to its lines.
fn principal(case: &Case, it: &Assessment, lines: &[Line], contents: &[Content]) -> (String, Mark) {
    let crossed: Vec<&Line> =
        lines.iter().filter(|it| it.judge(contents) == Verdict::Crossed).collect();
    let is = |judgement| lines.iter().any(|it| it.judgement(contents) == judgement);
    let words = match it.status {
        Acceptance::Accepted => "accepted it".to_owned(),
        Acceptance::Refused => "rejected it".to_owned(),
        Acceptance::Conflict if it.says == Says::Both => "said both yes and no to it".to_owned(),
        Acceptance::Conflict => "its word and lines conflict".to_owned(),
        Acceptance::Blocked => {
            let n = matters(&crossed, contents);
            format!("ruled out on {}", words::counted(n, "matter"))
        }
        Acceptance::Open if !crossed.is_empty() => "open, though over its line".to_owned(),
        Acceptance::Open => "open".to_owned(),
        Acceptance::Undetermined if it.says == Says::Differing => "its voices differ".to_owned(),
        Acceptance::Undetermined if it.is_withheld() => "not as it stands".to_owned(),
        Acceptance::Undetermined => match it.word.own.first() {
            Some(ix) => answered(case, *ix),
            None if it.tabled && is(Judgement::MayBeCrossed) => {
                "its own text; may cross its lines".to_owned()
            }
            None if it.tabled => "its own text".to_owned(),
            None if is(Judgement::MayBeCrossed) => "may cross its lines".to_owned(),
            None if is(Judgement::Unclear) => "unclear on its lines".to_owned(),
            None if is(Judgement::CannotBeJudged) => "cannot be judged".to_owned(),
            None => match it.word.any.first() {
                Some(ix) => answered(case, *ix),
                None if !lines.is_empty() => {
                    let draft = case.draft(it.draft);
                    let of = lines.iter().map(|line| uncrossed(draft, line, contents));
                    let least = match of.max() {
                        Some(Uncrossed::NotTouched) => "not known to cross its lines",
                        Some(Uncrossed::ByReport) => "by report, crosses no line of its",
                        Some(Uncrossed::ByTheText) | None => "keeps to its lines",
                    };
                    format!("{least}; no answer")
                }
                None => "no answer, no line".to_owned(),
            },
        },
    };
    let mark = match it.status {
        Acceptance::Undetermined if it.says == Says::Differing => Mark::Maybe,
        Acceptance::Undetermined if is(Judgement::MayBeCrossed) => Mark::Maybe,
        status => status.mark(),
    };
    (words, mark)
}

/// The sign of a mark before its words: a grid is read at a glance.
fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Stop => "✗ ",
        Mark::Maybe => "~ ",
        Mark::Fine => "✓ ",
        Mark::Unknown => "? ",
        Mark::Plain | Mark::Added | Mark::Removed => "",
    }
}

/// The grid as a table: texts by their titles, parties by their names.
pub(super) fn table(case: &Case, grid: &Grid) -> Table {
    let mut heads = vec![Column::new("text", ColumnKind::Text)];
    for party in &grid.parties {
        let id = format!("party_{}", case.party_id(*party));
        heads.push(Column::new(id, ColumnKind::Text).label(case.party(*party).label()));
    }
    let mut table = Table::new("grid", "Each party on each text", heads);
    for GridRow { draft, stands } in &grid.rows {
        let mut row = vec![Cell::text(case.draft(*draft).title.clone())];
        row.extend(
            stands.iter().map(|(words, mark)| Cell::text(format!("{}{words}", sign(*mark)))),
        );
        table.push(row);
    }
    table
}
