//! The server among people who mean it no good: every route, asked by whoever may not, and in whatever shape. Bytes go
//! over a socket as they are.

use std::path::Path;

use super::server::{Reply, Server, asked, own, routes};
use super::{names, river};

const OPEN: &str = include_str!("talks/open.toml");

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
