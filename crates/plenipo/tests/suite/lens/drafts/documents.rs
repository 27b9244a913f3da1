use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::finding::table::{Cell, EditKind};
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;
use proptest::prelude::*;

use super::super::{case, gallery, table};
use super::{compare, record, refused, settings};
use plenipo_testing::laws::cases;

/// A column as text; edits with their marks, unknown as `?`.
fn column(finding: &Finding, of: &str, id: &str) -> Vec<String> {
    let table = table(finding, of);
    let at = table.column(id).expect("the column");
    let flat = |row: &Vec<Cell>| match &row[at] {
        Cell::Unknown => "?".to_owned(),
        Cell::Count(n) => n.to_string(),
        Cell::Edits(edits) => edits
            .iter()
            .map(|it| match it.is {
                EditKind::Same => it.text.clone(),
                EditKind::Inserted => format!("{{+{}+}}", it.text),
                EditKind::Deleted => format!("[-{}-]", it.text),
            })
            .collect(),
        other => other.in_words().unwrap_or_default(),
    };
    table.rows.iter().map(flat).collect()
}

fn two(a: &[(&str, &str)], b: &[(&str, &str)]) -> Finding {
    let case = case(&record(&[("a", a), ("b", b)]));
    compare(&case, &["a", "b"], "redline")
}

#[test]
fn one_word_that_binds_less_is_seen() {
    let finding = two(
        &[("1", "Each side shall withdraw 600 tanks within thirty days of signature.")],
        &[("1", "Each side should withdraw 600 tanks within thirty days of signature.")],
    );
    let texts = column(&finding, "redline", "text");
    assert_eq!(
        texts,
        ["Each side [-shall-]{+should+} withdraw 600 tanks within thirty days of signature."]
    );
    assert_eq!(column(&finding, "changes", "modality"), ["shall → should (weaker)"]);
    assert!(column(&finding, "redline", "flags")[0].contains("one or two words"));
    assert_eq!(column(&finding, "changes", "figures"), [""]);
}

#[test]
fn figures_are_set_against_their_like() {
    for (a, b, said) in [
        ("withdraw in thirty days", "withdraw in thirty years", "thirty days → thirty years"),
        ("a cap of 600,000", "a cap of 800,000", "600,000 → 800,000"),
        ("cap of ٦٠٠ men", "cap of ٨٠٠ men", "600 → 800"),
        (
            "each side is given a strong guarantee",
            "each side is given a strong guarantee like Article 5",
            "",
        ),
        ("as in Articles 5 and 6 of it", "as in Articles 7 and 8 of it", ""),
        ("under Article 5 and 600 men", "under Article 5 and 800 men", "600 → 800"),
        ("at that point 600 troops stay", "at that point they stay", "600 troops taken out"),
        ("areas outside the five regions", "areas outside the regions of Russia", ""),
        ("areas outside the five regions", "areas outside the four regions", "five → four"),
        (
            "forces leave within the thirty days",
            "forces leave within the time",
            "thirty days taken out",
        ),
        ("seat of the G8 group", "seat of the new group", ""),
        ("兵力上限六十万人", "兵力上限八十万人", "六 → 八"),
    ] {
        let finding = two(&[("1", a)], &[("1", b)]);
        assert_eq!(column(&finding, "changes", "figures"), [said], "{a} / {b}");
    }
}

#[test]
fn modality_in_several_languages() {
    for (a, b, said) in [
        (
            "NATO will not expand east",
            "NATO is not expected to expand east",
            "will not → is not expected to (weaker)",
        ),
        (
            "la partie doit retirer ses forces",
            "la partie peut retirer ses forces",
            "doit → peut (weaker)",
        ),
        (
            "сторона может вывести войска",
            "сторона обязуется вывести войска",
            "может → обязуется (stronger)",
        ),
        ("a council which advises both", "a council which decides for both", ""),
        (
            "the Council decides to send monitors",
            "the Council requests to send monitors",
            "decides → requests (weaker)",
        ),
    ] {
        let finding = two(&[("1", a)], &[("1", b)]);
        assert_eq!(column(&finding, "changes", "modality"), [said], "{a} / {b}");
    }
}

#[test]
fn silent_drops_come_first() {
    let finding = two(
        &[("1", "The ports stay open to grain ships."), ("2", "A museum of the war is founded.")],
        &[("1", "The ports stay open to grain ships of all nations.")],
    );
    assert_eq!(column(&finding, "changes", "silent"), ["no", "yes"]);
    let headings: Vec<&String> = finding
        .account
        .iter()
        .filter_map(|it| if let Block::Heading { text, .. } = it { Some(text) } else { None })
        .collect();
    assert_eq!(headings[1], "Dropped without a word");
    assert!(finding.headline.contains("1 dropped without a word"), "{}", finding.headline);
}

