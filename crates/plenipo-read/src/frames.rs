//! Which words of a sentence stand in whose mouth: verbs of saying before and behind what is said, `according to`,
//! `in the chancellor's view`, and where what one says ends because another is told of.

use crate::attribution::{Frame, Ground};
use crate::cue::{Cue, Hit, VerbForm};
use crate::names::{Mention, NamedAs, Who};
use crate::sentence::{Sentence, is_finite};
use crate::words::Gap;

impl Ground<'_, '_> {
    /// Who says what in a sentence.
    pub(crate) fn frames(&self, sentence: &Sentence) -> Vec<Frame> {
        let (first, end) = (sentence.first, sentence.end);
        let mut out: Vec<Frame> = Vec::new();
        for hit in self.cues.all(Cue::Says, first, end) {
            let quoted = self.tokens.list.get(hit.first).is_some_and(|it| it.quotation != 0);
            if quoted {
                continue;
            }
            if matches!(hit.form, VerbForm::Ing) {
                out.extend(self.adding(hit, (first, end)));
                continue;
            }
            // `said Kerry`, behind what he said.
            let behind = self.names.within(hit.end, hit.end + 1).first().copied();
            let led = self.tokens.gap(hit.first).has(Gap::COMMA | Gap::QUOTE) && hit.first > first;
            // One tells somebody, and is not told of behind the verb.
            let tells = matches!(
                self.tokens.low(hit.first),
                "told"
                    | "tells"
                    | "tell"
                    | "assured"
                    | "assures"
                    | "informed"
                    | "informs"
                    | "reminded"
                    | "reminds"
                    | "advised"
            );
            // `the prime minister, Ana Dale, said her government …`: she says it, and not her government.
            let apposed = !self.tokens.gap(hit.first).has(Gap::QUOTE)
                && self.names.mentions[..]
                    .partition_point(|it| it.first < hit.first)
                    .checked_sub(1)
                    .is_some_and(|it| {
                        let it = self.names.mentions[it];
                        it.end == hit.first
                            && it.first >= first
                            && (it.first..it.end)
                                .any(|at| at > it.first && self.tokens.gap(at).has(Gap::COMMA))
                    });
            let led = led && !apposed;
            if let Some(it) = behind.filter(|it| led && it.first == hit.end && !tells) {
                let rest = self.rest(it.end, end);
                out.push(Frame {
                    speaker: it,
                    verb: (hit.first, hit.end),
                    content: [(first, hit.first), rest],
                    behind: true,
                });
                continue;
            }
            // `It is written down`, `was recalled by both delegations that …`
            let passive = hit.form == VerbForm::Past
                && (matches!(
                    self.tokens.low(hit.first.wrapping_sub(1)),
                    "is" | "was" | "were" | "are" | "been" | "be"
                ) || self.tokens.low(hit.first.wrapping_sub(1)) == "it"
                    && matches!(self.tokens.low(hit.first.wrapping_sub(2)), "is" | "was"))
                && matches!(hit.end - hit.first, 1 | 2);
            if passive {
                let by = (self.tokens.low(hit.end) == "by")
                    .then(|| self.names.within(hit.end + 1, hit.end + 2).first().copied())
                    .flatten();
                if let Some(it) = by {
                    out.push(Frame {
                        speaker: it,
                        verb: (hit.first, hit.end),
                        content: [(it.end, end), (end, end)],
                        behind: false,
                    });
                }
                continue;
            }
            let Some(subject) = self.subject(hit.first, first) else { continue };
            // `he went on`, and not `the talks went on`.
            let goes = self.tokens.low(hit.end - 1) == "on" && hit.end == hit.first + 2;
            if goes
                && !(matches!(self.tokens.low(subject.first), "he" | "she")
                    || self.names.is(&subject) == Some(NamedAs::Person)
                    || matches!(subject.who, Who::Described)
                        && self.tokens.gap(subject.first).has(Gap::COMMA))
            {
                continue;
            }
            // A base form is a verb only right behind several: `officials say`, and not `a state`.
            let near = subject.end == hit.first || self.tokens.gap(hit.first).has(Gap::COMMA);
            let adjacent = near
                && (crate::names::is_plural(self.tokens, &subject)
                    || matches!(self.tokens.low(subject.first), "they" | "we" | "i"));
            let would = matches!(
                self.tokens.low(hit.first.wrapping_sub(1)),
                "will" | "would" | "to" | "did"
            );
            if hit.form == VerbForm::Base && !adjacent && !would {
                continue;
            }
            if matches!(self.names.is(&subject), Some(NamedAs::Place)) {
                continue;
            }
            let listed = self.listed(&subject);
            let start = listed.first().map_or(subject.first, |it| it.first);
            let gap = self.tokens.gap(start);
            let said_before = start > first + 2
                && gap.has(Gap::COMMA | Gap::QUOTE)
                && self.says_something(first, start);
            // `The force, Vance has said, is not up for discussion`
            let within = start > first + 1
                && gap.has(Gap::COMMA)
                && self.tokens.gap(hit.end).has(Gap::COMMA)
                && is_finite(self.tokens, self.cues, hit.end);
            if within {
                out.push(Frame {
                    speaker: subject,
                    verb: (hit.first, hit.end),
                    content: [(first, start), (hit.end, end)],
                    behind: true,
                });
            } else if said_before {
                let rest = self.rest(hit.end, end);
                out.push(Frame {
                    speaker: subject,
                    verb: (hit.first, hit.end),
                    content: [(first, start), rest],
                    behind: true,
                });
            } else {
                out.push(Frame {
                    speaker: subject,
                    verb: (hit.first, hit.end),
                    // Whom somebody tells it to is no part of it: `told state television the talks …`.
                    content: [
                        (
                            behind
                                .filter(|it| tells && it.first == hit.end && it.end < end)
                                .filter(|it| self.tokens.low(it.end) != "that")
                                .map_or(hit.end, |it| it.end),
                            end,
                        ),
                        (end, end),
                    ],
                    behind: false,
                });
            }
        }
        out.extend(self.begins((first, end)));
        self.part_ways(&mut out);
        out.extend(self.in_view((first, end)));
        for hit in self.cues.all(Cue::AccordingTo, first, end) {
            let Some(it) = self.names.within(hit.end, (hit.end + 3).min(end)).first().copied()
            else {
                continue;
            };
            let (content, behind) = if hit.first <= first + 1 {
                ([(it.end, end), (end, end)], false)
            } else {
                ([(first, hit.first), (it.end, end)], true)
            };
            out.push(Frame { speaker: it, verb: (hit.first, hit.end), content, behind });
        }
        out
    }

