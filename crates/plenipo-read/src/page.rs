//! An article, looked through once: its words, sentences, names and who says what. Rules ask here.

use std::ops::Range;

use jiff::civil::Date;

use crate::attribution::{Frame, Ground, is_person};
use crate::cue::{Cue, Cues};
use crate::names::governments::governments;
use crate::names::known::Known;
use crate::names::{Mention, NamedAs, Names, Who};
use crate::sentence::{Sentence, sentences};
use crate::words::{Gap, Tokens};

/// In what manner an article tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// A report or an analysis.
    Report,
    /// Minutes or a readout: what is said was said in the session, on the day of the text.
    Record,
    /// A transcript: what a speaker says has the day of the text.
    Transcript,
    /// A report as it happens: what somebody says in the present has the day of the text.
    Live,
}

/// Whose act something is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Actor {
    pub(crate) who: Vec<String>,
    pub(crate) via: Vec<String>,
    /// The grammatical subject.
    pub(crate) subject: Option<Mention>,
}

/// An article, looked through.
pub(crate) struct Page<'t> {
    pub(crate) tokens: Tokens<'t>,
    pub(crate) cues: Cues,
    pub(crate) names: Names,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) frames: Vec<Vec<Frame>>,
    /// Whose words a sentence is by the label before it: `ENVOY: …`.
    pub(crate) labels: Vec<Option<String>>,
    pub(crate) report: Option<Date>,
    pub(crate) telling: Telling,
    /// Where the report is written from.
    pub(crate) dateline: Option<String>,
}

