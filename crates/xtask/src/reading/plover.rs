//! PLOVER's example sentences (Open Event Data Alliance, CC BY-SA 4.0): type of event, its words, who did it.

use std::fs;
use std::path::Path;

use plenipo_read::Reader;
use plenipo_read::proposal::ProposalKind;
use plenipo_read::text::Article;
use serde_json::Value;

use super::Half;
use super::table::{Section, measures};
use plenipo_read::fold::{contained, content};

/// Types of events and the kinds in which such an act may be proposed.
const TYPES: [(&str, &[ProposalKind]); 5] = [
    ("CONSULT", &[ProposalKind::Meeting]),
    ("AGREE", &[ProposalKind::Understanding]),
    ("REJECT", &[ProposalKind::Line, ProposalKind::Answer]),
    ("DEMAND", &[ProposalKind::Demand]),
    ("THREATEN", &[ProposalKind::Demand]),
];

/// The commonest word of each type, for the baseline.
const WORDS: [&str; 5] = ["met", "agreed", "rejected", "demanded", "threatened"];

pub(crate) fn measured(file: &Path, half: Half, show: bool) -> Result<(Section, String), String> {
    let text = fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))?;
    let all: Value = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    let mut records: Vec<&Value> = all.as_array().ok_or("a list of records")?.iter().collect();
    let of = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    records.sort_by_key(|it| of(it, "id"));
    let mut told = String::new();
    // For each type: annotated, proposed, right by type and words, right with actor; the baseline's proposed and right.
    let mut counts = [[0usize; 6]; 5];
    for (_, record) in records.iter().enumerate().filter(|(at, _)| half.has(*at)) {
        let sentence = of(record, "text").trim_matches(['{', '}', ' ']).to_owned();
        let event = of(record, "event");
        if sentence.is_empty() {
            continue;
        }
        let own = TYPES.iter().position(|it| it.0 == event);
        if let Some(at) = own {
            counts[at][0] += 1;
        }
        let day = of(record, "date");
        let article = Article::plain(&format!("title: Example\ndate: {day}\n\n{sentence}"));
        let read = Reader::default().read(&article);
        let actors: Vec<String> = record["source"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| it["actorText"].as_str())
            .map(str::to_owned)
            .collect();
        let words = content(&of(record, "eventText"));
        let mut seen = [false; 5];
        for it in &read.proposals {
            // A demand that is a warning is a threat.
            let warning = it.status == plenipo_read::proposal::ProposedStatus::Warning;
            let place = TYPES.iter().position(|(name, kinds)| {
                kinds.contains(&it.kind)
                    && (it.kind != ProposalKind::Demand || warning == (*name == "THREATEN"))
            });
            let Some(place) = place.filter(|it| !seen[*it]) else { continue };
            seen[place] = true;
            counts[place][1] += 1;
            let quoted = content(it.quoted(&article.text));
            let same = own == Some(place)
                && words.iter().filter(|word| quoted.contains(*word)).count() * 2 >= words.len();
            counts[place][2] += usize::from(same);
            let actor = actors
                .iter()
                .any(|actor| it.who.iter().chain(&it.via).any(|who| contained(actor, who)));
            counts[place][3] += usize::from(same && actor);
            if show && !(same && actor) {
                told.push_str(&format!(
                    "{event} as {} {:?} actor {actors:?} «{}» in {sentence}\n",
                    it.kind.word(),
                    it.who,
                    it.quoted(&article.text)
                ));
            }
        }
        for (at, word) in WORDS.iter().enumerate() {
            if sentence
                .split(|it: char| !it.is_alphabetic())
                .any(|it| it.eq_ignore_ascii_case(word))
            {
                counts[at][4] += 1;
                counts[at][5] += usize::from(own == Some(at));
            }
        }
        if show && own.is_some_and(|at| !seen[at]) {
            told.push_str(&format!("MISS {event} {sentence}\n"));
        }
    }
    let mut section = Section::new(&format!("PLOVER, {} records", half.word()));
    section.say("Sentences of all types are read; those of the five types that can be an entry are the annotated ones. “Words”: the type, and half of the annotated words of the event in the quote. “Actor”: the same with an annotated actor among who or via. Baseline: the sentence holds `met`, `agreed`, `rejected`, `demanded` or `threatened`, by type alone.");
    section.row("| type | annotated | proposed | words P | words R | words F1 | actor P | actor R | baseline P | baseline R |\n|---|---|---|---|---|---|---|---|---|---|");
    let mut sums = [0usize; 6];
    let told_of = |it: Option<f64>| it.map_or("–".to_owned(), |it| format!("{it:.2}"));
    let line = |name: &str, it: &[usize; 6]| {
        let (p, r, f) = measures((it[0], it[1], it[2]));
        let (ap, ar, _) = measures((it[0], it[1], it[3]));
        let (bp, br, _) = measures((it[0], it[4], it[5]));
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            it[0],
            it[1],
            told_of(p),
            told_of(r),
            told_of(f),
            told_of(ap),
            told_of(ar),
            told_of(bp),
            told_of(br)
        )
    };
    for (at, (name, _)) in TYPES.iter().enumerate() {
        section.row(&line(name, &counts[at]));
        sums.iter_mut().zip(counts[at]).for_each(|(sum, it)| *sum += it);
    }
    section.row(&line("**all**", &sums));
    Ok((section, told))
}
