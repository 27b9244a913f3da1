//! Suite of `smaa`: the published numbers, and ties.
//!
//! The references are regression data of the R package smaa; `data/smaa/expected.json` says how
//! they are laid out.

use std::io::Read;

use flate2::read::GzDecoder;
use plenipo_maths::row::Row;
use plenipo_maths::smaa::{
    SmaaError, SmaaSamples, analyse, analyse_firsts, rank_acceptabilities, rank_acceptabilities_at,
};
use serde_json::Value;

use plenipo_testing::reference::reference_data;

const EXPECTED: &str = include_str!("../data/smaa/expected.json");

struct Reference {
    n_alternatives: usize,
    n_criteria: usize,
    weights: Vec<f64>,
    values: Vec<f64>,
    expected: Value,
}

impl Reference {
    /// The data set `name`, if the reference data are there.
    fn read(name: &str) -> Option<Self> {
        let path = reference_data(&format!("smaa/{name}.csv.gz"))?;
        let mut text = String::new();
        GzDecoder::new(std::fs::File::open(path).expect("readable"))
            .read_to_string(&mut text)
            .expect("compressed text");
        let all: Value = serde_json::from_str(EXPECTED).expect("JSON");
        let expected = all[name].clone();
        let count = |key: &str| expected[key].as_array().expect("a list").len();
        let (n_alternatives, n_criteria) = (count("alternatives"), count("criteria"));
        let mut columns = vec![Vec::new(); n_criteria * (1 + n_alternatives)];
        for line in text.lines().skip(1) {
            for (column, field) in columns.iter_mut().zip(line.split(',').skip(1)) {
                column.push(field.parse::<f64>().expect("a number"));
            }
        }
        let values = columns.split_off(n_criteria).concat();
        Some(Self { n_alternatives, n_criteria, weights: columns.concat(), values, expected })
    }

    fn samples(&self) -> SmaaSamples<'_> {
        let n_samples = self.weights.len() / self.n_criteria;
        assert_eq!(n_samples, 10_000);
        SmaaSamples::new(
            self.n_alternatives,
            self.n_criteria,
            n_samples,
            &self.weights,
            &self.values,
        )
        .expect("tables of the right length")
    }

    fn table(&self, key: &str) -> Vec<f64> {
        let rows = self.expected[key].as_array().expect("a list");
        let numbers = |row: &Value| match row {
            Value::Array(row) => row.iter().filter_map(Value::as_f64).collect(),
            number => vec![number.as_f64().expect("a number")],
        };
        rows.iter().flat_map(numbers).collect()
    }
}

fn check(name: &str, central_weight_error_max: f64) {
    let Some(reference) = Reference::read(name) else { return };
    let result = analyse(&reference.samples()).expect("finite");
    assert_eq!(result.rank_acceptabilities, reference.table("rank_acceptability"));
    let factors: Vec<f64> = result.confidence_factors.iter().copied().flatten().collect();
    assert_eq!(factors, reference.table("confidence_factor"));
    let central: Vec<f64> = result.central_weights.into_iter().flatten().flatten().collect();
    let expected = reference.table("central_weights");
    assert_eq!(central.len(), expected.len());
    for (found, expected) in central.iter().zip(expected) {
        assert!((found - expected).abs() <= central_weight_error_max, "{found} for {expected}");
    }
}

#[test]
fn hansen_is_matched() {
    check("hansen", 1e-14);
}

#[test]
fn thrombo_is_matched() {
    // Its central weights are published with seven digits.
    check("thrombo", 5.1e-8);
}

#[test]
fn thrombo_at_fixed_weights_is_matched() {
    let Some(reference) = Reference::read("thrombo") else { return };
    let shares = rank_acceptabilities_at(&[0.5, 0.2, 0.3], &reference.samples()).expect("finite");
    assert_eq!(shares, reference.table("fixed_weights_0.5_0.2_0.3_rank_acceptability"));
}

