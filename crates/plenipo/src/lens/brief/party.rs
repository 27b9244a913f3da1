//! A paragraph a party: what came of its meeting, what it answered, warned of and demanded, its lines against the texts,
//! and what else it said.

use jiff::civil::Date;

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::{behind, meeting, voices, words};
use crate::lens::acceptance::assess::{SetAside, is_set_aside, set_aside};
use crate::lens::acceptance::word::{Word, meets};
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::{Issue, IssueOptions};
use plenipo_record::case::lines::{Judgement, Line, Verdict};
use plenipo_record::case::matters::crossed_together;
use plenipo_record::case::meeting::Statement;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};
use plenipo_record::case::understanding::{Claim, ClaimContent, Force, Understanding};

/// The most of a kind in a paragraph.
const ANSWERS_MAX: usize = 3;
const DEMANDS_MAX: usize = 3;
const STATEMENTS_MAX: usize = 2;
const MATTERS_MAX: usize = 6;

pub(super) fn party(desk: &mut Desk<'_>, party: Ix<Party>) -> Vec<Sentence> {
    let principal = desk.case.signatories().contains(&party);
    let mut said = Vec::new();
    if let Some(held) = desk.held.filter(|it| meeting::its_own(desk, *it) == Some(party)) {
        said.extend(voices::of_meeting(desk, held));
    }
    // What it said of the very text comes before what it said in general, and the newest before the old.
    for item in newest_first(desk, party) {
        match item {
            Said::Statement(place) => said.extend(voices::statement(desk, place)),
            Said::Answer(ix) => said.push(answer(desk, ix)),
            Said::Demand(place) => {
                let it = &desk.case.demands[place];
                desk.tell(RecordRef::new(Kind::Demand, place));
                said.push(demanded(desk, it));
                said.extend(judged(desk, it));
            }
        }
    }
    said.extend(untold(desk, party));
    said.extend(understandings(desk, party));
    if principal {
        said.extend(lines(desk, party));
    }
    said.extend(behind::behind(desk, Some(party)));
    said.extend(statements(desk, party, false));
    said
}

/// Something that a party said of a text.
enum Said {
    Statement(usize),
    Answer(Ix<Answer>),
    Demand(usize),
}

/// What it said of the text, demanded and answered, newest first; of one day in this order.
fn newest_first(desk: &Desk<'_>, party: Ix<Party>) -> Vec<Said> {
    let case = desk.case;
    let mut all: Vec<(Option<Date>, Said)> = Vec::new();
    let statements = statements_of(desk, party, true).into_iter();
    all.extend(statements.map(|it| (case.statements[it].date, Said::Statement(it))));
    all.extend(
        demands(desk, party).into_iter().map(|it| (case.demands[it].date, Said::Demand(it))),
    );
    let answers = answers(desk, party).into_iter();
    all.extend(answers.map(|it| (case.answers[it.get()].date, Said::Answer(it))));
    all.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    all.into_iter().map(|(_, it)| it).collect()
}

/// What it answered to the first text on the page and to any text, and to each text on the newest day.
fn answers(desk: &Desk<'_>, party: Ix<Party>) -> Vec<Ix<Answer>> {
    let newest = desk.newest();
    let is_new = |ix: &Ix<Answer>| newest.is_some() && desk.case.answers[ix.get()].date == newest;
    let mut own: Vec<Ix<Answer>> = Vec::new();
    // What it answered to the other texts stands in the grid and on the second page.
    for (place, (draft, _)) in desk.drafts.iter().enumerate() {
        let word = Word::of(desk.case, *draft, party);
        for ix in word.any.into_iter().chain(word.own).chain(word.points) {
            if !own.contains(&ix) && (place == 0 || is_new(&ix)) {
                own.push(ix);
            }
        }
    }
    own.sort_by_key(|ix| std::cmp::Reverse((desk.case.answers[ix.get()].date, ix.get())));
    let new = own.iter().filter(|ix| is_new(ix)).count();
    own.truncate(ANSWERS_MAX.max(new));
    own
}

