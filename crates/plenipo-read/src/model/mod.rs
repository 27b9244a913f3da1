//! Proposals of a language model: what it is asked, and what of its answer is kept.
//!
//! A model is one more reader, and a worse witness than a rule: it is asked for verbatim quotes, and whatever is not
//! literally in the article is thrown away and counted. What it answers can only become proposals; nothing in it, and
//! nothing in the article, is followed. The engine opens no connection: bytes to send go out, bytes that came back go
//! in.

pub mod ask;
pub mod heard;
pub mod literal;
pub mod proposed;
mod salvage;
