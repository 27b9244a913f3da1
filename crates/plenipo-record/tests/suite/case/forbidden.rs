//! What rules leave of a text nobody has read whole, against trying every combination.

use plenipo_record::case::contents::contents;
use plenipo_record::case::forbidden::clauses;
use plenipo_record::case::issue::{OptionIx, OptionSet};
use plenipo_record::case::lines::{Verdict, standing};
use proptest::prelude::*;

use plenipo_testing::dossier::{named, read_with};

const ISSUES: usize = 4;
const OPTIONS: usize = 3;

/// An issue and one of its options, by place.
type Settled = (usize, usize);

/// A text of which only the first issue may be told, and rules, each with a pair of options it forbids.
fn text(told: Option<usize>, rules: &[(Settled, Settled)]) -> String {
    let mut text = "format = 2\n[file]\nbasis = \"assumed\"\n[dossier]\ntitle = \"T\"\n".to_owned();
    for issue in 0..ISSUES {
        let options: Vec<String> = (0..OPTIONS)
            .map(|it| format!("{{ id = \"o{it}\", text = \"option {it}\" }}"))
            .collect();
        let options = options.join(", ");
        text += &format!(
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\noptions = [{options}]\n"
        );
    }
    let sets = told.map(|it| format!("i0 = \"o{it}\"")).unwrap_or_default();
    text += &format!(
        "[[draft]]\nid = \"d\"\ntitle = \"D\"\nform = \"reported\"\npoints = [{{ sets = {{ {sets} }} }}]\n"
    );
    for ((a, x), (b, y)) in rules {
        text +=
            &format!("[[rule]]\nwhen = {{ i{a} = \"o{x}\" }}\nexcludes = {{ i{b} = \"o{y}\" }}\n");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_rules_leave_is_what_some_allowed_text_has(
        told in prop::option::of(0..OPTIONS),
        pairs in prop::collection::vec(((0..ISSUES, 0..OPTIONS), (0..ISSUES, 0..OPTIONS)), 0..9),
    ) {
        let pairs: Vec<_> = pairs.into_iter().filter(|it| it.0.0 != it.1.0).collect();
        let (case, _) = read_with(&[named("dossier.toml", text(told, &pairs))], &[]);
        let Some(case) = case else { return Ok(()) };
        let contents = contents(&case, &case.drafts[0]);
        let clauses = clauses(&case);
        let mut left = [OptionSet::EMPTY; ISSUES];
        for package in 0..OPTIONS.pow(ISSUES as u32) {
            let at = |issue: usize| OptionIx::new(package / OPTIONS.pow(issue as u32) % OPTIONS);
            let package: Vec<OptionIx> = (0..ISSUES).map(at).collect();
            let is_told = told.is_none_or(|it| package[0] == OptionIx::new(it));
            if is_told && !clauses.iter().any(|it| it.forbids(&package)) {
                for (left, option) in left.iter_mut().zip(package) {
                    *left = left.or(OptionSet::one(option));
                }
            }
        }
        if left[0].is_empty() {
            // No text is allowed: what rules tie together stays as it is told, in whatever order they come.
            let mut turned = pairs.clone();
            turned.reverse();
            let (turned, _) = read_with(&[named("dossier.toml", text(told, &turned))], &[]);
            let turned = turned.unwrap();
            prop_assert_eq!(contents, self::contents(&turned, &turned.drafts[0]));
            return Ok(());
        }
        for (issue, left) in left.into_iter().enumerate() {
            prop_assert_eq!(contents[issue].options(), left, "issue {}", issue);
        }
    }
}

/// A line of a party: what it rules out, and what of it applies only where an issue has an option.
fn line(rules_out: &[Settled], when: Option<Settled>) -> String {
    let mut text = "[[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n".to_owned();
    text += "[[red_line]]\nparty = \"p\"\nwords = \"never\"\n";
    let out = (0..ISSUES).filter_map(|issue| {
        let own = rules_out.iter().filter(|it| it.0 == issue);
        let own: std::collections::BTreeSet<String> =
            own.map(|it| format!("\"o{}\"", it.1)).collect();
        let own: Vec<String> = own.into_iter().collect();
        (!own.is_empty()).then(|| format!("i{issue} = [{}]", own.join(", ")))
    });
    text += &format!("rules_out = {{ {} }}\n", out.collect::<Vec<_>>().join(", "));
    if let Some((issue, option)) = when {
        text += &format!("condition = {{ when = {{ i{issue} = \"o{option}\" }} }}\n");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn a_line_is_crossed_where_every_allowed_text_crosses_it_and_kept_where_none_does(
        told in prop::option::of(0..OPTIONS),
        pairs in prop::collection::vec(((0..ISSUES, 0..OPTIONS), (0..ISSUES, 0..OPTIONS)), 0..14),
        // Never all options of an issue: that is an error of the record.
        rules_out in prop::collection::vec((0..ISSUES, 0..OPTIONS - 1), 1..6),
        when in prop::option::of((0..ISSUES, 0..OPTIONS)),
    ) {
        let pairs: Vec<_> = pairs.into_iter().filter(|it| it.0.0 != it.1.0).collect();
        let text = text(told, &pairs) + &line(&rules_out, when);
        let (case, problems) = read_with(&[named("dossier.toml", text)], &[]);
        let Some(case) = case else { return Err(TestCaseError::fail(format!("{problems:?}"))) };
        let contents = contents(&case, &case.drafts[0]);
        let clauses = clauses(&case);
        let (mut crossing, mut keeping) = (0, 0);
        for package in 0..OPTIONS.pow(ISSUES as u32) {
            let at = |issue: usize| package / OPTIONS.pow(issue as u32) % OPTIONS;
            let options: Vec<OptionIx> = (0..ISSUES).map(|it| OptionIx::new(at(it))).collect();
            let is_told = told.is_none_or(|it| at(0) == it);
            if is_told && !clauses.iter().any(|it| it.forbids(&options)) {
                let applies = when.is_none_or(|(issue, option)| at(issue) == option);
                let crosses = applies && rules_out.iter().any(|it| at(it.0) == it.1);
                *(if crosses { &mut crossing } else { &mut keeping }) += 1;
            }
        }
        let expected = match (crossing, keeping) {
            // No text is allowed.
            (0, 0) => return Ok(()),
            (0, _) => Verdict::Respected,
            (_, 0) => Verdict::Crossed,
            _ => Verdict::MayBeCrossed,
        };
        let lines = standing(&case, case.find("p").unwrap());
        prop_assert_eq!(lines[0].judge(&contents), expected);
        let is_on = !lines[0].judged_on(&contents).is_empty();
        prop_assert_eq!(is_on, expected != Verdict::Respected);
    }
}
