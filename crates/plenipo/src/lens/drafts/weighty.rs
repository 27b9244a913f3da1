//! The words that weigh most: figures, and words that bind or permit.

use unicode_segmentation::UnicodeSegmentation;

use crate::maths::align::words::{digit, plain};

/// English words of number. `one`, `first` and `third` are left out, being seldom meant as figures.
const NUMBERS: &str = "zero two three four five six seven eight nine ten eleven twelve thirteen \
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy \
    eighty ninety hundred hundreds thousand thousands million millions billion billions half halves \
    thirds quarter quarters double twice dozen";

/// Han signs of number.
const HAN: &str = "〇一二三四五六七八九十百千万萬億亿两兩";

/// Words after which a figure is a reference, not an amount: `Article 5`.
const REFERENCES: &str = "article articles art point points paragraph paragraphs para paras section \
    sections annex annexes chapter chapters";

/// Words after which a figure is a name, and told with it: `Resolution 242`.
const NAMED: &str = "resolution no number";

/// What is counted: part of the figure, for thirty days are not thirty years.
const UNITS: &str = "day days week weeks month months year years hour hours percent per km kilometre \
    kilometres kilometers metre metres meters m3 mile miles bn dollars euros crowns rubles troops \
    seats votes";

/// Modal words and phrases by strength: 4 binds, 3 foretells, 2 expects, 1 permits. English, French,
/// Russian and Ukrainian.
const MODALS: [(u8, &str); 4] = [
    (
        4,
        "shall;must;shall not;must not;may not;cannot;is obliged to;are obliged to;is required to;\
         are required to;undertakes to;undertake to;commits to;commit to;agrees to;agree to;decides;\
         doit;doivent;devra;devront;обязуется;обязуются;обязан;должен;должна;должны;зобов'язується;\
         повинен;повинна;повинні",
    ),
    (3, "will;will not;is to;are to;is not to;are not to;requests"),
    (
        2,
        "should;should not;ought;would;is expected to;are expected to;is not expected to;\
         are not expected to;endeavours to;endeavour to;shall endeavour to;will endeavour to;urges;\
         calls upon;call upon;calls on;devrait;devraient;следует;слід",
    ),
    (1, "may;might;can;could;encourages;invites;peut;peuvent;pourra;pourront;может;могут;можуть"),
];

/// Verbs of resolutions: elsewhere they only tell what somebody does, so they count against each
/// other alone.
const LADDER: &str = "decides requests urges encourages invites";

/// Figures and what they became, in words: `600,000 → 800,000`. Digits of any script, words of number
/// in English.
pub(super) fn figures(a: &str, b: &str) -> Vec<String> {
    // Thirty days may become sixty days or thirty years.
    let mut said = became(differ(&figures_of(a), &figures_of(b)), |from, to| {
        let (from, to) = (apart(from), apart(to));
        (from.0 == to.0 || from.1 == to.1).then_some("")
    });
    // “The five regions” names them; it is a figure where it became another.
    said.retain(|it| {
        let alone = it.strip_suffix(" taken out").map(|figure| (figure, a));
        let alone = alone.or(it.strip_suffix(" put in").map(|figure| (figure, b)));
        !alone.is_some_and(|(figure, text)| only_names(figure, text))
    });
    said
}

/// Whether a word of number without a unit stands in `text` after “the” alone.
fn only_names(figure: &str, text: &str) -> bool {
    let flat = plain(text).to_lowercase();
    let words: Vec<&str> = flat.unicode_words().collect();
    let figure = figure.to_lowercase();
    let mut places = (0..words.len()).filter(|at| words[*at] == figure).peekable();
    is_in(NUMBERS, &figure)
        && places.peek().is_some()
        && places.all(|at| at > 0 && ["the", "these", "those"].contains(&words[at - 1]))
}

/// Modal words and what they became: `shall → should (weaker)`.
pub(super) fn modality(a: &str, b: &str) -> Vec<String> {
    let (gone, come) = differ(&modals_of(a), &modals_of(b));
    let of_ladder = |list: &[String]| list.iter().any(|it| is_in(LADDER, it));
    let both = of_ladder(&gone) && of_ladder(&come);
    let counts = |it: &String| both || !is_in(LADDER, it);
    let counted = |list: Vec<String>| list.into_iter().filter(counts).collect();
    became((counted(gone), counted(come)), |from, to| {
        Some(match (strength(from), strength(to)) {
            (Some(from), Some(to)) if to < from => " (weaker)",
            (Some(from), Some(to)) if to > from => " (stronger)",
            _ => "",
        })
    })
}

