//! Worth and probability in words, or what is missing for them.

use super::AcceptanceAnswer;
use super::account::{at_word, probability, says_nothing};
use super::assess::{Accept, Acceptance, Assessment};
use super::blockers::{Blocker, Kind};
use super::model::{Model, NoWorth, can_be_decided, is_certain};
use super::word::Says;
use super::word::{Word, meets};
use crate::finding::block::Block;
use crate::finding::figure::{chance, error, percent};
use crate::preference::reservation::{self, Reservation, Worth as Without};
use plenipo_maths::statistics::frechet_none;
use plenipo_record::case::Case;
use plenipo_record::case::chance::Range;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::{self, counted, listed};
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::{Stated, Verdict};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Reply;

/// The most pivotal issues named in the account; the table has all.
const PIVOTAL_SHOWN: usize = 3;

/// Layers 3 and 4: worth and probability, or what is missing for them.
pub(super) fn figures(
    answer: &AcceptanceAnswer<'_>,
    it: &Assessment,
    contents: &[Content],
    blocks: &mut Vec<Block>,
) {
    let model = &answer.models[it.model];
    let (known, all) = it.coverage;
    let why = model.no_worth(contents);
    let (Some(worth), None) = (it.worth, &why) else {
        let why = why.unwrap_or(NoWorth::Positions { known, all });
        blocks.push(Block::item(format!("No figure: {}.", no_worth(&why))));
        return;
    };
    let turns = |(issue, content): &(usize, &Content)| {
        content.single().is_none() && model.profile.turns_on(*issue)
    };
    let unknown = contents.iter().enumerate().filter(turns).count();
    let mut words = match worth.median {
        Some(median) => format!(
            "Worth {median:.2} of its best deal at the median (5–95 %: {:.2}–{:.2})",
            worth.low, worth.high
        ),
        None if unknown == 0 => format!(
            "Worth between {:.2} and {:.2} of its best deal (5–95 %){}; nothing that the draft leaves open affects this",
            worth.low,
            worth.high,
            if worth.outer { ", an outer bound" } else { "" },
        ),
        None => format!(
            "Worth between {:.2} and {:.2} of its best deal, depending on what the draft says on {}{}",
            worth.low,
            worth.high,
            counted(unknown, "issue"),
            if worth.outer { " (outer bound)" } else { "" },
        ),
    };
    words.push_str(&format!("; positions on {known} of {}.", counted(all, "issue")));
    blocks.push(Block::item(words));
    let Some(reservation) = &model.reservation else {
        let lacks = match unsaid(answer.case, model.party) {
            Some(it) => format!("what it has without a deal is on record{it}"),
            None => "what it has without a deal is not recorded".to_owned(),
        };
        blocks.push(Block::item(format!(
            "No probability: {lacks}. Judged by worth alone, it would accept if no deal is worth less to it than this.",
        )));
        return;
    };
    let Some(chance_of) = chance_of(answer.case, model, it, contents) else { return };
    let mut words = chance_of.lead;
    let without = without(answer.case, reservation);
    if it.status == Acceptance::Refused {
        let no_deal = if chance_of.told { "; without a deal" } else { ". Without a deal" };
        blocks.push(Block::item(format!("{words}{no_deal}: {without}.")));
        return;
    }
    let accepted = it.status == Acceptance::Accepted;
    if let Some(it) = it.accept.std_error.filter(|_| !accepted || !words.starts_with(HAD_NOT)) {
        words.push_str(&format!(" (sampling error {})", error(it)));
    }
    words.push_str(&format!("; without a deal: {without}.{}", chance_of.proviso));
    if let Some(noisy) = it.accept.noisy {
        words.push_str(&format!(" With noise τ = {}: {}.", answer.tau, chance(noisy)));
    }
    blocks.push(Block::item(words));
    frechet(model, it, blocks);
}

