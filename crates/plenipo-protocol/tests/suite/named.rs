//! Names: every entry can be made, and what is misspelt is told with what was meant.

use plenipo_protocol::named::{NameError, named};
use plenipo_protocol::party::{Bidder, accepting, bidding, modelling, voting};
use plenipo_protocol::{mediator, protocol};

#[test]
fn every_entry_can_be_made_by_its_name_and_says_where_it_comes_from() {
    fn check<T>(list: &[plenipo_protocol::named::Named<T>]) {
        for (at, entry) in list.iter().enumerate() {
            assert!(named(list, "entry", entry.name).is_ok());
            assert!(!entry.source.is_empty() && !entry.about.is_empty());
            assert!(list[..at].iter().all(|it| it.name != entry.name), "{} twice", entry.name);
            if let Some(number) = entry.number {
                let of = |it: f64| named(list, "entry", &format!("{}:{it}", entry.name)).is_ok();
                assert!(of(number.least) && of(number.most));
                assert!(!of(number.most * 2.0 + 1.0) && !of(-1.0) && !of(f64::NAN));
            } else {
                assert!(named(list, "entry", &format!("{}:1", entry.name)).is_err());
            }
        }
    }
    check(voting::ALL);
    check(bidding::ALL);
    check(bidding::CONCESSIONS);
    check(accepting::ALL);
    check(modelling::ALL);
    check(mediator::ALL);
    check(protocol::ALL);
}

fn told(text: &str) -> String {
    Bidder::named(text).err().map(|it| it.to_string()).unwrap_or_default()
}

#[test]
fn what_is_misspelt_is_told_with_what_was_meant() {
    assert_eq!(told("bouleware"), "there is no strategy `bouleware`; did you mean `boulware`?");
    assert_eq!(
        told("linear@combo"),
        "there is no acceptance condition `combo`; did you mean `combi`?"
    );
    assert_eq!(
        told("linear+frequencies"),
        "there is no opponent model `frequencies`; did you mean `frequency`?"
    );
    assert!(told("xyzzy").starts_with("there is no strategy `xyzzy`; there are: boulware, linear"));
    assert!(told("micro+frequency").starts_with("there is no strategy with a model `micro`"));
    let range = "`boulware:0`: the exponent e of the concession is a number from 0.001 to 1000";
    assert_eq!(told("boulware:0"), range);
    assert_eq!(told("micro:3"), "`micro` takes no number, but has `3`");
    assert!(matches!(Bidder::named(""), Err(NameError::Unknown { near: None, .. })));
    assert!(Bidder::named("boulware:0.1+bayesian@combi:0.9").is_ok());
}
