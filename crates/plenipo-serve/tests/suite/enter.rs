//! Entering records by forms.

use axum::body::Body;
use plenipo_record::case::Case;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::meeting::{Meeting, Statement};
use plenipo_record::case::red_line::RedLine;
use plenipo_record::case::source::Source;
use plenipo_record::dossier::schema;
use plenipo_testing::dossier::{fixture, read_with};

use crate::client::{Client, Memory, Page};

fn desk() -> (Memory, Client) {
    let memory = Memory::new(fixture());
    let client = Client::new(&memory, true, None);
    (memory, client)
}

fn case(memory: &Memory) -> Case {
    let (case, problems) = read_with(&memory.files(), &[]);
    case.unwrap_or_else(|| panic!("{problems:?}"))
}

fn path(table: &str) -> String {
    format!("/c/talks/enter/{table}")
}

/// Sends a form to be looked at.
async fn checked(client: &Client, table: &str, fields: &[(&str, &str)]) -> Page {
    let mut pairs = fields.to_vec();
    pairs.push(("step", "check"));
    client.post(&path(table), &pairs).await
}

/// Sends a form that was looked at to be written, as `seen`.
async fn written(client: &Client, table: &str, fields: &[(&str, &str)], seen: &Page) -> Page {
    let hidden: Vec<(&str, String)> =
        ["seen", "shown"].into_iter().map(|it| (it, seen.hidden(it).unwrap_or_default())).collect();
    let mut pairs = fields.to_vec();
    pairs.extend(hidden.iter().map(|(name, value)| (*name, value.as_str())));
    pairs.push(("step", "write"));
    client.post(&path(table), &pairs).await
}

/// Enters a record, which must be sound; what is written, and the page that says so.
async fn entered(
    memory: &Memory,
    client: &Client,
    table: &str,
    fields: &[(&str, &str)],
) -> (String, Page) {
    let before = memory.files();
    let page = checked(client, table, fields).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Write it"), "{}", page.body);
    assert_eq!(memory.files(), before, "looking writes nothing");
    let done = written(client, table, fields, &page).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let new: Vec<_> = memory.files().into_iter().filter(|it| !before.contains(it)).collect();
    assert_eq!(new.len(), 1, "one new file");
    assert_eq!(memory.files().len(), before.len() + 1, "and no other is touched");
    let shown = client.get(&done.location.expect("an address")).await;
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains(&new[0].name), "{}", shown.body);
    (String::from_utf8(new[0].bytes.clone()).expect("text"), shown)
}

#[tokio::test]
async fn every_table_has_a_form_with_every_key_of_its_schema() {
    let (_, client) = desk();
    let tables = client.get("/c/talks/enter").await;
    assert_eq!(tables.status, 200);
    let at = |table: &str| tables.body.find(&format!("href=\"{}\"", path(table))).expect("a link");
    for kind in Kind::ALL {
        if !["meeting", "statement", "answer", "red_line", "source"].contains(&kind.table()) {
            assert!(at("meeting") < at(kind.table()), "{}", kind.table());
            assert!(at("source") < at(kind.table()), "{}", kind.table());
        }
        let form = client.get(&path(kind.table())).await;
        assert_eq!(form.status, 200, "{}", kind.table());
        for field in schema::of(kind).keys() {
            let key = field.key;
            let names = match field.part {
                None => vec![format!("name=\"{key}\"")],
                Some(part) => part
                    .keys()
                    .map(|it| match field.form {
                        "list of tables" if it.form == "table" => {
                            format!("name=\"{key}.0.{}.", it.key)
                        }
                        "list of tables" => format!("name=\"{key}.0.{}\"", it.key),
                        _ => format!("name=\"{key}.{}\"", it.key),
                    })
                    .collect(),
            };
            for name in names {
                assert!(form.body.contains(&name), "{}: {name}", kind.table());
            }
        }
        for no in ["<style", "style=\"", " onclick=", "<script>"] {
            assert!(!form.body.contains(no), "{}: {no}", kind.table());
        }
    }
}

#[tokio::test]
async fn days_are_read_from_the_day_that_the_record_is_read_on() {
    let (_, client) = desk();
    let asked = format!("{}?as-of=2031-05-02", path("statement"));
    let empty = client.get(&asked).await;
    assert!(empty.field("known").contains("value=\"2031-05-02\""), "{}", empty.field("known"));
    let fields = [("by", "west"), ("words", "x"), ("date", "yesterday"), ("step", "check")];
    let page = client.post(&asked, &fields).await;
    assert!(page.field("date").contains("Thursday 1 May 2031"), "{}", page.field("date"));
}

