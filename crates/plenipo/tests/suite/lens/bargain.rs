//! What could be gained, against going through every draft of small cases one by one.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail it")]

use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo::lens::{self, bargain};
use plenipo_exchange::scenario;
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::scenario::Scenario;

const START: &str = r#"
format = 1
[dossier]
title = "Two villages"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
order = 1
roles = ["principal"]
[[party]]
id = "dale"
name = "Dale"
order = 2
roles = ["principal"]
"#;

/// Three issues of three options, values and shares in numbers, so that every sample is the same.
const VALUES: [[[f64; 3]; 3]; 2] = [
    [[0.0, 0.6, 1.0], [1.0, 0.25, 0.0], [0.0, 1.0, 0.5]],
    [[1.0, 0.7, 0.0], [0.0, 1.0, 0.75], [0.5, 0.0, 1.0]],
];
const SHARES: [[f64; 3]; 2] = [[0.5, 0.3, 0.2], [0.25, 0.25, 0.5]];
const LEVELS: [f64; 2] = [0.3, 0.4];

fn numbers(more: &str) -> String {
    let mut text = START.to_owned();
    for issue in 0..3 {
        let options: Vec<String> =
            (0..3).map(|it| format!(r#"{{ id = "o{it}", text = "option {it}" }}"#)).collect();
        text += &format!(
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\norder = {issue}\noptions = [{}]\n",
            options.join(", ")
        );
    }
    for (place, party) in ["hill", "dale"].iter().enumerate() {
        for issue in 0..3 {
            let values: Vec<String> =
                (0..3).map(|it| format!("o{it} = {:?}", VALUES[place][issue][it])).collect();
            text += &format!(
                "[[position]]\nparty = \"{party}\"\nissue = \"i{issue}\"\nvalues = {{ {} }}\nsalience = {:?}\n",
                values.join(", "),
                SHARES[place][issue]
            );
        }
        text += &format!("[[alternative]]\nparty = \"{party}\"\nlevel = {:?}\n", LEVELS[place]);
    }
    text + more
}

fn case(text: &str) -> Case {
    let files = [NamedBytes { name: "case.toml".into(), bytes: text.into() }];
    let (case, problems) = read(&files, &ReadOptions::default());
    case.unwrap_or_else(|| panic!("{problems:?}"))
}

fn ask(text: &str) -> Finding {
    let case = case(text);
    bargain::LENS.ask(&case, &Settings::default(), &Context::default()).unwrap()
}

fn figure(finding: &Finding, name: &str) -> f64 {
    let table = finding.table("statistics").unwrap();
    let row = (0..table.rows.len())
        .find(|row| table.cell(*row, "statistic").and_then(Cell::as_text) == Some(name));
    table.cell(row.expect(name), "value").and_then(Cell::as_number).expect(name)
}

fn worth(place: usize, draft: &[usize; 3]) -> f64 {
    (0..3).map(|issue| SHARES[place][issue] * VALUES[place][issue][draft[issue]]).sum()
}

fn drafts() -> Vec<[usize; 3]> {
    let all = 0..27;
    all.map(|it| [it / 9, it / 3 % 3, it % 3]).collect()
}

/// The frontier of what `keeps` lets through, by comparing every pair.
fn brute(keeps: impl Fn(&[usize; 3]) -> bool) -> Vec<[f64; 2]> {
    let points: Vec<[f64; 2]> =
        drafts().iter().filter(|it| keeps(it)).map(|it| [worth(0, it), worth(1, it)]).collect();
    let better = |a: &[f64; 2], b: &[f64; 2]| {
        a.iter().zip(b).all(|(a, b)| *a >= b - 1e-12)
            && a.iter().zip(b).any(|(a, b)| *a > b + 1e-12)
    };
    let mut front: Vec<[f64; 2]> =
        points.iter().filter(|it| !points.iter().any(|other| better(other, it))).copied().collect();
    front.sort_by(|a, b| b[0].total_cmp(&a[0]));
    front.dedup_by(|a, b| (a[0] - b[0]).abs() < 1e-12);
    front
}

fn check(finding: &Finding, expected: &[[f64; 2]]) {
    let table = finding.table("frontier").unwrap();
    assert_eq!(table.rows.len(), expected.len());
    assert_eq!(figure(finding, "frontier_size"), expected.len() as f64);
    for (row, point) in expected.iter().enumerate() {
        for (column, value) in ["u_hill", "u_dale"].iter().zip(point) {
            let ours = table.cell(row, column).and_then(Cell::as_number).unwrap();
            assert!((ours - value).abs() < 1e-9, "{row} {column} {ours} {value}");
        }
    }
    let rational = expected.iter().filter(|it| it.iter().zip(&LEVELS).all(|(u, r)| u >= r));
    assert_eq!(figure(finding, "frontier_size_rational"), rational.count() as f64);
}

#[test]
fn numbers_on_record_give_the_frontier_of_every_draft() {
    let finding = ask(&numbers(""));
    assert_eq!((finding.status.word(), finding.provenance.samples), ("answered", None));
    check(&finding, &brute(|_| true));
    let gains = |it: &[f64; 2]| (it[0] - LEVELS[0]).max(0.0) * (it[1] - LEVELS[1]).max(0.0);
    let nash = brute(|_| true).iter().map(gains).fold(0.0, f64::max);
    let table = finding.table("solutions").unwrap();
    assert_eq!(table.cell(0, "solution").and_then(Cell::as_text), Some("nash"));
    assert!((table.cell(0, "value").and_then(Cell::as_number).unwrap() - nash).abs() < 1e-9);
}

#[test]
fn lines_delete_options_and_conditional_ones_combinations() {
    let line =
        "[[red_line]]\nparty = \"hill\"\nwords = \"not that\"\nrules_out = { i0 = [\"o1\"] }\n";
    check(&ask(&numbers(line)), &brute(|it| it[0] != 1));
    let when = "[[red_line]]\nparty = \"dale\"\nwords = \"not both\"\nrules_out = { i1 = [\"o1\", \"o2\"] }\n\
                condition = { when = { i2 = [\"o1\"] } }\n";
    check(&ask(&numbers(when)), &brute(|it| it[2] != 1 || it[1] == 0));
}

#[test]
fn lines_on_the_same_issues_are_all_kept_in_whatever_order_they_name_them() {
    let lines = "[[red_line]]\nparty = \"dale\"\nwords = \"not both\"\nrules_out = { i1 = [\"o1\", \"o2\"] }\n\
                 condition = { when = { i2 = [\"o1\"] } }\n\
                 [[red_line]]\nparty = \"hill\"\nwords = \"nor these\"\nrules_out = { i2 = [\"o2\"] }\n\
                 condition = { when = { i1 = [\"o0\"] } }\n";
    let keeps = |it: &[usize]| (it[2] != 1 || it[1] == 0) && (it[2] != 2 || it[1] != 0);
    check(&ask(&numbers(lines)), &brute(|it| keeps(&it[..])));
}

/// A dossier with rules in it.
fn ruled(rules: &str) -> Finding {
    ask(&numbers(rules).replace("format = 1", "format = 2"))
}

#[test]
fn rules_delete_packages_exactly() {
    let rule = |keys: &str| format!("[[rule]]\n{keys}\nbasis = \"assumed\"\n");
    let requires = rule("when = { i0 = \"o1\" }\nrequires = { i1 = [\"o0\", \"o2\"] }");
    check(&ruled(&requires), &brute(|it| it[0] != 1 || it[1] != 1));
    let excludes =
        rule("when = { i0 = [\"o1\", \"o2\"], i1 = \"o1\" }\nexcludes = { i2 = \"o1\" }");
    check(&ruled(&excludes), &brute(|it| it[0] == 0 || it[1] != 1 || it[2] != 1));
    // Without a condition it takes options away as a line does.
    let alone = rule("excludes = { i2 = \"o2\" }");
    check(&ruled(&alone), &brute(|it| it[2] != 2));
    let on_itself = rule("when = { i2 = [\"o0\", \"o1\"] }\nrequires = { i2 = [\"o0\", \"o2\"] }");
    check(&ruled(&on_itself), &brute(|it| it[2] != 1));
    // A reading warns and takes nothing away.
    let reading = rule("is = \"reading\"\nexcludes = { i2 = \"o2\" }");
    check(&ruled(&reading), &brute(|_| true));
}

#[test]
fn a_rule_never_adds_a_package() {
    let set = |bits: usize| {
        let named: Vec<String> =
            (0..3).filter(|it| bits >> it & 1 == 1).map(|it| format!("\"o{it}\"")).collect();
        format!("[{}]", named.join(", "))
    };
    let (mut rules, mut before) = (String::new(), figure(&ruled(""), "outcomes"));
    // Every rule of two issues in turn, each beside those before it that still left something.
    for (n, (when, then)) in (1..7).flat_map(|a| (1..7).map(move |b| (a, b))).enumerate().step_by(5)
    {
        let (a, b) = (n % 3, (n + 1 + n / 3 % 2) % 3);
        let rule = format!(
            "[[rule]]\nwhen = {{ i{a} = {} }}\nrequires = {{ i{b} = {} }}\nbasis = \"assumed\"\n",
            set(when),
            set(then)
        );
        let with = format!("{rules}{rule}");
        let finding = ruled(&with);
        // Where nothing is left there are no statistics, and that is proved.
        let now = match finding.table("statistics") {
            Some(_) => figure(&finding, "outcomes"),
            None => 0.0,
        };
        assert!(now <= before, "{rule}");
        if now > 0.0 {
            (rules, before) = (with, now);
        }
    }
    assert!(before < 27.0);
}

/// Hill gets something of whatever is permitted, so that no deal is worth that much to it as well.
const COUPLED: &str = "[[red_line]]\nparty = \"hill\"\nwords = \"not both\"\nrules_out = { i0 = [\"o0\"] }\n\
                       condition = { when = { i1 = [\"o1\", \"o2\"] } }\n\
                       [[red_line]]\nparty = \"hill\"\nwords = \"nor these\"\nrules_out = { i2 = [\"o0\"] }\n\
                       condition = { when = { i0 = [\"o1\"] } }\n";

#[test]
fn solutions_with_conditional_lines_are_those_of_the_drafts_that_keep_them() {
    let keeps = |it: &[usize; 3]| (it[0] != 0 || it[1] == 0) && (it[0] != 1 || it[2] != 0);
    let kept: Vec<[usize; 3]> = drafts().into_iter().filter(|it| keeps(it)).collect();
    let text = numbers(COUPLED)
        .replace("level = 0.3", "level = 0.0")
        .replace("level = 0.4", "level = 0.0");
    let finding = ask(&text);
    check_sizes(&finding, kept.len());
    let least = |place: usize| kept.iter().map(|it| worth(place, it)).fold(1.0, f64::min);
    assert!(least(0) > 0.2, "the test asks for a raised disagreement");
    let gain = |it: &[usize; 3], place: usize| worth(place, it) - least(place);
    let nash = kept.iter().map(|it| gain(it, 0) * gain(it, 1)).fold(0.0, f64::max);
    let egalitarian = kept.iter().map(|it| gain(it, 0).min(gain(it, 1))).fold(0.0, f64::max);
    let table = finding.table("solutions").unwrap();
    for (name, value) in [("nash", nash), ("egalitarian", egalitarian)] {
        let is = |row: &usize| table.cell(*row, "solution").and_then(Cell::as_text) == Some(name);
        let row = (0..table.rows.len()).find(is).unwrap();
        let ours = table.cell(row, "value").and_then(Cell::as_number).unwrap();
        assert!((ours - value).abs() < 1e-9, "{name}: {ours} {value}");
    }
}

fn check_sizes(finding: &Finding, kept: usize) {
    assert_eq!(figure(finding, "outcomes"), kept as f64);
    let start = format!("{kept} drafts keep every line");
    assert!(finding.headline.starts_with(&start), "{}", finding.headline);
}

#[test]
fn a_conditional_line_hides_no_draft_that_ties() {
    // Two issues on which the parties want the opposite equally, and one on which two options are as good.
    let mut text = START.to_owned();
    for (issue, options) in [("i", "ab"), ("k", "ab"), ("j", "abc")] {
        let options: Vec<String> =
            options.chars().map(|it| format!("{{ id = \"{it}\", text = \"{it}\" }}")).collect();
        text += &format!(
            "[[issue]]\nid = \"{issue}\"\ntitle = \"{issue}\"\noptions = [{}]\n",
            options.join(", ")
        );
    }
    for (party, values) in
        [("hill", ["a = 1, b = 0", "a = 1, b = 0"]), ("dale", ["a = 0, b = 1", "a = 0, b = 1"])]
    {
        let values = values.into_iter().chain(["a = 1, b = 0, c = 1"]);
        for (issue, values) in ["i", "k", "j"].into_iter().zip(values) {
            let share = if issue == "j" { 0.5 } else { 0.25 };
            text += &format!(
                "[[position]]\nparty = \"{party}\"\nissue = \"{issue}\"\nvalues = {{ {values} }}\nsalience = {share}\n"
            );
        }
        text += &format!("[[alternative]]\nparty = \"{party}\"\nlevel = 0.25\n");
    }
    let ties = |text: &str| {
        let finding = ask(text);
        let table = finding.table("solutions").unwrap().clone();
        table.cell(0, "ties").and_then(Cell::as_number)
    };
    assert_eq!(ties(&text), Some(4.0));
    // A line that takes away only what nobody would choose.
    let line = "[[red_line]]\nparty = \"hill\"\nwords = \"not both\"\nrules_out = { j = [\"b\"] }\n\
                condition = { when = { i = [\"a\"] } }\n";
    assert_eq!(ties(&(text + line)), Some(4.0));
}

#[test]
fn lines_that_leave_nothing_are_proved_to_however_many_issues_they_tie() {
    // Too many issues at once for a count, and two of them without a way out.
    let mut text = START.to_owned();
    for issue in 0..16 {
        let options: Vec<String> =
            (0..3).map(|it| format!("{{ id = \"o{it}\", text = \"option {it}\" }}")).collect();
        text += &format!(
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\noptions = [{}]\n",
            options.join(", ")
        );
        for party in ["hill", "dale"] {
            text += &format!(
                "[[position]]\nparty = \"{party}\"\nissue = \"i{issue}\"\nranking = [\"o0\", \"o1\", \"o2\"]\n"
            );
        }
    }
    let line = |a: usize, option: &str, b: usize, when: &str| {
        format!(
            "[[red_line]]\nparty = \"hill\"\nwords = \"not both\"\nrules_out = {{ i{a} = [{option}] }}\n\
             condition = {{ when = {{ i{b} = [{when}] }} }}\n"
        )
    };
    for a in 0..16 {
        for b in 0..a {
            text += &line(a, "\"o2\"", b, "\"o2\"");
        }
    }
    let finding = ask(&text);
    assert_ne!(finding.status.word(), "no-agreement-zone", "{}", finding.headline);
    for (own, when) in [
        ("\"o0\", \"o1\"", "\"o0\", \"o1\""),
        ("\"o2\"", "\"o0\", \"o1\""),
        ("\"o0\", \"o1\"", "\"o2\""),
    ] {
        text += &line(0, own, 1, when);
    }
    let finding = ask(&text);
    assert_eq!(finding.status.word(), "no-agreement-zone", "{}", finding.headline);
    assert!(finding.headline.starts_with("No draft respects every line"), "{}", finding.headline);
}

#[test]
fn putting_conditional_lines_together_is_work_too() {
    let mut text = START.to_owned();
    let ids: Vec<String> = (0..20).map(|it| format!("\"o{it}\"")).collect();
    let options: Vec<String> =
        ids.iter().map(|it| format!("{{ id = {it}, text = {it} }}")).collect();
    for issue in 0..20 {
        text += &format!(
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\noptions = [{}]\n",
            options.join(", ")
        );
        for party in ["hill", "dale"] {
            text += &format!(
                "[[position]]\nparty = \"{party}\"\nissue = \"i{issue}\"\nranking = [{}]\n",
                ids.join(", ")
            );
        }
    }
    for a in 0..20 {
        for b in 0..a {
            text += &format!(
                "[[red_line]]\nparty = \"hill\"\nwords = \"not both\"\nrules_out = {{ i{a} = [\"o1\"] }}\n\
                 condition = {{ when = {{ i{b} = [\"o2\"] }} }}\n"
            );
        }
    }
    let settings = Settings::default().with("work", Value::Number(1.0));
    let case = case(&text);
    let finding = bargain::LENS.ask(&case, &settings, &Context::default()).unwrap();
    assert_eq!(finding.status.word(), "not-converged");
    assert!(finding.headline.contains("190 conditional lines"), "{}", finding.headline);
}

#[test]
fn no_zone_of_agreement_is_proved_by_its_lines() {
    let lines = "[[red_line]]\nid = \"one\"\nparty = \"hill\"\nrules_out = { i0 = [\"o0\", \"o1\"] }\n\
                 [[red_line]]\nid = \"two\"\nparty = \"dale\"\nrules_out = { i0 = [\"o2\"] }\n";
    let finding = ask(&numbers(lines));
    assert_eq!(finding.status.word(), "no-agreement-zone");
    let said = &finding.headline;
    assert!(said.contains("Hill (rules out ") && said.contains("Dale (rules out "), "{said}");
    // The same by conditional lines only.
    let lines = "[[red_line]]\nid = \"a\"\nparty = \"hill\"\nrules_out = { i0 = [\"o0\", \"o1\"] }\n\
                 condition = { when = { i1 = [\"o0\", \"o1\"] } }\n\
                 [[red_line]]\nid = \"b\"\nparty = \"dale\"\nrules_out = { i0 = [\"o2\"] }\n\
                 condition = { when = { i1 = [\"o0\", \"o1\"] } }\n\
                 [[red_line]]\nid = \"c\"\nparty = \"dale\"\nrules_out = { i1 = [\"o2\"] }\n\
                 condition = { when = { i0 = [\"o0\", \"o1\"] } }\n\
                 [[red_line]]\nid = \"d\"\nparty = \"hill\"\nrules_out = { i1 = [\"o2\"] }\n\
                 condition = { when = { i0 = [\"o2\"] } }\n";
    assert_eq!(ask(&numbers(lines)).status.word(), "no-agreement-zone");
    // And by numbers: no deal is worth more than anything.
    let text =
        numbers("").replace("level = 0.3", "level = 0.9").replace("level = 0.4", "level = 0.9");
    assert_eq!(ask(&text).status.word(), "no-agreement-zone");
}

#[test]
fn too_little_on_record_is_undetermined() {
    let without = numbers("");
    let one = without.find("[[position]]").unwrap();
    assert_eq!(ask(&without[..one]).status.word(), "undetermined");
    let finding = ask(&without.replace("level = 0.4", "words = \"we can wait\""));
    assert_eq!(finding.status.word(), "undetermined");
    let table = finding.table("solutions").unwrap();
    assert!((0..table.rows.len()).all(|row| table.cell(row, "draft") == Some(&Cell::Unknown)));
    assert_eq!(figure(&finding, "frontier_size"), brute(|_| true).len() as f64);
}

#[test]
fn drafts_are_placed() {
    let draft = |sets: &str| {
        format!(
            "[[draft]]\nid = \"text\"\ntitle = \"A text\"\ncomplete = true\n\
             points = [{{ number = 1, sets = {{ {sets} }} }}]\n"
        )
    };
    for it in drafts() {
        let sets = format!("i0 = \"o{}\", i1 = \"o{}\", i2 = \"o{}\"", it[0], it[1], it[2]);
        let finding = ask(&numbers(&draft(&sets)));
        let table = finding.table("drafts").unwrap();
        let number = |id| table.cell(0, id).and_then(Cell::as_number);
        let u = [worth(0, &it), worth(1, &it)];
        let front = brute(|_| true);
        let away = |p: &[f64; 2]| ((p[0] - u[0]).powi(2) + (p[1] - u[1]).powi(2)).sqrt();
        let nearest = front.iter().map(away).fold(f64::INFINITY, f64::min);
        assert!((number("distance").unwrap() - nearest).abs() < 1e-9, "{it:?}");
        let on = f64::from(u8::from(nearest < 1e-9));
        assert_eq!(number("on_frontier"), Some(on), "{it:?}");
    }
    let finding = ask(&numbers(&draft("i0 = \"o0\"")));
    let table = finding.table("drafts").unwrap();
    assert_eq!(table.cell(0, "distance"), Some(&Cell::Unknown));
}

/// The chart tells a draft that keeps every line from one that does not, and has what each has without a deal.
#[test]
fn the_chart_has_no_deal_and_tells_drafts_that_cross_lines() {
    let line = "[[red_line]]\nparty = \"hill\"\nwords = \"not the first\"\nrules_out = { i2 = [\"o0\"] }\n";
    for (more, is) in [("", "draft"), (line, "draft that crosses lines")] {
        let finding = ask(&numbers(&format!("{more}{TEXT}")));
        let table = finding.table("points").unwrap();
        let rows = |is: &str| -> Vec<usize> {
            let of = |row: &usize| table.cell(*row, "series").and_then(Cell::as_text) == Some(is);
            (0..table.rows.len()).filter(of).collect()
        };
        assert_eq!(rows(is).len(), 1, "{more}");
        let [row] = rows("no deal")[..] else { panic!("one row") };
        for (column, level) in ["u_hill", "u_dale"].iter().zip(LEVELS) {
            let without = table.cell(row, column).and_then(Cell::as_number).unwrap();
            assert!((without - level).abs() < 1e-9, "{column}: {without}");
        }
    }
}

const TEXT: &str = "[[draft]]\nid = \"text\"\ntitle = \"A text\"\ncomplete = true\ndate = 2031-01-05\n\
                    points = [{ number = 1, sets = { i0 = \"o0\", i1 = \"o0\", i2 = \"o0\" } }]\n";

/// A draft that crosses a line, against every draft that keeps all: it is on no frontier, and what keeps to the
/// line and is as good for everybody goes before it.
#[test]
fn a_draft_that_crosses_a_line_is_told_what_is_as_good() {
    // The last two options of the third issue are alike to both.
    let alike = numbers("")
        .replace(
            "values = { o0 = 0.0, o1 = 1.0, o2 = 0.5 }",
            "values = { o0 = 0.0, o1 = 1.0, o2 = 1.0 }",
        )
        .replace(
            "values = { o0 = 0.5, o1 = 0.0, o2 = 1.0 }",
            "values = { o0 = 0.5, o1 = 1.0, o2 = 1.0 }",
        );
    let line =
        "[[red_line]]\nparty = \"hill\"\nwords = \"not the last\"\nrules_out = { i2 = [\"o2\"] }\n";
    let values = |party: usize, issue: usize| match (party, issue) {
        (0, 2) => [0.0, 1.0, 1.0],
        (1, 2) => [0.5, 1.0, 1.0],
        _ => VALUES[party][issue],
    };
    let worth = |it: &[usize; 3]| {
        [0, 1].map(|p| (0..3).map(|i| SHARES[p][i] * values(p, i)[it[i]]).sum::<f64>())
    };
    let mut as_good = 0;
    for it in drafts() {
        let sets = format!("i0 = \"o{}\", i1 = \"o{}\", i2 = \"o{}\"", it[0], it[1], it[2]);
        let text = TEXT.replace("i0 = \"o0\", i1 = \"o0\", i2 = \"o0\"", &sets);
        let finding = ask(&format!("{alike}{line}{text}"));
        let table = finding.table("drafts").unwrap();
        let words = |id| table.cell(0, id).and_then(Cell::as_text);
        let keeps = |it: &&[usize; 3]| it[2] != 2;
        let own = worth(&it);
        let no_worse =
            |other: &[usize; 3]| worth(other).iter().zip(own).all(|(a, b)| *a >= b - 1e-9);
        let better = |other: &[usize; 3]| worth(other).iter().zip(own).any(|(a, b)| *a > b + 1e-9);
        let all = drafts();
        let mut others = all.iter().filter(keeps).filter(|other| no_worse(other));
        let bettered = others.clone().any(better);
        let (on, some, reason) = match keeps(&&it) {
            true => (f64::from(u8::from(!bettered)), bettered, None),
            false => (0.0, others.next().is_some(), Some("crosses 1 line")),
        };
        as_good += usize::from(some && !bettered);
        assert_eq!(table.cell(0, "on_frontier").and_then(Cell::as_number), Some(on), "{it:?}");
        assert_eq!(
            words("better_for_all") != Some("none"),
            some,
            "{it:?} {:?}",
            words("better_for_all")
        );
        assert!(words("better_for_all").is_some_and(|it| !it.is_empty()));
        assert_eq!(words("reason"), reason, "{it:?}");
    }
    assert!(as_good > 0);
    // Where it is set aside by its own party for that very text, the text is as good as any other.
    let best = all_best(&worth);
    let sets = format!("i0 = \"o{}\", i1 = \"o{}\", i2 = \"o2\"", best[0], best[1]);
    let text = TEXT.replace("i0 = \"o0\", i1 = \"o0\", i2 = \"o0\"", &sets);
    let drawn = line.replace("words", "date = 2031-01-01\nwords");
    let accepts =
        "[[answer]]\nparty = \"hill\"\nto = \"text\"\nanswer = \"accept\"\ndate = 2031-07-01\n";
    for (answer, on, better) in [(accepts, 1.0, "none"), ("", 0.0, "i2: o1")] {
        let finding = ask(&format!("{alike}{drawn}{text}{answer}"));
        let table = finding.table("drafts").unwrap();
        assert_eq!(table.cell(0, "on_frontier").and_then(Cell::as_number), Some(on));
        assert_eq!(table.cell(0, "better_for_all").and_then(Cell::as_text), Some(better));
    }
    // What is not settled has no place, and the table says why.
    let open = TEXT.replace("complete = true", "complete = false").replace(", i2 = \"o0\"", "");
    let finding = ask(&format!("{alike}{line}{open}"));
    let table = finding.table("drafts").unwrap();
    assert_eq!(table.cell(0, "on_frontier"), Some(&Cell::Unknown));
    assert_eq!(table.cell(0, "reason").and_then(Cell::as_text), Some("not settled on 1 issue"));
}

/// The draft with the greatest sum.
fn all_best(worth: &dyn Fn(&[usize; 3]) -> [f64; 2]) -> [usize; 3] {
    let sum = |it: &[usize; 3]| worth(it).iter().sum::<f64>();
    drafts().into_iter().max_by(|a, b| sum(a).total_cmp(&sum(b))).unwrap()
}

/// Each leaves a way, and where all their conditions hold there is none: `frontier` and `amend` both say so.
#[test]
fn lines_under_conditions_that_leave_nothing_together_are_named() {
    let line = |party: &str, out: &str, condition: &str| {
        format!(
            "[[red_line]]\nparty = \"{party}\"\nwords = \"no {out}\"\nrules_out = {{ i0 = [\"{out}\"] }}\n\
             condition = {{ {condition} }}\n"
        )
    };
    let settings = Settings::default().with("draft", Value::Ids(vec!["text".to_owned()]));
    let notes = |lines: &str| -> Vec<String> {
        let case = case(&format!("{}{lines}{TEXT}", numbers("")));
        let run = |lens: &str, settings: &Settings| {
            let lens = lens::named(lens).unwrap();
            lens.ask(&case, settings, &Context::default()).unwrap()
        };
        let both = [run("bargain", &Settings::default()), run("amend", &settings)];
        let told = both.map(|it| {
            let own = it.notes.iter().map(|it| it.flat());
            own.filter(|it| it.contains("rule out every option on Issue 0")).collect::<Vec<_>>()
        });
        assert_eq!(told[0].len(), told[1].len(), "{told:?}");
        told.concat()
    };
    let hill = line("hill", "o0", "when = { i1 = [\"o0\", \"o1\"] }");
    let also = line("hill", "o1", "when = { i2 = [\"o0\"] }");
    let dale = line("dale", "o2", "when = { i1 = [\"o1\", \"o2\"] }");
    let told = notes(&format!("{hill}{also}{dale}"));
    assert_eq!(told.len(), 2, "{told:?}");
    for it in &told {
        for part in ["Hill's line", "Dale's line", "Issue 1: option 1", "Issue 2: option 0"] {
            assert!(it.contains(part), "{it}");
        }
    }
    // A condition known in words may hold as well.
    let in_words = line("dale", "o2", "text = \"while the dam stands\"");
    let told = notes(&format!("{hill}{also}{in_words}"));
    assert!(told.len() == 2 && told[0].contains("“while the dam stands”"), "{told:?}");
    // Conditions that cannot hold together, and lines that leave an option.
    let never = line("dale", "o2", "when = { i1 = [\"o2\"] }");
    assert!(notes(&format!("{hill}{also}{never}")).is_empty());
    assert!(notes(&format!("{hill}{dale}")).is_empty());
    // A line without a condition has its part.
    let plain = "[[red_line]]\nparty = \"dale\"\nwords = \"never the last\"\nrules_out = { i0 = [\"o2\"] }\n";
    let told = notes(&format!("{hill}{also}{plain}"));
    assert!(told.len() == 2 && told[0].contains("never the last"), "{told:?}");
}

#[test]
fn rankings_are_read_many_times_over_and_unknown_orders_averaged_out() {
    let rank = |party: &str, issue: &str, ranking: &str| {
        format!("[[position]]\nparty = \"{party}\"\nissue = \"{issue}\"\nranking = [{ranking}]\n")
    };
    let start = numbers("");
    let mut text = start[..start.find("[[position]]").unwrap()].to_owned();
    for issue in ["i0", "i1"] {
        text += &rank("hill", issue, "\"o0\", \"o1\", \"o2\"");
        text += &rank("dale", issue, "\"o2\", \"o1\", \"o0\"");
    }
    text += "[[alternative]]\nparty = \"hill\"\nlevel = [0.1, 0.3]\n";
    text += "[[alternative]]\nparty = \"dale\"\nlevel = 0.2\n";
    let case = case(&text);
    let settings = Settings::default().with("readings", Value::Number(40.0));
    let context = Context { samples: 400, ..Context::default() };
    let finding = bargain::LENS.ask(&case, &settings, &context).unwrap();
    assert_eq!((finding.status.word(), finding.provenance.samples), ("answered", Some(400)));
    assert_eq!(figure(&finding, "readings"), 40.0);
    assert_eq!(figure(&finding, "outcomes"), 27.0);
    let options = finding.table("options").unwrap();
    // Nothing is known of the third issue: no option is named, and nobody is called indifferent.
    assert_eq!(options.cell(2, "nash"), Some(&Cell::Unknown));
    assert_eq!(options.cell(2, "order_unknown").and_then(Cell::as_text), Some("Hill, Dale"));
    assert_eq!(options.cell(2, "nash_share"), Some(&Cell::Unknown));
}

#[test]
fn other_lenses_want_a_record() {
    let text = br#"{ "parties": 1, "utilities": [[[1.0], [0.0]]] }"#;
    let scenario = scenario::read(&[("profiles.json".to_owned(), text.to_vec())]).unwrap();
    let ask = |lens: &lens::Lens| {
        (lens.run)(&View::of_scenario(&scenario, &Context::default()), &Settings::default())
    };
    for lens in lens::ALL {
        match ask(lens) {
            Ok(finding) => assert_eq!((lens.name, finding.status.word()), ("bargain", "answered")),
            Err(error) => assert_eq!(error, Error::NotADossier, "{}", lens.name),
        }
    }
}

/// A scenario of two parties; `scale` is what the second one's numbers are multiplied with.
fn scenario_of(scale: f64, reservation: &str) -> Result<Scenario, String> {
    let mut rows = Vec::new();
    for issue in 0..3 {
        // Powers of two: every outcome is another point of the frontier.
        let stake = f64::from(1 << issue);
        rows.push(format!("[[{stake:?}, 0.0], [0.0, {:e}]]", stake * scale));
    }
    let text = format!(
        "{{ \"parties\": 2, \"utilities\": [{}], \"reservations\": {reservation} }}",
        rows.join(", ")
    );
    let files = [("profiles.json".to_owned(), text.into_bytes())];
    scenario::read(&files).map_err(|error| error.to_string())
}

fn of_scenario(scenario: &Scenario, settings: &Settings) -> Result<Finding, Error> {
    (bargain::LENS.run)(&View::of_scenario(scenario, &Context::default()), settings)
}

#[test]
fn parties_that_count_in_other_units_have_the_same_frontier_and_nash_solution() {
    let plain = of_scenario(&scenario_of(1.0, "[0, 0]").unwrap(), &Settings::default()).unwrap();
    let nash = |finding: &Finding| {
        let table = finding.table("solutions").unwrap();
        let rows = (0..table.rows.len())
            .filter(|row| table.cell(*row, "solution").and_then(Cell::as_text) == Some("nash"));
        rows.map(|row| table.cell(row, "draft").cloned()).collect::<Vec<_>>()
    };
    for scale in [2_f64.powi(45), 2_f64.powi(60), 1e300, 2_f64.powi(-60), 5e-324] {
        let scenario = scenario_of(scale, "[0, 0]").unwrap();
        let finding = of_scenario(&scenario, &Settings::default()).unwrap();
        assert_eq!(finding.status.word(), "answered", "{scale:e}");
        assert_eq!(figure(&finding, "frontier_size"), 8.0, "{scale:e}");
        assert_eq!(nash(&finding), nash(&plain), "{scale:e}");
    }
}

#[test]
fn numbers_that_cannot_be_added_up_are_said() {
    let text = r#"{ "parties": 2, "utilities": [[[1, 0], [0, 1]], [[1e-19, 0], [0, 1]]],
                    "reservations": [0, 0] }"#;
    let files = [("profiles.json".to_owned(), text.as_bytes().to_vec())];
    let finding = of_scenario(&scenario::read(&files).unwrap(), &Settings::default()).unwrap();
    assert_eq!(finding.status.word(), "not-converged");
    assert!(finding.notes.iter().any(|it| it.flat().contains("sizes too different to add up")));
    let mut scenario = scenario_of(1.0, "[0, 0]").unwrap();
    scenario.parties[1].evaluations[2][0] = f64::NAN;
    let error = of_scenario(&scenario, &Settings::default()).unwrap_err().to_string();
    let party = scenario.parties[1].name.clone();
    assert!(error.contains(&party) && error.contains(&scenario.issues[2].name), "{error}");
    scenario.parties[1].evaluations[2][0] = 0.0;
    scenario.parties[1].reservation = Some(f64::INFINITY);
    let error = of_scenario(&scenario, &Settings::default()).unwrap_err().to_string();
    assert!(error.contains(&format!("the reservation value of {party}")), "{error}");
    scenario.parties[1].reservation = None;
    scenario.parties[1].weights = vec![f64::MAX / 2.0; 3];
    let error = of_scenario(&scenario, &Settings::default()).unwrap_err().to_string();
    assert!(error.contains(&party), "{error}");
}

/// A scenario whose frontier is far too large: every utility drawn, in a fixed way.
fn large(parties: usize, issues: usize, options: usize) -> Scenario {
    let mut state = 1_u64;
    let mut draw = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1 << 24)
    };
    let rows: Vec<Vec<Vec<f64>>> = (0..issues)
        .map(|_| (0..options).map(|_| (0..parties).map(|_| draw()).collect()).collect())
        .collect();
    let text = format!(
        "{{ \"parties\": {parties}, \"utilities\": {rows:?}, \"reservations\": {:?} }}",
        vec![0.2 * issues as f64; parties]
    );
    scenario::read(&[("profiles.json".to_owned(), text.into_bytes())]).unwrap()
}

