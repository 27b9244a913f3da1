//! The bottom line: what the record says of the text on the table, and what was last said of its chances.

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::account::{probability, says_nothing};
use crate::lens::acceptance::answer::OfDraft;
use crate::lens::acceptance::assess::Assessment;
use crate::lens::acceptance::consents::Consented;
use crate::lens::acceptance::outside::Outside;
use crate::lens::acceptance::word::{Says, Word};
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::broken;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::lines::{Judgement, Line, Verdict};
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::{Answer, Reply};
use plenipo_record::case::red_line::Audience;

/// The most voices on the chances.
const VOICES_MAX: usize = 2;

/// The most rules named.
const RULES_MAX: usize = 2;

pub(super) fn bottom_line(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    let Some((draft, contents)) = desk.drafts.first().copied() else {
        said.push(Sentence::of("No text is on the table", vec![Ground::Silent]));
        said.extend(chances(desk));
        return said;
    };
    let assessed = desk.assessed;
    let Some(place) = assessed.drafts.iter().position(|it| *it == draft) else { return said };
    let of = &assessed.each[place];
    said.extend(super::decided::decided(desk, of));
    said.extend(vetoes(desk, of, contents));
    said.extend(breaks(desk, draft, contents));
    let fallen = desk.is_fallen(draft);
    let (mut accepted, mut rejected) = (Alike::default(), Alike::default());
    let mut open: Vec<Ix<Party>> = Vec::new();
    let mut silent = true;
    for it in &of.assessments {
        let party = assessed.models[it.model].party;
        let name = desk.party(party);
        let replies: Vec<Ground> = it
            .word
            .own
            .iter()
            .chain(&it.word.any)
            .flat_map(|ix| Ground::of(desk.case, &desk.case.answers[ix.get()].meta))
            .collect();
        let text = desk.text(draft);
        match it.status {
            // A text that fell is no question any more: what its sides had said of it is.
            Acceptance::Accepted if fallen => {
                said.push(Sentence::of(format!("{name} had accepted {text}"), replies));
            }
            Acceptance::Refused if fallen => {
                said.push(Sentence::of(format!("{name} had rejected {text}"), replies));
            }
            _ if fallen && it.says == Says::Differing => {
                let words = format!("of {text} by {name}: {}", differ(desk, &it.word));
                said.push(Sentence::of(words, replies));
            }
            _ if fallen => {}
            Acceptance::Accepted => accepted.add(said.len(), name, replies),
            Acceptance::Refused => rejected.add(said.len(), name, replies),
            Acceptance::Conflict => {
                let lines = &assessed.models[it.model].lines;
                let crosses = lines.iter().any(|line| line.judge(contents) == Verdict::Crossed);
                // Both said of the text is the graver contradiction, whatever lines it crosses.
                let what = match crosses && it.says != Says::Both {
                    true => "its own red lines",
                    false => "what it said besides",
                };
                let words = format!("what {name} said of {text} contradicts {what}");
                said.push(Sentence::of(words, vec![Ground::Literal]));
            }
            Acceptance::Blocked => {
                let lines = &assessed.models[it.model].lines;
                let crossed: Vec<_> =
                    lines.iter().filter(|line| line.judge(contents) == Verdict::Crossed).collect();
                let n = plenipo_record::case::matters::matters(&crossed, contents);
                let words = format!(
                    "taken literally, {} lines rule out {text}, on {}",
                    words::possessive(&name),
                    words::counted(n, "matter")
                );
                said.push(Sentence::of(words, vec![Ground::Literal]));
            }
            Acceptance::Open => {
                let told = it.told();
                let words = match (told.low, told.high) {
                    (Some(low), Some(high)) if !says_nothing(low, high) => format!(
                        "by the preferences on record, {text} is acceptable to {name} {}",
                        probability(low, told.central, high)
                    ),
                    _ => format!("the record leaves open whether {text} is acceptable to {name}"),
                };
                let lines = &assessed.models[it.model].lines;
                let crossed: Vec<_> =
                    lines.iter().filter(|line| line.judge(contents) == Verdict::Crossed).collect();
                let mut pieces = vec![(words, vec![Ground::Reckoned])];
                if !crossed.is_empty() {
                    let lines = words::counted(crossed.len(), "line");
                    let words = format!("; taken literally it crosses {lines} of {name}");
                    pieces.push((words, vec![Ground::Literal]));
                }
                said.push(Sentence::joined(pieces));
            }
            Acceptance::Undetermined => match own_word(desk, it, contents) {
                Some(why) => {
                    let words =
                        format!("the record cannot say whether {name} would accept {text}: {why}");
                    said.push(Sentence::of(words, replies));
                }
                None => {
                    open.push(party);
                    silent &= assessed.models[it.model].lines.is_empty();
                }
            },
        }
    }
    // The later place first, so that the earlier one still holds.
    let mut alike = [(accepted, "accepted"), (rejected, "rejected")];
    alike.sort_by_key(|it| std::cmp::Reverse(it.0.place));
    for (it, word) in alike.into_iter().filter(|it| !it.0.names.is_empty()) {
        let words = format!("{} is {word} by {}", desk.text(draft), listed(&it.names));
        said.insert(it.place, Sentence::of(words, it.on));
    }
    if !open.is_empty() {
        let who = match (open.len(), open.len() == of.assessments.len()) {
            (1, _) => desk.party(open[0]),
            (2, true) => "either side".to_owned(),
            (n, true) => format!("any of the {} sides", words::count(n)),
            (_, false) => {
                let names: Vec<String> = open.iter().map(|it| desk.party(*it)).collect();
                listed(&names).replace(" and ", " or ")
            }
        };
        let mut why = Vec::new();
        if !desk.case.draft(draft).is_read() {
            // That it is not here is all that is known: others may have read it, or all the world.
            let title = desk.case.draft(draft).title.to_lowercase();
            why.push(match title.contains("unpublished") {
                true => "it is unpublished".to_owned(),
                false => "its text is not in this record".to_owned(),
            });
        }
        let on_record = desk.on_record();
        why.push(match open.len() {
            1 => format!("no answer of {} to it as a whole is {on_record}", desk.party(open[0])),
            2 => "neither has answered it as a whole".to_owned(),
            _ => "none of them has answered it as a whole".to_owned(),
        });
        if silent {
            why.push(match open.len() {
                1 => format!("no line of {} is {on_record}", desk.party(open[0])),
                _ => format!("no line of theirs is {on_record}"),
            });
        }
        let text = desk.text(draft);
        let why = listed(&why);
        let words = format!("the record cannot say whether {who} would accept {text}: {why}");
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    said.extend(takes(desk, of));
    said.extend(chances(desk));
    said
}

/// Whose acceptance an agreement takes, where that is not simply everybody's, and who of them has not accepted.
fn takes(desk: &Desk<'_>, of: &OfDraft) -> Option<Sentence> {
    let case = desk.case;
    let takes = describe::agreement(case)?;
    if of.is_fallen() {
        return None;
    }
    let accepted = |it: &Ix<Party>| {
        of.assessments.iter().any(|of| {
            desk.assessed.models[of.model].party == *it && of.status == Acceptance::Accepted
        })
    };
    let rule = &case.dossier.agreement;
    let lacking: Vec<String> =
        rule.all.iter().filter(|it| !accepted(it)).map(|it| desk.party(*it)).collect();
    let n = rule.of.iter().filter(|it| accepted(it)).count();
    let short = n < rule.at_least as usize;
    let lacks = match (lacking.is_empty(), short) {
        (true, false) => "; that many have accepted".to_owned(),
        (false, false) => format!("; it lacks {}", listed(&lacking)),
        (true, true) => format!("; so far {} of these have accepted", words::count(n)),
        (false, true) => {
            format!(
                "; it lacks {}, and so far {} of the others needed have accepted",
                listed(&lacking),
                words::count(n)
            )
        }
    };
    Some(Sentence::of(format!("an agreement takes {takes}{lacks}"), vec![Ground::Counting]))
}

/// Those who answer alike, told together where the first of them would be.
#[derive(Default)]
struct Alike {
    place: usize,
    names: Vec<String>,
    on: Vec<Ground>,
}

impl Alike {
    fn add(&mut self, place: usize, name: String, on: Vec<Ground>) {
        if self.names.is_empty() {
            self.place = place;
        }
        self.names.push(name);
        for ground in on {
            if !self.on.contains(&ground) {
                self.on.push(ground);
            }
        }
    }
}

/// The reason of a party's own for which the record cannot say what it would do: its voices differ, its answer is
/// withheld or no answer, or the text is its own.
fn own_word(desk: &Desk<'_>, it: &Assessment, contents: &[Content]) -> Option<String> {
    let case = desk.case;
    if it.says == Says::Differing {
        return Some(differ(desk, &it.word));
    }
    if it.is_withheld() {
        return Some(format!("it {}", listed(&it.word.withholds(case, contents))));
    }
    match it.word.own.first() {
        Some(ix) => Some(format!("it {}", did(case.answers[ix.get()].answer))),
        None if it.tabled => Some("to have tabled it is no answer".to_owned()),
        None => None,
    }
}

/// What an answer comes to, in the past tense.
fn did(reply: Reply) -> &'static str {
    match reply {
        Reply::Accept => "accepted it",
        Reply::AcceptIf => "accepted it on a condition",
        Reply::Basis => "called it a basis for talks",
        Reply::Reserve => "reserved its answer",
        Reply::Reject => "rejected it",
        Reply::NoFurtherMovement => "said that it will not move further",
    }
}

