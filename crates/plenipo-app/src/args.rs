//! What every command takes: flags before or after the verb.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, Command, ValueEnum, value_parser};
use jiff::civil::Date;
use plenipo::lens::context::{Context, SAMPLES_DEFAULT, SAMPLES_MAX};
use plenipo_present::terminal::{TerminalStyle, WIDTH_MIN};
use plenipo_record::case::tried::Tried;

use crate::command;
use crate::failure::Failure;
use crate::progress;
use crate::run::Run;

/// Wider lines than this are hard to read, however wide the window.
const WIDTH_MAX: usize = 120;

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How the record is read")]
pub(crate) struct Globals {
    /// Read the record as it stood on this day [default: the dossier's own day, or its latest]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,

    /// Answer for this party, from what it may see [default: the full record]
    #[arg(long = "for", global = true, value_name = "PARTY")]
    pub(crate) viewer: Option<String>,

    /// Also read this assumption set; may be given several times
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) assume: Vec<String>,

    /// Count those who must consent to every live text (`[[capacity]]`) as principals
    #[arg(long, global = true)]
    pub(crate) whole: bool,

    /// Answer as if there were also this draft: an existing one with issues settled otherwise; several with commas
    #[arg(long = "try", global = true, value_name = "DRAFT:ISSUE=OPTION")]
    pub(crate) tried: Vec<Tried>,

    /// Seed of every random stream
    #[arg(long, global = true, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,

    /// How many samples to draw
    #[arg(long, global = true, value_name = "N", default_value_t = SAMPLES_DEFAULT,
          value_parser = samples)]
    pub(crate) samples: usize,

    /// How many threads to use; the answer stays the same [default: one per core]
    #[arg(long, global = true, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Stop without an answer after this many seconds; how far a run gets by then varies
    #[arg(long, global = true, value_name = "N", value_parser = seconds)]
    pub(crate) seconds: Option<f64>,

    /// The form of the answer [default: by the ending of `--out`, else text]
    #[arg(
        long = "format",
        global = true,
        value_name = "FORM",
        value_enum,
        help_heading = "How the answer is written"
    )]
    asked: Option<Format>,

    /// The form of the answer, as it was asked for or as the name of its file says.
    #[arg(skip)]
    pub(crate) format: Format,

    /// With `--format csv`: the table to write; without it, list the tables
    #[arg(long, global = true, value_name = "ID", help_heading = "How the answer is written")]
    pub(crate) table: Option<String>,

    /// Write the answer to this file, whole or not at all
    #[arg(long, global = true, value_name = "FILE", help_heading = "How the answer is written")]
    pub(crate) out: Option<PathBuf>,

    /// With `--out`: overwrite an existing file
    #[arg(long, global = true, help_heading = "How the answer is written")]
    pub(crate) force: bool,

    /// Whether to use colour; `auto` respects NO_COLOR and pipes
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Colour::Auto,
          help_heading = "How the answer is written")]
    pub(crate) color: Colour,

    /// Width of the page in columns [default: the terminal's, at most 120; 80 for a pipe]
    #[arg(long, global = true, value_name = "N", value_parser = width,
          help_heading = "How the answer is written")]
    pub(crate) width: Option<usize>,

    /// What this run has read and written.
    #[arg(skip)]
    pub(crate) run: Run,
}

// The variants below have plain comments: doc comments would become help, a paragraph for a word.

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    // For people.
    #[default]
    Text,
    // For programs: the stable interface.
    Json,
    // One table, for spreadsheets.
    Csv,
    // One page, for a screen or paper.
    Html,
    // For mails and notes.
    Markdown,
    // For word processors.
    Docx,
}

impl Format {
    /// Every form with the endings of its files, the usual one first.
    const ENDINGS: [(Format, &[&str]); 6] = [
        (Format::Text, &["txt", "text"]),
        (Format::Json, &["json"]),
        (Format::Csv, &["csv"]),
        (Format::Html, &["html", "htm"]),
        (Format::Markdown, &["md", "markdown"]),
        (Format::Docx, &["docx"]),
    ];

    /// The endings of its files.
    fn endings(self) -> &'static [&'static str] {
        Self::ENDINGS.iter().find(|it| it.0 == self).map_or(&[], |it| it.1)
    }

    /// Its word on the command line.
    fn word(self) -> String {
        self.to_possible_value().map_or(String::new(), |it| it.get_name().to_owned())
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    // Where a terminal shows it and NO_COLOR is not set.
    Auto,
    Always,
    Never,
}

