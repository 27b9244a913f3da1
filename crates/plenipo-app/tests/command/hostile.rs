//! The server among people who mean it no good: every route, asked by whoever may not, in whatever shape, and by a party
//! for what is hidden from it. Bytes go over a socket as they are.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use super::server::{Reply, Server};
use super::{names, river};

const OPEN: &str = include_str!("talks/open.toml");
const SECRET: &str = include_str!("talks/secret.toml");

/// The server's own list of addresses, so that a new one is tried as well.
const ROUTES: &str = include_str!("../../../plenipo-serve/src/routes.rs");

/// Every route: its path for the dossier `river`, and whether it takes forms.
fn routes() -> Vec<(String, bool)> {
    let list = ROUTES.split("Router::new()").nth(1).and_then(|it| it.split(".fallback(").next());
    let each = list.expect("the routes").split(".route(").skip(1).map(|it| {
        let path = it.split('"').nth(1).expect("a path");
        let put = [
            ("{case}", "river"),
            ("{page}", "drafts"),
            ("{part}", "lineage"),
            ("{table}", "draft"),
            ("{id}", "d1"),
            ("{meeting}", "met"),
            ("{name}", "plenipo.css"),
            ("{number}", "7"),
        ];
        let path =
            put.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
        assert!(!path.contains('{'), "{path}: say in this test what to put in its place");
        (path, it.contains("post("))
    });
    let all: Vec<_> = each.collect();
    assert!(all.len() > 15 && all.iter().any(|it| it.1), "{all:?}");
    all
}

/// A request as it goes over the wire; `head` are its further lines.
fn request(line: &str, head: &[String], body: &str) -> Vec<u8> {
    let lines: String = head.iter().map(|it| format!("{it}\r\n")).collect();
    format!(
        "{line} HTTP/1.1\r\n{lines}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// What the server's own pages send.
fn own(server: &Server) -> Vec<String> {
    let host = server.host();
    vec![
        format!("Host: {host}"),
        format!("Cookie: {}", server.cookie()),
        format!("Origin: http://{host}"),
    ]
}

fn asked(server: &Server, line: &str, head: &[String], body: &str) -> Reply {
    let reply = server.raw(&request(line, head, body));
    reply.unwrap_or_else(|| panic!("no answer to {line}"))
}

/// What every answer says of itself, whoever it refuses.
fn is_our_own(reply: &Reply, what: &str) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{what}: {}", reply.head);
    }
    let policy = reply.header("content-security-policy").unwrap_or_default();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{what}: {policy}"
    );
    if reply.code >= 400 {
        let text = reply.text();
        let kind = reply.header("content-type");
        assert_eq!(kind, Some("text/html; charset=utf-8"), "{what}: {} {text}", reply.code);
        assert!(text.starts_with("<!DOCTYPE html>") && text.contains("<h1>"), "{what}: {text}");
    }
}

/// Every file below a folder, with what is in it.
fn all_of(dir: &Path) -> Vec<(std::path::PathBuf, Option<Vec<u8>>)> {
    names(dir).into_iter().map(|it| (it.clone(), std::fs::read(it).ok())).collect()
}

