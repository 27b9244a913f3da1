use super::{SOUND, json, river, run};

const MEETING: &str = "[[meeting]]\nid = \"visit\"\ntitle = \"The visit\"\ndate = 2025-12-02\nchannel = [\"upper\"]\n";

#[test]
fn every_answer_at_the_next_stop_is_told_with_what_follows() {
    let dir = river(&[("river.toml", SOUND), ("visit.toml", MEETING)]);
    let answer = json(&run(dir.path(), &["itinerary", "river", "--format", "json"]));
    assert_eq!(answer["lens"], "itinerary");
    let tables = answer["tables"].as_array().expect("tables");
    let rows = |id: &str| {
        let table = tables.iter().find(|it| it["id"] == id).expect("the table");
        table["rows"].as_array().expect("rows").clone()
    };
    assert_eq!(rows("stops").len(), 3);
    let mut replies: Vec<String> =
        rows("itinerary").iter().map(|it| it[0].as_str().unwrap_or_default().to_owned()).collect();
    replies.dedup();
    let all =
        ["yes", "no", "basis", "counter-text", "another text", "referred home", "silence", "leak"];
    assert_eq!(replies, all);
}
