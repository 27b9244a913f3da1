//! When and where, as the words of a page tell it.

use crate::cue::Cue;
use crate::day::{self, ReportDay, Tense};
use crate::names::governments::{Manner, governments};
use crate::names::{NamedAs, Who};
use crate::page::{Actor, Page, Telling};
use crate::words::Gap;

impl Page<'_> {
    /// The tense of a clause, for reckoning days.
    pub(crate) fn tense(&self, first: usize, end: usize) -> Tense {
        if self.cues.any(Cue::Plans, first, end) { Tense::Future } else { Tense::Past }
    }

    /// The first day within these words on which something was, and not one that only bounds it: `by 1 July`.
    pub(crate) fn day_of(
        &self,
        first: usize,
        end: usize,
        tense: Tense,
    ) -> Option<(ReportDay, bool)> {
        let all = day::all(&self.tokens, first, end, self.report, tense);
        let own = all.iter().filter(|it| {
            !matches!(
                self.tokens.low(it.first.wrapping_sub(1)),
                "from" | "until" | "by" | "before" | "after" | "for" | "since" | "of" | "till"
            )
        });
        let found = own.min_by_key(|it| match it.when {
            ReportDay::Day(_) => 0,
            ReportDay::Month(..) => 1,
            ReportDay::Year(_) => 2,
        })?;
        Some((found.when, found.inferred))
    }

    /// The day that `that day`, `the same night` or `two days later` speaks of: reckoned from the day named last.
    pub(crate) fn anchored(&self, sentence: usize) -> Option<(ReportDay, bool)> {
        let of = self.sentences.get(sentence)?;
        let outside = |at: usize| self.tokens.list.get(at).is_some_and(|it| it.quotation == 0);
        let found = (of.first..of.end).filter(|it| outside(*it)).find_map(|at| {
            let (a, b, c) = (self.tokens.low(at), self.tokens.low(at + 1), self.tokens.low(at + 2));
            let when = |it: &str| {
                matches!(it, "day" | "night" | "evening" | "morning" | "afternoon" | "occasion")
            };
            match (a, b) {
                ("that", it) if when(it) && it != "occasion" => Some((at, 0)),
                ("same", it) if when(it) => Some((at, 0)),
                ("next" | "following", "day") => Some((at, 1)),
                (_, "days") if matches!(c, "later" | "earlier") => {
                    let n = crate::numbers::cardinal(a).filter(|it| *it < 32)?;
                    let n = i64::from(n);
                    Some((at, if c == "later" { n } else { -n }))
                }
                ("day", "later") => Some((at, 1)),
                ("day", "earlier") => Some((at, -1)),
                _ => None,
            }
        });
        let (at, days) = found?;
        let from = self.sentences.get(sentence.saturating_sub(4)).map_or(0, |it| it.first);
        let all = day::all(&self.tokens, from, at, self.report, Tense::Past);
        let last = all.iter().rev().find_map(|it| match it.when {
            ReportDay::Day(day) => Some(day),
            _ => None,
        })?;
        use jiff::ToSpan;
        let when = last.checked_add(days.days()).ok()?;
        Some((ReportDay::Day(when), true))
    }

    /// The first day named within these words, and whether it was reckoned.
    pub(crate) fn day(&self, first: usize, end: usize, tense: Tense) -> Option<(ReportDay, bool)> {
        let all = day::all(&self.tokens, first, end, self.report, tense);
        // A day is more than a month, and both more than a year.
        let found = all.iter().min_by_key(|it| match it.when {
            ReportDay::Day(_) => 0,
            ReportDay::Month(..) => 1,
            ReportDay::Year(_) => 2,
        })?;
        Some((found.when, found.inferred))
    }

    /// The day on which whatever has none of its own was said: that of the session or the press conference.
    pub(crate) fn session_day(&self, sentence: usize, actor: &Actor) -> Option<(ReportDay, bool)> {
        let labelled = self
            .labels
            .get(sentence)
            .is_some_and(|it| it.as_ref().is_some_and(|it| actor.who.contains(it)));
        // What somebody without a name says beside minutes was not said in the session.
        let outside = actor.who.iter().any(|name| {
            let low = name.to_lowercase();
            [
                "official",
                "diplomat",
                "adviser",
                "advisor",
                "analyst",
                "source",
                "member of",
                "senator",
                "media",
                "people",
            ]
            .iter()
            .any(|it| low.contains(it))
        });
        match self.telling {
            Telling::Record if outside => None,
            Telling::Record => self.report.map(|it| (ReportDay::Day(it), true)),
            Telling::Live => {
                let now = self.frames.get(sentence).into_iter().flatten().any(|frame| {
                    self.names_of(&frame.speaker) == actor.who
                        && self
                            .cues
                            .within(frame.verb.0, frame.verb.0 + 1)
                            .iter()
                            .any(|it| it.form == crate::cue::VerbForm::Present)
                });
                self.report.filter(|_| now).map(|it| (ReportDay::Day(it), true))
            }
            Telling::Transcript if labelled => self.report.map(|it| (ReportDay::Day(it), true)),
            _ => None,
        }
    }

    /// Places within these words, behind `in`, `at`, `to` or `from`.
    pub(crate) fn place(&self, first: usize, end: usize) -> Option<String> {
        for at in first..end {
            let leads = matches!(self.tokens.low(at), "in" | "at" | "to" | "near");
            // `the tenth session (Dornau, 2 February)`
            let bracket = self.tokens.gap(at).has(Gap::BRACKET)
                && self.tokens.capital(at)
                && day::at(&self.tokens, at + 1, self.report, Tense::Past).is_some();
            if bracket {
                return Some(self.words(at, at + 1));
            }
            if !leads {
                continue;
            }
            let next = at + 1;
            // `to the Finnish capital`, `at the Commission's headquarters`
            let seat = (next + 1..(next + 6).min(end)).find(|it| {
                matches!(self.tokens.low(*it), "capital" | "headquarters" | "residence" | "embassy")
            });
            if let Some(seat) = seat
                && (next..seat).all(|it| {
                    !self.tokens.gap(it + 1).has(Gap::ANY)
                        && !matches!(
                            self.tokens.low(it),
                            "in" | "of" | "and" | "on" | "at" | "with" | "from" | "for" | "by"
                        )
                })
                && matches!(self.tokens.low(next), "the" | "its" | "his" | "her" | "their")
            {
                return Some(self.words(next, seat + 1));
            }
            let skip = usize::from(self.tokens.low(next) == "the");
            if !self.tokens.capital(next + skip) || day::is_calendar(self.tokens.low(next + skip)) {
                if self.tokens.low(next) == "the" && !self.tokens.capital(next + 1) {
                    let (_, stop) = self.phrase(next, end);
                    let named = (next..stop.min(next + 6)).any(|it| {
                        matches!(
                            self.tokens.low(it),
                            "house"
                                | "monastery"
                                | "palace"
                                | "hotel"
                                | "castle"
                                | "villa"
                                | "lodge"
                                | "embassy"
                                | "observatory"
                                | "building"
                                | "manor"
                                | "base"
                                | "resort"
                                | "ministry"
                                | "portal"
                                | "airport"
                                | "farm"
                                | "estate"
                                | "church"
                                | "abbey"
                                | "hall"
                                | "inn"
                                | "residence"
                                | "capital"
                        )
                    });
                    if named {
                        let stop = (next + 1..stop)
                            .find(|it| {
                                matches!(self.tokens.low(*it), "on" | "with" | "for" | "by" | "and")
                            })
                            .unwrap_or(stop);
                        return Some(self.words(next, stop));
                    }
                }
                continue;
            }
            let mention = self.names.holding(next + skip);
            let of = governments().longest(&self.tokens, next + skip, end);
            let person = mention.is_some_and(|it| self.names.is(it) == Some(NamedAs::Person));
            if person || of.is_some_and(|it| it.2 == Manner::Adjective) {
                continue;
            }
            if let Some(it) = mention {
                let to_body = self.tokens.low(at) == "to"
                    && !matches!(self.names.is(it), Some(NamedAs::Place))
                    && of.is_none()
                    && !self.travels_before(at);
                if to_body {
                    continue;
                }
                let name = self.names.resolved(&self.tokens, &self.sentences, it);
                if matches!(it.who, Who::Named(_)) {
                    return name.map(|name| {
                        if skip == 1 && it.first == next { format!("the {name}") } else { name }
                    });
                }
            }
            if let Some((stop, _, _)) = of {
                return Some(self.words(next, stop));
            }
        }
        (first..end)
            .any(|at| self.tokens.low(at) == "here")
            .then(|| self.dateline.clone().or_else(|| self.place_named_before(first)))
            .flatten()
    }

    pub(crate) fn travels_before(&self, at: usize) -> bool {
        self.cues
            .within(at.saturating_sub(3), at + 1)
            .iter()
            .any(|it| it.cue == Cue::Travels && it.end >= at)
    }

    /// The first place named before the word `at`: where the report begins.
    pub(crate) fn place_named_before(&self, at: usize) -> Option<String> {
        let before =
            self.names.within(0, at).iter().find(|it| self.names.is(it) == Some(NamedAs::Place))?;
        self.name(before)
    }
}
