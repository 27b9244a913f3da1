//! The short forms in which a debrief is typed.

use jiff::civil::Date;
use plenipo_record::dossier::debrief::{MayBeCarried, SaidThere, UndertakenThere};

/// Why a line could not be made out.
#[derive(Debug)]
pub(super) struct Unclear {
    pub(super) message: &'static str,
    pub(super) hint: &'static str,
}

pub(super) const SAID: &str = "WHO: WHAT, as in  ru: \"we need a week\"";
pub(super) const UNDERTAKEN: &str =
    "WHO for WHOM by DATE: WHAT, as in  ru for us by 2025-12-10: answer in writing";
pub(super) const CARRIED: &str =
    "WHO to WHOM: WHAT, as in  ru to ua: said 1 (in substance, not in words)";

/// `WHO: WHAT`
pub(super) fn said(line: &str) -> Result<SaidThere, Unclear> {
    let (by, what) = halves(line, SAID)?;
    Ok(SaidThere { by: by.to_owned(), what: what.to_owned() })
}

/// `WHO for WHOM by DATE: WHAT`; for whom and by when may be left out.
pub(super) fn undertaken(line: &str) -> Result<UndertakenThere, Unclear> {
    let (head, what) = halves(line, UNDERTAKEN)?;
    let (head, due) = match head.rsplit_once(" by ") {
        Some((head, day)) => {
            let day: Date = day.trim().parse().map_err(|_| Unclear {
                message: "what stands after `by` is no day",
                hint: "write it as 2025-12-10, or leave it out",
            })?;
            (head, Some(day))
        }
        None => (head, None),
    };
    let (by, to) = match head.split_once(" for ") {
        Some((by, to)) => (by, Some(to.trim().to_owned())),
        None => (head, None),
    };
    Ok(UndertakenThere { by: by.trim().to_owned(), to, due, what: what.to_owned() })
}

/// `WHO to WHOM: WHAT (FORM)`; several parties and several records with commas.
pub(super) fn carried(line: &str) -> Result<MayBeCarried, Unclear> {
    let (head, what) = halves(line, CARRIED)?;
    let (by, to) = head
        .split_once(" to ")
        .ok_or(Unclear { message: "to whom it may be carried is missing", hint: CARRIED })?;
    let (what, form) = match what.strip_suffix(')').and_then(|it| it.split_once('(')) {
        Some((what, form)) => (what, Some(form.trim().to_owned())),
        None => (what, None),
    };
    Ok(MayBeCarried { by: by.trim().to_owned(), to: listed(to), what: listed(what), form })
}

fn halves<'l>(line: &'l str, form: &'static str) -> Result<(&'l str, &'l str), Unclear> {
    let (head, what) =
        line.split_once(':').ok_or(Unclear { message: "there is no colon in it", hint: form })?;
    Ok((head.trim(), what.trim()))
}

fn listed(words: &str) -> Vec<String> {
    words.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_taken_apart() {
        let it = undertaken("Steve Witkoff for ru by 2025-12-10: send the text: all of it")
            .expect("one");
        assert_eq!((it.by.as_str(), it.to.as_deref()), ("Steve Witkoff", Some("ru")));
        assert_eq!(it.due, Some(jiff::civil::date(2025, 12, 10)));
        assert_eq!(it.what, "send the text: all of it");
        let it = undertaken("ru: answer").expect("one");
        assert_eq!((it.by.as_str(), it.to, it.due), ("ru", None, None));
        let it = carried("ru to ua, e3: said 1, x-2 (in substance)").expect("one");
        assert_eq!(
            (it.to, it.what),
            (vec!["ua".into(), "e3".into()], vec!["said 1".into(), "x-2".into()])
        );
        assert_eq!(it.form.as_deref(), Some("in substance"));
        assert_eq!(said("ru: \"12:30 will do\"").expect("one").what, "\"12:30 will do\"");
    }

    #[test]
    fn what_cannot_be_made_out_says_in_which_form_it_is_wanted() {
        assert!(said("they were polite").is_err_and(|it| it.hint == SAID));
        assert!(carried("ru: said 1").is_err_and(|it| it.hint == CARRIED));
        assert!(
            undertaken("ru by next week: answer").is_err_and(|it| it.hint.contains("2025-12-10"))
        );
    }
}
