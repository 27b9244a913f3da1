//! Ids of records that nobody gave one.

use plenipo_record::case::Case;
use plenipo_record::case::called::{is_made, made};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::dossier::upgrade::upgraded;

use plenipo_testing::dossier::{named, read_with};

const HEAD: &str = "format = 1\n[dossier]\ntitle = \"Cod\"\ndisclosure = \"open\"\n\
    [[party]]\nid = \"north\"\nname = \"North\"\n[[party]]\nid = \"south\"\nname = \"South\"\n\
    [[person]]\nid = \"nora\"\nname = \"Nora\"\nparty = \"north\"\n";

fn statement(by: &str, words: &str, more: &str) -> String {
    format!(
        "[[statement]]\ndate = 2031-02-01\nby = \"{by}\"\nwords = \"{words}\"\nbasis = \"assumed\"\n{more}"
    )
}

fn case(text: &str) -> Case {
    let (case, problems) = read_with(&[named("dossier.toml", format!("{HEAD}{text}"))], &[]);
    case.unwrap_or_else(|| unreachable!("{problems:?}"))
}

fn ids(case: &Case) -> Vec<String> {
    made(case).into_iter().map(|it| it.1.to_string()).collect()
}

#[test]
fn an_id_is_made_of_table_day_and_parties() {
    let text = statement("nora", "No.", "") + &statement("The press", "Yes.", "");
    let meeting =
        "[[meeting]]\ndate = 2031-02-02\nchannel = [\"south\", \"north\"]\nbasis = \"assumed\"\n";
    let all = ids(&case(&(text + meeting)));
    let expected =
        ["meeting-2031-02-02-south-north", "statement-2031-02-01", "statement-2031-02-01-north"];
    assert_eq!(all, expected);
}

#[test]
fn somebody_named_in_words_is_joined_to_no_party() {
    // Whether `North` is a party depends on who else is on record.
    assert_eq!(ids(&case(&statement("North Sea Gazette", "No.", ""))), ["statement-2031-02-01"]);
    assert_eq!(ids(&case(&statement("North", "No.", ""))), ["statement-2031-02-01"]);
}

#[test]
fn an_id_that_somebody_chose_is_not_made_again() {
    let chosen = statement("nora", "No.", "id = \"statement-2031-02-01-north\"\n");
    let case = case(&(chosen + &statement("nora", "Yes.", "")));
    assert_eq!(ids(&case), ["statement-2031-02-01-north--2"]);
    let named = (0..2).map(|it| RecordRef::new(Kind::Statement, it));
    assert_eq!(named.filter(|it| is_made(&case, *it)).count(), 1);
}

#[test]
fn a_viewers_ids_count_what_it_sees() {
    let closed = statement("nora", "A secret.", "handling = [\"north\"]\n");
    let open = statement("nora", "No.", "") + &statement("nora", "Yes.", "");
    let to_south = |text: &str| {
        let case = case(text);
        let south = case.find("south");
        case.seen(south, None)
    };
    let (with, alone) = (to_south(&(closed.clone() + &open)), to_south(&open));
    assert_eq!(ids(&with), ["statement-2031-02-01-north", "statement-2031-02-01-north--2"]);
    assert_eq!(ids(&with), ids(&alone));
    // Nor once they are written down.
    let text = format!("{HEAD}{closed}{open}");
    let files = upgraded(&[named("dossier.toml", text)]).unwrap_or_default().files;
    let (written, problems) = read_with(&files, &[]);
    let written = written.unwrap_or_else(|| panic!("{problems:?}"));
    assert_eq!(ids(&written), [""; 0]);
    let seen = written.seen(written.find("south"), None);
    let shown: Vec<&str> =
        seen.statements.iter().filter_map(|it| it.meta.id.as_ref().map(|it| it.as_str())).collect();
    assert_eq!(shown, ["statement-2031-02-01-north", "statement-2031-02-01-north--2"]);
}
