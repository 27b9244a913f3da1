//! The same answers in a browser: a server for one person's own machine.
//!
//! It reads no file and computes nothing about a negotiation. [`Desk`] hands it dossiers as bytes and takes new
//! files; lenses answer; `plenipo-present` makes markup. What is here is addresses, forms, pages around answers,
//! and who may ask.
//!
//! | module | owns |
//! |---|---|
//! | `desk` | what a server is given of a dossier |
//! | `held` | a dossier as last read, with its last good state |
//! | `reading` | how the record is read: day, viewer, assumption sets, drafts tried out; in addresses and forms |
//! | `ask` | the fields of a question, from the lens's own settings |
//! | `asked` | a question as an address has it: a lens and its settings |
//! | `answers` | answers kept for the next who asks |
//! | `job` | answers that take long, with progress and a way to stop them |
//! | `pages` | which page shows which answers |
//! | `page` | the page around an answer |
//! | `beside` | what stands beside a page's answer: board and charts |
//! | `cells` | cells of answers' tables |
//! | `door` | where an answer leads on to: drafts that open in the lab, forms above pictures |
//! | `lab` | the bench on which a draft is changed |
//! | `distance` | how far drafts of the lab are from what could be gained |
//! | `enter` | forms for new records, made from the dossier's schema |
//! | `inbox` | what reports propose, beside their text, to be decided |
//! | `entry` | a record by itself |
//! | `tables` | the record table by table, filtered by words |
//! | `leads` | where what an answer refers to leads |
//! | `redline` | a draft of the lab against its base, as a Word file |
//! | `save` | a draft of the lab as a new file |
//! | `live` | telling open pages that a file changed |
//! | `guard` | who may ask: key, hosts, origins, sizes |
//! | `routes` | which address leads where |
//! | `arrived` | a form, whole and of a bearable size, before anybody looks at it |
//! | `listen` | connections |
//! | `patient` | a connection whose client has to take what it asked for |

mod answers;
mod arrived;
mod ask;
mod asked;
mod asset;
mod beside;
mod cells;
mod desk;
mod distance;
mod door;
mod enter;
mod entry;
mod guard;
mod held;
mod inbox;
mod job;
mod lab;
mod leads;
mod listen;
mod live;
mod page;
mod pages;
mod patient;
mod reading;
mod redline;
mod routes;
mod save;
mod tables;
mod trouble;

pub use desk::{Desk, Papers, Shelf};
pub use listen::{Serving, router, serve};
pub use trouble::Trouble;
