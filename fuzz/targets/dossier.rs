//! See `plenipo_fuzz::dossier`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plenipo_fuzz::dossier(bytes));
