//! Entry by entry in a terminal: what is decided is written at once, so that whatever ends it loses nothing.

use std::io::BufRead;

use plenipo_read::review::{Decided, ReviewRefused};

use super::pile::Pile;
use crate::failure::Failure;

/// The dossier that is gone through.
pub(super) trait Desk {
    /// What is to be decided now.
    fn pile(&mut self) -> Result<Pile, Failure>;

    /// One entry in full.
    fn shown(&self, pile: &Pile, report: usize, item: usize) -> String;

    /// Writes what was decided of `file`, where it still holds what was `seen`; the files that were written.
    fn settle(&mut self, file: &str, seen: &[u8], decided: Decided)
    -> Result<Vec<String>, Stopped>;

    /// What stands in the way, underlined in `text`.
    fn underlined(&self, refused: &ReviewRefused, text: &str) -> String;
}

/// Why nothing was written.
pub(super) enum Stopped {
    /// What was decided cannot stand.
    Refused(Box<ReviewRefused>),
    /// Somebody changed the file meanwhile.
    Changed,
    /// The dossier cannot be written to.
    Failed(Failure),
}

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) accepted: usize,
    pub(super) rejected: usize,
    pub(super) left: usize,
    pub(super) files: Vec<String>,
}

const CHOICES: &str = "[a]ccept  [e]dit  [r]eject  [l]ater  [q]uit  ? ";

const HELP: &str = "  a  take it into the record, with what it brings\n  \
e  change it in your editor first; it is checked before anything is written\n  \
r  do not propose it again\n  \
l  leave it for later (so does an empty line)\n  \
q  end here; what was decided is written, what was not stays\n";

/// Asks for each entry until all are decided or left, or the user ends it.
pub(super) fn ask(
    desk: &mut dyn Desk,
    lines: &mut dyn BufRead,
    tell: &mut dyn FnMut(&str, bool),
    edit: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::default();
    let mut later: Vec<(String, String)> = Vec::new();
    loop {
        let pile = desk.pile()?;
        let numbered = pile.numbered();
        outcome.left = numbered.len();
        let key = |(report, item): (usize, usize)| {
            let report = &pile.reports[report];
            let it = &report.report.items[item];
            let own = String::from_utf8_lossy(&report.bytes[it.body.clone()]).into_owned();
            (report.report.file.clone(), own)
        };
        let next = numbered.iter().position(|it| !later.contains(&key(*it)));
        let Some(at) = next else {
            if numbered.is_empty() {
                tell("Nothing is left to decide.\n", false);
            }
            for it in &pile.faults {
                tell(&format!("{} cannot be gone through: {}\n", it.file, it.message), false);
            }
            return Ok(outcome);
        };
        let (report, item) = numbered[at];
        let on = &pile.reports[report];
        tell(
            &format!(
                "\n{} of {} · {}\n",
                at + 1,
                numbered.len(),
                plenipo_present::terminal::line(&on.report.title)
            ),
            false,
        );
        if let Some(of) = &on.report.reprint_of {
            tell(
                &format!(
                    "a reprint of {}: it confirms nothing\n",
                    plenipo_present::terminal::line(of)
                ),
                false,
            );
        }
        tell(&desk.shown(&pile, report, item), true);
        // Until what is said of this entry is something to act on.
        loop {
            tell(CHOICES, false);
            let Some(said) = line(lines)? else { return Ok(outcome) };
            let decided = match said.trim().to_lowercase().as_str() {
                "a" | "accept" => Decided { accept: vec![item], ..Decided::default() },
                "r" | "reject" => Decided { reject: vec![item], ..Decided::default() },
                "e" | "edit" => match edited(desk, &pile, (report, item), lines, tell, edit)? {
                    Edited::Written(files) => {
                        outcome.accepted += 1;
                        add(&mut outcome.files, files);
                        break;
                    }
                    Edited::Left => continue,
                    Edited::Changed => break,
                },
                "l" | "later" | "" => {
                    later.push(key((report, item)));
                    break;
                }
                "q" | "quit" => return Ok(outcome),
                _ => {
                    tell(HELP, false);
                    continue;
                }
            };
            let accepts = !decided.accept.is_empty();
            match desk.settle(&on.report.file, &on.bytes, decided) {
                Ok(files) => {
                    let what = if accepts { "accepted" } else { "rejected" };
                    tell(&format!("{what}\n"), false);
                    match accepts {
                        true => outcome.accepted += 1,
                        false => outcome.rejected += 1,
                    }
                    add(&mut outcome.files, files);
                    break;
                }
                Err(Stopped::Refused(why)) => refused(desk, &why, "", tell),
                Err(Stopped::Changed) => {
                    tell(
                        "The file changed meanwhile; nothing was written. This is what it says now.\n",
                        false,
                    );
                    break;
                }
                Err(Stopped::Failed(why)) => return Err(why),
            }
        }
    }
}

enum Edited {
    Written(Vec<String>),
    Left,
    Changed,
}

