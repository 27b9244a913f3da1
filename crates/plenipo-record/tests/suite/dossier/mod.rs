//! Reading and writing dossiers.

mod ledger;
mod limits;
mod problems;
mod reads;
mod schema;
mod writes;
