//! What lies around a text, on random small talks: those outside the agreement rule change no principal's answer, a
//! rule adds no package, and two principals who are exchanged exchange their answers.

use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;
use plenipo::lens::{acceptance, bargain};
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{ReadOptions, read};
use proptest::prelude::*;

use super::talks::{OPTIONS, Talk, talk};
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;

fn text(talk: &Talk) -> String {
    talk.blocks("").concat().replacen("format = 1", "format = 2", 1)
}

fn case(text: &str) -> Case {
    let (case, problems) = read(&[named("all.toml", text)], &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}\n{text}"))
}

fn assess(text: &str, seed: u64) -> Finding {
    let context = Context { samples: 200, seed, ..Context::default() };
    let answer = acceptance::LENS.ask(&case(text), &Settings::default(), &context);
    answer.expect("an answer")
}

/// The rows of the tables on single parties, in words.
fn rows(finding: &Finding) -> Vec<String> {
    let of = |id: &&str| finding.table(id).map(|it| it.rows.clone()).unwrap_or_default();
    let all = ["acceptance", "lines", "blockers", "deciders", "ranks"];
    all.iter().flat_map(of).map(|row| format!("{row:?}")).collect()
}

/// How many drafts keep every line and rule, as the lens says; nothing where it does not say.
fn kept(text: &str) -> Option<u128> {
    let answer = bargain::LENS.ask(&case(text), &Settings::default(), &Context::default());
    let account = format!("{:?}", answer.expect("an answer").account);
    let words = account.split("; ").find(|it| it.contains(" of them keep"))?;
    let digits: String =
        words.chars().take_while(|it| *it != 'k').filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// What somebody outside says, does and could do.
fn outsider(talk: &Talk, picks: &[u8]) -> String {
    let mut out = "[[party]]\nid = \"outsider\"\nname = \"Outsider\"\n".to_owned();
    let (issues, drafts) = (talk.issues.len(), talk.drafts.len());
    for (n, pick) in picks.iter().map(|it| usize::from(*it)).enumerate() {
        let (issue, option) = (pick % issues, pick / 7 % OPTIONS);
        out += &match n % 3 {
            0 => format!(
                "[[red_line]]\nparty = \"outsider\"\nwords = \"no\"\nrules_out = {{ i{issue} = \"o{option}\" }}\nbasis = \"assumed\"\n"
            ),
            1 if drafts > 0 => format!(
                "[[answer]]\nparty = \"outsider\"\nto = \"d{}\"\nanswer = \"{}\"\nbasis = \"assumed\"\n",
                pick % drafts,
                if pick % 2 == 0 { "accept" } else { "reject" }
            ),
            _ => format!(
                "[[capacity]]\nparty = \"outsider\"\nis = \"{}\"\nwhen = {{ i{issue} = \"o{option}\" }}\nbasis = \"assumed\"\n",
                ["must-consent", "must-deliver", "may-disrupt"][pick % 3]
            ),
        };
    }
    out
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn who_is_outside_changes_no_principals_answer(
        talk in talk(), picks in proptest::collection::vec(any::<u8>(), 1..6),
    ) {
        let plain = text(&talk);
        let beside = format!("{plain}{}", outsider(&talk, &picks));
        prop_assert_eq!(rows(&assess(&plain, talk.seed)), rows(&assess(&beside, talk.seed)));
    }

    #[test]
    fn a_rule_adds_no_package(
        talk in talk(), picks in proptest::collection::vec(any::<u8>(), 1..4),
    ) {
        prop_assume!(talk.issues.len() > 1);
        let mut text = text(&talk);
        let mut before = kept(&text);
        for pick in picks.into_iter().map(usize::from) {
            let (a, b) = (pick % talk.issues.len(), (pick + 1) % talk.issues.len());
            text += &format!(
                "[[rule]]\nwhen = {{ i{a} = \"o{}\" }}\nexcludes = {{ i{b} = \"o{}\" }}\nbasis = \"assumed\"\n",
                pick / 3 % OPTIONS,
                pick / 11 % OPTIONS
            );
            let after = kept(&text);
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(after <= before, "{text}");
            }
            before = after;
        }
    }

    #[test]
    fn principals_who_are_exchanged_exchange_their_answers(talk in talk()) {
        prop_assume!(talk.parties.len() > 1);
        let there = text(&talk);
        let swapped = there
            .replace("\"p0\"", "\"P\"")
            .replace("\"p1\"", "\"p0\"")
            .replace("\"P\"", "\"p1\"");
        let (one, other) = (assess(&there, talk.seed), assess(&swapped, talk.seed));
        let of = |finding: &Finding, party: &str| {
            let table = finding.table("acceptance").expect("a table");
            let mine = |row: &usize| {
                table.cell(*row, "party").and_then(Cell::as_text) == Some(party)
            };
            let rows = (0..table.rows.len()).filter(mine);
            let kept = |row: usize| -> Vec<Cell> {
                let cells = table.columns.iter().zip(&table.rows[row]);
                cells.filter(|(column, _)| column.id != "party").map(|it| it.1.clone()).collect()
            };
            rows.map(kept).collect::<Vec<_>>()
        };
        for (a, b) in [("p0", "p1"), ("p1", "p0")] {
            let (mine, theirs) = (of(&one, a), of(&other, b));
            prop_assert!(!mine.is_empty());
            prop_assert_eq!(mine, theirs);
        }
    }
}
