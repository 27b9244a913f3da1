//! Why a parcel is not made, or not opened.

use std::fmt;
use std::io;

use age::DecryptError;
use plenipo_exchange::bundle::BundleError;

use crate::Opens;

/// Why a parcel is not made, or not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no age file.
    NotAge,
    /// It is one that was made text, which is not read here.
    Armoured,
    /// It is one of a version that is not known here.
    Version,
    /// It ends before its end.
    Cut,
    /// It is not what was sealed.
    Changed,
    /// It is opened with the other kind of key.
    OtherKey(Opens),
    /// This passphrase, or none of these keys, opens it, or its head was changed.
    WrongKey(Opens),
    /// Trying a passphrase on it would take more memory than is given to it.
    Work,
    /// Its head is longer than one is read.
    Head,
    /// It holds more than is unpacked.
    Large,
    /// This line of a file of keys is none; 0: none of its lines is.
    Identities(usize),
    /// Nobody was named who could open it.
    NoRecipient,
    /// More than that many were.
    Recipients(usize),
    /// What is in it is no bundle of files, or the files can be none.
    Bundle(BundleError),
}

impl Fault {
    pub(crate) fn of_head(error: DecryptError, needs: Opens) -> Fault {
        match error {
            DecryptError::NoMatchingKeys
            | DecryptError::KeyDecryptionFailed
            | DecryptError::DecryptionFailed => Fault::WrongKey(needs),
            DecryptError::ExcessiveWork { .. } => Fault::Work,
            DecryptError::UnknownFormat => Fault::Version,
            DecryptError::Io(error) => Fault::of_payload(error),
            _ => Fault::Changed,
        }
    }

    /// By value, as errors are handed to it.
    #[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
    pub(crate) fn of_payload(error: io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Fault::Cut,
            _ => Fault::Changed,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NotAge => {
                write!(f, "it is no sealed copy: it does not begin as an age file does")
            }
            Fault::Armoured => write!(f, "it is an age file in text form, which is not read"),
            Fault::Version => write!(f, "it is an age file of a version that is not known here"),
            Fault::Cut => write!(f, "it ends before its end: a part of it is missing"),
            Fault::Changed => write!(f, "it was damaged or changed since it was sealed"),
            Fault::OtherKey(Opens::Passphrase) => {
                write!(f, "it is opened with a passphrase, not a key")
            }
            Fault::OtherKey(Opens::Identity) => {
                write!(f, "it is opened with a key, not a passphrase")
            }
            Fault::WrongKey(Opens::Passphrase) => {
                write!(f, "this passphrase does not open it")
            }
            Fault::WrongKey(Opens::Identity) => write!(f, "none of these keys opens it"),
            Fault::Work => {
                write!(f, "to try a passphrase on it would take more than 1 GiB of memory")
            }
            Fault::Head => write!(f, "its head is longer than that of a sealed copy"),
            Fault::Recipients(most) => write!(f, "it is for more than {most} keys"),
            Fault::Large => write!(f, "it holds more than any dossier does"),
            Fault::Identities(0) => write!(f, "there is no key in it"),
            Fault::Identities(line) => write!(f, "its line {line} is no key"),
            Fault::NoRecipient => write!(f, "nobody was named who could open it"),
            Fault::Bundle(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Fault {}
