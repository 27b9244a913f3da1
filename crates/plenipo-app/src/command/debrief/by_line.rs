//! A debrief typed line by line: an empty line goes on, and what cannot be written down is told at once.

use std::io::BufRead;

use plenipo_present::terminal;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::Meeting;
use plenipo_record::dossier::debrief::{Debrief, debrief};

use super::spoken::{self, Unclear};
use crate::failure::Failure;

/// Asks for each part until an empty line, or the end of what is typed.
pub(super) fn ask(
    case: &Case,
    meeting: Ix<Meeting>,
    told: &mut Debrief,
    lines: &mut dyn BufRead,
    tell: &mut dyn FnMut(&str),
) -> Result<(), Failure> {
    let at = RecordRef::new(Kind::Meeting, meeting.get());
    let parties = case.meetings[meeting.get()].channel.iter();
    let names: Vec<String> =
        parties.map(|it| format!("{} {}", case.party_id(*it), case.party(*it).label())).collect();
    let title = terminal::line(&describe::in_one_line(case, at));
    tell(&format!("{title} · {}\n", terminal::line(&names.join(", "))));
    tell("An empty line goes on; nothing is written before you have seen it.\n");
    tell("\nWhat came of it?  One line, in your words\n> ");
    if let Some(line) = line(lines)? {
        told.outcome = Some(line);
    }
    tell(&format!("\nWhat was answered to a text?  {}\n", spoken::ANSWERED));
    each(lines, tell, |line| {
        let it = spoken::answered(line)?;
        let undo = |told: &mut Debrief| drop(told.answered.pop());
        Ok(tried(case, meeting, told, |told| told.answered.push(it), undo))
    })?;
    tell(&format!("\nWhat was said?  {}\n", spoken::SAID));
    each(lines, tell, |line| {
        let it = spoken::said(line)?;
        Ok(tried(case, meeting, told, |told| told.said.push(it), |told| drop(told.said.pop())))
    })?;
    tell(&format!("\nWhat was undertaken?  {}\n", spoken::UNDERTAKEN));
    each(lines, tell, |line| {
        let it = spoken::undertaken(line)?;
        let undo = |told: &mut Debrief| drop(told.undertaken.pop());
        Ok(tried(case, meeting, told, |told| told.undertaken.push(it), undo))
    })?;
    tell(&format!("\nWhat may be carried to whom?  {}\n", spoken::CARRIED));
    each(lines, tell, |line| {
        let it = spoken::carried(line)?;
        let undo = |told: &mut Debrief| drop(told.carried.pop());
        Ok(tried(case, meeting, told, |told| told.carried.push(it), undo))
    })
}

/// Whether what was shown is to be written: yes by an empty line.
pub(super) fn confirmed(
    text: &str,
    shown: &str,
    lines: &mut dyn BufRead,
    tell: &mut dyn FnMut(&str),
) -> bool {
    tell(&format!(
        "\n{}\nEnter writes this to {shown}; n and Enter leaves it. ",
        terminal::plain(text)
    ));
    let mut line = String::new();
    let read = lines.read_line(&mut line);
    read.is_ok_and(|n| n > 0) && matches!(line.trim().to_lowercase().as_str(), "" | "y" | "yes")
}

/// Hands each line to `take` until an empty one. What `take` has against it is told, and the line does not count.
fn each(
    lines: &mut dyn BufRead,
    tell: &mut dyn FnMut(&str),
    mut take: impl FnMut(&str) -> Result<Option<String>, Unclear>,
) -> Result<(), Failure> {
    loop {
        tell("> ");
        let Some(line) = line(lines)? else { return Ok(()) };
        match take(&line) {
            Ok(None) => {}
            Ok(Some(against)) => tell(&format!("  not taken: {}\n", terminal::line(&against))),
            Err(why) => tell(&format!("  not taken: {}; {}\n", why.message, why.hint)),
        }
    }
}

/// The next line; none where it is empty or there is no more.
fn line(lines: &mut dyn BufRead) -> Result<Option<String>, Failure> {
    let mut line = String::new();
    lines
        .read_line(&mut line)
        .map_err(|why| Failure::io(format!("what was typed could not be read: {why}")))?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}

/// Takes something in where the whole can still be written down with it; else what stands against it.
fn tried(
    case: &Case,
    meeting: Ix<Meeting>,
    told: &mut Debrief,
    add: impl FnOnce(&mut Debrief),
    undo: impl FnOnce(&mut Debrief),
) -> Option<String> {
    add(told);
    let faults = debrief(case, meeting, told).err()?;
    undo(told);
    let first = faults.into_iter().next()?;
    Some(match first.hint {
        Some(hint) => format!("{}; {hint}", first.message),
        None => first.message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

    const TALKS: &str = r#"
format = 2
[dossier]
title = "A ford"
[[party]]
id = "upper"
name = "Upper"
roles = ["principal"]
[[party]]
id = "lower"
name = "Lower"
roles = ["principal"]
[[meeting]]
id = "ford"
date = 2031-05-09
channel = ["upper", "lower"]
"#;

    #[test]
    fn a_line_that_does_not_fit_is_told_at_once_and_does_not_count() {
        let file = NamedBytes { name: "dossier.toml".to_owned(), bytes: TALKS.into() };
        let (case, problems) = read(&[file], &ReadOptions::default());
        let case = case.unwrap_or_else(|| panic!("{problems:?}"));
        let day = jiff::civil::date(2031, 5, 9);
        let mut told = Debrief {
            day,
            outcome: None,
            answered: vec![],
            said: vec![],
            undertaken: vec![],
            carried: vec![],
        };
        let typed = "no more than talk\nlower: no\nlower to any-text: no\n\nupper: we can wait\nuper: x\nno colon\n\nlower for upper by 2031-05-12: write\n\nupper to lower: said 2\nupper to lower: said 1\n\n";
        let mut shown = String::new();
        let meeting = case.find::<Meeting>("ford").expect("the meeting");
        ask(&case, meeting, &mut told, &mut typed.as_bytes(), &mut |it| shown.push_str(it))
            .expect("asked");
        assert_eq!(
            (told.said.len(), told.undertaken.len(), told.carried.len(), told.answered.len()),
            (1, 1, 1, 1),
            "{shown}"
        );
        assert_eq!(told.outcome.as_deref(), Some("no more than talk"));
        assert!(shown.contains("to which text it was answered is missing"), "{shown}");
        assert!(shown.contains("no person or party `uper`; did you mean `upper`?"), "{shown}");
        assert!(shown.contains("there is no colon in it"), "{shown}");
        assert!(shown.contains("there is no `said 2` in this debrief"), "{shown}");
    }

    #[test]
    fn what_was_shown_is_written_only_when_it_is_said_so() {
        let said = |typed: &str| confirmed("x", "y", &mut typed.as_bytes(), &mut |_| {});
        assert!(said("\n") && said("yes\n"));
        assert!(!said("n\n") && !said("") && !said("what?\n"));
    }
}
