//! Spaces: what is kept step by step equals what is reckoned afresh; lines; what cannot be a space.

use std::sync::Arc;

use plenipo_maths::random::StreamKey;
use plenipo_protocol::space::{
    Forbidden, Menu, Space, SpaceError, SpaceSpec, StandingText, Together, Utility,
};

use super::{additive, additive_spec, stream, tangled};

#[test]
fn a_text_kept_step_by_step_is_worth_what_it_is_worth_afresh() {
    for seed in 0..20 {
        let space = tangled(seed);
        let mut stream = stream(seed);
        let mut text = StandingText::drawn(&space, &mut stream).expect("it can be");
        let mut after = [0; 3];
        for _ in 0..200 {
            let issue = stream.below(space.n_issues());
            let option = stream.below(space.n_options(issue) as usize) as u32;
            let mut changed = text.chosen().to_vec();
            changed[issue] = option;
            assert_eq!(text.permits_change(issue, option), space.permits(&changed));
            text.after(issue, option, &mut after);
            let afresh: Vec<i64> = (0..3).map(|party| space.units(party, &changed)).collect();
            assert_eq!(after.as_slice(), afresh.as_slice());
            if text.permits_change(issue, option) {
                text.change(issue, option);
                assert_eq!(text.chosen(), changed.as_slice());
                assert!((0..3).all(|party| text.units(party) == afresh[party]));
            }
        }
    }
}

#[test]
fn units_are_utilities_to_the_last_digits() {
    let spec = additive_spec(&[3, 4, 2], 2, 5);
    let space = Space::new(&spec).expect("it can be");
    for party in 0..2 {
        let tables = &spec.parties[party].tables;
        let sum = tables[0][2] + tables[1][3] + tables[2][0];
        let found = space.utility(party, space.units(party, &[2, 3, 0]));
        assert!((found - sum).abs() < 1e-13, "{found} for {sum}");
    }
}

#[test]
fn a_cap_a_constant_and_a_reservation_count() {
    let utility = Utility {
        tables: vec![vec![0.0, 1.0], vec![0.0, 1.0]],
        constant: 0.5,
        cap: Some(2.0),
        reservation: Some(1.5),
        ..Utility::default()
    };
    let spec = SpaceSpec { options: vec![2, 2], parties: vec![utility], lines: Vec::new() };
    let space = Space::new(&spec).expect("it can be");
    assert_eq!(space.utility(0, space.units(0, &[1, 1])), 2.0);
    assert_eq!(space.utility(0, space.units(0, &[0, 0])), 0.5);
    // What is worth exactly as much as no agreement is enough.
    assert!(space.units(0, &[1, 0]) >= space.reservation(0));
    assert!(space.units(0, &[0, 0]) < space.reservation(0));
}

#[test]
fn menus_hold_every_text_that_respects_the_lines_and_no_other() {
    let space = tangled(3);
    let menu = Menu::all(&space, 1000).expect("it can be");
    let mut listed = 0;
    for place in 0..3 * 2 * 4 * 3 * 2_u32 {
        let (mut rest, mut text) = (place, vec![0; 5]);
        for issue in (0..5).rev() {
            text[issue] = rest % space.n_options(issue);
            rest /= space.n_options(issue);
        }
        let crossed = text[2] == 3 || (text[0] < 2 && text[3] == 2);
        assert_eq!(space.permits(&text), !crossed);
        if !crossed {
            assert_eq!(menu.chosen(listed), text.as_slice());
            for party in 0..3 {
                assert_eq!(menu.column(party)[listed as usize], space.units(party, &text));
            }
            listed += 1;
        }
    }
    assert_eq!(menu.len(), listed as usize);
    let order = menu.order(1);
    assert!(order.windows(2).all(|it| {
        let worth = |at: usize| menu.column(1)[it[at] as usize];
        worth(0) > worth(1) || (worth(0) == worth(1) && it[0] < it[1])
    }));
}

