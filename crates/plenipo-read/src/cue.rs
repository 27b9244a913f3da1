//! Cues: words and phrases that hint at what a sentence says. The lists are data, each with its origin; they are made
//! into one automaton, once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use toml::{Table, Value};

use crate::words::{Gap, Tokens};

/// The lists as people read them, by name.
const LISTS: [(&str, &str); 11] = [
    ("speech", include_str!("../lists/speech.toml")),
    ("actors", include_str!("../lists/actors.toml")),
    ("meeting", include_str!("../lists/meeting.toml")),
    ("statement", include_str!("../lists/statement.toml")),
    ("line", include_str!("../lists/line.toml")),
    ("answer", include_str!("../lists/answer.toml")),
    ("demand", include_str!("../lists/demand.toml")),
    ("understanding", include_str!("../lists/understanding.toml")),
    ("draft", include_str!("../lists/draft.toml")),
    ("event", include_str!("../lists/event.toml")),
    ("prediction", include_str!("../lists/prediction.toml")),
];

macro_rules! cues {
    ($($name:ident = $word:literal),* $(,)?) => {
        /// What a phrase hints at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Cue { $($name),* }

        impl Cue {
            /// Every cue with its word in the lists.
            const ALL: &'static [(Cue, &'static str)] = &[$((Cue::$name, $word)),*];
        }
    };
}

cues! {
    Says = "says", Describes = "describes", AccordingTo = "according-to", Hedge = "hedge", Negator = "negator",
    Hypothetical = "hypothetical", NoComment = "no-comment",
    Actor = "actor", Office = "office", Honorific = "honorific", Body = "body", TextName = "text-name",
    Meets = "meets", Receives = "receives", Travels = "travels", Opens = "opens", Session = "session",
    Plans = "plans", CallsOff = "calls-off", Ordinal = "ordinal",
    Result = "result", Closer = "closer", NoMore = "no-more", Evaluation = "evaluation",
    Mood = "mood",
    RulesOut = "rules-out", Rejects = "rejects", WillNot = "will-not", Yields = "yields", Unacceptable = "unacceptable",
    Text = "text", Accepts = "accepts", Objects = "objects", Basis = "basis", Reserves = "reserves",
    Provided = "provided",
    Demands = "demands", Wants = "wants", Asks = "asks", Must = "must", Condition = "condition", Warns = "warns",
    IfThen = "if-then", Threatened = "threatened",
    Agrees = "agrees", Disputes = "disputes", Binding = "binding",
    Tables = "tables", Cuts = "cuts", Parts = "parts",
    Happening = "happening", Moves = "moves",
    Likelihood = "likelihood", Chance = "chance", Doubts = "doubts", Expects = "expects", Direction = "direction",
    PerCent = "per-cent",
}

/// The form of a verb, as far as its ending tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// No verb of the lists.
    None,
    /// `meet`
    Base,
    /// `meets`
    Present,
    /// `met`; also the participle
    Past,
    /// `meeting`
    Ing,
}

/// A cue found among the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) cue: Cue,
    pub(crate) form: VerbForm,
    /// The first word.
    pub(crate) first: usize,
    /// The word behind the last.
    pub(crate) end: usize,
}

/// All lists as one automaton.
struct Automaton {
    finder: AhoCorasick,
    /// For each pattern: its cues and forms, and how many words it has.
    meaning: Vec<(Vec<(Cue, VerbForm)>, usize)>,
}

