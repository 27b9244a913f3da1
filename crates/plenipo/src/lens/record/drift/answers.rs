//! A party's answer to a text against its later answer to the same.

use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};

use super::{Drift, is_said};
use crate::finding::block::Text;
use crate::lens::whence::footed;

/// Answers that are not what the party answered before: each against the last to the very same, and against
/// the last to each other text or part of one that it also answers, unless that was overtaken by the same.
pub(super) fn answers(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let mut given: Vec<&Answer> =
        case.answers.iter().filter(|it| it.party == party && is_said(&it.meta)).collect();
    // In canonical order the undated come last; here they are the oldest.
    given.sort_by_key(|it| it.date);
    for later in &given {
        let before: Vec<&Answer> = given
            .iter()
            .copied()
            .filter(|it| it.date < later.date && of_one_text(it, later))
            .collect();
        let latest = |fits: &dyn Fn(&Answer) -> bool| -> Vec<&Answer> {
            let of = || before.iter().copied().filter(|it| fits(it));
            let day = of().map(|it| it.date).max();
            of().filter(|it| Some(it.date) == day).collect()
        };
        let same = latest(&|it| is_same(it, later));
        let said_otherwise =
            |it: &&Answer| (it.answer, &it.condition) != (later.answer, &later.condition);
        // Of several of one day nobody knows which came last: none of them may be the same again.
        let changed = same.iter().copied().filter(said_otherwise);
        if changed.clone().count() == same.len() {
            all.extend(changed.map(|earlier| drift(case, party, earlier, later)));
        }
        let since = same.first().map(|it| it.date);
        let mut told: Vec<&Answer> = Vec::new();
        for it in before.iter().copied().filter(|it| !is_same(it, later)) {
            if told.iter().any(|other| is_same(other, it)) {
                continue;
            }
            told.push(it);
            // To reserve one point and to call the text a basis go together.
            let against = |it: &&Answer| stance(it.answer) * stance(later.answer) < 0;
            let newer = |it: &&Answer| since.is_none_or(|since| it.date >= since);
            let other = latest(&|other| is_same(other, it));
            if other.iter().all(|it| against(it) && newer(it)) {
                all.extend(other.into_iter().map(|earlier| drift(case, party, earlier, later)));
            }
        }
    }
}

/// Whether both answer the very same: one text, or the same points of it.
fn is_same(a: &Answer, b: &Answer) -> bool {
    a.to == b.to && a.points == b.points
}

fn drift(case: &Case, party: Ix<Party>, earlier: &Answer, later: &Answer) -> Drift {
    let text = if later.to == AnswerTo::AnyText { earlier.to } else { later.to };
    Drift {
        party,
        from: earlier.date,
        to: later.date,
        before: said(case, earlier),
        after: said(case, later),
        change: format!(
            "another answer to {}: {}, before {}",
            crate::lens::record::entries::answered(case, text),
            replied_of(later, text),
            replied_of(earlier, text)
        ),
    }
}

/// Whether both answer one text, or the same points of it.
fn of_one_text(a: &Answer, b: &Answer) -> bool {
    let text = a.to == b.to || a.to == AnswerTo::AnyText || b.to == AnswerTo::AnyText;
    let points = a.points.is_empty()
        || b.points.is_empty()
        || a.points.iter().any(|it| b.points.contains(it));
    text && points
}

/// Which way a reply goes: for a text 1, against it -1, neither 0.
fn stance(reply: Reply) -> i8 {
    match reply {
        Reply::Accept | Reply::AcceptIf => 1,
        Reply::Basis | Reply::Reserve => 0,
        Reply::Reject | Reply::NoFurtherMovement => -1,
    }
}

/// `reject`, `accept on points 2 and 3`.
fn replied(it: &Answer) -> String {
    let points = match it.points.as_slice() {
        [] => String::new(),
        [one] => format!(" on point {one}"),
        more => format!(" on points {}", describe::listed(more)),
    };
    format!("{}{points}", describe::spoken(it.answer.word()))
}

/// The same beside an answer to `text`: `reject of any text`.
fn replied_of(it: &Answer, text: AnswerTo) -> String {
    let any = it.to == AnswerTo::AnyText && text != AnswerTo::AnyText;
    format!("{}{}", replied(it), if any { " of any text" } else { "" })
}

/// An answer in its words, by whom, and how that is known.
pub(super) fn said(case: &Case, it: &Answer) -> Text {
    let to = crate::lens::record::entries::answered(case, it.to);
    let words = it.words.as_ref().map(|it| format!(", {}", describe::quoted(case, it)));
    let by = it.by.as_ref().map(|by| format!(", {}", case.speaker(by)));
    let audience = it.audience.map(|it| format!(", {}", it.word()));
    let more: String = [words, by, audience].into_iter().flatten().collect();
    Text::plain(format!("{} to {to}{more}", replied(it))).then(footed(case, &it.meta))
}