impl<'t> Page<'t> {
    /// Looks through the text behind the title; `text` is the whole.
    pub(crate) fn of(text: &'t str, report: Option<Date>, known: &Known) -> Page<'t> {
        let tokens = Tokens::of(text);
        let cues = Cues::of(&tokens);
        let sentences = sentences(&tokens, &cues);
        let names = Names::of(&tokens, &cues, &sentences, known);
        let ground = Ground { tokens: &tokens, cues: &cues, names: &names };
        let frames = sentences.iter().map(|it| ground.frames(it)).collect();
        let mut out = Page {
            labels: vec![None; sentences.len()],
            dateline: None,
            telling: Telling::Report,
            tokens,
            cues,
            names,
            sentences,
            frames,
            report,
        };
        out.dateline = out.find_dateline();
        out.telling = out.find_telling();
        out.label();
        out
    }

    pub(crate) fn ground(&self) -> Ground<'_, 't> {
        Ground { tokens: &self.tokens, cues: &self.cues, names: &self.names }
    }

    /// `GENEVA — `, `PORT LISLE, Ostmere (Northgate) — `
    fn find_dateline(&self) -> Option<String> {
        let first = self.sentences.get(1).or(self.sentences.first())?.first;
        (first..(first + 10).min(self.tokens.len()))
            .find(|at| *at > first && self.tokens.gap(*at).has(Gap::DASH))
            .and_then(|dash| {
                let capitals = self.tokens.list.get(first)?.capitals;
                let bracket =
                    (first..dash).find(|at| self.tokens.gap(*at).has(Gap::BRACKET)).unwrap_or(dash);
                capitals.then(|| self.tokens.slice(first, bracket).to_owned())
            })
    }

    fn find_telling(&self) -> Telling {
        let title = self
            .sentences
            .first()
            .map(|it| self.tokens.slice(it.first, it.end).to_lowercase())
            .unwrap_or_default();
        let labels = self.sentences.iter().filter(|it| self.is_label(it.first)).count();
        if labels >= 4 {
            return Telling::Transcript;
        }
        let of = [
            "minutes",
            "notes of",
            "summary",
            "readout",
            "read-out",
            "remarks",
            "communique",
            "communiqué",
            "statement",
            "record of",
            "report of the",
            "press release",
            "proces-verbal",
            "protocol of",
        ];
        if title.contains(" live") || title.starts_with("live") {
            return Telling::Live;
        }
        if of.iter().any(|it| title.contains(it)) { Telling::Record } else { Telling::Report }
    }

    fn is_label(&self, first: usize) -> bool {
        (first + 1..first + 6).any(|it| self.tokens.gap(it).has(Gap::COLON))
            && self.tokens.list.get(first).is_some_and(|it| it.capitals)
            && self.tokens.gap(first).has(Gap::PARAGRAPH | Gap::LINE)
    }

    /// Gives each sentence of a transcript whoever speaks.
    fn label(&mut self) {
        if self.telling != Telling::Transcript {
            return;
        }
        let mut now = None;
        for at in 0..self.sentences.len() {
            let first = self.sentences[at].first;
            if self.is_label(first) {
                let end = (first + 1..first + 6)
                    .find(|it| self.tokens.gap(*it).has(Gap::COLON))
                    .unwrap_or(first + 1);
                let low = self.tokens.low(first).to_owned();
                let label = self.tokens.slice(first, end).to_owned();
                let office = self.names.entities.iter().find(|it| {
                    it.is == NamedAs::Person
                        && (it.office.as_ref().is_some_and(|it| it.to_lowercase().contains(&low))
                            || it.name.to_lowercase().contains(&low))
                });
                now = office
                    .map(|it| it.name.clone())
                    .or_else(|| self.beside_office(&low))
                    .or(Some(label));
                if matches!(
                    low.as_str(),
                    "question" | "moderator" | "journalist" | "reporter" | "q"
                ) {
                    now = None;
                }
            }
            self.labels[at] = now.clone();
        }
    }

    /// The person beside the first mention of an office: `The Envoy, Mr Jonas Ferreira-Lund`.
    fn beside_office(&self, low: &str) -> Option<String> {
        let mut all = (0..self.tokens.len())
            .filter(|it| self.tokens.low(*it) == low && !self.tokens.list[*it].capitals);
        let near = all.find_map(|at| {
            self.names
                .within(at.saturating_sub(4), at + 6)
                .iter()
                .find(|it| is_person(&self.ground(), it))
        })?;
        self.names.resolved(&self.tokens, &self.sentences, near)
    }

    /// The name or the description that a mention stands for.
    pub(crate) fn name(&self, it: &Mention) -> Option<String> {
        let low = self.tokens.low(it.end.saturating_sub(1));
        if matches!(it.who, Who::Described)
            && matches!(low, "chair" | "chairman" | "chairwoman")
            && self.tokens.capital(it.end - 1)
        {
            return self.chair().or_else(|| self.names.resolved(&self.tokens, &self.sentences, it));
        }
        self.names.resolved(&self.tokens, &self.sentences, it)
    }

    /// Who is in the chair, where minutes say so.
    fn chair(&self) -> Option<String> {
        let at = (0..self.tokens.len()).find(|it| {
            self.tokens.low(*it) == "chair"
                && !self.tokens.low(it + 1).is_empty()
                && self.tokens.gap(it + 1).has(Gap::COLON)
        })?;
        let it = self.names.within(at, at + 4).iter().find(|it| is_person(&self.ground(), it))?;
        self.names.resolved(&self.tokens, &self.sentences, it)
    }

    /// The sides whose people minutes list: `Dunmark: Mr Oskar Thelin. Sorvia: Ms Petra Lomas`, `For Kessler: …`.
    fn attendance(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        if self.telling != Telling::Record {
            return out;
        }
        for of in self.sentences.iter().skip(1).take(10) {
            let led = usize::from(self.tokens.low(of.first) == "for");
            let from = of.first + led;
            let colon =
                (from + 1..(from + 4).min(of.end)).find(|it| self.tokens.gap(*it).has(Gap::COLON));
            let Some(colon) = colon else { continue };
            let names = (from..colon).all(|it| self.tokens.capital(it));
            let person = self
                .names
                .within(colon, (colon + 3).min(of.end))
                .first()
                .is_some_and(|it| is_person(&self.ground(), it));
            let office =
                self.cues.any(Cue::Office, from, colon) || self.cues.any(Cue::Session, from, colon);
            if names
                && person
                && !office
                && !matches!(self.tokens.low(from), "present" | "chair" | "in")
            {
                out.push(self.words(from, colon));
            }
        }
        out
    }

    /// Those at the table, as the article lists them first.
    pub(crate) fn sides(&self, before: usize) -> Vec<String> {
        let lead = self.sentences.get(1).map_or(0, |it| it.first);
        // Behind the place from which the report is written.
        let body = (lead..lead + 10)
            .find(|it| self.dateline.is_some() && self.tokens.gap(*it).has(Gap::DASH))
            .unwrap_or(lead);
        let ground = self.ground();
        let several = |it: &Mention| {
            let all = ground.listed(it);
            let place = all.iter().any(|it| self.names.is(it) == Some(NamedAs::Place));
            let named = all.iter().any(|it| matches!(it.who, Who::Named(_)));
            (named && all.len() >= 2 && !place).then_some(all)
        };
        let found = self.names.within(body, before).iter().find_map(several);
        let listed = self.attendance();
        if found.is_none() && listed.len() >= 2 {
            return listed;
        }
        let found = found.or_else(|| {
            // `Norrland and Vastmark trade blame` is a title.
            self.names.within(0, lead).iter().find_map(several)
        });
        found
            .unwrap_or_default()
            .iter()
            .filter_map(|it| self.names.resolved(&self.tokens, &self.sentences, it))
            .collect()
    }

    /// The names of a mention and of those listed with it.
    pub(crate) fn names_of(&self, it: &Mention) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let several = matches!(self.tokens.low(it.first), "they" | "both" | "neither")
            && it.end == it.first + 1;
        let both = self.tokens.low(it.head.0) == "both" && it.head.1 == it.head.0 + 1;
        if several && (matches!(it.who, Who::Pronoun) || both && self.sides(it.first).len() < 2) {
            let own = self.sentences.get(self.sentence_of(it.first)).map_or(0, |it| it.first);
            let listed = self
                .names
                .within(own, it.first)
                .iter()
                .map(|it| self.ground().listed(it))
                .find(|it| it.len() > 1);
            let names = match listed {
                Some(all) => all.iter().filter_map(|it| self.name(it)).collect(),
                None => self.name(it).map_or_else(|| self.sides(it.first), |it| vec![it]),
            };
            return names;
        }
        if matches!(it.who, Who::Pronoun)
            && let Some(found) = self.names.antecedent(&self.tokens, &self.sentences, it)
            && matches!(found.who, Who::Described)
        {
            return self.with_head(&found);
        }
        if matches!(it.who, Who::Described) {
            out = self.with_head(it);
        }
        for name in self.ground().listed(it).iter().filter_map(|it| self.name(it)) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    }

