//! The laws of views, on random small talks read with assumption sets.

use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;
use plenipo::lens::view::View;
use plenipo::lens::views::{self, ViewStatus};
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;
use proptest::prelude::*;

use super::talks::{Stand, Talk, talk};

const NAMES: [&str; 3] = ["own", "next", "turned"];

/// The record without anybody's preferences, and three sets: those of each party, each party with those of the next, and
/// each with its own turned round.
fn files(talk: &Talk) -> Vec<NamedBytes> {
    let supposed =
        |it: &String| it.starts_with("[[position]]") || it.starts_with("[[alternative]]");
    let record: Vec<String> = talk.blocks("").into_iter().filter(|it| !supposed(it)).collect();
    let set =
        |talk: &Talk| talk.blocks("").into_iter().filter(supposed).collect::<Vec<_>>().concat();
    let mut next = talk.clone();
    let held: Vec<_> = talk
        .parties
        .iter()
        .map(|it| (it.stands.clone(), it.salience.clone(), it.without.clone()))
        .collect();
    for (k, party) in next.parties.iter_mut().enumerate() {
        (party.stands, party.salience, party.without) = held[(k + 1) % held.len()].clone();
    }
    let mut turned = talk.clone();
    for stand in turned.parties.iter_mut().flat_map(|it| &mut it.stands) {
        if let Stand::Ranking(order) = stand {
            order.reverse();
        }
    }
    let sets = [set(talk), set(&next), set(&turned)];
    let mut all = vec![named("all.toml", record.concat())];
    all.extend(
        NAMES.iter().zip(sets).map(|(name, text)| named(&format!("assumptions/{name}.toml"), text)),
    );
    all
}

fn case(files: &[NamedBytes], assume: &[&str]) -> Case {
    let options = ReadOptions { assume: assume.iter().map(|it| (*it).to_owned()).collect() };
    let (case, problems) = read(files, &options);
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

fn asked<T>(talk: &Talk, names: &[&str], each: impl FnOnce(&views::ViewsAnswer<'_>) -> T) -> T {
    let files = files(talk);
    let base = case(&files, &[]);
    let cases: Vec<Case> = names.iter().map(|it| case(&files, &[it])).collect();
    let context = Context { samples: 100, seed: talk.seed, ..Context::default() };
    let view = View::of(&base, &context).expect("a view");
    let views = names.iter().zip(&cases);
    let views: Vec<(String, View<'_>)> = views
        .map(|(name, case)| ((*name).to_owned(), View::of(case, &context).expect("a view")))
        .collect();
    each(&views::answer(&view, &views, &Settings::default()).expect("an answer"))
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn one_view_more_never_adds_to_what_all_share(talk in talk()) {
        let shared = |names: &[&str]| asked(&talk, names, |it| {
            let names: Vec<String> = it.columns.iter().filter_map(|it| it.name.clone()).collect();
            (names.len(), it.shared.iter().map(|it| it.words.clone()).collect::<Vec<_>>())
        });
        let (mut n, mut before) = shared(&NAMES[..1]);
        for k in 2..=NAMES.len() {
            let (m, after) = shared(&NAMES[..k]);
            if n > 0 {
                prop_assert!(after.iter().all(|it| before.contains(it)), "{:?} beside {:?}", after, before);
            }
            (n, before) = (m, after);
        }
    }

    /// What is so whatever the weighting is so by samples too, and one of the words is given to every party and draft.
    #[test]
    fn statuses_keep_to_their_meaning(talk in talk()) {
        asked(&talk, &NAMES, |it| {
            for column in &it.columns {
                for under in &column.drafts {
                    prop_assert_eq!(Some(under.joint), under.parties.iter().map(|it| it.status).min());
                    for party in &under.parties {
                        prop_assert_eq!(party.status == ViewStatus::Crosses, !party.crossed.is_empty());
                    }
                }
            }
            for crux in &it.cruxes {
                prop_assert!(crux.turns.0 != crux.turns.1 && !crux.blocks.is_empty());
            }
            Ok(())
        })?;
    }

    #[test]
    fn threads_change_no_byte(talk in talk()) {
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| asked(&talk, &NAMES, |it| format!("{:?} {:?} {:?}", it.columns, it.shared, it.cruxes)))
        };
        prop_assert_eq!(run(1), run(4));
    }
}