/// `its leaders differ: Ada Berg accepted it, Bo Lind rejected it`, or the same of what was said before whom.
fn differ(desk: &Desk<'_>, word: &Word) -> String {
    let case = desk.case;
    let own = if word.own.is_empty() { &word.any } else { &word.own };
    let mut said: Vec<&Answer> = own.iter().map(|ix| &case.answers[ix.get()]).collect();
    // Whoever speaks with the highest authority first, then who accepts; of each voice its newest answer, in full names.
    let rank = |it: &Answer| match &it.by {
        Some(Speaker::Person(ix)) => case.persons[ix.get()].rank.unwrap_or(u32::MAX),
        _ => 0,
    };
    said.sort_by_key(|it| (rank(it), it.answer));
    let mut voices: Vec<String> = Vec::new();
    let mut persons = true;
    let mut parts: Vec<String> = Vec::new();
    for it in &said {
        let name = it.by.as_ref().map_or(desk.party(it.party), |by| case.speaker(by));
        persons &= matches!(it.by, Some(Speaker::Person(_)));
        if !voices.contains(&name) {
            voices.push(name.clone());
        }
        parts.push(format!("{name} {}", did(it.answer)));
    }
    parts.dedup();
    if voices.len() > 1 {
        let who = if persons { "leaders" } else { "voices" };
        return format!("its {who} differ: {}", parts.join(", "));
    }
    // One voice before two audiences.
    let each = said.iter().map(|it| {
        let before = match it.audience {
            Some(Audience::Public) => " in public",
            Some(Audience::Room) => " in the room",
            Some(Audience::Mediator) => " to the mediator",
            None => "",
        };
        format!("{}{before}", did(it.answer))
    });
    format!("what it said differs: it {}", each.collect::<Vec<_>>().join(", and "))
}

