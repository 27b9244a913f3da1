//! What the words of a question and of its criteria say, as far as whole words can tell: whether yes is the
//! contrary of an acceptance, whether it is about all, about anyone, or about a text that gets signed.

/// A text as its words: runs of letters and digits.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Words(pub(super) Vec<String>);

/// Words by which yes is the contrary of an acceptance, whatever they end in.
const CONTRARY_STEMS: [&str; 22] = [
    "reject",
    "refus",
    "declin",
    "oppos",
    "veto",
    "withh",
    "deny",
    "deni",
    "rebuff",
    "spurn",
    "dismiss",
    "abandon",
    "withdr",
    "boycott",
    "collaps",
    "scuttl",
    "scupper",
    "derail",
    "unaccept",
    "unwilling",
    "disagree",
    "disapprov",
];

/// Words by which yes is the contrary of an acceptance, as they are.
const CONTRARY: [&str; 31] = [
    "not", "cannot", "never", "nobody", "none", "neither", "nor", "fail", "fails", "failed",
    "failing", "failure", "against", "leave", "leaves", "leaving", "quit", "quits", "drop",
    "drops", "dropped", "block", "blocks", "blocked", "stall", "stalls", "stalled", "lapse",
    "lapses", "lapsed", "unless",
];

/// Pairs of words that mean the same.
const CONTRARY_PAIRS: [[&str; 2]; 10] = [
    ["turn", "down"],
    ["turns", "down"],
    ["turned", "down"],
    ["walk", "out"],
    ["walk", "away"],
    ["walks", "out"],
    ["walks", "away"],
    ["break", "off"],
    ["break", "down"],
    ["fall", "through"],
];

/// What follows a *not* or a *no* that only says when or how much: *not later than June*.
const OF_MEASURE: [&str; 10] = [
    "later",
    "earlier",
    "after",
    "before",
    "more",
    "less",
    "fewer",
    "only",
    "necessarily",
    "matter",
];

/// Words for all who take part.
const ALL: [&str; 14] = [
    "all",
    "both",
    "every",
    "everyone",
    "everybody",
    "each",
    "unanimous",
    "unanimously",
    "jointly",
    "together",
    "parties",
    "sides",
    "signatories",
    "delegations",
];

/// What may follow *all*, *both*, *every* or *each* of a text and not of those who take part.
const OF_A_TEXT: [&str; 20] = [
    "point",
    "points",
    "article",
    "articles",
    "clause",
    "clauses",
    "provision",
    "provisions",
    "term",
    "terms",
    "condition",
    "conditions",
    "part",
    "parts",
    "change",
    "changes",
    "annex",
    "annexes",
    "its",
    "the",
];

/// What becomes of a text, by nobody in particular.
const BECOMES: [&str; 13] = [
    "signed",
    "accepted",
    "agreed",
    "adopted",
    "approved",
    "concluded",
    "ratified",
    "initialled",
    "initialed",
    "endorsed",
    "sealed",
    "reached",
    "passed",
];

/// Forms of *to be* and *to get*.
const BE: [&str; 10] = ["be", "been", "being", "is", "are", "was", "were", "get", "gets", "got"];

/// Who, where any one will do.
const ANY: [&str; 4] = ["anyone", "anybody", "somebody", "someone"];

/// What may follow *any*, *either* or *one* of those who take part.
const OF_THEM: [&str; 8] =
    ["party", "side", "signatory", "delegation", "country", "state", "government", "village"];

/// What may follow *of the*.
const THEM: [&str; 6] = ["parties", "sides", "signatories", "delegations", "two", "three"];

/// What a text that gets signed is called where it has no name yet.
const AGREEMENT: [&str; 5] = ["an agreement", "a deal", "a treaty", "a settlement", "an accord"];

impl Words {
    pub(super) fn of(text: &str) -> Words {
        let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        Words(words.map(str::to_owned).collect())
    }

    /// In small letters.
    fn small(&self) -> Vec<String> {
        self.0.iter().map(|it| it.to_lowercase()).collect()
    }