#[test]
fn what_takes_too_much_work_ends_with_what_is_proven_the_same_at_any_number_of_threads() {
    let settings = Settings::default().with("work", Value::Number(40.0));
    for (parties, issues, options) in [(5, 40, 3), (6, 24, 3), (20, 60, 20)] {
        let scenario = large(parties, issues, options);
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| of_scenario(&scenario, &settings).unwrap())
        };
        let finding = run(1);
        assert_eq!(finding.status.word(), "not-converged");
        assert_eq!(finding, run(3));
        let said: String = finding.notes.iter().map(|it| it.flat() + "\n").collect();
        assert!(said.contains("`epsilon`") && said.contains("`work`"), "{said}");
        assert!(said.contains(&format!("of {issues} issues alone have a frontier of")), "{said}");
        let table = finding.table("solutions").unwrap();
        // Some outcome is known for every solution, with a bound where it is not proven.
        assert!(table.cell(0, "value").and_then(Cell::as_number).is_some(), "{parties}");
    }
    // With an error allowed the same work is enough.
    let scenario = large(5, 12, 3);
    let settings =
        Settings::default().with("work", Value::Number(4000.0)).with("epsilon", Value::Number(0.5));
    let finding = of_scenario(&scenario, &settings).unwrap();
    assert_eq!(finding.status.word(), "answered");
    assert!(figure(&finding, "frontier_gap") <= 0.5);
}