/// That the text breaks rules by which it cannot be, whoever accepts it.
fn breaks(desk: &Desk<'_>, draft: Ix<Draft>, contents: &[Content]) -> Option<Sentence> {
    let case = desk.case;
    let broken = broken(case, contents);
    let does = match (broken.each.as_slice(), broken.together.as_slice()) {
        ([], []) => return None,
        ([_], _) => "breaks a rule",
        ([], [_]) => "cannot keep a rule",
        ([], _) => "cannot keep these rules together",
        _ => "breaks rules",
    };
    let text = desk.text(draft);
    let so = match case.draft(draft).is_read() {
        true => "no such text can be, whoever accepts it",
        false => "so that a report, an inference or the rule is wrong",
    };
    let rules = broken.each.iter().chain(&broken.together);
    let named = rules.clone().take(RULES_MAX).map(|it| describe::rule(case, &case.rules[it.get()]));
    let named: Vec<String> = named.collect();
    let on: Vec<Ground> =
        rules.flat_map(|it| Ground::of(case, &case.rules[it.get()].meta)).collect();
    let words = format!("{text} {does} ({}): {so}", words::humane(&named.join("; ")));
    Some(Sentence::of(words, on))
}

/// Those outside the room without whose consent nothing comes of the text, and who are against it.
fn vetoes(desk: &Desk<'_>, of: &OfDraft, contents: &[Content]) -> Vec<Sentence> {
    let case = desk.case;
    if of.is_fallen() {
        return Vec::new();
    }
    let text = desk.text(of.joint.draft);
    let told = |it: &Outside| {
        let name = desk.party(it.party);
        let said = it.word.own.iter().chain(&it.word.any);
        let rejected = said.filter(|ix| case.answers[ix.get()].answer == Reply::Reject);
        let grounds: Vec<Ground> =
            rejected.flat_map(|ix| Ground::of(case, &case.answers[ix.get()].meta)).collect();
        if !grounds.is_empty() {
            return Sentence::of(format!("{name}, who must consent, rejected {text}"), grounds);
        }
        let crossed = it.lines.iter().filter(|it| it.1 == Verdict::Crossed).map(|it| &it.0);
        let crossed: Vec<&Line> = crossed.collect();
        let n = plenipo_record::case::matters::matters(&crossed, contents);
        let words = format!(
            "taken literally, the lines of {name}, who must consent, rule out {text}, on {}",
            words::counted(n, "matter")
        );
        Sentence::of(words, vec![Ground::Literal])
    };
    // What was refused by vote is told as that.
    let voted = |it: &&Outside| matches!(it.consented, Some(Consented::Refused(_)));
    let against = of.outside.iter().filter(|it| it.must_consent(case) && it.is_against(case));
    let mut said: Vec<Sentence> = against.filter(|it| !voted(it)).map(told).collect();
    said.extend(of.outside.iter().filter_map(|it| hinders(desk, it, &text, contents)));
    said
}

