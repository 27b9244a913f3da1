//! What a party is said to care for: which sums of shares hold, and what `check` says of the rest.

use plenipo_record::case::chance::Range;
use plenipo_record::case::position::{Salience, SalienceClass};
use plenipo_record::case::salience::{Sum, sum};
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::{ReadOptions, read};

use plenipo_testing::dossier::named;

fn share(low: f64, high: f64) -> Option<Salience> {
    Some(Salience::Share(Range { low, high }))
}

/// How these exact shares stand to a sum of 1.
fn of(shares: &[f64]) -> Sum {
    sum(&shares.iter().map(|it| share(*it, *it)).collect::<Vec<_>>())
}

#[test]
fn shares_may_miss_one_by_the_digits_they_are_typed_with() {
    // n shares of d decimals: by n · 0.5 · 10^-d.
    for just_below in [
        vec![0.33; 3],
        vec![0.333; 3],
        vec![0.14; 7],
        vec![0.11; 9],
        vec![0.08; 12],
        vec![0.167, 0.167, 0.166, 0.166, 0.166, 0.166],
        vec![0.33, 0.333, 0.33],
    ] {
        assert!(matches!(of(&just_below), Sum::JustBelow(_)), "{just_below:?}");
    }
    for just_above in [vec![0.17; 6], vec![0.067; 15], vec![0.34, 0.33, 0.34]] {
        assert!(matches!(of(&just_above), Sum::JustAbove(_)), "{just_above:?}");
    }
    // One decimal is read as two: nobody who means a third writes 0.3.
    for never in
        [vec![0.3; 3], vec![0.4; 3], vec![0.5, 0.4], vec![0.33, 0.33, 0.31], vec![0.334; 4]]
    {
        assert!(matches!(of(&never), Sum::Never(_)), "{never:?}");
    }
    for fits in [vec![0.1; 10], vec![0.7, 0.2, 0.1], vec![1.0, 0.0], vec![0.5, 0.5]] {
        assert_eq!(of(&fits), Sum::Fits, "{fits:?}");
    }
    // As another program wrote them.
    assert!(matches!(of(&[0.3636363636, 0.2727272727, 0.3636363636]), Sum::JustBelow(_)));
    assert!(matches!(of(&[0.363636, 0.272727, 0.363]), Sum::Never(_)));
}

#[test]
fn ranges_and_words_leave_room() {
    let word = Some(Salience::Class(SalienceClass::Low));
    let none = Some(Salience::Class(SalienceClass::None));
    assert_eq!(sum(&[share(0.3, 0.3), word, None]), Sum::Fits);
    assert_eq!(sum(&[share(0.3, 0.8), share(0.1, 0.2)]), Sum::Fits);
    assert!(matches!(sum(&[share(0.3, 0.3), none, none]), Sum::Never(it) if it == 0.3));
    assert!(matches!(sum(&[share(0.2, 0.4), share(0.1, 0.5)]), Sum::Never(_)));
    assert!(matches!(sum(&[share(0.6, 0.7), share(0.5, 0.5), None]), Sum::Never(_)));
    assert!(matches!(sum(&[share(0.0, 0.5), share(0.1, 0.496)]), Sum::JustBelow(_)));
    // No share at all, and no weight on anything, is no sum.
    assert_eq!(sum(&[none, none]), Sum::Fits);
    assert_eq!(sum(&[none, share(0.0, 0.0)]), Sum::Fits);
    assert_eq!(sum(&[word, None]), Sum::Fits);
}

const HEAD: &str = r#"format = 1
[file]
basis = "stated"
[dossier]
title = "T"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[issue]]
id = "a"
title = "Amnesty"
group = "justice"
options = [{ id = "x", text = "x" }, { id = "y", text = "y" }]
[[issue]]
id = "b"
title = "Bail"
group = "justice"
options = [{ id = "x", text = "x" }, { id = "y", text = "y" }]
[[issue]]
id = "g"
title = "Gas"
group = "energy"
options = [{ id = "x", text = "x" }, { id = "y", text = "y" }]
"#;

/// What is said of these saliences (`issue or group = salience`), each with the line pointed at,
/// counted from the first of them; the hint must be there.
fn said(saliences: &[&str]) -> Vec<String> {
    let block = |it: &&str| {
        let (of, salience) = it.split_once(" = ").expect("of = salience");
        let key = if of.len() == 1 { "issue" } else { "group" };
        format!("[[position]]\nparty = \"hill\"\n{key} = \"{of}\"\nsalience = {salience}\n")
    };
    let text = format!("{HEAD}{}", saliences.iter().map(block).collect::<String>());
    let (case, problems) = read(&[named("all.toml", text.as_str())], &ReadOptions::default());
    assert!(case.is_some(), "{problems:#?}");
    let each = problems.iter().map(|it| {
        assert_eq!((it.severity, it.file.as_str()), (Severity::Warning, "all.toml"));
        assert!(it.hint.is_some(), "{}", it.message);
        let record = text[HEAD.len()..it.span.start].matches("[[position]]").count();
        format!("{}: {}", saliences[record], it.message)
    });
    each.collect()
}