#[test]
fn a_point_struck_out_under_its_number_is_dropped_openly() {
    let finding = two(
        &[
            ("1", "The ports stay open to grain."),
            ("2", "A council sits."),
            ("3", "Mines are cleared."),
        ],
        &[("1", "[no change]"), ("2", "Deleted"), ("3", "Mines are cleared.")],
    );
    assert_eq!(column(&finding, "changes", "relation"), ["kept", "dropped", "kept"]);
    assert_eq!(column(&finding, "changes", "silent"), ["no", "no", "no"]);
}

#[test]
fn other_scripts_are_compared_word_by_word() {
    let finding = two(
        &[("1", "על הצדדים להפסיק את האש תוך שלושים יום"), ("2", "双方应当立即停止一切敌对行动")],
        &[("1", "על הצדדים להפסיק את האש תוך שישים יום"), ("2", "双方应当逐步停止一切敌对行动")],
    );
    let texts = column(&finding, "redline", "text");
    assert_eq!(texts[0], "על הצדדים להפסיק את האש תוך [-שלושים-]{+שישים+} יום");
    assert_eq!(texts[1], "双方应当[-立即-]{+逐步+}停止一切敌对行动");
}

proptest! {
    #[test]
    fn edits_lose_nothing(a in "[a-d ,.]{0,60}", b in "[a-d ,.é“]{0,60}") {
        let finding = two(&[("1", &format!("x {a}"))], &[("1", &format!("x {b}"))]);
        let table = table(&finding, "redline");
        let plain = |text: &str| plenipo_maths::align::words::plain(text);
        let mut sides = (String::new(), String::new());
        for row in &table.rows {
            let Some(Cell::Edits(edits)) = table.column("text").map(|at| &row[at]) else { continue };
            for edit in edits {
                if edit.is != EditKind::Inserted {
                    sides.0.push_str(&edit.text);
                }
                if edit.is != EditKind::Deleted {
                    sides.1.push_str(&edit.text);
                }
            }
        }
        prop_assert_eq!(plain(&sides.0), plain(&format!("x {a}")));
        prop_assert_eq!(plain(&sides.1), plain(&format!("x {b}")));
    }
}

#[test]
fn columns_use_the_words_of_the_trade() {
    let case = case(&record(&[
        (
            "a",
            &[
                ("1", "Ports stay open to grain ships."),
                ("2", "A peace council sits in winter."),
                ("3", "Mines are cleared by both sides."),
                ("4", "Prisoners are exchanged all for all."),
                ("5", "Remains are returned by the Red Cross."),
            ],
        ),
        (
            "b",
            &[
                ("1", "Mines are cleared by both sides."),
                ("2", "Ports stay open to grain and oil ships."),
                (
                    "3",
                    "Prisoners are exchanged all for all, and remains are returned by the Red Cross.",
                ),
            ],
        ),
        (
            "c",
            &[
                ("1", "Mines are cleared by both sides."),
                ("2", "Ports stay open to grain and oil ships."),
                ("9", "Inflation targets are published monthly."),
            ],
        ),
    ]));
    let finding = compare(&case, &["a", "b", "c"], "columns");
    let head: Vec<&str> =
        table(&finding, "columns").columns.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(head, ["row", "draft_a", "draft_b", "draft_c", "new"]);
    assert_eq!(
        column(&finding, "columns", "row"),
        ["c#9", "a#1", "a#2", "a#3", "a#4", "a#5"]
            .map(str::to_owned)
            .to_vec()
            .into_iter()
            .collect::<Vec<_>>()
            .tap_sorted(&column(&finding, "columns", "row"))
    );
    let row = |id: &str| {
        column(&finding, "columns", "row").iter().position(|it| it == id).expect("a row")
    };
    let cell = |id: &str, of: &str| column(&finding, "columns", of)[row(id)].clone();
    assert_eq!(cell("a#2", "draft_b"), "deleted");
    assert_eq!(cell("a#1", "draft_c"), "idem");
    assert_eq!(cell("a#5", "draft_b"), "merged with 4");
    assert_eq!(cell("a#4", "draft_c"), "deleted");
    assert_eq!(cell("c#9", "draft_a"), "no text");
    assert!(["moved to 1", "1. [no change]"].contains(&cell("a#3", "draft_b").as_str()));
    assert!(column(&finding, "columns", "new").iter().all(String::is_empty));
}

