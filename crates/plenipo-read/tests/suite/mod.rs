//! One file an idea.

mod articles;
mod file;
mod laws;
mod rules;
mod text;
