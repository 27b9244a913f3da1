//! What lies around a text, on random small talks: those outside the agreement rule change no principal's answer, a
//! rule adds no package, and two principals who are exchanged exchange their answers.

use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::{acceptance, amend, bargain};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::forbidden::clauses;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::Verdict;
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
    kept_by(text, false)
}

/// The same where the agreement is taken `whole`.
fn kept_by(text: &str, whole: bool) -> Option<u128> {
    let context = Context { whole, ..Context::default() };
    let answer = bargain::LENS.ask(&case(text), &Settings::default(), &context);
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

    /// A veto that an option brings in force takes away what a rule against the two options together would.
    #[test]
    fn a_veto_under_a_condition_takes_away_what_it_bears_on(
        talk in talk(), picks in proptest::collection::vec(any::<u8>(), 3),
    ) {
        prop_assume!(talk.issues.len() > 1);
        let plain = text(&talk);
        let n = talk.issues.len();
        let at = |k: usize| usize::from(picks[k]);
        let (when, on) = (at(0) % n, (at(0) + 1) % n);
        let (brings, crosses) = (at(1) % OPTIONS, at(2) % OPTIONS);
        let vetoed = format!(
            "{plain}[[party]]\nid = \"outsider\"\nname = \"Outsider\"\n[[capacity]]\nparty = \"outsider\"\n\
             is = \"must-consent\"\nwhen = {{ i{when} = \"o{brings}\" }}\nbasis = \"assumed\"\n\
             [[red_line]]\nparty = \"outsider\"\nwords = \"no\"\nrules_out = {{ i{on} = \"o{crosses}\" }}\n\
             basis = \"assumed\"\n"
        );
        let ruled = format!(
            "{plain}[[rule]]\nis = \"logic\"\nwhen = {{ i{when} = \"o{brings}\" }}\n\
             excludes = {{ i{on} = \"o{crosses}\" }}\nbasis = \"assumed\"\n"
        );
        prop_assert_eq!(kept_by(&vetoed, false), kept(&plain), "{}", vetoed);
        prop_assert_eq!(kept_by(&vetoed, true), kept(&ruled), "{}", vetoed);
    }

    /// Where nothing has to be cleared, what is not settled can be settled so that it stays so, or that is said.
    #[test]
    fn what_can_be_settled_in_no_way_is_told(
        talk in talk(), picks in proptest::collection::vec(any::<u8>(), 1..4),
    ) {
        prop_assume!(talk.issues.len() > 1 && !talk.drafts.is_empty());
        let mut text = text(&talk);
        for pick in picks.into_iter().map(usize::from) {
            let (a, b) = (pick % talk.issues.len(), (pick + 1) % talk.issues.len());
            text += &format!(
                "[[rule]]\nis = \"logic\"\nwhen = {{ i{a} = \"o{}\" }}\nexcludes = {{ i{b} = \"o{}\" }}\nbasis = \"assumed\"\n",
                pick / 3 % OPTIONS,
                pick / 11 % OPTIONS
            );
        }
        let case = case(&text);
        let settings = Settings::default().with("steps", Value::Text("lines".to_owned()));
        let settings = settings.with("draft", Value::Ids(vec!["d0".to_owned()]));
        let finding = amend::LENS.ask(&case, &settings, &Context { samples: 10, ..Context::default() });
        let headline = format!("{:?}", finding.expect("an answer").headline);
        prop_assume!(headline.contains("nothing has to be cleared"));
        let draft = case.draft(Ix::new(0));
        let now = contents(&case, draft);
        let lines = case.vetoes();
        let rules = clauses(&case);
        let may = |way: &[Content]| {
            let crossed = lines.iter().any(|it| it.judge(way) == Verdict::Crossed);
            !crossed && !rules.iter().any(|it| it.is_broken(way))
        };
        let mut ways = vec![Vec::<Content>::new()];
        for (content, issue) in now.iter().zip(&case.issues) {
            let options: Vec<_> = content.completions(issue).iter().collect();
            let longer = |way: &Vec<Content>| {
                let way = way.clone();
                options.iter().map(move |it| [way.as_slice(), &[content.settled(*it)]].concat()).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(longer).collect();
        }
        let settled = now.iter().all(|it| it.single().is_some());
        let none = !settled && !ways.iter().any(|it| may(it));
        prop_assert_eq!(headline.contains("there is no way to settle"), none, "{}\n{}", headline, text);
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