#[test]
fn ties_are_shared() {
    // Two equal alternatives above a third; then all three equal.
    let worth = [1.0, 0.5, 1.0, 0.5, 0.0, 0.5];
    let shares = rank_acceptabilities(3, 2, &worth).expect("finite");
    let third = 1.0 / 3.0;
    let equal = [(0.5 + third) / 2.0, (0.5 + third) / 2.0, third / 2.0];
    let last = [third / 2.0, third / 2.0, (1.0 + third) / 2.0];
    for (found, expected) in shares.iter().zip([equal, equal, last].concat()) {
        assert!((found - expected).abs() < 1e-15, "{found} for {expected}");
    }
    let samples = SmaaSamples::new(2, 1, 2, &[1.0, 1.0], &[0.5, 0.5, 0.5, 0.5]).expect("tables");
    let result = analyse(&samples).expect("finite");
    assert_eq!(result.rank_acceptabilities, [0.5; 4]);
    assert_eq!(result.confidence_factors, [Some(0.5), Some(0.5)]);
    assert_eq!(result.central_weights, [Some(vec![1.0]), Some(vec![1.0])]);
}

#[test]
fn an_alternative_that_is_never_first_has_no_central_weight() {
    let samples = SmaaSamples::new(2, 1, 2, &[1.0, 1.0], &[0.5, 0.5, 0.4, 0.4]).expect("tables");
    let result = analyse(&samples).expect("finite");
    assert_eq!(result.central_weights[1], None);
    assert_eq!(result.confidence_factors, [Some(1.0), None]);
    assert_eq!(result.rank_acceptability(1, 1), 1.0);
}

#[test]
fn worth_by_criteria_and_worth_given_agree() {
    let (n, n_criteria, n_samples) = (4, 3, 1300);
    let mut stream = plenipo_maths::random::StreamKey::new(3).stream(0);
    let mut weights = vec![0.0; n_criteria * n_samples];
    let mut values = vec![0.0; n * n_criteria * n_samples];
    stream.fill_uniform(&mut weights);
    stream.fill_uniform(&mut values);
    let samples = SmaaSamples::new(n, n_criteria, n_samples, &weights, &values).expect("tables");
    let mut naive = vec![0.0; n * n];
    let mut worth = vec![0.0; n * n_samples];
    for s in 0..n_samples {
        for a in 0..n {
            worth[a * n_samples + s] = (0..n_criteria)
                .map(|c| weights[c * n_samples + s] * values[(a * n_criteria + c) * n_samples + s])
                .sum();
        }
        for a in 0..n {
            let better = |b: &usize| worth[b * n_samples + s] > worth[a * n_samples + s];
            naive[a * n + (0..n).filter(better).count()] += 1.0;
        }
    }
    naive.iter_mut().for_each(|count| *count /= n_samples as f64);
    assert_eq!(rank_acceptabilities(n, n_samples, &worth).expect("finite"), naive);
    assert_eq!(analyse(&samples).expect("finite").rank_acceptabilities, naive);
}

#[test]
fn misuse_is_an_error() {
    assert_eq!(SmaaSamples::new(0, 1, 1, &[1.0], &[]).err(), Some(SmaaError::Nothing));
    let wrong = SmaaError::Length { expected: 2, found: 1 };
    assert_eq!(SmaaSamples::new(1, 1, 2, &[1.0], &[1.0, 1.0]).err(), Some(wrong.clone()));
    assert_eq!(rank_acceptabilities(2, 1, &[1.0]), Err(wrong.clone()));
    assert_eq!(rank_acceptabilities(2, 1, &[1.0, f64::NAN]), Err(SmaaError::NotFinite));
    let samples = SmaaSamples::new(1, 1, 1, &[1.0], &[f64::INFINITY]).expect("tables");
    assert_eq!(analyse(&samples), Err(SmaaError::NotFinite));
    let wrong = SmaaError::Length { expected: 1, found: 2 };
    assert_eq!(rank_acceptabilities_at(&[0.5, 0.5], &samples), Err(wrong));
}

