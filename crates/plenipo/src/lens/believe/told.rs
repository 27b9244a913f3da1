//! Beliefs in words: as what follows "that".

use jiff::civil::Date;

use super::answer::Supposed;
use super::grounds::Grounds;
use super::lines::{bearing, speaker};
use plenipo_record::case::Case;
use plenipo_record::case::contents::How;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::Stated;
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::{Answer, AnswerTo, Reply};

/// A day as people write it: `about 2 Dec 2025`.
pub(super) fn day(date: Date, is: DateIs) -> String {
    let day = date.strftime("%-d %b %Y").to_string();
    match is {
        DateIs::Exact => day,
        DateIs::About => format!("about {day}"),
        DateIs::Before => format!("before {day}"),
        DateIs::After => format!("after {day}"),
        DateIs::Month => date.strftime("%b %Y").to_string(),
        DateIs::Inferred => format!("{day}, as concluded"),
    }
}

/// Parties by their short names, listed.
pub(super) fn parties(case: &Case, of: &[Ix<Party>]) -> String {
    let names: Vec<String> = of.iter().map(|it| case.party(*it).label().to_owned()).collect();
    listed(&names)
}

/// The belief, without the `that`.
pub(super) fn words(grounds: &Grounds<'_>, of: &Supposed) -> String {
    let (case, label) = (grounds.case, grounds.label());
    let line = |it: Stated| describe::line(case, it);
    let not = |yes: bool| if yes { "" } else { " not" };
    match of {
        Supposed::Content(issue, set) => content(grounds, *issue, *set),
        Supposed::Gives(it) => format!("{} is a bargaining position", line(*it)),
        Supposed::Holds(it) => format!("{} stands as it was said", line(*it)),
        Supposed::Spares(it) => format!("{} does not reach {}", line(*it), reached(grounds, *it)),
        Supposed::Reaches(it) => format!("{} reaches {}", line(*it), reached(grounds, *it)),
        Supposed::Condition(it, holds) => format!(
            "the condition of {} does{} hold{}",
            line(*it),
            if *holds { "" } else { " not" },
            in_words(grounds, *it)
        ),
        Supposed::NoAuthority(by) => {
            let of = about(grounds, by);
            format!("{} did not speak for {label} on {of}", case.speaker(by))
        }
        Supposed::NotFinal(ix) => format!("{} is not final", reply(case, *ix)),
        Supposed::Final(ix) => format!("{} is final", reply(case, *ix)),
        Supposed::Meets(ix, met) => {
            let it = &case.answers[ix.get()];
            let said = it.condition.as_ref().and_then(|it| it.text.as_deref()).unwrap_or_default();
            format!(
                "this text does{} meet its condition, {}",
                not(*met),
                describe::quoted(case, said)
            )
            .replace("does meet", "meets")
        }
        Supposed::AsksMore(_, true) => format!("this text asks a further concession of {label}"),
        Supposed::AsksMore(_, false) => format!("this text asks no further concession of {label}"),
        Supposed::Departs(ix, departs) => {
            let of = case.demands[ix.get()].departs_from.map(|it| {
                describe::in_one_line(case, RecordRef::new(Kind::Understanding, it.get()))
            });
            let of = of.unwrap_or_else(|| "what was agreed".to_owned());
            let does = if *departs { "departs from" } else { "keeps to" };
            format!("this text {does} the {of}, as {label} sees it")
        }
        Supposed::ActsOn(ix, acts) => {
            let it = &case.demands[ix.get()];
            let by = it.by.as_ref().map(|it| format!(" of {}", case.speaker(it)));
            let (what, by) = (it.is.word(), by.unwrap_or_default());
            match acts {
                true => format!("{label} would act on the {what}{by}"),
                false => format!("{label} would not act on the {what}{by}"),
            }
        }
        Supposed::Better(true) => {
            format!("this text is better for {label} than no deal{}", unread(grounds))
        }
        Supposed::Better(false) => {
            format!("no deal is better for {label} than this text{}", unread(grounds))
        }
        Supposed::OthersAct(other, act) => {
            let other = case.party(*other).label();
            match act {
                true => format!("{other} accepts it first"),
                false => format!("{other} does not accept it first"),
            }
        }
        Supposed::Waits(other, waits) => {
            let other = case.party(*other).label();
            match waits {
                true => format!("{label} does not accept before {other} has"),
                false => format!("{label} would accept before {other} has"),
            }
        }
        Supposed::ConsentAnew(ix) => {
            let act = &case.consents[ix.get()].act;
            format!("the consent that was refused ({act}) is asked for again and given")
        }
        Supposed::InTime(ix) => {
            let it = &case.forecasts[ix.get()];
            let by = it.closes.or(it.resolves).map(|it| format!(" by {}", day(it, DateIs::Exact)));
            format!(
                "its yes comes{}, in the way the question on record asks",
                by.unwrap_or_default()
            )
        }
        Supposed::NotOnRecord => "something that is not on record decides it".to_owned(),
    }
}

