//! What comes in and goes out in forms of others.
//!
//! [`sheet`] makes tables for spreadsheets of a case and reads such tables against a dossier; [`paper`] is
//! a draft as it comes, in plain text, Markdown or DOCX; [`forecasts`] are questions from elsewhere, as
//! entries of the ledger; [`scenario`] are negotiations as the field publishes them; [`cell`] is what tables of
//! every kind have in common; [`tournament`] says what strategies to play on them; [`bundle`] is all files of a dossier as one. Named bytes go in and
//! come out: every reader here is bounded, and follows nothing that it finds.

pub mod bundle;
pub mod cell;
pub mod forecasts;
pub mod paper;
pub mod scenario;
pub mod sheet;
pub mod tournament;

mod guarded;
