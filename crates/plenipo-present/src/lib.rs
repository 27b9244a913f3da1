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
//! | [`html`] | people: one page, on a screen or on paper | free to change |
//! | [`docx`] | people who edit it in a word processor | free to change |
//! | [`svg`] | a chart of a finding, for pages | free to change |
//! | [`sheets`] | the record in a spreadsheet, and what came of reading one | stable; the report free |
//! | [`ics`] | calendar programs: meetings and tasks by day | stable |
//! | [`problems`] | whoever edits the dossier | text free, JSON stable |
//! | [`hint`] | what a reader could do, as the command line says it | free to change |
//! | [`markdown`] | mails and notes; and readers of the docs in a terminal | free to change |

pub mod terminal;

pub mod csv;
pub mod json;

pub mod docx;
pub mod html;
pub mod svg;

pub mod ics;

pub mod problems;
pub mod sheets;

pub mod markdown;

pub mod hint;

mod cite;
mod clean;
mod spoken;
mod words;
