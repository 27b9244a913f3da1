//! Descriptions of tournaments: what is read, and what is told with its line.

use plenipo_exchange::tournament::{TOURNAMENT_BYTES_MAX, TournamentFault, read};

const GOOD: &str = "scenarios = [\"a\", \"b/c.json\"]\nstrategies = [\"micro\"]\n";

fn fault(text: &str) -> TournamentFault {
    read(text.as_bytes()).expect_err("it is faulty")
}

#[test]
fn what_is_not_said_has_its_default() {
    let file = read(GOOD.as_bytes()).expect("a description");
    assert_eq!(file.scenarios, ["a", "b/c.json"]);
    assert_eq!((file.rounds, file.repetitions, file.break_off), (100, 1, 0.0));
    assert!(file.rotate && file.with_itself && file.protocol == "alternating");
    let text = format!("{GOOD}rounds = 0x10\nbreak-off = 1e-2\nrotate = false\noutcomes = 7\n");
    let file = read(text.as_bytes()).expect("a description");
    assert_eq!((file.rounds, file.break_off, file.rotate, file.outcomes), (16, 0.01, false, 7));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let with = |line: &str| fault(&format!("{GOOD}{line}\n"));
    for (line, message) in [
        ("round = 3", "there is no key `round`"),
        ("rounds = 1.5", "`rounds` is a whole number from 1"),
        ("rounds = -1", "`rounds` is a whole number from 1"),
        ("rounds = 99999999999", "`rounds` is a whole number from 1"),
        ("repetitions = \"x\"", "`repetitions` is a whole number from 1"),
        ("rotate = 1", "`rotate` is true or false"),
        ("break-off = \"x\"", "`break-off` is a number from 0 to below 1"),
        ("outcomes = 0", "`outcomes` is a whole number from 1"),
        ("[rounds]", "`rounds` is a whole number from 1"),
    ] {
        let told = with(line);
        assert_eq!((told.line, told.message.as_str()), (Some(3), message), "{line}");
    }
    assert_eq!(with("rounds = = 3").line, Some(3));
    assert_eq!(fault("strategies = []").message, "it does not say which `scenarios`");
    assert_eq!(fault("scenarios = \"a\"").line, Some(1));
    assert_eq!(
        fault("scenarios = [\"a\", 3]").message,
        "`scenarios` is a list of files or folders"
    );
}

#[test]
fn what_is_no_such_file_is_told() {
    assert!(read(&[0xff, 0xfe]).is_err());
    assert!(read(&vec![b'#'; TOURNAMENT_BYTES_MAX + 1]).is_err());
    let _ = read(&[b'['; 5000]);
}
