//! The figures shown beside a change: those of the acceptance lens.

use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::finding::table::Cell;
use plenipo::lens::amend;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Value;

use super::super::{ask, case, gallery, rows, table};
use super::{TORN, line, listed, settings, text};

/// The share of Asterin's rejecting samples in which the issue is pivotal, by the acceptance lens.
fn pivotal_for_asterin(case: &plenipo_record::case::Case, issue: &str) -> f64 {
    let finding = ask(case, "acceptance", &settings("draft-1"), &Context::default());
    let blockers = table(&finding, "blockers");
    let own = (0..blockers.rows.len()).find(|row| {
        text(blockers, *row, "party") == "asterin"
            && text(blockers, *row, "kind") == "issue"
            && listed(blockers, *row, "issue") == issue
    });
    let share = own.and_then(|row| blockers.cell(row, "share_binding")).and_then(Cell::as_number);
    share.unwrap_or(0.0)
}

#[test]
fn changes_name_the_pivotal_issues_they_take_away_and_make() {
    let case = gallery("three-rivers");
    let finding = ask(&case, "amend", &settings("draft-1"), &Context::default());
    let amendments = table(&finding, "amendments");
    let (mut removed, mut created) = (0, 0);
    for row in 0..amendments.rows.len() {
        let issue = text(amendments, row, "issue");
        let before = pivotal_for_asterin(&case, issue);
        if let Some((_, words)) =
            listed(amendments, row, "removes").split_once("pivotal for Asterin (")
        {
            let share: f64 = words.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or(0.0);
            // Other samples than the search's: within five standard errors of a share of some 1,000.
            assert!((share - before).abs() < 0.07, "{issue}: {share} for {before}");
            removed += 1;
        }
        if listed(amendments, row, "creates").contains("pivotal for Asterin (") {
            assert!(before < 0.05 + 0.03, "{issue} was pivotal before: {before}");
            created += 1;
        }
    }
    assert!(removed > 0 && created > 0, "the case shows neither");
}

