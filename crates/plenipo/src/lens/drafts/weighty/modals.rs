//! The modal words of a text: words that bind, foretell, expect or permit. A word that only looks like
//! one (the month of May, the will of a people, a must) is told by what stands around it.

use super::figures::{is_in, month};
use super::words::Words;

/// Modal words and phrases by strength: 4 binds, 3 foretells, 2 expects, 1 permits. English, French,
/// Russian and Ukrainian.
const MODALS: [(u8, &str); 4] = [
    (
        4,
        "shall;must;shall not;must not;may not;cannot;is obliged to;are obliged to;is required to;\
         are required to;is bound to;are bound to;has to;have to;needs to;need to;\
         is not entitled to;are not entitled to;is not permitted to;are not permitted to;\
         is not allowed to;are not allowed to;is forbidden to;are forbidden to;\
         is prohibited from;are prohibited from;has no right to;have no right to;undertakes to;undertake to;commits to;commit to;agrees to;agree to;decides;\
         doit;doivent;devra;devront;обязуется;обязуются;обязан;должен;должна;должны;зобов'язується;\
         повинен;повинна;повинні",
    ),
    (3, "will;will not;is to;are to;is not to;are not to;requests"),
    (
        2,
        "should;should not;ought;ought not;would;would not;is expected to;are expected to;\
         is not expected to;are not expected to;endeavours to;endeavour to;shall endeavour to;\
         will endeavour to;urges;calls upon;call upon;calls on;devrait;devraient;следует;слід",
    ),
    (
        1,
        "may;might;might not;can;could;could not;is entitled to;are entitled to;is permitted to;\
         are permitted to;is allowed to;are allowed to;is free to;are free to;has the right to;\
         have the right to;has a right to;have a right to;need not;is not obliged to;\
         are not obliged to;is not required to;are not required to;is not bound to;are not bound to;\
         does not have to;do not have to;does not need to;do not need to;encourages;invites;peut;peuvent;pourra;pourront;\
         может;могут;можуть",
    ),
];

/// Verbs of resolutions: elsewhere they only tell what somebody does, so they count against each
/// other alone.
const LADDER: &str = "decides requests urges encourages invites";

/// A modal word or phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Modal {
    /// In small letters.
    pub(super) phrase: String,
    pub(super) strength: u8,
    /// The first word of it.
    pub(super) from: usize,
    /// The word after it.
    pub(super) to: usize,
}

impl Modal {
    /// Whether it is a verb of resolutions.
    pub(super) fn is_of_ladder(&self) -> bool {
        is_in(LADDER, &self.phrase)
    }

    /// Whether it forbids, or says that something will not be.
    pub(super) fn is_negated(&self) -> bool {
        const NO: &str = "not never cannot no forbidden prohibited";
        self.phrase.split(' ').any(|it| is_in(NO, it))
    }
}

