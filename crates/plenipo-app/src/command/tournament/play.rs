//! Playing a tournament into a file, and reading such files again.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use plenipo_protocol::tournament::{Leaderboard, Shard};

use super::super::said::Said;
use super::rows::{HEAD, Rows};
use crate::args::Globals;
use crate::failure::Failure;
use crate::progress::{Progress, clock};
use crate::{guard, output};

/// Bytes that wait before they are written, and how long they do at most. What is written is whole negotiations, so
/// that whoever breaks a run off has a file that can be read and gone on with.
const WAITING_MAX: usize = 1 << 16;
const WAITING_FOR: Duration = Duration::from_secs(1);

/// The file that results are written into.
struct Results<'a> {
    path: &'a Path,
    file: File,
    waiting: Vec<u8>,
    since: Duration,
    /// Negotiations that are in the file for good, and its bytes up to there.
    written: u64,
    whole: u64,
}

impl Results<'_> {
    fn flush(&mut self, played: u64) -> Result<(), Failure> {
        if let Err(error) = self.file.write_all(&self.waiting) {
            // What fitted of it may end within a line. Where even that cannot be taken back, going on does.
            let _ = self.file.set_len(self.whole);
            return Err(self.failure(&error));
        }
        self.whole += self.waiting.len() as u64;
        self.waiting.clear();
        self.since = clock();
        self.written = played;
        Ok(())
    }

    fn failure(&self, error: &io::Error) -> Failure {
        let shown = self.path.display();
        let failure = Failure::io(format!(
            "could not write {shown} after {} negotiations: {error}",
            self.written
        ));
        failure.hint(format!(
            "what is in it is whole up to there; with room for more, `--resume --out {shown}` goes on"
        ))
    }
}

/// Plays a part of a tournament and says how it went.
pub(super) fn play(
    rows: &Rows<'_>,
    shard: Shard,
    out: Option<&Path>,
    resume: bool,
    globals: &Globals,
    said: &mut Said,
) -> Result<Leaderboard, Failure> {
    let mut board = Leaderboard::new(rows.tournament.strategies().len());
    let all = shard.len(rows.tournament.len());
    let mut results = None;
    let mut from = 0;
    if let Some(path) = out {
        output::named(path)?;
        guard::file(path, &globals.run.named())?;
        let (mut file, played) = match resume && path.exists() {
            true => gone_on_with(path, rows, shard, &mut board)?,
            false => (begun(path, globals)?, 0),
        };
        from = played;
        if played == 0 {
            file.set_len(0)
                .and_then(|()| file.rewind())
                .map_err(|error| unreadable(path, &error))?;
        }
        let waiting = if played == 0 { HEAD.as_bytes().to_vec() } else { Vec::new() };
        let whole = file.stream_position().map_err(|error| unreadable(path, &error))?;
        results = Some(Results { path, file, waiting, since: clock(), written: played, whole });
    }
    let progress = Progress::new(globals.seconds);
    let mut played = from;
    let mut failed = None;
    let mut kept = Vec::new();
    let stopped = std::cell::Cell::new(false);
    rows.tournament
        .play(shard, from, |bout| {
            let text = results.as_mut().map_or(&mut kept, |it| &mut it.waiting);
            rows.write(&bout, text, &mut board);
            kept.clear();
            played += 1;
            if let Some(results) = &mut results
                && (results.waiting.len() >= WAITING_MAX || clock() >= results.since + WAITING_FOR)
                && let Err(failure) = results.flush(played)
            {
                failed = Some(failure);
                return false;
            }
            stopped.set(!progress.tell(played as f64 / all.max(1) as f64));
            !stopped.get()
        })
        .map_err(|error| Failure::problems(error.to_string()))?;
    drop(progress);
    if failed.is_none()
        && let Some(results) = &mut results
    {
        let flushed = results.flush(played);
        let kept =
            flushed.and_then(|()| results.file.sync_all().map_err(|it| results.failure(&it)));
        failed = kept.err();
    }
    if let Some(failure) = failed {
        return Err(failure);
    }
    let new = played - from;
    said.line(&format!(
        "{} of {} negotiations were played{}",
        played,
        all,
        if from > 0 { format!(", {new} of them now") } else { String::new() }
    ));
    if stopped.get() {
        said.note("stopped by the clock (`--seconds`): the ranks below are of what was played");
    }
    if let Some(path) = out {
        globals.run.wrote(path);
        said.wrote([path.display().to_string()]);
    }
    Ok(board)
}

fn begun(path: &Path, globals: &Globals) -> Result<File, Failure> {
    globals.run.access().files().open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::io(format!("{} exists already", path.display()))
            .hint("add `--resume` to go on with it, or name another file"),
        _ => Failure::io(format!("could not write {}: {error}", path.display())),
    })
}

