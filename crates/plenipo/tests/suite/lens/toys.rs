//! Toy cases against exhaustive integration: plain sums over fine grids of the simplex of weights
//! and the cube of middle values, written without any of the engine's code.

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;

use super::{ask, assess, case, number};

const SAMPLES: usize = 200_000;

/// What a grid may add to four standard errors.
const GRID: f64 = 0.001;

/// Calls `f` with every weight vector of two or three issues, every vector of middle values of the
/// issues in `middles`, and their mass.
fn integrate(issues: usize, middles: &[usize], n: usize, mut f: impl FnMut(&[f64], &[f64], f64)) {
    let mut weights = Vec::new();
    for i in 0..n {
        if issues == 2 {
            let w = (i as f64 + 0.5) / n as f64;
            weights.push(vec![w, 1.0 - w]);
            continue;
        }
        // Centres of the small triangles that a triangle falls into; all are equally large.
        for j in 0..n - i {
            for third in if i + j + 2 <= n { &[1.0 / 3.0, 2.0 / 3.0][..] } else { &[1.0 / 3.0] } {
                let (a, b) = ((i as f64 + third) / n as f64, (j as f64 + third) / n as f64);
                weights.push(vec![a, b, 1.0 - a - b]);
            }
        }
    }
    let points = n.pow(middles.len() as u32);
    let mass = 1.0 / (weights.len() * points) as f64;
    let mut values = vec![f64::NAN; issues];
    for w in &weights {
        for point in 0..points {
            let mut rest = point;
            for issue in middles {
                values[*issue] = ((rest % n) as f64 + 0.5) / n as f64;
                rest /= n;
            }
            f(w, &values, mass);
        }
    }
}

/// What a draft has on an issue, in the eyes of the party.
#[derive(Clone, Copy, PartialEq)]
enum Has {
    Best,
    Middle,
    Worst,
}
use Has::{Best, Middle, Worst};

fn value(has: Has, middle: f64) -> f64 {
    match has {
        Best => 1.0,
        Middle => middle,
        Worst => 0.0,
    }
}

fn worth(draft: &[Has], w: &[f64], middles: &[f64]) -> f64 {
    draft.iter().zip(w).zip(middles).map(|((has, w), middle)| w * value(*has, *middle)).sum()
}

fn middles(drafts: &[&[Has]]) -> Vec<usize> {
    (0..drafts[0].len()).filter(|i| drafts.iter().any(|it| it[*i] == Middle)).collect()
}

/// Integrates over all issues on which some draft has the middle option.
fn over(drafts: &[&[Has]], mut f: impl FnMut(&[f64], &[f64], &[f64], f64)) {
    let middles = middles(drafts);
    let issues = drafts[0].len();
    let n = match issues - 1 + middles.len() {
        0..=3 => 120,
        4 => 44,
        _ => 24,
    };
    integrate(issues, &middles, n, |w, values, mass| {
        let worths: Vec<f64> = drafts.iter().map(|it| worth(it, w, values)).collect();
        f(&worths, w, values, mass);
    });
}

fn chance(draft: &[Has], is: impl Fn(f64) -> bool) -> f64 {
    let mut sum = 0.0;
    over(&[draft], |u, _, _, mass| sum += if is(u[0]) { mass } else { 0.0 });
    sum
}

/// Fails unless an estimated share is within four standard errors (and the grid's) of the true one.
fn near(found: Option<f64>, expected: f64, samples: f64) {
    let found = found.expect("a figure");
    let error = 4.0 * (expected * (1.0 - expected) / samples).sqrt() + GRID;
    assert!((found - expected).abs() <= error, "{found} for {expected} ± {error}");
}

