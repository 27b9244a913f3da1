//! What a number is worth, however it is written: `800,000`, `800 000`, `0.8 million`, `five`.

/// Millionths, so that decimals stay exact.
const ONE: u128 = 1_000_000;

/// English words of number below a hundred, with their value.
const SMALL: [(&str, u128); 28] = [
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Words that multiply what stands before them.
const SCALES: [(&str, u128); 8] = [
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("mn", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("dozen", 12),
];

/// The value of a word below a hundred.
pub(super) fn small(word: &str) -> Option<u128> {
    SMALL.iter().find(|(it, _)| *it == word).map(|(_, value)| *value)
}

/// What a word multiplies by.
pub(super) fn scale(word: &str) -> Option<u128> {
    SCALES.iter().find(|(it, _)| *it == word).map(|(_, value)| *value)
}

/// A number that is put together word by word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    /// What thousands, millions … closed.
    closed: u128,
    /// What stands since.
    open: u128,
    /// The word added last.
    last: Last,
}

/// What a sum last took in: it decides what may follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// Nothing yet, or a number that only a multiplier may follow.
    #[default]
    Whole,
    /// Twenty to ninety: one to nine may follow.
    Tens,
    /// A multiplier: a smaller number may follow.
    Scale(u128),
}

impl Sum {
    /// A sum of one.
    pub(super) fn of_one() -> Sum {
        Sum::of(ONE)
    }

    /// A sum that begins with this many millionths.
    pub(super) fn of(millionths: u128) -> Sum {
        Sum { closed: 0, open: millionths, last: Last::Whole }
    }

    /// A sum that begins with this word of number.
    pub(super) fn begin(word: &str) -> Option<Sum> {
        match (small(word), scale(word)) {
            (Some(value), _) => {
                let last = if value >= 20 { Last::Tens } else { Last::Whole };
                Some(Sum { closed: 0, open: value * ONE, last })
            }
            (None, Some(by)) => Some(Sum { closed: 0, open: by * ONE, last: Last::Scale(by) }),
            _ => None,
        }
    }

    /// The sum with one more word; `None` where the word begins another number.
    pub(super) fn then(self, word: &str) -> Option<Sum> {
        if let Some(by) = scale(word) {
            // “Hundred thousand” multiplies what is open; a larger multiplier never follows a
            // larger one.
            if by >= 1_000 {
                let closed = self.closed.checked_add(self.open.checked_mul(by)?)?;
                return Some(Sum { closed, open: 0, last: Last::Scale(by) });
            }
            let open = self.open.checked_mul(by)?;
            return Some(Sum { open, last: Last::Scale(by), ..self });
        }
        let value = small(word)?;
        let fits = match self.last {
            Last::Whole => false,
            Last::Tens => (1..10).contains(&value),
            Last::Scale(by) => value > 0 && value < by && by != 12,
        };
        let last = if value >= 20 { Last::Tens } else { Last::Whole };
        fits.then_some(Sum { open: self.open + value * ONE, last, ..self })
    }

    /// Whether a smaller number may follow after “and”.
    pub(super) fn takes_and(self) -> bool {
        matches!(self.last, Last::Scale(by) if by != 12)
    }

    /// Its value, in millionths.
    pub(super) fn value(self) -> u128 {
        self.closed.saturating_add(self.open)
    }
}

/// The value in millionths of a number in ASCII digits; `None` where it can be read in two ways, has
/// other characters, or is too long.
pub(super) fn of_digits(word: &str) -> Option<u128> {
    let is_mark = |c: char| matches!(c, ',' | '.' | '\'');
    let marks: Vec<char> = word.chars().filter(|it| is_mark(*it)).collect();
    let groups: Vec<&str> = word.split(is_mark).collect();
    if groups.iter().any(|it| it.is_empty() || !it.bytes().all(|it| it.is_ascii_digit())) {
        return None;
    }
    let thousands =
        |groups: &[&str]| groups[0].len() <= 3 && groups[1..].iter().all(|it| it.len() == 3);
    let (whole, decimals) = match marks.as_slice() {
        [] => (groups.concat(), ""),
        [','] | ['\''] if thousands(&groups) => (groups.concat(), ""),
        // 800.000 is eight hundred to some and eight hundred thousand to others.
        ['.'] if thousands(&groups) => return None,
        ['.' | ','] => (groups[0].to_owned(), groups[1]),
        [first, rest @ ..] if rest.iter().all(|it| it == first) => {
            if !thousands(&groups) {
                return None;
            }
            (groups.concat(), "")
        }
        [between @ .., last] => {
            let (decimals, whole) = groups.split_last()?;
            if between.iter().any(|it| it == last) || !thousands(whole) {
                return None;
            }
            (whole.concat(), *decimals)
        }
    };
    if whole.len() > 24 || decimals.len() > 6 {
        return None;
    }
    let decimals = format!("{decimals:0<6}");
    whole.parse::<u128>().ok()?.checked_mul(ONE)?.checked_add(decimals.parse().ok()?)
}
