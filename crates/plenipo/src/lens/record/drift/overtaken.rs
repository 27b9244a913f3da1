//! Lines that a later word of the same party apparently overtook, and what a keeper settled of such lines.

use super::{Drift, said};
use crate::finding::block::Text;
use crate::lens::whence::whence;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::lines::{Stated, standing};
use plenipo_record::case::overtaken::settled_to_stand;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::red_line::Audience;

/// How many later words are told of one line, the latest of them.
const WORDS_MAX: usize = 5;

/// Lines apparently overtaken by what the party said later, and lines of which a keeper has settled it.
pub(super) fn overtaken(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    for line in standing(case, party) {
        let Stated::RedLine(ix) = line.stated else { continue };
        let stated = &case.red_lines[ix.get()];
        let mut words = line.overtaken.clone();
        let mut more = String::new();
        if words.len() > WORDS_MAX {
            more = format!(" (one of {} later words, the latest of which are told)", words.len());
            words.sort_by_key(|it| std::cmp::Reverse((case.date(it.word), it.word)));
            words.truncate(WORDS_MAX);
        }
        for word in &words {
            let on = describe::issue_option_texts(case, &word.on);
            all.push(Drift {
                party,
                from: stated.date,
                to: case.date(word.word),
                before: said(case, stated),
                after: later(case, word.word),
                change: format!(
                    "its line is apparently overtaken on {on} by what it said later{more}; nobody has settled \
                     which holds, so that answers have an end at which it stands and one at which it \
                     is lifted"
                ),
            });
        }
    }
    for stated in case.red_lines.iter().filter(|it| it.party == party) {
        if let Some(word) = stated.overtaken_by {
            all.push(Drift {
                party,
                from: stated.date,
                to: case.date(word),
                before: said(case, stated),
                after: later(case, word),
                change:
                    "its line was overtaken by what it said later, as the record keeper settled it"
                        .to_owned(),
            });
        }
    }
    for (ix, mut words) in settled_to_stand(case, party) {
        let stated = &case.red_lines[ix.get()];
        words.sort_by_key(|it| std::cmp::Reverse((case.date(it.word), it.word)));
        words.truncate(WORDS_MAX);
        let settled = "its line still stands, as the record keeper settled it";
        let drift = |to, after, change: String| Drift {
            party,
            from: stated.date,
            to,
            before: said(case, stated),
            after,
            change,
        };
        if words.is_empty() {
            let nothing = Text::plain("nothing it said later is taken to have overtaken it");
            all.push(drift(None, nothing, settled.to_owned()));
        }
        for word in &words {
            let on = describe::issue_option_texts(case, &word.on);
            let change = format!("{settled}, whatever it said later on {on}");
            all.push(drift(case.date(word.word), later(case, word.word), change));
        }
    }
}

/// The later word, by whom, to whom and when.
fn later(case: &Case, word: RecordRef) -> Text {
    let at = word.index as usize;
    type By<'c> = (Option<&'c Speaker>, Option<Audience>);
    let (by, audience): By<'_> = match word.kind {
        Kind::Position => (case.positions[at].by.as_ref(), case.positions[at].audience),
        Kind::Answer => (case.answers[at].by.as_ref(), case.answers[at].audience),
        Kind::Demand => (case.demands[at].by.as_ref(), case.demands[at].audience),
        Kind::Movement => (case.movements[at].by.as_ref(), None),
        Kind::Statement => (case.statements[at].by.first(), case.statements[at].audience),
        _ => (None, None),
    };
    let text = Text::plain(describe::in_one_line(case, word));
    match case.meta(word) {
        Some(meta) => {
            text.and(" (").then(whence(case, by, audience, case.date(word), meta, ", ")).and(")")
        }
        None => text,
    }
}
