//! Finding mentions: runs of capital letters with the offices before and behind them, then those who are described
//! and not named, then pronouns.

use std::collections::HashSet;

use super::governments::{Manner, governments, low};
use super::known::Known;
use super::unnamed::{DESCRIBING, STARTERS};
use super::{Entity, Mention, NamedAs, Names, Who};
use crate::cue::{Cue, Cues};
use crate::day::is_calendar;
use crate::sentence::{Sentence, is_finite};
use crate::words::{Gap, Tokens};

/// Words of a name in small letters between its capitals.
pub(super) const LINKS: [&str; 14] =
    ["de", "la", "del", "della", "al", "el", "der", "den", "van", "von", "bin", "ibn", "da", "du"];

/// Where somebody is, or goes.
const PLACE_BEFORE: [&str; 9] =
    ["in", "at", "near", "from", "outside", "via", "to", "into", "around"];

pub(super) struct Finder<'a, 't> {
    pub(super) tokens: &'a Tokens<'t>,
    pub(super) cues: &'a Cues,
    pub(super) known: &'a Known,
    /// Words that stand with a capital letter where a small one could.
    pub(super) capitals: HashSet<&'a str>,
    /// The first words of sentences.
    pub(super) starts: HashSet<usize>,
    /// Words in capitals that act by themselves, or that something belongs to: `Vastmark wants`, `Vastmark's`.
    pub(super) sides: HashSet<&'a str>,
    pub(super) names: Names,
}

pub(super) fn names(
    tokens: &Tokens<'_>,
    cues: &Cues,
    sentences: &[Sentence],
    known: &Known,
) -> Names {
    let mut starts: HashSet<usize> = sentences.iter().map(|it| it.first).collect();
    let quoted = |at: &usize| tokens.gap(*at).has(Gap::QUOTE | Gap::COLON | Gap::DASH);
    starts.extend((0..tokens.len()).filter(quoted));
    // `10.15 Today …`, `2. Tolls`: behind a time or a number that opens a line.
    let numbered = |at: &usize| {
        *at > 0
            && tokens.list[*at - 1].digits
            && sentences.binary_search_by_key(&(*at - 1), |it| it.first).is_ok()
    };
    starts.extend((0..tokens.len()).filter(numbered));
    let inside = |at: &usize| !starts.contains(at) && tokens.capital(*at);
    let capitals = (0..tokens.len()).filter(inside).map(|it| tokens.low(it)).collect();
    let acts = |at: &usize| {
        let alone =
            !tokens.capital(at + 1) && (*at == 0 || !tokens.capital(at - 1) || starts.contains(at));
        tokens.capital(*at)
            && alone
            && (tokens.low(at + 1) == "'s"
                || !tokens.gap(at + 1).has(Gap::ANY) && is_finite(tokens, cues, at + 1))
    };
    let sides = (0..tokens.len()).filter(acts).map(|it| tokens.low(it)).collect();
    let mut it = Finder { tokens, cues, known, capitals, starts, sides, names: Names::default() };
    let runs = it.runs();
    // Names in full first, so that surnames find them.
    let (sure, open): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| it.is_sure(run));
    sure.into_iter().for_each(|run| it.named(&run, true));
    open.into_iter().for_each(|run| it.named(&run, false));
    it.settle();
    it.described();
    it.settle();
    it.agents();
    it.settle();
    it.datelines(sentences);
    it.pronouns();
    it.settle();
    it.names
}

/// A run of words with capital letters.
#[derive(Debug, Clone)]
struct Run {
    first: usize,
    end: usize,
    /// Whether an office, an honorific or a noun for somebody stands with it and makes it a person.
    person: bool,
    /// The office before it, with the words it begins at.
    office: Option<(usize, usize)>,
    /// Where the name itself begins.
    name: usize,
}

impl Finder<'_, '_> {
    pub(super) fn low(&self, at: usize) -> &str {
        self.tokens.low(at)
    }

