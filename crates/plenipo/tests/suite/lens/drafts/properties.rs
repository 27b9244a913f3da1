use plenipo::lens::drafts::pairs::{By, propose};
use plenipo_record::case::draft::{Draft, Form, Point, Relation};
use proptest::prelude::*;

use super::made::{Chance, draft, of_texts};

/// Wordings of many scripts.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let one = prop_oneof![
        "[a-z]{2,8}( [a-z]{2,8}){0,12}",
        "[а-я]{2,8}( [а-я]{2,8}){0,12}",
        "[\u{4e00}-\u{4e40}]{1,20}",
        "[\u{5d0}-\u{5ea}]{2,6}( [\u{5d0}-\u{5ea}]{2,6}){0,8}",
        "\\PC{0,30}",
    ];
    proptest::collection::vec(one, 1..14)
}

proptest! {
    #[test]
    fn a_draft_is_itself(texts in texts()) {
        let it = of_texts(texts.into_iter());
        let pairs = propose(&it, &it);
        for pair in &pairs {
            // Points without words to compare have nothing to be known by.
            let words = pair.a.map(|at| it.points[at].text.clone().unwrap_or_default());
            let bare = words.is_none_or(|it| !it.chars().any(char::is_alphanumeric));
            prop_assert!(bare || pair.is == Some(Relation::Kept), "{pair:?}");
            prop_assert!(bare || pair.a == pair.b, "{pair:?}");
        }
    }

    #[test]
    fn every_point_is_told_of_once_or_linked(a in texts(), b in texts()) {
        let (a, b) = (of_texts(a.into_iter()), of_texts(b.into_iter()));
        let pairs = propose(&a, &b);
        prop_assert_eq!(&pairs, &propose(&a, &b));
        for at in 0..a.points.len() {
            prop_assert!(pairs.iter().any(|it| it.a == Some(at)));
        }
        for at in 0..b.points.len() {
            prop_assert!(pairs.iter().any(|it| it.b == Some(at)));
        }
        for pair in pairs {
            match pair.is {
                Some(Relation::Dropped) => prop_assert!(pair.a.is_some()),
                Some(Relation::New) => prop_assert!(pair.a.is_none()),
                Some(_) => prop_assert!(pair.a.is_some() && pair.b.is_some()),
                None => prop_assert!(false, "both are complete"),
            }
        }
    }

    #[test]
    fn what_changes_places_moves(seed in 0_u64..500) {
        let mut chance = Chance(seed);
        let original = draft(12, 20, &mut chance);
        let mut order: Vec<usize> = (0..12).collect();
        for at in (1..12).rev() {
            order.swap(at, chance.below(at + 1));
        }
        let shuffled = of_texts(order.iter().map(|it| original.points[*it].text.clone().unwrap_or_default()));
        let mut stays = 0;
        for pair in propose(&original, &shuffled) {
            let (Some(x), Some(y)) = (pair.a, pair.b) else {
                prop_assert!(false, "{pair:?}");
                continue;
            };
            prop_assert_eq!(order[y], x);
            prop_assert!(matches!(pair.is, Some(Relation::Kept | Relation::Moved)));
            stays += usize::from(pair.is == Some(Relation::Kept));
        }
        // The longest run whose order stayed, by trying every length.
        let mut longest = vec![1; 12];
        for at in 0..12 {
            for before in 0..at {
                if order[before] < order[at] {
                    longest[at] = longest[at].max(longest[before] + 1);
                }
            }
        }
        prop_assert_eq!(stays, longest.into_iter().max().unwrap_or(0));
    }

    #[test]
    fn a_text_nobody_has_read_has_dropped_nothing(texts in texts(), told in texts()) {
        let read = of_texts(texts.into_iter());
        let mut unread = of_texts(told.into_iter());
        unread.form = Form::Reported;
        unread.complete = false;
        for pairs in [propose(&read, &unread), propose(&unread, &read)] {
            prop_assert!(pairs.iter().all(|it| it.is.is_none() && it.by == By::Nothing));
        }
        let empty = Draft { form: Form::Text, ..Draft::default() };
        prop_assert!(propose(&read, &empty).iter().all(|it| it.is.is_none()));
    }
}

#[test]
fn an_incomplete_draft_drops_nothing() {
    let words = |it: &str| it.to_owned();
    let full = of_texts(
        [words("the ports stay open to grain"), words("a council sits in winter")].into_iter(),
    );
    let mut part = of_texts([words("the ports stay open to grain")].into_iter());
    let fate = |a: &Draft, b: &Draft| propose(a, b).iter().map(|it| it.is).collect::<Vec<_>>();
    assert_eq!(fate(&full, &part), [Some(Relation::Kept), Some(Relation::Dropped)]);
    assert_eq!(fate(&part, &full), [Some(Relation::Kept), Some(Relation::New)]);
    part.complete = false;
    assert_eq!(fate(&full, &part), [Some(Relation::Kept), None]);
    assert_eq!(fate(&part, &full), [Some(Relation::Kept), None]);
}

#[test]
fn a_wording_is_not_compared_with_a_gist() {
    let gist = Draft {
        form: Form::Leak,
        complete: true,
        points: vec![Point { gist: Some("Ports stay open".into()), ..Point::default() }],
        ..Draft::default()
    };
    let text = of_texts(["The ports shall stay open to all grain".to_owned()].into_iter());
    let pairs = propose(&gist, &text);
    assert_eq!(pairs.len(), 1);
    assert_eq!(pairs[0].compared.word(), "wording against gist");
    assert_eq!(format!("{:?}", pairs[0].by), "Found(Low)");
}
