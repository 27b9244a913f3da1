//! Sentences, and the clauses in them.

use crate::cue::{Cue, Cues};
use crate::words::{Gap, Tokens};

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its first word.
    pub(crate) first: usize,
    /// The word behind its last.
    pub(crate) end: usize,
    /// Its paragraph, counted from 0.
    pub(crate) paragraph: usize,
    /// Its clauses, in order; together they hold every word of it.
    pub(crate) clauses: Vec<(usize, usize)>,
}

impl Sentence {
    /// The clause that holds the word at `at`.
    pub(crate) fn clause(&self, at: usize) -> (usize, usize) {
        let found = self.clauses.iter().find(|(first, end)| (*first..*end).contains(&at));
        found.copied().unwrap_or((self.first, self.end))
    }

    /// Where the main clause begins that goes on, behind a relative one, with the clause that begins at `at`.
    pub(crate) fn resumed(&self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let place = self.clauses.iter().position(|it| it.0 == at)?;
        let relative = self.clauses.get(place.checked_sub(1)?)?;
        let main = self.clauses.get(place.checked_sub(2)?)?;
        let which = matches!(tokens.low(relative.0), "who" | "which" | "whose");
        let joins = matches!(tokens.low(at), "and" | "but" | "while" | "which" | "who" | "whereas");
        (which && !joins && tokens.gap(at).has(Gap::COMMA)).then_some(main.0)
    }
}

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: [&str; 27] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sen", "rep", "gov", "st", "no", "art",
    "vs", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "u.s", "u.n",
];

/// The sentences of an article.
pub(crate) fn sentences(tokens: &Tokens<'_>, cues: &Cues) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut paragraph = 0;
    for at in 1..=tokens.len() {
        if at < tokens.len() && !ends_before(tokens, at) {
            continue;
        }
        out.push(Sentence { first, end: at, paragraph, clauses: clauses(tokens, cues, first, at) });
        if tokens.gap(at).has(Gap::PARAGRAPH) || is_line_end(tokens, at) {
            paragraph += 1;
        }
        first = at;
    }
    out.retain(|it| it.first < it.end);
    out
}

/// Whether a sentence ends before the word at `at`.
fn ends_before(tokens: &Tokens<'_>, at: usize) -> bool {
    let gap = tokens.gap(at);
    if gap.has(Gap::PARAGRAPH) || is_line_end(tokens, at) {
        return true;
    }
    if !gap.has(Gap::STOP) {
        return false;
    }
    let before = tokens.low(at - 1);
    let between = tokens.slice_between(at);
    let plain = !between.contains(['?', '!', '…', '"', '”', '»', ')']);
    // `no. 4` and `art. 6`, but `Ethiopia said no. It …`
    let counted =
        matches!(before, "no" | "art") && !tokens.list.get(at).is_some_and(|it| it.digits);
    if plain
        && !counted
        && (ABBREVIATIONS.contains(&before)
            || before.chars().count() == 1 && tokens.capital(at - 1))
    {
        return false;
    }
    // What goes on in small letters is the same sentence: `"Never?" he asked`.
    let small = !tokens.capital(at) && !tokens.list.get(at).is_some_and(|it| it.digits);
    !small && between.contains(char::is_whitespace)
}

/// Whether a line ends before the word at `at` and its last sentence is complete, as in texts with a paragraph a line.
fn is_line_end(tokens: &Tokens<'_>, at: usize) -> bool {
    let gap = tokens.gap(at);
    gap.has(Gap::LINE) && gap.has(Gap::STOP | Gap::COLON)
}

/// Words that begin a clause behind a comma.
const JOINS: [&str; 16] = [
    "and", "but", "while", "whereas", "although", "though", "because", "since", "so", "yet",
    "which", "who", "whose", "where", "when", "after",
];

