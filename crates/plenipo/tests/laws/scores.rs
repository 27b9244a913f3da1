//! Scores: proper, identical to their parts, fair over time.

use jiff::civil::date;
use plenipo::lens::context::Context;
use plenipo::lens::forecasts;
use plenipo::lens::setting::Settings;
use plenipo_maths::scores::{
    Cut, LOG_CLIP, Pair, Step, brier, calibration, decompose, log_loss, mean_brier, time_average,
};
use plenipo_record::dossier::ledger::{Entry, FILE, append};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use proptest::prelude::*;

/// Pairs of a few values that come back, and of any.
fn pairs() -> impl Strategy<Value = Vec<Pair>> {
    let stated = prop_oneof![
        (0..=20u8).prop_map(|it| f64::from(it) / 20.0),
        0.0..=1.0f64,
        Just(0.0),
        Just(1.0),
    ];
    let pair = (stated, any::<bool>()).prop_map(|(stated, happened)| Pair { stated, happened });
    proptest::collection::vec(pair, 1..60)
}

/// What a loss comes to on average if the event happens with probability `truth`.
fn expected(loss: fn(Pair) -> f64, stated: f64, truth: f64) -> f64 {
    let at = |happened| loss(Pair { stated, happened });
    truth * at(true) + (1.0 - truth) * at(false)
}

/// An entry of a ledger, before its place is drawn.
#[derive(Debug, Clone)]
enum Put {
    /// Somebody's number of a day, and after how many days it became known.
    Said { by: u8, day: i8, heard: i8 },
    /// The outcome, on a day.
    Came { day: i8 },
}

fn puts() -> impl Strategy<Value = Vec<Put>> {
    let said = (0..4u8, 1..28i8, prop_oneof![4 => Just(0i8), 1 => 0..5i8])
        .prop_map(|(by, day, heard)| Put::Said { by, day, heard });
    let came = (1..28i8).prop_map(|day| Put::Came { day });
    proptest::collection::vec(prop_oneof![5 => said, 1 => came], 1..9)
}

