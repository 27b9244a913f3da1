//! Who says what: the subject of a verb, and which words stand in whose mouth. Somebody quoted by somebody else keeps
//! both: the nearer one passes on what the farther one said.

use crate::cue::{Cue, Cues, VerbForm};
use crate::day;
use crate::names::{Mention, NamedAs, Names, Who};
use crate::sentence::is_finite;
use crate::words::{Gap, Tokens};

/// Somebody saying something within a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Who.
    pub(crate) speaker: Mention,
    /// The verb: `said`, or `according to`.
    pub(crate) verb: (usize, usize),
    /// The words in that mouth: before the speaker, behind the verb, or both.
    pub(crate) content: [(usize, usize); 2],
    /// Whether the speaker stands behind what is said.
    pub(crate) behind: bool,
}

impl Frame {
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.content.iter().any(|(first, end)| (*first..*end).contains(&at))
    }
}

/// What an analysis of subjects looks at.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a, 't> {
    pub(crate) tokens: &'a Tokens<'t>,
    pub(crate) cues: &'a Cues,
    pub(crate) names: &'a Names,
}

pub(crate) const PREPOSITIONS: [&str; 21] = [
    "in", "on", "at", "to", "from", "with", "by", "for", "of", "after", "before", "near", "under",
    "about", "against", "between", "into", "over", "than", "without", "through",
];

/// Words of a verb that may stand between the subject and its last part.
const HELPERS: [&str; 40] = [
    "has",
    "have",
    "had",
    "was",
    "were",
    "is",
    "are",
    "will",
    "would",
    "did",
    "do",
    "does",
    "been",
    "be",
    "being",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "shall",
    "not",
    "never",
    "also",
    "again",
    "later",
    "then",
    "once",
    "himself",
    "herself",
    "itself",
    "themselves",
    "both",
    "all",
    "yet",
    "still",
    "now",
    "to",
    "so",
];

impl Ground<'_, '_> {
    /// Where the verb that holds the word at `at` begins: its helpers, adverbs and days before it left out.
    fn verb_start(&self, at: usize, from: usize) -> usize {
        let mut start = at;
        while start > from {
            let before = self.tokens.low(start - 1);
            let gap = self.tokens.gap(start);
            if gap.has(Gap::ANY) {
                break;
            }
            let adverb = before.ends_with("ly") && !self.tokens.capital(start - 1);
            if HELPERS.contains(&before) || adverb || before == "far" || before == "already" {
                start -= 1;
                continue;
            }
            // `on Tuesday`, `last week`, `for years` between subject and verb.
            let calendar = day::is_calendar(before)
                || matches!(
                    before,
                    "today"
                        | "yesterday"
                        | "week"
                        | "month"
                        | "year"
                        | "years"
                        | "evening"
                        | "morning"
                        | "night"
                        | "recently"
                        | "once"
                );
            if calendar && start > from + 1 {
                let mut back = start - 1;
                let leads = |it: usize| {
                    let low = self.tokens.low(it);
                    day::is_calendar(low)
                        || matches!(
                            low,
                            "on" | "last"
                                | "this"
                                | "in"
                                | "for"
                                | "early"
                                | "late"
                                | "next"
                                | "earlier"
                                | "since"
                        )
                };
                while back > from && leads(back - 1) {
                    back -= 1;
                }
                start = back;
                continue;
            }
            break;
        }
        start
    }