/// The list as it is, if it has the same members as `other`.
trait TapSorted {
    fn tap_sorted(self, other: &[String]) -> Vec<String>;
}

impl TapSorted for Vec<String> {
    fn tap_sorted(self, other: &[String]) -> Vec<String> {
        let (mut mine, mut theirs) = (self, other.to_vec());
        mine.sort();
        theirs.sort();
        assert_eq!(mine, theirs);
        other.to_vec()
    }
}

#[test]
fn brackets_name_who_proposes_and_who_opposes() {
    let case = gallery("three-rivers");
    let finding = super::super::ask(
        &case,
        "drafts",
        &settings(&["draft-1", "corvane-counter"], "brackets"),
        &Context::default(),
    );
    let flat: Vec<String> = finding
        .account
        .iter()
        .filter_map(|it| if let Block::Item(item) = it { Some(item.text.flat()) } else { None })
        .collect();
    assert_eq!(
        flat[1],
        "2. Belmora shall let pass at Tavel bridge not less than [Dunmere/Commission propose; Corvane \
         opposes: 90] [Corvane proposes; Belmora opposes: 150] m³/s."
    );
    let row =
        column(&finding, "brackets", "row").iter().position(|it| it == "draft-1#2").expect("a row");
    assert_eq!(column(&finding, "brackets", "propose")[row], "dunmere, commission");
    assert!(column(&finding, "brackets", "not_known")[row].contains("asterin"));
}

#[test]
fn the_source_table_names_what_a_text_was_made_from() {
    let case = gallery("three-rivers");
    let finding = super::super::ask(
        &case,
        "drafts",
        &settings(&["draft-1", "corvane-counter", "draft-2"], "sources"),
        &Context::default(),
    );
    let row = |point: &str| {
        column(&finding, "sources", "new_point").iter().position(|it| it == point).expect("a row")
    };
    assert_eq!(column(&finding, "sources", "old_points")[row("1")], "draft-1 1; corvane-counter 1");
    assert_eq!(
        column(&finding, "sources", "rationale")[row("1")],
        "Belmora and Corvane asked for the same figure (Sanne Iver)"
    );
    assert_eq!(column(&finding, "sources", "relation")[row("11a")], "split");
}

#[test]
fn nobody_is_named_for_a_point_by_work_on_a_draft() {
    let case = gallery("ukraine-2025");
    let finding = compare(&case, &["us-28", "e3-28"], "sources");
    let relations = column(&finding, "sources", "relation");
    let by = column(&finding, "sources", "contributors");
    let mut seen = 0;
    for (relation, by) in relations.iter().zip(&by) {
        match relation.as_str() {
            "reworded" | "merged" | "split" | "new" => assert_eq!(by, "E3"),
            "kept" | "moved" | "dropped" => assert_eq!(by, "US"),
            _ => continue,
        }
        seen += 1;
    }
    assert!(seen >= 20, "{relations:?}");
}

#[test]
fn a_text_nobody_has_read_is_unknown_and_what_is_told_of_it_is_listed() {
    let case = gallery("ukraine-2025");
    let finding = compare(&case, &["us-28", "us-ua-19"], "redline");
    assert_eq!(finding.status.word(), "undetermined");
    assert!(column(&finding, "changes", "relation").iter().all(|it| it == "unknown"));
    let told = |it: &Block| matches!(it, Block::Item(item) if item.text.flat().starts_with("reported of us-ua-19"));
    assert!(finding.account.iter().filter(|it| told(it)).count() > 5);
    // The 27 points have no points here at all.
    let finding = compare(&case, &["us-28", "ru-us-27"], "redline");
    assert!(
        finding.headline.contains("the record does not have the text of ru-us-27"),
        "{}",
        finding.headline
    );
    let finding = compare(&case, &["us-28", "ru-us-27"], "columns");
    assert!(column(&finding, "columns", "draft_ru-us-27").iter().all(|it| it == "?"));
}

#[test]
fn misuse_is_told_with_a_way_out() {
    let case = gallery("three-rivers");
    let error = refused(&case, &settings(&["draft-1", "draft-22"], "redline"));
    assert!(matches!(&error, Error::Unknown { near, .. } if near[0] == "draft-2"), "{error:?}");
    let error = refused(&case, &settings(&["draft-1", "draft-1"], "redline")).to_string();
    assert!(error.contains("named twice"), "{error}");
    let error = refused(&case, &settings(&["draft-3"], "redline")).to_string();
    assert!(error.contains("made from `draft-2`"), "{error}");
    let bare = settings(&["draft-1", "draft-2"], "columns")
        .with("attribution", Value::Text("removed".into()));
    assert!(refused(&case, &bare).to_string().contains("brackets"));
    let many: Vec<String> = (0..9).map(|it| format!("d{it}")).collect();
    let many: Vec<(&str, &[(&str, &str)])> =
        many.iter().map(|it| (it.as_str(), &[("1", "Ports stay open.")][..])).collect();
    let case = super::super::case(&record(&many));
    let ids: Vec<&str> = many.iter().map(|it| it.0).collect();
    assert!(refused(&case, &settings(&ids, "columns")).to_string().contains("at most 8"));
}