/// What follows `on record` where a party's alternative is and no number follows from it: its words, and what is
/// missing. For every lens that says so.
pub(in crate::lens) fn unsaid(case: &Case, party: Ix<Party>) -> Option<String> {
    let (alternative, lacking) = reservation::unsaid(case, party)?;
    let words = alternative.and_then(|it| case.alternatives[it.get()].words.as_ref());
    let words = words.map(|it| format!(" ({})", describe::quoted(case, it))).unwrap_or_default();
    Some(format!("{words}, but {}", lacking.in_words(case)))
}

/// How likely a party accepts a draft, in words: the same in every lens that says so.
pub(in crate::lens) struct ChanceOf {
    /// The range, with the figure where there is one; a sentence without its stop.
    pub(in crate::lens) lead: String,
    /// The figure under a proviso where there is none without: whole sentences, each after a space.
    pub(in crate::lens) proviso: String,
    /// Whether either of them has the figure that the recorded ranges give.
    pub(in crate::lens) told: bool,
}

/// How likely the party of `model` accepts a draft of this content; `None` where there is no range.
pub(in crate::lens) fn chance_of(
    case: &Case,
    model: &Model,
    it: &Assessment,
    contents: &[Content],
) -> Option<ChanceOf> {
    let accept = it.accept;
    let (low, high) = accept.low.zip(accept.high)?;
    // What it has refused it does not accept, whatever its preferences would say.
    if it.status == Acceptance::Refused {
        let what = if it.word.own.is_empty() { "any text" } else { "this text" };
        let refused = format!("No probability: it has rejected {what}");
        // Where lines are crossed or may be, the figure is not one of worth alone.
        let of_worth =
            accept.central.filter(|_| it.verdicts.iter().all(|it| *it == Verdict::Respected));
        let lead = match of_worth {
            Some(it) => format!(
                "{refused}. Judged by worth alone, it would do no worse with this text than without a deal in {} of the samples",
                percent(it)
            ),
            None => refused,
        };
        return Some(ChanceOf { lead, proviso: String::new(), told: of_worth.is_some() });
    }
    let at_word = at_word(model, it);
    let withholds = it.is_withheld();
    let open = contents
        .iter()
        .enumerate()
        .filter(|(issue, content)| content.single().is_none() && model.profile.turns_on(*issue));
    let open = open.count();
    // An acceptance after the lines is its later word: what follows is only what it rests on.
    let accepted = it.status == Acceptance::Accepted;
    let lines = model.lines.iter().zip(&it.verdicts);
    let certain = lines.filter(|(line, verdict)| **verdict == Verdict::Crossed && is_certain(line));
    let certain: Vec<Stated> = certain.map(|(line, _)| line.stated).collect();
    let (lead, told) = if !at_word.is_empty() && accepted {
        (set_aside(case, at_word, high), false)
    } else if !certain.is_empty() && it.status == Acceptance::Blocked {
        let which = if certain.len() == 1 { "a line that is" } else { "lines that are" };
        let lines = describe::lines(case, certain);
        (format!("Does not accept: it crosses {which} said to hold with certainty ({lines})"), true)
    } else if !at_word.is_empty() && it.status == Acceptance::Blocked {
        (stopped(case, at_word, high), true)
    } else if withholds {
        (withheld(case, it, contents, high), false)
    } else if says_nothing(low, high) {
        let why = why_open(case, model, it, contents, open);
        (format!("The probability that it accepts is not known: {why}"), false)
    } else {
        let figure = probability(low, accept.central, high);
        let lead = match accepted {
            true => format!("Had it not answered, it would be taken to accept {figure}"),
            false => format!("Accepts {figure}"),
        };
        (lead, accept.central.is_some() || low == high)
    };
    let proviso = proviso(accept, open > 0, undecided(model, it, contents)).filter(|_| !withholds);
    let told = told || proviso.is_some();
    let mut proviso = proviso.unwrap_or_default();
    if let Some(asks) = asks(case, model.party, it, contents).filter(|_| !withholds) {
        proviso.push_str(&format!(" {}", asks.in_words()));
    }
    Some(ChanceOf { lead, proviso, told })
}