#[tokio::test]
async fn somebody_on_record_is_recorded_by_reference_and_who_is_not_is_said() {
    let (memory, client) = desk();
    let fields = [("by", "oren"), ("by", "An aide of East"), ("words", "x"), ("known", "8 may")];
    let named = [("by", "OREN"), ("by", "An aide of East"), ("words", "x"), ("known", "8 may")];
    for (place, fields) in [fields, named].iter().enumerate() {
        let page = checked(&client, "statement", fields).await;
        assert!(page.field("by").contains("value=\"oren\""), "{place}: {}", page.field("by"));
        assert!(page.body.contains("kept as words: An aide of East"), "{}", page.body);
    }
    let (text, _) = entered(&memory, &client, "statement", &named).await;
    assert!(text.contains("by = [\"oren\", \"An aide of East\"]"), "{text}");
    let surname = [("party", "east"), ("date", "8 may"), ("by", "Oren"), ("words", "y")];
    let page = checked(&client, "position", &surname).await;
    assert!(page.field("by").contains("value=\"oren\""), "{}", page.field("by"));
    assert!(!page.body.contains("kept as words"));
}

#[tokio::test]
async fn a_statement_is_entered() {
    let (memory, client) = desk();
    let fields = [
        ("date", "8 may"),
        ("by", "Ana Oren"),
        ("by", "West Aldmark"),
        ("about", "round-3"),
        ("audience", "room"),
        ("words", "We \"could\" live\r\nwith it."),
        ("source", "gazette"),
        ("source.credibility", "2"),
        ("source", ""),
        ("source.credibility", ""),
        ("handling", "east"),
        ("handling", "council"),
        ("known", "yesterday"),
    ];
    let page = checked(&client, "statement", &fields).await;
    assert!(page.field("date").contains("Thursday 8 May 2031"), "{}", page.field("date"));
    assert!(page.field("date").contains("value=\"2031-05-08\""), "{}", page.field("date"));
    assert!(page.field("known").contains("Friday 9 May 2031"));
    assert!(page.field("by").contains("value=\"oren\""), "{}", page.field("by"));
    assert!(page.body.contains("entered/2031-05-10.toml"));
    let (text, shown) = entered(&memory, &client, "statement", &fields).await;
    for line in [
        "[[statement]]\n",
        "date = 2031-05-08\n",
        "by = [\"oren\", \"west\"]\n",
        "about = [\"round-3\"]\n",
        "source = { id = \"gazette\", credibility = 2 }\n",
        "handling = [\"east\", \"council\"]\n",
        "known = 2031-05-09\n",
    ] {
        assert!(text.contains(line), "{line}{text}");
    }
    let case = case(&memory);
    let it = case.statements.iter().find(|it| it.by.len() == 2).expect("it is on record");
    assert_eq!(it.words.as_deref(), Some("We \"could\" live\nwith it."));
    let id = it.meta.id.as_ref().expect("a name").as_str();
    assert!(shown.body.contains(&format!("like={id}")));
    assert!(shown.body.contains(&format!("corrects={id}")));
    let like = client.get(&format!("{}?like={id}", path("statement"))).await;
    assert!(like.body.contains("We &#34;could&#34; live"), "{}", like.field("words"));
    assert!(!like.field("id").contains(&format!("value=\"{id}\"")), "a name of its own");
}

#[tokio::test]
async fn a_meeting_is_entered_with_what_was_said_there() {
    let (memory, client) = desk();
    let fields = [
        ("title", "Fourth round"),
        ("date", "2031-05-09"),
        ("place", "Ferry Inn"),
        ("channel", "east"),
        ("channel", "west"),
        ("present", "oren"),
        ("present", "Others, unnamed"),
        ("said.0.by", "oren"),
        ("said.0.words", "Useful."),
        // A row that was left empty between others is closed up.
        ("said.1.words", ""),
        ("said.2.by", "Their spokesman"),
        ("said.2.words", "Frank."),
        ("said.3.by", ""),
        ("log.0.is", "held"),
    ];
    let (text, _) = entered(&memory, &client, "meeting", &fields).await;
    assert!(text.contains("present = [\"oren\", \"Others, unnamed\"]"), "{text}");
    let case = case(&memory);
    let it = case.meetings.iter().find(|it| it.title.as_deref() == Some("Fourth round"));
    let it = it.expect("it is on record");
    assert_eq!(it.said.len(), 2);
    assert_eq!(it.said[1].words, "Frank.");
    assert_eq!(it.log.len(), 1);
    assert_eq!(it.channel.len(), 2);
}

