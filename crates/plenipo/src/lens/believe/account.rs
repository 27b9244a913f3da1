//! The account: what every set needs, then the sets, for acceptance and for refusal.

use super::answer::{Belief, BelieveAnswer, PartyBelieved, SideBelieved, Supposed};
use super::evidence::{Evidence, whose};
use super::told::day;
use crate::finding::block::{Block, Item, Mark, Span, Style, Text};
use crate::finding::value::Meant;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, capital, counted, listed};
use plenipo_record::case::meta::DateIs;

/// The most needs of a refusal that are written out: beyond them the table has them.
const NEEDS_SHOWN: usize = 12;

const SMALL: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

fn number(n: usize) -> String {
    SMALL.get(n).map_or_else(|| n.to_string(), |it| (*it).to_owned())
}

pub(super) fn headline(answer: &BelieveAnswer<'_>) -> String {
    let case = answer.case;
    let each = answer.parties.iter().map(|it| {
        let name = case.party(it.party).label();
        let side = &it.acceptance;
        match (side.by.is_empty(), side.needs.len()) {
            (false, _) => format!("{name} has accepted it"),
            (true, 0) => format!("for {name} nothing has to be believed beyond the record"),
            (true, n) => {
                let things = if n == 1 { "thing" } else { "things" };
                let rest = match it.has_position {
                    true => "",
                    false => ", which together do not suffice",
                };
                format!(
                    "for {name} to accept it {} {things} would have to be believed{rest}",
                    number(n)
                )
            }
        }
    });
    let each: Vec<String> = each.collect();
    format!("{}: {}.", case.draft(answer.draft).id(), each.join("; "))
}

pub(super) fn account(answer: &BelieveAnswer<'_>, shown: usize) -> Vec<Block> {
    let case = answer.case;
    let text = case.draft(answer.draft);
    let mut blocks: Vec<Block> = answer.chosen.iter().map(Block::para).collect();
    let mut about = Text::plain("The text: ").strong(text.title.clone());
    if let Some(date) = text.date {
        about = about.and(format!(", {}", day(date, text.meta.date_is)));
    }
    let by = whose(case, answer.draft);
    about = about.and(if by.is_empty() { String::new() } else { format!(", tabled by {by}") });
    blocks.push(Block::Para(about.and(".")));
    for it in &answer.parties {
        let name = &case.party(it.party).name;
        blocks.push(Block::heading(1, format!("That this text is accepted: {name}")));
        asked(case, it, &mut blocks);
        accepts(answer, it, shown, &mut blocks);
        blocks.push(Block::heading(1, format!("That this text is refused: {name}")));
        refuses(answer, it, shown, &mut blocks);
    }
    blocks
}

/// What the question on record asks for.
fn asked(case: &Case, it: &PartyBelieved, blocks: &mut Vec<Block>) {
    let Some(question) = it.question else { return };
    let of = &case.forecasts[question.get()];
    let by = of.closes.or(of.resolves).map(|it| format!(", by {}", day(it, DateIs::Exact)));
    blocks.push(Block::para(format!(
        "As the question on record asks{}: {}",
        by.unwrap_or_default(),
        of.question
    )));
}

fn accepts(answer: &BelieveAnswer<'_>, it: &PartyBelieved, shown: usize, blocks: &mut Vec<Block>) {
    let (case, side) = (answer.case, &it.acceptance);
    let name = case.party(it.party).label();
    if !side.by.is_empty() {
        blocks.push(Block::para(format!(
            "{name} has accepted this very text, and nothing on record is against that: nothing more has to be believed."
        )));
        return;
    }
    if side.needs.is_empty() {
        blocks.push(Block::para("Nothing has to be believed beyond what is on record."));
    } else {
        let together = match (side.suffices, side.needs.len()) {
            (_, 1) if !side.suffices => "It is needed, and does not suffice.",
            (false, _) => "All of these are needed; together they do not suffice.",
            (true, 1) => "This is needed.",
            (true, _) => "Every set of beliefs that suffices has all of these.",
        };
        blocks.push(Block::para(together));
    }
    let mut place = 0;
    for group in together(side) {
        blocks.push(needed(side, &group, place));
        place += group.len();
    }
    match side.suffices {
        true => sets(answer, it, side, shown, blocks),
        false => blocks.push(Block::para(format!(
            "No line and no order of options of {name} is on record: what would suffice cannot be said."
        ))),
    }
    rest(answer, it, blocks);
}

