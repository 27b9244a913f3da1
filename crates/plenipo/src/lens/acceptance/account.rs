//! The answer in words: facts of the record before any number.

use super::assess::{Acceptance, Assessment, is_against};
use super::beyond;
use super::blockers::Blocker;
use super::consents::Need;
use super::joint::is_read_apart;
use super::model::{Model, is_literal};
use super::outside_account::voted;
use super::tables::{Said, concerned_in_words, undisclosed};
use super::tested::with_tested;
use super::uncrossed::{Uncrossed, uncrossed};
use super::word::{Says, accepts, meets};
use super::{AcceptanceAnswer, OfDraft, figures};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::figure::{chance, range};
use crate::finding::status::Status;
use crate::lens::whence::{of_day, whence};
use crate::preference::profile::one_sided;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::describe::{self, counted, listed, spoken};
use plenipo_record::case::draft::{Condition, Draft, Form};
use plenipo_record::case::forbidden::{broken, unjudged, warned};
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::{Judgement, Line, Stated, Verdict};
use plenipo_record::case::meta::Meta;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer as AnswerOnRecord, AnswerTo, Reply};

/// The most issues named on which a text counts as silent.
const SILENT_NAMED: usize = 3;

/// The most deciders named in the account; the table has all.
const DECIDERS_SHOWN: usize = 4;

pub(super) fn headline(answer: &AcceptanceAnswer<'_>) -> String {
    if answer.drafts.is_empty() {
        return "No draft is on the table.".to_owned();
    }
    if answer.models.is_empty() {
        return "No principal is recorded, so nobody's acceptance can be assessed.".to_owned();
    }
    let beyond = |of: &OfDraft| {
        beyond::in_short(answer.case, answer.day, of)
            .map(|it| format!(" ({it})"))
            .unwrap_or_default()
    };
    let each = answer.each.iter().zip(&answer.contents).map(|(of, contents)| {
        let broken = describe::broken(answer.case, &broken(answer.case, contents));
        let broken = broken.map(|it| format!(", though it {it}")).unwrap_or_default();
        let state = |it: &Assessment| it.status.said();
        let name = |it: &Assessment| answer.case.party(answer.models[it.model].party).label();
        let withholds = |it: &Assessment| {
            // The words of a condition stand with the answer itself.
            let why = || listed(&it.word.withholds_in_short(answer.case, contents));
            (it.says == Says::Withholds).then(why)
        };
        let id = answer.case.draft(of.joint.draft).id();
        if of.joint.status == Status::Fallen {
            return format!("{id} has fallen{}", beyond(of));
        }
        // What is said of all is said once.
        if let [first, _, rest @ ..] = of.assessments.as_slice()
            && of.assessments.iter().all(|it| it.status == first.status)
        {
            let all = match rest.len() {
                0 => "both".to_owned(),
                1 => "all three".to_owned(),
                n => format!("all {}", n + 2),
            };
            let over = of.assessments.iter().filter(|it| is_over_a_line(it));
            let over: Vec<&Assessment> = over.collect();
            let crossed =
                |it: &Assessment| it.verdicts.iter().filter(|it| **it == Verdict::Crossed).count();
            let mut though = match over.as_slice() {
                [] => String::new(),
                [one] if crossed(one) == 1 => {
                    format!(", though it crosses a line of {}", name(one))
                }
                many => {
                    let names: Vec<String> = many.iter().map(|it| name(it).to_owned()).collect();
                    format!(", though it crosses lines of {}", listed(&names))
                }
            };
            for it in &of.assessments {
                let why = withholds(it).map(|why| format!("; {} {why}", name(it)));
                though.push_str(&why.unwrap_or_default());
            }
            return format!(
                "{id} is {} for {all}{though}{}{}{broken}",
                state(first),
                agreed(of),
                beyond(of)
            );
        }
        let parties = of.assessments.iter().map(|it| {
            let though = if is_over_a_line(it) { " though over its line" } else { "" };
            let why = withholds(it).map(|why| format!(" ({why})")).unwrap_or_default();
            format!("{} for {}{though}{why}", state(it), name(it))
        });
        let parties: Vec<String> = parties.collect();
        format!("{id} is {}{}{}{broken}", listed(&parties), agreed(of), beyond(of))
    });
    let each: Vec<String> = each.collect();
    with_tested(answer.case, format!("{}.", each.join("; ")))
}

/// Whether the draft crosses a line of the party with which it is open: open alone sounds like good news.
fn is_over_a_line(it: &Assessment) -> bool {
    it.status == Acceptance::Open && it.verdicts.contains(&Verdict::Crossed)
}