#[test]
fn whoever_asks_to_stop_is_heard_before_the_work_is_done() {
    let scenario = large(6, 24, 3);
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let tell = |_: f64| calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 3;
    let context = Context { progress: Some(&tell), ..Context::default() };
    let answer = (bargain::LENS.run)(&View::of_scenario(&scenario, &context), &Settings::default());
    assert_eq!(answer, Err(Error::Cancelled));
    assert_eq!(calls.into_inner(), 4);
}

#[test]
fn ties_are_the_same_in_words_and_tables() {
    // Two drafts of equal product, each better for another party.
    let text = r#"{ "parties": 2, "utilities": [[[3, 1], [1, 3]], [[1, 1], [1, 1]]],
                    "reservations": [0, 0] }"#;
    let files = [("profiles.json".to_owned(), text.as_bytes().to_vec())];
    let scenario = scenario::read(&files).unwrap();
    let finding = of_scenario(&scenario, &Settings::default()).unwrap();
    let table = finding.table("solutions").unwrap();
    let ties = (0..table.rows.len())
        .filter(|row| table.cell(*row, "solution").and_then(Cell::as_text) == Some("nash"));
    assert_eq!(ties.count(), 4);
    assert_eq!(table.cell(0, "ties"), Some(&Cell::Count(4)));
    let said = format!("{:?}", finding.account);
    assert!(said.contains("(4 drafts tie)"), "{said}");
    let options = finding.table("options").unwrap();
    for row in 0..2 {
        let both = options.cell(row, "nash").and_then(Cell::as_text).unwrap();
        assert!(both.contains(" or "), "{both}");
        assert!(said.contains(both), "{both} is not in the words");
    }
}