/// A condition on which alone a party said that it accepts a text, and which the text is not known to meet.
pub(in crate::lens) struct Asks {
    /// Its words, between marks.
    condition: String,
    /// Whether the text is known not to meet it.
    pub(super) unmet: bool,
}

impl Asks {
    fn in_words(&self) -> String {
        let condition = &self.condition;
        match self.unmet {
            true => format!(
                "It said that it accepts only on a condition that this text does not meet ({condition}): the figure rests on worth and lines alone and does not take that into account."
            ),
            false => format!(
                "It said that it accepts only on a condition, and it is not known whether this text meets it ({condition}): the figure rests on worth and lines alone and does not take that into account."
            ),
        }
    }
}

/// The condition that the party put to the draft which a text of this content, the draft itself or a changed one,
/// is not known to meet. A figure draws from its preferences, and its word comes before them.
pub(in crate::lens) fn asks(
    case: &Case,
    party: Ix<Party>,
    it: &Assessment,
    contents: &[Content],
) -> Option<Asks> {
    if matches!(it.status, Acceptance::Accepted | Acceptance::Refused | Acceptance::Conflict) {
        return None;
    }
    let word = Word::of(case, it.draft, party);
    let asked = word.own.iter().map(|ix| &case.answers[ix.get()]);
    let asked = asked.filter(|it| it.answer == Reply::AcceptIf);
    let mut open: Vec<Asks> = asked
        .filter(|it| meets(it, contents) != Some(true))
        .map(|it| {
            let said = it.condition.as_ref().map(|condition| match &condition.text {
                Some(words) => describe::quoted(case, words),
                None => describe::issue_option_texts(case, &condition.when),
            });
            let condition = said.unwrap_or_else(|| "which is not on record".to_owned());
            Asks { condition, unmet: meets(it, contents) == Some(false) }
        })
        .collect();
    // What is surely not met goes before what may be.
    open.sort_by_key(|it| !it.unmet);
    open.into_iter().next()
}

/// Which lines there are of which the record cannot tell whether the draft crosses them, as they are to be
/// thought away: `If no unclear line binds`.
fn undecided(model: &Model, it: &Assessment, contents: &[Content]) -> Option<&'static str> {
    let lines = model.lines.iter().zip(&it.verdicts).zip(&it.aside);
    let open = lines.filter(|((_, verdict), aside)| {
        !**aside && matches!(verdict, Verdict::MayBeCrossed | Verdict::Unclear)
    });
    let open: Vec<_> = open.map(|((line, _), _)| line).collect();
    let unclear = open.iter().any(|line| {
        let mut each = line.unclear.iter();
        each.any(|(issue, set)| contents[issue.get()].may_be(*set))
    });
    let condition = open.iter().any(|line| {
        let mut each = line.rules_out.iter();
        let may = each.any(|(issue, set)| contents[issue.get()].may_be(*set));
        may && !can_be_decided(line, contents)
    });
    match (unclear, condition) {
        (true, false) => Some("If no unclear line binds"),
        (false, true) => Some("If no line binds whose condition the record cannot decide"),
        (true, true) => {
            Some("If no line binds that is unclear or whose condition the record cannot decide")
        }
        (false, false) => None,
    }
}

/// Why there is no figure for a party, in half a sentence: for every lens that says so.
pub(in crate::lens) fn no_worth(why: &NoWorth) -> String {
    match why {
        NoWorth::Contradiction(why) => {
            format!("its recorded preferences contradict each other ({why})")
        }
        NoWorth::Positions { all: 0, .. } => {
            "the draft is not known to settle anything that matters to it".to_owned()
        }
        NoWorth::Positions { known, all } => {
            format!("positions on {known} of {}", counted(*all, "issue"))
        }
    }
}

