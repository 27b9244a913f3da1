//! `plenipo tournament`: strategies against each other on published scenarios.

mod board;
mod play;
mod rows;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use plenipo::scenario::space;
use plenipo_exchange::tournament::{TOURNAMENT_BYTES_MAX, TournamentFile, read};
use plenipo_maths::random::StreamKey;
use plenipo_protocol::named::named;
use plenipo_protocol::protocol::{self, Deadline};
use plenipo_protocol::space::{Menu, SpaceError};
use plenipo_protocol::tournament::{Arena, Shard, Tournament, TournamentSettings};

use super::said::Said;
use super::{Answer, Does, Verb};
use crate::args::Globals;
use crate::failure::Failure;
use crate::scenarios;
use rows::Rows;

pub(super) const VERB: Verb = Verb {
    name: "tournament",
    about: "Plays negotiation strategies against each other on published scenarios and ranks them",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        Arg::new("path")
            .value_name("SPEC")
            .help("A TOML file that says which scenarios and strategies; `plenipo explain tournament` has one")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
        Arg::new("out")
            .long("out")
            .value_name("FILE")
            .help("A CSV file that every negotiation is written into as it ends")
            .value_parser(value_parser!(PathBuf)),
        Arg::new("resume")
            .long("resume")
            .help("With `--out`: go on after what the file has already")
            .action(ArgAction::SetTrue)
            .requires("out"),
        Arg::new("shard")
            .long("shard")
            .value_name("I/N")
            .help("Play only part I of N, from 1; all parts together are the whole, line by line")
            .value_parser(shard),
        Arg::new("read")
            .long("read")
            .value_name("FILE")
            .help("Play nothing: rank by the files of an earlier run, or of all its parts")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .conflicts_with_all(["out", "shard"]),
    ]
}

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/');
    let numbers = parts.and_then(|it| Some((it.0.parse().ok()?, it.1.parse().ok()?)));
    let shard = numbers.and_then(|(part, of)| Shard::new(part, of));
    shard.ok_or_else(|| "a part is written I/N, with I from 1 to N, such as 2/8".to_owned())
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json(VERB.name)?;
    scenarios::without_record("a tournament", globals)?;
    let path: Option<&PathBuf> = matches.get_one("path");
    let path = path.ok_or_else(|| Failure::usage("no tournament was given"))?;
    let mut said = Said::default();
    let (tournament, names) = tournament(path, globals, &mut said)?;
    let rows = Rows::new(&tournament, names);
    let read: Vec<&PathBuf> = matches.get_many("read").into_iter().flatten().collect();
    let board = if read.is_empty() {
        let shard = matches.get_one("shard").copied().unwrap_or(Shard::WHOLE);
        let out: Option<&PathBuf> = matches.get_one("out");
        play::play(
            &rows,
            shard,
            out.map(PathBuf::as_path),
            matches.get_flag("resume"),
            globals,
            &mut said,
        )?
    } else {
        play::earlier(&rows, &read, &mut said)?
    };
    board::tell(&rows, &board, &mut said);
    said.answer((VERB.name, VERB.about), None, globals)
}

/// The tournament of a file, and the names of the parties of each scenario.
fn tournament(
    path: &Path,
    globals: &Globals,
    said: &mut Said,
) -> Result<(Tournament, Vec<Vec<String>>), Failure> {
    let shown = path.display();
    let wrong = |line: Option<usize>, message: String| {
        let place = line.map_or(String::new(), |it| format!(":{it}"));
        Failure::problems(format!("{shown}{place}: {message}"))
    };
    let file = described(path, &wrong)?;
    let protocol = named(protocol::ALL, "protocol", &file.protocol);
    let protocol = protocol.map_err(|error| wrong(None, error.to_string()))?;
    let beside = path.parent().unwrap_or_else(|| Path::new("."));
    let (mut arenas, mut names) = (Vec::new(), Vec::new());
    for name in &file.scenarios {
        let (arena, parties) = arena(name, &beside.join(name), &file, globals, said)?;
        arenas.push(arena);
        names.push(parties);
    }
    let settings = TournamentSettings {
        protocol,
        deadline: Deadline { rounds: file.rounds, break_off: file.break_off },
        repetitions: file.repetitions,
        rotate: file.rotate,
        with_itself: file.with_itself,
        seed: globals.seed,
    };
    let tournament = Tournament::new(arenas, file.strategies, settings)
        .map_err(|error| wrong(None, error.to_string()))?;
    Ok((tournament, names))
}

fn described(
    path: &Path,
    wrong: &impl Fn(Option<usize>, String) -> Failure,
) -> Result<TournamentFile, Failure> {
    let size = fs::metadata(path).map(|it| it.len());
    let bytes = size.and_then(|size| match size > TOURNAMENT_BYTES_MAX as u64 {
        true => Ok(vec![0; TOURNAMENT_BYTES_MAX + 1]),
        false => fs::read(path),
    });
    let bytes = bytes.map_err(|error| {
        Failure::io(format!("could not read {}: {error}", path.display()))
            .hint("`plenipo explain tournament` shows what such a file has in it")
    })?;
    read(&bytes).map_err(|fault| {
        let failure = wrong(fault.line, fault.message);
        fault.hint.into_iter().fold(failure, Failure::hint)
    })
}

fn arena(
    name: &str,
    path: &Path,
    file: &TournamentFile,
    globals: &Globals,
    said: &mut Said,
) -> Result<(Arena, Vec<String>), Failure> {
    if scenarios::is_dossier(path)? {
        return Err(Failure::usage(format!("{} is a dossier", path.display()))
            .hint("a tournament is played on published scenarios"));
    }
    let scenario = scenarios::load(path)?;
    let unusable = |error: SpaceError| Failure::problems(format!("{}: {error}", path.display()));
    let space = space(&scenario, Vec::new()).map_err(unusable)?;
    let menu = match Menu::all(&space, file.outcomes) {
        Err(SpaceError::TooMany { outcomes, .. }) => {
            said.note(&format!(
                "{name} has {outcomes} outcomes; {} were drawn, and parties know no others",
                file.outcomes
            ));
            let key = StreamKey::new(globals.seed).with(name.as_bytes());
            Menu::drawn(&space, file.outcomes, key)
        }
        menu => menu,
    };
    let menu = menu.map_err(unusable)?;
    if !menu.has_zone() {
        said.note(&format!(
            "in {name} no outcome is worth no agreement to all: nobody can agree there"
        ));
    }
    let parties = scenario.parties.into_iter().map(|it| it.name).collect();
    Ok((Arena { name: name.to_owned(), menu }, parties))
}
