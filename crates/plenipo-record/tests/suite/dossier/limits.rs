//! Hostile and oversized input: a clear refusal, and soon.

use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::read::{PROBLEMS_MAX, ReadOptions, read};

use plenipo_testing::dossier::{fixture, named, read_with};

fn alone(bytes: impl Into<Vec<u8>>) -> Vec<Problem> {
    read(&[named("a.toml", bytes)], &ReadOptions::default()).1
}

#[test]
fn text_that_is_not_utf8() {
    let problems = alone(b"format = 1\n# \xff\xfe\n".to_vec());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].span, 13..14);
    assert_eq!(problems[0].message, "this is not UTF-8 text");
    // A character cut off at the end of the file.
    assert_eq!(alone(b"x = \"\xe2\x82".to_vec())[0].span, 5..7);
}

#[test]
fn a_file_that_is_too_large() {
    let problems = alone(vec![b' '; (16 << 20) + 1]);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "this file is larger than 16 MiB");
    assert_eq!(alone(vec![b' '; 16 << 20])[0].message, "no file has a [dossier] table");
}

#[test]
fn text_that_nests_too_deeply() {
    let dotted = ["k"; 78].join(".");
    let mut product = String::new();
    for k in 0..78 {
        product += if k > 0 { "{" } else { "" };
        product += &dotted;
        product += "=";
    }
    product += "1";
    product += &"}".repeat(77);
    for text in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("a = {}1{}", "{a=".repeat(100_000), "}".repeat(100_000)),
        format!("{} = 1", ["a"; 100_000].join(".")),
        format!("[{}]", ["a"; 100_000].join(".")),
        "[".repeat(100_000),
        product.clone(),
        product.replace('{', "{\n"),
        format!("x = 1\nx = {product}"),
        format!("a = \"\\\n\"\nb = {product}"),
        format!("a = \"\"\"x\"\"\"\"\"\nb = {product}"),
    ] {
        let problems = alone(text.clone());
        assert!(
            problems.iter().any(|it| it.message.contains("nests too deeply")),
            "{}: {problems:?}",
            &text[..40]
        );
    }
    // Nothing a person writes is too deep, whatever its strings hold.
    assert_eq!(alone(format!("# {}\n", "[".repeat(1000))).len(), 1);
    let mut files = fixture();
    let words = "[{.".repeat(1000);
    let text =
        format!("[[statement]]\nbasis = \"stated\"\nwords = \"{words}\"\ngist = '''\n{words}'''\n");
    files.push(named("b.toml", text));
    assert_eq!(read_with(&files, &[]).1, []);
}

#[test]
fn too_many_records_parties_options() {
    let mut files = fixture();
    files.push(named("a.toml", "[[statement]]\nbasis = \"stated\"\n".repeat(10_001)));
    let problems = read_with(&files, &[]).1;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "a dossier holds at most 10,000 records of `statement`");

    let parties: String =
        (0..65).map(|k| format!("[[party]]\nid = \"p{k}\"\nname = \"P\"\n")).collect();
    let mut files = vec![named("a.toml", "format = 1\n[dossier]\ntitle = \"x\"\n")];
    files.push(named("b.toml", parties));
    let problems = read_with(&files, &[]).1;
    assert_eq!(problems[0].message, "a dossier holds at most 64 parties");

    let options: Vec<String> =
        (0..65).map(|k| format!("{{ id = \"o{k}\", text = \"O\" }}")).collect();
    let issue =
        format!("[[issue]]\nid = \"i\"\ntitle = \"I\"\noptions = [{}]\n", options.join(", "));
    files[1] = named("b.toml", issue);
    let problems = read_with(&files, &[]).1;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "an issue has at most 64 options");
}

#[test]
fn a_list_that_is_too_long() {
    let mut files = fixture();
    let words = "\"x\", ".repeat(1_001);
    files.push(named("a.toml", format!("[[meeting]]\nbasis = \"stated\"\nagenda = [{words}]\n")));
    let problems = read_with(&files, &[]).1;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "a list holds at most 1,000 entries");
}

#[test]
fn problems_beyond_a_thousand_are_counted() {
    let mut files = fixture();
    files.push(named("z.toml", "[[statement]]\nwrods = \"x\"\nby = \"oern\"\n".repeat(3_000)));
    let problems = read_with(&files, &[]).1;
    assert_eq!(problems.len(), PROBLEMS_MAX + 1);
    assert_eq!(problems[PROBLEMS_MAX].message, "and 5000 more problems");
}

#[test]
fn large_broken_files_are_refused_soon() {
    for text in ["a\n".repeat(2 << 20), "x = \"\\q\n".repeat(500_000), "[[a]]\n".repeat(500_000)] {
        assert!(!alone(text).is_empty());
    }
    let keys: String = (0..200_000).map(|k| format!("unknown-{k} = \"name-{k}\"\n")).collect();
    assert_eq!(alone(format!("[[party]]\n{keys}")).len(), PROBLEMS_MAX + 1);
}

#[test]
fn files_that_are_no_part_of_the_dossier_are_passed_over() {
    let mut files = fixture();
    for name in [".hidden.toml", "a/.b/c.toml", "notes.md", "x.toml.txt", "assumptions/other.toml"]
    {
        files.push(named(name, "not toml at all"));
    }
    assert_eq!(read_with(&files, &[]).1, []);
}
