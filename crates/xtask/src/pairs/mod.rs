//! How often points are matched rightly, on published pairs: rows of trilogue tables that people put beside each other.
//!
//! The file is `all_test_clean_pairs_gold.csv` of the repository Norface-EUINACTION/Trilogues. It is read where it lies.

mod baseline;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use plenipo_maths::align::likeness::LikenessItem;
use plenipo_maths::align::matching::{Confidence, links};

/// Fewer words than this are a mark ("deleted", "as Commission") and no text.
const WORDS_MIN: usize = 4;

/// So many rows are pooled.
const POOL: usize = 900;

/// A row: what stands on the left, and what on the right of it; nothing where there is no text.
struct PairRow {
    procedure: String,
    place: u32,
    left: Option<String>,
    right: Option<String>,
}

/// What was said of all rows of a run.
#[derive(Default)]
struct Tally {
    gold: usize,
    said: usize,
    right: usize,
    by_confidence: BTreeMap<Confidence, (usize, usize)>,
    alone: usize,
    rightly_alone: usize,
    /// Of the baseline every pair, with its likeness and whether it is right.
    baseline: Vec<(f64, bool)>,
}

/// Reads the file and tells how often pairs are found.
pub(crate) fn run(path: &str) -> Result<String, String> {
    let rows = rows(path)?;
    let mut by: BTreeMap<&str, Vec<&PairRow>> = BTreeMap::new();
    for row in &rows {
        by.entry(&row.procedure).or_default().push(row);
    }
    let procedures: Vec<Vec<&PairRow>> = by.into_values().collect();
    let mut mixed: Vec<&PairRow> = rows.iter().collect();
    mixed.sort_by_key(|it| (it.place.wrapping_mul(2_654_435_761), &it.procedure));
    let pools: Vec<Vec<&PairRow>> = mixed.chunks(POOL).map(<[_]>::to_vec).collect();
    let mut page = String::from(PAGE);
    let _ = writeln!(page, "\n{} rows, read from `all_test_clean_pairs_gold.csv`.", rows.len());
    for (name, groups, shuffled) in [
        ("Row by row within a procedure, in the order of the tables", &procedures, false),
        ("Within a procedure, in no order", &procedures, true),
        ("Pools of 900 rows, in the order of the tables", &pools, false),
        ("Pools of 900 rows, in no order", &pools, true),
    ] {
        tell(&mut page, name, &tally(groups, shuffled));
    }
    Ok(page)
}

const PAGE: &str = "# Matching of points, on published pairs

Made by `cargo run -p xtask --profile test -- pairs FILE`, where FILE is `all_test_clean_pairs_gold.csv` of the public
repository Norface-EUINACTION/Trilogues: rows of the tables in which the Commission's proposal stands beside what Parliament or
Council would make of it. Texts of fewer than four words (“deleted”, “as Commission”) are marks and count as none; a pair is
right where both come from one row. “In no order” shuffles either side, so that no place helps. The baseline weighs words by
TF-IDF, compares by cosine and assigns one to one (Hungarian method); its threshold is the best there is for these very
pairs, which no program could know beforehand. Pools hold texts that are the same word for word, which nothing tells apart.
";

fn rows(path: &str) -> Result<Vec<PairRow>, String> {
    let unread = |why: csv::Error| format!("{path}: {why}");
    let mut all = csv::Reader::from_path(path).map_err(unread)?;
    let head = all.headers().map_err(unread)?.clone();
    let column = |name: &str| {
        head.iter().position(|it| it == name).ok_or(format!("there is no column `{name}`"))
    };
    let (left, right) = (column("text_1")?, column("text_2")?);
    let (id, side) = (column("identifier")?, column("column")?);
    let mut rows = Vec::new();
    for row in all.records() {
        let row = row.map_err(unread)?;
        let at = |place: usize| row.get(place).unwrap_or_default();
        let Some((procedure, place)) = at(id).rsplit_once('_') else { continue };
        let is_text = |it: &&str| it.trim() != "empty" && baseline::words(it).count() >= WORDS_MIN;
        let text = |place: usize| Some(at(place)).filter(is_text).map(str::to_owned);
        rows.push(PairRow {
            procedure: format!("{procedure} {}", at(side)),
            place: place.parse().unwrap_or(0),
            left: text(left),
            right: text(right),
        });
    }
    rows.sort_by(|a, b| (&a.procedure, a.place).cmp(&(&b.procedure, b.place)));
    Ok(rows)
}