#[test]
fn the_share_of_outcomes_better_than_no_deal_is_of_strictly_better_ones_and_says_so() {
    // Of the six drafts, worth 1, 0.75, 0.5, 0.5, 0.25 and 0, two are worth more than no deal.
    let values =
        |values: &str| format!("[[position]]\nparty = \"hill\"\n{values}\nsalience = 0.5\n");
    let text = [
        "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n\
         [[party]]\nid = \"hill\"\nname = \"Hill\"\nroles = [\"principal\"]\n\
         [[issue]]\nid = \"x\"\ntitle = \"X\"\noptions = [{ id = \"x1\", text = \"x one\" }, \
         { id = \"x2\", text = \"x two\" }, { id = \"x3\", text = \"x three\" }]\n\
         [[issue]]\nid = \"y\"\ntitle = \"Y\"\noptions = [{ id = \"y1\", text = \"y one\" }, \
         { id = \"y2\", text = \"y two\" }]\n"
            .to_owned(),
        values("issue = \"x\"\nvalues = { x1 = 1, x2 = 0, x3 = 0.5 }"),
        values("issue = \"y\"\nvalues = { y1 = 1, y2 = 0 }"),
        "[[alternative]]\nparty = \"hill\"\nlevel = 0.5\n".to_owned(),
    ];
    let of_record = ask(&text.concat());
    // The same to the first party of a scenario; to the second every outcome is better.
    let scenario = "{ \"parties\": 2, \"utilities\": [[[0.5, 1], [0, 1], [0.25, 1]], \
                    [[0.5, 0], [0, 0]]], \"reservations\": [0.5, 0] }";
    let files = [("profiles.json".to_owned(), scenario.into())];
    let scenario = scenario::read(&files).map_err(|error| error.to_string()).unwrap();
    let of_scenario = of_scenario(&scenario, &Settings::default()).unwrap();
    for finding in [of_record, of_scenario] {
        assert!((figure(&finding, "rational_fraction") - 2.0 / 6.0).abs() < 1e-12);
        let page = format!("{:?}", finding.account);
        let words = "share of all outcomes worth more than no deal to everybody: 0.33";
        assert!(page.contains(words), "{page}");
    }
}