    /// The subject of the verb at `at`, looked for back to the word `from`.
    pub(crate) fn subject(&self, at: usize, from: usize) -> Option<Mention> {
        let from = self.behind_that(at, from);
        let mut start = self.verb_start(at, from);
        // `West accused East of bad faith and demanded an apology`: both verbs are of one subject.
        if start > from + 2
            && self.tokens.low(start - 1) == "and"
            && start + 1 >= at.min(start + 2).saturating_sub(1)
            && let Some(verb) = (from + 1..start - 1).rev().find(|it| {
                is_finite(self.tokens, self.cues, *it) && self.tokens.list[*it].quotation == 0
            })
            && let Some(it) = self.subject(verb, from).filter(|it| it.end <= verb)
        {
            return Some(it);
        }
        // `a Russian official, who called the idea …`: whom `who` speaks of.
        if start > from + 1
            && self.tokens.low(start - 1) == "who"
            && let Some(it) = self
                .names
                .within(start.saturating_sub(16), start - 1)
                .iter()
                .rev()
                .find(|it| it.end + 5 >= start && !matches!(it.who, Who::Pronoun))
            && !matches!(self.names.is(it), Some(NamedAs::Place))
            && it.end < start
            && !self.after_preposition_of(it)
        {
            return Some(*it);
        }
        if self.is_thing(start, from) {
            return None;
        }
        for _ in 0..3 {
            if start <= from || !self.tokens.gap(start).has(Gap::COMMA | Gap::DASH | Gap::BRACKET) {
                break;
            }
            // A mention that ends right here is the subject, or an apposition of it.
            let beside = self.names.mentions[..].partition_point(|it| it.first < start);
            let ends = beside
                .checked_sub(1)
                .map(|it| self.names.mentions[it])
                .filter(|it| it.end == start);
            if let Some(it) = ends
                && !self.after_preposition(&it)
                && self.opens_clause(&it, from)
            {
                break;
            }
            let open = (from.max(start.saturating_sub(30))..start).rev().find(|it| {
                self.tokens.gap(*it).has(Gap::COMMA | Gap::DASH | Gap::BRACKET) && *it < start
            });
            match open {
                Some(open) if open > from => start = self.verb_start(open, from).max(from),
                _ => break,
            }
        }
        let mut end = start;
        loop {
            let next = self.names.mentions.partition_point(|it| it.first < end);
            let it = *self.names.mentions.get(next.checked_sub(1)?)?;
            if it.first < from || it.end > start {
                return self.first_of(from, at);
            }
            let between = it.end..end.max(it.end);
            let verb = between.clone().any(|word| is_finite(self.tokens, self.cues, word));
            let relative = matches!(self.tokens.low(it.end), "who" | "which" | "that");
            if verb && !relative {
                return self.first_of(from, at);
            }
            let sign = (it.end + 1..=end.min(start)).any(|word| {
                word < start && self.tokens.gap(word).has(Gap::SEMICOLON | Gap::STOP | Gap::COLON)
            });
            if sign {
                return None;
            }
            // `Senior officials, not ministers, will resume`
            let excluded = it.first > from && self.tokens.low(it.first - 1) == "not";
            // Whoever something belongs to does not act: `Virtala's framework mentions`.
            let owner = self.tokens.low(it.end) == "'s";
            // `after East refused`: a clause of its own.
            let clause = it.end == start
                && matches!(
                    self.tokens.low(it.first.wrapping_sub(1)),
                    "after" | "before" | "since" | "until" | "than"
                );
            if self.after_preposition(&it) && !clause || excluded || owner {
                end = it.first;
                if excluded {
                    start = it.first - 1;
                }
                continue;
            }
            return Some(it);
        }
    }

    /// Where a clause begins that depends on what stands before it: behind the last `that` which follows a verb, so that
    /// the subject of `agreed that a group will meet` is the group.
    fn behind_that(&self, at: usize, from: usize) -> usize {
        let that = (from + 1..at).rev().take(25).find(|it| {
            self.tokens.low(*it) == "that"
                && !matches!(self.tokens.low(it + 1), "," | "")
                && self.is_verb_before(*it, from)
        });
        match that {
            // A verb of the same clause has the subject of the clause; what follows `and` may go back to the main one.
            Some(that)
                if self.names.within(that, at).iter().any(|it| it.end <= at)
                    && !(that..at).any(|it| self.tokens.low(it) == "and") =>
            {
                that + 1
            }
            _ => from,
        }
    }

    /// Whether the words before `that` end with a verb of saying or agreeing, a few words between.
    fn is_verb_before(&self, that: usize, from: usize) -> bool {
        (from.max(that.saturating_sub(6))..that).any(|it| {
            self.cues.within(it, it + 1).iter().any(|hit| {
                matches!(hit.cue, Cue::Says | Cue::Agrees | Cue::Demands | Cue::Expects)
                    && hit.form != VerbForm::None
            })
        })
    }

