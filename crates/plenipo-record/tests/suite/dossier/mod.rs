//! Reading and writing dossiers.

mod days;
mod debrief;
mod handling;
mod ledger;
mod limits;
mod problems;
mod reads;
mod schema;
mod seeds;
mod writes;
