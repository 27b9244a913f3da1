//! Those who are described and not named: by a noun of the lists, by the form of their noun, by a pronoun; and the place
//! from which a report is written, which is nobody.

use super::governments::{Manner, governments, low};
use super::mentions::{Finder, LINKS};
use super::unnamed::{DESCRIBING, STARTERS};
use super::{Entity, Mention, NamedAs, Who};
use crate::cue::Cue;
use crate::day::is_calendar;
use crate::sentence::{Sentence, is_finite};
use crate::words::Gap;

/// Verbs of the present behind somebody described, which by their form could be nouns.
const VERBS: [&str; 30] = [
    "give",
    "gives",
    "see",
    "think",
    "thinks",
    "consider",
    "considers",
    "judge",
    "judges",
    "put",
    "puts",
    "call",
    "calls",
    "expect",
    "doubt",
    "doubts",
    "hold",
    "reckon",
    "reckons",
    "want",
    "insist",
    "insists",
    "reject",
    "rejects",
    "remain",
    "seem",
    "seems",
    "disagree",
    "disagrees",
    "find",
];

impl Finder<'_, '_> {
    /// Those who are described and not named: `two EU officials`, `Kosovo's government`, `people close to the talks`.
    pub(super) fn described(&mut self) {
        let hits = self.cues.all(Cue::Actor, 0, self.tokens.len());
        for hit in hits {
            if self.names.holding(hit.first).is_some() || self.is_name_part(hit.first) {
                continue;
            }
            // `the leader of …`, but not `a leader in the market`: the noun has to be one of somebody here.
            let first = self.described_from(hit.first);
            let plural = self.low(hit.end - 1).ends_with('s')
                || self.low(hit.first).ends_with('s')
                || matches!(self.low(hit.end - 1), "people" | "media" | "both");
            if first == hit.first && !plural {
                continue;
            }
            let end = self.described_to(hit.end);
            // `the president`, where one person of that office is named.
            let alone = first + 1 == hit.first
                && end == hit.end
                && self.low(first) == "the"
                && self.low(end) != "'s"
                && self.cues.at(Cue::Office, hit.first).is_some_and(|it| it.end == hit.end);
            let who = alone.then(|| self.of_office(hit.first, hit.end)).flatten();
            self.mention(first, end, (hit.first, hit.end), who.map_or(Who::Described, Who::Named));
        }
    }

    /// Those whom no list has, by the form of their noun: `A campaigner who …`, `two brokers`. Only where an indefinite
    /// word leads, and something is said or judged right behind.
    pub(super) fn agents(&mut self) {
        for at in 1..self.tokens.len() {
            let low = self.low(at);
            let stem = low.strip_suffix('s').unwrap_or(low);
            let agent = stem.len() > 5
                && ["er", "or", "ist", "ian", "man", "woman", "men", "women", "ant", "ee"]
                    .iter()
                    .any(|it| stem.ends_with(it))
                && !matches!(
                    stem,
                    "number"
                        | "letter"
                        | "matter"
                        | "answer"
                        | "paper"
                        | "winter"
                        | "summer"
                        | "corner"
                        | "quarter"
                        | "chapter"
                        | "manner"
                        | "border"
                        | "another"
                        | "other"
                        | "whether"
                        | "rather"
                        | "either"
                        | "neither"
                        | "further"
                        | "later"
                        | "earlier"
                        | "harbour"
                        | "offer"
                        | "order"
                        | "power"
                        | "water"
                        | "river"
                        | "factor"
                        | "sector"
                        | "error"
                        | "terror"
                        | "floor"
                        | "member"
                        | "remainder"
                        | "reminder"
                        | "disaster"
                        | "encounter"
                        | "dinner"
                        | "supper"
                        | "counter"
                        | "register"
                        | "character"
                        | "december"
                        | "september"
                        | "october"
                        | "november"
                        | "plant"
                        | "grant"
                        | "warrant"
                        | "committee"
                        | "guarantee"
                        | "degree"
                        | "coffee"
                        | "corridor"
                        | "mirror"
                        | "barrier"
                        | "carrier"
                        | "frontier"
                        | "premier"
                        | "easier"
                        | "harder"
                        | "closer"
                        | "smaller"
                        | "bigger"
                        | "larger"
                        | "longer"
                        | "shorter"
                        | "better"
                        | "greater"
                        | "higher"
                        | "lower"
                        | "newer"
                        | "older"
                        | "reactor"
                        | "tanker"
                        | "trawler"
                        | "helicopter"
                        | "under"
                        | "over"
                        | "after"
                        | "never"
                        | "together"
                        | "however"
                        | "moreover"
                        | "altogether"
                        | "remember"
                );
            if !agent
                || self.tokens.capital(at)
                || self.tokens.gap(at).has(Gap::ANY)
                || self.names.holding(at).is_some()
            {
                continue;
            }
            let first = (at.saturating_sub(3)..at).rev().find(|it| {
                matches!(
                    self.low(*it),
                    "a" | "an"
                        | "one"
                        | "two"
                        | "three"
                        | "several"
                        | "some"
                        | "another"
                        | "many"
                        | "few"
                ) && (it + 1..=at).all(|word| !self.tokens.gap(word).has(Gap::ANY))
            });
            let Some(first) = first else { continue };
            let end = self.described_to(at + 1);
            let limit = (end + 8).min(self.tokens.len());
            let speaks = (end..limit)
                .take_while(|it| !self.tokens.gap(*it).has(Gap::STOP | Gap::PARAGRAPH))
                .any(|it| {
                    self.cues.within(it, it + 1).iter().any(|hit| {
                        matches!(hit.cue, Cue::Says | Cue::Expects | Cue::Doubts | Cue::Describes)
                            && !matches!(
                                hit.form,
                                crate::cue::VerbForm::None | crate::cue::VerbForm::Ing
                            )
                    }) || VERBS.contains(&self.low(it))
                        || matches!(
                            self.low(it),
                            "rates"
                                | "rated"
                                | "gave"
                                | "thought"
                                | "saw"
                                | "held"
                                | "judged"
                                | "offered"
                        )
                });
            // `said a trader`, behind what is said.
            let behind = first > 0
                && self
                    .cues
                    .within(first - 1, first)
                    .iter()
                    .any(|hit| hit.cue == Cue::Says && hit.end == first);
            if speaks || behind {
                self.mention(first, end, (at, at + 1), Who::Described);
            }
        }
    }