/// How likely an agreement is, where there is one figure for it.
fn agreed(of: &OfDraft) -> String {
    match (of.joint.status, of.joint.low, of.joint.central, of.joint.high) {
        (Status::Open, Some(low), Some(it), Some(high)) => {
            format!(" (agreement {})", probability(low, Some(it), high))
        }
        _ => String::new(),
    }
}

pub(super) fn status(answer: &AcceptanceAnswer<'_>) -> Status {
    match answer.each.as_slice() {
        [] => Status::NoDraft,
        [one] => one.joint.status,
        _ => Status::Answered,
    }
}

/// The reply as the acceptance table shows it: each audience apart.
pub(in crate::lens) fn replies(case: &Case, it: &Assessment) -> Option<String> {
    let said = |ix: &Ix<AnswerOnRecord>| {
        let answer = &case.answers[ix.get()];
        let word = format!("{}{}", answer.answer.word(), describe::on_points(answer));
        match answer.audience {
            Some(audience) => format!("{word} ({})", audience.word()),
            None => word,
        }
    };
    let mut words: Vec<String> = it.word.own.iter().chain(&it.word.points).map(said).collect();
    words.extend(it.word.any.iter().map(|ix| format!("to any text: {}", said(ix))));
    if it.tabled {
        words.insert(0, "tabled it".to_owned());
    }
    (!words.is_empty()).then(|| words.join("; "))
}

pub(super) fn account(answer: &AcceptanceAnswer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (of, contents) in answer.each.iter().zip(&answer.contents) {
        of_draft(answer, of, contents, &mut blocks);
    }
    to_any_text(answer, &mut blocks);
    if !answer.ranks.is_empty() {
        blocks.push(Block::heading(1, "Which draft each party would rank first"));
        blocks.push(Block::para(
            "By worth alone: lines that a draft crosses, and what a party has said of it, have no part in this.",
        ));
        if answer.ranks.iter().any(|it| it.n_told() < it.drafts.len()) {
            let only =
                "Of so many drafts only the first rank is given: ask about fewer for the others.";
            blocks.push(Block::para(only));
        }
        blocks.push(Block::Table("ranks"));
    }
    blocks
}

/// What is read as the status quo of a text whose points are not all entered; nothing where none is.
pub(in crate::lens) fn not_entered(
    case: &Case,
    draft: &Draft,
    contents: &[Content],
) -> Option<String> {
    let all = draft.settling_points().count();
    let n = draft.settling_points().filter(|it| it.settles_nothing()).count();
    let silent: Vec<&str> = contents
        .iter()
        .zip(&case.issues)
        .filter(|(it, _)| it.how == How::Silent)
        .map(|(_, issue)| issue.title.as_str())
        .collect();
    if n == 0 || silent.is_empty() || !draft.speaks_by_silence() {
        return None;
    }
    let mut named: Vec<String> = silent.iter().take(SILENT_NAMED).map(|it| (*it).into()).collect();
    if silent.len() > named.len() {
        named.push(format!("{} more", silent.len() - named.len()));
    }
    let (s, they) = if n == 1 { ("s", "it is") } else { ("", "they are") };
    Some(format!(
        "{n} of its {} settle{s} nothing on record. Whatever {they} about, the text counts as silent, and so as leaving \
         the status quo, on {}: {}.",
        counted(all, "point"),
        counted(silent.len(), "issue"),
        listed(&named)
    ))
}

