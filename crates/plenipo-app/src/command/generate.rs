//! `plenipo generate`: the manual page and the completions of shells, made from the command line's
//! own description, so that they always fit the program that writes them.

use std::io::{self, Write};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Answer, Does, Verb};
use crate::args::{self, Globals};
use crate::failure::Failure;
use crate::output::Form;

/// What can be made, by its word; without a shell it is the manual page.
const WHAT: [(&str, Option<Shell>); 5] = [
    ("man", None),
    ("complete-bash", Some(Shell::Bash)),
    ("complete-zsh", Some(Shell::Zsh)),
    ("complete-fish", Some(Shell::Fish)),
    ("complete-powershell", Some(Shell::PowerShell)),
];

pub(super) const VERB: Verb = Verb {
    name: "generate",
    about: "Writes the manual page or shell completions",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        Arg::new("what")
            .value_name("WHAT")
            .help("What to write")
            .required(true)
            .value_parser(PossibleValuesParser::new(WHAT.map(|it| it.0))),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("generate")?;
    let word = matches.get_one::<String>("what").map_or("", String::as_str);
    let what = WHAT.iter().find(|it| it.0 == word).map(|it| it.1);
    let what = what.ok_or_else(|| Failure::usage("what should be written?"))?;
    let mut text = Vec::new();
    match what {
        Some(shell) => clap_complete::generate(shell, &mut args::command(), "plenipo", &mut text),
        None => manual(&mut text)
            .map_err(|error| Failure::io(format!("could not make the manual page: {error}")))?,
    }
    Ok(Answer { body: text, code: 0, is: Some(Form::Data) })
}

/// One page for all of it: what every command takes first, then each verb.
fn manual(out: &mut Vec<u8>) -> io::Result<()> {
    let command = args::command().subcommand_value_name("COMMAND").mut_args(words_in_line);
    let verbs: Vec<Command> = command.get_subcommands().cloned().collect();
    let man = Man::new(command);
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    writeln!(
        out,
        ".PP\nA dossier is a folder of TOML files; \\fBplenipo explain dossier\\fR says how it is \
         written, and \\fBplenipo explain\\fR lists what else can be explained."
    )?;
    man.render_options_section(out)?;
    writeln!(out, ".SH COMMANDS\nEach also takes the options above.")?;
    for verb in verbs {
        let name = format!("plenipo {}", verb.get_name());
        let about = verb.get_about().map_or(String::new(), ToString::to_string);
        // A verb that takes nothing of its own has no list.
        let own = verb.get_arguments().next().is_some();
        let verb = verb.bin_name(&name).disable_help_flag(true).mut_args(words_in_line);
        let verb = Man::new(verb);
        writeln!(out, ".SS \"{name}\"\n{}", escaped(&about))?;
        out.extend(unheaded(|part| verb.render_synopsis_section(part))?);
        if own {
            out.extend(unheaded(|part| verb.render_options_section(part))?);
        }
    }
    man.render_extra_section(out)?;
    man.render_version_section(out)
}

/// The words an argument may take, in a line of its help: the list that would stand there takes two
/// lines a word.
fn words_in_line(arg: Arg) -> Arg {
    let words: Vec<String> =
        arg.get_possible_values().iter().map(|it| it.get_name().to_owned()).collect();
    if words.is_empty() || !arg.get_action().takes_values() {
        return arg;
    }
    let help = arg.get_help().map_or(String::new(), ToString::to_string);
    arg.help(format!("{help}: {}", words.join(", "))).hide_possible_values(true)
}

/// A rendered section without the line that heads it.
fn unheaded(render: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut part = Vec::new();
    render(&mut part)?;
    let part = String::from_utf8_lossy(&part);
    let line = |line: &str| format!("{}\n", if line.starts_with(".SH ") { ".PP" } else { line });
    Ok(part.lines().map(line).collect::<String>().into_bytes())
}

/// `text` as roff text: nothing in it is a command.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    match text.starts_with(['.', '\'']) {
        true => format!("\\&{text}"),
        false => text,
    }
}
