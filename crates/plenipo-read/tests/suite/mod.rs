//! One file an idea.

mod articles;
mod file;
mod laws;
mod model;
mod review;
mod rules;
mod text;
