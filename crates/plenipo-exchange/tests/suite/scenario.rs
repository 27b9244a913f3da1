//! How the formats of the field are read, against what their definitions say, and files that cannot be.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail it")]

use plenipo_exchange::scenario::{Format, read, write};
use plenipo_record::scenario::Scenario;

fn files(files: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

pub(super) fn scenario(of: &[(&str, &str)]) -> Scenario {
    let bytes: Vec<(&str, &[u8])> = of.iter().map(|it| (it.0, it.1.as_bytes())).collect();
    read(&files(&bytes)).unwrap_or_else(|error| unreachable(&error.to_string()))
}

#[expect(clippy::panic, reason = "a helper of a test may fail it")]
fn unreachable(error: &str) -> Scenario {
    panic!("{error}")
}

pub(super) fn refused(of: &[(&str, &[u8])]) -> String {
    read(&files(of)).expect_err("it is no scenario").to_string()
}

/// What the party is worth every outcome of one or two issues, the last changing fastest.
pub(super) fn worth(scenario: &Scenario, party: usize) -> Vec<f64> {
    outcomes(scenario)
        .iter()
        .map(|outcome| scenario.parties[party].utility(outcome, &scenario.issues).unwrap())
        .collect()
}

fn outcomes(scenario: &Scenario) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for issue in &scenario.issues {
        let longer = |start: &Vec<usize>| {
            let start = start.clone();
            (0..issue.values.len()).map(move |it| start.iter().copied().chain([it]).collect())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

pub(super) fn near(found: &[f64], expected: &[f64]) {
    let same = found.len() == expected.len()
        && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12);
    assert!(same, "{found:?} instead of {expected:?}");
}

/// A space of rectangles over the integer issues `a` and `b`, each 0 or 1 (`b` up to 2).
fn boxes(maxutility: f64, inside: &str) -> String {
    format!(
        r#"<utility_space type="nonlinear">
<objective index="0" name="root">
<issue index="1" name="a" type="integer" lowerbound="0" upperbound="1"/>
<issue index="2" name="b" type="integer" lowerbound="0" upperbound="2"/>
<utility maxutility="{maxutility}"><ufun aggregation="sum">
{inside}</ufun></utility></objective></utility_space>"#
    )
}

fn boxed(maxutility: f64, inside: &str) -> Vec<f64> {
    worth(&scenario(&[("p.xml", &boxes(maxutility, inside))]), 0)
}

#[test]
fn a_rectangle_that_excludes_is_worth_its_utility_outside() {
    let excludes = |sides: &str| format!("<hyperRectangle utility=\"5\">{sides}</hyperRectangle>");
    // Outcomes: (0,0) (0,1) (0,2) (1,0) (1,1) (1,2).
    let one = boxed(10.0, &excludes(r#"<EXCLUDES index="1" min="0" max="0"/>"#));
    near(&one, &[0.0, 0.0, 0.0, 0.5, 0.5, 0.5]);
    let sides = r#"<EXCLUDES index="1" min="0" max="0"/><EXCLUDES index="2" min="1" max="2"/>"#;
    near(&boxed(10.0, &excludes(sides)), &[0.5, 0.0, 0.0, 0.5, 0.5, 0.5]);
    // Ranges of one issue: outside of what they share.
    let sides = r#"<EXCLUDES index="2" min="0" max="1"/><EXCLUDES index="2" min="1" max="2"/>"#;
    near(&boxed(10.0, &excludes(sides)), &[0.5, 0.0, 0.5, 0.5, 0.0, 0.5]);
    // Nothing is outside of no range at all, everything outside of one that holds nothing.
    near(&boxed(10.0, &excludes("")), &[0.5; 6]);
    near(&boxed(10.0, &excludes(r#"<EXCLUDES index="2" min="7" max="9"/>"#)), &[0.5; 6]);
    near(&boxed(10.0, &excludes(r#"<INCLUDES index="2" min="2" max="1"/>"#)), &[0.0; 6]);
    let both = r#"<INCLUDES index="1" min="0" max="0"/>
<EXCLUDES index="2" min="0" max="0"/>"#;
    let error = refused(&[("p.xml", boxes(10.0, &excludes(both)).as_bytes())]);
    assert!(error.starts_with("p.xml:7: a rectangle has both"), "{error}");
}

#[test]
fn rectangles_are_weighed_and_counted_once() {
    let inside = r#"<ufun weight="2"><hyperRectangle utility="3" weight="0.5"/></ufun>
<hyperRectangle utility="1"><INCLUDES index="1" min="1" max="1"/></hyperRectangle>"#;
    near(&boxed(10.0, inside), &[0.3, 0.3, 0.3, 0.4, 0.4, 0.4]);
    let two = boxes(1.0, "</ufun><ufun>");
    assert!(refused(&[("p.xml", two.as_bytes())]).contains("more than one <ufun>"));
    let most = boxes(1.0, "").replace("aggregation=\"sum\"", "aggregation=\"max\"");
    assert!(refused(&[("p.xml", most.as_bytes())]).starts_with("p.xml:5: functions aggregated"));
    let unknown = boxes(1.0, "<hyperSphere/>");
    assert!(refused(&[("p.xml", unknown.as_bytes())]).contains("<hyperSphere>"));
}

#[test]
fn nothing_counts_for_more_than_maxutility() {
    let rich = r#"<hyperRectangle utility="8"><INCLUDES index="1" min="1" max="1"/></hyperRectangle>
<hyperRectangle utility="7"><EXCLUDES index="2" min="0" max="0"/></hyperRectangle>
<hyperRectangle utility="-2"><INCLUDES index="2" min="2" max="2"/></hyperRectangle>"#;
    let other = r#"<hyperRectangle utility="6"><INCLUDES index="1" min="0" max="0"/></hyperRectangle>
<hyperRectangle utility="4"><INCLUDES index="2" min="0" max="0"/></hyperRectangle>
<hyperRectangle utility="3"><INCLUDES index="2" min="2" max="2"/></hyperRectangle>"#;
    let (rich, other) = (boxes(10.0, rich), boxes(9.0, other));
    let scenario = scenario(&[("a.xml", &rich), ("b.xml", &other)]);
    // 8, 15, 13: all above 10 are as good as each other.
    near(&worth(&scenario, 0), &[0.0, 0.7, 0.5, 0.8, 1.0, 1.0]);
    near(&worth(&scenario, 1), &[1.0, 6.0 / 9.0, 1.0, 4.0 / 9.0, 0.0, 3.0 / 9.0]);
    // Written as Genius reads it, and read again.
    let written = write(&scenario, Format::Genius).unwrap();
    assert_eq!(written.lost, Vec::<String>::new());
    let again = read(&written.files).unwrap();
    for party in 0..2 {
        near(&worth(&again, party), &worth(&scenario, party));
    }
    let written = write(&scenario, Format::Negmas).unwrap();
    assert!(written.lost.iter().any(|line| line.contains("the cap of 1 on")));
}

/// A space with the one issue `x` and this evaluator.
fn evaluated(issue: &str, evaluator: &str) -> String {
    format!(
        "<utility_space><objective index=\"0\" name=\"root\">\n<issue index=\"1\" name=\"x\" {issue}\n\
         {evaluator}</issue><weight index=\"1\" value=\"1\"/></objective></utility_space>"
    )
}

#[test]
fn real_issues_are_evaluated_at_their_value() {
    let real = r#"type="real"><range lowerbound="10" upperbound="40"/>"#;
    let at = |evaluator: &str| worth(&scenario(&[("p.xml", &evaluated(real, evaluator))]), 0);
    let falling = at(r#"<evaluator ftype="linear" parameter0="1.25" parameter1="-0.025"/>"#);
    near(&[falling[0], falling[10], falling[20]], &[1.0, 0.625, 0.25]);
    // Within 0 and 1.
    let steep = at(r#"<evaluator ftype="linear" parameter0="-2" parameter1="0.1"/>"#);
    near(&[steep[0], steep[10], steep[20]], &[0.0, 0.5, 1.0]);
    near(&at(r#"<evaluator ftype="constant" parameter0="0.4"/>"#), &[0.4; 21]);
    let top =
        at(r#"<evaluator ftype="triangular" parameter0="10" parameter1="40" parameter2="16"/>"#);
    near(&[top[0], top[2], top[4], top[12], top[20]], &[0.0, 0.5, 1.0, 0.5, 0.0]);
    let written = write(
        &scenario(&[(
            "p.xml",
            &evaluated(real, r#"<evaluator parameter0="1.25" parameter1="-0.025"/>"#),
        )]),
        Format::Genius,
    );
    let again = read(&written.unwrap().files).unwrap();
    near(&worth(&again, 0), &falling);
}

#[test]
fn integers_are_evaluated_from_their_lower_bound() {
    let whole = r#"type="integer" lowerbound="3" upperbound="5">"#;
    let at = |evaluator: &str| worth(&scenario(&[("p.xml", &evaluated(whole, evaluator))]), 0);
    near(&at(r#"<evaluator slope="0.25" offset="0.5"/>"#), &[0.5, 0.75, 1.0]);
    // What is written with parameters is a function of the value, as for real numbers.
    near(&at(r#"<evaluator parameter1="0.25" parameter0="-0.5"/>"#), &[0.25, 0.5, 0.75]);
    let error = |evaluator: &str| refused(&[("p.xml", evaluated(whole, evaluator).as_bytes())]);
    assert!(
        error("<evaluator ftype=\"faratin\"/>").starts_with("p.xml:3: issue `x`: evaluators of")
    );
    assert!(
        error(r#"<evaluator ftype="triangular" parameter0="3" parameter1="4" parameter2="9"/>"#)
            .contains("the top 9")
    );
    assert!(error("<evaluator ftype=\"constant\" offset=\"2\"/>").contains("between 0 and 1"));
}

const DOMAIN: &str = r#"<negotiation_template><utility_space><objective name="root" index="0">
<issue index="1" name="Dam"><item value="low"/><item value="high"/></issue>
</objective></utility_space></negotiation_template>"#;

const PROFILE: &str = r#"<utility_space><objective name="root" index="0">
<weight index="1" value="1"/>
<issue index="1" name="Dam">
<item value="low" evaluation="3"/>
<item value="high" evaluation="1"/>
</issue></objective></utility_space>"#;

#[test]
fn what_cannot_be_meant_is_refused_with_its_line() {
    for (old, new, place) in [
        ("value=\"high\"", "value=\"low\"", "p.xml:5: issue `Dam` has the option `low` twice"),
        ("evaluation=\"1\"", "evaluation=\"-1\"", "p.xml:5: issue `Dam`, option `high`"),
        (" evaluation=\"1\"", "", "p.xml:5: issue `Dam`, option `high`"),
        ("value=\"1\"/>", "value=\"-1\"/>", "p.xml:2: the weight"),
        ("value=\"1\"/>", "value=\"1\"/><weight index=\"1\" value=\"2\"/>", "p.xml:2: issue 1 has"),
        ("name=\"Dam\"", "name=\"Court\"", "p.xml:3: issue `Court` is not in the domain"),
        ("issue index=\"1\"", "issue index=\"2\"", "p.xml:3: issue `Dam` has the index 2"),
        ("</objective>", "</objective><reservation/>", "p.xml:6: <reservation> has no `value`"),
        ("</objective>", "</objective><discount_factor value=\"x\"/>", "p.xml:6: `value` of"),
        ("<utility_space>", "<utility_space type=\"constraint\">", "p.xml:1: utility spaces with"),
        ("</issue>", "</issue", "p.xml:"),
    ] {
        let text = PROFILE.replace(old, new);
        let error = refused(&[("d.xml", DOMAIN.as_bytes()), ("p.xml", text.as_bytes())]);
        assert!(error.starts_with(place), "{new}: {error}");
    }
    // A discount that Genius discards is said.
    let none = PROFILE.replace("</objective>", "</objective><discount_factor value=\"0\"/>");
    let scenario = scenario(&[("d.xml", DOMAIN), ("p.xml", &none)]);
    assert_eq!(scenario.parties[0].discount, None);
    assert!(scenario.notes[0].contains("the discount 0 of p is not valid"), "{:?}", scenario.notes);
}

#[test]
fn an_ampersand_alone_is_itself() {
    let with = |text: &str, word: &str| text.replace("\"high\"", &format!("\"{word}\""));
    let (domain, profile) =
        (with(DOMAIN, "panel & council;"), with(PROFILE, "panel &amp; council;"));
    let scenario = scenario(&[("d.xml", &domain), ("p.xml", &profile)]);
    assert_eq!(scenario.issues[0].values.label(1), "panel & council;");
    near(&worth(&scenario, 0), &[1.0, 1.0 / 3.0]);
    let unknown = with(PROFILE, "a &bomb; b");
    assert!(refused(&[("p.xml", unknown.as_bytes())]).starts_with("p.xml:5: the entity"));
}

/// The profile with an `é` in it, in this encoding.
fn accented(encoding: &str, bytes: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    bytes(&format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n{}",
        PROFILE.replace("Dam", "Dé€")
    ))
}

#[test]
fn declared_and_marked_encodings_are_read() {
    let one_byte = |text: &str, euro: u8| -> Vec<u8> {
        let byte = |c: char| if c == '€' { euro } else { c as u8 };
        text.chars().map(byte).collect()
    };
    let two_bytes = |text: &str, bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let domain = DOMAIN.replace("Dam", "Dé€");
    for (name, profile) in [
        ("latin-1", accented("ISO-8859-1", |it| one_byte(it, 0x80))),
        ("windows-1252", accented("windows-1252", |it| one_byte(it, 0x80))),
        ("latin-9", accented("iso-8859-15", |it| one_byte(it, 0xA4))),
        ("utf-8", accented("UTF-8", |it| it.as_bytes().to_vec())),
        ("utf-8 called utf-16", accented("utf-16", |it| it.as_bytes().to_vec())),
        ("marked utf-8", accented("UTF-8", |it| format!("\u{feff}{it}").into_bytes())),
        ("utf-16 le", accented("UTF-16", |it| two_bytes(it, u16::to_le_bytes, true))),
        ("utf-16 be", accented("UTF-16", |it| two_bytes(it, u16::to_be_bytes, true))),
        ("utf-16 le, no mark", accented("UTF-16", |it| two_bytes(it, u16::to_le_bytes, false))),
        ("utf-16 be, no mark", accented("UTF-16", |it| two_bytes(it, u16::to_be_bytes, false))),
        // The same name, decomposed.
        ("decomposed", accented("UTF-8", |it| it.replace('é', "e\u{301}").into_bytes())),
    ] {
        let read = read(&files(&[("d.xml", domain.as_bytes()), ("p.XML", &profile)]));
        assert!(read.is_ok_and(|it| it.parties.len() == 1 && it.issues[0].name == "Dé€"), "{name}");
    }
}

#[test]
fn a_profile_that_cannot_be_read_is_never_missing() {
    let sound = [("d.xml", DOMAIN.as_bytes()), ("u1.xml", PROFILE.as_bytes())];
    let latin = PROFILE.replace("high", "h\u{e9}").chars().map(|c| c as u8).collect::<Vec<u8>>();
    let unknown = format!("<?xml version=\"1.0\" encoding=\"klingon\"?>{PROFILE}");
    for (name, bytes, message) in [
        ("u2.xml", latin.as_slice(), "u2.xml:5: byte "),
        ("u2.xml", unknown.as_bytes(), "u2.xml:1: the encoding `klingon`"),
        ("u2.xml", b"".as_slice(), "u2.xml: the file is empty"),
        ("u2.XML", b" \r\n".as_slice(), "u2.XML: the file is empty"),
        ("u2.xml", b"<?xml version=\"1.0\"?>\n".as_slice(), "u2.xml: the file ends before"),
        ("u2.xml", b"<utility_sp".as_slice(), "u2.xml: the file ends before"),
        ("u2.xml", &PROFILE.as_bytes()[..90], "u2.xml:"),
        ("u2.xml", b"oops".as_slice(), "u2.xml: the file is not XML"),
        ("u2.xml", b"\xff\xfe\x00\x00<\x00\x00\x00".as_slice(), "u2.xml: the file is in UTF-32"),
        ("u2.json", b"{\"LinearAdditiveUtilitySpace\": ".as_slice(), "u2.json: not valid JSON"),
        ("u2.yml", b"# to come\n".as_slice(), "u2.yml: the file is empty"),
        ("u2.yml", b"weights: [".as_slice(), "u2.yml: not valid YAML"),
        (
            "u2.xml",
            format!("<all>{PROFILE}</all>").as_bytes(),
            "u2.xml: the file begins with <all>",
        ),
    ] {
        let error = refused(&[sound.as_slice(), &[(name, bytes)]].concat());
        assert!(error.starts_with(message), "{name} {bytes:?}: {error}");
    }
}

#[test]
fn what_lies_beside_the_profiles_is_left_aside_and_named() {
    let sound = [("d.xml", DOMAIN.as_bytes()), ("u1.xml", PROFILE.as_bytes())];
    for (name, bytes) in [
        (
            "description.txt",
            b"The domain has two issues:\n\n- the dam\n\nFor example, one may hold\nthat"
                .as_slice(),
        ),
        ("notes.txt", b"issues:\n- the dam\n- the court\n".as_slice()),
        ("layout.txt", b"issues:\n- name: Dam\n  values: [low, high]\n".as_slice()),
        ("run.log", b"[INFO] key: value: other\nx: [1, 2\n".as_slice()),
        ("index.html", b"<!DOCTYPE html>\n<html><body>hi</body></html>\n".as_slice()),
        ("index.htm", b"<!-- a page --><html><br><p>unclosed".as_slice()),
        ("example.md", b"A profile begins with `<utility_space>`.\n".as_slice()),
        ("tournament.xml", b"<?xml version=\"1.0\"?><tournament><round/></tournament>".as_slice()),
        ("pareto.xml", b"\n0.73, 1.0\n1.0, 8.3E-1\n".as_slice()),
        ("package.json", b"{\"type\": \"module\", \"weights\": 3}".as_slice()),
        ("info.yml", b"type: domain\nissues: 2\n".as_slice()),
        ("picture.png", b"\x89PNG\r\n\x1a\n\xff\xfe".as_slice()),
        ("empty.txt", b"".as_slice()),
        ("table.csv", b"a,b\n1,2\n".as_slice()),
        ("thesis.txt", "Gr\u{fc}\u{df}e".chars().map(|c| c as u8).collect::<Vec<u8>>().as_slice()),
    ] {
        let found = read(&files(&[sound.as_slice(), &[(name, bytes)]].concat()));
        let said = format!("{name} is not part of a scenario and was ignored");
        assert!(
            found.as_ref().is_ok_and(|it| it.parties.len() == 1 && it.notes.contains(&said)),
            "{name}: {found:?}"
        );
    }
}

/// A domain and two profiles of each format, as name and content.
fn of_each_format() -> Vec<Vec<(&'static str, String)>> {
    let other = |text: &str, old: &str, new: &str| text.replace(old, new);
    let (yml, json) = (NEGMAS_PROFILE, WEB_PROFILE);
    vec![
        vec![
            ("d.xml", DOMAIN.to_owned()),
            ("u1.xml", PROFILE.to_owned()),
            ("u2.xml", other(PROFILE, "evaluation=\"1\"", "evaluation=\"2\"")),
        ],
        vec![
            ("d.json", WEB_DOMAIN.to_owned()),
            ("u1.json", json.to_owned()),
            ("u2.json", other(json, "0.5", "0.6")),
        ],
        vec![
            ("d.yml", NEGMAS_DOMAIN.to_owned()),
            ("u1.yml", yml.to_owned()),
            ("u2.yaml", other(yml, "0.5", "0.6")),
        ],
    ]
}

#[test]
fn a_backup_beside_the_profiles_is_no_party() {
    for sound in of_each_format() {
        let borrowed: Vec<(&str, &str)> = sound.iter().map(|it| (it.0, it.1.as_str())).collect();
        let plain = scenario(&borrowed);
        assert_eq!((plain.parties.len(), plain.notes.len()), (2, 0), "{:?}", plain.notes);
        let (name, text) = borrowed[1];
        for stray in [
            format!("{name}.bak"),
            format!("{}.txt", name.to_ascii_uppercase()),
            format!("{name}~"),
            format!(".{name}.swp"),
            format!("#{name}#"),
            format!("{name}.orig"),
            format!("{name} "),
            "u3".to_owned(),
        ] {
            // With other numbers than any profile, and cut off: neither counts.
            for text in [text, &text.replace("high", "low"), &text[..text.len() - 20]] {
                let with = scenario(&[borrowed.as_slice(), &[(stray.as_str(), text)]].concat());
                assert_eq!(with.parties, plain.parties, "{stray}");
                assert_eq!(with.notes.len(), 1, "{stray}: {:?}", with.notes);
                let said = &with.notes[0];
                assert!(said.starts_with(&stray) && said.ends_with("ignored"), "{said}");
            }
        }
        // Under a name of its own it is read, and told.
        let copy = format!("u1 (copy).{}", name.rsplit('.').next().unwrap());
        let with = scenario(&[borrowed.as_slice(), &[(copy.as_str(), text)]].concat());
        assert_eq!(with.parties.len(), 3);
        let told = format!("{copy} and {name} have the same numbers; each is read as a party");
        assert_eq!(with.notes, [told]);
    }
}

#[test]
fn the_content_decides_where_no_name_ends_as_it_should() {
    for sound in of_each_format() {
        for ending in ["", ".txt", ".profile"] {
            let named: Vec<(String, &str)> = sound
                .iter()
                .map(|(name, text)| {
                    (format!("{}{ending}", name.split('.').next().unwrap()), text.as_str())
                })
                .collect();
            let mut named: Vec<(&str, &str)> =
                named.iter().map(|it| (it.0.as_str(), it.1)).collect();
            let plain = scenario(&named);
            assert_eq!((plain.parties.len(), plain.notes.len()), (2, 0), "{:?}", plain.notes);
            let stray = format!("{}.bak", named[1].0);
            named.push((&stray, named[1].1));
            let with = scenario(&named);
            assert_eq!(with.parties, plain.parties, "{stray}");
            assert!(with.notes[0].starts_with(&stray), "{:?}", with.notes);
        }
    }
    // One that ends like those read is never missing without a word.
    let broken = [("d.txt", DOMAIN), ("u1.txt", PROFILE), ("u2.txt", &PROFILE[..90])];
    let broken: Vec<(&str, &[u8])> = broken.iter().map(|it| (it.0, it.1.as_bytes())).collect();
    assert!(refused(&broken).starts_with("u2.txt:"), "{}", refused(&broken));
    assert!(refused(&broken[2..]).starts_with("u2.txt:"), "{}", refused(&broken[2..]));
    // Nor are parties that all have odd names.
    let error = refused(&[("d.xml", DOMAIN.as_bytes()), ("u1", PROFILE.as_bytes())]);
    assert!(error.contains("no party") && error.contains("u1 was ignored"), "{error}");
}

#[test]
fn what_begins_like_a_part_and_is_none_stops_nothing() {
    let sound = [("d.xml", DOMAIN), ("u1.xml", PROFILE)];
    for (name, text) in [
        ("log.txt", "<utility_space> hello"),
        ("log", "<negotiation_template>"),
        ("log.txt", "{\"LinearAdditiveUtilitySpace\": "),
        ("log.txt", "{\"SumOfGroupsUtilitySpace\": {\"issueWeights\": 1}}"),
        ("log.txt", "{\"utilities\": [[[1, 2]]]}"),
        ("log.txt", "<all><utility_space/></all>"),
        ("log.txt", "<?xml version=\"1.0\" encoding=\"klingon\"?><utility_space>"),
    ] {
        let found = scenario(&[sound.as_slice(), &[(name, text)]].concat());
        assert_eq!(found.parties.len(), 1, "{text}");
        assert_eq!(found.notes.len(), 1, "{text}: {:?}", found.notes);
        let said = &found.notes[0];
        assert!(said.starts_with(name) && said.ends_with("ignored"), "{said}");
    }
    let error = refused(&[("d.xml", DOMAIN.as_bytes()), ("u.xml", b"<utility_space> hello")]);
    assert!(error.starts_with("u.xml:1: "), "{error}");
}

#[test]
fn profiles_name_the_key_they_lack() {
    for (text, message) in [
        (r#"{"utilities": [[[1, 0], [0, 1]]]}"#, "p.json: `parties` is missing"),
        (r#"{"utilities": []}"#, "p.json: `parties` is missing"),
        (r#"{"utilities": {"a": 1}, "names": []}"#, "p.json: `parties` is missing"),
        (r#"{"parties": 2, "reservations": [0, 0]}"#, "p.json: `utilities` is missing"),
        (
            r#"{"parties": 1, "utilities": [[[1], [0]]], "terms": [{"issues": [0]}]}"#,
            "p.json: `utilities` is missing",
        ),
    ] {
        let error = refused(&[("p.json", text.as_bytes())]);
        assert!(error.starts_with(message), "{text}: {error}");
    }
    // Results beside a scenario of another format are none.
    let results = r#"{"utilities": [0.5, 0.7], "agreement": {"Dam": "low"}}"#;
    let found = scenario(&[("d.xml", DOMAIN), ("results.json", results), ("u1.xml", PROFILE)]);
    assert_eq!(found.notes, ["results.json is not part of a scenario and was ignored"]);
}

const WEB_DOMAIN: &str = r#"{"name": "d", "issuesValues": {"Dam": {"values": ["low", "high"]}}}"#;
const WEB_PROFILE: &str = r#"{"LinearAdditiveUtilitySpace": {"issueWeights": {"Dam": 1},
    "issueUtilities": {"Dam": {"discreteutils": {"valueUtilities": {"low": 1, "high": 0.5}}}}}}"#;

#[test]
fn geniusweb_files_say_one_thing() {
    let (domain, profile) = (WEB_DOMAIN, WEB_PROFILE);
    near(&worth(&scenario(&[("d.json", domain), ("p.json", profile)]), 0), &[1.0, 0.5]);
    for (old, new, message) in [
        ("\"high\": 0.5", "\"low\": 0.5", "`low` appears twice"),
        ("\"high\": 0.5", "\"hgih\": 0.5", "no option `hgih`"),
        ("\"high\": 0.5", "\"high\": 5", "is 5"),
        ("{\"Dam\": 1}", "{\"Dam\": 0.4}", "the weights sum to 0.4"),
        ("{\"Dam\": 1}", "{\"Dam\": 1, \"Court\": 0}", "issue `Court` is not in the domain"),
        ("LinearAdditive", "SumOfGroups", "profiles of the kind `SumOfGroupsUtilitySpace`"),
    ] {
        let text = profile.replace(old, new);
        let error = refused(&[("d.json", domain.as_bytes()), ("p.json", text.as_bytes())]);
        assert!(error.starts_with("p.json: ") && error.contains(message), "{new}: {error}");
    }
    let twice = domain.replace("\"high\"", "\"low\"");
    assert!(
        refused(&[("d.json", twice.as_bytes()), ("p.json", profile.as_bytes())])
            .starts_with("d.json: issue `Dam` has the option `low` twice")
    );
    let utf16: Vec<u8> = profile.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(read(&files(&[("d.json", domain.as_bytes()), ("p.json", &utf16)])).is_ok());
}

const NEGMAS_DOMAIN: &str =
    "issues:\n- name: Dam\n  type: CategoricalIssue\n  values: [low, high]\n";
const NEGMAS_PROFILE: &str = "type: LinearAdditiveUtilityFunction\nweights: [1.0]\nvalues:\n\
    - {type: TableFun, mapping: {low: 1, high: 0.5}}\n";

#[test]
fn negmas_files_say_one_thing() {
    let (domain, profile) = (NEGMAS_DOMAIN, NEGMAS_PROFILE);
    near(&worth(&scenario(&[("d.yml", domain), ("p.YAML", profile)]), 0), &[1.0, 0.5]);
    let error = |domain: &str, profile: &str| {
        refused(&[("d.yml", domain.as_bytes()), ("p.yml", profile.as_bytes())])
    };
    let twice = profile.replace("high: 0.5", "low: 0.5");
    let says = |profile: &str, words: &str| {
        let found = error(domain, profile);
        assert!(found.starts_with(&format!("p.yml: not valid YAML: {words}")), "{found}");
    };
    says(&twice, "line 4: `low` is there twice");
    says(&format!("{profile}---\n{profile}"), "line 6: a second document begins there");
    let anchor = profile.replace("0.5", "*half");
    assert!(
        error(domain, &anchor).contains("an anchor that is not there"),
        "{}",
        error(domain, &anchor)
    );
    let quoted = error(domain, &profile.replace("0.5", "\"0.5\""));
    assert!(quoted.contains("found the text `0.5`: take the quotes off"), "{quoted}");
    assert!(error(&domain.replace("high", "low"), profile).starts_with("d.yml: issue `Dam` has"));
    let part =
        domain.replace("CategoricalIssue", "ContiguousIssue").replace("[low, high]", "[0, 1.5]");
    assert!(error(&part, profile).contains("1.5 is not a whole number"));
    let other = profile.replace("LinearAdditiveUtilityFunction", "QuadraticUtilityFunction");
    assert!(error(domain, &other).contains("`QuadraticUtilityFunction` are not supported"));
}

/// Where each were looked for among all, these would take minutes.
#[test]
fn as_many_options_and_issues_as_may_be_are_read_at_once() {
    let begun = std::time::Instant::now();
    let n = 100_000;
    let all =
        |each: &dyn Fn(usize) -> String, by: &str| (0..n).map(each).collect::<Vec<_>>().join(by);
    let items =
        all(&|it| format!("<item index=\"{it}\" value=\"v{it}\" evaluation=\"{}\"/>", it % 7), "");
    let genius = format!(
        "<utility_space><objective><issue index=\"1\" name=\"a\" type=\"discrete\">{items}</issue>\
         <weight index=\"1\" value=\"1\"/></objective></utility_space>"
    );
    assert_eq!(scenario(&[("p.xml", &genius)]).issues[0].values.len(), n);
    let labels = all(&|it| format!("\"v{it}\""), ",");
    let utilities = all(&|it| format!("\"v{it}\":{}", if it == 3 { 1 } else { 0 }), ",");
    let web = format!(
        "{{\"LinearAdditiveUtilitySpace\":{{\"name\":\"p\",\"issueWeights\":{{\"a\":1}},\
         \"issueUtilities\":{{\"a\":{{\"discreteutils\":{{\"valueUtilities\":{{{utilities}}}}}}}}},\
         \"domain\":{{\"name\":\"d\",\"issuesValues\":{{\"a\":{{\"values\":[{labels}]}}}}}}}}}}"
    );
    assert_eq!(scenario(&[("p.json", &web)]).issues[0].values.len(), n);
    let domain = format!("{{\"issues\":[{{\"name\":\"a\",\"values\":[{labels}]}}]}}");
    let table = format!(
        "{{\"type\":\"LinearAdditiveUtilityFunction\",\"values\":{{\"a\":{{{utilities}}}}}}}"
    );
    let ranges = format!("{{\"a\":[\"v{}\",\"v{}\"]}},", n - 1, n - 1).repeat(n - 1);
    let boxes = format!(
        "{{\"type\":\"HyperRectangleUtilityFunction\",\"outcome_ranges\":[{}],\"utilities\":[{}0]}}",
        ranges.trim_end_matches(','),
        "0,".repeat(n - 2)
    );
    let of = [("domain.json", domain.as_str()), ("u1.json", &table), ("u2.json", &boxes)];
    assert_eq!(scenario(&of).parties.len(), 2);
    // Too many issues are told, however many they are.
    let issue = |it: usize| {
        format!(
            "<issue index=\"{it}\" name=\"a{it}\" type=\"integer\" lowerbound=\"0\" upperbound=\"1\"/>\
             <weight index=\"{it}\" value=\"1\"/>"
        )
    };
    let many = format!("<utility_space><objective>{}</objective></utility_space>", all(&issue, ""));
    assert!(refused(&[("p.xml", many.as_bytes())]).contains("100000 issues; at most 1000"));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

/// What fuzzing found: a control of a second set in a name, written as it is, is no YAML.
#[test]
fn any_letter_of_a_name_is_written_so_that_it_can_be_read() {
    let odd = "\u{80}\u{9f}\u{85}\u{7f}\u{2028}\u{2029}\u{fffe}\u{ffff}\u{1f30a}\\\"";
    let name = format!("x{odd}y");
    let label: String = name.encode_utf16().map(|it| format!("\\u{it:04x}")).collect();
    let text = format!(
        "{{\"parties\":2,\"names\":[\"{label}\",\"b\"],\"utilities\":[[[0,1],[1,0]],[[0,1],[1,0]]]}}"
    );
    let scenario = scenario(&[("p.json", &text)]);
    assert_eq!(scenario.parties[0].name, name);
    for format in [Format::GeniusWeb, Format::Negmas, Format::Profiles] {
        let written = write(&scenario, format).unwrap();
        let again = read(&written.files).unwrap_or_else(|error| unreachable(&error.to_string()));
        assert_eq!(again.parties[0].name, name, "{format:?}");
    }
}

#[test]
fn white_space_in_a_name_stays_what_it_is() {
    let domain = r#"{"issues":[{"name":"a\nb","values":["x\ty","x y","x\r\ny"]}]}"#;
    let profile =
        r#"{"type":"LinearAdditiveUtilityFunction","values":[{"x\ty":0,"x y":1,"x\r\ny":0.5}]}"#;
    let scenario = scenario(&[("domain.json", domain), ("u.json", profile)]);
    for format in [Format::Genius, Format::GeniusWeb, Format::Negmas] {
        let written = write(&scenario, format).unwrap();
        let again = read(&written.files).unwrap_or_else(|error| unreachable(&error.to_string()));
        assert_eq!(again.issues, scenario.issues, "{format:?}");
        near(&worth(&again, 0), &worth(&scenario, 0));
    }
}

#[test]
fn letters_written_by_their_numbers_are_composed_too() {
    let composed = "caf\u{e9}";
    let json = r#"{"parties":1,"names":["cafe\u0301"],"utilities":[[[0],[1]]]}"#;
    assert_eq!(scenario(&[("p.json", json)]).parties[0].name, composed);
    let xml = boxes(1.0, "").replace("name=\"a\"", "name=\"cafe&#x301;\"");
    assert_eq!(scenario(&[("p.xml", &xml)]).issues[0].name, composed);
}

/// What fuzzing found: `n` and `no` became the same name.
#[test]
fn names_in_yaml_are_what_was_typed_and_no_two_issues_have_one() {
    let domain =
        "issues:\n- {name: n, values: [yes, no, on, y]}\n- {name: no, values: [true, off]}\n";
    let profile = "type: LinearAdditiveUtilityFunction\nvalues:\n  n: {yes: 1, no: 0, on: 0.5, y: 0}\n  \
                   no: {true: 1, 'off': 0}\n";
    let found = scenario(&[("domain.yml", domain), ("u.yml", profile)]);
    let labels = |at: usize| {
        let values = &found.issues[at].values;
        (0..values.len()).map(|it| values.label(it)).collect::<Vec<_>>()
    };
    assert_eq!(
        (labels(0), labels(1)),
        (
            vec!["yes".into(), "no".into(), "on".into(), "y".into()],
            vec!["true".into(), "off".into()]
        )
    );
    assert_eq!([&found.issues[0].name, &found.issues[1].name], ["n", "no"]);
    for (name, text) in [
        ("domain.yml", domain.replace("name: no", "name: n")),
        (
            "domain.json",
            r#"{"issues":[{"name":"a","values":2},{"name":"a","values":3}]}"#.to_owned(),
        ),
    ] {
        let error = refused(&[(name, text.as_bytes()), ("u.yml", profile.as_bytes())]);
        assert!(error.contains("there are two issues"), "{error}");
    }
}