/// What no list can have, and that no likelihood is told.
fn rest(answer: &BelieveAnswer<'_>, it: &PartyBelieved, blocks: &mut Vec<Block>) {
    let name = answer.case.party(it.party).label();
    blocks.push(Block::para(
        "Or something that is not on record decides it: for that nothing here speaks, and nothing against it.",
    ));
    if !it.has_values {
        let what = match it.has_position {
            false => "no position of it and no value of no deal",
            true => {
                "no value that it gives to what the text settles, and none of no deal, is enough"
            }
        };
        let verb = if it.has_position { "" } else { " is" };
        blocks.push(Block::para(format!(
            "No likelihood is given: of {name}, {what}{verb} on record."
        )));
    }
}

/// Needs that differ in what the text says on one issue alone: told as one, since one belief, or what it says on all of
/// them, meets them all.
fn together(side: &SideBelieved) -> Vec<Vec<&Vec<usize>>> {
    let content = |it: &usize| matches!(side.beliefs[*it].supposed, Supposed::Content(..));
    let rest = |need: &Vec<usize>| -> Option<Vec<usize>> {
        let rest: Vec<usize> = need.iter().copied().filter(|it| !content(it)).collect();
        (rest.len() + 1 == need.len() && !rest.is_empty()).then_some(rest)
    };
    let mut groups: Vec<Vec<&Vec<usize>>> = Vec::new();
    for need in &side.needs {
        let same = |group: &&mut Vec<&Vec<usize>>| {
            rest(need).is_some() && group.first().is_some_and(|it| rest(it) == rest(need))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(need),
            None => groups.push(vec![need]),
        }
    }
    groups
}

/// One need, or several told as one: `1 · That …, or that …`, with what speaks for each and against.
fn needed(side: &SideBelieved, group: &[&Vec<usize>], place: usize) -> Block {
    let content = |it: &usize| matches!(side.beliefs[*it].supposed, Supposed::Content(..));
    let belief = |it: &usize| &side.beliefs[*it];
    let of_text = || group.iter().flat_map(|need| need.iter().filter(|it| content(it)));
    // Each of these is an alternative; of the beliefs in one all hold.
    let each: Vec<Vec<&Belief>> = group[0]
        .iter()
        .map(|it| match group.len() > 1 && content(it) {
            true => of_text().map(belief).collect(),
            false => vec![belief(it)],
        })
        .collect();
    let said = |all: &Vec<&Belief>| {
        let words: Vec<String> = all.iter().map(|it| format!("that {}", it.words)).collect();
        words.join(", and ")
    };
    let said: Vec<String> = each.iter().map(said).collect();
    let number = match group.len() {
        1 => (place + 1).to_string(),
        n => format!("{}–{}", place + 1, place + n),
    };
    let text = Text::default()
        .strong(format!("{number} · "))
        .and(format!("{}.", capital(&said.join("; or "))));
    let mut under = vec![of_each("For", &each, |it| &it.speaks_for)];
    under.push(of_each("Against", &each, |it| &it.against));
    under.push(would(each.iter().flatten().copied()));
    Block::Item(Item { mark: Mark::Plain, text, under })
}

fn would<'b>(beliefs: impl Iterator<Item = &'b Belief>) -> Text {
    let mut all: Vec<&str> = Vec::new();
    for part in beliefs.flat_map(|it| it.would_count_against.split("; ")) {
        if !all.contains(&part) {
            all.push(part);
        }
    }
    Text::plain(format!("Would count against: {}.", all.join("; "))).quietly()
}