/// Cuts a sentence into clauses: at signs, and at joining words before another subject with its verb.
fn clauses(tokens: &Tokens<'_>, cues: &Cues, first: usize, end: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = first;
    let mut relative = false;
    for at in first + 1..end {
        let gap = tokens.gap(at);
        let word = tokens.low(at);
        let inside = tokens.list.get(at).map_or(0, |it| it.quotation);
        let before = tokens.list.get(at - 1).map_or(0, |it| it.quotation);
        // A quotation is one part of what is said of it.
        let quoted = inside != 0 && inside == before;
        // `at which the two sides failed to agree`
        let heart = gap.has(Gap::COMMA)
            && matches!(word, "at" | "in" | "most" | "some" | "one" | "all" | "both" | "none")
            && (at + 2..at + 5)
                .any(|it| it < end && tokens.low(it) == "which" && tokens.low(it - 1) == "of");
        let led = heart
            || tokens.low(at + 1) == "which"
                && matches!(
                    word,
                    "at" | "in"
                        | "for"
                        | "on"
                        | "with"
                        | "under"
                        | "from"
                        | "of"
                        | "during"
                        | "after"
                );
        // `Marsh, who leads the movement, will return`: the main clause goes on behind the comma.
        let resumes = relative && gap.has(Gap::COMMA) && !quoted && is_finite(tokens, cues, at);
        let cut = if gap.has(Gap::COMMA) && led && !quoted || resumes {
            true
        } else if gap.has(Gap::SEMICOLON | Gap::DASH) {
            !quoted
        } else if gap.has(Gap::COLON) {
            !quoted && !gap.has(Gap::QUOTE)
        } else if gap.has(Gap::COMMA)
            && opens_subordinate(tokens, first)
            && from == first
            && !quoted
        {
            true
        } else if gap.has(Gap::COMMA) {
            !quoted && JOINS.contains(&word) && (word != "and" || has_verb(tokens, cues, at, end))
        } else {
            !quoted
                && matches!(word, "and" | "but" | "whereas" | "while")
                && at > from + 2
                // `that East and West would meet`: two names, and no further clause.
                && !(word == "and" && tokens.capital(at - 1) && tokens.capital(at + 1))
                && starts_clause(tokens, cues, at + 1, end)
                && has_verb(tokens, cues, from, at)
        };
        if cut {
            relative = gap.has(Gap::COMMA) && matches!(word, "who" | "which" | "whose") && !resumes;
            out.push((from, at));
            from = at;
        }
    }
    out.push((from, end));
    out
}

/// Whether a sentence opens with a clause of its own before the main one: `When they met, …`.
fn opens_subordinate(tokens: &Tokens<'_>, first: usize) -> bool {
    matches!(tokens.low(first), "when" | "while" | "although" | "though" | "because" | "since")
}

/// Words that are a verb by themselves.
const AUXILIARIES: [&str; 98] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may",
    "might", "must", "shall", "should", "do", "does", "did", "be", "'ll", "won't", "didn't",
    "wouldn't", "intends", "intend", "plans", "expects", "wants", "hopes", "remains", "regards",
    "says", "say", "takes", "sees", "looks", "seems", "appears", "depends", "means", "comes",
    "goes", "lies", "stays", "rests", "makes", "gives", "keeps", "thinks", "knows", "believes",
    "becomes", "exists", "belongs", "contains", "requires", "deserves", "prefers", "refuses",
    "insists", "hinges", "shows", "finds", "holds", "stands", "treats", "follows", "brings",
    "leads", "begins", "ends", "turns", "leaves", "meets", "seem", "appear", "depend", "remain",
    "think", "believe", "know", "hope", "want", "insist", "refuse", "isn't", "aren't", "wasn't",
    "weren't", "hasn't", "haven't", "hadn't", "doesn't", "don't", "can't", "couldn't", "cannot",
];

/// Past forms of irregular verbs that no list of cues has.
const PASTS: [&str; 108] = [
    "made",
    "took",
    "gave",
    "got",
    "kept",
    "lost",
    "won",
    "saw",
    "went",
    "came",
    "put",
    "set",
    "held",
    "met",
    "said",
    "told",
    "left",
    "became",
    "began",
    "broke",
    "brought",
    "fell",
    "felt",
    "found",
    "grew",
    "knew",
    "led",
    "let",
    "paid",
    "ran",
    "sent",
    "spoke",
    "stood",
    "thought",
    "wrote",
    "withdrew",
    "sought",
    "laid",
    "hit",
    "rose",
    "drew",
    "wound",
    "struck",
    "withheld",
    "heard",
    "fought",
    "bought",
    "caught",
    "taught",
    "chose",
    "drove",
    "flew",
    "forgot",
    "froze",
    "hid",
    "hung",
    "lent",
    "meant",
    "rang",
    "sank",
    "sat",
    "shook",
    "shot",
    "shrank",
    "shut",
    "slept",
    "slid",
    "spent",
    "split",
    "spread",
    "sprang",
    "stuck",
    "stole",
    "swore",
    "swept",
    "threw",
    "understood",
    "undertook",
    "woke",
    "wore",
    "bore",
    "bound",
    "bred",
    "built",
    "clung",
    "crept",
    "dealt",
    "dug",
    "fed",
    "fled",
    "forbade",
    "foresaw",
    "leapt",
    "lit",
    "overcame",
    "overtook",
    "quit",
    "sold",
    "sped",
    "spun",
    "strove",
    "upheld",
    "wept",
    "withstood",
    "lay",
    "tore",
    "cut",
    "read",
];

