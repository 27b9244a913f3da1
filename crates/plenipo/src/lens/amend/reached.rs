//! The second step in words: which changes reach the target, with whom, and how sure that is.

use super::AmendAnswer;
use super::account::{change_item, changes, given_up, open_after};
use super::clearing::Clearing;
use super::effects::Effect;
use super::figures::Figure;
use super::tables::number_of;
use super::worth::{Outcome, Without, Worth};
use super::{CLEAR_OF, STEPS, Steps};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::figure;
use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::consents::is_fallen;
use crate::lens::acceptance::figures::no_worth;
use crate::lens::acceptance::model::NoWorth;
use crate::lens::acceptance::word::Says;
use crate::lens::setting::Word;
use plenipo_record::case::describe::{self, grouped, listed};
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::Verdict;
use plenipo_record::case::party::Party;

/// The most sets shown in the account; the tables have more.
const SETS_SHOWN: usize = 3;

fn names(answer: &AmendAnswer<'_>, parties: &[Ix<Party>]) -> String {
    let each: Vec<String> =
        parties.iter().map(|it| answer.base.case.party(*it).label().to_owned()).collect();
    listed(&each)
}

/// The acceptance asked for, with as many decimals as it was asked with, two at least.
fn target(answer: &AmendAnswer<'_>) -> String {
    let (two, all) = (format!("{:.2}", answer.asked.target), answer.asked.target.to_string());
    if all.len() > two.len() { all } else { two }
}

/// The answer in half a sentence, where there is one.
pub(super) fn in_short(answer: &AmendAnswer<'_>) -> Option<String> {
    let Ok(worth) = &answer.worth else { return None };
    let (target, with) = (target(answer), names(answer, &counted(worth)));
    // Where the lines cannot all be kept at their word, a set does no more than this at their firmness.
    let taken = match &answer.clearing {
        Clearing::Sets { .. } => "",
        _ => "with lines of stated firmness taken at that firmness, ",
    };
    let words = match &worth.outcome {
        Outcome::None(most) if worth.outer => format!(
            "no set of up to {} was found that raises acceptance to {target} for {with}",
            changes(*most)
        ),
        Outcome::None(most) => {
            format!("no set of up to {} raises acceptance to {target} for {with}", changes(*most))
        }
        Outcome::Unfinished(size) => format!(
            "no set of fewer than {} {} acceptance to {target} for {with}, and sets of {size} were not fully searched",
            changes(*size),
            if worth.outer { "was found that raises" } else { "brings" }
        ),
        Outcome::Sets { sets, .. } => {
            let short = if all_short(answer, sets) {
                " on the samples searched, but falls short of it on fresh ones"
            } else {
                ""
            };
            match sets.first().map_or(0, |(set, _)| set.len()) {
                0 => {
                    let waiting = waiting(answer, worth);
                    if waiting.is_empty() {
                        return None;
                    }
                    let with = names(answer, &waiting);
                    format!("it reaches acceptance of {target} for {with} as it is{short}")
                }
                n => {
                    let s = if n == 1 { "s" } else { "" };
                    let are = match (n, worth.outer) {
                        (1, _) => "",
                        (_, true) => ", and perhaps fewer,",
                        (_, false) => " are needed to",
                    };
                    let open = answer.reach.first().is_some_and(|it| open_after(it) > 0);
                    let unless = if open {
                        ", unless a line binds that may be crossed or is unclear"
                    } else {
                        ""
                    };
                    format!("{}{are} {}{short}{unless}", changes(n), does(answer, worth, s))
                }
            }
        }
    };
    Some(format!("{taken}{words}"))
}

/// Whose acceptance is to reach the target: with the first set, where there is one, whoever has a figure then;
/// else whoever has one now, or could.
fn counted(worth: &Worth) -> Vec<Ix<Party>> {
    match &worth.outcome {
        Outcome::Sets { sets, .. } => {
            let figures = sets.first().into_iter().flat_map(|(_, figures)| figures);
            figures.filter(|it| it.counted.is_some()).map(|it| it.party).collect()
        }
        _ => worth.judged.iter().chain(&worth.could).copied().collect(),
    }
}

