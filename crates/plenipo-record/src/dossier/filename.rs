//! Which files of a folder are read, by their names: what is read, what belongs to an assumption set, and
//! what looks as if it were meant to be read and is not, or otherwise than meant.
//!
//! A capital letter never decides: some systems tell `REPORT.TOML` from `report.toml`, others do not, and
//! the same folder must say the same on both.

use jiff::civil::Date;

use super::read::NamedBytes;
use crate::case::composed::composed;

/// The ending of files that are read.
const ENDING: &str = ".toml";

/// The folder of assumption sets.
const ASSUMPTIONS: &str = "assumptions";

/// The folder of drafts, in which new ones are entered.
const DRAFTS: &str = "drafts";

/// Whether a file with this name below the dossier (with `/` between folders) is read.
pub fn is_read(name: &str) -> bool {
    stem(name).is_some() && !name.split('/').any(is_hidden)
}

/// Whether one part of a name is hidden.
pub fn is_hidden(part: &str) -> bool {
    part.starts_with('.')
}

/// The assumption set that a file belongs to: `assumptions/NAME.toml`, `assumptions/NAME/….toml`.
pub fn assumption_set(name: &str) -> Option<&str> {
    let (folder, rest) = name.split_once('/')?;
    if !folder.eq_ignore_ascii_case(ASSUMPTIONS) {
        return None;
    }
    Some(match rest.split_once('/') {
        Some((set, _)) => set,
        None => stem(rest).unwrap_or(rest),
    })
}

/// Whether two names of assumption sets are one: as all text, they are the same composed and decomposed.
#[must_use]
pub fn is_set(set: &str, asked: &str) -> bool {
    composed(set) == composed(asked)
}

/// The file that what is entered on that day is written into: a new one, whatever is there.
pub fn entered(day: Option<Date>, files: &[NamedBytes]) -> String {
    let stem = day.map_or("undated".to_owned(), |it| it.to_string());
    let name = |n: usize| match n {
        1 => format!("entered/{stem}.toml"),
        n => format!("entered/{stem}-{n}.toml"),
    };
    // Some systems do not tell capital letters from small ones.
    let is_there = |name: &String| files.iter().any(|it| it.name.eq_ignore_ascii_case(name));
    (1..=files.len() + 1).map(name).find(|it| !is_there(it)).unwrap_or_default()
}

/// Why a file of this name, which is not read, looks as if it were meant to be; `None` where it does not.
/// Says what is wrong and what could be done.
pub fn meant(name: &str) -> Option<(String, String)> {
    let last = name.rsplit('/').next().unwrap_or(name);
    if last.is_empty() || is_read(last) {
        return None;
    }
    if let Some(file) = open_in_editor(last) {
        let message =
            format!("an editor left this next to `{file}`: changes not saved there are not read");
        let hint = "save them in the editor and close it, or delete this if nobody is editing the \
                    file";
        return Some((message, hint.to_owned()));
    }
    if is_hidden(last) {
        // What systems leave beside a file is nobody's record.
        let left = last.starts_with("._");
        return (stem(last).is_some() && !left).then(|| {
            let message = "this file is hidden, so it is not read".to_owned();
            (
                message,
                "remove the dot at the start of its name if it belongs to the dossier".to_owned(),
            )
        });
    }
    let folded = last.to_lowercase();
    if folded == ASSUMPTIONS {
        let message = "this is a file, so there are no assumption sets".to_owned();
        return Some((
            message,
            "make it a folder, with a file `NAME.toml` for each set".to_owned(),
        ));
    }
    if folded == DRAFTS {
        let message = "this is a file, so no draft can be added".to_owned();
        return Some((
            message,
            "move it away: drafts are kept in a folder of this name".to_owned(),
        ));
    }
    let plain = ENDING.trim_start_matches('.');
    let ending = folded.rsplit_once('.').map(|it| it.1);
    let like = folded.contains(ENDING)
        || folded.ends_with(plain)
        || ending.is_some_and(|it| one_slip_apart(it, plain));
    like.then(|| {
        let message = "this file is not read: its name does not end in `.toml`".to_owned();
        let hint = "make its name end in `.toml` if it belongs to the dossier; otherwise move it out of the folder";
        (message, hint.to_owned())
    })
}

/// The file that is being edited where an editor keeps this beside it: a lock (`.#NAME`), unsaved changes
/// (`#NAME#`, `.NAME.swp`).
fn open_in_editor(last: &str) -> Option<&str> {
    let lock = last.strip_prefix(".#");
    let saved = last.strip_prefix('#').and_then(|it| it.strip_suffix('#'));
    let swap = ["swp", "swo"]
        .iter()
        .find_map(|ending| last.strip_prefix('.')?.strip_suffix(ending)?.strip_suffix('.'));
    lock.or(saved).or(swap).filter(|it| stem(it).is_some())
}

