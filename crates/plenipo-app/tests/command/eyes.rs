//! The law of viewers over every route of the server: what is hidden from a party changes no byte that it gets.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::river;
use super::server::{Server, asked, own, routes};

const OPEN: &str = include_str!("talks/open.toml");
const SECRET: &str = include_str!("talks/secret.toml");

/// What a party sees of a record and of one with more in it that is hidden from it.
struct Both {
    _open: TempDir,
    whole: TempDir,
    servers: [Server; 2],
}

fn both() -> Both {
    let open = river(&[("dossier.toml", OPEN)]);
    let proposed = "[proposals]\n\n# \"HIDDENMARK\"\n[[source]]\nid = \"hiddenmark\"\npublisher = \"HIDDENMARK\"\n";
    let whole = river(&[
        ("dossier.toml", OPEN),
        ("secret.toml", SECRET),
        ("proposals/hiddenmark.toml", proposed),
        ("proposals/hiddenmark.txt", "HIDDENMARK"),
    ]);
    let servers = [&open, &whole].map(|dir| Server::start(dir.path(), &["river", "--for", "b"]));
    Both { _open: open, whole, servers }
}

#[test]
fn no_route_shows_a_party_a_byte_that_is_hidden_from_it() {
    let Both { whole, servers, _open } = both();
    let queries = [
        "",
        "?for=a",
        "?for=nobody",
        "?assume=doves",
        "?as-of=2031-13-01",
        "?try=hiddenmark-d",
        "?try=d1:toll=none",
        "?draft=hiddenmark-d",
        "?search=hidden",
        "?report=proposals%2Fhiddenmark.toml",
        "?written=hiddenmark-d",
        "?in=secret.toml",
        "?in=dossier.toml",
        "?corrects=hiddenmark-d",
        "?key=no",
        "?once=no",
        "?day-at=1",
        "?proposal=proposals%2Fhiddenmark.toml&entry=source+hiddenmark",
    ];
    let hidden = |path: &str| {
        let all = [
            ("/d1", "/hiddenmark-d"),
            ("/draft/d1", "/party/hiddenmark-p"),
            ("/met", "/hiddenmark-m"),
        ];
        all.iter().map(|(own, other)| path.replace(own, other)).collect::<Vec<_>>()
    };
    for (path, takes_forms) in routes() {
        let mut lines: Vec<(String, &str)> = Vec::new();
        for path in hidden(&path).into_iter().chain([path.clone()]) {
            // News is told by a stream that does not end; what it says is tried elsewhere.
            if !path.ends_with("/events") {
                lines.extend(queries.iter().map(|it| (format!("GET {path}{it}"), "")));
            }
            lines.push((format!("PUT {path}"), ""));
            lines.push((format!("GET {path}%ff"), ""));
            if takes_forms {
                for body in [
                    "step=check&id=hiddenmark-d&title=x",
                    "try=hiddenmark-d&id=mine",
                    "step=accept&choose=1&seen=x",
                    "text=HIDDEN&source=hiddenmark-s",
                ] {
                    lines.push((format!("POST {path}"), body));
                    lines.push((format!("POST {path}?report=proposals%2Fhiddenmark.toml"), body));
                }
            }
        }
        for (line, body) in lines {
            let [a, b] = [0, 1].map(|it| {
                let reply = asked(&servers[it], &line, &own(&servers[it]), body);
                let dated = |it: &&str| !it.to_lowercase().starts_with("date:");
                let head: Vec<&str> = reply.head.lines().filter(dated).collect();
                let all = format!("{}\n{}", head.join("\n"), reply.text());
                all.replace(&servers[it].port.to_string(), "PORT")
            });
            assert!(a == b, "{line} {body}:\n{a}\n{b}");
            // What a party says itself it may be told again.
            let said = b.to_lowercase().replace(&line.to_lowercase(), "");
            let own_words =
                line.to_lowercase().contains("hiddenmark") || body.contains("hiddenmark");
            assert!(!said.contains("keepermark"), "{line}: a mark");
            assert!(own_words || !said.contains("hiddenmark"), "{line}: a mark");
        }
    }
    // News: the same of both, and none where only what is hidden changes.
    let streams = [0, 1].map(|it| {
        let page = servers[it].get("/c/river/overview").text();
        let path = page.split("data-events=\"").nth(1).and_then(|it| it.split('"').next());
        let path = path.expect("an address").to_owned();
        (path.clone(), told(&servers[it], &path, Duration::ZERO))
    });
    assert_eq!(streams[0], streams[1]);
    let path = &streams[1].0;
    let seen = std::thread::scope(|scope| {
        let hearing = scope.spawn(|| told(&servers[1], path, Duration::from_secs(4)));
        std::thread::sleep(Duration::from_millis(500));
        super::write(
            &whole.path().join("river/secret.toml"),
            &SECRET.replace("words = \"HIDDENMARK\"", "words = \"HIDDENMARK twice\""),
        );
        hearing.join().expect("what it heard")
    });
    assert!(!seen.contains("event:"), "{seen}");
    assert!(servers[1].get("/c/river/overview").text().contains(path.as_str()), "another version");
}