#[test]
fn what_cannot_hold_is_told_where_it_stands() {
    for fine in [
        &["a = 0.33", "b = 0.33", "g = 0.33"][..],
        &["a = 0.5", "b = 0.2", "g = 0.3"],
        &["a = 0.5", "b = \"critical\"", "g = \"low\""],
        &["a = 0", "b = \"critical\""],
        &["a = \"none\"", "b = \"none\"", "g = \"none\""],
        &["justice = 0.4", "a = 0.5", "b = 0.5", "g = 0.6"],
        &["justice = \"none\"", "g = \"high\""],
        &["a = 0", "b = 0", "g = 0"],
    ] {
        assert_eq!(said(fine), [""; 0], "{fine:?}");
    }
    let no_figure = "no figure of it can be given";
    assert_eq!(
        said(&["a = 0.6", "b = 0.6"]),
        [format!("b = 0.6: the shares of weight stated for Hill add up to 1.2: {no_figure}")]
    );
    assert_eq!(
        said(&["a = 0.3", "b = 0.3", "g = [0.1, 0.2]"]),
        [format!(
            "g = [0.1, 0.2]: the shares of weight stated for Hill add up to 0.8: {no_figure}"
        )]
    );
    assert_eq!(
        said(&["a = 0.6", "g = 0.4", "b = \"critical\""]),
        ["g = 0.4: the shares of weight stated for Hill add up to 1 and leave nothing for Bail"]
    );
    // Shares of the whole beside a share of the group.
    assert_eq!(
        said(&["justice = 0.4", "a = 0.1", "b = 0.3"]),
        [format!(
            "b = 0.3: the shares of weight stated for Hill within `justice` add up to 0.4: {no_figure}"
        )]
    );
    assert_eq!(
        said(&["justice = 0.4", "g = 0.5"]),
        [format!("g = 0.5: the shares of weight stated for Hill add up to 0.9: {no_figure}")]
    );
    assert_eq!(
        said(&["justice = \"high\"", "a = \"none\"", "b = 0"]),
        ["justice = \"high\": Hill gives weight to `justice` but to no issue in it: it has none"]
    );
    // What is left of the others' shares cannot be all there is.
    assert_eq!(
        said(&["a = \"none\"", "b = \"none\"", "g = 0.6", "justice = 0.4"]),
        [
            format!("g = 0.6: the shares of weight stated for Hill add up to 0.6: {no_figure}"),
            "justice = 0.4: Hill gives weight to `justice` but to no issue in it: it has none"
                .to_owned(),
        ]
    );
    assert_eq!(
        said(&["justice = \"none\"", "a = \"critical\""]),
        [
            "a = \"critical\": Hill gives no weight to `justice` but some to Amnesty in it: it has none"
        ]
    );
    assert_eq!(
        said(&["energy = \"low\"", "g = \"critical\""]),
        [
            "g = \"critical\": Hill says one thing about `energy` and another about the only issue in it: the issue's salience counts"
        ]
    );
}

#[test]
fn what_is_replaced_or_corrected_is_told_no_more() {
    let with = |more: &str| {
        let text = format!(
            "{HEAD}[[position]]\nid = \"one\"\nparty = \"hill\"\nissue = \"a\"\ndate = 2031-01-01\nsalience = 0.6\n\
            [[position]]\nparty = \"hill\"\nissue = \"g\"\nsalience = 0.6\n{more}"
        );
        let (case, problems) = read(&[named("all.toml", text.as_str())], &ReadOptions::default());
        assert!(case.is_some(), "{problems:#?}");
        problems.len()
    };
    assert_eq!(with(""), 1);
    let again = "[[position]]\nparty = \"hill\"\nissue = \"a\"\ndate = 2031-02-01\n";
    assert_eq!(with(&format!("{again}salience = 0.3\n")), 0);
    assert_eq!(with(&format!("{again}ended = true\n")), 0);
    let corrected = "[[position]]\ncorrects = { id = \"one\" }\nparty = \"hill\"\nissue = \"a\"\ndate = 2031-01-01\nsalience = 0.2\n";
    assert_eq!(with(corrected), 0);
}

#[test]
fn values_that_contradict_a_tie_are_an_error() {
    let with = |values: &str| {
        let text = format!(
            "{HEAD}[[position]]\nparty = \"hill\"\nissue = \"a\"\nranking = [[\"x\", \"y\"]]\nvalues = {{ {values} }}\n"
        );
        read(&[named("all.toml", text.as_str())], &ReadOptions::default()).0.is_some()
    };
    assert!(with("x = 0.5, y = [0.4, 0.6]"));
    assert!(!with("x = 0.2, y = 0.8"));
    assert!(!with("x = [0.5, 0.6], y = [0.1, 0.4]"));
}