fn of_draft(
    answer: &AcceptanceAnswer<'_>,
    of: &OfDraft,
    contents: &[Content],
    blocks: &mut Vec<Block>,
) {
    let case = answer.case;
    let draft = case.draft(of.joint.draft);
    blocks.push(Block::heading(1, format!("{} · {}", draft.id(), draft.title)));
    blocks.push(Block::Para(Text::default().quiet(describe::about(case, draft))));
    if draft.complete && draft.is_unsettled() {
        let lacks = match draft.points.is_empty() {
            true => "The text is said to be complete, but none of its points is entered",
            false => "The whole text is here, but no point says yet what it settles",
        };
        blocks.push(Block::para(format!(
            "{lacks}: until that is entered, none of its content counts as known, and its silence \
             does not count as the status quo."
        )));
    } else if contents.iter().all(|it| it.how == How::Unknown) {
        blocks.push(Block::para(match draft.points.len() {
            0 => "None of its content is recorded.".to_owned(),
            n => format!(
                "What it settles is not recorded: of its {} none says on which issue it stands and on what option.",
                counted(n, "point")
            ),
        }));
    } else if !draft.complete {
        known_content(case, draft, contents, blocks);
    }
    blocks.extend(not_entered(case, draft, contents).map(Block::para));
    if let Some(broken) = describe::broken(case, &broken(case, contents)) {
        blocks.push(Block::Item(Item {
            mark: Mark::Stop,
            text: Text::plain(match draft.is_read() {
                true => format!("As it stands it {broken}: no such text can be, whoever accepts it."),
                false => format!(
                    "By what is reported and inferred of it, it {broken}: no such text can be, so that a report, an \
                     inference or the rule is wrong."
                ),
            }),
            under: Vec::new(),
        }));
    }
    // A keeper's reading of what goes with what takes nothing away, and warns.
    let warned = warned(case, contents);
    for ix in warned.each {
        let rule = &case.rules[ix.get()];
        let mut under: Vec<Text> = rule.words.iter().map(|it| Text::plain(it.clone())).collect();
        under.push(Text::from(describe::footing(case, &rule.meta)).quietly());
        blocks.push(Block::Item(Item {
            mark: Mark::Maybe,
            text: Text::plain(format!(
                "By a record keeper's reading its parts do not go together: {}. That warns, and rules nothing out.",
                describe::rule_named(case, ix)
            )),
            under,
        }));
    }
    if !warned.together.is_empty() {
        let named: Vec<String> =
            warned.together.iter().map(|it| describe::rule_named(case, *it)).collect();
        blocks.push(Block::Item(Item {
            mark: Mark::Maybe,
            text: Text::plain(format!(
                "Whatever it turns out to say, it does not go with what record keepers read: {}. That warns, and rules \
                 nothing out.",
                listed(&named)
            )),
            under: Vec::new(),
        }));
    }
    for ix in unjudged(case, contents) {
        let rule = &case.rules[ix.get()];
        blocks.push(Block::Item(Item {
            mark: Mark::Unknown,
            text: Text::plain(format!(
                "Whether it keeps {} cannot be judged: no option that the rule requires is on record.",
                describe::rule_named(case, ix)
            )),
            under: vec![footing(case, &rule.meta)],
        }));
    }
    // Who at the table accepts a text that falls beyond it should hear that first.
    let first = beyond::comes_first(case, of);
    if first {
        beyond_the_table(answer, of, contents, blocks);
    }
    for (it, blockers) in of.assessments.iter().zip(&of.blockers) {
        of_party(answer, of, it, blockers, contents, blocks);
    }
    jointly(answer, of, contents, blocks);
    blocks.extend(super::read_differently::blocks(case, of.joint.draft, contents));
    super::said_since::said_since(case, of.joint.draft, blocks);
    if !first {
        beyond_the_table(answer, of, contents, blocks);
    }
    deciders(answer, of, blocks);
}

/// Those outside the room, further consents, polls.
fn beyond_the_table(
    answer: &AcceptanceAnswer<'_>,
    of: &OfDraft,
    contents: &[Content],
    blocks: &mut Vec<Block>,
) {
    let case = answer.case;
    if !of.consents.is_empty() && of.outside.is_empty() {
        blocks.push(Block::heading(2, "Beyond the table"));
    }
    super::outside_account::outside(answer, of, contents, blocks);
    for needed in &of.consents {
        let consent = &case.consents[needed.consent.get()];
        let mark = match needed.is {
            Need::Refused if needed.voids(case) => Mark::Stop,
            Need::Refused => Mark::Maybe,
            Need::Given => Mark::Fine,
            Need::Certain | Need::Possible => Mark::Plain,
        };
        let meta = match (&consent.outcome, needed.is) {
            (Some(outcome), Need::Given | Need::Refused) => &outcome.meta,
            _ => &consent.meta,
        };
        blocks.push(Block::Item(Item {
            mark,
            text: Text::plain(format!("{}. ", needed.said_on(case, answer.day)))
                .then(footing(case, meta)),
            under: Vec::new(),
        }));
    }
    super::outside_account::polls(case, of.joint.draft, of, blocks);
}