/// A rule takes packages away whatever anybody wants: a draft that breaks one lies on no frontier.
#[test]
fn a_draft_that_breaks_a_rule_is_on_no_frontier() {
    let rule = "[[rule]]\nid = \"pair\"\nis = \"logic\"\nwhen = { i0 = [\"o2\"] }\nexcludes = { i1 = [\"o0\"] }\n";
    let draft = |first: &str| TEXT.replace("i0 = \"o0\"", &format!("i0 = \"{first}\""));
    let of = |more: &str| ask(&numbers(more).replace("format = 1", "format = 2"));
    for first in ["o0", "o1", "o2"] {
        let finding = of(&format!("{rule}{}", draft(first)));
        let table = finding.table("drafts").unwrap();
        let why = table.cell(0, "reason").and_then(Cell::as_text).unwrap_or_default();
        if first == "o2" {
            assert_eq!(table.cell(0, "on_frontier").and_then(Cell::as_number), Some(0.0));
        }
        assert_eq!(why.contains("breaks the rule"), first == "o2", "{first}: {why}");
        assert_eq!(why.contains("(pair)"), first == "o2", "{first}: {why}");
    }
    // One without an id is named by what it says.
    let finding = of(&rule.replace("id = \"pair\"\n", ""));
    let lines = finding.table("lines").unwrap();
    let name = lines.cell(0, "line").and_then(Cell::as_text).unwrap();
    assert!(name.starts_with("rule “where"), "{name}");
}