    pub(super) fn is_name_part(&self, at: usize) -> bool {
        self.tokens.capital(at)
            && !self.starts.contains(&at)
            && self.low(at.wrapping_sub(1)) != "the"
    }

    /// The one person whose office ends with these words; none where several have it.
    pub(super) fn of_office(&self, first: usize, end: usize) -> Option<usize> {
        let low = low(self.tokens, first, end);
        let mut all = self.names.entities.iter().enumerate().filter(|(_, it)| {
            it.is == NamedAs::Person
                && it.office.as_ref().is_some_and(|office| {
                    let office = office.to_lowercase();
                    let bare = office.strip_prefix("the ").unwrap_or(&office);
                    bare == low
                        || bare.ends_with(&format!(" {low}"))
                            && !bare.contains("deputy")
                            && !bare.contains("former")
                })
        });
        let found = all.next()?.0;
        all.next().is_none().then_some(found)
    }

    pub(super) fn described_from(&self, noun: usize) -> usize {
        let mut first = noun;
        while first > 0 && noun - first < 7 {
            let before = first - 1;
            if self.tokens.gap(first).has(Gap::ANY) {
                break;
            }
            let low = self.low(before);
            let adjective = governments().longest(self.tokens, before, before + 1).is_some();
            let named = self.tokens.capital(before)
                && !is_calendar(low)
                && !self.is_month(before)
                && (!STARTERS.contains(&low) || DESCRIBING.contains(&low));
            // `American and Ukrainian delegations`
            let listed = low == "and"
                && first > 1
                && governments()
                    .longest(self.tokens, first, first + 1)
                    .is_some_and(|it| it.2 == Manner::Adjective)
                && governments()
                    .longest(self.tokens, before - 1, before)
                    .is_some_and(|it| it.2 == Manner::Adjective);
            if listed {
                first = before - 1;
                continue;
            }
            if !(DESCRIBING.contains(&low)
                || low == "'s"
                || adjective
                || named
                || self.cues.at(Cue::Office, before).is_some())
            {
                break;
            }
            first = before;
            if matches!(low, "the" | "a" | "an" | "its" | "their" | "his" | "her") {
                break;
            }
        }
        // A possessive without its owner: `the island's three guarantor powers`.
        while first < noun && self.low(first) == "'s" {
            first += 1;
        }
        first
    }