/// The worths of `n` alternatives on three criteria in coarse steps, so that many tie, and their naive analysis:
/// shares of the ranks, and confidence factors at the central weights found.
fn check_coarse(n: usize, steps: f64) {
    let (n_criteria, n_samples) = (3, 1100);
    let mut stream = plenipo_maths::random::StreamKey::new(n as u64).stream(0);
    let mut uniform = |length: usize| {
        let mut numbers = vec![0.0; length];
        stream.fill_uniform(&mut numbers);
        numbers.iter_mut().for_each(|it| *it = (*it * steps).round() / steps);
        numbers
    };
    let (weights, values) = (uniform(n_criteria * n_samples), uniform(n * n_criteria * n_samples));
    // One criterion in three is the same in every sample.
    let row = |at: usize| match at % 3 {
        0 => Row::Same(values[at * n_samples]),
        _ => Row::Each(&values[at * n_samples..][..n_samples]),
    };
    let rows: Vec<Row<'_>> = (0..n * n_criteria).map(row).collect();
    let samples =
        SmaaSamples::of_rows(n, n_samples, weights.chunks(n_samples).collect(), rows.clone());
    let samples = samples.expect("tables");
    let found = analyse(&samples).expect("finite");

    let worth = |a: usize, s: usize, weight: &dyn Fn(usize) -> f64| {
        (0..n_criteria).map(|c| weight(c) * rows[a * n_criteria + c].get(s)).sum::<f64>()
    };
    let mut ranks = vec![0.0; n * n];
    for s in 0..n_samples {
        let worth: Vec<f64> =
            (0..n).map(|a| worth(a, s, &|c| weights[c * n_samples + s])).collect();
        for a in 0..n {
            let better = worth.iter().filter(|it| **it > worth[a] + 1e-9).count();
            let equal = worth.iter().filter(|it| (**it - worth[a]).abs() <= 1e-9).count();
            for rank in better..better + equal {
                ranks[a * n + rank] += 1.0 / equal as f64 / n_samples as f64;
            }
        }
    }
    for (found, naive) in found.rank_acceptabilities.iter().zip(&ranks) {
        assert!((found - naive).abs() < 1e-12, "{n}: {found} for {naive}");
    }
    let firsts = analyse_firsts(&samples).expect("finite");
    for a in 0..n {
        let both = [&firsts, &found].map(|it| it.rank_acceptability(a, 0));
        assert!((both[0] - both[1]).abs() < 1e-12, "{n}: {both:?}");
        let (alone, all) = (&firsts.central_weights[a], &found.central_weights[a]);
        assert_eq!(alone.is_some(), all.is_some());
        for (alone, all) in alone.iter().flatten().zip(all.iter().flatten()) {
            assert!((alone - all).abs() < 1e-12);
        }
    }
    for (a, central) in found.central_weights.iter().enumerate() {
        assert_eq!(central.is_some(), ranks[a * n] > 0.0, "{n}: {a}");
        let Some(central) = central else { continue };
        let mut firsts = 0.0;
        for s in 0..n_samples {
            // What is the same in every sample is added first.
            let worth = |a: usize| {
                let each = (0..n_criteria).map(|c| (central[c], rows[a * n_criteria + c]));
                let (same, varying): (Vec<_>, Vec<_>) =
                    each.partition(|(_, row)| matches!(row, Row::Same(_)));
                same.iter()
                    .chain(&varying)
                    .fold(0.0, |sum, (weight, row)| sum + weight * row.get(s))
            };
            let worth: Vec<f64> = (0..n).map(worth).collect();
            if worth.iter().all(|it| *it <= worth[a]) {
                firsts += 1.0 / worth.iter().filter(|it| **it == worth[a]).count() as f64;
            }
        }
        let found = found.confidence_factors[a].expect("central weights");
        assert!((found - firsts / n_samples as f64).abs() < 1e-12, "{n}: {a}");
    }
}

#[test]
fn a_tie_is_one_in_whatever_order_it_is_added_up() {
    // 0.1 + 0.2 is not 0.3 to the last bit.
    for n in [3, 12] {
        let weights = [0.1, 0.2, 0.3, 0.4];
        let has = [[1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0; 4]];
        let values: Vec<f64> = (0..n).flat_map(|a| has[a.min(2)]).collect();
        let samples = SmaaSamples::new(n, 4, 1, &weights, &values).expect("tables");
        for found in [analyse(&samples), analyse_firsts(&samples)].map(|it| it.expect("finite")) {
            assert_eq!(found.rank_acceptability(0, 0), 0.5);
            assert_eq!(found.rank_acceptability(1, 0), 0.5);
        }
        let found = analyse(&samples).expect("finite");
        assert_eq!([found.rank_acceptability(0, 0), found.rank_acceptability(1, 0)], [0.5; 2]);
        assert_eq!(found.confidence_factors[0], Some(0.5), "{n}");
    }
}

#[test]
fn ranks_and_firsts_are_those_of_a_naive_count() {
    for n in [2, 7, 60] {
        for steps in [1.0, 4.0, 1e9] {
            check_coarse(n, steps);
        }
    }
}
