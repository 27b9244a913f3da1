//! With what a parcel is locked.

use std::fmt;
use std::str::FromStr;

use age::secrecy::SecretString;
use age::{scrypt, x25519};

/// How much work it is to try one passphrase: 2^18 blocks, a second or so and 256 MiB. Fixed rather than
/// measured, as the `age` program has it: a machine that happens to be busy must not weaken a parcel.
const WORK: u8 = 18;

/// With what a parcel is locked. The format has no third way: a passphrase stands alone.
pub enum Lock {
    /// Whoever knows it opens the parcel.
    Passphrase(SecretString),
    /// Whoever has the key of one of these opens it.
    Recipients(Vec<Recipient>),
}

/// Somebody who is to open a parcel: the public half of a key, `age1…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient(x25519::Recipient);

/// Why a text is no recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipientFault {
    /// It is the secret half of a key, which nobody else should have seen.
    Secret,
    /// It is a key of another kind: of SSH, of a plugin.
    Kind,
    /// It is none, or was not copied whole.
    Text,
}

impl FromStr for Recipient {
    type Err = RecipientFault;

    fn from_str(text: &str) -> Result<Recipient, RecipientFault> {
        let text = text.trim();
        let folded = text.to_ascii_lowercase();
        if folded.starts_with("age-secret-key-") || folded.starts_with("age-plugin-") {
            return Err(RecipientFault::Secret);
        }
        text.parse().map(Recipient).map_err(|_| {
            let kind = ["ssh-", "age1pq1", "age1tag", "age1yubikey", "age1se1", "age1tpm"];
            match kind.iter().any(|it| folded.starts_with(it)) {
                true => RecipientFault::Kind,
                false => RecipientFault::Text,
            }
        })
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Recipient {
    pub(crate) fn key(&self) -> &dyn age::Recipient {
        &self.0
    }
}

pub(crate) fn of_passphrase(passphrase: &SecretString) -> scrypt::Recipient {
    let mut one = scrypt::Recipient::new(passphrase.clone());
    one.set_work_factor(WORK);
    one
}
