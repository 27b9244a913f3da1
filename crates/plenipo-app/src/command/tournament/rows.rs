//! The lines of the file of results: one for each seat of each negotiation.

use plenipo_protocol::protocol::Ending;
use plenipo_protocol::tournament::{Bout, Leaderboard, Tournament};

/// The first line of the file.
pub(super) const HEAD: &str =
    "negotiation,scenario,repetition,seat,party,strategy,ending,rounds,utility,share\n";

/// What a line says of one seat after what is known ahead.
struct Told {
    share: Option<f64>,
}

/// The lines of a tournament.
pub(super) struct Rows<'a> {
    pub(super) tournament: &'a Tournament,
    /// Scenarios, parties and strategies as they stand in the file.
    scenarios: Vec<String>,
    parties: Vec<Vec<String>>,
    strategies: Vec<String>,
}

/// Quoted where that is needed.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Agreed => "agreed",
        Ending::Deadline => "deadline",
        Ending::BrokenOff => "broken-off",
        Ending::Unsigned => "unsigned",
        Ending::Silent => "silent",
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(tournament: &'a Tournament, parties: Vec<Vec<String>>) -> Self {
        // A line is a line: names that are broken over several are joined.
        let named = |it: &String| field(&it.split_whitespace().collect::<Vec<_>>().join(" "));
        Self {
            tournament,
            scenarios: tournament.arenas().iter().map(|it| named(&it.name)).collect(),
            parties: parties.iter().map(|all| all.iter().map(named).collect()).collect(),
            strategies: tournament.strategies().iter().map(named).collect(),
        }
    }

    /// How many lines a negotiation has.
    pub(super) fn seats(&self, number: u64) -> usize {
        self.tournament.bout(number).seating.len()
    }

    /// What the line of a seat begins with, known before it is played.
    fn begins(&self, number: u64, seat: usize) -> String {
        let bout = self.tournament.bout(number);
        format!(
            "{number},{},{},{},{},{},",
            self.scenarios[bout.arena],
            bout.repetition,
            seat + 1,
            self.parties[bout.arena].get(seat).map_or("", String::as_str),
            self.strategies[bout.seating[seat]],
        )
    }

    /// Adds the lines of a negotiation to `text`, and what came of it to the board.
    pub(super) fn write(&self, bout: &Bout, text: &mut Vec<u8>, board: &mut Leaderboard) {
        let of = self.tournament.bout(bout.number);
        for seat in 0..of.seating.len() {
            let (utility, share) = self.tournament.gain(of.arena, seat, &bout.struck);
            text.extend_from_slice(self.begins(bout.number, seat).as_bytes());
            let (ending, rounds) = (ending(bout.struck.ending), bout.struck.rounds);
            text.extend_from_slice(format!("{ending},{rounds},{utility},").as_bytes());
            if let Some(share) = share {
                text.extend_from_slice(share.to_string().as_bytes());
                board.add(of.arena, of.seating, seat, share);
            }
            text.push(b'\n');
        }
    }

    /// Reads the lines of a negotiation, all its seats, into the board; `false` where they are not its lines.
    pub(super) fn read(&self, number: u64, lines: &[String], board: &mut Leaderboard) -> bool {
        let of = self.tournament.bout(number);
        let told: Option<Vec<Told>> = lines
            .iter()
            .enumerate()
            .map(|(seat, line)| {
                let rest = line.strip_prefix(&self.begins(number, seat))?;
                let cells: Vec<&str> = rest.split(',').collect();
                let &[_, rounds, utility, share] = cells.as_slice() else { return None };
                rounds.parse::<u32>().ok()?;
                utility.parse::<f64>().ok()?;
                let share = match share {
                    "" => None,
                    share => Some(share.parse().ok().filter(|it: &f64| it.is_finite())?),
                };
                Some(Told { share })
            })
            .collect();
        let Some(told) = told.filter(|it| it.len() == of.seating.len()) else { return false };
        for (seat, told) in told.iter().enumerate() {
            if let Some(share) = told.share {
                board.add(of.arena, of.seating, seat, share);
            }
        }
        true
    }
}