/// Those of them who have not accepted the text as it stands.
fn waiting(answer: &AmendAnswer<'_>, worth: &Worth) -> Vec<Ix<Party>> {
    let counted = counted(worth).into_iter();
    counted.filter(|it| !answer.accepted.contains(*it)).collect()
}

/// What changes do for acceptance: of whoever has accepted the text as it stands they bring nothing, and may only
/// leave it as high as was asked.
fn does(answer: &AmendAnswer<'_>, worth: &Worth, s: &str) -> String {
    let target = target(answer);
    let has = |it: &Ix<Party>| answer.accepted.contains(*it);
    let has: Vec<Ix<Party>> = counted(worth).into_iter().filter(has).collect();
    let waiting = waiting(answer, worth);
    let brings = format!("raise{s} acceptance to {target} for {}", names(answer, &waiting));
    let leaves = |acceptance: &str| {
        format!("keep{s} {acceptance} at {target} or more for {}", names(answer, &has))
    };
    match (waiting.is_empty(), has.is_empty()) {
        (_, true) => brings,
        (true, _) => leaves("acceptance"),
        (false, false) => format!("{brings} and {}", leaves("it")),
    }
}

/// Whether every set that was found misses the target on the samples of the figures.
fn all_short(
    answer: &AmendAnswer<'_>,
    sets: &[(Vec<plenipo_record::case::amended::Amendment>, Vec<Figure>)],
) -> bool {
    let short = |(set, figures): &(Vec<plenipo_record::case::amended::Amendment>, Vec<Figure>)| {
        figures.iter().any(|it| {
            let accepted = set.is_empty() && answer.accepted.contains(it.party);
            !accepted && it.counted.is_some_and(|it| it < answer.asked.target)
        })
    };
    !sets.is_empty() && sets.iter().all(short)
}

pub(super) fn blocks(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let worth = match &answer.worth {
        Err(without) => {
            blocks.push(Block::heading(1, "Acceptance"));
            blocks.push(Block::Para(why_not(answer, without)));
            return;
        }
        Ok(worth) => worth,
    };
    let target = target(answer);
    blocks.push(Block::heading(
        1,
        format!("The smallest change that reaches acceptance of {target}"),
    ));
    whose(answer, worth, blocks);
    before(answer, worth, blocks);
    match &worth.outcome {
        Outcome::None(most) if worth.outer => blocks.push(Block::para(format!(
            "No set of up to {} was found that reaches it. {FEWER}",
            changes(*most)
        ))),
        Outcome::None(most) => blocks.push(Block::para(format!(
            "No set of up to {} reaches it. This is proved for the {} samples drawn.",
            changes(*most),
            grouped(&worth.searched.to_string())
        ))),
        Outcome::Unfinished(size) => {
            blocks.push(Block::Para(given_up(answer, *size)));
            if worth.outer {
                blocks.push(Block::para(FEWER));
            }
        }
        Outcome::Sets { sets, found, more } => {
            found_sets(answer, worth, sets, *found, *more, blocks)
        }
    }
}

/// What is said where ways that open contents may turn out were not told apart.
const FEWER: &str = "What the draft leaves open may turn out in more ways than could be examined one by one, so each sample was taken at its worst: fewer changes may be enough.";