/// Parties that rank option 1 over 2 over 3 on each of `issues` issues; `rest` follows.
fn dossier(issues: usize, parties: &[&str], rest: &str) -> String {
    let mut text = String::from("format = 1\n[dossier]\ntitle = \"Toy\"\ndisclosure = \"open\"\n");
    for issue in 0..issues {
        text.push_str(&format!(
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\nstatus_quo = \"o3\"\noptions = [{}]\n",
            (1..4).map(|k| format!("{{ id = \"o{k}\", text = \"{k} of {issue}\" }}")).collect::<Vec<_>>().join(", ")
        ));
    }
    for party in parties {
        text.push_str(&format!(
            "[[party]]\nid = \"{party}\"\nname = \"{party}\"\nroles = [\"principal\"]\n"
        ));
        for issue in 0..issues {
            text.push_str(&format!(
                "[[position]]\nparty = \"{party}\"\nissue = \"i{issue}\"\nranking = [\"o1\", \"o2\", \"o3\"]\n"
            ));
        }
    }
    text.push_str(rest);
    text
}

fn level(party: &str, level: &str) -> String {
    format!("[[alternative]]\nparty = \"{party}\"\nlevel = {level}\n")
}

fn draft(id: &str, has: &[Has]) -> String {
    let sets = has.iter().enumerate().map(|(issue, it)| {
        let option = match it {
            Best => 1,
            Middle => 2,
            Worst => 3,
        };
        format!("i{issue} = \"o{option}\"")
    });
    let sets: Vec<String> = sets.collect();
    format!(
        "[[draft]]\nid = \"{id}\"\ntitle = \"{id}\"\npoints = [{{ sets = {{ {} }} }}]\n",
        sets.join(", ")
    )
}

const KEY: [(&str, &str); 2] = [("draft", "d"), ("party", "a")];

fn figure(finding: &Finding, column: &str) -> Option<f64> {
    number(finding, "acceptance", &KEY, column)
}

#[test]
fn worth_and_acceptance_are_the_integrals() {
    let drafts: [&[Has]; 4] =
        [&[Middle, Middle], &[Best, Middle], &[Best, Middle, Worst], &[Middle, Worst, Middle]];
    for has in drafts {
        for r in [0.3, 0.55] {
            let rest = [level("a", &r.to_string()), draft("d", has)].concat();
            let finding = assess(&case(&dossier(has.len(), &["a"], &rest)), SAMPLES);
            let expected = chance(has, |u| u >= r);
            near(figure(&finding, "accept"), expected, SAMPLES as f64);
            assert_eq!(figure(&finding, "accept_low"), figure(&finding, "accept"));
            assert_eq!(figure(&finding, "accept_high"), figure(&finding, "accept"));
            for (column, p) in [("worth_low", 0.05), ("worth", 0.5), ("worth_high", 0.95)] {
                let found = figure(&finding, column).expect("a figure");
                near(Some(chance(has, |u| u <= found)), p, SAMPLES as f64);
            }
            let error = figure(&finding, "std_error").expect("an error");
            assert!((error - (expected * (1.0 - expected) / SAMPLES as f64).sqrt()).abs() < 1e-4);
        }
    }
}

#[test]
fn alternatives_as_ranges_drafts_and_outcomes_are_the_integrals() {
    let has = [Middle, Worst, Middle];
    let (low, high) = (0.2, 0.6);
    let rest = [level("a", "[0.2, 0.6]"), draft("d", &has)].concat();
    let finding = assess(&case(&dossier(3, &["a"], &rest)), SAMPLES);
    near(figure(&finding, "accept_low"), chance(&has, |u| u >= high), SAMPLES as f64);
    near(figure(&finding, "accept_high"), chance(&has, |u| u >= low), SAMPLES as f64);
    let mut central = 0.0;
    over(&[&has], |u, _, _, mass| {
        central += mass * ((u[0] - low) / (high - low)).clamp(0.0, 1.0);
    });
    near(figure(&finding, "accept"), central, SAMPLES as f64);

    // As good as another draft, by the same weights and values; and as an outcome, whose silence is
    // the status quo.
    let other = [Worst, Best, Middle];
    let mut better = 0.0;
    over(&[&has, &other], |u, _, _, mass| better += if u[0] >= u[1] { mass } else { 0.0 });
    let as_draft = "[[alternative]]\nparty = \"a\"\ndraft = \"other\"\n";
    let as_outcome = "[[alternative]]\nparty = \"a\"\noutcome = { i1 = \"o1\", i2 = \"o2\" }\n";
    for alternative in [as_draft, as_outcome] {
        let rest = [alternative, &draft("d", &has), &draft("other", &other)].concat();
        let finding = assess(&case(&dossier(3, &["a"], &rest)), SAMPLES);
        for column in ["accept_low", "accept", "accept_high"] {
            near(figure(&finding, column), better, SAMPLES as f64);
        }
    }
    // A draft is as good as itself.
    let rest = [as_draft.replace("other", "d"), draft("d", &has)].concat();
    let finding = assess(&case(&dossier(3, &["a"], &rest)), 1_000);
    assert_eq!(figure(&finding, "accept"), Some(1.0));
}