/// Has an entry changed until it can be written or the user leaves it.
fn edited(
    desk: &mut dyn Desk,
    pile: &Pile,
    (report, item): (usize, usize),
    lines: &mut dyn BufRead,
    tell: &mut dyn FnMut(&str, bool),
    edit: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<Edited, Failure> {
    let on = &pile.reports[report];
    let it = &on.report.items[item];
    let mut text = String::new();
    plenipo_record::dossier::write::comment(&format!("\"{}\"", it.quote), &mut text);
    text.push_str(String::from_utf8_lossy(&on.bytes[it.body.clone()]).trim_end());
    text.push('\n');
    loop {
        match edit(&text) {
            Ok(new) => {
                text = new;
                let decided = Decided {
                    accept: vec![item],
                    instead: [(item, text.clone())].into(),
                    ..Decided::default()
                };
                match desk.settle(&on.report.file, &on.bytes, decided) {
                    Ok(files) => {
                        tell("accepted as changed\n", false);
                        return Ok(Edited::Written(files));
                    }
                    Err(Stopped::Refused(why)) => refused(desk, &why, &text, tell),
                    Err(Stopped::Changed) => {
                        tell(
                            "The file changed meanwhile; nothing was written. This is what it says now.\n",
                            false,
                        );
                        return Ok(Edited::Changed);
                    }
                    Err(Stopped::Failed(why)) => return Err(why),
                }
            }
            Err(why) => tell(&format!("  {}\n", plenipo_present::terminal::line(&why)), false),
        }
        tell(
            "Enter opens the editor again with what you wrote; n and Enter leaves it as proposed. ",
            false,
        );
        match line(lines)? {
            Some(said) if matches!(said.trim().to_lowercase().as_str(), "" | "y" | "yes" | "e") => {
            }
            _ => return Ok(Edited::Left),
        }
    }
}

fn refused(desk: &dyn Desk, why: &ReviewRefused, text: &str, tell: &mut dyn FnMut(&str, bool)) {
    let hint = why.hint.as_ref().map_or(String::new(), |it| format!("; {it}"));
    tell(&desk.underlined(why, text), true);
    tell(&format!("not taken: {}{hint}\n", plenipo_present::terminal::line(&why.message)), false);
}

fn add(all: &mut Vec<String>, more: Vec<String>) {
    for it in more {
        if !all.contains(&it) {
            all.push(it);
        }
    }
}

/// What is typed next; none at the end.
fn line(lines: &mut dyn BufRead) -> Result<Option<String>, Failure> {
    let mut line = String::new();
    let read = lines
        .read_line(&mut line)
        .map_err(|why| Failure::io(format!("what was typed could not be read: {why}")))?;
    Ok((read > 0).then_some(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenipo_read::review::settle;
    use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
    use std::path::Path;

    const TALKS: &str = "format = 2\n[dossier]\ntitle = \"A ford\"\n[[party]]\nid = \"upper\"\nname = \"Upper\"\nroles = [\"principal\"]\n";

    const PROPOSED: &str = "[proposals]\nsource = \"wire\"\n\n# the article itself\n[[source]]\nid = \"wire\"\npublisher = \"The Wire\"\ndate = 2031-05-09\n\n\
        # \"We can wait.\"\n# statement: rule statement, sure\n[[statement]]\nid = \"one\"\ndate = 2031-05-09\nby = [\"upper\"]\nwords = \"We can wait.\"\nsource = [\"wire\"]\nbasis = \"stated\"\n\n\
        # \"We will not.\"\n# statement: rule statement, look\n[[statement]]\nid = \"two\"\ndate = 2031-05-09\nby = [\"upper\"]\nwords = \"We will not.\"\nsource = [\"wire\"]\nbasis = \"stated\"\n";

    /// A dossier in memory.
    struct Memory {
        files: Vec<NamedBytes>,
        /// Somebody else changes the file before the next is written.
        meanwhile: bool,
        disk_is_full: bool,
    }

    fn memory() -> Memory {
        let file =
            |name: &str, text: &str| NamedBytes { name: name.to_owned(), bytes: text.into() };
        let files = vec![file("dossier.toml", TALKS), file("proposals/a.toml", PROPOSED)];
        Memory { files, meanwhile: false, disk_is_full: false }
    }

    impl Desk for Memory {
        fn pile(&mut self) -> Result<Pile, Failure> {
            Pile::of(Path::new("nowhere"), &self.files, None)
        }

        fn shown(&self, pile: &Pile, report: usize, item: usize) -> String {
            pile.entry(Path::new("talks"), report, item, &Default::default())
        }

        fn settle(
            &mut self,
            file: &str,
            seen: &[u8],
            decided: Decided,
        ) -> Result<Vec<String>, Stopped> {
            if self.disk_is_full {
                return Err(Stopped::Failed(Failure::io("the disk is full")));
            }
            let own = self.files.iter_mut().find(|it| it.name == file).expect("the file");
            if std::mem::take(&mut self.meanwhile) {
                own.bytes.extend(b"# a note\n");
            }
            if own.bytes != seen {
                return Err(Stopped::Changed);
            }
            let settled = settle(&self.files, file, &decided, None);
            let settled = settled.map_err(|it| Stopped::Refused(Box::new(it)))?;
            let mut written = Vec::new();
            for it in settled.record.into_iter().chain([settled.proposals]) {
                self.files.retain(|other| other.name != it.name);
                written.push(it.name.clone());
                self.files.push(it);
            }
            Ok(written)
        }

        fn underlined(&self, refused: &ReviewRefused, text: &str) -> String {
            super::super::shown::refused(
                Path::new("talks"),
                &self.files,
                refused,
                Some(text),
                &Default::default(),
            )
        }
    }

    fn typed(
        memory: &mut Memory,
        typed: &str,
        edit: &mut dyn FnMut(&str) -> Result<String, String>,
    ) -> (Result<Outcome, Failure>, String) {
        let mut shown = String::new();
        let done = ask(memory, &mut typed.as_bytes(), &mut |it, _| shown.push_str(it), edit);
        (done, shown)
    }

    fn no_editor(_: &str) -> Result<String, String> {
        Err("no editor".to_owned())
    }

    fn statements(memory: &Memory) -> usize {
        let (case, problems) = read(&memory.files, &ReadOptions::default());
        case.unwrap_or_else(|| panic!("{problems:#?}")).statements.len()
    }

    #[test]
    fn each_is_asked_for_and_what_is_decided_is_written_at_once() {
        let mut talks = memory();
        // The source is left for later, the first statement brings it all the same, the second is not wanted.
        let (done, shown) = typed(&mut talks, "what?\nl\na\nr\n", &mut no_editor);
        let done = done.expect("gone through");
        assert_eq!((done.accepted, done.rejected, done.left), (1, 1, 0), "{shown}");
        assert!(shown.contains("do not propose it again"), "help: {shown}");
        assert!(shown.contains("“We can wait.”") && shown.contains("sure, by the rule statement"));
        assert!(shown.contains("stands in talks/proposals/a.toml:12"), "{shown}");
        assert!(shown.contains("brings with it: source `wire`"), "{shown}");
        assert!(shown.contains("Nothing is left to decide."), "{shown}");
        assert_eq!(statements(&talks), 1);
    }

    #[test]
    fn whoever_stops_keeps_what_was_decided_and_what_was_not() {
        for typing in ["l\na\nq\n", "l\na\n"] {
            let mut talks = memory();
            let (done, shown) = typed(&mut talks, typing, &mut no_editor);
            assert_eq!(done.map(|it| (it.accepted, it.left)).ok(), Some((1, 1)), "{shown}");
            assert_eq!(statements(&talks), 1);
            let (_, shown) = typed(&mut talks, "", &mut no_editor);
            assert!(shown.contains("“We will not.”"), "{shown}");
        }
        let mut talks = memory();
        talks.disk_is_full = true;
        let before = talks.files.clone();
        let (done, _) = typed(&mut talks, "a\n", &mut no_editor);
        assert!(done.is_err() && talks.files == before);
    }

    #[test]
    fn what_was_changed_is_checked_underlined_and_asked_for_again() {
        let mut talks = memory();
        let mut n = 0;
        let mut edit = |text: &str| {
            n += 1;
            match n {
                1 => Ok(text.replace("\"upper\"", "\"uper\"").replace("by = [", "to = [")),
                // What was written is there again.
                2 if text.contains("to = [") => {
                    Ok(text.replace("to = [", "by = [").replace("uper", "upper"))
                }
                _ => Err("not so".to_owned()),
            }
        };
        let (done, shown) = typed(&mut talks, "l\ne\n\nq\n", &mut edit);
        assert_eq!(done.map(|it| it.accepted).ok(), Some(1), "{shown}");
        assert!(shown.contains("what you wrote") && shown.contains("━"), "{shown}");
        assert!(shown.contains("accepted as changed"), "{shown}");
        // Left as it was proposed.
        let mut talks = memory();
        let before = talks.files.clone();
        let (_, shown) =
            typed(&mut talks, "l\ne\nn\nq\n", &mut |_| Ok("[[statement]\n".to_owned()));
        assert!(shown.contains("not taken"), "{shown}");
        let (_, shown) = typed(&mut talks, "l\ne\nn\nq\n", &mut no_editor);
        assert!(shown.contains("no editor"), "{shown}");
        assert_eq!(talks.files, before);
    }

    #[test]
    fn what_somebody_changed_meanwhile_is_shown_again() {
        let mut talks = memory();
        talks.meanwhile = true;
        let (done, shown) = typed(&mut talks, "l\na\na\nq\n", &mut no_editor);
        assert!(shown.contains("changed meanwhile"), "{shown}");
        assert_eq!(done.map(|it| it.accepted).ok(), Some(1), "{shown}");
        // What cannot be rejected says why, and is asked for again.
        let mut talks = memory();
        let (_, shown) = typed(&mut talks, "r\nq\n", &mut no_editor);
        assert!(shown.contains("not taken: 2 other entries of the file rest on"), "{shown}");
    }
}
