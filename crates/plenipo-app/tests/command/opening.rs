//! What stands between the command and the first page: the key, the browser, and the party.

use std::path::Path;
use std::time::{Duration, Instant};

use super::server::Server;
use super::{SOUND, river, run};

#[cfg(unix)]
#[test]
fn a_browser_is_opened_with_no_key_on_its_command_line_and_with_one_that_opens_once() {
    use std::os::unix::fs::PermissionsExt;
    let dir = river(&[("river.toml", SOUND)]);
    let (bin, own) = (dir.path().join("bin"), dir.path().join("own"));
    for it in [&bin, &own] {
        std::fs::create_dir(it).expect("a folder");
    }
    // Tells what it was called with, and what it was led to.
    let fake = bin.join("xdg-open");
    let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$TOLD.args\"\ncp -p \"$1\" \"$TOLD.page\"\n\
                  mv \"$TOLD.args\" \"$TOLD\"\n";
    super::write(&fake, script);
    std::fs::set_permissions(&fake, std::fs::Permissions::from_mode(0o755)).expect("set");
    let told = dir.path().join("told");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path)));
    let envs = [
        ("PATH", path.expect("a path")),
        ("TOLD", told.clone().into()),
        ("XDG_RUNTIME_DIR", own.clone().into()),
    ];
    let server = Server::start_in(dir.path(), &["river", "--open"], &envs);
    let begun = Instant::now();
    while !told.exists() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let args = std::fs::read_to_string(&told).expect("it was called");
    assert!(Path::new(args.trim()).starts_with(&own), "{args}");
    assert!(!args.contains("http") && !args.contains(&server.key), "{args}");
    let page = dir.path().join("told.page");
    let mode = std::fs::metadata(&page).expect("a page").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "others can read it");
    let page = std::fs::read_to_string(page).expect("a page");
    assert!(!page.contains(&server.key), "{page}");
    let link = page.split("href=\"").nth(1).and_then(|it| it.split('"').next()).expect("a link");
    let link = link.strip_prefix(&format!("http://{}", server.host())).expect("of this server");
    let head =
        format!("GET {link} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.host());
    let opened = server.raw(head.as_bytes()).expect("an answer");
    let cookie = opened.header("set-cookie").unwrap_or_default().to_owned();
    assert_eq!(opened.code, 200, "{}", opened.text());
    assert!(cookie.starts_with(&server.cookie()) && cookie.contains("HttpOnly"), "{cookie}");
    assert_eq!(opened.header("refresh"), Some("0; url=/"));
    assert_eq!(opened.header("referrer-policy"), Some("no-referrer"));
    let again = server.raw(head.as_bytes()).expect("an answer");
    assert_eq!((again.code, again.header("set-cookie")), (403, None), "{}", again.text());
    assert_eq!(server.get("/c/river/overview").code, 200);
}

#[test]
fn nothing_opens_a_server_once_that_was_not_asked_to() {
    let dir = river(&[("river.toml", SOUND)]);
    let server = Server::start(dir.path(), &["river"]);
    for query in ["once=", "once=x", &format!("once={}", server.key)] {
        let head = format!(
            "GET /?{query} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            server.host()
        );
        let reply = server.raw(head.as_bytes()).expect("an answer");
        assert_eq!((reply.code, reply.header("set-cookie")), (403, None), "{query}");
    }
}

#[test]
fn a_party_that_nobody_knows_is_told_before_anything_is_served() {
    let dir = river(&[("river.toml", SOUND)]);
    let open = SOUND.replace("[dossier]\n", "[dossier]\ndisclosure = \"open\"\n");
    super::write(&dir.path().join("open/river.toml"), &open);
    for (args, party, near) in [
        (&["serve", "river", "--port", "0", "--for", "uper"][..], "uper", "by its id"),
        (&["serve", "open", "--port", "0", "--for", "uper"], "uper", "upper"),
        (&["serve", "--port", "0", "--for", "belmorra"], "belmorra", "belmora"),
        (&["serve", "--port", "0", "--for", "nosuchparty"], "nosuchparty", ""),
    ] {
        let said = run(dir.path(), args);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}: {}", said.err);
        assert!(said.err.contains(&format!("there is no party `{party}`")), "{}", said.err);
        assert!(said.err.contains(near), "{}", said.err);
    }
    // Of the cases that come with the program a party is served those that it is in.
    let server = Server::start(dir.path(), &["--for", "belmora"]);
    assert_eq!(server.get("/c/three-rivers/overview").code, 200);
    assert_eq!(server.get("/c/ukraine-2025/overview").code, 404);
}