pub(in crate::lens) fn answer(desk: &mut Desk<'_>, ix: Ix<Answer>) -> Sentence {
    let it = &desk.case.answers[ix.get()];
    let who = desk.speaks(it.by.as_ref(), it.party);
    let how = desk.told_how(it.date, it.audience, &it.meta);
    let text = match it.to {
        AnswerTo::AnyText => "any text".to_owned(),
        AnswerTo::Draft(draft) => desk.text(draft),
    };
    let text = match it.points.as_slice() {
        [] => text,
        [one] => format!("point {one} of {text}"),
        points => format!("points {} of {text}", describe::listed(points)),
    };
    let did = match it.answer {
        Reply::Accept => format!("accepted {text}{how}"),
        Reply::AcceptIf => {
            let met = match it.to {
                AnswerTo::Draft(draft) => {
                    let contents = contents(desk.case, desk.case.draft(draft));
                    match meets(it, &contents) {
                        Some(true) => " that it meets",
                        Some(false) => " that it does not meet",
                        None => " that it is not known to meet",
                    }
                }
                AnswerTo::AnyText => "",
            };
            format!("accepted {text}{how} only on a condition{met}")
        }
        Reply::Basis => format!("called {text} a basis for talks{how}"),
        Reply::Reserve => format!("reserved its answer to {text}{how}"),
        Reply::Reject => format!("rejected {text}{how}"),
        Reply::NoFurtherMovement if it.words.is_some() => format!("said{how}, of {text}"),
        Reply::NoFurtherMovement => format!("said{how}, of {text}, that it will not move further"),
    };
    let condition = it.condition.as_ref().map(|it| match &it.text {
        Some(words) => format!(" ({})", desk.quoted(words)),
        None => format!(" ({})", describe::issue_option_texts(desk.case, &it.when)),
    });
    let words = it.words.as_ref().map(|it| format!(": {}", desk.quoted(it)));
    let said = format!("{who} {did}{}{}", condition.unwrap_or_default(), words.unwrap_or_default());
    desk.sentence(said, &it.meta)
}

/// What it demands, makes a condition of or warns of; of many the warnings, and the newest.
fn demands(desk: &Desk<'_>, party: Ix<Party>) -> Vec<usize> {
    let mut own: Vec<usize> =
        (0..desk.case.demands.len()).filter(|it| desk.case.demands[*it].party == party).collect();
    own.sort_by_key(|it| {
        let demand = &desk.case.demands[*it];
        let warns = demand.is == DemandKind::Warning;
        (!warns, std::cmp::Reverse((demand.date, *it)))
    });
    own.truncate(DEMANDS_MAX);
    own
}

/// How many of its warnings, demands and conditions are not told: nobody shall take those that are for all.
fn untold(desk: &Desk<'_>, party: Ix<Party>) -> Option<Sentence> {
    let case = desk.case;
    let untold = |(place, it): &(usize, &Demand)| {
        it.party == party && !desk.is_told(RecordRef::new(Kind::Demand, *place))
    };
    let of: Vec<&Demand> =
        case.demands.iter().enumerate().filter(untold).map(|(_, it)| it).collect();
    let each = [DemandKind::Warning, DemandKind::Demand, DemandKind::Condition].into_iter();
    let each = each.filter_map(|is| {
        let n = of.iter().filter(|it| it.is == is).count();
        (n > 0).then(|| words::counted(n, &format!("more {}", is.word())))
    });
    let each: Vec<String> = each.collect();
    let is = if of.len() == 1 { "is" } else { "are" };
    let words = format!("{} of {} {is} on record", describe::listed(&each), desk.party(party));
    (!each.is_empty()).then(|| Sentence::of(words, Vec::new()))
}

