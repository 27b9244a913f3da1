//! `plenipo views`: the record alone and under each view, side by side.

use clap::{Arg, ArgAction, ArgMatches};
use plenipo::lens::error::Error;
use plenipo::lens::view::View;
use plenipo::lens::views;
use plenipo_record::case::Case;
use plenipo_record::dossier::filename;

use super::{Answer, Does, Verb, ask, dossier, path, settings};
use crate::args::Globals;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::load;

pub(super) const VERB: Verb = Verb {
    name: "views",
    about: "Says what holds under every view, what under which, and on what they turn",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let view = Arg::new("view")
        .long("view")
        .value_name("NAME")
        .action(ArgAction::Append)
        .value_delimiter(',')
        .help("Assumption sets to take as views; several with commas [default: all there are]")
        .help_heading("The question");
    std::iter::once(dossier()).chain(settings::args(views::LENS.settings)).chain([view]).collect()
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path = path(matches)?;
    let lens = &views::LENS;
    let settings = settings::read(lens.settings, matches);
    settings.check(lens.settings)?;
    let (base, folder) = load::whole(path, globals)?;
    let names: Vec<String> = match matches.get_many::<String>("view") {
        Some(named) => named.cloned().collect(),
        None => sets(&folder, globals),
    };
    let mut cases: Vec<(String, Case)> = Vec::new();
    for name in names {
        if !cases.iter().any(|(it, _)| *it == name) {
            let case = load::under(path, globals, &folder, &name)?;
            cases.push((name, case));
        }
    }
    let finding = ask::viewed(ask::Of::Case(&base), globals, |view| {
        let context = view.context();
        let each = cases.iter().map(|(name, case)| Ok((name.clone(), View::of(case, context)?)));
        let each = each.collect::<Result<Vec<_>, Error>>()?;
        let answer = views::answer(view, &each, &settings)?;
        Ok(lens.asked_with(views::finding(view, &answer)?, &settings))
    })?;
    Ok(Answer::from(ask::present(&finding, globals)?))
}

/// The assumption sets of the folder that are not read anyway, in order.
fn sets(folder: &Folder, globals: &Globals) -> Vec<String> {
    let files = folder.files.iter().filter(|it| filename::is_read(&it.name));
    let mut all: Vec<String> =
        files.filter_map(|it| filename::assumption_set(&it.name)).map(str::to_owned).collect();
    all.sort();
    all.dedup();
    all.retain(|it| !globals.assume.iter().any(|read| filename::is_set(it, read)));
    all
}
