//! Laws: properties that hold for any input.

mod acceptance;
mod apart;
mod around;
mod believe;
mod canonical;
mod change;
mod marked;
mod paper;
mod phrases;
mod preferences;
mod robust;
mod scores;
mod search;
mod secrets;
mod talks;
mod tried;
mod viewers;
mod views;
