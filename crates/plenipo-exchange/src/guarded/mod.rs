//! Readers of what is not trusted, with one set of bounds: the parts of a [`zip`] archive and the elements
//! of [`xml`]. What they refuse is data; whoever asked words it for people.

pub(crate) mod xml;
pub(crate) mod zip;