/// The whole command line.
pub(crate) fn command() -> Command {
    // The flags' own description would replace the program's if it came later.
    Globals::augment_args(Command::new("plenipo"))
        .version(env!("CARGO_PKG_VERSION"))
        .about("Keeps the record of a mediated negotiation and answers questions from it")
        .after_help(
            "Exit status: 0 answered, 2 wrong usage, 3 the dossier has problems, 4 files could \
             not be read or written.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .max_term_width(WIDTH_MAX)
        .subcommands(command::ALL.iter().map(|verb| verb.command()))
}

impl Globals {
    /// Settles the form of the answer: the one asked for, else the one that the ending of its file says where
    /// the verb answers `in_every_form`. Refuses a name that says otherwise: who opens the file goes by it.
    pub(crate) fn settle_format(&mut self, in_every_form: bool) -> Result<(), Failure> {
        self.format = self.asked.unwrap_or_default();
        let ending = self.out.as_deref().and_then(Path::extension).and_then(|it| it.to_str());
        let Some(ending) = ending.map(str::to_lowercase).filter(|_| in_every_form) else {
            return Ok(());
        };
        let of = Format::ENDINGS.iter().find(|it| it.1.contains(&ending.as_str())).map(|it| it.0);
        match (self.asked, of) {
            (None, Some(of)) => self.format = of,
            (Some(asked), Some(of)) if asked == of => {}
            (Some(asked), Some(of)) => {
                let failure = Failure::usage(format!(
                    "`--format {}` and a file whose name ends in `.{ending}`",
                    asked.word()
                ));
                let usual = asked.endings().first().copied().unwrap_or_default();
                return Err(failure.hint(format!(
                    "leave `--format` out to have it as {}, or end the name in `.{usual}`",
                    of.word()
                )));
            }
            (_, None) => {
                let endings = Format::ENDINGS.iter().filter_map(|it| it.1.first());
                let endings: Vec<String> = endings.map(|it| format!("`.{it}`")).collect();
                let failure =
                    Failure::usage(format!("no answer is written as a file ending in `.{ending}`"));
                let hint = match ending.as_str() {
                    "pdf" => "write `.html` and print it to PDF, or end its name in".to_owned(),
                    "xlsx" | "xls" | "ods" => {
                        "tables are written one by one: `--table ID --out FILE.csv`; a workbook of the record \
                         comes from `export --to xlsx`. Names end in"
                            .to_owned()
                    }
                    _ => "end its name in".to_owned(),
                };
                return Err(failure.hint(format!("{hint} {}, or in nothing", endings.join(", "))));
            }
        }
        Ok(())
    }

    /// Refuses flags that do not go together. `beside` tells that the verb writes a file by a flag of
    /// its own.
    pub(crate) fn check(&self, beside: bool) -> Result<(), Failure> {
        if self.table.is_some() && self.format != Format::Csv {
            return Err(Failure::usage("`--table` chooses the table of a CSV file")
                .hint("add `--format csv`, or end the name of the file in `.csv`"));
        }
        if self.force && self.out.is_none() && !beside {
            return Err(
                Failure::usage("`--force` writes over a file").hint("say which with `--out FILE`")
            );
        }
        if self.format == Format::Docx && self.out.is_none() {
            return Err(Failure::usage("a DOCX file is not for a terminal")
                .hint("say where to write it with `--out FILE`"));
        }
        Ok(())
    }

    /// Refuses another form than text, for a verb that has no other.
    pub(crate) fn text_only(&self, verb: &str) -> Result<(), Failure> {
        match self.format {
            Format::Text => Ok(()),
            _ => {
                Err(Failure::usage(format!("`{verb}` writes text only"))
                    .hint("leave `--format` out"))
            }
        }
    }

    /// Refuses another form than text and JSON, for a verb that tells what it did.
    pub(crate) fn text_or_json(&self, verb: &str) -> Result<(), Failure> {
        match self.format {
            Format::Text | Format::Json => Ok(()),
            _ => Err(Failure::usage(format!("`{verb}` writes text or JSON"))
                .hint("leave `--format` out, or ask for `json`")),
        }
    }

    /// The same, for a verb whose answer goes into the file of `--out`.
    pub(crate) fn words_or_json(&self, verb: &str) -> Result<(), Failure> {
        self.text_or_json(verb)?;
        if self.format == Format::Text {
            return self.words_only(verb);
        }
        let ending = self.out.as_deref().and_then(Path::extension).and_then(|it| it.to_str());
        match ending {
            Some(ending) if !ending.eq_ignore_ascii_case("json") => Err(Failure::usage(format!(
                "`--format json` and a file whose name ends in `.{ending}`"
            ))
            .hint("end the name in `.json`, or in nothing")),
            _ => Ok(()),
        }
    }

    /// Refuses another form than text for a verb whose answer goes into the file of `--out` as it is: whoever opens the file goes by
    /// its name.
    pub(crate) fn words_only(&self, verb: &str) -> Result<(), Failure> {
        self.text_only(verb)?;
        let ending = self.out.as_deref().and_then(Path::extension).and_then(|it| it.to_str());
        let Some(ending) = ending.map(str::to_lowercase) else { return Ok(()) };
        let of = Format::ENDINGS.iter().find(|it| it.1.contains(&ending.as_str())).map(|it| it.0);
        let other = ["pdf", "xlsx", "xls", "ods", "doc", "odt", "rtf", "xml"];
        match of {
            None if !other.contains(&ending.as_str()) => Ok(()),
            Some(Format::Text) => Ok(()),
            _ => Err(Failure::usage(format!(
                "`{verb}` writes text only, and a name ending in `.{ending}` says otherwise"
            ))
            .hint("end the name in `.txt`, or in nothing")),
        }
    }

    /// Under which conditions a lens is asked.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            as_of: self.as_of,
            viewer: self.viewer.as_deref(),
            whole: self.whole,
            tried: &self.tried,
            seed: self.seed,
            samples: self.samples,
            progress: None,
            clock: Some(progress::clock),
        }
    }

    /// How to write to standard output.
    pub(crate) fn style(&self) -> TerminalStyle {
        let out = std::io::stdout();
        // What goes into a file is written as into a pipe.
        let terminal = self.out.is_none() && out.is_terminal();
        // Into a pipe the width is fixed, so that a saved answer does not depend on a window.
        let width = terminal.then(|| terminal_size::terminal_size_of(&out)).flatten();
        self.styled(terminal, width)
    }

    /// How to write to standard error.
    pub(crate) fn error_style(&self) -> TerminalStyle {
        let err = std::io::stderr();
        let terminal = err.is_terminal();
        let width = terminal.then(|| terminal_size::terminal_size_of(&err)).flatten();
        self.styled(terminal, width)
    }

    fn styled(
        &self,
        terminal: bool,
        size: Option<(terminal_size::Width, terminal_size::Height)>,
    ) -> TerminalStyle {
        let measured = size.map(|(terminal_size::Width(width), _)| usize::from(width));
        let width = self.width.unwrap_or_else(|| measured.map_or(80, |it| it.min(WIDTH_MAX)));
        let colour = match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && coloured(),
        };
        TerminalStyle { width, colour }
    }

    /// Bounds the threads of this process, if asked.
    pub(crate) fn install_threads(&self) -> Result<(), Failure> {
        let Some(threads) = self.threads else { return Ok(()) };
        rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(threads))
            .build_global()
            .map_err(|error| Failure::io(format!("could not start {threads} threads: {error}")))
    }
}