#[test]
fn without_names_the_newest_draft_is_set_against_what_it_was_made_from() {
    let case = gallery("three-rivers");
    let finding = super::super::ask(&case, "drafts", &Settings::default(), &Context::default());
    assert!(finding.headline.starts_with("From draft-2 to draft-3"), "{}", finding.headline);
    let empty = super::super::case("format = 1\n[dossier]\ntitle = \"Wells\"\n");
    let finding = super::super::ask(&empty, "drafts", &Settings::default(), &Context::default());
    assert_eq!(finding.status.word(), "undetermined");
}

/// Everything a presenter could show of it.
fn all_of(finding: &Finding) -> String {
    format!("{finding:?}")
}

/// Names that stand in no text.
fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::btree_set("[b-df-hj-np-tv-z]{7,9}", 24)
        .prop_map(|it| it.into_iter().collect())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn nobody_is_named_in_the_de_attributed_twin(names in names(), crossed in 0_usize..2) {
        let [p0, p1, s0, s1, n0, n1, d0, d1, t0, t1, k0, k1, sp, by, an, so, pb, st, ti, th, wh, le, me, nt] =
            std::array::from_fn(|at| names[at].clone());
        let text = format!(r#"
format = 1
[dossier]
title = "{ti}"
disclosure = "open"
[[party]]
id = "{p0}"
name = "{n0}"
short = "{s0}"
roles = ["principal"]
[[party]]
id = "{p1}"
name = "{n1}"
short = "{s1}"
roles = ["principal"]
[[person]]
id = "{sp}"
name = "{by}"
party = "{p0}"
[[source]]
id = "{so}"
publisher = "{pb}"
title = "{st}"
[[issue]]
id = "cap"
title = "Cap"
options = [{{ id = "low", text = "a low cap" }}, {{ id = "high", text = "a high cap" }}]
[[draft]]
id = "{d0}"
title = "{t0}"
tabled_by = ["{p0}"]
account = "X {an}"
form = "text"
complete = true
source = "{so}"
points = [
  {{ number = 1, text = "the cap is low for all sides", sets = {{ cap = "low" }}, note = "{nt}" }},
  {{ number = 2, text = "mines are cleared", account = "{sp}" }},
]
[[draft]]
id = "{d1}"
title = "{t1}"
tabled_by = ["{p1}"]
contributors = ["{p0}"]
based_on = ["{d0}"]
form = "text"
complete = true
points = [
  {{ number = 1, text = "the cap is high for all sides", among = {{ cap = [{{ option = "high", by = ["{p1}"] }}, {{ option = "low", by = ["{p0}"] }}] }}, lineage = [{{ is = "reworded", of = "{d0}#1", why = "{wh}", by = "X {le}" }}] }},
  {{ number = 2, text = "ports stay open", account = "X {me}" }},
]
[[red_line]]
party = "p"
words = "{k0}"
by = "{sp}"
thread = "{th}"
rules_out = {{ cap = ["o"] }}
[[answer]]
party = "{p1}"
to = "{d0}"
points = [1]
answer = "reject"
words = "{k1}"
"#)
            .replace("party = \"p\"", &format!("party = \"{}\"", [&p0, &p1][crossed]))
            .replace("[\"o\"]", if crossed == 0 { "[\"high\"]" } else { "[\"low\"]" });
        let case = case(&text);
        let settings = settings(&[&d0, &d1], "brackets");
        let context = Context { viewer: Some(&p0), ..Default::default() };
        let named = all_of(&super::super::ask(&case, "drafts", &settings, &context));
        let bare = settings.with("attribution", Value::Text("removed".into()));
        let bare = all_of(&super::super::ask(&case, "drafts", &bare, &context));
        // The twin that names everybody would be caught.
        prop_assert!(named.contains(&d0) && named.contains(&s1));
        for name in &names {
            prop_assert!(!bare.contains(name), "{name} is in {bare}");
        }
        prop_assert!(bare.contains("the cap is "), "{}", bare);
    }

    #[test]
    fn the_order_of_alternatives_tells_nothing(a in "[a-z]{3,9} (one|two)", b in "[a-z]{3,9} (one|two)") {
        let (a, b) = (format!("ports of {a} stay open"), format!("ports of {b} stay open"));
        let made = |first: &str, second: &str| {
            let case = case(&record(&[("a", &[("1", first)]), ("b", &[("1", second)])]));
            let bare = settings(&["a", "b"], "brackets").with("attribution", Value::Text("removed".into()));
            let it = super::super::ask(&case, "drafts", &bare, &Context::default());
            (it.account, it.tables)
        };
        prop_assert_eq!(made(&a, &b), made(&b, &a));
    }
}