/// What it demands, makes a condition of or warns of, in its sense.
pub(in crate::lens) fn demanded(desk: &mut Desk<'_>, it: &Demand) -> Sentence {
    let who = desk.speaks(it.by.as_ref(), it.party);
    let how = desk.told_how(it.date, it.audience, &it.meta);
    let understanding = it.departs_from.map(|ix| title_of(desk, ix));
    let words = match (&it.words, it.is) {
        (Some(words), DemandKind::Warning) => desk.that(words),
        (Some(words), _) => format!(": {}", desk.quoted(words)),
        (None, DemandKind::Warning) => {
            let mut parts = Vec::new();
            parts.extend(understanding.map(|it| format!("departs from {it}")));
            if !it.when.is_empty() {
                let any = if it.when.len() > 1 { "any of these: " } else { "" };
                let options = describe::issue_option_texts(desk.case, &it.when);
                parts.push(format!("has {any}{options}"));
            }
            let then = match it.then {
                Some(Reply::Reject) => "it would reject a text",
                Some(Reply::Reserve) => "it would reserve its answer to a text",
                Some(Reply::NoFurtherMovement) => "it would move no further on a text",
                _ => "it would not accept a text",
            };
            format!(" that {then} that {}", parts.join(" or "))
        }
        (None, _) => format!(": {}", describe::issue_option_texts(desk.case, &it.asks)),
    };
    desk.sentence(format!("{who} {}{how}{words}", it.is.verb()), &it.meta)
}

/// Whether the text on the table has what a warning is about, as far as the record tells.
pub(super) fn judged(desk: &Desk<'_>, it: &Demand) -> Option<Sentence> {
    let (draft, contents) = desk.drafts.first().copied()?;
    let text = desk.text(draft);
    if it.is != DemandKind::Warning {
        return None;
    }
    if !it.when.is_empty() {
        let has = |sure: bool| {
            it.when.iter().any(|(issue, options)| {
                let content = &contents[issue.get()];
                if sure { content.is_within(*options) } else { content.may_be(*options) }
            })
        };
        let by_rules = it.when.iter().all(|(issue, options)| {
            let content = &contents[issue.get()];
            content.is_by_rules() || !content.is_within(*options)
        });
        let words = match (has(true), has(false)) {
            (true, _) if by_rules => format!(
                "by the rules on record, and not by its own words, {text} contains what it warned against"
            ),
            (true, _) => format!("{text} contains what it warned against"),
            (false, true) => {
                format!("whether {text} contains what it warned against is not known")
            }
            (false, false) => format!("{text} does not contain what it warned against"),
        };
        return Some(Sentence::of(words, vec![Ground::Literal]));
    }
    let understanding = &desk.case.understandings[it.departs_from?.get()];
    let mut readings: Vec<(String, &IssueOptions)> = Vec::new();
    for reading in &understanding.readings {
        readings.push((format!("reading {}", reading.name), &reading.settles));
    }
    // Who denies something does not claim it.
    let mut denied: Vec<String> = Vec::new();
    // Of each side its latest account: what it said before is no claim of its any more.
    let is_latest =
        |(place, claim): &(usize, &Claim)| understanding.latest_of(claim.party).contains(place);
    for (_, claim) in understanding.claims.iter().enumerate().filter(is_latest) {
        match &claim.content {
            _ if claim.force == Some(Force::Denied) => {
                denied.push(format!("; {} denies that this was agreed", desk.party(claim.party)));
            }
            ClaimContent::Settles(options) => {
                readings.push((format!("the account of {}", desk.party(claim.party)), options));
            }
            ClaimContent::Words(_) | ClaimContent::NotDisclosed => {}
        }
    }
    let denied = denied.concat();
    if readings.is_empty() {
        let silent = silent(understanding);
        let account = match silent.is_empty() {
            true => String::new(),
            false => {
                let on_record = desk.on_record();
                format!(", and no account of it by {} is {on_record}", desk.parties(&silent))
            }
        };
        let words = format!(
            "whether {text} departs from that cannot be judged: what was agreed is not \
             disclosed{account}{denied}"
        );
        return Some(Sentence::of(words, vec![Ground::Silent]));
    }
    let each: Vec<String> = readings
        .into_iter()
        .map(|(by, settles)| format!("{} by {by}", departs(settles, contents)))
        .collect();
    let title = title_of(desk, it.departs_from?);
    let words = format!("set beside {title}, {text} {}{denied}", each.join(" and "));
    Some(Sentence::of(words, vec![Ground::Literal]))
}