/// The modal words of `words`, the longest phrase at each place.
pub(super) fn modals(words: &Words) -> Vec<Modal> {
    // Contracted words are read as the words they stand for.
    let mut flat: Vec<(&str, usize)> = Vec::new();
    for at in 0..words.len() {
        let parts = match words.lower(at) {
            "can't" | "can" if words.lower(at) == "can't" || is_split_cannot(words, at) => {
                vec!["cannot"]
            }
            "not" if at > 0 && is_split_cannot(words, at - 1) => Vec::new(),
            "won't" => vec!["will", "not"],
            "shan't" => vec!["shall", "not"],
            "mustn't" => vec!["must", "not"],
            "shouldn't" => vec!["should", "not"],
            "wouldn't" => vec!["would", "not"],
            "couldn't" => vec!["could", "not"],
            "mightn't" => vec!["might", "not"],
            "mayn't" => vec!["may", "not"],
            word => vec![word],
        };
        flat.extend(parts.into_iter().map(|it| (it, at)));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < flat.len() {
        let begins = |phrase: &str| {
            let mut rest = flat[at..].iter();
            phrase.split(' ').all(|word| rest.next().is_some_and(|it| it.0 == word))
        };
        let here = all().filter(|(_, it)| begins(it)).max_by_key(|(_, it)| it.len());
        let Some((strength, phrase)) = here else {
            at += 1;
            continue;
        };
        let from = flat[at].1;
        at += phrase.split(' ').count();
        let to = flat[at - 1].1 + 1;
        let is_one = !phrase.contains(' ');
        // The need to pay, and what somebody is in need to do, ask nothing of anybody.
        let noun = phrase == "need to" && is_in(DETERMINERS, words.lower_before(from));
        if is_one && is_other(words, from) || phrase.ends_with("to") && is_aim(words, from) || noun
        {
            continue;
        }
        let mut modal = Modal { phrase: phrase.to_owned(), strength, from, to };
        if let Some((word, passed)) = negation(words, &flat[at..], to).filter(|_| is_one) {
            modal.strength = negated(phrase).unwrap_or(strength);
            modal.phrase = format!("{phrase} {word}");
            modal.to = flat[at + passed].1 + 1;
            at += passed + 1;
        }
        found.push(modal);
    }
    found
}

/// The word that negates a modal word before it, as in `will never` and `shall henceforth not`, and how many words stand between the two: adverbs may.
fn negation<'f>(
    words: &Words,
    after: &'f [(&'f str, usize)],
    from: usize,
) -> Option<(&'f str, usize)> {
    const BETWEEN: &str = "also then thus therefore thereafter henceforth itself themselves";
    let part = words.part(from.checked_sub(1)?);
    let passed = after
        .iter()
        .take(2)
        .take_while(|(word, _)| word.ends_with("ly") || is_in(BETWEEN, word))
        .count();
    let (word, at) = after.get(passed)?;
    (words.part(*at) == part && is_in("not never", word)).then_some((*word, passed))
}

/// How strong a modal word is with a negation: `may not` forbids.
fn negated(phrase: &str) -> Option<u8> {
    let with = if phrase == "can" { "cannot".to_owned() } else { format!("{phrase} not") };
    all().find(|(_, it)| *it == with).map(|(strength, _)| strength)
}

fn all() -> impl Iterator<Item = (u8, &'static str)> {
    MODALS.iter().flat_map(|(strength, list)| list.split(';').map(|it| (*strength, it)))
}

fn is_split_cannot(words: &Words, at: usize) -> bool {
    words.lower(at) == "can" && words.lower(at + 1) == "not" && words.gap(at + 1) == " "
}

/// “The aim is to” says what the aim is, and asks nothing of anybody.
fn is_aim(words: &Words, at: usize) -> bool {
    is_in(
        "aim aims purpose purposes goal goals object objective objectives",
        words.lower_before(at),
    )
}

/// Words after which a noun stands.
const DETERMINERS: &str = "the a an its their his our my your no whose";

/// Verbs in a form that never follows a modal word.
const FINITE: &str = "is was are were has had does did shall must may will should would ought";

/// What may stand before `will` or `might` where they are nouns, and is no noun itself.
const ADJECTIVES: &str = "political free good ill own popular sovereign genuine sincere collective \
    expressed military naval economic";

/// The same, of words that are also used as nouns (“the general will attend”).
const SHARED: &str = "general common national last living public joint full armed strong mutual human \
    great";

/// Whether word `at` has the form of a modal and is another word: a month, a name, a noun.
fn is_other(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    if !is_in("may will can must might would should could", word) {
        return false;
    }
    // Mid-May, a must-have, would-be.
    if words.gap(at) == "-" || words.gap(at + 1) == "-" {
        return true;
    }
    let name = words.is_capital(at) && !words.is_first(at) && !words.is_heading(at);
    match word {
        "may" => is_month(words, at) || name,
        "would" | "should" | "could" => name,
        _ => name || is_noun(words, at),
    }
}