#[test]
fn every_route_wants_the_key_its_own_name_and_of_forms_that_they_come_from_here() {
    let dir = river(&[("dossier.toml", OPEN)]);
    let server = Server::start(dir.path(), &["river", "--edit"]);
    let before = all_of(dir.path());
    let host = server.host();
    let without = |name: &str| -> Vec<String> {
        own(&server).into_iter().filter(|it| !it.starts_with(name)).collect()
    };
    let with = |name: &str, more: &[&str]| -> Vec<String> {
        without(name).into_iter().chain(more.iter().map(|it| (*it).to_owned())).collect()
    };
    let (ours, evil) = (format!("Host: {host}"), "Host: evil.example".to_owned());
    let from = format!("Origin: http://{host}");
    for (path, takes_forms) in routes() {
        let methods: &[&str] = if takes_forms { &["GET", "POST"] } else { &["GET"] };
        for method in methods {
            let line = format!("{method} {path}");
            let mut refused = vec![
                (403, line.clone(), without("Cookie")),
                (403, line.clone(), with("Cookie", &["Cookie: plenipo-1=x; key=x"])),
                (421, line.clone(), with("Host", &[&evil])),
                (421, line.clone(), without("Host")),
                (421, line.clone(), with("Host", &[&format!("Host: {host}.evil.example")])),
                (421, line.clone(), with("Host", &["Host: 127.0.0.1"])),
                // Said twice: one reads the first and another the second.
                (421, line.clone(), with("Host", &[&ours, &evil])),
                (421, line.clone(), with("Host", &[&evil, &ours])),
                (421, line.clone(), with("Host", &[&ours, &ours])),
                // The address says it as well.
                (421, format!("{method} http://evil.example{path}"), own(&server)),
                (421, format!("{method} https://{host}{path}"), own(&server)),
                (421, format!("{method} http://x@{host}{path}"), own(&server)),
                (421, format!("{method} http://{host}{path}"), with("Host", &[&evil])),
                (
                    403,
                    line.clone(),
                    with("Nothing", &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"]),
                ),
            ];
            if *method == "POST" {
                for origin in [
                    vec![],
                    vec!["Origin: null"],
                    vec!["Origin: http://evil.example"],
                    vec!["Origin: https://evil.example", &from],
                    vec![&from, "Origin: http://evil.example"],
                    vec![&from, "Sec-Fetch-Site: same-site"],
                    vec![&from, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"],
                ] {
                    refused.push((403, line.clone(), with("Origin", &origin)));
                }
            }
            for (code, line, head) in refused {
                let reply = asked(&server, &line, &head, "");
                assert_eq!(reply.code, code, "{line} {head:?}: {}", reply.text());
                is_our_own(&reply, &line);
                assert!(!reply.text().contains("Upper"), "{line}: it says something of the record");
            }
        }
    }
    // The same address with its own name in it is the same page.
    let whole = asked(&server, &format!("GET http://{host}/c/river/overview"), &own(&server), "");
    assert_eq!(whole.code, 200, "{}", whole.text());
    assert_eq!(all_of(dir.path()), before, "nothing was written");
}

#[test]
fn whatever_shape_a_request_has_it_is_answered_with_a_page_and_the_server_lives() {
    let dir = river(&[("dossier.toml", OPEN)]);
    let server = Server::start(dir.path(), &["river", "--edit"]);
    let before = all_of(dir.path());
    let head = own(&server);
    let many = "x=1&".repeat(30_000);
    let long = format!("text={}", "a".repeat(2 << 20));
    let odd_bodies = ["%", "%ff=%fe", "=&=&=", "step=write&step=check", "a[]=1;b", &many, &long];
    let odd_queries = [
        "%",
        "%ff=%fe",
        "=&=&=",
        "as-of=%00",
        "try=%22%3E%3Cscript%3E",
        "try=d1:x=y,x=z",
        "for=&for=b&for=a",
        "day-at=99999999999999999999",
        "draft=d1&draft=d1&draft=%2e%2e%2f",
        "tau=1e999",
        "key=",
        "once=",
        "version=-1",
    ];
    for (path, takes_forms) in routes() {
        let streams = path.ends_with("/events");
        for query in odd_queries {
            // A stream of news answers and does not end.
            if streams && !query.starts_with("key") && !query.starts_with("once") {
                continue;
            }
            let line = format!("GET {path}?{query}");
            let reply = asked(&server, &line, &head, "");
            assert!(reply.code != 500, "{line}: {}", reply.text());
            is_our_own(&reply, &line);
            assert!(!reply.text().contains("\"><script>"), "{line}");
        }
        for body in odd_bodies.iter().filter(|_| takes_forms) {
            let reply = asked(&server, &format!("POST {path}"), &head, body);
            let start: String = body.chars().take(20).collect();
            assert!((200..500).contains(&reply.code), "{path} {start}: {}", reply.code);
            is_our_own(&reply, &format!("{path} {start}"));
            if body.len() > 100_000 {
                assert_eq!(reply.code, 413, "{path} {start}: {}", reply.text());
            }
        }
        // Parts of a path that are no text, and methods that are none of ours.
        let strange =
            path.replace("river", "%ff").replace("/7", "/abc").replace("plenipo.css", "%ff");
        let wrong = if takes_forms { "PUT" } else { "POST" };
        for line in [
            format!("GET {strange}%ff"),
            format!("POST {strange}"),
            format!("{wrong} {path}"),
            format!("DELETE {path}"),
            format!("OPTIONS {path}"),
            format!("GET {path}/../../../etc/passwd"),
            format!("GET {path}%2f..%2f..%2f..%2fetc%2fpasswd"),
            format!("GET {path}/%00"),
        ] {
            let reply = asked(&server, &line, &head, "");
            assert!((400..500).contains(&reply.code), "{line}: {} {}", reply.code, reply.text());
            is_our_own(&reply, &line);
        }
    }
    // Whatever somebody's cat types.
    let mut seed = 7_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u8
    };
    for _ in 0..200 {
        let noise: String = (0..40).map(|_| format!("%{:02x}", next())).collect();
        let noise = noise.replace("%26", "&").replace("%3d", "=");
        let line = format!("GET /c/river/lab?try=d1&{noise}");
        let reply = asked(&server, &line, &head, "");
        assert!(reply.code < 500, "{line}: {}", reply.text());
        let _ = server.raw(&(0..60).map(|_| next()).collect::<Vec<u8>>());
    }
    assert_eq!(server.get("/c/river/overview").code, 200, "it lives");
    assert_eq!(all_of(dir.path()), before, "nothing was written");
}

#[test]
fn no_route_shows_a_party_a_byte_that_is_hidden_from_it() {
    let open = river(&[("dossier.toml", OPEN)]);
    let proposed = "[proposals]\n\n# \"HIDDENMARK\"\n[[source]]\nid = \"hiddenmark\"\npublisher = \"HIDDENMARK\"\n";
    let whole = river(&[
        ("dossier.toml", OPEN),
        ("secret.toml", SECRET),
        ("proposals/hiddenmark.toml", proposed),
        ("proposals/hiddenmark.txt", "HIDDENMARK"),
    ]);
    let servers = [&open, &whole].map(|dir| Server::start(dir.path(), &["river", "--for", "b"]));
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