/// What the chance is if no line binds of which the record cannot tell whether it is crossed, and how far it
/// can fall otherwise; or what it is if what the draft leaves open turns out worst.
///
/// The lower end of a range takes such lines to bind and everything on record at its least favourable; a
/// reader asks first what holds without that.
fn proviso(accept: Accept, is_open: bool, undecided: Option<&str>) -> Option<String> {
    let (low, high) = accept.low.zip(accept.high)?;
    let recorded = accept.recorded.filter(|it| accept.central.is_none() && *it > low)?;
    if let Some(unless) = undecided {
        let clear = accept.clear.unwrap_or(low);
        let figure = match (chance(recorded), chance(clear)) {
            (recorded, clear) if recorded != clear => {
                format!("{recorded} on the recorded figures, and at least {clear}")
            }
            (_, clear) => format!("at least {clear}"),
        };
        let otherwise = match accept.clear {
            Some(_) => format!(" If one binds, it can fall to {}.", chance(low)),
            None => String::new(),
        };
        return Some(format!(" {unless}, the probability is {figure}.{otherwise}"));
    }
    let worst =
        if is_open { " even if what the draft leaves open turns out worst for it" } else { "" };
    (!says_nothing(low, high))
        .then(|| format!(" On the recorded figures it is {}{worst}.", chance(recorded)))
}

/// How that begins which is so only because a party has accepted since.
const HAD_NOT: &str = "Had it not accepted since";

/// Which lines, taken literally, would stop the draft, had the party not accepted it since.
fn set_aside(case: &Case, lines: Vec<Stated>, high: f64) -> String {
    let (n, named) = (lines.len(), describe::lines(case, lines));
    let those = if n == 1 { "that line" } else { "those lines" };
    format!(
        "{HAD_NOT}, {named} would stop the draft; without {those} the probability would be up to {}",
        chance(high)
    )
}

/// Which lines, taken literally, stop the draft, and what is left if they gave way.
fn stopped(case: &Case, lines: Vec<Stated>, high: f64) -> String {
    let n = lines.len();
    let lines = describe::lines(case, lines);
    let (stands, gave_way) = match n {
        1 => ("the line it crosses stands", "if that line gave way"),
        _ => ("the lines it crosses stand", "if all of these gave way"),
    };
    let left = if high > 0.0 {
        format!("up to {} {gave_way}", chance(high))
    } else {
        format!("and no more {gave_way}")
    };
    format!("Does not accept while {stands} ({lines}); {left}")
}

/// What keeps the party from consenting to the text as it stands, and what is left of the figure.
fn withheld(case: &Case, it: &Assessment, contents: &[Content], high: f64) -> String {
    let why = it.word.withholds(case, contents).join(", and ");
    let alone = match it.accept.recorded.map(chance) {
        Some(recorded) if recorded != chance(high) => {
            format!(", and {recorded} by worth and lines as recorded")
        }
        _ => String::new(),
    };
    format!("Not known to accept: it {why}; were that settled, up to {}{alone}", chance(high))
}