/// Irregular verbs: base, present, past, participle, gerund.
const IRREGULAR: [[&str; 5]; 113] = [
    ["say", "says", "said", "said", "saying"],
    ["tell", "tells", "told", "told", "telling"],
    ["write", "writes", "wrote", "written", "writing"],
    ["think", "thinks", "thought", "thought", "thinking"],
    ["hold", "holds", "held", "held", "holding"],
    ["speak", "speaks", "spoke", "spoken", "speaking"],
    ["meet", "meets", "met", "met", "meeting"],
    ["sit", "sits", "sat", "sat", "sitting"],
    ["come", "comes", "came", "come", "coming"],
    ["fly", "flies", "flew", "flown", "flying"],
    ["go", "goes", "went", "gone", "going"],
    ["begin", "begins", "began", "begun", "beginning"],
    ["take", "takes", "took", "taken", "taking"],
    ["run", "runs", "ran", "run", "running"],
    ["put", "puts", "put", "put", "putting"],
    ["be", "is", "was", "been", "being"],
    ["set", "sets", "set", "set", "setting"],
    ["leave", "leaves", "left", "left", "leaving"],
    ["throw", "throws", "threw", "thrown", "throwing"],
    ["seek", "seeks", "sought", "sought", "seeking"],
    ["swear", "swears", "swore", "sworn", "swearing"],
    ["undertake", "undertakes", "undertook", "undertaken", "undertaking"],
    ["cut", "cuts", "cut", "cut", "cutting"],
    ["shrink", "shrinks", "shrank", "shrunk", "shrinking"],
    ["grow", "grows", "grew", "grown", "growing"],
    ["rewrite", "rewrites", "rewrote", "rewritten", "rewriting"],
    ["draw", "draws", "drew", "drawn", "drawing"],
    ["bring", "brings", "brought", "brought", "bringing"],
    ["lay", "lays", "laid", "laid", "laying"],
    ["send", "sends", "sent", "sent", "sending"],
    ["lead", "leads", "led", "led", "leading"],
    ["drive", "drives", "drove", "driven", "driving"],
    ["fall", "falls", "fell", "fallen", "falling"],
    ["rise", "rises", "rose", "risen", "rising"],
    ["bet", "bets", "bet", "bet", "betting"],
    ["get", "gets", "got", "got", "getting"],
    ["forecast", "forecasts", "forecast", "forecast", "forecasting"],
    ["have", "has", "had", "had", "having"],
    ["sell", "sells", "sold", "sold", "selling"],
    ["teach", "teaches", "taught", "taught", "teaching"],
    ["depart", "departs", "departed", "departed", "departing"],
    ["spring", "springs", "sprang", "sprung", "springing"],
    ["break", "breaks", "broke", "broken", "breaking"],
    ["call", "calls", "called", "called", "calling"],
    ["refer", "refers", "referred", "referred", "referring"],
    ["rebut", "rebuts", "rebutted", "rebutted", "rebutting"],
    ["commit", "commits", "committed", "committed", "committing"],
    ["drop", "drops", "dropped", "dropped", "dropping"],
    ["pet", "pets", "petted", "petted", "petting"],
    ["submit", "submits", "submitted", "submitted", "submitting"],
    ["trim", "trims", "trimmed", "trimmed", "trimming"],
    ["slim", "slims", "slimmed", "slimmed", "slimming"],
    ["spur", "spurs", "spurred", "spurred", "spurring"],
    ["compel", "compels", "compelled", "compelled", "compelling"],
    ["confer", "confers", "conferred", "conferred", "conferring"],
    ["label", "labels", "labelled", "labelled", "labelling"],
    ["dub", "dubs", "dubbed", "dubbed", "dubbing"],
    ["quip", "quips", "quipped", "quipped", "quipping"],
    ["admit", "admits", "admitted", "admitted", "admitting"],
    ["wrap", "wraps", "wrapped", "wrapped", "wrapping"],
    ["scrap", "scraps", "scrapped", "scrapped", "scrapping"],
    ["dim", "dims", "dimmed", "dimmed", "dimming"],
    ["signal", "signals", "signalled", "signalled", "signalling"],
    ["initial", "initials", "initialled", "initialled", "initialling"],
    ["wind", "winds", "wound", "wound", "winding"],
    ["keep", "keeps", "kept", "kept", "keeping"],
    ["give", "gives", "gave", "given", "giving"],
    ["see", "sees", "saw", "seen", "seeing"],
    ["find", "finds", "found", "found", "finding"],
    ["stand", "stands", "stood", "stood", "standing"],
    ["strike", "strikes", "struck", "struck", "striking"],
    ["make", "makes", "made", "made", "making"],
    ["bind", "binds", "bound", "bound", "binding"],
    ["hear", "hears", "heard", "heard", "hearing"],
    ["feel", "feels", "felt", "felt", "feeling"],
    ["foresee", "foresees", "foresaw", "foreseen", "foreseeing"],
    ["foretell", "foretells", "foretold", "foretold", "foretelling"],
    ["withhold", "withholds", "withheld", "withheld", "withholding"],
    ["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"],
    ["forbid", "forbids", "forbade", "forbidden", "forbidding"],
    ["overcome", "overcomes", "overcame", "overcome", "overcoming"],
    ["let", "lets", "let", "let", "letting"],
    ["shut", "shuts", "shut", "shut", "shutting"],
    ["split", "splits", "split", "split", "splitting"],
    ["quit", "quits", "quit", "quit", "quitting"],
    ["shake", "shakes", "shook", "shaken", "shaking"],
    ["tear", "tears", "tore", "torn", "tearing"],
    ["stick", "sticks", "stuck", "stuck", "sticking"],
    ["choose", "chooses", "chose", "chosen", "choosing"],
    ["become", "becomes", "became", "become", "becoming"],
    ["lose", "loses", "lost", "lost", "losing"],
    ["win", "wins", "won", "won", "winning"],
    ["deal", "deals", "dealt", "dealt", "dealing"],
    ["show", "shows", "showed", "shown", "showing"],
    ["know", "knows", "knew", "known", "knowing"],
    ["read", "reads", "read", "read", "reading"],
    ["stop", "stops", "stopped", "stopped", "stopping"],
    ["plan", "plans", "planned", "planned", "planning"],
    ["drag", "drags", "dragged", "dragged", "dragging"],
    ["strip", "strips", "stripped", "stripped", "stripping"],
    ["tip", "tips", "tipped", "tipped", "tipping"],
    ["thin", "thins", "thinned", "thinned", "thinning"],
    ["concur", "concurs", "concurred", "concurred", "concurring"],
    ["defer", "defers", "deferred", "deferred", "deferring"],
    ["transfer", "transfers", "transferred", "transferred", "transferring"],
    ["permit", "permits", "permitted", "permitted", "permitting"],
    ["transmit", "transmits", "transmitted", "transmitted", "transmitting"],
    ["understand", "understands", "understood", "understood", "understanding"],
    ["spell", "spells", "spelt", "spelt", "spelling"],
    ["sweep", "sweeps", "swept", "swept", "sweeping"],
    ["ring", "rings", "rang", "rung", "ringing"],
    ["freeze", "freezes", "froze", "frozen", "freezing"],
    ["part", "parts", "parted", "parted", "parting"],
];

