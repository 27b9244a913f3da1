//! The 45 facts of the founding report, each shown by the command that its table names.

use std::collections::BTreeMap;

use super::run;

/// The cells of a row of the table, without its ends.
fn cells(row: &str) -> Vec<&str> {
    row.trim_matches('|').split(" | ").map(str::trim).collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_fact_of_the_report_is_shown_where_its_table_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/ukraine-2025");
    let table = std::fs::read_to_string(format!("{folder}/FACTS.md")).expect("the table");
    let rows = table.lines().filter(|it| it.starts_with("| ") && !it.starts_with("| # "));
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let mut numbers = Vec::new();
    for row in rows {
        let [number, _, command, shows] = cells(row)[..] else { panic!("{row}") };
        numbers.push(number.parse::<usize>().expect("a number"));
        let command = command.trim_matches('`').to_owned();
        let out = said.entry(command.clone()).or_insert_with(|| {
            let args: Vec<&str> = command.split(' ').collect();
            let said = run(std::path::Path::new(folder), &args);
            assert_eq!(said.code, 0, "{command}: {}", said.err);
            on_one_line(&said.out)
        });
        assert!(
            out.contains(&on_one_line(shows)),
            "fact {number}: “{shows}” is not in `{command}`"
        );
    }
    assert_eq!(numbers, (1..=45).collect::<Vec<_>>());
}
