//! The phrase finder against a plain scanner: every form tried at every word.

use plenipo::glossary::find::{Finder, Found};
use plenipo::glossary::words::words;
use plenipo::glossary::{Glossary, shipped};
use plenipo_testing::laws::cases;
use proptest::prelude::*;

/// A word and what stands before it.
type Token = (String, &'static str);

const JOINED: [&str; 4] = [" ", "-", "\n", "  "];
const LOOSE: [&str; 2] = [" \"", "\" "];
const CLAUSE: [&str; 6] = [", ", ". ", " - ", "; ", " — ", "\n("];

/// Words that phrases, denials and their ends are made of, and a few others.
fn pool() -> Vec<String> {
    let glossary = shipped();
    let mut pool: Vec<String> =
        ["we", "talks", "a", "didn't", "ISN’T", "wasn't"].map(str::to_owned).into();
    for form in glossary.terms.iter().flat_map(|it| &it.forms) {
        pool.extend(form.words.iter().cloned());
        pool.push(form.words.join(" "));
    }
    let negation = &glossary.negation;
    // Weighed, so that denials are common.
    for _ in 0..12 {
        let runs = negation.negators.iter().chain(&negation.no_negators);
        pool.extend(runs.map(|it| it.join(" ")));
        pool.extend(negation.breaks.iter().cloned());
    }
    pool
}

fn tokens() -> impl Strategy<Value = Vec<Token>> {
    let gap = prop_oneof![
        8 => proptest::sample::select(&JOINED[..]),
        1 => proptest::sample::select(&LOOSE[..]),
        1 => proptest::sample::select(&CLAUSE[..]),
    ];
    let word = (proptest::sample::select(pool()), any::<bool>());
    let word = word.prop_map(|(word, big)| if big { word.to_uppercase() } else { word });
    proptest::collection::vec((word, gap), 0..14).prop_map(|list| {
        // A run from the pool is several words.
        let split = |(run, gap): (String, &'static str)| {
            let words: Vec<String> = run.split(' ').map(str::to_owned).collect();
            words
                .into_iter()
                .enumerate()
                .map(move |(k, word)| (word, if k == 0 { gap } else { " " }))
        };
        list.into_iter().flat_map(split).collect()
    })
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Phrases by term and place of their first word, with whether they are denied.
fn naive(glossary: &Glossary, tokens: &[Token]) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut best: Option<(usize, usize, bool)> = None;
        for (term, it) in glossary.terms.iter().enumerate() {
            for form in &it.forms {
                let n = form.words.len();
                let here = tokens.get(at..at + n).is_some_and(|here| {
                    let gaps = here.iter().skip(1).all(|it| JOINED.contains(&it.1));
                    gaps && here.iter().map(|it| plain(&it.0)).eq(form.words.iter().cloned())
                });
                if here && best.is_none_or(|it| it.1 < n) {
                    best = Some((term, n, form.denies));
                }
            }
        }
        match best {
            Some((term, n, denies)) => {
                found.push((term, at, denies != denied(glossary, tokens, at)));
                at += n;
            }
            None => at += 1,
        }
    }
    found
}

/// The same rule said with strings: the text before the phrase, cut at its clause and its reach.
fn denied(glossary: &Glossary, tokens: &[Token], at: usize) -> bool {
    let negation = &glossary.negation;
    let mut before: Vec<String> = Vec::new();
    for place in (at.saturating_sub(negation.reach)..at).rev() {
        let gap = tokens[place + 1].1;
        if CLAUSE.contains(&gap) {
            break;
        }
        // A sign that ends no clause keeps runs of words from being one.
        let sign = if LOOSE.contains(&gap) { " |" } else { "" };
        before.insert(0, format!("{}{sign}", plain(&tokens[place].0)));
    }
    let mut text = format!(" {}", before.join(" "));
    let mut denials = 0;
    // A sign right before the phrase is of no account.
    while !text.trim().is_empty() {
        let trimmed = text.trim_end_matches(" |").to_owned();
        let longest = |runs: &[Vec<String>]| {
            let ends = runs.iter().map(|it| format!(" {}", it.join(" ")));
            ends.filter(|it| trimmed.ends_with(it.as_str())).map(|it| it.len()).max()
        };
        if let Some(n) = longest(&negation.no_negators) {
            text = trimmed[..trimmed.len() - n].to_owned();
        } else if let Some(n) = longest(&negation.negators) {
            denials += 1;
            text = trimmed[..trimmed.len() - n].to_owned();
        } else {
            let (rest, last) = trimmed.rsplit_once(' ').expect("begins with a space");
            if negation.breaks.iter().any(|it| it == last) {
                break;
            }
            denials += usize::from(last.ends_with("n't"));
            text = rest.to_owned();
        }
    }
    denials % 2 == 1
}

fn text(tokens: &[Token]) -> String {
    tokens.iter().enumerate().fold(String::new(), |text, (k, (word, gap))| {
        if k == 0 { word.clone() } else { format!("{text}{gap}{word}") }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 400, ..cases(1_500) })]

    #[test]
    fn the_finder_finds_what_a_plain_scanner_finds(tokens in tokens()) {
        let glossary = shipped();
        let said = text(&tokens);
        let all = words(&said);
        prop_assert_eq!(all.len(), tokens.len(), "{}", said);
        let place = |it: &Found| all.iter().position(|word| word.start == it.start).expect("a word");
        let found: Vec<(usize, usize, bool)> =
            Finder::new(glossary).find(&said).iter().map(|it| (it.term, place(it), it.denied)).collect();
        prop_assert_eq!(found, naive(glossary, &tokens), "{}", said);
    }

    #[test]
    fn whatever_is_said_phrases_lie_on_words_and_apart(said in "\\PC{0,60}", between in "[ \\-a-z.]{0,9}") {
        let said = format!("{said}{between}full exchange of views{between}{said} frank");
        let starts: Vec<usize> = words(&said).iter().map(|it| it.start).collect();
        let mut end = 0;
        for it in Finder::new(shipped()).find(&said) {
            prop_assert!(it.start >= end && it.end > it.start && said.get(it.start..it.end).is_some());
            prop_assert!(starts.contains(&it.start));
            end = it.end;
        }
    }
}