/// The forms of a verb given in its base form; words behind the first stay.
fn forms(verb: &str) -> Vec<(String, VerbForm)> {
    let (head, rest) = match verb.split_once(' ') {
        Some((head, rest)) => (head, format!(" {rest}")),
        None => (verb, String::new()),
    };
    let with = |word: &str| format!("{word}{rest}");
    if let Some(it) = IRREGULAR.iter().find(|it| it[0] == head) {
        let mut out = vec![
            (with(it[0]), VerbForm::Base),
            (with(it[1]), VerbForm::Present),
            (with(it[2]), VerbForm::Past),
            (with(it[4]), VerbForm::Ing),
        ];
        if head == "be" {
            out.push((with("are"), VerbForm::Present));
            out.push((with("were"), VerbForm::Past));
        }
        if it[3] != it[2] && it[3] != it[0] {
            out.push((with(it[3]), VerbForm::Past));
        }
        return out;
    }
    let vowel = |it: Option<char>| it.is_some_and(|it| "aeiou".contains(it));
    let mut back = head.chars().rev();
    let (last, before) = (back.next(), back.next());
    let y = last == Some('y') && !vowel(before);
    let stem = &head[..head.len() - usize::from(y || last == Some('e'))];
    let present = match last {
        _ if y => format!("{stem}ies"),
        Some('s' | 'x' | 'z') => format!("{head}es"),
        Some('h') if matches!(before, Some('c' | 's')) => format!("{head}es"),
        _ => format!("{head}s"),
    };
    let past = if y { format!("{stem}ied") } else { format!("{stem}ed") };
    let ing = if y || head.ends_with("ee") { format!("{head}ing") } else { format!("{stem}ing") };
    let mut out = vec![
        (with(head), VerbForm::Base),
        (with(&present), VerbForm::Present),
        (with(&past), VerbForm::Past),
        (with(&ing), VerbForm::Ing),
    ];
    // `travelled` beside `traveled`
    let syllables = head.chars().filter(|it| "aeiou".contains(*it)).count();
    if last == Some('l') && vowel(before) && syllables == 2 {
        out.push((with(&format!("{head}led")), VerbForm::Past));
        out.push((with(&format!("{head}ling")), VerbForm::Ing));
    }
    out
}

