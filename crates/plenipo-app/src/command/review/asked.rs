//! Which entries are meant: by number as the list has them, by id, or all of them.

use plenipo_record::dossier::{did_you_mean, nearest};

use super::pile::Pile;
use crate::failure::Failure;

/// The places of what is named, each once: the report and the entry in it.
pub(super) fn places(
    pile: &Pile,
    named: &[String],
    flag: &str,
) -> Result<Vec<(usize, usize)>, Failure> {
    let all = pile.numbered();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for word in named.iter().map(|it| it.trim()).filter(|it| !it.is_empty()) {
        let found = match numbers(word) {
            Some((from, to)) => {
                let far = from == 0 || to > all.len() || from > to;
                if far {
                    return Err(Failure::usage(format!(
                        "`{flag} {word}`: there is no such number"
                    ))
                    .hint(match all.len() {
                        0 => "nothing is to be decided".to_owned(),
                        n => format!("`--list` has 1 to {n}"),
                    }));
                }
                all[from - 1..to].to_vec()
            }
            None if word == "all" => all.clone(),
            None => by_id(pile, &all, word, flag)?,
        };
        for it in found {
            if !out.contains(&it) {
                out.push(it);
            }
        }
    }
    match out.is_empty() && !named.is_empty() {
        true => Err(Failure::usage(format!("`{flag}` names nothing that is to be decided"))
            .hint("`--list` shows what is")),
        false => Ok(out),
    }
}

/// `3` and `5-8`
fn numbers(word: &str) -> Option<(usize, usize)> {
    let of = |it: &str| {
        let digits = !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        digits.then(|| it.parse().unwrap_or(usize::MAX))
    };
    match word.split_once('-') {
        Some((from, to)) => Some((of(from)?, of(to)?)),
        None => of(word).map(|it| (it, it)),
    }
}

fn by_id(
    pile: &Pile,
    all: &[(usize, usize)],
    word: &str,
    flag: &str,
) -> Result<Vec<(usize, usize)>, Failure> {
    let id = |it: &(usize, usize)| pile.reports[it.0].report.items[it.1].id.as_deref();
    let found: Vec<(usize, usize)> =
        all.iter().filter(|it| id(it) == Some(word)).copied().collect();
    match found.as_slice() {
        [_] => Ok(found),
        [] => {
            let near = nearest(word, all.iter().filter_map(id));
            let failure = Failure::usage(format!("`{flag} {word}`: nothing proposed has that id"));
            Err(match near.is_empty() {
                true => failure.hint("`--list` shows what is to be decided"),
                false => failure.hint(did_you_mean(&near)),
            })
        }
        _ => Err(Failure::usage(format!("`{flag} {word}`: several proposed entries have that id"))
            .hint("name it by its number, as `--list` has it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_ids() {
        assert_eq!(numbers("3"), Some((3, 3)));
        assert_eq!(numbers("5-8"), Some((5, 8)));
        assert_eq!(numbers("99999999999999999999"), Some((usize::MAX, usize::MAX)));
        for id in ["meeting-2031-05-13", "", "-", "3-", "-3", "1-2-3", "x3", "٣"] {
            assert_eq!(numbers(id), None, "{id}");
        }
    }
}