    /// Whether the word at `at` may be part of a name.
    fn is_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.list.get(at) else { return false };
        let low = self.low(at);
        if !token.capital || is_calendar(low) || self.is_month(at) || self.labels(at) {
            return false;
        }
        if !self.starts.contains(&at) {
            return !matches!(low, "i" | "i'm" | "i'd" | "i'll");
        }
        if STARTERS.contains(&low) {
            return false;
        }
        let next = at + 1;
        // `Foreign Minister Odile Marchetti` at the start of what is said.
        let office = self.cues.at(Cue::Office, at);
        office.is_some_and(|it| {
            self.tokens.capital(it.end)
                && !self.tokens.gap(it.end).has(Gap::ANY)
                && (at..it.end).all(|it| self.tokens.capital(it))
        }) || self.capitals.contains(low)
            || governments().longest(self.tokens, at, at + 3).is_some()
            || self.known.named(self.tokens.raw(at)).is_some()
            || token.capitals
            || self.cues.at(Cue::Honorific, at).is_some()
            || self.tokens.capital(next)
                && !self.tokens.gap(next).has(Gap::ANY)
                && !self.is_plain(at)
            || self.low(next) == "'s"
            // `East and West met`
            || self.low(next) == "and"
                && self.tokens.capital(next + 1)
                && !self.tokens.gap(next).has(Gap::ANY)
                && !self.is_plain(at)
            || !self.is_plain(at)
                && next < self.tokens.len()
                && is_finite(self.tokens, self.cues, next)
    }

    /// `March` and `May`, where a day or a preposition stands beside them.
    pub(super) fn is_month(&self, at: usize) -> bool {
        let digits = |it: usize| self.tokens.list.get(it).is_some_and(|it| it.digits);
        matches!(self.low(at), "march" | "may")
            && (digits(at + 1)
                || at > 0
                    && (digits(at - 1)
                        || matches!(
                            self.low(at - 1),
                            "in" | "since"
                                | "until"
                                | "by"
                                | "last"
                                | "next"
                                | "of"
                                | "from"
                                | "early"
                                | "late"
                                | "mid"
                                | "this"
                                | "before"
                                | "after"
                                | "and"
                        )))
    }

    /// Whether the word belongs to a label of a transcript: `QUESTION (Harbour Gazette): …`.
    fn labels(&self, at: usize) -> bool {
        let from = (at.saturating_sub(5)..=at)
            .rev()
            .find(|it| self.tokens.gap(*it).has(Gap::PARAGRAPH | Gap::LINE));
        from.is_some_and(|from| {
            self.tokens.list[from].capitals
                && (from + 1..from + 7).any(|it| it > at && self.tokens.gap(it).has(Gap::COLON))
                && !(from + 1..=at).any(|it| self.tokens.gap(it).has(Gap::COLON))
        })
    }

    /// Whether a word at the start of a sentence is an everyday one by its form or by the lists.
    fn is_plain(&self, at: usize) -> bool {
        let low = self.low(at);
        STARTERS.contains(&low)
            || self.cues.at(Cue::Actor, at).is_some()
            || self.cues.at(Cue::Session, at).is_some()
            || self.cues.at(Cue::Text, at).is_some()
            || self.cues.at(Cue::Happening, at).is_some()
            || low.ends_with("ly")
            || low.ends_with("ing")
            || low.ends_with("ed")
    }

    fn runs(&self) -> Vec<Run> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.is_name(at) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            self.cut(at, end, &mut out);
            at = end.max(at + 1);
        }
        out
    }

    /// Where the run of a name that begins at `at` ends.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len() && !self.tokens.gap(end).has(Gap::ANY) {
            if self.is_name(end) || self.tokens.capital(end) && !is_calendar(self.low(end)) {
                end += 1;
                continue;
            }
            let low = self.low(end);
            // `Abdel Fattah el-Sisi`
            if ["al-", "el-", "as-", "ad-", "an-", "ash-", "ar-", "bin-", "d'", "l'"]
                .iter()
                .any(|it| low.starts_with(it))
            {
                end += 1;
                continue;
            }
            let ahead = |n: usize| {
                (1..=n).all(|it| !self.tokens.gap(end + it).has(Gap::ANY))
                    && self.tokens.capital(end + n)
            };
            // Right behind an office or a noun for a body: `Secretary of State`, but not `Ana Dale of Hill`.
            let heads = self
                .cues
                .within(at, end)
                .iter()
                .any(|it| it.end == end && matches!(it.cue, Cue::Body | Cue::Office));
            // `Ursula von der Leyen`
            if LINKS.contains(&low) && LINKS.contains(&self.low(end + 1)) && ahead(2) {
                end += 3;
            } else if LINKS.contains(&low) && ahead(1)
                || low == "of" && heads && ahead(1) && !is_calendar(self.low(end + 1))
            {
                end += 2;
            } else if matches!(low, "of" | "for") && heads && self.low(end + 1) == "the" && ahead(2)
            {
                end += 3;
            } else if low == "'s"
                && ahead(1)
                && self.tokens.low(end - 1).ends_with("men")
                && self.cues.at(Cue::Body, end + 1).is_some()
            {
                // `the Fishermen's Union`
                end += 2;
            } else if low == "and"
                && ahead(2)
                && self.tokens.capital(end + 1)
                && self.cues.at(Cue::Body, end + 2).is_some()
                && governments().longest(self.tokens, at, end).is_none()
            {
                // `the National Security and Defence Council`
                end += 3;
            } else {
                break;
            }
        }
        end
    }

    /// Cuts a run into those it speaks of: `Russian President Vladimir Putin` is one, with office and country.
    fn cut(&self, first: usize, end: usize, out: &mut Vec<Run>) {
        // `In Brussels Virginijus Sinkevičius`: a place, and then a name.
        if first > 0
            && end >= first + 3
            && matches!(self.low(first - 1), "in" | "at" | "from")
            && let Some((after, _, Manner::Seat | Manner::Place)) =
                governments().longest(self.tokens, first, first + 2)
            && after + 2 <= end
            && self.cues.at(Cue::Body, end - 1).is_none()
        {
            out.push(Run { first, end: after, person: false, office: None, name: first });
            return self.cut(after, end, out);
        }
        let mut at = first;
        // A country, a body or its adjective before an office.
        let mut name = first;
        if let Some((after, _, _)) = governments().longest(self.tokens, first, end)
            && after <= end
            && (self.cues.at(Cue::Office, after).is_some()
                || self.cues.at(Cue::Honorific, after).is_some())
        {
            name = after;
        }
        let office = self.cues.at(Cue::Office, name).filter(|it| it.end <= end);
        let honorific = self.cues.at(Cue::Honorific, name).filter(|it| it.end <= end);
        if let Some(it) = office.or(honorific) {
            at = it.end;
            // `President of Azerbaijan`, `Minister for Trade`: the office alone.
            if at < end && matches!(self.low(at), "of" | "for") || at == end {
                out.push(Run { first, end, person: false, office: Some((first, end)), name: end });
                return;
            }
            // `Vice President`, `Mr Deputy Minister`: what follows may be an office again.
            if let Some(more) = self.cues.at(Cue::Office, at).filter(|it| it.end < end) {
                at = more.end;
            }
            let before =
                honorific.filter(|_| office.is_none()).and_then(|_| self.office_before(first));
            let office = before.map_or((first, at), |it| (it.0, first));
            out.push(Run { first: office.0, end, person: true, office: Some(office), name: at });
            return;
        }
        // An office in small letters before: `envoy Steve Witkoff`.
        let before = self.office_before(first);
        out.push(Run {
            first: before.map_or(first, |it| it.0),
            end,
            person: before.is_some(),
            office: before,
            name: first.max(at),
        });
    }

    /// The office in small letters that ends right before the name at `at`, a comma allowed between, with the words
    /// that belong to it: `its foreign minister, Laurent Fabius`, `the head of the Council's delegation, Ms Aalto`.
    fn office_before(&self, at: usize) -> Option<(usize, usize)> {
        let from = at.saturating_sub(12);
        let end_gap = self.tokens.gap(at);
        if end_gap.has(
            Gap::STOP
                | Gap::SEMICOLON
                | Gap::COLON
                | Gap::PARAGRAPH
                | Gap::DASH
                | Gap::QUOTE
                | Gap::BRACKET,
        ) {
            return None;
        }
        let comma = end_gap.has(Gap::COMMA);
        let hits = self.cues.all(Cue::Office, from, at);
        let office = hits.into_iter().rev().find(|it| {
            let plain = (it.first + 1..at).all(|word| !self.tokens.gap(word).has(Gap::ANY));
            // `ambassador to the United Nations, Ana Dale`
            let to = self.low(it.end) == "to"
                && matches!(
                    self.low(it.end - 1),
                    "ambassador" | "envoy" | "representative" | "adviser" | "advisor" | "delegate"
                );
            let verb = (it.end..at).any(|word| {
                is_finite(self.tokens, self.cues, word)
                    || matches!(self.low(word), "with" | "and" | "that" | "by")
                    || self.low(word) == "to" && !(to && word == it.end)
            });
            let direct = it.end == at;
            // `adviser on Cyprus, Espen Barth Eide` needs the comma; `envoy Steve Witkoff` none.
            plain && !verb && (direct || comma)
        })?;
        let mut first = office.first;
        while first > 0 && office.first - first < 8 {
            let before = first - 1;
            if self.tokens.gap(first).has(Gap::ANY) && !self.tokens.gap(first).has(Gap::QUOTE) {
                break;
            }
            let low = self.low(before);
            let describes = DESCRIBING.contains(&low)
                || low == "'s"
                || self.tokens.capital(before) && !STARTERS.contains(&low) && !is_calendar(low)
                || governments().longest(self.tokens, before, before + 1).is_some()
                || self.cues.at(Cue::Office, before).is_some() && low != "head"
                || matches!(
                    low,
                    "special"
                        | "new"
                        | "lead"
                        | "acting"
                        | "vice"
                        | "commerce"
                        | "visiting"
                        | "longtime"
                );
            if !describes {
                // `the union's chairman`: the owner with its article.
                let owner = self.low(first) == "'s" && before > 0;
                if owner && matches!(self.low(before - 1), "the" | "a" | "its" | "their") {
                    first = before - 1;
                }
                break;
            }
            first = before;
            // `In Oslo the finance minister, Ana Dale`: nothing of it stands before its article.
            if matches!(low, "the" | "a" | "an" | "its" | "their" | "his" | "her") {
                break;
            }
        }
        if self.low(first) == "'s" {
            first += 1;
        }
        Some((first, at))
    }

    /// Whether the run says by itself who it is of.
    fn is_sure(&self, run: &Run) -> bool {
        let words = run.end - run.name;
        words >= 2
            || run.name == run.end
            || governments().longest(self.tokens, run.name, run.end).is_some()
    }

    fn named(&mut self, run: &Run, sure: bool) {
        let tokens = self.tokens;
        if run.name >= run.end {
            return self.office_alone(run);
        }
        let words = run.end - run.name;
        let text = tokens.slice(run.name, run.end);
        let plural = governments().longest(tokens, run.name, run.end);
        let whole = plural.filter(|it| it.0 == run.end);
        let before = run.first.checked_sub(1).map_or("", |it| tokens.low(it)).to_owned();
        let travels = run.first > 0
            && self.cues.within(run.first.saturating_sub(3), run.first).iter().any(|it| {
                it.cue == Cue::Travels && it.end >= run.first - usize::from(before != "to")
            });
        let town = matches!(
            tokens.low(run.end - 1),
            "city"
                | "island"
                | "harbour"
                | "harbor"
                | "castle"
                | "valley"
                | "bay"
                | "port"
                | "airport"
                | "square"
                | "islands"
                | "isles"
                | "peninsula"
                | "strait"
                | "straits"
                | "river"
                | "lake"
                | "lakes"
                | "mountains"
                | "hills"
                | "province"
                | "region"
                | "coast"
                | "plateau"
                | "basin"
                | "pass"
                | "beach"
                | "manor"
                | "palace"
                | "hotel"
        );
        let place = PLACE_BEFORE.contains(&before.as_str());
        let body = self.cues.any(Cue::Body, run.name, run.end)
            || words == 1 && tokens.list[run.name].capitals;
        let text_name = (run.name..=run.end)
            .any(|it| self.cues.at(Cue::TextName, it).is_some_and(|hit| hit.end <= run.end + 1))
            && !run.person
            && !self.cues.any(Cue::Body, run.name, run.end);
        if text_name && whole.is_none() && !self.names.short.contains_key(tokens.low(run.name)) {
            return;
        }
        let label = tokens.gap(run.end).has(Gap::COLON) && tokens.list[run.name].capitals;
        if run.person && whole.is_none() && !label {
            let at = self.person(run, text);
            return self.mention(run.first, run.end, (run.name, run.end), Who::Named(at));
        }
        if let Some((_, of, manner)) = whole {
            if manner == Manner::Adjective && !self.is_people(run.end - 1) {
                // An adjective is nobody; it may stand before a noun for somebody.
                return;
            }
            let seat = matches!(manner, Manner::Seat | Manner::Place) || of.is_none();
            let is = if seat && place || manner == Manner::Place {
                NamedAs::Place
            } else {
                NamedAs::Body
            };
            let at = self.entity(text, is, (run.name, run.end));
            return self.mention(
                self.article(run.first),
                run.end,
                (run.name, run.end),
                Who::Named(at),
            );
        }
        if words == 1 && !sure {
            let low = tokens.low(run.name).to_owned();
            if let Some(at) = self.names.short.get(&low).copied() {
                self.names.entities[at].count += 1;
                return self.mention(
                    self.article(run.first),
                    run.end,
                    (run.name, run.end),
                    Who::Named(at),
                );
            }
        }
        let known = self.known.named(text);
        let of_person = known.is_some_and(|it| it.kind == plenipo_record::case::id::Kind::Person);
        if of_person
            || known.is_none()
                && !body
                && (2..=4).contains(&words)
                && !(place && (before != "to" || travels))
                && !town
                && !plural.is_some_and(|it| it.2 != Manner::Adjective)
                && before != "the"
                && before != "The"
        {
            let at = self.person(run, text);
            return self.mention(run.first, run.end, (run.name, run.end), Who::Named(at));
        }
        let is = if (place || town) && !body && known.is_none() {
            NamedAs::Place
        } else {
            NamedAs::Body
        };
        let at = self.entity(text, is, (run.name, run.end));
        self.mention(self.article(run.first), run.end, (run.name, run.end), Who::Named(at));
    }

    /// Whether a word names a people: `Greeks`, `Cypriots`.
    fn is_people(&self, at: usize) -> bool {
        self.low(at).ends_with('s')
            && governments()
                .longest(self.tokens, at, at + 1)
                .is_some_and(|it| it.2 == Manner::Adjective)
            && !self.low(at).ends_with("ss")
    }

    /// Where the article before a name begins.
    fn article(&self, first: usize) -> usize {
        match first.checked_sub(1) {
            Some(before)
                if matches!(self.low(before), "the" | "a" | "an")
                    && !self.tokens.gap(first).has(Gap::ANY) =>
            {
                before
            }
            _ => first,
        }
    }

    /// `the President`, `the Secretary-General, António Guterres`.
    fn office_alone(&mut self, run: &Run) {
        let low = low(self.tokens, run.first, run.end);
        // The one mentioned most: `the President` of a readout is its own.
        let mut all: Vec<usize> = (0..self.names.entities.len()).collect();
        all.sort_by_key(|it| std::cmp::Reverse(self.names.entities[*it].count));
        let last = all.into_iter().find(|it| {
            let it = &self.names.entities[*it];
            it.is == NamedAs::Person
                && it.office.as_ref().is_some_and(|office| {
                    let office = office.to_lowercase();
                    let bare = office.strip_prefix("the ").unwrap_or(&office);
                    // `the Special Envoy` is `the Special Envoy for the Process`.
                    let leads = bare.strip_prefix(low.as_str()).is_some_and(|rest| {
                        [" for ", " of ", " to "].iter().any(|it| rest.starts_with(it))
                    });
                    office == low
                        || leads
                        || office.ends_with(&format!(" {low}"))
                        || low.starts_with("president of") && office.contains(&low)
                })
        });
        // Whoever has the office may stand behind a comma, and is then joined to it.
        let who = last.map_or(Who::Described, Who::Named);
        self.mention(self.article(run.first), run.end, (run.first, run.end), who);
    }

    fn person(&mut self, run: &Run, text: &str) -> usize {
        let words = run.end - run.name;
        let low = self.tokens.low(run.end - 1).to_owned();
        let whole = self.names.entities.iter().position(|it| it.name == text);
        let by_last = self
            .names
            .short
            .get(&low)
            .copied()
            .filter(|at| words == 1 && self.names.entities[*at].is == NamedAs::Person);
        let office = run.office.map(|(first, end)| {
            let text = self.tokens.slice(first, end.min(run.name));
            text.trim_end_matches(',').to_owned()
        });
        let at = match whole.or(by_last) {
            Some(at) => {
                self.names.entities[at].count += 1;
                self.names.entities[at].is = NamedAs::Person;
                at
            }
            None => self.entity(text, NamedAs::Person, (run.name, run.end)),
        };
        let of = &mut self.names.entities[at];
        if of.office.is_none() {
            of.office = office.filter(|it| !it.is_empty());
        }
        at
    }

    fn entity(&mut self, text: &str, is: NamedAs, first: (usize, usize)) -> usize {
        if let Some(at) = self.names.entities.iter().position(|it| it.name == text) {
            self.names.entities[at].count += 1;
            if is == NamedAs::Body && self.names.entities[at].is == NamedAs::Place {
                self.names.entities[at].is = NamedAs::Body;
            }
            return at;
        }
        let at = self.names.entities.len();
        self.names.entities.push(Entity {
            name: text.to_owned(),
            is,
            office: None,
            first,
            count: 1,
        });
        let last = self.tokens.low(first.1 - 1).to_owned();
        let generic = self.cues.at(Cue::Body, first.1 - 1).is_some_and(|it| it.end == first.1);
        if is == NamedAs::Person || !generic {
            self.names.short.entry(last).or_insert(at);
        }
        if is == NamedAs::Body && first.1 - first.0 > 1 {
            if generic {
                // `the League` after `the Highland League`.
                self.names.short.entry(self.tokens.low(first.1 - 1).to_owned()).or_insert(at);
            }
            let initials: String = (first.0..first.1)
                .filter(|it| self.tokens.capital(*it))
                .filter_map(|it| self.tokens.low(it).chars().next())
                .collect();
            self.names.short.entry(initials).or_insert(at);
            // Not a side that lends its name to bodies of its own: `Vastmark` is not the `Vastmark Fishermen's Union`.
            let head = self.tokens.low(first.0).to_owned();
            if first.1 - first.0 == 2 && generic && !self.sides.contains(head.as_str()) {
                self.names.short.entry(head).or_insert(at);
            }
        }
        at
    }

    pub(super) fn mention(&mut self, first: usize, end: usize, head: (usize, usize), who: Who) {
        self.names.mentions.push(Mention { first, end, head, who });
    }

    /// Puts mentions in order; of two that overlap the one that reaches further left, and is longer, stays.
    fn settle(&mut self) {
        let all = &mut self.names.mentions;
        all.sort_by_key(|it| (it.first, std::cmp::Reverse(it.end)));
        let mut out: Vec<Mention> = Vec::with_capacity(all.len());
        for it in all.drain(..) {
            match out.last_mut() {
                // A name inside a description (`Kosovo's government`, `officials in Pristina`) is part of it.
                Some(last) if it.first < last.end => {}
                _ => out.push(it),
            }
        }
        *all = out;
        self.apposed();
    }

    /// Joins an office and the name behind a comma: `The President of Azerbaijan, Ilham Aliyev`.
    fn apposed(&mut self) {
        let mut at = 0;
        while at + 1 < self.names.mentions.len() {
            let (a, b) = (self.names.mentions[at], self.names.mentions[at + 1]);
            let office = self.cues.any(Cue::Office, a.head.0, a.head.1)
                && self.tokens.capital(a.head.0)
                && !matches!(a.who, Who::Named(it) if self.names.entities[it].name == self.tokens.slice(a.head.0, a.head.1));
            let person =
                matches!(b.who, Who::Named(it) if self.names.entities[it].is == NamedAs::Person);
            let beside = a.end == b.first && self.tokens.gap(b.first).has(Gap::COMMA);
            // `Rustem Umerov, Secretary of the Council,`
            let of_a =
                matches!(a.who, Who::Named(it) if self.names.entities[it].is == NamedAs::Person);
            let title = self.cues.at(Cue::Office, b.head.0).is_some_and(|it| it.end <= b.end)
                && !matches!(b.who, Who::Pronoun)
                && self.tokens.low(b.first) != "the";
            // `Hamid Awaludin, the justice minister, and …`
            let describes = of_a
                && matches!(b.who, Who::Described)
                && !super::resolve::is_plural(self.tokens, &b)
                && super::resolve::is_someone(self.tokens, &b)
                && matches!(self.tokens.low(b.first), "the" | "its" | "a" | "an" | "their")
                && (self.tokens.gap(b.end).has(Gap::ANY)
                    || matches!(self.tokens.low(b.end), "and" | "of" | "for" | "in" | "who"));
            // `Brunei, the chair, announced`
            let holds = matches!(a.who, Who::Named(it) if self.names.entities[it].is != NamedAs::Person)
                && matches!(b.who, Who::Described)
                && self.tokens.low(b.first) == "the"
                && b.end == b.first + 2
                && matches!(
                    self.tokens.low(b.first + 1),
                    "chair" | "host" | "mediator" | "facilitator" | "guarantor"
                )
                && self.tokens.gap(b.end).has(Gap::COMMA);
            if holds && beside {
                self.names.mentions[at] = Mention { end: b.end, ..a };
                self.names.mentions.remove(at + 1);
                continue;
            }
            if describes && beside {
                if let Who::Named(it) = a.who {
                    let of = &mut self.names.entities[it];
                    if of.office.is_none() {
                        of.office = Some(self.tokens.slice(b.first, b.end).to_owned());
                    }
                }
                self.names.mentions[at] = Mention { end: b.end, ..a };
                self.names.mentions.remove(at + 1);
                continue;
            }
            if of_a && title && beside && !person {
                if let Who::Named(it) = a.who {
                    let of = &mut self.names.entities[it];
                    if of.office.is_none() {
                        of.office = Some(self.tokens.slice(b.first, b.end).to_owned());
                    }
                }
                self.names.mentions[at] = Mention { end: b.end, ..a };
                self.names.mentions.remove(at + 1);
                continue;
            }
            // `The facilitator, the former diplomat Grace Okafor,`: one of whom both speak, and no list.
            let one = matches!(a.who, Who::Described)
                && !super::resolve::is_plural(self.tokens, &a)
                && super::resolve::is_someone(self.tokens, &a)
                && (matches!(self.tokens.low(a.first), "the" | "its" | "their" | "his" | "her")
                    || (a.first..a.head.0).any(|it| self.tokens.low(it) == "'s"))
                || self.tokens.low(a.first.wrapping_sub(1)) == "'s";
            let closed = self.tokens.low(b.end) != "and";
            let next = self
                .names
                .mentions
                .get(at + 2)
                .is_none_or(|it| it.first > b.end || !self.tokens.gap(b.end).has(Gap::COMMA));
            if one && person && beside && closed && next && matches!(a.who, Who::Described) {
                if let Who::Named(it) = b.who {
                    let of = &mut self.names.entities[it];
                    if of.office.is_none() {
                        of.office = Some(self.tokens.slice(a.first, a.end).to_owned());
                    }
                }
                self.names.mentions[at] =
                    Mention { first: a.first, end: b.end, head: b.head, who: b.who };
                self.names.mentions.remove(at + 1);
                continue;
            }
            let bare = (b.first..b.head.0).all(|it| self.cues.at(Cue::Honorific, it).is_some());
            if office && person && beside && bare {
                if let Who::Named(it) = b.who {
                    let of = &mut self.names.entities[it];
                    if of.office.is_none() {
                        of.office = Some(self.tokens.slice(a.first, a.end).to_owned());
                    }
                }
                self.names.mentions[at] =
                    Mention { first: a.first, end: b.end, head: b.head, who: b.who };
                self.names.mentions.remove(at + 1);
            }
            at += 1;
        }
    }
}
