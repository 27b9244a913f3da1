//! Drafts compared: what became of every point.

pub mod pairs;
pub mod vocabulary;

pub mod lineage;