/// Opens the file of a run that was broken off, reads what it has, and cuts off a negotiation that was not written
/// to the end.
fn gone_on_with(
    path: &Path,
    rows: &Rows<'_>,
    shard: Shard,
    board: &mut Leaderboard,
) -> Result<(File, u64), Failure> {
    let broken = |error: io::Error| unreadable(path, &error);
    if !path.metadata().map_err(broken)?.is_file() {
        return Err(Failure::io(format!("{} is not a regular file", path.display())));
    }
    let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(broken)?;
    let all = shard.len(rows.tournament.len());
    let mut lines = Lines::new(&file);
    let mut played = 0;
    let mut whole = 0;
    let head = lines.next().map_err(broken)?;
    // Somebody else's file is not cut off, also not one of a single line.
    let ours = match &head {
        Some(head) => head == HEAD.trim_end(),
        None => HEAD.as_bytes().starts_with(&lines.rest),
    };
    if !ours {
        return Err(another(path, 1));
    }
    if head.is_some() {
        whole = lines.at;
    }
    while head.is_some() && played < all {
        let number = shard.number(played);
        let mut of_it = Vec::new();
        while of_it.len() < rows.seats(number)
            && let Some(line) = lines.next().map_err(broken)?
        {
            of_it.push(line);
        }
        if of_it.len() < rows.seats(number) {
            break;
        }
        if !rows.read(number, &of_it, board) {
            return Err(another(path, lines.n));
        }
        played += 1;
        whole = lines.at;
    }
    if played == all && lines.next().map_err(broken)?.is_some() {
        return Err(another(path, lines.n));
    }
    drop(lines);
    file.set_len(whole).map_err(broken)?;
    file.seek(SeekFrom::End(0)).map_err(broken)?;
    Ok((file, played))
}

/// Bytes of a line, at most: names are no longer.
const LINE_MAX: u64 = 1 << 20;

/// The lines of a file that are whole, and where the last of them ended.
struct Lines<'a> {
    reader: BufReader<&'a File>,
    at: u64,
    n: usize,
    /// What follows the last of them and is no line.
    rest: Vec<u8>,
}

impl<'a> Lines<'a> {
    fn new(file: &'a File) -> Self {
        Self { reader: BufReader::new(file), at: 0, n: 0, rest: Vec::new() }
    }

    fn next(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(LINE_MAX).read_until(b'\n', &mut line)?;
        if line.pop_if(|it| *it == b'\n').is_none() {
            self.rest = line;
            return Ok(None);
        }
        self.at += read as u64;
        self.n += 1;
        Ok(Some(String::from_utf8_lossy(&line).into_owned()))
    }
}

fn another(path: &Path, line: usize) -> Failure {
    Failure::problems(format!("{}:{line}: this is no result of this tournament", path.display()))
        .hint("files go with the description, the seed and the part that they were made with")
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::io(format!("could not read {}: {error}", path.display()))
}

/// The board of files that were written before.
pub(super) fn earlier(
    rows: &Rows<'_>,
    paths: &[&PathBuf],
    said: &mut Said,
) -> Result<Leaderboard, Failure> {
    let mut board = Leaderboard::new(rows.tournament.strategies().len());
    let mut seen = std::collections::HashSet::new();
    for path in paths {
        let broken = |error: io::Error| unreadable(path, &error);
        let file = File::open(path).map_err(broken)?;
        let mut lines = Lines::new(&file);
        let head = lines.next().map_err(broken)?;
        if head.as_deref() != Some(HEAD.trim_end()) {
            return Err(another(path, 1));
        }
        while let Some(first) = lines.next().map_err(broken)? {
            let number = first.split(',').next().and_then(|it| it.parse().ok());
            let number = number.filter(|&it| it < rows.tournament.len());
            let number = number.ok_or_else(|| another(path, lines.n))?;
            let mut of_it = vec![first];
            while of_it.len() < rows.seats(number)
                && let Some(line) = lines.next().map_err(broken)?
            {
                of_it.push(line);
            }
            // The last may have been broken off.
            if of_it.len() == rows.seats(number) && !rows.read(number, &of_it, &mut board) {
                return Err(another(path, lines.n));
            }
            if !seen.insert(number) {
                return Err(Failure::problems(format!(
                    "{}: negotiation {number} is there twice",
                    path.display()
                ))
                .hint("name each part once"));
            }
        }
    }
    said.line(&format!("{} of {} negotiations were read", seen.len(), rows.tournament.len()));
    Ok(board)
}
