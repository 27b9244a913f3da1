//! Words that turn a clause round or bound it: `no`, `without`, `unless`, `not more than`. A `not` that goes
//! with a modal word is part of that word.

use super::figures::is_in;
use super::modals::Modal;
use super::numbers::{scale, small};
use super::words::Words;
use plenipo_maths::align::words::digit;

/// Words and phrases, the same where they say the same; the longest at each place counts. English, French,
/// Russian and Ukrainian.
const NEGATIONS: [(&str, &str); 19] = [
    (
        "at least",
        "not less than;no less than;not fewer than;no fewer than;at least;no lower than;not lower than;\
         not below;not under;a minimum of;the minimum of",
    ),
    (
        "at most",
        "not more than;no more than;at most;not exceeding;no higher than;not higher than;up to;not above;\
         not over;no greater than;not greater than;a maximum of;the maximum of",
    ),
    ("below", "less than;fewer than;lower than;under;below"),
    ("above", "more than;greater than;higher than;over;above;exceeding;in excess of"),
    ("by", "no later than;not later than"),
    ("from", "no earlier than;not earlier than;no sooner than;not before"),
    ("not", "not;pas;не"),
    ("no", "no;none;aucun;aucune;нет;немає"),
    ("never", "never;jamais;никогда;ніколи"),
    ("nobody", "nobody;no one;personne"),
    ("nothing", "nothing"),
    ("neither", "neither"),
    ("nor", "nor;ни;ні"),
    ("without", "without;sans;без"),
    ("unless", "unless;if not"),
    ("except", "except;save for;sauf;кроме;крім;other than"),
    ("until", "not until"),
    ("only", "only if;only when;only after"),
    ("subject", "subject to"),
];

/// Words that bound something where an amount follows; elsewhere they compare, or tell where something is.
const BOUNDS: &str = "less fewer lower under below more greater higher over above exceeding in up";

/// A word or phrase that turns a clause round.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Negation {
    /// As it is called, in small letters.
    pub(super) shown: &'static str,
    /// The same for words that say the same.
    pub(super) key: &'static str,
    /// The first word of it.
    pub(super) from: usize,
    /// The word after it.
    pub(super) to: usize,
}

/// Those of `words` that are part of none of its `modals`.
pub(super) fn negations(words: &Words, modals: &[Modal]) -> Vec<Negation> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(modal) = modals.iter().find(|it| (it.from..it.to).contains(&at)) {
            at = modal.to;
            continue;
        }
        match negation(words, at) {
            Some(it) => {
                at = it.to;
                found.push(it);
            }
            None => at += 1,
        }
    }
    found
}

fn negation(words: &Words, at: usize) -> Option<Negation> {
    // Isn't, haven't; those of modal words are theirs.
    if words.lower(at).ends_with("n't") {
        return Some(Negation { shown: "not", key: "not", from: at, to: at + 1 });
    }
    let begins = |phrase: &str| {
        let each = phrase.split(' ').enumerate();
        each.into_iter()
            .all(|(n, word)| words.lower(at + n) == word && (n == 0 || words.gap(at + n) == " "))
    };
    let all = NEGATIONS.iter().flat_map(|(key, list)| list.split(';').map(|it| (*key, it)));
    let counts = |phrase: &str| {
        let after = at + phrase.split(' ').count();
        let bounds = phrase.split(' ').next().is_some_and(|it| is_in(BOUNDS, it));
        !bounds || is_amount(words, after)
    };
    let all = all.filter(|(_, it)| begins(it) && counts(it));
    let (key, shown) = all.max_by_key(|(_, it)| it.len())?;
    (!is_number(words, at)).then(|| Negation {
        shown,
        key,
        from: at,
        to: at + shown.split(' ').count(),
    })
}

/// Whether an amount begins with word `at`: `800`, `ten`, `half`, `€5`, `a year`.
fn is_amount(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    let sign = words.gap(at).chars().next_back().is_some_and(|it| "$€£¥₽₴".contains(it));
    sign || word.chars().next().is_some_and(|it| digit(it).is_some())
        || small(word).is_some()
        || scale(word).is_some()
        || is_in("a an half usd eur gbp chf rub uah", word)
}

/// Whether `no` is short for a number, or is told apart by more than one: `No. 5`, `not only`.
fn is_number(words: &Words, at: usize) -> bool {
    let next = words.lower(at + 1);
    words.lower(at) == "no" && next.starts_with(|c: char| c.is_ascii_digit())
        || words.lower(at) == "not" && is_in("only", next)
        || words.lower(at) == "not" && words.lower_before(at) == "or"
}