/// Why there is no second step.
fn why_not(answer: &AmendAnswer<'_>, without: &Without) -> Text {
    match without {
        Without::Asked => Text::plain("Not examined: only lines were asked for (")
            .hint(STEPS.to(Steps::Lines.word()))
            .and(")."),
        Without::Alternative => "No figure: no principal's alternative to a deal is recorded with a number, so it is not known what any of them would have to gain.".into(),
        Without::Worth(all) => {
            let each = all.iter().map(|(party, why)| {
                let name = answer.base.case.party(*party).label();
                format!("what {name} would have without a deal is recorded, but {}", but(why))
            });
            format!("No figure: {}.", each.collect::<Vec<_>>().join("; ")).into()
        }
        Without::AtWord(parties) => {
            let mut words = "Not searched for: what cannot all be respected binds in every sample, so no draft is accepted by all. Only lines whose stated firmness is below 1 could give way, and only where there are figures for their party.".to_owned();
            if !parties.is_empty() {
                words.push_str(&format!(
                    " Firmness is stated for lines of {}, but there are no figures for them.",
                    names(answer, parties)
                ));
            }
            words.into()
        }
    }
}

/// Why an alternative on record is of no use, after `but`.
fn but(why: &NoWorth) -> String {
    match why {
        NoWorth::Positions { all: 0, .. } | NoWorth::Contradiction(_) => no_worth(why),
        NoWorth::Positions { .. } => {
            format!("too few of its positions are on record ({})", no_worth(why))
        }
    }
}

/// Whose acceptance counts, and whose cannot.
fn whose(answer: &AmendAnswer<'_>, worth: &Worth, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    let mut words = match worth.judged.is_empty() {
        true => "No figure can be given for the draft as it is.".to_owned(),
        false => format!("Counted for {}.", names(answer, &worth.judged)),
    };
    if !worth.could.is_empty() {
        words.push_str(&format!(
            " Too few positions of {} bear on the draft as it is: a set that settles enough of what they are about has to reach the target there too.",
            names(answer, &worth.could)
        ));
    }
    if !worth.judged.is_empty() {
        words.push_str(
            " A set that leaves no figure for one of them does not count as reaching the target.",
        );
    }
    let contradicts =
        |it: &&(Ix<Party>, Option<NoWorth>)| matches!(it.1, Some(NoWorth::Contradiction(_)));
    let little = worth.others.iter().filter(|it| !contradicts(it));
    let little: Vec<Ix<Party>> = little.map(|(party, _)| *party).collect();
    if !little.is_empty() {
        words.push_str(&format!(
            " Too little is on record for {} (no alternative with a number, or too few positions): only its lines are respected.",
            names(answer, &little)
        ));
    }
    for (party, why) in worth.others.iter().filter(contradicts) {
        let why = why.as_ref().map(no_worth).unwrap_or_default();
        words.push_str(&format!(
            " There is no figure for {}, because {why}: only its lines are respected.",
            case.party(*party).label()
        ));
    }
    let open = answer.base.contents.iter().filter(|it| it.single().is_none()).count();
    if open > 0 {
        words.push_str(&format!(
            " The draft leaves {} open or unknown: figures are for the worst way {} could turn out{}.",
            if open == 1 { "1 issue".to_owned() } else { format!("{open} issues") },
            if open == 1 { "this" } else { "these" },
            if worth.outer { "; the search took the worst case sample by sample, so it may ask for more changes than needed" } else { "" }
        ));
    }
    let text = Text::plain(words);
    blocks.push(Block::Para(match answer.demands.gravest {
        Verdict::Crossed => text.and(" Lines that may be crossed or are unclear are taken as not binding here; the lower ends of the ranges take them as binding."),
        Verdict::MayBeCrossed => text
            .and(" Lines that may be crossed are taken as binding (")
            .hint(CLEAR_OF.any())
            .and("), unclear ones as not binding."),
        _ => text
            .and(" Lines that may be crossed or are unclear are taken as binding (")
            .hint(CLEAR_OF.any())
            .and(")."),
    }));
    blocks.push(Block::para(
        "Each sample draws what a party has without a deal, and how firm its lines are, from the ranges on record. The range of a figure is the one that `assess` gives: its ends take both at their least favourable and at their most favourable.",
    ));
    if !worth.fixed.is_empty() {
        let titles: Vec<&str> =
            worth.fixed.iter().map(|it| case.issues[*it].title.as_str()).collect();
        blocks.push(Block::para(format!(
            "Left unchanged in this step, because other points of the draft are conditional on it: {}.",
            titles.join("; ")
        )));
    }
}

