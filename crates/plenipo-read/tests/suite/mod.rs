//! One file an idea.

mod articles;
mod file;
mod laws;
mod model;
mod rules;
mod text;
