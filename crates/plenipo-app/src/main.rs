//! The plenipo command.

fn main() {}