    /// The innermost of those who say the word at `at`.
    pub(crate) fn frame(&self, sentence: usize, at: usize) -> Option<&Frame> {
        let all = self.frames.get(sentence)?.iter().filter(|it| it.holds(at));
        all.min_by_key(|it| it.content.iter().map(|(a, b)| b.saturating_sub(*a)).sum::<usize>())
    }

    /// Whoever says a sentence, or the part at `at` of it, with those who pass it on.
    pub(crate) fn speaker(&self, sentence: usize, at: usize) -> Actor {
        let label = self.labels.get(sentence).cloned().flatten();
        match self.frame(sentence, at) {
            Some(frame) => {
                let who = self.names_of(&frame.speaker);
                let outer = self
                    .frame(sentence, frame.verb.0)
                    .map(|it| self.names_of(&it.speaker))
                    .unwrap_or_default();
                let mut via: Vec<String> =
                    outer.into_iter().filter(|it| !who.contains(it)).collect();
                via.extend(label.filter(|it| !who.contains(it)));
                Actor { who, via, subject: Some(frame.speaker) }
            }
            None => Actor { who: label.into_iter().collect(), via: Vec::new(), subject: None },
        }
    }

    /// Whose act the verb at `at` is: its subject, or, where somebody speaks for a side that is the subject, whoever
    /// speaks.
    pub(crate) fn actor(&self, sentence: usize, at: usize) -> Actor {
        let Some(of) = self.sentences.get(sentence) else { return Actor::default() };
        let ground = self.ground();
        let frame = self.frame(sentence, at);
        let from = match frame {
            Some(frame) => frame
                .content
                .iter()
                .find(|(a, b)| (*a..*b).contains(&at))
                // `The ministers, he recalled, had met`: the subject stands before whoever says it.
                .map_or(of.first, |it| if frame.behind { frame.content[0].0 } else { it.0 }),
            None => of.first,
        };
        let subject = ground.subject(at, from);
        let speaker = self.speaker(sentence, at);
        let Some(subject) = subject else { return speaker };
        let first_person = matches!(self.tokens.low(subject.first), "i" | "we")
            && subject.end == subject.first + 1;
        if first_person {
            return Actor { subject: Some(subject), ..speaker };
        }
        // `Ana Dale said her government would study it`
        let hers = matches!(self.tokens.low(subject.first), "his" | "her" | "my" | "our")
            && !matches!(subject.who, Who::Pronoun)
            && matches!(
                self.tokens.low(subject.end - 1),
                "government"
                    | "country"
                    | "side"
                    | "delegation"
                    | "team"
                    | "ministry"
                    | "party"
                    | "cabinet"
                    | "movement"
            );
        if hers && !speaker.who.is_empty() {
            return Actor { subject: Some(subject), ..speaker };
        }
        let who = self.names_of(&subject);
        // `It would sign, its chairman said`
        let own = frame
            .is_some_and(|it| matches!(self.tokens.low(it.speaker.first), "its" | "their"))
            && matches!(subject.who, Who::Pronoun);
        if own {
            return Actor { subject: Some(subject), ..speaker };
        }
        let label = self.labels.get(sentence).cloned().flatten();
        let Some(frame) = frame else {
            return Actor { who, via: label.into_iter().collect(), subject: Some(subject) };
        };
        if who == speaker.who || who.is_empty() {
            return Actor { subject: Some(subject), ..speaker };
        }
        // `Mr Brauer said Vellmark accepted the paper`: he speaks for it.
        let side = !is_person(&ground, &subject) && !matches!(subject.who, Who::Pronoun);
        let speaks = is_person(&ground, &frame.speaker)
            || matches!(frame.speaker.who, Who::Pronoun)
            || matches!(
                self.tokens.low(frame.speaker.head.0),
                "chair" | "spokesman" | "spokeswoman"
            );
        let several = matches!(self.tokens.low(subject.first), "both" | "neither" | "they")
            || self.tokens.low(subject.end - 1) == "sides"
            || self.tokens.low(subject.end - 1) == "parties";
        // Behind what is said only somebody of that side speaks for it: `East could not sign, its ministry said`.
        let own_side = self.of_one_side(&subject, &frame.speaker);
        let speaks = match own_side {
            // What a side has done is its own act, whoever tells of it; what it will not do is said by who says it.
            Some(own) if frame.behind => {
                let unnamed = matches!(frame.speaker.who, Who::Described)
                    && matches!(
                        self.tokens.low(frame.speaker.head.1 - 1),
                        "official"
                            | "officials"
                            | "diplomat"
                            | "diplomats"
                            | "source"
                            | "sources"
                            | "aide"
                            | "aides"
                    );
                own && !unnamed && self.is_modal(at)
            }
            Some(own) => own,
            None => {
                speaks
                    && (!frame.behind
                        || self.telling == Telling::Record && is_person(&ground, &frame.speaker))
            }
        };
        if side && speaks && !several {
            return Actor { subject: Some(subject), ..speaker };
        }
        let mut via = speaker.who.clone();
        via.extend(speaker.via);
        let via = via.into_iter().filter(|it| !who.contains(it)).collect();
        Actor { who, via, subject: Some(subject) }
    }

