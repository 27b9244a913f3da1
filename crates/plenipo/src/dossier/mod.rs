//! The text people edit: a folder of TOML files becomes a case, or a list of problems.

pub mod problem;