    /// `in the chancellor's judgement`, `in his words`: whoever it belongs to says what stands around it.
    fn in_view(&self, (first, end): (usize, usize)) -> Option<Frame> {
        let noun = (first + 2..end).find(|it| {
            matches!(
                self.tokens.low(*it),
                "judgement"
                    | "judgment"
                    | "view"
                    | "opinion"
                    | "words"
                    | "estimate"
                    | "account"
                    | "version"
                    | "telling"
                    | "estimation"
                    | "assessment"
                    | "phrase"
                    | "reckoning"
            ) && self.tokens.list.get(*it).is_some_and(|it| it.quotation == 0)
        })?;
        let lead = (first.max(noun.saturating_sub(9))..noun)
            .rev()
            .find(|it| matches!(self.tokens.low(*it), "in" | "by"))?;
        let pronoun =
            noun == lead + 2 && matches!(self.tokens.low(lead + 1), "his" | "her" | "their");
        let owned = self.tokens.low(noun - 1) == "'s" || self.tokens.low(noun - 2) == "'s";
        let speaker = if pronoun {
            Mention {
                first: lead + 1,
                end: lead + 2,
                head: (lead + 1, lead + 2),
                who: Who::Pronoun,
            }
        } else if owned {
            *self.names.within(lead + 1, noun).first()?
        } else {
            return None;
        };
        let sign = |it: &usize| self.tokens.gap(*it).has(Gap::SEMICOLON | Gap::COLON);
        let end = (noun + 1..end).find(sign).unwrap_or(end);
        let first = (first + 1..lead).rev().find(sign).unwrap_or(first);
        let (before, behind) = ((first, lead), (noun + 1, end));
        let content = if lead <= first { [behind, (end, end)] } else { [before, behind] };
        Some(Frame { speaker, verb: (lead, noun + 1), content, behind: lead > first })
    }