fn known_content(case: &Case, draft: &Draft, contents: &[Content], blocks: &mut Vec<Block>) {
    let count = |how: How| contents.iter().filter(|it| it.how == how).count();
    let known = [
        (count(How::Set), "to settle ", ""),
        (count(How::Narrowed), "to narrow ", ""),
        (count(How::LeftOpen), "to leave ", " to the principals"),
    ];
    let known = known.iter().filter(|it| it.0 > 0);
    let known: Vec<String> = known.map(|(n, does, to)| format!("{does}{n}{to}")).collect();
    let unknown = match count(How::Unknown) {
        0 => String::new(),
        n => format!("; on {n} nothing is known"),
    };
    blocks.push(Block::para(format!(
        "Of {} it is known {}{unknown}.",
        counted(contents.len(), "issue"),
        listed(&known),
    )));
    // An unread text is shown by what is reported of it; a mostly known one speaks for itself.
    if draft.form != Form::Reported {
        return;
    }
    for point in &draft.points {
        let gist = point.gist.as_ref().or(point.text.as_ref());
        let Some(gist) = gist else { continue };
        blocks.push(Block::Item(Item {
            mark: Mark::Plain,
            text: Text::plain(format!("Reported: {gist}. ")).then(footing(case, &point.meta)),
            under: Vec::new(),
        }));
    }
}

fn of_party(
    answer: &AcceptanceAnswer<'_>,
    of: &OfDraft,
    it: &Assessment,
    blockers: &[Blocker],
    contents: &[Content],
    blocks: &mut Vec<Block>,
) {
    let case = answer.case;
    let model = &answer.models[it.model];
    let name = &case.party(model.party).name;
    blocks.push(Block::heading(2, format!("{name}: {}", it.status.word())));
    recorded(case, model.party, it, contents, blocks);
    if it.status == Acceptance::Conflict {
        let when = case.draft(of.joint.draft).date;
        let when = when.map(|date| format!(" of {date}")).unwrap_or_default();
        let crossed = || {
            let lines = model.lines.iter().zip(&it.verdicts);
            lines.filter(|(_, verdict)| **verdict == Verdict::Crossed).map(|(line, _)| line)
        };
        let both = "Both are on record; neither overrides the other.";
        let said = if it.says == Says::Both {
            match it.word.any.iter().any(|ix| case.answers[ix.get()].answer == Reply::Reject) {
                true => format!(
                    "it accepted this text{when} and rejected any text, and is not known to have accepted it after that. {both}"
                ),
                false => format!(
                    "it accepted this text{when} as a whole and {}. {both}",
                    listed(&it.word.withholds(case, contents))
                ),
            }
        } else if it.says == Says::Accepts {
            let mut against =
                crossed().filter(|line| is_against(case, &it.word.own, line, Verdict::Crossed));
            let verb = if outright(case, it) {
                "accepted"
            } else {
                "accepted, on a condition that it meets,"
            };
            if against.all(|line| line.is_assumed(case)) {
                format!(
                    "it {verb} this text{when}, which crosses a line it is assumed to have. The acceptance is on record and the line is an assumption; neither overrides the other."
                )
            } else {
                format!("it {verb} this text{when}, which crosses a line it drew. {both}")
            }
        } else if crossed().all(|line| line.is_assumed(case)) {
            format!(
                "this text{when} is its own and crosses a line it is assumed to have. The text is on record and the line is an assumption; neither overrides the other."
            )
        } else {
            format!("this text{when} is its own and crosses lines it drew. {both}")
        };
        blocks.push(Block::Item(Item {
            mark: Mark::Maybe,
            text: Text::default().strong("Conflict: ").and(said),
            under: Vec::new(),
        }));
    }
    let mut respected: Vec<(Uncrossed, Stated)> = Vec::new();
    let mut unread: Vec<Stated> = Vec::new();
    let mut shown: Vec<(&Line, Verdict, bool)> = Vec::new();
    for ((line, verdict), aside) in model.lines.iter().zip(&it.verdicts).zip(&it.aside) {
        if *verdict == Verdict::Respected {
            respected.push((uncrossed(case.draft(it.draft), line, contents), line.stated));
        } else if line.judgement(contents) == Judgement::CannotBeJudged {
            unread.push(line.stated);
        } else {
            shown.push((line, *verdict, *aside));
        }
    }
    // Gravest first; within one verdict the newest first, as the model has them.
    shown.sort_by_key(|(_, verdict, _)| std::cmp::Reverse(*verdict));
    blocks.extend(
        shown.into_iter().map(|(line, verdict, aside)| {
            line_item(case, (it.draft, contents), line, verdict, aside)
        }),
    );
    if !unread.is_empty() {
        blocks.push(Block::Item(Item {
            mark: Mark::Unknown,
            text: Text::plain(format!(
                "Cannot be judged against {}, because what the draft says there is not known: {}",
                counted(unread.len(), "standing line"),
                describe::lines(case, unread)
            )),
            under: Vec::new(),
        }));
    }
    for (understanding, claim) in undisclosed(case, model.party) {
        blocks.push(undisclosed_item(case, understanding, claim));
    }
    blocks.extend(crate::lens::record::demands::of_party(
        case,
        model.party,
        of.joint.draft,
        contents,
    ));
    if model.lines.is_empty() {
        blocks.push(Block::item("It has no line on record."));
    }
    let how = [
        (Uncrossed::ByTheText, Mark::Fine, "Keeps to "),
        (
            Uncrossed::ByReport,
            Mark::Unknown,
            "By what is reported of the text, which shows no more, it does not cross ",
        ),
        (Uncrossed::NotTouched, Mark::Plain, "Does not touch "),
    ];
    for (is, mark, lead) in how {
        let of = respected.iter().filter(|it| it.0 == is).map(|it| it.1);
        let of: Vec<Stated> = of.collect();
        if !of.is_empty() {
            blocks.push(Block::Item(Item {
                mark,
                text: Text::plain(format!(
                    "{lead}{}: {}",
                    counted(of.len(), "standing line"),
                    describe::lines(case, of)
                )),
                under: Vec::new(),
            }));
        }
    }
    figures::figures(answer, it, contents, blocks);
    figures::pivotal(case, it, blockers, blocks);
}