    /// The word by which yes is the contrary of an acceptance.
    pub(super) fn contrary(&self) -> Option<String> {
        let words = self.small();
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        (0..words.len()).find_map(|at| {
            let (before, this, next) = (word(at.wrapping_sub(1)), word(at), word(at + 1));
            // *Whether or not*: either will do.
            let of_measure = OF_MEASURE.contains(&next) || (before == "or" && this == "not");
            let alone = match this {
                "not" | "no" => !of_measure,
                // *won't*, by whichever apostrophe.
                "t" => before.ends_with('n') && before.len() > 2 || before == "can",
                _ => {
                    CONTRARY.contains(&this) || CONTRARY_STEMS.iter().any(|it| this.starts_with(it))
                }
            };
            if CONTRARY_PAIRS.contains(&[this, next]) {
                return Some(format!("{this} {next}"));
            }
            let shown = if this == "t" { format!("{before}’t") } else { this.to_owned() };
            alone.then_some(shown)
        })
    }

    /// The word by which it is about all who take part.
    pub(super) fn all(&self) -> Option<String> {
        let words = self.small();
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        let at = (0..words.len()).find(|at| {
            let (before, this, next) = (word(at.wrapping_sub(1)), word(*at), word(at + 1));
            let of_a_text = match this {
                "all" => {
                    OF_A_TEXT.contains(&next) && !["parties", "sides"].contains(&word(at + 2))
                        || ["at", "above", "after"].contains(&before)
                }
                "both" | "every" | "each" => OF_A_TEXT.contains(&next) && word(at + 2) != "parties",
                _ => false,
            };
            ALL.contains(&this) && !of_a_text
        })?;
        Some(words[at].clone())
    }

    /// The word by which it asks whether any one of them does.
    pub(super) fn any(&self) -> Option<String> {
        let words = self.small();
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        (0..words.len()).find_map(|at| {
            let (this, next) = (word(at), word(at + 1));
            let of_them = next == "of"
                && (word(at + 2) == "them"
                    || (word(at + 2) == "the" && THEM.contains(&word(at + 3))));
            let one =
                ["any", "either", "one"].contains(&this) && (OF_THEM.contains(&next) || of_them);
            match (ANY.contains(&this), one) {
                (true, _) => Some(this.to_owned()),
                (_, true) => Some(format!("{this} {next}")),
                _ => None,
            }
        })
    }

    /// What it says becomes of a text, by nobody in particular: *be signed*, *an agreement*.
    pub(super) fn becomes(&self) -> Option<String> {
        let words = self.small();
        let passive = words
            .windows(2)
            .find(|it| BE.contains(&it[0].as_str()) && BECOMES.contains(&it[1].as_str()));
        passive.map(|it| it.join(" ")).or_else(|| {
            let noun = |it: &&str| words.iter().any(|word| it.split(' ').next_back() == Some(word));
            AGREEMENT.into_iter().find(noun).map(str::to_owned)
        })
    }

    /// Takes out the words from `at` on, so that what is around them does not become neighbours.
    pub(super) fn blank(&mut self, at: usize, n: usize) {
        self.0.iter_mut().skip(at).take(n).for_each(String::clear);
    }
}

/// What of the criteria says when it is yes: what they say of no and of neither says the contrary by right.
pub(super) fn of_yes(criteria: &str) -> String {
    let mut kept = String::new();
    for clause in criteria.split(['.', ';', '\n']) {
        let words: Vec<&str> = clause.split_whitespace().collect();
        let bare = |it: &str| it.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
        let small: Vec<String> = words.iter().map(|it| bare(it)).collect();
        let word = |at: usize| small.get(at).map_or("", String::as_str);
        let other = |at: &usize| match word(*at) {
            "otherwise" | "else" | "annulled" | "ambiguous" | "neither" | "void" => true,
            // *No if it refuses*, *counts as no*: the outcome and not a negation.
            "no" => {
                ["if", "when", "where", "unless", "in", "on", "for", "otherwise", ""]
                    .contains(&word(at + 1))
                    || ["as", "to"].contains(&word(at.wrapping_sub(1)))
                    || words[*at].ends_with([':', ',', '=', '"', '”', '’'])
            }
            _ => false,
        };
        let end = (0..small.len()).find(other);
        // *A refusal counts as no* is about no from its beginning; *yes if signed, no if not* from there.
        let says_yes = small.first().is_some_and(|it| it == "yes");
        let upto = match end {
            None => small.len(),
            Some(at) if says_yes => at,
            Some(_) => 0,
        };
        kept.push_str(&words[..upto].join(" "));
        kept.push_str(". ");
    }
    kept
}