/// What a text of this content does to an understanding that settles these options.
fn departs(settles: &IssueOptions, contents: &[Content]) -> &'static str {
    let each = settles.iter().map(|(issue, options)| (&contents[issue.get()], *options));
    let out = each.clone().any(|(it, options)| !it.may_be(options) && !it.may_be_left_open());
    match (out, each.clone().all(|(it, options)| it.is_within(options))) {
        (true, _) => "departs from it",
        (false, true) => "keeps to it",
        (false, false) => "may depart from it",
    }
}

/// The sides of an understanding of whom no account of it is on record.
fn silent(it: &Understanding) -> Vec<Ix<Party>> {
    it.between.iter().copied().filter(|side| it.latest_of(*side).is_empty()).collect()
}

pub(super) fn title_of(desk: &Desk<'_>, ix: Ix<Understanding>) -> String {
    // A title is a name, whatever words it is in; without one it is told who came to understand each other.
    match &desk.case.understandings[ix.get()].title {
        Some(title) => format!("“{title}”"),
        None => {
            let record = RecordRef::new(Kind::Understanding, ix.get());
            format!("the {}", describe::in_one_line(desk.case, record))
        }
    }
}

/// What it claims of understandings, and who else has said nothing of them.
fn understandings(desk: &mut Desk<'_>, party: Ix<Party>) -> Vec<Sentence> {
    let mut said = Vec::new();
    for (place, it) in desk.case.understandings.iter().enumerate() {
        let Some(claim) = it.latest_of(party).pop().map(|at| &it.claims[at]) else { continue };
        // A claim that gives it no force and discloses nothing adds nothing to a warning that rests on it.
        let bare = claim.force.is_none() && matches!(claim.content, ClaimContent::NotDisclosed);
        let warned = |it: &Demand| it.party == party && it.departs_from == Some(Ix::new(place));
        if bare && desk.case.demands.iter().any(warned) {
            continue;
        }
        let title = title_of(desk, Ix::new(place));
        let date = it.date.map(|date| format!(" of {}", words::as_known(date, it.meta.date_is)));
        let title = format!("{title}{}", date.unwrap_or_default());
        let who = desk.speaks(claim.by.as_ref(), party);
        let force = match claim.force {
            Some(Force::Binding) => "calls binding",
            Some(Force::Proposal) => "calls no more than a proposal",
            Some(Force::Denied) => "denies",
            None => "speaks of",
        };
        let words = claim.words.as_ref();
        let words = words.map(|it| format!(" ({})", desk.quoted(it))).unwrap_or_default();
        let content = match &claim.content {
            ClaimContent::NotDisclosed => "; what it settles is not disclosed".to_owned(),
            ClaimContent::Words(content) => format!("; by its account: {}", desk.quoted(content)),
            ClaimContent::Settles(options) => {
                format!("; by its account: {}", describe::issue_option_texts(desk.case, options))
            }
        };
        let mut pieces = vec![(
            format!("{who} {force} {title}{words}{content}"),
            Ground::of(desk.case, &claim.meta),
        )];
        let silent = silent(it);
        if !silent.is_empty() {
            let names = desk.parties(&silent);
            pieces.push((
                format!("; no account of it by {names} is {}", desk.on_record()),
                vec![Ground::Silent],
            ));
        }
        said.push(Sentence::joined(pieces));
    }
    said
}

