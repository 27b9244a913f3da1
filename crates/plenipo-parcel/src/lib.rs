//! A dossier as one encrypted file: a parcel.
//!
//! A parcel is an age file, version 1 (<https://age-encryption.org/v1>), around the archive that
//! [`plenipo_exchange::bundle`] makes. The cryptography is that of the crate `age`; nothing here knows of it
//! more than which key is for what. Whoever has the `age` program opens a parcel without this one.
//!
//! Bytes come in and go out: no file is read or written, so that there is no temporary one either.
//!
//! Passphrases and keys are held in types that show them to nobody by accident and overwrite them when they
//! are dropped ([`SecretString`], and those of `age`). The records themselves are not: a program that shows
//! them has them in memory many times over.

mod fault;
mod key;
mod lock;

use std::io::{Read, Write};

use age::{Decryptor, Encryptor};
use plenipo_exchange::bundle::{BYTES_MAX, pack, unpack};
use plenipo_record::dossier::read::NamedBytes;

pub use age::secrecy::{ExposeSecret, SecretString};
pub use fault::Fault;
pub use key::{Identities, Key};
pub use lock::{Lock, Recipient, RecipientFault};

/// What every age file begins with.
const BEGINS: &[u8] = b"age-encryption.org/";

/// What one begins with that was made text, for mail.
const ARMOURED: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// What the last line of a head begins with.
const END: &[u8] = b"\n--- ";

/// Greatest size of a parcel in bytes: the greatest bundle, with what encryption adds to it.
pub const PARCEL_MAX: usize = BYTES_MAX + (BYTES_MAX >> 10);

/// Greatest size of the head of a parcel, and most recipients of one, with whom it stays below that. The library
/// takes time with the square of it, and a parcel from elsewhere may have a head of any length.
const HEAD_MAX: usize = 16 << 10;
const RECIPIENTS_MAX: usize = 100;

/// What opens a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// A passphrase, and nothing else.
    Passphrase,
    /// One of several keys.
    Identity,
}

/// The parcel of a dossier with these files.
///
/// # Errors
/// [`Fault::Bundle`] for files that could not be unpacked again; [`Fault::NoRecipient`] and [`Fault::Recipients`].
pub fn seal(files: &[NamedBytes], lock: &Lock) -> Result<Vec<u8>, Fault> {
    let bundle = pack(files).map_err(Fault::Bundle)?;
    let mut parcel = Vec::with_capacity(bundle.len() + (bundle.len() >> 10) + 4096);
    // Into memory: the library's errors of writing cannot happen there.
    let mut writer = lock.encryptor()?.wrap_output(&mut parcel).map_err(Fault::of_payload)?;
    writer.write_all(&bundle).map_err(Fault::of_payload)?;
    writer.finish().map_err(Fault::of_payload)?;
    Ok(parcel)
}

/// What opens this parcel, by its head.
///
/// # Errors
/// [`Fault`] of what is no parcel, or the head of one that was cut off or changed.
pub fn opens(parcel: &[u8]) -> Result<Opens, Fault> {
    let head = head(parcel)?;
    Ok(if head.is_scrypt() { Opens::Passphrase } else { Opens::Identity })
}

/// The files of the dossier in a parcel: all of them as they were, or none.
///
/// # Errors
/// Every [`Fault`] but that nobody could open it.
pub fn open(parcel: &[u8], key: &Key) -> Result<Vec<NamedBytes>, Fault> {
    unpack(&content(parcel, key)?).map_err(Fault::Bundle)
}

/// What a parcel holds, whatever it is.
fn content(parcel: &[u8], key: &Key) -> Result<Vec<u8>, Fault> {
    let head = head(parcel)?;
    let needs = if head.is_scrypt() { Opens::Passphrase } else { Opens::Identity };
    if needs != key.opens() {
        return Err(Fault::OtherKey(needs));
    }
    let reader = key.with(|keys| head.decrypt(keys)).map_err(|it| Fault::of_head(it, needs))?;
    // It is no longer than the parcel. Text that has to move leaves a copy where it was.
    let mut content = Vec::with_capacity(parcel.len());
    reader.take(BYTES_MAX as u64 + 1).read_to_end(&mut content).map_err(Fault::of_payload)?;
    if content.len() > BYTES_MAX {
        return Err(Fault::Large);
    }
    Ok(content)
}

fn head(parcel: &[u8]) -> Result<Decryptor<&[u8]>, Fault> {
    if parcel.len() > PARCEL_MAX {
        return Err(Fault::Large);
    }
    if !parcel.starts_with(BEGINS) {
        let armoured = parcel.trim_ascii_start().starts_with(ARMOURED);
        let cut = !parcel.is_empty() && BEGINS.starts_with(parcel);
        return Err(match (armoured, cut) {
            (true, _) => Fault::Armoured,
            (_, true) => Fault::Cut,
            _ => Fault::NotAge,
        });
    }
    let start = &parcel[..parcel.len().min(HEAD_MAX)];
    if parcel.len() > HEAD_MAX && !start.windows(END.len()).any(|it| it == END) {
        return Err(Fault::Head);
    }
    Decryptor::new_buffered(parcel).map_err(|it| Fault::of_head(it, Opens::Identity))
}

impl Lock {
    fn encryptor(&self) -> Result<Encryptor, Fault> {
        let refused = |_| Fault::NoRecipient;
        match self {
            Lock::Passphrase(passphrase) => {
                let one = lock::of_passphrase(passphrase);
                Encryptor::with_recipients(std::iter::once(&one as _)).map_err(refused)
            }
            Lock::Recipients(all) if all.len() > RECIPIENTS_MAX => {
                Err(Fault::Recipients(RECIPIENTS_MAX))
            }
            Lock::Recipients(all) => {
                Encryptor::with_recipients(all.iter().map(Recipient::key)).map_err(refused)
            }
        }
    }
}

#[cfg(test)]
mod tests;