    /// Whether the verb at `at` tells of what somebody would, will or cannot do.
    fn is_modal(&self, at: usize) -> bool {
        (at.saturating_sub(3)..=at).any(|it| {
            matches!(
                self.tokens.low(it),
                "will"
                    | "would"
                    | "could"
                    | "can"
                    | "cannot"
                    | "won't"
                    | "can't"
                    | "must"
                    | "should"
                    | "shall"
                    | "never"
                    | "wouldn't"
                    | "couldn't"
            )
        })
    }

    /// Whether a side and somebody who speaks are of one government or body: yes, no, or not told.
    fn of_one_side(&self, side: &Mention, speaker: &Mention) -> Option<bool> {
        let all = governments();
        let of = |words: &str| {
            let tokens = Tokens::of(words);
            (0..tokens.len())
                .find_map(|at| all.longest(&tokens, at, tokens.len()).and_then(|it| it.1))
        };
        let side_words = self.words(side.first, side.end);
        let mut speaker_words = self.words(speaker.first, speaker.end);
        let own = matches!(self.tokens.low(speaker.first), "its" | "their");
        if own {
            return Some(true);
        }
        let named = match speaker.who {
            Who::Named(at) => self.names.entities.get(at),
            _ => None,
        };
        if let Some(office) = named.and_then(|it| it.office.as_ref()) {
            speaker_words = format!("{office} {speaker_words}");
        }
        let (a, b) = (of(&side_words), of(&speaker_words));
        match (a, b) {
            (Some(a), Some(b)) => Some(a == b),
            _ => {
                let name = crate::fold::content(&side_words);
                let office = crate::fold::content(&speaker_words);
                (!name.is_empty() && name.is_subset(&office)).then_some(true)
            }
        }
    }