#[test]
fn noise_is_the_integral() {
    let has = [Middle, Middle];
    let (r, tau) = (0.6, 0.1);
    let case = case(&dossier(2, &["a"], &[level("a", "0.6"), draft("d", &has)].concat()));
    let context = Context { samples: SAMPLES, ..Context::default() };
    let settings = Settings::default().with("tau", Value::Number(tau));
    let finding = ask(&case, "acceptance", &settings, &context);
    let mut expected = 0.0;
    over(&[&has], |u, _, _, mass| expected += mass / (1.0 + ((r - u[0]) / tau).exp()));
    near(number(&finding, "noise", &KEY, "accept"), expected, SAMPLES as f64);
}

/// Shares of the rejecting mass: of each line and each issue, in which it stands in the way and in
/// which nothing else does. Lines are `(issue, firmness)`, and rule out what the draft has there.
fn shares(has: &[Has], r: f64, lines: &[(usize, f64)]) -> (f64, Vec<[f64; 2]>, Vec<[f64; 2]>) {
    let mut all = 0.0;
    let mut of_lines = vec![[0.0; 2]; lines.len()];
    let mut of_issues = vec![[0.0; 2]; has.len()];
    over(&[has], |u, w, middles, mass| {
        for pattern in 0..1usize << lines.len() {
            let binds = |line: usize| pattern >> line & 1 == 1;
            let each = lines.iter().enumerate();
            let p: f64 = each.map(|(k, (_, f))| if binds(k) { *f } else { 1.0 - f }).product();
            let mass = mass * p;
            let short = u[0] < r;
            if !short && pattern == 0 {
                continue;
            }
            all += mass;
            for k in (0..lines.len()).filter(|it| binds(*it)) {
                of_lines[k][0] += mass;
                of_lines[k][1] += if pattern == 1 << k && !short { mass } else { 0.0 };
            }
            let turns = |i: &usize| {
                let lifted = (0..lines.len()).all(|k| !binds(k) || lines[k].0 == *i);
                lifted && u[0] + w[*i] * (1.0 - value(has[*i], middles[*i])) >= r
            };
            let turning: Vec<usize> = (0..has.len()).filter(turns).collect();
            for i in &turning {
                of_issues[*i][0] += mass;
                of_issues[*i][1] += if turning.len() == 1 { mass } else { 0.0 };
            }
        }
    });
    (all, of_lines, of_issues)
}