#[test]
fn lines_that_a_later_word_overtook_are_named_with_what_their_standing_means() {
    let line = |party: &str, out: &str| {
        format!(
            "[[red_line]]\nparty = \"{party}\"\nwords = \"not {out}\"\ndate = 2031-01-02\n\
             rules_out = {{ i0 = {out} }}\n"
        )
    };
    let word = "[[demand]]\nis = \"demand\"\nparty = \"hill\"\ndate = 2031-02-02\nasks = { i0 = [\"o1\"] }\n";
    let said = |more: &str| {
        let finding = ask(&numbers(more).replace("format = 1", "format = 2"));
        format!("{:?}", finding.notes)
    };
    let own = line("hill", "[\"o1\"]").replace("not [\"o1\"]", "not one");
    let other = line("dale", "[\"o0\", \"o2\"]").replace("not [\"o0\", \"o2\"]", "not the ends");
    let notes = said(&format!("{own}{word}"));
    assert!(notes.contains("apparently overtaken") && notes.contains("not one"), "{notes}");
    assert!(!notes.contains("no draft keeps every line"), "{notes}");
    let notes = said(&format!("{own}{other}{word}"));
    assert!(notes.contains("no draft keeps every line"), "{notes}");
    // Both ends are counted: all of them standing, and all of them lifted.
    let ends = |more: &str| {
        let finding = ask(&numbers(more).replace("format = 1", "format = 2"));
        let counts = ["outcomes_overtaken_standing", "outcomes_overtaken_lifted", "outcomes"];
        (counts.map(|it| figure(&finding, it)), format!("{:?}", finding.account))
    };
    let (counts, account) = ends(&format!("{own}{word}"));
    assert_eq!(counts, [18.0, 27.0, 27.0]);
    let said_so = "Where all of them stand, 18 drafts keep every line. Where all of them are lifted on what that word \
                   is for, 27 drafts keep every line.";
    assert!(account.contains(said_so), "{account}");
    let (counts, account) = ends(&format!("{own}{other}{word}"));
    assert_eq!(counts, [0.0, 9.0, 9.0]);
    assert!(account.contains("Where all of them stand, no draft keeps every line."), "{account}");
    let statistics = ask(&numbers(&own)).table("statistics").unwrap().clone();
    let name = |row: usize| statistics.cell(row, "statistic").and_then(Cell::as_text);
    assert!(
        (0..statistics.rows.len()).all(|it| !name(it).unwrap_or_default().contains("overtaken"))
    );
    assert!(!said(&own).contains("apparently overtaken"));
}