    /// A delegation with whoever heads it: `The delegation, headed by Rustem Umerov`.
    fn with_head(&self, it: &Mention) -> Vec<String> {
        let mut out: Vec<String> = self.name(it).into_iter().collect();
        let headed = matches!(self.tokens.low(it.end), "headed" | "led")
            && self.tokens.low(it.end + 1) == "by";
        if headed && let Some(head) = self.names.within(it.end, it.end + 4).first() {
            out.extend(self.name(head));
        }
        out
    }

    /// The words that weaken what stands here.
    pub(crate) fn hedge(&self, first: usize, end: usize) -> String {
        self.cues
            .first(Cue::Hedge, first, end)
            .map(|it| self.tokens.slice(it.first, it.end).to_owned())
            .unwrap_or_default()
    }

    /// Whether the word at `at` is denied by a word before it in its clause.
    pub(crate) fn denied(&self, sentence: usize, at: usize) -> bool {
        let Some(of) = self.sentences.get(sentence) else { return false };
        let (first, _) = of.clause(at);
        let from = first.max(at.saturating_sub(6));
        self.cues.all(Cue::Negator, from, at).iter().any(|it| {
            let apart =
                (it.end..=at).any(|word| self.tokens.gap(word).has(Gap::COMMA | Gap::QUOTE));
            let affirms = matches!(
                (self.tokens.low(it.first), self.tokens.low(it.end)),
                ("no", "longer") | ("not", "only" | "just" | "merely")
            );
            !apart && !affirms
        })
    }

    /// Whether what stands at `at` is only supposed: behind `if`, or in a sentence that opens with `Had it …`.
    pub(crate) fn supposed(&self, sentence: usize, at: usize) -> bool {
        let Some(of) = self.sentences.get(sentence) else { return false };
        let question = of.end < self.tokens.len()
            && self.tokens.slice_between(of.end).contains('?')
            && !(at + 1..of.end).any(|it| self.tokens.gap(it).has(Gap::COLON | Gap::SEMICOLON));
        let inverted = (of.first + 1..at).any(|it| {
            matches!(self.tokens.low(it), "should" | "were") && self.tokens.gap(it).has(Gap::COMMA)
        });
        if question || inverted {
            return true;
        }
        let opens =
            matches!(self.tokens.low(of.first), "had" | "were" | "should" | "if" | "suppose")
                && self.tokens.capital(of.first);
        if opens && self.tokens.low(of.first) != "if" {
            return true;
        }
        if opens {
            // Both the condition and what would follow from it.
            return true;
        }
        let (first, _) = of.clause(at);
        self.cues.all(Cue::Hypothetical, first, at).iter().any(|it| {
            let word = self.tokens.low(it.first);
            if word == "if" && matches!(self.tokens.low(it.end), "anything" | "any" | "not") {
                return false;
            }
            let modal = matches!(word, "might" | "could" | "may" | "would" | "perhaps");
            if modal { at.saturating_sub(it.first) <= 4 } else { true }
        })
    }

    /// Bytes of the text from the word `first` up to and without the word `end`, marks of a quotation that begins or
    /// ends there included.
    pub(crate) fn quote(&self, first: usize, end: usize) -> Range<usize> {
        let text = self.tokens.text;
        let end = end.min(self.tokens.len());
        let (Some(a), Some(b)) = (
            self.tokens.list.get(first),
            end.checked_sub(1).and_then(|it| self.tokens.list.get(it)),
        ) else {
            return 0..0;
        };
        let mut from = a.start;
        let mut to = b.end.max(a.start);
        let opens = a.quotation != 0
            && first
                .checked_sub(1)
                .and_then(|it| self.tokens.list.get(it))
                .is_none_or(|it| it.quotation != a.quotation);
        if opens
            && let Some(mark) = text[..from].char_indices().next_back().filter(|it| is_quote(it.1))
        {
            from = mark.0;
        }
        let closes = b.quotation != 0
            && self.tokens.list.get(end).is_none_or(|it| it.quotation != b.quotation);
        for letter in text[to..].chars() {
            if closes && matches!(letter, ',' | '.' | '!' | '?' | '\'' | '’')
                || !closes
                    && matches!(letter, '.' | '!' | '?' | '\'' | '’')
                    && self.ends_sentence(end)
            {
                to += letter.len_utf8();
            } else if closes && is_quote(letter) {
                to += letter.len_utf8();
                break;
            } else {
                break;
            }
        }
        from..to
    }

