//! A language model as a second reader, where the user names one.

use std::env;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use plenipo_read::Reader;
use plenipo_read::file::ArticleSaid;
use plenipo_read::model::ask::{AnswerForm, body, parts};
use plenipo_read::model::heard::{Heard, heard};
use plenipo_read::model::proposed;
use plenipo_read::read::ArticleRead;
use plenipo_read::text::Article;
use plenipo_record::case::describe::counted;
use plenipo_record::case::meta::Handling;
use plenipo_record::case::process::Disclosure;
use plenipo_record::case::records::Records;
use plenipo_record::case::source::Source;

use crate::endpoint::{Endpoint, EndpointFault};
use crate::failure::Failure;
use crate::output;

/// The environment variable with the key of the endpoint.
const KEY: &str = "PLENIPO_MODEL_KEY";

pub(super) fn args() -> Vec<Arg> {
    let heading = "A language model beside the rules";
    vec![
        Arg::new("model")
            .long("model")
            .value_name("URL")
            .help("Ask the chat endpoint at this address as well, such as http://127.0.0.1:8080/v1; its key stands in PLENIPO_MODEL_KEY")
            .help_heading(heading),
        Arg::new("model-name")
            .long("model-name")
            .value_name("NAME")
            .help("The model to ask for")
            .default_value("default")
            .requires("model")
            .help_heading(heading),
        Arg::new("model-seconds")
            .long("model-seconds")
            .value_name("N")
            .help("How long to wait for each answer")
            .default_value("120")
            .value_parser(value_parser!(u64).range(1..=3600))
            .requires("model")
            .help_heading(heading),
        Arg::new("send-closed")
            .long("send-closed")
            .help("Send a report that is not open to an endpoint off this machine")
            .action(ArgAction::SetTrue)
            .requires("model")
            .help_heading(heading),
    ]
}

/// The model that is asked.
pub(super) struct Model {
    endpoint: Endpoint,
    name: String,
    send_closed: bool,
}

impl Model {
    /// The one that the flags name; `None` where they name none.
    pub(super) fn of(matches: &ArgMatches) -> Result<Option<Model>, Failure> {
        let Some(address) = matches.get_one::<String>("model") else { return Ok(None) };
        let key = match env::var_os(KEY).filter(|it| !it.is_empty()) {
            None => None,
            Some(it) => Some(it.into_string().map_err(|_| {
                Failure::usage(format!("the environment variable {KEY} is not text"))
            })?),
        };
        let seconds = matches.get_one::<u64>("model-seconds").copied().unwrap_or(120);
        let endpoint = Endpoint::at(address, key, Duration::from_secs(seconds)).map_err(|why| {
            Failure::usage(why.to_string()).hint("--model http://127.0.0.1:8080/v1")
        })?;
        let name = matches.get_one::<String>("model-name").cloned().unwrap_or_default();
        Ok(Some(Model { endpoint, name, send_closed: matches.get_flag("send-closed") }))
    }

    /// Refuses to send what is not open off this machine, and says beforehand that something goes there.
    pub(super) fn may_send(
        &self,
        records: &Records,
        said: &ArticleSaid,
        shown: &str,
    ) -> Result<(), Failure> {
        if self.endpoint.is_loopback() {
            return Ok(());
        }
        if !self.send_closed && !is_open(records, said) {
            return Err(Failure::usage(format!(
                "{shown} is not open, and {} is another machine: nothing was sent",
                self.endpoint.host()
            ))
            .hint("name a model on this machine, or add --send-closed"));
        }
        output::complain(&format!(
            "note: the text of {shown} goes to {}, off this machine\n",
            self.endpoint.host()
        ));
        Ok(())
    }

    /// Asks of an article and adds what is kept to what the rules read. Where the endpoint fails, what the rules read
    /// stays, and that is said.
    pub(super) fn read(&self, reader: &Reader, article: &Article, read: &mut ArticleRead) {
        let mut all = Heard::default();
        let mut form = AnswerForm::Schema;
        for (from, part) in parts(&article.text) {
            let answer = self.ask(article, part, &mut form);
            match answer.and_then(|it| heard(&it, part).map_err(|why| why.to_string())) {
                Ok(part) => all.add(part, from),
                Err(why) => {
                    read.notes.push(format!(
                        "the model gave nothing for the bytes from {from} on: {why}"
                    ));
                }
            }
        }
        let added = proposed::add(read, &all);
        for it in read.proposals.iter_mut().filter(|it| it.rule == proposed::BY_MODEL) {
            it.issues =
                reader.known().issues(article.text.get(it.quote.clone()).unwrap_or_default());
        }
        read.notes.push(told(&all, added));
    }

    /// One answer; where the endpoint does not know a form, the next less strict one is asked for from then on.
    fn ask(&self, article: &Article, part: &str, form: &mut AnswerForm) -> Result<Vec<u8>, String> {
        loop {
            match self.endpoint.ask(&body(&self.name, article.date, part, *form)) {
                Ok(answer) => return Ok(answer),
                Err(EndpointFault::Status(400 | 422, words)) => match form.looser() {
                    Some(looser) => *form = looser,
                    None => return Err(EndpointFault::Status(400, words).to_string()),
                },
                Err(why) => return Err(why.to_string()),
            }
        }
    }
}

/// Whether the source of the report is open to everybody; one that is not on record is as the dossier is.
fn is_open(records: &Records, said: &ArticleSaid) -> bool {
    let by_dossier = records.dossier.disclosure == Disclosure::Open;
    let source = said.source.as_deref().and_then(|it| records.find::<Source>(it));
    match source.map(|it| &records.sources[it.get()].meta.handling) {
        Some(Handling::Open) => true,
        Some(Handling::Mediator | Handling::Parties(_)) => false,
        Some(Handling::Unstated) | None => by_dossier,
    }
}

/// What was kept and what was thrown away, in one sentence.
fn told(all: &Heard, added: usize) -> String {
    let mut parts = vec![format!("the model proposed {added} that the rules did not")];
    let both = all.kept.len() - added.min(all.kept.len());
    for (n, what) in [
        (both, "that the rules propose of the same words"),
        (all.not_in_text, "thrown away, because their quote is not in the report"),
        (all.doubled, "thrown away as doubled"),
        (all.malformed, "thrown away as malformed"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    }
    if all.names_left_out > 0 {
        let names = counted(all.names_left_out, "name or phrase");
        parts.push(format!("{names} left out that the report does not have"));
    }
    if all.is_cut {
        parts.push("its answer was cut off, so that there may be more".to_owned());
    }
    parts.join("; ")
}
