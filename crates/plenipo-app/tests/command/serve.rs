//! The server as a browser meets it: every page of every case, the same figures as the command line, who may ask,
//! and what reaches a party.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::river;
use super::server::Server;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

#[test]
fn every_page_of_every_case_is_there_and_asks_nothing_of_anybody_else() {
    let server = Server::start(&cases(), &[]);
    assert_eq!(server.get("/").code, 200);
    for case in ["ukraine-2025", "cyprus-2004", "colombia-2016", "three-rivers"] {
        let pages = server.pages(case);
        assert!(pages.len() > 25, "{case}: {pages:?}");
        for path in pages {
            let page = server.get(&path);
            let text = page.text();
            assert_eq!(page.code, 200, "{path}: {text}");
            assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
            assert!(text.contains("<h1"), "{path} has no heading");
            assert_eq!(text.matches("<h1").count(), 1, "{path}");
            assert!(
                !text.contains(" style=") && !text.contains("<style"),
                "{path}: a style within"
            );
            assert!(!text.contains("<script>") && !text.contains("javascript:"), "{path}");
            for name in ["onclick", "onload", "onerror", "onsubmit"] {
                assert!(!text.contains(&format!(" {name}=")), "{path}: {name}");
            }
            // What a page loads, as against what a reader may follow.
            for what in ["src=\"", "<link rel=\"stylesheet\" href=\"", "<link rel=\"icon\" href=\""]
            {
                for from in text.split(what).skip(1) {
                    assert!(from.starts_with('/') && !from.starts_with("//"), "{path}: {what}");
                }
            }
        }
    }
}

/// `text` without every element that begins with `start`; `put` stands in its place, or what was within it.
fn replaced(text: &str, start: &str, name: &str, put: Option<&str>) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(start) {
        out.push_str(&rest[..at]);
        let inner = &rest[at + start.len()..];
        let inner =
            if start.ends_with('>') { inner } else { inner.split_once('>').expect("a tag").1 };
        let (mut depth, mut end) = (1, 0);
        while depth > 0 {
            let (opens, closes) = (inner[end..].find(&open), inner[end..].find(&close));
            let closes = closes.expect("an end");
            match opens.filter(|it| *it < closes) {
                Some(it) => (depth, end) = (depth + 1, end + it + open.len()),
                None => (depth, end) = (depth - 1, end + closes + close.len()),
            }
        }
        out.push_str(put.unwrap_or(&inner[..end - close.len()]));
        rest = &inner[end..];
    }
    out + rest
}

/// A page without what only pages that lead to one another have: ways to records and to other pages, what a source
/// is beside its citation, a box for each option. What could be done is told in the words of each door.
fn bare(page: &str) -> String {
    let page = replaced(page, "<span class=\"pop\">", "span", Some(""));
    let page = replaced(&page, "<span class=\"src\">", "span", None);
    let page = replaced(&page, " · <a class=\"entry\"", "a", Some(""));
    // Where a page says what people call something, it has its id with it.
    let page = by_id(&page);
    let page = replaced(&page, "<a class=\"to\"", "a", None);
    let page = replaced(&page, "<section class=\"board\">", "section", Some(""));
    let page = replaced(&page, "<a class=\"does\"", "a", Some("(do)"));
    let page = replaced(&page, "<code>", "code", Some("(do)"));
    let page = replaced(&page, "<span class=\"boxes-of\"", "span", Some(""));
    let page = replaced(&page, "<ul class=\"options\">", "ul", Some(""));
    let page = replaced(&page, "<p class=\"quiet boxes-key\">", "p", Some(""));
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page with ids in the place of names that stand for them.
fn by_id(page: &str) -> String {
    let mut parts = page.split(" data-id=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once("\">").expect("the end of a tag");
        let (_, after) = rest.split_once("</a>").expect("the end of a link");
        out.push_str(&format!(">{id}</a>{after}"));
    }
    out
}