#[test]
fn shares_of_what_stands_in_the_way_are_the_integrals() {
    let firm: [&[(usize, f64)]; 3] = [&[], &[(0, 0.3)], &[(0, 0.3), (2, 0.6)]];
    for lines in firm {
        let has = [Middle, Worst, Middle];
        let r = 0.5;
        let mut rest = [level("a", "0.5"), draft("d", &has)].concat();
        for (issue, firmness) in lines {
            let option = if has[*issue] == Middle { 2 } else { 3 };
            rest.push_str(&format!(
                "[[red_line]]\nid = \"l{issue}\"\nparty = \"a\"\nwords = \"no {issue}\"\nrules_out = {{ i{issue} = [\"o{option}\"] }}\nfirmness = {firmness}\n"
            ));
        }
        let finding = assess(&case(&dossier(3, &["a"], &rest)), SAMPLES);
        let (all, of_lines, of_issues) = shares(&has, r, lines);
        near(figure(&finding, "accept"), 1.0 - all, SAMPLES as f64);
        let rejecting = SAMPLES as f64 * all;
        let each_line = lines.iter().zip(&of_lines).map(|((i, _), it)| (format!("l{i}"), it));
        let each_issue = of_issues.iter().enumerate().map(|(i, it)| (format!("i{i}"), it));
        for (name, expected) in each_line.chain(each_issue) {
            let key = [("party", "a"), ("blocker", name.as_str())];
            for (column, expected) in [("share_binding", expected[0]), ("share_only", expected[1])]
            {
                near(number(&finding, "blockers", &key, column), expected / all, rejecting);
            }
        }
    }
}

#[test]
fn firmness_as_number_range_and_word_is_one_minus_it() {
    let has = [Best, Middle];
    let of = |firmness: &str| {
        let line = format!(
            "[[red_line]]\nparty = \"a\"\nwords = \"no\"\nrules_out = {{ i1 = [\"o2\"] }}\nfirmness = {firmness}\n"
        );
        let rest = [level("a", "0"), draft("d", &has), line].concat();
        let finding = assess(&case(&dossier(2, &["a"], &rest)), SAMPLES);
        ["accept_low", "accept", "accept_high"].map(|it| figure(&finding, it))
    };
    for (firmness, low, high) in
        [("0.7", 0.7, 0.7), ("[0.3, 0.8]", 0.3, 0.8), ("\"very likely\"", 0.8, 0.95)]
    {
        let found = of(firmness);
        let expected = [1.0 - high, 1.0 - (low + high) / 2.0, 1.0 - low];
        for (found, expected) in found.into_iter().zip(expected) {
            near(found, expected, SAMPLES as f64);
        }
    }
    assert_eq!(of("1.0"), [Some(0.0); 3]);
    assert_eq!(of("0.0"), [Some(1.0); 3]);
}

#[test]
fn jointly_the_integrals_multiply_where_parties_are_independent() {
    let has = [Middle, Worst, Best];
    let rest = [level("a", "0.4"), level("b", "0.6"), draft("d", &has)].concat();
    let finding = assess(&case(&dossier(3, &["a", "b"], &rest)), SAMPLES);
    let expected = chance(&has, |u| u >= 0.4) * chance(&has, |u| u >= 0.6);
    near(number(&finding, "joint", &[("draft", "d")], "accept"), expected, SAMPLES as f64);
    let either = "agreement = { at_least = 1, of = [\"a\", \"b\"] }\n";
    let text = dossier(3, &["a", "b"], &rest);
    let text = text.replace("disclosure", &format!("{either}disclosure"));
    let finding = assess(&case(&text), SAMPLES);
    let neither = (1.0 - chance(&has, |u| u >= 0.4)) * (1.0 - chance(&has, |u| u >= 0.6));
    near(number(&finding, "joint", &[("draft", "d")], "accept"), 1.0 - neither, SAMPLES as f64);
}

#[test]
fn ranks_are_the_integrals() {
    let sets: [&[&[Has]]; 2] = [
        &[&[Middle, Middle], &[Best, Worst], &[Worst, Best]],
        &[&[Middle, Worst, Middle], &[Worst, Best, Worst], &[Best, Middle, Worst]],
    ];
    for drafts in sets {
        let text: String =
            drafts.iter().enumerate().map(|(k, it)| draft(&format!("d{k}"), it)).collect();
        let issues = drafts[0].len();
        let finding = assess(&case(&dossier(issues, &["a"], &text)), SAMPLES);
        let mut ranks = vec![vec![0.0; drafts.len()]; drafts.len()];
        over(drafts, |u, _, _, mass| {
            for a in 0..u.len() {
                ranks[a][u.iter().filter(|it| **it > u[a]).count()] += mass;
            }
        });
        let table = super::table(&finding, "ranks");
        assert_eq!(table.rows.len(), drafts.len() * drafts.len());
        for (row, _) in table.rows.iter().enumerate() {
            let cell = |column| table.cell(row, column).expect("a cell").clone();
            use plenipo::finding::table::Cell;
            use plenipo::finding::value::Reference;
            let (Cell::Ref(Reference { id, .. }), Cell::Count(rank), Cell::Number(found)) =
                (cell("draft"), cell("rank"), cell("acceptability"))
            else {
                unreachable!("a row of ranks")
            };
            let place: usize = id[1..].parse().expect("a place");
            let expected = ranks[place][rank as usize - 1];
            // Five dimensions: the grid is coarse.
            let error = 4.0 * (expected * (1.0 - expected) / SAMPLES as f64).sqrt() + 4.0 * GRID;
            assert!((found - expected).abs() < error, "{id} {rank}: {found} for {expected}");
        }
    }
}

