//! The server's one test binary: pages are asked for without a browser and without a socket.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod client;
mod suite;
