//! Names of lenses, tables and charts that come from outside: a finding that is read back names what
//! this program named when it wrote it.
//!
//! The program's own names are part of its code. Those of a file are kept for as long as the program
//! runs, each once; how many there may be and how long they may be is bounded, so that no file can make
//! it keep more than a little.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Greatest length of a name, in bytes.
pub const LENGTH_MAX: usize = 128;

/// How many different names may be kept.
pub const NAMES_MAX: usize = 4096;

static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// `text` as a name that stays; nothing where it is too long or too many are kept already.
pub fn kept(text: &str) -> Option<&'static str> {
    // Nothing is left half done in there: a panic elsewhere spoils no name.
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(name) = kept.get(text) {
        return Some(name);
    }
    if text.len() > LENGTH_MAX || kept.len() >= NAMES_MAX {
        return None;
    }
    let name: &'static str = Box::leak(text.to_owned().into_boxed_str());
    kept.insert(name);
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once_and_none_too_long() {
        let (one, other) = (kept("acceptance"), kept(&["accept", "ance"].concat()));
        assert!(one.zip(other).is_some_and(|(one, other)| std::ptr::eq(one, other)));
        assert_eq!(kept(&"x".repeat(LENGTH_MAX + 1)), None);
    }
}