#[test]
fn figures_are_those_of_the_command_line() {
    let server = Server::start(&cases(), &["ukraine-2025", "cyprus-2004", "three-rivers"]);
    let commands = [
        ("brief", "brief"),
        ("acceptance", "assess"),
        ("drafts", "compare"),
        ("bargain", "frontier"),
        ("amend", "amend"),
        ("believe", "believe"),
        ("outlook", "outlook"),
        ("statements", "statements"),
        ("forecasts", "forecast"),
        ("record", "show"),
        ("lab", "lab"),
        ("prepare", "prepare"),
        ("itinerary", "itinerary"),
        ("shuttle", "simulate"),
    ];
    let mut compared = 0;
    for case in ["ukraine-2025", "cyprus-2004", "three-rivers"] {
        for path in server.pages(case) {
            let json = server.get(&format!("{path}?format=json"));
            // The lab and the check are no answers of one lens.
            if json.header("content-type") != Some("application/json") {
                continue;
            }
            let value: serde_json::Value = serde_json::from_slice(&json.body).expect("JSON");
            let lens = value["lens"].as_str().expect("a lens");
            // The command sets several views side by side; a page is of the one that its reader chose.
            if lens == "views" {
                continue;
            }
            let command = commands.iter().find(|it| it.0 == lens).expect(lens).1;
            let mut args = vec![command.to_owned(), case.to_owned()];
            let settings = value["provenance"]["settings"].as_array().cloned().unwrap_or_default();
            if let Some(what) = settings.iter().find(|it| it["name"] == "what" && lens == "record")
            {
                args.extend([
                    "--what".to_owned(),
                    what["value"].as_str().expect("a word").to_owned(),
                ]);
            }
            args.extend(["--samples".to_owned(), "200".to_owned()]);
            let run = |format: &str| {
                let out = Command::new(env!("CARGO_BIN_EXE_plenipo"))
                    .current_dir(cases())
                    .args(&args)
                    .args(["--format", format])
                    .output()
                    .expect("it runs");
                String::from_utf8(out.stdout).expect("text")
            };
            assert_eq!(json.text(), run("json"), "{path}: {args:?}");
            let page = without_doors(&server.get(&path).text());
            let alone = run("html");
            let main = alone.split("<main>").nth(1).and_then(|it| it.split("</main>").next());
            let (main, page) = (bare(main.expect("a page").trim()), bare(&page));
            assert!(page.contains(&main), "{path} shows something else than `{}`", args.join(" "));
            compared += 1;
        }
    }
    assert!(compared > 60, "only {compared} answers were compared");
}

/// A page without what the server adds to an answer: the form above a picture and links into the lab.
fn without_doors(page: &str) -> String {
    let mut page = page.to_owned();
    while let Some(from) = page.find("<form class=\"choose\"") {
        let end = page[from..].find("</form>").expect("its end") + "</form>".len();
        page.replace_range(from..from + end, "");
    }
    if !page.contains("<a class=\"door\"") {
        return page;
    }
    while let Some(from) = page.find("<a class=\"door\"") {
        let end = from + page[from..].find('>').expect("its end") + 1;
        let close = end + page[end..].find("</a>").expect("its close");
        page.replace_range(close..close + "</a>".len(), "");
        page.replace_range(from..end, "");
    }
    page.replace("class=\"chart\" role=\"group\"", "class=\"chart\" role=\"img\"")
}

