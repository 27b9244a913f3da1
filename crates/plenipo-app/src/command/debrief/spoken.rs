//! The short forms in which a debrief is typed.

use jiff::civil::Date;
use plenipo_record::dossier::debrief::{
    AnsweredThere, MayBeCarried, ReplyThere, SaidThere, UndertakenThere,
};

/// Why a line could not be made out.
#[derive(Debug)]
pub(super) struct Unclear {
    pub(super) message: &'static str,
    pub(super) hint: &'static str,
}

pub(super) const ANSWERED: &str = "WHO to DRAFT: ANSWER; WHAT, as in  ru: no; \"not this text\"  with yes, yes if, no, a basis, another text, referred home";
pub(super) const SAID: &str = "WHO: WHAT, as in  ru: \"we need a week\"";
pub(super) const UNDERTAKEN: &str =
    "WHO for WHOM by DATE: WHAT, as in  ru for us by 2025-12-10: answer in writing";
pub(super) const CARRIED: &str =
    "WHO to WHOM: WHAT, as in  ru to ua: said 1 (in substance, not in words)";

/// `WHO to DRAFT: ANSWER; WHAT`; to which draft and in which words may be left out.
pub(super) fn answered(line: &str) -> Result<AnsweredThere, Unclear> {
    let (head, what) = halves(line, ANSWERED)?;
    let (by, to) = match head.split_once(" to ") {
        Some((by, to)) => (by, Some(to.trim().to_owned())),
        None => (head, None),
    };
    let lower = what.to_lowercase();
    let on = ["yes, if ", "yes if "].iter().find(|it| lower.starts_with(**it));
    let (reply, what) = match (on, what.split_once(';')) {
        (Some(on), _) => ("yes, if", what.get(on.len()..)),
        (None, Some((reply, what))) => (reply.trim(), Some(what)),
        (None, None) => (what, None),
    };
    if ReplyThere::of(reply).is_none() {
        return Err(Unclear { message: "that is no answer to a text", hint: ANSWERED });
    }
    let what = what.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    Ok(AnsweredThere { by: by.trim().to_owned(), to, reply: reply.to_owned(), what })
}

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
    fn an_answer_is_told_from_its_words() {
        let it = answered("Sergey Lavrov to us-ua-19: No; \"not this: never\"").expect("one");
        assert_eq!((it.by.as_str(), it.to.as_deref()), ("Sergey Lavrov", Some("us-ua-19")));
        assert_eq!((it.reply.as_str(), it.what.as_deref()), ("No", Some("\"not this: never\"")));
        let it = answered("ru: yes, if the line is drawn; and kept").expect("one");
        assert_eq!(it.what.as_deref(), Some("the line is drawn; and kept"));
        assert_eq!((it.reply.as_str(), it.to), ("yes, if", None));
        assert_eq!(answered("ru: we refer it home").expect("one").what, None);
        assert!(answered("ru: perhaps").is_err_and(|it| it.hint == ANSWERED));
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