/// A keeper's reading takes nothing away, and says what goes against it.
#[test]
fn a_keepers_reading_names_the_drafts_and_solutions_that_go_against_it() {
    let plain = ask(&numbers(TEXT));
    let solutions = plain.table("solutions").unwrap();
    let gains = |it: &[usize; 3]| {
        let gain = |place: usize| (worth(place, it) - LEVELS[place]).max(0.0);
        gain(0) * gain(1)
    };
    let best = drafts().into_iter().max_by(|a, b| gains(a).total_cmp(&gains(b))).expect("a draft");
    let nash = best.map(|it| format!("o{it}"));
    let reading = |first: &str, second: &str| {
        format!(
            "[[rule]]\nid = \"pair\"\nis = \"reading\"\nwhen = {{ i0 = [\"{first}\"] }}\n\
             excludes = {{ i1 = [\"{second}\"] }}\n"
        )
    };
    let said = |more: &str| {
        let finding = ask(&numbers(&format!("{TEXT}{more}")).replace("format = 1", "format = 2"));
        assert_eq!(finding.table("solutions"), Some(solutions));
        let note = finding.notes.iter().map(|it| format!("{it:?}"));
        note.filter(|it| it.contains("record keeper's reading")).collect::<Vec<_>>()
    };
    assert!(said("").is_empty());
    let on_draft = said(&reading("o0", "o0"));
    assert!(
        on_draft[0].contains("the draft text") && on_draft[0].contains("(pair)"),
        "{on_draft:?}"
    );
    let on_nash = said(&reading(&nash[0], &nash[1]));
    assert!(on_nash[0].contains("the Nash solution"), "{on_nash:?}");
    assert_eq!(on_draft[0].contains("the Nash solution"), nash[..2] == ["o0", "o0"]);
}