/// The addresses that follow `before` in `page`.
fn addresses(page: &str, before: &str) -> Vec<String> {
    let each = page.split(before).skip(1).filter_map(|it| it.split('"').next());
    each.map(|it| it.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

/// Asks until it is no longer being worked out.
fn worked_out(server: &Server, path: &str) -> String {
    for _ in 0..60 {
        let text = server.get(path).text();
        if !text.contains("Working it out") && !text.contains("Being worked out") {
            return text;
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    unreachable!("{path} is never there");
}

/// What the command line says of a draft that is tried out, in a column of the table of drafts.
fn on_the_command_line(tried: &str, column: &str) -> serde_json::Value {
    let out = Command::new(env!("CARGO_BIN_EXE_plenipo"))
        .current_dir(cases())
        .args(["frontier", "three-rivers", "--assume", "hydrologist", "--samples", "200"])
        .args(["--try", tried, "--format", "json"])
        .output()
        .expect("it runs");
    let answer: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let tables = answer["tables"].as_array().expect("tables");
    let drafts = tables.iter().find(|it| it["id"] == "drafts").expect("the drafts");
    let at =
        drafts["columns"].as_array().expect("columns").iter().position(|it| it["id"] == column);
    drafts["rows"][0][at.expect("the column")].clone()
}

#[test]
fn points_of_the_frontier_open_in_the_lab_and_any_two_parties_stand_on_the_axes() {
    let server = Server::start(&cases(), &["three-rivers"]);
    let path = "/c/three-rivers/gains/frontier?assume=hydrologist";
    let page = worked_out(&server, path);
    let mut links = addresses(&page, "<a class=\"door\" href=\"");
    // Once in the picture and once in the table.
    let all = links.len();
    links.sort();
    links.dedup();
    assert!(links.len() > 50 && all >= 2 * links.len(), "{all} links, {} drafts", links.len());
    for link in links.iter().step_by(links.len() / 8) {
        let lab = server.get(link);
        assert_eq!(lab.code, 200, "{link}");
        assert!(lab.text().contains("What the record then allows"), "{link}");
    }
    // Chosen by name, kept in the address.
    assert!(page.contains("<label for=\"choose-axes-0\">Across</label>"), "{page}");
    let turned = worked_out(&server, &format!("{path}&axes=corvane&axes=asterin&shade="));
    assert!(turned.contains("What could be gained, Corvane against Asterin"), "{turned}");
    assert!(turned.contains("<option value=\"corvane\" selected>Corvane</option>"), "{turned}");
    assert!(turned.contains("shade and size: worth to Belmora (no deal: 0.4"), "{turned}");
    let same = server.get(&format!("{path}&axes=corvane&axes=corvane"));
    assert_eq!(same.code, 400, "{}", same.text());
}

#[test]
fn the_lab_says_how_far_each_variant_is_from_the_frontier_with_the_figures_of_the_command_line() {
    let server = Server::start(&cases(), &["three-rivers", "ukraine-2025"]);
    let lab = "/c/three-rivers/lab?assume=hydrologist&try=";
    let (keeps, crosses) = (
        "draft-3:operation=notified,drought=by-use,power=both,disputes=finding,pulse=week",
        "corvane-counter:disputes=finding",
    );
    let of = |path: &str| {
        let page = worked_out(&server, path);
        let [part] = &addresses(&page, "hx-get=\"")
            .into_iter()
            .filter(|it| it.contains("/lab/distance?"))
            .collect::<Vec<_>>()[..]
        else {
            unreachable!("{path}: {page}");
        };
        worked_out(&server, part)
    };
    for tried in [keeps, crosses] {
        let said = of(&format!("{lab}{tried}"));
        let distance = on_the_command_line(tried, "distance").as_f64();
        let [low, high] =
            ["distance_low", "distance_high"].map(|it| on_the_command_line(tried, it).as_f64());
        let words = match (distance, low.zip(high)) {
            (Some(distance), Some((low, high))) => {
                format!(
                    "Distance {distance:.2} in expectation; {low:.2}–{high:.2} in the readings."
                )
            }
            _ => "It has no place, and so no distance.".to_owned(),
        };
        assert!(said.contains(&words), "{tried}: {words}\n{said}");
        if let Some(reason) = on_the_command_line(tried, "reason").as_str() {
            let reason = format!("<p>{}{}.</p>", reason[..1].to_uppercase(), &reason[1..]);
            let (first, then) = (said.find(&reason), said.find(&words));
            assert!(first.is_some() && first < then, "what stops it comes first: {said}");
        }
    }
    assert!(on_the_command_line(crosses, "distance").is_number(), "one of them has a place");
    // Side by side each is said by its name; what is not settled has no place, and what is missing is said.
    let both = of(&format!("{lab}{crosses}&try=draft-3:operation=notified"));
    assert!(
        both.contains("counter-draft, 1 change</h3>") && both.contains("Draft 3, 1 change</h3>")
    );
    assert!(
        both.contains("<p>Not settled on 2 issues.</p><p>It has no place, and so no distance.</p>")
    );
    let none = of("/c/ukraine-2025/lab?try=us-28");
    let first = none.find("Crosses ").expect("lines that it crosses");
    let why = none.find("orders of options are recorded on fewer than half").expect("why");
    assert!(first < why, "{none}");
    assert_eq!(server.get("/c/three-rivers/lab/distance").code, 404);
    let odd = server.get("/c/three-rivers/lab/distance?try=nowhere%3Cscript%3E").text();
    assert!(odd.contains("there is no draft") && !odd.contains("<script>"), "{odd}");
}

#[test]
fn only_its_own_pages_with_its_key_are_answered() {
    let server = Server::start(&cases(), &["ukraine-2025"]);
    let host = server.host();
    let ask = |head: &str| server.raw(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes());
    let code = |head: &str| ask(head).map_or(0, |it| it.code);
    let path = "/c/ukraine-2025/overview";
    // Without the key, with a wrong one, under another name.
    assert_eq!(code(&format!("GET {path} HTTP/1.1\r\nHost: {host}")), 403);
    assert_eq!(code(&format!("GET /?key=wrong HTTP/1.1\r\nHost: {host}")), 403);
    let cookie = server.cookie();
    assert_eq!(
        code(&format!("GET {path} HTTP/1.1\r\nHost: evil.example\r\nCookie: {cookie}")),
        421
    );
    assert_eq!(
        code(&format!("GET {path} HTTP/1.1\r\nHost: {host}.evil.example\r\nCookie: {cookie}")),
        421
    );
    assert_eq!(code(&format!("GET {path} HTTP/1.1\r\nCookie: {cookie}")), 421);
    let half = &cookie[..cookie.len() - 1];
    assert_eq!(code(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {half}")), 403);
    // The key leaves the address at once.
    let entered =
        ask(&format!("GET {path}?key={} HTTP/1.1\r\nHost: {host}", server.key)).expect("an answer");
    assert_eq!((entered.code, entered.header("location")), (303, Some(path)));
    let given = entered.header("set-cookie").expect("a cookie").to_owned();
    assert!(given.contains("HttpOnly") && given.contains("SameSite=Strict"), "{given}");
    let page = server.get(path);
    assert!(!page.text().contains(&server.key), "the key is in a page");
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    // Forms from elsewhere.
    let own = format!("http://{host}");
    for (origin, expected) in
        [(None, 403), (Some("http://evil.example"), 403), (Some("null"), 403), (Some(&*own), 200)]
    {
        assert_eq!(server.post("/job/1/stop", origin, "").code, expected, "{origin:?}");
    }
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        assert_eq!(
            code(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}")),
            405,
            "{method}"
        );
    }
    assert_eq!(server.get(path).code, 200, "it lives");
}

#[test]
fn what_is_hostile_or_odd_is_refused_and_the_server_lives() {
    let server = Server::start(&cases(), &["ukraine-2025"]);
    let case = "/c/ukraine-2025";
    for (path, expected) in [
        (format!("{case}/overview?as-of=2025-02-30"), 400),
        (format!("{case}/overview?as-of=%00"), 400),
        (format!("{case}/overview?for=%ff%fe"), 404),
        (format!("{case}/overview?for=%3Cscript%3Ealert(1)%3C/script%3E"), 404),
        (format!("{case}/overview?nonsense=1"), 400),
        (format!("{case}/positions/matrix?what=nothing"), 400),
        (format!("{case}/drafts/assess?draft=nowhere"), 404),
        (format!("{case}/drafts/assess?tau=NaN"), 400),
        (format!("{case}/drafts/assess?tau=7"), 400),
        (format!("{case}/lab?try=us-28:nowhere=x"), 404),
        (format!("{case}/lab?try=%22%3E%3Cscript%3E"), 404),
        (format!("{case}/lab?{}", "try=us-28&".repeat(9)), 400),
        (format!("{case}/overview?format=exe"), 400),
        (format!("{case}/overview?assume=nowhere"), 400),
        (format!("{case}/overview?x={}", "a".repeat(20_000)), 414),
        ("/c/../../etc/passwd".to_owned(), 404),
        ("/c/ukraine-2025/..%2f..%2fetc%2fpasswd".to_owned(), 404),
        ("/asset/..%2fCargo.toml".to_owned(), 404),
        ("/asset/../../Cargo.toml".to_owned(), 404),
        ("/job/99999999999999999999/events".to_owned(), 400),
        ("/nowhere".to_owned(), 404),
    ] {
        let reply = server.get(&path);
        assert_eq!(reply.code, expected, "{path}: {}", reply.text());
        assert!(!reply.text().contains("<script>"), "{path} takes a script");
    }
    // A hundred megabytes, said and sent.
    let (host, cookie) = (server.host(), server.cookie());
    let head = format!(
        "POST {case}/lab/save HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: 104857600\r\nConnection: close\r\n\r\n"
    );
    let mut bytes = head.into_bytes();
    bytes.resize(bytes.len() + (3 << 20), b'a');
    let refused = server.raw(&bytes).map(|it| it.code);
    assert!(matches!(refused, None | Some(413)), "{refused:?}");
    // No HTTP at all, and a head that never ends.
    for bytes in
        [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc"[..], b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n"]
    {
        let _ = server.raw(bytes);
    }
    let long = format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "a".repeat(200_000));
    let code = server.raw(long.as_bytes()).map_or(0, |it| it.code);
    assert!(code == 0 || code == 431, "{code}");
    assert_eq!(server.get(&format!("{case}/overview")).code, 200, "it lives");
}

#[test]
fn nothing_may_be_saved_where_nothing_may_be_written() {
    let dir = river(&[("river.toml", super::SOUND)]);
    let server = Server::start(dir.path(), &["river"]);
    let own = format!("http://{}", server.host());
    let body = "try=upper-1:storage=none&id=mine";
    let refused = server.post("/c/river/lab/save", Some(&own), body);
    assert_eq!(refused.code, 403, "{}", refused.text());
    assert!(!dir.path().join("river/drafts").exists());
}

#[test]
fn a_draft_of_the_lab_is_saved_once_and_never_over_another() {
    let dir = river(&[("river.toml", super::SOUND)]);
    let server = Server::start(dir.path(), &["river", "--edit"]);
    let own = format!("http://{}", server.host());
    let lab = server.get("/c/river/lab?try=upper-1:storage=none").text();
    assert!(lab.contains("Save as a draft"), "{lab}");
    let save = |id: &str| {
        server.post("/c/river/lab/save", Some(&own), &format!("try=upper-1:storage=none&id={id}"))
    };
    let saved = save("mine");
    assert_eq!(
        (saved.code, saved.header("location")),
        (303, Some("/c/river/lab?draft=mine")),
        "{}",
        saved.text()
    );
    let file = dir.path().join("river/drafts/mine.toml");
    let text = std::fs::read_to_string(&file).expect("a file");
    assert!(text.contains("storage = \"none\"") && text.contains("based_on"), "{text}");
    assert_eq!(save("mine").code, 409);
    assert_eq!(save("..%2Fx").code, 400);
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), text);
    assert!(server.get("/c/river/drafts/lineage").text().contains("mine"));
}

#[test]
fn what_changes_on_disk_is_told_and_a_broken_file_leaves_what_was_there() {
    let dir = river(&[("river.toml", super::SOUND)]);
    let server = Server::start(dir.path(), &["river"]);
    let before = server.get("/c/river/drafts/lineage").text();
    assert!(!before.contains("lower-1"));
    let events = |version: u64| {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
        let (host, cookie) = (server.host(), server.cookie());
        let head = format!(
            "GET /c/river/events?version={version} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream
    };
    let until = |stream: &mut TcpStream, word: &str| {
        let (mut all, mut some) = (String::new(), [0_u8; 512]);
        while !all.contains(word) {
            let n = stream.read(&mut some).unwrap_or(0);
            assert!(n > 0, "no {word} in {all}");
            all.push_str(&String::from_utf8_lossy(&some[..n]));
        }
    };
    let mut stream = events(1);
    let more =
        "[[draft]]\nid = \"lower-1\"\ntitle = \"Lower\"\ndate = 2025-11-22\nsource = \"gazette\"\n";
    super::write(&dir.path().join("river/more.toml"), more);
    until(&mut stream, "event: changed");
    assert!(server.get("/c/river/drafts/lineage").text().contains("lower-1"));
    super::write(&dir.path().join("river/more.toml"), "[[draft]\nbroken");
    until(&mut stream, "event: broken");
    let page = server.get("/c/river/drafts/lineage").text();
    assert!(page.contains("lower-1") && page.contains("This is what it said before"), "{page}");
    let check = server.get("/c/river/check").text();
    assert!(check.contains("more.toml"), "{check}");
    super::write(&dir.path().join("river/more.toml"), more);
    until(&mut stream, "event: changed");
    assert!(!server.get("/c/river/drafts/lineage").text().contains("This is what it said before"));
}
