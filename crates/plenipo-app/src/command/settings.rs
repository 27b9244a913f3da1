//! Flags made from the settings that a lens describes.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches};
use jiff::civil::Date;
use plenipo::lens::setting::{Setting, SettingKind, Settings, Value};
use plenipo_record::case::describe::capital;

use crate::args;
use plenipo_present::hint;

/// A flag for each setting.
pub(super) fn args(settings: &'static [Setting]) -> impl Iterator<Item = Arg> {
    settings.iter().map(|setting| {
        let arg = Arg::new(setting.name).long(setting.name).help_heading("The question");
        match setting.kind {
            SettingKind::Number { default, low, high } => {
                let unit = setting.unit.map_or(String::new(), |unit| format!(", in {unit}"));
                arg.value_name("NUMBER")
                    .value_parser(args::number)
                    .allow_negative_numbers(true)
                    .help(format!(
                        "{}{unit}; from {low} to {high} [default: {default}]",
                        capital(&setting.help_in(hint::hint))
                    ))
            }
            SettingKind::Choice { default, words } => arg
                .value_name("WORD")
                .value_parser(PossibleValuesParser::new(words))
                .help(format!("{} [default: {default}]", capital(&setting.help_in(hint::hint)))),
            SettingKind::Ids { .. } => arg
                .value_name("ID")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help(format!("{}; several with commas", capital(&setting.help_in(hint::hint)))),
            SettingKind::Chance => arg
                .value_name("CHANCE")
                .value_parser(args::number)
                .allow_negative_numbers(true)
                .help(format!("{}; above 0 and below 1", capital(&setting.help_in(hint::hint)))),
            SettingKind::Factors { of } => {
                arg.value_name("ID=FACTOR").action(ArgAction::Append).value_delimiter(',').help(
                    format!("{}; several {of}s with commas", capital(&setting.help_in(hint::hint))),
                )
            }
            SettingKind::Words => {
                arg.value_name("WORDS").help(capital(&setting.help_in(hint::hint)))
            }
            SettingKind::Day => arg
                .value_name("DATE")
                .value_parser(args::day)
                .help(capital(&setting.help_in(hint::hint))),
        }
    })
}

/// What was said on the command line.
pub(super) fn read(settings: &[Setting], matches: &ArgMatches) -> Settings {
    let mut read = Settings::default();
    for setting in settings {
        let name = setting.name;
        let value = match setting.kind {
            SettingKind::Number { .. } | SettingKind::Chance => {
                matches.get_one(name).map(|number| Value::Number(*number))
            }
            SettingKind::Choice { .. } | SettingKind::Words => {
                matches.get_one(name).map(|text: &String| Value::Text(text.clone()))
            }
            SettingKind::Ids { .. } | SettingKind::Factors { .. } => {
                matches.get_many(name).map(|ids| Value::Ids(ids.cloned().collect()))
            }
            SettingKind::Day => matches.get_one(name).map(|day: &Date| Value::Day(*day)),
        };
        if let Some(value) = value {
            read = read.with(name, value);
        }
    }
    read
}