/// Its standing lines against the texts, as matters, taken literally.
fn lines(desk: &mut Desk<'_>, party: Ix<Party>) -> Vec<Sentence> {
    let lines: Vec<Line> = desk
        .lines
        .iter()
        .find(|(it, _)| *it == party)
        .map(|(_, lines)| lines.clone())
        .unwrap_or_default();
    let name = desk.party(party);
    if lines.is_empty() {
        let wants = desk.case.positions.iter().any(|it| it.party == party && !it.ended);
        let words = match wants {
            true => format!("no line of {name} is {}, only preferences", desk.on_record()),
            false => format!("no line or position of {name} is {}", desk.on_record()),
        };
        return vec![Sentence::of(words, vec![Ground::Silent])];
    }
    let mut said = Vec::new();
    let mut over: Vec<Over> = Vec::new();
    for (place, (draft, contents)) in desk.drafts.clone().into_iter().enumerate() {
        let crossed: Vec<&Line> =
            lines.iter().filter(|it| it.judge(contents) == Verdict::Crossed).collect();
        let text = desk.text(draft);
        let (aside, crossed): (Vec<&Line>, Vec<&Line>) =
            crossed.into_iter().partition(|it| is_set_aside(desk.case, draft, it));
        for (by, what) in [
            (SetAside::ByTheText, text.clone()),
            (SetAside::ByPoints, format!("the points of {text} that cross them")),
        ] {
            let of = aside.iter().filter(|it| set_aside(desk.case, draft, it) == Some(by)).count();
            if of > 0 {
                let n = words::counted(of, "line");
                let words =
                    format!("it has accepted {what} since it drew {n} that the text crosses");
                said.push(Sentence::of(words, vec![Ground::Literal]));
            }
        }
        if !crossed.is_empty() {
            let matters = crossed_together(&crossed, contents);
            over.push(Over { first: place == 0, matters, text });
        }
    }
    said.extend(rules_out(desk, over));
    if let Some((draft, contents)) = desk.drafts.first().copied() {
        let open = |it: &&Line| {
            matches!(it.judgement(contents), Judgement::MayBeCrossed | Judgement::Unclear)
                && !is_set_aside(desk.case, draft, it)
        };
        let maybe = lines.iter().filter(open).count();
        let text = desk.text(draft);
        if maybe > 0 && !desk.is_fallen(draft) {
            let of = match lines.len() {
                1 => "its line".to_owned(),
                all if all == maybe => format!("all of its {}", words::counted(all, "line")),
                all => format!("{} of its {}", words::count(maybe), words::counted(all, "line")),
            };
            // Which they are, by what they are about.
            let mut on: Vec<Ix<Issue>> =
                lines.iter().filter(open).flat_map(|it| it.judged_on(contents)).collect();
            on.sort_unstable();
            on.dedup();
            let on: Vec<Vec<Ix<Issue>>> = on.into_iter().map(|it| vec![it]).collect();
            let words = format!("{of} may be crossed by {text} ({})", named(desk, &on));
            said.push(Sentence::of(words, vec![Ground::Literal]));
        }
    }
    said.extend(overtaken(desk, &lines));
    let fallen = desk.drafts.first().is_some_and(|(draft, _)| desk.is_fallen(*draft));
    if said.is_empty() && !fallen {
        let its = match lines.len() {
            1 => "its line".to_owned(),
            all => format!("any of its {}", words::counted(all, "line")),
        };
        let words = format!("no text on the table is known to cross {its}");
        said.push(Sentence::of(words, vec![Ground::Literal]));
    }
    said
}

/// A text that lines rule out, and on which matters.
struct Over {
    /// Whether it is the text that the page is about.
    first: bool,
    matters: Vec<Vec<Ix<Issue>>>,
    text: String,
}

/// The text that the page is about, where its lines rule it out, and the one of the others that they rule out on the
/// most matters, with their names.
fn rules_out(desk: &Desk<'_>, mut over: Vec<Over>) -> Option<Sentence> {
    over.sort_by_key(|it| (!it.first, std::cmp::Reverse(it.matters.len())));
    // On how many each of the others is ruled out stands in the grid.
    let shown = if over.first().is_some_and(|it| it.first) { 2 } else { 1 };
    let each: Vec<String> = over
        .iter()
        .take(shown)
        .map(|it| {
            let n = words::counted(it.matters.len(), "matter");
            format!("{}, on {n} ({})", it.text, named(desk, &it.matters))
        })
        .collect();
    let words = format!("taken literally, its lines rule out {}", each.join(", and "));
    (!each.is_empty()).then(|| Sentence::of(words, vec![Ground::Literal]))
}