/// `For: … (F6); for the second: …`; none where there is none. A record is told in full once.
fn of_each(what: &str, each: &[Vec<&Belief>], of: impl Fn(&Belief) -> &Vec<Evidence>) -> Text {
    const PLACES: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];
    let of_one = |all: &Vec<&Belief>| -> Vec<Evidence> {
        all.iter().flat_map(|it| of(it).iter().cloned()).collect()
    };
    let lists: Vec<Vec<Evidence>> = each.iter().map(of_one).collect();
    let same = lists.windows(2).all(|it| it[0] == it[1]);
    let mut text = Text::plain(format!("{what}: "));
    let mut told: Vec<&Evidence> = Vec::new();
    let mut any = false;
    for (place, all) in lists.iter().enumerate() {
        if all.is_empty() || same && place > 0 {
            continue;
        }
        text = if any { text.and("; ") } else { text };
        any = true;
        if lists.len() > 1 && !same {
            let nth = PLACES
                .get(place)
                .map_or_else(|| describe::ordinal(place + 1), |it| (*it).to_owned());
            text = text.and(format!("the {nth}: "));
        }
        let (known, new): (Vec<&Evidence>, Vec<&Evidence>) =
            all.iter().partition(|it| told.contains(it));
        if !known.is_empty() {
            text = text.and(if new.is_empty() { "the same" } else { "the same, and " });
        }
        for (nth, it) in new.into_iter().enumerate() {
            text = if nth > 0 { text.and("; ") } else { text };
            text = graded(text.and(it.words.clone()), it);
            told.push(it);
        }
    }
    if any { text.and(".") } else { text.and("none on record.") }
}

/// The words with the grades of the sources behind them: `… (D4)`.
fn graded(mut text: Text, it: &Evidence) -> Text {
    if it.footing.sources.is_empty() {
        return text.and(format!(" ({})", it.footing.basis.word()));
    }
    text = text.and(" (");
    for (place, source) in it.footing.sources.iter().enumerate() {
        text = if place > 0 { text.and(", ") } else { text };
        text.0.push(Span {
            style: Style::Plain,
            text: source.grade.to_string(),
            meant: Some(Meant::Source(source.clone())),
        });
    }
    match &it.footing.assumption {
        Some(set) => text.and(format!(", assumption set {set})")),
        None => text.and(")"),
    }
}

/// The sets, the part that all of them share said once.
fn sets(
    answer: &BelieveAnswer<'_>,
    it: &PartyBelieved,
    side: &SideBelieved,
    shown: usize,
    blocks: &mut Vec<Block>,
) {
    let n = side.sets.len();
    if side.needs.is_empty() || n == 0 {
        return;
    }
    if n == 1 {
        if side.needs.len() > 1 {
            blocks.push(Block::para("Together these suffice, and none of them can be left out."));
        }
        break_even(answer, it, side.sets[0].break_even, blocks);
        return;
    }
    let shared = |group: &Vec<usize>| side.sets.iter().all(|set| set.beliefs.contains(group));
    let common = side.sets[0].beliefs.iter().filter(|it| shared(it)).count();
    let many = if side.whole { number(n) } else { format!("more than {n}") };
    let head = match common {
        0 => format!(
            "{} smallest sets suffice, those with the fewest independent records against first:",
            capital(&many)
        ),
        _ => format!(
            "{} smallest sets suffice, those with the fewest independent records against first. {} them; beside that:",
            capital(&many),
            match common {
                1 => "What stands alone in one need is in all of",
                _ => "What stands alone in a need is in all of",
            }
        ),
    };
    blocks.push(Block::para(head));
    for set in side.sets.iter().take(shown) {
        let own = set.beliefs.iter().filter(|it| !shared(it)).map(|group| {
            let each: Vec<String> =
                group.iter().map(|it| format!("that {}", side.beliefs[*it].words)).collect();
            each.join(", or ")
        });
        let own: Vec<String> = own.collect();
        let tied = side.sets.iter().filter(|it| it.against == set.against).count() > 1;
        let tie = if tied { ", as many as of others" } else { "" };
        let mut under = vec![
            Text::plain(format!("{} against{tie}", counted(set.against, "independent record")))
                .quietly(),
        ];
        under.extend(set.break_even.map(|it| Text::plain(at_most(answer, it))));
        let text = Text::plain(capital(&format!("{}.", own.join("; and "))));
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under }));
    }
    if n > shown {
        blocks.push(Block::para(format!("and {} more, in the table of sets", n - shown)));
    }
}