/// Reads the lists.
///
/// # Errors
/// What is wrong, in words.
fn parse(lists: &[(&str, &str)]) -> Result<Vec<(String, Cue, VerbForm)>, String> {
    let mut out = Vec::new();
    for (name, text) in lists {
        let table: Table = text.parse().map_err(|why| format!("{name}: {why}"))?;
        if table.get("origin").and_then(Value::as_str).is_none() {
            return Err(format!("{name}: a list says where it is from"));
        }
        for list in table.get("list").and_then(Value::as_array).into_iter().flatten() {
            let word = list.get("cue").and_then(Value::as_str).unwrap_or_default();
            let cue = Cue::ALL.iter().find(|(_, it)| *it == word).map(|(cue, _)| *cue);
            let cue = cue.ok_or_else(|| format!("{name}: there is no cue {word}"))?;
            let of = |key| list.get(key).and_then(Value::as_array).into_iter().flatten();
            for verb in of("verbs").filter_map(Value::as_str) {
                out.extend(forms(verb).into_iter().map(|(it, form)| (it, cue, form)));
            }
            for phrase in of("phrases").filter_map(Value::as_str) {
                out.push((phrase.to_owned(), cue, VerbForm::None));
            }
        }
    }
    Ok(out)
}

fn automaton() -> &'static Automaton {
    static MADE: LazyLock<Automaton> = LazyLock::new(|| {
        // The lists are part of the program: a test reads them, no user can break them.
        let mut all = parse(&LISTS).expect("the shipped lists are well formed");
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let mut patterns: Vec<String> = Vec::new();
        let mut meaning: Vec<(Vec<(Cue, VerbForm)>, usize)> = Vec::new();
        for (phrase, cue, form) in all {
            // The words of a phrase are cut as those of an article are.
            let tokens = Tokens::of(&phrase);
            if patterns.last().is_none_or(|it| *it != tokens.low) {
                meaning.push((Vec::new(), tokens.len()));
                patterns.push(tokens.low);
            }
            if let Some((of, _)) = meaning.last_mut()
                && !of.contains(&(cue, form))
            {
                of.push((cue, form));
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .expect("phrases make an automaton");
        Automaton { finder, meaning }
    });
    &MADE
}

/// The cues of an article, in order of their first word, the longest first.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    hits: Vec<Hit>,
    /// For each word the place of the first hit that begins there or later.
    from: Vec<usize>,
}

impl Cues {
    pub(crate) fn of(tokens: &Tokens<'_>) -> Cues {
        let made = automaton();
        // Which word the small letters at a place begin.
        let mut starts = vec![usize::MAX; tokens.low.len() + 1];
        for at in 0..tokens.len() {
            starts[tokens.low_start(at)] = at;
        }
        let mut hits = Vec::new();
        for found in made.finder.find_overlapping_iter(&tokens.low) {
            let first = starts[(found.start() + 1).min(tokens.low.len())];
            if first == usize::MAX {
                continue;
            }
            let (meanings, words) = &made.meaning[found.pattern().as_usize()];
            let end = first + words;
            // A phrase does not reach over a sign that ends a sentence or a clause.
            if (first + 1..end).any(|it| tokens.gap(it).has(Gap::ANY)) {
                continue;
            }
            hits.extend(meanings.iter().map(|(cue, form)| Hit {
                cue: *cue,
                form: *form,
                first,
                end,
            }));
            // `put` and `cut` are the past as well, where nothing before them makes them a base form.
            let same = matches!(
                tokens.low(first),
                "put" | "set" | "cut" | "let" | "shut" | "split" | "quit" | "bet" | "read" | "hit"
            ) && first > 0
                && !matches!(
                    tokens.low(first - 1),
                    "to" | "will"
                        | "would"
                        | "could"
                        | "can"
                        | "may"
                        | "might"
                        | "must"
                        | "should"
                        | "did"
                        | "not"
                        | "never"
                        | "shall"
                        | "i"
                        | "we"
                        | "the"
                        | "a"
                );
            if same {
                for hit in hits.iter_mut().rev().take_while(|it| it.first == first) {
                    if hit.form == VerbForm::Base {
                        hit.form = VerbForm::Past;
                    }
                }
            }
        }
        hits.sort_by_key(|it| (it.first, std::cmp::Reverse(it.end)));
        let mut from = Vec::with_capacity(tokens.len() + 1);
        let mut next = 0;
        for at in 0..=tokens.len() {
            while next < hits.len() && hits[next].first < at {
                next += 1;
            }
            from.push(next);
        }
        Cues { hits, from }
    }