    /// `“The exchanges were frank,” the President began`: verbs that say something only behind a quotation.
    fn begins(&self, (first, end): (usize, usize)) -> Option<Frame> {
        let verb = (first + 2..end).find(|it| {
            matches!(
                self.tokens.low(*it),
                "began"
                    | "continued"
                    | "concluded"
                    | "begins"
                    | "continues"
                    | "concludes"
                    | "snapped"
                    | "sighed"
                    | "shrugged"
                    | "laughed"
                    | "finished"
                    | "asks"
                    | "asked"
            ) && self.tokens.list[*it].quotation == 0
        })?;
        let speaker = self.subject(verb, first).filter(|it| it.end == verb)?;
        let quoted = speaker.first > first
            && self.tokens.list[speaker.first - 1].quotation != 0
            && self.tokens.gap(speaker.first).has(Gap::QUOTE | Gap::COMMA);
        quoted.then(|| Frame {
            speaker,
            verb: (verb, verb + 1),
            content: [(first, speaker.first), self.rest(verb + 1, end)],
            behind: true,
        })
    }

    /// `Ana said East could accept it, but Igor called it unbalanced`: what she says ends where somebody else is told of.
    fn part_ways(&self, frames: &mut [Frame]) {
        // `any deal that it thought a bad one, its minister warned`: within a relative clause no further than that.
        for frame in frames.iter_mut().filter(|it| !it.behind) {
            let (from, end) = frame.content[0];
            let at = frame.speaker.first;
            let relative = at > 1
                && matches!(self.tokens.low(at - 1), "that" | "which" | "what")
                && !self.tokens.gap(at - 1).has(Gap::ANY)
                && !self.cues.within(at.saturating_sub(4), at - 1).iter().any(|it| {
                    it.cue == Cue::Says && it.form != VerbForm::None && it.end + 2 >= at - 1
                });
            if relative
                && let Some(stop) = (from + 1..end).find(|it| {
                    self.tokens.gap(*it).has(Gap::COMMA | Gap::SEMICOLON | Gap::DASH)
                        && self.tokens.list[*it].quotation == 0
                })
            {
                frame.content[0].1 = stop;
            }
        }
        for frame in frames.iter_mut().filter(|it| !it.behind) {
            let (from, end) = frame.content[0];
            let other = (from + 1..end).find(|at| {
                let joins = matches!(self.tokens.low(*at), "but" | "while" | "whereas" | "and");
                let outside = self.tokens.list.get(*at).is_some_and(|it| it.quotation == 0);
                joins
                    && outside
                    && self.names.within(at + 1, at + 2).first().is_some_and(|it| {
                        matches!(it.who, Who::Named(_))
                            && self.cues.within(it.end, it.end + 1).iter().any(|hit| {
                                matches!(hit.cue, Cue::Says | Cue::Describes)
                                    && hit.form != VerbForm::None
                            })
                    })
            });
            if let Some(at) = other {
                frame.content[0].1 = at;
            }
        }
    }

    /// `They were gloomier, saying that …`: whoever the main verb is of.
    fn adding(&self, hit: Hit, (first, end): (usize, usize)) -> Option<Frame> {
        if !self.tokens.gap(hit.first).has(Gap::COMMA) || hit.first <= first {
            return None;
        }
        let verb = (first + 1..hit.first).find(|it| is_finite(self.tokens, self.cues, *it))?;
        let speaker = self.subject(verb, first).filter(|it| it.end <= verb)?;
        if matches!(self.names.is(&speaker), Some(NamedAs::Place)) {
            return None;
        }
        Some(Frame {
            speaker,
            verb: (hit.first, hit.end),
            content: [(hit.end, end), (end, end)],
            behind: false,
        })
    }

    /// Whether these words, before a speaker, are something said: they hold a verb or a quotation.
    fn says_something(&self, first: usize, end: usize) -> bool {
        (first..end)
            .any(|it| is_finite(self.tokens, self.cues, it) || self.tokens.list[it].quotation != 0)
            && !matches!(
                self.tokens.low(first),
                "after"
                    | "when"
                    | "while"
                    | "as"
                    | "although"
                    | "though"
                    | "before"
                    | "since"
                    | "asked"
            )
    }

    /// What is said behind a verb that follows its content: what goes on with a joining word or in quotation marks.
    fn rest(&self, at: usize, end: usize) -> (usize, usize) {
        let from = (at..end.min(at + 8)).find(|it| {
            let gap = self.tokens.gap(*it);
            gap.has(Gap::QUOTE) && self.tokens.list[*it].quotation != 0
                || gap.has(Gap::SEMICOLON)
                || gap.has(Gap::COMMA | Gap::SEMICOLON)
                    && matches!(
                        self.tokens.low(*it),
                        "and" | "but" | "that" | "because" | "adding" | "whereas"
                    )
                || gap.has(Gap::COMMA) && self.tokens.low(at) != "on"
        });
        from.map_or((end, end), |it| (it, end))
    }
}
