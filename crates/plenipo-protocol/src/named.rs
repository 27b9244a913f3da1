//! Lists of what can be chosen by name: strategies, conditions, models, mediators, protocols.

/// One entry of such a list.
#[derive(Debug)]
pub struct Named<T> {
    /// Its name: small letters and hyphens.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub about: &'static str,
    /// Where it is defined.
    pub source: &'static str,
    /// What a number after the name means and between what it lies; none when it takes no number.
    pub number: Option<NumberIs>,
    /// Makes it, with the number where one is given.
    pub make: fn(Option<f64>) -> T,
}

/// The number that may follow a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberIs {
    /// What it means.
    pub about: &'static str,
    /// The least it may be.
    pub least: f64,
    /// The most it may be.
    pub most: f64,
}

/// Why a name means nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum NameError {
    /// There is no such entry.
    Unknown {
        /// What kind of thing was looked for.
        what: &'static str,
        /// The name as it was given.
        name: String,
        /// The entry whose name is most like it, if one is.
        near: Option<&'static str>,
        /// All entries.
        known: Vec<&'static str>,
    },
    /// The number after it is none, is out of range, or none belongs there.
    Number {
        /// The entry.
        name: &'static str,
        /// The number as it was given.
        given: String,
        /// What it would mean; none when the entry takes none.
        number: Option<NumberIs>,
    },
}

impl std::fmt::Display for NameError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown { what, name, near: Some(near), .. } => {
                write!(out, "there is no {what} `{name}`; did you mean `{near}`?")
            }
            Self::Unknown { what, name, near: None, known } => {
                write!(out, "there is no {what} `{name}`; there are: {}", known.join(", "))
            }
            Self::Number { name, given, number: None } => {
                write!(out, "`{name}` takes no number, but has `{given}`")
            }
            Self::Number { name, given, number: Some(it) } => write!(
                out,
                "`{name}:{given}`: {} is a number from {} to {}",
                it.about, it.least, it.most
            ),
        }
    }
}

impl std::error::Error for NameError {}

/// How alike two names must be for one to be suggested for the other.
const ALIKE: f64 = 0.6;

/// The entry of `list` that `text` names, `NAME` or `NAME:NUMBER`.
///
/// # Errors
/// [`NameError`] for a name that is not in the list, with the one most like it, and for a number that cannot be.
pub fn named<T>(list: &[Named<T>], what: &'static str, text: &str) -> Result<T, NameError> {
    let (name, given) = match text.split_once(':') {
        Some((name, given)) => (name.trim(), Some(given.trim())),
        None => (text.trim(), None),
    };
    let Some(entry) = list.iter().find(|it| it.name == name) else {
        let likeness = |it: &&Named<T>| strsim::normalized_damerau_levenshtein(it.name, name);
        let near = list.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let near = near.filter(|it| likeness(it) >= ALIKE).map(|it| it.name);
        let known = list.iter().map(|it| it.name).collect();
        return Err(NameError::Unknown { what, name: name.to_owned(), near, known });
    };
    let Some(given) = given else { return Ok((entry.make)(None)) };
    let wrong =
        || NameError::Number { name: entry.name, given: given.to_owned(), number: entry.number };
    let allowed = entry.number.ok_or_else(wrong)?;
    let number: f64 = given.parse().map_err(|_| wrong())?;
    if !(allowed.least..=allowed.most).contains(&number) {
        return Err(wrong());
    }
    Ok((entry.make)(Some(number)))
}