/// How likely a party accepts, in the words of `assess`; where those have another figure than the one that is
/// compared with the target, or none, that one too.
fn likely(answer: &AmendAnswer<'_>, it: &Figure) -> Option<Text> {
    let chance = it.chance.as_ref()?;
    let mut words = format!("{}.{}", chance.lead, chance.proviso);
    // Of what it has accepted or refused, or said both, nothing is left to be compared.
    if matches!(
        it.assessment.status,
        Acceptance::Accepted | Acceptance::Refused | Acceptance::Conflict
    ) {
        return Some(words.into());
    }
    let Some(counted) = it.counted.map(figure::chance) else { return Some(words.into()) };
    match answer.demands.gravest {
        Verdict::Crossed if chance.told => {}
        Verdict::Crossed => words.push_str(&format!(
            " The figure compared with the target, drawn from the ranges on record, is {counted}."
        )),
        gravest => {
            let which = match gravest {
                Verdict::MayBeCrossed => "lines that may be crossed",
                _ => "lines that may be crossed or are unclear",
            };
            words.push_str(&format!(" The figure compared with the target, where {which} bind ("));
            return Some(Text::plain(words).hint(CLEAR_OF.any()).and(format!("), is {counted}.")));
        }
    }
    Some(words.into())
}

fn before(answer: &AmendAnswer<'_>, worth: &Worth, blocks: &mut Vec<Block>) {
    let each = worth.before.iter().filter_map(|it| {
        let name = answer.base.case.party(it.party).label();
        let text = Text::default().strong(format!("{name}: ")).then(likely(answer, it)?);
        Some(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }))
    });
    let mut each: Vec<Block> = each.collect();
    if each.is_empty() {
        return;
    }
    let stands = matches!(&worth.outcome, Outcome::Sets { sets, .. } if sets.iter().any(|it| it.0.is_empty()));
    let short = worth.before.iter().any(|it| {
        it.assessment.status != Acceptance::Accepted
            && it.counted.is_some_and(|it| it < answer.asked.target)
    });
    let short = if stands && short { ", below the target on fresh samples" } else { "" };
    blocks.push(Block::para(format!("As the draft is{short}:")));
    blocks.append(&mut each);
}

fn found_sets(
    answer: &AmendAnswer<'_>,
    worth: &Worth,
    sets: &[(Vec<plenipo_record::case::amended::Amendment>, Vec<Figure>)],
    found: usize,
    more: bool,
    blocks: &mut Vec<Block>,
) {
    let size = sets.first().map_or(0, |(set, _)| set.len());
    if size == 0 {
        let fell = is_fallen(answer.base.case, answer.base.ix, &answer.base.contents);
        blocks.push(Block::para(match answer.refused.any.is_empty() {
            _ if fell => "By its worth no change is needed; but the text fell, and only another one can be agreed on.",
            true if answer.vetoes_after().is_some() => {
                "By its worth no change is needed at the table; none answers the line outside the room."
            }
            true => "No change is needed.",
            false => "By its worth no change is needed; none answers a rejection of any text.",
        }));
        return;
    }
    let smaller = match worth.outer {
        true => "",
        false => ", and no smaller set does",
    };
    let sets_of = match (found, more) {
        (1, false) => format!("1 set of {} reaches it{smaller}", changes(size)),
        (n, more) => format!(
            "{}{n} sets of {} reach it{smaller}. They are ordered by how well off their least satisfied party is, best first",
            if more { "More than " } else { "" },
            changes(size)
        ),
    };
    let end = match (worth.outer, found, more) {
        (true, ..) => format!(". {FEWER}"),
        (false, 1, false) => ":".to_owned(),
        _ => ".".to_owned(),
    };
    blocks.push(Block::para(format!("{sets_of}{end}")));
    for (effect, (_, figures)) in answer.reach.iter().zip(sets).take(SETS_SHOWN) {
        let number = number_of(answer, effect).unwrap_or_default();
        blocks.push(Block::heading(2, format!("Set {number}")));
        let told = answer.clear.iter().any(|it| it.changes == effect.changes);
        for change in effect.changes.iter().filter(|_| !told) {
            blocks.push(change_item(answer, change.issue, &[change.option]));
        }
        if told {
            // What they clear and create stands with the sets that clear the lines.
            let each = effect.changes.iter().map(|it| change_in_short(answer, *it));
            let each: Vec<String> = each.collect();
            blocks.push(Block::para(format!("As above: {}.", each.join("; "))));
        }
        for figure in figures {
            blocks.push(figure_item(answer, effect, worth, figure));
        }
    }
    if sets.len() > SETS_SHOWN {
        let rest = match sets.len() - SETS_SHOWN {
            1 => "The next one is".to_owned(),
            n => format!("The next {n} are"),
        };
        blocks.push(Block::para(format!(
            "{rest} in the tables `amendments` and `acceptance_after`."
        )));
    }
}