/// Matters by the titles of their issues.
fn named(desk: &Desk<'_>, matters: &[Vec<Ix<Issue>>]) -> String {
    let mut named: Vec<String> = matters
        .iter()
        .take(MATTERS_MAX)
        .map(|issues| {
            let first = words::short_title(&desk.case.issue(issues[0]).title).to_owned();
            match issues.len() {
                1 => first,
                n => format!("{first} and {} more", words::count(n - 1)),
            }
        })
        .collect();
    if matters.len() > named.len() {
        named.push(format!("{} more", words::count(matters.len() - named.len())));
    }
    named.join("; ")
}

/// Lines that a later word apparently overtook, and that no keeper has settled.
fn overtaken(desk: &Desk<'_>, lines: &[Line]) -> Option<Sentence> {
    let line = lines.iter().find(|it| desk.is_unsettled(it))?;
    let word = line.overtaken[0].word;
    let at = word.index as usize;
    let (said, day) = match word.kind {
        Kind::Demand => desk.case.demands.get(at).map(|it| (it.words.as_ref(), it.date)),
        Kind::Position => desk.case.positions.get(at).map(|it| (it.words.as_ref(), it.date)),
        Kind::Movement => desk.case.movements.get(at).map(|it| (it.words.as_ref(), it.date)),
        _ => None,
    }
    .unwrap_or_default();
    let later = match said {
        Some(said) => {
            let day = day.map(|it| format!(" ({})", words::day(it))).unwrap_or_default();
            format!("{}{day}", desk.quoted(said))
        }
        None => words::humane(&describe::dated(desk.case, word)),
    };
    let words = format!(
        "its {} is apparently overtaken by what it said later: {later}; until that is settled, answers are given for \
         both",
        desk.line_named(line),
    );
    let mut on = desk.of_line(line);
    on.extend(
        desk.case
            .meta(line.overtaken[0].word)
            .map(|it| Ground::of(desk.case, it))
            .into_iter()
            .flatten(),
    );
    Some(Sentence::of(words, on))
}

/// The newest statements of its people: on the texts of the page, or on anything.
fn statements(desk: &mut Desk<'_>, party: Ix<Party>, on_texts: bool) -> Vec<Sentence> {
    let found = statements_of(desk, party, on_texts);
    found.into_iter().filter_map(|place| voices::statement(desk, place)).collect()
}

/// Whether the same words, by speaker, day and source, are told as a warning, a demand or a condition.
fn demanded_so(desk: &Desk<'_>, said: &Statement) -> bool {
    desk.case.demands.iter().enumerate().any(|(place, it)| {
        desk.is_told(RecordRef::new(Kind::Demand, place))
            && it.date == said.date
            && it.by.as_ref().is_some_and(|by| said.by.contains(by))
            && it.meta.sources == said.meta.sources
    })
}

fn statements_of(desk: &Desk<'_>, party: Ix<Party>, on_texts: bool) -> Vec<usize> {
    let texts: Vec<RecordRef> = desk
        .drafts
        .iter()
        .map(|(it, _): &(Ix<Draft>, _)| RecordRef::new(Kind::Draft, it.get()))
        .collect();
    let own = |place: &usize| {
        let it = &desk.case.statements[*place];
        let by = it.by.iter().any(|by| desk.case.party_of(by) == Some(party));
        let on = !on_texts || it.about.iter().any(|record| texts.contains(record));
        by && on && !desk.is_told(RecordRef::new(Kind::Statement, *place)) && !demanded_so(desk, it)
    };
    (0..desk.case.statements.len()).rev().filter(own).take(STATEMENTS_MAX).collect()
}