#[test]
fn a_menu_that_is_drawn_has_each_text_once_and_none_that_crosses_a_line() {
    let space = tangled(4);
    let menu = Menu::drawn(&space, 60, StreamKey::new(1)).expect("it can be");
    let again = Menu::drawn(&space, 60, StreamKey::new(1)).expect("it can be");
    let texts: Vec<&[u32]> = (0..menu.len() as u32).map(|it| menu.chosen(it)).collect();
    assert!(texts.windows(2).all(|it| it[0] < it[1]));
    assert!(texts.iter().all(|it| space.permits(it)));
    assert!((0..menu.len() as u32).all(|it| menu.chosen(it) == again.chosen(it)));
}

#[test]
fn what_is_no_space_is_told_with_its_place() {
    let good = additive_spec(&[2, 3], 2, 1);
    let told = |change: &dyn Fn(&mut SpaceSpec)| {
        let mut spec = good.clone();
        change(&mut spec);
        Space::new(&spec).expect_err("it is none")
    };
    assert_eq!(told(&|it| it.options.clear()), SpaceError::NoOptions { issue: None });
    assert_eq!(told(&|it| it.options[1] = 0), SpaceError::NoOptions { issue: Some(1) });
    assert_eq!(told(&|it| it.parties.clear()), SpaceError::NoParty);
    let nan = |it: &mut SpaceSpec| it.parties[1].tables[0][1] = f64::NAN;
    assert_eq!(told(&nan), SpaceError::Number { party: 1 });
    let huge = |it: &mut SpaceSpec| {
        it.parties[0].tables[0][1] = f64::MAX;
        it.parties[0].tables[1][1] = f64::MAX;
    };
    assert_eq!(told(&huge), SpaceError::Number { party: 0 });
    let short = |it: &mut SpaceSpec| it.parties[0].tables[1].truncate(2);
    assert!(matches!(told(&short), SpaceError::Shape { party: Some(0), .. }));
    let values: Arc<[f64]> = Arc::from([0.0; 4]);
    let table = |scope: Vec<usize>| {
        let values = values.clone();
        move |it: &mut SpaceSpec| {
            let (scope, values) = (scope.clone(), values.clone());
            it.parties[0].together.push(Together::Table { scope, values });
        }
    };
    for scope in [vec![0, 1], vec![0, 0], vec![0, 7], vec![]] {
        assert!(matches!(told(&table(scope)), SpaceError::Shape { party: Some(0), .. }));
    }
    let range = |it: &mut SpaceSpec| {
        it.parties[0].together.push(Together::Range {
            scope: vec![0],
            ranges: vec![(0, 2)],
            value: 1.0,
        });
    };
    assert!(matches!(told(&range), SpaceError::Shape { party: Some(0), .. }));
    let all = |it: &mut SpaceSpec| {
        it.lines.push(Forbidden { when: vec![(1, vec![0, 2])] });
        it.lines.push(Forbidden { when: vec![(1, vec![1])] });
    };
    assert_eq!(told(&all), SpaceError::NothingOpen { issue: 1 });
    let unknown = |it: &mut SpaceSpec| it.lines.push(Forbidden { when: vec![(1, vec![3])] });
    assert!(matches!(told(&unknown), SpaceError::Shape { party: None, .. }));
    let twice = |it: &mut SpaceSpec| {
        it.lines.push(Forbidden { when: vec![(1, vec![0]), (1, vec![1])] });
    };
    assert!(matches!(told(&twice), SpaceError::Shape { party: None, .. }));
}

#[test]
fn a_space_whose_lines_leave_no_text_is_told() {
    let mut spec = additive_spec(&[2, 2], 2, 1);
    for a in 0..2 {
        for b in 0..2 {
            spec.lines.push(Forbidden { when: vec![(0, vec![a]), (1, vec![b])] });
        }
    }
    let space = Space::new(&spec).expect("it can be");
    assert_eq!(StandingText::drawn(&space, &mut stream(1)).unwrap_err(), SpaceError::NoText);
    assert_eq!(Menu::all(&space, 100).unwrap_err(), SpaceError::NoText);
    let large = additive(&[100; 8], 2, 1);
    assert!(matches!(Menu::all(&large, 1 << 20), Err(SpaceError::TooMany { .. })));
}
