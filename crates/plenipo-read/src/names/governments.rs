//! Governments and bodies by all the names under which reports speak of them, and places where talks are held. The
//! list is data.

use std::collections::HashMap;
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::words::Tokens;

const TEXT: &str = include_str!("../../lists/places.toml");

/// How a name stands for a government.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Its own name, or another one.
    Name,
    /// An adjective, or its people.
    Adjective,
    /// Where it sits.
    Seat,
    /// A place that stands for nobody.
    Place,
}

/// The governments of the list.
#[derive(Debug)]
pub(crate) struct Governments {
    /// Their names.
    pub(crate) names: Vec<String>,
    /// All names in small letters, with whose and how.
    by: HashMap<String, (Option<usize>, Manner)>,
    /// First words of names of several words, with the most words a name has.
    most: usize,
}

impl Governments {
    /// Which government these words name, and how; the longest name that begins at `at` and ends by `end`.
    pub(crate) fn longest(
        &self,
        tokens: &Tokens<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, Option<usize>, Manner)> {
        let most = self.most.min(end.saturating_sub(at));
        (1..=most).rev().find_map(|n| {
            let name = low(tokens, at, at + n);
            self.by.get(&name).map(|(of, manner)| (at + n, *of, *manner))
        })
    }

    /// Which government a name stands for.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        self.by.get(&name.to_lowercase()).and_then(|it| it.0)
    }
}

/// Words in small letters with a space between.
pub(crate) fn low(tokens: &Tokens<'_>, first: usize, end: usize) -> String {
    let mut out = String::new();
    for at in first..end {
        if at > first {
            out.push(' ');
        }
        out.push_str(tokens.low(at));
    }
    out
}

/// The list that ships with the program.
pub(crate) fn governments() -> &'static Governments {
    static MADE: LazyLock<Governments> = LazyLock::new(|| {
        // Part of the program: a test reads it, no user can break it.
        parse(TEXT).expect("the shipped list is well formed")
    });
    &MADE
}

fn parse(text: &str) -> Result<Governments, String> {
    let table: Table = text.parse().map_err(|why: toml::de::Error| why.to_string())?;
    let mut out = Governments { names: Vec::new(), by: HashMap::new(), most: 1 };
    let texts = |it: &Value, key: &str| -> Vec<String> {
        let list = it.get(key).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut put = |name: &str, of: Option<usize>, manner: Manner| {
        let tokens = Tokens::of(name);
        out.most = out.most.max(tokens.len());
        let key = low(&tokens, 0, tokens.len());
        out.by.entry(key).or_insert((of, manner));
    };
    for it in table.get("government").and_then(Value::as_array).into_iter().flatten() {
        let name = it.get("name").and_then(Value::as_str).ok_or("a government has a name")?;
        let at = Some(out.names.len());
        out.names.push(name.to_owned());
        put(name, at, Manner::Name);
        texts(it, "also").iter().for_each(|it| put(it, at, Manner::Name));
        texts(it, "adjectives").iter().for_each(|it| put(it, at, Manner::Adjective));
        texts(it, "seats").iter().for_each(|it| put(it, at, Manner::Seat));
    }
    for it in table.get("places").and_then(Value::as_array).into_iter().flatten() {
        texts(it, "names").iter().for_each(|it| put(it, None, Manner::Place));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_and_an_adjective_stand_for_their_government() {
        let all = governments();
        for name in ["Moscow", "Kremlin", "Russian", "Russian Federation"] {
            let of = all.named(name).expect(name);
            assert_eq!(all.names[of], "Russia");
        }
        assert_eq!(all.named("Geneva"), None);
    }
}
