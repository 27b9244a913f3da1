//! A poll in words: who asked whom what, when, for whom, and what they said.

use super::outside::Poll;
use super::records::Records;

/// A poll with all that is needed to weigh it: `“Yes or no?”: yes 55 %, no 38 %; undecided not published. Asked by
/// X for Y, 1–3 May 2031, 1,024 adults`.
pub fn said(records: &Records, poll: &Poll) -> String {
    let mut said = answers(poll);
    let undecided = match poll.undecided {
        Some(share) => format!(", undecided {}", percent(share)),
        None => "; the undecided are not on record".to_owned(),
    };
    said.push_str(&undecided);
    let mut how = Vec::new();
    how.extend(poll.by.as_ref().map(|it| format!("asked by {}", records.speaker(it))));
    how.extend(poll.sponsor.as_ref().map(|it| format!("for {}", records.speaker(it))));
    how.extend(match (poll.from, poll.until) {
        (Some(from), Some(until)) => Some(format!("from {from} to {until}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => poll.date.map(|it| format!("published {it}")),
    });
    how.push(match (poll.n, &poll.among) {
        (Some(n), Some(among)) => {
            format!("n = {}, {among}", super::describe::grouped(&n.to_string()))
        }
        (Some(n), None) => format!("n = {}", super::describe::grouped(&n.to_string())),
        (None, Some(among)) => format!("{among}; how many is not on record"),
        (None, None) => "how many were asked is not on record".to_owned(),
    });
    format!("{said} ({})", how.join(", "))
}

/// The question with its answers.
pub(super) fn answers(poll: &Poll) -> String {
    let answers: Vec<String> =
        poll.shares.iter().map(|(answer, of)| format!("{answer} {}", percent(*of))).collect();
    let asked = poll.wording.trim_end();
    let mark = if asked.ends_with('?') { "" } else { ":" };
    format!("{asked}{mark} {}", answers.join(", "))
}

/// A share as a percentage, to a tenth.
pub fn percent(share: f64) -> String {
    format!("{} %", (share * 1000.0).round() / 10.0)
}
