//! Presenters: a finding becomes bytes.
//!
//! Each presenter is a pure function of what it is given: none reads a file, asks the terminal or
//! the environment, or computes anything about the case. They know findings and problems, never
//! lenses, so a new lens is presented without a line here.
//!
//! | presenter | for | its form is |
//! |---|---|---|
//! | [`terminal`] | people | free to change |
//! | [`json`] | programs | stable |
//! | [`csv`] | spreadsheets and programs, one table at a time | stable |
//! | [`problems`] | whoever edits the dossier | text free, JSON stable |
//! | [`markdown`] | readers of the docs in a terminal | free to change |

pub mod terminal;

pub mod csv;
pub mod json;

pub mod problems;

pub mod markdown;

mod clean;
