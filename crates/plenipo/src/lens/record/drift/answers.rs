//! A party's answer to a text against its later answer to the same.

use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};

use super::Drift;
use crate::finding::block::Text;
use crate::lens::whence::footed;

/// Answers that are not what the party answered before.
pub(super) fn answers(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let mut given: Vec<&Answer> = case.answers.iter().filter(|it| it.party == party).collect();
    // In canonical order the undated come last; here they are the oldest.
    given.sort_by_key(|it| it.date);
    for (place, later) in given.iter().enumerate() {
        let before = given[..place].iter().rev();
        let meets = |it: &&&Answer| it.date < later.date && of_one_text(it, later);
        let Some(earlier) = before.into_iter().find(meets) else { continue };
        let same = earlier.to == later.to && earlier.points == later.points;
        let differs = match same {
            true => (earlier.answer, &earlier.condition) != (later.answer, &later.condition),
            // To reserve one point and to call the text a basis go together.
            false => stance(earlier.answer) * stance(later.answer) < 0,
        };
        if differs {
            let text = if later.to == AnswerTo::AnyText { earlier.to } else { later.to };
            all.push(Drift {
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
            });
        }
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
