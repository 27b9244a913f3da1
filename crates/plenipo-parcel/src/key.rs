//! With what a parcel is opened.

use age::secrecy::{ExposeSecret, SecretString};
use age::{Identity, scrypt, x25519};

use crate::{Fault, Opens};

/// Most work that is done to try one passphrase: 2^20 blocks, 1 GiB. More, a parcel from elsewhere may ask
/// only to stop the machine.
const WORK_MAX: u8 = 20;

/// With what a parcel is opened.
pub enum Key {
    /// The passphrase.
    Passphrase(SecretString),
    /// Keys of which one may fit.
    Identities(Identities),
}

/// The keys of a file of keys.
pub struct Identities(Vec<x25519::Identity>);

impl Key {
    /// The keys in the text of an identity file: one a line, empty lines and comments aside.
    ///
    /// # Errors
    /// [`Fault::Identities`] with the number of the line, never with what stands there; 0 where no line has a
    /// key.
    pub fn identities(text: &SecretString) -> Result<Key, Fault> {
        let mut keys = Vec::new();
        for (n, line) in text.expose_secret().lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                keys.push(line.parse().map_err(|_| Fault::Identities(n + 1))?);
            }
        }
        match keys.is_empty() {
            true => Err(Fault::Identities(0)),
            false => Ok(Key::Identities(Identities(keys))),
        }
    }

    /// What kind of parcel it opens.
    #[must_use]
    pub fn opens(&self) -> Opens {
        match self {
            Key::Passphrase(_) => Opens::Passphrase,
            Key::Identities(_) => Opens::Identity,
        }
    }

    /// Hands the keys on, each as the library tries it.
    pub(crate) fn with<T>(
        &self,
        then: impl FnOnce(&mut dyn Iterator<Item = &dyn Identity>) -> T,
    ) -> T {
        match self {
            Key::Passphrase(passphrase) => {
                let mut one = scrypt::Identity::new(passphrase.clone());
                one.set_max_work_factor(WORK_MAX);
                then(&mut std::iter::once(&one as &dyn Identity))
            }
            Key::Identities(all) => then(&mut all.0.iter().map(|it| it as &dyn Identity)),
        }
    }
}
