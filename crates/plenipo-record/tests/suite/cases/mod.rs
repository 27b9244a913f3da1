//! The cases of `cases/`: that they read clean, and say what their stories say.

mod colombia_2016;
mod cyprus_2004;
mod three_rivers;
mod ukraine_2025;
