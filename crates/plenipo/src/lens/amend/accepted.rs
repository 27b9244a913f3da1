//! Who has accepted the draft as it stands: nothing has to change for them, and any change loses their word.

use super::AmendAnswer;
use super::base::Base;
use crate::finding::block::Block;
use crate::lens::acceptance::assess::is_against;
use crate::lens::acceptance::word::acceptance;
use plenipo_record::case::describe::{counted, listed};
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::standing;
use plenipo_record::case::party::Party;

/// Principals whose acceptance of this very text stands.
pub(super) struct Accepted(pub(super) Vec<Ix<Party>>);

impl Accepted {
    pub(super) fn of(base: &Base<'_>) -> Accepted {
        let case = base.case;
        let has = |party: &Ix<Party>| {
            let replies = acceptance(case, base.ix, *party);
            let lines = standing(case, *party);
            // Beside a line not known to be older, its acceptance is one of two things it said.
            let mut against =
                lines.iter().filter(|it| is_against(case, &replies, it, it.judge(&base.contents)));
            !replies.is_empty() && against.next().is_none()
        };
        Accepted(case.signatories().into_iter().filter(has).collect())
    }

    pub(super) fn contains(&self, party: Ix<Party>) -> bool {
        self.0.contains(&party)
    }
}

/// `P1 has accepted it as it stands, which any change loses`, for whoever `is` picks.
pub(super) fn in_short(answer: &AmendAnswer<'_>) -> Option<String> {
    let names: Vec<String> = names(answer);
    let has = if names.len() == 1 { "has" } else { "have" };
    (!names.is_empty()).then(|| {
        format!(
            "{} {has} accepted it as it stands, and any change loses that acceptance",
            listed(&names)
        )
    })
}

fn names(answer: &AmendAnswer<'_>) -> Vec<String> {
    let case = answer.base.case;
    answer.accepted.0.iter().map(|it| case.party(*it).label().to_owned()).collect()
}

/// The same in the account, with the lines that stand aside for that.
pub(super) fn blocks(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    for party in &answer.accepted.0 {
        let name = case.party(*party).label();
        let lines = answer.demands.lines.iter().zip(&answer.demands.aside);
        let aside = lines
            .filter(|(line, aside)| {
                **aside
                    && line.party == *party
                    && line.judge(&answer.base.contents) >= answer.demands.gravest
            })
            .count();
        let over = match aside {
            0 => String::new(),
            n => format!(
                " {} that it had drawn before {} set aside for this text only, and {} again for a changed one.",
                counted(n, "line"),
                if n == 1 { "is" } else { "are" },
                if n == 1 { "counts" } else { "count" },
            ),
        };
        blocks.push(Block::para(format!(
            "{name} has accepted this text: nothing has to change for {name}, and any change loses its acceptance.{over}"
        )));
    }
}