fn tally(groups: &[Vec<&PairRow>], shuffled: bool) -> Tally {
    let mut all = Tally::default();
    for group in groups {
        let mut group = group.clone();
        group.sort_by(|a, b| (&a.procedure, a.place).cmp(&(&b.procedure, b.place)));
        let with = |of: fn(&PairRow) -> &Option<String>, factor: u64| {
            let mut places: Vec<usize> =
                (0..group.len()).filter(|it| of(group[*it]).is_some()).collect();
            if shuffled {
                places.sort_by_key(|it| (*it as u64 + 1).wrapping_mul(factor));
            }
            places
        };
        let (a, b) = (
            with(|it| &it.left, 0x9e37_79b9_7f4a_7c15),
            with(|it| &it.right, 0xd1b5_4a32_d192_ed03),
        );
        let text_a: Vec<&str> = a.iter().filter_map(|it| group[*it].left.as_deref()).collect();
        let text_b: Vec<&str> = b.iter().filter_map(|it| group[*it].right.as_deref()).collect();
        let item = |text| LikenessItem { text, ..LikenessItem::default() };
        let of_a: Vec<LikenessItem<'_>> = text_a.iter().map(|it| item(it)).collect();
        let of_b: Vec<LikenessItem<'_>> = text_b.iter().map(|it| item(it)).collect();
        let is_pair = |row: &&&PairRow| row.left.is_some() && row.right.is_some();
        all.gold += group.iter().filter(is_pair).count();
        let mut linked: BTreeSet<usize> = BTreeSet::new();
        for it in links(&of_a, &of_b) {
            let right = a[it.a] == b[it.b];
            linked.insert(it.a);
            all.said += 1;
            all.right += usize::from(right);
            let of = all.by_confidence.entry(it.confidence).or_default();
            of.0 += 1;
            of.1 += usize::from(right);
        }
        for place in (0..text_a.len()).filter(|it| !linked.contains(it)) {
            all.alone += 1;
            all.rightly_alone += usize::from(group[a[place]].right.is_none());
        }
        let pairs = baseline::pairs(&text_a, &text_b).into_iter();
        all.baseline.extend(pairs.map(|(x, y, likeness)| (likeness, a[x] == b[y])));
    }
    all
}

fn tell(page: &mut String, name: &str, it: &Tally) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let f1 = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let (p, r) = (share(it.right, it.said), share(it.right, it.gold));
    let mut baseline = it.baseline.clone();
    baseline.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut best) = (0, (0.0, 0.0, 0.0));
    for (place, (_, is)) in baseline.iter().enumerate() {
        right += usize::from(*is);
        let (p, r) = (share(right, place + 1), share(right, it.gold));
        if f1(p, r) > best.2 {
            best = (p, r, f1(p, r));
        }
    }
    let _ = writeln!(page, "\n## {name}\n\n{} pairs.\n", it.gold);
    let _ = writeln!(page, "| | precision | recall | F1 |\n|---|---|---|---|");
    let _ = writeln!(page, "| plenipo | {p:.4} | {r:.4} | {:.4} |", f1(p, r));
    let _ =
        writeln!(page, "| baseline at its best | {:.4} | {:.4} | {:.4} |", best.0, best.1, best.2);
    let _ = writeln!(page, "\n| confidence | links | right | share |\n|---|---|---|---|");
    for (confidence, (links, right)) in it.by_confidence.iter().rev() {
        let word = match confidence {
            Confidence::High => "high",
            Confidence::Fair => "fair",
            Confidence::Low => "low",
        };
        let _ = writeln!(page, "| {word} | {links} | {right} | {:.3} |", share(*right, *links));
    }
    let _ = writeln!(
        page,
        "\nSaid to have nothing like them on the other side: {}, rightly {} ({:.3}).",
        it.alone,
        it.rightly_alone,
        share(it.rightly_alone, it.alone)
    );
}