    pub(super) fn described_to(&self, from: usize) -> usize {
        let plain = |at: usize| at < self.tokens.len() && !self.tokens.gap(at).has(Gap::ANY);
        let mut end = from;
        if !plain(end) {
            return end;
        }
        if matches!(self.low(end), "close") {
            end += 1;
        }
        if plain(end)
            && matches!(self.low(end), "of" | "in" | "from" | "at" | "to" | "with")
            && !(self.low(end) == "to" && end == from)
        {
            let mut at = end + 1;
            // `in Pristina`, `of the EU, France, Germany and Italy`
            let ends = |at: usize| {
                let several = self.low(from - 1).ends_with('s') || self.low(from - 1) == "people";
                let speaks = |it: &crate::cue::Hit| {
                    it.form == crate::cue::VerbForm::Base && it.cue == Cue::Says && several
                };
                self.low(at).ends_with("ing") && !self.tokens.capital(at)
                    || self.cues.within(at, at + 1).iter().any(speaks)
                    || is_finite(self.tokens, self.cues, at)
                    || is_calendar(self.low(at))
            };
            let mut named = false;
            let article = matches!(self.low(at), "a" | "an" | "the" | "its" | "their" | "his");
            while plain(at) && at < end + 6 && !ends(at) {
                let word = self.low(at);
                // `officials in Belgrade nevertheless consider`: behind the name only one noun of it.
                let small = !self.tokens.capital(at)
                    && word != "'s"
                    && !LINKS.contains(&word)
                    && word != "of";
                let noun = article
                    && self.tokens.capital(at - 1)
                    && !matches!(word.as_bytes().last(), Some(b's' | b'y'));
                if named && small && !noun {
                    break;
                }
                named |= self.tokens.capital(at);
                if word.ends_with("ly") && at > end + 1 || VERBS.contains(&word) {
                    break;
                }
                if matches!(
                    word,
                    "on" | "who"
                        | "that"
                        | "to"
                        | "and"
                        | "which"
                        | "as"
                        | "have"
                        | "say"
                        | "said"
                        | "with"
                        | "by"
                        | "at"
                ) {
                    break;
                }
                at += 1;
            }
            while at > end + 1
                && matches!(self.low(at - 1), "of" | "the" | "a" | "in" | "for" | "from" | "its")
            {
                at -= 1;
            }
            if at > end + 1 {
                return at;
            }
        }
        if end > from { from } else { end }
    }

    /// Where a report is written from is a place, and takes part in nothing: `STORVIK — The third round …`.
    pub(super) fn datelines(&mut self, sentences: &[Sentence]) {
        for sentence in sentences.iter().take(3) {
            let dash = (sentence.first + 1..(sentence.first + 10).min(sentence.end))
                .find(|it| self.tokens.gap(*it).has(Gap::DASH));
            let Some(dash) = dash else { continue };
            let capitals = self.tokens.list.get(sentence.first).is_some_and(|it| it.capitals);
            if !capitals {
                continue;
            }
            for it in &mut self.names.mentions {
                if it.first >= sentence.first && it.end <= dash {
                    let text = self.tokens.slice(it.first, it.end);
                    let at = self.names.entities.len();
                    self.names.entities.push(Entity {
                        name: text.to_owned(),
                        is: NamedAs::Place,
                        office: None,
                        first: (it.first, it.end),
                        count: 1,
                    });
                    it.who = Who::Named(at);
                }
            }
        }
    }

    pub(super) fn pronouns(&mut self) {
        for at in 0..self.tokens.len() {
            // `the other five`, `the two`
            let number = matches!(self.low(at), "two" | "three" | "four" | "five" | "six")
                && at > 1
                && matches!(self.low(at - 1), "other" | "the")
                && is_finite(self.tokens, self.cues, at + 1)
                && !self.tokens.gap(at + 1).has(Gap::ANY)
                && self.names.holding(at).is_none();
            if number {
                let first = self.described_from(at);
                self.names.mentions.push(Mention {
                    first,
                    end: at + 1,
                    head: (at, at + 1),
                    who: Who::Described,
                });
            }
            let pronoun = matches!(
                self.low(at),
                "he" | "she"
                    | "it"
                    | "they"
                    | "we"
                    | "i"
                    | "both"
                    | "neither"
                    | "himself"
                    | "herself"
            );
            if pronoun && self.names.holding(at).is_none() {
                self.names.mentions.push(Mention {
                    first: at,
                    end: at + 1,
                    head: (at, at + 1),
                    who: Who::Pronoun,
                });
            }
        }
    }
}