/// The cases with every assumption set that a figure rests on.
fn assumed(slug: &str, set: &str) -> plenipo_record::case::Case {
    use plenipo_record::dossier::read::{ReadOptions, read};
    fn below(root: &std::path::Path, folder: &std::path::Path, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(root, &path, files);
            } else if path.extension().is_some_and(|it| it == "toml") {
                let name = path.strip_prefix(root).expect("below it").to_string_lossy();
                files.push((name.replace('\\', "/"), std::fs::read(&path).expect("a file")));
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(slug);
    let mut files = Vec::new();
    below(&root, &root, &mut files);
    let files: Vec<_> =
        files.iter().map(|(name, bytes)| super::super::file(name, bytes.clone())).collect();
    let options = ReadOptions { assume: vec![set.to_owned()] };
    let (case, problems) = read(&files, &options);
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

#[test]
fn a_draft_as_it_is_has_the_figures_that_assess_gives_it() {
    let cases = [
        gallery("three-rivers"),
        assumed("ukraine-2025", "territory-first"),
        assumed("ukraine-2025", "security-first"),
    ];
    let context = Context { samples: 500, ..Context::default() };
    let (mut same, mut ranges, mut in_words) = (0, 0, 0);
    for case in &cases {
        for draft in &case.drafts {
            let little = settings(draft.id()).with("work", Value::Number(200.0));
            let asked = amend::LENS.ask(case, &little, &context);
            // Drafts that were not known yet on the day of the record are not there.
            let Ok(finding) = asked else { continue };
            let assessed = ask(case, "acceptance", &settings(draft.id()), &context);
            let (after, there) =
                (table(&finding, "acceptance_after"), table(&assessed, "acceptance"));
            for row in
                (0..after.rows.len()).filter(|it| after.cell(*it, "set") == Some(&Cell::Count(0)))
            {
                let party = text(after, row, "party");
                let other = rows(there, &[("party", party)])[0];
                let both = |column| (after.cell(row, column), there.cell(other, column));
                let columns =
                    ["accept_low", "accept", "accept_high", "std_error", "worth_low", "worth"];
                for column in columns.into_iter().chain(["worth_high"]) {
                    let (here, there) = both(column);
                    assert_eq!(here, there, "{} {party} {column}", draft.id());
                    ranges += usize::from(here != Some(&Cell::Unknown));
                }
                same += usize::from(after.cell(row, "accept") != Some(&Cell::Unknown));
            }
            in_words += same_words(&finding, &assessed);
        }
    }
    assert!(same > 5 && ranges > 20 && in_words > 20, "{same} {ranges} {in_words}");
}

/// How many parties have a chance in words for the draft as it is; each of these is said by `assess` too.
fn same_words(amended: &Finding, assessed: &Finding) -> usize {
    let is_start = |it: &&Block| format!("{it:?}").contains("As the draft is");
    let start = amended.account.iter().skip_while(|it| !is_start(it)).skip(1);
    let items = start.map_while(|it| match it {
        Block::Item(item) => Some(item.text.flat()),
        _ => None,
    });
    let flat = |it: &Block| match it {
        Block::Item(item) => item.text.flat() + "\n",
        _ => String::new(),
    };
    let there: String = assessed.account.iter().map(flat).collect();
    let mut n = 0;
    for item in items {
        let (_, words) = item.split_once(": ").expect("a name");
        let sentences: Vec<&str> = words.trim_end_matches('.').split(". ").collect();
        let asked =
            sentences.iter().filter(|it| !it.starts_with("The figure compared with the target"));
        for sentence in asked {
            assert!(there.contains(sentence), "{sentence}\n{there}");
        }
        n += 1;
    }
    n
}

/// A line whose condition is known in words only is all that is open: one figure, under one proviso.
#[test]
fn a_line_that_may_be_crossed_by_words_has_the_words_of_assess() {
    let text = TORN.replace("sets = { hours = \"two\" }", "sets = { hours = \"six\" }");
    let text = text.replace("level = 0.5", "level = [0.6, 1.0]");
    let text = text.replace("six = 1.0", "six = 0.7, ten = 1.0");
    let text = text.replace("options = [", "options = [{ id = \"ten\", text = \"ten\" }, ");
    let by_words = line(
        "dam",
        "hill",
        "rules_out = { hours = [\"six\"] }\ncondition = { text = \"while the dam stands\" }",
    );
    let unclear = line("bank", "hill", "unclear = { hours = [\"six\"] }");
    let proviso = "binds whose condition the record cannot decide, the probability is ";
    let either =
        "binds that is unclear or whose condition the record cannot decide, the probability is ";
    for (lines, words) in [
        (by_words.clone(), proviso),
        (unclear.clone(), "If no unclear line binds, the probability is "),
        (by_words + &unclear, either),
    ] {
        let case = case(&format!("{text}{lines}"));
        let first = settings("first");
        let amended = ask(&case, "amend", &first, &Context::default());
        let assessed = ask(&case, "acceptance", &first, &Context::default());
        assert_eq!(same_words(&amended, &assessed), 1);
        let (page, there) = (format!("{:?}", amended.account), format!("{:?}", assessed.account));
        assert!(page.contains(words) && there.contains(words), "{page}\n{there}");
        let after = table(&amended, "acceptance_after");
        assert_eq!(after.cell(0, "accept"), Some(&Cell::Unknown));
        let counted = after.cell(0, "counted").and_then(Cell::as_number).expect("a figure");
        let figure = plenipo::finding::figure::chance(counted);
        assert!(page.contains(&format!("is {figure} on the recorded figures")), "{page}");
        assert!(there.contains(&format!("is {figure} on the recorded figures")), "{there}");
    }
}

#[test]
fn a_draft_of_many_crossed_lines_takes_little_work() {
    // Seven lines at their word, on seven issues: whatever leaves one of them is no way.
    let case = assumed("ukraine-2025", "territory-first");
    let little = settings("us-28").with("work", Value::Number(200.0));
    let finding = ask(&case, "amend", &little, &Context::default());
    assert_eq!(finding.status.word(), "target-not-reached", "{}", finding.headline);
}
