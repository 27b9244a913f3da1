//! The examples of `docs/dossier.md` are records that `check` accepts, in the dossier that `new` writes.

use super::{run, write};

const PAGE: &str = include_str!("../../../../docs/dossier.md");

#[test]
fn every_example_is_accepted_by_itself_and_with_all_others() {
    let examples = PAGE.split("~~~toml\n").skip(1).filter_map(|it| it.split("~~~").next());
    let (file, records): (Vec<&str>, Vec<&str>) = examples.partition(|it| it.starts_with("[file]"));
    assert_eq!(file.len(), 1, "one header for all");
    assert!(records.len() >= 12, "{} examples", records.len());
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(run(dir.path(), &["new", "talks"]).code, 0);
    let all = records.concat();
    for text in records.iter().copied().chain([all.as_str()]) {
        write(&dir.path().join("talks/record/examples.toml"), &[file[0], text].concat());
        let said = run(dir.path(), &["check", "talks"]);
        assert_eq!(said.code, 0, "{text}\n{}{}", said.out, said.err);
        assert!(said.out.contains("nothing to report"), "{text}\n{}", said.out);
    }
}