/// A point that was put in the place of a dropped one, and the drafts before it.
fn in_place_of_another(third: &str) -> Case {
    case(&format!(
        "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n\
         [[issue]]\nid = \"c\"\ntitle = \"C\"\noptions = [{{ id = \"none\", text = \"none\" }}, {{ id = \"all\", text = \"all\" }}]\n\
         [[draft]]\nid = \"zero\"\ntitle = \"Zero\"\ndate = 2030-12-01\nform = \"text\"\ncomplete = true\n\
         points = [{{ number = 6, text = \"Endorsed by plebiscite.\" }}]\n\
         [[draft]]\nid = \"one\"\ntitle = \"One\"\ndate = 2031-01-01\nform = \"text\"\ncomplete = true\n\
         points = [{{ number = 1, text = \"Arms are laid down.\" }}, {{ number = 2, text = \"The accord does not enter the constitution.\", sets = {{ c = \"none\" }} }}]\n\
         [[draft]]\nid = \"two\"\ntitle = \"Two\"\ndate = 2031-02-01\nform = \"text\"\ncomplete = true\n\
         points = [{{ number = 1, text = \"Arms are laid down.\" }}, {{ number = 2, {third} }}]\n"
    ))
}

/// The drafts compared on the case's own last day.
fn compare_now(case: &Case, ids: &[&str], document: &str) -> Finding {
    super::super::ask(case, "drafts", &settings(ids, document), &Context::default())
}

#[test]
fn a_point_in_the_place_of_a_dropped_one_is_a_point_of_its_own() {
    let words = "text = \"The accord does not enter the constitution.\", sets = { c = \"none\" }";
    let dropped = "lineage = [{ is = \"dropped\", of = \"zero#6\" }]";
    let case = in_place_of_another(&format!("{words}, {dropped}"));
    let finding = compare_now(&case, &["one", "two"], "redline");
    assert_eq!(column(&finding, "changes", "relation"), ["kept", "kept"]);
    let finding = compare_now(&case, &["one", "two"], "brackets");
    assert_eq!(column(&finding, "brackets", "status"), ["the same", "the same"]);
    let finding = compare_now(&case, &["one", "two"], "columns");
    assert_eq!(column(&finding, "columns", "draft_two"), ["[no change]", "[no change]"]);
    // Against the draft it is recorded to stand in: the old point is gone, openly, and it is new.
    let finding = compare_now(&case, &["zero", "two"], "redline");
    assert_eq!(column(&finding, "changes", "relation"), ["dropped", "new", "new"]);
    assert_eq!(column(&finding, "changes", "silent"), ["no", "no", "no"]);
    let said = format!("{:?}", finding.account);
    assert!(said.contains("in its place: The accord does not enter"), "{said}");
    // Backwards, neither comes from the other.
    let finding = compare_now(&case, &["two", "zero"], "redline");
    assert_eq!(column(&finding, "changes", "relation"), ["dropped", "dropped", "new"]);
    // It may come from yet another point.
    let both =
        "lineage = [{ is = \"dropped\", of = \"zero#6\" }, { is = \"reworded\", of = \"one#2\" }]";
    let case = in_place_of_another(&format!("text = \"No constitution has it.\", {both}"));
    let finding = compare_now(&case, &["one", "two"], "redline");
    assert_eq!(column(&finding, "changes", "relation"), ["kept", "reworded"]);
    // Words that only mark the gap stand for no point.
    for mark in ["gist = \"The point on a plebiscite is gone\"", "text = \"[deleted]\""] {
        let case = in_place_of_another(&format!("{mark}, {dropped}"));
        let finding = compare_now(&case, &["zero", "two"], "redline");
        assert_eq!(column(&finding, "changes", "relation"), ["new", "dropped"], "{mark}");
    }
}

