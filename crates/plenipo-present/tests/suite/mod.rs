//! One file for each presenter.

mod csv;
mod docx;
mod html;
mod ics;
mod json;
mod laws;
mod markdown;
mod problems;
mod sample;
mod sheets;
mod svg;
mod terminal;
