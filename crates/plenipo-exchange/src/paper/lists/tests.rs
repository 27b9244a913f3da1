use super::*;

/// The numbers shown before paragraphs of these lists and levels.
fn shown(numbering: &str, paragraphs: &[(&str, usize)]) -> Vec<String> {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = format!("<w:numbering xmlns:w=\"{space}\">{numbering}</w:numbering>");
    let mut lists = Lists::read(&text).expect("lists");
    paragraphs.iter().map(|(id, level)| lists.next(id, *level).unwrap_or_default()).collect()
}

fn level(at: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
         <w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn kind(id: u32, inner: &str) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{inner}</w:abstractNum>")
}

fn list(id: u32, kind: u32, inner: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/>{inner}</w:num>")
}

/// `1.`, `1.1`, `1.1.1`, the last with `more`.
fn three(more: &str) -> String {
    level(0, "decimal", "%1.", "")
        + &level(1, "decimal", "%1.%2", "")
        + &level(2, "decimal", "%1.%2.%3", more)
}

#[test]
fn a_start_of_its_own_holds_for_the_level_that_stands_there_and_once() {
    let anew = |at: usize, start: u32| {
        format!(
            "<w:lvlOverride w:ilvl=\"{at}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
        )
    };
    let all = anew(0, 1) + &anew(1, 1) + &anew(2, 1);
    let two = kind(0, &three("")) + &list(1, 0, "") + &list(2, 0, &all);
    let deep = [("1", 0), ("1", 1), ("2", 2), ("1", 0), ("1", 1)];
    assert_eq!(shown(&two, &deep), ["1.", "1.1", "1.1.1", "2.", "2.1"]);
    let again = [("1", 0), ("1", 0), ("2", 0), ("2", 0), ("1", 0)];
    assert_eq!(shown(&two, &again), ["1.", "2.", "1.", "2.", "3."]);
    let seventh = kind(0, &three("")) + &list(1, 0, &anew(0, 7));
    assert_eq!(shown(&seventh, &[("1", 0), ("1", 0)]), ["7.", "8."]);
    let zero = kind(0, &three("")) + &list(1, 0, &anew(0, 0));
    assert_eq!(shown(&zero, &[("1", 0), ("1", 0)]), ["0.", "1."]);
}

#[test]
fn a_list_may_take_its_levels_from_a_style_or_have_one_of_its_own() {
    let linked = kind(0, "<w:numStyleLink w:val=\"T\"/>")
        + &kind(1, &("<w:styleLink w:val=\"T\"/>".to_owned() + &three("")))
        + &list(1, 0, "")
        + &list(2, 1, "");
    let wanted = ["1.", "1.1", "2."];
    assert_eq!(shown(&linked, &[("1", 0), ("1", 1), ("2", 0)]), wanted);
    let own = "<w:lvlOverride w:ilvl=\"0\">".to_owned()
        + &level(0, "upperRoman", "Part %1", "")
        + "</w:lvlOverride>";
    let own = kind(0, &three("")) + &list(1, 0, "") + &list(2, 0, &own);
    assert_eq!(shown(&own, &[("1", 0), ("2", 0), ("2", 1)]), ["1.", "Part II", "II.1"]);
}

#[test]
fn levels_begin_again_where_the_file_says_and_legal_ones_are_in_figures() {
    let walk = [("1", 0), ("1", 1), ("1", 2), ("1", 1), ("1", 2), ("1", 0), ("1", 2)];
    let of = |more: &str| shown(&(kind(0, &three(more)) + &list(1, 0, "")), &walk).split_off(2);
    assert_eq!(of(""), ["1.1.1", "1.2", "1.2.1", "2.", "2.1.1"]);
    assert_eq!(of("<w:lvlRestart w:val=\"0\"/>"), ["1.1.1", "1.2", "1.2.2", "2.", "2.1.3"]);
    assert_eq!(of("<w:lvlRestart w:val=\"1\"/>"), ["1.1.1", "1.2", "1.2.2", "2.", "2.1.1"]);
    let legal = |more: &str| {
        let levels =
            level(0, "upperRoman", "Article %1", "") + &level(1, "decimal", "%1.%2(%3)", more);
        shown(&(kind(0, &levels) + &list(1, 0, "")), &[("1", 0), ("1", 1)])
    };
    assert_eq!(legal("<w:isLgl/>"), ["Article I", "1.1(%3)"]);
    assert_eq!(legal("<w:isLgl w:val=\"0\"/>"), ["Article I", "I.1(%3)"]);
}

#[test]
fn the_level_of_a_style_is_the_one_that_names_it() {
    let levels =
        level(0, "decimal", "%1.", "") + &level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"S\"/>");
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = kind(0, &levels) + &list(1, 0, "");
    let lists = Lists::read(&format!("<w:numbering xmlns:w=\"{space}\">{text}</w:numbering>"));
    let lists = lists.expect("lists");
    assert_eq!(lists.level_of("1", "S"), Some(1));
    assert_eq!(lists.level_of("1", "other"), None);
    assert_eq!(lists.level_of("2", "S"), None);
}
