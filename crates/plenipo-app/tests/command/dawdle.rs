//! The server among clients that take their time: who says nothing, takes nothing or goes away holds nothing for long,
//! and what is answered as failed is never written.

use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use super::server::Server;
use super::{SOUND, river};

fn second(n: u64) -> Duration {
    Duration::from_secs(n)
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
    stream.set_read_timeout(Some(second(50))).expect("set");
    stream
}

/// How long it takes until the server hangs up, while `by` is sent every half second.
fn until_left(mut stream: TcpStream, by: &'static [u8]) -> Duration {
    let begun = Instant::now();
    let mut other = stream.try_clone().expect("the same");
    let sending = spawn(move || {
        while begun.elapsed() < second(45) && other.write_all(by).is_ok() {
            sleep(Duration::from_millis(500));
        }
    });
    let _ = std::io::copy(&mut stream, &mut std::io::sink());
    let left = begun.elapsed();
    drop(stream);
    drop(sending);
    left
}

#[test]
fn whoever_dawdles_is_let_go_and_what_was_refused_is_never_written() {
    let dir = river(&[("river.toml", SOUND)]);
    let server = Server::start(dir.path(), &["river", "--edit"]);
    let (host, cookie) = (server.host(), server.cookie());
    let own = format!("Host: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\n");
    // A head that never ends; and a connection kept open with nothing more to say.
    let mut slow = connect(&server);
    slow.write_all(format!("GET / HTTP/1.1\r\nHost: {host}\r\n").as_bytes()).expect("sent");
    let slow = spawn(move || until_left(slow, b"X: y\r\n"));
    let mut idle = connect(&server);
    idle.write_all(format!("GET /asset/mark.svg HTTP/1.1\r\n{own}\r\n").as_bytes()).expect("sent");
    let idle = spawn(move || until_left(idle, b""));
    // A client that asks and asks, and takes nothing.
    let mut greedy = connect(&server);
    let asks = format!("GET /asset/plenipo.css HTTP/1.1\r\n{own}\r\n").repeat(2_000);
    let greedy = spawn(move || {
        greedy.set_write_timeout(Some(second(45))).expect("set");
        let begun = Instant::now();
        // What it asks is not even read once the server waits for it to take something.
        while greedy.write_all(asks.as_bytes()).is_ok() && begun.elapsed() < second(45) {
            sleep(Duration::from_millis(500));
        }
        begun.elapsed()
    });
    // A form that comes in too late.
    let save = |id: &str| format!("try=upper-1:storage=none&id={id}");
    let form = save("late");
    let head = format!(
        "POST /c/river/lab/save HTTP/1.1\r\n{own}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \
         {}\r\n\r\n",
        form.len()
    );
    let mut late = connect(&server);
    late.write_all(format!("{head}{}", &form[..5]).as_bytes()).expect("sent");
    let late = spawn(move || {
        let mut some = [0; 4096];
        let n = late.read(&mut some).unwrap_or(0);
        let said = String::from_utf8_lossy(&some[..n]).into_owned();
        let _ = late.write_all(&form.as_bytes()[5..]);
        said
    });
    // A form that has to wait for another process, for longer than forms may take to arrive.
    let folder = File::open(dir.path().join("river")).expect("the folder");
    folder.lock().expect("it is free");
    let body = save("waited");
    let text = format!(
        "POST /c/river/lab/save HTTP/1.1\r\n{own}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \
         {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut waits = connect(&server);
    waits.write_all(text.as_bytes()).expect("sent");
    let waits = spawn(move || {
        let mut said = String::new();
        let _ = waits.read_to_string(&mut said);
        said
    });
    for _ in 0..23 {
        let begun = Instant::now();
        assert_eq!(server.get("/c/river/overview").code, 200);
        assert!(begun.elapsed() < second(5), "everybody else waits");
        sleep(second(1));
    }
    drop(folder);
    for (what, left) in [("a slow head", slow), ("an idle connection", idle)] {
        let left = left.join().expect("it ends");
        assert!(left < second(20), "{what}: {left:?}");
    }
    let left = greedy.join().expect("it ends");
    assert!(left < second(40), "a client that takes nothing: {left:?}");
    let said = late.join().expect("it ends");
    assert!(said.starts_with("HTTP/1.1 408"), "{said}");
    let said = waits.join().expect("it ends");
    let there = |id: &str| dir.path().join(format!("river/drafts/{id}.toml")).exists();
    assert!(said.starts_with("HTTP/1.1 303"), "{said}");
    assert!(there("waited"), "it was answered as written");
    sleep(second(1));
    assert!(!there("late"), "it was answered as failed");
}

/// Opens a stream of news, and gives back how it begins.
fn news(server: &Server) -> (TcpStream, String) {
    let mut stream = connect(server);
    let (host, cookie) = (server.host(), server.cookie());
    let head = format!(
        "GET /c/river/events?version=1 HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut some = [0; 64];
    let n = stream.read(&mut some).expect("an answer");
    (stream, String::from_utf8_lossy(&some[..n]).into_owned())
}

#[test]
fn a_page_that_is_left_gives_its_place_among_the_streams_to_the_next_at_once() {
    let dir = river(&[("river.toml", SOUND)]);
    let server = Server::start(dir.path(), &["river"]);
    let mut all: Vec<TcpStream> = Vec::new();
    let full = loop {
        let (stream, said) = news(&server);
        if !said.starts_with("HTTP/1.1 200") {
            break said;
        }
        all.push(stream);
        assert!(all.len() < 1_000, "there is no bound");
    };
    assert!(full.starts_with("HTTP/1.1 503"), "{full}");
    assert!(all.len() >= 200, "only {}", all.len());
    assert_eq!(server.get("/c/river/overview").code, 200, "pages have places of their own");
    drop(all);
    let begun = Instant::now();
    while !news(&server).1.starts_with("HTTP/1.1 200") {
        assert!(begun.elapsed() < second(5), "their places are still taken");
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_hundred_megabytes_are_refused_long_before_they_are_there() {
    let dir = river(&[("river.toml", SOUND)]);
    let server = Server::start(dir.path(), &["river", "--edit"]);
    let (host, cookie) = (server.host(), server.cookie());
    let own = format!("Host: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\n");
    let part = vec![b'a'; 1 << 20];
    for kind in ["Content-Length: 104857600", "Transfer-Encoding: chunked"] {
        let mut stream = connect(&server);
        stream.set_write_timeout(Some(second(20))).expect("set");
        let head = format!("POST /c/river/inbox/read HTTP/1.1\r\n{own}{kind}\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("sent");
        let chunk = format!("{:x}\r\n", part.len());
        let mut sent = 0;
        while sent < 100 {
            let chunked = kind.contains("chunked");
            let whole = match chunked {
                true => [chunk.as_bytes(), &part, b"\r\n"].concat(),
                false => part.clone(),
            };
            if stream.write_all(&whole).is_err() {
                break;
            }
            sent += 1;
        }
        assert!(sent < 60, "{kind}: {sent} megabytes were taken");
    }
    // Somewhat too long is told, on a page.
    let body = format!("text={}", "a".repeat(3 << 20));
    let origin = format!("http://{host}");
    let refused = server.post("/c/river/inbox/read", Some(&origin), &body);
    assert_eq!(refused.code, 413);
    assert!(refused.text().contains("longer than a megabyte"), "{}", refused.text());
    #[cfg(target_os = "linux")]
    assert!(server.memory() < 200 << 20, "{} bytes are held", server.memory());
}
