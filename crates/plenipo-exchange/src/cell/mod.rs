//! What stands in the cells of tables from elsewhere: text that a spreadsheet would run or has made over
//! ([`guard`]), days and figures as people type them (`typed`).

pub mod guard;

pub(crate) mod typed;
