//! What holds for every preference allowed against what is drawn of them.

use plenipo::preference::profile::Profile;
use plenipo::preference::reservation::Reservation;
use plenipo::preference::robust::Robust;
use plenipo::preference::samples::Samples;
use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{OptionIx, OptionSet};
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;
use proptest::collection::vec;
use proptest::prelude::*;

use super::talks::{OPTIONS, Talk, talk};

const N: usize = 400;

fn case(talk: &Talk) -> Case {
    let files = [named("all.toml", talk.blocks("").concat())];
    let (case, problems) = read(&files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

proptest! {
    #![proptest_config(cases(150))]

    /// Necessary implies that every sample has it so, and a sample that has it so that it is possible.
    #[test]
    fn no_sample_is_beyond_what_is_necessary_or_possible(
        talk in talk(),
        a in vec(0..OPTIONS, 4),
        b in vec(0..OPTIONS, 4),
    ) {
        let case = case(&talk);
        for party in case.signatories() {
            let profile = Profile::of(&case, party);
            let Ok(samples) = Samples::draw(&case, &profile, talk.seed, N) else {
                prop_assert!(Robust::of(&profile).is_err());
                continue;
            };
            let robust = Robust::of(&profile).expect("it can be drawn from");
            let options = |of: &[usize]| -> Vec<OptionIx> {
                of.iter().take(case.issues.len()).map(|it| OptionIx::new(*it)).collect()
            };
            let (a, b) = (options(&a), options(&b));
            let sets = |of: &[OptionIx]| of.iter().map(|it| OptionSet::one(*it)).collect::<Vec<_>>();
            let found = robust.compared(&sets(&a), &sets(&b)).expect("possible");
            prop_assert!(!found.necessarily() || found.possibly());
            let turned = robust.compared(&sets(&b), &sets(&a)).expect("possible");
            prop_assert!((found.turned().least - turned.least).abs() < 1e-9);
            let worth = robust.worth(&sets(&a)).expect("possible");
            let (of_a, of_b) = (samples.worth(&a), samples.worth(&b));
            for (a, b) in of_a.iter().zip(&of_b) {
                prop_assert!(found.least - 1e-9 <= a - b && a - b <= found.greatest + 1e-9, "{:?} {}", found, a - b);
                prop_assert!(worth.lo - 1e-9 <= *a && *a <= worth.hi + 1e-9, "{:?} {}", worth, a);
            }
            if let Some(no_deal) = Reservation::of(&case, party) {
                let found = robust.against(&sets(&a), &no_deal).expect("possible");
                let drawn = no_deal.draw(&case, party, &samples, talk.seed);
                for (a, r) in of_a.iter().zip(&drawn) {
                    prop_assert!(found.least - 1e-9 <= a - r && a - r <= found.greatest + 1e-9);
                }
            }
        }
    }

    /// What is not known of a text only widens what is possible, and never less than to each way it may come out.
    #[test]
    fn a_text_that_may_say_more_is_worth_all_that_it_may_be(talk in talk(), a in vec(0..OPTIONS, 4)) {
        let case = case(&talk);
        let profile = Profile::of(&case, Ix::new(0));
        let Ok(robust) = Robust::of(&profile) else { return Ok(()) };
        let known: Vec<OptionSet> = a.iter().take(case.issues.len()).map(|it| OptionSet::one(OptionIx::new(*it))).collect();
        let mut open = known.clone();
        open[0] = case.issues[0].all();
        let (known, open) = (robust.worth(&known).expect("possible"), robust.worth(&open).expect("possible"));
        prop_assert!(open.lo <= known.lo + 1e-12 && known.hi <= open.hi + 1e-12);
    }
}