/// Whether the word at `at` is, by its form, a verb that carries a clause.
pub(crate) fn is_finite(tokens: &Tokens<'_>, cues: &Cues, at: usize) -> bool {
    let word = tokens.low(at);
    if AUXILIARIES.contains(&word) {
        return true;
    }
    if PASTS.contains(&word) {
        let before = at.checked_sub(1).map_or("", |it| tokens.low(it));
        return !matches!(
            before,
            "the"
                | "a"
                | "an"
                | "of"
                | "its"
                | "their"
                | "his"
                | "her"
                | "by"
                | "in"
                | "have"
                | "has"
                | "had"
                | "to"
        );
    }
    if tokens.capital(at) && !tokens.gap(at).has(Gap::ANY) {
        return false;
    }
    use crate::cue::VerbForm::{Past, Present};
    let listed = cues.within(at, at + 1).iter().any(|it| matches!(it.form, Past | Present));
    let noun = cues.at(Cue::Actor, at).is_some()
        || cues.at(Cue::Text, at).is_some()
        || cues.at(Cue::Session, at).is_some();
    let after_article = at > 0
        && matches!(
            tokens.low(at - 1),
            "the" | "a" | "an" | "of" | "this" | "its" | "their" | "his" | "her" | "by" | "in"
        );
    (listed && !noun || word.len() > 4 && word.ends_with("ed")) && !after_article
}

/// Whether these words hold a verb that carries a clause.
pub(crate) fn has_verb(tokens: &Tokens<'_>, cues: &Cues, first: usize, end: usize) -> bool {
    (first..end.min(first + 40)).any(|it| is_finite(tokens, cues, it))
}

/// Whether a subject and its verb begin at `at`.
fn starts_clause(tokens: &Tokens<'_>, cues: &Cues, at: usize, end: usize) -> bool {
    const SUBJECTS: [&str; 10] =
        ["he", "she", "it", "they", "we", "i", "there", "both", "neither", "nothing"];
    if SUBJECTS.contains(&tokens.low(at)) {
        return (at + 1..(at + 4).min(end)).any(|it| is_finite(tokens, cues, it));
    }
    // `and had urged both`: a further verb of the same subject, told of something else.
    if matches!(tokens.low(at), "had" | "has" | "have" | "was" | "were" | "will" | "would") {
        return true;
    }
    let noun = tokens.capital(at)
        || matches!(tokens.low(at), "the" | "that" | "a" | "its" | "their" | "his" | "her" | "no");
    noun && (at + 1..(at + 6).min(end)).any(|it| {
        let plain = (at + 1..=it).all(|word| !tokens.gap(word).has(Gap::ANY));
        plain && is_finite(tokens, cues, it)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Vec<String>> {
        let tokens = Tokens::of(text);
        let cues = Cues::of(&tokens);
        let told = |(a, b): &(usize, usize)| tokens.slice(*a, *b).to_owned();
        sentences(&tokens, &cues).iter().map(|it| it.clauses.iter().map(told).collect()).collect()
    }

    #[test]
    fn a_point_behind_an_abbreviation_ends_nothing() {
        let all = parts("Mr. Hill met Gen. J. Dale of the U.S. Army. “No.” They left.\n\nNext day");
        assert_eq!(all.len(), 4, "{all:?}");
    }

    #[test]
    fn clauses_have_subjects_of_their_own() {
        let all = parts(
            "He put it to the group, and Brazil backed it; Kurti was ready, whereas Hill declined.",
        );
        assert_eq!(all[0].len(), 4, "{all:?}");
        assert_eq!(parts("The leaders of France, Germany and Italy met.")[0].len(), 1);
    }
}