/// Whether it accepts the draft without a condition.
fn outright(case: &Case, it: &Assessment) -> bool {
    it.word.own.iter().all(|ix| case.answers[ix.get()].answer == Reply::Accept)
}

/// Layer 1: recorded answers.
fn recorded(
    case: &Case,
    party: Ix<Party>,
    it: &Assessment,
    contents: &[Content],
    blocks: &mut Vec<Block>,
) {
    if it.tabled {
        blocks.push(Block::item("It tabled this draft; tabling a text is not accepting it."));
    }
    let of_any = it.word.any.iter().filter(|ix| case.answers[ix.get()].to == AnswerTo::AnyText);
    for ix in it.answers.iter().chain(of_any) {
        let reply = &case.answers[ix.get()];
        let to_any = reply.to == AnswerTo::AnyText;
        // What a later answer to the same audience took the place of decides nothing any more.
        let stands = it.word.own.contains(ix) || it.word.points.contains(ix);
        let gone = !to_any && !stands;
        let mark = match reply.answer {
            _ if gone => Mark::Plain,
            Reply::Accept | Reply::AcceptIf if to_any => Mark::Maybe,
            Reply::Reject => Mark::Stop,
            _ if accepts(reply, contents) => Mark::Fine,
            _ => Mark::Maybe,
        };
        let to = if to_any { " to any text" } else { "" };
        let gone = if gone { ", replaced by its later answer" } else { "" };
        let points = describe::on_points(reply);
        let mut text = Text::default()
            .strong(format!("Answer{to}: {}{points}{gone}", spoken(reply.answer.word())));
        if let Some(words) = &reply.words {
            text = text.and(" — ").quote(words.clone());
        }
        let whence =
            whence(case, reply.by.as_ref(), reply.audience, reply.date, &reply.meta, " · ");
        let mut under = vec![whence.quietly()];
        if let Some(text) = condition(case, reply.condition.as_ref(), "On condition: ") {
            under.push(text.and(match meets(reply, contents) {
                Some(true) => " — met by this text",
                Some(false) => " — not met by this text",
                None => " — it is not known whether it is met",
            }));
        }
        let welcomes = reply.answer == Reply::AcceptIf && meets(reply, contents) == Some(true);
        if to_any && (welcomes || reply.answer == Reply::Accept) {
            under.push(Text::plain("Welcoming any text is not consent to this one."));
        }
        blocks.push(Block::Item(Item { mark, text, under }));
    }
    let crossed = it.verdicts.iter().filter(|it| **it == Verdict::Crossed).count();
    if it.status == Acceptance::Accepted && crossed > 0 {
        let (lines, were) = match crossed {
            1 => ("the line that the text crosses", "that line was"),
            _ => ("the lines that the text crosses", "those lines were"),
        };
        blocks.push(Block::item(format!(
            "It accepted this text after drawing {lines}: the acceptance came later and stands. It is not on record that {were} lifted."
        )));
    }
    let voted = it.word.consented.and_then(|came| voted(case, party, came));
    let has_voted = voted.is_some();
    blocks.extend(voted);
    if it.answers.is_empty() && !has_voted {
        let alone = if it.word.any.is_empty() { "" } else { " itself" };
        blocks.push(Block::item(format!("No answer to this draft{alone} is on record.")));
    }
    if it.answers.len() > 1 {
        let replies: Vec<Reply> =
            it.word.own.iter().map(|ix| case.answers[ix.get()].answer).collect();
        if replies.windows(2).any(|pair| pair[0] != pair[1]) {
            blocks.push(Block::item(
                "Its answers differ; they are kept apart, and neither replaces the other.",
            ));
        }
    }
}