#[tokio::test]
async fn an_answer_is_entered_with_its_condition() {
    let (memory, client) = desk();
    let fields = [
        ("id", "east-says"),
        ("party", "east"),
        ("to", "may-paper"),
        ("answer", "accept-if"),
        ("date", "9.5.2031"),
        ("condition.text", "if the panel sits in the east"),
        ("condition.when", "court=panel"),
        ("condition.when", "dam=low"),
        ("condition.when", "dam=none"),
    ];
    let (text, _) = entered(&memory, &client, "answer", &fields).await;
    assert!(text.contains("id = \"east-says\""), "{text}");
    let case = case(&memory);
    let it = case
        .answers
        .iter()
        .find(|it| it.meta.id.as_ref().is_some_and(|it| it.as_str() == "east-says"));
    let condition = it.expect("it is on record").condition.as_ref().expect("a condition");
    assert_eq!(condition.text.as_deref(), Some("if the panel sits in the east"));
    assert_eq!(condition.when.len(), 2);
}

#[tokio::test]
async fn a_red_line_is_entered() {
    let (memory, client) = desk();
    let form = client.get(&path("red_line")).await;
    let field = form.field("rules_out");
    // A box for each option, under its issue: nothing to be scrolled, nothing cut.
    assert!(field.contains("<summary>The upper dam</summary>"), "{field}");
    assert!(field.contains("value=\"dam=high\"/> release of 80 to 100</label>"), "{field}");
    assert!(!field.contains("<select"), "{field}");
    let fields = [
        ("party", "west"),
        ("date", "9 May"),
        ("words", "Never the panel."),
        ("rules_out", "court=panel"),
        ("rules_out", "dam=high"),
        ("rules_out", "dam=low"),
        ("firmness", "0,8"),
    ];
    let (text, _) = entered(&memory, &client, "red_line", &fields).await;
    assert!(text.contains("firmness = 0.8"), "{text}");
    let case = case(&memory);
    let ix =
        case.find::<RedLine>("west-red-line-2031-05-09").expect("named by party, table and day");
    assert_eq!(case.red_lines[ix.get()].rules_out.len(), 2);
}

#[tokio::test]
async fn a_source_is_entered() {
    let (memory, client) = desk();
    let fields = [
        ("publisher", "The Herald"),
        ("title", "A dam too far"),
        ("address", "https://example.org/dam"),
        ("date", "9 May"),
        ("reliability", "C"),
        ("citing", "gazette"),
        ("citing", "A diplomat"),
    ];
    let (text, _) = entered(&memory, &client, "source", &fields).await;
    assert!(text.contains("citing = [\"gazette\", \"A diplomat\"]"), "{text}");
    assert!(case(&memory).find::<Source>("the-herald-2031-05-09").is_some());
}

