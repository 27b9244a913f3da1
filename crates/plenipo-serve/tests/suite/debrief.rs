//! Writing down what came of a meeting by a form.

use plenipo_record::case::id::Kind;
use plenipo_record::case::meta::Handling;
use plenipo_record::dossier::read::NamedBytes;
use plenipo_testing::dossier::{fixture, read_with};

use crate::client::{Client, Memory, Page};

const ROUND: &str = "/c/talks/meetings/debrief/round-3";

fn desk() -> (Memory, Client) {
    let memory = Memory::new(files());
    let client = Client::new(&memory, true, None);
    (memory, client)
}

/// The fixture as a dossier that may hold undertakings.
fn files() -> Vec<NamedBytes> {
    let mut files = fixture();
    for it in files.iter_mut().filter(|it| it.name == "dossier.toml") {
        let text = String::from_utf8_lossy(&it.bytes).into_owned();
        it.bytes = text.replace("format = 1", "format = 2").into_bytes();
    }
    files
}

#[tokio::test]
async fn what_the_dossier_itself_refuses_stands_at_its_line() {
    let client = Client::new(&Memory::new(fixture()), true, None);
    let page = sent(&client, &TOLD, "check", None).await;
    assert!(page.field("undertaken-0").contains("came with format 2"), "{}", page.body);
}

async fn sent(client: &Client, fields: &[(&str, &str)], step: &str, seen: Option<&Page>) -> Page {
    let hidden: Vec<(&str, String)> = ["seen", "shown"]
        .into_iter()
        .map(|it| (it, seen.and_then(|page| page.hidden(it)).unwrap_or_default()))
        .collect();
    let mut pairs = fields.to_vec();
    pairs.extend(hidden.iter().map(|(name, value)| (*name, value.as_str())));
    pairs.push(("step", step));
    client.post(ROUND, &pairs).await
}

const TOLD: [(&str, &str); 13] = [
    ("said.0.by", "Ana Oren"),
    ("said.0.what", "“We need a week.”"),
    ("said.1.by", "west"),
    ("said.1.what", "they will read it again"),
    ("undertaken.0.by", "vale"),
    ("undertaken.0.to", "east"),
    ("undertaken.0.due", "20 may"),
    ("undertaken.0.what", "send the annex"),
    ("carried.0.by", "oren"),
    ("carried.0.to", "west"),
    ("carried.0.what", "said 1"),
    ("carried.0.form", "in substance, not in words"),
    ("day", "2031-05-12"),
];

#[tokio::test]
async fn a_meeting_leads_to_its_debrief_only_where_records_may_be_entered() {
    let (memory, client) = desk();
    let page = client.get("/c/talks/meetings/timeline").await;
    assert!(page.body.contains("href=\"/c/talks/meetings/debrief\""), "{}", page.body);
    let all = client.get("/c/talks/meetings/debrief").await;
    assert_eq!(all.status, 200);
    assert!(all.body.contains(&format!("href=\"{ROUND}\"")), "{}", all.body);
    assert!(all.body.contains("Third round"));
    assert_eq!(client.get("/c/talks/meetings/debrief/nowhere").await.status, 404);
    for (edit, viewer) in [(false, None), (true, Some("east"))] {
        let client = Client::new(&memory, edit, viewer);
        assert_eq!(client.get(ROUND).await.status, 403);
        assert_eq!(client.get("/c/talks/meetings/debrief").await.status, 403);
        assert_eq!(sent(&client, &TOLD, "check", None).await.status, 403);
        let page = client.get("/c/talks/meetings/timeline").await;
        assert!(!page.body.contains("meetings/debrief"));
    }
}

