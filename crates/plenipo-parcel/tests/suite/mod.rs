//! Parcels by what may be done to them.

mod hostile;
mod laws;

use plenipo_parcel::{Key, Lock, SecretString};

/// A pair of keys for tests, and nothing else.
const SECRET: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const PUBLIC: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// Another.
const OTHER: &str = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

fn key(secret: &str) -> Key {
    Key::identities(&SecretString::from(secret)).expect("a key")
}

fn lock() -> Lock {
    Lock::Recipients(vec![PUBLIC.parse().expect("a public key")])
}

fn passphrase(words: &str) -> SecretString {
    SecretString::from(words)
}