#[test]
fn without_names_what_the_next_meeting_carries_is_compared() {
    let base = "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\nas_of = 2031-05-01\n\
        [[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n";
    let draft = |id: &str, day: &str, more: &str| {
        format!(
            "[[draft]]\nid = \"{id}\"\ntitle = \"{id}\"\ndate = {day}\n{more}\n\
             points = [{{ number = 1, text = \"Ports stay {id}.\" }}]\n"
        )
    };
    let text = "form = \"text\"";
    let one = draft("one", "2031-01-01", text);
    let two = draft("two", "2031-02-01", &format!("{text}\nbased_on = [\"one\"]"));
    let three = draft("three", "2031-03-01", &format!("{text}\nbased_on = [\"shell\"]"));
    let shell = "[[draft]]\nid = \"shell\"\ntitle = \"Shell\"\ndate = 2031-02-20\nform = \"oral\"\nbased_on = [\"one\"]\n";
    let meeting = |id: &str, day: &str, carries: &str, is: &str| {
        format!(
            "[[meeting]]\ntitle = \"{id}\"\ndate = {day}\nknown = 2031-04-01\nchannel = [\"p\"]\n\
             carries = [{carries}]\nlog = [{{ is = \"{is}\", date = 2031-04-01 }}]\n"
        )
    };
    let all = format!("{base}{one}{two}{three}{shell}");
    let said = |text: &str, context: &Context<'_>| {
        let case = case(text);
        let finding = super::super::ask(&case, "drafts", &Settings::default(), context);
        let first = match finding.account.first() {
            Some(Block::Para(text)) => text.flat(),
            _ => String::new(),
        };
        (finding.headline, first)
    };
    let day = Context::default();
    let next = meeting("Next", "2031-05-10", "\"two\"", "planned");
    let (headline, first) = said(&format!("{all}{next}"), &day);
    assert!(headline.starts_with("From one to two"), "{headline}");
    assert!(
        first.contains("two, which the next meeting carries (Next, 2031-05-10)")
            && first.contains("with one, which it was made from"),
        "{first}"
    );
    // Later meetings, cancelled ones and those that were held are not the next one.
    let others = meeting("Later", "2031-06-10", "\"three\"", "planned")
        + &meeting("Off", "2031-05-05", "\"three\"", "cancelled")
        + &meeting("Over", "2031-04-10", "\"three\"", "held");
    let (headline, _) = said(&format!("{all}{others}{next}"), &day);
    assert!(headline.starts_with("From one to two"), "{headline}");
    // A text nobody has read is no text to compare: the latest known one is, and through the unread
    // one to what that was made from.
    let unread = meeting("Next", "2031-05-10", "\"shell\"", "planned");
    let (headline, first) = said(&format!("{all}{unread}"), &day);
    assert!(headline.starts_with("From one to three"), "{headline}");
    assert!(
        first.contains("carries shell, whose text is not known here")
            && first.contains("through texts whose wording is not known here"),
        "{first}"
    );
    let (headline, first) = said(&all, &day);
    assert!(headline.starts_with("From one to three"), "{headline}");
    assert!(first.contains("the latest text known here; no meeting ahead is on record"), "{first}");
    // Of what is hidden nothing is chosen and nothing said.
    let hidden = format!("{all}{}", next.replace("channel", "handling = \"mediator\"\nchannel"));
    let theirs = Context { viewer: Some("p"), ..Context::default() };
    let (headline, first) = said(&hidden, &theirs);
    assert!(headline.starts_with("From one to three"), "{headline}");
    assert!(!first.contains("Next"), "{first}");
    // A text that was taken back is not the latest one.
    let gone =
        three.replace("points =", "life = [{ is = \"withdrawn\", from = 2031-03-02 }]\npoints =");
    let (headline, _) = said(&format!("{base}{one}{two}{gone}{shell}"), &day);
    assert!(headline.starts_with("From one to two"), "{headline}");
    // Without names in the twin that has none.
    let case = case(&format!("{all}{next}"));
    let bare = Settings::default()
        .with("as", Value::Text("brackets".into()))
        .with("attribution", Value::Text("removed".into()));
    let finding = super::super::ask(&case, "drafts", &bare, &day);
    let Some(Block::Para(first)) = finding.account.first() else { panic!("a paragraph") };
    assert!(first.flat().starts_with("No draft was named: these are"), "{}", first.flat());
}