#[tokio::test]
async fn a_second_file_of_a_day_has_a_number() {
    let (memory, client) = desk();
    entered(&memory, &client, "source", &[("publisher", "A")]).await;
    entered(&memory, &client, "source", &[("publisher", "B")]).await;
    assert!(memory.text("entered/2031-05-10.toml").is_some_and(|it| it.contains("\"A\"")));
    assert!(memory.text("entered/2031-05-10-2.toml").is_some_and(|it| it.contains("\"B\"")));
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field() {
    let (memory, client) = desk();
    let before = memory.files();
    let wrong = [
        ("answer", "to", "May-paper", "no draft `May-paper`"),
        ("answer", "date", "31 june", "June has 30 days."),
        ("answer", "points", "1; 99", "99"),
        ("answer", "answer", "perhaps", "perhaps"),
        ("answer", "source", "nobody", "nobody"),
        ("answer", "by", "nobody", "nobody"),
        ("answer", "condition.when", "dam=deep", "deep"),
        ("answer", "id", "East Says", "cannot be an id"),
        ("answer", "corrects.id", "nothing", "nothing"),
        ("red_line", "firmness", "certainly", "certainly"),
        ("red_line", "lifted.words", "we can", "needed"),
        ("statement", "id", "council", "already"),
        ("meeting", "said.0.by", "nobody", "nobody"),
        ("meeting", "log.0.date", "31 june", "June has 30 days."),
        ("meeting", "series.number", "1.5", "whole number"),
    ];
    for (table, name, value, message) in wrong {
        let sound: &[(&str, &str)] = match table {
            "answer" => &[("party", "east"), ("to", "may-paper"), ("answer", "reject")],
            "red_line" => &[("party", "east"), ("rules_out", "dam=high")],
            "meeting" => &[("title", "Round")],
            _ => &[("by", "oren"), ("words", "So.")],
        };
        let mut fields: Vec<(&str, &str)> =
            sound.iter().copied().filter(|it| it.0 != name).collect();
        fields.push((name, value));
        let page = checked(&client, table, &fields).await;
        assert_eq!(page.status, 200, "{table}.{name}");
        assert!(!page.body.contains("Write it"), "{table}.{name}");
        let at = match name {
            "lifted.words" => "lifted-date".to_owned(),
            name => name.replace('.', "-"),
        };
        let field = page.field(&at);
        assert!(
            field.contains("class=\"err\""),
            "{table}.{name}: {field}\n{}",
            page.body.split("<form class").next().unwrap_or_default()
        );
        assert!(field.contains(message), "{table}.{name}: {field}");
        assert!(page.body.contains(&format!("<a href=\"#f-{at}\">")), "{table}.{name}");
    }
    assert_eq!(memory.files(), before);
}

#[tokio::test]
async fn what_is_needed_is_asked_for_and_what_was_typed_stays() {
    let (_, client) = desk();
    let page = checked(&client, "answer", &[("words", "Kept."), ("by", "Somebody")]).await;
    for name in ["party", "to", "answer"] {
        assert!(page.field(name).contains("This is needed."), "{name}: {}", page.field(name));
    }
    assert!(page.field("words").contains("Kept."));
    assert!(page.field("by").contains("Somebody"));
    assert!(page.body.contains("To put right first: 3"));
    // Writing is no way around it.
    let page = written(&client, "answer", &[("words", "Kept.")], &page).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Nothing was written"));
}

#[tokio::test]
async fn what_belongs_to_no_field_stands_at_the_top() {
    let (memory, client) = desk();
    let page = checked(&client, "statement", &[("by", "oren"), ("words", "x")]).await;
    assert!(page.body.contains("Write it"));
    memory.put("broken.toml", "[[party]]\nid = \"north\"\n");
    let page = checked(&client, "statement", &[("by", "oren"), ("words", "x")]).await;
    assert!(!page.body.contains("Write it"));
    assert!(page.body.contains("broken.toml: this party needs `name`"), "{}", page.body);
}

#[tokio::test]
async fn an_entry_is_corrected_by_another() {
    let (memory, client) = desk();
    let form = client.get(&format!("{}?corrects=council", path("statement"))).await;
    assert_eq!(form.status, 200);
    assert!(form.field("words").contains("we shall see"), "{}", form.field("words"));
    assert!(form.field("date").contains("value=\"2031-05-06\""));
    assert!(form.field("by").contains("value=\"oren\""));
    assert!(form.field("about").contains("value=\"round-3\""), "{}", form.field("about"));
    assert!(form.field("corrects-id").contains("value=\"council\""));
    assert!(form.field("id").contains("value=\"council-corrected\""));
    assert!(form.field("known").contains("value=\"2031-05-10\""), "it is learned today");
    let old = memory.text("record.toml");
    let fields = [
        ("id", "council-corrected"),
        ("date", "5 May"),
        ("by", "oren"),
        ("words", "we shall see"),
        ("known", "2031-05-10"),
        ("corrects.id", "council"),
        ("corrects.why", "the day was wrong"),
        ("corrects.by", "oren"),
    ];
    let (text, _) = entered(&memory, &client, "statement", &fields).await;
    assert!(
        text.contains(
            "corrects = { id = \"council\", by = \"oren\", why = \"the day was wrong\" }"
        ),
        "{text}"
    );
    assert_eq!(memory.text("record.toml"), old, "the old entry stays");
    let case = case(&memory);
    let new = case.find::<Statement>("council-corrected").expect("it is on record");
    let corrects = case.statements[new.get()].meta.corrects.as_ref().expect("a correction");
    let corrected = RecordRef::new(Kind::Statement, corrects.record as usize);
    assert_eq!(case.id(corrected), Some("council"));
    // What is corrected next is the entry that stands.
    let again = client.get(&format!("{}?corrects=council", path("statement"))).await;
    assert_eq!(again.status, 303);
    assert_eq!(again.location, Some(format!("{}?corrects=council-corrected", path("statement"))));
}

#[tokio::test]
async fn every_record_that_has_a_name_can_be_corrected_as_it_stands() {
    let (memory, client) = desk();
    let before = case(&memory);
    for kind in Kind::ALL {
        for place in 0..before.count(kind) {
            let record = RecordRef::new(kind, place);
            let Some(id) = before.id(record) else { continue };
            let form = client.get(&format!("{}?corrects={id}", path(kind.table()))).await;
            if id == "vale-first" {
                // Corrected already, by an entry without a name.
                assert_eq!(form.status, 409);
                continue;
            }
            assert_eq!(form.status, 200, "{id}: {}", form.body);
            // The form as a browser would send it.
            let sent = fields_of(&form.body);
            let mut pairs: Vec<(&str, &str)> =
                sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            pairs.push(("step", "check"));
            let page = client.post(&path(kind.table()), &pairs).await;
            assert_eq!(page.status, 200, "{id}: {}", page.body);
            let cut = |it: &str| {
                it.split_once("class=\"wrong\"")
                    .map(|it| it.1.chars().take(600).collect::<String>())
            };
            assert!(page.body.contains("Write it"), "{} {id}: {:?}", kind.table(), cut(&page.body));
        }
    }
}

/// What a browser would send of a form.
fn fields_of(body: &str) -> Vec<(String, String)> {
    let form = body.split_once("<form class=\"enter\"").expect("a form").1;
    let form = form.split_once("</form>").expect("its end").0;
    let attribute = |tag: &str, name: &str| -> Option<String> {
        let rest = tag.split_once(&format!(" {name}=\""))?.1;
        Some(plain(rest.split('"').next()?))
    };
    let mut pairs = Vec::new();
    let mut select: Option<(String, bool, Option<String>)> = None;
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = attribute(tag, "name");
        if tag.starts_with("input ") {
            let is_box = tag.contains("type=\"checkbox\"");
            if let Some(name) = name.filter(|_| !is_box || tag.contains(" checked")) {
                pairs.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("textarea ") {
            let text = text.strip_prefix('\n').unwrap_or(text);
            pairs.push((name.expect("a name"), plain(text).replace('\n', "\r\n")));
        } else if tag.starts_with("select ") {
            select = Some((name.expect("a name"), tag.contains(" multiple"), None));
        } else if tag.starts_with("option ") {
            let value = attribute(tag, "value").expect("a value");
            if let Some((name, many, first)) = &mut select {
                if tag.contains(" selected") && *many {
                    pairs.push((name.clone(), value));
                } else if tag.contains(" selected") || first.is_none() {
                    *first = Some(value);
                }
            }
        } else if tag == "/select"
            && let Some((name, false, value)) = select.take()
        {
            pairs.push((name, value.unwrap_or_default()));
        }
    }
    pairs
}

fn plain(text: &str) -> String {
    let signs = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    signs.into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[tokio::test]
async fn what_changed_meanwhile_is_noticed_and_nothing_is_written() {
    let (memory, client) = desk();
    let fields = [("by", "oren"), ("date", "9 May"), ("words", "So.")];
    let page = checked(&client, "statement", &fields).await;
    memory.put("more.toml", "[[party]]\nid = \"north\"\nname = \"North\"\n");
    let before = memory.files();
    let again = written(&client, "statement", &fields, &page).await;
    assert_eq!(again.status, 200);
    assert!(again.body.contains("the dossier changed since you were shown this"), "{}", again.body);
    assert!(again.body.contains("What will be written"));
    assert_eq!(memory.files(), before);
    // Seen anew, it is written.
    let done = written(&client, "statement", &fields, &again).await;
    assert_eq!(done.status, 303);
    assert_eq!(memory.files().len(), before.len() + 1);
}

#[tokio::test]
async fn what_changes_at_the_last_moment_is_not_written_over() {
    let (memory, client) = desk();
    let fields = [("by", "oren"), ("date", "9 May"), ("words", "So.")];
    let page = checked(&client, "statement", &fields).await;
    let theirs = "[[party]]\nid = \"north\"\nname = \"North\"\n";
    memory.put_meanwhile("entered/2031-05-10.toml", theirs);
    let again = written(&client, "statement", &fields, &page).await;
    assert_eq!(again.status, 200);
    assert!(again.body.contains("the dossier changed since"), "{}", again.body);
    assert!(again.body.contains("entered/2031-05-10-2.toml"), "a name that is free now");
    assert_eq!(memory.text("entered/2031-05-10.toml").as_deref(), Some(theirs));
    assert_eq!(memory.files().len(), fixture().len() + 1);
    assert_eq!(written(&client, "statement", &fields, &again).await.status, 303);
}

#[tokio::test]
async fn only_what_was_shown_is_written() {
    let (memory, client) = desk();
    let page = checked(&client, "statement", &[("by", "oren"), ("words", "So.")]).await;
    let other = written(&client, "statement", &[("by", "oren"), ("words", "Or so.")], &page).await;
    assert_eq!(other.status, 200);
    assert!(other.body.contains("something else than what you were shown"), "{}", other.body);
    assert_eq!(memory.files(), fixture());
    // As a browser sends it: with the name that was proposed.
    let page = checked(&client, "statement", &[("by", "oren"), ("words", "So.")]).await;
    let id = page.hidden("proposed").expect("a name");
    assert!(page.field("id").contains(&format!("value=\"{id}\"")));
    let twice = [("id", id.as_str()), ("proposed", &id), ("by", "oren"), ("words", "So.")];
    assert_eq!(written(&client, "statement", &twice, &page).await.status, 303);
    // A button pressed twice.
    let again = written(&client, "statement", &twice, &page).await;
    assert_eq!(again.status, 200);
    assert!(again.field("id").contains("already"), "{}", again.field("id"));
    assert_eq!(memory.files().len(), fixture().len() + 1);
}

#[tokio::test]
async fn a_name_that_nobody_chose_follows_what_is_filled_in() {
    let (_, client) = desk();
    let first = [("party", "east"), ("to", "may-paper"), ("answer", "reject"), ("date", "9 May")];
    let page = checked(&client, "answer", &first).await;
    assert!(page.field("id").contains("value=\"east-answer-2031-05-09\""), "{}", page.field("id"));
    let id = page.hidden("proposed").expect("a name");
    let next = [("party", "west"), ("to", "may-paper"), ("answer", "reject"), ("date", "9 May")];
    let page =
        checked(&client, "answer", &[&next[..], &[("id", &id), ("proposed", &id)]].concat()).await;
    assert!(page.field("id").contains("value=\"west-answer-2031-05-09\""), "{}", page.field("id"));
    let page =
        checked(&client, "answer", &[&next[..], &[("id", "mine"), ("proposed", &id)]].concat())
            .await;
    assert!(page.field("id").contains("value=\"mine\""), "{}", page.field("id"));
}

#[tokio::test]
async fn only_the_keeper_of_a_dossier_that_may_be_written_to_enters_anything() {
    for (edit, viewer) in [(false, None), (true, Some("east")), (false, Some("east"))] {
        let memory = Memory::new(fixture());
        let client = Client::new(&memory, edit, viewer);
        let nav = client.get("/c/talks/check").await;
        assert_eq!(nav.status, 200);
        assert!(!nav.body.contains("/enter"), "{edit} {viewer:?}");
        let asked = [
            client.get("/c/talks/enter").await,
            client.get(&path("statement")).await,
            client.get(&format!("{}?corrects=council", path("statement"))).await,
            client.get(&format!("{}?written=council", path("statement"))).await,
            client.get(&format!("{}?like=council&for=east", path("statement"))).await,
            checked(&client, "statement", &[("by", "oren"), ("words", "So.")]).await,
            client.post(&path("statement"), &[("step", "write"), ("words", "So.")]).await,
            client.post(&path("nothing"), &[("step", "write")]).await,
        ];
        for page in asked {
            assert_eq!(page.status, 403, "{edit} {viewer:?}");
            for shown in ["oren", "Oren", "Aldmark", "we shall see", "<select", "<input"] {
                assert!(!page.body.contains(shown), "{edit} {viewer:?}: {shown}");
            }
        }
        assert_eq!(memory.files(), fixture());
    }
    let (_, client) = desk();
    assert!(client.get("/c/talks/check").await.body.contains("href=\"/c/talks/enter\""));
}

#[tokio::test]
async fn hostile_texts_are_refused_or_inert() {
    let (memory, client) = desk();
    let script = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    for name in
        ["words", "by", "about", "id", "date", "audience", "source", "note", "readings.0.reads"]
    {
        let page = checked(&client, "statement", &[(name, script)]).await;
        assert_eq!(page.status, 200, "{name}");
        for no in ["<script>alert", "<img", "</textarea><"] {
            assert!(!page.body.contains(no), "{name}");
        }
    }
    // As words it is a text like any other.
    let fields =
        [("by", "oren"), ("words", script), ("gist", "'''\n[[party]]\nid = \"x\"\n\"\"\"")];
    let (text, shown) = entered(&memory, &client, "statement", &fields).await;
    assert!(!shown.body.contains("<script>alert"));
    assert_eq!(case(&memory).parties.len(), 3, "{text}");
    assert!(case(&memory).statements.iter().any(|it| it.words.as_deref() == Some(script)));
    // Much of it.
    let long = "long ".repeat(20_000);
    let fields = [("by", "oren"), ("words", long.as_str())];
    let page = checked(&client, "statement", &fields).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Write it") || page.body.contains("class=\"err\""));
    let page = checked(
        &client,
        "statement",
        &[("by", long.as_str()), ("id", long.as_str()), ("date", long.as_str())],
    )
    .await;
    assert_eq!(page.status, 200);
    assert!(page.field("id").contains("class=\"err\""));
    // What nobody can see.
    for (hidden, name) in [
        ("a\0b", "words"),
        ("a\u{1b}[2J", "gist"),
        ("\0", "id"),
        ("a\0", "date"),
        ("x\0", "readings.0.reads"),
    ] {
        let page = checked(&client, "statement", &[("by", "oren"), (name, hidden)]).await;
        assert!(page.field(&name.replace('.', "-")).contains("nobody can see"), "{name}");
        assert!(!page.body.contains("Write it"));
    }
    let before = memory.files();
    for (body, status) in [
        ("words=%ff%fe&step=check", 200),
        ("words=a&step=check&%ff=1", 400),
        ("wrods=a&step=check", 400),
        ("said.0.by=a&step=check", 400),
        ("readings.200.reads=a&step=check", 400),
        ("readings.99999999999999999999.reads=a&step=check", 400),
        ("readings.0.nothing=a&step=check", 400),
        ("words=a", 400),
        ("words=a&step=delete", 400),
        ("", 400),
    ] {
        let page = client.ask("POST", &path("statement"), Body::from(body)).await;
        assert_eq!(page.status, status, "{body}");
        assert!(!page.body.contains("Write it"), "{body}");
    }
    let page = client.ask("POST", &path("statement"), Body::from(vec![b'w', b'=', 0xff])).await;
    assert_eq!(page.status, 400);
    let page = client.ask("POST", &path("statement"), Body::from(vec![b'a'; 2 << 20])).await;
    assert_eq!(page.status, 413);
    for address in [
        "nothing",
        "%00",
        "..%2fmeeting",
        "%ff",
        "statement?corrects=nobody",
        "statement?written=%3Cscript%3E",
        "statement?nothing=1",
    ] {
        let page = client.get(&path(address)).await;
        assert!([400, 404].contains(&page.status), "{address}: {}", page.status);
        assert!(
            !page.body.contains("<script>") && !page.body.contains("class=\"enter\""),
            "{address}"
        );
    }
    assert_eq!(memory.files(), before);
    assert!(case(&memory).find::<Meeting>("round-3").is_some());
}

#[tokio::test]
async fn a_line_can_be_added_to_a_list_without_losing_anything() {
    let (_, client) = desk();
    let fields = [("title", "Round"), ("said.0.words", "One."), ("step", "more")];
    let page = client.post(&path("meeting"), &fields).await;
    assert_eq!(page.status, 200);
    assert!(page.field("title").contains("Round"));
    assert!(page.field("said-0-words").contains("One."));
    assert!(page.body.contains("name=\"said.1.words\""));
    assert!(!page.body.contains("name=\"said.2.words\""));
    assert!(!page.body.contains("class=\"wrong\""), "nothing was looked at yet");
}

#[tokio::test]
async fn an_entry_of_a_later_day_says_that_it_does_not_count_yet() {
    let (_, client) = desk();
    let fields = [("by", "oren"), ("date", "20 May"), ("words", "So.")];
    let page = checked(&client, "statement", &fields).await;
    assert!(page.body.contains("until it is read as of Tuesday 20 May 2031"), "{}", page.body);
}
