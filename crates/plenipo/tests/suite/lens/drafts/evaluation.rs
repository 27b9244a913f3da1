//! How often the alignment is right, on drafts whose changes are known; and the page that says so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use plenipo::lens::drafts::pairs::{By, PointPair, propose};
use plenipo_record::case::draft::{Draft, Relation};

use super::super::gallery;
use super::made::{Chance, change, draft, of_texts};

/// Counts of one kind of draft.
#[derive(Default)]
struct Score {
    drafts: usize,
    points: usize,
    truth: usize,
    found: usize,
    right: usize,
    /// By relation: how many there were, were said, were right.
    relations: BTreeMap<&'static str, [usize; 3]>,
    /// By confidence: how many links were said, how many of them were right.
    confidence: BTreeMap<String, [usize; 2]>,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.truth.max(1) as f64
    }

    fn add(&mut self, original: &Draft, chance: &mut Chance) {
        let made = change(original, chance);
        let pairs = propose(original, &made.draft);
        let links: BTreeSet<(usize, usize)> =
            pairs.iter().filter_map(|it| it.a.zip(it.b)).collect();
        self.drafts += 1;
        self.points += original.points.len();
        self.truth += made.links.len();
        self.found += links.len();
        self.right += links.intersection(&made.links).count();
        for (_, _, is) in &made.fates {
            self.relations.entry(is).or_default()[0] += 1;
        }
        for PointPair { a, b, is, by, .. } in &pairs {
            let word = is.map_or("unknown", Relation::word);
            // A point put elsewhere whose neighbours went with it did not move, and others did.
            let same = |it: &&(Option<usize>, Option<usize>, &'static str)| {
                let near = |x: &str| if x == "moved" { "kept" } else { "" };
                it.0 == *a
                    && it.1 == *b
                    && (it.2 == word || near(it.2) == word || near(word) == it.2)
            };
            let truth = made.fates.iter().find(same);
            let said = self.relations.entry(truth.map_or(word, |it| it.2)).or_default();
            said[1] += 1;
            said[2] += usize::from(truth.is_some());
            if let (By::Found(confidence), Some(link)) = (by, a.zip(*b)) {
                let counts = self.confidence.entry(format!("{confidence:?}")).or_default();
                counts[0] += 1;
                counts[1] += usize::from(made.links.contains(&link));
            }
        }
    }
}

fn scores() -> Vec<(&'static str, Score)> {
    let mut all = Vec::new();
    // The founding texts as the record restates them: short ones, 31 rows.
    let case = gallery("ukraine-2025");
    let founding = case.drafts.iter().find(|it| it.id() == "us-28").expect("the 28 points");
    let gists = founding.points.iter().map(|it| it.gist.clone().unwrap_or_default());
    let founding = of_texts(gists);
    let mut chance = Chance(1);
    let mut score = Score::default();
    (0..40).for_each(|_| score.add(&founding, &mut chance));
    all.push(("the founding 28 points (31 gists of 13 words)", score));
    for (name, n, words, times) in [
        ("28 points of 60 words", 28, 60, 40),
        ("60 points of 25 words", 60, 25, 20),
        ("200 points of 60 words", 200, 60, 6),
    ] {
        let mut score = Score::default();
        for seed in 0..times {
            let mut chance = Chance(1000 + seed);
            let original = draft(n, words, &mut chance);
            score.add(&original, &mut chance);
        }
        all.push((name, score));
    }
    all
}

fn page(scores: &[(&'static str, Score)]) -> String {
    let mut page = "# Alignment of drafts, measured\n\n\
        How often `plenipo compare` finds which point became which, by words alone (no lineage, no \
        issues), on drafts in which known changes were made: of a hundred points about 40 stay, 25 are \
        reworded (up to two fifths of their words), 10 are merged by two, 8 split in two, 8 dropped, 9 \
        moved; 8 new ones are put in, and all are numbered anew. Made drafts are hard in one way, being \
        put together from few words, and easy in another: nobody rewrote a point from nothing.\n\n\
        Made by `PLENIPO_WRITE=1 cargo test -p plenipo --test runner drafts::evaluation`; the test \
        without it fails when this page no longer holds.\n"
        .to_owned();
    for (name, score) in scores {
        page.push_str(&format!(
            "\n## {}\n\n{} drafts, {} points. Links: precision {:.3}, recall {:.3}.\n\n\
             | relation | made | said | right | precision | recall |\n|---|---|---|---|---|---|\n",
            name,
            score.drafts,
            score.points,
            score.precision(),
            score.recall()
        ));
        for (relation, [made, said, right]) in &score.relations {
            page.push_str(&format!(
                "| {relation} | {made} | {said} | {right} | {:.3} | {:.3} |\n",
                *right as f64 / (*said).max(1) as f64,
                *right as f64 / (*made).max(1) as f64,
            ));
        }
        page.push_str("\n| confidence | links | right | share |\n|---|---|---|---|\n");
        for word in ["High", "Fair", "Low"] {
            let [links, right] = score.confidence.get(word).copied().unwrap_or_default();
            let share = right as f64 / links.max(1) as f64;
            page.push_str(&format!(
                "| {} | {links} | {right} | {share:.3} |\n",
                word.to_lowercase()
            ));
        }
    }
    page
}

#[test]
fn made_changes_are_found() {
    let scores = scores();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/drafts-alignment.md");
    let page = page(&scores);
    if std::env::var_os("PLENIPO_WRITE").is_some() {
        std::fs::write(&path, &page).expect("the page");
    }
    for (name, score) in &scores {
        assert!(score.precision() >= 0.97, "{name}: precision {}", score.precision());
        assert!(score.recall() >= 0.95, "{name}: recall {}", score.recall());
        let [links, right] = score.confidence.get("High").copied().unwrap_or_default();
        assert!(right as f64 >= 0.99 * links as f64, "{name}: {right} of {links} sure links");
    }
    let there = std::fs::read_to_string(&path).expect("the page");
    assert!(there == page, "bench/drafts-alignment.md is stale: see its second paragraph");
}
