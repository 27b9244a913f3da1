//! What a party has rejected is not accepted as it stands, whatever it is worth to it.

use super::{TALKS, amend, said, sets, settings};

/// Hill and Dale would both do better with the text than without a deal.
const CONTENT: &str = r#"
[[position]]
party = "hill"
issue = "hours"
ranking = ["six", "four", "two"]
[[position]]
party = "hill"
issue = "road"
ranking = ["toll", "open", "shut"]
[[position]]
party = "hill"
issue = "court"
indifferent = true
[[alternative]]
party = "hill"
level = 0.2
"#;

fn with(answers: &[(&str, &str)]) -> plenipo::finding::Finding {
    let each = answers.iter().map(|(to, reply)| {
        format!(
            "[[answer]]\nparty = \"hill\"\nto = \"{to}\"\nanswer = \"{reply}\"\ndate = 2031-07-01\n"
        )
    });
    amend(&[TALKS, CONTENT, &each.collect::<String>()].concat(), &settings("first"))
}

#[test]
fn nothing_is_needed_only_where_nobody_has_rejected_it() {
    let content = with(&[]);
    assert!(
        content.headline.contains("reaches acceptance of 0.60 for Hill as it is"),
        "{}",
        content.headline
    );
    for (answers, told) in [
        (&[("first", "reject")][..], "Hill has rejected it as it stands"),
        (
            &[("first", "reject"), ("first", "reserve")],
            "which answer of Hill to it holds is not on record",
        ),
    ] {
        let refused = with(answers);
        assert!(refused.headline.contains(told), "{}", refused.headline);
        assert!(!refused.headline.contains("as it is"), "{}", refused.headline);
        assert!(!said(&refused).contains("No change is needed"), "{}", said(&refused));
        // Another text can be put to it: the smallest are those of one change.
        let sets = sets(&refused, "worth");
        assert!(!sets.is_empty() && sets.iter().all(|it| it.len() == 1), "{sets:?}");
    }
}

#[test]
fn no_change_answers_a_rejection_of_any_text() {
    let refused = with(&[("any-text", "reject")]);
    let told = "Hill has rejected any text, and no change answers that";
    assert!(refused.headline.contains(told), "{}", refused.headline);
    assert!(said(&refused).contains("none answers a rejection of any text"), "{}", said(&refused));
    assert!(said(&refused).contains("it has rejected any text"), "{}", said(&refused));
}
