//! Who says what: the subject of a verb, and which words stand in whose mouth. Somebody quoted by somebody else keeps
//! both: the nearer one passes on what the farther one said.

use crate::cue::{Cue, Cues, VerbForm};
use crate::day;
use crate::names::{Mention, NamedAs, Names, Who};
use crate::sentence::{Sentence, is_finite};
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

const PREPOSITIONS: [&str; 21] = [
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
        let mut start = self.verb_start(at, from);
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
            if self.after_preposition(&it) || excluded || owner {
                end = it.first;
                if excluded {
                    start = it.first - 1;
                }
                continue;
            }
            return Some(it);
        }
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

    /// Who says what in a sentence.
    pub(crate) fn frames(&self, sentence: &Sentence) -> Vec<Frame> {
        let (first, end) = (sentence.first, sentence.end);
        let mut out: Vec<Frame> = Vec::new();
        for hit in self.cues.all(Cue::Says, first, end) {
            let quoted = self.tokens.list.get(hit.first).is_some_and(|it| it.quotation != 0);
            if quoted || matches!(hit.form, VerbForm::Ing) {
                continue;
            }
            // `said Kerry`, behind what he said.
            let behind = self.names.within(hit.end, hit.end + 1).first().copied();
            let led = self.tokens.gap(hit.first).has(Gap::COMMA | Gap::QUOTE) && hit.first > first;
            if let Some(it) = behind.filter(|it| led && it.first == hit.end) {
                let rest = self.rest(it.end, end);
                out.push(Frame {
                    speaker: it,
                    verb: (hit.first, hit.end),
                    content: [(first, hit.first), rest],
                    behind: true,
                });
                continue;
            }
            let Some(subject) = self.subject(hit.first, first) else { continue };
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
                    content: [(hit.end, end), (end, end)],
                    behind: false,
                });
            }
        }
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

/// Whether a mention is of somebody a report may quote.
pub(crate) fn is_person(ground: &Ground<'_, '_>, it: &Mention) -> bool {
    match it.who {
        Who::Named(_) => ground.names.is(it) == Some(NamedAs::Person),
        _ => false,
    }
}