/// What is in one list only, each as often as it is there more: of the first, of the second.
fn differ(a: &[String], b: &[String]) -> (Vec<String>, Vec<String>) {
    let only = |these: &[String], others: &[String]| {
        let mut left = others.to_vec();
        let mut only = Vec::new();
        for it in these {
            match left.iter().position(|other| other == it) {
                Some(at) => drop(left.swap_remove(at)),
                None => only.push(it.clone()),
            }
        }
        only
    };
    (only(a, b), only(b, a))
}

/// Pairs what went with what came, each with the first it may be set against; the rest alone.
fn became(
    (gone, mut come): (Vec<String>, Vec<String>),
    remark: impl Fn(&str, &str) -> Option<&'static str>,
) -> Vec<String> {
    let mut said = Vec::new();
    for from in gone {
        let to = come.iter().position(|to| remark(&from, to).is_some()).map(|at| come.remove(at));
        said.push(match to {
            Some(to) => format!("{from} → {to}{}", remark(&from, &to).unwrap_or_default()),
            None => format!("{from} taken out"),
        });
    }
    said.extend(come.iter().map(|to| format!("{to} put in")));
    said
}

fn is_in(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_whitespace().any(|it| it == word)
}

/// A figure and what it counts or names, apart.
fn apart(figure: &str) -> (Vec<String>, Vec<String>) {
    let is_number =
        |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) || is_in(NUMBERS, word);
    let (number, measure): (Vec<&str>, Vec<&str>) = figure.split(' ').partition(is_number);
    let bare = |list: Vec<&str>| {
        list.iter().map(|it| it.trim_end_matches('s').to_lowercase()).collect::<Vec<_>>()
    };
    (bare(number), bare(measure))
}

/// The figures of `text`, each with what it counts or names; words of number that follow each other
/// are one figure.
fn figures_of(text: &str) -> Vec<String> {
    let flat = plain(text);
    let ascii = |word: &str| -> String {
        word.chars().map(|c| digit(c).map_or(c, |it| char::from(b'0' + it))).collect()
    };
    let is_digits = |word: &str| word.chars().next().is_some_and(|it| digit(it).is_some());
    let words: Vec<&str> = flat.unicode_words().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let is_figure =
            is_digits(word) || is_in(NUMBERS, word) || word.chars().all(|it| HAN.contains(it));
        if !is_figure {
            at += 1;
            continue;
        }
        // At some point 600 troops are an amount for all that.
        let counts = words.get(at + 1).is_some_and(|it| is_in(NUMBERS, it) || is_in(UNITS, it));
        if !counts && word.len() <= 4 && is_reference(&words[..at]) {
            at += 1;
            continue;
        }
        let mut figure = ascii(word);
        if at > 0 && is_digits(word) && is_in(NAMED, words[at - 1]) {
            figure = format!("{} {figure}", words[at - 1]);
        }
        at += 1;
        while let Some(next) = words.get(at).filter(|it| is_in(NUMBERS, it) || is_in(UNITS, it)) {
            figure.push(' ');
            figure.push_str(&if *next == "m3" { "m³".to_owned() } else { ascii(next) });
            at += 1;
        }
        found.push(figure);
    }
    found
}

/// Whether what stands before a figure makes a reference of it: `Article`, `Articles 5 and`.
fn is_reference(before: &[&str]) -> bool {
    let listed = |word: &&&str| {
        is_in("and or to", word) || word.chars().all(|c| digit(c).is_some()) || is_in(NUMBERS, word)
    };
    match before.iter().rev().find(|it| !listed(it)) {
        // A list needs the plural: “under Article 5 and 600 men” counts men.
        Some(word) if before.last() == Some(word) => is_in(REFERENCES, word),
        Some(word) => is_in(REFERENCES, word) && word.ends_with('s'),
        None => false,
    }
}

fn modals() -> impl Iterator<Item = (u8, &'static str)> {
    MODALS.iter().flat_map(|(strength, list)| list.split(';').map(|it| (*strength, it)))
}

fn strength(modal: &str) -> Option<u8> {
    modals().find(|(_, it)| *it == modal).map(|(strength, _)| strength)
}

/// The modal words of `text`, the longest phrase at each place.
fn modals_of(text: &str) -> Vec<String> {
    let flat = plain(text).to_lowercase();
    let words: Vec<&str> = flat.unicode_words().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let begins = |phrase: &str| {
            let mut rest = words[at..].iter();
            phrase.split(' ').all(|word| rest.next() == Some(&word))
        };
        let here = modals().map(|(_, it)| it).filter(|it| begins(it)).max_by_key(|it| it.len());
        if let Some(phrase) = here {
            found.push(phrase.to_owned());
        }
        at += here.map_or(1, |it| it.split(' ').count());
    }
    found
}