/// The month of May, or somebody's name, where the capital alone does not tell.
fn is_month(words: &Words, at: usize) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let next = words.lower(at + 1);
    let is_year = next.len() == 4 && next.bytes().all(|it| it.is_ascii_digit());
    let beside = |gap: &str| matches!(gap.trim(), "" | ",");
    if is_year && beside(words.gap(at + 1)) {
        return true;
    }
    let before = words.lower_before(at);
    if !words.is_capital(at) {
        // In capitals throughout, as in a heading: “BY 5 MAY THE PARTIES”.
        return words.word(at) == "MAY"
            && (is_number(before) && beside(words.gap(at)) || is_month_by_place(words, at));
    }
    if is_number(next) && beside(words.gap(at + 1)) || is_number(before) && beside(words.gap(at)) {
        return true;
    }
    // “May the parties …”, “May Hill …?” wish or ask; “May was dry” and “May talks” do neither.
    words.is_first(at) && !begins_a_clause(words, at + 1)
}

/// Whether a word in capitals is the month by where it stands: alone before a mark, as a heading, after
/// `in` or `until`, or beside another month. No verb follows it there.
fn is_month_by_place(words: &Words, at: usize) -> bool {
    const BEFORE: &str =
        "in of by from until till since during before after through mid early late";
    const BETWEEN: &str = "and or to";
    let alone = words.is_first(at) && words.is_last(at);
    let after = is_in(BETWEEN, words.lower_before(at))
        && at.checked_sub(2).is_some_and(|it| month(words, it).is_some());
    let before = is_in(BETWEEN, words.lower(at + 1)) && month(words, at + 2).is_some();
    alone || is_in(BEFORE, words.lower_before(at)) || after || before
}

/// Whether word `at` can be the beginning of a subject.
fn begins_a_clause(words: &Words, at: usize) -> bool {
    const SUBJECTS: &str = "the this that these those a an any each every either both all no neither \
        such it they we he she you i there peace god nobody one other others";
    let word = words.lower(at);
    if at >= words.len() || words.gap(at) != " " || word == "day" || month(words, at).is_some() {
        return false;
    }
    is_in(SUBJECTS, word) || words.is_capital(at)
}

/// Whether word `at` (`will`, `might`, `can`, `must`) is a noun.
fn is_noun(words: &Words, at: usize) -> bool {
    let (word, before, next) = (words.lower(at), words.lower_before(at), words.lower(at + 1));
    let ends = words.is_last(at) || words.gap(at + 1).starts_with([',', ')', '"']);
    let same = !words.is_last(at);
    if same && is_in(FINITE, next) || is_in(DETERMINERS, before) && is_joined(words, at) {
        return true;
    }
    // Hill's will, the parties' will.
    let pronoun = is_in("it's that's there's he's she's what's who's let's here's", before);
    let possessive = before.ends_with("'s") && !pronoun
        || before.ends_with('s') && words.gap(at).starts_with("' ");
    if possessive {
        return true;
    }
    if word == "must" {
        return false;
    }
    // The might of the army; but they will of course go.
    let of = same && next == "of" && words.lower(at + 2) != "course";
    if of || word == "can" {
        return of;
    }
    let earlier = at.checked_sub(2).map_or("", |it| words.lower(it));
    let led = is_in(DETERMINERS, earlier)
        || is_in(ADJECTIVES, earlier)
        || is_in("of by with in", earlier)
        || earlier.ends_with("'s");
    let closed = ends || same && is_in("and or", next);
    if is_in(ADJECTIVES, before) {
        return closed || led;
    }
    if is_in(SHARED, before) {
        return closed;
    }
    word == "will" && before == "at" || is_in("of by with without against", before) && closed
}

/// Whether no mark parts word `at` from the one before it.
fn is_joined(words: &Words, at: usize) -> bool {
    words.gap(at) == " "
}