#[test]
fn of_many_drafts_only_the_first_rank_is_given() {
    for (n, n_ranks) in [(40, 40), (41, 1)] {
        let has = |k: usize| [[Middle, Best], [Best, Worst]][k % 2];
        let text: String = (0..n).map(|k| draft(&format!("d{k}"), &has(k))).collect();
        let finding = assess(&case(&dossier(2, &["a"], &text)), 100);
        assert_eq!(super::table(&finding, "ranks").rows.len(), n * n_ranks);
    }
}

/// The figures of every way to complete a draft, each asked as a draft of its own.
fn completed(case: &Case, drafts: usize, samples: usize) -> Vec<Finding> {
    let ask = |k: usize| {
        let settings = Settings::default().with("draft", Value::Ids(vec![format!("c{k}")]));
        ask(case, "acceptance", &settings, &Context { samples, ..Context::default() })
    };
    (0..drafts).map(ask).collect()
}

/// Least and greatest of a column over findings of one draft each.
fn ends(findings: &[Finding], table: &str, column: &str) -> (f64, f64) {
    let all = findings.iter().map(|it| {
        let table = super::table(it, table);
        match table.cell(0, column) {
            Some(plenipo::finding::table::Cell::Number(number)) => *number,
            other => unreachable!("{column}: {other:?}"),
        }
    });
    all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)))
}

#[test]
fn over_unknown_content_the_ends_are_those_of_fixed_completions() {
    let options = [["o1", "o2", "o3"].as_slice(), &["o2", "o3"], &["o1", "o3"]];
    let open = "[[draft]]\nid = \"open\"\ntitle = \"open\"\npoints = [{ among = { i1 = [\"o2\", \"o3\"] }, excludes = { i2 = [\"o2\"] } }]\n";
    // The parties want opposite things of the third issue, so no completion is best for both.
    let opposed = "[[position]]\nparty = \"b\"\nissue = \"i2\"\ndate = 2031-01-01\nranking = [\"o3\", \"o2\", \"o1\"]\n";
    let lines = "[[red_line]]\nparty = \"a\"\nwords = \"no\"\nrules_out = { i0 = [\"o3\"] }\nfirmness = [0.2, 0.6]\n[[red_line]]\nparty = \"b\"\nwords = \"neither\"\nrules_out = { i0 = [\"o1\"], i1 = [\"o3\"] }\nfirmness = 0.4\n";
    let mut rest =
        [level("a", "[0.3, 0.5]"), level("b", "0.4"), opposed.into(), lines.into(), open.into()]
            .concat();
    let mut count = 0;
    for a in options[0] {
        for b in options[1] {
            for c in options[2] {
                rest.push_str(&format!(
                    "[[draft]]\nid = \"c{count}\"\ntitle = \"c{count}\"\npoints = [{{ sets = {{ i0 = \"{a}\", i1 = \"{b}\", i2 = \"{c}\" }} }}]\n"
                ));
                count += 1;
            }
        }
    }
    let case = case(&dossier(3, &["a", "b"], &rest));
    let each = completed(&case, count, 1_000);
    let settings = Settings::default().with("draft", Value::Ids(vec!["open".into()]));
    let found =
        ask(&case, "acceptance", &settings, &Context { samples: 1_000, ..Context::default() });
    for (table, key, columns) in [
        ("acceptance", &[("party", "a")][..], ["worth_low", "worth_high"]),
        ("acceptance", &[("party", "a")][..], ["accept_low", "accept_high"]),
        ("joint", &[][..], ["accept_low", "accept_high"]),
    ] {
        let low = ends(&each, table, columns[0]).0;
        let high = ends(&each, table, columns[1]).1;
        for (column, expected) in columns.into_iter().zip([low, high]) {
            let it = number(&found, table, key, column).expect("a figure");
            assert!((it - expected).abs() < 1e-12, "{table}.{column}: {it} for {expected}");
        }
        assert!(low < high);
    }
    assert_eq!(number(&found, "acceptance", &[("party", "a")], "worth"), None);
    // What suits one is just what the other cannot take: jointly less than the least of their ends.
    let high = |party| number(&found, "acceptance", &[("party", party)], "accept_high");
    let joint = number(&found, "joint", &[], "accept_high").expect("a figure");
    assert!(joint < high("a").expect("a figure").min(high("b").expect("a figure")));
}