#[tokio::test]
async fn what_came_of_a_meeting_is_shown_and_then_written_closed_but_for_what_was_permitted() {
    let (memory, client) = desk();
    let empty = client.get(ROUND).await;
    for name in ["said.1.what", "undertaken.0.due", "carried.0.what"] {
        assert!(empty.body.contains(&format!("name=\"{name}\"")), "{name}");
    }
    assert!(empty.field("day").contains("value=\"2031-05-12\""), "the day of the meeting");
    let offers = empty.body.split_once("id=\"all-speakers\"").expect("a list").1;
    assert!(offers.find("\"oren\"") < offers.find("\"east\""), "who was there comes first");
    let page = sent(&client, &TOLD, "check", None).await;
    assert!(
        page.body.contains("2 statements, 1 undertaking, 1 permission, 1 correction"),
        "{}",
        page.body
    );
    assert!(page.body.contains("reports/2031-05-12-round-3.toml"));
    assert!(page.field("undertaken-0-due").contains("Tuesday 20 May 2031"));
    assert!(page.body.contains("until it is read as of Monday 12 May 2031"), "{}", page.body);
    assert_eq!(memory.files(), files(), "looking writes nothing");
    let done = sent(&client, &TOLD, "write", Some(&page)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let text = memory.text("reports/2031-05-12-round-3.toml").expect("the file");
    assert!(text.contains("words = \"We need a week.\""), "{text}");
    assert!(text.contains("gist = \"they will read it again\""), "{text}");
    assert!(text.contains("due = 2031-05-20"), "{text}");
    assert!(text.contains("form = \"in substance, not in words\""), "{text}");
    let shown = client.get(&done.location.expect("an address")).await;
    assert!(shown.body.contains("Nothing else was touched"), "{}", shown.body);
    let (case, problems) = read_with(&memory.files(), &[]);
    let case = case.unwrap_or_else(|| panic!("{problems:?}"));
    let new = case.statements.iter().filter(|it| it.words.as_deref() == Some("We need a week."));
    assert!(new.into_iter().all(|it| it.meta.handling == Handling::Mediator));
    assert!(case.count(Kind::Leave) > 0);
    // The same again is a second file.
    let page = sent(&client, &TOLD, "check", None).await;
    assert!(page.body.contains("reports/2031-05-12-round-3-2.toml"), "{}", page.body);
}

#[tokio::test]
async fn what_came_of_a_meeting_is_told_by_every_page_that_asks_for_it() {
    let (_, client) = desk();
    let mut fields = vec![
        ("outcome", "No agreement on the dam."),
        ("answered.0.by", "Oren"),
        ("answered.0.reply", "no"),
        ("answered.0.what", "“Not with this dam.”"),
        ("answered.1.by", "west"),
        ("answered.1.reply", "referred home"),
        ("answered.1.to", "may-paper"),
        ("said.0.by", "Ana Oren"),
        ("said.0.what", "the dam is not the last word"),
    ];
    let page = sent(&client, &fields, "check", None).await;
    let to = page.field("answered-0-to");
    assert!(to.contains("To which text it was answered is missing"), "two were carried: {to}");
    assert!(to.contains("`may-paper`") && to.contains("`spring-paper`"), "{to}");
    assert!(page.field("answered-0-by").contains("Ana Oren"), "who is meant is shown");
    fields.push(("answered.0.to", "may-paper"));
    let page = sent(&client, &fields, "check", None).await;
    let counted = "2 answers, 2 statements, 1 correction of the meeting";
    assert!(page.body.contains(counted), "{}", page.body);
    assert!(page.body.contains("it then says that it was held"), "{}", page.body);
    let done = sent(&client, &fields, "write", Some(&page)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let get = async |path: &str| {
        let and = if path.contains('?') { '&' } else { '?' };
        let page = client.get(&format!("/c/talks/{path}{and}as-of=2031-05-12")).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        // Marks of lines and sources stand between the words.
        page.body
    };
    let outcome = "no agreement on the dam";
    for path in [
        "meetings/meetings",
        "meetings/timeline",
        "drafts/assess?draft=may-paper",
        "moves/outlook?draft=may-paper",
        "overview",
    ] {
        let body = get(path).await.to_lowercase();
        assert!(body.contains(outcome), "{path}: {body}");
    }
    let assessed = get("drafts/assess?draft=may-paper").await;
    let since = assessed.split_once("Said of this text since").expect("what was said since").1;
    assert!(since.contains("the dam is not the last word"), "{since}");
    assert!(since.contains("refers it home"), "{since}");
    let outlook = get("moves/outlook?draft=may-paper&format=json").await;
    assert!(outlook.contains("the dam is not the last word"), "{outlook}");
    assert!(outlook.contains("answer-2031-05-12-east"), "the answer is a cause: {outlook}");
    // By the name that the meeting had before, and with what was answered there.
    let ahead = get("meetings/prepare?meeting=round-3").await;
    assert!(ahead.contains("Not with this dam."), "{ahead}");
    // The entry that was corrected is kept, and leads to what stands in its place.
    let was = get("record/meeting/round-3").await;
    assert!(
        was.contains("Corrected") && was.contains("href=\"/c/talks/record/meeting/meeting-2031")
    );
    // A list offers the meeting once.
    let all = client.get("/c/talks/meetings/debrief").await;
    assert_eq!(all.body.matches("Third round").count(), 1, "{}", all.body);
}

#[tokio::test]
async fn what_does_not_fit_stands_beside_its_field() {
    let (memory, client) = desk();
    let fields = [
        ("said.0.by", "orne"),
        ("said.0.what", "x"),
        ("said.1.by", "east"),
        ("undertaken.0.by", "vale"),
        ("undertaken.0.to", "wset"),
        ("undertaken.0.what", "y"),
        ("carried.0.by", "west"),
        ("carried.0.what", "said 1"),
        ("carried.0.others", "nothing"),
    ];
    let page = sent(&client, &fields, "check", None).await;
    assert!(page.field("said-0-by").contains("no person or party `orne`"), "{}", page.body);
    assert!(page.field("said-0-by").contains("id=\"f-said-0-by-e\""));
    assert!(page.field("said-1-what").contains("What was said is missing"));
    assert!(page.field("undertaken-0-to").contains("no person or party `wset`"));
    assert!(page.field("carried-0-to").contains("To whom it may be carried is missing"));
    assert!(page.field("carried-0-what").contains("no record `nothing`"));
    assert!(!page.body.contains("Write it"));
    let page = sent(&client, &[("undertaken.0.due", "31 june")], "check", None).await;
    assert!(page.field("undertaken-0-due").contains("June"), "{}", page.body);
    let page = sent(&client, &[], "check", None).await;
    assert!(page.body.contains("There is nothing to write down"), "{}", page.body);
    let page = sent(&client, &[("said.0.nothing", "x")], "check", None).await;
    assert_eq!(page.status, 400);
    assert_eq!(memory.files(), files());
}

#[tokio::test]
async fn lines_are_added_without_script_and_what_is_carried_goes_with_its_line() {
    let (_, client) = desk();
    let fields = [
        ("said.1.by", "east"),
        ("said.1.what", "the second line"),
        ("carried.0.by", "east"),
        ("carried.0.to", "west"),
        ("carried.0.what", "said 2"),
        ("spare", "2 2 1 1"),
    ];
    let page = sent(&client, &fields, "more-said", None).await;
    assert!(page.field("said-0-what").contains("the second line"), "closed up");
    assert!(page.body.contains("name=\"said.3.what\""), "one more than before");
    assert!(!page.body.contains("name=\"said.4.what\""));
    let what = page.field("carried-0-what");
    assert!(what.contains("value=\"said 1\" checked"), "{what}");
    // What was never said is not carried in place of what was.
    let fields = [("carried.0.what", "said 1"), ("said.1.by", "east"), ("said.1.what", "x")];
    let page = sent(&client, &fields, "check", None).await;
    assert!(page.field("carried-0-what").contains("no record `said 1 (empty)`"), "{}", page.body);
}

#[tokio::test]
async fn nothing_is_written_over_what_changed_meanwhile() {
    let (memory, client) = desk();
    let page = sent(&client, &TOLD, "check", None).await;
    memory.put("reports/2031-05-12-round-3.toml", "# mine\n");
    let late = sent(&client, &TOLD, "write", Some(&page)).await;
    assert!(late.body.contains("the dossier changed"), "{}", late.body);
    assert_eq!(memory.text("reports/2031-05-12-round-3.toml").as_deref(), Some("# mine\n"));
    memory.put_meanwhile("reports/other.toml", "# theirs\n");
    let again = sent(&client, &TOLD, "write", Some(&late)).await;
    assert!(again.body.contains("the dossier changed"), "{}", again.body);
    let other = [("said.0.by", "east"), ("said.0.what", "other words")];
    let changed = sent(&client, &other, "write", Some(&again)).await;
    assert!(changed.body.contains("something else than what you were shown"));
    let done = sent(&client, &TOLD, "write", Some(&again)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(memory.text("reports/2031-05-12-round-3-2.toml").is_some());
}
