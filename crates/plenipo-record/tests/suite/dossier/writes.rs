//! Writing a case, adding to a file, and the text of a new dossier.

use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_record::dossier::template;
use plenipo_record::dossier::write::{append, write};

use plenipo_testing::dossier::{fixture, named, read_with};

#[test]
fn a_new_dossier_is_sound() {
    for assume in [&[][..], &["hopeful"]] {
        let mut files = template::dossier();
        files.push(named("record/new.toml", template::report()));
        let (case, problems) = read_with(&files, assume);
        assert_eq!(problems, []);
        assert!(case.is_some());
    }
}

#[test]
fn a_report_is_sound_when_its_comments_are_taken_off() {
    let take_off = |line: &str| {
        let rest = line.strip_prefix("# ").filter(|it| !it.starts_with("One file"));
        let rest = rest.filter(|it| !it.starts_with("The day"));
        rest.unwrap_or(line).to_owned()
    };
    let text: Vec<String> = template::report().lines().map(take_off).collect();
    let mut files = template::dossier();
    files.retain(|it| !it.name.starts_with("record/"));
    files.push(named("record/new.toml", text.join("\n")));
    let (case, problems) = read_with(&files, &[]);
    assert_eq!(problems, []);
    assert_eq!(case.map(|it| it.count(Kind::Statement)), Some(1));
}

#[test]
fn what_is_written_is_fit_to_read() {
    let case = read_with(&fixture(), &["hawks"]).0.expect("a case");
    let files = write(&case);
    let names: Vec<&str> = files.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "assumptions/hawks.toml",
            "dossier.toml",
            "drafts/may-paper.toml",
            "drafts/spring-paper.toml",
            "forecasts.toml",
            "issues.toml",
            "parties.toml",
            "positions.toml",
            "process.toml",
            "record.toml",
            "sources.toml"
        ]
    );
    let text = |name: &str| {
        let file = files.iter().find(|it| it.name == name).expect("the file");
        String::from_utf8(file.bytes.clone()).expect("text")
    };
    assert_eq!(text("drafts/spring-paper.toml"), include_str!("expected/spring-paper.toml"));
    assert_eq!(text("record.toml"), include_str!("expected/record.toml"));
    let (back, problems) = read(&files, &ReadOptions { assume: vec!["hawks".to_owned()] });
    assert_eq!(problems, []);
    assert!(*back.expect("a case") == *case);
}

#[test]
fn adding_a_record_leaves_the_file_as_it_is() {
    let case = read_with(&fixture(), &[]).0.expect("a case");
    let may = case.find::<plenipo_record::case::draft::Draft>("may-paper").expect("the draft");
    let mut records = (*case).clone();
    let mut draft = records.draft(may).clone();
    draft.meta.id = plenipo_record::case::id::Id::new("june-paper");
    draft.title = "June paper".to_owned();
    records.drafts.push(draft);
    let new = RecordRef::new(Kind::Draft, records.drafts.len() - 1);

    let files = fixture();
    for k in 0..files.len() {
        let before = String::from_utf8(files[k].bytes.clone()).expect("text");
        let after = append(&before, &records, new).expect("added");
        assert!(after.starts_with(&before), "{}", files[k].name);
        if files[k].name.starts_with("assumptions/") {
            continue;
        }
        let mut changed = files.clone();
        changed[k].bytes = after.into_bytes();
        let (back, problems) = read_with(&changed, &[]);
        assert_eq!(problems, [], "{}", files[k].name);
        let back = back.expect("a case");
        let june =
            back.find::<plenipo_record::case::draft::Draft>("june-paper").expect("the draft");
        let (june, meant) = (back.draft(june), &records.drafts[new.index as usize]);
        assert_eq!(june.points, meant.points);
        assert_eq!(june.meta.sources, meant.meta.sources);
        assert_eq!(june.meta.basis, meant.meta.basis);
    }

    // A file without a line end, with other line ends, with nothing in it.
    for (text, added) in
        [("# x", "\n\n[[draft]]\n"), ("# x\r\n", "\r\n[[draft]]\r\n"), ("", "[[draft]]\n")]
    {
        let after = append(text, &records, new).expect("added");
        assert!(after[text.len()..].starts_with(added), "{after:?}");
    }
}

#[test]
fn nothing_is_added_to_a_broken_file() {
    let case = read_with(&fixture(), &[]).0.expect("a case");
    let draft = RecordRef::new(Kind::Draft, 0);
    let broken = append("x = \"", &case, draft).expect_err("refused");
    assert!(broken.message.contains("string"), "{}", broken.message);
    let text = "draft = [{ id = \"x\", title = \"X\" }]\n";
    let inline = append(text, &case, draft).expect_err("refused");
    assert_eq!(&text[inline.span], "[{ id = \"x\", title = \"X\" }]");
    assert!(append(&format!("a = {}", "[".repeat(1000)), &case, draft).is_err());
}
