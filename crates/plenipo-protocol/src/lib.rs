//! Protocols of negotiation, played: one text carried between parties, votes, alternating offers, with
//! mediators and strategies from the literature.
//!
//! It knows no dossier. A [`space::Space`] says what can be agreed, what each party makes of it in whole units,
//! and which texts are ruled out; everything else is played on that. A run is keyed by a seed and its number,
//! so that runs can be shared out among threads and machines and give the same bytes.
//!
//! # Example: a strategy of one's own
//!
//! Two parties divide ten; one offers its best until half the time has passed, then an even share.
//!
//! ```
//! use plenipo_maths::random::{Stream, StreamKey};
//! use plenipo_protocol::party::accepting::AcceptNext;
//! use plenipo_protocol::party::bidding::{Bidding, Seat};
//! use plenipo_protocol::party::{Bidder, Moment};
//! use plenipo_protocol::protocol::{Alternating, Deadline, RunStreams};
//! use plenipo_protocol::space::{Menu, Space, SpaceSpec, Utility};
//!
//! struct Stubborn;
//!
//! impl Bidding for Stubborn {
//!     fn begin(&mut self, _: &Seat<'_>) {}
//!
//!     fn bid(&mut self, seat: &Seat<'_>, at: Moment, _: &mut Stream) -> Option<u32> {
//!         let place = if at.time() < 0.5 { 0 } else { seat.order().len() / 2 };
//!         Some(seat.order()[place])
//!     }
//!
//!     fn fresh(&self) -> Box<dyn Bidding> {
//!         Box::new(Stubborn)
//!     }
//! }
//!
//! let shares = |worth: fn(u32) -> u32| Utility {
//!     tables: vec![(0..=10).map(|it| f64::from(worth(it))).collect()],
//!     ..Utility::default()
//! };
//! let parties = vec![shares(|it| it), shares(|it| 10 - it)];
//! let space = Space::new(&SpaceSpec { options: vec![11], parties, lines: vec![] }).unwrap();
//! let menu = Menu::all(&space, 100).unwrap();
//!
//! let stubborn = Bidder { bidding: Box::new(Stubborn), accepting: Box::new(AcceptNext) };
//! let mut parties = [stubborn, Bidder::named("conceder").unwrap()];
//! let streams = RunStreams::new(StreamKey::new(1), 2);
//! let table = Alternating::new(&menu, Deadline::of(20)).unwrap();
//! let struck = table.play(&mut parties, &streams, 0, None).unwrap();
//! let share = menu.chosen(struck.outcome.unwrap())[0];
//! assert!(share >= 5, "the conceder came more than half the way: {share}");
//! ```

pub mod mediator;
pub mod named;
pub mod party;
pub mod protocol;
pub mod simulation;
pub mod space;
pub mod tournament;