/// What a file of this name, which is read, may not be meant to be: a part of the record itself.
pub(super) fn doubt(name: &str) -> Option<(String, String)> {
    if assumption_set(name).is_some() {
        return None;
    }
    let mut parts = name.split('/').collect::<Vec<_>>();
    let last = parts.pop()?;
    let like = |part: &str| {
        let folded = part.to_lowercase();
        folded == ASSUMPTIONS || one_slip_apart(&folded, ASSUMPTIONS)
    };
    let hint = "assumption sets belong in the folder `assumptions` at the top of the dossier, as \
         `NAME.toml`";
    if let Some(part) = parts.iter().find(|it| like(it)) {
        let message =
            format!("this is read as part of the record itself, although it is in `{part}`");
        return Some((message, hint.to_owned()));
    }
    (parts.is_empty() && stem(last).is_some_and(like)).then(|| {
        let message =
            "this is read as part of the record itself, although it is called `assumptions`"
                .to_owned();
        (message, hint.to_owned())
    })
}

/// A name without the ending of files that are read, if it has it.
fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.split_at_checked(name.len().checked_sub(ENDING.len())?)?;
    ending.eq_ignore_ascii_case(ENDING).then_some(stem)
}

/// Whether one letter put in, left out, exchanged for another or for its neighbour makes `a` of `b`.
fn one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([x, y, a @ ..], [v, w, b @ ..]) if (x, y) == (w, v) && a == b => true,
        ([_, rest @ ..], _) if rest == b => true,
        (_, [_, rest @ ..]) if rest == a => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> NamedBytes {
        NamedBytes { name: name.to_owned(), bytes: text.into() }
    }

    #[test]
    fn a_file_of_a_day_is_always_a_new_one() {
        let day = Some(jiff::civil::date(2031, 5, 10));
        let mut files = vec![file("dossier.toml", "")];
        assert_eq!(entered(day, &files), "entered/2031-05-10.toml");
        files.push(file("Entered/2031-05-10.TOML", ""));
        assert_eq!(entered(day, &files), "entered/2031-05-10-2.toml");
        files.push(file("entered/2031-05-10-2.toml", ""));
        assert_eq!(entered(day, &files), "entered/2031-05-10-3.toml");
        assert_eq!(entered(None, &files), "entered/undated.toml");
    }

    #[test]
    fn capitals_decide_nothing() {
        for name in ["a.toml", "REPORT.TOML", "Dossier.toml", "record/x.ToMl", "ä.toml"] {
            assert!(is_read(name) && meant(name).is_none(), "{name}");
        }
        for name in [".a.toml", ".x/a.toml", "x/.a.toml", "toml", "a.md", "é", "a.tömL"] {
            assert!(!is_read(name), "{name}");
        }
        for name in ["assumptions/x.toml", "Assumptions/x.TOML", "ASSUMPTIONS/x/y.toml"] {
            assert_eq!(assumption_set(name), Some("x"), "{name}");
            assert!(doubt(name).is_none());
        }
        assert_eq!(assumption_set("record/assumptions/x.toml"), None);
    }

    #[test]
    fn what_looks_like_a_file_of_the_dossier_is_not_passed_over() {
        for name in [
            "report.toml.txt",
            "REPORT.TOML.TXT",
            "report.toml~",
            "report.toml (1)",
            "report.toml.bak",
            "#report.toml#",
            "report.tml",
            "report.tom",
            "report.tmol",
            "report.toml1",
            "report.t0ml",
            "report_toml",
            "toml",
            "record/report.toml ",
            "report.tоml",
            "report．toml",
            ".report.toml",
            ".#report.toml",
            "#report.toml#",
            ".report.toml.swp",
            "record/.#report.TOML",
            "assumptions",
            "Assumptions",
            "drafts",
            "report.toml\u{200b}",
        ] {
            assert!(!is_read(name) && meant(name).is_some(), "{name}");
        }
        for name in [
            "notes.md",
            "letter.docx",
            "scan.pdf",
            "data.html",
            "data.xml",
            "data.yaml",
            ".gitignore",
            "._report.toml",
            ".notes.md.swp",
            "#notes.md#",
            ".report.toml.plenipo-a1B2c3",
            "README",
        ] {
            assert!(meant(name).is_none(), "{name}");
        }
    }

    #[test]
    fn assumptions_elsewhere_are_doubted() {
        for name in [
            "assumption/x.toml",
            "record/assumptions/x.toml",
            "Asumptions/x.toml",
            "assumptions.toml",
        ] {
            assert!(doubt(name).is_some(), "{name}");
        }
        for name in ["record/x.toml", "presumptions/x.toml", "dossier.toml"] {
            assert!(doubt(name).is_none(), "{name}");
        }
    }
}
