//! The server as a child of a test, and a client that sends it whatever bytes.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that ends with the test.
pub(super) struct Server {
    child: Child,
    pub(super) port: u16,
    pub(super) key: String,
}

/// What came back.
pub(super) struct Reply {
    pub(super) code: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let line = |it: &&str| it.to_lowercase().starts_with(&format!("{name}:"));
        self.head.lines().find(line).and_then(|it| it.split_once(": ")).map(|it| it.1)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub(super) fn start(dir: &Path, args: &[&str]) -> Server {
        Server::start_in(dir, args, &[])
    }

    /// With more in its environment.
    pub(super) fn start_in(dir: &Path, args: &[&str], envs: &[(&str, OsString)]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_plenipo"))
            .current_dir(dir)
            .envs(envs.iter().map(|(name, value)| (name, value)))
            .args(["serve", "--port", "0", "--samples", "200"])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its address");
        let rest = line.trim().strip_prefix("http://127.0.0.1:").expect("an address").to_owned();
        let (port, key) = rest.split_once("/?key=").expect("a key");
        Server { child, port: port.parse().expect("a port"), key: key.to_owned() }
    }

    /// Sends bytes as they are.
    pub(super) fn raw(&self, bytes: &[u8]) -> Option<Reply> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
        // Whoever is refused in the middle of sending is told all the same.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let cut = all.windows(4).position(|it| it == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&all[..cut]).into_owned();
        let code = head.split(' ').nth(1)?.parse().ok()?;
        let mut body = all[cut + 4..].to_vec();
        if head.to_lowercase().contains("transfer-encoding: chunked") {
            body = unchunked(&body);
        }
        Some(Reply { code, head, body })
    }

    /// Bytes of memory that it holds.
    #[cfg(target_os = "linux")]
    pub(super) fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("it runs");
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).expect("a figure");
        line.split_whitespace()
            .next()
            .and_then(|it| it.parse().ok())
            .map_or(0, |it: usize| it << 10)
    }

    pub(super) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn cookie(&self) -> String {
        format!("plenipo-{}={}", self.port, self.key)
    }

    pub(super) fn get(&self, path: &str) -> Reply {
        let (host, cookie) = (self.host(), self.cookie());
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        );
        self.raw(head.as_bytes()).unwrap_or_else(|| panic!("no answer to {path}"))
    }

    pub(super) fn post(&self, path: &str, origin: Option<&str>, body: &str) -> Reply {
        let (host, cookie) = (self.host(), self.cookie());
        let origin = origin.map_or(String::new(), |it| format!("Origin: {it}\r\n"));
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n{origin}Content-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        self.raw(head.as_bytes()).expect("an answer")
    }

    /// Every page that is linked from the pages of a case, each once, with its parts.
    pub(super) fn pages(&self, case: &str) -> Vec<String> {
        let mut found = vec![format!("/c/{case}/overview")];
        let mut at = 0;
        while at < found.len() {
            let page = self.get(&found[at]).text();
            for nav in page.split("<nav").skip(1).filter_map(|it| it.split("</nav>").next()) {
                for link in nav.split("href=\"").skip(1).filter_map(|it| it.split('"').next()) {
                    if link.starts_with(&format!("/c/{case}/"))
                        && !found.iter().any(|it| it == link)
                    {
                        found.push(link.to_owned());
                    }
                }
            }
            at += 1;
        }
        found
    }
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = body.windows(2).position(|it| it == b"\r\n") {
        let size = std::str::from_utf8(&body[..end])
            .ok()
            .and_then(|it| usize::from_str_radix(it, 16).ok());
        let Some(size) = size.filter(|it| *it > 0) else { break };
        let from = end + 2;
        all.extend_from_slice(&body[from..(from + size).min(body.len())]);
        body = body.get(from + size + 2..).unwrap_or(&[]);
    }
    all
}

/// The server's own list of addresses, so that a new one is tried as well.
const ROUTES: &str = include_str!("../../../plenipo-serve/src/routes.rs");

/// Every route: its path for the dossier `river`, and whether it takes forms.
pub(super) fn routes() -> Vec<(String, bool)> {
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
pub(super) fn own(server: &Server) -> Vec<String> {
    let host = server.host();
    vec![
        format!("Host: {host}"),
        format!("Cookie: {}", server.cookie()),
        format!("Origin: http://{host}"),
    ]
}

pub(super) fn asked(server: &Server, line: &str, head: &[String], body: &str) -> Reply {
    let reply = server.raw(&request(line, head, body));
    reply.unwrap_or_else(|| panic!("no answer to {line}"))
}
