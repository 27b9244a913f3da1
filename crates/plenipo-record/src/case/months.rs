//! The months by their English names, as people write them and as pages print them.

/// The names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month from 1 to 12; what lies beyond is taken as the nearest of the two.
pub fn month_name(month: i8) -> &'static str {
    MONTHS[usize::try_from(month).unwrap_or(1).clamp(1, 12) - 1]
}

/// The month, 1 to 12, of this name or of its first letters, three at least, in capitals or not.
///
/// ```
/// use plenipo_record::case::months::month_named;
/// assert_eq!(["November", "nov", "SEPT", "no", "Movember"].map(month_named), [Some(11), Some(11), Some(9), None, None]);
/// ```
pub fn month_named(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let is = |it: &&str| name.len() >= 3 && it.to_lowercase().starts_with(name.as_str());
    let at = MONTHS.iter().position(is)?;
    i8::try_from(at + 1).ok()
}