fn at_most(answer: &BelieveAnswer<'_>, most: f64) -> String {
    format!(
        "no deal may then be worth at most {} of its best deal, for the text to be worth no less in {} of the weightings that the record allows",
        // Down, so that what is told is enough.
        format_args!("{:.2}", (most * 100.0).floor() / 100.0),
        percent(answer.target)
    )
}

fn break_even(
    answer: &BelieveAnswer<'_>,
    it: &PartyBelieved,
    most: Option<f64>,
    blocks: &mut Vec<Block>,
) {
    if let Some(most) = most {
        let name = answer.case.party(it.party).label();
        blocks.push(Block::para(format!("Break-even of {name}: {}.", at_most(answer, most))));
    }
}

fn percent(share: f64) -> String {
    format!("{} %", (share * 100.0).round())
}

fn refuses(answer: &BelieveAnswer<'_>, it: &PartyBelieved, shown: usize, blocks: &mut Vec<Block>) {
    let side = &it.refusal;
    if side.sets.iter().any(|it| it.beliefs.is_empty()) {
        blocks.push(Block::para("Nothing has to be believed beyond the values on record: by them the text is worth less than no deal."));
        return;
    }
    let always: Vec<usize> = side.needs.iter().filter(|it| it.len() == 1).map(|it| it[0]).collect();
    if always.is_empty() {
        blocks.push(Block::para(match side.sets.len() {
            1 => "This would do:".to_owned(),
            n => format!("No belief is needed by all: any one of these {} would do.", number(n)),
        }));
    } else {
        let words: Vec<String> =
            always.iter().map(|it| format!("that {}", side.beliefs[*it].words)).collect();
        blocks.push(Block::para(format!("Needed in any case: {}.", listed(&words))));
    }
    for set in side.sets.iter().take(shown.max(NEEDS_SHOWN)) {
        let beliefs: Vec<&Belief> =
            set.beliefs.iter().flatten().map(|it| &side.beliefs[*it]).collect();
        let said: Vec<String> = beliefs.iter().map(|it| format!("that {}", it.words)).collect();
        let text = Text::plain(format!("{}.", capital(&said.join("; and "))));
        let each: Vec<Vec<&Belief>> = beliefs.iter().map(|it| vec![*it]).collect();
        let mut under = vec![of_each("For", &each, |it| &it.speaks_for)];
        under.push(of_each("Against", &each, |it| &it.against));
        under.push(would(beliefs.iter().copied()));
        if let Some(least) = set.break_even {
            let least = (least * 100.0).ceil() / 100.0;
            under.push(Text::plain(format!(
                "no deal would have to be worth more than {least:.2} of its best deal, for the text to be worth less in {} of the weightings",
                percent(answer.target)
            )));
        }
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under }));
    }
    let more = side.sets.len().saturating_sub(shown.max(NEEDS_SHOWN));
    if more > 0 {
        blocks.push(Block::para(format!("and {more} more, in the table of sets")));
    }
    blocks.push(Block::para("Or something that is not on record decides it."));
}

pub(super) fn notes(answer: &BelieveAnswer<'_>) -> Vec<String> {
    let mut notes = vec![
        "A belief is a supposition to be judged by its reader; nothing here says that it holds, or how likely it is.".to_owned(),
        "Records that go back to one source count once. Warnings, conditions and words such as a last word are a party's words: no judgement of a text counts them, but whoever expects an answer needs a view of them.".to_owned(),
    ];
    if answer.parties.iter().any(|it| !it.acceptance.whole || !it.refusal.whole) {
        notes.push("There are more sets than were gone through: those shown suffice, but they are not all.".to_owned());
    }
    notes
}
