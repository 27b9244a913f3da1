//! What rules leave of a text nobody has read whole, against trying every combination.

use plenipo_record::case::contents::contents;
use plenipo_record::case::forbidden::clauses;
use plenipo_record::case::issue::{OptionIx, OptionSet};
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