#[test]
fn too_many_completions_leave_an_outer_bound() {
    let options = |n: usize| -> String {
        let each = (0..n).map(|k| format!("{{ id = \"o{k:02}\", text = \"{k}\" }}"));
        each.collect::<Vec<_>>().join(", ")
    };
    let mut text = format!(
        "format = 1\n[dossier]\ntitle = \"Many\"\ndisclosure = \"open\"\n[[issue]]\nid = \"big\"\ntitle = \"Big\"\nordered = true\noptions = [{}]\n[[issue]]\nid = \"huge\"\ntitle = \"Huge\"\nordered = true\noptions = [{}]\n[[issue]]\nid = \"small\"\ntitle = \"Small\"\noptions = [{}]\n",
        options(16),
        options(17),
        options(2),
    );
    text.push_str("[[party]]\nid = \"a\"\nname = \"a\"\nroles = [\"principal\"]\n");
    for (issue, ideal) in [("big", 5), ("huge", 9), ("small", 0)] {
        text.push_str(&format!(
            "[[position]]\nparty = \"a\"\nissue = \"{issue}\"\nideal = \"o{ideal:02}\"\n"
        ));
    }
    text.push_str(&level("a", "[0.4, 0.6]"));
    text.push_str("[[red_line]]\nparty = \"a\"\nwords = \"no\"\nrules_out = { big = [\"o00\"], huge = [\"o16\"] }\nfirmness = [0.3, 0.5]\n");
    text.push_str(
        "[[draft]]\nid = \"open\"\ntitle = \"open\"\npoints = [{ sets = { small = \"o01\" } }]\n",
    );
    for k in 0..16 * 17 {
        let (big, huge) = (k / 17, k % 17);
        text.push_str(&format!(
            "[[draft]]\nid = \"c{k}\"\ntitle = \"c{k}\"\npoints = [{{ sets = {{ small = \"o01\", big = \"o{big:02}\", huge = \"o{huge:02}\" }} }}]\n"
        ));
    }
    let case = case(&text);
    let each = completed(&case, 16 * 17, 400);
    let settings = Settings::default().with("draft", Value::Ids(vec!["open".into()]));
    let found =
        ask(&case, "acceptance", &settings, &Context { samples: 400, ..Context::default() });
    for columns in [["worth_low", "worth_high"], ["accept_low", "accept_high"]] {
        let low = ends(&each, "acceptance", columns[0]).0;
        let high = ends(&each, "acceptance", columns[1]).1;
        let [bound_low, bound_high] =
            columns.map(|it| number(&found, "acceptance", &[("party", "a")], it).expect("a bound"));
        assert!(bound_low <= low + 1e-12 && high <= bound_high + 1e-12);
        assert!(bound_high - bound_low < 1.0 + 1e-12);
    }
}
