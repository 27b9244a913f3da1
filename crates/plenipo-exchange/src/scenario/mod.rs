//! Negotiation scenarios as the field publishes them, read and written.
//!
//! Genius XML (discrete, integer and real issues, hyper-rectangle functions), GeniusWeb JSON,
//! NegMAS folders in YAML or JSON, and plain profiles in JSON. A scenario is a handful of named
//! files; what each of them is is recognised by its content, and its name keeps backups out. Nothing
//! here reads a file: [`read`] takes bytes, the writers return them.
//!
//! What a format cannot say is said by [`Written::lost`], and what a file leaves to the reader by
//! [`Scenario::notes`](plenipo_record::scenario::Scenario::notes).

mod encoding;
mod genius;
mod genius_boxes;
mod genius_values;
mod genius_write;
mod geniusweb;
mod negmas;
mod node;
mod places;
mod profiles;
mod recognise;
mod web_write;
mod write;
mod xml;

pub use recognise::read;
pub use write::{Format, Written, write};

/// Bytes a file may have.
pub const FILE_BYTES_MAX: usize = 16 << 20;