#[test]
fn without_names_any_two_known_texts_are_compared() {
    let base = "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\nas_of = 2031-05-01\n\
        [[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n";
    let draft = |id: &str, more: &str| {
        format!(
            "[[draft]]\nid = \"{id}\"\ntitle = \"{id}\"\n{more}\n\
             points = [{{ number = 1, text = \"Ports stay {id}.\" }}]\n"
        )
    };
    let next = |carries: &str| {
        format!(
            "[[meeting]]\ntitle = \"Next\"\ndate = 2031-05-10\nknown = 2031-04-01\nchannel = [\"p\"]\n\
             carries = [\"{carries}\"]\nlog = [{{ is = \"planned\", date = 2031-04-01 }}]\n"
        )
    };
    let said = |rest: &str| {
        let case = case(&format!("{base}{rest}"));
        let day = Context::default();
        let finding = super::super::ask(&case, "drafts", &Settings::default(), &day);
        let first = match finding.account.first() {
            Some(Block::Para(text)) => text.flat(),
            _ => String::new(),
        };
        (finding.headline, first)
    };
    let one = draft("one", "date = 2031-01-01\nform = \"text\"");
    let two = draft("two", "date = 2031-02-01\nform = \"text\"");
    // The next meeting carries the earliest text, which was made from nothing.
    let (headline, first) = said(&format!("{one}{two}{}", next("one")));
    assert!(headline.starts_with("From one to two"), "{headline}");
    assert!(
        first.contains("one, which the next meeting carries")
            && first.contains("with two, the latest other text known here; none before it"),
        "{first}"
    );
    // What came before it goes before what came after it.
    let zero = draft("zero", "date = 2030-12-01\nform = \"text\"");
    let (headline, first) = said(&format!("{zero}{one}{two}{}", next("one")));
    assert!(headline.starts_with("From zero to one"), "{headline}");
    assert!(first.contains("with zero, the latest text known here before it"), "{first}");
    // Even one that was made from it, or one without a day.
    let made = draft("made", "date = 2031-02-01\nform = \"text\"\nbased_on = [\"one\"]");
    let (headline, _) = said(&format!("{one}{made}{}", next("one")));
    assert!(headline.starts_with("From one to made"), "{headline}");
    let undated = draft("undated", "form = \"text\"");
    let (headline, _) = said(&format!("{one}{undated}{}", next("undated")));
    assert!(headline.starts_with("From undated to one"), "{headline}");
    // Texts of which points are told, and that nobody here has read, are known so far: it is said that
    // nothing of them can be compared, not that there are none.
    let told = |id: &str, day: &str| draft(id, &format!("date = {day}\nform = \"reported\""));
    let (a, b) = (told("a", "2031-01-10"), told("b", "2031-01-20"));
    let (headline, first) = said(&format!("{a}{b}"));
    assert!(headline.starts_with("From a to b"), "{headline}");
    assert!(first.contains("b, the latest text reported here"), "{first}");
    let gone =
        b.replace("points =", "life = [{ is = \"withdrawn\", from = 2031-02-01 }]\npoints =");
    let (headline, _) = said(&format!("{a}{gone}"));
    assert!(headline.starts_with("From a to "), "{headline}");
    // Nor does it take that any of them is still live.
    let both = format!("{a}{b}");
    let gone =
        both.replace("points =", "life = [{ is = \"withdrawn\", from = 2031-02-01 }]\npoints =");
    let (headline, _) = said(&gone);
    assert!(headline.starts_with("From a to b"), "{headline}");
    let (headline, _) = said(&format!("{one}{a}"));
    assert!(headline.starts_with("From one to a"), "{headline}");
    // One that somebody has read goes before one that is told of.
    let (headline, _) = said(&format!("{one}{a}{two}{}", next("two")));
    assert!(headline.starts_with("From one to two"), "{headline}");
    // One text alone, or one beside the mere name of another.
    let name = "[[draft]]\nid = \"name\"\ntitle = \"Name\"\ndate = 2031-01-05\n";
    for alone in [one.clone(), format!("{one}{name}"), a, String::new()] {
        let (headline, first) = said(&alone);
        let start = "There are no two texts known here";
        assert!(headline.starts_with(start), "{headline}");
        assert!(headline.ends_with("that could be compared."), "{headline}");
        // One may lie after the day that the record is read as of.
        let later = if headline.contains(" as of ") {
            "A text of a later day is read with `as-of`."
        } else {
            ""
        };
        assert_eq!(first, later);
    }
}

/// Two texts whose first points lineage joins as `is`, each settling an option of the one issue.
fn joined_as(is: &str, first: &str, second: &str, more: &str) -> Case {
    case(&format!(
        "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n\
         [[issue]]\nid = \"a\"\ntitle = \"A\"\noptions = [{{ id = \"x\", text = \"x\" }}, {{ id = \"y\", text = \"y\" }}]\n\
         [[draft]]\nid = \"one\"\ntitle = \"One\"\ndate = 2031-01-01\nform = \"text\"\ncomplete = true\n\
         points = [{{ number = 1, {first} }}, {{ number = 2, text = \"Bread is shared.\" }}]\n\
         [[draft]]\nid = \"two\"\ntitle = \"Two\"\ndate = 2031-02-01\nform = \"text\"\ncomplete = true\n\
         points = [{{ number = 1, {second}, lineage = [{{ is = \"{is}\", of = \"one#1\" }}{more}] }}]\n"
    ))
}

