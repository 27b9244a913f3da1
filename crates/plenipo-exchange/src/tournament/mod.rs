//! A tournament as it is described in a TOML file.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is to be played.
#[derive(Clone, Debug, PartialEq)]
pub struct TournamentFile {
    /// Scenarios: files or folders, as named.
    pub scenarios: Vec<String>,
    /// Strategies, as described.
    pub strategies: Vec<String>,
    /// The protocol's name.
    pub protocol: String,
    /// Rounds of each negotiation.
    pub rounds: u32,
    /// Probability that talks break off after a round.
    pub break_off: f64,
    /// How often each seating is played on each scenario.
    pub repetitions: u64,
    /// Whether everybody plays every role.
    pub rotate: bool,
    /// Whether strategies meet themselves.
    pub with_itself: bool,
    /// Outcomes of a scenario that are listed; of one with more, as many are drawn.
    pub outcomes: usize,
}

/// What is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TournamentFault {
    /// The line, from 1; none for what is missing.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<String>,
}

/// The keys, with what each takes.
const KEYS: [(&str, &str); 9] = [
    ("scenarios", "a list of files or folders"),
    ("strategies", "a list of names"),
    ("protocol", "a name"),
    ("rounds", "a whole number from 1"),
    ("break-off", "a number from 0 to below 1"),
    ("repetitions", "a whole number from 1"),
    ("rotate", "true or false"),
    ("with-itself", "true or false"),
    ("outcomes", "a whole number from 1"),
];

/// Bytes of such a file, at most.
pub const TOURNAMENT_BYTES_MAX: usize = 1 << 20;

/// Reads a description.
///
/// # Errors
/// [`TournamentFault`]: the first thing that is wrong.
pub fn read(bytes: &[u8]) -> Result<TournamentFile, TournamentFault> {
    let fault = |message: &str| TournamentFault { line: None, message: message.into(), hint: None };
    if bytes.len() > TOURNAMENT_BYTES_MAX {
        return Err(fault("it is too large for the description of a tournament"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| fault("it is not UTF-8 text"))?;
    let table = DeTable::parse(text).map_err(|error| TournamentFault {
        line: error.span().map(|it| line(text, it.start)),
        message: error.message().to_owned(),
        hint: None,
    })?;
    let mut file = TournamentFile {
        scenarios: Vec::new(),
        strategies: Vec::new(),
        protocol: "alternating".to_owned(),
        rounds: 100,
        break_off: 0.0,
        repetitions: 1,
        rotate: true,
        with_itself: true,
        outcomes: 100_000,
    };
    let mut given = Vec::new();
    for (key, value) in table.get_ref() {
        let name: &str = key.get_ref();
        let Some((name, takes)) = KEYS.iter().find(|it| it.0 == name) else {
            let known: Vec<&str> = KEYS.iter().map(|it| it.0).collect();
            return Err(TournamentFault {
                line: Some(line(text, key.span().start)),
                message: format!("there is no key `{name}`"),
                hint: Some(format!("there are {}", known.join(", "))),
            });
        };
        given.push(*name);
        if set(&mut file, name, value.get_ref()).is_none() {
            return Err(TournamentFault {
                line: Some(line(text, value.span().start)),
                message: format!("`{name}` is {takes}"),
                hint: None,
            });
        }
    }
    match ["scenarios", "strategies"].iter().find(|it| !given.contains(it)) {
        Some(missing) => Err(TournamentFault {
            line: None,
            message: format!("it does not say which `{missing}`"),
            hint: Some(format!("add `{missing} = [\"…\"]`")),
        }),
        None => Ok(file),
    }
}

/// The line that a place in the text is in, from 1.
fn line(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|it| *it == b'\n').count()
}

/// Takes over one value, if it is of the kind.
fn set(file: &mut TournamentFile, name: &str, value: &DeValue<'_>) -> Option<()> {
    match name {
        "scenarios" => file.scenarios = strings(value)?,
        "strategies" => file.strategies = strings(value)?,
        "protocol" => file.protocol = string(value)?,
        "rounds" => file.rounds = u32::try_from(whole(value)?).ok()?,
        "break-off" => file.break_off = number(value)?,
        "repetitions" => file.repetitions = whole(value)?,
        "rotate" => file.rotate = flag(value)?,
        "with-itself" => file.with_itself = flag(value)?,
        _ => file.outcomes = usize::try_from(whole(value)?).ok().filter(|&it| it > 0)?,
    }
    Some(())
}

fn string(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn strings(value: &DeValue<'_>) -> Option<Vec<String>> {
    let DeValue::Array(all) = value else { return None };
    all.iter().map(|it: &Spanned<DeValue<'_>>| string(it.get_ref())).collect()
}

fn whole(value: &DeValue<'_>) -> Option<u64> {
    match value {
        DeValue::Integer(it) => u64::from_str_radix(it.as_str(), it.radix()).ok(),
        _ => None,
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(it) if it.radix() == 10 => it.as_str().parse().ok(),
        DeValue::Float(it) => it.as_str().parse().ok(),
        _ => None,
    }
}

fn flag(value: &DeValue<'_>) -> Option<bool> {
    match value {
        DeValue::Boolean(it) => Some(*it),
        _ => None,
    }
}