/// Whether a terminal is to be coloured, by what the environment says.
pub(crate) fn coloured() -> bool {
    !is_set("NO_COLOR") && !is_dumb()
}

/// By the convention, an empty `NO_COLOR` asks nothing.
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|value| value == "dumb")
}

/// A day on the command line.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    // Looser forms (week dates, times of day) would be read by the library, and then surprise.
    let bytes = text.as_bytes();
    let formed = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let date = formed.then(|| text.parse().ok()).flatten().filter(|it: &Date| it.year() > 0);
    date.ok_or_else(|| "this is not a calendar date; write it as 2025-12-01".to_owned())
}

fn samples(text: &str) -> Result<usize, String> {
    let fault = || format!("give a whole number from 1 to {SAMPLES_MAX}");
    let samples = text.parse().map_err(|_| fault())?;
    if (1..=SAMPLES_MAX).contains(&samples) { Ok(samples) } else { Err(fault()) }
}

/// A number on the command line. Other ways of writing one are told from what is none.
pub(crate) fn number(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(match plenipo_record::dossier::meant_number(text) {
            Some(meant) => format!("write {meant}"),
            None => "give a number, such as 0.4".to_owned(),
        }),
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|it: &f64| *it > 0.0 && *it <= 1e6);
    seconds.ok_or_else(|| "give a number of seconds above 0, at most 1000000".to_owned())
}

fn width(text: &str) -> Result<usize, String> {
    let fault = || format!("give a whole number from {WIDTH_MIN} to 1000");
    let width = text.parse().map_err(|_| fault())?;
    if (WIDTH_MIN..=1000).contains(&width) { Ok(width) } else { Err(fault()) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::command().debug_assert();
    }

    #[test]
    fn only_days_are_days() {
        assert!(super::day("2025-12-01").is_ok());
        for text in ["2025-02-30", "2025-1-1", "yesterday", "2025-12-01T10:00", "2025-W49-1", "é"]
        {
            assert!(super::day(text).is_err(), "{text}");
        }
    }
}