/// Layer 2: a line the draft does something to; set `aside` where the party has accepted the draft since.
pub(super) fn line_item(
    case: &Case,
    (draft, contents): (Ix<Draft>, &[Content]),
    line: &Line,
    verdict: Verdict,
    aside: bool,
) -> Block {
    let said = Said::of(case, line);
    let (mark, lead) = match verdict {
        Verdict::Crossed if aside => {
            (Mark::Maybe, "Crossed, but set aside by its later acceptance: ")
        }
        _ if aside => (Mark::Plain, "Set aside for this text by its later acceptance: "),
        Verdict::Crossed => (Mark::Stop, "Crosses "),
        Verdict::MayBeCrossed => (Mark::Maybe, "May cross "),
        _ => (Mark::Unknown, "Unclear for this draft: "),
    };
    let mut text = Text::default().strong(lead);
    text = match &said.words {
        Some(words) => text.quote(words.clone()),
        None => text.and(format!("its {}", describe::line_named(case, line.stated))),
    };
    text = text.and(format!(" — on {}", concerned_in_words(case, line, verdict, contents)));
    let mut parts = said.voice();
    if line.mandate {
        parts.push(Text::plain("part of its mandate"));
    }
    parts.push(said.grade.into());
    if !line.restates.is_empty() {
        parts.push(Text::plain(restated(line.restates.len())));
    }
    let mut under = vec![Text::joined(parts, " · ").quietly()];
    under.extend(condition(case, line.condition.as_ref(), "Applies under a condition: "));
    for word in &line.overtaken {
        let lead = match aside {
            true => "Apparently overtaken by a later word besides: ",
            false => "Apparently overtaken by a later word, which nobody has settled: ",
        };
        under.push(Text::plain(format!("{lead}{}", describe::dated(case, word.word))));
    }
    if verdict == Verdict::Crossed
        && line.judge(&plenipo_record::case::contents::said(case, case.draft(draft))) != verdict
    {
        under.push(Text::plain(
            "The text is not known to say so: the rules on record leave it nothing else",
        ));
    }
    if let Some(firmness) = line.firmness {
        under.push(Text::plain(format!("Firmness stated: {firmness}")));
    }
    Block::Item(Item { mark, text, under })
}

fn restated(n: usize) -> String {
    if n == 1 {
        "restates an earlier statement".to_owned()
    } else {
        format!("restates {n} earlier statements")
    }
}

/// What a record stands on, in quieter words.
pub(super) fn footing(case: &Case, meta: &Meta) -> Text {
    Text::from(describe::footing(case, meta)).quietly()
}

fn condition(case: &Case, condition: Option<&Condition>, lead: &str) -> Option<Text> {
    let condition = condition?;
    let words = condition.text.clone().unwrap_or_else(|| {
        format!("where the draft has {}", describe::issue_option_texts(case, &condition.when))
    });
    Some(Text::plain(format!("{lead}{words}")))
}

fn undisclosed_item(case: &Case, understanding: usize, claim: usize) -> Block {
    let it = &case.understandings[understanding];
    let said = Said::of_claim(case, understanding, claim);
    let title = describe::in_one_line(
        case,
        plenipo_record::case::id::RecordRef::new(
            plenipo_record::case::id::Kind::Understanding,
            understanding,
        ),
    );
    let mut text = Text::default()
        .strong("Cannot be judged: ")
        .and("it calls binding ")
        .quote(title)
        .then(of_day(it.date, it.meta.date_is))
        .and(", whose content is not disclosed");
    if let Some(words) = &said.words {
        text = text.and(": ").quote(words.clone());
    }
    Block::Item(Item { mark: Mark::Unknown, text, under: vec![said.whence(" · ").quietly()] })
}

/// Whether a range of probabilities leaves out nothing.
pub(in crate::lens) fn says_nothing(low: f64, high: f64) -> bool {
    low < 0.005 && high > 0.995
}