/// What of somebody outside the room does not stop the text by itself and has to be known at once: that it must consent
/// and the text may cross its line, or that it must do what the text promises and has rejected it.
fn hinders(desk: &Desk<'_>, it: &Outside, text: &str, contents: &[Content]) -> Option<Sentence> {
    let case = desk.case;
    let name = desk.party(it.party);
    let decided = matches!(it.consented, Some(Consented::Given(_) | Consented::Refused(_)));
    if it.must_consent(case) && !it.is_against(case) && !decided {
        if !it.word.own.is_empty() || !it.may_cross(contents) {
            return None;
        }
        let may = |it: &&(Line, Verdict)| it.0.judgement(contents) == Judgement::MayBeCrossed;
        let mut lines = it.lines.iter().filter(may).map(|it| &it.0);
        let first = lines.next()?;
        let more = match lines.count() {
            0 => String::new(),
            n => format!(" and {} more", words::count(n)),
        };
        let line = desk.line_named(first);
        let words = format!("{text} may cross the {line}{more} of {name}, who must consent");
        return Some(Sentence::of(words, desk.of_line(first)));
    }
    if !it.must_deliver(case) || it.must_consent(case) {
        return None;
    }
    let rejects = |ix: &&Ix<Answer>| case.answers[ix.get()].answer == Reply::Reject;
    if let Some(ix) = it.word.own.iter().chain(&it.word.any).find(rejects) {
        let words = format!("{name}, who would have to do what {text} promises, rejected it");
        return Some(Sentence::of(words, Ground::of(case, &case.answers[ix.get()].meta)));
    }
    let crossed = it.lines.iter().find(|it| it.1 == Verdict::Crossed)?;
    let line = desk.line_named(&crossed.0);
    let words =
        format!("{text} crosses the {line} of {name}, who would have to do what it promises");
    Some(Sentence::of(words, desk.of_line(&crossed.0)))
}

/// What was last said of the chances of the meeting ahead or of the text, without a number.
fn chances(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let case = desk.case;
    let mut about: Vec<RecordRef> = Vec::new();
    about.extend(desk.ahead.map(|it| RecordRef::new(Kind::Meeting, it.get())));
    about.extend(desk.drafts.first().map(|(it, _)| RecordRef::new(Kind::Draft, it.get())));
    let of = |place: &usize| {
        let it = &case.statements[*place];
        it.direction.is_some() && it.about.iter().any(|record| about.contains(record))
    };
    let found: Vec<usize> = (0..case.statements.len()).rev().filter(of).take(VOICES_MAX).collect();
    let mut said = Vec::new();
    for place in found {
        let Some(it) = super::voices::statement(desk, place) else { continue };
        said.push(it);
        said.extend(super::behind::reasons(desk, RecordRef::new(Kind::Statement, place)));
    }
    said
}