/// Why anything from 0 to 1 is possible.
fn why_open(
    case: &Case,
    model: &Model,
    it: &Assessment,
    contents: &[Content],
    unsettled: usize,
) -> String {
    if it.status == Acceptance::Conflict || it.says == Says::Differing {
        let what = match super::deciders::which_holds(case, model, it) {
            Some((_, words)) => words,
            None => "which of its answers holds".to_owned(),
        };
        return format!("{what} is not on record; the record allows anything from 0 to 1");
    }
    let is = |verdicts: &[Verdict]| it.verdicts.iter().filter(|it| verdicts.contains(it)).count();
    let mut why = Vec::new();
    if unsettled > 0 {
        why.push(format!("what the draft says on {} is open", counted(unsettled, "issue")));
    }
    let in_words = model.lines.iter().filter(|it| it.turns_on_words(contents)).count();
    if in_words > 0 {
        why.push(format!(
            "whether the condition of {} holds is not on record",
            counted(in_words, "line")
        ));
    }
    let open = is(&[Verdict::MayBeCrossed, Verdict::Unclear]) - in_words;
    if open > 0 {
        why.push(format!("{} may be crossed or unclear", counted(open, "line")));
    }
    let crossed = is(&[Verdict::Crossed]);
    if crossed > 0 {
        why.push(format!(
            "how firm it is on {} that the draft crosses is not on record",
            counted(crossed, "line")
        ));
    }
    if why.is_empty() {
        why.push("how it weighs the issues, and what no deal is worth to it".to_owned());
    }
    format!("{}; the record allows anything from 0 to 1", why.join(", and "))
}

/// What a party has without a deal, in words.
fn without(case: &Case, reservation: &Reservation) -> String {
    let record = &case.alternatives[reservation.alternative.get()];
    let worth = match &reservation.worth {
        Without::Level(range) if range.is_exact() => format!("{}", range.low),
        Without::Level(range) => format!("{}–{}", range.low, range.high),
        Without::Options(_) => match &record.worth {
            plenipo_record::case::position::AlternativeWorth::Draft(draft) => {
                format!("as good as {}", case.draft(*draft).id())
            }
            _ => "as good as a stated outcome".to_owned(),
        },
    };
    let view = match &record.view {
        Some(view) if reservation.of_another => format!(" in the view of {}", case.speaker(view)),
        _ => String::new(),
    };
    let all = reservation.with.iter().chain([&reservation.alternative]);
    let mut footings: Vec<String> = all
        .map(|ix| describe::footing(case, &case.alternatives[ix.get()].meta).to_string())
        .collect();
    footings.dedup();
    let of_day = match reservation.with.len() {
        0 => String::new(),
        n => format!(", from {} of one day", n + 1),
    };
    format!("{worth}{view}{of_day} ({})", footings.join("; "))
}

/// Independence of several lines of stated firmness is an assumption; without it only a range is
/// known.
fn frechet(model: &Model, it: &Assessment, blocks: &mut Vec<Block>) {
    let firmness: Vec<Range> = model
        .lines
        .iter()
        .zip(&it.verdicts)
        .filter(|(_, verdict)| **verdict == Verdict::Crossed)
        .filter_map(|(line, _)| line.firmness.map(|it| it.range()))
        .collect();
    if it.status != Acceptance::Accepted
        && firmness.len() > 1
        && it.accept.central.is_some_and(|it| it > 0.0)
    {
        let ends = |of: fn(&Range) -> f64| firmness.iter().map(of).collect::<Vec<f64>>();
        let (low, _) = frechet_none(&ends(|it| it.high));
        let (_, high) = frechet_none(&ends(|it| it.low));
        blocks.push(Block::item(format!(
            "Its {} crossed lines are treated as independent; if they are not, the chance that none binds is anywhere between {} and {}.",
            firmness.len(),
            chance(low),
            chance(high),
        )));
    }
}

pub(super) fn pivotal(case: &Case, it: &Assessment, blockers: &[Blocker], blocks: &mut Vec<Block>) {
    let issues: Vec<&Blocker> = blockers.iter().filter(|it| it.kind == Kind::Issue).collect();
    if issues.is_empty() || it.accept.central.is_none() {
        return;
    }
    let named = issues.iter().take(PIVOTAL_SHOWN).map(|it| {
        let title = case.issue(it.issues[0]).title.clone();
        format!("{title} ({})", percent(it.share_binding.unwrap_or(0.0)))
    });
    let named: Vec<String> = named.collect();
    blocks.push(Block::item(format!(
        "Where it would reject, its best option on one issue alone would win it over: {}.",
        listed(&named)
    )));
}