/// `with probability 0.42, range 0.10–0.60`; a range of no width is no range.
pub(in crate::lens) fn probability(low: f64, central: Option<f64>, high: f64) -> String {
    match central {
        Some(central) if high - low < 0.005 => format!("with probability {}", chance(central)),
        Some(central) => {
            format!("with probability {}, range {}", chance(central), range(low, high))
        }
        None if chance(low) == chance(high) => format!("with probability {}", chance(low)),
        None => format!("with a probability between {} and {}", chance(low), chance(high)),
    }
}

/// That the joint figure leaves out what parties asked for; nothing where none did, or there is no figure.
fn leaves_out(answer: &AcceptanceAnswer<'_>, of: &OfDraft, contents: &[Content]) -> String {
    let mut words = String::new();
    for (unmet, which) in [
        (true, "that this text does not meet"),
        (false, "and it is not known whether this text meets it"),
    ] {
        let names = of.assessments.iter().filter_map(|it| {
            let party = answer.models[it.model].party;
            let asks =
                figures::asks(answer.case, party, it, contents).filter(|_| !it.is_withheld())?;
            (asks.unmet == unmet).then(|| answer.case.party(party).label().to_owned())
        });
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            let only = if names.len() == 1 { "accepts only" } else { "accept only" };
            words.push_str(&format!(
                " This does not take into account that {} {only} on a condition {which}.",
                listed(&names)
            ));
        }
    }
    words
}

fn jointly(
    answer: &AcceptanceAnswer<'_>,
    of: &OfDraft,
    contents: &[Content],
    blocks: &mut Vec<Block>,
) {
    let case = answer.case;
    let joint = &of.joint;
    let stops: Vec<String> =
        joint.stops.iter().map(|ix| case.party(*ix).label().to_owned()).collect();
    if of.is_fallen() {
        // Whatever was or would be said at the table, and with whatever chance, there is no text left to agree on.
        let text = "Agreement: none on this text. It fell with a consent that was refused.";
        blocks.push(Block::Para(Text::default().strong(text)));
        return;
    }
    let mut text = match joint.status {
        Status::Stopped => {
            Text::default().strong(format!("Agreement: stopped by {}.", listed(&stops)))
        }
        Status::Accepted => Text::default().strong("Agreement: every party needed has accepted."),
        Status::Open => Text::default().strong("Agreement: open."),
        _ if is_read_apart(case, joint.draft) => Text::default().strong("Agreement: undetermined.").and(
            " Its parties read the text differently, and each may accept it by its own reading: no figure over one \
             reading for all would say that.",
        ),
        _ => Text::default().strong("Agreement: undetermined."),
    };
    if let Some(takes) = describe::agreement(case) {
        text = text.and(format!(" It takes {takes}."));
    }
    match (joint.low, joint.central, joint.high) {
        (Some(low), _, Some(high)) if joint.status == Status::Open && says_nothing(low, high) => {
            text =
                text.and(" The probability is not known: the record allows anything from 0 to 1.");
        }
        (Some(low), central, Some(high)) if joint.status == Status::Open => {
            text = text.and(format!(" Reached {}.", probability(low, central, high)));
            text = text.and(leaves_out(answer, of, contents));
        }
        _ => {}
    }
    blocks.push(Block::Para(text));
}

fn deciders(answer: &AcceptanceAnswer<'_>, of: &OfDraft, blocks: &mut Vec<Block>) {
    if of.deciders.is_empty() {
        return;
    }
    blocks.push(Block::heading(3, "Missing facts that would narrow the answer"));
    for place in 0..answer.models.len() {
        let name = answer.case.party(answer.models[place].party).label();
        let of_party: Vec<_> = of.deciders.iter().filter(|it| it.model == place).collect();
        for it in of_party.iter().take(DECIDERS_SHOWN) {
            let narrowing = match (it.width, it.width_known) {
                (Some(now), Some(then)) => {
                    let (now, then) = (chance(now), chance(then));
                    format!(" (range now {now} wide, then at most {then})")
                }
                _ => String::new(),
            };
            blocks.push(Block::item(format!("{name}: {}{narrowing}", it.words)));
        }
        if of_party.len() > DECIDERS_SHOWN {
            let more = of_party.len() - DECIDERS_SHOWN;
            blocks.push(Block::item(format!("{name}: and {more} more, in the table “deciders”")));
        }
    }
}