    /// The hits that begin from the word `first` up to and without `end`.
    pub(crate) fn within(&self, first: usize, end: usize) -> &[Hit] {
        let last = self.from.len().saturating_sub(1);
        let (a, b) = (first.min(last), end.min(last));
        match (self.from.get(a), self.from.get(b)) {
            (Some(a), Some(b)) if a <= b => &self.hits[*a..*b],
            _ => &[],
        }
    }

    /// The first hit of `cue` that lies within the words from `first` up to and without `end`.
    pub(crate) fn first(&self, cue: Cue, first: usize, end: usize) -> Option<Hit> {
        self.within(first, end).iter().find(|it| it.cue == cue && it.end <= end).copied()
    }

    /// The last hit of `cue` within these words.
    pub(crate) fn last(&self, cue: Cue, first: usize, end: usize) -> Option<Hit> {
        self.within(first, end).iter().rev().find(|it| it.cue == cue && it.end <= end).copied()
    }

    /// The longest hit of `cue` that begins at the word `at`.
    pub(crate) fn at(&self, cue: Cue, at: usize) -> Option<Hit> {
        self.within(at, at + 1).iter().find(|it| it.cue == cue).copied()
    }

    /// The hits of `cue` within these words, none inside a longer one of the same cue.
    pub(crate) fn all(&self, cue: Cue, first: usize, end: usize) -> Vec<Hit> {
        let mut out: Vec<Hit> = Vec::new();
        for hit in self.within(first, end).iter().filter(|it| it.cue == cue && it.end <= end) {
            if out.last().is_none_or(|it| it.end <= hit.first) {
                out.push(*hit);
            }
        }
        out
    }

    pub(crate) fn any(&self, cue: Cue, first: usize, end: usize) -> bool {
        self.first(cue, first, end).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_well_formed_and_every_cue_has_words() {
        let all = parse(&LISTS).expect("well formed");
        for (cue, word) in Cue::ALL {
            assert!(all.iter().any(|it| it.1 == *cue), "{word}");
        }
        assert!(parse(&[("x", "origin = \"y\"\n[[list]]\ncue = \"z\"\n")]).is_err());
        assert!(parse(&[("x", "[[list]]\ncue = \"says\"\n")]).is_err());
    }

    #[test]
    fn verbs_are_found_in_their_forms() {
        let tokens = Tokens::of("East ruled out a court and was rejecting it; he carries on.");
        let cues = Cues::of(&tokens);
        let hit = cues.first(Cue::RulesOut, 0, tokens.len()).expect("ruled out");
        assert_eq!((hit.first, hit.end, hit.form), (1, 3, VerbForm::Past));
        assert!(cues.any(Cue::Rejects, 0, tokens.len()));
        assert!(cues.any(Cue::Tables, 0, tokens.len()), "carries");
    }

    #[test]
    fn a_phrase_does_not_reach_over_a_clause() {
        let tokens = Tokens::of("They ruled, out of fear.");
        assert!(!Cues::of(&tokens).any(Cue::RulesOut, 0, tokens.len()));
    }
}