    /// Whether what stands right before a verb is a thing that acts, and nobody: `The shelling had led …`.
    fn is_thing(&self, start: usize, from: usize) -> bool {
        let Some(noun) = start.checked_sub(1).filter(|it| *it >= from) else { return false };
        let plain = |at: usize| {
            self.names.holding(at).is_none()
                && !self.tokens.capital(at)
                && !self.tokens.list.get(at).is_none_or(|it| it.digits)
        };
        if !plain(noun) || self.tokens.gap(start).has(Gap::ANY) || self.tokens.low(noun).len() < 3 {
            return false;
        }
        // Back over the noun's own words to its article, and no further.
        for first in (from.max(noun.saturating_sub(4))..=noun).rev() {
            let low = self.tokens.low(first);
            if matches!(low, "the" | "a" | "an" | "this" | "no" | "any") && first < noun {
                // Right at the beginning of a clause; behind anything else it may be an object.
                return first == from
                    || self.tokens.gap(first).has(Gap::ANY)
                    || matches!(
                        self.tokens.low(first - 1),
                        "that" | "but" | "while" | "whereas" | "because"
                    );
            }
            if !plain(first) && !self.tokens.capital(first)
                || self.tokens.gap(first).has(Gap::ANY)
                || PREPOSITIONS.contains(&low)
                || matches!(low, "and" | "or" | "but" | "who" | "which" | "that" | "to" | "as")
                || is_finite(self.tokens, self.cues, first)
            {
                return false;
            }
        }
        false
    }

    /// Whether nothing with a verb stands between a mention and the beginning of its clause.
    fn opens_clause(&self, it: &Mention, from: usize) -> bool {
        if self.tokens.gap(it.first).has(Gap::COMMA | Gap::QUOTE | Gap::DASH | Gap::SEMICOLON) {
            return true;
        }
        let start =
            (from..it.first).rev().find(|at| self.tokens.gap(*at).has(Gap::ANY)).unwrap_or(from);
        !(start..it.first).any(|at| is_finite(self.tokens, self.cues, at))
    }

    /// The first mention from `from` on that a preposition does not lead: the subject of verbs that follow one
    /// another.
    fn first_of(&self, from: usize, before: usize) -> Option<Mention> {
        let mut all = self.names.within(from, before).iter();
        all.find(|it| {
            self.tokens.low(it.end) != "'s"
                && !self.after_preposition(it)
                && !matches!(self.names.is(it), Some(NamedAs::Place))
        })
        .copied()
    }

    /// Whether a mention only says of whom or what another is: `the envoy of Norland, who …`.
    fn after_preposition_of(&self, it: &Mention) -> bool {
        it.first > 0 && matches!(self.tokens.low(it.first - 1), "of" | "for" | "in" | "at" | "from")
    }

    pub(crate) fn after_preposition(&self, it: &Mention) -> bool {
        it.first > 0
            && PREPOSITIONS.contains(&self.tokens.low(it.first - 1))
            && !self.tokens.gap(it.first).has(Gap::COMMA | Gap::STOP | Gap::PARAGRAPH | Gap::QUOTE)
    }

    /// The mentions that are listed together with this one, itself among them: `Kerry, Ashton and Zarif`.
    pub(crate) fn listed(&self, it: &Mention) -> Vec<Mention> {
        let all = &self.names.mentions;
        let Some(at) = all.iter().position(|other| other == it) else { return vec![*it] };
        let joined = |a: &Mention, b: &Mention| {
            let between = b.first.saturating_sub(a.end);
            let comma = self.tokens.gap(b.first).has(Gap::COMMA);
            match between {
                0 => comma,
                1 => self.tokens.low(a.end) == "and",
                2 | 3 => {
                    self.tokens.low(a.end) == "and"
                        && matches!(self.tokens.low(a.end + 1), "with" | "the" | "of")
                }
                _ => false,
            }
        };
        let (mut first, mut last) = (at, at);
        while first > 0 && joined(&all[first - 1], &all[first]) {
            first -= 1;
        }
        while last + 1 < all.len() && joined(&all[last], &all[last + 1]) {
            last += 1;
        }
        // Two with only a comma between are no list: `with reporters at the gate, Ana Dale said`.
        let and = (first..last)
            .any(|at| (all[at].end..all[at + 1].first).any(|it| self.tokens.low(it) == "and"));
        if !and && last > first {
            return vec![*it];
        }
        let mut out = all[first..=last].to_vec();
        // `Petra Voss of Norland and her counterpart`: she is listed, and not her country.
        if out.len() > 1
            && let Some(before) = first.checked_sub(1).map(|it| all[it])
            && before.end + 1 == out[0].first
            && self.tokens.low(before.end) == "of"
        {
            out[0] = before;
        }
        out
    }
}

/// Whether a mention is of somebody a report may quote.
pub(crate) fn is_person(ground: &Ground<'_, '_>, it: &Mention) -> bool {
    match it.who {
        Who::Named(_) => ground.names.is(it) == Some(NamedAs::Person),
        _ => false,
    }
}