#[test]
fn what_is_settled_decides_over_a_lineage_that_says_kept() {
    let x = "gist = \"A is settled.\", sets = { a = \"x\" }";
    let y = "gist = \"A is settled so.\", sets = { a = \"y\" }";
    for is in ["kept", "moved"] {
        for (second, agrees) in
            [(x.replace("settled.", "settled so."), true), (y.to_owned(), false)]
        {
            let case = joined_as(is, x, &second, "");
            let finding = compare_now(&case, &["one", "two"], "brackets");
            let status = &column(&finding, "brackets", "status")[0];
            assert_eq!(status == "settles the same", agrees, "{is} {second}: {status}");
            let page = all_of(&finding);
            assert_eq!(page.contains("the record contradicts itself"), !agrees, "{page}");
            let finding = compare_now(&case, &["one", "two"], "redline");
            let page = all_of(&finding);
            assert_eq!(page.contains("CONTRADICTION"), !agrees, "{page}");
            assert_eq!(page.contains("settled before: A: x; now: A: y"), !agrees, "{page}");
            let word = if agrees { is } else { "reworded" };
            assert_eq!(column(&finding, "changes", "relation")[0], word);
        }
    }
    // Of a point that settles nothing yet nothing is held against its lineage.
    let bare = joined_as("kept", x, "gist = \"A is settled so.\"", "");
    let finding = compare_now(&bare, &["one", "two"], "brackets");
    assert!(!all_of(&finding).contains("contradicts"));
}

#[test]
fn a_drop_told_at_a_point_of_other_descent_puts_nothing_in_its_place() {
    let (words, dropped) = ("text = \"A is x.\"", ", { is = \"dropped\", of = \"one#2\" }");
    let page =
        all_of(&compare_now(&joined_as("kept", words, words, dropped), &["one", "two"], "redline"));
    assert!(page.contains("noted at point 1 of the new text"), "{page}");
    assert!(!page.contains("in its place"), "{page}");
}

#[test]
fn a_reason_for_dropping_is_none_for_adding() {
    let text = "format = 1\n[dossier]\ntitle = \"Lamps\"\ndisclosure = \"open\"\n\
        [[draft]]\nid = \"a\"\ntitle = \"a\"\ndate = 2025-01-01\nform = \"text\"\ncomplete = true\n\
        points = [{ number = 1, text = \"Lamps are lit at dusk.\" }, { number = 2, text = \"Guards stand.\" }]\n\
        [[draft]]\nid = \"b\"\ntitle = \"b\"\ndate = 2025-02-01\nform = \"text\"\ncomplete = true\nbased_on = [\"a\"]\n\
        points = [{ number = 1, text = \"The roof is new.\", lineage = [{ is = \"dropped\", of = \"a#1\", why = \"Q sleeps early\" }] },\n\
        { number = 2, text = \"Guards sit.\", lineage = [{ is = \"reworded\", of = \"a#2\", why = \"tired\" }] }]\n";
    let case = case(text);
    let why = |from: &str, to: &str| {
        let finding = compare(&case, &[from, to], "redline");
        format!("{:?} {:?}", finding.account, finding.tables)
    };
    for reason in ["Q sleeps early", "tired"] {
        assert!(why("a", "b").contains(reason), "{reason}");
        assert!(!why("b", "a").contains(reason), "{reason}");
    }
}

/// What is only told of a text nobody here has read stands beside the points on its issues, not on top.
#[test]
fn told_points_stand_by_their_issues() {
    let finding = compare(&gallery("ukraine-2025"), &["us-28", "us-ua-19"], "columns");
    let rows = column(&finding, "columns", "row");
    let at =
        |id: &str| rows.iter().position(|it| it == id).unwrap_or_else(|| panic!("{id}: {rows:?}"));
    // Trade and the group on compliance: points 13 and 15. Territory and NATO: from point 7 on.
    assert_eq!(at("us-ua-19#(1)"), at("us-28#13") + 1, "{rows:?}");
    assert_eq!(at("us-ua-19#(2)"), at("us-28#7") + 1, "{rows:?}");
    // The points of the text that was read keep their order.
    let read: Vec<usize> = ["us-28#1", "us-28#7", "us-28#13", "us-28#28"].map(at).to_vec();
    assert!(read.is_sorted(), "{rows:?}");
}