    fn ends_sentence(&self, end: usize) -> bool {
        self.sentences.binary_search_by_key(&end, |it| it.end).is_ok()
    }

    /// The phrase that begins at `at`: up to a sign, or a word with which something else begins.
    pub(crate) fn phrase(&self, at: usize, limit: usize) -> (usize, usize) {
        let mut end = at;
        while end < limit.min(at + 30) {
            let gap = self.tokens.gap(end);
            let quoted = self.tokens.list.get(end).is_some_and(|it| it.quotation != 0);
            if end > at
                && gap.has(
                    Gap::COMMA | Gap::SEMICOLON | Gap::DASH | Gap::COLON | Gap::BRACKET | Gap::STOP,
                )
                && !quoted
            {
                break;
            }
            let word = self.tokens.low(end);
            // `… on its territory and called on the council to …`: a further verb.
            let verb = word == "and"
                && end > at
                && !quoted
                && end + 1 < limit
                && self.cues.within(end + 1, end + 2).iter().any(|it| {
                    matches!(it.form, crate::cue::VerbForm::Past)
                        && matches!(
                            it.cue,
                            Cue::Says
                                | Cue::Asks
                                | Cue::Demands
                                | Cue::Rejects
                                | Cue::Describes
                                | Cue::Warns
                                | Cue::RulesOut
                                | Cue::Tables
                        )
                });
            if verb {
                break;
            }
            if end > at
                && !quoted
                && matches!(
                    word,
                    "because"
                        | "unless"
                        | "although"
                        | "though"
                        | "while"
                        | "whereas"
                        | "since"
                        | "but"
                        | "if"
                        | "after"
                        | "when"
                        | "saying"
                        | "citing"
                        | "describing"
                )
            {
                break;
            }
            end += 1;
        }
        (at, end)
    }

    /// Whether somebody spoken of is several, or a body.
    pub(crate) fn is_several(&self, it: &Mention) -> bool {
        matches!(self.tokens.low(it.first), "they" | "we" | "both" | "it")
            || crate::names::is_plural(&self.tokens, it)
    }

    /// Behind what is only put in between two commas: `wanted, moreover, a quorum`.
    pub(crate) fn past_aside(&self, at: usize, end: usize) -> usize {
        if !self.tokens.gap(at).has(Gap::COMMA) || at >= end {
            return at;
        }
        let next = (at + 1..(at + 9).min(end)).find(|it| self.tokens.gap(*it).has(Gap::COMMA));
        next.unwrap_or(at)
    }

    /// The text of some words.
    pub(crate) fn words(&self, first: usize, end: usize) -> String {
        self.tokens.slice(first, end).to_owned()
    }

    /// Which sentence a word stands in.
    pub(crate) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|it| it.first <= at).saturating_sub(1)
    }

    /// The noun phrase around a noun: its article and adjectives before it.
    pub(crate) fn noun_phrase(&self, noun: (usize, usize), from: usize) -> (usize, usize) {
        let mut first = noun.0;
        while first > from && noun.0 - first < 8 && !self.tokens.gap(first).has(Gap::ANY) {
            let low = self.tokens.low(first - 1);
            if crate::sentence::is_finite(&self.tokens, &self.cues, first - 1)
                || matches!(
                    low,
                    "of" | "to"
                        | "in"
                        | "on"
                        | "with"
                        | "by"
                        | "for"
                        | "that"
                        | "and"
                        | "as"
                        | "from"
                        | "at"
                        | "down"
                        | "out"
                        | "not"
                        | "forward"
                )
            {
                break;
            }
            first -= 1;
            if matches!(low, "the" | "a" | "an" | "any" | "its" | "his" | "her" | "their") {
                break;
            }
        }
        (first, noun.1)
    }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '«' | '»' | '„')
}
