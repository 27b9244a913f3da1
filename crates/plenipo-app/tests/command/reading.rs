//! `docs/reading.md` shows what the program prints.

use std::fs;
use std::path::Path;

use super::run;

#[test]
fn the_examples_are_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/reading.md")).expect("the page");
    let printed = [
        run(&root, &["brief", "cases/ukraine-2025", "--width", "100"]).out,
        run(&root, &["prepare", "cases/ukraine-2025", "--width", "100"]).out,
        run(&root, &["assess", "cases/ukraine-2025", "--draft", "e3-28", "--width", "100"]).out,
    ];
    let examples: Vec<&str> =
        page.split("```text\n").skip(1).filter_map(|it| it.split("```").next()).collect();
    assert_eq!(examples.len(), printed.len());
    for (example, printed) in examples.iter().zip(&printed) {
        for part in example.split("…\n").filter(|it| !it.trim().is_empty()) {
            assert!(printed.contains(part.trim_end()), "{part}\nis not in\n{printed}");
        }
    }
}
