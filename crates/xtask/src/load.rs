//! How the server bears many readers at once: fifty that each switch an option every half second, and two hundred
//! pages that are only open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Readers at once, and how often each asks.
const READERS: usize = 50;
const EVERY: Duration = Duration::from_millis(500);

/// How long they go on.
const FOR: Duration = Duration::from_secs(30);

/// Open pages that only wait for news.
const STREAMS: usize = 200;

/// The drafts of the founding case that are tried: a base, and issues with their options, in whose place any number
/// is put by turns.
const BASE: &str = "us-28";

struct Server {
    child: Child,
    host: String,
    cookie: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(program: &Path, dossier: &Path) -> Result<Server, String> {
        let mut child = Command::new(program)
            .args(["serve", "--port", "0"])
            .arg(dossier)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|why| format!("{}: {why}", program.display()))?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line).map_err(|why| why.to_string())?;
        let (host, key) = line
            .trim()
            .strip_prefix("http://")
            .and_then(|it| it.split_once("/?key="))
            .ok_or_else(|| format!("no address in {line:?}"))?;
        let port = host.rsplit(':').next().unwrap_or_default();
        let cookie = format!("plenipo-{port}={key}");
        Ok(Server { host: host.to_owned(), cookie, child })
    }

    fn ask(&self, path: &str) -> Result<Vec<u8>, String> {
        let mut stream = self.open(path, "close")?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all).map_err(|why| why.to_string())?;
        match all.starts_with(b"HTTP/1.1 200") {
            true => Ok(all),
            false => Err(String::from_utf8_lossy(&all[..all.len().min(60)]).into_owned()),
        }
    }

    fn open(&self, path: &str, connection: &str) -> Result<TcpStream, String> {
        let mut stream = TcpStream::connect(&self.host).map_err(|why| why.to_string())?;
        let (host, cookie) = (&self.host, &self.cookie);
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: {connection}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).map_err(|why| why.to_string())?;
        Ok(stream)
    }

    /// Memory that it holds, in MiB.
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let line = status.unwrap_or_default();
        let line = line.lines().find(|it| it.starts_with("VmRSS:")).unwrap_or_default().to_owned();
        let kib: f64 = line.split_whitespace().nth(1).and_then(|it| it.parse().ok()).unwrap_or(0.0);
        kib / 1024.0
    }
}

/// Loads the release build at `program` with the founding case, and says how it bore that.
///
/// # Errors
/// What could not be run or read.
pub(crate) fn measure(program: &Path, dossier: &Path) -> Result<String, String> {
    let begun = Instant::now();
    let server = Server::start(program, dossier)?;
    let first = server.ask("/c/ukraine-2025/overview")?.len();
    let ready = begun.elapsed();
    let switches = switches(&server)?;
    let before = server.memory();
    let begun = Instant::now();
    let mut times: Vec<Duration> = Vec::new();
    let mut failed = 0;
    let mut middle = 0.0;
    std::thread::scope(|scope| {
        let reader = |number: usize| {
            let (server, switches) = (&server, &switches);
            scope.spawn(move || {
                let (mut own, mut failed) = (Vec::new(), 0);
                let mut next = EVERY.mul_f64(number as f64 / READERS as f64);
                for turn in 0.. {
                    std::thread::sleep(next.saturating_sub(begun.elapsed()));
                    if begun.elapsed() >= FOR {
                        break;
                    }
                    // No two readers try the same, and nobody the same twice: nothing is answered from memory.
                    let at = number + turn * READERS;
                    let (one, other) =
                        (at % switches.len(), (at / switches.len()) % switches.len());
                    let path = format!(
                        "/c/ukraine-2025/lab?try={BASE}:{},{}",
                        switches[one], switches[other]
                    );
                    let asked = Instant::now();
                    match server.ask(&path) {
                        Ok(_) => own.push(asked.elapsed()),
                        Err(_) => failed += 1,
                    }
                    next += EVERY;
                }
                (own, failed)
            })
        };
        let all: Vec<_> = (0..READERS).map(reader).collect();
        std::thread::sleep(FOR / 2);
        middle = server.memory();
        for one in all {
            if let Ok((own, more)) = one.join() {
                times.extend(own);
                failed += more;
            }
        }
    });
    let after = server.memory();
    times.sort_unstable();
    let at = |share: f64| {
        times.get((times.len() as f64 * share) as usize).map_or(0.0, |it| it.as_secs_f64() * 1e3)
    };
    let idle = Server::start(program, dossier)?;
    idle.ask("/c/ukraine-2025/overview")?;
    let alone = idle.memory();
    let streams: Result<Vec<TcpStream>, String> =
        (0..STREAMS).map(|_| idle.open("/c/ukraine-2025/events?version=1", "keep-alive")).collect();
    let streams = streams?;
    std::thread::sleep(Duration::from_secs(3));
    let with_streams = idle.memory();
    drop(streams);
    Ok(format!(
        "| what | measured | bound |\n|---|---|---|\n\
         | from start to the first page | {:.0} ms, {} kB | 300 ms, 400 kB in all |\n\
         | {READERS} readers, each a changed draft every {} ms for {} s: answers, failures | {}, {failed} | none fails |\n\
         | the same: middle, 95 %, 99 %, longest | {:.0}, {:.0}, {:.0}, {:.0} ms | 95 % within 100 ms |\n\
         | memory before, halfway, after | {before:.0}, {middle:.0}, {after:.0} MiB | flat once the cache is full |\n\
         | {STREAMS} open pages: memory without and with | {alone:.1}, {with_streams:.1} MiB | 50 MiB more at most |\n",
        ready.as_secs_f64() * 1e3,
        first / 1000,
        EVERY.as_millis(),
        FOR.as_secs(),
        times.len(),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0 - f64::EPSILON),
    ))
}

/// Every change of one issue that the lab offers for the base.
fn switches(server: &Server) -> Result<Vec<String>, String> {
    let page = server.ask(&format!("/c/ukraine-2025/lab?draft={BASE}"))?;
    let page = String::from_utf8_lossy(&page);
    let start = format!("try={BASE}%3A");
    let each = page.split(&start).skip(1).filter_map(|it| it.split(['"', '&']).next());
    let mut all: Vec<String> =
        each.map(|it| it.replace("%3D", "=")).filter(|it| !it.contains("%2C")).collect();
    all.sort();
    all.dedup();
    if all.len() < 20 {
        return Err(format!("the lab offers only {} changes", all.len()));
    }
    Ok(all)
}