/// Answers that are about every text.
fn to_any_text(answer: &AcceptanceAnswer<'_>, blocks: &mut Vec<Block>) {
    let case = answer.case;
    let mut first = true;
    for it in case.answers.iter().rev().filter(|it| it.to == AnswerTo::AnyText) {
        if first {
            blocks.push(Block::heading(1, "Said of any text"));
            first = false;
        }
        let mut text = Text::plain(format!("{}: ", case.party(it.party).name))
            .strong(spoken(it.answer.word()));
        if let Some(words) = &it.words {
            text = text.and(" — ").quote(words.clone());
        }
        let whence = whence(case, it.by.as_ref(), it.audience, it.date, &it.meta, " · ");
        let under = vec![whence.quietly()];
        blocks.push(Block::Item(Item { mark: Mark::Maybe, text, under }));
    }
}

pub(in crate::lens) fn notes(answer: &AcceptanceAnswer<'_>) -> Vec<String> {
    let mut notes = vec![
        "Figures are for acceptance at the table, between the negotiators. Further consents are listed, not counted in.".to_owned(),
    ];
    let each = answer.each.iter().flat_map(|of| &of.assessments);
    if each.clone().any(|it| it.worth.is_some()) {
        notes.push(
            "A range covers the recorded uncertainty about firmness, alternatives and unknown content; it does not cover the uncertainty about weights, which the 5–95 % spread of the worth shows.".to_owned(),
        );
        notes.push(
            "A worth is the median over the samples, the preferences that the record allows; `frontier` gives their average, which differs where the samples are skewed. A probability is the share of the samples in which the party does no worse than without a deal.".to_owned(),
        );
        let under_proviso =
            |it: &Assessment| it.accept.central.is_none() && it.accept.recorded.is_some();
        if each.clone().any(under_proviso) {
            notes.push(
                "“On the recorded figures” draws firmness and alternatives from the ranges on record; “at least” takes them at their least favourable. Both take what a draft leaves open at its worst for the party.".to_owned(),
            );
        }
        notes.push("None of this is a forecast: it shows what the record allows.".to_owned());
    } else if answer.models.iter().any(|it| it.contradiction.is_some()) {
        let of = answer.models.iter().filter(|it| it.contradiction.is_some());
        let of: Vec<String> = of.map(|it| answer.case.party(it.party).label().to_owned()).collect();
        notes.push(format!(
            "No figure is given: the recorded preferences of {} contradict each other, and none is invented.",
            listed(&of)
        ));
    } else {
        notes.push(
            "No figure is given: the record holds too few positions, or no alternative, and none is invented.".to_owned(),
        );
    }
    let each = || answer.each.iter().flat_map(|of| &of.assessments);
    if each().any(|it| !at_word(&answer.models[it.model], it).is_empty()) {
        notes.push("Lines are taken literally where nobody has stated how firm they are. The upper end of a range is the figure if every line crossed gave way.".to_owned());
    }
    for (place, model) in answer.models.iter().enumerate() {
        if each().any(|it| it.model == place && it.worth.is_some()) {
            notes.extend(no_order(answer.case, model.party));
        }
    }
    notes
}

/// That no order of weight follows where salience is on record on one side only.
fn no_order(case: &Case, party: Ix<Party>) -> Option<String> {
    /// The most that are named one by one.
    const NAMED: usize = 3;
    let found = one_sided(case, party);
    let name = case.party(party).label();
    let rest = "no ranking follows between the two";
    match found.as_slice() {
        [] => None,
        [it] if it.stated.len() <= NAMED && it.silent.len() <= NAMED && it.weightless == 0 => {
            Some(format!(
                "How much {name} cares is on record for {} but not for {}: {rest}.",
                listed(&it.stated),
                listed(&it.silent),
            ))
        }
        levels => {
            let stated: usize = levels.iter().map(|it| it.stated.len()).sum();
            let silent: usize = levels.iter().map(|it| it.silent.len()).sum();
            let weightless: usize = levels.iter().map(|it| it.weightless).sum();
            Some(format!(
                "How much {name} cares is on record for {} of {} issues (a group that weighs as one counts once), but not for the others: {rest}.",
                stated + weightless,
                stated + weightless + silent,
            ))
        }
    }
}

/// The lines crossed that are taken literally.
pub(super) fn at_word(model: &Model, it: &Assessment) -> Vec<Stated> {
    let lines = model.lines.iter().zip(&it.verdicts);
    let crossed = lines.filter(|(line, it)| **it == Verdict::Crossed && is_literal(line));
    crossed.map(|(line, _)| line.stated).collect()
}