/// What would count against it if it were known.
pub(super) fn would_count_against(grounds: &Grounds<'_>, of: &Supposed) -> String {
    let (case, label) = (grounds.case, grounds.label());
    match of {
        Supposed::Content(..) => "the text read, with another option there".to_owned(),
        Supposed::Gives(_) => {
            "the line said again of this very text, or written into a mandate".to_owned()
        }
        Supposed::Holds(_) => {
            format!("a text of {label} that crosses it, or an acceptance of the point")
        }
        Supposed::Spares(_) => "the line said again in words that reach it".to_owned(),
        Supposed::Reaches(_) => format!("a word of {label} that it is meant more narrowly"),
        Supposed::Condition(_, holds) => match holds {
            true => "a word that the condition does not hold".to_owned(),
            false => "a word that the condition holds".to_owned(),
        },
        Supposed::NoAuthority(_) => {
            format!("the same said by whoever speaks for {label} with the highest rank")
        }
        Supposed::NotFinal(_) => "the same said again; new conditions; a counter-text".to_owned(),
        Supposed::Final(_) => {
            format!("talks on this very text, or an answer of {label} that calls it a basis")
        }
        Supposed::Meets(_, met) => match met {
            true => format!("a word of {label} that the condition is not met"),
            false => format!("a word of {label} that the condition is met"),
        },
        Supposed::AsksMore(_, more) => match more {
            true => format!("a word of {label} that the text asks nothing new"),
            false => format!("a point named by {label} as a new concession"),
        },
        Supposed::Departs(_, departs) => match departs {
            true => format!("a word of {label} that the text keeps to it"),
            false => "what was agreed told, and the text beside it departing".to_owned(),
        },
        Supposed::ActsOn(_, acts) => match acts {
            true => format!("an answer of {label} to this text that does not mention it"),
            false => "the same said of this very text".to_owned(),
        },
        Supposed::Better(true) => {
            "new conditions; a counter-text; a better alternative on record".to_owned()
        }
        Supposed::Better(false) => {
            format!("a worse alternative on record; the text called a basis by {label}")
        }
        Supposed::OthersAct(other, act) => {
            let other = case.party(*other).label();
            match act {
                true => format!("a refusal of {other}, or a line of its own said of this text"),
                false => format!("an acceptance of {other}"),
            }
        }
        Supposed::Waits(other, waits) => {
            let other = case.party(*other).label();
            match waits {
                true => format!("an acceptance that does not mention {other}"),
                false => format!("a word of {label} that it waits for {other}"),
            }
        }
        Supposed::ConsentAnew(_) => "the consent refused again, or the text given up".to_owned(),
        Supposed::InTime(_) => {
            "the day passed without it; an answer that is a yes to parts".to_owned()
        }
        Supposed::NotOnRecord => "nothing that could be named".to_owned(),
    }
}