/// `Issue → option`.
fn change_in_short(
    answer: &AmendAnswer<'_>,
    change: plenipo_record::case::amended::Amendment,
) -> String {
    let issue = answer.base.case.issue(change.issue);
    format!("{} → {}", issue.title, issue.options[change.option.get()].text)
}

/// What the figure was before, and whether it misses the target.
fn against_target(answer: &AmendAnswer<'_>, worth: &Worth, it: &Figure) -> Option<String> {
    let counted = it.counted?;
    let was = worth.before.iter().find(|other| other.party == it.party);
    let was = match answer.accepted.contains(it.party) {
        true => ", but it has accepted the text as it stands".to_owned(),
        false => was
            .and_then(|it| it.counted)
            .map(|it| format!(", was {}", figure::chance(it)))
            .unwrap_or_default(),
    };
    let short =
        if counted < answer.asked.target { ": below the target on fresh samples" } else { "" };
    Some(format!("against the target: {}{was}{short}", figure::chance(counted)))
}

fn figure_item(answer: &AmendAnswer<'_>, effect: &Effect, worth: &Worth, it: &Figure) -> Block {
    let case = answer.base.case;
    let name = case.party(it.party).label();
    let mut under = Vec::new();
    let (mark, text) = match likely(answer, it) {
        Some(words) => {
            under.extend(against_target(answer, worth, it).map(|it| Text::default().quiet(it)));
            let reaches = it.counted.is_some_and(|it| it >= answer.asked.target)
                && it.assessment.status != Acceptance::Refused
                && it.assessment.says != Says::Withholds;
            let mark = if reaches { Mark::Fine } else { Mark::Maybe };
            (mark, Text::default().strong(format!("{name}: ")).then(words))
        }
        None => {
            let words = match it.assessment.worth {
                Some(worth) => format!(
                    "no probability; worth {:.2}–{:.2} of its best deal",
                    worth.low, worth.high
                ),
                None => "no figure".to_owned(),
            };
            (Mark::Plain, Text::default().strong(format!("{name}: ")).and(words))
        }
    };
    let own = |verdict: Verdict| -> Vec<String> {
        let lines = effect.lines(verdict).map(|it| &answer.demands.lines[it]);
        let own = lines.filter(|line| line.party == it.party);
        own.map(|line| describe::line(case, line.stated)).collect()
    };
    for (verdict, what) in [
        (Verdict::Crossed, "crosses, at the firmness stated"),
        (Verdict::MayBeCrossed, "may cross"),
        (Verdict::Unclear, "leaves unclear"),
    ] {
        let lines = own(verdict);
        if !lines.is_empty() {
            under.push(Text::default().quiet(format!("{what}: {}", lines.join("; "))));
        }
    }
    Block::Item(Item { mark, text, under })
}