proptest! {
    /// No order of appending gives an entry a better date than its place in the chain allows: below the
    /// outcome nothing is scored with the rest, and what pretends to have been known before what stands
    /// above it counts from the latest day spoken of there.
    #[test]
    fn no_order_of_appending_gives_a_better_date(puts in puts()) {
        let may = |day: i8| date(2031, 5, day);
        let mut entries = vec![
            Entry::forecast().with("id", "q").with("question", "?").with("criteria", "c")
                .with("known", may(1)),
        ];
        for (n, put) in puts.iter().enumerate() {
            entries.push(match put {
                Put::Said { by, day, heard } => Entry::prediction()
                    .with("forecast", "q").with("by", format!("Author {by}")).with("date", may(*day))
                    .with("chance", 0.5).with("words", format!("{n}")).with("known", may(day + heard))
                    .with("basis", "reported"),
                Put::Came { day } => Entry::resolution()
                    .with("forecast", "q").with("date", may(*day)).with("outcome", "yes")
                    .with("known", may(*day)),
            });
        }
        let ledger = append("", &entries).expect("a new ledger");
        let head = "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n[[party]]\nid = \"hill\"\n\
            name = \"Hill\"\n";
        let named = |name: &str, text: &str| NamedBytes { name: name.into(), bytes: text.into() };
        let files = [named("dossier.toml", head), named(FILE, &ledger)];
        let case = read(&files, &ReadOptions::default()).0.expect("a case");
        let finding = forecasts::LENS.ask(&case, &Settings::default(), &Context::default());
        let finding = finding.expect("an answer");
        let table = finding.table("predictions").expect("a table");
        for (n, put) in puts.iter().enumerate() {
            let Put::Said { day, heard, .. } = put else { continue };
            let above = &puts[..n];
            let row = (0..table.rows.len()).find(|row| {
                table.cell(*row, "words").and_then(|it| it.as_text()) == Some(n.to_string().as_str())
            }).expect("its row");
            let cell = |column: &str| table.cell(row, column).cloned().expect("a cell");
            let scored = cell("scored");
            if above.iter().any(|it| matches!(it, Put::Came { .. })) {
                prop_assert_ne!(scored.as_text(), Some("yes"));
            }
            // The latest day that anything above speaks of, told here by hand.
            let floor = above.iter().map(|it| match it {
                Put::Said { day, heard, .. } => day + heard,
                Put::Came { day } => *day,
            }).max().unwrap_or(1);
            let counts = if floor > day + heard { floor.max(*day) } else { *day };
            prop_assert_eq!(cell("counts_from"), plenipo::finding::table::Cell::maybe_date(Some(may(counts))));
            if let Some(came) = puts.iter().find_map(|it| match it {
                Put::Came { day } => Some(*day),
                Put::Said { .. } => None,
            }) && puts.iter().filter(|it| matches!(it, Put::Came { .. })).count() == 1 && counts > came {
                prop_assert_ne!(scored.as_text(), Some("yes"));
            }
        }
    }

    #[test]
    fn who_states_the_truth_expects_to_lose_least(truth in 0.0..=1.0f64, other in 0.0..=1.0f64) {
        let honest = expected(brier, truth, truth);
        prop_assert!(expected(brier, other, truth) >= honest - 1e-15);
        if (other - truth).abs() > 1e-6 {
            prop_assert!(expected(brier, other, truth) > honest, "Brier's score is strictly proper");
        }
        let honest = expected(log_loss, truth, truth);
        prop_assert!(expected(log_loss, other, truth) >= honest - 1e-12);
        let inside = |it: f64| (LOG_CLIP..=1.0 - LOG_CLIP).contains(&it);
        if (other - truth).abs() > 1e-6 && inside(truth) && inside(other) {
            prop_assert!(expected(log_loss, other, truth) > honest);
        }
    }

    #[test]
    fn the_parts_of_a_score_are_the_score(pairs in pairs(), bins in 1..30u32) {
        let values = decompose(&pairs, Cut::Values).expect("pairs");
        let three = values.reliability - values.resolution + values.uncertainty;
        prop_assert!((three - values.brier).abs() < 1e-12);
        let it = decompose(&pairs, Cut::Bins(bins)).expect("pairs");
        let five = it.reliability - it.resolution + it.uncertainty + it.spread - it.covariance;
        prop_assert!((five - it.brier).abs() < 1e-12, "{five} {it:?}");
        for part in [it.reliability, it.resolution, it.uncertainty, it.spread] {
            prop_assert!(part >= 0.0);
        }
        // No cut learns more from the outcomes than there is to learn.
        prop_assert!(values.resolution <= values.uncertainty + 1e-12);
        prop_assert!(it.resolution <= values.resolution + 1e-12);
    }

    #[test]
    fn the_order_of_pairs_changes_no_bit(pairs in pairs(), bins in 1..12u32) {
        let mut back = pairs.clone();
        back.reverse();
        for cut in [Cut::Values, Cut::Bins(bins)] {
            prop_assert_eq!(calibration(&pairs, cut), calibration(&back, cut));
        }
        let table = calibration(&pairs, Cut::Bins(bins));
        prop_assert_eq!(table.iter().map(|it| it.count).sum::<usize>(), pairs.len());
        for bin in &table {
            prop_assert!(bin.low <= bin.stated + 1e-12 && bin.stated <= bin.high + 1e-12);
        }
        for it in table.windows(2) {
            prop_assert!(it[0].high <= it[1].low);
        }
    }

    #[test]
    fn one_statement_from_the_first_day_scores_as_a_single_one(
        stated in 0.0..=1.0f64, happened: bool, days in 1..400u32,
    ) {
        let step = [Step { day: 0, stated }];
        let it = time_average(&step, days, None, happened).expect("days");
        let single = brier(Pair { stated, happened });
        prop_assert!((it.brier - single).abs() < 1e-12);
    }

    #[test]
    fn a_time_average_is_the_mean_of_its_days(
        steps in proptest::collection::vec((-5..30i64, 0.0..=1.0f64), 1..8),
        days in 1..25u32, settled in proptest::option::of(-3..30i64), happened: bool,
    ) {
        let steps: Vec<Step> =
            steps.into_iter().map(|(day, stated)| Step { day, stated }).collect();
        // Day by day.
        let mut of_days = Vec::new();
        for day in 0..i64::from(days) {
            let standing = steps.iter().rev().filter(|it| it.day <= day).max_by_key(|it| it.day);
            // Of several on a day `max_by_key` gives the last it sees, so the first of the list.
            let newest = standing.map(|it| it.day);
            let standing = steps.iter().rfind(|it| Some(it.day) == newest);
            let Some(standing) = standing else { continue };
            let over = settled.is_some_and(|it| it <= day);
            let pair = Pair { stated: standing.stated, happened };
            of_days.push(if over { 0.0 } else { brier(pair) });
        }
        let found = time_average(&steps, days, settled, happened);
        prop_assert_eq!(found.map_or(0, |it| it.days as usize), of_days.len());
        if let Some(found) = found {
            let mean = of_days.iter().sum::<f64>() / of_days.len() as f64;
            prop_assert!((found.brier - mean).abs() < 1e-12, "{} for {mean}", found.brier);
        }
    }

    /// The decay check. An event comes on each day with the same hazard; who is honest lowers the
    /// figure as the days run out. Over the fixed horizon nobody does better by holding it up or
    /// letting it fall faster. Averaged only up to the event, whoever holds it up does.
    #[test]
    fn honest_decay_is_best_over_a_fixed_horizon(
        hazard in 0.02..0.3f64, bend in 0.2..4.0f64, days in 3..15u32,
    ) {
        let honest: Vec<f64> = (0..days)
            .map(|day| 1.0 - (1.0 - hazard).powi((days - day) as i32))
            .collect();
        let bent: Vec<f64> = honest.iter().map(|it| it.powf(bend)).collect();
        let chance = |day: u32| (1.0 - hazard).powi(day as i32) * hazard;
        let never = (1.0 - hazard).powi(days as i32);
        let expected = |view: &[f64], fixed: bool| {
            let steps: Vec<Step> = view
                .iter()
                .enumerate()
                .map(|(day, stated)| Step { day: day as i64, stated: *stated })
                .collect();
            let mut sum = never * time_average(&steps, days, None, false).expect("days").brier;
            for day in 0..days {
                // It happens in the course of this day: settled from the next.
                let after = i64::from(day) + 1;
                let over = if fixed { days } else { day + 1 };
                let average = time_average(&steps, over, Some(after), true).expect("days");
                sum += chance(day) * average.brier;
            }
            sum
        };
        prop_assert!(expected(&bent, true) >= expected(&honest, true) - 1e-12);
        // Held up a little, never above 1.
        let held: Vec<f64> = honest.iter().map(|it| it + 0.02 * (1.0 - it)).collect();
        prop_assert!(expected(&held, false) < expected(&honest, false), "averaging to the event");
    }

    #[test]
    fn a_mean_lies_between_its_ends(pairs in pairs()) {
        let mean = mean_brier(&pairs).expect("pairs");
        prop_assert!((0.0..=1.0).contains(&mean));
    }
}