/// `this text, unread there, has “six hours” on Hours of pumping`.
fn content(grounds: &Grounds<'_>, ix: Ix<Issue>, set: OptionSet) -> String {
    let (issue, content) = (grounds.case.issue(ix), &grounds.contents[ix.get()]);
    let mut what: Vec<String> =
        set.iter().map(|it| format!("“{}”", issue.options[it.get()].text)).collect();
    if content.may_leave_open() {
        what.push("nothing that settles it".to_owned());
    }
    let unread = if content.how == How::Unknown { ", unread there, has" } else { " comes to" };
    format!("this text{unread} {} on {}", what.join(" or "), issue.title)
}

/// What of the text a line may reach, in words.
fn reached(grounds: &Grounds<'_>, line: Stated) -> String {
    let of = grounds.model.lines.iter().filter(|it| it.stated == line).flat_map(|it| &it.unclear);
    let each = of.filter_map(|(ix, unclear)| {
        let content = &grounds.contents[ix.get()];
        let set = content.options().and(*unclear);
        let issue = grounds.case.issue(*ix);
        match (set.is_empty(), content.how) {
            (true, _) => None,
            (_, How::Unknown) => Some(format!("what the text may say on {}", issue.title)),
            _ => Some(format!("“{}” on {}", describe::option_texts(issue, set), issue.title)),
        }
    });
    listed(&each.collect::<Vec<String>>())
}

/// The condition of a line in its words, after a comma.
fn in_words(grounds: &Grounds<'_>, line: Stated) -> String {
    let of = grounds.model.lines.iter().find(|it| it.stated == line);
    let text = of.and_then(|it| it.condition.as_ref()).and_then(|it| it.text.as_deref());
    text.map(|it| format!(": {}", describe::quoted(grounds.case, it))).unwrap_or_default()
}

/// Whatever somebody said for the party, in a few words.
fn about(grounds: &Grounds<'_>, by: &Speaker) -> String {
    let case = grounds.case;
    let same = |it: &Option<Speaker>| it.as_ref() == Some(by);
    let lines = bearing(grounds).filter(|it| same(&speaker(grounds, it)));
    let mut all: Vec<String> = lines.map(|it| describe::line(case, it.stated)).collect();
    let word = &grounds.assessment.word;
    let answers = word.own.iter().chain(&word.any).chain(&word.points);
    let answers = answers.filter(|ix| same(&case.answers[ix.get()].by));
    all.extend(answers.map(|ix| reply(case, *ix)));
    let demands = case.demands.iter().filter(|it| it.party == grounds.party && same(&it.by));
    all.extend(demands.map(|it| format!("the {}", it.is.word())));
    all.dedup();
    listed(&all)
}

/// An answer in a few words: `the rejection of this text by Anna on 5 May 2031`.
fn reply(case: &Case, ix: Ix<Answer>) -> String {
    let it = &case.answers[ix.get()];
    let by = it.by.as_ref().map(|it| format!(" by {}", case.speaker(it))).unwrap_or_default();
    let on = it.date.map(|date| format!(" of {}", day(date, it.meta.date_is))).unwrap_or_default();
    let to = match (&it.to, it.points.as_slice()) {
        (AnswerTo::AnyText, _) => "any text".to_owned(),
        (_, []) => "this text".to_owned(),
        (_, points) => format!("point {} of it", listed(points)),
    };
    match (it.answer, &it.words) {
        (Reply::NoFurtherMovement, Some(words)) => {
            format!("{}{on}{by}", describe::quoted(case, words))
        }
        (Reply::NoFurtherMovement, None) => format!("its word{on}{by} that it moves no further"),
        (Reply::Accept, _) => format!("the acceptance of {to}{on}{by}"),
        (Reply::Reject, _) => format!("the rejection of {to}{on}{by}"),
        (Reply::AcceptIf, _) => format!("the condition of its acceptance of {to}{on}{by}"),
        _ => format!("the answer to {to}{on}{by}"),
    }
}

/// What of the text is not known here, as part of a sentence.
fn unread(grounds: &Grounds<'_>) -> String {
    let unknown = grounds.contents.iter().filter(|it| it.how == How::Unknown).count();
    match unknown {
        0 => String::new(),
        n => format!(
            ", also by what it says on the {} of which nothing is known here",
            describe::counted(n, "issue")
        ),
    }
}
