//! The baseline: words weighed by TF-IDF, compared by cosine, assigned one to one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use plenipo_maths::align::assign::{Edge, assign};

/// Words of two letters and more, in small letters.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let small = text.to_lowercase();
    let all = small.split(|c: char| !c.is_alphanumeric()).filter(|it| it.chars().count() > 1);
    all.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Every pair of the assignment of greatest total likeness, with its likeness.
pub(super) fn pairs(a: &[&str], b: &[&str]) -> Vec<(usize, usize, f64)> {
    let texts: Vec<Vec<String>> = a.iter().chain(b).map(|it| words(it).collect()).collect();
    let mut texts_with: HashMap<&str, f64> = HashMap::new();
    for text in &texts {
        for word in text.iter().map(String::as_str).collect::<BTreeSet<_>>() {
            *texts_with.entry(word).or_default() += 1.0;
        }
    }
    let all = texts.len() as f64;
    let vector = |text: &Vec<String>| -> BTreeMap<String, f64> {
        let mut of: BTreeMap<String, f64> = BTreeMap::new();
        text.iter().for_each(|it| *of.entry(it.clone()).or_default() += 1.0);
        for (word, weight) in &mut of {
            *weight *= ((1.0 + all) / (1.0 + texts_with[word.as_str()])).ln() + 1.0;
        }
        let length = of.values().map(|it| it * it).sum::<f64>().sqrt();
        of.values_mut().for_each(|it| *it /= length.max(f64::MIN_POSITIVE));
        of
    };
    let vectors: Vec<BTreeMap<String, f64>> = texts.iter().map(vector).collect();
    let (of_a, of_b) = vectors.split_at(a.len());
    let mut with: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    for (place, vector) in of_b.iter().enumerate() {
        vector.iter().for_each(|(word, it)| with.entry(word).or_default().push((place, *it)));
    }
    let likeness: Vec<Vec<f64>> = of_a
        .iter()
        .map(|vector| {
            let mut row = vec![0.0; b.len()];
            for (word, x) in vector {
                let others = with.get(word.as_str()).map_or(&[][..], Vec::as_slice);
                others.iter().for_each(|(place, y)| row[*place] += x * y);
            }
            row
        })
        .collect();
    let mut edges = Vec::new();
    for (row, of) in likeness.iter().enumerate() {
        for (column, it) in of.iter().enumerate().filter(|it| *it.1 > 0.0) {
            edges.push(Edge { row, column, worth: (it * 1e9) as i64 });
        }
    }
    let assigned = assign(a.len(), b.len(), &edges).into_iter().enumerate();
    assigned.filter_map(|(x, y)| y.map(|y| (x, y, likeness[x][y]))).collect()
}