/// What a stream tells within that time after its first words.
fn told(server: &Server, path: &str, within: Duration) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
    let head: String = own(server).iter().map(|it| format!("{it}\r\n")).collect();
    stream.write_all(format!("GET {path} HTTP/1.1\r\n{head}\r\n").as_bytes()).expect("sent");
    let (mut said, mut some) = (String::new(), [0; 1024]);
    let begun = Instant::now();
    loop {
        let is_begun = said.split("\r\n\r\n").nth(1).is_some_and(|it| !it.is_empty());
        let left = within.saturating_sub(begun.elapsed());
        if is_begun && left.is_zero() {
            break;
        }
        let patience = if is_begun { left } else { Duration::from_secs(10) };
        stream.set_read_timeout(Some(patience)).expect("set");
        match stream.read(&mut some) {
            Ok(n) if n > 0 => said += &String::from_utf8_lossy(&some[..n]),
            _ => break,
        }
    }
    said.split("\r\n\r\n").nth(1).unwrap_or_default().to_owned()
}

#[test]
fn a_keeper_who_looks_with_a_party_s_eyes_sees_what_it_sees_on_every_page() {
    let dir = river(&[("dossier.toml", OPEN), ("secret.toml", SECRET), ("broken.txt", "x")]);
    let server = Server::start(dir.path(), &["river", "--edit"]);
    let main = |text: &str| text.split("<main").nth(1).unwrap_or_default().to_lowercase();
    let mut seen = 0;
    let mut paths: Vec<String> = server.pages("river");
    paths.retain(|it| !it.contains('?'));
    paths.extend(routes().into_iter().map(|it| it.0));
    for path in paths {
        if path.ends_with("/events") || path.contains("asset") {
            continue;
        }
        let reply = server.get(&format!("{path}?for=b"));
        let text = reply.text();
        assert!(!main(&text).contains("hiddenmark"), "{path}: {text}");
        assert!(!main(&text).contains("keepermark"), "{path}: {text}");
        if reply.code == 200 {
            seen += 1;
            assert!(text.contains("sees it"), "{path} does not say whose eyes these are: {text}");
            assert!(
                !text.contains("/enter") && !text.contains("/debrief"),
                "{path} leads to forms"
            );
        }
    }
    assert!(seen > 25, "{seen} pages");
    for path in ["enter", "enter/draft", "meetings/debrief", "inbox"] {
        let reply = server.get(&format!("/c/river/{path}?for=b"));
        assert_eq!(reply.code, 403, "{path}: {}", reply.text());
        assert!(reply.text().contains("the record keeper"), "{path}");
        assert_eq!(server.get(&format!("/c/river/{path}")).code, 200, "{path}");
    }
    let check = server.get("/c/river/check?for=b").text();
    assert!(check.contains("the record keeper&#39;s business"), "{check}");
}

#[test]
fn every_page_and_file_is_the_same_with_what_is_hidden_from_its_reader_and_without() {
    let Both { servers, whole: _whole, _open } = both();
    let mut paths = servers[0].pages("river");
    assert_eq!(paths, servers[1].pages("river"));
    for draft in ["d1", "d2", "d3", "hidden"] {
        paths.push(format!("/c/river/lab?draft={draft}"));
        paths.push(format!("/c/river/lab/distance?try={draft}"));
        paths.push(format!("/c/river/drafts/assess?draft={draft}"));
    }
    for format in ["json", "markdown", "docx"] {
        paths.push(format!("/c/river/overview?format={format}"));
        paths.push(format!("/c/river/record?search=the&format={format}"));
    }
    for odd in
        ["?assume=doves", "?for=a", "?for=nobody", "?as-of=2031-03-01", "?try=d3", "/nowhere"]
    {
        paths.push(format!("/c/river/overview{odd}"));
    }
    paths.extend(["/", "/c/nowhere", "/c/river"].map(str::to_owned));
    assert!(!paths.iter().any(|it| it.contains("inbox")), "nobody leads a party there");
    for inbox in ["inbox", "inbox/read", "inbox?report=proposals%2Fhiddenmark.toml"] {
        paths.push(format!("/c/river/{inbox}"));
        paths.push(format!("/c/river/enter/source?proposal=proposals%2Fhiddenmark.toml&entry=source+hiddenmark&{inbox}"));
    }
    for path in paths {
        let [a, b] = [0, 1].map(|it| {
            let reply = servers[it].get(&path);
            let text = reply.text().replace(&servers[it].port.to_string(), "PORT");
            (reply.code, text)
        });
        assert!(a == b, "{path}: {} {}\n{}\n{}", a.0, b.0, a.1, b.1);
        let text = b.1.to_lowercase();
        assert!(!text.contains("keepermark") && !text.contains("hiddenmark"), "{path}: a mark");
    }
}
